"""What stands in a post's content and is not the post: sharing, related posts, advertising, navigation."""

from bs4 import Tag

from crawler.parse.tree import any_of, classes

# Beginnings of class names and ids, by who puts them there (formats.md 2.1).
_JETPACK = "sharedaddy sd-sharing* sd-like* sd-block jp-relatedposts* jp-post-flair jetpack-likes* likes-widget* wpcnt wpa wordads* atatags*"
_SHARING = (
    "addtoany* a2a_* addthis* sharethis* social-share* share-buttons* sharing-* share-links post-share entry-share ssba* "
    "heateor* swp_* mashsb* shariff* et_social* essb_* simplesocialbutton* wp-socializer* dpsp-*"
)
_RELATED = "yarpp* related-posts* relatedposts related_posts* crp_related* wp_rp* post-navigation posts-navigation nav-links navigation rp4wp* nrelate*"
_ADS = "adsbygoogle adsense* ad-container ad-wrapper advertisement advads* code-block-ad ezoic-ad* adthrive* mediavine*"
_FORMS = "newsletter-signup subscribe-form mc_embed_signup mailpoet* wpcf7 tnp* jetpack_subscription_widget post-password-form comments-area comment-respond"
_TOC = "toc_container ez-toc* lwptoc* wp-block-table-of-contents"
_OTHERS = "author-box* author-bio* about-author* post-ratings* kk-star-ratings print-only"
_CHROME = any_of(" ".join((_JETPACK, _SHARING, _RELATED, _ADS, _FORMS, _TOC, _OTHERS)))
_TAGS = frozenset(("script", "style", "form", "nav", "template", "link", "meta"))


def cut_chrome(root: Tag) -> bool:
    """Take what is not the post out of the tree; returns whether anything but scripts and styles was."""
    found = [e for e in root.find_all(True) if e.name in _TAGS or (e.attrs and _CHROME.search(classes(e)))]
    for element in found:
        if not element.decomposed:
            element.decompose()
    return any(e.name not in ("script", "style") for e in found)

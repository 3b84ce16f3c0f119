"""What stands in a post's content and is not the post: sharing, related posts, advertising, navigation."""

from bs4 import Tag

from crawler.parse.tree import any_of, classes, elements

# Class names and ids, or beginnings of them, by who puts them there (formats.md 2.1).
_CHROME = any_of(
    # Jetpack and hosted WordPress
    "sharedaddy sd-sharing* sd-like* sd-block jp-relatedposts* jp-post-flair jetpack-likes* likes- "
    "widget* wpcnt wpa wordads* atatags* jetpack_subscription_widget "
    # sharing
    "addtoany* a2a_* addthis* sharethis* social-share* share-buttons* sharing-* share-links post- "
    "share entry-share ssba* heateor* swp_* mashsb* shariff* et_social* essb_* simplesocialbutton* "
    "wp-socializer* dpsp-* "
    # related posts and navigation
    "yarpp* related-posts* relatedposts related_posts* crp_related* wp_rp* rp4wp* nrelate* post- "
    "navigation posts-navigation nav-links navigation toc_container ez-toc* lwptoc* wp-block-table- "
    "of-contents "
    # advertising
    "adsbygoogle adsense* ad-container ad-wrapper advertisement advads* code-block-ad ezoic-ad* "
    "adthrive* mediavine* "
    # forms, comments, authors, votes
    "newsletter-signup subscribe-form mc_embed_signup mailpoet* wpcf7 tnp* post-password-form comments-area "
    "comment-respond author-box* author-bio* about-author* post-ratings* kk-star-ratings "
    "print-only page-links post-page-numbers"
)
_SILENT = frozenset(("script", "style", "link", "meta", "template"))
_TAGS = _SILENT | {"form", "nav"}


def cut_chrome(root: Tag) -> bool:
    """Take what is not the post out of the tree; returns whether a reader would have seen any of it."""
    found = [e for e in elements(root) if e.name in _TAGS or (e.attrs and _CHROME.search(classes(e)))]
    seen = any(e.name not in _SILENT for e in found)
    for element in found:
        if not element.decomposed:
            element.decompose()
    return seen

"""What stands in a post's content and is not the post: sharing, related posts, advertising, navigation."""

from bs4 import Tag

from crawler.parse.article.tree.share_links import share_lines
from crawler.parse.article.tree.tree import any_of, classes, elements, text_of

# Class names and ids, or beginnings of them, by who puts them there (docs/formats.md#what-is-not-the-post).
_CHROME = any_of(
    # Jetpack and hosted WordPress
    "sharedaddy sd-sharing* sd-like* sd-block jp-relatedposts* jp-post-flair jetpack-likes* likes-widget* "
    "wpcnt wpa wordads* atatags* jetpack_subscription_widget wp-block-jetpack-subscriptions* "
    "wp-block-jetpack-sharing* wp-block-jetpack-like* "
    # sharing
    "addtoany* a2a_* addthis* sharethis* social-share* social-icons* social-links* social-buttons* "
    "share-buttons* share-icons* share-bar* share-tools* share-box* sharing-* share share-links post-share* "
    "article-share* entry-share* ssba* heateor* swp_* swp-* mashsb* shariff* et_social* essb_* sfsi_* "
    "twitter-share-button twitter-follow-button "
    "simplesocialbutton* simple-social-buttons* wp-socializer* dpsp-* printfriendly* "
    # related posts and navigation
    "yarpp* related-posts* related-articles* related-content* relatedposts related_posts* crp_related* "
    "wp_rp* rp4wp* nrelate* read-also* post-navigation posts-navigation nav-links navigation toc_container "
    "ez-toc* lwptoc* wp-block-table-of-contents wp-block-query* wp-block-latest-posts* wp-block-post-author* "
    "wp-block-comments* wp-block-post-navigation-link links-nextprev* prev-next* "
    "nextprev* post-nav article-nav* entry-navigation pagination pager "
    # advertising
    "adsbygoogle adsense* ad-container ad-wrapper advertisement advads* code-block-ad ezoic-ad* "
    "adthrive* mediavine* "
    # forms, comments, authors, votes, counters
    "widget widget_* widget-area newsletter-signup* newsletter-box* newsletter-form* newsletter-widget* "
    "newsletter-cta* subscribe-form subscribe-box* subscription-widget* button-wrapper kg-signup-card "
    "kg-cta-card mc_embed_signup mailpoet* wpcf7 tnp* post-password-form comments-area comment-respond "
    "star-rating* rating-stars* "
    "author-box* author-bio* about-author* wp-post-author* saboxplugin* molongui* abh_box* "
    "pp-multiple-authors* post-ratings* kk-star-ratings wpulike* pvc_stats post-views* print-only page-links "
    "post-page-numbers "
    # what stands before embedded things until the reader consents, and copies of notes
    "_brlbs-caption brlbs-cmpnt-cb-preset* cmplz-blocked-content-notice* cmplz-placeholder-text "
    "littlefoot littlefoot__* bigfoot-footnote__popover* footnote-tooltip* fn-tooltip-content*"
)
# Boxes that lead to other pages; a post may use such a name for a text of its own, which is not all links.
_BOXES = any_of(
    "related* recirc* recommended* recommendation* most-popular* most-read* mostpopular* mostread* "
    "referenced-item* see-also* read-more* readmore* also-read* more-stories* outbrain* taboola* trc_*"
)
_LINKED = 0.5
"""A box leads elsewhere if so much of its text is linked: first words of the other page may stand beside."""
_SILENT = frozenset(("script", "style", "link", "meta", "template"))
_TAGS = _SILENT | {"form", "nav"}


def cut_chrome(root: Tag) -> bool:
    """Take what is not the post out of the tree; returns whether a reader would have seen any of it."""
    everything = list(elements(root))
    found = [e for e in everything if e.name in _TAGS or (e.attrs and _is_chrome(e))]
    found += share_lines(everything)
    seen = any(e.name not in _SILENT for e in found)
    for element in found:
        if not element.decomposed:
            element.decompose()
    return seen


def _is_chrome(element: Tag) -> bool:
    names = classes(element)
    return (
        _CHROME.search(names) is not None
        or "AggregateRating" in str(element.get("itemtype", ""))
        or (_BOXES.search(names) is not None and _leads_elsewhere(element))
    )


def _leads_elsewhere(box: Tag) -> bool:
    linked = sum(len(text_of(link)) for link in box.find_all("a", href=True))
    return 0 < linked >= _LINKED * len(text_of(box))

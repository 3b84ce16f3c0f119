"""Sanitises HTML: it cannot run scripts, restyle the page, or load anything except images."""

import nh3

_TAGS = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd label li "
    "main mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td "
    "tfoot th thead time tr tt u ul var".split()
)
_ATTRIBUTES = {
    "*": {
        "class",
        "id",
        "lang",
        "dir",
        "title",
        "data-fn",
        "data-footnote-content",
        "data-mfn",
        "data-url",
        "data-tweet-id",
        "data-twitter",
        "data-lang",
    },
    "a": {"href", "name", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style", "template", "textarea", "noscript", "title", "svg", "math"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """The HTML without scripts, event handlers, styles, frames, forms and script addresses."""
    return _CLEANER.clean(html)

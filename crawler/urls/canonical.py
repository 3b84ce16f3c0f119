"""Makes addresses absolute and canonical, and recognises tweets and sites."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from crawler.text.characters import clean
from crawler.urls.keys import page_path

# Tracking parameters: they do not change the page. Exact names, or prefixes ending in "_".
_TRACKING = (
    "utm_ at_ pk_ mtm_ hsa_ ns_ fb_ vero_ oly_ _hsenc _hsmi fbclid gclid gclsrc dclid msclkid yclid "
    "twclid igshid igsh mc_cid mc_eid mkt_tok ref_src ref_url wt_mc xtor cmpid trk trkinfo spm s_cid "
    "ncid sr_share share_id __twitter_impression "
).split()
_TRACKING_PREFIXES = tuple(name for name in _TRACKING if name.endswith("_"))
_TRACKING_NAMES = frozenset(_TRACKING)
# Ghost adds the host of the blog to every outgoing link ("Outbound link tags" in its manual).
_REFERRER = re.compile(r"(?:^|&)ref=(?:[a-z0-9-]+\.)+[a-z]{2,}$")
# Parameters that WordPress adds to a post's address (docs/formats.md#addresses-of-posts).
_POST_NOISE = frozenset(("share", "shared", "msg", "replytocom", "nb", "like_comment", "like", "amp"))
# A page of comments. Block themes give it as the canonical address of the post.
_COMMENT_PAGE = re.compile(r"(?<=/)comment-page-\d{1,4}/?$")
_HOME_ROUTES = ("!", "/")  # a fragment that an application uses as a path: #!/page, #/page
_DEFAULT_PORTS = {"http": 80, "https": 443}

_TWEET = re.compile(
    r"""^\s*(?:(?:https?://web\.archive\.org)?/web/\d{4,14}[a-z_]*/)?(?:https?:)?//
    (?:(?:www|mobile|m)\.)?(?:(?:(?:fx|vx|fixup|fixv)?(?:twitter|x))\.com|nitter\.[\w.-]+)
    (?::\d+)?/(?:\#!/)?
    (?:(?P<handle>[A-Za-z0-9_]{1,20})/status(?:es)?|i/(?:web/)?status|statuses)
    /(?P<id>[0-9]{1,19})(?![0-9A-Za-z_])""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_TRAILING = ".,;:!?…’'\"»”*"


class TweetAddress(NamedTuple):
    """Number and account in the address of a tweet."""

    id: str
    handle: str | None

    @property
    def url(self) -> str:
        """The canonical address."""
        return f"https://twitter.com/{self.handle or 'i'}/status/{self.id}"


def tweet_address(url: str) -> TweetAddress | None:
    """The tweet that an address leads to, in any of its forms (docs/formats.md#addresses-of-tweets), or None.

    >>> tweet_address("//mobile.twitter.com/#!/zoe_v/statuses/20?s=09")
    TweetAddress(id='20', handle='zoe_v')
    """
    found = _TWEET.match(url)
    if not found:
        return None
    handle = found["handle"]
    return TweetAddress(found["id"], None if handle in (None, "i") else handle)


def absolute(url: str, page: str) -> str | None:
    r"""The address as a browser on ``page`` would request it, or None if it is not valid.

    White space around it and line breaks in it are dropped. Spaces and non-ASCII letters are encoded,
    except in the host.

    >>> absolute(" /tag/cœur?q=a b\n", "https://café.example/x/")
    'https://café.example/tag/c%C5%93ur?q=a%20b'
    """
    if _ABSOLUTE.fullmatch(url):
        return url
    url = re.sub(r"[\t\r\n\f]", "", clean(url)).strip()
    if not url:
        return None
    try:
        scheme, host, *rest = urlsplit(urljoin(page, url))
    except ValueError:  # "http://[broken"
        return None
    host = unquote(host) if "%" in host else host
    return urlunsplit((scheme, host, *(quote(part, safe=_ASCII) for part in rest)))


# Most addresses need no resolving or encoding, and urljoin is slow.
_ABSOLUTE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:/(?!\.)[!-.0-~]*)*")
_ASCII = "".join(map(chr, range(33, 127)))


def is_web(url: str) -> bool:
    """Whether the address has the scheme http or https, and a host."""
    if _WEB.match(url):
        return True
    try:
        parts = urlsplit(url)
        return parts.scheme in _DEFAULT_PORTS and bool(parts.hostname)
    except ValueError:
        return False


_WEB = re.compile(r"https?://[a-zA-Z0-9.-]+(?:[/?#]|\Z)")


def trimmed(url: str) -> str:
    """A bare address without the punctuation of the sentence around it.

    A closing parenthesis is kept if the address contains the opening one.

    >>> [trimmed(u) for u in ("https://ex.example/a_(b)).", "https://ex.example/fin…", "https://ex.example/z;")]
    ['https://ex.example/a_(b)', 'https://ex.example/fin', 'https://ex.example/z']
    """
    while url:
        last = url[-1]
        if last in _TRAILING or (last in ")]" and url.count(last) > url.count("(" if last == ")" else "[")):
            url = url[:-1]
        else:
            break
    return url


def bare_urls(text: str) -> list[tuple[int, str]]:
    """The addresses printed in a text, each with its offset. ``www.`` without a scheme counts."""
    if "://" not in text and not (("w." in text or "W." in text) and "www." in text.lower()):
        return []
    found = ((m.start(), trimmed(m[0])) for m in _BARE_URL.finditer(text))
    return [(start, url) for start, url in found if len(url) > len("https://")]


@lru_cache(maxsize=4096)
def canonical_source(url: str) -> str:
    """One form for all addresses of a source. For a tweet it is the tweet's canonical address.

    The host is in lower case. The default port, tracking parameters, and a fragment that is not a path are
    removed, and http becomes https. The address still leads to the same page. The closing slash is kept as
    printed.

    >>> canonical_source("http://a.example/etude?ref=blog.example"), canonical_source("https://a.example/?ref=v1.2")
    ('https://a.example/etude', 'https://a.example/?ref=v1.2')
    """
    tweet = tweet_address(url)
    if tweet:
        return tweet.url
    parts = _split(url)
    if parts is None:
        return url
    fragment = parts.fragment if parts.fragment.startswith(_HOME_ROUTES) else ""
    scheme = "https" if parts.scheme in _DEFAULT_PORTS else parts.scheme
    query = _query(_REFERRER.sub("", parts.query), _tracks)
    return urlunsplit((scheme, _host(parts), parts.path or "/", query, fragment))


@lru_cache(maxsize=4096)
def canonical_article(url: str) -> str:
    """The address of a post without what sharing, replying and tracking add to it.

    Facts: docs/formats.md#addresses-of-posts.

    >>> canonical_article("https://blog.example/un/comment-page-2/?replytocom=9#comment-9")
    'https://blog.example/un/'
    """
    parts = _split(url)
    if parts is None:
        return url
    query = _query(parts.query, lambda name: name in _POST_NOISE or _tracks(name))
    path = _COMMENT_PAGE.sub("", parts.path)
    return urlunsplit((parts.scheme, _host(parts), path or "/", query, ""))


def same_site(url: str, home: str) -> bool:
    """Whether both addresses have the same host and port, ignoring ``www.`` and the scheme."""
    one = _site(url)
    return one is not None and one == _site(home)


@lru_cache(maxsize=4096)  # a page is compared with the same address again and again
def _site(url: str) -> str | None:
    """The host and port of an address without ``www.``. None if it has no valid host."""
    parts = _split(url)
    return None if parts is None else _host(parts).removeprefix("www.")


def slug_of(url: str) -> str | None:
    """The last part of the path, percent-decoded. None for a home page.

    >>> slug_of("https://blog.example/2018/08/14/le-c%C5%93ur/"), slug_of("https://blog.example/spip.php?article7")
    ('le-cœur', 'article7')
    """
    parts = _split(url)
    last = page_path(url).rstrip("/").rpartition("/")[2] if parts else ""
    return clean(last) or None


def has_place(url: str) -> bool:
    """Whether an address has a host and, if it has a port, a valid one.

    >>> has_place("https://blog.example:99999/"), has_place("https://blog.example/")
    (False, True)
    """
    return _split(url) is not None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (raises ValueError for what is no port)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def _query(query: str, drop: Callable[[str], bool]) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not drop(name.lower())]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _tracks(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)

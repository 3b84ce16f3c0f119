"""The keys of rows. They are the same on every machine and after every rebuild."""

import dataclasses
import hashlib
import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Parameters that sharing, replying and counting add to an address (docs/formats.md#addresses-of-posts).
_NOISE = re.compile(r"share|shared|msg|replytocom|nb|like|like_comment|amp|preview|fbclid|gclid|utm_\w+")
_INDEX = re.compile(r"/(?:index\.(?:html?|php))?$")
_SCRIPT = re.compile(r"^/?$|\.(?:php\d?|cgi|pl|py|aspx?|cfm)$", re.IGNORECASE)
_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-]|$)", re.ASCII)


def row_id(*parts: str) -> int:
    """The 52-bit id of a string, or of several strings (joined by a newline).

    It serves as INTEGER PRIMARY KEY, and JavaScript can represent it exactly.

    >>> row_id("https://blog.example/2018/08/14/un-billet/")
    2196484473820323
    """
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 12


def content_hash(item: Any, **instead: Any) -> str:
    """SHA-256 in hexadecimal of all fields of an item (a dataclass), including nested ones.

    It is computed from the normalised `Post`, so a new parser does not look like a change of the blog.
    ``instead`` has values to use instead of those of the fields.
    """
    fields = json.dumps({**dataclasses.asdict(item), **instead}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()


def address_key(url: str) -> str:
    """Key of an article's address: without scheme, `www.`, noise parameters, fragment and closing slash.

    >>> address_key("http://www.blog.example/2018/%C3%A9t%C3%A9/?shared=email#comment-9")
    'blog.example/2018/été'
    >>> address_key("https://blog.example/?p=12&utm_source=x"), address_key("https://blog.example/spip.php?article12")
    ('blog.example?p=12', 'blog.example/article12')
    """
    try:
        parts = urlsplit(url)
        query = [pair for pair in parse_qsl(parts.query) if not _NOISE.fullmatch(pair[0])]
    except ValueError:  # an invalid address
        return url
    key = f"{parts.netloc.lower().removeprefix('www.')}{_INDEX.sub('', page_path(url))}"
    return f"{key}?{urlencode(query)}" if query else key


@lru_cache(maxsize=4096)  # it is called several times with the same links
def page_path(url: str) -> str:
    """The path of a page, percent-decoded. If a script reads the path from the query, it is taken from there.

    Dotclear, SPIP and Serendipity use such queries on servers without URL rewriting. A query of named values
    is not a path.

    >>> page_path("https://blog.example/index.php?post/2018/08/14/un"), page_path("/spip.php?mot3&debut=9")
    ('/post/2018/08/14/un', '/mot3')
    >>> page_path("https://blog.example/?/archives/7-un.html"), page_path("https://blog.example/un/?amp")
    ('/archives/7-un.html', '/un/')
    """
    plain = _PLAIN.fullmatch(url)
    if plain:
        return plain["path"]
    try:
        parts = urlsplit(url)
    except ValueError:  # an invalid address
        return url
    named = parts.query.partition("&")[0].removeprefix("/")
    if not named or "=" in named or _NOISE.fullmatch(named) or not _SCRIPT.search(parts.path):
        return unquote(parts.path)
    return unquote(f"{parts.path.rpartition('/')[0]}/{named}")


# Most addresses have nothing to decode and no query, and urlsplit is slow.
_PLAIN = re.compile(r"(?:https?://[a-zA-Z0-9.-]+)?(?P<path>(?:/(?!/)[a-zA-Z0-9._~!$&'()*+,;=:@/-]*)?)")


def date_in(url: str) -> str | None:
    """The day or month in the address of a post, as blog software writes it.

    >>> date_in("https://b.example/2018/08/14/un/"), date_in("https://b.example/2018/08/un/"), date_in("/un/")
    ('2018-08-14', '2018-08', None)
    """
    found = _DATE.search(url)
    return "-".join(filter(None, found.groups())) if found else None

"""The home page: the blog's name and language, the software that serves it, and where its API is."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.items import Blog, Reply, address_key
from crawler.text import html_text
from crawler.urls.canonical import absolute, is_web, same_site

_API_RELATION = "https://api.w.org/"
_LINK_HEADER = re.compile(r"<(?P<url>[^<>]*)>(?P<parameters>[^<]*)")
_HOSTED_SIGNS = re.compile(
    rb"//s[0-2]\.wp\.com/|\.files\.wordpress\.com/|//stats\.wp\.com/w\.js", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BETWEEN = " –—-|»«:·•"


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """The data of a home page."""

    url: str
    """Its address, after redirects."""
    title: str | None = None
    """The blog's title as plain text."""
    description: str | None = None
    """Its subtitle."""
    language: str | None = None
    """BCP 47 tag."""
    software: str | None = None
    """The software in its own words ("WordPress 6.1.9")."""
    api: str | None = None
    """Root of its REST API, if the page gives one."""
    languages: tuple[str, ...] = ()
    """The home pages of its other languages, on the same site, as it names them for search engines."""
    hosted: bool = False
    """Whether it shows signs of being hosted on WordPress.com."""

    def blog(self, name: str, language: str | None, api: str | None = None) -> Blog:
        """The blog with this name. ``language`` is used if the page declares none."""
        return Blog(
            name=name,
            url=self.url,
            title=self.title,
            description=self.description,
            language=self.language or language,
            software=self.software,
            api=api,
        )


def read_home(reply: Reply, root: HtmlElement) -> Home:
    """The home page in a response. ``root`` is the root element of the page."""
    software = _meta(root, "name", "generator")
    title, description = _names(root)
    return Home(
        url=reply.url,
        title=title,
        description=description,
        language=language_tag(root.get("lang", "")),
        software=software,
        api=_api(reply, root, reply.url),
        languages=_languages(root, reply.url),
        hosted=_is_hosted(reply, software),
    )


def language_tag(declared: str) -> str | None:
    """The declared language as a BCP 47 tag, or None if it is not a language.

    >>> language_tag("fr_FR")
    'fr-FR'
    """
    found = _LANGUAGE.fullmatch(declared.strip())
    return found[0].replace("_", "-") if found else None


def _names(root: HtmlElement) -> tuple[str | None, str | None]:
    """Title and subtitle. Themes print "title – subtitle" in <title>, and only the title in a feed's link."""
    whole = html_text.plain(root.findtext(".//title") or "")
    name = _meta(root, "property", "og:site_name") or _feed_name(root)
    description = _meta(root, "name", "description") or _meta(root, "property", "og:description")
    if not name:
        return whole or None, description
    if whole.startswith(name) and len(whole) > len(name):
        description = whole[len(name) :].strip(_BETWEEN) or description
    return name, description


def _feed_name(root: HtmlElement) -> str | None:
    """WordPress names its feeds "title » Feed", in the blog's own language."""
    for link in root.iterfind(".//link[@type='application/rss+xml']"):
        name, joint, _ = html_text.plain(link.get("title", "")).rpartition(" » ")
        return str(name) if joint else None
    return None


def _meta(root: HtmlElement, attribute: str, value: str) -> str | None:
    for element in root.iterfind(f".//meta[@{attribute}='{value}']"):
        return html_text.plain(element.get("content", "")) or None
    return None


def _api(reply: Reply, root: HtmlElement, url: str) -> str | None:
    """The API's root, from the Link header or a <link>; WordPress sends both."""
    links = [
        m["url"]
        for m in _LINK_HEADER.finditer(reply.headers.get("link", ""))
        if _API_RELATION in m["parameters"]
    ]
    links += [link.get("href", "") for link in root.iterfind(f".//link[@rel='{_API_RELATION}']")]
    for link in links:
        address = absolute(link, url)
        if address and is_web(address):
            return address
    return None


def _languages(root: HtmlElement, url: str) -> tuple[str, ...]:
    # Nikola gives its feed a language as well
    links = root.xpath("//link[@rel='alternate'][@hreflang][not(@type) or contains(@type, 'html')]")
    named = (absolute(link.get("href", ""), url) for link in links)
    others = {address_key(one): one for one in named if one and is_web(one) and same_site(one, url)}
    others.pop(address_key(url), None)
    return tuple(others.values())


def _is_hosted(reply: Reply, software: str | None) -> bool:
    return (
        software == "WordPress.com"
        or "wordpress.com" in reply.headers.get("host-header", "").lower()
        or bool(_HOSTED_SIGNS.search(reply.body))
    )

"""Where a blog's home is: from an address as a person types it, and from a page or feed of the blog."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.discovery.home import read_home
from crawler.items import Reply
from crawler.parse.feeds.feed import read_feed
from crawler.parse.page import PageReading
from crawler.urls.canonical import absolute, is_web, same_site

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


def attempts(typed: str) -> list[str]:
    """The addresses to try for one that a person typed, in order.

    Without a scheme, https comes before http, and the host as typed before the one with or without "www".

    >>> attempts("blog.example")
    ['https://blog.example/', 'http://blog.example/', 'https://www.blog.example/', 'http://www.blog.example/']
    >>> attempts("http://blog.example")
    ['http://blog.example/']
    """
    typed = typed.strip()
    if "://" in typed:
        return [_with_path(typed)]
    hosts = [typed, typed.removeprefix("www.") if typed.startswith("www.") else f"www.{typed}"]
    if ":" in typed.partition("/")[0] or typed[:1].isdigit():  # a port or a number: a machine of one's own
        hosts.pop()
    return [_with_path(f"{scheme}://{host}") for host in hosts for scheme in ("https", "http")]


def is_certain(typed: str) -> bool:
    """Whether an address needs no search: it has a scheme, and it is the root of its host."""
    return "://" in typed and urlsplit(typed.strip()).path in ("", "/") and "?" not in typed


def home_of(reply: Reply, asked: str) -> str:
    """The home of the blog whose page or feed was found at ``asked``. ``reply`` may come from a redirect.

    A page that is not an article is taken for the home itself, because some blogs are only a part of a site.
    """
    if not same_site(reply.url, asked):
        return asked  # for example a page that asks for consent
    feed = read_feed(reply.body, reply.url, reply.headers.get("content-type", ""))
    if feed.items or not feed.faults:
        return _with_path(feed.home) if feed.home and same_site(feed.home, asked) else urljoin(reply.url, "/")
    page = PageReading(reply.body, reply.url, reply.headers.get("content-type", ""))
    if urlsplit(asked).path in ("", "/"):
        return urljoin(reply.url, "/")
    if page.judgement.kind != "article":
        return reply.url
    return next(_named_homes(reply, page), urljoin(reply.url, "/"))


def _named_homes(reply: Reply, page: PageReading) -> Iterator[str]:
    """The addresses above an article that its page names as the home, most certain first."""
    root = page.root
    named = [link.get("href", "") for link in root.iterfind(".//link[@rel='home']")]
    named += [link.get("href", "") for link in root.iterfind(".//a[@rel='home']")]
    api = read_home(reply, root).api
    if api:
        named.append(api.partition("wp-json")[0].partition("?")[0])
    feeds = [
        link.get("href", "")
        for link in root.iterfind(".//link[@rel='alternate']")
        if link.get("type") in _FEEDS
    ]
    named += sorted(
        (urljoin(reply.url, feed).rstrip("/").rpartition("/")[0] + "/" for feed in feeds), key=len
    )
    for link in named:
        home = absolute(link, reply.url)
        if home and is_web(home) and same_site(home, reply.url) and _is_above(home, reply.url):
            yield _with_path(home)


def _is_above(home: str, url: str) -> bool:
    """Whether the path of ``url`` is below that of ``home``."""
    above, below = urlsplit(home).path.rstrip("/"), urlsplit(url).path.rstrip("/")
    return below != above and f"{below}/".startswith(f"{above}/")


def _with_path(url: str) -> str:
    """The address with a path, and without a fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path or "/", fragment=""))

"""A blog on a server that can misbehave, and a table of behaviours: each is one function.

A behaviour takes the blog and the target of a request (path and query) and returns what the server does
instead of the right answer, or None for the right answer. So a blog calms down by having no behaviour.
"""

import gzip
import threading
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from pathlib import Path
from urllib.parse import urlsplit

from crawling import rows

from crawler.demo import Answer
from crawler.demo.answers import Asked, html, xml
from crawler.store.reading.coverage import coverage_of

_WORDS = (
    "mill river paper press ink letter winter garden copper engine harbour bridge market street lantern "
    "window morning evening printer binder reader weather island station whistle timber kitchen orchard "
    "ladder barrel needle thread candle mirror compass anchor saddle hammer basket bottle"
).split()

Deed = Callable[[BufferedIOBase], None]
"""Writes a whole response, with its status line, to the connection. It may be as wrong as it likes, and may
write slowly. The connection is closed afterwards."""


@dataclass
class Blog:
    """A blog of ``count`` posts with different texts, a home page of two pages, a sitemap and a feed."""

    url: str = "https://inkwell.example/"
    count: int = 8
    behaviour: "Behaviour | None" = None
    asked: list[str] = field(default_factory=list)

    @property
    def posts(self) -> dict[str, str]:
        """The title of each post by path, oldest first."""
        return {f"/{2011 + n}/03/{name}/": f"The {name.replace('-', ' and the ')}" for n, name in self._names}

    @property
    def _names(self) -> Iterator[tuple[int, str]]:
        return ((n, f"{_WORDS[n]}-{_WORDS[n + 11]}") for n in range(self.count))

    def text(self, path: str) -> list[str]:
        """The paragraphs of a post. Each post has words of its own in an order of its own."""
        start = sum(map(ord, path))
        sentences = [
            f"The {_WORDS[(start * k) % len(_WORDS)]} by the {_WORDS[(start + 7 * k) % len(_WORDS)]} was {start + k} years old, "
            f"and nobody had moved the {_WORDS[(3 * start + k) % len(_WORDS)]} since {1700 + (start * k) % 300}."
            for k in range(1, 25)
        ]
        return [" ".join(sentences[at : at + 6]) for at in range(0, 24, 6)] + [
            "Voilà, c’est l’été à Besançon."
        ]

    def answer(self, asked: Asked) -> Answer | Deed:
        """What the server does with a request. A deed needs a real server."""
        self.asked.append(asked.target)
        done = self.behaviour.does(self, asked.target) if self.behaviour else None
        return self.right(asked.target) if done is None else done

    def right(self, target: str) -> Answer:
        """The right answer."""
        path = urlsplit(target).path
        if path in self.posts:
            return html(self.page(path))
        newest = [*reversed(self.posts)]
        middle = (len(newest) + 1) // 2
        older = '<a rel="next" href="/page/2/">Older posts</a>' if newest[middle:] else ""
        robots = f"User-agent: *\nDisallow:\nSitemap: {self.url}sitemap.xml\n"
        others: dict[str, Callable[[], Answer]] = {
            "/": lambda: html(self._listing(newest[:middle], older)),
            "/page/2/": lambda: html(
                self._listing(newest[middle:], '<a rel="prev" href="/">Newer posts</a>')
            ),
            "/sitemap.xml": lambda: xml(self._sitemap()),
            "/feed/": lambda: xml(self._feed(newest), kind="application/rss+xml"),
            "/robots.txt": lambda: Answer(200, {"Content-Type": "text/plain"}, robots.encode()),
        }
        return others[path]() if path in others else self.not_found()

    def not_found(self, status: int = 404) -> Answer:
        """The page for an address that does not exist."""
        return html(self.frame("Nothing found", "<h1>Nothing found</h1>"), status)

    def frame(self, title: str, body: str, head: str = "") -> str:
        """A page in the blog's theme."""
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} – Inkwell</title>'
            f'<link rel="alternate" type="application/rss+xml" href="/feed/">{head}</head>'
            f'<body><header><a href="/">Inkwell</a></header><main>{body}</main>'
            f'<footer><a href="/about/">About</a></footer></body></html>'
        )

    def page(self, path: str) -> str:
        """The page of a post."""
        paragraphs = "".join(f"<p>{one}</p>" for one in self.text(path))
        day = self.day(path)
        return self.frame(
            self.posts[path],
            f'<article class="post"><h1>{self.posts[path]}</h1><time datetime="{day}">{day}</time>'
            f'<div class="entry-content">{paragraphs}</div></article>',
            '<meta property="og:type" content="article">',
        )

    def day(self, path: str) -> str:
        """The day of a post."""
        return f"{path[1:5]}-03-14"

    def _listing(self, paths: list[str], links: str) -> str:
        shown = "".join(
            f'<article class="post"><h2><a href="{path}">{self.posts[path]}</a></h2>'
            f'<time datetime="{self.day(path)}">{self.day(path)}</time><p>{self.text(path)[0][:90]} …</p></article>'
            for path in paths
        )
        return self.frame("Home", f"{shown}<nav>{links}</nav>")

    def _sitemap(self) -> str:
        named = "".join(f"<url><loc>{self.url.rstrip('/')}{path}</loc></url>" for path in self.posts)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'

    def _feed(self, paths: list[str]) -> str:
        items = "".join(
            f"<item><title>{self.posts[path]}</title><link>{self.url.rstrip('/')}{path}</link>"
            f"<pubDate>Mon, 14 Mar {path[1:5]} 08:00:00 +0000</pubDate>"
            f"<description>{self.text(path)[0][:90]} …</description></item>"
            for path in paths
        )
        return f'<rss version="2.0"><channel><title>Inkwell</title>{items}</channel></rss>'


@dataclass(frozen=True)
class Behaviour:
    """A way to misbehave."""

    name: str
    does: Callable[[Blog, str], Answer | Deed | None]
    routes: tuple[str, ...] = ("auto",)
    """The values of ``via`` by which it is crawled: `auto` over HTTP, the others without a network."""
    may_store: bool = False
    """Whether a first crawl may store a part of a post, with a warning."""
    needs_server: bool = False
    """Whether it shows only over HTTP."""


@dataclass(frozen=True)
class Verdict:
    """What a crawl made of a blog."""

    status: str
    """The word of `blog2dataset coverage`."""
    is_well: bool
    """Whether the command would exit with 0."""
    stored: AbstractSet[str]
    """The paths of the articles that are on the blog with their whole text."""
    wrong: AbstractSet[str]
    """The paths of the posts whose article is not theirs: another title, or a text without their end."""
    false: AbstractSet[str]
    """The paths of the articles that are none."""
    gone: AbstractSet[str]
    """The paths of posts that are marked as gone."""

    @property
    def claims_all(self) -> bool:
        """Whether the crawl says that everything is there."""
        return self.is_well and self.status == "complete"


def judged(blog: Blog, dataset: Path, problem: str | None) -> Verdict:
    """Compare a dataset with the blog. ``problem`` is the sentence that the crawl ended with, or None."""
    found = rows(dataset, "SELECT url, title, text, status FROM articles")
    read = {urlsplit(url).path: (title, text, status) for url, title, text, status in found}
    on_it = {path: one for path, one in read.items() if path in blog.posts}
    right = {path for path, (title, text, _) in on_it.items() if _is_whole(blog, path, title, text)}
    gone = {path for path, (_, _, status) in on_it.items() if status == "gone"}
    coverages = coverage_of(dataset)
    return Verdict(
        status=coverages[0].status if coverages else "empty",
        is_well=problem is None,
        stored=right - gone,
        wrong=on_it.keys() - right,
        false=read.keys() - on_it.keys(),
        gone=gone,
    )


def _is_whole(blog: Blog, path: str, title: str, text: str) -> bool:
    return title == blog.posts[path] and all(paragraph in text for paragraph in blog.text(path))


class Answers:
    """The answers of a blog that need no server."""

    def __init__(self, blog: Blog) -> None:
        self._blog = blog

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""
        answer = self._blog.answer(asked)
        assert isinstance(answer, Answer)
        return answer


@contextmanager
def served(blog: Blog) -> Iterator[Blog]:
    """Serve a blog on 127.0.0.1 until the block ends. Its ``url`` is changed to that of the server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = blog.answer(Asked("GET", self.path))
            if not isinstance(answer, Answer):
                answer(self.wfile)
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        blog.url = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield blog
        finally:
            server.shutdown()


# -- behaviours


def _half_the_posts(blog: Blog, target: str) -> bool:
    return urlsplit(target).path in list(blog.posts)[::2]


def for_half(does: Callable[[Blog, str], Answer | Deed]) -> Callable[[Blog, str], Answer | Deed | None]:
    """A behaviour towards half of the posts."""
    return lambda blog, target: does(blog, target) if _half_the_posts(blog, target) else None


def for_all(does: Callable[[Blog, str], Answer | Deed]) -> Callable[[Blog, str], Answer | Deed | None]:
    """A behaviour towards every post, and towards addresses that do not exist."""
    others = ("/", "/page/2/", "/sitemap.xml", "/feed/", "/robots.txt")
    return lambda blog, target: None if urlsplit(target).path in others else does(blog, target)


def says(status: int) -> Callable[[Blog, str], Answer]:
    """An error with this status."""
    return lambda _blog, _target: html(f"<html><body>Error {status}</body></html>", status)


def leads(location: str | None, status: int = 302) -> Callable[[Blog, str], Answer]:
    """A redirect. ``{url}`` in it is the address of the blog, ``{target}`` the requested one."""

    def does(blog: Blog, target: str) -> Answer:
        told = {} if location is None else {"Location": location.format(url=blog.url, target=target)}
        return Answer(status, {"Content-Type": "text/html", **told})

    return does


def bot_check(_blog: Blog, _target: str) -> Answer:
    """A puzzle in place of a page, the same for every address."""
    return html(
        '<!doctype html><html lang="en"><head><title>Just a second</title>'
        '<meta name="robots" content="noindex,nofollow"></head><body><main><h1>Just a second</h1>'
        '<p id="state">Your browser is being looked at.</p><script src="/.gate/look.js"></script>'
        "<noscript><p>Please switch scripts on.</p></noscript></main></body></html>"
    )


def bot_check_with_a_number(_blog: Blog, target: str) -> Answer:
    """As `bot_check`, but each page shows the requested address and a number of its own."""
    number = f"{abs(hash_of(target)):016x}"
    return html(
        f'<!doctype html><html lang="en"><head><title>Just a second</title></head><body><h1>Inkwell</h1>'
        f"<p>Checking that the connection to {target} is safe before you go on to the site that you asked "
        f"for. This takes a few seconds and happens once a day on most computers.</p>"
        f'<form action="{target}?check={number}" method="post"><input type="hidden" name="r" value="{number}">'
        f"</form><p>Number of this check: {number}</p></body></html>"
    )


def hash_of(target: str) -> int:
    """A number that depends on the target only."""
    return int.from_bytes(target.encode()[-8:], "big")


def log_in(_blog: Blog, target: str) -> Answer:
    """A form for a name and a password."""
    return html(
        f'<!DOCTYPE html><html lang="en"><head><title>Log in ‹ Inkwell</title>'
        f'<meta name="robots" content="noindex, noarchive"></head><body class="login"><h1>Log in</h1>'
        f'<form method="post" action="/enter"><input name="who"><input type="password" name="word">'
        f'<input type="hidden" name="to" value="{target}"><button>Enter</button></form></body></html>'
    )


def captive_portal(_blog: Blog, _target: str) -> Answer:
    """The page of a network in a hotel, which knows nothing of the blog."""
    return html(
        "<html><head><title>Hotel Paloma: welcome to our network</title></head><body><h1>Welcome</h1><p>"
        "Dear guest, please enter the number of your room and accept our terms of use to go online. The "
        "network is free for three devices. Our staff at the desk is glad to help you at any time.</p>"
        '<form method="post" action="http://portal.example/join"><input name="room"><button>Go online</button>'
        "</form></body></html>"
    )


def cookie_wall(blog: Blog, _target: str) -> Answer:
    """A long text about cookies, with the name of the blog."""
    text = "".join(f"<p>{one.replace('mill', 'cookie')}</p>" for one in blog.text("/cookies/"))
    return html(
        f'<!DOCTYPE html><html lang="en"><head><title>Before you go on</title></head><body>'
        f"<h1>Before you go on</h1>{text}<form action='/consent' method='post'><button>Accept</button></form>"
        f"</body></html>"
    )


def maintenance(blog: Blog, _target: str) -> Answer:
    """A note in the blog's theme."""
    return html(blog.frame("Back soon", "<h1>Back soon</h1><p>We are moving to a larger shelf.</p>"))


def same_post(blog: Blog, _target: str) -> Answer:
    """A note that looks like a post, with a date and with the marks of posts."""
    text = "".join(f"<p>{one}</p>" for one in blog.text("/back-soon/"))
    return html(
        blog.frame(
            "Back soon",
            '<article class="post"><h1>Back soon</h1><time datetime="2020-05-05">5 May 2020</time>'
            f'<div class="entry-content">{text}</div></article>',
            '<meta property="og:type" content="article">',
        )
    )


def soft_not_found(blog: Blog, _target: str) -> Answer:
    """The page for addresses that do not exist, with status 200."""
    return blog.not_found(200)


def home_for_all(blog: Blog, _target: str) -> Answer:
    """The home page."""
    return blog.right("/")


def empty(_blog: Blog, _target: str) -> Answer:
    """Nothing."""
    return html("")


def binary(_blog: Blog, _target: str) -> Answer:
    """Bytes that are no text."""
    body = bytes((7 * n * n + 3 * n) % 256 for n in range(6000))
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, b"\x89PNG\r\n\x1a\n" + body)


def packed(blog: Blog, target: str) -> Answer:
    """The right page, compressed, but the server does not say so."""
    right = blog.right(target)
    return Answer(right.status, right.headers, gzip.compress(right.body, mtime=0))


def without_text(blog: Blog, target: str) -> Answer:
    """The right page, but its text is not there."""
    right = blog.right(target).body.decode()
    start, end = right.find('<div class="entry-content">'), right.find("</article>")
    return html(right[:start] + right[end:] if start > 0 else right)


def without_head(blog: Blog, target: str) -> Answer:
    """The text of the post without its title, its date and the theme."""
    text = "".join(f"<p>{one}</p>" for one in blog.text(urlsplit(target).path))
    return html(f"<html><body><div>{text}</div></body></html>")


def cut_page(blog: Blog, target: str) -> Answer:
    """The first two thirds of the page."""
    right = blog.right(target)
    return Answer(200, right.headers, right.body[: 2 * len(right.body) // 3])


def longer_than_announced(blog: Blog, target: str) -> Answer:
    """The whole page, of which only two thirds are announced."""
    right = blog.right(target)
    return Answer(200, {**right.headers, "Content-Length": str(2 * len(right.body) // 3)}, right.body)


def shorter_than_announced(blog: Blog, target: str) -> Answer:
    """Two thirds of the page, of which all is announced."""
    right = blog.right(target)
    told = {**right.headers, "Content-Length": str(len(right.body))}
    return Answer(200, told, right.body[: 2 * len(right.body) // 3])


def gzip_without_trailer(blog: Blog, target: str) -> Answer:
    """A compressed page without its last bytes."""
    right = blog.right(target)
    body = gzip.compress(right.body, mtime=0)[: -len(right.body) // 20 - 8]
    return Answer(200, {**right.headers, "Content-Encoding": "gzip"}, body)


def utf8_as_latin1(blog: Blog, target: str) -> Answer:
    """UTF-8 that is declared as Latin-1."""
    body = blog.right(target).body.replace(b"utf-8", b"iso-8859-1")
    return Answer(200, {"Content-Type": "text/html; charset=iso-8859-1"}, body)


def latin1_as_utf8(blog: Blog, target: str) -> Answer:
    """Latin-1 that is declared as UTF-8."""
    text = blog.right(target).body.decode()
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode("cp1252", "replace"))


def bombs(blog: Blog, target: str) -> Answer | None:
    """Half of the posts unpack to more than a page may have."""
    return _bomb("text/html") if _half_the_posts(blog, target) else None


def bombs_sitemap(_: Blog, target: str) -> Answer | None:
    """The sitemap unpacks twice, to more than a sitemap may have."""
    return _bomb("application/gzip", gzip.compress(bytes(17 * 2**20))) if target == "/sitemap.xml" else None


def _bomb(kind: str, body: bytes = bytes(6 * 2**20)) -> Answer:
    return Answer(200, {"Content-Type": kind, "Content-Encoding": "gzip"}, gzip.compress(body))


def crowds(blog: Blog, target: str) -> Answer | None:
    """Half of the posts have more elements than can be read within the memory."""
    crowded = _half_the_posts(blog, target)
    return html(blog.page(target).replace("</main>", "<br>" * 130_000)) if crowded else None


def _redirects_to_a_form(blog: Blog, target: str) -> Answer | Deed | None:
    if urlsplit(target).path == "/enter":
        return log_in(blog, target)
    return for_half(leads("{url}enter?to={target}"))(blog, target)


def _redirects_to_one_note(blog: Blog, target: str) -> Answer | Deed | None:
    return maintenance(blog, target) if target == "/sorry/" else for_half(leads("{url}sorry/"))(blog, target)


def later_in_json(_blog: Blog, _target: str) -> Answer:
    """An error in a format for programs, with status 200."""
    return Answer(200, {"Content-Type": "application/json"}, b'{"error": "later"}')


def only_at(
    path: str, does: Callable[[Blog, str], Answer | Deed]
) -> Callable[[Blog, str], Answer | Deed | None]:
    """A behaviour towards one address."""
    return lambda blog, target: does(blog, target) if target == path else None


_PAGES = ("auto", "archive", "sitemap")
BEHAVIOURS = (
    Behaviour("forbids", for_half(says(403)), _PAGES),
    Behaviour("fails", for_half(says(500)), _PAGES),
    Behaviour("redirects in a loop", for_half(leads("{target}?again")), _PAGES),
    Behaviour("redirects to a private address", for_half(leads("http://10.1.2.3/")), _PAGES),
    Behaviour("redirects to another site", for_half(leads("http://other.example/")), _PAGES),
    Behaviour("redirects without saying where", for_half(leads(None)), _PAGES),
    Behaviour("redirects to another protocol", for_half(leads("ftp://{target}")), _PAGES),
    Behaviour("redirects to the home page", for_half(leads("{url}")), _PAGES),
    Behaviour("redirects to a form", _redirects_to_a_form, _PAGES),
    Behaviour("redirects to one note", _redirects_to_one_note, _PAGES),
    Behaviour("sends errors as JSON", for_half(later_in_json), _PAGES),
    Behaviour("checks for bots on the second page of posts", only_at("/page/2/", bot_check), ("archive",)),
    Behaviour("maintains the second page of posts", only_at("/page/2/", maintenance), ("archive",)),
    Behaviour("checks for bots at home", only_at("/", bot_check), _PAGES),
    Behaviour("checks for bots on the sitemap", only_at("/sitemap.xml", bot_check), ("auto", "sitemap")),
    Behaviour("checks for bots", for_half(bot_check), _PAGES),
    Behaviour("checks for bots everywhere", for_all(bot_check), _PAGES),
    Behaviour("checks for bots with a number", for_half(bot_check_with_a_number), _PAGES),
    Behaviour("asks to log in", for_half(log_in), _PAGES),
    Behaviour("is behind a portal", for_half(captive_portal), _PAGES),
    Behaviour("asks for cookies", for_half(cookie_wall), _PAGES),
    Behaviour("is being maintained", for_half(maintenance), _PAGES),
    Behaviour("shows one post for all", for_half(same_post), _PAGES),
    Behaviour("finds nothing, with status 200", for_half(soft_not_found), _PAGES),
    Behaviour("finds nothing anywhere, with status 200", for_all(soft_not_found), _PAGES),
    Behaviour("shows the home page for all", for_half(home_for_all), _PAGES),
    Behaviour("shows nothing", for_half(empty), _PAGES),
    Behaviour("sends binary data", for_half(binary), _PAGES),
    Behaviour("sends gzip without saying so", for_half(packed), _PAGES),
    Behaviour("leaves out title and date", for_half(without_head), _PAGES),
    Behaviour("leaves out the text", for_half(without_text), _PAGES, may_store=True),
    Behaviour("cuts pages", for_half(cut_page), _PAGES, may_store=True),
    Behaviour("announces too few bytes", for_half(longer_than_announced), may_store=True),
    Behaviour("announces too many bytes", for_half(shorter_than_announced)),
    Behaviour("declares UTF-8 as Latin-1", for_half(utf8_as_latin1)),
    Behaviour("declares Latin-1 as UTF-8", for_half(latin1_as_utf8)),
    Behaviour("cuts compressed pages", for_half(gzip_without_trailer)),
    Behaviour("bombs", bombs),
    Behaviour("bombs the sitemap", bombs_sitemap, ("auto", "sitemap"), needs_server=True),
    Behaviour("crowds", crowds),
)
"""Every behaviour. Each is the subject of the tests in crawl/test_misbehaving.py."""

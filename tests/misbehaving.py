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
        return [" ".join(sentences[at : at + 6]) for at in range(0, 24, 6)]

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
        robots = f"User-agent: *\nDisallow:\nSitemap: {self.url}sitemap.xml\n"
        others: dict[str, Callable[[], Answer]] = {
            "/": lambda: html(
                self._listing(newest[:middle], '<a rel="next" href="/page/2/">Older posts</a>')
            ),
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
    """The values of ``via`` by which it is crawled."""


@dataclass(frozen=True)
class Verdict:
    """What a crawl made of a blog."""

    status: str
    """The word of `scrapy coverage`."""
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
    return target in list(blog.posts)[::2]


def forbids(blog: Blog, target: str) -> Answer | None:
    """Half of the posts answer with 403."""
    return html("<html><body>Forbidden</body></html>", status=403) if _half_the_posts(blog, target) else None


def fails(blog: Blog, target: str) -> Answer | None:
    """Half of the posts answer with 500."""
    return html("<html><body>Sorry</body></html>", status=500) if _half_the_posts(blog, target) else None


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
    page = html(blog.page(target).replace("</main>", "<br>" * 130_000)) if target in blog.posts else None
    return page if _half_the_posts(blog, target) else None


BEHAVIOURS = (
    Behaviour("forbids", forbids, ("auto", "archive", "sitemap")),
    Behaviour("fails", fails, ("auto", "archive", "sitemap")),
    Behaviour("bombs", bombs),
    Behaviour("bombs-sitemap", bombs_sitemap, ("auto", "sitemap")),
    Behaviour("crowds", crowds),
)
"""Every behaviour. Each is the subject of the tests in crawl/test_misbehaving.py."""

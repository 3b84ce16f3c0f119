"""A site of a few pages on loopback, for shapes of blogs that the sample blog does not have."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from crawler.demo import Answer
from crawler.demo.answers import html, xml

LONG = "Les marques parlent beaucoup, écoutent peu et s'étonnent ensuite du silence de leurs publics. " * 6


@dataclass
class PaperSite:
    """Responses by target (path and query), or else by path. Other targets get a 404."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def post(self, path: str, day: str = "2019-03-04", *beside: str) -> str:
        """Add the page of a post, with links to the posts ``beside`` it. Returns its path."""
        links = "".join(
            f'<a rel="{rel}" href="{one}">Suite</a>'
            for rel, one in zip(("prev", "next"), beside, strict=False)
            if one
        )
        title = f"Billet {path.strip('/').replace('/', ' ')}"
        self.answers[path] = html(
            f'<html lang="fr"><head><title>{title} – Le Carnet</title><meta property="og:type" content="article">'
            f'</head><body><main><article class="post"><h1>{title}</h1><time datetime="{day}">{day}</time>'
            f"<p>{LONG}</p><p>{LONG}</p></article></main><footer>{links}</footer></body></html>"
        )
        return path

    def posts(self, count: int, form: str = "/billets/n{}/") -> list[str]:
        """Add posts numbered from 1. Returns their paths."""
        return [
            self.post(form.format(n), f"2019-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(1, count + 1)
        ]

    def listing(self, path: str, posts: list[str], *links: str, head: str = "") -> None:
        """Add a page that shows posts as entries. ``links`` are further anchors or addresses to link to."""
        shown = "".join(
            f'<article class="post"><h2><a href="{post}">Billet {post.strip("/")}</a></h2>'
            f'<time datetime="2019-03-04">4 mars 2019</time><p>Début.</p></article>'
            for post in posts
        )
        further = "".join(one if one.startswith("<") else f'<a href="{one}">{one}</a>' for one in links)
        self.answers[path] = html(
            f'<html lang="fr"><head><title>Le Carnet</title>{head}</head>'
            f"<body><main>{shown}</main><footer>{further}</footer></body></html>"
        )

    def sitemap(self, posts: list[str], path: str = "/sitemap.xml") -> None:
        """Add a sitemap that names posts."""
        named = "".join(f"<url><loc>{self.url.rstrip('/')}{post}</loc></url>" for post in posts)
        self.answers[path] = xml(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'
        )

    def index(self, parts: list[str], path: str = "/sitemap.xml") -> None:
        """Add an index of sitemaps. Those without a host are on this site."""
        whole = [part if "://" in part else f"{self.url.rstrip('/')}{part}" for part in parts]
        named = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in whole)
        self.answers[path] = xml(
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'
        )

    def feed(self, posts: list[str], path: str = "/feed/", generator: str = "") -> None:
        """Add an RSS feed of summaries."""
        items = "".join(
            f"<item><title>Billet {post.strip('/')}</title><link>{self.url.rstrip('/')}{post}</link>"
            f"<pubDate>Mon, 04 Mar 2019 08:00:00 +0000</pubDate><description>Début.</description></item>"
            for post in posts
        )
        made = f"<generator>{generator}</generator>" if generator else ""
        self.answers[path] = xml(
            f'<rss version="2.0"><channel><title>Le Carnet</title>{made}{items}</channel></rss>',
            kind="application/rss+xml",
        )


@contextmanager
def paper_site() -> Iterator[PaperSite]:
    """Serve a site on 127.0.0.1 until the block ends."""
    site = PaperSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.answers.get(self.path) or site.answers.get(self.path.partition("?")[0])
            answer = answer or html("<html><body>404</body></html>", status=404)
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.url = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()

"""Blogs that lie, hide or split: no archive that lacks a post is called complete, and no whole one incomplete."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from crawling import rows
from driving import Clock, drive
from paper_site import LONG, PaperSite

from crawler.demo import Answer
from crawler.demo.answers import Asked, html
from crawler.discovery.scope import Scope
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage

HOME = "https://carnet.example/"
ROOT = "/wp-json/wp/v2/"


@dataclass
class World(PaperSite):
    """A site without a server. ``api`` are the paths of the posts that its API returns."""

    url: str = HOME
    api: list[str] | None = None
    counts: int | None = None
    """The total that the API announces. None for the true one."""
    most: int = 100
    """Number of objects that the API gives at once."""
    refuses: dict[str, Answer] = field(default_factory=dict)
    """Answers of the API by collection, in place of its objects."""

    def answer(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.target)
        self.asked.append(asked.target)
        if self.api is not None and parts.path.startswith(ROOT):
            return self._by_api(parts.path.removeprefix(ROOT), dict(parse_qsl(parts.query)))
        answer = self.answers.get(asked.target) or self.answers.get(parts.path)
        return answer or html("<html><body>404</body></html>", status=404)

    def _by_api(self, collection: str, query: dict[str, str]) -> Answer:
        if collection in self.refuses:
            return self.refuses[collection]
        objects = [self._object(path) for path in self.api or ()] if collection == "posts" else []
        if "include" in query:
            objects = [one for one in objects if str(one["id"]) in query["include"].split(",")]
        total = len(objects) if self.counts is None or collection != "posts" else self.counts
        size = min(int(query["per_page"]), self.most)
        start = int(query.get("offset", 0)) or (int(query.get("page", 1)) - 1) * size
        headers = {"Content-Type": "application/json", "X-WP-Total": str(total)}
        return Answer(200, headers, json.dumps(objects[start : start + size]).encode())

    def _object(self, path: str) -> dict[str, Any]:
        number = sum(map(ord, path))
        return {
            "id": number,
            "date": "2019-03-04T08:00:00",
            "date_gmt": "2019-03-04T08:00:00",
            "modified_gmt": "2019-03-04T08:00:00",
            "slug": path.strip("/").rpartition("/")[2],
            "status": "publish",
            "type": "post",
            "link": f"{HOME.rstrip('/')}{path}",
            "title": {"rendered": f"Billet {path.strip('/').replace('/', ' ')}"},
            "content": {"rendered": f"<p>{LONG}</p><p>{LONG}</p>", "protected": False},
            "excerpt": {"rendered": "", "protected": False},
            "author": 0,
            "featured_media": 0,
            "categories": [],
            "tags": [],
        }


def a_chain(world: World, posts: list[str], size: int = 4) -> None:
    """Listings of the posts from the home page on, each with a link to the next."""
    pages = [posts[at : at + size] for at in range(0, len(posts), size)]
    for number, shown in enumerate(pages, start=1):
        onward = [f'<a rel="next" href="/page/{number + 1}/">Suite</a>'] if number < len(pages) else []
        world.listing("/" if number == 1 else f"/page/{number}/", shown, *onward)


Build = Callable[[World, list[str]], None]


def honest_api(world: World, posts: list[str]) -> None:
    """The API returns every post, and the sitemap names them."""
    world.api = posts
    world.sitemap(posts)


def api_without_sitemap(world: World, posts: list[str]) -> None:
    """The API returns every post, and there is no sitemap."""
    world.api = posts


def api_of_one_language(world: World, posts: list[str]) -> None:
    """The API hides the posts of the other language, and counts only what it shows."""
    world.api = posts[:7]
    world.sitemap(posts)


def api_that_counts_too_few(world: World, posts: list[str]) -> None:
    """The API counts fewer posts than it returns."""
    world.api, world.counts, world.most = posts, 3, 5


def api_that_counts_none(world: World, posts: list[str]) -> None:
    """The API counts no posts, but returns them."""
    world.api, world.counts = posts, 0


def api_that_counts_far_too_many(world: World, posts: list[str]) -> None:
    """The API counts 900,000 posts."""
    world.api, world.counts = posts, 900_000
    a_chain(world, posts)
    world.sitemap(posts)


def api_of_small_pages(world: World, posts: list[str]) -> None:
    """The API returns five posts at once, whatever is requested."""
    world.api, world.most = posts, 5


def api_that_refuses_posts(world: World, posts: list[str]) -> None:
    """The API returns categories, and refuses posts."""
    world.api, world.refuses = posts, {"posts": html("<html><body>Non</body></html>", status=401)}
    a_chain(world, posts)


def api_that_shows_a_page_for_posts(world: World, posts: list[str]) -> None:
    """The API returns categories, but a web page instead of posts."""
    world.api, world.refuses = posts, {"posts": html("<html><body>Bonjour</body></html>")}
    world.sitemap(posts)


def sitemap_of_all(world: World, posts: list[str]) -> None:
    """The sitemap names every post; the home page shows the newest."""
    world.listing("/", posts[:3])
    world.sitemap(posts)


def link_neighbours(world: World, posts: list[str]) -> None:
    """Each post links to the ones before and after it."""
    for before, post, after in zip(["", *posts], posts, [*posts[1:], ""], strict=False):
        world.post(post, "2019-03-04", before, after)


def sitemap_of_a_part(world: World, posts: list[str]) -> None:
    """The sitemap names half of the posts, the listings all; posts link to their neighbours."""
    a_chain(world, posts)
    world.sitemap(posts[:6])
    link_neighbours(world, posts)


def sitemap_of_a_numbered_part(world: World, posts: list[str]) -> None:
    """The sitemap names half of the posts; the numbers of pages on the home page mean more."""
    pager = [f'<a href="/page/{number}/">{number}</a>' for number in (2, 3)]
    for number in (1, 2, 3):
        world.listing("/" if number == 1 else f"/page/{number}/", posts[4 * number - 4 : 4 * number], *pager)
    world.sitemap(posts[:6])


def listing_that_skips_posts(world: World, posts: list[str]) -> None:
    """The listings leave posts out; their neighbours link to them."""
    a_chain(world, [*posts[:3], *posts[6:]])
    link_neighbours(world, posts)


def sitemap_with_dead_addresses(world: World, posts: list[str]) -> None:
    """The sitemap misspells two addresses."""
    a_chain(world, posts)
    world.sitemap([*posts[2:], "/faux/un/", "/faux/deux/"])


def sitemap_that_names_listings(world: World, posts: list[str]) -> None:
    """The sitemap names the listings, and a post that is not there."""
    a_chain(world, posts)
    world.sitemap([*posts[:5], "/faux/", "/page/2/", "/page/3/"])


def sitemap_of_dead_parts(world: World, posts: list[str]) -> None:
    """A part of the sitemap is not there."""
    a_chain(world, posts)
    world.sitemap(posts[:4], "/first.xml")
    world.index(["/first.xml", "/second.xml"])


def sitemap_that_the_feed_contradicts(world: World, posts: list[str]) -> None:
    """The feed names posts that the sitemap does not."""
    a_chain(world, posts)
    world.listing("/", posts[3:7], '<a rel="next" href="/page/2/">Suite</a>')
    world.sitemap(posts[3:])
    world.feed(posts[:3])


def small_blog(world: World, posts: list[str]) -> None:
    """One page lists every post, and there is nothing else."""
    world.listing("/", posts)


def small_blog_with_feed(world: World, posts: list[str]) -> None:
    """One page lists every post, and the feed names the newest."""
    world.listing("/", posts)
    world.feed(posts[:5])


def blog_behind_a_greeting(world: World, posts: list[str]) -> None:
    """The home page only welcomes readers. The posts are listed below /blog/."""
    world.listing("/", [], "/blog/")
    pages = [posts[:6], posts[6:]]
    world.listing("/blog/", pages[0], '<a rel="next" href="/blog/page/2/">Suite</a>')
    world.listing("/blog/page/2/", pages[1])


WHOLE: tuple[Build, ...] = (
    honest_api,
    api_without_sitemap,
    api_of_one_language,
    api_that_counts_too_few,
    api_that_counts_none,
    api_of_small_pages,
    api_that_refuses_posts,
    api_that_shows_a_page_for_posts,
    sitemap_of_all,
    sitemap_of_a_part,
    sitemap_of_a_numbered_part,
    listing_that_skips_posts,
    sitemap_with_dead_addresses,
    sitemap_that_names_listings,
    sitemap_of_dead_parts,
    sitemap_that_the_feed_contradicts,
    small_blog,
    small_blog_with_feed,
    blog_behind_a_greeting,
)


def a_world(build: Build, count: int = 12) -> tuple[World, list[str]]:
    world = World()
    posts = world.posts(count)
    world.listing("/", [])
    build(world, posts)
    return world, posts


def stored(dataset: Path) -> set[str]:
    return {urlsplit(url).path for (url,) in rows(dataset, "SELECT url FROM articles WHERE status = 'live'")}


def verdict(dataset: Path) -> Coverage:
    (one,) = coverage_of(dataset)
    return one


def read(world: World, dataset: Path, clock: Clock, **scope: Any) -> str | None:
    """Crawl a world. Returns what went wrong."""
    budget = scope.pop("budget", None)
    engine = drive(world, Scope(blog="carnet", url=HOME, **scope), dataset, clock, budget=budget)
    reason = engine.row.reason or ""
    return None if reason == "finished" or reason.startswith("partial") else reason


@pytest.mark.parametrize("build", WHOLE, ids=lambda build: build.__name__)
def test_a_world_that_can_be_read_is_whole_and_stays_so(build: Build, tmp_path: Path) -> None:
    world, posts = a_world(build)
    dataset, clock = tmp_path / "blog.db", Clock()
    for _ in range(2):
        problem = read(world, dataset, clock)
        found = verdict(dataset)
        assert (stored(dataset), found.status, found.is_proven) == (set(posts), "complete", True)
    assert problem is None

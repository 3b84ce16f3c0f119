"""Blogs that lie, hide or split, as data: `python tests/worlds.py` prints what each crawl says of them."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawling import rows
from driving import Clock, drive
from paper_site import LONG, PaperSite

from crawler.demo import Answer
from crawler.demo.answers import Asked, html
from crawler.discovery.scope import Scope
from crawler.store.reading.coverage import coverage_of
from crawler.store.reading.evidence import Coverage, Status

HOME = "https://carnet.example/"
ROOT = "/wp-json/wp/v2/"
CHANGED = "2019-03-04T08:00:00"
COUNT = 12
"""Number of posts of each world."""
_NO = html("<html><body>Non</body></html>", status=403)
_BROKEN = html("<html><body>Panne</body></html>", status=500)


@dataclass
class World(PaperSite):
    """A blog of WordPress without a server. ``api`` are the paths of the posts that its API returns."""

    url: str = HOME
    api: list[str] | None = None
    counts: int | None = None
    """The total that the API announces. None for the true one."""
    most: int = 100
    """Number of objects that the API gives at once."""
    refuses: dict[str, Answer] = field(default_factory=dict)
    """Answers of the API by collection, in place of its objects."""
    types: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The types of posts that the API names."""
    typed: dict[str, list[str]] = field(default_factory=dict)
    """The paths of the posts of each further collection."""
    tells_totals: bool = True

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
        if collection == "types":
            return Answer(200, {"Content-Type": "application/json"}, json.dumps(self.types).encode())
        paths = (self.api or []) if collection == "posts" else self.typed.get(collection, [])
        objects = [self._object(path) for path in paths]
        if "include" in query:
            objects = [one for one in objects if str(one["id"]) in query["include"].split(",")]
        if query.get("modified_after", "") > CHANGED:
            objects = []
        total = len(objects) if self.counts is None or collection != "posts" else self.counts
        size = min(int(query["per_page"]), self.most)
        start = int(query.get("offset", 0)) or (int(query.get("page", 1)) - 1) * size
        headers = {"Content-Type": "application/json"}
        if self.tells_totals:
            headers["X-WP-Total"] = str(total)
        return Answer(200, headers, json.dumps(objects[start : start + size]).encode())

    def _object(self, path: str) -> dict[str, Any]:
        number = sum(map(ord, path))
        return {
            "id": number,
            "date": CHANGED,
            "date_gmt": CHANGED,
            "modified_gmt": CHANGED,
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


def api_that_hides_what_the_home_page_shows(world: World, posts: list[str]) -> None:
    """The API returns and counts a part. There is no sitemap, and the listings show all posts."""
    world.api = posts[5:]
    a_chain(world, posts)


def api_that_hides_old_posts(world: World, posts: list[str]) -> None:
    """The API returns and counts only the newest posts. There is no sitemap, and the listings show all."""
    world.api = posts[:7]
    a_chain(world, posts)


def api_and_sitemap_of_the_same_part(world: World, posts: list[str]) -> None:
    """The API and the sitemap know the same part. The home page shows others."""
    world.api = posts[5:]
    world.sitemap(posts[5:])
    a_chain(world, posts)


def api_and_sitemap_of_two_parts(world: World, posts: list[str]) -> None:
    """The API and the sitemap know different parts. Only the listings show all."""
    world.api = posts[:6]
    world.sitemap(posts[4:9])
    a_chain(world, posts)


def api_that_numbered_pages_contradict(world: World, posts: list[str]) -> None:
    """The API and the sitemap know the newest posts. The numbers of pages on the home page mean more."""
    world.api = posts[:6]
    sitemap_of_a_numbered_part(world, posts)


def api_without_totals(world: World, posts: list[str]) -> None:
    """The API gives no totals: something in between removes the header."""
    world.api, world.tells_totals = posts, False
    world.sitemap(posts)


def api_of_small_pages_without_totals(world: World, posts: list[str]) -> None:
    """The API gives five posts at once, whatever is requested, and no totals."""
    world.api, world.tells_totals, world.most = posts, False, 5
    world.sitemap(posts)


def two_languages(world: World, posts: list[str], head: str) -> list[str]:
    """Half of the posts are French, half English. The home page names both. Returns the English posts."""
    english = [world.post(f"/en{post}") for post in posts[6:]]
    for post in posts[6:]:
        del world.answers[post]
    world.listing("/", posts[:6], head=head)
    world.listing("/en/", english)
    posts[6:] = english
    return english


HREFLANG = '<link rel="alternate" hreflang="fr" href="/"><link rel="alternate" hreflang="en" href="/en/">'


def languages_in_a_sitemap_of_parts(world: World, posts: list[str]) -> None:
    """WPML: the API returns one language, and each language has a part of the sitemap."""
    english = two_languages(world, posts, HREFLANG)
    world.api = posts[:6]
    world.sitemap(posts[:6], "/post-sitemap.xml")
    world.sitemap(english, "/en-post-sitemap.xml")
    world.index(["/post-sitemap.xml", "/en-post-sitemap.xml"])


def languages_without_a_sitemap(world: World, posts: list[str]) -> None:
    """WPML: the API returns one language, and only hreflang names the other."""
    two_languages(world, posts, HREFLANG)
    world.api = posts[:6]


def languages_in_the_api(world: World, posts: list[str]) -> None:
    """Polylang: the API returns all languages, the sitemap names one."""
    two_languages(world, posts, HREFLANG)
    world.api = posts
    world.sitemap(posts[:6])


def languages_of_a_static_blog(world: World, posts: list[str]) -> None:
    """Without an API or a sitemap, hreflang names the other language."""
    two_languages(world, posts, HREFLANG)


POST_TYPE = {"name": "Articles", "slug": "post", "rest_base": "posts", "viewable": True}
INTERNAL = {
    "page": {"name": "Pages", "slug": "page", "rest_base": "pages", "viewable": True},
    "attachment": {"name": "Médias", "slug": "attachment", "rest_base": "media", "viewable": True},
    "wp_block": {"name": "Blocs", "slug": "wp_block", "rest_base": "blocks", "viewable": False},
    "wp_template": {"name": "Modèles", "slug": "wp_template", "rest_base": "templates", "viewable": False},
    "nav_menu_item": {"name": "Menus", "slug": "nav_menu_item", "rest_base": "menu-items", "viewable": False},
}


def articles_of_their_own_type(world: World, posts: list[str]) -> None:
    """The API returns interviews as posts of their own type."""
    world.api, world.typed = posts[:8], {"entretiens": posts[8:]}
    kind = {"name": "Entretiens", "slug": "entretien", "rest_base": "entretiens", "taxonomies": ["category"]}
    world.types = {"post": POST_TYPE, **INTERNAL, "entretien": kind}
    world.sitemap(posts)


def shop_beside_the_blog(world: World, posts: list[str]) -> None:
    """The API returns products, too. The sitemap has a part for them."""
    products = [world.post(f"/boutique/objet-{number}/") for number in range(3)]
    world.api, world.typed = posts, {"product": products}
    kind = {"name": "Produits", "slug": "product", "rest_base": "product", "taxonomies": ["product_cat"]}
    world.types = {"post": POST_TYPE, **INTERNAL, "product": kind}
    world.sitemap(posts, "/post-sitemap.xml")
    world.sitemap(products, "/product-sitemap.xml")
    world.index(["/post-sitemap.xml", "/product-sitemap.xml"])


def api_that_refuses_types(world: World, posts: list[str]) -> None:
    """The API does not name its types of posts."""
    world.api, world.refuses = posts, {"types": _NO}
    world.sitemap(posts)


# -- worlds that cannot be read wholly


def post_that_is_forbidden(world: World, posts: list[str]) -> None:
    """The server forbids a post that the sitemap names."""
    sitemap_of_all(world, posts)
    world.answers[posts[5]] = _NO


def post_that_fails(world: World, posts: list[str]) -> None:
    """A post that the sitemap names cannot be delivered."""
    sitemap_of_all(world, posts)
    world.answers[posts[5]] = _BROKEN


def api_that_keeps_counted_posts_back(world: World, posts: list[str]) -> None:
    """The API counts 15 posts and returns 12. Nothing else knows of the other three."""
    world.api, world.counts = posts, 15
    world.sitemap(posts)


def api_page_that_fails(world: World, posts: list[str]) -> None:
    """The API returns no posts after the first five, and there is nothing else."""
    world.api, world.counts, world.most = posts[:5], 12, 5


def listing_that_fails(world: World, posts: list[str]) -> None:
    """The second of three pages cannot be delivered."""
    a_chain(world, posts)
    world.answers["/page/2/"] = _BROKEN


def sitemap_part_that_fails(world: World, posts: list[str]) -> None:
    """A part of the sitemap cannot be delivered, and no page lists the posts."""
    world.sitemap(posts[:6], "/first.xml")
    world.answers["/second.xml"] = _BROKEN
    world.index(["/first.xml", "/second.xml"])


def feed_of_the_newest(world: World, posts: list[str]) -> None:
    """Only a feed of the five newest posts is there."""
    world.feed(posts[:5])


def language_that_is_forbidden(world: World, posts: list[str]) -> None:
    """The API returns one language, and the server forbids the listing of the other."""
    languages_without_a_sitemap(world, posts)
    world.answers["/en/"] = _NO


def type_that_is_refused(world: World, posts: list[str]) -> None:
    """The API names a type of articles, and refuses them. The sitemap does not name them."""
    articles_of_their_own_type(world, posts)
    world.sitemap(posts[:8])
    world.refuses = {"entretiens": _NO}


# -- what happens later


def nothing(world: World, posts: list[str]) -> None:
    """Nothing changes."""


def api_returns_nothing(world: World, posts: list[str]) -> None:
    """The API returns an empty list and counts 0."""
    assert posts
    world.api = []


def api_returns_few(world: World, posts: list[str]) -> None:
    """The API returns and counts five posts."""
    world.api = posts[:5]


def few_posts_are_left(world: World, posts: list[str]) -> None:
    """All posts but the five of the API are deleted."""
    for post in posts[5:]:
        del world.answers[post]


def one_post_is_deleted(world: World, posts: list[str]) -> None:
    """A post is deleted everywhere."""
    world.api = [post for post in posts if post != posts[3]]
    world.sitemap(world.api)
    del world.answers[posts[3]]


def sitemap_names_few(world: World, posts: list[str]) -> None:
    """The sitemap names five posts. The others are still there."""
    world.sitemap(posts[:5])


def sitemap_is_empty(world: World, posts: list[str]) -> None:
    """The sitemap names nothing, and neither does the home page. The posts are still there."""
    assert posts
    world.sitemap([])
    world.listing("/", [])


def posts_are_deleted(world: World, posts: list[str]) -> None:
    """Seven posts are deleted: their own addresses say so."""
    world.listing("/", posts[:3])
    world.sitemap(posts[:5])
    for post in posts[5:]:
        del world.answers[post]


@dataclass(frozen=True)
class Crawl:
    """A crawl, and what must be true after it."""

    change: Build
    """What the world is before the crawl."""
    stored: int
    """Number of posts stored and not marked as gone."""
    status: Status = "complete"
    is_proven: bool = True
    scope: dict[str, Any] = field(default_factory=dict)
    gone: int = 0
    fails: bool = False
    """Whether the crawl ends with exit status 1."""


def whole(build: Build) -> tuple[Crawl, ...]:
    """A world that can be read: complete, and complete after a second crawl."""
    return Crawl(build, COUNT), Crawl(nothing, COUNT)


def lacking(build: Build, stored: int, *, fails: bool = False) -> tuple[Crawl, ...]:
    """A world that cannot be read wholly."""
    return (Crawl(build, stored, "incomplete", is_proven=False, fails=fails),)


def limited(build: Build, stored: int, **scope: Any) -> tuple[Crawl, ...]:
    """A limited crawl, and one without limits."""
    return Crawl(build, stored, "partial", scope=scope), Crawl(nothing, COUNT)


_DOUBTED = Crawl(api_returns_few, COUNT, "incomplete", is_proven=False, fails=True)
WORLDS: dict[str, tuple[Crawl, ...]] = {
    **{
        build.__name__: whole(build)
        for build in (
            honest_api,
            api_without_sitemap,
            api_of_one_language,
            api_that_counts_too_few,
            api_that_counts_none,
            api_that_counts_far_too_many,
            api_of_small_pages,
            api_that_refuses_posts,
            api_that_shows_a_page_for_posts,
            api_that_hides_what_the_home_page_shows,
            api_that_hides_old_posts,
            api_and_sitemap_of_the_same_part,
            api_and_sitemap_of_two_parts,
            api_that_numbered_pages_contradict,
            api_without_totals,
            api_of_small_pages_without_totals,
            languages_in_a_sitemap_of_parts,
            languages_without_a_sitemap,
            languages_in_the_api,
            languages_of_a_static_blog,
            articles_of_their_own_type,
            shop_beside_the_blog,
            api_that_refuses_types,
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
    },
    "post_that_is_forbidden": lacking(post_that_is_forbidden, 11, fails=True),
    "post_that_fails": lacking(post_that_fails, 11, fails=True),
    "api_that_keeps_counted_posts_back": lacking(api_that_keeps_counted_posts_back, COUNT, fails=True),
    "api_page_that_fails": lacking(api_page_that_fails, 5, fails=True),
    "listing_that_fails": lacking(listing_that_fails, 4, fails=True),
    "sitemap_part_that_fails": lacking(sitemap_part_that_fails, 6, fails=True),
    "feed_of_the_newest": lacking(feed_of_the_newest, 5),
    "language_that_is_forbidden": lacking(language_that_is_forbidden, 6, fails=True),
    "type_that_is_refused": lacking(type_that_is_refused, 8),
    "limit by the API": limited(honest_api, 3, limit=3),
    "limit by the sitemap": limited(sitemap_of_all, 3, limit=3),
    "limit above the number of posts": limited(honest_api, COUNT, limit=50),
    "few requests": limited(honest_api, 0, budget=4),
    "few requests for pages": limited(sitemap_of_all, 3, budget=8),
    "since a day after the last post": limited(honest_api, 0, since="2030-01-01T00:00:00Z"),
    "the API loses all posts, but not the sitemap": (
        Crawl(honest_api, COUNT),
        Crawl(api_returns_nothing, COUNT),
        Crawl(honest_api, COUNT),
    ),
    "the API loses all posts": (
        Crawl(api_without_sitemap, COUNT),
        Crawl(api_returns_nothing, COUNT, "incomplete", is_proven=False, fails=True),
        Crawl(honest_api, COUNT),
    ),
    "the API loses most posts, and that is accepted": (
        Crawl(api_without_sitemap, COUNT),
        _DOUBTED,
        Crawl(few_posts_are_left, 5, scope={"gone": True}, gone=7),
    ),
    "a post is deleted": (Crawl(honest_api, COUNT), Crawl(one_post_is_deleted, 11, gone=1)),
    "the sitemap names few": (Crawl(sitemap_of_all, COUNT), Crawl(sitemap_names_few, COUNT)),
    "the sitemap is empty": (
        Crawl(sitemap_of_all, COUNT),
        Crawl(sitemap_is_empty, COUNT, "incomplete", is_proven=False, fails=True),
    ),
    "most posts are deleted": (Crawl(sitemap_of_all, COUNT), Crawl(posts_are_deleted, 5, gone=7)),
}
"""The worlds by name: the crawls of each, one after the other."""


@dataclass(frozen=True)
class Told:
    """What a crawl said and left behind."""

    stored: int
    gone: int
    coverage: Coverage
    problem: str | None
    is_whole: bool
    """Whether every post of the world is stored."""
    requests: int


def crawls(name: str, dataset: Path) -> Iterator[tuple[Crawl, Told]]:
    """Make the crawls of a world one after the other."""
    world, clock = World(), Clock()
    posts = world.posts(COUNT)
    world.listing("/", [])
    for crawl in WORLDS[name]:
        crawl.change(world, posts)
        before = len(world.asked)
        scope = {"budget": None, **crawl.scope}
        budget = scope.pop("budget")
        engine = drive(world, Scope(blog="carnet", url=HOME, **scope), dataset, clock, budget=budget)
        reason = engine.row.reason or ""
        (coverage,) = coverage_of(dataset) or [Coverage(blog="carnet")]
        live = rows(dataset, "SELECT url FROM articles WHERE status = 'live'")
        stored = {urlsplit(url).path for (url,) in live}
        yield (
            crawl,
            Told(
                stored=len(stored),
                gone=coverage.gone.total(),
                coverage=coverage,
                problem=None if reason == "finished" or reason.startswith("partial") else reason,
                is_whole=stored >= {post for post in posts if post in world.answers},
                requests=len(world.asked) - before,
            ),
        )


def main() -> None:
    """Print a line for each crawl of each world."""
    for name in sys.argv[1:] or WORLDS:
        with tempfile.TemporaryDirectory() as folder:
            for number, (crawl, told) in enumerate(crawls(name, Path(folder) / "blog.db"), start=1):
                right = (
                    told.stored,
                    told.coverage.status,
                    told.coverage.is_proven,
                    told.gone,
                    bool(told.problem),
                )
                wanted = (crawl.stored, crawl.status, crawl.is_proven, crawl.gone, crawl.fails)
                sys.stdout.write(
                    f"{'ok  ' if right == wanted else 'BAD '} {name if number == 1 else '':<46} "
                    f"{told.requests:>3} requests, exit {int(bool(told.problem))}: {told.coverage.verdict}\n"
                )
                if len(sys.argv) > 1:
                    lines = (f"       {line}\n" for line in (told.problem, *told.coverage.decisions))
                    sys.stdout.writelines(lines)


if __name__ == "__main__":
    main()

"""Pages that do not say what they are: feeds, listings, the template and the menu of the site decide."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from crawling import rows
from driving import Clock, answered, drive
from paper_site import LONG, PaperSite

from crawler.demo import Answer
from crawler.demo.answers import Asked, html, xml
from crawler.discovery.found import Found, FoundAddresses
from crawler.discovery.scope import Scope
from crawler.discovery.web.web import Web
from crawler.items import Ask, PriorCrawl
from crawler.store.reading.coverage import coverage_of

HOME = "https://carnet.example/"
DATA = (
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2019-03-04T08:00:00Z">'
    '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2019-03-04"}</script>'
)
NAME = "/le-moulin-qui-ne-tourne-plus/"


class Site(PaperSite):
    """A site without a server. Its posts and its static pages have different templates."""

    def __init__(self) -> None:
        super().__init__(url=HOME)
        self.menu = '<nav class="menu"><a href="/">Accueil</a></nav>'

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked.target)
        return self.answers.get(urlsplit(asked.target).path) or html("<p>404</p>", status=404)

    def page(self, path: str, *, head: str = "", body: str = "") -> str:
        """Add a static page: long prose under a heading."""
        self.answers[path] = html(
            f'<html lang="fr"><head><title>{path}</title>{head}</head><body>{self.menu}'
            f'<main><div class="feuille"><h1>{path}</h1>{body}<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></div></main></body></html>'
        )
        return path

    def post_of_template(self, path: str, day: str = "") -> str:
        """Add a post with the marks that the template prints around each post."""
        time = f'<time datetime="{day}">{day}</time>' if day else ""
        self.answers[path] = html(
            f'<html lang="fr"><head><title>{path}</title></head><body>{self.menu}<main class="billet-seul">'
            f'<div class="billet"><h1>{path}</h1><div class="billet-tete">{time}</div><p>{LONG}</p><p>{LONG}</p>'
            '<div class="billet-pied"><span class="partage">Partager</span></div></div></main></body></html>'
        )
        return path

    def dated_posts(self, count: int = 8, form: str = "/{}-un-billet-de-mars/") -> list[str]:
        return [
            self.post_of_template(form.format("abcdefghijkl"[n]), f"2019-03-{n + 1:02}") for n in range(count)
        ]

    def list_home(self, posts: list[str]) -> None:
        self.listing("/", posts)
        body = self.answers["/"].body.replace(b"<body>", f"<body>{self.menu}".encode())
        self.answers["/"] = html(body.decode())


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "blog.db"


def crawled(site: Site, dataset: Path, clock: Clock | None = None) -> set[str]:
    """Crawl the site. Returns the paths of all stored articles."""
    drive(site, Scope(blog="carnet", url=HOME), dataset, clock or Clock())
    return {urlsplit(url).path for (url,) in rows(dataset, "SELECT url FROM articles")}


def outcome(dataset: Path, path: str) -> str | None:
    found = rows(dataset, "SELECT url, outcome FROM discoveries")
    return dict(found).get(f"{HOME.rstrip('/')}{path}")


def test_a_page_with_the_data_of_a_post_in_another_template_is_no_post(site: Site, dataset: Path) -> None:
    posts = site.dated_posts()
    site.list_home(posts[:4])
    site.sitemap([site.page(NAME, head=DATA), *posts])
    assert crawled(site, dataset) == set(posts)
    assert outcome(dataset, NAME) == "page"


@pytest.mark.parametrize(("listed", "expected"), [(8, "page"), (4, "unsure")])
def test_a_page_with_a_day_in_another_template_is_decided_by_listings(
    site: Site, dataset: Path, listed: int, expected: str
) -> None:
    posts = site.dated_posts()
    site.list_home(posts[:listed])
    site.sitemap([site.page(NAME, body="<time datetime=2019-03-04>4 mars 2019</time>"), *posts])
    assert crawled(site, dataset) == set(posts)
    assert outcome(dataset, NAME) == expected


def test_a_post_without_a_day_has_the_template_of_the_posts(site: Site, dataset: Path) -> None:
    posts = site.dated_posts()
    site.list_home(posts[:4])
    site.sitemap([site.post_of_template(NAME), *posts])
    assert crawled(site, dataset) == {*posts, NAME}


def test_what_the_menu_leads_to_is_no_post_though_it_has_the_template_of_the_posts(
    site: Site, dataset: Path
) -> None:
    site.menu = f'<nav class="menu"><a href="/">Accueil</a><a href="{NAME}">Le moulin</a></nav>'
    posts = site.dated_posts()
    site.list_home(posts[:4])
    site.sitemap([site.post_of_template(NAME), *posts])
    assert crawled(site, dataset) == set(posts)


def test_a_page_that_only_the_feed_calls_a_post_is_one(site: Site, dataset: Path) -> None:
    posts = site.dated_posts()
    site.list_home(posts[:4])
    site.sitemap([site.page(NAME), *posts])
    site.feed([NAME, *posts[:3]])
    assert crawled(site, dataset) == {*posts, NAME}


def test_data_in_the_head_decides_where_nothing_else_does(site: Site, dataset: Path) -> None:
    pages = [site.page(f"/{name}-du-moulin/", head=DATA) for name in ("histoire", "roue", "meule")]
    site.listing("/", [])
    site.sitemap(pages)
    assert crawled(site, dataset) == set(pages)


def test_a_page_that_no_evidence_decides_is_reported_and_read_when_a_route_vouches_for_it(
    site: Site, dataset: Path
) -> None:
    head = '<meta property="og:type" content="article">'
    posts = [site.page(f"/{name}-et-la-roue/", body="<p>4 mars 2019</p>", head=DATA) for name in "abcdef"]
    site.list_home(posts)
    site.sitemap([site.page(NAME, head=head + '<meta name="date" content="2019-03-04">'), *posts])
    clock = Clock()
    assert crawled(site, dataset, clock) == set(posts)
    assert outcome(dataset, NAME) == "unsure"
    (found,) = coverage_of(dataset)
    assert (found.status, [one.url for one in found.unsure]) == ("doubtful", [f"{HOME.rstrip('/')}{NAME}"])
    site.feed([NAME])
    assert crawled(site, dataset, clock) == {*posts, NAME}


def test_the_page_to_which_the_home_page_leads_is_no_missing_post(site: Site, dataset: Path) -> None:
    posts = site.dated_posts(form="/blog/{}-un-billet-de-mars/")
    site.listing("/blog/", posts)
    site.answers["/"] = html('<html><head><meta http-equiv="refresh" content="0; url=blog/"></head></html>')
    site.answers["/sitemap.xml"] = xml(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>{HOME.rstrip('/')}{path}</loc></url>" for path in ["/", "/blog/", *posts])
        + "</urlset>"
    )
    assert crawled(site, dataset) == set(posts)
    (found,) = coverage_of(dataset)
    assert (found.status, found.missing) == ("complete", [])


def test_an_address_is_noted_before_its_page_is_requested(site: Site) -> None:
    posts = site.dated_posts()
    site.list_home(posts)
    site.sitemap(posts)
    web = Web(Scope(blog="carnet", url=HOME), PriorCrawl(), ("sitemap",))
    steps: list[Ask | Found] = list(web.start())
    noted: set[str] = set()
    for step in steps:  # it grows
        match step:
            case Ask():
                assert step.route != "page" or step.url in noted
                steps += web.read(answered(site, step, "2026-01-02T12:00:00Z"))
            case Found(what=FoundAddresses(found=found)):
                noted |= {url for url, _ in found}
    assert len(noted) == len(posts)


def test_files_and_demonstrations_that_only_the_sitemap_names_are_no_lost_posts(
    site: Site, dataset: Path
) -> None:
    posts = site.dated_posts()
    site.list_home(posts)
    site.answers["/essais/roue/"] = html("<html><body><script>run()</script></body></html>")
    site.answers["/remise/fin.htm"] = html("<html><body>Merci</body></html>")
    proof = "/google0123456789abcdef.html"
    site.answers[proof] = html("google-site-verification: google0123456789abcdef.html")
    site.sitemap([*posts, "/essais/roue/", "/remise/fin.htm", proof, "/faux/"])
    assert crawled(site, dataset) == set(posts)
    (found,) = coverage_of(dataset)
    assert (found.status, found.missing, outcome(dataset, proof)) == ("complete", [], None)


def test_two_pages_with_one_text_that_name_their_own_addresses_are_no_wall(site: Site, dataset: Path) -> None:
    posts = site.dated_posts()
    site.list_home(posts)
    pages = ["/guide-un/", "/fr/guide-un/"]
    for page in pages:
        site.page(
            page, head=f'<link rel="canonical" href="{HOME.rstrip("/")}{page}"><title>Le carnet</title>'
        )
    site.sitemap([*posts, *pages])
    assert crawled(site, dataset) == set(posts)
    (found,) = coverage_of(dataset)
    assert (found.status, found.missing) == ("complete", [])

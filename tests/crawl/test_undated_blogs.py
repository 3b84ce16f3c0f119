"""Blogs whose listings print neither entries nor days, and blogs whose home page is a static page."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from crawling import rows
from driving import Clock, drive
from paper_site import LONG, PaperSite

from crawler.demo import Answer
from crawler.demo.answers import Asked, html
from crawler.discovery.scope import Scope
from crawler.store.reading.coverage import coverage_of

HOME = "https://carnet.example/"
MENU = {"/": "Accueil", "/ecrits.html": "Écrits", "/moi.html": "Moi", "/travaux.html": "Travaux"}
ESSAYS = ["/ecrits/moulin.html", "/ecrits/roue.html", "/ecrits/meule.html"]


@dataclass
class Site(PaperSite):
    """A site without a server, feeds and sitemap, with a menu on each page but the essays."""

    url: str = HOME

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked.target)
        return self.answers.get(urlsplit(asked.target).path) or html("<p>404</p>", status=404)

    def page(self, path: str, body: str) -> None:
        menu = "".join(f'<li><a href="{link}">{name}</a></li>' for link, name in MENU.items())
        self.answers[path] = html(
            f'<html lang="fr"><head><title>{path}</title></head><body><nav><ul>{menu}</ul></nav><main>{body}</main></body></html>'
        )

    def essays(self, paths: list[str]) -> None:
        for path in paths:
            self.answers[path] = html(
                f'<html lang="fr"><head><title>{path}</title></head><body><p><a href="/ecrits.html">Retour</a></p>'
                f'<div class="essai"><h1>{path}</h1><div class="corps"><p>{LONG}</p><p>{LONG}</p></div><p class="fin">Fin</p></div></body></html>'
            )


def headed(paths: list[str]) -> str:
    return "".join(f'<h2><a href="{path}">{path}</a></h2><p>Un texte sur le moulin.</p>' for path in paths)


def itemed(paths: list[str]) -> str:
    return f"<ul>{''.join(f'<li><a href={path}>{path}</a></li>' for path in paths)}</ul>"


@pytest.fixture
def site() -> Site:
    site = Site()
    site.page("/moi.html", f"<h1>Moi</h1><p>{LONG}</p>")
    site.page("/travaux.html", '<h1>Travaux</h1><p>Voir <a href="/these/">ma thèse</a>.</p>')
    site.page("/these/", f"<h1>Ma thèse</h1><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>")
    site.essays(ESSAYS)
    return site


def crawled(site: Site, dataset: Path) -> set[str]:
    """Crawl the site twice. Returns the paths of all stored articles."""
    clock = Clock()
    for _ in range(2):
        engine = drive(site, Scope(blog="carnet", url=HOME), dataset, clock)
    (found,) = coverage_of(dataset)
    assert (engine.row.reason, engine.row.articles_changed, found.status) == ("finished", 0, "complete")
    return {urlsplit(url).path for (url,) in rows(dataset, "SELECT url FROM articles")}


@pytest.mark.parametrize("listed", [headed, itemed])
def test_posts_without_a_day_are_found_on_a_page_that_the_menu_leads_to(
    site: Site, tmp_path: Path, listed: Callable[[list[str]], str]
) -> None:
    site.page("/", f'<h1>Le Carnet</h1><p>{LONG}</p><p>Voir aussi <a href="/these/">ma thèse</a>.</p>')
    site.page("/ecrits.html", f"<h1>Écrits</h1>{listed(ESSAYS)}")
    assert crawled(site, tmp_path / "blog.db") == set(ESSAYS)


def test_posts_without_a_day_are_found_in_the_headings_of_the_home_page(site: Site, tmp_path: Path) -> None:
    site.page("/", f"<h1>Le Carnet</h1>{headed(ESSAYS)}")
    site.page("/ecrits.html", "<h1>Écrits</h1><p>Bientôt.</p>")
    assert crawled(site, tmp_path / "blog.db") == set(ESSAYS)


def test_a_listing_is_found_where_the_home_page_is_static_and_its_address_says_nothing(
    site: Site, tmp_path: Path
) -> None:
    posts = site.posts(7, form="/n{}.html")
    site.page("/", f"<h1>Le Carnet</h1><p>{LONG}</p>")
    site.listing("/ecrits.html", posts[:4], '<a rel="next" href="/ecrits-2.html">Suite</a>')
    site.listing("/ecrits-2.html", posts[4:])
    assert crawled(site, tmp_path / "blog.db") == set(posts)


def test_the_search_index_names_the_posts_of_a_blog_whose_listings_a_script_draws(
    site: Site, tmp_path: Path
) -> None:
    posts = site.posts(4, form="/n{}.html")
    site.page("/", "<h1>Le Carnet</h1><p>Patience.</p>")
    site.page("/ecrits.html", '<h1>Écrits</h1><div id="app"></div>')
    entries = [{"title": path, "url": path, "date": "2019-03-04 00:00:00 +0300"} for path in posts]
    entries.append({"title": "Moi", "url": "/moi.html"})
    site.answers["/index.json"] = Answer(
        200, {"Content-Type": "application/json"}, json.dumps(entries).encode()
    )
    assert crawled(site, tmp_path / "blog.db") == set(posts)

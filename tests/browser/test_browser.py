"""The pages as a reader meets them: in Chromium, on a desktop and on a phone."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

if "CHROMIUM" not in os.environ:
    pytest.skip("needs a browser: make test-browser", allow_module_level=True)

from browser.sample import crawled, published, sample_site
from playwright.sync_api import Browser, Page, expect, sync_playwright
from publish.conftest import fill

from crawler.demo import serve

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 800}}
ARTICLE = "La confiance, enfin mesurée"
INTERVIEW = "Gaspard Lemoyne"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with sample_site(tmp_path_factory.mktemp("sample")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tools:
        found = tools.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        yield found
        found.close()


class Watched:
    """A page, with its errors and its requests to other hosts."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.wrong: list[str] = []
        host = home.rpartition("/")[0]
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((host, "data:")) else self.wrong.append(asked.url),
        )
        page.on(
            "response",
            lambda got: self.wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None,
        )

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.home}{path}")
        return self.page

    def article(self, title: str) -> Page:
        page = self.open(f"/-/search?kind=article&q={title}")
        page.locator(".results a.title", has_text=title).first.click()
        page.wait_for_url("**/-/article/*")  # loaded, styles too
        return page


@pytest.fixture
def watched(browser: Browser, site: tuple[str, str]) -> Iterator[Callable[..., Watched]]:
    contexts = []

    def start(size: str = "desktop", home: str = site[0], **settings: Any) -> Watched:
        contexts.append(browser.new_context(viewport=SIZES[size], **settings))
        return Watched(contexts[-1].new_page(), home)

    yield start
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", SIZES)
def test_reader_goes_from_the_first_page_to_a_source_and_back(
    watched: Callable[..., Watched], size: str
) -> None:
    reader = watched(size)
    page = reader.open()
    page.locator(".hero input").fill("confiance")
    page.locator(".hero button").click()
    page.locator(".results a.title", has_text=ARTICLE).first.click()
    expect(page.locator("h1")).to_contain_text(ARTICLE)
    marker = page.locator("a.mark").first
    marker.click()
    expect(page.locator("#note-1")).to_be_in_viewport()
    page.locator("#note-1 a.back").click()
    expect(marker).to_be_in_viewport()
    page.locator(".tweet footer a").first.click()
    expect(page.locator("h1")).to_contain_text("Tweet by @maudkerbrat")
    page.locator(".list a.title").first.click()
    page.locator(".note .cites a").first.click()
    expect(page.locator("h2").first).to_have_text("Cited in")
    page.locator(".brand").click()
    page.locator(".chart a").first.click()
    expect(page.locator(".results li")).to_have_count(1)
    assert reader.wrong == []


def test_note_is_shown_beside_its_marker_on_hover_and_focus(watched: Callable[..., Watched]) -> None:
    reader = watched()
    page = reader.article(ARTICLE)
    marker, shown = page.locator("a.mark").nth(1), page.locator("#note-pop")
    marker.hover()
    expect(shown).to_contain_text("methode-2015")
    shown.hover()
    expect(shown).to_be_visible()
    page.locator("h1").hover()
    expect(shown).to_have_count(0)
    marker.focus()
    expect(shown).to_be_visible()
    expect(marker).to_have_attribute("aria-describedby", "note-pop")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    assert reader.wrong == []


def test_earlier_changes_quality_tables_and_answers_open_without_complaint(
    watched: Callable[..., Watched],
) -> None:
    reader = watched()
    for path in (
        "/-/quality",
        "/-/accounts",
        "/articles",
        "/quoted_accounts",
        "/who_is_interviewed",
        "?sql=select+1",
    ):
        reader.open(path)
    page = reader.article(ARTICLE)
    page.locator(".rows a", has_text="all columns").click()
    assert reader.wrong == []


def test_data_can_be_taken_as_csv_json_and_file(watched: Callable[..., Watched]) -> None:
    reader = watched()
    page = reader.article(ARTICLE)
    row = page.request.get(page.locator(".rows a", has_text="JSON").evaluate("link => link.href"))
    assert row.json()[0]["title"].startswith(ARTICLE)
    reader.open("/quoted_accounts")
    csv = page.request.get(page.locator("a", has_text="CSV").first.evaluate("link => link.href"))
    assert csv.text().startswith("account,")


def test_earlier_form_of_an_article_is_shown_word_by_word(
    watched: Callable[..., Watched], tmp_path: Path
) -> None:
    path = tmp_path / "changed.db"
    with serve() as blog:
        crawled(blog.url, path)
        old, *others = blog.posts
        later = max(post.modified for post in blog.posts) + timedelta(days=1)
        content = f"{old.content}<p>Ajouté.</p>"
        blog.posts = [replace(old, title="Un titre corrigé", content=content, modified=later), *others]
        crawled(blog.url, path)
        with published(path) as address:
            reader = watched(home=f"{address}/changed")
            page = reader.article("Un titre corrigé")
            page.locator("a[href*='/-/versions/']").first.click()
            expect(page.locator("ins", has_text="corrigé").first).to_be_visible()
            expect(page.locator("ins", has_text="Ajouté.").first).to_be_visible()
            expect(page.locator("del").first).to_be_visible()
            assert reader.wrong == []


def test_dataset_that_is_published_as_immutable_can_be_downloaded(
    watched: Callable[..., Watched], tmp_path: Path
) -> None:
    path = tmp_path / "kept.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection)
    with published(path, "-i") as address:
        page = watched(home=f"{address}/kept").open()
        file = page.request.get(page.locator(".download-sqlite a").evaluate("link => link.href"))
        assert file.body() == path.read_bytes()


def test_pictures_are_loaded_from_the_blog_only_after_a_click(
    watched: Callable[..., Watched], site: tuple[str, str]
) -> None:
    reader = watched()
    page = reader.article(INTERVIEW)
    assert reader.wrong == []
    page.locator("a.button", has_text="Show pictures").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".picture img").evaluate("image => image.naturalWidth") == 640
    assert {asked.startswith(site[1]) for asked in reader.wrong} == {True}


MAIN = {
    "first page": "",
    "search": "/-/search?q=confiance",
    "nothing found": "/-/search?q=confianse",
    "quality": "/-/quality",
    "accounts": "/-/accounts",
    "account": "/-/account/maudkerbrat",
    "domain": "/-/domain/observatoire-medias~2Eexample",
    "answer": "/quoted_accounts",
    "article": ARTICLE,
    "interview": INTERVIEW,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", MAIN)
def test_axe_finds_nothing_serious(watched: Callable[..., Watched], name: str, scheme: str) -> None:
    reader = watched(color_scheme=scheme, bypass_csp=True)
    page = shown(reader, name)
    page.add_script_tag(path=os.environ["AXE"])
    found = page.evaluate("axe.run()")
    assert found["passes"] != []
    serious = [
        (violation["id"], node["html"][:160], node["failureSummary"][:200])
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
    assert serious == []


@pytest.mark.parametrize("name", MAIN)
def test_page_fits_a_phone(watched: Callable[..., Watched], name: str) -> None:
    page = shown(watched("phone"), name)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]


def shown(reader: Watched, name: str) -> Page:
    return reader.article(MAIN[name]) if name in {"article", "interview"} else reader.open(MAIN[name])


def test_names_of_bars_are_whole_on_a_phone(watched: Callable[..., Watched]) -> None:
    page = watched("phone").open()
    starts = page.locator(".chart text.label").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )
    assert starts
    assert min(starts) >= 0


def test_keyboard_alone_reaches_the_text_the_notes_and_the_search(watched: Callable[..., Watched]) -> None:
    reader = watched()
    page = reader.article(ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    assert "mark" in reached
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reader.open("/-/search?q=confiance")
    page.keyboard.press("Tab")
    page.locator("input[type=search]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".results li").first).to_be_visible()


def test_print_leaves_out_what_is_for_the_screen(watched: Callable[..., Watched]) -> None:
    page = watched().article(ARTICLE)
    page.emulate_media(media="print")
    for hidden in ("header.site", "footer.site", ".between", ".back >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#note-1")).to_be_visible()


def test_nothing_of_a_hostile_blog_runs(watched: Callable[..., Watched], tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection)
    with published(path) as address:
        reader = watched(home=f"{address}/hostile")
        for place in ("", "/-/article/666", "/-/source/666", "/-/search?q=piège", "/-/accounts", "/-/domains", "/-/quality",
                      "/articles/666", "/comments/666", '/-/search?q="><script>alert(1)</script>', "/longest_threads"):  # fmt: skip
            page = reader.open(place)
            for found in page.locator("main a").all()[:60]:
                assert not str(found.get_attribute("href")).lower().startswith(("javascript:", "data:"))
        page = reader.open("/-/article/666")
        assert page.locator("main script, main [onerror], main [onmouseover], main img").count() == 0
        assert reader.wrong == []

"""Pages saved by the Wayback Machine: links, pictures and frames are those of the original."""

import pytest

from crawler.items import Article
from crawler.parse import parse_article, read_page
from crawler.urls.captures import original_address, original_markup

ORIGINAL = "https://ink.example/2018/08/14/the-old-mill/"
WEB = "https://web.archive.org/web/20180902101112"
PAGE = f"""<!doctype html><html lang="en"><head><script src="/_static/js/bundle-playback.js"></script>
<title>The old mill – Ink</title><link rel="canonical" href="{WEB}/{ORIGINAL}"></head><body>
<div id="wm-ipp-base" style="display:none"><a href="/web/20180902101112*/{ORIGINAL}">23 captures</a></div>
<article class="post hentry"><h1 class="entry-title">The old mill</h1><div class="entry-content">
<p>The mill closed¹, see <a href="{WEB}/https://ink.example/2018/07/01/before/">the post before</a>,
<a href="/web/20180902101112/https://museum.example/wheel">the museum</a> and
<a href="{WEB}/https://web.archive.org/web/2015/https://gone.example/">what is left of a page</a>.</p>
<p><img src="{WEB}im_/https://files.ink.example/wheel.jpg" srcset="{WEB}im_/https://files.ink.example/wheel.jpg 1x, {WEB}im_/https://files.ink.example/wheel-2.jpg 2x" alt="wheel"></p>
<p><iframe src="{WEB}if_/https://www.youtube.com/embed/abcdefghijk"></iframe></p>
<p>Notes:<br>(1) Source &gt; <a href="{WEB}/https://gazette.example/spring">https://gazette.example/spring</a></p>
</div></article></body></html>"""


def read(url: str, page: str = PAGE) -> Article:
    return parse_article(read_page(page.encode(), url))


@pytest.mark.parametrize("url", [ORIGINAL, f"{WEB}/{ORIGINAL}"])
def test_a_capture_gives_the_article_that_the_original_gives(url: str) -> None:
    article = read(url)
    assert article.url == ORIGINAL
    assert [(link.url, link.internal) for link in article.links] == [
        ("https://ink.example/2018/07/01/before/", True),
        ("https://museum.example/wheel", False),
        ("https://web.archive.org/web/2015/https://gone.example/", False),
        ("https://gazette.example/spring", False),
    ]
    assert [(e.provider, e.external_id) for e in article.embeds] == [("youtube", "abcdefghijk")]
    assert [image.url for image in article.images] == ["https://files.ink.example/wheel.jpg"]
    assert [note.urls for note in article.footnotes] == [("https://gazette.example/spring",)]
    assert "captures" not in article.text


def test_a_page_that_only_links_to_captures_keeps_its_links() -> None:
    page = f'<html><body><article><h1>A</h1><p>See <a href="{WEB}/https://gone.example/">this</a>.</p></article></body></html>'
    assert original_markup(page) == page


@pytest.mark.parametrize(
    "url",
    [
        "https://ink.example/web/2018/a",
        "https://ink.example/web/2018/https://b.example/",
        "https://web.archive.org/about",
    ],
)
def test_an_address_that_is_no_captures_stays(url: str) -> None:
    assert original_address(url) == url

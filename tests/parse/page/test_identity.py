"""The address of a page's post, pages that lead to another page, and pages that show only part of a post."""

import pytest

from crawler.parse.page import PageReading

HOST = "https://blog.example"
URL = f"{HOST}/blog/les-presses/"


def reading(head: str, body: str = "<h1>Les presses</h1><p>Du texte.</p>", url: str = URL) -> PageReading:
    return PageReading(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url)


@pytest.mark.parametrize("named", ["/", f"{HOST}/", f"{HOST}/blog/", "/fr/blog/", f"{HOST}/tags/"])
def test_a_canonical_address_that_is_no_posts_is_refused_with_a_warning(named: str) -> None:
    post = reading(f'<link rel="canonical" href="{named}">').post
    assert (post.url, [fault.code for fault in post.faults]) == (URL, ["canonical_refused"])


@pytest.mark.parametrize(
    ("named", "url", "found"),
    [
        (f"{HOST}/les-presses/", URL, f"{HOST}/les-presses/"),
        (f"{HOST}/tags/", f"{HOST}/tags/?page=2", f"{HOST}/tags/"),
        ("", URL, URL),
    ],
)
def test_a_canonical_address_that_can_be_a_posts_counts(named: str, url: str, found: str) -> None:
    post = reading(f'<link rel="canonical" href="{named}">', url=url).post
    assert (post.url, post.faults) == (found, ())


@pytest.mark.parametrize(
    "content", ["0; url=/les-presses/", "0;URL='/les-presses/'", "3, https://blog.example/les-presses/"]
)
def test_a_page_that_only_leads_to_another_is_no_article(content: str) -> None:
    head = f'<meta http-equiv="refresh" content="{content}"><meta property="og:type" content="article">'
    stub = reading(head, "<h1>Redirecting…</h1><a href=/les-presses/>Click here</a>")
    assert (stub.leads_to, stub.judgement.kind) == (f"{HOST}/les-presses/", "page")


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("300", "<p>Du texte.</p>"),  # reloads itself
        ("0; url=https://blog.example/blog/les-presses/", "<p>Du texte.</p>"),
        ("90; url=/suite/", "<p>Du texte.</p>"),
        ("0; url=/suite/", f"<p>{'Une phrase de plus, qui se lit. ' * 20}</p>"),
    ],
    ids=["reloads", "itself", "later", "text"],
)
def test_a_page_that_is_to_be_read_leads_nowhere(content: str, body: str) -> None:
    assert reading(f'<meta http-equiv="refresh" content="{content}">', body).leads_to is None


COSTS = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
FREE = COSTS.replace("false", "true")
WALL = '<div class="paywall"><h2>This post is for paid subscribers</h2><a href="/join/">Subscribe</a></div>'
BEGINNING = (
    "<article><h1>Les presses</h1><div class=available-content><p>Le début du texte.</p></div>{}</article>"
)


@pytest.mark.parametrize(
    ("head", "wall", "codes"),
    [
        (COSTS, WALL, ["preview_only"]),
        (COSTS.replace("false", '"False"'), WALL, ["preview_only"]),
        (COSTS, "", []),  # the rest is there for those who may read it
        (FREE, WALL, []),
    ],
)
def test_a_preview_of_a_paid_post_is_marked(head: str, wall: str, codes: list[str]) -> None:
    assert [fault.code for fault in reading(head, BEGINNING.format(wall)).post.faults] == codes

"""Pages that name another canonical address wait until it is certain whose it is."""

import pytest

from crawler.discovery.page_of import page_of
from crawler.discovery.web.categories import Categories
from crawler.discovery.web.evidence import claims
from crawler.discovery.web.evidence.claims import Claims
from crawler.discovery.web.evidence.site import Site
from crawler.discovery.web.finders.finder import Candidate
from crawler.discovery.web.pages import Pages
from crawler.items import Post, PriorCrawl, Reply

HOST = "https://carnet.example"
SEEN = "2026-01-02T12:00:00Z"


def answer(path: str, named: str, title: str = "La presse à bras") -> Reply:
    """The page of a post that names an address as its canonical one."""
    head = f'<title>{title}</title><link rel="canonical" href="{HOST}{named}">'
    text = "<p>On encre, on pose la feuille, on tire.</p>" * 20
    body = f"<html><head>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>"
    return Reply(url=f"{HOST}{path}", route="page", status=200, headers={}, body=body.encode(), fetched=SEEN)


def test_only_so_many_pages_wait_even_if_all_name_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_MOST_WAITING", 2)
    waiting = Claims(PriorCrawl())
    replies = [answer(f"/billets/n{number}/", "/billets/presse/") for number in range(4)]
    waits = [waiting.waits(reply, page_of(reply), Candidate(reply.url)) for reply in replies]
    assert waits == [True, True, False, False]


def stored(*replies: Reply) -> list[str]:
    """The paths of the posts that are delivered if these pages arrive in this order, and no others."""
    pages = Pages(PriorCrawl(), Categories(), Site(PriorCrawl()), holds=False)
    results = []
    for reply in replies:
        results += [*pages.read(reply, Candidate(reply.url, sure=True)), *pages.due()]
    pages.wait_no_longer()
    results += pages.due()
    posts = [result[0] for result in results if isinstance(result, tuple) and isinstance(result[0], Post)]
    return sorted({post.url.removeprefix(HOST) for post in posts})


def test_a_page_that_names_one_that_waits_is_the_same_post() -> None:
    short = answer("/court/7/", "/billets/presse/")
    printed = answer("/imprimer/7/", "/court/7/")
    nowhere = Reply(
        url=f"{HOST}/billets/presse/", route="page", status=404, headers={}, body=b"", fetched=SEEN
    )
    there = answer("/billets/presse/", "/billets/presse/")
    assert stored(short, printed, there) == ["/billets/presse/"]
    assert stored(short, printed, nowhere) == ["/court/7/"]
    assert stored(short, printed) == ["/billets/presse/"]


def test_posts_that_name_their_successors_keep_their_own_addresses() -> None:
    paths = [f"/billets/n{number}/" for number in range(4)]
    named = [*paths[1:], paths[0]]
    replies = [answer(path, onward, title=path) for path, onward in zip(paths, named, strict=True)]
    assert stored(*replies) == paths
    last = answer(paths[-1], paths[-1], title=paths[-1])
    assert stored(*replies[:-1], last) == paths

"""Pages that name another canonical address wait until it is certain whose it is."""

import pytest

from crawler.discovery import claims
from crawler.discovery.claims import Claims
from crawler.discovery.page_of import page_of
from crawler.discovery.web.finder import Candidate
from crawler.items import PriorCrawl, Reply

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

"""What reference managers find in the head of an article's page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup


def tags(page: str) -> dict[str, list[str]]:
    """Contents of the `<meta>` elements by their name, as a reader of such tags collects them."""
    found: dict[str, list[str]] = {}
    for tag in BeautifulSoup(page, "lxml").select("head > meta[content]"):
        found.setdefault(str(tag.get("name") or tag.get("property")), []).append(str(tag["content"]))
    return found


def test_page_of_an_article_names_what_a_citation_needs(carnet: Any, name: str) -> None:
    found = tags(carnet.get(f"/{name}/-/article/1").text)
    address = "https://carnet.example/billet-1/"
    expected = {
        "citation_title": ["Le cœur du réseau"],
        "citation_author": ["Nadia Exemple"],
        "citation_publication_date": ["2018/08/14"],
        "citation_publisher": ["Carnet d'essai & co"],
        "citation_language": ["fr"],
        "citation_public_url": [address],
        "DC.title": ["Le cœur du réseau"],
        "DC.creator": ["Nadia Exemple"],
        "DC.date": ["2018-08-14"],
        "DC.publisher": ["Carnet d'essai & co"],
        "DC.language": ["fr"],
        "DC.identifier": [address],
        "og:type": ["article"],
        "og:title": ["Le cœur du réseau"],
        "og:site_name": ["Carnet d'essai & co"],
        "og:url": [address],
        "article:author": ["Nadia Exemple"],
        "article:published_time": ["2018-08-14T00:59:51Z"],
    }
    assert {key: found.get(key) for key in expected} == expected


def test_what_is_not_known_has_no_tag(carnet: Any, name: str, hostile: str) -> None:
    found = tags(carnet.get(f"/{name}/-/article/666").text)
    assert found["citation_title"] == [hostile]
    assert not {"citation_author", "DC.creator", "article:author"} & found.keys()


@pytest.mark.parametrize("path", ["", "/articles", "/-/search?q=port"])
def test_other_pages_are_not_cited_as_articles(carnet: Any, name: str, path: str) -> None:
    assert not [key for key in tags(carnet.get(f"/{name}{path}").text) if key.startswith("citation_")]

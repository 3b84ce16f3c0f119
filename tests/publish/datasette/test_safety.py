"""Texts of a blog never become part of a page's code, and the headers hold even if they did."""

import base64
import hashlib
from typing import Any

import pytest
from bs4 import BeautifulSoup

from crawler.publish.questions import canned
from crawler.store.schema import tables as schema
from crawler.store.schema import views

PATHS = [
    "",
    *(table.name for table in schema.tables()),
    *(view.name for view in views.views()),
    *(query.name for query in canned.queries()),
    "articles/666",
    "-/article/666",
    "-/source/666",
    "-/search",
    "-/search?q=piège",
    '-/search?q="><script>alert(1)</script>',
    "-/accounts",
    "-/domains",
    "footnotes/666,1",
    "article_tweets/666,1",
    "links/666,1",
    "comments/666",
    "sources/666",
    "search_everything?q=piège",
    'search_everything?q="><script>alert(1)</script>',
    'articles?_search="><script>alert(1)</script>',
    'citations_of_domain?domain="><script>alert(1)</script>',
]


def evils(page: BeautifulSoup) -> list[str]:
    """Code that would run: handlers, addresses with code, elements that can only come from a text."""
    return [
        str(tag)
        for tag in page.select("*")
        if tag.name in {"img", "iframe", "object", "embed"}
        or any(attribute.startswith("on") for attribute in tag.attrs)
        or str(tag.get("href", tag.get("src", tag.get("action", ""))))
        .lower()
        .startswith(("javascript:", "data:"))
    ]


def test_hostile_texts_are_only_ever_text(carnet: Any, name: str) -> None:
    found = {
        path: evils(BeautifulSoup(carnet.get(f"/{name}/{path}".rstrip("/")).text, "lxml")) for path in PATHS
    }
    assert found == {path: [] for path in PATHS}


def test_hostile_texts_were_there(carnet: Any, name: str) -> None:
    """This shows that the test above can fail."""
    shown = [
        path for path in PATHS if "alert(&#39;title&#39;)" in carnet.get(f"/{name}/{path}".rstrip("/")).text
    ]
    assert {"articles", "articles/666", "footnotes", "tweets", "comments", "turns", "cited_domains"} <= set(
        shown
    )


@pytest.mark.parametrize("path", ["/-/allow-debug", "/-/metadata"])
def test_policy_allows_every_script_of_datasettes_own_pages(carnet: Any, path: str) -> None:
    answer = carnet.get(path)
    scripts = [tag.string for tag in BeautifulSoup(answer.text, "lxml").select("script:not([src])")]
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    policy = answer.headers["content-security-policy"]
    assert scripts != []
    assert [digest for digest in digests if f"'sha256-{digest}'" not in policy] == []


@pytest.mark.parametrize("path", ["", "/articles", "/articles/1", "?sql=select+1", "/cited_domains", "/none"])
def test_policy_of_a_dataset_allows_only_files_of_this_server(carnet: Any, name: str, path: str) -> None:
    answer = carnet.get(f"/{name}{path}")
    headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    page = BeautifulSoup(answer.text, "lxml")
    assert page.select("script:not([src]), style, [style]") == []
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
        "base-uri": "'none'",
    }
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_addresses_are_links_only_if_a_browser_opens_them_as_pages(carnet: Any, name: str) -> None:
    page = BeautifulSoup(carnet.get(f"/{name}/sources").text, "lxml")
    assert [(cell.text, cell.a and cell.a["href"]) for cell in page.select("td.col-url")] == [
        ("archives.example.org/a", "https://archives.example.org/a"),
        ("javascript:alert(8)", None),
    ]

"""Search indexes of static sites, in the forms of their generators."""

import json

import pytest

from crawler.parse.feeds.search_index import read_search_index

HOME = "https://blog.example/"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            json.dumps([{"title": "Un", "url": "/un/", "date": "2019-03-04 00:00:00 +0300"}]),
            {"/un/": "2019-03-04"},
        ),
        (json.dumps([{"Title": "Un", "Permalink": "https://blog.example/un/"}]), {"/un/": None}),
        (
            json.dumps({"posts": [{"path": "un/"}], "pages": [{"path": "moi/"}]}),
            {"/un/": None, "/moi/": None},
        ),
        (json.dumps({"config": {}, "docs": [{"location": "un/#a"}, {"location": "un/"}]}), {"/un/": None}),
        ("<search><entry><title>Un</title><url>/un/</url></entry></search>", {"/un/": None}),
        ('<search><entry><link href="/un/"/></entry></search>', {"/un/": None}),
        ("<html><body>404</body></html>", {}),
        ("{", {}),
        ("[1, null]", {}),
        ("", {}),
    ],
)
def test_addresses_and_days_of_each_form(body: str, found: dict[str, str | None]) -> None:
    expected = {f"https://blog.example{path}": day for path, day in found.items()}
    assert read_search_index(body.encode(), HOME) == expected

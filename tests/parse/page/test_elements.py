"""The index of a page's elements."""

import lxml.html
import pytest

from crawler.parse.page.elements import PageElements

HTML = """<body><div class="post box"><p id="a" hidden>One</p><!-- two --><p class="post box">Three</p></div>
<p id="post">Four</p><h2>Five</h2><h1>Six</h1></body>"""


@pytest.fixture
def page() -> PageElements:
    return PageElements(lxml.html.document_fromstring(HTML))


def test_elements_with_several_tags_are_in_page_order(page: PageElements) -> None:
    assert [e.text for e in page.tagged("h1", "h2")] == ["Five", "Six"]


def test_unused_tag_has_no_elements(page: PageElements) -> None:
    assert list(page.tagged("table")) == []


def test_elements_are_grouped_by_the_whole_value_of_an_attribute(page: PageElements) -> None:
    assert [e.tag for e in page.by("class")["post box"]] == ["div", "p"]


def test_names_in_several_attributes_give_each_element_once_and_in_page_order(page: PageElements) -> None:
    found = page.named(lambda name: "post" in name or name == "a", "id", "class")
    assert [(e.tag, e.text) for e in found] == [("div", None), ("p", "One"), ("p", "Three"), ("p", "Four")]


def test_attribute_without_value_counts(page: PageElements) -> None:
    assert [e.text for e in page.having("hidden")] == ["One"]


def test_attribute_that_is_not_indexed_is_refused(page: PageElements) -> None:
    with pytest.raises(KeyError):
        page.by("title")

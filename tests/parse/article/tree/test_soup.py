import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from crawler.parse.article.tree.soup import soup_of

FRAGMENTS = {
    "text": "Un <b>deux</b> trois &amp; &eacute; &nbsp;.",
    "blanks": "<p>Un</p>\n  \n<p> </p> <p>\t</p>",
    "pre": "<pre>  a\n\n  <b> </b></pre> <textarea> \n </textarea>",
    "empty_elements": 'a<br>b<br/><img src="x" alt=""><hr><input value=1>',
    "unclosed": "<ul><li>Un<li>Deux</ul><p>a<div>b</p><table><tr><td>c",
    "script": "<script>if (a < b) c()</script><style>p > a {}</style>x",
    "template": "<template><p>a<b>b</b></p></template>",
    "ruby": "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
    "comments": "a<!-- b -->c<!--d-->",
    "classes": '<p class="a  b" id=x data-y=\'{"a":1}\'>x</p>',
    "namespaces": '<svg viewBox="0 0 1 1"><path d="M0"/></svg><o:p>x</o:p><g:plusone></g:plusone>',
    "nothing": "",
    "body": "<body class=x><p>a</p></body>",
}


def nodes(root: Tag) -> list[tuple[str, object]]:
    return [(_kind(node), node.attrs if isinstance(node, Tag) else str(node)) for node in root.descendants]


def _kind(node: PageElement) -> str:
    return node.name if isinstance(node, Tag) else type(node).__name__


@pytest.mark.parametrize("name", FRAGMENTS)
def test_the_tree_is_the_one_that_beautifulsoup_makes(name: str) -> None:
    theirs = BeautifulSoup(f"<body>{FRAGMENTS[name]}", "lxml", multi_valued_attributes=None)
    ours = soup_of(FRAGMENTS[name])
    assert nodes(ours) == nodes(theirs)
    assert ours.decode() == theirs.decode()
    assert ours.get_text() == theirs.get_text()
    assert [e.name for e in ours.find_all(["b", "p"])] == [e.name for e in theirs.find_all(["b", "p"])]


def test_a_tree_can_be_changed_as_any_other() -> None:
    root = soup_of("<p>a<b>b</b>c</p><p>d</p>")
    for element in root.find_all("b"):
        element.decompose()
    assert [p.get_text() for p in root.find_all("p")] == ["ac", "d"]
    last = root.find_all("p")[1]
    assert last.find_previous_sibling("p") is root.find("p")
    assert [p.name for p in last.parents] == ["body", "html", "[document]"]

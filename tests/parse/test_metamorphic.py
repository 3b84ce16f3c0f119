"""Changes of a page that a reader does not see do not change the result."""

import copy
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement

from crawler.demo import load
from crawler.demo.blog import Blog
from crawler.demo.pages import post_page
from crawler.items import Article
from crawler.parse import parse_article, read_page

SAVED = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))
HOME = "https://carnet.example/"
MOST = 0.02
"""Share of the words in which the texts may differ."""
HOSTILE = (
    "related-posts comment-page sidebar share newsletter hidden widget search-results archive tag-notes nav"
)
LONG = 150
"""Minimum number of words. In shorter posts, the lines around the text are too large a part."""
CARDS = "".join(
    f'<div class="card"><a href="/autre-{n}/"><h3>Un autre billet, le {n}e</h3></a>'
    f"<time datetime='2001-01-0{n}'>{n} janvier 2001</time><p>Le début de cet autre billet…</p></div>"
    for n in range(1, 5)
)


def pages() -> Iterator[Any]:
    """The saved pages, and the pages of the sample blog's posts."""
    for path in SAVED:
        yield pytest.param(path.read_text(encoding="utf-8"), f"{HOME}2018/08/14/un-billet/", id=path.stem)
    blog = Blog(load(), HOME)
    for post in blog.content.posts:
        if not post.protected:
            yield pytest.param(post_page(blog, post), blog.url(post), id=post.slug)


def facts(article: Article) -> dict[str, Any]:
    """The data that must be equal: title, day, tweets and notes."""
    return {
        "title": article.title,
        "published": article.published,
        "tweets": [(t.tweet, t.relation, t.handle, t.text) for t in article.tweets],
        "notes": [(n.key, n.text) for n in article.footnotes],
        "references": [(r.key, r.status, r.footnote) for r in article.references],
    }


def read(html: str, url: str) -> Article:
    return parse_article(read_page(html.encode(), url, "text/html; charset=utf-8"))


def difference(one: str, other: str) -> float:
    """The share of the words of two texts that are in only one of them."""
    first, second = (Counter(re.findall(r"\w+", text)) for text in (one, other))
    return (first - second).total() / max(1, first.total()) + (second - first).total() / max(1, first.total())


# What follows changes a page; the first group works on its source, the second on its tree.


def with_comments(html: str) -> str:
    """A comment after every start tag, as renderers leave them, except where a comment would be text."""
    outside = re.split(
        r"(<(?:script|style|textarea|title)\b.*?</(?:script|style|textarea|title)>)", html, flags=re.DOTALL
    )
    outside[::2] = [re.sub(r"(<[a-z][a-z0-9]*(?:\s[^<>]*)?>)", r"\1<!-- -->", part) for part in outside[::2]]
    return "".join(outside)


def stretched(html: str) -> str:
    """More white space between elements that have white space between them."""
    kept = re.split(
        r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", html, flags=re.DOTALL
    )
    kept[::2] = [re.sub(r">\s+<", ">\n\n \t <", part) for part in kept[::2]]
    return "".join(kept)


def minified(html: str) -> str:
    """White space that a browser shows as one space becomes one space."""
    kept = re.split(
        r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", html, flags=re.DOTALL
    )
    kept[::2] = [re.sub(r"\s+", " ", part) for part in kept[::2]]
    return "".join(kept)


def wrapped(root: HtmlElement) -> None:
    """Three boxes around everything."""
    body = root.find("body")
    outer = inner = lxml.html.Element("div")
    for _ in range(2):
        inner.append(lxml.html.Element("div"))
        inner = inner[0]
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(outer)


def hostile(root: HtmlElement) -> None:
    """Names on the page itself that other pages use for elements without text."""
    for element in (root, root.find("body")):
        element.set("class", f"{element.get('class', '')} {HOSTILE}".strip())


def surrounded(root: HtmlElement) -> None:
    """A header, a cookie banner, and a side column with cards of other posts."""
    body = root.find("body")
    before = (
        '<div class="cookie-banner"><p>Nous utilisons des cookies, ici et là, pour mesurer ce qui est lu.</p>'
        '<button>Accepter</button></div><div class="top"><a href="/">Accueil</a> <a href="/contact/">Contact</a></div>'
    )
    body[:0] = lxml.html.fragments_fromstring(before)
    body.append(lxml.html.fragment_fromstring(f'<div class="col-side"><h2>À lire aussi</h2>{CARDS}</div>'))


def nameless(root: HtmlElement) -> None:
    """No names, except those of embedded posts and hidden elements, and ids without meaning."""
    for element in root.iter("*"):
        names = [
            name
            for name in element.get("class", "").split()
            if re.search(r"twitter|tweet|screen-reader|emoji", name)
        ]
        element.attrib.pop("class", None)
        if names:
            element.set("class", " ".join(names))
        for attribute in ("id", "name"):
            if element.get(attribute) and element.tag != "meta":
                element.set(attribute, hashed(element.get(attribute)))
        if element.get("href", "").startswith("#"):
            element.set("href", "#" + hashed(element.get("href")[1:]))


def hashed(name: str) -> str:
    return f"h{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def on_tree(change: Callable[[HtmlElement], None]) -> Callable[[str], str]:
    def changed(html: str) -> str:
        root = copy.deepcopy(
            lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        )
        change(root)
        return "<!doctype html>" + str(lxml.html.tostring(root, encoding="unicode"))

    return changed


CHANGES = {
    "comments": with_comments,
    "stretched": stretched,
    "minified": minified,
    "wrapped": on_tree(wrapped),
    "hostile_names": on_tree(hostile),
    "surrounded": on_tree(surrounded),
}


@pytest.mark.parametrize(("html", "url"), list(pages()))
def test_a_page_that_a_reader_sees_alike_is_read_alike(html: str, url: str) -> None:
    article = read(html, url)
    for name, change in CHANGES.items():
        other = read(change(html), url)
        assert facts(other) == facts(article), name
        assert difference(article.text, other.text) <= MOST, name


@pytest.mark.parametrize(
    ("html", "url"), [page for page in pages() if page.id not in {path.stem for path in SAVED}]
)
def test_the_text_of_a_long_post_is_found_without_any_name(html: str, url: str) -> None:
    article = read(html, url)
    if article.word_count < LONG:
        return
    other = read(on_tree(nameless)(html), url)
    assert facts(other) == facts(article)
    assert difference(article.text, other.text) <= MOST

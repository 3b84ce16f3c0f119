"""Tools that read a page, each as a function of its bytes and address that returns what the tool keeps.

A tool that is not installed is left out and named: `pip install -e '.[benchmark]'` brings them all.
"""

import importlib.util
import warnings
from collections.abc import Callable

import lxml.html
from bs4 import BeautifulSoup

from crawler.items import Article
from crawler.parse import parse_article, read_page

#: From a page's bytes and address to its text, as far as the tool gives any.
Extract = Callable[[bytes, str], str]

OURS = "blog-to-dataset"


def article(page: bytes, url: str) -> Article:
    """Our result for a page."""
    return parse_article(read_page(page, url))


def ours(page: bytes, url: str) -> str:
    """Body, tweets and notes, which we keep as columns and rows, one after the other."""
    made = article(page, url)
    tweets = (tweet.text or "" for tweet in made.tweets)
    return "\n".join([made.text, *tweets, *(note.text for note in made.footnotes)])


def lxml_alone(page: bytes, url: str) -> str:  # noqa: ARG001 (every tool is asked alike)
    """Only the tree: the minimum cost of reading a page."""
    lxml.html.document_fromstring(page)
    return ""


def soup_alone(page: bytes, url: str) -> str:  # noqa: ARG001
    """The tree as BeautifulSoup builds it."""
    BeautifulSoup(page, "lxml")
    return ""


def trafilatura(page: bytes, url: str) -> str:
    """As in its documentation, with default settings."""
    from trafilatura import extract  # noqa: PLC0415 (a tool is loaded when it is asked)

    return extract(page, url=url) or ""


def readability(page: bytes, url: str) -> str:
    """Its summary, as text."""
    from readability import Document  # noqa: PLC0415

    summary = Document(page.decode("utf-8", "replace"), url=url).summary()
    return str(lxml.html.fromstring(summary).text_content())


def newspaper(page: bytes, url: str) -> str:
    """The result for the page itself, without its pictures."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says at every start what else could be installed
        from newspaper import Article as Paper  # noqa: PLC0415

    paper = Paper(url, fetch_images=False)
    paper.download(input_html=page.decode("utf-8", "replace"))
    paper.parse()
    return str(paper.text)


BASELINE = "lxml alone"
_TREES: dict[str, Extract] = {BASELINE: lxml_alone, "BeautifulSoup alone": soup_alone}
_TOOLS: dict[str, tuple[str, Extract]] = {  # name: its module, and how it is asked
    OURS: ("crawler", ours),
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
}


def tools() -> dict[str, Extract]:
    """The tools that are installed, ours first."""
    return {name: read for name, (module, read) in _TOOLS.items() if importlib.util.find_spec(module)}


def contestants() -> dict[str, Extract]:
    """The bare trees, then the tools that are installed."""
    return _TREES | tools()


def missing() -> list[str]:
    """The tools that are not installed."""
    return [name for name in _TOOLS if name not in tools()]

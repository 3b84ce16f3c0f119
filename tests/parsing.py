"""Functions for the tests of the parser: they parse a post of a few lines."""

from crawler.items import Article, Post
from crawler.parse import parse_article

URL = "https://blog.example/2018/08/14/un-billet/"


def read(content: str, *, title: str = "Un billet", url: str = URL) -> Article:
    """The article of a post with this content. Fails if the parser gave up."""
    article = parse_article(Post(url=url, title=title, content=content))
    failed = [w.detail for w in article.warnings if w.code == "parser_failed"]
    assert not failed, failed
    for reference in article.references:
        text = article.paragraphs[reference.paragraph - 1].text
        end = reference.offset + len(reference.marker)
        assert text[reference.offset : end] == reference.marker
    return article


def notes(article: Article) -> list[tuple[str, str]]:
    """Key and text of each note."""
    return [(note.key, note.text) for note in article.footnotes]


def references(article: Article) -> list[tuple[str, str, int | None]]:
    """Key, status and note of each reference."""
    return [(r.key, r.status, r.footnote) for r in article.references]

"""A small dataset for the tests of the store, with an invented blog, run and articles."""

from pathlib import Path
from typing import Any

from crawler.items import (
    Article,
    Author,
    Blog,
    Credit,
    Footnote,
    FootnoteReference,
    Image,
    Link,
    Paragraph,
    Profile,
    Run,
    Term,
    Turn,
    TweetLink,
    TweetPlace,
    Work,
    row_id,
)
from crawler.store.dataset.articles import Delivery, Outcome
from crawler.store.dataset.dataset import Dataset

BLOG = "atelier"
HOME = "https://atelier.example/"
NOON = "2026-01-02T12:00:00Z"


def opened(path: Path, run: int = 1) -> Dataset:
    dataset = Dataset.open(path)
    dataset.write_blog(Blog(name=BLOG, url=HOME))
    dataset.begin_run(a_run(run))
    return dataset


def a_run(number: int = 1) -> Run:
    return Run(id=number, blog=BLOG, spider=BLOG, started=NOON, versions="{}")


def url_of(name: str) -> str:
    return f"{HOME}{name}/"


def id_of(name: str) -> int:
    return row_id(url_of(name))


def write(  # noqa: PLR0913 (each is a fact of the delivery)
    dataset: Dataset,
    article: Article,
    *,
    blog: str = BLOG,
    content_hash: str = "h1",
    parser: str = "p1",
    seen: str = NOON,
    run: int = 1,
) -> Outcome:
    delivery = Delivery(
        blog=blog,
        url=article.url,
        post_id=article.post_id,
        status="protected" if article.status == "protected" else "live",
        content_hash=content_hash,
        parser=parser,
        run=run,
        seen=seen,
    )
    return dataset.write_article(delivery, lambda: article).outcome


def rows(dataset: Dataset, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return dataset.connection.execute(sql, values).fetchall()


def tweet(number: str, **fields: Any) -> TweetPlace:
    handle = fields.get("handle")
    address = f"https://twitter.com/{handle or 'i'}/status/{number}"
    return TweetPlace(**{"tweet": number, "relation": "embedded", "form": "link", "url": address} | fields)


def whole_article(name: str = "lentement", **fields: Any) -> Article:
    """An article with something in every table that belongs to one."""
    source = "https://revue.example/lenteur"
    text = "Le cœur du métier¹.\n\nSecond paragraphe."
    parts: dict[str, Any] = {
        "url": url_of(name),
        "post_id": 7,
        "slug": name,
        "title": "Éloge de la lenteur",
        "author": Author(name="Léa Fictif", slug="lea", url=f"{HOME}author/lea/"),
        "published": "2018-08-14T00:59:51Z",
        "text": text,
        "html": "<p>Le cœur</p>",
        "word_count": 6,
        "terms": (
            Term(
                taxonomy="category",
                name="Outils",
                slug="outils",
                parent=Term(taxonomy="category", name="Atelier", slug="atelier"),
            ),
            Term(taxonomy="tag", name="Lenteur", slug="lenteur"),
        ),
        "paragraphs": (
            Paragraph(kind="paragraph", text="Le cœur du métier¹."),
            Paragraph(kind="paragraph", text="Second paragraphe.", turn=1),
        ),
        "turns": (Turn(speaker="Léa Fictif", role="answer", text="Second paragraphe."),),
        "profiles": (Profile(name="Jean Nul", handles="jnul", paragraph=2),),
        "tweets": (
            tweet(
                "1029170702509719552",
                handle="zoe_v",
                name="Zoé",
                text="Doucement #lenteur",
                links=(
                    TweetLink(kind="hashtag", text="#lenteur", url="https://twitter.com/hashtag/lenteur"),
                ),
            ),
        ),
        "footnotes": (
            Footnote(
                key="1",
                marker="(1)",
                kind="book",
                label="Source",
                text=f"Source > {source}",
                html="",
                status="referenced",
                work=Work(title="Ralentir", year=2011),
                urls=(source,),
            ),
        ),
        "references": (
            FootnoteReference(
                key="1",
                marker="¹",
                paragraph=1,
                offset=17,
                context="Le cœur du métier¹.",
                footnote=1,
                status="resolved",
            ),
        ),
        "links": (
            Link(url=f"{source}?utm_source=x", source=source, text=source, place="footnote", footnote=1),
            Link(
                url=f"{url_of('vite')}?shared=email#c", text="vite", place="body", paragraph=1, internal=True
            ),
        ),
        "images": (Image(url=f"{HOME}a.png", src=f"{HOME}a.png?w=300", alt="une horloge"),),
        "credits": (Credit(text="DR", label="Crédits photos"),),
    }
    return Article(**parts | fields)


def short_article(name: str = "vite", **fields: Any) -> Article:
    return Article(**{"url": url_of(name), "title": name, "text": f"Un texte sur {name}."} | fields)

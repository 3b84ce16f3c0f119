"""Posts from items of feeds."""

import re
import unicodedata

from crawler.items import Author, Post, Term
from crawler.parse.feeds.feed import FeedItem
from crawler.parse.page.facts.title import own_title
from crawler.urls.canonical import canonical_article, slug_of

_NO_LETTERS = re.compile(r"[\W_]+")


def post_of_item(item: FeedItem) -> Post:
    """The post of an item. It has content only if the feed contains the whole text.

    A feed does not distinguish categories from tags, so all are tags.
    """
    named = [(name, slug_from(name)) for name in item.terms]
    return Post(
        url=canonical_article(item.url),
        post_id=item.post_id,
        slug=slug_of(item.url),
        title=own_title(item.title, slug_of(item.url), item.post_id),
        author=Author(name=item.author, slug=slug_from(item.author)) if item.author else None,
        published=item.published,
        modified=item.modified,
        content=item.content if item.whole else "",
        terms=tuple(Term(taxonomy="tag", name=name, slug=slug) for name, slug in named if slug),
    )


def slug_from(name: str) -> str:
    """A name in the form that software uses in addresses.

    >>> slug_from("Évelyne Cœur-Martin")
    'evelyne-cœur-martin'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NO_LETTERS.sub("-", plain).strip("-")

"""Posts from items of feeds, and posts from pages with what only the feed contains."""

import html
import re
import unicodedata
from dataclasses import replace

from w3lib.html import remove_comments, remove_tags, remove_tags_with_content

from crawler.items import Author, Post, Term
from crawler.parse.feeds.feed import FeedItem
from crawler.parse.page.facts.title import own_title
from crawler.text.characters import one_line
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


def filled(post: Post, hint: Post | None, site: str | None = None) -> Post:
    """The post of a page, with what it lacks taken from the hint. ``site`` is the title of the blog.

    The text of the hint is used only if the page has none, because a script fills it in the browser.
    """
    if hint is None:
        return post
    number = post.post_id or hint.post_id
    told = own_title(hint.title, post.slug, number)
    if hint.published:  # better than a guess
        guessed = [fault for fault in post.faults if fault.code == "date_guessed"]
        post = replace(post, faults=tuple(f for f in post.faults if f not in guessed))
        post = replace(post, published=None, published_local=None) if guessed else post
    return replace(
        post,
        post_id=number,
        title=(told if post.title == site else "") or post.title or told,
        author=post.author or hint.author,
        published=post.published or hint.published,
        published_local=post.published_local or hint.published_local,
        content=post.content if post.status != "live" or _has_text(post.content) else hint.content,
        terms=post.terms or hint.terms,
    )


def _has_text(content: str) -> bool:
    """Whether the content of a page shows anything without a script: words, pictures or frames."""
    shown = remove_tags_with_content(content, ("noscript",))
    if "<img" in shown or "<iframe" in shown:
        return True
    words = remove_tags(remove_comments(remove_tags_with_content(shown, _UNSEEN)))
    return bool(one_line(html.unescape(words)))


_UNSEEN = ("script", "style", "template")


def slug_from(name: str) -> str:
    """A name in the form that software uses in addresses.

    >>> slug_from("Évelyne Cœur-Martin")
    'evelyne-cœur-martin'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NO_LETTERS.sub("-", plain).strip("-")

"""Posts from pages, completed by what a feed or a listing says of them."""

import html
from dataclasses import replace

from w3lib.html import remove_comments, remove_tags, remove_tags_with_content

from crawler.items import Post
from crawler.parse.page.facts.title import own_title
from crawler.text.characters import one_line

_UNSEEN = ("script", "style", "template")


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

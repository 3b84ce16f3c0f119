"""A post's own page becomes a `Post`: where its content stands, and what the page says of it."""

import re

from crawler.items import Post
from crawler.items.blog import PostStatus
from crawler.parse.comments import read_comments
from crawler.parse.content import find_content, inner_html
from crawler.parse.document import read_document
from crawler.parse.metadata import Metadata, read_metadata
from crawler.parse.urls import absolute, canonical_article, is_web, same_site, slug_of

_PASSWORD = "descendant::form[contains(@class, 'post-password-form')]"  # noqa: S105 (a form's class)
# "Protégé :", "Protected:" in front of a protected post's title: WordPress's own words, by language.
_PROTECTED = re.compile(r"^(?:Protégé|Protected|Geschützt|Protegido|Protetto|Beschermd)\s*:\s*")


def read_page(body: bytes, url: str, content_type: str = "") -> Post:
    """The post that a page shows; ``url`` is where the page was found.

    ``content_type`` is the header's value, for its charset. Never raises for what the page holds: a
    page without anything gives a post without content.
    """
    root, faults = read_document(body, content_type)
    meta = read_metadata(root, url)
    canonical = _canonical(meta, url)
    content = find_content(root)
    protected = any(element.xpath(_PASSWORD) for element in content)
    status: PostStatus = "protected" if protected else "live"
    return Post(
        url=canonical,
        post_id=meta.post_id,
        slug=slug_of(canonical),
        title=_PROTECTED.sub("", meta.title) if protected else meta.title,
        author=meta.author,
        published=meta.published,
        published_local=meta.published_local,
        modified=meta.modified,
        language=meta.language,
        content="" if protected else inner_html(root, content, meta.title),
        terms=meta.terms,
        image=meta.image,
        status=status,
        comments=tuple(read_comments(root, canonical)),
        faults=faults,
    )


def _canonical(meta: Metadata, url: str) -> str:
    """The page's own word for its address, if that is an address of the same site."""
    own = absolute(meta.canonical, url) if meta.canonical else None
    return canonical_article(own if own and is_web(own) and same_site(own, url) else url)

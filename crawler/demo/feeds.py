"""RSS: the posts of the blog or of an archive, ten at a time, and the newest comments."""

import datetime as dt
import hashlib
import re
from email.utils import format_datetime, parsedate_to_datetime
from html import escape

from crawler.demo.answers import Answer, Asked, xml
from crawler.demo.blog import PER_PAGE, Blog, pages_of
from crawler.demo.content import DemoComment, DemoPost
from crawler.demo.pages import ArchivePage
from crawler.demo.rest_objects import excerpt

_KIND = "application/rss+xml"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>
"""
_MODIFIER = "\U0001f3fb-\U0001f3ff\ufe0f"
_PICTURE = f"[\U0001f300-\U0001faff\u2600-\u27bf][{_MODIFIER}]*"
_EMOJI = re.compile(f"<[^>]*>|(?P<emoji>[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}(?:\u200d{_PICTURE})*)")
_EMOJI_BASE = "https://s.w.org/images/core/emoji/14.0.0/72x72/"
_FORM = '<form class="post-password-form"><p>Ce contenu est protégé par un mot de passe.</p></form>'


def posts_feed(blog: Blog, archive: ArchivePage, number: int, asked: Asked) -> Answer:
    """A page of an archive's feed. 304 by either validator. After the end, 404 with an empty feed."""
    unchanged = _not_modified(blog, asked)
    if unchanged:
        return unchanged
    pages = pages_of(list(archive.posts), PER_PAGE) or [[]]
    past = not 1 <= number <= len(pages)
    items = "".join(_item(blog, post) for post in ([] if past else pages[number - 1]))
    title = "Page non trouvée" if past else archive.title
    name = f"{title} &#8211; {blog.content.title}" if title else blog.content.title
    text = _channel(blog, name, f"{archive.path}feed/", items)
    return _validated(blog, xml(text, 404 if past else 200, _KIND))


def comments_feed(blog: Blog, asked: Asked) -> Answer:
    """The newest ten comments."""
    unchanged = _not_modified(blog, asked)
    if unchanged:
        return unchanged
    pairs = [pair for pair in blog.comments() if not pair[0].protected][:PER_PAGE]
    items = "".join(_comment_item(blog, post, comment) for post, comment in pairs)
    name = f"Commentaires pour {blog.content.title}"
    return _validated(blog, xml(_channel(blog, name, "/comments/feed/", items), 200, _KIND))


def _changed(blog: Blog) -> dt.datetime:
    times = [post.modified for post in blog.posts]
    times += [comment.date for _, comment in blog.comments()]
    return max(times, default=dt.datetime(2013, 1, 1, tzinfo=dt.UTC)).astimezone(dt.UTC)


def _validators(blog: Blog) -> dict[str, str]:
    changed = format_datetime(_changed(blog), usegmt=True)
    count = f"{changed} {len(blog.posts)} {len(blog.comments())}"  # so that a deleted post changes it
    return {"Last-Modified": changed, "ETag": f'"{hashlib.sha256(count.encode()).hexdigest()[:32]}"'}


def _validated(blog: Blog, answer: Answer) -> Answer:
    return Answer(answer.status, {**answer.headers, **_validators(blog)}, answer.body)


def _not_modified(blog: Blog, asked: Asked) -> Answer | None:
    """A 304 if the copy of the client is current, else None. The ETag counts if both validators are sent."""
    validators = _validators(blog)
    tag, since = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
    if tag is not None:
        same = tag.removeprefix("W/") == validators["ETag"]
    else:
        same = since is not None and parsedate_to_datetime(since) >= _changed(blog)
    return Answer(304, validators) if same else None


def _channel(blog: Blog, name: str, path: str, items: str) -> str:
    home = re.sub(r":\d+$", "", blog.home)  # WordPress omits the port here
    return (
        f"{_HEAD}\n<channel>\n\t<title>{name}</title>\n"
        f'\t<atom:link href="{home}{path}" rel="self" type="{_KIND}" />\n'
        f"\t<link>{blog.home}</link>\n\t<description>{escape(blog.content.description)}</description>\n"
        f"\t<lastBuildDate>{format_datetime(_changed(blog))}</lastBuildDate>\n"
        f"\t<language>{blog.content.language}</language>\n"
        f"\t<generator>https://wordpress.org/?v={blog.content.software.rpartition(' ')[2]}</generator>\n"
        f"{items}</channel>\n</rss>\n"
    )


def _item(blog: Blog, post: DemoPost) -> str:
    url, author = blog.url(post), blog.author(post.author)
    terms = "".join(f"\t\t<category>{_cdata(term.name)}</category>\n" for term in blog.terms_of(post))
    title = f"Protégé : {post.title}" if post.protected else post.title
    content = f"{_FORM}\n" if post.protected else blog.filled(post.content)
    summary = (
        "Il n’y a pas d’extrait, car cette publication est protégée."
        if post.protected
        else excerpt(blog, post)
    )
    return (
        f"\t<item>\n\t\t<title>{_numeric(title)}</title>\n\t\t<link>{url}</link>\n"
        f"\t\t<comments>{url}#comments</comments>\n"
        f"\t\t<dc:creator>{_cdata(author.name if author else '')}</dc:creator>\n"
        f"\t\t<pubDate>{format_datetime(post.date.astimezone(dt.UTC))}</pubDate>\n{terms}"
        f'\t\t<guid isPermaLink="false">{blog.home}/?p={post.id}</guid>\n'
        f"\t\t<description>{_cdata(_pictured(summary))}</description>\n"
        f"\t\t<content:encoded>{_cdata(_pictured(content))}</content:encoded>\n"
        f"\t\t<wfw:commentRss>{url}feed/</wfw:commentRss>\n"
        f"\t\t<slash:comments>{len(post.comments)}</slash:comments>\n\t</item>\n"
    )


def _comment_item(blog: Blog, post: DemoPost, comment: DemoComment) -> str:
    page = blog.comment_page(post, comment)
    link = f"{blog.url(post)}comment-page-{page}/#comment-{comment.id}"
    return (
        f"\t<item>\n\t\t<title>Commentaires sur {_numeric(post.title)} par {escape(comment.author)}</title>\n"
        f"\t\t<link>{link}</link>\n\t\t<dc:creator>{_cdata(comment.author)}</dc:creator>\n"
        f"\t\t<pubDate>{format_datetime(comment.date.astimezone(dt.UTC))}</pubDate>\n"
        f'\t\t<guid isPermaLink="false">{link}</guid>\n'
        f"\t\t<content:encoded>{_cdata(_pictured(blog.filled(comment.html)))}</content:encoded>\n\t</item>\n"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]&gt;')}]]>"


def _numeric(title: str) -> str:
    """A title without HTML's named entities, which XML does not define."""
    named = {"&nbsp;": "&#160;", "&laquo;": "&#171;", "&raquo;": "&#187;", "&hellip;": "&#8230;"}
    for name, number in named.items():
        title = title.replace(name, number)
    return title


def _pictured(html: str) -> str:
    """Emoji as pictures, as in WordPress feeds. Emoji inside tags are kept."""
    return _EMOJI.sub(_picture, html)


def _picture(found: re.Match[str]) -> str:
    if found["emoji"] is None:
        return found[0]
    code = "-".join(f"{ord(char):x}" for char in found[0] if char != "\ufe0f")
    style = "height: 1em; max-height: 1em;"
    return f'<img src="{_EMOJI_BASE}{code}.png" alt="{found[0]}" class="wp-smiley" style="{style}" />'

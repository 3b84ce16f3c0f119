"""Restores embeds that a page loads only after consent or scrolling.

Consent and lazy-loading plugins store the HTML of an embed in a template, in a hidden element, or encoded in
an attribute.
"""

import base64
import binascii
import html as html_codes
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bs4 import Tag

from crawler.parse.article.tree.elements import attr, bounded, classes, elements, is_hidden
from crawler.parse.article.tree.soup import soup_of

# A page without any of these has no lazy embeds. This test is fast, and most pages end here.
_HOLDING = (
    "<template &lt;blockquote u003cblockquote srcdoc= <textarea <noscript text/template text/plain text/html "
    "text/x-template display visibility"
).split()
_ENCODING = ("<textarea", "<script", "srcdoc=")
_HIDDEN = re.compile(r"\shidden\b")
_HOLDING_ATTRIBUTE = re.compile(r"data-[\w-]+=(?:\"[^\"]{80}|'[^']{80})")
_TEXT = re.compile(r"text/(?:template|plain|html|x-template)")
_EMBED = re.compile(r"<(?:blockquote|iframe)\b", re.IGNORECASE)
_EMBEDS = ("blockquote", "iframe")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{80,}={0,2}\s*")
_ADDRESSES = ("href", "src", "data-src", "data-lazy-src")
_LONGEST = 200_000  # characters


def reveal(root: Tag, html: str) -> bool:
    """Restore the lazy embeds below ``root``. Returns whether there were any.

    ``html`` is the source of the tree. Copies of visible content (in ``<noscript>``) stay hidden.
    """
    if not _may_hold(html.lower()):
        return False
    everything = list(elements(root))
    hidden = [e for e in everything if e.name in ("noscript", "template") or _hides_embed(e)]
    held = [(element, markup) for element in everything if (markup := _held(element))]
    if not held and all(element.find(_EMBEDS) is None for element in hidden):
        return False
    shown = _shown(everything, hidden)
    revealed = False
    for element, markup in held:
        if not element.decomposed and element.parent is not None:
            _show(_around_script(element), markup)
            revealed = True
    for element in hidden:
        embeds = [
            e for e in element.find_all(_EMBEDS) if not shown.intersection(_addresses([e, *e.find_all()]))
        ]
        if embeds and element.parent is not None:
            _unhide(element, embeds)
            revealed = True
    return revealed


def _may_hold(html: str) -> bool:
    if "blockquote" not in html and "iframe" not in html:  # it may only have an embed in base64
        return any(word in html for word in _ENCODING) or (
            "data-" in html and _HOLDING_ATTRIBUTE.search(html) is not None
        )
    return (
        any(word in html for word in _HOLDING)
        or ("hidden" in html and _HIDDEN.search(html) is not None)
        or ("data-" in html and _HOLDING_ATTRIBUTE.search(html) is not None)
    )


def _hides_embed(element: Tag) -> bool:
    """Whether a hidden element contains a tweet. Other hidden content stays hidden."""
    return (
        element.name not in _EMBEDS
        and is_hidden(element)
        and any("twitter" in classes(quote) for quote in element.find_all("blockquote"))
    )


def _shown(everything: list[Tag], hidden: list[Tag]) -> set[str]:
    """The addresses that the visible part of the page links to or embeds."""
    if not hidden:
        return set()
    inside = {id(inner) for element in hidden for inner in element.find_all()}
    return set(_addresses(e for e in everything if id(e) not in inside))


def _addresses(found: "list[Tag] | Iterator[Tag]") -> Iterator[str]:
    for element in found:
        for name in _ADDRESSES:
            value = attr(element, name)
            if "//" in value:
                yield value.partition("?")[0]


def _held(element: Tag) -> str | None:
    """The HTML that an element stores as text, in a script or in an attribute."""
    if element.name == "textarea" or (element.name == "script" and _TEXT.match(attr(element, "type"))):
        return _decoded(element.get_text())
    if element.name == "script":
        around = classes(element.parent) if element.parent is not None else ""
        return _in_string(element.get_text()) if "embed" in around else None
    for name, value in element.attrs.items():
        if name.startswith(("data-", "srcdoc")) and len(str(value)) > len("<iframe src=https://a.example/>"):
            markup = _decoded(str(value))
            if markup and element.find(_EMBEDS) is None:
                return markup
    return None


def _decoded(text: str) -> str | None:
    """The HTML of an embed in a text: plain, percent-encoded or in base64. None if there is none."""
    if len(text) > _LONGEST or text.lstrip().startswith("{"):
        return None
    if "&lt;" in text:
        text = html_codes.unescape(text)
    elif "%3C" in text or "%3c" in text:
        text = unquote(text)
    elif _BASE64.fullmatch(text):
        try:
            text = base64.b64decode(text, validate=False).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
        text = unquote(text) if "%3C" in text else text
    return text if _EMBED.search(text) else None


def _in_string(script: str) -> str | None:
    """The HTML of an embed in a string of a script, whose quotes may be escaped twice, or None."""
    if len(script) > _LONGEST or "blockquote" not in script:
        return None
    for _ in range(2):
        script = _ESCAPED.sub(lambda m: chr(int(m["code"], 16)) if m["code"] else m["sign"], script)
    # characters beyond the first plane are escaped as two surrogates
    whole = script.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    markup = html_codes.unescape(whole)
    start = markup.find("<blockquote")
    end = markup.find("</blockquote>", start)
    return markup[start:end] + "</blockquote>" if 0 <= start < end else None


_ESCAPED = re.compile(r"\\(?:u(?P<code>[0-9a-f]{4})|(?P<sign>[\\/\"'ntr]))", re.IGNORECASE)


def _around_script(element: Tag) -> Tag:
    """The element. For a script, the box with the placeholder that is shown until the script runs."""
    if element.name == "script":
        for around in list(element.parents)[_NEAR::-1]:
            if "embed-privacy" in classes(around):
                return around
    return element


_NEAR = 2  # levels


def _show(element: Tag, markup: str) -> None:
    """Replace the element with the tree of ``markup``."""
    body = soup_of(bounded(markup)).find("body")
    if isinstance(body, Tag):
        body.name = "div"
        _unhide_around(element)
        element.replace_with(body.extract())


def _unhide(element: Tag, embeds: list[Tag]) -> None:
    """Remove everything except embeds from a hidden element, and show it."""
    for embed in embeds:
        embed.extract()
    element.clear()
    element.name = "div"
    element.extend(embeds)
    _unhide_around(element)


def _unhide_around(element: Tag) -> None:
    for around in (element, *list(element.parents)[:3]):
        if is_hidden(around):
            around.attrs.pop("hidden", None)
            around.attrs.pop("style", None)

"""Images: finds the original of small, lazily loaded and resized images."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from crawler.items import Image
from crawler.parse.article.blocks.block import Block, ImageBlock, TextBlock
from crawler.parse.article.tree.elements import any_of, attr, classes
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.urls.canonical import absolute, is_web
from crawler.urls.pictures import original

_SOURCES = ("data-orig-file", "data-lazy-src", "data-src", "data-original", "data-full-url", "src")
_SMALLER = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
_SIZED = any_of(class_names.names("sized_image"))
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
_TRACKERS = re.compile(
    r"//(?:pixel|stats|b)\.wp\.com/|/pixel\.gif|feedburner\.com/~|doubleclick\.net", re.IGNORECASE
)


def find_images(blocks: list[Block], page: str) -> Iterator[tuple[int, Image]]:
    """(index of its block, image) of each image, once. The caller sets ``paragraph``."""
    texts = [block for block in reversed(blocks) if isinstance(block, TextBlock)]
    captions = {block.figure: block.text for block in texts if block.kind == "caption" and block.figure}
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        if isinstance(block, ImageBlock):
            image = _image(block.element, captions.get(block.figure), page)
            if image and image.url not in seen:
                seen.add(image.url)
                yield number, image


def _image(element: Tag, caption: str | None, page: str) -> Image | None:
    printed = next((url for name in _SOURCES if (url := _web(attr(element, name), page))), None)
    printed = printed or _from_set(attr(element, "data-lazy-srcset", "data-srcset", "srcset"), page)
    if not printed or _TRACKERS.search(printed):
        return None
    shown = _web(attr(element, "src"), page) or printed
    return Image(
        url=_linked_original(element, original(printed), page),
        src=shown,
        alt=one_line(attr(element, "alt")) or None,
        caption=caption,
        width=_pixels(attr(element, "width")),
        height=_pixels(attr(element, "height")),
    )


def _web(url: str, page: str) -> str | None:
    """The absolute address. None if it is missing or contains the image itself (data:)."""
    if not url or url.startswith("data:"):
        return None
    whole = absolute(url, page)
    return whole if whole and is_web(whole) else None


def _from_set(srcset: str, page: str) -> str | None:
    """The largest image of a srcset."""
    best, width = None, -1.0
    for candidate in re.split(r",\s+", srcset.strip()):
        url, _, size = candidate.strip().partition(" ")
        number = float(size[:-1]) if re.fullmatch(r"\d+(?:\.\d+)?[wx]", size) else 0.0
        whole = _web(url, page)
        if whole and number > width:
            best, width = whole, number
    return best


def _linked_original(element: Tag, url: str, page: str) -> str:
    """The larger file that the image links to, if it is the same image."""
    link = element.parent
    target = _web(attr(link, "href"), page) if isinstance(link, Tag) and link.name == "a" else None
    if not target or not _FILE.search(urlsplit(target).path):
        return _SMALLER.sub("", url) if _generated(element, url) else url
    larger = original(target)
    same = _SMALLER.sub("", urlsplit(url).path) == _SMALLER.sub("", urlsplit(larger).path)
    return larger if same else url


def _generated(element: Tag, url: str) -> bool:
    """Whether WordPress resized the image: it then added the size to the file name."""
    return "/uploads/" in url and bool(_SIZED.search(classes(element)))


def _pixels(value: str) -> int | None:
    found = re.match(r"\d{1,5}(?!\d)", value)
    return int(found[0]) if found else None

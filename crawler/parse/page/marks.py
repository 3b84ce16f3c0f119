"""The marks of a page: elements by class name and microdata property, and the values in the head."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial

from lxml.html import HtmlElement

from crawler.parse.page.elements import PageElements
from crawler.text import class_names
from crawler.text.characters import one_line
from crawler.text.comment_places import is_place_of_comments
from crawler.text.html_text import plain

_BESIDE_IDS = frozenset(("comments", "secondary", "sidebar"))
_BESIDE_TAGS = frozenset(("aside", "nav"))
PAGE = frozenset(("html", "body"))
"""The tags of the whole page. Their classes describe how it is set up."""
# Classes that describe the layout or setup of a page. Themes and page builders print them everywhere.
_STATE = re.compile(
    r"(?:.*[-_])?(?:has|no|with|without|is|show|shows|showing|hide)[-_].*|(?:show|hide|has)[A-Z].*"
    r"|.*[-_](?:open|opened|closed|enabled|disabled)|elementor-widget.*"
)
# Terms of a post that software prints as classes on its entry (WordPress: post_class).
_TERM = re.compile(r"(?:tag|category|post_tag|term|label|keyword|topic)-", re.IGNORECASE)
OF_OTHERS = tuple(class_names.names("of_others").split())
"""Parts of the class names of boxes for comments and other posts."""
IN_POST = (
    "not(ancestor::*[@id='comments' or @id='secondary' or @id='sidebar' or self::aside or self::nav"
    " or self::footer[not(ancestor::article)]])"
)
"""An XPath condition: the element is not `is_beside`."""


def has_class(names: str) -> str:
    """An XPath condition: the element has one of these classes, separated by blanks."""
    padded = "concat(' ', normalize-space(@class), ' ')"
    return " or ".join(f"contains({padded}, ' {name} ')" for name in names.split())


def has_property(name: str) -> str:
    """An XPath condition: microdata gives the element this property, besides others or not."""
    return f"contains(concat(' ', normalize-space(@itemprop), ' '), ' {name} ')"


class PageMarks:
    """The marks of a page. Each kind is gathered on first use."""

    def __init__(self, elements: PageElements) -> None:
        self.elements, self.root = elements, elements.root

    def classed(self, names: str, *tags: str) -> list[HtmlElement]:
        """The elements with one of these classes (separated by blanks) and, if given, tags, in page order.

        The names are given in lower case. Pages may print them in any case ("Post-author").
        """
        values = (value for name in names.split() for value in self._values.get(name, ()))
        found = (element for value in values for element in self.elements.by("class")[value])
        return self.elements.in_order(e for e in found if not tags or e.tag in tags)

    def prop(self, name: str) -> list[HtmlElement]:
        """The elements with a microdata property, in page order."""
        values = self._props.get(name, ())
        return self.elements.in_order(e for value in values for e in self.elements.by("itemprop")[value])

    def named_by_part(self, role: str) -> Iterator[HtmlElement]:
        """The elements whose class, id or microdata property has a word of a role, also within a name."""
        named = self.elements.named(partial(class_names.has_part, role), "class", "id", "itemprop")
        yield from (element for element in named if element.tag not in PAGE)

    def told(self, *names: str) -> str | None:
        """The head's value for the first of these names that it has, in any case."""
        return next((self._head[n.lower()] for n in names if n.lower() in self._head), None)

    def tagged(self, *tags: str) -> Sequence[HtmlElement]:
        """The elements with one of these tags, in page order."""
        return self.elements.tagged(*tags)

    def heading_with(self, title: str) -> HtmlElement | None:
        """The first large heading with a title. None if there is none, or if there is no title."""
        return self._headings.get(title) if title else None

    @cached_property
    def _headings(self) -> dict[str, HtmlElement]:
        """The first large heading with each text, in plain text."""
        return {plain(h.text_content()): h for h in reversed(self.tagged("h1", "h2"))}

    def in_post(self, element: HtmlElement) -> bool:
        """Whether an element is neither beside the post nor in a part about other posts."""
        return not is_beside(element) and not self.is_of_others(element)

    def is_about_post(self, element: HtmlElement) -> bool:
        """Whether an element is in the post, and no box around it is named for comments or other posts."""
        return self.in_post(element) and not self.in_class(element, *OF_OTHERS)

    def is_of_others(self, element: HtmlElement) -> bool:
        """Whether an element is in the comments of readers."""
        return not self._comments.isdisjoint((element, *element.iterancestors()))

    def in_class(self, element: HtmlElement, *parts: str) -> bool:
        """Whether the element, or a box around it, has a class that contains one of these parts.

        The parts are given in lower case. An element that holds the page's own heading is not such a box,
        whatever its name. Names of states and layouts ("no-comments", "has-sidebar") are ignored: they say
        nothing about the content.
        """
        boxes = (e for e in (element, *element.iterancestors()) if e.get("class") and e not in self._whole)
        return any(names_part(box.get("class", ""), parts) for box in boxes if box.tag not in PAGE)

    def own_heading(self) -> HtmlElement | None:
        """The page's own heading."""
        return next((h for h in self.tagged("h1") if not is_beside(h) and h.find(".//a") is None), None)

    @cached_property
    def _whole(self) -> frozenset[HtmlElement]:
        """The elements that hold the page's own heading."""
        heading = self.own_heading()
        return frozenset(heading.iterancestors()) if heading is not None else frozenset()

    def texts(self, elements: Iterable[HtmlElement]) -> Iterator[str]:
        """The text of each element that is in the post, on one line. Empty texts are skipped."""
        for element in elements:
            text = one_line(element.text_content()) if self.in_post(element) else ""
            if text:
                yield text

    def link(self, rel: str) -> str | None:
        """The address of the page's first ``<link>`` with a relation. None if there is none."""
        return self._links.get(rel)

    @cached_property
    def _links(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for link in self.tagged("link"):
            if link.get("rel") and link.get("href") is not None:
                found.setdefault(link.get("rel"), link.get("href").strip() or None)
        return found

    @cached_property
    def document_title(self) -> str:
        """The document's title on one line, unchanged."""
        return one_line("".join(next((t.itertext() for t in self.tagged("title")), iter(()))))

    @property
    def links(self) -> Sequence[HtmlElement]:
        """Every link of the page, in page order."""
        return self.tagged("a")

    @cached_property
    def _comments(self) -> frozenset[HtmlElement]:
        """The comments marked by microdata, and the elements named as places for comments."""
        typed = self.elements.named(lambda kind: _COMMENT.search(kind) is not None, "itemtype")
        return frozenset((*typed, *self.prop("comment"), *(self._places - self._whole)))

    @cached_property
    def _places(self) -> set[HtmlElement]:
        values = {value for name in self._values if _is_place(name) for value in self._values[name]}
        named = (element for value in values for element in self.elements.by("class")[value])
        by_id = self.elements.named(lambda name: _is_place(name.lower()), "id")
        return {element for element in (*named, *by_id) if element.tag not in PAGE}

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """The values of class attributes by each class name in them, in lower case."""
        return _by_word(self.elements.by("class"), _words_in_lower_case)

    @cached_property
    def _props(self) -> dict[str, list[str]]:
        """The values of microdata's attribute by each property in them."""
        return _by_word(self.elements.by("itemprop"), str.split)

    @cached_property
    def _head(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for meta in self.tagged("meta"):
            content = meta.get("content") or ""
            # an address may have an ideographic space in it, which is no white space there
            value = content.strip() if meta.get("property") == "og:url" else one_line(content)
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = meta.get(key)
                if name and value:
                    found.setdefault(name.lower(), value)
        return found


def _by_word(values: Iterable[str], words_of: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
    """The values of an attribute by each word in them."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        for word in words_of(value):
            found[word].append(value)
    return found


@lru_cache(maxsize=20_000)  # a blog prints the same names on every page
def _words_in_lower_case(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.lower().split()))


def is_beside(element: HtmlElement) -> bool:
    """Whether an element is beside the post or in the comments below it."""
    footer = False
    for above in element.iterancestors():
        if above.tag in _BESIDE_TAGS or above.get("id") in _BESIDE_IDS:
            return True
        if above.tag == "footer":
            footer = True
        elif above.tag == "article":
            footer = False
    return footer


_COMMENT = re.compile(r"/(?:User)?Comments?$")


@lru_cache(maxsize=20_000)  # sites print the same names on every page
def _is_place(name: str) -> bool:
    return is_place_of_comments((name.replace("_", "-"),)) and not _STATE.fullmatch(name)


def names_part(classes: str, parts: tuple[str, ...]) -> bool:
    """Whether a name in an attribute ``class`` contains one of the parts, which are in lower case.

    Names of states and of terms ("no-comments", "tag-widget") do not count.

    >>> names_part("box jp-relatedposts", ("related",)), names_part("post tag-related", ("related",))
    (True, False)
    """
    lower = classes.lower()
    if not any(part in lower for part in parts):
        return False
    names = [name.lower() for name in classes.split() if not (_STATE.fullmatch(name) or _TERM.match(name))]
    return any(part in name for name in names for part in parts)


def in_entry(element: HtmlElement) -> bool:
    """Whether the element is in the entry: in its tags, or in an element named as the whole post."""
    if inside(element, "article", "main"):
        return True
    around = (above for above in element.iterancestors() if above.tag not in ("body", "html"))
    return any(_ENTRY.search(above.get("class", "")) for above in around)


_ENTRY = re.compile(r"(?:^|\s)(?:article|post|entry|story)[-_]+(?:detail|single|page|full|view)(?:$|\s)")


def inside(element: HtmlElement, *tags: str) -> bool:
    """Whether the element is in one of these tags."""
    return next(element.iterancestors(*tags), None) is not None

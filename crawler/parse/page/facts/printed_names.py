"""The names of authors that a page prints for readers, and other words printed in the same places."""

import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from lxml.html import HtmlElement

from crawler.items import page_path
from crawler.parse.page.facts.cards import PostMarks
from crawler.parse.page.facts.near_title import Line, lines_near_title, pieces_of, short_text
from crawler.parse.page.marks import inside
from crawler.text import phrases
from crawler.text.dates import find_days

# "By", "Posted by", "Publié par" … before a name
BY = phrases.pattern(r"^(?:{written}\s+)?(?:{by}|{by_or_of}|{author}|{written_by})(?:\s*:?\s+|\s*：\s*)")
_LABEL = phrases.pattern(r"(?:{written}\s+)?(?:{by}|{author}|{written_by})\s*[:：]?")
_WRITTEN_BY = phrases.pattern(r"^{written_by}\s*:?\s+(?=[^\W\d_])")
# Words in the place of a name that are not a name: labels, addresses, templates that nobody filled in.
_LABELLED = phrases.pattern(
    r"{no_name}|{calls}\s.*|(?:{written}\s+)?(?:{by}|{author}|{written_by})\s*[:：]?"
    r"|.*(?:@|//|[{{}}<>=]).*|[\w-]+(?:\.[\w-]+){2,}"
)
_NUMBERED = phrases.pattern(r".*(?:\d|[!?]|\b{reading_time}\b|[^\W\d_]{4}\.\s).*")
_CHECKED_BY = phrases.pattern(r"\b{checked_by}\W*$")
# Text after a name in its line.
_BEHIND = phrases.pattern(r"\s(?:{on_behalf_of}|{on_day})\s.*$|,?\s*{updated_label}\b.*$")
_ON_DAY = phrases.pattern(r"\s{on_day}\s*$")
_APART = re.compile(r"[|•·/–—]|\s-\s|\s\s+")
_QUOTED = ("blockquote", "figure", "figcaption", "button", "nav")
# Addresses of people, whatever their role on the site.
_PEOPLE = re.compile(
    r"/(?:authors?|people|person|persons|team|staff|contributors?|writers?|experts?|users?|profiles?|members?|by)"
    r"/[^/]+/?$",
    re.IGNORECASE,
)
_SHORTEST = 4  # characters of a name that is recognised only by its place
_LONGEST = 60  # characters of a name
_MOST_WORDS = 6
_LONGEST_LINE = 120  # characters


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: few words, and not a label, number, address or template.

    >>> [is_name(t) for t in ("Ada Lisse", "Written by", "All posts", "2 min read", "page.author.name")]
    [True, False, False, False, False]
    """
    words = text.split()
    fits = 0 < len(words) <= _MOST_WORDS and len(text) <= _LONGEST
    return fits and not is_label(text) and not _NUMBERED.fullmatch(text)


def is_label(text: str) -> bool:
    """Whether a text in a name's place is a label, an address or a template ("All posts", "{author}")."""
    return _LABELLED.fullmatch(text) is not None


def names_near_title(marks: PostMarks, title: str) -> Iterator[str]:
    """Names in the lines near the title, after "by" or as links to pages of people."""
    lines = list(lines_near_title(marks, title))
    for line, following in zip_longest(lines, lines[1:]):
        if _LABEL.fullmatch(line.piece) and following is not None:
            yield from name_in(following.piece)
        elif BY.match(line.text):
            yield from name_in(line.text)
    yield from (name for line in lines if _leads_to_person(line) for name in name_in(line.piece))


def names_by_class(marks: PostMarks) -> Iterator[str]:
    """Names that are the whole text of an element named for authors ("blog__authorname")."""
    for element in marks.named_by_part("of_authors"):
        own = marks.is_about_post(element) and not inside(element, *_QUOTED)
        if own and short_text(element, _LONGEST_LINE):
            named = (name for piece in pieces_of(element) for name in name_in(piece))
            yield from islice((name for name in named if len(name) >= _SHORTEST), 1)


def names_written(marks: PostMarks) -> Iterator[str]:
    """Names after "written by" that are the whole text of an element anywhere on the page."""
    for element in marks.root.iter("p", "div", "span", "h2", "h3", "h4", "h5", "h6", "strong", "em"):
        beginning = (element.text or "").strip()
        if beginning and _WRITTEN_BY.match(f"{beginning} x") and marks.in_post(element):
            yield from name_in(short_text(element, _LONGEST) or "")


def name_in(text: str) -> Iterator[str]:
    """The name in a line that may also print a day and labels, if there is one.

    >>> [list(name_in(t)) for t in ("By Ada Lisse | 1 May 2019", "1 May 2019 · Ada Lisse", "1 May 2019")]
    [['Ada Lisse'], ['Ada Lisse'], []]
    """
    for day in reversed(find_days(text)):
        text = f"{_ON_DAY.sub('', text[: day.start])}|{text[day.end :]}"
    for piece in _APART.split(text):
        name = _BEHIND.sub("", BY.sub("", piece.strip(" ,;:"))).strip(" ,;:")
        if is_name(name):
            yield name
            return


def _leads_to_person(line: Line) -> bool:
    links: list[HtmlElement] = [
        e for e in (line.element, line.element.getparent()) if e is not None and e.tag == "a"
    ]
    if _CHECKED_BY.search(line.before):
        return False
    return any(_PEOPLE.search(page_path(link.get("href", ""))) for link in links)

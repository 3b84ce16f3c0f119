"""Formats values for display: days, numbers, languages."""

import re

from markupsafe import Markup

from crawler.publish.addresses import is_web_address
from crawler.publish.reading.spans import typeset
from crawler.text.scripts import Direction, direction

_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)")
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def day(time: object) -> str:
    """The day of an ISO 8601 time, spelled out. Empty for None.

    >>> day("2018-08-14T00:59:51Z"), day("printed otherwise"), day(None)
    ('14 August 2018', 'printed otherwise', '')
    """
    found = _DAY.match(str(time or ""))
    return (
        f"{int(found['day'])} {_MONTHS[int(found['month']) - 1]} {found['year']}"
        if found
        else str(time or "")
    )


def minute(time: object) -> str:
    """An ISO 8601 time in UTC, spelled out.

    >>> minute("2018-08-14T00:59:51Z")
    '14 August 2018, 00:59 UTC'
    """
    text = str(time or "")
    return f"{day(text)}, {text[11:16]} UTC" if _DAY.match(text) and text[16:17] == ":" else day(text)


def number(value: float | None) -> str:
    """A number with thousands separators.

    >>> number(12345), number(None)
    ('12,345', '–')
    """
    return "–" if value is None else f"{value:,}"


def several(count: int, one: str, more: str | None = None) -> str:
    """A number with its noun, in the singular or plural.

    >>> several(1, "note"), several(1200, "note"), several(2, "reply", "replies")
    ('1 note', '1,200 notes', '2 replies')
    """
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"


def language(tag: object) -> str | None:
    """The tag if it is valid for the attribute `lang`, otherwise None."""
    return tag if isinstance(tag, str) and _LANGUAGE.fullmatch(tag) else None


def flow(text: object, tag: object = None) -> Direction:
    """The direction of a text (plain, or HTML as `Markup`) in the language of a tag. `ltr` if it is unknown.

    >>> flow("شهر"), flow(Markup("<em>Ville</em>"), "fa"), flow(None, "fa")
    ('rtl', 'ltr', 'rtl')
    """
    plain = _TAG.sub("", text) if isinstance(text, Markup) else str(text or "")
    return direction(plain, language(tag)) or "ltr"


def way(text: object, tag: object = None, inside: Direction = "ltr") -> Markup:
    """The attribute `dir` of a text, or nothing if it has the direction of the text around it.

    >>> way("شهر"), way("Ville"), way("Ville", "fa", "rtl")
    (Markup(' dir="rtl"'), Markup(''), Markup(' dir="ltr"'))
    """
    found = flow(text, tag)
    return Markup() if found == inside else Markup(f' dir="{found}"')  # noqa: S704 (one of two words)


#: Functions for templates.
FORMS = {
    "day": day,
    "minute": minute,
    "number": number,
    "several": several,
    "language": language,
    "flow": flow,
    "way": way,
    "typeset": typeset,
    "is_web_address": is_web_address,
}

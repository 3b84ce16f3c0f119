"""Reads the JSON of the API and checks its types, because it may contain anything."""

import json
import re
from typing import Any

from crawler.errors import CrawlerError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63 - 1  # the range of SQLite's integers
_TIME = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?P<zone>Z|\+00:00)?")


class BadField(CrawlerError):  # noqa: N818 (names what is bad)
    """A field is missing, or has another type than documented."""


class BadJson(CrawlerError):  # noqa: N818 (names what is bad)
    """A response is not the requested JSON list."""


def read_list(body: bytes) -> tuple[list[Any], bool]:
    """The JSON list in a response, and whether its bytes were valid UTF-8.

    Control characters in strings are accepted, and invalid UTF-8 becomes U+FFFD. Raises `BadJson`.
    """
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        value = json.loads(text, strict=False)
    except ValueError as error:
        raise BadJson(f"not JSON: {error}") from error
    except RecursionError as error:
        raise BadJson("not JSON that can be read: nested too deeply") from error
    if not isinstance(value, list):
        raise BadJson(f"a JSON list was expected, {_kind(value)} came")
    # The server may send U+FFFD itself. If decoding added one, encoding does not give the same bytes again.
    return value, "\ufffd" not in text or text.encode() == body


class Fields:
    """The fields of one JSON object. Reading a field of another type than documented raises `BadField`."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise BadField(f"an object was expected, {_kind(value)} came")
        self._value = value

    def number(self, name: str, *, least: int = 1) -> int:
        """A whole number from ``least`` to the largest that SQLite can store."""
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _LARGEST:
            raise BadField(f"{name} is {_kind(value)}")
        return value

    def numbers(self, name: str) -> list[int]:
        """A list of positive numbers. Empty if the field is missing."""
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or any(isinstance(n, bool) or not isinstance(n, int) for n in value):
            raise BadField(f"{name} is {_kind(value)}, not a list of numbers")
        return value

    def text(self, name: str) -> str:
        """A string. Empty if the field is missing or null."""
        value = self._value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadField(f"{name} is {_kind(value)}")
        return _LONE_SURROGATE.sub("\ufffd", value)

    def rendered(self, name: str) -> str:
        """The ``rendered`` string of an object. Empty if the field is missing or null."""
        return self.inner(name).text("rendered") if self._value.get(name) is not None else ""

    def inner(self, name: str) -> "Fields":
        """An object inside this one."""
        try:
            return Fields(self._value.get(name))
        except BadField as error:
            raise BadField(f"{name}: {error}") from error

    def flag(self, name: str) -> bool:
        """Whether the field is true."""
        return self._value.get(name) is True

    def local_time(self, name: str) -> str | None:
        """A time to the second without zone ("2018-08-14T02:59:51"). None if it is missing or all zeros."""
        value = self.text(name)
        if not value or value.startswith("0000"):
            return None
        found = _TIME.fullmatch(value)
        if not found:
            raise BadField(f"{name} is no time: {value[:40]!r}")
        return found["time"]

    def utc(self, name: str) -> str | None:
        """A time that the API gives in UTC, as ISO 8601 with "Z". None if it is missing or all zeros."""
        time = self.local_time(name)
        return f"{time}Z" if time else None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "missing"}
    return names.get(type(value), "a number out of bounds")

"""The API's JSON, which may hold anything, read with its types checked."""

import json
import re
from typing import Any

from crawler.errors import CrawlerError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63 - 1  # what SQLite holds
_TIME = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?P<zone>Z|\+00:00)?")


class BadField(CrawlerError):  # noqa: N818 (names what is bad)
    """A field that is missing, or of another type than the API promises."""


class BadJson(CrawlerError):  # noqa: N818 (names what is bad)
    """An answer that is not the JSON list that was asked for."""


def read_list(body: bytes) -> tuple[list[Any], bool]:
    """The JSON list in an answer, and whether its bytes were valid UTF-8.

    Control characters within strings are accepted, broken UTF-8 becomes U+FFFD. Raises `BadJson`.
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
    # A server cannot say U+FFFD by mistake: where decoding put one, the bytes do not come back the same.
    return value, "\ufffd" not in text or text.encode() == body


class Fields:
    """The fields of one JSON object. Whatever is asked for and is not as promised raises `BadField`."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise BadField(f"an object was expected, {_kind(value)} came")
        self._value = value

    def number(self, name: str, *, least: int = 1) -> int:
        """A whole number from ``least`` to the largest that SQLite holds."""
        value = self._value.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _LARGEST:
            raise BadField(f"{name} is {_kind(value)}")
        return value

    def numbers(self, name: str) -> list[int]:
        """A list of positive numbers; empty where the field is missing."""
        value = self._value.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or any(isinstance(n, bool) or not isinstance(n, int) for n in value):
            raise BadField(f"{name} is {_kind(value)}, not a list of numbers")
        return value

    def text(self, name: str) -> str:
        """A string; empty where the field is missing or null."""
        value = self._value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadField(f"{name} is {_kind(value)}")
        return _LONE_SURROGATE.sub("\ufffd", value)

    def rendered(self, name: str) -> str:
        """The ``rendered`` string of an object; empty where the field is missing or null."""
        return self.inner(name).text("rendered") if self._value.get(name) is not None else ""

    def inner(self, name: str) -> "Fields":
        """An object within this one."""
        try:
            return Fields(self._value.get(name))
        except BadField as error:
            raise BadField(f"{name}: {error}") from error

    def flag(self, name: str) -> bool:
        """Whether the field is true."""
        return self._value.get(name) is True

    def local_time(self, name: str) -> str | None:
        """A time to the second without its zone ("2018-08-14T02:59:51"); None for none and for zeros."""
        value = self.text(name)
        if not value or value.startswith("0000"):
            return None
        found = _TIME.fullmatch(value)
        if not found:
            raise BadField(f"{name} is no time: {value[:40]!r}")
        return found["time"]

    def utc(self, name: str) -> str | None:
        """A time that the API gives in UTC, as ISO 8601 with its "Z"; None for none and for zeros."""
        time = self.local_time(name)
        return f"{time}Z" if time else None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "missing"}
    return names.get(type(value), "a number out of bounds")

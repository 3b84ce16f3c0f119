"""The parameters of an API request, validated as in WordPress."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from crawler.demo.answers import Answer, rest

_MOST = 100
_POST_ORDERS = (
    "author",
    "date",
    "id",
    "include",
    "modified",
    "parent",
    "relevance",
    "slug",
    "include_slugs",
    "title",
)
_COMMENT_ORDERS = ("date", "date_gmt", "id", "include", "post", "parent", "type")
_TERM_ORDERS = ("id", "include", "name", "slug", "include_slugs", "term_group", "description", "count")
_USER_ORDERS = ("id", "include", "name", "registered_date", "slug", "include_slugs", "email", "url")

#: By collection: the values of orderby. The first is the default.
ORDERS = {
    "posts": ("date", *_POST_ORDERS),
    "media": ("date", *_POST_ORDERS),
    "comments": ("date_gmt", *_COMMENT_ORDERS),
    "categories": ("name", *_TERM_ORDERS),
    "tags": ("name", *_TERM_ORDERS),
    "users": ("name", *_USER_ORDERS),
}
#: The collections whose default order is newest first.
_DESCENDING = ("posts", "media", "comments")


class BadParameterError(Exception):
    """A parameter that WordPress rejects, with the response."""

    def __init__(self, name: str, code: str, message: str) -> None:
        super().__init__(message)
        details = {name: {"code": code, "message": message, "data": None}}
        data = {"status": 400, "params": {name: message}, "details": details}
        self.answer = problem("rest_invalid_param", f"Invalid parameter(s): {name}", data)


def problem(code: str, message: str, data: dict[str, object]) -> Answer:
    """An error in the API's format. ``data`` contains the status."""
    return rest({"code": code, "message": message, "data": data}, int(str(data["status"])))


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of a request for a collection. Properties raise `BadParameterError`."""

    collection: str
    raw: dict[str, str]

    @property
    def page(self) -> int:
        """Starts at 1."""
        return self._number("page", 1, 1, None)

    @property
    def per_page(self) -> int:
        """1 to 100."""
        return self._number("per_page", 10, 1, _MOST)

    @property
    def offset(self) -> int:
        """Number of objects to skip. It overrides the page."""
        return self._number("offset", (self.page - 1) * self.per_page, 0, None)

    @property
    def order_by(self) -> str:
        """The sort field."""
        usual, *allowed = ORDERS[self.collection]
        return self._one_of("orderby", usual, allowed)

    @property
    def descending(self) -> bool:
        """Whether the order is descending."""
        usual = "desc" if self.collection in _DESCENDING else "asc"
        return self._one_of("order", usual, ("asc", "desc")) == "desc"

    @property
    def fields(self) -> list[list[str]]:
        """The requested fields, each split into its parts ("title.rendered"). Empty for all."""
        names = self.raw.get("_fields", "").split(",")
        return [name.strip().split(".") for name in names if name.strip()]

    def numbers(self, name: str) -> list[int]:
        """A list of numbers ("1,2")."""
        parts = [part for part in self.raw.get(name, "").replace(" ", ",").split(",") if part]
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise BadParameterError(name, "rest_invalid_type", f"{name}[0] is not of type integer.")
        return [int(part) for part in parts]

    def words(self, name: str) -> list[str]:
        """A list of words ("a,b")."""
        return [word for word in self.raw.get(name, "").split(",") if word]

    def moment(self, name: str) -> dt.datetime | None:
        """A time with or without an offset. None if it is not given."""
        if name not in self.raw:
            return None
        try:
            return dt.datetime.fromisoformat(self.raw[name].replace(" ", "+"))
        except ValueError as error:
            raise BadParameterError(name, "rest_invalid_date", "Invalid date.") from error

    def _number(self, name: str, usual: int, least: int, most: int | None) -> int:
        text = self.raw.get(name)
        if text is None:
            return usual
        if not text.removeprefix("-").isdecimal():
            raise BadParameterError(name, "rest_invalid_type", f"{name} is not of type integer.")
        number = int(text)
        if most is not None and not least <= number <= most:
            message = f"{name} must be between {least} (inclusive) and {most} (inclusive)"
            raise BadParameterError(name, "rest_out_of_bounds", message)
        if number < least:
            message = f"{name} must be greater than or equal to {least}"
            raise BadParameterError(name, "rest_out_of_bounds", message)
        return number

    def _one_of(self, name: str, usual: str, allowed: Collection[str]) -> str:
        value = self.raw.get(name, usual)
        if value not in allowed and value != usual:
            names = list(allowed)
            message = f"{name} is not one of {', '.join(names[:-1])}, and {names[-1]}."
            raise BadParameterError(name, "rest_not_in_enum", message)
        return value

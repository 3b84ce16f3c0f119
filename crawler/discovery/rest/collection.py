"""Reads a collection of the API page by page. A page that cannot be read is requested in smaller parts."""

import re
from dataclasses import dataclass, field
from typing import Any

from crawler.discovery.failure import WITHHELD, failure
from crawler.discovery.rest.address import Collection
from crawler.discovery.rest.fields import BadJson, read_list
from crawler.items import Ask, DatasetWarning, Reply

_OK = 200
_PAST_THE_END = 400
_TOTAL = re.compile(r"[0-9]{1,18}")
_MOST = 1_000_000  # objects; a greater total is taken for an error
#: Failures that smaller parts would not avoid: no response, forbidden, too many requests, overloaded.
_HOPELESS = frozenset((0, 401, 403, 429, 503))
_AHEAD = 10  # pages requested before earlier ones are answered; few, because the total may be too high
_MOST_EMPTY = 2  # pages in a row; the collection ends there, whatever the total says
_MOST_IN_A_ROW = 5  # failures; then no smaller parts are requested: the server is broken, not a post


@dataclass(frozen=True, slots=True)
class _Part:
    """``size`` objects, beginning with number ``start`` (counted from 0)."""

    start: int
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRead:
    """The content of a response."""

    objects: list[Any] = field(default_factory=list)
    """The JSON values of the list."""
    clean: bool = True
    """Whether its bytes were valid UTF-8."""
    asks: list[Ask] = field(default_factory=list)
    """The next requests."""
    warnings: list[DatasetWarning] = field(default_factory=list)
    """Problems with the response."""
    status: int = _OK
    """HTTP status of the response."""


class CollectionReader:
    """One collection and the state of its reading.

    ``sizes`` are the sizes of a page and of its parts. ``most`` is the maximum number of objects. With
    ``may_be_withheld``, a refusal of the first page is final.
    """

    def __init__(
        self,
        collection: Collection,
        *,
        sizes: tuple[int, ...],
        most: int | None = None,
        may_be_withheld: bool = False,
    ) -> None:
        self.route = f"api.{collection.name}"
        self.total: int | None = None
        self.losses = 0
        self.is_short = False
        """Whether a page had fewer objects than the total means."""
        self._collection = collection
        self._sizes = sizes
        self._most = most
        self._may_be_withheld = may_be_withheld
        self._end = 1
        self._answered = self._empty = 0
        self._asked_to = 0
        self._in_a_row = 0
        self._last: list[Any] = []
        """The objects of the page before."""
        self._waiting: dict[str, _Part] = {}

    def first(self) -> list[Ask]:
        """The first requests."""
        return self._ask_further()

    @property
    def finished(self) -> bool:
        """Whether all requests have been answered."""
        return self._asked_to > 0 and not self._waiting

    @property
    def announced(self) -> int | None:
        """Number of objects, or the maximum if that is smaller. None if it is not yet known."""
        if self.total is None or self._most is None:
            return self.total
        return min(self.total, self._most)

    @property
    def ends_before_its_total(self) -> bool:
        """Whether it was not read to its total, because pages in a row were empty before."""
        return self._empty >= _MOST_EMPTY and self._asked_to < self._end

    def waits_for(self, url: str) -> bool:
        """Whether this address was requested and is not answered yet."""
        return url in self._waiting

    def read(self, reply: Reply) -> PageRead:
        """Read the response to one of the requests of this collection."""
        part = self._waiting.pop(reply.url)
        self._answered += part.size == self._sizes[0]
        if reply.status == _PAST_THE_END and part.start > 0:  # posts were deleted since the total was read
            self._empty += 1
            return PageRead(status=reply.status, asks=self._ask_further())
        if reply.status != _OK:
            return self._lost(part, reply, failure(reply))
        try:
            objects, clean = read_list(reply.body)
        except BadJson as error:
            warning = DatasetWarning(code="bad_json", detail=f"{reply.url}: {error}")
            return self._lost(part, reply, warning)
        self._in_a_row = 0
        if objects and objects == self._last:  # the server returns the same page for any number
            objects = []
        self._last = objects or self._last
        asks = self._further(part, reply, len(objects))
        wanted = objects if self._most is None else objects[: max(0, self._most - part.start)]
        return PageRead(objects=wanted, clean=clean, asks=asks)

    def _further(self, part: _Part, reply: Reply, found: int) -> list[Ask]:
        total = reply.headers.get("x-wp-total", "")
        told = min(int(total), _MOST) if _TOTAL.fullmatch(total) else None
        whole = part.size == self._sizes[0]
        too_low = told is not None and part.start + found > told
        if told is not None and self.total is None:
            self.total = told
            if part.start == 0 and whole and (too_low or _looks_capped(found, min(part.size, told))):
                self._serve_only(found)
        size = self._sizes[0]
        self.is_short |= told is not None and found < min(part.size, size, told - part.start)
        self._empty = 0 if found else self._empty + whole
        self._end = max(self._end, told or 0)
        if whole and found >= size and (told is None or too_low):
            self._end = max(self._end, part.start + size + 1)
        return self._ask_further()

    def _serve_only(self, found: int) -> None:
        """Use the length of the first page as the page size, because the server returns no more at once."""
        self._sizes = (found, *(size for size in self._sizes if size < found))
        self._asked_to = found

    def _ask_further(self) -> list[Ask]:
        """Request further pages up to the expected end, a few at a time."""
        asks: list[Ask] = []
        size = self._sizes[0]
        end = self._end if self._most is None else min(self._end, self._most)
        while (
            self._asked_to < end
            and self._asked_to < (self._answered + _AHEAD) * size
            and self._empty < _MOST_EMPTY
        ):
            asks.append(self._ask(_Part(self._asked_to, size)))
            self._asked_to += size
        return asks

    def _ask(self, part: _Part) -> Ask:
        whole = part.size == self._sizes[0]
        place = {"page": part.start // part.size + 1} if whole else {"offset": part.start}
        url = self._collection.url({"per_page": part.size, **place})
        self._waiting[url] = part
        return Ask(url=url, route=self.route)

    def _lost(self, part: _Part, reply: Reply, warning: DatasetWarning) -> PageRead:
        self.losses += 1
        self._in_a_row += 1
        withheld = self._may_be_withheld and self.total is None and reply.status in WITHHELD
        hopeless = withheld or reply.status in _HOPELESS or self._in_a_row > _MOST_IN_A_ROW
        return PageRead(
            asks=[*([] if hopeless else self._ask_smaller(part)), *self._ask_further()],
            warnings=[warning],
            status=reply.status,
        )

    def _ask_smaller(self, part: _Part) -> list[Ask]:
        size = next((size for size in self._sizes if size < part.size), None)
        if size is None:
            return []
        end = min(bound for bound in (part.start + part.size, self._most, self.total) if bound is not None)
        return [self._ask(_Part(start, size)) for start in range(part.start, end, size)]


def _looks_capped(found: int, wanted: int) -> bool:
    """Whether a first page of this length means that the server returns fewer objects than requested.

    Such a length is a round number. Other short pages lack posts that the API counts but does not return.
    """
    return found > 0 and found % 5 == 0 and 2 * found <= wanted

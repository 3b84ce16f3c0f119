"""Finds the posts to request from the API when the dataset already has most of them.

It takes three cheap requests: the posts modified since the last complete crawl; the newest hundred posts with
their times of change, because a scheduled post keeps the time at which it was written; and the number of
posts. Only if that number is not the expected one, the numbers of all posts are listed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.discovery.rest.collection import CollectionReader
from crawler.discovery.rest.fields import BadField, Fields
from crawler.items import PriorCrawl

_PAGE = 100
_MARGIN = timedelta(days=1)
"""Clocks differ, and older versions of WordPress read the time in the blog's time zone."""
_BRIEF = {"_fields": "id,modified_gmt"}
NEWEST: Mapping[str, str | int] = {"orderby": "date", "order": "desc", **_BRIEF}
ALL: Mapping[str, str | int] = {"orderby": "id", "order": "asc", **_BRIEF}


def modified_since(since: str) -> dict[str, str | int]:
    """The query for posts modified since a day before this time (ISO 8601, UTC)."""
    return {"modified_after": f"{datetime.fromisoformat(since) - _MARGIN:%Y-%m-%dT%H:%M:%SZ}"}


def including(numbers: Sequence[int]) -> Iterator[dict[str, str | int]]:
    """Queries for the objects with these numbers, a hundred at a time.

    >>> list(including([3, 5]))
    [{'include': '3,5'}]
    """
    for start in range(0, len(numbers), _PAGE):
        yield {"include": ",".join(map(str, numbers[start : start + _PAGE]))}


class Update:
    """Known posts, and what the blog reports about them.

    ``posts`` creates a listing of posts from a query. With ``lists_all``, the numbers of all posts are listed
    at once, because it is not known which of the known articles are among them.
    """

    def __init__(
        self,
        prior: PriorCrawl,
        posts: Callable[[Mapping[str, str | int], int | None], CollectionReader],
        *,
        lists_all: bool = False,
    ) -> None:
        self._known = {one.post_id: one for one in prior.articles if one.post_id is not None}
        self._posts = posts
        self._told: dict[int, str | None] = {}
        self._arrived: set[int] = set()
        self._wanted: set[int] = set()
        self.newest = posts(ALL, None) if lists_all else posts(NEWEST, _PAGE)
        """The first listing, which gives the number of posts."""
        self.all: CollectionReader | None = self.newest if lists_all else None
        """The listing of all numbers. None until it is needed."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Leave out known articles that another listing contains."""
        for number in numbers:
            self._known.pop(number, None)

    def told(self, objects: Iterable[Any]) -> None:
        """Add numbers of posts with the time of their last change."""
        for value in objects:
            try:
                fields = Fields(value)
                self._told[fields.number("id")] = fields.utc("modified_gmt")
            except BadField:  # it is reported when the post itself is read
                continue

    def unread(self, objects: Iterable[Any]) -> list[Any]:
        """The arrived posts that the dataset does not have in this version."""
        return [value for value in objects if not self._is_known(value)]

    def further(self) -> Iterator[CollectionReader]:
        """Further listings of posts that are needed, once all requested ones have arrived."""
        missing = {n for n, modified in self._told.items() if not self._has(n, modified)}
        if self.all is None and len(self.present) != self.newest.total:
            self.all = self._posts(ALL, None)
            yield self.all
            return
        wanted = sorted(missing - self._arrived - self._wanted)
        self._wanted.update(wanted)
        for query in including(wanted):
            yield self._posts({**query, "orderby": "include"}, _PAGE)

    @property
    def present(self) -> set[int]:
        """The numbers of the posts on the blog, as far as it reported them."""
        known = set() if self.all is not None else set(self._known)
        return known | self._told.keys() | self._arrived

    @property
    def complete(self) -> bool:
        """Whether the number of posts is the announced one, and each is known or has arrived."""
        total = self.newest.total
        unknown = self.present - self._known.keys() - self._arrived
        return total is not None and len(self.present) >= total and not unknown

    def unchanged(self) -> frozenset[int]:
        """Ids of the articles that are still on the blog and did not arrive."""
        return frozenset(self._known[n].id for n in self.present - self._arrived if n in self._known)

    def _is_known(self, value: Any) -> bool:
        try:
            fields = Fields(value)
            number, modified = fields.number("id"), fields.utc("modified_gmt")
        except BadField:
            return False
        if self._has(number, modified):
            self._told[number] = modified
            return True
        self._arrived.add(number)
        return False

    def _has(self, number: int, modified: str | None) -> bool:
        known = self._known.get(number)
        return known is not None and known.modified is not None and known.modified == modified

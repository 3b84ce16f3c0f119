"""Compares the posts that the API announces with those that arrived or are known."""

from collections.abc import Iterator

from crawler.discovery.found import Announced, StillThere
from crawler.discovery.rest.collection import CollectionReader
from crawler.discovery.rest.further_types import FurtherTypes
from crawler.discovery.rest.held_posts import HeldPosts
from crawler.discovery.rest.readings import Readings
from crawler.discovery.rest.update import Update
from crawler.discovery.scope import Scope
from crawler.items import DatasetWarning


class PostTally:
    """Counts posts, at any time of a crawl. It reads the state of the other parts, and changes none."""

    def __init__(self, scope: Scope, readings: Readings, types: FurtherTypes, held: HeldPosts) -> None:
        self._scope, self._readings, self._types, self._held = scope, readings, types, held
        self.posts: CollectionReader | None = None
        """The listing whose total is the number of posts. None until the API has answered."""
        self.update: Update | None = None
        """The blog's own posts, compared with those known. None if all are read."""

    @property
    def updates(self) -> list[Update]:
        """The posts that are compared with those known: those of further types, and the blog's own."""
        return [*self._types.updates.values(), *([self.update] if self.update else [])]

    @property
    def waits(self) -> bool:
        """Whether requests are not answered yet, or posts wait for what they refer to."""
        return bool(self._held) or self._types.waits or not self._readings.have_ended()

    @property
    def total(self) -> int | None:
        """Number of posts according to the API. None if it gives none."""
        total = self.posts.total if self.posts else None
        return None if total is None else total + self._types.total

    @property
    def arrived(self) -> int:
        """Number of posts that arrived or are known to be there."""
        further = self._types.numbers
        own = self.update.present if self.update else self._held.numbers
        return len(own - further) + len(further)

    @property
    def has_ended(self) -> bool:
        """Whether the API was read, and all requests are answered."""
        return self.posts is not None and not self.waits

    @property
    def lacking(self) -> int:
        """Number of posts that the API counts but did not return, once all requests are answered."""
        return 0 if self.waits else self._missing

    @property
    def _missing(self) -> int:
        total = None if self._scope.is_partial else self.total
        return 0 if total is None else max(0, total - self.arrived)

    @property
    def walked(self) -> bool | None:
        """None if the API gives the number of posts. Otherwise, whether all its pages were read."""
        if self.posts is None or self.posts.total is not None or self._scope.is_partial:
            return None
        return not self.waits and not self._has_losses

    @property
    def complete(self) -> bool:
        """Whether every post that the blog announces was read or is known. Then all other posts are gone."""
        total = None if self._scope.is_partial else self.total
        if total is None or self.waits or self._has_losses:
            return False
        has_arrived = self.update is not None or self.arrived >= total
        return has_arrived and all(one.complete for one in self.updates)

    @property
    def _has_losses(self) -> bool:
        return self._types.loss is not None or any(listing.losses for listing in self._listings)

    @property
    def overstates(self) -> bool:
        """Whether the pages of the API end long before the number of posts that it counts."""
        return any(listing.ends_before_its_total for listing in self._listings)

    @property
    def still_there(self) -> frozenset[int]:
        """Ids of the known articles that the API still lists and that did not arrive again."""
        updates = self.updates if self.posts else []
        return frozenset().union(*(update.unchanged() for update in updates))

    @property
    def _listings(self) -> list[CollectionReader]:
        return self._readings.of("posts")

    @property
    def _is_short(self) -> bool:
        return any(listing.is_short for listing in self._listings)

    def announced(self, total: int) -> Announced:
        """The number of posts. If a page had fewer posts than it means, it counts only at the end."""
        return Announced(articles=total, is_count=not (self._scope.is_partial or self._is_short))

    def final(self) -> Iterator[Announced | DatasetWarning | StillThere]:
        """What is certain once no more responses will come."""
        if self._is_short and self.total is not None and not self._scope.is_partial:
            yield Announced(articles=self.total)
        if self._missing:
            detail = f"the blog announces {self.total} posts, {self.arrived} arrived"
            yield DatasetWarning(code="total_mismatch", detail=detail)
        if self.updates and self.posts:
            yield StillThere(articles=self.still_there)

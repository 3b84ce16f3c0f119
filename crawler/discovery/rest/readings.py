"""The listings of the API that a crawl has requested."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from crawler.discovery.found import Found
from crawler.discovery.rest.collection import CollectionReader, PageRead
from crawler.items import Ask, Reply

Results = Iterator[Ask | Found]
Reader = Callable[[PageRead, Reply], Results]


@dataclass(frozen=True, slots=True)
class Reading:
    """A listing, and the function that reads its pages."""

    listing: CollectionReader
    collection: str
    read: Reader


class Readings:
    """Listings in the order in which they were requested."""

    def __init__(self) -> None:
        self._all: list[Reading] = []

    def begin(self, listing: CollectionReader, collection: str, read: Reader) -> Iterator[Ask]:
        """Add a listing of a collection, and request its first pages."""
        self._all.append(Reading(listing, collection, read))
        yield from listing.first()

    def waiting_for(self, url: str) -> Reading | None:
        """The listing for which this address was requested. None if no listing waits for it."""
        return next((one for one in self._all if one.listing.waits_for(url)), None)

    def of(self, collection: str) -> list[CollectionReader]:
        """The listings of a collection. All listings of posts, whatever their type, are of `posts`."""
        return [one.listing for one in self._all if one.collection == collection]

    def have_ended(self, collections: Collection[str] | None = None) -> bool:
        """Whether all listings, or all those of some collections, were read to their end."""
        wanted = (one for one in self._all if collections is None or one.collection in collections)
        return all(one.listing.finished for one in wanted)

    def drop(self, reading: Reading) -> None:
        """Forget a listing that the API does not return."""
        self._all.remove(reading)

    def clear(self) -> None:
        """Forget all listings, because the API is at another address."""
        self._all.clear()

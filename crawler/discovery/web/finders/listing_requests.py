"""The requests for listings: each once, and only so many."""

from collections.abc import Iterable, Iterator

from crawler.items import Ask, DatasetWarning, address_key

_MOST = 5000


class ListingRequests:
    """Requests listings of the route `archive`."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._left, self._has_said = "", False
        """A listing that is not requested, because there are too many."""

    def __contains__(self, url: str) -> bool:
        """Whether an address was requested."""
        return address_key(url) in self._asked

    def note(self, url: str) -> None:
        """Note that another one has requested an address."""
        self._asked.add(address_key(url))

    def ask(self, urls: Iterable[str]) -> Iterator[Ask]:
        """Request those addresses that were not requested before."""
        for url in urls:
            if url in self:
                continue
            if len(self._asked) < _MOST:
                self.note(url)
                yield Ask(url=url, route="archive")
            else:
                self._left = self._left or url

    def left_out(self) -> Iterator[DatasetWarning]:
        """Say once that there are more listings than are requested."""
        if self._left and not self._has_said:
            self._has_said = True
            detail = f"{self._left}: it and further listings are not read, as {_MOST:,} were."
            yield DatasetWarning(code="endless_list", detail=detail)

"""The posts of further types, such as interviews that a blog keeps apart from its posts."""

from collections.abc import Iterator
from functools import partial

from crawler.discovery.failure import WITHHELD, failure
from crawler.discovery.rest.collection import CollectionReader
from crawler.discovery.rest.post_types import PostType, read_post_types
from crawler.discovery.rest.questions import Query, Questions
from crawler.discovery.rest.update import Update
from crawler.items import Ask, DatasetWarning, PriorCrawl, Reply

_OK = 200


class FurtherTypes:
    """Asks the API for its types of posts, and lists the numbers of all posts of those with articles.

    With ``since`` (ISO 8601, UTC), it lists only posts that changed since then.
    """

    def __init__(self, questions: Questions, prior: PriorCrawl, since: str | None) -> None:
        self._questions, self._prior, self._since = questions, prior, since
        self._waiting = ""
        self._types: list[PostType] | None = []
        self.loss: DatasetWarning | None = None
        """The failure of the request for the types. Then the blog may have posts of unknown types."""
        self.updates: dict[str, Update] = {}
        """By collection, the posts of each type with articles."""

    @property
    def waits(self) -> bool:
        """Whether the types were requested and are not answered yet."""
        return bool(self._waiting)

    def waits_for(self, url: str) -> bool:
        """Whether this address was requested and is not answered yet."""
        return bool(url) and url == self._waiting

    def start(self) -> Iterator[Ask]:
        """Request the types."""
        self._waiting = self._questions.types()
        yield Ask(url=self._waiting, route="api.types")

    def read(self, reply: Reply) -> dict[str, Update]:
        """Read the types. Returns the posts to request, by collection.

        Many blogs refuse to name their types or have no such address. Any other failure is a `loss`.
        """
        self._waiting = ""
        if reply.status != _OK and reply.status not in WITHHELD:
            self.loss = failure(reply)
        self._types = read_post_types(reply.body) if reply.status == _OK else None
        for kind in self._types or ():
            if kind.has_articles:
                posts = partial(self._posts, kind.collection)
                self.updates[kind.collection] = Update(self._prior, posts, lists_all=True)
        return self.updates

    def withhold(self, listing: CollectionReader) -> bool:
        """Leave out the type whose posts are requested by a listing. Returns whether there is one."""
        refused = [name for name, update in self.updates.items() if update.newest is listing]
        for name in refused:
            del self.updates[name]
        return bool(refused)

    @property
    def numbers(self) -> set[int]:
        """The numbers of all their posts, as far as the API reported them."""
        return {number for update in self.updates.values() for number in update.present}

    @property
    def total(self) -> int:
        """Number of their posts according to the API, as far as it is known."""
        return sum(update.newest.total or 0 for update in self.updates.values())

    @property
    def said(self) -> Iterator[str]:
        """A sentence for each kind of types."""
        if self.loss:
            yield "The types of posts could not be read."
            return
        if self._types is None:
            yield "The API does not name its types of posts."
            return
        for has_articles, words in ((True, "are read, too"), (False, "are left out: they are not articles")):
            names = [f"{one.name} ({one.slug})" for one in self._types if one.has_articles is has_articles]
            if names:
                yield f"Posts of these types {words}: {', '.join(names)}."

    def _posts(self, collection: str, query: Query, most: int | None) -> CollectionReader:
        if self._since and "include" not in query:
            query = {**query, "modified_after": self._since}
        return self._questions.posts(query, most, collection=collection)

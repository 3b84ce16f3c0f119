"""Categories, tags and authors from the API, by number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.discovery.rest.fields import BadField, Fields
from crawler.items import Author, DatasetWarning, Term
from crawler.items.blog import Taxonomy
from crawler.text import html_text
from crawler.urls.canonical import is_web

TAXONOMIES: dict[str, Taxonomy] = {"categories": "category", "tags": "tag"}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Node:
    taxonomy: Taxonomy
    name: str
    slug: str
    parent: int


class Names:
    """Terms and authors by number."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[Taxonomy, int], _Node] = {}
        self._authors: dict[int, Author] = {}

    def read(self, collection: str, objects: Iterable[Any]) -> list[DatasetWarning]:
        """Add the objects of `categories`, `tags` or `users`. An invalid one is left out with a warning."""
        warnings = []
        for value in objects:
            try:
                if collection == "users":
                    self._add_author(Fields(value))
                else:
                    self._add_term(TAXONOMIES[collection], Fields(value))
            except BadField as error:
                warnings.append(DatasetWarning(code="bad_term", detail=f"{collection}: {error}"))
        return warnings

    def author(self, number: int) -> Author | None:
        """The author with this number, or None if the API does not give one."""
        return self._authors.get(number)

    def terms(self, taxonomy: Taxonomy, numbers: Iterable[int]) -> list[Term]:
        """The terms with these numbers, in their order. Terms that the blog did not deliver are left out."""
        found = (self._term(taxonomy, number, ()) for number in numbers)
        return [term for term in found if term]

    def _term(self, taxonomy: Taxonomy, number: int, below: tuple[int, ...]) -> Term | None:
        node = self._nodes.get((taxonomy, number))
        if node is None or number in below:  # a circle of parents is cut where it closes
            return None
        parent = self._term(taxonomy, node.parent, (*below, number)) if node.parent else None
        return Term(taxonomy=taxonomy, name=node.name, slug=node.slug, parent=parent)

    def _add_author(self, fields: Fields) -> None:
        url = fields.text("link")
        name, slug = html_text.plain(fields.text("name")), html_text.plain(fields.text("slug"))
        author = Author(name=name or slug, slug=slug, url=url if is_web(url) else None)
        self._authors[fields.number("id")] = author

    def _add_term(self, taxonomy: Taxonomy, fields: Fields) -> None:
        name, slug = html_text.plain(fields.text("name")), html_text.plain(fields.text("slug"))
        if not slug:
            raise BadField("slug is empty")
        parent = 0 if taxonomy == "tag" else fields.number("parent", least=0)
        self._nodes[taxonomy, fields.number("id")] = _Node(
            taxonomy=taxonomy, name=name or slug, slug=slug, parent=parent
        )


class Referred:
    """The numbers that posts refer to, so that each is requested once."""

    def __init__(self) -> None:
        self._met: dict[str, set[int]] = {"categories": set(), "tags": set(), "users": set()}

    def new_in(self, posts: Iterable[Any]) -> Iterator[tuple[str, list[int]]]:
        """Pairs of collection and numbers that these posts of the API are the first to refer to.

        Categories come only once, with the first post that has one.
        """
        found: dict[str, set[int]] = {"categories": set(), "tags": set(), "users": set()}
        for value in posts:
            try:
                fields = Fields(value)
                for collection in TAXONOMIES:
                    found[collection].update(fields.numbers(collection))
                found["users"].add(fields.number("author", least=0))
            except BadField:  # reported when the post itself is read
                continue
        for collection, numbers in found.items():
            new = numbers - self._met[collection] - {0}
            whole = collection == "categories" and bool(self._met[collection])
            self._met[collection] |= new
            if new and not whole:
                yield collection, sorted(new)

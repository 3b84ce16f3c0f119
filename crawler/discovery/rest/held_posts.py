"""Holds posts until the names and images that they refer to have arrived."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crawler.discovery.rest.collection import CollectionReader, PageRead
from crawler.discovery.rest.fields import BadField, Fields
from crawler.discovery.rest.post import Context, featured_number, read_post
from crawler.discovery.rest.terms import Names
from crawler.items import DatasetWarning, Post


@dataclass(frozen=True, slots=True)
class _Page:
    read: PageRead
    seen: str
    images: list[CollectionReader]

    @property
    def ready(self) -> bool:
        return all(listing.finished for listing in self.images)


class HeldPosts:
    """Pages of posts that wait until everything that they refer to has been answered."""

    def __init__(self) -> None:
        self.names = Names()
        self.numbers: set[int] = set()
        """Numbers of the posts that were passed on."""
        self.authors: dict[int, int] = {}
        """Number of the author by number of the post, if the API gives it."""
        self._images: dict[int, str] = {}
        self._asked_in: dict[int, CollectionReader] = {}
        self._pages: list[_Page] = []

    def __len__(self) -> int:
        return len(self._pages)

    def hold(self, read: PageRead, seen: str) -> None:
        """Hold a page received at ``seen`` until the images that it needs have been answered."""
        listings = {id(one): one for one in map(self._asked_in.get, _image_numbers(read.objects)) if one}
        self._pages.append(_Page(read, seen, list(listings.values())))

    def missing_images(self, posts: list[Any]) -> list[int]:
        """The numbers of featured images of these posts that were not requested yet."""
        return sorted(_image_numbers(posts) - self._asked_in.keys())

    def asked_for_images(self, numbers: list[int], listing: CollectionReader) -> None:
        """Note that these images were requested."""
        self._asked_in.update(dict.fromkeys(numbers, listing))

    def read_images(self, objects: list[Any]) -> None:
        """Add the addresses of images. If one has no address, its post has no image."""
        for value in objects:
            try:
                fields = Fields(value)
                self._images[fields.number("id")] = fields.text("source_url")
            except BadField:
                continue

    def release(self, language: str | None) -> Iterator[tuple[Post | DatasetWarning, str]]:
        """The posts of pages whose images have arrived, each once, with the time of their page."""
        ready = [page for page in self._pages if page.ready]
        self._pages = [page for page in self._pages if not page.ready]
        for page in ready:
            context = Context(names=self.names, language=language, images=self._images, clean=page.read.clean)
            for value in page.read.objects:
                result = self._read(value, context)
                if result:
                    yield result, page.seen

    def _read(self, value: Any, context: Context) -> Post | DatasetWarning | None:
        """A post, a warning if it is not a post, or None if it came before."""
        try:
            post = read_post(Fields(value), context)
        except BadField as error:
            number = value.get("id") if isinstance(value, dict) else None
            return DatasetWarning(code="bad_post", detail=f"post {number} was left out: {error}")
        if post.post_id is None or post.post_id in self.numbers:
            return None
        self.numbers.add(post.post_id)
        author = value.get("author")
        if isinstance(author, int):
            self.authors[post.post_id] = author
        return post


def _image_numbers(posts: list[Any]) -> set[int]:
    numbers: set[int] = set()
    for value in posts:
        try:
            numbers.add(featured_number(Fields(value)))
        except BadField:  # reported when the post itself is read
            continue
    return numbers - {0}

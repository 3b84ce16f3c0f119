"""The queries to WordPress: collections, the fields of their objects, order and page sizes."""

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.discovery.rest.address import Collection, api_url
from crawler.discovery.rest.collection import CollectionReader
from crawler.discovery.rest.comments import COMMENT_FIELDS
from crawler.discovery.rest.entrance import Entrance
from crawler.discovery.rest.post import POST_FIELDS
from crawler.discovery.scope import Scope

PAGE = 100
"""Maximum page size of the API."""
_PARTS = (10, 1)
NAMES = {
    "categories": "id,count,description,link,name,slug,taxonomy,parent,meta",
    "tags": "id,count,description,link,name,slug,taxonomy,meta",
    "users": "id,name,url,description,link,slug,meta",
}
"""The collections that posts refer to by number, with the fields to request."""
_IMAGE_FIELDS = "id,source_url,alt_text,caption"
_IN_ORDER = {"orderby": "id", "order": "asc"}  # a post published meanwhile comes last and shifts no page
_NEWEST_FIRST = {"orderby": "date", "order": "desc"}

Query = Mapping[str, str | int]


class Questions:
    """Listings of the API at the address of the entrance, limited by ``scope``."""

    def __init__(self, entrance: Entrance, scope: Scope) -> None:
        self._entrance, self._scope = entrance, scope

    def names(self, collection: str, query: Query) -> CollectionReader:
        """Categories, tags or users."""
        return self._listing(collection, {**query, "_fields": NAMES[collection]}, sizes=(PAGE,))

    def all_posts(self) -> CollectionReader:
        """All posts in the scope."""
        limit, since = self._scope.limit, self._scope.since
        size = min(PAGE, limit or PAGE)
        sizes = (size, *(part for part in _PARTS if part < size))
        query = {**(_NEWEST_FIRST if limit else _IN_ORDER), "_fields": POST_FIELDS}
        if since:
            query["modified_after"] = since
        return self._listing("posts", query, sizes=sizes, most=limit)

    def posts(self, query: Query, most: int | None, *, collection: str = "posts") -> CollectionReader:
        """Posts by a query: complete, unless the query names fields."""
        if "_fields" in query:
            return self._listing(collection, query, sizes=(PAGE,), most=most)
        return self._listing(collection, {**query, "_fields": POST_FIELDS}, sizes=(PAGE, *_PARTS), most=most)

    def types(self) -> str:
        """The address of the types of posts."""
        return api_url(self._entrance.base, "types", {"context": "view"})

    def images(self, query: Query) -> CollectionReader:
        """A page of images."""
        return self._listing("media", {**query, "_fields": _IMAGE_FIELDS}, sizes=(PAGE,), most=PAGE)

    def comments(self, posts: Sequence[int]) -> CollectionReader:
        """All comments in the scope, or only those of these posts if any are given."""
        query: dict[str, str | int] = {**_IN_ORDER, "_fields": COMMENT_FIELDS}
        if self._scope.since:
            query["after"] = self._scope.since
        if posts:
            query["post"] = ",".join(map(str, posts))
        return self._listing("comments", query, sizes=(PAGE, *_PARTS), may_be_withheld=True)

    def newest_comments(self) -> CollectionReader:
        """One page of comments."""
        query = {**_NEWEST_FIRST, "orderby": "date_gmt", "_fields": COMMENT_FIELDS}
        return self._listing("comments", query, sizes=(PAGE,), most=PAGE, may_be_withheld=True)

    def _listing(self, collection: str, query: Query, **how: Any) -> CollectionReader:
        return CollectionReader(Collection(self._entrance.base, collection, query), **how)

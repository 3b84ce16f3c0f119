"""The REST API: index, paginated collections, single objects, and errors."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from crawler.demo.answers import Answer, rest
from crawler.demo.blog import Blog
from crawler.demo.rest_members import MEMBERS, Member
from crawler.demo.rest_objects import (
    comment_object,
    media_object,
    post_object,
    term_object,
    user_object,
)
from crawler.demo.rest_query import ORDERS, BadParameterError, Query, problem

_MAKE: dict[str, Callable[[Blog, Any], dict[str, Any]]] = {
    "posts": post_object,
    "comments": lambda blog, pair: comment_object(blog, *pair),
    "categories": term_object,
    "tags": term_object,
    "users": user_object,
    "media": media_object,
}
_TYPES = {
    slug: {
        "name": name,
        "slug": slug,
        "rest_base": collection,
        "rest_namespace": "wp/v2",
        "hierarchical": slug == "page",
        "taxonomies": ["category", "post_tag"] if slug == "post" else [],
    }
    for slug, name, collection in (
        ("post", "Articles", "posts"),
        ("page", "Pages", "pages"),
        ("attachment", "Fichiers média", "media"),
    )
}
_NO_ROUTE = "No route was found matching the URL and request method."
_PAST_THE_END = "The page number requested is larger than the number of pages available."


def api_answer(blog: Blog, route: str, raw: dict[str, str]) -> Answer:
    """The response for a route below the API's root ("wp/v2/posts") with its query parameters."""
    parts = [part for part in route.split("/") if part]
    if not parts:
        return rest(_index(blog))
    if parts == ["wp", "v2"]:
        return rest({"namespace": "wp/v2", "routes": _routes(blog)})
    if parts == ["wp", "v2", "types"]:
        return rest(_TYPES)
    if parts[:2] != ["wp", "v2"] or parts[2] not in _MAKE:
        return problem("rest_no_route", _NO_ROUTE, {"status": 404})
    try:
        return _collection_answer(blog, parts[2:], Query(parts[2], raw))
    except BadParameterError as error:
        return error.answer


def _collection_answer(blog: Blog, parts: list[str], query: Query) -> Answer:
    members = MEMBERS[query.collection](blog, query)
    if len(parts) == 1:
        return _page(blog, _sorted(members, query), query)
    found = next((one for one in members if parts[1:] == [str(one.keys["id"])]), None)
    if found is None:
        code = f"rest_{query.collection.removesuffix('s')}_invalid_id"
        return problem(code, "Identifiant non valide.", {"status": 404})
    return rest(_shown(_MAKE[query.collection](blog, found.source), query))


def _page(blog: Blog, members: list[Member], query: Query) -> Answer:
    """One page. After the end: 400 for posts and an empty list for others, as in WordPress."""
    total, size, start = len(members), query.per_page, query.offset
    pages = -(-total // size)
    if query.collection == "posts" and start >= total and start:
        return problem("rest_post_invalid_page_number", _PAST_THE_END, {"status": 400})
    handed = [one for one in members[start : start + size] if not one.keys.get("withheld")]
    objects = [_shown(_MAKE[query.collection](blog, one.source), query) for one in handed]
    headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
    links = _page_links(f"{blog.api}/{query.collection}", query, pages)
    return rest(objects, headers=headers | ({"Link": links} if links else {}))


def _page_links(url: str, query: Query, pages: int) -> str:
    links = []
    if query.page > 1:
        links.append((min(query.page - 1, pages), "prev"))
    if query.page < pages:
        links.append((query.page + 1, "next"))
    return ", ".join(
        f'<{url}?{urlencode({**query.raw, "page": page})}>; rel="{relation}"' for page, relation in links
    )


def _sorted(members: list[Member], query: Query) -> list[Member]:
    included, slugs = query.numbers("include"), query.words("slug")
    chosen = [
        one
        for one in members
        if (not included or one.keys["id"] in included)
        and one.keys["id"] not in query.numbers("exclude")
        and (not slugs or one.keys.get("slug") in slugs)
    ]
    if query.order_by == "include" and included:
        return sorted(chosen, key=lambda one: included.index(one.keys["id"]))
    usual = ORDERS[query.collection][0]
    key = query.order_by if query.order_by in (members[0].keys if members else {}) else usual
    return sorted(chosen, key=lambda one: (one.keys[key], one.keys["id"]), reverse=query.descending)


def _shown(value: dict[str, Any], query: Query) -> dict[str, Any]:
    """The object, or only the requested fields. Unknown names are ignored."""
    return _picked(value, query.fields) if query.fields else value


def _picked(value: dict[str, Any], wanted: list[list[str]]) -> dict[str, Any]:
    shown = {}
    for name, inner in value.items():
        paths = [path[1:] for path in wanted if path[0] == name]
        if not paths:
            continue
        deeper = [path for path in paths if path]
        whole = len(deeper) < len(paths) or not isinstance(inner, dict)
        shown[name] = inner if whole else _picked(inner, deeper)
    return shown


def _index(blog: Blog) -> dict[str, Any]:
    return {
        "name": blog.content.title,
        "description": blog.content.description,
        "url": blog.home,
        "home": blog.home,
        "gmt_offset": 1,
        "timezone_string": "Europe/Paris",
        "namespaces": ["wp/v2"],
        "authentication": [],
        "routes": _routes(blog),
        "_links": {"help": [{"href": "https://developer.wordpress.org/rest-api/"}]},
    }


def _routes(blog: Blog) -> dict[str, Any]:
    names = ["", *(f"/{collection}" for collection in _MAKE)]
    return {
        f"/wp/v2{name}": {
            "namespace": "wp/v2",
            "methods": ["GET"],
            "_links": {"self": [{"href": f"{blog.api}{name}"}]},
        }
        for name in names
    }

"""The types of posts that the API names: which contain articles, besides the blog's posts."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from crawler.text.characters import clean, fold

#: Types of WordPress itself. Only `post` contains articles.
_CORE = frozenset(
    ("post", "page", "attachment", "revision", "custom_css", "customize_changeset", "user_request")
)
_CORE_PREFIXES = ("wp_", "nav_menu", "oembed_")
#: Words in the names of types that plugins add for other things than articles.
_OTHER_THINGS = frozenset(
    "ad ads advert banner block booking brand callout cart client collection component cookie coupon "
    "course customer discount download elementor email employee event events faq faqs feedback field "
    "fields floating font form forms forum gallery glossary header footer icon invoice item job jobs "
    "landing layout lesson lib library listing location logo map member members membership menu message "
    "modal module order organizer partner partners payment place plan popup portfolio pricing product "
    "products produit produits project projects property question quiz refund reply reservation room "
    "service services shop slide slider slides snippet staff step subscription team template templates "
    "testimonial testimonials theme ticket topic variation venue widget".split()
)
_WORDS = re.compile(r"[^\W\d_]+")
_NAMESPACE = "wp/v2"


class PostType(NamedTuple):
    """A type of posts that is not WordPress's own."""

    slug: str
    name: str
    """Its name for readers."""
    collection: str
    """The name of its collection in addresses of the API."""
    has_articles: bool
    """Whether it is read. Products, events, forms and the like are not."""


def read_post_types(body: bytes) -> list[PostType] | None:
    """The further types in a response of ``/wp/v2/types``, in its order. None if it is not that.

    A type contains articles unless it is hierarchical, like pages, is not in the API's own part, or is named
    for another thing. WordPress names only public types to readers.
    """
    try:
        types = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(types, dict) or not isinstance(types.get("post"), dict):
        return None
    return list(_further(types))


def _further(types: Mapping[str, Any]) -> Iterator[PostType]:
    for key, value in types.items():
        slug = clean(str(key))
        if slug in _CORE or slug.startswith(_CORE_PREFIXES) or not isinstance(value, dict):
            continue
        name, collection = value.get("name"), value.get("rest_base") or slug
        if not isinstance(collection, str) or not re.fullmatch(r"[\w-]+", collection):
            continue
        told = value.get("rest_namespace", _NAMESPACE)
        is_other = not _names(slug, collection).isdisjoint(_OTHER_THINGS)
        yield PostType(
            slug=slug,
            name=clean(name) if isinstance(name, str) and name else slug,
            collection=collection,
            has_articles=not (is_other or value.get("hierarchical") is True or told != _NAMESPACE),
        )


def _names(*names: str) -> set[str]:
    """The words in names, without accents.

    >>> sorted(_names("tribe_events", "e-landing-page"))
    ['e', 'events', 'landing', 'page', 'tribe']
    """
    return {word for name in names for word in _WORDS.findall(fold(name))}

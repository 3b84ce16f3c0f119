"""The types of posts that an API names: those with articles are read, products and the like are not."""

import json
from typing import Any

import pytest

from crawler.discovery.rest.post_types import read_post_types


def a_type(slug: str, **fields: Any) -> dict[str, Any]:
    return {"name": slug.title(), "slug": slug, "rest_base": slug, "rest_namespace": "wp/v2", **fields}


def read(*kinds: dict[str, Any]) -> dict[str, bool]:
    """Whether each further type has articles."""
    types = {kind["slug"]: kind for kind in (a_type("post", rest_base="posts"), *kinds)}
    found = read_post_types(json.dumps(types).encode())
    assert found is not None
    return {kind.collection: kind.has_articles for kind in found}


@pytest.mark.parametrize("slug", ["entretien", "essay", "recipe", "podcast_episode", "nouvelle", "review"])
def test_a_type_with_a_name_of_its_own_has_articles(slug: str) -> None:
    assert read(a_type(slug)) == {slug: True}


@pytest.mark.parametrize(
    "slug",
    ["product", "produit", "tribe_events", "event", "elementor_library", "portfolio", "jetpack-testimonial", "wpforms-form"],
)  # fmt: skip
def test_a_type_named_for_another_thing_has_none(slug: str) -> None:
    assert read(a_type(slug)) == {slug: False}


@pytest.mark.parametrize(
    "slug", ["page", "attachment", "wp_block", "wp_template_part", "wp_navigation", "nav_menu_item"]
)
def test_the_types_of_the_software_itself_are_not_named(slug: str) -> None:
    assert read(a_type(slug)) == {}


def test_types_like_pages_or_in_another_part_of_the_api_have_none() -> None:
    kinds = read(a_type("manuel", hierarchical=True), a_type("annonce", rest_namespace="other/v1"))
    assert kinds == {"manuel": False, "annonce": False}


def test_the_address_of_a_type_may_differ_from_its_name() -> None:
    assert read(a_type("entretien", rest_base="entretiens")) == {"entretiens": True}
    assert read(a_type("entretien", rest_base=False)) == {"entretien": True}
    assert read(a_type("entretien", rest_base="../users")) == {}


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"[" * 100_000, b'{"code": "rest_forbidden"}', b"{}"]
)
def test_what_names_no_type_of_posts_is_no_list_of_types(body: bytes) -> None:
    assert read_post_types(body) is None

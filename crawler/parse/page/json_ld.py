"""The JSON-LD in which a page describes itself to search engines, in the vocabulary of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

from crawler.parse.page.elements import PageElements

ARTICLE_TYPES = frozenset(
    "Article BlogPosting NewsArticle Report ScholarlyArticle TechArticle LiveBlogPosting SocialMediaPosting "
    "AnalysisNewsArticle OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle "
    "DiscussionForumPosting".split()
)
PAGE_TYPES = frozenset("WebPage ItemPage MedicalWebPage FAQPage QAPage AboutPage".split())
WORK_TYPES = frozenset(
    "Recipe HowTo Guide Review CriticReview VideoObject PodcastEpisode CreativeWork Course LearningResource "
    "Episode MediaObject AudioObject".split()
)
_DAY = 10  # characters of "2018-08-14"
_LONGEST = 500_000  # characters of a script
_MOST = 2_000  # objects


def read_json_ld(page: PageElements) -> list[dict[str, Any]]:
    """The objects that describe the page itself, including those of a ``@graph``. Broken ones are skipped."""
    found: list[dict[str, Any]] = []
    for script in page.tagged("script"):
        text = (script.text or "") if "application/ld+json" in script.get("type", "") else ""
        if not text or len(text) > _LONGEST or len(found) > _MOST:
            continue
        try:
            data = json.loads(text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += _nodes(data)
    return found


def types_of(node: dict[str, Any]) -> set[str]:
    """The types of an object, without the address of the vocabulary."""
    told = node.get("@type")
    names = told if isinstance(told, list) else [told]
    return {name.rpartition("/")[2] for name in names if isinstance(name, str)}


def described_article(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The first object that describes an article, with its author from the graph. {} if there is none."""
    article = next((node for node in nodes if types_of(node) & ARTICLE_TYPES), {})
    author = article.get("author")
    if isinstance(author, dict) and "name" not in author:
        known = next((n for n in nodes if n.get("@id") == author.get("@id") and n is not author), author)
        return {**article, "author": known}
    return article


def described_page(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The single object with a time that describes the page or the work on it. {} if there is none.

    Sites also describe a post as a page, a recipe or a guide. A page with several recipes gives none.
    """
    for types in (PAGE_TYPES, WORK_TYPES):
        found = [n for n in nodes if types_of(n) & types and isinstance(n.get("datePublished"), str)]
        if len({node["datePublished"][:_DAY] for node in found}) == 1:
            return found[0]
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (n for n in (graph if isinstance(graph, list) else ()) if isinstance(n, dict))

"""The search page: parameters of an address → results or a hint, never an error."""

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from crawler.publish.addresses import Addresses
from crawler.publish.search.hints import similar
from crawler.publish.search.search import MOST, MOST_PAGES, SearchResults, Wanted, search
from crawler.publish.search.shelves import SHELVES
from crawler.publish.search.words import NOTHING, search_terms
from crawler.text.scripts import is_unspaced

_FOUND = re.compile("⟦([^⟦⟧]*)⟧")
_FORMS = {"year": re.compile(r"\d{4}"), "month": re.compile(r"\d{4}-\d\d")}
_KEY = re.compile(r"\d{1,18}")
_YEARS = """
SELECT DISTINCT SUBSTR(published, 1, 4) AS year FROM articles WHERE published IS NOT NULL ORDER BY year DESC
"""
_AUTHORS = "SELECT id, name FROM authors ORDER BY name LIMIT 200"
_TERMS = """
SELECT terms.id, terms.name, terms.taxonomy, COUNT(*) AS number
FROM article_terms
JOIN terms ON terms.id = article_terms.term
GROUP BY terms.id
ORDER BY number DESC
LIMIT 100
"""


def read_search(connection: sqlite3.Connection, asked: Mapping[str, str], at: Addresses) -> dict[str, Any]:
    """The variables of the template. ``asked`` contains the parameters of the address: `q`, `kind`, `year`,
    `month`, `author`, `term`, `endings` and `page`. Invalid values are ignored.
    """
    text = asked.get("q", "").strip()
    wanted = _wanted(text, asked)
    found, hint = _found(connection, wanted, text)
    kept = {"q": text, **wanted.filters, "endings": asked.get("endings")}
    return {
        "q": text,
        "wanted": wanted,
        "endings": asked.get("endings") == "1",
        "found": found,
        "hint": hint,
        "likelier": _likelier(connection, text, found, kept | {"kind": wanted.kind}, at),
        "kinds": [
            (kind, shelf.word, at.page("search", **kept, kind=kind)) for kind, shelf in SHELVES.items()
        ],
        "everything": at.page("search", **kept),
        "pages": _pages(wanted, found, {**kept, "kind": wanted.kind}, at),
        "most": MOST,
        "marked": marked,
        "choices": _choices(connection),
    }


def marked(snippet: str) -> Markup:
    """A snippet with the matching words in `<mark>`. It is escaped first, then marked."""
    return Markup(_FOUND.sub(r"<mark>\1</mark>", str(escape(snippet))))  # noqa: S704 (escaped just here)


def _wanted(text: str, asked: Mapping[str, str]) -> Wanted:
    filters = {name: value for name, form in _FORMS.items() if form.fullmatch(value := asked.get(name, ""))}
    filters |= {name: value for name in ("author", "term") if _KEY.fullmatch(value := asked.get(name, ""))}
    page = asked.get("page", "")
    return Wanted(
        terms=search_terms(text, endings=asked.get("endings") == "1") if text else None,
        by_letters=is_unspaced(text),
        kind=asked["kind"] if asked.get("kind") in SHELVES else None,
        filters=filters,
        page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 4 and int(page) else 1,  # noqa: PLR2004 (digits)
    )


def _found(connection: sqlite3.Connection, wanted: Wanted, text: str) -> tuple[SearchResults, str | None]:
    """The results, and a hint if there are none."""
    nothing = SearchResults(entries=[], counts=dict.fromkeys(SHELVES, 0), more=False)
    if wanted.terms == NOTHING:
        return nothing, "The search contains no words. Type letters or digits."
    try:
        found = search(connection, wanted)
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return nothing, "Too many results: the search took too long. Add a word, or choose a kind or a year."
    if found.entries or wanted.page > 1:
        return found, None
    if len(text.split()) > 1:
        return found, "No results with all these words. Try fewer words or a prefix: comm*."
    return found, "No results."


def _likelier(
    connection: sqlite3.Connection, text: str, found: SearchResults, kept: Mapping[str, object], at: Addresses
) -> tuple[str, str] | None:
    """If there are no results: similar words that exist, and the address of their search."""
    if found.entries or not text:
        return None
    try:
        meant = similar(connection, text)
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return None
    return (meant, at.page("search", **{**kept, "q": meant})) if meant else None


def _pages(wanted: Wanted, found: SearchResults, kept: Mapping[str, object], at: Addresses) -> dict[str, str]:
    pages = {}
    if wanted.page > 1:
        pages["Previous"] = at.page("search", **kept, page=wanted.page - 1)
    if found.more:
        pages["Next"] = at.page("search", **kept, page=wanted.page + 1)
    return pages


def _choices(connection: sqlite3.Connection) -> dict[str, list[sqlite3.Row]]:
    questions = {"years": _YEARS, "authors": _AUTHORS, "terms": _TERMS}
    try:
        return {name: connection.execute(sql).fetchall() for name, sql in questions.items()}
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return {name: [] for name in questions}

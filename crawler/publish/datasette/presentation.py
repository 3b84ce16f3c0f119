"""How each table is shown: facets, sort order and page size. Data, no code.

The home page lists the tables in this order: content first, then where it came from.
"""

from typing import Any

#: The keys are Datasette's: `facets`, `sort`, `sort_desc`, `size`, `units`. `{"year": …}` is a facet of this
#: plugin.
TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "facets": [{"year": "published"}, "author", "language", "status"],
        "sort_desc": "published",
        "size": 25,
    },
    "paragraphs": {"facets": ["kind"]},
    "turns": {"facets": ["role", "speaker"], "size": 50},
    "profiles": {},
    "footnotes": {"facets": ["kind", "status", "label"], "size": 50},
    "footnote_references": {"facets": ["status"], "size": 50},
    "links": {"facets": ["place", "internal"]},
    "sources": {"facets": ["domain"], "sort": "url"},
    "tweets": {"facets": [{"year": "posted_at"}, "account", "lang"], "sort_desc": "posted_at", "size": 50},
    "tweet_accounts": {"sort": "handle"},
    "article_tweets": {"facets": ["relation", "form"], "size": 50},
    "tweet_links": {"facets": ["kind"]},
    "embeds": {"facets": ["provider", "kind"]},
    "images": {"size": 50},
    "credits": {"facets": ["label"]},
    "comments": {"facets": [{"year": "posted"}, "kind"], "sort_desc": "posted", "size": 50},
    "authors": {"sort": "name"},
    "terms": {"facets": ["taxonomy"], "sort": "name"},
    "article_terms": {"facets": ["term"]},
    "article_versions": {"sort_desc": "seen", "size": 25},
    "blogs": {},
    "warnings": {"facets": ["code"], "sort": "code"},
    "runs": {"sort_desc": "id", "units": {"bytes": "byte"}, "size": 50},
    "pages": {"facets": ["route", "status"], "sort_desc": "fetched"},
    "discoveries": {"facets": ["route", "outcome"], "sort_desc": "last_seen"},
    "announcements": {"facets": ["route"], "sort": "month"},
}

#: Facets of the views.
VIEWS: dict[str, dict[str, Any]] = {
    "articles_by_term": {"facets": ["taxonomy"]},
    "footnotes_without_source": {"facets": ["kind"]},
    "unresolved_references": {"facets": ["status"]},
    "works_cited": {"facets": ["year"]},
}

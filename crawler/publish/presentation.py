"""How each table is shown: its facets, its order, how many rows a page. Data, no code."""

from typing import Any

#: Datasette's own words for it: `facets`, `sort`, `sort_desc`, `size`, `units`. `{"year": …}` is a facet of
#: this plugin.
TABLES: dict[str, dict[str, Any]] = {
    "blogs": {},
    "runs": {"sort_desc": "id", "units": {"bytes": "byte"}, "size": 50},
    "authors": {"sort": "name"},
    "terms": {"facets": ["taxonomy"], "sort": "name"},
    "articles": {
        "facets": [{"year": "published"}, "author", "language", "status"],
        "sort_desc": "published",
        "size": 25,
    },
    "article_terms": {"facets": ["term"]},
    "paragraphs": {"facets": ["kind"]},
    "turns": {"facets": ["role", "speaker"], "size": 50},
    "profiles": {},
    "tweet_accounts": {"sort": "handle"},
    "tweets": {"facets": [{"year": "posted_at"}, "account", "lang"], "sort_desc": "posted_at", "size": 50},
    "tweet_links": {"facets": ["kind"]},
    "footnotes": {"facets": ["kind", "status", "label"], "size": 50},
    "article_tweets": {"facets": ["relation", "form"], "size": 50},
    "footnote_references": {"facets": ["status"], "size": 50},
    "embeds": {"facets": ["provider", "kind"]},
    "sources": {"facets": ["domain"], "sort": "url"},
    "links": {"facets": ["place", "internal"]},
    "images": {"size": 50},
    "credits": {"facets": ["label"]},
    "comments": {"facets": [{"year": "posted"}, "kind"], "sort_desc": "posted", "size": 50},
    "pages": {"facets": ["route", "status"], "sort_desc": "fetched"},
    "discoveries": {"facets": ["route"], "sort_desc": "last_seen"},
    "article_versions": {"sort_desc": "seen", "size": 25},
    "warnings": {"facets": ["code"], "sort": "code"},
}

#: What of a view is worth a facet.
VIEWS: dict[str, dict[str, Any]] = {
    "articles_by_term": {"facets": ["taxonomy"]},
    "footnotes_without_source": {"facets": ["kind"]},
    "unresolved_references": {"facets": ["status"]},
    "works_cited": {"facets": ["year"]},
}

"""Compares a dataset with the posts that were written, and its verdict with what is there."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from engines.posts import Sample

from crawler.store.reading.coverage import coverage_of

TOLERANCE = 0.02  # share of the words that may differ

_ARTICLES = """
SELECT articles.url, title, substr(published, 1, 10) AS day, authors.name AS author, language, text,
  (SELECT json_group_array(tweet) FROM (SELECT tweet FROM article_tweets
     WHERE article = articles.id AND relation = 'embedded' ORDER BY position)) AS tweets,
  (SELECT json_group_array(urls) FROM (SELECT urls FROM footnotes
     WHERE article = articles.id ORDER BY position)) AS notes,
  (SELECT COUNT(*) FROM footnote_references WHERE article = articles.id AND status = 'resolved') AS markers,
  (SELECT json_group_array(name) FROM article_terms JOIN terms ON terms.id = term
     WHERE article = articles.id AND taxonomy = 'category') AS category,
  (SELECT json_group_array(name) FROM article_terms JOIN terms ON terms.id = term
     WHERE article = articles.id AND taxonomy = 'tag') AS tag,
  (SELECT COUNT(*) FROM comments WHERE article = articles.id) AS comments
FROM articles LEFT JOIN authors ON authors.id = author
WHERE status = 'live'
"""


def mistakes(dataset: Path, samples: list[Sample], prints: frozenset[str]) -> list[str]:
    """How the dataset differs from the source: missing posts, pages that are not posts, other values, a false verdict.

    ``prints`` is what the site prints of a post beyond title and day: `category`, `tag`, `author`, `comments`.
    """
    with closing(sqlite3.connect(dataset)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(_ARTICLES)]
    found, wrong = set(), []
    for row in rows:
        sample = next((one for one in samples if one.slug in row["url"]), None)
        if sample is None:
            wrong.append(f"{row['url']} is no post")
        elif sample.slug in found:
            wrong.append(f"{row['url']} is there twice")
        else:
            found.add(sample.slug)
            wrong += [f"{row['url']} {difference}" for difference in differences(row, sample, prints)]
    wrong += [f"{sample.slug} is missing" for sample in samples if sample.slug not in found]
    return wrong + _verdict(dataset, whole=len(found) == len(samples))


def differences(row: dict[str, Any], sample: Sample, prints: frozenset[str]) -> list[str]:
    """The differences between an article and its source."""
    told = {
        "title": row["title"],
        "day": row["day"],
        "tweets": tuple(json.loads(row["tweets"])),
        "notes": tuple(url for urls in json.loads(row["notes"]) for url in json.loads(urls)),
        "markers": row["markers"],
        "language": (row["language"] or "")[:2],
        "author": row["author"],
        "category": json.loads(row["category"]),
        "tag": json.loads(row["tag"]),
        "comments": row["comments"],
    }
    written = {
        "title": sample.title,
        "day": str(sample.day),
        "tweets": sample.tweets,
        "notes": sample.notes,
        "markers": len(sample.notes),
        "language": "fr",
        "author": sample.author,
        "category": [sample.category],
        "tag": [sample.tag],
        "comments": len(sample.comments),
    }
    optional = {"author", "category", "tag", "comments"} - prints
    return [
        f"{name}: {told[name]!r}, not {written[name]!r}"
        for name in told
        if name not in optional and told[name] != written[name]
    ] + _other_words(row["text"] or "", sample.prose)


def _other_words(text: str, prose: str) -> list[str]:
    read, written = Counter(_words(text)), Counter(_words(prose))
    lost, added = list((written - read).elements()), list((read - written).elements())
    if len(lost) + len(added) <= TOLERANCE * written.total():
        return []
    return [f"text: lacks {' '.join(lost)[:60]!r}, has {' '.join(added)[:60]!r} too"]


def _words(text: str) -> list[str]:
    return (
        "".join(" " if mark in "¹²³[]" else mark for mark in text.replace("m²", "m2"))
        .replace(" .", ".")
        .split()
    )


def _verdict(dataset: Path, *, whole: bool) -> list[str]:
    (coverage,) = coverage_of(dataset)
    if whole == (coverage.status == "complete"):
        return []
    return [
        f"the verdict is {coverage.verdict!r}, where {'all posts' if whole else 'not all posts'} are there"
    ]

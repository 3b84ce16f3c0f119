"""The searched kinds: table, index and filters of each. Data, no code."""

from dataclasses import dataclass

_AUTHOR = "articles.author = :author"
_TERM = """EXISTS (
  SELECT 1 FROM article_terms WHERE article_terms.article = articles.id AND article_terms.term = :term
)"""
_PLACED = """EXISTS (
  SELECT 1
  FROM article_tweets
  JOIN articles ON articles.id = article_tweets.article
  WHERE article_tweets.tweet = tweets.id AND {}
)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A searched kind. Its fields are SQL."""

    word: str
    """The kind's name in the plural."""
    index: str
    """Its FTS5 table of words."""
    letters: str
    """Its FTS5 table of letters, for scripts without spaces between words. It has the same columns."""
    rowid: str
    """The rowid in the indexes."""
    weights: str
    """The weights of the indexed columns in the score."""
    snippet: int
    """Number of the indexed column that snippets are taken from."""
    weight: float
    """Weight of the kind's best result compared with other kinds."""
    columns: str
    tables: str
    time: str
    """Time of writing."""
    filters: dict[str, str]
    """The condition of each filter."""


def _times(time: str) -> dict[str, str]:
    """Conditions on a time that can use its index."""
    return {
        "year": f"{time} >= :year AND {time} < :year || ':'",
        "month": f"{time} >= :month AND {time} < :month || ':'",
    }


SHELVES = {
    "article": Shelf(
        word="articles",
        index="articles_fts",
        letters="articles_letters_fts",
        rowid="articles.id",
        weights="10.0, 1.0, 0.0",
        snippet=1,
        weight=1.0,
        columns="""
  articles.id AS key,
  articles.title AS title,
  articles.published AS time,
  articles.id AS article,
  articles.language AS language,
  NULL AS who,
  COALESCE(articles.excerpt, SUBSTR(articles.text, 1, 240)) AS text
""",
        tables="articles",
        time="articles.published",
        filters={**_times("articles.published"), "author": _AUTHOR, "term": _TERM},
    ),
    "tweet": Shelf(
        word="tweets",
        index="tweets_fts",
        letters="tweets_letters_fts",
        rowid="tweets.rowid",
        weights="1.0, 0.7, 0.7, 0.0",
        snippet=0,
        weight=0.8,
        columns="""
  tweets.id AS key,
  tweets.account AS title,
  COALESCE(tweets.posted_at, tweets.shown_on) AS time,
  NULL AS article,
  tweets.lang AS language,
  tweets.name AS who,
  tweets.text AS text
""",
        tables="tweets",
        time="tweets.posted_at",
        filters={
            **_times("COALESCE(tweets.posted_at, tweets.shown_on)"),
            "author": _PLACED.format(_AUTHOR),
            "term": _PLACED.format(_TERM),
        },
    ),
    "note": Shelf(
        word="notes",
        index="footnotes_fts",
        letters="footnotes_letters_fts",
        rowid="footnotes.rowid",
        weights="1.0, 0.0",
        snippet=0,
        weight=0.7,
        columns="""
  footnotes.position AS key,
  articles.title AS title,
  articles.published AS time,
  articles.id AS article,
  articles.language AS language,
  footnotes.key AS who,
  footnotes.text AS text
""",
        tables="articles CROSS JOIN footnotes ON footnotes.article = articles.id",
        time="articles.published",
        filters={**_times("articles.published"), "author": _AUTHOR, "term": _TERM},
    ),
    "comment": Shelf(
        word="comments",
        index="comments_fts",
        letters="comments_letters_fts",
        rowid="comments.id",
        weights="1.0, 0.7, 0.0",
        snippet=0,
        weight=0.6,
        columns="""
  comments.id AS key,
  articles.title AS title,
  comments.posted AS time,
  articles.id AS article,
  articles.language AS language,
  comments.author AS who,
  comments.text AS text
""",
        tables="comments JOIN articles ON articles.id = comments.article",
        time="comments.posted",
        filters={**_times("comments.posted"), "author": _AUTHOR, "term": _TERM},
    ),
}

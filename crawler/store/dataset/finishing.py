"""The end of a run: steps that need all rows."""

import re
import sqlite3

from crawler.items import address_key
from crawler.store.dataset.tweets import fold_accounts

_COMMENT_COUNTS = """
UPDATE articles
SET comment_count = counted.comments
FROM (
  SELECT articles.id, COUNT(comments.id) AS comments
  FROM articles
  LEFT JOIN comments ON comments.article = articles.id
  GROUP BY articles.id
) AS counted
WHERE counted.id = articles.id AND articles.comment_count <> counted.comments
"""
_STALE = (
    "DELETE FROM sources WHERE id NOT IN (SELECT source FROM links WHERE source IS NOT NULL)",
    "DELETE FROM authors WHERE id NOT IN (SELECT author FROM articles WHERE author IS NOT NULL)",
)
_STALE_TERMS = (
    "DELETE FROM terms WHERE id NOT IN (SELECT term FROM article_terms) "
    "AND id NOT IN (SELECT parent FROM terms WHERE parent IS NOT NULL)"
)
# WordPress's address of a post by number, and the later pages of a post or of its comments.
_POST_NUMBER = re.compile(r"[?&]p=(?P<number>\d+)")
_PAGE_OF_POST = re.compile(r"/(?:comment-page-)?\d+$")


def finish(connection: sqlite3.Connection) -> None:
    """Count comments, resolve links to articles, and delete rows that nothing refers to.

    It runs in the caller's transaction.
    """
    connection.execute(_COMMENT_COUNTS)
    for statement in _STALE:
        connection.execute(statement)
    while connection.execute(_STALE_TERMS).rowcount:
        continue  # a category may have been needed only by its child
    fold_accounts(connection)
    articles = _Articles(connection)
    _tie_links(connection, articles)
    _tie_discoveries(connection, articles)


def _tie_discoveries(connection: sqlite3.Connection, articles: "_Articles") -> None:
    """Write discoveries.article for addresses that were found before their article was read."""
    untied = connection.execute("SELECT DISTINCT blog, url FROM discoveries WHERE article IS NULL").fetchall()
    found = [(articles.of(url, blog), blog, url) for blog, url in untied]
    connection.executemany(
        "UPDATE discoveries SET article = ? WHERE article IS NULL AND blog = ? AND url = ?",
        [one for one in found if one[0]],
    )


def _tie_links(connection: sqlite3.Connection, articles: "_Articles") -> None:
    """Write links.target where it has changed."""
    links = connection.execute(
        "SELECT links.rowid, links.url, articles.blog, links.target FROM links "
        "JOIN articles ON articles.id = links.article WHERE links.internal = 1"
    ).fetchall()
    found = {(url, blog): articles.of(url, blog) for _, url, blog, _ in links}
    connection.executemany(
        "UPDATE links SET target = ? WHERE rowid = ?",
        [(found[url, blog], row) for row, url, blog, target in links if found[url, blog] != target],
    )


class _Articles:
    """The articles by address (including former ones), and by number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        former = connection.execute(
            "SELECT url, article FROM discoveries WHERE route = 'former' AND article IS NOT NULL"
        )
        self._by_address = {address_key(url): article for url, article in former}
        self._by_number = {}
        for article, url, blog, post_id in connection.execute("SELECT id, url, blog, post_id FROM articles"):
            self._by_address[address_key(url)] = article
            self._by_number[blog, str(post_id)] = article

    def of(self, url: str, blog: str) -> int | None:
        """The article at an address of the blog."""
        key = address_key(url)
        number = _POST_NUMBER.search(key)
        if number:
            return self._by_number.get((blog, number["number"]))
        return self._by_address.get(key, self._by_address.get(_PAGE_OF_POST.sub("", key)))

"""The charts on the home page of a dataset: the SQL of each, its form and its links."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crawler.publish import charts
from crawler.publish.addresses import Addresses
from crawler.publish.charts import Bar

#: Number of bars in the charts of the most cited domains and most quoted accounts.
MOST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A chart on the home page."""

    title: str
    drawing: Markup
    values: Sequence[Bar]
    """The values, also shown as a table."""
    more: str
    """Address of the complete data."""
    wide: bool = False


def read_charts(connection: sqlite3.Connection, at: Addresses) -> list[Chart]:
    """The charts that have data."""
    return [chart for read in _CHARTS if (chart := read(connection, at)) is not None]


def _articles(connection: sqlite3.Connection, at: Addresses) -> Chart | None:
    found = dict(connection.execute(_MONTHS).fetchall())
    if not found:
        return None
    bars = [
        Bar(
            label=month,
            value=found.get(month, 0),
            link=at.page("search", kind="article", month=month),
            tick=tick,
        )
        for month in _months(min(found), max(found))
        for tick in [month[:4] if month.endswith("-01") else None]
    ]
    drawing = charts.columns(bars, "articles", height=190)
    kept = [bar for bar in bars if bar.value]
    return Chart(
        title="Articles by month",
        drawing=drawing,
        values=kept,
        more=at.table("published_by_month"),
        wide=True,
    )


def _months(first: str, last: str) -> list[str]:
    """Every month from the first to the last, at most a hundred years.

    >>> _months("2018-11", "2019-01")
    ['2018-11', '2018-12', '2019-01']
    """
    century = 1200
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(max(begin, end - century), end + 1)]


def _tweets(connection: sqlite3.Connection, at: Addresses) -> Chart | None:
    found = connection.execute(_TWEET_YEARS).fetchall()
    bars = [
        Bar(label=year, value=count, link=at.page("search", kind="tweet", year=year), tick=year)
        for year, count in found
    ]
    return _chart("Tweets by year", charts.columns, bars, "tweets", at.table("quoted_accounts"))


def _notes(connection: sqlite3.Connection, at: Addresses) -> Chart | None:
    bars = [
        Bar(label=year, value=round(share, 1), link=at.page("search", kind="article", year=year), tick=year)
        for year, share in connection.execute(_NOTE_YEARS)
    ]
    found = _chart(
        "Footnotes per article", charts.line, bars, "footnotes per article", at.table("published_by_month")
    )
    return found if any(bar.value for bar in bars) else None


def _domains(connection: sqlite3.Connection, at: Addresses) -> Chart | None:
    rows = connection.execute(_DOMAINS, [MOST])
    bars = [Bar(label=domain, value=count, link=at.page("domain", domain)) for domain, count in rows]
    return _chart("Most cited domains", charts.rows, bars, "footnotes", at.page("domains"))


def _accounts(connection: sqlite3.Connection, at: Addresses) -> Chart | None:
    rows = connection.execute(_ACCOUNTS, [MOST])
    bars = [Bar(label=f"@{handle}", value=count, link=at.page("account", handle)) for handle, count in rows]
    return _chart("Most quoted accounts", charts.rows, bars, "tweets", at.page("accounts"))


def _chart(
    title: str, draw: Callable[[Sequence[Bar], str], Markup], bars: list[Bar], unit: str, more: str
) -> Chart | None:
    return Chart(title=title, drawing=draw(bars, unit), values=bars, more=more) if bars else None


_CHARTS = (_articles, _notes, _tweets, _domains, _accounts)
_MONTHS = """
SELECT SUBSTR(published, 1, 7), COUNT(*)
FROM articles
WHERE published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]*'
GROUP BY 1
"""
_TWEET_YEARS = """
SELECT SUBSTR(COALESCE(posted_at, shown_on), 1, 4) AS year, COUNT(*)
FROM tweets
WHERE year IS NOT NULL
GROUP BY year
ORDER BY year
"""
_NOTE_YEARS = """
SELECT SUBSTR(published, 1, 4) AS year, 1.0 * SUM(notes.number) / COUNT(*)
FROM (
  SELECT
    articles.published AS published,
    (SELECT COUNT(*) FROM footnotes WHERE footnotes.article = articles.id) AS number
  FROM articles
  WHERE articles.published IS NOT NULL
) AS notes
GROUP BY year
ORDER BY year
"""
_DOMAINS = """
SELECT sources.domain, COUNT(*) AS citations
FROM links
JOIN sources ON sources.id = links.source
WHERE links.place = 'footnote'
GROUP BY sources.domain
ORDER BY citations DESC, sources.domain
LIMIT ?
"""
_ACCOUNTS = """
SELECT tweets.account, COUNT(*) AS number
FROM tweets
WHERE tweets.account IS NOT NULL
GROUP BY tweets.account
ORDER BY number DESC, tweets.account
LIMIT ?
"""

"""Measures how long each question and page takes: `python benchmarks/queries.py DATASET [--articles 100000]`.

With `--articles`, a copy of the dataset with this number of articles is created beside it first. It repeats
every article with its parts under other ids. The limits are 200 ms for 600 articles and 1 s for 100,000.
Exit status 1 if a question takes longer.
"""

import argparse
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path

from crawler.publish.addresses import Addresses
from crawler.publish.pages import PAGES, PageRequest
from crawler.publish.questions.canned import queries
from crawler.publish.search.words import letter_terms, word_terms
from crawler.store.schema import tables as schema

#: Columns that hold the id of an article, and so differ between its copies.
ARTICLE_KEYS = {"article", "target"}
#: What copies have in common.
SHARED = {
    "blogs",
    "runs",
    "authors",
    "terms",
    "tweet_accounts",
    "pages",
    "discoveries",
    "warnings",
    "article_versions",
}
SMALL, SMALL_LIMIT, LARGE_LIMIT = 5_000, 200, 1_000
#: Every tenth copy has sources of its own: a large blog cites more, and some of it again.
SOURCES_OF_THEIR_OWN = 10


def main() -> int:
    """Print milliseconds by question and page, worst first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--articles", type=int)
    asked = parser.parse_args()
    path = multiplied(asked.dataset, asked.articles) if asked.articles else asked.dataset
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.create_function("search_terms", 1, word_terms, deterministic=True)
        connection.create_function("letter_terms", 1, letter_terms, deterministic=True)
        (number,) = connection.execute("SELECT COUNT(*) FROM articles").fetchone()
        limit = SMALL_LIMIT if number < SMALL else LARGE_LIMIT
        print(f"{path}: {number:,} articles; a question may take {limit} ms")
        slow = report("questions", questions(connection), limit)
        report("pages", pages(connection), limit)
    return 1 if slow else 0


def report(title: str, times: dict[str, float], limit: int) -> list[str]:
    """Print the times. Returns those above the limit."""
    for name, taken in sorted(times.items(), key=lambda item: -item[1]):
        print(f"{title:10} {name:28} {taken:8.1f} ms{'  TOO SLOW' if taken > limit else ''}")
    print(f"{title:10} {'median':28} {statistics.median(times.values()):8.1f} ms")
    return [name for name, taken in times.items() if taken > limit]


def questions(connection: sqlite3.Connection) -> dict[str, float]:
    """Each canned query with empty parameters, and the search for a word that is everywhere."""
    found = {}
    for query in queries():
        arguments = {
            **dict.fromkeys(query.parameters, ""),
            **({"q": "communication"} if "q" in query.parameters else {}),
        }
        found[query.name] = measured(
            lambda sql=query.sql, given=arguments: connection.execute(sql, given).fetchmany(1001)
        )
    return found


def pages(connection: sqlite3.Connection) -> dict[str, float]:
    """Each reading page, for the thing with the most rows."""
    most = {
        "article": "SELECT article FROM footnotes GROUP BY article ORDER BY COUNT(*) DESC LIMIT 1",
        "tweet": "SELECT id FROM tweets LIMIT 1",
        "account": "SELECT account FROM tweets GROUP BY account ORDER BY COUNT(*) DESC LIMIT 1",
        "source": "SELECT source FROM links WHERE source > 0 GROUP BY source ORDER BY COUNT(*) DESC LIMIT 1",
        "domain": "SELECT domain FROM sources GROUP BY domain ORDER BY COUNT(*) DESC LIMIT 1",
        "term": "SELECT term FROM article_terms GROUP BY term ORDER BY COUNT(*) DESC LIMIT 1",
        "author": "SELECT author FROM articles GROUP BY author ORDER BY COUNT(*) DESC LIMIT 1",
    }
    most["versions"] = most["article"]
    found = {}
    for name, page in PAGES.items():
        key = connection.execute(most[name]).fetchone() if name in most else None
        asked = PageRequest(key=str(key[0]) if key else None, arguments={}, at=Addresses(home="/d"))
        found[name] = measured(lambda page=page, asked=asked: page.read(connection, asked))
    for word in ("marque", "communication", "la"):
        asked = PageRequest(key=None, arguments={"q": word}, at=Addresses(home="/d"))
        found[f"search {word}"] = measured(lambda asked=asked: PAGES["search"].read(connection, asked))
    return found


def measured(ask: object, times: int = 3) -> float:
    """The median of several times, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()  # type: ignore[operator]
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def multiplied(path: Path, articles: int) -> Path:
    """A dataset with at least this number of articles. It is created once."""
    target = path.with_name(f"{path.stem}-{articles}.db")
    if target.exists():
        return target
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;"
        )
        for statement in schema.ddl():
            connection.execute(statement)
        connection.execute("ATTACH ? AS original", [str(path)])
        (number,) = connection.execute("SELECT COUNT(*) FROM original.articles").fetchone()
        for copy in range(-(-articles // number)):
            for shape in schema.shapes():
                if copy == 0 or shape.name not in SHARED:
                    connection.execute(copied(shape, copy))
            connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    return target


def copied(shape: schema.TableInfo, copy: int) -> str:
    """The statement that copies the rows of a table, with the number of the copy added to each id."""
    columns = [column.name for column in shape.columns]
    values = ", ".join(value(shape, name, copy) for name in columns)
    return f'INSERT OR IGNORE INTO main."{shape.name}" ({", ".join(columns)}) SELECT {values} FROM original."{shape.name}"'  # noqa: S608, E501 (names of the schema)


def value(shape: schema.TableInfo, name: str, copy: int) -> str:
    """The value of a column in a copied row."""
    if name == "html":
        return "''"
    if (shape.name, name) == ("articles", "url"):
        return f"url || '?{copy}'"
    if name in ARTICLE_KEYS or (name in {"id", "parent"} and shape.name in {"articles", "comments"}):
        return f'"{name}" + {copy}'
    if name == "source" or (shape.name, name) == ("sources", "id"):
        return f'"{name}" + {copy // SOURCES_OF_THEIR_OWN}'
    if name == "tweet" or (shape.name, name) == ("tweets", "id"):
        return f"\"{name}\" || '{copy:04}'"
    return f'"{name}"'


if __name__ == "__main__":
    sys.exit(main())

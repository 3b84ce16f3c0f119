"""A summary of a run and its dataset, in a few lines for a terminal."""

import shlex
import shutil
import sqlite3
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from crawler.items import Run
from crawler.store.reading.coverage import coverage_of

_WIDTH = 80
_LABEL = 12

# Counts of the whole dataset, not of this run: users want to know what there is to read.
_TWEETS = "SELECT relation, COUNT(*) FROM article_tweets GROUP BY relation ORDER BY relation"
_FOOTNOTES = "SELECT status, COUNT(*) FROM footnotes GROUP BY status ORDER BY status"
_REFERENCES = "SELECT status, COUNT(*) FROM footnote_references GROUP BY status ORDER BY status"
_COUNTS = {
    "tweets": "SELECT COUNT(*) FROM tweets",
    "sources": "SELECT COUNT(*) FROM sources",
    "comments": "SELECT COUNT(*) FROM comments",
}
_WARNINGS = "SELECT code, COUNT(*) FROM warnings GROUP BY code ORDER BY COUNT(*) DESC, code"


def summary(path: Path, run: Run, seconds: float) -> str:
    """A summary of a run and its dataset, in lines of at most 80 columns.

    ``seconds`` is the duration of the run. Reads the dataset at ``path``.
    """
    connection = sqlite3.connect(f"file:{path.resolve()}?mode=ro", uri=True)
    try:
        counts = {name: connection.execute(sql).fetchone()[0] for name, sql in _COUNTS.items()}
        articles = [
            ("new", run.articles_new),
            ("changed", run.articles_changed),
            ("unchanged", run.articles_unchanged),
            ("gone", run.articles_gone),
        ]
        lines = [
            _line("articles", articles),
            _line("tweets", [("", counts["tweets"]), *connection.execute(_TWEETS)]),
            _line("footnotes", connection.execute(_FOOTNOTES)),
            _line("references", connection.execute(_REFERENCES)),
            _line("sources", [("", counts["sources"])]),
            _line("comments", [("", counts["comments"])]),
            _line(
                "requests", [("", run.requests), ("MB", round(run.bytes / 1e6, 1)), ("s", round(seconds, 1))]
            ),
            _line("warnings", list(connection.execute(_WARNINGS)) or [("", 0)]),
        ]
    finally:
        connection.close()
    verdicts = [coverage.verdict for coverage in coverage_of(path) if coverage.blog == run.blog]
    return "\n".join(["", *lines, "", *_wrapped(verdicts), *_where(path, warned=run.warnings > 0)])


def _wrapped(verdicts: Iterable[str]) -> list[str]:
    """Sentences with a common label before them."""
    label, blanks = f"{'coverage':<{_LABEL}}", " " * _LABEL
    wrapped = (textwrap.wrap(one, _WIDTH, initial_indent=label, subsequent_indent=blanks) for one in verdicts)
    return [line for lines in wrapped for line in lines]


def _line(label: str, counts: Iterable[tuple[str, float]]) -> str:
    """A label with counts, "1,234 resolved  5 orphan", wrapped and indented."""
    lines, line = [], ""
    for name, count in counts:
        piece = f"{count:>7,} {name}".rstrip()
        if line and _LABEL + len(line) + 2 + len(piece.strip()) > _WIDTH:
            lines.append(line)
            line = ""
        line = f"{line}  {piece.strip()}" if line else piece
    lines.append(line or f"{0:>7,}")
    return "\n".join(f"{label if number == 0 else '':<{_LABEL}}{text}" for number, text in enumerate(lines))


def _where(path: Path, *, warned: bool) -> list[str]:
    lines = [f"{'dataset':<{_LABEL}}{path}"]
    if warned:
        lines.append(f"{'warnings':<{_LABEL}}{command('sqlite-utils', 'rows', path, 'warnings')}")
    return [*lines, f"{'open it':<{_LABEL}}{command('blog2dataset', 'serve', path)}"]


def command(program: str, *arguments: str | Path) -> str:
    """A shell command of a program installed in the same environment, ready to paste."""
    return shlex.join([_program(program), *map(str, arguments)])


def _program(name: str) -> str:
    """The name of a program in the same environment, or its path if the shell does not find it."""
    own = Path(sys.executable).with_name(name)
    if shutil.which(name) or not own.exists():
        return name
    return str(own.relative_to(Path.cwd()) if own.is_relative_to(Path.cwd()) else own)

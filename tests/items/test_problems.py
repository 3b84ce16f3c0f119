"""The table of problems is complete: it has every code that is written, and every code in it is written."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import crawler
from crawler.items.problems import PROBLEMS, ProblemCode

SOURCES = [path for path in Path(crawler.__file__).parent.rglob("*.py") if path.name != "problems.py"]


def texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def codes(tree: ast.AST) -> Iterator[str]:
    """The codes with which warnings are created."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "DatasetWarning"
        ):
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield from texts(keyword.value)


def test_every_code_has_its_line_and_no_other() -> None:
    assert sorted(PROBLEMS) == list(get_args(ProblemCode))


def test_every_code_that_a_warning_is_made_with_is_in_the_table() -> None:
    written = {code for path in SOURCES for code in codes(ast.parse(path.read_text("utf-8")))}
    assert len(written) > 10
    assert written <= PROBLEMS.keys()


def test_every_code_of_the_table_is_written_somewhere() -> None:
    written = {text for path in SOURCES for text in texts(ast.parse(path.read_text("utf-8")))}
    assert PROBLEMS.keys() - written == set()


@pytest.mark.parametrize("code", PROBLEMS)
def test_what_happened_and_what_to_do_are_sentences(code: ProblemCode) -> None:
    kind = PROBLEMS[code]
    for sentence in (kind.sentence, kind.advice):
        assert sentence[0].isupper() or sentence.startswith("robots.txt")
        assert sentence.endswith(".")

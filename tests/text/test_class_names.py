"""The class names of software and themes are in one table, which all readers use."""

import ast
import re
from pathlib import Path

import pytest

from crawler.text import class_names

CRAWLER = Path(class_names.__file__).parent.parent
ROLES = sorted(class_names.table())
FEW = 3
"""Number of names of one role that make a string a list of names."""


@pytest.mark.parametrize("role", ROLES)
def test_every_row_names_the_software_and_no_name_is_listed_twice(role: str) -> None:
    rows = class_names.table()[role]
    assert all(family.strip() and listed.split() for family, listed in rows)
    listed = class_names.names(role).split()
    assert len(set(listed)) == len(listed)


def test_every_role_is_read_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CRAWLER.rglob("*.py"))
    assert [role for role in ROLES if f'"{role}"' not in code and f"'{role}'" not in code] == []


def test_names_come_in_the_order_of_the_table() -> None:
    assert class_names.names("comment_body") == "comment-body media-body"


def test_a_role_that_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_role"):
        class_names.names("no_such_role")


def test_a_star_is_any_further_letters() -> None:
    pattern = class_names.pattern("body_of_article")
    assert pattern.fullmatch("node-type-blog-post")
    assert pattern.fullmatch("postid-7")
    assert not pattern.fullmatch("my-postid-7")


def test_no_reader_lists_the_names_of_a_role_itself() -> None:
    known = {
        role: {name for name in class_names.names(role).split() if re.search(r"[-_]", name)} for role in ROLES
    }
    listing = set()
    for path in (CRAWLER / "parse").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = set(node.value.split())
                listing |= {(path.name, role) for role, names in known.items() if len(words & names) >= FEW}
    assert listing == set()

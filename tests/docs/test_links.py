"""Links between the pages of the documentation, and from docstrings and comments to it, lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / f"{n}.md" for n in ("README", "CONTRIBUTING", "CHANGELOG")),
]
SOURCES = [
    path
    for folder in ("crawler", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.parent != Path(__file__).parent
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
#: Of a docstring or comment. What `schema_reference` writes as links is checked on the page that it makes.
CITED = re.compile(r"(?<!\]\()(?:docs/)?\b(?:formats|schema|architecture|politeness-and-law)\.md(?:#[\w-]+)?")
#: "[folder](path): `one.py`, `two.py`"
FILES = re.compile(r"\]\(([^)\s]+)\): (`[^`]+`(?:, `[^`]+`)*)")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    lines = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def is_there(target: str, folder: Path) -> bool:
    path, _, anchor = target.partition("#")
    page = (folder / path).resolve() if path else folder
    return page.exists() and (not anchor or anchor in headings(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_relative_link_of_a_page_leads_to_a_file_and_its_heading(page: Path) -> None:
    links = LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    relative = [link for link in links if "://" not in link]
    broken = [
        link
        for link in relative
        if not is_there(f"{page.name}{link}" if link[0] == "#" else link, page.parent)
    ]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_file_that_a_page_names_behind_its_folder_is_there(page: Path) -> None:
    named = [
        page.parent / folder / name
        for folder, names in FILES.findall(page.read_text(encoding="utf-8"))
        for name in re.findall(r"`([^`]+)`", names)
    ]
    assert named or page.name != "architecture.md"
    assert [str(path) for path in named if not path.is_file()] == []


def test_each_page_that_a_docstring_or_comment_cites_has_that_heading() -> None:
    cited = {(path, target) for path in SOURCES for target in CITED.findall(path.read_text(encoding="utf-8"))}
    broken = {f"{path.relative_to(ROOT)}: {target}" for path, target in cited if not is_there(target, ROOT)}
    assert broken == set()


@pytest.mark.parametrize(
    ("target", "there"), [("schema.md#articles", True), ("schema.md#nothing", False), ("nothing.md", False)]
)
def test_a_missing_page_or_heading_is_noticed(target: str, there: bool) -> None:  # noqa: FBT001
    assert is_there(target, ROOT / "docs") is there

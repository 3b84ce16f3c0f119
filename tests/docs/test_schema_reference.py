from pathlib import Path

from crawler.exports.schema_reference import schema_reference

SCHEMA = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_schema_reference_is_current() -> None:
    current = SCHEMA.read_text(encoding="utf-8") == schema_reference()
    assert current, (
        "docs/schema.md differs from the item classes or views: run `make docs` and commit the result."
    )

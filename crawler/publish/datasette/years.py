"""A facet by year, for columns with times."""

from typing import Any
from urllib.parse import parse_qsl

from datasette.database import QueryInterrupted  # type: ignore[import-untyped] # Datasette ships no types
from datasette.facets import Facet  # type: ignore[import-untyped]
from datasette.utils import (  # type: ignore[import-untyped]
    escape_sqlite,
    path_with_added_args,
    path_with_removed_args,
)


class YearFacet(Facet):  # type: ignore[misc] # a class of Datasette's, which ships no types
    """Rows by year, newest first. Use `{"year": COLUMN}` in a table's facets, or `?_facet_year=COLUMN`."""

    type = "year"

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """In Datasette's format: the facets, and the names of those that timed out."""
        results, late = [], []
        for entry in self.get_configs():
            column = entry["config"].get("column") or entry["config"]["simple"]
            try:
                years = await self._years(column)
            except QueryInterrupted:
                late.append(column)
                continue
            results.append(self._facet(column, years, hideable=entry["source"] != "metadata"))
        return results, late

    async def _years(self, column: str) -> list[tuple[str, int]]:
        sql = (
            f"SELECT SUBSTR({escape_sqlite(column)}, 1, 4) AS year, COUNT(*) FROM ({self.sql}) "  # noqa: S608 (quoted)
            f"WHERE {escape_sqlite(column)} IS NOT NULL GROUP BY year ORDER BY year DESC"
        )
        limit = self.ds.setting("facet_time_limit_ms")
        rows = await self.ds.execute(self.database, sql, self.params, custom_time_limit=limit)
        return [(year, count) for year, count in rows]

    def _facet(self, column: str, years: list[tuple[str, int]], *, hideable: bool) -> dict[str, Any]:
        return {
            "name": column,
            "type": self.type,
            "hideable": hideable,
            "toggle_url": self._path(path_with_removed_args(self.request, {"_facet_year": column})),
            "results": [self._value(f"{column}__startswith", year, count) for year, count in years],
            "truncated": False,
        }

    def _value(self, argument: str, year: str, count: int) -> dict[str, Any]:
        selected = (argument, year) in parse_qsl(self.request.query_string, keep_blank_values=True)
        change = path_with_removed_args if selected else path_with_added_args
        path = self._path(change(self.request, {argument: year}))
        return {
            "value": year,
            "label": year,
            "count": count,
            "toggle_url": self.ds.absolute_url(self.request, path),
            "selected": selected,
        }

    def _path(self, path: str) -> str:
        return str(self.ds.urls.path(path))

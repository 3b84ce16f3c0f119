"""The coverage of a blog as JSON, for programs. docs/commands.md describes it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from crawler.store.reading.evidence import Coverage, FoundAddress


def report(coverage: Coverage) -> dict[str, Any]:
    """The coverage as a JSON object."""
    return {
        "blog": coverage.blog,
        "crawled": coverage.crawled,
        "status": coverage.status,
        "proven": coverage.is_proven,
        "verdict": coverage.verdict,
        "sureness": coverage.sureness,
        "partial": coverage.partial or None,
        "doubts": coverage.doubts,
        "announced": coverage.announced.get(""),
        "stored": coverage.stored.total(),
        "protected": coverage.protected,
        "elsewhere": coverage.elsewhere,
        "gone": coverage.gone.total(),
        "missing": coverage.lacking,
        "routes": [
            {
                "route": route,
                "announced": evidence.announced,
                "found": evidence.found.total(),
                "stored": evidence.stored,
                "missing": dict(evidence.missing),
                "left_out": dict(evidence.left_out),
                "unnamed": evidence.unnamed,
            }
            for route, evidence in coverage.routes.items()
        ],
        "months": [
            {
                "month": month,
                "announced": coverage.announced.get(month),
                "found": {route: counts[month] for route, counts in coverage.found.items()},
                "stored": coverage.stored[month],
                "gone": coverage.gone[month],
                "missing": sum(one.month == month for one in coverage.missing),
            }
            for month in coverage.months
        ],
        "addresses": {
            "missing": _addresses(coverage.missing),
            "unsure": _addresses(coverage.unsure),
            "dead": _addresses(coverage.dead),
            "left_out": _addresses(coverage.left_out),
        },
        "decisions": list(coverage.decisions),
    }


def _addresses(found: Iterable[FoundAddress]) -> list[dict[str, Any]]:
    return [asdict(one) for one in found]

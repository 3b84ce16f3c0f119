"""Routes, which find posts, and outcomes: what the page at an address turned out to be."""

from typing import Literal, assert_never

Route = Literal["api", "sitemap", "feed", "archive", "page", "former"]
"""How an address was found: by the API of the blog, a sitemap, a feed or an archive (pages that list posts).
`page` is the page of an article, which finds nothing new. `former` is a former address of an article."""
FINDING: tuple[Route, ...] = ("api", "sitemap", "feed", "archive")
"""The routes that find posts, cheapest first."""
Via = Literal["auto", "api", "sitemap", "feed", "archive"]
"""The values of the option `via`."""
AddressOutcome = Literal[
    "article",
    "protected",
    "listing",
    "page",
    "unsure",
    "attachment",
    "missing",
    "gone",
    "moved",
    "file",
    "forbidden",
    "failed",
]
"""What the page at an address turned out to be. `Discovery.outcome` explains the values."""


def is_no_post(outcome: AddressOutcome | None) -> bool:
    """Whether an address is known not to belong to a post. None means that it has not been read yet."""
    match outcome:
        case "listing" | "page" | "attachment" | "file" | "moved":
            return True
        case "article" | "protected" | "unsure" | "missing" | "gone" | "forbidden" | "failed" | None:
            return False
    assert_never(outcome)


def is_settled(outcome: AddressOutcome | None) -> bool:
    """Whether an address without a known article is read again only if its route reports a change."""
    return outcome in ("missing", "gone", "unsure") or is_no_post(outcome)

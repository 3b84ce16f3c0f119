"""Requests and responses of the sample blog."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``target`` is the path with its query as sent. Header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path, percent-decoded."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the query. If a name occurs twice, the last counts, as in PHP."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. ``Content-Length`` is added unless the headers contain it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def html(text: str, status: int = 200) -> Answer:
    """A page. As in WordPress, it has no validator."""
    return Answer(status, {"Content-Type": "text/html; charset=UTF-8"}, text.encode())


def xml(text: str, status: int = 200, kind: str = "application/xml") -> Answer:
    """An XML document (sitemap, feed)."""
    return Answer(status, {"Content-Type": f"{kind}; charset=UTF-8"}, text.encode())


def redirect(url: str, status: int = 301) -> Answer:
    """A redirect with WordPress's header."""
    headers = {"Content-Type": "text/html; charset=UTF-8", "X-Redirect-By": "WordPress", "Location": url}
    return Answer(status, headers)


def rest(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """JSON as PHP writes it: ASCII only, with escaped slashes and without spaces."""
    text = json.dumps(value, separators=(",", ":")).replace("/", "\\/")
    fixed = {
        "Content-Type": "application/json; charset=UTF-8",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Expose-Headers": "X-WP-Total, X-WP-TotalPages, Link",
        "Allow": "GET",
    }
    return Answer(status, {**fixed, **(headers or {})}, text.encode())

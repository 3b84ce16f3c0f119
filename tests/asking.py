"""Requests over HTTP, one connection each; redirects are not followed."""

import json
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(url: str, path: str = "", **headers: str) -> Answered:
    """The answer at an address; headers are given with "_" for "-"."""
    parts = urlsplit(urljoin(url, path))
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    with closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request(
            "GET", target, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return Answered(answer.status, dict(answer.getheaders()), answer.read())

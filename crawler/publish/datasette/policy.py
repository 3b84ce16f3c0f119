"""The headers that keep a page from running or loading what a blog's text might carry."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_SCRIPT = re.compile(r"<script>(?P<code>.*?)</script>", re.DOTALL)
_FACET_SWITCH = "{{ datasette_allow_facet }}"


Headers = tuple[tuple[bytes, bytes], ...]


@cache
def headers(*, own: bool) -> Headers:
    """Names and values, as ASGI wants them; ``own`` for pages that hold nothing of Datasette's."""
    policy = reading_policy() if own else content_security_policy()
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


def content_security_policy() -> str:
    """The policy of our pages: everything from here, nothing from elsewhere, no script but Datasette's own.

    Datasette 0.65 writes its scripts into the page; these are allowed by their digests. Its styles, which
    differ with each table's columns, are not worth a digest: `unsafe-inline`.
    """
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in inline_scripts())
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        ]
    )


def reading_policy(pictures_from: Iterable[str] = ()) -> str:
    """The policy of the pages that are all our own: no script or style but from files of ours.

    ``pictures_from`` are the origins of the pictures that the reader asked for.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            " ".join(["img-src 'self' data:", *pictures_from]),
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        ]
    )


def inline_scripts() -> list[str]:
    """The scripts that the installed Datasette's templates write into pages, as they stand there."""
    found = set()
    for file in resources.files("datasette").joinpath("templates").iterdir():
        for script in _SCRIPT.finditer(file.read_text("utf-8")):
            found |= {script["code"].replace(_FACET_SWITCH, switch) for switch in ("true", "false")}
    return sorted(script for script in found if "{{" not in script and "{%" not in script)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

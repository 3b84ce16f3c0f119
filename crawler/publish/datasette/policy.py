"""Security headers: pages do not run or load anything that a blog's text may contain."""

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
    """Names and values in ASGI's format. ``own`` is for pages without any part of Datasette's."""
    policy = reading_policy() if own else content_security_policy()
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
    )


def content_security_policy() -> str:
    """The policy of pages that extend Datasette's: only files of this server, and only Datasette's scripts.

    Datasette 0.65 writes its scripts into the page. They are allowed by their digests. Its inline styles
    differ with the columns of each table, so they are allowed by `unsafe-inline`.
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
    """The policy of pages that are entirely ours: scripts and styles only from our files.

    ``pictures_from`` are the origins of the pictures that the reader chose to load.
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
    """The inline scripts in the templates of the installed Datasette."""
    found = set()
    for file in resources.files("datasette").joinpath("templates").iterdir():
        for script in _SCRIPT.finditer(file.read_text("utf-8")):
            found |= {script["code"].replace(_FACET_SWITCH, switch) for switch in ("true", "false")}
    return sorted(script for script in found if "{{" not in script and "{%" not in script)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

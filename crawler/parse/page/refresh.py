"""Pages that only lead to another page. Static site generators write them instead of redirects."""

import re

from lxml.html import HtmlElement

from crawler.items import address_key
from crawler.parse.page.content.weights import weigh
from crawler.urls.canonical import absolute, is_web

# "0; url=…" (HTML, 4.2.5.3): jekyll-redirect-from, Hugo's aliases
_REFRESH = re.compile(
    r"\s*(?P<seconds>\d{1,2})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]+)", re.IGNORECASE
)
_SOON = 10
"""Seconds. A page that is shown for longer has content to read."""
_MOST_TEXT = 300
"""Characters of text. A page with more has its own content."""


def refresh_target(root: HtmlElement, url: str) -> str | None:
    """The address to which the page at ``url`` redirects. None if the page has content to read."""
    for meta in root.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            target = absolute(found["url"].strip(), url) if found and int(found["seconds"]) <= _SOON else None
            if target and is_web(target) and address_key(target) != address_key(url):
                return target if weigh(root).text[root] <= _MOST_TEXT else None
    return None

"""Pages that only lead to another page, as static site generators write them in place of redirects."""

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
"""Seconds: a page that is shown for longer is there to be read."""
_MOST_TEXT = 300
"""Characters of text: what says more than where it leads is a page of its own."""


def refresh_target(root: HtmlElement, url: str) -> str | None:
    """The address to which the page at ``url`` sends its readers on; None if it is a page to be read."""
    for meta in root.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            target = absolute(found["url"].strip(), url) if found and int(found["seconds"]) <= _SOON else None
            if target and is_web(target) and address_key(target) != address_key(url):
                return target if weigh(root).text[root] <= _MOST_TEXT else None
    return None

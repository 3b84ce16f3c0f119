"""Sources: the host and the registered domain of an address."""

from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urlsplit

import tldextract

from crawler.items import row_id
from crawler.store.dataset.rows import Row
from crawler.store.sqlite.text import clean


def source_rows(urls: Iterable[str]) -> dict[str, Row]:
    """The row of sources (id, url, host, domain) for each canonical address, by address.

    An address without a readable host is left out.
    """
    found = {url: _source_row(url) for url in dict.fromkeys(urls)}
    return {url: row for url, row in found.items() if row is not None}


@lru_cache(maxsize=8192)
def registered_domain(host: str) -> str:
    """The registered domain of a host. The host itself if it has none (IP address, one label).

    >>> [registered_domain(host) for host in ("www.example.co.uk", "192.0.2.1", "intranet", "café.fr")]
    ['example.co.uk', '192.0.2.1', 'intranet', 'café.fr']
    """
    return _extract().extract_str(host).top_domain_under_public_suffix or host


@lru_cache(maxsize=8192)
def _source_row(url: str) -> Row | None:
    url = clean(url)
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return (row_id(url), url, host, registered_domain(host)) if host else None


@cache
def _extract() -> tldextract.TLDExtract:
    # Without addresses and cache it reads its bundled list: no network, no home folder.
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())

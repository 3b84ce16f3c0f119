"""What a dataset contained when a run began, as JSON: a resumed run must decide as the first one did."""

import json
from dataclasses import astuple

from crawler.items import PriorAddress, PriorArticle, PriorCrawl


def packed_prior(prior: PriorCrawl) -> bytes:
    """The bytes that `unpacked_prior` reads."""
    lists = {
        "articles": [astuple(article) for article in prior.articles],
        "gone": sorted(prior.gone),
        "comments": sorted(prior.comments),
        "addresses": [astuple(address) for address in prior.addresses.values()],
    }
    return json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked_prior(packed: bytes) -> PriorCrawl:
    """The content of a dataset, from the bytes that `packed_prior` returned."""
    lists = json.loads(packed)
    addresses = [PriorAddress(**dict(zip(_ADDRESS, one, strict=True))) for one in lists["addresses"]]
    return PriorCrawl(
        articles=tuple(PriorArticle(**dict(zip(_ARTICLE, one, strict=True))) for one in lists["articles"]),
        gone=frozenset(lists["gone"]),
        comments=frozenset(lists["comments"]),
        addresses={(one.url, one.route): one for one in addresses},
    )


_ARTICLE = tuple(PriorArticle.__dataclass_fields__)
_ADDRESS = tuple(PriorAddress.__dataclass_fields__)

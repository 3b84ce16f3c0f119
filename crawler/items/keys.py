"""The keys of rows: the same on every machine and in every rebuild."""

import dataclasses
import hashlib
import json
from typing import Any


def row_id(*parts: str) -> int:
    """The 52-bit id of a string, or of several (joined by a newline).

    An INTEGER PRIMARY KEY that JavaScript can hold exactly.

    >>> row_id("https://blog.example/2018/08/14/un-billet/")
    2196484473820323
    """
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 12


def content_hash(item: Any) -> str:
    """SHA-256, in hexadecimal, over all fields of an item (a dataclass), nested ones included.

    Taken over the normalised `Post`, so that a new parser is no change of the blog.
    """
    fields = json.dumps(dataclasses.asdict(item), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()

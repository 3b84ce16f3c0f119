"""Thumbnails of embedded videos, at the public addresses of their services."""

import re
from collections.abc import Mapping
from sqlite3 import Row
from typing import Any

_STILLS = {
    "youtube": "https://i.ytimg.com/vi/{}/hqdefault.jpg",
    "dailymotion": "https://www.dailymotion.com/thumbnail/video/{}",
}
_PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


def thumbnail(embed: Mapping[str, Any] | Row) -> str | None:
    """Address of the thumbnail for a row of embeds. None if it cannot be computed from the id.

    >>> thumbnail({"provider": "youtube", "external_id": "a_b-c"})
    'https://i.ytimg.com/vi/a_b-c/hqdefault.jpg'
    """
    form, key = _STILLS.get(embed["provider"]), embed["external_id"] or ""
    return form.format(key) if form and _PLAIN_ID.fullmatch(key) else None

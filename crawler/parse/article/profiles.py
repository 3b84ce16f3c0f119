"""Portrait sections: headings that name a person with an account, "> Name (@handle)"."""

import re

from crawler.items import Profile
from crawler.parse.article.blocks.block import TextBlock
from crawler.text import phrases

_PROFILE = phrases.pattern(
    r"(?P<lead>[^\n>@()]{0,40}>+\s*)?(?P<name>[^\n>@()]{2,80}?)\s*"
    r"\(\s*(?P<handles>@\w{1,20}(?:\s*(?:{and}|[&,/])\s*@\w{1,20})*)\s*\)\s*:?",
    re.NOFLAG,
)
_HANDLE = re.compile(r"@(\w{1,20})")


def find_profiles(paragraphs: list[TextBlock]) -> tuple[Profile, ...]:
    """The portrait sections in a post's paragraphs: lines with ``>``, headings, or bold lines."""
    found = []
    for position, block in enumerate(paragraphs, start=1):
        match = _PROFILE.fullmatch(block.text) if "@" in block.text else None
        if match and (match["lead"] or block.kind == "heading" or block.is_strong()):
            handles = " ".join(_HANDLE.findall(match["handles"]))
            found.append(Profile(name=match["name"].strip(), handles=handles, paragraph=position))
    return tuple(found)

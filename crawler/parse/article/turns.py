"""Interviews: the turns of speakers. A post is an interview if two speakers alternate and one asks."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from crawler.items import Turn
from crawler.items.article import Role
from crawler.parse.article.blocks.block import TextBlock
from crawler.text import phrases
from crawler.text.characters import fold

_SPEAKER = re.compile(r"[>\s–—-]*(?P<name>[^\W\d_][\w.’' -]{0,58}?[\w.’)])\s*:(?=\s|$)\s*")
_HONORIFICS = phrases.words("honorific")
_INITIAL = re.compile(r"^[^\W\d_]{1,2}(?:-[^\W\d_])?\.?$")
_MAX_WORDS = 6
_SMALL = phrases.words("name_particle")
_ARTICLE = phrases.pattern(r"^{the} ", re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a post, and for each paragraph the position of its turn."""

    turns: tuple[Turn, ...]
    of_paragraph: tuple[int | None, ...]


def find_turns(paragraphs: list[TextBlock], title: str, blog: str) -> Turns:
    """The turns among a post's paragraphs. Empty unless at least two speakers alternate and one asks.

    ``title`` gives full names. ``blog`` (its title or host) shows which speaker asks.
    """
    spoken = [_speaker(block) for block in paragraphs]
    speakers = _speakers([name for name, _ in spoken if name])
    nothing = Turns((), (None,) * len(paragraphs))
    if not speakers:
        return nothing
    full = _full_names(speakers, title, paragraphs)
    asking = _asking(full, spoken, paragraphs, blog, title)
    turns, places = _said(paragraphs, spoken, speakers)
    guests = {full[name] for name in speakers} - {full[asking]}
    asked = _is_asked([parts for name, parts in turns if name == asking])
    if not (asked or _is_blog(asking, blog) or any(guest in title for guest in guests)):
        return nothing
    items = tuple(
        Turn(speaker=full[name], role=_role(name, asking), text="\n\n".join(parts)) for name, parts in turns
    )
    return Turns(items, tuple(places))


def _said(
    paragraphs: list[TextBlock], spoken: list[tuple[str, int]], speakers: frozenset[str]
) -> tuple[list[tuple[str, list[str]]], list[int | None]]:
    """The turns, paragraph by paragraph, and for each paragraph the position of its turn."""
    turns: list[tuple[str, list[str]]] = []
    places: list[int | None] = []
    for block, (name, start) in zip(paragraphs, spoken, strict=True):
        if name in speakers:
            text = block.text[start:]
            if turns and turns[-1][0] == name and not turns[-1][1]:
                turns.pop()
            turns.append((name, [text] if text else []))
        elif block.kind == "heading":
            places.append(None)
            continue
        elif turns and block.kind != "caption" and places and places[-1] is not None:
            turns[-1][1].append(block.text)
        places.append(
            len(turns) if turns and (name in speakers or (places and places[-1] is not None)) else None
        )
    return turns, places


def _is_asked(turns: list[list[str]]) -> bool:
    """Whether the turns of the asking speaker are questions, and not labels before a list of headlines."""
    questions = sum(any("?" in part for part in parts) for parts in turns)
    return 2 * questions >= len(turns) > 0


def _is_blog(name: str, blog: str) -> bool:
    """Whether a speaker has the name of the blog."""
    squeezed = re.sub(r"[^a-z0-9]", "", _ARTICLE.sub("", fold(name)))
    bare = re.sub(r"[^a-z0-9]", "", fold(blog))
    return len(squeezed) > 3 and bool(bare) and (squeezed in bare or bare in squeezed)  # noqa: PLR2004


def _role(name: str, asking: str) -> Role:
    return "question" if name == asking else "answer"


def _speaker(block: TextBlock) -> tuple[str, int]:
    """The name at the beginning of a block, and the offset of the text after it. ("", 0) if there is none."""
    found = _SPEAKER.match(block.text[:100])
    if not found or block.kind in ("caption", "preformatted", "item"):
        return "", 0
    name = " ".join(found["name"].split())
    words = name.replace("’", " ").replace("'", " ").split()
    capital = [w for w in words if w[0].isupper()]
    if len(words) > _MAX_WORDS or not capital or any(w[0].islower() and w not in _SMALL for w in words[1:]):
        return "", 0
    return (name, found.end()) if words[0][0].isupper() else ("", 0)


def _speakers(names: list[str]) -> frozenset[str]:
    """Names that repeatedly begin paragraphs and alternate. Empty if it is not a conversation."""
    counts = Counter(names)
    regular = {name for name, count in counts.items() if count > 1}
    if not regular:
        return frozenset()
    changes = sum(a != b for a, b in pairwise(names))
    others = {n for n in counts if n not in regular and len(n.split()) > 1}
    speakers = frozenset(regular | others)
    if len(speakers) < 2 or changes < 2 or 2 * changes < len(names) - 1:  # noqa: PLR2004 (question, answer, question)
        return frozenset()
    return speakers


def _full_names(speakers: frozenset[str], title: str, paragraphs: list[TextBlock]) -> dict[str, str]:
    """The full name for each printed name: "M. Fictif" is "Marc Fictif" in the title or the text."""
    text = "\n".join([title, *(b.text for b in paragraphs[:40])])
    return {name: _full_name(name, speakers, text) for name in speakers}


def _full_name(name: str, speakers: frozenset[str], text: str) -> str:
    first, _, last = name.partition(" ")
    short = fold(first).strip(".") in _HONORIFICS or bool(_INITIAL.match(first))
    if not short or not last:
        return name
    initial = "" if fold(first).strip(".") in _HONORIFICS else first[0]
    for other in sorted(speakers):
        if other != name and other.endswith(f" {last}") and other.startswith(initial):
            return other
    named = re.finditer(rf"\b({re.escape(initial)}[^\W\d_][\w’-]*)\s+{re.escape(last)}\b", text)
    found = next((match for match in named if fold(match[1]) not in _HONORIFICS), None)
    if found is None and first in ("M.", "M"):
        found = re.search(rf"\b[A-ZÀ-Ý][\w’-]+\s+{re.escape(last)}\b", text)
    return " ".join(found[0].split()) if found and found[0][0].isupper() else name


def _asking(
    full: dict[str, str], spoken: list[tuple[str, int]], paragraphs: list[TextBlock], blog: str, title: str
) -> str:
    """The speaker who asks: named like the blog, else missing in the title, else with most questions."""
    total, questions = Counter[str](), Counter[str]()
    for block, (name, _) in zip(paragraphs, spoken, strict=True):
        if name in full:
            total[name] += 1
            questions[name] += block.text.rstrip(' »”"').endswith("?")
    first = next(name for name, _ in spoken if name in full)

    def rank(name: str) -> tuple[bool, bool, float, bool]:
        return _is_blog(name, blog), full[name] not in title, questions[name] / total[name], name == first

    return max(sorted(full), key=rank)

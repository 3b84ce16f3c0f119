"""Credits for pictures at the end of a post: a label, then names."""

import re

from crawler.items import Credit

_THINGS = (
    r"cr[ée]dits?|copyrights?|photo(?:graphie|graphique|graph)?s?|illustrations?|visuels?|images?"
    r"|iconographie|infographies?|dessins?|credits?|bildnachweise?|bildquellen?|bild(?:er)?|fotos?"
    r"|fotograf[ií]as?|fotografie|crediti|cr[ée]ditos|im[áa]gen(?:es)?|immagini"
)
_LABEL = re.compile(
    rf"[\s*_–—-]*(?P<label>(?:{_THINGS})"
    rf"(?:[\s/,&-]+(?:{_THINGS}|et|and|und|e|y|d['’]|des|de|by|couverture|à la une))*)"
    r"\s*(?P<sign>[:>©]+)\s*(?P<items>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(r"\s*(?:[,;•|\n]|\s/\s|\s[–—-]\s)\s*")
_LONGEST = 600  # characters; credits are no paragraphs of prose


def is_credits(text: str) -> bool:
    """Whether a line begins as credits do ("Crédits photos et illustrations : …")."""
    return len(text) <= _LONGEST and _LABEL.match(text) is not None


def parse_credits(text: str) -> list[Credit]:
    """The names that a line of credits lists, each with the line's label; [] if it is no such line.

    >>> [(c.label, c.text) for c in parse_credits("Crédit photo : © Léa Fictif, X, DR.")]
    [('Crédit photo', 'Léa Fictif'), ('Crédit photo', 'X'), ('Crédit photo', 'DR')]
    """
    found = _LABEL.match(text) if len(text) <= _LONGEST else None
    if not found:
        return []
    label = found["label"].strip()
    items = (item.strip(" ©.*_") for item in _SEPARATOR.split(found["items"]))
    return [Credit(text=item, label=label) for item in items if item]

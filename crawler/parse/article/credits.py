"""Image credits at the end of a post: a label, then names."""

import re

from crawler.items import Credit
from crawler.text import phrases

_LABEL = phrases.pattern(
    r"[\s*_–—-]*(?P<label>{credit_label}(?:[\s/,&-]+(?:{credit_label}|{and}|{of}|{by}|{cover}))*)"
    r"\s*(?P<sign>[:>©]+)\s*(?P<items>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(r"\s*(?:[,;•|\n]|\s/\s|\s[–—-]\s)\s*")
_LONGEST = 600  # maximum length in characters; credits are not prose


def is_credits(text: str) -> bool:
    """Whether a line begins like credits ("Crédits photos et illustrations : …")."""
    return len(text) <= _LONGEST and _LABEL.match(text) is not None


def parse_credits(text: str) -> list[Credit]:
    """The names in a line of credits, each with the label of the line. [] for other lines.

    >>> [(c.label, c.text) for c in parse_credits("Crédit photo : © Léa Fictif, X, DR.")]
    [('Crédit photo', 'Léa Fictif'), ('Crédit photo', 'X'), ('Crédit photo', 'DR')]
    """
    found = _LABEL.match(text) if len(text) <= _LONGEST else None
    if not found:
        return []
    label = found["label"].strip()
    items = (item.strip(" ©.*_") for item in _SEPARATOR.split(found["items"]))
    return [Credit(text=item, label=label) for item in items if item]

"""What sends the reader on to other pages: the words that such lines and boxes begin with."""

import re

from crawler.text.characters import fold

_REACH = 120  # characters
_WORDS = re.compile(
    r"[\W_]*(?:(?:a |pour )?(?:re)?(?:lire|voir|decouvrir) (?:aussi|egalement|sur le meme|ensuite)"
    r"|(?:sur|dans) le meme (?:sujet|theme)|articles? (?:lies?|similaires?|connexes?|recommandes?)"
    r"|(?:you (?:may|might) also|see also|read (?:also|more|next)|related|more from|also on)\b"
    r"|(?:lesen sie|das konnte|auch interessant|mehr zum thema|siehe auch|lea tambien|leggi anche|lees ook))"
)
_LABELS = re.compile(
    r"[\W_]*(?:(?:les |articles? )?(?:plus|mieux) (?:lus?|vus?|partages?|populaires?)|a la une"
    r"|(?:nos |les )?dernier\w+ (?:articles|billets|actualites|nouvelles)"
    r"|(?:most|more) (?:popular|read|viewed|shared|stories|news)|popular|trending|recommended|top stories"
    r"|latest (?:news|stories|posts)|editors?'? picks|don't miss"
    r"|meistgelesen|lo mas (?:leido|visto)|noticias relacionadas|mais lidas|leia (?:mais|tambem)|i piu letti"
    r"|meest gelezen)\b"
)
_LONGEST_LABEL = 60  # characters


def sends_on(text: str) -> bool:
    """Whether a line's first words send the reader on ("À lire aussi", "See also").

    >>> sends_on("> Lire aussi : nos fontaines"), sends_on("Les fontaines de la ville")
    (True, False)
    """
    return _WORDS.match(fold(text[:_REACH])) is not None


def is_label(text: str) -> bool:
    """Whether a line would be the label of links to other pages; only what stands below says that it is.

    >>> is_label("Most popular"), is_label("Sur le même sujet :"), is_label("Popularité")
    (True, True, False)
    """
    return len(text) <= _LONGEST_LABEL and (sends_on(text) or _LABELS.match(fold(text)) is not None)

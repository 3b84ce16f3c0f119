"""A hundred invented posts in Markdown for any engine, and what a reader finds in each."""

import datetime as dt
import re
from dataclasses import dataclass

NUMBER = 100
FIRST_DAY = dt.date(2015, 1, 5)
AUTHORS = ("Ana Lune", "Paul Astre", "Zoé Vega")
TOPICS = (
    "Les fontaines", "Une bibliothèque", "Le marché couvert", "Trois jardins", "La gare d’eau", "Un théâtre", "Les moulins",
    "La piscine", "Deux ponts", "L’orgue",
)  # fmt: skip
PLACES = ("de Noroy", "en hiver", "à l’aube", "du quartier haut", "sans argent", "en chiffres", "vus du ciel", "aujourd’hui", "en fête", "à refaire")  # fmt: skip
SENTENCES = (
    "Personne ne se souvient de l’année où l’on a posé la première pierre.",
    "Le conseil a voté les travaux au printemps, par douze voix contre sept.",
    "On y vient à pied, en vélo ou par le petit train de la côte.",
    "Les habitants ont compté 4 200 visiteurs en une seule saison.",
    "Il reste à savoir qui paiera l’entretien, et pour combien de temps.",
    "La réponse, disent-ils, tient sur 80 m² de papier.",
)
FIRST_TWEET = 900_000_000_000_000_000
_MARKS = re.compile(r"\[\^\d\]|[¹²³](?=\.)")
_APART = re.compile(r"<blockquote|\[\^\d\]:|\*\*Notes|\(\d\) Source")


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment."""

    number: int
    author: str
    day: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One post, and its truth."""

    number: int
    slug: str
    title: str
    day: dt.date
    author: str
    tag: str
    category: str
    body: str
    """Markdown, with the tweets as HTML."""
    tweets: tuple[str, ...]
    notes: tuple[str, ...]
    """The address that each note names, in order."""

    @property
    def prose(self) -> str:
        """What a reader reads, without markers, notes and tweets."""
        blocks = (_MARKS.sub("", block) for block in self.body.split("\n\n") if not _APART.match(block))
        return "\n".join(block.removeprefix("## ").strip() for block in blocks)

    @property
    def comments(self) -> list[Comment]:
        """What readers wrote below it, where a site takes comments."""
        names = ("Léa Pont", "Hugo Brel") if self.number % 3 == 0 else ()
        return [
            Comment(
                number=10 * self.number + rank + 1,
                author=name,
                day=self.day + dt.timedelta(days=1 + rank),
                text=f"J’y passe tous les matins, et je vois ce qui change : {SENTENCES[(self.number + rank) % 6]}",
            )
            for rank, name in enumerate(names)
        ]


def invented(*, footnotes: bool, count: int = NUMBER) -> list[Sample]:
    """The posts; ``footnotes`` says whether the engine knows the syntax ``[^1]`` (else all are by hand)."""
    return [_sample(number, footnotes=footnotes) for number in range(count)]


def _sample(number: int, *, footnotes: bool) -> Sample:
    tweets = tuple(str(FIRST_TWEET + number * 10 + rank) for rank in range((0, 1, 0, 2)[number % 4]))
    sources = tuple(f"https://source-{number}-{rank}.example/etude" for rank in range((2, 0, 3)[number % 3]))
    own = footnotes and number % 2 == 0
    title = f"{TOPICS[number % 10]} {PLACES[number // 10]}"
    return Sample(
        number=number,
        slug=f"billet-{number:03}",
        title=title,
        day=FIRST_DAY + dt.timedelta(days=11 * number),
        author=AUTHORS[number % 3],
        tag=("ville", "eau", "mémoire")[number % 3],
        category=("Carnets", "Enquêtes")[number % 2],
        body=_body(number, tweets, sources, own=own),
        tweets=tweets,
        notes=sources,
    )


def _body(number: int, tweets: tuple[str, ...], sources: tuple[str, ...], *, own: bool) -> str:
    marks = [f"[^{rank}]" if own else "¹²³"[rank - 1] for rank in range(1, len(sources) + 1)]
    blocks = []
    texts = max(len(sources), len(tweets), 1 + number % 5)
    for rank in range(texts):
        mark = marks[rank] if rank < len(marks) else ""
        lead, tail = SENTENCES[(number + rank) % 6], SENTENCES[(number + 2 * rank + 1) % 6]
        blocks.append(f"{lead[:-1]}{mark}. {tail}")
        if rank < len(tweets):
            blocks.append(_tweet(tweets[rank]))
    if number % 7 == 0:
        blocks.insert(1, "## Une suite")
    return "\n\n".join(blocks + _notes(sources, own=own)) + "\n"


def _tweet(number: str) -> str:
    return (
        '<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">Vu de près, c’est plus grand.</p>&mdash; Ana Lune (@analune) '
        f'<a href="https://twitter.com/analune/status/{number}">3 septembre 2017</a></blockquote>'
    )


def _notes(sources: tuple[str, ...], *, own: bool) -> list[str]:
    if own:
        return [f"[^{rank}]: Source : <{url}>" for rank, url in enumerate(sources, start=1)]
    entries = [f"({rank}) Source > <{url}>" for rank, url in enumerate(sources, start=1)]
    return ["**Notes :**", *entries] if entries else []

"""Finds the emphasised words of a paragraph in the article's HTML, which is used for nothing else."""

from html.parser import HTMLParser
from unicodedata import category

from crawler.publish.reading.spans import Emphasis

#: Tags that are kept, each with the tag that it becomes.
TAGS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "dfn": "em",
    "u": "u",
    "ins": "u",
    "s": "s",
    "del": "s",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "mark": "mark",
    "sub": "sub",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class EmphasisFinder:
    """Finds the emphases of an article's paragraphs. Call it in reading order.

    Text is compared without white space and with superscript digits as digits, because the parser may have
    changed these. A paragraph that cannot be found has no emphasis.
    """

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self._text = "".join(reader.text)
        self._stretches = reader.stretches
        self._at = 0

    def find(self, text: str) -> list[Emphasis]:
        """The emphases in a paragraph's text, with offsets in code points."""
        letters = [(at, letter) for at, letter in enumerate(text) if _counts(letter)]
        folded = "".join(letter for _, letter in letters).translate(_RAISED)
        start = self._text.find(folded, self._at) if folded else -1
        start = self._text.find(folded) if folded and start < 0 else start
        if start < 0:
            return []
        self._at = start + len(folded)
        return [
            Emphasis(start=letters[first - start][0], end=letters[last - 1 - start][0] + 1, tag=tag)
            for tag, begun, ended in self._stretches
            if (first := max(begun, start)) < (last := min(ended, self._at))
        ]


def _counts(letter: str) -> bool:
    return not letter.isspace() and category(letter) not in {"Cf", "Cc"}


class _Reader(HTMLParser):
    """Collects the folded text, and the stretches of it inside one of the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.stretches: list[tuple[str, int, int]] = []
        self._length = 0
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TAGS:
            self._open.append((tag, self._length))
        elif tag == "img":
            self.handle_data(next((value for name, value in attrs if name == "alt" and value), ""))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                _, start = self._open.pop(place)
                self.stretches.append((TAGS[tag], start, self._length))
                return

    def handle_data(self, data: str) -> None:
        folded = "".join(letter for letter in data if _counts(letter)).translate(_RAISED)
        self.text.append(folded)
        self._length += len(folded)

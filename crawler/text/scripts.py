"""Scripts: those without spaces between words, those from right to left, and those of languages."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

Direction = Literal["ltr", "rtl"]

#: Separates the characters of `apart`. `characters.clean` removes it from every text, so none contains it.
SEPARATOR = "\x1f"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnspacedScript:
    """A script without spaces between words."""

    characters: str
    """Its letters and marks, as ranges of a regular expression. Digits and punctuation are not among them."""
    word_length: float
    """Mean number of characters in a word, not counting marks above, below or after a letter."""


#: The lengths are those of the words that ICU's dictionaries find in running prose.
UNSPACED = (
    UnspacedScript(  # Han, kana, bopomofo
        characters="\u3005-\u3007\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf"
        "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af",
        word_length=1.6,
    ),
    UnspacedScript(characters="\u0e01-\u0e3a\u0e40-\u0e4e", word_length=3.0),  # Thai
    UnspacedScript(characters="\u0e81-\u0ece\u0edc-\u0edf", word_length=3.0),  # Lao
    UnspacedScript(characters="\u1780-\u17d3\u17d7\u17dc\u17dd", word_length=3.0),  # Khmer
    UnspacedScript(  # Burmese and its neighbours
        characters="\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f",
        word_length=1.8,
    ),
)
_RUN = re.compile(f"[{''.join(script.characters for script in UNSPACED)}]+")
_RUNS = [(re.compile(f"[{script.characters}]+"), script.word_length) for script in UNSPACED]
# `\w` does not match marks, such as the vowels of Hindi, Arabic and Hebrew, and the joiners of Persian.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0df3\u200c\u200d"
)
_WORD = re.compile(rf"\w[\w{_MARKS}’'-]*")
_ASCII_WORD = re.compile(r"\w[\w'-]*", re.ASCII)
# Hebrew, Arabic, Syriac, Thaana, N'Ko and others, their presentation forms, and the later planes of these.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+"
)


def is_unspaced(text: str) -> bool:
    """Whether the text contains a letter of a script without spaces between words.

    >>> is_unspaced("Tokyo (東京)"), is_unspaced("서울 Seoul")
    (True, False)
    """
    return not text.isascii() and _RUN.search(text) is not None


def apart(text: str) -> str:
    r"""The text with `SEPARATOR` around each letter of these scripts. A letter keeps its marks.

    >>> apart("東京 2018年, พิมพ์ a")
    '\x1f東\x1f京\x1f 2018\x1f年\x1f, \x1fพิ\x1fม\x1fพ์\x1f a'
    """
    return text if text.isascii() else _RUN.sub(_letters_apart, text)


def together(text: str) -> str:
    """The text that `apart` took apart.

    >>> together(apart("東京 2018年"))
    '東京 2018年'
    """
    return text.replace(SEPARATOR, "")


def count_words(text: str) -> int:
    """The number of words. In scripts without spaces it is estimated from the number of letters.

    >>> count_words("Le chat d’à côté"), count_words("हिन्दी की किताब"), count_words("古い印刷所です。")
    (4, 3, 4)
    """
    if text.isascii():
        return len(_ASCII_WORD.findall(text))
    if not _RUN.search(text):
        return len(_WORD.findall(text))
    words = 0.0
    for runs, length in _RUNS:
        words += sum(_without_marks(run) for run in runs.findall(text)) / length
    return round(words) + len(_WORD.findall(_RUN.sub(" ", text)))


def direction(text: str, language: str | None = None) -> Direction | None:
    """The direction of a text. None if it contains no letters and its language is unknown.

    A text with letters of both directions has that of its language, if that is written from right to left.
    In any other language it has that of most of its letters, and in an unknown one that of its first letter,
    as in the Unicode bidirectional algorithm (rules P2 and P3).

    >>> direction("نصب WordPress", "fa-IR"), direction("نصب WordPress"), direction("WordPress", "fa-IR")
    ('rtl', 'rtl', 'ltr')
    >>> direction("Le mot « سلام »"), direction("2018"), direction("2018", "he")
    ('ltr', None, 'rtl')
    """
    ours = _direction_of(language) if language else None
    if not _RIGHT_TO_LEFT.search(text):
        return "ltr" if any(map(str.isalpha, text)) else ours
    leftward = sum(map(str.isalpha, "".join(_RIGHT_TO_LEFT.findall(text))))
    if ours == "rtl":
        return "rtl" if leftward or not any(map(str.isalpha, text)) else "ltr"
    if ours == "ltr":
        return "rtl" if leftward * 2 > sum(map(str.isalpha, text)) else "ltr"
    first = next(filter(str.isalpha, text), "")
    return ("rtl" if _RIGHT_TO_LEFT.match(first) else "ltr") if first else None


#: By script of CLDR, the first words in the Unicode names of its letters. Others are named like the script.
_LETTERS = {
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"),
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Grek": ("GREEK",),
    "Thai": ("THAI",),
    "Deva": ("DEVANAGARI",),
}
#: Languages that are written in more than one of these.
_OF_TWO_SCRIPTS = frozenset("az bs ha kk ks ku ky mn ms pa sd sh sr tg tk tt ug uz".split())


def other_script(text: str, language: str) -> str | None:
    """The script of most letters of a text if the language (a BCP 47 tag) is not written in it. Else None.

    >>> other_script("古い印刷所です。", "en"), other_script("古い印刷所です。", "ja-JP")
    ('CJK', None)
    >>> other_script("The old press (古い)", "en"), other_script("Stara štamparija", "sr")
    (None, None)
    """
    expected = _LETTERS.get(_script_of(language))
    if expected is None:
        return None
    found = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    if not found or sum(found[name] for name in expected) * 2 >= found.total():
        return None
    return found.most_common(1)[0][0]


@lru_cache(maxsize=64)
def _script_of(language: str) -> str:
    """The script in which a language is usually written, as CLDR knows it. Empty if that is not certain."""
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() in _OF_TWO_SCRIPTS:
        return ""
    likely = get_global("likely_subtags").get(parts[0].lower(), "")
    return next((part for part in [*parts[1:], *likely.split("_")] if part in _LETTERS), "")


@lru_cache(maxsize=64)
def _direction_of(language: str) -> Direction | None:
    try:
        order = Locale.parse(language, sep="-").character_order
    except (UnknownLocaleError, ValueError):
        return None
    return "rtl" if order == "right-to-left" else "ltr"


def _letters_apart(run: re.Match[str]) -> str:
    return "".join(letter if _is_mark(letter) else SEPARATOR + letter for letter in run[0]) + SEPARATOR


def _without_marks(run: str) -> int:
    return sum(not _is_mark(letter) for letter in run)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"

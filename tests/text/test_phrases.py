"""The words of many languages are in one table, which all readers use."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.parse.article.credits import is_credits
from crawler.text import phrases
from crawler.text.characters import fold
from crawler.text.elsewhere import is_label, sends_on
from crawler.text.truncation import is_cut_off

CRAWLER = Path(phrases.__file__).parent.parent
FILES = sorted((CRAWLER / "text/languages").glob("*.toml"))
LANGUAGES = [path.stem for path in FILES]
SHORTEST = 4
"""Letters of a word by which a list of words is recognised in code."""


def listed(language: str) -> dict[str, list[str]]:
    table = tomllib.loads((CRAWLER / f"text/languages/{language}.toml").read_text(encoding="utf-8"))
    return {meaning: words for subject in table.values() for meaning, words in subject.items()}


def spelled(meaning: str, language: str) -> frozenset[str]:
    return phrases.languages_of(meaning).get(language, frozenset())


def in_languages(meaning: str) -> list[tuple[str, str]]:
    return sorted((lang, word) for lang, words in phrases.languages_of(meaning).items() for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_no_meanings_but_those_that_english_explains(language: str) -> None:
    assert set(listed(language)) - set(listed("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_listed_once_and_in_small_letters(language: str) -> None:
    for meaning, words in listed(language).items():
        assert words == [word.lower().strip() for word in words if word], meaning
        assert len(set(words)) == len(words), meaning


def test_every_meaning_is_read_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CRAWLER.rglob("*.py"))
    unread = [m for m in listed("en") if f"{{{m}}}" not in code and f'words("{m}")' not in code]
    assert unread == []


def test_a_meaning_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_meaning"):
        phrases.pattern("{no_such_meaning}")


def test_quantifiers_are_no_meanings() -> None:
    assert phrases.pattern(r"\d{2,3}").pattern == r"\d{2,3}"


def test_words_are_found_in_any_case_with_other_apostrophes_and_without_accents() -> None:
    found = phrases.pattern("{read_more}|{protected}")
    assert all(map(found.fullmatch, ("Lire l’article", "lire l'article", "PROTÉGÉ", "Protege")))


def test_letters_in_brackets_may_be_missing() -> None:
    assert {"note", "notes", "footnote", "foot note", "footnotes"} <= phrases.words("note_heading")


def test_of_two_words_that_begin_alike_the_longer_is_found() -> None:
    found = phrases.pattern("{note_label}").match("voir aussi")
    assert found is not None
    assert found[0] == "voir aussi"


@pytest.mark.parametrize(("language", "label"), in_languages("read_more"))
def test_a_link_to_the_rest_cuts_a_text_off_in_every_language(language: str, label: str) -> None:
    assert language in LANGUAGES
    assert is_cut_off(f'<p>Abc.</p><p><a href="/1/">{label.capitalize()} →</a></p>')


@pytest.mark.parametrize(("language", "label"), in_languages("see_also"))
def test_a_line_sends_on_in_every_language(language: str, label: str) -> None:
    assert language in LANGUAGES
    assert sends_on(f"> {label.capitalize()}: x")
    assert is_label(label)


@pytest.mark.parametrize(("language", "label"), in_languages("credit_label"))
def test_credits_are_known_in_every_language(language: str, label: str) -> None:
    assert language in LANGUAGES
    assert is_credits(f"{label.capitalize()} : Ana Lune")


@pytest.mark.parametrize("text", ["Mehrere Wege führen hin", "Suite 12", "More than this"])
def test_a_short_word_in_a_longer_label_sends_nobody_on(text: str) -> None:
    assert not is_cut_off(f'<p>Abc.</p><p><a href="/1/">{text}</a></p>')


def literals(path: Path) -> Iterator[str]:
    """The strings of a module, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def foreign_words() -> dict[str, set[str]]:
    """The languages of each folded word. Words that English has too are left out."""
    english = {fold(w) for meaning in listed("en") for w in spelled(meaning, "en")}
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for meaning in listed(language):
            for word in map(fold, spelled(meaning, language)):
                if len(word) >= SHORTEST and word not in english:
                    found.setdefault(word, set()).add(language)
    return found


def mixes_languages(text: str, foreign: dict[str, set[str]]) -> bool:
    """Whether a string lists words of more than one language."""
    parts = re.split(r"[\W\d_]+", fold(text))
    runs = {" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, i + 5)}
    languages = [foreign[run] for run in runs if run in foreign]
    return bool(languages) and not set.intersection(*languages)


def test_a_list_of_words_of_two_languages_is_recognised() -> None:
    foreign = foreign_words()
    assert mixes_languages(r"\W*(?:lire la suite|weiterlesen)\b", foreign)
    assert not mixes_languages(r"\W*(?:lire la suite|publié)\b", foreign)


@pytest.mark.parametrize("room", ["parse", "text"])
def test_no_module_lists_words_of_two_languages_itself(room: str) -> None:
    foreign = foreign_words()
    mixed = {
        f"{path.relative_to(CRAWLER)}: {text[:60]}"
        for path in (CRAWLER / room).rglob("*.py")
        for text in literals(path)
        if mixes_languages(text, foreign)
    }
    assert mixed == set()

"""Characters are cleaned according to Unicode, although most of them are skipped quickly."""

import unicodedata

import pytest

from crawler.text.characters import clean


def test_cleaned_text_is_in_nfc_whatever_two_characters_it_joins() -> None:
    halves = (unicodedata.decomposition(chr(code)).split() for code in range(0x10000))
    joined = ["".join(chr(int(half, 16)) for half in pair) for pair in halves if _is_canonical(pair)]

    assert len(joined) > 500
    assert [text for text in joined if clean(text) != unicodedata.normalize("NFC", text)] == []


def _is_canonical(decomposition: list[str]) -> bool:
    return bool(decomposition) and not decomposition[0].startswith("<")


@pytest.mark.parametrize(
    "invisible", ["\x00", "\x1f", "\x7f", "\x80", "\xad", "\u200b", "\u2060", "\ufeff", "\ud800"]
)
def test_invisible_characters_are_taken_out_of_any_text(invisible: str) -> None:
    assert clean(f"un{invisible}deux\n— 3") == "undeux\n— 3"


@pytest.mark.parametrize("kept", ["\t\r\n", "\x85", "\u200d", "\ufe0f", "عربي", "日本語", "👩‍🔬", "n°\xa05"])
def test_characters_that_mean_something_stay(kept: str) -> None:
    assert clean(kept) == kept

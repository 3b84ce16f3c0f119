"""Pages in another encoding than they declare: the bytes decide, and a warning says so."""

import pytest

from crawler.parse.page import read_page

URL = "https://carnet.example/un-ete/"


def page(text: str, language: str = "fr") -> str:
    return (
        f'<html lang="{language}"><title>{text}</title><body><article><p>{text}</p></article></body></html>'
    )


@pytest.mark.parametrize(
    ("text", "language", "written", "declared"),
    [
        ("Voilà l’été", "fr", "utf-8", "iso-8859-1"),
        ("Voilà l’été", "fr", "utf-8", "windows-1251"),
        ("Voilà l’été", "fr", "cp1252", "utf-8"),
        ("Скоро лето", "ru", "cp1251", "utf-8"),
        ("Скоро лето", "ru", "utf-8", "koi8-r"),
        ("夏が来る", "ja", "cp932", "utf-8"),
        ("Yakında yaz geliyor, şimdi değil", "tr", "cp1254", "utf-8"),
    ],
)
def test_a_wrong_declaration_is_noticed_by_the_bytes(
    text: str, language: str, written: str, declared: str
) -> None:
    post = read_page(page(text, language).encode(written), URL, f"text/html; charset={declared}")
    assert (post.title, [fault.code for fault in post.faults]) == (text, ["wrong_encoding"])


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_a_right_declaration_is_believed(encoding: str) -> None:
    post = read_page(page("Voilà un été à Besançon").encode(encoding), URL, f"text/html; charset={encoding}")
    assert (post.title, post.faults) == ("Voilà un été à Besançon", ())


def test_a_single_character_decides_nothing() -> None:
    post = read_page("<title>Ã©</title>".encode("cp1252"), URL, "text/html; charset=windows-1252")
    assert (post.title, post.faults) == ("Ã©", ())

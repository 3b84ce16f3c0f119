"""Whether a page is the requested one: by its title, its date, its links and its bytes."""

import gzip

import pytest

from crawler.parse.page import PageReading
from crawler.parse.page.standing import Standing

ADDRESS = "https://inkwell.example/2018/03/the-mill/"
TEXT = "<p>The mill by the river has been closed since the winter, and the key is with the baker.</p>"
HOME = '<a href="/">Inkwell</a>'
HIDDEN = '<meta name="robots" content="noindex">'


def standing(body: str, head: str = "<title>The mill – Inkwell</title>", url: str = ADDRESS) -> Standing:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return PageReading(page.encode(), url, "text/html; charset=utf-8").standing


def test_a_page_with_a_word_of_its_address_in_its_title_is_the_requested_one() -> None:
    found = standing(f"<h1>The mill</h1>{TEXT}")
    assert (found.barrier, found.is_named, found.is_doubtful) == (None, True, False)


def test_a_page_without_a_word_of_its_address_waits_for_others() -> None:
    found = standing(f"{HOME}<h1>Back soon</h1>{TEXT}", "<title>Back soon</title>")
    assert (found.barrier, found.is_named, found.is_doubtful, found.is_unknown) == (None, False, True, False)


def test_an_address_of_numbers_needs_a_date_and_a_link_to_the_blog() -> None:
    day = '<time datetime="2018-03-14">14 March 2018</time>'
    url = "https://inkwell.example/?p=12"
    assert standing(f"<h1>The mill</h1>{day}{TEXT}", url=url).is_doubtful
    assert not standing(f"{HOME}<h1>The mill</h1>{day}{TEXT}", url=url).is_doubtful


@pytest.mark.parametrize(
    ("body", "barrier"),
    [
        (b"", "it is empty"),
        (b"<html><head><title>The mill</title></head><body> </body></html>", "it is empty"),
        (bytes(range(256)) * 8, "it is not text"),
        (
            gzip.compress(b"<html><body>The mill</body></html>"),
            "it is compressed, but the server does not say so",
        ),
    ],
)
def test_bytes_that_are_no_page_are_a_barrier(body: bytes, barrier: str) -> None:
    assert PageReading(body, ADDRESS, "text/html").standing.barrier == barrier


def test_a_hidden_page_that_asks_for_a_password_is_a_barrier() -> None:
    form = '<form method="post"><input type="password" name="word"></form>'
    found = standing(f"{HOME}<h1>Log in</h1>{form}", f"<title>Log in</title>{HIDDEN}")
    assert found.barrier == "it asks for a password"


def test_a_hidden_page_without_links_is_a_barrier() -> None:
    found = standing("<h1>Just a second</h1><script>look()</script>", f"<title>Just a second</title>{HIDDEN}")
    assert found.barrier == "it is hidden from search engines and links to no page of the blog"


def test_a_hidden_post_and_a_protected_one_are_no_barrier() -> None:
    assert standing(f"<h1>The mill</h1>{TEXT}", f"<title>The mill</title>{HIDDEN}").barrier is None
    form = '<form class="post-password-form"><input type="password" name="post_password"></form>'
    url = "https://inkwell.example/?p=12"
    assert standing(f"<h1>Protected</h1>{form}", f"<title>Protected</title>{HIDDEN}", url).barrier is None


def test_pages_that_differ_in_numbers_only_are_alike() -> None:
    first, second = (
        standing(f"<h1>Just a second</h1><p>Check {n} of /post-{n}/ is under way</p>") for n in (1, 2)
    )
    other = standing(f"<h1>The bridge</h1>{TEXT}")
    assert (first.is_like(second), first.is_like(other)) == (True, False)


def test_posts_with_the_same_text_and_titles_of_their_own_are_not_one_page() -> None:
    first = standing(f"<h1>Oak</h1>{TEXT * 9}", "<title>Oak</title>")
    assert not first.is_like(standing(f"<h1>Elm</h1>{TEXT * 9}", "<title>Elm</title>"))
    assert first.is_like(standing(f"<h1>Oak</h1>{TEXT * 9}", "<title>Oak</title>"))

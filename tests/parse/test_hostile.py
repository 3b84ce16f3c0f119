"""Bad input costs itself: bounded time and memory, never an exception. The limits only stop a runaway.

Time is that of the processor, which other programs on the machine do not use up; the slowest case needs a
tenth of the limit.
"""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsing import URL

from crawler.items import Post
from crawler.parse import parse_article, read_page

CASES = {
    "deep": "'<div>' * 100_000 + 'x'",
    "deep_inline": "'<b>' * 100_000 + 'x'",
    "deep_quotes": "'<blockquote>' * 20_000 + 'x'",
    "unclosed": "'<p><li><td><a href=x><b>' * 20_000",
    "tweets": '\'<blockquote class="twitter-tweet"><p>Oui</p>&mdash; Ana (@ana) <a href="https://twitter.com/ana/status/1">1 juin 2018</a></blockquote>\' * 3_000',
    "notes": "'<p>Un¹.</p><p>Notes :</p>' + ''.join(f'<p>({n}) Une note https://a.example/{n}</p>' for n in range(1, 3_000))",
    "markers": "'<p>' + 'mot¹ ' * 40_000 + '</p>'",
    "stars": "'<p>' + 'a*' * 200_000 + '</p>'",
    "brackets": "'<p>' + '[1]' * 100_000 + '</p>'",
    "raised": "'<p>' + 'x<sup>1</sup>' * 5_000 + '</p>'",
    "linked": "''.join(f'<p>m<a href=\"#n{n}\" id=\"r{n}\">[{n}]</a></p>' for n in range(1, 1_500)) + '<ol>' + ''.join(f'<li id=\"n{n}\">Note <a href=\"#r{n}\">↩</a></li>' for n in range(1, 1_500)) + '</ol>'",
    "one_word": "'<p>' + 'a' * 3_000_000 + '</p>'",
    "addresses": "'<p>' + 'https://a.example/((((' * 50_000 + '</p>'",
    "colons": "'<p>' + 'Ana : ' * 100_000 + '</p>'",
    "credits": "'<p>Crédits photos' + ' photos' * 100_000 + '</p>'",
    "dashes": "'<blockquote class=\"twitter-tweet\"><p>' + '— ' * 100_000 + '</p><a href=\"https://twitter.com/ana/status/1\">x</a></blockquote>'",
    "quotation": "'<p>Un¹.</p><p>Notes :</p><p>(1) ' + '« a' * 100_000 + '</p>'",
    "carried_notes": "''.join(f'<p>m<sup title=\"Une note de {n} mots\">{n}</sup></p>' for n in range(1, 999))",
    "pictures_of_a_tweet": "'<a href=\"https://twitter.com/ana/status/1\">' + '<img src=/i.png>' * 10_000 + '</a>'",
    "script_of_quotes": "'<div class=embed><script>' + '&lt;blockquote' * 10_000 + '</script></div>'",
    "frames_of_cards": "'<iframe class=wp-embedded-content src=//a.example/x></iframe>' * 5_000",
    "code": "'<p>' + '<code>*</code>* ' * 20_000 + '</p>'",
    "rows_of_a_plugin": "'<sup class=footnote_plugin_tooltip_text>[1]</sup>' * 2_000 + '<table>' + '<tr class=footnotes_plugin_reference_row><th class=footnote_plugin_index>↑1<td>x' * 2_000",
    "attributes": "'<p ' + 'a=b ' * 100_000 + '>x</p>'",
    "main_in_article": "'<main><article>' + '<p>Un <a href=/x>mot</a>.</p>' * 50_000",
    "authors_in_authors": "'<div class=author itemprop=author>' * 200 + '<a class=x href=/x>mot</a>' * 20_000",
    "blank_lines": "'<p>' + '<br>' * 50_000 + '</p>'",
}
SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (100, 100))  # seconds
from crawler.items import Post
from crawler.parse import parse_article, read_page
content = eval(sys.argv[1])
for post in (Post(url="https://blog.example/x/", title="Un", content=content), read_page(content.encode(), "https://blog.example/x/")):
    for warning in parse_article(post).warnings:
        if warning.code == "parser_failed":
            sys.exit(warning.detail)
"""


@pytest.mark.parametrize("case", CASES)
def test_the_worst_input_is_read_in_bounded_time_and_memory(case: str) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, CASES[case]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article(body: bytes) -> None:
    article = parse_article(read_page(body, URL))
    assert not [w for w in article.warnings if w.code == "parser_failed"]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "mot", "¹", "²", "(1)", "[1]", "*", "**", " ", "Notes :", "<sup>1</sup>", "<b>", "</b>", "<li>", "<ol>", "</ol>",
     '<a href="#n1" id="r1">1</a>', '<li id="n1">', '<a href="https://a.example/">', "</a>", "https://b.example/", "Crédits : X", "« ", " »", "2018",
     '<blockquote class="twitter-tweet">', "</blockquote>", "— Ana (@ana) ", '<a href="https://twitter.com/ana/status/1">1 juin 2018</a>', "<td>", "<tr>"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_markers_and_offsets_agree_with_the_text_whatever_the_markup(pieces: list[str]) -> None:
    article = parse_article(Post(url=URL, title="Un", content="".join(pieces)))
    assert not [w for w in article.warnings if w.code == "parser_failed"]
    for reference in article.references:
        text = article.paragraphs[reference.paragraph - 1].text
        assert text[reference.offset : reference.offset + len(reference.marker)] == reference.marker
        assert reference.footnote is None or 0 < reference.footnote <= len(article.footnotes)
    for place in article.tweets:
        assert place.paragraph is None or 0 < place.paragraph <= len(article.paragraphs)

"""The sample blog's files: every post loads, and its expected values agree with its page and themselves."""

import datetime as dt
import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from crawler.demo import Content, DemoPost, expected, load
from crawler.demo.content import POSTS
from crawler.demo.errors import SampleError

HOME = "http://127.0.0.1:8000"
CONTENT = load()
BY_FILE = {post.file: post for post in CONTENT.posts}
EVERY_POST = pytest.mark.parametrize("file", sorted(BY_FILE))
ALLOWED = {
    "tweets": {"id", "relation", "handle", "name", "text", "lang", "shown_date", "shown_on"},
    "footnotes": {"key", "marker", "text", "urls", "status", "kind", "work"},
    "references": {"key", "marker", "text", "status"},
    "turns": {"speaker", "role", "begins"},
    "profiles": {"name", "handles"},
    "embeds": {"provider", "kind", "external_id"},
    "images": {"url", "alt", "caption"},
}
MARKER = re.compile(r"\(\d+\)|\[\d+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+")
INVENTED = re.compile(
    r"https?://(?:[\w.-]+\.example|(?:[\w-]+\.)*example\.(?:org|com|net)"
    r"|(?:platform\.)?twitter\.com|x\.com|t\.co|bsky\.app|www\.youtube\.com)(?=[/?\"]|$)"
)


def readable(post: DemoPost) -> str:
    """All text that a reader sees, as one line. Linked and raised markers are superscript digits."""
    digits = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    text = re.sub(
        r"<sup[^>]*>(?:<a[^>]*>)?(\d+)(?:</a>)?</sup>|<a href=\"#_ftn\d+\"[^>]*>\[(\d+)\]</a>",
        lambda found: (found[1] or found[2]).translate(digits),
        post.content,
    )
    text = re.sub(r"<noscript>.*?</noscript>|<script.*?</script>|<!--.*?-->", "", text)
    text = re.sub(r"<br ?/?>|</p>|</li>", " ", text).replace("{home}", HOME)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def rows(file: str, name: str) -> list[dict[str, Any]]:
    return list(expected(file, HOME).get(name, []))


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_blog_is_as_rich_as_promised() -> None:
    interviews = [post for post in CONTENT.posts if "interviews" in post.categories]
    years = {post.date.year for post in CONTENT.posts}
    tweets = [tweet for file in BY_FILE for tweet in rows(file, "tweets")]
    notes = [note for file in BY_FILE for note in rows(file, "footnotes")]
    assert len(CONTENT.posts) >= 31
    assert len(interviews) >= 10
    assert years >= set(range(2013, 2021))
    assert len({tweet["id"] for tweet in tweets}) >= 31
    assert len(tweets) > len({tweet["id"] for tweet in tweets})
    assert len(notes) >= 66


@EVERY_POST
def test_expected_values_have_the_described_keys_alone(file: str) -> None:
    values = expected(file, HOME)
    lists = {name: {key for row in values[name] for key in row} for name in ALLOWED if name in values}
    assert set(values) <= {*ALLOWED, "credits", "credits_label"}
    assert {name: keys - ALLOWED[name] for name, keys in lists.items()} == {name: set() for name in lists}


@EVERY_POST
def test_expected_texts_stand_on_the_page(file: str) -> None:
    page = readable(BY_FILE[file])
    texts = [
        row["text"]
        for name in ("tweets", "footnotes", "references")
        for row in rows(file, name)
        if "text" in row
    ]
    texts += [row["begins"] for row in rows(file, "turns")]
    texts += [row["caption"] for row in rows(file, "images") if "caption" in row]
    texts += [", ".join(expected(file, HOME).get("credits", []))]
    assert [text for text in texts if one_line(text) not in page] == []


@EVERY_POST
def test_references_and_notes_agree(file: str) -> None:
    references, notes = rows(file, "references"), rows(file, "footnotes")
    keys = {note["key"] for note in notes}
    met: set[str] = set()
    for reference in references:
        key, status = reference["key"], reference["status"]
        assert MARKER.fullmatch(reference["marker"]), reference
        assert reference["text"].endswith(reference["marker"])
        usual = (
            "orphan"
            if key not in keys
            else "resolved"
            if key not in met
            else "ambiguous"
            if "*" in key
            else "repeated"
        )
        assert (key, status) == (key, usual)
        met.add(key)
    assert [(note["key"], note["status"]) for note in notes] == [
        (note["key"], "referenced" if note["key"] in met else "unreferenced") for note in notes
    ]


@EVERY_POST
def test_the_printed_day_of_a_tweet_is_that_of_its_number(file: str) -> None:
    shown = [tweet for tweet in rows(file, "tweets") if "shown_on" in tweet]
    days = [
        dt.datetime.fromtimestamp(((int(tweet["id"]) >> 22) + 1288834974657) / 1000, dt.UTC)
        .date()
        .isoformat()
        for tweet in shown
    ]
    assert [tweet["shown_on"] for tweet in shown] == days


@EVERY_POST
def test_a_page_has_every_tweet_that_is_expected_and_no_other(file: str) -> None:
    post = BY_FILE[file]
    numbers = re.findall(r"/status(?:es)?/(\d+)", "" if post.protected else post.content)
    assert set(numbers) == {tweet["id"] for tweet in rows(file, "tweets")}


@EVERY_POST
def test_every_address_is_an_invented_one(file: str) -> None:
    post = BY_FILE[file]
    texts = [post.content, *(f'{comment.html} "{comment.url}"' for comment in post.comments)]
    urls = [url for text in texts for url in re.findall(r"https?://[^\s<>\"]+", text)]
    assert [url for url in urls if not INVENTED.match(url)] == []


def test_a_thread_answers_earlier_comments_of_the_same_post() -> None:
    for post in CONTENT.posts:
        dates = {comment.id: comment.date for comment in post.comments}
        answers = [comment for comment in post.comments if comment.parent]
        assert all(dates[comment.parent] < comment.date for comment in answers), post.file
        assert all(comment.date > post.date for comment in post.comments), post.file


def with_post(folder: Path, name: str, text: str) -> Content:
    shutil.copytree(POSTS, folder / "posts")
    (folder / "posts" / name).write_text(text, encoding="utf-8")
    return load(folder / "posts")


def test_dropping_in_a_file_adds_a_post(tmp_path: Path) -> None:
    head = 'id = 999\ntitle = "Neuf"\ndate = 2021-01-04T08:00:00+01:00\nauthor = "nora-whitlock"\n'
    content = with_post(tmp_path, "2021-01-04-neuf.html", f"+++\n{head}+++\n<p>Texte</p>\n")
    newest = content.posts[0]
    assert (newest.id, newest.path, newest.content, newest.comments) == (
        999,
        "/2021/01/04/neuf/",
        "<p>Texte</p>\n",
        (),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("2021-01-04-a.html", "<p>no head</p>", "separated by lines"),
        ("2021-01-04-a.html", '+++\ntitle = "a"\n+++\n<p></p>', "KeyError\\('date'\\)"),
        (
            "2021-01-04-a.html",
            '+++\nid = 12\ntitle = "a"\ndate = 2021-01-04T08:00:00+01:00\nauthor = "nora-whitlock"\n+++\nx',
            "the same post number twice: 12",
        ),
        (
            "2021-01-05-a.html",
            '+++\nid = 999\ntitle = "a"\ndate = 2021-01-04T08:00:00+01:00\nauthor = "nora-whitlock"\n+++\nx',
            "has 2021-01-05",
        ),
        (
            "2021-01-04-a.html",
            '+++\nid = 999\ntitle = "a"\ndate = 2021-01-04T08:00:00+01:00\nauthor = "nobody"\n+++\nx',
            "not in site.toml: nobody",
        ),
        (
            "2021-01-04-a.html",
            '+++\nid = 999\ntitle = "a"\ndate = 2021-01-04T08:00:00\nauthor = "nora-whitlock"\n+++\nx',
            "needs an offset",
        ),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(SampleError, match=message):
        with_post(tmp_path, name, text)


def test_a_post_without_expected_values_says_so() -> None:
    with pytest.raises(SampleError, match=r"2000-01-01-none\.expected\.toml is missing"):
        expected("2000-01-01-none", HOME)

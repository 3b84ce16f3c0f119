"""Parts of a text that look separate from it: tweets, notes, panels that a reader opens."""

from html import escape

import pytest

from crawler.items import Article
from crawler.parse import parse_article, read_page

SENTENCES = (
    "The old mill at the bend of the river has not ground any flour since the winter, and its wheel is stuck.",
    "The miller's daughter wants to open it for visitors, but the bridge that leads to it is closed, too.",
    "Two carpenters have looked at the wheel, and they think that the axle alone would have to be replaced.",
)
ID, OTHER = "1153000000000000000", "1153000000000000001"
URL = f"https://twitter.com/ana_l/status/{ID}"
QUOTE = (
    f'<blockquote class="twitter-tweet"><p lang="en">It turns</p>&mdash; Ana Lune (@ana_l) <a href="{URL}">July 21, 2019'
    "</a></blockquote>"
)
DATA = escape(f'{{"url":"{URL}","full_text":"It turns","username":"ana_l","name":"Ana Lune"}}')
WRAPPERS = {
    "named": '<div class="entry-content">{}</div>',
    "entry": '<main><article class="x">{}</article></main>',
    "unknown": '<div class="a1"><div class="a2">{}</div></div>',
}


def read(wrapper: str, *parts: str, behind: str = "") -> Article:
    """The article of a page with these sentences as its text, and the parts after the first two of them."""
    inside = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    for at, part in enumerate(parts):
        inside.insert(2 * at + 1, part)
    text = WRAPPERS[wrapper].format("<h1>The old mill</h1>" + "".join(inside))
    head = "<title>The old mill</title>"
    nav = '<nav><a href="/">Home</a> <a href="/about">About us</a></nav>'
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{nav}{text}{behind}<footer>Imprint</footer></body></html>"
    return parse_article(read_page(page.encode(), "https://river.example/old-mill"))


TWEETS = {
    "centred": f"<p></p><center>{QUOTE}</center>",
    "in_an_aside": f'<aside class="tweet">{QUOTE}</aside>',
    "in_what_is_called_social": f'<div class="social-embed">{QUOTE}</div>',
    "in_what_is_called_related": f'<div class="related-tweet"><div>{QUOTE}</div></div>',
    "all_of_it_linked": (
        f'<div class="tweet" data-attrs="{DATA}"><a href="{URL}"><div>Ana Lune @ana_l</div><div>It turns</div></a></div>'
    ),
    "drawn_and_short": (
        f'<div class="tweet-container_root__1a"><a href="{URL}"><span>Ana Lune</span></a><a href="{URL}">@ana_l</a>'
        f'<p class="tweet-body_root__2c">It turns</p><a href="{URL}"><time>5:53 PM · Jul 21, 2019</time></a></div>'
    ),
    "with_a_label": f'<div data-mod="tweet" data-url="{URL}"><a href="{URL}">View this tweet</a></div>',
    "behind_consent": (
        f'<div class="cookie-consent"><p>Twitter wants to set cookies.</p><textarea hidden>{escape(QUOTE)}</textarea></div>'
    ),
    "a_frame": f'<div class="share-embed"><iframe data-tweet-id="{ID}" src="saved/Tweet.html"></iframe></div>',
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("shape", TWEETS)
def test_a_tweet_is_kept_whatever_it_is_wrapped_in(shape: str, wrapper: str) -> None:
    article = read(wrapper, TWEETS[shape])
    assert [(t.tweet, t.relation) for t in article.tweets] == [(ID, "embedded")]
    texts = [p.text for p in article.paragraphs]
    assert [text for text in texts if text in SENTENCES] == list(SENTENCES)


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_tweets_side_by_side_are_each_kept(wrapper: str) -> None:
    quotes = "".join(f"<div>{QUOTE.replace(ID, number)}</div>" for number in (ID, OTHER))
    assert [t.tweet for t in read(wrapper, f'<div class="list">{quotes}</div>').tweets] == [ID, OTHER]


def test_the_tweet_of_a_story_beside_is_not_the_articles() -> None:
    story = "".join(f"<p>{words}</p>" for words in ("A mill of another valley was sold in spring.",) * 6)
    beside = f'<aside class="related"><h3>The other mill</h3>{story}{QUOTE.replace(ID, OTHER)}</aside>'
    assert [t.tweet for t in read("entry", QUOTE, beside).tweets] == [ID]


def story(number: int, title: str, tweet: str) -> str:
    text = "".join(f"<p>{sentence} That was story {number}.</p>" for sentence in SENTENCES)
    return (
        f'<section><article class="story"><h2><a href="/s/{number}">{title}</a></h2><div class="t">{text}'
        f"{QUOTE.replace(ID, tweet)}</div></article></section>"
    )


def stories(title: str) -> Article:
    """The article of a page with this title and three stories."""
    printed = (
        story(1, "The wheel turns again", ID)
        + story(2, "The bridge is closed", OTHER)
        + story(3, "A flood", "9")
    )
    page = f"<html lang=en><head><title>{title} | The River</title></head><body><div>{printed}</div></body></html>"
    return parse_article(read_page(page.encode(), "https://river.example/s"))


@pytest.mark.parametrize(
    ("title", "number"), [("The wheel turns again", ID), ("The bridge is closed", OTHER)]
)
def test_of_several_stories_the_one_with_the_pages_title_is_the_article(title: str, number: str) -> None:
    article = stories(title)
    assert [t.tweet for t in article.tweets] == [number]
    assert len(article.paragraphs) == len(SENTENCES)
    assert [w.code for w in article.warnings if w.code == "content_uncertain"] == []


def test_where_no_story_has_the_pages_title_all_are_the_text() -> None:
    assert len(stories("News of the river").tweets) == 3


NOTES = "<p>(1) Founded in 1889.</p><p>(2) Burnt in 1902.</p>"
LINKED = '<p>[1] <a href="https://a.example/x">A report on the mills of the valley</a></p>'
PANELS = {
    "named_by_its_button": (
        f'<div><h3><button aria-controls="p1" aria-expanded="false">Notes</button></h3><div id="p1" hidden>{NOTES}</div></div>'
    ),
    "below_its_button": f'<div><button aria-expanded="false">Notes</button><div style="display: none">{NOTES}</div></div>',
    "named_by_a_link": (
        '<h3><a href="#p1" data-toggle="collapse">Notes</a></h3>'
        f'<div id="p1" class="collapse" aria-hidden="true" style="display:none">{NOTES}</div>'
    ),
    "shown": f'<div class="accordion"><button>Notes</button><div class="panel collapse">{NOTES}</div></div>',
    "in_a_footer": f'<footer><div class="footnotes">{NOTES}</div></footer>',
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("panel", PANELS)
def test_notes_in_a_panel_that_a_reader_opens_are_notes(panel: str, wrapper: str) -> None:
    marked = "<p>The wheel (1) and the roof (2) are from another time, as everybody in the village says.</p>"
    article = read(wrapper, marked, "", PANELS[panel])
    assert [(n.key, n.text, n.status) for n in article.footnotes] == [
        ("1", "Founded in 1889.", "referenced"),
        ("2", "Burnt in 1902.", "referenced"),
    ]


def test_what_is_hidden_and_nothing_opens_is_no_text() -> None:
    article = read("entry", f'<div id="p1" hidden>{NOTES}</div>')
    assert [p.text for p in article.paragraphs] == list(SENTENCES)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("before", ["", "<h3>Sources</h3>"])
def test_sources_that_are_all_links_are_kept(before: str, wrapper: str) -> None:
    marked = "<p>The wheel [1] is from another time, as everybody in the village says.</p>"
    article = read(wrapper, marked, "", f"{before}<div>{LINKED}</div>")
    assert [(n.key, n.urls) for n in article.footnotes] == [("1", ("https://a.example/x",))]


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_the_button_that_a_script_made_of_a_marker_keeps_its_note(wrapper: str) -> None:
    button = (
        '<p>The wheel<sup><div class="bigfoot-footnote__container"><button class="bigfoot-footnote__button" '
        'data-footnote-number="1" data-bigfoot-footnote="&lt;p&gt;Of oak.&lt;/p&gt;"><svg></svg></button></div></sup> is stuck.</p>'
    )
    article = read(wrapper, button)
    assert [(n.key, n.text, n.status) for n in article.footnotes] == [("1", "Of oak.", "referenced")]
    assert article.paragraphs[1].text == "The wheel¹ is stuck."

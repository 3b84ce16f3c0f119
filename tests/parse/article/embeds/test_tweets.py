import base64
import html
import json
from urllib import parse

import pytest
from parsing import notes, read

from crawler.items import TweetPlace

ID = "1153000000000000000"  # 21 July 2019
URL = f"https://twitter.com/ana_l/status/{ID}"
QUOTE = (
    '<p lang="fr" dir="ltr">Bravo <a href="https://twitter.com/zoe_v?ref_src=twsrc%5Etfw">@zoe_v</a> &amp; co !<br>🇫🇷 Un<br>🇧🇪 Deux '
    '<a href="https://twitter.com/hashtag/%C3%89t%C3%A9?src=hash&amp;ref_src=twsrc%5Etfw">#Été</a> '
    '<a href="https://t.co/Ab1">pic.twitter.com/Ab1</a></p>'
)
SIGNED = f'&mdash; Ana Lune (@ana_l) <a href="{URL}?ref_src=twsrc%5Etfw">21 juillet 2019</a>'
TEXT = "Bravo @zoe_v & co !\n🇫🇷 Un\n🇧🇪 Deux #Été pic.twitter.com/Ab1"
SCRIPT = '<script async src="https://platform.twitter.com/widgets.js"></script>'

QUOTED = {
    "hosted": f'<div class="embed-twitter"><blockquote class="twitter-tweet" data-width="550" data-dnt="true">{QUOTE}{SIGNED}</blockquote>{SCRIPT}</div>',
    "pasted": f'<blockquote class="twitter-tweet" data-lang="fr">{QUOTE}{SIGNED}</blockquote>\n<p>{SCRIPT}</p>',
    "block": f'<figure class="wp-block-embed is-provider-twitter"><div class="wp-block-embed__wrapper"><blockquote class="twitter-tweet">{QUOTE}{SIGNED}</blockquote></div></figure>',
    "signature_in_a_paragraph": f'<blockquote class="twitter-tweet">{QUOTE}<p>{SIGNED}</p></blockquote>',
    "with_target": f'<blockquote class="twitter-tweet">{QUOTE}<p>{SIGNED.replace("<a ", "<a target=_blank rel=noopener ")}</p></blockquote>',
    "video": f'<blockquote class="twitter-video" data-lang="fr">{QUOTE}{SIGNED}</blockquote>',
    "centred": f'<blockquote class="twitter-tweet tw-align-center" data-cards="hidden">{QUOTE}{SIGNED}</blockquote>',
    "class_lost": f"<blockquote>{QUOTE}{SIGNED}</blockquote>",
    "advertisement_inside": f'<blockquote class="twitter-tweet">{QUOTE}<div class="ad-slot">Publicité</div>{SIGNED}</blockquote>',
    "rendered_beside_hidden_quote": (
        '<div class="twitter-tweet twitter-tweet-rendered"><iframe id="twitter-widget-0" '
        f'src="https://platform.twitter.com/embed/Tweet.html?id={ID}" data-tweet-id="{ID}"></iframe>'
        f'<blockquote class="twitter-tweet" style="display: none" data-twitter-extracted-i1="true">{QUOTE}{SIGNED}</blockquote></div>'
    ),
    "consent_placeholder": f'<div class="consent"><textarea hidden>&lt;blockquote class="twitter-tweet"&gt;{QUOTE}{SIGNED}&lt;/blockquote&gt;</textarea></div>',
    "x_com": f'<blockquote class="twitter-tweet">{QUOTE}{SIGNED.replace("twitter.com/ana_l", "x.com/ana_l")}</blockquote>',
}


@pytest.mark.parametrize("shape", QUOTED)
def test_every_quoted_shape_gives_the_same_record(shape: str) -> None:
    (tweet,) = read(f"<p>Avant.</p>{QUOTED[shape]}<p>Après.</p>").tweets
    assert (tweet.tweet, tweet.url, tweet.handle, tweet.name) == (ID, URL, "ana_l", "Ana Lune")
    assert (tweet.text, tweet.shown_date, tweet.shown_on, tweet.lang) == (
        TEXT,
        "21 juillet 2019",
        "2019-07-21",
        "fr",
    )
    assert (tweet.relation, tweet.paragraph) == ("embedded", 1)
    assert [(link.kind, link.text) for link in tweet.links] == [
        ("mention", "@zoe_v"),
        ("hashtag", "#Été"),
        ("media", "pic.twitter.com/Ab1"),
    ]


@pytest.mark.parametrize("shape", QUOTED)
def test_no_word_of_a_quoted_tweet_is_the_articles(shape: str) -> None:
    article = read(f"<p>Avant.</p>{QUOTED[shape]}<p>Après.</p>")
    assert article.text == "Avant.\n\nAprès."
    assert article.links == ()


BARE = {
    "link_only": (f'<blockquote class="twitter-tweet"><a href="{URL}"></a></blockquote>', "bare", "ana_l"),
    "blank_link": (
        f'<blockquote class="twitter-tweet"><a href="{URL}">&nbsp;</a></blockquote>',
        "bare",
        "ana_l",
    ),
    "lazy": (
        f'<blockquote class="lazy-content" data-twitter="twitter-tweet"><a href="{URL}"></a></blockquote>',
        "bare",
        "ana_l",
    ),
    "deleted": (
        f'<blockquote class="twitter-tweet"><a href="{URL}">Tweet may have been deleted (opens in a new tab)</a></blockquote>',
        "bare",
        "ana_l",
    ),
    "frame": (f'<iframe data-tweet-id="{ID}"></iframe>', "rendered", None),
    "frame_address": (
        f'<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id={ID}"></iframe>',
        "rendered",
        None,
    ),
    "widget": (f'<twitter-widget data-tweet-id="{ID}"></twitter-widget>', "rendered", None),
    "data_url": (f'<div class="tweet" data-url="{URL}"></div>', "data", "ana_l"),
    "amp": (f'<amp-twitter data-tweetid="{ID}"></amp-twitter>', "amp", None),
    "amp_address": (f'<amp-twitter data-tweetid="{URL}"></amp-twitter>', "amp", "ana_l"),
    "alone": (f"<p>{URL}</p>", "link", "ana_l"),
    "alone_linked": (f'<p><a href="{URL}?s=20">{URL}?s=20</a></p>', "link", "ana_l"),
    "shortcode": (f"<p>[tweet {URL}]</p>", "shortcode", "ana_l"),
    "shortcode_number": (f"<p>[tweet {ID}]</p>", "shortcode", None),
    "widget_of_old": (
        f'<twitterwidget class="twitter-tweet" data-tweet-id="{ID}"></twitterwidget>',
        "rendered",
        None,
    ),
    "lazy_frame": (
        f'<iframe src="about:blank" data-src="https://platform.twitter.com/embed/Tweet.html?id={ID}"></iframe>',
        "rendered",
        None,
    ),
    "player_of_an_address": (
        f'<iframe src="https://cdn.embedly.example/media.html?src={parse.quote(URL, safe="")}"></iframe>',
        "rendered",
        "ana_l",
    ),
    "number_attribute": (f'<div class="tweet" tweetID="{ID}"></div>', "rendered", None),
    "shortened_text": (f'<p><a href="{URL}">twitter.com/ana_l/status/1153…</a></p>', "link", "ana_l"),
    "shortcode_attribute": (f'<p>[tweet url="{URL}"]</p>', "shortcode", "ana_l"),
    "screenshot": (f'<p><a href="{URL}"><img src="data:image/gif;base64,AA"></a></p>', "image", "ana_l"),
    "data_of_an_editor": (f'<div data-mod="tweet" data-url="{URL}"></div>', "data", "ana_l"),
    "data_with_a_label": (
        f'<div data-embed="{URL}"><a href="{URL}">View this tweet</a></div>',
        "data",
        "ana_l",
    ),
    "data_as_json": (
        f'<section data-props="{{&quot;kind&quot;:&quot;social&quot;,&quot;url&quot;:&quot;{URL}&quot;}}"></section>',
        "data",
        "ana_l",
    ),
    "custom_element": (f'<tweet-embed id="{ID}"></tweet-embed>', "data", None),
    "custom_element_of_an_address": (f'<social-post src="{URL}"></social-post>', "data", "ana_l"),
    "empty_link": (f'<blockquote class="twitter-tweet"><a href="{URL}"></a></blockquote>', "bare", "ana_l"),
    "unresolved_block": (
        f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{URL}\n</div></figure>',
        "link",
        "ana_l",
    ),
}


@pytest.mark.parametrize("shape", BARE)
def test_the_sanitised_html_still_shows_a_tweet_without_text(shape: str) -> None:
    article = read(f"<p>Avant.</p>{BARE[shape][0]}")
    (tweet,) = read(article.html).tweets
    assert (tweet.tweet, tweet.handle, tweet.relation) == (ID, BARE[shape][2], "embedded")


@pytest.mark.parametrize("shape", BARE)
def test_shapes_without_text_give_what_can_be_known(shape: str) -> None:
    html, form, handle = BARE[shape]
    article = read(f"<p>Avant.</p>{html}")
    url = URL if handle else f"https://twitter.com/i/status/{ID}"
    assert article.tweets == (
        TweetPlace(tweet=ID, relation="embedded", paragraph=1, form=form, url=url, handle=handle),
    )
    assert article.text == "Avant."


def test_substack_keeps_the_tweet_in_an_attribute() -> None:
    data = (
        '{"url":"https://twitter.com/ana_l/status/1153000000000000000","full_text":"Bravo &amp; co\\n🚀","username":"ana_l",'
        '"name":"Ana Lune","date":"Sun Jul 21 2019"}'
    )
    (tweet,) = read(f"<div class='tweet' data-attrs='{data}'></div>").tweets
    assert (tweet.handle, tweet.name, tweet.text, tweet.shown_on) == (
        "ana_l",
        "Ana Lune",
        "Bravo & co\n🚀",
        "2019-07-21",
    )


def test_marked_up_text_in_an_attribute_is_plain() -> None:
    data = (
        '{"url":"https://twitter.com/ana_l/status/1153000000000000000","full_text":"Oui <span class=x>@zoe_v</span>",'
        '"name":"Ana Lune","date":"Sun Jul 21 10:00:00 +0000 2019"}'
    )
    (tweet,) = read(f"<div class='tweet' data-attrs='{data}'></div>").tweets
    assert (tweet.text, tweet.shown_on) == ("Oui @zoe_v", "2019-07-21")


def test_an_amp_tweet_may_hold_the_quote() -> None:
    quote = f'<blockquote class="twitter-tweet">{QUOTE}{SIGNED}</blockquote>'
    (tweet,) = read(f'<amp-twitter data-tweetid="{ID}">{quote}</amp-twitter>').tweets
    assert (tweet.name, tweet.text) == ("Ana Lune", TEXT)


def test_the_screenshot_of_a_tweet_stays_an_image() -> None:
    article = read(f'<p>Avant.</p><p><a href="{URL}"><img src="/capture.png"></a></p>')
    assert [t.form for t in article.tweets] == ["image"]
    assert [i.url for i in article.images] == ["https://blog.example/capture.png"]


@pytest.mark.parametrize(
    "html",
    [
        '<a class="twitter-timeline" href="https://twitter.com/ana_l">Tweets by ana_l</a>',
        '<a class="twitter-tweet" href="https://twitter.com/intent/tweet?text=x">Tweeter</a>',
        '<a class="twitter-share-button" href="https://twitter.com/share">Tweeter</a>',
        "<p>https://nottwitter.com/ana_l/status/1153000000000000000</p>",
        "<p>https://twitter.com/ana_l/lists/com</p>",
        "<blockquote><p>Une citation — Ana (1843)</p></blockquote>",
        '<div class="wp-block-embed is-provider-twitter"><a class="twitter-timeline" href="https://twitter.com/ana_l">Tweets</a></div>',
    ],
)
def test_what_is_no_tweet(html: str) -> None:
    assert read(f"<p>Avant.</p>{html}").tweets == ()


def test_the_same_tweet_twice_has_two_places() -> None:
    article = read(f"{QUOTED['pasted']}<p>Puis.</p>{BARE['alone'][0]}")
    assert [(t.tweet, t.paragraph) for t in article.tweets] == [(ID, None), (ID, 1)]


def test_an_address_in_running_text_is_linked_and_in_a_note_cited() -> None:
    article = read(
        f'<p>Comme <a href="{URL}">ce tweet</a> le dit¹.</p><p>Notes :</p><p>(1) Extrait du tweet >> {URL}</p>'
    )
    assert [(t.relation, t.paragraph, t.footnote, t.text) for t in article.tweets] == [
        ("linked", 1, None, None),
        ("cited", None, 1, None),
    ]
    assert article.footnotes[0].kind == "tweet"
    assert notes(article) == [("1", f"Extrait du tweet >> {URL}")]


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Zoé (la vraie) — com’", "&mdash; Zoé (la vraie) — com’ (@ana_l)"),
        ("A | B", "&mdash; A | B (@ana_l)"),
        ("ABC 7 News - W", "— ABC 7 News - W (@ana_l)"),
        ("👩‍💻 Ana ✨", "&mdash; 👩‍💻 Ana ✨ (@ana_l)"),
        ("12345", "&mdash; 12345 (@ana_l)"),
        ("دار النشر", "&mdash; دار النشر (@ana_l)"),
        ("東京", "&mdash; 東京 (@ana_l)"),
        ("קול", "— \u200fקול\u200f (@ana_l)"),
    ],
)
def test_names_survive(name: str, signed: str) -> None:
    html = f'<blockquote class="twitter-tweet"><p>Un texte — avec tiret.</p>{signed} <a href="{URL}">21 juillet 2019</a></blockquote>'
    (tweet,) = read(html).tweets
    assert (tweet.name, tweet.handle, tweet.text) == (name, "ana_l", "Un texte — avec tiret.")


def test_a_flat_quote_is_split_at_the_last_dash() -> None:
    html = f'<blockquote class="twitter-tweet">Oui — non. — Ana Lune (@ana_l) <a href="{URL}">21 juillet 2019</a></blockquote>'
    (tweet,) = read(html).tweets
    assert (tweet.name, tweet.text) == ("Ana Lune", "Oui — non.")


def test_a_text_of_several_paragraphs_is_whole() -> None:
    html = f'<blockquote class="twitter-tweet"><p lang="fr">Un</p><p>Deux</p><p>{SIGNED}</p></blockquote>'
    assert read(html).tweets[0].text == "Un\n\nDeux"


def test_right_to_left_text_and_handle() -> None:
    html = f'<blockquote class="twitter-tweet"><p lang="ar" dir="rtl">مرحبا بكم</p>&mdash; أنا (@ana_l) <a href="{URL}">٢١ يوليو ٢٠١٩</a></blockquote>'
    (tweet,) = read(html).tweets
    assert (tweet.text, tweet.name, tweet.lang, tweet.shown_on) == ("مرحبا بكم", "أنا", "ar", "2019-07-21")


@pytest.mark.parametrize(
    ("day", "flagged"), [("21 juillet 2019", 0), ("22 juillet 2019", 0), ("24 juillet 2019", 1), ("hier", 0)]
)
def test_a_printed_day_far_from_the_numbers_is_flagged(day: str, flagged: int) -> None:
    html = f'<blockquote class="twitter-tweet"><p>Un</p>&mdash; Ana (@ana_l) <a href="{URL}">{day}</a></blockquote>'
    article = read(html)
    assert article.tweets[0].shown_date == day
    assert [w.code for w in article.warnings] == ["tweet_date_mismatch"] * flagged


@pytest.mark.parametrize(
    "form",
    [
        "https://twitter.com/ana_l/status/1",
        "http://www.twitter.com/ana_l/statuses/1",
        "//mobile.twitter.com/ana_l/status/1",
        "https://m.twitter.com/#!/ana_l/status/1",
        "https://x.com/ana_l/status/1?s=20",
        "https://twitter.com/ana_l/status/1/photo/1",
        "https://twitter.com/ana_l/status/1#m",
        "https://nitter.example/ana_l/status/1",
        "https://fxtwitter.com/ana_l/status/1",
        "https://vxtwitter.com/ana_l/status/1",
        "https://fixupx.com/ana_l/status/1",
    ],
)
def test_every_form_of_a_tweets_address_is_one_address(form: str) -> None:
    (tweet,) = read(f"<p>{form}</p>").tweets
    assert tweet.url == "https://twitter.com/ana_l/status/1"


@pytest.mark.parametrize(
    "form",
    [
        "https://twitter.com/i/web/status/1",
        "https://twitter.com/i/status/1",
        "https://twitter.com/statuses/1",
    ],
)
def test_an_address_without_the_account_is_known_by_its_number(form: str) -> None:
    (tweet,) = read(f"<p>{form}</p>").tweets
    assert (tweet.tweet, tweet.handle, tweet.url) == ("1", None, "https://twitter.com/i/status/1")


HELD_BACK = {
    "template": "<div><template>{}</template></div>",
    "noscript": "<div class=lazy><noscript>{}</noscript></div>",
    "script_of_text": '<div><script type="text/template">{}</script></div>',
    "script_in_base64": '<div class="borlabs-hide"><script type="text/template">{base64}</script></div>',
    "attribute": '<div data-embed-html="{escaped}"><p>Cliquez pour voir</p></div>',
    "attribute_in_base64": '<div data-content="{base64}"><p>Cliquez pour voir</p></div>',
    "attribute_in_percents": '<div data-code="{quoted}">Voir</div>',
    "document_of_a_frame": '<iframe srcdoc="{escaped}"></iframe>',
    "string_of_a_script": (
        '<div class="embed-privacy-container"><p>Cliquez pour voir</p><div class="embed-privacy-content">'
        "<script>var _a = '{in_a_string}';</script></div></div>"
    ),
    "hidden_block": '<div style="display:none">{}</div>',
    "beside_its_noscript_copy": "{0}<noscript>{0}</noscript>",
    "hidden_quote_before_its_frame": (
        '<blockquote class="twitter-tweet" style="display:none">{inner}</blockquote>'
        f'<div class="twitter-tweet-rendered"><iframe data-tweet-id="{ID}"></iframe></div>'
    ),
}


@pytest.mark.parametrize("way", HELD_BACK)
def test_a_tweet_held_back_until_consent_is_in_its_place_once(way: str) -> None:
    quote = QUOTED["pasted"].partition("\n")[0]
    encoded = {
        "base64": base64.b64encode(quote.encode()).decode(),
        "escaped": html.escape(quote),
        "quoted": parse.quote(quote),
        "inner": QUOTE + SIGNED,
        "in_a_string": json.dumps({"embed": html.escape(quote)}).replace("\\", "\\\\").replace("/", "\\/"),
    }
    article = read(f"<p>Avant.</p>{HELD_BACK[way].format(quote, **encoded)}<p>Après.</p>")
    assert [(t.tweet, t.name, t.text, t.paragraph) for t in article.tweets] == [(ID, "Ana Lune", TEXT, 1)]
    assert article.text == "Avant.\n\nAprès."


SIGNATURES = {
    "hyphen": f'- Ana Lune (@ana_l) <a href="{URL}">21 juillet 2019</a>',
    "no_dash": f'Ana Lune (@ana_l) <a href="{URL}">21 juillet 2019</a>',
    "no_parentheses": f'Ana Lune @ana_l <a href="{URL}">21 juillet 2019</a>',
    "date_first": f'<p><a href="{URL}">21 juillet 2019</a> — Ana Lune (@ana_l)</p>',
    "break_in_the_date": f'— Ana Lune (@ana_l) <a href="{URL}">21 juillet<br>2019</a>',
    "by_way_of_an_archive": f'— Ana Lune (@ana_l) <a href="https://web.archive.org/web/2020/{URL}">21 juillet 2019</a>',
}


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_may_lack_its_marks(signature: str) -> None:
    (tweet,) = read(
        f'<blockquote class="twitter-tweet"><p>Oui - non.</p>{SIGNATURES[signature]}</blockquote>'
    ).tweets
    assert (tweet.tweet, tweet.name, tweet.text, tweet.shown_date) == (
        ID,
        "Ana Lune",
        "Oui - non.",
        "21 juillet 2019",
    )


def test_a_quote_without_a_signature_keeps_its_text() -> None:
    (tweet,) = read(
        f'<blockquote class="twitter-tweet"><p>Oui.</p><a href="{URL}">{URL}</a></blockquote>'
    ).tweets
    assert (tweet.tweet, tweet.text, tweet.name) == (ID, "Oui.", None)


def test_a_card_of_a_theme_is_a_tweet() -> None:
    card = f'<figure class="embed tweet"><div>Ana Lune @ana_l</div><blockquote><p>Oui.</p></blockquote><a href="{URL}">21 juillet 2019</a></figure>'
    (tweet,) = read(card).tweets
    assert (tweet.name, tweet.text, tweet.shown_on) == ("Ana Lune", "Oui.", "2019-07-21")


OTHER = "1153000000000000001"
HEADER = (
    '<div class="{0}header"><a href="https://x.com/{1}/status/{2}"><img alt="{3}" src="https://pbs.example/{1}.jpg"></a>'
    '<span title="{3}">{3}</span><a href="https://x.com/{1}/status/{2}"><span title="@{1}">@{1}</span></a>'
    '<span>·</span><a href="https://x.com/intent/follow?screen_name={1}">Follow</a></div>'
)
WORDS = '<a href="https://x.com/zoe_v/status/99">Replying to @zoe_v</a><p class="{0}" lang="fr"><span>Bravo &amp; merci </span><a href="https://x.com/hashtag/ete">#été</a></p>'
FOOTER = (
    f'<div><a href="https://x.com/ana_l/status/{ID}"><time datetime="2019-07-21T17:53:16Z">5:53 PM · Jul 21, 2019</time></a>'
    f'</div><div><a href="https://x.com/intent/like?tweet_id={ID}"><span>73</span></a><button>Copy link</button></div>'
    f'<div><a href="https://x.com/ana_l/status/{ID}">Read 4 replies</a></div>'
)
DRAWN = {
    "react-tweet": (
        '<div class="react-tweet-theme tweet-container_root__1a"><article class="tweet-container_article__1b">',
        "tweet-body_root__2c",
        '<div class="quoted-tweet-container_root__9d"><article>{0}<p class="quoted-tweet-body_root__3e">Dimanche.</p></article></div>',
        "</article></div>",
    ),
    "by_old_names": (
        '<div class="tweet"><div class="content">',
        "tweet-text",
        '<div class="QuoteTweet">{0}<p class="tweet-text">Dimanche.</p></div>',
        "</div></div>",
    ),
}


def drawn(family: str, *, quoting: bool) -> str:
    start, words, quoted, end = DRAWN[family]
    quote = quoted.format(HEADER.format("quoted-", "musee", OTHER, "Le Musée")) if quoting else ""
    return start + HEADER.format("", "ana_l", ID, "Ana Lune") + WORDS.format(words) + quote + FOOTER + end


@pytest.mark.parametrize("quoting", [False, True])
@pytest.mark.parametrize("family", DRAWN)
def test_a_tweet_drawn_by_the_site_is_a_tweet_and_no_text(family: str, *, quoting: bool) -> None:
    article = read(f"<p>Avant.</p>{drawn(family, quoting=quoting)}<p>Après.</p>")
    tweets = [(t.tweet, t.handle, t.name, t.text, t.shown_date, t.shown_on) for t in article.tweets]
    own = (ID, "ana_l", "Ana Lune", "Bravo & merci #été", "5:53 PM · Jul 21, 2019", "2019-07-21")
    other = (OTHER, "musee", "Le Musée", "Dimanche.", None, None)
    assert tweets == ([own, other] if quoting else [own])
    assert article.text == "Avant.\n\nAprès."
    assert "Follow" not in article.html
    assert [link.kind for link in article.tweets[0].links] == ["hashtag"]


def test_a_list_of_drawn_tweets_is_each_of_them() -> None:
    other = drawn("react-tweet", quoting=False).replace(ID, OTHER)
    article = read(f'<div class="tweets">{drawn("react-tweet", quoting=False)}{other}</div>')
    assert [t.tweet for t in article.tweets] == [ID, OTHER]


def test_pictures_of_emoji_in_a_copied_tweet_are_their_characters() -> None:
    picture = (
        '<img alt="🎉" draggable="false" src="https://abs-0.twimg.com/emoji/v2/svg/1f389.svg" class="r-4q">'
    )
    article = read(f'<blockquote class="twitter-tweet"><p>Oui {picture}</p>{SIGNED}</blockquote>')
    assert (article.tweets[0].text, article.images) == ("Oui 🎉", ())


def test_an_address_in_running_text_needs_no_link() -> None:
    assert [t.relation for t in read(f"<p>Voir {URL} et la suite.</p>").tweets] == ["linked"]

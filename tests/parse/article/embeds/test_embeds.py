import pytest
from parsing import read

from crawler.items import Embed

SHAPES = [
    (
        '<span class="embed-youtube"><iframe class="youtube-player" src="https://www.youtube.com/embed/abcDEF12345?version=3&#038;rel=1"></iframe></span>',
        Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345"),
    ),
    ("<p>https://youtu.be/abcDEF12345?t=3</p>", Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345")),
    ('<iframe data-src="https://www.youtube-nocookie.com/embed/abcDEF12345" title="Un film"></iframe>', Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345", title="Un film")),
    ('<amp-youtube data-videoid="abcDEF12345"></amp-youtube>', Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345")),
    ('<iframe src="//player.vimeo.com/video/123456"></iframe>', Embed(provider="vimeo", kind="video", url="https://vimeo.com/123456", external_id="123456")),
    ('<iframe src="https://www.dailymotion.com/embed/video/x7abc"></iframe>', Embed(provider="dailymotion", kind="video", url="https://www.dailymotion.com/video/x7abc", external_id="x7abc")),
    (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Bx-1_/?utm_source=ig"><a href="https://www.instagram.com/p/Bx-1_/">Une photo</a></blockquote>',
        Embed(provider="instagram", kind="post", url="https://www.instagram.com/p/Bx-1_/", external_id="Bx-1_"),
    ),
    (
        '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Funemarque%2Fposts%2F1234567890"></iframe>',
        Embed(provider="facebook", kind="post", url="https://www.facebook.com/unemarque/posts/1234567890", external_id="1234567890"),
    ),
    ('<div class="fb-post" data-href="https://www.facebook.com/unemarque/posts/1234567890"></div>', Embed(provider="facebook", kind="post", url="https://www.facebook.com/unemarque/posts/1234567890", external_id="1234567890")),
    (
        '<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:share:7304286962587242496"></iframe>',
        Embed(provider="linkedin", kind="post", url="https://www.linkedin.com/feed/update/urn:li:share:7304286962587242496", external_id="7304286962587242496", posted_at="2025-03-08T23:48:38Z"),
    ),
    (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3lddnc7fsws26"><p lang="fr">Un mot</p>&mdash; Ana</blockquote>',
        Embed(provider="bluesky", kind="post", url="https://bsky.app/profile/did:plc:abc/post/3lddnc7fsws26", external_id="3lddnc7fsws26", posted_at="2024-12-15T10:49:09Z"),
    ),
    (
        '<iframe class="mastodon-embed" src="https://social.example/@ana/112083281191909486/embed"></iframe>',
        Embed(provider="mastodon", kind="post", url="https://social.example/@ana/112083281191909486", external_id="112083281191909486", posted_at="2024-03-12T14:52:25Z"),
    ),
    ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ana/video/7000000000000000000"><section></section></blockquote>', Embed(provider="tiktok", kind="video", url="https://www.tiktok.com/@ana/video/7000000000000000000", external_id="7000000000000000000", posted_at="2021-08-24T14:15:05Z")),
    ('<iframe src="//www.slideshare.net/slideshow/embed_code/key/aBc1"></iframe>', Embed(provider="slideshare", kind="slides", url="https://www.slideshare.net/slideshow/embed_code/key/aBc1", external_id="aBc1")),
    ('<iframe src="https://www.scribd.com/embeds/123/content"></iframe>', Embed(provider="scribd", kind="document", url="https://www.scribd.com/document/123", external_id="123")),
    ('<a data-pin-do="embedPin" href="https://www.pinterest.com/pin/99/"></a>', Embed(provider="pinterest", kind="image", url="https://www.pinterest.com/pin/99/", external_id="99")),
    ('<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/com/comments/1abc/titre/">Titre</a></blockquote>', Embed(provider="reddit", kind="post", url="https://www.reddit.com/r/com/comments/1abc/", external_id="1abc")),
    ('<iframe src="about:blank" data-src="https://www.youtube.com/embed/abcDEF12345"></iframe>', Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345")),
    ('<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/abcDEF12345"></div><noscript><iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe></noscript>', Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345")),
    ('<p><a href="https://youtu.be/abcDEF12345">youtu.be/abcDEF12345</a></p>', Embed(provider="youtube", kind="video", url="https://www.youtube.com/watch?v=abcDEF12345", external_id="abcDEF12345")),
    ('<iframe src="https://geo.dailymotion.com/player/x1.html?video=x7abc"></iframe>', Embed(provider="dailymotion", kind="video", url="https://www.dailymotion.com/video/x7abc", external_id="x7abc")),
    ('<iframe src="https://www.linkedin.com/embed/feed/update/urn%3Ali%3AugcPost%3A7304286962587242496"></iframe>', Embed(provider="linkedin", kind="post", url="https://www.linkedin.com/feed/update/urn:li:ugcPost:7304286962587242496", external_id="7304286962587242496", posted_at="2025-03-08T23:48:38Z")),
    ('<iframe src="https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3lddnc7fsws26?id=1"></iframe>', Embed(provider="bluesky", kind="post", url="https://bsky.app/profile/did:plc:abc/post/3lddnc7fsws26", external_id="3lddnc7fsws26", posted_at="2024-12-15T10:49:09Z")),
    ('<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.net/@ana/post/Cu_1"><a href="https://www.threads.net/@ana/post/Cu_1">Un mot</a></blockquote>', Embed(provider="threads", kind="post", url="https://www.threads.net/@ana/post/Cu_1", external_id="Cu_1")),
    ('<iframe src="//www.slideshare.net/slideshow/embed_code/key/aBc1"></iframe><div><a href="//www.slideshare.net/ana/titre">Titre</a> from <a href="//www.slideshare.net/ana">Ana</a></div>', Embed(provider="slideshare", kind="slides", url="https://www.slideshare.net/slideshow/embed_code/key/aBc1", external_id="aBc1")),
    ('<iframe src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293"></iframe>', Embed(provider="soundcloud", kind="audio", url="https://api.soundcloud.com/tracks/293", external_id="293")),
    ('<iframe src="https://assets.pinterest.com/ext/embed.html?id=99"></iframe>', Embed(provider="pinterest", kind="image", url="https://www.pinterest.com/pin/99/", external_id="99")),
    ('<blockquote class="wp-embedded-content"><a href="https://autre.example/billet/">Un billet</a></blockquote><iframe class="wp-embedded-content" src="https://autre.example/billet/embed/"></iframe>', Embed(provider="other", kind="frame", url="https://autre.example/billet/")),
    ('<iframe src="https://cartes.example/une-carte" title="Carte"></iframe>', Embed(provider="other", kind="frame", url="https://cartes.example/une-carte", title="Carte")),
    ('<video src="/film.mp4"></video>', Embed(provider="other", kind="video", url="https://blog.example/film.mp4")),
    ('<audio><source src="/son.mp3"></audio>', Embed(provider="other", kind="audio", url="https://blog.example/son.mp3")),
]  # fmt: skip


@pytest.mark.parametrize(("html", "embed"), SHAPES)
def test_what_is_embedded_is_known(html: str, embed: Embed) -> None:
    article = read(f"{html}<p>Après.</p>")
    assert article.embeds == (embed,)
    assert article.text == "Après."


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fblog.example%2F"></iframe>',
        '<iframe src="https://widgets.wp.com/likes/#blog_id=1"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        "<iframe></iframe>",
        '<p>Une vidéo : <a href="https://youtu.be/abcDEF12345">ici</a></p>',
    ],
)
def test_counters_and_links_in_text_are_no_embeds(html: str) -> None:
    assert read(html).embeds == ()


def test_the_place_of_an_embed_is_the_paragraph_before_it() -> None:
    article = read('<p>Un</p><p>Deux</p><iframe src="https://player.vimeo.com/video/1"></iframe><p>Trois</p>')
    assert [e.paragraph for e in article.embeds] == [2]

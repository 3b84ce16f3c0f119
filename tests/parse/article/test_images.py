import pytest
from parsing import read

from crawler.items import Image

ORIGINAL = "https://blog.example/wp-content/uploads/2018/08/vue.jpg"

SHAPES = {
    "plain": f'<img src="{ORIGINAL}" alt="vue">',
    "resized_by_query": f'<img src="{ORIGINAL}?w=676&h=400" alt="vue">',
    "photon": '<img src="https://i0.wp.com/blog.example/wp-content/uploads/2018/08/vue.jpg?resize=600%2C300&#038;ssl=1" alt="vue">',
    "lazy": f'<img src="data:image/gif;base64,R0lGOD" data-lazy-src="{ORIGINAL}?w=676&is-pending-load=1#038;ssl=1" alt="vue"><noscript><img src="{ORIGINAL}?w=676" alt="vue"></noscript>',
    "orig_file": f'<img src="{ORIGINAL}?w=300" data-orig-file="{ORIGINAL}" alt="vue">',
    "smaller_file_linked": f'<a href="{ORIGINAL}"><img src="{ORIGINAL.replace(".jpg", "-300x200.jpg")}" alt="vue"></a>',
    "generated_size": f'<img class="attachment-thumbnail size-thumbnail" src="{ORIGINAL.replace(".jpg", "-150x150.jpg")}" alt="vue">',
    "srcset_only": f'<img srcset="{ORIGINAL}?w=300 300w, {ORIGINAL}?w=900 900w" alt="vue">',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_leads_to_the_original_once(shape: str) -> None:
    images = read(f"<p>Un</p><p>{SHAPES[shape]}</p>").images
    assert [(i.url, i.alt, i.paragraph) for i in images] == [(ORIGINAL, "vue", 1)]


@pytest.mark.parametrize(
    "html",
    [
        f'<figure class="wp-block-image"><img src="{ORIGINAL}"><figcaption>Une vue, Léa Fictif</figcaption></figure>',
        f'<div class="wp-caption aligncenter"><a href="{ORIGINAL}"><img src="{ORIGINAL}"></a><p class="wp-caption-text">Une vue, Léa Fictif</p></div>',
    ],
)
def test_a_caption_belongs_to_its_picture(html: str) -> None:
    article = read(f"<p>Un</p>{html}<p>Deux</p>")
    assert article.images == (Image(url=ORIGINAL, src=ORIGINAL, caption="Une vue, Léa Fictif", paragraph=1),)
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        ("paragraph", "Un"),
        ("caption", "Une vue, Léa Fictif"),
        ("paragraph", "Deux"),
    ]


def test_a_picture_within_a_paragraph_stands_in_it() -> None:
    assert read(f'<p>Un <img src="{ORIGINAL}" width="600" height="30%"> mot</p>').images == (
        Image(url=ORIGINAL, src=ORIGINAL, width=600, height=30, paragraph=1),
    )


def test_trackers_and_data_are_no_pictures() -> None:
    html = (
        '<p>Un<img src="https://pixel.wp.com/b.gif"><img src="data:image/png;base64,AA"><img alt="rien"></p>'
    )
    assert read(html).images == ()

"""The categories and tags of a post."""

import pytest

from crawler.parse.page import read_page

URL = "https://blog.example/moulin/"


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        ("widget widget_tabs", False),
        ("sidebar-content", False),
        ("elementor-widget-wrap", True),
        ("col-4", True),
    ],
)
def test_terms_of_a_widget_are_not_the_posts(around: str, *, shown: bool) -> None:
    html = (
        "<html lang=fr><body class=single-post><article class=hentry><ul><li><a href=/category/bois/ "
        "rel='category tag'>Bois</a></li></ul><h1 class=entry-title>Le moulin</h1><p>Le meunier est parti.</p>"
        f"</article><div class='{around}'><p><a href=/category/farine/ rel='category tag'>Farine</a></p></div>"
    )
    names = {term.name for term in read_page(html.encode(), URL).terms}
    assert names == ({"Bois", "Farine"} if shown else {"Bois"})


def test_terms_on_the_card_of_a_post_in_a_sidebar_are_the_posts() -> None:
    html = (
        "<html lang=en><body><div class=document><div class=body><h1>The mill</h1><p>The miller has left.</p></div></div>"
        "<div class=sphinxsidebar><div class='ablog-sidebar-item ablog__postcard'><ul><li><a href=../blog/category/mills.html>Mills</a></li>"
        "<li><a href=../blog/tag/water.html>water</a></li></ul></div>"
        "<div class='ablog-sidebar-item ablog__tagcloud'><a href=../blog/tag/wood.html>wood</a></div></div></body></html>"
    )
    assert [(term.taxonomy, term.name) for term in read_page(html.encode(), URL).terms] == [
        ("category", "Mills"),
        ("tag", "water"),
    ]


def test_terms_in_a_column_of_facts_are_the_posts_though_it_is_navigation() -> None:
    html = (
        "<html lang=en><body><div class=md-sidebar><nav><a href=../category/wood/>Wood</a><ul class=md-post__meta>"
        "<li><nav class=md-nav>in <a href=../category/mills/>Mills</a></nav></li></ul></nav></div>"
        "<article><h1>The mill</h1><p>The miller has left.</p></article></body></html>"
    )
    assert [(term.taxonomy, term.name) for term in read_page(html.encode(), URL).terms] == [
        ("category", "Mills")
    ]


def test_tags_whose_names_differ_in_marks_that_addresses_leave_out_are_two() -> None:
    links = "".join(f"<a rel=tag href=/tag/c/>{name}</a>" for name in ("C#", "C++"))
    html = f"<html lang=en><body class=single-post><article class=hentry><h1>A mill</h1><p>Text.</p>{links}"
    assert [term.name for term in read_page(html.encode(), URL).terms] == ["C#", "C++"]


def test_a_class_of_the_entry_names_its_category_where_addresses_have_no_folder_for_it() -> None:
    html = (
        "<html lang=fr><body><div class='entry-category-bois entry'><h3 class=entry-header>Le moulin</h3>"
        "<div class=entry-content><p>Le meunier est parti vers <a href=/journal/aval/>l'aval</a>.</p></div>"
        "<p>Rédigé par Noé Meunier le 3 mai 2018 à 09:30 dans <a href=/journal/bois/>Bois</a></p></div>"
        "<ul><li><a href=/journal/bois/>Bois (4)</a><li><a href=/journal/farine/>Farine</a></ul>"
    )
    terms = read_page(html.encode(), URL).terms
    assert [(term.taxonomy, term.name, term.slug) for term in terms] == [("category", "Bois", "bois")]

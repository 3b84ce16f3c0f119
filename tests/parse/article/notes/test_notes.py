import pytest
from parsing import notes, read, references

FOUR = [("1", "Source > https://a.example/1"), ("2", "Deux"), ("3", "Trois"), ("4", "Quatre")]
TEXT = "<p>Un¹ deux² trois³ quatre⁴.</p>"
HEAD = "<p><strong>Notes et légendes\u00a0:</strong></p>"


def test_superscripts_in_the_text_and_parentheses_in_the_notes_are_one_series() -> None:
    article = read(
        "<p>Le baromètre Orion¹ et le panel Vega².</p><p>Notes\u00a0:</p>"
        "<p>(1) Source &gt; https://orion.example/b</p><p>(2) Source &gt; https://vega.example/p</p>"
    )
    assert references(article) == [("1", "resolved", 1), ("2", "resolved", 2)]
    assert [(n.label, n.urls, n.kind) for n in article.footnotes] == [
        ("Source", ("https://orion.example/b",), "source"),
        ("Source", ("https://vega.example/p",), "source"),
    ]
    assert article.text == "Le baromètre Orion¹ et le panel Vega²."


def test_a_second_star_means_the_same_note_but_is_ambiguous() -> None:
    article = read(
        "<p>Lisez son livre*, à diffuser sans modération* !</p>"
        f"{HEAD}<p>* « Le Cap », par L. Fictif – éditions Nord 2019.</p>"
    )
    assert references(article) == [("*", "resolved", 1), ("*", "ambiguous", 1)]
    (note,) = article.footnotes
    assert (note.kind, note.urls) == ("book", ())
    assert note.work is not None
    assert (note.work.title, note.work.authors, note.work.publisher, note.work.year) == (
        "Le Cap",
        "L. Fictif",
        "Nord",
        2019,
    )


STARS = (
    "<p>Un hôtel 4* à Lille, M*rde alors, 5 * 3 font 15.</p><p>* * *</p>"
    "<ul><li>* acheter du pain</li></ul><p>Son livre{} est là.</p>"
)


def test_stars_without_a_note_are_text() -> None:
    article = read(STARS.format(""))
    assert (references(article), notes(article)) == ([], [])
    assert "4*" in article.text
    assert "M*rde" in article.text
    assert "* * *" in article.text


def test_only_the_star_behind_a_word_points_to_the_note() -> None:
    article = read(STARS.format("*") + f"{HEAD}<p>* Paru au printemps.</p>")
    assert references(article) == [("*", "resolved", 1)]
    assert notes(article) == [("*", "Paru au printemps.")]


def test_two_stars_are_one_marker() -> None:
    article = read(
        f"<p>Ana Lune* et Paul Astre**.</p>{HEAD}<p>* Directrice du studio Un</p><p>** Directeur du studio Deux</p>"
    )
    assert references(article) == [("*", "resolved", 1), ("**", "resolved", 2)]


def test_an_enumeration_is_no_series_of_references() -> None:
    text = "<p>Trois temps\u00a0: (1) écouter, (2) répondre, (3) mesurer. Une étude¹ le dit.</p>"
    assert references(read(text.replace("¹", ""))) == []
    assert references(read(f"{text}{HEAD}<p>(1) Source > https://a.example/</p>")) == [("1", "resolved", 1)]


def test_parentheses_behind_words_are_references_where_notes_have_them() -> None:
    article = read(
        f"<p>Le chiffre a doublé (1), puis triplé (2).</p>{HEAD}<p>(1) https://a.example/</p><p>(2) https://b.example/</p>"
    )
    assert references(article) == [("1", "resolved", 1), ("2", "resolved", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "1) la modestie ; 2) la patience",
        "Le 1er et la 21ème",
        "n° 2",
        "1<sup>er</sup>",
        "XXI<sup>e</sup> siècle",
        "M<sup>me</sup> Lune",
    ],
)
def test_lists_and_ordinals_are_no_references(text: str) -> None:
    article = read(f"<p>{text}</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p>")
    assert references(article) == []
    assert [n.status for n in article.footnotes] == ["unreferenced", "unreferenced"]


def test_exponents_are_no_references() -> None:
    article = read(
        "<p>Un loft de 80 m², du CO², 10³ abonnés, 3 km², x²+y², et l’enquête².</p>"
        f"{HEAD}<p>(1) Un</p><p>(2) Deux</p><p>(3) Trois</p>"
    )
    assert references(article) == [("2", "resolved", 2)]
    assert article.references[0].context.endswith("et l’enquête².")


def test_a_number_with_a_raised_digit_is_a_reference_only_if_nothing_else_is_one_for_the_note() -> None:
    lone = read(f"<p>Selon 92² personnes.</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p>")
    assert references(lone) == [("2", "resolved", 2)]
    beside = read(f"<p>Selon 92² personnes et un panel².</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p>")
    assert [(r.key, r.offset) for r in beside.references] == [("2", 31)]


@pytest.mark.parametrize(
    "text",
    [
        "« un titre² »",
        "le procès’ ².",
        "Vega², dit-on",
        "<strong>Vega</strong>²",
        '<a href="https://vega.example/">Vega²</a>',
    ],
)
def test_a_marker_may_stand_before_or_behind_what_closes_the_word(text: str) -> None:
    article = read(f"<p>Voyez {text}</p>{HEAD}<p>(2) Deux</p>")
    assert references(article) == [("2", "resolved", 1)]
    assert [link.place for link in article.links] == (["body"] if "href" in text else [])


def test_a_star_may_follow_a_year() -> None:
    article = read(f"<p>Le prix « Com 2015* » revient.</p>{HEAD}<p>* Prix fictif</p>")
    assert references(article) == [("*", "resolved", 1)]


def test_numbers_of_two_digits_are_one_key_where_a_note_has_it() -> None:
    items = "".join(f"<p>({n}) Note {n}</p>" for n in range(1, 13))
    article = read(f"<p>Dix¹⁰ et douze¹².</p>{HEAD}{items}")
    assert references(article) == [("10", "resolved", 10), ("12", "resolved", 12)]


@pytest.mark.parametrize("markers", ["¹ ²", "¹,²", "¹, ²"])
def test_grouped_markers_are_several_references(markers: str) -> None:
    article = read(f"<p>Un panel{markers} le dit.</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p><p>(3) Trois</p>")
    assert references(article) == [("1", "resolved", 1), ("2", "resolved", 2)]


def test_a_range_of_markers_means_each_of_its_notes() -> None:
    article = read(f"<p>Un panel¹⁻³ le dit.</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p><p>(3) Trois</p>")
    assert [r.key for r in article.references] == ["1", "2", "3"]


def test_two_digits_without_such_a_note_are_two_doubtful_references() -> None:
    article = read(f"<p>Un panel¹² le dit.</p>{HEAD}<p>(1) Un</p><p>(2) Deux</p>")
    assert references(article) == [("1", "ambiguous", 1), ("2", "ambiguous", 2)]


def test_raised_and_linked_markers_are_printed_as_superscripts() -> None:
    article = read(
        '<p>Un mot<sup>1</sup>, un mot<sup>(2)</sup>, un mot<a href="#_ftn3" name="_ftnref3">[3]</a>.</p>'
        f'{HEAD}<p>(1) Un</p><p>(2) Deux</p><p><a href="#_ftnref3" name="_ftn3">[3]</a> Trois</p>'
    )
    assert article.text == "Un mot¹, un mot², un mot³."
    assert sorted(r.key for r in article.references) == ["1", "2", "3"]
    assert sorted(notes(article)) == [("1", "Un"), ("2", "Deux"), ("3", "Trois")]
    assert article.links == ()


def test_orphans_and_unreferenced_notes_are_kept_and_flagged() -> None:
    article = read(f"<p>Un² deux⁴ trois².</p>{HEAD}<p>(2) Deux</p><p>(3) Trois</p>")
    assert references(article) == [("2", "resolved", 1), ("4", "orphan", None), ("2", "repeated", 1)]
    assert [(n.key, n.status) for n in article.footnotes] == [("2", "referenced"), ("3", "unreferenced")]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><em><strong>Notes et légendes\u00a0:</strong></em></p>",
        "<h3>Notes et légendes</h3>",
        "<p>NOTES ET LEGENDES</p>",
        "<p>Sources :</p>",
        "<p>Note :</p>",
        "<h2>Quellen</h2>",
        "<h2>Footnotes</h2>",
        "<p>Notas:</p>",
        "<h4>Fonti</h4>",
    ],
)
def test_headings_of_notes(heading: str) -> None:
    assert notes(read(f"<p>Un panel¹.</p>{heading}<p>(1) Un</p>")) == [("1", "Un")]


def test_a_sentence_that_speaks_of_notes_is_no_heading() -> None:
    article = read(
        "<p>Un panel¹.</p><p>Vous trouverez les notes et légendes : en fin d’article</p><p>(sans suite)</p>"
    )
    assert notes(article) == []
    assert len(article.paragraphs) == 3


def test_the_last_heading_that_entries_follow_counts() -> None:
    article = read(
        "<p>Sources :</p><p>Il faut en parler.</p><p>Un panel¹.</p><p>Notes :</p><p>(1) Un</p><p>Sources :</p>"
    )
    assert notes(article) == [("1", "Un")]


@pytest.mark.parametrize(
    "entries",
    [
        "<p>(1) Source > https://a.example/1<br />(2) Deux<br />(3) Trois<br />(4) Quatre</p>",
        "<p>(1) Source > https://a.example/1</p><p>(2) Deux</p><p>(3) Trois</p><p>(4) Quatre</p>",
        "<ol><li>Source > https://a.example/1</li><li>Deux</li><li>Trois</li><li>Quatre</li></ol>",
        "<p>(1) Source > https://a.example/1 (2) Deux (3) Trois (4) Quatre</p>",
        "<p>[1] Source > https://a.example/1</p><p>[2] Deux</p><p>[3] Trois</p><p>[4] Quatre</p>",
        "<p>¹ Source > https://a.example/1</p><p>² Deux</p><p>³ Trois</p><p>⁴ Quatre</p>",
        "<p>1. Source > https://a.example/1</p><p>2. Deux</p><p>3. Trois</p><p>4. Quatre</p>",
        "<p>1 Source > https://a.example/1<br>2 Deux<br>3 Trois<br>4 Quatre</p>",
    ],
)
def test_layouts_of_the_same_four_notes(entries: str) -> None:
    article = read(f"{TEXT}{HEAD}{entries}")
    assert notes(article) == FOUR
    assert references(article) == [(str(n), "resolved", n) for n in range(1, 5)]


def test_a_paragraph_without_marker_continues_the_note_before_it() -> None:
    article = read(f"{TEXT}{HEAD}<p>(1) Un</p><p>(2) Deux</p><p>Suite de deux.</p><p>(3) Trois</p>")
    assert notes(article) == [("1", "Un"), ("2", "Deux\nSuite de deux."), ("3", "Trois")]


def test_notes_without_a_heading_are_found_where_the_text_points_to_them() -> None:
    assert notes(read("<p>Un panel (1) et un autre (2).</p><p>(1) Un</p><p>(2) Deux</p>")) == [
        ("1", "Un"),
        ("2", "Deux"),
    ]
    assert notes(read("<p>Son livre* est là.</p><p>*Le prénom a été modifié</p>")) == [
        ("*", "Le prénom a été modifié")
    ]


def test_several_addresses_of_a_note_keep_their_order() -> None:
    article = read(
        f"{TEXT}{HEAD}<p>(1) Sources > https://a.example/x et https://b.example/y</p>"
        "<p>(2) Lire ici &gt;&gt; https://c.example/</p><p>(3) Source : https://d.example/</p><p>(4) → e.example/page</p>"
    )
    assert [(n.label, n.urls) for n in article.footnotes] == [
        ("Sources", ("https://a.example/x", "https://b.example/y")),
        ("Lire ici", ("https://c.example/",)),
        ("Source", ("https://d.example/",)),
        (None, ()),
    ]


def test_edges_of_addresses_in_notes() -> None:
    article = read(
        f"{TEXT}{HEAD}<p>(1) (voir https://ex.example/a_(b)).<br>(2) https://ex.example/fin…<br>(3) https://ex.example/z;"
        '<br>(4) <a href="https://ex.example/long/path?utm_source=t">https://ex.example/lo…</a> et « https://ex.example/q »</p>'
    )
    assert [u for n in article.footnotes for u in n.urls] == [
        "https://ex.example/a_(b)",
        "https://ex.example/fin",
        "https://ex.example/z",
        "https://ex.example/long/path?utm_source=t",
        "https://ex.example/q",
    ]
    assert [link.source for link in article.links][3] == "https://ex.example/long/path"


def test_both_schemes_of_one_address_are_one_source() -> None:
    article = read(f"{TEXT}{HEAD}<p>(1) http://ex.example/a</p><p>(2) https://ex.example/a</p>")
    assert [link.url for link in article.links] == ["http://ex.example/a", "https://ex.example/a"]
    assert len({link.source for link in article.links}) == 1


WIDGETS = (
    '<div id="atatags-1"><span class="wpa-about">Publicités (1)</span></div>'
    '<div class="wpcnt">Publicités (1)</div>'
    '<div id="jp-post-flair" class="sharedaddy"><h3 class="sd-title">Partager :</h3><ul><li>Twitter¹</li></ul></div>'
    '<div id="jp-relatedposts">Un autre billet¹</div>'
)


@pytest.mark.parametrize("before", [True, False])
def test_credits_are_no_part_of_the_last_note_and_widgets_no_part_of_anything(before: bool) -> None:  # noqa: FBT001
    line = "<p>Crédits photos et illustrations : Léa Fictif, The BrandNewsBlog 2020, X, DR</p>"
    section = f"{HEAD}<p>(1) Un</p>"
    article = read(f"<p>Un panel¹.</p>{line + section if before else section + line}{WIDGETS}")
    assert [c.text for c in article.credits] == ["Léa Fictif", "The BrandNewsBlog 2020", "X", "DR"]
    assert notes(article) == [("1", "Un")]
    assert references(article) == [("1", "resolved", 1)]
    assert article.text == "Un panel¹."
    assert "Partager" not in article.html


@pytest.mark.parametrize(
    "line",
    ["Crédit photo : Léa Fictif", "Photos : © Léa Fictif", "Photo © Léa Fictif", "Bildnachweis: Léa Fictif"],
)
def test_credits_without_notes(line: str) -> None:
    article = read(f"<p>Du texte.</p><p>{line}</p>")
    assert [c.text for c in article.credits] == ["Léa Fictif"]
    assert article.text == "Du texte."


def test_what_looks_like_notes_inside_a_tweet_is_the_tweets() -> None:
    article = read(
        '<blockquote class="twitter-tweet"><p>Point (1) : le m² ² * Notes et légendes : fin</p>&mdash; Ana (@ana) '
        '<a href="https://twitter.com/ana/status/1153000000000000000">21 juillet 2019</a></blockquote>'
        f"<p>Un panel¹.</p>{HEAD}<p>(1) Un</p>"
    )
    assert article.tweets[0].text == "Point (1) : le m² ² * Notes et légendes : fin"
    assert references(article) == [("1", "resolved", 1)]
    assert notes(article) == [("1", "Un")]


def test_notes_of_one_post_are_never_those_of_another() -> None:
    assert references(read("<p>Un panel¹.</p>")) == [("1", "orphan", None)]


NUMBERED = "<p>Un mot (1), un autre (2).</p>"
RAISED = "<p>Un mot<sup>1</sup>, un autre<sup>2</sup>.</p>"
TWO = [("1", "Une note."), ("2", "Deux.")]
BY_HAND = {
    "rule_and_numbers": NUMBERED + "<hr><p>1. Une note.</p><p>2. Deux.</p>",
    "raised_and_numbers": RAISED + "<p>1. Une note.<br>2. Deux.</p>",
    "raised_and_list": RAISED + "<hr><ol><li>Une note.</li><li>Deux.</li></ol>",
    "small_print": RAISED + "<p><small>1 Une note.<br>2 Deux.</small></p>",
    "dashes": NUMBERED + "<p>Notes</p><p>1 - Une note.</p><p>2 – Deux.</p>",
    "slashes": NUMBERED + "<p>Notes</p><p>1/ Une note.</p><p>2/ Deux.</p>",
    "no_blank": NUMBERED + "<p>Notes</p><p>1.Une note.</p><p>2)Deux.</p>",
    "the_word_note": NUMBERED + "<p>Note 1 : Une note.</p><p>Note 2 : Deux.</p>",
    "colons": "<p>Un [1] et [2].</p><p>[1]: Une note.</p><p>[2] – Deux.</p>",
    "broken_markdown": "<p>Un[^1] et[^2].</p><p>[^1]: Une note.<br>[^2]: Deux.</p>",
    "marker_on_its_own_line": "<p>Un [1] et [2].</p><h3>Notes</h3><p>[1]</p><p>Une note.</p><p>[2]</p><p>Deux.</p>",
    "definition_list": "<p>Un [1] et [2].</p><h3>Notes</h3><dl><dt>[1]</dt><dd>Une note.</dd><dt>[2]</dt><dd>Deux.</dd></dl>",
    "table": "<p>Un [1] et [2].</p><h3>Notes</h3><table><tr><td>[1]</td><td>Une note.</td></tr><tr><td>[2]</td><td>Deux.</td></tr></table>",
    "ruled_line": "<div>Un [1] et [2].<br><br>________<br><br>[1] Une note.<br>[2] Deux.</div>",
    "thanks_below": "<div>Un [1] et [2].<br><br><b>Notes</b><br><br>[1] Une note.<br><br>[2] Deux.<br><br>Merci à Ana Lune.</div>",
    "ids_lost": '<p>Un<a href="#_ftn1">[1]</a> et<a href="#_ftn2">[2]</a>.</p><p><a href="#_ftnref1">[1]</a> Une note.</p><p>[2] Deux.</p>',
}


@pytest.mark.parametrize("layout", BY_HAND)
def test_notes_written_by_hand_are_found_in_every_layout(layout: str) -> None:
    article = read(BY_HAND[layout])
    assert notes(article) == TWO
    assert references(article) == [("1", "resolved", 1), ("2", "resolved", 2)]


@pytest.mark.parametrize("marker", ["(a)", "[a]", "[i]", "(*)"])
def test_letters_and_bracketed_stars_may_be_markers(marker: str) -> None:
    article = read(f"<p>Un mot {marker} et la suite.</p><p>Notes</p><p>{marker} Une note.</p>")
    assert [n.text for n in article.footnotes] == ["Une note."]
    assert [r.marker for r in article.references] == [marker]


def test_each_section_of_notes_belongs_to_the_text_before_it() -> None:
    part = "<h2>{0}</h2><p>Un mot (1) ici.</p><p>Notes :</p><p>(1) {0}</p>"
    article = read(part.format("Avant") + part.format("Après"))
    assert notes(article) == [("1", "Avant"), ("1", "Après")]
    assert references(article) == [("1", "resolved", 1), ("1", "resolved", 2)]


def test_a_star_note_may_stand_right_below_its_paragraph() -> None:
    article = read(
        "<p>Ana* vient.</p><p>* Un prénom.</p><p>Son livre* paraît.</p><p>* Au printemps.</p><p>Fin.</p>"
    )
    assert references(article) == [("*", "resolved", 1), ("*", "resolved", 2)]
    assert article.text == "Ana* vient.\n\nSon livre* paraît.\n\nFin."


def test_a_list_of_sources_is_whole_though_one_has_no_address() -> None:
    article = read(
        '<h3>Quellen:</h3><ul><li><a href="https://a.example/">Bericht</a></li><li>Nord, A.: Das Haus, 2011.</li></ul><p>Bis bald!</p>'
    )
    assert [n.text for n in article.footnotes] == ["Bericht", "Nord, A.: Das Haus, 2011."]
    assert article.text == "Bis bald!"


def test_what_follows_a_rule_is_no_part_of_the_last_note() -> None:
    article = read(
        f'{NUMBERED}<p>Notes</p><p>(1) Une note.</p><p>(2) Deux.</p><hr><p><a href="https://a.example/">Autres billets</a></p>'
    )
    assert notes(article) == TWO
    assert article.text.endswith("Autres billets")


def test_a_paragraph_that_only_holds_a_link_is_no_longer_a_note() -> None:
    article = read(
        f'{NUMBERED}<p>Notes</p><p>(1) Une note.</p><p>(2) Deux.</p><p>Retrouvez tous les billets de la saison dans <a href="https://a.example/">la revue</a>.</p>'
    )
    assert notes(article) == TWO


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Notes</h3><ol><li>Use cold butter.</li><li>Serve warm.</li></ol>",
        "<h3>Notes</h3><p>* Use cold butter.</p><p>* Serve warm.</p>",
        "<h3>Notes</h3><p>1. Use cold butter.</p><p>2. Serve warm.</p>",
        "<p>The book* is good.</p><p>*This post contains affiliate links.</p>",
        "<p>Das Buch* ist gut.</p><p>* Mit Sternchen gekennzeichnete Links sind Affiliate-Links.</p>",
        "<p>[1] The first paragraph.</p><p>[2] The second, see [1].</p>",
        "<p>Trois étapes (1) puis.</p><p>1. Faire</p><p>2. Dire</p>",
        "<p>80 m<sup>2</sup>.</p><ol><li>Faire</li><li>Dire</li></ol>",
    ],
)
def test_numbered_and_starred_lines_that_are_no_notes(html: str) -> None:
    assert (notes(read(html)), references(read(html))) == ([], [])

"""One test for each family of docs/formats.md#notes-in-markup, with its markup and invented words."""

import pytest
from parsing import notes, read, references

BOTH = [("1", "Une source https://a.example/x"), ("2", "Autre chose")]
RESOLVED = [("1", "resolved", 1), ("2", "resolved", 2)]

FAMILIES = {
    "wordpress_block": """
        <p>Un<sup data-fn="aa-1" class="fn"><a href="#aa-1" id="aa-1-link">1</a></sup> deux<sup data-fn="bb-2"
        class="fn"><a id="bb-2-link" href="#bb-2">2</a></sup>.</p><ol class="wp-block-footnotes">
        <li id="aa-1">Une source https://a.example/x <a href="#aa-1-link" aria-label="Jump">↩︎</a></li>
        <li id="bb-2">Autre chose <a href="#bb-2-link">↩︎</a></li></ol>""",
    "easy_footnotes": """
        <p>Un<span id="easy-footnote-1-9" class="easy-footnote-margin-adjust"></span><span class="easy-footnote"><a
        href="#easy-footnote-bottom-1-9" title="Une source"><sup>1</sup></a></span> deux<span class="easy-footnote"><a
        href="#easy-footnote-bottom-2-9" title="Autre chose"><sup>2</sup></a></span>.</p>
        <h3>Sources</h3><ol class="easy-footnotes-wrapper"><li class="easy-footnote-single"><span
        id="easy-footnote-bottom-1-9" class="easy-footnote-margin-adjust"></span>Une source https://a.example/x<a
        class="easy-footnote-to-top" href="#easy-footnote-1-9"></a></li><li class="easy-footnote-single"><span
        id="easy-footnote-bottom-2-9"></span>Autre chose<a class="easy-footnote-to-top" href="#easy-footnote-2-9"></a></li></ol>""",
    "footnotes_plugin": """
        <p>Un<span class="footnote_referrer"><a role="button"><sup id="footnote_plugin_tooltip_7_1"
        class="footnote_plugin_tooltip_text">[1]</sup></a><span id="footnote_plugin_tooltip_text_7_1"
        class="footnote_tooltip">Une source https://a.example/x</span></span> deux<span class="footnote_referrer"><sup
        id="footnote_plugin_tooltip_7_2" class="footnote_plugin_tooltip_text">[2]</sup><span class="footnote_tooltip">Autre
        chose</span></span>.</p><table class="footnotes_table"><tbody><tr class="footnotes_plugin_reference_row"><th
        class="footnote_plugin_index"><a>1</a></th><td class="footnote_plugin_text">Une source https://a.example/x</td></tr>
        <tr class="footnotes_plugin_reference_row"><th class="footnote_plugin_index"><a>2</a></th><td
        class="footnote_plugin_text">Autre chose</td></tr></tbody></table>""",
    "modern_footnotes": """
        <p>Un<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)">1</a></sup><span
        class="modern-footnotes-footnote__note" data-mfn="1">Une source https://a.example/x</span> deux<sup
        class="modern-footnotes-footnote" data-mfn="2"><a href="javascript:void(0)">2</a></sup><span
        class="modern-footnotes-footnote__note" data-mfn="2">Autre chose</span>.</p>""",
    "fd_footnotes": """
        <p>Un<sup class="footnote"><a href="#fn-9-1" id="fnref-9-1">1</a></sup> deux<sup class="footnote"><a href="#fn-9-2"
        id="fnref-9-2">2</a></sup>.</p><div class="footnotes"><ol><li id="fn-9-1">Une source https://a.example/x <span
        class="footnotereverse"><a href="#fnref-9-1">↩</a></span></li><li id="fn-9-2">Autre chose <span
        class="footnotereverse"><a href="#fnref-9-2">↩</a></span></li></ol></div>""",
    "wp_footnotes": """
        <p>Un<a href="#footnote_0_9" id="identifier_0_9" class="footnote-link footnote-identifier-link">1</a> deux<a
        href="#footnote_1_9" id="identifier_1_9" class="footnote-link footnote-identifier-link">2</a>.</p>
        <ol class="footnotes"><li id="footnote_0_9" class="footnote">Une source https://a.example/x<a href="#identifier_0_9"
        class="footnote-link footnote-back-link">↩</a></li><li id="footnote_1_9" class="footnote">Autre chose<a
        href="#identifier_1_9" class="footnote-link footnote-back-link">↩</a></li></ol>""",
    "bigfoot": """
        <p>Un<span class="bigfoot-footnote__container"><button class="bigfoot-footnote__button" data-footnote-number="1"
        data-bigfoot-footnote="Une source">1</button></span><sup id="fnref:1" class="footnote-print-only"><a href="#fn:1"
        rel="footnote">1</a></sup> deux<sup id="fnref:2" class="footnote-print-only"><a href="#fn:2"
        rel="footnote">2</a></sup>.</p><ol class="footnotes"><li id="fn:1"><p>Une source https://a.example/x <a
        href="#fnref:1">↩</a></p></li><li id="fn:2"><p>Autre chose <a href="#fnref:2">↩</a></p></li></ol>""",
    "spip": """
        <p>Un<span class="spip_note_ref"> [<a href="#nb1" class="spip_note" rel="appendix" title="Une" id="nh1">1</a>]</span>
        deux<span class="spip_note_ref"> [<a href="#nb2" class="spip_note" id="nh2">2</a>]</span>.</p>
        <div class="notes"><div id="nb1"><p><span class="spip_note_ref">[<a href="#nh1" class="spip_note" rev="appendix">1</a>]
        </span>Une source https://a.example/x</p></div><div id="nb2"><p><span class="spip_note_ref">[<a href="#nh2"
        class="spip_note">2</a>] </span>Autre chose</p></div></div>""",
    "kramdown": """
        <p>Un<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup> deux<sup
        id="fnref:2"><a href="#fn:2" class="footnote">2</a></sup>.</p><div class="footnotes" role="doc-endnotes"><ol>
        <li id="fn:1" role="doc-endnote"><p>Une source https://a.example/x <a href="#fnref:1" class="reversefootnote"
        role="doc-backlink">&#8617;</a></p></li><li id="fn:2"><p>Autre chose <a href="#fnref:2"
        class="reversefootnote">&#8617;</a></p></li></ol></div>""",
    "python_markdown": """
        <p>Un<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup> deux<sup id="fnref:b"><a class="footnote-ref"
        href="#fn:b">2</a></sup>.</p><div class="footnote"><hr><ol><li id="fn:a"><p>Une source https://a.example/x&#160;<a
        class="footnote-backref" href="#fnref:a" title="Jump back">&#8617;</a></p></li><li id="fn:b"><p>Autre chose&#160;<a
        class="footnote-backref" href="#fnref:b">&#8617;</a></p></li></ol></div>""",
    "gfm": """
        <p>Un<sup><a href="#user-content-fn-5" id="user-content-fnref-5" data-footnote-ref aria-describedby="footnote-label">1</a>
        </sup> deux<sup><a href="#user-content-fn-2" id="user-content-fnref-2" data-footnote-ref>2</a></sup>.</p>
        <section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2><ol>
        <li id="user-content-fn-5"><p>Une source https://a.example/x <a href="#user-content-fnref-5" data-footnote-backref
        class="data-footnote-backref">↩</a></p></li><li id="user-content-fn-2"><p>Autre chose <a href="#user-content-fnref-2"
        data-footnote-backref>↩</a></p></li></ol></section>""",
    "markdown_it": """
        <p>Un<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> deux<sup class="footnote-ref"><a href="#fn2"
        id="fnref2">[2]</a></sup>.</p><hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list">
        <li id="fn1" class="footnote-item"><p>Une source https://a.example/x <a href="#fnref1" class="footnote-backref">↩︎</a></p>
        </li><li id="fn2" class="footnote-item"><p>Autre chose <a href="#fnref2" class="footnote-backref">↩︎</a></p></li></ol>
        </section>""",
    "mdbook": """
        <p>Un<sup class="footnote-reference"><a href="#un">1</a></sup> deux<sup class="footnote-reference"><a
        href="#deux">2</a></sup>.</p><div class="footnote-definition" id="un"><sup
        class="footnote-definition-label">1</sup><p>Une source https://a.example/x</p></div><div class="footnote-definition"
        id="deux"><sup class="footnote-definition-label">2</sup><p>Autre chose</p></div>""",
    "sphinx": """
        <p>Un <a class="footnote-reference brackets" href="#id3" id="id1" role="doc-noteref"><span
        class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> deux <a class="footnote-reference brackets" href="#id4"
        id="id2"><span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a>.</p><aside
        class="footnote-list brackets"><aside class="footnote brackets" id="id3" role="doc-footnote"><span class="label"><span
        class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>Une source
        https://a.example/x</p></aside><aside class="footnote brackets" id="id4"><span class="label"><span
        class="fn-bracket">[</span><a href="#id2">2</a><span class="fn-bracket">]</span></span><p>Autre chose</p></aside></aside>""",
    "substack": """
        <p>Un<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1-77"
        href="https://lettre.example/p/un-billet#footnote-1-77" target="_self">1</a> deux<a class="footnote-anchor"
        id="footnote-anchor-2-77" href="https://lettre.example/p/un-billet#footnote-2-77">2</a>.</p>
        <div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1-77"
        href="https://lettre.example/p/un-billet#footnote-anchor-1-77" class="footnote-number" contenteditable="false">1</a><div
        class="footnote-content"><p>Une source https://a.example/x</p></div></div><div class="footnote"><a id="footnote-2-77"
        href="https://lettre.example/p/un-billet#footnote-anchor-2-77" class="footnote-number">2</a><div
        class="footnote-content"><p>Autre chose</p></div></div>""",
    "word": """
        <p>Un<a href="#_ftn1" name="_ftnref1">[1]</a> deux<a href="#_ftn2" name="_ftnref2">[2]</a>.</p>
        <p><a href="#_ftnref1" name="_ftn1">[1]</a> Une source https://a.example/x</p>
        <p><a href="#_ftnref2" name="_ftn2">[2]</a> Autre chose</p>""",
    "word_in_one_paragraph": """
        <p>Un<a href="#_ftn1" name="_ftnref1">[1]</a> deux<a href="#_ftn2" name="_ftnref2">[2]</a>.</p>
        <p>Notes :<br><a href="#_ftnref1" name="_ftn1">[1]</a> Une source https://a.example/x<br>
        <a href="#_ftnref2" name="_ftn2">[2]</a> Autre chose</p>""",
    "google_docs": """
        <p>Un<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> deux<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup>.</p><hr>
        <div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Une source https://a.example/x</span></p></div>
        <div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span> Autre chose</span></p></div>""",
    "raised_without_links": """
        <p>Un<sup>[1]</sup> deux<sup>[2]</sup>.</p><p><strong>Notes</strong></p>
        <p><sup>[1]</sup> Une source https://a.example/x</p><p><sup>[2]</sup> Autre chose</p>""",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_gives_the_same_notes(family: str) -> None:
    article = read(FAMILIES[family], url="https://lettre.example/p/un-billet")
    assert notes(article) == BOTH
    assert references(article) == RESOLVED
    assert [link.url for link in article.links] == ["https://a.example/x"]
    assert article.text.replace(" [", "[").replace(" ¹", "¹").replace(" ²", "²") == "Un¹ deux²."


def test_a_note_of_several_paragraphs_is_one_note() -> None:
    article = read(
        '<p>Un<sup id="fnref:1"><a href="#fn:1">1</a></sup>.</p><div class="footnotes"><ol><li id="fn:1"><p>Premier.</p>'
        '<p>Second. <a href="#fnref:1" class="reversefootnote">↩</a></p></li></ol></div>'
    )
    assert notes(article) == [("1", "Premier.\nSecond.")]


def test_a_second_link_to_a_note_repeats_the_reference() -> None:
    article = read(
        '<p>Un<sup id="r1"><a href="#fn:1">1</a></sup> bis<sup id="r2"><a href="#fn:1">1</a></sup>.</p>'
        '<div class="footnotes"><ol><li id="fn:1">Une note <a href="#r1">↩</a> <a href="#r2">↩²</a></li></ol></div>'
    )
    assert references(article) == [("1", "resolved", 1), ("1", "repeated", 1)]
    assert notes(article) == [("1", "Une note")]


def test_an_item_that_nothing_refers_to_is_a_note_of_the_list() -> None:
    article = read(
        '<p>Un<sup id="r1"><a href="#fn:1">1</a></sup>.</p><ol class="footnotes"><li id="fn:1">Une note</li>'
        "<li>Une note de plus</li></ol>"
    )
    assert [(n.key, n.status) for n in article.footnotes] == [("1", "referenced"), ("2", "unreferenced")]


def test_a_table_of_contents_has_no_notes() -> None:
    article = read(
        '<ul><li><a href="#un">1</a></li><li><a href="#deux">2</a></li></ul><h2 id="un">1. Avant</h2><p>Du texte.</p>'
        '<h2 id="deux">2. Après</h2><p>Encore.</p>'
    )
    assert (notes(article), references(article)) == ([], [])


FALSE_FRIENDS = {
    "paragraph_numbers": "<p>[1] Le premier alinéa.</p><p>[2] Le deuxième.</p><p>[3] Le troisième, voir l’alinéa.</p>",
    "required_fields": "<p>Nom* et adresse*</p><p>* indicates required</p>",
    "pflichtfeld": "<p>Name* bitte</p><p>*Pflichtfeld</p>",
    "affiliate": "<p>Das Buch* ist gut.</p><p>* Affiliate-Link</p>",
    "inclusive_german": "<p>Die Mitarbeiter*innen und trans* Personen.</p>",
    "phone": "<p>Appelez le (67) 3316-7200.</p>",
    "reviews": "<p>(14)14 reviews</p>",
    "list": "<p>1) la modestie ; 2) la patience</p>",
    "units": "<p>80 m², CO₂, 12 km²</p>",
    "legal_box": '<p class="footnote">Mentions légales.</p><div class="text--footnote">Tous droits réservés.</div>',
    "recipe": "<h3>Notes:</h3><p>Use cold butter.</p><h3>Sources:</h3><p>My grandmother.</p>",
}


@pytest.mark.parametrize("friend", FALSE_FRIENDS)
def test_false_friends_give_neither_notes_nor_references(friend: str) -> None:
    article = read(f"<p>Un texte.</p>{FALSE_FRIENDS[friend]}")
    assert (notes(article), references(article)) == ([], [])


def test_code_holds_neither_markers_nor_notes() -> None:
    article = read(
        "<p>Le motif <code>*.html</code> et le type <code>mut*</code> d’un mot*.</p><pre>a* = b*</pre>"
        "<ul><li><code>*</code> veut dire tout</li></ul><p>* Une note.</p>"
    )
    assert notes(article) == [("*", "Une note.")]
    assert references(article) == [("*", "resolved", 1)]


def test_a_superscript_without_a_first_one_is_no_series() -> None:
    article = read("<p>La rubrique Sciences² et l’OrganizaciÃ³n.</p>")
    assert references(article) == []


def test_a_list_of_the_sites_own_pages_is_no_list_of_sources() -> None:
    article = read(
        '<p>Un.</p><h2>References</h2><ul><li><a href="un.html">Un</a></li><li><a href="deux.html">Deux</a></li></ul>'
    )
    assert notes(article) == []


@pytest.mark.parametrize(
    "back",
    [
        "↩",
        "↑ Haut",
        "Retour au texte",
        "[retour]",
        "⬆️",
        "🔙",
        "back to text",
        "Zurück zum Text",
        "Volver al texto",
    ],
)
def test_the_link_back_is_no_part_of_the_note(back: str) -> None:
    article = read(
        '<p>Un<sup><a href="#fn1" id="r1">1</a></sup>.</p>'
        f'<ol class="footnotes"><li id="fn1">Une note. <a href="#r1">{back}</a></li></ol>'
    )
    assert notes(article) == [("1", "Une note.")]

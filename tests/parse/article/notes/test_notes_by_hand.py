"""Notes written by hand: each case is one layout, with the notes and references that a reader sees."""

import pytest
from parsing import notes, read, references

S = "Une source https://a.example/x"
T = "Autre chose"
BOTH = [("1", S), ("2", T)]
RESOLVED = [("1", "resolved", 1), ("2", "resolved", 2)]
STARRED = [("*", S), ("**", T)]
STARS = [("*", "resolved", 1), ("**", "resolved", 2)]
IN_PARENTHESES = "<p>Le chiffre a doublé (1), puis triplé (2).</p>"
RAISED = "<p>Le chiffre a doublé<sup>1</sup>, puis triplé<sup>2</sup>.</p>"
SUPERSCRIPT = "<p>Le chiffre a doublé¹, puis triplé².</p>"
IN_BRACKETS = "<p>Le chiffre a doublé [1], puis triplé [2].</p>"
WITH_STARS = "<p>Le chiffre a doublé*, puis triplé**.</p>"

LAYOUTS = {
    "paren_space": IN_PARENTHESES + f"<p>(1) {S}</p><p>(2) {T}</p>",
    "paren_nospace": IN_PARENTHESES + f"<p>(1){S}</p><p>(2){T}</p>",
    "paren_colon": IN_PARENTHESES + f"<p>(1) : {S}</p><p>(2) : {T}</p>",
    "paren_dash": IN_PARENTHESES + f"<p>(1) – {S}</p><p>(2) - {T}</p>",
    "paren_bold_marker": IN_PARENTHESES + f"<p><strong>(1)</strong> {S}</p><p><b>(2)</b> {T}</p>",
    "paren_heading_br": IN_PARENTHESES + f"<p><strong>Notes</strong><br>(1) {S}<br>(2) {T}</p>",
    "paren_heading_colon_br_small": IN_PARENTHESES
    + f"<p><small>Notes :<br />\n(1) {S}<br />\n(2) {T}</small></p>",
    "paren_after_hr_1dot": IN_PARENTHESES + f"<hr><p>1. {S}</p><p>2. {T}</p>",
    "paren_heading_1dot": IN_PARENTHESES + f"<h3>Notes</h3><p>1. {S}</p><p>2. {T}</p>",
    "paren_heading_1paren": IN_PARENTHESES + f"<h3>Notes</h3><p>1) {S}</p><p>2) {T}</p>",
    "sup_1slash": RAISED + f"<p>1/ {S}</p><p>2/ {T}</p>",
    "sup_1dot": RAISED + f"<p>1. {S}</p><p>2. {T}</p>",
    "sup_1paren": RAISED + f"<p>1) {S}<br>2) {T}</p>",
    "sup_1colon": RAISED + f"<p>1 : {S}</p><p>2 : {T}</p>",
    "sup_1dash": RAISED + f"<p>1 – {S}</p><p>2 – {T}</p>",
    "sup_1bare": RAISED + f"<p>____</p><p>1 {S}</p><p>2 {T}</p>",
    "sup_1bare_nonrule": RAISED + f"<p>1 {S}</p><p>2 {T}</p>",
    "sup_bracket": RAISED + f"<p>[1] {S}</p><p>[2] {T}</p>",
    "sup_paren": RAISED + f"<p>(1) {S}</p><p>(2) {T}</p>",
    "sup_ol": RAISED + f"<ol><li>{S}</li><li>{T}</li></ol>",
    "sup_ol_heading": RAISED + f"<h2>Sources</h2><ol><li>{S}</li><li>{T}</li></ol>",
    "sup_note_word": RAISED + f"<p>Note 1 : {S}</p><p>Note 2 : {T}</p>",
    "sup_hr_sup": RAISED + f"<p>---</p><p><sup>1</sup> {S}</p><p><sup>2</sup>{T}</p>",
    "uni_uni": SUPERSCRIPT + f"<p>¹ {S}</p><p>² {T}</p>",
    "uni_uni_glued": SUPERSCRIPT + f"<p>¹{S}<br>²{T}</p>",
    "uni_paren_notes": SUPERSCRIPT + f"<p>Notes et légendes :</p><p>(1) {S}</p><p>(2) {T}</p>",
    "uni_1dot": SUPERSCRIPT + f"<p>1. {S}</p><p>2. {T}</p>",
    "bracket_colon": IN_BRACKETS + f"<p>[1]: {S}</p><p>[2]: {T}</p>",
    "bracket_quellen": IN_BRACKETS + f"<p><strong>Quellen:</strong></p><p>[1] {S}</p><p>[2] {T}</p>",
    "bracket_li": IN_BRACKETS + f"<ul><li>[1] {S}</li><li>[2] {T}</li></ul>",
    "bracket_dl": IN_BRACKETS + f"<dl><dt>[1]</dt><dd>{S}</dd><dt>[2]</dt><dd>{T}</dd></dl>",
    "bracket_table": IN_BRACKETS
    + f"<table><tr><td>[1]</td><td>{S}</td></tr><tr><td>[2]</td><td>{T}</td></tr></table>",
    "bracket_div_lines": "<div>"
    + IN_BRACKETS.replace("<p>", "").replace("</p>", "")
    + f"<br><br>[1] {S}<br>[2] {T}</div>",
    "bracket_one_p": IN_BRACKETS + f"<p>[1] {S} [2] {T}</p>",
    "bracket_pre": IN_BRACKETS + f"<pre>[1] {S}\n[2] {T}</pre>",
    "bracket_caret": "<p>Un[^1] deux[^2].</p>" + f"<p>[^1]: {S}</p><p>[^2]: {T}</p>",
    "bracket_group": "<p>Un [1][2].</p>" + f"<p>[1] {S}</p><p>[2] {T}</p>",
    "bracket_comma": "<p>Un [1, 2].</p>" + f"<p>[1] {S}</p><p>[2] {T}</p>",
    "bracket_range": "<p>Un [1-2].</p>" + f"<p>[1] {S}</p><p>[2] {T}</p>",
    "paren_group": "<p>Un (1)(2).</p>" + f"<p>(1) {S}</p><p>(2) {T}</p>",
    "paren_comma": "<p>Un (1, 2).</p>" + f"<p>Notes :</p><p>(1) {S}</p><p>(2) {T}</p>",
    "paren_and": "<p>Un (1 et 2).</p>" + f"<p>Notes :</p><p>(1) {S}</p><p>(2) {T}</p>",
    "sup_comma": "<p>Un<sup>1,2</sup>.</p>" + f"<p>Notes :</p><p>(1) {S}</p><p>(2) {T}</p>",
    "sup_dash": "<p>Un<sup>1-2</sup>.</p>" + f"<p>Notes :</p><p>(1) {S}</p><p>(2) {T}</p>",
    "heading_endnotes": IN_BRACKETS + f"<p><strong>Endnotes</strong></p><ol><li>{S}</li><li>{T}</li></ol>",
    "heading_notas": RAISED + f"<p><strong>Notas al pie:</strong></p><p>1. {S}</p><p>2. {T}</p>",
    "heading_note_it": IN_PARENTHESES + f"<p><strong>Note</strong></p><p>(1) {S}</p><p>(2) {T}</p>",
    "heading_anm": RAISED + f"<h3>Anmerkungen</h3><p>1 {S}</p><p>2 {T}</p>",
    "heading_fussnoten": IN_PARENTHESES + f"<p>Fußnoten:</p><p>(1) {S}</p><p>(2) {T}</p>",
    "heading_einzel": IN_BRACKETS + f"<h2>Einzelnachweise</h2><ol><li>{S}</li><li>{T}</li></ol>",
    "heading_renvois": RAISED + f"<p>Références :</p><p>1 - {S}</p><p>2 - {T}</p>",
    "heading_notesref": RAISED + f"<p><u>Notes et références</u> :</p><p>1. {S}</p><p>2. {T}</p>",
    "then_author": RAISED + f"<p>1. {S}</p><p>2. {T}</p><p>Léa Fictif est autrice et consultante.</p>",
    "then_image": RAISED + f'<p>1. {S}</p><p>2. {T}</p><p><img src="https://b.example/i.jpg"></p>',
    "then_credit": RAISED + f"<p>1. {S}</p><p>2. {T}</p><p>Crédit photo : Léa Fictif</p>",
    "then_also_read": RAISED
    + f'<p>1. {S}</p><p>2. {T}</p><p>À lire aussi : <a href="/autre">Un autre billet</a></p>',
    "in_blockquote": RAISED + f"<blockquote><p>1. {S}</p><p>2. {T}</p></blockquote>",
    "notes_before_end_text": RAISED
    + f"<p>Notes</p><p>1. {S}</p><p>2. {T}</p><h3>À propos</h3><p>Un blog inventé.</p>",
    "sup_bracketed": "<p>Un<sup>[1]</sup> deux<sup>[2]</sup>.</p>"
    f"<p><sup>[1]</sup> {S}</p><p><sup>[2]</sup> {T}</p>",
    "div_small": RAISED + f'<div class="small"><div>1. {S}</div><div>2. {T}</div></div>',
    "font_tags": RAISED + f'<font size="2"><br><br>1. {S}<br>2. {T}</font>',
    "span_display": SUPERSCRIPT
    + f'<p><span style="font-size:10px">1 - {S}</span></p><p><span>2 - {T}</span></p>',
    "number_sign": RAISED + f"<p>#1 {S}</p><p>#2 {T}</p>",
    "sections_footer": RAISED + f"<footer><p>1. {S}</p><p>2. {T}</p></footer>",
}

LAYOUTS["raised_by_style"] = (
    '<p>Un mot<span style="vertical-align: super">1</span> et deux<span style="vertical-align:super">2</span>.</p>'
    f"<p>1. {S}</p><p>2. {T}</p>"
)
LAYOUTS["behind_punctuation"] = (
    f"<p>« Un mot.<sup>1</sup> » Et voilà !<sup>2</sup></p><p>1. {S}</p><p>2. {T}</p>"
)


# What a script prints before and around the number of a note, in the text and in front of the note.
SCRIPTS = {
    "star_and_number": ("*1", "*1: "),
    "star_and_number_glued": ("*1", "*1:"),
    "reference_mark": ("※1", "※1 "),
    "note_in_round_brackets": ("（注1）", "（注1）"),
    "wide_digits": ("（注１）", "注１　"),
    "note_in_square_brackets": ("[注1]", "[注1] "),
    "note_with_colon": ("注1", "注1："),
    "wide_square_brackets": ("［1］", "［1］"),
    "lenticular_brackets": ("【1】", "【1】"),
    "tortoise_shell_brackets": ("〔1〕", "〔1〕"),
    "circled": ("①", "① "),
    "circled_glued": ("①", "①"),
    "circled_raised": ("<sup>①</sup>", "①"),
    "arabic": (" [١]", "[١] "),
    "arabic_round": (" (١)", "(١) "),
    "persian": (" [۱]", "[۱] "),
    "devanagari": (" [१]", "[१] "),
}
SECOND = str.maketrans("1１①١۱१", "2２②٢۲२")


def in_script(marker: str, before: str) -> str:
    """Two sentences with one marker each, and the two notes."""
    return (
        f"<p>Le chiffre a doublé{marker}. Puis il a triplé{marker.translate(SECOND)}.</p><p>La suite.</p>"
        f"<p>{before}{S}</p><p>{before.translate(SECOND)}{T}</p>"
    )


LAYOUTS |= {script: in_script(*printed) for script, printed in SCRIPTS.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_holds_the_same_two_notes(layout: str) -> None:
    article = read(LAYOUTS[layout])
    assert notes(article) == BOTH
    assert references(article) == RESOLVED


MARKERS = {
    "bracket_glued_url": (
        IN_BRACKETS + "<p>[1]https://a.example/x</p><p>[2]https://b.example/y</p>",
        [("1", "https://a.example/x"), ("2", "https://b.example/y")],
        RESOLVED,
    ),
    "stars": (
        WITH_STARS + f"<p>* {S}</p><p>** {T}</p>",
        STARRED,
        STARS,
    ),
    "stars_glued": (
        WITH_STARS + f"<p>*{S}</p><p>**{T}</p>",
        STARRED,
        STARS,
    ),
    "stars_br": (
        WITH_STARS + f"<p>* {S}<br>** {T}</p>",
        STARRED,
        STARS,
    ),
    "stars_paren": (
        "<p>Le chiffre a doublé(*), puis triplé(**).</p>" + f"<p>(*) {S}</p><p>(**) {T}</p>",
        STARRED,
        STARS,
    ),
    "stars_paren_space": (
        "<p>Le chiffre a doublé (*), puis triplé (**).</p>" + f"<p>(*) {S}</p><p>(**) {T}</p>",
        STARRED,
        STARS,
    ),
    "stars_em": (
        WITH_STARS + f"<p><em>* {S}</em></p><p><em>** {T}</em></p>",
        STARRED,
        STARS,
    ),
    "stars_sup": (
        (
            "<p>Le chiffre a doublé<sup>*</sup>, puis triplé<sup>**</sup>.</p>"
            f"<p><sup>*</sup> {S}</p><p><sup>**</sup> {T}</p>"
        ),
        STARRED,
        STARS,
    ),
    "star_prenom": (
        "<p>Selon Léa*, 30 ans, tout va bien.</p><p>Suite du texte.</p><p><em>*Le prénom a été modifié.</em></p>",
        [("*", "Le prénom a été modifié.")],
        [("*", "resolved", 1)],
    ),
    "star_name_de": (
        "<p>Anna M.* lebt hier.</p><p>Mehr Text.</p><p>*Name von der Redaktion geändert</p>",
        [("*", "Name von der Redaktion geändert")],
        [("*", "resolved", 1)],
    ),
    "star_quote_close": (
        "<p>« Le mur* » dit-il.</p><p>* Un livre de 2010.</p>",
        [("*", "Un livre de 2010.")],
        [("*", "resolved", 1)],
    ),
    "dagger": (
        "<p>Un mot† ici.</p><p>† Une précision.</p>",
        [("†", "Une précision.")],
        [("†", "resolved", 1)],
    ),
    "star_dagger": (
        "<p>Un mot* ici, un autre† là.</p><p>* Une précision.</p><p>† Une autre.</p>",
        [("*", "Une précision."), ("†", "Une autre.")],
        [("*", "resolved", 1), ("†", "resolved", 2)],
    ),
    "roman_paren": (
        "<p>Un mot (i) ici, un autre (ii) là.</p><h4>Notes</h4><p>(i) Une précision.</p><p>(ii) Une autre.</p>",
        [("i", "Une précision."), ("ii", "Une autre.")],
        [("i", "resolved", 1), ("ii", "resolved", 2)],
    ),
    "letter_bracket": (
        "<p>Un mot [a] ici, un autre [b] là.</p><h4>Notes</h4><p>[a] Une précision.</p><p>[b] Une autre.</p>",
        [("a", "Une précision."), ("b", "Une autre.")],
        [("a", "resolved", 1), ("b", "resolved", 2)],
    ),
    "bracket_note_word": (
        "<p>Un mot [note 1] ici, un autre [note 2] là.</p><p>[note 1] Une précision.</p><p>[note 2] Une autre.</p>",
        [("1", "Une précision."), ("2", "Une autre.")],
        [("1", "resolved", 1), ("2", "resolved", 2)],
    ),
    "bracket_nde": (
        "<p>Un mot [NdT : un jeu de mots] ici.</p>",
        [],
        [],
    ),
    "sources_no_refs_ul": (
        '<p>Un texte.</p><p><strong>Sources :</strong></p><ul><li><a href="https://a.example/x">Un titre</a></li><li><a href="https://b.example/y">Un autre</a></li></ul>',
        [("1", "Un titre"), ("2", "Un autre")],
        [],
    ),
    "sources_no_refs_p": (
        "<p>Un texte.</p><p>Sources :</p><p>https://a.example/x</p><p>https://b.example/y</p>",
        [("1", "https://a.example/x"), ("2", "https://b.example/y")],
        [],
    ),
    "refs_bullets_works": (
        "<p>Un texte.</p><h3>Bibliographie</h3><ul><li>Fictif, L. (2019). Le Titre. Nord.</li><li>Fictif, M. (2020). Un autre titre. Sud.</li></ul>",
        [("1", "Fictif, L. (2019). Le Titre. Nord."), ("2", "Fictif, M. (2020). Un autre titre. Sud.")],
        [],
    ),
    "continuation": (
        RAISED + f"<p>1. {S}</p><p>Suite de la note.</p><p>2. {T}</p>",
        [("1", S + "\nSuite de la note."), ("2", T)],
        RESOLVED,
    ),
    "repeat_ref": (
        IN_BRACKETS.replace(".</p>", ", voir [1].</p>") + f"<p>[1] {S}</p><p>[2] {T}</p>",
        BOTH,
        [*RESOLVED, ("1", "repeated", 1)],
    ),
    "ten_notes_sup": (
        "<p>"
        + " ".join(f"mot{i}x<sup>{i}</sup>" for i in range(1, 13))
        + "</p>"
        + "".join(f"<p>{i}. Note numéro {'abcdefghijklm'[i]}</p>" for i in range(1, 13)),
        [(str(i), f"Note numéro {'abcdefghijklm'[i]}") for i in range(1, 13)],
        [(str(i), "resolved", i) for i in range(1, 13)],
    ),
    "note_in_text_single": (
        "<p>Un texte avec un mot (1).</p><p>Suite.</p><p>(1) Une précision.</p>",
        [("1", "Une précision.")],
        [("1", "resolved", 1)],
    ),
    "nb": (
        "<p>Un mot¹.</p><p>Suite.</p><p>NB : rien.</p><p>¹ Une précision.</p>",
        [("1", "Une précision.")],
        [("1", "resolved", 1)],
    ),
    "note_start_lower": (
        RAISED + "<p>1. cf. le rapport.</p><p>2. ibid.</p>",
        [("1", "cf. le rapport."), ("2", "ibid.")],
        RESOLVED,
    ),
    "note_start_digit": (
        RAISED + "<p>(1) 2019, chiffres Insee.</p><p>(2) 12 % selon l’étude.</p>",
        [("1", "2019, chiffres Insee."), ("2", "12 % selon l’étude.")],
        RESOLVED,
    ),
    "note_start_digit_ol": (
        RAISED + "<h4>Notes</h4><ol><li>2019, chiffres Insee.</li><li>12 % selon l’étude.</li></ol>",
        [("1", "2019, chiffres Insee."), ("2", "12 % selon l’étude.")],
        RESOLVED,
    ),
}


@pytest.mark.parametrize("case", MARKERS)
def test_markers_and_texts_of_notes(case: str) -> None:
    content, expected, tied = MARKERS[case]
    article = read(content)
    assert notes(article) == expected
    assert references(article) == tied


ADDRESSES = [("1", "https://a.example/x"), ("2", "https://b.example/y")]
IN_CODE = {
    "lines": "<p><code>[1] https://a.example/x</code></p><p><code>[2] https://b.example/y</code></p>",
    "colons": "<p><code>[1]: https://a.example/x<br>[2]: https://b.example/y</code></p>",
    "block": "<pre><code>[1] https://a.example/x\n[2] https://b.example/y</code></pre>",
    "addresses": "<p>[1] <code>https://a.example/x</code></p><p>[2] <code>https://b.example/y</code></p>",
    "headed": "<h3>References</h3><code>1. https://a.example/x</code><br><code>2. https://b.example/y</code>",
}


@pytest.mark.parametrize("layout", IN_CODE)
def test_addresses_listed_as_code_are_notes(layout: str) -> None:
    article = read(IN_BRACKETS + IN_CODE[layout])
    assert notes(article) == ADDRESSES
    assert references(article) == RESOLVED


def test_lines_of_a_program_are_no_notes() -> None:
    program = "<pre><code>[1] 'a' 'b'\n[2] 'c'</code></pre>"
    article = read(IN_BRACKETS + program)
    assert (notes(article), len(article.paragraphs)) == ([], 2)


FALSE_FRIENDS = {
    "circled_enumeration": "<p>理由は①価格と②品質である。</p><p>①価格は安い。</p><p>②品質は高い。</p>",
    "circled_list": "<p>三つある。</p><p>①価格は安い。</p><p>②品質は高い。</p>",
    "product": "<p>On calcule 5*3 et x = 2*1.</p><p>*1 rien</p>",
    "remark": "<p>価格は千円です。</p><p>※ 税込みの価格です。</p>",
    "source_caption": '<figure><img src="https://a.example/i.jpg"><figcaption>Source : <a href="https://b.example/">Insee</a></figcaption></figure><p>Un texte.</p>',
    "para_numbers": "<p>[1] Le premier alinéa traite de tout.</p><p>[2] Le deuxième, comme dit au [1], traite du reste.</p><p>[3] Le troisième.</p>",
    "steps": "<p>Trois étapes (1) et (2).</p><p>1. Prenez le beurre.</p><p>2. Ajoutez le sucre.</p>",
    "enum": "<p>Trois temps : (1) écouter, (2) répondre.</p>",
    "list_stars": "<p>À acheter :</p><p>* du pain</p><p>* du lait</p>",
    "list_stars_br": "<p>À acheter :<br>* du pain<br>* du lait</p>",
    "toc": '<ol><li><a href="#a">Un</a></li><li><a href="#b">Deux</a></li></ol><h2 id="a">Un</h2><p>x</p><h2 id="b">Deux</h2><p>y</p>',
    "affiliate": "<p>Das Buch* ist gut.</p><p>*Affiliate-Link: Wenn du kaufst, bekomme ich eine Provision.</p>",
    "affiliate2": "<p>Das Buch* ist gut.</p><p>* Dies ist ein Affiliate-Link.</p>",
    "affiliate3": "<p>Das Buch* ist gut.</p><p>Mit * gekennzeichnete Links sind Affiliate-Links.</p>",
    "amazon": "<p>The book* is good.</p><p>*As an Amazon Associate I earn from qualifying purchases.</p>",
    "werbung": "<p>Das Buch* ist gut.</p><p>*Werbung</p>",
    "gender": "<p>Die Mitarbeiter*innen, Leser*innen* und trans* Menschen.</p>",
    "phone": "<p>Ligue (67) 3316-7200 ou (11) 99999-0000.</p><p>(67) 3316-7200</p>",
    "reviews": "<p>Très bien (14)14 reviews</p><p>(14) reviews</p>",
    "sup_exp": "<p>80 m<sup>2</sup> et CO<sub>2</sub>, 10<sup>3</sup>, x<sup>2</sup>, 5 km<sup>2</sup>.</p>",
    "ordinal": "<p>Le 1<sup>er</sup>, la 2<sup>e</sup>, XXI<sup>e</sup>, 21<sup>st</sup>, n<sup>o</sup> 3, M<sup>me</sup>, TM<sup>®</sup> X<sup>TM</sup>.</p>",
    "hotel": "<p>Un hôtel 4* à Lille, un 5* à Nice.</p>",
    "recipe": "<h2>Ingrédients</h2><ul><li>200 g de beurre (1)</li></ul><h2>Notes</h2><ul><li>Le beurre doit être mou.</li><li>Servir froid.</li></ul>",
    "recipe_num": "<h2>Instructions</h2><ol><li>Melt butter.</li><li>Add sugar.</li></ol><h2>Notes</h2><ol><li>Use cold butter.</li><li>Serve warm.</li></ol>",
    "maths": "<p>On a f(1) = 2 et f(2) = 4.</p><p>(1) x = 2</p>",
    "years": "<p>Il naît en (1950) et [1960].</p>",
    "numbered_h": "<p>Texte (1) et (2).</p><h3>1. Premier point</h3><p>Du texte.</p><h3>2. Second point</h3><p>Du texte.</p>",
    "hashtag_star": "<p>M*rde, f*** et p*tain.</p><p>*** fin ***</p>",
    "emphasis": "<p>Je suis *très* content et **vraiment** heureux.</p>",
    "update": "<p>Un texte.</p><p>* Mise à jour du 3 mai : tout a changé.</p>",
    "tab_scores": "<p>France – Brésil (1-0), (2-1) puis 3 (1).</p>",
    "footnote_class_legal": '<p>Texte.</p><div class="footnote"><p>Mentions légales : tous droits réservés.</p></div>',
}


@pytest.mark.parametrize("friend", FALSE_FRIENDS)
def test_what_only_looks_like_notes_is_text(friend: str) -> None:
    article = read(FALSE_FRIENDS[friend])
    assert (notes(article), references(article)) == ([], [])

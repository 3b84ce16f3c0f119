"""The body of an invented post as HTML, with the footnotes of the software that a theme belongs to."""

import re
from dataclasses import dataclass

from markupsafe import escape

_MARK = re.compile(r"\[\^(\d)\]")
_NOTE = re.compile(r"\[\^(\d)\]: (.*)")
_ADDRESS = re.compile(r"&lt;(https?://[^&]+)&gt;")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """How a Markdown renderer or editor prints footnotes. ``{n}`` is the number of a note, ``{id}`` that of its post."""

    mark: str
    note: str
    """One note, with its ``{text}``."""
    notes: str
    """All ``{notes}`` of a post."""


FOOTNOTES = {
    "kramdown": Footnotes(
        '<sup id="fnref:{n}" role="doc-noteref"><a href="#fn:{n}" class="footnote" rel="footnote">{n}</a></sup>',
        '<li id="fn:{n}" role="doc-endnote"><p>{text} <a href="#fnref:{n}" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><ol>{notes}</ol></div>',
    ),
    "goldmark": Footnotes(
        '<sup id="fnref:{n}"><a href="#fn:{n}" class="footnote-ref" role="doc-noteref">{n}</a></sup>',
        '<li id="fn:{n}"><p>{text}&#160;<a href="#fnref:{n}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><hr><ol>{notes}</ol></div>',
    ),
    "remark": Footnotes(
        '<sup id="fnref-{n}"><a href="#fn-{n}" class="footnote-ref">{n}</a></sup>',
        '<li id="fn-{n}">{text}<a href="#fnref-{n}" class="footnote-backref">↩</a></li>',
        '<div class="footnotes"><hr><ol>{notes}</ol></div>',
    ),
    "markdown-it": Footnotes(
        '<sup class="footnote-ref"><a href="#fn{n}" id="fnref{n}">[{n}]</a></sup>',
        '<li id="fn{n}" class="footnote-item"><p>{text} <a href="#fnref{n}" class="footnote-backref">↩︎</a></p></li>',
        '<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list">{notes}</ol></section>',
    ),
    "blocks": Footnotes(
        '<sup data-fn="n{id}-{n}" class="fn"><a href="#n{id}-{n}" id="n{id}-{n}-link">{n}</a></sup>',
        '<li id="n{id}-{n}">{text} <a href="#n{id}-{n}-link" aria-label="Aller à la référence {n}">↩︎</a></li>',
        '<ol class="wp-block-footnotes">{notes}</ol>',
    ),
}
"""By the names of the renderers, and of WordPress's block editor."""


def html_of(body: str, number: int, style: Footnotes | None, heading: str = "<h2>{}</h2>") -> str:
    """The Markdown of an invented post as HTML. ``style`` None has no marks that it knows."""
    blocks, notes = [], []
    for block in body.strip().split("\n\n"):
        note = _NOTE.match(block)
        if block.startswith("<"):
            blocks.append(block)
        elif block.startswith("## "):
            blocks.append(heading.format(escape(block[3:])))
        elif note and style:
            notes.append(style.note.format(n=note[1], id=number, text=_inline(note[2])))
        else:
            blocks.append(f"<p>{_inline(block)}</p>")
    text = "\n".join(blocks)
    if style:
        text = _MARK.sub(lambda mark: style.mark.format(n=mark[1], id=number), text)
        text += f"\n{style.notes.format(notes=''.join(notes))}" if notes else ""
    return text


def _inline(text: str) -> str:
    linked = _ADDRESS.sub(r'<a href="\1">\1</a>', str(escape(text)))
    return _STRONG.sub(r"<strong>\1</strong>", linked)

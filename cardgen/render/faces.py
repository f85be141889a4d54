"""A note as the cards that an app makes of it: the note types' templates filled in, as Anki fills them in.

It knows just what our own templates use. The tests hold it against Anki's own rendering, card by card. One thing is
left out: the attribute in which Anki keeps the answer of a gap on the question side, which nothing of ours reads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cardgen.model import AnkiNote
from cardgen.notetypes import BY_KIND


@dataclass(frozen=True, slots=True)
class Face:
    """One card that Anki makes: the HTML of both sides."""

    name: str
    """Of its template."""
    ordinal: int
    front: str
    back: str


_SECTION = re.compile(r"\{\{(?P<sign>[#^])(?P<name>\w+)\}\}(?P<inside>.*?)\{\{/(?P=name)\}\}", re.S)
_FIELD = re.compile(r"\{\{(?P<filters>(?:[^{}:]+:)*)(?P<name>\w+)\}\}")
_CLOZE = re.compile(r"\{\{c(?P<number>\d+)::(?P<hidden>.*?)(?:::(?P<hint>.*?))?\}\}", re.S)
_TAG = re.compile(r"<[^>]*>")


def faces(note: AnkiNote) -> tuple[Face, ...]:
    """Each card of a note with its two sides; of a retired note, which has no cards, the sentence that it shows.

    >>> note = AnkiNote("g", "cloze", ("The {{c2::Nile::river}}", *[""] * 11), (), (1,), 0, 1)
    >>> [face] = faces(note)
    >>> face.front
    '<div class="question front">The <span class="cloze" data-ordinal="2">[river]</span></div>'
    >>> face.back
    '<div class="question">The <span class="cloze" data-ordinal="2">Nile</span></div>'
    """
    notetype = BY_KIND[note.kind]
    fields = dict(zip(notetype.field_names, note.fields, strict=False))
    out = []
    for ordinal in note.ordinals or (0,):
        template = notetype.templates[ordinal if note.kind == "basic" else 0]
        front = _filled(template.front, fields, ordinal, asking=True)
        back = _filled(template.back, {**fields, "FrontSide": front}, ordinal, asking=False)
        out.append(Face(template.name, ordinal, front, back if note.ordinals else front))
    return tuple(out)


def _filled(template: str, fields: Mapping[str, str], ordinal: int, asking: bool) -> str:
    """Sections first, from the outermost in; then the fields, in one pass, so that no field's text is a template."""
    before = ""
    while before != template:
        before, template = template, _SECTION.sub(lambda m: _section(m, fields), template)

    def field(m: re.Match[str]) -> str:
        text = fields[m["name"]]
        for one in reversed(m["filters"].split(":")[:-1]):
            text = _filtered(one, m["name"], text, ordinal, asking)
        return text

    return _FIELD.sub(field, template)


def _section(m: re.Match[str], fields: Mapping[str, str]) -> str:
    return m["inside"] if bool(fields[m["name"]].strip()) == (m["sign"] == "#") else ""


def _filtered(one: str, name: str, text: str, ordinal: int, asking: bool) -> str:
    if one == "cloze":
        return _clozes(text, ordinal + 1, asking)
    if one == "hint":
        return f'<details class="hint"><summary>{html.escape(name)}</summary>{text}</details>' if text.strip() else ""
    if one.startswith("tts "):
        return '<span class="sound">spoken</span>' if text.strip() else ""
    raise AssertionError(f"the templates use a filter that is not known here: {one!r}")


def _clozes(text: str, number: int, asking: bool) -> str:
    """A text as the card of one of its gaps shows it; "" where that gap is not in it."""
    if not any(int(m["number"]) == number for m in _CLOZE.finditer(text)):
        return ""

    def shown(m: re.Match[str]) -> str:
        its = int(m["number"])
        if its != number:
            return f'<span class="cloze-inactive" data-ordinal="{its}">{m["hidden"]}</span>'
        if not asking:
            return f'<span class="cloze" data-ordinal="{its}">{m["hidden"]}</span>'
        return f'<span class="cloze" data-ordinal="{its}">[{m["hint"] or "..."}]</span>'

    return _CLOZE.sub(shown, text)


def in_words(note: AnkiNote) -> tuple[str, str]:
    """What a note asks and what it answers, in plain words: for lists, and for who cannot see.

    >>> in_words(AnkiNote("g", "cloze", ("The <b>{{c2::Nile::river}}</b> flows", *[""] * 11), (), (1,), 0, 1))
    ('The [river] flows', 'Nile')
    >>> in_words(AnkiNote("g", "basic", ("<b>Turin</b> → ? → ?", "Florence → Rome", *[""] * 10), (), (1,), 0, 1))
    ('Turin → ? → ?', 'Florence → Rome')
    """
    front, back = note.fields[0], note.fields[1]
    if note.kind == "basic":
        return _plain(front), _plain(back)
    hidden = [m["hidden"] for m in _CLOZE.finditer(front)]
    return _plain(_CLOZE.sub(lambda m: f" [{m['hint'] or '…'}] ", front)), " · ".join(map(_plain, hidden))


def _plain(text: str) -> str:
    words = " ".join(html.unescape(_TAG.sub(lambda m: "" if _RUN.match(m[0]) else " ", text)).split())
    return re.sub(r"(?<![→>]) (?=[.,;:?!)])", "", words)  # what an arrow points to stands apart


_RUN = re.compile(r"</?(?:b|i|em|strong|s|del|u|mark|code|sub|sup|span|a|kbd)\b")
"""Tags within a run of text, which part no words."""

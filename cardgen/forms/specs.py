"""The form for a data sheet in one line: a thing and its measures, each of another unit."""

from __future__ import annotations

import re

from cardgen.clauses import expand
from cardgen.forms.common import cloze, key
from cardgen.labels import bare, has_verb, is_plural, label_of, says, word_count
from cardgen.model import Card, Point
from cardgen.quantities import quantities
from cardgen.reading import read
from cardgen.sentences import first_sentence

_FEWEST = 3
_MOST_NAME_WORDS = 5
_MOST_PIECE_WORDS = 7
_PARTED = re.compile(r"(?:[,;]|\s[+&])\s+(?![^()]*\))")
_LEAD = re.compile(r"\S+(?:\s\S+){0,2}?(?=\s[~≈<>]?\d[\d.,]*\s?[^\W\d])")
_UNIT = re.compile(r"(?:\s?[^\W\d]|%|°)[^\d]*$")


def measured_items(point: Point) -> list[Card]:
    """`kettle: 1.7 l, 2200 W, 900 g empty`: a thing with several measures, each of them hidden in its own piece.

    >>> [str(c).splitlines()[-1] for c in measured_items(_line("kettle: 1.7 l, up to 2200 W, 900 g when empty"))]
    ['C: kettle: {1.7} l', 'C: kettle: up to {2200} W', 'C: kettle: {900 g|how much?} when empty']
    >>> measured_items(_line("Audi - A4, 5 l on the road, 140 kW"))[1].front
    'Audi A4: 140 kW'
    >>> measured_items(_line("numbers: Audi A4 5 l, 140 kW, range 900 km"))[-2].front     # whose the bare figure is
    'Audi A4: 140 kW'
    >>> measured_items(_line("kettle: 1.7 l, red, from the shop")), measured_items(_line("we ran 5 km, 3 h, 2 laps"))
    ([], [])
    """
    text = first_sentence(point.text).rstrip(".")
    label = label_of(text)
    name = bare(label.name) if label else ""
    if label is None or not name or word_count(name) > _MOST_NAME_WORDS or has_verb(name):
        return []
    pieces = [piece.strip() for piece in _PARTED.split(text[label.body :])]
    measured = [_is_measured(piece) for piece in pieces]
    units = {_unit(piece) for piece, so in zip(pieces, measured, strict=True) if so}
    if len(pieces) < _FEWEST or 3 * sum(measured) < 2 * len(pieces) or len(units) < _FEWEST - (sum(measured) < _FEWEST):
        return []
    if not measured[0] and word_count(pieces[0]) <= 2 and "PN" in read(pieces[0]).tags:
        name = f"{name} {pieces[0]}"  # "Audi - A4, 5 l, 140 kW": whose measures they are
    lead = _LEAD.match(pieces[0])
    owner = lead[0].strip() if lead and is_plural(name) and {"PN", "CODE"} & set(read(lead[0]).tags) else name
    return [
        _gap(point, owner if re.match(r"[~≈<>]?\d", piece) else name, piece)
        for piece, so in zip(pieces, measured, strict=True)
        if so
    ]


def _is_measured(piece: str) -> bool:
    """One figure with its unit, and a few words with it that say nothing by themselves."""
    found = quantities(piece)
    few = len(found) == 1 and word_count(piece) <= _MOST_PIECE_WORDS and not says(expand(piece))
    return few and found[0][2] != "when?" and _UNIT.search(piece[found[0][0] : found[0][1]]) is not None


def _unit(piece: str) -> str:
    start, end, _ = quantities(piece)[0]
    found = _UNIT.search(piece[start:end])
    return found[0].strip().lower() if found else ""


def _gap(point: Point, name: str, piece: str) -> Card:
    """The piece behind the name; where the figure is all of it, its unit stays and says what is asked."""
    start, end, hint = quantities(piece)[0]
    head = f"{name}: "
    told = read(piece[:start] + piece[end:])
    if "N" not in told.tags and "PN" not in told.tags and "VG" not in told.tags and not piece[end:].strip():
        found = _UNIT.search(piece[start:end])
        first = start + len(re.match(r"\D*", piece[start:end])[0])  # type: ignore[index]
        last = start + (found.start() if found else end - start)
        start, end, hint = first, last, ""
    slot = f"number:{key(name, 3)} {key(piece[:start] + piece[end:], 3)}"
    return cloze(point, "number_or_date", head + piece, len(head) + start, len(head) + end, hint, slot)


def _line(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

"""The author's own cards, in the notations that people already use. They win over everything else."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen.forms.common import basic, key
from cardgen.model import Blank, Card, Point
from cardgen.points import context

_OWN = re.compile(r"^Q:\s*(?P<front>.+?)\nA:\s*(?P<back>.+)$", re.S)
_TERM = re.compile(r"^(?P<front>\S.*?)\s+(?P<both>:::?)\s+(?P<back>\S.*)$", re.S)
_CLOZE = re.compile(r"\{\{c(?P<number>\d+)::(?P<hidden>.*?)(?:::(?P<hint>[^{}]*?))?\}\}", re.S)
_MARK = re.compile(r"==(?=\S)(?P<hidden>[^=\n]+)(?<=\S)==")


def own_card(point: Point) -> list[Card]:
    """`Q:` and `A:` on two lines.

    >>> print(own_card(_a("Q: Who built it?\\nA: the guild"))[0])
    Q: Who built it?
    A: the guild
    >>> own_card(_a("Q: Who built it?"))
    []
    """
    m = _OWN.match(point.text)
    if not m:
        return []
    card = basic(point, "own_card", m["front"], m["back"], slot=f"own:{key(m['front'])}")
    return [replace(card, back=m["back"].strip())]


def term_definition(point: Point) -> list[Card]:
    """`term :: definition`; with three colons it is asked both ways.

    >>> [c.reverse for c in term_definition(_a("HTTP 404 ::: not found"))]
    [True]
    >>> term_definition(_a("std::vector is a container")), term_definition(_a("v6: 128 bit, :: only once"))
    ([], [])
    """
    m = _TERM.match(point.text)
    if not m or m["front"].rstrip()[-1:] in (",", ";", ":", "("):
        return []  # two colons inside a sentence
    card = basic(point, "term_definition", m["front"], m["back"], slot=f"own:{key(m['front'])}")
    return [replace(card, back=m["back"].strip(), reverse=m["both"] == ":::")]


def own_cloze(point: Point) -> list[Card]:
    """`{{c1::hidden::hint}}` as Anki writes it. One Anki card for each blank.

    >>> print(own_cloze(_a("The {{c1::Nile::river}} flows north"))[0])
    C: The {Nile|river} flows north
    >>> own_cloze(_a("a template {{name}} stays text"))
    []
    """
    return _hidden(point, _CLOZE, "own_cloze")


def highlight(point: Point) -> list[Card]:
    """`==marked==` words are hidden in their sentence.

    >>> print(highlight(_a("water boils at ==100 °C== at sea level"))[0])
    C: water boils at {100 °C} at sea level
    >>> highlight(_a("if a == b and b == c"))
    []
    """
    return _hidden(point, _MARK, "highlight")


def _hidden(point: Point, pattern: re.Pattern[str], form: str) -> list[Card]:
    text, blanks, at = "", [], 0
    for m in pattern.finditer(point.text):
        if m["hidden"] != m["hidden"].strip() or not re.search(r"[^\W_]", m["hidden"]):
            continue  # "==?==": a doubt, and nothing to know
        text += point.text[at : m.start()]
        hint = (m["hint"] or "") if "hint" in m.re.groupindex else ""
        blanks.append(Blank(len(text), len(text) + len(m["hidden"]), hint))
        text, at = text + m["hidden"], m.end()
    if not blanks:
        return []
    text += point.text[at:]
    return [
        Card(
            "cloze",
            text,
            point.place,
            form,
            blanks=tuple(blanks),
            context=context(point),
            source=point.text,
            slot=f"own:{key(text)}",
        )
    ]


def _a(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "author", Block("item", text, 1, 1))

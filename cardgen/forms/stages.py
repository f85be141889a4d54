"""The form for headings that are counted: `Stage 1 - attachment`, `Phase 2: growth`."""

from __future__ import annotations

import re

from cardgen.forms.common import key, listing
from cardgen.forms.items import MOST_ITEMS
from cardgen.forms.steps import steps_of
from cardgen.labels import bare, word_count
from cardgen.memory import NOTHING, Memory
from cardgen.model import Block, Card, Place, Point

_STAGE = re.compile(
    r"(?P<kind>stage|phase|step|period|era|level|étape|stufe|schritt|fase)\s?(?P<number>\d|[IV]{1,3})\s*[-–—:.)]\s*"
    r"(?P<name>\S.*)",
    re.I,
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
MAX_NAME_WORDS = 8


def numbered_headings(point: Point, memory: Memory = NOTHING) -> list[Card]:
    """Headings that stand below another one and are counted: what they are called, in order.

    >>> [c.hidden for c in numbered_headings(_chapter("Formation", "Stage 1 - contact", "Stage 2 - growth"))]
    [('contact',), ('growth',)]
    >>> numbered_headings(_chapter("Formation", "Stage 1 - contact", "Stage 3 - growth"))
    []
    """
    found = [
        (child, _STAGE.fullmatch(child.text.strip(" *_:"))) for child in point.children if child.block.kind == "section"
    ]
    stages = [(child, m) for child, m in found if m]
    label = bare(point.text)
    names = [bare(m["name"]) for _, m in stages]
    counted = [_number(m["number"]) for _, m in stages] == list(range(1, len(stages) + 1))
    one_kind = len({m["kind"].lower() for _, m in stages}) == 1
    short = all(0 < word_count(name) <= MAX_NAME_WORDS for name in names)
    if not label or not 2 <= len(stages) <= MOST_ITEMS or not (counted and one_kind and short):
        return []
    cue = steps_of(label, point.lang).replace("which steps", f"which {stages[0][1]['kind'].lower()}s")
    return listing(point, "steps_in_order", cue, names, f"list:{key(label, 4)}", [child for child, _ in stages])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.index(text.upper()) + 1 if text.upper() in _ROMAN else 0


def _chapter(title: str, *headings: str) -> Point:
    here = Place("x.md", 1, 1, ("Notes", title))
    below = [Point(h, here, "label", Block("section", h, 1, 1)) for h in headings]
    return Point(title, here, "label", Block("section", title, 1, 1), tuple(below))

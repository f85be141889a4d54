"""The form for law: a rule with the case that stands for it."""

from __future__ import annotations

import re
from itertools import pairwise

from cardgen.forms.common import cloze, key
from cardgen.labels import word_count
from cardgen.model import Card, Point
from cardgen.quantities import CITATION
from cardgen.sentences import sentences

MOST_SHOWN = 24
"""Words around a case; more are several rules."""
FEWEST_SHOWN = 3


def case_cited(point: Point) -> list[Card]:
    """`silence is not acceptance, Felthouse v Bindley 1862`: the case is hidden in what it stands for.

    >>> print(case_cited(_point("silence is not acceptance, Felthouse v Bindley 1862 (the horse)"))[0])
    C: silence is not acceptance, {Felthouse v Bindley 1862|which case?} (the horse)
    >>> case_cited(_point("Felthouse v Bindley 1862 -- look up"))       # nothing says what it stands for
    []
    """
    out = []
    for span in sentences(point.text):
        for start, end in _parts(point.text, span.start, span.end):
            text = point.text[start:end].strip(" ;,.")
            found = list(CITATION.finditer(text))
            rest = CITATION.sub("", text)
            if len(found) != 1 or not FEWEST_SHOWN <= word_count(rest) <= MOST_SHOWN or _only_a_remark(rest):
                continue
            m = found[0]
            hint = "which case?" if point.lang == "en" else ""
            out.append(cloze(point, "case_cited", text, m.start(), m.end(), hint, slot=f"case:{key(m.group(), 3)}"))
    return out


def _only_a_remark(rest: str) -> bool:
    """What is left speaks of the case as a text: `look up`, `see notes`."""
    return bool(re.fullmatch(r"\W*(?:look up|see|read|cf|ask|check)\b.*", rest.strip(), re.I))


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence, or its parts between semicolons, each with its case."""
    cuts = [m.start() for m in re.finditer(r";\s", text[start:end])]
    edges = [0, *(c + 1 for c in cuts), end - start]
    return [(start + a, start + b) for a, b in pairwise(edges)]


def _point(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

"""Topics: which points belong to a talking point that the person names.

A name matches as people write it: `BlackForest Labs` for *Black Forest Labs*, `gb200s` for *GB200*, `training fs
inference` for *training vs inference*. A point belongs when it, or something above it, covers most of the name; the two
may also do so together, as a line on discs under "Brakes" does for *disc brakes*.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import Stemmer
from rapidfuzz import fuzz

from cardgen import words
from cardgen.model import Point
from cardgen.points import walk

BELONGS = 0.6
"""Share of a topic's weight that a point must cover by itself."""
LIKE = 84
"""Likeness (0 to 100) from which two words are the same but for a typo."""
NAMED_WEIGHT = 2.0
"""A word with a digit or of capitals names a thing: it counts double."""
NEAREST = 3
_STEM = Stemmer.Stemmer("english")
_CONNECTORS = words.STOPWORDS | {"vs", "versus", "etc"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The points that belong to each topic, and what came nearest to a topic that nothing matches."""

    points: tuple[Point, ...]
    unmatched: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(topic, nearest headings and labels)"""


def select(points: Sequence[Point], topics: Iterable[str]) -> Selection:
    """The parts of a forest that belong to any of the topics; each point bears the topic it was selected by.

    >>> from cardgen.model import Block, Place
    >>> def point(text, *below):
    ...     return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1), tuple(below))
    >>> note = [point("BlackForest Labs - first customer", point("uses GB200s")), point("unrelated labs")]
    >>> [p.text for p in select(note, ["Black Forest Labs"]).points]
    ['BlackForest Labs - first customer']
    >>> select(note, ["sourdough"]).unmatched[0][0]
    'sourdough'
    """
    flat = walk(points)
    weight = _weights(flat)
    chosen: dict[int, str] = {}
    unmatched = []
    for topic in topics:
        wanted = [(t, weight(t)) for t in tokens(topic)]
        hits = [p for p in flat if _covers(p, wanted) >= BELONGS] if wanted else []
        for p in hits:
            chosen.setdefault(id(p), topic)
        if not hits:
            unmatched.append((topic, _nearest(topic, flat)))
    return Selection(tuple(_chosen(points, chosen)), tuple(unmatched))


def tokens(text: str) -> list[str]:
    """The words of a name in a form that can be compared: CamelCase split, plurals and connectors gone.

    >>> tokens("BlackForest Labs"), tokens("the gb200s"), tokens("training fs inference")
    (['black', 'forest', 'lab'], ['gb200'], ['train', 'infer'])
    """
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", text)
    found = [re.sub(r"(?<=\d)s$", "", w.lower()) for w in re.findall(r"[^\W_]+", text)]
    kept = [
        w for w in found if w not in _CONNECTORS and (len(w) > 2 or any(c.isdigit() for c in w) or w in ("ai", "ml"))
    ]
    return [w if any(c.isdigit() for c in w) else str(_STEM.stemWord(w)) for w in kept or found]


def _weights(flat: Sequence[Point]):  # type: ignore[no-untyped-def]
    seen = Counter(t for p in flat for t in set(tokens(p.text)))
    total = len(flat) + 1

    def weight(token: str) -> float:
        named = NAMED_WEIGHT if any(c.isdigit() for c in token) else 1.0
        return named * math.log(1 + total / (1 + seen[token]))

    return weight


def _covers(point: Point, wanted: Sequence[tuple[str, float]]) -> float:
    """How much of a topic a point covers: by itself, or with the names above it if it bears one of its words itself.

    >>> from cardgen.model import Block, Place
    >>> here, table = Place("x.md", 4, 4, ("Tyres",)), Block("table", "", 4, 4)
    >>> row = Point("28 | 5 bar", here, "row", table, header=("mm", "pressure"))
    >>> _covers(row, [("tyre", 1), ("pressur", 1)]), _covers(row, [("tyre", 1)])
    (1.0, 0.0)
    """
    have = [t for text in (point.text, *point.header) for t in tokens(text)]
    share = _share(have, wanted)
    return _share([*have, *(t for name in point.place.trail for t in tokens(name))], wanted) if share else 0.0


def _share(have: Sequence[str], wanted: Sequence[tuple[str, float]]) -> float:
    joined = "".join(have)
    total = sum(w for _, w in wanted)
    return sum(w * _has(token, have, joined) for token, w in wanted) / total if total else 0.0


def _has(token: str, have: Sequence[str], joined: str) -> float:
    if token in have:
        return 1.0
    if len(token) >= 5 and token in joined:
        return 0.9
    best = max((fuzz.ratio(token, h) for h in have if len(h) > 3 and h[0] == token[0]), default=0.0)
    if best >= LIKE and not any(c.isdigit() for c in token):
        return 0.9
    return (
        0.7
        if any(len(h) >= 5 and (token.startswith(h) or h.startswith(token)) and len(token) >= 5 for h in have)
        else 0.0
    )


def _chosen(points: Sequence[Point], chosen: dict[int, str]) -> list[Point]:
    out = []
    for p in points:
        if id(p) in chosen:
            out.append(_under(p, chosen[id(p)]))
        else:
            out.extend(_chosen(p.children, chosen))
    return out


def _under(point: Point, topic: str) -> Point:
    return replace(point, topic=topic, children=tuple(_under(c, topic) for c in point.children))


def _nearest(topic: str, flat: Sequence[Point]) -> tuple[str, ...]:
    names = {p.text.rstrip(":- "): p for p in flat if p.role == "label" or p.children}
    ranked = sorted(names, key=lambda n: -fuzz.token_set_ratio(topic.lower(), n.lower()))
    return tuple(n[:60] for n in ranked[:NEAREST])

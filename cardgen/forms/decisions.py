"""Forms for decisions: what was settled, and the reason that its writer has put behind it."""

from __future__ import annotations

import re

from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.forms.fronts import is_order
from cardgen.labels import has_verb, says, word_count
from cardgen.model import Card, Claim, Point
from cardgen.reading import read
from cardgen.sentences import sentence_at

MOST_ASKED_WORDS = 12
LONGEST = 22
"""Words that a reason may have."""
_DECIDED = re.compile(r"\b(?:decided|decisions?|agreed|resolved|settled|outcomes?|we (?:chose|picked))\b", re.I)
"""Headings over what was settled."""
_BRACKETED = re.compile(
    r"(?P<what>[^()]{6,}?)\s\((?:reason(?:ing)?|why|because|bc|cos|since)(?:\s?[:=]\s?|\s)(?P<why>[^()?]{4,})\)", re.I
)
_DASHED = re.compile(r"(?P<what>[^:;()=]{6,}?)\s(?:-{1,2}|–|—)\s(?P<why>[^:;=]{8,})")


def why_so(claim: Claim) -> list[Card]:
    """`shut the east gate (reason: nobody uses it)`: a reason in brackets.

    >>> print(why_so(_found("shut the east gate at 8 (reason: nobody uses it)"))[0])
    [x › decided]
    Q: Why shut the east gate at 8?
    A: nobody uses it
    >>> why_so(_found("shut the east gate at 8 (nobody uses it)"))
    []
    """
    m = _BRACKETED.match(_sentence(claim)) if claim.first else None
    return _asked(claim, m["what"], m["why"]) if m else []


def why_decided(claim: Claim) -> list[Card]:
    """`no to the second kiosk - it would block the gate`: what was settled, and why.

    >>> print(why_decided(_found("no to the second kiosk - it would block the gate"))[0])
    [x › decided]
    Q: Why no to the second kiosk?
    A: it would block the gate
    >>> why_decided(_found("the kiosk - a hut of 4 m")), why_decided(_found("no to it - it blocks the gate", "ideas"))
    ([], [])
    """
    above = " ".join(claim.point.place.trail[1:] or claim.point.place.trail)
    if not claim.first or not _DECIDED.search(above):
        return []
    m = _DASHED.fullmatch(_sentence(claim).rstrip(" .!"))
    if m is None or not says(m["why"]) or has_verb(m["why"].split()[0]):
        return []
    settled = _YES_OR_NO.match(m["what"]) or is_order("", m["what"])
    return _asked(claim, m["what"], m["why"]) if settled else []


_YES_OR_NO = re.compile(r"(?:no|yes|not|never|keep|drop|stay|go|postpone|stop|start)\b", re.I)


def _asked(claim: Claim, what: str, why: str) -> list[Card]:
    point = claim.point
    what, told = tidy(what), tidy(why)
    fits = word_count(what) <= MOST_ASKED_WORDS and 2 <= word_count(told) <= LONGEST
    if point.lang != "en" or point.asking or not fits:
        return []
    ordered = _YES_OR_NO.match(what) or is_order("", what)
    front = f"Why {_small(to_reader(what))}?" if ordered else f"{capital(to_reader(what))}: why?"
    return [basic(point, "cause", front, to_reader(told), slot=f"why:{key(what, 3)}")]


def _small(text: str) -> str:
    """A text inside of a question: a capital that only opened its line is gone."""
    return text if read(text).tags[:1] == ("PN",) or text[:2].isupper() else text[0].lower() + text[1:]


def _sentence(claim: Claim) -> str:
    span = sentence_at(claim.point.text, claim.span.start)
    return claim.point.text[span.start : span.end]


def _found(text: str, heading: str = "decided") -> Claim:
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1, ("x", heading)), "statement", Block("item", text, 1, 1)))[0]

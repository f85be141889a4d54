"""Forms for offers: what was named as a price or a wage, what one wants, where one stops, and by when to answer."""

from __future__ import annotations

import re

from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.labels import bare, label_of, word_count
from cardgen.model import Card, Claim, Point
from cardgen.sentences import sentence_at

LONGEST = 14
"""Words that an answer may have."""
_MONEY = re.compile(
    r"\b(?:salary|money|pay|wages?|offer|comp(?:ensation)?|package|fee|day rate|price|rent|bid|budget)$", re.I
)
"""What is bargained for, as the name of a line."""
_FIGURE = re.compile(r"\d")
_TILL = r"(?=(?:by|before|until|till)\b)"
_SAID = tuple(
    (re.compile(begins, re.I), asked)
    for begins, asked in (
        (
            r"(?:(?:i|we)(?:['’]d)?\s)?(?:want|would like|ask(?:ed)? for|asking|aim for|aiming for)\s",
            "what do you want",
        ),
        (
            r"(?:the\s)?(?P<who>they|recruiter|he|she|owner|landlord|seller|buyer|client)\s"
            r"(?:said|offer(?:ed)?|says?|named)\s",
            "what did {who} say",
        ),
        (
            r"(?:my\s)?(?:lowest|minimum|min|floor|bottom line)(?:\s(?:i|we)(?:['’]d)?\s(?:take|accept|go|would take))?"
            r"(?:\s(?:is|at|below)|\s?[:=])?\s",
            "what is the lowest you take",
        ),
        (
            r"(?:(?:they|he|she)\s)?(?:need|want|expect)s?\s(?:an?\s|the\s|my\s)?(?:answer|decision|reply)\s" + _TILL,
            "when do you have to answer",
        ),
        (r"(?:answer|reply|decide|sign)\s" + _TILL, "when do you have to answer"),
        (
            r"(?:they|he|she)\s(?:must|have to|has to|will|want to)\s(?:decide|answer|reply)\s" + _TILL,
            "when do they have to decide",
        ),
    )
)
"""How a sentence of such a line begins, and what it then answers."""


def in_the_offer(claim: Claim) -> list[Card]:
    """`rent: they said 900. want 850`: what was named, what one wants, where one stops, and by when to answer.

    >>> for claim in _found("rent: they said 900 warm. want 850. lowest i take is 700. they need an answer by 3 May"):
    ...     for card in in_the_offer(claim): print(card.front, card.back)
    Rent: what did they say? 900 warm
    Rent: what do you want? 850
    Rent: what is the lowest you take? 700
    Rent: when do you have to answer? by 3 May
    >>> [in_the_offer(claim) for claim in _found("roof: they said 900. want tar")]
    [[], []]
    """
    point = claim.point
    label = label_of(point.text) if point.lang == "en" and not point.asking else None
    name = re.sub(r"\s*\([^()]*\)", "", bare(label.name)) if label else ""
    if not _MONEY.search(name) or not claim.first or word_count(name) > 4:
        return []
    said = point.text[claim.span.start : sentence_at(point.text, claim.span.start).end]
    for pattern, asked in _SAID:
        m = pattern.match(said)
        told = tidy(said[m.end() :]) if m else ""
        if m and word_count(told) <= LONGEST and _FIGURE.search(told):
            who = (m.groupdict().get("who") or "").lower()
            who = who if who in ("", "they", "he", "she") else f"the {who}"
            front = f"{capital(to_reader(name))}: {asked.format(who=who)}?"
            slot = f"define:{key(name)} {key(asked)}"
            return [basic(point, "question_answered", front, to_reader(told), slot=slot)]
    return []


def _found(text: str) -> tuple[Claim, ...]:
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))

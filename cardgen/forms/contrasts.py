"""The form for a label that sets two things against each other: `act vs rule: ...`, `difference tea / coffee: ...`."""

from __future__ import annotations

import re

from cardgen import tongues
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.forms.dates import without_date
from cardgen.labels import bare, word_count
from cardgen.model import Card, Claim


def difference(claim: Claim) -> list[Card]:
    """`A vs B: the one ..., the other ...`: half of what follows is no difference, so all of it is the answer.

    >>> print(difference(_claim("dry vs wet lube: dry for dust. wet for winter but it picks up grit"))[0])
    Q: Dry vs wet lube: what is the difference?
    A: dry for dust. wet for winter but it picks up grit
    >>> difference(_claim("difference sd / se: sd is of the data, se is of the mean"))[0].front
    'Sd / se: what is the difference?'
    >>> difference(_claim("weaver and dyer: weaver makes the cloth, dyer its colour"))[0].front
    'Weaver and dyer: what is the difference?'
    >>> difference(_claim("jsonb vs json: binary, no key order"))[0].back
    'binary, no key order'
    >>> difference(_claim("salt and pepper: on every table"))        # told of both
    []
    """
    if not claim.label or not claim.first or claim.sentence or claim.point.lang != "en":
        return []
    name = without_date(bare(claim.label))
    m = _SET_AGAINST.fullmatch(name)
    told = tidy(claim.point.text[claim.span.start :])
    if not m or not 1 < word_count(told) <= MAX_TOLD_WORDS or _MARKS.search(told):
        return []
    if not (m["lead"] or m["mark"].strip().startswith("v")) and not (
        _tells_of(m["a"], told) and _tells_of(m["b"], told)
    ):
        return []
    pair = name[len(m["lead"] or "") :]
    front = f"{capital(pair)}: what is the difference?"
    return [basic(claim.point, "definition", front, told, slot=f"define:{key(name)}")]


_SET_AGAINST = re.compile(
    r"(?P<lead>(?:the )?(?:diff|difference|differences)\.?\s(?:(?:between|of)\s)?)?"
    r"(?P<a>\S+(?:\s\S+){0,3}?)\s?(?P<mark>\s(?:vs\.?|versus|and|or)\s|/)\s?(?P<b>\S+(?:\s\S+){0,3})",
    re.I,
)
_MARKS = re.compile(r"->|→|=>")
MAX_TOLD_WORDS = 25
"""Two things and what is true of each take twice the room of one."""


def _tells_of(name: str, told: str) -> bool:
    """Does a piece of the text begin with the name, or with its first word?

    >>> _tells_of("rule util", "act judges deeds, rule judges rules"), _tells_of("salt", "no salt on it")
    (True, False)
    """
    return bool(re.search(rf"(?:^|[,;.]\s|\s(?:and|but|while)\s){re.escape(name.split()[0])}\b\s\w", told, re.I))


def told_of_both(claim: Claim, name: str) -> list[Card]:
    """`A vs B: the one ..., the other ...`: half of what follows is no difference, so all of it is the answer.

    >>> told_of_both(_claim("dry vs wet: dry for dust. wet for winter but it picks up grit"), "dry vs wet")[0].back
    'dry for dust. wet for winter but it picks up grit'
    """
    told = tidy(claim.point.text[claim.span.start :])
    if not 1 < word_count(told) <= MAX_DIFFERENCE_WORDS:
        return []
    asked = tongues.ASKED.get(claim.point.lang, {}).get("versus", "what is the difference?")
    things = re.sub(r"^\S+\s(?:zwischen|von|entre|tra|fra|tussen|mellan)?\s?", "", name)
    front = f"{capital(things if things and {*name.lower().split()[:1]} & tongues.DIFFERENCE else name)}: {asked}"
    return [basic(claim.point, "definition", front, told, slot=f"define:{key(name)}")]


MAX_DIFFERENCE_WORDS = 25
"""Two things and what is true of each take twice the room of one."""


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

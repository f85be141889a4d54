"""The form for what a thing is, told in the first line below its name."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.claims import claims, heading_thing
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key, tidy
from cardgen.labels import bare, has_verb, is_plural, label_of, says, word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.sentences import sentences

_KINDS = (
    "study|process|ability|act|amount|number|percentage|rate|idea|theory|practice|state|degree|measure|branch|science|use|"
    "art|way|method|system|set|group|form|type|kind|sum|belief|tendency|property|phenomenon|condition|difference|"
    "relationship|loss|movement|transfer|field|policy|principle|technique|tool|series|sequence|collection|combination"
)
_IS_A = re.compile(
    r"(?:an?\s(?!lot\b|few\b|bit\b|good\b|must\b)(?:[\w-]+\s){0,4}?[\w-]+\s"
    r"(?:of|that|which|who|where|in which|for|used|made|with)"
    rf"|(?:the\s)?(?:[\w-]+\s)?(?:{_KINDS})\s(?:of|to|that|in which|by which|for))\s\w",
    re.I,
)
_SEAMS = re.compile(r",\s|;|\s(?:that|which|who|where|how|why|what|when|in which|by which)\s|\s[-–—]{1,2}\s|\s\(")


def defined_below(claim: Claim) -> list[Card]:
    """`a dark rock of the sea floor`, the first line below `Basalt`: what it is.

    >>> defined_below(_below("Basalt", "a dark volcanic rock of the sea floor"))[0].front
    'What is Basalt?'
    >>> defined_below(_below("Basalt", "a lot of it in Iceland")), defined_below(_below("next steps", "a map of all"))
    ([], [])
    """
    point = claim.point
    name = bare(point.parent) or heading_thing(point)
    opens = not point.before.strip(" :*-") or _is_name_again(point, name)
    if (
        claim.sentence
        or not claim.first
        or point.lang != "en"
        or not opens
        or not _may_be_defined(name)
        or label_of(point.text)
    ):
        return []
    span = sentences(point.text)[0]
    told = point.text[span.start : span.end]
    head = _SEAMS.split(told)[0]
    if claim.span.start != span.start or not _IS_A.match(told) or has_verb(head) or word_count(told) < 4:
        return []
    told = told if word_count(told) <= MAX_BODY_WORDS else re.split(r",\s|;", told)[0]
    plural = is_plural(name)
    if word_count(told) > MAX_BODY_WORDS or (plural and re.match(r"an?\s", told, re.I)):
        return []
    front = f"What {'are' if plural else 'is'} {capital(name) if name.islower() else name}?"
    return [basic(point, "definition", front, tidy(told), slot=f"define:{key(name)}")]


def _is_name_again(point: Point, name: str) -> bool:
    return bool(name) and bare(point.before).lower() == name.lower()


def _may_be_defined(name: str) -> bool:
    found = name.lower().split()
    return (
        0 < len(found) <= 4
        and name.lower() not in words.GENERIC_LABELS
        and found[0] not in words.WH_WORDS
        and not says(name)
        and not re.search(r"\d", name)
    )


def _below(name: str, text: str) -> Claim:
    place = Place("x.md", 2, 2, ("Notes", name))
    return claims(Point(text, place, "statement", Block("item", text, 2, 2), parent=name))[0]

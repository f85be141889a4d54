"""Forms for what a thing is, told in the first line below its name, or by a whole sentence behind it."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.claims import claims, heading_thing
from cardgen.forms.asked_for import WHAT_IS
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


def defined_term(point: Point) -> list[Card]:
    """A term of a definition list with its meaning below.

    >>> from cardgen.model import Block, Place
    >>> block, here = Block("definition", "Basalt", 1, 2), Place("x.md", 1, 2)
    >>> meaning = Point("a dark volcanic rock", here, "statement", Block("paragraph", "", 2, 2))
    >>> print(defined_term(Point("Basalt", here, "label", block, (meaning,)))[0])
    Q: What is Basalt?
    A: a dark volcanic rock
    >>> defined_term(meaning)
    []
    """
    told = "; ".join(c.text for c in point.children if c.text)
    if point.block.kind != "definition" or not point.text or not told:
        return []
    front = WHAT_IS.get(point.lang, "{name}?").format(be="is", name=point.text)
    return [basic(point, "own_definition", front, told, slot=f"define:{key(point.text)}")]


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


def defined_whole(claim: Claim) -> list[Card]:
    """`drift: when a ship leaves its course and sinks`, `Tarp: a cloth used to cover wool`: all of it says what it is.

    >>> print(defined_whole(_labelled("Drift: when a ship leaves its course and is lost"))[0])
    Q: What is Drift?
    A: when a ship leaves its course and is lost
    >>> print(defined_whole(_labelled("Tarp: a cloth used to cover wool"))[0])
    Q: What is Tarp?
    A: a cloth used to cover wool
    >>> defined_whole(_labelled("Drift: when a ship turns, the keel groans"))
    []
    """
    label = label_of(claim.point.text)
    if label is None or not claim.first or claim.sentence or claim.point.lang != "en" or claim.main is not None:
        return []
    span = sentences(claim.point.text)[0]
    name, told = bare(label.name), tidy(claim.point.text[label.body : span.end])
    by_case = re.match(r"(?:when|where)\s", told, re.I) and "," not in told and not is_plural(name)
    if not (by_case or _IS_DONE.match(told)) or not _may_be_defined(name) or word_count(told) > MAX_BODY_WORDS:
        return []
    front = f"What {'are' if is_plural(name) else 'is'} {name}?"
    return [basic(claim.point, "definition", front, told, slot=f"define:{key(name)}")]


_IS_DONE = re.compile(
    r"an?\s(?:[\w-]+\s){1,4}(?:used|designed|built|made|called|based|found|caused|produced|created|meant|intended)\s"
    r"(?:to|for|by|in|on|from|as|with|of)\b[^,;]*(?:,[^,;]*)?$",
    re.I,
)
"""`a cloth used to ...`: what something is, with what is done with it."""


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


def _labelled(text: str) -> Claim:
    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]


def _below(name: str, text: str) -> Claim:
    place = Place("x.md", 2, 2, ("Notes", name))
    return claims(Point(text, place, "statement", Block("item", text, 2, 2), parent=name))[0]

"""The forms for what one must not do and why, and for how a thing is done: `never X - Y`, `do X: first Y, then Z`."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.clauses import expand, parts
from cardgen.forms.common import MAX_BODY_WORDS, basic, key, tidy
from cardgen.frames import imperative
from cardgen.labels import word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.reading import read
from cardgen.sentences import sentence_at
from cardgen.verbs import NOUNY, verb_tags

MAX_ACT_WORDS = 12
_REASON = re.compile(
    r"(?P<act>(?:never|don['’]?t|do not|avoid|always)\s[^:;]+?)"
    r"(?:\s[-–—]\s|:\s|,\s(?=(?:it|they|that|this|you|he|she|we)\s))(?P<why>[^;]+)",
    re.I,
)


def forbidden_why(claim: Claim) -> list[Card]:
    """`never oil the belt - it slips`: an order that holds always, and behind a dash, a colon or a comma its reason.

    >>> print(forbidden_why(_claim("never wash the drive belt - it slips when wet"))[0])
    Q: Why must you never wash the drive belt?
    A: it slips when wet
    >>> forbidden_why(_claim("never wash the belt: rub it with chalk"))
    []
    >>> forbidden_why(_claim("never again, it was cold"))
    []
    """
    if not claim.first or claim.point.lang != "en":
        return []
    span = sentence_at(claim.point.text, claim.span.start)
    m = _REASON.fullmatch(claim.point.text[span.start : span.end].rstrip(" .!"))
    if m is None or not 3 <= word_count(m["act"]) <= MAX_ACT_WORDS or not _is_act(m["act"]):
        return []
    told = parts(read(expand(m["why"])))
    reason = told.verb and told.subject and not imperative(told) and 1 < word_count(m["why"]) <= MAX_BODY_WORDS
    if not reason or re.match(r"(?:but|only|unless|except|use|or)\b", m["why"], re.I):
        return []
    front = f"Why {_asked(to_reader(tidy(m['act'])))}?"
    return [basic(claim.point, "cause", front, m["why"], slot=f"why:{key(m['act'], 3)}")]


def _asked(act: str) -> str:
    """An order in a question for its reason.

    >>> _asked("Don't wash the belt"), _asked("never wash it"), _asked("avoid wet belts")
    ('must you not wash the belt', 'must you never wash it', 'avoid wet belts')
    """
    m = re.match(r"(?P<never>never|always)\s|(?:don['’]?t|do not)\s(?:ever\s)?", act, re.I)
    return f"must you {(m['never'] or 'not').lower()} {act[m.end() :]}" if m else act[0].lower() + act[1:]


def _is_act(act: str) -> bool:
    """Is something said that one does, and to what?"""
    first, *more = act.split()
    more = more[1:] if first.lower() == "do" else more
    verb = first if first.lower() == "avoid" else more[0] if more else ""
    known = first.lower() == "avoid" or "base" in verb_tags(verb.lower())
    return known and verb.lower() not in words.BE | {"know", "think", "care", "again"}


_HOW = re.compile(
    r"(?P<name>[^:]{4,50}?)(?::|\s[-–—])\s"
    r"(?P<steps>(?:first(?:ly)?,?|start (?:with|by))\s[^;:]+?,\s(?:and\s)?(?:then|next)\s.+)",
    re.I,
)


def how_to(claim: Claim) -> list[Card]:
    """`bleed the brakes: first fill the cup, then open the nipple`: what is to be done, and behind it how.

    >>> print(how_to(_claim("bleed the brakes: first fill the cup, then open the nipple"))[0])
    Q: How do you bleed the brakes?
    A: first fill the cup, then open the nipple
    >>> how_to(_claim("brakes: first drum, then disc")), how_to(_claim("bleed the brakes: oil and rags"))
    ([], [])
    """
    if not claim.first or claim.point.lang != "en":
        return []
    span = sentence_at(claim.point.text, claim.span.start)
    m = _HOW.fullmatch(claim.point.text[span.start : span.end].rstrip(" .!"))
    if m is None or not _is_task(m["name"]) or word_count(m["steps"]) > MAX_BODY_WORDS:
        return []
    name, body = m["name"], m["steps"]
    return [basic(claim.point, "what_it_does", f"How do you {to_reader(name)}?", body, slot=f"define:{key(name)}")]


def _is_task(name: str) -> bool:
    """`bleed the brakes`, `drain a node`: a verb and its object.

    >>> _is_task("drain a node"), _is_task("drain pipe"), _is_task("the drain"), _is_task("drain")
    (True, False, False, False)
    """
    told = read(name)
    acts = len(told.tokens) > 1 and "base" in verb_tags(told.lower[0])
    sure = told.lower[1:2] and (told.tags[1] in ("DET", "PRON") or told.lower[0] not in NOUNY | words.NOUNS)
    return bool(acts and sure and word_count(name) <= 6)


def _claim(text: str) -> Claim:
    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

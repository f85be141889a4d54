"""Forms for sentences that open with an aim or a way: `to move wool, hire carters`, `by hiring carters we won time`.

What stands behind the comma is what one does for the aim, or what the way is good for: the sentence asks itself.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.adjuncts import may_have_purpose, purpose
from cardgen.claims import claims
from cardgen.clauses import expand, parts
from cardgen.forms.common import MAX_BODY_WORDS, basic, key, tidy
from cardgen.frames import imperative, yes_no
from cardgen.labels import word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.reading import read
from cardgen.sentences import sentence_at
from cardgen.verbs import base_of, verb_tags

MAX_AIM_WORDS = 10
_MUST = r"(?:must|should|ought to|need to|needs to|have to|has to|got to|gotta|will have to)"
_TO_AIM = re.compile(
    r"(?:(?:and|but|so|then)\s)?(?:(?:in order|so as)\s)?to\s(?P<aim>[^,;:.]+?)"
    rf"(?:\s*[,:]\s+|\s(?=(?:you|u|we|i|one)\s(?:{_MUST}|can|could|may)\s))(?P<act>[^;]+)",
    re.I,
)
_SOMEBODY_DOES = re.compile(
    rf"(?P<who>you|u|we|i|one)\s(?:(?P<must>{_MUST})|(?P<can>can|could|may))\s(?:first\s|always\s)?(?P<act>.+)", re.I
)
_BY_WAY = re.compile(r"(?:(?:and|but|so|then)\s)?(?P<way>by\s\w+ing\b[^,;:.]*),\s(?P<said>[^;]+)", re.I)


def towards_aim(claim: Claim) -> list[Card]:
    """`to move the wool, hire carters`, `to sell it you must own a stall`: what one does for an aim.

    >>> print(towards_aim(_claim("to move the wool, hire two carters"))[0])
    Q: How do you move the wool?
    A: hire two carters
    >>> print(towards_aim(_claim("To sell at the fair you must own a stall; the rest is luck"))[0])
    Q: What must you do to sell at the fair?
    A: own a stall
    >>> towards_aim(_claim("to move the wool is hard")), towards_aim(_claim("to the north, hire carters"))
    ([], [])
    """
    text = _rest_of_sentence(claim)
    m = _TO_AIM.match(text) if text else None
    if m is None or word_count(m["aim"]) > MAX_AIM_WORDS or not _is_act(m["aim"]):
        return []
    aim, act = to_reader(m["aim"]), tidy(m["act"])
    does = _SOMEBODY_DOES.fullmatch(act)
    if does:
        act = tidy(does["act"])
        front = f"How can you {aim}?" if does["can"] else f"What must you do to {aim}?"
    else:
        front = f"How do you {aim}?"
    if not _is_act(act) or not 2 <= word_count(act) <= MAX_BODY_WORDS:
        return []
    return [basic(claim.point, "way", front, act, slot=f"how:{key(m['aim'], 3)}")]


def act_for_an_aim(claim: Claim) -> list[Card]:
    """`use a tarp to protect the wool`: an order and what it is for.

    >>> print(act_for_an_aim(_claim("use a tarp to protect the wool"))[0])
    Q: How do you protect the wool?
    A: use a tarp
    >>> act_for_an_aim(_claim("use a tarp at night")), act_for_an_aim(_claim("the guild used a tarp to protect wool"))
    ([], [])
    """
    if claim.subject or not claim.first or claim.label or claim.link or claim.point.lang != "en" or not claim.verb:
        return []
    clause = parts(read(expand(claim.text)))
    verb = clause.verb.lower()
    told = purpose(read(clause.rest)) if imperative(clause) and may_have_purpose(base_of(verb) or verb) else None
    if told is None or clause.lead or " " in verb:
        return []
    aim = re.sub(r"^(?:in order |so as )?to ", "", tidy(told[1]))
    if word_count(aim) > MAX_AIM_WORDS or read(aim).lower[0] in words.BE | {"avoid"}:
        return []
    answer = tidy(claim.text[: claim.text.find(told[1])])
    return [basic(claim.point, "way", f"How do you {to_reader(aim)}?", answer, slot=f"how:{key(aim, 3)}")]


def by_doing(claim: Claim) -> list[Card]:
    """`by hiring carters, the guild won time`: how something is brought about.

    >>> print(by_doing(_claim("By hiring carters in spring, the guild won time"))[0])
    Q: How did the guild win time?
    A: By hiring carters in spring
    >>> by_doing(_claim("by the river, the guild won time"))
    []
    """
    text = _rest_of_sentence(claim)
    m = _BY_WAY.match(text) if text else None
    clause = parts(read(expand(tidy(m["said"])))) if m else None
    if m is None or clause is None or clause.lead or "," in m["said"] or clause.subject.lower() in _LEANING:
        return []
    asked = yes_no(clause)
    if not asked or not word_count(asked) <= MAX_BODY_WORDS // 2 or word_count(m["way"]) > MAX_BODY_WORDS:
        return []
    return [basic(claim.point, "way", f"How {asked}?", m["way"], slot=f"how:{key(m['said'], 3)}")]


_LEANING = words.DEMONSTRATIVES | {"it", "they", "he", "she", "there"}


def _rest_of_sentence(claim: Claim) -> str:
    """The sentence from an English claim on, where the claim opens it or a half of it; else ""."""
    opens = claim.link in ("", ";", "but", "and") and not claim.label
    if claim.point.lang != "en" or not opens or "?" in claim.point.text:
        return ""
    end = sentence_at(claim.point.text, claim.span.start).end
    return claim.point.text[claim.span.start : end]


def _is_act(text: str) -> bool:
    """Does it begin with a bare verb that has something behind it?"""
    first = read(f"to {text}")
    return len(first.tags) > 2 and first.tags[1] == "V" and "base" in verb_tags(first.lower[1])


def _claim(text: str) -> Claim:
    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

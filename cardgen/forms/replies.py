"""The form for what somebody says and what one replies: objections, myths, things a customer or a child says."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.forms.common import basic, key, tidy
from cardgen.labels import word_count
from cardgen.model import Card, Point
from cardgen.points import context
from cardgen.sentences import sentences

MOST_TOLD_WORDS = 30
"""A longer reply is no single one."""
_SAID = re.compile(r"[\"“](?P<said>[^\"”]{3,80})[\"”]\s*(?:->|→|=>|[-–—:=])\s*(?P<told>\S.*)$", re.S)
_REPLIED_TO = re.compile(
    r"\b(?:objections?|push ?backs?|complaints?|excuses?|worries|concerns?|myths?|misconceptions?|"
    r"faqs?|counter ?arguments?|they(?: will|['’]ll| may| might)? (?:say|ask)|"
    r"(?:hard|tough|tricky|nasty|awkward|difficult) (?:ones?|questions?|q['’]?s))\b",
    re.I,
)
"""Headings over what others say, and what one has to say to that."""
_TALKING = words.FIRST_PERSON | words.SECOND_PERSON | {"im", "were", "we're", "you're", "isnt", "dont"}


def reply(point: Point) -> list[Card]:
    """`"it is too heavy" -> weigh it in water`: what is said in quotes, and what one replies.

    Words in quotes are said if they speak of me, us or you, or stand under a heading for objections; a message that a
    machine shows is not.

    >>> from dataclasses import replace
    >>> print(reply(_line('"why should I trust you?" -> show the log, then shut up'))[0])
    Q: “why should I trust you?” – what do you reply?
    A: show the log, then shut up
    >>> reply(_line('"no space left" -> df -i')), reply(_line('"we are free" - Ada Lovelace'))
    ([], [])
    >>> from cardgen.model import Place
    >>> below = replace(_line('"too heavy" - weigh it in water'), place=Place("x.md", 2, 2, ("Sales", "objections")))
    >>> reply(below)[0].back
    'weigh it in water'
    """
    m = _SAID.fullmatch(point.text.strip()) if point.lang == "en" else None
    if m is None or point.children or not 1 <= word_count(m["told"]) <= MOST_TOLD_WORDS:
        return []
    above = any(_REPLIED_TO.search(name) for name in context(point))
    talks = bool(_TALKING & set(re.findall(r"[a-z'’]+", m["said"].lower())))
    asks = talks and (re.search(r"[\"”]\s*(?:->|→|=>)", point.text) or m["said"].rstrip().endswith("?"))
    if not (above or asks) or _is_author(m["told"]):
        return []
    front = f"“{m['said'].strip()}” – what do you reply?"
    return [basic(point, "reply", front, tidy(m["told"]), slot=f"reply:{key(m['said'], 4)}")]


def reply_if_asked(point: Point) -> list[Card]:
    """`if they ask about pay: 40, not less`: what somebody may bring up, and what one says then.

    >>> print(reply_if_asked(_line("if they ask about pay: 40, not less than 36"))[0])
    Q: They ask about pay – what do you say?
    A: 40, not less than 36
    >>> reply_if_asked(_line("if they leak, call the yard")), reply_if_asked(_line("if asked"))
    ([], [])
    """
    m = _IF_ASKED.match(point.text.strip()) if point.lang == "en" and not point.children else None
    if m is None or point.asking:
        return []
    ends = [s.end for s in sentences(point.text) if s.end > m.end()]
    told = tidy(point.text[m.end() : ends[0]] if ends else "")
    if not 2 <= word_count(told) <= MOST_TOLD_WORDS or word_count(m["about"]) > _LONGEST_ASKED:
        return []
    who = "They ask" if m["who"].lower().startswith("asked") else f"{m['who'][0].upper()}{m['who'][1:]}"
    brought_up = to_reader(f"{who} {m['about'].strip()}")
    front = f"{brought_up} – what do you say?"
    return [basic(point, "reply", front, to_reader(told), slot=f"reply:{key(m['about'], 4)}")]


_IF_ASKED = re.compile(
    r"[(\W]?(?:if|when|in case)\s(?P<who>(?!you\b|i\b|we\b)(?:the\s)?[\w’']+"
    r"\s(?:asks?|brings? up|mentions?|raises?|pushe?s?|wants? to know|says?)|asked)\s"
    r"(?P<about>\S[^:]*?)\s?(?::\s|\s[-–—]\s|\s(?:->|→|=>)\s)",
    re.I,
)
_LONGEST_ASKED = 9


def _is_author(told: str) -> bool:
    """A name or two with capitals: who said it."""
    found = told.split()
    return len(found) < 4 and all(w[0].isupper() for w in found)


def _line(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

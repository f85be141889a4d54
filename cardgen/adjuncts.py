"""Frames for what stands behind an object and tells more of the act: what it is for, how long it goes on, and how.

They say more than the object does: of `the guild hired carters to move wool` the purpose is what is worth asking.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.persons import person_in
from cardgen.quantities import BY_DOING, HOW_LONG, WHEN
from cardgen.question import Question
from cardgen.reading import Words, read
from cardgen.subjects import mid_sentence
from cardgen.verbclasses import CHANGES, GIVING, LINKING
from cardgen.verbgroup import Verb
from cardgen.verbs import past, third_person, verb_tags


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_OBJECT_WORDS = 7
_WITH_INFINITIVE = _words(
    """let make help allow enable force cause require want need ask tell get lead expect order persuade teach urge
    permit invite advise encourage remind warn train push drive tempt instruct convince compel oblige motivate
    prompt like prefer wish have be seem appear take find give grant offer leave know show prove consider
    believe think cost try mean hate love intend claim say report assume pressure"""
)
"""Verbs whose object may itself do something, or that want a "to" in any case: no purpose follows them."""
_NOUNS_WITH_INFINITIVE = _words(
    """way ways attempt attempts ability right rights need decision plan plans time chance power powers permission
    effort efforts tendency willingness failure order duty obligation reason reasons desire opportunity capacity
    room space refusal promise threat urge intention freedom authority incentive incentives pressure inability
    readiness thing things one place person people first last signal sign courage strength will access relation
    due up next close back according compared subject similar response addition respect regard exposure approach
    answer key damage contrast resistance sensitivity"""
)
"""Words that a "to" belongs to: `the right to vote`."""


def purpose(rest: Words) -> tuple[str, str] | None:
    """The object of a clause and the purpose behind it, from what stands behind the verb; None where there is none.

    >>> from cardgen.reading import read
    >>> purpose(read("carters to move the wool")), purpose(read("kilns in order to dry malt"))
    (('carters', 'to move the wool'), ('kilns', 'in order to dry malt'))
    >>> purpose(read("the right to sell wool")), purpose(read("easy to move")), purpose(read("wool to Bruges"))
    (None, None, None)
    """
    at = next((i for i, tag in enumerate(rest.tags) if tag == "TO" and rest.tags[i + 1 : i + 2] == ("V",)), 0)
    end = at - 2 if rest.lower[max(0, at - 2) : at] in (("in", "order"), ("so", "as")) else at
    thing, told = rest.cut(0, end), rest.cut(end, len(rest.tokens))
    if not 0 < len(thing.tokens) <= MAX_OBJECT_WORDS or len(told.tokens) < 3:
        return None
    acts = "base" in verb_tags(rest.lower[at + 1])
    plain = {"N", "PN", "CODE", "NUM"} & set(thing.tags) and not {"PUNCT", "WH", "SUB", "V", "AUX"} & set(thing.tags)
    ends = thing.tags[-1] in ("N", "PN", "CODE", "NUM") and thing.lower[-1] not in _NOUNS_WITH_INFINITIVE
    return (thing.text, told.text) if acts and plain and ends else None


def may_have_purpose(base: str) -> bool:
    """May a "to" behind the object of this verb tell a purpose?

    >>> may_have_purpose("hire"), may_have_purpose("force")
    (True, False)
    """
    return base not in _WITH_INFINITIVE


_FOR_A_TIME = re.compile(
    rf"^(?P<thing>\S.*?)\sfor\s(?P<time>(?:(?:about|around|only|up to|at least|at most|roughly|nearly|over)\s)?"
    rf"(?:{HOW_LONG.pattern}|(?:an?|a few|several|many)\s(?:second|minute|hour|day|week|month|year|decade)s?\b)"
    r"(?:\s(?:or|to)\s(?:so|two|three|more|longer|(?:minute|hour|day|week|month|year|decade)s?))?)$",
    re.I,
)


def duration(rest: Words) -> tuple[str, str] | None:
    """The object of a clause and how long it is done, from what stands behind the verb; None where no time is told.

    >>> from cardgen.reading import read
    >>> duration(read("the wool for a day or two")), duration(read("the wool for about 3 weeks"))
    (('the wool', 'a day or two'), ('the wool', 'about 3 weeks'))
    >>> duration(read("the wool for the king")), duration(read("for 3 weeks"))
    (None, None)
    """
    m = _FOR_A_TIME.match(rest.text)
    at = next((i for i, token in enumerate(rest.tokens) if m and token.start >= m.end("thing")), 0)
    told_of_another = rest.tags[:1] == ("P",) or {"V", "VN", "SUB", "PUNCT"} & set(
        rest.tags[:at]
    )  # "rows kept for 3 h"
    return (m["thing"], m["time"]) if m and 0 < at <= MAX_OBJECT_WORDS and not told_of_another else None


def way(rest: Words) -> tuple[str, str] | None:
    """The object of a clause, if any, and the way behind it, from what stands behind the verb; None where none is told.

    >>> from cardgen.reading import read
    >>> way(read("time by hiring carters")), way(read("by copying itself")), way(read("time by the hour"))
    (('time', 'by hiring carters'), ('', 'by copying itself'), None)
    """
    m = BY_DOING.search(rest.text)
    at = next((i for i, token in enumerate(rest.tokens) if m and token.start >= m.start()), 0)
    thing = rest.cut(0, at)
    acts = any(tag == "V" and thing.tags[i - 1 : i] != ("TO",) for i, tag in enumerate(thing.tags))
    if m is None or at > MAX_OBJECT_WORDS or acts or {"AUX", "MOD", "PUNCT", "SUB", "REL"} & set(thing.tags):
        return None
    return thing.text, rest.text[m.start() :]


def how_long_done(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`keeps the wool for a day or two`: how long something is done to an object.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the store keeps the wool for a day or two")))[0].front
    'How long does the store keep the wool?'
    """
    told = duration(read(rest))
    if told is None or "not" in verb.after.split() or verb.base == "be":
        return []
    return [Question(verb.ask(subject, "How long", told[0]), told[1], "how long")]


def what_for(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`hired carters to move wool`: what an act is for.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the guild hired carters to move the wool")))[0].front
    'Why did the guild hire carters?'
    >>> questions(parts(read("the clerk uses seals to mark the wool")))[0].front
    'What does the clerk use seals for?'
    """
    told = purpose(read(rest)) if may_have_purpose(verb.base) else None
    if told is None or "not" in verb.after.split() or verb.base in LINKING:
        return []
    if verb.base == "use":
        return [Question(verb.ask(subject, "What", f"{told[0]} for"), told[1], "what for")]
    return [Question(verb.ask(subject, "Why", told[0]), told[1], "what for")]


def how(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`spreads by copying itself`, `won time by hiring carters`: a way."""
    told = way(read(rest))
    return [Question(verb.ask(subject, "How", told[0]), told[1], "how")] if told and "not" not in verb.after else []


_BY_AMOUNT = re.compile(
    r"^(?P<thing>\S.*?\s)?by\s(?P<told>(?:(?:about|around|only|up to|at least|at most|roughly|nearly|over|almost)\s)?"
    r"(?:[~≈]?\d|half\b|(?:a|one|two)\s(?:third|quarter|half|factor)|an order).*)$",
    re.I,
)


def by_how_much(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`trails the moon by two hours`, `cut the toll by half`: how much something is ahead, more or less.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the tide lags the moon by 1/4 cycle")))[0].front
    'By how much does the tide lag the moon?'
    >>> [q.front for q in questions(parts(read("the guild paid its debts by 1840")))][:1]
    ['What did the guild pay?']
    """
    m = _BY_AMOUNT.match(rest)
    if m is None or WHEN.match(m["told"]) or "not" in verb.after.split() or verb.base == "be":
        return []
    thing = read(m["thing"] or "")
    plain = len(thing.tokens) <= MAX_OBJECT_WORDS and not {"PUNCT", "SUB", "V", "AUX", "P"} & set(thing.tags)
    passive = verb.before in words.BE and not _CHANGING & {verb.base}
    if not plain or passive:
        return []
    return [Question(verb.ask(subject, "By how much", thing.text.strip()), m["told"], "by how much")]


_CHANGING = CHANGES | _words("outnumber outweigh exceed beat lead lag trail miss scale shift delay offset move")


def by_whom(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`was found by Wegener`: who did it, where names in capitals stand behind the "by".

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the drift was found by Wegener in 1912")))[0]
    Question(front='Who found the drift?', answer='Wegener', frame='by whom')
    >>> questions(parts(read("the rates are set by the council")))[0].front
    'What are the rates set by?'
    """
    body = read(rest)
    if verb.before not in ("is", "are", "was", "were") or body.lower[:1] != ("by",) or " " in verb.after:
        return []
    end = 1
    while end < len(body.tokens) and (body.tokens[end].text[:1].isupper() or body.lower[end] in _JOINING):
        end += 1
    named = body.cut(1, end).text.strip(" ,+&")
    if not person_in(re.sub(r"\s(?:and|&|\+)\s", " ", named)) or body.tags[end : end + 1] in (("N",), ("CODE",)):
        return []
    done = past(verb.base) if verb.before in ("was", "were") else third_person(verb.base)
    return [Question(f"Who {done} {mid_sentence(subject)}?", named, "by whom")]


_JOINING = frozenset({"and", "&", "+", "of", "de", "von", "van"})


def gives_somebody(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`gave the king a crown`: what somebody is given.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the guild gave weavers a seal")))[0].front
    'What did the guild give weavers?'
    """
    body = read(rest)
    start = 1 if body.tags[:1] == ("DET",) else 0
    end = start
    while body.tags[end : end + 1] in (("N",), ("PN",), ("ADJ",)):
        end += 1
    if verb.base not in GIVING - {"ask", "feed", "tell", "fine"} or not start < end <= 4:
        return []
    if body.tags[end : end + 1] != ("DET",) or {"N", "PN"}.isdisjoint(body.tags[end + 1 :]):
        return []
    return [Question(verb.ask(subject, "What", body.cut(0, end).text), body.cut(end, len(body.tokens)).text, "gives")]

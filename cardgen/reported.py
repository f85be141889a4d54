"""Reported speech: what somebody says or thinks of a thing. What they say of nothing that is named is no question."""

from __future__ import annotations

from cardgen import words
from cardgen.clauses import parts
from cardgen.question import Question
from cardgen.reading import read
from cardgen.subjects import clean_subject, mid_sentence
from cardgen.verbgroup import Verb

SAYING = frozenset({
    "say", "think", "claim", "argue", "believe", "mention", "suggest", "admit", "insist", "assume", "suspect", "doubt",
    "fear", "hope", "guess", "worry", "notice", "complain", "warn", "propose", "conclude", "estimate",
})  # fmt: skip
"""Verbs of what somebody says or thinks."""


def said_of(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`says the mast is rotten`: what somebody says of a thing; of a thing that nobody knows there is no question.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the carpenter says the old mast is rotten")))[0]
    Question(front='What does the carpenter say about the old mast?', answer='is rotten', frame='what')
    >>> questions(parts(read("the carpenter says he would do it")))
    ()
    >>> questions(parts(read("the carpenter suggested tar")))[0].front
    'What did the carpenter suggest?'
    """
    if verb.base not in SAYING or "not" in verb.after.split():
        return []
    told = read(rest)
    said = told.cut(1 if told.lower[:1] == ("that",) else 0, len(told.tokens))
    clause = parts(said)
    if not clause.verb:
        plain = said.tags[:1] in (("N",), ("PN",), ("DET",), ("ADJ",), ("VG",)) and {"N", "PN", "VG"} & set(said.tags)
        return [Question(verb.ask(subject, "What"), said.text, "what")] if plain else []
    thing = clean_subject(clause.subject)
    at = said.text.find(clause.verb, len(thing))
    if not thing or clause.lead or at <= 0 or thing.lower().split()[0] in words.PRONOUNS - words.FIRST_PERSON:
        return []
    return [Question(verb.ask(subject, "What", f"about {mid_sentence(thing)}"), said.text[at:], "what")]


def tells_somebody(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`tells the compiler how long it lives`: what somebody is told, shown or taught.

    >>> from cardgen.clauses import parts
    >>> from cardgen.frames import questions
    >>> questions(parts(read("the tables tell pilots how the tide runs")))[0].front
    'What do the tables tell pilots?'
    """
    body = read(rest)
    at = 0
    while at < len(body.tags) and body.tags[at] in ("DET", "ADJ", "N", "PN", "CODE"):
        at += 1
    if verb.base == "remind" and body.tags[:1] == ("PRON",) and body.lower[1:2] == ("that",) and len(body.tokens) > 3:
        return [
            Question(
                verb.ask(subject, "What", f"{body.tokens[0].text} of"), body.cut(1, len(body.tokens)).text, "tells"
            )
        ]
    asks = body.lower[at : at + 1] in (("how",), ("where",), ("when",), ("what",), ("which",), ("that",), ("whether",))
    if verb.base not in ("tell", "show", "teach") or not 0 < at <= 4 or not asks or at + 2 >= len(body.tokens):
        return []
    return [Question(verb.ask(subject, "What", body.cut(0, at).text), body.cut(at, len(body.tokens)).text, "tells")]

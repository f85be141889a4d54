"""Frames that ask for the subject: where it is too long to stand in a question, or the only one of its kind."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.clauses import Parts
from cardgen.persons import person_in
from cardgen.question import Question
from cardgen.reading import read
from cardgen.subjects import mid_sentence
from cardgen.verbgroup import Verb
from cardgen.verbs import third_person, verb_tags


def several(clause: Parts) -> str:
    """A plural that might be a verb by itself, before a verb of several: `states are sovereign`, `labels matter`."""
    plain = clause.subject.strip(" *").lower()
    many = {*clause.verb.lower().split()[:1]} & _OF_SEVERAL and re.fullmatch(r"[a-z]{3,}s", plain)
    return plain if many and plain not in words.PRONOUNS else ""


_OF_SEVERAL = frozenset({
    "are", "were", "have", "matter", "need", "want", "become",
})  # fmt: skip
"""Verbs that are hardly ever anything else, and never of one thing."""


def long_subject(clause: Parts) -> str:
    """A long subject with an aim in it, which names one thing all the same: `the right to hold a market in town`."""
    plain = clause.subject.strip(" ,;:*")
    tags = read(plain).tags
    fits = (
        len(plain.split()) > MAX_SUBJECT_WORDS
        and tags[:1] in (("DET",), ("N",), ("ADJ",))
        and plain.count("(") == plain.count(")")
    )
    return mid_sentence(plain) if fits and not {"PRON", "WH", "SUB", "PUNCT", "MOD"} & set(tags) else ""


MAX_SUBJECT_WORDS = 5
"""A longer subject makes a question that nobody reads to its end."""
MOST_SAID_OF_SUBJECT = 9
"""Words behind the verb, in a question for a long subject."""
MAX_ASKED_SUBJECT_WORDS = 18


def by_its_subject(clause: Parts, subject: str) -> tuple[Question, ...]:
    """The question for a subject that is too long to stand in one: what is said of it is asked.

    >>> from cardgen.clauses import parts
    >>> text = "the lower half of a sack of wool keeps the shop dry"
    >>> by_its_subject(parts(read(text)), "the lower half of a sack of wool")[0]
    Question(front='What keeps the shop dry?', answer='the lower half of a sack of wool', frame='subject')
    >>> text = "the clerk who kept the seal of the guild forged the deed"
    >>> by_its_subject(parts(read(text)), "the clerk who kept the seal of the guild")[0].front
    'Who forged the deed?'
    >>> text = "the right of a town to hold a market is called staple"
    >>> by_its_subject(parts(read(text)), "the right of a town to hold a market")[0].front
    'What is staple?'
    """
    rest = clause.rest.strip(" ,.;!")
    told, first = clause.verb.lower().split(), clause.verb.lower().split()[0]
    body = read(rest)
    telling = {"N", "PN", "CODE", "ADJ"} & set(body.tags) and "PRON" not in body.tags
    short = 0 < len(rest.split()) <= MOST_SAID_OF_SUBJECT and len(subject.split()) <= MAX_ASKED_SUBJECT_WORDS
    asks = not clause.lead and _names_one_thing(subject) and not {"not", "n't"} & set(told)
    if not asks or not short or not telling or "," in rest:
        return ()
    named = re.sub(r"^called ", "", rest)
    if first in words.BE and (told[-1:] == ["called"] or named != rest):
        return (Question(f"What is {named}?", subject, "subject"),)
    one = _OF_ONE.get(first) or (third_person(first) if verb_tags(first) == {"base"} else first)
    group = " ".join([one, *clause.verb.split()[1:]])
    wh = "Who" if _IS_SOMEBODY.match(subject) else "What"
    return (Question(f"{wh} {group} {rest}?", subject, "subject"),)


_IS_SOMEBODY = re.compile(r"(?:\S+\s){1,4}who\s|those who\s", re.I)
"""`the general who lost the battle`."""


def _names_one_thing(subject: str) -> bool:
    """A noun phrase, whatever hangs on it, and no clause: `the right to hold it`, not `the canal fell and`."""
    told = read(subject)
    acts = any(
        tag in ("V", "AUX", "MOD") and not (at and told.tags[at - 1] in ("TO", "REL"))
        for at, tag in enumerate(told.tags)
    )
    ends = told.tags[-1] in ("N", "PN", "CODE", "NUM", "ADJ", "PUNCT") and told.tags[0] not in ("NUM", "PRON")
    return ends and not acts and "," not in subject


_OF_ONE = {"are": "is", "were": "was", "have": "has", "do": "does"}


def one_of_all(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`Baikal is the deepest lake of the world`: what only one thing is asks for that one.

    >>> one_of_all("Baikal", Verb("is", "", "be"), "the deepest lake of the world")[0].front
    'What is the deepest lake of the world?'
    >>> one_of_all("the lake", Verb("is", "", "be"), "the deepest lake of the world")
    []
    """
    if verb.base != "be" or verb.after or not _ONE_OF_ALL.match(rest) or not _is_named(subject):
        return []
    who = (
        "Who" if person_in(subject) and re.match(r"the \w+ (?:to|person|man|woman|king|president)\b", rest) else "What"
    )
    return [Question(f"{who} {verb.before} {rest}?", subject, "subject")]


_ONE_OF_ALL = re.compile(
    r"the (?!(?:next|same|main)\b)(?:very )?(?:first|last|only|second|third|[a-z]{3,}est|most \w+)\s"
    r"(?!.*\b(?:this|that|it|these)\b)"
    r"(?=(?:\S+\s){1,7}\S+$)",
    re.I,
)
"""What only one thing is: it asks for that one."""


def _is_named(subject: str) -> bool:
    """A name of its own, with a capital: `Weber`, `Lake Baikal`."""
    found = subject.split()
    return (
        all(w[0].isupper() or w.lower() in ("of", "the", "de") for w in found)
        and found[0][0].isupper()
        and len(found) < 5
    )

"""Run-ons: where a clause begins with nothing before it, as hurried people write."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen import words
from cardgen.reading import CONDITION, FINITE, Words, finite_ahead, finite_between
from cardgen.tagger.sentence import SAYING
from cardgen.verbclasses import CHANGES
from cardgen.verbs import verb_form, verb_tags

Cut = tuple[int, str]
"""How many tokens the link takes, and the link."""


def run_on(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    """`it only helps symptoms it does not heal`: a new clause with nothing between.

    A pronoun and its verb behind a noun may also describe that noun: `the bread we sold`. Then the verb has no object
    of its own, and the clause before is about to go on.

    >>> from cardgen.clauses import split
    >>> from cardgen.reading import read
    >>> [len(split(read(x))) for x in ("he ran the shop we had ten tills", "she saw the shop we ran")]
    [2, 1]
    >>> split(read("if the bell rings it is noon"))[1].link
    ','
    """
    opens = link in CONDITION  # "when it fails we ..." has its main clause to come
    ends = s.tags[at - 1] in ("N", "PN", "NUM", "ADJ", "ADV", "VN", "CODE") or (opens and s.tags[at - 1] == "V")
    foreign = s.lower[at] == "im" and s.tags[at + 1 : at + 2] not in (("DET",), ("VG",), ("ADJ",), ("ADV",), ("NEG",))
    if s.lower[at] not in STARTS_ANEW or not ends or foreign:
        return None
    if not finite_between(s, start, at) or _says_so(s, start, at):
        return None
    if opens and s.lower[at] == "its" and s.tags[at] == "DET":
        return None if finite_ahead(s, at) and not _link_ahead(s, at) else (0, ",")  # "if it beeps its broken"
    verb = at if s.tags[at] in ("AUX", "MOD") else at + 1
    while s.tags[verb : verb + 1] in (("ADV",), ("NEG",)):
        verb += 1
    if verb >= len(s.tokens) or s.tags[verb] not in FINITE:
        return None
    return (0, "," if opens else ";") if opens or _has_its_object(s, verb) else None


def _link_ahead(s: Words, at: int) -> bool:
    """Does another condition begin before the next verb?"""
    ahead = next((i for i in range(at, len(s.tokens)) if s.tags[i] in FINITE or s.lower[i] in CONDITION), len(s.tokens))
    return s.lower[ahead : ahead + 1] != () and s.lower[ahead] in CONDITION


def main_without_comma(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    """`when the bell rings the school is out`: behind a whole condition a noun with its own verb is the main clause.

    >>> from cardgen.clauses import split
    >>> from cardgen.reading import read
    >>> sentence = read("when the bell rings the school is out")
    >>> [sentence.cut(p.start, p.end).text for p in split(sentence)]
    ['the bell rings', 'the school is out']
    >>> len(split(read("if the key in the lamp is old")))
    1
    """
    opens = s.tags[at] == "DET" or (s.lower[at] in words.QUANTIFIERS and s.tags[at + 1 : at + 2] in (("N",), ("ADJ",)))
    if link not in CONDITION or not opens or s.tags[at - 1] in ("P", "CC", "DET", "SUB", "REL", "PUNCT"):
        return None
    if not finite_between(s, start, at) or _says_so(s, start, at):
        return None
    end = at + 1
    while end < len(s.tokens) and s.tags[end] in ("N", "PN", "ADJ", "NUM", "CODE", "VN", "PRON"):
        end += 1
    return (0, ",") if end > at + 1 and s.tags[end : end + 1] in (("V",), ("AUX",), ("MOD",)) else None


STARTS_ANEW = frozenset({"i", "we", "they", "he", "she", "it", "im", "i'm", "theyre", "they're", "its", "it's"})
_TIMED = frozenset({"time", "times", "day", "moment", "way", "reason", "place", "year", "week", "month", "minute"})
"""Behind them a clause tells which one: `the day we met him`."""
_TELLING = SAYING | frozenset({
    "tell", "tells", "told", "teach", "teaches", "taught", "promise", "promised", "warn", "warned", "wish", "learn",
    "learned", "learnt", "explain", "explained", "feel", "felt", "agree", "agreed", "decide", "decided", "thank", "so",
})  # fmt: skip


def _says_so(s: Words, start: int, at: int) -> bool:
    """What somebody says or thinks may be a clause without "that", and a time may be told by one."""
    return bool(_TELLING & set(s.lower[start:at])) or s.lower[at - 1] in _TIMED or "WH" in s.tags[start:at]


def _has_its_object(s: Words, verb: int) -> bool:
    """Is there an object behind the verb, so that nothing before can be it?"""
    end = verb + 1
    while end < len(s.tokens) and s.tags[end] in ("AUX", "NEG", "ADV", "V", "VN", "VG"):
        end += 1
    alone = s.lower[verb] in words.BE and end < len(s.tokens) and s.tags[end] != "PUNCT"
    passive = s.tags[verb] == "AUX" and s.tags[end - 1] == "VN" and s.lower[verb] in words.BE
    return passive or alone or s.tags[end : end + 1] in (("DET",), ("PRON",), ("N",), ("PN",), ("NUM",), ("ADJ",))


def is_in_a_row(s: Words, at: int) -> bool:
    """Is the verb here one of several bare ones in a row?

    >>> from cardgen.reading import read
    >>> is_in_a_row(read("that you see , feel , or count"), 4), is_in_a_row(read("you see it , it stops"), 4)
    (True, False)
    """
    bare = s.tags[at] == "V" and "base" in verb_tags(s.lower[at]) and s.tags[at - 2 : at - 1] == ("V",)
    return (
        bare
        and s.lower[at + 1 : at + 2] in ((",",), ("or",), ("and",))
        and bool({"or", "and"} & set(s.lower[at + 1 : at + 4]))
    )


def tells_of_change(s: Words, at: int) -> bool:
    """Does the clause from here to its comma tell of something that changes: `the tide rises`, `it gets colder`?

    >>> from cardgen.reading import read
    >>> tells_of_change(read("as the tide rises, it shuts"), 1), tells_of_change(read("as he was ill, she ruled"), 1)
    (True, False)
    """
    comma = next((i for i in range(at, len(s.tokens)) if s.tokens[i].text == ","), 0)
    verb = next((i for i in range(at, comma) if s.tags[i] == "V"), 0)
    bases = {f.base for f in verb_form(s.lower[verb])} if verb else set()
    return bool(bases & (CHANGES | {"become", "get", "grow", "turn"}))

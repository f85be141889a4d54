"""What stands before the subject of a clause: when, where and under which condition it is so."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.reading import Words
from cardgen.tagger.wordrules import is_decade

RELATIVE = ("", "\0")
"""The verb belongs to a relative clause without "that": `the first customer we served`."""
_LEADS_ON = frozenset({"P", "SUB"})
_PERSONAL = words.SUBJECT_PRONOUNS - {"it", "u"}
_DISCOURSE = frozenset(f for f in words.FILLERS if " " not in f) | frozenset(
    {"and", "but", "so", "or", "yes", "no", "ok", "yeah", "well", "then", "also", "plus", "yk", "like", "hi", "btw"}
)


def _is_discourse(head: Words, at: int) -> bool:
    """Said on the way; but `no relay` is nothing that `yes` could stand for.

    >>> from cardgen.clauses import parts
    >>> from cardgen.reading import read
    >>> parts(read("no proton gets through")).subject, parts(read("no, the proton gets through")).subject
    ('no proton', 'the proton')
    """
    alone = head.lower[at] not in ("no", "like") or head.tags[at + 1 : at + 2] == ("PUNCT",)
    return head.lower[at] in _DISCOURSE and alone


def lead_and_subject(head: Words) -> tuple[str, str]:
    """What stands before the verb of a clause, as its lead and its subject; `RELATIVE` where the clause is none.

    >>> from cardgen.reading import read
    >>> lead_and_subject(read("in 1848 the king")), lead_and_subject(read("the first customer we"))
    (('in 1848', 'the king'), ('', '\\x00'))
    """
    start = 0
    while start < len(head.tokens) and (_is_discourse(head, start) or head.tags[start] == "PUNCT"):
        start += 1
    head = head.cut(start, len(head.tokens))
    if not head.tokens:
        return "", ""
    if head.tokens[-1].text == ",":
        return RELATIVE  # "pg_stat_statements, sort by time": an order behind its place, no clause
    for cut in (_comma_lead, _adverb_lead, _pronoun_lead):
        found = cut(head)
        if found is not None:
            return found
    return "", head.text.strip(" ,")


def _comma_lead(head: Words) -> tuple[str, str] | None:
    """`after lunch, the older clerk ...`: what stands before the last comma, unless it is a list of subjects."""
    comma = next((i for i in range(len(head.tokens) - 1, 0, -1) if head.tokens[i].text == ","), None)
    if comma is None or comma + 1 >= len(head.tokens):
        return None
    if head.tags[0] in ("P", "SUB", "ADV", "NUM", "VG", "TO") or head.lower[0] in words.MONTHS or comma <= 2:
        return head.cut(0, comma).text, head.cut(comma + 1, len(head.tokens)).text
    if "CC" in head.tags[:comma]:
        return "", head.cut(comma + 1, len(head.tokens)).text
    return None


_DEGREES = frozenset({"too", "very", "so", "more", "less", "most", "least", "rather", "quite"})
"""They belong to the word behind them: `too fine lowers it`."""


ALSO_DESCRIBE = frozenset({"forward", "backward", "inside", "outside", "fast", "slow", "hard", "late", "early", "deep"})
"""Before a noun no adverbs: `forward process adds noise`."""


def _adverb_lead(head: Words) -> tuple[str, str] | None:
    """`in 1848 the king ...`, `recently we ...`: a prepositional phrase ends where the next noun phrase begins.

    >>> from cardgen.clauses import parts
    >>> from cardgen.reading import read
    >>> clause = parts(read("in close hauled racing one loose sheet costs the lead"))
    >>> clause.lead, clause.subject
    ('in close hauled racing', 'one loose sheet')
    """
    at = 0
    while (
        at < len(head.tokens)
        and (head.tags[at] in ("ADV", "X") or (not at and head.lower[0] in ("later", "earlier", "next")))
        and head.lower[at] not in _DEGREES
        and not (head.lower[at] in ALSO_DESCRIBE and head.tags[at + 1 : at + 2] == ("N",))
        and head.tags[at + 1 : at + 2] not in (("ADJ",), ("NUM",))
    ):
        at += 1
    if head.tags[at : at + 1] == ("P",) and len(head.tokens) > at + 2 and is_year(head.lower[at + 1]):
        return head.cut(0, at + 2).text, head.cut(at + 2, len(head.tokens)).text.strip(" ,")
    if at < len(head.tokens) and head.tags[at] in _LEADS_ON:
        for i in range(at + 2, len(head.tokens)):
            counts = head.lower[i] in words.NUMBER_WORDS and head.tags[i + 1 : i + 2] in (("N",), ("ADJ",), ("VN",))
            ends = head.tags[i - 1] in ("N", "PN", "NUM", "VG", "ADV") or head.tokens[i - 1].text == ")"
            if ends and (head.tags[i] in ("DET", "PRON") or counts or _names_another(head, at + 1, i)):
                return head.cut(0, i).text, head.cut(i, len(head.tokens)).text
        if head.tags[at:] == ("P", "N", "PN") and not head.tokens[-1].text.isalpha():
            return head.cut(0, len(head.tokens) - 1).text, head.tokens[-1].text  # "at dusk Fe3+ stains the wall"
        return head.text, ""
    return (head.cut(0, at).text, head.cut(at, len(head.tokens)).text.strip(" ,")) if at else None


def _names_another(head: Words, first: int, at: int) -> bool:
    """`after the flood Ghent`, `in 1913 (a year on) Ghent`: a name behind the noun of a time, or behind its bracket."""
    before, name = head.tokens[at - 1].text, head.tokens[at].text
    owned = head.tags[first] == "DET" or head.plain[first].endswith("'s") or "'s" in head.text[: head.tokens[at].start]
    named = name[:1].isupper() and head.tags[at] in ("N", "PN")
    return (named and owned and (before == ")" or (before.islower() and head.tags[at - 1] == "N"))) or (
        is_decade(before) and head.tags[at] in ("N", "PN") and before.endswith("s")
    )


def _pronoun_lead(head: Words) -> tuple[str, str] | None:
    """`high school i ...`, `Dec 1848 Louis ...`: a time before a personal pronoun or a name."""
    if len(head.tokens) > 1 and head.lower[-1] in _PERSONAL | {"it"} and head.lower[-2] not in ("and", "&"):
        lead = head.cut(0, len(head.tokens) - 1)
        timed = lead.tags[0] in ("P", "ADV", "SUB", "NUM") or any(w in _TIMES for w in lead.lower)
        relative = lead.lower[-1] in words.INDEFINITE_PRONOUNS or lead.tags[0] == "WH" or not timed
        return RELATIVE if relative else (lead.text, head.tokens[-1].text)
    dated = 0
    while dated < len(head.tokens) and _dates(head, dated):
        dated += 1
    at = "on " if any(map(_is_day, head.lower[:dated])) else "in "
    if dated and dated == len(head.tokens):
        return at + head.text, ""
    if 0 < dated < len(head.tokens) and head.tags[dated] in ("PN", "DET", "N"):
        return at + head.cut(0, dated).text, head.cut(dated, len(head.tokens)).text
    return None


def _dates(head: Words, at: int) -> bool:
    """Is a word a month, a year, or the day beside a month?

    >>> from cardgen.reading import read
    >>> [_dates(read("March 3 1861 Ada sails"), at) for at in range(4)]
    [True, True, True, False]
    """
    word = head.lower[at].rstrip(".")
    beside = {w.rstrip(".") for w in head.lower[max(0, at - 1) : at + 2]}
    return word in words.MONTHS or is_year(word) or (_is_day(word) and bool(beside & words.MONTHS.keys()))


def _is_day(token: str) -> bool:
    return bool(re.fullmatch(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?", token))


_TIMES = frozenset({
    *words.MONTHS, *words.WEEKDAYS, "school", "college", "university", "today", "yesterday", "tomorrow", "week",
    "month", "year", "years", "day", "days", "morning", "evening", "night", "summer", "winter", "spring", "fall",
    "autumn", "time", "times", "now", "recently", "later", "since",
})  # fmt: skip
"""Before a pronoun they tell a time: `high school i ...`; another noun there is what a relative clause is about."""


def is_year(token: str) -> bool:
    """Is a word a year by its figures?

    >>> is_year("1848"), is_year("848"), is_year("1850s")
    (True, False, False)
    """
    return bool(re.fullmatch(r"1\d\d\d|20\d\d", token))

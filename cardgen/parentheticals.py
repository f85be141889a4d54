"""Parentheticals: what is told of a subject between commas, before its verb: `Ada, a friend of his, wrote it`."""

from __future__ import annotations

from cardgen import words
from cardgen.fronted import is_year
from cardgen.reading import ARROWS, DASHES, FINITE, Words
from cardgen.verbs import verb_tags

MOST_NAME_WORDS = 7
MOST_ASIDE_WORDS = 20
_IN_NAME = frozenset({"DET", "ADJ", "N", "PN", "NUM", "CODE", "VG", "CC"})
_WITHIN = frozenset({"of", "from", "in", "de", "van", "von"})
_OPENS = frozenset({"who", "whose", "whom", "born", "aged", "one", "himself", "herself"})


def parenthetical_in(s: Words) -> tuple[int, int] | None:
    """Where the aside behind a clause's subject stands, both of its commas with it; None where there is none.

    >>> from cardgen.reading import read
    >>> def told(text):
    ...     s = read(text)
    ...     at = parenthetical_in(s)
    ...     return s.cut(*at).text if at else ""
    >>> told("Ada, a friend of his, wrote notes on it"), told("The ferryman, who had no map, kept near the shore")
    (', a friend of his,', ', who had no map,')
    >>> told("oak, the elm, and pine float"), told("the pump, the one below, check it"), told("we rowed, the tide ran")
    ('', '', '')
    """
    start = _name_start(s)
    first = _next_comma(s, start)
    if first is None or not _is_name(s.cut(start, first)) or not _may_open(s, first + 1):
        return None
    last = _next_comma(s, first + 1)
    while last is not None and last - first <= MOST_ASIDE_WORDS:
        if _verb_follows(s, start, first, last):
            return (first, last + 1) if last - first > 2 and _is_aside(s.cut(first + 1, last)) else None
        last = _next_comma(s, last + 1) if "REL" in s.tags[first:last] else None  # a row of things is no aside
    return None


def _name_start(s: Words) -> int:
    start = 0
    while start < len(s.tokens) and (s.tags[start] in ("ADV", "CC") or s.lower[start] in ("so", "then")):
        start += 1
    dated = s.tags[start : start + 1] == ("P",) and any(map(is_year, s.lower[start + 1 : start + 2]))
    start += 2 * dated
    return start + (dated and s.lower[start : start + 1] == (",",))


def _next_comma(s: Words, at: int) -> int | None:
    """The next comma outside of brackets, before the clause ends in any other way."""
    depth = 0
    for i in range(at, len(s.tokens)):
        text = s.tokens[i].text
        depth += (text in ("(", "[")) - (text in (")", "]"))
        if not depth and (text in ";:?!" or text in ARROWS or text in DASHES):
            return None
        if not depth and text == ",":
            return i
    return None


def _is_name(name: Words) -> bool:
    """A noun phrase: what stands in brackets behind it is no part of it."""
    end = next((i for i, t in enumerate(name.tokens) if t.text == "("), len(name.tokens))
    plain = all(t in _IN_NAME or w in _WITHIN for t, w in zip(name.tags[:end], name.lower[:end], strict=True))
    return 0 < end <= MOST_NAME_WORDS and plain and name.tags[end - 1] in ("N", "PN", "CODE")


def _may_open(s: Words, at: int) -> bool:
    if at >= len(s.tokens):
        return False
    named = s.tokens[at - 2].text[:1].isupper()  # "Ada, after a year at sea, wed"; but "tar, from pine, floats"
    return s.tags[at] in ("DET", "VN") or s.lower[at] in _OPENS or (s.tags[at] == "P" and named)


def _verb_follows(s: Words, start: int, first: int, last: int) -> bool:
    """Does the subject's own verb stand behind the comma? A base form behind a singular is an order."""
    at = last + 1
    while s.tags[at : at + 1] in (("ADV",), ("NEG",)):
        at += 1
    if at >= len(s.tokens) or s.tags[at] not in FINITE or s.lower[at] in words.CONTRACTIONS:
        return False
    forms = verb_tags(s.lower[at])
    many = s.lower[first - 1].endswith("s") or "CC" in s.tags[start:first]
    return s.tags[at] != "V" or bool(forms - {"base", "participle", "ing"}) or many


def _is_aside(told: Words) -> bool:
    """A verb in it belongs to a "who" or "that" of its own; and it is no row of things: `, the mast and a sail,`."""
    if "REL" not in told.tags and any(told.tags[at : at + 2] == ("CC", "DET") for at in range(len(told.tags))):
        return False
    verb = next((i for i, t in enumerate(told.tags) if t in FINITE), len(told.tags))
    bound = any(t in ("REL", "SUB", "WH", "TO") for t in told.tags[:verb])
    return (bound or verb == len(told.tags)) and not (told.tags[0] == "DET" and "CC" in told.tags[-2:])

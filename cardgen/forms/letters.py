"""The forms for letters that stand for words: `SWL: safe working load`, `its safe working load (SWL)`."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.forms.common import basic, capital, is_equated, key, tidy
from cardgen.labels import bare
from cardgen.model import Card, Claim
from cardgen.sentences import sentence_at


def stands_for(claim: Claim) -> list[Card]:
    """`SWL: safe working load`, `safe working load = SWL`: what the letters stand for, and no more.

    >>> print(stands_for(_claim("SWL: safe working load, marked on the hook"))[0])
    Q: What does SWL stand for?
    A: safe working load
    >>> stands_for(_claim("lifting gear, SWL -> safe / working / load"))
    []
    >>> stands_for(_claim("hook mark SWL -> safe / working / load"))[0].front
    'Hook mark: what does SWL stand for?'
    >>> stands_for(_claim("safe working load = SWL"))[0].back, stands_for(_claim("SWL: marked on the hook"))
    ('safe working load', [])
    """
    if not claim.first or claim.point.lang != "en":
        return []
    text = claim.point.text
    span = sentence_at(text, claim.span.start)
    m = _NAMED.fullmatch(text[span.start : span.end])
    if m is None:
        return []
    name, body = bare(m["name"]), tidy(m["body"])
    before, _, last = name.rpartition(" ")
    told = "" if "," in name else spelled_out(last, body)
    if not told and is_equated(claim) and spelled_out(body, name) == name:
        before, last, told = "", body, name
    return [_card(claim, last, told, before)] if told else []


_NAMED = re.compile(r"\W*(?P<name>[^=:→]{2,50}?)\**(?:\s(?:=|-|–|—|->|→|=>)|:)\**\s+(?P<body>\S.*)", re.S)


def stands_for_in_brackets(claim: Claim) -> list[Card]:
    """`the safe working load (SWL) of a hook`, `mind the SWL (safe working load)`.

    >>> print(stands_for_in_brackets(_claim("each hook has its safe working load (SWL)"))[0])
    Q: What does SWL stand for?
    A: safe working load
    >>> stands_for_in_brackets(_claim("each hook has its load (SWL)"))
    []
    """
    if claim.point.lang != "en":
        return []
    found = [letters_of(m["before"], m["inside"].strip()) for m in _BRACKETS.finditer(claim.text)]
    return [_card(claim, *told) for told in found if told][:2]


def _card(claim: Claim, letters: str, told: str, thing: str = "") -> Card:
    front = f"{capital(thing)}: what does {letters} stand for?" if thing else f"What does {letters} stand for?"
    return basic(claim.point, "definition", front, told, slot=f"define:{key(letters)}")


_BRACKETS = re.compile(r"(?P<before>[^()]*[^\s()])\s*\((?P<inside>[^()]{2,90})\)")


def letters_of(before: str, inside: str) -> tuple[str, str] | None:
    """Letters and what they stand for, whichever of the two stands in brackets.

    >>> letters_of("we watch OTIF", "on time in full"), letters_of("marked with its safe working load", "SWL")
    (('OTIF', 'on time in full'), ('SWL', 'safe working load'))
    >>> letters_of("we watch OTIF", "every day"), letters_of("marked with its load", "SWL")
    (None, None)
    """
    told = before.split() or [""]
    if spelled_out(told[-1], inside) == inside:
        return told[-1], inside
    heads = (" ".join(told[-many:]).strip(" \"'“”*") for many in range(2, len(inside) + 3) if many <= len(told))
    spelled = next((head for head in heads if spelled_out(inside, head) == head), "")
    return (inside, spelled) if spelled else None


def spelled_out(name: str, body: str) -> str:
    """The words at the head of a body whose letters a name consists of; "" if they spell something else.

    >>> spelled_out("SWL", "safe working load, never above it"), spelled_out("ETA", "time of arrival")
    ('safe working load', '')
    >>> spelled_out("HTTP", "hypertext transfer protocol"), spelled_out("RAC", "responsible, accountable, consulted")
    ('hypertext transfer protocol', 'responsible, accountable, consulted')
    >>> spelled_out("UV", "does nothing"), spelled_out("OTIF", "on time in full (98%)"), spelled_out("VA", "vinegar")
    ('', 'on time in full', '')
    """
    if not re.fullmatch(r"[A-Z]{2,6}s?", name):
        return ""
    pieces = re.split(r",\s", re.split(r"\s\(|;\s|\.\s|\s[-–—]\s|\s\+\s", body)[0])
    heads = (", ".join(pieces[:many]) for many in range(len(pieces), 0, -1))
    letters = name.rstrip("s").lower()
    return next((head for head in heads if " " in head and _spells(_WORD.findall(head.lower()), letters)), "")


def _spells(told: list[str], letters: str) -> bool:
    """Do words give these letters, each its first and at most one more; small words may give none?

    >>> _spells(["gross", "domestic", "product"], "gdp"), _spells(["bill", "of", "lading"], "bl"), _spells(["a"], "")
    (True, True, True)
    >>> _spells(["hypertext", "transfer"], "htt"), _spells(["transfer"], "htt"), _spells(["oak", "planks"], "o")
    (True, False, False)
    """
    if not told:
        return not letters
    first, *others = told
    if first in words.STOPWORDS and _spells(others, letters):
        return True
    if not letters or first[0] != letters[0]:
        return False
    more = letters[1:2] and letters[1] in first[1:] and _spells(others, letters[2:])
    return bool(more) or _spells(others, letters[1:])


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

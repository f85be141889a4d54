"""The form for what a sentence says of a second thing without its verb: `logs are kept 14 days, metrics 13 months`."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.claims import claims
from cardgen.forms.attributes import attribute
from cardgen.labels import has_verb, is_plural, word_count
from cardgen.model import Card, Claim
from cardgen.quantities import quantities
from cardgen.reading import read
from cardgen.sentences import sentence_at
from cardgen.verbclasses import ATTITUDES
from cardgen.verbs import NOUNY, base_of, verb_form

MOST_THINGS = 4
_LONGEST_NAME = 4
_LONGEST_VALUE = 6
_ONLY = re.compile(r"(?:only|just|even|about|around|up to|at least|over|under|~|≈|<|>)\s*$", re.I)
_LEADING = re.compile(r"\s(?:at|in|by|to|for)$", re.I)
"""Before a figure: `milk boils at 100, ether at 35`."""
_JUST = re.compile(r"^(?:only|just|even)\s", re.I)
_PIECES = re.compile(r"[,;]\s+(?:and\s|but\s|while\s)?(?![^()]*\))|\s+(?:and|but|while|whereas)\s+(?![^()]*\))")


def gapped(claim: Claim) -> list[Card]:
    """`X is kept 14 days, Y 13 months`, `X is made of oak, Y of pine`: what Y does is what X does.

    >>> [str(c) for c in gapped(_claim("ropes are kept 4 years, oars 9"))]
    ['Q: How long are ropes kept?\\nA: 4 years', 'Q: How long are oars kept?\\nA: 9 years']
    >>> [str(c) for c in gapped(_claim("the hull is made of oak, the mast of spruce"))][1:]
    ['Q: What is the mast made of?\\nA: spruce']
    >>> [c.back for c in gapped(_claim("the mill was built in 1903, the dam in 1888"))]
    ['in 1903', 'in 1888']
    >>> gapped(_claim("the hull weighs 4 t, built in 1920")), gapped(_claim("he went to Rome, then to Pisa"))
    ([], [])
    >>> gapped(_claim("some say 1805, most clerks 1811"))
    []
    """
    pieces = _pieces(claim)
    shape = _shape_of(claim, pieces[0]) if len(pieces) > 1 else None
    if shape is None:
        return []
    out = _same(claim, pieces[0])
    for piece in pieces[1:]:
        told = _by_preposition(piece, shape[1]) if shape[0] == "preposition" else _by_figure(piece, *shape)
        if told is None:
            break
        out += _asked(claim, *told)
    return out[:MOST_THINGS] if len(out) > 1 else []


def _pieces(claim: Claim) -> list[str]:
    """A clause, and what stands behind its commas up to the end of its sentence."""
    if claim.point.lang != "en" or not claim.verb or not claim.subject or not claim.rest or claim.link not in ("", ","):
        return []
    end = sentence_at(claim.point.text, claim.span.start).end
    text = claim.point.text[claim.span.start : end].rstrip(" .")
    first, *others = _PIECES.split(text)
    subject = read(claim.subject).lower
    named = word_count(claim.subject) <= _LONGEST_NAME and claim.subject.lower() not in words.PRONOUNS
    named = named and subject[0] not in words.QUANTIFIERS | {"some", "most"} and base_of(claim.verb) not in ATTITUDES
    return [first, *others] if named and claim.text.startswith(first) and not claim.carried else []


def _shape_of(claim: Claim, first: str) -> tuple[str, str] | None:
    """What the first thing's value looks like: a figure with its unit, or a preposition that opens it."""
    rest = first[first.rfind(claim.verb) + len(claim.verb) :].strip()
    if not rest:
        return None
    told = read(rest)
    figures = quantities(rest)
    if len(figures) == 1 and figures[0][0] <= 8:
        start, end, _ = figures[0]
        unit = re.sub(r"^[^A-Za-z%°µ]*", "", re.sub(_ONLY, "", rest[start:end]).split(" ")[-1])
        return ("date", "") if figures[0][2] == "when?" else ("figure", unit)
    if told.tags[0] == "P" and len(told.tokens) > 1 and not figures:
        return "preposition", told.lower[0]
    return None


def _by_figure(piece: str, kind: str, unit: str) -> tuple[str, str] | None:
    """A name and its figure, the unit of the first where it has none: `oars 9`."""
    figures = quantities(piece)
    if len(figures) != 1:
        return None
    start, end, hint = figures[0]
    name = _LEADING.sub("", _ONLY.sub("", piece[:start]).strip())
    if (hint == "when?") != (kind == "date") or not _is_thing(name) or word_count(piece[end:]) > 2:
        return None
    value = _JUST.sub("", piece[len(name) :].strip())
    bare_figure = re.fullmatch(r"\D*\d[\d.,–-]*", value) and unit
    return name, f"{value}{'' if unit in ('%', '°') else ' '}{unit}" if bare_figure else value


def _by_preposition(piece: str, preposition: str) -> tuple[str, str] | None:
    """A name and what stands behind the same preposition: `the mast of spruce`."""
    m = re.fullmatch(rf"(?P<name>\S+(?:\s\S+){{0,3}}?)\s(?P<value>{re.escape(preposition)}\s.+)", piece)
    fits = m and _is_thing(m["name"]) and word_count(m["value"]) <= _LONGEST_VALUE and not has_verb(m["value"])
    return (m["name"], m["value"]) if m and fits else None


def _is_thing(name: str) -> bool:
    """A name by itself: no adverb, no figure, no clause."""
    told = read(name)
    ends = told.tags[-1:] in (("N",), ("PN",), ("CODE",)) or _is_several(told.lower[-1:])
    opens = told.tags[:1] in (("N",), ("PN",), ("CODE",), ("DET",), ("ADJ",)) or len(told.tags) == 1
    named = bool(name) and opens and ends and set(told.tags[:-1]) <= {"N", "PN", "CODE", "DET", "ADJ"}
    return named and word_count(name) <= _LONGEST_NAME and name.lower() not in words.PRONOUNS


def _is_several(last: tuple[str, ...]) -> bool:
    """`sails`: a plural that may be a verb elsewhere."""
    return any(f.tag == "s" and f.base in NOUNY | words.NOUNS for word in last for f in verb_form(word))


def _asked(claim: Claim, name: str, value: str) -> list[Card]:
    """The same question of the second thing."""
    return _same(claim, f"{name} {_verb_for(name, claim)} {value}")


def _same(claim: Claim, text: str) -> list[Card]:
    """What a clause by itself asks of its thing, in the row of things of which the same is told."""
    found = claims(replace(claim.point, text=text, children=()))
    told = [c for c in attribute(found[0]) if c.kind == "basic"] if len(found) == 1 else []
    return [replace(c, source=claim.point.text, extra="", form="pair") for c in told[:1]]


def _verb_for(name: str, claim: Claim) -> str:
    """The verb of the first thing as it agrees with the second."""
    first, *more = claim.verb.split()
    many = is_plural(name)
    forms = {f.tag: f.base for f in verb_form(first.lower())}
    agreed = {("is", True): "are", ("are", False): "is", ("was", True): "were", ("were", False): "was"}
    agreed |= {("has", True): "have", ("have", False): "has", ("does", True): "do", ("do", False): "does"}
    if (first.lower(), many) in agreed:
        return " ".join([agreed[first.lower(), many], *more])
    if many and "s" in forms and not more:
        return forms["s"]
    third = not many and not more and "base" in forms and "past" not in forms and first.lower() not in words.MODALS
    return f"{first}s" if third and first.islower() else claim.verb


def _claim(text: str) -> Claim:
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

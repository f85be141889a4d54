"""The form for several things told of one name: each is hidden with the others beside it.

`Keel: oak below, tarred twice a year` says nowhere what each piece tells of the name. Whoever sees the other
pieces knows what is missing; whoever sees the name alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen.addressing import to_reader
from cardgen.forms.common import cloze, key
from cardgen.forms.fronts import MAX_NAME_WORDS, MOST_PARTS, parts_of
from cardgen.labels import has_verb, is_plural, word_count
from cardgen.model import Card, Point
from cardgen.reading import read

_MOST_SHOWN_WORDS = 18
"""Words; a longer line is not read to its end."""
_MOST_HIDDEN_WORDS = 7
_MOST_FACETS = 2
"""Pieces that are asked: the first tell most."""


def facets(point: Point, name: str, front: str, told: str) -> list[Card]:
    """The pieces told of a name, hidden one by one; none where the question says more than the name, where one thing
    is told, or where the pieces are things of one kind, which are asked as a list.

    >>> told = "oak below, tarred twice"
    >>> [str(c) for c in facets(_line("keel: oak below, tarred twice"), "keel", "Keel?", told)]
    ['C: Keel: {oak below}, tarred twice', 'C: Keel: oak below, {tarred twice}']
    >>> facets(_line("woods: oak, elm"), "woods", "Woods?", "oak, elm")
    []
    >>> facets(_line(told), "keel", "What is a keel?", told)
    []
    """
    asked = front.partition("?")[0]
    owner, _, part = asked.rpartition(": ")
    pieces = parts_of(told)
    if part.lower() != to_reader(name).lower() or not 1 < len(pieces) <= MOST_PARTS or are_of_a_kind(pieces):
        return []
    if word_count(told) > _MOST_SHOWN_WORDS or is_plural(name) or _COUNTS.search(name):
        return []  # several things, or a count of them, are a list
    shown = asked if not owner or not point.place.trail[1:] else part[0].upper() + part[1:]  # it stands in the context
    text, out, at = f"{shown}: {told}", [], len(shown) + 2
    for number, piece in enumerate(pieces[:_MOST_FACETS]):
        at = text.find(piece, at)
        start, end = _hidden(piece)
        hidden = piece[start:end]
        if at < 0 or word_count(hidden) > _MOST_HIDDEN_WORDS or not re.search(r"\w{2}|\d", hidden) or _says_how(hidden):
            continue
        slot = f"define:{key(name)}{'/' + key(piece, 2) if number else ''}"
        out.append(cloze(point, "facet", text, at + start, at + end, slot=slot))
    return out


def _says_how(piece: str) -> bool:
    """One word that only describes: `slow`, beside what it is."""
    tags = read(piece).tags
    return len(tags) == 1 and tags[0] in ("ADJ", "ADV") and piece.islower()


def are_of_a_kind(pieces: Sequence[str]) -> bool:
    """Names, each of which ends with its noun: `oak, elm, ash`, and not `hull low, too much ballast`.

    Two in capitals may be anything of a thing: `SSW, NNE` is whence and whither.

    >>> [are_of_a_kind(x) for x in (["oak", "old elm", "ash"], ["Audi 4 (fast)", "VW (slow)"])]
    [True, True]
    >>> [are_of_a_kind(x) for x in (["hull low", "ballast", "leaks"], ["SSW", "NNE"], ["oak", "5 m long"])]
    [False, False, False]
    """
    plain = [re.sub(r"\s*\([^()]*\)", "", piece).strip() for piece in pieces]
    return all(map(_names, plain)) and not (len(plain) == 2 and all(piece.isupper() for piece in plain))


def _names(piece: str) -> bool:
    tags = read(piece).tags
    model = len(tags) == 2 and tags[1] == "NUM" and piece[0].isupper()  # "Audi 4"
    ends = model or tags[-1:] in (("N",), ("PN",), ("CODE",), ("VG",))
    return ends and word_count(piece) <= MAX_NAME_WORDS and tags[0] not in _NO_NAMES and not has_verb(piece)


_NO_NAMES = frozenset({"P", "V", "PRON", "NUM"})


def _hidden(piece: str) -> tuple[int, int]:
    """Where what is hidden of a piece stands: no bracket behind it, and of a measure with its name the measure alone.

    >>> "vs the Crown"[slice(*_hidden("vs the Crown"))]
    'the Crown'
    >>> [piece[slice(*_hidden(piece))] for piece in ("caulking (with oakum)", "toll 10%", "oak below", "Audi 4")]
    ['caulking', '10%', 'oak below', 'Audi 4']
    """
    end = len(re.sub(r"\s*\([^()]*\)$", "", piece)) or len(piece)
    measure = _MEASURED.fullmatch(piece[:end])
    if measure and measure["name"].islower():
        return len(measure["name"]), end
    tied = _TIED.match(piece)
    return (tied.end() if tied else 0), end


_TIED = re.compile(r"(?:vs\.?|versus|with|w/|by|from|against|under|for)\s+(?=\S{3})", re.I)
"""What ties a piece to the name stays beside the gap."""
_COUNTS = re.compile(r"\bx?\s?\d+$|^\d+\s")
_MEASURED = re.compile(r"(?P<name>(?:[^\W\d]+\s){1,2})[~≈<>$€£]?\d\S*(?:\s[^\W\d]{1,3})?")


def _line(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

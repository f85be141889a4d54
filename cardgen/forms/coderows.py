"""Forms for rows in one line whose parts begin with a sign or a figure: `I tin, II lead`, `1 by day / 3 by night`."""

from __future__ import annotations

import re
from itertools import pairwise

from cardgen import words
from cardgen.forms.common import basic, capital, key
from cardgen.forms.values import MEASURES
from cardgen.labels import bare, has_verb, is_plural, label_of, word_count
from cardgen.model import Block, Card, Place, Point
from cardgen.reading import ARROW, read
from cardgen.sentences import first_sentence

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
MOST_WORDS = 6
"""Words; what a sign stands for is no longer."""
_LETTERED = re.compile(r"(?P<sign>[A-Z]\d)\s+(?P<means>[^\W\d].*)")
"""Without a label only a letter with its number is surely a sign."""
_MARKED = re.compile(r"(?P<sign>[IVX]{1,4}|[A-Z]|\d)\s+(?P<means>[^\W\d].*)")


def marked_row(point: Point) -> list[Card]:
    """`classes: I by sail, II by oar, III by steam`: signs that follow each other, each with what it stands for.

    >>> [(c.front, c.back) for c in marked_row(_line("classes: I sail, II oar (racing), III steam"))]
    [('Classes: I = ?', 'sail'), ('Classes: II = ?', 'oar (racing)'), ('Classes: III = ?', 'steam')]
    >>> [c.front for c in marked_row(_line("hull rating: 0 sound, 1 worn, 2 leaks"))]
    ['Hull rating: 0 = ?', 'Hull rating: 1 = ?', 'Hull rating: 2 = ?']
    >>> [c.front for c in marked_row(_line("D1 the cooks, D2 the maids, D3 the guests"))]
    ['D1 = ?', 'D2 = ?', 'D3 = ?']
    >>> marked_row(_line("crew: 1 cook, 2 maids, 3 boys")), marked_row(_line("A blue, B red, C white"))
    ([], [])
    """
    label, pieces = _row(point)
    found = [(_MARKED if label else _LETTERED).fullmatch(piece) for piece in pieces]
    told = [(m["sign"], m["means"]) for m in found if m]
    if not pieces or len(told) < 3 or len(told) < len(pieces) or not _follow([sign for sign, _ in told]):
        return []
    several = sum(is_plural(means) for _, means in told)
    counts = told[0][0].isdigit() and (several > 1 or told[0][0] > "1")
    if counts or any(word_count(means) > MOST_WORDS or re.search(rf"{ARROW}|=|:", means) for _, means in told):
        return []
    head = f"{capital(label)}: " if label else ""
    return [
        basic(point, "pair", f"{head}{sign} = ?", means, slot=f"define:{key(label, 3)} {sign.lower()}")
        for sign, means in told
    ]


def _follow(signs: list[str]) -> bool:
    """`A`, `B`, `C`: do they count one after the other?"""
    if all(sign in _NUMERALS for sign in signs):
        ranks = [_NUMERALS.index(sign) for sign in signs]
    else:
        ranks = [ord(sign[-1]) if len(sign) == 1 or sign[0] == signs[0][0] else 0 for sign in signs]
    return all(b == a + 1 for a, b in pairwise(ranks))


_CODED = re.compile(r"(?P<code>\d{2,5})\s(?P<means>[^\W\d].{1,40})")


def named_codes(point: Point) -> list[Card]:
    """`bell code 310 all aboard / 320 man lost`: a kind of code before the first of its row.

    >>> [(c.front, c.back) for c in named_codes(_line("lock gate 22 sticks, 23 leaks badly, 31 rebuilt"))]
    []
    >>> [(c.front, c.back) for c in named_codes(_line("bell code 310 all aboard / 320 man lost / 444 fire"))]
    [('Bell code 310 = ?', 'all aboard'), ('Bell code 320 = ?', 'man lost'), ('Bell code 444 = ?', 'fire')]
    >>> named_codes(_line("in 1861 war / 1865 peace / 1871 empire"))
    []
    >>> named_codes(_line("crew 120 men / 140 boys / 300 dogs"))
    []
    """
    first = first_sentence(point.text).rstrip(".")
    m = re.match(r"(?P<kind>[^\W\d][\w-]+(?:\s[^\W\d][\w-]+)?)\s(?=\d)", first)
    pieces = re.split(r"\s/\s", first[m.end() :]) if m else []
    found = [_CODED.fullmatch(p.strip()) for p in pieces]
    told = [(f["code"], f["means"]) for f in found if f]
    same = len({len(code) for code, _ in told}) == 1 and not all(re.match(r"1[5-9]|20", code) for code, _ in told)
    if m is None or point.lang != "en" or len(told) < 3 or len(told) < len(pieces) or not same:
        return []
    kind = m["kind"]
    named = set(read(kind).tags) <= {"N", "PN", "ADJ", "CODE", "V"} and not is_plural(kind) and len(told[0][0]) > 2
    if not named or any(is_plural(means) or means.lower().split()[0] in words.UNITS for _, means in told):
        return []
    return [basic(point, "pair", f"{capital(kind)} {code} = ?", means, slot=f"define:{code}") for code, means in told]


_FIGURE_FIRST = re.compile(
    r"(?P<value>(?:[~≈<>≤≥]\s?)?(?:[$€£]|f/|1/)?\d[\d.,/]*(?:\s?[–-]\s?\d[\d.,]*)?(?:\s?[%°]C?)?)\s+(?P<what>[^\W\d].*)"
)


def figures_first(point: Point) -> list[Card]:
    """`grit: 80 for rust, 240 before paint, 400 between coats`: values of one thing, each with where it holds.

    >>> [(c.front, c.back) for c in figures_first(_line("grit: 80 rust, 240 old paint, 400 lacquer"))]
    [('Grit: rust = ?', '80'), ('Grit: old paint = ?', '240'), ('Grit: lacquer = ?', '400')]
    >>> [c.front for c in figures_first(_line("linseed oil: 1 thin coat / 0.2-0.4 last coat"))]
    ['Linseed oil: thin coat = ?', 'Linseed oil: last coat = ?']
    >>> [c.front for c in figures_first(_line("mooring fee: 3% yachts, 5% the rest"))]
    ['Mooring fee: yachts = ?', 'Mooring fee: the rest = ?']
    >>> figures_first(_line("crew: 4 cooks, 3 boys, 1 dog")), figures_first(_line("ferry: 20 min, 3 stops"))
    ([], [])
    """
    label, pieces = _row(point)
    found = [_FIGURE_FIRST.fullmatch(piece) for piece in pieces]
    told = [(m["value"], m["what"]) for m in found if m]
    measured = bool(label) and label.lower().split()[-1] in MEASURES
    fewest = 2 if measured or " / " in point.text else 3
    if not label or (is_plural(label) and not measured) or len(told) < fewest or len(told) < len(pieces):
        return []
    if len({value for value, _ in told}) < len(told) or len({what for _, what in told}) < len(told):
        return []
    if any(not _may_be_case(what, measured) for _, what in told):
        return []
    return [
        basic(point, "pair", f"{capital(label)}: {what} = ?", value, slot=f"value:{key(f'{label} {what}', 5)}")
        for value, what in told
    ]


def _may_be_case(what: str, measured: bool = False) -> bool:
    """`rust`, `for sport`, `overnight`: where a value holds, and nothing that is counted or measured.

    >>> [_may_be_case(x) for x in ("old paint", "for sport", "same day", "cooks", "min", "is enough")]
    [True, True, True, False, False, False]
    """
    first, *_ = what.lower().split()
    unit = first in words.UNITS or first.removesuffix("s") in words.UNITS
    return not (
        unit
        or (is_plural(what) and not measured)
        or has_verb(what)
        or word_count(what) > 4
        or re.search(r"[\d=:(]", what)
    )


def _row(point: Point) -> tuple[str, list[str]]:
    """The label of a line's first sentence, and the parts of the row behind it."""
    first = first_sentence(point.text).rstrip(".")
    label = label_of(first) if point.lang == "en" else None
    if label and (label.seam == "equals" or has_verb(label.name) or word_count(label.name) > 4):
        return "", []
    name, body = (bare(label.name), first[label.body :]) if label else ("", first)
    opens = None if label else re.match(r"(?P<name>[^\d,;:=]{2,40}?)\s(?=\d)", first)
    if opens and opens["name"].lower().split()[-1] in MEASURES:
        name, body = opens["name"], first[opens.end() :]
    parted = re.split(r"\s/\s", body)
    parted = parted if len(parted) > 1 else re.split(r"[,;]\s+(?![^()]*\))", body)
    return re.sub(r"^(?:the\s)?\d\s", "", name), [p.strip() for p in parted]


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

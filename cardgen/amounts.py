"""Amounts: how one asks for the figure that a verb's object begins with.

`drinks 90 l a day`, `contains 12% protein`, `gets 20% of the flow`, `runs 3x faster than that`: the figure is the fact,
and what stands behind it says of what, compared with what, and when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardgen import words
from cardgen.labels import is_plural
from cardgen.quantities import FIGURE, quantities
from cardgen.reading import Words, read

MAX_TAIL_WORDS = 7
"""Of what stands behind a figure; a longer question is not read to its end."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How a figure is asked for, what the question ends with, and the figure."""

    asked: str
    tail: str
    answer: str


def amount(base: str, rest: str) -> Amount | None:
    """The figure at the start of what a verb says, or None where it is no amount or nobody could ask for it.

    >>> amount("drink", "90 l a day in summer")
    Amount(asked='How much', tail='in summer', answer='90 l a day')
    >>> [amount(base, rest).asked for base, rest in (("hold", "12% protein"), ("get", "20% of the flow"))]
    ['How much protein', 'What percentage of the flow']
    >>> [amount(base, rest).asked for base, rest in (("run", "3x faster than it"), ("write", "104 songs, all lost"))]
    ['How much faster', 'How many songs']
    >>> amount("build", "1871 in stone"), amount("look", "33% bigger and 25% closer"), amount("take", "3 days")
    (None, None, None)
    """
    if fraction := _fraction(rest):
        return fraction
    found = next(iter(quantities(rest)), None)
    if found is None or not FIGURE.match(rest) or not _ABOUT.fullmatch(rest[: found[0]]):
        return None
    figure, hint, behind = rest[: found[1]].strip(), found[2], rest[found[1] :]
    told = _ENDS.split(behind)[0].strip()
    tail = read(told)
    if hint in ("when?", "which?") or len(told.split()) > MAX_TAIL_WORDS or _SECOND.search(told) or behind[:1] == "'":
        return None
    if re.search(r"\d", told) and tail.tags[0] != "P":
        return None  # "10% of the disk max 4 GB"
    asked = _compared(tail) or _sized(figure, tail) or _shared(figure, tail) or _counted(figure, hint, tail)
    if asked is None and base != "be":
        asked = _measured(base, figure, hint, tail)
    return Amount(asked[0], asked[1], figure) if asked else None


def _fraction(rest: str) -> Amount | None:
    """`grows a third of the world's coffee`: a share in words.

    >>> _fraction("about two thirds of the vote in the north")
    Amount(asked='What share of the vote', tail='in the north', answer='about two thirds')
    >>> _fraction("half of what it was")
    """
    m = _FRACTION.match(rest)
    told = _ENDS.split(rest[m.end() :])[0].strip() if m else ""
    tail = read(told)
    if m is None or not told or len(told.split()) > MAX_TAIL_WORDS or _SECOND.search(told):
        return None
    end = _end_of_thing(tail, 0)
    if not end:
        return None
    return Amount(f"What share of {tail.cut(0, end).text}", tail.cut(end, len(tail.tokens)).text, m["share"])


_FRACTION = re.compile(
    r"(?P<share>(?:(?:about|almost|nearly|over|only|at least|up to|more than|less than)\s)?"
    r"(?:(?:an?|one|two|three|four)\s)?(?:half|(?:third|quarter|fifth|sixth|seventh|eighth|tenth)s?))\sof\s",
    re.I,
)
_ABOUT = re.compile(
    r"(?:(?:only|just|always|about|abt\.?|approx\.?|around|up to|at least|at most|roughly|ca\.?|over|under|nearly|"
    r"less than|more than|max|min|almost|exactly)\s)*",
    re.I,
)
_ENDS = re.compile(
    r"[,;]\s|\.?\[|\s[(–—]|\s-\s|\s(?:->|→|=>|=|because|bc|so|but|which|that|if|when|until|till|max|min|to(?=\s[~≈]?\d))\b"
)
"""Where what belongs to a figure ends and another thing begins."""
_SECOND = re.compile(r"\b(?:and|or|&)\b|\+|/\s")
"""Two things in one breath: a question for the first would hide half."""

Asked = tuple[str, str]
"""How the figure is asked for, and what the question ends with."""


def _compared(tail: Words) -> Asked | None:
    """`3x faster than it`, `20% less fuel`."""
    first = tail.lower[:1]
    longer = first and re.fullmatch(r"\w{2,}er", first[0]) and tail.tags[0] in ("ADJ", "ADV")
    if not first or not (first[0] in _MORE or (longer and first[0] not in words.PREPOSITIONS | _NO_COMPARATIVES)):
        return None
    end = 1
    while first[0] in _MORE and tail.tags[end : end + 1] in (("ADJ",), ("ADV",), ("N",), ("PN",)):
        end += 1
    return f"How much {tail.cut(0, end).text}", tail.cut(end, len(tail.tokens)).text


_NO_COMPARATIVES = frozenset({"after", "over", "under", "however", "rather", "together", "ever", "never", "other"})
_MORE = frozenset({"more", "less", "fewer"})


def _sized(figure: str, tail: Words) -> Asked | None:
    """`500 m deep`: how deep."""
    sized = _kind(figure) == "length" and tail.lower[:1] and tail.lower[0] in _SIZES
    return (f"How {tail.lower[0]}", tail.cut(1, len(tail.tokens)).text) if sized else None


_SIZES = frozenset({"deep", "high", "wide", "long", "tall", "thick", "far", "broad"})


def _shared(figure: str, tail: Words) -> Asked | None:
    """`20% of the flow in rest`: of what stands with the question, the share is the answer."""
    if not re.search(r"%|\bpercent|\bpct", figure) or tail.lower[:1] != ("of",) or len(tail.tokens) < 2:
        return None
    end = _end_of_thing(tail, 1)
    return f"What percentage {tail.cut(0, end).text}", tail.cut(end, len(tail.tokens)).text


def _counted(figure: str, hint: str, tail: Words) -> Asked | None:
    """`104 songs in a year`, `2 million people`: what is counted stands with the question."""
    scaled = figure.split()[-1].lower() in words.UNITS.keys() & _SCALED or re.search(r"\d\s?[kKmM]$", figure)
    end = _end_of_thing(tail, 0)
    if not end or not (hint == "how many?" or scaled or figure.split()[-1].lower() in _SCALED):
        return None
    thing = tail.cut(0, end).text
    many = is_plural(thing) or thing.split()[-1].lower() in _MANY
    return (f"How many {thing}", tail.cut(end, len(tail.tokens)).text) if many else None


_SCALED = frozenset({"hundred", "thousand", "million", "billion", "trillion", "k", "mn", "bn", "mil"})
_MANY = frozenset({"people", "men", "women", "children", "feet", "teeth", "mice", "sheep", "fish", "staff"})


def _end_of_thing(tail: Words, start: int) -> int:
    """Where the noun phrase ends that stands at `start`; `start` itself where none does."""
    at = start
    while at < len(tail.tags) and (tail.tags[at] in _OF_A_THING or (at == start and tail.tags[at] == "DET")):
        at += 1
    nouns = {"N", "PN", "CODE"} & set(tail.tags[start:at])
    return at if nouns and at - start <= MAX_THING_WORDS else start


_OF_A_THING = frozenset({"ADJ", "N", "PN", "CODE", "VN", "VG", "NUM"})
MAX_THING_WORDS = 4


def _measured(base: str, figure: str, hint: str, tail: Words) -> Asked | None:
    """`90 l a day`, `740 kg of sand`, `12 m per year`: an amount of something, or how far something goes."""
    kind, text = _kind(figure), tail.text
    if not kind and not (base in _PRICED and hint == "how many?"):
        return None
    if kind == "time" and base != "cost":
        return None
    if kind == "temperature":
        return ("What temperature", text) if base in _HEATED and tail.tags[:1] in ((), ("P",)) else None
    if kind == "length" and base in _GOING and re.search(r"/\s?(?:h|s|min)\b", figure):
        return ("What speed" if base == "reach" else "How fast", text) if tail.tags[:1] in ((), ("P",)) else None
    if kind == "length" and base not in _GOING | _CHANGING:
        return None
    thing = _end_of_thing(tail, 1 if tail.lower[:1] == ("of",) else 0)
    start = 1 if tail.lower[:1] == ("of",) else 0
    if thing > start and base not in _GOING:
        unit = re.search(r"[^\W\d_]+$", figure)
        many = unit is not None and is_plural(tail.cut(start, thing).text)  # "how many kg of leaves"
        return f"How {f'many {unit[0]} of' if unit and many else 'much'} {tail.cut(start, thing).text}", tail.cut(
            thing, len(tail.tokens)
        ).text
    if tail.tags[:1] not in ((), ("P",), ("ADV",)) or start:
        return None
    return ("How far" if base in _GOING and kind == "length" else "How much"), text


def _kind(figure: str) -> str:
    """What a figure measures, by its unit: "mass", "share"; "" where it has none that one asks "how much" for."""
    if re.search(r"[$€£%]", figure):
        return "share" if "%" in figure else "money"
    own = re.split(r"\s?/|\sper\s|\s(?:an?|each|every)\s", figure)[0]
    unit = re.search(r"[A-Za-zµ°]+[23²³]?$", own)
    kind = words.UNITS.get(unit[0].lower(), "") if unit else ""
    return kind if kind not in ("rate", "count", "level", "pressure", "force") else ""


_PRICED = frozenset({"cost", "weigh", "pay", "earn", "charge"})
_HEATED = frozenset({"reach", "hit", "need", "require", "want", "like", "prefer", "have", "survive", "tolerate"})
_GOING = frozenset({"go", "move", "travel", "run", "drift", "swim", "fly", "walk", "drive", "reach", "jump", "migrate"})
_CHANGING = frozenset({"grow", "rise", "fall", "sink", "shrink", "drop", "climb", "lose", "gain", "add", "need", "use"})
CHANGE = re.compile(r"from\s[^\s\d]?\d\S*(?:\s[^\W\d]+)?\s(?:to|->|→)\s[^\s\d]?\d")
"""`from 3.1% to 2.2%`: neither half is what something fell from."""


def measure_at(base: str, preposition: str, answer: str) -> str:
    """What the figure behind "at" is: an age, a temperature, a speed; "" where only the author knows.

    >>> [measure_at("die", "at", "31"), measure_at("melt", "at", "37 °C"), measure_at("die", "in", "31 cells")]
    [' age', ' temperature', '']
    """
    figure = _AT.match(answer)
    if preposition != "at" or figure is None:
        return ""
    if not figure["unit"]:
        return " age" if base in _AT_AN_AGE and re.fullmatch(r"\D*\d{1,2}\D*", answer) else ""
    return " speed" if "m" in figure["unit"] else " temperature"


_AT = re.compile(r"[~≈]?\s?\d[\d.–-]*\s?(?P<unit>(?:°\s?[CFK]?|deg(?:rees)?|[CFK]|km/h|mph|m/s)?(?![\w/]))")
_AT_AN_AGE = frozenset({"die", "marry", "retire", "wed", "graduate", "mature"})

"""Forms for figures that belong to names: several in one line, or an item under what it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen import words
from cardgen.forms.abroad import is_plain_name
from cardgen.forms.common import REMARK, basic, capital, key
from cardgen.labels import bare, has_verb, label_of, says, word_count
from cardgen.model import Block, Card, Place, Point
from cardgen.quantities import DATE
from cardgen.reading import ARROW, read
from cardgen.sentences import first_sentence
from cardgen.verbclasses import LIGHT


def valued_items(point: Point) -> list[Card]:
    """`carbon 12, oxygen 16`: names in one line, each with its figure.

    >>> [(c.front, c.back) for c in valued_items(_line("atomic mass: carbon 12, oxygen 16"))]
    [('Atomic mass: carbon = ?', '12'), ('Atomic mass: oxygen = ?', '16')]
    >>> [c.front for c in valued_items(_line("torque: stem bolts 5 Nm, seatpost 6"))]
    ['Torque: stem bolts = ?', 'Torque: seatpost (Nm) = ?']
    >>> [c.front for c in valued_items(_line("bee space 6-9 mm, langstroth 1851"))]      # a year has no unit
    ['bee space = ?', 'langstroth = ?']
    >>> valued_items(_line("shutter: children 1/500, water 1/4 to 1s. or so i heard"))[1].back
    '1/4 to 1s'
    >>> valued_items(_line("page 12, page 16 and more"))
    []
    >>> valued_items(_line("output: revenue grows 5%, cost falls 3%"))
    []
    """
    told_of = first_sentence(point.text).rstrip(".")
    told_of = REMARK.sub("", told_of)
    label = label_of(told_of)
    told = _told(told_of[label.body :] if label else told_of, labelled=label is not None)
    if len(told) < 2 or any(n.lower().split()[-1] in words.MONTHS for n, _ in told):
        return []  # "the flop of April 61": half of a date
    if point.lang != "en" and not all(is_plain_name(n, point.lang) for n, _ in told):
        return []  # "Switch arbeitet auf Layer 2, Router auf Layer 3"
    names = [n for n, _ in told if is_named(n)]
    doubtful = [n for n, _ in told if n not in names]
    if len({n for n, _ in told}) < len(told) or not names:
        return []
    row = len(names) > 1 and len(names) >= 2 * len(doubtful)  # in a row of names what may be one is one
    if doubtful and not (label and all(_may_name(n) or (row and _may_be_of_row(n)) for n in doubtful)):
        return []
    head = f"{capital(bare(label.name))}: " if label else ""
    unit = _shared_unit([v for _, v in told])
    own = [unit.strip(" ()") and unit.strip(" ()") in v for _, v in told]
    units = [
        "" if has or n.lower() == "ph" or DATE.fullmatch(v) else unit for has, (n, v) in zip(own, told, strict=True)
    ]
    fronts = [f"{head}{n}{u} = ?" for (n, _), u in zip(told, units, strict=True)]
    return [basic(point, "pair", front, v, slot=f"value:{key(n)}") for front, (n, v) in zip(fronts, told, strict=True)]


def _of_one_measure(names: Sequence[str]) -> dict[str, str]:
    """What the later names of a row measure: that stands in capitals before the first of them.

    >>> _of_one_measure(["RPM drill", "lathe"]), _of_one_measure(["H beam", "oak"]), _of_one_measure(["RPM", "lathe"])
    ({'lathe': 'RPM lathe'}, {}, {})
    """
    measure, _, thing = names[0].partition(" ")
    alike = re.fullmatch(r"[A-Z]{2,5}", measure) and all(re.fullmatch(r"[a-z]+", name) for name in (thing, *names[1:]))
    return {name: f"{measure} {name}" for name in names[1:]} if alike else {}


def _told(body: str, labelled: bool) -> list[tuple[str, str]]:
    """The names of a row with their figures; what its end adds in other words is left out of a row long enough.

    >>> _told("stem about 6, post 5 and rack 12", True)
    [('stem', 'about 6'), ('post', '5'), ('rack', '12')]
    >>> _told("fizz <12 g/l, dry 4, wet 9, the rest is sweet", True), _told("fizz 12, the rest is sweet", True)
    ([('fizz', '<12 g/l'), ('dry', '4'), ('wet', '9')], [])
    """
    pieces = [re.sub(r"\s*\([^()]*\)", "", p).strip() for p in re.split(r"[,;]\s+(?![^()]*\))", body)]
    last_two = pieces[-1].split(" and ")
    if len(last_two) == 2 and all(_VALUED.match(p.strip()) for p in last_two):
        pieces = [*pieces[:-1], *(p.strip() for p in last_two)]
    found = [_VALUED.match(p) for p in pieces]
    adds = found[-1] is None and not re.search(rf"{ARROW}|=", pieces[-1])
    few = 2 if (labelled and word_count(pieces[-1]) > 2) or re.search(r"\w\s.*\d", pieces[-1]) else 3
    whole = len(found) - (adds and len(found) > few)
    if not all(found[:whole]):
        return []
    told = [(m["name"], m["value"]) for m in found if m]
    in_full = _of_one_measure([name for name, _ in told]) if told else {}
    return [(in_full.get(name, name), value) for name, value in told]


def valued_item(point: Point) -> list[Card]:
    """`queen 16` under `days from egg to adult`: an item with its figure, where the unit says what it measures.

    >>> from dataclasses import replace
    >>> print(valued_item(replace(_line("queen 16"), parent="days from egg to adult"))[0])
    Q: Days from egg to adult: queen = ?
    A: 16
    >>> valued_item(replace(_line("queen 16"), parent="who came"))
    []
    """
    m = _VALUED.match(re.split(r",\s|\s\(", point.text)[0])
    if not m or not point.parent or not is_named(m["name"]) or has_verb(point.parent) or "," in m["name"]:
        return []
    if point.lang != "en" and not is_plain_name(m["name"], point.lang):
        return []
    told = _UNIT.search(m["value"])
    unit = (told["unit"] or "").lower() if told else ""
    measured = re.search(r"\((?P<unit>[^\W\d]{1,4}|[%°]\w?)\)", " ".join(point.place.trail[-1:]))
    unit = unit or (measured["unit"].lower() if measured else "")
    if unit not in words.UNITS and not _UNIT_WORDS & set(point.parent.lower().split()) and unit[:1] not in ("%", "°"):
        return []
    head = capital(bare(point.parent)).rstrip(" !?.")
    return [basic(point, "pair", f"{head}: {m['name']} = ?", m["value"], slot=f"value:{key(m['name'])}")]


MEASURES = frozenset({
    "limit", "limits", "rate", "rates", "price", "prices", "fee", "fees", "fine", "fines", "tax", "duty", "discount",
    "speed", "temp", "temperature", "threshold", "dose", "charge", "tariff", "odds", "yield", "interest", "margin",
})  # fmt: skip
"""Behind such a label a figure says how much that is, and not how much there is of what stands behind it."""
_UNIT_WORDS = {u for u in words.UNITS if len(u) > 2} | {"number", "temperature", "temp", "price", "size", "age"}


def _shared_unit(values: list[str]) -> str:
    """The unit that only the first or the last of some figures has and that all have, for the front.

    >>> _shared_unit(["5 Nm", "6", "40ish"]), _shared_unit(["5 Nm", "6 bar"]), _shared_unit(["12", "16"])
    (' (Nm)', '', '')
    >>> _shared_unit(["6", "9 °C"])
    ' (°C)'
    """
    units = [(m["unit"] or "") if (m := _UNIT.search(v)) else "" for v in values]
    named = [unit for unit in units if unit]
    return f" ({named[0]})" if len(named) == 1 and (units[0] or units[-1]) else ""


_UNIT = re.compile(r"\d\s?(?P<unit>(?!ish\b|x\b)[^\W\d_][\w/]*|[%°]\w?)?$")


def is_named(name: str) -> bool:
    """Do a few words name something that may have a value: no clause, no order, no lone small letter?

    >>> is_named("light white"), is_named("need"), is_named("x"), is_named("VS")
    (True, False, False, True)
    """
    tags = read(name).tags
    if len(name) == 1 or (name.isupper() and len(name) < 6):
        return name.isupper()
    if name.lower() in _NO_NAMES or name.lower().split()[-1:] == ["last"]:
        return False
    return (
        bool(tags)
        and tags[0] not in ("P", "ADV", "SUB", "CC", "V")
        and (tags[-1] in ("N", "PN", "CODE", "ADJ", "NUM") or (tags[-1] == "VG" and len(tags) > 1))
        and not says(name)
    )


_NO_NAMES = LIGHT | {"need", "add", "use", "better", "worse", "ideally", "max", "min"}
"""`need 2 kg, athletes 3`: before its figure such a word tells what somebody does, or which figure it is."""


def _may_be_of_row(name: str) -> bool:
    """What stands in a row of names, and says how something is: `oaked white`, `quick to dry out`; no clause.

    >>> _may_be_of_row("oaked white"), _may_be_of_row("quick to dry out"), _may_be_of_row("he came")
    (True, True, False)
    """
    tags = read(name).tags
    acts = {"AUX", "MOD", "PRON"} & set(tags) or any(t == "V" and tags[i - 1] != "TO" for i, t in enumerate(tags) if i)
    return word_count(name) <= 4 and not acts and (len(tags) > 1 or tags[0] != "V")


def _may_name(name: str) -> bool:
    """A noun and a word in -s, which is a plural as well as a verb, or a participle: what stands beside it decides.

    >>> _may_name("stem bolts"), _may_name("the relay stops"), _may_name("it grew")
    (True, False, False)
    """
    tags = read(name).tags
    if tags == ("VN",):
        return True  # "wine: dry 11, fortified 18"
    return len(tags) == 2 and tags[0] in ("N", "ADJ") and tags[1] == "V" and name.endswith("s")


_ABOUT = r"(?:about|around|ca\.?|approx\.?|over|under|up to|at least|at most|below|above|max\.?|min\.?|only)\s"
_VALUED = re.compile(
    r"^(?P<name>(?:[^\d=:]|(?<=\w)\d){1,30}?)\s+(?P<value>"
    rf"(?:{_ABOUT})?(?:[~≈<>≤≥±]\s?|[-+])?(?:[$€£]|f/)?\d[\d.,/]*(?:(?<=\d)e[-+]?\d+)?\+?"
    r"(?:\s?(?:[–-]|to)\s?\d[\d.,/]*)?(?:\s(?:million|billion|thousand|mill)|\s?[\w%°/]{0,9})"
    r"(?: or so| per \w+| a day)?|none|nil|unlimited)$"
)


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

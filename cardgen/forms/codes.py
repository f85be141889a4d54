"""Forms for codes: numbers that name things of a kind, each with its meaning."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.forms.common import basic, capital
from cardgen.forms.relations import behind_arrow
from cardgen.labels import bare, is_plural, label_of, word_count
from cardgen.model import Block, Card, Place, Point
from cardgen.points import context
from cardgen.reading import ARROW


def coded_items(point: Point) -> list[Card]:
    """`502 bad answer from upstream, 503 nothing available`: codes in one line, each with its meaning.

    >>> [(c.front, c.back) for c in coded_items(_line("502 bad answer from upstream, 503 nothing available"))]
    [('502 = ?', 'bad answer from upstream'), ('503 = ?', 'nothing available')]
    >>> [c.front for c in coded_items(_line("errors: 40P01 deadlock, 40001 serialization failure (retry it)"))]
    ['Errors: 40P01 = ?', 'Errors: 40001 = ?']
    >>> coded_items(_line("300 kg of sand, 200 kg of gravel")), coded_items(_line("1861 Italy, 1952 Oslo"))
    ([], [])
    >>> [c.front for c in coded_items(_line("301 moved for good / 404 not found"))]
    ['301 = ?', '404 = ?']
    >>> [c.front for c in coded_items(_line("flags: SYN opens, FIN = closes, RST aborts"))]
    ['Flags: SYN = ?', 'Flags: FIN = ?', 'Flags: RST = ?']
    >>> [c.front for c in coded_items(_line("ports: 22 ssh, 443 web"))], coded_items(_line("crew: 12 cooks, 4 maids"))
    (['Ports: 22 = ?', 'Ports: 443 = ?'], [])
    """
    label = label_of(point.text)
    body = point.text[label.body :] if label and label.seam == "colon" else point.text
    parted = re.split(r",\s+(?![^()]*\))", body)
    parted = re.split(r"\s/\s", body) if len(parted) == 1 else parted
    of_a_kind = label is not None and is_plural(label.name)
    found = [(_NUMBERED if of_a_kind else _CODED).match(p.strip()) for p in parted]
    if of_a_kind and len(parted) > 2 and not all(found):
        found = [_LETTERED.match(p.strip()) for p in parted]
    told = [(m["code"], m["means"]) for m in found if m]
    several = sum(is_plural(means) for _, means in told)
    if len(told) < 2 or len(told) < len(found) or len({code for code, _ in told}) < len(told):
        return []
    lettered = all(re.search("[A-Z]", code) for code, _ in told)
    if (2 * several >= len(told) and not lettered) if of_a_kind else len({len(code) for code, _ in told}) > 1:
        return []
    if any(means.lower().split()[0] in words.UNITS or re.search(r"\d", means) for _, means in told):
        return []
    codes = sorted(int(code) for code, _ in told if code.isdigit())
    if len(codes) == len(told) and codes[-1] - codes[0] >= 10 ** (len(told[0][0]) - 1) and not label and several:
        return []  # counts of different sizes, no codes of a kind
    head = f"{capital(bare(label.name))}: " if label and body != point.text else ""
    return [basic(point, "pair", f"{head}{code} = ?", means, slot=f"define:{code}") for code, means in told]


_CODED = re.compile(r"^(?P<code>\d{3}|\d{5}|(?=[A-Z\d]*\d{2})[A-Z\d]{5})\s+(?P<means>[^\W\d_].{1,60})$")
"""Two digits are mostly a count, four a year."""
_NUMBERED = re.compile(r"^(?P<code>(?!1\d{3}\b|20\d\d\b)(?=[A-Z]*\d)[A-Z\d]{1,5})\s+(?P<means>[^\W\d_].{1,60})$")
"""Behind a label that names several things of a kind: `ports: 22 ssh, 443 https`."""

_LETTERED = re.compile(
    r"^(?P<code>(?=\d?[A-Z])[A-Z\d]{2,5})(?:\s?[:=]|\s[-–—])?\s+(?P<means>(?:[a-z]|[A-Z][a-z]).{1,60})$"
)
"""Three letters or so, each with its meaning, whatever stands between: `flags: SYN opens, FIN = closes, RST aborts`."""

_UNDER = re.compile(
    r"^(?P<codes>(?!1[5-9]\d\d\b|20\d\d\b)\d{1,5}(?:\s?(?:,|/|\+|and|or|&)\s?\d{1,5})*)"
    r"(?:\s?[:=]|\s[-–—])?\s+(?P<means>[^\W\d_].*)$"
)
"""Under a label that names such things, one code or several with one meaning: `7 and 9 the cook's fault`."""


def coded_item(point: Point) -> list[Card]:
    """`74 pump error` under `alarm codes`: an item that begins with the code of one thing of that kind, or of a few.

    >>> [(c.front, c.back) for c in coded_item(_under("status codes", "404 = not found, 502 bad gateway (theirs)"))]
    [('Status code 404 = ?', 'not found'), ('Status code 502 = ?', 'bad gateway (theirs)')]
    >>> [(c.front, c.back) for c in coded_item(_under("ports -", "25 and 587 mail, never 465"))]
    [('Ports 25 and 587 = ?', 'mail, never 465')]
    >>> [(c.front, c.back) for c in coded_item(_under("alarm codes", "7 no oil -> stop the engine"))]
    [('Alarm code 7 = ?', 'no oil'), ('Alarm code 7 (no oil): what to do?', 'stop the engine')]
    >>> [c.front for c in coded_item(_under("alarm codes", "7 no oil / 8 no water"))]
    ['Alarm code 7 = ?', 'Alarm code 8 = ?']
    >>> coded_item(_under("crew", "12 cooks")), coded_item(_under("runs", "12 km on monday"))
    ([], [])
    """
    above = context(point)[1:]
    kind = bare(above[-1]).rstrip(" -–:") if above else ""
    head = kind.split()[-1] if kind else ""
    acronym = re.fullmatch(r"[A-Z]{2,}s", head)
    if point.lang != "en" or not (acronym or head.lower() in words.TOLD_BY_NUMBER) or word_count(kind) > 3:
        return []
    text = re.split(r"(?<=[a-z)])\.\s+(?=\S)", point.text)[0]
    pieces = re.split(r"(?:,|\s/|\svs\.?)\s+(?=\d{1,5}\s(?:[:=–—-]\s)?[^\W\d])(?![^()]*\))", text)
    found = [_UNDER.match(piece.strip()) for piece in pieces]
    told = [(m["codes"], m["means"]) for m in found if m]
    if len(told) < len(pieces) or any(means.lower().split()[0] in words.UNITS for _, means in told):
        return []
    one = re.sub(r"s$", "", kind) if acronym or not head.endswith("ses") else kind[:-2]
    return [card for codes, means in told for card in _meant(point, one if codes.isdigit() else kind, codes, means)]


def _meant(point: Point, kind: str, codes: str, means: str) -> list[Card]:
    """What a code means, and behind an arrow what follows from it: `79 off the bus -> reseat it`."""
    name = f"{capital(kind)} {codes}"
    means, arrow, after = (part.strip() for part in re.split(rf"\s({ARROW})\s", f"{means} -> ", maxsplit=1))
    after = re.sub(r"\s?->\s?$", "", after)
    asked = [basic(point, "pair", f"{name} = ?", means, slot=f"define:{codes}")]
    if arrow and after:
        front = behind_arrow(f"{name} ({means})", after)
        asked.append(basic(point, "consequence", front, after, slot=f"then:{codes}"))
    return asked


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))


def _under(label: str, text: str) -> Point:
    return Point(text, Place("x.md", 1, 1, ("x", label)), "statement", Block("item", text, 1, 1))

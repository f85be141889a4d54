"""Forms for dates: when something was, and when somebody did it."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.claims import claims, heading_thing
from cardgen.clauses import Parts, expand
from cardgen.forms.attributes import is_asked
from cardgen.forms.common import DATED_TAIL, basic, capital, key
from cardgen.frames import yes_no
from cardgen.labels import bare, has_verb, is_plural, label_of, word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.points import context
from cardgen.quantities import CITATION, DATE, FIGURE, quantities
from cardgen.reading import read
from cardgen.subjects import mid_sentence
from cardgen.verbclasses import ALONE, EVENT_NOUNS
from cardgen.verbs import base_of, verb_tags

WHEN_WAS = {
    "en": "When {was} {name}?", "de": "Wann: {name}?", "fr": "Quand : {name} ?", "es": "¿Cuándo: {name}?",
    "it": "Quando: {name}?", "nl": "Wanneer: {name}?", "pt": "Quando: {name}?", "pl": "Kiedy: {name}?",
    "sv": "När: {name}?",
}  # fmt: skip


def dated_heading(point: Point) -> list[Card]:
    """A heading that ends with its date: `Siege of Malta 1565`.

    >>> [str(c) for c in dated_heading(_claim("Siege of Malta 1565").point)]
    ['Q: Siege of Malta: when?\\nA: 1565']
    >>> dated_heading(_claim("notes of 1814 to 1820 in brief").point)
    []
    """
    name = without_date(bare(point.text))
    m = DATE.search(bare(point.text))
    if not name or name.lower() in _NO_EVENT or is_half_a_name(name):
        return []
    if not m or m.end() < len(bare(point.text)) or name == bare(point.text) or has_verb(name):
        return []
    return [basic(point, "dated_name", when_was(name, point.lang), m.group(), slot=f"when:{key(name)}")]


def dated_label(point: Point) -> list[Card]:
    """`time: 509 BC - 27 BC`: a label that only says "when", and whose date it is stands above.

    >>> from dataclasses import replace
    >>> line = _claim("time: 1701 - 1714").point
    >>> [str(c) for c in dated_label(replace(line, place=Place("x.md", 2, 2, ("Notes", "War of succession"))))]
    ['[Notes › War of succession]\\nQ: War of succession: when?\\nA: 1701 - 1714']
    >>> dated_label(line)
    []
    """
    label, above = label_of(point.text), context(point)
    if not above or (label and bare(label.name).lower() not in _SAYS_WHEN):
        return []
    told = (point.text[label.body :] if label else _APPROX.sub("", point.text)).strip(" .")
    name, spans = above[-1], quantities(told)
    whole = len(spans) == 1 and spans[0][2] == "when?" and _APPROX.sub("", told[: spans[0][0]]) == ""
    span = label or (whole and len(re.findall(r"\d{3,4}", told)) == 2)  # without a label, more than a day
    if not whole or not span or spans[0][1] < len(told) or has_verb(name) or word_count(name) > 6:
        return []
    if {name.lower(), name.lower().split()[-1]} & {*words.GENERIC_LABELS}:
        return []  # "next steps"
    front = capital(when_was(mid_sentence(name), point.lang))
    return [basic(point, "dated_name", front, told, slot=f"when:{key(name)}")]


_APPROX = re.compile(r"(?:approx\.?|circa|ca\.?|c\.|about|around|from|lived)\s", re.I)
_SAYS_WHEN = frozenset({
    "approx", "circa", "lived", "time", "when", "date", "dates", "period", "years", "year",
    "era", "timespan", "duration",
})  # fmt: skip


def dated_name(claim: Claim) -> list[Card]:
    """A date that stands in the label, or in brackets after a name.

    >>> [str(c) for c in dated_name(_claim("Penny Post 1840 - letter service run by the crown"))]
    ['Q: Penny Post: when?\\nA: 1840']
    >>> dated_name(_claim("Penny Post - letter service"))
    []
    """
    if not claim.first:
        return []
    if not claim.label:
        return _dated_alone(claim) or _dated_before(claim)
    label = bare(claim.label)
    m = DATE.search(label)
    name = without_date(label)
    if not m or not re.search(r"\d", m.group()) or not name or name == label or word_count(name) > 6:
        return []
    if claim.point.lang == "en" and (has_verb(name) or is_half_a_name(name)):
        return []
    if _tells_no_when(label, name) or name.lower() in _NO_EVENT or re.match(r"(?:vs|versus|v)\.?\s", name, re.I):
        return []
    behind = label_of(claim.point.text)
    then = re.search(r"\b(?:in|by|around|of)\s$", label[: m.start()]) or (behind and behind.seam == "equals")
    measured = next(iter(quantities(claim.text)), None) if behind and FIGURE.match(claim.text) else None
    if measured and (then or re.match(r"\s*(?:[,;(]|$)", claim.text[measured[1] :])):
        return []  # "revenue 2024 = 1.9bn", "orchestras in 1800: 35 players": how much it was then
    spans = [claim.point.text[a:b] for a, b, hint in quantities(claim.point.text) if hint == "when?"]
    told = next((span for span in spans if span.startswith(m.group())), m.group())  # "June 48 - May 49"
    return [basic(claim.point, "dated_name", when_was(name, claim.point.lang), told, slot=f"when:{key(name)}")]


def is_half_a_name(name: str) -> bool:
    """An Act goes by its letters and its year, and `after 1996` names nothing.

    >>> [is_half_a_name(x) for x in ("LPA", "from the LP(MP)A", "after", "tax from", "Penny Post")]
    [True, True, True, True, False]
    """
    first, last = name.lower().split()[0], name.split()[-1]
    cut = words.PREPOSITIONS | {"post", "pre", "fr", "until", "till"}
    act = re.fullmatch(r"(?:\(?[A-Z]{1,2}\)?){2,}A", last)
    return bool(act) or last in cut or (first in cut and " " not in name)


def _dated_alone(claim: Claim) -> list[Card]:
    """`eroica 1804, first meant for another`: a name and its year before the first comma.

    >>> print(_dated_alone(_claim("Penny Post 1840, run by the crown"))[0])
    Q: Penny Post: when?
    A: 1840
    >>> [_dated_alone(_claim(text)) for text in ("population 1851", "the election 1932", "in 1834 it rained")]
    [[], [], []]
    """
    m = _NAME_AND_YEAR.fullmatch(re.split(r"[,;]\s|\s\(", claim.point.text)[0])
    if (
        not m
        or claim.verb
        or claim.point.lang != "en"
        or not claim.point.text.startswith(claim.text)
        or is_asked(claim)
        or (m["name"].islower() and heading_thing(claim.point))  # asked with a gap, under the name of that thing
    ):
        return []
    name = m["name"]
    if _tells_no_when(m.group(), name) or not _was_once(name):
        return []
    return [basic(claim.point, "dated_name", when_was(name, claim.point.lang), m["year"], slot=f"when:{key(name)}")]


_NAME_AND_YEAR = re.compile(r"(?P<name>[^\d,;:()]{3,40})\s(?P<year>1[0-9]\d\d(?:\s?[-–]\s?\d{2,4})?)")


def _dated_before(claim: Claim) -> list[Card]:
    """`Feb 1848 rising in Palermo, ...`: a date, and up to the first comma what was then.

    >>> print(_dated_before(_claim("Feb 1848 rising in Palermo, then in Paris"))[0])
    Q: Rising in Palermo: when?
    A: Feb 1848
    >>> [_dated_before(_claim(text)) for text in ("1848 people came", "1848 was bad", "2 kg flour", "2020 paper, long")]
    [[], [], [], []]
    """
    piece = re.split(r",\s|;\s|\.\s|\s\(|\s[-–—]\s|\s(?:->|→)", claim.text)[0].rstrip(" .")
    m = DATE.match(piece)
    name = piece[m.end() :].strip() if m and re.search(r"\d", m.group()) else ""
    if not name or claim.point.lang != "en" or claim.verb or is_asked(claim) or not 1 < word_count(name) <= 7:
        return []
    told = read(name)
    named = told.tags[0] in ("N", "PN", "ADJ", "DET", "VG", "VN") and told.tags[-1] in ("N", "PN")
    if not named or has_verb(name) or is_plural(name.split(" of ")[0]) or told.lower[0] in _ACTS | words.ROLE_NOUNS:
        return []
    asked = basic(claim.point, "dated_name", when_was(name), m.group(), slot=f"when:{key(name)}")  # type: ignore[union-attr]
    return [asked]


def _was_once(name: str) -> bool:
    """May a name be of something that was at one time?

    >>> [_was_once(name) for name in ("eroica", "the election", "population", "idea of kant", "it rained")]
    [True, False, False, False, False]
    """
    tags, low = read(name).tags, name.lower()
    fits = set(tags) <= {"N", "PN", "ADJ", "DET", "P", "VN"} and tags[0] != "P" and tags[-1] in ("N", "PN")
    head = {low.split()[-1], low.partition(" of ")[0].split()[-1]}
    recurs = head & (words.ROLE_NOUNS | _ACTS | _AGAIN | words.MONTHS.keys())
    return fits and not recurs and not has_verb(name) and word_count(name) < 6


_AGAIN = frozenset({
    "cup", "olympics", "election", "elections", "census", "games", "budget", "season", "revenue", "sales", "spring",
    "summer", "autumn", "winter", "fall", "year", "wahl", "wahlen", "vintage", "model", "championship",
})  # fmt: skip
"""Of what comes again each time the year tells which: it is part of the name."""


_NO_EVENT = frozenset(words.WEEKDAYS) | {
    "end", "start", "beginning", "mid", "middle", "early", "late", "as of", "by", "since", "until", "approx", "circa",
}  # fmt: skip
"""Beside a date they are part of it, and nothing that was then: `wed 6 mar`, `end 2024`."""


def _tells_no_when(label: str, name: str) -> bool:
    """The year of a case or a study belongs to its name: `Currie v Misa 1875`, `Van Dongen 2003`, `1943 Act`.

    >>> _tells_no_when("Currie v Misa 1875", "Currie v Misa"), _tells_no_when("Van Dongen 2003", "Van Dongen")
    (True, True)
    >>> _tells_no_when("Penny Post 1840", "Penny Post")
    False
    """
    m = DATE.search(label)
    if CITATION.search(label) or read(name).tags[:1] == ("P",) or (m and _OF.search(label[: m.start()])):
        return True
    act = len(name.split()) == 1 and name.lower() in _ACTS
    study = re.fullmatch(r"[A-Z][a-zà-ÿ]+(?:[\s-][A-Z][a-zà-ÿ]+)*\s(?:et al\.?|[&+]\s[A-Z]\w+)\s\(?\d{4}\)?", label)
    prefixed = re.fullmatch(r"(?:Van|Von|De|Mc|O['’])\s?[A-Z]\w+\s\(?\d{4}\)?", label)
    return act or bool(study or prefixed)


_OF = re.compile(r"\b(?:of|du|de|vom|del|des)\s+$", re.I)
"""`Crise du 16 mai 1877`, `the revolution of 1848`: the date is the name."""
_ACTS = frozenset({"act", "law", "paper", "study", "report", "statute", "bill", "survey", "edition", "gesetz", "loi"})


def when_was(name: str, lang: str = "en") -> str:
    """The question for the date of a name: what happened *was* at that time, of all else only the date is asked.

    >>> when_was("the June Revolution"), when_was("Hanse", "de"), when_was("Silent Spring")
    ('When was the June Revolution?', 'Wann: Hanse?', 'Silent Spring: when?')
    """
    last = name.split()[-1]
    happened = last.lower() in EVENT_NOUNS and name.lower().startswith("the ")
    if lang == "en" and not happened:
        return f"{capital(name)}: when?"
    return WHEN_WAS.get(lang, "{name}: ?").format(was="was", name=name)


_SINCE = re.compile(
    r"\s+(?:(?:not|only)\s)?(?:since|from|in|on|of|until|till|depuis|de|en|dès|seit|ab|von|vom|im|am|desde|del|da|dal|"
    r"sinds|van)$",
    re.I,
)


def without_date(label: str) -> str:
    """The label without a date at its end or start; a label that is nothing but a date stays."""
    dates = [m for m in DATE.finditer(label) if re.search(r"\d", m.group())]
    for m in (d for d in reversed(dates) if d.end() >= len(label.rstrip(" )")) or d.start() == 0):
        short = re.sub(r"\(\s*\)", "", label[: m.start()] + label[m.end() :]).strip(" ,;:()-–~≈")
        short = _SINCE.sub("", short)
        dated_by = re.search(r"\s(?:du|des)$", short)  # "la nuit du 4 août": the date is the name
        return short if re.search(r"[^\W\d]", short) and not dated_by else label
    return label


_AT_OR_YOURS = re.compile(r"at\s|since\s'?\d\d?$", re.I)
"""An age, a rank or a version as often as a date."""


def dated_clause(claim: Claim) -> list[Card]:
    """When did it happen: the date at the end of a clause that names who did what.

    >>> print(dated_clause(_claim("the fleet reached India in 1498"))[0])
    Q: When did the fleet reach India?
    A: in 1498
    >>> dated_clause(_claim("Ada was a writer who was born in 1815"))[0].front
    'When was Ada born?'
    >>> dated_clause(_claim("in 1498 things changed"))
    []
    """
    m = DATED_TAIL.match(claim.rest)
    if not m or not claim.verb or claim.point.lang != "en" or is_asked(claim) or re.search(r"\d", m["head"]):
        return []
    if re.search(r",\s(?![^()]*\))", m["head"]) and not re.search(r"\b(?:and|or)\b|&", m["head"]):
        return []  # "reached India, a new spice fleet in 1498": it may be the date of the last thing alone
    told = claim.rest[len(m["head"]) :].strip(" ,")
    if _AT_OR_YOURS.match(told) or claim.subject.lower() in words.FIRST_PERSON | {"you", "u", ""}:
        return []  # "died at 42", "you stole it in May"
    done_to = base_of(claim.verb.lower()) not in ALONE and read(m["head"]).tags[:1] == ("P",)
    if done_to and "participle" in verb_tags(claim.verb.lower()):
        return []  # "treaty signed at Versailles": somebody did it
    relative = re.search(r"\s(?:who|which|that)\s(?P<verb>was|were)\s(?P<done>\w+)$", m["head"])
    verb, rest = (relative["verb"], relative["done"]) if relative else (expand(claim.verb), m["head"])
    asked = yes_no(Parts(claim.lead, claim.subject, verb, rest))
    return [basic(claim.point, "dated_name", f"When {asked}?", told, slot=f"when:{key(asked, 4)}")] if asked else []


def _claim(text: str) -> Claim:
    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

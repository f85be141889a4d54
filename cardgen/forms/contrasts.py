"""Forms for what sets two things against each other: a label as in `act vs rule: ...`, and neighbours alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cardgen import tongues, words
from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.clauses import expand
from cardgen.forms.attributes import only_counts
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.forms.dates import without_date
from cardgen.labels import bare, is_plural, word_count
from cardgen.memory import NOTHING, Memory
from cardgen.model import Card, Claim, Point
from cardgen.quantities import FIGURE
from cardgen.reading import read
from cardgen.subjects import mid_sentence
from cardgen.verbgroup import verb_of


def difference(claim: Claim) -> list[Card]:
    """`A vs B: the one ..., the other ...`: half of what follows is no difference, so all of it is the answer.

    >>> print(difference(_claim("dry vs wet lube: dry for dust. wet for winter but it picks up grit"))[0])
    Q: Dry vs wet lube: what is the difference?
    A: dry for dust. wet for winter but it picks up grit
    >>> difference(_claim("difference sd / se: sd is of the data, se is of the mean"))[0].front
    'Sd / se: what is the difference?'
    >>> difference(_claim("weaver and dyer: weaver makes the cloth, dyer its colour"))[0].front
    'Weaver and dyer: what is the difference?'
    >>> difference(_claim("jsonb vs json: binary, no key order"))[0].back
    'binary, no key order'
    >>> difference(_claim("salt and pepper: on every table"))        # told of both
    []
    """
    if not claim.label or not claim.first or claim.sentence or claim.point.lang != "en":
        return []
    name = without_date(bare(claim.label))
    m = _SET_AGAINST.fullmatch(name)
    told = tidy(claim.point.text[claim.span.start :])
    if not m or not 1 < word_count(told) <= MAX_TOLD_WORDS or _MARKS.search(told):
        return []
    if not (m["lead"] or m["mark"].strip().startswith("v")) and not (
        _tells_of(m["a"], told) and _tells_of(m["b"], told)
    ):
        return []
    pair = name[len(m["lead"] or "") :]
    front = f"{capital(pair)}: what is the difference?"
    return [basic(claim.point, "definition", front, told, slot=f"define:{key(name)}")]


_SET_AGAINST = re.compile(
    r"(?P<lead>(?:the )?(?:diff|difference|differences)\.?\s(?:(?:between|of)\s)?)?"
    r"(?P<a>\S+(?:\s\S+){0,3}?)\s?(?P<mark>\s(?:vs\.?|versus|and|or)\s|/)\s?(?P<b>\S+(?:\s\S+){0,3})",
    re.I,
)
_MARKS = re.compile(r"->|→|=>")
MAX_TOLD_WORDS = 25
"""Two things and what is true of each take twice the room of one."""


def _tells_of(name: str, told: str) -> bool:
    """Does a piece of the text begin with the name, or with its first word?

    >>> _tells_of("rule util", "act judges deeds, rule judges rules"), _tells_of("salt", "no salt on it")
    (True, False)
    """
    return bool(re.search(rf"(?:^|[,;.]\s|\s(?:and|but|while)\s){re.escape(name.split()[0])}\b\s\w", told, re.I))


def told_of_both(claim: Claim, name: str) -> list[Card]:
    """`A vs B: the one ..., the other ...`: half of what follows is no difference, so all of it is the answer.

    >>> told_of_both(_claim("dry vs wet: dry for dust. wet for winter but it picks up grit"), "dry vs wet")[0].back
    'dry for dust. wet for winter but it picks up grit'
    """
    told = tidy(claim.point.text[claim.span.start :])
    if not 1 < word_count(told) <= MAX_DIFFERENCE_WORDS:
        return []
    asked = tongues.ASKED.get(claim.point.lang, {}).get("versus", "what is the difference?")
    things = re.sub(r"^\S+\s(?:zwischen|von|entre|tra|fra|tussen|mellan)?\s?", "", name)
    front = f"{capital(things if things and {*name.lower().split()[:1]} & tongues.DIFFERENCE else name)}: {asked}"
    return [basic(claim.point, "definition", front, told, slot=f"define:{key(name)}")]


MAX_DIFFERENCE_WORDS = 25
"""Two things and what is true of each take twice the room of one."""


def contrast_pair(one: Point, two: Point) -> list[Card]:
    """Two neighbours that say the same of two things: asked side by side.

    >>> one, two = _point("racers are built for speed"), _point("tourers are built for comfort")
    >>> print(contrast_pair(one, two)[0])
    Q: racers vs tourers: what is each built for?
    A: racers: speed; tourers: comfort
    >>> contrast_pair(one, _point("prices depend on size"))
    []
    """
    pair = [next((c for c in claims(p) if c.verb and c.subject and not c.link), None) for p in (one, two)]
    a, b = pair
    if a is None or b is None or a.verb.lower() != b.verb.lower() or _thing(a.subject) == _thing(b.subject):
        return []
    left, right = read(a.rest), read(b.rest)
    same = left.lower[:1] == right.lower[:1] and left.tags[:1] == ("P",)
    if not same and a.subject.split()[-1].lower() != b.subject.split()[-1].lower():
        return []
    verb = verb_of(_of_each(expand(a.verb)), "it")
    if verb is None or max(word_count(a.rest), word_count(b.rest)) > 12 or one.lang != "en":
        return []
    if a.subject.lower() in words.PRONOUNS or b.subject.lower() in words.PRONOUNS:
        return []
    if any(p.children and only_counts(c.rest) for p, c in ((one, a), (two, b))):
        return []
    preposition = left.lower[0] if same else ""
    answers = [w.cut(1, len(w.tokens)).text if same else w.text for w in (left, right)]
    front = f"{a.subject} vs {b.subject}: " + verb.ask("each", "what", preposition)
    back = f"{a.subject}: {tidy(answers[0])}; {b.subject}: {tidy(answers[1])}"
    return [basic(two, "contrast_pair", front, back, slot=f"contrast:{key(a.subject, 2)} {key(b.subject, 2)}")]


def _thing(subject: str) -> str:
    return re.sub(r"^(?:then\s|the\s|an?\s|this\s|these\s)+", "", subject.lower())


def _of_each(verb: str) -> str:
    """The verb for "each", whatever the number of the things: `are built` → `is built`."""
    first, _, more = verb.partition(" ")
    return f"{_SINGULAR.get(first.lower(), first)} {more}".strip()


_SINGULAR = {"are": "is", "were": "was", "have": "has"}


def pairs(points: Sequence[Point], memory: Memory = NOTHING) -> list[Card]:
    """The contrasts among neighbours, and among those that were neighbours when they were first asked."""
    told = [p for p in points if p.role == "statement"]
    before = [
        (one, two)
        for two in told
        if any(e.form == "contrast_pair" for e in memory.of(two.text))
        for one in told
        if one is not two and any(map(memory.knows, contrast_pair(one, two)))
    ]
    known = {frozenset((id(one), id(two))) for one, two in before}
    found = [*before, *(p for p in pairwise(told) if frozenset(map(id, p)) not in known)]
    return [card for one, two in found for card in contrast_pair(one, two)]


def _point(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))


_BY_HOW_MUCH = re.compile(
    r"(?P<one>[^,;:]+?)\s(?:(?P<be>is|are|was|were)\s)?(?P<than>(?:[a-z]{2,}er|(?:more|less)\s[a-z]+)\sthan\s[^,;:]+?)\s"
    rf"by\s(?P<much>{FIGURE.pattern}[^,;:]{{0,20}})(?=[,;.]|$)",
    re.I,
)


def by_how_much(claim: Claim) -> list[Card]:
    """`the spring tide is higher than the neap by 2 m`: how much the one is before the other, with or without its verb.

    >>> print(by_how_much(_claim("the spring tide is higher than the neap by 2 m"))[0])
    Q: By how much is the spring tide higher than the neap?
    A: 2 m
    >>> by_how_much(_claim("Oslo older than Bergen by about 30 years, and colder"))[0].front
    'By how much is Oslo older than Bergen?'
    >>> by_how_much(_claim("it is longer than that by 2 m")), by_how_much(_claim("we won by 2 points"))
    ([], [])
    """
    if not claim.first or claim.point.lang != "en":
        return []
    text = claim.point.text[claim.span.start :]
    m = _BY_HOW_MUCH.match(text)
    things = [m["one"], m["than"].split(" than ", 1)[1]] if m else []
    if m is None or any(t.lower() in words.PRONOUNS | words.DEMONSTRATIVES or word_count(t) > 6 for t in things):
        return []
    be = m["be"] or ("are" if is_plural(m["one"]) else "is")
    front = f"By how much {be} {mid_sentence(to_reader(m['one']))} {m['than']}?"
    return [basic(claim.point, "attribute_number", front, m["much"], slot=f"much:{key(m['one'] + ' ' + things[1], 4)}")]


def _claim(text: str) -> Claim:
    return claims(_point(text))[0]

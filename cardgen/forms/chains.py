"""The form for chains of arrows: what follows what."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen.addressing import to_reader
from cardgen.claims import owner_of
from cardgen.clauses import parts
from cardgen.forms.common import BESIDE, MOST_AT_ONCE, MOST_WORDS_AT_ONCE, basic, capital, key, listing, tidy
from cardgen.forms.items import MOST_ITEMS
from cardgen.forms.listing import MAX_ITEM_WORDS
from cardgen.forms.relations import MAX_TOLD_WORDS, behind_arrow, last_of_several, to_its_end
from cardgen.frames import imperative
from cardgen.labels import bare, is_plural, label_of, says, word_count
from cardgen.model import Card, Claim, Point
from cardgen.points import context
from cardgen.reading import ARROW, read
from cardgen.sentences import sentences
from cardgen.verbs import verb_tags

_THEN = re.compile(rf"\s+(?:{ARROW})\s*|\s*(?:{ARROW})\s+")
_THEN_TIGHT = re.compile(rf"\s*(?:{ARROW})\s*")
"""Where no arrow has blanks around it."""
_RANKS = re.compile(
    r"(?<=[^\W\d])\s+>\s+(?=[^\W\d])|(?<=[^\W\d]\))\s+>\s+(?=[^\W\d])|(?<=[^\W\d])\s+>\s+(?=\d(?:st|nd|rd|th)\b)"
)
"""`regional > village > grand cru`: two of them make an order, one compares."""


def chain(point: Point) -> list[Card]:
    """`a -> b -> c`: what follows what, asked in order: in one card, or one a step where it is too long for that.

    >>> print(chain(_line("capital: Turin -> Florence -> Rome"))[0])
    Q: Capital: Turin → ? → ?
    A: Florence → Rome
    >>> chain(_line("over 30 s -> reads get stale"))
    []
    """
    span = sentences(point.text)[:1]
    sentence = point.text[span[0].start : span[0].end] if span else ""
    label = label_of(sentence)
    body = sentence[label.body :] if label else sentence
    if re.search(rf"\([^()]*(?:{ARROW})[^()]*\)", body):
        return []  # "makes rennet (milk -> curd) and salt": the arrow belongs to what stands before its bracket
    if several := _side_by_side(body):
        head = f"{capital(bare(label.name))}: " if label else ""
        asked = [behind_arrow(tidy(a), b, point.lang, head) for a, b in several]
        return [
            basic(point, "consequence", front, b, slot=f"then:{key(a, 3)}")
            for front, (a, b) in zip(asked, several, strict=True)
        ]
    ranks = len(_RANKS.findall(body)) > 1
    steps = [tidy(s) for s in (_RANKS if ranks else _arrows(body)).split(body)]
    bare_figures = any(re.fullmatch(r"[~≈<>]?[$€£]?\d[\d.,]*\s?\S{0,4}", s) for s in steps)
    if (bare_figures and len(steps) < 4) or re.search(r"\s/\s|;\s", body):
        return []  # "24 -> 19": before and after, no chain
    if not 3 <= len(steps) <= MOST_ITEMS or not all(steps) or any(word_count(s) > MAX_ITEM_WORDS for s in steps):
        return []
    steps[-1] = _last_step(steps[-1])
    name = bare(label.name) if label else ""
    above = context(point)[1:]
    head = name or (above[-1] if ranks and above and len(span) == 1 and word_count(above[-1]) <= MAX_ITEM_WORDS else "")
    first = to_reader(f"{capital(head)}: {steps[0]}" if head else capital(steps[0]), point.lang)
    return _steps_after(point, first, steps[1:], key(name or steps[0], 3), " > " if ranks else " → ")


def chain_later(claim: Claim) -> list[Card]:
    """`grown on the loire. dry → sweet → bubbly`: a chain in a later sentence.

    >>> from cardgen.claims import claims
    >>> def told(text): return [c.front for claim in claims(_line(text)) for c in chain_later(claim)]
    >>> told("grown on the loire. dry -> sweet -> bubbly"), told("dry -> sweet -> bubbly. grown on the loire")
    (['Dry → ? → ?'], [])
    """
    spans = sentences(claim.point.text)
    span = spans[claim.sentence] if 0 < claim.sentence < len(spans) else None
    if span is None or claim.point.text[span.start : claim.span.start].strip():
        return []
    found = chain(replace(claim.point, text=claim.point.text[span.start : span.end].rstrip(" .")))
    return [replace(c, source=claim.point.text) for c in found if c.form == "chain"]


def before_and_after(claim: Claim) -> list[Card]:
    """`tidying up: 40 calls a week -> 9 by June`: a figure, and what became of it.

    >>> from cardgen.claims import claims
    >>> def told(text): return [(c.front, c.back) for claim in claims(_line(text)) for c in before_and_after(claim)]
    >>> told("night calls: 90 a week -> 12 by June"), told("build time 40 min -> 6 min")
    ([('Night calls: 90 a week → ?', '12 by June')], [('Build time 40 min → ?', '6 min')])
    >>> told("24 -> 19"), told("chapter 24 -> 19")
    ([], [])
    """
    main = claim.main
    if claim.link != "->" or main is None or not re.match(r"[~≈<>$€£]?\d", claim.text):
        return []
    dates = re.search(r"\b(?:1\d|20)\d\d$", main.text) and re.match(r"(?:1\d|20)\d\d\b", claim.text)
    if dates or re.match(r"e\.?g\.?\s", main.text):
        return []  # "2021 -> 2024": from when to when; of an example nothing has to be known
    asked, told = _WENT_FROM.sub("", last_of_several(tidy(main.text))), tidy(to_its_end(claim))
    told = re.split(r",\s(?![^()]*\))(?=[^()]*\d)", told)[0]  # "400 kB, first paint down 35%": another figure
    label = (bare(main.label) if main.first else "") or owner_of(claim.point, main)
    head = f"{label}: " if label and label.lower() not in asked.lower() and word_count(label) <= 5 else ""
    name, figure = _FIGURE.split(asked, maxsplit=1)[0], _FIGURE.search(asked)
    counted = is_plural(name.strip()) if name.strip() else False
    measured = figure and (counted or re.search(r"\d\s?[^\W\d]|[%$€£]", asked[len(name) :])) and not says(asked)
    measures = head if not name else measured and word_count(name) <= 5 and not imperative(parts(read(asked)))
    if not measures or not 1 <= word_count(told) <= MAX_TOLD_WORDS:
        return []
    return [basic(claim.point, "chain", f"{capital(head + asked)} → ?", told, slot=f"then:{key(head + asked, 3)}")]


_WENT_FROM = re.compile(
    r"\s(?:(?:went|got|came|fell|dropped|rose|grew|cut|brought|taken)\s)?(?:up |down )?from(?=\s\S*\d)|"
    r"\s(?:went|fell|dropped|rose|grew)(?=\s\S*\d)",
    re.I,
)
_FIGURE = re.compile(r"(?:^|(?<=\s))(?=[~≈<>$€£]?\d)")


def _arrows(body: str) -> re.Pattern[str]:
    """The arrows that part steps: `RA→LA → fossa ovalis` is one step, and another."""
    return _THEN if _THEN.search(body) else _THEN_TIGHT


def _side_by_side(body: str) -> list[list[str]]:
    """`a → b, c → d`: what leads to what, several times in one line; nothing if it is one chain.

    >>> _side_by_side("over 20% -> it ferments, under 17% -> it sets"), _side_by_side("a → b / c → d, at times")
    ([['over 20%', 'it ferments'], ['under 17%', 'it sets']], [['a', 'b'], ['c', 'd, at times']])
    >>> len(_side_by_side("side → texture, back → rim, front = flat")), _side_by_side("a → b → c")
    (3, [])
    """
    for mark in (r",\s+", r"\s/\s"):
        parts = [_arrows(body).split(part) for part in re.split(rf"{mark}(?![^()]*\))", body)]
        last = re.split(r"\s=\s", parts[-1][0]) if len(parts) > 2 and len(parts[-1]) == 1 else []
        parts[-1] = last if len(last) == 2 else parts[-1]  # "a → b, c → d, e = f"
        if len(parts) > 1 and all(len(part) == 2 and all(part) for part in parts):
            return parts
    return []


def _last_step(step: str) -> str:
    """The last step of a chain, without what the sentence goes on to say.

    >>> _last_step("authoritative, caches by TTL"), _last_step("red, then blue light")
    ('authoritative', 'red, then blue light')
    >>> _last_step("sparkling, it can all be done"), _last_step("duke (of whom there were never many)")
    ('sparkling', 'duke')
    """
    step = _ASIDE.sub("", BESIDE.split(step)[0])
    before, comma, after = step.partition(", ")
    verb = "s" in verb_tags(after.lower().split()[0]) if after else False
    return before if comma and verb else step


_ASIDE = re.compile(r"(?<=\w\w\w)\s\((?:[^\s()]+\s){4,}[^\s()]+\)$")
"""A remark on the whole of it, behind its last step."""


def _steps_after(point: Point, first: str, steps: list[str], slot: str, sign: str) -> list[Card]:
    """What comes after the first step, which is the cue: the gaps say how many there are."""
    if len(steps) > MOST_AT_ONCE or sum(map(word_count, steps)) > MOST_WORDS_AT_ONCE:
        asked = f"{first}, and then?" if point.lang == "en" else f"{first} → ?"
        return listing(point, "chain", asked, steps, slot=f"chain:{slot}")
    front = first + f"{sign}?" * len(steps)
    return [basic(point, "chain", front, sign.join(steps), slot=f"chain:{slot}")]


def _line(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

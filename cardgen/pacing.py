"""Learning a deck by a day: how many new cards a day, how long that takes, and which come first.

Pure reckoning; what day it is, and what Anki's simulator says, others bring along.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Final

from cardgen.errors import CardgenError
from cardgen.model import AnkiNote, Block, Outline, Place, Plan, Preset, Remark, Settled, preset_by
from cardgen.ranking import importance

# ------------------------------------------------------------------ which day

MOST_DAYS: Final = 5 * 366
"""Whoever names a day further away has most likely mistyped the year."""
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*([a-z]{3,9})\.?,?\s*(\d{4})?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_FROM_NOW = re.compile(r"in\s+(\d{1,4})\s+(day|week)s?")


def read_day(text: str, today: date) -> date:
    """The day that a person names: `2026-12-12`, `12 dec`, `Dec 12, 2026`, `in 3 weeks`.

    Without a year it is the next such day. What may be read in two ways, such as `12/11/2026`, is refused.

    Raises:
        CardgenError: it is no day, may be read in two ways, or is years away.

    >>> [str(read_day(text, date(2026, 11, 27))) for text in ("2026-12-12", "12 dec", "3rd of March", "in 2 weeks")]
    ['2026-12-12', '2026-12-12', '2027-03-03', '2026-12-11']
    """
    plain = " ".join(text.lower().replace(" of ", " ").split())
    try:
        day = _day(plain, today)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise CardgenError(f"{text!r} is no day that can be read in one way only: write it as {today.year}-12-31")
    if (day - today).days > MOST_DAYS:
        raise CardgenError(f"{text!r} is {(day - today).days // 365} years away: check the year")
    return day


def _day(plain: str, today: date) -> date | None:
    """The day in tidy words; None if it is none.

    Raises:
        ValueError: no calendar has it.
    """
    if m := _YEAR_FIRST.fullmatch(plain):
        return date(int(m[1]), int(m[3]), int(m[4]))
    if m := _FROM_NOW.fullmatch(plain):
        return today + timedelta(days=int(m[1]) * (7 if m[2] == "week" else 1))
    if m := _DAY_FIRST.fullmatch(plain):
        number, name, year = m[1], m[2], m[3]
    elif m := _MONTH_FIRST.fullmatch(plain):
        name, number, year = m[1], m[2], m[3]
    else:
        return None
    month = _month(name)
    if not month:
        return None
    return date(int(year), month, int(number)) if year else _next(month, int(number), today)


def _month(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 if it is none."""
    return next((n for n, each in enumerate(_MONTHS, 1) if each.startswith(name)), 0)


def _next(month: int, day: int, today: date) -> date:
    """The next such day; 29 February may be some years away."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"no year has a day {day} in month {month}")


def days_of_notes(outlines: Iterable[Outline], today: date) -> tuple[dict[str, date], list[Remark]]:
    """The day that each note names in its front matter as `by:`, by path; and what of it nobody can read.

    It must be a whole date: any other would be another day with every build.

    >>> days_of_notes([Outline("x.md", "x", (), {"by": "2026-12-12"}), Outline("y.md", "y", ())], date(2026, 11, 27))
    ({'x.md': datetime.date(2026, 12, 12)}, [])
    """
    days, remarks = {}, []
    for one in outlines:
        asked = one.settings.get("by")
        if asked is None or asked is False:
            continue
        text = str(asked).strip()
        try:
            if not re.search(r"\d{4}", text):
                raise CardgenError(f"{text!r} is no date with a year: write it as {today.year}-12-31")
            days[one.note] = read_day(text, today)
        except CardgenError as error:
            line = next((n for n, line in enumerate(one.lines, 1) if re.match(r"by\s*:", line)), 1)
            remarks.append(Remark(Place(one.note, line, line), f"`by:` does nothing: {error.message}"))
    return days, remarks


# ------------------------------------------------------------------ how many a day


def reserve(days: int) -> int:
    """How many of the days before the day are kept free of new cards: a fifth, at least two, but never more than half.

    >>> [reserve(days) for days in (1, 2, 3, 4, 10, 15, 30)]
    [0, 1, 1, 2, 2, 3, 6]
    """
    return min(max(2, -(-days // 5)), days // 2)


def pace(unseen: int, days: int) -> int:
    """How many new cards a day reach all of them in time, with the reserve; 0 once there is no day left.

    >>> pace(62, 15), pace(62, 1), pace(0, 15), pace(62, 0)
    (6, 62, 1, 0)
    """
    return max(1, -(-unseen // (days - reserve(days)))) if days > 0 else 0


def planned(deck: str, cards: int, by: date, today: date, unseen: int | None = None) -> Plan:
    """The plan for a deck of so many Anki cards, with the minutes that our formula expects.

    `unseen` are those that were never answered, if anybody knows.

    >>> plan = planned("Sea", 62, date(2026, 12, 12), date(2026, 11, 27))
    >>> plan.new_per_day, plan.spare, len(plan.minutes), round(max(plan.minutes))
    (6, 4, 15, 8)
    """
    unseen = None if unseen is None else min(unseen, cards)
    plan = Plan(deck, by, today, cards, unseen, pace(cards if unseen is None else unseen, (by - today).days))
    return replace(plan, minutes=expected_minutes(plan.to_learn, plan.new_per_day, plan.days))


USUAL_NEW_PER_DAY: Final = 20
"""Anki's own number, for a deck that nobody gave options."""


def presets(plans: Iterable[Plan]) -> dict[str, Preset]:
    """Deck name → the options it gets: the decks of the plans, and decks that hold them.

    Anki limits a deck that holds others to its own number, whatever these say. So one that the person opens instead of
    those in it gets their sum; but if it is none of ours, only where Anki's usual number would not do: what else is in
    it is not for us to choose.

    >>> day, today = date(2026, 12, 12), date(2026, 11, 27)
    >>> found = presets([Plan("Exam::Sea", day, today, 150, None, 13), Plan("Exam::Sky", day, today, 90, None, 8)])
    >>> {name: preset.new_per_day for name, preset in found.items()}
    {'Exam::Sea': 13, 'Exam::Sky': 8, 'Exam': 21}
    """
    ahead = [plan for plan in plans if plan.new_per_day]
    out = {plan.deck: plan.preset for plan in ahead if plan.preset}
    sums: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in ahead:
        parts = plan.deck.split("::")
        for depth in range(1, len(parts)):
            sums["::".join(parts[:depth])].append(plan)
    for name, below in sums.items():
        number = sum(plan.new_per_day for plan in below)
        own = next((plan for plan in ahead if plan.deck == name), None)
        if own is not None:
            out[name] = preset_by(name, max(own.by, *(p.by for p in below)), own.new_per_day + number)
        elif number > USUAL_NEW_PER_DAY:
            out[name] = preset_by(name, max(p.by for p in below), number)
    return out


def sum_of_minutes(plans: Iterable[Plan]) -> tuple[float, ...]:
    """What each day takes for several decks together.

    >>> day = date(2026, 12, 1)
    >>> sum_of_minutes([Plan("A", day, day, 1, None, 1, (1.0, 2.0)), Plan("B", day, day, 1, None, 1, (0.5,))])
    (1.5, 2.0)
    """
    total: defaultdict[int, float] = defaultdict(float)
    for plan in plans:
        for day, minutes in enumerate(plan.minutes):
            total[day] += minutes
    return tuple(total[day] for day in sorted(total))


# ------------------------------------------------------------------ how long it takes

_SECONDS: Final = (
    (0, 38.4), (1, 7.0), (2, 10.2), (3, 4.6), (4, 3.4), (5, 3.25), (6, 2.8), (10, 2.65), (13, 2.25), (16, 1.66),
    (20, 1.34), (27, 1.0), (45, 0.82), (60, 0.73), (75, 0.58), (105, 0.44), (150, 0.34), (240, 0.28), (365, 0.22),
    (700, 0.17), (1100, 0.13), (MOST_DAYS, 0.09),
)  # fmt: skip
"""Day after a card was first seen → the seconds that it takes on average on that day: what Anki's simulator gives for
its own parameters, a desired retention of 0.9 and the learning steps 1m 10m. Between these days it is on the line from
one to the other."""


def expected_minutes(cards: int, new_per_day: int, days: int) -> tuple[float, ...]:
    """How long each day takes, when so many new cards a day are learnt until there are none left.

    Each card takes its seconds whatever the others do, so a day takes the sum over the cards that were begun before it.

    >>> [round(minutes, 1) for minutes in expected_minutes(cards=20, new_per_day=10, days=4)]
    [6.4, 7.6, 2.9, 2.5]
    """
    if not cards or not new_per_day or days <= 0:
        return ()
    whole, rest = divmod(cards, new_per_day)
    one = [_seconds_on(day) for day in range(days)]
    so_far = [0.0, *accumulate(one)]
    out = []
    for day in range(days):
        begun = min(day + 1, whole)
        seconds = new_per_day * (so_far[day + 1] - so_far[day + 1 - begun])
        seconds += rest * one[day - whole] if day >= whole else 0.0
        out.append(seconds / 60)
    return tuple(out)


def _seconds_on(day: int) -> float:
    for (first, before), (last, after) in pairwise(_SECONDS):
        if day <= last:
            return before + (after - before) * (day - first) / (last - first)
    return _SECONDS[-1][1]


# ------------------------------------------------------------------ what comes first


def what_matters(settled: Iterable[Settled], outlines: Sequence[Outline]) -> dict[str, int]:
    """GUID → how early the card should come. The steps of one list count as one thing, so that none overtakes another.

    >>> from cardgen.model import Card
    >>> card = Card("basic", "Q?", Place("x.md", 1, 1), "definition", back="A", source="A", worth=0.5)
    >>> what_matters([Settled(card, "g1", (1,), "new")], [Outline("x.md", "x", (), lines=("A",))])
    {'g1': 3}
    """
    text = {one.note: one.lines for one in outlines}
    lists = {
        (one.note, line): block.line
        for one in outlines
        for block in _ordered_lists(one.blocks)
        for line in range(block.line, block.end + 1)
    }
    groups: defaultdict[object, list[Settled]] = defaultdict(list)
    for s in settled:
        groups[_group(s, lists)].append(s)
    most = {
        key: max(importance(s.card, text[s.card.place.note][s.card.place.line - 1]) for s in group)
        for key, group in groups.items()
    }
    return {s.guid: most[key] for key, group in groups.items() for s in group}


def _group(settled: Settled, lists: Mapping[tuple[str, int], int]) -> object:
    """What a card must not be parted from: its list of steps; else itself."""
    place = settled.card.place
    if (place.note, place.line) in lists:
        return place.note, lists[place.note, place.line]
    return (place.note, place.trail) if settled.card.form == "steps_in_order" else settled.guid


def _ordered_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The outermost numbered lists; "4)" directly below "3." goes on with the same one."""
    before: Block | None = None
    for block in blocks:
        if block.kind == "list" and block.ordered:
            if before is not None and before.end + 1 == block.line:
                before = replace(before, end=block.end)
            else:
                if before is not None:
                    yield before
                before = block
            continue
        yield from _ordered_lists(block.children)
    if before is not None:
        yield before


def in_order(notes: Sequence[AnkiNote], matters: Mapping[str, int]) -> tuple[AnkiNote, ...]:
    """The notes of a deck with new positions: what matters first, equals as they stood, the retired last.

    A position is no part of what a card says: no card counts as changed for it, and one that is studied already keeps
    its place in Anki.

    >>> notes = [AnkiNote(guid, "basic", (), (), (0,), 0, at) for at, guid in enumerate("abc", 1)]
    >>> [(n.guid, n.position) for n in in_order(notes, {"a": 1, "b": 3, "c": 1})]
    [('b', 1), ('a', 2), ('c', 3)]
    """
    ordered = sorted(notes, key=lambda n: (-matters.get(n.guid, -1), n.position))
    return tuple(replace(note, position=at) for at, note in enumerate(ordered, 1))

"""Decks that are to be known by a day: their plans, their presets, and what comes first in them.

It asks :mod:`cardgen.pacing` to reckon, and Anki's own simulator for the minutes where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from cardgen import pacing, simulator
from cardgen.composing import Composed
from cardgen.draft import Drafted
from cardgen.model import Deck, Plan, Preset, Remark

DEFAULT_NEW_PER_DAY: Final = 20
"""Of a deck that nobody gave options: more than that has to be allowed above it as well."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a build knows of days."""

    today: date
    days: Mapping[str, date] = field(default_factory=dict)
    """Deck name → the day by which it is to be known."""
    matters: Mapping[str, int] = field(default_factory=dict)
    """GUID → how early the card should come; empty where no deck has a day."""
    unseen: Mapping[str, int] = field(default_factory=dict)
    """Deck name → how many of its cards were never answered, where anybody knows."""
    remarks: tuple[Remark, ...] = ()


def day_named(text: str) -> date:
    """The day that a person names on the command line.

    Raises:
        CardgenError: as :func:`cardgen.pacing.read_day`.

    >>> day_named("2026-12-12")
    datetime.date(2026, 12, 12)
    """
    return pacing.read_day(text, date.today())


def calendar(
    drafted: Drafted, composed: Composed, by: date | None, today: date, unseen: Mapping[str, int] | None = None
) -> Calendar:
    """The days of the decks of a build: `by` for all, else what each note says. Notes that share a deck share the
    earliest day of theirs."""
    if by is None:
        of_notes, remarks = pacing.days_of_notes(drafted.outlines, today)
    else:
        of_notes, remarks = {one.note: by for one in drafted.outlines}, []
    days: dict[str, date] = {}
    for note, day in of_notes.items():
        name = composed.decks[note].name
        days[name] = min(day, days.get(name, day))
    matters = pacing.what_matters(composed.report.settled, drafted.outlines) if days else {}
    return Calendar(today, days, matters, unseen or {}, tuple(remarks))


def scheduled(decks: Sequence[Deck], calendar: Calendar) -> tuple[list[Deck], tuple[Plan, ...]]:
    """The decks of one package with their presets and in the order of what matters, and their plans.

    A deck without a day is as it was, and so is one whose day has come; that one has a plan that says so.
    """
    out, plans = [], []
    for deck in decks:
        plan = _plan(deck, calendar)
        if plan is not None:
            plans.append(plan)
            if plan.preset:
                deck = replace(deck, preset=plan.preset, notes=pacing.in_order(deck.notes, calendar.matters))
        out.append(deck)
    return _with_room_above(out, plans), tuple(plans)


def _plan(deck: Deck, calendar: Calendar) -> Plan | None:
    cards = sum(len(note.ordinals) for note in deck.notes)
    if deck.name not in calendar.days or not cards:
        return None
    day = calendar.days[deck.name]
    plan = pacing.planned(deck.name, cards, day, calendar.today, calendar.unseen.get(deck.name))
    minutes = simulator.minutes(plan.to_learn, plan.new_per_day, plan.days)
    return plan if minutes is None else replace(plan, minutes=minutes, simulated=True)


def _with_room_above(decks: Iterable[Deck], plans: Iterable[Plan]) -> list[Deck]:
    """Anki limits a deck that holds others to its own number, whatever these say. So one that the person opens instead
    of those in it must let all of them through: it gets their sum, but only where Anki's usual number would not do, as
    there may be other decks in it."""
    sums: defaultdict[str, int] = defaultdict(int)
    last: dict[str, date] = {}
    for plan in plans:
        parts = plan.deck.split("::")
        for name in ("::".join(parts[:n]) for n in range(1, len(parts) + 1)):
            sums[name] += plan.new_per_day
            last[name] = max(plan.by, last.get(name, plan.by))
    by_name = {deck.name: deck for deck in decks}
    for name, number in sums.items():
        deck = by_name.get(name, Deck(name, ()))
        if number > (deck.preset.new_per_day if deck.preset else DEFAULT_NEW_PER_DAY):
            preset = Preset(f"cardgen: {name} by {last[name]} ({number} a day)", number)
            by_name[name] = replace(deck, preset=preset)
    return list(by_name.values())

"""Decks that are to be known by a day: their plans, their presets, and what comes first in them.

It asks :mod:`cardgen.pacing` to reckon, and Anki's own simulator for the minutes where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cardgen import pacing, simulator
from cardgen.composing import Composed
from cardgen.draft import Drafted
from cardgen.model import Deck, Plan, Remark


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
    plans = with_minutes([plan for deck in decks if (plan := _plan(deck, calendar))])
    ahead = {plan.deck for plan in plans if plan.preset}
    by_name = {
        deck.name: replace(deck, notes=pacing.in_order(deck.notes, calendar.matters)) if deck.name in ahead else deck
        for deck in decks
    }
    for name, preset in pacing.presets(plans).items():
        by_name[name] = replace(by_name.get(name, Deck(name, ())), preset=preset)
    return list(by_name.values()), tuple(plans)


def _plan(deck: Deck, calendar: Calendar) -> Plan | None:
    cards = sum(len(note.ordinals) for note in deck.notes)
    if deck.name not in calendar.days or not cards:
        return None
    return pacing.planned(deck.name, cards, calendar.days[deck.name], calendar.today, calendar.unseen.get(deck.name))


def with_minutes(plans: Sequence[Plan]) -> list[Plan]:
    """The plans with the minutes of Anki's simulator, where it is here; else as they are.

    >>> with_minutes([])
    []
    """
    ahead = [plan for plan in plans if plan.new_per_day and plan.to_learn]
    told = simulator.minutes([(plan.to_learn, plan.new_per_day, plan.days) for plan in ahead])
    if told is None:
        return list(plans)
    simulated = {plan.deck: minutes for plan, minutes in zip(ahead, told, strict=True)}
    return [
        replace(plan, minutes=simulated[plan.deck], simulated=True) if plan.deck in simulated else plan
        for plan in plans
    ]

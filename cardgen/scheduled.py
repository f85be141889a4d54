"""What Anki knows of cards that are being studied: plain values, as they stand in its tables.

A door fills them (:mod:`cardgen.reviews`), judgement reads them (:mod:`cardgen.retention`). They are private: they say
when somebody studied what, and never leave the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NEW, LEARNING, REVIEW, RELEARNING = range(4)
"""Anki's `type` of a card: never answered, in its first steps, on intervals of days, in steps again after a lapse."""
SUSPENDED, SIBLING_BURIED, BURIED = -1, -2, -3
"""Of Anki's `queue`: not asked until the person says so, or until tomorrow."""
FIRST_STAMP = 1_000_000_000
"""A `due` from here on is a time in Unix seconds, a smaller one a day."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One Anki card and where it stands."""

    guid: str
    """Of its note."""
    ordinal: int
    type: int
    queue: int
    due: int
    """As Anki keeps it: a day, counted from the collection's first, or Unix seconds while in steps of minutes. Of a
    card that lies in a filtered deck, what it was before."""
    filtered: bool = False
    """It lies in a filtered deck, which asks it today whatever its day."""
    interval: int = 0
    """Days between the last answer and `due`."""
    ease: int = 0
    """Per mille; 0 where Anki keeps none."""
    reps: int = 0
    lapses: int = 0
    """How often it was forgotten after it had been learnt."""
    tagged_leech: bool = False
    """Its note bears the tag `leech`."""
    changed_at: int = 0
    """Unix seconds when the card last changed."""
    stability: float | None = None
    """FSRS: days until recall falls to 90%; None where Anki keeps no memory state."""
    difficulty: float | None = None
    """FSRS: 1 to 10."""
    decay: float | None = None
    """FSRS: how the forgetting curve falls; None before FSRS-6."""
    last_review: int | None = None
    """Unix seconds; older cards do not say."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a collection counts its days."""

    created_at: int
    """Unix seconds."""
    created_west: int | None
    """Minutes west of UTC where it was created; None in old collections, which do not say."""
    rollover: int
    """Hour at which a new day begins."""


@dataclass(frozen=True, slots=True)
class Studied:
    """All that a collection or a package knows of cardgen's cards."""

    path: Path
    calendar: Calendar
    cards: tuple[Scheduled, ...]
    fsrs: bool | None
    """Whether FSRS is switched on; None where it does not say, as in a package."""

"""What a person knows, on their notes of today: each line with where its cards stand in Anki.

Reads the notes as a build would take them and, of the collection that was synced or exported, cardgen's own cards.
Writes nothing, and asks nothing of any other machine.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cardgen import looking, reviews, tallies
from cardgen.errors import CardgenError
from cardgen.identity import choices
from cardgen.model import Depth, Outline
from cardgen.retention import Today, today
from cardgen.scheduled import Studied
from cardgen.tallies import Asked, Day, Tally

SYNCED: Final = "decks/.sync/collection.anki2"
"""Where, below a root, the collection lies that is synced with the phone."""
DAYS: Final = 7
"""Of a forecast, if nobody says how many."""


@dataclass(frozen=True, slots=True)
class LineProgress:
    """A line of a note with the cards that ask it."""

    number: int
    text: str
    cards: tuple[Asked, ...] = ()

    @property
    def worst(self) -> Asked | None:
        """The card that the line is judged by; None of a line without cards."""
        return tallies.worst(self.cards)


@dataclass(frozen=True, slots=True)
class NoteProgress:
    """One note: its lines, and its cards counted."""

    note: str
    lines: tuple[LineProgress, ...]
    cards: tuple[Asked, ...]
    whole: Tally
    sections: tuple[Tally, ...]
    topics: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Some notes, and what the collection says of them all."""

    source: Path
    """The collection or package that was read."""
    fsrs: bool
    """Whether what is known was told by FSRS's memory states; else it is estimated from intervals."""
    day: Today
    notes: tuple[NoteProgress, ...]
    whole: Tally
    topics: tuple[Tally, ...]
    leeches: tuple[Asked, ...]
    forecast: tuple[Day, ...]
    absent: int
    """Cards that the notes give and the collection does not have: they were not imported yet."""


def progress(
    paths: Sequence[Path],
    source: Path | None = None,
    named: Sequence[str] = (),
    depth: Depth | None = None,
    days: int = DAYS,
    clock: float | None = None,
) -> Progress:
    """What is known of some notes of one root.

    Args:
        source: a collection or a package exported out of Anki; without it, the collection that was synced.
        named: topics; without any, all of the notes, or what their own `topics:` name.
        days: of the forecast, with today.
        clock: Unix seconds; now, if left out.

    Raises:
        CardgenError: as :func:`cardgen.looking.look` and :func:`cardgen.reviews.read`, or there is nothing to read
            the reviews from.
    """
    looked = looking.look(paths, named, depth, clock)
    studied = reviews.read(source or synced(looked.root))
    return joined(looked, studied, named, time.time() if clock is None else clock, days)


def synced(root: Path) -> Path:
    """The collection that was synced.

    Raises:
        CardgenError: there is none; it says where reviews can be had from.
    """
    path = root / SYNCED
    if not path.is_file():
        raise CardgenError(
            "there is no synced collection to read your reviews from: sync with `cardgen sync`, or export from Anki "
            "with File > Export (a collection, .colpkg, or a deck, .apkg, with scheduling information) and give that "
            "file with --from",
            SYNCED,
        )
    return path


def joined(looked: looking.Looked, studied: Studied, named: Sequence[str], now: float, days: int = DAYS) -> Progress:
    """Notes and what Anki knows of their cards, put together; nothing is read."""
    offset = datetime.fromtimestamp(now).astimezone().utcoffset()
    day = today(studied.calendar, now, -int(offset.total_seconds()) // 60 if offset else 0)
    known = {(card.guid, card.ordinal): card for card in studied.cards}
    settled = choices.as_chosen(looked.composed.report.settled, looked.known.choices)
    every = tallies.asked(settled, looked.drafted.outlines, named, known, day, studied.fsrs)
    of_note: defaultdict[str, list[Asked]] = defaultdict(list)
    for card in every:
        of_note[card.note].append(card)
    return Progress(
        studied.path,
        any(card.now.measure == "fsrs" for card in every),
        day,
        tuple(_note(one, of_note[one.note], named) for one in looked.drafted.outlines),
        tallies.tally("", every),
        tallies.by_topic(every, named),
        tallies.leeches(every),
        tallies.forecast(every, day, days),
        sum(card.now.card is None for card in every),
    )


def _note(one: Outline, cards: Sequence[Asked], named: Sequence[str]) -> NoteProgress:
    at: defaultdict[int, list[Asked]] = defaultdict(list)
    for card in cards:
        at[card.line].append(card)
    return NoteProgress(
        one.note,
        tuple(LineProgress(n, text, tuple(at[n])) for n, text in enumerate(one.lines, 1)),
        tuple(cards),
        tallies.tally(one.note, cards),
        tallies.by_section(cards),
        tallies.by_topic(cards, named),
    )

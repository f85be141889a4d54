"""What a person knows, on their notes of today: each line with where its cards stand in Anki.

Reads the notes as a build would take them and, of the collection that was synced or exported, cardgen's own cards.
Writes nothing, and asks nothing of any other machine.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cardgen import collection, looking, reviews, tallies
from cardgen.errors import CardgenError
from cardgen.identity import choices
from cardgen.model import Depth, Outline, Settled
from cardgen.retention import BEST_FIRST, Standing, Today, today
from cardgen.scheduled import Studied
from cardgen.tallies import Asked, Day, Tally

SYNCED: Final = collection.path(Path()).as_posix()
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
    path = collection.path(root)
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
    day = _today(studied, now)
    every = _asked(looked, looked.composed.report.settled, studied, named, day)
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


@dataclass(frozen=True, slots=True)
class Standings:
    """Where the cards of some notes stand, for who shows the notes in another way."""

    source: Path
    cards: Mapping[str, tuple[Asked, ...]]
    """GUID → its Anki cards; also of cards that were dropped."""
    lines: Mapping[tuple[str, int], Asked]
    """(note, line) → the card that the line is judged by."""
    counts: Mapping[Standing, int]
    """Class → how many cards are of it, the best first."""


@dataclass
class Learnt:
    """Where what was learnt is read from, again only when it changed; by default nowhere.

    >>> Learnt().stamp(Path("school")), str(Learnt(Path("export.colpkg")).path(Path("school")))
    (None, 'export.colpkg')
    """

    source: Path | None = None
    """A collection, or a package exported out of Anki."""
    synced: bool = False
    """Without a `source`, the collection that was synced will do, if there is one."""
    trouble: str = ""
    """Why it could not be read when it was asked for last."""
    _stamp: object = None
    _studied: Studied | None = None

    def path(self, root: Path) -> Path | None:
        """What is read for the notes of a root; None if nothing is there to read or wanted."""
        if self.source is not None:
            return self.source
        path = collection.path(root)
        return path if self.synced and path.is_file() else None

    def stamp(self, root: Path) -> object:
        """Something that is another thing once other reviews are to be read."""
        path = self.path(root)
        return None if path is None else (path, reviews.stamp(path))

    def standings(
        self, looked: looking.Looked, named: Sequence[str] = (), now: float | None = None
    ) -> Standings | None:
        """Where the cards of some notes stand; None if nobody knows, and `trouble` says what is wrong, if anything.

        `now` is Unix seconds; the present, if left out.
        """
        path, stamp = self.path(looked.root), self.stamp(looked.root)
        if stamp != self._stamp:
            self._stamp, self._studied, self.trouble = stamp, None, ""
            try:
                self._studied = reviews.read(path) if path else None
            except CardgenError as error:
                self._stamp = None  # it may be a matter of the moment: try again next time
                self.trouble = f"what you know is not shown: {error}"
        if self._studied is None:
            return None
        return standings(looked, self._studied, named, time.time() if now is None else now)


def standings(looked: looking.Looked, studied: Studied, named: Sequence[str], now: float) -> Standings:
    """Where the cards of some notes stand; nothing is read."""
    report, day = looked.composed.report, _today(studied, now)
    here = _asked(looked, report.settled, studied, named, day)
    of_card: defaultdict[str, list[Asked]] = defaultdict(list)
    for card in (*here, *_asked(looked, report.dropped, studied, named, day)):
        of_card[card.guid].append(card)
    of_line: defaultdict[tuple[str, int], list[Asked]] = defaultdict(list)
    for card in here:
        of_line[card.note, card.line].append(card)
    counts = Counter(card.now.standing for card in here)
    return Standings(
        studied.path,
        {guid: tuple(its) for guid, its in of_card.items()},
        {at: judged for at, its in of_line.items() if (judged := tallies.worst(its))},
        {one: counts[one] for one in BEST_FIRST if counts[one]},
    )


def _today(studied: Studied, now: float) -> Today:
    return today(studied.calendar, now, west_of_utc(now), west_of_utc(studied.calendar.created_at))


def west_of_utc(when: float) -> int:
    """Minutes west of UTC that this machine's clocks show at a time, given as Unix seconds."""
    offset = datetime.fromtimestamp(when).astimezone().utcoffset()
    return -int(offset.total_seconds()) // 60 if offset else 0


def _asked(
    looked: looking.Looked, settled: Iterable[Settled], studied: Studied, named: Sequence[str], day: Today
) -> list[Asked]:
    known = {(card.guid, card.ordinal): card for card in studied.cards}
    shown = choices.as_chosen(settled, looked.known.choices)
    return tallies.asked(shown, looked.drafted.outlines, named, known, day, studied.fsrs)


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

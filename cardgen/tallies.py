"""What is known of a note: line by line, by heading, by topic; what is to be reworded; what comes on which day.

Pure. The unit is the Anki card: each gap and each item of a list is asked, and forgotten, by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cardgen import points, topics
from cardgen.draft import listed
from cardgen.model import Block, Outline, Settled
from cardgen.retention import LEECH_LAPSES, WORST_FIRST, Remembered, Today, percent, remembered
from cardgen.scheduled import Scheduled


@dataclass(frozen=True, slots=True)
class Asked:
    """One Anki card that a note gives, and where it stands."""

    guid: str
    ordinal: int
    now: Remembered
    note: str = ""
    line: int = 0
    section: tuple[str, ...] = ()
    """The headings above, outermost first."""
    topics: tuple[str, ...] = ()
    asks: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Some cards counted."""

    name: str
    cards: int = 0
    known: int = 0
    fair: int = 0
    weak: int = 0
    learning: int = 0
    unseen: int = 0
    suspended: int = 0
    due: int = 0
    """Asked today; not counting what was never seen."""

    @property
    def share(self) -> float | None:
        """Of the cards that are asked at all, how many are known, 0 to 1; None where there are none.

        >>> Tally("x", cards=5, known=2, fair=2, suspended=1).share, Tally("x").share
        (0.5, None)
        """
        asked = self.cards - self.suspended
        return self.known / asked if asked else None

    @property
    def percent(self) -> str:
        """The share in words; "" where there is none.

        >>> Tally("x", cards=3, known=2).percent
        '66%'
        """
        return "" if self.share is None else percent(self.share)


@dataclass(frozen=True, slots=True)
class Day:
    """How many reviews come on a day."""

    date: date
    due: int


# ------------------------------------------------------------------ which card stands where


def asked(
    settled: Iterable[Settled],
    outlines: Iterable[Outline],
    named: Sequence[str],
    known: Mapping[tuple[str, int], Scheduled],
    day: Today,
    fsrs: bool | None,
) -> list[Asked]:
    """The Anki cards of some cards, in the order of the notes, each with what Anki knows of it.

    Args:
        named: topics that were named; without any, those that a note's own `topics:` names.
        known: (GUID, ordinal) → what Anki knows.
        fsrs: whether FSRS is on; None where nobody says.

    >>> from cardgen.model import Card, Place
    >>> card = Card("list", "Colours?", Place("x.md", 1, 1), "enumeration", items=("red", "blue"))
    >>> note = Outline("x.md", "", (), lines=("colours: red, blue",))
    >>> day = Today(now=2e9, number=100, ends_at=2e9 + 3600, date=date(2033, 5, 18))
    >>> known = {("g", 4): Scheduled("g", 4, type=2, queue=2, due=130, interval=60)}
    >>> told = asked([Settled(card, "g", (5, 2), "same")], [note], [], known, day, None)
    >>> [(card.ordinal, card.answer, card.now.standing) for card in told]
    [(1, 'blue', 'unseen'), (4, 'red', 'known')]
    """
    of_note = {one.note: _Whereabouts.of(one, named) for one in outlines}
    out = []
    for s in settled:
        note, line = s.card.place.note, s.card.place.line
        section, its_topics = of_note[note].section(line), of_note[note].topics_of(line)
        for ordinal, (asks, answer) in sorted(_faces(s).items()):
            now = remembered(known.get((s.guid, ordinal)), day, fsrs)
            out.append(Asked(s.guid, ordinal, now, note, line, section, its_topics, asks, answer))
    return out


def _faces(settled: Settled) -> dict[int, tuple[str, str]]:
    """Ordinal → what that Anki card of a card asks and answers."""
    card = settled.card
    if card.kind == "basic":
        sides = {0: (card.front, card.back)}
        if card.reverse:
            sides[1] = (card.back, card.front)
        if card.speak:
            sides[2] = (card.front, card.back)
        return sides
    gaps: dict[int, tuple[str, str]] = {}
    for number, hidden in zip(settled.numbers, card.hidden, strict=True):
        _, before = gaps.get(number - 1, ("", ""))  # gaps of one number are asked together
        gaps[number - 1] = card.front, " · ".join(filter(None, (before, hidden)))
    return gaps


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """Under which headings the lines of a note stand, and on which topics they are."""

    sections: tuple[tuple[int, int, tuple[str, ...]], ...]
    """First and last line of each section, outer ones first."""
    topics: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, one: Outline, named: Sequence[str]) -> _Whereabouts:
        wanted = list(named) or listed(one.settings.get("topics"), ",")
        return cls(tuple(_sections(one.blocks, ())), _on_topic(one, wanted))

    def section(self, line: int) -> tuple[str, ...]:
        return next((path for first, last, path in reversed(self.sections) if first <= line <= last), ())

    def topics_of(self, line: int) -> tuple[str, ...]:
        return tuple(name for name, its in self.topics.items() if line in its)


def _sections(blocks: Iterable[Block], above: tuple[str, ...]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    for block in blocks:
        path = (*above, block.text) if block.kind == "section" else above
        if block.kind == "section":
            yield block.line, block.end, path
        yield from _sections(block.children, path)


def _on_topic(one: Outline, wanted: Sequence[str]) -> dict[str, frozenset[int]]:
    if not wanted:
        return {}
    forest = points.find(one)
    return {
        name: frozenset(
            line
            for point in points.walk(topics.select(forest, [name]).points)
            for line in range(point.place.line, point.place.end + 1)
        )
        for name in wanted
    }


# ------------------------------------------------------------------ counted


def tally(name: str, cards: Iterable[Asked]) -> Tally:
    """Some cards counted.

    >>> cards = [Asked("g", n, each) for n, each in enumerate((Remembered("known"), Remembered("weak", due_in=-3)))]
    >>> told = tally("coffee.md", [*cards, Asked("h", 0, Remembered("unseen"))])
    >>> told.cards, told.known, told.weak, told.unseen, told.due, told.percent
    (3, 1, 1, 1, 1, '33%')
    """
    counts: defaultdict[str, int] = defaultdict(int)
    for card in cards:
        counts["cards"] += 1
        counts[card.now.standing] += 1
        counts["due"] += is_due(card)
    return Tally(name, **counts)


def is_due(card: Asked) -> bool:
    """Whether Anki asks it today; a new card waits for the daily number of new ones, and is not due.

    >>> [is_due(Asked("g", 0, Remembered("fair", due_in=days))) for days in (-4, 0, 1, None)]
    [True, True, False, False]
    """
    return card.now.due_in is not None and card.now.due_in <= 0


def by_section(cards: Sequence[Asked]) -> tuple[Tally, ...]:
    """What is known below each heading that has cards of its own, in the order of the note.

    >>> sure = Remembered("known")
    >>> cards = [Asked("g", 0, sure, line=9, section=("a", "b")), Asked("h", 0, sure, line=3, section=("a",))]
    >>> [(row.name, row.cards) for row in by_section(cards)]
    [('a', 1), ('b', 1)]
    """
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for card in sorted(cards, key=lambda c: c.line):
        groups.setdefault(card.section, []).append(card)
    return tuple(tally(path[-1] if path else "", its) for path, its in groups.items())


def by_topic(cards: Sequence[Asked], named: Iterable[str] = ()) -> tuple[Tally, ...]:
    """What is known of each topic: those named, in their order, then those of the notes. A card may belong to some.

    >>> card = Asked("g", 0, Remembered("known"), topics=("tea", "milk"))
    >>> [(row.name, row.cards) for row in by_topic([card], ["coffee", "milk"])]
    [('coffee', 0), ('milk', 1), ('tea', 1)]
    """
    groups: dict[str, list[Asked]] = {name: [] for name in named}
    for card in cards:
        for name in card.topics:
            groups.setdefault(name, []).append(card)
    return tuple(tally(name, its) for name, its in groups.items())


def worst(cards: Iterable[Asked]) -> Asked | None:
    """Of the cards of a line the one that counts: the worst, and of several such the least likely to be recalled.

    >>> found = Remembered("known", recall=0.97), Remembered("weak", recall=0.7), Remembered("weak", recall=0.5)
    >>> worst(Asked("g", n, each) for n, each in enumerate(found)).ordinal, worst([])
    (2, None)
    """
    return min(cards, key=lambda c: (WORST_FIRST.index(c.now.standing), c.now.recall or 0.0), default=None)


def leeches(cards: Sequence[Asked]) -> tuple[Asked, ...]:
    """The cards that are forgotten again and again, the worst first.

    Anki tags the note, not the card: of a note that is tagged, it is the card that lapsed most.

    >>> known = [Scheduled("g", n, 2, 2, 0, lapses=lapses, tagged_leech=True) for n, lapses in enumerate((1, 5, 4))]
    >>> cards = [Asked("g", each.ordinal, Remembered("weak", each, leech=True)) for each in known]
    >>> [card.ordinal for card in leeches(cards)]
    [1]
    """
    most: defaultdict[str, int] = defaultdict(int)
    for card in cards:
        most[card.guid] = max(most[card.guid], _lapses(card))
    found = [c for c in cards if c.now.leech and (_lapses(c) >= LEECH_LAPSES or _lapses(c) == most[c.guid])]
    return tuple(sorted(found, key=lambda c: (-_lapses(c), c.note, c.line, c.ordinal)))


def _lapses(card: Asked) -> int:
    return card.now.card.lapses if card.now.card else 0


def forecast(cards: Iterable[Asked], day: Today, days: int) -> tuple[Day, ...]:
    """How many reviews come today, what is overdue among them, and on each of the days after.

    It is what Anki knows today: what will be answered moves on, and new cards come by the daily number that you set.

    >>> day = Today(now=2e9, number=100, ends_at=2e9 + 3600, date=date(2033, 5, 18))
    >>> cards = [Asked("g", 0, Remembered("fair", due_in=days)) for days in (-3, 0, 1, 8)]
    >>> [(str(each.date), each.due) for each in forecast(cards, day, 2)]
    [('2033-05-18', 2), ('2033-05-19', 1)]
    """
    counts: defaultdict[int, int] = defaultdict(int)
    for card in cards:
        if card.now.due_in is not None:
            counts[max(0, card.now.due_in)] += 1
    return tuple(Day(day.date + timedelta(days=n), counts[n]) for n in range(days))

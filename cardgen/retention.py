"""How well a card is remembered today: when Anki's day is, the chance of recall, and the class that a reader sees.

Pure: the time comes in. Where Anki keeps a memory state (FSRS), the chance of recall is FSRS's own. Else it is
estimated as Anki itself does where it has to make do with an interval: the interval is taken for the time in which
recall falls to 90%. Such an estimate knows less, so a card on a short interval or of the lowest ease is at most *fair*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Final, Literal

from cardgen.scheduled import (
    BURIED,
    FIRST_STAMP,
    LEARNING,
    NEW,
    RELEARNING,
    REVIEW,
    SIBLING_BURIED,
    SUSPENDED,
    Calendar,
    Scheduled,
)  # fmt: skip

Standing = Literal["weak", "unseen", "learning", "fair", "known", "suspended"]
WORST_FIRST: Final[tuple[Standing, ...]] = ("weak", "unseen", "learning", "fair", "known", "suspended")
"""Of several cards the one that needs a person most counts. Suspended ones are not asked: they count only alone."""
WORDS: Final[Mapping[Standing, str]] = MappingProxyType({
    "weak": "weak", "unseen": "never seen", "learning": "learning", "fair": "fair", "known": "known",
    "suspended": "suspended",
})  # fmt: skip
"""What the classes are called."""
BEST_FIRST: Final[tuple[Standing, ...]] = ("known", "fair", "weak", "learning", "unseen", "suspended")
"""As a reader expects them listed."""
KNOWN_FROM: Final = 0.9
"""Chance of recall from which a card is known: what Anki aims at."""
FAIR_FROM: Final = 0.8
"""Chance of recall below which it is weak."""
MATURE_FROM: Final = 21
"""Days of interval from which Anki calls a card mature; without FSRS, a younger one is at most fair."""
LOWEST_EASE: Final = 1_400
"""Per mille, up to which the ease has fallen as low as it goes (130%); without FSRS, such a card is at most fair."""
LEECH_LAPSES: Final = 8
"""Lapses from which Anki, unless told otherwise, calls a card a leech."""
DECAY: Final = 0.5
"""Of the forgetting curve where a card does not say: FSRS-4.5's and 5's."""
_DAY: Final = 86_400

Measure = Literal["fsrs", "interval", ""]


@dataclass(frozen=True, slots=True)
class Today:
    """Anki's day: it begins at the rollover hour."""

    now: float
    """Unix seconds."""
    number: int
    """Days since the collection was created."""
    ends_at: float
    """Unix seconds when the next one begins."""
    date: date


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where one card stands today."""

    standing: Standing
    card: Scheduled | None = None
    """None: the card is not in the collection yet."""
    recall: float | None = None
    """Chance that it would be recalled now, 0 to 1; None before it was learnt."""
    measure: Measure = ""
    """Whence `recall` is: FSRS, or estimated from the interval."""
    due_in: int | None = None
    """Days until Anki asks it; 0 and less: today. None if it asks nothing of the sort: never seen, or suspended."""
    leech: bool = False

    @property
    def word(self) -> str:
        """What the class is called."""
        return WORDS[self.standing]

    @property
    def chance(self) -> str:
        """The chance of recall, with a mark where it is estimated; "" where there is none.

        >>> Remembered("fair", recall=0.85, measure="fsrs").chance, Remembered("fair", None, 0.85, "interval").chance
        ('85%', '~85%')
        """
        return "" if self.recall is None else f"{'~' * (self.measure == 'interval')}{percent(self.recall)}"

    def __str__(self) -> str:
        """Where it stands, in words.

        >>> card = Scheduled("g", 0, type=2, queue=2, due=103, interval=40, lapses=1)
        >>> print(Remembered("known", card, 0.9312, "interval", 3), Remembered("unseen"), sep="; ")
        known: recall ~93%, asked again in 3 days, interval 40 days, forgotten once; never seen: not in Anki yet
        """
        if self.card is None:
            return f"{self.word}: not in Anki yet"
        recall = f"recall {self.chance}" if self.chance else ""
        leech = "a leech: reword its line" if self.leech else ""
        said = ", ".join(filter(None, (recall, _when(self.due_in), *_history(self.card), leech)))
        return f"{self.word}: {said}" if said else self.word


def percent(share: float) -> str:
    """A share as people write it, rounded down: what is below a bound does not look as if it reached it.

    >>> percent(0.931), percent(0.8999), percent(0.29), percent(1)
    ('93%', '89%', '29%', '100%')
    """
    return f"{int(share * 100 + 1e-6)}%"


def _when(due_in: int | None) -> str:
    if due_in is None:
        return ""
    if due_in < 0:
        return f"overdue by {_days(-due_in)}"
    return ("asked today", "asked tomorrow")[due_in] if due_in < 2 else f"asked again in {_days(due_in)}"


def _history(card: Scheduled) -> tuple[str, ...]:
    interval = f"interval {_days(card.interval)}" if card.type == REVIEW else ""
    times = {0: "", 1: "forgotten once", 2: "forgotten twice"}.get(card.lapses, f"forgotten {card.lapses} times")
    return interval, times


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def today(calendar: Calendar, now: float, west: int, west_then: int | None = None) -> Today:
    """The day it is for Anki.

    Args:
        now: Unix seconds.
        west: minutes west of UTC here and now.
        west_then: minutes west of UTC here when the collection was created, where it does not say itself; as now, if
            left out.

    >>> calendar = Calendar(created_at=1_700_000_000, created_west=0, rollover=4)    # 14 November 2023, 22:13 UTC
    >>> late = today(calendar, 1_700_000_000 + 5 * 3600, 0)
    >>> late.number, str(late.date), today(calendar, 1_700_000_000 + 6 * 3600, 0).number    # 3:13 and 4:13 at night
    (0, '2023-11-14', 1)
    """
    here = datetime.fromtimestamp(now, _zone(west))
    there = next(each for each in (calendar.created_west, west_then, west) if each is not None)
    born = datetime.fromtimestamp(calendar.created_at, _zone(there))
    begins = here.replace(hour=calendar.rollover % 24, minute=0, second=0, microsecond=0)
    if here < begins:
        begins -= timedelta(days=1)
    number = max(0, begins.toordinal() - born.toordinal())
    return Today(now, number, begins.timestamp() + _DAY, begins.date())


def _zone(west: int) -> timezone:
    return timezone(timedelta(minutes=-max(-23 * 60, min(23 * 60, west))))


def recall(stability: float, elapsed: float, decay: float | None = None) -> float:
    """FSRS's forgetting curve: the chance of recall after some days, given the days in which it falls to 90%.

    R(t) = (1 + f·t/S)^(-decay) with f = 0.9^(-1/decay) - 1. The curve is that of FSRS-4.5 and later; FSRS-6 made the
    decay a parameter, which Anki keeps with each card. Source: the wiki of open-spaced-repetition, *The Algorithm*
    (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm), and fsrs-rs, `current_retrievability`.

    >>> recall(10, 10), recall(10, 0), round(recall(10, 30), 3), round(recall(10, 30, 0.154), 3)
    (0.9, 1.0, 0.766, 0.809)
    """
    decay = decay or DECAY
    factor = 0.9 ** (-1 / decay) - 1
    return round(float((1 + factor * max(0.0, elapsed) / stability) ** -decay), 9)


def remembered(card: Scheduled | None, day: Today, fsrs: bool | None) -> Remembered:
    """Where a card stands on a day; None is a card that the collection does not have.

    Args:
        fsrs: whether FSRS is on; None where nobody says, and then a memory state that is there is good.

    >>> day = Today(now=86_400 * 100.0, number=100, ends_at=86_400 * 100.5, date=date(1970, 4, 11))
    >>> def known(**more): return remembered(Scheduled("g", 0, type=2, queue=2, **more), day, None)
    >>> known(due=130, interval=40).standing, known(due=104, interval=10).standing, known(due=80, interval=5).standing
    ('known', 'fair', 'weak')
    >>> with_state = known(due=99, interval=10, stability=12.0, decay=0.154, last_review=86_400 * 89)
    >>> with_state.standing, with_state.recall, with_state.measure, with_state.due_in
    ('known', 0.905863384, 'fsrs', -1)
    """
    if card is None:
        return Remembered("unseen")
    chance, measure = _recall(card, day, fsrs)
    standing = _standing(card, chance, measure)
    return Remembered(standing, card, chance, measure, due_in(card, day), card.tagged_leech or _lapsed(card))


def _lapsed(card: Scheduled) -> bool:
    return card.lapses >= LEECH_LAPSES


def _standing(card: Scheduled, chance: float | None, measure: Measure) -> Standing:
    if card.queue == SUSPENDED:
        return "suspended"
    if card.type == NEW:
        return "unseen"
    if chance is None or card.type in (LEARNING, RELEARNING):
        return "learning"
    if chance < FAIR_FROM:
        return "weak"
    unsure = measure == "interval" and (card.interval < MATURE_FROM or 0 < card.ease <= LOWEST_EASE)
    return "fair" if unsure or chance < KNOWN_FROM else "known"


def _recall(card: Scheduled, day: Today, fsrs: bool | None) -> tuple[float | None, Measure]:
    elapsed = _elapsed(card, day)
    if card.type == NEW or elapsed is None:
        return None, ""
    if card.stability is not None and fsrs is not False:
        return recall(card.stability, elapsed, card.decay), "fsrs"
    if card.type in (LEARNING, RELEARNING):  # minutes and hours: an interval of days says nothing of them
        return None, ""
    return recall(max(1, card.interval), elapsed), "interval"


def _elapsed(card: Scheduled, day: Today) -> float | None:
    """Days since the last answer, which cards that were answered long ago do not keep."""
    if card.last_review is not None:
        return (day.now - card.last_review) / _DAY
    return None if card.due >= FIRST_STAMP else float(day.number - (card.due - card.interval))


def due_in(card: Scheduled, day: Today) -> int | None:
    """Days until Anki asks a card that was seen before: 0 is today, less is overdue; None if it does not.

    >>> day = Today(now=2e9, number=100, ends_at=2e9 + 3600, date=date(2033, 5, 18))
    >>> [due_in(Scheduled("g", 0, 2, queue, due), day) for queue, due in ((2, 97), (2, 104), (-1, 97), (-3, 97))]
    [-3, 4, None, -3]
    >>> due_in(Scheduled("g", 0, 2, BURIED, 97, changed_at=2_000_000_000), day)    # buried today: until tomorrow
    1
    >>> due_in(Scheduled("g", 0, 1, 1, 2_000_003_500), day), due_in(Scheduled("g", 0, 1, 1, 2_000_003_700), day)
    (0, 1)
    """
    if card.type == NEW or card.queue == SUSPENDED:
        return None
    if card.due < FIRST_STAMP:
        days = card.due - day.number
    else:
        days = 0 if card.due < day.ends_at else 1 + int(card.due - day.ends_at) // _DAY
    # Anki digs up what was buried when a new day begins.
    if card.queue in (BURIED, SIBLING_BURIED) and card.changed_at >= day.ends_at - _DAY:
        return max(1, days)
    return min(0, days) if card.filtered else days

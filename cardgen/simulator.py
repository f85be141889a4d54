"""Anki's own FSRS simulator, where the `anki` package is installed: how long the days until a date will take."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from anki.collection import Collection

Course = tuple[int, int, int]
"""How many cards, how many new ones a day, how many days."""
_STEPS: Final = 2
_STEPS_AGAIN: Final = 1
"""How many learning and relearning steps there are in the preset that a package carries, as in Anki's own."""
_RETENTION: Final = 0.9
_NO_LIMIT: Final = 10**6
_CROWD: Final = 6000
"""The simulator throws dice for every card. A small deck is learnt many times over, and the mean is told."""


def minutes(courses: Sequence[Course]) -> list[tuple[float, ...]] | None:
    """How many minutes each of the next days will take, for each course of learning; None if Anki is not here to say,
    or is one that answers otherwise.

    It is asked in an empty collection that is thrown away: nothing of the person's is read, and the time that an answer
    takes is what Anki supposes of a beginner. The same question gets the same answer.

    >>> minutes([])
    []
    """
    if not courses:
        return []
    try:
        from anki.collection import Collection
        from anki.errors import AnkiException
    except ImportError:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="cardgen-", ignore_cleanup_errors=True) as folder:
            collection = Collection(str(Path(folder, "collection.anki2")))
            try:
                return [_simulated(collection, course) for course in courses]
            finally:
                collection.close()
    except (AnkiException, ImportError, AttributeError, TypeError, ValueError, OSError):
        return None  # another Anki: our own formula says nearly the same


def _simulated(collection: Collection, course: Course) -> tuple[float, ...]:
    from anki.scheduler_pb2 import SimulateFsrsReviewRequest

    cards, new_per_day, days = course
    times = -(-_CROWD // cards)
    asked = SimulateFsrsReviewRequest(
        deck_size=cards * times, new_limit=new_per_day * times, days_to_simulate=days, review_limit=_NO_LIMIT,
        max_interval=36500, desired_retention=_RETENTION, historical_retention=_RETENTION,
        easy_days_percentages=[1.0] * 7, learning_step_count=_STEPS, relearning_step_count=_STEPS_AGAIN,
    )  # fmt: skip
    told = collection._backend.simulate_fsrs_review(asked).daily_time_cost
    return tuple(seconds / 60 / times for seconds in told)

"""Anki's own FSRS simulator, where the `anki` package is installed: how long the days until a date will take."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

_STEPS: Final = 2
_STEPS_AGAIN: Final = 1
"""How many learning and relearning steps there are in the preset that a package carries, as in Anki's own."""
_RETENTION: Final = 0.9
_NO_LIMIT: Final = 9999


def minutes(cards: int, new_per_day: int, days: int) -> tuple[float, ...] | None:
    """How many minutes each of the next days will take, when so many new cards a day are learnt; None if Anki is not
    here to say, or is one that answers otherwise.

    It is asked in an empty collection that is thrown away: nothing of the person's is read, and the time an answer
    takes is what Anki supposes of a beginner. The same question gets the same answer.

    >>> minutes(0, 8, 15) is None
    True
    """
    if not (cards and new_per_day and days > 0):
        return None
    try:
        from anki.collection import Collection
        from anki.errors import AnkiException
        from anki.scheduler_pb2 import SimulateFsrsReviewRequest
    except ImportError:
        return None
    try:
        asked = SimulateFsrsReviewRequest(
            deck_size=cards, new_limit=new_per_day, days_to_simulate=days, review_limit=_NO_LIMIT, max_interval=36500,
            desired_retention=_RETENTION, historical_retention=_RETENTION, easy_days_percentages=[1.0] * 7,
            learning_step_count=_STEPS, relearning_step_count=_STEPS_AGAIN,
        )  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="cardgen-", ignore_cleanup_errors=True) as folder:
            collection = Collection(str(Path(folder, "collection.anki2")))
            try:
                seconds = collection._backend.simulate_fsrs_review(asked).daily_time_cost
            finally:
                collection.close()
    except (AnkiException, AttributeError, TypeError, ValueError, OSError):
        return None  # another Anki: our own formula says nearly the same
    return tuple(each / 60 for each in seconds) if len(seconds) == days else None

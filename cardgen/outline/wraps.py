"""Whether the lines of a note were broken by an editor at a column, or end where a thought ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habit:
    """How the author breaks lines: at a column, never, or nobody can tell."""

    column: int = 0
    """Where an editor wrapped the text; 0 if it did not, or too little is known."""
    never: bool = False
    """Every line is as long as its thought."""
    flows: bool = False
    """Lines break anywhere in a sentence, and a thought of its own begins with a capital, behind a blank line."""

    def fills(self, reach: int, text: str) -> bool:
        """Whether a line that reaches so far was broken only because the next word, the first of `text`, did not fit.

        >>> Habit(72).fills(70, "container ships"), Habit(72).fills(40, "container ships"), Habit().fills(200, "a")
        (True, False, False)
        """
        return bool(self.column) and reach <= self.column < reach + 1 + len(text.split()[0])


UNKNOWN = Habit()
"""Of a note that is too short to tell."""
_FEW_WRAPPED, _FEW_PAIRS = 4, 6
_NARROW = 50
"""Columns; nobody wraps at fewer and then lets two lines stick out: those are short thoughts."""


def habit_of(pairs: Sequence[tuple[int, str]], ends: Sequence[int] = ()) -> Habit:
    """The habit that shows in how far each line reaches that has text right below it, and in that text.

    Wrapped text ends wherever the next word does not fit; thoughts end anywhere. `ends` is how far the lines reach that
    nothing goes on from: where these run past the column, no editor broke the others there.

    >>> from itertools import pairwise
    >>> text = "who loads a ship by hand needs / twenty men for each hatch and a / week in port, which is why the / end"
    >>> habit_of([(len(above), below) for above, below in pairwise(text.split(" / ") * 2)]).column
    31
    >>> habit_of([(47, "no"), (47, "tea = cha"), *[(28, "excuse me"), (31, "this one please")] * 2]).column
    0
    >>> habit_of([(20 + 9 * n, "a thought of its own") for n in range(9)])
    Habit(column=0, never=True, flows=False)
    >>> names = [(13, "the law as it"), (10, "what somebody did"), (12, "said on the way"), (13, "binds all")]
    >>> habit_of(names).column, habit_of(names, ends=[45, 51, 38]).column
    (13, 0)
    """
    if len(pairs) < _FEW_WRAPPED:
        return UNKNOWN
    reaches = sorted(reach for reach, _ in pairs)
    columns = sorted({*reaches[-3:]})  # an address may stick out
    columns = [at for at in columns if at >= _NARROW or sum(reach > at for reach in reaches) < 2]
    columns = [at for at in columns if sum(reach > at for reach in ends) < max(2, len(ends) / 4)] or [0]
    full = {at: sum(Habit(at).fills(reach, text) for reach, text in pairs) for at in columns}
    column = max(columns, key=lambda at: full[at])
    if full[column] >= _FEW_WRAPPED and 2 * full[column] >= len(pairs):
        return Habit(column)
    return Habit(never=len(pairs) >= _FEW_PAIRS and 4 * full[column] < len(pairs))

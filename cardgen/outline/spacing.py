"""Notes with a blank line behind every line: some editors and many web pages put one where people press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cardgen.outline import prose
from cardgen.outline.lines import Line

_FEWEST_LINES, _FEWEST_PARTS = 6, 2
_WORDY = frozenset({"text", "item"})


def closed_up(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the blank one behind each, if two or more blank ones part what belongs together.

    >>> from cardgen.outline.lines import classify
    >>> note = "knots//clove hitch holds a post//bowline makes a loop///sails//jib in front//main behind it///the end"
    >>> lines = classify(list(enumerate(note.split("/"), 1)))[0]
    >>> "/".join(line.text for line in closed_up(lines))
    'knots/clove hitch holds a post/bowline makes a loop//sails/jib in front/main behind it//the end'
    >>> note = "knots/clove hitch holds a post//sails/jib in front//the end"
    >>> lines = classify(list(enumerate(note.split("/"), 1)))[0]
    >>> "/".join(line.text for line in closed_up(lines)) == note
    True
    """
    wordy = [line for line in lines if line.kind in _WORDY]
    touching = sum(b.no == a.no + 1 for a, b in pairwise(wordy))
    parts = sum(a.kind == b.kind == "blank" for a, b in pairwise(lines))
    if len(wordy) < _FEWEST_LINES or parts < _FEWEST_PARTS or 10 * touching > len(wordy):
        return lines
    kinds = ["", *(line.kind for line in lines)]
    gone = {n for n, kind in enumerate(kinds[1:]) if kind == "blank" and kinds[n] != "blank"}
    if all(prose.is_name(line.text) and prose.names_only(line.text) for line in wordy[:2]):
        gone.discard(lines.index(wordy[0]) + 1)  # the first name is the note's, the second one is over some lines of it
    return [line for n, line in enumerate(lines) if n not in gone]

"""How the author of a note breaks lines, seen in all of them: by an editor's column, or where a thought ends.

And how far in what belongs to a line is set: some press the space bar just once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cardgen.outline import prose
from cardgen.outline.lines import Line
from cardgen.outline.wraps import Habit, habit_of


def habit_in(lines: Sequence[Line]) -> Habit:
    """How the author of a note breaks its lines.

    >>> from cardgen.outline.lines import classify
    >>> note = "keel: lead/mast: spruce/sails: cotton/deck: teak/engine: small"
    >>> habit_in(classify(list(enumerate(note.split("/"), 1)))[0])
    Habit(column=0, never=True, flows=False)
    """
    both = [
        (above.reach, line.text)
        for above, line in pairwise(lines)
        if line.kind == "text"
        and above.kind in ("text", "item")
        and above.text
        and line.no == above.no + 1
        and not (above.kind == "item" and line.indent == above.indent + above.width)  # told by itself
    ]
    above = {
        id(first) for first, second in pairwise(lines) if second.kind in ("text", "item") and first.no + 1 == second.no
    }
    if _flows(lines):
        return Habit(flows=True)
    ends = [x.reach for x in lines if x.kind in ("text", "item") and id(x) not in above]
    labelled = sum(prose.is_labelled(text) for _, text in both)
    if len(both) >= _FEW_LABELLED and 2 * labelled >= len(both):
        return Habit(never=True)  # "price: 40" below "size: 12": no editor breaks before every label
    return habit_of(both, ends)


def _flows(lines: Sequence[Line]) -> bool:
    """Prose whose lines were broken by hand, wherever the author felt like it.

    >>> from cardgen.outline.lines import classify
    >>> prose = ["The keel is the lowest timber of a hull, and all of what"]
    >>> prose += ["stands over it, ribs and planks and masts, must rest", "on it."]
    >>> def flows(lines):
    ...     return _flows(classify(list(enumerate(lines, 1)))[0])
    >>> flows([*prose, "", *prose]), flows(["The keel is low", "ribs stand on it", "lead hangs below"] * 3)
    (True, False)
    """
    below = [(a, b) for a, b in pairwise(lines) if a.kind == b.kind == "text" and a.no + 1 == b.no]
    inside = {id(b) for _, b in below}
    heads = [x for x in lines if x.kind == "text" and id(x) not in inside and len(x.text) >= prose.MIN_WRAP]
    small = [(a, b) for a, b in below if b.text[:1].islower()]
    open_ended = [a for a, _ in small if len(a.text) >= prose.MIN_WRAP and a.text.rstrip()[-1:] not in tuple(".!?:;")]
    capital = sum(x.text[:1].isupper() for x in heads)
    return (
        len(small) >= _FEW_LABELLED
        and 5 * capital >= 4 * len(heads)
        and 5 * len(small) >= 2 * len(below)
        and 10 * len(open_ended) >= 9 * len(small)
    )


_FEW_LABELLED = 4
"""Lines; of fewer nobody can tell how the author breaks them."""


def stepped(lines: list[Line]) -> list[Line]:
    """The lines of an author who sets by one column in what belongs to the line above, as far in as others do.

    One such line is a slip of the hand, and where text runs on from line to line a column tells nothing.

    >>> from cardgen.outline.lines import classify
    >>> def indents(note):
    ...     return [x.indent for x in stepped(classify(list(enumerate(note.split("/"), 1)))[0])]
    >>> indents("jib: in front/ small/main: behind/ big"), indents("jib: in front/ small/main: behind")
    ([0, 2, 0, 2], [0, 1, 0])
    """
    found = [n for n in range(1, len(lines)) if _is_set_in(lines[n - 1], lines[n])]
    if len(found) < _FEW_SET_IN:
        return lines
    habit = habit_in(lines)
    if habit.flows or habit.column:
        return lines
    return [replace(x, indent=2) if n in found else x for n, x in enumerate(lines)]


def _is_set_in(above: Line, line: Line) -> bool:
    below = line.kind == above.kind == "text" and line.indent == 1 and above.no + 1 == line.no
    return below and not prose.must_go_on(above.text)


_FEW_SET_IN = 2

"""How the author of a note breaks lines, seen in all of them: by an editor's column, or where a thought ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cardgen.outline import prose
from cardgen.outline.lines import Line
from cardgen.outline.wraps import Habit, habit_of


def habit_in(lines: Sequence[Line]) -> Habit:
    """How the author of a note breaks its lines.

    >>> from cardgen.outline.lines import classify
    >>> note = "keel: lead/mast: spruce/sails: cotton/deck: teak/engine: small"
    >>> habit_in(classify(list(enumerate(note.split("/"), 1)))[0])
    Habit(column=0, never=True)
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
    ends = [x.reach for x in lines if x.kind in ("text", "item") and id(x) not in above]
    labelled = sum(prose.is_labelled(text) for _, text in both)
    if len(both) >= _FEW_LABELLED and 2 * labelled >= len(both):
        return Habit(never=True)  # "price: 40" below "size: 12": no editor breaks before every label
    return habit_of(both, ends)


_FEW_LABELLED = 4
"""Lines; of fewer nobody can tell how the author breaks them."""

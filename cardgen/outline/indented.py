"""Lines that stand far in: code, if most of them look like it, or else words that somebody indented."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.outline.lines import CODE, Line


def code_size(lines: Sequence[Line], at: int, column: int) -> int:
    """How many indented lines from here are code; 0 if they are words that somebody indented.

    >>> from cardgen.outline.lines import classify
    >>> def size(note):
    ...     return code_size(classify(list(enumerate(note.split("/"), 1)))[0], 0, 0)
    >>> size("    x = f(3);/    return x;"), size("    sails of cotton/    and a mast")
    (2, 0)
    """
    end = at
    while end < len(lines) and (
        lines[end].kind == "blank" or (lines[end].kind != "item" and lines[end].indent - column >= 4)
    ):
        end += 1
    run = [x for x in lines[at:end] if x.kind != "blank"]
    looks = sum(bool(CODE.search(x.text)) for x in run)
    if 2 * looks <= len(run):
        return 0
    return next(n for n in range(end - at, 0, -1) if lines[at + n - 1].kind != "blank")

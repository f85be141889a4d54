"""Lists without bullets: thoughts line on line under a name, and what stands further in than the line it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cardgen import words
from cardgen.outline.lines import Line

_BULLET = "+ "
"""Nobody's favourite, so that a list with bullets behind it is another list."""
_LONGEST = 100
"""Characters; a longer line is a paragraph."""
_LONGEST_SET = 180
"""Characters, where lines are set in under others, and each of them says something by itself."""
_IN = 2
"""Columns; one may be a slip of the hand."""


def is_counted(lines: Sequence[str]) -> bool:
    """A label with a count, right over just as many lines: each of them is one of the things.

    >>> is_counted(["three of them:", "jib in front", "of the mast", "aft"]), is_counted(["sails:", "jib", "main"])
    (True, False)
    """
    words_in = re.findall(r"\w+", lines[0].lower())
    counts = {words.NUMBER_WORDS.get(word) or (int(word) if word.isdecimal() else 0) for word in words_in}
    return lines[0].endswith((":", "：")) and len(lines) > 2 and len(lines) - 1 in counts


@dataclass(slots=True)
class Bare:
    """A run of lines of text at the margin, as the list that it may be."""

    indents: dict[int, int] = field(default_factory=dict)
    """Where in the run each thought starts → its column; empty if the run is no list."""
    nested: bool = False
    """One of them stands further in than the one above: then all of them are items."""
    named: bool = False
    """The last label of the run has these thoughts under it."""
    open: list[int] = field(default_factory=list)
    """Columns of the thoughts that the next one may stand under."""
    margin: int = -1
    """The column of a label over deeper lines; -1 where the last label stands over lines like itself."""

    @classmethod
    def of(cls, run: Sequence[Line], starts: Sequence[int]) -> Bare:
        """The thoughts that start at these places, the end of the run last; text of several lines is no list.

        >>> from cardgen.outline.lines import classify
        >>> run = classify(list(enumerate(["sails", "jib in front", "  small", "main behind it"], 1)))[0]
        >>> bare = Bare.of(run, [0, 1, 2, 3, 4])
        >>> bare.mark(0, label=True), bare.mark(1, label=False), bare.mark(2, label=False), bare.mark(3, label=False)
        ('', '+ ', '  + ', '+ ')
        >>> bare = Bare.of(run[1:], [0, 1, 2, 3])
        >>> bare.mark(0, label=False), bare.mark(1, label=False), bare.mark(2, label=False)
        ('+ ', '  + ', '+ ')
        >>> Bare.of([run[1], run[3]], [0, 1, 2]).mark(0, label=False)
        ''
        """
        indents = [x.indent for x in run]
        nested = any(below - above >= _IN for above, below in pairwise(indents))
        short = all(len(x.text) <= _LONGEST and x.text[-1] != "." for x in run)
        whole = len(starts) == len(run) + 1 and (short or (nested and all(len(x.text) <= _LONGEST_SET for x in run)))
        return cls(dict(enumerate(indents)) if whole else {}, nested)

    def mark(self, at: int, label: bool) -> str:
        """What to write before the thought that starts there: a bullet as far in as it belongs, or nothing."""
        if label:
            self.open, self.named = [], at + 2 in self.indents  # one line alone is no list
            over_deeper = self.indents.get(at + 1, 0) > self.indents.get(at, 0)
            self.margin = self.indents.get(at, 0) if over_deeper else -1
            return ""
        if self.indents.get(at, -1) <= self.margin:
            return ""  # as far out as the label: its list is over
        while self.open and self.indents[at] - self.open[-1] < _IN:
            self.open.pop()
        if not (self.nested or self.named):
            return ""
        self.open.append(self.indents[at])
        return " " * (2 * len(self.open) - 2) + _BULLET

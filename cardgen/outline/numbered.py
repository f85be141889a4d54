"""Numbered lines that are headings: `3) Guest checkout` above what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from cardgen.outline import prose
from cardgen.outline.lines import Line

_MOST_HEADING_WORDS = 7


def _is_numbered(line: Line) -> bool:
    return line.kind == "item" and line.marker[:-1].isalnum()


def is_short(text: str) -> bool:
    """A few words that end as no sentence does.

    >>> is_short("Guest checkout"), is_short("it was shut."), is_short("we met the whole team on the first day")
    (True, False, False)
    """
    return len(text.split()) <= _MOST_HEADING_WORDS and text[-1:] not in ("", ".", ",", ";", "?", "!")


def with_numbered_headings(lines: Sequence[Line]) -> Sequence[Line]:
    """`3) Guest checkout` above text or bullets that stand as far out as itself is a heading, no list of one item.

    >>> from cardgen.outline.lines import classify
    >>> lines = classify([(1, "3) Guest checkout"), (2, "an account was asked for first")])[0]
    >>> [(x.kind, x.text) for x in with_numbered_headings(lines)]
    [('text', 'Guest checkout:'), ('text', 'an account was asked for first')]
    """
    out = list(lines)
    for at, line in enumerate(lines):
        if not _is_numbered(line) or line.indent or line.edge or (at and _is_numbered(lines[at - 1])):
            continue
        after = next((x for x in islice(lines, at + 1, None) if x.kind != "blank"), None)
        if after is None or after.indent or after.kind not in ("text", "item") or _is_numbered(after):
            continue
        if prose.is_loud(line.text) and after.kind == "text":
            out[at] = replace(line, kind="text")
        elif after.no == line.no + 1 and is_short(line.text) and not _HAS_BODY.search(line.text):
            out[at] = replace(line, kind="text", text=f"{line.text.rstrip(':')}:")
    return out


_HAS_BODY = re.compile(r"\s[-–—]\s\S+,|:\s\S|\s(?:=|->|→|=>)\s")
"""`1. hard cheeses - gruyère, comté` says something itself, whatever stands below."""

"""Tables that people set with blanks or tabs instead of bars: three columns or more, with names over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from cardgen.outline.lines import Line

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_SLACK = 2
"""Columns by which a cell may stand beside its name: people align by eye."""
_MOST_NAME_WORDS = 4
_CELL = re.compile(r"\S+(?: \S+)*")


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a note; those that are set as a table, each as a row with bars. Every line keeps its number.

    The first row has a name for each column, but for the first one, which may go without; all cells stand under them.

    >>> from cardgen.outline.lines import classify
    >>> note = ["        lager      ale", "yeast   bottom     top", "warm    8-12 °C    18-22 °C", "clear   mostly", ""]
    >>> [(x.kind, x.text) for x in with_tables(classify(list(enumerate(note, 1)))[0])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('table', '| | lager | ale |'), ('table', '| yeast | bottom | top |'), ('table', '| warm | 8-12 °C | 18-22 °C |'),
     ('table', '| clear | mostly | |'), ('blank', '')]
    >>> note = ["It rained.  We stayed in.  All day.", "It cleared.  We went.", "Then it rained.  Again."]
    >>> [x.kind for x in with_tables(classify(list(enumerate(note, 1)))[0])]
    ['text', 'text', 'text']
    """
    out: list[Line] = []
    for kind, run in groupby(lines, key=lambda line: line.kind):
        rows = list(run)
        out += _with_table(rows) if kind == "text" else rows
    return out


def _with_table(run: list[Line]) -> list[Line]:
    """A run of lines of text; what stands above the names and below the last row stays as it is."""
    for start in range(len(run) - _FEWEST_ROWS + 1):
        rows = _table(run[start:])
        if rows:
            indent = min(line.indent for line in run[start : start + len(rows)])
            table = [
                replace(line, kind="table", indent=indent, text=_barred(row))
                for line, row in zip(run[start:], rows, strict=False)
            ]
            return [*run[:start], *table, *_with_table(run[start + len(rows) :])]
    return run


def _table(run: Sequence[Line]) -> list[tuple[str, ...]]:
    """The rows of the table that starts with the names in the first line; none if there is no table."""
    head, below = _cells(run[0]), [_cells(line) for line in run[1:]]
    indent = min(cells[0][0] for cells in below[: _FEWEST_ROWS - 1])
    nameless = head[0][0] > indent + _SLACK
    if nameless:
        head = [(indent, ""), *head]
    if len(head) < _FEWEST_COLUMNS or not all(_is_name(text) for _, text in head[nameless:]):
        return []
    fitting = takewhile(bool, (_under(head, cells) for cells in below))
    rows = [tuple(text for _, text in head), *fitting]
    return rows if len(rows) >= _FEWEST_ROWS and (nameless or _are_names(rows[0], rows[1:])) else []


def _cells(line: Line) -> list[tuple[int, str]]:
    """The cells of a line, each with the column where it starts, from 0: two blanks or a tab part them.

    >>> _cells(Line(1, "text", 2, "a b\\tc   d"))
    [(2, 'a b'), (8, 'c'), (12, 'd')]
    """
    out: list[tuple[int, str]] = []
    at, column = 0, line.indent
    for m in _CELL.finditer(line.text):
        for char in line.text[at : m.start()]:
            column += 4 - column % 4 if char == "\t" else 1
        out.append((column, m[0]))
        at, column = m.end(), column + len(m[0])
    return out


def _is_name(text: str) -> bool:
    return len(text.split()) <= _MOST_NAME_WORDS and bool(re.search(r"\w", text)) and text[-1] not in ".,;!"


def _under(head: Sequence[tuple[int, str]], cells: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The cells of a row, each under its name; nothing if the row itself has no name or a cell stands between two.

    >>> _under([(0, ""), (8, "lager"), (19, "ale")], [(0, "yeast"), (18, "top")])
    ('yeast', '', 'top')
    >>> _under([(0, ""), (8, "lager"), (19, "ale")], [(0, "It rained."), (12, "We stayed in.")])
    ()
    """
    if len(cells) == len(head):
        return tuple(text for _, text in cells)
    row = [""] * len(head)
    for start, text in cells:
        at = next((n for n, (column, _) in enumerate(head) if abs(start - column) <= _SLACK and not row[n]), None)
        if at is None:
            return ()
        row[at] = text
    return tuple(row) if row[0] and any(row[1:]) else ()


def _are_names(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """The first row names columns: dashes stand under it, or figures under a name that has none."""
    if all(re.fullmatch(r"[-=]{2,}", cell) for cell in rows[0]):
        return True
    figures = [all(re.search(r"\d", row[n]) for row in rows) for n in range(len(head))]
    return any(figures) and not any(re.search(r"\d", name) for name in head)


def _barred(row: Sequence[str]) -> str:
    """The row with bars; dashes under the names are as long as a parser wants them.

    >>> _barred(("", "a|b", "c")), _barred(("====", "----"))
    ('| | a/b | c |', '| --- | --- |')
    """
    cells = ["---" if re.fullmatch(r"[-=]{2,}", cell) else cell.replace("|", "/") for cell in row]
    return " ".join(["|", *(f"{cell} |".lstrip() for cell in cells)])

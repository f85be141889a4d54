"""The form for tables: every cell is asked by its row and its column."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.forms.common import basic, capital, key
from cardgen.labels import word_count
from cardgen.model import Card, Point

_NAME_COLUMN = frozenset({
    "", "name", "term", "word", "what", "item", "type", "key", "thing", "line", "row", "option", "command", "cmd",
    "begriff", "terme", "palabra", "nr", "no", "#", "id", "symbol", "case", "who", "which",
})  # fmt: skip

_ASIDE_COLUMN = frozenset({
    "note", "notes", "comment", "comments", "remark", "remarks", "misc", "info", "other", "extra", "bemerkung", "notiz",
    "anmerkung", "remarque", "remarques", "nota", "notas", "opmerking",
})  # fmt: skip
"""Names that do not say what stands below them: nobody can tell what such a cell is asked for."""

_MEANING = re.compile(
    r"^(?:meaning|definition|what it means|means|what|what it is|explanation|bedeutung|erklärung|définition|sens|"
    r"significado|description|beschreibung)$",
    re.I,
)
_MEANS = {
    "en": "What does {name} mean?", "de": "Was bedeutet {name}?", "fr": "Que signifie {name} ?",
    "es": "¿Qué significa {name}?", "it": "Che cosa significa {name}?", "nl": "Wat betekent {name}?",
}  # fmt: skip
_SIGNS = re.compile(r"[^\w\s]*[\\(\[{<>^$?*|=][^\s]*$")
"""A cell of signs: code or a pattern, and no name of a column."""


def table_row(point: Point) -> list[Card]:
    """Each cell of a row, asked by the row's name and the column's.

    >>> row = _row(("alarm", "leave in"), ("red", "5 min"))
    >>> print(table_row(row)[0])
    Q: red (alarm): leave in what?
    A: 5 min
    >>> table_row(_row(("alarm", "leave in"), ("red", "-")))
    []
    """
    if point.role != "cell" or not point.cells or not point.cells[0].strip(" *-—"):
        return []
    at = _naming_column(point)
    if at:
        return _named_by(point, at)
    nameless = bool(point.header) and _SIGNS.match(point.header[0].strip()) is not None
    name = point.cells[0].strip(" *") if nameless else _row_name(point)
    out = []
    for column_at, (column, cell) in list(enumerate(zip(point.header, point.cells, strict=False)))[1:]:
        column = "meaning" if nameless and column_at == 1 else column.strip(" *?!")
        if not re.search(r"\w", cell) or not column or cell.strip().lower() in ("none", "n/a", "tbd", "?"):
            continue
        if _is_default(point, column_at, cell) or column.lower() in _ASIDE_COLUMN:
            continue
        means = _MEANS.get(point.lang) if _MEANING.match(column) else None
        row = point.cells[0].strip(" *")
        names = (column, row) if _told_by_columns(point) else (name, column)
        front = means.format(name=row) if means else _asked_by(*names)
        slot = f"row:{key(point.cells[0], 3)}/{key(column, 3)}"
        out.append(basic(point, "table_row", front, cell, slot, exact=True))
    return out


def _asked_by(name: str, column: str) -> str:
    """The question of a row and a column; one that ends with a preposition asks what stands behind it.

    >>> _asked_by("red", "leave in"), _asked_by("red", "owner"), _asked_by("Found on", "MHC I")
    ('red: leave in what?', 'red: owner?', 'MHC I: found on what?')
    """
    if _leaves_open(name):
        asked = name[0].lower() + name[1:] if name.split()[0][1:].islower() else name
        return f"{column}: {asked} what?"
    return f"{name}: {column} what?" if _leaves_open(column) else f"{name}: {column}?"


def _told_by_columns(point: Point) -> bool:
    """The columns are the things, and the rows what is told of them: nothing stands over the rows' small words.

    >>> rows = ("yeast", "top"), ("warm", "18 °C")
    >>> heads = ("", "Kölsch", "Pils"), ("", "kind one", "kind two"), ("beer", "Kölsch", "Pils"), ("", "where", "since")
    >>> [_told_by_columns(_row(head, *rows)) for head in heads]
    [True, True, False, False]
    """
    names = [row.cells[0] for row in point.block.rows[1:] if row.cells]
    columns = [name.split() for name in point.header[1:] if name.strip()]
    if not point.header or point.header[0].strip() or not all(name.islower() for name in names) or len(columns) < 2:
        return False
    return all(c[0] == columns[0][0] and len(c) > 1 for c in columns) or not any(c[0].islower() for c in columns)


def _leaves_open(name: str) -> bool:
    return bool(words.PREPOSITIONS & {*name.lower().split()[-1:]})


def _naming_column(point: Point) -> int:
    """Which column tells the rows apart: the first, unless it says the same of several and the next does not.

    >>> header, rows = ("where", "config", "default"), (("prod", "acks", "all"), ("prod", "linger", "0"))
    >>> _naming_column(_row(header, rows[0], *rows[1:]))
    1
    >>> _naming_column(_row(("config", "default"), ("acks", "all")))
    0
    """
    rows = [row.cells for row in point.block.rows[1:]]
    columns = [[c[at].strip().lower() for c in rows if len(c) > at] for at in range(2)]
    repeats = len(set(columns[0])) < len(columns[0])
    unique = bool(columns[1]) and len(set(columns[1])) == len(columns[1]) == len(rows) and all(columns[1])
    return int(repeats and unique and len(point.header) > 2)


def _named_by(point: Point, at: int) -> list[Card]:
    """The cards of a row whose name stands in another column: the columns before it say what it belongs to."""
    order = [at, *(n for n in range(len(point.header)) if n > at)]
    group = [point.cells[n].strip(" *") for n in range(at) if len(point.cells) > n and point.cells[n].strip(" *-—")]
    if len(point.cells) <= at or not point.cells[at].strip(" *-—"):
        return []
    name = f"{point.cells[at].strip(' *')} ({', '.join(group)})" if group else point.cells[at]
    header = ("name", *(point.header[n] for n in order[1:]))
    cells = (name, *(point.cells[n] for n in order[1:] if n < len(point.cells)))
    rows = tuple(replace(r, cells=tuple(r.cells[n] for n in order if n < len(r.cells))) for r in point.block.rows)
    return table_row(replace(point, header=header, cells=cells, block=replace(point.block, rows=rows)))


def _is_default(point: Point, column: int, cell: str) -> bool:
    """Most rows say the same here: only the others are worth knowing."""
    column_cells = [row.cells[column] for row in point.block.rows[1:] if len(row.cells) > column]
    same = sum(c.strip().lower() == cell.strip().lower() for c in column_cells)
    return len(column_cells) >= 4 and same > 0.6 * len(column_cells)


def _row_name(point: Point) -> str:
    name, head = point.cells[0].strip(" *"), point.header[0].strip(" *") if point.header else ""
    if (
        head.lower() in _NAME_COLUMN
        or name.lower().startswith(head.lower())
        or word_count(head) > 2
        or word_count(name) > 2
    ):
        return capital(name) if word_count(name) > 1 and "(" not in name else name
    return f"{name} ({head})"


def _row(header: tuple[str, ...], cells: tuple[str, ...], *more: tuple[str, ...]) -> Point:
    from cardgen.model import Block, Place, Row

    rows = tuple(Row(row, n) for n, row in enumerate((header, cells, *more), 1))
    block = Block("table", "", 1, 2 + len(more), rows=rows)
    return Point(" | ".join(cells), Place("x.md", 3, 3), "cell", block, header=header, cells=cells)

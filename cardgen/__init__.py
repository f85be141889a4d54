"""cardgen: the notes that people really write, turned into an Anki deck that keeps their reviews.

The whole program is one pure function: notes and what we knew become decks, what we know now, and a report.

>>> from cardgen import Ledger, Note, compose
>>> note = Note("notes/ports.md", "- Outbox: a table that holds events\\n- hi there")
>>> first = compose([note], Ledger(), now=1_700_000_000)
>>> for settled in first.report.settled:
...     print(settled.card, settled.verdict, sep="\\n")
[ports]
Q: What is Outbox?
A: a table that holds events
new

Edit the note, and the card stays who it is: same GUID, new words. That is what keeps its schedule in Anki.

>>> edited = Note("notes/ports.md", "- hi there\\n- Outbox: a small table that holds events")
>>> second = compose([edited], first.ledger, now=1_700_000_060)
>>> [(s.card.back, s.verdict, s.guid == first.report.settled[0].guid) for s in second.report.settled]
[('a small table that holds events', 'reworded', True)]

What gave no card says why, and what is gone is retired, not forgotten.

>>> [(s.text, s.reason) for s in second.report.silences]
[('hi there', 'too little to ask about')]
>>> third = compose([Note("notes/ports.md", "")], second.ledger, now=1_700_000_120)
>>> [entry.front for entry in third.report.retired], len(third.ledger.entries)
(['What is Outbox?'], 1)

``cardgen.build.build([Path("notes")])`` does the same with files: it reads the notes and the ledger, composes, and
writes the ledger and the packages. The command `cardgen` is a thin door in front of it (``cardgen -h``).
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardgen.composing import Composed, compose
    from cardgen.errors import CardgenError
    from cardgen.model import AnkiNote, Card, Deck, Entry, Ledger, Note, Place, Remark, Report, Settled, Silence

__all__ = [
    "AnkiNote", "Card", "CardgenError", "Composed", "Deck", "Entry", "Ledger", "Note", "Place", "Remark", "Report",
    "Settled", "Silence", "compose",
]  # fmt: skip

_ROOMS = {"compose": "composing", "Composed": "composing", "CardgenError": "errors"}
"""Where a public name lives, if not in `model`."""


def __getattr__(name: str) -> object:
    """The public names come from their rooms when they are first asked for, so that `import cardgen` is quick."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ROOMS.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

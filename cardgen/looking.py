"""Notes as a build would take them, to be looked at and decided on before anything ships.

:func:`look` writes nothing; :func:`deciding` changes the ledger alone.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cardgen import ledger, notes, render, roots
from cardgen.composing import Composed, composed_of, dressed
from cardgen.draft import Drafted
from cardgen.errors import CardgenError, LedgerError
from cardgen.identity import choices
from cardgen.model import AnkiNote, Depth, Ledger, Note


@dataclass(frozen=True, slots=True)
class Looked:
    """Notes as a build would take them, with nothing written."""

    root: Path
    files: Mapping[str, Path]
    """Note path → its file."""
    read: tuple[Note, ...]
    drafted: Drafted
    known: Ledger
    composed: Composed
    dressed: Mapping[str, AnkiNote]
    """GUID → what Anki would get: of every card, also of those that were dropped or are about to be retired."""


def look(
    paths: Sequence[Path], named: Sequence[str] = (), depth: Depth | None = None, clock: float | None = None
) -> Looked:
    """Notes of one root as a build would take them.

    Raises:
        CardgenError: as :func:`cardgen.build.build`, or the notes belong to several roots.
    """
    found = notes.find(paths)
    homes = {notes.find_root(path): None for path in found}
    if len(homes) > 1:
        raise CardgenError("these notes have several ledgers: look at those of one folder at a time", str(found[0]))
    [root] = homes
    roots.refuse_lost_ledger(root)
    read = tuple(notes.read(file, root) for file in found)
    known, _ = roots.recall(root, found)
    of = {notes.name_in(file, root): file for file in found}
    return _looked(root, of, read, roots.drafted(root, read, named, known, depth), known, clock)


def redecided(looked: Looked, known: Ledger, guid: str) -> Looked:
    """The same notes after a decision on one card: all else is as it was, so nothing is read, made or matched anew."""
    report, retired_at = looked.composed.report, {e.guid: e.retired_at for e in known.entries}
    every = (*report.settled, *report.dropped)
    away = {one.guid for one in known.choices if one.opinion == "drop"}
    dropped = tuple(s for s in every if s.guid in away)
    newly = [s.was for s in dropped if s.was is not None and s.was.digest and retired_at.get(s.guid) is None]
    gone = [e for e in report.retired if e.guid not in {s.guid for s in every}]
    settled = tuple(s for s in every if s.guid not in away)
    told = replace(report, settled=settled, dropped=dropped, retired=(*gone, *newly))
    of_it = choices.as_chosen([s for s in every if s.guid == guid], known.choices)
    in_html = {**looked.dressed, **{note.guid: note for note in dressed(looked.drafted, of_it, looked.read)}}
    return replace(looked, known=known, composed=replace(looked.composed, report=told), dressed=in_html)


def _looked(
    root: Path, of: Mapping[str, Path], read: tuple[Note, ...], drafted: Drafted, known: Ledger, clock: float | None
) -> Looked:
    now = int(time.time() if clock is None else clock)
    composed = composed_of(drafted, read, known, now, roots.gone(root, known, read), prune=False, depth=None)
    report = composed.report
    every = choices.as_chosen((*report.settled, *report.dropped), known.choices)
    in_html = {note.guid: note for note in (render.retire(e, 0) for e in report.retired)}
    in_html |= {note.guid: note for note in dressed(drafted, every, read)}
    return Looked(root, of, read, drafted, known, composed, in_html)


@contextlib.contextmanager
def deciding(looked: Looked) -> Iterator[Decided]:
    """Change the ledger of some notes while the block runs, and nobody else does; it is saved if the block ends well.

    Raises:
        CardgenError: as :func:`cardgen.build.build`.
    """
    with ledger.locked(looked.root):
        known, below = roots.recall(looked.root, looked.files.values())
        decided = Decided(known)
        yield decided
        ledger.save(looked.root, decided.known)
        roots.set_aside(below)


@dataclass(slots=True)
class Decided:
    """A ledger that is being changed."""

    known: Ledger


def drafted_from(path: Path, named: Sequence[str] = (), depth: Depth | None = None) -> Drafted:
    """The cards of one note (or folder) as a build would give them, without identity; nothing is written.

    Raises:
        CardgenError: as :func:`draft`, or a note that cannot be read.
    """
    root = notes.find_root(path)
    known = Ledger()
    with contextlib.suppress(LedgerError):  # a build says it; what the lines give can be shown without
        known = ledger.load(root)
    return roots.drafted(root, [notes.read(f, root) for f in notes.find([path])], named, known, depth)

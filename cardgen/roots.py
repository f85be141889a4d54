"""A root: the folder whose ledger remembers all cards of the notes below it, and what of those notes is there.

What :mod:`cardgen.build` and :mod:`cardgen.looking` ask before they compose: the ledger with all of it, the
notes whose file is gone, and whether a ledger was lost.
"""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from cardgen import ledger, packages
from cardgen.draft import Drafted, draft
from cardgen.errors import CardgenError
from cardgen.identity import choices
from cardgen.model import Depth, Ledger, Note


def recall(root: Path, files: Iterable[Path], fresh: bool = False) -> tuple[Ledger, list[Path]]:
    """The root's ledger with those of folders below it that were a root of their own before, and where these are.

    Raises:
        CardgenError: a ledger cannot be read, or (but for `fresh`) is lost.
    """
    known = ledger.load(root, fresh)
    below = ledger.below(root, list(files))
    for other in below:
        home = other.parent.parent
        known = ledger.adopt(known, ledger.load(home), home.relative_to(root).as_posix())
    return known, below


def set_aside(below: Iterable[Path]) -> None:
    """A ledger that is in its root's must not be used any more: two would give one fact two cards."""
    for path in below:
        with contextlib.suppress(OSError):  # merged again next time, to no harm
            path.replace(path.with_name("ledger.json.merged"))


def gone(root: Path, known: Ledger, read: Iterable[Note]) -> list[str]:
    """The notes that the ledger knows and whose file is gone."""
    here = {n.path for n in read}
    return [path for path in known.decks if path not in here and not (root / path).exists()]


def drafted(root: Path, read: Sequence[Note], named: Sequence[str], known: Ledger, depth: Depth | None) -> Drafted:
    """The cards that these notes give, with what the ledger remembers of their lines.

    Raises:
        CardgenError: as :func:`cardgen.draft.draft`.
    """
    return draft(read, named, depth, choices.awake(known).entries, gone(root, known, read))


def refuse_lost_ledger(root: Path, targets: Iterable[Path] = ()) -> None:
    """Where a package is and no ledger, the cards in it would get new identities, and the person lose the history.

    Raises:
        CardgenError: so it is; it says how to bring the ledger back.
    """
    if ledger.path(root).exists():
        return
    beside = sorted((root / "decks").glob("*.apkg"))
    found = [p for p in dict.fromkeys([*targets, *beside]) if p.is_file() and packages.is_ours(p)]
    if not found or ledger.path(root).exists():  # another build may have made both just now
        return
    if (root / ledger.BEFORE).exists():
        ledger.load(root)  # says it better
    names = " ".join(shlex.quote(str(p)) for p in found)
    raise CardgenError(
        f"this package is here, but the ledger {ledger.NAME} is not: without it your cards would start again from "
        f"nothing. Bring it back with `cardgen recover {names}`, or start afresh with --fresh",
        str(found[0]),
    )

"""Copies of the collection as it was before each sync; the last few are kept."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final

from cardgen import files
from cardgen.errors import CardgenError

KEPT: Final = 5


def keep(collection: Path, now: float) -> Path:
    """Copy a collection that is closed beside it, all or nothing, and let go of the oldest copies; gives the copy.

    `now` is Unix seconds: it names the copy. One that would be as the last one is not made.

    Raises:
        CardgenError: the copy cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     collection = Path(here, "collection.anki2")
    ...     copies = [keep(collection, now) for now in range(7) if collection.write_bytes(b"cards" * now) or not now]
    ...     [copy.exists() for copy in copies], keep(collection, 8) == copies[-1]
    ([False, False, True, True, True, True, True], True)
    """
    folder = collection.parent / "backups"
    seconds, milliseconds = divmod(int(now * 1000), 1000)
    copy = folder / time.strftime(f"%Y-%m-%d-%H%M%S-{milliseconds:03}.anki2", time.gmtime(seconds))
    try:
        data, before = collection.read_bytes(), sorted(folder.glob("*.anki2"))
        if before and before[-1].read_bytes() == data:
            return before[-1]
        files.replace(copy, data)
    except OSError as error:
        raise CardgenError(files.why(error, copy), str(copy)) from error
    for old in [*before, copy][:-KEPT]:
        with contextlib.suppress(OSError):  # it goes the next time
            old.unlink()
    return copy


def bring_back(copy: Path, collection: Path) -> None:
    """Put a copy in the place of a collection that is closed.

    Raises:
        CardgenError: it cannot be written; the copy is still there.
    """
    try:
        for more in ("-wal", "-shm"):  # of what is thrown away
            collection.with_name(collection.name + more).unlink(missing_ok=True)
        files.replace(collection, copy.read_bytes())
    except OSError as error:
        raise CardgenError(files.why(error, collection), str(collection)) from error

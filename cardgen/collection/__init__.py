"""The small Anki collection that cardgen owns, so that no desktop Anki is needed: where it lies and who may read it.

It stands in for a computer of the person's: it is synced with their account like every other device. Modules here
that use the `anki` package (`hub`, `server`) are imported only by who syncs; this one costs nothing.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cardgen import files
from cardgen.errors import CardgenError

SCRAP: Final = "import-"
"""What folders begin with that are there only while something is imported."""


def folder(root: Path) -> Path:
    """The folder for all that syncing keeps: the collection, its media and backups, and what we remember.

    >>> folder(Path("school")).as_posix()
    'school/decks/.sync'
    """
    return root / "decks" / ".sync"


def path(root: Path) -> Path:
    """The collection of a root, whether it is there or not.

    >>> path(Path("school")).as_posix()
    'school/decks/.sync/collection.anki2'
    """
    return folder(root) / "collection.anki2"


@contextlib.contextmanager
def locked(root: Path) -> Iterator[Path]:
    """Make the folder if need be and keep it for us alone while the block runs; gives the folder.

    Nobody but the current user may look into it, and version control passes it by: it holds what a person studies.

    Raises:
        CardgenError: another sync is at it, or the folder cannot be made.
    """
    here = folder(root)
    try:
        here.mkdir(parents=True, exist_ok=True)
        here.chmod(0o700)
        if not (here / ".gitignore").exists():
            files.replace(here / ".gitignore", b"*\n")
    except OSError as error:
        raise CardgenError(files.why(error, here), str(here)) from error
    with files.locked(here / "sync.lock", wait=0, who="another `cardgen sync`"):
        for scrap in here.glob(f"{SCRAP}*"):  # of a sync that was killed
            shutil.rmtree(scrap, ignore_errors=True)
        yield here

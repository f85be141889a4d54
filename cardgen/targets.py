"""Where a package goes, whether it can be written there, and what lies there."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from cardgen import files, notes
from cardgen.errors import CardgenError


def default(given: Path) -> Path:
    """The package of a note or a folder: in the decks of its root, by its name.

    >>> default(Path("coffee.md")).parent.name, default(Path("collection.md")).name    # Anki means its own by that name
    ('decks', 'collection-deck.apkg')
    """
    name = given.resolve().name if given.is_dir() else given.stem
    if not name or name.casefold() == "collection":  # Anki would take it for a backup of everything
        name = f"{name}-deck"
    return notes.find_root(given) / "decks" / f"{name}.apkg"


def check(target: Path) -> None:
    """Refuses, before the ledger is saved, a package that could not be written afterwards.

    Raises:
        CardgenError: another ending, a folder of this name, or a folder that cannot be written to.

    >>> check(Path("deck.zip"))
    Traceback (most recent call last):
    ...
    cardgen.errors.CardgenError: deck.zip: Anki opens only files that end in .apkg: choose such a name with -o
    """
    if target.suffix.lower() != ".apkg":
        raise CardgenError("Anki opens only files that end in .apkg: choose such a name with -o", str(target))
    if target.is_dir():
        raise CardgenError("a folder of this name is in the way: choose another name with -o", str(target))
    folder = next(up for up in files.absolute(target).parents if up.exists())
    if not folder.is_dir():
        raise CardgenError(f"{str(folder)!r} is a file, not a folder: choose another place with -o", str(target))
    if not os.access(folder, os.W_OK):
        message = f"you may not write to {str(folder)!r}: change its permissions, or choose another place with -o"
        raise CardgenError(message, str(target))


def built(given: Path | None) -> Path:
    """The package that is meant: itself, the one of a note or a folder, or the newest in the decks of where we are.

    Raises:
        CardgenError: there is none yet.
    """
    if given is None:
        decks = notes.find_root(Path.cwd()) / "decks"
        made = sorted(decks.glob("*.apkg"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        if not made:
            raise CardgenError("no deck was built here yet: name one, or run `cardgen build` first", str(decks))
        return made[-1]
    if given.suffix.lower() == ".apkg":
        return given
    if not given.exists():
        raise CardgenError("there is no such note or deck: check the spelling, and where you are", str(given))
    package = default(given)
    if not package.exists():
        raise CardgenError(f"no deck was built of it yet: run `cardgen build {given}` first", str(given))
    return package


def read(package: Path) -> bytes:
    """A package as it lies there.

    Raises:
        CardgenError: it cannot be read, or is no package.
    """
    try:
        data = package.read_bytes()
    except OSError as error:
        raise CardgenError(f"cannot be read: {error.strerror or error}", str(package)) from error
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise CardgenError("this is no Anki package: build the deck again", str(package))
    return data

"""Freezes what a release makes of `lighthouse.md`: run it once, when a version is released.

    .venv/bin/python tests/releases/make.py 0.1.0

writes the folder `tests/releases/0.1.0` with the note, the ledger and the package. It stays as it is for ever:
people have such ledgers and such decks. Only `--again`, before the version is out, makes it anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from cardgen.build import build

HERE = Path(__file__).resolve().parent
CLOCK = 1_750_000_000
"""The same package whenever it is made."""


def freeze(version: str, again: bool = False) -> Path:
    """Builds the note in a root of its own and keeps what comes out.

    Raises:
        FileExistsError: this version was frozen before.
    """
    folder = HERE / version
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with tempfile.TemporaryDirectory() as made:
        note = Path(made, "notes", "lighthouse.md")
        note.parent.mkdir()
        shutil.copyfile(HERE / "lighthouse.md", note)
        [package] = build([note], clock=CLOCK)
        for file in (note, package.target, Path(made, "decks", "ledger.json")):
            shutil.copyfile(file, folder / file.name)
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Freeze what this version makes of lighthouse.md.")
    parser.add_argument("version")
    parser.add_argument("--again", action="store_true", help="make it anew, before the version is out")
    given = parser.parse_args()
    try:
        print(freeze(given.version, given.again))
    except FileExistsError:
        sys.exit(f"{given.version} is frozen already, and people have such decks: only --again makes it anew")

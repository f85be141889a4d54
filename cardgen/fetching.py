"""Fetches the pictures that notes show from the web, because a person asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cardgen import fetched, files, notes
from cardgen.errors import CardgenError
from cardgen.model import Place, Remark


def fetch_images(paths: Sequence[Path]) -> list[Remark]:
    """Fetch the images that notes show from the web, those that are not here yet; what could not be fetched.

    Raises:
        CardgenError: a note cannot be read, or a picture not written.
    """
    missed = []
    for file in notes.find(paths):
        root = notes.find_root(file)
        note = notes.read(file, root)
        for line, url in notes.images_elsewhere(note):
            try:
                fetched.fetch(root, url)
            except fetched.FetchError as error:
                missed.append(Remark(Place(note.path, line, line), f"the image {url!r} was not fetched: {error}"))
            except OSError as error:
                raise CardgenError(files.why(error, root / "decks" / "fetched"), str(root)) from error
    return missed

"""Reads back what cardgen wrote: packages, and collections that Anki exported, for when the ledger is lost.

A card carries in a spare field, which no template shows, what the ledger remembers of it: so a package brings the
ledger back as it was, and so does the collection of whoever studies. It is packed, because Anki searches fields,
acts on some of their words, and lets editors tidy their HTML.
"""

from __future__ import annotations

import base64
import contextlib
import json
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from cardgen import ledger
from cardgen.errors import CardgenError
from cardgen.model import AnkiNote, Entry, Media
from cardgen.notetypes import BY_KIND

SPARE: Final = {kind: notetype.field_names.index("Spare1") for kind, notetype in BY_KIND.items()}
"""The field that holds what the ledger remembers of the card."""
_MARK: Final = "cardgen:"
_MOST: Final = 1_000_000
"""No entry is longer: what unpacks to more is not ours."""
KINDS: Final = {notetype.id: notetype.key for notetype in BY_KIND.values()}
"""Anki's id of each of our note types → which it is."""
_TOO_NEW = (
    "this was exported in Anki's newer format, which takes one more library to read: install it with "
    "`pip install 'cardgen[recover]'`, or export again and tick “Support older Anki versions”"
)


@dataclass(frozen=True, slots=True)
class Package:
    """The notes of cardgen's that a package or a collection holds."""

    path: Path
    notes: tuple[AnkiNote, ...] = ()
    """As Anki has them: `ordinals` are those of the cards that are there; their `position` is 0."""
    decks: Mapping[str, str] | None = None
    """GUID → the name of the deck that its cards are in."""
    notetypes: Mapping[str, int] | None = None
    """Note type → when it last changed."""
    exported: bool = False
    """Anki wrote it: then a card remembers what was known of it when it last changed, not when it was last built."""


# ------------------------------------------------------------------ what a card carries


def remember(note: AnkiNote, entry: Entry) -> AnkiNote:
    """The note with what the ledger remembers of it in the field that nobody sees.

    >>> entry = Entry("g1", "basic", "x.md", 3, "why", "why", "Why?", "so", ((1, "so"),), 1, "why: so", (), 7, "0f")
    >>> note = remember(AnkiNote("g1", "basic", ("Why?", "so", *[""] * 10), (), (0,), 7, 1), entry)
    >>> recall(note) == entry, note.fields[8][:8]
    (True, 'cardgen:')
    """
    packed = zlib.compress(json.dumps(ledger.entry_out(entry), ensure_ascii=False).encode("utf-8", "surrogatepass"), 9)
    at = SPARE[note.kind]
    fields = (*note.fields[:at], _MARK + base64.b64encode(packed).decode(), *note.fields[at + 1 :])
    return replace(note, fields=fields)


def recall(note: AnkiNote) -> Entry | None:
    """What the ledger remembered of a note when it was last published; None if it does not say.

    >>> recall(AnkiNote("g1", "basic", ("Why?", "so", *[""] * 10), (), (0,), 7, 1)) is None
    True
    """
    text = re.sub(r"<[^>]*>|\s", "", note.fields[SPARE[note.kind]])
    if not text.startswith(_MARK):
        return None
    with contextlib.suppress(ValueError, zlib.error):
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode(text.removeprefix(_MARK)), _MOST)
        entry = ledger.entry_in(json.loads(data.decode("utf-8", "surrogatepass")))
        if entry is not None and entry.guid == note.guid and (entry.kind == "basic") == (note.kind == "basic"):
            return entry
    return None


# ------------------------------------------------------------------ reading


def read(path: Path) -> Package:
    """The notes of cardgen's in an .apkg or .colpkg, told by the ids of their note types.

    Raises:
        CardgenError: the file is missing, damaged or no package, or it needs a library that is not installed.
    """
    with opened(path) as (connection, exported):
        return Package(path, *_read(connection), exported=exported)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """The collection in an .apkg or .colpkg as a database to read, and whether Anki wrote it, while the block runs.

    Raises:
        CardgenError: the file is missing, damaged or no package, or it needs a library that is not installed; also
            where what the block reads is not as it should be.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="cardgen-") as folder:
            database = Path(folder, "collection.db")
            database.write_bytes(_collection(archive, path))
            with closing(sqlite3.connect(database)) as connection:
                sort_as_told(connection)
                yield connection, "meta" in archive.namelist() or "collection.anki21" in archive.namelist()
    except FileNotFoundError as error:
        raise CardgenError("there is no such file: check the spelling, and where you are", str(path)) from error
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise CardgenError(f"this package cannot be read ({error}): try an older one, {_EXPORT}", str(path)) from error
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        message = f"the collection in this package is damaged ({error}): try an older one, {_EXPORT}"
        raise CardgenError(message, str(path)) from error


def sort_as_told(connection: sqlite3.Connection) -> None:
    """Gives a connection the order of names that Anki's tables ask for. Anki has its own way; we only read."""
    connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))


_EXPORT: Final = "or export your collection from Anki (File > Export) and give that"


def is_ours(path: Path) -> bool:
    """Whether a file holds cards of cardgen's, or is a package that nobody can read any more."""
    try:
        return bool(read(path).notes)
    except CardgenError:
        return True


def _collection(archive: zipfile.ZipFile, path: Path) -> bytes:
    names = set(archive.namelist())
    # The newer formats come first: beside them Anki puts an old one that only says "please update".
    if "collection.anki21b" in names:
        return _unpacked(archive.read("collection.anki21b"), path)
    for name in ("collection.anki21", "collection.anki2"):
        if name in names:
            return archive.read(name)
    raise CardgenError("this is no package of Anki's: give an .apkg or .colpkg file", str(path))


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise CardgenError(_TOO_NEW, str(path)) from error
    try:
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    except zstandard.ZstdError as error:
        raise CardgenError(f"the collection in this package is damaged ({error}): {_EXPORT[3:]}", str(path)) from error


_Read = tuple[tuple[AnkiNote, ...], dict[str, str], dict[str, int]]


def _read(connection: sqlite3.Connection) -> _Read:
    ids = ",".join(map(str, KINDS))
    rows = connection.execute(f"select id, guid, mid, mod, tags, flds from notes where mid in ({ids}) order by id")
    found = {row[0]: row[1:] for row in rows}
    names = _deck_names(connection)
    ordinals: dict[int, list[int]] = {nid: [] for nid in found}
    home: dict[int, str] = {}
    for nid, ordinal, deck, original in connection.execute("select nid, ord, did, odid from cards order by nid, ord"):
        if nid in found:
            ordinals[nid].append(ordinal)
            home.setdefault(nid, names.get(original or deck, ""))
    notes = tuple(_note(row, tuple(ordinals[nid])) for nid, row in found.items())
    decks = {found[nid][0]: name for nid, name in home.items() if name}
    return notes, decks, dict(_times(connection))


def _note(row: tuple[Any, ...], ordinals: tuple[int, ...]) -> AnkiNote:
    guid, mid, mod, tags, text = row
    kind = KINDS[mid]
    fields = text.split("\x1f")
    size = len(BY_KIND[kind].fields)
    return AnkiNote(guid, kind, tuple((fields + [""] * size)[:size]), tuple(tags.split()), ordinals, mod, 0)


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether a collection has a table: newer ones have tables of what older ones keep as texts."""
    asked = "select 1 from sqlite_master where type = 'table' and name = ?"
    return connection.execute(asked, (name,)).fetchone() is not None


def _deck_names(connection: sqlite3.Connection) -> dict[int, str]:
    """Newer collections have a table of decks, older ones a text."""
    if has_table(connection, "decks"):
        rows = connection.execute("select id, name from decks")
        return {number: name.replace("\x1f", "::") for number, name in rows}
    (text,) = connection.execute("select decks from col").fetchone()
    return {int(number): deck["name"] for number, deck in json.loads(text).items()}


def _times(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    if has_table(connection, "notetypes"):
        rows = connection.execute("select id, mtime_secs from notetypes").fetchall()
    else:
        (text,) = connection.execute("select models from col").fetchone()
        rows = [(int(number), model["mod"]) for number, model in json.loads(text).items()]
    yield from ((KINDS[number], changed) for number, changed in rows if number in KINDS)


def media(path: Path) -> tuple[Media, ...]:
    """The pictures and sounds in a package as cardgen writes it; those of Anki's newer format are left where they are.

    Raises:
        CardgenError: the package cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if "meta" in archive.namelist():
                return ()
            names: dict[str, str] = json.loads(archive.read("media"))
            return tuple(Media(name, archive.read(number)) for number, name in names.items())
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CardgenError(f"this package cannot be read ({error}): try an older one, {_EXPORT}", str(path)) from error

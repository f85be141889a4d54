"""A package cut to what a collection is to take from it, so that Anki's importer needs not be told what to leave.

The importer goes by which side is newer; what is to become of a note whose fields, tags and neighbours changed on both
sides it cannot know. So the package that it gets holds only notes that are to become just as they stand in it.
"""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Final

from cardgen.collection.holding import Changes
from cardgen.errors import CardgenError

_DATABASE: Final = "collection.anki2"
_LONG_AGO: Final = 1
"""Older than any note: the importer leaves the one that is there as it is."""


def fitted(package: Path, changes: Changes, held: frozenset[str], now: float, target: Path) -> None:
    """Write a package with the notes that `changes` take, just as they stand there.

    Args:
        package: as :func:`cardgen.apkg.write` made it.
        held: GUIDs of notes that the collection has. One of each note type comes along, too old to be taken: Anki
            learns of a note type's new looks only from a package that has a note of it.
        now: Unix seconds: what comes new was made then.
        target: the file to write.

    Raises:
        CardgenError: the package cannot be read, or the file cannot be written.
    """
    try:
        with zipfile.ZipFile(package) as whole, zipfile.ZipFile(target, "w") as part:
            for name in whole.namelist():
                if name != _DATABASE:
                    part.writestr(name, whole.read(name))
            part.writestr(_DATABASE, _cut(whole.read(_DATABASE), changes, held, now))
    except (OSError, KeyError, zipfile.BadZipFile, sqlite3.Error) as error:
        raise CardgenError(f"this package cannot be read ({error}): build the deck again", str(package)) from error


def _cut(database: bytes, changes: Changes, held: frozenset[str], now: float) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        connection.execute("create index by_guid on notes (guid)")  # while we work: packages have none
        taken = {note.guid for note in changes.take}
        rows = connection.execute("select guid, mid from notes").fetchall()
        carriers = {mid: guid for guid, mid in rows if guid in held and guid not in taken}
        kept = taken | set(carriers.values())
        connection.executemany("delete from notes where guid = ?", [(g,) for g, _ in rows if g not in kept])
        connection.executemany(
            "update notes set mod = ?, tags = ?, flds = ? where guid = ?",
            [(n.changed_at, f" {' '.join(n.tags)} ", "\x1f".join(n.fields), n.guid) for n in changes.take],
        )
        connection.executemany(
            "update notes set mod = ? where guid = ?", [(_LONG_AGO, guid) for guid in carriers.values()]
        )
        connection.executemany(
            "delete from cards where nid in (select id from notes where guid = ?)",
            [(guid,) for guid in {*changes.bare, *carriers.values()}],
        )
        connection.execute("delete from cards where nid not in (select id from notes)")
        connection.execute("drop index by_guid")
        _number_anew(connection, now)
        connection.commit()
        return connection.serialize()


def _number_anew(connection: sqlite3.Connection, now: float) -> None:
    """Give notes and cards ids that nobody has had.

    A package gives a note the same ids each time. If the learner had deleted it, and it comes back under its old id,
    Anki cannot tell other devices when it is deleted once more, and asks for a full sync.
    """
    notes = [row[0] for row in connection.execute("select id from notes order by id")]
    cards = [row[0] for row in connection.execute("select id from cards order by id")]
    first = int(now * 1000) - len(notes) - len(cards)
    for table, column in (("notes", "id"), ("cards", "id"), ("cards", "nid")):  # out of the way of the new ones
        connection.execute(f"update {table} set {column} = -{column}")
    of_note = [(first + at, -old) for at, old in enumerate(notes)]
    of_card = [(first + len(notes) + at, -old) for at, old in enumerate(cards)]
    connection.execute("create index by_note on cards (nid)")
    connection.executemany("update notes set id = ? where id = ?", of_note)
    connection.executemany("update cards set nid = ? where nid = ?", of_note)
    connection.executemany("update cards set id = ? where id = ?", of_card)
    connection.execute("drop index by_note")

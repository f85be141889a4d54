"""Decks to one .apkg file that Anki imports and, later, updates: the only room that knows genanki."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import genanki

from cardgen import files
from cardgen.errors import CardgenError
from cardgen.model import AnkiNote, Deck, Media, Preset
from cardgen.notetypes import BY_KIND, NoteType

_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_PACKED: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp3", ".ogg", ".oga", ".opus", ".m4a"})
# What Anki drops or refuses in a field: controls (0x1f parts its fields) and halves of surrogate pairs.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def write(decks: Sequence[Deck], target: Path, notetype_changed: Mapping[str, int]) -> bool:
    """Write decks as one package; the same decks give the same bytes.

    Args:
        decks: what goes in. Notes without ordinals (retired ones) go in without cards: who has them gets the
            news, who has not gets nothing to study. A deck with a preset brings it along: Anki takes it where the
            person ticks *Import any deck presets*, also for a deck that is there already.
        target: the package, whose name ends in ``.apkg``; missing folders are made.
        notetype_changed: when each kind of note type last changed, in Unix seconds: Anki takes only newer ones.

    Returns:
        Whether the file changed. One that would stay the same is not touched.

    Raises:
        CardgenError: the name is none that Anki opens as a deck, or the file cannot be written; an older one is
            as it was.

    >>> note = AnkiNote("g1", "basic", ("2 + 2?", "4", *[""] * 10), (), (0,), 1_700_000_000, 1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [write([Deck("Sums", (note,))], Path(folder, "sums.apkg"), {"basic": 1_700_000_000}) for _ in "ab"]
    [True, False]
    """
    _check_name(target)
    _check_guids(decks)
    try:
        data = _package(decks, notetype_changed)
        if target.is_file() and target.read_bytes() == data:
            return False
        files.replace(target, data)
    except OSError as error:
        raise CardgenError(files.why(error, target), str(target)) from error
    except sqlite3.OperationalError as error:
        message = f"the deck's database cannot be written ({error}): free some space in {tempfile.gettempdir()!r}"
        raise CardgenError(message, str(target)) from error
    return True


def deck_id(name: str) -> int:
    """The id of a deck, always the same for a name. (Anki itself matches decks by name.)

    >>> deck_id("Biology") == deck_id("Biology") != deck_id("Chemistry")
    True
    """
    return _id_of(name)


def preset_id(preset: Preset) -> int:
    """The id of a preset: another one for other numbers, because Anki never changes a preset that it has.

    >>> preset_id(Preset("by May", 8, 99)) == preset_id(Preset("by May", 8, 99)) != preset_id(Preset("by May", 9, 99))
    True
    """
    return _id_of(f"{preset.name}\0{preset.new_per_day}\0{preset.reviews_per_day}")


def _id_of(name: str) -> int:
    lowest, highest = 10**9, 2**53
    hashed = hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "replace")).digest()
    return lowest + int.from_bytes(hashed[:8], "big") % (highest - lowest)


def _check_name(target: Path) -> None:
    if target.suffix.lower() != ".apkg":
        raise CardgenError("Anki opens only files that end in .apkg: choose such a name with -o", str(target))
    if target.stem.lower() == "collection":
        # AnkiDroid takes a file of this name for a backup, and replaces everything the person has.
        raise CardgenError(
            "a file of this name would replace a person's whole collection: choose another with -o", str(target)
        )


def _check_guids(decks: Iterable[Deck]) -> None:
    """Anki takes a GUID given twice as two notes, of which later updates reach only one."""
    seen: set[str] = set()
    for deck in decks:
        for note in deck.notes:
            if note.guid in seen:
                raise AssertionError(f"GUID {note.guid!r} was given twice: in deck {deck.name!r}, {note.fields[0]!r}")
            seen.add(note.guid)


# ------------------------------------------------------------------ what genanki writes


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with ids on its fields and templates, and a time of its own."""

    def __init__(self, notetype: NoteType, changed_at: int) -> None:
        super().__init__(
            notetype.id,
            notetype.name,
            fields=[{"name": name, "id": key} for name, key in notetype.fields],
            templates=[{"name": t.name, "id": t.id, "qfmt": t.front, "afmt": t.back} for t in notetype.templates],
            css=notetype.css,
            model_type=genanki.Model.CLOZE if notetype.key == "cloze" else genanki.Model.FRONT_BACK,
        )
        self.changed_at = changed_at

    @property
    def _req(self) -> list[list[Any]]:
        # genanki's guess is wrong for conditional templates. Nobody reads it: we say which cards there are.
        return [[number, "any", [0]] for number in range(len(self.templates))]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        made: dict[str, Any] = super().to_json(self.changed_at, 1)
        return made


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with the time when its own content changed: else Anki would overwrite what people edit in others."""

    def __init__(self, note: AnkiNote, model: _Model, ids: Iterator[int]) -> None:
        super().__init__(
            model,
            [_UNFIT.sub("", text) for text in note.fields],
            guid=note.guid,
            tags=[_UNFIT.sub("", tag) for tag in note.tags],
            due=note.position,
        )
        self.changed_at = note.changed_at
        self.ordinals = note.ordinals
        self.ids = ids

    @property
    def cards(self) -> list[genanki.Card]:
        return [genanki.Card(ordinal) for ordinal in self.ordinals]

    def _check_invalid_html_tags_in_fields(self) -> None:
        """genanki warns of good HTML and lets bad pass; ours has been sanitised."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, self.changed_at, deck_id, self.ids)


def _ids(decks: Iterable[Deck]) -> dict[str, tuple[int, ...]]:
    """For each GUID the ids of its note and cards: Anki reads them as the time of creation, in milliseconds.

    >>> note = AnkiNote("g", "cloze", (), (), (0, 2), 100, 1)
    >>> _ids([Deck("D", (note,))])
    {'g': (100000, 100001, 100002)}
    """
    free, ids = 0, {}
    for note in sorted((n for deck in decks for n in deck.notes), key=lambda n: (n.changed_at, n.guid)):
        first = max(free, note.changed_at * 1000)
        free = first + 1 + len(note.ordinals)
        ids[note.guid] = tuple(range(first, free))
    return ids


def _genanki_decks(decks: Sequence[Deck], notetype_changed: Mapping[str, int]) -> list[genanki.Deck]:
    ids = _ids(decks)
    kinds = sorted({note.kind for deck in decks for note in deck.notes})
    models = {kind: _Model(BY_KIND[kind], notetype_changed[kind]) for kind in kinds}
    made = []
    for deck in decks:
        shell = genanki.Deck(deck_id(deck.name), deck.name, deck.description)
        for note in sorted(deck.notes, key=lambda n: n.position):
            cards = len(BY_KIND[note.kind].templates) if note.kind == "basic" else 500
            assert all(0 <= ordinal < cards for ordinal in note.ordinals), f"{note.guid}: no such card"
            shell.add_note(_Note(note, models[note.kind], iter(ids[note.guid])))
        made.append(shell)
    return made


def _database(decks: Sequence[Deck], notetype_changed: Mapping[str, int]) -> bytes:
    """The collection as genanki makes it, in memory: a file of its own a crash would leave for others to read."""
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        package = genanki.Package(_genanki_decks(decks, notetype_changed))
        package.write_to_db(cursor, 0, iter(()))
        # With several decks genanki writes a note type twice under one key: read as JSON, the last one stays.
        (models,) = cursor.execute("SELECT models FROM col").fetchone()
        cursor.execute("UPDATE col SET models = ?", (json.dumps(json.loads(models), sort_keys=True),))
        _set_presets(cursor, {deck_id(d.name): d.preset for d in decks if d.preset})
        connection.commit()
        return connection.serialize()


def _set_presets(cursor: sqlite3.Cursor, presets: Mapping[int, Preset]) -> None:
    """Give decks, by id, their options, for which genanki has no words. The preset 1 is the person's own: it stays."""
    if not presets:
        return
    decks, options = map(json.loads, cursor.execute("SELECT decks, dconf FROM col").fetchone())
    for deck, preset in presets.items():
        number = preset_id(preset)
        options[str(number)] = _options(number, preset)
        decks[str(deck)]["conf"] = number
    cursor.execute("UPDATE col SET decks = ?, dconf = ?", (json.dumps(decks), json.dumps(options, sort_keys=True)))


def _options(number: int, preset: Preset) -> dict[str, Any]:
    """A preset as Anki makes it when a person adds one, but for its two limits."""
    return {
        "id": number, "name": preset.name, "mod": 0, "usn": 0, "dyn": False,
        "autoplay": True, "replayq": True, "timer": 0, "maxTaken": 60,
        "new": {
            "perDay": preset.new_per_day, "delays": [1, 10], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1,
            "bury": False,
        },
        "rev": {
            "perDay": preset.reviews_per_day, "ease4": 1.3, "ivlFct": 1, "hardFactor": 1.2, "maxIvl": 36500,
            "bury": False,
        },
        "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
        "desiredRetention": 0.9, "easyDaysPercentages": [1] * 7,
    }  # fmt: skip


# ------------------------------------------------------------------ the package around it


def _package(decks: Sequence[Deck], notetype_changed: Mapping[str, int]) -> bytes:
    """The whole file: fixed dates and a fixed order, so that equal decks give equal bytes."""
    media = _media(decks)
    names = {str(number): file.name for number, file in enumerate(media)}
    members: dict[str, tuple[bytes, int]] = {
        "collection.anki2": (_database(decks, notetype_changed), zipfile.ZIP_DEFLATED),
        "media": (json.dumps(names).encode(), zipfile.ZIP_DEFLATED),
    }
    for number, file in enumerate(media):
        packed = Path(file.name).suffix in _PACKED
        members[str(number)] = (file.data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members):
            data, how = members[name]
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = how
            member.create_system = 3
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    return out.getvalue()


def _media(decks: Iterable[Deck]) -> list[Media]:
    """Each file once, by name; two contents under one name are our bug: one would silently win."""
    found: dict[str, Media] = {}
    for deck in decks:
        for file in deck.media:
            first = found.setdefault(file.name, file)
            assert first.data == file.data, f"two media files are called {file.name!r}"
            assert "/" not in file.name and ".." not in file.name, f"Anki refuses the media name {file.name!r}"
    return [found[name] for name in sorted(found)]

"""The collection, open: what it holds of ours is read here, and changed here, with Anki's own engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

import anki.collection  # noqa: F401  the package must be entered by this door, or it goes in a circle
from anki.cards import CardId
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.errors import AnkiException
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER as IF_NEWER
from anki.models import NotetypeId
from anki.notes import NoteId

from cardgen.collection import SCRAP, backups, limits
from cardgen.collection.fitting import fitted
from cardgen.collection.holding import Changes, Held, HeldCard
from cardgen.errors import CardgenError
from cardgen.model import AnkiNote, Preset
from cardgen.notetypes import BY_KIND

_KINDS: Final = {notetype.id: notetype.key for notetype in BY_KIND.values()}
_SUSPENDED: Final = -1
_IMPORT_OPTIONS: Final = ("mergeNotetypes", "updateNotes", "updateNotetypes", "withDeckConfigs", "withScheduling")


class Hub:
    """The collection of a root, open; use it in a `with` block."""

    def __init__(self, collection: Path) -> None:
        self.path = collection
        self.col = _opened(collection)

    def __enter__(self) -> Hub:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.col.close()

    @property
    def cards(self) -> int:
        """How many cards there are, also of the person's other decks."""
        return int(self.col.card_count())

    @property
    def reviews(self) -> int:
        """How many reviews there are."""
        return self._scalar("select count() from revlog")

    @property
    def structure(self) -> int:
        """When the structure of the collection last changed: another one means that nothing can be merged any more."""
        return self._scalar("select scm from col")

    @property
    def has_media(self) -> bool:
        """Whether there is any picture or sound here."""
        return any(Path(self.col.media.dir()).iterdir())

    def _scalar(self, sql: str) -> int:
        assert self.col.db is not None
        return int(self.col.db.scalar(sql) or 0)

    def _rows(self, sql: str) -> Sequence[Sequence[object]]:
        assert self.col.db is not None
        return self.col.db.all(sql)

    # -------------------------------------------------------------- what is there

    def held(self) -> dict[str, Held]:
        """The notes of ours that are there, by GUID."""
        ours = ",".join(map(str, _KINDS))
        decks = {deck.id: deck.name for deck in self.col.decks.all_names_and_ids()}
        cards: dict[object, list[HeldCard]] = {}
        for id_, nid, ordinal, deck, queue in self._rows(
            "select id, nid, ord, case when odid then odid else did end, queue from cards"
            f" where nid in (select id from notes where mid in ({ours})) order by nid, ord"
        ):
            assert isinstance(id_, int) and isinstance(ordinal, int) and isinstance(deck, int)
            cards.setdefault(nid, []).append(HeldCard(id_, ordinal, decks.get(deck, ""), queue == _SUSPENDED))
        rows = self._rows(f"select id, guid, mid, mod, tags, flds from notes where mid in ({ours})")
        return {str(row[1]): _held(row, tuple(cards.get(row[0], ()))) for row in rows}

    def foreign(self) -> frozenset[str]:
        """The GUIDs of all notes that are of no note type of ours."""
        ours = ",".join(map(str, _KINDS))
        return frozenset(str(row[0]) for row in self._rows(f"select guid from notes where mid not in ({ours})"))

    def unseen(self) -> dict[str, int]:
        """Deck name → how many of our cards in it were never answered."""
        return limits.unseen(self.col, list(_KINDS))

    def check_notetypes(self) -> None:
        """Refuse a collection in which a note type of ours has other fields or templates than we gave it.

        Raises:
            CardgenError: so it is; Anki would leave the old notes as they are and make a second note type.
        """
        for notetype in BY_KIND.values():
            there = self.col.models.get(NotetypeId(notetype.id))
            if there is None:
                continue
            same_fields = [each.get("id") for each in there["flds"]] == [key for _, key in notetype.fields]
            same_cards = [each.get("id") for each in there["tmpls"]] == [each.id for each in notetype.templates]
            if not (same_fields and same_cards):
                raise CardgenError(
                    f"the note type “{there['name']}” has other fields or card templates in Anki than cardgen gave it, "
                    "so its notes can't be brought up to date: undo that in Anki (Tools > Manage Note Types), sync "
                    "Anki, and try again"
                )

    # -------------------------------------------------------------- changing it

    def back_up(self, now: float) -> Path:
        """Copy the collection as it is now into its backups; gives the copy.

        Raises:
            CardgenError: the copy cannot be written.
        """
        with self._closed():
            return backups.keep(self.path, now)

    def bring_back(self, copy: Path) -> None:
        """Put a copy of :meth:`back_up` in the place of what is there.

        Raises:
            CardgenError: it cannot be written.
        """
        with self._closed():
            backups.bring_back(copy, self.path)

    def change(self, package: Path, changes: Changes, now: float) -> None:
        """Import, move, retire: each step may be taken again to no harm, if we are killed between two.

        `now` is Unix seconds.

        Raises:
            CardgenError: Anki refuses the package, or a deck is no place for these cards.
        """
        try:
            self._take(package, changes, now)
            self._arrange(changes)
        except AnkiException as error:
            raise CardgenError(f"Anki does not take this deck: {error}", str(package)) from error

    def set_pace(self, presets: Mapping[str, Preset], over: Iterable[str]) -> None:
        """Give decks, by name, their daily numbers, and those whose day is over the options that they had before."""
        limits.set_pace(self.col, presets, list(over))

    def _arrange(self, changes: Changes) -> None:
        """What no import can do."""
        for tag, notes in changes.tag.items():
            self.col.tags.bulk_add([NoteId(id_) for id_ in notes], tag)
        for deck, cards in changes.move.items():
            self.col.set_deck([CardId(id_) for id_ in cards], self._deck(deck))
        if changes.suspend:
            self.col.sched.suspend_cards([CardId(id_) for id_ in changes.suspend])
        if changes.wake:
            self.col.sched.unsuspend_cards([CardId(id_) for id_ in changes.wake])
        if changes.delete:
            self.col.remove_notes([NoteId(id_) for id_ in changes.delete])

    def _deck(self, name: str) -> int:
        found = self.col.decks.id(name)
        assert found is not None
        return found

    def _take(self, package: Path, changes: Changes, now: float) -> None:
        options = ImportAnkiPackageOptions(
            merge_notetypes=False,  # it would change the structure
            update_notes=IF_NEWER,
            update_notetypes=IF_NEWER,
            with_scheduling=False,
            with_deck_configs=False,
        )
        with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=SCRAP) as folder, self._own_options():
            part = Path(folder, "part.apkg")
            fitted(package, changes, frozenset(self.held()), now, part)
            self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(part), options=options))

    @contextmanager
    def _own_options(self) -> Iterator[None]:
        """Anki offers what was chosen last at the next import, on every device: ours were not the learner's choice."""
        before: Mapping[str, object] = self.col.all_config()
        yield
        for key in _IMPORT_OPTIONS:
            if key in before:
                self.col.set_config(key, before[key])
            else:
                self.col.remove_config(key)

    @contextmanager
    def _closed(self) -> Iterator[None]:
        self.col.close()
        try:
            yield
        finally:
            self.col = _opened(self.path)


def _held(row: Sequence[object], cards: tuple[HeldCard, ...]) -> Held:
    id_, guid, mid, mod, tags, text = row
    assert isinstance(id_, int) and isinstance(mid, int) and isinstance(mod, int)
    ordinals = tuple(card.ordinal for card in cards)
    fields = tuple(str(text).split("\x1f"))
    return Held(id_, AnkiNote(str(guid), _KINDS[mid], fields, tuple(str(tags).split()), ordinals, mod, 0), cards)


def _opened(collection: Path) -> Collection:
    try:
        return Collection(str(collection))
    except AnkiException as error:
        raise CardgenError(
            f"the collection cannot be opened ({error}): close what else may use it; if it is damaged, delete it and "
            "sync again, then it comes back from your account",
            str(collection),
        ) from error

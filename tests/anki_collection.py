"""A real, fresh Anki collection to import packages into, as a person's desktop Anki would with its default options."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.scheduler.v3 import CardAnswer

Log = ImportLogWithChanges.Log


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one card stands: what an import must never change."""

    guid: str
    ordinal: int
    deck: str
    due: int
    type: int
    queue: int
    interval: int
    reps: int


class Anki:
    """A collection in its own folder; use it in a `with` block.

    with Anki(tmp_path) as anki:
        log = anki.take("decks/x.apkg")
        anki.study(2)
        before = anki.progress()
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def __enter__(self) -> Anki:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.col.close()

    def take(self, package: Path | str, presets: bool | None = None) -> Log:
        """Import with the options that Anki offers first; the log says what was new, updated, duplicate.

        `presets` says whether the person ticks the box that takes the deck's options along: Anki remembers it.
        """
        options = self.col._backend.get_import_anki_package_presets()
        if presets is not None:
            options.with_deck_configs = presets
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        return self.col.import_anki_package(request).log

    def study(self, count: int, rating: CardAnswer.Rating.V = CardAnswer.GOOD) -> list[int]:
        """Answer the next `count` due cards of all decks; their ids."""
        answered = []
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.select(deck.id)
            while len(answered) < count:
                queued = self.col.sched.get_queued_cards(fetch_limit=1)
                if not queued.cards:
                    break
                first = queued.cards[0]
                card = self.col.get_card(first.card.id)
                card.start_timer()
                self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=first.states, rating=rating))
                answered.append(card.id)
        return answered

    def wait(self, days: int) -> None:
        """Let days go by: all that Anki remembers of time moves into the past, and the collection is opened anew."""
        then = days * 86_400
        self.col.db.execute("update col set crt = crt - ?", then)
        self.col.db.execute("update cards set due = due - ? where due > 1000000000", then)
        self.col.db.execute("update cards set odue = odue - ? where odue > 1000000000", then)
        self.col.db.execute("update cards set mod = mod - ?", then)
        self.col.db.execute(
            "update cards set data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?)"
            " where json_extract(data, '$.lrt') is not null",
            then,
        )
        self.col.db.execute("update revlog set id = id - ?", then * 1000)
        self.reopen()

    def end_the_day_later(self) -> None:
        """Move the hour at which Anki's day ends far from now: near it, a card in learning waits for tomorrow."""
        self.col.set_config("rollover", (time.localtime().tm_hour + 12) % 24)
        self.reopen()

    def reopen(self) -> None:
        """Close the collection and open it, as Anki does between two days."""
        path = self.col.path
        self.col.close()
        self.col = Collection(path)

    def ids(self) -> dict[tuple[str, int], int]:
        """(GUID of its note, ordinal) → the id of every card."""
        rows = self.col.db.all("select n.guid, c.ord, c.id from cards c join notes n on n.id = c.nid")
        return {(guid, ordinal): number for guid, ordinal, number in rows}

    def export(self, target: Path, *, legacy: bool, scheduling: bool = True) -> Path:
        """What File > Export writes: all of the collection, or a package with all decks."""
        if target.suffix == ".colpkg":
            self.col.export_collection_package(str(target), include_media=False, legacy=legacy)
            self.col.reopen()
        else:
            options = ExportAnkiPackageOptions(
                with_scheduling=scheduling, with_deck_configs=False, with_media=False, legacy=legacy
            )
            self.col.export_anki_package(out_path=str(target), options=options, limit=None)
        return target

    def progress(self) -> dict[tuple[str, int], Progress]:
        """Every card's state, by (GUID of its note, ordinal)."""
        rows = self.col.db.all(
            "select n.guid, c.ord, c.did, c.due, c.type, c.queue, c.ivl, c.reps"
            " from cards c join notes n on n.id = c.nid"
        )
        return {(r[0], r[1]): Progress(r[0], r[1], self.col.decks.name(r[2]), *r[3:]) for r in rows}

    def fields(self) -> dict[str, tuple[str, ...]]:
        """Every note's fields, by GUID."""
        rows = self.col.db.all("select guid, flds from notes")
        return {guid: tuple(text.split("\x1f")) for guid, text in rows}

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Every note's tags, by GUID."""
        return {guid: tuple(text.split()) for guid, text in self.col.db.all("select guid, tags from notes")}

    def rendered(self, guid: str, ordinal: int = 0) -> tuple[str, str]:
        """The question and the answer of a card as HTML."""
        (found,) = self.col.db.list(
            "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and c.ord = ?", guid, ordinal
        )
        card = self.col.get_card(found)
        return card.question(), card.answer()

    def css(self, notetype: int) -> str:
        """The CSS of a note type, past the manager's cache, which imports do not refresh."""
        return json.loads(self.col._backend.get_notetype_legacy(notetype))["css"]

    def new_order(self) -> list[str]:
        """The GUIDs of the new cards in the order in which Anki would show them."""
        return self.col.db.list(
            "select n.guid from cards c join notes n on n.id = c.nid where c.type = 0 order by c.due, c.ord"
        )

    def empty(self) -> dict[str, bool]:
        """What Empty Cards would delete: GUID → whether the note goes, too."""
        report = self.col.get_empty_cards()
        return {self.col.get_note(n.note_id).guid: n.will_delete_note for n in report.notes}

    def delete_empty(self) -> None:
        """What the button of Empty Cards does."""
        report = self.col.get_empty_cards()
        self.col.remove_cards_and_orphaned_notes([card for note in report.notes for card in note.card_ids])

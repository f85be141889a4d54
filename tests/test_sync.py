"""`cardgen sync` against Anki's own sync server, with the real Anki as the learner's phone."""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.null
import pytest
from click.testing import CliRunner, Result
from keyring.backend import KeyringBackend
from sync_server import PASSWORD, Between, Phone, Server

from cardgen import collection
from cardgen.build import build
from cardgen.cli import main
from cardgen.cli.phone import PASSWORD as VARIABLE
from cardgen.collection import backups, memory
from cardgen.collection.hub import Hub
from cardgen.collection.server import login
from cardgen.errors import CardgenError
from cardgen.notetypes import BASIC, RETIRED_TAG
from cardgen.syncing import Person, Wish, sync

COFFEE = """# Coffee

- crema: foam of CO2
- pump: motor that gives 9 bar
- grinder: mill with burrs
- portafilter: handle that holds the basket
"""
USERS = 100


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), USERS)
    yield running
    running.kill()


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of these tests may end up in the keyring of whoever runs them."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.null.Keyring())
    yield
    keyring.set_keyring(before)


_next_user = count()


class Desk:
    """A person's notes and account: one root, one user, and cardgen as it is typed."""

    def __init__(self, root: Path, url: str, user: str) -> None:
        self.root, self.url, self.user = root, url, user
        self.note = root / "coffee.md"
        self.phones: list[Phone] = []

    def write(self, text: str) -> None:
        self.note.write_text(text, "utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.note.read_text("utf-8")
        assert old in text
        self.write(text.replace(old, new))

    def run(self, *args: str, ok: bool = True, password: str | None = PASSWORD) -> Result:
        result = CliRunner(env={VARIABLE: password}).invoke(main, ["sync", *args], catch_exceptions=False)
        assert (result.exit_code == 0) is ok, result.output
        return result

    def first(self, *args: str) -> Result:
        """The first sync, which says where and who."""
        return self.run(str(self.note), "--server", self.url, "--user", self.user, "--yes", *args)

    def sync(self, *args: str) -> Result:
        """Builds the note and syncs it."""
        return self.run(str(self.note), *args)

    def phone(self, name: str = "phone") -> Phone:
        """A device that has just been synced for the first time."""
        made = Phone(self.root.parent / name, self.url, self.user)
        self.phones.append(made)
        made.sync()
        return made

    @property
    def folder(self) -> Path:
        return collection.folder(self.root)

    def other_desk(self, name: str) -> Desk:
        """The same notes and the same account on another computer."""
        root = self.root.parent / name
        root.mkdir()
        return Desk(root, self.url, self.user)


@pytest.fixture
def desk(server: Server, vault: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = Desk(vault(coffee=COFFEE), server.url, f"user{next(_next_user)}")
    monkeypatch.chdir(made.root)
    yield made
    for phone in made.phones:
        phone.col.close()


def hold(desk: Desk) -> dict[str, str]:
    """The first field and the tags of every note in cardgen's own collection."""
    connection = sqlite3.connect(collection.path(desk.root))
    rows = connection.execute("select flds, tags from notes").fetchall()
    connection.close()
    return {text.split("\x1f")[0]: tags.strip() for text, tags in rows}


# ------------------------------------------------------------------ the whole story


@pytest.mark.parametrize("retired", ["suspend", "delete"])
def test_all_reviews_stay_the_new_wording_comes_and_what_is_retired_goes(desk: Desk, retired: str) -> None:
    told = desk.first()
    assert "4 cards new" in told.stdout and "sent the whole collection" in told.stdout
    phone = desk.phone()
    assert len(phone.study(4)) == 4
    phone.sync()
    done, before = phone.reviews(), phone.progress()
    assert len(done) == 4
    desk.edit("motor that gives 9 bar", "electric motor that gives 8 bar")
    desk.edit("- grinder: mill with burrs\n", "- tamper: stamp for the grounds\n")
    told = desk.sync("--retired", retired)
    assert "4 reviews came from your other devices" in told.stdout
    phone.sync()
    assert phone.reviews() == done
    assert "electric motor that gives 8 bar" in phone.note("pump").fields[1]
    assert phone.note("tamper").cards()[0].reps == 0
    if retired == "delete":
        assert not any("grinder" in fields[0] for fields in phone.fields().values())
        assert "1 retired and deleted" in told.stdout
    else:
        assert phone.queues("grinder") == [-1] and RETIRED_TAG in phone.note("grinder").tags
        assert "1 retired and suspended" in told.stdout
    kept = {key: card for key, card in phone.progress().items() if key in before and card.queue != -1}
    assert len(kept) == 3 and all(card == before[key] for key, card in kept.items())
    again = desk.sync("--retired", retired)
    assert "brought nothing new" in again.stdout


def test_two_devices_and_cardgen_at_once(desk: Desk) -> None:
    desk.first()
    phone, tablet = desk.phone("phone"), desk.phone("tablet")
    phone.study(2)
    phone.sync()
    tablet.sync()
    assert len(tablet.study(2)) == 2
    desk.edit("9 bar", "8 bar")
    pushed = threading.Thread(target=tablet.sync)
    pushed.start()
    result = CliRunner(env={VARIABLE: PASSWORD}).invoke(main, ["sync", str(desk.note)])
    pushed.join()
    # The server lets one in at a time: whoever came second is told so, loses nothing, and tries again.
    assert result.exit_code == 0 or "sync again" in result.output
    for device in (tablet, phone):
        device.sync()
    desk.sync()
    for device in (tablet, phone):
        device.sync()
        assert len(device.reviews()) == 4
        assert "8 bar" in device.note("pump").fields[1]


# ------------------------------------------------------------------ what the learner did in Anki stays


def test_tags_flags_suspensions_and_a_deck_of_ones_own_stay(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.study(4)
    pump, crema = phone.note("pump"), phone.note("crema")
    phone.col.tags.bulk_add([pump.id], "marked exam leech")
    phone.col.set_user_flag_for_cards(3, [pump.cards()[0].id])
    phone.col.sched.suspend_cards([pump.cards()[0].id])
    phone.col.set_deck([crema.cards()[0].id], phone.col.decks.id("Mine"))
    phone.sync()
    desk.edit("motor that gives 9 bar", "electric motor that gives 9 bar")
    desk.edit("foam of CO2", "foam of CO2 and oils")
    told = desk.sync()
    assert "2 cards updated" in told.stdout and "left as you edited" not in told.stdout
    phone.sync()
    after = phone.note("pump")
    assert "electric motor" in after.fields[1]
    assert {"marked", "exam", "leech", "cardgen"} <= set(after.tags)
    assert after.cards()[0].user_flag() == 3 and phone.queues("pump") == [-1]
    assert phone.deck_of("crema") == "Mine" and "and oils" in phone.note("crema").fields[1]


def test_a_tag_of_the_notes_that_goes_is_not_taken_for_the_learners(desk: Desk) -> None:
    desk.write("---\ntags: [exam, barista]\n---\n" + COFFEE)
    desk.first()
    phone = desk.phone()
    phone.col.tags.bulk_add([phone.note("pump").id], "mine")
    phone.sync()
    desk.edit("tags: [exam, barista]", "tags: [barista]")
    desk.sync()
    phone.sync()
    assert set(phone.note("pump").tags) == {"barista", "cardgen", "mine"}


def theirs(phone: Phone, words: str, text: str) -> None:
    """The learner rewords the answer of a card, and syncs."""
    note = phone.note(words)
    note.fields[1] = text
    phone.col.update_note(note)
    phone.sync()


def test_what_was_edited_in_anki_alone_stays_without_a_word(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    theirs(phone, "pump", "what pushes")
    desk.edit("foam of CO2", "foam of CO2 and oils")
    assert "left as" not in desk.sync().stdout
    phone.sync()
    assert phone.note("pump").fields[1] == "what pushes"


def test_what_was_edited_here_and_there_stays_theirs_and_both_texts_are_told(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    theirs(phone, "pump", "what <b>pushes</b> &amp; hums")
    desk.edit("9 bar", "8 bar")
    desk.edit("foam of CO2", "foam of CO2 and oils")
    for _ in range(2):  # it is told until one side gives in
        told = desk.sync()
        assert "1 left as you edited it in Anki" in told.stdout or "1 card left as you edited it" in told.stdout
        assert "coffee.md:4: edited in Anki and in the note" in told.stdout
        assert "before:  Q: What is pump? A: motor that gives 9 bar" in told.stdout
        assert "in Anki: Q: What is pump? A: what pushes & hums" in told.stdout
        assert "in note: Q: What is pump? A: motor that gives 8 bar" in told.stdout
        phone.sync()
        assert phone.note("pump").fields[1] == "what <b>pushes</b> &amp; hums"
        assert "and oils" in phone.note("crema").fields[1]
    [edited] = json.loads(desk.run("--json").stdout)["packages"][0]["edited"]
    assert edited["in_anki"].endswith("what pushes & hums") and edited["in_note"].endswith("gives 8 bar")
    assert "1 card updated" in desk.sync("--overwrite").stdout
    phone.sync()
    assert phone.note("pump").fields[1] == "motor that gives 8 bar"
    assert "nothing new" in desk.sync().stdout


def test_an_edit_in_anki_and_a_tag_in_the_note_go_together(desk: Desk) -> None:
    desk.write("---\ntags: [exam]\n---\n" + COFFEE)
    desk.first()
    phone = desk.phone()
    theirs(phone, "pump", "what pushes")
    desk.edit("tags: [exam]", "tags: [exam, barista]")
    assert "edited" not in desk.sync().stdout
    phone.sync()
    assert phone.note("pump").fields[1] == "what pushes" and "barista" in phone.note("pump").tags
    assert "nothing new" in desk.sync().stdout


def test_the_same_correction_on_both_sides_is_no_quarrel(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    theirs(phone, "pump", "motor that gives 8 bar")
    desk.edit("9 bar", "8 bar")
    assert "edited" not in desk.sync().stdout
    desk.edit("8 bar", "7 bar")
    assert "1 card updated" in desk.sync().stdout


def test_an_edited_card_whose_line_goes_is_suspended_even_where_others_are_deleted(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    theirs(phone, "pump", "what pushes")
    desk.edit("- pump: motor that gives 9 bar\n- grinder: mill with burrs\n", "")
    told = desk.sync("--retired", "delete")
    assert "its line is gone, but you edited it" in told.stdout and "1 retired and deleted" in told.stdout
    phone.sync()
    assert phone.note("pump").fields[1] == "what pushes" and phone.queues("pump") == [-1]
    assert RETIRED_TAG in phone.note("pump").tags
    assert "nothing new" in desk.sync("--retired", "delete").stdout
    phone.sync()
    assert phone.queues("pump") == [-1]
    desk.write(COFFEE)
    desk.sync()
    phone.sync()
    assert phone.queues("pump") == [0] and phone.note("pump").fields[1] == "what pushes"
    assert RETIRED_TAG not in phone.note("pump").tags


def test_what_was_deleted_in_anki_comes_back_only_when_its_line_changes(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.col.remove_notes([phone.note("pump").id])
    phone.sync()
    assert "1 card left out, as you deleted it in Anki" in desk.sync().stdout
    phone.sync()
    assert len(phone.fields()) == 3
    desk.edit("9 bar", "8 bar")
    assert "1 card new" in desk.sync().stdout
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1]


def test_a_note_of_another_note_type_is_the_learners(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    note = phone.note("pump")
    basic = phone.col.models.by_name("Basic")
    change = phone.col.models.change_notetype_info(
        old_notetype_id=note.mid, new_notetype_id=basic["id"]
    ).input  # fmt: skip
    change.note_ids.append(note.id)
    phone.col.models.change_notetype_of_notes(change)
    phone.sync(upload=True)
    collection.path(desk.root).unlink()
    desk.edit("9 bar", "8 bar")
    for _ in range(2):
        assert "1 card left out, as you gave it another note type" in desk.sync("--yes").stdout
    phone.sync()
    assert phone.note("pump").mid == basic["id"] and len(phone.fields()) == 4


def test_what_comes_back_can_be_deleted_once_more(desk: Desk) -> None:
    """Under its old id, Anki would not tell other devices of the second time, and ask for a full sync."""
    desk.first()
    phone = desk.phone()
    for _ in range(2):
        phone.col.remove_notes([phone.note("pump").id])
        assert phone.sync() == "NO_CHANGES"
        collection.path(desk.root).unlink()  # nobody remembers that it was here
        assert "1 card new" in desk.first().stdout
        phone.sync()
    phone.col.remove_notes([phone.note("pump").id])
    assert phone.sync() == "NO_CHANGES"
    assert "left out" in desk.sync().stdout


# ------------------------------------------------------------------ retired and back again


def test_a_retired_card_that_comes_back_lives_again_with_its_history(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.col.sched.suspend_cards([phone.note("crema").cards()[0].id])
    phone.sync()
    before = phone.progress()
    desk.edit("- grinder: mill with burrs\n", "")
    desk.edit("- crema: foam of CO2\n", "")
    assert "1 card retired and suspended" in desk.sync().stdout  # the other one was suspended already
    phone.sync()
    assert phone.queues("grinder") == phone.queues("crema") == [-1]
    desk.write(COFFEE)
    assert "2 cards back again" in desk.sync().stdout
    phone.sync()
    assert phone.queues("grinder") != [-1], "we suspended it: it lives again"
    assert phone.queues("crema") == [-1], "the learner suspended it: so it stays"
    after = phone.progress()
    assert {key: (card.reps, card.interval) for key, card in after.items()} == {
        key: (card.reps, card.interval) for key, card in before.items()
    }
    assert not any(RETIRED_TAG in tags for tags in phone.tags().values())


def test_a_learner_who_wakes_a_retired_card_is_not_contradicted(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    desk.edit("- grinder: mill with burrs\n", "")
    desk.sync()
    phone.sync()
    phone.col.sched.unsuspend_cards([phone.note("grinder").cards()[0].id])
    phone.sync()
    desk.sync()
    phone.sync()
    assert phone.queues("grinder") == [0]


def test_a_deleted_card_that_comes_back_is_new(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.sync()
    desk.edit("- grinder: mill with burrs\n", "")
    desk.sync("--retired", "delete")
    assert "nothing new" in desk.sync("--retired", "delete").stdout
    desk.write(COFFEE)
    assert "1 card new" in desk.sync("--retired", "delete").stdout
    phone.sync()
    assert phone.note("grinder").cards()[0].reps == 0


# ------------------------------------------------------------------ what comes with a deck


def test_a_gap_more_is_a_new_card_and_the_others_keep_their_history(desk: Desk) -> None:
    desk.write("- tides follow {{c1::the moon}} and {{c2::the sun}} all year\n")
    desk.first()
    phone = desk.phone()
    phone.study(2)
    phone.sync()
    before = phone.progress()
    desk.edit("all year", "{{c3::all year}}")
    assert "1 card new, 2 updated" in desk.sync().stdout
    phone.sync()
    after = phone.progress()
    assert len(after) == 3 and {key: after[key] for key in before} == before


def test_a_card_that_stays_as_the_learner_has_it_gets_no_gap_that_its_text_lacks(desk: Desk) -> None:
    desk.write("- tides follow {{c1::the moon}} and {{c2::the sun}} all year\n")
    desk.first()
    phone = desk.phone()
    note = phone.note("tides")
    note.fields[0] = "tides follow {{c1::the moon}}, a bit also {{c2::the sun}}"
    phone.col.update_note(note)
    phone.sync()
    desk.edit("all year", "{{c3::all year}}")
    assert "2 cards left as you edited them" in desk.sync().stdout
    phone.sync()
    assert len(phone.note("tides").cards()) == 2 and not phone.empty()


def test_new_looks_arrive_though_no_card_changed(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.sync()
    before = phone.progress()
    package = desk.root / "decks" / "coffee.apkg"
    with zipfile.ZipFile(package) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(parts["collection.anki2"])
    (text,) = connection.execute("select models from col").fetchone()
    models = json.loads(text)
    for model in models.values():
        model["css"] += "\n.card { color: teal; }"
        model["mod"] += 1000
    connection.execute("update col set models = ?", (json.dumps(models),))
    connection.commit()
    with zipfile.ZipFile(package, "w") as archive:
        for name, data in (parts | {"collection.anki2": connection.serialize()}).items():
            archive.writestr(name, data)
    connection.close()
    assert "nothing new" in desk.run().stdout
    phone.sync()
    assert "teal" in phone.css(BASIC.id) and phone.progress() == before


def test_what_the_learner_chose_for_imports_stays_chosen(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.col.set_config("withScheduling", True)
    phone.sync()
    desk.edit("9 bar", "8 bar")
    desk.sync()
    phone.sync()
    assert phone.col.get_config("withScheduling") is True
    assert phone.col.get_config("mergeNotetypes") is None


def test_several_notes_and_folders_in_one_go(desk: Desk) -> None:
    (desk.root / "sea").mkdir()
    (desk.root / "sea" / "tides.md").write_text("- ebb: outgoing tide\n- flood: incoming tide\n", "utf-8")
    told = desk.run("coffee.md", "sea", "--server", desk.url, "--user", desk.user, "--yes")
    assert "decks/coffee.apkg: brought 4 cards new" in told.stdout
    assert "decks/sea.apkg: brought 2 cards new" in told.stdout
    phone = desk.phone()
    assert len(phone.fields()) == 6 and phone.deck_of("ebb") == "tides" and phone.deck_of("pump") == "Coffee"


def test_decks_of_two_roots_are_not_mixed(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / ".obsidian").mkdir(parents=True)
    (other / "tea.md").write_text("- matcha: ground green tea\n", "utf-8")
    told = desk.run(str(desk.note), str(other / "tea.md"), "--server", desk.url, "--user", desk.user, ok=False)
    assert "one folder at a time" in told.output
    assert not (desk.root / "decks").exists(), "nothing was built either"


# ------------------------------------------------------------------ moves


def test_cards_move_with_their_deck_but_not_those_that_the_learner_moved(desk: Desk) -> None:
    desk.write("---\ndeck: Drinks\n---\n" + COFFEE)
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.col.set_deck([phone.note("crema").cards()[0].id], phone.col.decks.id("Mine"))
    phone.sync()
    before = {key: (card.reps, card.due) for key, card in phone.progress().items()}
    desk.edit("deck: Drinks", "deck: Barista")
    assert "3 cards moved to another deck" in desk.sync().stdout
    phone.sync()
    assert phone.deck_of("pump") == phone.deck_of("grinder") == "Barista" and phone.deck_of("crema") == "Mine"
    assert {key: (card.reps, card.due) for key, card in phone.progress().items()} == before
    assert "nothing new" in desk.sync().stdout
    desk.edit("deck: Barista", "deck: Drinks")
    assert "3 cards moved" in desk.sync().stdout
    phone.sync()
    assert phone.deck_of("pump") == "Drinks" and phone.deck_of("crema") == "Mine"


# ------------------------------------------------------------------ accounts that are there already


def other_decks(desk: Desk) -> Phone:
    """The learner has an account with a deck of their own."""
    phone = Phone(desk.root.parent / "phone", desk.url, desk.user)
    desk.phones.append(phone)
    note = phone.col.new_note(phone.col.models.by_name("Basic"))
    note["Front"], note["Back"] = "bonjour", "hello"
    phone.col.add_note(note, phone.col.decks.id("French"))
    phone.study(1)
    phone.sync()
    return phone


def test_an_account_with_other_decks_is_fetched_first_and_nothing_of_it_is_touched(desk: Desk) -> None:
    phone = other_decks(desk)
    before, seen = phone.progress(), phone.reviews()
    told = desk.first()
    assert "fetched the whole collection" in told.stdout and "4 cards new" in told.stdout
    phone.sync()
    after = phone.progress()
    assert len(after) == 5 and phone.reviews() == seen
    assert {key: card for key, card in after.items() if key in before} == before


def test_without_a_yes_nothing_is_fetched_or_sent(desk: Desk) -> None:
    told = desk.run(str(desk.note), "--server", desk.url, "--user", desk.user, ok=False)
    assert "has no cards. Send it the 4 cards" in told.output and "--yes" in told.output
    phone = other_decks(desk)
    # Now both sides have cards: the account filled in the meantime, and cardgen has its own.
    told = desk.run("--server", desk.url, "--user", desk.user, "--yes", ok=False)
    assert "can't be merged" in told.output and len(phone.progress()) == 1
    collection.path(desk.root).unlink()
    told = desk.run("--server", desk.url, "--user", desk.user, ok=False)
    assert "Fetch all of it, with your other decks" in told.output and "--yes" in told.output
    assert "bonjour" not in hold(desk)
    desk.first()
    phone.sync()
    assert len(phone.progress()) == 5


def test_a_deck_that_was_imported_by_hand_before_goes_on(desk: Desk) -> None:
    [package] = build([desk.note])
    phone = Phone(desk.root.parent / "phone", desk.url, desk.user)
    desk.phones.append(phone)
    phone.take(package.target)
    phone.study(4)
    phone.col.tags.bulk_add([phone.note("pump").id], "marked")
    theirs(phone, "crema", "the foam")
    before = phone.progress()
    desk.edit("9 bar", "8 bar")
    desk.edit("foam of CO2", "foam of CO2 and oils")
    told = desk.first()
    assert "edited in Anki and in the note" in told.stdout
    phone.sync()
    assert phone.note("pump").fields[1] == "motor that gives 8 bar" and "marked" in phone.note("pump").tags
    assert phone.note("crema").fields[1] == "the foam"
    assert phone.progress() == before


def test_two_computers_with_one_account(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    other = desk.other_desk("laptop")
    (other.root / "decks").mkdir()

    def carry(there: Desk, here: Desk) -> None:
        """What version control does."""
        here.write(there.note.read_text("utf-8"))
        (here.root / "decks" / "ledger.json").write_bytes((there.root / "decks" / "ledger.json").read_bytes())

    carry(desk, other)
    assert "nothing new" in other.first().stdout
    other.edit("9 bar", "8 bar")
    assert "1 card updated" in other.sync().stdout
    # The first computer, which has the old notes still, takes nothing back.
    assert "nothing new" in desk.sync().stdout
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1]
    carry(other, desk)
    desk.edit("8 bar", "7 bar")
    told = desk.sync()
    assert "1 card updated" in told.stdout and "edited" not in told.stdout
    phone.sync()
    assert "7 bar" in phone.note("pump").fields[1]


def test_another_account_gets_nothing_without_a_yes_and_nothing_over_what_it_has(desk: Desk) -> None:
    desk.first()
    other = Desk(desk.root, desk.url, f"user{next(_next_user)}")
    told = desk.run("--user", other.user, ok=False)
    assert f"which are synced with {desk.user} on" in told.output and "--yes" in told.output
    filled = other_decks(other)
    told = desk.run("--user", other.user, "--yes", ok=False)
    assert f"is synced with {desk.user} on" in told.output and "delete" in told.output
    assert filled.sync() == "NO_CHANGES" and len(filled.fields()) == 1
    filled.col.close()
    assert "nothing new" in desk.run().stdout, "the collection is still whose it was"
    collection.path(desk.root).unlink()
    assert "4 cards new" in desk.run("--user", other.user, "--yes").stdout


def test_an_account_that_fills_while_the_answer_is_awaited_is_not_overwritten(desk: Desk) -> None:
    filled: list[Phone] = []

    def agrees(question: str) -> bool:
        filled.append(other_decks(desk))
        return "has no cards" in question

    person = Person(lambda account: PASSWORD, agrees, lambda text: None, lambda built: None)
    with pytest.raises(CardgenError, match="can't be merged"):
        sync([desk.note], Wish(desk.url, desk.user), person)
    [phone] = filled
    assert phone.sync() == "NO_CHANGES" and len(phone.fields()) == 1


# ------------------------------------------------------------------ what must not happen


def test_a_wrong_password_changes_nothing(desk: Desk) -> None:
    told = desk.run(str(desk.note), "--server", desk.url, "--user", desk.user, ok=False, password="wrong")
    assert "does not know this user name with this password" in told.output
    assert "decks/coffee.apkg: 4 cards: 4 new" in told.stdout, "it was built all the same, and that is said"
    assert hold(desk) == {}
    desk.first()
    before = hold(desk)
    desk.edit("9 bar", "8 bar")
    desk.run(str(desk.note), ok=False, password="wrong")
    assert hold(desk) == before
    assert "1 card updated" in desk.sync().stdout


def test_without_a_terminal_and_a_password_it_says_where_one_may_come_from(desk: Desk) -> None:
    told = desk.run(str(desk.note), "--server", desk.url, "--user", desk.user, ok=False, password=None)
    assert VARIABLE in told.output and "Traceback" not in told.output


def changed_structure(phone: Phone) -> None:
    """Another device adds a field to a note type and sends its whole collection."""
    basic = phone.col.models.by_name("Basic")
    phone.col.models.add_field(basic, phone.col.models.new_field("Hint"))
    phone.col.models.update_dict(basic)
    assert phone.sync(upload=True) == "FULL_SYNC"


def test_a_full_sync_is_refused_and_what_it_says_to_do_works(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    phone.study(3)
    changed_structure(phone)
    reviews, here = phone.reviews(), hold(desk)
    desk.edit("9 bar", "8 bar")
    told = desk.run(str(desk.note), "--yes", ok=False)
    assert "can't be merged any more" in told.output and "cardgen sends nothing over it" in told.output
    assert hold(desk) == here
    assert phone.sync() == "NO_CHANGES" and phone.reviews() == reviews
    [where] = re.findall(r"delete '([^']+)'", told.output)
    Path(where).unlink()
    assert "fetched the whole collection" in desk.sync("--yes").stdout
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1] and phone.reviews() == reviews


def test_a_note_type_with_another_field_is_not_filled(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    basic = phone.col.models.get(BASIC.id)
    phone.col.models.add_field(basic, phone.col.models.new_field("Mine"))
    phone.col.models.update_dict(basic)
    phone.sync(upload=True)
    collection.path(desk.root).unlink()
    desk.edit("9 bar", "8 bar")
    told = desk.run(str(desk.note), "--yes", ok=False)
    assert "other fields or card templates in Anki" in told.output
    phone.sync()
    assert "9 bar" in phone.note("pump").fields[1]
    assert [m.name for m in phone.col.models.all_names_and_ids() if "cardgen" in m.name] == ["cardgen Basic"]


def test_a_change_of_structure_is_taken_back_before_anything_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of ours changes the structure: so here the importer is told to, by the real engine's own switch."""
    desk.first()
    phone = desk.phone()
    here = hold(desk)
    change = Hub.change

    def changing(hub: Hub, *more: object) -> None:
        change(hub, *more)
        hub.col.set_schema_modified()

    monkeypatch.setattr(Hub, "change", changing)
    desk.edit("9 bar", "8 bar")
    told = desk.run(str(desk.note), ok=False)
    assert "would change the structure" in told.output
    assert hold(desk) == here
    monkeypatch.undo()
    assert "1 card updated" in desk.sync().stdout
    assert phone.sync() == "NO_CHANGES" and "8 bar" in phone.note("pump").fields[1]


@pytest.mark.parametrize("off", [-3600, 3600])
def test_clocks_that_differ_are_told_in_words(desk: Desk, server: Server, off: int) -> None:
    import zstandard

    def skewed(path: str, data: bytes) -> bytes:
        if not path.endswith("/meta"):
            return data
        told = json.loads(zstandard.ZstdDecompressor().decompressobj().decompress(data))
        return zstandard.ZstdCompressor().compress(json.dumps(told | {"ts": told["ts"] + off}).encode())

    with Between(server, lambda path: True, skewed) as wire:
        told = desk.run(str(desk.note), "--server", wire.url, "--user", desk.user, "--yes", ok=False)
        assert "differ by more than five minutes" in told.output and "set the clock" in told.output
        assert any(path.endswith("/meta") for path in wire.seen)
    assert "nothing" not in desk.first().stdout


@pytest.mark.parametrize(
    "url", ["http://93.184.215.14:8080/", "ftp://127.0.0.1/", "http://me:pw@127.0.0.1/", "http://"]
)
def test_addresses_that_are_refused(desk: Desk, url: str) -> None:
    told = desk.run(str(desk.note), "--server", url, "--user", desk.user, ok=False)
    assert "https://" in told.output or "no address of a sync server" in told.output
    assert not collection.path(desk.root).exists()


# ------------------------------------------------------------------ half-way


def dying(own: Server, step: str, turn: int = 1, after_it: bool = False) -> Between:
    """A wire to a server that is killed at the nth request of a kind, before it got it or before it can answer."""
    seen = count(1)

    def before(path: str) -> bool:
        if path.endswith(f"/{step}") and not after_it and next(seen) == turn:
            own.kill()
            return False
        return True

    def after(path: str, data: bytes) -> bytes:
        if path.endswith(f"/{step}") and after_it and next(seen) == turn:
            own.kill()
            raise OSError
        return data

    return Between(own, before, after)


@pytest.fixture
def own(tmp_path: Path, vault: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Desk]]:
    """A server that may die, and a person who has an account there."""
    server = Server(tmp_path / "server")
    made = Desk(vault(coffee=COFFEE), server.url, "user0")
    monkeypatch.chdir(made.root)
    yield server, made
    server.kill()
    for phone in made.phones:
        phone.col.close()


@pytest.mark.parametrize(
    ("turn", "step", "after_it"),
    [
        # the first turn fetches, the second sends
        (1, "meta", False), (1, "applyChanges", True), (1, "chunk", False), (1, "finish", True),
        (2, "meta", False), (2, "applyChunk", True), (2, "sanityCheck2", False), (2, "finish", False),
        (2, "finish", True),  # it has it all, and we do not know
    ],
)  # fmt: skip
def test_a_server_that_dies_half_way(own: tuple[Server, Desk], turn: int, step: str, after_it: bool) -> None:
    """Whatever was on the way, the next sync ends where an undisturbed one would have."""
    server, desk = own
    desk.first()
    phone = desk.phone()
    phone.study(3)
    phone.col.tags.bulk_add([phone.note("pump").id], "marked")
    phone.sync()
    reviews = phone.reviews()
    desk.edit("9 bar", "8 bar")
    desk.edit("- grinder: mill with burrs\n", "")
    with dying(server, step, turn, after_it) as wire:
        told = desk.run(str(desk.note), "--server", wire.url, ok=False)
    assert server.process.poll() is not None and "nothing is lost" in told.output
    server.start()
    desk.run(str(desk.note), "--server", desk.url)
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1] and phone.queues("grinder") == [-1]
    assert phone.reviews() == reviews and "marked" in phone.note("pump").tags
    assert "nothing new" in desk.sync().stdout


@pytest.mark.parametrize("after_it", [False, True])
def test_a_server_that_dies_at_the_first_upload(own: tuple[Server, Desk], after_it: bool) -> None:
    server, desk = own
    with dying(server, "upload", after_it=after_it) as wire:
        desk.run(str(desk.note), "--server", wire.url, "--user", desk.user, "--yes", ok=False)
    server.start()
    desk.first()
    assert len(desk.phone().fields()) == 4


def test_a_server_that_dies_at_the_first_download(own: tuple[Server, Desk]) -> None:
    server, desk = own
    phone = other_decks(desk)
    with dying(server, "download") as wire:
        desk.run(str(desk.note), "--server", wire.url, "--user", desk.user, "--yes", ok=False)
    server.start()
    desk.first()
    phone.sync()
    assert len(phone.fields()) == 5


@pytest.mark.parametrize(("turn", "step"), [(1, "finish"), (2, "meta"), (2, "applyChunk"), (2, "finish")])
def test_cardgen_killed_half_way(desk: Desk, server: Server, turn: int, step: str) -> None:
    """Killed while it waits for the server: what it had done is neither lost nor done twice."""
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.col.tags.bulk_add([phone.note("pump").id], "marked")
    theirs(phone, "crema", "the foam")
    desk.edit("9 bar", "8 bar")
    desk.edit("foam of CO2", "foam of CO2 and oils")
    desk.edit("- grinder: mill with burrs\n", "")
    waiting, seen = threading.Event(), count(1)

    def before(path: str) -> bool:
        if path.endswith(f"/{step}") and next(seen) == turn:
            waiting.set()
            return False
        return True

    build([desk.note])
    with Between(server, before) as wire:
        command = [sys.executable, "-m", "cardgen", "sync", "--server", wire.url]
        killed = subprocess.Popen(command, env={**os.environ, VARIABLE: PASSWORD}, stderr=subprocess.DEVNULL)
        assert waiting.wait(30)
        killed.kill()
        killed.wait()
    told = desk.run("--server", desk.url)
    assert "edited in Anki and in the note" in told.stdout
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1] and "marked" in phone.note("pump").tags
    assert phone.note("crema").fields[1] == "the foam" and phone.queues("grinder") == [-1]
    assert len(phone.reviews()) == 4
    desk.write(COFFEE.replace("9 bar", "8 bar"))
    desk.sync()
    phone.sync()
    assert phone.queues("grinder") != [-1], "that we had suspended it was not forgotten"


@pytest.mark.parametrize("step", ["import_anki_package", "bulk_add", "set_deck", "suspend_cards", "save"])
def test_cardgen_killed_between_its_own_steps(desk: Desk, step: str) -> None:
    """The process ends, as by a power cut, right after a step; the next sync ends as an undisturbed one would."""
    desk.write("---\ndeck: Drinks\n---\n" + COFFEE)
    desk.first()
    phone = desk.phone()
    phone.study(4)
    phone.col.tags.bulk_add([phone.note("pump").id], "marked mine")
    phone.sync()
    desk.edit("9 bar", "8 bar")
    desk.edit("deck: Drinks", "deck: Barista")
    desk.edit("- grinder: mill with burrs\n", "- tamper: stamp for the grounds\n")
    build([desk.note])
    home = {"import_anki_package": "anki.collection.Collection", "bulk_add": "anki.tags.TagManager",
            "set_deck": "anki.collection.Collection", "suspend_cards": "anki.scheduler.base.SchedulerBase",
            "save": "cardgen.collection.memory"}[step]  # fmt: skip
    program = f"""
import importlib, os, sys
import anki.collection, cardgen.collection.memory
from cardgen.cli import main
module, _, name = {home!r}.rpartition(".")
home = getattr(importlib.import_module(module), name)
step = getattr(home, {step!r})
def and_dies(*given, **more):
    step(*given, **more)
    os._exit(9)
setattr(home, {step!r}, and_dies)
main(["sync"])
"""
    died = subprocess.run([sys.executable, "-c", program], env={**os.environ, VARIABLE: PASSWORD}, check=False)
    assert died.returncode == 9
    desk.sync()
    phone.sync()
    assert "8 bar" in phone.note("pump").fields[1] and {"marked", "mine"} <= set(phone.note("pump").tags)
    assert {phone.deck_of(word) for word in ("pump", "crema", "tamper")} == {"Barista"}
    assert phone.queues("grinder") == [-1]
    assert "nothing new" in desk.sync().stdout
    desk.write("---\ndeck: Barista\n---\n" + COFFEE)
    desk.sync()
    phone.sync()
    assert phone.queues("grinder") != [-1] and len(phone.reviews()) == 4


# ------------------------------------------------------------------ in any order


class Story:
    """A learner with two devices and a writer, who do whatever they like."""

    words = ("pump", "crema", "grinder", "tamper", "basket")

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)
        self.figure, self.off, self.deck = dict.fromkeys(self.words, 0), set[str](), "Drinks"
        self.edits: dict[str, str] = {}
        self.studied = 0
        self.write()
        desk.first()
        self.phone, self.tablet = desk.phone("phone"), desk.phone("tablet")

    def lines(self) -> dict[str, str]:
        return {word: f"meaning {self.figure[word]} of a {word}" for word in self.words if word not in self.off}

    def write(self) -> None:
        said = "".join(f"- {word} :: {meaning}\n" for word, meaning in self.lines().items())
        self.desk.write(f"---\ndeck: {self.deck}\n---\n{said}")

    def note(self, word: str):
        """A note of this word on the phone, if there is any."""
        notes = map(self.phone.col.get_note, self.phone.col.find_notes(""))
        return next((note for note in notes if f"a {word}" in note.fields[1]), None)

    def study(self, word: str) -> None:
        device = self.chance.choice([self.phone, self.tablet])
        device.sync()
        self.studied += len(device.study(2))
        device.sync()

    def edit(self, word: str) -> None:
        if note := self.note(word):
            self.edits[note.guid] = note.fields[1] = f"the learner's {self.chance.random()} of a {word}"
            self.phone.col.update_note(note)

    def tag(self, word: str) -> None:
        if note := self.note(word):
            self.phone.col.tags.bulk_add([note.id], "mine marked")

    def delete(self, word: str) -> None:
        if (note := self.note(word)) and note.guid not in self.edits:
            self.phone.col.remove_notes([note.id])

    def move(self, word: str) -> None:
        if note := self.note(word):
            self.phone.col.set_deck([card.id for card in note.cards()], self.phone.col.decks.id("Mine"))

    def change(self, word: str) -> None:
        self.figure[word] += 1

    def leave_out_or_bring_back(self, word: str) -> None:
        self.off ^= {word}

    def rename_the_deck(self, word: str) -> None:
        self.deck = self.chance.choice(["Drinks", "Barista"])

    def sync(self, word: str) -> None:
        self.write()
        self.desk.sync("--retired", self.chance.choice(["suspend", "suspend", "delete"]))

    def go_on(self) -> None:
        does = [self.study, self.edit, self.tag, self.delete, self.move, self.leave_out_or_bring_back]
        self.chance.choice([*does, self.rename_the_deck, *[self.change] * 2, *[self.sync] * 3])(
            self.chance.choice(self.words)
        )
        self.phone.sync()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_in_whatever_order(desk: Desk, seed: int) -> None:
    """Nothing of the learner's is lost, and what the note says is what is there."""
    story = Story(desk, seed)
    for _ in range(40):
        story.go_on()
    story.sync("")
    [done] = json.loads(desk.run("--json").stdout)["packages"]
    assert set(done["counts"]) <= {"kept", "stays deleted"}, "the second time there is nothing to do"
    phone, tablet = story.phone, story.tablet
    for device in (phone, tablet):
        assert device.sync() == "NO_CHANGES"
    assert phone.reviews() == tablet.reviews() and len(phone.reviews()) == story.studied
    assert phone.fields() == tablet.fields() and phone.tags() == tablet.tags()
    fields = phone.fields()
    assert {guid: fields[guid][1] for guid in story.edits} == story.edits
    living = {guid for guid, tags in phone.tags().items() if RETIRED_TAG not in tags}
    assert {fields[guid][1] for guid in living - set(story.edits)} <= {*story.lines().values()}


# ------------------------------------------------------------------ the README


def test_the_readme_shows_what_is_really_printed(desk: Desk) -> None:
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8")
    (desk.root / "notes").mkdir()
    desk.note = Path("notes", "coffee.md")
    desk.write(re.findall(r"^```markdown\n(.*?)^```$", readme, re.M | re.S)[0])
    desk.first()
    phone = desk.phone()
    phone.end_the_day_later()
    phone.study(20)
    theirs(phone, "crema", "the golden foam")
    for old, new in (("foam of CO2", "the foam of CO2"), ("9 bar", "8 bar"),
                     ("grind too fine -> water gets stuck", "ristretto = the first half of the shot")):  # fmt: skip
        desk.edit(old, new)
    printed = desk.sync().stdout.replace(f"{desk.user} on {desk.url}", "ada on http://192.168.1.20:8080/")
    assert printed in re.findall(r"^```text\n(.*?)^```$", readme, re.M | re.S)


# ------------------------------------------------------------------ by a day


def options(phone: Phone, deck: str) -> dict[str, Any]:
    """The options of a deck, as the learner's device has them."""
    found = phone.col.decks.by_name(deck)
    assert found is not None
    return phone.col.decks.config_dict_for_deck_id(found["id"])


def test_a_day_sets_how_many_new_cards_a_day_and_after_it_all_is_as_before(desk: Desk) -> None:
    desk.write("# Coffee\n\n" + "".join(f"- bean{n}: sort number {n} of the shop\n" for n in range(30)))
    told = desk.first("--by", "in 15 days")
    assert "3 new cards a day reach all 30 by" in told.stdout and "Import any deck presets" not in told.stdout
    phone = desk.phone()
    structure = phone.col.db.scalar("select scm from col")
    assert options(phone, "coffee")["new"]["perDay"] == 3 and options(phone, "coffee")["rev"]["perDay"] == 9999
    assert options(phone, "Default")["new"]["perDay"] == 20, "no other deck is touched"
    mine = phone.col.decks.add_config("Mine", clone_from=options(phone, "coffee"))
    assert mine["id"] != options(phone, "coffee")["id"]

    chosen = options(phone, "coffee")
    chosen["new"]["delays"] = [1.0, 5.0, 20.0]
    phone.col.decks.update_config(chosen)
    assert len(set(phone.study(12))) == 3, "Anki asks for no more new ones than that"
    phone.sync()
    told = desk.sync("--by", "in 15 days")
    assert "3 new cards a day reach the 27 that you have not seen of 30 by" in told.stdout
    told = desk.sync("--by", "in 8 days")
    assert "5 new cards a day reach the 27" in told.stdout
    phone.sync()
    assert options(phone, "coffee")["new"]["perDay"] == 5
    assert options(phone, "coffee")["new"]["delays"] == [1.0, 5.0, 20.0], "the learner's own steps stay"
    assert options(phone, "coffee")["id"] == chosen["id"], "one preset for the deck, however often the number changes"

    told = desk.sync("--by", "2020-01-01")
    assert "the day by which to know it was" in told.stdout
    phone.sync()
    assert options(phone, "coffee")["id"] == 1 and options(phone, "coffee")["new"]["perDay"] == 20
    assert phone.col.db.scalar("select scm from col") == structure


def test_a_deck_goes_back_to_the_options_that_it_had(desk: Desk) -> None:
    desk.first()
    phone = desk.phone()
    own = phone.col.decks.add_config("Calm", clone_from=options(phone, "coffee"))
    own["new"]["perDay"] = 7
    phone.col.decks.update_config(own)
    deck = phone.col.decks.by_name("coffee")
    phone.col.decks.set_config_id_for_deck_dict(deck, own["id"])
    phone.sync()
    desk.sync("--by", "in 3 days")
    phone.sync()
    assert options(phone, "coffee")["name"].startswith("cardgen: Coffee by ")
    again = desk.sync("--by", "in 3 days")
    assert "2 new cards a day" in again.stdout
    desk.sync("--by", "2020-01-01")
    phone.sync()
    assert options(phone, "coffee")["name"] == "Calm" and options(phone, "coffee")["new"]["perDay"] == 7


# ------------------------------------------------------------------ at a terminal


def at_a_terminal(*args: str, answers: Mapping[str, str]) -> tuple[int, str]:
    """Runs cardgen at a terminal of its own, and answers what it asks; how it ended and what stood there."""
    import pty

    # A session of its own whose terminal this is: passwords are read from there, not from the standard input.
    begin = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.executable, sys.argv[1:])"
    )
    command = [sys.executable, "-c", begin, sys.executable, "-m", "cardgen", *args]
    terminal, inside = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE} | {"TERM": "xterm"}
    running = subprocess.Popen(
        command, env=environment, stdin=inside, stdout=inside, stderr=inside, start_new_session=True
    )
    os.close(inside)
    shown, waiting, until = b"", dict(answers), time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # it has ended
                break
        for asked in [asked for asked in waiting if asked.encode() in shown]:
            time.sleep(0.1)  # the echo goes off after the words are out
            os.write(terminal, waiting.pop(asked).encode())
    os.close(terminal)
    return running.wait(10), shown.decode()


def test_the_password_is_asked_for_and_not_shown(desk: Desk) -> None:
    ended, shown = at_a_terminal(
        "sync", str(desk.note), "--server", desk.url, "--user", desk.user,
        answers={"Password of ": f"{PASSWORD}\r", "Send it the 4 cards": "y\r"},
    )  # fmt: skip
    assert ended == 0 and "synced with" in shown and PASSWORD not in shown
    assert "sending" in shown, "progress is shown on a terminal"
    assert len(desk.phone().fields()) == 4


def test_who_says_no_keeps_all_as_it_was(desk: Desk) -> None:
    phone = other_decks(desk)
    ended, shown = at_a_terminal(
        "sync", str(desk.note), "--server", desk.url, "--user", desk.user,
        answers={"Password of ": f"{PASSWORD}\r", "Fetch all of it": "n\r"},
    )  # fmt: skip
    assert ended == 1 and "as you said no" in shown
    assert hold(desk) == {} and phone.sync() == "NO_CHANGES" and len(phone.fields()) == 1


def _interruptible() -> None:
    """What a shell runs in the background ignores Ctrl-C, and hands that down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_it_at_once_and_nothing_is_lost(desk: Desk, server: Server) -> None:
    desk.first()
    desk.edit("9 bar", "8 bar")
    asked, over, seen = threading.Event(), threading.Event(), count(1)

    def before(path: str) -> bool:
        if path.endswith("/meta") and next(seen) == 2:
            asked.set()
            over.wait(30)
            return False
        return True

    with Between(server, before) as wire:
        command = [sys.executable, "-m", "cardgen", "sync", str(desk.note), "--server", wire.url]
        running = subprocess.Popen(
            command,
            env={**os.environ, VARIABLE: PASSWORD},
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=_interruptible,
        )
        assert asked.wait(30)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
        over.set()
    assert time.monotonic() - began < 5
    assert running.returncode == 1 and "Aborted" in said and "Traceback" not in said
    desk.run("--server", desk.url)
    assert "8 bar" in desk.phone().note("pump").fields[1]


class Ring(KeyringBackend):
    """A keyring as the package takes them from anybody: this one is gone with the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_with_a_keyring_the_password_is_asked_for_once(desk: Desk) -> None:
    ring = Ring()
    keyring.set_keyring(ring)
    desk.first()
    [((_, whose), key)] = ring.kept.items()
    assert whose == f"{desk.user} on {desk.url}" and PASSWORD not in key
    desk.run(password=None)
    ring.kept = dict.fromkeys(ring.kept, "stale")
    assert VARIABLE in desk.run(ok=False, password=None).output and not ring.kept
    desk.run()
    assert [*ring.kept.values()] == [key]
    desk.run(password=None)


# ------------------------------------------------------------------ what is said and kept


def test_a_dry_run_says_what_a_sync_does_and_asks_no_server(own: tuple[Server, Desk]) -> None:
    server, desk = own
    build([desk.note])
    foretold = json.loads(desk.run("--dry-run", "--json").stdout)
    assert foretold["packages"][0]["counts"] == {"new": 4} and not desk.folder.exists()
    desk.first()
    desk.edit("9 bar", "8 bar")
    desk.edit("- grinder: mill with burrs\n", "- tamper: stamp for the grounds\n")
    build([desk.note])
    server.kill()
    before = hold(desk)
    foretold = json.loads(desk.run("--dry-run", "--json", "--retired", "delete").stdout)
    assert "would bring 1 card new" in desk.run("--dry-run").stdout
    assert hold(desk) == before
    server.start()
    done = json.loads(desk.run("--json", "--retired", "delete").stdout)
    assert foretold["packages"] == done["packages"]
    assert done["packages"][0]["counts"] == {"new": 1, "updated": 1, "deleted": 1}
    assert done["user"] == "user0" and done["reviews"] == 0 and done["whole_collection"] is None


def test_pictures_come_along(desk: Desk) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    (desk.root / "pump.svg").write_bytes(drawing)
    desk.edit("9 bar", "9 bar ![](pump.svg)")
    desk.first()
    phone = desk.phone()
    [name] = re.findall(r'src="([^"]+)"', " ".join(phone.note("pump").fields))
    assert b"M0 0h9" in Path(phone.col.media.dir(), name).read_bytes()


def test_pictures_that_fail_do_not_lose_the_rest(own: tuple[Server, Desk]) -> None:
    server, desk = own
    (desk.root / "pump.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')
    desk.edit("9 bar", "9 bar ![](pump.svg)")
    with dying(server, "uploadChanges") as wire:
        told = desk.run(str(desk.note), "--server", wire.url, "--user", desk.user, "--yes")
    assert "pictures: " in told.stderr and "comes with the next sync" in told.stderr
    server.start()
    told = desk.run("--server", desk.url)
    assert "pictures" not in told.stderr
    phone = desk.phone()
    assert len(phone.fields()) == 4 and [*Path(phone.col.media.dir()).iterdir()]


def test_pictures_that_do_not_move_are_waited_for_no_longer_than_said(desk: Desk, server: Server) -> None:
    desk.first()
    over = threading.Event()

    def before(path: str) -> bool:
        return not path.startswith("/msync/") or (over.wait(30) and False)

    with Between(server, before) as wire, Hub(collection.path(desk.root)) as hub:
        link = login(hub, memory.Account(desk.user, wire.url), PASSWORD, lambda text: None)
        began = time.monotonic()
        with pytest.raises(CardgenError, match=r"nothing moved for 0\.5 seconds"):
            link.media(patience=0.5)
        assert time.monotonic() - began < 5
        over.set()


def test_no_pictures_are_fetched_that_are_not_ours(desk: Desk) -> None:
    """Whose notes have no pictures is spared the gigabytes of their other decks."""
    phone = other_decks(desk)
    phone.col.media.write_data("holiday.jpg", b"large")
    phone.sync()
    desk.first()
    assert not [*(desk.folder / "collection.media").iterdir()]


def test_neither_password_nor_key_lies_in_any_file_and_nobody_else_may_look(desk: Desk) -> None:
    desk.first()
    desk.sync()
    key = Phone(desk.root.parent / "other", desk.url, desk.user)
    desk.phones.append(key)
    files = [path for path in desk.root.rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        data = path.read_bytes()
        assert PASSWORD.encode() not in data and key.auth.hkey.encode() not in data, path
    assert desk.folder.stat().st_mode & 0o777 == 0o700
    assert (desk.folder / ".gitignore").read_text() == "*\n"


def test_five_copies_are_kept_and_the_last_is_what_was_there_before(desk: Desk) -> None:
    desk.first()
    for bar in range(8, 2, -1):
        desk.edit(f"{bar + 1} bar", f"{bar} bar")
        desk.sync()
    copies = sorted((desk.folder / "backups").iterdir())
    assert len(copies) == backups.KEPT
    backups.bring_back(copies[-1], collection.path(desk.root))
    connection = sqlite3.connect(collection.path(desk.root))
    assert connection.execute("select count() from notes where flds like '%4 bar%'").fetchone() == (1,)
    connection.close()


def test_two_syncs_of_one_collection_take_turns(desk: Desk) -> None:
    desk.first()
    with collection.locked(desk.root):
        told = desk.run(ok=False)
    assert "another `cardgen sync` is still running here" in told.output


def test_what_is_no_deck_of_ours_is_refused(desk: Desk) -> None:
    desk.first()
    for name, data, said in (("x.apkg", b"x", "cannot be read"), ("y.md", None, "no such file")):
        if data is not None:
            (desk.root / name).write_bytes(data)
        assert said in desk.run(name, ok=False).output


def test_what_is_missing_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = {"cardgen.syncing", "cardgen.collection.hub", "cardgen.collection.server"}
    for name in [name for name in sys.modules if name in rooms or name.split(".")[0] == "anki"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("cardgen.syncing")
    monkeypatch.setitem(sys.modules, "anki", None)
    assert "pip install 'cardgen[sync]'" in desk.run(ok=False).output


def test_help_and_the_place_of_the_collection_cost_no_library() -> None:
    program = (
        "import sys, cardgen.cli, cardgen.collection; sys.exit(any(n.split('.')[0] == 'anki' for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_who_one_is_has_to_be_said_once(desk: Desk) -> None:
    assert "--user NAME" in desk.run(str(desk.note), ok=False).output
    desk.first()
    known = memory.load_account(desk.folder)
    assert known is not None and (known.user, known.server) == (desk.user, desk.url)
    desk.sync()


@pytest.mark.parametrize("name", ["account.json", "memory.json"])
def test_a_damaged_file_is_named(desk: Desk, name: str) -> None:
    desk.first()
    (desk.folder / name).write_text("{")
    told = desk.run(ok=False)
    assert name in told.output and "delete the file" in told.output
    (desk.folder / name).unlink()
    desk.run("--server", desk.url, "--user", desk.user)


def test_a_damaged_collection_comes_back_from_the_account(desk: Desk) -> None:
    desk.first()
    here = collection.path(desk.root)
    here.write_bytes(b"no database" * 1000)
    told = desk.run(ok=False)
    assert "cannot be opened" in told.output and "delete it" in told.output
    here.unlink()
    assert "fetched the whole collection" in desk.run("--yes").stdout

"""A lost ledger comes back from packages, from collections that the real Anki exports, and from what is left of it."""

from __future__ import annotations

import builtins
import json
import random
import re
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from anki.collection import DeckIdLimit, ExportAnkiPackageOptions
from anki_collection import Anki
from conftest import PROJECT

from cardgen import ledger, packages
from cardgen.build import Package, build
from cardgen.errors import CardgenError, LedgerError
from cardgen.recover import entry_of, recover

THEN = 1_700_000_000
SAMPLES = sorted((PROJECT / "notes").glob("*.md")) + sorted((PROJECT / "tests" / "notes").glob("*.md"))
REWORDINGS = (
    (r"\bis\b", "is really"),
    (r"\bare\b", "are usually"),
    (r"\bthe\b", "the said"),
    (r"\band\b", "and also"),
)
"""Edits that reword a line and leave its fact alone."""


def reworded(text: str) -> str:
    """A note of which about half of the lines were reworded."""
    rng = random.Random(len(text))
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if rng.random() < 0.5 and not line.startswith(("---", "#", "|")):
            for pattern, other in rng.sample(REWORDINGS, len(REWORDINGS)):
                if lines[at] == line:
                    lines[at] = re.sub(pattern, other, line, count=1)
    return "\n".join(lines)


def guids(package: Package) -> dict[str, str]:
    """The words of each card → its GUID."""
    return {str(s.card): s.guid for s in package.report.settled}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """All sample notes, in a root of their own."""
    return vault_of_samples(tmp_path)


def vault_of_samples(folder: Path) -> Path:
    notes = folder / "vault" / "notes"
    notes.mkdir(parents=True)
    for path in SAMPLES:
        (notes / path.name).write_text(path.read_text("utf-8"), "utf-8")
    return notes.parent


@dataclass(frozen=True)
class Edited:
    """The sample notes, built, reworded and built again."""

    root: Path
    package: Package

    @property
    def target(self) -> Path:
        return self.root / "decks" / "notes.apkg"


@pytest.fixture(scope="module")
def built_twice(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    root = vault_of_samples(tmp_path_factory.mktemp("twice"))
    build([root / "notes"], clock=THEN)
    for note in (root / "notes").glob("*.md"):
        note.write_text(reworded(note.read_text("utf-8")), "utf-8")
    [package] = build([root / "notes"], clock=THEN + 100)
    assert sum(s.verdict in ("reworded", "updated") for s in package.report.settled) > 40
    return Edited(root, package)


@pytest.fixture
def twice(built_twice: Edited, tmp_path: Path) -> Edited:
    """A copy of it for one test."""
    shutil.copytree(built_twice.root, tmp_path / "twice")
    return Edited(tmp_path / "twice", built_twice.package)


def lose(root: Path) -> ledger.Ledger:
    """Takes away the ledger and the version before it; what it was."""
    known = ledger.load(root)
    ledger.path(root).unlink()
    (root / ledger.BEFORE).unlink(missing_ok=True)
    return known


# ------------------------------------------------------------------ from a package


def test_a_package_brings_the_ledger_back_as_it_was(twice: Edited) -> None:
    home = twice.root
    lost = lose(home)
    back = recover([twice.target])
    assert (back.exact, back.by_words, back.kept, back.absent) == (len(lost.entries), 0, 0, {})
    found = ledger.load(home)
    assert {e.guid: e for e in found.entries} == {e.guid: e for e in lost.entries}
    assert found.decks == lost.decks
    assert {kind: digest for kind, (digest, _) in found.notetypes.items()} == {
        kind: digest for kind, (digest, _) in lost.notetypes.items()
    }
    before = twice.target.read_bytes()
    [again] = build([home / "notes"], clock=THEN + 200)
    assert again.target.read_bytes() == before
    assert {s.verdict for s in again.report.settled} == {"same"}


def test_even_what_is_reworded_after_the_loss_keeps_its_history(twice: Edited, tmp_path: Path) -> None:
    home, package = twice.root, twice.package
    with Anki(tmp_path / "anki") as anki:
        anki.take(twice.target)
        anki.study(60)
        studied = anki.progress()
        lose(home)
        recover([twice.target])
        for note in (home / "notes").glob("*.md"):
            note.write_text(note.read_text("utf-8").replace("really", "truly").replace("the said", "that"), "utf-8")
        [later] = build([home / "notes"], clock=THEN + 300)
        anki.take(later.target)
        after = anki.progress()
    assert {key: after[key] for key in studied} == studied
    was = set(guids(package).values())
    kept = [s for s in later.report.settled if s.guid in was]
    assert len(kept) >= 0.95 * len(later.report.settled)
    assert any(s.verdict == "reworded" for s in kept)


def test_retired_cards_come_back_as_retired_and_return(home: Path) -> None:
    note = home / "notes" / "lighthouse.md"
    text = "Q: Who winds the clockwork?\nA: the keeper\n\nQ: What floats the lens?\nA: mercury\n"
    note.write_text(text, "utf-8")
    [first] = build([note], clock=THEN)
    note.write_text(text.split("\n\n")[0], "utf-8")
    [second] = build([note], clock=THEN + 100)
    [gone] = second.report.retired
    lose(home)
    assert recover([second.target]).exact == 2
    assert [e.guid for e in ledger.load(home).entries if e.retired_at == THEN + 100] == [gone.guid]
    note.write_text(text, "utf-8")
    [third] = build([note], clock=THEN + 200)
    assert guids(third) == guids(first)


def test_several_packages_of_which_some_are_old(home: Path) -> None:
    note = home / "notes" / "why-fal.md"
    [old] = build([note], clock=THEN)
    aside = old.target.with_name("old.apkg")
    shutil.copy(old.target, aside)
    note.write_text(reworded(note.read_text("utf-8")), "utf-8")
    [new] = build([note], clock=THEN + 100)
    [other] = build([home / "notes" / "cell-biology.md"], clock=THEN + 100)
    known = lose(home)
    recover([new.target, aside, other.target])
    assert {e.guid: e for e in ledger.load(home).entries} == {e.guid: e for e in known.entries}


def test_a_card_keeps_its_memory_out_of_sight(vault, tmp_path: Path) -> None:
    root = vault(x="- golgi ::: ships proteins\n- tides follow {{c1::the moon}}\n")
    [package] = build([root / "x.md"], clock=THEN)
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        for (guid, ordinal), _ in anki.progress().items():
            assert "cardgen:" not in "".join(anki.rendered(guid, ordinal))
        assert all(any(f.startswith("cardgen:") for f in fields) for fields in anki.fields().values())
        # what it remembers changes with every line above; that alone is no news
        (root / "x.md").write_text("hello there\n\n" + (root / "x.md").read_text())
        [moved] = build([root / "x.md"], clock=THEN + 100)
        assert moved.changed
        log = anki.take(moved.target)
        assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 2)


# ------------------------------------------------------------------ from Anki


def export(anki: Anki, target: Path, legacy: bool) -> Path:
    """What File > Export writes: a collection, or a package of the first deck."""
    if target.suffix == ".colpkg":
        anki.col.export_collection_package(str(target), include_media=False, legacy=legacy)
        anki.col.reopen()
    else:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy
        )
        deck = next(d.id for d in anki.col.decks.all_names_and_ids() if d.name == "why fal")
        anki.col.export_anki_package(out_path=str(target), options=options, limit=DeckIdLimit(deck))
    return target


@pytest.mark.parametrize("legacy", [True, False], ids=["older format", "newer format"])
@pytest.mark.parametrize("suffix", [".colpkg", ".apkg"])
def test_an_export_out_of_anki_is_as_good(legacy: bool, suffix: str, why_fal: Path, tmp_path: Path) -> None:
    root = why_fal.parent.parent
    build([why_fal], clock=THEN)
    why_fal.write_text(reworded(why_fal.read_text("utf-8")), "utf-8")
    [package] = build([why_fal], clock=THEN + 100)
    living = [e for e in ledger.load(root).entries if e.retired_at is None or suffix == ".colpkg"]
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        anki.study(30)
        studied = anki.progress()
        exported = export(anki, tmp_path / f"everything{suffix}", legacy)
        shutil.rmtree(root / "decks")
        back = recover([exported], why_fal)
        assert (back.exact, back.by_words, back.target) == (len(living), 0, ledger.path(root))
        [again] = build([why_fal], clock=THEN + 200)
        assert guids(again) == guids(package)
        assert {s.verdict for s in again.report.settled} == {"same"}
        assert not anki.take(again.target).new
        assert anki.progress() == studied


def test_what_a_person_edited_in_anki_is_not_overwritten(why_fal: Path, tmp_path: Path) -> None:
    [package] = build([why_fal], clock=THEN)
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        guid = package.report.settled[0].guid
        note = anki.col.get_note(anki.col.db.scalar("select id from notes where guid = ?", guid))
        note["Extra"], note.tags = "my own words", [*note.tags, "mine"]
        anki.col.update_note(note)
        exported = export(anki, tmp_path / "everything.colpkg", legacy=True)
        shutil.rmtree(package.target.parent)
        recover([exported], why_fal)
        [again] = build([why_fal], clock=THEN + 200)
        anki.take(again.target)
        assert "my own words" in anki.fields()[guid]
        assert "mine" in anki.tags()[guid]


def test_cards_of_notes_that_are_not_here_are_left_out_of_a_collection(vault, tmp_path: Path) -> None:
    root = vault(x="- golgi :: ships proteins", y="- codon :: three bases")
    with Anki(tmp_path / "anki") as anki:
        anki.take(build([root], clock=THEN)[0].target)
        exported = export(anki, tmp_path / "everything.colpkg", legacy=False)
    shutil.rmtree(root / "decks")
    (root / "y.md").unlink()
    back = recover([exported], root)
    assert (back.exact, back.absent) == (1, {"y.md": 1})
    assert recover([exported], root, force=True).exact == 2


def test_the_newer_format_without_its_library_says_what_to_do(
    why_fal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Anki(tmp_path / "anki") as anki:
        anki.take(build([why_fal], clock=THEN)[0].target)
        exported = export(anki, tmp_path / "everything.colpkg", legacy=False)
    real = builtins.__import__

    def without(name: str, *args, **more):
        if name == "zstandard":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.delitem(sys.modules, "zstandard", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CardgenError, match=r"pip install 'cardgen\[recover\]'.*Support older Anki versions"):
        packages.read(exported)


# ------------------------------------------------------------------ from the words alone


def without_memory(package: Path) -> None:
    """Rewrites a package as if its spare fields had been emptied."""
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    database = package.with_suffix(".db")
    database.write_bytes(members["collection.anki2"])
    with closing(sqlite3.connect(database)) as connection:
        for number, fields in connection.execute("select id, flds from notes").fetchall():
            bare = "\x1f".join("" if f.startswith("cardgen:") else f for f in fields.split("\x1f"))
            connection.execute("update notes set flds = ? where id = ?", (bare, number))
        connection.commit()
    members["collection.anki2"] = database.read_bytes()
    database.unlink()
    with zipfile.ZipFile(package, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def test_cards_without_a_memory_are_known_by_their_words(twice: Edited) -> None:
    home, package = twice.root, twice.package
    lost = lose(home)
    without_memory(twice.target)
    back = recover([twice.target])
    assert (back.exact, back.by_words) == (0, len(lost.entries))
    [again] = build([home / "notes"], clock=THEN + 200)
    was, now = guids(package), guids(again)
    # a reworded line that was asked as before its edit is asked afresh: its card counts as lost here
    kept = sum(now.get(text) == guid for text, guid in was.items())
    assert kept >= 0.95 * len(was)


def test_cloze_numbers_that_hide_nothing_any_more_stay_taken(vault) -> None:
    root = vault(x="- tides follow {{c1::the moon}} and {{c2::the sun}}")
    [package] = build([root / "x.md"], clock=THEN)
    [note] = packages.read(package.target).notes
    at = packages.SPARE["cloze"]
    bare = replace(note, fields=(*note.fields[:at], "", *note.fields[at + 1 :]), ordinals=(0, 1, 4))
    entry = entry_of(bare)
    assert entry is not None
    assert (entry.hidden, entry.living) == (((1, "the moon"), (2, "the sun"), (5, "")), 2)


@pytest.mark.parametrize("text", ["cardgen:", "cardgen:%%%", "cardgen:AAAA", "cardgen:eJyrBQAAewB7", "hello"])
def test_a_spoilt_memory_is_none(text: str, vault) -> None:
    [package] = build([vault(x="- golgi :: ships proteins")], clock=THEN)
    [note] = packages.read(package.target).notes
    assert packages.recall(note) is not None
    at = packages.SPARE["basic"]
    assert packages.recall(replace(note, fields=(*note.fields[:at], text, *note.fields[at + 1 :]))) is None
    assert packages.recall(replace(note, guid="another")) is None


# ------------------------------------------------------------------ what is left of a ledger


def _conflict(text: str) -> str:
    lines = text.split("\n")
    at = len(lines) // 2
    return "\n".join([*lines[:at], "<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> other", *lines[at + 1 :]])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t[: len(t) // 2],
        _conflict,
        lambda t: t.replace('"guid"', '"giud"', 3),
        lambda t: "",
        lambda t: json.dumps({**json.loads(t), "checksum": "0"}, indent=2),
    ],
    ids=["cut", "merge conflict", "three bad lines", "empty", "another layout"],
)
def test_a_damaged_ledger_is_put_together_again(spoil: Callable[[str], str], twice: Edited) -> None:
    home, package = twice.root, twice.package
    known = ledger.load(home)
    ledger.path(home).write_text(spoil(ledger.path(home).read_text("utf-8")), "utf-8")
    spoilt = ledger.path(home).read_bytes()
    with pytest.raises(LedgerError):
        build([home / "notes"], clock=THEN + 200)
    back = recover([twice.target])
    assert back.damaged
    assert (home / ledger.DAMAGED).read_bytes() == spoilt
    found = ledger.load(home)
    assert {e.guid: e for e in found.entries} == {e.guid: e for e in known.entries}
    assert found.decks == known.decks
    [again] = build([home / "notes"], clock=THEN + 300)
    assert guids(again) == guids(package)


def test_what_no_package_holds_stays_from_the_damaged_ledger(home: Path) -> None:
    [fal] = build([home / "notes" / "why-fal.md"], clock=THEN)
    build([home / "notes" / "cell-biology.md"], clock=THEN)
    known = ledger.load(home)
    ledger.path(home).write_text(ledger.path(home).read_text("utf-8") + "}", "utf-8")
    back = recover([fal.target])
    assert (back.exact, back.kept) == (len(fal.report.settled), len(known.entries) - len(fal.report.settled))
    assert {e.guid for e in ledger.load(home).entries} == {e.guid for e in known.entries}


def test_the_version_before_is_used_as_well(home: Path) -> None:
    [fal] = build([home / "notes" / "why-fal.md"], clock=THEN)
    build([home / "notes" / "cell-biology.md"], clock=THEN)
    known = ledger.loads((home / ledger.BEFORE).read_text("utf-8"))
    ledger.path(home).unlink()
    recover([fal.target])
    assert {e.guid for e in ledger.load(home).entries} >= {e.guid for e in known.entries}


def test_a_whole_ledger_is_never_overwritten(home: Path, tmp_path: Path) -> None:
    note = home / "notes" / "why-fal.md"
    [package] = build([note], clock=THEN)
    assert recover([package.target]).changed is False
    known = ledger.load(home)
    fewer = replace(known, entries=known.entries[3:])
    ledger.save(home, fewer)
    before = ledger.path(home).read_bytes()
    with pytest.raises(CardgenError, match=r"the ledger is whole, and the packages hold 3 cards .*--force"):
        recover([package.target])
    assert ledger.path(home).read_bytes() == before
    recover([package.target], force=True)
    found = ledger.load(home)
    assert found.entries[: len(fewer.entries)] == fewer.entries
    assert {e.guid for e in found.entries} == {e.guid for e in known.entries}


def test_a_ledger_of_a_newer_cardgen_is_not_touched(home: Path) -> None:
    [package] = build([home / "notes" / "why-fal.md"], clock=THEN)
    newer = ledger.path(home).read_text("utf-8").replace('"cardgen ledger": 3', '"cardgen ledger": 4')
    ledger.path(home).write_text(newer, "utf-8")
    with pytest.raises(LedgerError, match="update cardgen"):
        recover([package.target], force=True)
    assert ledger.path(home).read_text("utf-8") == newer


# ------------------------------------------------------------------ what is no package


def _zip(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: path.write_bytes(b"hello"), "cannot be read .*try an older one"),
        (lambda path: _zip(path, x=b"hello"), "no package of Anki's"),
        (lambda path: _zip(path, collection__anki2=b"hello" * 99), "damaged"),
        (lambda path: _zip(path, collection__anki2=b""), "damaged"),
        (lambda path: _zip(path, collection__anki21b=b"hello"), "damaged"),
    ],
    ids=["nothing", "a folder", "no zip", "another zip", "no database", "an empty database", "no zstd"],
)
def test_what_is_no_package_is_refused_and_nothing_written(make, told: str, vault) -> None:
    root = vault(x="- golgi :: ships proteins")
    make(root / "x.apkg")
    with pytest.raises(CardgenError, match=told):
        recover([root / "x.apkg"], root)
    assert not (root / "decks").exists()


def test_a_package_of_somebody_else_holds_nothing_of_ours(vault, tmp_path: Path) -> None:
    root = vault(x="- golgi :: ships proteins")
    with Anki(tmp_path / "anki") as anki:
        note = anki.col.new_note(anki.col.models.by_name("Basic"))
        note["Front"] = "hello"
        anki.col.add_note(note, 1)
        exported = export(anki, tmp_path / "theirs.colpkg", legacy=True)
    assert not packages.is_ours(exported)
    with pytest.raises(CardgenError, match="no card of cardgen's"):
        recover([exported], root)
    # beside our decks it is no reason to think that a ledger is lost
    (root / "decks").mkdir()
    shutil.copy(exported, root / "decks" / "theirs.apkg")
    assert build([root / "x.md"], clock=THEN)[0].changed

"""The package, and what the real Anki makes of it."""

from __future__ import annotations

import dataclasses
import errno
import os
import re
import stat
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from anki_collection import Anki

from cardgen import apkg
from cardgen.errors import CardgenError
from cardgen.model import AnkiNote, Deck, Media
from cardgen.notetypes import BASIC, CLOZE, RETIRED_TAG, unmarked

THEN = 1_700_000_000
CHANGED = {"basic": THEN, "cloze": THEN}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def basic(guid: str, front: str = "Q?", back: str = "A", position: int = 1, changed_at: int = THEN, **more: str):
    """A basic note; `Reverse` and `Speak` among `more` give it their cards."""
    values = {"Front": front, "Back": back, **more}
    ordinals = (0, *((1,) if more.get("Reverse") else ()), *((2,) if more.get("Speak") else ()))
    fields = tuple(values.get(name, "") for name in BASIC.field_names)
    return AnkiNote(guid, "basic", fields, ("cardgen",), ordinals, changed_at, position)


def cloze(guid: str, text: str, position: int = 1, changed_at: int = THEN, **more: str):
    values = {"Text": text, **more}
    numbers = sorted({int(n) - 1 for n in re.findall(r"\{\{c(\d+)::", text)})
    fields = tuple(values.get(name, "") for name in CLOZE.field_names)
    return AnkiNote(guid, "cloze", fields, ("cardgen",), tuple(numbers), changed_at, position)


def retired(note: AnkiNote, at: int) -> AnkiNote:
    """The same note, taken out of the person's note at that time."""
    names = (BASIC if note.kind == "basic" else CLOZE).field_names
    fields = list(note.fields)
    fields[names.index("Retired")] = "1"
    fields[0] = unmarked(fields[0])
    return dataclasses.replace(note, fields=tuple(fields), ordinals=(), changed_at=at, tags=(*note.tags, RETIRED_TAG))


@pytest.fixture
def write(tmp_path: Path):
    """Write notes as one deck and say where the package is."""
    count = iter(range(1000))

    def written(*notes: AnkiNote, name: str = "Deck", changed=CHANGED, media=(), description="") -> Path:
        target = tmp_path / f"{next(count)}.apkg"
        assert apkg.write([Deck(name, notes, media, description)], target, changed)
        return target

    return written


@pytest.fixture
def anki(tmp_path: Path):
    with Anki(tmp_path / "anki") as opened:
        yield opened


# ------------------------------------------------------------------ importing


def test_a_first_import_brings_everything(anki, write):
    package = write(
        basic("one", "What is an outbox?", "a table of messages to send", position=2, Context="Messaging"),
        cloze("two", "It runs at {{c1::02:30}} on {{c2::Mondays}}", position=1),
        description="From messaging.md",
    )
    log = anki.take(package)
    assert len(log.new) == 2
    assert set(anki.progress()) == {("one", 0), ("two", 0), ("two", 1)}
    assert anki.fields()["one"][:3] == ("What is an outbox?", "a table of messages to send", "Messaging")
    assert anki.tags()["one"] == ("cardgen",)
    assert anki.col.decks.by_name("Deck")["desc"] == "From messaging.md"
    assert sorted(m["name"] for m in anki.col.models.all() if m["name"].startswith("cardgen")) == [
        BASIC.name,
        CLOZE.name,
    ]
    question, answer = anki.rendered("one")
    assert 'class="context">Messaging' in question
    assert "a table of messages" in answer
    assert "a table of messages" not in question


def test_anki_finds_no_card_missing_and_none_too_many(anki, write):
    """The cards that we compute are the cards that Anki itself would make."""
    anki.take(
        write(
            basic("plain"),
            basic("both", Reverse="1", Speak="1"),
            basic("spoken", Speak="1"),
            cloze("gap", "{{c1::a}} and {{c3::b}}", Speak="1"),
        )
    )
    before = set(anki.progress())
    assert before == {
        ("plain", 0), ("both", 0), ("both", 1), ("both", 2), ("spoken", 0), ("spoken", 2), ("gap", 0), ("gap", 2)
    }  # fmt: skip
    assert anki.empty() == {}
    for guid in ("plain", "both", "spoken", "gap"):
        note = anki.col.get_note(anki.col.db.scalar("select id from notes where guid = ?", guid))
        anki.col.update_note(note)  # makes the cards that Anki misses
    _, clean = anki.col.fix_integrity()
    assert clean
    assert set(anki.progress()) == before


def test_new_cards_come_in_the_order_of_the_note(anki, write):
    anki.take(write(basic("c", position=3), basic("a", position=1), basic("d", position=4)))
    assert [p.due for p in anki.progress().values()] == [1, 3, 4]
    anki.take(write(basic("a", position=1), basic("b", position=2), basic("c", position=3), basic("d", position=4)))
    assert anki.new_order() == ["a", "b", "c", "d"]


def test_a_newer_note_is_updated_and_keeps_its_schedule(anki, write):
    anki.take(write(basic("one"), basic("two", position=2), cloze("three", "{{c1::x}} {{c2::y}}", position=3)))
    schema = anki.col.db.scalar("select scm from col")
    assert len(anki.study(3)) == 3
    before = anki.progress()
    assert sum(p.reps > 0 for p in before.values()) == 3
    log = anki.take(
        write(
            basic("one", "Q, in better words?", changed_at=THEN + 1),
            basic("two", position=2),
            cloze("three", "now {{c1::x}} {{c2::y}}", changed_at=THEN + 1, position=3),
        )
    )
    assert (len(log.updated), len(log.duplicate), len(log.new), len(log.conflicting)) == (2, 1, 0, 0)
    assert anki.fields()["one"][0] == "Q, in better words?"
    assert anki.progress() == before
    assert anki.col.db.scalar("select scm from col") == schema, "would force a full sync"


def test_a_note_of_the_same_time_is_left_alone(anki, write):
    anki.take(write(basic("one", "as first published")))
    log = anki.take(write(basic("one", "other words, same time")))
    assert len(log.duplicate) == 1
    assert anki.fields()["one"][0] == "as first published"


def test_what_the_person_edited_in_an_unchanged_note_survives(anki, write):
    anki.take(write(basic("mine"), basic("other")))
    note = anki.col.get_note(anki.col.db.scalar("select id from notes where guid = 'mine'"))
    note["Back"] = "my own words"
    note.tags.append("marked")
    anki.col.update_note(note)
    anki.take(write(basic("mine"), basic("other", changed_at=int(time.time()) + 5)))
    assert anki.fields()["mine"][1] == "my own words"
    assert "marked" in anki.tags()["mine"]


def test_the_looks_are_updated_when_they_are_newer(anki, write, monkeypatch):
    anki.take(write(basic("one")))
    restyled = dataclasses.replace(BASIC, css=".card { color: teal }", name="cardgen Basic (new)")
    monkeypatch.setattr(apkg, "BY_KIND", {**apkg.BY_KIND, "basic": restyled})
    anki.take(write(basic("one")))
    assert "teal" not in anki.css(BASIC.id)
    schema = anki.col.db.scalar("select scm from col")
    anki.take(write(basic("one"), changed={"basic": int(time.time()) + 5}))
    assert "teal" in anki.css(BASIC.id)
    assert anki.col.db.scalar("select scm from col") == schema


def test_filling_reverse_later_adds_a_card_and_keeps_the_first(anki, write):
    anki.take(write(basic("one")))
    anki.study(1)
    before = anki.progress()
    anki.take(write(basic("one", changed_at=THEN + 1, Reverse="1")))
    after = anki.progress()
    assert set(after) == {("one", 0), ("one", 1)}
    assert after["one", 0] == before["one", 0]


def test_a_new_cloze_number_adds_a_card_and_keeps_the_others(anki, write):
    anki.take(write(cloze("one", "{{c1::a}} {{c2::b}}")))
    anki.study(1)
    before = anki.progress()
    anki.take(write(cloze("one", "{{c1::a}} {{c3::new}} {{c2::b}}", changed_at=THEN + 1)))
    after = anki.progress()
    assert set(after) == {("one", 0), ("one", 1), ("one", 2)}
    assert {key: after[key] for key in before} == before


def test_several_decks_in_one_package(anki, tmp_path):
    target = tmp_path / "all.apkg"
    decks = [
        Deck("Notes::Bio", (basic("b", position=1), cloze("bc", "{{c1::x}}", position=2))),
        Deck("Notes::Chem", (basic("c"),)),
    ]
    assert apkg.write(decks, target, CHANGED)
    anki.take(target)
    assert {key: p.deck for key, p in anki.progress().items()} == {
        ("b", 0): "Notes::Bio", ("bc", 0): "Notes::Bio", ("c", 0): "Notes::Chem"
    }  # fmt: skip
    assert len(anki.take(target).conflicting) == 0


# ------------------------------------------------------------------ retiring


@pytest.mark.parametrize(
    "note",
    [
        basic("gone"),
        basic("gone", Reverse="1", Speak="1"),
        cloze("gone", "At {{c1::02:30}} on {{c2::Mondays::day}}", Speak="1"),
        cloze("gone", '<div>Signals</div><div class="ol">{{c1::red}}{{c2::green}}</div>'),
    ],
)
def test_a_retired_card_says_so_and_empty_cards_deletes_it(anki, write, note):
    stays = basic("stays", position=2)
    anki.take(write(note, stays))
    anki.study(1)
    before = anki.progress()
    anki.take(write(retired(note, THEN + 1), stays))
    assert anki.progress() == before, "retiring is no reason to lose progress"
    for ordinal in note.ordinals:
        question, _ = anki.rendered("gone", ordinal)
        assert "gone from your note" in question
        assert 'class="question' not in question
    assert RETIRED_TAG in anki.tags()["gone"]
    assert anki.empty() == {"gone": True}
    anki.delete_empty()
    assert set(anki.fields()) == {"stays"}


def test_a_retired_note_gives_a_new_user_nothing_to_study(anki, write):
    log = anki.take(write(retired(basic("gone"), THEN), retired(cloze("also", "{{c1::x}}"), THEN), basic("here")))
    assert len(log.new) == 3
    assert set(anki.progress()) == {("here", 0)}
    assert len(anki.study(5)) >= 1
    assert set(anki.progress()) == {("here", 0)}


def test_a_card_that_returns_has_its_history(anki, write):
    anki.take(write(basic("one")))
    anki.study(1)
    before = anki.progress()
    anki.take(write(retired(basic("one"), THEN + 1)))
    anki.take(write(basic("one", "Q again?", changed_at=THEN + 2)))
    assert anki.progress() == before
    assert anki.empty() == {}
    assert "Q again?" in anki.rendered("one")[0]
    assert RETIRED_TAG not in anki.tags()["one"]


# ------------------------------------------------------------------ what is shown


def test_a_list_shows_earlier_items_asks_one_and_marks_later_ones(anki, write):
    text = '<p>Primary colours?</p><div class="ol numbered">{{c1::red}}{{c4::blue}}{{c2::green}}</div>'
    anki.take(write(cloze("list", text)))
    question, answer = anki.rendered("list", 3)
    shown = re.findall(r'<span class="(cloze(?:-inactive)?)"[^>]*>(.*?)</span>', question)
    assert shown == [("cloze-inactive", "red"), ("cloze", "[...]"), ("cloze-inactive", "green")]
    assert 'class="question front"' in question
    assert 'class="question front"' not in answer, "would hide the later items"
    assert re.findall(r'<span class="(cloze(?:-inactive)?)"[^>]*>(.*?)</span>', answer) == [
        ("cloze-inactive", "red"),
        ("cloze", "blue"),
        ("cloze-inactive", "green"),
    ]


def test_the_line_under_a_cloze_is_shown_with_the_answer_only(anki, write):
    anki.take(write(cloze("one", "{{c1::x}}", Back="the whole line", Extra="more", Source="notes/x.md")))
    question, answer = anki.rendered("one")
    for text in ("the whole line", "more", "notes/x.md"):
        assert text in answer
        assert text not in question


def test_field_text_that_looks_like_a_template_is_shown_as_it_is(anki, write):
    anki.take(write(basic("one", "What does {{Back}} print?", "{{#Front}}", Source="{{tts}}")))
    question, answer = anki.rendered("one")
    assert "What does {{Back}} print?" in question
    assert "{{#Front}}" in answer


def test_images_arrive(anki, write):
    media = (Media("cg-0123456789ab.png", PNG), Media("cg-0123456789ac.svg", b"<svg/>"))
    note = basic("one", '<img src="cg-0123456789ab.png">', '<img src="cg-0123456789ac.svg">')
    anki.take(write(note, media=(*media, media[0])))
    for file in media:
        assert (Path(anki.col.media.dir()) / file.name).read_bytes() == file.data
    assert list(anki.col.media.check().missing) == []


def test_text_that_anki_refuses_is_made_fit(anki, write):
    anki.take(write(basic("one", "a\x1fb\x00c\ud800d\te\nf")))
    assert anki.fields()["one"][0] == "abcd\te\nf"


# ------------------------------------------------------------------ the file


def test_equal_decks_give_equal_bytes(tmp_path):
    deck = Deck("D", (basic("a"), cloze("b", "{{c1::x}}")), (Media("cg-a.png", PNG),))
    for name in ("one", "two"):
        apkg.write([deck], tmp_path / f"{name}.apkg", CHANGED)
        time.sleep(1.1 if name == "one" else 0)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()


def test_an_unchanged_package_is_not_touched(tmp_path):
    target = tmp_path / "x.apkg"
    assert apkg.write([Deck("D", (basic("a"),))], target, CHANGED) is True
    os.utime(target, (1, 1))
    assert apkg.write([Deck("D", (basic("a"),))], target, CHANGED) is False
    assert target.stat().st_mtime == 1
    assert apkg.write([Deck("D", (basic("a", "other"),))], target, CHANGED) is True
    assert target.stat().st_mtime > 1


def test_the_zip_is_deflated_sorted_and_without_a_date(tmp_path):
    target = tmp_path / "x.apkg"
    apkg.write([Deck("D", (basic("a"),), (Media("cg-b.svg", b"<svg/>" * 50), Media("cg-a.png", PNG)))], target, CHANGED)
    with zipfile.ZipFile(target) as archive:
        members = archive.infolist()
        assert archive.read("media") == b'{"0": "cg-a.png", "1": "cg-b.svg"}'
        assert archive.read("0") == PNG
    assert [m.filename for m in members] == ["0", "1", "collection.anki2", "media"]
    assert {m.date_time for m in members} == {(1980, 1, 1, 0, 0, 0)}
    assert all(m.compress_type == zipfile.ZIP_DEFLATED for m in members[1:])


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    apkg.write([Deck("D", (basic("a"),))], tmp_path / "out" / "x.apkg", CHANGED)
    assert list(temp.iterdir()) == []
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["x.apkg"]


@pytest.mark.parametrize(
    ("owner", "name", "code", "hint"),
    [
        (Path, "replace", errno.EACCES, "-o"),
        (os, "fsync", errno.ENOSPC, "the disk is full"),
        (os, "fsync", errno.EIO, "cannot be written"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, owner, name, code, hint):
    target = tmp_path / "out" / "x.apkg"
    temp = tmp_path / "temp"
    temp.mkdir()
    apkg.write([Deck("D", (basic("a"),))], target, CHANGED)
    old = target.read_bytes()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))

    def fails(*_args: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(owner, name, fails)
    with pytest.raises(CardgenError, match=re.escape(hint)) as caught:
        apkg.write([Deck("D", (basic("b"),))], target, CHANGED)
    assert str(target) in str(caught.value)
    assert target.read_bytes() == old
    assert [p.name for p in target.parent.iterdir()] == ["x.apkg"]
    assert list(temp.iterdir()) == []


def test_an_interrupted_write_cleans_up(tmp_path, monkeypatch):
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apkg.write([Deck("D", (basic("a"),))], tmp_path / "out" / "x.apkg", CHANGED)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_where_a_folder_should_be_is_explained(tmp_path):
    (tmp_path / "decks").write_text("not a folder")
    with pytest.raises(CardgenError, match="a file stands where a folder is needed"):
        apkg.write([Deck("D", (basic("a"),))], tmp_path / "decks" / "x.apkg", CHANGED)


def test_no_card_passes_through_the_temp_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    apkg.write([Deck("D", (basic("a"),))], tmp_path / "x.apkg", CHANGED)
    assert [path.name for path in tmp_path.iterdir()] == ["x.apkg"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_file_keeps_its_permissions_and_its_link(tmp_path):
    real, link = tmp_path / "real.apkg", tmp_path / "link.apkg"
    apkg.write([Deck("D", (basic("a"),))], real, CHANGED)
    assert stat.S_IMODE(real.stat().st_mode) & 0o400
    real.chmod(0o640)
    link.symlink_to(real)
    apkg.write([Deck("D", (basic("b"),))], link, CHANGED)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["collection.apkg", "Collection.APKG", "x.zip", "x.colpkg", "x"])
def test_names_that_anki_reads_as_something_else_are_refused(tmp_path, name):
    with pytest.raises(CardgenError, match="-o"):
        apkg.write([Deck("D", (basic("a"),))], tmp_path / name, CHANGED)
    assert list(tmp_path.iterdir()) == []


def test_a_guid_given_twice_is_our_bug(tmp_path):
    with pytest.raises(AssertionError, match="'same' was given twice"):
        apkg.write([Deck("A", (basic("same"),)), Deck("B", (basic("same"),))], tmp_path / "x.apkg", CHANGED)
    assert list(tmp_path.iterdir()) == []


def test_two_contents_under_one_media_name_are_our_bug(tmp_path):
    with pytest.raises(AssertionError, match=r"cg-a\.png"):
        media = (Media("cg-a.png", b"1"), Media("cg-a.png", b"2"))
        apkg.write([Deck("A", (basic("a"),), media)], tmp_path / "x.apkg", CHANGED)


def test_thousands_of_notes_are_quick(tmp_path):
    notes = tuple(basic(f"g{n}", f"Question number {n}?", "An answer of some words " * 4, n) for n in range(2000))
    start = time.perf_counter()
    apkg.write([Deck("D", notes)], tmp_path / "x.apkg", CHANGED)
    assert time.perf_counter() - start < 1
    with Anki(tmp_path / "anki") as anki:
        assert len(anki.take(tmp_path / "x.apkg").new) == 2000

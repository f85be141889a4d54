"""The ledger: nothing it knows is lost, and what is wrong with it is said with a line."""

from __future__ import annotations

import dataclasses
import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen import files, ledger
from cardgen.errors import CardgenError, LedgerError
from cardgen.model import Choice, Decision, Entry, Ledger

ONE = Entry(
    guid="cg-one",
    kind="basic",
    note="notes/x.md",
    line=12,
    form="definition",
    slot="define:outbox",
    front="What is an outbox?",
    back="a table – of “messages”",
    hidden=((1, "a table – of “messages”"),),
    living=1,
    source="outbox: a table of messages",
    trail=("Messaging", "outbox"),
    changed_at=1_700_000_000,
    digest="0123456789abcdef",
)
TWO = dataclasses.replace(
    ONE,
    guid="cg-two",
    kind="list",
    hidden=((1, "a"), (3, "b"), (2, "gone")),
    living=2,
    slot="",
    trail=(),
    back="",
    retired_at=1_700_000_009,
    tags=("cardgen", "exam"),
)
BOTH = Ledger((ONE, TWO), {"notes/x.md": "x", "notes/ä.md": "ä"}, {"basic": ("0fa1", 5), "cloze": ("0fa2", 6)})

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
times = st.integers(0, 2**40)
entries = st.builds(
    Entry,
    guid=st.text(min_size=1, max_size=8, alphabet="abcdef0123"),
    kind=st.sampled_from(("basic", "cloze", "list")),
    note=texts,
    line=st.integers(1, 9999),
    form=texts,
    slot=texts,
    front=texts,
    back=texts,
    hidden=st.lists(st.tuples(st.integers(1, 99), texts), max_size=3).map(tuple),
    living=st.integers(0, 3),
    source=texts,
    trail=st.lists(texts, max_size=3).map(tuple),
    changed_at=times,
    digest=texts,
    retired_at=st.none() | times,
    tags=st.lists(texts, max_size=2).map(tuple),
    sides=st.integers(1, 3),
)
decisions = st.builds(
    Decision, guid=texts, was=texts, now=texts, answer=st.sampled_from(("same", "other", "open")), reason=texts
).filter(lambda d: d.guid and d.was and d.now)
parts = st.lists(texts, min_size=2, max_size=2).map(tuple)
choices = st.builds(Choice, guid=texts, opinion=st.sampled_from(("keep", "drop")), was=parts) | st.builds(
    Choice, guid=texts, opinion=st.just("edit"), was=parts, now=parts
)
ledgers = st.builds(
    Ledger,
    entries=st.lists(entries, max_size=4, unique_by=lambda e: e.guid).map(tuple),
    decks=st.dictionaries(texts, texts, max_size=3),
    notetypes=st.dictionaries(texts, st.tuples(texts, times), max_size=2),
    decisions=st.lists(decisions, max_size=2).map(tuple),
    choices=st.lists(choices, max_size=2).map(tuple),
)


@given(ledgers)
def test_what_is_written_is_read(known: Ledger):
    text = ledger.dumps(known)
    assert ledger.loads(text) == known
    assert ledger.dumps(ledger.loads(text)) == text


def test_every_field_of_an_entry_is_kept():
    assert set(ledger._NAMES) == {field.name for field in dataclasses.fields(Entry)}


def test_one_entry_a_line_that_people_can_read():
    lines = ledger.dumps(BOTH).split("\n")
    assert lines[0] == "{"
    assert lines[-3:] == ["]", "}", ""]
    (line,) = [text for text in lines if "cg-one" in text]
    assert line == (
        '{"guid": "cg-one", "kind": "basic", "note": "notes/x.md", "line": 12, "form": "definition", '
        '"slot": "define:outbox", "trail": ["Messaging", "outbox"], "source": "outbox: a table of messages", '
        '"front": "What is an outbox?", "back": "a table – of “messages”", '
        '"hidden": [[1, "a table – of “messages”"]], "living": 1, "changed": 1700000000, '
        '"digest": "0123456789abcdef"},'
    )
    assert '"notes/ä.md": "ä"' in lines


# ------------------------------------------------------------------ what is wrong with it


def problem(text: str) -> str:
    with pytest.raises(LedgerError) as caught:
        ledger.loads(text)
    return str(caught.value)


def test_a_merge_conflict_is_named_with_its_line():
    good = ledger.dumps(BOTH).split("\n")
    at = next(n for n, text in enumerate(good) if "cg-two" in text)
    text = "\n".join([*good[:at], "<<<<<<< HEAD", good[at], "=======", good[at], ">>>>>>> other", *good[at + 1 :]])
    said = problem(text)
    assert said.startswith(f"decks/ledger.json:{at + 1}: a git merge conflict")
    assert "checksum" in said


def test_a_question_about_arrows_is_no_conflict():
    known = Ledger((dataclasses.replace(ONE, front="<<<<<<< HEAD\n======= what is it?"),))
    assert ledger.loads(ledger.dumps(known)) == known


def test_broken_json_is_named_with_its_line():
    lines = ledger.dumps(BOTH).split("\n")
    at = next(n for n, text in enumerate(lines) if "cg-one" in text)
    lines[at] = lines[at].rstrip(",")
    said = problem("\n".join(lines))
    assert said.startswith(f"decks/ledger.json:{at + 2}: this is no JSON")
    assert "comma" in said


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cardgen ledger": "1"}', '{"cardgen ledger": true}', "[" * 100_000])
def test_another_file_is_not_taken_for_an_empty_ledger(text: str):
    assert "decks/ledger.json:1: " in problem(text)


def test_a_newer_ledger_asks_for_a_newer_cardgen():
    said = problem(ledger.dumps(BOTH).replace('"cardgen ledger": 3', '"cardgen ledger": 4'))
    assert said.startswith("decks/ledger.json:2: a newer cardgen")
    assert "update cardgen" in said


FIRST_FORMAT = """{
"cardgen ledger": 1,
"checksum": "895d58c8f50f",
"decks": {
"notes/x.md": "x",
"notes/ä.md": "ä"
},
"notetypes": {
"basic": ["0fa1", 5],
"cloze": ["0fa2", 6]
},
"entries": [
{"guid": "cg-one", "kind": "basic", "note": "notes/x.md", "line": 12, "form": "definition", "slot": "define:outbox", \
"trail": ["Messaging", "outbox"], "source": "outbox: a table of messages", "front": "What is an outbox?", \
"back": "a table – of “messages”", "hidden": [[1, "a table – of “messages”"]], "living": 1, "changed": 1700000000, \
"digest": "0123456789abcdef"},
{"guid": "cg-two", "kind": "list", "note": "notes/x.md", "line": 12, "form": "definition", \
"source": "outbox: a table of messages", "front": "What is an outbox?", "hidden": [[1, "a"], [3, "b"], [2, "gone"]], \
"living": 2, "changed": 1700000000, "digest": "0123456789abcdef", "retired": 1700000009, "tags": ["cardgen", "exam"]}
]
}
"""
"""As the first format was written: never to be changed."""


def test_a_ledger_of_the_first_format_is_read_and_written_as_the_current_one(tmp_path: Path):
    assert ledger.loads(FIRST_FORMAT) == BOTH
    assert "not those that cardgen wrote" in problem(FIRST_FORMAT.replace("cg-one", "cg-eins"))
    ledger.path(tmp_path).parent.mkdir()
    ledger.path(tmp_path).write_text(FIRST_FORMAT, "utf-8")
    assert ledger.save(tmp_path, ledger.load(tmp_path)) is True
    assert ledger.path(tmp_path).read_text("utf-8").split("\n")[1] == '"cardgen ledger": 3,'
    assert ledger.load(tmp_path) == BOTH


SECOND_FORMAT = (
    FIRST_FORMAT.replace('"cardgen ledger": 1', '"cardgen ledger": 2')
    .replace("895d58c8f50f", "d2a8168614fc")
    .replace(
        '"entries": [',
        '"decisions": [\n{"guid": "cg-one", "was": "a", "now": "b", "answer": "same"}\n],\n"entries": [',
    )
)
"""As the second format was written: never to be changed."""


def test_a_ledger_of_the_second_format_is_read():
    assert ledger.loads(SECOND_FORMAT) == dataclasses.replace(BOTH, decisions=(Decision("cg-one", "a", "b", "same"),))
    assert "not those that cardgen wrote" in problem(SECOND_FORMAT.replace('"answer": "same"', '"answer": "other"'))


KEPT = Choice("cg-one", "keep", ("a", "b"))
EDITED = Choice("cg-two", "edit", ("a", "b"), ("a", "c"))


@pytest.mark.parametrize(
    "spoilt",
    [
        '{"guid": "g"}',
        "5",
        '{"guid": "g", "opinion": "burn", "was": ["a"]}',
        '{"guid": "g", "opinion": "keep", "was": "a"}',
        '{"guid": "g", "opinion": "edit", "was": ["a", "b"], "now": ["a"]}',
        '{"guid": "g", "opinion": "drop", "was": ["a"], "now": ["b"]}',
    ],
)
def test_a_spoilt_decision_on_a_card_is_refused(spoilt: str):
    text = ledger.dumps(dataclasses.replace(BOTH, choices=(KEPT,)))
    line = next(line for line in text.split("\n") if '"opinion"' in line)
    said = problem(text.replace(line, spoilt))
    assert '"choices" is not what it should be' in said


def test_decisions_on_cards_are_salvaged_and_adopted():
    text = ledger.dumps(dataclasses.replace(BOTH, choices=(KEPT, EDITED)))
    assert ledger.salvage(text.replace('"checksum"', "<<<<<<< HEAD")).choices == (KEPT, EDITED)
    mine = Ledger(choices=(KEPT,))
    theirs = Ledger(choices=(dataclasses.replace(KEPT, opinion="drop"), EDITED))
    assert set(ledger.adopt(mine, theirs, "school").choices) == {KEPT, EDITED}


@pytest.mark.parametrize(
    "spoilt",
    ['{"guid": "g"}', '{"guid": "g", "was": "a", "now": "b", "answer": "maybe"}', "5", '{"guid": "g", "was": 1}'],
)
def test_a_spoilt_decision_is_refused(spoilt: str):
    known = dataclasses.replace(BOTH, decisions=(Decision("g", "a", "b", "same", "another subject"),))
    text = ledger.dumps(known)
    [line] = [line for line in text.split("\n") if '"answer"' in line]
    said = problem(text.replace(line, spoilt))
    assert '"decisions" is not what it should be' in said


def test_a_changed_decision_is_noticed():
    known = dataclasses.replace(BOTH, decisions=(Decision("g", "a", "b", "same"),))
    assert "not those that cardgen wrote" in problem(ledger.dumps(known).replace('"same"', '"other"'))


def test_a_changed_entry_is_noticed_and_can_be_accepted():
    changed = ledger.dumps(BOTH).replace("What is an outbox?", "What's an outbox?")
    said = problem(changed)
    assert said.startswith("decks/ledger.json:3: ")
    assert "delete this line" in said
    lines = changed.split("\n")
    accepted = ledger.loads("\n".join(lines[:2] + lines[3:]))
    assert accepted.entries[0].front == "What's an outbox?"
    assert ledger.loads(ledger.dumps(accepted)) == accepted


def test_another_layout_of_the_same_values_is_fine():
    import json

    assert ledger.loads(json.dumps(json.loads(ledger.dumps(BOTH)), indent=4)) == BOTH
    assert ledger.loads(ledger.dumps(BOTH).replace("\n", "\r\n")) == BOTH


def test_a_card_that_is_there_twice_is_named_with_its_second_line():
    lines = ledger.dumps(BOTH).split("\n")
    at = next(n for n, text in enumerate(lines) if "cg-one" in text)
    lines.insert(at, lines[at].replace('"line": 12', '"line": 13'))
    said = problem("\n".join(lines))
    assert said.startswith(f"decks/ledger.json:{at + 2}: the card 'cg-one' is here twice")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"line": 12, ', "", 'lacks "line"'),
        ('"line": 12', '"line": "12"', '"line" is not'),
        ('"line": 12', '"line": true', '"line" is not'),
        ('"kind": "basic"', '"kind": "sound"', '"kind" is not'),
        ('"hidden": [[1, ', '"hidden": [["1", ', '"hidden" is not'),
        ('"trail": ["Messaging", "outbox"]', '"trail": "Messaging"', '"trail" is not'),
        ('"living": 1', '"living": 1, "colour": "red"', 'a "colour" that'),
    ],
)
def test_a_spoilt_entry_is_named_with_its_line(old: str, new: str, said: str):
    text = ledger.dumps(BOTH)
    at = next(n for n, line in enumerate(text.split("\n"), 1) if "cg-one" in line)
    assert text.count(old) >= 1
    assert f"decks/ledger.json:{at}: an entry" in problem(text.replace(old, new, 1))
    assert said in problem(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"notes/x.md": "x"', '"notes/x.md": 1'),
        ('"basic": ["0fa1", 5]', '"basic": "0fa1"'),
        ('"entries": [', '"entries": 5, "more": ['),
    ],
)
def test_spoilt_maps_are_refused(old: str, new: str):
    assert "is not what it should be" in problem(ledger.dumps(BOTH).replace(old, new))


# ------------------------------------------------------------------ the file


def test_where_there_never_was_one_it_is_empty(tmp_path: Path):
    assert ledger.load(tmp_path) == Ledger()
    assert list(tmp_path.iterdir()) == []


def test_saved_is_loaded_and_the_version_before_is_kept(tmp_path: Path):
    assert ledger.save(tmp_path, Ledger((ONE,))) is True
    assert sorted(p.name for p in (tmp_path / "decks").iterdir()) == ["ledger.json"]
    assert ledger.save(tmp_path, BOTH) is True
    assert sorted(p.name for p in (tmp_path / "decks").iterdir()) == ["ledger.json", "ledger.json.before"]
    assert ledger.load(tmp_path) == BOTH
    assert ledger.loads((tmp_path / ledger.BEFORE).read_text("utf-8")) == Ledger((ONE,))


def test_an_unchanged_ledger_is_not_touched(tmp_path: Path):
    ledger.save(tmp_path, BOTH)
    here = ledger.path(tmp_path)
    here.write_bytes(here.read_bytes().replace(b"\n", b"\r\n"))
    os.utime(here, (1, 1))
    assert ledger.save(tmp_path, BOTH) is False
    assert here.stat().st_mtime == 1
    assert not (tmp_path / ledger.BEFORE).exists()


def test_a_lost_ledger_is_not_started_afresh(tmp_path: Path):
    ledger.save(tmp_path, Ledger((ONE,)))
    ledger.save(tmp_path, BOTH)
    ledger.path(tmp_path).unlink()
    with pytest.raises(LedgerError, match=r"rename decks/ledger\.json\.before"):
        ledger.load(tmp_path)


def test_a_ledger_that_is_no_text_is_refused(tmp_path: Path):
    ledger.path(tmp_path).parent.mkdir()
    ledger.path(tmp_path).write_bytes(b'{\n"x": "\xff"}')
    with pytest.raises(LedgerError, match=r"decks/ledger\.json:2: is not UTF-8"):
        ledger.load(tmp_path)
    ledger.path(tmp_path).write_bytes(b"\xef\xbb\xbf" + ledger.dumps(BOTH).encode())
    assert ledger.load(tmp_path) == BOTH


def test_a_ledger_that_is_a_folder_is_explained(tmp_path: Path):
    ledger.path(tmp_path).mkdir(parents=True)
    with pytest.raises(LedgerError, match="cannot be read"):
        ledger.load(tmp_path)
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.save(tmp_path, BOTH)


@pytest.mark.parametrize("failing", [1, 2], ids=["the copy", "the ledger"])
def test_a_failed_save_leaves_the_old_ledger_and_no_scraps(tmp_path: Path, monkeypatch, failing: int):
    ledger.save(tmp_path, Ledger((ONE,)))
    old = ledger.path(tmp_path).read_bytes()
    real, calls = Path.replace, iter(range(1, 9))

    def fails(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(LedgerError, match="the disk is full"):
        ledger.save(tmp_path, BOTH)
    assert ledger.path(tmp_path).read_bytes() == old
    assert {p.name for p in (tmp_path / "decks").iterdir()} <= {"ledger.json", "ledger.json.before"}
    assert ledger.load(tmp_path) == Ledger((ONE,))


def test_a_crash_at_any_step_leaves_a_whole_ledger(tmp_path: Path):
    """The process dies, really, at each write, sync and rename in turn: old or new, never anything else."""
    ledger.save(tmp_path, Ledger((ONE,)))
    code = (
        "import os, sys, pathlib\n"
        "from cardgen import ledger\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from test_ledger import BOTH\n"
        "left = int(sys.argv[3])\n"
        "def watch(event, args):\n"
        "    global left\n"
        "    if event in ('open', 'os.rename', 'os.mkdir') and sys.argv[1] in str(args[0]):\n"
        "        left -= 1\n"
        "        if left < 0: os._exit(9)\n"
        "sys.addaudithook(watch)\n"
        "ledger.save(pathlib.Path(sys.argv[1]), BOTH)\n"
    )
    ends = []
    for step in range(12):
        arguments = [str(tmp_path), str(Path(__file__).parent), str(step)]
        ends.append(subprocess.run([sys.executable, "-c", code, *arguments], check=False).returncode)
        assert ledger.load(tmp_path) in (Ledger((ONE,)), BOTH)
        if ends[-1] == 0:
            break
    assert ends[0] == 9
    assert ends[-1] == 0
    assert len(ends) > 4
    assert ledger.load(tmp_path) == BOTH


# ------------------------------------------------------------------ taking turns


def test_builds_take_turns(tmp_path: Path):
    held, seen = threading.Event(), []

    def other() -> None:
        with ledger.locked(tmp_path):
            held.set()
            time.sleep(0.3)
            seen.append("other")

    thread = threading.Thread(target=other)
    thread.start()
    assert held.wait(5)
    with ledger.locked(tmp_path):
        seen.append("me")
    thread.join()
    assert seen == ["other", "me"]
    assert list((tmp_path / "decks").iterdir()) == []


def test_waiting_ends_with_an_explanation(tmp_path: Path):
    with (
        ledger.locked(tmp_path),
        pytest.raises(CardgenError, match="another build is still running"),
        ledger.locked(tmp_path, wait=0.2),
    ):
        raise AssertionError("two at once")
    with ledger.locked(tmp_path, wait=0):
        pass


def test_a_crashed_build_locks_nobody_out(tmp_path: Path):
    code = (
        "import os, sys, pathlib\n"
        "from cardgen import ledger\n"
        "with ledger.locked(pathlib.Path(sys.argv[1])):\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    assert (tmp_path / "decks" / "ledger.lock").exists()
    with ledger.locked(tmp_path, wait=0):
        pass


def test_only_one_of_many_holds_the_lock(tmp_path: Path):
    """Threads that come and go while the file is removed and made again."""
    inside, most = [], []

    def work() -> None:
        for _ in range(5):
            with files.locked(tmp_path / "x.lock"):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.002)
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 20
    assert max(most) == 1


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path):
    (tmp_path / "decks").write_text("a file")
    with pytest.raises(CardgenError, match="a file stands where a folder is needed"), ledger.locked(tmp_path):
        raise AssertionError("locked nothing")


def test_builds_at_once_lose_nothing(vault):
    """Programs of their own, started together, each with another note of one root and all with one they share."""
    root = vault(**{f"n{n}": "".join(f"- thing {n} {i} :: is number {n} {i}\n" for i in range(20)) for n in range(4)})
    (root / "shared.md").write_text("- golgi :: ships proteins\n")
    program = [sys.executable, "-m", "cardgen", "build"]
    running = [subprocess.Popen([*program, f"n{n}.md", "shared.md"], cwd=root, stdout=-3, stderr=-3) for n in range(4)]
    assert [each.wait(60) for each in running] == [0] * 4
    known = ledger.load(root)
    assert len(known.entries) == 81
    assert {e.note for e in known.entries} == {"shared.md", *(f"n{n}.md" for n in range(4))}
    done = subprocess.run([*program, "--dry-run", "."], cwd=root, capture_output=True, text=True, check=True)
    assert "81 cards: 81 keep their history" in done.stdout


# ------------------------------------------------------------------ ledgers below


def test_ledgers_below_are_found(tmp_path: Path):
    for folder in ("", "school", "school/bio", ".hidden", "node_modules/x"):
        ledger.save(tmp_path / folder, BOTH)
    (tmp_path / "empty" / "decks").mkdir(parents=True)
    found = [p.relative_to(tmp_path).as_posix() for p in ledger.below(tmp_path)]
    assert found == ["school/decks/ledger.json", "school/bio/decks/ledger.json"]


def test_ledgers_between_notes_and_root_are_found_without_a_walk(tmp_path: Path):
    for folder in ("", "school", "school/bio", "work"):
        ledger.save(tmp_path / folder, BOTH)
    notes = [tmp_path / "school" / "notes" / "x.md", tmp_path / "school" / "bio" / ".." / "bio" / "y.md"]
    found = [p.relative_to(tmp_path).as_posix() for p in ledger.below(tmp_path, notes)]
    assert found == ["school/decks/ledger.json", "school/bio/decks/ledger.json"]


def test_adopting_adds_what_is_not_known_and_changes_nothing_else():
    theirs = Ledger(
        (dataclasses.replace(ONE, front="another wording"), dataclasses.replace(TWO, guid="cg-three")),
        {"notes/x.md": "their x"},
        {"basic": ("0fa9", 9), "cloze": ("0fa8", 1)},
    )
    merged = ledger.adopt(BOTH, theirs, "school/")
    assert merged.entries[:2] == BOTH.entries
    assert [(e.guid, e.note) for e in merged.entries[2:]] == [("cg-three", "school/notes/x.md")]
    assert merged.decks == {**BOTH.decks, "school/notes/x.md": "their x"}
    assert merged.notetypes == {"basic": ("0fa9", 9), "cloze": ("0fa2", 6)}
    assert ledger.adopt(merged, theirs, "school") == merged
    assert ledger.adopt(Ledger(), BOTH, ".") == BOTH

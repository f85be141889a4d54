"""The front door: what a person types, what is printed, and what becomes of bad input."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cardgen
from cardgen.cli import main

GOOD = """Q: What builds proteins?
A: the ribosome

Q: What digests waste?
A: the lysosome
"""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process."""

    def ran(*args: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as done:
            main([str(a) for a in args])
        told = capsys.readouterr()
        code = done.value.code
        return Ran(code if isinstance(code, int) else 0, told.out, told.err)

    return ran


@pytest.fixture
def home(vault, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with one good note, as current folder."""
    root = vault(notes__good=GOOD)
    monkeypatch.chdir(root)
    return root


def tree(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a root with its bytes and the time when it was written, and every folder."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else (b"", 0)
        for path in root.rglob("*")
    }


# ------------------------------------------------------------------ bad input


def _write(name: str, data: str | bytes) -> Callable[[Path], None]:
    def prepared(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    return prepared


def _ledger(change: Callable[[str], str]) -> Callable[[Path], None]:
    def prepared(root: Path) -> None:
        ledger = root / "decks" / "ledger.json"
        ledger.write_text(change(ledger.read_text("utf-8")), "utf-8")

    return prepared


def _folder_for_ledger(root: Path) -> None:
    (root / "decks" / "ledger.json").unlink()
    (root / "decks" / "ledger.json").mkdir()


def _file_for_decks(root: Path) -> None:
    shutil.rmtree(root / "decks")
    (root / "decks").write_text("not a folder")


def _conflict(text: str) -> str:
    head, _, tail = text.rpartition("\n]")
    return f"{head}\n<<<<<<< ours\n=======\n>>>>>>> theirs\n]{tail}"


def _nothing(root: Path) -> None:
    pass


BAD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "no such file": (
        _nothing,
        "build notes/goood.md",
        r"notes/goood\.md: .*no such file.*did you mean 'notes/good\.md'",
    ),
    "no such folder": (_nothing, "build elsewhere", r"elsewhere: .*no such file or folder.*check the spelling"),
    "a folder without notes": (
        _write("pics/x.png", b"\x89PNG"),
        "build pics",
        r"pics: this folder holds no notes: name ",
    ),
    "no file at all": (_nothing, f"build {os.devnull}", r"neither a file nor a folder: name a note"),
    "an image": (
        _write("notes/x.md", b"\x89PNG\r\n\x1a\n\0\0"),
        "build notes/x.md",
        r"notes/x\.md: this is an image.*export",
    ),
    "a binary file": (
        _write("notes/x.md", bytes(range(256)) * 9),
        "build notes",
        r"notes/x\.md: this is a binary.*export",
    ),
    "front matter that is no YAML": (
        _write("notes/x.md", "---\ntitle: x\ntags: [a, b\n---\n" + GOOD),
        "build notes",
        r"notes/x\.md:[1-4]: .*: .",
    ),
    "a ledger that is no JSON": (
        _ledger(lambda t: t[:-40]),
        "build notes/good.md",
        r"ledger\.json:\d+: this is no JSON.*mend",
    ),
    "a ledger that is no text": (
        _write("decks/ledger.json", b'{\n"\xff'),
        "build notes/good.md",
        r"ledger\.json:2: is not UTF-8: bring back",
    ),
    "a ledger that is empty": (_write("decks/ledger.json", ""), "build notes/good.md", r"ledger\.json:1: .*bring back"),
    "a ledger of a newer version": (
        _ledger(lambda t: t.replace('"cardgen ledger": 3', '"cardgen ledger": 99')),
        "build notes/good.md",
        r"ledger\.json:2: a newer cardgen wrote this.*update cardgen",
    ),
    "a ledger in a merge conflict": (
        _ledger(_conflict),
        "build notes/good.md",
        r"ledger\.json:\d+: a git merge conflict: keep the entries of both",
    ),
    "a ledger that somebody edited": (
        _ledger(lambda t: t.replace("builds proteins", "eats proteins")),
        "build notes/good.md",
        r"ledger\.json:\d+: .*delete",
    ),
    "a ledger that is gone": (
        lambda root: (root / "decks" / "ledger.json").unlink(),
        "build notes/good.md",
        r"good\.apkg: this package is here, but the ledger decks/ledger\.json is not: .*`cardgen recover .*good\.apkg`"
        r".*--fresh",
    ),
    "a ledger that is gone, and another note": (
        lambda root: [_write("notes/x.md", GOOD)(root), (root / "decks" / "ledger.json").unlink()],
        "build notes/x.md --dry-run",
        r"good\.apkg: this package is here, but the ledger",
    ),
    "a folder for a ledger": (_folder_for_ledger, "build notes/good.md", r"ledger\.json: cannot be read"),
    "a file where decks go": (
        _file_for_decks,
        "build notes/good.md",
        r"decks.* is a file, not a folder: choose another",
    ),
    "a file above the output": (
        _nothing,
        "build notes -o notes/good.md/x.apkg",
        r"is a file, not a folder: choose another",
    ),
    "a folder as output": (
        lambda root: (root / "out.apkg").mkdir(),
        "build notes -o out.apkg",
        r"out\.apkg: a folder .* in the way: choose another",
    ),
    "no package as output": (
        _nothing,
        "build notes -o deck.zip",
        r"deck\.zip: Anki opens only .*\.apkg: choose such a name",
    ),
    "one output for two notes": (
        _write("notes/x.md", GOOD),
        "build notes/x.md notes/good.md -o x.apkg",
        r"x\.apkg: .*give one note or one folder with -o",
    ),
    "two notes of one name": (
        _write("other/good.md", GOOD),
        "build notes/good.md other/good.md",
        r"other/good\.md: 'notes/good\.md' gives good\.apkg",
    ),
    "a topic that nothing is about": (
        _write("notes/x.md", "# Golgi\n" + GOOD),
        "build notes/x.md --topic sourdough",
        r"notes/x\.md: no line is about the topic “sourdough”: try one of “Golgi”",
    ),
    "a topic of an empty note": (
        _write("notes/x.md", ""),
        "build notes/x.md --topic sourdough",
        r"notes/x\.md: no line is about the topic “sourdough”",
    ),
    "cards of nothing": (_nothing, "cards nope.md", r"nope\.md: there is no such file"),
    "explain a binary file": (_write("x.md", b"%PDF-1.7"), "explain x.md", r"x\.md: this is a PDF, no text: export"),
    "a topic that explain does not find": (_nothing, "explain notes/good.md --topic sourdough", r"no line is about"),
}
"""What is wrong → how it comes about, what is typed, and what is answered: what, where and what to try."""


@pytest.mark.parametrize("wrong", BAD)
def test_bad_input_is_one_clear_line_and_changes_nothing(wrong: str, home: Path, run: Run) -> None:
    prepare, typed, told = BAD[wrong]
    assert run("build", "notes/good.md").code == 0
    prepare(home)
    before = tree(home)
    ran = run(*typed.split())
    assert ran.code == 1
    assert ran.out == ""
    assert re.fullmatch(rf"Error: .*{told}.*\n", ran.err)
    assert tree(home) == before


@pytest.mark.parametrize("wrong", [name for name in BAD if "ledger" not in name and "decks" not in name])
def test_bad_input_in_a_fresh_folder_leaves_no_trace(wrong: str, home: Path, run: Run) -> None:
    prepare, typed, _ = BAD[wrong]
    prepare(home)
    before = tree(home)
    assert run(*typed.split()).code == 1
    assert tree(home) == before


@pytest.mark.parametrize("typed", ["build --colour", "frobnicate", "cards", "cards a.md b.md"])
def test_a_wrong_command_line_says_how_it_is_used(typed: str, home: Path, run: Run) -> None:
    ran = run(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: " in ran.err


def test_without_notes_and_without_their_folder(vault, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(vault(alone=GOOD))
    ran = run("build")
    assert ran.code == 2
    assert "name a note or a folder, as in: cardgen build" in ran.err


# ------------------------------------------------------------------ what stops nothing


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# A heading\n", "hi\n", "todo: buy milk\n", "---\ntitle: x\n---\n", "\ufeff"]
)
def test_a_note_that_says_nothing_is_no_error(text: str, home: Path, run: Run) -> None:
    (home / "notes" / "x.md").write_text(text, "utf-8")
    ran = run("build", "notes/x.md")
    assert ran.code == 0
    assert ran.out.startswith("decks/x.apkg: no cards")
    assert "no line is worth a card" in ran.err
    assert run("cards", "notes/x.md").code == 0
    assert run("explain", "notes/x.md").code == 0


def test_where_only_a_greater_depth_has_cards_it_is_named(home: Path, run: Run) -> None:
    (home / "notes" / "x.md").write_text("- the harbour master rings the old bell\n", "utf-8")
    assert run("cards", "notes/x.md", "--depth", "all").out
    for command in ("build", "cards"):
        assert "at this depth: try --depth all" in run(command, "notes/x.md", "--depth", "essentials").err
    (home / "notes" / "y.md").write_text("hi\n", "utf-8")
    assert "--depth" not in run("cards", "notes/y.md").err


def test_an_image_that_is_not_there_is_a_remark(home: Path, run: Run) -> None:
    (home / "notes" / "good.md").write_text("![cell](cell.png)\n\n" + GOOD)
    ran = run("build", "notes/good.md")
    assert ran.code == 0
    assert ran.err == (
        "notes/good.md:1: the image 'cell.png' was not found: put it beside the note, or correct the path\n"
    )
    assert "2 cards" in ran.out
    strict = run("build", "notes/good.md", "--strict")
    assert strict.code == 1
    assert strict.err == ran.err


def test_strict_is_content_with_a_good_note(home: Path, run: Run) -> None:
    assert run("build", "notes", "--strict").code == 0


def test_a_topic_of_a_note_s_own_that_is_gone_is_a_remark(home: Path, run: Run) -> None:
    (home / "notes" / "x.md").write_text("---\ntopics: sourdough\n---\n" + GOOD)
    ran = run("build", "notes")
    assert ran.code == 0
    assert "notes/x.md:1: no line is about the topic “sourdough”" in ran.err


def test_two_notes_of_one_title_get_decks_of_their_own(home: Path, run: Run) -> None:
    (home / "notes" / "old").mkdir()
    (home / "notes" / "old" / "good.md").write_text("- golgi :: ships proteins\n")
    assert run("build", "notes").code == 0
    decks = json.loads((home / "decks" / "ledger.json").read_text())["decks"]
    assert decks == {"notes/good.md": "good", "notes/old/good.md": "good (old)"}


# ------------------------------------------------------------------ what is printed


def test_build_says_what_became_of_each_card(home: Path, run: Run) -> None:
    note = home / "notes" / "good.md"
    assert run("build", "notes/good.md") == Ran(0, "decks/good.apkg: 2 cards: 2 new\n", "")
    assert run("build", "notes/good.md") == Ran(0, "decks/good.apkg: 2 cards: 2 keep their history\n", "")
    note.write_text(
        "Q: What builds all proteins?\nA: the ribosome\n\nQ: What ships them out?\nA: the Golgi\n\nhi there\n"
    )
    ran = run("build", "notes/good.md", "--verbose")
    first, *changes = ran.out.splitlines()
    told = "1 keeps its history (1 reworded), 1 new, 1 retired"
    assert first == f"decks/good.apkg: 2 cards: {told}; 1 line silent (cardgen explain)"
    assert [re.sub(r"(\d: \w+), [\w ]+(?=:|$)", r"\1", line) for line in changes] == [
        "  notes/good.md:1: reworded",
        "      Q: What builds proteins? A: the ribosome",
        "    → Q: What builds all proteins? A: the ribosome",
        "  notes/good.md:4: new: Q: What ships them out? A: the Golgi",
        "  notes/good.md:4: retired: Q: What digests waste? A: the lysosome",
    ]


def test_a_dry_run_says_it_and_writes_nothing(home: Path, run: Run) -> None:
    before = tree(home)
    assert run("build", "--dry-run") == Ran(0, "would write decks/notes.apkg: 2 cards: 2 new\n", "")
    assert tree(home) == before
    run("build")
    (home / "notes" / "good.md").write_text("Q: What builds all proteins?\nA: the ribosome\n")
    before = tree(home)
    assert run("build", "-n").out == (
        "would write decks/notes.apkg: 1 card: 1 keeps its history (1 reworded), 1 retired\n"
    )
    assert tree(home) == before


def test_build_for_programs(home: Path, run: Run) -> None:
    ran = run("build", "notes/good.md", "--json")
    told = json.loads(ran.out)
    [package] = told["packages"]
    assert (told["dry_run"], package["package"], package["changed"]) == (False, "decks/good.apkg", True)
    assert package["counts"] == {"cards": 2, "new": 2, "retired": 0, "dropped": 0, "silent": 0}
    assert [(c["line"], c["verdict"], c["answers"]) for c in package["cards"]] == [
        (1, "new", ["the ribosome"]), (4, "new", ["the lysosome"])
    ]  # fmt: skip
    assert len({c["guid"] for c in package["cards"]}) == 2
    assert json.loads(run("build", "notes/good.md", "--json").out)["packages"][0]["changed"] is False


def test_cards_prints_the_cards_of_a_note(home: Path, run: Run) -> None:
    ran = run("cards", "notes/good.md")
    assert ran == Ran(
        0,
        "notes/good.md:1 own_card\n[good]\nQ: What builds proteins?\nA: the ribosome\n\n"
        "notes/good.md:4 own_card\n[good]\nQ: What digests waste?\nA: the lysosome\n",
        "",
    )
    told = json.loads(run("cards", "notes/good.md", "--json").out)
    assert [(c["front"], c["answers"]) for c in told] == [
        ("What builds proteins?", ["the ribosome"]), ("What digests waste?", ["the lysosome"])
    ]  # fmt: skip
    assert not (home / "decks").exists()


def test_explain_goes_line_by_line(home: Path, run: Run) -> None:
    (home / "notes" / "good.md").write_text("# Cells\nQ: What builds proteins?\nA: the ribosome\n\n- hi\n")
    ran = run("explain", "notes/good.md")
    assert ran.out.splitlines() == [
        "notes/good.md",
        "   1 | # Cells",
        "       · shown above the cards below",
        "   2 | Q: What builds proteins?",
        "       + own_card",
        "         [Cells]",
        "         Q: What builds proteins?",
        "         A: the ribosome",
        "   3 | A: the ribosome",
        "       · part of line 2",
        "   5 | - hi",
        "       · too little to ask about",
    ]
    told = json.loads(run("explain", "notes/good.md", "--json").out)["notes/good.md"]
    assert [(line["line"], len(line["cards"]), bool(line["reason"])) for line in told[:5]] == [
        (1, 0, True), (2, 1, False), (3, 0, True), (4, 0, True), (5, 0, True)
    ]  # fmt: skip


def test_what_is_no_topic_says_so(home: Path, run: Run) -> None:
    (home / "notes" / "good.md").write_text(
        "# Ribosome\n- bound ones :: sit on the ER\n# Golgi\n- cisternae :: flat sacs\n"
    )
    ran = run("build", "notes/good.md", "--topic", "ribosomes")
    assert ran.out.startswith("decks/good.apkg: 1 card: 1 new; 2 lines silent")
    assert "belongs to none of the topics" in run("explain", "notes/good.md", "--topic", "ribosomes").out


@pytest.mark.parametrize("command", ["build", "cards", "explain", "recover"])
def test_the_help_of_each_command_ends_with_an_example(command: str, run: Run) -> None:
    short, long = run(command, "-h"), run(command, "--help")
    assert short == long
    assert short.code == 0
    assert (
        f"  cardgen {command} {'decks' if command == 'recover' else 'notes'}/why-fal." in short.out.split("Options:")[0]
    )


# ------------------------------------------------------------------ cards that stay, go and are doubtful

RIBOSOME = "- Ribosome :: builds the proteins of a cell from amino acids\n"
SPLICEOSOME = "- Spliceosome :: builds the proteins of a cell from amino acids\n"


@pytest.fixture
def doubtful(home: Path, run: Run) -> Path:
    """A note that was built and then given another subject."""
    note = home / "notes" / "cell.md"
    note.write_text(RIBOSOME)
    assert run("build", "notes/cell.md").code == 0
    note.write_text(SPLICEOSOME)
    return note


def test_doubtful_pairs_are_counted_and_with_v_shown_with_both_texts(doubtful: Path, run: Run) -> None:
    assert run("build", "notes/cell.md", "-n") == Ran(
        0, "would write decks/cell.apkg: 1 card: 1 new, 1 retired; 1 doubtful (-v)\n", ""
    )
    shown = run("build", "notes/cell.md", "-n", "-v").out.splitlines()
    assert shown[-3:] == [
        "  notes/cell.md:1: doubtful (another subject): a new card (--ask lets you decide)",
        "      retired: Q: Ribosome A: builds the proteins of a cell from amino acids",
        "      new:     Q: Spliceosome A: builds the proteins of a cell from amino acids",
    ]
    [package] = json.loads(run("build", "notes/cell.md", "--json").out)["packages"]
    [pair] = package["doubtful"]
    assert (pair["was"]["front"], pair["now"]["front"]) == ("Ribosome", "Spliceosome")
    assert (pair["reason"], pair["answer"]) == ("another subject", "open")
    assert pair["guid"] == package["retired"][0]["guid"]
    # it was said once, and is no news any more
    assert "doubtful" not in run("build", "notes/cell.md", "-v").out


def test_json_says_who_each_card_was(home: Path, run: Run) -> None:
    run("build", "notes/good.md")
    (home / "notes" / "good.md").write_text("\n\n" + GOOD.replace("builds proteins", "builds all proteins"))
    [package] = json.loads(run("build", "notes/good.md", "--json").out)["packages"]
    first = package["cards"][0]
    assert first["was"] == {"front": "What builds proteins?", "answers": ["the ribosome"], "place": "notes/good.md:1"}
    assert (first["verdict"], first["matcher"], first["line"]) == ("reworded", "same_bullet_same_slot", 3)
    assert {what: n for what, n in package["forecast"].items() if n} == {"keep": 2, "reworded": 1}


def in_a_terminal(home: Path, typed: str, *args: str) -> tuple[int, str]:
    """Runs the command as a person would, in a terminal of its own, and types; exit code and what was shown."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "cardgen", *args]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=home, close_fds=True) as running:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                some = os.read(ours, 4096)
            except OSError:  # Linux says so when the last program has left the terminal
                break
            if not some:
                break
            shown += some
        code = running.wait(30)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


def verdicts(run: Run) -> list[tuple[str, str]]:
    [package] = json.loads(run("build", "notes/cell.md", "--json").out)["packages"]
    return [(card["verdict"], card["guid"]) for card in package["cards"]]


@pytest.mark.parametrize("late", [False, True], ids=["before the build", "after a build without --ask"])
def test_ask_and_answer_that_it_is_the_same_card(late: bool, home: Path, run: Run, doubtful: Path) -> None:
    ledger = json.loads((home / "decks" / "ledger.json").read_text())
    [guid] = [entry["guid"] for entry in ledger["entries"]]
    if late:
        assert run("build", "notes/cell.md").code == 0
    code, shown = in_a_terminal(home, "s\n", "build", "notes/cell.md", "--ask")
    assert code == 0, shown
    assert "before: Q: Ribosome A: builds the proteins" in shown
    assert "now:    Q: Spliceosome A: builds the proteins" in shown
    assert "1 keeps its history" in shown
    # it holds, and is never asked again: nobody types here
    assert verdicts(run) == [("same", guid)]
    code, shown = in_a_terminal(home, "", "build", "notes/cell.md", "--ask")
    assert (code, shown) == (0, "decks/cell.apkg: 1 card: 1 keeps its history\n")
    # undone, it is the same card still
    doubtful.write_text(RIBOSOME)
    [(verdict, who)] = verdicts(run)
    assert (verdict != "new", who) == (True, guid)


def test_ask_and_answer_that_it_is_another_card(home: Path, run: Run, doubtful: Path) -> None:
    code, shown = in_a_terminal(home, "o\n", "build", "notes/cell.md", "--ask", "-v")
    assert code == 0, shown
    assert "doubtful (another subject): another card, as you said" in shown
    assert "1 new, 1 retired" in shown
    code, shown = in_a_terminal(home, "", "build", "notes/cell.md", "--ask")
    assert (code, shown) == (0, "decks/cell.apkg: 1 card: 1 keeps its history\n")
    doubtful.write_text(RIBOSOME)
    run("build", "notes/cell.md")
    doubtful.write_text(SPLICEOSOME)
    code, shown = in_a_terminal(home, "", "build", "notes/cell.md", "--ask")
    assert code == 0, "asked again"


def test_whoever_answers_later_is_asked_again(home: Path, run: Run, doubtful: Path) -> None:
    code, shown = in_a_terminal(home, "\n", "build", "notes/cell.md", "--ask")
    assert (code, "1 new, 1 retired" in shown) == (0, True)
    code, shown = in_a_terminal(home, "o\n", "build", "notes/cell.md", "--ask")
    assert (code, "1 of 1: notes/cell.md:1 (another subject)" in shown) == (0, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("build --ask", "--ask needs a terminal"),
        ("build --ask -n", "--ask changes what is built"),
        ("build --ask --json", "--ask changes what is built"),
        ("build --prune --topic x", "--prune goes with whole notes only"),
    ],
)
def test_options_that_do_not_go_together(typed: str, told: str, home: Path, run: Run) -> None:
    before = tree(home)
    ran = run(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert tree(home) == before


def test_a_note_that_is_gone_is_told_and_pruned_when_asked(home: Path, run: Run) -> None:
    (home / "notes" / "x.md").write_text(RIBOSOME + "- Golgi ::: ships proteins out of the cell\n")
    run("build")
    (home / "notes" / "x.md").unlink()
    told = "  notes/x.md is gone: its 3 cards stay as they are; --prune retires them\n"
    assert run("build", "notes/good.md").out == f"decks/good.apkg: 2 cards: 2 keep their history\n{told}"
    assert run("build", "--strict").code == 0
    pruned = run("build", "--prune", "-v")
    assert pruned.out.splitlines() == [
        "decks/notes.apkg: 2 cards: 2 keep their history, 3 retired",
        "  notes/x.md is gone: importing this package retires its 3 cards",
        "  notes/x.md:1: retired: Q: Ribosome A: builds the proteins of a cell from amino acids",
        "  notes/x.md:2: retired: Q: Golgi A: ships proteins out of the cell",
    ]
    assert "is gone" not in run("build").out


def test_fresh_starts_a_new_ledger_only_where_there_is_none(home: Path, run: Run) -> None:
    run("build", "notes/good.md")
    (home / "decks" / "ledger.json").unlink()
    assert run("build", "notes/good.md").code == 1
    assert run("build", "notes/good.md", "--fresh").out == "decks/good.apkg: 2 cards: 2 new\n"
    assert run("build", "notes/good.md", "--fresh").out == "decks/good.apkg: 2 cards: 2 keep their history\n"


def test_recover_says_what_came_back(home: Path, run: Run) -> None:
    run("build", "notes/good.md")
    (home / "decks" / "ledger.json").unlink()
    assert run("recover", "decks/good.apkg") == Ran(
        0,
        "decks/ledger.json: 2 cards recovered\n"
        "  not in any package: what you decided with --ask or on single cards, and cards that were retired long ago\n"
        "see what a build would keep: cardgen build --dry-run\n",
        "",
    )
    assert run("build", "notes/good.md").out == "decks/good.apkg: 2 cards: 2 keep their history\n"
    assert "nothing to recover" in run("recover", "decks/good.apkg").out


# ------------------------------------------------------------------ from wherever it is called


def test_the_current_folder_makes_no_difference(home: Path, run: Run, tmp_path: Path, monkeypatch) -> None:
    other = tmp_path / "other"
    other.mkdir()
    run("build", "notes/good.md")
    before = tree(home)
    monkeypatch.chdir(other)
    assert run("build", home / "notes" / "good.md").out.endswith("2 cards: 2 keep their history\n")
    monkeypatch.chdir(home / "notes")
    assert run("build", "good.md").out == "../decks/good.apkg: 2 cards: 2 keep their history\n"
    assert run("build", "../notes/good.md").code == 0
    assert tree(home) == before
    assert not list(other.iterdir())


def test_an_output_elsewhere_leaves_the_ledger_at_home(home: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "mine.apkg"
    assert run("build", "notes/good.md", "-o", target).code == 0
    assert target.is_file()
    assert (home / "decks" / "ledger.json").is_file()
    assert not (home / "decks" / "good.apkg").exists()
    assert [p.name for p in target.parent.iterdir()] == ["mine.apkg"]


@pytest.mark.parametrize("typed", [["cardgen"], [sys.executable, "-m", "cardgen"]])
def test_it_runs_as_a_program(typed: list[str], home: Path) -> None:
    program = [str(Path(sys.executable).with_name(typed[0]))] if len(typed) == 1 else typed
    if len(typed) == 1 and not Path(program[0]).exists() and not shutil.which(program[0]):
        pytest.skip("cardgen is not installed as a command")
    done = subprocess.run([*program, "build", "notes/good.md"], capture_output=True, text=True, check=True, cwd=home)
    assert done.stdout == "decks/good.apkg: 2 cards: 2 new\n"
    assert done.stderr == ""


def test_a_terminal_that_lacks_letters_is_no_reason_to_stop(home: Path) -> None:
    (home / "notes" / "good.md").write_text("- 细胞 → cell :: 生物的基本单位\n", "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "cardgen", "cards", "notes/good.md"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=home, env=env)
    assert b"cell" in done.stdout


# ------------------------------------------------------------------ the library's front door


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(cardgen, name).__name__ == name for name in cardgen.__all__)
    assert set(cardgen.__all__) <= set(dir(cardgen))
    with pytest.raises(AttributeError, match="nonsense"):
        cardgen.nonsense  # noqa: B018


def test_the_front_door_opens_no_room_before_it_is_asked() -> None:
    heavy = ["genanki", "markdown_it", "rapidfuzz", "yaml", "ftfy", "nh3", "pygments", "Stemmer"]
    code = f"import sys, cardgen.__main__; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

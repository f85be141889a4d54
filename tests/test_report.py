"""What a person reads: one line for a build, one for a card, and a reason for every line of the note."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PROJECT

from cardgen import notes, report
from cardgen.draft import Drafted, draft
from cardgen.model import Blank, Card, Entry, Note, Place, Report, Settled, Silence

SAMPLES = [*sorted((PROJECT / "notes").glob("*.md")), *sorted((PROJECT / "tests" / "notes").glob("*.md"))]
HERE = Place("x.md", 3, 3)


def card(front: str = "Who?", **more) -> Card:
    return Card("basic", front, HERE, "own_card", **{"back": "she", **more})


def settled(verdict, of: Card | None = None, was: Entry | None = None, matcher: str = "") -> Settled:
    return Settled(of or card(), "g", (1,), verdict, matcher, was)


def entry(front: str, *hidden: str) -> Entry:
    numbered = tuple(enumerate(hidden, 1))
    return Entry("g", "cloze", "x.md", 7, "f", "", front, "", numbered, len(hidden), front, (), 0, "")


def explained(text: str) -> list[tuple[int, str]]:
    """The reason of each line that gave no card."""
    return [(line.number, line.reason) for line in told(draft([Note("x.md", text)])) if line.reason]


def told(drafted: Drafted) -> tuple[report.Line, ...]:
    [outline] = drafted.outlines
    return report.explained(outline, drafted.cards, drafted.silences)


# ------------------------------------------------------------------ one line for a build


def test_the_numbers_in_brackets_add_up() -> None:
    blanks = Card("cloze", "a and b", HERE, "f", blanks=(Blank(0, 1), Blank(6, 7)))
    verdicts = [settled("new", blanks), settled("same"), settled("same"), settled("reworded"), settled("updated")]
    retired = (entry("gone", "one", "two"),)
    silent = (Silence(HERE, "hm", "why"), Silence(HERE, "hm", "and why"), Silence(Place("x.md", 4, 4), "oh", "why"))
    told = Report((*verdicts, settled("moved"), settled("returned")), retired, silent)
    assert report.summary("x.apkg", told) == (
        "x.apkg: 8 cards (2 new, 1 reworded, 1 updated, 1 moved, 1 returned, 2 as before); 2 retired; "
        "2 lines silent (cardgen explain)"
    )


def test_a_deck_of_which_all_is_retired() -> None:
    assert report.summary("x.apkg", Report(retired=(entry("gone", "one"),))) == "x.apkg: no cards; 1 retired"


@pytest.mark.parametrize(("more", "count"), [({}, 1), ({"reverse": True}, 2), ({"reverse": True, "speak": True}, 3)])
def test_every_way_of_asking_counts(more: dict[str, bool], count: int) -> None:
    assert report.asked([card(**more)]) == count


def test_changes_name_what_became_of_a_card_and_how_we_know() -> None:
    was = entry("Who was?", "she")
    assert report.changes([settled("same"), settled("moved"), settled("reworded", was=was, matcher="twin")], [was]) == [
        "x.md:3: reworded by twin: Q: Who? A: she (was: Who was?)",
        "x.md:7: retired: Who was?",
    ]


# ------------------------------------------------------------------ line by line


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_line_of_every_sample_note_has_a_card_or_a_reason(path: Path) -> None:
    note = notes.read(path, PROJECT)
    drafted = draft([note])
    lines = told(drafted)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len(lines) >= len(note.text.rstrip("\n").split("\n"))
    for line in lines:
        assert bool(line.cards) != bool(line.reason), f"{path.name}:{line.number}: {line.text}"
        assert line.reason != report.UNREAD, f"{path.name}:{line.number}: {line.text}"
        assert (line.reason == "blank") == (not line.text.strip())
    assert [c for line in lines for c in line.cards] == sorted(drafted.cards, key=lambda c: c.place.line)


QA = "Q: What moves the tides?\nA: the moon\n"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("---\ntitle: x\n---\n" + QA, {1: "front matter", 2: "front matter", 3: "front matter", 5: "part of line 4"}),
        ("# Sea\n" + QA, {1: "shown above the cards below"}),
        (QA + "\n# Sea\n", {4: "a heading with no card below it"}),
        (QA + "\n# Sea\n\n# Land\n" + QA, {4: "a heading with no card below it", 6: "shown above the cards below"}),
        ("<!-- a\nb\nc -->\n\n" + QA, {1: "a comment", 2: "a comment", 3: "a comment"}),
        ("%% mine %%\n\n" + QA, {1: "a comment"}),
        (QA + "\n---\n\nhi\n", {4: "a line across the page"}),
        (QA + "\n[moon]: https://example.org/moon\n", {4: "the address of a link"}),
        (QA + "\n- \n", {4: "only marks"}),
        (QA + "\nhi <!-- no card -->\n", {4: "kept out by the author"}),
        (QA + "\n| a | b |\n|---|---|\n", {4: "the table's head", 5: "the table's head"}),
    ],
)
def test_what_gives_no_card_says_why(text: str, reasons: dict[int, str]) -> None:
    told = dict(explained(text))
    assert {n: told.get(n) for n in reasons} == reasons


@pytest.mark.parametrize("head", ["signals:\n", "## signals\n", "signals - four of them, all golden\n\n"])
def test_the_items_of_a_list_that_is_asked_are_no_silent_lines(head: str) -> None:
    note = Note("x.md", f"{head}- latency\n- traffic\n- errors\n\n---\n")
    [outline] = draft([note]).outlines
    asked = Card("list", "signals?", Place("x.md", 1, 1), "enumeration", items=("latency", "traffic", "errors"))
    first = head.count("\n")
    reasons = [line.reason for line in report.explained(outline, [asked], [])]
    assert reasons[0] == ""
    assert reasons[first : first + 3] == ["an item of the list on line 1"] * 3


def test_the_special_reason_goes_before_the_general_one() -> None:
    wide, narrow = Silence(Place("x.md", 1, 3), "a", "wide"), Silence(Place("x.md", 2, 2), "b", "narrow")
    [outline] = draft([Note("x.md", "- a\n- b\n- c")]).outlines
    for order in ([wide, narrow], [narrow, wide]):
        assert [line.reason for line in report.explained(outline, [], order)] == ["wide", "narrow", "wide"]

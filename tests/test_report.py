"""What a person reads: one line for a build, one for a card, and a reason for every line of the note."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import PROJECT

from cardgen import notes, report
from cardgen.draft import Drafted, draft
from cardgen.identity.matching import MATCHERS
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


def known(card: Card) -> Entry:
    """The entry of a card that was there before."""
    numbered = tuple(enumerate(card.hidden, 1))
    return Entry("g", card.kind, "x.md", 7, "f", "", card.front, card.back, numbered, len(numbered), "", (), 0, "")


def kept(verdict, of: Card | None = None) -> Settled:
    card_now = of or card()
    return Settled(card_now, "g", tuple(range(1, len(card_now.hidden) + 1)), verdict, "twin", known(card_now))


def test_the_forecast_adds_up() -> None:
    blanks = Card("cloze", "a and b", HERE, "f", blanks=(Blank(0, 1), Blank(6, 7)))
    new = Settled(blanks, "g", (1, 2), "new")
    verdicts = [new, kept("same"), kept("same"), kept("reworded", blanks), kept("updated")]
    retired = (entry("gone", "one", "two"),)
    silent = (Silence(HERE, "hm", "why"), Silence(HERE, "hm", "and why"), Silence(Place("x.md", 4, 4), "oh", "why"))
    told = Report((*verdicts, kept("moved"), kept("returned")), retired, silent)
    assert report.summary("x.apkg", told, doubtful=2) == (
        "x.apkg: 9 cards: 7 keep their history (2 reworded, 1 updated, 1 moved, 1 returned), 2 new, 2 retired; "
        "2 doubtful (-v); 2 lines silent (cardgen explain)"
    )


def test_a_deck_of_which_all_is_retired() -> None:
    assert report.summary("x.apkg", Report(retired=(entry("gone", "one"),))) == "x.apkg: no cards: 1 retired"


def test_a_list_of_which_one_item_is_new_and_one_is_gone() -> None:
    was = replace(known(Card("list", "l", HERE, "f", items=("a", "b", "c"))), hidden=((1, "a"), (2, "b"), (3, "c")))
    now = Settled(Card("list", "l", HERE, "f", items=("a", "x", "c")), "g", (1, 4, 3), "updated", "twin", was)
    assert report.summary("x", Report((now,))) == "x: 3 cards: 2 keep their history (2 updated), 1 new, 1 retired"
    back = replace(now, numbers=(1, 2, 3), was=replace(was, hidden=((1, "a"), (3, "c"), (2, "b")), living=2))
    assert report.summary("x", Report((back,))) == "x: 3 cards: 3 keep their history (2 updated, 1 returned)"


def test_another_side_of_a_card_is_new() -> None:
    both = card(reverse=True)
    assert report.forecast(Report((kept("updated", both),)))["new"] == 1
    one = replace(kept("updated"), was=replace(known(card()), sides=2))
    assert report.forecast(Report((one,))) | {"moved": 0} == {
        "keep": 1, "reworded": 0, "updated": 1, "moved": 0, "returned": 0, "new": 0, "retired": 1
    }  # fmt: skip


@pytest.mark.parametrize(("more", "count"), [({}, 1), ({"reverse": True}, 2), ({"reverse": True, "speak": True}, 3)])
def test_every_way_of_asking_counts(more: dict[str, bool], count: int) -> None:
    assert report.asked([card(**more)]) == count


def test_changes_name_what_became_of_a_card_how_we_know_and_both_texts() -> None:
    was = replace(entry("The sea is salt", "salt"), trail=("Sea", "Water"))
    blank = Card("cloze", "The sea is salty", HERE, "f", blanks=(Blank(11, 16),))
    told = [
        settled("same", was=known(card())),
        settled("moved", was=replace(known(card()), trail=("Sea",)), matcher="same_card"),
        settled("reworded", blank, was=was, matcher="same_bullet_same_slot"),
        settled("new"),
    ]
    assert report.changes(told, [was, known(Card("list", "l", HERE, "f", items=("a", "b")))]) == [
        "x.md:3: moved, same words: Q: Who? A: she (was x.md:7 under Sea)",
        "x.md:3: reworded, its line was edited",
        "    C: The sea is {salt}",
        "  → C: The sea is {salty}",
        "x.md:3: new: Q: Who? A: she",
        "x.md:7: retired: C: The sea is {salt}",
        "x.md:7: retired: L: l - a - b",
    ]


def test_every_matcher_has_words_for_how_a_card_was_known_again() -> None:
    assert {m.__name__ for m in MATCHERS} == set(report.HOW)


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

"""Depth: which cards are asked, and that none which is studied already is taken away."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import PROJECT

from cardgen import ranking
from cardgen.build import build
from cardgen.composing import compose
from cardgen.desk import Desk
from cardgen.draft import draft
from cardgen.errors import CardgenError
from cardgen.forms import FORMS
from cardgen.model import Card, Depth, Ledger, Note, Place

THEN = 1_700_000_000
SAMPLE = Note("why-fal.md", (PROJECT / "notes" / "why-fal.md").read_text("utf-8"))
DEPTHS: tuple[Depth, ...] = ("essentials", "normal", "all")


def fronts(note: Note, depth: Depth) -> list[str]:
    return [card.front for card in draft([note], depth=depth).cards]


def test_each_depth_holds_the_one_before() -> None:
    few, normal, every = (fronts(SAMPLE, depth) for depth in DEPTHS)
    assert 0 < len(few) < len(normal) < len(every)
    assert set(few) < set(normal) < set(every)


def test_without_a_word_the_depth_is_normal() -> None:
    assert [card.front for card in draft([SAMPLE]).cards] == fronts(SAMPLE, "normal")


def test_a_note_says_its_depth_and_the_command_line_has_the_last_word() -> None:
    note = Note(SAMPLE.path, SAMPLE.text.replace("---\n", "---\ndepth: all\n", 1))
    assert [card.front for card in draft([note]).cards] == fronts(SAMPLE, "all")
    assert fronts(note, "essentials") == fronts(SAMPLE, "essentials")


def test_a_depth_that_is_none_is_named() -> None:
    with pytest.raises(CardgenError, match=r"x\.md:1: there is no depth 'deep': say one of essentials, normal, all"):
        draft([Note("x.md", "---\ndepth: deep\n---\n- Outbox: a table of events\n")])


def test_a_line_whose_cards_are_below_the_line_says_so() -> None:
    drafted = draft([SAMPLE])
    asked = {card.place.line for card in drafted.cards}
    told = {s.place.line for s in drafted.silences if "depth normal" in s.reason}
    assert told
    assert told == {card.place.line for card in drafted.spare} - asked


def test_what_is_studied_stays_at_any_depth(tmp_path: Path) -> None:
    note = tmp_path / "notes" / "why-fal.md"
    note.parent.mkdir()
    note.write_text(SAMPLE.text, "utf-8")
    [whole] = build([note], clock=THEN, depth="all")
    [less] = build([note], clock=THEN + 9, depth="essentials")
    assert {s.guid for s in less.report.settled} == {s.guid for s in whole.report.settled}
    assert {s.verdict for s in less.report.settled} == {"same"}
    assert not less.report.retired
    assert not less.changed


def test_a_lower_depth_and_prune_retire_what_is_below_until_it_is_asked_again(tmp_path: Path) -> None:
    note = tmp_path / "notes" / "why-fal.md"
    note.parent.mkdir()
    note.write_text(SAMPLE.text, "utf-8")
    [whole] = build([note], clock=THEN, depth="all")
    [stays] = build([note], clock=THEN + 9, depth="normal")
    [same] = build([note], clock=THEN + 9, prune=True)  # no depth is named: nobody forgot it on purpose
    few = {s.guid for s in compose([SAMPLE], Ledger(), THEN).report.settled}
    assert dict(stays.deeper) == dict(same.deeper) == {"notes/why-fal.md": len(whole.report.settled) - len(few)}
    assert not same.report.retired
    [trimmed] = build([note], clock=THEN + 18, depth="normal", prune=True)
    assert len(trimmed.report.settled) == len(few) and not trimmed.deeper
    assert len(trimmed.report.retired) == len(whole.report.settled) - len(few)
    [again] = build([note], clock=THEN + 27, depth="normal")
    assert not again.report.retired and len(again.report.settled) == len(few)
    [back] = build([note], clock=THEN + 36, depth="all")
    assert {s.guid for s in back.report.settled} == {s.guid for s in whole.report.settled}


def test_a_card_that_somebody_kept_is_not_trimmed(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(SAMPLE.text, "utf-8")
    build([note], clock=THEN, depth="all")
    desk = Desk((note,))
    weak = next(s for s in desk.read().sheets if s.form == "complement_cloze")
    desk.decide(weak.guid, "keep")
    [trimmed] = build([note], clock=THEN + 9, depth="essentials", prune=True)
    assert weak.guid in {s.guid for s in trimmed.report.settled}


def test_a_card_below_the_line_that_was_retired_does_not_come_back_by_itself() -> None:
    first = compose([SAMPLE], Ledger(), THEN, depth="all")
    spare = next(card for card in draft([SAMPLE], depth="essentials").spare if card.form == "complement_cloze")
    lines = SAMPLE.text.split("\n")
    without = Note(SAMPLE.path, "\n".join(lines[: spare.place.line - 1] + lines[spare.place.line :]))
    second = compose([without], first.ledger, THEN + 9, depth="all")
    third = compose([SAMPLE], second.ledger, THEN + 18, depth="essentials")
    assert spare.front in {e.front for e in second.report.retired}
    assert spare.front not in {s.card.front for s in third.report.settled}
    assert spare.front in {s.card.front for s in compose([SAMPLE], third.ledger, THEN + 27, depth="all").report.settled}


def test_every_form_has_a_worth() -> None:
    by_author = {"own_card", "term_definition", "own_cloze", "highlight"}
    seen = {card.form for card in draft([SAMPLE], depth="all").cards}
    assert seen <= ranking.BY_FORM.keys() | by_author
    assert {"picture", "quotation", "rule", "chain"} <= {form.__name__ for form in FORMS} & ranking.BY_FORM.keys()


@pytest.mark.parametrize(("name", "has", "weight"), ranking.FEATURES, ids=[name for name, _, _ in ranking.FEATURES])
def test_each_feature_tells_some_cards_from_others(name: str, has, weight: float) -> None:
    cards = known_cards()
    count = sum(has(card) for card in cards)
    assert 0 < count < len(cards), f"“{name}” tells nothing"
    assert weight


@cache
def known_cards() -> tuple[Card, ...]:
    """All cards of the notes in the tests, and of one line as long as only talkers write them."""
    talk = Note(
        "talk.md",
        "- so " + "we went on and on about the harbour and its cranes, and " * 4 + "the dredger costs 4 million"
        "\n- manual override only if the door is shut\n- lag over 30 s -> reads get stale"
        "\n- if the primary dies the replica takes the writes"
        "\n\nquestions for the harbour master\n- who pays for the dredging\n- why is the crane idle?",
    )
    notes = [Note(path.name, path.read_text("utf-8")) for path in sorted((PROJECT / "tests" / "notes").glob("*.md"))]
    return tuple(card for note in (*notes, talk) for card in draft([note], depth="all").cards)


def test_worth_stays_a_share() -> None:
    here = Place("x.md", 1, 1)
    worst = Card("basic", "What do they have?", here, "condition", back="it", source="i " * 60 + "lol")
    assert ranking.worth(worst) == 0
    assert ranking.worth(Card("basic", "?", here, "own_card", back="it")) == 1

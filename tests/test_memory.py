"""What was asked before is asked again: whole notes before and after an edit, from `tests/edits/notes`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cardgen.composing import Composed, compose
from cardgen.draft import draft
from cardgen.model import Ledger, Note
from cardgen.report import one_line

EXAMPLES = Path(__file__).parent / "edits" / "notes"
PATH = "notes/x.md"


def examples() -> Iterator[pytest.ParameterSet]:
    for path in sorted(EXAMPLES.glob("*.md")):
        for case in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, rest = case.partition("\n")
            parts = re.split(r"^### (?:before|after|verdicts)\n", rest, flags=re.MULTILINE)
            assert len(parts) == 4, f"{path.name}: {title}: before, after, verdicts"
            yield pytest.param(*[p.rstrip("\n") for p in parts[1:]], id=f"{path.stem}: {title}")


def built(text: str, known: Ledger, now: int) -> Composed:
    return compose([Note(PATH, text)], known, now, depth="all")


def changes(made: Composed) -> list[str]:
    lines = [f"{s.verdict}: {one_line(s.card)}" for s in made.report.settled if s.verdict != "same"]
    return sorted(
        re.sub(r"\s+", " ", line) for line in [*lines, *(f"retired: {one_line(e)}" for e in made.report.retired)]
    )


each_example = pytest.mark.parametrize(("before", "after", "expected"), list(examples()))


@each_example
def test_every_edit_changes_what_it_says(before: str, after: str, expected: str) -> None:
    first = built(before, Ledger(), 100)
    assert first.report.settled
    assert changes(built(after, first.ledger, 200)) == sorted(filter(None, expected.split("\n")))


@each_example
def test_building_again_changes_nothing(before: str, after: str, expected: str) -> None:
    edited = built(after, built(before, Ledger(), 100).ledger, 200)
    assert built(after, edited.ledger, 300).ledger == edited.ledger


@each_example
def test_undoing_the_edit_brings_every_card_back(before: str, after: str, expected: str) -> None:
    first = built(before, Ledger(), 100)
    again = built(before, built(after, first.ledger, 200).ledger, 300)
    assert {s.guid for s in again.report.settled} >= {s.guid for s in first.report.settled}


@each_example
def test_the_ledger_is_what_makes_the_difference(before: str, after: str, expected: str) -> None:
    """Without one a note gives what its lines say now, whatever stood there before."""
    fresh = draft([Note(PATH, after)]).cards
    assert {c.form for c in fresh}.isdisjoint({"as_before"})


def test_a_list_that_is_learnt_may_grow_too_long_but_says_so():
    short = "reasons to call:\n- fog that hides the buoys\n- fire below the deck\n- a man over board\n"
    long = short + "".join(
        f"- {what} in the hold that no pump keeps down\n" for what in ("water", "smoke", "steam", "oil")
    )
    first = compose([Note("x.md", short)], Ledger(), now=100)
    second = compose([Note("x.md", long)], first.ledger, now=200)
    assert second.report.settled[0].verdict == "updated"
    assert second.report.retired == ()
    [told] = [str(r) for r in second.report.remarks if "being learnt" in str(r)]
    assert told.startswith("x.md:1: the answer is too long to grade")
    assert not compose([Note("x.md", long)], Ledger(), now=100).report.remarks

"""The examples: what each form sees in a note, what is left alone, and what we would like to see one day.

A file a form: title, dot, the note's text, dot, its cards as `cardgen cards` prints them, dot.
`pytest tests/test_examples.py --regen` writes the cards anew. Read them: a wrong card is a bug, not an expectation.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import pytest
from conftest import PROJECT
from markdown_it.utils import read_fixture_file

from cardgen.draft import draft
from cardgen.forms import FORMS
from cardgen.model import Note

EXAMPLES = PROJECT / "tests" / "examples"
NO_CARD, GAPS = "leave_alone", "known_gaps"


@dataclass(frozen=True)
class Example:
    """A note and the cards that it should give."""

    file: str
    title: str
    text: str
    cards: str

    def __str__(self) -> str:
        return f"{self.title}\n.\n{self.text}.\n{self.cards}.\n"

    @property
    def given(self) -> str:
        """The cards that the note gives now."""
        found = draft([Note("note.md", self.text)], depth="all").cards
        return "\n".join(f"{card}\n" for card in found)


def read(path: Path) -> list[Example]:
    return [Example(path.stem, title, text, cards) for _, title, text, cards in read_fixture_file(path)]


def examples(of: str = "") -> list[object]:
    """The examples of a file, or those of all forms."""
    return [
        pytest.param(example, id=f"{path.stem}: {example.title}")
        for path in sorted(EXAMPLES.glob(f"{of or '*'}.md"))
        if of or path.stem not in (NO_CARD, GAPS)
        for example in read(path)
    ]


@pytest.fixture(scope="session", autouse=True)
def written_anew(request: pytest.FixtureRequest) -> None:
    """With `--regen`, the cards of the forms' examples as they are given now."""
    if request.config.getoption("--regen"):
        for path in EXAMPLES.glob("*.md"):
            if path.stem not in (NO_CARD, GAPS):
                path.write_text("\n".join(str(replace(e, cards=e.given)) for e in read(path)), "utf-8")


@pytest.mark.parametrize("example", examples())
def test_each_form_sees_what_its_examples_show(example: Example, regen: bool) -> None:
    wanted = example.given if regen else example.cards
    assert example.given == wanted
    assert example.given
    assert example.file in forms_that_answer(example.text)


def forms_that_answer(text: str) -> set[str]:
    """The names of the forms that saw cards in a note, however they are called."""
    names = {form.__code__: form.__name__ for form in FORMS}
    found = set()

    def watch(frame: FrameType, event: str, value: object) -> None:
        if event == "return" and frame.f_code in names and value:
            found.add(names[frame.f_code])

    sys.setprofile(watch)
    try:
        draft([Note("note.md", text)], depth="all")
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("example", examples(NO_CARD))
def test_what_says_nothing_to_learn_is_left_alone(example: Example) -> None:
    assert example.cards == ""
    assert example.given == ""


@pytest.mark.xfail(reason="a known gap: when this passes, move the example to its form")
@pytest.mark.parametrize("example", examples(GAPS))
def test_gaps_that_are_known(example: Example) -> None:
    assert example.cards
    assert example.given == example.cards


def test_every_form_has_an_example_and_every_example_a_form() -> None:
    forms = {form.__name__ for form in FORMS}
    files = {path.stem for path in EXAMPLES.glob("*.md")} - {NO_CARD, GAPS}
    assert forms - files == set(), "forms without an example"
    assert files - forms == set(), "examples without a form"


def test_every_example_can_be_read() -> None:
    for path in EXAMPLES.glob("*.md"):
        found = read(path)
        assert found
        assert len({e.title for e in found}) == len(found)
        assert "\n".join(map(str, found)) == path.read_text("utf-8")

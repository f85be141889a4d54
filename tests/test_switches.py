"""What a note switches on at its top: cards asked the other way round as well, or spoken."""

from __future__ import annotations

import pytest

from cardgen.draft import draft
from cardgen.model import Card, Note

BODY = """
# Words

- crema: foam on the espresso
- puck: the pressed grounds

# Talk

- pump gives 9 bar
- basket: the part that holds the grounds
"""


def cards(cards_setting: str) -> tuple[dict[str, Card], list[str]]:
    drafted = draft([Note("x.md", f"---\ncards: {cards_setting}\n---\n{BODY}")])
    return {c.place.trail[-1] + " " + c.front: c for c in drafted.cards}, [r.message for r in drafted.remarks]


def test_everywhere():
    found, remarks = cards("{reverse: true, speak: true}")
    assert found
    assert all(c.speak for c in found.values())
    assert all(c.reverse for c in found.values() if c.kind == "basic")
    assert not remarks


def test_below_one_heading():
    found, remarks = cards("{reverse: words, speak: [Talk]}")
    assert {name.split()[0] for name, c in found.items() if c.reverse} == {"Words"}
    assert {name.split()[0] for name, c in found.items() if c.speak} == {"Talk"}
    assert not remarks


def test_nothing_is_switched_on_unasked():
    for setting in ("true", "{reverse: false}", "{}"):
        found, remarks = cards(setting)
        assert not any(c.reverse or c.speak for c in found.values())
        assert not remarks


def test_an_answer_that_several_cards_share_asks_for_none_of_them():
    text = "---\ncards: {reverse: true}\n---\n- crema: foam\n- froth: foam\n- puck: grounds\n"
    drafted = draft([Note("x.md", text)])
    assert {c.back: c.reverse for c in drafted.cards} == {"foam": False, "grounds": True}


@pytest.mark.parametrize("setting", ["[reverse]", "{backwards: true}", "maybe"])
def test_what_is_not_understood_is_said_and_does_nothing(setting: str):
    found, remarks = cards(setting)
    assert not any(c.reverse or c.speak for c in found.values())
    assert ["not understood" in r for r in remarks] == [True]


def test_a_heading_that_is_not_there_is_said():
    _, remarks = cards("{speak: [Chat]}")
    assert remarks == ["`cards:` names “chat”, but no card stands below such a heading: correct it"]

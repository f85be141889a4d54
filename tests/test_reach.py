"""The figures of `make reach` are those that the README gives, and its measure measures.

`pytest tests/test_reach.py --regen` writes them anew: read the diff, and put them into the README.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import reach
from conftest import PROJECT

from cardgen.model import Blank, Card, Place

FIGURES = Path(__file__).parent / "reach.txt"
HERE = Place("x.md", 1, 1)
FACT = {"context": [["outbox", "relay*"]], "answer": [["kafka"], ["redis", "postgres"]]}


def test_the_figures_are_as_published(regen: bool) -> None:
    told = reach.table()
    if regen:
        FIGURES.write_text(told, "utf-8")
    assert told == FIGURES.read_text("utf-8")
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert told in readme


def test_a_fact_is_reached_by_cards_that_answer_it_where_it_is_asked() -> None:
    to_kafka = Card("basic", "What do relays write to?", HERE, "attribute", back="kafka")
    to_redis = Card("cloze", "the outbox lies in redis", HERE, "attribute", blanks=(Blank(19, 24),))
    assert reach.is_reached(FACT, [to_kafka, to_redis])
    assert not reach.is_reached(FACT, [to_kafka])
    elsewhere = Card("basic", "What do workers write to?", HERE, "attribute", back="redis")
    assert not reach.is_reached(FACT, [to_kafka, elsewhere])


def test_what_stands_in_the_gap_is_not_shown() -> None:
    hidden = Card(
        "cloze", "the outbox lies in kafka and redis", HERE, "attribute", blanks=(Blank(4, 10), Blank(19, 24))
    )
    assert not reach.is_reached(FACT, [hidden])


@pytest.mark.parametrize("path", sorted(reach.NOTES.glob("*.json")), ids=lambda p: p.stem)
def test_the_facts_stand_in_their_notes(path: Path) -> None:
    lines = path.with_suffix(".md").read_text("utf-8").split("\n")
    told = json.loads(path.read_text("utf-8"))
    for fact in told["facts"]:
        first, last = fact["lines"]
        assert 1 <= first <= last <= len(lines), fact["id"]
        assert "".join(lines[first - 1 : last]).strip(), fact["id"]
        assert fact["importance"] in (1, 2, 3), fact["id"]
        assert fact["context"], fact["id"]
        assert fact["answer"], fact["id"]

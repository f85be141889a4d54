"""How much of a note its cards reach: measured on notes whose facts a person has listed.

`make reach` prints the figures. A fact is reached when each of its groups of words stands in the answer of a card that
has the fact's context on its question side, as a learner needs it. A card from lines that hold nothing is noise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cardgen.draft import draft
from cardgen.model import Card, Depth, Note

NOTES = Path(__file__).resolve().parent / "notes"
DEPTHS: tuple[Depth, ...] = ("essentials", "normal", "all")


@dataclass(frozen=True)
class Reach:
    """What the cards of some notes reach; all counts, facts weighted by nothing."""

    cards: int
    facts: int
    reached: int
    must: int
    """Facts of importance 3."""
    must_reached: int
    noise: int
    """Cards from lines that hold nothing to learn."""

    def __str__(self) -> str:
        return (
            f"{self.cards:5} cards   {self.reached:3} of {self.facts} facts ({self.reached / self.facts:.0%})   "
            f"{self.must_reached:3} of {self.must} must-have facts ({self.must_reached / self.must:.0%})   "
            f"{self.noise:2} from noise"
        )


def reach(paths: Iterable[Path], depth: Depth) -> Reach:
    """The reach of the notes at these paths, whose facts lie beside them in a file of the same name."""
    counts = [0] * 6
    for path in paths:
        told = json.loads(path.with_suffix(".json").read_text("utf-8"))
        cards = draft([Note(path.name, path.read_text("utf-8"))], depth=depth).cards
        must = [fact for fact in told["facts"] if fact["importance"] == 3]
        found = [fact["id"] for fact in told["facts"] if is_reached(fact, cards)]
        noise = {n for first, last in told["noise"] for n in range(first, last + 1)}
        here = (
            len(cards), len(told["facts"]), len(found), len(must), sum(fact["id"] in found for fact in must),
            sum(card.place.line in noise for card in cards),
        )  # fmt: skip
        counts = [a + b for a, b in zip(counts, here, strict=True)]
    return Reach(*counts)


def is_reached(fact: dict[str, Any], cards: Sequence[Card]) -> bool:
    """Does every group of the fact's answer stand in a card that has its context?"""
    fitting = [card for card in cards if all(_holds(_question(card), group) for group in fact["context"])]
    return all(any(_holds(" ".join(card.hidden), group) for card in fitting) for group in fact["answer"])


def _question(card: Card) -> str:
    shown = card.front
    for blank in reversed(card.blanks):
        shown = f"{shown[: blank.start]} {shown[blank.end :]}"
    return f"{' '.join(card.context)} {shown}"


def _holds(text: str, group: Sequence[str]) -> bool:
    """Does a text hold one of the group's words? `word*` stands for all words that begin so."""
    plain = " ".join(re.findall(r"[^\W_]+", text.lower()))
    return any(_pattern(word).search(plain) for word in group)


def _pattern(word: str) -> re.Pattern[str]:
    parts = re.findall(r"[^\W_]+", word.lower())
    return re.compile(r"\b" + " ".join(map(re.escape, parts)) + ("" if word.endswith("*") else r"\b"))


def table() -> str:
    """The figures at each depth."""
    paths = sorted(NOTES.glob("*.md"))
    lines = [f"{len(paths)} notes, of as many kinds"]
    return "\n".join([*lines, *(f"{depth:11}{reach(paths, depth)}" for depth in DEPTHS), ""])


if __name__ == "__main__":
    print(table(), end="")

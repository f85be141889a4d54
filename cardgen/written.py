"""Puts a card that a person worded into their note, in the notation that people use for cards of their own.

The line that the card was made from stays and is marked `<!-- no card -->`; below it come all the cards that it gave,
the others as they were. Where a line is in such notation already, it is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen.errors import CardgenError
from cardgen.identity.choices import words_of
from cardgen.model import Card

OWN = frozenset({"own_card", "term_definition", "own_cloze", "highlight"})
"""Forms of cards that their authors wrote themselves."""
_ITEM = re.compile(r"(?P<indent>[ \t>]*)(?P<marker>(?:[-*+•]|\d{1,3}[.)])[ \t]+|)(?P<text>.*)")
_NO_CARD = " <!-- no card -->"


def with_cards(lines: Sequence[str], cards: Sequence[Card]) -> list[str]:
    """The note's lines with the cards of one of its lines written out.

    Raises:
        CardgenError: the line is of a kind below which nothing can be written, such as a table's.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "What pressure does the pump give?", Place("x.md", 1, 1), "attribute", back="9 bar")
    >>> print("\\n".join(with_cards(["- pump gives 9 bar", "- crema"], [card])))
    - pump gives 9 bar <!-- no card -->
    - Q: What pressure does the pump give?
      A: 9 bar
    - crema
    """
    place = cards[0].place
    of_line = lines[place.line - 1 : place.end]
    _refuse_blocks(cards, of_line)
    found = _ITEM.fullmatch(of_line[0])
    indent, marker = (found["indent"], found["marker"]) if found else ("", "")
    marker = marker if marker.strip()[:1] in ("-", "*", "+", "•") else "- "
    written = [line for card in cards for line in _notated(card, indent, marker)]
    if all(card.form in OWN for card in cards):
        return [*lines[: place.line - 1], *written, *lines[place.end :]]
    kept = [*of_line[:-1], of_line[-1].rstrip() + _NO_CARD]
    return [*lines[: place.line - 1], *kept, *written, *lines[place.end :]]


def _refuse_blocks(cards: Sequence[Card], of_line: Sequence[str]) -> None:
    place = cards[0].place
    if any(card.kind == "list" or any("\n" in part for part in words_of(card)) for card in cards):
        raise CardgenError("a card of several lines cannot be written into the note: save the edit instead", place)
    if any(line.lstrip(" \t>").startswith(("|", "#", "```", "~~~", "$$")) or " | " in line for line in of_line):
        raise CardgenError(
            "nothing can be written below a line of a table, a heading or code: save the edit instead", place
        )


def _notated(card: Card, indent: str, marker: str) -> list[str]:
    if card.kind == "cloze":
        return [f"{indent}{marker}{words_of(card)[0]}"]
    return [f"{indent}{marker}Q: {card.front}", f"{indent}{' ' * len(marker)}A: {card.back}"]

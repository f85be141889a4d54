"""Which cloze number each blank or list item has: kept by what it hides, never renumbered, never reused.

Anki keeps the history of a blank under its number, so a number must stay with the words it hides. Words that come
back get their old number back; new ones get the next number that was never used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cardgen.identity.likeness import compare, plain
from cardgen.model import Card, Entry

SAME_ITEM = 0.5
"""How alike two hidden texts must be to be one, reworded: "latency" and "latency of requests" are 0.67."""
EXCHANGED = 0.3
"""How much of a hidden text may be exchanged for other words: one word in four, as a synonym would."""
CORRECTED_WORDS = 2
"""Words around a changed number in a list item that must stay: "RAID 1" and "RAID 6" are two items."""
BESIDE = 2
"""Words on each side of a blank that must stay for it to be the same blank with a corrected answer."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of each thing that a card hides, and how many of them its last version had."""

    numbers: tuple[int, ...]
    continued: int


@dataclass(frozen=True, slots=True)
class _Hidden:
    text: str
    beside: frozenset[tuple[str, str]] = frozenset()
    """The words just before and after it, for each place where it can stand; none in a list."""


def assign_numbers(card: Card, entry: Entry | None = None) -> Numbering:
    """The cloze number of each thing that the card hides, given the entry it continues.

    >>> from cardgen.model import Place
    >>> def listing(*items): return Card("list", "Colours?", Place("x.md", 1, 1), "enumeration", items=items)
    >>> old = Entry("g", "list", "x.md", 1, "enumeration", "", "Colours?", "", ((1, "red"), (2, "blue"), (3, "pink")),
    ...             2, "", (), 0, "")
    >>> assign_numbers(listing("blue", "green", "pink", "red"), old)
    Numbering(numbers=(2, 4, 3, 1), continued=2)
    >>> assign_numbers(listing("blue", "green"))
    Numbering(numbers=(1, 2), continued=0)
    """
    if card.kind == "basic":
        return Numbering((1,), int(entry is not None))
    if entry is None:
        return Numbering(tuple(range(1, len(card.hidden) + 1)), 0)
    new = _blanks_of_card(card)
    living = _blanks_of_entry(entry)
    gone = [(n, _Hidden(text)) for n, text in entry.hidden[entry.living :]]
    found: dict[int, int] = {}
    _take(found, living, new, lambda a, b: a.text == b.text)
    _take(found, living, new, lambda a, b: plain(a.text) == plain(b.text))
    _take(found, gone, new, lambda a, b: plain(a.text) == plain(b.text))
    _take(found, living, new, _reworded)
    _take(found, living, new, _corrected)
    unused = max((n for n, _ in entry.hidden), default=0) + 1
    numbers = []
    for i in range(len(new)):
        numbers.append(found.get(i, unused))
        unused += i not in found
    alive = {n for n, _ in living}
    return Numbering(tuple(numbers), sum(n in alive for n in found.values()))


def remember_hidden(card: Card, numbers: Sequence[int], entry: Entry | None) -> tuple[tuple[int, str], ...]:
    """What the ledger keeps: the living numbers in text order, then every other number that was ever used.

    >>> from cardgen.model import Place
    >>> card = Card("list", "Colours?", Place("x.md", 1, 1), "enumeration", items=("blue", "green"))
    >>> old = Entry("g", "list", "x.md", 1, "", "", "", "", ((1, "red"), (2, "blue")), 2, "", (), 0, "")
    >>> remember_hidden(card, (2, 3), old)
    ((2, 'blue'), (3, 'green'), (1, 'red'))
    """
    living = tuple(zip(numbers, card.hidden, strict=True))
    if entry is None or card.kind == "basic":
        return living
    return living + tuple((n, text) for n, text in entry.hidden if n not in numbers)


def _take(
    found: dict[int, int],
    old: Sequence[tuple[int, _Hidden]],
    new: Sequence[_Hidden],
    same: Callable[[_Hidden, _Hidden], bool],
) -> None:
    """Gives each thing that has no number yet the first free number of one that is the same."""
    for i, thing in enumerate(new):
        if i not in found:
            taken = set(found.values())
            number = next((n for n, was in old if n not in taken and same(was, thing)), None)
            if number is not None:
                found[i] = number


def _reworded(old: _Hidden, new: _Hidden) -> bool:
    difference = compare(old.text, new.text)
    if difference.subject or difference.numbers or difference.turned:
        return False
    return difference.likeness >= SAME_ITEM and difference.replaced < EXCHANGED


def _corrected(old: _Hidden, new: _Hidden) -> bool:
    """The same blank with another answer: what stands beside it stayed, and a number is still a number."""
    difference = compare(old.text, new.text)
    if not (old.beside and new.beside):  # of a list, nothing but the number may have changed
        only_number = difference.numbers == difference.lost == difference.gained == 1
        return only_number and not difference.turned and difference.kept >= CORRECTED_WORDS
    both_figures = _has_digit(old.text) == _has_digit(new.text)
    return both_figures and any(any(sides) for sides in old.beside & new.beside)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _blanks_of_card(card: Card) -> list[_Hidden]:
    if card.kind == "list":
        return [_Hidden(text) for text in card.hidden]
    return [_Hidden(card.front[b.start : b.end], _sides(card.front, [(b.start, b.end)])) for b in card.blanks]


def _blanks_of_entry(entry: Entry) -> list[tuple[int, _Hidden]]:
    """The living blanks of an entry. The ledger does not say where they stood: they may stand wherever they occur."""
    living = entry.hidden[: entry.living]
    if entry.kind != "cloze":
        return [(n, _Hidden(text)) for n, text in living]
    return [
        (n, _Hidden(text, _sides(entry.front, [m.span() for m in re.finditer(re.escape(text), entry.front)])))
        for n, text in living
    ]


def _sides(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (
            " ".join(plain(w) for w in text[:start].split()[-BESIDE:]),
            " ".join(plain(w) for w in text[end:].split()[:BESIDE]),
        )
        for start, end in spans
    )

"""What a note's lines were asked before, so that an edit of one line changes no card of another.

Which cards a line gives depends on its neighbours too: a list that shrinks is no list any more, a look-alike makes a
clear question ambiguous, a clause takes its subject from the line above. Who studies such a card did not touch its
line. So where the forms have a choice, they choose as before; what no form would give any more is not held on to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cardgen.identity.alignment import Bullet, Index, align
from cardgen.identity.likeness import listed_items, plain
from cardgen.model import Card, Entry, Point

FEW = 3
"""Words that a part of a line has at least: fewer stand in any line."""

_Words = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What the ledger knows of the lines of a note."""

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The bare text of a line, as it stands now → what it was asked, living entries first."""

    def of(self, text: str) -> tuple[Entry, ...]:
        """What a line was asked, by its text."""
        return self.entries.get(plain(text), ()) if self.entries else ()

    def asks(self, slot: str) -> bool:
        """Whether a card of this slot is being asked, wherever it stands."""
        return any(e.slot == slot and e.retired_at is None for found in self.entries.values() for e in found)

    def listed(self, slot: str) -> frozenset[str]:
        """The items of a list that is being asked whole, by its slot; none if there is no such list."""
        found = {e.guid: e for known in self.entries.values() for e in known if e.slot == slot and e.kind == "basic"}
        return frozenset(plain(i) for e in found.values() if e.retired_at is None for i in listed_items(e.back))

    def knows(self, card: Card) -> bool:
        """Whether its line has been asked just this, and still is."""
        return any(e.retired_at is None and _words(e) == _words(card) for e in self.of(card.source))

    def worded(self, card: Card) -> Card:
        """The card with the question of before, where that asks for the same name in other words: nobody learns "Sill?"
        and is then asked "What is a sill?"."""
        if card.kind == "basic" and card.slot:
            for e in self.of(card.source):
                if e.retired_at is None and e.slot == card.slot and _name_asked(e.front) == _name_asked(card.front):
                    return replace(card, front=e.front)
        return card

    def continues(self, card: Card) -> bool:
        """Whether it goes on with something that its line is asked: the same thing of it, or with the same answer."""
        return any(e.retired_at is None and _goes_on(e, card) for e in self.of(card.source))

    def remembers(self, card: Card) -> bool:
        """Whether its line has ever been asked just this."""
        return any(_words(e) == _words(card) for e in self.of(card.source))


_ASKS = re.compile(
    r"^(?:what(?: is| are|'s)?|was (?:ist|sind)|qu'est-ce que|qué (?:es|son)|che cos'è|wat (?:is|zijn))\s+"
    r"(?:the |an? )?",
    re.I,
)


def _name_asked(front: str) -> str:
    """What a question asks for, whether it says "What is" or not."""
    return plain(_ASKS.sub("", front.strip("¿"))).rstrip(" ?")


NOTHING = Memory()
"""Of a note that was never built."""


def _words(thing: Card | Entry) -> _Words:
    hidden = thing.answers if isinstance(thing, Entry) else thing.hidden
    return ("basic" if thing.kind == "basic" else "cloze", plain(thing.front), tuple(map(plain, hidden)))


def _goes_on(entry: Entry, card: Card) -> bool:
    if (entry.kind == "basic") != (card.kind == "basic"):
        return False
    answers = [*map(plain, entry.answers)]
    if answers == [*map(plain, card.hidden)]:
        return True
    same_slot = bool(card.slot) and card.slot == entry.slot
    return same_slot and (card.kind == "basic" or not any(answer in plain(card.front) for answer in answers))


def remember(entries: Iterable[Entry], points: Sequence[Point]) -> Memory:
    """What the points of a note were asked: those with the words of an entry, and those that were merely reworded.

    >>> from cardgen.model import Block, Place
    >>> here = Point("The sill: a ledge", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> was = Entry("g", "basic", "x.md", 1, "definition", "define:sill", "What is a sill?", "a ledge",
    ...             ((1, "a ledge"),), 1, "Sill: a ledge", (), 0, "")
    >>> remember([was], [here]).of("The sill: a ledge") == (was,), remember([was], [here]).of("Beam: a timber")
    (True, ())
    """
    of_text: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.retired_at is not None):
        if entry.form:  # of one recovered by its words alone nobody knows the line
            of_text[plain(entry.source)].append(entry)
    if not of_text:
        return NOTHING
    now = [Bullet(p.place.note, p.place.line, p.place.trail, p.text) for p in points if p.text]
    here = {plain(b.text) for b in now}
    gone = [e for text, found in of_text.items() if text not in here for e in found if e.retired_at is None]
    was = list({(e.note, e.line, e.source): Bullet(e.note, e.line, e.trail, e.source) for e in gone}.values())
    was.sort(key=lambda b: (b.note, b.line))
    fresh = [b for b in now if plain(b.text) not in of_text]
    for old, new in _became(was, fresh) if was and fresh else ():
        of_text[plain(new.text)] += of_text[plain(old.text)]
    return Memory({text: tuple(found) for text, found in of_text.items()})


def _became(was: Sequence[Bullet], now: Sequence[Bullet]) -> Iterator[tuple[Bullet, Bullet]]:
    """What became of lines that are gone: each with the one it was reworded into or merged with, or with its parts."""
    paired = {pair.new: pair.old for pair in align(was, now, {}).pairs}
    yield from ((was[i], now[j]) for j, i in paired.items())
    index = Index({i: bullet.text for i, bullet in enumerate(was)})
    for j, bullet in enumerate(now):
        near = () if j in paired else index.candidates(bullet.text)
        part = next((i for i in near if _is_part(plain(bullet.text), plain(was[i].text))), None)
        if part is not None:
            yield was[part], bullet
    index = Index({j: bullet.text for j, bullet in enumerate(now)})
    for i, bullet in enumerate(was):
        near = () if i in paired.values() else index.candidates(bullet.text)
        whole = next((j for j in near if _is_part(plain(bullet.text), plain(now[j].text))), None)
        if whole is not None:
            yield bullet, now[whole]


def _is_part(part: str, whole: str) -> bool:
    return len(part.split()) >= FEW and part in whole

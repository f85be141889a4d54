"""What notes say: each note read, its points chosen, its cards found and checked, still without identity.

Pure, and note by note, so that a note gives the same cards in whatever company it is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cardgen import forms, gates, outline, points, topics
from cardgen.errors import CardgenError
from cardgen.model import Card, Note, Outline, Place, Point, Remark, Silence


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the notes say before identity: the cards, and why the rest is silent."""

    outlines: tuple[Outline, ...] = ()
    cards: tuple[Card, ...] = ()
    silences: tuple[Silence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    partial: frozenset[str] = frozenset()
    """Paths of the notes of which only some topics are here: none of their cards may be retired."""
    others: tuple[Card, ...] = ()
    """The other cards of those notes: they are not built, but nobody else may take their history."""


def draft(read: Sequence[Note], named: Sequence[str] = ()) -> Drafted:
    """The cards of some notes, or only those on the topics `named` (or else in a note's own `topics:`).

    Each note is drafted by itself, so that it gives the same cards in whatever company it is built.

    Raises:
        CardgenError: a front matter that cannot be read; a topic named that nothing in any note matches.

    >>> [str(c) for c in draft([Note("x.md", "- Outbox: a table of events")]).cards]
    ['[x]\\nQ: What is Outbox?\\nA: a table of events']
    """
    parts: list[Drafted] = []
    missed: list[_Missed] = []
    for note in read:
        part, unmatched = _draft_one(note, named)
        parts.append(part)
        missed += unmatched
    if named:
        _refuse_unmatched(missed, len(parts))
        missed = []
    return Drafted(
        tuple(one for p in parts for one in p.outlines),
        tuple(card for p in parts for card in p.cards),
        tuple(silence for p in parts for silence in p.silences),
        (*(remark for p in parts for remark in p.remarks), *(Remark(Place(m.note, 1, 1), str(m)) for m in missed)),
        frozenset[str]().union(*(p.partial for p in parts)),
        tuple(card for p in parts for card in p.others),
    )


@dataclass(frozen=True, slots=True)
class _Missed:
    """A topic that nothing in a note is about, and the names there that come nearest."""

    note: str
    topic: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        near = ", ".join(f"“{name}”" for name in self.nearest)
        tried = f"try one of {near}" if near else "there are no headings or labels to choose from"
        return f"no line is about the topic “{self.topic}”: {tried}"


def _draft_one(note: Note, named: Sequence[str]) -> tuple[Drafted, list[_Missed]]:
    one = outline.read(note)
    forest = points.find(one)
    found, whole = _asked(forest)
    checked = whole
    wanted = [*named] or listed(one.settings.get("topics"), ",")
    silences: list[Silence] = []
    missed: list[_Missed] = []
    if wanted:
        chosen = topics.select(forest, wanted)
        silences += _off_topic(forest, chosen.points)
        missed += [_Missed(note.path, topic, nearest) for topic, nearest in chosen.unmatched]
        found, checked = _asked(chosen.points, whole.unclear)
    silences += [*found.silences, *checked.dropped]
    partial = frozenset([note.path]) if wanted else frozenset[str]()
    others = _others(whole, checked)
    cards, odd = _switched(checked.cards, one)
    remarks = (*note.remarks, *one.remarks, *odd)
    return Drafted((one,), cards, tuple(silences), remarks, partial, others), missed


def _asked(forest: Sequence[Point], unclear: frozenset[str] | None = None) -> tuple[forms.Found, gates.Checked]:
    """The cards of some points, found and checked. A front that clashes is not asked, its line is asked in another way.

    What clashes is told by `unclear`, for some points of a note as for all of it; without it, by these points.
    """
    if unclear is None:
        found = forms.cards_in(forest)
        checked = gates.check(found.cards)
        if not checked.unclear:
            return found, checked
        unclear = checked.unclear
    found = forms.cards_in(forest, unclear)
    checked = gates.check(found.cards)
    return found, replace(checked, unclear=unclear)


def _others(whole: gates.Checked, chosen: gates.Checked) -> tuple[Card, ...]:
    """The cards that the whole note gives besides the chosen ones."""
    here = {_words(card) for card in chosen.cards}
    return tuple(card for card in whole.cards if _words(card) not in here)


def _words(card: Card) -> tuple[int, str, str, tuple[str, ...]]:
    return card.place.line, card.kind, card.front, card.hidden


def listed(value: Any, separator: str | None) -> list[str]:
    """A setting that may be a list or words in a line.

    >>> listed(["a", 2], ","), listed("a b, c", ","), listed(None, ",")
    (['a', '2'], ['a b', 'c'], [])
    """
    if value is None:
        return []
    found = value if isinstance(value, list | tuple) else str(value).split(separator)
    return [text for each in found if (text := str(each).strip())]


def _switched(cards: tuple[Card, ...], one: Outline) -> tuple[tuple[Card, ...], list[Remark]]:
    """The cards with what the note's `cards:` switches on, everywhere or below the headings that it names: to be asked
    the other way round as well, or spoken; and what in it nobody understands."""
    asked = one.settings.get("cards")
    if asked is None or isinstance(asked, bool):
        return cards, []
    here = Place(one.note, 1, 1)
    known = "write it as `cards: {reverse: true, speak: [a heading]}`, or `cards: false` for none"
    if not isinstance(asked, dict) or not set(asked) <= {"reverse", "speak"}:
        return cards, [Remark(here, f"`cards:` is not understood and does nothing: {known}")]
    reverse, speak = (_Where.of(asked.get(name)) for name in ("reverse", "speak"))
    backs = Counter(c.back.casefold() for c in cards if c.kind == "basic")
    headings = {_key(name) for card in cards for name in (*card.place.trail, *card.context)}
    odd = [
        Remark(here, f"`cards:` names “{name}”, but no card stands below such a heading: correct it")
        for name in sorted({*reverse.below, *speak.below} - headings)
    ]
    out = [
        replace(
            card,
            # Two cards with one answer cannot be told apart by it.
            reverse=card.reverse or (card.kind == "basic" and backs[card.back.casefold()] == 1 and card in reverse),
            speak=card.speak or (card.kind != "list" and card in speak),
        )
        for card in cards
    ]
    return tuple(out), odd


def _key(name: str) -> str:
    return " ".join(name.split()).casefold().rstrip(":")


@dataclass(frozen=True, slots=True)
class _Where:
    """Where something is switched on."""

    everywhere: bool = False
    below: frozenset[str] = frozenset()

    @classmethod
    def of(cls, value: Any) -> _Where:
        """From `true`, or the names of headings."""
        if isinstance(value, bool) or value is None:
            return cls(bool(value))
        return cls(below=frozenset(map(_key, listed(value, ","))))

    def __contains__(self, card: Card) -> bool:
        return self.everywhere or any(_key(name) in self.below for name in (*card.place.trail, *card.context))


def _off_topic(forest: Sequence[Point], chosen: Sequence[Point]) -> list[Silence]:
    inside = {(p.place.line, p.text) for p in points.walk(chosen)}
    return [
        Silence(p.place, p.text, "belongs to none of the topics")
        for p in points.walk(forest)
        if p.text and (p.place.line, p.text) not in inside
    ]


def _refuse_unmatched(missed: Sequence[_Missed], notes_read: int) -> None:
    """A topic named must be in one of the notes; it need not be in all."""
    times = Counter(m.topic for m in missed)
    for m in missed:
        if times[m.topic] == notes_read:
            raise CardgenError(str(m), m.note)

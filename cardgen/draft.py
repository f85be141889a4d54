"""What notes say: each note read, its points chosen, its cards found and checked, still without identity.

Pure, and note by note, so that a note gives the same cards in whatever company it is built.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cardgen import forms, gates, headlines, memory, outline, points, ranking, topics
from cardgen.errors import CardgenError
from cardgen.memory import Memory
from cardgen.model import Card, Depth, Entry, Note, Outline, Place, Point, Remark, Silence


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
    spare: tuple[Card, ...] = ()
    """Cards that are worth less than the depth asks for: only those that are studied already stay in the deck."""


def draft(
    read: Sequence[Note],
    named: Sequence[str] = (),
    depth: Depth | None = None,
    known: Iterable[Entry] = (),
    missing: Collection[str] = (),
) -> Drafted:
    """The cards of some notes, or only those on the topics `named` (or else in a note's own `topics:`).

    `depth` says how much is asked; without it, what a note's own `depth:` says, else "normal".
    Each note is drafted by itself, so that it gives the same cards in whatever company it is built. `known` is what
    the ledger remembers: a line that was not touched is asked as before. A note may have been one of the `missing`
    ones under another name.

    Raises:
        CardgenError: a front matter that cannot be read, or asks for a depth that is none; a topic named that nothing
            in any note matches.

    >>> [str(c) for c in draft([Note("x.md", "- Outbox: a table of events")]).cards]
    ['[x]\\nQ: What is Outbox?\\nA: a table of events']
    """
    parts: list[Drafted] = []
    missed: list[_Missed] = []
    of_note: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        of_note[entry.note].append(entry)
    gone = [entry for path in missing for entry in of_note[path]]
    for note in read:
        before = [*of_note[note.path], *gone]
        part, unmatched = _draft_one(note, named, depth, before)
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
        tuple(card for p in parts for card in p.spare),
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


def _draft_one(
    note: Note, named: Sequence[str], depth: Depth | None, known: Sequence[Entry]
) -> tuple[Drafted, list[_Missed]]:
    one = outline.read(note)
    forest = points.find(one)
    before = memory.remember(known, points.walk(forest))
    found, whole = _asked(forest, before)
    checked = whole
    wanted = [*named] or listed(one.settings.get("topics"), ",")
    depth = depth or _own_depth(one)
    silences: list[Silence] = []
    missed: list[_Missed] = []
    if wanted:
        chosen = topics.select(forest, wanted)
        silences += _off_topic(forest, chosen.points)
        missed += [_Missed(note.path, topic, nearest) for topic, nearest in chosen.unmatched]
        found, checked = _asked(chosen.points, before, whole.unclear)
        checked = _as_in_whole(checked, whole)
    silences += [*found.silences, *checked.dropped]
    partial = frozenset([note.path]) if wanted else frozenset[str]()
    name = headlines.headline(one, forest)
    others = headlines.under(_others(whole, checked), one.title, name)
    checked = replace(checked, cards=headlines.under(checked.cards, one.title, name))
    switched, odd = _switched(checked.cards, one)
    cards, spare = ranking.choose(switched, depth)
    silences += ranking.unasked(cards, spare, depth)
    told = (*note.remarks, *one.remarks, *odd, *checked.remarks)
    return Drafted((one,), cards, tuple(silences), told, partial, others, spare), missed


def _own_depth(one: Outline) -> Depth:
    """What the note's front matter says of its depth."""
    asked = one.settings.get("depth", "normal")
    for depth in ranking.LINES:
        if asked == depth:
            return depth
    choice = ", ".join(ranking.LINES)
    raise CardgenError(f"there is no depth {asked!r}: say one of {choice}", Place(one.note, 1, 1))


def _asked(
    forest: Sequence[Point], before: Memory, unclear: frozenset[str] | None = None
) -> tuple[forms.Found, gates.Checked]:
    """The cards of some points, found and checked. A front that clashes is not asked, its line is asked in another way.

    What clashes is told by `unclear`, for some points of a note as for all of it; without it, by these points.
    """
    found = None
    if unclear is None:
        found = forms.cards_in(forest, memory=before)
        checked = gates.check(found.cards, before)
        if not checked.unclear:
            return found, checked
        unclear = checked.unclear
    found = forms.cards_in(forest, unclear, before, found)
    checked = gates.check(found.cards, before)
    return found, replace(checked, unclear=unclear)


def _as_in_whole(chosen: gates.Checked, whole: gates.Checked) -> gates.Checked:
    """The chosen cards, but each line asked as the whole note asks it: what is studied by topic goes on when all is
    built. A line on which the whole note is silent, because it asks the same elsewhere, is asked here as it can be."""
    words = {_words(card) for card in whole.cards}
    lines: defaultdict[int, list[Card]] = defaultdict(list)
    for card in chosen.cards:
        lines[card.place.line].append(card)
    cards: list[Card] = []
    for line, mine in lines.items():
        same = [card for card in mine if _words(card) in words]
        cards += same or [card for card in whole.cards if card.place.line == line] or mine
    return replace(chosen, cards=tuple(cards))


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

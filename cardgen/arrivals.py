"""What a sync does to each note of a package: pure, so that a dry run says just what a sync does.

Anki's importer goes by one question: which side is newer. A sync knows more, namely what was shipped last, and so can
tell what the learner changed from what we changed. Only where both changed the same note does it have to choose, and
then it takes nothing from the learner.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from cardgen import packages, report
from cardgen.collection.holding import Changes, Held, HeldCard
from cardgen.collection.memory import Shipped
from cardgen.identity import digest_of
from cardgen.model import AnkiNote, Entry
from cardgen.notetypes import RETIRED_TAG
from cardgen.packages import SPARE, Package

Fate = Literal[
    "new",
    "updated",
    "as before",
    "returned",  # was retired, is back
    "kept",  # changed here and there: it stays as the learner has it
    "retired",  # its cards are suspended
    "deleted",  # it was retired, and is taken away
    "stays deleted",  # the learner deleted it, and its line did not change since
    "unknown",  # it was retired, and the collection does not have it
    "foreign",  # the learner gave it another note type: it is theirs now
]
Retiring = Literal["suspend", "delete"]
"""What becomes of retired cards."""
_UPDATED: Final = "cardgen::updated"


@dataclass(frozen=True, slots=True)
class Edited:
    """A note that the learner edited in Anki and that its line changed, too."""

    was: Entry | None
    """As we shipped it last; None if it does not say any more."""
    theirs: AnkiNote
    ours: AnkiNote
    retired: bool
    """Its line is gone."""

    def texts(self) -> tuple[str, str, str]:
        """The card as it was, as the learner made it and as the note has it now, each on one line."""
        return report.one_line(self.was) if self.was else "", in_words(self.theirs), in_words(self.ours)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes of one note of a package."""

    ours: AnkiNote
    """As the package has it."""
    fate: Fate
    held: Held | None = None
    take: AnkiNote | None = None
    """What to import in its place, if anything."""
    theirs: bool = False
    """Its fields stay as the learner has them."""
    tag: tuple[str, ...] = ()
    """Tags to put on it after the import."""
    move: tuple[HeldCard, ...] = ()
    suspend: tuple[HeldCard, ...] = ()
    wake: tuple[HeldCard, ...] = ()
    edited: Edited | None = None
    deck: str = ""
    """Where the package has its cards."""

    @property
    def new_cards(self) -> int:
        """How many cards come new with it."""
        if self.take is None or self.theirs:
            return 0
        return len({*self.take.ordinals} - {card.ordinal for card in (self.held.cards if self.held else ())})


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync does with a package."""

    arrivals: tuple[Arrival, ...] = ()
    changes: Changes = field(default_factory=Changes)

    def counts(self) -> dict[str, int]:
        """Cards (not notes) by what becomes of them; what is nothing is left out.

        >>> from pathlib import Path
        >>> note = AnkiNote("g1", "basic", ("Why?", "so", *[""] * 10), (), (0, 1), 7, 1)
        >>> planned(Package(Path("sea.apkg"), (note,), {"g1": "Sea"}), {}, {}).counts()
        {'new': 2}
        """
        out: dict[str, int] = defaultdict(int)
        for one in self.arrivals:
            out["new"] += one.new_cards
            out["moved"] += len(one.move)
            before = len(one.held.cards) if one.held else len(one.ours.ordinals)
            if one.fate in ("updated", "returned", "kept", "deleted", "stays deleted", "foreign"):
                out[one.fate] += before
            elif one.fate == "retired":
                out["retired"] += len(one.suspend)
        return {fate: count for fate, count in out.items() if count}


def planned(
    package: Package,
    held: Mapping[str, Held],
    shipped: Mapping[str, Shipped],
    retiring: Retiring = "suspend",
    overwrite: bool = False,
    foreign: Collection[str] = (),
) -> Plan:
    """What a sync does with a package.

    Args:
        held: the notes of ours in the collection, by GUID.
        shipped: what we put there last, by GUID; what is not known is told by what the notes carry.
        overwrite: a note that changed here and there becomes what it is here.
        foreign: GUIDs that notes of other note types have in the collection.
    """
    decks = package.decks or {}
    arrivals = []
    for note in package.notes:
        there, was = held.get(note.guid), shipped.get(note.guid)
        if note.guid in foreign or (there is not None and there.note.kind != note.kind):
            arrivals.append(Arrival(note, "foreign"))
            continue
        one = _arrival(note, decks.get(note.guid, ""), there, was, retiring, overwrite)
        arrivals.append(replace(one, tag=_taken_off(one, was)))
    return Plan(tuple(arrivals), _changes(arrivals))


def remembered(plan: Plan, held: Mapping[str, Held], shipped: Mapping[str, Shipped]) -> dict[str, Shipped]:
    """What is known to be in the collection once a plan was carried out, and `held` read anew."""
    out = dict(shipped)
    for one in plan.arrivals:
        guid, now = one.ours.guid, held.get(one.ours.guid)
        if one.fate in ("stays deleted", "foreign"):
            continue
        if now is None:
            out.pop(guid, None)
            continue
        out[guid] = _shipped(one, now.note, out.get(guid, Shipped(0)))
    return out


def meaning_to(plan: Plan, shipped: Mapping[str, Shipped]) -> dict[str, Shipped]:
    """What is remembered before a plan is carried out, in case that we are killed then: what cannot be seen afterwards,
    namely which cards we suspend, and which tags of the learner's are off for a moment."""
    out = dict(shipped)
    for one in plan.arrivals:
        if one.suspend or one.tag:
            was = out.get(one.ours.guid, Shipped(_shipped_at(one.held, None)))
            out[one.ours.guid] = replace(was, suspended=_ordinals(was, one.suspend), owed=one.tag)
    return out


_MARK = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)


def in_words(note: AnkiNote) -> str:
    """What a note says, on one line, as :func:`cardgen.report.one_line` says it of a card.

    >>> in_words(AnkiNote("g", "basic", ("What is <b>crema</b>?", "CO<sub>2</sub> &amp; oils"), (), (0,), 7, 1))
    'Q: What is crema? A: CO2 & oils'
    >>> in_words(AnkiNote("g", "cloze", ("pump gives {{c1::9 bar::how much}}", ""), (), (0,), 7, 1))
    'C: pump gives {9 bar}'
    """
    first, second = (re.sub(r"<[^>]*>", "", text) for text in note.fields[:2])
    told = f"Q: {first} A: {second}" if note.kind == "basic" else "C: " + _MARK.sub(r"{\1}", first)
    return " ".join(html.unescape(told).split())


def text_of(note: AnkiNote) -> str:
    """A hash of a note's fields, but what only cardgen reads.

    >>> note = AnkiNote("g1", "basic", ("Why?", "so", *[""] * 10), (), (0,), 7, 1)
    >>> text_of(note) == text_of(replace(note, tags=("marked",), changed_at=9)), len(text_of(note))
    (True, 16)
    """
    fields = ["" if at == SPARE[note.kind] else text for at, text in enumerate(note.fields)]
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _shipped(one: Arrival, now: AnkiNote, was: Shipped) -> Shipped:
    """What is remembered of a note that was dealt with."""
    base = _shipped_at(one.held, was)
    took = one.take is not None and not one.theirs
    # What was there before we remembered anything is as we would ship it now, if nobody has touched it.
    known = not was.text and base == one.ours.changed_at and not _is_edited(now, None, one.ours)
    if took or known:
        was = replace(was, changed_at=one.ours.changed_at, text=text_of(now), tags=one.ours.tags)
    elif not was.changed_at:
        was = replace(was, changed_at=base)
    retired = RETIRED_TAG in one.ours.tags
    suspended = _ordinals(was, one.suspend) if retired else ()
    return replace(was, deck=one.deck or was.deck, retired=retired, suspended=suspended, owed=())


# ------------------------------------------------------------------ one note


def _arrival(
    ours: AnkiNote, deck: str, held: Held | None, was: Shipped | None, retiring: Retiring, overwrite: bool
) -> Arrival:
    retired = RETIRED_TAG in ours.tags
    if held is None:
        return _unheld(ours, deck, was, retired)
    edited = _is_edited(held.note, was, ours) and not overwrite
    if retired:
        return _retired(ours, held, was, retiring, edited)
    return _living(ours, deck, held, was, edited)


def _unheld(ours: AnkiNote, deck: str, was: Shipped | None, retired: bool) -> Arrival:
    if retired:
        return Arrival(ours, "unknown")
    if was is not None and not was.retired and ours.changed_at <= was.changed_at:
        return Arrival(ours, "stays deleted", deck=deck)
    return Arrival(ours, "new", take=ours, deck=deck)


def _retired(ours: AnkiNote, held: Held, was: Shipped | None, retiring: Retiring, edited: bool) -> Arrival:
    if retiring == "delete" and not edited:
        return Arrival(ours, "deleted", held)
    changed = ours.changed_at > _shipped_at(held, was)
    done = was is not None and was.retired
    suspend = () if done else tuple(card for card in held.cards if not card.suspended)
    if not changed:
        return Arrival(ours, "retired", held, suspend=suspend)
    tags = _merged((*held.note.tags, RETIRED_TAG), held.note, was) if edited else _merged(ours.tags, held.note, was)
    take = _as_it_should_be(ours, held.note, held.note.fields if edited else ours.fields, tags)
    told = Edited(packages.recall(held.note), held.note, ours, True) if edited and not done else None
    return Arrival(ours, "retired", held, take, edited, suspend=suspend, edited=told)


def _living(ours: AnkiNote, deck: str, held: Held, was: Shipped | None, edited: bool) -> Arrival:
    move = _moved(held, was, deck)
    returned = RETIRED_TAG in held.note.tags or (was is not None and was.retired)
    ours_to_wake = was.suspended if was is not None and was.retired else ()
    wake = tuple(card for card in held.cards if card.suspended and card.ordinal in ours_to_wake)
    if ours.changed_at <= _shipped_at(held, was):
        return Arrival(ours, "as before", held, move=move, wake=wake, deck=deck)
    tags = _merged(ours.tags, held.note, was)
    if edited and not _reads_the_same(ours, held.note):
        take = _as_it_should_be(ours, held.note, held.note.fields, tags)
        was_entry = packages.recall(held.note)
        if _says_the_same(was_entry, packages.recall(ours)):
            return Arrival(ours, "updated" if take else "as before", held, take, True, move=move, wake=wake, deck=deck)
        told = Edited(was_entry, held.note, ours, False)
        return Arrival(ours, "kept", held, take, True, move=move, wake=wake, edited=told, deck=deck)
    take = _as_it_should_be(ours, held.note, ours.fields, tags)
    fate: Fate = "returned" if returned else "updated"
    return Arrival(ours, fate, held, take, move=move, wake=wake, deck=deck)


def _shipped_at(held: Held | None, was: Shipped | None) -> int:
    """When what the collection has of ours had last changed: another computer may have shipped later than we did."""
    entry = packages.recall(held.note) if held else None
    return max(was.changed_at if was else 0, entry.changed_at if entry else 0)


def _is_edited(there: AnkiNote, was: Shipped | None, ours: AnkiNote) -> bool:
    """Whether the learner changed a note's fields since it was shipped; where nobody can know, we say so, too."""
    if was is not None and was.text == text_of(there):
        return False
    entry = packages.recall(there)
    if entry is None:
        return True
    plain = tuple(tag for tag in ours.tags if tag not in (_UPDATED, RETIRED_TAG))
    tags = {there.tags, ours.tags, plain, (*plain, _UPDATED), *([was.tags] if was else [])}
    living = tuple(sorted(number - 1 for number, _ in entry.hidden[: entry.living]))
    ordinals = {there.ordinals, ours.ordinals, living, ()}
    return all(digest_of(replace(there, tags=t, ordinals=o)) != entry.digest for t in tags for o in ordinals)


_LINE = re.compile(r' data-line="\d+"|</?a\b[^>]*>')


def _reads_the_same(ours: AnkiNote, there: AnkiNote) -> bool:
    """Whether the learner came to the same words as the note did."""
    a, b = (replace(n, fields=tuple(_LINE.sub("", text) for text in n.fields)) for n in (ours, there))
    return text_of(a) == text_of(b)


def _says_the_same(was: Entry | None, now: Entry | None) -> bool:
    """Whether the note changed nothing but tags and the like: then there is no quarrel about words."""
    if was is None or now is None:
        return False
    return (was.front, was.back, was.answers, was.trail) == (now.front, now.back, now.answers, now.trail)


def _merged(ours: tuple[str, ...], there: AnkiNote, was: Shipped | None) -> tuple[str, ...]:
    """Our tags and the learner's own."""
    out = {tag.casefold(): tag for tag in ours}
    before = {tag.casefold() for tag in (was.tags if was else ())}
    for tag in there.tags:
        key = tag.casefold()
        if key not in before and key.partition("::")[0] != "cardgen":
            out.setdefault(key, tag)
    return tuple(out.values())


_TAKEN_OFF: Final = frozenset({"marked", "leech"})
"""Anki's importer takes these off whatever it imports without its schedule: they are about studying."""


def _taken_off(one: Arrival, was: Shipped | None) -> tuple[str, ...]:
    """The tags that have to be put back after the import, of this sync or of one that was killed."""
    if one.held is None or one.fate == "deleted":
        return ()
    carried = [tag for tag in (one.take.tags if one.take else ()) if tag.casefold() in _TAKEN_OFF]
    return tuple(dict.fromkeys([*(was.owed if was else ()), *carried]))


def _as_it_should_be(
    ours: AnkiNote, there: AnkiNote, fields: tuple[str, ...], tags: tuple[str, ...]
) -> AnkiNote | None:
    """What to import so that a note gets these fields and tags; None if it has them."""
    if fields == there.fields and {t.casefold() for t in tags} == {t.casefold() for t in there.tags}:
        return None
    newer = max(ours.changed_at, there.changed_at + 1)
    return replace(ours, fields=fields, tags=tags, changed_at=newer)


def _moved(held: Held, was: Shipped | None, deck: str) -> tuple[HeldCard, ...]:
    """The cards that are still where we put them, if they belong elsewhere now."""
    if was is None or not was.deck or not deck or _same_deck(was.deck, deck):
        return ()
    return tuple(card for card in held.cards if _same_deck(card.deck, was.deck))


def _same_deck(one: str, other: str) -> bool:
    """Anki knows decks by name, whatever its letters' case."""
    return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()


# ------------------------------------------------------------------ all of them


def _changes(arrivals: Iterable[Arrival]) -> Changes:
    move: dict[str, list[int]] = defaultdict(list)
    tag: dict[str, list[int]] = defaultdict(list)
    for one in arrivals:
        if one.held:
            for each in one.tag:
                tag[each].append(one.held.id)
        if one.move:
            move[one.deck] += [card.id for card in one.move]
    return Changes(
        take=tuple(one.take for one in arrivals if one.take is not None),
        bare=frozenset(one.ours.guid for one in arrivals if one.theirs),
        tag={each: tuple(notes) for each, notes in tag.items()},
        move={deck: tuple(cards) for deck, cards in move.items()},
        suspend=tuple(card.id for one in arrivals for card in one.suspend),
        wake=tuple(card.id for one in arrivals for card in one.wake),
        delete=tuple(one.held.id for one in arrivals if one.fate == "deleted" and one.held),
    )


def _ordinals(was: Shipped, suspend: Iterable[HeldCard]) -> tuple[int, ...]:
    return tuple(sorted({*was.suspended, *(card.ordinal for card in suspend)}))

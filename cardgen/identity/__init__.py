"""Which card is which: finds for each card the one that the ledger remembers, so that its history lives on.

The matchers pair cards with entries. A card that none of them pairs is new, and an entry that no card of its note
continues is retired. The rule above all others: progress never lands on another fact. When unsure, the card is new.
Once the cards are dressed for Anki, stamping says when each last changed, and what the ledger remembers from now on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from cardgen.identity.alignment import same_trail
from cardgen.identity.decisions import Doubt, merged, still_open, told, waiting
from cardgen.identity.likeness import chained_items, compare, listed_items, plain
from cardgen.identity.matching import MATCHERS, Bench
from cardgen.identity.numbering import assign_numbers, remember_hidden
from cardgen.model import AnkiNote, Answer, Card, Entry, Ledger, Settled, Verdict
from cardgen.notetypes import BY_KIND

HALF = 0.5
"""An answer of which this much was exchanged is a changed answer, not a reworded one."""
GUID_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""No punctuation: a GUID passes through spreadsheets, shells and searches unharmed."""
GUID_LENGTH = 12
"""71 bits: a collection of a million cards has two equal ones once in four billion times."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who every card is, what was retired, and what a person may want to look at."""

    settled: tuple[Settled, ...]
    retired: tuple[Entry, ...]
    doubtful: tuple[Doubt, ...] = ()
    waiting: tuple[Doubt, ...] = ()
    """Doubts of earlier builds on which nobody has decided."""


# ------------------------------------------------------------------ who is who


def settle(
    cards: Sequence[Card],
    ledger: Ledger,
    read: Collection[str],
    missing: Collection[str] = (),
    complete: bool = True,
) -> Settlement:
    """Finds out who each card is.

    `cards` were made from the notes `read`; `missing` notes are known to the ledger and no longer there. Entries of
    any other note are out of reach. `complete=False` says that not every card of the notes is here: none is retired.
    The settled cards stand in the order of `cards`.

    >>> from cardgen.model import Place
    >>> def card(term, says): return Card("basic", f"What is {term}?", Place("x.md", 1, 1), "definition", back=says,
    ...                                   slot=f"define:{term}", source=f"{term}: {says}")
    >>> was = Entry("g1", "basic", "x.md", 1, "definition", "define:sill", "What is sill?", "the ledge under a window",
    ...             ((1, "the ledge under a window"),), 1, "sill: the ledge under a window", (), 0, "")
    >>> reworded = card("sill", "usually the ledge under a window")
    >>> [s.verdict for s in settle([reworded], Ledger((was,)), ["x.md"]).settled]
    ['reworded']
    >>> result = settle([card("shelf", "the ledge under a window")], Ledger((was,)), ["x.md"])
    >>> [s.verdict for s in result.settled], [e.guid for e in result.retired], result.doubtful[0].reason
    (['new'], ['g1'], 'another subject')
    """
    reach = {*read, *missing}
    entries = [e for e in ledger.entries if e.note in reach]
    bench = Bench(cards, entries, ledger.decisions)
    for matcher in MATCHERS:
        bench.accept(matcher(bench), matcher.__name__)
    places = {face.index: i for i, face in enumerate(bench.cards)}
    guids = _new_guids(bench, ledger)
    settled = []
    for index, card in enumerate(cards):
        i = places[index]
        entry = entries[bench.entries[bench.found[i]].index] if i in bench.found else None
        settled.append(_settled(card, entry, bench.how.get(i, ""), guids.get(i, "")))
    continued = {s.guid for s in settled if s.was is not None}
    gone = [e for e in entries if e.note in read and e.retired_at is None and e.guid not in continued]
    retired = tuple(gone) if complete else ()
    doubtful = _doubts(bench, entries, retired)
    return Settlement(tuple(settled), retired, doubtful, waiting(ledger.decisions, cards, entries))


def _settled(card: Card, entry: Entry | None, matcher: str, new_guid: str) -> Settled:
    numbers = assign_numbers(card, entry).numbers
    if entry is None:
        return Settled(card, new_guid, numbers, "new")
    return Settled(card, entry.guid, numbers, _verdict(card, entry, numbers), matcher, entry)


def _verdict(card: Card, entry: Entry, numbers: Sequence[int]) -> Verdict:
    if entry.retired_at is not None:
        return "returned"
    was = dict(entry.hidden[: entry.living])
    if plain(card.front) == plain(entry.front) and [*map(plain, card.hidden)] == [*map(plain, was.values())]:
        at_home = card.place.note == entry.note and same_trail(card.place.trail, entry.trail)
        return "same" if at_home else "moved"
    if set(was) != set(numbers):
        return "updated"
    parted = _ITEMS_OF.get(card.slot.partition(":")[0])
    if card.kind == "basic" and parted and _other_items(parted(entry.back), parted(card.back)):
        return "updated"
    asked = compare(entry.front, card.front)
    answers = [compare(was[n], now) for n, now in zip(numbers, card.hidden, strict=True)]
    changed = any(d.numbers or d.turned for d in (asked, *answers)) or any(d.replaced >= HALF for d in answers)
    return "updated" if changed else "reworded"


_ITEMS_OF: Final[Mapping[str, Callable[[str], list[str]]]] = {"list": listed_items, "chain": chained_items}
"""How an answer that holds several things is parted, by the slot of its card."""


def _other_items(old: Sequence[str], new: Sequence[str]) -> bool:
    """Has a list got an item more or less, or another one in the place of one?"""
    gone = [item for item in new if not any(compare(item, other).replaced < HALF for other in old)]
    return len(old) != len(new) or bool(gone)


def _doubts(bench: Bench, entries: Sequence[Entry], retired: Iterable[Entry]) -> tuple[Doubt, ...]:
    """New cards on bullets that were refused as another fact, beside the retired cards they look like."""
    gone = {e.guid for e in retired}
    others = {(d.guid, d.was, d.now) for d in bench.decisions if d.answer == "other"}
    doubts = []
    for refusal in bench.alignment.refusals:
        old = [bench.entries[i] for i in bench.old_bullets.cards[refusal.old]]
        new = [bench.cards[i] for i in bench.new_bullets.cards[refusal.new] if i not in bench.found]
        for face in new:
            like = next((o for o in old if o.basic == face.basic and entries[o.index].guid in gone), None)
            if like is not None and isinstance(face.of, Card):
                entry = entries[like.index]
                gone.remove(entry.guid)
                said: Answer = "other" if (entry.guid, told(entry), told(face.of)) in others else "open"
                doubts.append(Doubt(face.of, entry, refusal.reason, said))
    asked = {id(d.card) for d in doubts}
    for card, entry in _same_answers(bench, [e for e in retired if e.guid in gone]):
        if id(card) not in asked:
            said = "other" if (entry.guid, told(entry), told(card)) in others else "open"
            doubts.append(Doubt(card, entry, "the same answer, asked otherwise", said))
    return tuple(doubts)


def _same_answers(bench: Bench, retired: Iterable[Entry]) -> Iterable[tuple[Card, Entry]]:
    """New cards beside the one retired card that has the same answer, of more than a word: a name written out."""
    cards: dict[_Answer, list[Card]] = defaultdict(list)
    entries: dict[_Answer, list[Entry]] = defaultdict(list)
    for i in bench.free_cards():
        face = bench.cards[i]
        if isinstance(face.of, Card) and face.of.kind == "basic":
            cards[face.of.place.note, plain(face.answer)].append(face.of)
    for entry in retired:
        if entry.kind == "basic":
            entries[entry.note, plain(entry.back)].append(entry)
    for answer, found in entries.items():
        if len(found) == len(cards.get(answer, ())) == 1 and len(answer[1].split()) > 1:
            yield cards[answer][0], found[0]


_Answer = tuple[str, str]
"""A note, and the bare words of an answer in it."""

# ------------------------------------------------------------------ new GUIDs


def _new_guids(bench: Bench, ledger: Ledger) -> dict[int, str]:
    """A GUID for each card that continues none, by its place on the bench: the same ones for the same note."""
    used = {e.guid for e in ledger.entries}
    guids: dict[int, str] = {}
    for i in bench.free_cards():
        card = bench.cards[i].of
        if isinstance(card, Card):
            guids[i] = next(g for n in count() if (g := make_guid(card, n)) not in used)
            used.add(guids[i])
    return guids


def make_guid(card: Card, n: int = 0) -> str:
    """The GUID of a card of this note with these words; `n` counts on when one is taken.

    The form that found it has no say, so a lost ledger and an untouched note give the same GUIDs again.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "What is a sill?", Place("x.md", 3, 3), "definition", back="the ledge under a window")
    >>> make_guid(card), make_guid(card, 1)
    ('Xi30N3H0stAT', 'eEec3MHwR2FU')
    """
    told = [card.place.note, card.anki_kind, card.front, card.hidden, card.context, n]
    value = int.from_bytes(_hash(told).digest())
    letters = ""
    for _ in range(GUID_LENGTH):
        value, digit = divmod(value, len(GUID_LETTERS))
        letters += GUID_LETTERS[digit]
    return letters


def _hash(value: object) -> hashlib._Hash:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode())


# ------------------------------------------------------------------ when it changed, and what is remembered


def stamp(
    dressed: Sequence[AnkiNote],
    settlement: Settlement,
    ledger: Ledger,
    now: int,
    tombstones: Sequence[AnkiNote] = (),
) -> tuple[tuple[AnkiNote, ...], Ledger]:
    """Says when each Anki note last changed, and what the ledger remembers from now on.

    `dressed` are the settled cards, `tombstones` the retired ones (of this build, and of earlier ones if they are
    shipped again). Out come both, in this order, and the new ledger. What is as it was published keeps its time;
    what differs gets `now`, or a second more than before if the clock was ahead: Anki takes no update that is not
    newer. Nothing changed means an equal ledger.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "Q?", Place("x.md", 1, 1), "definition", back="A")
    >>> settlement = settle([card], Ledger(), ["x.md"])
    >>> note = AnkiNote(settlement.settled[0].guid, "basic", ("Q?", "A"), (), (0,), 0, 1)
    >>> (stamped,), ledger = stamp([note], settlement, Ledger(), now=100)
    >>> stamped.changed_at, stamp([note], settle([card], ledger, ["x.md"]), ledger, now=200)[1] == ledger
    (100, True)
    """
    known = {e.guid: e for e in ledger.entries}
    stamped = {note.guid: _stamped(note, known.get(note.guid), now) for note in (*dressed, *tombstones)}
    living = [remembered(s, stamped.get(s.guid)) for s in settlement.settled]
    retiring = {e.guid for e in settlement.retired}
    others = [
        _laid_to_rest(e, stamped.get(e.guid), now if e.guid in retiring else e.retired_at)
        for e in ledger.entries
        if e.guid not in {entry.guid for entry in living}
    ]
    entries = _in_order(living, others, ledger)
    decisions = merged(ledger.decisions, (doubt.decided("open") for doubt in settlement.doubtful))
    learnt = replace(ledger, entries=entries, decisions=still_open(decisions, entries))
    return tuple(stamped[n.guid][0] for n in (*dressed, *tombstones)), learnt


_Stamped = tuple[AnkiNote, str]


def _stamped(note: AnkiNote, entry: Entry | None, now: int) -> _Stamped:
    digest = digest_of(note)
    if entry is None:
        return replace(note, changed_at=now), digest
    changed_at = entry.changed_at if entry.digest == digest else max(now, entry.changed_at + 1)
    return replace(note, changed_at=changed_at), digest


_SOURCE = {kind: notetype.field_names.index("Source") for kind, notetype in BY_KIND.items()}
"""Where the Source field stands."""
_SPARE = {kind: notetype.field_names.index("Spare1") for kind, notetype in BY_KIND.items()}
"""Where cardgen keeps what it remembers of the card, which nobody sees: no news by itself."""
_LINE = re.compile(r' data-line="\d+"|</?a\b[^>]*>')
"""The line in it, and the link to it. Lines move with every edit above them, and links with the folder around the note:
neither is a change of the card; another note is."""


def digest_of(note: AnkiNote) -> str:
    """A hash of all that Anki would store of it, but the line on which it stands and what only cardgen reads.

    >>> here, there = ('<span data-line="%d">x.md</span>' % line for line in (3, 9))
    >>> note = AnkiNote("g", "basic", ("Q", "A", "", "", here), (), (0,), 0, 1)
    >>> digest_of(note) == digest_of(replace(note, fields=("Q", "A", "", "", there), position=7))
    True
    >>> digest_of(note) == digest_of(replace(note, tags=("rivers",)))
    False
    """
    fields = [_LINE.sub("", text) if i == _SOURCE[note.kind] else text for i, text in enumerate(note.fields)]
    fields = ["" if i == _SPARE[note.kind] else text for i, text in enumerate(fields)]
    return _hash([note.kind, fields, note.tags, note.ordinals]).hexdigest()


def remembered(settled: Settled, stamped: _Stamped | None = None) -> Entry:
    """What the ledger remembers of a card that is in its note; `stamped` is its Anki note, if it gets one."""
    card, was = settled.card, settled.was
    sides = 1 + card.reverse + card.speak if card.kind == "basic" else 1
    changed_at, digest = (stamped[0].changed_at, stamped[1]) if stamped else (was.changed_at if was else 0, "")
    return Entry(
        guid=settled.guid,
        kind=card.kind,
        note=card.place.note,
        line=card.place.line,
        form=card.form,
        slot=card.slot,
        front=card.front,
        back=card.back,
        hidden=remember_hidden(card, settled.numbers, was),
        living=len(card.hidden),
        source=card.source,
        trail=card.place.trail,
        changed_at=changed_at,
        digest=digest,
        tags=card.tags,
        sides=sides,
        sides_ever=max(sides, was.sides, was.sides_ever) if was else sides,
    )


def _laid_to_rest(entry: Entry, stamped: _Stamped | None, retired_at: int | None) -> Entry:
    """What the ledger remembers of a card that is retired or was out of reach."""
    if stamped is None:
        return replace(entry, retired_at=retired_at)
    return replace(entry, retired_at=retired_at, changed_at=stamped[0].changed_at, digest=stamped[1])


def _in_order(living: Iterable[Entry], others: Iterable[Entry], ledger: Ledger) -> tuple[Entry, ...]:
    """Notes in order of their paths; in each, the cards as they stand, the others after their old neighbours."""
    of_note: dict[str, list[Entry]] = defaultdict(list)
    for entry in living:
        of_note[entry.note].append(entry)
    home = {e.guid: e.note for e in living}
    rest = {e.guid: e for e in others}
    following: Mapping[tuple[str, str], list[Entry]] = defaultdict(list)
    last: dict[str, str] = {}
    for was in ledger.entries:
        if was.guid in rest:
            following[was.note, last.get(was.note, "")].append(rest[was.guid])
        elif home[was.guid] == was.note:
            last[was.note] = was.guid
    out: list[Entry] = []
    for note in sorted({*of_note, *(e.note for e in rest.values())}):
        out += following.get((note, ""), ())
        for entry in of_note.get(note, ()):
            out += [entry, *following.get((note, entry.guid), ())]
    return tuple(out)

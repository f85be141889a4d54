"""What a build comes to, before anything is written: :func:`compose` is the whole program as one pure function.

Notes and what we knew become decks, what we know now, and a report: no files, no clock, no chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cardgen import identity, notetypes, packages, render
from cardgen.decknames import deck_names
from cardgen.draft import Drafted, draft, listed
from cardgen.identity import Settlement, choices
from cardgen.identity.decisions import Doubt
from cardgen.model import AnkiNote, Card, Deck, Depth, Entry, Ledger, Media, Note, Report, Settled
from cardgen.report import size

RETIRED_SHIPS_FOR = 180 * 86_400
"""Seconds after which a retired card is no longer sent along: whoever studies has imported it long since."""


@dataclass(frozen=True, slots=True)
class Composed:
    """All that a build gives, before anything is written."""

    decks: Mapping[str, Deck]
    """Note path → its deck."""
    ledger: Ledger
    report: Report
    strays: tuple[AnkiNote, ...] = ()
    """Retired cards of notes whose file is gone: they have no deck, and ride in every package."""
    doubtful: tuple[Doubt, ...] = ()
    """New cards that look like ones that this build retires."""
    waiting: tuple[Doubt, ...] = ()
    """Those of earlier builds on which nobody has decided."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """Notes whose file is gone → their cards, which stay as they are."""
    kept_out: Mapping[str, int] = field(default_factory=dict)
    """Notes that say `cards: false` → their cards, which stay as they are."""
    deeper: Mapping[str, int] = field(default_factory=dict)
    """Notes → their cards below the depth asked for, which stay as they are."""


# ------------------------------------------------------------------ pure: who the cards are


def compose(
    read: Sequence[Note],
    known: Ledger,
    now: int,
    named: Sequence[str] = (),
    missing: Collection[str] = (),
    prune: bool = False,
    depth: Depth | None = None,
) -> Composed:
    """Notes and what we knew → decks, what we know now, and a report. No I/O, no clock, no chance.

    `missing` are notes that the ledger knows and whose file is gone: with `prune` their cards are retired, else they
    stay as they are; and so are those below a `depth` that is named. `now` is Unix seconds.

    Raises:
        CardgenError: as :func:`draft`.

    >>> made = compose([Note("x.md", "- Outbox: a table of events")], Ledger(), 1_700_000_000)
    >>> [n.fields[:2] for n in made.decks["x.md"].notes], len(made.ledger.entries)
    ([('What is Outbox?', 'a table of events')], 1)
    """
    drafted = draft(read, named, depth, choices.awake(known).entries, missing)
    return composed_of(drafted, read, known, now, missing, prune, depth)


def composed_of(
    drafted: Drafted, read: Sequence[Note], known: Ledger, now: int, missing: Collection[str], prune: bool,
    depth: Depth | None,
) -> Composed:  # fmt: skip
    """:func:`compose` for cards that are drafted already."""
    retired_at = {e.guid: e.retired_at for e in known.entries}
    trim = prune and depth is not None
    known, missing, settlement, stay = _settle(drafted, choices.awake(known), missing, prune, trim)
    chosen = choices.applied(settlement, known, retired_at, now)
    known, settlement = chosen.known, chosen.settlement
    names, remarks = deck_names(drafted.outlines, known)
    gone = _tombstones(known, settlement, [*(n.path for n in read), *missing], now)
    in_html = dressed(drafted, choices.as_chosen(settlement.settled, known.choices), read)
    stamped, learnt = identity.stamp(in_html, settlement, known, now, tombstones=_retired(gone, settlement))
    homes = [*(s.card.place.note for s in settlement.settled), *(e.note for e in gone)]
    of_note = _by_note(homes, stamped, learnt)
    decks = {n.path: Deck(names[n.path], tuple(of_note[n.path]), _media(of_note[n.path], n)) for n in read}
    issued = {e.note for e in learnt.entries}
    pinned = {**known.decks, **{path: name for path, name in names.items() if path in issued}}
    told = Report(
        settlement.settled,
        settlement.retired,
        drafted.silences,
        (*drafted.remarks, *remarks, *chosen.remarks),
        chosen.dropped,
    )
    return Composed(
        decks,
        replace(learnt, decks=pinned, notetypes=_notetypes(known, now)),
        told,
        tuple(note for path in sorted(missing) for note in of_note[path]),
        settlement.doubtful,
        settlement.waiting,
        _living(learnt, missing),
        _living(learnt, _kept_out(drafted)),
        dict(sorted(Counter(s.card.place.note for s in settlement.settled if s.guid in stay).items())),
    )


def _settle(
    drafted: Drafted, known: Ledger, missing: Collection[str], prune: bool, trim: bool
) -> tuple[Ledger, list[str], Settlement, frozenset[str]]:
    """Who each card is; a note that was renamed takes along all that the ledger knows of it, and is not missing.

    With `trim`, cards below the depth are retired, but for those that the person has decided to keep or to reword. The
    GUIDs given last are those of cards below the depth that stay.
    """
    paths = [one.note for one in drafted.outlines]
    cards = (*drafted.cards, *drafted.spare, *drafted.others)
    settlement = identity.settle(cards, known, paths, missing)
    renamed = _renamed(settlement.settled, known, missing)
    missing = [path for path in missing if path not in renamed]
    if renamed or prune:
        known = _under_new_names(known, renamed)
        settlement = identity.settle(cards, known, [*paths, *(missing if prune else ())], missing)
    spared = drafted.partial | _kept_out(drafted)
    below = _studied_below(settlement.settled, drafted)
    decided = {choice.guid for choice in known.choices}
    stay = frozenset(s.guid for s in below if not trim or s.guid in decided)
    retired = tuple(e for e in settlement.retired if e.note not in spared)
    kept = {e.guid for e in retired}
    doubtful = tuple(d for d in settlement.doubtful if d.entry.guid in kept)
    built = _in_order([*settlement.settled[: len(drafted.cards)], *(s for s in below if s.guid in stay)], drafted)
    retired += tuple(s.was for s in below if s.guid not in stay and s.was is not None)
    return known, missing, replace(settlement, settled=built, retired=retired, doubtful=doubtful), stay


def _studied_below(settled: Sequence[Settled], drafted: Drafted) -> list[Settled]:
    """The cards below the depth that may be studied already.

    Depth decides which cards are made; it takes away none that there is.
    """
    asked = len(drafted.cards)
    below = settled[asked : asked + len(drafted.spare)]
    return [s for s in below if s.was is not None and s.was.retired_at is None]


def _in_order(settled: Sequence[Settled], drafted: Drafted) -> tuple[Settled, ...]:
    """As a reader comes by what is asked; nothing that depends on the depth, which must not move a card."""
    order = {one.note: at for at, one in enumerate(drafted.outlines)}
    return tuple(
        sorted(settled, key=lambda s: (order[s.card.place.note], s.card.place.line, _where(s.card), s.card.slot))
    )


def _where(card: Card) -> int:
    """Where in its line the answer stands; -1 if the line says it in other words, or it stands below."""
    return card.source.find(next(iter(card.hidden), "").strip())


def _kept_out(drafted: Drafted) -> frozenset[str]:
    """Notes that say `cards: false`: whoever keeps one out for now must not lose what was learnt of it."""
    return frozenset(one.note for one in drafted.outlines if one.settings.get("cards") is False)


def _living(learnt: Ledger, paths: Iterable[str]) -> dict[str, int]:
    """How many Anki cards each of these notes has; those that have none are left out."""
    counts = Counter[str]()
    for entry in learnt.entries:
        counts[entry.note] += size(entry) if entry.retired_at is None else 0
    return {path: counts[path] for path in sorted(paths) if counts[path]}


def _by_note(homes: Iterable[str], stamped: Iterable[AnkiNote], learnt: Ledger) -> defaultdict[str, list[AnkiNote]]:
    """The Anki notes of each note, each with what is now remembered of it."""
    known = {e.guid: e for e in learnt.entries}
    of_note: defaultdict[str, list[AnkiNote]] = defaultdict(list)
    for home, note in zip(homes, stamped, strict=True):
        of_note[home].append(packages.remember(note, known[note.guid]))
    return of_note


def _renamed(settled: Iterable[Settled], known: Ledger, missing: Collection[str]) -> dict[str, str]:
    """Notes whose file is gone, and the note that most of their cards are in now."""
    heirs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    living = Counter(e.note for e in known.entries if e.retired_at is None)
    for s in settled:
        if s.was is not None and s.was.note in missing:
            heirs[s.was.note][s.card.place.note] += 1
    out = {}
    for was, counts in heirs.items():
        heir, count = counts.most_common(1)[0]
        if 2 * count > living[was]:
            out[was] = heir
    return out


def _under_new_names(known: Ledger, renamed: Mapping[str, str]) -> Ledger:
    decks = {path: name for path, name in known.decks.items() if path not in renamed}
    for was, heir in renamed.items():
        if was in known.decks:
            decks.setdefault(heir, known.decks[was])
    entries = tuple(replace(e, note=renamed.get(e.note, e.note)) for e in known.entries)
    return replace(known, entries=entries, decks=decks)


def _tombstones(known: Ledger, settlement: Settlement, paths: Collection[str], now: int) -> list[Entry]:
    """The retired cards that are sent along, always in the same order."""
    alive = {s.guid for s in settlement.settled}
    laid = [e for e in known.entries if e.note in paths and e.guid not in alive and e.retired_at is not None]
    laid = [e for e in laid if e.digest]  # what was dropped before it ever shipped, nobody has
    before = [e for e in laid if now - (e.retired_at or 0) < RETIRED_SHIPS_FOR]
    return sorted([*before, *settlement.retired], key=lambda e: (e.note, e.guid))


# ------------------------------------------------------------------ pure: what Anki gets


def dressed(drafted: Drafted, settled: Iterable[Settled], read: Sequence[Note]) -> list[AnkiNote]:
    """Settled cards as Anki gets them, each with its place in its note."""
    of = {n.path: n for n in read}
    tags = {
        one.note: [t for each in listed(one.settings.get("tags"), ",") for t in each.split()]
        for one in drafted.outlines
    }
    counts: Counter[str] = Counter()
    out = []
    for s in settled:
        path = s.card.place.note
        counts[path] += 1
        out.append(_as_published(render.dress(s, of[path].images, counts[path], tags[path], of[path].link), s.was))
    return out


def _retired(gone: Iterable[Entry], settlement: Settlement) -> list[AnkiNote]:
    """The tombstones, each after the cards of its note."""
    counts = Counter(s.card.place.note for s in settlement.settled)
    out = []
    for entry in gone:
        counts[entry.note] += 1
        out.append(render.retire(entry, counts[entry.note]))
    return out


_UPDATED_TAG = "cardgen::updated"


def _as_published(note: AnkiNote, was: Entry | None) -> AnkiNote:
    """The tag of an updated card stays until the card changes again: to take it off would be a change by itself."""
    tagged = replace(note, tags=(*note.tags, _UPDATED_TAG))
    return tagged if was is not None and identity.digest_of(tagged) == was.digest else note


def _media(dressed: Iterable[AnkiNote], note: Note) -> tuple[Media, ...]:
    shown = " ".join(field for n in dressed for field in n.fields)
    return tuple({m.name: m for m in note.images.values() if m.name in shown}.values())


def _notetypes(known: Ledger, now: int) -> dict[str, tuple[str, int]]:
    out = dict(known.notetypes)
    for kind, notetype in notetypes.BY_KIND.items():
        digest = notetypes.digest(notetype)
        before = out.get(kind)
        if before is None or before[0] != digest:
            out[kind] = (digest, max(now, before[1] + 1) if before else now)
    return out

"""The whole: notes and what we knew become decks, what we know now, and a report.

:func:`compose` is pure. :func:`build` reads before it and writes after it: the ledger first, then the packages,
because an issued GUID that never shipped costs nothing, and a shipped one that was never recorded costs the person's
history at the next edit.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cardgen import apkg, identity, ledger, notes, notetypes, packages, render, targets
from cardgen.decknames import deck_names
from cardgen.draft import Drafted, draft, listed
from cardgen.errors import CardgenError, LedgerError
from cardgen.identity import Settlement, choices
from cardgen.identity.decisions import Doubt, merged
from cardgen.model import (
    AnkiNote,
    Decision,
    Deck,
    Depth,
    Entry,
    Ledger,
    Media,
    Note,
    Place,
    Remark,
    Report,
    Settled,
)
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
    drafted = draft(read, named, depth, known.entries, missing)
    return _compose(drafted, read, known, now, missing, prune, depth)


def _compose(
    drafted: Drafted, read: Sequence[Note], known: Ledger, now: int, missing: Collection[str], prune: bool,
    depth: Depth | None,
) -> Composed:  # fmt: skip
    retired_at = {e.guid: e.retired_at for e in known.entries}
    trim = prune and depth is not None
    known, missing, settlement, stay = _settle(drafted, choices.awake(known), missing, prune, trim)
    chosen = choices.applied(settlement, known, retired_at, now)
    known, settlement = chosen.known, chosen.settlement
    names, remarks = deck_names(drafted.outlines, known)
    gone = _tombstones(known, settlement, [*(n.path for n in read), *missing], now)
    dressed = _dressed(drafted, choices.as_chosen(settlement.settled, known.choices), read)
    stamped, learnt = identity.stamp(dressed, settlement, known, now, tombstones=_retired(gone, settlement))
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
    order = {one.note: at for at, one in enumerate(drafted.outlines)}
    return tuple(sorted(settled, key=lambda s: (order[s.card.place.note], s.card.place.line)))


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


def _dressed(drafted: Drafted, settled: Iterable[Settled], read: Sequence[Note]) -> list[AnkiNote]:
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


# ------------------------------------------------------------------ with the doors


@dataclass(frozen=True, slots=True)
class Package:
    """One package that a build gives."""

    target: Path
    report: Report
    changed: bool
    """Whether its file was written; one that would stay the same is not touched."""
    doubtful: tuple[Doubt, ...] = ()
    """New cards that look like ones that this build retires."""
    waiting: tuple[Doubt, ...] = ()
    """Such pairs of earlier builds on which nobody has decided."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """Notes whose file is gone → their cards, which stay as they are."""
    kept_out: Mapping[str, int] = field(default_factory=dict)
    """Notes that say `cards: false` → their cards, which stay as they are."""
    pruned: Mapping[str, int] = field(default_factory=dict)
    """Notes whose file is gone → their cards, which importing this package retires."""
    deeper: Mapping[str, int] = field(default_factory=dict)
    """Notes → their cards below the depth asked for, which stay as they are."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A package to make: where its notes are at home, what it is made from and where it goes."""

    root: Path
    target: Path
    files: tuple[Path, ...]


def build(
    paths: Sequence[Path],
    output: Path | None = None,
    named: Sequence[str] = (),
    dry_run: bool = False,
    clock: float | None = None,
    *,
    prune: bool = False,
    fresh: bool = False,
    decisions: Sequence[Decision] = (),
    depth: Depth | None = None,
) -> list[Package]:
    """Read notes, compose, write the ledger and then the packages; with `dry_run` nothing is written.

    Each path gives a package: a note its own, a folder one with a deck for each note.

    Args:
        prune: retire the cards of notes whose file is gone.
        fresh: start with an empty ledger if there is none, even where there are packages that it made.
        decisions: what a person said of doubtful pairs, to be remembered from now on.
        depth: how much is asked, whatever a note itself says of it.

    Raises:
        CardgenError: whatever a person can mend; then nothing was written.
    """
    now = int(time.time() if clock is None else clock)
    jobs = _jobs(paths, output)
    by_root: defaultdict[Path, list[_Job]] = defaultdict(list)
    for job in jobs:
        by_root[job.root].append(job)
    # All is read before anything is written, and before the lock, which makes a folder.
    texts = {root: _read(root, its) for root, its in by_root.items()}
    for root, its in by_root.items():
        if not fresh:
            _refuse_lost_ledger(root, its)
    before = {root: _known(root, its, fresh)[0] for root, its in by_root.items()}
    drafts = {root: _drafted(root, read, named, before[root], depth) for root, read in texts.items()}
    made: dict[_Job, Package] = {}
    for root, its in by_root.items():
        with contextlib.nullcontext() if dry_run else ledger.locked(root):
            known, below = _known(root, its, fresh)
            known = replace(known, decisions=merged(known.decisions, _about(decisions, known)))
            missing = _missing(root, known, texts[root])
            if known.entries != before[root].entries:  # another build was faster
                drafts[root] = _drafted(root, texts[root], named, known, depth)
            composed = _compose(drafts[root], texts[root], known, now, missing, prune, depth)
            if not dry_run:
                ledger.save(root, composed.ledger)
                _set_aside(below)
            for job in its:
                changed = False if dry_run else _write(composed, job)
                made[job] = _package(composed, job, changed, below, first=job is its[0])
    return [made[job] for job in jobs]


def _drafted(root: Path, read: Sequence[Note], named: Sequence[str], known: Ledger, depth: Depth | None) -> Drafted:
    return draft(read, named, depth, known.entries, _missing(root, known, read))


@dataclass(frozen=True, slots=True)
class Looked:
    """Notes as a build would take them, with nothing written."""

    root: Path
    files: Mapping[str, Path]
    """Note path → its file."""
    read: tuple[Note, ...]
    drafted: Drafted
    known: Ledger
    composed: Composed
    dressed: Mapping[str, AnkiNote]
    """GUID → what Anki would get: of every card, also of those that were dropped or are about to be retired."""


def look(
    paths: Sequence[Path], named: Sequence[str] = (), depth: Depth | None = None, clock: float | None = None
) -> Looked:
    """Notes of one root as a build would take them.

    Raises:
        CardgenError: as :func:`build`, or the notes belong to several roots.
    """
    found = notes.find(paths)
    roots = {notes.find_root(path): None for path in found}
    if len(roots) > 1:
        raise CardgenError("these notes have several ledgers: look at those of one folder at a time", str(found[0]))
    [root] = roots
    _refuse_lost_ledger(root, [_Job(root, root / "decks", tuple(found))])
    read = tuple(notes.read(file, root) for file in found)
    known, _ = _known(root, [_Job(root, root / "decks", tuple(found))], fresh=False)
    of = {notes.name_in(file, root): file for file in found}
    return _looked(root, of, read, _drafted(root, read, named, known, depth), known, clock)


def redecided(looked: Looked, known: Ledger, guid: str) -> Looked:
    """The same notes after a decision on one card: all else is as it was, so nothing is read, made or matched anew."""
    report, retired_at = looked.composed.report, {e.guid: e.retired_at for e in known.entries}
    every = (*report.settled, *report.dropped)
    away = {one.guid for one in known.choices if one.opinion == "drop"}
    dropped = tuple(s for s in every if s.guid in away)
    newly = [s.was for s in dropped if s.was is not None and s.was.digest and retired_at.get(s.guid) is None]
    gone = [e for e in report.retired if e.guid not in {s.guid for s in every}]
    settled = tuple(s for s in every if s.guid not in away)
    told = replace(report, settled=settled, dropped=dropped, retired=(*gone, *newly))
    of_it = choices.as_chosen([s for s in every if s.guid == guid], known.choices)
    dressed = {**looked.dressed, **{note.guid: note for note in _dressed(looked.drafted, of_it, looked.read)}}
    return replace(looked, known=known, composed=replace(looked.composed, report=told), dressed=dressed)


def _looked(
    root: Path, of: Mapping[str, Path], read: tuple[Note, ...], drafted: Drafted, known: Ledger, clock: float | None
) -> Looked:
    now = int(time.time() if clock is None else clock)
    composed = _compose(drafted, read, known, now, _missing(root, known, read), prune=False, depth=None)
    report = composed.report
    every = choices.as_chosen((*report.settled, *report.dropped), known.choices)
    dressed = {note.guid: note for note in (render.retire(e, 0) for e in report.retired)}
    dressed |= {note.guid: note for note in _dressed(drafted, every, read)}
    return Looked(root, of, read, drafted, known, composed, dressed)


@contextlib.contextmanager
def deciding(looked: Looked) -> Iterator[Decided]:
    """Change the ledger of some notes while the block runs, and nobody else does; it is saved if the block ends well.

    Raises:
        CardgenError: as :func:`build`.
    """
    job = _Job(looked.root, looked.root / "decks", tuple(looked.files.values()))
    with ledger.locked(looked.root):
        known, below = _known(looked.root, [job], fresh=False)
        decided = Decided(known)
        yield decided
        ledger.save(looked.root, decided.known)
        _set_aside(below)


@dataclass(slots=True)
class Decided:
    """A ledger that is being changed."""

    known: Ledger


def drafted_from(path: Path, named: Sequence[str] = (), depth: Depth | None = None) -> Drafted:
    """The cards of one note (or folder) as a build would give them, without identity; nothing is written.

    Raises:
        CardgenError: as :func:`draft`, or a note that cannot be read.
    """
    root = notes.find_root(path)
    known = Ledger()
    with contextlib.suppress(LedgerError):  # a build says it; what the lines give can be shown without
        known = ledger.load(root)
    return _drafted(root, [notes.read(f, root) for f in notes.find([path])], named, known, depth)


def _jobs(paths: Sequence[Path], output: Path | None) -> list[_Job]:
    if output is not None and len(paths) > 1:
        raise CardgenError("one file cannot take several packages: give one note or one folder with -o", str(output))
    jobs: dict[Path, tuple[Path, _Job]] = {}
    for given in {os.path.realpath(p): p for p in paths}.values():
        found = tuple(notes.find([given]))
        target = output or targets.default(given)
        if target in jobs:
            raise CardgenError(
                f"{str(jobs[target][0])!r} gives {target.name}, too: build one of them with -o", str(given)
            )
        targets.check(target)
        jobs[target] = given, _Job(notes.find_root(given), target, found)
    return [job for _, job in jobs.values()]


def _read(root: Path, jobs: Iterable[_Job]) -> list[Note]:
    return [notes.read(file, root) for file in sorted({f for job in jobs for f in job.files})]


def _missing(root: Path, known: Ledger, read: Iterable[Note]) -> list[str]:
    here = {n.path for n in read}
    return [path for path in known.decks if path not in here and not (root / path).exists()]


def _refuse_lost_ledger(root: Path, jobs: Iterable[_Job]) -> None:
    """Where a package is and no ledger, the cards in it would get new identities, and the person lose the history."""
    if ledger.path(root).exists():
        return
    beside = sorted((root / "decks").glob("*.apkg"))
    found = [p for p in dict.fromkeys([*(job.target for job in jobs), *beside]) if p.is_file() and packages.is_ours(p)]
    if not found or ledger.path(root).exists():  # another build may have made both just now
        return
    if (root / ledger.BEFORE).exists():
        ledger.load(root)  # says it better
    names = " ".join(shlex.quote(str(p)) for p in found)
    raise CardgenError(
        f"this package is here, but the ledger {ledger.NAME} is not: without it your cards would start again from "
        f"nothing. Bring it back with `cardgen recover {names}`, or start afresh with --fresh",
        str(found[0]),
    )


def _about(decisions: Iterable[Decision], known: Ledger) -> list[Decision]:
    """The decisions on entries of this ledger."""
    guids = {e.guid for e in known.entries}
    return [d for d in decisions if d.guid in guids]


def _known(root: Path, jobs: Iterable[_Job], fresh: bool) -> tuple[Ledger, list[Path]]:
    """The root's ledger with those of folders below it that were a root of their own before, and where these are."""
    known = ledger.load(root, fresh)
    below = ledger.below(root, [f for job in jobs for f in job.files])
    for other in below:
        home = other.parent.parent
        known = ledger.adopt(known, ledger.load(home), home.relative_to(root).as_posix())
    return known, below


def _set_aside(below: Iterable[Path]) -> None:
    """A ledger that is in its root's must not be used any more: two would give one fact two cards."""
    for path in below:
        with contextlib.suppress(OSError):  # merged again next time, to no harm
            path.replace(path.with_name("ledger.json.merged"))


def _write(composed: Composed, job: _Job) -> bool:
    stamps = {kind: changed for kind, (_, changed) in composed.ledger.notetypes.items()}
    decks: dict[str, Deck] = {}
    for deck in (composed.decks[notes.name_in(f, job.root)] for f in job.files):
        decks[deck.name] = _joined(decks[deck.name], deck) if deck.name in decks else deck
    first = next(iter(decks))
    decks[first] = _joined(decks[first], Deck(first, composed.strays))
    return apkg.write(list(decks.values()), job.target, stamps)


def _joined(deck: Deck, other: Deck) -> Deck:
    """Two notes may share a deck: the second one's cards come after the first one's."""
    after = tuple(replace(n, position=len(deck.notes) + n.position) for n in other.notes)
    return replace(deck, notes=deck.notes + after, media=deck.media + other.media)


def _package(composed: Composed, job: _Job, changed: bool, below: Iterable[Path], first: bool) -> Package:
    """What is said of one package; what is about the whole root is said with the first one."""
    inside = {notes.name_in(f, job.root) for f in job.files}
    strays = {n.guid for n in composed.strays}
    pruned = Counter[str]()
    for entry in composed.report.retired:
        pruned[entry.note] += size(entry) if entry.guid in strays else 0
    return Package(
        job.target,
        _told(composed.report, job, inside | set(+pruned), below),
        changed,
        tuple(d for d in composed.doubtful if d.card.place.note in inside),
        tuple(d for d in composed.waiting if d.card.place.note in inside),
        composed.gone if first else {},
        {note: count for note, count in composed.kept_out.items() if note in inside},
        +pruned,
        {note: count for note, count in composed.deeper.items() if note in inside},
    )


def _told(report: Report, job: _Job, inside: Collection[str], below: Iterable[Path]) -> Report:
    """The part of a report that is about one package."""
    places = [Place(path.relative_to(job.root).as_posix(), 1, 1) for path in below]
    return Report(
        tuple(s for s in report.settled if s.card.place.note in inside),
        tuple(e for e in report.retired if e.note in inside),
        tuple(s for s in report.silences if s.place.note in inside),
        (
            *(Remark(place, f"this ledger is now part of {ledger.NAME}") for place in places),
            *(r for r in report.remarks if r.place.note in inside),
        ),
        tuple(s for s in report.dropped if s.card.place.note in inside),
    )

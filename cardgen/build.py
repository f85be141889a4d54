"""Reading before :func:`cardgen.composing.compose`, and writing after it.

The ledger is written first and the packages second, because an issued GUID that never shipped costs nothing, and a
shipped one that was never recorded costs the person's history at the next edit.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cardgen import apkg, ledger, notes, roots, scheduling, targets
from cardgen.composing import Composed, composed_of
from cardgen.errors import CardgenError
from cardgen.identity.decisions import Doubt, merged
from cardgen.model import Decision, Deck, Depth, Ledger, Note, Place, Plan, Remark, Report
from cardgen.report import size


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
    plans: tuple[Plan, ...] = ()
    """Of each deck that is to be known by a day: how many new cards a day, and what that takes."""


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
    by: date | None = None,
    unseen: Mapping[str, int] | None = None,
) -> list[Package]:
    """Read notes, compose, write the ledger and then the packages; with `dry_run` nothing is written.

    Each path gives a package: a note its own, a folder one with a deck for each note.

    Args:
        prune: retire the cards of notes whose file is gone.
        fresh: start with an empty ledger if there is none, even where there are packages that it made.
        decisions: what a person said of doubtful pairs, to be remembered from now on.
        depth: how much is asked, whatever a note itself says of it.
        by: the day by which all is to be known, whatever a note itself says of it.
        unseen: deck name → how many of its cards were never answered, where a collection can tell.

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
            roots.refuse_lost_ledger(root, [job.target for job in its])
    before = {root: roots.recall(root, _files(its), fresh)[0] for root, its in by_root.items()}
    drafts = {root: roots.drafted(root, read, named, before[root], depth) for root, read in texts.items()}
    made: dict[_Job, Package] = {}
    for root, its in by_root.items():
        with contextlib.nullcontext() if dry_run else ledger.locked(root):
            known, below = roots.recall(root, _files(its), fresh)
            known = replace(known, decisions=merged(known.decisions, _about(decisions, known)))
            missing = roots.gone(root, known, texts[root])
            if known.entries != before[root].entries:  # another build was faster
                drafts[root] = roots.drafted(root, texts[root], named, known, depth)
            composed = composed_of(drafts[root], texts[root], known, now, missing, prune, depth)
            days = scheduling.calendar(drafts[root], composed, by, date.fromtimestamp(now), unseen)
            composed = _with_remarks(composed, days.remarks)
            packed = [scheduling.scheduled(_decks(composed, job), days) for job in its]
            if not dry_run:
                ledger.save(root, composed.ledger)
                roots.set_aside(below)
            for job, (decks, plans) in zip(its, packed, strict=True):
                changed = False if dry_run else _write(composed, job, decks)
                made[job] = replace(_package(composed, job, changed, below, first=job is its[0]), plans=plans)
    return [made[job] for job in jobs]


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
    return [notes.read(file, root) for file in sorted(_files(jobs))]


def _files(jobs: Iterable[_Job]) -> set[Path]:
    return {file for job in jobs for file in job.files}


def _about(decisions: Iterable[Decision], known: Ledger) -> list[Decision]:
    """The decisions on entries of this ledger."""
    guids = {e.guid for e in known.entries}
    return [d for d in decisions if d.guid in guids]


def _with_remarks(composed: Composed, remarks: Iterable[Remark]) -> Composed:
    return replace(composed, report=replace(composed.report, remarks=(*composed.report.remarks, *remarks)))


def _write(composed: Composed, job: _Job, decks: Sequence[Deck]) -> bool:
    stamps = {kind: changed for kind, (_, changed) in composed.ledger.notetypes.items()}
    return apkg.write(decks, job.target, stamps)


def _decks(composed: Composed, job: _Job) -> list[Deck]:
    """The decks that one package brings."""
    decks: dict[str, Deck] = {}
    for deck in (composed.decks[notes.name_in(f, job.root)] for f in job.files):
        decks[deck.name] = _joined(decks[deck.name], deck) if deck.name in decks else deck
    first = next(iter(decks))
    decks[first] = _joined(decks[first], Deck(first, composed.strays))
    return list(decks.values())


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

"""The whole: notes and what we knew become decks, what we know now, and a report.

:func:`compose` is pure. :func:`build` reads before it and writes after it: the ledger first, then the packages,
because an issued GUID that never shipped costs nothing, and a shipped one that was never recorded costs the person's
history at the next edit.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cardgen import apkg, files, identity, ledger, notes, notetypes, render
from cardgen.draft import Drafted, draft, listed
from cardgen.errors import CardgenError
from cardgen.identity import Settlement
from cardgen.model import AnkiNote, Deck, Entry, Ledger, Media, Note, Outline, Place, Remark, Report, Settled

RETIRED_SHIPS_FOR = 180 * 86_400
"""Seconds after which a retired card is no longer sent along: whoever studies has imported it long since."""


@dataclass(frozen=True, slots=True)
class Composed:
    """All that a build gives, before anything is written."""

    decks: Mapping[str, Deck]
    """Note path → its deck."""
    ledger: Ledger
    report: Report


# ------------------------------------------------------------------ pure: who the cards are


def compose(
    read: Sequence[Note],
    known: Ledger,
    now: int,
    named: Sequence[str] = (),
    missing: Collection[str] = (),
) -> Composed:
    """Notes and what we knew → decks, what we know now, and a report. No I/O, no clock, no chance.

    `missing` are notes that the ledger knows and whose file is gone; `now` is Unix seconds.

    Raises:
        CardgenError: as :func:`draft`.

    >>> made = compose([Note("x.md", "- Outbox: a table of events")], Ledger(), 1_700_000_000)
    >>> [n.fields[:2] for n in made.decks["x.md"].notes], len(made.ledger.entries)
    ([('What is Outbox?', 'a table of events')], 1)
    """
    return _compose(draft(read, named), read, known, now, missing)


def _compose(drafted: Drafted, read: Sequence[Note], known: Ledger, now: int, missing: Collection[str]) -> Composed:
    known, settlement = _settle(drafted, known, missing)
    names, remarks = _deck_names(drafted.outlines, known)
    gone = _tombstones(known, settlement, [n.path for n in read], now)
    dressed = _dressed(drafted, settlement, read)
    stamped, learnt = identity.stamp(dressed, settlement, known, now, tombstones=_retired(gone, settlement))
    homes = [*(s.card.place.note for s in settlement.settled), *(e.note for e in gone)]
    of_note: defaultdict[str, list[AnkiNote]] = defaultdict(list)
    for home, note in zip(homes, stamped, strict=True):
        of_note[home].append(note)
    decks = {n.path: Deck(names[n.path], tuple(of_note[n.path]), _media(of_note[n.path], n)) for n in read}
    issued = {e.note for e in learnt.entries}
    pinned = {**known.decks, **{path: name for path, name in names.items() if path in issued}}
    remarks = [*drafted.remarks, *remarks, *map(_doubt, settlement.doubtful)]
    told = Report(settlement.settled, settlement.retired, drafted.silences, tuple(remarks))
    return Composed(decks, replace(learnt, decks=pinned, notetypes=_notetypes(known, now)), told)


def _settle(drafted: Drafted, known: Ledger, missing: Collection[str]) -> tuple[Ledger, Settlement]:
    """Who each card is; a note that was renamed takes along all that the ledger knows of it."""
    paths = [one.note for one in drafted.outlines]
    settlement = identity.settle(drafted.cards, known, paths, missing)
    if renamed := _renamed(settlement.settled, known, missing, drafted.partial):
        known = _under_new_names(known, renamed)
        settlement = identity.settle(drafted.cards, known, paths, set(missing) - set(renamed))
    retired = tuple(e for e in settlement.retired if e.note not in drafted.partial)
    kept = {e.guid for e in retired}
    doubtful = tuple(d for d in settlement.doubtful if d.entry.guid in kept)
    return known, replace(settlement, retired=retired, doubtful=doubtful)


def _renamed(
    settled: Iterable[Settled], known: Ledger, missing: Collection[str], partial: Collection[str]
) -> dict[str, str]:
    """Notes whose file is gone, and the note that most of their cards are in now."""
    heirs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    size = Counter(e.note for e in known.entries if e.retired_at is None)
    for s in settled:
        if s.was is not None and s.was.note in missing:
            heirs[s.was.note][s.card.place.note] += 1
        if s.card.place.note in partial:
            size[s.card.place.note] += 1
    out = {}
    for was, counts in heirs.items():
        heir, count = counts.most_common(1)[0]
        # Of a few topics there are only a few cards to go by.
        if 2 * count > (size[heir] if heir in partial else size[was]):
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
    before = [e for e in laid if now - (e.retired_at or 0) < RETIRED_SHIPS_FOR]
    return sorted([*before, *settlement.retired], key=lambda e: (e.note, e.guid))


def _doubt(doubt: identity.Doubt) -> Remark:
    message = f"a new card that looks like a retired one, “{doubt.entry.front}”, but is about {doubt.reason}"
    return Remark(doubt.card.place, message)


# ------------------------------------------------------------------ pure: what Anki gets


def _dressed(drafted: Drafted, settlement: Settlement, read: Sequence[Note]) -> list[AnkiNote]:
    images = {n.path: n.images for n in read}
    tags = {
        one.note: [t for each in listed(one.settings.get("tags"), ",") for t in each.split()]
        for one in drafted.outlines
    }
    counts: Counter[str] = Counter()
    out = []
    for s in settlement.settled:
        path = s.card.place.note
        counts[path] += 1
        out.append(_as_published(render.dress(s, images[path], counts[path], tags[path]), s.was))
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


def _deck_names(outlines: Iterable[Outline], known: Ledger) -> tuple[dict[str, str], list[Remark]]:
    """Every note's deck name: what its front matter says, else the pinned one, else its title if that is free."""
    names, remarks = {}, []
    used = {name.casefold(): path for path, name in known.decks.items()}
    for one in outlines:
        asked, pinned = _deck_asked(one), known.decks.get(one.note, "")
        names[one.note] = asked or pinned or _free_name(one, used)
        used.setdefault(names[one.note].casefold(), one.note)
        if asked and pinned and asked != pinned:
            message = (
                f"new cards go to the deck “{asked}”: in Anki rename “{pinned}” as well, for what is there stays there"
            )
            remarks.append(Remark(Place(one.note, 1, 1), message))
    return names, remarks


def _deck_asked(one: Outline) -> str:
    return " ".join(str(one.settings.get("deck") or "").replace("\x1f", " ").split())


def _free_name(one: Outline, used: Mapping[str, str]) -> str:
    """The title, with the folder where another note's deck is called the same; "::" would make it a deck in a deck."""
    title = " ".join((one.title or Path(one.note).stem).replace("\x1f", " ").replace("::", ":").split()) or "notes"
    folder = Path(one.note).parent.name
    for name in (title, f"{title} ({folder})", f"{title} ({Path(one.note).with_suffix('').as_posix()})"):
        if name.casefold() not in used and name != f"{title} ()":
            return name
    return f"{title} ({one.note})"


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
) -> list[Package]:
    """Read notes, compose, write the ledger and then the packages; with `dry_run` nothing is written.

    Each path gives a package: a note its own, a folder one with a deck for each note.

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
    drafts = {root: draft(read, named) for root, read in texts.items()}
    packages: dict[_Job, Package] = {}
    for root, its in by_root.items():
        with contextlib.nullcontext() if dry_run else ledger.locked(root):
            known, merged = _known(root, its)
            composed = _compose(drafts[root], texts[root], known, now, _missing(root, known, texts[root]))
            if not dry_run:
                ledger.save(root, composed.ledger)
                _set_aside(merged)
            for job in its:
                changed = False if dry_run else _write(composed, job)
                packages[job] = Package(job.target, _told(composed.report, job, merged), changed)
    return [packages[job] for job in jobs]


def drafted_from(path: Path, named: Sequence[str] = ()) -> Drafted:
    """The cards of one note (or folder) without identity: nothing is looked up and nothing is written.

    Raises:
        CardgenError: as :func:`draft`, or a note that cannot be read.
    """
    found = notes.find([path])
    root = notes.find_root(path)
    return draft([notes.read(f, root) for f in found], named)


def _jobs(paths: Sequence[Path], output: Path | None) -> list[_Job]:
    if output is not None and len(paths) > 1:
        raise CardgenError("one file cannot take several packages: give one note or one folder with -o", str(output))
    jobs: dict[Path, tuple[Path, _Job]] = {}
    for given in {os.path.realpath(p): p for p in paths}.values():
        found = tuple(notes.find([given]))
        target = output or _default_target(given)
        if target in jobs:
            raise CardgenError(
                f"{str(jobs[target][0])!r} gives {target.name}, too: build one of them with -o", str(given)
            )
        _check_target(target)
        jobs[target] = given, _Job(notes.find_root(given), target, found)
    return [job for _, job in jobs.values()]


def _default_target(given: Path) -> Path:
    name = given.resolve().name if given.is_dir() else given.stem
    if not name or name.casefold() == "collection":  # Anki would take it for a backup of everything
        name = f"{name}-deck"
    return notes.find_root(given) / "decks" / f"{name}.apkg"


def _check_target(target: Path) -> None:
    """Refuses, before the ledger is saved, a package that could not be written afterwards."""
    if target.suffix.lower() != ".apkg":
        raise CardgenError("Anki opens only files that end in .apkg: choose such a name with -o", str(target))
    if target.is_dir():
        raise CardgenError("a folder of this name is in the way: choose another name with -o", str(target))
    folder = next(up for up in files.absolute(target).parents if up.exists())
    if not folder.is_dir():
        raise CardgenError(f"{str(folder)!r} is a file, not a folder: choose another place with -o", str(target))
    if not os.access(folder, os.W_OK):
        message = f"you may not write to {str(folder)!r}: change its permissions, or choose another place with -o"
        raise CardgenError(message, str(target))


def _read(root: Path, jobs: Iterable[_Job]) -> list[Note]:
    return [notes.read(file, root) for file in sorted({f for job in jobs for f in job.files})]


def _missing(root: Path, known: Ledger, read: Iterable[Note]) -> list[str]:
    here = {n.path for n in read}
    return [path for path in known.decks if path not in here and not (root / path).exists()]


def _known(root: Path, jobs: Iterable[_Job]) -> tuple[Ledger, list[Path]]:
    """The root's ledger with those of folders below it that were a root of their own before, and where these are."""
    known = ledger.load(root)
    merged = ledger.below(root, [f for job in jobs for f in job.files])
    for other in merged:
        home = other.parent.parent
        known = ledger.adopt(known, ledger.load(home), home.relative_to(root).as_posix())
    return known, merged


def _set_aside(merged: Iterable[Path]) -> None:
    """A ledger that is in its root's must not be used any more: two would give one fact two cards."""
    for path in merged:
        with contextlib.suppress(OSError):  # merged again next time, to no harm
            path.replace(path.with_name("ledger.json.merged"))


def _write(composed: Composed, job: _Job) -> bool:
    stamps = {kind: changed for kind, (_, changed) in composed.ledger.notetypes.items()}
    decks: dict[str, Deck] = {}
    for deck in (composed.decks[notes.name_in(f, job.root)] for f in job.files):
        decks[deck.name] = _joined(decks[deck.name], deck) if deck.name in decks else deck
    return apkg.write(list(decks.values()), job.target, stamps)


def _joined(deck: Deck, other: Deck) -> Deck:
    """Two notes may share a deck: the second one's cards come after the first one's."""
    after = tuple(replace(n, position=len(deck.notes) + n.position) for n in other.notes)
    return replace(deck, notes=deck.notes + after, media=deck.media + other.media)


def _told(report: Report, job: _Job, merged: Iterable[Path]) -> Report:
    """The part of a report that is about one package."""
    inside = {notes.name_in(f, job.root) for f in job.files}
    places = [Place(path.relative_to(job.root).as_posix(), 1, 1) for path in merged]
    return Report(
        tuple(s for s in report.settled if s.card.place.note in inside),
        tuple(e for e in report.retired if e.note in inside),
        tuple(s for s in report.silences if s.place.note in inside),
        (
            *(Remark(place, f"this ledger is now part of {ledger.NAME}") for place in places),
            *(r for r in report.remarks if r.place.note in inside),
        ),
    )

"""A lost or damaged ledger, made again from packages and exported collections.

Most cards carry what the ledger knew of them, and come back exactly as they were. The rest is read from their
fields: enough for the next build to know them by their words.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cardgen import files, identity, ledger, notes, notetypes, packages
from cardgen.errors import CardgenError
from cardgen.identity.decisions import merged
from cardgen.model import AnkiNote, CardKind, Entry, Ledger


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came back, and what did not."""

    target: Path
    """The ledger."""
    exact: int = 0
    """Cards of which the packages knew all that the ledger had known."""
    by_words: int = 0
    """Cards of which they knew only the words."""
    kept: int = 0
    """Cards that what was left of the ledger knew, and that the packages did not know better."""
    nameless: int = 0
    """Cards that do not say which note they are from."""
    absent: Mapping[str, int] = field(default_factory=dict)
    """Notes that are not here → their cards, which were left out."""
    damaged: bool = False
    """Whether a damaged ledger was set aside."""
    changed: bool = True


def recover(given: Sequence[Path], at: Path | None = None, force: bool = False) -> Recovered:
    """Make a root's ledger again from `given` packages and whatever is left of it.

    The root is that of the notes `at`; else the folder above the `decks` folder that the packages lie in; else the
    one of the current folder. From a package elsewhere, such as an exported collection, only cards of notes that are
    here are taken, because others may belong to other notes of the same person.

    Args:
        force: add to a ledger that can be read, and take the cards of notes that are not here.

    Raises:
        CardgenError: a package cannot be read, there is nothing of cardgen's in it, or there is a ledger that is
            whole and knows less than the packages.
    """
    root = _root(given, at)
    read = [packages.read(path) for path in given]
    if not any(package.notes for package in read):
        raise CardgenError("there is no card of cardgen's in it: give a package that cardgen wrote", str(given[0]))
    with ledger.locked(root):
        known, before, whole = ledger.remains(root)
        found = _found(read, root, force)
        learnt = _joined(known, before, found)
        if learnt == known and whole:
            return Recovered(ledger.path(root), kept=len(known.entries), changed=False)
        if whole and not force:
            more = len(learnt.entries) - len(known.entries)
            what = f"{more} cards that it lacks" if more else "newer versions of its cards"
            message = f"the ledger is whole, and the packages hold {what}: add them with --force"
            raise CardgenError(message, ledger.NAME)
        damaged = not whole and ledger.set_aside(root)
        ledger.save(root, learnt)
    guids = found.exact.keys() | found.exported.keys() | found.by_words.keys()
    return Recovered(
        target=ledger.path(root),
        exact=len(found.exact.keys() | found.exported.keys()),
        by_words=len(found.by_words.keys() - {e.guid for e in (*known.entries, *before.entries)}),
        kept=sum(e.guid not in guids for e in learnt.entries),
        nameless=found.nameless,
        absent=found.absent,
        damaged=damaged,
    )


def _root(given: Sequence[Path], at: Path | None) -> Path:
    if at is not None:
        if not at.exists():
            raise CardgenError("there is no such file or folder: check the spelling, and where you are", str(at))
        return notes.find_root(at)
    homes = {files.absolute(path).parent for path in given}
    if len(homes) == 1 and (home := homes.pop()).name == "decks":
        return home.parent
    here = Path.cwd()
    return notes.find_root(here / "notes" if (here / "notes").is_dir() else here)


# ------------------------------------------------------------------ what the packages know


@dataclass(slots=True)
class _Found:
    exact: dict[str, Entry] = field(default_factory=dict)
    exported: dict[str, Entry] = field(default_factory=dict)
    by_words: dict[str, Entry] = field(default_factory=dict)
    decks: dict[str, str] = field(default_factory=dict)
    notetypes: dict[str, tuple[str, int]] = field(default_factory=dict)
    absent: Counter[str] = field(default_factory=Counter)
    nameless: int = 0


def _found(read: Iterable[packages.Package], root: Path, force: bool) -> _Found:
    found = _Found()
    absent: dict[str, set[str]] = defaultdict(set)
    nameless: set[str] = set()
    for package in read:
        at_home = files.absolute(package.path).parent == files.absolute(root / "decks")
        homes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for note in package.notes:
            exact = packages.recall(note)
            entry = exact or entry_of(note)
            if entry is None:
                nameless.add(note.guid)
            elif not (at_home or force or (root / entry.note).is_file()):
                absent[entry.note].add(note.guid)
            else:
                shelf = found.by_words if exact is None else found.exported if package.exported else found.exact
                _keep_newer(shelf, entry)
                homes[entry.note].update([name] if (name := (package.decks or {}).get(note.guid)) else [])
        found.decks |= {note: names.most_common(1)[0][0] for note, names in homes.items() if names}
        for kind, changed in (package.notetypes or {}).items():
            # As if it looked as it does today: what a person styled in Anki is not overwritten.
            digest = notetypes.digest(notetypes.BY_KIND[kind])
            found.notetypes[kind] = max(found.notetypes.get(kind, ("", 0)), (digest, changed), key=lambda k: k[1])
    known = found.exact.keys() | found.exported.keys()
    found.by_words = {guid: entry for guid, entry in found.by_words.items() if guid not in known}
    found.absent = Counter({note: len(guids) for note, guids in absent.items()})
    found.nameless = len(nameless - known - found.by_words.keys())
    return found


def _keep_newer(entries: dict[str, Entry], entry: Entry) -> None:
    known = entries.get(entry.guid)
    if known is None or known.changed_at < entry.changed_at:
        entries[entry.guid] = entry


def _joined(known: Ledger, before: Ledger, found: _Found) -> Ledger:
    """All that is known of each card: what was published last, and of several, what was written last."""
    entries: dict[str, Entry] = {}
    for source in (known.entries, found.exact.values(), before.entries, found.exported.values()):
        for entry in source:
            _keep_newer(entries, entry)
    entries = {**found.by_words, **entries}
    order = {e.guid: at for at, e in enumerate(known.entries)}
    new = sorted((e for e in entries.values() if e.guid not in order), key=lambda e: (e.note, e.line, e.guid))
    return Ledger(
        (*(entries[guid] for guid in order), *new),
        {**found.decks, **before.decks, **known.decks},
        {**found.notetypes, **before.notetypes, **known.notetypes},
        merged(before.decisions, known.decisions),
        tuple({one.guid: one for one in (*before.choices, *known.choices)}.values()),
    )


# ------------------------------------------------------------------ a card that carries nothing but its words

_SOURCE = re.compile(r'data-line="(\d+)"[^>]*>([^<]*)<')
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::[^{}]*?)?\}\}", re.DOTALL)
_CUE = re.compile(r'<div class="cue">(.*?)</div>', re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_MARKDOWN = (
    (re.compile(r"<br\s*/?>|</?(?:p|div|li|tr)\b[^>]*>"), " "),
    (re.compile(r"</?(?:strong|b)>"), "**"),
    (re.compile(r"</?(?:em|i)>"), "*"),
    (re.compile(r"</?code>"), "`"),
    (re.compile(r"</?mark>"), "=="),
    (re.compile(r"<[^>]*>"), ""),
    (re.compile(r"\\\[(.*?)\\\]", re.DOTALL), r"$$\1$$"),
    (re.compile(r"\\\((.*?)\\\)", re.DOTALL), r"$\1$"),
)


def entry_of(note: AnkiNote) -> Entry | None:
    """What the fields of a note tell of its entry; None if they do not say which note it is from.

    >>> fields = ("What is <b>crema</b>?", "foam", "espresso", "", '<span data-line="4">x.md</span>', *[""] * 7)
    >>> entry = entry_of(AnkiNote("g1", "basic", fields, (), (0,), 7, 1))
    >>> (entry.note, entry.line, entry.trail, entry.front, entry.hidden) if entry else None
    ('x.md', 4, ('espresso',), 'What is **crema**?', ((1, 'foam'),))
    """
    named = dict(zip(notetypes.BY_KIND[note.kind].field_names, note.fields, strict=True))
    source = _SOURCE.search(named["Source"])
    if source is None:
        return None
    kind, front, hidden, dead = _words(note, named)
    context = as_markdown(named["Context"])
    return Entry(
        guid=note.guid,
        kind=kind,
        note=html.unescape(source[2]),
        line=int(source[1]),
        form="",
        slot="",
        front=front,
        back=as_markdown(named["Back"]),
        hidden=(*hidden, *dead),
        living=len(hidden),
        source=front if kind == "cloze" else f"{front} {' · '.join(text for _, text in hidden)}",
        trail=tuple(part for part in context.split(" › ") if part),
        changed_at=note.changed_at,
        digest=identity.digest_of(note),
        retired_at=note.changed_at if named["Retired"] else None,
        sides=max(1, len(note.ordinals)) if kind == "basic" else 1,
    )


_Hidden = tuple[tuple[int, str], ...]


def _words(note: AnkiNote, named: Mapping[str, str]) -> tuple[CardKind, str, _Hidden, _Hidden]:
    """The kind of card, what it asks, what it hides, and the cloze numbers that hide nothing any more."""
    if note.kind == "basic":
        return "basic", as_markdown(named["Front"]), ((1, as_markdown(named["Back"])),), ()
    text = named["Text"]
    hidden = tuple(_clozes(text))
    dead = tuple((n + 1, "") for n in note.ordinals if n + 1 not in dict(hidden))
    cue = _CUE.search(text)
    if cue is None:
        return "cloze", as_markdown(_CLOZE.sub(r"\2", text)), hidden, dead
    if not hidden:  # retired: its marks are gone
        hidden = tuple(enumerate(map(as_markdown, _ITEM.findall(text)), 1))
        dead = tuple((n, said) for n, said in dead if n > len(hidden))
    return "list", as_markdown(cue[1]), hidden, dead


def _clozes(text: str) -> Iterator[tuple[int, str]]:
    yield from ((int(number), as_markdown(hidden)) for number, hidden in _CLOZE.findall(text))


def as_markdown(field_html: str) -> str:
    """A field back to the Markdown it may have been: near enough to know a card by its words.

    >>> as_markdown("<strong>Boyle:</strong> \\\\(pV\\\\) is <code>a&lt;b</code>")
    '**Boyle:** $pV$ is `a<b`'
    """
    for pattern, markdown in _MARKDOWN:
        field_html = pattern.sub(markdown, field_html)
    return " ".join(html.unescape(field_html).split())

"""Where a deck is looked through before it ships: its cards as phones show them, beside the lines they came from, and
what a person decides on each.

Nothing is written but decisions, which go into the ledger, and, if asked for, a card into its note. Packages are
written by a build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cardgen import files, looking, notes, packages, progress, report, written
from cardgen.draft import draft
from cardgen.errors import CardgenError
from cardgen.identity import choices
from cardgen.identity.decisions import merged, told
from cardgen.model import AnkiNote, Card, Choice, Decision, Depth, Entry, Ledger, Media, Note, Opinion, Report, Settled
from cardgen.notetypes import BASIC
from cardgen.render.faces import Face, faces, in_words
from cardgen.retention import WORDS
from cardgen.tallies import worst

CSS = BASIC.css
"""How cards look: one style for both note types."""

LABELS: Mapping[str, tuple[str, ...]] = {"basic": ("Question", "Answer"), "cloze": ("Text with gaps, {{c1::so}}",)}
"""What the parts of a card's wording are called."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One card to look at: what phones show of it, where it is from, and what was decided."""

    guid: str
    note: str
    line: int
    end: int
    section: str
    """The heading or label it stands under."""
    form: str
    verdict: str
    opinion: Opinion | None
    looked_at: bool
    """A person has decided on it as it is now."""
    asks: str
    """The question in plain words."""
    answers: str
    faces: tuple[Face, ...]
    words: tuple[str, ...] = ()
    """The words shown now, part by part; none where they cannot be changed."""
    labels: tuple[str, ...] = ()
    """What these parts are called."""
    remark: str = ""
    standing: str = ""
    """How well it is remembered, as :data:`cardgen.retention.Standing`: the worst of its faces. "" if unknown."""
    known: str = ""
    """The same in a word."""
    told: Mapping[int, str] = field(default_factory=dict)
    """Ordinal of a face → where it stands, in words."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note with what it gave."""

    number: int
    text: str
    gave: str
    """`card`, `context`, `silent` or `blank`."""
    why: str
    """Why it gave no card."""
    guids: tuple[str, ...] = ()
    standing: str = ""
    """How well its cards are remembered, as :data:`cardgen.retention.Standing`; "" where nobody knows."""
    known: str = ""
    """The same in words."""


@dataclass(frozen=True, slots=True)
class View:
    """All there is to see."""

    title: str
    lines: Mapping[str, tuple[NoteLine, ...]]
    """Note path → its lines; none of a package, which carries no notes."""
    sheets: tuple[Sheet, ...]
    media: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()
    summary: str = ""
    known: tuple[tuple[str, str, int], ...] = ()
    """Class, its name and how many cards are of it; nothing where no reviews were read."""


# ------------------------------------------------------------------ notes


@dataclass
class Desk:
    """Notes laid out to be looked through; :meth:`read` them first.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note = Path(folder, "coffee.md")
    ...     _ = note.write_text("- crema: foam on an espresso")
    ...     desk = Desk((note,))
    ...     [sheet] = desk.read().sheets
    ...     [dropped] = desk.decide(sheet.guid, "drop").sheets
    ...     [again] = desk.undo().sheets
    >>> sheet.asks, sheet.opinion, dropped.opinion, again.opinion
    ('What is crema?', None, 'drop', None)
    """

    paths: tuple[Path, ...]
    named: tuple[str, ...] = ()
    depth: Depth | None = None
    learnt: progress.Learnt = field(default_factory=progress.Learnt)
    """Where reviews are read from, if they are to be shown."""
    _standings: progress.Standings | None = None
    _looked: looking.Looked | None = None
    _view: View = field(default_factory=lambda: View("", {}, (), {}))
    _before: list[tuple[str, Choice | None]] = field(default_factory=list)
    """What was decided on a card before each decision made here, the latest last."""

    @property
    def can_decide(self) -> bool:
        """Whether decisions can be kept: those on notes can."""
        return True

    def read(self) -> View:
        """Read the notes, anew if they were read before.

        Raises:
            CardgenError: as a build.
        """
        self._looked = looking.look(self.paths, self.named, self.depth)
        self._standings = self.learnt.standings(self._looked, self.named)
        view = _view(self._looked)
        if self.learnt.trouble:  # whatever is wrong with the reviews, the notes can be looked at
            view = replace(view, remarks=(*view.remarks, self.learnt.trouble))
        self._view = _with_standings(view, self._standings) if self._standings else view
        return self._view

    def texts(self) -> View:
        """The notes alone, at once: to be looked at while the cards are being made.

        Raises:
            CardgenError: a note cannot be read.
        """
        found = notes.find(self.paths)
        read = [notes.read(file, notes.find_root(file)) for file in found]
        lines = {n.path: tuple(NoteLine(i, t, "", "") for i, t in enumerate(n.text.split("\n"), 1)) for n in read}
        return View(_title(read), lines, (), {})

    def watched(self) -> tuple[object, ...]:
        """Something that is another thing once a note, the ledger or what is known was saved."""
        found = notes.find(self.paths)
        root = notes.find_root(found[0])
        files_seen = tuple((str(f), files.stamp(f)) for f in (*found, root / "decks" / "ledger.json"))
        return (*files_seen, self.learnt.stamp(root))

    def decide(self, guid: str, opinion: Opinion, words: Sequence[str] = ()) -> View:
        """Keep a decision on a card in the ledger.

        Raises:
            CardgenError: there is no such card, the words do not fit, or the ledger cannot be written.
        """
        settled, before = self._settled(guid), self._choice(guid)
        edited = before is not None and before.opinion == "edit" and choices.is_looked_at(settled.card, before)
        if opinion == "keep" and edited:  # it is kept as it was edited
            return self._view
        choice = choices.decided(settled.card, guid, opinion, words)
        if opinion == "edit" and choice.now == choice.was:  # the note's own words again
            return self._changed(guid, lambda known: choices.taken_back(known, guid))
        return self._changed(guid, lambda known: choices.with_choice(choices.taken_back(known, guid), settled, choice))

    def undo(self, guid: str = "") -> View:
        """Take back the last decision, or the last one on a card: what was decided before it holds again.

        Raises:
            CardgenError: nothing was decided, or the ledger cannot be written.
        """
        at = next((i for i in range(len(self._before) - 1, -1, -1) if guid in ("", self._before[i][0])), None)
        if at is None:
            if not guid or self._choice(guid) is None:
                raise CardgenError("there is nothing to undo")
            return self._changed(guid, lambda known: choices.taken_back(known, guid), remember=False)
        of, before = self._before.pop(at)

        def back(known: Ledger) -> Ledger:
            known = choices.taken_back(known, of)
            return known if before is None else choices.with_choice(known, self._settled(of), before)

        return self._changed(of, back, remember=False)

    def write_to_note(self, guid: str, words: Sequence[str]) -> View:
        """Write a card in new words into its note instead, with whatever else its line gave; their history goes along.

        Raises:
            CardgenError: the words do not fit, the line is one below which nothing can be written, or the note has
                changed in the meantime. Nothing is written then.
        """
        looked, settled = self._here(), self._settled(guid)
        place = settled.card.place
        every = [s for s in looked.composed.report.settled if s.card.place.note == place.note]
        of_line = [s for s in every if s.card.place.line == place.line]
        known = {one.guid: one for one in looked.known.choices}
        cards = [
            choices.in_words(s.card, words) if s.guid == guid else choices.worded(s.card, known.get(s.guid))[0]
            for s in of_line
        ]
        file, note = looked.files[place.note], next(n for n in looked.read if n.path == place.note)
        text = "\n".join(written.with_cards(note.text.split("\n"), cards))
        said = [Decision(s.guid, told(s.card), told(card), "same") for s, card in zip(of_line, cards, strict=True)]
        _refuse_unless_given(note, text, cards)
        _save(file, note, text)
        with looking.deciding(looked) as decided:
            for s in of_line:
                decided.known = choices.taken_back(decided.known, s.guid)
            issued = {e.guid for e in decided.known.entries}
            changed = [d for d in said if d.guid in issued and d.was != d.now]
            decided.known = replace(decided.known, decisions=merged(decided.known.decisions, changed))
        self._before = [one for one in self._before if one[0] not in {s.guid for s in of_line}]
        return self.read()

    def _here(self) -> looking.Looked:
        if self._looked is None:
            self.read()
        assert self._looked is not None
        return self._looked

    def _settled(self, guid: str) -> Settled:
        told = self._here().composed.report
        found = next((s for s in (*told.settled, *told.dropped) if s.guid == guid), None)
        if found is None:
            raise CardgenError("this card is not in the notes any more: look at them again")
        return found

    def _choice(self, guid: str) -> Choice | None:
        return next((one for one in self._here().known.choices if one.guid == guid), None)

    def _changed(self, guid: str, change: Callable[[Ledger], Ledger], remember: bool = True) -> View:
        looked, before = self._here(), self._choice(guid)
        with looking.deciding(looked) as decided:
            decided.known = change(decided.known)
        if remember:
            self._before.append((guid, before))
        self._looked = looking.redecided(looked, decided.known, guid)
        self._view = _view_with(self._looked, guid, self._view, self._standings)
        return self._view


def _title(read: Sequence[Note]) -> str:
    return read[0].path if len(read) == 1 else f"{len(read)} notes"


def _refuse_unless_given(note: Note, text: str, cards: Iterable[Card]) -> None:
    """Whether the note gives just these cards once they are written into it is seen before it is written."""
    given = {(card.kind, told(card)) for card in draft([replace(note, text=text)], depth="all").cards}
    if not all((card.kind, told(card)) in given for card in cards):
        raise CardgenError(
            "written into the note, this would be read otherwise: save the edit instead", next(iter(cards)).place
        )


def _save(file: Path, note: Note, text: str) -> None:
    """Write a note as it was written, with its own line ends, and only over what was read."""
    data = file.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if b"\r\n" in data else "\n"
    if mark + note.text.replace("\n", ends).encode() != data:
        raise CardgenError(
            "the note was saved in the meantime, or is not plain UTF-8: nothing was written; try again", note.path
        )
    try:
        files.replace(file, mark + text.replace("\n", ends).encode())
    except OSError as error:
        raise CardgenError(files.why(error, file), note.path) from error


# ------------------------------------------------------------------ what there is to see


def _view(looked: looking.Looked) -> View:
    told_of = looked.composed.report
    known = {one.guid: one for one in looked.known.choices}
    away = {s.guid for s in told_of.dropped}
    remarks = _remarks(looked)
    sheets = [
        _sheet(s, looked.dressed[s.guid], known.get(s.guid), remarks.get((s.card.place.note, s.card.place.line), ""))
        for s in (*told_of.settled, *told_of.dropped)
    ]
    order = {n.path: i for i, n in enumerate(looked.read)}
    sheets.sort(key=lambda s: (order[s.note], s.line))
    gone = [_gone(e, looked.dressed[e.guid]) for e in told_of.retired if e.guid not in away]
    every = [*(s.card for s in told_of.settled), *(s.card for s in told_of.dropped)]
    guids: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for s in (*told_of.settled, *told_of.dropped):
        guids[s.card.place.note, s.card.place.line].append(s.guid)
    lines = {}
    for one in looked.drafted.outlines:
        told_lines = report.explained(
            one,
            [c for c in every if c.place.note == one.note],
            [s for s in told_of.silences if s.place.note == one.note],
        )
        lines[one.note] = tuple(_line(x, tuple(guids[one.note, x.number])) for x in told_lines)
    media: dict[str, bytes] = {m.name: m.data for n in looked.read for m in n.images.values()}
    summary = _summary(told_of)
    every_remark = tuple(dict.fromkeys(map(str, sorted(told_of.remarks, key=lambda r: (r.place.note, r.place.line)))))
    return View(_title(looked.read), lines, (*sheets, *gone), media, every_remark, summary)


def _with_standings(view: View, known: progress.Standings) -> View:
    """The view with how well each line and each card is remembered."""
    lines = {note: tuple(_known_line(note, line, known) for line in its) for note, its in view.lines.items()}
    counts = tuple((standing, WORDS[standing], count) for standing, count in known.counts.items())
    return replace(view, lines=lines, sheets=tuple(_known_sheet(sheet, known) for sheet in view.sheets), known=counts)


def _known_line(note: str, line: NoteLine, known: progress.Standings) -> NoteLine:
    judged = known.lines.get((note, line.number))
    if judged is None:
        return line
    return replace(line, standing=judged.now.standing, known=" ".join((judged.now.word, judged.now.chance)).strip())


def _known_sheet(sheet: Sheet, known: progress.Standings) -> Sheet:
    its = known.cards.get(sheet.guid, ())
    judged = worst(its)
    if judged is None:
        return sheet
    return replace(
        sheet, standing=judged.now.standing, known=judged.now.word, told={card.ordinal: str(card.now) for card in its}
    )


def _view_with(looked: looking.Looked, guid: str, view: View, known: progress.Standings | None) -> View:
    """The view after a decision on one card; the sheets of all others are the very same."""
    told_of = looked.composed.report
    choice = next((one for one in looked.known.choices if one.guid == guid), None)
    settled = next(s for s in (*told_of.settled, *told_of.dropped) if s.guid == guid)
    remark = _remarks(looked).get((settled.card.place.note, settled.card.place.line), "")
    new = _sheet(settled, looked.dressed[guid], choice, remark)
    new = _known_sheet(new, known) if known else new
    sheets = tuple(new if sheet.guid == guid else sheet for sheet in view.sheets)
    return replace(view, sheets=sheets, summary=_summary(told_of))


def _summary(told_of: Report) -> str:
    return report.summary("", told_of).removesuffix(" (cardgen explain)")


def _remarks(looked: looking.Looked) -> dict[tuple[str, int], str]:
    """What is to be said of the cards of a line."""
    every = looked.composed.report.remarks
    out = {(r.place.note, r.place.line): r.message for r in every if r.message != choices.OUTDATED}
    for doubt in looked.composed.doubtful:
        place = doubt.card.place
        out[place.note, place.line] = (
            f"looks like a card that is about to be retired ({doubt.reason}), which `cardgen build --ask` lets you "
            f"decide: {report.one_line(doubt.entry)}"
        )
    return out


_CONTEXT = ("shown above", "a label", "part of", "an item of", "the table's head", "front matter")


def _line(line: report.Line, guids: tuple[str, ...]) -> NoteLine:
    if guids:
        return NoteLine(line.number, line.text, "card", "", guids)
    if line.reason == "blank":
        return NoteLine(line.number, line.text, "blank", "")
    gave = "context" if line.reason.startswith(_CONTEXT) else "silent"
    return NoteLine(line.number, line.text, gave, line.reason)


def _sheet(settled: Settled, dressed: AnkiNote, choice: Choice | None, remark: str) -> Sheet:
    card = settled.card
    shown, outdated = choices.worded(card, choice)
    made = faces(dressed)
    words = choices.words_of(shown)
    labels = LABELS.get(card.kind) or ("Question", *(f"Item {n}" for n in range(1, len(words))))
    return Sheet(
        settled.guid, card.place.note, card.place.line, card.place.end,
        (card.place.trail or card.context or ("",))[-1], card.form, settled.verdict,
        choice.opinion if choice else None, choices.is_looked_at(card, choice),
        *in_words(dressed), made, words, labels, choices.OUTDATED if outdated else remark,
    )  # fmt: skip


def _gone(entry: Entry, dressed: AnkiNote) -> Sheet:
    return Sheet(
        entry.guid, entry.note, 0, 0, (entry.trail or ("",))[-1], entry.form, "retired", None, True,
        *in_words(dressed), faces(dressed),
    )  # fmt: skip


# ------------------------------------------------------------------ a package


@dataclass
class PackageDesk:
    """A package laid out to be looked at. Nothing can be decided on it: decisions are about notes."""

    path: Path

    @property
    def can_decide(self) -> bool:
        """Never."""
        return False

    def read(self) -> View:
        """Read the package.

        Raises:
            CardgenError: it cannot be read, or holds no cards of cardgen's.
        """
        found = packages.read(self.path)
        if not found.notes:
            raise CardgenError("this package holds no cards that cardgen made: give one of its own", str(self.path))
        media: dict[str, Media] = {m.name: m for m in packages.media(self.path)}
        sheets = [_packed(note, packages.recall(note)) for note in found.notes]
        sheets.sort(key=lambda sheet: (sheet.note, sheet.line))
        return View(self.path.name, {}, tuple(sheets), {name: m.data for name, m in media.items()})

    def texts(self) -> View:
        """Nothing yet but its name."""
        return View(self.path.name, {}, (), {})

    def watched(self) -> tuple[object, ...]:
        """Something that is another thing once the package was written anew."""
        return (files.stamp(self.path),)

    def decide(self, guid: str, opinion: Opinion, words: Sequence[str] = ()) -> View:
        """Refuses.

        Raises:
            CardgenError: always.
        """
        raise CardgenError("decisions are about notes: open the note instead of the package", str(self.path))

    def undo(self, guid: str = "") -> View:
        """Refuses, as :meth:`decide`."""
        return self.decide(guid, "keep")

    def write_to_note(self, guid: str, words: Sequence[str]) -> View:
        """Refuses, as :meth:`decide`."""
        return self.decide(guid, "edit", words)


def _packed(note: AnkiNote, entry: Entry | None) -> Sheet:
    made = faces(note)
    where = (entry.note, entry.line, entry.form, (entry.trail or ("",))[-1]) if entry else ("", 0, "", "")
    return Sheet(
        note.guid, where[0], where[1], where[1], where[3], where[2],
        "retired" if not note.ordinals else "same", None, False,
        *in_words(note), made,
    )  # fmt: skip


AnyDesk = Desk | PackageDesk


def laid_out(
    paths: Sequence[Path],
    named: Sequence[str] = (),
    depth: Depth | None = None,
    learnt: progress.Learnt | None = None,
) -> AnyDesk:
    """A desk for notes and folders of notes, or for one package.

    Args:
        learnt: where reviews are read from, to show beside the notes what is known; without it, nowhere.

    Raises:
        CardgenError: packages and notes are mixed, or what is known is to be shown beside a package.
    """
    decks = [path for path in paths if path.suffix.lower() in (".apkg", ".colpkg")]
    if not decks:
        return Desk(tuple(paths), tuple(named), depth, learnt or progress.Learnt())
    if learnt and learnt.source:
        raise CardgenError("what you know is shown beside notes: open the note instead of the package", str(decks[0]))
    if len(paths) > 1:
        raise CardgenError("look at one package at a time, and at notes by themselves", str(decks[0]))
    return PackageDesk(decks[0])

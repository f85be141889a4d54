"""What things are: the frozen values that every other room hands on.

A note is read into an :class:`Outline`, the outline into :class:`Point`\\ s, a point makes
:class:`Claim`\\ s, a form sees :class:`Card`\\ s in them, identity makes a card :class:`Settled`,
and dressing it for Anki gives an :class:`AnkiNote` in a :class:`Deck`. No type here knows how it is
parsed, drawn or saved, and this module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

# ------------------------------------------------------------------ the note


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the person's notes something stands."""

    note: str
    """Path relative to the root, with "/" on every system."""
    line: int
    """First line as an editor counts, from 1."""
    end: int
    """Last line, from 1."""
    trail: tuple[str, ...] = ()
    """Headings and parent labels above, outermost first."""

    def __str__(self) -> str:
        """The place as people and editors write it.

        >>> str(Place("notes/x.md", 12, 14))
        'notes/x.md:12'
        """
        return f"{self.note}:{self.line}"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that travels with the deck."""

    name: str
    """Its name in Anki: ASCII, lower case, with a hash of the content."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """One of the person's Markdown files, decoded; never an Anki note."""

    path: str
    """Relative to the root, with "/"."""
    text: str
    """LF newlines, no byte-order mark, mojibake mended; exactly as many lines as the file."""
    images: Mapping[str, Media] = field(default_factory=dict)
    """The files it refers to that were found beside it, by the target as written in the note."""
    remarks: tuple[Remark, ...] = ()
    """What reading it brought up (a missing image, a guessed encoding)."""
    link: str = ""
    """An address that opens it where it is at home, if it lies in an Obsidian vault: by the names of the vault and of
    the file in it, which say nothing of the machine."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know that stops nothing."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


BlockKind = Literal[
    "section",  # a heading, or a label line that works as one; `text` is its words
    "list",  # its children are items; `ordered` says which kind
    "item",
    "paragraph",
    "table",  # `rows`; the first is the header
    "code",  # `text` verbatim, `info` the language
    "math",  # `text` the TeX between $$ and $$
    "quote",
    "callout",  # `info` its type (note, tip, question), `text` its title
    "definition",  # a definition list's term is `text`, each meaning a child paragraph
    "footnote",  # `info` its label
    "rule",
    "html",  # raw HTML: kept so that its lines are accounted for, never shown
]


@dataclass(frozen=True, slots=True)
class Block:
    """A node of the outline: a section, list, item, paragraph, table ... with its lines.

    `text` is inline Markdown on one line: markers, comments, block ids, footnote references and hash
    tags are gone, wikilinks are their words. Code, math, highlights and images stay as written.
    """

    kind: BlockKind
    text: str
    line: int
    end: int
    children: tuple[Block, ...] = ()
    ordered: bool = False
    """Of a list: numbered."""
    level: int = 0
    """Of a section: 1 to 6 for a heading, 7 and more for a label line that works as one."""
    task: bool | None = None
    """Of an item: a task's box, ticked or not; None where there is none."""
    info: str = ""
    rows: tuple[Row, ...] = ()
    tags: tuple[str, ...] = ()
    """Hash tags that stood in the text, without the hash."""
    off: bool = False
    """The author keeps it out: `<!-- no card -->` and its kin."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells as inline Markdown, and its line."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A note as a tree of sections and blocks."""

    note: str
    """Path of the note."""
    title: str
    """From the front matter, a lone first heading of level 1, or the file's name."""
    blocks: tuple[Block, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The front matter as plain values."""
    lines: tuple[str, ...] = ()
    """The note's own lines, for reports."""
    remarks: tuple[Remark, ...] = ()


# ------------------------------------------------------------------ what it says

Role = Literal[
    "statement",  # says something
    "label",  # names what hangs under it
    "question",  # something the author wants to ask, or asks and answers
    "author",  # an author's own card
    "task",  # a to-do
    "scrap",  # too little to say anything
    "off",  # kept out by the author
    "cell",  # a table's row
    "code",
    "math",
    "quote",
]


@dataclass(frozen=True, slots=True)
class Point:
    """One talking point: a bullet, sentence, row or paragraph, with what hangs under it."""

    text: str
    """Inline Markdown without emphasis."""
    place: Place
    role: Role
    block: Block
    children: tuple[Point, ...] = ()
    ordered: bool = False
    """Its children stand in a numbered list."""
    before: str = ""
    """The statement just before it among its siblings: what a leading "it" or "then" leans on."""
    header: tuple[str, ...] = ()
    """Of a table's row: the column names."""
    cells: tuple[str, ...] = ()
    """Of a table's row: its cells."""
    asking: bool = False
    """It stands where the author collects questions to ask."""
    parent: str = ""
    """Short name of the list item or paragraph right above it; "" under a heading."""
    group: int = 0
    """Which list of its parent it is an item of, from 1; 0 outside a list."""
    lang: str = "en"
    """Language of the note, as two letters."""
    theme: str = ""
    """What the lines of prose right above it are about."""
    topic: str = ""
    """The user's topic that selected it, when topics were named."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a point's text, as character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a point says."""

    point: Point
    text: str
    """The clause as the author wrote it."""
    span: Span
    """Where it stands in the point's text."""
    subject: str = ""
    verb: str = ""
    """The whole verb group, with auxiliaries and "not"."""
    rest: str = ""
    """What follows the verb: object, complement, modifiers."""
    link: str = ""
    """The word that ties it to the clause before: "because", "which", "if", "and" ..."""
    lead: str = ""
    """What stands before the subject: "after failover", "in 1848"."""
    label: str = ""
    """The name before a colon or dash whose body the clause belongs to."""
    carried: bool = False
    """The subject was carried over from what stands before; it is not in the clause's own words."""
    first: bool = True
    """It is the first claim of its label's body, or of its sentence where there is no label."""
    main: Claim | None = None
    """The claim that this one gives the reason, condition or result of."""
    sentence: int = 0
    """Which sentence of its point it stands in, from 0."""


# ------------------------------------------------------------------ cards

CardKind = Literal["basic", "cloze", "list"]
Depth = Literal["essentials", "normal", "all"]
"""How much of a note is asked: what is surest to be worth it, what a careful person would keep, or all that can be."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something hidden in a cloze's text."""

    start: int
    end: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to ask, still Markdown, without identity; never an Anki card.

    * basic: `front` asks, `back` answers.
    * cloze: `front` is the whole text, `blanks` what is hidden in it; Anki makes a card for each.
    * list: `front` says what is listed, `items` are asked one by one, earlier ones shown.
    """

    kind: CardKind
    front: str
    place: Place
    form: str
    """Name of the form that saw it."""
    back: str = ""
    blanks: tuple[Blank, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    context: tuple[str, ...] = ()
    """What is shown above the question, outermost first."""
    slot: str = ""
    """Which thing of its point is asked, in few normalised words: "define:relay", "why", "row:red/leave in"."""
    source: str = ""
    """The words of the point (or row) it was made from: what identity aligns notes by."""
    extra: str = ""
    """Shown small under the answer: an example, the line in full."""
    reverse: bool = False
    """Also ask the other way round."""
    speak: bool = False
    """Read the card aloud."""
    tags: tuple[str, ...] = ()
    worth: float = 0.0
    """How likely a careful reader would keep it, 0 to 1."""

    @property
    def hidden(self) -> tuple[str, ...]:
        """What each Anki card of it asks for, in order: the back, the blanks, or the items."""
        if self.kind == "basic":
            return (self.back,)
        if self.kind == "list":
            return self.items
        return tuple(self.front[b.start : b.end] for b in self.blanks)

    @property
    def anki_kind(self) -> Literal["basic", "cloze"]:
        """The Anki note type it needs; a card can never change it and keep its history."""
        return "basic" if self.kind == "basic" else "cloze"

    def __str__(self) -> str:
        """The one notation for everything that people read.

        >>> here = Place("x.md", 1, 1)
        >>> print(Card("basic", "What is a racing hull built for?", here, "attribute",
        ...            back="speed", context=("Boats",)))
        [Boats]
        Q: What is a racing hull built for?
        A: speed
        >>> print(Card("cloze", "The ferry leaves at 04:15", here, "number", blanks=(Blank(20, 25, "when"),)))
        C: The ferry leaves at {04:15|when}
        >>> print(Card("list", "Primary colours?", here, "enumeration", items=("red", "blue")))
        L: Primary colours?
         - red
         - blue
        """
        lines = [f"[{' › '.join(self.context)}]"] if self.context else []
        if self.kind == "basic":
            lines += [f"Q: {self.front}", f"A: {self.back}"]
        elif self.kind == "list":
            lines += [f"L: {self.front}"]
            lines += [f" {f'{n}.' if self.ordered else '-'} {x}" for n, x in enumerate(self.items, 1)]
        else:
            lines.append(f"C: {self._with_blanks()}")
        return "\n".join(lines)

    def _with_blanks(self) -> str:
        out, at = "", 0
        for b in self.blanks:
            hint = f"|{b.hint}" if b.hint else ""
            out += f"{self.front[at : b.start]}{{{self.front[b.start : b.end]}{hint}}}"
            at = b.end
        return out + self.front[at:]


# ------------------------------------------------------------------ identity

Verdict = Literal[
    "new",  # never issued before
    "same",  # as before
    "moved",  # same words, another section, note or position in it
    "reworded",  # same fact in other words
    "updated",  # same card, changed answer
    "returned",  # was retired, is back in the note
    "retired",  # its fact is gone from a note that was read
]


@dataclass(frozen=True, slots=True)
class Settled:
    """A card that knows who it is, and how we know."""

    card: Card
    guid: str
    numbers: tuple[int, ...]
    """Anki's cloze number of each blank or item; (1,) for a basic card."""
    verdict: Verdict
    matcher: str = ""
    """Which matcher found its ledger entry; "" for a new card."""
    was: Entry | None = None
    """The ledger entry it continues."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger remembers of one card ever issued (one Anki note)."""

    guid: str
    kind: CardKind
    note: str
    line: int
    form: str
    slot: str
    front: str
    back: str
    hidden: tuple[tuple[int, str], ...]
    """(cloze number, what it hides) of every number ever used, living ones first in text order; (1, back) if basic."""
    living: int
    """How many of `hidden`, from the first, the card has now; the others are retired numbers, never reused."""
    source: str
    trail: tuple[str, ...]
    changed_at: int
    """Unix seconds when its content last changed: Anki's `mod`."""
    digest: str
    """Hash of the fields and tags that were last published."""
    retired_at: int | None = None
    tags: tuple[str, ...] = ()
    sides: int = 1
    """Of a basic card: how many Anki cards it makes, also asked the other way round or spoken."""
    sides_ever: int = 1
    """How many it has ever made: a side that is taken away and put back finds its history."""

    @property
    def answers(self) -> tuple[str, ...]:
        """What the card hides now, as :attr:`Card.hidden` gives it."""
        return tuple(text for _, text in self.hidden[: self.living])


Answer = Literal[
    "same",  # the card continues the entry
    "other",  # it is another card, whatever a matcher may think
    "open",  # nobody has said yet; until then it is another card
]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a card that looks like an entry continues it: what a person said, or still may say."""

    guid: str
    """Of the entry."""
    was: str
    """The entry's words when it was asked: a decision is about these two wordings and no others."""
    now: str
    """The card's words."""
    answer: Answer
    reason: str = ""
    """Why it was not plain."""


Opinion = Literal[
    "keep",  # looked at, and good as it is
    "drop",  # not to be studied
    "edit",  # to be asked in other words
]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided on one card; it holds for the card, wherever it moves and however its line is reworded."""

    guid: str
    opinion: Opinion
    was: tuple[str, ...]
    """The card's words in the note when it was decided, part by part: the front, then the back or the items."""
    now: tuple[str, ...] = ()
    """Of an edit: the words to show instead, part by part."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What we remember of every card ever issued; entries in the order they are written."""

    entries: tuple[Entry, ...] = ()
    decks: Mapping[str, str] = field(default_factory=dict)
    """Note path → the deck name pinned when it was first issued (Anki cannot move cards on import)."""
    notetypes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Note type → (hash of its templates and CSS, when they last changed)."""
    decisions: tuple[Decision, ...] = ()
    """What a person said of doubtful pairs, and what nobody was asked yet."""
    choices: tuple[Choice, ...] = ()
    """What a person decided on single cards: at most one for each."""


# ------------------------------------------------------------------ the deck


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A settled card dressed for Anki."""

    guid: str
    kind: Literal["basic", "cloze"]
    fields: tuple[str, ...]
    """HTML, in the order of the note type's fields."""
    tags: tuple[str, ...]
    ordinals: tuple[int, ...]
    """Which Anki cards exist, from 0: templates of a basic note, cloze number - 1 of a cloze; () once retired."""
    changed_at: int
    """Unix seconds: Anki's `mod`."""
    position: int
    """Order among the new cards, from 1."""


@dataclass(frozen=True, slots=True)
class Preset:
    """What the options of a deck are set to, where the person lets an import do so."""

    name: str
    """As Anki lists it among its presets."""
    new_per_day: int
    """At most so many new cards a day."""
    reviews_per_day: int
    """At most so many reviews a day. What is left of this limit also limits new cards."""


@dataclass(frozen=True, slots=True)
class Deck:
    """All that an output sees: a name, its Anki notes, its media."""

    name: str
    notes: tuple[AnkiNote, ...]
    media: tuple[Media, ...] = ()
    description: str = ""
    """Left empty by a build: Anki puts any other in the place of what the person wrote there, at every import."""
    preset: Preset | None = None
    """Its options, if it has any of its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a deck is learnt by a day: what a person is told, and what is set in Anki."""

    deck: str
    by: date
    """The day on which all is to be known: the last one for learning is the day before."""
    today: date
    cards: int
    """How many Anki cards the deck has."""
    unseen: int | None
    """How many of these were never answered; None where nobody knows, and then it may be all."""
    new_per_day: int
    """So many new cards a day reach all in time; 0 once the day has come."""
    minutes: tuple[float, ...] = ()
    """What each day from today on is expected to take, for the cards to learn; what was seen before is not in it."""
    simulated: bool = False
    """Anki's own simulator says so, not our formula."""

    @property
    def days(self) -> int:
        """How many days there are to learn, today among them; 0 or less once the day has come."""
        return (self.by - self.today).days

    @property
    def to_learn(self) -> int:
        """How many cards are reckoned with."""
        return self.cards if self.unseen is None else self.unseen

    @property
    def spare(self) -> int:
        """How many days are left after the last new card: for those that are missed.

        >>> Plan("Sea", date(2026, 12, 12), date(2026, 11, 27), cards=62, unseen=None, new_per_day=6).spare
        4
        """
        return self.days - -(-self.to_learn // self.new_per_day) if self.new_per_day else 0

    @property
    def preset(self) -> Preset | None:
        """The options that the deck gets; None once the day has come: it goes on as any deck.

        >>> Plan("Sea", date(2026, 12, 12), date(2026, 11, 27), cards=62, unseen=None, new_per_day=6).preset.name
        'cardgen: Sea by 2026-12-12 (6 a day)'
        """
        if not self.new_per_day:
            return None
        return preset_by(self.deck, self.by, self.new_per_day)


MOST_A_DAY: Final = 9999
"""Anki takes no higher limit."""


def preset_by(deck: str, by: date, new_per_day: int) -> Preset:
    """The options of a deck of which so many new cards a day are learnt until a day.

    >>> preset_by("Sea", date(2026, 12, 12), 6)
    Preset(name='cardgen: Sea by 2026-12-12 (6 a day)', new_per_day=6, reviews_per_day=9999)
    """
    return Preset(f"cardgen: {deck} by {by} ({new_per_day} a day)", min(new_per_day, MOST_A_DAY), MOST_A_DAY)


# ------------------------------------------------------------------ the report


@dataclass(frozen=True, slots=True)
class Silence:
    """A piece of the note that gave no card, and why."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to each card, and why each line that gave none stayed silent."""

    settled: tuple[Settled, ...] = ()
    retired: tuple[Entry, ...] = ()
    silences: tuple[Silence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    dropped: tuple[Settled, ...] = ()
    """Cards that the notes give and that a person does not want."""

"""What a person decided on single cards: keep it, drop it, or ask it in other words.

A decision belongs to the card, not to its words: it follows the card through every edit of the note, because the
ledger goes on remembering the words of the *note*, and only what Anki gets is changed. A card that was dropped stays
known, so that it is recognised at the next build, and is the same card with the same history once it is taken back.
An edit holds part by part, until the note changes the very fact that was reworded: then the note wins, and says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cardgen.errors import CardgenError
from cardgen.identity import HALF, Settlement, remembered
from cardgen.identity.likeness import compare
from cardgen.model import Blank, Card, Choice, Entry, Ledger, Opinion, Remark, Settled

# ------------------------------------------------------------------ the words of a card


def words_of(card: Card) -> tuple[str, ...]:
    """The words of a card that a person may change: the front, then the back or each item; of a gap text the text.

    >>> from cardgen.model import Place
    >>> words_of(Card("cloze", "Nile and std::map", Place("x.md", 1, 1), "highlight", blanks=(
    ...     Blank(0, 4, "river"), Blank(9, 17))))
    ('{{c1::Nile::river}} and {{c2::std::map::}}',)
    """
    if card.kind == "basic":
        return card.front, card.back
    return (card.front, *card.items) if card.kind == "list" else (_notated(card),)


def _notated(card: Card) -> str:
    out, at = "", 0
    for number, blank in enumerate(card.blanks, 1):
        hidden = card.front[blank.start : blank.end]
        # The last "::" starts the hint, so words that hold one need an empty hint behind them.
        hint = f"::{blank.hint}" if blank.hint or "::" in hidden else ""
        out += f"{card.front[at : blank.start]}{{{{c{number}::{hidden}{hint}}}}}"
        at = blank.end
    return out + card.front[at:]


def in_words(card: Card, words: Sequence[str]) -> Card:
    """The card in other words, given as :func:`words_of` gives them.

    Raises:
        CardgenError: a part is empty, or there are more or fewer gaps or items than the card has: each of them is a
            card of its own in Anki, with a history.

    >>> from cardgen.model import Place
    >>> card = Card("cloze", "the Nile flows", Place("x.md", 1, 1), "highlight", blanks=(Blank(4, 8),))
    >>> print(in_words(card, ["North flows the {{c1::Nile::river}}"]))
    C: North flows the {Nile|river}
    """
    words = [part.strip() for part in words]
    if len(words) != len(words_of(card)) or not all(words):
        raise CardgenError(f"a part of this card is empty: {_PARTS[card.kind]}", card.place)
    if card.kind == "basic":
        return replace(card, front=words[0], back=words[1])
    if card.kind == "list":
        return replace(card, front=words[0], items=tuple(words[1:]))
    front, blanks = _read(words[0])
    if len(blanks) != len(card.blanks):
        count = len(card.blanks)
        gaps = "one gap" if count == 1 else f"{count} gaps"
        raise CardgenError(f"this card has {gaps}, written {{{{c1::word}}}}: keep as many, in their order", card.place)
    return replace(card, front=front, blanks=tuple(blanks))


_PARTS: Mapping[str, str] = {
    "basic": "give a question and an answer",
    "list": "give the question and every item",
    "cloze": "give the text with its gaps",
}


def _read(text: str) -> tuple[str, list[Blank]]:
    """A text without its gap marks, and where the gaps are."""
    out, blanks, at = "", list[Blank](), 0
    for start, inner, end in _marks(text):
        hidden, _, hint = inner.rpartition("::") if "::" in inner else (inner, "", "")
        if hidden.strip():
            out += text[at:start]
            blanks.append(Blank(len(out), len(out) + len(hidden), " ".join(hint.split())))
            out, at = out + hidden, end
    return out + text[at:], blanks


def _marks(text: str) -> Iterator[tuple[int, str, int]]:
    """Where each `{{c1::…}}` starts, what is in it, and where it ends; braces inside may be nested."""
    at = 0
    while (start := text.find("{{c", at)) >= 0:
        head = text.find("::", start)
        at = start + 3
        if head < 0 or not text[start + 3 : head].isdigit():
            continue
        depth, end = 0, head + 2
        while end < len(text) and not (depth == 0 and text.startswith("}}", end)):
            depth += (text[end] == "{") - (text[end] == "}")
            end += 1
        if end < len(text):
            yield start, text[head + 2 : end], end + 2
            at = end + 2


# ------------------------------------------------------------------ one decision


def decided(card: Card, guid: str, opinion: Opinion, words: Sequence[str] = ()) -> Choice:
    """What a person decided on a card, as the ledger remembers it.

    Args:
        card: as the note has it, not as an earlier edit left it.
        words: of an edit, the new words.

    Raises:
        CardgenError: as :func:`in_words`.
    """
    now = words_of(in_words(card, words)) if opinion == "edit" else ()
    return Choice(guid, opinion, words_of(card), now)


def chosen(known: Iterable[Choice], guid: str, choice: Choice | None) -> tuple[Choice, ...]:
    """All decisions with a new one on a card; with None, without any on it.

    >>> one = Choice("g", "keep", ("a", "b"))
    >>> chosen([one], "g", replace(one, opinion="drop")), chosen([one], "g", None)
    ((Choice(guid='g', opinion='drop', was=('a', 'b'), now=()),), ())
    """
    others = tuple(one for one in known if one.guid != guid)
    return others if choice is None else (*others, choice)


def with_choice(known: Ledger, settled: Settled, choice: Choice) -> Ledger:
    """The ledger with a decision on a card, which is remembered even if no build has issued it yet."""
    entries = known.entries
    if settled.guid not in {e.guid for e in entries}:
        # Without a digest: it has not shipped.
        entries = (*entries, replace(remembered(settled), digest="", changed_at=0))
    return replace(known, entries=entries, choices=chosen(known.choices, settled.guid, choice))


def taken_back(known: Ledger, guid: str) -> Ledger:
    """The ledger without a decision on a card. One that was dropped lives again at once, so that it is recognised even
    if its line is reworded before the next build.

    >>> taken_back(Ledger(choices=(Choice("g", "keep", ("a", "b")),)), "g").choices
    ()
    """
    dropped = guid in _dropped(known)
    entries = tuple(replace(e, retired_at=None) if dropped and e.guid == guid else e for e in known.entries)
    return replace(known, entries=entries, choices=chosen(known.choices, guid, None))


def worded(card: Card, choice: Choice | None) -> tuple[Card, bool]:
    """The card as a person wants it asked; and whether the note has since changed a fact that they had reworded,
    whose words are then the note's.

    >>> from cardgen.model import Place
    >>> here = Place("x.md", 1, 1)
    >>> pump = Card("basic", "What does pump give?", here, "attribute", back="9 bar")
    >>> choice = decided(pump, "g", "edit", ["What pressure does the pump give?", "9 bar"])
    >>> print(worded(replace(pump, back="8 bar"), choice)[0])
    Q: What pressure does the pump give?
    A: 8 bar
    >>> choice = decided(pump, "g", "edit", ["What does pump give?", "9 bar, never more"])
    >>> card, outdated = worded(replace(pump, back="8 bar"), choice)
    >>> card.back, outdated
    ('8 bar', True)
    """
    if choice is None or choice.opinion != "edit":
        return card, False
    ours = words_of(card)
    fits = len(choice.was) > 1 if card.kind == "list" else len(choice.was) == len(ours)
    if not fits:  # it was a list, and is a text with gaps now, or the other way round
        return card, True
    pairs = _items(ours, choice) if card.kind == "list" else _parts(ours, choice)
    try:
        return in_words(card, [words for words, _ in pairs]), any(outdated for _, outdated in pairs)
    except CardgenError:  # the note has more gaps than it had
        return card, True


def _parts(ours: Sequence[str], choice: Choice) -> list[tuple[str, bool]]:
    """For each part of the card the words to show, and whether an edit of it no longer fits."""
    return [
        (note if was == now else _part(note, was, now), was != now and _is_another_fact(was, note))
        for note, was, now in zip(ours, choice.was, choice.now, strict=True)
    ]


def _items(ours: Sequence[str], choice: Choice) -> list[tuple[str, bool]]:
    """Items come and go: what was said of one holds as long as it is in the list."""
    edits = dict(zip(choice.was[1:], choice.now[1:], strict=True))
    cue = _part(ours[0], choice.was[0], choice.now[0]) if choice.was[0] != choice.now[0] else ours[0]
    lost = any(was != now and was not in ours for was, now in edits.items())
    return [(cue, lost), *((edits.get(item, item), False) for item in ours[1:])]


def _part(note: str, was: str, now: str) -> str:
    return note if _is_another_fact(was, note) else now


def _is_another_fact(was: str, now: str) -> bool:
    """Whether the note says something else than it did, not only in other words."""
    difference = compare(was, now)
    return bool(difference.numbers) or difference.turned or difference.replaced >= HALF


def is_looked_at(card: Card, choice: Choice | None) -> bool:
    """Whether a person has decided on the card as it is now: on a changed fact nobody has decided yet."""
    if choice is None:
        return False
    if choice.opinion == "drop":
        return True
    ours = words_of(card)
    same = len(ours) == len(choice.was) and not any(map(_is_another_fact, choice.was, ours))
    return same and not worded(card, choice)[1]


# ------------------------------------------------------------------ all of them, at a build


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is left of a settlement once it is known what the person wants of it."""

    settlement: Settlement
    known: Ledger
    """What we knew, with the dropped cards as the notes have them now."""
    dropped: tuple[Settled, ...]
    remarks: tuple[Remark, ...]


def awake(known: Ledger) -> Ledger:
    """The ledger in which what was dropped counts as living, so that it is recognised in whatever words.

    >>> was = Entry("g", "basic", "x.md", 1, "", "", "Q", "A", ((1, "A"),), 1, "", (), 5, "0f", retired_at=9)
    >>> awake(Ledger((was,), choices=(Choice("g", "drop", ("Q", "A")),))).entries[0].retired_at is None
    True
    """
    dropped = _dropped(known)
    entries = tuple(replace(e, retired_at=None) if e.guid in dropped else e for e in known.entries)
    return replace(known, entries=entries)


def _dropped(known: Ledger) -> frozenset[str]:
    return frozenset(one.guid for one in known.choices if one.opinion == "drop")


def applied(settlement: Settlement, known: Ledger, retired_at: Mapping[str, int | None], now: int) -> Chosen:
    """Takes out what was dropped. What had shipped is retired; what had not is only remembered.

    Args:
        settlement: made with an :func:`awake` ledger.
        known: that ledger.
        retired_at: since when each entry is retired, dropped ones too.
        now: Unix seconds.
    """
    away = _dropped(known)
    shown = tuple(_unshipped_is_new(s) for s in settlement.settled if s.guid not in away)
    dropped = tuple(_unshipped_is_new(s) for s in settlement.settled if s.guid in away)
    laid = {s.guid: _laid_by(s, retired_at.get(s.guid), now) for s in dropped}
    newly = [e for e in laid.values() if e.digest and retired_at.get(e.guid) is None]
    gone = [e for e in settlement.retired if e.digest and retired_at.get(e.guid) is None]
    never_shipped = {e.guid for e in settlement.retired if not e.digest and e.guid not in away}
    entries = [
        laid.pop(e.guid) if e.guid in laid else replace(e, retired_at=retired_at.get(e.guid))
        for e in known.entries
        if e.guid not in never_shipped
    ]
    doubtful = tuple(d for d in settlement.doubtful if d.entry.digest and d.entry.guid not in away)
    still = replace(settlement, settled=shown, retired=(*gone, *newly), doubtful=doubtful)
    return Chosen(still, replace(known, entries=(*entries, *laid.values())), dropped, _outdated(shown, known))


def _laid_by(settled: Settled, retired_at: int | None, now: int) -> Entry:
    """A dropped card as the ledger remembers it: in the note's words of today, and whether it ever shipped."""
    was = settled.was
    digest, changed_at = (was.digest, was.changed_at) if was is not None else ("", 0)
    since = retired_at if digest or retired_at is not None else now  # what has shipped is retired with its tombstone
    return replace(remembered(settled), digest=digest, changed_at=changed_at, retired_at=since)


def _unshipped_is_new(settled: Settled) -> Settled:
    """A card that was decided on before it ever went out has no history yet."""
    if settled.was is None or settled.was.digest:
        return settled
    return replace(settled, verdict="new", matcher="", was=None)


OUTDATED = (
    "its line changed a fact since you edited this card: it shows the note's words again (edit it anew with "
    "`cardgen review`)"
)
"""What is said of an edit that the note has overtaken."""


def _outdated(shown: Iterable[Settled], known: Ledger) -> tuple[Remark, ...]:
    of = {one.guid: one for one in known.choices}
    return tuple(Remark(s.card.place, OUTDATED) for s in shown if worded(s.card, of.get(s.guid))[1])


def as_chosen(settled: Iterable[Settled], choices: Collection[Choice]) -> tuple[Settled, ...]:
    """The cards in the words in which a person wants them asked: what Anki gets, not what the ledger remembers."""
    of = {one.guid: one for one in choices}
    return tuple(replace(s, card=worded(s.card, of.get(s.guid))[0]) for s in settled)

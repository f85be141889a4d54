"""The form of before: a line that was merely reworded, or stands under other names, is asked what it was asked.

Where its words still allow it. The other forms read a sentence afresh, and a word more or a slip of the finger may
make them ask for something else of it. Who has learnt the card would lose it for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cardgen import words
from cardgen.forms.clausal import shown
from cardgen.forms.common import MAX_BODY_WORDS, basic, cloze, key, tidy, whole_list
from cardgen.forms.items import split_items
from cardgen.identity.alignment import same_trail
from cardgen.identity.likeness import compare, listed_items, plain
from cardgen.labels import bare, label_of, word_count
from cardgen.memory import Memory
from cardgen.model import Card, Claim, Entry, Point
from cardgen.sentences import sentence_at, sentences

FORMS_OF_CLAIMS = frozenset({
    "definition", "what_it_does", "attribute", "attribute_number", "cause", "consequence", "condition", "rule",
    "number_or_date", "complement_cloze", "pair", "gloss", "question_to_ask", "as_before",
})  # fmt: skip
"""Forms whose cards need no more than the words of their line; "as_before" is this one."""
MIN_SHOWN_WORDS = 2
"""Telling words that must remain beside a blank."""


def as_before(claim: Claim, memory: Memory) -> list[Card]:
    """What the claim was asked before its line was reworded, as far as question and answer still stand in it.

    >>> def asked(form, front, *hidden, slot=""):
    ...     return Entry("g", "basic" if front.endswith("?") else "cloze", "x.md", 1, form, slot, front,
    ...                  hidden[0], ((1, hidden[0]),), 1, "the relay is optimized for speed", (), 0, "")
    >>> now = "the relay serves as optimized for speed"
    >>> print(as_before(_claim(now), _memory(now, asked("attribute", "What is the relay optimized for?", "speed")))[0])
    Q: What is the relay optimized for?
    A: speed
    >>> print(as_before(_claim(now), _memory(now, asked("complement_cloze", "the relay is quick", "relay")))[0])
    C: the {relay} serves as optimized for speed
    >>> as_before(_claim(now), _memory(now, asked("attribute", "What is the relay optimized for?", "cost")))
    []
    >>> now = "relay: puts simply, speeds up"
    >>> was = asked("definition", "What is a relay?", "a switch", slot="define:relay")
    >>> print(as_before(_claim(now), _memory(now, was))[0])
    Q: What is a relay?
    A: puts simply, speeds up
    """
    return list(_kept(claim, memory))


def left_over(point: Point, cards: Sequence[Card], memory: Memory) -> list[Card]:
    """What the point was asked and none of its cards goes on with, asked of its sentences as wholes: half of a split
    sentence may hold no clause that could be asked about.

    >>> was = Entry("g", "cloze", "x.md", 1, "complement_cloze", "", "the pilot tells the harbour of the fog", "",
    ...             ((1, "harbour"),), 1, "the pilot tells the harbour of the fog", (), 0, "")
    >>> now = _claim("tells the harbour of the fog").point
    >>> [str(c) for c in left_over(now, [], _memory(now.text, was))]
    ['C: tells the {harbour} of the fog']
    >>> left_over(now, left_over(now, [], _memory(now.text, was)), _memory(now.text, was))
    []
    """
    wholes = (
        Claim(point, point.text[s.start : s.end], s, first=n == 0, sentence=n)
        for n, s in enumerate(sentences(point.text))
    )
    return [c for whole in wholes for c in as_before(whole, memory) if not any(goes_on(c, other) for other in cards)]


def goes_on(card: Card, other: Card) -> bool:
    """Whether two cards ask the same of a line."""
    return card.anki_kind == other.anki_kind and (card.slot == other.slot or card.hidden == other.hidden)


def list_as_before(point: Point, memory: Memory) -> list[Card]:
    """A list in a sentence that was reworded or split goes on with the items that still stand in the line.

    >>> was = Entry("g", "basic", "x.md", 1, "enumeration", "list:needs", "What does it need? (3)", "rope, tar, salt",
    ...             ((1, "rope, tar, salt"),), 1, "it needs rope, tar and salt", (), 0, "")
    >>> now = "it needs rope with tar"
    >>> print(list_as_before(_claim(now).point, Memory({now: (was,)}))[0])
    Q: What does it need? (2)
    A: rope, tar
    >>> list_as_before(_claim("it needs tar").point, Memory({"it needs tar": (was,)}))
    []
    """
    for entry in memory.of(point.text):
        if entry.kind == "basic" and entry.slot.startswith("list:") and _reworded(entry, point):
            items = listed_items(entry.back)
            found = [(at, item) for item in items if (at := _where(item, point.text)) is not None]
            most = 2 * len(found) > len(items) or (2 * len(found) == len(items) and found[0][1] == items[0])
            if len(found) > 1 and most and found == sorted(found):  # as they stood before
                now = _with_new_ones(point.text, found)
                front = re.sub(rf"\b{len(items)}\b", str(len(now)), entry.front)
                return whole_list(point, "as_before", front, now, entry.slot, known=True)
    return []


def _with_new_ones(text: str, found: Sequence[tuple[int, str]]) -> list[str]:
    """The items found in a line, with what now stands between and behind them as an item, too.

    >>> _with_new_ones("tastes: sweet, sour, salty, bitter. and so on", [(8, "sweet"), (15, "sour")])
    ['sweet', 'sour', 'salty', 'bitter']
    >>> _with_new_ones("it needs rope and tar to hold, says the mate", [(9, "rope"), (18, "tar")])
    ['rope', 'tar']
    """
    kept = [item for _, item in found]
    [start, *_] = (at for at, _ in found)
    end = sentence_at(text, start).end
    now = split_items(text[start:end], most=len(text), promised=True)  # who learns it decides how long it may grow
    return now if set(kept) <= set(now) else kept


def _reworded(entry: Entry, point: Point) -> bool:
    """Whether the line was asked this, but not in these words or not under these names."""
    kept = entry.form == "as_before"
    return entry.retired_at is None and (
        kept or plain(entry.source) != plain(point.text) or not same_trail(entry.trail, point.place.trail)
    )


def _where(words_sought: str, text: str) -> int | None:
    """Where some words stand in a text, if they stand there once."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words_sought)}(?!\w)", text)]
    return found[0] if len(found) == 1 else None


def _kept(claim: Claim, memory: Memory) -> Iterator[Card]:
    for entry in memory.of(claim.point.text):
        own = entry.form in FORMS_OF_CLAIMS and entry.living == 1 and not entry.slot.startswith("list:")
        if own and _reworded(entry, claim.point):
            card = _with_its_blank(claim, entry) if entry.kind == "cloze" else _with_its_question(claim, entry)
            if card is not None:
                yield card


def _with_its_question(claim: Claim, entry: Entry) -> Card | None:
    """The same question, while its words and its answer stand in the line; a term keeps it whatever is said of it."""
    text = claim.point.text
    label = label_of(text) if claim.first and claim.sentence == 0 else None
    if label and entry.slot == f"define:{key(bare(label.name))}" and len(sentences(text)) == 1:
        body = tidy(text[label.body :])
        if body and word_count(body) <= MAX_BODY_WORDS:
            return basic(claim.point, "as_before", entry.front, body, slot=entry.slot)
    edit = compare(entry.source, text)
    stays = (_telling(entry.front) & _telling(entry.source)) <= _telling(text) and not (edit.turned or edit.numbers)
    if not stays or plain(entry.back) not in plain(claim.text):
        return None
    return basic(claim.point, "as_before", entry.front, entry.back, slot=entry.slot)


def _with_its_blank(claim: Claim, entry: Entry) -> Card | None:
    """The same words hidden, in the sentence as it is now."""
    [hidden] = entry.answers
    at = _where(hidden, claim.text)
    text, offset = shown(claim)
    if at is None:
        return None
    start, end = offset + at, offset + at + len(hidden)
    least = 1 if entry.slot.startswith("define:") else MIN_SHOWN_WORDS  # of a name, and what else was told of it
    if text[start:end] != hidden or len(_telling(f"{text[:start]} {text[end:]}")) < least:
        return None
    return cloze(claim.point, "as_before", text, start, end, slot=entry.slot)


def _telling(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", text.lower()) if w not in words.STOPWORDS}


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]


def _memory(text: str, entry: Entry) -> Memory:
    return Memory({plain(text): (entry,)})

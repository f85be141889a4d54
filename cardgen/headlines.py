"""Headlines: what a note's first line calls it, for a note that has no heading of its own over all.

Files are called `notes.md` or `tuesday.md`; whoever meets a card months later needs the name that the writer gave the
matter. It is only shown: decks are still called after their files, and cards are known by what they ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cardgen import words
from cardgen.labels import has_verb, label_of, word_count
from cardgen.model import Card, Outline, Point
from cardgen.outline import named_by_file
from cardgen.points import words_in
from cardgen.quantities import DATE

MOST_WORDS = 7
_DAY = "|".join(words.WEEKDAYS)
_ENDS = re.compile(rf"\s[-–—]{{1,2}}\s|\s\(|,\s(?=(?:with|my|typed|by|from|\d|{_DAY})\b)|\sw/\s|\s/\s|\.\s", re.I)
"""What parts the name of a note from what else its first line tells."""
_SAYS_LITTLE = words.STOPWORDS | {
    *words.GREETINGS, *words.FILLERS, "my", "notes", "note", "some", "prep", "cram", "meeting", "misc", "draft",
}  # fmt: skip


def headline(outline: Outline, points: Sequence[Point]) -> str:
    """What the first line of a note calls it; "" where a heading does so, or where the line is none.

    >>> from cardgen import outline, points
    >>> from cardgen.model import Note
    >>> def shown(text):
    ...     one = outline.read(Note("tuesday.md", text))
    ...     return headline(one, points.find(one))
    >>> shown("City archive, Ghent - with the walking club, tues\\n\\nThe vault is of 1406.")
    'City archive, Ghent'
    >>> shown("# Ghent\\n\\nthe vault is of oak")                     # its heading says so already
    ''
    >>> shown("the vault is of oak\\n\\nit holds charters"), shown("vault: of oak\\n\\ncharters: 922")
    ('', '')
    """
    first = points[0] if points else None
    if first is None or first.block.kind != "paragraph" or first.children or first.place.trail != (outline.title,):
        return ""
    apart = len(points) > 1 and points[1].place.line > first.place.end + 1
    if not _is_called_after_its_file(outline) or not (first.role == "label" or apart) or label_of(_head(first.text)):
        return ""
    name = _head(first.text)
    told = [w for w in re.findall(r"[^\W_]+", name.lower()) if w not in _SAYS_LITTLE and not w.isdigit()]
    plain = not re.search(r"[:=?!→]|->", name) and not has_verb(name) and not DATE.match(name)
    day = name.lower().split()[:1] and name.lower().split()[0].strip(",.") in words.WEEKDAYS
    return name if told and plain and not day and word_count(name) <= MOST_WORDS else ""


def _head(text: str) -> str:
    return _ENDS.split(text)[0].strip(" .,*_#-–—")


def _is_called_after_its_file(outline: Outline) -> bool:
    """Neither its front matter nor a heading names it."""
    return outline.title == named_by_file(outline.note) and "title" not in outline.settings


def under(cards: Sequence[Card], file: str, name: str) -> tuple[Card, ...]:
    """The cards with the `name` of their note where the name of its `file` stood over them.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "?", Place("x.md", 1, 1), "definition", context=("x", "vault"))
    >>> under([card], "x", "Ghent")[0].context, under([card], "x", "The vault")[0].context
    (('Ghent', 'vault'), ('The vault',))
    """
    if not name:
        return tuple(cards)
    return tuple(replace(c, context=_renamed(c.context, name)) if c.context[:1] == (file,) else c for c in cards)


def _renamed(context: tuple[str, ...], name: str) -> tuple[str, ...]:
    below = context[2:] if words_in(context[1] if context[1:] else "") <= words_in(name) else context[1:]
    return (name, *below)

"""Names that open the first of some lines and are over the others, too: `**Oboe** - double reed`, `BRASS: four kinds`.

Such a name stands out to be found again, and is a heading in all but a line of its own. So does a name with a colon,
where none of the lines below it has one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from cardgen import words
from cardgen.labels import bare, has_verb, label_of, says, word_count
from cardgen.outline import prose

_FEWEST = 2
"""Lines below a name with a colon; one may be the next name."""
_MOST_WORDS = 5
_BOLD = re.compile(r"\*\*(?P<name>[^*]{2,60})\*\*\s*\S")
_CAPITALS = re.compile(
    r"(?P<name>(?=[A-ZÄÖÜ]{3})[A-ZÄÖÜ][A-ZÄÖÜ&/ -]*[A-ZÄÖÜ])(?:(?:\s[a-zäöü]+){0,2}:\s|\s{2,}|\s[–-]\s)(?=\S)"
)
_SHORT = re.compile(r"[A-ZÄÖÜ]{2,}\d*(?:\s\w+){0,2}:\s")
"""Another of the kind that the first line may be of: `TLS: encrypted` below `HTTP - plain`."""
_DAY = re.compile(rf"\b(?:{words.ANY_MONTH}|{'|'.join(words.WEEKDAYS)})\b", re.I)
_CALLS = frozenset({
    "note", "nb", "important", "warning", "attention", "careful", "remember", "todo", "exam", "example", "update",
    "tip", "summary", "question", "answer", "caveat", "danger", "caution", "reminder", "spoiler", "rule",
})  # fmt: skip
"""So somebody calls to the reader, and names nothing."""


def leads(lines: Sequence[str]) -> Mapping[int, str]:
    """Of a note's lines, by number, the name that the first line of their block opens with.

    >>> leads(["**Oboe** - double reed", "nasal", "", "**Flute** - no reed", "airy", "", "**Drum** - of skin"])
    {2: 'Oboe', 5: 'Flute'}
    >>> leads(["BRASS: four kinds", "tuba the lowest", "", "WOODWIND: with reeds or none", "oboe has two"])
    {2: 'BRASS', 5: 'WOODWIND'}
    >>> leads(["**Oboe** - reed", "**Flute** - none", "nasal"]), leads(["NOTE: bring reeds", "and a knife"])
    ({}, {})
    >>> leads(["Oboe: a double reed", "sounds nasal", "gives the others an a"])
    {2: 'Oboe', 3: 'Oboe'}
    >>> leads(["oboe: double reed", "flute: none", "has an a"]), leads(["oboe: reed", "flutes have none"])
    ({}, {})
    """
    runs = groupby(enumerate(lines, 1), key=lambda line: bool(line[1].strip()))
    blocks = [[*run] for filled, run in runs if filled]
    found = {block[0][0]: name for block in blocks if len(block) > 1 and (name := _led_by([t for _, t in block]))}
    return {no: found[block[0][0]] for block in blocks if block[0][0] in found for no, _ in block[1:]}


def _led_by(block: Sequence[str]) -> str:
    """The name that the first of some lines opens with, and none of the others does so."""
    name = _lead(block[0]) or _labelled(block)
    return name if name and not any(_lead(t) or _SHORT.match(t) for t in map(str.strip, block[1:])) else ""


def _lead(line: str) -> str:
    """The name in bold or in capitals that a line opens with, and goes on behind."""
    m = _BOLD.match(line) or _CAPITALS.match(line)
    name = bare(m["name"]) if m else ""
    if not name or word_count(name) > _MOST_WORDS or name[0].isdigit() or says(name) or prose.is_label(line):
        return ""
    return "" if _calls(name) or name[-1] in ".!?" else name


def _calls(name: str) -> bool:
    """It calls to the reader, points away or tells a day: nothing that other lines could be about."""
    low = name.lower().split()
    away = low[0] in words.WH_WORDS | words.PRONOUNS | words.DETERMINERS - {"the"}
    return away or bool({name.lower(), low[0]} & (_CALLS | {*words.GENERIC_LABELS}) or _DAY.search(name))


def _labelled(block: Sequence[str]) -> str:
    """The name with a colon over two lines or more as far out that have neither names nor bullets of their own."""
    label = label_of(block[0])
    below = [line for line in block[1:] if line[:1].strip()]
    if label is None or label.seam != "colon" or len(below) < _FEWEST or len(below) < len(block) - 1:
        return ""
    own = [label_of(line) for line in below]
    if 3 * sum(label is not None for label in own) > len(below) or any(
        _MARKED.match(x) or prose.is_label(x) for x in below
    ):
        return ""
    if any(label and label.seam != "equals" for label in own):
        return ""
    name = bare(label.name)
    coded = any(c.isdigit() for c in name) or name.isupper()  # "H100: new", and below it "H200 is newer"
    fits = (
        name[:1].isalpha() and not coded and word_count(name) <= _MOST_WORDS and not _calls(name) and not has_verb(name)
    )
    return name if fits else ""


_MARKED = re.compile(r"[-*+•]\s|\d+[.)]\s|\W")

"""Whether the author sets a name over every few lines: then a blank line ends what the name is over.

One short line over longer ones may be a thought like these. Where nearly every block of a note opens with a name, the
names are headings, and a block without one is about something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cardgen import words
from cardgen.labels import SESSION, is_plural
from cardgen.outline import prose
from cardgen.outline.lines import Line
from cardgen.tagger import tag, tokenize

_FEWEST = 3
"""Blocks with a name over them; two may be chance."""
_MOST_TITLE_WORDS = 6
_LONGER = 1.5
"""Times its title; what is as short as the title may be the next of some names."""
_ASKED = frozenset({"what", "why", "how"})


@dataclass(frozen=True, slots=True)
class Titled:
    """Numbers of lines in a note whose author titles the blocks; both are empty for any other note."""

    titles: frozenset[int] = frozenset()
    """They name the block that they open."""
    others: frozenset[int] = frozenset()
    """They open a block that has no title."""
    alone: frozenset[int] = frozenset()
    """Bare titles of which the note has only one: `outcome` is a part of it like the others, and not of the last."""
    terms: frozenset[int] = frozenset()
    """Titles over one line that says what they mean, in a note that is made of such pairs."""


def titled(lines: Sequence[Line]) -> Titled:
    """The titles of a note's blocks, if nearly each of them has one.

    >>> from cardgen.outline.lines import classify
    >>> note = "yeast/eats sugar all day//salt/slows the yeast down//oven/hot stone, much steam//it was fine/ate it"
    >>> titled(classify(list(enumerate(note.split("/"), 1)))[0])
    Titled(titles=frozenset({1, 4, 7}), others=frozenset({10}), alone=frozenset({1, 4, 7}), terms=frozenset())
    >>> note = "yeast eats sugar/all day long//salt/slows it//the oven needs a hot stone/and much steam"
    >>> titled(classify(list(enumerate(note.split("/"), 1)))[0])
    Titled(titles=frozenset(), others=frozenset(), alone=frozenset(), terms=frozenset())
    """
    blocks = [block for block in _blocks(lines) if block[0].kind == "text" and block[0].indent <= 3]
    told = [block for block in blocks if len(block) > 1]
    plain = sum(_has_title(block, _LONGER) for block in told)
    if plain < _FEWEST or (plain == _FEWEST and 5 * plain < 3 * len(told)) or 2 * plain < len(told):
        return Titled()
    over = [block for block in told if _has_title(block, 1)]
    titles = frozenset(block[0].no for block in over)
    pairs = [block for block in over if _is_pair(block)]
    terms = frozenset(block[0].no for block in pairs) if len(pairs) >= _FEWEST and 2 * len(pairs) > len(told) else ()
    others = _without_title(blocks, titles)
    names = Counter(block[0].text.lower() for block in over)
    bare = frozenset(b[0].no for b in over if names[b[0].text.lower()] == 1 and not prose.is_label(b[0].text))
    return Titled(titles, others, bare, frozenset(terms))


def _without_title(blocks: Sequence[Sequence[Line]], titles: frozenset[int]) -> frozenset[int]:
    """The blocks that are about something else; a line in bold names all that follows, blank lines or not."""
    others, bold = set(), False
    for block in blocks:
        first = block[0]
        if prose.is_bold(first.text):
            bold = True
        elif first.no in titles:
            bold = False
        elif not bold:
            others.add(first.no)
    return frozenset(others)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of text and items with nothing between them."""
    runs = groupby(lines, key=lambda line: line.kind in ("text", "item") and bool(line.text))
    return [[*run] for words_stand, run in runs if words_stand]


def _has_title(block: Sequence[Line], least: float) -> bool:
    """Its first line is a name that is shorter, at `least` so many times, than what stands under it, or than a list."""
    first, *rest = (line.text for line in block)
    if prose.is_loud(first) or prose.is_label(first) or (SESSION.match(first) and prose.is_banner(first, rest)):
        return True
    if not prose.is_name(first) or first[0].isdigit() or len(_NUMBER.findall(first)) > 1:
        return False
    longer = sum(map(len, rest)) / len(rest) / len(re.sub(r"\s*\([^()]*\)$", "", first))  # an aside names nothing
    if first.split()[0].lower() in words.WH_WORDS:  # a question that is spelt out below: "what she said of the flood"
        return first.split()[0].lower() in _ASKED and (longer > 1 or all(x.indent > block[0].indent for x in block[1:]))
    both_count = _NUMBER.search(first) and _NUMBER.search(rest[0])  # "flour 500 g", "water 350 g"
    if len(first.split()) > _MOST_TITLE_WORDS or both_count or not prose.names_only(first):
        return False
    return longer >= least or _names_several(first, rest)


def _is_pair(block: Sequence[Line]) -> bool:
    """A term of a few words, and one line of text that tells what it means."""
    term, *rest = block
    plain = not (prose.is_loud(term.text) or prose.is_label(term.text)) and len(term.text.split()) <= _MOST_TERM_WORDS
    if not plain or len(rest) != 1 or rest[0].kind != "text" or len(rest[0].text.split()) <= 2:
        return False
    return tag([t.text for t in tokenize(rest[0].text)])[0] not in ("V", "AUX", "MOD")  # "eats sugar": what it does


_MOST_TERM_WORDS = 4


def _names_several(first: str, rest: Sequence[str]) -> bool:
    """`causes of the war` over some names of which few are of several things themselves."""
    return len(rest) > 1 and is_plural(first) and 2 * sum(map(is_plural, rest)) <= len(rest)


_NUMBER = re.compile(r"\d+")

"""Reading: a text with its tokens and their tags, and the words that join clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from cardgen.tagger import Token, tag, tokenize

DASHES = frozenset({"-", "--", "–", "—"})
FINITE = frozenset({"V", "AUX", "MOD"})
ARROWS = frozenset({"->", "-->", "→", "=>", "⇒", "⟶", "-&gt;"})
ARROW = "|".join(sorted(ARROWS, key=len, reverse=True))
"""Any of them, for a pattern."""
CAUSE = frozenset({"because", "bc", "b/c", "cuz", "coz", "cos", "since", "as"})
CONDITION = frozenset({"if", "when", "whenever", "once", "unless", "until", "til", "till", "while", "after", "before"})


@dataclass(frozen=True)
class Words:
    """A stretch of text with its tokens and their tags; offsets count from the stretch's start."""

    text: str
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]

    def cut(self, start: int, end: int) -> Words:
        """The words from token `start` up to `end`, as a stretch of its own, tags kept."""
        if start >= end:
            return Words("", (), ())
        zero, last = self.tokens[start].start, self.tokens[end - 1].end
        moved = tuple(Token(t.text, t.start - zero, t.end - zero) for t in self.tokens[start:end])
        return Words(self.text[zero:last], moved, self.tags[start:end])

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens in lower case; asked for at every token of every clause, so made once."""
        return tuple(t.text.lower() for t in self.tokens)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The tokens in lower case, with the apostrophe that every keyboard has."""
        return tuple(w.replace("’", "'") for w in self.lower)


@lru_cache(maxsize=8192)
def read(text: str) -> Words:
    """Text with tokens and tags.

    >>> read("reads get stale").tags[-2:]
    ('V', 'ADJ')
    """
    tokens = tuple(tokenize(text))
    return Words(text, tokens, tuple(tag([t.text for t in tokens])))


def spaced(s: Words, at: int) -> bool:
    """Does the token stand between blanks?

    >>> spaced(read("a - b"), 1), spaced(read("a-b c"), 0)
    (True, False)
    """
    t = s.tokens[at]
    return s.text[t.start - 1 : t.start].isspace() and s.text[t.end : t.end + 1].isspace()


def finite_ahead(s: Words, at: int) -> bool:
    """Is there a finite verb before the next hard stop?

    >>> finite_ahead(read("the relay; it fails"), 0), finite_ahead(read("the relay fails"), 0)
    (False, True)
    """
    for i in range(at, len(s.tokens)):
        if s.tags[i] in FINITE:
            return True
        if s.tokens[i].text in ";,:" or s.lower[i] in ARROWS or (s.tokens[i].text in DASHES and spaced(s, i)):
            return False
    return False


def finite_between(s: Words, start: int, end: int) -> bool:
    """Is there a finite verb among these tokens?

    >>> finite_between(read("the relay fails"), 0, 2), finite_between(read("the relay fails"), 0, 3)
    (False, True)
    """
    return any(t in FINITE for t in s.tags[start:end])

"""A sentence while it is being tagged: each word's readings, the tags so far, and what the rules ask of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from cardgen.tagger.readings import readings
from cardgen.verbs import verb_form

FINITE: Final = frozenset({"V", "AUX", "MOD"})
BREAKS: Final = frozenset({"PUNCT", "CC", "SUB", "REL", "WH"})
STARTS_NOUN: Final = frozenset({"DET", "PRON", "N", "PN", "NUM", "ADJ", "CODE", "VG", "VN"})


def word_set(text: str) -> frozenset[str]:
    """The words of a text, split at blanks."""
    return frozenset(text.split())


SAYING: Final = word_set(
    """think thinks thought say says said know knows knew show shows showed shown mean means meant believe believes
    believed hope hopes guess guesses see sees saw find finds found claim claims claimed argue argues argued assume
    assumes assumed ensure ensures ensured prove proves proved suggest suggests suggested notice noticed realise
    realised realize realized"""
)
"""Verbs that a whole clause can follow without "that"."""


_STARTS_ANEW: Final = word_set("i we they he she it")
"""Subjects that nothing else can be: behind a noun they begin a clause."""


class Sentence:
    """Words with their readings, and the tags so far; the likeliest reading until a rule has settled another."""

    __slots__ = ("low", "options", "tags", "text")

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = tokens
        self.low = [token.lower().replace("’", "'") for token in tokens]
        self.options = [readings(token) for token in tokens]
        self.tags = [options[0] for options in self.options]

    def tag(self, i: int) -> str:
        """The tag at a place; PUNCT before the first word and after the last."""
        return self.tags[i] if 0 <= i < len(self.tags) else "PUNCT"

    def word(self, i: int) -> str:
        """The word at a place in lower case; empty beyond the ends."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def can(self, i: int, tag: str) -> bool:
        """The word at a place has that reading left."""
        return 0 <= i < len(self.options) and tag in self.options[i]

    def settle(self, i: int, tag: str) -> None:
        """Give a word its tag for good."""
        self.tags[i] = tag
        self.options[i] = (tag,)

    def before(self, i: int) -> int:
        """The place before, adverbs and negation skipped."""
        i -= 1
        while i >= 0 and self.tags[i] in ("ADV", "NEG"):
            i -= 1
        return i

    def after(self, i: int) -> int:
        """The place after, adverbs and negation skipped."""
        i += 1
        while i < len(self.tags) and self.tags[i] in ("ADV", "NEG"):
            i += 1
        return i

    def form(self, i: int) -> str:
        """How the word at a place is a verb: "base", "s", "past", "participle", "ing"; empty if it is none."""
        forms = verb_form(self.word(i))
        return forms[0].tag if forms else ""

    def base(self, i: int) -> str:
        """The base form of the verb at a place; empty if it is none."""
        forms = verb_form(self.word(i))
        return forms[0].base if forms else ""

    def is_break(self, i: int) -> bool:
        """A clause ends before or begins behind this place."""
        return self.tag(i) in BREAKS or self.can(i, "SUB")

    def is_sure(self, i: int) -> bool:
        """A finite verb that nothing can take for something else."""
        settled = 0 <= i < len(self.tags) and self.tags[i] in FINITE and len(self.options[i]) == 1
        return settled and self.tag(self.before(i)) not in ("TO", "MOD")

    def opens(self, i: int) -> bool:
        """The word begins its clause; adverbs may stand before it."""
        return self.is_break(self.before(i)) or self.word(i - 1) == "then"

    def finite_before(self, i: int) -> int:
        """The place of a sure finite verb before, in the same clause; -1 if there is none.

        "people think X causes Y": what one thinks is a clause of its own.
        """
        i -= 1
        while i >= 0 and not self.is_break(i) and self.low[i] not in SAYING:
            if self.is_sure(i):
                return i
            i -= 1
        return -1

    def finite_after(self, i: int) -> int:
        """The place of a sure finite verb after, in the same clause; -1 if there is none."""
        first = i = i + 1
        while i < len(self.tags) and not self.is_break(i):
            if i > first and self.low[i] in _STARTS_ANEW and self.tags[i - 1] in ("N", "PN", "ADJ", "NUM"):
                return -1  # "it only helps symptoms it does not heal": the verb is the next clause's
            if self.is_sure(i):
                return i
            i += 1
        return -1

    def has_finite(self, i: int) -> bool:
        """A sure finite verb stands elsewhere in the same clause."""
        return self.finite_before(i) >= 0 or self.finite_after(i) >= 0

    def clause_start(self, i: int) -> int:
        """The place of the first word of the clause."""
        while i > 0 and not self.is_break(i - 1) and self.low[i - 1] not in SAYING:
            i -= 1
        return i


Rule = Callable[[Sentence, int], str]
"""Sees a sentence and the place of a word with several readings; gives its tag, or "" for no opinion."""

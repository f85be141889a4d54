"""The tagger's rules for small words ("that", "since", "up"), which lean on the verbs found around them before."""

from __future__ import annotations

import re
from typing import Final

from cardgen import words
from cardgen.tagger.sentence import BREAKS, FINITE, STARTS_NOUN, Sentence, word_set

_AFTER_IT_IS: Final = word_set(
    "a an the been not just also always never only very so too really about like more less actually"
)


def that(s: Sentence, i: int) -> str:
    """`shows that it works` SUB, `a cache that fills` REL, `that cache` DET, `that is why` PRON."""
    if s.low[i] != "that":
        return ""
    before, after = s.tag(i - 1), s.tag(i + 1)
    if s.word(i - 1) in words.BE and after in ("DET", "PRON"):
        return "SUB"
    described = before == "ADJ" and "DET" in s.tags[max(0, i - 3) : i]
    if (
        described
        or before in ("N", "PN", "NUM", "CODE")
        or (before == "PRON" and s.word(i - 1) not in words.OBJECT_PRONOUNS)
    ):
        return "REL"
    if before in ("V", "VN", "VG", "ADJ", "ADV") or s.word(i - 1) in (
        "so",
        "such",
        "given",
        "now",
        "provided",
        "except",
    ):
        return "DET" if after == "N" and s.tag(i + 2) in BREAKS else "SUB"
    return "DET" if after in ("N", "ADJ", "PN") else "PRON"


def question_word(s: Sentence, i: int) -> str:
    """`who owns it?` WH, `the team who owns it` REL, `when it fails` SUB, `when is it due?` WH."""
    if not s.can(i, "WH"):
        return ""
    if s.can(i, "SUB"):
        return "WH" if s.tag(i + 1) in ("AUX", "MOD") else "SUB"
    starts = s.tag(i - 1) == "PUNCT" and s.word(i - 1) != ","
    return "WH" if starts or s.tag(i - 1) in ("V", "VG", "TO") else "REL"


def clause_or_phrase(s: Sentence, i: int) -> str:
    """`since it broke` SUB, `since 1848` P; `once a day` ADV; `so it fails` SUB, `so fast` ADV; `bc of` P."""
    if not s.can(i, "SUB") or len(s.options[i]) < 2 or s.can(i, "WH") or s.low[i] == "that":
        return ""
    if s.word(i + 1) == "that":
        return "SUB"
    if s.options[i] == ("SUB", "P"):
        return "P" if s.word(i + 1) == "of" else "SUB"
    if s.can(i, "ADV") and (s.tag(i + 1) in ("PUNCT", "CC") or _is_degree(s, i)):
        return "ADV"
    other = next(tag for tag in s.options[i] if tag != "SUB")
    if s.low[i] == "as" and s.tag(i + 1) in ("DET", "N") and _verb_of_its_own(s, i):
        return "SUB"
    if s.low[i] in ("than", "as"):
        return "SUB" if s.tag(i + 1) == "PRON" and s.tag(s.after(i + 1)) in FINITE else other
    return "SUB" if s.tag(i + 1) in STARTS_NOUN | {"P", "ADV", "NEG"} and _verb_of_its_own(s, i) else other


def _is_degree(s: Sentence, i: int) -> bool:
    """`so fast`, `so many`, `once more`; but `so now it fails`."""
    return s.tag(i + 1) in ("ADJ", "ADV", "VN") and s.word(i + 1) not in ("now", "then", "today", "only")


def _verb_of_its_own(s: Sentence, i: int) -> bool:
    """A finite verb comes before the clause ends and before a second subject: not in `after the war the king fled`."""
    i = first = i + 1
    while i < len(s.tags) and s.tags[i] not in ("PUNCT", "SUB", "REL", "WH"):
        if s.tags[i] in FINITE and s.tag(s.before(i)) != "TO":
            return True
        if s.tags[i] in ("DET", "PRON") and i > first and s.tag(i - 1) in ("N", "PN", "NUM"):
            return False
        if i > first and _names_another(s, first, i):
            return False
        i += 1
    return False


def _names_another(s: Sentence, first: int, i: int) -> bool:
    """`after the flood Ghent`, `until the 1850s candles`: a name behind a common noun, a noun behind its date."""
    named = s.text[i][:1].isupper() and s.text[i - 1].islower() and s.tag(i - 1) == "N" and s.tags[i] in ("N", "PN")
    owned = s.tags[first] == "DET" or s.low[first].endswith("'s")
    return (named and owned) or (is_decade(s.low[i - 1]) and s.tags[i] in ("N", "PN"))


def is_decade(word: str) -> bool:
    """Is a word a year or ten of them?

    >>> is_decade("1850s"), is_decade("1848"), is_decade("850")
    (True, True, False)
    """
    return re.fullmatch(r"(?:1\d|20)\d\ds?", word) is not None


def determiner_or_pronoun(s: Sentence, i: int) -> str:
    """`this cache` DET, `this is` PRON; `more memory` DET, `more stable` ADV."""
    if not s.can(i, "DET") or len(s.options[i]) != 2 or s.low[i] == "its":
        return ""
    other = next(tag for tag in s.options[i] if tag != "DET")
    after = s.tag(i + 1)
    if other == "ADV":
        return "DET" if after in ("N", "PN", "VG") or s.word(i + 1) == "of" else "ADV"
    return "DET" if after in ("N", "PN", "ADJ", "NUM", "VG", "VN", "CODE", "DET") else other


def particle(s: Sentence, i: int) -> str:
    """`spins up`, `is up 12%`, `not after`: with nothing behind it a preposition is an adverb; `out of` stays one."""
    if not s.can(i, "P") or not s.can(i, "ADV"):
        return ""
    if s.word(i + 1) == "of":
        return "P"
    if s.tag(i + 1) == "NUM" and (
        s.low[i] == "about" or (s.word(s.before(i)) in words.BE and s.low[i] in ("up", "down"))
    ):
        return "ADV"
    return "P" if s.tag(i + 1) in STARTS_NOUN else "ADV"


def single_words(s: Sentence, i: int) -> str:
    """`like`, `there`, `one`, `can`."""
    low = s.low[i]
    if low == "can":  # no modal stands before "to"
        return "N" if s.word(i + 1) in ("to", "of") else "MOD"
    if low == "like":
        return "V" if s.tag(s.before(i)) in ("PRON", "TO", "MOD") else "P"
    if low == "there":
        return "PRON" if s.word(i + 1) in words.BE or s.tag(i + 1) == "MOD" else "ADV"
    if low == "its":
        told = s.tag(i + 1) in ("ADJ", "VN") and s.tag(i + 2) in ("P", "PUNCT", "SUB", "REL", "TO", "PRON")
        said = told and s.tag(i - 1) in ("PUNCT", "SUB", "N", "ADV", "CC")  # "its wet": it is
        return "AUX" if s.word(i + 1) in _AFTER_IT_IS or said else "DET"
    if low == "one":
        counts = s.tag(i + 1) in ("N", "ADJ", "P") or s.tag(i - 1) in ("PUNCT", "P")
        return "PRON" if s.tag(i - 1) in ("DET", "ADJ") or not counts else "NUM"
    return ""

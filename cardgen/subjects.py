"""Subjects: who or what a question can be about, and what only looks like a subject.

A clause of a hurried note has its subject somewhere above, or half of a sentence in its place. Asking about such a
thing gives the worst questions of all, so this room would rather say that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen import words
from cardgen.common_words import COMMON
from cardgen.reading import Words, read
from cardgen.verbclasses import MOSTLY_NOUNS
from cardgen.verbs import NOUNY, VERBS, base_of, verb_form, verb_tags


def mid_sentence(subject: str) -> str:
    """A subject that opened its sentence, as it stands inside one: only words that name nothing lose their capital.

    A noun or an adjective that everybody knows does so before a small letter: `Power cables`.

    >>> mid_sentence("The relay"), mid_sentence("You"), mid_sentence("Hannibal")
    ('the relay', 'you', 'Hannibal')
    >>> mid_sentence("Power cables"), mid_sentence("Power Cables"), mid_sentence("Vienna coffee")
    ('power cables', 'Power Cables', 'Vienna coffee')
    >>> mid_sentence("Animals"), mid_sentence("Athens")
    ('animals', 'Athens')
    """
    first = subject.split(" ", 1)[0]
    plain = first[1:].islower() or len(first) == 1
    common = first.lower() in _COMMON and subject[len(first) + 1 : len(first) + 2].islower()
    one = first.lower().removesuffix("s")
    several = subject == first and first.endswith("s") and len(one) > 3 and one in COMMON | _COMMON
    opens = first.lower() in _OPENERS or common or several
    return subject[0].lower() + subject[1:] if plain and opens and first != "I" else subject


def is_bare_role(subject: str) -> bool:
    """`trigger`, `Starting point`: a noun that something else has, without its article.

    >>> [is_bare_role(x) for x in ("trigger", "Starting point", "the trigger", "triggers", "Cape Point")]
    [True, True, False, False, False]
    """
    told = read(subject)
    last = told.tokens[-1].text if told.tokens else ""
    plain = set(told.tags) <= {"N", "ADJ", "VG", "VN", "PN", "V"} and 0 < len(told.tokens) <= 2
    own = subject[1:].islower() and last.lower() in words.ROLE_NOUNS
    return plain and own and told.lower[0] not in words.DETERMINERS


_COMMON = words.NOUNS | words.ADJECTIVES | words.EVERYDAY | NOUNY
_OPENERS = words.DETERMINERS | words.PRONOUNS | words.PREPOSITIONS | words.QUANTIFIERS | frozenset(words.NUMBER_WORDS)


def agrees(group: str, subject: str) -> bool:
    """Does a bare verb fit its subject? "A relay keep" does not: then the verb is a noun, or an order after a comma.

    >>> agrees("keep", "relays"), agrees("keep", "a relay")
    (True, False)
    """
    if len(group.split()) > 1:
        return True
    read_subject = read(subject)
    head = read_subject.cut(
        0, next((i for i, t in enumerate(read_subject.tags) if t == "P" and i), len(read_subject.tags))
    )
    last = head.lower[-1] if head.lower else ""
    plural = (last.endswith("s") and not last.endswith(("ss", "us", "is"))) or last in _MANY_WORDS
    return plural or "CC" in head.tags or ("PN" in head.tags[-1:] and head.text[:1].isupper() and last.endswith("s"))


def is_compound(group: str, subject: str, rest: str) -> bool:
    """`the recommendations team at a shop`: a noun behind a noun, with no object behind it, is no verb.

    >>> is_compound("team", "recommendations", "at a shop"), is_compound("requires", "inference", "memory")
    (True, False)
    >>> is_compound("scale", "ticket prices", "with distance"), is_compound("scale", "map", "with a ruler")
    (False, True)
    >>> is_compound("prices", "low", "457 hours a year"), is_compound("prices", "the shop", "its wool by weight")
    (True, False)
    """
    tags, behind = read(subject).tags, read(rest).tags
    if base_of(group.lower()) in _GOES_WITH and rest.lower().startswith("with ") and subject.endswith("s"):
        return False
    if base_of(group.lower()) in MOSTLY_NOUNS and not {"DET", "PN", "PRON", "CODE", "NUM"} & {*tags}:
        return behind[:1] not in (("DET",), ("PRON",), ("PN",))  # "negative prices 457 hours", "access reviews yearly"
    by_doing = behind[:2] == ("P", "VG")  # "habits form by doing it daily"
    return (
        group.lower() in NOUNY
        and tags[-1:] == ("N",)
        and len(tags) <= 3
        and behind[:1] in (("P",), ("V",))
        and not by_doing
    )


_GOES_WITH = frozenset({"scale", "rise", "fall", "drop", "increase", "decrease", "vary", "change", "shift"})
"""`X scales with Y`: behind a plural they are verbs, as often as they are nouns elsewhere."""
_MANY_WORDS = words.FIRST_PERSON | frozenset(
    [
        "you",
        "u",
        "we",
        "they",
        "people",
        "ppl",
        "men",
        "women",
        "children",
        "teeth",
        "feet",
        "mice",
        "data",
        "media",
        "bacteria",
        "criteria",
        "phenomena",
        "police",
        "fish",
        "both",
        "all",
        "many",
        "some",
        "few",
        "most",
        "folks",
        "staff",
    ]
)
SUPERLATIVE = re.compile(
    r"(?:most|least|first|last|next|only|main|biggest|largest|smallest|best|worst|oldest|latest)\s+\w", re.I
)


_PEOPLE = frozenset(
    {"ppl", "people", "everyone", "everybody", "someone", "somebody", "anyone", "nobody", "one", "others"}
)
"""As a subject they say nothing: *What do people solve?*"""


def _holds_the_verb(low: str, tags: Sequence[str]) -> bool:
    """`Ada wants` before "star charts": the verb stands in what was taken for the subject.

    >>> _holds_the_verb("ada wants", ("PN", "N")), _holds_the_verb("ada lovelace", ("PN", "PN"))
    (True, False)
    """
    last = low.split()[-1] if low else ""
    acts = len(tags) == 2 and verb_tags(last) == {"s"}
    return acts and (tags[0] == "PN" or last in ("wants", "needs", "controls", "keeps"))


_ODD = frozenset({"TO", "WH", "SUB", "REL"})
VAGUE_SUBJECTS = words.PRONOUNS - words.FIRST_PERSON - {"u", "you"}
_NAMING_NOBODY = _PEOPLE | VAGUE_SUBJECTS | {"here", "what", "that", "which", "this", "these", "those", "rest", "one"}
_NO_ONE_THING = re.compile(r"\b(?:vs|versus)\b|\s=|\w['’]s$|s['’]$|^(?:his|her|their)\b")
"""`sourdough vs yeast`: two things; `the soldier's`: what is his stands behind it; `his aim`: nobody knows whose."""


def _as_nouns(subject: Words) -> tuple[str, ...]:
    """The tags of a subject; a plural at its end that by itself would be a verb is a noun: `inference costs`.

    >>> _as_nouns(read("inference costs")), _as_nouns(read("the relay wrote"))
    (('N', 'N'), ('DET', 'N', 'V'))
    """
    tags = subject.tags
    bases = {f.base for f in verb_form(subject.lower[-1]) if f.tag == "s"} if tags else set()
    compound = len(tags) > 1 and set(tags[:-1]) <= {"N", "PN", "ADJ"} and tags[-1] == "V"
    return (*tags[:-1], "N") if compound and bases & NOUNY else tags


def _says_that(subject: Words) -> bool:
    """Is a verb of saying inside, with its "that" left out?

    >>> _says_that(read("Pasteur showed lactic ferm")), _says_that(read("the show of strength"))
    (True, False)
    """
    inner = [*zip(subject.tags, subject.lower, strict=True)][1:-1]
    return any(tag == "V" and base_of(word) in _SAID for tag, word in inner)


_SAID = frozenset({"show", "prove", "find", "claim", "say", "think", "argue", "believe", "discover", "suggest"})


def clean_subject(subject: str) -> str:
    """A subject that says who is meant, or "": pronouns other than the writer's own name nobody.

    >>> clean_subject("the relay,"), clean_subject("it"), clean_subject("Pending usually means no node")
    ('the relay', '', '')
    >>> clean_subject("relay vs queue"), clean_subject("the soldier's")
    ('', '')
    """
    plain = re.sub(r"^(?:and|but|so|or)\s+", "", subject.strip(" ,;:").strip("*"))
    low = plain.lower()
    if low == "there":
        return plain
    if low in _NAMING_NOBODY or _NO_ONE_THING.search(low):
        return ""
    tags = _as_nouns(read(plain))
    if (tags == ("ADJ",) and low in words.ADJECTIVES) or _holds_the_verb(low, tags):
        return ""  # "radical was how"
    if (
        not tags
        or _says_that(read(plain))
        or any(t in _ODD for t in tags)
        or plain.count("(") != plain.count(")")
        or plain.count('"') % 2
    ):
        return ""
    placed = tags[-2:] == ("P", "ADV")  # "the view from above"
    if "ADV" in tags[1 : len(tags) - placed] or (
        "," in plain and "CC" not in tags[plain[: plain.rfind(",")].count(" ") :]
    ):
        return ""  # "Pending usually means no node": a clause; "july 2015, 30 songs": two phrases
    if len(tags) == 1 and low.endswith("s") and verb_tags(low) == {"s"} and not plain[0].isupper():
        return ""  # "skips index cleanup": a verb whose subject stands above
    first = low.split()[0]
    if (tags[0] in ("V", "VN") and tags[1:2] in (("P",), ("DET",), ("PRON",))) or (tags[0] == "VG" and len(tags) > 6):
        return ""
    if first in words.BE or (
        len(tags) > 1
        and first in VERBS
        and first not in NOUNY
        and tags[0] not in ("VG", "ADJ")
        and first not in words.NOUNS
    ):
        return ""
    if tags[-1] not in ("N", "PN", "CODE", "NUM", "PRON", "VG", "PUNCT") and not (
        placed or (tags[-1] == "ADJ" and tags[0] == "DET")
    ):
        return ""
    vague = low.split()[0] in VAGUE_SUBJECTS - words.POSSESSIVES and not any(t in ("N", "PN") for t in tags)
    return "" if vague or (low.split()[0] in words.MONTHS and len(tags) <= 2) else plain

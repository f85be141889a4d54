"""Themes: what a stretch of prose is about, for its later sentences, which seldom name it again.

Linguists call what a sentence is about its theme, and what it says of it the rheme. A writer names the theme of a
paragraph once; a card that is made from the fourth sentence has to show it, or nobody knows what is asked.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.claims import claims, overviewed
from cardgen.labels import bare, label_of, measured, says
from cardgen.model import Claim, Point
from cardgen.persons import firm_in, is_about_them, person_in
from cardgen.reading import read
from cardgen.subjects import clean_subject
from cardgen.verbs import verb_tags

MAX_THEME_WORDS = 5
_ASIDE = re.compile(r"\s*\([^()]*\)")
_POINTS_AWAY = frozenset({
    "some", "others", "other", "both", "all", "many", "most", "worse", "better", "one", "another", "nothing",
    "something", "everything", "anything", "nobody", "part", "half", "rest", "point", "thing", "things", "reason",
    "idea", "lesson", "book", "chapter", "author", "lecture", "lecturer", "prof", "example", "answer", "question",
    "result", "way",
})  # fmt: skip
"""Subjects that are nothing a paragraph could be about."""


def theme_of(point: Point) -> str:
    """What a line is about: the name that it begins with, or the subject of its first clause; "" if it has none.

    >>> from cardgen.model import Block, Place
    >>> def theme(text):
    ...     return theme_of(Point(text, Place("x.md", 1, 1), "statement", Block("paragraph", text, 1, 1)))
    >>> theme("The pool (Old Quay, 1920s) - pilots paid each other in tar"), theme("Freight sounds nice")
    ('pool', 'Freight')
    >>> theme("Ada Lovelace, born in 1815"), theme("Cato, censor 184 BC. Wanted thrift")
    ('Ada Lovelace', 'Cato')
    >>> theme("it depends on the wind"), theme("we moved the mast"), theme("Some of this is from the atlas")
    ('', '', '')
    """
    if point.lang != "en" or not point.text:
        return ""
    label = label_of(point.text)
    found = claims(point)
    if label:
        return _fit(_ASIDE.sub("", overviewed(bare(label.name), found, point)))
    named = person_in(re.split(r",\s", point.text)[0])
    if named:
        return _fit(named)
    first = found[0] if found else None
    if not first or not first.verb or first.carried:
        return _fit(measured(point.text))
    return _fit(clean_subject(first.subject))


def _fit(name: str) -> str:
    """A name as a theme: without its article; "" where it is too long, a clause, a role or somebody talking."""
    plain = re.sub(r"^(?:the|an?)\s+", "", _ASIDE.sub("", name).strip(" ,:"), flags=re.I)
    low = plain.lower().split()
    if not 0 < len(low) <= MAX_THEME_WORDS or re.search(r"[?!=]", plain) or says(plain) or plain[0].isdigit():
        return ""
    away = words.PRONOUNS | words.POSSESSIVES | words.DEMONSTRATIVES | words.WH_WORDS | words.QUANTIFIERS
    if low[0] in away | _POINTS_AWAY | words.FIRST_PERSON or low[-1] in words.ROLE_NOUNS | _POINTS_AWAY:
        return ""
    tags = read(plain).tags
    return plain if plain.lower() not in words.GENERIC_LABELS and {"N", "PN", "CODE", "VG"} & {*tags} else ""


def theme_before(claim: Claim) -> str:
    """What a claim is told of where it does not say so itself: the theme of its line, or, of what opens with a verb in
    running prose, the theme of the lines above it.

    >>> from cardgen.model import Block, Place
    >>> def theme(text, at):
    ...     point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1), theme="Vasa")
    ...     return theme_before(claims(point)[at])
    >>> theme("Kalmar sank fast. both decks burnt", 1), theme("raised in 1961", 0), theme("the deck is oak", 0)
    ('Kalmar', 'Vasa', '')
    """
    if claim.label or not is_open(claim):
        return ""
    own = theme_of(claim.point) if claim.sentence else ""
    first = read(claim.text)
    forms = verb_tags(first.lower[0]) if first.tags[:1] in (("V",), ("VN",)) else set()
    acts = claim.first and bool(forms) and "base" not in forms
    opens = acts and not claim.sentence and (claim.carried or not claim.subject)
    return own or (claim.point.theme if opens else "")


def is_open(claim: Claim) -> bool:
    """Has a claim no subject of its own, or one that says too little by itself: `both`, `gains`, `the chair`?

    >>> from cardgen.model import Block, Place
    >>> def opens(text):
    ...     point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    ...     return is_open(claims(point)[0])
    >>> opens("tops out at 40 knots"), opens("both do"), opens("the chair gets wet"), opens("the lock keeper sleeps")
    (True, True, True, False)
    """
    own = read(claim.subject) if claim.subject and not claim.carried else None
    if own is None:
        return True
    told = [(w, tag) for w, tag in zip(own.lower, own.tags, strict=True) if tag in ("N", "PN", "CODE", "ADJ", "VG")]
    return not any(tag in ("PN", "CODE") for _, tag in told) and len(told) < 2


def firm_of(claim: Claim) -> str:
    """Whom "they" is said of, or what has no subject at all, under a name, or in a note that prepares for a talk with
    somebody; "" where none is named.

    >>> from cardgen.model import Block, Place
    >>> def firm(text, *trail):
    ...     point = Point(text, Place("x.md", 2, 2, ("Orwell prep", *trail)), "statement", Block("item", text, 1, 1))
    ...     return firm_of(claims(point)[0])
    >>> firm("they insure ships", "Lloyd Quay"), firm("founded 1904 in Hull"), firm("300 clerks, 2 docks", "company")
    ('Lloyd Quay', 'Orwell', 'Orwell')
    >>> firm("raised 40k for it"), firm("they row", "my team"), firm("the office is in Hull")
    ('', '', '')
    """
    point, told = claim.point, read(claim.text)
    if point.lang != "en" or claim.label or claim.sentence or not claim.first or point.asking or not told.tokens:
        return ""
    over = point.parent or bare(point.place.trail[-1] if len(point.place.trail) > 1 else "")
    named, about = _is_firm(over), not over or is_about_them(over)
    name = over if named else (firm_in(point.place.trail[0]) if about and point.place.trail else "")
    if not name or told.lower[0] in ("they", "their"):
        return name
    opens_so = told.lower[0] in _OF_A_FIRM and claim.subject.lower().startswith(told.lower[0])
    if claim.subject and not claim.carried and not opens_so:
        return ""  # "founded 2009 in Hull, the fleet is new" has two things to tell
    counted = told.tags[0] == "NUM" and told.tags[1:2] in (("N",), ("ADJ",)) and (named or over)
    part = told.lower[:2] in (("part", "of"), ("one", "of"), ("home", "to"))
    return name if counted or part or told.lower[0] in _OF_A_FIRM else ""


def _is_firm(name: str) -> bool:
    """`Lloyd Quay`, `Initech`: a name with capitals, and no common word."""
    low = name.lower().removesuffix("s")
    common = {low, name.lower()} & (words.NOUNS | words.EVERYDAY | words.ADJECTIVES | words.ROLE_NOUNS)
    own = len(name.split()) > 1 or read(name).tags == ("PN",)
    return bool(person_in(name)) and own and not common and name.lower() not in words.GENERIC_LABELS


_OF_A_FIRM = frozenset({
    "founded", "started", "renamed", "bought", "acquired", "headquartered", "hq", "based", "listed", "merged", "opened",
    "incorporated", "established",
})  # fmt: skip
"""What is told of a company without its name; the writer may have raised and built things too."""

"""Persons: whom "he", "she", "his" and "her" speak of in what is told of somebody.

A paragraph on a life names its person once. Only a name in capitals counts as one, so that "she" never becomes a ship.
"""

from __future__ import annotations

import re

from cardgen import words

_SMALL = frozenset({"of", "the", "de", "da", "di", "du", "van", "von", "der", "la", "le", "al", "bin", "ibn", "y"})
_NO_PERSONS = frozenset({
    "the", "a", "an", "in", "on", "at", "of", "my", "our", "his", "her", "its", "their", "this", "that",
    "these", "chapter", "those", "part", "unit", "lecture", "notes", "war", "battle", "treaty", "act",
    "university", "college", "company",
})  # fmt: skip
MAX_NAME_WORDS = 5
_CAPITALIZED = re.compile(r"[^\W\d_]\.|[^\W\d_][\w’'-]*[a-zß-ÿ][\w’'-]*")
"""`Ada`, `J.`, `O'Neill`; an acronym names no person."""


def person_in(name: str) -> str:
    """A name as a person may have it: a few words with a capital each; "" for anything else.

    >>> person_in("Ada Lovelace (1815-1852)"), person_in("Leonardo da Vinci"), person_in("Hypatia")
    ('Ada Lovelace', 'Leonardo da Vinci', 'Hypatia')
    >>> person_in("the engine"), person_in("Battle of Hastings"), person_in("World War II notes"), person_in("GDP")
    ('', '', '', '')
    """
    plain = re.sub(r"\s*\([^()]*\)", "", name).strip(" ,:*")
    found = plain.split()
    capital = all(w in _SMALL or (_CAPITALIZED.fullmatch(w) and w[0].isupper()) for w in found)
    fits = 0 < len(found) <= MAX_NAME_WORDS and capital and not {w.lower() for w in found} & _NO_PERSONS
    return plain if fits and found[0] not in _SMALL else ""


def told_of(subject: str, person: str) -> str:
    """The subject of a clause with the person's name in it, where it speaks of them by a pronoun; "" elsewhere.

    >>> told_of("He", "Ada Lovelace"), told_of("her best known work", "Ada Lovelace"), told_of("it", "Ada Lovelace")
    ('Ada Lovelace', "Ada Lovelace's best known work", '')
    >>> told_of("she", "")
    ''
    """
    first, _, rest = subject.strip().partition(" ")
    if not person or first.lower() not in ("he", "she", "his", "her"):
        return ""
    if first.lower() in ("he", "she"):
        return "" if rest else person
    owner = f"{person}'" if person.endswith("s") else f"{person}'s"
    return f"{owner} {rest}" if rest else ""


_TALK = r"interviews?|prep(?:aration)?|onsite|loop|phone screen|panel"
_CUE = re.compile(rf"\b(?:{_TALK})\b", re.I)
_BEFORE_A_FIRM = re.compile(
    rf"^(?:(?:(?:my|final|first|second|1st|2nd|3rd|job|round|{_TALK})\s+)+(?:with|w/|at|@|for|by|[-–—:])\s+(?:the\s)?|"
    r"(?:interview|prep|onsite)\s+(?=(?-i:[A-Z])))",
    re.I,
)
_JOBS = frozenset({
    "senior", "junior", "lead", "head", "staff", "principal", "chief", "engineer", "engineering", "manager", "analyst",
    "developer", "designer", "data", "product", "sales", "software", "design", "director", "officer", "intern",
    "graduate", "job", "tech", "technical", "final", "first", "second", "my", "the", "a", "an", "on", "what", "how",
    "infra", "mech", "ds", "ml", "eng", "dev", "devops", "sre", "pm", "ux", "ui", "qa", "swe", "backend", "frontend",
    "round", "notes", "meeting", "mock", "role", "teacher", "nurse",
})  # fmt: skip
_WHY_THEM = re.compile(r"[Ww]hy\s(?:join\s)?(?P<firm>[^\W\d_][\w.&'’-]*(?:\s[A-Z][\w.&'’-]*)*)\??")
MOST_FIRM_WORDS = 4
_NO_FIRMS = frozenset(words.PRONOUNS | words.POSSESSIVES | words.DEMONSTRATIVES | {"me", "not", "now", "us", "them"})
_ABOUT_THEM = re.compile(
    r"\b(?:company|firm|organi[sz]ation|them|they|employer|money|business|products?|history|facts|numbers|news|"
    r"the (?:place|team|school|hospital|hotel|museum|club|charity|clinic|lab|agency|practice|fund|bank|shop))\b",
    re.I,
)


def is_about_them(heading: str) -> bool:
    """Does a heading stand over what is told of those whom one will talk to?

    >>> is_about_them("the company"), is_about_them("about them"), is_about_them("my stories")
    (True, True, False)
    """
    return bool(_ABOUT_THEM.search(heading)) and not re.search(r"\b(?:my|me|i|our|why|ask)\b", heading, re.I)


def talks_of(title: str) -> bool:
    """Does a note's title say that it prepares for a talk?

    >>> talks_of("Orwell interview"), talks_of("Orwell")
    (True, False)
    """
    return bool(_CUE.search(title))


_AT_A_FIRM = re.compile(r"\s(?:@\s?|at\s(?=[A-Z]))(?P<firm>\w[\w&.'’-]*(?:\s(?:&|[A-Z][\w.'’-]*)){0,3})")
"""`buyer @ Orwell, onsite friday`"""


def firm_in(title: str) -> str:
    """The company that a title names, of a note that prepares for a talk with it; "" where none is certain.

    >>> [firm_in(x) for x in ("Harbour Labs SRE interview", "prep - Orwell & Co (audit)", "ducat prep - round 2")]
    ['Harbour Labs', 'Orwell & Co', 'ducat']
    >>> firm_in("rigger @ Orwell, interview fri")
    'Orwell'
    >>> [firm_in(x) for x in ("why ducat", "why it matters", "Why me?")]
    ['ducat', '', '']
    >>> [firm_in(x) for x in ("data engineer interview", "Harbour Labs", "Interview St Anne's Hospital, ward sister")]
    ['', '', "St Anne's Hospital"]
    """
    plain = re.sub(r"\s*\([^()]*\)", "", title).strip(" *#")
    if why := _WHY_THEM.fullmatch(plain):
        return "" if why["firm"].lower().split()[0] in _NO_FIRMS else why["firm"]
    if not talks_of(plain):
        return ""
    if at := _AT_A_FIRM.search(plain):
        return at["firm"]
    behind = _BEFORE_A_FIRM.match(plain)
    named = re.split(r",\s|\s[-–—]\s|:\s", plain[behind.end() :] if behind else plain)[0].split()
    out: list[str] = []
    for word in named:
        capital = word == "&" or (word[0].isupper() and not (out and word.isupper() and len(word) < 5))
        if _CUE.fullmatch(word) or word.lower() in {*_JOBS, *words.WEEKDAYS} or not (capital or not out):
            break
        out.append(word)
    known = len(out) == 1 and out[0].islower() and out[0] in words.NOUNS | words.EVERYDAY | words.ADJECTIVES
    fits = 0 < len(out) <= MOST_FIRM_WORDS and not known and out[0][0].isalpha()
    return " ".join(out) if fits else ""

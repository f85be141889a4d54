"""Persons: whom "he", "she", "his" and "her" speak of in what is told of somebody.

A paragraph on a life names its person once. Only a name in capitals counts as one, so that "she" never becomes a ship.
"""

from __future__ import annotations

import re

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

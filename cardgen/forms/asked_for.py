"""The question for what a name stands for: what it is, who it is, or of whom it is told."""

from __future__ import annotations

import re

from cardgen import tongues, words
from cardgen.addressing import to_reader
from cardgen.claims import owner_of
from cardgen.forms import roles
from cardgen.forms.common import capital, is_equated
from cardgen.forms.fronts import (
    KIND,
    MAX_NAME_WORDS,
    ask_label,
)
from cardgen.forms.shapes import is_english
from cardgen.labels import has_verb, is_plural, word_count
from cardgen.model import Claim
from cardgen.points import context
from cardgen.quantities import DATE
from cardgen.reading import read
from cardgen.verbgroup import in_past
from cardgen.verbs import NOUNY, base_of, verb_tags

WHAT_IS = {
    "en": "What {be} {name}?", "de": "Was ist {name}?", "fr": "Qu'est-ce que {name} ?", "es": "¿Qué es {name}?",
    "it": "Che cos'è {name}?", "nl": "Wat is {name}?", "pt": "O que é {name}?", "pl": "Co to jest: {name}?",
    "sv": "Vad är {name}?",
}  # fmt: skip
"""How a definition is asked for, by language of the note."""
HAPPENED = {
    "en": "What happened {at} {name}?", "de": "Was geschah: {name}?", "fr": "Que s'est-il passé : {name} ?",
    "es": "¿Qué pasó: {name}?", "it": "Che cosa accadde: {name}?", "nl": "Wat gebeurde er: {name}?",
    "pt": "O que aconteceu: {name}?", "pl": "Co się stało: {name}?", "sv": "Vad hände: {name}?",
}  # fmt: skip


def ask_for(name: str, claim: Claim, body: str) -> str:
    """The question for what a name stands for: roles get an article, generic labels their context.

    "What is X?" asks what kind of thing X is, and most lines say something else of it: where `body` does not start as
    such an answer does, the name alone is asked.

    >>> def asked(text): return ask_for(text.split(":")[0], _claim(text), text.split(": ")[1])
    >>> asked("capital: Turin"), asked("relay: a process that reads the outbox"), asked("primary colours: red")
    ('Capital?', 'What is relay?', 'Primary colours?')
    """
    lang = claim.point.lang
    asked = _in_disguise(name, body, is_equated(claim)) if lang == "en" else ""
    if asked:
        return asked
    leans = _only_describes(name) and len(context(claim.point)) > 1
    if (
        name.lower().split()[0] in words.WH_WORDS
        or name.lower() in words.GENERIC_LABELS
        or (lang != "en" and name.lower() in tongues.GENERIC and not is_equated(claim))
        or lang not in WHAT_IS
        or leans
    ):
        return f"{capital(front_head(claim))}{name}?"
    if DATE.fullmatch(name) and (re.search(r"\d", name) or lang != "en" or name.lower() not in _FOREIGN_MONTHS):
        day = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", name) and re.search(r"[^\W\d]{3}", name)
        at = "on" if day else "in"
        return HAPPENED[lang].format(name=name, at=at)
    if lang == "en":
        return _what_is(name, claim, body)
    return WHAT_IS[lang].format(name=name) if KIND.match(body) else f"{capital(name)}{_MARK.get(lang, '?')}"


_FOREIGN_MONTHS = frozenset({"mayo", "mars", "mai", "juni", "marzo", "agosto"})
"""Months elsewhere, and other things in English."""
_MARK = {"fr": " ?"}


def _only_describes(name: str) -> bool:
    """`left`, `rough`, `older`: one word that describes what stands above it and names nothing."""
    return word_count(name) == 1 and name.islower() and name not in words.NOUNS and name in words.ADJECTIVES


def _in_disguise(name: str, body: str, equal: bool) -> str:
    """The question that a label asks by its own form: `to invert`, `what i bring`, `theory says`, `7 kg on 2 kg`."""
    first = name.lower().split()[0]
    said = re.match(r"(?P<who>.+?)\s(?:says?|said|claims?|thinks|argues|predicts)$", name)
    if first in words.WH_WORDS:
        return ask_label(name)
    if first == "to" and word_count(name) > 1:
        return f"How do you {name.split(' ', 1)[1]}?" if is_english(body) else f"{capital(name)} = ?"
    if said:
        return capital(f"what does {said['who']} say?")
    acts = "base" in verb_tags(first) and first not in words.NOUNS | NOUNY | words.ADJECTIVES
    if word_count(name) > 1 and acts and has_verb(body) and not (equal and name.islower()):
        return f"{capital(name)}: what happens?"
    phrase = (read(name).tags[:1] == ("VG",) and word_count(name) > 3) or first in words.COORDINATORS
    return f"{capital(name)} = what?" if phrase else ""


def _what_is(name: str, claim: Claim, body: str) -> str:
    above = context(claim.point)[1:]
    owner = claim.point.parent if claim.point.parent and above and above[-1] == claim.point.parent else ""
    asks = bool(above) and above[-1].lower().split()[0] in words.WH_WORDS and name.lower() in words.GENERIC_LABELS
    if above and (asks or (is_attribute(name) and owner and _singular(owner) and roles.is_owner(owner))):
        return f"{capital(above[-1])}: {name}?"
    first, last = name.lower().split()[0], name.lower().split()[-1]
    if claim.point.parent and first == last and "s" in verb_tags(first) and last not in words.ROLE_NOUNS:
        return f"What does {claim.point.parent} {base_of(first)}?"  # "takes: empathy", under who takes it
    if _is_person(name, claim.text):
        return f"Who {'was' if claim.verb and in_past(claim.verb) else 'is'} {name}?"
    role = last in words.ROLE_NOUNS or (first in words.ROLE_NOUNS and " of " in name)
    described = claim.text.islower() and (is_equated(claim) or name[0].isupper())  # "CTO: a gel"
    if not described and (last in words.PERSON_NOUNS or (role and first in words.PERSON_NOUNS and last != "name")):
        return f"Who is the {name}?"
    usual = first in _USUAL and word_count(name) > 1
    named = re.match(r"[A-Z][a-z]", claim.text) and name in _COMMON and above
    equal = is_equated(claim)
    article = "the " if ((role and not equal) or named or usual) and first not in words.DETERMINERS else ""
    translated = word_count(body) <= 2 and not is_english(body)
    kind = KIND.match(body) and (not claim.verb or _is_no_verb(claim)) and not translated
    if role and not kind and above:
        return f"{capital(front_head(claim))}{name}?"  # "trigger: the murder of Drusus": of what stands above
    if not kind and not (named and word_count(body) <= MAX_NAME_WORDS):
        return f"{capital(to_reader(name))}?"
    head = re.split(r"\s(?:of|in|for|on|at|to|with|from|by)\s", name)[0].split()[-1]
    common = head.islower() or (word_count(name) == 1 and head[1:].islower() and head[:-1].lower() in words.NOUNS)
    plural = is_plural(name) and common
    if equal and is_plural(name) and not common:
        return f"{to_reader(name)} = ?"  # "Tariffs", "Athens": nobody can tell whether they are several
    return capital(to_reader(WHAT_IS["en"].format(be="are" if plural else "is", name=article + name)))


def _is_no_verb(claim: Claim) -> bool:
    """`a sharp bend in a rope`: one thing would bend*s*.

    >>> _is_no_verb(_claim("elbow: a U-shaped bend in a pipe")), _is_no_verb(_claim("elbow: a pipe bends there"))
    (True, False)
    """
    forms = verb_tags(claim.verb.lower())
    return forms == {"base"} and re.match(r"an?\s", claim.subject, re.I) is not None


def _is_person(name: str, body: str) -> bool:
    """Two names or three, and what follows says somebody's trade.

    >>> _is_person("Keith Tantlinger", "the engineer of the twist lock"), _is_person("Black Forest Labs", "a model lab")
    (True, False)
    """
    head = re.split(r"\s(?:of|in|for|at|from|who|that|which|behind)\s|[,;(]", body)[0].lower().split()
    return bool(re.fullmatch(r"[A-Z]\w+(?:\s[A-Z][\w.]*){1,2}", name) and head and head[-1] in words.PERSON_NOUNS)


_COMMON = words.NOUNS | words.EVERYDAY | words.ROLE_NOUNS
_USUAL = frozenset({"usual", "main", "most", "best", "worst", "only", "real", "typical", "common", "first", "last"})


def has_figure(name: str) -> bool:
    """Can a figure alone be the answer to what it is?"""
    return is_attribute(name) or roles.is_role(name)


def is_attribute(name: str) -> bool:
    """`SE`, `cause`, `capital`: what something has, not something of its own."""
    lower = name.lower()
    return (name.isupper() and len(name) <= 4) or lower in words.ROLE_NOUNS or lower in ("time", "times", "dates")


def _singular(name: str) -> bool:
    """Is it the name of one thing, whose cause or capital can be asked? Not a category or a generic label."""
    last = name.lower().split()[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return not plural and name.lower() not in words.GENERIC_LABELS and word_count(name) <= 3


def front_head(claim: Claim) -> str:
    """Of what a label is told that names no thing itself, as the head of a front: the line's owner, or what is above.

    >>> front_head(_claim("cause: a spark"))
    ''
    """
    if owner := owner_of(claim.point, claim):
        return f"{owner}: "
    above = [name for name in context(claim.point)[1:] if name.lower().split()[0] not in words.WH_WORDS]
    return f"{above[-1]}: " if above else ""  # "what i did" owns nothing


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

"""Verb groups: a verb with what helps it, and the question that it asks of its clause."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.verbs import base_of, verb_form, verb_tags


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group ready for a question: what comes before the subject and what after it, and its main verb."""

    before: str
    after: str
    base: str

    def ask(self, subject: str, wh: str, tail: str = "") -> str:
        """*wh* + auxiliary + subject + verb + *tail* as one question."""
        told = " ".join(x for x in (wh, self.before, subject, self.after, tail) if x)
        return to_reader(re.sub(r"\s+([,?])", r"\1", told)) + "?"


def verb_of(group: str, subject: str) -> Verb | None:
    """The verb group as a question needs it: an auxiliary of its own, or do-support in the right tense.

    >>> verb_of("requires", "inference"), verb_of("feared", "liberals").before
    (Verb(before='does', after='require', base='require'), 'did')
    >>> verb_of("have been overseeing", "i").after, verb_of("do not write", "we")
    ('been overseeing', Verb(before='do', after='not write', base='write'))
    """
    tokens = group.split()
    if not tokens:
        return None
    first, rest = tokens[0].lower(), tokens[1:]
    main = base_of(tokens[-1].lower()) or tokens[-1].lower()
    if first == "am":
        return Verb("are", " ".join(rest), main)
    if first == "was" and subject.lower() == "i":
        return Verb("were", " ".join(rest), main)
    if first in words.MODALS and not rest:
        return None  # "would still exist": its verb was not seen
    helps = first in words.BE or first in words.MODALS or (first in words.HAVE | words.DO and rest)
    if helps and "'" not in first:
        return Verb(first, " ".join(rest), main)
    forms = verb_tags(first)
    if not forms:
        return None
    told = next((f.base for f in verb_form(first) if f.tag == "past" and f.base != first), "")
    in_the_past = "past" in forms and ("base" not in forms or first in _PAST_FIRST)
    base = told if in_the_past and told else base_of(first) or first
    before = "did" if in_the_past else "does" if "s" in forms or _is_third_person(subject, forms) else "do"
    return Verb(before, " ".join([base, *rest]), base)


_PAST_FIRST = frozenset({"found", "saw", "left", "felt", "fell", "ground", "wound", "bound"})
"""Past forms that are also verbs of their own, which hardly anybody means."""


def _is_third_person(subject: str, forms: Collection[str]) -> bool:
    """A bare verb after a singular name: `inference require ...` as hurried people write it."""
    last = subject.lower().split()[-1:] or [""]
    return "base" in forms and last[0] in ("it", "he", "she", "this", "that")


def in_past(verb: str) -> bool:
    """Is a verb group in the past tense?

    >>> in_past("was rebuilt"), in_past("feared"), in_past("runs")
    (True, True, False)
    """
    first = verb.lower().split()[:1]
    forms = verb_tags(first[0]) if first else set()
    return bool(first) and (first[0] in ("was", "were", "had", "did") or ("past" in forms and "base" not in forms))

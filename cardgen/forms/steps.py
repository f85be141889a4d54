"""What asks for steps in their order."""

from __future__ import annotations

import re

from cardgen import tongues
from cardgen.addressing import to_reader
from cardgen.forms.common import capital, tidy
from cardgen.forms.fronts import ask_label
from cardgen.labels import bare, has_verb, word_count
from cardgen.model import Point
from cardgen.points import context

STEPS = re.compile(
    r"\b(?:steps?|how to|procedure|process|runbook|recipe|method|order|stages?|phases?|schritte|étapes|pasos|"
    r"vorgehen|vorgehensweise|ablauf|anleitung|verfahren|procédure|procedimiento|procedura|werkwijze|stappen|etapas)\b",
    re.I,
)
"""Labels that promise steps."""


def steps_of(label: str, lang: str = "en") -> str:
    """What the steps lead to, as a question; how many there are stands in the blank.

    >>> steps_of("opening a page"), steps_of("how to open a page")
    ('opening a page: which steps, in order?', 'how to open a page?')
    >>> steps_of("Anlegen", "de"), steps_of("Schritte beim Anlegen", "de")
    ('Anlegen: welche Schritte, der Reihe nach?', 'Schritte beim Anlegen?')
    """
    if lang != "en":
        plain = label.rstrip("?: ")
        asked = "" if STEPS.search(plain) else tongues.ASKED.get(lang, {}).get("steps", "")
        return f"{capital(plain)}: {asked}" if asked else f"{capital(plain)}?"
    if asked := ask_label(label):
        return asked
    label = to_reader(tidy(label)).rstrip("?:")
    said = re.search(r"\b(?:steps?|how to)\b", label, re.I)
    return f"{label}?" if said else f"{label}: which steps, in order?"


def steps_cue(point: Point, label: str) -> str:
    """What asks for steps in one line: of what stands above them, where their label says no more than `steps`.

    >>> from cardgen.model import Block, Place
    >>> line = "steps: mash, boil"
    >>> steps_cue(Point(line, Place("x.md", 2, 2, ("beer", "stout")), "statement", Block("item", line, 2, 2)), "steps")
    'stout: which steps, in order?'
    """
    above = context(point)[1:]
    alone = word_count(label) == 1 and above and not has_verb(above[-1])
    return f"{above[-1]}: which {label.lower()}, in order?" if alone else steps_of(bare(label), point.lang)

"""The shape of what stands behind a name: a value, a time, a place, a command, a formula, and how each is asked for."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.quantities import ABOUT, OFTEN, WHEN
from cardgen.reading import read
from cardgen.verbclasses import PLACE_PREPOSITIONS
from cardgen.verbs import VERBS

SHAPES = {
    "de": {"what value?": "welcher Wert?", "which command?": "welcher Befehl?", "which formula?": "welche Formel?",
           "when?": "wann?", "how long?": "wie lange?", "how much?": "wie viel?"},
    "fr": {"what value?": "quelle valeur ?", "which command?": "quelle commande ?",
           "which formula?": "quelle formule ?", "when?": "quand ?", "how long?": "combien de temps ?",
           "how much?": "combien ?"},
    "es": {"what value?": "¿qué valor?", "which command?": "¿qué comando?", "which formula?": "¿qué fórmula?",
           "when?": "¿cuándo?", "how long?": "¿cuánto tiempo?", "how much?": "¿cuánto?"},
    "it": {"what value?": "che valore?", "which command?": "che comando?", "which formula?": "che formula?",
           "when?": "quando?", "how long?": "quanto tempo?", "how much?": "quanto?"},
    "nl": {"what value?": "welke waarde?", "which command?": "welk commando?", "which formula?": "welke formule?",
           "when?": "wanneer?", "how long?": "hoe lang?", "how much?": "hoeveel?"},
}  # fmt: skip
"""How a body's shape is asked for in other languages."""
_MUCH = re.compile(
    ABOUT + r"(?:[$€£]\s?\d[\d.,]*\w?|"
    r"\d[\d.,–-]*\s?(?:%|€|\$|kg|g|mg|ml|l|km|m|cm|mm|gb|mb|tb|kb|w|kw)(?:/[a-z]{1,3})?)(?:\s\w+){0,3}",
    re.I,
)
_TIME = re.compile(
    ABOUT + r"\d[\d.,–-]*\s*"
    r"(?:ms|s|sec|secs|seconds|min|mins|minutes|h|hrs|hours|days?|weeks?|months?|years?|sek|sekunden|minuten|std|stunden|"
    r"tagen?|wochen?|monaten?|jahren?|secondes|heures?|jours?|semaines?|mois|ans|días?|semanas?|meses|años?|giorni|anni|"
    r"dagen|jaar)\b(?:\s[A-Z]\w*|\s(?:ohne|without|w/o|sans|sin|per|pro|par)\s.*)?",
    re.I,
)
_MANY = re.compile(r"(?:[~≈]\s?|ca\.? |about )?\d[\d.,]*\s+(?P<what>[a-z]+s)\b")
_BODIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?!.*\d\s?[^\W\d]{0,3}\s\([^\W\d]{3,}\))(?=.*[^\W\d])(?=.*(?:\s[=≈]\s|[×√Σ∑^−]|\)\s?[/+*]))\S{1,14}(?:\s\S{1,14}){0,14}$"
        ),
        "which formula?",
    ),
    (re.compile(r"(?:[~≈<>±]?\s?\d[\d.,]*|O\([^)]*\)|`[^`]*\d[^`]*`)$"), "what value?"),
    (re.compile(r"`[^`]{4,}`"), "which command?"),
    (re.compile(rf"(?:{WHEN.pattern}|{OFTEN.pattern}|any ?time\b)", re.I), "when?"),
    (re.compile(_TIME.pattern + "$", re.I), "how long?"),
    (re.compile(_MUCH.pattern + "$", re.I), "how much?"),
)
"""What a body looks like, and what it is asked as; the first that fits. Everything else is asked as "What is ...?"."""


def shape_of(body: str) -> str:
    """What a body is asked as by its shape alone; "" where that tells nothing.

    >>> shape_of("2 weeks"), shape_of("in the hold"), shape_of("in the hold, tar"), shape_of("a wooden ship")
    ('how long?', 'where?', '', '')
    """
    if body.lower() in words.NUMBER_WORDS:
        return "how many?"
    many = _MANY.match(body)
    if many and words.UNITS.get(many["what"]) is None:
        return f"how many {many['what']}?"
    if ", " in body and (WHEN.match(body) or body.split()[0].lower() in PLACE_PREPOSITIONS):
        return next((asked for pattern, asked in _BODIES[:3] if pattern.match(body)), "")
    placed = body.split()[0].lower() in PLACE_PREPOSITIONS and read(body).tags[:2] in _PLACES
    if placed and {"N", "PN", "CODE"} & set(read(body).tags[1:4]) and not WHEN.match(body):
        return "where?"
    return next((asked for pattern, asked in _BODIES if pattern.match(body)), "")


NUMERAL_FIRST = re.compile(r"(?:[IVX]{1,4}|\d|[A-Z])\s=\s[^\W\d]{3}")
"""`I = allergic, II = cytotoxic` counts kinds: no formula."""
_PLACES = tuple(("P", tag) for tag in ("DET", "N", "PN", "ADJ", "CODE", "VN", "VG"))
"""A preposition before a number is a limit, no place."""


def is_english(body: str) -> bool:
    """Does a text hold a word that English has? "to lend - verleihen" is a word and its translation.

    >>> is_english("flip the fraction"), is_english("turn down"), is_english("verleihen"), is_english("prêter")
    (True, True, False, False)
    """
    told = set(read(body).lower)
    known = words.STOPWORDS | words.EVERYDAY | words.NOUNS | words.ADVERBS | VERBS
    return bool(told & known) or any((w.endswith("s") and w[:-1] in known) or w.endswith("ing") for w in told)


def is_done_to(body: str) -> bool:
    """`washed with egg`: what was done to a thing; `dried grapes` names one.

    >>> is_done_to("washed with egg"), is_done_to("dried grapes, mostly red"), is_done_to("overripe or weak dough")
    (True, False, False)
    """
    tags = read(body).tags
    return tags[:1] == ("VN",) and tags[1:2] not in (("N",), ("CC",))

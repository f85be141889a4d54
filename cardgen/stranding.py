"""Prepositions that stay behind when what follows them is asked: `scales with the load` → *What does it scale with?*

The preposition may itself say what is asked: a time by "after", a change by "from", a place behind a verb of motion.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.amounts import CHANGE, measure_at
from cardgen.quantities import OFTEN, WHEN, WITHIN
from cardgen.question import Question
from cardgen.reading import Words, read
from cardgen.verbclasses import ALONE, GOVERNS, MOTION, OF_WHAT, PARTICLES, PLACE_PREPOSITIONS
from cardgen.verbgroup import Verb

STRANDED = words.PREPOSITIONS - {"of", "per", "like", "as", "than", "during", "until", "since", "w/o", "without"}
"""Prepositions that a question may end with."""
_PREPOSITIONS_AS_WORDS = {"w/": "with", "w/o": "without", "thru": "through"}


def passive_in_doubt(verb: Verb) -> bool:
    """`X contraindicated in Y`: a past form without object may be a passive whose "was" is left out."""
    return verb.before == "did" and verb.base not in ALONE


def what_preposition(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`is optimized for Y`, `scales with Y`: the preposition stays, what follows it is asked."""
    return stranded(subject, verb, read(rest))


def stranded(subject: str, verb: Verb, body: Words) -> list[Question]:
    """The question that ends with the preposition which `body` begins with; none where it tells a place or a way.

    >>> stranded("the hull", Verb("is", "built", "build"), read("for speed"))[0].front
    'What is the hull built for?'
    >>> [bool(stranded("it", Verb("is", x, x), read("of oak"))) for x in ("make", "think")]
    [True, False]
    """
    of_what = body.lower[:1] == ("of",) and verb.base in OF_WHAT and body.tags[1:2] != ("PRON",)
    if len(body.tokens) < 2 or not (body.lower[0] in STRANDED or of_what):
        return []
    if body.lower[0] in ("about", "around", "over", "under") and (body.tags[1] == "NUM" or body.lower[1] in _SHARES):
        return []  # "gives about half of it"
    answer = body.cut(1, len(body.tokens)).text
    if (
        _is_directed(verb, body)
        or answer.startswith("(")
        or "WH" in body.tags[1:3]
        or {"where", "how", "what"} & set(body.lower[1:3])
    ):
        return []
    preposition = _PREPOSITIONS_AS_WORDS.get(body.lower[0], body.lower[0])
    if telling := _told_by(preposition, subject, verb, body):
        return telling
    if CHANGE.match(body.text):
        return []
    if body.tags[1] in ("V", "AUX", "MOD", "P") or passive_in_doubt(verb) or "not" in verb.after.split():
        return []
    if preposition in ("in", "at", "on") and body.tags[1] == "NUM" and body.lower[2:3] not in (("ways",), ("steps",)):
        what_at = f"{preposition.capitalize()} what{measure_at(verb.base, preposition, answer)}"
        bare = what_at.endswith(" what") and re.fullmatch(r"[~≈<>]?\d+", answer)  # "sets at 70": degrees? minutes?
        return [] if bare else [Question(verb.ask(subject, what_at), answer, "where")]
    if preposition in ("in", "at", "on") and (verb.base, preposition) not in GOVERNS:
        return []  # a place or a way: nobody can tell
    wh = f"{preposition.capitalize()} when" if WHEN.match(answer) else ""
    if wh:
        return [Question(verb.ask(subject, wh), answer, "when")]
    return [Question(verb.ask(subject, "What", preposition), answer, "what preposition")]


def _is_directed(verb: Verb, body: Words) -> bool:
    """`the letter is to his mother`, `the film is over budget`: nothing that a letter or a film would be."""
    return verb.base == "be" and not verb.after and body.lower[0] in ("to", "over", "under", "above", "below")


def _told_by(preposition: str, subject: str, verb: Verb, body: Words) -> list[Question]:
    """What the preposition itself says is asked: a time by "after", a change by "from", a place behind a particle."""
    answer = body.cut(1, len(body.tokens)).text
    if preposition in ("after", "before") and verb.base not in ("look", "name", "go", "take", "ask", "come", "call"):
        return [Question(verb.ask(subject, "When"), body.text, "when")]
    if preposition == "from" and _SPAN.match(answer):
        return [Question(verb.ask(subject, "From what to what"), answer, "from what")]
    if preposition == "from" and verb.base in MOTION and (leg := _leg(answer)):
        return [Question(verb.ask(subject, "From where to where"), leg, "from where")]
    moves = verb.base in MOTION and not passive_in_doubt(verb) and "not" not in verb.after.split()
    if moves and preposition in ("to", "into", "from", "through", "across") and body.tags[1] in ("N", "PN", "DET"):
        asked = "Where" if preposition in ("to", "into") else f"{preposition.capitalize()} where"
        return [Question(verb.ask(subject, asked), body.text if asked == "Where" else answer, "where")]
    asked = _behind_particle(body, answer)
    return [Question(verb.ask(subject, asked, preposition), answer, asked.lower())] if asked else []


def _leg(answer: str) -> str:
    """From where to where somebody moves, without what else is told; "" where no two places are named.

    >>> _leg("Newark to Houston with 58 boxes"), _leg("the port to the rail yard"), _leg("hunger to go home")
    ('Newark to Houston', 'the port to the rail yard', '')
    """
    whence, to, whither = answer.partition(" to ")
    start, end = read(whence), read(whither)
    if not to or not {"PN", "N"} & {*start.tags[-1:]} or end.tags[:1] not in (("PN",), ("DET",), ("N",)):
        return ""
    length = next((at for at, tag in enumerate(end.tags) if tag not in ("PN", "DET", "N", "ADJ")), len(end.tags))
    return f"{whence} to {end.cut(0, length).text}" if end.tags[length - 1] in ("PN", "N") else ""


_SPAN = re.compile(
    r"[~≈$€£]?\d\S*(?:\san?(?=\s\w+\s(?:down\s|up\s)?to\s))?(?:\s\w+)?\s"
    r"(?:to|down to|up to)\s(?:(?:under |over |about )?[~≈$€£]?\d|(?:none|zero|nothing|nil)\b)"
)


def _behind_particle(body: Words, answer: str) -> str:
    """What is asked behind a verb with its particle, where a place or a time follows: "shows up in urine".

    >>> [_behind_particle(read(f"out {x}"), x) for x in ("in urine", "to the surface", "in 2023", "when hot", "a plan")]
    ['Where', 'Where', 'When', 'When', '']
    """
    if body.lower[0] not in PARTICLES - {"in", "on", "over"}:
        return ""
    timed = body.tags[1] == "SUB" and body.lower[1] in ("when", "once", "until", "till")
    if timed or WHEN.match(answer) or OFTEN.match(answer) or WITHIN.match(answer):
        return "When"
    towards = body.lower[1] == "to" and body.tags[2:3] == ("DET",)
    return "Where" if towards or (body.tags[1] == "P" and body.lower[1] in PLACE_PREPOSITIONS) else ""


_SHARES = words.NUMBER_WORDS.keys() | {"half", "twice", "all", "most", "a"}

"""Roles: names of what something has, as its trigger or its biggest risk, and the question for one.

`trigger: the index` names no thing of its own: it says which the trigger is, of whatever stands above the line. So it
is asked with its article, and with the thing above where there is one.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import owner_of
from cardgen.forms.common import capital, is_equated
from cardgen.forms.tales import is_tale
from cardgen.labels import bare, has_verb, is_plural, label_of, word_count
from cardgen.model import Claim, Point
from cardgen.points import context
from cardgen.quantities import FIGURE
from cardgen.reading import read
from cardgen.sentences import sentence_at, sentences
from cardgen.verbs import verb_tags

_OF = re.compile(r"\s(?:of|in|for|on|at|to|with|from|by|about|against|behind|per)\s")
_SUPERLATIVE = frozenset({
    "biggest", "largest", "smallest", "greatest", "highest", "lowest", "longest", "shortest", "oldest", "newest",
    "youngest", "fastest", "slowest", "strongest", "weakest", "hardest", "easiest", "cheapest", "earliest", "latest",
    "closest", "nearest", "safest", "simplest", "richest", "poorest", "deepest", "tallest", "heaviest", "lightest",
    "best", "worst", "main",
})  # fmt: skip
"""Before a noun they single out one of several: `best view`."""
_MORE_ROLES = words.PARTS_TOLD | {
    "error", "issue", "objection", "reply", "response", "critique", "proof", "counterexample", "question", "answer",
    "proposal", "decision", "finding", "complaint", "product", "competitor", "rival", "bonus", "perk", "salary",
    "rent", "fee", "fare", "wage", "weak spot", "weak point", "turning point", "selling point", "open question",
    "upshot", "aftermath",
}  # fmt: skip
"""Nouns that are always of something, beside those that can be asked as "What is the X of Y?"."""
_TERMS_TOO = frozenset({
    "material", "function", "formula", "unit", "symbol", "size", "speed", "length", "height", "width", "depth",
    "weight", "mass", "volume", "area", "density", "temperature", "pressure", "frequency", "range", "average",
    "median", "origin", "source", "address", "port", "path", "name", "title", "synonym", "antonym", "leader",
    "mechanism", "principle", "rule", "law", "theory", "hypothesis", "assumption", "condition", "idea", "concept",
    "argument", "claim", "structure", "composition", "input", "output", "substrate", "enzyme", "reactant", "catalyst",
    "receptor", "language", "currency", "religion", "state", "color", "colour", "shape", "texture", "family", "genus",
    "species", "prey", "predator", "charge", "wavelength", "focus", "topic", "theme", "genre", "ratio", "proportion",
    "percentage", "share", "number", "amount", "quantity", "year", "period", "era", "age", "sla", "slo", "kpi",
    "quota", "latency", "throughput", "capacity", "version", "price", "cost", "value", "budget", "rate", "analogy",
    "metaphor", "role", "strategy", "plan", "policy", "exception", "strength", "threshold", "default", "limit",
    "impact", "metric",
})  # fmt: skip
"""Roles that a glossary may also define: `pressure: force per area`."""
_SAYS = frozenset({
    "principle", "rule", "law", "theorem", "theory", "hypothesis", "thesis", "lemma", "conjecture", "doctrine", "maxim",
    "axiom", "imperative",
})  # fmt: skip
"""What carries one of these names says something."""
_FIELDS = frozenset({"law", "theory"})
"""They also name a field: `case law`, `game theory`."""


def is_role(name: str) -> bool:
    """Does a name say what something has, rather than name a thing of its own?

    >>> [is_role(x) for x in ("trigger", "biggest mistake", "cause of death", "their product", "red flag")]
    [True, True, True, True, True]
    >>> [is_role(x) for x in ("outbox", "first aid", "Apollo", "what it costs", "SE", "trigger warning")]
    [False, False, False, False, False, False]
    """
    low = name.lower().split()
    if not low or re.search(r"\d|[/+&]|\band\b", name) or not name[1:].islower() or word_count(name) > _LONGEST:
        return False
    if low[0] in words.WH_WORDS:
        return False
    head = _OF.split(name)[0].lower().split()
    owned = len(low) > 1 and low[0] in words.POSSESSIVES
    return owned or (len(head) > 1 and head[0] in _SUPERLATIVE) or _names_role(head)


_LONGEST = 5
_OWN = re.compile(r"(?:i|im|i['’]m|my|me)\b", re.I)
_PAST_IN_A_TALE = frozenset({"result", "outcome", "problem", "mistake", "fix", "solution", "cause", "impact", "upshot"})
_FORBIDS = re.compile(r"(?:dont|don['’]t|do not)\s", re.I)
"""`price: dont name it first`: what to do about it, and not what it is."""


def _names_role(head: list[str]) -> bool:
    last = head[-1] if head else ""
    one = last.removesuffix("s")
    several = one in words.ROLE_NOUNS and len(head) > 1  # "takes" alone may be what somebody takes
    return bool({last, one, " ".join(head[-2:])} & _MORE_ROLES) or last in words.ROLE_NOUNS or several


def is_asked(name: str) -> bool:
    """Is a name asked here: does it say what something has, or name a rule?

    >>> is_asked("trigger"), is_asked("categorical imperative"), is_asked("imperative"), is_asked("")
    (True, True, False, False)
    """
    return is_role(name) or (word_count(name) > 1 and name.lower().split()[-1] in _SAYS)


def asked(name: str, body: str, claim: Claim, defines: bool) -> str:
    """The question for a role, or for what a rule says; "" if the name is neither. `defines`: the body is a definition.

    >>> from cardgen.claims import claims
    >>> from cardgen.model import Block, Place, Point
    >>> def front(name, body):
    ...     text = f"{name}: {body}"
    ...     point = Point(text, Place("x.md", 1, 1, ("Fire", "1666")), "statement", Block("item", text, 1, 1))
    ...     return asked(name, body, claims(point)[0], defines=False)
    >>> front("trigger", "a baker's oven"), front("biggest mistake", "waited for the king")
    ('1666: what is the trigger?', '1666: what was the biggest mistake?')
    >>> front("harm principle", "power over others only to prevent harm"), front("outbox", "a table")
    ('What does the harm principle say?', '')
    """
    if claim.point.lang != "en":
        return ""
    last = name.lower().split()[-1]
    if last in _SAYS and _is_statement(name, body, last):
        article = "" if name.split()[0].endswith(("'s", "’s", "s'")) else "the "
        return f"What does {article}{to_reader(name)} say?"
    tale = is_tale(claim.point)
    equal = is_equated(claim)
    if equal and FIGURE.match(body) and not tale:
        return ""  # "queen = 16", under "days to hatch": a value, and no role
    part = _part_of(claim)
    if not is_role(name):
        return f"{capital(part)} – {to_reader(name)}?" if part else ""
    if last in _TERMS_TOO and not part and (defines or equal or _is_term(name)):
        return ""
    if _is_told_of(name, body, claim) or not (question := _question(name, body, tale)):
        return ""
    if raised := _raised_before(name, claim):
        return f"{raised[0].upper()}{raised[1:]} – {question}"
    own = owner_of(claim.point, claim)
    if part and not own:
        return f"{capital(part)} – {question}"
    term = _is_term(name) and not FIGURE.match(body)
    of_mine = question.endswith(("your weakness?", "your strength?"))
    owner = "" if term or of_mine else own or _thing_above(name, claim)
    if not owner and last in _TERMS_TOO and " " not in name:
        return ""
    return f"{capital(owner)}: {question}" if owner else capital(question)


def _is_told_of(name: str, body: str, claim: Claim) -> bool:
    """`mistake: a clerk's mistake voids it`: told of, not which one it is."""
    one_of_some = re.match(r"(?:\d+|two|three|four|five|six)\s", claim.point.parent, re.I) and " " not in name
    again = re.search(rf"\b{re.escape(name.lower().split()[-1])}\b", body, re.I)
    return bool(one_of_some or again or _FORBIDS.match(body))


def _question(name: str, body: str, tale: bool = False) -> str:
    """The question for a role by its number and time; "" where the name is of several things that are explained.

    What a `tale` tells is over: `result: nobody missed the old one`.

    >>> _question("trigger", "a spark"), _question("biggest mistake", "waited a day"), _question("its causes", "fog")
    ('what is the trigger?', 'what was the biggest mistake?', 'what are its causes?')
    """
    opener = name.lower().split()[0]
    named = opener in words.DETERMINERS | words.POSSESSIVES or re.search(r"['’]s$|s['’]$", opener)
    article = "" if named else "the "
    plural, past = is_plural(_OF.split(name)[0]), _begins_in_past(body) and not _is_term(name)
    past = past or (tale and name.lower().split()[-1] in _PAST_IN_A_TALE)
    if plural and _is_explained(name, body):
        return ""
    be = ("were" if plural else "was") if past else ("are" if plural else "is")
    own = name.lower().split()[-1] in ("weakness", "strength") and _OWN.search(body)
    if own:
        return f"what {be} your {_mid(name.removeprefix('my ').removeprefix('My '))}?"
    return f"what {be} {article}{to_reader(_mid(name))}?"


def _is_explained(name: str, body: str) -> bool:
    """`city states: all power lies with one town`: things of a kind and what they are, not which they are.

    >>> _is_explained("city states", "all power lies with one town"), _is_explained("city states", "Bremen, Hamburg")
    (True, False)
    """
    own = word_count(name) > 1 and name.split()[0].lower() not in _SUPERLATIVE | words.DETERMINERS | words.POSSESSIVES
    listed = re.search(r",|\bvs\b|\band\b|\+|/", body)
    return own and not listed and (has_verb(body) or word_count(body) > 5)


def _mid(name: str) -> str:
    """A role inside a question: only a common word that opened its line loses its capital.

    >>> _mid("Biggest mistake"), _mid("Schlieffen plan"), _mid("Capital")
    ('biggest mistake', 'Schlieffen plan', 'capital')
    """
    first = name.lower().split()[0]
    known = words.NOUNS | words.ADJECTIVES | words.EVERYDAY | words.ROLE_NOUNS | words.DETERMINERS
    common = " " not in name or first in _SUPERLATIVE | known
    return name[0].lower() + name[1:] if common else name


def _is_term(name: str) -> bool:
    """`motor unit`, `yellow status`: a role with what makes it a thing of its own."""
    head = _OF.split(name)[0].lower().split()
    own = len(head) > 1 and head[0] not in _SUPERLATIVE and head[0] not in words.DETERMINERS | words.POSSESSIVES
    return own and head[-1] in _TERMS_TOO | {"effect", "status"}


def _raised_before(name: str, claim: Claim) -> str:
    """What a fix or a reply is for, where the line above says it: `problem: the pump runs dry`.

    >>> from cardgen.claims import claims
    >>> from cardgen.model import Block, Place, Point
    >>> block, place = Block("item", "", 1, 1), Place("x.md", 1, 1)
    >>> point = Point("fix: a float switch", place, "statement", block, before="problem: the pump runs dry")
    >>> _raised_before("fix", claims(point)[0]), _raised_before("price", claims(point)[0])
    ('problem: the pump runs dry', '')
    """
    if claim.sentence and name.lower().removesuffix("s") in _ANSWERING and not label_of(claim.point.text):
        told = _told_before(claim)
        return told if has_verb(told) and 2 < word_count(told) <= _LONGEST_RAISED else ""
    label = label_of(claim.point.before)
    raised = label is not None and bool(_RAISING & {*label.name.lower().removesuffix("s").split()[-1:]})
    fits = raised and word_count(claim.point.before) <= _LONGEST_RAISED
    return claim.point.before.rstrip(".! ") if fits and name.lower().removesuffix("s") in _ANSWERING else ""


def _told_before(claim: Claim) -> str:
    """The last sentence before a claim that tells of no part itself: of `it rusts, cause: salt, fix: paint` the first.

    >>> from cardgen.claims import claims
    >>> from cardgen.model import Block, Place, Point
    >>> text = "the pump rusts, cause: salt, fix: paint"
    >>> point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    >>> _told_before(claims(point)[-1]), _told_before(claims(point)[0])
    ('the pump rusts', '')
    """
    told = [claim.point.text[s.start : s.end].rstrip(".! ") for s in sentences(claim.point.text)[: claim.sentence]]
    own = (text for text in reversed(told) if not ((label := label_of(text)) and is_role(label.name)))
    return next(own, "")


def _part_of(claim: Claim) -> str:
    """What the part is of that is told of behind a comma, where no name is short enough: all that stands before."""
    start = sentence_at(claim.point.text, claim.span.start).start
    behind = re.search(r"[,;]\s+$|\s[-–—]\s+$", claim.point.text[:start])
    told = _told_before(claim) if behind else ""
    return told if 0 < word_count(told) <= _LONGEST_RAISED and not label_of(claim.point.text) else ""


_RAISING = frozenset({"problem", "issue", "objection", "criticism", "question", "complaint", "symptom", "bug", "error"})
_ANSWERING = frozenset({
    "fix", "solution", "workaround", "remedy", "cure", "reply", "response", "answer", "cause", "root cause", "reason",
    "counterargument",
})  # fmt: skip
_LONGEST_RAISED = 14
"""Words; what a fix is for has to fit on its front."""


def _is_statement(name: str, body: str, last: str) -> bool:
    whole = word_count(name) > 1 and word_count(body) > 2 and not re.search(r"[=<>→^]|->", body)
    opens = name.lower().split()[0]
    named = opens not in _SUPERLATIVE and opens not in words.DETERMINERS | words.POSSESSIVES
    return whole and named and (last not in _FIELDS or has_verb(body) or "'s" in name or "’s" in name)


def _begins_in_past(body: str) -> bool:
    first = read(body)
    forms = verb_tags(first.lower[0]) if first.tags[:1] in (("V",), ("VN",)) else set()
    return "past" in forms and "base" not in forms and first.tags[1:2] != ("N",)


def _thing_above(name: str, claim: Claim) -> str:
    """What the role is a role of: the name right above the line, under the note's own title; or this, if it must."""
    above = context(claim.point)
    thing = above[-1] if above[0 if name.lower() in words.GENERIC_LABELS else 1 :] else ""
    low = thing.lower()
    told = low in words.GENERIC_LABELS or (low and low.split()[0] in words.WH_WORDS | words.WEEKDAYS.keys())
    return "" if not thing or told or has_verb(thing) or word_count(thing) > _LONGEST else thing


def is_owner(name: str) -> bool:
    """A name that has facts: short, no question, no clause, no "notes" or "causes".

    >>> is_owner("Eiffel tower"), is_owner("causes"), is_owner("how it works")
    (True, False, False)
    """
    first = name.lower().split()[0]
    told = first in words.WH_WORDS or name.lower() in words.GENERIC_LABELS or has_verb(name) or name.endswith("?")
    return word_count(name) <= 4 and not told


def whose_fact(name: str, claim: Claim) -> str:
    """Whose `born: 1769` and `founded: a bank` is: what stands above such a word, if that is a name."""
    above = context(claim.point)[1:]
    done = name in _OF_A_LIFE and not is_equated(claim)
    return capital(above[-1]) if done and above and is_owner(above[-1]) else ""


_OF_A_LIFE = frozenset({
    "born", "founded", "built", "invented", "discovered", "published", "established", "opened", "closed", "made",
    "written", "painted", "composed", "released", "launched", "based", "located", "named", "called", "known", "used",
    "married", "died", "killed", "destroyed", "abolished", "introduced", "created", "designed", "developed", "owned",
})  # fmt: skip
"""What people tell of a thing or of somebody in one word; `salted: herring, cod` is a kind by itself."""


def whole_of(name: str, point: Point) -> str:
    """What a part is a part of, where the line above names it: `SE: dry cough` under `ACE inhibitors = ...`.

    So is one of several values that the line above has begun to tell of: `Fast = ...` under `mode: Slow = ...`.

    >>> from dataclasses import replace
    >>> from cardgen.model import Block, Place
    >>> side = Point("SE: dry cough", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> side = replace(side, before="ACE inhibitors = lower blood pressure")
    >>> whole_of("SE", side), whole_of("HIT", side), whole_of("SE", replace(side, parent="beta blockers"))
    ('ACE inhibitors', '', '')
    >>> whole_of("Fast", replace(side, text="Fast = both oars", before="mode: Slow = one oar at a time"))
    'mode'
    """
    begun = _BEGUN.match(point.before)
    alike = begun and begun["one"][0].isupper() == name[0].isupper() and begun["one"].isupper() == name.isupper()
    if begun and alike and not point.parent and re.match(rf"{re.escape(name)}\s=\s", point.text):
        return begun["owner"]
    label = None if point.parent or name.lower().removeprefix("side ") not in _PARTS else label_of(point.before)
    owner = bare(label.name) if label else ""
    leans = owner.lower() in _PARTS or owner.lower() in words.ROLE_NOUNS or owner.lower() in words.WH_WORDS
    return "" if leans or has_verb(owner) or word_count(owner) > 4 or owner.endswith("?") else owner


_BEGUN = re.compile(r"(?P<owner>[^:=.,]{2,40}):\s(?P<one>[^\W\d][^=:.,?\d]{0,24})\s=\s")
_PARTS = frozenset({
    "se", "ses", "effects", "ci", "contraindication", "contraindications", "moa", "mechanism", "indication",
    "indications", "dose", "dosage", "dosing", "use", "uses", "symptoms", "sx", "tx", "rx", "dx", "treatment",
    "therapy", "diagnosis", "risk", "risks", "diet", "complications", "pros", "cons", "advantages", "disadvantages",
    "downside", "upside", "drawback", "drawbacks", "price", "cost", "size", "range", "habitat",
})  # fmt: skip
"""Names of what every thing of a kind has: by themselves they name nothing."""

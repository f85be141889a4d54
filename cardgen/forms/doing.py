"""Forms for what somebody or something does: behind a name and its colon, or several things in one sentence."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.forms import roles
from cardgen.forms.asked_for import ask_for
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key, tidy, whole_list
from cardgen.forms.dates import without_date
from cardgen.forms.fronts import is_order, plain_front
from cardgen.forms.items import MOST_ITEMS
from cardgen.labels import bare, has_verb, is_plural, word_count
from cardgen.model import Card, Claim, Point
from cardgen.points import context
from cardgen.reading import Words, read
from cardgen.sentences import sentence_at, sentences
from cardgen.verbclasses import STATES
from cardgen.verbgroup import verb_of
from cardgen.verbs import base_of, verb_tags


def what_it_does(claim: Claim) -> list[Card]:
    """`X: does this and that`: a name whose body starts with its verb.

    >>> print(what_it_does(_claim("thermostat: turns the heating on and off"))[0])
    Q: What does thermostat do?
    A: turns the heating on and off
    >>> what_it_does(_claim("thermostat: the boss of the boiler")), what_it_does(_claim("thermostat: needs a battery"))
    ([], [])
    """
    if not claim.label or not claim.first or claim.point.lang != "en":
        return []
    if told := _forbidden(claim):
        return told
    if (
        not claim.carried
        or any(w in words.ROLE_NOUNS for w in claim.label.lower().split())
        or roles.is_asked(bare(claim.label))
    ):
        return []  # "goal in one line: let people ...": the goal is asked, not what it does
    body = read(claim.text)
    before = claim.point.text[: claim.span.start].rstrip()
    if not body.tags or body.tags[0] != "V" or before.endswith("="):
        return []
    forms = verb_tags(body.lower[0])
    bound = base_of(body.lower[0]) in _BOUND and body.tags[1:2] == ("P",)  # "vigour: comes from the root"
    if "s" in forms and (bound or base_of(body.lower[0]) in STATES) and word_count(claim.text) > 1:
        return []  # "garlic: needs cold": no doing, and its own question asks for the cold
    name = without_date(bare(claim.label))
    if not name or name.lower() in words.GENERIC_LABELS or not 1 < word_count(claim.text) <= MAX_BODY_WORDS:
        return []  # of "it occurs" nobody learns what it does
    front = _asked_for(name, claim, body)
    if not front:
        return _task(claim, name)
    return [basic(claim.point, "what_it_does", front, _all_done(claim), slot=f"define:{key(name)}")]


_BOUND = frozenset(
    {"come", "depend", "consist", "belong", "arise", "stem", "result", "derive", "originate", "differ", "suffer"}
)
"""Verbs that do nothing by themselves: what stands behind their preposition is the fact."""


def _asked_for(name: str, claim: Claim, body: Words) -> str:
    """What a name is asked for, by the form of the verb behind it; "" where that is an order, or nobody can tell."""
    forms = verb_tags(body.lower[0])
    if name.lower().split()[0] in words.WH_WORDS:
        return ask_for(name, claim, claim.text)
    if name.lower().split(",")[0].split()[-1] in _DOING_NOTHING and "s" in forms:
        thing = name.split(",")[0]
        return f"What is {thing if thing.lower().startswith('the ') else 'the ' + thing}?"
    if _WHICH_ONE.match(name):
        return f"{capital(name)}: what {'happened' if 'past' in forms and 'base' not in forms else 'happens'}?"
    if "s" in forms:
        has = body.lower[0] == "has" and body.tags[1:2] in (("N",), ("PN",), ("DET",), ("ADJ",), ("NUM",), ("CODE",))
        return f"What does {name} {'have' if has else 'do'}?"
    if "past" in forms and "base" not in forms and body.tags[1:2] not in _NO_ACTS:
        return f"What did {name} do?"
    return f"What do {name} do?" if "base" in forms and _acts_as_many(name, body) else ""


_DOING_NOTHING = frozenset({
    "error", "effect", "bias", "fallacy", "paradox", "illusion", "test", "task", "experiment", "trap", "mistake",
    "syndrome", "strategy", "phenomenon", "principle",
})  # fmt: skip
"""Names of what somebody else does: `sunk cost trap: keeps a bad plan going` tells what it is."""
_WHICH_ONE = re.compile(
    r"(?:the|that|those)\s(?:(?:one|ones|time|day|deal|part)\s)?(?:\w+\s)?(?:that|which|who|where|when|we|i)\s", re.I
)
"""`the one that failed`: told by what became of it."""


def _acts_as_many(name: str, body: Words) -> bool:
    """`lipases: break down fats`: a bare verb behind things that act by nature tells what they do; it is no order.

    >>> [_acts_as_many(x, read("break down the fat")) for x in ("lipases", "T cells", "grease spots")]
    [True, True, False]
    """
    return name.lower().endswith(_ACTORS) and len(body.tokens) > 1


_ACTORS = (
    "ases", "cytes", "zymes", "phages", "cells", "proteins", "hormones", "bodies", "ists", "viruses", "bacteria",
    "engines", "plants", "animals", "companies", "governments", "states",
)  # fmt: skip
"""Ends of names of those who act by themselves."""


def _forbidden(claim: Claim) -> list[Card]:
    """`silence after an offer: dont fill it`: what one must not do, under the name of when.

    >>> _forbidden(_claim("silence after an offer: dont fill it"))[0].front
    'Silence after an offer: what do you do?'
    >>> _forbidden(_claim("rule: never fill it")), _forbidden(_claim("kettle: dont know yet"))
    ([], [])
    """
    name = without_date(bare(claim.label))
    asked = not name or roles.is_asked(name) or name.lower() in words.GENERIC_LABELS
    if asked or not _FORBIDS.match(claim.text) or not is_order(name, claim.text):
        return []
    return [] if name.lower().split()[0] in words.WH_WORDS else _told(claim, name)


_FORBIDS = re.compile(
    r"(?:never|dont|don['’]t|do not)\s(?!(?:know|think|get|care|like|see|understand|remember)\b)", re.I
)
"""And no remark: `dont know yet`."""


def _all_done(claim: Claim) -> str:
    """All that something does, where the sentence goes on with its verbs: `keeps the soil moist, stops weeds`.

    >>> _all_done(_claim("mulch: keeps the soil moist, stops weeds. 5 cm"))
    'keeps the soil moist, stops weeds'
    >>> _all_done(_claim("lock: lifts the boat, all at once, gate shut"))
    'lifts the boat, all at once, gate shut'
    >>> _all_done(_claim("cache: keeps keys and values of old tokens so each new one is cheap"))
    'keeps keys and values of old tokens'
    """
    end = sentence_at(claim.point.text, claim.span.start).end
    told = tidy(claim.point.text[claim.span.start : end])
    pieces = re.split(r",\s(?:and\s)?|\sand\s", told)
    tense = "s" if "s" in verb_tags(pieces[0].split()[0].lower()) else "past"
    acts = [tense in verb_tags(p.split()[0].lower()) for p in pieces if p]
    linked = re.search(r"\b(?:so|because|bc|but|if|when)\b|->|→|:\s", told)
    one_breath = 1 < len(acts) < 4 and word_count(told) <= _MOST_DONE and not linked
    short = acts[0] and all(act or word_count(p) <= _FEW for act, p in zip(acts, pieces, strict=False))
    return told if (all(acts) or short) and one_breath else claim.text


_FEW = 4
"""Words; so short a piece only says how it is done."""
_MOST_DONE = 16
"""Words; so much that one thing does is told in one breath."""


_NO_ACTS = (("N",), ("PN",), ("CODE",), ("NUM",), ("ADJ",), ())
"""Behind a past form these show that it describes them: `fixed rates`, `augmented 4th`."""


def _task(claim: Claim, name: str) -> list[Card]:
    """`ZDF - manage their archive`: what the writer does, under a name.

    >>> print(what_it_does(_claim("ZDF - manage their archive"))[0])
    Q: ZDF: what do you manage?
    A: their archive
    >>> what_it_does(_claim("chain stretch: replace at 0.75%"))[0].front
    'Chain stretch: what do you do?'
    >>> what_it_does(_claim("beans: fix at 20 cm"))     # they do, or somebody does
    []
    """
    rest = tidy(claim.rest)
    if claim.verb.lower() in words.ADJECTIVES:
        return []  # "open economy": no order
    if is_order(name, claim.text) and not {"PN", "CODE"} & set(read(name).tags):
        return _told(claim, name)
    orders = "base" in verb_tags(claim.verb.lower().split()[0])
    if read(rest).tags[:1] in (("ADV",), ("SUB",), ("CC",)):
        return []  # "focus there": where that is stands elsewhere
    if not rest or word_count(rest) < 2 or claim.text[:1].isupper() or not orders or read(rest).tags[0] == "P":
        return []
    person = read(name).tags[-1:] == ("PN",) and name[:1].isupper() and name[1:].islower() and word_count(name) == 1
    if person:
        return [basic(claim.point, "what_it_does", f"{name}: which task?", claim.text, slot=f"define:{key(name)}")]
    if not {"PN", "CODE"} & set(read(name).tags):
        return _told(claim, name)
    if claim.verb.lower() in words.NOUNS:
        return []  # "ZOPA - range both can live with"
    front = f"{capital(name)}: what do you {claim.verb.lower()}?"
    return [basic(claim.point, "what_it_does", front, rest, slot=f"define:{key(name)}")]


def _told(claim: Claim, name: str) -> list[Card]:
    """All that the line says to do: `chunked prefill: cut long prompts in pieces`."""
    told = tidy(claim.point.text[claim.span.start :])
    whole = told if word_count(told) <= MAX_BODY_WORDS and len(sentences(told)) == 1 else claim.text
    above = context(claim.point)[1:]
    name = above[-1] if above and name.lower() in _TO_DO and not has_verb(above[-1]) else name
    does = is_plural(name) and not is_order(name, claim.text)  # "beans: fix nitrogen"
    front = f"What do {name} do?" if does else plain_front(name, whole)
    return [basic(claim.point, "what_it_does", front, whole, slot=f"define:{key(name)}")]


_TO_DO = frozenset({"do", "to do", "what to do", "action", "actions", "response", "first aid", "management", "mgmt"})
"""Labels that only say that something is to be done, and of what stands above them."""


def verbs_in_line(point: Point) -> list[Card]:
    """`X sets up a, deploys b, scales c`: one subject, three verbs or more.

    >>> print(verbs_in_line(_claim("the operator sets up nodes, deploys charts, scales pods").point)[0])
    Q: What does the operator do? (3)
    A: sets up nodes, deploys charts, scales pods
    >>> verbs_in_line(_claim("the operator sets up nodes").point)
    []
    """
    if point.lang != "en" or point.role != "statement":
        return []
    found = [c for c in claims(point) if c.sentence == 0]
    if not 3 <= len(found) <= MOST_ITEMS or any(c.link not in ("", ",", "and", ";") or not c.verb for c in found):
        return []
    subject = found[0].subject
    same = all(c.carried and c.subject == subject for c in found[1:])
    heads = all(c.text.lower().startswith(c.verb.lower()) for c in found[1:])
    if any(w in words.ROLE_NOUNS for w in found[0].label.lower().split()):
        return []
    if (
        not heads
        or not subject
        or not same
        or subject.lower() in words.PRONOUNS
        or any(word_count(c.text) > 9 for c in found)
    ):
        return []
    items = [found[0].text[found[0].text.lower().find(found[0].verb.lower()) :], *(c.text for c in found[1:])]
    does = verb_of(found[0].verb, subject)
    if does is None or does.before not in ("do", "does", "did") or len({_tense(c.verb) for c in found}) > 1:
        return []
    front = f"What {does.before} {to_reader(subject)} do?"
    return whole_list(point, "enumeration", front, items, slot=f"list:{key(subject, 3)}:do")


def _tense(verb: str) -> str:
    tags = verb_tags(verb.lower().split()[0])
    return "s" if "s" in tags else "base" if "base" in tags else "past" if "past" in tags else "other"


def _claim(text: str) -> Claim:
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

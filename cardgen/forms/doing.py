"""The form for what a name does: a name before a colon or a dash, and behind it a verb."""

from __future__ import annotations

from cardgen import words
from cardgen.forms import roles
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key, tidy
from cardgen.forms.dates import without_date
from cardgen.forms.fronts import plain_front
from cardgen.forms.naming import ask_for
from cardgen.labels import bare, word_count
from cardgen.model import Card, Claim
from cardgen.reading import read
from cardgen.sentences import sentences
from cardgen.verbs import verb_form


def what_it_does(claim: Claim) -> list[Card]:
    """`X: does this and that`: a name whose body starts with its verb.

    >>> print(what_it_does(_claim("thermostat: turns the heating on and off"))[0])
    Q: What does thermostat do?
    A: turns the heating on and off
    >>> what_it_does(_claim("thermostat: the boss of the boiler"))
    []
    """
    if not claim.label or not claim.first or not claim.carried or claim.point.lang != "en":
        return []
    if any(w in words.ROLE_NOUNS for w in claim.label.lower().split()) or roles.is_role(bare(claim.label)):
        return []  # "goal in one line: let people ...": the goal is asked, not what it does
    body = read(claim.text)
    before = claim.point.text[: claim.span.start].rstrip()
    if not body.tags or body.tags[0] != "V" or before.endswith("="):
        return []
    forms = {f.tag for f in verb_form(body.lower[0])}
    name = without_date(bare(claim.label))
    if not name or name.lower() in words.GENERIC_LABELS or word_count(claim.text) > MAX_BODY_WORDS:
        return []
    if name.lower().split()[0] in words.WH_WORDS:
        front = ask_for(name, claim, claim.text)
    elif "s" in forms:
        front = f"What does {name} do?"
    elif "past" in forms and "base" not in forms and body.tags[1:2] not in _NO_ACTS:
        front = f"What did {name} do?"
    else:
        return _task(claim, name)
    return [basic(claim.point, "what_it_does", front, claim.text, slot=f"define:{key(name)}")]


_NO_ACTS = (("N",), ("PN",), ("CODE",), ("NUM",), ("ADJ",), ())
"""Behind a past form these show that it describes them: `fixed rates`, `augmented 4th`."""


def _task(claim: Claim, name: str) -> list[Card]:
    """`ZDF - manage their archive`: what the writer does, under a name.

    >>> print(what_it_does(_claim("ZDF - manage their archive"))[0])
    Q: ZDF: what do you manage?
    A: their archive
    >>> what_it_does(_claim("chain stretch: replace at 0.75%"))     # that is when
    []
    """
    rest = tidy(claim.rest)
    if claim.verb.lower() in words.ADJECTIVES:
        return []  # "open economy": no order
    orders = "base" in {f.tag for f in verb_form(claim.verb.lower().split()[0])}
    if read(rest).tags[:1] in (("ADV",), ("SUB",), ("CC",)):
        return []  # "focus there": where that is stands elsewhere
    if not rest or word_count(rest) < 2 or claim.text[:1].isupper() or not orders or read(rest).tags[0] == "P":
        return []
    person = read(name).tags[-1:] == ("PN",) and name[:1].isupper() and name[1:].islower() and word_count(name) == 1
    if person:
        return [basic(claim.point, "what_it_does", f"{name}: which task?", claim.text, slot=f"define:{key(name)}")]
    if not {"PN", "CODE"} & set(read(name).tags):
        told = tidy(claim.point.text[claim.span.start :])  # "chunked prefill: cut long prompts in pieces"
        whole = told if word_count(told) <= MAX_BODY_WORDS and len(sentences(told)) == 1 else claim.text
        return [basic(claim.point, "what_it_does", plain_front(name, whole), whole, slot=f"define:{key(name)}")]
    front = f"{capital(name)}: what do you {claim.verb.lower()}?"
    return [basic(claim.point, "what_it_does", front, rest, slot=f"define:{key(name)}")]


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

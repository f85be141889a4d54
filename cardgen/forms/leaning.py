"""Questions that lean: an "it" or "them" on a front, and what it stands for in the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cardgen import words
from cardgen.claims import claims, pronouns_for, title_of
from cardgen.forms.common import capital, named, with_head
from cardgen.labels import bare, has_verb, is_plural, label_of, word_count
from cardgen.model import Card, Claim
from cardgen.persons import person_in
from cardgen.points import words_in
from cardgen.reading import Words, read
from cardgen.subjects import clean_subject, mid_sentence
from cardgen.themes import firm_of, theme_before

MOST_SUBJECT_WORDS = 4
MOST_SAID_WORDS = 12
"""A longer clause before a question makes it none that a person reads to its end."""
_ASKING = frozenset({"attribute", "attribute_number", "cause", "condition"})
_MANY = frozenset({"they", "them"})
_SOMEBODY = frozenset({"he", "she", "him"})
_ONE = frozenset({"it", "he", "she", "him"})


def standing_alone(card: Card, claim: Claim, told: Sequence[Claim]) -> Card | None:
    """The card with what its pronoun stands for; None where that is told and the front has no room for it.

    The subject of the clause before takes the pronoun's place; where that clause names other things too, it is shown
    as it is, and the reader sees what is meant.

    >>> from cardgen.forms.relations import cause
    >>> def asked(text, at):
    ...     found = _found(text)
    ...     return standing_alone(cause(found[at])[0], found[at], found[:at]).front
    >>> asked("the bolt is new, you need it because doors swing", 2)
    'Why do you need the bolt?'
    >>> asked("the bolt holds the door, you need it because gales blow", 2)
    'The bolt holds the door: why do you need it?'
    >>> asked("the bolt is dear because smiths make it", 1)
    'Why is the bolt dear?'
    """
    at = _leaning(card.front) if card.kind == "basic" and card.form in _ASKING else None
    if at is None or ": " in card.front[: at[0]]:
        return card  # it leans on nothing, or on what its front begins with
    pronoun = card.front[at[0] : at[1]].lower()
    asked = claim.main if claim.main is not None and claim.main.span.start < claim.span.start else claim
    answers = claim.link == "that's why"
    before = [c for c in told if c.verb and (answers or c.span.end <= asked.span.start)]
    if not before:
        return None if pronoun in _SOMEBODY or _is_done_to_it(read(card.front), at[0]) else card
    last = before[-1]
    subject = "" if last.subject.lower() in words.PRONOUNS else clean_subject(last.subject)
    fits = (
        subject
        and pronoun != "one"
        and word_count(subject) <= MOST_SUBJECT_WORDS
        and is_plural(subject) == (pronoun in _MANY)
    )
    if fits and (answers or pronoun not in pronouns_for(read(last.rest))):
        return replace(card, front=card.front[: at[0]] + mid_sentence(subject) + card.front[at[1] :])
    said = named(last)
    if answers or word_count(said) > MOST_SAID_WORDS or read(said).lower[0] in words.PRONOUNS - words.FIRST_PERSON:
        return None
    return replace(card, front=f"{capital(said)}: {card.front[0].lower()}{card.front[1:]}")


def hangs_in_the_air(card: Card, claim: Claim) -> bool:
    """Does a front begin with an "it" or "he" that only the line or sentence before explains?

    >>> from dataclasses import replace
    >>> from cardgen.forms.common import basic
    >>> claim = _found("it keeps a year")[0]
    >>> card = basic(claim.point, "consequence", "It keeps a year – consequence?", "we buy in bulk")
    >>> below = replace(claim, point=replace(claim.point, before="the miso is dark"))
    >>> hangs_in_the_air(card, claim), hangs_in_the_air(card, below)
    (False, True)
    >>> hangs_in_the_air(basic(claim.point, "definition", "Tamari?", "same method, no wheat"), below)
    True
    """
    if card.form == "cause" and card.kind == "basic" and ": " not in card.front and _leaning(card.front):
        return True
    above = claim.point.before or claim.sentence
    english = bool(claim.point.before) and claim.point.lang == "en"
    if english and card.kind == "basic" and _LIKE_ABOVE.match(card.back) and not has_verb(card.back):
        return True
    told_so = card.form == "consequence" and card.kind == "basic" and not claim.label
    if told_so and claim.sentence and claim.point.lang == "en" and _leaning(re.split(r" – |: what ", card.front)[0]):
        return True
    heading = card.context[-1] if card.context and not (claim.label or claim.point.parent) else ""
    front = card.front.removeprefix(f"{heading}: ")  # "Pests: it came in May" is told of the pest above
    return bool(above) and claim.point.lang == "en" and bool(_OPENS_WITH_PRONOUN.match(front))


_LIKE_ABOVE = re.compile(
    r"(?:the\s)?(?:(?:same|similar)(?!\s(?:day|night|week|month|year|time|size|sex)\b)|ditto|idem|likewise|both in one|"
    r"(?:an? )?(?:mix|mixture|blend|sum|half) of (?:both|the two|these)|"
    r"(?:see|as|like) (?:above|before))\b(?!.*\b(?:as|to|like|than|for|over|across)\b)",
    re.I,
)
"""An answer that only the line above explains: `same method, smaller pot`."""
_OPENS_WITH_PRONOUN = re.compile(
    r"\W*(?:he|she|it|his|her|its|him|this|these|they|both)(?:['’]\w+)?\s"
    r"(?=.*(?:consequence|what happens|what to do|why)\?$)|"
    r"\W*(?:he|she|it|his|her|its|him|their(?!\sown)|they|this|these|those|both|that)(?:['’]\w+)?\s|"
    r"\W*(?:can|could|would|did|does|do|was|were|has|had|is)(?:n['’]?t| not)\s",
    re.I,
)


def with_its_thing(card: Card, claim: Claim, owner: str, topic: str) -> Card:
    """The card with what its sentence is told of: the `owner` of its line, a `topic` before it, or its line's theme."""
    opens = claims(claim.point)[0]
    whole = not claim.sentence and (claim is opens or card.front.startswith(opens.text[:12]))
    if not owner and (whole or _goes_on_of_firm(card, claim)):
        owner = firm_of(opens)
    if owner:
        return owned(_bare_of(card, claim.point.parent), owner, claim)
    if card.form == "consequence" and (name := _named_before(claim)):
        return owned(card, name, claim)
    title = title_of(claim.point).lower()
    theme = "" if topic or (title and title in card.front.lower()) else theme_before(claim)
    return told_of(card, theme) if theme else under(card, topic)


def _named_before(claim: Claim) -> str:
    """The name that a line begins with, for a later clause of it: `dam = wall; frost cracks it -> leak`."""
    label = label_of(claim.point.text) if claim.point.lang == "en" and not claim.sentence else None
    name = bare(label.name) if label and claim.span.start > label.body else ""
    return name if 0 < word_count(name) <= MOST_SUBJECT_WORDS and not has_verb(name) else ""


def _bare_of(card: Card, name: str) -> Card:
    """The card without the name above its line on its front: what the line itself begins with says more."""
    start = len(name) + 2
    if not name or card.kind == "list" or not card.front.lower().startswith(f"{name.lower()}: "):
        return card
    moved = tuple(replace(b, start=b.start - start, end=b.end - start) for b in card.blanks)
    return replace(card, front=card.front[start:], blanks=moved) if card.kind == "cloze" and moved else card


def _goes_on_of_firm(card: Card, claim: Claim) -> bool:
    """Is a later sentence told of the company that its line began with, and of no others who were named since?"""
    said = claim.first and _LEANS_ON_FIRM.match(claim.subject or claim.label)
    if not claim.sentence or not (said or re.match(r"they\s", card.front, re.I)):
        return False
    between = (c for c in claims(claim.point) if c.sentence < claim.sentence and c.subject and not c.carried)
    return not any(is_plural(c.subject) and c.subject.lower() not in _MANY for c in between)


_LEANS_ON_FIRM = re.compile(r"(?:they|their)\b|(?:best|biggest|main|largest|last|first|latest)\s\w+$", re.I)
"""In a later sentence of what is told of a company these are of the company still."""


def owned(card: Card, owner: str, claim: Claim) -> Card:
    """The card of a later sentence with the name that its line began with, unless its front says it already.

    Where the line has no label, a sentence on somebody else is not the owner's.
    """
    if not claim.carried and not claim.label and _names(claim.subject):
        return card  # "Dead: nine million. Versailles was signed in June"
    spoken = claim.subject.lower() in words.PRONOUNS
    if (
        not label_of(claim.point.text)
        and person_in(claim.subject)
        and not spoken
        and claim.subject.lower() != owner.lower()
    ):
        return card
    shown = f"{card.front} {card.back}".lower()
    told = [w for w in re.findall(r"[^\W_]+", owner.lower()) if w not in words.STOPWORDS]
    if (
        card.kind == "list"
        or not told
        or owner.lower() in shown
        or (re.match(r"[^:?]{2,40}:\s(?!why\?|what (?:happens|to do)\?)", card.front) and not claim.label)
        or 2 * sum(bool(re.search(rf"\b{re.escape(w)}", shown)) for w in told) >= len(told)
    ):
        return card
    start = f"{capital(owner)}: "
    if card.kind == "cloze":
        return with_head(card, start)
    lowered = card.front[0].lower() + card.front[1:]
    inside = {*card.front.lower().split()[:2]} & words.WH_WORDS or lowered[:8].rstrip(" ?=:") in card.source
    return replace(card, front=start + (lowered if inside else card.front))


def _names(subject: str) -> bool:
    return read(subject).tags[:1] == ("PN",) and len(subject) > 3 and subject.lower() not in words.PRONOUNS


def under(card: Card, topic: str) -> Card:
    """The card with the topic of its sentence in its context, where its front names nothing and nobody itself."""
    shown = f"{card.front} {' '.join(card.context)}".lower()
    front = read(card.front)
    named = {"PN", "CODE"} & set(front.tags[1:]) or any(c.isdigit() for c in card.front)
    named = named or any(w in card.front for w in (card.context[-1] if card.context else "").split() if w[:1].isupper())
    if not topic or named or topic.lower() in shown or card.kind == "list":
        return card
    return replace(card, context=(*card.context, topic))


def told_of(card: Card, theme: str) -> Card:
    """The card with what its line is about in its context, unless its front or its context says it."""
    shown, named = words_in(f"{card.front} {card.back}"), words_in(theme) - words.STOPWORDS
    told = any(named == words_in(name) - words.STOPWORDS for name in card.context)
    if card.kind == "list" or not named or told or named <= shown or any(w in shown for w in named if len(w) > 3):
        return card
    if card.form == "pair" and _ONE_WORD_EQUALS.match(card.front):
        return replace(card, front=f"{theme}: {card.front}")  # "salt 2 % by weight. less = mushy"
    return replace(card, context=(*card.context, theme))


_ONE_WORD_EQUALS = re.compile(r"[a-z]+ = \?$")


def _leaning(front: str) -> tuple[int, int] | None:
    """Where the first pronoun stands that nothing before it on the front can be meant by.

    >>> _leaning("Why do you need it?"), _leaning("Why do bees eat when they rest?")
    ((16, 18), None)
    >>> _leaning("Why does the clerk doubt it?"), _leaning("Why does the clerk drop the seal when he needs it?")
    ((25, 27), None)
    """
    told = read(front)
    many = one = False
    for token, low, tag in zip(told.tokens, told.lower, told.tags, strict=True):
        if (low in _MANY and not many) or (low in _ONE and not one) or (low == "one" and tag == "PRON"):
            return token.start, token.end
        if low in _OBJECTS and _is_done_to_it(told, token.start):
            return token.start, token.end
        if tag in ("N", "PN", "CODE"):
            many, one = many or is_plural(low) or tag == "PN", one or not is_plural(low)
    return None


_OBJECTS = frozenset({"it", "them", "him"})


def _is_done_to_it(told: Words, start: int) -> bool:
    """`why does the clerk doubt it`: the pronoun is the object of the only subject before it, so it means another."""
    at = next(i for i, token in enumerate(told.tokens) if token.start == start)
    between = told.tags[1:at]
    names = [i for i, tag in enumerate(between) if tag in ("N", "PN", "CODE")]
    whole = bool(names) and names[-1] - names[0] == len(names) - 1
    object_only = between[-1:] == ("V",) and told.tags[at + 1 : at + 2] not in (("AUX",), ("MOD",), ("V",))
    return whole and object_only and not {"SUB", "P", "CC", "PUNCT", "REL"} & set(between)


def _found(text: str) -> tuple[Claim, ...]:
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))

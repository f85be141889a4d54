"""Which cards a note's points give: every form in order, the first that answers has the claim.

A form is a small pure function. It sees a point (or one claim of it) and answers with cards, or with nothing:
"not mine". To add one, write it in its family's file and put its name in one of the three tuples below; its rank
there is part of its meaning, with the reason beside the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cardgen import ranking
from cardgen.claims import claims, owner_of, topic_before
from cardgen.forms import (
    abroad,
    aims,
    asking,
    attributes,
    author,
    below,
    blocks,
    cases,
    chains,
    clausal,
    coderows,
    codes,
    contrasts,
    dates,
    decisions,
    doing,
    figures,
    gapping,
    glosses,
    kept,
    leaning,
    letters,
    listing,
    meaning,
    naming,
    offers,
    orders,
    pairs,
    relations,
    replies,
    specs,
    stages,
    tables,
    tales,
    values,
    views,
)
from cardgen.forms.aside import beside_the_matter, is_feeling, is_logistics, is_own_tale, meets
from cardgen.forms.common import capital, with_head
from cardgen.forms.items import lettered
from cardgen.labels import MAX_TRAIL_WORDS, behind_label, has_verb, word_count
from cardgen.memory import NOTHING, Memory
from cardgen.model import Card, Claim, Point, Silence
from cardgen.points import TODO
from cardgen.sentences import sentences

PointForm = Callable[[Point], list[Card]]
ClaimForm = Callable[[Claim], list[Card]]

OWN_FORMS: tuple[PointForm, ...] = (
    author.own_card,
    author.term_definition,
    author.own_cloze,
    author.highlight,
)
"""The author's own cards: where one answers, the point gives nothing else."""

POINT_FORMS: tuple[PointForm, ...] = (
    tables.table_row,  # a row is no sentence
    blocks.picture,
    below.defined_term,
    blocks.code_by_purpose,
    blocks.formula,
    blocks.command,
    blocks.code_meaning,
    blocks.command_behind,
    blocks.command_line,  # before the claims, which would take its program for a subject
    replies.reply_if_asked,
    replies.reply,  # what somebody asks there is no question of the note
    asking.question_to_ask,  # before the answer forms: a collected question has no answer
    asking.question_answered,
    asking.open_question,
    meaning.letter_by_letter,  # before the lists: what is listed are its letters
    meaning.what_it_means,  # before the claims: what something means may be a sentence of its own
    blocks.quotation,
    pairs.columns,  # a row of columns is no pair
    codes.coded_item,  # before the pairs, which would take a code for a count
    pairs.named_pairs,
    pairs.glossed_versus,
    pairs.dated_items,
    values.valued_items,
    values.valued_item,
    specs.measured_items,
    pairs.counted_items,  # before the lists: how much of each is the fact, not what there is
    dates.dated_label,
    codes.coded_items,
    coderows.marked_row,
    coderows.named_codes,
    coderows.figures_first,  # behind the codes, which are figures too
    chains.chain,  # arrows before lists: "a -> b, c" is a chain
    doing.verbs_in_line,
    listing.listed_in_line,
    asking.asked_by_label,  # after the lists and chains that stand behind such a label
)
"""Forms that take a point's first sentence whole; what stands in the other sentences is left to the claims."""

CLAIM_FORMS: tuple[ClaimForm, ...] = (
    decisions.why_decided,  # what is decided is no name, whatever stands behind its dash
    views.view_on,  # what one thinks of two things is no difference
    views.take_on_it,
    views.believed,
    views.less_but_more,
    contrasts.difference,  # what is told of each of two is no fact by itself
    pairs.pairs_in_sentence,  # it takes all of its sentence
    contrasts.by_how_much,
    gapping.gapped,  # before the clause is asked with what is told of the second thing in its answer
    asking.asked_in_sentence,  # so does this
    offers.in_the_offer,
    tales.what_you_did,  # before the clauses of the deed are asked by themselves
    tales.what_you_do_now,
    tales.what_happened,
    tales.part_of_a_tale,
    listing.listed_later,  # and this
    chains.chain_later,
    chains.before_and_after,
    orders.forbidden_why,  # before the reason is asked as a fact of its own
    orders.how_to,  # all of its steps, before each is a clause
    meaning.sign,
    abroad.asked_by_link,  # the link says more than the clause
    abroad.what_follows,
    abroad.what_it_is,
    below.defined_below,  # before its clauses are asked by themselves
    below.defined_whole,
    aims.towards_aim,  # before the clauses of the sentence are asked by themselves
    aims.by_doing,
    aims.act_for_an_aim,
    relations.cause,
    relations.condition,
    relations.only_if,
    relations.otherwise,
    relations.consequence,
    relations.rule,
    glosses.called_so,
    letters.stands_for,  # before the names, which would take in all that follows
    doing.what_it_does,  # a name with a verb behind it
    naming.definition,
    attributes.attribute,
    figures.number_or_date,
    clausal.complement_cloze,  # last: only what no question can ask
    clausal.named_fragment,
    abroad.last_name_cloze,
)
"""Tried on each claim in this order; the first that answers has it."""

BESIDE_FORMS: tuple[ClaimForm, ...] = (
    dates.dated_name,
    dates.dated_clause,
    letters.stands_for_in_brackets,
    glosses.gloss,
    glosses.turned_in_bracket,
    glosses.equated_in_bracket,
    decisions.why_so,
)
"""Asked beside the others: a date or a gloss in brackets is a fact of its own."""

FORMS: tuple[Callable[..., list[Card]], ...] = (
    *OWN_FORMS, *POINT_FORMS, cases.case_cited, dates.dated_heading, listing.enumeration, stages.numbered_headings,
    contrasts.contrast_pair,
    *CLAIM_FORMS, *BESIDE_FORMS,
)  # fmt: skip
"""Every form there is."""

SILENT_ROLES = {
    "off": "kept out by the author",
    "task": "a to-do",
    "scrap": "too little to ask about",
    "label": "a label for what stands below",
}
WHOLE_POINT = frozenset({
    "table_row", "code_by_purpose", "code_meaning", "formula", "question_to_ask", "quotation", "reply", "picture",
    "own_definition",
})  # fmt: skip
"""Where one of these answers, nothing of the point is left to ask."""
MOST_PER_SENTENCE = 3
"""Cards of one sentence, lists and tables aside: real bullets hold about two facts, and depth chooses among them."""
LONG_SENTENCES = (20, 32)
"""Words; a sentence above each of these may give one card more."""


Given = tuple[list[Card], str]
"""The cards of a point itself, and why there are none."""


@dataclass(frozen=True, slots=True)
class Found:
    """The cards of some points, and why the others gave none."""

    cards: tuple[Card, ...]
    silences: tuple[Silence, ...]
    given: Mapping[int, Given] = field(default_factory=dict)
    """`id` of a point → what it gave by itself."""


def cards_in(
    points: Sequence[Point], unclear: frozenset[str] = frozenset(), memory: Memory = NOTHING, found: Found | None = None
) -> Found:
    """The cards that a forest of points gives, in note order.

    `unclear` are fronts that turned out to have two answers in the note: a clause that would be asked so goes to the
    next form. `memory` is what the points were asked before. `found` is what the same points gave while nothing was
    unclear yet: those of them that ask nothing unclear give it again.

    >>> from cardgen.model import Block, Place
    >>> text = "Outbox: a table that holds events"
    >>> found = cards_in([Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))])
    >>> [(c.form, c.back) for c in found.cards]
    [('definition', 'a table that holds events')]
    """
    cards: list[Card] = []
    silences: list[Silence] = []
    given: dict[int, Given] = {}
    before = found.given if found else {}
    for point in points:
        listed = _weighed(_lists(point, memory))
        own, why = given[id(point)] = _still(before.get(id(point)), unclear) or _of_point(point, unclear, memory)
        cards += own
        if any(c.form == "question_answered" and c.place.end > point.place.end for c in own):
            listed = [c for c in listed if memory.continues(c)]  # all that stands below has answered it
        if not own and not listed and point.text and not (point.role == "label" and point.block.kind == "section"):
            silences.append(Silence(point.place, point.text, why))
        cards += listed
        items = {c.text for c in point.children if any(_asks_for(card, c) for card in listed)}
        covered = {id(c) for c in point.children if c.text in items}  # an item that was copied is listed once
        if point.block.kind == "definition" and own:
            covered |= {id(c) for c in point.children}
        answers = {id(c) for c in point.children if _is_the_answer(c, own) and not _had_its_own(c, memory)}
        below = cards_in([c for c in point.children if id(c) not in covered | answers], unclear, memory, found)
        more = [c for c in point.children if id(c) in covered and _says_more(c, memory)]
        parts = [below, *(cards_in([c], unclear, memory, found) for c in more)]
        merged = sorted((c for part in parts for c in part.cards), key=lambda c: c.place.line)
        cards += merged
        silences += [s for part in parts for s in part.silences]
        given |= {at: what for part in parts for at, what in part.given.items()}
        cards += _weighed(contrasts.pairs(point.children, memory))
    if points and not any(p.group for p in points):
        cards += _weighed(contrasts.pairs(points, memory))
    return Found(tuple(cards), tuple(silences), given)


def _still(given: Given | None, unclear: frozenset[str]) -> Given | None:
    """What a point gave, if none of it is unclear."""
    return None if given is None or any(c.front.lower() in unclear for c in given[0]) else given


def _weighed(cards: Iterable[Card]) -> list[Card]:
    return [replace(card, worth=ranking.worth(card)) for card in cards]


def _asks_for(card: Card, child: Point) -> bool:
    """Is the child an item of the list that the card asks: by itself, or with the others?"""
    return card.place == child.place or card.place.line < child.place.line <= card.place.end


def _lists(point: Point, memory: Memory) -> list[Card]:
    if point.role in ("off", "task", "author"):
        return []
    return listing.enumeration(point, memory) or stages.numbered_headings(point, memory)


def _says_more(child: Point, memory: Memory) -> bool:
    """Does a list item say more than its place in the list, or was it asked something of its own before?"""
    if listing.is_collected(child) and not child.children:
        return _had_its_own(child, memory)
    return (
        _had_its_own(child, memory)
        or bool(child.children)
        or word_count(child.text) > word_count(listing.item_name(child)) + 2
        or bool(re.search(r"[^\W\d]{2}", behind_label(child.text)))  # "el perro: dog"
    )


def _without_premises(cards: Sequence[Card], memory: Memory) -> list[Card]:
    """No gap in words that are the question of another card: `X → what?` says all of X already."""
    asked = [
        _ASKS.sub("", _ARROWED.sub("", c.front))
        for c in cards
        if c.form in ("consequence", "chain") and _ARROWED.search(c.front)
    ]
    return [
        c
        for c in cards
        if c.form not in ("complement_cloze", "number_or_date")
        or memory.continues(c)
        or not any(_hides_in(c, premise) for premise in asked)
    ]


def _without_cases(cards: Sequence[Card], memory: Memory) -> list[Card]:
    """No second card for a case that a gap asks for already, in the rule that it stands for."""
    hidden = [h for c in cards if c.form == "case_cited" for h in c.hidden]
    return [
        c
        for c in cards
        if c.form == "case_cited" or memory.continues(c) or not any(c.back.startswith(h) for h in hidden)
    ]


_ARROWED = re.compile(r"\s+→\s*(?:what)?\?$|: what (?:to do|happens)\?$| – consequence\?$|\s(?:lead to|do)\?$")

_ASKS = re.compile(r"^(?:.*: )?what do(?:es)?\s", re.I)


def _hides_in(card: Card, premise: str) -> bool:
    """Does the card's gap lie in these words?"""
    at = card.front.lower().find(premise.lower())
    inside = at >= 0 and at <= card.blanks[0].start and card.blanks[0].end <= at + len(premise)
    return inside or card.front.lower() in premise.lower()


def _had_its_own(child: Point, memory: Memory) -> bool:
    """Was it asked something by itself before?"""
    return any(e.retired_at is None and not e.slot.startswith("list:") for e in memory.of(child.text))


def _is_the_answer(child: Point, own: Sequence[Card]) -> bool:
    """Does the point above ask a question that this one answers?"""
    asked = [c.place for c in own if c.form == "question_answered"]
    return not child.children and any(place.line <= child.place.line <= place.end for place in asked)


def _of_point(point: Point, unclear: frozenset[str], memory: Memory) -> tuple[list[Card], str]:
    """The cards of a point itself, weighed, and why there are none."""
    if point.role in ("off", "task", "scrap"):
        return [], SILENT_ROLES[point.role]
    for form in OWN_FORMS:
        if found := form(point):
            return _weighed(found), ""
    if point.role == "label" and point.block.kind != "definition" and _only_names(point):
        return _weighed(dates.dated_heading(point) or asking.asked_by_label(point)), SILENT_ROLES["label"]
    if why := beside_the_matter(point):
        return [], why
    cards = _answer(POINT_FORMS, point, unclear, memory) or kept.list_as_before(point, memory)
    if cards and cards[0].form in WHOLE_POINT and not (cards[0].form == "code_meaning" and _goes_on(point)):
        return _weighed(cards), ""
    if point.role in ("code", "math", "cell"):
        return [], "nothing beside it says what it is for"
    if point.role == "question" and not cards:
        cards = kept.left_over(point, cards, memory)
        return _weighed(cards), "" if cards else "a question without an answer in the note"
    answered = cards[0].back if cards and cards[0].form == "question_answered" else ""
    told = _of_claims(point, bool(cards), unclear, memory)
    cards += [c for c in told if not _is_told_again(c, answered) or memory.continues(c)]
    cards = _without_premises([*cards, *cases.case_cited(point)], memory)
    cards = _without_cases(cards, memory)
    cards += kept.left_over(point, cards, memory)
    cards = [memory.worded(_of_its_owner(c)) for c in cards]
    return _best(cards), "" if cards else "no clause that can be asked about"


def _is_told_again(card: Card, answered: str) -> bool:
    """Has the question before it nearly the same answer: `why there? our reason: cheap and dry`?"""
    if card.kind == "cloze":
        return card.front in answered
    return card.kind == "basic" and len(card.back) > len(answered) / 2 and card.back in answered


def _of_its_owner(card: Card) -> Card:
    """`Functions?`, `What are the 3 types?`: a part of what the heading names, so the heading stands before it.

    So it does before a row that begins with a bare figure: `12.5 = ?`.
    """
    if len(card.context) > 1 and _A_FIGURE.match(card.front) and word_count(card.context[-1]) <= MAX_TRAIL_WORDS:
        return with_head(card, f"{capital(card.context[-1].split(', ')[0])}: ")
    m = _A_PART.fullmatch(card.front) if card.kind == "basic" and len(card.context) > 1 else None
    owner = card.context[-1] if m else ""
    part = (m["listed"] or m["bare"]).lower() if m else ""
    if not owner or part not in _PARTS or has_verb(owner) or word_count(owner) > 4 or part in owner.lower():
        return card
    return replace(card, front=f"{owner}: {card.front[0].lower()}{card.front[1:]}")


_A_PART = re.compile(r"(?:What are the \d+ (?P<listed>[^?]+)|(?P<bare>[^:?=]+?))\?(?: \(\d+\))?")
_A_FIGURE = re.compile(r"[~<>≈]?\d[\d.,/]*\s?[%°]?\s=\s")
_PARTS = listing.KINDS_OF | frozenset({
    "functions", "function", "types", "features", "properties", "symptoms", "causes", "effects", "uses", "examples",
    "advantages", "disadvantages", "benefits", "drawbacks", "risks", "steps", "roles", "members", "layers", "reasons",
    "ingredients", "characteristics", "signs", "treatment", "treatments", "side effects", "goals", "rules", "results",
    "principles", "consequences", "costs", "tools", "conditions", "criteria", "exceptions", "problems", "criticisms",
    "assumptions", "ways", "arguments", "challenges", "applications", "structure", "location", "purpose", "methods",
    "requirements", "outputs", "inputs",
})  # fmt: skip
"""Labels that name a part of what stands above them."""


def _goes_on(point: Point) -> bool:
    """Is there a second sentence, beside what the first card asks?"""
    return len(sentences(point.text)) > 1


def _only_names(point: Point) -> bool:
    """A heading, a few words, a line with a colon at its end: it names what stands below and says nothing itself."""
    return point.block.kind == "section" or word_count(point.text) <= 3 or point.text.endswith(":")


Thing = TypeVar("Thing")


def _answer(
    forms: Iterable[Callable[[Thing], list[Card]]], thing: Thing, unclear: frozenset[str], memory: Memory
) -> list[Card]:
    """What the first form says that has anything to say; but the one that gave the cards of before goes first."""
    answers = (found for form in forms if (found := _without(unclear, form(thing), memory)))
    first = next(answers, [])
    if not first or any(map(memory.continues, first)) or not memory.of(first[0].source):
        return first
    others = [*answers]
    for known in (memory.continues, memory.remembers):
        if any(map(known, first)):
            return first
        if before := next((found for found in others if all(map(known, found))), None):
            return before
    return first


def _without(unclear: frozenset[str], cards: list[Card], memory: Memory) -> list[Card]:
    return [c for c in cards if c.front.lower() not in unclear or memory.knows(c)]


def _of_claims(point: Point, taken: bool, unclear: frozenset[str], memory: Memory) -> Iterable[Card]:
    told, whole = "", -1
    found = claims(point)
    for at, claim in enumerate(found):
        if (taken and claim.sentence == 0) or claim.sentence == whole or (told and claim.text in told):
            continue  # a definition has taken the clause along
        if TODO.match(point.text[claim.span.start :]) or _is_aside(claim) or _says_nothing(claim):
            continue
        cards = _answer(CLAIM_FORMS, claim, unclear, memory)
        cards = [full for c in cards if (full := leaning.standing_alone(c, claim, found[:at])) is not None]
        if not any(map(memory.continues, cards)):
            cards = kept.as_before(claim, memory) or cards
        whole = claim.sentence if cards and cards[0].form in _TAKING_ALL else whole
        told = _told_by(cards[0], claim) if cards and cards[0].form in _TELLING_ALL else told
        cards += [card for form in BESIDE_FORMS for card in form(claim)]
        owner, topic = owner_of(point, claim), topic_before(found[:at], claim)
        cards = [leaning.with_its_thing(c, claim, owner, topic) for c in cards]
        cards = [c for c in cards if memory.continues(c) or not leaning.hangs_in_the_air(c, claim)]
        yield from (replace(c, tags=(str(claim.sentence),)) for c in cards)


def _says_nothing(claim: Claim) -> bool:
    """Is a claim the echo of the one before, a row of lettered items, or what befell its writer?"""
    echo = _INVERTED.match(claim.text) or lettered(claim.text) or is_own_tale(claim.text)
    return bool(echo) or _is_title(claim)


def _is_title(claim: Claim) -> bool:
    """`evening class, wk 3 (Ines)`: what a file begins with, and no verb in it, says what the note is."""
    opens = claim.point.place.line == 1 and claim.point.block.kind == "paragraph" and not claim.sentence
    told = claim.verb or claim.label or claim.point.lang != "en"
    return opens and len(claim.point.place.trail) < 2 and not told


_INVERTED = re.compile(r"(?:so|neither|nor)\s(?:do|does|did|is|are|was|were|has|have|had|can|will|would)\s", re.I)
"""`and so does the Humboldt`: what it does stands before."""


def _is_aside(claim: Claim) -> bool:
    """Does the sentence of a claim tell of the course, of the note or of the day, and not of its matter?"""
    spans = sentences(claim.point.text)
    told = claim.point.text[spans[claim.sentence].start : spans[claim.sentence].end]
    return len(spans) > 1 and (is_logistics(told) or is_feeling(told) or meets(told))


_TAKING_ALL = frozenset({"pair", "question_answered", "sign", "enumeration", "chain"})
"""Forms that leave nothing of their sentence to ask."""
_TELLING_ALL = frozenset({"definition", "as_before", "consequence", "cause", "what_it_does", "way"})
"""Forms whose answer may take the next clauses along."""


def _told_by(card: Card, claim: Claim) -> str:
    """What a card says of the text from its claim on: its answer, and for a way all up to the end of it."""
    at = claim.point.text.find(card.back, claim.span.start)
    opens = card.form == "way" and not card.back.lower().startswith("by ") and at >= 0
    if card.form == "way" and not opens:
        return claim.point.text[claim.span.start :].split(";")[0]
    return claim.point.text[claim.span.start : at + len(card.back)] if opens else card.back


def _best(cards: Sequence[Card]) -> list[Card]:
    """The best few of each sentence, in the order of the text; `tags` has carried the sentence's number so far."""
    cards = _weighed(cards)
    kept: list[Card] = []
    for number in sorted({c.tags for c in cards}):
        group = [c for c in cards if c.tags == number]
        long = sum(word_count(c.source) > limit for c in group[:1] for limit in LONG_SENTENCES)
        ranked = sorted(group, key=lambda c: -c.worth)[: MOST_PER_SENTENCE + long if number else None]
        kept += [c for c in group if c in ranked]
    return [replace(c, tags=()) for c in kept]

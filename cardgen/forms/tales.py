"""Forms for tales: what the writer did in a story of their own, what came of it, and what they do since.

Whoever prepares for a talk writes such stories down to tell them: a name, what happened, what I did, what I learned.
"""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims, title_of
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.labels import bare, label_of, says, word_count
from cardgen.model import Card, Claim, Point
from cardgen.reading import ARROW, read
from cardgen.sentences import sentence_at, sentences
from cardgen.verbs import verb_form, verb_tags

MOST_NAME_WORDS = 7
LONGEST = 25
"""Words that the answer may have."""
_STORIES = re.compile(r"\b(?:stor(?:y|ies)|anecdotes?|behaviou?rals?|my (?:own )?(?:examples?|cases|projects))\b", re.I)
"""Headings over what people tell of themselves."""
_NAMED_SO = re.compile(r"\b(?:story|failure|anecdote)$", re.I)
_OWN = re.compile(r"\b(?:i|i['’]?[dm]|ive|my|me|we|our|us)\b", re.I)
_PARTS = {
    "learned": "what did you learn", "learnt": "what did you learn", "did": "what did you do",
    "tried": "what did you try", "situation": "what was the situation", "task": "what was the task",
    "action": "what did you do", "challenge": "what was the challenge",
}  # fmt: skip
"""What people call the parts of a story that they want to tell."""
_NO_STORIES = words.ROLE_NOUNS | {"thing", "part", "bit"}
_NO_NAMES = frozenset({*words.GENERIC_LABELS, *_PARTS})
_TOLD_ALREADY = re.compile(r"(?:^|[.;]\s)(?:what (?:i|we) did|action|a|my part|did)\s?[:=-]\s", re.I)
_STATES = frozenset({
    "be", "have", "think", "know", "feel", "see", "hear", "want", "believe", "hope", "need", "like", "hate", "expect",
    "say", "do", "get", "become", "find", "lose", "notice", "start", "work", "join", "spend", "learn", "understand",
    "realise", "realize", "assume", "forget", "guess", "happen", "come", "fail", "go", "cost", "drop", "fall", "rise",
    "take",
})  # fmt: skip
"""How things were, and what became of them: no deed that a story is told for."""
_OBJECT = frozenset({"DET", "N", "PN", "CODE", "ADJ", "NUM", "PRON"})


def what_you_did(claim: Claim) -> list[Card]:
    """`The late barge. the lock stuck. I rang the keeper`: what the writer did, in a story that has a name.

    >>> found = _found("The late barge. The lock stuck at noon. I rang the keeper and held the gate -> we got through")
    >>> for card in what_you_did(found[2]): print(card)
    [x › my stories]
    Q: The late barge: what did you do?
    A: rang the keeper and held the gate
    [x › my stories]
    Q: The late barge: what came of it?
    A: we got through
    >>> what_you_did(_found("The late barge. The lock stuck at noon")[1]), what_you_did(_found("I rang him")[0])
    ([], [])
    """
    point = claim.point
    name = name_of(point) if is_tale(point) else ""
    if not name or not _is_deed(claim) or _TOLD_ALREADY.search(point.text):
        return []
    told, came = _all_done(point)
    if not 3 <= word_count(told) <= LONGEST:
        return []
    front = capital(to_reader(name))
    cards = [basic(point, "question_answered", f"{front}: what did you do?", told, slot=f"define:did {key(name)}")]
    if 1 < word_count(came) <= LONGEST:
        cards += [
            basic(point, "question_answered", f"{front}: what came of it?", came, slot=f"define:came {key(name)}")
        ]
    return cards


def _all_done(point: Point) -> tuple[str, str]:
    """All that the writer did in a story, if it is short enough to be told at once, else the first; what came of it."""
    sentence, deeds = -1, []
    for claim in claims(point):
        if _is_deed(claim) and claim.sentence != sentence:
            sentence = claim.sentence
            deeds.append(_to_the_end(claim))
    told = ", then ".join(told for told, _ in deeds)
    several = len(deeds) > 1 and word_count(told) <= LONGEST
    return (told, next((came for _, came in reversed(deeds) if came), "")) if several else deeds[0]


def what_happened(claim: Claim) -> list[Card]:
    """`the late barge - lock stuck at noon, nobody there`: how a story with a name began.

    >>> print(what_happened(_found("the late barge - lock stuck at noon, nobody there. I rang the keeper")[0])[0])
    [x › my stories]
    Q: The late barge: what happened?
    A: lock stuck at noon, nobody there
    >>> what_happened(_found("the late barge - by the quay")[0]), what_happened(_found("we rowed")[0])
    ([], [])
    """
    point = claim.point
    label = label_of(point.text)
    if claim.sentence or not claim.first or not label or label.seam == "equals" or not is_tale(point):
        return []
    name, told = name_of(point), _rest(claim).split("; ")[0].strip(" .!")
    told_of = name.isupper() or words.PRONOUNS & set(name.lower().split()[1:])  # "DOE: ...", "what they like: ..."
    if point.parent or told_of or not name or re.search(r"\?|->|→", told) or name.lower().split()[-1] in _NO_STORIES:
        return []
    first = read(told)
    acts = bool(first.tokens) and "base" in verb_tags(first.lower[0]) and first.tags[0] != "N"
    if acts or first.lower[:1] in (("this",), ("it",), ("that",)):
        return []  # what to do, or a remark on the story
    asks = not name or name != re.sub(r"\s*\([^()]*\)", "", bare(label.name)).strip() or point.children
    if asks or not 2 <= word_count(told) <= LONGEST or read(told).tags[:1] == ("P",) or told[:1] in '"“':
        return []
    front = f"{capital(to_reader(name))}: what happened?"
    return [basic(point, "question_answered", front, to_reader(told), slot=f"define:{key(name)}")]


_LEARNED = re.compile(
    r"(?:(?:i|we)\s)?(?:(?P<learned>learn(?:ed|t))|(?:the\s)?(?P<lesson>lesson|moral|point|takeaway)\s(?:is|was))"
    r"\s(?:that\s|is\s)?",
    re.I,
)


def part_of_a_tale(claim: Claim) -> list[Card]:
    """`task: get the barge home`: a part of a story, called by its name.

    >>> print(part_of_a_tale(_found("The late barge: stuck at noon. task: get it home")[1])[0])
    [x › my stories]
    Q: The late barge: what was the task?
    A: get it home
    >>> part_of_a_tale(_found("The late barge: stuck at noon. learned to ring ahead")[1])[0].front
    'The late barge: what did you learn?'
    >>> part_of_a_tale(_found("The late barge: stuck at noon. cargo: hemp")[1])
    []
    """
    point, part, asked = claim.point, claim.label.lower(), _PARTS.get(claim.label.lower(), "")
    if not claim.first or not is_tale(point):
        return []
    told, learned = _rest(claim), None if asked else _LEARNED.match(_rest(claim))
    if learned and claim.sentence:
        told, part = told[learned.end() :], "learned"
        asked = "what did you learn" if learned["learned"] else f"what is the {learned['lesson'].lower()}"
    name = name_of(point) if claim.sentence else point.parent
    told = tidy(told)
    if not asked or not name or not 2 <= word_count(told) <= LONGEST:
        return []
    front = f"{capital(to_reader(name))}: {asked}?"
    return [basic(point, "question_answered", front, to_reader(told), slot=f"define:{part} {key(name)}")]


def what_you_do_now(claim: Claim) -> list[Card]:
    """`since then I ring ahead`: what the writer does since, of a story or a weakness that has a name.

    >>> print(what_you_do_now(_found("The late barge: stuck at noon. Since then i ring ahead")[1])[0])
    [x › my stories]
    Q: The late barge: what do you do now?
    A: ring ahead
    >>> what_you_do_now(_found("The late barge: stuck at noon. now it is mended")[1])
    []
    """
    point = claim.point
    m = _NOW.match(point.text[claim.span.start :]) if point.lang == "en" and not point.asking else None
    if m is None:
        return _what_changed(claim) if claim.sentence and claim.first and is_tale(point) else []
    if not claim.first and claim.link not in ("->", "so", ";"):
        return []
    told = tidy(re.split(rf"[;]\s|\s(?:{ARROW})\s|\.\s", _rest(claim)[m.end() :])[0])
    verb = verb_tags(read(told).lower[0]) if told else set()
    before = claims(point)[claims(point).index(claim) - 1] if claim.link and claim.sentence == 0 else None
    name = before.text if before and word_count(before.text) <= 8 else name_of(point)
    if not name or "base" not in verb or not 2 <= word_count(told) <= LONGEST:
        return []
    front = f"{capital(to_reader(name))}: what do you do now?"
    return [basic(point, "question_answered", front, to_reader(told), slot=f"define:now {key(name)}")]


def _what_changed(claim: Claim) -> list[Card]:
    """`since then every barge is called in`: what became another thing after a story.

    >>> _what_changed(_found("The late barge: stuck at noon. Since then every barge is called in")[1])[0].front
    'The late barge: what has changed since then?'
    """
    m = _SINCE.match(_rest(claim))
    name, told = name_of(claim.point), tidy(_rest(claim)[m.end() :]) if m else ""
    name = claim.point.parent if name.lower().split()[-1:] and name.lower().split()[-1] in _NO_STORIES else name
    if not name or not 3 <= word_count(told) <= LONGEST:
        return []
    front = f"{capital(to_reader(name))}: what has changed since then?"
    return [basic(claim.point, "question_answered", front, to_reader(told), slot=f"define:since {key(name)}")]


_SINCE = re.compile(r"(?:(?:ever )?since then|since that day|from then on),?\s(?:(?:->|→|=>)\s)?", re.I)
_NOW = re.compile(
    r"(?:so\s|and\s|but\s)?(?:(?:now|since then|ever since|nowadays|these days|from then on|today),?\s(?:i|we)\s|"
    r"(?:i|we)\s(?:now|nowadays)\s|what (?:i|we) do now:\s)(?:always\s|just\s)?",
    re.I,
)


def name_of(point: Point) -> str:
    """The name of a story: its label, or the few words that its line begins with; "" where it has none.

    >>> [name_of(c[0].point) for c in (_found("the barge: stuck"), _found("Pike and me. We rowed"), _found("we rowed"))]
    ['the barge', 'Pike and me', '']
    """
    label = label_of(point.text)
    first = next(iter(sentences(point.text)), None)
    whole = point.text[first.start : first.end] if first and first.end < len(point.text) else ""
    name = title_of(point) or (bare(label.name) if label else re.split(r";\s", whole.rstrip(" .:!"))[0])
    name = re.sub(r"\s*\([^()]*\)|\s(?:-{1,2}|–|—|-->)\s.*$", "", name).strip()
    if not 0 < word_count(name) <= MOST_NAME_WORDS or re.search(r"[?=→>]", name) or name.lower() in _NO_NAMES:
        return ""
    return "" if {*name.lower().split()[:1]} & (words.PRONOUNS | words.WH_WORDS) else name


def is_tale(point: Point) -> bool:
    """Is a line a story of the writer's own, by its name or by the heading over it?

    >>> is_tale(_found("the barge: stuck")[0].point)
    True
    """
    if point.lang != "en" or point.asking:
        return False
    named = (name_of(point), point.parent)
    own = any(_NAMED_SO.search(name) for name in named) and _OWN.search(point.text)
    return bool(own or _STORIES.search(" ".join(point.place.trail[1:][-2:])))


def _is_deed(claim: Claim) -> bool:
    """Does a later sentence, or what stands behind a semicolon, begin with what the writer did?"""
    acts = re.match(r"(?:i|we)\s", claim.text, re.I)
    opens = (claim.sentence and claim.first) or claim.link == ";" or (claim.link in (",", "but", "so") and acts)
    if not opens or claim.label or not claim.verb:
        return False
    forms = verb_form(claim.verb.lower().split()[-1])
    if "past" not in {f.tag for f in forms} or {f.base for f in forms} & _STATES:
        return False
    if claim.subject.lower() in ("i", "we") and not claim.carried:
        return claim.text.lower().startswith(claim.subject.lower())
    told = read(claim.text)
    alone = claim.carried or not claim.subject
    direct = bool(_OBJECT & {*told.tags[1:2]}) or (told.tags[1:2] == ("P",) and told.lower[1] not in ("by", "in", "at"))
    return alone and claim.text.startswith(claim.verb) and direct


def _rest(claim: Claim) -> str:
    """From a claim on to the end of its sentence."""
    end = sentence_at(claim.point.text, claim.span.start).end
    return claim.point.text[claim.span.start : end]


def _to_the_end(claim: Claim) -> tuple[str, str]:
    """What the writer did, up to where somebody else acts, and what came of it, if an arrow says so."""
    told, _, came = re.sub(rf"\s(?:{ARROW})\s", "\0", _rest(claim)).partition("\0")
    told = re.split(r";\s|\s[-–—]\s", told)[0]
    pieces = re.split(r",\s(?![^()]*\))", told)
    own = [pieces[0]]
    for piece in pieces[1:]:
        if says(piece) and read(piece).tags[:1] in (("PRON",), ("DET",)) and not re.match(r"(?:i|we)\s", piece, re.I):
            break
        own.append(piece)
    whole = re.sub(r"^(?:i|we)\s", "", ", ".join(own), flags=re.I)
    return to_reader(tidy(whole)), tidy(came.split("\0")[0])


def _found(text: str) -> tuple[Claim, ...]:
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1, ("x", "my stories")), "statement", Block("item", text, 1, 1)))

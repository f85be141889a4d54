"""Forms for questions: what the author wants to ask somebody, and what the note asks and answers itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import title_of
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.forms.fronts import asked_of
from cardgen.forms.tales import name_of
from cardgen.labels import bare, label_of, word_count
from cardgen.model import Card, Claim, Point
from cardgen.points import ASKING, asks_without_mark, context
from cardgen.reading import ARROW, Words, read
from cardgen.sentences import sentence_at, sentences
from cardgen.themes import theme_of
from cardgen.verbs import base_of, gerund, is_verb

_WOULD_KNOW = (
    r"^(?:\d+\.\s*)?(?:(?:i\s+)?would (?:be great|love|like) to (?:understand|hear|know|learn)(?: more)?(?: about)?|"
    r"i(?:'d| would)? (?:love|like) to (?:know|hear|understand)(?: more)?(?: about)?|tell me about|"
    r"can you (?:tell me|explain)"
)
_LEAD_IN = re.compile(rf"{_WOULD_KNOW}|so|and|but|also|ok)\s+", re.I)
_WHAT_YOU_THINK = re.compile(r"\bwhat do you think\b", re.I)
_ASKS_TO_HEAR = re.compile(rf"{_WOULD_KNOW})\s+", re.I)


def question_answered(point: Point) -> list[Card]:
    """A question with its answer behind it: `why two? one of them always breaks`.

    >>> print(question_answered(_point("why did hannibal cross the alps? bc rome ruled the sea"))[0])
    Q: why did hannibal cross the alps?
    A: bc rome ruled the sea
    >>> question_answered(_point("can we print it at home?"))
    []
    """
    label = label_of(point.text)
    unmarked = point.lang == "en" and not label and _ASKED_UNMARKED.match(point.text)
    if not ("?" in point.text or unmarked) or point.asking or (label and ASKING.search(label.name)):
        return []
    below = "; ".join(c.text for c in point.children if c.text)
    least = 2 if _ASKS_WHY.match(point.text) else 3
    if point.text.rstrip().endswith("?") and below and word_count(below) <= 25 and word_count(point.text) >= least:
        card = basic(point, "question_answered", point.text, below, slot=f"asked:{key(point.text, 4)}")
        last = max(child.place.end for child in point.children)
        return [replace(card, place=replace(card.place, end=last))]
    out, before = [], ""
    for asked, told in _asked_and_told(point.text, point.lang):
        said, before = before, told if asked.endswith("?") else asked
        if point.lang == "en" and word_count(asked) > 4 and not interrogative(asked.rstrip("?") + " "):
            continue
        if (
            not asked.endswith("?")
            or asked.endswith("??")
            or told.endswith("?")
            or asks_without_mark(told)
            or word_count(told) > 25
            or not re.search(r"\w", told)
            or asked.lower() in ("yes?", "no?", "really?", "ok?", "right?")
            or (word_count(asked) <= 5 and _ENDS_POINTING.search(asked))
        ):
            continue
        above = [said.rstrip(" .,;:")] if said and word_count(said) <= 8 else context(point)[1:]
        alone = word_count(asked) <= 3 and above and ": " not in asked and not _ASKS_WHAT_IS.match(asked)
        headed = alone and not re.search(r"\bask(?:s|ed|ing)?\b", above[-1], re.I)  # "stuff they'll ask"
        if headed and len(context(point)) == 1 and above[-1] == context(point)[0]:
            continue  # "why independent?", under nothing but the note's title
        front = f"{above[-1]}: {asked}" if headed else asked
        out.append(basic(point, "question_answered", front, told, slot=f"asked:{key(asked, 4)}"))
    return out[:2]


_ENDS_POINTING = re.compile(r"\b(?:after|before|without|with|like) (?:that|this|it)\?$", re.I)
"""`dry without it?`: after what?"""
_ASKS_WHY = re.compile(r"¿?(?:why|warum|wieso|pourquoi|por\s?qu[eé]|perché|waarom|dlaczego|varför)\s\w", re.I)
_ASKS_WHAT_IS = re.compile(
    r"¿?(?:qu['’]est-ce qu|(?:was|wer) (?:ist|sind|war|waren|bedeutet|heißt)\s(?!das\?|es\?)|qué (?:es|son|era)\s|"
    r"che cos|wat (?:is|zijn)\s(?!dat\?|het\?)|vad är\s(?!det\?)|o que é\s(?!isso\?))",
    re.I,
)
"""A question that names its thing, as few words as it has."""


def asked_by_label(point: Point) -> list[Card]:
    """`how it works: the gates shut, the water rises`: a label that asks of the thing above it, and all of its answer.

    >>> print(asked_by_label(_point("why it matters: the barges get past the weir", above="Canal lock"))[0])
    [x › Canal lock]
    Q: Why does Canal lock matter?
    A: the barges get past the weir
    >>> asked_by_label(_point("why: the river drops there", above="Canal lock"))[0].front
    'Canal lock: why?'
    >>> asked_by_label(_point("outbox: it keeps the order", above="relay"))        # names, does not ask
    []
    """
    if point.lang != "en" or point.asking:
        return []
    label = label_of(point.text)
    if label and not point.children:
        name = label.name
        told = tidy(point.text[label.body : sentence_at(point.text, label.body).end])
    elif not label and len(point.children) == 1 and not point.children[0].children:
        name, told = bare(point.text), tidy(point.children[0].text)
    else:
        return []
    least = 2 if " " in name else 1  # "when: 1889"
    if "?" in point.text or not least <= word_count(told) <= MOST_TOLD_WORDS:
        return []
    before = label_of(point.before)
    above = context(point)[1:] or ((bare(before.name),) if before and not point.children else ())
    front = _why_that(name, point) or _question_in(name, above)
    if not front:
        return []
    card = basic(point, "question_answered", front, told, slot=f"define:{key(name)}")
    return [replace(card, place=replace(card.place, end=point.children[0].place.end)) if point.children else card]


def _why_that(name: str, point: Point) -> str:
    """`the gates leak` and below it `why: old oak`: the reason for what was just said, if that is short.

    >>> from dataclasses import replace
    >>> [_why_that("why", replace(_point("why: old oak"), before=said)) for said in ("the gates leak.", "a lock", "")]
    ['The gates leak: why?', '', '']
    """
    said = point.before.strip(" .;!")
    short = 2 < word_count(said) <= MOST_SAID_BEFORE and not re.search(r"[?\n]|[.:]\s", said)
    return f"{capital(to_reader(said))}: why?" if name.lower() == "why" and short else ""


MOST_SAID_BEFORE = 9
"""Words; what is longer is no question that one reads to its end."""


def asked_in_sentence(claim: Claim) -> list[Card]:
    """`Canal lock = two gates. Why it matters: barges pass the weir`: a later sentence with a label that asks.

    >>> from cardgen.claims import claims
    >>> found = claims(_point("Canal lock = two gates. Why it matters: barges get past the weir"))
    >>> print(asked_in_sentence(found[1])[0])
    Q: Why does Canal lock matter?
    A: barges get past the weir
    >>> asked_in_sentence(found[0])
    []
    """
    point, label = claim.point, claim.label
    if not claim.sentence or not claim.first or point.lang != "en" or point.asking or not label:
        return []
    if label.lower().split()[0] not in words.WH_WORDS:
        return []
    end = sentence_at(point.text, claim.span.start).end
    told = tidy(point.text[claim.span.start : end])
    theme = theme_of(point)
    title = title_of(point) or (name_of(point) if theme and label_of(point.text) else "")
    front = _question_in(label, [title or theme] if title or theme else context(point)[1:])
    if title and front and title.lower() not in front.lower():
        front = f"{capital(title)}: {front[0].lower()}{front[1:]}"
    if not front or not 2 <= word_count(told) <= MOST_TOLD_WORDS:
        return []
    return [basic(point, "question_answered", front, told, slot=f"define:{key(label)}")]


def _question_in(label: str, above: Sequence[str]) -> str:
    """The question that a label asks; "" if it is none.

    >>> [_question_in(x, ["Canal lock"]) for x in ("decode, why bandwidth", "how it works", "gate", "")]
    ['Decode: why bandwidth?', 'How does Canal lock work?', '', '']
    >>> [_question_in(x, []) for x in ("crop rotation why", "olive trees, when", "know how", "the why")]
    ['Why crop rotation?', 'Olive trees: when?', '', '']
    """
    if told_of := _ASKS_OF.match(label):
        return f"{capital(told_of['thing'])}: {told_of['asked']}?"
    if asking := _ASKS_LAST.fullmatch(label):
        why = asking["asked"].lower() == "why" and not re.search(r"\d", asking["thing"])  # "resting at -70 mV. why"
        return f"Why {asking['thing']}?" if why else f"{capital(asking['thing'])}: {asking['asked']}?"
    first, *more = label.lower().split() or [""]
    asks = first in words.WH_WORDS if more else first in ("why", "how", "when", "where", "who")
    return asked_of(label, above) if asks else ""


_ASKS_OF = re.compile(
    r"(?!.*\b(?:is|are|knows?)\s(?:why|how))(?P<thing>[^:]+?)[,\s]\s?(?P<asked>(?:why|how)\s[^,]+)$", re.I
)
"""`decode, why bandwidth`: a label that asks of the thing it names."""
_ASKS_LAST = re.compile(
    rf"(?!(?:{'|'.join(sorted(words.WH_WORDS | words.DETERMINERS))})\b)"
    r"(?P<thing>\w[^:?]+?)\b(?<!\bknow)(?:[.,]\s?|\s)(?P<asked>why|how|when|where)",
    re.I,
)
"""`crop rotation why`: a label that ends with what it asks."""
MOST_TOLD_WORDS = 25
"""Words that the answer to a label may have."""
_THEN = re.compile(rf"(?<=\?)\s*(?:{ARROW}|=|[-–—])\s+")


def _asked_and_told(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Each sentence with the one behind it; a mark between a question and its answer belongs to neither.

    An answer that only says yes or no, or what is not so, goes on in the next sentence.

    >>> _asked_and_told("why rack-scale? -> nvlink is faster")
    [('why rack-scale?', 'nvlink is faster')]
    >>> _asked_and_told("how do you pack eggs -> in straw. they break"), _asked_and_told("is it safe? no. it leaks")[0]
    ([('how do you pack eggs?', 'in straw.'), ('in straw.', 'they break')], ('is it safe?', 'no. it leaks'))
    """
    if lang == "en" and "?" not in text and (m := _ASKED_UNMARKED.match(text)):
        text = f"{m['asked']}? {text[m.end() :]}"
    spans = sentences(text)
    told = [part for s in spans for part in _THEN.split(text[s.start : s.end])]
    out = []
    for at, (asked, said) in enumerate(pairwise(told)):
        more = told[at + 2] if at + 2 < len(told) and _HALF_AN_ANSWER.match(said) and word_count(said) <= 5 else ""
        goes_on = asked.endswith("?") and more and not more.endswith("?") and word_count(said + " " + more) <= 25
        out.append((asked, f"{said.rstrip('.')}. {more}" if goes_on else said))
    return out


_HALF_AN_ANSWER = re.compile(r"(?:not?|nope?|yes|yeah|depends|it depends|both|neither|sort of|kind of)\b", re.I)
_ASKED_UNMARKED = re.compile(
    r"(?P<asked>(?:what|who|where|when|why|how)\s(?:\w+\s){0,2}?"
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|have|has)\s(?:i|you|we|they|he|she|it|the|a|an|my|your)"
    rf"\s[^?.:;=]{{6,80}}?)\s+(?:{ARROW}|[-–—])\s+",
    re.I,
)
"""`how do you pack it -> in straw`: a question that goes without its mark."""


def question_to_ask(point: Point) -> list[Card]:
    """A question that the author has written down to ask: recalled by what it is about.

    >>> print(question_to_ask(_point("how do you keep the bread this crisp?", asking=True))[0])
    Q: Which question do you want to ask about the bread?
    A: how do you keep the bread this crisp?
    >>> question_to_ask(_point("how is it so fast?"))        # wonders, does not collect questions
    []
    """
    whom = _ASK_WHOM.match(point.text)
    if not interrogative(point.text[whom.end() :] if whom else point.text) or point.lang != "en":
        return []  # "u." is no "you" in German
    if not point.asking and _is_answered(point.text):
        return []
    out = []
    said = [point.text[span.start : span.end] for span in sentences(point.text)]
    if whom:
        said[0] = said[0][whom.end() :]
        if card := _all_asked(point, whom["whom"], said):
            return [card]
    for asked in said:
        collected = point.asking or whom is not None or _addressed(asked)
        if word_count(asked) < 4 or not interrogative(asked) or not collected:
            continue
        about = subject_matter(_LEAD_IN.sub("", asked))
        if about and word_count(asked) <= 50:
            article = re.search(rf"\b(?:the|an?) (?={re.escape(about)})", asked, re.I)
            about_whom = f"{to_reader(whom['whom'])} about" if whom else "about"
            front = f"Which question do you want to ask {about_whom} {article[0].lower() if article else ''}{about}?"
            out.append(basic(point, "question_to_ask", front, asked, slot=f"ask:{key(about, 3)}", exact=True))
    return out[:3]


def _is_answered(text: str) -> bool:
    """Does a line go on with an answer, behind its only question: `how do you pack it? in straw`?

    >>> [_is_answered(x) for x in ("how do you pack it? in straw", "how do you pack it -> straw", "how? and when?")]
    [True, True, False]
    """
    asked, mark, told = text.partition("?")
    if not mark:
        asked, told = [*re.split(_BEFORE_ANSWER, text, maxsplit=1), ""][:2]
    opens = read(asked).lower[:1] and read(asked).lower[0] in words.WH_WORDS | words.MODALS | words.BE | words.DO
    return bool(opens) and "?" not in told and word_count(told) > 0


_BEFORE_ANSWER = rf":\s+|\s+(?:{ARROW}|=|[-–—])\s+"


_ASK_WHOM = re.compile(
    r"(?:to\s)?ask\s(?!(?:about|for|if|whether|how|why)\b)"
    r"(?!(?:the\s|my\s)?(?:prof(?:essor)?|tutor|teacher|lecturer|ta|supervisor)\b)"
    r"(?P<whom>[^:?]{2,30}?)\s?(?::\s|\s[-–—]\s|\s->\s)",
    re.I,
)
"""`ask the keeper: who pays?`: whom one wants to ask."""
MOST_ASKED_AT_ONCE = 5


def _all_asked(point: Point, whom: str, said: Sequence[str]) -> Card | None:
    """Several questions behind `ask the keeper:` are recalled together.

    >>> text = "ask the keeper: who pays for the oil? is the lamp old?"
    >>> print(question_to_ask(_point(text))[0])
    Q: What do you want to ask the keeper? (2)
    A: who pays for the oil? is the lamp old?
    """
    asked = [s.strip() for s in said if word_count(s) > 1]
    if not 1 < len(asked) <= MOST_ASKED_AT_ONCE or not all(map(interrogative, asked)):
        return None
    front = f"What do you want to ask {to_reader(whom)}? ({len(asked)})"
    return basic(point, "question_to_ask", front, " ".join(asked), slot=f"ask:{key(whom, 3)}", exact=True)


def interrogative(text: str) -> bool:
    """Ends with a question mark, starts with a question word or a helping verb, or says that one would love to know.

    >>> [interrogative(x) for x in ("who pays for it", "is it dear?", "the crane is idle")]
    [True, True, False]
    """
    first = read(text).lower[:1]
    opens = bool(first) and (
        first[0] in words.WH_WORDS | words.MODALS or first[0] in ("do", "does", "did", "is", "are")
    )
    return "?" in text or bool(_ASKS_TO_HEAR.match(text) or _WHAT_YOU_THINK.search(text)) or opens


def _addressed(text: str) -> bool:
    """A question to somebody: it says "you", and asks or would love to hear."""
    short = r"|u|ur" if "?" in text else ""  # "u - un": a variable
    if not re.search(rf"\b(?:you|your|yours{short})\b", text, re.I):
        return False
    first = read(text).lower[:1]
    told = re.search(rf"\s(?:{ARROW}|=)\s|:\s", text)  # "why the crane stalls -> you have to wait"
    opens = bool(first) and first[0] in words.WH_WORDS and word_count(text) >= 6 and not told
    return opens or "?" in text or bool(_ASKS_TO_HEAR.match(text) or _WHAT_YOU_THINK.search(text))


def subject_matter(question: str) -> str:
    """What a question is about: its noun phrase that names most, else what somebody is asked to have done.

    >>> subject_matter("what are the risks of opening a bakery on the harbour side?")
    'harbour side'
    >>> subject_matter("how does the washing machine sit on top of the dryer?"), subject_matter("what made you join?")
    ('washing machine', 'joining')
    """
    body = read(_BY_PHRASE.sub("on", re.sub(r"\([^()]*\)|\bright now\b", "", question)))
    best, at = (0.0, ""), 0
    while at < len(body.tokens):
        end = _end_of_names(body, at)
        if end > at:
            phrase = body.cut(at, end)
            weight = sum(_weight(w, t) for w, t in zip(phrase.lower, phrase.tags, strict=True))
            best = max(best, (weight - 0.01 * at, phrase.text))
        at = max(end, at + 1)
    done = [verb for you, verb in pairwise(body.lower) if you in _ASKED and is_verb(verb) and verb not in _NO_MATTER]
    if best[0] > _A_TIME or (best[0] > 0.5 and not done):
        return best[1]
    return gerund(base_of(done[0])) if done else ""


def _end_of_names(body: Words, at: int) -> int:
    """Where the noun phrase that starts at a token ends, with what it is of or in; `at` if none starts there.

    A verb behind "you" that could be a noun is a verb: "made you join"."""
    before = body.lower[at - 1] if at else ""
    first = body.tags[at : at + 1]
    if before in _ASKED or (first == ("VG",) and body.tags[at - 1 : at] != ("DET",)):
        return at
    end = at + (first == ("VG",) and body.tags[at + 1 : at + 2] == ("N",))  # "the washing machine"
    while end < len(body.tokens) and body.tags[end] in ("N", "PN", "ADJ", "CODE", "NUM"):
        end += 1
    while end > at and (body.tags[end - 1] in ("ADJ", "NUM") or body.lower[end : end + 1] == ("like",)):
        end -= 1  # "what does a good month look like"
    if end == at or body.lower[end : end + 1] not in (("in",), ("of",), ("for",)):
        return end
    tail = end + 1 + (body.tags[end + 1 : end + 2] == ("DET",))
    stop = tail
    while stop < len(body.tokens) and body.tags[stop] in ("N", "PN", "ADJ"):
        stop += 1
    return stop if stop > tail else end


_ASKED = frozenset(["you", "u", "they"])
_A_TIME = 0.6
"""What a length of time weighs: `after six months` is what few questions are about."""
_NO_MATTER = words.VAGUE | {"have", "get", "want", "need", "think", "like", "do"}
"""Verbs that nobody could ask about."""
_BY_PHRASE = re.compile(r"\b(?:" + "|".join(words.PREPOSITION_PHRASES) + r")\b", re.I)
"""No noun of "on top of" is what a question is about."""


def _weight(word: str, tag: str) -> float:
    if (
        word in words.VAGUE
        or word in words.STOPWORDS
        or word in ("question", "questions", "guess", "year", "years", "today")
    ):
        return 0.0
    if words.UNITS.get(word) == "time":
        return 0.6
    return {"PN": 1.6, "CODE": 1.5, "N": 1.0, "ADJ": 0.2}.get(tag, 0.0)


def open_question(point: Point) -> list[Card]:
    """`Figuring out the keys - who will lock up at night?`: something that the author has not settled yet.

    >>> print(open_question(_point("figuring out how we label it - can we print stickers at home?"))[0])
    Q: figuring out how we label it – what is the open question?
    A: can we print stickers at home?
    >>> open_question(_point("why?"))
    []
    """
    m = re.match(r"^(?P<cue>[^?]{8,90}?)\s*(?:\s[-–—]\s|:\s)(?P<asked>[^?]{12,}\?)", point.text)
    if not m or point.asking or point.lang != "en" or word_count(m["cue"]) > 12:
        return []
    front = f"{capital(tidy(m['cue']))} – what is the open question?"
    return [
        basic(
            point, "open_question", front.replace("Figuring", "figuring"), m["asked"], slot=f"open:{key(m['asked'], 3)}"
        )
    ]


def _point(text: str, asking: bool = False, above: str = "") -> Point:
    from cardgen.model import Block, Place

    place = Place("x.md", 1, 1, ("x", above) if above else ())
    return Point(text, place, "question", Block("item", text, 1, 1), asking=asking)

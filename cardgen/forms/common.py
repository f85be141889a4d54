"""What every form needs to make a card: its place, its context, its slot, and how much such cards are worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cardgen import words
from cardgen.clauses import expand, read
from cardgen.gates import gives_away
from cardgen.model import Blank, Card, Claim, Point
from cardgen.points import context
from cardgen.quantities import DATE
from cardgen.verbs import VERBS

WORTH = {
    # the author's own words for it: always kept
    "own_card": 1.0, "term_definition": 1.0, "own_cloze": 1.0, "highlight": 0.95, "own_definition": 0.95,
    # a question whose wording follows from the note's own structure
    "table_row": 0.85, "steps_in_order": 0.85, "pair": 0.65, "enumeration": 0.6, "chain": 0.5, "contrast_pair": 0.7,
    "question_answered": 0.75, "code_by_purpose": 0.65, "formula": 0.65, "quotation": 0.65, "picture": 0.65,
    # a question for how two clauses hang together
    "cause": 0.75, "consequence": 0.7, "condition": 0.6, "rule": 0.75,
    # a question for what a name stands for
    "definition": 0.65, "what_it_does": 0.6, "dated_name": 0.55, "gloss": 0.45,
    # a question from the frame of a verb
    "attribute": 0.57, "attribute_number": 0.6,
    # what a line was asked before it was reworded: kept, for somebody studies it
    "as_before": 1.0,
    # hidden words in a sentence
    "number_or_date": 0.52, "complement_cloze": 0.42,
    "question_to_ask": 0.45, "open_question": 0.4,
}  # fmt: skip
"""How likely a careful reader keeps a card of this form, before its own features are looked at: rounded from what
strict readers said of 375 cards on 14 notes, and 0.65 or so where they had seen too few."""

FIRST_PERSON_PENALTY = 0.05
MAX_BODY_WORDS = 24
"""Words; a longer body is no answer."""
LONG_ANSWER = 10
"""Words; a longer answer is harder to grade oneself by."""


def key(text: str, most: int = 5) -> str:
    """A few normalised words that name a thing, for a card's slot.

    >>> key("What is the Training infra optimized for?")
    'training infra optimized'
    """
    found = re.findall(r"[^\W_]+(?:[._][^\W_]+)*", text.lower())
    return " ".join([w for w in found if w not in words.STOPWORDS][:most])


def basic(point: Point, form: str, front: str, back: str, slot: str = "", extra: str = "") -> Card:
    """A question and its answer.

    >>> from cardgen.model import Block, Place
    >>> here = Point("Outbox: a table", Place("x.md", 1, 1, ("Events",)), "statement", Block("item", "", 1, 1))
    >>> print(basic(here, "definition", "What is the outbox?", "a table."))
    [Events]
    Q: What is the outbox?
    A: a table
    """
    back = tidy(back)
    return Card(
        "basic", one_line(front), point.place, form, back=back, context=context(point), source=point.text,
        slot=slot or f"{form}:{key(front)}", extra=extra or line_in_full(point, f"{front} {back}"),
        worth=worth(form, front, back),
    )  # fmt: skip


def cloze(point: Point, form: str, text: str, start: int, end: int, hint: str = "", slot: str = "") -> Card:
    """A sentence with one thing hidden."""
    hidden = text[start:end]
    return Card(
        "cloze", text, point.place, form, blanks=(Blank(start, end, hint),), context=context(point),
        source=point.text, slot=slot or f"{form}:{key(text)}", extra=line_in_full(point, text),
        worth=worth(form, text, hidden),
    )  # fmt: skip


SHOWN_BEFORE = 4
"""Items of a list that are shown before the one asked: enough to lead to it, and an edit of the first item leaves the
card of the fifth alone."""


def listing(
    point: Point,
    form: str,
    cue: str,
    items: Sequence[str],
    ordered: bool = False,
    slot: str = "",
    homes: Sequence[Point] = (),
) -> list[Card]:
    """A list as one card an item: what is listed, the last items before it, and its own place empty.

    Each item is a card of its own, so that its history goes with it when the list grows, shrinks or is reordered.
    `homes` are the points that the items stand in, where they are not all in `point`. An item that gives away the one
    asked is not shown before it.

    >>> from cardgen.model import Block, Place
    >>> here = Point("signals: latency, errors", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> print(listing(here, "enumeration", "Signals?", ["latency", "errors"])[1])
    C: Signals?
    <BLANKLINE>
    - latency
    - {errors|2 of 2}
    """
    items = [tidy(i) for i in items]
    cards = []
    for at, item in enumerate(items):
        first = max(0, at - SHOWN_BEFORE)
        before = ["…" if gives_away(x, item) else x for x in items[first:at]]
        shown = [f"{n}. {x}" if ordered else f"- {x}" for n, x in enumerate([*before, item], first + 1)]
        more = ["…", ""] if first else []
        text = "\n".join([one_line(cue), "", *more, *shown])
        home = homes[at] if homes else point
        blank = Blank(len(text) - len(item), len(text), f"{at + 1} of {len(items)}")
        cards.append(
            Card(
                "cloze",
                text,
                home.place,
                form,
                blanks=(blank,),
                context=context(point),
                source=home.text,
                slot=f"{slot or form + ':' + key(cue)}/{key(item, 4)}",
                worth=WORTH[form],
            )
        )
    return cards


ENOUGH_SHOWN = 0.7
"""Share of a line's telling words that a card may show before the line in full would only repeat it."""
MAX_EXTRA_WORDS = 60


def line_in_full(point: Point, shown: str) -> str:
    """The whole line, to be read under the answer, when the card shows only a part of it.

    >>> from cardgen.model import Block, Place
    >>> text = "the relay writes to kafka, which keeps every event for three days"
    >>> here = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    >>> line_in_full(here, "What does the relay write to? kafka") == text, line_in_full(here, text)
    (True, '')
    """
    line = set(key(point.text, 99).split())
    if (
        point.role not in ("statement", "question", "quote")
        or len(point.text.split()) > MAX_EXTRA_WORDS
        or "\n" in point.text
    ):
        return ""
    return point.text if len(line & set(key(shown, 99).split())) < ENOUGH_SHOWN * len(line) else ""


def worth(form: str, front: str, answer: str) -> float:
    """The form's worth, less for what makes readers drop a card: a long answer, a vague one, a pronoun as subject.

    >>> worth("attribute", "What does the relay need?", "a queue") > worth("attribute", "What does it need?", "things")
    True
    """
    value = WORTH[form]
    if value >= 0.95:
        return value
    count = len(answer.split())
    if count > LONG_ANSWER:
        value -= 0.02 * (count - LONG_ANSWER)
    low = [w.lower() for w in re.findall(r"[^\W_]+", answer)]
    if low and all(w in words.VAGUE or w in words.STOPWORDS for w in low):
        value -= 0.4
    if re.search(r"\b(?:it|this|that|they|these|those|here|there)\b", front, re.I):
        value -= 0.12
    if re.search(r"\b(?:you|your)\b", front):
        value -= FIRST_PERSON_PENALTY
    return round(max(0.0, value), 3)


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p) for p in phrases)


_FILLER = re.compile(rf"^(?:(?:{_any_of([*words.FILLERS, 'and', 'but', 'so', 'then', 'also'])})\b[,\s]*)+", re.I)
_TAIL = re.compile(rf"(?:[\s,;:]+(?:{_any_of(words.FILLERS)}))+[\s.!]*$", re.I)


def tidy(answer: str) -> str:
    """An answer without the marks and fillers at its edges; its words stay the author's.

    >>> tidy(" and basically a table of events, lol.")
    'a table of events'
    >>> tidy("std::vector<int>")
    'std::vector<int>'
    """
    text = answer.strip()
    if text.startswith(("`", "$", "```", "!")) and text.endswith(("`", "$", ")")):
        return text
    text = _TAIL.sub("", text.strip(" \t,;"))
    text = _FILLER.sub("", text).strip(" \t,;")
    text = re.sub(r"(?<![.])[.]$", "", text) if text.count(".") == 1 or not text.endswith("etc.") else text
    return unbracketed(text.strip(" ,;-–—"))


def main_part(answer: str) -> str:
    """An answer without a second thought behind a comma; a list stays whole.

    >>> main_part("DNA gyrase, watch out for ruptures"), main_part("low latency, high availability")
    ('DNA gyrase', 'low latency, high availability')
    >>> main_part("water, salt and flour that is fresh"), main_part("may 5, 1848")
    ('water, salt and flour that is fresh', 'may 5, 1848')
    """
    head, comma, tail = answer.partition(", ")
    words_read = read(tail)
    if (
        not comma
        or DATE.fullmatch(answer)
        or head.count("(") != head.count(")")
        or head.count('"') % 2
        or tail.count(", ")
        or re.search(r"\b(?:and|or)\b", tail)
    ):
        return answer
    if not words_read.tags or re.match(r"(?:e\.g|eg|i\.e|ie|so|but)\b", tail):
        return head
    alone = len(head.split()) == 1 and not re.search(r"\d", head)
    if alone or re.match(r"(?:then|and|not|never|but not|only|w/o|without)\b", tail, re.I):
        return answer  # what comes next, or what it is not: half of the fact
    if re.search(r"\d", head) and re.search(r"\d", tail):
        return head  # two figures: only one was asked
    new = words_read.tags[0] in ("V", "NUM", "PRON", "VG", "SUB") or any(
        t in ("V", "AUX", "MOD") for t in words_read.tags[:-1]
    )
    order = words_read.lower[0] in VERBS and words_read.tags[1:2] in (("P",), ("ADV",), ("DET",), ("PRON",))
    return head if (new or order) and len(words_read.tokens) > 1 and len(head) > 1 else answer


DATED_TAIL = re.compile(
    rf"^(?P<head>.+?)[\s,]+(?:(?:in|on|at|till|until|by|since|from|around|ca\.?)\s+)+(?:{DATE.pattern}|'?\d\d)$", re.I
)


def undated(answer: str, frame: str) -> str:
    """An answer without the date that nobody asked for.

    >>> undated("the strait in 1498", "what"), undated("18 may 1848", "when")
    ('the strait', '18 may 1848')
    """
    m = DATED_TAIL.match(answer) if frame not in ("when", "how long", "how soon") else None
    return m["head"] if m else answer


def unbracketed(text: str) -> str:
    """Without a bracket or quote that has lost its partner.

    >>> unbracketed("ring of states (the Netherlands"), unbracketed("(GB)")
    ('ring of states the Netherlands', '(GB)')
    """
    for left, right in ("()", "[]", "“”"):
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("`") % 2:
        text = text.replace("`", "")
    return re.sub(r"\s{2,}", " ", text).strip()


def one_line(text: str) -> str:
    """A question as it should look: no double blanks, none before its mark."""
    return re.sub(r"\s+([?:,.])(?=\s|$)", r"\1", re.sub(r"\s{2,}", " ", text)).strip()


def capital(text: str) -> str:
    """The first letter in upper case, unless the word is a name written otherwise (`iPhone`, `event_id`)."""
    first = text.split(" ", 1)[0] if text else ""
    plain = first.isalpha() and first.islower()
    return text[0].upper() + text[1:] if plain else text


def named(claim: Claim) -> str:
    """The clause with its subject, for where it is shown alone.

    >>> from cardgen.model import Block, Place, Span
    >>> here = Point("x", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> named(Claim(here, "dedupes on event_id", Span(0, 19), "the worker", "dedupes", "on event_id", carried=True))
    'the worker dedupes on event_id'
    """
    if claim.carried and claim.subject and claim.verb:
        own = read(expand(claim.text))
        start = 1 if own.tags and own.tags[0] in ("PRON", "REL") and own.lower[0] in words.PRONOUNS else 0
        tail = own.cut(start, len(own.tokens)).text
        return f"{claim.subject} {tail}"
    return claim.text

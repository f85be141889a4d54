"""What every form needs to make a card: its place, its context, its slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cardgen import words
from cardgen.clauses import expand
from cardgen.gates import gives_away
from cardgen.model import Blank, Card, Claim, Point
from cardgen.points import context
from cardgen.quantities import DATE
from cardgen.reading import read
from cardgen.verbs import VERBS

MAX_BODY_WORDS = 24
"""Words; a longer body is no answer."""


def key(text: str, most: int = 5) -> str:
    """A few normalised words that name a thing, for a card's slot.

    >>> key("What is the Training infra optimized for?")
    'training infra optimized'
    """
    found = re.findall(r"[^\W_]+(?:[._][^\W_]+)*", text.lower())
    return " ".join([w for w in found if w not in words.STOPWORDS][:most])


def basic(point: Point, form: str, front: str, back: str, slot: str = "", extra: str = "", exact: bool = False) -> Card:
    """A question and its answer; an `exact` one is whole as it stands, with nothing to trim at its edges.

    >>> from cardgen.model import Block, Place
    >>> here = Point("Outbox: a table", Place("x.md", 1, 1, ("Events",)), "statement", Block("item", "", 1, 1))
    >>> print(basic(here, "definition", "What is the outbox?", "a table."))
    [Events]
    Q: What is the outbox?
    A: a table
    """
    back = back.strip() if exact else tidy(back, point.lang)
    return Card(
        "basic", one_line(front), point.place, form, back=back, context=context(point), source=point.text,
        slot=slot or f"{form}:{key(front)}", extra=extra or line_in_full(point, f"{front} {back}"),
    )  # fmt: skip


def cloze(point: Point, form: str, text: str, start: int, end: int, hint: str = "", slot: str = "") -> Card:
    """A sentence with one thing hidden; the marks of a bold name in it are not shown.

    >>> from cardgen.model import Block, Place
    >>> here = Point("x", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> print(cloze(here, "complement_cloze", "**Keel** - made of oak", 19, 22))
    C: Keel - made of {oak}
    """
    before = text[:start].count("**")
    start, end, text = (
        start - 2 * before,
        end - 2 * before,
        text.replace("**", "") if "**" not in text[start:end] else text,
    )
    return Card(
        "cloze", text, point.place, form, blanks=(Blank(start, end, hint),), context=context(point),
        source=point.text, slot=slot or f"{form}:{key(text)}", extra=line_in_full(point, text),
    )  # fmt: skip


MOST_AT_ONCE = 6
"""Items of a list in no order that are asked on one card: more are not recalled in one breath."""
MOST_WORDS_AT_ONCE = 40
SHORT_ITEM = 3
"""Words; a list of items up to this length is told in one line."""


def whole_list(
    point: Point,
    form: str,
    cue: str,
    items: Sequence[str],
    slot: str = "",
    homes: Sequence[Point] = (),
    known: bool = False,
) -> list[Card]:
    """A list in no order as one card: what is listed and how many there are, and all items as the answer.

    Which item stands third in such a list is an accident of the note, so nothing asks for it. Nothing comes of a list
    too long to be recalled at once, unless it is `known`: asked already when it was shorter. `homes` are the points
    that the items stand in, where they are not all in `point`.

    >>> from cardgen.model import Block, Place
    >>> here = Point("signals: latency, errors", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> print(whole_list(here, "enumeration", "What do we watch?", ["latency", "errors"])[0])
    Q: What do we watch? (2)
    A: latency, errors
    >>> whole_list(here, "enumeration", "What do we watch?", ["latency"] * 7)
    []
    """
    items = [tidy(i, point.lang) for i in items]
    much = len(items) > MOST_AT_ONCE or sum(len(i.split()) for i in items) > MOST_WORDS_AT_ONCE
    if len(items) < 2 or (much and not known):
        return []
    in_line = all(len(i.split()) <= SHORT_ITEM and "," not in i for i in items)
    back = ", ".join(items) if in_line else "\n".join(f"- {i}" for i in items)
    card = Card(
        "basic", counted(one_line(cue), len(items)), point.place, form, back=back, context=context(point),
        source=point.text, slot=slot or f"{form}:{key(cue)}",
    )  # fmt: skip
    if not homes:
        return [card]
    place = replace(point.place, end=max(point.place.end, *(h.place.end for h in homes)))
    # The items make it what it is: under another name it is the same list.
    return [replace(card, place=place, source=" / ".join(h.text for h in homes))]


_COUNT = re.compile(rf"\d|\b(?:{'|'.join(words.NUMBER_WORDS)}|both)\b", re.I)


def counted(question: str, count: int) -> str:
    """A question with the number of things that it asks for, unless it says so itself.

    >>> counted("What do you value?", 5), counted("What are the 3 causes?", 3)
    ('What do you value? (5)', 'What are the 3 causes?')
    """
    return question if _COUNT.search(question) else f"{question} ({count})"


SHOWN_BEFORE = 4
"""Steps that are shown before the one asked: enough to lead to it, and an edit of the first step leaves the card of the
fifth alone."""


def listing(
    point: Point, form: str, cue: str, items: Sequence[str], slot: str = "", homes: Sequence[Point] = ()
) -> list[Card]:
    """Things in their order as one card each: what is listed, the last ones before it, and its own place empty.

    Each is a card of its own, so that its history goes with it when one is put in, taken out or moved.
    `homes` are the points that the items stand in, where they are not all in `point`.

    >>> from cardgen.model import Block, Place
    >>> here = Point("score, then bake", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> print(listing(here, "steps_in_order", "Baking: which steps, in order?", ["score", "bake"])[1])
    C: Baking: which steps, in order?
    <BLANKLINE>
    1. score
    2. {bake|2 of 2}
    """
    items = [tidy(i, point.lang) for i in items]
    cards = []
    for at, item in enumerate(items):
        first = max(0, at - SHOWN_BEFORE)
        before = ["…" if gives_away(x, item) else x for x in items[first:at]]
        shown = [f"{n}. {x}" for n, x in enumerate([*before, item], first + 1)]
        more = ["…", ""] if first else []
        text = "\n".join([one_line(cue), "", *more, *shown])
        home = homes[at] if homes else point
        blank = Blank(len(text) - len(item), len(text), f"{at + 1}{' of ' if point.lang == 'en' else '/'}{len(items)}")
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
            )
        )
    return cards


ENOUGH_SHOWN = 0.7
"""Share of a line's telling words that a card may show before the line in full would only repeat it."""
MAX_EXTRA_WORDS = 60


BESIDE = re.compile(
    r"(?<=\w|\)),\s(?=(?:it|they|he|she|everyone|everybody|nobody)\s\w|(?:done|made|caused|found|discovered)\s(?:by|in)\s)",
    re.I,
)
"""Where a sentence goes on to tell something else of what it has told: `sharp to soft, done by bacteria`."""


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


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p) for p in phrases)


_OPENERS = _any_of([*words.FILLERS, "and", "but", "so", "then", "also"])
_FILLER = re.compile(
    rf"^(?!(?-i:HM|ER|UM|AH|OH|TY)\b)(?!(?:ok|okay|right|well)\s(?:for|to|with|in|at|if|when|by|on)\b)"
    rf"(?:(?:{_OPENERS})\b(?!-)[,\s]*)+",
    re.I,
)
"""In capitals some of them are somebody's initials; `ok for oak` tells how something is."""
_TAIL = re.compile(
    r"(?<!\bfor)(?<!\bafter)(?<!look)(?<!looks)(?<!feel)(?<!feels)(?<!sound)(?<!sounds)"  # "what it looks like"
    rf"(?:(?:[,;:]\s*|\s(?!(?:ok|okay|right|still|fine|good)\b))(?:{_any_of(words.FILLERS)}))+[\s.!]*$",
    re.I,
)
"""Fillers at the end; behind a word of the sentence "ok" and "right" say how something is: `reads still ok`."""


REMARK = re.compile(r"\s+<-+\s+(?=[^<>]*$).*$")
"""What somebody has written behind a line with an arrow back to it: `light 11-13% <- easiest check`."""


def tidy(answer: str, lang: str = "en") -> str:
    """An answer without the marks and fillers at its edges; its words stay the author's. Fillers are English.

    >>> tidy(" and basically a table of events, lol.")
    'a table of events'
    >>> tidy("light 11-13% <- easiest check"), tidy("what it looks like")
    ('light 11-13%', 'what it looks like')
    >>> tidy("er wollte nicht", "de")
    'er wollte nicht'
    >>> tidy("std::vector<int>")
    'std::vector<int>'
    """
    text = REMARK.sub("", answer.strip())
    if text.startswith(("`", "$", "```", "!")) and text.endswith(("`", "$", ")")):
        return text
    text = re.sub(r"\s*\?{2,}$", "", text).strip(" \t,;")
    if lang == "en":
        text = _FILLER.sub("", _TAIL.sub("", re.sub(r"\s+as well$", "", text))).strip(" \t,;")
    text = re.sub(r"(?<![.])[.]$", "", text) if text.count(".") == 1 or not text.endswith(("etc.", "Chr.")) else text
    return unbracketed(re.sub(r"^[\s,;]*(?:[-–—](?![\w-]))?[\s,;]*|[\s,;–—-]+$", "", text))


def is_equated(claim: Claim) -> bool:
    """Has its author put an equals sign before a claim: `ghee = butter without its water`?

    >>> from cardgen.claims import claims
    >>> from cardgen.model import Block, Place
    >>> def equated(text):
    ...     return is_equated(claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0])
    >>> equated("ghee = butter without its water"), equated("ghee: butter without its water")
    (True, False)
    """
    return bool(_EQUATED.search(claim.point.text[: claim.span.start]))


_EQUATED = re.compile(r"\s(?:=|:=|≙|≈)\s*$")


def main_part(answer: str) -> str:
    """An answer without a second thought behind a comma; a list stays whole.

    >>> main_part("DNA gyrase, watch out for ruptures"), main_part("low weight, high strength")
    ('DNA gyrase', 'low weight, high strength')
    >>> main_part("the foam, fat = mouthfeel")
    'the foam'
    >>> main_part("the tallest, most slender spire the town had")
    'the tallest, most slender spire the town had'
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
        or head.endswith((" that", " which", " who"))  # "a seal that, by law, opens gates"
        or re.search(r"\b(?:and|or)\b", tail)
    ):
        return answer
    if not words_read.tags or re.match(r"(?:e\.g|eg|i\.e|ie|so|but)\b", tail) or _EQUATES.search(tail):
        return head
    if len(head.split()) > 1 and read(head).tags[-1] == "ADJ" and words_read.tags[0] in ("ADJ", "ADV"):
        return answer  # "the tallest, most slender spire of the town"
    bare_adjectives = not {"N", "PN", "CODE", "NUM", "VG"} & set(read(head).tags) and read(head).tags[0] == "DET"
    if bare_adjectives and words_read.tags[0] in ("ADJ", "VN", "ADV"):
        return answer  # "the long, inactive end of a rope"
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


_EQUATES = re.compile(r"^[^()]*\s(?:=|→|->|=>)\s")
"""Behind the comma another thing is told: `the foam, fat = mouthfeel`."""
_MONTH_NAMES = "|".join(re.escape(month) for month in words.MONTHS if len(month) > 2)
DATED_TAIL = re.compile(
    rf"^(?P<head>.+?)[\s,]+(?:(?:(?:in|on|at|till|until|by|since|from|around|ca\.?)\s+)+"
    rf"(?:{DATE.pattern}|(?<!\bat )'?\d\d)|"
    r"(?<!\bin\s)(?<!\bon\s)(?<!\bby\s)(?<!\bof\s)(?<!\bto\s)(?<!\btill\s)(?<!\bfrom\s)(?<!until\s)(?<!since\s)"
    rf"(?<!after\s)(?<!before\s)(?=(?:\d{{1,2}}\s)?(?:{_MONTH_NAMES})\b.*\d)(?:{DATE.pattern}))$",
    re.I,
)
"""A date at the end of a text: behind a preposition, or with the name of its month."""


def undated(answer: str, frame: str) -> str:
    """An answer without the date that nobody asked for.

    >>> undated("18 may 1848", "when"), undated("a duke who was born in 1498", ""), undated("Russia June 1812", "what")
    ('18 may 1848', 'a duke', 'Russia')
    """
    m = DATED_TAIL.match(answer) if frame not in ("when", "how long", "how soon") else None
    return re.sub(r",?\s(?:who|which|that)\s(?:was|were|is)\s\w+$", "", m["head"]) if m else answer


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
    """A question as it should look: no double blanks, none before its mark.

    >>> one_line("what  is it ?"), one_line("Turin → ? → ?"), one_line("scale = ?")
    ('what is it?', 'Turin → ? → ?', 'scale = ?')
    """
    apart = re.split(r"(`[^`]*`)", re.sub(r"\s{2,}", " ", text))  # code keeps its blanks
    return "".join(
        p if p[:1] == "`" else re.sub(r"(?<![→<>≤≥=≈\s])\s+([?:,.])(?=\s|$)", r"\1", p) for p in apart
    ).strip()


def capital(text: str) -> str:
    """The first letter in upper case, unless the word is a name written otherwise (`iPhone`, `event_id`).

    >>> capital("what is a keel?"), capital("lx = ?"), capital("event_id counts")
    ('What is a keel?', 'lx = ?', 'event_id counts')
    """
    if re.search(r"\s[=≈] \?$", text):
        return text  # a symbol in capitals would be another
    first = text.split(" ", 1)[0] if text else ""
    variable = len(first) == 1 and first != "a"  # "x = ?": an "X" would be another
    plain = first.isalpha() and first.islower() and not "α" <= first[0] <= "ω" and not variable
    return text[0].upper() + text[1:] if plain else text


def with_head(card: Card, head: str) -> Card:
    """The card with some words put before its front; its blanks stay on theirs.

    >>> from cardgen.model import Block, Place
    >>> keel = Point("made of oak", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> gap = cloze(keel, "x", "of oak", 3, 6)
    >>> print(with_head(gap, "Keel: "))
    C: Keel: of {oak}
    """
    blanks = tuple(replace(b, start=b.start + len(head), end=b.end + len(head)) for b in card.blanks)
    return replace(card, front=head + card.front, blanks=blanks)


def named(claim: Claim) -> str:
    """The clause with its subject, for where it is shown alone.

    >>> from cardgen.model import Block, Place, Span
    >>> here = Point("x", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    >>> named(Claim(here, "dedupes on event_id", Span(0, 19), "the worker", "dedupes", "on event_id", carried=True))
    'the worker dedupes on event_id'
    """
    if claim.carried and claim.subject and claim.verb:
        own = read(expand(claim.text))
        if owned := re.match(r"(?:his|her)\s", claim.text, re.I):  # "her father was ...": "Ada's father was ..."
            return f"{claim.subject.split(' ')[0]} {claim.text[owned.end() :]}" if "'" in claim.subject else claim.text
        start = 1 if own.tags and own.tags[0] in ("PRON", "REL") and own.lower[0] in words.PRONOUNS else 0
        tail = own.cut(start, len(own.tokens)).text
        return f"{claim.subject} {tail}"
    return claim.text

"""Forms for what comes in numbers: lists and steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from cardgen import tongues, words
from cardgen.addressing import to_reader
from cardgen.clauses import expand, parts
from cardgen.forms.asking import interrogative, subject_matter
from cardgen.forms.common import MOST_AT_ONCE, SHORT_ITEM, basic, capital, key, listing, tidy, whole_list
from cardgen.forms.fronts import ask_label, asked_of, keys_of
from cardgen.forms.items import MOST_ITEMS, lettered, slashed, split_items
from cardgen.forms.steps import STEPS, steps_cue, steps_of
from cardgen.frames import FIGURES, questions
from cardgen.identity.likeness import listed_items, plain
from cardgen.labels import bare, behind_label, has_verb, is_plural, label_of, name_for, says, word_count
from cardgen.memory import NOTHING, Memory
from cardgen.model import Card, Claim, Point
from cardgen.points import context
from cardgen.quantities import DATE
from cardgen.reading import read
from cardgen.sentences import sentences
from cardgen.subjects import mid_sentence
from cardgen.verbgroup import verb_of
from cardgen.verbs import verb_tags

MAX_ITEM_WORDS = 14
SHORT_ITEM_WORDS = 7
MOST_NAME_WORDS = 5
_COUNTED = re.compile(
    r"\b(?:(?P<digit>[2-9]|1[0-2])|(?P<word>two|three|four|five|six|seven|eight|nine|ten))\s+(?:\w+\s+){0,2}?(?P<what>[a-z]\w*s)\b",
    re.I,
)
_LIST_LABELS = re.compile(
    r"\b(?:causes|reasons|effects|consequences|results|why|principles|types|kinds|stages|phases|parts|components|roles|goals|aims|"
    r"advantages|disadvantages|benefits|drawbacks|pros|cons|examples|features|properties|symptoms|rules|factors|criteria|levels|"
    r"layers|needs|requirements|risks|options|signals|functions|steps|ingredients|heuristics|methods|ways|"
    r"ursachen|gründe|folgen|merkmale|arten|phasen|schritte|auslöser|vorteile|nachteile|ziele|aufgaben|symptome|"
    r"voraussetzungen|bedingungen|beispiele|bestandteile|eigenschaften|funktionen|typen|formen|regeln|nebenwirkungen|"
    r"raisons|étapes|conséquences|avantages|inconvénients|symptômes|causas|razones|pasos|consecuencias|ventajas|"
    r"desventajas|síntomas|conseguenze|vantaggi|svantaggi|oorzaken|gevolgen|voordelen|nadelen|kenmerken)\b",
    re.I,
)
"""Labels that promise a list."""
_KIND_NAMES = re.compile(r"\b(?:types|kinds|forms|classes|sorts|arten)\b", re.I)


# ------------------------------------------------------------------ under a label


def enumeration(point: Point, memory: Memory = NOTHING) -> list[Card]:
    """Short things under a name that says what they are, or that were asked as a list before they were edited.

    >>> print(enumeration(_parent("causes:", "wet summer", "poor seed", "late sowing"))[0])
    Q: What are the 3 causes?
    A: wet summer, poor seed, late sowing
    >>> enumeration(_parent("the first week:", "i met the whole team on monday", "we talked about plans for the year"))
    []
    """
    found = [c for group in _groups(point) for c in _list_of(point, group, memory)]
    known = memory.listed(found[0].slot) if len(found) > 1 else frozenset[str]()
    if not known or found[0].kind == "list":
        return found
    # Something was put between the items of a list that is learnt: it goes on where most of them stand.
    return [max(found, key=lambda card: len(known & {plain(item) for item in listed_items(card.back)}))]


PEOPLE = re.compile(
    r"^(?:present|here|there|attendees|attending|participants|absent|missing|away|apologies|who was there|who|cc|"
    r"instructor|trainer|tutor|lecturer|moderator|facilitator|note ?taker|minutes by|"
    r"anwesend|teilnehmer|abwesend|entschuldigt|présents?|absents?|participants|excusés?)(?:\s*[:=-]|$)",
    re.I,
)
"""Labels of lists that nobody learns."""


def _groups(point: Point) -> list[list[Point]]:
    told = [
        c
        for c in point.children
        if c.group and (c.role in ("statement", "label", "quote") or _is_step(c) or is_collected(c))
    ]
    return [list(g) for _, g in groupby(told, key=lambda c: c.group)]


def _is_step(child: Point) -> bool:
    """A question with a number is a step of what is checked: `1. cable in?`."""
    return child.role == "question" and child.ordered and not child.children


def is_collected(child: Point) -> bool:
    """One of the questions that somebody wants to ask: few of them are recalled together.

    >>> from dataclasses import replace
    >>> line = _parent("who pays for the dredging")
    >>> is_collected(line), is_collected(replace(line, asking=True))
    (False, True)
    """
    last = re.split(r"\s[-–—]\s|:\s", child.text)[-1]  # "after the vote - who pays for it"
    return child.asking and word_count(child.text) > 2 and (interrogative(child.text) or interrogative(last))


def _list_of(point: Point, group: Sequence[Point], memory: Memory) -> list[Card]:
    stated = point.role == "statement" and not point.text.rstrip().endswith(":")
    asked = _counted_question(point)
    counts = _count_behind(point.text)
    names = stated and not asked and not counts
    label = (name_for(point.text) or subject_matter(point.text)) if names else _whole_name(point)
    collected = [c for c in group if is_collected(c)]  # a remark among them is none of the questions
    group = collected or group
    items = [c.text.rstrip(" .") for c in collected] or [item_name(c) for c in group]
    group, items = _without_repeats(group, items)
    if not items or not all(items) or not label or (point.asking and not collected) or PEOPLE.match(label):
        return []
    slot = f"list:{key(label, 4)}"
    learnable = (
        2 <= len(items) <= MOST_ITEMS
        and not _too_long(items)
        and (collected or _asks(label, group) or _compares(label, items) or _counts(point, label, group, items))
    )
    known = _was_list(slot, group, items, memory)
    if not learnable and not known:
        return []
    ordered = group[0].ordered and (bool(STEPS.search(label)) or _imperatives(group))
    form = "steps_in_order" if ordered else "enumeration"
    if ordered:
        return listing(point, form, steps_of(label, point.lang), items, slot, group)
    known = known or _is_counted_off(label, items)
    return whole_list(point, form, _cue(point, label, items, asked), items, slot, group, known)


def _is_counted_off(label: str, items: Sequence[str]) -> bool:
    """`7 plates` over seven short names: their author learns them as one."""
    counted = _COUNTED.match(label)
    return bool(counted and _number(counted) == len(items)) and all(word_count(i) <= MOST_NAME_WORDS for i in items)


def _whole_name(point: Point) -> str:
    """The label of a list; where it only counts ("five of them"), the count goes with the name that stands above."""
    label = bare(point.text)
    only = re.fullmatch(r"(?:(?:all|the)\s)?(?P<count>\d{1,2}|[a-z]+)(?:\s(?:of\s)?(?:them|these|those))?", label, re.I)
    counts = only and (only["count"].isdecimal() or only["count"].lower() in words.NUMBER_WORDS)
    above = context(point)
    return f"{only['count']} {mid_sentence(above[-1])}" if only and counts and len(above) > 1 else label


def _cue(point: Point, label: str, items: Sequence[str], asked: str) -> str:
    """What asks for a list: its own question if it has `asked` one, else by its label and what stands above it."""
    above = context(point)
    asked = asked or _asked_by(point, label, items)
    of_another = label.lower() in words.GENERIC_LABELS or label.lower() in KINDS_OF
    if asked and len(above) > 1 and above[-1].lower() not in asked.lower() and of_another:
        asked = f"{above[-1]}: {asked[0].lower()}{asked[1:]}"
    plainly = f"{to_reader(label)}: which {len(items)}?" if point.lang == "en" else f"{label}? ({len(items)})"
    return asked or plainly


def _asked_by(point: Point, label: str, items: Sequence[str]) -> str:
    """The question that a label puts; "" if it puts none."""
    if point.lang != "en":
        return _what_are(label, len(items), point.lang)
    if label.split()[0].lower() in words.WH_WORDS:
        told_not = re.match(r"\w+\snot\sto\s", label)  # "what not to put in": it is asked as it stands
        asked = "" if told_not else asked_of(label.rstrip(" ?:"), context(point)[1:])
        return asked or f"{capital(to_reader(label)).rstrip(' ?:')}?"
    if _TO_ASK.fullmatch(label) and any(map(interrogative, items)):
        return "What do you want to ask?"
    if re.match(r"ask\s", label, re.I):
        return f"What do you want to {to_reader(label[0].lower() + label[1:])}?"
    if counted := _counted_behind(label, len(items)):
        return counted
    if _compares(label, items):
        return f"{capital(label)}: what are the differences?"
    named = point.role == "label" and point.block.kind == "item" and not _promises(label)
    if named and context(point) and read(label).tags[-1:] == ("ADJ",):
        return f"{capital(context(point)[-1])}, {label}: which {len(items)}?"
    return f"What does {to_reader(label)} involve?" if named else _what_are(label, len(items), point.lang)


_TO_ASK = re.compile(r"(?:to\s)?ask|(?:my\s)?(?:q['’]?s|questions)(?:\sto\sask)?", re.I)
KINDS_OF = frozenset(
    {"types", "kinds", "parts", "stages", "phases", "forms", "levels", "layers", "classes", "components"}
)
"""Labels that name a part of what stands above them."""


def _was_list(slot: str, group: Sequence[Point], items: Sequence[str], memory: Memory) -> bool:
    """Was this asked as a list before, whole, or any of these lines as an item of it, or half of them of one list?"""
    if memory.asks(slot):
        return True
    lists: Counter[str] = Counter()
    for point, item in zip(group, items, strict=True):
        asked = [e.slot.rpartition("/") for e in memory.of(point.text) if e.retired_at is None]
        lists.update({name for name, _, of in asked if name.startswith("list:") and of == key(item, 4)})
    return slot in lists or max(lists.values(), default=0) >= max(2, len(group) / 2)


def _counted_question(point: Point) -> str:
    """`X is tuned for three things`, with the three below: the sentence's own question is the cue."""
    clause = parts(read(expand(point.text.rstrip(" :"))))
    counted = _COUNTED.search(clause.rest) if point.lang == "en" and clause.subject else None
    verb = verb_of(clause.verb, clause.subject) if counted else None
    if counted is None or verb is None:
        return ""
    if not clause.rest[: counted.start()].strip():
        behind = clause.rest[counted.end() :].strip()
        of = re.match(r"of\s(?:(?:the|a|an)\s)?[\w-]+$", behind)  # "two kinds of pump"
        thing = f"which {counted[0]}{' ' + behind if of else ''}"
        return capital(verb.ask(mid_sentence(clause.subject), thing, "" if of else behind))
    asked = questions(clause)
    return f"{asked[0].front} ({counted[0]})" if asked and asked[0].frame not in FIGURES else ""


def _without_repeats(group: Sequence[Point], items: Sequence[str]) -> tuple[list[Point], list[str]]:
    """A line that was copied is listed once."""
    first = {item: at for at, item in reversed(list(enumerate(items)))}
    keep = sorted(first.values())
    return [group[at] for at in keep], [items[at] for at in keep]


def _too_long(items: Sequence[str]) -> bool:
    counts = sorted(word_count(i) for i in items)
    return counts[-1] > MAX_ITEM_WORDS or counts[len(counts) // 2] > SHORT_ITEM_WORDS + 3


def _compares(label: str, items: Sequence[str]) -> bool:
    """`A vs B` over lines that set one thing of A against one of B: `one pot vs many`.

    >>> _compares("stew vs tapas", ["one pot vs many", "slow vs quick"]), _compares("stew vs tapas", ["slow", "warm"])
    (True, False)
    """
    return bool(_VERSUS.search(label)) and all(len(_VERSUS.findall(item)) == 1 for item in items)


_VERSUS = re.compile(r"\s(?:vs\.?|versus)\s", re.I)


def _asks(label: str, group: Sequence[Point]) -> bool:
    """`why it matters`: a label that asks, and each of a few items is part of the answer."""
    first, *more = label.lower().split()
    asks = first in words.WH_WORDS and more and more[0] != "to"
    return bool(asks) and len(group) <= MOST_REASONS and not any(_has_body(c) for c in group)


def _is_numbered_list(point: Point, label: str, group: Sequence[Point]) -> bool:
    """Are numbered lines a list: below a sentence, below steps, or each with a name of its own?"""
    told = point.role != "label" or STEPS.search(label)
    return len(group) >= 3 and bool(told or all(map(_is_named, group)))  # "1. Physical - cables", "2. Data - switches"


def _is_named(item: Point) -> bool:
    """Does an item begin with a short name, and say of it what stands behind?"""
    label = label_of(item.text)
    return label is not None and word_count(label.name) <= 3 and not has_verb(label.name) and not item.children


MOST_REASONS = 5
"""Items that may answer a label which asks."""


def _counts(point: Point, label: str, group: Sequence[Point], items: Sequence[str]) -> bool:
    """Does the label promise a list, or do the items look like one?"""
    counted = _COUNTED.search(label)
    if counted:
        return _number(counted) == len(items)
    if _KIND_NAMES.search(label) and 0 < sum(_is_sentence(i) for i in items) < len(items):
        return False  # half names, half sentences: what stands between them is no kind
    if _LIST_LABELS.search(label) or (group[0].ordered and _is_numbered_list(point, label, group)):
        return True
    if (
        sum(_has_body(c) or _is_measured(c.text) for c in group) >= len(group) / 2
        or max(i.count(",") for i in items) > 1
    ):
        return False  # a table of contents: each has its own matter behind it
    if point.role == "statement" and not point.text.rstrip().endswith(":") and not group[0].ordered:
        return False
    if group[0].ordered and len(items) >= 3 and (_imperatives(group) or is_plural(label) or STEPS.search(label)):
        return True
    if point.role == "label" and point.block.kind == "item" and max(word_count(i) for i in items) <= SHORT_ITEM_WORDS:
        return _imperatives(group) or not any(map(_is_told, items))
    if 0.25 * len(items) <= sum(_is_sentence(i) for i in items) < len(items):
        return False  # half sentences, half names: several lists in one
    named = sum(not has_verb(i) and word_count(i) <= SHORT_ITEM_WORDS for i in items)
    plural = is_plural(label)
    generic = label.lower() in words.GENERIC_LABELS and not _LIST_LABELS.search(label)
    return len(items) >= 3 and not generic and plural and named >= 0.6 * len(items)


def _is_told(item: str) -> bool:
    """`pale but tannic`, `about 20 s`, `chunking helps`: what is told of a thing, and no part of it."""
    tags = read(item).tags
    state = tags[:1] in (("ADV",), ("P",)) or (tags[:1] == ("ADJ",) and tags[1:2] not in (("N",), ("PN",), ("VG",)))
    return bool(re.search(r"\d", item)) or state or (tags[:1] != ("V",) and says(item))


def _is_measured(item: str) -> bool:
    """`oak planks 30 mm`: its figure is what there is to know of it, and not its place in a list."""
    return bool(_MEASURED.search(item))


_MEASURED = re.compile(r"[^\W\d]\)?\s?[:=–-]?\s[~≈<>$€£]?\d[\d.,–-]*\s?(?:[^\W\d]\S*|[%°]\S*)?(?:\s\([^()]*\))?$")


def _is_sentence(item: str) -> bool:
    return says(item) and word_count(item) > 3


def _has_body(point: Point) -> bool:
    arrow = re.search(r"\s(?:->|→|=>)\s", point.text)
    told = behind_label(point.text)
    return bool(point.children or arrow) or word_count(told) > 1 or re.search(r"[^\W\d]", told) is not None


def _number(counted: re.Match[str]) -> int:
    return int(counted["digit"]) if counted["digit"] else words.NUMBER_WORDS[counted["word"].lower()]


def _imperatives(group: Sequence[Point]) -> bool:
    def order(p: Point) -> bool:
        first = read(p.text)
        return bool(first.tags) and first.tags[0] == "V" and "base" in verb_tags(first.lower[0])

    infinitive = tongues.INFINITIVES.get(group[0].lang)
    if infinitive:
        return sum(bool(re.search(infinitive, p.text.rstrip(" .;,"))) for p in group) > len(group) / 2
    return sum(order(p) for p in group) > len(group) / 2


def item_name(point: Point) -> str:
    """What a list item says in short: its label, or its first clause without brackets at the end.

    >>> item_name(_parent("oversight (watch what the ministers do)"))
    'oversight'
    >>> item_name(_parent("PM for search - a feel for ranking will help"))
    'PM for search'
    """
    text = point.text
    label = label_of(text)
    if label and label.name.lower() not in words.WH_WORDS and not _dated(label.name):
        return tidy(label.name, point.lang)
    first = text[sentences(text)[0].start : sentences(text)[0].end] if sentences(text) else text
    short = re.split(r"(?:\s[-–—]\s|\s(?:->|→|=>)\s|;\s)(?![^()]*\))", first)[0]
    if word_count(short) > SHORT_ITEM_WORDS or re.search(r"\)\s*$", short):
        short = re.sub(r"\s*\([^()]*\)", "", short) or short
    if word_count(short) > MAX_ITEM_WORDS:
        short = re.split(r",\s", short)[0]
    return tidy(short.rstrip(":?"), point.lang)


def _dated(name: str) -> bool:
    """Does a name hold a date? A month alone is none: `Ponte 25 de Abril`."""
    return any(re.search(r"\d", m.group()) for m in DATE.finditer(name))


# ------------------------------------------------------------------ inside a sentence


def listed_in_line(point: Point) -> list[Card]:
    """`X: a, b, c` and `X has a, b and c`: three things or more in one breath.

    >>> print(listed_in_line(_parent("primary colours - red, yellow, blue"))[0])
    Q: What are the 3 primary colours?
    A: red, yellow, blue
    >>> print(listed_in_line(_parent("i value calm, honesty and craft"))[0].front)
    What do you value? (3)
    >>> print(listed_in_line(_parent("broad beans: nov or feb, 5 cm deep, 20 cm apart"))[0].front)
    Broad beans = ? (3)
    >>> listed_in_line(_parent("on Monday, after lunch, we met"))
    []
    """
    if not point.text or point.role != "statement":
        return []
    span = sentences(point.text)[0]
    sentence = point.text[span.start : span.end]
    label = label_of(sentence)
    under = not label and len(point.place.trail) > 1 and (not has_verb(sentence) or bool(slashed(sentence)))
    if (
        under
        and (items := split_items(sentence))
        and (all(word_count(i) <= SHORT_ITEM for i in items) or "/" in sentence)
    ):
        name = bare(point.place.trail[-1])
        listed = _promises_kinds(name) or (is_plural(name) and word_count(name) > 1)
        front = _what_are(name, len(items), point.lang) if listed else ""
        if not front:
            return []
        return whole_list(point, "enumeration", front, items, slot=f"list:{key(point.place.trail[-1], 4)}")
    if label:
        body = _MNEMONIC.sub("", sentence[label.body :])
        items = _items(re.split(r"\s[-–—]\s(?![^()]*\))", body)[0], label.name)
        if items and not keys_of(items):
            marked = _set_apart(label.name, body, items)
            front = _what_are(tidy(bare(label.name)), len(items), point.lang) or marked
            if not front:
                return []
            plain = point.lang == "en" and not ask_label(bare(label.name))
            explained = plain and label.name.endswith(")") and not _promises_kinds(label.name)  # "herbs (dried): ..."
            fewest = len(items) if _promises_kinds(label.name) else 1
            if not marked and (explained or (plain and sum(map(_says_of_it, items)) >= fewest)):
                front = f"{capital(tidy(bare(label.name)))} = ?"
            glossed = [_glossed(point, m) for m in _ITEM_GLOSS.finditer(sentence[label.body :])]
            ordered = bool(re.search(r"\bin order\b", label.name, re.I))
            slot = f"list:{key(label.name, 4)}"
            if ordered:
                return [*listing(point, "enumeration", front, items, slot), *glossed]
            if len(items) > MOST_AT_ONCE and STEPS.search(label.name):
                return [*listing(point, "steps_in_order", steps_cue(point, label.name), items, slot), *glossed]
            known = _is_counted_off(label.name, items)
            return [*whole_list(point, "enumeration", front, items, slot, known=known), *glossed]
    return _object_list(point, sentence[label.body :] if label else sentence)


def listed_later(claim: Claim) -> list[Card]:
    """`oars of ash. to check: blades, collars, looms`: a list behind a label of its own, in a later sentence.

    >>> from cardgen.claims import claims
    >>> def fronts(text): return [c.front for claim in claims(_parent(text)) for c in listed_later(claim)]
    >>> fronts("it began in May. parties: tories, whigs, radicals")
    ['Parties: which 3?']
    >>> fronts("parties: tories, whigs, radicals. it began in May"), fronts("it began in May. it was cold, wet, long")
    ([], [])
    """
    spans = sentences(claim.point.text)
    span = spans[claim.sentence] if 0 < claim.sentence < len(spans) else None
    if span is None or not claim.label or not claim.first:
        return []
    sentence = claim.point.text[span.start : span.end].rstrip(" .")
    label = label_of(sentence)
    if label is None or label.seam != "colon":
        return []
    found = listed_in_line(replace(claim.point, text=sentence))
    return [replace(c, source=claim.point.text) for c in found if c.form == "enumeration"]


_MNEMONIC = re.compile(r"^[A-Z]{3,}\s[-–—=]\s(?=[^,]+,[^,]+,)")
"""A word made of the first letters of the things behind it."""


def _what_are(label: str, count: int, lang: str = "en") -> str:
    """The question for a list by its label; "" when the label is the name of one thing: then the items describe it.

    >>> _what_are("primary colours", 3), _what_are("what i value", 3), _what_are("Tram 28", 3)
    ('What are the 3 primary colours?', 'What do you value?', '')
    """
    if lang == "en" and (asked := ask_label(label)):
        return asked
    if lang == "en" and label.lower().split()[:1] and label.lower().split()[0] in words.WH_WORDS:
        return f"{capital(to_reader(label)).rstrip(' ?:')}?"
    if not _promises(label):
        return ""
    if lang != "en":
        promised = any(w in tongues.COUNTS or w.isdigit() for w in label.lower().split())
        return f"{capital(label)}?" if promised else f"{capital(label)}? ({count})"
    if _COUNTED.match(label):
        return f"What are the {to_reader(label)}?"
    if counted := _counted_behind(label, count):
        return counted
    label = _uncapitalised(label.rstrip("! "))
    plain = read(label).tags[:1] not in (("DET",), ("PRON",), ("NUM",)) and is_plural(label) and not DATE.search(label)
    if plain and _is_kind(label):
        return f"What are the {count} {to_reader(label)}?"
    asked = "what is different" if re.match(r"(?:vs\.?|versus)\s", label, re.I) else f"which {count}"
    return f"{capital(to_reader(label)) if plain else to_reader(label)}: {asked}?"


def _count_behind(label: str) -> re.Match[str] | None:
    """The count at the end of a label: `Vasa (1628), two decks`, `slack water - 3 signs`."""
    _, *behind = re.split(r",\s|\s[-–—]\s", label)
    return _COUNTED.fullmatch(behind[-1]) if behind else None


def _counted_behind(label: str, count: int) -> str:
    """The question that a label puts by the right count at its end; "" where it has none.

    >>> _counted_behind("Vasa (1628), 64 guns, two decks", 2), _counted_behind("boundaries, 3 kinds", 3)
    ('Vasa: which two decks?', 'Boundaries: which 3 kinds?')
    >>> _counted_behind("Vasa (1628), two decks", 3), _counted_behind("Vasa (1628)", 2)
    ('', '')
    """
    counted = _count_behind(label)
    name = re.split(r",\s|\s[-–—]\s", label)[0]
    if counted is None or _number(counted) != count or has_verb(label[: -len(counted[0])].rstrip(" ,-–—")):
        return ""
    return f"{capital(to_reader(bare(name)))}: which {counted[0]}?"


def _is_kind(label: str) -> bool:
    """Whether the items are what the label says: those of `dorsal columns` may be what the columns carry.

    >>> [_is_kind(x) for x in ("duties of the pilot", "primary causes", "dorsal columns")]
    [True, True, False]
    """
    name, *behind = re.split(r"\s(?=(?:of|for|in|to|that|with)\s)", label.lower())
    head = name.split()[-1]
    kinds = KINDS_OF | {*words.GENERIC_LABELS, "things", "ways"}
    return " ".join(behind).startswith("of ") or head in kinds or head.removesuffix("s") in words.ROLE_NOUNS


def _uncapitalised(label: str) -> str:
    """`Primary colours` inside a sentence is `primary colours`; a name keeps its capitals."""
    head, tail = label[:1], label[1:]
    sentence_case = tail.islower() and (" " in label or label.lower() in words.GENERIC_LABELS)
    return head.lower() + tail if sentence_case else label


def _promises_kinds(label: str) -> bool:
    """Does a label say that it brings a list, rather than just stand in the plural?"""
    return bool(_COUNTED.search(label) or _LIST_LABELS.search(label) or STEPS.search(label))


def _says_of_it(item: str) -> bool:
    """`5 cm deep`, `earth up when 20 cm tall`: what is so of a thing or done with it, and no thing of a kind.

    >>> [_says_of_it(x) for x in ("5 cm deep", "earth up when 20cm tall", "latency", "share of errors")]
    [True, True, False, False]
    """
    told = read(item)
    bound = told.tags[1:2] in (("P",), ("ADV",)) and told.lower[1] != "of"
    return told.tags[:1] == ("NUM",) or bound or "SUB" in told.tags


def _promises(label: str) -> bool:
    named = re.sub(r"\sto\s[a-z]+(?:\s[a-z]+)?$", "", label)  # "things to have"
    return _promises_kinds(label) or is_plural(named)


_ITEM_GLOSS = re.compile(r"(?:^|,\s)(?P<name>[^,()]{2,40}?)\s\((?P<gloss>[^()]*\w\s[^()]*)\)")


def _glossed(point: Point, m: re.Match[str], of: str = "") -> Card:
    """An item with its explanation in brackets is a fact of its own; `of` says whose item it is."""
    asked = f"what is {m['name']}?" if point.lang == "en" else f"{m['name']}?"
    front = f"{of}: {asked}" if of else asked
    return basic(point, "gloss", capital(front), m["gloss"], slot=f"define:{key(of + ' ' + m['name'])}")


def _object_list(point: Point, sentence: str) -> list[Card]:
    if point.lang != "en":
        return []
    if counted := _counted_list(point, sentence):
        return counted
    clause = parts(read(expand(sentence)))
    items = split_items(clause.rest)
    if not items and clause.rest and (lead := _after_preposition(clause.rest)):
        items = split_items(lead)
    if not items or not clause.subject:
        return []
    asked = questions(clause)
    if not asked or asked[0].frame in FIGURES or (asked[0].frame == "what is" and not _is_one_row(items)):
        return []
    slot = f"list:{key(clause.subject, 2)}:{key(clause.verb, 2)}"
    return whole_list(point, "enumeration", asked[0].front, items, slot)


def _is_one_row(items: Sequence[str]) -> bool:
    """Are several things that something is of one make? What is told behind its kind is no second thing that it is.

    >>> _is_one_row(["a yawl", "a ketch", "a sloop"]), _is_one_row(["a yawl", "fast", "two masts"])
    (True, False)
    >>> _is_one_row(["fast", "firm prices", "much work"]), _is_one_row(["red", "white"])
    (False, True)
    """
    told = [read(item).tags for item in items]
    articles = [tags[:1] == ("DET",) for tags in told]
    only_describes = [set(tags) <= {"ADJ", "ADV"} for tags in told]
    return (not articles[0] or all(articles)) and (not only_describes[0] or all(only_describes))


def _counted_list(point: Point, sentence: str) -> list[Card]:
    """`FLUX has three versions: a (x), b, c`: the sentence says how many of what, the colon brings them.

    >>> point = _parent("the band has three voices: anna (bass), ben, cleo (alto)")
    >>> _counted_list(point, point.text)[0].front
    'Which three voices does the band have?'
    >>> _counted_list(point, "the band has three voices: anna sings too loud")
    []
    """
    head, colon, body = sentence.partition(": ")
    clause = parts(read(expand(head)))
    counted = _COUNTED.fullmatch(clause.rest)
    items = _items(body, head) if colon and counted else []
    verb = verb_of(clause.verb, clause.subject)
    if not counted or not verb or len(items) != _number(counted) or clause.subject.lower() in ("", *words.PRONOUNS):
        return []
    slot = f"list:{key(clause.subject, 2)}:{key(clause.verb, 2)}"
    asked = verb.ask(clause.subject, f"which {counted[0]}")
    glossed = [_glossed(point, m, of=clause.subject) for m in _ITEM_GLOSS.finditer(body)]
    return [*whole_list(point, "enumeration", capital(asked), items, slot), *glossed]


def _after_preposition(rest: str) -> str:
    body = read(rest)
    return body.cut(1, len(body.tokens)).text if body.tags and body.tags[0] == "P" else ""


def _items(text: str, label: str) -> list[str]:
    """The items behind a label: three or more, or two where the label says "two"."""
    counted = _COUNTED.search(label)
    return lettered(text) or split_items(
        text, fewest=2 if counted and _number(counted) == 2 else 3, promised=_promises_kinds(label)
    )


def _set_apart(label: str, body: str, items: Sequence[str]) -> str:
    """The question for items that their author has lettered, set apart by slashes or counted: `Maastricht, 3: ...`.

    >>> _set_apart("Treaty 1992, 3", "money, safety, law", ["money", "safety", "law"])
    'Treaty 1992: which 3?'
    >>> _set_apart("ground", "oak, safe, dry", ["oak", "safe", "dry"])
    ''
    """
    counted = re.search(rf",?\s\(?{len(items)}(?:\s(?P<kinds>\w+s))?\)?$", label)
    name = label[: counted.start()] if counted else label
    marked = bool(counted or lettered(body) or slashed(body))
    kinds = f" {counted['kinds']}" if counted and counted["kinds"] else ""
    return f"{capital(to_reader(tidy(bare(name))))}: which {len(items)}{kinds}?" if marked else ""


def _parent(text: str, *children: str) -> Point:
    from cardgen.model import Block, Place

    def point(t: str, kids: tuple[Point, ...] = (), group: int = 0) -> Point:
        return Point(t, Place("x.md", 1, 1), "statement", Block("item", t, 1, 1), kids, group=group)

    return point(text, tuple(point(c, group=1) for c in children))

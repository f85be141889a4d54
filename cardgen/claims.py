"""Claims: what a point says, clause by clause, each with the subject that it speaks of.

A clause without subject speaks of what was named before it: the label, the subject of the clause before, the name of
the point above. Where that is not certain the subject stays empty, and no question is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from cardgen import words
from cardgen.clauses import Parts, Piece, expand, parts, split
from cardgen.foreign import clauses_of, label_in
from cardgen.labels import Label, asks_behind, bare, has_verb, is_plural, label_of, name_for, says
from cardgen.model import Claim, Point, Span
from cardgen.persons import firm_in, is_about_them, person_in, told_of
from cardgen.quantities import quantities
from cardgen.reading import CAUSE, CONDITION, Words, read
from cardgen.sentences import first_sentence, sentence_at, sentences
from cardgen.verbs import NOUNY, verb_form, verb_tags


@lru_cache(maxsize=8192)
def claims(point: Point) -> tuple[Claim, ...]:
    """Every clause of a point as a claim, in order; a label's body has the label as subject where it lacks one.

    >>> from cardgen.model import Block, Place
    >>> text = "ink feeder: reads the queue, waits for paper"
    >>> point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    >>> [(c.subject, c.verb, c.rest) for c in claims(point)]
    [('ink feeder', 'reads', 'the queue'), ('ink feeder', 'waits', 'for paper')]
    """
    out: list[Claim] = []
    name, thing, subject = "", "", _parent(point) or heading_over(point)
    above = (point.parent, point.theme, bare(point.place.trail[-1]) if point.place.trail else "")
    person = next(filter(None, map(person_in, above)), "")
    for number, span in enumerate(sentences(point.text)):
        sentence = point.text[span.start : span.end]
        label = label_of(sentence) if point.lang == "en" else label_in(sentence, point.lang)
        names_line = label is not None and (not number or label.seam != "equals")  # a later "x = y" is said of the line
        if label and names_line:
            name = label.name
        told_in = _of_sentence(point, span, sentence, label, label.name if label else name or subject)
        if point.lang != "en":
            told_in = _of_foreign(point, span, sentence, label)
        found = [_of_person(replace(c, sentence=number), person) for c in told_in]
        found = [_of_thing(c, thing) for c in found] if number else found
        if not number and label and names_line and all(c.carried or not c.verb for c in found):
            thing = label.name
        told = (c.subject for c in reversed(found) if c.verb and c.subject and not c.carried)
        spoken = _without_adverbs(next(told, subject))
        name = name if number else overviewed(name, found, point)
        subject = (name or label.name) if label and names_line else spoken
        person = person_in(spoken) or person
        if not number and not name:
            name = _title(sentence)
        out.extend(replace(c, main=_main(found, i)) for i, c in enumerate(found))
    return tuple(out)


def _of_person(claim: Claim, person: str) -> Claim:
    """A clause on "him" or "her", with the name of the person that was told of before.

    >>> from cardgen.model import Block, Place
    >>> text = "Ada Lovelace wrote notes on the engine. Her father was Lord Byron."
    >>> found = claims(Point(text, Place("x.md", 1, 1), "statement", Block("paragraph", text, 1, 1)))
    >>> found[1].subject
    "Ada Lovelace's father"
    """
    if claim.point.lang != "en":
        return claim
    label = told_of(claim.label, person)
    claim = replace(claim, label=label) if label else claim
    named = "" if claim.carried else told_of(claim.subject, person)
    return replace(claim, subject=named, carried=True) if named else claim


def _of_thing(claim: Claim, thing: str) -> Claim:
    """A sentence that opens with "it", behind a name and what it is: it tells of the name.

    >>> from cardgen.model import Block, Place
    >>> text = "Ridge: adds a penalty. It shrinks the slope"
    >>> claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[1].subject
    'Ridge'
    """
    many = is_plural(thing) if thing else False
    opens = claim.subject.lower() in (("they", "these") if many else ("it", "this")) and claim.first
    fits = thing and opens and not claim.carried and not claim.label and claim.point.lang == "en" and claim.verb
    return replace(claim, subject=bare(thing), carried=True) if fits else claim


MAX_TOPIC_WORDS = 5


def topic_before(told: Sequence[Claim], claim: Claim) -> str:
    """What the sentences before a claim speak of, for a claim that does not say so itself; "" where there are none.

    The last name that was the subject of a sentence, else the last name of two words or more that stands in one.

    >>> from cardgen.model import Block, Place
    >>> text = "The Keystone Initiative did it across Michigan. Infections fell by 66 percent."
    >>> found = claims(Point(text, Place("x.md", 1, 1), "statement", Block("paragraph", text, 1, 1)))
    >>> topic_before(found[:1], found[1])
    'Keystone Initiative'
    >>> text = "the germ was found in Hong Kong. fleas carry it."
    >>> found = claims(Point(text, Place("x.md", 1, 1), "statement", Block("paragraph", text, 1, 1)))
    >>> topic_before(found[:1], found[1])
    ''
    """
    before = [c for c in told if c.sentence < claim.sentence]
    for c in reversed(before):
        name = _proper(read(c.subject)) if c.subject and not c.carried else ""
        if name:
            return name
    found = ((_proper(read(c.text)), c.text) for c in reversed(before))
    return next(
        (name for name, text in found if " " in name and not re.search(rf"{_PLACED}{re.escape(name)}", text)), ""
    )


_PLACED = r"\b(?:in|at|near|from|across|via|off)\s(?:the\s)?"
"""Before a name: where something is, and not what is spoken of."""


def owner_of(point: Point, claim: Claim) -> str:
    """The name that a line begins with, for what a later sentence of it says without naming it; "" where it has none.

    A name before a colon or a dash is what the whole line is about, and so are a few words that stand by themselves at
    its start. One before an equals sign, and other first words, only own a sentence that has no subject of its own.

    >>> from cardgen.model import Block, Place
    >>> def owners(text):
    ...     point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    ...     return [owner_of(point, c) for c in claims(point)]
    >>> owners("spec decode: the draft proposes tokens. output is exactly the target's")
    ['', 'spec decode']
    >>> owners("green ~10% moisture. keeps a year"), owners("the relay is slow. the broker is fast")
    (['', 'green'], ['', ''])
    >>> owners("Raft of the Medusa, Louvre. sail = hope"), owners("dog = faith. lamp = god")
    (['', 'Raft of the Medusa'], ['', ''])
    >>> owners("the Tram 28 line: steep. runs till midnight")
    ['', 'the Tram 28 line']
    """
    told_of_line = claim.label.islower() and _EQUATED.search(point.text[: claim.span.start])
    part = bool(claim.label) and _names_a_part(claim.label)
    if not claim.sentence or (claim.label and not part and not told_of_line):
        return ""
    label = label_of(point.text)
    acts = _starts_with_verb(claim) and (claim.carried or not claim.subject)
    if label and label.seam == "equals" and not (acts or part):
        return ""
    if (_is_of_its_own(point, claim) if label else _has_moved_on(point, claim)) and not acts:
        return ""
    name = re.sub(r"\s*\([^()]*\)", "", bare(label.name)) if label else _title_of(point, claim)
    name = overviewed(name, claims(point), point) if label else name
    if spans := [start for start, _, hint in quantities(name) if hint == "when?" and start > 3]:
        name = name[: spans[0]].rstrip(" ,(")  # "regatta mid april till end june"
    undated = name if _NUMBERED_NAME.search(name) else re.split(r"\s[~≈<>]?\s?\d", _DATED.sub("", name))[0]
    if undated == name and asks_behind(name):
        return ""  # "Starts with: few sailors can swim"
    name = re.sub(r"(?:\s(?:at|in|of|on|from|since|by|for|with|up to|max|min|about|over|under))$", "", undated)
    fits = (
        0 < len(name.split()) <= MAX_TOPIC_WORDS
        and (name[0].isalpha() or name[0] in '"“')
        and not re.search(r"[,?!]", name)
    )
    if not fits or says(name) or name.lower() in {*words.GENERIC_LABELS, *words.MONTHS, *words.WEEKDAYS}:
        return ""
    return "" if name.lower().split()[0] in words.WH_WORDS or name.lower().split()[-1] in words.ROLE_NOUNS else name


def overviewed(name: str, told: Sequence[Claim], point: Point) -> str:
    """Whom an overview is of: who acts in its first sentence, if that is a name, or the company in the note's title.

    Any other name stays as it is.

    >>> from cardgen.model import Block, Place
    >>> text = "The firm in one line: Lloyd Quay owns two ferries. founded 1904"
    >>> point = Point(text, Place("x.md", 1, 1), "statement", Block("paragraph", text, 1, 1))
    >>> overviewed("The firm in one line", claims(point), point), overviewed("ferries", (), point)
    ('Lloyd Quay', 'ferries')
    """
    if not _OVERVIEW.search(name):
        return name
    first = told[0]
    acts = person_in(first.subject) if first.verb and not first.carried else ""
    return acts or (firm_in(point.place.trail[0]) if point.place.trail else "") or name


_OVERVIEW = re.compile(
    r"\bin (?:one|a|two|1) (?:breath|nutshell|line|word|sentence|minute)s?$|"
    r"^(?:the )?(?:company|firm|overview|summary)$|"
    r"^(?:who (?:they|we) are|what they do|about (?:them|the (?:company|firm)))$",
    re.I,
)
"""Labels of what is told of somebody whom the next words name."""
_UNIT = "|".join(unit for unit in words.UNITS if unit.isalpha())
_NUMBERED_NAME = re.compile(rf"\s\d{{1,3}}[A-Za-z]?(?:\s\d{{1,3}}[A-Za-z])?\s(?!(?:{_UNIT})\b)[a-z][\w-]*$")
"""`the Tram 28 line`: the number is inside of the name."""


def _is_of_its_own(point: Point, claim: Claim) -> bool:
    """Does a sentence of a paragraph name what it is about, so that the paragraph's first label does not own it?

    A bullet is about its label to its end; whoever writes a paragraph moves on.

    >>> from cardgen.model import Block, Place
    >>> def moved(kind, text):
    ...     point = Point(text, Place("x.md", 1, 1), "statement", Block(kind, text, 1, 1))
    ...     return _is_of_its_own(point, claims(point)[-1])
    >>> text = "Tides: 6 m at springs. The mole fell in 1930. The harbour board gave up"
    >>> moved("paragraph", text), moved("item", text)
    (True, False)
    """
    told = read(claim.subject)
    named = len(told.tokens) > 1 and told.tags[:1] in (("DET",), ("PN",)) and not claim.carried
    prose = point.block.kind == "paragraph" and len(sentences(point.text)) > 2 and not point.text.startswith("*")
    return prose and named and bool(claim.verb)


def _has_moved_on(point: Point, claim: Claim) -> bool:
    """Does a sentence between a line's title and a claim name something else: `Jenner 1796. Smallpox is gone. ...`?"""
    between = (c for c in claims(point) if 0 < c.sentence < claim.sentence and not c.carried and c.subject)
    return any(_proper(read(c.subject)) or read(c.subject).tags[:1] == ("PN",) for c in between)


def _names_a_part(label: str) -> bool:
    """`cause`, `3 kinds`, `II`: a label of something that another thing has.

    >>> [_names_a_part(x) for x in ("cause", "three kinds", "II", "Vasa", "3 masts")]
    [True, True, True, False, False]
    """
    low = label.lower()
    return low in words.ROLE_NOUNS | {*words.GENERIC_LABELS} or bool(_COUNTED.match(label) or _NUMERAL.fullmatch(label))


def _title_of(point: Point, claim: Claim) -> str:
    """The words that a line without a label opens with, where they are its title, or where a later verb has no subject.

    >>> from cardgen.model import Block, Place
    >>> text = "Guest checkout (2023). design wanted an account first"
    >>> point = Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
    >>> _title_of(point, claims(point)[1])
    'Guest checkout'
    """
    first = point.text[: sentence_at(point.text, 0).end].rstrip(" .:!")
    part = bool(claim.label) and (
        _names_a_part(claim.label) or not point.text[: claim.span.start].rstrip().endswith("=")
    )
    leans = part or (not claim.subject and _starts_with_verb(claim))
    return _title(first) or (name_for(first) if leans else "")


def title_of(point: Point) -> str:
    """The few words that a line opens with as its title: `Raft of the Medusa. What I saw: ...`; "" where it has none.

    >>> from cardgen.model import Block, Place
    >>> def titled(text): return title_of(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))
    >>> titled("the ferry one. in March the pier sank"), titled("the pier sank in March")
    ('the ferry one', '')
    """
    first = first_sentence(point.text)
    return _title(first) if len(first) < len(point.text) else ""


def _title(sentence: str) -> str:
    """The few words before the first comma, bracket or year, where they are nothing but a name.

    >>> _title("Caravaggio."), _title("Raft of the Medusa 1819, Louvre"), _title("the relay keeps it")
    ('Caravaggio', 'Raft of the Medusa', '')
    >>> _title("Diet of Speyer april 1529, the protest"), _title("the ferry one")
    ('Diet of Speyer', 'the ferry one')
    """
    plain = re.sub(r"\s*\([^()]*\)|,\s.*$|\s(?:ca\.?\s)?(?:1\d|20)\d{2}\b.*$", "", sentence.rstrip(" .:!")).strip()
    plain = _DATED.sub("", plain)
    told = read(plain)
    one = told.lower[-1:] == ("one",) and len(told.tokens) > 2  # "the ferry one": a story by its name
    names = {
        tag for tag, word in zip(told.tags, told.lower, strict=True) if word not in ("of", "/", "one" * one)
    } <= _NAMING
    titled = 0 < len(plain.split()) <= MAX_TITLE_WORDS and not has_verb(plain) and names and told.lower[0] != "of"
    alone = told.lower[0] if len(told.tokens) == 1 else ""
    verb = alone and (told.tags[0] == "VN" or "s" in verb_tags(alone))
    forbids = told.lower[:1] in (("no",), ("not",), ("never",), ("always",))  # "no oxygen! fuzzy mould = throw out"
    return "" if not titled or verb or forbids or alone in _ORDINALS else plain


_ORDINALS = frozenset({
    "first", "second", "third", "fourth", "last", "next", "finally", "then", "later", "before", "after", "part", "also",
})  # fmt: skip
"""Alone before a point they count what follows: no title."""
_EQUATED = re.compile(r"=\s*$")
_NUMERAL = re.compile(r"[IVX]{1,4}|[A-Z]")
_COUNTED = re.compile(
    rf"(?:\d{{1,2}}|{'|'.join(words.NUMBER_WORDS)})\s(?:\w+\s)?(?:kinds|types|forms|parts|stages|phases|steps|classes)$",
    re.I,
)
"""`3 kinds`: of what the line is about."""


def _starts_with_verb(claim: Claim) -> bool:
    """`keeps a year`: a sentence that opens with what somebody or something named before does."""
    return read(claim.text).tags[:1] in (("V",), ("AUX",), ("MOD",)) and _told_of_another(claim.verb, "")


_DATED = re.compile(rf"\s(?:{words.ANY_MONTH})\.?(?:\s'?\d.*)?$", re.I)
MAX_TITLE_WORDS = 4
_NAMING = frozenset({"N", "PN", "CODE", "VG", "ADJ", "DET", "NUM"})
"""Tags of words that name something; with a preposition they tell something of it: `novus homo from Arpinum`."""


def _proper(text: Words) -> str:
    """The first proper name in a text, capital letters and all; a capital at its very start may be the sentence's."""
    at = 0
    while at < len(text.tokens):
        end = at
        while end < len(text.tokens) and text.tags[end] in ("PN", "CODE") and text.tokens[end].text[:1].isupper():
            end += 1
        alone = end - at == 1 and at == 0 and text.tokens[0].text[1:].islower()
        if end > at and not alone and end - at <= MAX_TOPIC_WORDS:
            return text.cut(at, end).text
        at = max(end, at + 1)
    return ""


def _parent(point: Point) -> str:
    """The short name right above a point, for a sentence that starts with its verb; a generic label names nobody."""
    name = "" if _BY_ME.search(point.text) else point.parent
    fits = 0 < len(name.split()) <= 4 and not has_verb(name) and name.lower() not in words.GENERIC_LABELS
    return name if fits and not re.match(r"(?:how|why|what|when|where|who)\b", name, re.I) else ""


def heading_over(point: Point) -> str:
    """The thing that a heading names, for a line below it that begins with what such a thing does; "" for any other.

    >>> from cardgen.model import Block, Place
    >>> def point(text, heading):
    ...     return Point(text, Place("x.md", 2, 2, ("boats", heading)), "statement", Block("item", text, 2, 2))
    >>> heading_over(point("keeps the boat upright", "the keel")), heading_over(point("must stay dry", "the cargo"))
    ('the keel', 'the cargo')
    >>> heading_over(point("keeps the boat upright", "repairs")), heading_over(point("moved to Friday", "launch"))
    ('', '')
    """
    name = heading_before(point)
    return name if name and _is_told_of_one(read(point.text).lower[0]) and not is_plural(name) else ""


def heading_before(point: Point) -> str:
    """The thing that a heading names, for a line below it whose first word is a verb, and no order; "" for any other.

    >>> from cardgen.model import Block, Place
    >>> def point(text, heading):
    ...     return Point(text, Place("x.md", 2, 2, ("boats", heading)), "statement", Block("item", text, 2, 2))
    >>> heading_before(point("built in 1628", "Vasa")), heading_before(point("raised in 1961", "next steps"))
    ('Vasa', '')
    >>> heading_before(point("paint the hull", "Vasa")), heading_before(point("the hull is oak", "Vasa"))
    ('', '')
    """
    above = point.place.trail[-1] if len(point.place.trail) > 1 and not point.parent else ""
    firm = firm_in(point.place.trail[0]) if is_about_them(above) else ""
    name, line = firm or heading_thing(point), read(point.text)
    if not name or not line.tokens or re.search(r"[\d,&/+]", name):
        return ""
    forms = verb_form(line.lower[0])
    acts = line.tags[0] in ("V", "AUX", "MOD") or (line.tags[0] == "VN" and line.tags[1:2] not in (("N",), ("ADJ",)))
    often = line.lower[1:2] in (("every",), ("each",))  # "breaks every 2 h" are things
    acts = acts and ((line.tags[1:2] == ("DET",) and not often) or not _may_be_things(line))
    if not acts or "base" in {f.tag for f in forms} or _BY_ME.search(point.text):
        return ""
    one = _is_told_of_one(line.lower[0]) and line.lower[0] not in words.MODALS
    return "" if read(name).tags[-1] == "VG" or (one and is_plural(name)) else name


def heading_thing(point: Point) -> str:
    """The thing that the heading right above a point names; "" where it names a role, a question or nothing.

    >>> from cardgen.model import Block, Place
    >>> def point(heading):
    ...     return Point("oak", Place("x.md", 2, 2, ("boats", heading)), "statement", Block("item", "oak", 2, 2))
    >>> [heading_thing(point(heading)) for heading in ("The Vasa", "next steps", "why she sank", "lecture 4")]
    ['The Vasa', '', '', '']
    """
    name = bare(point.place.trail[-1]) if len(point.place.trail) > 1 and not point.parent else ""
    found = name.lower().split()
    if not 0 < len(found) <= 4 or has_verb(name) or {name.lower(), found[-1]} & {*words.GENERIC_LABELS}:
        return ""
    return "" if found[0] in words.WH_WORDS | words.FIRST_PERSON or words.SESSIONS & set(found) else name


def _may_be_things(line: Words) -> bool:
    """`browns`, `blocks`: several things, or what one thing does."""
    return any(f.tag == "s" and f.base in NOUNY | words.NOUNS | words.ADJECTIVES for f in verb_form(line.lower[0]))


def _is_told_of_one(verb: str) -> bool:
    """`keeps`, `is`, `must`: what one thing does."""
    return verb in words.MODALS | {"is", "was", "has", "does"} or "s" in verb_tags(verb)


_BY_ME = re.compile(r"\b(?:i|my|me|myself|mine)\b", re.I)
"""Where the writer acts, a sentence without a subject is the writer's own: "wrote it myself, then added the step"."""


def _disagrees(subject: str, verb: str) -> bool:
    """A singular verb cannot speak of several things: `your pupils ... it works hard`."""
    first = verb.lower().split()[:1]
    singular = bool(first) and (first[0] in ("is", "was", "has", "does") or verb_tags(first[0]) == {"s"})
    if singular and subject.lower() in words.FIRST_PERSON | {"you", "u", "they", "these", "those"}:
        return True
    last = subject.split()[-1] if subject.strip() else ""
    common = last.islower() or (last[1:].islower() and last[:-1].lower() in words.NOUNS)
    return singular and is_plural(subject) and common


def _fits(link: str, subject: str, got: Parts, own: str, leading: bool) -> bool:
    """May a clause without subject be taken to speak of what was named before it?"""
    if link != "which" and _disagrees(subject, got.verb):
        return False
    if leading and not own and _is_plural_noun(got):
        return False
    if not own and link in (",", ";", "-", ":", "so") and _orders(subject, got.verb):
        return False
    if link == "->":
        forms = verb_tags(got.verb.lower().split()[0]) if got.verb else set()
        past = "past" in forms and "s" not in forms and not own  # "degree -> got bored of it": the writer did
        return _told_of_another(got.verb, own) and _acts_on(got.rest) and not past
    return _told_of_another(got.verb, own) if leading else True


def _describes(got: Parts) -> bool:
    """`memory bound`, `JAK attached` behind a label: a participle that says how something is, and nothing more."""
    forms = verb_tags(got.verb.lower())
    return not got.rest and bool(got.subject) and "participle" in forms and "s" not in forms


def _is_plural_noun(got: Parts) -> bool:
    """`deploys down to 2 a week`: a line that begins with a plural, which could also be a verb with no object."""
    first = got.verb.lower().split()[:1]
    bases = {f.base for f in verb_form(first[0]) if f.tag == "s"} if first else set()
    behind = read(got.rest).tags[:1] if got.rest else ()
    return bool(bases & NOUNY) and behind in (("P",), ("ADV",), ("PUNCT",), ())


def _orders(subject: str, verb: str) -> bool:
    """Behind a comma a bare verb is an order to the reader: `30S subunit, avoid under 8 years`."""
    first = verb.lower().split()[:1]
    forms = verb_tags(first[0]) if first else set()
    return forms == {"base"} and subject.lower() not in words.SUBJECT_PRONOUNS


def _acts_on(rest: str) -> bool:
    """Behind an arrow `imports cheaper` is a thing and its state, `writes to disk` an act."""
    return bool(rest) and read(rest).tags[0] not in ("ADJ", "ADV", "PUNCT")


def _told_of_another(verb: str, own: str) -> bool:
    """Does a sentence without subject speak of something named before? "lasted till 1853": it is no order."""
    if own:
        return False  # "it" may stand for anything above
    first = verb.lower().split()[:1]
    forms = verb_tags(first[0]) if first else set()
    return bool(first) and (
        "s" in forms or ("past" in forms and "base" not in forms) or first[0] in ("is", "was", "has", "are")
    )


LEANING = (
    CAUSE
    | CONDITION
    | frozenset({"because of", "so that", "so", "that's why", "->", "only if", "to", "compared to", "whereas"})
)


def _main(found: Sequence[Claim], at: int) -> Claim | None:
    """The claim that a clause with a link leans on: the one before it, or after it where it opens the sentence.

    >>> from cardgen.model import Block, Place
    >>> text = "the till is shared, if you lock it the others wait"
    >>> found = claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))
    >>> found[1].main.text
    'the others wait'
    """
    claim = found[at]
    if claim.link not in LEANING:
        return None
    after = found[at + 1] if at + 1 < len(found) and found[at + 1].link in (",", "then", "->", "-", ":") else None
    if at == 0:
        return after if claim.link in CONDITION else None
    between = claim.point.text[found[at - 1].span.end : claim.span.start]
    apart = bool(re.match(r"\s*(?:[,;:–—-]|and\b|but\b)", between))  # "the till is shared, if you lock it ..."
    before = at - 1
    if claim.link in CAUSE and apart:  # "it rises because water grows when warm and because ice melts"
        while before and found[before].link in CAUSE | CONDITION:
            before -= 1
        return found[before]
    opens = apart and (not found[at - 1].verb or (claim.link in ("if", "when", "once") and claim.verb))
    return after if after and claim.link in CONDITION and opens else found[at - 1]


def _of_sentence(point: Point, span: Span, sentence: str, label: Label | None, name: str) -> Iterator[Claim]:
    body = label.body if label else 0
    stretch = read(sentence[body:])
    subject, carried_from = name, bool(label)
    first, told, outside, of_aside, rivals = True, "", "", "", frozenset[str]()
    pieces = split(stretch, equated=label is not None and label.seam == "equals")
    for piece, behind in zip_longest(pieces, pieces[1:]):
        clause = stretch.cut(piece.start, piece.end)
        got = _taken_apart(clause, piece.link, behind.link if behind else "")
        if label and first and _describes(got):
            got = Parts("", "", "", clause.text)
        start = span.start + body + stretch.tokens[piece.start].start
        own = got.subject
        if {"TO", "WH"} & set(read(own).tags if own else ()):
            own = ""  # "wondering how to phrase it": no subject
        lean = _leans(own)
        if own and lean and outside:  # "drones have one job which is mating, they ...": the drones
            subject, outside = outside, ""
        acted = piece.link == "->" and got.verb and not own
        if acted and (not subject or (told and not has_verb(told))):  # "worker -> writes to disk": who acts
            subject = told
        told = clause.text
        if of_aside and not own and piece.link in ("and", "but", "or"):  # "if you rest and eat": you eat
            subject, outside = of_aside, subject
        of_people = label and subject == name and own.lower() in ("they", "he", "she", "them")  # no name before a colon
        carried = bool(lean and subject and (got.verb or carried_from)) and not of_people
        carried = carried and _fits(piece.link, subject, got, own, leading=first and not label)
        swallowed = len(got.lead.split()) > 3 and "," not in got.lead  # "with loads of reserves the rate sits low"
        carried = carried and not swallowed and own.lower() not in rivals and bool(re.search(r"[^\W\d]", subject))
        yield Claim(
            point, clause.text, Span(start, start + len(clause.text)),
            subject=subject if carried else own, verb=got.verb, rest=got.rest, link=piece.link, lead=got.lead,
            label=name if label else "", carried=carried, first=first,
        )  # fmt: skip
        first = False
        rivals = pronouns_for(read(got.rest))
        aside = piece.link in CONDITION | CAUSE  # "p53 stops it when DNA is damaged, it is ...": still p53
        of_aside = own if aside and got.verb else ""
        named_here = got.verb and own and not lean and own.lower() not in _UNNAMED and not aside
        subject = _said_of(got) or _without_adverbs(own) if named_here else subject
        subject = "" if of_people and got.verb else subject  # "The Essex: they could have sailed on but were afraid"
        if piece.link == "which":
            continue
        antecedent = last_noun_phrase(clause) if _next_is_which(stretch, piece) else ""
        if antecedent:
            outside, subject = subject, antecedent


def _said_of(got: Parts) -> str:
    """Whom `legend is that a monk stole them and walked home` goes on to speak of: not the legend; "" for the rest."""
    inner = parts(read(got.rest[5:])) if got.verb.lower() in words.BE and got.rest.startswith("that ") else None
    return _without_adverbs(inner.subject) if inner is not None and inner.verb else ""


def _taken_apart(clause: Words, link: str, then: str) -> Parts:
    """Subject, verb and rest of a clause; "the bell rings" alone may be a thing, beside a condition it is none."""
    if link in ("because of", "compared to"):
        return Parts("", "", "", clause.text)
    got = parts(read(expand(clause.text)))
    if not got.verb and {link, then} & (CONDITION | CAUSE):
        got = parts(clause)
    if link == "," and not got.subject and _SAID_BY.fullmatch(clause.text):
        return Parts("", "", "", clause.text)
    formula = re.fullmatch(r"(?![iu]$)[a-z]", got.subject)
    asks = (
        "what" in read(got.subject).lower[1:] if got.subject else False
    )  # "love what happens": the verb is what is loved
    return Parts("", "", "", clause.text) if formula or asks else got


_SAID_BY = re.compile(
    r"(?:says?|said|writes|wrote|thinks|claims|claimed|argues|reckons)\s(?:the\s)?[\w'’-]+(?:\s[\w'’-]+)?(?:[,.].*)?",
    re.I,
)
"""`..., says the charter`: who says so, and nothing that the subject before says."""


def _of_foreign(point: Point, span: Span, sentence: str, label: Label | None) -> Iterator[Claim]:
    """The clauses of a sentence in another language: none has a subject or a verb that we could tell."""
    body = label.body if label else 0
    for at, part in enumerate(clauses_of(sentence[body:], point.lang)):
        start = span.start + body + part.start
        text = sentence[body + part.start : body + part.end]
        yield Claim(
            point, text, Span(start, start + len(text)), rest=text, link=part.link,
            label=label.name if label else "", first=at == 0,
        )  # fmt: skip


def _without_adverbs(subject: str) -> str:
    """A subject to be carried on: what stood between it and its verb belongs to that verb.

    >>> _without_adverbs("Marius never"), _without_adverbs("the relay")
    ('Marius', 'the relay')
    """
    told = read(subject)
    end = len(told.tokens)
    while end > 1 and told.tags[end - 1] in ("ADV", "NEG") and told.tags[end - 2] != "VG":
        end -= 1  # "the shocking bit" is a thing, whatever "bit" is elsewhere
    return told.cut(0, end).text


def pronouns_for(rest: Words) -> frozenset[str]:
    """The pronouns that may stand for a thing in the clause just told: they need not mean its subject.

    >>> sorted(pronouns_for(read("thirteen thousand bombers"))), sorted(pronouns_for(read("a lake and a bridge")))
    (['them', 'they'], ['it'])
    """
    nouns = [w for w, tag in zip(rest.lower, rest.tags, strict=True) if tag in ("N", "PN")]
    many = any(is_plural(n) for n in nouns)
    one = any(not is_plural(n) for n in nouns)
    return frozenset(["they", "them"] * many + ["it"] * one)


_UNNAMED = words.PRONOUNS - words.FIRST_PERSON - {"you"} | words.QUANTIFIERS | {"there"}
_REFERS_BACK = frozenset({"it", "they", "he", "she", "which", "them"})


def _leans(subject: str) -> bool:
    """Is the subject missing, or a pronoun that stands for the subject before? "This" and "that" mean whole clauses."""
    low = subject.lower().split()
    return not low or (
        low[0] in _REFERS_BACK
        and all(t in ("PRON", "ADV", "REL", "X") for t in read(subject).tags[1:])
        and len(low) <= 2
    )


def _next_is_which(stretch: Words, piece: Piece) -> bool:
    return piece.end < len(stretch.tokens) and "which" in stretch.lower[piece.end : piece.end + 2]


def _is_date(clause: Words, end: int) -> bool:
    """`Voyager in 2023 which ...`: the year and its preposition are not what "which" stands for."""
    last = clause.lower[end - 1]
    dated = re.fullmatch(r"(?:1\d|20)\d\d", last) or last in words.MONTHS
    return bool(dated) or (clause.tags[end - 1] == "P" and end < len(clause.tokens))


def last_noun_phrase(clause: Words) -> str:
    """The noun phrase that a following "which" stands for, adverbs at the end left out.

    >>> last_noun_phrase(read("she bought a pair of snowshoes recently"))
    'snowshoes'
    """
    end = len(clause.tokens)
    while end and (clause.tags[end - 1] in ("ADV", "PUNCT", "X") or _is_date(clause, end)):
        end -= 1
    start = end
    while start and clause.tags[start - 1] in ("N", "PN", "NUM", "ADJ", "CODE", "VN"):
        start -= 1
    timed = start < end and clause.tags[start] == "NUM" and words.UNITS.get(clause.lower[end - 1]) == "time"
    return "" if timed else clause.cut(start, end).text  # "killed it after 3 months which was hard"

"""Forms of last resort: one thing hidden in the author's own clause, where no question fits."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.claims import claims, heading_before, overviewed
from cardgen.clauses import parts
from cardgen.common_words import is_common
from cardgen.forms.attributes import is_asked, is_property, only_counts
from cardgen.forms.common import cloze, key, named
from cardgen.forms.gaps import best_phrase, content_words
from cardgen.labels import label_of, word_count
from cardgen.model import Card, Claim, Point, Span
from cardgen.points import asks_without_mark, context
from cardgen.quantities import CITATION, quantities
from cardgen.reading import CONDITION, Words, read
from cardgen.sentences import sentence_at
from cardgen.subjects import clean_subject
from cardgen.verbclasses import COMPARATIVES, PARTICLES
from cardgen.verbs import NOUNY, verb_form, verb_tags

MAX_SHOWN_WORDS = 18
"""A sentence up to this length is shown whole around its blank; of a longer one only the clause."""
MAX_CONDITION_WORDS = 26
MIN_SHOWN_WORDS = 3
"""Content words that must remain beside a blank, or nobody can tell what is asked."""


_FORMULA = re.compile(r"[×≈√Σ∑^²³]|\s=\s[^=]*\s[+−*/]\s")
FLAGS = re.compile(r"(?:^|\s)--?[a-z][\w-]*(?:=\S|\s)", re.I)
"""A command with its options, that nobody has set as code."""
_COUNTS_OFF = re.compile(
    rf"(?:the\s)?(?:\d|{'|'.join(words.NUMBER_WORDS)})\s(?:\w+\s)?[a-z]+s\sto\s[a-z]+(?:\s\w+){{0,3}}$"
)
"""`three ways to melt tin`: what is told next."""
_NOBODY = frozenset({
    "rest", "the rest", "others", "someone", "everyone", "something", "everything", "one", "first", "second", "third",
    "the first", "the second", "the third", "former", "latter", "the former", "the latter", "first one", "second one",
    "the first one", "the second one",
})  # fmt: skip
"""Subjects of which nobody could say what is said of them."""


def complement_cloze(claim: Claim) -> list[Card]:
    """What a clause says of its subject, hidden in the clause; a subject that names nothing gives no card.

    >>> print(complement_cloze(_claim("ink feeder is idempotent"))[0])
    C: ink feeder is {idempotent}
    >>> complement_cloze(_claim("it is what it is"))
    []
    >>> print(complement_cloze(_claim("the second ferment takes 3 to 5 days"))[0])
    C: the second ferment takes {3 to 5 days}
    """
    if claim.point.lang != "en" or not claim.verb or not claim.rest or (is_asked(claim) and "?" in claim.point.text):
        return []
    if _FORMULA.search(claim.text) or (claim.point.children and only_counts(claim.rest)):
        return []
    if claim.carried and (word_count(claim.subject) > 5 or claim.subject.lower() in words.WH_WORDS):
        return []
    text, offset = shown(claim)
    if (
        word_count(text) > MAX_CONDITION_WORDS
        or text.count(" / ") > 1
        or asks_without_mark(claim.text)
        or claim.subject.lower() in _NOBODY
        or FLAGS.search(text)
        or _ORDERS_IF.match(text)
        or re.match(r"(?:[^:]{2,40}: )?(?:e\.?g\.?|ex\.?|example:?)\s", text)
        or _COUNTS_OFF.match(claim.text)
    ):
        return []  # of an example nothing has to be known
    if claim.carried and word_count(claim.text) <= 3 and is_property(parts(read(claim.text))):
        return []  # ", boiled frog": a picture of what stands before
    if _points_elsewhere(claim) and word_count(text) <= word_count(claim.text) + 1:
        return []
    start, end = _gap_in(claim, text, offset)
    if start >= end:
        return []
    forbidden = re.match(r"(?:do not|don['’]?t|dont)\s", claim.text, re.I) and "PN" in read(text[start:end]).tags
    deed = _hides_a_deed(text[start:end]) and not _is_state(claim)
    if _is_torn(text, start, end) or deed or _GIVES_REASON.match(text) or forbidden:
        return []
    return [
        cloze(
            claim.point,
            "complement_cloze",
            text,
            start,
            end,
            slot=f"cloze:{key(claim.subject, 2)}:{key(claim.verb, 2)}",
        )
    ]


def _gap_in(claim: Claim, text: str, offset: int) -> tuple[int, int]:
    """Where the gap stands in the text shown, whose clause begins at an offset; (0, 0) where nothing can be hidden."""
    at = claim.text.rfind(claim.rest)
    blank = Span(0, len(claim.rest)) if _is_state(claim) else best_phrase(read(claim.rest)) if at >= 0 else None
    if blank is None:
        return 0, 0
    start, end = offset + at + blank.start, offset + at + blank.end
    end = _before_its_date(text, start, end)
    end += len(firm[0]) if text[start].isupper() and (firm := _OF_A_FIRM.match(text[end:])) else 0
    start += 0 if _IS_DESCRIBED.search(text[:start]) else _verb_before(text[start:end])
    start += _thing_before(text[start:end])
    start, end = _whole_thing(text, start, end)
    if _is_one_common_word(text[start:end]) and not _is_plain_fact(text[:start], text[end:]):
        start, end = _with_what_is_told(text, start, end)
    counted = start < end and (text[start:end].lower() in words.NUMBER_WORDS or text[start:end][0].isdigit())
    if counted and (half := _HALF_A_RANGE.search(text[:start])):
        start = half.start()
    return start, end


def _is_state(claim: Claim) -> bool:
    """`is not hand sewn`: behind "is" a short rest that ends with a participle is told as one."""
    last = claim.rest.lower().split()[-1]
    was = claim.verb.lower().split()[0] in words.BE and 1 < word_count(claim.rest) <= 3 and claim.rest.islower()
    told = read(claim.rest).tags[:1] in (("N",), ("ADJ",), ("PN",))
    return was and told and last.isalpha() and "participle" in verb_tags(last)


def _is_torn(text: str, start: int, end: int) -> bool:
    """Does a gap leave too little to see, or half of what belongs together?

    >>> text = "oak, elm, and pine float"
    >>> _is_torn(text, 5, 8), _is_torn("oak and elm float on water", 21, 26)
    (True, False)
    """
    before, behind = text[:start], text[end:]
    in_a_row = _ROW_BEFORE.search(before) or _ROW_BEHIND.match(behind)
    another = (
        re.match(r"\sones?\b", behind) or text[start:end].lower().split()[-1] in words.MODALS
    )  # "signal 9 cannot be caught, signal 15 can"
    quoted = before.count('"') % 2 == 1 and behind.lstrip()[:1] != '"'
    quoted = quoted or (before.count('"') % 2 == 1 and not before.endswith('"'))  # half of a saying
    cited = any(m.start() < end and start < m.end() for m in CITATION.finditer(text))  # a case is hidden whole
    bare = content_words(before + " " + behind) < MIN_SHOWN_WORDS - 1 or content_words(before) < 1
    owns = re.match(r"['’](?:s\b|\s)", behind)  # "his [friends]' work"
    denied = re.search(r",\s(?:and\s|but\s|mostly\s)?(?:not\s(?:the|an?)|no)\s$", before) and not behind.strip(" .!")
    if owns or denied:
        return True  # "it is the keel, not the [mast]"
    numeral = re.fullmatch(r"[IVXL]+", text[start:end]) and re.search(r"[A-Z]\w+\s$", before)  # "Henry [VIII]"
    label = re.match(r"\s?:\s", behind)  # a name before a colon, that looks like a clause
    acts = _is_subject_of(text[start:end], behind)
    return bool(numeral or label or in_a_row or another or quoted or cited or bare or acts)


def _is_subject_of(hidden: str, behind: str) -> bool:
    """Does a gap end where another clause begins, with its subject or with half of its verb?

    >>> _is_subject_of("the answer", " must change"), _is_subject_of("frost lifts", " up the road")
    (True, True)
    >>> _is_subject_of("the answer", " in June"), _is_subject_of("the mast", " up the river")
    (False, False)
    """
    first = behind.split()[:1] if behind[:1] == " " else []
    acts = word_count(hidden) < 2 + hidden.startswith("the ") and first and first[0].lower() in words.MODALS | words.BE
    verb = "s" in verb_tags(hidden.lower().split()[-1]) if hidden.split() else False
    return bool(acts or (verb and first and first[0].lower() in PARTICLES - {"in", "on", "over"}))


def _whole_thing(text: str, start: int, end: int) -> tuple[int, int]:
    """A gap as a whole noun phrase: with the words that describe its noun, without one that tells of another.

    >>> def hidden(text, gap):
    ...     start, end = _whole_thing(text, text.index(gap), text.index(gap) + len(gap))
    ...     return text[start:end]
    >>> hidden("the crew feared loose deck cargo", "cargo"), hidden("he asked the abbot first", "abbot first")
    ('loose deck cargo', 'abbot')
    """
    told = read(text)
    at = [i for i, t in enumerate(told.tokens) if start <= t.start < end]
    if not at:
        return start, end
    first, last = at[0], at[-1]
    while first > 1 and told.tags[first] == "N" and _describes(told, first - 1):
        first -= 1
    if last > first and told.tokens[last].text in _BEHIND_A_NOUN:
        last -= 1
    if (first, last) == (at[0], at[-1]) or re.search(r"\d", text[start:end]):
        return start, end
    return (told.tokens[first].start if first != at[0] else start), (told.tokens[last].end if last != at[-1] else end)


def _describes(told: Words, at: int) -> bool:
    return told.tags[at] in ("ADJ", "N") and told.tokens[at].text.islower()


_BEHIND_A_NOUN = COMPARATIVES | {"first", "last", "whole", "alone", "too", "again", "not", "instead", "more", "less"}
"""Behind the noun of a gap they tell how something is done with it, or begin what is said next."""


def _is_one_common_word(hidden: str) -> bool:
    """Is only a word hidden that everybody uses? Nobody can tell what is asked, or it completes itself.

    >>> [_is_one_common_word(x) for x in ("memory", "solder", "Bees", "hot memory")]
    [True, False, False, False]
    """
    return hidden.isalpha() and hidden.islower() and is_common(hidden) and read(hidden).tags in (("N",), ("V",))


def _is_plain_fact(before: str, behind: str) -> bool:
    """A few words, a verb, and the gap at the end: `resin gives [strength]`; there one common word is what is told.

    >>> _is_plain_fact("resin gives ", ""), _is_plain_fact("the gate is shut for ", ""), _is_plain_fact("gives ", "")
    (True, True, False)
    >>> _is_plain_fact("it opens the ", ""), _is_plain_fact("resin gives ", " to the hull")
    (False, False)
    """
    told = read(before)
    at = len(told.tokens) - 1
    at -= told.lower[at : at + 1] in (("no",), ("only",))
    at -= told.tags[at : at + 1] in (("P",), ("ADV",))  # at the end of a text a preposition may look like an adverb
    return (
        2 <= len(before.split()) <= 7
        and not re.match(r"\s*\w", behind)
        and at > 0
        and (told.tags[at] in ("V", "VN") or told.lower[at].endswith("ed"))
        and told.tags[0] not in ("V", "VN")
    )


def _with_what_is_told(text: str, start: int, end: int) -> tuple[int, int]:
    """A gap with what tells more of it, to the end of its clause: `[the guests before supper]`; nothing where it ends.

    >>> text = "the host weighs guests before supper"
    >>> start, end = _with_what_is_told(text, 16, 22)
    >>> text[start:end]
    'guests before supper'
    >>> _with_what_is_told("the host weighs guests", 16, 22)
    (16, 16)
    """
    behind = re.match(r"(?:\s[\w'’/-]+){2,4}(?=\s*(?:[.,;:(]|$))", text[end:])
    if (
        not behind
        or behind[0].startswith(" as ")
        or read(text[:end] + behind[0]).tags[len(read(text[:end]).tokens)] != "P"
    ):
        return start, start
    tags = read(behind[0].strip()).tags
    loose = {"V", "AUX", "MOD", "CC", "SUB", "PRON"} & set(tags) or read(text[start:end]).tags != ("N",)
    return (start, start) if loose or tags[-1] == "P" else (start, end + behind.end())


_ORDERS_IF = re.compile(r"(?:if|when|whenever|once)\s[^:.;]{5,60}:\s", re.I)
"""`if the bell rings: stop, count heads`: what to do is asked as a whole."""
_OF_A_FIRM = re.compile(r"\s&\s[A-Z][\w'’-]+")
"""`Marks & Spencer` is one name."""
_GIVES_REASON = re.compile(r"(?:that['’]?s why|mostly because|because|bc|cos|hence|which is why)\s", re.I)
"""So begins a sentence that hangs on the one before."""


_IS_DESCRIBED = re.compile(r"\b(?:the|an?|this|that|its|their|our|no)\s(?:[`*_]*)$", re.I)
"""Behind an article stands no verb: `the [open sea]`."""


def _verb_before(hidden: str) -> int:
    """How long the verb is that a gap begins with: `choose the lock` hides the lock.

    >>> _verb_before("choose the lock"), _verb_before("the lock")
    (7, 0)
    """
    told = read(hidden)
    orders = len(told.tokens) > 1 and told.tags[0] == "V" and told.lower[0] not in NOUNY
    return told.tokens[1].start if orders else 0


def _thing_before(hidden: str) -> int:
    """How long the name of what is measured is, in a gap that ends with its figure: only the figure is hidden.

    >>> _thing_before("shade f/4"), _thing_before("week 40%"), _thing_before("two masts"), _thing_before("Q4")
    (6, 5, 0, 0)
    """
    m = re.fullmatch(r"(?P<thing>(?:[^\W\d]+\s){1,3})(?P<figure>(?:f/)?[~≈<>]?\d\S*)", hidden)
    return len(m["thing"]) if m and m["thing"].islower() else 0


def _hides_a_deed(hidden: str) -> bool:
    """Is a gap a lone verb, or a noun with what it does: `bail`, `projects wait years`? Nobody fills in such a thing.

    >>> [_hides_a_deed(x) for x in ("projects wait years", "the old deck", "a rebuilt hull", "seals")]
    [True, False, False, False]
    """
    told = read(hidden)
    acts = [t in ("V", "AUX", "MOD") and token.text.isalpha() for t, token in zip(told.tags, told.tokens, strict=True)]
    if acts[-1] and len(acts) > 1:  # "the black dye" is a thing
        acts[-1] = told.tags[-2] in ("N", "PN") and told.tokens[-1].text.islower() and told.lower[-1] not in NOUNY
    deed = any(acts[1:]) and told.tags[0] in ("N", "PN", "NUM", "ADJ", "DET")
    return deed or told.tags == ("V",)


_ROW_BEFORE = re.compile(r",\s[^,;:.()]{2,30},\s(?:and\s|or\s)?(?:the\s)?$|,\s(?:and|or)\s(?:the\s)?$")
_ROW_BEHIND = re.compile(
    r",\s(?:the\s)?[\w-]+(?:\s[\w-]+)?,?\s(?:and|or)\s|,\s(?:and|or)\s(?:the\s)?[\w-]+(?:\s[\w-]+)?(?:[.,;]|$)"
)
_HALF_A_RANGE = re.compile(r"\d\S*\s(?:to|or|bis|à)\s$|\b\w+\sor\s$")


def _points_elsewhere(claim: Claim) -> bool:
    first = claim.subject.lower().split()[:1]
    return bool(first) and first[0] in words.DEMONSTRATIVES | {"it", "they", "he", "she", "there"}


def shown(claim: Claim) -> tuple[str, int]:
    """The text that a blank stands in, and where the clause starts in it: the sentence if short, else the clause.

    >>> shown(_claim("training: fast disks"))
    ('training: fast disks', 10)
    """
    text, at = _shown(claim)
    opening = _OPENING.match(text) if claim.point.lang == "en" else None
    if opening is None or (at < opening.end() and not claim.text.startswith(opening[0])):
        return text, at
    return text[opening.end() :], at - opening.end()


def _shown(claim: Claim) -> tuple[str, int]:
    sentence = _own_span(claim) or _sentence_span(claim)
    opening = _OPENING.match(claim.point.text[sentence.start : claim.span.start + 1])
    if opening:
        sentence = Span(sentence.start + opening.end(), sentence.end)
    whole = claim.point.text[sentence.start : sentence.end].rstrip(" .;,")
    aside = _LABEL_ASIDE.match(whole)
    if aside and sentence.start + aside.end("aside") <= claim.span.start and word_count(whole) <= MAX_SHOWN_WORDS + 6:
        cut = len(aside["aside"])
        return whole[: aside.start("aside")] + whole[aside.end("aside") :], claim.span.start - sentence.start - cut
    above = claim.point.parent if not claim.subject and not claim.label else ""
    told_of = _told_of(claim, whole) or ("" if claim.sentence or claim.label else heading_before(claim.point))
    told_of = "" if told_of.lower() in whole.lower() else told_of
    if told_of and word_count(whole) <= MAX_SHOWN_WORDS and "\n" not in whole:
        return f"{told_of}: {whole}", claim.span.start - sentence.start + len(told_of) + 2
    if word_count(whole) <= MAX_SHOWN_WORDS and "\n" not in whole and (not above or above.lower() in whole.lower()):
        return whole, claim.span.start - sentence.start
    text = named(claim)
    if claim.link in CONDITION and claim.main is not None and claim.main.span.start < claim.span.start:
        start = claim.main.span.start  # a condition alone says nothing
        together = claim.point.text[start : claim.span.end]
        if word_count(together) <= MAX_CONDITION_WORDS and "\n" not in together:
            return together, claim.span.start - start
    text = text if (cause := _before_arrow(claim)) < 0 else claim.point.text[cause : claim.span.end]
    above = claim.point.parent
    if above and not claim.label and not claim.subject and above.lower() not in text.lower():
        said = text if cause >= 0 else claim.text
        return f"{above}: {said}", len(above) + 2 + said.rindex(claim.text)
    prefix = f"{claim.label}: " if claim.label and claim.label.lower() not in text.lower() else ""
    at = text.rfind(claim.text)
    if at < 0:
        return claim.text, 0
    return prefix + text, len(prefix) + at


def _before_arrow(claim: Claim) -> int:
    """Where that begins which an arrow leads from, -1 without one: of `1.2 MB -> 40 kB` the `40 kB` alone says nothing.

    >>> found = claims(_claim("bundle 1.2 MB -> 40 kB, loads twice as fast").point)
    >>> [(c.text, _before_arrow(c)) for c in found[:2]]
    [('bundle 1.2 MB', -1), ('40 kB', 0)]
    """
    if claim.link != "->" or claim.main is None or claim.carried:
        return -1
    start, text = claim.main.span.start, claim.point.text
    if word_count(text[start : claim.span.end]) > MAX_SHOWN_WORDS:  # several things, and what the last one leads to
        start = max(start, *(m.end() for m in re.finditer(r",\s(?![^()]*\))", text[: claim.main.span.end])), -1)
    together = text[start : claim.span.end]
    fits = 0 <= start < claim.span.start and word_count(together) <= MAX_SHOWN_WORDS and "\n" not in together
    return start if fits else -1


def _own_span(claim: Claim) -> Span | None:
    """Where a clause stands with the clauses that lean on it, if it and another one each tell something of their own.

    >>> text = "gold resists acid because it is noble, tin gives way"
    >>> span = _own_span(_claim(text))
    >>> text[span.start : span.end]
    'gold resists acid because it is noble'
    >>> _own_span(_claim("gold resists acid, but melts early"))
    """

    told = [c for c in claims(claim.point) if c.sentence == claim.sentence]
    alone = [c for c in told if c.verb and c.rest and c.main is None and not c.carried and not c.label]
    alone = [c for c in alone if c.link in _BESIDE and clean_subject(c.subject) and c.text.startswith(c.subject)]
    leads = claim in alone and (claim is told[0] or _bases(claim.verb) & _bases(told[0].verb))
    if not leads or len(alone) < 2 or words.PRONOUNS & set(claim.text.lower().split()):
        return None
    leaning = [c.span.end for c in told if c.main is not None and c.main.span == claim.span]
    return Span(claim.span.start, max([claim.span.end, *leaning]))


def _bases(verb: str) -> set[str]:
    return {form.base for word in verb.lower().split()[-1:] for form in verb_form(word)}


_BESIDE = frozenset({"", ",", ";", "-", "and", "but"})
_LABEL_ASIDE = re.compile(r"[^()\n:]{2,50}(?P<aside>\s\([^()\s]+(?:\s[^()\s]+){2,}\)):\s")
"""`Vietnam (brief because it is another module): ...`: what is said on the way stays away."""


def _told_of(claim: Claim, whole: str) -> str:
    """Whom a later sentence that starts with its verb speaks of: it stands in the one before, which is not shown."""
    label = label_of(claim.point.text)
    name = claim.subject or (overviewed(label.name, claims(claim.point), claim.point) if label else "")
    if not claim.sentence or not name or not (claim.carried or not claim.subject) or word_count(name) > 5:
        return ""
    starts = read(whole).tags[:1] in (("V",), ("VN",), ("AUX",), ("MOD",))
    return name if starts and name.lower() not in whole.lower() else ""


_OPENING = re.compile(r"(?:(?:and|but|so|then|also|plus|or)\s+)+(?=\S)", re.I)
"""What ties a sentence to the one before, which is not shown."""


def _sentence_span(claim: Claim) -> Span:
    return sentence_at(claim.point.text, claim.span.start)


def named_fragment(claim: Claim) -> list[Card]:
    """A phrase without a verb under a named thing: its name or number is hidden, the thing is shown before it.

    >>> named_fragment(_below("Outer Labs", "first customer for the GB200 racks"))[0].hidden
    ('GB200 racks',)
    >>> named_fragment(_below("notes", "some more thoughts on it"))
    []
    """
    above = context(claim.point)[1:]
    if (
        claim.verb
        or claim.label
        or not above
        or not claim.first
        or claim.sentence
        or is_asked(claim)
        or claim.point.asking
        or claim.point.lang != "en"
    ):
        return []
    if above[-1].lower() in words.GENERIC_LABELS or not 4 <= word_count(claim.text) <= MAX_SHOWN_WORDS:
        return []
    thing = "" if claim.point.parent else heading_before(claim.point)
    blank = best_phrase(read(claim.text), telling=True) or (_behind_first(claim.text) if thing else None)
    prefix = f"{claim.point.parent or thing}: " if claim.point.parent or thing else ""
    if blank is None or FLAGS.search(claim.text):
        return []
    if content_words(claim.text[: blank.start] + claim.text[blank.end :]) < 2:
        return []
    start, end = len(prefix) + blank.start, len(prefix) + blank.end
    end = _before_its_date(prefix + claim.text, start, end)
    return [cloze(claim.point, "complement_cloze", prefix + claim.text, start, end, slot=f"cloze:{key(claim.text, 3)}")]


def _behind_first(text: str) -> Span | None:
    """What is worth hiding behind the verb that a line begins with."""
    verb, _, rest = text.partition(" ")
    blank = best_phrase(read(rest)) if rest else None
    return Span(blank.start + len(verb) + 1, blank.end + len(verb) + 1) if blank else None


def _before_its_date(text: str, start: int, end: int) -> int:
    """Where a gap ends that holds a name and a date: the date is left to see, or asked by itself.

    >>> text = "flight to Varennes 20-21 june 1791"
    >>> text[10 : _before_its_date(text, 10, len(text))], text[19 : _before_its_date(text, 19, len(text))]
    ('Varennes', '20-21 june 1791')
    """
    found = quantities(text)
    dates = [a for a, b, hint in found if hint == "when?" and start < a < end and re.search(r"\d", text[a:b])]
    before = re.sub(r"[\s,(]+(?:\d{1,2}[-–])?$", "", text[start : dates[0]]) if dates else ""
    return start + len(before) if re.search(r"[^\W\d]", before) else end


# ------------------------------------------------------------------ code, formulas, quotations


def _claim(text: str) -> Claim:
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]


def _below(parent: str, text: str) -> Claim:
    claim = _claim(text)
    place = replace(claim.point.place, trail=("Title", parent))
    return replace(claim, point=replace(claim.point, place=place))

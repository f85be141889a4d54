"""Forms of last resort: one thing hidden in the author's own clause, where no question fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from cardgen import words
from cardgen.clauses import Words, read
from cardgen.forms.attributes import is_asked, only_counts
from cardgen.forms.common import cloze, key, named
from cardgen.labels import is_plural, label_of, word_count
from cardgen.model import Card, Claim, Point, Span
from cardgen.points import context
from cardgen.quantities import CITATION, quantities
from cardgen.verbs import NOUNY

MAX_SHOWN_WORDS = 18
"""A sentence up to this length is shown whole around its blank; of a longer one only the clause."""
MAX_BLANK_WORDS = 6
MIN_SHOWN_WORDS = 3
"""Content words that must remain beside a blank, or nobody can tell what is asked."""
MOST_FIGURES = 3
"""More of them in a line are a calculation, and none of them is worth a card."""
_WEAK = words.STOPWORDS | words.VAGUE | {"home", "back", "there", "here"}


def number_or_date(claim: Claim) -> list[Card]:
    """A number, measure or date in a clause that says what it measures.

    >>> print(number_or_date(_claim("the mtls cert expires every 90 days"))[0])
    C: the mtls cert expires every {90 days|how long?}
    >>> print(number_or_date(_claim("sag = 25%"))[0])
    C: sag = {25%|how much?}
    >>> number_or_date(_claim("see H100")), number_or_date(_claim("hemiola: 3 against 2"))
    ([], [])
    """
    text, offset = shown(claim)
    if (
        is_asked(claim)
        or _JOKING.search(claim.point.text)
        or _FLAGS.search(text)
        or len(quantities(text)) > MOST_FIGURES
    ):
        return []
    for start, end, hint in quantities(claim.text):
        if hint == "when?" and not re.search(r"\d|[A-Z]", claim.text[start:end]):
            continue  # "may" and "march" are words, too
        if _is_name_part(claim.text, start, end) or claim.text[start - 1 : start] in ("–", "-", "/"):
            continue
        if _FROM.search(claim.text[:start]) and _TO.match(claim.text[end:]):
            continue  # "moved from 3 to 24 March": where it moved to is asked
        if (
            start == 0
            and not claim.label
            and (hint == "how many?" or not claim.verb or len(quantities(claim.text)) > 1)
        ):
            continue  # "5 whys are enough": part of the name; "1866 took 7 weeks": what it took is asked
        if _is_count_of(claim.text[start:end], claim.point.text[claim.span.start + end :]):
            continue
        if not _suits(hint, claim.text[:start], claim.text[start:end], claim.text[end:]):
            hint = ""
        # "sag = 25%": its name says what the figure measures; "hemiola: 3 against 2" is no measure.
        named = claim.label and start == 0 and re.search(r"[^\d\s.,]", claim.text[start:end])
        needed = 1 if named else MIN_SHOWN_WORDS
        if _content(text[: offset + start] + " " + text[offset + end :]) >= needed:
            slot = f"number:{key(text[max(0, offset + start - 40) : offset + start], 3)}"
            return [
                cloze(
                    claim.point,
                    "number_or_date",
                    text,
                    offset + start,
                    offset + end,
                    hint if claim.point.lang == "en" else "",
                    slot,
                )
            ]
    return []


def _is_count_of(figure: str, after: str) -> bool:
    """Whoever sees `3 estates: clergy, nobility, the rest` can count them.

    >>> _is_count_of("3", " estates: clergy, nobility, the rest"), _is_count_of("3", " estates: all of them, at once")
    (True, False)
    """
    listed = after.partition(": ")[2]
    return figure.isdigit() and bool(listed) and len(re.split(r",\s(?:and\s)?|\sand\s", listed)) == int(figure)


def _suits(hint: str, before: str, figure: str, after: str) -> bool:
    """May a gap at a figure ask so? "587 submission" is no count, nor is 1232 in "a buffer of 1232" a year.

    >>> _suits("how many?", "it has ", "12", " brass valves"), _suits("how many?", "25 smtp, ", "587", " submission")
    (True, False)
    >>> _suits("when?", "Copernicus ", "1543", ""), _suits("when?", "edns0 buffer ", "1232", " recommended")
    (True, False)
    """
    if hint == "how many?":
        follow = read(after)
        phrase = takewhile(lambda at: follow.tags[at] in ("ADJ", "N", "PN"), range(len(follow.tags)))
        return not before.endswith("/ ") and any(_is_counted(follow.tokens[at].text) for at in phrase)
    if hint == "when?" and re.fullmatch(r"\d{4}", figure):
        return (
            bool(not before or _DATED.search(before)) and not _UNIT.match(after) and not re.match(r"[-–]\d{5}", after)
        )
    return True


def _is_counted(word: str) -> bool:
    return is_plural(word) or word in _PLURALS or (word.isupper() and len(word) > 1)


_PLURALS = frozenset(["people", "men", "women", "children", "feet", "teeth", "mice"])
_DATED = re.compile(
    r"(?:[(,;:–-]\s?|\b[A-Z]\S*\s|\b(?:in|since|by|from|to|until|till|before|after|around|about|circa|ca?\.|of|and|or|"
    r"early|late|mid|year)\s)$"
)
"""Behind such a word, a name or a mark, four digits are a year."""
_FROM, _TO = re.compile(r"\bfrom\s$"), re.compile(r"\sto\s\S*\d")
_UNIT = re.compile(r"\s[a-zµ]{1,5}(?:/[a-z]+)?\b(?<!in)(?<!and)(?<!to)(?<!by)(?<!at)(?<!the)")
_FORMULA = re.compile(r"[×≈√Σ∑^²³]|\s=\s[^=]*\s[+−*/]\s")
_FLAGS = re.compile(r"(?:^|\s)--?[a-z][\w-]*(?:=\S|\s)", re.I)
"""A command with its options, that nobody has set as code."""
_JOKING = re.compile(r"\b(?:feels like|lol|haha|lmao|jk|!!+\))", re.I)


def _is_name_part(text: str, start: int, end: int) -> bool:
    """`Expo 98`, `grade 5`, `one full head`: the figure names, or the noun's number gives it away."""
    quantity = text[start:end]
    before, after = read(text[:start]), read(text[end:])
    label = quantity.isdigit() and before.tags[-1:] in (("N",), ("PN",)) and after.tags[:1] in ((), ("PUNCT",))
    one = quantity == "1" and after.tags[:1] in (("N",), ("ADJ",)) and not after.lower[0].endswith("s")
    return label or one


_NOBODY = frozenset({"rest", "the rest", "others", "someone", "everyone", "something", "everything", "one"})
"""Subjects of which nobody could say what is said of them."""


def complement_cloze(claim: Claim) -> list[Card]:
    """What a clause says of its subject, hidden in the clause; a subject that names nothing gives no card.

    >>> print(complement_cloze(_claim("settlement worker is idempotent"))[0])
    C: settlement worker is {idempotent}
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
    if claim.subject.lower() in _NOBODY:
        return []
    text, offset = shown(claim)
    if _points_elsewhere(claim) and word_count(text) <= word_count(claim.text) + 1:
        return []
    at = claim.text.rfind(claim.rest)
    blank = best_phrase(read(claim.rest)) if at >= 0 else None
    if blank is None:
        return []
    start, end = offset + at + blank.start, offset + at + blank.end
    if half := _HALF_A_RANGE.search(text[:start]):
        start = half.start()
    before = text[:start]
    cited = any(m.start() < end and start < m.end() for m in CITATION.finditer(text))  # a case is hidden whole
    if cited or _content(before + " " + text[end:]) < MIN_SHOWN_WORDS - 1 or _content(before) < 1:
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


_HALF_A_RANGE = re.compile(r"\d\S*\s(?:to|or|bis|à)\s$")


def _points_elsewhere(claim: Claim) -> bool:
    first = claim.subject.lower().split()[:1]
    return bool(first) and first[0] in words.DEMONSTRATIVES | {"it", "they", "he", "she", "there"}


def shown(claim: Claim) -> tuple[str, int]:
    """The text that a blank stands in, and where the clause starts in it: the sentence if short, else the clause.

    >>> shown(_claim("training: fast disks"))
    ('training: fast disks', 10)
    """
    sentence = _sentence_span(claim)
    opening = _OPENING.match(claim.point.text[sentence.start : claim.span.start + 1])
    if opening:
        sentence = Span(sentence.start + opening.end(), sentence.end)
    whole = claim.point.text[sentence.start : sentence.end].rstrip(" .;,")
    above = claim.point.parent if not claim.subject and not claim.label else ""
    told_of = _told_of(claim, whole)
    if told_of and word_count(whole) <= MAX_SHOWN_WORDS and "\n" not in whole:
        return f"{told_of}: {whole}", claim.span.start - sentence.start + len(told_of) + 2
    if word_count(whole) <= MAX_SHOWN_WORDS and "\n" not in whole and (not above or above.lower() in whole.lower()):
        return whole, claim.span.start - sentence.start
    text = named(claim)
    above = claim.point.parent
    if above and not claim.label and not claim.subject and above.lower() not in text.lower():
        return f"{above}: {claim.text}", len(above) + 2
    prefix = f"{claim.label}: " if claim.label and claim.label.lower() not in text.lower() else ""
    at = text.rfind(claim.text)
    if at < 0:
        return claim.text, 0
    return prefix + text, len(prefix) + at


def _told_of(claim: Claim, whole: str) -> str:
    """Whom a later sentence that starts with its verb speaks of: it stands in the one before, which is not shown."""
    label = label_of(claim.point.text)
    name = claim.subject or (label.name if label else "")
    if not claim.sentence or not name or not (claim.carried or not claim.subject) or word_count(name) > 5:
        return ""
    starts = read(whole).tags[:1] in (("V",), ("VN",), ("AUX",), ("MOD",))
    return name if starts and name.lower() not in whole.lower() else ""


_OPENING = re.compile(r"(?:(?:and|but|so|then|also|plus|or)\s+)+(?=\S)", re.I)
"""What ties a sentence to the one before, which is not shown."""


def _sentence_span(claim: Claim) -> Span:
    from cardgen.sentences import sentences

    found = [s for s in sentences(claim.point.text) if s.start <= claim.span.start < s.end]
    return found[0] if found else claim.span


def best_phrase(rest: Words, telling: bool = False) -> Span | None:
    """The part of a clause's rest worth hiding: all of it when short, else its most telling noun phrase.

    >>> text = "processing large batches of data on very many machines at the same time"
    >>> span = best_phrase(read(text))
    >>> text[span.start:span.end]
    'processing large batches of data'
    """
    start, end = 0, len(rest.tokens)
    while start < end and (
        rest.tags[start] in ("P", "DET", "TO", "PUNCT", "CC", "SUB", "ADV") or rest.lower[start] in words.STOPWORDS
    ):
        start += 1
    while end > start and rest.tags[end - 1] in ("PUNCT", "ADV", "CC", "P"):
        end -= 1
    if start >= end:
        return None
    whole = rest.cut(start, end)
    if telling:
        named = [
            c for c in _chunks(rest, start, end, joined=False) if {"PN", "CODE", "NUM"} & set(rest.tags[c[0] : c[1]])
        ]
        best = named[-1] if named and named[-1][0] > 0 else None
        return _balanced(rest.text, Span(rest.tokens[best[0]].start, rest.tokens[best[1] - 1].end)) if best else None
    if word_count(whole.text) <= MAX_BLANK_WORDS and _weight(whole) >= 1 and _is_phrase(whole):
        return _balanced(rest.text, Span(rest.tokens[start].start, rest.tokens[end - 1].end))
    chunks = [
        c for c in _whole_series(rest, _chunks(rest, start, end)) if word_count(rest.cut(*c).text) <= MAX_BLANK_WORDS
    ]
    best = max(chunks, key=lambda c: (_weight(rest.cut(*c)), -c[0]), default=None)
    if best is None or _weight(rest.cut(*best)) < 1:
        return None
    return _balanced(rest.text, Span(rest.tokens[best[0]].start, rest.tokens[best[1] - 1].end))


def _is_phrase(words_read: Words) -> bool:
    """One noun phrase, whatever joins its nouns: no second clause, no preposition that ties another thing to it.

    >>> _is_phrase(read("balance of power")), _is_phrase(read("branch you rebase")), _is_phrase(read("ready, stays"))
    (True, False, False)
    """
    return all(
        t in _PHRASE or t == "ADV" or w in _JOINTS for t, w in zip(words_read.tags, words_read.lower, strict=True)
    )


_JOINTS = frozenset({"of", "and", "&", "+", "/", "or", "v", "v.", "vs", "vs.", "de", "der", "von", "du", "no", "not"})
"""Between nouns they make one name of two."""


def _balanced(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    if span.start and not text[span.start - 1].isspace() and text[span.start - 1] not in '("“`[':
        return None  # a piece of a word
    whole = all(piece.count(a) == piece.count(b) for a, b in ("()", "[]", "“”")) and piece.count('"') % 2 == 0
    return span if whole and piece.count("`") % 2 == 0 and piece.count("$") % 2 == 0 else None


_PHRASE = frozenset({"N", "PN", "ADJ", "NUM", "CODE", "VN", "VG"})


def _chunks(rest: Words, start: int, end: int, joined: bool = True) -> list[tuple[int, int]]:
    """Noun phrases as token ranges; `a of b` and `a and b` hang together."""
    out: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = at
        while stop < end and (rest.tags[stop] in _PHRASE or _noun_in_doubt(rest, stop, end)):
            stop += 1
        if stop > at:
            between = rest.lower[out[-1][1] : at] if out else ()
            joins = between == ("of", "the") or (len(between) == 1 and between[0] in _JOINTS)
            if joined and joins and word_count(rest.cut(out[-1][0], stop).text) <= MAX_BLANK_WORDS:
                out[-1] = (out[-1][0], stop)
            else:
                out.append((at, stop))
        at = max(stop, at + 1)
    return out


def _whole_series(rest: Words, chunks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Noun phrases outside of brackets, with those of a series as one: nobody knows which of three is asked for.

    >>> words_read = read("latency, errors and saturation of the disk (nvme, ssd)")
    >>> [words_read.cut(*c).text for c in _whole_series(words_read, _chunks(words_read, 0, len(words_read.tokens)))]
    ['latency, errors and saturation of the disk']
    """
    runs: list[list[tuple[int, int]]] = []
    for chunk in chunks:
        head = rest.text[: rest.tokens[chunk[0]].start]
        if head.count("(") > head.count(")"):
            continue
        between = set(rest.lower[runs[-1][-1][1] : chunk[0]]) if runs else set()
        if between and between <= _SERIES | {"then"}:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    out: list[tuple[int, int]] = []
    for run in runs:
        whole = (run[0][0], run[-1][1])
        series = sum(w in _SERIES for w in rest.lower[whole[0] : whole[1]]) > 1
        out += [whole] if series else run
    return out


_SERIES = frozenset({",", "and", "or", "&", "+", "/"})


def _noun_in_doubt(rest: Words, at: int, end: int) -> bool:
    """A word that may be a noun, taken for a verb in the middle of a phrase: `ignoring base rates`."""
    before, after = rest.tags[at - 1 : at], rest.tags[at + 1 : at + 2] if at + 1 < end else ()
    return rest.tags[at] == "V" and rest.lower[at] in NOUNY and before != ("TO",) and after in (("N",), ("PN",))


def _weight(phrase: Words) -> float:
    """How much a phrase tells: names and numbers most, everyday words nothing."""
    total = 0.0
    for word, tag in zip(phrase.lower, phrase.tags, strict=True):
        if word in _WEAK or not re.search(r"\w", word):
            continue
        if word in words.EVERYDAY or word.removesuffix("s") in words.EVERYDAY:
            total += 1.0  # rather than nothing, where there is nothing better to hide
            continue
        total += {"PN": 1.6, "NUM": 1.8, "CODE": 1.8, "N": 1.0, "VG": 0.5, "ADV": 0.2}.get(tag, 0.6) + min(
            len(word), 12
        ) / 24
    return total


def _content(text: str) -> int:
    return sum(w.lower() not in words.STOPWORDS for w in re.findall(r"[^\W_]+", text))


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
    ):
        return []
    if above[-1].lower() in words.GENERIC_LABELS or not 4 <= word_count(claim.text) <= MAX_SHOWN_WORDS:
        return []
    blank = best_phrase(read(claim.text), telling=True)
    prefix = f"{claim.point.parent}: " if claim.point.parent else ""
    if blank is None or _content(claim.text[: blank.start] + claim.text[blank.end :]) < 2:
        return []
    start, end = len(prefix) + blank.start, len(prefix) + blank.end
    return [cloze(claim.point, "complement_cloze", prefix + claim.text, start, end, slot=f"cloze:{key(claim.text, 3)}")]


_NAME = re.compile(r"(?<=\w\s)(?:[A-ZÄÖÜÉÀ][\w-]+)(?:\s(?:(?:de|von|du|des|der|la)\s)?[A-ZÄÖÜÉÀ][\w-]+)*")


def last_name_cloze(claim: Claim) -> list[Card]:
    """In a language without frames: the last name or noun of a clause, hidden in it. German marks its nouns itself.

    >>> print(last_name_cloze(_foreign("Elsass-Lothringen geht an Frankreich"))[0])
    C: Elsass-Lothringen geht an {Frankreich}
    >>> last_name_cloze(_claim("the king went to France"))    # English has its frames
    []
    """
    if claim.point.lang == "en" or word_count(claim.text) < 4 or is_asked(claim):
        return []
    text, offset = shown(claim)
    found = [m for m in _NAME.finditer(claim.text) if m.start() > len(claim.text) // 3]
    if not found or word_count(text) > MAX_SHOWN_WORDS:
        return []
    start, end = offset + found[-1].start(), offset + found[-1].end()
    if _content(text[:start]) < 2:
        return []
    return [cloze(claim.point, "complement_cloze", text, start, end, slot=f"cloze:{key(text, 3)}")]


# ------------------------------------------------------------------ code, formulas, quotations


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]


def _below(parent: str, text: str) -> Claim:
    claim = _claim(text)
    place = replace(claim.point.place, trail=("Title", parent))
    return replace(claim, point=replace(claim.point, place=place))


def _foreign(text: str) -> Claim:
    claim = _claim(text)
    return replace(claim, point=replace(claim.point, lang="de"))

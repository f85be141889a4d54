"""The form for what a word or a sign means, where a sentence says so in as many words."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.claims import claims
from cardgen.clauses import parts
from cardgen.foreign import clauses_of
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key, tidy, whole_list
from cardgen.labels import asks_behind, has_verb, is_plural, says, word_count
from cardgen.model import Card, Claim, Point
from cardgen.quantities import FIGURE
from cardgen.reading import read
from cardgen.sentences import first_sentence, sentences
from cardgen.subjects import clean_subject
from cardgen.verbs import verb_form

_ASKED = {
    "en": "What {do} {name} mean?", "de": "Was bedeutet {name}?", "fr": "Que signifie {name} ?",
    "es": "¿Qué significa {name}?", "it": "Che cosa significa {name}?", "nl": "Wat betekent {name}?",
    "pt": "O que significa {name}?", "pl": "Co znaczy {name}?", "sv": "Vad betyder {name}?",
}  # fmt: skip
_MEANS = re.compile(
    r"(?P<name>\S[^,;:.?!()]*?)\s+(?P<verb>means?|bedeute[tn]|heißt|signifient?|significan?|significam|oznacza|betekent|betyder),?\s+"
    r"(?:(?:basically|just|simply|roughly)\s+)?(?:that\s+|dass\s+|que\s+|che\s+|dat\s+)?(?P<meaning>\S.*)",
    re.I,
)
_LONGEST_NAME = 5


def what_it_means(point: Point) -> list[Card]:
    """`X means (that) Y`, where X is a name and Y may be a sentence of its own.

    >>> print(what_it_means(_point("at-least-once means that a message may come twice"))[0])
    Q: What does at-least-once mean?
    A: a message may come twice
    >>> what_it_means(_point("this means that we lose a day"))       # a remark on what was said before
    []
    >>> what_it_means(_point("the mean is 5, by means of a sample"))
    []
    """
    if point.lang not in _ASKED:
        return []
    first = first_sentence(point.text)
    m = _MEANS.fullmatch(first)
    if not m or not _is_name(m["name"], plural=m["verb"].lower() == "mean"):
        return []
    meaning = tidy(_to_its_link(m["meaning"], point.lang))
    if not 2 <= word_count(meaning) <= MAX_BODY_WORDS or word_count(meaning.rstrip("?!")) < 2:
        return []
    front = _ASKED[point.lang].format(do="do" if m["verb"].lower() == "mean" else "does", name=m["name"])
    return [basic(point, "what_it_means", front, meaning, slot=f"define:{key(m['name'])}")]


def letter_by_letter(point: Point) -> list[Card]:
    """`ROPE: reach, observe, pull, exit`: letters, and behind them the words that begin with them in this order.

    >>> print(letter_by_letter(_point("rescue = ROPE: reach, observe, pull, exit"))[0])
    Q: What does ROPE stand for? (4)
    A: reach, observe, pull, exit
    >>> [letter_by_letter(_point(x)) for x in ("BOAT: sloop, ketch, yawl, brig", "reach (Room On Prow Edge)")]
    [[], []]
    """
    first = first_sentence(point.text).rstrip(".")
    for m in _LETTERS.finditer(first):
        pieces = [p.strip() for p in re.split(r",\s+(?:and\s)?(?![^()]*\))", m["told"])]
        fits = len(pieces) == len(m["letters"]) and all(
            word_count(piece) <= _LONGEST_NAME and piece[:1].upper() == letter
            for piece, letter in zip(pieces, m["letters"], strict=True)
        )
        before = first[: m.start()].rstrip()
        labelled = before.endswith(":") or (before[-1:].isalpha() and is_plural(before))  # that asks for the causes
        if fits and point.lang == "en" and not labelled:
            front = f"What does {m['letters']} stand for?"
            return whole_list(point, "enumeration", front, pieces, slot=f"list:{key(m['letters'])}")
    return []


_LETTERS = re.compile(r"\b(?P<letters>[A-Z]{3,8})\b(?:\s[a-z]+){0,2}(?:\s?[:=]|\s[-–—])\s+(?P<told>\S.*)$")


def _to_its_link(meaning: str, lang: str) -> str:
    """What something means, without why: that is a question of its own.

    >>> _to_its_link('"das Kind", weil es an Weihnachten kommt', "de"), _to_its_link("water, but cold", "en")
    ('"das Kind"', 'water, but cold')
    """
    told = clauses_of(meaning, lang)
    linked = len(told) > 1 and told[1].link in ("because", "because of")
    return meaning[told[0].start : told[0].end] if linked else meaning


def _is_name(name: str, plural: bool) -> bool:
    """A name can mean something; a clause, a pronoun and what points back to the line before cannot."""
    read_so = read(name)
    if not read_so.lower or word_count(name) > _LONGEST_NAME or has_verb(name) or is_plural(name) != plural:
        return False
    opens = words.PRONOUNS | words.DEMONSTRATIVES | words.WH_WORDS | words.COORDINATORS | words.SUBORDINATORS
    return (
        read_so.lower[0] not in opens
        and read_so.tags[-1] not in ("DET", "P", "MOD", "AUX")
        and not words.NEGATIONS & {*read_so.lower}
    )


def sign(claim: Claim) -> list[Card]:
    """`the pump gives no water: air in the pipe`: a state before a colon, and what it tells whoever sees it.

    >>> print(sign(_claim("the pump gives no water: air in the pipe"))[0])
    Q: The pump gives no water: what does that mean?
    A: air in the pipe
    >>> sign(_claim("he said: air in the pipe")), sign(_claim("the pump: moves water")), sign(_claim("it hums: air"))
    ([], [], [])
    """
    if not claim.first or claim.point.lang != "en" or claim.label or claim.point.asking:
        return []
    spans = sentences(claim.point.text)
    m = _SIGN.fullmatch(claim.point.text[spans[claim.sentence].start : spans[claim.sentence].end].strip(" ."))
    if m is None or not m["state"].startswith(claim.text[:12]) or says(m["told"]) or not _is_state(m["state"]):
        return []
    told = tidy(m["told"])
    listed = told.count(", ") > 1 or asks_behind(m["state"]) or read(m["state"]).tags[-1:] == ("P",)
    if not 1 < word_count(told) <= _LONGEST_CAUSE or FIGURE.match(told) or "=" in told or listed:
        return []
    front = f"{capital(m['state'])}: what does that mean?"
    return [basic(claim.point, "sign", front, told, slot=f"then:{key(m['state'], 3)}")]


_SIGN = re.compile(r"(?P<state>\S[^:?!;]{4,60}?):\s+(?P<told>\S[^:?]*)")
_LONGEST_CAUSE = 14


def _is_state(text: str) -> bool:
    """Does a clause say how something is, by a plain verb in the present, of a thing and not of who speaks?"""
    told = read(text)
    clause = parts(told)
    subject = clean_subject(clause.subject)
    if not subject or not clause.verb or not clause.rest or word_count(text) > 8:
        return False
    forms = verb_form(clause.verb.split()[-1])
    spoken = {f.base for f in forms} & _SPOKEN
    return not spoken and "past" not in {f.tag for f in forms} and subject.lower().split()[0] not in words.PRONOUNS


_SPOKEN = frozenset({
    "say", "tell", "ask", "argue", "claim", "think", "mean", "include", "cover", "come", "be", "have", "show", "use",
    "need", "want", "remember", "note", "know", "list", "write", "read", "take", "suggest", "propose",
})  # fmt: skip
"""What comes behind the colon is then said, listed or needed, and no reading of a sign."""


def _claim(text: str) -> Claim:
    return claims(_point(text))[0]


def _point(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

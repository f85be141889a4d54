"""Which parts of speech a single word can have, likeliest first: closed classes, shape, verb lexicon, ending.

Knows no context; the tagger chooses among the readings by what stands around.

>>> readings("the"), readings("keeps"), readings("routes"), readings("slow")
(('DET',), ('V',), ('N', 'V'), ('ADJ', 'V'))
>>> readings("event_id"), readings("72h"), readings("latency"), readings("shipped")
(('PN',), ('NUM',), ('N',), ('V', 'VN'))
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cardgen import words
from cardgen.lexicon import ADJECTIVES, NOUNS
from cardgen.verbs import NOUNY, VERBS, VerbForm, verb_form, verb_tags

Readings = tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DATES: Final = (words.MONTHS.keys() | words.WEEKDAYS.keys()) - _words("may march sat sun mar mars mai dec")
# Rows are read from the top; a later one overrules an earlier one.
_CLASSES: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("ADV", words.ADVERBS - ADJECTIVES),
    ("ADJ ADV", words.ADVERBS & ADJECTIVES),
    ("NUM", frozenset(words.NUMBER_WORDS)),
    ("ADJ", frozenset(words.ORDINAL_WORDS)),
    ("PN", frozenset(_DATES)),
    ("P", words.PREPOSITIONS),
    (
        "P ADV",
        _words("up down out off over in on back away around through along about by past under behind below above"),
    ),
    ("SUB", words.SUBORDINATORS),
    ("P SUB", _words("since until till til 'til as than")),
    ("P SUB ADV", _words("after before")),
    ("ADV SUB", _words("so once")),
    ("SUB P", _words("because bc b/c cos coz cuz 'cause")),
    ("CC", words.COORDINATORS),
    ("PRON", words.PRONOUNS | _words("ones others whoever whatever whichever")),
    ("DET", words.DETERMINERS),
    ("DET PRON", _words("this these those some any all both each either such her another many few several")),
    ("ADV DET", _words("more most much less least enough little")),
    ("WH", words.WH_WORDS),
    ("SUB WH", _words("when where")),
    ("REL WH", _words("which who whom whose")),
    ("REL SUB DET PRON", _words("that")),
    ("AUX", words.BE | words.HAVE | words.DO),
    ("AUX V", _words("have has had do does did")),
    ("MOD", words.MODALS),
    ("P TO", _words("to")),
    ("DET AUX", _words("its")),
    ("ADV PRON", _words("there")),
    ("P V", _words("like")),
    ("P", _words("for worth")),
    ("NUM PRON", _words("one")),
    ("N V", _words("need seconds")),
    ("V N", _words("needs uses means")),
    ("N V PN", _words("march")),
    ("MOD PN", _words("may")),
    ("MOD N", _words("can")),
    ("CC", _words("but nor yet plus")),
    ("SUB", _words("though tho")),
    ("ADJ", _words("other due")),
    ("ADJ V", _words("own")),
    ("ADJ ADV", _words("last next better worse best worst hard fast slower late early long")),
    ("ADJ ADV N", _words("first second third")),
    ("ADV", _words("then please only just")),
    ("NEG", _words("not never")),
    ("VG", _words("being having doing")),
    ("VN", _words("done")),
    ("V", _words("let's lets")),
)
_SHAPES: Final = re.compile(
    r"(?P<CODE>`.*|\$.*[^\d\s.,]\$?|https?://.*|www\..*|!\[.*|--?[A-Za-z].*|[~.]{0,2}/.+|<\w.*>|@\w.*|\w.*\(\)|\S+@\S+)"
    r"|(?P<ADJ>\d+(?:\.\d+)?(?:-[A-Za-z]+)+)"
    r"|(?P<NUM>[~≈±+−-]*[$€£¥₹]?\d.*|['’]\d\ds?)"
    r"|(?P<X>\#\w.*)"
    r"|(?P<PUNCT>[^\w]+)"
    r"|(?P<PN>\w*[^\W_]_\w.*|\w+(?:\.|::)\w.*|\w*[a-z]\w*[A-Z]\w*|[A-Za-z]+\d\w*|[A-Z]{2,}s|(?:[A-Z]\.){2,}|[A-Z]\w*[+⁺⁻]|C\+\+|[CF]\#)",
    re.DOTALL,
)
_MONEY: Final = re.compile(r"\$\d[\d.,]*\w*")
_NOUN_ENDING: Final = re.compile(
    r".{2,}(?:tion|sion|ness|ity|ment|ism|ist|ship|hood|ance|ence|ancy|ency|dom|ology|graphy|ware|ery|er|or|ure|ics|age)s?"
    r"|.{2,}(?:itis|osis|ies|(?<!o)us)"
)
_ADJECTIVE_ENDING: Final = re.compile(
    r".{2,}(?:able|ible|ful|ous|ive|less|ish|[ctnrsmvug]al|ial|ular|oid|esque|like|wide|proof)|.{3,}(?:ic|ary|ant|ent|ian|ese)"
)
_ADVERB_ENDING: Final = re.compile(r".{2,}(?:ly|wise|wards)")


@lru_cache(maxsize=1)
def _closed() -> dict[str, Readings]:
    table: dict[str, Readings] = {}
    for tags, members in _CLASSES:
        table |= dict.fromkeys(members, tuple(tags.split()))
    for word, (host, verb) in words.CONTRACTIONS.items():
        if word != "let's":
            table[word] = ("MOD",) if {host, verb} & words.MODALS else ("AUX",)
    return table


@lru_cache(maxsize=20_000)
def readings(word: str) -> Readings:
    """What a word can be, likeliest first; a capital says nothing here, but CAPITALS, camelCase and snake_case do.

    >>> readings("dont"), readings("since"), readings("faster"), readings("Bismarck")
    (('AUX',), ('P', 'SUB'), ('ADJ', 'ADV'), ('N',))
    >>> readings("GPU"), readings("WITHOUT"), readings("$5"), readings("`ls -l`")
    (('PN',), ('P',), ('NUM',), ('CODE',))
    """
    low = word.lower().replace("’", "'")
    if word.isupper() and len(word) > 1 and word.isalpha():
        return _shouted(low)
    if (closed := _closed().get(low)) is not None:
        return closed
    if (shape := _SHAPES.fullmatch(word)) is not None:
        kind = shape.lastgroup or "X"
        return ("NUM",) if kind == "CODE" and _MONEY.fullmatch(word) else (kind,)
    return _open(low)


def _shouted(low: str) -> Readings:
    """CAPITALS are a name ("IT", "CAP"), unless a function word or a long known word is only being stressed."""
    closed = _closed().get(low)
    if closed is not None and low not in {"it", "us", "am", "who", "may", "can", "as", "ms", "mi", "ai"}:
        return closed
    return _open(low) if len(low) > 4 and (low in ADJECTIVES or verb_form(low)) else ("PN",)


def _open(low: str) -> Readings:
    if "-" in low:
        return _compound(low)
    if low.endswith(("'s", "s'")):
        return ("N",)
    found = [*_as_verb(low, verb_form(low))]
    adjective = _is_adjective(low)
    if low in ADJECTIVES or (adjective and not found):
        found = ["ADJ", *found]
        if low.endswith("er") and low in ADJECTIVES:
            found.append("ADV")
    if low in NOUNS:
        found = ["N", *found]
    if not found and _ADVERB_ENDING.fullmatch(low):
        return ("ADV",)
    if "V" in found and "N" not in found and _NOUN_ENDING.fullmatch(low) and low[-2:] not in ("ed", "es"):
        found.append("N")
    return tuple(dict.fromkeys(found)) or ("N",)


def _is_adjective(low: str) -> bool:
    if low in ADJECTIVES:
        return True
    if low in NOUNS:
        return False
    if low.endswith(("er", "est")) and len(low) > 4:
        stem = low.removesuffix("est").removesuffix("er")
        doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else ""  # "bigger"
        softened = f"{stem[:-1]}y" if stem.endswith("i") else ""  # "easier"
        if {stem, f"{stem}e", doubled, softened} & ADJECTIVES:
            return True
    return _ADJECTIVE_ENDING.fullmatch(low) is not None and _NOUN_ENDING.fullmatch(low) is None


def _as_verb(low: str, forms: tuple[VerbForm, ...]) -> Readings:
    """Readings as a verb, with the noun that is spelt alike before or after it."""
    found: list[str] = []
    for form in forms:
        if form.tag == "ing":
            found.append("VG")
        elif form.tag == "participle":
            found.append("VN")
        elif form.tag in ("base", "s") and (form.base in NOUNY or _prefixed(form.base) in NOUNY):
            found += ["N", "V"]
        else:
            found.append("V")
    return tuple(found)


def _prefixed(base: str) -> str:
    """The known verb inside a verb that the lexicon does not have: "run" of "misrun"."""
    if base in VERBS:
        return ""
    return next((base[n:].lstrip("-") for n in range(2, 6) if base[n:].lstrip("-") in VERBS), "")


def _compound(low: str) -> Readings:
    """A hyphenated word goes by its last part: event-driven, read-only, trade-off, re-run."""
    if verb_form(low) and low.split("-")[0] in ("re", "pre", "un", "co", "over", "under", "de", "mis"):
        return _as_verb(low, verb_form(low))
    last = low.rsplit("-", 1)[1]
    forms = verb_tags(last)
    if forms & {"participle", "ing"} or last in (
        "based",
        "free",
        "wide",
        "proof",
        "only",
        "specific",
        "term",
        "time",
        "level",
    ):
        return ("ADJ",)
    if last in ADJECTIVES or _is_adjective(last):
        return ("ADJ",)
    return ("N",)

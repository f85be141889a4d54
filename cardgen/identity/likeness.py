"""How two wordings differ: what they share, what was lost and gained, and whether it is still the same fact.

No measure of likeness alone can tell a reworded fact from its twin: "RAID 1 mirrors" and "RAID 5 mirrors" are
as alike as texts get. So two texts are not scored but *compared*: words are paired off (case, endings, typing
errors, joined words, figures and everyday synonyms do not count as differences), and what is left over says
what happened: a number changed, the sense was turned round, the subject was exchanged, or only the wording.
Works on plain text of any language; the word lists are English and merely help there.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer
from rapidfuzz.distance import OSA

from cardgen.identity.paraphrase import (
    HEDGES,
    LOOSE_NUMBERS,
    NEGATIONS,
    NUMBER_WORDS,
    OPPOSITES,
    PAIRED_PREFIXES,
    PHRASES,
    SYNONYMS,
    TIES,
    TURNING_PREFIXES,
)

SHORT_TYPO = 5
"""Letters a word needs before one slip makes it the same word: shorter ones (TCP, UDP) are names apart."""
LONG_TYPO = 9
"""Letters it needs before two slips do: below that, two letters part mitosis from meiosis."""
HEAD_WORDS = 3
"""Words at the start of a sentence that can hold its subject, when no colon or dash marks it."""
TERM_WORDS = 6
"""Words a term before a colon or dash can have: longer ones are sentences."""
CACHED = 20_000
"""Texts kept ready for comparing: more than a large note collection has in one build."""

_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=CACHED)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


_SAME_AS = {_stem(word): _stem(group[0]) for group in SYNONYMS for word in group}


def _opposites() -> dict[str, frozenset[str]]:
    """The stems that turn each stem round."""
    out: dict[str, frozenset[str]] = {}
    for first, *others in OPPOSITES:
        for other in others:
            for a, b in ((_stem(first), _stem(other)), (_stem(other), _stem(first))):
                out[a] = out.get(a, frozenset()) | {b}
    return out


_OPPOSITE = _opposites()
_AGAINST = {
    prefix: frozenset(p for pair in PAIRED_PREFIXES if prefix in pair for p in pair if p != prefix)
    for prefix in frozenset(p for pair in PAIRED_PREFIXES for p in pair)
}
_TIE = "·"
"""Marks a word that names nothing: its stem may be that of one that does (namely, name)."""

# ------------------------------------------------------------------ reading a text

_FILLERS = re.compile(rf"\b(?:{'|'.join(PHRASES)})(?=\W|$)")
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|</?[a-zA-Z][^>]*>|[*_`~]{1,3}|==")
_TOKEN = re.compile(
    r"(?<![\w)])[-−]?\d+(?:[.,:]\d+)*(?=(?:st|nd|rd|th)\b)?"
    r"|\d+(?:[.,:]\d+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\+\+|#)?|[<>≤≥≠%]"
)
_NAMED_LETTER = re.compile(r"(?<=\w )(?:A(?=\s*(?:$|[^\w\s]|(?:is|are|was|and|or|vs)\b))|I(?=\s*(?:[:–—|-]|$)))")
"""A letter that is a name: Vitamin A, Type I."""
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_TERM = re.compile(r"^(.{1,80}?)(?::\s+|\s+[-–—=→|]+>?\s+|\t+)\S")


@lru_cache(maxsize=CACHED)
def listed_items(back: str) -> list[str]:
    """The items of a whole list, from its answer.

    >>> listed_items("rope, tar"), listed_items("- a coil of rope\\n- tar")
    (['rope', 'tar'], ['a coil of rope', 'tar'])
    """
    return [line[2:] for line in back.split("\n")] if back.startswith("- ") else back.split(", ")


def chained_items(back: str) -> list[str]:
    """The steps of a chain, from its answer.

    >>> chained_items("sand > silt"), chained_items("Florence → Rome, Italy")
    (['sand', 'silt'], ['Florence', 'Rome, Italy'])
    """
    return re.split(r" [→>] ", back)


def plain(text: str) -> str:
    """The text as its bare characters: no case, emphasis, link targets, extra space or closing punctuation.

    >>> plain("The **MTU** of [Ethernet](https://x.test) is  1500.") == plain("the MTU of Ethernet is 1500")
    True
    >>> plain("10² m") == plain("102 m"), plain("C++") == plain("C")
    (False, False)
    """
    text = unicodedata.normalize("NFC", text)
    text = _MARKS.sub(lambda m: m.group(1) or m.group(2) or "", text)
    text = re.sub(r"\s*[‐-―]\s*", "-", text.replace("’", "'").replace("“", '"').replace("”", '"'))
    return re.sub(r"[\s.,;:!]+$", "", " ".join(text.casefold().split()))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready for comparing."""

    words: tuple[str, ...]
    """All words as stems, in order, numbers left out; those that name nothing as written, with a mark before them."""
    forms: tuple[str, ...]
    """The same words as they were written."""
    numbers: Counter[str]
    loose: Counter[str]
    """Numbers that words like "one" stand for."""
    term: str | None
    """What stands before the first colon or dash, if it is short."""

    @property
    def content(self) -> tuple[str, ...]:
        """The words that name something."""
        return tuple(_naming(self.words))

    @property
    def says_something(self) -> bool:
        """Whether a word or number in it names something."""
        return bool(self.numbers) or bool(self.content)


@lru_cache(maxsize=CACHED)
def wording(text: str) -> Wording:
    """A text taken apart into stems, numbers and its term.

    >>> w = wording("In other words, the 3rd packet: usually 230C and two hops")
    >>> w.words
    ('·the', 'packet', '·usually', 'c', '·and', 'hop')
    >>> sorted(w.numbers)
    ['2', '230', '3']
    """
    bare = _MARKS.sub(lambda m: m.group(1) or m.group(2) or "", text)
    found = _TERM.match(bare.strip())
    term = found.group(1) if found and len(found.group(1).split()) <= TERM_WORDS else None
    forms: list[str] = []
    numbers: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for token in _tokens(bare):
        if token[-1].isdigit():
            numbers[_figure(token)] += 1
        elif token in NUMBER_WORDS:
            numbers[NUMBER_WORDS[token]] += 1
        else:
            if token in LOOSE_NUMBERS:
                loose[LOOSE_NUMBERS[token]] += 1
            forms.append(token)
    words = tuple(_TIE + f if f in TIES or f in HEDGES else _SAME_AS.get(_stem(f), _stem(f)) for f in forms)
    return Wording(words, tuple(forms), numbers, loose, term)


def _tokens(text: str) -> Iterator[str]:
    text = _NAMED_LETTER.sub(r"letter\g<0>", unicodedata.normalize("NFC", text))
    text = text.casefold().replace("’", "'").replace("−", "-")
    text = _THOUSANDS.sub("", _ORDINAL.sub(r"\1", _FILLERS.sub(" ", text)))
    return (m.group().removesuffix("'s") for m in _TOKEN.finditer(text))


def _figure(token: str) -> str:
    """One way of writing a number: 1500 for 1500.0 and 01500, but 02:30 stays a time."""
    token = token.replace(",", ".")
    if token.count(".") == 1 and ":" not in token:
        token = token.rstrip("0").rstrip(".")
    return token.lstrip("0") or "0"


# ------------------------------------------------------------------ comparing two


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one text in another: words that stayed, went and came, and what that means."""

    kept: int
    lost: int
    gained: int
    numbers: int = 0
    """How many numbers were exchanged for another."""
    turned: bool = False
    """The sense was turned round: a "not" came or went, "more" became "less"."""
    subject: bool = False
    """What it is about was exchanged."""
    term: bool = False
    """Both have a term before a colon or dash, and it is the same one."""

    @property
    def replaced(self) -> float:
        """The share of words that were exchanged, numbers apart: none if words only went, or only came."""
        lost, gained = self.lost - self.numbers, self.gained - self.numbers
        went, came = self.kept + lost, self.kept + gained
        return math.sqrt(lost / went * gained / came) if went and came else 0.0

    @property
    def likeness(self) -> float:
        """The share of words on both sides that have a partner, 0 to 1."""
        total = 2 * self.kept + self.lost + self.gained
        return 2 * self.kept / total if total else 1.0

    @property
    def inside(self) -> float:
        """The share of the shorter text's words that the longer one has, 0 to 1."""
        total = self.kept + min(self.lost, self.gained)
        return self.kept / total if total else float(self.lost == self.gained)


@lru_cache(maxsize=CACHED)
def compare(old: str, new: str) -> Difference:
    """What became of the old text in the new one.

    >>> compare("Brick: the unit of walls", "Birck: usually the unit of walls").replaced
    0.0
    >>> compare("Mast: a 16-foot pole", "Mast: a 32-foot pole").numbers
    1
    >>> compare("Switch: forwards frames", "Router: forwards frames").subject
    True
    >>> compare("Supervised learning needs labels", "Unsupervised learning needs labels").turned
    True
    """
    a, b = wording(old), wording(new)
    pairing = _pair_off(a, b)
    lost, gained = pairing.lost, pairing.gained
    numbers, stay = _exchanged_numbers(a, b)
    kept, went, came = pairing.kept, _weight(lost), _weight(gained)
    if not (a.says_something and b.says_something):  # "before" and "after", "+" and "-": every sign counts
        same = int(plain(old) == plain(new))
        kept, went, came = same, 1 - same, 1 - same
    return Difference(
        kept=kept + stay,
        lost=went + numbers,
        gained=came + numbers,
        numbers=numbers,
        turned=_turned(a, b, lost, gained),
        subject=_other_subject(a, b, pairing, numbers),
        term=_same_term(a, b),
    )


@dataclass(frozen=True, slots=True)
class _Pairing:
    kept: int
    """Words that name something and have a partner."""
    lost: Counter[str]
    gained: Counter[str]
    slips: frozenset[str]
    """Stems that were taken for slips of the finger."""


def _weight(words: Counter[str]) -> int:
    return sum(n for w, n in words.items() if _names(w))


def _pair_off(a: Wording, b: Wording) -> _Pairing:
    """Pairs the words of two texts: equal stems, joined words, initials, slips of the finger."""
    have, want = Counter(a.words), Counter(b.words)
    kept = _weight(have & want)
    lost, gained = have - want, want - have
    slips: set[str] = set()
    if lost and gained:
        kept += _pair_joined(a, lost, gained) + _pair_joined(b, gained, lost)
        kept += _pair_slips(a, b, lost, gained, slips)
    return _Pairing(kept, lost, gained, frozenset(slips))


def _pair_joined(a: Wording, lost: Counter[str], gained: Counter[str]) -> int:
    """Words side by side in one text that stand as one word, or as initials, in the other."""
    kept = 0
    wanted = {w for w, n in gained.items() if n and _names(w) and len(w) > 1}
    gaps = [i for i, w in enumerate(a.words) if lost[w]] if wanted else []
    for first, end in ((i - k, i - k + n) for i in gaps for n in (2, 3, 4) for k in range(n)):
        group, forms = a.words[max(first, 0) : end], a.forms[max(first, 0) : end]
        if len(group) < end - first or not any(lost[w] for w in group):
            continue
        whole = next((w for w in (_joined(forms), "".join(f[0] for f in forms)) if w in wanted and gained[w]), None)
        if whole is not None:
            gained[whole] -= 1
            for w in group:
                lost[w] = max(0, lost[w] - 1)
            kept += 1
    return kept


def _joined(forms: tuple[str, ...]) -> str:
    return _stem("".join(forms)) if len(forms) == 2 else ""


def _pair_slips(a: Wording, b: Wording, lost: Counter[str], gained: Counter[str], slips: set[str]) -> int:
    """Words that differ by a slip of the finger."""
    kept = 0
    written = [(s, f) for s, f in zip(b.words, b.forms, strict=True) if gained[s]]
    for stem, form in zip(a.words, a.forms, strict=True):
        if not lost[stem] or len(form) < SHORT_TYPO - 1:
            continue
        partner = next((s for s, f in written if gained[s] and is_slip(form, f)), None)
        if partner is not None:
            lost[stem] -= 1
            gained[partner] -= 1
            slips |= {stem, partner}
            kept += _names(stem)
    return kept


def is_slip(a: str, b: str) -> bool:
    """Whether one word is the other with a slip of the finger.

    >>> is_slip("frame", "farme"), is_slip("switch", "swich"), is_slip("acknowledgement", "acknowlegdment")
    (True, True, True)
    >>> is_slip("TCP", "UDP"), is_slip("mitosis", "meiosis"), is_slip("increase", "decrease"), is_slip("east", "west")
    (False, False, False, False)
    """
    short, long = sorted((len(a), len(b)))
    allowed = 2 if short >= LONG_TYPO else 1
    if long < SHORT_TYPO or short < SHORT_TYPO - 1 or long - short > allowed:
        return False
    return bool(OSA.distance(a, b, score_cutoff=allowed) <= allowed) and not is_opposite(a, b)


def is_opposite(a: str, b: str) -> bool:
    """Whether one word stands for the opposite of the other.

    >>> is_opposite("more", "less"), is_opposite("supervised", "unsupervised"), is_opposite("afferent", "efferent")
    (True, True, True)
    >>> is_opposite("cleanest", "dirtiest"), is_opposite("cleaner", "dirtier")
    (True, True)
    >>> is_opposite("more", "most"), is_opposite("form", "inform"), is_opposite("cleaner", "dirtiest")
    (False, False, False)
    """
    return _against(a, b) or _begin_against(a, b)


def _against(a: str, b: str) -> bool:
    """Whether two words are a pair of opposites, in the same degree."""
    if _stem(b) in _OPPOSITE.get(_stem(a), ()):
        return True
    bases = [(a[: -len(end)], b[: -len(end)]) for end in ("est", "er") if a.endswith(end) and b.endswith(end)]
    return any(_stem(_base(y)) in _OPPOSITE.get(_stem(_base(x)), ()) for x, y in bases)


def _base(compared: str) -> str:
    """An adjective whose degree was cut off: `dirti`, `hott`."""
    if compared.endswith("i"):
        return f"{compared[:-1]}y"
    return compared[:-1] if compared[-2:-1] == compared[-1:] else compared


def _begin_against(a: str, b: str) -> bool:
    """Whether two words with the same ending have beginnings that set them against each other."""
    if a[-3:] != b[-3:]:
        return False
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(short) > 4 and long.endswith(short) and long.removesuffix(short) in TURNING_PREFIXES:
        return True
    return any(b.endswith(a[n:]) and b.removesuffix(a[n:]) in _AGAINST.get(a[:n], ()) for n in range(1, len(a) - 2))


def _exchanged_numbers(a: Wording, b: Wording) -> tuple[int, int]:
    """How many numbers were exchanged for another, and how many stayed."""
    lost, gained = a.numbers - b.numbers, b.numbers - a.numbers
    stay = (a.numbers & b.numbers).total()
    both = lost & b.loose, gained & a.loose
    lost, gained = lost - both[0], gained - both[1]
    loose_lost, loose_gained = a.loose - b.loose - both[1], b.loose - a.loose - both[0]
    firm = min(lost.total(), gained.total())
    half = max(min(lost.total(), loose_gained.total()), min(gained.total(), loose_lost.total()))
    return firm or half, stay + both[0].total() + both[1].total()


def _turned(a: Wording, b: Wording, lost: Counter[str], gained: Counter[str]) -> bool:
    """Whether the sense was turned round."""
    if _denials(a) != _denials(b):
        return True
    went = [f for s, f in zip(a.words, a.forms, strict=True) if lost[s]]
    came = [f for s, f in zip(b.words, b.forms, strict=True) if gained[s]]
    return any(is_opposite(x, y) for x in went for y in came)


def _denials(text: Wording) -> int:
    return sum(f in NEGATIONS or f.endswith("n't") for f in text.forms)


# ------------------------------------------------------------------ the subject


def _naming(words: Iterable[str]) -> list[str]:
    return [w for w in words if _names(w)]


def _names(word: str) -> bool:
    return not word.startswith(_TIE)


def _same_term(a: Wording, b: Wording) -> bool:
    if a.term is None or b.term is None:
        return False
    one, two = wording(a.term), wording(b.term)
    return set(_naming(one.words)) == set(_naming(two.words)) and one.numbers == two.numbers


def _other_subject(a: Wording, b: Wording, pairing: _Pairing, numbers: int) -> bool:
    """Whether what the text is about was exchanged."""
    rest_changed = bool(_weight(pairing.lost) or _weight(pairing.gained))
    if a.term is not None and b.term is not None:
        one, two = wording(a.term), wording(b.term)
        between = _pair_off(one, two)
        if _weight(between.lost) and _weight(between.gained):
            return True
        if _exchanged_numbers(one, two)[0] and (rest_changed or numbers > 1):
            return True  # RAID 1 and RAID 5 are two things, unless the number is all that was corrected
        # one letter parts nitrate from nitrite too: a slip in the term is one only if nothing else was exchanged
        return bool(between.slips) and bool(numbers or (_weight(pairing.lost) and _weight(pairing.gained)))
    went = any(pairing.lost[w] for w in _head(a))
    came = any(pairing.gained[w] for w in _head(b))
    return came and (went or _one_put_for_another(a, b, pairing))


def _head(text: Wording) -> set[str]:
    """The words that can hold the subject: "What does the relay do" begins with it as much as "The relay does"."""
    first = next((i for i, w in enumerate(text.words) if _names(w)), 0)
    return set(_naming(text.words[:HEAD_WORDS] + text.words[first : first + HEAD_WORDS]))


def _one_put_for_another(a: Wording, b: Wording, pairing: _Pairing) -> bool:
    """A name where another word stood: "what runs the ..." and "falcons run the ..."."""
    heads = zip(a.words[:HEAD_WORDS], b.words[:HEAD_WORDS], strict=False)
    return any(pairing.lost[x] and pairing.gained[y] and _names(y) for x, y in heads)

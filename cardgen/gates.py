"""Gates: what a card must not do. What can be mended is mended, what cannot is dropped with its reason.

Each gate sees one card (or all of them) and says nothing, a mended card, or why it is dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from cardgen import words
from cardgen.memory import NOTHING, Memory
from cardgen.model import Card, Remark, Silence

MAX_LIST_WORDS = 40
"""Of a list, whose items are graded one by one."""
MAX_ANSWER_WORDS = 25
"""Nobody can grade a longer answer by themselves."""
MAX_FRONT_WORDS = 40
LEAK_SHARE = 0.6
"""Share of the answer's telling words that may already stand on the front."""
SAME_CARD = 92
"""Likeness (0 to 100) of front and of answer from which two cards ask the same thing twice."""
SHORT_FRONT = 60
"""Characters; in a shorter front every word counts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The cards that may ship, and the dropped ones with their reasons."""

    cards: tuple[Card, ...]
    dropped: tuple[Silence, ...]
    unclear: frozenset[str] = frozenset()
    """Fronts, in lower case, that would have two answers in the note."""
    remarks: tuple[Remark, ...] = ()
    """What the author should mend: answers that are learnt and have grown too long."""


def check(cards: Sequence[Card], memory: Memory = NOTHING) -> Checked:
    """Mend or drop cards; the order of those that stay is kept. Where two clash, the one that was there before stays.

    >>> from cardgen.model import Place
    >>> here = Place("x.md", 1, 1)
    >>> told = check([Card("basic", "What is a fast relay?", here, "definition", back="a fast relay")])
    >>> [s.reason for s in told.dropped]
    ['gives itself away: "a fast relay" stands in the question']
    """
    kept: list[Card] = []
    dropped: list[Silence] = []
    remarks: list[Remark] = []
    for card in cards:
        long = short_enough(card)
        learnt = isinstance(long, str) and _is_learnt(card, memory)
        mended, why = _through(card, [g for g in GATES if g is not short_enough] if learnt else GATES)
        if why:
            dropped.append(silence_of(card, why))
            continue
        kept.append(mended)
        if learnt:
            remarks.append(Remark(card.place, f"{long}, but it is being learnt: make two lines of it, or shorten it"))
    kept, doubles = _once(kept, memory)
    clear, clashing = _clear(kept, memory)
    said = [silence_of(c, "the same question has another answer elsewhere in the note") for c in clashing]
    alone = {(c.front.lower(), c.place) for c in clear if c.form == "attribute"}  # the first of those of one line
    unclear = frozenset(c.front.lower() for c in clashing if (c.front.lower(), c.place) not in alone)
    return Checked(tuple(clear), (*dropped, *doubles, *said), unclear, tuple(remarks))


def _is_learnt(card: Card, memory: Memory) -> bool:
    """Was it asked when it was shorter? Then it goes on: no edit of a line ends what is learnt of it."""
    return memory.continues(card) or (card.slot.startswith("list:") and memory.asks(card.slot))


def _through(card: Card, gates: Sequence[Gate]) -> tuple[Card, str]:
    for gate in gates:
        result = gate(card)
        if isinstance(result, str):
            return card, result
        if result is not None:
            card = result
    return card, ""


def silence_of(card: Card, why: str) -> Silence:
    """Why a card is not asked, said where it would have been."""
    return Silence(card.place, str(card).splitlines()[-1][:120], why)


# ------------------------------------------------------------------ one card

Gate = Callable[[Card], Card | str | None]


def not_empty(card: Card) -> Card | str | None:
    """A question and an answer, each with at least a letter, a digit or an image."""
    if (
        not re.search(r"[\w$!`]", card.front)
        or not all(re.search(r"[\w$!+<>=?]", h) for h in card.hidden)
        or not card.hidden
    ):
        return "nothing to ask or nothing to answer"
    return None


def whole_phrase(card: Card) -> Card | str | None:
    """No answer that stops at "of" or "and": the words there are cut off; an answer of such words alone is dropped."""
    if card.kind != "basic" or by_author(card):
        return None
    if re.search(rf"{re.escape(card.back)}\s*(?:[.,!?;:]|$)", card.source):
        return None  # the author ended there
    tokens = card.back.split(" ")
    while tokens and tokens[-1].lower().strip(",;") in _DANGLING and not _BEFORE_CHRIST.search(card.back):
        tokens.pop()
    if not tokens:
        return "half a phrase"
    back = " ".join(tokens).rstrip(",;")
    return replace(card, back=back) if back != card.back else None


_DANGLING = frozenset({
    "and", "or", "but", "of", "the", "a", "an", "for", "with", "w/", "+", "&", "bc", "because", "which", "that", "to",
    "in", "from", "at", "by", "into", "via", "per", "between",
})  # fmt: skip


_BEFORE_CHRIST = re.compile(r"\d\s?bc$", re.I)


def short_enough(card: Card) -> Card | str | None:
    """An answer that can be graded at a glance; code, math and the author's own cards may be longer."""
    if by_author(card) or card.form in ("code_by_purpose", "formula", "question_to_ask"):
        return None
    longest = max(len(h.split()) for h in card.hidden)
    if longest > (MAX_LIST_WORDS if card.slot.startswith("list:") else MAX_ANSWER_WORDS):
        return f"the answer is too long to grade ({longest} words)"
    if len(card.front.split()) > MAX_FRONT_WORDS and card.kind == "basic":
        return f"the question is too long ({len(card.front.split())} words)"
    return None


_KEYS = re.compile(r": ([^:?]+(?:\s/\s[^:?]+)+)\?$")
"""Of what each value is asked: that stands in the answer too."""
DIFFERENCE = "what is the difference?"
"""How two names are asked for side by side: both stand in the answer too."""


def keeps_its_secret(card: Card) -> Card | str | None:
    """The answer must not stand on the front; a heading that gives it away is taken off the context."""
    if by_author(card) or card.form in ("question_to_ask", "contrast_pair") or card.front.endswith(DIFFERENCE):
        return None
    for hidden in card.hidden:
        keys = _KEYS.search(card.front)  # "LV / RV?": "LV thick, RV thin"
        secret = telling(hidden) - (telling(keys[1]) if keys else set())
        if not secret or (_SIGNS.search(hidden) and not _WORD.search(hidden) and hidden not in _front(card)):
            continue  # "P(A)P(B)" has the letters of "P(A and B)", and is not given away by them
        if card.kind == "cloze" and _is_short_for(hidden, _front(card)):
            return f'gives itself away: "{hidden}" is short for what stands before it'
        if card.kind != "list" and _shown(secret, telling(_front(card))) > LEAK_SHARE * len(secret):
            return f'gives itself away: "{hidden}" stands in the question'
        figures = {word for word in secret if re.fullmatch(r"(?!(?:1\d|20)\d\d$)\d{4,}", word)}
        if card.kind == "cloze" and figures and figures <= telling(_front(card)):
            return f'gives itself away: the figure of "{hidden}" stands before it'  # "4096 bins, bin = sum mod 4096"
    safe = tuple(name for name in card.context if not any(_told(name, h, card) for h in card.hidden))
    return replace(card, context=safe) if safe != card.context else None


_SIGNS, _WORD = re.compile(r"[^\W\d_]\W*[()*/^+−=]|[()*/^+−=]\W*[^\W\d_]"), re.compile(r"[^\W\d_]{3}")


def _is_short_for(hidden: str, front: str) -> bool:
    """`LAB` behind `lactic acid bacteria`.

    >>> _is_short_for("LAB", "wild yeast and lactic acid bacteria"), _is_short_for("NATO", "it joined in 1955")
    (True, False)
    """
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", front)).upper()
    return hidden.isupper() and len(hidden) > 2 and hidden in initials


def gives_away(shown: str, hidden: str) -> bool:
    """Does a text that is shown tell what is hidden?

    >>> gives_away("TPM for inference", "tpm"), gives_away("sales", "solutions engineering")
    (True, False)
    """
    secret = telling(hidden)
    return bool(secret) and _shown(secret, telling(shown)) > LEAK_SHARE * len(secret)


def _shown(secret: frozenset[str], front: frozenset[str]) -> int:
    """How many of the secret words the front shows, or names by a relative of five letters: `Austro-` for `Austria`."""
    return sum(w in front or (len(w) >= 6 and any(f[:5] == w[:5] for f in front if len(f) >= 5)) for w in secret)


def _told(name: str, hidden: str, card: Card) -> bool:
    secret = telling(hidden)
    return bool(secret) and len(secret & telling(name)) > LEAK_SHARE * len(secret)


def _front(card: Card) -> str:
    """What the front shows: of a cloze, the text around its first blank."""
    if card.kind != "cloze" or not card.blanks:
        return card.front
    shown, at = "", 0
    for b in card.blanks[:1]:
        shown += card.front[at : b.start] + " "
        at = b.end
    return shown + card.front[at:]


@lru_cache(maxsize=8192)
def telling(text: str) -> frozenset[str]:
    """The words of a text that tell something, in a form that can be compared.

    >>> sorted(telling("the 3 fast replicas of it"))
    ['3', 'fast', 'replica']
    """
    found = re.findall(r"[^\W_]+", text.lower())
    return frozenset(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w
        for w in found
        if w not in words.STOPWORDS
    )


def stands_alone(card: Card) -> Card | str | None:
    """A front that leans on something not shown is dropped: "What does it need?" with nothing above."""
    if by_author(card) or card.context:
        return None
    if re.match(r"^(?:What|Why|When|How|Where)\b[^?]*\b(?:it|this|that|they|these|those)\b[^?]*\?$", card.front):
        return "means nothing without the note"
    return None


def counts_from_itself(card: Card) -> Card | str | None:
    """No sentence that counts the time from something said before it: nobody knows from when.

    >>> from cardgen.model import Place
    >>> here = Place("x.md", 1, 1)
    >>> counts_from_itself(Card("cloze", "Seven years later came the act of 1714", here, "number_or_date"))
    'counts from what was said before it'
    >>> counts_from_itself(Card("cloze", "Seven years after the wreck came the act of 1714", here, "number_or_date"))
    """
    if by_author(card) or card.kind == "list" or not _COUNTED_FROM.match(card.front):
        return None
    return "counts from what was said before it"


_COUNTED_FROM = re.compile(
    r"\W*(?:(?:(?:a|an|the|some|several|few)\s)*(?:[\w-]+\s)?(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|"
    r"centuries)\s(?:later|earlier|afterwards)|(?:on\s)?the\s(?:next|following)\s(?:day|night|morning|week|month|year)|"
    r"meanwhile|soon after(?:wards)?(?=,)|(?:by|until|since)\sthen)\b",
    re.I,
)


GATES: tuple[Gate, ...] = (not_empty, whole_phrase, short_enough, keeps_its_secret, stands_alone, counts_from_itself)


def by_author(card: Card) -> bool:
    """Did the author write this card? Then its wording is theirs to judge."""
    return card.form in ("own_card", "term_definition", "own_cloze", "highlight")


# ------------------------------------------------------------------ all cards


def _once(cards: Sequence[Card], memory: Memory) -> tuple[list[Card], list[Silence]]:
    """Of two cards that ask and answer the same, the one that was there before, else the first, stays."""
    places = sorted(range(len(cards)), key=lambda i: _precedence(cards[i], memory))
    order: list[int] = []
    kept: list[Card] = []
    dropped: list[Silence] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        card = cards[at]
        marks = sorted(telling(" ".join(card.hidden)))[:6]
        rivals = {i for m in marks for i in by_word[m]}
        studied = memory.knows(card)  # beside the other one, so it is not what that one asks
        twin = next(
            (i for i in sorted(rivals) if _same(kept[i], card) or (not studied and _inside(card, kept[i]))), None
        )
        if twin is not None:
            other = kept[twin]
            dropped.append(silence_of(card, f"asked once already, at {other.place}"))
            continue
        for m in marks:
            by_word[m].append(len(kept))
        kept.append(card)
        order.append(at)
    return [cards[i] for i in sorted(order)], dropped


def _precedence(card: Card, memory: Memory) -> tuple[bool, bool, int, float]:
    """What was there before goes first, then the line that stands first, and of a line the better card."""
    return not memory.knows(card), not memory.continues(card), card.place.line, -card.worth


def _inside(card: Card, other: Card) -> bool:
    """Does another card of the same line already ask all that this one asks?"""
    if card.place != other.place or card.worth > other.worth or by_author(card):
        return False
    mine = telling(f"{_front(card)} {' '.join(card.hidden)}")
    return mine <= telling(f"{other.front} {' '.join(other.hidden)}") and telling(" ".join(card.hidden)) <= telling(
        " ".join(other.hidden)
    )


def _same(a: Card, b: Card) -> bool:
    if a.kind != b.kind:
        return False
    answers = fuzz.token_sort_ratio(" ".join(a.hidden).lower(), " ".join(b.hidden).lower())
    if answers < SAME_CARD:
        return False
    if telling(_front(a)) ^ telling(_front(b)) and len(_front(a)) < SHORT_FRONT:
        return False  # two rows of a table differ by one word
    return fuzz.token_sort_ratio(_asked(a), _asked(b)) >= SAME_CARD


def _asked(card: Card) -> str:
    return f"{' '.join(card.context)} {_front(card)}".lower()


def _clear(cards: Sequence[Card], memory: Memory) -> tuple[list[Card], list[Card]]:
    """Cards of one front and one context with different answers: nobody can tell which is meant, but for the one that
    is being studied already, and the first of those of one line: `Ada was a poet. She was tall.`"""
    fronts: defaultdict[tuple[str, tuple[str, ...]], list[Card]] = defaultdict(list)
    for card in cards:
        if card.kind != "cloze":
            fronts[card.front.lower(), card.context].append(card)
    clashing = [c for group in fronts.values() if len(group) > 1 for c in _in_doubt(group)]
    unclear = {id(c) for c in clashing if not by_author(c) and not memory.knows(c)}
    return [c for c in cards if id(c) not in unclear], [c for c in cards if id(c) in unclear]


def _in_doubt(group: Sequence[Card]) -> Sequence[Card]:
    """Of the cards of one front those that cannot be told apart: of one paragraph the later ones."""
    first = group[0]
    told_in_one = first.form == "attribute" and all(c.place == first.place for c in group)
    return group[1:] if told_in_one else group

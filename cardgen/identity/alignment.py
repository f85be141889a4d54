"""Which bullet of the old notes is which bullet of the new ones.

Cards are made from bullets, so a card whose wording changed is found by first finding its bullet. Equal bullets
are paired by their text, and among equals by where they stand; the rest are paired one-to-one by what they share,
the best pair first, and only if the difference between them is one that editing makes: another subject, or too
much put in the place of what was there, is another fact. Bullets are plain values: nothing here knows cards.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from cardgen.identity.likeness import Difference, compare, plain, wording

TERM_LIMIT = 0.5
"""With the same term before the colon, less than half of the rest may be exchanged: then it was corrected."""
SENTENCE_LIMIT = 0.27
"""Without one, about a quarter: a look-alike fact exchanges 40 % of the words that matter, a reworded one 10 %."""
NUMBER_LIMIT = 0.15
"""Where a number was exchanged too, hardly a word besides: a correction is one thing at a time."""
IN_PLACE = 0.45
"""How alike two bullets must be when both stand between the same neighbours: half a split bullet is about 0.5."""
ELSEWHERE = 0.6
"""How alike anywhere else: below that, measured pairs were other facts as often as not."""
FEW = 2
"""Words that must be shared at least, unless the bullet stands in its place: one word is shared by accident."""
MARGIN = 0.05
"""How much better than the runner-up a pair must be: nearer than that, either could be the one."""
SAME_PLACE_BONUS = 0.1
"""Standing between the same neighbours counts as much as a tenth of the words."""
SAME_TRAIL_BONUS = 0.05
"""Standing under the same headings breaks ties."""
SAME_TERM_BONUS = 0.2
"""Of a bullet that was split, the part that begins like it goes on, even if the other part is longer."""
SHARED_CARD_BONUS = 0.3
"""A card that both give, word for word, outweighs a clause that was exchanged beside it."""
CANDIDATES = 4
"""Partners compared closely for each bullet: the right one is nearly always among the first two."""
FAR_BEHIND = 0.5
"""A text that shares less than this part of what the best one shares is no candidate, even if that one is refused."""
COMMON = 0.1
"""A word in more than this share of bullets leads to no partner: looking through them all costs more than it finds."""


class Change(Enum):
    """What editing did to a bullet that is still the same one."""

    EQUAL = "equal"
    REWORDED = "reworded"
    UPDATED = "updated"
    """A number, the sense or part of what it says is another."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a note that gave cards."""

    note: str
    line: int
    trail: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An old bullet and the new one it became, by their indexes."""

    old: int
    new: int
    change: Change


@dataclass(frozen=True, slots=True)
class Refusal:
    """A pair that looks alike and was judged to be two facts, and why."""

    old: int
    new: int
    reason: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """What was paired and what was refused."""

    pairs: tuple[Pair, ...]
    refusals: tuple[Refusal, ...]


def align(old: Sequence[Bullet], new: Sequence[Bullet], shared: Mapping[tuple[int, int], int]) -> Alignment:
    """Pairs old bullets with new ones, both in the order of their notes; `shared` counts cards that both give.

    >>> a = Bullet("x.md", 1, (), "Sill: the flat ledge under the opening of a window")
    >>> b = Bullet("x.md", 2, (), "Proxy: a person allowed to vote for another")
    >>> c = Bullet("x.md", 9, (), "Proxy: someone who is usually allowed to vote for another")
    >>> [(p.old, p.new, p.change.value) for p in align([a, b], [a, c], {}).pairs]
    [(0, 0, 'equal'), (1, 1, 'reworded')]
    >>> d = Bullet("x.md", 2, (), "Beam: the flat timber over the opening of a window")
    >>> align([a], [d], {})
    Alignment(pairs=(), refusals=(Refusal(old=0, new=0, reason='another subject'),))
    """
    equal = pair_by_keys(neighbours(old), neighbours(new), _EQUAL_BULLETS)
    return _pair_alike(old, new, equal, shared)


def judge(difference: Difference, *, in_place: bool, at_home: bool, shared: bool = False) -> Change | str:
    """What an edit did, if editing explains this difference; else the reason why it is another fact.

    >>> judge(compare("Mast: a 16-foot pole", "Mast: a 32-foot pole"), in_place=True, at_home=True)
    <Change.UPDATED: 'updated'>
    >>> judge(compare("Mast: a 16-foot pole", "Master: a 32-foot yacht"), in_place=True, at_home=True)
    'another subject'
    """
    if difference.subject:
        return "another subject"
    if difference.replaced >= (TERM_LIMIT if difference.term or shared else SENTENCE_LIMIT):
        return "too much replaced"
    changed = bool(difference.numbers or difference.turned)
    words_lost, words_gained = difference.lost - difference.numbers, difference.gained - difference.numbers
    if difference.numbers and min(words_lost, words_gained) > NUMBER_LIMIT * (difference.kept + difference.lost):
        return "another number and other words"
    if changed and not at_home:
        return "another answer in another place"
    if shared:
        return Change.UPDATED if changed else Change.REWORDED
    if difference.likeness < (IN_PLACE if in_place else ELSEWHERE) or (difference.kept < FEW and not in_place):
        return "too little in common"
    return Change.UPDATED if changed else Change.REWORDED


# ------------------------------------------------------------------ equal texts

Neighbourly = tuple[Bullet, str, str]
"""A bullet with the texts before and after it in its note."""

_EQUAL_BULLETS: tuple[Callable[[Neighbourly], Hashable], ...] = (
    lambda n: (n[0].text, n[0].note, n[0].trail, n[1], n[2]),
    lambda n: (n[0].text, n[0].note, n[0].trail, n[1]),
    lambda n: (n[0].text, n[0].note, n[0].trail, n[2]),
    lambda n: (n[0].text, n[0].note, n[0].trail),
    lambda n: (plain(n[0].text), n[0].note, n[0].trail),
    lambda n: (plain(n[0].text), n[0].trail),
    lambda n: (plain(n[0].text), n[0].note),
    lambda n: plain(n[0].text),
)
"""What must be equal, strictest first: a copy of a bullet must not take what belongs to the original."""


def neighbours(bullets: Sequence[Bullet]) -> list[Neighbourly]:
    """Each bullet with the texts before and after it in its note.

    >>> a, b = Bullet("x.md", 1, (), "one"), Bullet("y.md", 1, (), "two")
    >>> neighbours([a, b]) == [(a, "", ""), (b, "", "")]
    True
    """

    def text(i: int, of: Bullet) -> str:
        return bullets[i].text if 0 <= i < len(bullets) and bullets[i].note == of.note else ""

    return [(b, text(i - 1, b), text(i + 1, b)) for i, b in enumerate(bullets)]


Thing = TypeVar("Thing")


def pair_by_keys(
    old: Sequence[Thing], new: Sequence[Thing], keys: Iterable[Callable[[Thing], Hashable]]
) -> dict[int, int]:
    """New index → old index of things with an equal key, one-to-one and in order; the first key is tried first.

    >>> pair_by_keys(["a1", "b1", "b2"], ["b2", "a9", "b7"], [lambda x: x, lambda x: x[0]])
    {0: 2, 1: 0, 2: 1}
    """
    found: dict[int, int] = {}
    free_old, free_new = list(range(len(old))), list(range(len(new)))
    for key in keys:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for i in free_old:
            waiting[key(old[i])].append(i)
        for j in free_new:
            queue = waiting.get(key(new[j]))
            if queue:
                found[j] = queue.popleft()
        taken = set(found.values())
        free_old = [i for i in free_old if i not in taken]
        free_new = [j for j in free_new if j not in found]
        if not (free_old and free_new):
            break
    return found


# ------------------------------------------------------------------ alike texts


@dataclass(frozen=True, slots=True)
class Scored:
    """A possible pair, and how much speaks for it."""

    score: float
    old: int
    new: int
    part: bool = False
    """The new one holds nothing but words of the old: half of a bullet that was split."""


def _pair_alike(
    old: Sequence[Bullet], new: Sequence[Bullet], equal: Mapping[int, int], shared: Mapping[tuple[int, int], int]
) -> Alignment:
    """Adds to the equal pairs those that editing explains, best first."""
    free_old = sorted(set(range(len(old))) - set(equal.values()))
    free_new = sorted(set(range(len(new))) - set(equal))
    gaps = _Gaps(old, new, equal, free_old)
    index = Index({i: old[i].text for i in free_old})
    sharing: dict[int, list[int]] = defaultdict(list)
    for i, j in shared:
        if i in gaps.free_old:
            sharing[j].append(i)
    changes: dict[tuple[int, int], Change] = {}
    scored: list[Scored] = []
    refused: list[tuple[float, Refusal]] = []
    for j in free_new:
        mates = gaps.mates(j)
        for i in dict.fromkeys([*index.candidates(new[j].text), *mates, *sharing[j]]):
            difference = compare(old[i].text, new[j].text)
            at_home = kindred_trail(old[i].trail, new[j].trail)
            change = judge(difference, in_place=i in mates, at_home=at_home, shared=(i, j) in shared)
            score = difference.likeness + SAME_TRAIL_BONUS * at_home + SAME_PLACE_BONUS * (i in mates)
            score += SAME_TERM_BONUS * difference.term + SHARED_CARD_BONUS * ((i, j) in shared)
            if isinstance(change, Change):
                changes[i, j] = change
                scored.append(Scored(score, i, j, part=difference.gained == 0))
            elif difference.likeness >= IN_PLACE:
                refused.append((score, Refusal(i, j, change)))
    pairs = [Pair(i, j, Change.EQUAL) for j, i in equal.items()]
    pairs += [Pair(s.old, s.new, changes[s.old, s.new]) for s in best_first(scored)]
    return Alignment(tuple(sorted(pairs, key=lambda p: p.new)), _left_over(refused, pairs))


def _left_over(refused: Iterable[tuple[float, Refusal]], pairs: Iterable[Pair]) -> tuple[Refusal, ...]:
    """The best refusal of each bullet that found no partner."""
    taken_old, taken_new = {p.old for p in pairs}, {p.new for p in pairs}
    kept: list[Refusal] = []
    for _, refusal in sorted(refused, key=lambda r: (-r[0], r[1].new, r[1].old)):
        if refusal.old not in taken_old and refusal.new not in taken_new:
            kept.append(refusal)
            taken_old.add(refusal.old)
            taken_new.add(refusal.new)
    return tuple(kept)


def best_first(scored: Sequence[Scored]) -> list[Scored]:
    """One-to-one, the best pair first; a pair that could as well be another one is none."""
    ordered = sorted(scored, key=lambda s: (-s.score, s.new, s.old))
    of_old: dict[int, list[Scored]] = defaultdict(list)
    of_new: dict[int, list[Scored]] = defaultdict(list)
    for s in ordered:
        of_old[s.old].append(s)
        of_new[s.new].append(s)
    free_old, free_new = set(of_old), set(of_new)
    found: list[Scored] = []
    known = -1
    while known < len(found):  # what was paired off no longer makes others doubtful
        known = len(found)
        for s in ordered:
            if s.old not in free_old or s.new not in free_new:
                continue
            near = (r for r in (*of_old[s.old], *of_new[s.new]) if r.score > s.score - MARGIN and r is not s)
            if all(r.old not in free_old or r.new not in free_new or _halves(s, r) for r in near):
                found.append(s)
                free_old.remove(s.old)
                free_new.remove(s.new)
    return found


def _halves(a: Scored, b: Scored) -> bool:
    """Both are parts of one bullet that was split: either may go on with it."""
    return a.old == b.old and a.part and b.part


def same_trail(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two bullets stand under the same headings.

    >>> same_trail(("Rivers", "**Delta**:"), ("rivers", "Delta"))
    True
    """
    return [plain(t) for t in a] == [plain(t) for t in b]


def kindred_trail(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two bullets stand under the same headings, or under ones that were merely edited.

    >>> kindred_trail(("Rivers", "The delta"), ("Rivers", "More on the delta")), kindred_trail(("Rivers",), ("Lakes",))
    (True, False)
    """
    if not (a and b):
        return not (a or b)
    nearest = compare(a[-1], b[-1])
    return not nearest.subject and nearest.likeness >= IN_PLACE


class _Gaps:
    """Where bullets stand between the neighbours that did not change."""

    def __init__(
        self, old: Sequence[Bullet], new: Sequence[Bullet], equal: Mapping[int, int], free_old: Sequence[int]
    ) -> None:
        anchored = {i: i for i in equal.values()}
        above, below = _anchors(range(len(old)), anchored, old), _anchors(range(len(old))[::-1], anchored, old)
        self.free_old = frozenset(free_old)
        """The old bullets without an equal."""
        self._in_gap: dict[tuple[object, object], list[int]] = defaultdict(list)
        for i in free_old:
            self._in_gap[above[i], below[i]].append(i)
        self._above = _anchors(range(len(new)), equal, new)
        self._below = _anchors(range(len(new))[::-1], equal, new)

    def mates(self, j: int) -> list[int]:
        """Old bullets without an equal that stand where the new bullet stands; none if too much there was changed."""
        gap = self._in_gap.get((self._above[j], self._below[j]), [])
        return gap if len(gap) <= CANDIDATES else []


def _anchors(order: Iterable[int], equal: Mapping[int, int], bullets: Sequence[Bullet]) -> dict[int, object]:
    """For each bullet, the last one before it (in this order, in its note) that has an equal."""
    out: dict[int, object] = {}
    last: object = None
    note: str | None = None
    for k in order:
        if bullets[k].note != note:
            note = bullets[k].note
            last = f"edge of {note}"
        out[k] = last
        if k in equal:
            last = equal[k]
    return out


class Index:
    """Finds texts that share rare words."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._size: dict[int, int] = {}
        for i, text in texts.items():
            words = _key_words(text)
            self._size[i] = len(words)
            for word in words:
                self._holding[word].append(i)
        self._most = max(2 * CANDIDATES, COMMON * len(texts))

    def candidates(self, text: str) -> list[int]:
        """The keys of the texts that share most with this one, best first."""
        words = _key_words(text)
        shared: Counter[int] = Counter()
        for word in words:
            holding = self._holding.get(word, ())
            if len(holding) <= self._most:
                shared.update(holding)
        likeness = {i: 2 * n / (len(words) + self._size[i]) for i, n in shared.items()}
        enough = FAR_BEHIND * max(likeness.values(), default=0.0)
        near = [i for i, score in likeness.items() if score >= enough]
        return sorted(near, key=lambda i: (-likeness[i], i))[:CANDIDATES]


def _key_words(text: str) -> frozenset[str]:
    read = wording(text)
    return frozenset(read.content) | frozenset(read.numbers) or frozenset(read.words)

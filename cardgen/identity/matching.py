"""The matchers: small functions that pair the cards of a note with the cards that the ledger remembers.

Each takes the bench, on which cards and entries lie side by side, and answers which card continues which entry; what
one of them paired, the next ones no longer see. Exact ones come first. All are one-to-one and keep to one Anki kind,
because Anki can never turn a basic card into a cloze and keep its history.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cardgen.identity.alignment import (
    Alignment,
    Bullet,
    Change,
    Index,
    Scored,
    align,
    best_first,
    kindred_trail,
    neighbours,
    pair_by_keys,
)
from cardgen.identity.decisions import told
from cardgen.identity.likeness import Difference, compare, listed_items, plain
from cardgen.identity.numbering import assign_numbers
from cardgen.model import Card, Decision, Entry

ALIKE = 0.5
"""On the same bullet, question or answer must share half of its words: less is another thing that the bullet says."""
PART = 0.9
"""When a bullet is split or merged, the shorter one is nearly all in the longer one."""
STRICT = 0.8
"""On bullets that were not recognised, both must be nearly equal: nothing else speaks for the pair."""
FEW = 3
"""Words that must be shared at least where no bullet speaks for the pair: fewer are shared by accident."""
FEW_OF_PART = 2
"""And where one bullet is a part of the other: half a short bullet has no more."""
SLOT_WEIGHT = 2.0
"""Asking for the same thing of the bullet outweighs any likeness of question and answer, which is 2 at most."""
LISTED = 0.5
"""Under other headings, half of a list's items must have stayed: "Pros" of another thing share one by accident."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card and an entry have in common: what they ask, and where they stand."""

    of: Card | Entry
    index: int
    """Its place in the sequence it came from."""
    front: str
    hidden: tuple[str, ...]
    bullet: Bullet

    @property
    def basic(self) -> bool:
        """Whether it is a basic note in Anki; a cloze or a list is not."""
        return self.of.kind == "basic"

    @property
    def family(self) -> str:
        """Which sort of thing it asks for: "define" of the slot "define:outbox"."""
        return (self.of.slot or self.of.form).partition(":")[0]

    @property
    def listing(self) -> str:
        """Which list its bullet is an item of: "list:colours" of the slot "list:colours/red"; "" if it is none."""
        return self.of.slot.rpartition("/")[0] if self.family == "list" and self.of.kind == "cloze" else ""

    @property
    def answer(self) -> str:
        """All that it hides, as one text."""
        return " · ".join(self.hidden)

    @property
    def order(self) -> tuple[str | int, ...]:
        """By place; the rest makes the order of the cards of one line certain."""
        at = self.bullet
        return (at.note, at.line, at.text, self.of.slot, self.of.kind, self.front, self.answer, str(self.index))


def face_of_card(index: int, card: Card) -> Face:
    """A card as it lies on the bench."""
    at = card.place
    return Face(card, index, card.front, card.hidden, Bullet(at.note, at.line, at.trail, card.source))


def face_of_entry(index: int, entry: Entry) -> Face:
    """An entry as it lies on the bench."""
    return Face(entry, index, entry.front, entry.answers, Bullet(entry.note, entry.line, entry.trail, entry.source))


class Bench:
    """Cards and entries side by side, and what was paired so far."""

    def __init__(self, cards: Sequence[Card], entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> None:
        self.decisions = decisions
        """What a person said of doubtful pairs."""
        self.cards = sorted((face_of_card(i, c) for i, c in enumerate(cards)), key=lambda f: f.order)
        self.entries = sorted((face_of_entry(i, e) for i, e in enumerate(entries)), key=lambda f: f.order)
        self.found: dict[int, int] = {}
        """Which entry each card continues, by their places on the bench."""
        self.how: dict[int, str] = {}
        """Which matcher found it."""

    @cached_property
    def _lists(self) -> dict[tuple[bool, str, str], frozenset[str]]:
        """What each list holds, of the living entries and of the cards, by its note and name."""
        found: dict[tuple[bool, str, str], set[str]] = defaultdict(set)
        for face in (*self.entries, *self.cards):
            if face.listing and not _is_retired(face):
                found[isinstance(face.of, Card), face.bullet.note, face.listing].add(plain(face.answer))
        return {name: frozenset(items) for name, items in found.items()}

    def same_list(self, old: Face, new: Face) -> bool:
        """Whether two items are of one list: under a name and headings that are at most reworded, or among others of
        which half stayed. A role that is wanted and a role that is needed are two facts in one word."""
        if not (old.of.slot and new.of.slot):  # recovered by its words: nobody knows
            return True
        if not (old.listing and new.listing):
            return old.listing == new.listing
        cues = (old.front.partition("\n")[0],), (new.front.partition("\n")[0],)
        above = old.bullet.trail[:-1], new.bullet.trail[:-1]
        if (old.listing == new.listing or kindred_trail(*cues)) and kindred_trail(*above):
            return True
        was, now = (
            self._lists.get((isinstance(f.of, Card), f.bullet.note, f.listing), frozenset()) - {plain(f.answer)}
            for f in (old, new)
        )
        return bool(was & now) and len(was & now) >= LISTED * min(len(was), len(now))

    def accept(self, pairs: Mapping[int, int], matcher: str) -> None:
        """Notes down what a matcher paired, but for those of which a person said that they are two."""
        allowed = {j: i for j, i in pairs.items() if not self._parted or self._pair(j, i) not in self._parted}
        self.found.update(allowed)
        self.how.update(dict.fromkeys(allowed, matcher))

    @cached_property
    def _parted(self) -> frozenset[tuple[str, frozenset[str]]]:
        return frozenset((d.guid, frozenset((d.was, d.now))) for d in self.decisions if d.answer == "other")

    def _pair(self, j: int, i: int) -> tuple[str, frozenset[str]]:
        card, entry = self.cards[j].of, self.entries[i].of
        guid = entry.guid if isinstance(entry, Entry) else ""
        return guid, frozenset((told(entry), told(card)))

    def free_cards(self) -> list[int]:
        """The cards that continue no entry yet."""
        return [i for i in range(len(self.cards)) if i not in self.found]

    def free_entries(self, *, retired: bool = False) -> list[int]:
        """The entries that no card continues yet."""
        taken = set(self.found.values())
        return [i for i, f in enumerate(self.entries) if i not in taken and _is_retired(f) == retired]

    @cached_property
    def old_bullets(self) -> Bullets:
        """The bullets of all living entries."""
        return Bullets({i: f.bullet for i, f in enumerate(self.entries) if not _is_retired(f)})

    @cached_property
    def new_bullets(self) -> Bullets:
        """The bullets of all cards."""
        return Bullets({i: f.bullet for i, f in enumerate(self.cards)})

    @cached_property
    def alignment(self) -> Alignment:
        """Which bullet is which; worked out when the exact matchers are done, because equal cards speak for bullets."""
        old, new = self.old_bullets, self.new_bullets
        shared = Counter((old.home[e], new.home[c]) for c, e in self.found.items() if e in old.home)
        return align(old.bullets, new.bullets, shared)


def _is_retired(face: Face) -> bool:
    return isinstance(face.of, Entry) and face.of.retired_at is not None


class Bullets:
    """The bullets that some cards came from, in the order of the notes."""

    def __init__(self, bullet_of: Mapping[int, Bullet]) -> None:
        distinct: dict[tuple[str, int, str], int] = {}
        self.bullets: list[Bullet] = []
        self.home: dict[int, int] = {}
        """Which bullet each card came from."""
        self.cards: list[list[int]] = []
        """The cards of each bullet."""
        for card, bullet in bullet_of.items():
            key = (bullet.note, bullet.line, bullet.text)
            if key not in distinct:
                distinct[key] = len(self.bullets)
                self.bullets.append(bullet)
                self.cards.append([])
            self.home[card] = distinct[key]
            self.cards[distinct[key]].append(card)


# ------------------------------------------------------------------ by decision


def decided(bench: Bench) -> dict[int, int]:
    """A person said that the card is the entry in other words; but where the entry's own words stand, they go first."""
    agreed = [d for d in bench.decisions if d.answer == "same"]
    if not agreed:
        return {}
    at = {face.of.guid: i for i, face in enumerate(bench.entries) if isinstance(face.of, Entry)}
    cards = {told(face.of): j for j, face in reversed([*enumerate(bench.cards)])}
    found: dict[int, int] = {}
    for decision in agreed:
        i = at.get(decision.guid)
        words = told(bench.entries[i].of) if i is not None else ""
        other = {decision.was: decision.now, decision.now: decision.was}.get(words)
        j = cards.get(other) if other is not None else None
        if i is None or j is None or words in cards or j in found or i in found.values():
            continue
        if bench.entries[i].basic == bench.cards[j].basic:
            found[j] = i
    return found


# ------------------------------------------------------------------ exact matchers

_Standing = tuple[Face, str, str]
"""A face with the bullets before and after its own."""

_EXACT: tuple[Callable[[_Standing], Hashable], ...] = (
    lambda s: (_words(s), s[0].of.slot, _where(s), s[1], s[2]),
    lambda s: (_words(s), s[0].of.slot, _where(s), s[1]),
    lambda s: (_words(s), s[0].of.slot, _where(s), s[2]),
    lambda s: (_words(s), s[0].of.slot, _where(s)),
    lambda s: (_plain_words(s), _where(s)),
    lambda s: (_plain_words(s), s[0].bullet.note),
    lambda s: (_plain_words(s), s[0].bullet.trail),
    lambda s: _plain_words(s),
)
"""What must be equal, strictest first: a copy of a bullet must not take what belongs to the original."""


def _words(standing: _Standing) -> Hashable:
    face = standing[0]
    return (face.of.kind, face.front, face.hidden)


def _plain_words(standing: _Standing) -> Hashable:
    face = standing[0]
    return (face.of.kind, plain(face.front), tuple(plain(h) for h in face.hidden))


def _where(standing: _Standing) -> Hashable:
    return (standing[0].bullet.note, standing[0].bullet.trail)


def same_card(bench: Bench) -> dict[int, int]:
    """Same words: the card is as it was, wherever it stands now; of several, the one in the same place."""
    return _pair_exactly(bench, bench.free_entries(), bench.old_bullets)


def returned_card(bench: Bench) -> dict[int, int]:
    """Same words as a retired card: it is back, with its history."""
    gone = bench.free_entries(retired=True)
    return _pair_exactly(bench, gone, Bullets({i: bench.entries[i].bullet for i in gone}))


def _pair_exactly(bench: Bench, entries: Sequence[int], bullets: Bullets) -> dict[int, int]:
    cards = bench.free_cards()
    found = pair_by_keys(
        _standing(bench.entries, entries, bullets), _standing(bench.cards, cards, bench.new_bullets), _EXACT
    )
    return {cards[j]: entries[i] for j, i in found.items()}


def _standing(faces: Sequence[Face], which: Iterable[int], bullets: Bullets) -> list[_Standing]:
    beside = neighbours(bullets.bullets)
    return [(faces[i], *beside[bullets.home[i]][1:]) for i in which]


# ------------------------------------------------------------------ matchers by bullet


def same_bullet_same_slot(bench: Bench) -> dict[int, int]:
    """Same bullet, edited, and the same thing of it is asked; never crosswise between the cards of one bullet."""
    free_cards, free_entries = set(bench.free_cards()), set(bench.free_entries())
    found: dict[int, int] = {}
    for pair in bench.alignment.pairs:
        entries = [i for i in bench.old_bullets.cards[pair.old] if i in free_entries]
        cards = [j for j in bench.new_bullets.cards[pair.new] if j in free_cards]
        alone = len(entries) == len(cards) == 1
        scored = []
        for j in cards:
            for i in entries:
                score = _on_one_bullet(bench, bench.entries[i], bench.cards[j], pair.change is Change.EQUAL, alone)
                if score is not None:
                    scored.append(Scored(score, i, j))
        found |= {s.new: s.old for s in best_first(scored)}
    return found


def _on_one_bullet(bench: Bench, old: Face, new: Face, equal: bool, alone: bool) -> float | None:
    """How much speaks for two cards of one bullet being the same, or None if they ask different things."""
    if old.basic != new.basic or not _goes_on(old, new) or not bench.same_list(old, new):
        return None
    front, answer = compare(old.front, new.front), compare(old.answer, new.answer)
    best, worst = max(front.likeness, answer.likeness), min(front.likeness, answer.likeness)
    same_slot = bool(old.of.slot) and old.of.slot == new.of.slot
    if same_slot:
        fits = equal or best >= ALIKE
    elif equal and old.family == new.family and plain(old.answer) == plain(new.answer):
        fits = True  # the bullet is as it was: what its question took from the headings above it changed
    elif old.family == new.family and alone:
        fits = best >= ALIKE and not front.subject
    else:
        fits = worst >= ALIKE and not front.subject
    return SLOT_WEIGHT * same_slot + front.likeness + answer.likeness if fits else None


def _goes_on(old: Face, new: Face) -> bool:
    """Whether something that the old card hid is hidden in the new one: without that, no history can go on."""
    if new.basic or not (isinstance(new.of, Card) and isinstance(old.of, Entry)):
        return True
    kept = assign_numbers(new.of, old.of).continued
    if new.of.kind == "list" and not kindred_trail(old.bullet.trail, new.bullet.trail):
        return kept >= LISTED * min(len(old.hidden), len(new.hidden))
    return kept > 0


# ------------------------------------------------------------------ matchers by words


def same_whole_list(bench: Bench) -> dict[int, int]:
    """A list asked whole, under the same name and headings: it goes on while half of its items, and two, are there."""

    def score(old: Face, new: Face) -> float | None:
        whole = old.basic and new.basic and old.of.slot == new.of.slot and old.family == "list"
        if not whole or not kindred_trail(old.bullet.trail, new.bullet.trail):
            return None
        was, now = (Counter(map(plain, listed_items(face.answer))) for face in (old, new))
        stayed = (was & now).total()
        return float(stayed) if stayed >= max(2, LISTED * was.total(), LISTED * now.total()) else None

    return _search(bench, score)


def same_part(bench: Bench) -> dict[int, int]:
    """The bullet was split, or merged with another: its card goes on in the part that still says it."""

    def score(old: Face, new: Face) -> float | None:
        if not _is_part(old.bullet.text, new.bullet.text):
            return None
        shared = compare(old.front, new.front).kept + compare(old.answer, new.answer).kept
        if shared < FEW and old.of.slot != new.of.slot:  # of two short lines one is soon a part of the other
            return None
        return _on_one_bullet(bench, old, new, equal=False, alone=False)

    return _search(bench, score)


def _is_part(old: str, new: str) -> bool:
    whole = compare(old, new)
    if whole.kept < FEW_OF_PART:
        return False
    # Word for word in it, the term of the other half cannot be taken for another subject.
    return plain(old) in plain(new) or plain(new) in plain(old) or (whole.inside >= PART and not changes_fact(whole))


def same_words(bench: Bench) -> dict[int, int]:
    """No bullet speaks for it, but question and answer are nearly the same, and nothing says it is another fact."""

    def score(old: Face, new: Face) -> float | None:
        if compare(old.bullet.text, new.bullet.text).subject:  # the words stayed, but now they speak of something else
            return None
        front, answer = compare(old.front, new.front), compare(old.answer, new.answer)
        if changes_fact(front) or changes_fact(answer) or front.kept + answer.kept < FEW:
            return None
        if (
            not bench.same_list(old, new)
            or min(front.likeness, answer.likeness) < STRICT
            or old.basic != new.basic
            or not _goes_on(old, new)
        ):
            return None
        return (front.likeness + answer.likeness) / 2

    return _search(bench, score)


def changes_fact(difference: Difference) -> bool:
    """The veto: a number, the sense or the subject is another, or half of it was replaced.

    >>> changes_fact(compare("water boils at 100 degrees", "water boils at 100° (degrees) C"))
    False
    >>> changes_fact(compare("water boils at 100 degrees", "water boils at 80 degrees"))
    True
    """
    return difference.subject or difference.turned or difference.numbers > 0 or difference.replaced >= ALIKE


def _search(bench: Bench, score: Callable[[Face, Face], float | None]) -> dict[int, int]:
    """Pairs free cards and entries that share rare words, best first."""
    index = Index({i: _all_words(bench.entries[i]) for i in bench.free_entries()})
    scored = []
    for j in bench.free_cards():
        for i in index.candidates(_all_words(bench.cards[j])):
            points = score(bench.entries[i], bench.cards[j])
            if points is not None:
                scored.append(Scored(points, i, j))
    return {s.new: s.old for s in best_first(scored)}


def _all_words(face: Face) -> str:
    return face.front if face.of.kind == "cloze" else f"{face.front} {face.answer}"


Matcher = Callable[[Bench], Mapping[int, int]]
"""Answers which card continues which entry, by their places on the bench."""

MATCHERS: tuple[Matcher, ...] = (
    decided,  # nobody knows better
    same_card,
    returned_card,  # before the alike ones: an undone edit brings back the card that was there before it
    same_bullet_same_slot,
    same_whole_list,  # its line may be any of its items, so no bullet speaks for it
    same_part,
    same_words,  # last, because it knows least
)

"""What a person said about doubtful pairs: whether a new card is a retired one in other words.

A decision is about two wordings, and holds in both directions, so that an edit that is undone brings the card back.
It says nothing of any other wording: then the question is another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cardgen.model import Answer, Card, Decision, Entry


@dataclass(frozen=True, slots=True)
class Doubt:
    """A new card that looks like one that was retired, and why it was not taken for it."""

    card: Card
    entry: Entry
    reason: str
    answer: Answer = "open"
    """What a person said of it; while nobody did, it is another card."""

    def decided(self, answer: Answer) -> Decision:
        """The answer as the ledger remembers it."""
        return Decision(self.entry.guid, told(self.entry), told(self.card), answer, self.reason)


def told(thing: Card | Entry) -> str:
    """The words of a card or of an entry, context aside: what a decision is about.

    >>> from cardgen.model import Place
    >>> told(Card("basic", "What is a sill?", Place("x.md", 1, 1), "definition", back="a ledge"))
    'What is a sill? → a ledge'
    """
    hidden = thing.answers if isinstance(thing, Entry) else thing.hidden
    return f"{thing.front} → {' · '.join(hidden)}"


def merged(known: Iterable[Decision], news: Iterable[Decision]) -> tuple[Decision, ...]:
    """One decision for each pair of wordings: the newer one, unless it is an open one.

    >>> from dataclasses import replace
    >>> one, other = Decision("g", "a", "b", "other"), Decision("g", "b", "a", "same")
    >>> merged([one], [other]) == (other,), merged([one], [replace(other, answer="open")]) == (one,)
    (True, True)
    """
    found: dict[tuple[str, frozenset[str]], Decision] = {}
    for one in (*known, *news):
        key = (one.guid, frozenset((one.was, one.now)))
        if one.answer != "open" or key not in found:
            found[key] = one
    return tuple(found.values())


def still_open(decisions: Iterable[Decision], entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions without the questions that nobody need answer any more, because one of the two cards is gone."""
    alive = {told(e) for e in entries if e.retired_at is None}
    retired = {e.guid for e in entries if e.retired_at is not None}
    return tuple(d for d in decisions if d.answer != "open" or (d.guid in retired and d.now in alive))


def waiting(decisions: Iterable[Decision], cards: Iterable[Card], entries: Iterable[Entry]) -> tuple[Doubt, ...]:
    """The questions of earlier builds that nobody has answered, where both cards are as they were."""
    of_words = {told(card): card for card in cards}
    retired = {e.guid: e for e in entries if e.retired_at is not None}
    return tuple(
        Doubt(of_words[d.now], retired[d.guid], d.reason)
        for d in decisions
        if d.answer == "open" and d.guid in retired and d.now in of_words and told(retired[d.guid]) == d.was
    )

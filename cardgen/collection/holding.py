"""What the collection holds of ours, and what is to be done to it: the values that pass through this door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cardgen.model import AnkiNote


@dataclass(frozen=True, slots=True)
class HeldCard:
    """An Anki card in the collection."""

    id: int
    ordinal: int
    deck: str
    """Where it is at home, also while a filtered deck has it."""
    suspended: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A note of ours in the collection, with what the learner made of it."""

    id: int
    note: AnkiNote
    """`changed_at` is when it last changed, by whomever; its `position` is 0."""
    cards: tuple[HeldCard, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done to the collection, in this order."""

    take: tuple[AnkiNote, ...] = ()
    """Notes to import just so: new ones, and old ones with the fields and tags that they are to have from now on."""
    bare: frozenset[str] = frozenset()
    """GUIDs of those that come without cards of their own."""
    tag: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Tag → ids of the notes that have it as well."""
    move: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Deck → ids of the cards that go there."""
    suspend: tuple[int, ...] = ()
    """Ids of cards."""
    wake: tuple[int, ...] = ()
    """Ids of cards that are suspended no more."""
    delete: tuple[int, ...] = ()
    """Ids of notes."""

"""How many new cards a deck asks for each day: set in the collection itself, as no import does it unasked.

A deck gets options of its own, copied from those it had, so that steps, retention and all else the learner chose stay,
and no other deck shares the number. They remember what was before, and once the day has come the deck goes back to it.
"""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Mapping
from typing import Any, Final

from anki.collection import Collection
from anki.decks import DeckConfigId, DeckId

from cardgen.model import Preset

_DECK: Final = "cardgenDeck"
"""In options of ours: the deck that they are for. Anki keeps what it does not know."""
_BEFORE: Final = "cardgenBefore"
"""And which options it had."""
_DEFAULT: Final = 1
_NEW: Final = 0


def unseen(col: Collection, notetypes: Names[int]) -> dict[str, int]:
    """Deck name → how many cards of notes of these types in it were never answered; 0 where all were."""
    assert col.db is not None
    ours = ",".join(map(str, notetypes))
    rows = col.db.all(
        "select case when odid then odid else did end as home, sum(type = ?), count() from cards"
        f" where nid in (select id from notes where mid in ({ours})) group by home",
        _NEW,
    )
    names = {deck.id: deck.name for deck in col.decks.all_names_and_ids()}
    return {names[home]: int(new) for home, new, _ in rows if home in names}


def set_pace(col: Collection, presets: Mapping[str, Preset], over: Names[str]) -> None:
    """Give decks their daily numbers, and those whose day is `over` the options of before; decks by name.

    What is as it should be is not written again: a change would be sent to every device.
    """
    for name, preset in presets.items():
        deck = col.decks.by_name(name)
        if deck is not None and not deck["dyn"]:
            _choose(col, deck, _numbered(col, name, deck, preset))
    for name in over:
        deck = col.decks.by_name(name)
        options = None if deck is None or deck["dyn"] else _options_of(col, deck)
        if deck is not None and options is not None and _DECK in options:
            before = DeckConfigId(int(options.get(_BEFORE, _DEFAULT)))
            _choose(col, deck, before if col.decks.get_config(before) else DeckConfigId(_DEFAULT))


def _options_of(col: Collection, deck: Mapping[str, Any]) -> dict[str, Any]:
    return col.decks.config_dict_for_deck_id(DeckId(deck["id"]))


def _numbered(col: Collection, name: str, deck: Mapping[str, Any], preset: Preset) -> DeckConfigId:
    """The options of ours for a deck, with the numbers of a preset; made if there are none yet."""
    now = _options_of(col, deck)
    mine = now if now.get(_DECK) == name else next((o for o in col.decks.all_config() if o.get(_DECK) == name), None)
    if mine is None:
        mine = col.decks.add_config(preset.name, clone_from=now)
        mine[_DECK] = name
    before = dict(mine, new=dict(mine["new"]), rev=dict(mine["rev"]))
    mine["name"] = preset.name
    mine["new"]["perDay"], mine["rev"]["perDay"] = preset.new_per_day, preset.reviews_per_day
    if now["id"] != mine["id"]:
        mine[_BEFORE] = now["id"]
    if mine != before:
        col.decks.update_config(mine)
    return DeckConfigId(mine["id"])


def _choose(col: Collection, deck: dict[str, Any], options: DeckConfigId) -> None:
    if deck["conf"] != options:
        deck["conf"] = options
        col.decks.save(deck)

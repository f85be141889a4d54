"""What a person decided on single cards: it holds at every later build, follows the card, and can be taken back."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import PROJECT

from cardgen.composing import Composed, compose
from cardgen.errors import CardgenError
from cardgen.identity import choices
from cardgen.model import Blank, Card, Choice, Ledger, Note, Opinion, Place

THEN = 1_700_000_000
SAMPLE = (PROJECT / "notes" / "cell-biology.md").read_text("utf-8")
COFFEE = """\
- crema: foam of CO2 and coffee oils
- pump: motor that gives 9 bar
- the portafilter holds the puck
"""


def made(text: str, known: Ledger | None = None, at: int = THEN) -> Composed:
    return compose([Note("coffee.md", text)], known or Ledger(), at)


def settled_on(composed: Composed, words: str):
    [found] = [s for s in (*composed.report.settled, *composed.report.dropped) if words in s.card.source]
    return found


def decide(composed: Composed, words: str, opinion: Opinion, new: Sequence[str] = ()) -> Ledger:
    """The ledger after a person decided on the card of a line."""
    found = settled_on(composed, words)
    choice = choices.decided(found.card, found.guid, opinion, new)
    return replace(composed.ledger, choices=choices.chosen(composed.ledger.choices, found.guid, choice))


def taken_back(known: Ledger, guid: str) -> Ledger:
    return choices.taken_back(known, guid)


def shown(composed: Composed) -> dict[str, tuple[str, str]]:
    """GUID → front and back of all that Anki gets."""
    return {n.guid: (n.fields[0], n.fields[1]) for n in composed.decks["coffee.md"].notes}


def retired(composed: Composed) -> set[str]:
    return {n.guid for n in composed.decks["coffee.md"].notes if not n.ordinals}


# ------------------------------------------------------------------ drop


def test_a_card_that_shipped_is_retired_when_dropped_and_comes_back_as_itself():
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    dropped = made(COFFEE, decide(first, "pump", "drop"), THEN + 10)
    assert guid in retired(dropped)
    assert [e.guid for e in dropped.report.retired] == [guid]
    assert [s.guid for s in dropped.report.dropped] == [guid]
    again = made(COFFEE, dropped.ledger, THEN + 20)
    assert again.ledger == dropped.ledger
    assert again.decks == dropped.decks
    assert not again.report.retired
    back = made(COFFEE, taken_back(again.ledger, guid), THEN + 30)
    assert settled_on(back, "pump").guid == guid
    assert guid not in retired(back)
    assert shown(back)[guid] == shown(first)[guid]
    stamps = [next(n.changed_at for n in c.decks["coffee.md"].notes if n.guid == guid) for c in (first, dropped, back)]
    assert stamps[0] < stamps[1] < stamps[2], "each of them must be news to Anki"


@pytest.mark.parametrize(
    "edited",
    [
        COFFEE.replace("motor that", "a motor that"),
        COFFEE.replace("9 bar", "8 bar"),
        "# Espresso\n\n" + COFFEE.replace("- pump: motor that gives 9 bar\n", "") + "- pump: motor that gives 9 bar\n",
    ],
)
def test_what_was_dropped_stays_away_whatever_becomes_of_its_line(edited: str):
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    dropped = made(COFFEE, decide(first, "pump", "drop"), THEN + 10)
    later = made(edited, dropped.ledger, THEN + 20)
    assert [s.guid for s in later.report.dropped] == [guid]
    assert all("pump" not in s.card.source for s in later.report.settled)
    back = made(edited, taken_back(later.ledger, guid), THEN + 30)
    assert settled_on(back, "pump").guid == guid


def test_taken_back_and_reworded_before_the_next_build_it_is_still_itself():
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    dropped = made(COFFEE, decide(first, "pump", "drop"), THEN + 10)
    back = made(COFFEE.replace("motor that", "a motor that"), taken_back(dropped.ledger, guid), THEN + 20)
    assert settled_on(back, "pump").guid == guid


def test_what_never_shipped_is_not_shipped_when_dropped():
    first = made(COFFEE)
    found = settled_on(first, "pump")
    known = choices.with_choice(Ledger(), found, choices.decided(found.card, found.guid, "drop"))
    dropped = made(COFFEE, known)
    assert found.guid not in shown(dropped)
    assert not dropped.report.retired
    assert made(COFFEE, dropped.ledger, THEN + 5).ledger == dropped.ledger
    reworded = made(COFFEE.replace("motor that", "a motor that"), dropped.ledger, THEN + 10)
    assert [s.guid for s in reworded.report.dropped] == [found.guid]
    back = made(COFFEE, taken_back(dropped.ledger, found.guid), THEN + 20)
    assert settled_on(back, "pump").verdict == "new"
    assert shown(back) == shown(first)


def test_a_decision_before_the_first_build_survives_an_edit_before_it():
    found = settled_on(made(COFFEE), "pump")
    choice = choices.decided(found.card, found.guid, "edit", ["What pressure does the pump give?", "9 bar"])
    known = choices.with_choice(Ledger(), found, choice)
    built = made(COFFEE.replace("motor that", "a motor that"), known)
    assert shown(built)[found.guid][0] == "What pressure does the pump give?"
    assert settled_on(built, "pump").verdict == "new"


def test_what_never_shipped_leaves_no_trace_when_its_line_goes():
    found = settled_on(made(COFFEE), "pump")
    known = choices.with_choice(Ledger(), found, choices.decided(found.card, found.guid, "keep"))
    built = made(COFFEE.replace("- pump: motor that gives 9 bar\n", ""), known)
    assert not built.report.retired
    assert found.guid not in {e.guid for e in built.ledger.entries}


def test_the_line_of_a_dropped_card_may_go_and_come():
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    dropped = made(COFFEE, decide(first, "pump", "drop"), THEN + 10)
    without = made(COFFEE.replace("- pump: motor that gives 9 bar\n", ""), dropped.ledger, THEN + 20)
    assert not without.report.retired
    assert guid in retired(without)
    again = made(COFFEE, without.ledger, THEN + 30)
    assert [s.guid for s in again.report.dropped] == [guid]


def test_of_a_dropped_card_nobody_is_asked_whether_another_is_it():
    first = made(COFFEE)
    other = COFFEE.replace("crema: foam of CO2 and coffee oils", "bloom: foam of CO2 and coffee oils")
    assert made(other, first.ledger, THEN + 10).doubtful
    dropped = made(COFFEE, decide(first, "crema", "drop"), THEN + 10)
    assert not made(other, dropped.ledger, THEN + 20).doubtful


def test_a_topic_build_leaves_what_was_dropped_as_it_is():
    text = "# Machine\n\n- pump: motor that gives 9 bar\n\n# Cup\n\n- crema: foam of CO2\n"
    first = made(text)
    dropped = made(text, decide(first, "pump", "drop"), THEN + 10)
    part = compose([Note("coffee.md", text)], dropped.ledger, THEN + 20, named=["Cup"])
    assert part.ledger == dropped.ledger


# ------------------------------------------------------------------ edit


def test_an_edited_card_is_asked_in_the_new_words_and_keeps_its_guid():
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    known = decide(first, "pump", "edit", ["What does the pump do?", "motor that gives 9 bar"])
    edited = made(COFFEE, known, THEN + 10)
    assert shown(edited)[guid] == ("What does the pump do?", "motor that gives 9 bar")
    assert made(COFFEE, edited.ledger, THEN + 20).ledger == edited.ledger
    corrected = made(COFFEE.replace("9 bar", "8 bar"), edited.ledger, THEN + 30)
    assert shown(corrected)[guid] == ("What does the pump do?", "motor that gives 8 bar")
    assert not corrected.report.remarks
    plain = made(COFFEE, taken_back(edited.ledger, guid), THEN + 40)
    assert shown(plain)[guid] == shown(first)[guid]


def test_an_edit_gives_way_to_a_changed_fact_and_says_so():
    first = made(COFFEE)
    guid = settled_on(first, "pump").guid
    front, back = choices.words_of(settled_on(first, "pump").card)
    known = decide(first, "pump", "edit", [front, f"{back}, never more"])
    edited = made(COFFEE.replace("9 bar", "8 bar"), known, THEN + 10)
    assert shown(edited)[guid][1] == "motor that gives 8 bar"
    assert ["edit it anew" in str(r) for r in edited.report.remarks] == [True]


def test_an_edit_of_a_list_item_survives_a_new_item():
    def listing(*items: str) -> Card:
        return Card("list", "signals?", Place("x.md", 1, 1), "enumeration", items=items)

    was = listing("sour", "sweet")
    choice = choices.decided(was, "g", "edit", ["Four tastes?", "sour (acid)", "sweet"])
    card, outdated = choices.worded(listing("salty", "sour", "sweet"), choice)
    assert (card.front, card.items, outdated) == ("Four tastes?", ("salty", "sour (acid)", "sweet"), False)
    card, outdated = choices.worded(listing("sweet"), choice)
    assert (card.items, outdated) == (("sweet",), True)


def test_a_list_that_became_a_text_with_gaps_shows_the_words_of_the_note():
    here = Place("x.md", 1, 1)
    was = Card("list", "signals?", here, "enumeration", items=("latency", "traffic"))
    now = Card("cloze", "signals are latency and traffic", here, "last_name_cloze", blanks=(Blank(12, 19),))
    for one, other in ((was, now), (now, was)):
        words = [*choices.words_of(one)]
        words[0] = f"Golden {words[0]}"
        card, outdated = choices.worded(other, choices.decided(one, "g", "edit", words))
        assert outdated
        assert choices.words_of(card)[-1] == choices.words_of(other)[-1]


@pytest.mark.parametrize(
    ("card", "words", "said"),
    [
        (Card("basic", "Q", Place("x.md", 1, 1), "f", back="A"), ["Q", " "], "is empty"),
        (Card("basic", "Q", Place("x.md", 1, 1), "f", back="A"), ["Q"], "is empty"),
        (Card("cloze", "a b", Place("x.md", 1, 1), "f", blanks=(Blank(0, 1),)), ["a b"], "one gap"),
        (Card("list", "Q", Place("x.md", 1, 1), "f", items=("a", "b")), ["Q", "a"], "is empty"),
    ],
)
def test_words_that_do_not_fit_are_refused(card: Card, words: list[str], said: str):
    with pytest.raises(CardgenError, match=said):
        choices.decided(card, "g", "edit", words)


@pytest.mark.parametrize("hidden", ["plain", "std::map", "x^{y^{z}}", "a: b", "f(){}", r"$\frac{1}{2}$"])
@pytest.mark.parametrize("hint", ["", "a hint"])
def test_the_words_of_a_gap_text_are_read_as_they_were_written(hidden: str, hint: str):
    front = f"before {hidden} after"
    card = Card("cloze", front, Place("x.md", 1, 1), "f", blanks=(Blank(7, 7 + len(hidden), hint),))
    assert choices.in_words(card, choices.words_of(card)) == card


# ------------------------------------------------------------------ whatever comes


def touched(text: str, luck: random.Random) -> str:
    """The note after a few edits of the kind that people make."""
    lines = text.split("\n")
    for _ in range(luck.randint(1, 4)):
        at = luck.randrange(8, len(lines))
        what = luck.choice(("gone", "word", "moved", "back"))
        if what == "gone" and len(lines) > 30:
            del lines[at]
        elif what == "word":
            lines[at] = re.sub(r"\b(is|are|the|a)\b", "really the", lines[at], count=1)
        elif what == "moved":
            lines.insert(luck.randrange(8, len(lines)), lines.pop(at))
        else:
            lines.insert(at, luck.choice(SAMPLE.split("\n")[8:]))
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_and_decided_a_decision_holds_for_its_card(seed: int):
    luck = random.Random(seed)
    text, known, at = SAMPLE, Ledger(), THEN
    for _ in range(6):
        composed = made(text, known, at)
        known, at = composed.ledger, at + 10
        assert made(text, known, at).ledger == known, "built twice, nothing is new"
        away = {c.guid for c in known.choices if c.opinion == "drop"}
        notes = composed.decks["coffee.md"].notes
        assert len({n.guid for n in notes}) == len(notes)
        assert not away & {n.guid for n in notes if n.ordinals}
        assert not away & {s.guid for s in composed.report.settled}
        assert not [e for e in known.entries if e.guid in away and e.retired_at is None]
        every = (*composed.report.settled, *composed.report.dropped)
        for found in luck.sample(every, 5):
            opinion = luck.choice(("keep", "drop", "edit", "back"))
            if opinion == "back":
                known = choices.taken_back(known, found.guid)
                continue
            words = [f"{part} indeed" for part in choices.words_of(found.card)]
            choice = choices.decided(found.card, found.guid, opinion, words if opinion == "edit" else ())
            known = choices.with_choice(choices.taken_back(known, found.guid), found, choice)
        text = touched(text, luck)


# ------------------------------------------------------------------ keep


def test_kept_holds_until_the_fact_changes():
    first = made(COFFEE)
    known = decide(first, "pump", "keep")
    choice = known.choices[0]
    for text, holds in ((COFFEE, True), (COFFEE.replace("motor that", "a motor that"), True),
                        (COFFEE.replace("9 bar", "8 bar"), False)):  # fmt: skip
        later = made(text, known, THEN + 10)
        assert choices.is_looked_at(settled_on(later, "pump").card, choice) is holds
    assert shown(made(COFFEE, known, THEN + 10)) == shown(first)


def test_one_decision_a_card():
    one = Choice("g", "keep", ("Q", "A"))
    assert choices.chosen((one,), "g", replace(one, opinion="drop")) == (replace(one, opinion="drop"),)
    assert not choices.is_looked_at(Card("basic", "Q", Place("x.md", 1, 1), "f", back="A"), None)

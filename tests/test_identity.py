"""Identity: the examples in tests/edits, and what must hold for any note and any sequence of edits."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.identity import Settlement, alignment, make_guid, settle, stamp
from cardgen.identity.likeness import Difference, compare
from cardgen.identity.numbering import assign_numbers
from cardgen.model import AnkiNote, Blank, Card, Entry, Ledger, Place

EDITS = Path(__file__).parent / "edits"
NOTE = "notes/x.md"

# ------------------------------------------------------------------ cards without forms


def cards_in(text: str, note: str = NOTE) -> list[Card]:
    """One card a bullet: "term: meaning" asks for the meaning, bold words are blanks, a bullet with items is a list."""
    cards: list[Card] = []
    trail: tuple[str, ...] = ()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("# "):
            trail = (line[2:],)
        elif line.startswith("- "):
            place = Place(note, number, number, trail)
            card = card_of(line[2:].strip(), list(items_below(lines[number:])), place)
            if card is not None:
                cards.append(card)
    return cards


def items_below(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("  - "):
            return
        yield line[4:]


def card_of(text: str, items: list[str], place: Place) -> Card | None:
    if items:
        return Card("list", text, place, "enumeration", items=tuple(items), slot="list", source=text)
    term, colon, meaning = text.replace("**", "").partition(": ")
    if colon:
        front = f"What is {term}?"
        slot = f"define:{term.lower()}"
        return Card("basic", front, place, "definition", back=meaning, slot=slot, source=text, context=place.trail)
    parts = re.split(r"\*\*", text)
    blanks, at = [], 0
    for n, part in enumerate(parts):
        if n % 2:
            blanks.append(Blank(at, at + len(part)))
        at += len(part)
    plain = "".join(parts)
    if not blanks:
        return None
    return Card("cloze", plain, place, "sentence", blanks=tuple(blanks), slot="sentence", source=plain)


def dress(settlement: Settlement) -> list[AnkiNote]:
    """A plain stand-in for the renderer: all that matters here is that the fields say what the card says."""
    return [
        AnkiNote(
            guid=s.guid,
            kind=s.card.anki_kind,
            fields=(
                s.card.front,
                " ".join(map(str, s.numbers)),
                *s.card.hidden[:1],
                "",
                f'<span data-line="{s.card.place.line}">{s.card.place.note}</span>',
                "",
                *s.card.items,
            ),
            tags=s.card.tags,
            ordinals=tuple(n - 1 for n in s.numbers),
            changed_at=0,
            position=position,
        )
        for position, s in enumerate(settlement.settled, 1)
    ]


def tombstone(entry: Entry) -> AnkiNote:
    kind = "basic" if entry.kind == "basic" else "cloze"
    return AnkiNote(entry.guid, kind, (entry.front, "", "", "", "", "retired", *[""] * 6), ("retired",), (), 0, 0)


def build(text: str, ledger: Ledger = Ledger(), now: int = 100, note: str = NOTE) -> tuple[Settlement, Ledger]:  # noqa: B008
    """One build of one note; notes that the ledger knows besides are gone."""
    missing = {e.note for e in ledger.entries} - {note}
    settlement = settle(cards_in(text, note), ledger, {note}, missing)
    graves = [tombstone(e) for e in settlement.retired]
    return settlement, stamp(dress(settlement), settlement, ledger, now, graves)[1]


def guids(settlement: Settlement) -> dict[str, str]:
    return {s.card.front: s.guid for s in settlement.settled}


# ------------------------------------------------------------------ the examples


def examples() -> Iterator[pytest.ParameterSet]:
    for path in sorted(EDITS.glob("*.md")):
        for case in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, rest = case.partition("\n")
            parts = re.split(r"^### (?:before|after|verdicts)\n", rest, flags=re.MULTILINE)
            assert len(parts) == 4, f"{path.name}: {title}: before, after, verdicts"
            yield pytest.param(*[p.rstrip("\n") for p in parts[1:]], id=f"{path.stem}: {title}")


def verdicts(settlement: Settlement) -> list[str]:
    def numbers(of: Sequence[int]) -> str:
        return "" if tuple(of) == (1,) else " " + " ".join(map(str, of))

    lines = [f"{s.verdict}{numbers(s.numbers)}: {s.card.front}" for s in settlement.settled]
    return lines + [f"retired: {e.front}" for e in settlement.retired]


@pytest.mark.parametrize(("before", "after", "expected"), list(examples()))
def test_every_example_gets_its_verdicts(before: str, after: str, expected: str) -> None:
    _, ledger = build(before)
    settlement, _ = build(after, ledger, now=200)
    assert sorted(verdicts(settlement)) == sorted(expected.split("\n"))


@pytest.mark.parametrize(("before", "after", "expected"), list(examples()))
def test_undoing_an_edit_brings_every_card_back(before: str, after: str, expected: str) -> None:
    first, ledger = build(before)
    _, edited = build(after, ledger, now=200)
    again, restored = build(before, edited, now=300)
    assert [s.guid for s in again.settled] == [s.guid for s in first.settled]
    assert len({e.guid for e in restored.entries}) == len(restored.entries)


# ------------------------------------------------------------------ any note, any edits


def words(text: str) -> list[str]:
    return text.split()


TERMS = words("sill lintel gable mortar ballad elegy waltz canon moraine delta blizzard proxy levy receipt")
WORDS = words(
    "a long beam that carries small ships over cold water before dawn and keeps every rope dry in 12 or 40 days"
)
ITEMS = words("salt bread rope tar candles water oars 3 lamps")

meanings = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
bullets = st.one_of(
    st.builds("- {}: {}".format, st.sampled_from(TERMS), meanings),
    st.builds("- the {} has **{}** and {}".format, st.sampled_from(TERMS), st.sampled_from(WORDS), meanings),
    st.builds(
        lambda term, items: "\n".join([f"- {term} holds:", *(f"  - {i}" for i in items)]),
        st.sampled_from(TERMS),
        st.lists(st.sampled_from(ITEMS), min_size=2, max_size=4, unique=True),
    ),
    st.sampled_from(["# Houses", "# Verse", "# Weather"]),
)
notes = st.lists(bullets, min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(notes, min_size=2, max_size=5))
def test_any_sequence_of_edits_keeps_one_card_one_guid(versions: list[list[str]]) -> None:
    ledger = Ledger()
    ever: dict[str, set[int]] = {}
    for now, blocks in enumerate(versions, 1):
        text = "\n".join(blocks)
        before = {e.guid: e for e in ledger.entries}
        settlement, ledger = build(text, ledger, now * 100)
        alive = [s.guid for s in settlement.settled]
        assert len(set(alive)) == len(alive)
        assert [e.guid for e in ledger.entries if e.retired_at is None and e.note == NOTE] == alive
        assert set(before) <= {e.guid for e in ledger.entries}
        for s in settlement.settled:
            check_numbers(s.numbers, s.card.hidden, before.get(s.guid), ever.setdefault(s.guid, set()))
        assert build(text, ledger, now * 100 + 50)[1] == ledger


def check_numbers(numbers: Sequence[int], hidden: Sequence[str], was: Entry | None, used: set[int]) -> None:
    assert len(set(numbers)) == len(numbers)
    known = {} if was is None else dict(was.hidden)
    for number, text in zip(numbers, hidden, strict=True):
        assert number in known or number not in used, "a number that was used is never given to something new"
        living = [] if was is None else [n for n, t in was.hidden[: was.living] if t == text]
        if living:
            assert number in living, "what is hidden as before keeps its number"
    used.update(numbers)


@settings(max_examples=100, deadline=None)
@given(st.lists(bullets, min_size=2, max_size=10, unique=True), st.randoms(use_true_random=False))
def test_shuffled_blocks_keep_all_guids(blocks: list[str], rng: random.Random) -> None:
    first, ledger = build("\n".join(blocks))
    shuffled = rng.sample(blocks, len(blocks))
    second, _ = build("\n".join(shuffled), ledger, 200)
    assert not second.retired
    assert {s.verdict for s in second.settled} <= {"same", "moved"}

    def by_words(settlement: Settlement) -> list[tuple[str, str]]:
        return sorted((str(replace(s.card, context=())), s.guid) for s in settlement.settled)

    assert by_words(first) == by_words(second)


@settings(max_examples=100, deadline=None)
@given(notes, notes, st.randoms(use_true_random=False))
def test_the_order_of_cards_does_not_matter(before: list[str], after: list[str], rng: random.Random) -> None:
    _, ledger = build("\n".join(before))
    cards = cards_in("\n".join(after))
    mixed = rng.sample(cards, len(cards))

    def who(order: list[Card]) -> dict[Card, str]:
        return {s.card: s.guid for s in settle(order, ledger, {NOTE}).settled}

    assert who(cards) == who(mixed)
    jumbled = replace(ledger, entries=tuple(rng.sample(ledger.entries, len(ledger.entries))))
    assert who(cards) == {s.card: s.guid for s in settle(cards, jumbled, {NOTE}).settled}


# ------------------------------------------------------------------ reach

HOUSE = "- Sill: the flat ledge under the opening of a window\n- Lintel: the beam that bears the wall over a door"


def test_a_renamed_note_keeps_its_cards() -> None:
    first, ledger = build(HOUSE, note="notes/old.md")
    second, after = build(HOUSE.replace("bears", "carries"), ledger, 200, note="notes/new.md")
    assert guids(second) == guids(first)
    assert [s.verdict for s in second.settled] == ["moved", "reworded"]
    assert {e.note for e in after.entries} == {"notes/new.md"}


def test_notes_that_were_not_read_are_out_of_reach() -> None:
    _, ledger = build(HOUSE, note="notes/other.md")
    settlement = settle(cards_in(HOUSE), ledger, {NOTE})
    assert [s.verdict for s in settlement.settled] == ["new", "new"]
    assert settlement.retired == ()
    assert stamp(dress(settlement), settlement, ledger, 200)[1].entries[:2] == ledger.entries


def test_cards_of_missing_notes_are_not_retired() -> None:
    _, ledger = build(HOUSE, note="notes/gone.md")
    settlement = settle([], ledger, {NOTE}, {"notes/gone.md"})
    assert settlement.retired == ()


def test_a_build_of_some_topics_retires_nothing() -> None:
    _, ledger = build(HOUSE)
    settlement = settle(cards_in(HOUSE)[:1], ledger, {NOTE}, complete=False)
    assert [s.verdict for s in settlement.settled] == ["same"]
    assert settlement.retired == ()
    after = stamp(dress(settlement), settlement, ledger, 200)[1]
    assert after == ledger


def test_a_moved_bullet_takes_its_history_to_another_note() -> None:
    sill, lintel = HOUSE.split("\n")
    _, ledger = build(HOUSE)
    cards = cards_in(sill) + cards_in(lintel, "notes/y.md")
    settlement = settle(cards, ledger, {NOTE, "notes/y.md"})
    assert [s.verdict for s in settlement.settled] == ["same", "moved"]
    assert [e.note for e in stamp(dress(settlement), settlement, ledger, 200)[1].entries] == [NOTE, "notes/y.md"]


def test_a_basic_card_never_becomes_a_cloze() -> None:
    place = Place(NOTE, 1, 1)
    basic = Card("basic", "Noon is at 12", place, "a", back="12", slot="s", source="Noon is at 12")
    cloze = Card("cloze", "Noon is at 12", place, "a", blanks=(Blank(11, 13),), slot="s", source="Noon is at 12")
    settlement = settle([basic], Ledger(), {NOTE})
    _, ledger = stamp(dress(settlement), settlement, Ledger(), 100)
    assert [s.verdict for s in settle([cloze], ledger, {NOTE}).settled] == ["new"]


def test_cards_of_one_bullet_are_not_taken_for_each_other() -> None:
    def both(line: str, how_many: str, why: str, order: int = 1) -> list[Card]:
        place = Place(NOTE, 1, 1)
        cards = [
            Card("basic", "How many oxen pull the barge?", place, "number", back=how_many, slot="number", source=line),
            Card("basic", "Why do oxen pull the barge?", place, "cause", back=why, slot="why", source=line),
        ]
        return cards[::order]

    cards = both("Six oxen pull the barge because the river is shallow", "six", "the river is shallow")
    settlement = settle(cards, Ledger(), {NOTE})
    _, ledger = stamp(dress(settlement), settlement, Ledger(), 100)
    number, why = (s.guid for s in settlement.settled)
    edited = both("Eight oxen pull the barge because the river is too shallow", "eight", "the river is too shallow", -1)
    assert [s.guid for s in settle(edited, ledger, {NOTE}).settled] == [why, number]
    assert [s.guid for s in settle(edited[:1], ledger, {NOTE}).settled] == [why]
    assert [s.guid for s in settle(edited[1:], ledger, {NOTE}).settled] == [number]


def remembered(*cards: Card) -> Ledger:
    settlement = settle(cards, Ledger(), {NOTE})
    return stamp(dress(settlement), settlement, Ledger(), 100)[1]


def test_a_question_that_names_its_heading_goes_along_when_the_bullet_moves() -> None:
    def asked(heading: str) -> Card:
        place = Place(NOTE, 2, 2, (heading,))
        front = f"What does {heading} need?"
        return Card(
            "basic", front, place, "verb", back="two referees", slot=f"need:{heading}", source="needs two referees"
        )

    ledger = remembered(asked("the final"))
    assert [s.verdict for s in settle([asked("the qualifier")], ledger, {NOTE}).settled] == ["reworded"]
    other = replace(asked("the qualifier"), back="a stretcher", source="needs a stretcher")
    assert [s.verdict for s in settle([other], ledger, {NOTE}).settled] == ["new"]


def test_the_second_half_of_a_merged_bullet_keeps_its_card() -> None:
    place = Place(NOTE, 2, 2)
    tureen = Card("basic", "Dishes: tureen?", place, "label", back="a deep bowl with a lid", slot="about:tureen",
                  source="Tureen: a deep bowl with a lid")  # fmt: skip
    merged = replace(tureen, front="What is a tureen?", form="definition", slot="define:tureen",
                     source="Carafe: a glass jug; Tureen: a deep bowl with a lid")  # fmt: skip
    assert [s.matcher for s in settle([merged], remembered(tureen), {NOTE}).settled] == ["same_part"]


def test_a_clause_that_stayed_goes_on_though_the_rest_of_its_line_is_new() -> None:
    place = Place(NOTE, 2, 2)
    stays = "they want to sleep long after lunch on a quiet day"
    was = Card("basic", "What do they want after lunch on a quiet day?", place, "verb", back="to sleep long",
               slot="want", source=f"Cats of the harbour hunt at dawn, and {stays}")  # fmt: skip
    now = replace(
        was,
        back="to sleep quite long",
        slot="wants",
        source=f"Cats of the harbour groom, stretch, purr and doze near warm ovens in winter, and {stays}",
    )
    assert [s.matcher for s in settle([now], remembered(was), {NOTE}).settled] == ["same_words"]
    twin = replace(now, back="never to sleep long")
    assert [s.verdict for s in settle([twin], remembered(was), {NOTE}).settled] == ["new"]


def test_what_a_person_decided_goes_before_all_else() -> None:
    glucose, fructose = (f"- {name}: a sugar that cells burn for energy" for name in ("Glucose", "Fructose"))
    first, ledger = build(glucose)
    [doubt] = build(fructose, ledger, 200)[0].doubtful
    told = replace(ledger, decisions=(doubt.decided("same"),))
    settlement, _ = build(fructose, told, 200)
    assert [(s.guid, s.matcher) for s in settlement.settled] == [(first.settled[0].guid, "decided")]


def test_a_clause_that_stayed_does_not_go_on_under_another_subject() -> None:
    place = Place(NOTE, 2, 2)
    front = "What do they want after lunch on a quiet day?"
    was = Card("basic", front, place, "verb", back="to sleep long", slot="want",
               source="Cats hunt at dawn, and they want to sleep long after lunch on a quiet day")  # fmt: skip
    now = replace(was, back="to sleep quite long", slot="wants",
                  source="Monks pray at dawn, and they want to sleep quite long after lunch on a calm day")  # fmt: skip
    assert [s.verdict for s in settle([now], remembered(was), {NOTE}).settled] == ["new"]


# ------------------------------------------------------------------ GUIDs, numbers, times


def test_a_lost_ledger_gives_the_same_guids_again() -> None:
    text = HOUSE + "\n" + HOUSE
    first, again = build(text)[0], build(text)[0]
    assert guids(first) == guids(again)
    assert len({s.guid for s in first.settled}) == 4


def test_a_guid_is_never_given_twice() -> None:
    settlement, ledger = build(HOUSE)
    reworded = replace(ledger.entries[0], front="What was a sill?", hidden=((1, "something else"),), source="else")
    other = settle(cards_in(HOUSE), Ledger((reworded,)), {NOTE})
    assert settlement.settled[0].guid not in {s.guid for s in other.settled}
    assert other.settled[0].guid == make_guid(other.settled[0].card, 1)


def test_a_hidden_text_that_comes_back_has_its_old_number() -> None:
    def holds(*items: str) -> str:
        return "\n".join(["- The hold carries:", *(f"  - {i}" for i in items)])

    _, ledger = build(holds("salt", "tar", "rope"))
    _, ledger = build(holds("salt", "rope"), ledger, 200)
    _, ledger = build(holds("lamps", "salt", "rope"), ledger, 300)
    settlement, ledger = build(holds("tar", "lamps", "salt", "rope"), ledger, 400)
    assert settlement.settled[0].numbers == (2, 4, 1, 3)
    assert ledger.entries[0].living == 4


def test_a_number_stays_with_its_blank_when_the_same_word_stands_elsewhere() -> None:
    text = "In 1830 a revolt began and in 1830 it ended"
    place = Place(NOTE, 1, 1)
    card = Card("cloze", text, place, "number", blanks=(Blank(30, 34),), slot="number", source=text)
    settlement = settle([card], Ledger(), {NOTE})
    entry = stamp(dress(settlement), settlement, Ledger(), 100)[1].entries[0]
    changed = replace(card, front=text[:30] + "1831" + text[34:])
    assert assign_numbers(changed, entry).numbers == (1,)


def test_an_unchanged_card_keeps_its_time_though_its_lines_moved() -> None:
    _, ledger = build(HOUSE)
    _, moved = build("# \n\n" + HOUSE.replace("a door", "a door or gate"), ledger, 200)
    assert [(e.line, e.changed_at) for e in moved.entries] == [(3, 100), (4, 200)]


def test_time_goes_on_even_if_the_clock_goes_back() -> None:
    _, ledger = build(HOUSE, now=1_000)
    _, later = build(HOUSE.replace("a door", "a door or gate"), ledger, 500)
    assert [e.changed_at for e in later.entries] == [1_000, 1_001]


def test_a_retired_card_is_buried_where_it_stood_and_rises_with_its_history() -> None:
    sill, lintel = HOUSE.split("\n")
    first, ledger = build(f"{sill}\n{lintel}\n- Gable: the triangle of wall under a roof")
    _, without = build(f"{sill}\n- Gable: the triangle of wall under a roof", ledger, 200)
    assert [(e.slot, e.retired_at, e.changed_at) for e in without.entries] == [
        ("define:sill", None, 100),
        ("define:lintel", 200, 200),
        ("define:gable", None, 100),
    ]
    back, again = build(f"{sill}\n{lintel}\n- Gable: the triangle of wall under a roof", without, 300)
    assert [s.verdict for s in back.settled] == ["same", "returned", "same"]
    assert [s.guid for s in back.settled] == [s.guid for s in first.settled]
    assert [(e.retired_at, e.changed_at) for e in again.entries] == [(None, 100), (None, 300), (None, 100)]


def test_a_doubt_names_the_card_that_was_not_continued() -> None:
    _, ledger = build("- Glucose: a sugar that cells burn for energy")
    settlement, _ = build("- Fructose: a sugar that cells burn for energy", ledger, 200)
    assert [(d.card.front, d.entry.front, d.reason) for d in settlement.doubtful] == [
        ("What is Fructose?", "What is Glucose?", "another subject")
    ]


def test_a_card_with_another_name_and_the_same_answer_is_doubtful() -> None:
    def item(text: str) -> Card:
        back = "wild yeast, smells of barn"
        return Card("basic", f"What is {text}?", Place(NOTE, 2, 2), "a", back=back, slot=text, source=text)

    settlement = settle([item("brettanomyces")], remembered(item("brett")), {NOTE})
    assert [s.verdict for s in settlement.settled] == ["new"]
    assert [(d.card.front, d.entry.front, d.reason) for d in settlement.doubtful] == [
        ("What is brettanomyces?", "What is brett?", "the same answer, asked otherwise")
    ]
    two = settle([item("brettanomyces"), item("lambic")], remembered(item("brett")), {NOTE})
    assert two.doubtful == (), "nobody can say which of the two it is"


def test_two_thousand_cards_are_settled_without_comparing_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(7)
    syllables = words("ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so")
    made = ["".join(rng.choices(syllables, k=3)) for _ in range(1_500)]
    lines = [f"- {made[n % 1500]} {n // 1500}: {' '.join(rng.choices(made, k=8))}" for n in range(2_000)]
    _, ledger = build("\n".join(lines))
    edited = "\n".join(line + f" usually {rng.choice(made)}" for line in lines)
    compared = 0

    def counted(old: str, new: str) -> Difference:
        nonlocal compared
        compared += 1
        return compare(old, new)

    monkeypatch.setattr(alignment, "compare", counted)
    settlement, _ = build(edited, ledger, 200)
    assert 2_000 <= compared < 10 * 2_000, "an index finds a few candidates for each: four million pairs take minutes"
    assert sum(s.was is not None for s in settlement.settled) > 1_950

"""The whole: what must hold for any note, for every build, and for every file that a build writes."""

from __future__ import annotations

import json
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import PROJECT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cardgen import ledger, notes, notetypes, outline, packages
from cardgen.build import Package, build
from cardgen.composing import Composed, compose
from cardgen.draft import draft
from cardgen.errors import CardgenError, LedgerError
from cardgen.identity.decisions import Doubt
from cardgen.looking import drafted_from, look
from cardgen.model import Ledger, Note
from cardgen.words import STOPWORDS

THEN = 1_700_000_000
SAMPLES = [*sorted((PROJECT / "notes").glob("*.md")), *sorted((PROJECT / "tests" / "notes").glob("*.md"))]
EXAMPLES = PROJECT / "tests" / "examples"

OUTBOX = """Q: Where does the relay read from?
A: the outbox

Q: Where does it write to?
A: the broker
"""
TIDES = """Q: What moves the tides?
A: the moon
"""


def example_notes() -> Iterator[Note]:
    """The note of every example."""
    for path in sorted(EXAMPLES.glob("*.md")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for number, text in enumerate(parts[1::3], 1):
            yield Note(f"{path.stem}-{number}.md", text)


def composed(*read: Note, known: Ledger | None = None, now: int = THEN, **more) -> Composed:
    return compose(read, known or Ledger(), now, **more)


def read_sample(path: Path) -> Note:
    return notes.read(path, PROJECT)


# ------------------------------------------------------------------ what must hold for any note

LIVING = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
RAW = re.compile(r"\*\*|\[\[|\]\]|\{\{|\}\}")
CODE = re.compile(r"<(code|pre)\b.*?</\1>|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)


def content_words(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W_]+", text.lower()) if w not in STOPWORDS}


def assert_sound(note: Note, made: Composed) -> None:
    """What must hold for the cards of every note."""
    lines = note.text.split("\n")
    settled = made.report.settled
    assert len({s.guid for s in settled}) == len(settled)
    assert {e.guid for e in made.ledger.entries} == {s.guid for s in settled}
    for s in settled:
        card = s.card
        assert card.front.strip()
        assert card.hidden
        assert all(hidden.strip() for hidden in card.hidden), str(card)
        assert 1 <= card.place.line <= card.place.end <= len(lines), str(card.place)
        assert len(set(s.numbers)) == len(s.numbers) == len(card.hidden) or card.kind == "basic"
    for silence in made.report.silences:
        assert silence.reason, f"{silence.place}: silent without a reason: {silence.text}"
    for deck in made.decks.values():
        assert [n.position for n in deck.notes] == list(range(1, len(deck.notes) + 1))
        for anki_note in deck.notes:
            assert anki_note.ordinals
            for field in anki_note.fields:
                left = RAW.search(LIVING.sub(r"\1", CODE.sub("", field)))
                assert left is None, f"{left[0]!r} is left in {field!r}"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_sample_note_gives_a_sound_deck(path: Path) -> None:
    note = read_sample(path)
    made = composed(note)
    assert made.report.settled
    assert_sound(note, made)
    assert composed(note) == made
    again = composed(note, known=made.ledger, now=THEN + 1000)
    assert (again.ledger, again.decks) == (made.ledger, made.decks)
    assert {s.verdict for s in again.report.settled} == {"same"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_card_points_at_lines_that_hold_its_words(path: Path) -> None:
    note = read_sample(path)
    lines = note.text.split("\n")
    for card in draft([note]).cards:
        # A list's items and a contrast's other half stand in the lines that follow.
        last = len(lines) if card.kind == "list" or card.form == "contrast_pair" else card.place.end
        there = content_words(" ".join(lines[card.place.line - 1 : last]))
        for hidden in card.hidden:
            words = content_words(hidden)
            assert 2 * len(words & there) >= len(words), f"{card.place}\n{card}"


def test_every_example_gives_a_sound_deck() -> None:
    for note in example_notes():
        assert_sound(note, composed(note))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_shuffled_blocks_keep_every_card(path: Path) -> None:
    """The note's bullets in another order, each on its own: no card is taken for another."""
    bullets = [line for line in read_sample(path).text.split("\n") if re.match(r"[-*] \w", line)]
    first = composed(Note("x.md", "\n\n---\n\n".join(bullets)))
    random.Random(path.stem).shuffle(bullets)
    second = composed(Note("x.md", "\n\n---\n\n".join(bullets)), known=first.ledger, now=THEN + 9)
    was = {str(s.card): s.guid for s in first.report.settled}
    now = {str(s.card): s.guid for s in second.report.settled}
    assert len(was.keys() & now.keys()) > 0.8 * len(was), "hardly any card reads as before"
    assert {text: now[text] for text in was.keys() & now.keys()} == {
        text: was[text] for text in was.keys() & now.keys()
    }


MARKS = st.sampled_from([
    "# ", "## ", "- ", "* ", "\t- ", "1. ", "> ", "> [!note] ", "- [ ] ", "  ", "\t", "\n", "\n\n", "---\n", "***\n",
    "**", "*", "`", "```\n", "$", "$$", "==", "[[", "]]", "![", "](", ")", "[^1]", "[^1]: ", "#tag ", "\\", "|",
    "| a | b |\n|---|---|\n", ": ", " - ", " -> ", " = ", " :: ", "{{c1::", "}}", "Q: ", "A: ", "<!-- ", "-->", "%%",
    "<b>", "</b>", "<script>", "&amp;", "because ", ", which ", "e.g. ", "1918 ", "\u00a0", "\u200b", "\U0001f600",
    "日本語", "e\u0301", "\r", "\x0b", "\ufeff",
])  # fmt: skip
WORDS = st.sampled_from([
    "the", "relay", "writes", "events", "to", "kafka", "is", "are", "a", "port", "443", "in", "1848", "not", "latency",
    "cache", "holds", "and", "or", "it",
])  # fmt: skip
SOUP = st.lists(st.one_of(MARKS, WORDS, WORDS.map(lambda w: w + " "), st.text(max_size=6)), max_size=60).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(SOUP, st.text(max_size=300)))
@example("# \nthe")  # a heading without a name, over one line
@example("*( spear = aimed at one")  # a label of nothing but marks
@example("=- (Oslo: fjord, hill, wood\n- tram 12 to 25%")  # a label that is only a bracket
@example("1. (missed it)\nrename ,   window\n= [see\u200bhere")  # an aside, and no name before it
def test_no_text_can_stop_it(text: str) -> None:
    """Whatever it is, there is a deck, and building it again changes nothing."""
    note = Note("x.md", text)
    try:
        made = composed(note)
    except CardgenError as error:
        assert text.startswith("---"), f"only front matter may be refused, not {error}"
        return
    again = composed(note, known=made.ledger, now=THEN + 9)
    assert again.ledger == made.ledger
    assert again.decks == made.decks


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True), min_size=1, max_size=5))
def test_any_sequence_of_edits_keeps_one_card_one_guid(versions: list[list[str]]) -> None:
    """Facts come, go, and come back in any order: each has one GUID for ever."""
    known, issued = Ledger(), {}
    for at, version in enumerate(versions):
        text = "\n\n".join(f"Q: What is thing {name}?\nA: {name * 9}" for name in version)
        made = composed(Note("x.md", text), known=known, now=THEN + at)
        known = made.ledger
        for s in made.report.settled:
            assert issued.setdefault(s.card.front, s.guid) == s.guid
        alive = {e.guid for e in known.entries if e.retired_at is None}
        assert alive == {s.guid for s in made.report.settled}
    assert len(set(issued.values())) == len(issued) == len(known.entries)


def test_a_note_of_three_thousand_lines() -> None:
    lines = [line for path in SAMPLES for line in read_sample(path).text.split("\n") if not line.startswith("---")]
    text = "\n".join(f"{line} {at // len(lines) or ''}" for at, line in enumerate(lines * (3000 // len(lines) + 1)))
    note = Note("long.md", "# long\n\n" + text)
    made = composed(note)
    assert len(made.report.settled) > 500
    shifted = composed(Note("long.md", "# long\n\nhm\n\n" + text), known=made.ledger, now=THEN + 9)
    assert {s.guid for s in made.report.settled} == {s.guid for s in shifted.report.settled}


# ------------------------------------------------------------------ topics


def test_a_topic_must_be_in_one_of_the_notes_only() -> None:
    read = [Note("a.md", "# Relay\n" + OUTBOX), Note("b.md", "# Tides\n" + TIDES)]
    assert [c.place.note for c in draft(read, ["tides"]).cards] == ["b.md"]
    with pytest.raises(CardgenError, match=r"a\.md: no line is about the topic “sourdough”"):
        draft(read, ["tides", "sourdough"])


def test_a_note_s_own_topics_retire_nothing_of_it_and_do_not_shield_others() -> None:
    whole = [Note("a.md", "# Relay\n" + OUTBOX + "# Tides\n" + TIDES), Note("b.md", OUTBOX)]
    first = composed(*whole)
    part = [Note("a.md", "---\ntopics: tides\n---\n" + whole[0].text), Note("b.md", OUTBOX.split("\n\n")[0])]
    second = composed(*part, known=first.ledger, now=THEN + 9)
    assert [(e.note, e.front) for e in second.report.retired] == [("b.md", "Where does it write to?")]


@pytest.mark.parametrize("empty", ["topics:", "topics: []", "tags:", "tags: []", "deck:", "title:"])
def test_an_empty_setting_is_no_setting(empty: str) -> None:
    made = composed(Note("x.md", f"---\n{empty}\n---\n{TIDES}"))
    assert made.decks["x.md"].name == "x"
    assert [n.tags for n in made.decks["x.md"].notes] == [("cardgen",)]


# ------------------------------------------------------------------ decks and their names


def names_of(made: Composed) -> dict[str, str]:
    return {path: deck.name for path, deck in made.decks.items()}


def test_a_deck_keeps_the_name_under_which_it_was_first_issued() -> None:
    first = composed(Note("x.md", "---\ntitle: Tides\n---\n" + TIDES))
    later = composed(Note("x.md", "---\ntitle: Sea level\n---\n" + TIDES), known=first.ledger, now=THEN + 9)
    assert names_of(first) == names_of(later) == {"x.md": "Tides"}


def test_a_deck_without_cards_has_no_name_yet() -> None:
    empty = composed(Note("x.md", "---\ntitle: Tides\n---\n"))
    assert empty.ledger.decks == {}
    assert names_of(composed(Note("x.md", "---\ntitle: Sea\n---\n" + TIDES), known=empty.ledger)) == {"x.md": "Sea"}


def test_a_deck_asked_for_by_name_follows_and_says_what_to_do() -> None:
    first = composed(Note("x.md", TIDES))
    asked = Note("x.md", "---\ndeck: Sea::Tides\n---\n" + TIDES)
    second = composed(asked, known=first.ledger, now=THEN + 9)
    assert names_of(second) == {"x.md": "Sea::Tides"}
    assert [str(r) for r in second.report.remarks] == [
        "x.md:1: new cards go to the deck “Sea::Tides”: an import leaves the others where they are, so rename “x” in "
        "Anki as well, or let `cardgen sync` move them"
    ]
    assert not composed(asked, known=second.ledger, now=THEN + 10).report.remarks


def test_titles_make_no_decks_in_decks_and_no_two_alike() -> None:
    read = [
        Note("a.md", "# std::vector\n" + TIDES),
        Note("c/x.md", OUTBOX),
        Note("d/X.md", TIDES),
        Note("d/e/x.md", ""),
    ]
    assert names_of(composed(*read)) == {"a.md": "std:vector", "c/x.md": "x", "d/X.md": "X (d)", "d/e/x.md": "x (e)"}


def test_a_renamed_note_takes_its_deck_and_its_tombstones_along() -> None:
    first = composed(Note("old.md", OUTBOX + "\n" + TIDES))
    second = composed(Note("old.md", OUTBOX), known=first.ledger, now=THEN + 9)
    [gone] = second.report.retired
    third = composed(Note("new.md", OUTBOX), known=second.ledger, now=THEN + 18, missing=["old.md"])
    assert names_of(third) == {"new.md": "old"}
    assert third.ledger.decks == {"new.md": "old"}
    assert {e.note for e in third.ledger.entries} == {"new.md"}
    assert [n.guid for n in third.decks["new.md"].notes if not n.ordinals] == [gone.guid]
    assert {s.guid for s in third.report.settled} == {s.guid for s in second.report.settled}


def test_a_note_that_was_split_leaves_its_deck_to_the_larger_part() -> None:
    first = composed(Note("old.md", OUTBOX + "\n" + TIDES))
    parts = [Note("a.md", TIDES), Note("b.md", OUTBOX)]
    second = composed(*parts, known=first.ledger, now=THEN + 9, missing=["old.md"])
    assert names_of(second) == {"a.md": "a", "b.md": "old"}
    assert {s.guid for s in second.report.settled} == {s.guid for s in first.report.settled}
    assert not second.report.retired


def test_a_note_that_is_gone_is_not_taken_for_deleted_lines() -> None:
    first = composed(Note("old.md", OUTBOX + "\n" + TIDES))
    second = composed(Note("other.md", TIDES), known=first.ledger, now=THEN + 9, missing=["old.md"])
    assert not second.report.retired
    assert second.ledger.decks == {"old.md": "old", "other.md": "other"}


def test_a_new_card_like_a_retired_one_is_pointed_out() -> None:
    first = composed(Note("x.md", "- Ribosome :: builds the proteins of a cell from amino acids"))
    other = Note("x.md", "- Spliceosome :: builds the proteins of a cell from amino acids")
    second = composed(other, known=first.ledger, now=THEN + 9)
    assert [s.verdict for s in second.report.settled] == ["new"]
    [doubt] = second.doubtful
    assert (doubt.entry.front, doubt.card.front, doubt.reason) == ("Ribosome", "Spliceosome", "another subject")
    assert not second.report.remarks
    # nobody has decided: it waits, but is no news
    third = composed(other, known=second.ledger, now=THEN + 18)
    assert (third.ledger, third.doubtful) == (second.ledger, ())
    assert [(d.entry.guid, d.card) for d in third.waiting] == [(doubt.entry.guid, doubt.card)]
    # its line is deleted: there is nothing to decide any more
    last = composed(Note("x.md", "hello"), known=second.ledger, now=THEN + 18)
    assert (last.waiting, last.ledger.decisions) == ((), ())


RIBOSOME, SPLICEOSOME = (
    Note("x.md", f"- {name} :: builds the proteins of a cell from amino acids") for name in ("Ribosome", "Spliceosome")
)


def decided(answer) -> tuple[Composed, Composed]:
    """A card, and the build after somebody said whether it continues as another one."""
    first = composed(RIBOSOME)
    [doubt] = composed(SPLICEOSOME, known=first.ledger, now=THEN + 9).doubtful
    return first, composed(SPLICEOSOME, known=replace(first.ledger, decisions=(doubt.decided(answer),)), now=THEN + 9)


def test_a_card_that_is_said_to_be_the_same_is() -> None:
    first, second = decided("same")
    assert [(s.verdict, s.matcher) for s in second.report.settled] == [("reworded", "decided")]
    assert [s.guid for s in second.report.settled] == [s.guid for s in first.report.settled]
    assert (second.doubtful, second.report.retired, len(second.ledger.entries)) == ((), (), 1)
    # remembered for good, in both directions
    undone = composed(RIBOSOME, known=second.ledger, now=THEN + 18)
    again = composed(SPLICEOSOME, known=undone.ledger, now=THEN + 27)
    for made in (undone, again):
        assert [s.guid for s in made.report.settled] == [s.guid for s in first.report.settled]
        assert (made.doubtful, made.waiting) == ((), ())


def test_a_decision_never_takes_a_card_from_its_own_words() -> None:
    first, second = decided("same")
    both = Note("x.md", f"{RIBOSOME.text}\n{SPLICEOSOME.text}")
    third = composed(both, known=second.ledger, now=THEN + 18)
    [guid] = {s.guid for s in first.report.settled}
    assert {s.card.front for s in third.report.settled if s.guid == guid} == {"Spliceosome"}
    assert len({s.guid for s in third.report.settled}) == 2


def test_a_card_that_is_said_to_be_another_stays_another() -> None:
    first, second = decided("other")
    [doubt] = second.doubtful
    assert doubt.answer == "other"
    assert [s.verdict for s in second.report.settled] == ["new"]
    assert [s.guid for s in second.report.settled] != [s.guid for s in first.report.settled]
    assert composed(SPLICEOSOME, known=second.ledger, now=THEN + 18).waiting == ()


def test_no_matcher_overrules_what_a_person_said() -> None:
    before, after = (Note("x.md", f"- golgi :: {how} proteins out of the cell") for how in ("ships", "it ships"))
    first = composed(before)
    [entry] = first.ledger.entries
    free = composed(after, known=first.ledger, now=THEN + 9)
    assert [s.verdict for s in free.report.settled] == ["reworded"]
    doubt = Doubt(free.report.settled[0].card, entry, "said so")
    parted = replace(first.ledger, decisions=(doubt.decided("other"),))
    assert [s.verdict for s in composed(after, known=parted, now=THEN + 9).report.settled] == ["new"]


# ------------------------------------------------------------------ notes that are gone, and notes in any order


def test_prune_retires_what_is_gone_and_nothing_else() -> None:
    first = composed(Note("a.md", OUTBOX), Note("b.md", TIDES), Note("old.md", "- golgi :: ships proteins"))
    read = [Note("b.md", TIDES), Note("new.md", "- golgi :: ships proteins")]
    missing = ["a.md", "old.md"]
    left = composed(*read, known=first.ledger, now=THEN + 9, missing=missing)
    assert (left.report.retired, dict(left.gone), left.strays) == ((), {"a.md": 2}, ())
    pruned = composed(*read, known=first.ledger, now=THEN + 9, missing=missing, prune=True)
    assert {e.note for e in pruned.report.retired} == {"a.md"}
    assert [n.ordinals for n in pruned.strays] == [(), ()]
    assert dict(pruned.gone) == {}
    # they are sent along for as long as any retired card, and come back with their note
    later = composed(*read, known=pruned.ledger, now=THEN + 18, missing=["a.md"])
    assert (later.strays, later.ledger) == (pruned.strays, pruned.ledger)
    assert composed(*read, known=pruned.ledger, now=THEN + 190 * 86_400, missing=["a.md"]).strays == ()
    back = composed(Note("a.md", OUTBOX), known=pruned.ledger, now=THEN + 27)
    assert {s.verdict for s in back.report.settled} == {"returned"}
    assert {s.guid for s in back.report.settled} == {e.guid for e in pruned.report.retired}


def test_pruned_cards_ride_in_the_package_that_is_built(vault) -> None:
    root = vault(a=OUTBOX, b=TIDES)
    [whole] = build([root], clock=THEN)
    (root / "a.md").unlink()
    [package] = build([root / "b.md"], clock=THEN + 9, prune=True)
    assert (dict(package.pruned), dict(package.gone)) == ({"a.md": 2}, {})
    gone = {s.guid for s in whole.report.settled if s.card.place.note == "a.md"}
    assert {n.guid for n in packages.read(package.target).notes if not n.ordinals} == gone
    assert not build([root / "b.md"], clock=THEN + 18)[0].changed
    assert not build([root / "b.md"], clock=THEN + 27, prune=True)[0].report.retired


@pytest.mark.parametrize("prune", [False, True])
@pytest.mark.parametrize("how", ["excluded", "by topic", "by its own topics", "elsewhere", "hidden"])
def test_a_note_of_which_nothing_is_read_loses_nothing(how: str, prune: bool, vault) -> None:
    text = "# Relay\n" + OUTBOX + "# Tides\n" + TIDES
    root = vault(notes__a=text, notes__b=OUTBOX)
    build([root / "notes"], clock=THEN)
    before = ledger.load(root).entries
    note, named = root / "notes" / "a.md", []
    if how == "excluded":
        note.write_text("---\ncards: false\n---\n" + text)
    elif how == "by topic":
        named = ["tides"]
    elif how == "by its own topics":
        note.write_text("---\ntopics: tides\n---\n" + text)
    elif how == "hidden":
        (root / "notes" / ".stash").mkdir()
        note.rename(root / "notes" / ".stash" / "a.md")
    given = root / "notes" / "b.md" if how == "elsewhere" else root / "notes"
    [package] = build([given], clock=THEN + 9, named=named, prune=prune and how != "by topic")
    if how == "hidden" and prune:  # its file is gone, for all that anybody can tell
        assert dict(package.pruned) == {"notes/a.md": 3}
        return
    assert not package.report.retired
    assert [e.retired_at for e in ledger.load(root).entries] == [None] * len(before)
    assert dict(package.kept_out) == ({"notes/a.md": 3} if how == "excluded" else {})
    assert dict(package.gone) == ({"notes/a.md": 3} if how == "hidden" else {})


def test_a_note_that_cannot_be_read_stops_the_build_and_loses_nothing(vault) -> None:
    root = vault(a=OUTBOX, b=TIDES)
    build([root], clock=THEN)
    before = files_below(root / "decks")
    (root / "a.md").write_bytes(b"%PDF-1.7")
    with pytest.raises(CardgenError, match=r"a\.md"):
        build([root], clock=THEN + 9, prune=True)
    assert files_below(root / "decks") == before


def test_a_note_that_is_kept_out_comes_back_as_it_was() -> None:
    first = composed(Note("x.md", OUTBOX))
    out = composed(Note("x.md", "---\ncards: false\n---\n" + OUTBOX), known=first.ledger, now=THEN + 9)
    assert (out.ledger.entries, dict(out.kept_out)) == (first.ledger.entries, {"x.md": 2})
    back = composed(Note("x.md", OUTBOX), known=out.ledger, now=THEN + 18)
    assert {s.verdict for s in back.report.settled} == {"same"}


def by_words(*made: Composed) -> dict[tuple[str, str], str]:
    return {(s.card.place.note, str(s.card)): s.guid for each in made for s in each.report.settled}


def test_neither_the_order_of_notes_nor_of_topics_matters() -> None:
    read = [read_sample(path) for path in SAMPLES]
    whole = by_words(composed(*read))
    shuffled = random.Random(7).sample(read, len(read))
    assert by_words(composed(*shuffled)) == whole
    known, singly = Ledger(), []
    for note in shuffled:
        singly.append(composed(note, known=known))
        known = singly[-1].ledger
    assert by_words(*singly) == whole


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_whatever_topic_is_built_first_the_cards_are_the_same(path: Path) -> None:
    note = read_sample(path)
    whole = by_words(composed(note))
    labels = [b.text for b in outline.read(note).blocks if b.kind == "section"]
    for order in (labels, labels[::-1]):
        known, seen = Ledger(), {}
        for named in [*([label] for label in order[:4]), []]:
            try:
                made = composed(note, known=known, named=named)
            except CardgenError:  # a heading that is about nothing
                continue
            known = made.ledger
            for words, guid in by_words(made).items():
                assert seen.setdefault(words, guid) == guid
            # What the whole note asks elsewhere already is the only thing that a topic may ask besides.
            assert not {e.guid for e in made.report.retired} & set(whole.values())
        # A line that a topic asked by itself goes on being asked, though the whole note asks it in a list.
        assert whole.items() <= by_words(made).items() <= (whole | seen).items()


def test_a_part_of_a_note_takes_nothing_from_its_other_parts() -> None:
    text = "# intervals\n- major third 4, minor third 3\n\n# chords\n- minor third 3, fifth 7\n"
    first = composed(Note("x.md", text))
    part = composed(
        Note("x.md", text.replace("fifth 7", "sixth 7")), known=first.ledger, now=THEN + 9, named=["chords"]
    )
    others = {s.guid for s in first.report.settled if s.card.place.line == 2}
    assert others
    assert not others & {s.guid for s in part.report.settled}


def test_a_short_line_is_not_a_part_of_every_longer_one() -> None:
    table = "| triad | built from |\n|---|---|\n| major | major 3rd + minor 3rd |\n| minor | minor 3rd + major 3rd |\n"
    first = composed(Note("x.md", "# chords\n- major third 4, minor third 3\n"))
    second = composed(Note("x.md", "# chords\n" + table), known=first.ledger, now=THEN + 9)
    assert first.report.settled
    assert {s.verdict for s in second.report.settled} == {"new"}


def test_a_note_that_went_into_another_leaves_that_one_s_deck_its_name() -> None:
    first = composed(Note("old.md", OUTBOX), Note("other.md", TIDES))
    second = composed(Note("other.md", TIDES + "\n" + OUTBOX), known=first.ledger, now=THEN + 9, missing=["old.md"])
    assert second.ledger.decks == {"other.md": "other"}
    assert {s.guid for s in second.report.settled} == {s.guid for s in first.report.settled}


def test_a_renamed_note_is_known_by_one_of_its_topics() -> None:
    text = "# Relay\n" + OUTBOX + "\n# Tides\n" + TIDES
    first = composed(Note("old.md", text))
    part = composed(Note("new.md", text), known=first.ledger, now=THEN + 9, missing=["old.md"], named=["tides"])
    assert part.ledger.decks == {"new.md": first.ledger.decks["old.md"]}
    assert not part.report.retired
    whole = composed(Note("new.md", text), known=part.ledger, now=THEN + 18)
    assert {s.guid for s in whole.report.settled} == {s.guid for s in first.report.settled}


def test_a_changed_note_type_is_newer_than_what_was_published(monkeypatch: pytest.MonkeyPatch) -> None:
    first = composed(Note("x.md", TIDES), now=THEN + 1000)
    assert first.ledger.notetypes["basic"][1] == THEN + 1000
    restyled = {**notetypes.BY_KIND, "basic": replace(notetypes.BASIC, css=".card { color: teal }")}
    monkeypatch.setattr(notetypes, "BY_KIND", restyled)
    second = composed(Note("x.md", TIDES), known=first.ledger, now=THEN)
    assert second.ledger.notetypes["basic"][1] == THEN + 1001
    assert second.ledger.notetypes["cloze"] == first.ledger.notetypes["cloze"]
    assert second.decks == first.decks


def test_a_retired_card_is_sent_along_for_half_a_year() -> None:
    first = composed(Note("x.md", OUTBOX))
    text = Note("x.md", OUTBOX.split("\n\n")[0])
    second = composed(text, known=first.ledger, now=THEN + 9)
    half = composed(text, known=second.ledger, now=THEN + 170 * 86_400)
    later = composed(text, known=half.ledger, now=THEN + 190 * 86_400)
    assert [len(made.decks["x.md"].notes) for made in (second, half, later)] == [2, 2, 1]
    assert len(later.ledger.entries) == 2


# ------------------------------------------------------------------ files


def files_below(root: Path) -> dict[str, tuple[bytes, int]]:
    found = (p for p in root.rglob("*") if p.is_file())
    return {p.relative_to(root).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in found}


def guids(package: Package) -> set[str]:
    return {s.guid for s in package.report.settled}


def test_a_second_build_writes_nothing(why_fal: Path) -> None:
    [first] = build([why_fal], clock=THEN)
    before = files_below(why_fal.parent.parent)
    assert set(before) == {"notes/why-fal.md", "decks/why-fal.apkg", "decks/ledger.json"}
    [second] = build([why_fal], clock=THEN + 5000)
    assert (first.changed, second.changed) == (True, False)
    assert files_below(why_fal.parent.parent) == before


def test_after_lines_were_retired_a_second_build_writes_nothing(why_fal: Path) -> None:
    build([why_fal], clock=THEN, depth="all")
    text = why_fal.read_text("utf-8")
    for clock, kept in ((10, text[: len(text) // 2]), (20, text[len(text) // 4 : len(text) // 2])):
        why_fal.write_text(kept, "utf-8")
        [package] = build([why_fal], clock=THEN + clock, depth="all")
        assert len(package.report.retired) > 10
    before = files_below(why_fal.parent.parent)
    assert not build([why_fal], clock=THEN + 30, depth="all")[0].changed
    assert files_below(why_fal.parent.parent) == before


def test_the_ledger_is_saved_before_the_package(why_fal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the package cannot be written at the last moment, no GUID is given out that is not remembered."""
    import cardgen.apkg

    def full(*_: object) -> bool:
        raise CardgenError("the disk is full", "decks/why-fal.apkg")

    with monkeypatch.context() as patch, pytest.raises(CardgenError):
        patch.setattr(cardgen.apkg, "write", full)
        build([why_fal], clock=THEN)
    assert (why_fal.parent.parent / "decks" / "ledger.json").is_file()
    [package] = build([why_fal], clock=THEN + 9)
    assert {s.verdict for s in package.report.settled} == {"same"}


def test_a_folder_gives_the_cards_of_its_notes(vault) -> None:
    root = vault(a=OUTBOX, b=TIDES + OUTBOX, sub__c=OUTBOX)
    [whole] = build([root], clock=THEN)
    assert whole.target == root / "decks" / "vault.apkg"
    shutil.rmtree(root / "decks")
    singles = [build([root / f"{name}.md"], clock=THEN)[0] for name in ("sub/c", "b", "a")]
    assert set().union(*map(guids, singles)) == guids(whole)
    assert [p.changed for p in build([root], clock=THEN + 9)] == [True]
    assert not any(p.changed for p in build([root / "a.md", root / "b.md"], clock=THEN + 9))


def test_each_path_gives_a_package_in_the_order_given(vault) -> None:
    root = vault(x=OUTBOX, y=TIDES)
    packages = build([root / "y.md", root, root / "x.md", root / "y.md"], clock=THEN)
    assert [p.target.name for p in packages] == ["y.apkg", "vault.apkg", "x.apkg"]
    assert [len(p.report.settled) for p in packages] == [1, 3, 2]


def test_notes_of_two_roots_are_kept_apart(vault, tmp_path: Path) -> None:
    root = vault(x=OUTBOX)
    other = tmp_path / "other"
    (other / "notes").mkdir(parents=True)
    (other / "notes" / "y.md").write_text(TIDES)
    build([root / "x.md", other / "notes" / "y.md"], clock=THEN)
    assert (root / "decks" / "x.apkg").is_file()
    assert (other / "decks" / "y.apkg").is_file()
    assert list(json.loads((other / "decks" / "ledger.json").read_text())["decks"]) == ["notes/y.md"]


def test_nothing_is_written_when_one_note_of_many_is_bad(vault) -> None:
    root = vault(a=OUTBOX, b=b"\x89PNG\r\n\x1a\n")
    with pytest.raises(CardgenError, match=r"b\.md"):
        build([root / "a.md", root / "b.md"], clock=THEN)
    assert not (root / "decks").exists()


def test_a_bad_ledger_is_never_started_afresh(vault) -> None:
    root = vault(a=OUTBOX)
    build([root / "a.md"], clock=THEN)
    (root / "decks" / "ledger.json").write_text("{}")
    before = files_below(root)
    with pytest.raises(LedgerError):
        build([root / "a.md"], clock=THEN + 9)
    assert files_below(root) == before


def test_a_ledger_below_becomes_part_of_the_root_s(tmp_path: Path) -> None:
    """A folder that was built on its own, and then as a part of a larger one: the same cards."""
    school = tmp_path / "school"
    bio = school / "bio"
    bio.mkdir(parents=True)
    (bio / "x.md").write_text(OUTBOX)
    [alone] = build([bio / "x.md"], clock=THEN)
    assert alone.target == bio / "decks" / "x.apkg"
    (school / "y.md").write_text(TIDES)
    [whole] = build([school], clock=THEN + 9)
    assert guids(alone) < guids(whole)
    assert [str(r) for r in whole.report.remarks] == [
        "bio/decks/ledger.json:1: this ledger is now part of decks/ledger.json"
    ]
    # from now on there is one ledger, whichever way the note is built
    [again] = build([bio / "x.md"], clock=THEN + 18)
    assert again.target == school / "decks" / "x.apkg"
    assert guids(again) == guids(alone)
    assert sorted(p.relative_to(school).as_posix() for p in school.rglob("ledger.json")) == ["decks/ledger.json"]
    assert not build([school], clock=THEN + 27)[0].report.remarks


def test_a_dry_run_does_not_merge_ledgers(tmp_path: Path) -> None:
    (tmp_path / "school" / "bio").mkdir(parents=True)
    (tmp_path / "school" / "bio" / "x.md").write_text(OUTBOX)
    build([tmp_path / "school" / "bio" / "x.md"], clock=THEN)
    before = files_below(tmp_path)
    [package] = build([tmp_path / "school"], clock=THEN + 9, dry_run=True)
    assert {s.verdict for s in package.report.settled} == {"same"}
    assert files_below(tmp_path) == before


def test_other_folders_are_not_searched(vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A root may be a whole home folder: to build one note costs no walk through it."""
    root = vault(sub__x=OUTBOX, elsewhere__y=TIDES)
    import os

    walked: list[str] = []
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda top, *a, **k: walked.append(str(top)) or walk(top, *a, **k))
    build([root / "sub" / "x.md"], clock=THEN)
    assert walked == []


def test_images_travel_with_the_deck(vault) -> None:
    root = vault(x="Q: What is this?\nA: ![](pics/cell.png)\n\nhi ![](pics/unused.png)\n")
    (root / "pics").mkdir()
    (root / "pics" / "cell.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    (root / "pics" / "unused.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(31))
    [package] = build([root / "x.md"], clock=THEN)
    with zipfile.ZipFile(package.target) as archive:
        media = json.loads(archive.read("media"))
        assert len(media) == 1
        assert archive.read("0") == (root / "pics" / "cell.png").read_bytes()


def test_a_deck_is_never_called_as_anki_calls_a_backup(vault) -> None:
    root = vault(collection=TIDES)
    assert build([root / "collection.md"], clock=THEN)[0].target.name == "collection-deck.apkg"


def test_cards_without_identity_are_those_of_a_build(why_fal: Path) -> None:
    drafted = drafted_from(why_fal)
    assert not (why_fal.parent.parent / "decks").exists()
    [package] = build([why_fal], clock=THEN)
    assert list(drafted.cards) == [s.card for s in package.report.settled]


# ------------------------------------------------------------------ the way back to the note


def test_a_card_links_to_its_note_in_a_vault_and_tells_nothing_of_the_machine(vault: Callable[..., Path]) -> None:
    root = vault(**{"my lists__a & b": "- Outbox: a table of events\n"})
    note = look([root / "my lists" / "a & b.md"]).dressed
    [source] = [n.fields[4] for n in note.values()]
    assert '<a href="obsidian://open?vault=vault&amp;file=my%20lists%2Fa%20%26%20b.md">' in source
    assert str(root.parent) not in source
    assert str(root.parent).replace("/", "%2F") not in source


def test_a_vault_around_the_note_is_no_news_of_its_cards(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    note = tmp_path / "notes" / "x.md"
    note.write_text("- Outbox: a table of events\n", "utf-8")
    build([note], clock=1_700_000_000)
    before = ledger.load(tmp_path)
    (tmp_path / ".obsidian").mkdir()
    [package] = build([note], clock=1_700_000_100)
    assert ledger.load(tmp_path) == before
    assert [s.verdict for s in package.report.settled] == ["same"]

"""What a build says that importing will do is what the real Anki does, card for card."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from anki_collection import Anki

from cardgen import report
from cardgen.build import Package, build
from cardgen.notetypes import RETIRED_TAG

THEN = 1_700_000_000
MIXED = """# Sea

- tides follow {{c1::the moon}} and {{c2::the sun}}
- golgi ::: ships proteins out of the cell
- bloom :: the first pour, which lets gas escape
- three kinds of buoy: lateral, cardinal, safe water

Q: Who winds the clockwork?
A: the keeper

Q: What floats the lens?
A: mercury
"""
EDITS = {
    "nothing": [],
    "a word": [("the first pour", "the very first pour")],
    "a blank more": [("{{c2::the sun}}", "{{c2::the sun}} through {{c3::gravity}}")],
    "a blank less": [("{{c2::the sun}}", "the sun")],
    "an item more and one less": [("lateral, cardinal, safe water", "lateral, safe water, special, isolated danger")],
    "the other way round as well": [("bloom ::", "bloom :::")],
    "one way only": [("golgi :::", "golgi ::")],
    "a line less and a line more": [
        ("- bloom :: the first pour, which lets gas escape", "- crema :: foam on a coffee")
    ],
    "a question less": [("Q: What floats the lens?\nA: mercury\n", "")],
    "another answer": [("A: mercury", "A: quicksilver in a ring")],
    "all at once": [
        ("the first pour", "the very first pour"),
        ("{{c2::the sun}}", "the sun"),
        ("cardinal, safe water", "safe water, special"),
        ("Q: Who winds the clockwork?\nA: the keeper\n", "Q: Who cleans the lamp?\nA: the mate\n"),
    ],
}


def built(path: Path, clock: int, **more) -> Package:
    [package] = build([path], clock=clock, **more)
    return package


def check(foretold: Package, package: Package, anki: Anki) -> None:
    """Imports, and counts what became of every card."""
    told = report.forecast(foretold.report)
    assert told == report.forecast(package.report), "a dry run says something else than the build"
    before, gone_before = anki.progress(), retired(anki)
    anki.take(package.target)
    after = anki.progress()
    assert {key: after.get(key) for key in before} == before, "a card lost its history"
    new = after.keys() - before.keys()
    gone = retired(anki) - gone_before
    returned = gone_before - retired(anki)
    assert {"new": told["new"], "retired": told["retired"]} == {"new": len(new), "retired": len(gone)}
    alive = {s.guid for s in package.report.settled}
    assert told["keep"] == len({key for key in after.keys() - new - retired(anki) if key[0] in alive})
    assert told["returned"] == len(returned)


def retired(anki: Anki) -> set[tuple[str, int]]:
    """The cards that Empty Cards would delete."""
    rows = anki.col.db.all("select c.id, n.guid, c.ord from cards c join notes n on n.id = c.nid")
    key = {number: (guid, ordinal) for number, guid, ordinal in rows}
    return {key[card] for note in anki.col.get_empty_cards().notes for card in note.card_ids}


@pytest.mark.parametrize("name", EDITS)
def test_the_forecast_comes_true(name: str, vault, tmp_path: Path) -> None:
    note = vault(x=MIXED) / "x.md"
    with Anki(tmp_path / "anki") as anki:
        check(built(note, THEN, dry_run=True), built(note, THEN), anki)
        anki.study(50)
        text = MIXED
        for old, new in EDITS[name]:
            assert old in text
            text = text.replace(old, new)
        note.write_text(text)
        check(built(note, THEN + 100, dry_run=True), built(note, THEN + 100), anki)
        note.write_text(MIXED)
        check(built(note, THEN + 200, dry_run=True), built(note, THEN + 200), anki)


def test_the_forecast_of_a_sample_note_cut_and_shuffled(why_fal: Path, tmp_path: Path) -> None:
    text = why_fal.read_text("utf-8")
    rng = random.Random(3)
    with Anki(tmp_path / "anki") as anki:
        for step in range(5):
            lines = [line for line in text.split("\n") if rng.random() < (0.85 if step else 1)]
            if step > 2:
                at = rng.randrange(len(lines))
                lines = lines[at:] + lines[:at]
            why_fal.write_text("\n".join(lines), "utf-8")
            clock = THEN + 100 * step
            check(built(why_fal, clock, dry_run=True), built(why_fal, clock), anki)
            anki.study(200)


# ------------------------------------------------------------------ gone and back again


@pytest.mark.parametrize("between", [0, 1, 2])
def test_a_line_that_comes_back_finds_its_reviews(between: int, vault, tmp_path: Path) -> None:
    """Also after builds in between, whether or not they were imported."""
    note = vault(x=MIXED) / "x.md"
    line = "- bloom :: the first pour, which lets gas escape\n"
    with Anki(tmp_path / "anki") as anki:
        first = built(note, THEN)
        [guid] = {s.guid for s in first.report.settled if s.card.front == "bloom"}
        anki.take(first.target)
        anki.study(50)
        before, fields = anki.progress(), anki.fields()[guid]
        note.write_text(MIXED.replace(line, ""))
        anki.take(built(note, THEN + 100).target)
        assert RETIRED_TAG in anki.tags()[guid]
        assert anki.fields()[guid][5] == "1"
        for step in range(between):
            note.write_text(MIXED.replace(line, "").replace("mercury", "mercury, " * (step + 1) + "in a ring"))
            package = built(note, THEN + 200 + step)
            if step:
                anki.take(package.target)
        note.write_text(MIXED)
        returned = built(note, THEN + 300)
        assert {s.verdict for s in returned.report.settled if s.guid == guid} == {"returned"}
        anki.take(returned.target)
        assert anki.progress() == before
        assert (anki.fields()[guid][:7], anki.tags()[guid]) == (fields[:7], ("cardgen",))
        assert retired(anki) == set()
        assert before[guid, 0].reps > 0


def test_pruned_cards_are_retired_and_return_with_their_note(vault, tmp_path: Path) -> None:
    root = vault(x=MIXED, y="- codon :: three bases\n")
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(root, THEN).target)
        anki.study(50)
        before = anki.progress()
        (root / "x.md").unlink()
        check(built(root / "y.md", THEN + 100, dry_run=True), package := built(root / "y.md", THEN + 100), anki)
        assert (retired(anki), package.changed) == (set(), True)
        pruned = built(root / "y.md", THEN + 200, prune=True)
        anki.take(pruned.target)
        assert len(retired(anki)) == sum(pruned.pruned.values()) == len(before) - 1
        (root / "x.md").write_text(MIXED)
        anki.take(built(root, THEN + 300).target)
        assert (anki.progress(), retired(anki)) == (before, set())


def test_a_card_that_is_said_to_be_the_same_keeps_its_reviews(vault, tmp_path: Path) -> None:
    note = vault(x="- Ribosome :: builds the proteins of a cell from amino acids\n") / "x.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(note, THEN).target)
        anki.study(5)
        before = anki.progress()
        note.write_text("- Spliceosome :: builds the proteins of a cell from amino acids\n")
        [doubt] = built(note, THEN + 100, dry_run=True).doubtful
        anki.take(built(note, THEN + 100, decisions=[doubt.decided("same")]).target)
        assert anki.progress() == before
        [fields] = anki.fields().values()
        assert fields[0] == "Spliceosome"


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("client -> proxy -> cache -> app -> database", "updated"),
        ("client -> proxy -> app -> disk", "updated"),
        ("client -> the proxy -> app -> database", "reworded"),
    ],
)
def test_another_step_in_a_chain_is_an_update(tmp_path: Path, now: str, verdict: str):
    note = tmp_path / "net.md"
    note.write_text("- request path: client -> proxy -> app -> database\n", "utf-8")
    built(note, THEN)
    note.write_text(f"- request path: {now}\n", "utf-8")
    [settled] = built(note, THEN + 60).report.settled
    assert settled.card.form == "chain"
    assert settled.verdict == verdict

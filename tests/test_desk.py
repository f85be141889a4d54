"""What is laid out to be looked through, what is decided on it, and what comes of it at the next build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from anki_collection import Anki
from click.testing import CliRunner

from cardgen import ledger
from cardgen.build import build
from cardgen.cli import main
from cardgen.desk import Desk, PackageDesk, Sheet, View, laid_out
from cardgen.errors import CardgenError

COFFEE = """\
# Espresso

- crema: foam of CO2 and coffee oils
- pump: motor that gives 9 bar
- the portafilter holds the puck
hm

| drink | milk |
| --- | --- |
| flat white | 130 ml |
"""


@pytest.fixture
def note(vault: Callable[..., Path]) -> Path:
    return vault(coffee=COFFEE) / "coffee.md"


def of(view: View, words: str) -> Sheet:
    [sheet] = [sheet for sheet in view.sheets if words.lower() in f"{sheet.asks} {sheet.answers}".lower()]
    return sheet


def asks(note: Path) -> set[str]:
    [package] = build([note])
    return {s.card.front for s in package.report.settled}


# ------------------------------------------------------------------ what there is to see


def test_every_line_says_what_it_gave(note: Path):
    lines = Desk((note,)).read().lines["coffee.md"]
    gave = {line.number: (line.gave, bool(line.why), len(line.guids)) for line in lines}
    assert gave[1][0] == "context"
    assert gave[2] == ("blank", False, 0)
    assert gave[4] == ("card", False, 1)
    assert gave[6][:2] == ("silent", True)
    assert gave[8][0] == "context"
    assert [line.text for line in lines] == COFFEE.rstrip().split("\n")


def test_a_card_says_where_it_is_from_and_what_it_is(note: Path):
    sheet = of(Desk((note,)).read(), "pump")
    assert (sheet.note, sheet.line, sheet.section, sheet.verdict) == ("coffee.md", 4, "Espresso", "new")
    assert sheet.words == (sheet.asks, sheet.answers)
    assert "9 bar" in sheet.faces[0].back
    assert "9 bar" not in sheet.faces[0].front


def test_what_is_about_to_be_retired_is_seen(note: Path):
    build([note])
    note.write_text(COFFEE.replace("- pump: motor that gives 9 bar\n", ""), "utf-8")
    sheet = of(Desk((note,)).read(), "pump")
    assert sheet.verdict == "retired"
    assert "gone from your note" in sheet.faces[0].front


def test_looking_writes_nothing(note: Path):
    before = sorted(note.parent.rglob("*"))
    Desk((note,)).read()
    assert sorted(note.parent.rglob("*")) == before


def test_a_package_is_looked_at_and_not_decided_on(note: Path):
    [package] = build([note])
    desk = laid_out([package.target])
    assert isinstance(desk, PackageDesk)
    view = desk.read()
    assert {s.asks for s in view.sheets} >= {of(Desk((note,)).read(), "pump").asks}
    assert not view.lines
    with pytest.raises(CardgenError, match="open the note instead"):
        desk.decide(view.sheets[0].guid, "drop")
    with pytest.raises(CardgenError, match="one package at a time"):
        laid_out([package.target, note])


# ------------------------------------------------------------------ decisions


def test_dropped_edited_and_taken_back_through_to_the_next_package(note: Path, tmp_path: Path):
    desk = Desk((note,))
    first = desk.read()
    pump, crema = of(first, "pump"), of(first, "crema")
    [package] = build([note])
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        anki.study(2)
        before = anki.progress()
        desk.read()
        assert of(desk.decide(pump.guid, "drop"), "9 bar").opinion == "drop"
        desk.decide(crema.guid, "edit", ["What is the crema on an espresso?", crema.words[1]])
        anki.take(build([note])[0].target)
        assert set(anki.empty()) == {pump.guid}
        assert "What is the crema on an espresso?" in anki.rendered(crema.guid)[0]
        assert anki.progress() == before
        desk.read()
        desk.undo(pump.guid)
        desk.undo(crema.guid)
        anki.take(build([note])[0].target)
        assert anki.empty() == {}
        assert anki.progress() == before
        assert crema.asks in anki.rendered(crema.guid)[0]


@pytest.mark.parametrize("shipped", [False, True])
def test_what_is_seen_after_a_decision_is_what_is_seen_afresh(note: Path, shipped: bool):
    if shipped:
        build([note])
    desk = Desk((note,))
    pump, crema, cell = (of(desk.read(), word) for word in ("pump", "crema", "130 ml"))
    steps: list[Callable[[], View]] = [
        lambda: desk.decide(pump.guid, "drop"),
        lambda: desk.decide(crema.guid, "edit", ["What is the crema?", "foam"]),
        lambda: desk.decide(cell.guid, "keep"),
        lambda: desk.undo(pump.guid),
        lambda: desk.decide(pump.guid, "drop"),
        lambda: desk.undo(crema.guid),
    ]
    for step in steps:
        seen, afresh = step(), Desk((note,)).read()
        assert seen.sheets == afresh.sheets
        assert seen.summary == afresh.summary
        assert seen.lines == afresh.lines


def test_undo_goes_back_step_by_step(note: Path):
    desk = Desk((note,))
    pump = of(desk.read(), "pump")
    desk.decide(pump.guid, "keep")
    desk.decide(pump.guid, "edit", ["How much does it give?", "9 bar"])
    desk.decide(pump.guid, "drop")
    assert of(desk.undo(), "9 bar").words[0] == "How much does it give?"
    assert of(desk.undo(), "9 bar").opinion == "keep"
    assert of(desk.undo(), "9 bar").opinion is None
    with pytest.raises(CardgenError, match="nothing to undo"):
        desk.undo()


def test_what_was_decided_in_another_run_is_taken_back_too(note: Path):
    pump = of(Desk((note,)).read(), "pump")
    Desk((note,)).decide(pump.guid, "drop")
    assert of(Desk((note,)).undo(pump.guid), "9 bar").opinion is None


def test_keeping_an_edited_card_keeps_the_edit(note: Path):
    desk = Desk((note,))
    pump = of(desk.read(), "pump")
    desk.decide(pump.guid, "edit", ["How much does it give?", "9 bar"])
    assert of(desk.decide(pump.guid, "keep"), "9 bar").words[0] == "How much does it give?"


def test_the_words_of_the_note_are_no_edit(note: Path):
    desk = Desk((note,))
    pump = of(desk.read(), "pump")
    assert of(desk.decide(pump.guid, "edit", pump.words), "9 bar").opinion is None
    assert not ledger.load(note.parent).choices


def test_words_that_do_not_fit_change_nothing(note: Path):
    desk = Desk((note,))
    pump = of(desk.read(), "pump")
    with pytest.raises(CardgenError, match="empty"):
        desk.decide(pump.guid, "edit", ["", "9 bar"])
    assert not ledger.path(note.parent).exists()
    with pytest.raises(CardgenError, match="not in the notes any more"):
        desk.decide("gone", "drop")


# ------------------------------------------------------------------ into the note


def test_a_card_is_written_into_its_note_and_keeps_its_history(note: Path):
    desk = Desk((note,))
    pump = of(desk.read(), "pump")
    build([note])
    desk.read()
    view = desk.write_to_note(pump.guid, ["What pressure does the pump give?", "9 bar"])
    assert note.read_text("utf-8").split("\n")[3:6] == [
        "- pump: motor that gives 9 bar <!-- no card -->",
        "- Q: What pressure does the pump give?",
        "  A: 9 bar",
    ]
    sheet = of(view, "What pressure")
    assert (sheet.guid, sheet.form, sheet.opinion) == (pump.guid, "own_card", None)
    [package] = build([note])
    assert not package.report.retired
    assert pump.guid in {s.guid for s in package.report.settled}
    # Once more: now the line is the author's own notation, and is replaced.
    desk.read()
    desk.write_to_note(pump.guid, ["How much pressure does the pump give?", "9 bar"])
    text = note.read_text("utf-8")
    assert "What pressure" not in text
    assert "- Q: How much pressure does the pump give?\n  A: 9 bar\n" in text
    assert pump.guid in {s.guid for s in build([note])[0].report.settled}


def test_all_that_a_line_gave_is_written_with_it(vault: Callable[..., Path]):
    note = (
        vault(coffee="- arabica has less caffeine than robusta bc it grows higher up\r\n- crema: foam\r\n")
        / "coffee.md"
    )
    note.write_bytes(note.read_bytes())
    desk = Desk((note,))
    sheets = [s for s in desk.read().sheets if s.line == 1]
    assert len(sheets) > 1
    build([note])
    desk.read()
    why = next(s for s in sheets if s.asks.startswith("Why"))
    desk.write_to_note(why.guid, ["Why is there less caffeine in arabica?", why.words[1]])
    data = note.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    report = build([note])[0].report
    assert {s.guid for s in sheets} <= {s.guid for s in report.settled}
    assert not report.retired


def test_what_would_break_the_note_is_refused_and_nothing_is_written(note: Path):
    desk = Desk((note,))
    cell = of(desk.read(), "130 ml")
    with pytest.raises(CardgenError, match="table"):
        desk.write_to_note(cell.guid, ["How much milk?", "130 ml"])
    pump = of(desk.read(), "pump")
    with pytest.raises(CardgenError, match="several lines"):
        desk.write_to_note(pump.guid, ["How?", "9 bar\n- injected"])
    assert note.read_text("utf-8") == COFFEE
    note.write_text(COFFEE + "- more\n", "utf-8")
    with pytest.raises(CardgenError, match="in the meantime"):
        desk.write_to_note(pump.guid, ["How much does it give?", "9 bar"])
    assert note.read_text("utf-8") == COFFEE + "- more\n"


# ------------------------------------------------------------------ in the terminal


def reviewed(note: Path, typed: str, *options: str) -> str:
    result = CliRunner().invoke(main, ["review", str(note), *options], input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_same_decisions_in_the_terminal(note: Path):
    sheets = Desk((note,)).read().sheets
    said = reviewed(note, "d\ne\nWhat is it that gives 9 bar?\nthe pump\ny\nq\n")
    assert f"1 of {len(sheets)}: coffee.md:3" in said
    assert "3 decisions kept" in said
    asked = asks(note)
    assert sheets[0].asks not in asked
    [package] = build([note])
    assert [s.card.front for s in package.report.dropped] == [sheets[0].asks]
    again = Desk((note,)).read()
    assert of(again, "the pump").words == ("What is it that gives 9 bar?", "the pump")
    assert f"1 of {len(sheets) - 3}" in reviewed(note, "q\n")
    assert f"1 of {len(sheets)}" in reviewed(note, "q\n", "--all")


def test_the_terminal_takes_back_and_goes_back(note: Path):
    said = reviewed(note, "d\nu\nj\nk\nx\nq\n")
    assert said.count("1 of ") >= 3
    assert "none of the keys" in said
    assert "nothing decided" in said
    assert not ledger.load(note.parent).choices


def test_when_all_is_looked_at_the_terminal_says_so(note: Path):
    count = len(Desk((note,)).read().sheets)
    reviewed(note, "y\n" * count)
    assert "--all shows them again" in reviewed(note, "")

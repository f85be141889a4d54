"""The sample notes and the cards they give, as text: the largest example. A diff here is what people would notice.

A sample is a note that has a file here; other notes may lie beside them. To add one, make its file, empty at first.
`pytest tests/test_golden.py --regen` writes the files anew; read the diff as you would read the cards.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PROJECT

from cardgen.cli import main

GOLDEN = PROJECT / "tests" / "golden"
NOTES = [PROJECT / "notes" / f"{golden.stem}.md" for golden in sorted(GOLDEN.glob("*.txt"))]


@pytest.mark.parametrize("note", NOTES, ids=lambda p: p.stem)
def test_the_sample_notes_give_these_cards(note: Path, regen: bool, capsys: pytest.CaptureFixture[str]) -> None:
    main(["cards", "--depth", "all", str(note)], standalone_mode=False)
    given = capsys.readouterr().out
    golden = GOLDEN / f"{note.stem}.txt"
    if regen:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(given, "utf-8")
    assert given == golden.read_text("utf-8")


def test_the_samples_are_here() -> None:
    assert NOTES
    assert [note for note in NOTES if not note.is_file()] == []

"""The README shows what the program really prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cardgen.cli import main

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_the_note_gives_the_cards_that_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "coffee.md").write_text(blocks("markdown")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["cards", "notes/coffee.md"]).stdout
    assert printed.strip() == blocks("text")[0].strip()


def test_every_own_card_is_taken_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = next(b for b in blocks("markdown") if b.startswith("Q:"))
    (tmp_path / "own.md").write_text(own, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["cards", "own.md"]).stdout
    forms = re.findall(r"^own\.md:\d+ (\w+)$", printed, re.M)
    assert forms == ["own_card", "term_definition", "term_definition", "highlight", "own_cloze"]

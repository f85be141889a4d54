"""Looks through a deck in the terminal, one card at a time: the same decisions as in the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from cardgen.desk import Desk, Sheet
from cardgen.errors import CardgenError
from cardgen.report import plural

_ASKED = "y keep · d drop · e edit · w write into the note · u undo · j next · k back · q quit"
"""The keys of the preview page."""
_OPINIONS = {"keep": "kept", "drop": "dropped", "edit": "edited"}


@dataclass
class _Pile:
    """The cards that are looked through, and where we are."""

    sheets: list[Sheet]
    at: int = 0

    def refresh(self, sheets: Sequence[Sheet]) -> None:
        of = {sheet.guid: sheet for sheet in sheets}
        here = self.sheets[self.at].guid if self.at < len(self.sheets) else ""
        self.sheets = [of[sheet.guid] for sheet in self.sheets if sheet.guid in of]
        self.at = next((i for i, sheet in enumerate(self.sheets) if sheet.guid == here), min(self.at, len(self.sheets)))


def review(desk: Desk, everything: bool = False) -> None:
    """Ask about each card that nobody has decided on, or with `everything` about all.

    Raises:
        CardgenError: the notes cannot be read.
    """
    sheets = [sheet for sheet in desk.read().sheets if sheet.words and (everything or not sheet.looked_at)]
    if not sheets:
        click.echo("every card has been looked at: --all shows them again")
        return
    pile, done = _Pile(sheets), 0
    while pile.at < len(pile.sheets):
        _show(pile)
        key = click.prompt("", prompt_suffix="> ", default="j", show_default=False).strip().lower()[:1]
        if key == "q":
            break
        try:
            done += _act(key, desk, pile)
        except CardgenError as error:
            click.echo(f"  {error.message}")
    click.echo(f"{plural(done, 'decision')} kept; the next build applies them" if done else "nothing decided")


def _show(pile: _Pile) -> None:
    sheet = pile.sheets[pile.at]
    state = f", {_OPINIONS[sheet.opinion]}" if sheet.opinion else ""
    verdict = "" if sheet.verdict == "same" else f", {sheet.verdict}"
    click.echo(f"\n{pile.at + 1} of {len(pile.sheets)}: {sheet.note}:{sheet.line} {sheet.form}{verdict}{state}")
    click.echo(f"  [{sheet.section}]")
    for label, words in zip(sheet.labels, sheet.words, strict=True):
        click.echo(f"  {click.style(label, dim=True)}: {words}")
    if sheet.remark:
        click.echo(f"  ! {sheet.remark}")
    click.echo(f"  {click.style(_ASKED, dim=True)}")


def _act(key: str, desk: Desk, pile: _Pile) -> int:
    """Do what was asked for; how many decisions that makes."""
    sheet = pile.sheets[pile.at]
    if key in ("y", "d"):
        pile.refresh(desk.decide(sheet.guid, "keep" if key == "y" else "drop").sheets)
        pile.at += 1
        return 1
    if key in ("e", "w"):
        words = _words(sheet)
        view = desk.decide(sheet.guid, "edit", words) if key == "e" else desk.write_to_note(sheet.guid, words)
        pile.refresh(view.sheets)
        pile.at += 1
        return 1
    if key == "u":
        before = {one.guid: one for one in pile.sheets}
        pile.refresh(desk.undo().sheets)
        pile.at = next((i for i, one in enumerate(pile.sheets) if before[one.guid] != one), pile.at)
        return -1
    if key in ("j", "k"):
        pile.at = pile.at + 1 if key == "j" else max(0, pile.at - 1)
        return 0
    click.echo("  that is none of the keys")
    return 0


def _words(sheet: Sheet) -> list[str]:
    click.echo("  (Enter alone leaves a part as it is)")
    return [
        click.prompt(f"  {label}", default=words, show_default=False)
        for label, words in zip(sheet.labels, sheet.words, strict=True)
    ]

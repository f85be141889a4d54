"""`cardgen recover`: a lost ledger, made again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardgen.cli.shared import NOTE, shown

if TYPE_CHECKING:
    from cardgen.recover import Recovered


@click.command()
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True, type=NOTE)
@click.option("--notes", type=NOTE, help="The note or folder whose ledger is lost, if it is not plain.")
@click.option("--force", is_flag=True, help="Add to a ledger that is whole, and take cards of notes that are not here.")
def recover(packages: Sequence[Path], notes: Path | None, force: bool) -> None:
    """Make a lost or damaged ledger again, from packages that cardgen wrote or a collection exported out of Anki.

    What can still be read of the ledger is kept, and what the packages know is added.

    \b
    cardgen recover decks/why-fal.apkg
    """
    from cardgen import recover as stair

    for line in _recovered(stair.recover(packages, notes, force)):
        click.echo(line)


def _recovered(back: Recovered) -> list[str]:
    from cardgen.report import plural

    target = shown(back.target)
    if not back.changed:
        return [f"{target}: nothing to recover: the ledger is whole, and knows all these cards"]
    out = [f"{target}: {plural(back.exact + back.by_words, 'card')} recovered"]
    if back.by_words:
        out.append(f"  {plural(back.by_words, 'card')} by the words only: what was reworded since may start again")
    if back.kept:
        out.append(f"  {plural(back.kept, 'card')} more from what was left of the ledger")
    if back.damaged:
        out.append(f"  the damaged ledger is kept as {back.target.name}.damaged")
    out += [
        f"  left out: {plural(count, 'card')} of {note}, which is not here (--force takes them)"
        for note, count in sorted(back.absent.items())
    ]
    if back.nameless:
        out.append(f"  left out: {plural(back.nameless, 'card')} that do not say which note they are from")
    out.append(
        "  not in any package: what you decided with --ask or on single cards, and cards that were retired long ago"
    )
    return [*out, "see what a build would keep: cardgen build --dry-run"]

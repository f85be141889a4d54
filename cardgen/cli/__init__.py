"""The front door: options, one call, print. Results go to stdout, remarks to stderr.

Each module holds the commands of one errand. Rooms that take time to enter are imported inside the commands, so that
`cardgen --help` answers at once.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from cardgen.cli import knowing, making, phone, rescue, seeing
from cardgen.errors import CardgenError

CONTEXT = {"help_option_names": ["-h", "--help"]}


class _Group(click.Group):
    """The one place where an error that a person can mend becomes a message."""

    def main(self, *args: Any, **more: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # Notes hold letters that a terminal's old encoding may lack: better a "?" than no card at all.
                stream.reconfigure(errors="replace")
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CardgenError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings=CONTEXT)
@click.version_option(package_name="cardgen")
def main() -> None:
    """Turn the notes you really write into an Anki deck, and keep your reviews when you edit them.

    \b
    cardgen build notes/why-fal.md        # → decks/why-fal.apkg
    """


for _command in (
    making.build, seeing.cards, seeing.explain, seeing.preview, seeing.review, knowing.progress,
    phone.share, phone.sync, rescue.recover,
):  # fmt: skip
    main.add_command(_command)

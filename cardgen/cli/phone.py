"""`cardgen share`: the deck on its way to the phone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from cardgen.cli.shared import NOTE, json_option, lacking, shown


@click.command()
@click.argument("deck", metavar="[DECK|NOTE]", required=False, type=NOTE)
@click.option("--host", help="Address of this machine to offer it on; the local network's if left out.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; a free one if left out.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=10, show_default=True, help="How long.")
@json_option
def share(deck: Path | None, host: str | None, port: int, minutes: float, as_json: bool) -> None:
    """Offer a deck to the phone: scan the code with its camera, tap the button, import.

    Only this one file can be fetched, by whoever is on the same network and knows the address; it ends after the
    download, or when the time is over. Without DECK the one that was built last.

    \b
    cardgen share decks/why-fal.apkg
    """
    from cardgen import targets

    try:
        from cardgen import share as door
        from cardgen.share.app import Offer
    except ImportError as error:
        raise lacking("sharing needs", "share", error) from error
    package = targets.built(deck)

    def say(url: str) -> None:
        if as_json:
            click.echo(json.dumps({"deck": str(package), "url": url, "minutes": minutes}))
            return
        drawn = door.code(url) if sys.stdout.isatty() else ""
        click.echo(f"{drawn}{shown(package)}: scan it with the phone on the same Wi-Fi, or open there\n{url}")
        click.echo(f"ends after the download, at the latest in {minutes:g} minutes; Ctrl+C ends it now")

    by = door.serve(Offer(package.stem, targets.read(package)), host, port, minutes, say)
    if as_json:
        click.echo(json.dumps({"fetched": bool(by), "by": by}))
    else:
        click.echo(f"fetched by {by}" if by else "nobody fetched it")

"""`cardgen share` and `sync`: the deck on its way to the phone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardgen.cli.shared import NOTE, day_option, json_option, lacking, plan_fields, print_remarks, shown
from cardgen.errors import CardgenError

if TYPE_CHECKING:
    from cardgen.arrivals import Edited, Plan, Retiring
    from cardgen.build import Package
    from cardgen.collection.memory import Account
    from cardgen.syncing import Outcome


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


# ------------------------------------------------------------------ sync

PASSWORD = "CARDGEN_SYNC_PASSWORD"
"""Where a script may say the password."""


@click.command()
@click.argument("given", metavar="[NOTES|DECK]...", nargs=-1, type=NOTE)
@click.option("--server", metavar="URL", help="Your own sync server, or `ankiweb`; else the one of last time.")
@click.option("--user", metavar="NAME", help="Your name on the server; else the one of last time.")
@click.option(
    "--retired", type=click.Choice(["suspend", "delete"]), default="suspend", show_default=True,
    help="What becomes of cards whose line is gone.",
)  # fmt: skip
@click.option(
    "--by", metavar="DAY", help="Learn the notes by a day: sets how many new cards a day their decks ask for."
)
@click.option("--overwrite", is_flag=True, help="Where you edited a card in Anki and its line, too: the line wins.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what it would do, as of the last sync; ask no server.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before a whole collection is fetched or sent.")
@json_option
def sync(
    given: Sequence[Path], server: str | None, user: str | None, retired: Retiring, by: str | None, overwrite: bool,
    dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring decks to all your devices by your own sync server or AnkiWeb, without Anki on this computer.

    Notes are built first; without any, the deck that was built last is synced. Cards move when their deck changed,
    retired ones are suspended or deleted, and what you did in Anki stays.

    \b
    cardgen sync notes/why-fal.md --server http://192.168.1.20:8080/ --user ada
    """
    try:
        from cardgen import syncing
    except ImportError as error:
        raise lacking("syncing needs", "sync", error) from error
    say, day = _teller(as_json), day_option(by)
    person = syncing.Person(
        lambda account: _password(account, say),
        lambda question: _agrees(question, yes, say),
        say,
        lambda built: _print_built(built, as_json),
    )
    try:
        outcome = syncing.sync(given, syncing.Wish(server, user, retired, overwrite, dry_run, day), person)
    finally:
        say("")
    if as_json:
        click.echo(json.dumps(_for_programs(outcome, dry_run), ensure_ascii=False, indent=2))
    else:
        for line in _told(outcome, dry_run):
            click.echo(line)
    for remark in outcome.remarks:
        click.echo(remark, err=True)


def _teller(quiet: bool) -> Callable[[str], None]:
    """Says on one line of a terminal how far it is; nothing where nobody looks."""
    if quiet or not sys.stderr.isatty():
        return lambda text: None
    return lambda text: click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _password(account: Account, say: Callable[[str], None]) -> str:
    say("")
    if given := os.environ.get(PASSWORD):
        return given
    if not sys.stdin.isatty():
        raise CardgenError(
            f"the password is asked for in a terminal, or taken from the variable {PASSWORD}", str(account)
        )
    return str(click.prompt(f"Password of {account}", hide_input=True, err=True))


def _agrees(question: str, yes: bool, say: Callable[[str], None]) -> bool:
    say("")
    if yes:
        return True
    if not sys.stdin.isatty():
        raise CardgenError(f"{question} Answer in a terminal, or say --yes")
    return click.confirm(question, err=True)


_FATES = {
    "new": "new",
    "updated": "updated",
    "returned": "back again",
    "moved": "moved to another deck",
    "retired": "retired and suspended",
    "deleted": "retired and deleted",
    "kept": "left as you edited {them} in Anki",
    "stays deleted": "left out, as you deleted {them} in Anki",
    "foreign": "left out, as you gave {them} another note type in Anki",
}


def _print_built(built: Sequence[Package], as_json: bool) -> None:
    from cardgen import report

    for package in built if not as_json else ():
        click.echo(report.summary(shown(package.target), package.report, len(package.doubtful)))
    print_remarks([remark for package in built for remark in package.report.remarks])


def _told(outcome: Outcome, dry_run: bool) -> Iterator[str]:
    from cardgen import report

    for synced in outcome.packages:
        yield f"{shown(synced.package)}: {'would bring' if dry_run else 'brought'} {_counted(synced.plan)}"
        for one in synced.plan.arrivals:
            if one.edited:
                yield from _edited(one.edited)
    if dry_run:
        return
    yield from (f"  {line}" for line in report.planned(outcome.plans, are_set=True))
    if outcome.first:
        yield f"{'sent' if outcome.first == 'upload' else 'fetched'} the whole collection, this first time"
    came = f": {report.plural(outcome.reviews, 'review')} came from your other devices" if outcome.reviews else ""
    yield f"synced with {outcome.account}{came}"


def _counted(plan: Plan) -> str:
    from cardgen import report

    counts = plan.counts()
    parts: list[str] = []
    for fate, words in _FATES.items():
        if count := counts.get(fate):
            number = report.plural(count, "card") if not parts else str(count)
            parts.append(f"{number} {words.format(them='it' if count == 1 else 'them')}")
    return ", ".join(parts) or "nothing new"


def _edited(edited: Edited) -> Iterator[str]:
    was, theirs, ours = edited.texts()
    where = f"{edited.was.note}:{edited.was.line}" if edited.was else edited.ours.guid
    if edited.retired:
        yield f"  {where}: its line is gone, but you edited it in Anki: suspended, not deleted, in your words"
    else:
        yield f"  {where}: edited in Anki and in the note: it stays as in Anki (--overwrite takes the note's words)"
    if was:
        yield f"      before:  {was}"
    yield f"      in Anki: {theirs}"
    if not edited.retired:
        yield f"      in note: {ours}"


def _for_programs(outcome: Outcome, dry_run: bool) -> dict[str, Any]:
    account = outcome.account
    return {
        "dry_run": dry_run,
        "server": (account.server or "AnkiWeb") if account else None,
        "user": account.user if account else None,
        "reviews": outcome.reviews,
        "whole_collection": outcome.first or None,
        "packages": [
            {
                "package": shown(synced.package),
                "counts": synced.plan.counts(),
                "edited": [_edit(one.edited) for one in synced.plan.arrivals if one.edited],
            }
            for synced in outcome.packages
        ],
        "plans": [plan_fields(plan) for plan in outcome.plans],
        "remarks": list(outcome.remarks),
    }


def _edit(edited: Edited) -> dict[str, Any]:
    was, theirs, ours = edited.texts()
    return {"guid": edited.ours.guid, "retired": edited.retired, "was": was, "in_anki": theirs, "in_note": ours}

"""`cardgen build`: notes into packages, and what is said of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardgen.cli.shared import (
    NOTE,
    card_fields,
    day_option,
    default_notes,
    depth_option,
    json_option,
    nothing,
    plan_fields,
    print_remarks,
    shown,
    topics_option,
)  # fmt: skip

if TYPE_CHECKING:
    from cardgen.build import Package
    from cardgen.model import Decision, Depth, Entry, Remark


@click.command()
@click.argument("paths", metavar="[NOTES]...", nargs=-1, type=NOTE)
@click.option("-o", "--output", type=NOTE, help="The package to write, instead of decks/NAME.apkg.")
@topics_option
@depth_option
@click.option(
    "--by", metavar="DAY", help="Learn it by a day (2026-12-12, 12 dec, in 3 weeks): how many new cards a day."
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what importing would do, and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="List every card that is not as before, and every doubtful one.")
@click.option("--ask", is_flag=True, help="Decide on doubtful cards yourself (in a terminal).")
@click.option("--prune", is_flag=True, help="Retire the cards of notes whose file is gone, and those below a --depth.")
@click.option("--fresh", is_flag=True, help="Start with a new ledger, though the old one is lost.")
@click.option("--fetch-images", is_flag=True, help="Fetch pictures that notes show from the web, once.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is any remark.")
@json_option
def build(
    paths: Sequence[Path], output: Path | None, topics: Sequence[str], depth: Depth | None, by: str | None,
    dry_run: bool, verbose: bool, ask: bool, prune: bool, fresh: bool, fetch_images: bool, strict: bool, as_json: bool,
) -> None:  # fmt: skip
    """Make or refresh a deck from notes, or from all notes in a folder (default: notes/).

    What you have learnt stays: import the new package over the old one. Cards whose fact is still in the note
    keep their reviews; cards whose line is gone are retired, not deleted.

    \b
    cardgen build notes/why-fal.md --topic "GB200 buildout" --topic "Black Forest Labs"
    """
    from cardgen import build as stair

    if prune and topics:
        raise click.UsageError("--prune goes with whole notes only: leave out --topic")
    if ask:
        _refuse_to_ask(dry_run or as_json)
    day = day_option(by)
    given = list(paths) or [default_notes()]
    missed = _fetch(given, dry_run) if fetch_images else []
    answers = []
    if ask:
        answers = _answers(stair.build(given, output, topics, dry_run=True, prune=prune, fresh=fresh, depth=depth))
    made = stair.build(given, output, topics, dry_run, prune=prune, fresh=fresh, decisions=answers, depth=depth, by=day)
    remarks = [*missed, *(r for package in made for r in package.report.remarks)]
    if as_json:
        click.echo(json.dumps(_built(made, dry_run), ensure_ascii=False, indent=2))
    else:
        _print_built(made, dry_run, verbose)
    print_remarks(remarks)
    if strict and remarks:
        sys.exit(1)


def _fetch(paths: Sequence[Path], dry_run: bool) -> list[Remark]:
    from cardgen.fetching import fetch_images

    if dry_run:
        raise click.UsageError("--fetch-images writes pictures: leave out --dry-run")
    return fetch_images(paths)


def _refuse_to_ask(prints_only: bool) -> None:
    if prints_only:
        raise click.UsageError("--ask changes what is built: leave out --dry-run and --json")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--ask needs a terminal to ask in: leave it out, and doubtful cards are new ones")


def _answers(preview: Sequence[Package]) -> list[Decision]:
    """What the person says of each doubtful pair, each asked once."""
    from cardgen import report

    doubts = [d for package in preview for d in (*package.doubtful, *package.waiting) if d.answer == "open"]
    pairs = {d.decided("open"): d for d in doubts}
    answers = []
    for number, doubt in enumerate(pairs.values(), 1):
        click.echo(f"{number} of {len(pairs)}: {doubt.card.place} ({doubt.reason})")
        click.echo(f"  before: {report.one_line(doubt.entry)}\n  now:    {report.one_line(doubt.card)}")
        chosen = click.prompt(
            "  s: the same card, it keeps its history; o: another card; l: later",
            type=click.Choice(["s", "o", "l"], case_sensitive=False), default="l", show_choices=False,
        )  # fmt: skip
        if chosen != "l":
            answers.append(doubt.decided("same" if chosen == "s" else "other"))
    return answers


def _print_built(made: Sequence[Package], dry_run: bool, verbose: bool) -> None:
    from cardgen import report

    for package in made:
        told = package.report
        line = report.summary(shown(package.target), told, len(package.doubtful))
        click.echo(f"would write {line}" if dry_run else line)
        below = report.planned(package.plans)
        below += report.left(package.gone, package.kept_out, package.pruned, package.deeper)
        if verbose:
            below += [*report.changes(told.settled, told.retired), *report.doubts(package.doubtful)]
        for each in below:
            click.echo(f"  {each}")
        if not told.settled:
            click.echo(f"  {nothing(told.silences)}", err=True)


def _built(made: Sequence[Package], dry_run: bool) -> dict[str, Any]:
    return {"dry_run": dry_run, "packages": [_package(p) for p in made]}


def _package(package: Package) -> dict[str, Any]:
    from cardgen import report

    told = package.report
    return {
        "package": shown(package.target),
        "changed": package.changed,
        "counts": dict(report.counted(told)),
        "forecast": report.forecast(told),
        "cards": [
            {"guid": s.guid, "verdict": s.verdict, "matcher": s.matcher, "was": _entry(s.was) if s.was else None}
            | card_fields(s.card)
            for s in told.settled
        ],
        "retired": [{"guid": e.guid} | _entry(e) for e in told.retired],
        "dropped": [{"guid": s.guid} | card_fields(s.card) for s in told.dropped],
        "doubtful": [
            {
                "guid": d.entry.guid,
                "was": _entry(d.entry),
                "now": card_fields(d.card),
                "reason": d.reason,
                "answer": d.answer,
            }
            for d in package.doubtful
        ],
        "gone": dict(package.gone),
        "kept_out": dict(package.kept_out),
        "pruned": dict(package.pruned),
        "deeper": dict(package.deeper),
        "plans": [plan_fields(plan) for plan in package.plans],
        "silent": [
            {"note": s.place.note, "line": s.place.line, "text": s.text, "reason": s.reason} for s in told.silences
        ],
        "remarks": [str(r) for r in told.remarks],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "front": entry.front,
        "answers": list(entry.answers),
        "place": f"{entry.note}:{entry.line}",
    }

"""The front door: options, one call, print. Results go to stdout, remarks to stderr.

Rooms that take time to enter are imported inside the commands, so that `cardgen --help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardgen.errors import CardgenError

if TYPE_CHECKING:
    from cardgen.build import Package
    from cardgen.draft import Drafted
    from cardgen.model import Card, Decision, Depth, Entry, Remark, Silence
    from cardgen.recover import Recovered
    from cardgen.report import Line

CONTEXT = {"help_option_names": ["-h", "--help"]}
NOTE = click.Path(path_type=Path)


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


def _topics(command: Any) -> Any:
    return click.option(
        "--topic", "topics", multiple=True, metavar="NAME",
        help="Only what the notes say about this; may be given several times.",
    )(command)  # fmt: skip


def _depth(command: Any) -> Any:
    return click.option(
        "--depth", type=click.Choice(["essentials", "normal", "all"]),
        help="How much of a note to ask (else what the note says, else normal).",
    )(command)  # fmt: skip


def _json(command: Any) -> Any:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


@main.command()
@click.argument("paths", metavar="[NOTES]...", nargs=-1, type=NOTE)
@click.option("-o", "--output", type=NOTE, help="The package to write, instead of decks/NAME.apkg.")
@_topics
@_depth
@click.option("-n", "--dry-run", is_flag=True, help="Say what importing would do, and write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="List every card that is not as before, and every doubtful one.")
@click.option("--ask", is_flag=True, help="Decide on doubtful cards yourself (in a terminal).")
@click.option("--prune", is_flag=True, help="Retire the cards of notes whose file is gone, and those below a --depth.")
@click.option("--fresh", is_flag=True, help="Start with a new ledger, though the old one is lost.")
@click.option("--fetch-images", is_flag=True, help="Fetch pictures that notes show from the web, once.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is any remark.")
@_json
def build(
    paths: Sequence[Path], output: Path | None, topics: Sequence[str], depth: Depth | None, dry_run: bool,
    verbose: bool, ask: bool, prune: bool, fresh: bool, fetch_images: bool, strict: bool, as_json: bool,
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
    given = list(paths) or [_default_notes()]
    missed = _fetch(given, dry_run) if fetch_images else []
    answers = []
    if ask:
        answers = _answers(stair.build(given, output, topics, dry_run=True, prune=prune, fresh=fresh, depth=depth))
    made = stair.build(given, output, topics, dry_run, prune=prune, fresh=fresh, decisions=answers, depth=depth)
    remarks = [*missed, *(r for package in made for r in package.report.remarks)]
    if as_json:
        click.echo(json.dumps(_built(made, dry_run), ensure_ascii=False, indent=2))
    else:
        _print_built(made, dry_run, verbose)
    _print_remarks(remarks)
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


def _default_notes() -> Path:
    if Path("notes").is_dir():
        return Path("notes")
    raise click.UsageError("there is no folder notes/ here: name a note or a folder, as in: cardgen build why-fal.md")


def _print_built(made: Sequence[Package], dry_run: bool, verbose: bool) -> None:
    from cardgen import report

    for package in made:
        told = package.report
        line = report.summary(_shown(package.target), told, len(package.doubtful))
        click.echo(f"would write {line}" if dry_run else line)
        below = report.left(package.gone, package.kept_out, package.pruned, package.deeper)
        if verbose:
            below += [*report.changes(told.settled, told.retired), *report.doubts(package.doubtful)]
        for each in below:
            click.echo(f"  {each}")
        if not told.settled:
            click.echo(f"  {_nothing(told.silences)}", err=True)


def _nothing(silences: Sequence[Silence]) -> str:
    """What is said where no card came out."""
    deeper = any("--depth all" in s.reason for s in silences)
    more = "try --depth all, or " if deeper else ""
    return (
        f"no line is worth a card{' at this depth' if deeper else ''}: {more}see what each gave with `cardgen explain`"
    )


def _lacking(who_needs: str, extra: str, error: ImportError) -> CardgenError:
    """What to install for a command whose libraries are an extra."""
    return CardgenError(
        f"{who_needs} a few more libraries ({error.name} is missing): pip install 'cardgen[{extra}]', or '.[{extra}]' "
        "in cardgen's own folder"
    )


def _shown(path: Path) -> str:
    """A path as the person would type it."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return str(path)


def _print_remarks(remarks: Sequence[Remark]) -> None:
    told = {(r.place.note, r.place.line, r.message): str(r) for r in remarks}
    for where in sorted(told):
        click.echo(told[where], err=True)


def _built(made: Sequence[Package], dry_run: bool) -> dict[str, Any]:
    return {"dry_run": dry_run, "packages": [_package(p) for p in made]}


def _package(package: Package) -> dict[str, Any]:
    from cardgen import report

    told = package.report
    return {
        "package": _shown(package.target),
        "changed": package.changed,
        "counts": dict(report.counted(told)),
        "forecast": report.forecast(told),
        "cards": [
            {"guid": s.guid, "verdict": s.verdict, "matcher": s.matcher, "was": _entry(s.was) if s.was else None}
            | _card(s.card)
            for s in told.settled
        ],
        "retired": [{"guid": e.guid} | _entry(e) for e in told.retired],
        "dropped": [{"guid": s.guid} | _card(s.card) for s in told.dropped],
        "doubtful": [
            {"guid": d.entry.guid, "was": _entry(d.entry), "now": _card(d.card), "reason": d.reason, "answer": d.answer}
            for d in package.doubtful
        ],
        "gone": dict(package.gone),
        "kept_out": dict(package.kept_out),
        "pruned": dict(package.pruned),
        "deeper": dict(package.deeper),
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


def _card(card: Card) -> dict[str, Any]:
    return {
        "note": card.place.note, "line": card.place.line, "kind": card.kind, "form": card.form,
        "context": list(card.context), "front": card.front, "answers": list(card.hidden), "worth": card.worth,
    }  # fmt: skip


@main.command()
@click.argument("path", metavar="NOTE", type=NOTE)
@_topics
@_depth
@_json
def cards(path: Path, topics: Sequence[str], depth: Depth | None, as_json: bool) -> None:
    """Print the cards that a note gives.

    \b
    cardgen cards notes/why-fal.md --topic "training vs inference"
    """
    drafted = _drafted(path, topics, depth)
    if as_json:
        click.echo(json.dumps([_card(c) for c in drafted.cards], ensure_ascii=False, indent=2))
    elif drafted.cards:
        click.echo("\n\n".join(f"{c.place} {c.form}\n{c}" for c in drafted.cards))
    else:
        click.echo(_nothing(drafted.silences), err=True)
    _print_remarks(drafted.remarks)


@main.command()
@click.argument("path", metavar="NOTE", type=NOTE)
@_topics
@_depth
@_json
def explain(path: Path, topics: Sequence[str], depth: Depth | None, as_json: bool) -> None:
    """Go through a note line by line: the card that each line gave and by which form, or why it gave none.

    \b
    cardgen explain notes/why-fal.md
    """
    from cardgen import report

    drafted = _drafted(path, topics, depth)
    told = {
        o.note: report.explained(
            o,
            [c for c in drafted.cards if c.place.note == o.note],
            [s for s in drafted.silences if s.place.note == o.note],
        )
        for o in drafted.outlines
    }
    if as_json:
        shown = {note: [_line(line) for line in lines] for note, lines in told.items()}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for note, lines in told.items():
            click.echo("\n".join(_explained(note, lines)))
    _print_remarks(drafted.remarks)


def _explained(note: str, lines: Sequence[Line]) -> list[str]:
    out = [note]
    for line in lines:
        if line.reason == "blank":
            continue
        out.append(f"{line.number:4} | {line.text.rstrip()}")
        if line.reason:
            out.append(f"       · {line.reason}")
        for card in line.cards:
            told = str(card).splitlines()
            out += [f"       {'+' if at == 0 else ' '} {text}" for at, text in enumerate([f"{card.form}", *told])]
    return out


def _line(line: Line) -> dict[str, Any]:
    return {"line": line.number, "text": line.text, "cards": [_card(c) for c in line.cards], "reason": line.reason}


def _drafted(path: Path, topics: Sequence[str], depth: Depth | None) -> Drafted:
    from cardgen import build as stair

    return stair.drafted_from(path, topics, depth)


@main.command()
@click.argument("paths", metavar="[NOTES|DECK]...", nargs=-1, type=NOTE)
@_topics
@_depth
@click.option("--static", "target", type=NOTE, metavar="FILE", help="Write the page into one file instead.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine; a free one if left out.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def preview(
    paths: Sequence[Path], topics: Sequence[str], depth: Depth | None, target: Path | None, port: int, no_browser: bool
) -> None:
    """Look through the cards in a browser as phones will show them, beside the note; keep, drop or reword each.

    The page is on this machine only, and follows the note: save it, and the cards change. Decisions go into the
    ledger and hold at every later build. Of a package (.apkg) it shows the cards alone.

    \b
    cardgen preview notes/why-fal.md
    """
    from cardgen.desk import laid_out

    try:
        from cardgen import preview as door
    except ImportError as error:
        raise _lacking("the preview needs", "preview", error) from error
    desk = laid_out(list(paths) or [_default_notes()], topics, depth)
    if target is not None:
        door.write_static(desk, target)
        click.echo(f"{_shown(target)}: open it in a browser")
    else:
        door.serve(desk, port, not no_browser, lambda url: click.echo(f"{url}\nCtrl+C ends the preview"))


@main.command()
@click.argument("deck", metavar="[DECK|NOTE]", required=False, type=NOTE)
@click.option("--host", help="Address of this machine to offer it on; the local network's if left out.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; a free one if left out.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=10, show_default=True, help="How long.")
@_json
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
        raise _lacking("sharing needs", "share", error) from error
    package = targets.built(deck)

    def say(url: str) -> None:
        if as_json:
            click.echo(json.dumps({"deck": str(package), "url": url, "minutes": minutes}))
            return
        drawn = door.code(url) if sys.stdout.isatty() else ""
        click.echo(f"{drawn}{_shown(package)}: scan it with the phone on the same Wi-Fi, or open there\n{url}")
        click.echo(f"ends after the download, at the latest in {minutes:g} minutes; Ctrl+C ends it now")

    by = door.serve(Offer(package.stem, targets.read(package)), host, port, minutes, say)
    if as_json:
        click.echo(json.dumps({"fetched": bool(by), "by": by}))
    else:
        click.echo(f"fetched by {by}" if by else "nobody fetched it")


@main.command()
@click.argument("paths", metavar="[NOTES]...", nargs=-1, type=NOTE)
@_topics
@_depth
@click.option("--all", "everything", is_flag=True, help="Show also the cards that you have decided on.")
def review(paths: Sequence[Path], topics: Sequence[str], depth: Depth | None, everything: bool) -> None:
    """Look through the cards in the terminal, one at a time; keep, drop or reword each.

    Decisions go into the ledger and hold at every later build.

    \b
    cardgen review notes/why-fal.md
    """
    from cardgen.desk import Desk
    from cardgen.review import review as look_through

    look_through(Desk(tuple(paths) or (_default_notes(),), tuple(topics), depth), everything)


@main.command()
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

    shown = _shown(back.target)
    if not back.changed:
        return [f"{shown}: nothing to recover: the ledger is whole, and knows all these cards"]
    out = [f"{shown}: {plural(back.exact + back.by_words, 'card')} recovered"]
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

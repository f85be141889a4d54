"""`cardgen cards`, `explain`, `preview` and `review`: what notes give, seen before it ships."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardgen.cli.shared import (
    NOTE,
    card_fields,
    default_notes,
    depth_option,
    json_option,
    lacking,
    nothing,
    print_remarks,
    shown,
    topics_option,
)  # fmt: skip

if TYPE_CHECKING:
    from cardgen.draft import Drafted
    from cardgen.model import Depth
    from cardgen.report import Line


@click.command()
@click.argument("path", metavar="NOTE", type=NOTE)
@topics_option
@depth_option
@json_option
def cards(path: Path, topics: Sequence[str], depth: Depth | None, as_json: bool) -> None:
    """Print the cards that a note gives.

    \b
    cardgen cards notes/why-fal.md --topic "training vs inference"
    """
    drafted = _drafted(path, topics, depth)
    if as_json:
        click.echo(json.dumps([card_fields(c) for c in drafted.cards], ensure_ascii=False, indent=2))
    elif drafted.cards:
        click.echo("\n\n".join(f"{c.place} {c.form}\n{c}" for c in drafted.cards))
    else:
        click.echo(nothing(drafted.silences), err=True)
    print_remarks(drafted.remarks)


@click.command()
@click.argument("path", metavar="NOTE", type=NOTE)
@topics_option
@depth_option
@json_option
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
    print_remarks(drafted.remarks)


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
    return {
        "line": line.number,
        "text": line.text,
        "cards": [card_fields(c) for c in line.cards],
        "reason": line.reason,
    }


def _drafted(path: Path, topics: Sequence[str], depth: Depth | None) -> Drafted:
    from cardgen.looking import drafted_from

    return drafted_from(path, topics, depth)


@click.command()
@click.argument("paths", metavar="[NOTES|DECK]...", nargs=-1, type=NOTE)
@topics_option
@depth_option
@click.option("--progress", "source", type=NOTE, metavar="FILE", help="Mark what you know, from an export of Anki's.")
@click.option("--static", "target", type=NOTE, metavar="FILE", help="Write the page into one file instead.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine; a free one if left out.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def preview(
    paths: Sequence[Path], topics: Sequence[str], depth: Depth | None, source: Path | None, target: Path | None,
    port: int, no_browser: bool,
) -> None:  # fmt: skip
    """Look through the cards in a browser as phones will show them, beside the note; keep, drop or reword each.

    The page is on this machine only, and follows the note: save it, and the cards change. Decisions go into the
    ledger and hold at every later build. Of a package (.apkg) it shows the cards alone. If you sync with cardgen, each
    line is marked by how well you know it; the one file of --static has that only with --progress.

    \b
    cardgen preview notes/why-fal.md
    """
    from cardgen.desk import laid_out
    from cardgen.progress import Learnt

    try:
        from cardgen import preview as door
    except ImportError as error:
        raise lacking("the preview needs", "preview", error) from error
    # When somebody studied what is private: a file that may be passed on holds it only if that was asked for.
    learnt = Learnt(source, synced=target is None)
    desk = laid_out(list(paths) or [default_notes()], topics, depth, learnt)
    if target is not None:
        door.write_static(desk, target)
        if learnt.trouble:
            click.echo(learnt.trouble, err=True)
        click.echo(f"{shown(target)}: open it in a browser")
    else:
        door.serve(desk, port, not no_browser, lambda url: click.echo(f"{url}\nCtrl+C ends the preview"))


@click.command()
@click.argument("paths", metavar="[NOTES]...", nargs=-1, type=NOTE)
@topics_option
@depth_option
@click.option("--all", "everything", is_flag=True, help="Show also the cards that you have decided on.")
def review(paths: Sequence[Path], topics: Sequence[str], depth: Depth | None, everything: bool) -> None:
    """Look through the cards in the terminal, one at a time; keep, drop or reword each.

    Decisions go into the ledger and hold at every later build.

    \b
    cardgen review notes/why-fal.md
    """
    from cardgen.desk import Desk
    from cardgen.review import review as look_through

    look_through(Desk(tuple(paths) or (default_notes(),), tuple(topics), depth), everything)

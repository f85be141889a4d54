"""`cardgen progress`: what is known, on the note itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cardgen.cli.shared import NOTE, default_notes, depth_option, json_option, painted, shown, topics_option

if TYPE_CHECKING:
    from cardgen.model import Depth
    from cardgen.progress import LineProgress, NoteProgress, Progress
    from cardgen.tallies import Asked, Day, Tally

_COLOURS: Final[Mapping[str, Mapping[str, Any]]] = {
    "known": {"fg": "green"}, "fair": {"fg": "yellow"}, "weak": {"fg": "red"}, "learning": {"fg": "cyan"},
    "unseen": {"fg": "magenta"}, "suspended": {"dim": True},
}  # fmt: skip
_NAME: Final = 34
"""Width of the first column of a table: longer names are cut."""
_BAR: Final = 40


@click.command()
@click.argument("paths", metavar="[NOTE]...", nargs=-1, type=NOTE)
@click.option(
    "--from",
    "source",
    type=NOTE,
    metavar="FILE",
    help="Where your reviews are: a .colpkg or .apkg exported out of Anki, or its collection.anki2.",
)
@topics_option
@depth_option
@click.option(
    "--days", type=click.IntRange(1, 366), default=7, show_default=True, help="Days to look ahead, with today."
)
@click.option("--summary", is_flag=True, help="The tables only, without the lines.")
@json_option
def progress(
    paths: Sequence[Path], source: Path | None, topics: Sequence[str], depth: Depth | None, days: int, summary: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Show what you know, line by line: how well the cards of each line are remembered, and what to reword.

    Your reviews are read from the collection that `cardgen sync` keeps, or from a file exported out of Anki. They
    are only read, and never leave this machine.

    \b
    cardgen progress notes/why-fal.md --from ~/Downloads/collection.colpkg
    """
    from cardgen import progress as stair

    told = stair.progress(list(paths) or [default_notes()], source, topics, depth, days)
    if as_json:
        click.echo(json.dumps(_progress(told), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_printed(told, summary)))
    if told.absent:
        click.echo(_absent(told), err=True)


def _absent(told: Progress) -> str:
    there, what_to_do = shown(told.source), "build the deck, import it, and sync or export again"
    if told.absent == told.whole.cards:
        return f"none of these cards is in {there} yet: {what_to_do}"
    are = "card is" if told.absent == 1 else "cards are"
    return f"{told.absent} {are} not in {there} yet, and shown as never seen: {what_to_do}"


# ------------------------------------------------------------------ for people


def _printed(told: Progress, summary: bool) -> Iterator[str]:
    if len(told.notes) == 1 and not summary:
        yield from (*_lines(told.notes[0]), "")
    for note in told.notes:
        yield from (*_table(note.note, note.sections, note.whole), "")
    if len(told.notes) > 1:
        yield from (*_table("all notes", [], told.whole), "")
    if told.topics:
        yield from (*_table("by topic", told.topics), "")
    if told.leeches:
        yield from (*_leeches(told), "")
    yield from _forecast(told.forecast)
    yield ""
    by = "recall by FSRS" if told.fsrs else "recall estimated from intervals, as Anki keeps no FSRS memory states"
    yield painted(f"read from {shown(told.source)}; {by}", dim=True)


def _lines(note: NoteProgress) -> Iterator[str]:
    yield note.note
    for line in note.lines:
        if line.text.strip():
            yield _line(line)


def _line(line: LineProgress) -> str:
    card, text = line.worst, line.text.rstrip()
    if card is None:
        return f"{line.number:4} | {'':16} | {text}"
    told = f"{card.now.word:10} {card.now.chance:>5}"
    style = _COLOURS[card.now.standing]
    return f"{line.number:4} | {painted(told, **style)} | {painted(text, **style)}"


def _table(head: str, rows: Sequence[Tally], whole: Tally | None = None) -> Iterator[str]:
    width = min(_NAME, max(len(name) for name in (head, *(row.name for row in rows))))
    yield f"{_cut(head, width):{width}}  cards  known  due today  never seen"
    for row in rows:
        yield _row(row.name or "(no heading)", row, width)
    if whole is not None and len(rows) != 1:
        yield _row("all", whole, width)


def _row(name: str, row: Tally, width: int) -> str:
    known = row.percent or "–"
    return f"{_cut(name, width):{width}}  {row.cards:5}  {known:>5}  {row.due:9}  {row.unseen:10}"


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _leeches(told: Progress) -> Iterator[str]:
    from cardgen.report import plural

    lines = {(note.note, line.number): line.text for note in told.notes for line in note.lines}
    yield "forgotten again and again: reword it"
    for card in told.leeches:
        lapses = card.now.card.lapses if card.now.card else 0
        said = f"forgotten {plural(lapses, 'time')}" if lapses else "tagged leech"
        yield f"  {card.note}:{card.line}: {painted(said, fg='red')}: {lines[card.note, card.line].strip()}"
        yield f"      {' '.join(card.asks.split())} → {' '.join(card.answer.split())}"


def _forecast(days: Sequence[Day]) -> Iterator[str]:
    yield "reviews to come (new cards aside)"
    most = max(max(day.due for day in days), 1)
    for at, day in enumerate(days):
        name = f"{day.date:%a} {day.date.day} {day.date:%b}" if at else "today"
        bar = "#" * -(-day.due * min(most, _BAR) // most)
        yield f"  {name:10} {day.due:4}  {bar}".rstrip()


# ------------------------------------------------------------------ for programs


def _progress(told: Progress) -> dict[str, Any]:
    return {
        "source": shown(told.source),
        "fsrs": told.fsrs,
        "today": str(told.day.date),
        "cards": _tally(told.whole),
        "absent": told.absent,
        "notes": [_note(note) for note in told.notes],
        "topics": [_tally(tally) for tally in told.topics],
        "leeches": [{"guid": c.guid, "ordinal": c.ordinal, "note": c.note, "line": c.line} for c in told.leeches],
        "forecast": [{"date": str(day.date), "due": day.due} for day in told.forecast],
    }


def _note(note: NoteProgress) -> dict[str, Any]:
    return {
        "note": note.note,
        "cards": _tally(note.whole),
        "sections": [_tally(tally) for tally in note.sections],
        "topics": [_tally(tally) for tally in note.topics],
        "lines": [
            {
                "line": line.number,
                "text": line.text,
                "standing": line.worst.now.standing if line.worst else None,
                "cards": [_card(card) for card in line.cards],
            }
            for line in note.lines
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "name": tally.name, "cards": tally.cards, "known": tally.known, "fair": tally.fair, "weak": tally.weak,
        "learning": tally.learning, "never_seen": tally.unseen, "suspended": tally.suspended, "due": tally.due,
        "share_known": tally.share,
    }  # fmt: skip


def _card(card: Asked) -> dict[str, Any]:
    now, anki = card.now, card.now.card
    out: dict[str, Any] = {
        "guid": card.guid, "ordinal": card.ordinal, "asks": card.asks, "answer": card.answer,
        "section": list(card.section), "topics": list(card.topics), "standing": now.standing, "recall": now.recall,
        "measure": now.measure or None, "due_in": now.due_in, "leech": now.leech, "in_anki": anki is not None,
    }  # fmt: skip
    if anki is not None:
        out |= {
            "interval": anki.interval, "ease": anki.ease, "reps": anki.reps, "lapses": anki.lapses,
            "stability": anki.stability, "difficulty": anki.difficulty, "last_review": anki.last_review,
        }  # fmt: skip
    return out

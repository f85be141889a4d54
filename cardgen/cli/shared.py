"""What several commands use: options, and the words that are said of cards, paths and remarks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardgen.errors import CardgenError

if TYPE_CHECKING:
    from datetime import date

    from cardgen.model import Card, Plan, Remark, Silence

NOTE = click.Path(path_type=Path)


def topics_option(command: Any) -> Any:
    """The option `--topic`."""
    return click.option(
        "--topic", "topics", multiple=True, metavar="NAME",
        help="Only what the notes say about this; may be given several times.",
    )(command)  # fmt: skip


def depth_option(command: Any) -> Any:
    """The option `--depth`."""
    return click.option(
        "--depth", type=click.Choice(["essentials", "normal", "all"]),
        help="How much of a note to ask (else what the note says, else normal).",
    )(command)  # fmt: skip


def json_option(command: Any) -> Any:
    """The option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def default_notes() -> Path:
    """The folder that is meant where no note is named.

    Raises:
        click.UsageError: there is none here.
    """
    if Path("notes").is_dir():
        return Path("notes")
    raise click.UsageError("there is no folder notes/ here: name a note or a folder, as in: cardgen build why-fal.md")


def nothing(silences: Sequence[Silence]) -> str:
    """What is said where no card came out."""
    deeper = any("--depth all" in s.reason for s in silences)
    more = "try --depth all, or " if deeper else ""
    return (
        f"no line is worth a card{' at this depth' if deeper else ''}: {more}see what each gave with `cardgen explain`"
    )


def lacking(who_needs: str, extra: str, error: ImportError) -> CardgenError:
    """What to install for a command whose libraries are an extra."""
    return CardgenError(
        f"{who_needs} a few more libraries ({error.name} is missing): pip install 'cardgen[{extra}]', or '.[{extra}]' "
        "in cardgen's own folder"
    )


def shown(path: Path) -> str:
    """A path as the person would type it."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return str(path)


def painted(text: str, **style: Any) -> str:
    """A text in colour, as `click.style` gives it, unless the person asked for none (https://no-color.org).

    >>> painted("known", fg="green") in ("known", "\x1b[32mknown\x1b[0m")
    True
    """
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def print_remarks(remarks: Sequence[Remark]) -> None:
    """Remarks to stderr, each once, sorted by place."""
    told = {(r.place.note, r.place.line, r.message): str(r) for r in remarks}
    for where in sorted(told):
        click.echo(told[where], err=True)


def card_fields(card: Card) -> dict[str, Any]:
    """A card for programs."""
    return {
        "note": card.place.note, "line": card.place.line, "kind": card.kind, "form": card.form,
        "context": list(card.context), "front": card.front, "answers": list(card.hidden), "worth": card.worth,
    }  # fmt: skip


def day_option(by: str | None) -> date | None:
    """The day named with `--by`; None where none was.

    Raises:
        CardgenError: it is no day.
    """
    from cardgen.scheduling import day_named

    return None if by is None else day_named(by)


def plan_fields(plan: Plan) -> dict[str, Any]:
    """A plan for programs."""
    preset, minutes = plan.preset, plan.minutes
    return {
        "deck": plan.deck,
        "by": plan.by.isoformat(),
        "days": plan.days,
        "cards": plan.cards,
        "unseen": plan.unseen,
        "new_per_day": plan.new_per_day,
        "days_to_spare": plan.spare,
        "minutes": {
            "average": round(sum(minutes) / len(minutes), 1),
            "most": round(max(minutes), 1),
            "each_day": [round(each, 1) for each in minutes],
            "from": "anki" if plan.simulated else "formula",
        }
        if minutes
        else None,
        "preset": preset and {"name": preset.name, "new": preset.new_per_day, "reviews": preset.reviews_per_day},
    }

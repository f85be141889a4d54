"""What the decks of notes are called. A name is settled with the first build, because Anki cannot move cards later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from cardgen.model import Ledger, Outline, Place, Remark


def deck_names(outlines: Iterable[Outline], known: Ledger) -> tuple[dict[str, str], list[Remark]]:
    """Every note's deck name: what its front matter says, else the pinned one, else its title if that is free; and what
    a person should know of it.

    >>> deck_names([Outline("bio/cells.md", "Cells", ()), Outline("art/cells.md", "Cells", ())], Ledger())[0]
    {'bio/cells.md': 'Cells', 'art/cells.md': 'Cells (art)'}
    """
    names, remarks = {}, []
    used = {name.casefold(): path for path, name in known.decks.items()}
    for one in outlines:
        asked, pinned = _deck_asked(one), known.decks.get(one.note, "")
        names[one.note] = asked or pinned or _free_name(one, used)
        used.setdefault(names[one.note].casefold(), one.note)
        if asked and pinned and asked != pinned:
            message = (
                f"new cards go to the deck “{asked}”: an import leaves the others where they are, so rename “{pinned}” "
                "in Anki as well, or let `cardgen sync` move them"
            )
            remarks.append(Remark(Place(one.note, 1, 1), message))
    return names, remarks


def _deck_asked(one: Outline) -> str:
    return " ".join(str(one.settings.get("deck") or "").replace("\x1f", " ").split())


def _free_name(one: Outline, used: Mapping[str, str]) -> str:
    """The title, with the folder where another note's deck is called the same; "::" would make it a deck in a deck."""
    title = " ".join((one.title or Path(one.note).stem).replace("\x1f", " ").replace("::", ":").split()) or "notes"
    folder = Path(one.note).parent.name
    for name in (title, f"{title} ({folder})", f"{title} ({Path(one.note).with_suffix('').as_posix()})"):
        if name.casefold() not in used and name != f"{title} ()":
            return name
    return f"{title} ({one.note})"

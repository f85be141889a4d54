"""The ledger: what we remember of every card ever issued, in `ROOT/decks/ledger.json`, one entry a line.

It is kept with the notes, in version control if there is any: a card whose entry is lost gets a new identity, and
the person its history. So it is read strictly, never started afresh in silence, and written all or nothing, with
the version before kept beside it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cardgen import files
from cardgen.errors import LedgerError
from cardgen.model import Choice, Decision, Entry, Ledger

VERSION: Final = 3
"""Of the file's format. 1 knew no decisions on doubtful pairs, 2 none on single cards. What an older one holds is read
as it is, and written as this one at the next change; an older cardgen refuses it rather than bring back what was
dropped."""
NAME: Final = "decks/ledger.json"
"""The ledger's place below the root: what errors name."""
BEFORE: Final = "decks/ledger.json.before"
DAMAGED: Final = "decks/ledger.json.damaged"
"""Where a ledger that could not be read is kept when another one takes its place."""

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")
_SKIPPED: Final = frozenset({"node_modules"})


def path(root: Path) -> Path:
    """Where the ledger of a root lies.

    >>> path(Path("school")).as_posix()
    'school/decks/ledger.json'
    """
    return root / "decks" / "ledger.json"


def locked(root: Path, wait: float = 30.0) -> AbstractContextManager[None]:
    """Keep other builds of this root waiting while the block runs; frees itself if we crash.

    Raises:
        CardgenError: another build is still at it after `wait` seconds, or the folder cannot be written.
    """
    return files.locked(root / "decks" / "ledger.lock", wait)


def load(root: Path, fresh: bool = False) -> Ledger:
    """Read the ledger of a root; where there never was one, an empty one.

    Args:
        fresh: the person knows that there is none and wants to start afresh, whatever is left of it.

    Raises:
        LedgerError: it is there and cannot be read, or it is gone and the version before is still there.
    """
    here = path(root)
    try:
        data = here.read_bytes()
    except FileNotFoundError:
        if (root / BEFORE).exists() and not fresh:
            raise LedgerError(
                f"the ledger is gone, but the version before is still there: rename {BEFORE} to ledger.json to keep "
                "the history of your cards (`cardgen recover` with your last package brings back more), or start "
                "afresh with --fresh",
                NAME,
            ) from None
        return Ledger()
    except OSError as error:
        raise LedgerError(f"cannot be read: {error.strerror or error}", NAME) from error
    try:
        return loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LedgerError(f"is not UTF-8: {_RESTORE}", f"{NAME}:{line}") from error


def save(root: Path, ledger: Ledger) -> bool:
    """Write the ledger of a root; whether the file changed. The version before is kept beside it.

    Raises:
        LedgerError: it cannot be written; the old one is as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [save(Path(folder), Ledger(decks={"x.md": "x"})) for _ in "ab"], load(Path(folder)).decks
    ([True, False], {'x.md': 'x'})
    """
    here = path(root)
    data = dumps(ledger).encode("utf-8")
    try:
        old = here.read_bytes() if here.exists() else None
        # Version control may have changed the line ends.
        if old is not None and old.replace(b"\r\n", b"\n") == data:
            return False
        if old is not None:
            files.replace(root / BEFORE, old)
        files.replace(here, data)
    except OSError as error:
        raise LedgerError(files.why(error, here), str(here)) from error
    return True


# ------------------------------------------------------------------ text


def dumps(ledger: Ledger) -> str:
    """The ledger as readable JSON, one entry a line: what :func:`loads` reads.

    >>> print(dumps(Ledger(decks={"notes/x.md": "x"}, notetypes={"basic": ("0fa1", 1700000000)})), end="")
    {
    "cardgen ledger": 3,
    "checksum": "273a0da9974f",
    "decks": {
    "notes/x.md": "x"
    },
    "notetypes": {
    "basic": ["0fa1", 1700000000]
    },
    "entries": [
    ]
    }
    """
    decks = [f"{_json(note)}: {_json(name)}" for note, name in ledger.decks.items()]
    notetypes = [f"{_json(kind)}: {_json(list(known))}" for kind, known in ledger.notetypes.items()]
    decisions = [_json(_decision_out(one)) for one in ledger.decisions]
    choices = [_json(_choice_out(one)) for one in ledger.choices]
    entries = [_json(entry_out(entry)) for entry in ledger.entries]
    return "\n".join(
        (
            "{",
            f'"cardgen ledger": {VERSION},',
            f'"checksum": "{_checksum(ledger)}",',
            *_block('"decks": {', decks, "},"),
            *_block('"notetypes": {', notetypes, "},"),
            *(_block('"decisions": [', decisions, "],") if decisions else ()),
            *(_block('"choices": [', choices, "],") if choices else ()),
            *_block('"entries": [', entries, "]"),
            "}\n",
        )
    )


def loads(text: str) -> Ledger:
    """Read what :func:`dumps` wrote, by us or merged and mended by hand.

    Raises:
        LedgerError: with `decks/ledger.json:LINE` and what to try.

    >>> loads(dumps(Ledger(decks={"x.md": "x"}))) == Ledger(decks={"x.md": "x"})
    True
    """
    text = text.replace("\r\n", "\n")
    _refuse_conflict(text)
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise LedgerError(
            f"this is no JSON ({getattr(error, 'msg', 'nested too deep')}): mend the line (often a comma is missing "
            f"or left over at the line's end or the one before), or {_RESTORE}",
            f"{NAME}:{line}",
        ) from error
    if not isinstance(raw, dict) or not _is_int(raw.get("cardgen ledger")):
        raise LedgerError(f"this is no ledger of cardgen: {_RESTORE}", f"{NAME}:1")
    _refuse_newer(raw["cardgen ledger"], text)
    ledger = _ledger_in(raw, text)
    if "checksum" in raw and raw["checksum"] != _checksum(ledger):
        raise LedgerError(
            "the entries are not those that cardgen wrote: if you changed or merged them on purpose, delete this "
            f"line and build again; else {_RESTORE}",
            f"{NAME}:{_line_of(text, 'checksum')}",
        )
    return ledger


_RESTORE: Final = (
    f"bring back an older version, from version control or from {BEFORE}, or let `cardgen recover` read it from your "
    "last package"
)


def _refuse_newer(version: int, text: str) -> None:
    if version > VERSION:
        raise LedgerError(
            f"a newer cardgen wrote this ledger (format {version}, this one reads {VERSION}): update cardgen",
            f"{NAME}:{_line_of(text, 'cardgen ledger')}",
        )


def _refuse_conflict(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if _CONFLICT.match(line):
            raise LedgerError(
                "a git merge conflict: keep the entries of both sides, one a line with a comma between, delete the "
                'marker lines and the "checksum" line, and build again; or let `cardgen recover decks/*.apkg` keep the '
                "newer of each",
                f"{NAME}:{number}",
            )


def _line_of(text: str, word: str, nth: int = 1) -> int:
    """The line where a JSON string stands for the nth time; 1 if it does not."""
    at = -1
    for _ in range(nth):
        at = text.find(_json(word), at + 1)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(head: str, lines: list[str], foot: str) -> Iterator[str]:
    yield head
    for number, line in enumerate(lines, 1):
        yield line + ("," if number < len(lines) else "")
    yield foot


def _checksum(ledger: Ledger) -> str:
    """Over the values, not over the text: an editor may lay the file out anew."""
    values: list[Any] = [
        sorted(ledger.decks.items()),
        sorted((kind, *known) for kind, known in ledger.notetypes.items()),
        [entry_out(entry) for entry in ledger.entries],
    ]
    if ledger.decisions:  # the first format had none: without them it is its checksum still
        values.append([_decision_out(one) for one in ledger.decisions])
    if ledger.choices:  # nor the second
        values.append([_choice_out(one) for one in ledger.choices])
    return hashlib.sha256(_json(values).encode("utf-8", "surrogatepass")).hexdigest()[:12]


# ------------------------------------------------------------------ entries

_NAMES: Final = {
    "guid": "guid",
    "kind": "kind",
    "note": "note",
    "line": "line",
    "form": "form",
    "slot": "slot",
    "trail": "trail",
    "source": "source",
    "front": "front",
    "back": "back",
    "hidden": "hidden",
    "living": "living",
    "changed_at": "changed",
    "digest": "digest",
    "retired_at": "retired",
    "tags": "tags",
    "sides": "sides",
    "sides_ever": "sides ever",
}
"""Field of an entry → its key in the file, in the order of the file."""
_OMITTED: Final[Mapping[str, Any]] = {
    "slot": "",
    "trail": (),
    "back": "",
    "retired_at": None,
    "tags": (),
    "sides": 1,
    "sides_ever": 1,
}
"""What need not be written, because it says nothing."""


def entry_out(entry: Entry) -> dict[str, Any]:
    """An entry as plain values for JSON, without what says nothing: what :func:`entry_in` reads."""
    values = {name: getattr(entry, name) for name in _NAMES}
    return {_NAMES[name]: value for name, value in values.items() if name not in _OMITTED or value != _OMITTED[name]}


def _is_int(value: Any) -> bool:
    return type(value) is int


def _is_str(value: Any) -> bool:
    return isinstance(value, str)


def _is_strs(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_str, value))


def _is_hidden(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(v, list) and len(v) == 2 and _is_int(v[0]) and _is_str(v[1]) for v in value
    )


_FITS: Final[Mapping[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(_NAMES, _is_str),
    **dict.fromkeys(("line", "living", "changed_at", "retired_at", "sides", "sides_ever"), _is_int),
    **dict.fromkeys(("trail", "tags"), _is_strs),
    "hidden": _is_hidden,
    "kind": lambda value: value in ("basic", "cloze", "list"),
}


def _problem(raw: Any) -> str:
    """What is wrong with an entry as read; "" if nothing is."""
    if not isinstance(raw, dict):
        return "an entry is no JSON object"
    for name, key in _NAMES.items():
        if key not in raw and name not in _OMITTED:
            return f'an entry lacks "{key}"'
        if key in raw and not _FITS[name](raw[key]):
            return f'an entry\'s "{key}" is not what it should be'
    unknown = sorted(set(raw) - set(_NAMES.values()))
    return f'an entry has a "{unknown[0]}" that this cardgen does not know' if unknown else ""


def entry_in(raw: Any) -> Entry | None:
    """An entry from what :func:`entry_out` gave; None if it is none.

    >>> entry_in({"guid": "g1"}) is None
    True
    """
    return None if _problem(raw) else _entry_in(raw)


def _entry_in(raw: Mapping[str, Any]) -> Entry:
    values = {name: raw.get(key, _OMITTED.get(name)) for name, key in _NAMES.items()}
    values["hidden"] = tuple((number, text) for number, text in values["hidden"])
    values["trail"], values["tags"] = tuple(values["trail"]), tuple(values["tags"])
    return Entry(**values)


def _decision_out(decision: Decision) -> dict[str, str]:
    values = {
        "guid": decision.guid,
        "was": decision.was,
        "now": decision.now,
        "answer": decision.answer,
        "reason": decision.reason,
    }
    return {key: value for key, value in values.items() if value}


def _decision_in(raw: Any) -> Decision | None:
    """A decision as read; None if it is none."""
    if not isinstance(raw, dict) or not all(map(_is_str, raw.values())):
        return None
    if set(raw) - {"reason"} != {"guid", "was", "now", "answer"} or raw["answer"] not in ("same", "other", "open"):
        return None
    return Decision(**raw)


def _choice_out(choice: Choice) -> dict[str, Any]:
    values = {"guid": choice.guid, "opinion": choice.opinion, "was": list(choice.was), "now": list(choice.now)}
    return {key: value for key, value in values.items() if value or key != "now"}


def _choice_in(raw: Any) -> Choice | None:
    """A decision on one card as read; None if it is none."""
    if not isinstance(raw, dict) or set(raw) | {"now"} != {"guid", "opinion", "was", "now"}:
        return None
    was, now = raw["was"], raw.get("now", [])
    if not (_is_str(raw["guid"]) and raw["opinion"] in ("keep", "drop", "edit") and _is_strs(was) and _is_strs(now)):
        return None
    if len(now) != (len(was) if raw["opinion"] == "edit" else 0):
        return None
    return Choice(raw["guid"], raw["opinion"], tuple(was), tuple(now))


def _ledger_in(raw: Mapping[str, Any], text: str) -> Ledger:
    decks, notetypes, found = raw.get("decks", {}), raw.get("notetypes", {}), raw.get("entries", [])
    _expect(isinstance(decks, dict) and all(map(_is_str, decks.values())), "decks", text)
    _expect(isinstance(notetypes, dict) and all(map(_is_known, notetypes.values())), "notetypes", text)
    _expect(isinstance(found, list), "entries", text)
    asked = raw.get("decisions", [])
    _expect(isinstance(asked, list) and None not in map(_decision_in, asked), "decisions", text)
    chosen = raw.get("choices", [])
    _expect(isinstance(chosen, list) and None not in map(_choice_in, chosen), "choices", text)
    entries: dict[str, Entry] = {}
    for one in found:
        named = one.get("guid") if isinstance(one, dict) else None
        guid = named if isinstance(named, str) else "entries"
        if problem := _problem(one):
            line = _line_of(text, guid)
            raise LedgerError(f"{problem}: mend it, or {_RESTORE}", f"{NAME}:{line}")
        if guid in entries:
            raise LedgerError(
                f"the card {guid!r} is here twice, as after a merge: delete one of the two lines (better the one "
                'with the older "changed") and the "checksum" line',
                f"{NAME}:{_line_of(text, guid, 2)}",
            )
        entries[guid] = _entry_in(one)
    return Ledger(
        tuple(entries.values()),
        decks,
        {kind: (known[0], known[1]) for kind, known in notetypes.items()},
        tuple(one for one in map(_decision_in, asked) if one is not None),
        tuple(one for one in map(_choice_in, chosen) if one is not None),
    )


def _is_known(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_str(value[0]) and _is_int(value[1])


def _expect(fits: bool, key: str, text: str) -> None:
    if not fits:
        raise LedgerError(f'"{key}" is not what it should be: {_RESTORE}', f"{NAME}:{_line_of(text, key)}")


# ------------------------------------------------------------------ what is left of a damaged one


def remains(root: Path) -> tuple[Ledger, Ledger, bool]:
    """What can still be read of a root's ledger and of the version before; and whether the ledger is whole: then it
    needs no recovery.

    Raises:
        LedgerError: a newer cardgen wrote it, or the file cannot be opened.
    """
    here = path(root)
    if here.is_file():
        with contextlib.suppress(LedgerError):
            return load(root), Ledger(), True
    return _salvaged(here), _salvaged(root / BEFORE), False


def _salvaged(file: Path) -> Ledger:
    try:
        return salvage(file.read_bytes().decode("utf-8-sig", "replace"))
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise LedgerError(f"cannot be read: {error.strerror or error}", NAME) from error


def set_aside(root: Path) -> bool:
    """Move a ledger that cannot be read out of the way, so that nothing of it is lost; whether there was one.

    Raises:
        LedgerError: it cannot be moved.
    """
    here = path(root)
    try:
        here.replace(root / DAMAGED)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LedgerError(files.why(error, here), str(here)) from error
    return True


def salvage(text: str) -> Ledger:
    """Whatever can still be read of a damaged ledger, line by line; of a card that is there twice, the newer line.

    Raises:
        LedgerError: a newer cardgen wrote it: it is not damaged.

    >>> whole = dumps(Ledger(decks={"x.md": "x", "y.md": "y"}))
    >>> salvage(whole.replace('"x.md": "x",', "<<<<<<< HEAD")).decks
    {'y.md': 'y'}
    """
    if version := re.search(r'"cardgen ledger":\s*(\d{1,9})', text):
        _refuse_newer(int(version[1]), text)
    entries: dict[str, Entry] = {}
    decks: dict[str, str] = {}
    kinds: dict[str, tuple[str, int]] = {}
    decisions: list[Decision] = []
    choices: dict[str, Choice] = {}
    for value in _values(text):
        if entry := entry_in(value):
            known = entries.get(entry.guid, entry)
            entries[entry.guid] = max(known, entry, key=lambda e: e.changed_at)
        elif decision := _decision_in(value):
            decisions.append(decision)
        elif choice := _choice_in(value):
            choices[choice.guid] = choice
        elif isinstance(value, dict) and len(value) == 1:
            [(key, told)] = value.items()
            if _is_str(told) and key != "checksum":
                decks[key] = told
            elif _is_known(told):
                kinds[key] = (told[0], told[1])
    return Ledger(tuple(entries.values()), decks, kinds, tuple(dict.fromkeys(decisions)), tuple(choices.values()))


def _values(text: str) -> Iterator[Any]:
    """The values that stand on a line of their own, or if the file was laid out anew, wherever they stand."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raw = None
    if isinstance(raw, dict):
        lists = [raw.get(key) for key in ("entries", "decisions", "choices")]
        yield from (value for each in lists if isinstance(each, list) for value in each)
        maps = [raw.get(key) for key in ("decks", "notetypes")]
        yield from ({key: value} for each in maps if isinstance(each, dict) for key, value in each.items())
        return
    for line in text.split("\n"):
        bare = line.strip().rstrip(",")
        with contextlib.suppress(ValueError, RecursionError):
            # A line that was cut, or of another encoding, is not what was written.
            if "\ufffd" not in bare:
                yield json.loads(bare if bare.startswith("{") else f"{{{bare}}}")


# ------------------------------------------------------------------ ledgers of folders that became part of a root


def below(root: Path, notes: Iterable[Path] | None = None) -> list[Path]:
    """The ledgers in `decks` folders below a root that are not its own, outermost first.

    Given the notes of a build, only the folders between them and the root are looked at, which is all that can
    hold cards of theirs and costs nothing; else the whole tree is walked.
    """
    if notes is None:
        folders = set(_folders(root))
    else:
        ups = {up for note in notes for up in files.absolute(note).parents}
        folders = {up for up in ups if up.is_relative_to(files.absolute(root))}
    own = files.absolute(path(root))
    found = [path(folder) for folder in folders if path(folder).is_file()]
    return sorted((p for p in found if files.absolute(p) != own), key=lambda p: (len(p.parts), p))


def _folders(root: Path) -> Iterator[Path]:
    for folder, names, _ in os.walk(root):
        yield Path(folder)
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in _SKIPPED)


def adopt(ledger: Ledger, other: Ledger, prefix: str) -> Ledger:
    """The root's ledger with all that a ledger below it knows; a card that both know stays as the root has it.

    Args:
        prefix: the folder of the other root, as seen from this one: it goes before the other's note paths.

    >>> mine, theirs = Ledger(decks={"a.md": "a"}), Ledger(decks={"b.md": "b"}, notetypes={"basic": ("0f", 5)})
    >>> adopt(mine, theirs, "school") == Ledger(decks={"a.md": "a", "school/b.md": "b"}, notetypes={"basic": ("0f", 5)})
    True
    """
    prefix = f"{prefix.strip('/')}/" if prefix.strip("./") else ""
    known = {entry.guid for entry in ledger.entries}
    entries = tuple(replace(e, note=prefix + e.note) for e in other.entries if e.guid not in known)
    decks = {prefix + note: name for note, name in other.decks.items()} | dict(ledger.decks)
    notetypes = dict(other.notetypes)
    for kind, mine in ledger.notetypes.items():
        # The later time, so that what is published next is newer than both.
        notetypes[kind] = max(mine, other.notetypes.get(kind, mine), key=lambda pair: pair[1])
    ordered = {note: decks[note] for note in (*ledger.decks, *(n for n in decks if n not in ledger.decks))}
    decisions = tuple(dict.fromkeys((*ledger.decisions, *other.decisions)))
    choices = {one.guid: one for one in (*other.choices, *ledger.choices)}
    return Ledger(ledger.entries + entries, ordered, notetypes, decisions, tuple(choices.values()))

"""What we remember beside the collection: whose account it is, and what we put into it last.

Never the password; the key of a session is in the system's keyring or nowhere (:mod:`cardgen.collection.keys`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from cardgen import files
from cardgen.errors import CardgenError

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a sync server."""

    user: str
    server: str = ""
    """Its address; "" for AnkiWeb."""

    def __str__(self) -> str:
        """As people write it.

        >>> str(Account("ada", "http://127.0.0.1:8080/")), str(Account("ada@example.org"))
        ('ada on http://127.0.0.1:8080/', 'ada@example.org on AnkiWeb')
        """
        return f"{self.user} on {self.server or 'AnkiWeb'}"


@dataclass(frozen=True, slots=True)
class Shipped:
    """What we last put into the collection of one note."""

    changed_at: int
    """When what we shipped had last changed, in Unix seconds."""
    text: str = ""
    """Hash of its fields as the collection then had them; "" if we do not know."""
    tags: tuple[str, ...] = ()
    """Those that were ours."""
    deck: str = ""
    """Where we put its cards."""
    retired: bool = False
    """We have dealt with its being retired."""
    suspended: tuple[int, ...] = ()
    """Ordinals of the cards that we suspended then."""
    owed: tuple[str, ...] = ()
    """Tags of the learner's that an import took off and that we have not put back yet."""


def load_account(folder: Path) -> Account | None:
    """The account that the collection was last synced with; None if there was none yet.

    Raises:
        CardgenError: the file is damaged.
    """
    raw = _load(folder / "account.json")
    if raw is None:
        return None
    try:
        return Account(**_fitting(Account, raw))
    except TypeError as error:
        raise _damaged(folder / "account.json", error) from error


def save_account(folder: Path, account: Account) -> None:
    """Remember the account from now on.

    Raises:
        CardgenError: it cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     save_account(Path(here), Account("ada"))
    ...     load_account(Path(here))
    Account(user='ada', server='')
    """
    _save(folder / "account.json", json.dumps(asdict(account), ensure_ascii=False, indent=0) + "\n")


def load(folder: Path) -> dict[str, Shipped]:
    """What we last put into the collection, by GUID; nothing if we do not know.

    Raises:
        CardgenError: the file is damaged.
    """
    here = folder / "memory.json"
    raw = _load(here)
    if raw is None:
        return {}
    try:
        return {guid: _shipped(one) for guid, one in raw["notes"].items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise _damaged(here, error) from error


def save(folder: Path, shipped: Mapping[str, Shipped]) -> None:
    """Remember what we last put into the collection, one note a line.

    Raises:
        CardgenError: it cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as here:
    ...     save(Path(here), {"g1": Shipped(1_700_000_000, "0f", ("cardgen",), "Sea")})
    ...     load(Path(here))["g1"].deck
    'Sea'
    """
    empty = asdict(Shipped(0))
    lines = []
    for guid, one in sorted(shipped.items()):
        told = {key: value for key, value in asdict(one).items() if value != empty[key]}
        lines.append(f"{json.dumps(guid)}: {json.dumps(told, ensure_ascii=False)}")
    text = f'{{"cardgen sync": {VERSION},\n"notes": {{\n' + ",\n".join(lines) + "\n}}\n"
    _save(folder / "memory.json", text)


def forget(folder: Path) -> None:
    """Forget what we put into a collection that is no more.

    Raises:
        CardgenError: the file cannot be removed.
    """
    here = folder / "memory.json"
    try:
        here.unlink(missing_ok=True)
    except OSError as error:
        raise CardgenError(files.why(error, here), str(here)) from error


def _shipped(raw: Mapping[str, Any]) -> Shipped:
    values: dict[str, Any] = {"changed_at": 0, **_fitting(Shipped, raw)}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Shipped(**values | lists)


def _fitting(kind: type, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a kind knows: a newer cardgen may have written more."""
    known = {each.name for each in fields(kind)}
    return {key: value for key, value in raw.items() if key in known}


def _load(here: Path) -> dict[str, Any] | None:
    try:
        raw = json.loads(here.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CardgenError(f"cannot be read: {error.strerror or error}", str(here)) from error
    except ValueError as error:
        raise _damaged(here, error) from error
    if not isinstance(raw, dict):
        raise _damaged(here, TypeError("no object"))
    return raw


def _damaged(here: Path, error: Exception) -> CardgenError:
    return CardgenError(f"this is not what cardgen wrote ({error}): delete the file and sync again", str(here))


def _save(here: Path, text: str) -> None:
    try:
        files.replace(here, text.encode("utf-8"))
    except OSError as error:
        raise CardgenError(files.why(error, here), str(here)) from error

"""The key of a session in the system's keyring, where there is one: then the password is asked for only once.

The `keyring` package is used if a person has installed it. Without it, or without a keyring behind it, nothing is kept
and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cardgen.collection.memory import Account

_SERVICE: Final = "cardgen sync"


def find(account: Account) -> str:
    """The key of the last session with an account; "" if none is kept."""
    return _asked(lambda keyring: keyring.get_password(_SERVICE, str(account))) or ""


def keep(account: Account, key: str) -> bool:
    """Keep the key of a session; whether there was a keyring to take it."""
    return _asked(lambda keyring: keyring.set_password(_SERVICE, str(account), key) or True) is True


def drop(account: Account) -> None:
    """Forget a key that the server does not take any more."""
    _asked(lambda keyring: keyring.delete_password(_SERVICE, str(account)))


def _asked(of: Callable[[Any], Any]) -> Any:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return of(keyring)
    except (KeyringError, RuntimeError, OSError):  # locked, or nobody at home: the password is asked for instead
        return None

"""The one kind of error a person can put right: what, where, and what to try."""

from __future__ import annotations

from cardgen.model import Place


class CardgenError(Exception):
    """Something that the person can mend.

    >>> print(CardgenError("the front matter is no YAML: close the quote", Place("notes/x.md", 3, 3)))
    notes/x.md:3: the front matter is no YAML: close the quote
    """

    def __init__(self, message: str, place: Place | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class LedgerError(CardgenError):
    """The ledger cannot be read or written: never a reason to start afresh."""

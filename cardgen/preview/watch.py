"""Follows what is laid out: reads it, and reads it anew each time it was saved."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from cardgen.desk import AnyDesk, View
from cardgen.errors import CardgenError

PAUSE = 0.4
"""Seconds between two looks at the files."""
FIRST = 1.5
"""Seconds that the page has to itself before the cards are made, which in a long note takes all there is."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see at one time."""

    version: int
    view: View
    ready: bool
    """The cards are there, not only the notes."""
    error: str = ""
    """Why what was saved last cannot be shown; then the view is the one before."""


class Watch:
    """What is laid out on a desk, kept up to date by a thread of its own.

    Decisions go through :meth:`change`, so that no two things happen to a desk at once.
    """

    def __init__(self, desk: AnyDesk) -> None:
        """Raises :class:`CardgenError` if it cannot be read at all."""
        self.desk = desk
        self._turn = threading.RLock()
        self._news = threading.Condition()
        self._stopped = threading.Event()
        self._stamp: object = None
        self.is_open = threading.Event()
        """The page stands before the person."""
        self.seen = Seen(1, desk.texts(), ready=False)

    def start(self) -> None:
        """Begin to read, and go on."""
        threading.Thread(target=self._follow, daemon=True).start()

    def stop(self) -> None:
        """Stop following."""
        self._stopped.set()
        with self._news:
            self._news.notify_all()

    def change(self, act: Callable[[AnyDesk], View]) -> Seen:
        """Do something on the desk, and show what came of it.

        Raises:
            CardgenError: as `act`.
        """
        with self._turn:
            seen_all = self._watched() == self._stamp
            view = act(self.desk)
            if seen_all:  # else a note was saved meanwhile, and is yet to be read
                self._stamp = self._watched()
            return self._show(view)

    def newer_than(self, version: int, wait: float) -> Seen:
        """What there is to see, as soon as it is not that version any more, or after some seconds."""
        with self._news:
            self._news.wait_for(lambda: self._stopped.is_set() or self.seen.version != version, wait)
            return self.seen

    def _follow(self) -> None:
        self.is_open.wait(FIRST)
        while not self._stopped.is_set():
            began = time.monotonic()
            with self._turn:
                stamp = self._watched()
                looked_for = time.monotonic() - began
                if stamp != self._stamp:
                    self._stamp = stamp
                    self._read()
            self._stopped.wait(max(PAUSE, 10 * looked_for))  # a large folder is looked at less often

    def _watched(self) -> object:
        try:
            return self.desk.watched()
        except (CardgenError, OSError) as error:  # the note is gone for a moment, as some editors save
            return str(error)

    def _read(self) -> None:
        try:
            self._show(self.desk.read())
        except CardgenError as error:
            self._show(self.seen.view, str(error), ready=self.seen.ready)

    def _show(self, view: View, error: str = "", ready: bool = True) -> Seen:
        with self._news:
            self.seen = Seen(self.seen.version + 1, view, ready, error)
            self._news.notify_all()
            return self.seen

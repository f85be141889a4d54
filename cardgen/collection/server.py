"""The collection and the person's account on a sync server: AnkiWeb, or a server of their own.

Here stands what keeps an account safe: what can be merged is merged; a whole collection goes only into an account that
is empty, and comes only into a collection that is empty. Everything else is refused.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Thread
from typing import Final, Literal, TypeVar
from urllib.parse import urlsplit

from anki.errors import AnkiException, NetworkError, SyncError, SyncErrorKind
from anki.sync import SyncAuth, SyncOutput

from cardgen.collection.hub import Hub
from cardgen.collection.memory import Account
from cardgen.errors import CardgenError

MEDIA_PATIENCE: Final = 120.0
"""Seconds without a single file more, after which we stop waiting for pictures."""
_POLL: Final = 0.1
_SHARED: Final = ipaddress.ip_network("100.64.0.0/10")
"""Addresses that private networks over the internet (VPNs) like to give."""

Say = Callable[[str], None]
"""Told how it is going, in a few words."""
State = Literal[
    "merged",  # both sides are the same now
    "empty account",  # there is nothing yet, and something here
    "empty here",  # there is something, and nothing here
    "apart",  # both have something, and it cannot be merged
]
_T = TypeVar("_T")


class LoginRefusedError(CardgenError):
    """The server does not know this user, password or key."""


def address(given: str) -> str:
    """The address of a sync server as we remember it.

    Raises:
        CardgenError: it is none, or the password would travel through the open internet in clear.

    >>> address("http://192.168.1.20:8080"), address("https://sync.example.org/anki")
    ('http://192.168.1.20:8080/', 'https://sync.example.org/anki/')
    >>> address("http://93.184.215.14/")
    Traceback (most recent call last):
    ...
    cardgen.errors.CardgenError: http://93.184.215.14/: whoever is on the way could read your password and your cards: \
take https://, or a server in your own network
    """
    text = given.strip() if "://" in given else f"https://{given.strip()}"
    try:
        parts = urlsplit(text)
        name, _ = parts.hostname, parts.port
    except ValueError:
        name = None
    if not name or parts.scheme not in ("http", "https") or parts.username or parts.query:
        raise CardgenError("this is no address of a sync server: give one such as http://192.168.1.20:8080/", given)
    if parts.scheme == "http" and not _is_near(name):
        raise CardgenError(
            "whoever is on the way could read your password and your cards: take https://, or a server in your own "
            "network",
            given,
        )
    return text if text.endswith("/") else f"{text}/"


def _is_near(name: str) -> bool:
    """Whether a host is this machine or in a private network, wherever its name leads."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except (OSError, UnicodeError):
        return True  # nobody is there to read it: connecting says so
    addresses = [ipaddress.ip_address(each.split("%")[0]) for each in found]
    return all(a.is_private or a.is_loopback or a.is_link_local or (a.version == 4 and a in _SHARED) for a in addresses)


class Link:
    """A session with an account: :func:`login` opens one."""

    def __init__(self, hub: Hub, account: Account, key: str, say: Say) -> None:
        self.hub = hub
        self.account = account
        self.said = ""
        """What the server wants the person to know."""
        self._auth = SyncAuth(hkey=key, endpoint=account.server or None)
        self._say = say

    @property
    def key(self) -> str:
        """What stands for the password until the server forgets it."""
        return self._auth.hkey

    def merge(self) -> State:
        """Send what changed here and fetch what changed there, if the two can be merged.

        Raises:
            LoginRefusedError: the key is not good any more.
            CardgenError: the server cannot be reached, or stopped half-way: both sides are as they were.
        """
        out = self._watched(lambda: self.hub.col.sync_collection(self._auth, False))
        self.said = out.server_message or self.said
        if out.HasField("new_endpoint"):  # AnkiWeb has more than one house
            self._auth.endpoint = out.new_endpoint
        return _state(out)

    def upload(self) -> None:
        """Send the whole collection; only after :meth:`merge` has said that the account is empty.

        Raises:
            CardgenError: as :meth:`merge`.
        """
        self._whole(upload=True)

    def download(self) -> None:
        """Fetch the whole collection; only after :meth:`merge` has said that there is nothing here.

        Raises:
            CardgenError: as :meth:`merge`.
        """
        self._whole(upload=False)

    def media(self, patience: float = MEDIA_PATIENCE) -> None:
        """Send the pictures and sounds that are new here, and fetch those that are new there.

        Raises:
            CardgenError: the server stopped half-way, or nothing moved any more for `patience` seconds. What is
                missing comes with the next sync.
        """
        with _mended(self.account):
            try:
                self.hub.col.sync_media(self._auth)
                self._wait_for_media(patience)
            except BaseException:
                self.hub.col.abort_media_sync()
                raise

    def _wait_for_media(self, patience: float) -> None:
        last, moved = "", time.monotonic()
        while (status := self.hub.col.media_sync_status()).active:
            now = " ".join(("pictures:", status.progress.checked, status.progress.added, status.progress.removed))
            if now != last:
                last, moved = now, time.monotonic()
                self._say(now)
            if time.monotonic() - moved > patience:
                raise CardgenError(f"nothing moved for {patience:g} seconds", str(self.account))
            time.sleep(_POLL)

    def _whole(self, upload: bool) -> None:
        col = self.hub.col
        col.close_for_full_sync()
        try:
            self._watched(lambda: col.full_upload_or_download(auth=self._auth, server_usn=None, upload=upload))
        finally:
            col.reopen(after_full_sync=True)

    def _watched(self, call: Callable[[], _T]) -> _T:
        return _watched(self.hub, self.account, call, self._say)


def login(hub: Hub, account: Account, password: str, say: Say) -> Link:
    """Open a session with an account.

    Raises:
        LoginRefusedError: the server does not know this user and password.
        CardgenError: it cannot be reached.
    """
    auth = _watched(hub, account, lambda: hub.col.sync_login(account.user, password, account.server or None), say)
    return Link(hub, account, auth.hkey, say)


def _watched(hub: Hub, account: Account, call: Callable[[], _T], say: Say) -> _T:
    """Wait for something that takes long, and say how far it is; Ctrl+C ends it."""
    given: Future[_T] = Future()
    worker = Thread(target=lambda: _settle(given, call), daemon=True)
    try:
        worker.start()
        while not wait([given], _POLL).done:
            if how_far := _progress(hub):
                say(how_far)
    except BaseException:
        given.cancel()
        while worker.is_alive():  # what has only just begun cannot be ended yet
            hub.col.abort_sync()
            worker.join(_POLL)
        raise
    with _mended(account):
        return given.result()


def _settle(given: Future[_T], call: Callable[[], _T]) -> None:
    if not given.set_running_or_notify_cancel():
        return
    try:
        given.set_result(call())
    except BaseException as error:
        given.set_exception(error)


def _state(out: SyncOutput) -> State:
    states: dict[int, State] = {
        SyncOutput.NO_CHANGES: "merged",
        SyncOutput.NORMAL_SYNC: "merged",
        SyncOutput.FULL_UPLOAD: "empty account",
        SyncOutput.FULL_DOWNLOAD: "empty here",
    }
    return states.get(out.required, "apart")


def _progress(hub: Hub) -> str:
    now = hub.col.latest_progress()
    if now.HasField("full_sync") and now.full_sync.total:
        return f"{100 * now.full_sync.transferred // now.full_sync.total} %"
    return now.normal_sync.stage if now.HasField("normal_sync") else ""


@contextmanager
def _mended(account: Account) -> Iterator[None]:
    """Turns what Anki's engine says of a sync into what a person can do about it."""
    try:
        yield
    except AnkiException as error:
        raise _in_words(error, account) from error


def _in_words(error: AnkiException, account: Account) -> CardgenError:
    where, said = str(account), " ".join(str(error).replace("\u2068", "").replace("\u2069", "").split())
    if isinstance(error, SyncError) and error.kind is SyncErrorKind.AUTH:
        return LoginRefusedError("the server does not know this user name with this password: check both", where)
    if isinstance(error, NetworkError):
        return CardgenError(
            f"the server cannot be reached, or the connection broke ({said}): nothing is lost; look whether it runs "
            "and you are online, and sync again",
            where,
        )
    if "clock" in said:
        return CardgenError(
            "the clocks of this computer and of the server differ by more than five minutes, and reviews are told "
            "apart by their time: set the clock that is wrong (date, hour, time zone), and sync again",
            where,
        )
    return CardgenError(f"the server says: {said}; nothing is lost, sync again", where)

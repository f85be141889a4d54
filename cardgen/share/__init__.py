"""A deck to the phone: offered on the local network for a few minutes, to whoever scans the code on the terminal.

One file, read once and kept in memory, under an address that nobody can guess; nothing else of this machine answers.
"""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable

import segno

from cardgen.errors import CardgenError
from cardgen.serving import bind
from cardgen.share.app import Offer, make_app

GRACE = 20.0
"""Seconds of quiet after the whole file went out: a phone's browser asks first, and its downloader once more."""
_POLL = 0.2


def own_address() -> str:
    """The address of this machine on the network through which it reaches others. Nothing is sent to find it.

    Raises:
        CardgenError: there is no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket only chooses the way; 192.0.2.0/24 is kept for documentation (RFC 5737).
            probe.connect(("192.0.2.1", 9))
        except OSError as error:
            raise CardgenError(
                "this machine is on no network: join the phone's Wi-Fi, or say an address with --host"
            ) from error
        address: str = probe.getsockname()[0]
    return address


def code(url: str) -> str:
    """An address as a QR code of half blocks, for a terminal.

    >>> len(code("http://192.0.2.7:8000/x/").splitlines()) > 10
    True
    """
    out = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()


class Server:
    """One deck, on a port of one address of this machine."""

    def __init__(self, offer: Offer, host: str, port: int = 0) -> None:
        self.offer = offer
        self._server = bind(host, port, make_app(offer))
        self.url = f"http://{_written(host)}:{self._server.server_port}/{offer.token}/"

    def run(self, seconds: float, grace: float) -> str:
        """Answer until the file was fetched and it has been quiet since for `grace` seconds, or `seconds` are over.

        Returns the address of who fetched all of it last; "" for nobody.
        """
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": _POLL}, daemon=True)
        thread.start()
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end and not self.offer.is_over(grace):
                time.sleep(_POLL)
        except KeyboardInterrupt:  # the person has had enough
            pass
        finally:
            self._server.shutdown()
            self._server.server_close()
        return self.offer.fetched_by


def _written(host: str) -> str:
    """A host as it stands in an address; where all addresses of this machine answer, the one that the phone sees."""
    host = own_address() if host in ("0.0.0.0", "::") else host
    return f"[{host}]" if ":" in host else host


def serve(offer: Offer, host: str | None, port: int, minutes: float, say: Callable[[str], None]) -> str:
    """Offer a package until it was fetched or the time is over; gives the address of who fetched it, "" for nobody.

    Args:
        host: address of this machine to offer it on; None takes the one of the local network.
        port: 0 takes a free one.
        minutes: the longest time.
        say: told the address of the page.

    Raises:
        CardgenError: there is no network, or the port is taken.
    """
    server = Server(offer, host or own_address(), port)
    say(server.url)
    return server.run(minutes * 60, GRACE)

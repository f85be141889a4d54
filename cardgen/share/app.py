"""The web application: a page with a button, and the one file behind it."""

from __future__ import annotations

import io
import secrets
import threading
import time
from collections.abc import Iterable, Iterator

from flask import Flask, Response, abort, render_template, request, send_file

from cardgen.serving import refuse_unless_known, seal

APKG = "application/apkg"
"""What AnkiDroid opens; it takes neither zip nor plain binary data of another name."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Offer:
    """One file on offer, and how much of it has gone out."""

    def __init__(self, stem: str, data: bytes) -> None:
        self.name = shown_name(stem)
        self.data = data
        self.token = secrets.token_urlsafe(12)
        self.fetched_by = ""
        """Address of who has got all of it last."""
        self._parts: dict[str, list[tuple[int, int]]] = {}
        self._active = 0
        self._quiet_since = time.monotonic()
        self._lock = threading.Lock()

    def is_over(self, grace: float) -> bool:
        """Has somebody got all of it, and has it been quiet since for some seconds?"""
        with self._lock:
            quiet = time.monotonic() - self._quiet_since
            return bool(self.fetched_by) and not self._active and quiet >= grace

    def sending(self, parts: Iterable[bytes], start: int, to: str) -> Iterator[bytes]:
        """The parts as they come, from an offset of the file on; what went out is counted."""
        sent = start
        with self._lock:
            self._active += 1
        try:
            for part in parts:
                yield part
                sent += len(part)
        finally:
            with self._lock:
                self._active -= 1
                self._quiet_since = time.monotonic()
                its = self._parts.setdefault(to, [])
                its.append((start, sent))
                if covers(its, len(self.data)):
                    self.fetched_by = to


def covers(parts: Iterable[tuple[int, int]], size: int) -> bool:
    """Do some stretches, each from an offset up to another, make up the whole of a file?

    >>> covers([(4, 9), (0, 5)], 9), covers([(0, 4), (5, 9)], 9)
    (True, False)
    """
    reached = 0
    for start, end in sorted(parts):
        if start > reached:
            return False
        reached = max(reached, end)
    return reached >= size


def shown_name(stem: str) -> str:
    """The name that the phone sees. AnkiDroid goes by it, and takes one for a backup that replaces everything.

    >>> shown_name("why-fal"), shown_name("Collection")
    ('why-fal.apkg', 'Collection-deck.apkg')
    """
    return f"{stem}-deck.apkg" if stem.casefold() == "collection" else f"{stem}.apkg"


def make_app(offer: Offer) -> Flask:
    """The application; it knows two addresses, and says of all others that there is nothing."""
    app = Flask(__name__, static_folder=None)

    app.before_request(lambda: refuse_unless_known(offer.token))
    seal(app, POLICY)

    @app.get(f"/{offer.token}/")
    def page() -> str:
        return render_template("page.html", name=offer.name, kilobytes=max(1, round(len(offer.data) / 1024)))

    @app.get(f"/{offer.token}/<name>")
    def deck(name: str) -> Response:
        if name != offer.name:
            abort(404)
        return _deck(offer)

    return app


def _deck(offer: Offer) -> Response:
    answer = send_file(
        io.BytesIO(offer.data), mimetype=APKG, as_attachment=True, download_name=offer.name, conditional=True,
        etag=False,
    )  # fmt: skip
    if request.method == "GET" and answer.status_code in (200, 206):
        start = answer.content_range.start if answer.status_code == 206 else 0
        parts: Iterable[bytes] = answer.response  # type: ignore[assignment]
        answer.response = offer.sending(parts, start or 0, request.remote_addr or "?")
    return answer

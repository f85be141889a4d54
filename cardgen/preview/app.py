"""The web application: a page, its parts, and four things that can be done with a card."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Response, abort, request

from cardgen.desk import AnyDesk, View
from cardgen.errors import CardgenError
from cardgen.preview import pages
from cardgen.preview.watch import Seen, Watch
from cardgen.serving import refuse_unless_known, seal

_ALIVE = 15.0
"""Seconds after which a silent connection says that it is still there."""
_MOST = 200_000
"""Bytes that a request may have: an edited card is far smaller."""
_PLAIN = {"text": "text/plain", "css": "text/css", "js": "text/javascript"}


def new_token() -> str:
    """What nobody can guess: 160 bits."""
    return secrets.token_urlsafe(20)


def make_app(watch: Watch, token: str, port: int) -> Flask:
    """The application; it answers to whoever knows the token and calls it by its own name, and to nobody else."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _MOST
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    @app.before_request
    def guard() -> None:
        # A page elsewhere whose name was made to point here would come with that name.
        if request.host not in hosts:
            abort(403, "this page is for this machine only: open the address that cardgen printed")
        refuse_unless_known(token)
        if request.method == "POST":
            _refuse_strangers(token, hosts)

    seal(app, pages.POLICY)
    _add_reading(app, watch, f"/{token}/")
    _add_deciding(app, watch, f"/{token}/")
    return app


def _refuse_strangers(token: str, hosts: set[str]) -> None:
    """A form on another page can send a request here, but can set no header, and says where it comes from."""
    origin = request.headers.get("Origin", "")
    if origin and origin.removeprefix("http://") not in hosts:
        abort(403, "this comes from another page")
    if not secrets.compare_digest(request.headers.get("X-Cardgen", "").encode(), token.encode()):
        abort(403, "this comes from another page")


def _add_reading(app: Flask, watch: Watch, at: str) -> None:
    @app.get(at)
    def page() -> Response:
        return Response(pages.live_page(watch.seen.view), mimetype="text/html")

    @app.get(f"{at}parts")
    def parts() -> Response:
        watch.is_open.set()
        return _parts(watch.seen, watch.desk)

    @app.get(f"{at}preview.<kind>")
    def asset(kind: str) -> Response:
        if kind not in ("css", "js"):
            abort(404)
        return Response(pages.asset(f"preview.{kind}"), mimetype=_PLAIN[kind])

    @app.get(f"{at}media/<name>")
    def media(name: str) -> Response:
        data = watch.seen.view.media.get(name)
        if data is None:
            abort(404)
        response = Response(data, mimetype=pages.media_type(name))
        # Opened by itself, a drawing would be a page.
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return response

    @app.get(f"{at}events")
    def events() -> Response:
        since = request.args.get("since", "0")
        return Response(_events(watch, int(since) if since.isdigit() else 0), mimetype="text/event-stream")


def _events(watch: Watch, version: int) -> Iterator[str]:
    while True:
        seen = watch.newer_than(version, _ALIVE)
        yield f"data: {seen.version}\n\n" if seen.version != version else ": still here\n\n"
        version = seen.version


def _add_deciding(app: Flask, watch: Watch, at: str) -> None:
    def deciding(name: str, act: Callable[[AnyDesk, dict[str, Any]], View]) -> None:
        def view() -> Response:
            asked = request.get_json(silent=True)
            if not isinstance(asked, dict):
                abort(400, "this is no JSON object")
            before = watch.seen
            try:
                seen = watch.change(lambda desk: act(desk, asked))
                few = pages.changed(before.view, seen.view) if seen.version == before.version + 1 else None
                if few is None:
                    return _parts(seen, watch.desk)
                return _json({**few, "version": seen.version, "since": before.version})
            except CardgenError as error:
                return _json({"error": str(error)}, 409)

        app.add_url_rule(f"{at}{name}", name, view, methods=["POST"])

    deciding("keep", lambda desk, asked: desk.decide(_guid(asked), "keep"))
    deciding("drop", lambda desk, asked: desk.decide(_guid(asked), "drop"))
    deciding("edit", lambda desk, asked: desk.decide(_guid(asked), "edit", _words(asked)))
    deciding("write", lambda desk, asked: desk.write_to_note(_guid(asked), _words(asked)))
    deciding("undo", lambda desk, asked: desk.undo(_guid(asked)))


def _guid(asked: dict[str, Any]) -> str:
    return str(asked.get("guid") or "")


def _words(asked: dict[str, Any]) -> list[str]:
    words = asked.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        abort(400, "the words are not what they should be")
    return words


def _parts(seen: Seen, desk: AnyDesk) -> Response:
    parts = pages.parts(seen.view, seen.ready, desk.can_decide)
    return _json({**parts, "version": seen.version, "error": seen.error})


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), status, mimetype="application/json")

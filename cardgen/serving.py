"""Answering browsers: a quiet server on one port of one address, and what every application on it has in common."""

from __future__ import annotations

import errno
import secrets
import socket
from typing import TYPE_CHECKING, Any

from cardgen.errors import CardgenError

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.serving import BaseWSGIServer


def bind(host: str, port: int, app: Any) -> BaseWSGIServer:
    """A server for a WSGI application; it has its port already, and answers once `serve_forever` is called.

    Args:
        host: an address or a name of this machine.
        port: 0 takes a free one; which it is, its `server_port` says.

    Raises:
        CardgenError: the port is taken or not for everyone, or the address is not of this machine.
    """
    from werkzeug.serving import make_server

    try:
        # Tried by ourselves first: werkzeug prints what is wrong, and leaves the program.
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
        server = make_server(host, port, app, threaded=True, request_handler=_handler())
    except (OSError, SystemExit) as error:
        if not isinstance(error, OSError) or error.errno == errno.EADDRINUSE:
            raise CardgenError(f"port {port} is taken: choose another one with --port, or leave it out") from error
        raise CardgenError(
            f"{host}, port {port}, cannot be used ({error.strerror or error}): choose an address of this machine"
            " and a port above 1023, or leave them out"
        ) from error
    server.daemon_threads = True  # type: ignore[attr-defined]
    return server


def refuse_unless_known(token: str) -> None:
    """Says that there is nothing to whoever's request does not begin with what nobody can guess."""
    from flask import abort, request

    if not secrets.compare_digest(request.path.split("/")[1].encode(), token.encode()):
        abort(404)


def seal(app: Flask, policy: str) -> None:
    """Every answer says what a browser may do with it, by default `policy`; an error is a line of plain text."""
    from flask import Response
    from werkzeug.exceptions import HTTPException

    @app.after_request
    def sealed(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return Response(f"{error.description}\n", error.code, mimetype="text/plain")


def _handler() -> Any:
    from werkzeug.serving import WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        """Says nothing on the terminal, where the address would lie around in every line, nor to whom it answers."""

        def version_string(self) -> str:
            """What the header `Server` says."""
            return "cardgen"

        def log(self, *_: object) -> None:
            """Nothing."""

    return Quiet

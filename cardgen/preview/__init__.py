"""The deck in a browser, as phones will show it: a page on this machine alone, or one file to keep.

The page shows what may have been pasted from anywhere, so it trusts nothing: cards lie in frames that run no script,
the page itself runs only its own, nothing is asked of another host, and whoever does not know the address made up for
this run gets nothing.
"""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from cardgen import files
from cardgen.desk import AnyDesk
from cardgen.errors import CardgenError
from cardgen.preview.app import make_app, new_token
from cardgen.preview.pages import static_page
from cardgen.preview.watch import Watch
from cardgen.serving import bind

HOST = "127.0.0.1"


def serve(desk: AnyDesk, port: int = 0, browse: bool = True, say: Callable[[str], None] = print) -> None:
    """Show a desk until the person presses Ctrl+C.

    Args:
        port: of this machine; 0 takes a free one.
        browse: open the browser.
        say: told the address.

    Raises:
        CardgenError: what is laid out cannot be read, or the port is taken.
    """
    watch = Watch(desk)
    server = Server(watch, port)
    say(server.url)
    watch.start()
    if browse:
        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        watch.stop()


class Server:
    """The page of a desk, on a port of this machine."""

    def __init__(self, watch: Watch, port: int = 0) -> None:
        self.token = new_token()
        # The port is known only once it is taken, and the page answers to no other.
        self._server = bind(HOST, port, _nothing)
        self.port: int = self._server.server_port
        self._server.app = make_app(watch, self.token, self.port)

    @property
    def url(self) -> str:
        """The address, which nobody can guess."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def run(self) -> None:
        """Answer until :meth:`stop`."""
        self._server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """End :meth:`run`."""
        self._server.shutdown()
        self._server.server_close()


def _nothing(environ: object, start: object) -> list[bytes]:
    return []


def write_static(desk: AnyDesk, target: Path) -> None:
    """Write the whole page as one file, to be opened anywhere, without a server.

    Raises:
        CardgenError: the notes cannot be read, or the file not written.
    """
    page = static_page(desk.read())
    try:
        files.replace(target, page.encode("utf-8", "replace"))
    except OSError as error:
        raise CardgenError(files.why(error, target), str(target)) from error

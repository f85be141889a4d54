"""Anki's own sync server as a process, what may stand between it and who syncs, and phones that sync with it."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from anki.sync import SyncOutput
from anki_collection import Anki

PASSWORD = "open sesame 4711"


def hashed(password: str) -> str:
    """A password as the server takes it hashed, with few rounds: its own many would cost every test a while."""
    salt, rounds = b"a salt of tests!", 10
    told = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    in_base64 = [base64.b64encode(part).decode().rstrip("=") for part in (salt, told)]
    return f"$pbkdf2-sha256$i={rounds},l=32${'$'.join(in_base64)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The sync server that comes with Anki, on loopback; it can be killed and started again on what it has."""

    def __init__(self, folder: Path, users: int = 1) -> None:
        self.folder, self.users = folder, users
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.start()

    def start(self) -> None:
        names = {f"SYNC_USER{n + 1}": f"user{n}:{hashed(PASSWORD)}" for n in range(self.users)}
        more = {
            "PASSWORDS_HASHED": "1",
            "SYNC_BASE": str(self.folder),
            "SYNC_HOST": "127.0.0.1",
            "SYNC_PORT": str(self.port),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "anki.syncserver"],
            env={**os.environ, **names, **more, "RUST_LOG": "error"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 20
        while True:
            try:
                with urllib.request.urlopen(f"{self.url}health", timeout=1):
                    return
            except OSError:
                assert time.monotonic() < until and self.process.poll() is None, "the sync server does not come up"
                time.sleep(0.02)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Between:
    """A wire to a server on which something may happen: `before` is told each request's path and may cut it (False);
    `after` may change the answer."""

    def __init__(
        self, server: Server, before: Callable[[str], bool], after: Callable[[str, bytes], bytes] = lambda _, data: data
    ) -> None:
        self.seen: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])) if self.headers["Content-Length"] else (
                    self.chunked()
                )  # fmt: skip
                outer.seen.append(self.path)
                if not before(self.path):
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                at = urlsplit(server.url)
                wire = http.client.HTTPConnection(at.hostname or "", at.port, timeout=30)
                kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "transfer-encoding")}
                try:
                    wire.request("POST", self.path, body, {**kept, "Content-Length": str(len(body))})
                    answer = wire.getresponse()
                    data = after(self.path, answer.read())
                except OSError:
                    self.close_connection = True
                    return
                finally:
                    wire.close()
                self.send_response(answer.status)
                for key, value in answer.getheaders():
                    if key.lower() not in ("content-length", "transfer-encoding", "connection", "date"):
                        self.send_header(key, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def chunked(self) -> bytes:
                data = b""
                while size := int(self.rfile.readline(), 16):
                    data += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return data

            def log_message(self, *args: object) -> None:
                """Quiet."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Whoever asked has hung up."""

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def __enter__(self) -> Between:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.shutdown()
        self.http.server_close()


class Phone(Anki):
    """A device of the learner's: the real Anki with a collection of its own, synced as its sync button does."""

    def __init__(self, folder: Path, url: str, user: str) -> None:
        super().__init__(folder)
        self.auth = self.col.sync_login(user, PASSWORD, url)

    def sync(self, upload: bool = False) -> str:
        """Sync, the first time with all of it; `upload` is what the person chooses where Anki has to ask."""
        out = self.col.sync_collection(self.auth, False)
        if out.required in (SyncOutput.FULL_SYNC, SyncOutput.FULL_DOWNLOAD, SyncOutput.FULL_UPLOAD):
            upload = {SyncOutput.FULL_UPLOAD: True, SyncOutput.FULL_DOWNLOAD: False}.get(out.required, upload)
            self.col.close_for_full_sync()
            self.col.full_upload_or_download(auth=self.auth, server_usn=None, upload=upload)
            self.col.reopen(after_full_sync=True)
        self.col.sync_media(self.auth)
        while self.col.media_sync_status().active:
            time.sleep(0.02)
        return SyncOutput.ChangesRequired.Name(out.required)

    def reviews(self) -> list[int]:
        """The ids of all reviews."""
        return self.col.db.list("select id from revlog order by id")

    def note(self, words: str):
        """The one note whose first field has these words."""
        [found] = [n for n in map(self.col.get_note, self.col.find_notes("")) if words.lower() in n.fields[0].lower()]
        return found

    def deck_of(self, words: str) -> str:
        """Where the first card of that note is."""
        return self.col.decks.name(self.note(words).cards()[0].did)

    def queues(self, words: str) -> list[int]:
        """The queue of each card of that note: -1 is suspended."""
        return [card.queue for card in self.note(words).cards()]

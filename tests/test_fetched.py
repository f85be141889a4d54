"""Pictures from the web: never unasked, once if asked, and nothing but pictures. A real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import PROJECT

from cardgen import fetched
from cardgen.build import build
from cardgen.cli import main

PNG = (PROJECT / "notes" / "membrane.png").read_bytes()
EVIL = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><path d="M0 0h9"/></svg>'


@pytest.fixture
def web() -> Iterator[tuple[str, list[str]]]:
    """Its address, and what it was asked for."""
    asked: list[str] = []

    class Web(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answers = {
                "/a.png": (200, "image/png", PNG),
                "/no-suffix?x=1": (200, "image/png; charset=x", PNG),
                "/evil.svg": (200, "image/svg+xml", EVIL),
                "/page.png": (200, "text/html", b"<html>"),
                "/moved.png": (302, "/a.png", b""),
                "/out.png": (302, "file:///etc/hostname", b""),
                "/ftp.png": (302, "ftp://127.0.0.1:9/x.png", b""),
                "/huge.png": (200, "image/png", b"x" * (fetched.LARGEST + 1)),
            }
            status, told, data = answers.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", told)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def note_with(folder: Path, *targets: str) -> Path:
    note = folder / "x.md"
    lines = [f"- membrane {n}: what it shows ![]({target}) here" for n, target in enumerate(targets)]
    note.write_text("\n".join(lines), "utf-8")
    return note


def fetch(note: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", str(note), "--fetch-images", *options])


def test_unasked_nothing_is_fetched(web: tuple[str, list[str]], tmp_path: Path):
    url, asked = web
    [package] = build([note_with(tmp_path, f"{url}/a.png")])
    assert asked == []
    assert "--fetch-images" in str(package.report.remarks[0])


def test_asked_it_is_fetched_once_and_is_a_file_from_then_on(web: tuple[str, list[str]], tmp_path: Path):
    url, asked = web
    note = note_with(tmp_path, f"{url}/a.png", f"{url}/no-suffix?x=1", f"{url}/moved.png")
    ran = fetch(note)
    assert ran.exit_code == 0, ran.output
    assert asked == ["/a.png", "/no-suffix?x=1", "/moved.png", "/a.png"]
    assert len(list((tmp_path / "decks" / "fetched").iterdir())) == 3
    [package] = build([note])
    assert not package.report.remarks
    fetch(note)
    assert len(asked) == 4


def test_a_fetched_drawing_is_made_safe_like_any(web: tuple[str, list[str]], tmp_path: Path):
    note = note_with(tmp_path, f"{web[0]}/evil.svg")
    ran = fetch(note)
    assert "comes along without the scripts" in ran.output
    assert b"<script" not in (tmp_path / "decks" / "x.apkg").read_bytes()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/page.png", "no picture"),
        ("/gone.png", "404"),
        ("/huge.png", "larger than 20 MB"),
        ("/out.png", "was not fetched"),
        ("/ftp.png", "was not fetched"),
    ],
)
def test_what_is_no_picture_is_said_and_left_out(web: tuple[str, list[str]], tmp_path: Path, path: str, said: str):
    ran = fetch(note_with(tmp_path, web[0] + path))
    assert ran.exit_code == 0, ran.output
    assert said in ran.output
    assert not (tmp_path / "decks" / "fetched").exists()
    assert (tmp_path / "decks" / "x.apkg").exists()


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/a.png", "http:///a.png", "https://[::bad/a.png"])
def test_nobody_there_is_said(tmp_path: Path, target: str):
    ran = fetch(note_with(tmp_path, target))
    assert ran.exit_code == 0, ran.output
    assert "was not fetched" in ran.output or "left out" in ran.output


def test_a_dry_run_writes_no_pictures(tmp_path: Path):
    ran = fetch(note_with(tmp_path, "http://127.0.0.1:1/a.png"), "--dry-run")
    assert ran.exit_code == 2

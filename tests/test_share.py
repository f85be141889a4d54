"""The deck on its way to the phone: a real server, asked as phones' downloaders and curious neighbours do."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from click.testing import CliRunner

import cardgen.share
from cardgen.cli import main
from cardgen.share import Server
from cardgen.share.app import APKG, Offer

LONG = 60.0
QUIET = 0.5


@pytest.fixture
def deck(vault: Callable[..., Path]) -> Path:
    note = vault(coffee="- crema: foam of CO2\n- pump: motor that gives 9 bar\n") / "coffee.md"
    assert CliRunner().invoke(main, ["build", str(note)]).exit_code == 0
    return note.parent / "decks" / "coffee.apkg"


class Running:
    """A server that runs until it ends by itself, and how it ended."""

    def __init__(self, stem: str, data: bytes, seconds: float = LONG) -> None:
        self.server = Server(Offer(stem, data), "127.0.0.1")
        self.name = self.server.offer.name
        self.ended: list[str] = []
        self.thread = threading.Thread(target=lambda: self.ended.append(self.server.run(seconds, QUIET)), daemon=True)
        self.thread.start()

    def asked(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        at = urlsplit(self.server.url)
        connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=10)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return found

    @property
    def page(self) -> str:
        return urlsplit(self.server.url).path

    @property
    def file(self) -> str:
        return self.page + quote(self.name)

    def over(self, within: float = 10) -> list[str]:
        self.thread.join(within)
        return self.ended


@pytest.fixture
def running(deck: Path) -> Iterator[Running]:
    made = Running("coffee", deck.read_bytes())
    yield made
    if made.thread.is_alive():
        made.asked(made.file)
        made.over()


def test_the_phone_gets_the_deck_and_the_offer_ends(running: Running, deck: Path) -> None:
    status, body, _ = running.asked(running.page)
    [link] = re.findall(r'href="([^"]+)"', body.decode())
    assert status == 200 and link == "coffee.apkg"
    status, body, headers = running.asked(running.page + link)
    assert status == 200 and body == deck.read_bytes()
    assert headers["Content-Type"] == APKG
    assert headers["Content-Disposition"] == "attachment; filename=coffee.apkg"
    assert headers["Content-Length"] == str(len(body))
    assert headers["Cache-Control"] == "no-store"
    assert running.over() == ["127.0.0.1"]
    with pytest.raises(ConnectionError):
        running.asked(running.page)


def test_looking_and_parts_do_not_end_it_but_all_parts_do(running: Running, deck: Path) -> None:
    whole = deck.read_bytes()
    half = len(whole) // 2
    status, body, headers = running.asked(running.file, "HEAD")
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(whole)))
    status, tail, headers = running.asked(running.file, Range=f"bytes={half}-")
    assert status == 206 and headers["Content-Range"] == f"bytes {half}-{len(whole) - 1}/{len(whole)}"
    assert running.asked(running.file, Range=f"bytes={len(whole) + 5}-")[0] == 416
    time.sleep(3 * QUIET)
    assert running.thread.is_alive()
    status, start, _ = running.asked(running.file, Range=f"bytes=0-{half - 1}")
    assert start + tail == whole
    assert running.over() == ["127.0.0.1"]


@pytest.mark.parametrize(
    "path",
    ["/", "/coffee.apkg", "/x/coffee.apkg", "{page}..%2fledger.json", "{page}ledger.json", "{page}../coffee.apkg",
     "//etc/passwd", "/favicon.ico", "{page}templates/page.html", "{page}%2e%2e/coffee.apkg"],
)  # fmt: skip
def test_nothing_else_answers(running: Running, path: str) -> None:
    status, body, headers = running.asked(path.replace("{page}", running.page))
    assert status == 404
    assert b"coffee" not in body
    assert headers["Server"] == "cardgen"


def test_nothing_can_be_sent_to_it(running: Running) -> None:
    assert {running.asked(at, how)[0] for at in (running.page, running.file) for how in ("POST", "PUT", "DELETE")} == {
        405
    }


def test_the_page_loads_nothing_and_runs_nothing(running: Running) -> None:
    _, body, headers = running.asked(running.page)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "<script" not in body.decode() and "http" not in body.decode()


@pytest.mark.parametrize(
    ("stem", "name"),
    [("collection", "collection-deck.apkg"), ("Prüfung <b>1", "Prüfung <b>1.apkg"), ("a b", "a b.apkg")],
)
def test_names_that_need_care(deck: Path, stem: str, name: str) -> None:
    running = Running(stem, deck.read_bytes())
    _, page, _ = running.asked(running.page)
    status, body, headers = running.asked(running.file)
    assert running.name == name and status == 200 and body == deck.read_bytes()
    assert "<b>1" not in page.decode()
    assert (
        quote(name, safe="") in headers["Content-Disposition"]
        or f'filename="{name}"' in headers["Content-Disposition"]
        or f"filename={name}" in headers["Content-Disposition"]
    )
    assert running.over() == ["127.0.0.1"]


def test_time_ends_it_too(deck: Path) -> None:
    assert Running("coffee", deck.read_bytes(), seconds=0.3).over() == [""]


def test_what_breaks_off_is_no_download() -> None:
    running = Running("big", os.urandom(30_000_000))
    at = urlsplit(running.server.url)
    with socket.create_connection((at.hostname or "", at.port or 0)) as phone:
        phone.sendall(f"GET {running.file} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert phone.recv(1000).startswith(b"HTTP/1.1 200") or phone.recv(1000)
    time.sleep(3 * QUIET)
    assert running.thread.is_alive() and not running.server.offer.fetched_by
    assert len(running.asked(running.file)[1]) == 30_000_000
    assert running.over() == ["127.0.0.1"]


def test_a_build_in_the_meantime_does_not_change_what_is_sent(running: Running, deck: Path) -> None:
    before = deck.read_bytes()
    deck.write_bytes(b"another one")
    assert running.asked(running.file)[1] == before


def test_the_command_offers_the_deck_of_a_note(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cardgen.share, "GRACE", 0.2)
    got: list[bytes] = []

    def phone(url: str) -> None:
        at = urlsplit(url)
        connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=10)
        connection.request("GET", at.path + "coffee.apkg")
        got.append(connection.getresponse().read())
        connection.close()

    code = cardgen.share.code
    seen: list[str] = []
    serve = cardgen.share.serve

    def watched(offer: Offer, host: str | None, port: int, minutes: float, say: Callable[[str], None]) -> str:
        def told(url: str) -> None:
            say(url)
            seen.append(url)
            threading.Thread(target=phone, args=(url,), daemon=True).start()

        return serve(offer, host, port, minutes, told)

    monkeypatch.setattr(cardgen.share, "serve", watched)
    result = CliRunner().invoke(main, ["share", str(deck.parent.parent / "coffee.md"), "--host", "127.0.0.1"])
    assert result.exit_code == 0, result.output
    assert seen[0] in result.output and "fetched by 127.0.0.1" in result.output
    assert code(seen[0]).splitlines()[2] not in result.output  # no drawing in a pipe
    assert got == [deck.read_bytes()] and zipfile.is_zipfile(deck)


def test_the_newest_deck_is_meant_and_programs_can_read_it(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(deck.parent.parent)
    result = CliRunner().invoke(main, ["share", "--host", "127.0.0.1", "--minutes", "0.01", "--json"])
    offered, ended = (json.loads(line) for line in result.output.splitlines())
    assert offered["deck"].endswith("coffee.apkg") and offered["url"].startswith("http://127.0.0.1:")
    assert ended == {"fetched": False, "by": ""}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["nowhere.apkg"], "nowhere.apkg: cannot be read: No such file"),
        (["nowhere.md"], "there is no such note or deck"),
        (["note.md"], "no deck was built of it yet"),
        (["bad.apkg"], "this is no Anki package"),
        ([], "no deck was built here yet"),
    ],
)
def test_what_cannot_be_offered(given: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text("- a: b")
    Path("bad.apkg").write_text("nothing")
    result = CliRunner().invoke(main, ["share", *given])
    assert result.exit_code == 1 and said in result.output


def test_a_taken_port_and_an_address_of_another_machine(deck: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["share", str(deck), "--host", "127.0.0.1", "--port", port])
    assert result.exit_code == 1 and f"port {port} is taken" in result.output
    result = CliRunner().invoke(main, ["share", str(deck), "--host", "192.0.2.9"])
    assert result.exit_code == 1 and "choose an address of this machine" in result.output

"""The page of the preview, without a browser: who gets an answer, what it may load, and that a file stands alone."""

from __future__ import annotations

import http.client
import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import attacks, evil_svg
from click.testing import CliRunner

import cardgen
from cardgen import ledger
from cardgen.cli import main
from cardgen.desk import laid_out
from cardgen.preview import Server, pages
from cardgen.preview.watch import Watch

COFFEE = "- crema: foam of CO2\n- pump: motor that gives 9 bar\n- the area is ==$x^2$== here, and `a \\( b` is code\n"


@pytest.fixture
def note(vault: Callable[..., Path]) -> Path:
    return vault(coffee=COFFEE) / "coffee.md"


@pytest.fixture
def server(note: Path) -> Iterator[Server]:
    watch = Watch(laid_out([note]))
    made = Server(watch)
    watch.is_open.set()
    watch.start()
    assert watch.newer_than(1, 20).ready
    threading.Thread(target=made.run, daemon=True).start()
    yield made
    watch.stop()
    made.stop()


def asked(server: Server, path: str, method: str = "GET", body: object = None, **headers: str) -> tuple[int, str, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, None if body is None else json.dumps(body), named)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, dict(answer.getheaders())


def posted(server: Server, name: str, body: object, **headers: str) -> tuple[int, str]:
    given = {"Content_Type": "application/json", "X_Cardgen": server.token, **headers}
    return asked(server, f"/{server.token}/{name}", "POST", body, **given)[:2]


def parts(server: Server) -> dict:
    return json.loads(asked(server, f"/{server.token}/parts")[1])


# ------------------------------------------------------------------ who gets an answer


def test_it_listens_on_this_machine_only(server: Server):
    assert server.url.startswith("http://127.0.0.1:")
    assert len(server.token) >= 25


@pytest.mark.parametrize("path", ["/", "/x/", "/x/parts", "/x/preview.js", "/favicon.ico", "//parts"])
def test_who_does_not_know_the_address_gets_nothing(server: Server, path: str):
    status, text, _ = asked(server, path)
    assert status == 404
    assert server.token not in text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:1", ""])
def test_a_name_made_to_point_here_gets_nothing(server: Server, host: str):
    status, text, _ = asked(server, f"/{server.token}/parts", Host=host)
    assert status in (400, 403)
    assert "crema" not in text


def test_another_page_cannot_decide(server: Server, note: Path):
    guid = next(iter(parts(server)["sheets"]))
    assert posted(server, "drop", {"guid": guid}, X_Cardgen="")[0] == 403
    assert posted(server, "drop", {"guid": guid}, X_Cardgen="guess")[0] == 403
    assert posted(server, "drop", {"guid": guid}, Origin="http://evil.example")[0] == 403
    assert posted(server, "drop", {"guid": guid}, Origin="null")[0] == 403
    assert asked(server, f"/{server.token}/drop")[0] in (404, 405)
    assert not ledger.path(note.parent).exists()
    assert posted(server, "drop", {"guid": guid}, Origin=f"http://127.0.0.1:{server.port}")[0] == 200
    assert ledger.load(note.parent).choices[0].opinion == "drop"


@pytest.mark.parametrize("body", [None, [], "x", {"guid": "x" * 300_000}])
def test_what_makes_no_sense_is_refused(server: Server, body: object):
    assert posted(server, "edit", body)[0] in (400, 413)


@pytest.mark.parametrize("words", [None, "x", [1], ["", "x"], ["x"]])
def test_words_that_do_not_fit_are_refused(server: Server, note: Path, words: object):
    guid = next(iter(parts(server)["sheets"]))
    assert posted(server, "edit", {"guid": guid, "words": words})[0] in (400, 409)
    assert not ledger.path(note.parent).exists()


@pytest.mark.parametrize("name", ["..%2f..%2fcoffee.md", "coffee.md", "%2e%2e/coffee.md", "x"])
def test_only_pictures_of_the_deck_are_given(server: Server, name: str):
    assert asked(server, f"/{server.token}/media/{name}")[0] == 404


def test_everything_is_sealed(server: Server):
    for path in ("", "parts", "preview.js", "preview.css"):
        headers = asked(server, f"/{server.token}/{path}")[2]
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Server"].strip() == "cardgen"


# ------------------------------------------------------------------ what is on it


def test_it_follows_the_note(server: Server, note: Path):
    before = parts(server)
    note.write_text(COFFEE + "- the portafilter holds the puck\n", "utf-8")
    seen = server._server.app  # the same application goes on answering
    for _ in range(100):
        after = parts(server)
        if after["version"] != before["version"]:
            break
        threading.Event().wait(0.1)
    assert seen is server._server.app
    assert len(after["sheets"]) == len(before["sheets"]) + 1
    assert "portafilter" in after["lines"]


def test_a_note_that_cannot_be_read_leaves_what_was_there(server: Server, note: Path):
    before = parts(server)
    note.write_text("---\ntitle: [\n---\n", "utf-8")
    for _ in range(100):
        after = parts(server)
        if after["error"]:
            break
        threading.Event().wait(0.1)
    assert "coffee.md:" in after["error"]
    assert after["sheets"] == before["sheets"]


def test_formulas_are_drawn_and_code_stays_code(server: Server):
    faces = json.dumps([sheet["faces"] for sheet in parts(server)["sheets"].values()])
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in faces
    assert "a \\\\\\\\( b" in faces or "a \\\\( b" in faces


@pytest.mark.parametrize(
    "tex", ["\\frac{", "", "\\text{<script>x</script>}", "\\href{javascript:x}{y}", "{" * 500, "\\\\" * 500, "a & b"]
)
def test_no_formula_trips_it_or_becomes_anything_else(tex: str):
    drawn = pages._formula(tex.replace("<", "&lt;"), display=False)
    assert not re.search(r"<(?!/?(?:m[a-z]+|code|none)\b)", drawn)
    assert "javascript" not in re.sub(r">[^<]*<", "><", drawn)


# ------------------------------------------------------------------ one file


def test_the_one_file_stands_alone(note: Path, tmp_path: Path):
    target = tmp_path / "out.html"
    result = CliRunner().invoke(main, ["preview", str(note), "--static", str(target)])
    assert result.exit_code == 0, result.output
    page = target.read_text("utf-8")
    assert "crema" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!data:|#)[\w/.]""", re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S).replace("browser.src", ""))  # fmt: skip # noqa: E501
    assert "http://" not in re.sub(r"https?://www\.w3\.org/\S*", "", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert str(tmp_path) not in page


def test_nothing_in_a_note_gets_out_of_its_place_in_the_page(tmp_path: Path):
    note = tmp_path / "evil.md"
    note.write_text(attacks("http://127.0.0.1:9"), "utf-8")
    (tmp_path / "evil.svg").write_text(evil_svg("http://127.0.0.1:9"), "utf-8")
    page = pages.static_page(laid_out([note]).read())
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert scripts == ['<script type="application/json" id="data">', "<script>"]
    assert page.count("<title>") == 1
    assert "<img" not in page


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, note: Path):
    monkeypatch.setitem(sys.modules, "flask", None)
    for name in [name for name in sys.modules if name.startswith("cardgen.preview")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(cardgen, "preview")
    result = CliRunner().invoke(main, ["preview", str(note), "--static", str(note.with_suffix(".html"))])
    assert result.exit_code == 1
    assert "pip install 'cardgen[preview]'" in result.output


def test_a_port_that_is_taken_is_said(server: Server, note: Path):
    result = CliRunner().invoke(main, ["preview", str(note), "--no-browser", "--port", str(server.port)])
    assert result.exit_code == 1
    assert "is taken" in result.output

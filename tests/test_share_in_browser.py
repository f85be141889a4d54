"""The page that the phone gets, on phones as narrow as they come: its button gives the deck, whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki_collection import Anki
from browser import Browser, chromium
from selenium.webdriver.common.by import By

from cardgen.build import build
from cardgen.share import Server
from cardgen.share.app import Offer

NAME = "Fragen zur Prüfung & mehr, mit einem Namen der nicht aufhört"


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("width", [320, 412])
def test_the_button_gives_the_deck(chrome: Browser, tmp_path: Path, width: int, night: bool) -> None:
    note = tmp_path / "coffee.md"
    note.write_text("- crema: foam of CO2\n- pump: motor that gives 9 bar\n", "utf-8")
    [package] = build([note])
    server = Server(Offer(NAME, package.target.read_bytes()), "127.0.0.1")
    ended: list[str] = []
    running = threading.Thread(target=lambda: ended.append(server.run(60, 0.5)), daemon=True)
    running.start()
    chrome.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    chrome.size(width, 700, mobile=True)
    chrome.media(night)
    chrome.driver.get(server.url)
    assert chrome.run("return document.documentElement.scrollWidth") <= width
    assert not chrome.complaints()
    chrome.driver.find_element(By.TAG_NAME, "a").click()
    got = tmp_path / f"{NAME}.apkg"
    end = time.monotonic() + 20
    while not got.exists() and time.monotonic() < end:
        time.sleep(0.1)
    running.join(20)
    assert ended == ["127.0.0.1"]
    assert got.read_bytes() == package.target.read_bytes()
    with Anki(tmp_path / "anki") as anki:
        assert len(anki.take(got).new) == 2

"""Makes the README's pictures anew: a card by day and by night, and the preview. `make pictures` runs it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import Browser, chromium, previewing
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
NOTE = "cell-biology.md"
CARD = "does this show"
"""Words of the card that is shown by itself."""


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "notes").mkdir()
        for path in (PROJECT / "notes").iterdir():
            shutil.copy(path, home / "notes")
        with chromium(home / "profile", hide_scrollbars=True) as browser, _page(browser, home / "notes" / NOTE):
            _find(browser, CARD)
            _press(browser, " ")
            _phone(browser, "card-day.png")
            _press(browser, "n")
            _phone(browser, "card-night.png")
            _press(browser, "n")
            _find(browser, "")
            _press(browser, "y", "d", "j")
            WebDriverWait(browser.driver, 10).until(lambda d: len(d.find_elements(By.CSS_SELECTOR, ".cards b")) == 2)
            browser.run("document.getElementById('said').remove()")
            browser.picture(PICTURES / "preview.png")
    for path in sorted(PICTURES.glob("*.png")):
        print(f"{path.relative_to(PROJECT)}: {path.stat().st_size / 1024:.0f} kB")


@contextmanager
def _page(browser: Browser, note: Path) -> Iterator[None]:
    with previewing(browser, note) as url:
        browser.open(url, 1360, 860)
        WebDriverWait(browser.driver, 20).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".cards li"))
        yield


def _press(browser: Browser, *keys: str) -> None:
    for key in keys:
        browser.driver.switch_to.active_element.send_keys(key)


def _find(browser: Browser, words: str) -> None:
    browser.run(
        "const f = document.getElementById('find'); f.value = arguments[0];"
        "f.dispatchEvent(new Event('input', { bubbles: true })); f.blur();"
        "document.querySelector('.cards li:not([hidden]) button').click();",
        words,
    )


def _phone(browser: Browser, name: str) -> None:
    browser.run_async("await new Promise((done) => setTimeout(done, 300))")
    element = browser.driver.find_element(By.ID, "phone")
    (PICTURES / name).write_bytes(element.screenshot_as_png)


if __name__ == "__main__":
    main()

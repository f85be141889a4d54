"""What is known, on the preview's page as a person sees it: in Chromium, by day and by night, with mouse and keys."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from anki_collection import Anki
from browser import Browser, chromium
from click.testing import CliRunner
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from test_preview_in_browser import NAMES, PALE, Page, previewed
from test_progress import COFFEE, staged

from cardgen import reviews
from cardgen.build import build
from cardgen.cli import main
from cardgen.desk import laid_out
from cardgen.preview import write_static
from cardgen.progress import SYNCED, Learnt

NOTE = COFFEE.replace("---\ntopics", "---\ndepth: all\ntopics")
MARKS = {"known": "●", "fair": "◐", "weak": "▲", "learning": "◔", "unseen": "○", "suspended": "–"}


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with a note and the collection in which it was studied."""
    root = tmp_path_factory.mktemp("studied")
    (root / ".obsidian").mkdir()
    (root / "coffee.md").write_text(NOTE, "utf-8")
    staged(root / "coffee.md", (root / SYNCED).parent)
    return root


@pytest.fixture
def note(studied: Path, tmp_path: Path) -> Path:
    shutil.copytree(studied, tmp_path / "root")
    return tmp_path / "root" / "coffee.md"


@pytest.fixture
def page(chrome: Browser, note: Path) -> Iterator[Page]:
    with previewed(chrome, note, Learnt(synced=True)) as found:
        yield found
        assert chrome.complaints() == []


def standings(page: Page) -> dict[int, str]:
    """Line → the mark that is seen before it."""
    found = page.browser.run(
        "return [...document.querySelectorAll('.lines li[data-standing]')].map((x) => [+x.dataset.line, "
        "x.dataset.standing, x.querySelector('.stand').firstElementChild.textContent])"
    )
    assert all(MARKS[standing] == mark for _, standing, mark in found)
    return {line: standing for line, standing, _ in found}


def text(page: Page, selector: str) -> str:
    return page.browser.driver.find_element(By.CSS_SELECTOR, selector).text


LINES = {7: "known", 8: "weak", 9: "fair", 10: "unseen", 11: "unseen", 15: "suspended", 16: "learning"}


def test_each_line_bears_the_mark_of_its_worst_card(page: Page):
    assert standings(page) == LINES
    legend = text(page, "#legend")
    assert re.findall(r"(\S) (\D+?) (\d+)", legend) == [
        ("●", "known", "2"), ("◐", "fair", "1"), ("▲", "weak", "1"), ("◔", "learning", "1"), ("○", "never seen", "2"),
        ("–", "suspended", "1"),
    ]  # fmt: skip


def test_colour_is_not_all_there_is(page: Page):
    """Who cannot see colours has the mark; who cannot see has the words."""
    assert len(set(MARKS.values())) == len(MARKS)
    said = page.browser.run("return document.querySelector(\".lines [data-line='8'] button\").textContent")
    assert "gives 1 card; weak ~59%" in said
    hidden = page.browser.run("return [...document.querySelectorAll('.stand > :first-child')].map((x) => x.ariaHidden)")
    assert hidden and set(hidden) == {"true"}
    assert page.browser.run(NAMES) == []


def test_the_numbers_of_a_card(page: Page):
    page.click(".lines [data-line='8'] button")
    assert text(page, "#known") == (
        "weak: recall ~59%, overdue by 20 days, interval 3 days, forgotten 9 times, a leech: reword its line"
    )
    page.click(".lines [data-line='10'] button")
    assert text(page, "#known").startswith("known: recall ~90%, asked today, interval 40 days")
    page.keys(Keys.ARROW_RIGHT)
    assert text(page, "#known") == "never seen"


def test_only_the_weak_ones(page: Page):
    every = page.cards()
    page.choose("by-known", "weak")
    [left] = page.cards()
    assert "pump" in left
    page.choose("by-known", "never seen")
    assert len(page.cards()) == 2
    page.choose("by-known", "")
    assert page.cards() == every


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_word_can_be_read(chrome: Browser, note: Path, night: bool):
    with previewed(chrome, note, Learnt(synced=True)) as page:
        chrome.media(night)
        for line in LINES:
            page.click(f".lines [data-line='{line}'] button")
            assert chrome.run(PALE) == []
        tints = chrome.run(
            "return [...document.querySelectorAll('.lines li')].map((x) => getComputedStyle(x).backgroundColor)"
        )
        assert len(set(tints)) >= 5


def test_a_decision_leaves_the_marks(page: Page):
    page.click(".lines [data-line='8'] button")
    page.keys("y")
    page.until(lambda: page.tags() == ["kept"])
    page.click(".lines [data-line='8'] button")
    assert text(page, "#known").startswith("weak: ")
    assert standings(page) == LINES
    page.choose("by-known", "weak")
    assert len(page.cards()) == 1
    page.keys("u")
    page.until(lambda: page.tags() == [])
    assert text(page, "#known").startswith("weak: ")


def test_the_marks_follow_the_note_and_the_reviews(page: Page, note: Path):
    note.write_text(NOTE.replace("# espresso\n", "# espresso\n\nhm\n"), "utf-8")
    page.until(lambda: standings(page).get(10) == "weak")
    with Anki((note.parent / SYNCED).parent) as anki:
        [card] = anki.col.find_cards("pump")
        anki.col.db.execute("update cards set due = due + 80, ivl = 80, factor = 2500 where id = ?", card)
    page.until(lambda: standings(page).get(10) == "known")


def test_reviews_are_read_again_only_when_they_changed(note: Path, monkeypatch: pytest.MonkeyPatch):
    read, times = reviews.read, []

    def counted(path: Path):
        times.append(path)
        return read(path)

    monkeypatch.setattr(reviews, "read", counted)
    desk = laid_out([note], learnt=Learnt(synced=True))
    first = desk.read().known
    note.write_text(NOTE.replace("- crema", "- portafilter :: holds the puck\n- crema"), "utf-8")
    assert desk.read().known != first
    assert len(times) == 1
    with Anki((note.parent / SYNCED).parent) as anki:
        anki.study(1)
    desk.read()
    assert len(times) == 2


def test_trouble_that_passes_is_over_at_the_next_reading(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    collection = note.parent / SYNCED
    monkeypatch.setattr(reviews, "_PATIENCE", 0.1)
    desk = laid_out([note], learnt=Learnt(synced=True))
    with closing(sqlite3.connect(collection, isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        assert "another program is writing" in "".join(desk.read().remarks)
        other.execute("rollback")
    view = desk.read()
    assert view.known and not view.remarks


def test_trouble_with_the_reviews_keeps_nothing_shut(chrome: Browser, note: Path):
    (note.parent / SYNCED).write_bytes(b"no collection")
    with previewed(chrome, note, Learnt(synced=True)) as page:
        assert standings(page) == {}
        assert not chrome.driver.find_element(By.ID, "legend").is_displayed()
        assert not chrome.driver.find_element(By.ID, "by-known").is_displayed()
        assert "what you know is not shown" in page.browser.run("return document.querySelector('#remarks').textContent")


def test_without_a_collection_the_page_is_as_it_was(chrome: Browser, note: Path):
    (note.parent / SYNCED).unlink()
    with previewed(chrome, note, Learnt(synced=True)) as page:
        assert standings(page) == {}
        assert not chrome.driver.find_element(By.ID, "remarks").is_displayed()
        for name in ("legend", "by-known", "known"):
            assert not chrome.driver.find_element(By.ID, name).is_displayed()


@pytest.mark.parametrize("width", [360, 800, 1100, 1440])
def test_the_page_still_fits_every_window(page: Page, width: int):
    page.browser.size(width, 800)
    assert page.browser.run("return document.documentElement.scrollWidth") <= width


# ------------------------------------------------------------------ one file


def ran(*args: str | Path) -> str:
    result = CliRunner().invoke(main, ["preview", *map(str, args)])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_one_file_holds_reviews_only_if_asked(chrome: Browser, note: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(note.parent)
    ran("coffee.md", "--static", "plain.html")
    plain = Path("plain.html").read_text("utf-8")
    assert "overdue" not in plain and "data-standing" not in plain.split("<style>")[0]
    page = Page(chrome, Path("plain.html").resolve().as_uri())
    assert standings(page) == {}
    ran("coffee.md", "--static", "mine.html", "--progress", SYNCED)
    page = Page(chrome, Path("mine.html").resolve().as_uri())
    assert standings(page) == LINES
    assert chrome.complaints() == []
    assert [url for url in chrome.asked() if not url.startswith("file://") and url != "about:srcdoc"] == []


def test_a_file_whose_reviews_cannot_be_read_says_so(note: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(note.parent)
    printed = ran("coffee.md", "--static", "out.html", "--progress", "decks/coffee.apkg")
    assert "what you know is not shown: decks/coffee.apkg: this package holds no reviews" in printed
    assert "crema" in Path("out.html").read_text("utf-8")


def test_a_package_shows_no_reviews(note: Path):
    result = CliRunner().invoke(main, ["preview", str(note.parent / "decks" / "coffee.apkg"), "--progress", "x.colpkg"])
    assert result.exit_code == 1
    assert "open the note instead of the package" in result.output


def test_other_exports_will_do(chrome: Browser, note: Path, tmp_path: Path):
    with Anki((note.parent / SYNCED).parent) as anki:
        export = anki.export(tmp_path / "out.colpkg", legacy=False)
    with previewed(chrome, note, Learnt(export)) as page:
        assert standings(page) == LINES
    write_static(laid_out([note], learnt=Learnt(export)), tmp_path / "out.html")
    assert "overdue by 20 days" in (tmp_path / "out.html").read_text("utf-8")


def test_words_of_a_note_stay_words(chrome: Browser, vault: Callable[..., Path], tmp_path: Path):
    evil = "- <img src=x onerror=alert(1)> :: \"><script>alert(2)</script>\n- b :: <b onclick='x'>bold</b> words\n"
    note = vault(evil=f"---\ndepth: all\ntitle: '<script>x</script>'\n---\n{evil}") / "evil.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(build([note])[0].target)
    with previewed(chrome, note, Learnt(tmp_path / "anki" / "collection.anki2")) as page:
        assert set(standings(page).values()) == {"unseen"}
        assert chrome.run("return document.querySelectorAll('main img, main script, main [onclick]').length") == 0
        assert chrome.complaints() == []

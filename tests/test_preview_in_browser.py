"""The preview as a person uses it: in Chromium, with mouse and keys, through to the package that comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from anki_collection import Anki
from browser import LUMINANCE, Browser, attacks, chromium, evil_svg, listener, previewing
from conftest import PROJECT
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from cardgen import apkg, ledger
from cardgen.build import build
from cardgen.desk import laid_out
from cardgen.model import AnkiNote, Deck, Depth
from cardgen.preview import write_static
from cardgen.progress import Learnt

COFFEE = """\
# Espresso

- crema: foam of CO2 and coffee oils
- pump: motor that gives 9 bar
hm

# Grinder

- burrs: the discs that crush the beans
- the ideal dose is {{c1::18 g}} for {{c2::two cups}}
"""


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


class Page:
    """The preview's page in a browser."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        browser.asked(), browser.complaints()
        browser.open(url)
        self.until(lambda: self.cards())

    def until(self, true: Callable[[], object]) -> None:
        WebDriverWait(self.browser.driver, 20, poll_frequency=0.05).until(lambda _: true())

    def cards(self) -> list[str]:
        """The questions in the list."""
        return self.browser.run(
            "return [...document.querySelectorAll('.cards li:not([hidden]) .asks')].map((x) => x.textContent)"
        )

    def current(self) -> str:
        return self.browser.run(
            "const x = document.querySelector('.cards [aria-current] .asks'); return x ? x.textContent : ''"
        )

    def here(self) -> int:
        """The line that is marked."""
        return self.browser.run("const x = document.querySelector('.lines .here'); return x ? +x.dataset.line : 0")

    def card(self) -> str:
        """What the phone shows: its HTML."""
        return self.browser.run("return document.getElementById('screen').srcdoc")

    def inside(self, script: str) -> object:
        """What a script of the driver's, which the frame would not run itself, sees in the phone."""
        self.browser.driver.switch_to.frame(self.browser.driver.find_element(By.ID, "screen"))
        try:
            return self.browser.run(script)
        finally:
            self.browser.driver.switch_to.default_content()

    def said(self) -> str:
        return self.browser.run("return document.getElementById('said').textContent")

    def tags(self) -> list[str]:
        return self.browser.run("return [...document.querySelectorAll('.cards b')].map((x) => x.textContent)")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.browser.driver.switch_to.active_element.send_keys(key)

    def click(self, selector: str) -> None:
        """As a hand does: once it is at rest where the eye sees it."""
        self.until(lambda: self.browser.run_async(_AT_REST, selector) is True)
        self.browser.driver.find_element(By.CSS_SELECTOR, selector).click()

    def choose(self, select: str, value: str) -> None:
        self.browser.run(
            "const s = document.getElementById(arguments[0]); s.value = arguments[1];"
            "s.dispatchEvent(new Event('input', { bubbles: true }))",
            select,
            value,
        )


_AT_REST = """
const it = document.querySelector(args[0]);
if (!it) return false;
it.scrollIntoView({ block: "center" });
const frame = () => new Promise(requestAnimationFrame);
await frame();
const was = it.getBoundingClientRect();
await frame();
await frame();
const is = it.getBoundingClientRect();
const seen = document.elementFromPoint(is.x + is.width / 2, is.y + is.height / 2);
return was.x === is.x && was.y === is.y && seen !== null && it.contains(seen);
"""
"""Script: whether a thing stays where it is for two frames, with nothing over it."""


@contextmanager
def previewed(browser: Browser, path: Path, learnt: Learnt | None = None, depth: Depth | None = None) -> Iterator[Page]:
    with previewing(browser, path, learnt, depth) as url:
        yield Page(browser, url)


@pytest.fixture
def note(vault: Callable[..., Path]) -> Path:
    return vault(coffee=COFFEE) / "coffee.md"


@pytest.fixture
def page(chrome: Browser, note: Path) -> Iterator[Page]:
    with previewed(chrome, note) as found:
        yield found
        assert chrome.complaints() == []
        home = found.url.split("/")[2]
        assert [url for url in chrome.asked() if url.split("/")[2:3] != [home] and url != "about:srcdoc"] == []


# ------------------------------------------------------------------ looking


def test_a_line_leads_to_its_card_and_a_card_to_its_line(page: Page):
    page.click(".lines [data-line='9'] button")
    assert "burrs" in page.current().lower()
    assert page.here() == 9
    page.browser.run("document.querySelectorAll('.cards li button')[1].click()")
    assert page.current() == "What is pump?"
    assert page.here() == 4


def test_a_silent_line_says_why(page: Page):
    line = page.browser.driver.find_element(By.CSS_SELECTOR, ".lines .silent")
    assert line.text.startswith("5")
    assert "too little" in line.text


def test_the_keys(page: Page):
    first = page.current()
    page.keys("j", "j")
    third = page.current()
    assert third == page.cards()[2] != first
    page.keys("k")
    assert page.current() == page.cards()[1]
    question = page.card()
    page.keys(" ")
    assert page.card() != question
    assert "9 bar" in page.card()
    page.keys(" ")
    assert page.card() == question
    page.keys("n")
    assert 'class="card card1 nightMode' in page.card()
    page.keys("l")
    assert "gives 1 card" in page.browser.driver.switch_to.active_element.text or page.here() == 4


def test_a_click_into_the_phone_leaves_the_keys(page: Page):
    page.click("#screen")
    page.until(lambda: page.browser.driver.switch_to.active_element.tag_name == "button")
    page.keys("j")
    assert page.current() == page.cards()[1]


def test_the_gaps_of_a_card_one_by_one(page: Page):
    page.keys("j", "j", "j")
    assert "card 1 of 2" in page.browser.driver.find_element(By.ID, "about").text
    one = page.card()
    page.keys(Keys.ARROW_RIGHT)
    assert "card 2 of 2" in page.browser.driver.find_element(By.ID, "about").text
    assert page.card() != one


def test_the_width_of_the_phone(page: Page):
    for width in (320, 412, 360):
        page.click(f"button[data-width='{width}']")
        page.until(
            lambda width=width: page.browser.run("return document.getElementById('screen').clientWidth") == width
        )


def test_the_filters(page: Page):
    every = page.cards()
    page.choose("by-section", "Grinder")
    assert len(page.cards()) == 2
    page.choose("by-section", "")
    page.choose("find", "pump")
    assert len(page.cards()) == 1
    page.choose("find", "")
    page.choose("by-opinion", "drop")
    assert page.cards() == []
    assert "No card is like that" in page.browser.driver.find_element(By.ID, "cards").text
    page.choose("by-opinion", "none")
    assert page.cards() == every
    page.choose("by-verdict", "new")
    assert page.cards() == every


# ------------------------------------------------------------------ deciding


def test_drop_edit_and_undo_through_to_the_next_package(page: Page, note: Path, tmp_path: Path):
    [before] = build([note])
    with Anki(tmp_path / "anki") as anki:
        anki.take(before.target)
        anki.study(3)
        progress = anki.progress()
        guids = {s.card.front: s.guid for s in before.report.settled}
        crema, pump = (next(g for front, g in guids.items() if word in front) for word in ("crema", "pump"))
        page.until(lambda: "new" not in page.browser.run("return document.querySelector('.cards').textContent"))
        page.keys("d")
        page.until(lambda: page.tags() == ["dropped"])
        assert "What is pump?" in page.current(), "after a decision comes the next card"
        page.keys("e")
        field = page.browser.driver.switch_to.active_element
        assert field.tag_name == "textarea"
        field.clear()
        field.send_keys("What pressure does the pump give?")
        page.click("#save")
        page.until(lambda: page.tags() == ["dropped", "edited"])
        assert page.current() == "What pressure does the pump give?"
        page.keys("j", "y")
        page.until(lambda: page.tags() == ["dropped", "edited", "kept"])
        anki.take(build([note])[0].target)
        assert set(anki.empty()) == {crema}
        assert "What pressure does the pump give?" in anki.rendered(pump)[0]
        assert anki.progress() == progress
        for left in (["dropped", "edited"], ["dropped"], []):
            page.keys("u")
            page.until(lambda left=left: page.tags() == left)
        assert "What is crema?" in page.current()
        anki.take(build([note])[0].target)
        assert anki.empty() == {}
        assert anki.progress() == progress
        assert not ledger.load(note.parent).choices


def test_what_does_not_fit_is_said_where_it_was_typed(page: Page):
    page.keys("e")
    page.browser.driver.switch_to.active_element.clear()
    page.click("#save")
    page.until(lambda: "empty" in page.browser.driver.find_element(By.ID, "editor-error").text)
    page.keys(Keys.ESCAPE)
    page.browser.complaints()  # the browser counts the refusal among its complaints


def test_written_into_the_note(page: Page, note: Path):
    page.keys("j", "e")
    field = page.browser.driver.switch_to.active_element
    field.clear()
    field.send_keys("What pressure does the pump give?")
    page.click("#write")
    page.until(lambda: "What pressure does the pump give?" in page.cards())
    at = note.read_text("utf-8").split("\n").index("- pump: motor that gives 9 bar <!-- no card -->")
    assert note.read_text("utf-8").split("\n")[at + 1 : at + 3] == [
        "- Q: What pressure does the pump give?", "  A: motor that gives 9 bar",
    ]  # fmt: skip


def test_it_follows_the_note(page: Page, note: Path):
    page.keys("j")
    kept = page.current()
    note.write_text("- tamper: what presses the puck\n" + COFFEE, "utf-8")
    page.until(lambda: any("tamper" in asks for asks in page.cards()))
    assert page.current() == kept, "the card that is looked at stays"
    assert page.here() == 5


# ------------------------------------------------------------------ for everyone


NAMES = """
const unnamed = [];
for (const e of document.querySelectorAll("button, select, input, textarea, iframe, dialog, section")) {
  const by = e.getAttribute("aria-labelledby");
  const label = e.closest("label");
  const name = e.getAttribute("aria-label") || (by && document.getElementById(by).textContent) || e.textContent ||
    e.title || (label && label.textContent);
  if (!name.trim()) unnamed.push(e.outerHTML);
}
return unnamed;
"""

PALE = (
    LUMINANCE
    + """
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const pale = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = texts.nextNode(); text; text = texts.nextNode()) {
  const of = text.parentElement;
  if (!text.data.trim() || !of.checkVisibility() || of.closest(":disabled, script, .unseen, .said")) continue;
  const [low, high] = [luminance(parts(getComputedStyle(of).color)), luminance(ground(of))].sort((a, b) => a - b);
  if ((high + 0.05) / (low + 0.05) < 4.5) pale.push(text.data.trim().slice(0, 40));
}
return pale;
"""
)


def test_everything_has_a_name_and_can_be_reached(page: Page):
    assert page.browser.run(NAMES) == []
    assert (
        page.browser.run("return document.querySelectorAll('main, header, h1, [role=status][aria-live]').length") >= 4
    )
    page.keys("d")
    page.until(lambda: "Dropped" in page.said())
    reached = set()
    page.browser.run("document.activeElement.blur()")
    for _ in range(60):
        page.keys(Keys.TAB)
        element = page.browser.driver.switch_to.active_element
        reached.add(element.get_attribute("id") or element.get_attribute("data-width") or element.tag_name)
    assert {"find", "by-form", "night", "360", "flip", "keep", "drop", "edit", "button"} <= reached


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_word_of_the_page_can_be_read(chrome: Browser, note: Path, night: bool):
    with previewed(chrome, note) as page:
        chrome.media(night)
        page.keys("d", "y")
        page.until(lambda: len(page.tags()) == 2)
        assert chrome.run(PALE) == []


@pytest.mark.parametrize("width", [360, 800, 1100, 1440])
def test_the_page_fits_every_window(chrome: Browser, note: Path, width: int):
    with previewed(chrome, note):
        chrome.size(width, 800)
        assert chrome.run("return document.documentElement.scrollWidth") <= width


def test_at_night_the_card_is_at_night_too(chrome: Browser, note: Path):
    with previewed(chrome, note) as page:
        chrome.open(page.url, night=True)
        page.until(page.cards)
        assert "nightMode" in page.card()


def test_in_a_narrow_window_a_card_is_seen_when_it_is_chosen(chrome: Browser, note: Path):
    with previewed(chrome, note) as page:
        chrome.size(390, 800)
        page.click(".cards li:nth-child(2) button")
        seen = "const r = document.getElementById('phone').getBoundingClientRect(); return r.top >= -1 && r.top < 600"
        page.until(lambda: chrome.run(seen))


# ------------------------------------------------------------------ all the samples, a package, one file, a long note


def test_pictures_are_shown(chrome: Browser, tmp_path: Path):
    shutil.copytree(PROJECT / "notes", tmp_path / "notes")
    with previewed(chrome, tmp_path / "notes") as page:
        page.choose("find", "membrane")
        page.browser.run("document.querySelector('.cards li:not([hidden]) button').click()")
        for _ in page.cards():
            page.keys(" ")
            if "<img" in page.card():
                break
            page.keys("j")
        assert "<img" in page.card()
        page.until(lambda: page.inside("return document.images.length && document.images[0].naturalWidth > 9"))
        assert chrome.complaints() == []


def test_a_package(chrome: Browser, note: Path):
    [package] = build([note])
    with previewed(chrome, package.target) as page:
        assert any("What is pump?" in asks for asks in page.cards())
        assert not chrome.driver.find_element(By.ID, "decide").is_displayed()
        assert not chrome.driver.find_element(By.ID, "lines").is_displayed()
        page.keys("j", " ")
        assert "9 bar" in page.card()


def test_the_one_file(chrome: Browser, tmp_path: Path):
    shutil.copytree(PROJECT / "notes", tmp_path / "notes")
    write_static(laid_out([tmp_path / "notes"]), tmp_path / "out.html")
    page = Page(chrome, (tmp_path / "out.html").as_uri())
    assert len(page.cards()) > 50
    page.until(lambda: page.inside("return document.body.innerText.trim()"))  # the first card is seen before any key
    page.keys("j", "j", " ")
    assert 'class="source"' in page.card(), "which only the answer side shows"
    page.choose("find", "membrane")
    assert 0 < len(page.cards()) < 50
    assert chrome.complaints() == []
    assert [url for url in chrome.asked() if not url.startswith("file://") and url != "about:srcdoc"] == []


def test_a_note_of_three_thousand_lines(chrome: Browser, tmp_path: Path):
    """All of it is there, and only what is seen is drawn."""
    lines = [f"- term{n} of part {n % 7}: the meaning that number {n} has" for n in range(1000)]
    (tmp_path / "long.md").write_text("\n\n".join(f"{line}\n  - more on {n}" for n, line in enumerate(lines)), "utf-8")
    with previewed(chrome, tmp_path / "long.md") as page:
        assert chrome.run("return document.querySelectorAll('.lines li').length") >= 2999
        count = len(page.cards())
        assert count > 900
        last = page.cards()[-1]
        chrome.run("document.querySelector('.cards li:last-child button').click()")
        assert page.current() == last
        page.keys("k")
        assert page.current() == page.cards()[-2]
        page.keys("d")
        page.until(lambda: page.tags() == ["dropped"])
        assert len(page.cards()) == count


def test_nothing_pasted_into_a_note_runs_or_is_fetched(chrome: Browser, tmp_path: Path):
    with listener() as (ear, heard):
        (tmp_path / "evil.md").write_text(attacks(ear), "utf-8")
        (tmp_path / "evil.svg").write_text(evil_svg(ear), "utf-8")
        write_static(laid_out([tmp_path / "evil.md"], depth="all"), tmp_path / "out.html")
        with previewed(chrome, tmp_path / "evil.md", depth="all") as page:
            _every_card(page)
            assert heard == []
            home = page.url.split("/")[2]
            assert {url.split("/")[2] for url in chrome.asked() if url != "about:srcdoc"} == {home}
        page = Page(chrome, (tmp_path / "out.html").as_uri())
        _every_card(page)
        assert heard == []
        assert {url.split(":")[0] for url in chrome.asked() if url != "about:srcdoc"} == {"file"}
        assert chrome.driver.title.startswith("evil.md")
        chrome.open(f"{ear}/control")
        assert "/control" in heard, "the listener hears nothing: then silence means nothing"


def test_a_package_from_anywhere_runs_nothing_and_fetches_nothing(chrome: Browser, tmp_path: Path):
    with listener() as (ear, heard):
        run = f"fetch('{ear}/ran')"
        evil = (
            f'<script>{run}</script><img src="{ear}/img" onerror="{run}">'
            f'<svg onload="{run}"><image href="{ear}/svg"/></svg>'
            f'<meta http-equiv="refresh" content="0;url={ear}/meta"><iframe src="{ear}/frame"></iframe>'
            f'<style>@import url({ear}/style); body {{ background: url({ear}/bg) }}</style><link rel="stylesheet" '
            f'href="{ear}/css"><video src="{ear}/video" autoplay></video><object data="{ear}/object"></object>'
            f'<form action="{ear}/form"><input autofocus onfocus="{run}"></form><base href="{ear}/"><img src="x.png">'
        )
        note = AnkiNote("g", "basic", (f"front {evil}", f"back {evil}", *[""] * 10), (), (0,), 1_700_000_000, 1)
        apkg.write([Deck("D", (note,))], tmp_path / "evil.apkg", {"basic": 1_700_000_000})
        with previewed(chrome, tmp_path / "evil.apkg") as page:
            page.keys(" ")
            chrome.run_async("await new Promise((done) => setTimeout(done, 800))")
            page.keys(" ")
            chrome.run_async("await new Promise((done) => setTimeout(done, 800))")
            assert "<script>" in page.card(), "it is there, and does nothing"
        assert heard == []


def _every_card(page: Page) -> None:
    assert len(page.cards()) > 15
    for _ in page.cards():
        page.keys(" ")
        page.browser.run_async("await new Promise((done) => setTimeout(done, 20))")
        page.keys("j")
    page.browser.run_async("await new Promise((done) => setTimeout(done, 300))")

"""Every card of the sample notes as Anki renders it, looked at in Chromium: on three phones, by day and by night."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from anki_collection import Anki
from browser import LUMINANCE, Browser, attacks, chromium, evil_svg, listener, served
from conftest import PROJECT

from cardgen.build import build
from cardgen.looking import look
from cardgen.render.faces import faces

WIDTHS = (320, 360, 412)
SAMPLES = (*sorted((PROJECT / "notes").glob("*.md")), *sorted((PROJECT / "tests" / "notes").glob("*.md")))

ODD = """\
---
cards: {reverse: true, speak: [Spoken]}
depth: all
---

# Odd things

- a word without end: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft
- an address: https://example.org/a/very/long/path/that/never/ends/and/goes/on/and/on/and/on/index.html?with=query
- **Boyle:** $pV$ is constant, and $$\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}$$ is no end of math
- keys: press <kbd>Ctrl</kbd> + <kbd>C</kbd>, then ==mark== and H<sub>2</sub>O
- ruby: <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> is read so
- details: <details><summary>more</summary>hidden words</details>
- emphasis: ~~gone~~, *slanted*, **strong**, `code with a_long_name_that_does_not_break_anywhere_in_it`
- العربية: اللغة التي تكتب من اليمين إلى اليسار
- vector ::: `std::vector<int>` in the standard library
- the {{c1::`std::map`::a tree}} holds {{c2::pairs}} in order
- picture: the membrane ![[membrane.png]] of a cell
- a quote: > not really

| a | rather | wide | table | with | many | columns | in | it |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| one thing | two things | three things | four things | five things | six things | seven | eight | nine |

How to start it:

```python
def start(name: str, retries: int = 3) -> None:  # a comment that is longer than any phone is wide, and then some
    raise ValueError(f"no {name}" * retries)
```

# Spoken

- crema: foam of oils on an espresso
- pump gives 9 bar
"""


@dataclass(frozen=True)
class Side:
    """One side of one card, as Anki gives it to its window."""

    name: str
    html: str


@dataclass(frozen=True)
class Deck:
    """The cards of some notes, and the address of a page to look at them on."""

    folder: Path
    home: str
    sides: list[Side]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


def imported(folder: Path) -> tuple[Path, str, list[Side]]:
    """The package of some notes in a fresh Anki: its media folder, the CSS, and both sides of every card."""
    [package] = build([folder / "notes"], clock=1_700_000_000)
    with Anki(folder / "anki") as anki:
        anki.take(package.target)
        sides, css = [], ""
        for (guid, ordinal), fields in ((key, anki.fields()[key[0]]) for key in anki.progress()):
            for side, html in zip(("front", "back"), anki.rendered(guid, ordinal), strict=True):
                css, _, body = html.removeprefix("<style>").partition("</style>")
                # Where a sound or a voice is, Anki's window has a button.
                body = re.sub(r"\[anki:play:[aq]:\d+\]", '<a class="replay-button soundLink" href="#">▶</a>', body)
                sides.append(Side(f"{side} of {ordinal} in {re.sub('<[^>]*>', '', fields[0])[:60]!r}", body))
        return Path(anki.col.media.dir()), css, sides


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deck]:
    folder = tmp_path_factory.mktemp("samples")
    (folder / "notes").mkdir()
    for path in (*SAMPLES, *(PROJECT / "notes").glob("*.png")):
        shutil.copy(path, folder / "notes")
    (folder / "notes" / "odd.md").write_text(ODD, "utf-8")
    (folder / "notes" / ".obsidian").mkdir()
    media, css, sides = imported(folder)
    page(media, css)
    with served(media) as home:
        yield Deck(folder, home, sides)


def page(media: Path, css: str) -> None:
    """Writes a page as Anki's window is one, into the folder where its pictures are."""
    (media / "page.html").write_text(
        f'<!doctype html><html class="mobile"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><style>body {{ margin: 20px; }}'
        f"</style><style>{css}</style></head>"
        '<body class="card card1"><div id="qa"></div></body></html>',
        "utf-8",
    )


SHOW = """
const [sides, night, width] = args;
const faults = [];
document.body.classList.toggle("nightMode", night);
document.body.classList.toggle("night_mode", night);
const qa = document.getElementById("qa");
for (const { name, html } of sides) {
  qa.innerHTML = html;
  for (const image of qa.querySelectorAll("img")) {
    try { await image.decode(); } catch { faults.push(`${name}: ${image.getAttribute("src")} is not shown`); }
  }
  const page = document.documentElement;
  if (page.scrollWidth > width) faults.push(`${name}: ${page.scrollWidth} wide on a phone of ${width}`);
  for (const box of qa.querySelectorAll(".question, .answer, .context, .extra, .source")) {
    const { left, right } = box.getBoundingClientRect();
    if (left < 0 || right > width + 0.5) faults.push(`${name}: ${box.className} goes over the edge`);
  }
}
return faults;
"""

CONTRAST = (
    LUMINANCE
    + """
const [sides, night] = args;
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parts(getComputedStyle(at).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
    if (colour[3] > 0) throw new Error("half transparent ground");
  }
  return [255, 255, 255];
};
document.body.classList.toggle("nightMode", night);
document.body.classList.toggle("night_mode", night);
const qa = document.getElementById("qa");
let least = 99;
const faults = [], seen = new Set();
for (const { name, html } of sides) {
  qa.innerHTML = html;
  for (const details of qa.querySelectorAll("details")) details.open = true;
  const texts = document.createTreeWalker(qa, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || getComputedStyle(text.parentElement).visibility === "hidden") continue;
    const [one, other] = [parts(getComputedStyle(text.parentElement).color), ground(text.parentElement)];
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    seen.add(one.join() + other.join());
    least = Math.min(least, ratio);
    if (ratio < 4.5) faults.push(`${name}: ${ratio.toFixed(2)} at ${text.data.trim().slice(0, 30)}`);
  }
}
return { faults, least, pairs: seen.size };
"""
)


def window(browser: Browser, deck: Deck, width: int) -> None:
    browser.open(f"{deck.home}/page.html")
    browser.size(width, 700, mobile=True)
    browser.asked(), browser.complaints()


def sent(sides: list[Side]) -> list[dict[str, str]]:
    return [{"name": side.name, "html": side.html} for side in sides]


def one(html: str) -> list[dict[str, str]]:
    return sent([Side("one", html)])


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_card_fits_every_phone(deck: Deck, browser: Browser, width: int, night: bool):
    assert len(deck.sides) > 500
    window(browser, deck, width)
    assert browser.run("return innerWidth") == width
    assert browser.run_async(SHOW, sent(deck.sides), night, width) == []
    assert browser.complaints() == []
    asked = browser.asked()
    assert [url for url in asked if not url.startswith(f"{deck.home}/")] == []
    assert any(url.endswith(".png") for url in asked), "the picture was never asked for: nothing was seen"


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_word_can_be_read(deck: Deck, browser: Browser, night: bool):
    window(browser, deck, 360)
    seen = browser.run_async(CONTRAST, sent(deck.sides), night)
    assert seen["faults"] == []
    assert seen["pairs"] > 8, "code, gaps, links and marks have colours of their own"


def test_what_is_too_wide_or_too_pale_would_be_seen(deck: Deck, browser: Browser):
    window(browser, deck, 320)
    assert browser.run_async(SHOW, one('<div class="answer" style="min-width: 400px">x</div>'), False, 320)
    assert browser.run_async(SHOW, one('<img src="gone.png">'), False, 320)
    assert browser.complaints(), "a picture that is not there is complained of"
    assert browser.run_async(CONTRAST, one('<p style="color: #999; background: #fff">x</p>'), False)["faults"]


_TOLD = re.compile(r"<(code|pre)\b.*?</\1>|\\\(.*?\\\)|\\\[.*?\\\]|<[^>]*>", re.S)
_RAW = re.compile(r"\*\*|\[\[|\]\]|\{\{|\}\}|(?<![\w$])\$(?=[^\s$])[^$\n]*(?<=[^\s$])\$(?![\w$])")


def test_no_mark_is_left_in_any_card(deck: Deck):
    left = [f"{side.name}: {found[0]}" for side in deck.sides if (found := _RAW.search(_TOLD.sub(" ", side.html)))]
    assert left == []
    for raw in ("a **b**", "see [[x]]", "is $x$ so", "{{c1::x}}"):
        assert _RAW.search(raw)
    assert not _RAW.search("from $3 to $5")


def test_the_preview_shows_what_anki_shows(deck: Deck):
    ours = {
        side: html
        for note in look([deck.folder / "notes"]).dressed.values()
        for face in faces(note)
        for side, html in ((f"front {face.front}", face.front), (f"back {face.back}", face.back))
    }
    assert len(ours) > 500
    known = {re.sub(r' data-cloze="[^"]*"', "", html) for html in ours.values()}
    missing = []
    for side in deck.sides:
        html = re.sub(r' data-cloze="[^"]*"', "", side.html)
        if "soundLink" not in html and 'class="hint"' not in html and html not in known:
            missing.append(side.name)
    assert missing == []


def test_the_items_of_a_list_are_uncovered_one_by_one(browser: Browser, deck: Deck):
    """The style alone does it, without a script: earlier items stand there, later ones do not."""
    window(browser, deck, 320)
    item = '<span class="cloze{}" data-ordinal="{}">{}</span>'
    items = item.format("-inactive", 1, "first") + item.format("", 2, "[...]") + item.format("-inactive", 3, "third")
    seen = """
      document.getElementById("qa").innerHTML = arguments[0];
      return [...document.querySelectorAll(".ol > span")].map((x) => getComputedStyle(x).visibility);
    """
    assert browser.run(seen, f'<div class="question front"><div class="ol">{items}</div></div>') == [
        "visible", "visible", "hidden",
    ]  # fmt: skip
    assert browser.run(seen, f'<div class="question"><div class="ol">{items}</div></div>') == ["visible"] * 3


RUN = """
const qa = document.getElementById("qa");
const wait = (time) => new Promise((done) => setTimeout(done, time));
for (const { html } of args[0]) {
  qa.innerHTML = html;
  // Anki's window runs the scripts in a card, which innerHTML alone would not do.
  for (const old of qa.querySelectorAll("script")) {
    const script = document.createElement("script");
    script.textContent = old.textContent;
    old.replaceWith(script);
  }
  for (const element of qa.querySelectorAll("*")) {
    for (const name of ["error", "load", "focus", "click"]) element.dispatchEvent(new Event(name));
    if (element.matches("a") && !["http:", "https:", "mailto:", "obsidian:"].includes(element.protocol)) {
      if (element.getAttribute("href") !== "#") fetch(args[1] + "/link");
    }
  }
  await wait(5);
}
await wait(300);
"""


def test_nothing_pasted_into_a_note_runs_or_is_fetched_on_a_card(browser: Browser, tmp_path: Path):
    with listener() as (ear, heard):
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "evil.md").write_text(attacks(ear), "utf-8")
        (tmp_path / "notes" / "evil.svg").write_text(evil_svg(ear), "utf-8")
        media, css, sides = imported(tmp_path)
        assert len(sides) > 20
        assert any(".svg" in side.html for side in sides), "the drawing came along"
        page(media, css)
        with served(media) as home:
            deck = Deck(tmp_path, home, sides)
            window(browser, deck, 360)
            browser.run_async(RUN, sent(sides), ear)
            assert heard == []
            assert [url for url in browser.asked() if not url.startswith(f"{home}/")] == []
            for drawing in media.glob("*.svg"):
                browser.open(f"{home}/{drawing.name}")
                browser.run_async("await new Promise((done) => setTimeout(done, 200))")
            assert heard == []
            # The same cards as they would be without all this, so that silence means something.
            window(browser, deck, 360)
            bad = (
                f"<script>fetch('{ear}/1')</script>",
                f'<img src="{ear}/2">',
                f"""<b onclick="fetch('{ear}/3')">x</b>""",
            )
            browser.run_async(RUN, [one(html)[0] for html in bad], ear)
            assert sorted(heard) == ["/1", "/2", "/3"]

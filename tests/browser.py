"""A real Chromium, driven through its own driver: what is seen in it is what people see.

Where it is missing the tests that need it are skipped, and say what to install; with CARDGEN_BROWSER=required, as in
CI, they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from cardgen.desk import laid_out
from cardgen.model import Depth
from cardgen.preview import Server
from cardgen.preview.watch import Watch
from cardgen.progress import Learnt

MISSING = "Chromium and its driver are needed: apt-get install chromium chromium-driver (or chromium-chromedriver)"
_SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-default-apps --disable-dev-shm-usage "
    "--force-device-scale-factor=1 --lang=en --disable-features=LocalNetworkAccessChecks"
)


LUMINANCE = """
const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parts = (text) => text.match(/[\\d.]+/g).map(Number);
"""
"""Script: how light a colour is to the eye, 0 to 1, as WCAG reckons it; `parts` takes a computed colour apart."""


def found(*names: str) -> str | None:
    """The first of some programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


@dataclass
class Browser:
    """A window of Chromium."""

    driver: webdriver.Chrome
    requests: list[str] = field(default_factory=list)
    """All addresses that were asked for so far, by :meth:`asked`."""

    def open(self, url: str, width: int = 1440, height: int = 950, *, night: bool = False) -> None:
        """Go to a page, with a window of this size."""
        self.size(width, height)
        self.media(night)
        self.driver.get(url)

    def size(self, width: int, height: int = 800, *, mobile: bool = False) -> None:
        """Make the page this wide, as on a phone if it is `mobile`."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, night: bool) -> None:
        """What the system says of day and night."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if night else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def run(self, script: str, *values: Any) -> Any:
        """What a script gives."""
        return self.driver.execute_script(script, *values)

    def run_async(self, script: str, *values: Any) -> Any:
        """What the body of an async function gives."""
        wrapped = f"const done = arguments[arguments.length - 1]; (async (...args) => {{ {script} }})(...arguments)"
        return self.driver.execute_async_script(f"{wrapped}.then(done, (e) => done('failed: ' + e));", *values)

    def complaints(self) -> list[str]:
        """What the console has said since it was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """The addresses that pages have asked for since this was asked last, data in the page aside."""
        urls = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        return [url for url in urls if not url.startswith(("data:", "about:", "chrome:"))]

    def picture(self, path: Path) -> None:
        """Write what is seen as a PNG."""
        path.write_bytes(self.driver.get_screenshot_as_png())


@contextmanager
def chromium(profile: Path, *, hide_scrollbars: bool = False) -> Iterator[Browser]:
    """A fresh Chromium; skips the test, or fails it in CI, if there is none."""
    program, driver = found("chromium", "chromium-browser", "google-chrome"), found("chromedriver")
    if program is None or driver is None:
        if os.environ.get("CARDGEN_BROWSER") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    options = Options()
    options.binary_location = program
    for switch in (*_SWITCHES.split(), f"--user-data-dir={profile}", *["--hide-scrollbars"] * hide_scrollbars):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        browser.set_script_timeout(120)
        fresh = Browser(browser)
        fresh.driver.get("about:blank")
        fresh.asked()  # what the browser's own first page asked for
        yield fresh
    finally:
        browser.quit()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder on a port of this machine, as Anki serves those of its media folder: their address."""
    with _running(partial(_Quiet, directory=str(folder))) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(handler: Any) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that must not be asked for anything: its address, and what it was asked for."""
    heard: list[str] = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    with _running(Ear) as port:
        yield f"http://127.0.0.1:{port}", heard


def attacks(ear: str) -> str:
    """A note as somebody may have pasted it from a page that means no good: every line tries to run or to fetch."""
    run = f"fetch('{ear}/ran')"
    return f"""\
---
title: "</title><script>{run}</script><img src={ear}/title onerror={run}>"
tags: ["<script>{run}</script>"]
---

# heading <img src="{ear}/heading" onerror="{run}">

- script: a piece <script>{run}</script> of HTML
- handler: a picture <img src="{ear}/img" onerror="{run}"> from elsewhere
- markdown picture: shows ![alt]({ear}/markdown.png) here
- quoted out: shows ![" onerror="{run}](x.png) here
- link: go [there](javascript:{run}) or [here](data:text/html,<script>{run}</script>) now
- raw link: or <a href="javascript:{run}" onclick="{run}">on</a> and so
- drawing: an <svg onload="{run}"><script>{run}</script><image href="{ear}/svg"/></svg> inside
- drawing file: shows ![[evil.svg]] here
- formula: is $\\href{{javascript:{run}}}{{x}} \\text{{<img src={ear}/math onerror={run}>}}$ or so
- formula in a gap: is ==$\\text{{</script><script>{run}</script>}}$== or so
- code: is `<script>{run}</script><img src={ear}/code onerror={run}>` or so
- a gap holds {{{{c1::<img src={ear}/cloze onerror={run}>::<script>{run}</script>}}}} and more
- style: is <style>@import url({ear}/style.css); body {{ background: url({ear}/bg) }}</style> or so
- inline style: is <span style="background:url({ear}/inline)">red</span> or so
- frame: is <iframe src="{ear}/frame" srcdoc="<script>{run}</script>"></iframe> or so
- meta: is <meta http-equiv="refresh" content="0;url={ear}/meta"> and <base href="{ear}/"> or so
- form: is <form action="{ear}/form"><input autofocus onfocus="{run}"></form> or so
- media: is <video src="{ear}/video" autoplay></video><audio src="{ear}/audio" autoplay></audio> or so
- embed: is <embed src="{ear}/embed"><object data="{ear}/object"></object> or so
- sound: is [sound:{ear}/sound.mp3] and [anki:tts lang=en_US]x[/anki:tts] or so
- template: is {{{{Front}}}} and {{{{#Retired}}}}<script>{run}</script>{{{{/Retired}}}} or so

```html
<script>{run}</script><img src="{ear}/fence" onerror="{run}">
```

| <script>{run}</script> | <img src="{ear}/th" onerror="{run}"> |
| --- | --- |
| cell <img src="{ear}/td" onerror="{run}"> | "><script>{run}</script> |
| other | plain |
"""


def evil_svg(ear: str) -> str:
    """A drawing that tries the same."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" '
        f"onload=\"fetch('{ear}/svg-load')\"><script>fetch('{ear}/svg-script')</script>"
        f'<image href="{ear}/svg-image"/><style>@import url({ear}/svg-style);</style><path d="M0 0h9v9"/></svg>'
    )


@contextmanager
def previewing(browser: Browser, path: Path, learnt: Learnt | None = None, depth: Depth | None = None) -> Iterator[str]:
    """The preview of a note or package on a port of this machine: its address; the browser has left it at the end."""
    watch = Watch(laid_out([path], depth=depth, learnt=learnt))
    server = Server(watch)
    watch.start()
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield server.url
    finally:
        browser.driver.get("about:blank")
        watch.stop()
        server.stop()

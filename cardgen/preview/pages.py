"""What the browser gets: the page, its panes, and each card as a document of its own."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import mimetypes
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final
from urllib.parse import quote

import jinja2
import nh3
from latex2mathml.converter import convert

from cardgen.desk import CSS, Sheet, View

CARD_STYLE: Final = (
    f"{CSS}\nbody {{ margin: 0; padding: 1.1em 1.1em 2em; }}\n.sound {{ font-size: .8em; opacity: .8; }}\n"
)
"""What is in every card's document: the deck's own style, and the room that apps leave around a card."""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {_hash(CARD_STYLE)}; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What the page, and so every card in it, may load and run: its own files, and no word written in the page."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MATH = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.S)
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.S)
_MATHML: Final = _names(
    """math mrow mi mn mo mfrac msup msub msubsup mtext mspace msqrt mroot mover munder munderover mtable mtr mtd mstyle
    mpadded mphantom menclose mmultiscripts mprescripts none"""
)
_MATH_ATTRIBUTES: Final = _names(
    """mathvariant stretchy columnalign width linethickness accent displaystyle scriptlevel fence form lspace rspace
    minsize maxsize"""
)
_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_IMAGE = re.compile(r'(<img src=")([^"]+)(")')
_BROKEN = "data:,"


def asset(name: str) -> str:
    """The text of a file that comes with the page.

    >>> asset("preview.js").startswith('"use strict"')
    True
    """
    return resources.files("cardgen.preview").joinpath("assets", name).read_text("utf-8")


def media_type(name: str) -> str:
    """What a browser is told that a file is, by its name.

    >>> media_type("cg-0.svg"), media_type("cg-0.webp")
    ('image/svg+xml', 'image/webp')
    """
    known = {".webp": "image/webp", ".avif": "image/avif", ".opus": "audio/ogg"}
    suffix = f".{name.rpartition('.')[2].lower()}"
    return known.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


# ------------------------------------------------------------------ pages


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.PackageLoader("cardgen.preview")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def live_page(view: View) -> str:
    """The page that asks the server for its parts."""
    return _templates().get_template("page.html").render(title=view.title, live=True, view=view)


def static_page(view: View) -> str:
    """The page with all that it needs in it, to be opened as a file; it shows, and decides nothing."""
    style, script = asset("preview.css"), asset("preview.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)} {_hash(CARD_STYLE)}; "
        "img-src data:; media-src data:; base-uri 'none'; form-action 'none'"
    )
    data = parts(view, ready=True, can_decide=False, embedded=True)
    # "<" can then not end the element that it stands in.
    packed = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return (
        _templates()
        .get_template("page.html")
        .render(title=view.title, live=False, view=view, style=style, script=script, policy=policy, data=packed)
    )


def parts(view: View, ready: bool, can_decide: bool, embedded: bool = False) -> dict[str, Any]:
    """What changes on the page: the panes as HTML, and what each card's frame holds."""
    panes = _templates().get_template("panes.html").module
    sources = _data_uris(view.media) if embedded else _addresses(view)
    return {
        "title": view.title,
        "ready": ready,
        "can_decide": can_decide,
        "summary": view.summary.lstrip(": "),
        "remarks": list(view.remarks),
        "lines": str(panes.lines(view.lines, view.known)),  # type: ignore[attr-defined]
        "cards": [[sheet.guid, str(panes.card(sheet)).strip()] for sheet in view.sheets],  # type: ignore[attr-defined]
        "legend": str(panes.legend(view.known)).strip(),  # type: ignore[attr-defined]
        "filters": {name: _choices(view, name) for name in ("section", "form", "verdict", "known")},
        "sheets": {sheet.guid: _sheet(sheet, sources) for sheet in view.sheets},
        "style": CARD_STYLE,
    }


def changed(before: View, now: View) -> dict[str, Any] | None:
    """What a decision changed on the page, where it changed no more than a few cards; else None.

    Sheets that are the same object say the same, so nothing is compared that was not touched.
    """
    known = {sheet.guid: sheet for sheet in before.sheets}
    news = [sheet for sheet in now.sheets if known.get(sheet.guid) is not sheet]
    if before.lines is not now.lines or len(known) != len(now.sheets) or len(news) > _FEW:
        return None
    panes = _templates().get_template("panes.html").module
    sources = _addresses(now)
    return {
        "summary": now.summary.lstrip(": "),
        "cards": [[sheet.guid, str(panes.card(sheet)).strip()] for sheet in news],  # type: ignore[attr-defined]
        "sheets": {sheet.guid: _sheet(sheet, sources) for sheet in news},
    }


_FEW: Final = 20


def _choices(view: View, name: str) -> list[list[Any]]:
    counts = Counter(getattr(sheet, name) for sheet in view.sheets)
    return [[value, count] for value, count in counts.items() if value]


def _sheet(sheet: Sheet, sources: Mapping[str, str]) -> dict[str, Any]:
    return {
        "note": sheet.note,
        "line": sheet.line,
        "opinion": sheet.opinion,
        "words": list(sheet.words),
        "labels": list(sheet.labels),
        "asks": sheet.asks,
        "faces": [
            {
                "name": face.name,
                "front": _drawn(face.front, sources),
                "back": _drawn(face.back, sources),
                "known": sheet.told.get(face.ordinal, ""),
            }
            for face in sheet.faces
        ],
    }


# ------------------------------------------------------------------ what is in a card's frame


def _drawn(side: str, sources: Mapping[str, str]) -> str:
    """A side as a browser can show it without any script: formulas drawn, pictures and sounds at their place here."""
    side = _IMAGE.sub(lambda m: m[1] + html.escape(sources.get(html.unescape(m[2]), _BROKEN)) + m[3], side)
    side = _SOUND.sub(lambda m: _player(sources.get(html.unescape(m[1]), "")), side)
    code: list[str] = []

    def aside(m: re.Match[str]) -> str:
        code.append(m[0])
        return f"\ufdd0{len(code) - 1}\ufdd1"

    side = _MATH.sub(lambda m: _formula(m[1] or m[2] or "", display=m[2] is not None), _CODE.sub(aside, side))
    return re.sub("\ufdd0(\\d+)\ufdd1", lambda m: code[int(m[1])], side)


def _player(source: str) -> str:
    return f'<audio controls preload="none" src="{html.escape(source)}"></audio>' if source else ""


@cache
def _formula(tex: str, display: bool) -> str:
    """TeX as MathML, which browsers draw by themselves; what cannot be read stays as typed."""
    if "<" in tex:  # a gap or a mark in it: MathJax has its own ways with those
        return f"<code>{tex}</code>"
    try:
        made = convert(html.unescape(tex), "block" if display else "inline")
    except Exception:  # whatever a converter trips over in a note, the rest of the card is shown
        return f"<code>{tex}</code>"
    allowed = {"*": set(_MATH_ATTRIBUTES), "math": {"display"}}
    return nh3.clean(made, tags=set(_MATHML), attributes=allowed, link_rel=None)


def _addresses(view: View) -> dict[str, str]:
    return {name: f"media/{quote(name, safe='')}" for name in view.media}


def _data_uris(media: Mapping[str, bytes]) -> dict[str, str]:
    return {name: f"data:{media_type(name)};base64,{base64.b64encode(data).decode()}" for name, data in media.items()}

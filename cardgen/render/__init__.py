"""Dresses a settled card for Anki: Markdown → safe HTML, formulas, code, pictures, cloze marks.

Notes are people's own, but what they paste is not: raw HTML passes an allow-list, nothing is fetched from the net, and
no text of a note can become a sound, a typed answer or a cloze that the card did not ask for.
"""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from cardgen.model import AnkiNote, Card, Entry, Media, Place, Settled
from cardgen.notetypes import BY_KIND, RETIRED_TAG
from cardgen.outline.inline import SOUND, dialect
from cardgen.outline.lines import HTML_TAGS
from cardgen.render import blanks

ALLOWED_TAGS: Final = frozenset(
    {
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "hr",
        "i",
        "kbd",
        "li",
        "mark",
    }
    | {
        "ol",
        "p",
        "pre",
        "rp",
        "rt",
        "ruby",
        "s",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
    }
    | {"thead", "tr", "u", "ul"}
)
"""All the HTML that reaches a card; pictures are added afterwards, by name."""
_ATTRIBUTES: Final = {"a": {"href"}, "div": {"class"}, "span": {"class"}, "ol": {"start"}, "*": set()}
_SCHEMES: Final = {"http", "https", "mailto"}
_NO_MEDIA: Final[Mapping[str, Media]] = MappingProxyType({})

# Noncharacters: Unicode reserves them for inside a program, so no note holds one that means something.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_MEDIA_PLACE = re.compile(f"{_BEGIN}(\\d+){_END}")
_TAME: Final = (
    {n: " " for n in range(32) if chr(n) not in "\t\n"}
    | {127: " "}
    | dict.fromkeys((0x12470, 0x12471, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)), "\ufffd")
)
_ACTIVE = re.compile(r"\[(?=(?:sound|anki):|\[type:|/?(?:latex|\$\$?)\])", re.I)
"""What Anki acts on wherever it stands: sounds, speech, typed answers, its old LaTeX."""
_RAW_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>")
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.I | re.S)


def inline(markdown: str, images: Mapping[str, Media] = _NO_MEDIA) -> str:
    """One line of Markdown as HTML that is safe to show.

    >>> inline("**Boyle:** $pV$ is `constant`")
    '<strong>Boyle:</strong> \\\\(pV\\\\) is <code>constant</code>'
    >>> inline("H<sub>2</sub>O <img src=x onerror=alert(1)> List<String>")
    'H<sub>2</sub>O  List&lt;String&gt;'
    """
    return _Page(images).inline(markdown)


def block(markdown: str, images: Mapping[str, Media] = _NO_MEDIA) -> str:
    """Markdown of several lines as safe HTML: lists, tables, code in colour.

    >>> block("- one\\n- two")
    '<ul>\\n<li>one</li>\\n<li>two</li>\\n</ul>'
    """
    return _Page(images).block(markdown)


def dress(
    settled: Settled, images: Mapping[str, Media], position: int, deck_tags: Sequence[str] = (), link: str = ""
) -> AnkiNote:
    """The card as the note that Anki will hold; `changed_at` is 0 until it is stamped.

    `images` are the files that travel with the deck, by their target as written in the note; `link` opens the note.

    >>> card = Card("cloze", "Tides follow the moon", Place("sea.md", 3, 3), "object", blanks=(blanks.Blank(13, 21),))
    >>> note = dress(Settled(card, "g1", (2,), "new"), {}, position=1)
    >>> note.fields[0], note.ordinals, note.tags
    ('Tides follow {{c2::the moon}}', (1,), ('cardgen',))
    """
    card, page = settled.card, _Page(images)
    values = {
        "Context": " › ".join(page.inline(part) for part in card.context if part.strip()),
        "Extra": page.shown(card.extra),
        "Source": _source(card.place, link),
        "Back": page.shown(card.back),
        "Reverse": "1" if card.reverse else "",
        "Speak": "1" if card.speak else "",
        "Front": page.shown(card.front) if card.kind == "basic" else "",
        "Text": "" if card.kind == "basic" else page.text(card, settled.numbers),
    }
    updated = ["cardgen::updated"] if settled.verdict == "updated" else []
    tags = _tags(["cardgen", *deck_tags, *card.tags, *updated])
    return AnkiNote(
        settled.guid,
        card.anki_kind,
        _fields(card.anki_kind, values),
        tags,
        _ordinals(card, settled.numbers),
        0,
        position,
    )


def retire(entry: Entry, position: int) -> AnkiNote:
    """The last form of a card that is gone from its note: it asks nothing, and *Empty Cards* deletes it.

    >>> gone = Entry("g1", "basic", "sea.md", 3, "why", "", "Why tides?", "moon", ((1, "moon"),), 1, "", (), 0, "")
    >>> retire(gone, 1).fields[:2], retire(gone, 1).ordinals
    (('Why tides?', 'moon'), ())
    """
    page = _Page(_NO_MEDIA)
    values = {
        "Context": " › ".join(page.inline(part) for part in entry.trail if part.strip()),
        "Source": _source(Place(entry.note, entry.line, entry.line)),
        "Retired": "1",
        "Front": page.shown(entry.front),
        "Back": page.shown(entry.back),
        "Text": blanks.unmarked(page.shown(entry.front)),
    }
    if entry.kind == "list":
        items = entry.answers or [text for _, text in entry.hidden]
        listed = "".join(f"<li>{blanks.unmarked(page.inline(item))}</li>" for item in items)
        values["Text"] = f'<div class="cue">{values["Text"]}</div><ul>{listed}</ul>'
    kind = "basic" if entry.kind == "basic" else "cloze"
    tags = _tags(["cardgen", *entry.tags, RETIRED_TAG])
    return AnkiNote(entry.guid, kind, _fields(kind, values), tags, (), 0, position)  # type: ignore[arg-type]


def _source(place: Place, link: str = "") -> str:
    """File and line. The line is an attribute that the style sheet shows: it moves with every edit above it, and a
    moved line is no news of the card, so it must not look like one to whoever compares texts; nor is another link."""
    told = f'<span data-line="{place.line}">{_literal(place.note)}</span>'
    return f'<a href="{html.escape(link)}">{told}</a>' if link else told


def _fields(kind: str, values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in BY_KIND[kind].field_names)


def _ordinals(card: Card, numbers: Sequence[int]) -> tuple[int, ...]:
    if card.kind != "basic":
        return tuple(sorted({n - 1 for n in numbers}))
    return (0, *((1,) if card.reverse else ()), *((2,) if card.speak else ()))


def _tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags as Anki takes them: without spaces, a folder of tags as a family, none twice.

    >>> _tags(["cardgen", "sea level", "bio/cell", "cardgen", " "])
    ('cardgen', 'sea_level', 'bio::cell')
    """
    clean = (re.sub(r"\s+", "_", t.translate(_TAME).strip()).strip("/").replace("/", "::") for t in tags)
    return tuple(dict.fromkeys(t for t in clean if t))


def _literal(text: str) -> str:
    """Text that means nothing but itself."""
    return _ACTIVE.sub("&#91;", html.escape(text.translate(_TAME), quote=False))


# ------------------------------------------------------------------ one card's HTML


class _Page:
    """Renders the texts of one card, with the files that they may show."""

    def __init__(self, images: Mapping[str, Media]) -> None:
        self.images = images
        self.media: list[str] = []

    def shown(self, markdown: str) -> str:
        """A text of one line or of many."""
        return self.block(markdown) if "\n" in markdown.strip() else self.inline(markdown)

    def inline(self, markdown: str) -> str:
        return self._finished(self._inline(markdown.translate(_TAME)))

    def block(self, markdown: str) -> str:
        return self._finished(self._block(markdown.translate(_TAME)))

    def text(self, card: Card, numbers: Sequence[int]) -> str:
        """A cloze note's text: the whole line with its blanks, or a cue with its items."""
        front = card.front.translate(_TAME)
        if card.kind == "list":
            pairs = zip(card.items, numbers, strict=True)
            items = "".join(blanks.cloze(self._inline(i.translate(_TAME)), n) for i, n in pairs)
            look = "ol numbered" if card.ordered else "ol"
            cue = blanks.unmarked(self._inline(front))
            return self._finished(f'<div class="cue">{cue}</div><div class="{look}">{items}</div>')
        return self._finished(self._with_blanks(front, card, numbers))

    def _with_blanks(self, front: str, card: Card, numbers: Sequence[int]) -> str:
        ordered = sorted(zip(card.blanks, numbers, strict=True), key=lambda pair: (pair[0].start, pair[0].end))
        known = [number for _, number in ordered]
        hints = [b.hint.translate(_TAME) for b, _ in ordered]
        source = blanks.signed(front, card.blanks)
        if source is not None:
            rendered = self._block(source) if "\n" in source.strip() else self._inline(source)
            marked = blanks.marked(rendered, known, hints)
            if marked is not None:
                return marked
        return blanks.plainly(front, [b for b, _ in ordered], known)

    def _env(self) -> dict[str, Any]:
        return {"page": self}

    def _inline(self, text: str) -> str:
        return _clean(_parser().renderInline(text, self._env())).strip()

    def _block(self, text: str) -> str:
        return _clean(_parser().render(text, self._env())).strip()

    def _finished(self, text: str) -> str:
        """Nothing active but what we put there ourselves: pictures and sounds come last."""
        return _MEDIA_PLACE.sub(lambda m: self.media[int(m[1])], _ACTIVE.sub("&#91;", text))

    def medium(self, target: str, alt: str) -> str:
        """A placeholder for a file that travels with the deck; for any other its words."""
        found = self.images.get(target) or self.images.get(urllib.parse.unquote(target))
        if found is None:
            return html.escape(alt)
        sound = SOUND.search(found.name)
        self.media.append(f"[sound:{found.name}]" if sound else f'<img src="{html.escape(found.name)}">')
        return f"{_BEGIN}{len(self.media) - 1}{_END}"


def _clean(text: str) -> str:
    return nh3.clean(
        text, tags=set(ALLOWED_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny", link_rel=None
    )


# ------------------------------------------------------------------ how Markdown is drawn


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
    md.use(dollarmath_plugin, allow_labels=False).disable("math_inline")
    dialect(md, notes=False)
    md.inline.ruler.before("emphasis", "cardgen_highlight", _highlight)
    for name, draw in _DRAWN.items():
        md.add_render_rule(name, draw)
    return md


_HIGHLIGHT = re.compile(r"==(?=[^\s=])(.+?)(?<=[^\s=])==(?!=)")


def _highlight(state: StateInline, silent: bool) -> bool:
    """`==words==` as Obsidian marks them."""
    m = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if not m:
        return False
    if not silent:
        end = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = state.pos + 2, m.end() - 2
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = end
    state.pos = m.end()
    return True


def _draw_math(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    begin, end = (r"\[", r"\]") if token.markup == "$$" else (r"\(", r"\)")
    return begin + html.escape(token.content.strip(), quote=False) + end


def _draw_image(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    page: _Page = env["page"]
    return page.medium(str(token.attrs.get("src", "")), self.renderInlineAsText(token.children, options, env))


def _draw_link(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    href = urllib.parse.quote(str(tokens[at].attrs.get("href", "")), safe="/:?#[]@!$&'()*+,;=%~-._")
    return f'<a href="{html.escape(href)}">'


def _draw_html(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    return _RAW_TAG.sub(_draw_tag, _UNSEEN.sub("", tokens[at].content))


def _draw_tag(m: re.Match[str]) -> str:
    """A raw tag without its attributes; `<T>` is no HTML but what the author means."""
    name = m[2].lower()
    if name == "a":
        return m[0]
    if name in ALLOWED_TAGS:
        return f"<{m[1]}{name}>"
    return "" if name in HTML_TAGS else html.escape(m[0])


def _draw_code(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: dict[str, Any]) -> str:
    code = tokens[at].content.removesuffix("\n")
    language = re.split(r"[\s{,:]", tokens[at].info.strip(), maxsplit=1)[0]
    return f'<div class="highlight"><pre><code>{_coloured(code, language)}</code></pre></div>'


def _coloured(code: str, language: str) -> str:
    """Code with Pygments' classes; as it is where the language is unknown or a blank must stay in one piece."""
    try:
        if not language or blanks.OPEN in code or blanks.CLOSE in code:
            return html.escape(code, quote=False)
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return html.escape(code, quote=False)
    return highlight(code, lexer, HtmlFormatter(nowrap=True)).removesuffix("\n")


_DRAWN: Final = {
    "math": _draw_math,
    "math_block": _draw_math,
    "image": _draw_image,
    "link_open": _draw_link,
    "html_inline": _draw_html,
    "html_block": _draw_html,
    "fence": _draw_code,
    "code_block": _draw_code,
}

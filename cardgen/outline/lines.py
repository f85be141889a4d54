"""What each line of a note is by itself: blank, item, text, heading, table ... before any of it is parsed.

People write Markdown by eye: bullets of every shape, `1)` and `a)`, two-space indents, comments in the middle. This
room only looks at lines; :mod:`cardgen.layout` then writes them as strict Markdown, which a parser reads the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Literal

from cardgen import words

Kind = Literal[
    "blank", "item", "text", "heading", "rule", "table", "quote", "html", "verbatim", "definition", "footnote"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with the column where it starts and what it looks like."""

    no: int
    """As an editor counts, from 1."""
    kind: Kind
    indent: int
    text: str
    """Without its indent, comments and list marker; inside a block that stays verbatim the line as it is."""
    marker: str = ""
    """Of an item, as CommonMark knows it: "-", "*", "+", "1." or "1)"."""
    width: int = 0
    """Of an item: from its marker to its text."""
    number: int = 0
    """Of a numbered item, as the author counts; 0 of any other."""
    edge: Literal["", "open", "close"] = ""
    """Of a line that stays verbatim: it opens or closes its block."""

    @property
    def counted(self) -> bool:
        """Its marker is a number or a letter."""
        return self.marker[:-1].isalnum()

    @property
    def reach(self) -> int:
        """The column where the line ends."""
        return self.indent + self.width + len(self.text)


@dataclass(frozen=True, slots=True)
class Directive:
    """What an author's comment asks for: "no card", "no cards" or "cards"."""

    no: int
    asks: str
    alone: bool
    """Nothing else stands on its line."""
    indent: int


_INDENT = re.compile(r"[ \t\u00a0\u3000]*")
_COMMENT = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|<!--(?P<html>.*?)-->|(?<![^\s(])%%(?P<md>(?!%).*?)%%")
_DIRECTIVE = re.compile(r"\s*(no\s?cards?|cards)\s*", re.I)
_FENCE = re.compile(r"(?P<mark>`{3,})[^`]*$|(?P<tilde>~{3,}).*$")
_SIGNS = "[➢➤➔►▸▹▶⁃❖◆◇■□✓✔\uf0b7\uf0a7\uf0fc\uf0d8\U0001f300-\U0001f6a7\U0001f6b0-\U0001faff✅⚠⭐❗]\ufe0f?"
"""What word processors, slides and phones put before an item; a cross says something: `✗ no ice`."""
_BULLET = re.compile(
    rf"(?P<mark>[-*+•‣◦▪●○∙·–])(?:[ \t\u00a0]+|$)|(?P<glyph>[•‣◦▪●○])(?=\S)|(?P<sign>{_SIGNS})\s+(?=\w)"
)
_NUMBERED = re.compile(r"(?P<n>\d{1,3})(?P<by>[.)])(?:[ \t\u00a0]+|$|(?=[A-Z][a-z]))")
_LETTERED = re.compile(r"(?!\([cC]\)\s*(?:\d|[cC]opy))(?:\(\d{1,3}|\(?(?:[a-zA-Z]|[ivxIVX]{2,4}))\)[ \t\u00a0]+(?=\S)")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)|#{2,6}(?=[^\s#])")
_RULE = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*$")
_DELIMITER = re.compile(r"(?=.*\|)\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[\s/>].*|)$")
_COMPARED = re.compile(r">=|>\s?\d+(?![.)]\s)")
"""`> 1.5 too loose`, right under another line: more than that, and nobody's words."""
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RAW = _names("script style pre textarea")
_BLOCK_TAGS = _names(
    """address article aside blockquote body center col colgroup dd details dialog div dl dt fieldset figcaption figure
    footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu nav noframes ol
    optgroup option p param search section summary table tbody td tfoot th thead title tr track ul"""
)
_PHRASE_TAGS = _names(
    """a abbr area audio b base bdi bdo big br button canvas cite code data datalist del dfn em embed font i img input
    ins kbd label map mark math meta meter noscript object output path picture progress q rp rt ruby s samp select slot
    small source span strike strong sub sup svg template time tt u var video wbr"""
)
HTML_TAGS = _BLOCK_TAGS | _PHRASE_TAGS | _RAW
"""Names that are HTML. In angle brackets any other name, like `<T>` or `<your name>`, is the author's text."""


def columns(space: str) -> int:
    """How wide an indent is, with a tab stop every four columns.

    >>> columns("  "), columns("\\t"), columns(" \\t*")
    (2, 4, 5)
    """
    width = 0
    for char in space:
        width += 4 - width % 4 if char == "\t" else 1
    return width


def classify(numbered: Sequence[tuple[int, str]]) -> tuple[list[Line], list[Directive]]:
    """The lines of a note (number and text each), and what its comments ask for. Comment lines are left out.

    >>> lines, asks = classify(list(enumerate(["Notes:", "• one", "  a) two <!-- no card -->", "%% hidden %%"], 1)))
    >>> [(x.no, x.kind, x.indent, x.marker, x.text) for x in lines]
    [(1, 'text', 0, '', 'Notes:'), (2, 'item', 0, '-', 'one'), (3, 'item', 2, '1)', 'two')]
    >>> asks[0].no, asks[0].asks, asks[0].alone
    (3, 'no card', False)
    """
    directives: list[Directive] = []
    out: list[Line] = []
    at = 0
    while at < len(numbered):
        no, raw = numbered[at]
        if not _is_fence(raw):
            at, text = _uncommented(numbered, at, directives)
            if raw.strip() and not text.strip():
                at += 1
                continue
            raw = text
        # Exported chats write display formulas between \\[ and \\].
        if raw.strip() in ("\\[", "\\]"):
            raw = raw.replace(raw.strip(), "$$")
        line = _line(no, raw, out[-1] if out else None)
        if line.kind == "text" and _is_counted(numbered, at, line):
            line = _item(no, line.indent, line.text, day=False) or line
        size = _verbatim_size(line, numbered, at)
        if size:
            out.extend(_verbatim(line, numbered[at : at + size]))
        else:
            out.append(line)
        at += max(1, size)
    return _with_tables(_with_underlines(_with_plus_for_and(out))), directives


def _is_fence(raw: str) -> bool:
    return bool(_FENCE.match(raw.strip()))


# ------------------------------------------------------------------ comments


def _uncommented(numbered: Sequence[tuple[int, str]], at: int, directives: list[Directive]) -> tuple[int, str]:
    """The line without comments, and the index of the last line that the last comment took up."""
    no, raw = numbered[at]
    if "<!--" not in raw and "%%" not in raw:
        return at, raw
    found: list[str] = []

    def drop(m: re.Match[str]) -> str:
        if m["html"] is None and m["md"] is None:
            return m[0]
        found.append(m["html"] if m["html"] is not None else m["md"])
        return ""

    text = _COMMENT.sub(drop, raw)
    end, text = _long_comment(numbered, at, text)
    for words_in in found:
        if m := _DIRECTIVE.fullmatch(words_in):
            asks = re.sub(r"no\s?", "no ", m[1].lower())
            indent = columns(_INDENT.match(raw)[0])  # type: ignore[index]
            directives.append(Directive(no, asks, not text.strip(), indent))
    return end, text.rstrip() if found else text


def _long_comment(numbered: Sequence[tuple[int, str]], at: int, text: str) -> tuple[int, str]:
    """Cut a comment that goes on over several lines; one that never ends is text."""
    start = re.sub(r"`[^`]*`", lambda m: "x" * len(m[0]), text).find("<!--")
    if start >= 0:
        for end in range(at + 1, len(numbered)):
            _, found, after = numbered[end][1].partition("-->")
            if found:
                return end, text[:start] + after
    elif re.fullmatch(r"\s*%%(?!.*%%).*", text):
        for end in range(at + 1, len(numbered)):
            if numbered[end][1].rstrip().endswith("%%"):
                return end, ""
    return at, text


# ------------------------------------------------------------------ one line


def _line(no: int, raw: str, before: Line | None) -> Line:
    space = _INDENT.match(raw)[0]  # type: ignore[index]
    text, indent = raw[len(space) :].rstrip(), columns(space)
    kind = _kind(text)
    if kind == "quote" and _COMPARED.match(text) and before and before.kind in ("text", "item"):
        kind = "text"
    if kind == "definition" and not (before and (before.kind in ("text", "definition", "blank"))):
        kind = "text"
    if kind != "text":
        return Line(no, kind, indent, text)
    return _item(no, indent, text) or Line(no, "text", indent, text)


def _kind(text: str) -> Kind:
    """What a line is from its first characters; items are found later."""
    looks: tuple[tuple[Kind, bool], ...] = (
        ("blank", not text),
        ("rule", bool(_RULE.match(text))),
        ("heading", bool(_HEADING.match(text))),
        ("quote", text.startswith(">")),
        ("footnote", bool(_FOOTNOTE.match(text))),
        ("definition", bool(re.match(r":[ \t]+\S", text))),
        ("html", _is_html(text)),
    )
    return next((kind for kind, so in looks if so), "text")


def _is_html(text: str) -> bool:
    """A line that opens with a block's tag, or is nothing but one tag; `<T>` and `<b>bold</b> words` are text."""
    m = _TAG.match(text)
    if not m or m["name"].lower() not in HTML_TAGS or m["name"].lower() == "img":
        return False
    return m["name"].lower() in _BLOCK_TAGS or bool(re.fullmatch(r"</?[^<>]*>", text))


def _is_counted(numbered: Sequence[tuple[int, str]], at: int, line: Line) -> bool:
    """`2. March ...` is a day of the month, unless a line nearby goes on counting."""
    m = _NUMBERED.match(line.text)
    if not m:
        return False
    near = re.compile(rf"\s*(?:{int(m['n']) - 1}|{int(m['n']) + 1})[.)]\s")
    above = takewhile(str.strip, (raw for _, raw in reversed(numbered[max(0, at - 8) : at])))
    below = takewhile(str.strip, (raw for _, raw in numbered[at + 1 : at + 9]))
    return any(near.match(raw) for raw in chain(above, below))


def _item(no: int, indent: int, text: str, day: bool = True) -> Line | None:
    """The line as a list item, with its marker as CommonMark knows it; a `day` of the month is no number of a list.

    >>> _item(1, 0, "3) third").marker, _item(1, 0, "– dash").marker, _item(1, 0, "3. Oktober 1990")
    ('1)', '-', None)
    """
    number = 0
    if m := _BULLET.match(text):
        mark = m["mark"] or m["glyph"] or m["sign"]
        if m["mark"] and m[0] == text and mark not in "-*+":
            return None
        marker = mark if mark in "*+" else "-"
    elif m := _NUMBERED.match(text):
        if day and m["by"] == "." and _is_month(text[m.end() :]):
            return None
        # Always 1: a list that starts with another number may not follow a paragraph in CommonMark.
        marker, number = f"1{m['by']}", int(m["n"])
    elif m := _LETTERED.match(text):
        marker = "1)"
    else:
        return None
    return Line(no, "item", indent, _unmarked(text[m.end() :].lstrip(), marker), marker, m.end(), number)


def _is_month(text: str) -> bool:
    first = re.match(r"[^\W\d_]+", text)
    return bool(first) and first[0].lower() in words.MONTHS  # type: ignore[index]


def _unmarked(text: str, marker: str) -> str:
    """`4. 2. text` and `- - text` are one item that was marked twice; `- 3. Oktober` keeps its day."""
    text = re.sub(r"^(?:[-*•][ \t]+)+(?=\S)", "", text)
    m = _NUMBERED.match(text)
    if not m or m.end() == len(text):
        return text
    if marker[0] == "1":
        return text[m.end() :]
    return f"{m['n']}\\{text[len(m['n']) :]}" if _is_month(text[m.end() :]) else text


# ------------------------------------------------------------------ blocks that stay as they are


def _verbatim_size(line: Line, numbered: Sequence[tuple[int, str]], at: int) -> int:
    """How many lines a fence, a display formula or raw HTML takes up from here; 0 if none starts."""
    if m := _FENCE.match(line.text):
        mark = m["mark"] or m["tilde"]
        close = re.compile(rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
        ends = (n - at + 1 for n in range(at + 1, len(numbered)) if close.match(numbered[n][1]))
        return next(ends, len(numbered) - at)
    if line.kind == "text" and line.text.startswith("$$"):
        return _formula_size(line.text, numbered, at)
    m = _TAG.match(line.text)
    if m and m["name"].lower() in _RAW:
        close = re.compile(rf"</{m['name']}>", re.I)
        return next((n - at + 1 for n in range(at, len(numbered)) if close.search(numbered[n][1])), 0)
    return 0


def _formula_size(text: str, numbered: Sequence[tuple[int, str]], at: int) -> int:
    if len(text) > 4 and text.endswith("$$"):
        return 1
    if "$$" in text[2:]:
        return 0
    return next((n - at + 1 for n in range(at + 1, len(numbered)) if _ends_formula(numbered[n][1])), 0)


def _ends_formula(raw: str) -> bool:
    return raw.rstrip().endswith("$$") or raw.strip() == "\\]"


def _verbatim(first: Line, run: Sequence[tuple[int, str]]) -> list[Line]:
    kind: Kind = "html" if first.text.startswith("<") else "verbatim"
    out = [replace(first, kind=first.kind if first.kind == "item" else kind, edge="open")]
    closed = len(run) > 1 and (kind == "html" or _is_fence(run[-1][1]) or _ends_formula(run[-1][1]))
    for n, (no, raw) in enumerate(run[1:], 1):
        space = _INDENT.match(raw)[0]  # type: ignore[index]
        last = closed and n == len(run) - 1
        raw = "$$" if last and raw.strip() == "\\]" else raw
        out.append(Line(no, kind, columns(space), raw, edge="close" if last else ""))
    return out


# ------------------------------------------------------------------ two lines at a time


def _with_plus_for_and(lines: list[Line]) -> list[Line]:
    """Between lines of text as deep as itself a lone `+ ...` goes on with them; it opens no list.

    >>> text = ["fever", "\t+ a cough", "\tsweat", "- a", "+ b"]
    >>> [line.kind for line in classify(list(enumerate(text, 1)))[0]]
    ['text', 'item', 'text', 'item', 'item']
    >>> [line.kind for line in classify(list(enumerate(["fever", "+ a cough", "sweat"], 1)))[0]]
    ['text', 'text', 'text']
    """
    out = list(lines)
    for n in range(1, len(out) - 1):
        before, line, after = out[n - 1 : n + 2]
        level = before.kind == line.kind.replace("item", "text") == after.kind == "text"
        if line.marker == "+" and level and before.indent == line.indent == after.indent and line.no == before.no + 1:
            out[n] = replace(line, kind="text", text=f"+ {line.text}", marker="", width=0)
    return out


def _with_underlines(lines: list[Line]) -> list[Line]:
    """A short line over `===` or `---` is a heading; a rule under a paragraph stays a rule."""
    out: list[Line] = []
    for n, line in enumerate(lines):
        above = out[-1] if out else None
        underline = _UNDERLINE.match(line.text) and line.kind in ("text", "rule") and line.indent < 4
        if underline and above and above.no == line.no - 1 and _is_heading_like(above, lines[n - 2] if n > 1 else None):
            out[-1] = replace(above, kind="heading", text=("# " if line.text[0] == "=" else "## ") + above.text)
        else:
            out.append(line)
    return out


def _is_heading_like(line: Line, before: Line | None) -> bool:
    alone = line.kind == "text" and line.indent == 0 and (before is None or before.kind != "text")
    return alone and len(line.text.split()) <= 12 and line.text[-1] not in ".,;:"


def _with_tables(lines: list[Line]) -> list[Line]:
    """Mark a header, the dashes under it and the rows that follow as a table."""
    out = list(lines)
    for n in range(1, len(out)):
        head = out[n - 1]
        if not (head.kind == "text" == out[n].kind and "|" in head.text and _DELIMITER.match(out[n].text)):
            continue
        end = n + 1
        while end < len(out) and out[end].kind == "text" and "|" in out[end].text:
            end += 1
        out[n - 1 : end] = [replace(x, kind="table", indent=head.indent) for x in out[n - 1 : end]]
    return _with_undashed_tables(out)


MIN_UNDASHED = 3
"""Lines; two with bars between their words may be anything."""
MIN_UNFRAMED = 4
"""Lines; so many where each has but one bar in its middle."""


def _with_undashed_tables(lines: list[Line]) -> list[Line]:
    """Mark a table whose author left out the dashes under its head: rows with as many cells as the names above them.

    >>> rows = ["fmt | exp | max", "fp16 | 5 | 65504", "bf16 | 8 | 3e38"]
    >>> [line.kind for line in classify(list(enumerate(rows, 1)))[0]]
    ['table', 'table', 'table']
    >>> [line.kind for line in classify(list(enumerate(["a | b", "yes | no", "so | what"], 1)))[0]]
    ['text', 'text', 'text']
    >>> rows = ["valve | spot", "aortic | right", "mitral | apex", "tricuspid | left"]
    >>> {line.kind for line in classify(list(enumerate(rows, 1)))[0]}
    {'table'}
    >>> rows = ["     | training | inference", "bound by | compute | memory", "shape | big | spiky"]
    >>> [line.kind for line in classify(list(enumerate(rows, 1)))[0]]
    ['table', 'table', 'table']
    """
    out, at = [_with_its_corner(head, row) for head, row in zip(lines, [*lines[1:], None], strict=False)], 0
    while at < len(out):
        cells = _cells(out[at])
        end = at + 1
        while cells and end < len(out) and out[end].no == out[end - 1].no + 1 and _cells(out[end]) == cells:
            end += 1
        framed = cells > 2 or out[at].text.startswith("|")
        if end - at >= (MIN_UNDASHED if framed else MIN_UNFRAMED) and _names_columns(out[at].text):
            out[at:end] = [replace(x, kind="table", indent=out[at].indent) for x in out[at:end]]
        at = end
    return out


def _with_its_corner(head: Line, row: Line | None) -> Line:
    """The head of a table whose corner is blank: its first bar parts cells as those of the row below do."""
    cornered = head.text.startswith("|") and not head.text.endswith("|") and row is not None
    if not cornered or row is None or row.text.startswith("|") or not _cells(head) or _cells(row) != _cells(head) + 1:
        return head
    return replace(head, text=f"| {head.text}", indent=row.indent)


def _cells(line: Line) -> int:
    """How many cells a line of text has between its bars; 0 where bars do not seem to part cells."""
    bare = re.sub(r"`[^`]*`|\[\[[^\[\]]*\]\]", "", line.text)
    framed = bare.startswith("|")
    cells = bare.removeprefix("|").removesuffix("|").count("|") + 1 if line.kind == "text" else 0
    short = all(len(c.split()) <= MAX_CELL_WORDS for c in bare.split("|"))
    return cells if cells >= 2 and (framed or (" | " in bare and (cells > 2 or short))) else 0


MAX_CELL_WORDS = 8
"""Of a table with one bar a line."""


def _names_columns(text: str) -> bool:
    """Are all cells a few words without a figure, as a head's are?"""
    cells = [c.strip() for c in text.strip().removeprefix("|").removesuffix("|").split("|")]
    named = all(len(c.split()) <= 4 and (not c or re.search(r"[^\W\d]", c)) for c in cells)
    return named and bool(cells[-1]) and not re.search(r"\d", cells[0])


def is_delimiter(text: str) -> bool:
    """Is it the row of dashes under the head of a table?

    >>> is_delimiter("|---|:-:|"), is_delimiter("| a | b |")
    (True, False)
    """
    return bool(_DELIMITER.match(text))


CODE = re.compile(
    r"[;{}]\s*$|\w\(|[{}\\$@|<>]|\w\.\w{2}|\w_\w|\s--?\w|(?:^|\s)[~.]?/\w|^\s*(?:def|class|import|from|return|if|for|while|let|"
    r"var|const|public|private|sudo|git|npm|pip|docker|make|curl|cd|SELECT|FROM|WHERE)\s.*|\w\s?[+*/-]?==?\s?\S+$|^#|//"
)
"""What code has and words have not."""


def dedented(raw: str, width: int) -> str:
    """A line without so many columns of its indent, tabs and all.

    >>> dedented("\\t\\tx = 1", 4), dedented(" y", 4)
    ('\\tx = 1', 'y')
    """
    cut = 0
    while cut < len(raw) and raw[cut] in " \t" and columns(raw[: cut + 1]) <= width:
        cut += 1
    return raw[cut:]

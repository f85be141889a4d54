"""Hides words in a card's text: from offsets in Markdown to Anki's cloze marks in HTML.

Before the Markdown is rendered, two signs are put around each blank; afterwards they are found again and become
`{{c1::…::hint}}`. A blank that cuts through a formula, a code span or a link is widened to the whole of it first.
Anki ends a cloze at the first `}}` and starts the hint at the first `::`, so neither may stand in what is hidden.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cardgen.model import Blank

# Punctuation, so that `**` beside them still opens and closes; of a script that nobody takes notes in.
OPEN, CLOSE = "\U00012470", "\U00012471"

_WHOLE = re.compile(
    r"(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)"
    r"|\$\$(?:\\.|[^$\\])+?\$\$|\$(?![\s$])(?:\\.|[^$\\\n])*?[^\s$\\]\$(?![\w$])|\\\((?:[^$\n]+?)\\\)|\\\[[^$]+?\\\]"
    r"|!?\[\[[^\[\]\n]*\]\]|!?\[[^\[\]\n]*\]\((?:<[^<>\n]*>|[^()\n]*)\)"
    r"|<[^<>\n]*>|&#?\w+;|\\[!-/:-@\[-`{-~]",
    re.S,
)
"""What must be hidden whole or not at all."""
_PAIRED = re.compile(
    r"(?P<mark>\*\*|__|~~|==|(?<![*\w])\*|(?<![_\w])_)(?=\S).+?(?<=\S)(?P=mark)|<(?P<tag>[a-z]+)[^<>]*>.*?</(?P=tag)>",
    re.S,
)
"""What may hold a blank, but not half of one."""
_HTML_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9]+)[^<>]*?(?P<self>/?)>")
_MATH = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.S)
_EMPTY_TAGS = frozenset({"br", "hr", "img"})


def signed(text: str, blanks: Sequence[Blank]) -> str | None:
    """The Markdown with signs around its blanks, in text order; None if two of them overlap.

    >>> signed("a `b c` d", [Blank(3, 4)]) == f"a {OPEN}`b c`{CLOSE} d"
    True
    """
    wide = _apart([_widened(text, b) for b in blanks]) or _apart(list(blanks))
    if wide is None:
        return None
    out, at = [], 0
    for b in wide:
        out += [text[at : b.start], OPEN, text[b.start : b.end], CLOSE]
        at = b.end
    return "".join([*out, text[at:]])


def _apart(blanks: Sequence[Blank]) -> list[Blank] | None:
    ordered = sorted(blanks, key=lambda b: (b.start, b.end))
    touching = any(b.start < a.end for a, b in pairwise(ordered))
    return None if touching else ordered


def _widened(text: str, blank: Blank) -> Blank:
    """The blank, or the smallest stretch around it that no code span, formula or emphasis crosses."""
    start, end = blank.start, blank.end
    # Code of several lines is no span: one word of it can be asked for.
    whole = [m.span() for m in _WHOLE.finditer(text) if not (m[0].startswith("```") and "\n" in m[0])]
    paired = [m.span() for m in _PAIRED.finditer(text)]
    while True:
        before = (start, end)
        for a, b in whole:
            if a < end and start < b:
                start, end = min(a, start), max(b, end)
        for a, b in paired:
            crossing = a < end and start < b and not (start <= a and b <= end)
            # The marks themselves belong to the run: a blank that touches them takes all of it.
            if crossing and not (a < start and end < b):
                start, end = min(a, start), max(b, end)
        if (start, end) == before:
            return replace(blank, start=start, end=end)


def marked(rendered: str, numbers: Sequence[int], hints: Sequence[str]) -> str | None:
    """Rendered HTML with cloze marks for its signs; None if rendering lost or tore one.

    >>> marked(f"in {OPEN}std::map{CLOSE}", [2], ["a tree"])
    'in {{c2::std&#58;&#58;map::a tree}}'
    >>> marked(f"<b>{OPEN}a</b>{CLOSE}", [1], [""]) is None
    True
    """
    parts = re.split(f"({OPEN}|{CLOSE})", rendered)
    texts, signs = parts[::2], parts[1::2]
    if signs != [OPEN, CLOSE] * len(numbers) or not all(_is_whole(t) for t in texts[1::2]):
        return None
    out = [unmarked(texts[0])]
    for number, hint, hidden, after in zip(numbers, hints, texts[1::2], texts[2::2], strict=True):
        out += [cloze(hidden, number, hint), unmarked(after)]
    return "".join(out)


def _is_whole(piece: str) -> bool:
    """Every tag that opens in the piece also closes in it."""
    depth: list[str] = []
    for m in _HTML_TAG.finditer(piece):
        if m["name"] in _EMPTY_TAGS or m["self"]:
            continue
        if not m["end"]:
            depth.append(m["name"])
        elif not depth or depth.pop() != m["name"]:
            return False
    return not depth


def cloze(hidden: str, number: int, hint: str = "") -> str:
    """Anki's mark around a piece of HTML that may hold anything.

    >>> cloze("a }} b", 1), cloze(r"\\(x^{y^{z}}\\)", 1)
    ('{{c1::a &#125;&#125; b}}', '{{c1::\\\\(x^{y^{z} }\\\\)}}')
    """
    at, out = 0, []
    for m in _MATH.finditer(hidden):
        out += [_escaped(hidden[at : m.start()]), _spaced(m[0])]
        at = m.end()
    out.append(_escaped(hidden[at:]))
    hint = _escaped(html.escape(" ".join(hint.split()), quote=False))
    return f"{{{{c{number}::{''.join(out)}{'::' + hint if hint else ''}}}}}"


def _escaped(text: str) -> str:
    text = text.replace("}", "&#125;").replace("{{", "&#123;&#123;").replace("::", "&#58;&#58;")
    # A last colon would make three with those of the hint.
    return f"{text[:-1]}&#58;" if text.endswith(":") else text


def _spaced(math: str) -> str:
    """In a formula a blank does what an entity does elsewhere, and an editor leaves it alone."""
    for pair, apart in (("}}", "} }"), ("::", ": :"), ("{{", "{ {")):
        while pair in math:
            math = math.replace(pair, apart)
    return math


def unmarked(text: str) -> str:
    """HTML around the clozes, in which nothing may look like one.

    >>> unmarked("{{c1::x}} {"), unmarked("{{name}}")
    ('&#123;{c1::x}} &#123;', '{{name}}')
    """
    text = re.sub(r"\{(?=\{c\d)", "&#123;", text)
    return f"{text[:-1]}&#123;" if text.endswith("{") else text


def plainly(text: str, blanks: Sequence[Blank], numbers: Sequence[int]) -> str:
    """The last resort, where Markdown and blanks cannot both be had: the text as typed, and the blanks exactly.

    Of two blanks that overlap, the later one starts where the earlier one ends.

    >>> plainly("a **b c** d", [Blank(4, 5)], [1])
    'a **{{c1::b}} c** d'
    """
    out, at = "", 0
    for b, number in sorted(zip(blanks, numbers, strict=True), key=lambda pair: pair[0].start):
        start, end = max(at, b.start), max(at, b.end)
        out += unmarked(html.escape(text[at:start], quote=False)) + cloze(
            html.escape(text[start:end], quote=False), number, b.hint
        )
        at = end
    return out + unmarked(html.escape(text[at:], quote=False))

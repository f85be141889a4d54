"""Mends a line for a strict parser: what people write that CommonMark reads otherwise, or not at all."""

from __future__ import annotations

import re

from cardgen.outline.lines import HTML_TAGS
from cardgen.outline.prose import as_card

_LIST_LOOK = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BOLD_LABEL = re.compile(r"^(\*\*|__)(?=\S)([^*_\n]+?[:：.])\1(?=[^\s*_:])")
_SPACED_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^()<>\n]* [^()<>\n\"']*\.[A-Za-z0-9]{2,5})\)")
_HTML_IMAGE = re.compile(r"<img\b(?=[^<>]*\bsrc\s*=\s*[\"']?(?P<src>[^\"'<>]+?)[\"'\s>])[^<>]*>", re.I)
_PIPED = re.compile(r"`[^`]*`|\[\[[^\[\]]*\]\]|\$(?=\S)[^$]*?(?<=\S)\$(?![\w$])")
_REFERENCE = re.compile(r"\[[^\]^]+\]:\s*(?!<|\S*[/.#])\S")
_ENDLESS = frozenset({"script", "style", "pre", "textarea"})
"""Tags that hide all that follows when nobody closes them."""


def text_line(text: str) -> str:
    """Mend what people write and CommonMark reads otherwise; keep what only looks like its syntax.

    >>> text_line("1986. A year"), text_line("**Key:**value")
    ('1986\\\\. A year', '**Key:** value')
    >>> text_line("Question: why?"), text_line("![x](my pic.png)"), text_line("[x] done")
    ('Q: why?', '![x](<my pic.png>)', '[x] done')
    >>> text_line("> 1.5 mm is too much"), text_line("> 1. he said")
    ('\\\\> 1.5 mm is too much', '> 1. he said')
    """
    if m := _LIST_LOOK.match(text):
        text = f"{m[1]}\\{text[len(m[1]) :]}"
    elif text and text[0] in "[=~:#<-+*_>|" and _misleads(text):
        text = "\\" + text
    if "img" in text:
        text = _HTML_IMAGE.sub(lambda m: f"![](<{m['src'].strip()}>)", text)
    if "](" in text:
        text = _SPACED_IMAGE.sub(r"![\1](<\2>)", text)
    return _BOLD_LABEL.sub(r"\1\2\1 ", as_card(text))


def _misleads(text: str) -> bool:
    """A line of text that CommonMark takes for a reference, an underline, a meaning, HTML without an end ..."""
    if text[0] == "[":
        return bool(_REFERENCE.match(text))
    if text[0] == "<":
        m = re.match(r"</?([A-Za-z][\w-]*)", text)
        return bool(re.match(r"<[!?]", text)) or bool(m and (m[1].lower() not in HTML_TAGS or m[1].lower() in _ENDLESS))
    return bool(re.match(r"=+\s*$|-{2,}\s*$|[~:]\s|[-*+]\s|[-*+]$|>=|>\s?\d+(?![.)]\s)", text))


def table_row(text: str) -> str:
    """A bar inside code, a wikilink or a formula parts no cells.

    >>> table_row("| `a|b` | $5 |")
    '| `a\\\\|b` | $5 |'
    """
    return _PIPED.sub(lambda m: re.sub(r"(?<!\\)\|", r"\\|", m[0]), text)

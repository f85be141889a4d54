"""What stands inside a line: wikilinks, hash tags, formulas, highlights and the rest of people's inline Markdown.

:func:`dialect` teaches a parser what CommonMark does not know (Obsidian's links, `$x$` but not the price of two
coffees, `2*3*4`), and :func:`words` turns what it parsed into the one-line text that the outline holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardgen.outline.lines import HTML_TAGS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

KEPT_TAGS = frozenset({"sub", "sup", "kbd", "mark", "ruby", "rt", "rp"})
"""Inline HTML that means something on a card."""

IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|ico)$", re.I)
SOUND = re.compile(r"\.(?:mp3|ogg|oga|wav|m4a|flac|opus|aac)$", re.I)

_WIKILINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
_EMBED = re.compile(r"!\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_PARTING_TAGS = frozenset({"br", "details", "summary", "div", "p", "li", "tr", "td", "th"})
"""Tags that part words, as a line break does."""
_TAG = re.compile(r"#(?=[\w/-]*[^\W\d_])[\w/-]*\w")
_HEX_COLOUR = re.compile(r"#(?=[0-9a-fA-F]*[0-9]|(.)\1+$)(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")
_DIRECTIVE_OF_C = frozenset({"#include", "#define", "#ifdef", "#ifndef", "#endif", "#pragma"})
_NUMBERED_NOTE = re.compile(r"\[\^\d+\]")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]\n]+)\]")
_CLOZE = re.compile(r"\{\{c\d+::.*?\}\}(?!\})", re.S)
_MATH = re.compile(
    r"\$\$(?!\$)(?P<two>(?:\\.|[^$\\])+?)\$\$|\$(?![\s$])(?P<one>(?:\\.|[^$\\\n])*?(?:\\.|[^\s$\\]))\$(?![\w$])"
)
_TEX = re.compile(r"\\\((?P<inline>[^$\n]+?)\\\)|\\\[(?P<display>[^$]+?)\\\]")
_PROSE = re.compile(r"(?<!\\)\b(?:and|or|to|per|for|the|in|on|vs|und|oder|et|y)\b|\s[A-Za-z]{4,}\s")
_URL = re.compile(r"://[^\s<>\"|]+")
_DUNDER = re.compile(r"__\w+?__(?=[.(=\[]\S?)")
_BLOCK_ID = re.compile(r"(?:^|\s)\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{3,}$")
_NAMES_A_THING = re.compile(r"\b(?:an?|the|of|in|on|with|for|by|is|are|and|or|to|from|my|our)\s*$", re.I)
_SPACES = re.compile(r"`[^`\n]*`|\$[^$\n]*\$|\s{2,}|[^\S \u00a0\u3000]")


# ------------------------------------------------------------------ what the parser learns

_Handler = Callable[["StateInline", "re.Match[str]", bool], bool]


def _push(state: StateInline, kind: str, content: str, markup: str = "") -> None:
    token = state.push(kind, "", 0)
    token.content, token.markup = content, markup


def _wikilink(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    target = re.sub(r"[#^].*$", "", m[1]) or re.sub(r"^[#^]+", "", m[1])
    if not silent:
        _push(state, "text", (m[2] or target).strip())
    return True


def _embed(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    target = m[1].strip()
    if not silent and (IMAGE.search(target) or SOUND.search(target)):
        token = state.push("image", "img", 0)
        token.attrs, token.content, token.children = {"src": target, "alt": ""}, "", []
    return True


def _math(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    content = m["two"] if m["two"] is not None else m["one"]
    # Two prices in one sentence are no formula.
    price = content[0].isdigit() and "\\" not in content and _PROSE.search(content)
    if m["one"] is not None and (price or _before(state).isdigit()):
        return False
    if not silent:
        _push(state, "math", " ".join(content.split()), "$$" if m["two"] is not None else "$")
    return True


def _tex(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    """`\\(x\\)` as TeX writes a formula; brackets that somebody escaped hold words."""
    content = m["inline"] if m["inline"] is not None else m["display"]
    if not re.search(r"[\\^_=<>+\d]|^\s*\w{1,2}\s*$", content):
        return False
    if not silent:
        _push(state, "math", " ".join(content.split()), "$" if m["inline"] is not None else "$$")
    return True


def _before(state: StateInline) -> str:
    return state.src[state.pos - 1] if state.pos else ""


def _cloze(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    if not silent:
        _push(state, "text", m[0])
    return True


def _url(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    """The rest of a bare address: nothing in it is emphasis, a tag or a comment."""
    if not re.search(r"\b(?:https?|ftp|file|obsidian)$", state.src[max(0, state.pos - 9) : state.pos]):
        return False
    address = re.sub(r"[*_~=).,;:!?'\]]+$", "", m[0])
    if not silent:
        state.pending += address
    state.pos += len(address)
    return True


def _star(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    """A star between two letters or digits multiplies; CommonMark would take `2*3*4` for emphasis."""
    before = _before(state)
    after = state.src[state.pos + 1 : state.pos + 2]
    if not (before.isalnum() and after.isalnum()):
        return False
    if not silent:
        state.pending += "*"
    return True


def _dunder(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    if not silent:
        state.pending += m[0]
    return True


def _tag(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    before = _before(state)
    if before and not (before.isspace() or before in "(,;"):
        return False
    if _HEX_COLOUR.match(m[0]) or m[0] in _DIRECTIVE_OF_C:
        return False
    if not silent:
        _push(state, "tag", m[0][1:])
    return True


def _gone(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    return True


def _inline_note(state: StateInline, m: re.Match[str], silent: bool) -> bool:
    if not silent:
        _push(state, "text", f" ({m[1]})")
    return True


_SHARED: tuple[tuple[str, str, re.Pattern[str], _Handler], ...] = (
    ("embed", "!", _EMBED, _embed),
    ("wikilink", "[", _WIKILINK, _wikilink),
    ("math", "$", _MATH, _math),
    ("url", ":", _URL, _url),
    ("dunder", "_", _DUNDER, _dunder),
    ("star", "*", re.compile(r"\*(?!\*)"), _star),
)
_OF_NOTES: tuple[tuple[str, str, re.Pattern[str], _Handler], ...] = (
    ("cloze", "{", _CLOZE, _cloze),
    ("tag", "#", _TAG, _tag),
    ("numbered_note", "[", _NUMBERED_NOTE, _gone),
    ("inline_note", "^", _INLINE_NOTE, _inline_note),
)


def dialect(md: MarkdownIt, notes: bool) -> MarkdownIt:
    """Teach a parser people's inline Markdown; with `notes` also what is taken out of a note's text."""
    for name, first, pattern, handler in (*_SHARED, *(_OF_NOTES if notes else ())):
        md.inline.ruler.before("emphasis", f"cardgen_{name}", _rule(first, pattern, handler))
    # An escaped bracket is otherwise a bracket.
    md.inline.ruler.before("escape", "cardgen_tex", _rule("\\", _TEX, _tex))
    # Targets stay as the author wrote them: pictures are looked up by them.
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def _rule(first: str, pattern: re.Pattern[str], handler: _Handler) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != first:
            return False
        m = pattern.match(state.src, state.pos, state.posMax)
        at = state.pos
        if not m or not handler(state, m, silent):
            return False
        if state.pos == at:
            state.pos = m.end()
        return True

    return rule


# ------------------------------------------------------------------ what is handed on


@dataclass(frozen=True, slots=True)
class Words:
    """A line's text without markers, and the hash tags that stood in it."""

    text: str
    tags: tuple[str, ...] = ()
    risky: bool = False
    """An escaped character may mean something when the text is read again."""


def words(tokens: Sequence[Token], escaped: bool = False) -> Words:
    """The text of an inline token's children; with `escaped` backslashes and entities stay as written."""
    tokens = _unstruck(tokens)
    walk = _Walk(escaped)
    lead = _leading_bold(tokens)
    for n, token in enumerate(tokens):
        if n in lead:
            walk.parts.append("**")
        elif not (token.type == "link_open" and n + 1 < len(tokens) and tokens[n + 1].type == "link_close"):
            walk.take(token)
        else:
            walk.parts.append(str(token.attrs.get("href", "")))
    if walk.noun >= 0 and not re.search(r"\w", "".join(walk.parts[walk.noun + 1 :])):
        walk.parts[walk.noun] = ""
    text = _BLOCK_ID.sub("", "".join(walk.parts).rstrip())
    if walk.tags:
        text = re.sub(r"\(\s*\)", "", text)
    return Words(_on_one_line(text), tuple(walk.tags), walk.risky)


def _on_one_line(text: str) -> str:
    """One line, with one break kept: between a question and its answer.

    >>> _on_one_line("a  wrapped\\nline"), _on_one_line("Q: why?\\nA: so\\nthat")
    ('a wrapped line', 'Q: why?\\nA: so that')
    """
    text = text.strip()

    def space(m: re.Match[str]) -> str:
        if m[0][0] in "`$":
            return m[0]
        return "\n" if "\n" in m[0] and text.startswith("Q: ") and text.startswith("A: ", m.end()) else " "

    return _SPACES.sub(space, text)


def _unstruck(tokens: Sequence[Token]) -> list[Token]:
    """Without what the author struck out."""
    out: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.type == "s_open") - (token.type == "s_close")
        if depth == 0 and token.type != "s_close":
            out.append(token)
    return out


def _leading_bold(tokens: Sequence[Token]) -> tuple[int, ...]:
    """The marks of a bold run that opens the text, if something follows it: it may be a label."""
    shown = [
        n for n, t in enumerate(tokens) if t.type not in ("text", "tag") or (t.type == "text" and t.content.strip())
    ]
    if not shown or tokens[shown[0]].type != "strong_open":
        return ()
    start = shown[0]
    end = next((n for n in shown if tokens[n].type == "strong_close" and tokens[n].level == tokens[start].level), None)
    if end is None or any("*" in t.content for t in tokens[start:end]):
        return ()
    behind = "".join(t.content if t.type == "text" else "*" for t in tokens[end + 1 : end + 3])
    follows = any(re.search(r"\w", t.content) for t in tokens[end:])
    return (start, end) if follows and not _IN_A_ROW.match(behind) else ()


_IN_A_ROW = re.compile(r"[^\W_]|,\s*(?:\*|(?:and|or)\b)|\s+(?:and|or|&|of|in|for|on|at|to|from)\s", re.I)
"""Behind a bold run these show no label: `**M**ilitarism`, `**A**, **B** and **C** signed`, `**Treaty** of Rome`."""


_MEANINGFUL = frozenset("*_`$<[\\")
"""Characters that begin something in Markdown, unless they are escaped."""


class _Walk:
    """Gathers text from tokens."""

    def __init__(self, escaped: bool) -> None:
        self.parts: list[str] = []
        self.tags: list[str] = []
        self.escaped = escaped
        self.risky = False
        self.noun = -1
        """The last tag that was kept as a word."""

    def take(self, token: Token) -> None:
        handler = getattr(self, f"_{token.type}", None)
        if handler:
            handler(token)

    def _text(self, token: Token) -> None:
        self.parts.append(token.content)

    def _text_special(self, token: Token) -> None:
        meant = token.content in _MEANINGFUL
        self.risky |= meant
        self.parts.append(token.markup if self.escaped and meant else token.content)

    def _softbreak(self, token: Token) -> None:
        self.parts.append("\n")

    _hardbreak = _softbreak

    def _code_inline(self, token: Token) -> None:
        pad = " " if token.content[:1] == "`" or token.content[-1:] == "`" else ""
        self.parts.append(f"{token.markup}{pad}{token.content}{pad}{token.markup}")

    def _math(self, token: Token) -> None:
        self.parts.append(f"{token.markup}{token.content}{token.markup}")

    def _image(self, token: Token) -> None:
        target = str(token.attrs.get("src", ""))
        if re.search(r"[\s()]", target):
            target = f"<{target}>"
        alt = re.sub(r"[\[\]\n]", " ", token.content)
        self.parts.append(f"![{alt}]({target})")

    def _html_inline(self, token: Token) -> None:
        m = re.match(r"<(/?)([A-Za-z][A-Za-z0-9-]*)", token.content)
        name = m[2].lower() if m else ""
        if name in KEPT_TAGS:
            self.parts.append(f"<{m[1]}{name}>")  # type: ignore[index]
        elif name in _PARTING_TAGS:
            self.parts.append(" ")
        elif m and name not in HTML_TAGS:
            self.parts.append(token.content)

    def _tag(self, token: Token) -> None:
        self.tags.append(token.content)
        # "the #nucleus" needs its noun; a tag that only sorts the line does not.
        if self.parts and "/" not in token.content and _NAMES_A_THING.search(self.parts[-1]):
            self.noun = len(self.parts)
            self.parts.append(token.content)

"""Reads a note: Markdown text → :class:`~cardgen.model.Outline`, and nothing else reads notes.

The lines are first laid out as strict Markdown (:mod:`cardgen.layout`), which markdown-it parses; its tokens become
blocks with the line numbers of the file. Label lines ("causes:", "**Mitosis**") are sections like any heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from cardgen.errors import CardgenError
from cardgen.model import Block, Note, Outline, Place, Row
from cardgen.outline.inline import Words, dialect, words
from cardgen.outline.laid import Laid
from cardgen.outline.layout import lay_out
from cardgen.outline.lines import Directive, columns
from cardgen.outline.prose import label_words

_TASK = re.compile(r"\[([ xX-]?)\](?:\s+|$)")
_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?\s*(.*)", re.S)


def read(note: Note) -> Outline:
    """The note as a tree of sections and blocks, each with its lines in the file.

    Raises :class:`CardgenError` if the front matter is broken, and on no other text.

    >>> outline = read(Note("tides.md", "Spring tides:\\n- at **full** and new moon\\n  - sun and moon in line\\n"))
    >>> section = outline.blocks[0]
    >>> outline.title, section.text, section.level
    ('tides', 'Spring tides', 7)
    >>> item = section.children[0].children[0]
    >>> item.text, item.line, item.end
    ('at full and new moon', 2, 3)
    """
    lines = tuple(note.text.removesuffix("\n").split("\n"))
    settings, start = _front_matter(note.path, lines)
    numbered = [(n, text.replace("\r", " ").replace("\0", " ")) for n, text in enumerate(lines[start:], start + 1)]
    laid = lay_out(numbered)
    env: dict[str, Any] = {}
    tokens = _parser().parse("\n".join(laid.lines), env)
    blocks = _sections(list(_Reader(laid, env).blocks(tokens)))
    off = _Off.of(laid.directives, lines, everything=settings.get("cards") is False)
    blocks = tuple(off.mark(b) for b in blocks)
    return Outline(note.path, _title(note.path, settings, blocks), blocks, settings, lines)


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    md.use(dollarmath_plugin, allow_labels=False).use(deflist_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False)
    # Without text_join an escaped character can still be told from a plain one.
    md.disable(["math_inline", "text_join"])
    return dialect(md, notes=True)


# ------------------------------------------------------------------ front matter


class _PlainLoader(yaml.SafeLoader):
    """Dates stay as the author wrote them."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _front_matter(path: str, lines: Sequence[str]) -> tuple[dict[str, Any], int]:
    """The settings at the head of a note, and how many lines they take up."""
    if lines[0].rstrip() != "---":
        return {}, 0
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ("---", "...")), 0)
    # Two rules around a paragraph are no front matter, and neither is one that nobody closed.
    if not end or (end > 1 and not lines[1].strip()):
        return {}, 0
    told = [line for line in lines[1:end] if not line.startswith("#")]
    if end > 1 and told and not any(":" in line for line in lines[1:end]):
        return {}, 0  # no setting has a name: text between two rules
    try:
        found = yaml.load("\n".join(lines[1:end]), _PlainLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise _bad_front_matter(path, min(line, end), str(error.problem or error)) from error
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise _bad_front_matter(path, 1, " ".join(str(error).split())) from error
    if found is None:
        return {}, end + 1
    if not isinstance(found, dict):
        raise _bad_front_matter(path, 2, "it holds no `name: value` lines")
    return {str(key): value for key, value in found.items()}, end + 1


def _bad_front_matter(path: str, line: int, problem: str) -> CardgenError:
    return CardgenError(
        f"the front matter between the --- lines cannot be read ({problem}): write one `name: value` a line, put a"
        " value that holds a colon, a brace or a bracket in quotes, or remove the first ---",
        Place(path, line, line),
    )


def _title(path: str, settings: dict[str, Any], blocks: Sequence[Block]) -> str:
    given = settings.get("title")
    if isinstance(given, str | int | float) and str(given).strip():
        return " ".join(str(given).split())
    headings = [b for b in _walk(blocks) if b.kind == "section" and b.level <= 6]
    if headings and headings[0].level == 1 and headings[0].text and sum(b.level == 1 for b in headings) == 1:
        return headings[0].text
    return named_by_file(path)


def named_by_file(path: str) -> str:
    """What a note is called that has no name of its own.

    >>> named_by_file("notes/black_forest-labs.md")
    'black forest labs'
    """
    return re.sub(r"[-_\s]+", " ", PurePosixPath(path).stem).strip()


def _walk(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.kind == "section":
            yield from _walk(block.children)


# ------------------------------------------------------------------ tokens to blocks


class _Reader:
    """Turns the parser's tokens into blocks; knows where each line came from."""

    def __init__(self, laid: Laid, env: dict[str, Any]) -> None:
        self.laid, self.env = laid, env

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        at = 0
        while at < len(tokens):
            end = _closing(tokens, at)
            opening, inner = tokens[at], tokens[at + 1 : end]
            if opening.type == "dl_open":
                yield from self.definitions(inner)
            elif opening.type in _READERS:
                block = _READERS[opening.type](self, opening, inner)
                if block is not None:
                    yield from self._parted(block)
            at = end + 1

    def _parted(self, block: Block) -> Iterator[Block]:
        """A list as those that it is made of: without bullets nothing but a blank line parts them."""
        starts = [n for n, item in enumerate(block.children) if n and item.line in self.laid.returns]
        if block.kind != "list" or not starts:
            yield block
            return
        for first, stop in pairwise([0, *starts, len(block.children)]):
            items = block.children[first:stop]
            level = self.laid.returns.get(items[0].line, 0)
            yield replace(block, line=items[0].line, end=max(b.end for b in items), children=items, level=level)

    def _lines(self, token: Token) -> tuple[int, int]:
        """First and last line in the file, without blank lines at the end."""
        first, stop = token.map or (0, 1)
        first = min(first, len(self.laid.origin) - 1)
        last = max(first, min(stop, len(self.laid.origin)) - 1)
        while last > first and not self.laid.lines[last].strip(" >"):
            last -= 1
        return self.laid.origin[first], self.laid.origin[last]

    def words(self, token: Token) -> Words:
        """The text of an inline token; an escape that matters when the text is read again is kept."""
        found = words(token.children or [])
        if found.risky and self._again(found.text).text != found.text:
            return words(token.children or [], escaped=True)
        return found

    def _again(self, text: str) -> Words:
        return words(_parser().parseInline(text, self.env)[0].children or [])

    # ------------------------------------------------------------- one for each kind of token

    def heading(self, token: Token, inner: Sequence[Token]) -> Block:
        found = self.words(inner[0])
        text = re.sub(r"\s*[:：]$", "", found.text)
        return Block("section", text, *self._lines(token), level=int(token.tag[1]), tags=found.tags)

    def paragraph(self, token: Token, inner: Sequence[Token]) -> Block | None:
        found = self.words(inner[0])
        line, end = self._lines(token)
        level = self.laid.labels.get(line, 0)
        if level:
            return Block("section", label_words(found.text), line, end, level=level, tags=found.tags)
        ends = self.laid.returns.get(line, 0)  # the sections of this level and deeper end above it
        return (
            Block("paragraph", found.text, line, end, level=ends, tags=found.tags) if found.text or found.tags else None
        )

    def list(self, token: Token, inner: Sequence[Token]) -> Block | None:
        items = tuple(self.blocks(inner))
        line, end = self._lines(token)
        ordered, ends = token.type == "ordered_list_open", self.laid.returns.get(line, 0)
        return Block("list", "", line, end, items, ordered=ordered, level=ends) if items else None

    def item(self, token: Token, inner: Sequence[Token]) -> Block | None:
        children = [_as_paragraph(b) for b in self.blocks(inner)]
        line, end = self._lines(token)
        item = _with_first_paragraph(Block("item", "", line, end), children)
        text, task = _task(item.text)
        item, children = replace(item, text=text, task=task), list(item.children)
        if not item.text and children and children[0].kind == "list" and len(children[0].children) == 1:
            # "- - text" is one item behind two marks.
            only = children[0].children[0]
            return replace(only, line=line, end=end, children=(*only.children, *children[1:]))
        return item if item.text or item.tags or children else None

    def quote(self, token: Token, inner: Sequence[Token]) -> Block | None:
        children = [_as_paragraph(b) for b in self.blocks(inner)]
        line, end = self._lines(token)
        m = _CALLOUT.match(inner[1].content) if len(inner) > 1 and inner[1].type == "inline" else None
        if not m:
            return _with_first_paragraph(Block("quote", "", line, end), children) if children else None
        found = self._again(m[2])
        return Block("callout", found.text, line, end, tuple(children[1:]), info=m[1].lower(), tags=found.tags)

    def code(self, token: Token, inner: Sequence[Token]) -> Block:
        info = re.split(r"[\s{,:]", token.info.strip(), maxsplit=1)[0]
        return Block("code", token.content.removesuffix("\n"), *self._lines(token), info=info)

    def math(self, token: Token, inner: Sequence[Token]) -> Block:
        return Block("math", token.content.strip(), *self._lines(token))

    def rule(self, token: Token, inner: Sequence[Token]) -> Block:
        return Block("rule", "", *self._lines(token))

    def html(self, token: Token, inner: Sequence[Token]) -> Block:
        return Block("html", "", *self._lines(token))

    def table(self, token: Token, inner: Sequence[Token]) -> Block:
        rows: list[Row] = []
        tags: list[str] = []
        for at, row in enumerate(inner):
            if row.type != "tr_open":
                continue
            cells = [self.words(t) for t in inner[at : _closing(inner, at)] if t.type == "inline"]
            tags += [tag for cell in cells for tag in cell.tags]
            rows.append(Row(tuple(c.text for c in cells), self._lines(row)[0]))
        return Block("table", "", *self._lines(token), rows=tuple(rows), tags=tuple(tags))

    def definitions(self, inner: Sequence[Token]) -> Iterator[Block]:
        """Each term of a definition list is a block, with its meanings under it."""
        at = 0
        term: Block | None = None
        while at < len(inner):
            end = _closing(inner, at)
            if inner[at].type == "dt_open":
                if term:
                    yield term
                found = self.words(inner[at + 1])
                line = self._lines(inner[at])[0]
                term = Block("definition", found.text, line, line, tags=found.tags)
            elif term:
                meanings = tuple(_as_paragraph(b) for b in self.blocks(inner[at + 1 : end]))
                term = replace(
                    term, end=max([term.end, *(b.end for b in meanings)]), children=(*term.children, *meanings)
                )
            at = end + 1
        if term:
            yield term

    def footnote(self, token: Token, inner: Sequence[Token]) -> Block:
        children = [_as_paragraph(b) for b in self.blocks(inner)]
        block = Block("footnote", "", *self._lines(token), info=str(token.meta.get("label", "")))
        return _with_first_paragraph(block, children)


_READERS: dict[str, Callable[[_Reader, Token, Sequence[Token]], Block | None]] = {
    "heading_open": _Reader.heading,
    "paragraph_open": _Reader.paragraph,
    "bullet_list_open": _Reader.list,
    "ordered_list_open": _Reader.list,
    "list_item_open": _Reader.item,
    "blockquote_open": _Reader.quote,
    "fence": _Reader.code,
    "code_block": _Reader.code,
    "math_block": _Reader.math,
    "hr": _Reader.rule,
    "html_block": _Reader.html,
    "table_open": _Reader.table,
    "footnote_reference_open": _Reader.footnote,
}


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Index of the token that closes the one here."""
    if tokens[at].nesting != 1:
        return at
    level = tokens[at].level
    return next(n for n in range(at + 1, len(tokens)) if tokens[n].level == level and tokens[n].nesting == -1)


def _as_paragraph(block: Block) -> Block:
    """Under a bullet or in a quote there are no sections."""
    return replace(block, kind="paragraph", level=0) if block.kind == "section" else block


def _with_first_paragraph(block: Block, children: Sequence[Block]) -> Block:
    """The first paragraph is what the block says, the rest hangs under it."""
    if children and children[0].kind == "paragraph":
        return replace(block, text=children[0].text, tags=children[0].tags, children=tuple(children[1:]))
    return replace(block, children=tuple(children))


def _task(text: str) -> tuple[str, bool | None]:
    """The text without a task's box, and whether that is ticked.

    >>> _task("[x] call Ada"), _task("[1] is a source")
    (('call Ada', True), ('[1] is a source', None))
    """
    m = _TASK.match(text)
    return (text[m.end() :], m[1] in ("x", "X")) if m else (text, None)


def _sections(flat: Sequence[Block]) -> tuple[Block, ...]:
    """A note's blocks as a tree: what follows a heading hangs under it, until one of its level or above.

    A rule ends the label lines above it: it parts what belongs together.
    """
    open_at: list[tuple[Block, list[Block]]] = []
    root: list[Block] = []

    def close(level: int) -> None:
        while open_at and open_at[-1][0].level >= level:
            section, children = open_at.pop()
            end = max([section.end, *(b.end for b in children)])
            (open_at[-1][1] if open_at else root).append(replace(section, end=end, children=tuple(children)))

    for block in flat:
        if block.kind == "section":
            close(block.level)
            open_at.append((block, []))
            continue
        if block.kind == "rule":
            close(7)
        if block.level:
            close(block.level)
        (open_at[-1][1] if open_at else root).append(replace(block, level=0))
    close(0)
    return tuple(root)


# ------------------------------------------------------------------ what the author keeps out


@dataclass(frozen=True, slots=True)
class _Off:
    """The lines that an author's comments keep out."""

    single: frozenset[int]
    """Lines whose block is out with all that hangs under it."""
    ranges: tuple[tuple[int, int], ...]
    everything: bool

    @classmethod
    def of(cls, directives: Sequence[Directive], lines: Sequence[str], everything: bool) -> _Off:
        single, ranges, start = set(), [], 0
        for d in sorted(directives, key=lambda d: d.no):
            if d.asks == "no card":
                single.add(_meant(d, lines))
            elif d.asks == "no cards":
                start = start or d.no
            elif start:
                ranges.append((start, d.no))
                start = 0
        if start:
            ranges.append((start, len(lines)))
        return cls(frozenset(single), tuple(ranges), everything)

    def mark(self, block: Block, inherited: bool = False) -> Block:
        last = min([block.end, *(b.line - 1 for b in block.children)])
        own = range(block.line, max(block.line, last) + 1)
        named = inherited or (block.kind != "list" and any(n in self.single for n in own))
        rows = tuple(r for n, r in enumerate(block.rows) if n == 0 or r.line not in self.single)
        if block.kind == "table" and not inherited:
            named = block.line in self.single
        children = tuple(self.mark(b, named) for b in block.children)
        off = named or self.everything or any(a <= block.line <= b for a, b in self.ranges)
        if block.kind == "list":
            off = all(b.off for b in children)
        return replace(block, off=off, rows=rows, children=children)


def _meant(directive: Directive, lines: Sequence[str]) -> int:
    """The line that a `<!-- no card -->` is about: its own, the next, or the item that it is indented under."""
    if not directive.alone:
        return directive.no
    following = next((n for n in range(directive.no + 1, len(lines) + 1) if lines[n - 1].strip()), 0)
    above = next((n for n in range(directive.no - 1, 0, -1) if lines[n - 1].strip()), 0)
    if (
        above
        and _indent(lines[above - 1]) < directive.indent
        and (not following or _indent(lines[following - 1]) < directive.indent)
    ):
        return above
    return following or directive.no


def _indent(text: str) -> int:
    return columns(text[: len(text) - len(text.lstrip())])

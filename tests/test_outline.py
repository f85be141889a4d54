"""Reading notes: the outline of how people write, line numbers, front matter, and text of any kind."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from cardgen.errors import CardgenError
from cardgen.model import Block, Note, Outline
from cardgen.outline import read

CASES = [
    pytest.param(text, expected, id=f"{file.stem}: {title}")
    for file in sorted((Path(__file__).parent / "outline").glob("*.md"))
    for _, title, text, expected in read_fixture_file(file)
]


def outline(text: str, path: str = "note.md") -> Outline:
    return read(Note(path, text))


def drawn(blocks: Sequence[Block], depth: int = 0) -> Iterator[str]:
    """A tree as people read it: lines, kind, text, and what else is known."""
    for b in blocks:
        lines = str(b.line) if b.line == b.end else f"{b.line}-{b.end}"
        more = [f"({b.info})"] if b.info else []
        more += [] if b.task is None else ["[x]" if b.task else "[ ]"]
        more += [b.text.replace("\n", "⏎").replace("\t", "→")] if b.text else []
        more += [f"‹{tag}›" for tag in b.tags] + (["OFF"] if b.off else [])
        kind = f"{b.kind}{b.level or ''}{'1.' if b.ordered else ''}"
        yield "  " * depth + " ".join([lines, kind, *more])
        yield from ("  " * depth + f"  {row.line} | {' | '.join(row.cells)} |" for row in b.rows)
        yield from drawn(b.children, depth + 1)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_outline_is_as_drawn(text: str, expected: str) -> None:
    assert "\n".join(drawn(outline(text).blocks)) == expected.rstrip("\n")


# ------------------------------------------------------------------ front matter and titles


def test_front_matter_gives_settings_with_dates_as_written() -> None:
    found = outline("---\ntitle: Tides\ndate: 2024-01-02\ntags: [sea, moon]\nn: 3\ncards: true\n---\n\n- ebb\n")
    assert found.settings == {"title": "Tides", "date": "2024-01-02", "tags": ["sea", "moon"], "n": 3, "cards": True}
    assert found.blocks[0].line == 9
    assert found.lines[8] == "- ebb"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ("---\ntitle: ok\ntags: [a, b\n---\nx\n", 3),
        ("---\na: {{x}}\n---\n", 2),
        ("---\n- a: b\n- c\n---\n", 2),
        ("---\na: \x07\n---\n", 1),
        ("---\nn: " + "9" * 5000 + "\n---\n", 1),
        ("---\na: " + "[" * 3000 + "\n---\n", 1),
    ],
)
def test_broken_front_matter_says_where_and_what_to_try(text: str, line: int) -> None:
    with pytest.raises(CardgenError, match="in quotes, or remove") as caught:
        outline(text)
    assert str(caught.value).startswith(f"note.md:{line}: the front matter")


@pytest.mark.parametrize(
    "text",
    [
        "---\n",
        "---\nno end",
        "---\n\ntext\n\n---\nmore",
        " ---\na: b\n---",
        "---\njust words\n---\n",
        "---\n- a\n- b\n---",
    ],
)
def test_rules_are_no_front_matter(text: str) -> None:
    assert outline(text).settings == {}


def test_empty_front_matter_is_none() -> None:
    assert outline("---\n# only a comment\n---\ntext").settings == {}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 1848\n---\n# Other", "1848"),
        ("---\ntitle:\n---\n# Other *one*:", "Other one"),
        ("# One\n\n# Two", "spring tides"),
        ("## First\n\n# Late", "spring tides"),
        ("text\n\n# Only\n## Sub", "Only"),
        ("label:\n- x", "spring tides"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert outline(text, "sea/spring-tides.md").title == title


def test_settings_can_keep_a_whole_note_out() -> None:
    found = outline("---\ncards: false\n---\n# A\n- b\n")
    assert all(b.off for b in every(found.blocks))


# ------------------------------------------------------------------ any text at all


def every(blocks: Sequence[Block]) -> Iterator[Block]:
    for b in blocks:
        yield b
        yield from every(b.children)


def check(found: Outline) -> None:
    """Lines are those of the file, in order, and children stand inside their parents."""

    def inside(blocks: Sequence[Block], first: int, last: int) -> None:
        at = first
        for b in blocks:
            assert at <= b.line <= b.end <= last, b
            at = b.line
            assert all(b.line <= r.line <= b.end for r in b.rows)
            inside(b.children, b.line, b.end)

    inside(found.blocks, 1, len(found.lines))
    for b in every(found.blocks):
        assert b.kind in ("code", "math") or "\n" not in b.text or b.text.startswith("Q: "), b


SOUP = r"""- * 1. 2) a) • – > # ## ``` ~~~ $$ $x$ | |-|-| a|b --- === *** Label: **b** **b:** __ ~~ == * _ `
word Word, Q: A: :: {{c1::x}} [[p|q]] ![[p.png]] ![a](b.png) [x](y) [x]: [^1] [^1]: : #tag ^abc %% <!-- --> <div>
<script> </script> <b> <T> &lt; \ \( \[ https://x.y/z_ [!note]-"""
SPACED = [
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\r",
    "\0",
    "\n",
    "\n\n",
    "<!-- no card -->",
    "<!-- no cards -->",
    "<!-- cards -->",
    "- [ ] ",
]
PIECES = [x + end for x in SOUP.split() for end in ("", " ", "\n")] + 12 * SPACED
PIECES += ["a longer stretch of words that a machine might have wrapped at the\n"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
@example("---\na|b\n---")
@example("---\n```\n#tag\n---")
def test_markdown_soup_is_read(text: str) -> None:
    check_or_refused(text)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    check_or_refused(text)


def check_or_refused(text: str) -> None:
    try:
        check(outline(text))
    except CardgenError as error:
        assert re.match(r"---\s*\n(?s:.*):(?s:.*)\n(---|\.\.\.)", text), error  # nothing but front matter is refused


def test_a_long_note_is_read_quickly() -> None:
    text = "".join(p.values[0] for p in CASES if "unclosed" not in str(p.id) and "to the end" not in str(p.id))
    long = (text * (3000 // text.count("\n") + 1))[: 10**6]
    outline("warm")
    begun = time.perf_counter()
    found = outline(long)
    assert len(found.lines) >= 3000
    assert time.perf_counter() - begun < 2.0


@pytest.mark.parametrize(
    "piece", ["$", "*", "[", "![", "[[", "<!--", "%%", "{{c1::", "- ", ">", "`", "|", "<img ", "\\("]
)
def test_no_line_is_hard_to_read(piece: str) -> None:
    begun = time.perf_counter()
    check(outline(piece * (4000 // len(piece))))
    check(outline((piece + "\n") * 400))
    assert time.perf_counter() - begun < 2.0

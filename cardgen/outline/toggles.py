"""Toggles: what people fold away with `<details>` is a point with what hangs under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_OPEN = re.compile(r"(?P<space>[ \t]*)(?:[-*+][ \t]+)?<details\b[^<>]*>", re.I)
_WITHIN = re.compile(r"(?P<space>[ \t]*)(?P<text>\S.*?)\s*(?=<details\b)", re.I)
_CLOSE = re.compile(r"</details\s*>", re.I)
_SUMMARY = re.compile(r"\s*<summary\b[^<>]*>(?P<text>.*?)</summary\s*>", re.I)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BELOW = "    "
"""How far what is folded away stands from its summary."""

Numbered = tuple[int, str]


def unfolded(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The lines of a note (number and text each) with every toggle written as an item and what hangs under it.

    A toggle that is never closed, has no summary, or stands in code, is left as it is.

    >>> unfolded([(1, "<details>"), (2, "<summary>Why?</summary>"), (3, "Because."), (4, "</details>"), (5, "Next.")])
    [(1, ''), (2, '- Why?'), (3, '    Because.'), (4, ''), (5, 'Next.')]
    >>> unfolded([(7, "<details><summary>What is a relay?</summary>a process</details>")])
    [(7, '- What is a relay?'), (7, '    a process')]
    >>> unfolded([(1, "- a <details><summary>more</summary>b</details>")])
    [(1, '- a'), (1, '    - more'), (1, '        b')]
    >>> unfolded([(1, "- `<details>` folds")])
    [(1, '- `<details>` folds')]
    """
    if not any("<details" in text.lower() for _, text in numbered):
        return list(numbered)
    return list(_unfolded(numbered))


def _unfolded(numbered: Sequence[Numbered]) -> Iterator[Numbered]:
    fence = ""
    at = 0
    while at < len(numbered):
        no, text = numbered[at]
        fence = _fence_after(fence, text)
        above, first = _parted(text)
        lines = [(no, first), *numbered[at + 1 :]]
        end = 0 if fence or not first else _end_of(lines)
        if end and above:
            yield no, above
        if end:
            yield from _item(lines[:end])
        else:
            yield no, text
        at += end or 1


def _parted(text: str) -> tuple[str, str]:
    """What stands before a toggle on its line, and the toggle, indented below it; ("", "") where none opens."""
    if _OPEN.match(text):
        return "", text
    m = _WITHIN.match(text)
    if not m or m["text"].count("`") % 2:
        return "", ""
    return m["space"] + m["text"], m["space"] + _BELOW + text[m.end() :]


def _fence_after(fence: str, text: str) -> str:
    """The fence that is open behind a line, given the one before it."""
    m = _FENCE.match(text)
    if not m:
        return fence
    if not fence:
        return m[1]
    return "" if m[1].startswith(fence) else fence


def _end_of(lines: Sequence[Numbered]) -> int:
    """How many lines the toggle that opens on the first one takes up; 0 if it is none to unfold."""
    depth = 0
    for end, (_, text) in enumerate(lines):
        depth += len(re.findall(r"<details\b", text, re.I)) - len(_CLOSE.findall(text))
        if depth <= 0:
            rest = _CLOSE.split(text)[-1]
            return end + 1 if not rest.strip() and _has_summary(lines[: end + 1]) else 0
    return 0


def _has_summary(toggle: Sequence[Numbered]) -> bool:
    """The first thing in it is its summary."""
    first = _OPEN.sub("", toggle[0][1], count=1)
    told = next((text for text in (first, *(text for _, text in toggle[1:])) if text.strip()), "")
    m = _SUMMARY.match(told)
    return m is not None and bool(m["text"].strip())


def _item(toggle: Sequence[Numbered]) -> Iterator[Numbered]:
    """A toggle as a list item; toggles in it are items below it."""
    space = _OPEN.match(toggle[0][1])["space"]  # type: ignore[index]
    lines = list(_without_tags(toggle))
    at = next(at for at, (_, text) in enumerate(lines) if text.strip())
    no, text = lines[at]
    summary = _SUMMARY.match(text)
    assert summary is not None  # _has_summary has seen it
    yield from ((above, "") for above, _ in lines[:at])
    yield no, f"{space}- {summary['text'].strip()}"
    rest = text[summary.end() :]
    inner = [(no, rest)] if rest.strip() else []
    for number, below in _unfolded([*inner, *lines[at + 1 :]]):
        yield number, f"{space}{_BELOW}{below}" if below.strip() else ""


def _without_tags(toggle: Sequence[Numbered]) -> Iterator[Numbered]:
    """Its lines without the tag that opens it, and the one that closes it."""
    for at, (no, text) in enumerate(toggle):
        text = _OPEN.sub("", text, count=1) if at == 0 else text
        if at == len(toggle) - 1:
            text = text[: list(_CLOSE.finditer(text))[-1].start()]
        yield no, text

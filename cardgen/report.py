"""The words that a person reads: what happened to each card, and why each line that gave none stayed silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cardgen.model import Block, Card, Entry, Outline, Report, Settled, Silence, Verdict

AS_BEFORE = frozenset({"same", "moved"})
"""Verdicts of cards that say what they said."""
TOLD: tuple[tuple[Verdict, str], ...] = (
    ("new", "new"),
    ("reworded", "reworded"),
    ("updated", "updated"),
    ("moved", "moved"),
    ("returned", "returned"),
    ("same", "as before"),
)
"""Verdicts in the order of the summary, and how it calls them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note with what it gave."""

    number: int
    text: str
    cards: tuple[Card, ...] = ()
    reason: str = ""
    """Why it gave no card; "" when it gave one."""


def asked(cards: Iterable[Card]) -> int:
    """How many Anki cards some cards make: each blank and each item is asked by itself.

    >>> from cardgen.model import Place
    >>> asked([Card("list", "signals?", Place("x.md", 1, 1), "enumeration", items=("a", "b"))])
    2
    """
    return sum(len(c.hidden) + c.reverse + c.speak for c in cards)


def counted(report: Report) -> Counter[str]:
    """How many Anki cards there are, got each verdict and were retired, and how many lines stayed silent."""
    counts: Counter[str] = Counter()
    for s in report.settled:
        counts["cards"] += asked([s.card])
        counts[s.verdict] += asked([s.card])
    counts["retired"] = sum(e.living for e in report.retired)
    counts["silent"] = len({(s.place.note, s.place.line) for s in report.silences})
    return counts


def summary(target: str, report: Report) -> str:
    """One line that a person can act on: what the package holds, and where to look further.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "Who?", Place("x.md", 1, 1), "definition", back="he")
    >>> settled = (Settled(card, "g1", (1,), "new"), Settled(card, "g2", (1,), "same"))
    >>> summary("decks/x.apkg", Report(settled, silences=(Silence(Place("x.md", 2, 2), "hm", "too little"),)))
    'decks/x.apkg: 2 cards (1 new, 1 as before); 1 line silent (cardgen explain)'
    >>> summary("decks/x.apkg", Report())
    'decks/x.apkg: no cards'
    """
    counts = counted(report)
    told = ", ".join(f"{counts[verdict]} {name}" for verdict, name in TOLD if counts[verdict])
    parts = [f"{target}: {plural(counts['cards'], 'card')} ({told})" if told else f"{target}: no cards"]
    if counts["retired"]:
        parts.append(f"{counts['retired']} retired")
    if counts["silent"]:
        parts.append(f"{plural(counts['silent'], 'line')} silent (cardgen explain)")
    return "; ".join(parts)


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "card"), plural(3, "card")
    ('1 card', '3 cards')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def changes(settled: Iterable[Settled], retired: Iterable[Entry]) -> list[str]:
    """Every card that is not as before, with its place and what became of it."""
    out = []
    for s in settled:
        if s.verdict in AS_BEFORE:
            continue
        was = f" (was: {s.was.front})" if s.was is not None and s.was.front != s.card.front else ""
        how = f" by {s.matcher}" if s.matcher else ""
        out.append(f"{s.card.place}: {s.verdict}{how}: {one_line(s.card)}{was}")
    return out + [f"{e.note}:{e.line}: retired: {e.front}" for e in retired]


def one_line(card: Card) -> str:
    """A card on one line, context aside.

    >>> from cardgen.model import Place
    >>> one_line(Card("basic", "Who?", Place("x.md", 1, 1), "definition", back="he", context=("X",)))
    'Q: Who? A: he'
    """
    return " ".join(line.strip() for line in str(card).splitlines() if not line.startswith("["))


# ------------------------------------------------------------------ line by line


def explained(outline: Outline, cards: Sequence[Card], silences: Sequence[Silence]) -> tuple[Line, ...]:
    """The note line by line: the cards that a line gave, or why it gave none. Every line has one or the other.

    >>> from cardgen.model import Place
    >>> blocks = (Block("section", "Sea", 1, 3, (Block("paragraph", "hm", 3, 3),), level=1),)
    >>> note = Outline("x.md", "Sea", blocks, lines=("# Sea", "", "hm"))
    >>> told = explained(note, [], [Silence(Place("x.md", 3, 3), "hm", "too little")])
    >>> [(line.number, line.reason) for line in told]
    [(1, 'a heading with no card below it'), (2, 'blank'), (3, 'too little')]
    """
    at: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        at[card.place.line].append(card)
    why = _reasons(outline, cards, silences)
    return tuple(
        Line(n, text, tuple(at[n]), "" if at[n] else why.get(n) or _bare(text))
        for n, text in enumerate(outline.lines, 1)
    )


def _reasons(outline: Outline, cards: Sequence[Card], silences: Sequence[Silence]) -> dict[int, str]:
    """Why a line gave no card: what is said of few lines goes before what is said of many."""
    given = {c.place.line for c in cards}
    spans = [(c.place.line + 1, c.place.end, f"part of line {c.place.line}") for c in cards]
    spans += _lists(outline.blocks, {c.place.line for c in cards if c.kind == "list"})
    spans += [(s.place.line, s.place.end, s.reason) for s in silences]
    spans.sort(key=lambda span: span[0] - span[1])
    kinds = [(b.line, b.line if b.kind == "section" else b.end, _kind(b, given)) for b in _walk(outline.blocks)]
    why: dict[int, str] = {}
    for first, last, reason in [
        *_comments(outline.lines),
        *kinds,
        *spans,
        (1, _front_matter_end(outline.lines), "front matter"),
    ]:
        why.update(dict.fromkeys(range(first, last + 1), reason))
    return {n: reason for n, reason in why.items() if reason and outline.lines[n - 1].strip()}


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walk(block.children)


def _lists(blocks: Sequence[Block], asked_at: Collection[int]) -> list[tuple[int, int, str]]:
    """The lines below a block that a list card asks for item by item: its own, or those of the list after it."""
    found = []
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.line in asked_at and block.kind != "list":
            last = after.end if after is not None and after.kind == "list" else block.end
            found.append((block.line + 1, last, f"an item of the list on line {block.line}"))
        found += _lists(block.children, asked_at)
    return found


_NO_PROSE = {
    "rule": "a line across the page",
    "html": "raw HTML",
    "table": "the table's head",
    "code": "part of the code",
    "math": "part of the formula",
}


def _kind(block: Block, given: Collection[int]) -> str:
    """What can be said of a block's lines by its kind alone."""
    if block.off:
        return "kept out by the author"
    if block.kind in _NO_PROSE:
        return _NO_PROSE[block.kind]
    if block.kind in ("section", "callout", "definition", "paragraph", "item"):
        below = any(block.line < n <= block.end for n in given)
        return "shown above the cards below" if below else "a heading with no card below it"
    return ""


_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
_ADDRESS = re.compile(r"^\s*\[[^\]]+\]:\s")


def _comments(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    text = "\n".join(lines)
    found = [(m.start(), m.end()) for m in _COMMENT.finditer(text)]
    return [(text.count("\n", 0, a) + 1, text.count("\n", 0, b) + 1, "a comment") for a, b in found]


def _bare(text: str) -> str:
    """Why a line is in no block of the outline."""
    if not text.strip():
        return "blank"
    if not re.search(r"\w", text):
        return "only marks"
    return "the address of a link" if _ADDRESS.match(text) else UNREAD


UNREAD = "set aside when the note was read"
"""The last resort: a line of which nobody says more."""


def _front_matter_end(lines: Sequence[str]) -> int:
    if not lines or lines[0].strip() != "---":
        return 0
    return next((n for n, line in enumerate(lines[1:], 2) if line.strip() in ("---", "...")), 0)

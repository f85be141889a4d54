"""The words that a person reads: what happened to each card, and why each line that gave none stayed silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from cardgen.model import Answer, Block, Card, Entry, Outline, Plan, Report, Settled, Silence, Verdict
from cardgen.pacing import sum_of_minutes

if TYPE_CHECKING:
    from cardgen.identity.decisions import Doubt

CHANGED: tuple[Verdict, ...] = ("reworded", "updated", "moved", "returned")
"""Verdicts of cards that keep their history and are not as before, in the order of the summary."""
ANSWERS: Mapping[Answer, str] = MappingProxyType({
    "same": "the same card",
    "other": "another card, as you said",
    "open": "a new card (--ask lets you decide)",
})  # fmt: skip
"""What became of a doubtful pair."""
HOW: Mapping[str, str] = MappingProxyType({
    "decided": "as you said",
    "same_card": "same words",
    "returned_card": "its line is back",
    "same_bullet_same_slot": "its line was edited",
    "same_whole_list": "other items in the same list",
    "same_part": "its line was split or merged",
    "same_words": "nearly the same words",
})  # fmt: skip
"""How a card was known again, by the matcher that found it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note with what it gave."""

    number: int
    text: str
    cards: tuple[Card, ...] = ()
    reason: str = ""
    """Why it gave no card; "" when it gave one."""


# ------------------------------------------------------------------ what importing will do


def asked(cards: Iterable[Card]) -> int:
    """How many Anki cards some cards make: each blank and each item is asked by itself.

    >>> from cardgen.model import Place
    >>> asked([Card("list", "signals?", Place("x.md", 1, 1), "enumeration", items=("a", "b"))])
    2
    """
    return sum(1 + c.reverse + c.speak if c.kind == "basic" else len(c.hidden) for c in cards)


def size(entry: Entry) -> int:
    """How many Anki cards an entry stands for.

    >>> size(Entry("g", "basic", "x.md", 1, "", "", "Who?", "he", ((1, "he"),), 1, "", (), 0, "", sides=2))
    2
    """
    return entry.sides if entry.kind == "basic" else entry.living


def counted(report: Report) -> Counter[str]:
    """How many Anki cards there are, got each verdict, were retired, are dropped by the person, and how many lines
    stayed silent."""
    counts: Counter[str] = Counter()
    for s in report.settled:
        counts["cards"] += asked([s.card])
        counts[s.verdict] += asked([s.card])
    counts["retired"] = sum(map(size, report.retired))
    counts["dropped"] = asked([s.card for s in report.dropped])
    counts["silent"] = len({(s.place.note, s.place.line) for s in report.silences})
    return counts


def forecast(report: Report) -> dict[str, int]:
    """What importing will do, in Anki cards: how many keep their history (and of these, how many are not as before),
    are new, and are retired. A card that asks several things may do all of it at once.

    >>> from cardgen.model import Place
    >>> card = Card("list", "signals?", Place("x.md", 1, 1), "enumeration", items=("a", "b"))
    >>> was = Entry("g", "list", "x.md", 1, "", "", "signals?", "", ((1, "a"), (2, "z")), 2, "", (), 0, "")
    >>> told = forecast(Report((Settled(card, "g", (1, 3), "updated", was=was),)))
    >>> {what: count for what, count in told.items() if count}
    {'keep': 1, 'updated': 1, 'new': 1, 'retired': 1}
    """
    counts = dict.fromkeys(("keep", *CHANGED, "new", "retired"), 0)
    for s in report.settled:
        kept, back, new, gone = _fate(s)
        counts["keep"] += kept + back
        counts["new"] += new
        counts["retired"] += gone
        counts["returned"] += back
        if s.verdict in CHANGED:
            counts[s.verdict] += kept
    counts["retired"] += sum(map(size, report.retired))
    return counts


def _fate(settled: Settled) -> tuple[int, int, int, int]:
    """Of the Anki cards of one card, how many keep their history, come back with it, are new, and are retired."""
    was, card = settled.was, settled.card
    if was is None:
        return 0, 0, asked([card]), 0
    if card.kind == "basic":
        sides, before, ever = asked([card]), was.sides, max(was.sides, was.sides_ever)
        returned = max(0, min(sides, ever) - before)
        return min(sides, before), returned, max(0, sides - before - returned), max(0, before - sides)
    numbers, used = set(settled.numbers), {number for number, _ in was.hidden}
    living = {number for number, _ in was.hidden[: was.living]}
    return len(numbers & living), len(numbers & (used - living)), len(numbers - used), len(living - numbers)


def summary(target: str, report: Report, doubtful: int = 0) -> str:
    """One line that a person can act on: what importing the package will do, and where to look further.

    >>> from cardgen.model import Place
    >>> card = Card("basic", "Who?", Place("x.md", 1, 1), "definition", back="he")
    >>> was = Entry("g2", "basic", "x.md", 1, "", "", "Who?", "he", ((1, "he"),), 1, "", (), 0, "")
    >>> settled = (Settled(card, "g1", (1,), "new"), Settled(card, "g2", (1,), "same", was=was))
    >>> summary("decks/x.apkg", Report(settled, silences=(Silence(Place("x.md", 2, 2), "hm", "too little"),)))
    'decks/x.apkg: 2 cards: 1 keeps its history, 1 new; 1 line silent (cardgen explain)'
    >>> summary("decks/x.apkg", Report())
    'decks/x.apkg: no cards'
    """
    counts, told = counted(report), _foretold(forecast(report))
    size = plural(counts["cards"], "card") if counts["cards"] else "no cards"
    parts = [": ".join(part for part in (target, size, told) if part)]
    if doubtful:
        parts.append(f"{doubtful} doubtful (-v)")
    if counts["dropped"]:
        parts.append(f"{counts['dropped']} dropped as you decided")
    if counts["silent"]:
        parts.append(f"{plural(counts['silent'], 'line')} silent (cardgen explain)")
    return "; ".join(parts)


def _foretold(counts: Mapping[str, int]) -> str:
    parts = []
    if kept := counts["keep"]:
        changed = ", ".join(f"{counts[verdict]} {verdict}" for verdict in CHANGED if counts[verdict])
        parts.append(f"{kept} {'keeps its' if kept == 1 else 'keep their'} history{f' ({changed})' if changed else ''}")
    return ", ".join(parts + [f"{counts[what]} {what}" for what in ("new", "retired") if counts[what]])


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "card"), plural(3, "card")
    ('1 card', '3 cards')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# ------------------------------------------------------------------ card by card


def changes(settled: Iterable[Settled], retired: Iterable[Entry]) -> list[str]:
    """Every card that is not as before: its place, what became of it and how we know, its old and its new words."""
    out = []
    for s in settled:
        if s.verdict != "same":
            out += _change(s)
    return out + [f"{e.note}:{e.line}: retired: {one_line(e)}" for e in retired]


def _change(settled: Settled) -> list[str]:
    said = f"{settled.card.place}: {settled.verdict}" + (f", {HOW[settled.matcher]}" if settled.matcher else "")
    now = one_line(settled.card)
    was = settled.was
    if was is None or (was.front, was.answers) == (settled.card.front, settled.card.hidden):
        came = f" (was {_place(was)})" if was is not None and settled.verdict == "moved" else ""
        return [f"{said}: {now}{came}"]
    return [said, f"    {one_line(was)}", f"  → {now}"]


def _place(entry: Entry) -> str:
    return f"{entry.note}:{entry.line}" + (f" under {' › '.join(entry.trail)}" if entry.trail else "")


def doubts(doubtful: Iterable[Doubt]) -> list[str]:
    """Every new card that looks like a retired one: both texts, why they were not taken for one, what was decided."""
    out = []
    for d in doubtful:
        out += [
            f"{d.card.place}: doubtful ({d.reason}): {ANSWERS[d.answer]}",
            f"    retired: {one_line(d.entry)}",
            f"    new:     {one_line(d.card)}",
        ]
    return out


def left(
    gone: Mapping[str, int], kept_out: Mapping[str, int], pruned: Mapping[str, int], deeper: Mapping[str, int]
) -> list[str]:
    """What becomes of the cards of notes whose file is gone, that are kept out, that are pruned, and below the depth.

    >>> for line in left({"a.md": 12}, {"b.md": 1}, {"c.md": 2}, {"d.md": 9}):
    ...     print(line)
    a.md is gone: its 12 cards stay as they are; --prune retires them
    b.md says `cards: false`: its 1 card stays as it is
    c.md is gone: importing this package retires its 2 cards
    d.md: 9 cards below this depth stay, as you may study them; --prune with --depth retires them
    """
    return [
        *(f"{note} is gone: {_stay(n)}; --prune retires {'it' if n == 1 else 'them'}" for note, n in gone.items()),
        *(f"{note} says `cards: false`: {_stay(n)}" for note, n in kept_out.items()),
        *(f"{note} is gone: importing this package retires its {plural(n, 'card')}" for note, n in pruned.items()),
        *(
            f"{note}: {plural(n, 'card')} below this depth {'stays' if n == 1 else 'stay'}, as you may study "
            f"{'it' if n == 1 else 'them'}; --prune with --depth retires {'it' if n == 1 else 'them'}"
            for note, n in deeper.items()
        ),
    ]


# ------------------------------------------------------------------ learning by a day


def planned(plans: Sequence[Plan], are_set: bool = False) -> list[str]:
    """What is said of decks that are to be known by a day: how many new cards a day, and how long that takes.

    What is left to do is not said where the numbers `are_set` already.

    >>> today, day = date(2026, 11, 27), date(2026, 12, 12)
    >>> for line in planned([Plan("Sea", day, today, 62, 62, 8, (7.0, 9.4, 10.6))]):
    ...     print(line)
    8 new cards a day reach all 62 by 12 Dec with 7 days to spare, about 9 minutes a day, at most 11
    to set it, tick “Import any deck presets” when you import, or write the number into the deck's options
    >>> planned([Plan("Sea", today, today, 62, None, 0)])[0]
    'the day by which to know it is today, 27 Nov: new cards come as without a day'
    """
    ahead = [plan for plan in plans if plan.new_per_day and plan.to_learn]
    unless = " (if you have seen none yet)" if any(plan.unseen is None for plan in ahead) else ""
    several = len(plans) > 1
    lines = [(f"{plan.deck}: " if several else "") + _planned(plan) for plan in plans]
    if len(ahead) > 1:
        number = plural(sum(plan.new_per_day for plan in ahead), "new card")
        lines.append(f"together {number} a day{_taking(sum_of_minutes(ahead))}{unless}")
    elif ahead:
        lines[plans.index(ahead[0])] += unless
    if ahead and not are_set:
        whose = "each deck's options" if len(ahead) > 1 else "the deck's options"
        lines.append(f"to set it, tick “{PRESETS_BOX}” when you import, or write the number into {whose}")
    if not (are_set or all(plan.new_per_day for plan in plans)):
        lines.append("if you had set a number for a day that is over, choose the preset Default in the deck's options")
    return lines


PRESETS_BOX = "Import any deck presets"
"""What Anki calls it on its import screen."""


def _planned(plan: Plan) -> str:
    day = day_in_words(plan.by, plan.today)
    if not plan.new_per_day:
        when = f"is today, {day}" if plan.by == plan.today else f"was {day}"
        return f"the day by which to know it {when}: new cards come as without a day"
    if not plan.to_learn:
        return f"all {plan.cards} are seen already, {plural(plan.days, 'day')} before {day}"
    which = "all" if plan.unseen in (None, plan.cards) else f"the {plan.unseen} that you have not seen of"
    spare = f" with {plural(plan.spare, 'day')} to spare" if plan.spare else ""
    return (
        f"{plural(plan.new_per_day, 'new card')} a day {'reaches' if plan.new_per_day == 1 else 'reach'} {which} "
        f"{plan.cards} by {day}{spare}{_taking(plan.minutes)}"
    )


def _taking(minutes: Sequence[float]) -> str:
    """How long the days take, on average and at most."""
    if not minutes:
        return ""
    average, most = (max(1, round(each)) for each in (sum(minutes) / len(minutes), max(minutes)))
    return f", about {plural(average, 'minute')} a day" + (f", at most {most}" if most > average else "")


def day_in_words(day: date, today: date) -> str:
    """A day as people say it, with its year where it is not this one or the next months'.

    >>> day_in_words(date(2026, 12, 12), date(2026, 11, 27)), day_in_words(date(2028, 3, 1), date(2026, 11, 27))
    ('12 Dec', '1 Mar 2028')
    """
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    plain = f"{day.day} {months[day.month - 1]}"
    return plain if -30 <= (day - today).days <= 300 else f"{plain} {day.year}"


def _stay(count: int) -> str:
    return f"its {plural(count, 'card')} {'stays as it is' if count == 1 else 'stay as they are'}"


def one_line(card: Card | Entry) -> str:
    """A card, or what the ledger remembers of one, on one line, context aside.

    >>> from cardgen.model import Place
    >>> one_line(Card("basic", "Who?", Place("x.md", 1, 1), "definition", back="he", context=("X",)))
    'Q: Who? A: he'
    >>> one_line(Entry("g", "cloze", "x.md", 1, "", "", "The sea is salty", "", ((2, "salty"),), 1, "", (), 0, ""))
    'C: The sea is {salty}'
    """
    if isinstance(card, Entry):
        return _remembered(card)
    lines = str(card).splitlines()[1 if card.context else 0 :]
    return " ".join(line.strip() for line in lines)


def _remembered(entry: Entry) -> str:
    hidden = entry.answers
    if entry.kind == "list":
        return " ".join(["L:", entry.front, *(f"- {item}" for item in hidden)])
    if entry.kind == "basic":
        return " ".join(f"Q: {entry.front} A: {entry.back}".split())
    out, rest = "", entry.front
    for text in hidden:  # in the order of the text, but the ledger does not say where
        before, found, after = rest.partition(text)
        out, rest = (f"{out}{before}{{{text}}}", after) if found else (out, rest)
    return " ".join(f"C: {out}{rest}".split())


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
_TAG = re.compile(r"\s*</?[A-Za-z][^<>]*>\s*")
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
    if _TAG.fullmatch(text):
        return _NO_PROSE["html"]
    return "the address of a link" if _ADDRESS.match(text) else UNREAD


UNREAD = "set aside when the note was read"
"""The last resort: a line of which nobody says more."""


def _front_matter_end(lines: Sequence[str]) -> int:
    if not lines or lines[0].strip() != "---":
        return 0
    return next((n for n, line in enumerate(lines[1:], 2) if line.strip() in ("---", "...")), 0)

"""A messy note written out as the strict Markdown that means the same, with a map back to its own lines.

CommonMark nests by exact columns, glues a label to the bullet above it and reads a tab-indented list as code. People
nest by eye. So the lines are laid out anew: every item under its parent, a blank line wherever something new begins.
Nothing here is shown to anyone; the parser reads it, and :attr:`Laid.origin` leads back to the file.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile

from cardgen.outline import prose
from cardgen.outline.aligned import with_tables
from cardgen.outline.barelists import Bare
from cardgen.outline.chats import unsigned
from cardgen.outline.habits import habit_in, stepped
from cardgen.outline.indented import code_size
from cardgen.outline.laid import ANOTHER_LIST, UNDER_BANNER, Laid
from cardgen.outline.lines import Directive, Line, classify, dedented, is_delimiter
from cardgen.outline.mend import table_row, text_line
from cardgen.outline.numbered import is_short, with_numbered_headings
from cardgen.outline.pasted import cleaned
from cardgen.outline.spacing import closed_up
from cardgen.outline.titled import titled
from cardgen.outline.toggles import unfolded
from cardgen.outline.wraps import UNKNOWN, Habit

_DEEPEST_QUOTE = 6
_CALLOUT = re.compile(r"\[![\w-]+\]")


def lay_out(numbered: Sequence[tuple[int, str]]) -> Laid:
    """Lay out a note, given as (line number, text).

    >>> laid = lay_out(list(enumerate(["basics -", "\\t- one", "\\t\\t- two", "later:", "2) three"], 1)))
    >>> laid.lines
    ('basics -', '', '- one', '  - two', '', 'later:', '', '1) three')
    >>> laid.origin, laid.labels
    ((1, 2, 2, 3, 4, 4, 5, 5), {1: 7, 4: 7})
    """
    lines, directives = classify(unfolded(cleaned(unsigned(numbered))))
    lines = stepped(with_tables(lines))
    close = closed_up(lines)
    sheet = _Sheet(close, directives, habit=habit_in(lines) if close is lines else Habit(never=True))
    sheet.run()
    return Laid(
        tuple(t for _, t in sheet.out), tuple(n for n, _ in sheet.out), sheet.labels, sheet.returns,
        tuple(sheet.directives),
    )  # fmt: skip


@dataclass(slots=True)
class _Open:
    """A list item that can still take something in."""

    indent: int
    content: int
    """Column where its text starts in the file."""
    at: int
    """Column where its text starts on the sheet."""
    counted: bool = False
    """Its marker is a number or a letter."""


class _Sheet:
    """The lines written so far, and the items that are open at their end."""

    def __init__(
        self, lines: Sequence[Line], directives: list[Directive], depth: int = 0, flowing: bool = False,
        habit: Habit = UNKNOWN,
    ) -> None:  # fmt: skip
        self.lines, self.directives, self.depth = with_numbered_headings(lines), directives, depth
        self.habit = habit
        self.flowing = flowing
        """Lines of text run on, whatever their length: what is quoted is one saying."""
        self.out: list[tuple[int, str]] = []
        self.labels: dict[int, int] = {}
        self.returns: dict[int, int] = {}
        self.titled = titled(self.lines)
        self.banner: Line | None = None
        """The last bare name at the head of some lines; it is over all lines down to the next blank one."""
        self.alone = False
        """The author sets names between blank lines: a label with a colon names a part of what they are over."""
        self.ends = [x.no for x in self.lines if x.kind in ("blank", "rule", "heading")]
        """Where lines stop being under one banner: numbers, ascending."""
        self.over_deeper: set[int] = set()
        """Lines of the names that stand over text set deeper: it ends where text stands as far out again."""
        self.stack: list[_Open] = []
        self.named = self.in_capitals = False
        """A label that names a topic is open: generic ones go under it. Set in capitals, it is over the lines before
        the next part whose name is in capitals, too, at the head of a line."""
        self.above: Line | None = None
        """The line directly above, if the paragraph in it can go on."""
        self.last_label = 0
        """Level of the label that is the last thing written."""
        self.counted = (0, 0)
        """The number of the last item at the margin that has one, and its line."""

    def run(self) -> None:
        handlers = {
            "blank": self._blank, "item": self._item, "text": self._text, "heading": self._heading,
            "rule": self._rule, "table": self._table, "quote": self._quote, "html": self._html,
            "verbatim": self._verbatim, "definition": self._definition, "footnote": self._footnote,
        }  # fmt: skip
        at = 0
        while at < len(self.lines):
            at = handlers[self.lines[at].kind](at)

    # -------------------------------------------------------------- writing

    def _write(self, no: int, text: str, column: int = 0) -> None:
        self.out.append((no, " " * column + text))

    def _gap(self, no: int) -> None:
        if self.out and self.out[-1][1].strip():
            self.out.append((no, ""))

    def _close_to(self, indent: int) -> None:
        """Close the items that something at this column cannot belong to."""
        while self.stack and indent <= self.stack[-1].indent:
            self.stack.pop()

    @property
    def _column(self) -> int:
        return self.stack[-1].at if self.stack else 0

    # -------------------------------------------------------------- one handler for each kind of line

    def _blank(self, at: int) -> int:
        self._gap(self.lines[at].no)
        self.above = None
        return at + 1

    def _item(self, at: int) -> int:
        line = self.lines[at]
        # One column more is a slip of the hand, unless a bullet stands under a number; two are meant.
        while self.stack and line.indent - self.stack[-1].indent < 2 - (self.stack[-1].counted and not line.counted):
            self.stack.pop()
        if not (self.above and self.above.kind == "item" and line.text):
            self._gap(line.no)
        if not self.stack and line.number:
            self._count_on(line)
        column = self._column
        self._write(line.no, f"{line.marker} {text_line(line.text)}".rstrip(), column)
        self.stack.append(_Open(line.indent, line.indent + line.width, column + len(line.marker) + 1, line.counted))
        self.above, self.last_label = (None if line.edge else line), 0
        return self._verbatim_rest(at, line.indent + line.width, self._column) if line.edge else at + 1

    def _count_on(self, line: Line) -> None:
        """`4. rivals` goes on with the numbers from above a label, and is no part of what the label is over."""
        if line.number == self.counted[0] + 1 > 1 and any(no > self.counted[1] for no in self.labels):
            self.returns[line.no] = 7
        self.counted = (line.number, line.no)

    def _heading(self, at: int) -> int:
        line = self.lines[at]
        self._close_to(line.indent)
        self._gap(line.no)
        self._write(line.no, re.sub(r"^(#+)(?=[^#\s])", r"\1 ", line.text), self._column)
        if not self.stack:
            self.named, self.counted = False, (0, 0)
        self.above, self.last_label = None, 0
        return at + 1

    def _rule(self, at: int) -> int:
        self.stack.clear()
        self._gap(self.lines[at].no)
        self._write(self.lines[at].no, "***")
        self._gap(self.lines[at].no)
        self.above, self.named, self.last_label = None, False, 0
        return at + 1

    def _table(self, at: int) -> int:
        """Its lines as they are, in the item that they are indented under, with dashes under its head."""
        self._close_to(self.lines[at].indent)
        self._gap(self.lines[at].no)
        if not is_delimiter(self.lines[at + 1].text):
            head = table_row(self.lines[at].text)
            self._write(self.lines[at].no, head, self._column)
            bars = head.replace("\\|", "").strip().removeprefix("|").removesuffix("|").count("|")
            self._write(self.lines[at].no, "|" + "---|" * (bars + 1), self._column)
            at += 1
        while at < len(self.lines) and self.lines[at].kind == "table":
            self._write(self.lines[at].no, table_row(self.lines[at].text), self._column)
            at += 1
        self._gap(self.lines[at - 1].no)
        self.above, self.last_label = None, 0
        return at

    def _quote(self, at: int) -> int:
        self._close_to(self.lines[at].indent)
        self._gap(self.lines[at].no)
        run = []
        while at < len(self.lines) and self.lines[at].kind == "quote":
            run.append((self.lines[at].no, re.sub(r"^>[ \t]?", "", self.lines[at].text)))
            at += 1
        if self.depth < _DEEPEST_QUOTE:
            lines, directives = classify(run)
            self.directives.extend(directives)
            callout = bool(lines and _CALLOUT.match(lines[0].text))
            flowing = not callout and not prose.are_thoughts([x.text for x in lines if x.kind == "text"])
            inner = _Sheet(lines, self.directives, self.depth + 1, flowing=flowing)
            if callout:
                inner._write(lines[0].no, lines[0].text)
                inner._gap(lines[0].no)
                inner.lines = lines[1:]
            inner.run()
            run = inner.out
        for no, text in run:
            self._write(no, f"> {text}".rstrip(), self._column)
        self._gap(run[-1][0] if run else self.lines[at - 1].no)
        self.above, self.last_label = None, 0
        return at

    def _html(self, at: int) -> int:
        return self._verbatim(at) if self.lines[at].edge else self._single(at)

    def _single(self, at: int) -> int:
        self._close_to(self.lines[at].indent)
        self._gap(self.lines[at].no)
        self._write(self.lines[at].no, self.lines[at].text, self._column)
        self._gap(self.lines[at].no)
        self.above, self.last_label = None, 0
        return at + 1

    def _verbatim(self, at: int) -> int:
        line = self.lines[at]
        # A fence at the margin right under a bullet belongs to it: it would end the list otherwise.
        if not (self.above and self.stack and line.kind == "verbatim"):
            self._close_to(line.indent)
        self._gap(line.no)
        self._write(line.no, line.text, self._column)
        return self._verbatim_rest(at, line.indent, self._column)

    def _verbatim_rest(self, at: int, indent: int, column: int) -> int:
        """The lines of a fence up to its end, as far from its opening as the author put them."""
        kind, at = ("html" if self.lines[at].kind == "html" else "verbatim"), at + 1
        while at < len(self.lines) and self.lines[at].kind == kind and self.lines[at].edge != "open":
            line = self.lines[at]
            if line.edge == "close":
                self._write(line.no, line.text.strip(), column)
                at += 1
                break
            self._write(line.no, dedented(line.text, indent), column if line.text.strip() else 0)
            at += 1
        self._gap(self.lines[at - 1].no)
        self.above, self.last_label = None, 0
        return at

    def _definition(self, at: int) -> int:
        line = self.lines[at]
        if not self.out or self.stack or self.last_label:
            return self._plain(at)
        self._write(line.no, ": " + text_line(line.text[1:].strip()))
        self.above = line
        return at + 1

    def _footnote(self, at: int) -> int:
        self.stack.clear()
        self._gap(self.lines[at].no)
        self._write(self.lines[at].no, self.lines[at].text)
        self.above, self.last_label = self.lines[at], 0
        return at + 1

    # -------------------------------------------------------------- text

    def _text(self, at: int) -> int:
        line = self.lines[at]
        if self._goes_on(line) and not self._heads_list(at):
            self._write(line.no, text_line(line.text), self._column)
            # A definition and a footnote stay what they are; under a bullet the last line decides what goes on.
            if self.stack and self.above:
                self.above = replace(line, kind=self.above.kind)
            return at + 1
        self._close_to(line.indent)
        column = self.stack[-1].content if self.stack else 0
        if line.indent - column >= 4 and (size := code_size(self.lines, at, column)):
            return self._code(at, size, column)
        return self._plain(at) if self.stack else self._paragraph(at)

    def _heads_list(self, at: int) -> bool:
        """A name as far out as the bullets above it and right below it: `who won`, between two lists."""
        line, after = self.lines[at], self.lines[at + 1] if at + 1 < len(self.lines) else None
        out = bool(self.stack) and line.indent <= self.stack[-1].indent and after is not None and after.kind == "item"
        whole = self.above is not None and not prose.must_go_on(self.above.text or ",")
        short = self.above is not None and len(self.above.text) < prose.MIN_WRAP
        return out and whole and short and prose.is_name(line.text) and is_short(line.text)

    def _goes_on(self, line: Line) -> bool:
        above = self.above
        if above is None or line.text.startswith("??"):
            return False
        if self.stack and above.text and self.habit.fills(above.reach, line.text):
            return True
        if not self.stack:
            return above.kind in ("footnote", "definition") and line.indent > 0
        label = self.depth == 0 and prose.is_label(line.text)
        aligned = line.indent == self.stack[-1].content and above.kind == "item" and above.text and not label
        if aligned and prose.is_wrapped(above.text, line.text):
            return True
        if above.text and self.habit.never:
            return prose.must_go_on(above.text)
        if line.indent > self.stack[0].indent and (not above.text or len(above.text) > prose.MIN_WRAP):
            return True
        return not label and bool(above.text) and prose.continues(above.text, line.text)

    def _plain(self, at: int) -> int:
        line = self.lines[at]
        self._gap(line.no)
        self._write(line.no, text_line(line.text), self._column)
        self.above, self.last_label = line, 0
        return at + 1

    def _code(self, at: int, size: int, column: int) -> int:
        self._gap(self.lines[at].no)
        for line in self.lines[at : at + size]:
            self._write(line.no, line.text, self._column + line.indent - column if line.text else 0)
        self._gap(self.lines[at + size - 1].no)
        self.above, self.last_label = None, 0
        return at + size

    def _paragraph(self, at: int) -> int:
        """Lines of text at the margin: paragraphs, and the labels among them."""
        run, end = self._paragraph_lines(at)
        if run[0].no in self.titled.terms:
            return self._meaning(run, end)
        told = prose.in_columns([x.text for x in run])
        run = [replace(x, text=text) for x, text in zip(run, told or [x.text for x in run], strict=True)]
        parts = [*range(1, len(run))] if told else self._breaks(run)
        if self._defines(end) and len(run) > 1 and len(run) - 1 not in parts:
            parts.append(len(run) - 1)
        starts = [0, *parts, len(run)]
        anew = self.in_capitals and prose.opens_in_capitals(run[0].text)
        listed = Bare.of(run, [] if told else starts) if self.depth == 0 and not anew else Bare()
        for first, stop in pairwise(starts):
            level = self._label_level(run, first, stop, end) if self.depth == 0 else 0
            mark = listed.mark(first, level > 0)
            self._gap(run[first].no)
            for n, line in enumerate(run[first:stop]):
                self._write(line.no, f"{mark if not n else ' ' * len(mark)}{text_line(line.text)}")
            if level:
                self.labels[run[first].no] = level
            elif left := 7 if anew and not first else self._left(run, first, at, bool(mark)):
                self.returns[run[first].no] = left
            if level == 7:
                self.in_capitals = run[first].text.isupper()
                self.named = run[first].no in self.titled.alone or prose.is_of_one_thing(run[first].text)
            self.last_label = level
        self.above = run[-1]
        return end

    def _left(self, run: Sequence[Line], first: int, at: int, listed: bool) -> int:
        """The level of the section that ends above a part of a paragraph; 0 if none does."""
        if first == 0 and run[0].no in self.titled.others:
            return 7
        if first == 0 and self._comes_back(at):
            return UNDER_BANNER
        left = self._leaves_list(bisect(self.lines, run[first].no, key=lambda x: x.no) - 1)
        return left or (ANOTHER_LIST if listed and first == 0 else 0)

    def _breaks(self, run: Sequence[Line]) -> list[int]:
        return [] if self.flowing else prose.breaks([x.text for x in run], [x.indent for x in run], self.habit)

    def _meaning(self, run: Sequence[Line], end: int) -> int:
        """A term and the line below it that says what it means, as one."""
        self._gap(run[0].no)
        self._write(run[0].no, f"{text_line(run[0].text)} =")
        self._write(run[1].no, text_line(run[1].text))
        self.returns[run[0].no], self.above, self.last_label = 7, run[-1], 0
        return end

    def _paragraph_lines(self, at: int) -> tuple[list[Line], int]:
        """The lines of text from here, and where they end; an answer may stand apart from its question."""
        run: list[Line] = []
        while at < len(self.lines):
            line = self.lines[at]
            if line.kind == "text":
                run.append(line)
            elif not (line.kind == "blank" and prose.is_question(run[-1].text) and self._is_answer(at + 1)):
                break
            at += 1
        return run, at

    def _is_answer(self, at: int) -> bool:
        return at < len(self.lines) and self.lines[at].kind == "text" and prose.is_answer(self.lines[at].text)

    def _defines(self, at: int) -> bool:
        """What follows is the meaning of the line before."""
        kinds = [x.kind for x in self.lines[at : at + 2]]
        return kinds[:1] == ["definition"] or kinds == ["blank", "definition"]

    # -------------------------------------------------------------- labels

    def _label_level(self, run: Sequence[Line], first: int, stop: int, end: int) -> int:
        """The level of the section that a part of a paragraph opens, 0 if it is a paragraph."""
        text = run[first].text
        following = run[stop] if stop < len(run) else None
        if stop - first != 1 or run[first].indent > 3 or (following is None and self._defines(end)):
            return 0
        if not self._opens(run, first, stop, end):
            return 0
        alone = run[first].no in self.titled.alone
        part = prose.is_label(text) or not text[:1].isupper() or first or self.last_label
        if self.named and not alone and part and prose.is_generic(text, beside=bool(self.last_label)):
            return max(8, min(9, self.last_label + 1))
        if self.last_label and self._touches(run[first]):
            return min(9, self.last_label + 1)
        indents = [x.indent for x in run[first:]]
        if (first and prose.is_over_deeper(text, indents)) or indents[0] < min(indents[1:], default=0):
            self.over_deeper.add(run[first].no)
        under = self._under_banner(run[first])
        if prose.is_bold(text) and not (under and self.banner and not prose.is_bold(self.banner.text)):
            self.banner = run[first]
            return 7
        if prose.is_label(text) or run[first].no in self.over_deeper:
            return UNDER_BANNER if self.alone or under else 7
        self.banner = run[first]
        self.alone = self.alone or (len(run) == 1 and self._stands_alone(end))
        return 7

    def _under_banner(self, line: Line) -> bool:
        """No blank line parts it from the bare name above these lines: a label among them names a part of it."""
        return self.banner is not None and bisect(self.ends, self.banner.no) == bisect(self.ends, line.no)

    def _comes_back(self, at: int) -> bool:
        """A line at the margin right under a list that a label among the lines of a banner has opened.

        The list was the label's; the line goes on with what the banner names.
        """
        if self.banner is None or self.lines[at - 1].kind != "item" or not self._under_banner(self.lines[at]):
            return False
        banner = self.banner.no
        since = takewhile(lambda no: no > banner, reversed(self.labels))
        return any(self.labels[no] == UNDER_BANNER for no in since)

    def _leaves_list(self, at: int) -> int:
        """The level of the label whose deeper list ends right above a line as far out as the label itself; or 0."""
        line, above = self.lines[at], at - 1
        while above > 0 and self.lines[above].kind == "blank":
            above -= 1
        parted = above < at - 1
        while above >= 0 and self.lines[above].kind in ("item", "text") and self.lines[above].indent > line.indent:
            above -= 1
        if above == at - 1:
            return self._ends_named_list(at)
        label = self.lines[max(above, 0)]
        beside = above >= 0 and label.kind == "text" and label.indent == line.indent
        closed = label.no in self.over_deeper or label.text.endswith(":")  # what it announced stands set in under it
        return self.labels.get(label.no, 0) if beside and (not parted or closed) else 0

    def _ends_named_list(self, at: int) -> int:
        """The level of a label among lines whose things are all listed between it and this line; or 0.

        It named several, or the line has a name of its own.
        """
        above = at - 1
        while above >= 0 and self.lines[above].kind == "item":
            above -= 1
        if not 0 < above < at - 2 or self.lines[above - 1].kind not in ("text", "item"):
            return 0
        label = self.lines[above]
        if label.kind != "text" or label.indent != self.lines[at].indent:
            return 0
        ends = prose.names_several(label.text) or prose.is_labelled(self.lines[at].text)
        return self.labels.get(label.no, 0) if ends else 0

    def _below_item(self, line: Line) -> bool:
        """It stands on the line right under a bullet, as one thought more."""
        at = bisect(self.lines, line.no, key=lambda x: x.no) - 2
        return at >= 0 and self.lines[at].kind == "item" and self.lines[at].no == line.no - 1

    def _touches(self, line: Line) -> bool:
        """It stands on the line right under a label."""
        return bool(self.out) and self.out[-1][0] == line.no - 1 and line.no - 1 in self.labels

    def _stands_alone(self, end: int) -> bool:
        """A line with a blank one above and below it."""
        above = not self.out or not self.out[-1][1].strip() or self.out[-1][0] < self.lines[end - 1].no - 1
        return above and end < len(self.lines) and self.lines[end].kind == "blank"

    def _opens(self, run: Sequence[Line], first: int, stop: int, end: int) -> bool:
        text, below = run[first].text, run[stop:]
        following = below[0] if below else None
        after = following or next((x for x in islice(self.lines, end, None) if x.kind != "blank"), None)
        if after is None or after.kind in ("heading", "rule", "html", "footnote", "definition"):
            return False
        if prose.is_label(text):
            return True
        heads = first == 0 or self.last_label > 0
        if heads and after.kind == "text" and prose.is_label(after.text) and prose.is_generic(after.text, beside=True):
            return prose.is_title(text)
        if following is not None:
            deeper = all(line.indent > run[first].indent for line in below)
            if run[first].no in self.titled.titles:
                return True
            banner = (
                first == 0
                and not self._below_item(run[0])
                and prose.is_banner(text, [line.text for line in below], deeper)
            )
            return banner or (first > 0 and prose.is_over_deeper(text, [x.indent for x in run[first:]]))
        names = self.banner is not None or self.habit.flows or self.habit.column > 0
        apart = len(run) == 1 and names and not self.titled.titles
        if apart and after.kind in ("item", "text") and self._stands_alone(end):
            return prose.is_banner_alone(text)
        directly = end < len(self.lines) and self.lines[end].kind in ("item", "table")
        return (directly and (prose.is_name(text) or prose.is_explained_name(text))) or (
            after.kind in ("text", "item", "code") and prose.is_loud(text)
        )

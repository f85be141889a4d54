"""What is being said in a note: the outline's blocks as talking points, each with its role.

A point is a bullet, a paragraph, a table row, a code block or a heading, with what hangs under it and the
names of what stands above it. Nothing is thrown away here: what will not be asked gets a role that says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cardgen import words
from cardgen.labels import MAX_TRAIL_WORDS, bare, behind_label, has_verb, label_of, measured, name_for, word_count
from cardgen.model import Block, Outline, Place, Point, Role
from cardgen.outline.leads import leads
from cardgen.reading import read
from cardgen.sentences import sentences
from cardgen.tagger import tokenize
from cardgen.themes import theme_of
from cardgen.verbs import verb_form, verb_tags

ASKING = re.compile(
    r"\b(questions?|(?<!they )(?<!ll )(?<!will )(?<!might )(?<!may )(?<!could )ask(ing)?|q's|qs|fragen|preguntas)\b",
    re.I,
)
"""Labels under which people collect what they want to ask somebody; what *they* may ask is no question of theirs."""
LABEL_LEVEL = 7
"""From this level on a section is opened by a label line: what stands right below may be what it announces."""
_LINK_ONLY = re.compile(r"^\W*(https?://\S+|www\.\S+)\W*$")
TODO = re.compile(
    r"^\W*(?:to[- ]?do|fixme|tbd|still (?:need|have to)|remember to|don['’]?t forget|"
    r"need to (?:get|buy|ask|check|email|call|read)|"
    r"(?:print|bring|charge|skim|re-?read|look up|google)\s(?!the\s\w+\s(?:to|in|on)\b)|"
    r"(?:find|dig out|look for|tidy|hunt down)\s(?:the|my|that|a)\s"
    r"(?:story|slides?|pdf|link|paper|email|handout|photo|recording|notes?|article|video|chapter|receipt|file)\b|"
    r"check (?:dates|spelling|again)\b|"
    r"(?:practi[sc]e|revise|review)\s(?:the|this|that|my|more)\b|write \w+(?:\s\w+)? from memory|"
    r"(?:ask|email|call|text|ping|remind)\s(?:\w+\s){0,2}(?:about|re|if|for|to|whether|before)|"
    r"ask (?:the |my )?(?:prof|professor|teacher|tutor|lecturer|ta|instructor)\b|"
    r"lend to|buy(?=\s\w+$|:)|return\s(?:\w+ to|to (?:the )?(?:library|shop|store)))(?:\b|(?<=\s))",
    re.I,
)
"""What people tell themselves to do: no matter to learn."""
_DUE = re.compile(
    r"^(?:watch|read|finish|send|bring|prepare|hand in|submit|order|pick up|book|pay|do|write|learn|listen to|pack|get)"
    r":?\s(?!.*\b(?:is|are|was|were)\b).*\b(?:for|by|before|until|till|on|next|this)\s(?:(?:next|this)\s)?"
    rf"(?:{'|'.join(words.WEEKDAYS)}|tomorrow|tmrw|tonight|week|weekend|class|lesson|session|seminar|lecture|time)\W*$",
    re.I,
)
"""What is to be done by a day: `watch the second part for monday`."""
_UNSURE = re.compile(r"\?{1,3}\s+\w|(?:ask|check)\b[^?]*\?{2,}$", re.I)
"""A line that is marked as one to find out about."""
_AUTHOR = re.compile(r"^Q: .*\nA: |\S ::: ?\S|\S :: \S|==(?=\S)[^=]+(?<=\S)==|\{\{c\d+::", re.S)


def find(outline: Outline) -> tuple[Point, ...]:
    """The points of a note, in order, as a forest.

    >>> from cardgen.model import Block
    >>> item = Block("item", "Outbox: a table of events", 2, 2)
    >>> note = Outline("x.md", "Events", (Block("list", "", 2, 2, (item,)),))
    >>> [(p.text, p.role, p.place.trail) for p in find(note)]
    [('Outbox: a table of events', 'statement', ('Events',))]
    """
    lang = language(outline.lines)
    trail = (outline.title,) if outline.title else ()
    found = _points(
        outline.blocks, _Where(outline.note, trail, lang, leads=leads(outline.lines) if lang == "en" else {})
    )
    below = [point for point in found[1:3] if not re.fullmatch(r"\(.*\)", point.text)]  # "(library copy)" says no more
    apart = bool(below) and below[0].place.line > found[0].place.end + 1 + (below[0] is not found[1])
    if found and (_is_title(found[0]) or (apart and _is_headline(found[0]))):
        return (replace(found[0], role="label"), *found[1:])
    return found


def _is_title(first: Point) -> bool:
    """A short first line that says nothing of its subject is a title: `MUSIC THEORY CRAM`, `fish notes, part 2`."""
    plain = first.block.kind == "paragraph" and not first.children and first.role == "statement"
    if plain and _HEADLINE.search(first.text) and word_count(first.text) <= 14 and len(sentences(first.text)) == 1:
        return True
    return (
        plain
        and word_count(first.text) <= 8
        and not has_verb(first.text)
        and not re.search(r"[.!?:=]|\s[-–—]\s.*\d{3}$", first.text)
    )


def _is_headline(first: Point) -> bool:
    """A first line with nothing right under it, of two names and a dash: `Cell bio L9 -- transport + signals`."""
    text = re.sub(r"\s*\([^()]*\)|,?\s(?:1[5-9]|20)\d\d$", "", first.text)
    named = re.search(r"\s(?:-{1,2}|–|—)\s", text) and not re.search(r"[.!?:=]|\s\d", text)
    plain = first.block.kind == "paragraph" and not first.children and first.role == "statement"
    found = [w for w in text.split() if w[0].isalpha() and w.lower() not in words.STOPWORDS]
    titled = text.split(" -")[0].isupper() and len(found) > 3  # "WELDING YEAR 2 -- what the book says"
    titled = titled or (
        len(found) > 3 and all(w[0].isupper() for w in found)
    )  # "The Old Man and the Sea - Ernest Hemingway"
    return bool(plain and named) and word_count(text) <= 10 and (titled or not has_verb(text))


_HEADLINE = re.compile(
    r"\b(?i:notes?|lectures?|lect?|session|cheat ?sheet|crib|summary|minutes|revision|cram|prep|recap|episode|podcast|"
    r"wk ?\d+|week ?\d+|weekly|mitschrift|cours)\b|"
    r"\b(?i:seminar|class|tutorial|unit|module|topic|talk)\s?\d{1,2}:|"
    r"^(?i:talk|webinar|workshop|seminar|training|meetup|reading)\s?[:–-]|\b[A-Z]{3,5} ?\d{3,4}\b"
)
"""What people call a note in its first line."""


def walk(points: Sequence[Point]) -> list[Point]:
    """Every point of a forest, parents before children."""
    out = []
    for p in points:
        out.append(p)
        out.extend(walk(p.children))
    return out


def language(lines: Sequence[str]) -> str:
    """The language that a note is mostly written in, by its function words; "en" when in doubt.

    >>> language(["der Kongress war in Wien und die Mächte waren nicht einig"])
    'de'
    >>> language(["Penny Post", "HTTP 404"]), language(["i = current, u = voltage"]), language(["śluza jest zamknięta"])
    ('en', 'en', 'pl')
    """
    found = re.findall(r"[^\W\d_]+", " ".join(lines).lower())
    score = {code: sum(w in known for w in found) for code, known in words.FUNCTION_WORDS.items()}
    for code, letters in _OWN_LETTERS.items():
        score[code] += sum(bool(letters & set(w)) for w in found)
    best = max(score, key=lambda c: (score[c], c == "en"))
    clearly = score[best] >= 5 or score[best] >= 0.2 * len(found)
    return best if clearly and score[best] > 1.2 * score["en"] else "en"


_OWN_LETTERS = {"pl": frozenset("łżśźćńąę"), "sv": frozenset("å")}
"""Letters that no other of our languages has."""
ERRANDS = re.compile(
    r"(?:^|\s)(?:actions?(?: items?| points?)?|to-?dos?|next steps|follow[- ]?ups?|homework|errands|shopping(?: list)?|"
    r"(?:open )?tasks|(?:(?:task|action) )?owners|aufgaben)\W*$",
    re.I,
)
"""Headings over what somebody has to do."""
_TO_DO = re.compile(r"to-?dos?\b", re.I)
"""So begins a line whose list goes on with what is to do."""


@dataclass(frozen=True, slots=True)
class _Where:
    """What a block inherits from above: its note, the names over it, the language, and what stands there."""

    note: str
    trail: tuple[str, ...]
    lang: str
    asking: bool = False
    parent: str = ""
    errands: bool = False
    leads: Mapping[int, str] = field(default_factory=dict)
    """Line → the name that the first line of its block opens with."""

    def led(self, line: int) -> _Where:
        """What a line inherits besides, from the first line of its block."""
        name = self.leads.get(line, "")
        return self.below(f"{name}:") if name and name not in self.trail and name_for(name) else self

    def below(self, text: str, heading: bool = False) -> _Where:
        whole = bare(text)
        plain = heading and word_count(whole) <= MAX_TRAIL_WORDS
        name = whole if plain and (not label_of(text) or _COUNTED.match(whole)) else name_for(text)
        trail = self.trail if not name or (self.trail and self.trail[-1] == name) else (*self.trail, name)
        return replace(
            self,
            trail=trail,
            asking=self.asking or _collects_questions(text),
            parent="" if heading or has_verb(name) else bare(name),
            errands=self.errands
            or bool(_TO_DO.match(text) and not heading)
            or (word_count(text) <= 5 and bool(ERRANDS.search(bare(text)))),
        )


_COUNTED = re.compile(r"(?:stage|phase|step)\s?(?:\d|[IV]{1,3})\b", re.I)
"""Headings that two steps of one name tell apart."""


def _collects_questions(text: str) -> bool:
    return word_count(text) <= 6 and bool(ASKING.search(text)) and not label_of(text)


def _points(blocks: Sequence[Block], where: _Where, said: str = "") -> tuple[Point, ...]:
    out: list[Point] = []
    group = 0
    for at, block in enumerate(_unnumbered(blocks)):
        before = _said(out) if out else said
        if block.kind == "list":
            goes_on = at and block.ordered and blocks[at - 1].ordered and blocks[at - 1].end + 1 == block.line
            adopt = _adopter(out, blocks[at - 1] if at else None, block.line)
            inner = where.below(adopt.text) if adopt else where
            group += not goes_on  # "3." and "4)" are one list to whoever wrote them
            items = _items(block, inner, group, before)
            if adopt:
                out[-1] = replace(adopt, children=(*adopt.children, *items), role=_label_role(adopt))
            else:
                out.extend(items)
        elif block.kind == "table":
            caption = out[-1].text if out and blocks[at - 1].kind == "paragraph" else ""
            inner = where.below(name) if (name := _caption(caption, out, block)) else where
            out.extend(_rows(block, inner, group := group + 1))
        elif block.kind != "rule":
            inner = _told_of_above(out, block, where) if block.kind == "paragraph" else where
            inner = _asked_below(out[-1], inner) if _asks_on(out, block) else inner
            point = _point(block, inner, before)
            out.append(replace(point, theme=_theme_above(out, point)))
            out.extend(_points(block.children[_until_done(block) :], where))
    return tuple(out)


def _caption(text: str, out: Sequence[Point], table: Block) -> str:
    """What the line above a table says that it is about: a label, or the name that the line right above it begins with.

    >>> def caption(text):
    ...     above = _point(Block("paragraph", text, 3, 3), _Where("x.md", (), "en"), "")
    ...     return _caption(text, [above], Block("table", "", 4, 6))
    >>> caption("sail plan:"), caption("sloop, from the yard: 12 m, two masts"), caption("we measured them twice")
    ('sail plan:', 'sloop:', '')
    """
    if text.rstrip().endswith(":"):
        return text
    label = label_of(text) if out and out[-1].place.end + 1 == table.line else None
    name = re.split(r",\s|\s\(", bare(label.name))[0] if label else ""
    return f"{name}:" if name and word_count(name) <= 4 and not has_verb(name) else ""


def _theme_above(out: Sequence[Point], point: Point) -> str:
    """What the line of prose right above a point is about, or the lines above that."""
    above = out[-1] if out else None
    prose = above is not None and above.block.kind == point.block.kind == "paragraph"
    if above is None or not prose or above.place.end + 1 != point.place.line or above.role != "statement":
        return ""
    if any(_acts_without_subject(p) for p in out):
        return ""  # "started in 2017" is told of what the heading names, and so is what goes on like that
    return theme_of(above) or above.theme


def _acts_without_subject(point: Point) -> bool:
    """Does a line of prose begin with what somebody did: `started in 2017 as a bakery`?"""
    told = read(point.text)
    forms = verb_tags(told.lower[0]) if told.tags[:1] in (("V",), ("VN",)) else set[str]()
    return point.block.kind == "paragraph" and not point.theme and "past" in forms and "base" not in forms


def _asked_below(above: Point, where: _Where) -> _Where:
    """Where a question stands below the line that says whom one asks, or below another such question."""
    names = (bare(above.text),) if _collects_questions(above.text) else ()
    return replace(where, asking=True, trail=(*above.place.trail, *names))


def _asks_on(out: Sequence[Point], block: Block) -> bool:
    """Is a line of plain text one more question, right below `ask the keeper` or below another of that kind?

    >>> lines = ["ask the keeper", "who pays for the oil", "the lamp is old"]
    >>> found = _points([Block("paragraph", x, n, n) for n, x in enumerate(lines)], _Where("x.md", (), "en"))
    >>> [p.asking for p in found]
    [True, True, False]
    """
    above = out[-1] if out else None
    follows = above is not None and above.asking and above.block.kind == block.kind == "paragraph"
    if above is None or not follows or above.place.end + 1 != block.line:
        return False
    first = read(block.text).lower[:1]
    return bool({*first} & (words.WH_WORDS | words.MODALS | {"do", "does", "did", "is", "are"})) or "?" in block.text


_BEYOND = re.compile(r"(?:below|above|under|over|at|from|<|>|≤|≥)\s?[~≈]?\d", re.I)
"""So a line begins that tells of other values of what the line above gives one of."""


def _told_of_above(out: Sequence[Point], block: Block, where: _Where) -> _Where:
    """Where a line of plain text stands that goes on about the name which the line right above it began with.

    >>> lines = [Block("paragraph", "The lock: a chamber with gates", 1, 1), Block("paragraph", "Can be filled", 2, 2)]
    >>> [p.parent for p in _points(lines, _Where("x.md", (), "en"))]
    ['', 'The lock']
    >>> lines = [Block("paragraph", "play 1.2 mm when new", 1, 1), Block("paragraph", "over 1.5: too loose", 2, 2)]
    >>> [p.parent for p in _points(lines, _Where("x.md", (), "en"))]
    ['', 'play']
    """
    above = out[-1] if out else None
    if above is None or above.block.kind != "paragraph" or above.place.end + 1 != block.line or where.lang != "en":
        return where
    label = label_of(above.text)
    if _BEYOND.match(block.text) and (name := above.parent if _BEYOND.match(above.text) else measured(above.text)):
        return where.below(f"{name}:")  # "humidity 45 %", and right below it "above 60: mould"
    told = read(block.text)
    name = bare(label.name) if label and above.role == "statement" else above.parent
    alone = not label_of(block.text) and block.text[:1].isupper() and not has_verb(name)
    verb = verb_form(told.lower[0]) if told.lower else ()
    acts = told.tags[:1] in (("AUX",), ("MOD",)) or (told.tags[:1] == ("V",) and {f.tag for f in verb} == {"s"})
    judges = told.tags[:2] == ("ADJ", "P")  # "Important for growth"
    return where.below(f"{name}:") if name and alone and (acts or judges) and word_count(name) <= 5 else where


_NUMBER = re.compile(
    rf"(?:\(?(?P<letter>[a-z])[.)]|(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)[.)]?)\s+(?=\S)(?!(?:{words.ANY_MONTH})\b)",
    re.I,
)
"""What people number lines by when the editor does not: `a.`, `2.3`, ` 4`."""


def _unnumbered(blocks: Sequence[Block]) -> Sequence[Block]:
    """Lines that somebody numbered by hand, without their numbers; a figure that starts one line is no number.

    >>> lines = [Block("paragraph", text, 1, 1) for text in ("1.1 present value", "1.2 perpetuity", "1.4 TB in 52 min")]
    >>> [b.text for b in _unnumbered(lines[:2])], [b.text for b in _unnumbered(lines[1:])]
    (['present value', 'perpetuity'], ['1.2 perpetuity', '1.4 TB in 52 min'])
    """
    found = [_NUMBER.match(b.text) if b.kind in ("paragraph", "item") else None for b in blocks]
    # Behind a bullet a bare figure counts something: "- 3 folds"; three in a row from 1 on are numbers all the same.
    bare_figures = [m[0].strip() if m and b.kind == "item" else "" for b, m in zip(blocks, found, strict=True)]
    row = bare_figures[:3] == ["1", "2", "3"]
    found = [None if told.isdigit() and not row else m for told, m in zip(bare_figures, found, strict=True)]
    marks = [_rank(m) if m else () for m in found]
    follow = {n for n in range(1, len(marks)) if marks[n] and marks[n - 1] and marks[n] == _next(marks[n - 1])}
    numbered = follow | {n - 1 for n in follow}
    return [
        replace(b, text=b.text[m.end() :]) if m and n in numbered else b
        for n, (b, m) in enumerate(zip(blocks, found, strict=True))
    ]


def _rank(m: re.Match[str]) -> tuple[int, ...]:
    return (ord(m["letter"]),) if m["letter"] else tuple(int(n) for n in m["number"].split("."))


def _next(rank: tuple[int, ...]) -> tuple[int, ...]:
    return (*rank[:-1], rank[-1] + 1)


def _until_done(section: Block) -> int:
    """How many blocks a label line holds: a paragraph behind its list, after a blank line, is no longer its matter."""
    blocks = section.children
    listed = False
    for at, block in enumerate(blocks if section.level >= LABEL_LEVEL else ()):
        if block.kind == "paragraph" and listed and block.line > blocks[at - 1].end + 1:
            return at
        listed = listed or block.kind in ("list", "table")
    return len(blocks)


def _said(before: Sequence[Point]) -> str:
    """The statement that the next point follows on: of the last branch its own text."""
    return before[-1].text if before and before[-1].role in ("statement", "label", "question") else ""


def _adopter(out: Sequence[Point], block: Block | None, line: int) -> Point | None:
    """The paragraph that a list hangs under: it ends with a colon, is a few words right above it, or begins a to-do."""
    if not out or block is None or block.kind != "paragraph":
        return None
    text = out[-1].text.rstrip()
    short = word_count(text) <= 6 and text[-1:] not in (".", "!", "?", ";") and not _RELATES.search(text)
    announces = block.end + 1 == line and (short or _TO_DO.match(text))
    return out[-1] if text.endswith(":") or announces else None


_RELATES = re.compile(r"\s[<>=≤≥≈]=?\s|[|\w)]\s?[<>≤≥]\s?\d|=\d")
"""A line that says how things stand to each other is a thought of its own: `|k| > 1 rough, < 1 smooth`."""


def _label_role(point: Point) -> Role:
    return "label" if point.role in ("statement", "scrap") else point.role


def _items(block: Block, where: _Where, group: int, before: str) -> list[Point]:
    out: list[Point] = []
    for item in _unnumbered(block.children):
        if item.kind == "item":
            point = _point(item, where, out[-1].text if out else before)
            out.append(replace(point, group=group, ordered=block.ordered))
        else:
            out.append(_point(item, where, before))
    return out


def _rows(block: Block, where: _Where, group: int) -> list[Point]:
    """The rows of a table; of several tables side by side, those of each."""
    if len(block.rows) < 2:
        return []
    role: Role = "off" if block.off else "cell"
    return [
        Point(
            " | ".join(c for c in row.cells if c), Place(where.note, row.line, row.line, where.trail), role, one,
            header=one.rows[0].cells, cells=row.cells, group=group, lang=where.lang,
        )
        for one in _side_by_side(block)
        for row in one.rows[1:]
    ]  # fmt: skip


def _side_by_side(table: Block) -> list[Block]:
    """The tables that stand beside each other in one, with an empty column between them.

    >>> from cardgen.model import Row
    >>> rows = tuple(Row(cells, 1) for cells in (("TCP", "Port", "", "UDP", "Port"), ("FTP", "21", "", "DNS", "53")))
    >>> [one.rows[1].cells for one in _side_by_side(Block("table", "", 1, 2, rows=rows))]
    [('FTP', '21'), ('DNS', '53')]
    """
    width = min(len(row.cells) for row in table.rows)
    gaps = [at for at in range(2, width - 2) if not any(row.cells[at].strip() for row in table.rows)]
    edges = [-1, *gaps, max(len(row.cells) for row in table.rows)]
    if not gaps:
        return [table]
    return [
        replace(table, rows=tuple(replace(row, cells=row.cells[a + 1 : b]) for row in table.rows))
        for a, b in pairwise(edges)
    ]


def _point(block: Block, where: _Where, before: str) -> Point:
    where = where.led(block.line)
    text = _with_what_is_compared(_unmarked(block.text.strip()), where.trail)
    place = Place(where.note, block.line, block.end, where.trail)
    inner = where.below(text, heading=block.kind == "section") if text else where
    children = _points(block.children[: _until_done(block)], inner, text if block.level >= LABEL_LEVEL else "")
    role = _role(block, text, where, bool(children))
    if block.kind in ("section", "list", "item") and block.children:
        place = replace(place, end=max(block.line, min(c.line for c in block.children) - 1))
    return Point(
        text, place, role, block, children,
        before=before, asking=where.asking or inner.asking, lang=where.lang, parent=where.parent,
    )  # fmt: skip


def _with_what_is_compared(text: str, trail: tuple[str, ...]) -> str:
    """`> 1.5 too loose` tells nothing without the name that stands above it.

    >>> _with_what_is_compared("> 1.5 too loose", ("pumps", "play"))
    'play > 1.5 too loose'
    >>> _with_what_is_compared("~ 2 mm", ("pumps", "play")), _with_what_is_compared("> 2 mm", ("pumps", "why it leaks"))
    ('~ 2 mm', '> 2 mm')
    """
    name = trail[-1] if len(trail) > 1 else ""
    fits = name and word_count(name) <= 3 and not has_verb(name) and re.match(r"[<>≤≥]=?\s?\d", text)
    return f"{name} {text}" if fits and name.lower().split()[0] not in words.WH_WORDS else text


def _unmarked(text: str) -> str:
    """A line that is highlighted from end to end hides nothing from anybody: it is a line like others. Neither an arrow
    at its head nor a word to the reader is a part of what it says.

    >>> _unmarked("calibrated questions <-- most useful chapter")
    'calibrated questions'
    >>> _unmarked("==salt melts ice=="), _unmarked("-> it rains"), _unmarked("tl;dr: salt melts ice"), _unmarked("btw")
    ('salt melts ice', 'it rains', 'salt melts ice', 'btw')
    >>> _unmarked("So recap from the first hour, salt melts ice"), _unmarked("recap of the year")
    ('salt melts ice', 'recap of the year')
    """
    whole = re.fullmatch(r"==([^=]+)==[.!]?", text)
    return whole[1] if whole else _REMARK.sub("", _BEFORE_IT_SAYS.sub("", text))


_REMARK = re.compile(r"(?<=\w)\s+<-+\s+(?=[^<>]*$)\S.*$|(?<=\w)\s+←\s+\S.*$")
"""What somebody says of a line behind an arrow back to it: `light 11-13% <- easiest check`."""


_BEFORE_IT_SAYS = re.compile(
    r"^(?:(?:->|→|=>|⇒)\s+|(?:tl;?dr|btw|fyi|nb|n\.b\.)[:,;]?\s+|"
    r"(?:so\s)?(?:quick\s|short\s)?recap(?:\s(?:of|from)\s[^,:;.]{3,20})?[,:]\s|"
    r"(?:important|attention|careful|watch out|watch for (?:the )?exam|(?:main|key) point)!*:\s+)(?=\S)",
    re.I,
)


_BY_KIND: dict[str, Role] = {"code": "code", "math": "math", "section": "label", "definition": "label", "html": "off"}


def _role(block: Block, text: str, where: _Where, parent: bool) -> Role:
    if block.off:
        return "off"
    if block.kind in _BY_KIND:
        return _BY_KIND[block.kind]
    if _AUTHOR.search(text):
        return "author"
    if block.task is not None or where.errands or _is_to_do(text) or (not where.asking and _UNSURE.match(text)):
        return "task"
    if not text and parent:
        return "label"
    if text.startswith("!["):
        return "statement"
    if is_scrap(text, listed=block.kind == "item") and not parent:
        return "scrap"
    if _asks(text, where) or (block.kind in ("item", "paragraph") and not parent and asks_without_mark(text)):
        return "question"
    if parent and (text.endswith((":", "-")) or (word_count(text) <= 3 and not behind_label(text))):
        return "label"
    return "quote" if block.kind == "quote" else "statement"


def _asks(text: str, where: _Where) -> bool:
    alone = len(sentences(text)) == 1 and text.rstrip(" )!.\"'").endswith("?")
    return "?" in text and (where.asking or alone)


def asks_without_mark(text: str) -> bool:
    """A question whose mark was left out, and nothing that answers it.

    >>> [asks_without_mark(x) for x in ("what is the main force", "whats a P wave", "how does it float")]
    [True, True, True]
    >>> [asks_without_mark(x) for x in ("what is stored is cold", "how it floats", "what is a buoy: a mark", "hm")]
    [False, False, False, False]
    """
    m = _INVERTED.match(text)
    told = read(text)
    verbs = sum(tag in ("AUX", "MOD") for tag in told.tags)
    return bool(m) and verbs <= 1 and not re.search(r"[:=;?]|\s[-–—]\s|->|→|\.\s", text) and word_count(text) > 2


_INVERTED = re.compile(
    r"(?:what|who|which|where|when|why|how)(?:['’]?s|['’]?re|\s(?:is|are|was|were|do|does|did|can|should))\s", re.I
)


def _is_to_do(text: str) -> bool:
    """What the writer has to do.

    >>> [_is_to_do(x) for x in ("todo: buy oil", "read chapter 4 for monday", "read replicas lag by a second")]
    [True, True, False]
    """
    return bool(TODO.match(text) or _DUE.match(text))


def is_scrap(text: str, listed: bool = True) -> bool:
    """Too little to say anything: nothing, a bare link, a greeting, a word or two outside a list.

    >>> is_scrap("hi all, thanks for coming"), is_scrap("https://example.org/x"), is_scrap("maintenance window")
    (True, True, False)
    >>> is_scrap("curious", listed=False), is_scrap("latency"), is_scrap("rain -> mud", listed=False)
    (True, False, False)
    >>> is_scrap("see you on Friday, and say hi to Ada!"), is_scrap("best is a key of steel"), is_scrap("best, Ada")
    (True, False, True)
    """
    plain = re.sub(r"[*_`~]", "", text).strip()
    if not re.search(r"\w", plain) or _LINK_ONLY.match(plain):
        return True
    tokens = [t.text.lower() for t in tokenize(plain)]
    content = [t for t in tokens if re.search(r"\w", t) and t not in words.STOPWORDS and t not in words.FILLERS]
    if not content or _greets(tokens):
        return True
    return not listed and len(content) <= 2 and not re.search(r"[:=\d→]|\w\s(?:[-–—]|->)\s\w", plain)


def _greets(tokens: Sequence[str]) -> bool:
    """A line to somebody; what begins with "best" or "welcome" and goes on is none."""
    plain = [t for t in tokens if re.search(r"\w", t)]
    if tuple(plain[:2]) in _FAREWELLS or (plain[0] in _CALLS and not any(c.isdigit() for c in "".join(plain))):
        return True
    return plain[0] in words.GREETINGS and len(plain) <= 3 and not has_verb(" ".join(plain))


_CALLS = frozenset({"hi", "hello", "hey", "thanks", "thx", "cheers", "servus", "hallo", "bonjour"})
_FAREWELLS = frozenset({
    ("see", "you"), ("see", "ya"), ("see", "u"), ("talk", "soon"), ("speak", "soon"), ("sent", "from"),
    ("thank", "you"),
    ("good", "morning"), ("good", "luck"), ("good", "evening"), ("have", "fun"), ("take", "care"), ("kind", "regards"),
})  # fmt: skip


def context(point: Point) -> tuple[str, ...]:
    """The names above a point, cleaned, without repeats: what a card shows above its question.

    >>> from cardgen.model import Block, Place
    >>> here = Place("n.md", 3, 3, ("Vienna", "causes:", "causes:"))
    >>> context(Point("x", here, "statement", Block("item", "x", 3, 3)))
    ('Vienna', 'causes')
    >>> here = Place("n.md", 3, 3, ("Relay talk - thu 14:00 (remote), twice",))
    >>> context(Point("x", here, "statement", Block("item", "x", 3, 3)))
    ('Relay talk',)
    """
    out: list[str] = []
    for name in point.place.trail:
        short = _WHEN.sub("", bare(name)).rstrip("! ")
        if out and words_in(out[-1]) <= words_in(short):
            out.pop()
        if short and not (out and words_in(short) <= words_in(out[-1])):
            out.append(short)
    return tuple(out)


_WHEN = re.compile(
    rf"(?<=\w)(?:\s[-–—]\s|,\s|\s\()(?:[^-–—,()]*\s)?(?:(?:{'|'.join(words.WEEKDAYS)})\.?,?\s\d|\d{{1,2}}:\d\d\b).*$",
    re.I,
)
"""A day and an hour behind the name of something: `interview - thu 14:00 (remote)`."""


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters.

    >>> sorted(words_in("The Old_lock, the gate"))
    ['gate', 'lock', 'old', 'the']
    """
    return frozenset(re.findall(r"[^\W_]+", text.lower()))

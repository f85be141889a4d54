"""Forms for what is shown whole: code asked by its purpose, formulas by their name, quotations by their author."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key
from cardgen.labels import word_count
from cardgen.model import Block, Card, Place, Point
from cardgen.verbs import verb_form


def code_by_purpose(point: Point) -> list[Card]:
    """A block of code under a line that says what it is for.

    >>> print(_code("give every shelf a new number:", "UPDATE shelves SET number = number + 1")[0].front)
    Give every shelf a new number – how?
    >>> _code("", "ls")
    []
    """
    said = point.before.strip(" :") or point.parent
    code = point.text.strip("\n")
    if point.before.rstrip().endswith((".", "!")) and not _ORDER.match(said):
        return []  # it says something else
    if point.role != "code" or not code or not 2 <= word_count(said) <= 16 or code.count("\n") > 14:
        return []
    front = f"{capital(to_reader(re.split(r'[.;] ', said)[-1].strip(), point.lang))} – how?"
    fence = f"```{point.block.info}\n{code}\n```"
    return [basic(point, "code_by_purpose", front, fence, slot=f"code:{key(said, 3)}")]


_ORDER = re.compile(r"(?:to|how|find|check|run|use|see|show|list|get|set|make|kill|stop|start|then)\b", re.I)


def formula(point: Point) -> list[Card]:
    """A displayed formula under a line that names it.

    >>> print(formula(_math("Energy of a photon:", "E = h f"))[0])
    Q: Energy of a photon: which formula?
    A: $$E = h f$$
    >>> formula(_math("", "E = h f"))
    []
    """
    said = point.before.strip(" :") or point.parent
    if point.role != "math" or not point.text.strip() or not said or word_count(said) > 14:
        return []
    return [
        basic(
            point,
            "formula",
            f"{capital(to_reader(said, point.lang))}: which formula?",
            f"$${point.text.strip()}$$",
            slot=f"formula:{key(said, 3)}",
        )
    ]


_PICTURE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\((?P<target>[^)]+)\)$")


def picture(point: Point) -> list[Card]:
    """A picture on a line of its own, with its description as answer.

    >>> print(picture(_line("![the inner membrane](cell.png)"))[0])
    Q: ![](cell.png) What does this show?
    A: the inner membrane
    >>> picture(_line("![](cell.png)"))
    []
    """
    m = _PICTURE.match(point.text.strip())
    alt = m["alt"].strip() if m else ""
    if (
        not m
        or not alt
        or re.fullmatch(r"(?:image|img|screenshot|photo|picture|bild)?[\s\d_-]*|.*\.\w{3,4}", alt, re.I)
    ):
        return []
    asked = "What does this show?" if point.lang == "en" else "?"
    return [basic(point, "picture", f"![]({m['target']}) {asked}", alt, slot=f"picture:{key(alt, 4)}")]


_COMMAND = re.compile(r"^(?P<what>[^`]{4,80}?)\s*(?:[-–—:]|->|w/|with|via|using)\s*(?P<code>`[^`]{3,}`)[\s.!]*$")


def command(point: Point) -> list[Card]:
    """What to do, and the code that does it: `restart the relay - ‵kubectl rollout restart‵`.

    >>> print(command(_line("restart the relay - `kubectl rollout restart relay`"))[0])
    Q: Restart the relay – how?
    A: `kubectl rollout restart relay`
    >>> command(_line("the flag `x` is set"))
    []
    """
    m = _COMMAND.match(point.text)
    if not m:
        return []
    front = f"{capital(to_reader(m['what'].strip(), point.lang))} – how?"
    return [basic(point, "code_by_purpose", front, m["code"], slot=f"code:{key(m['what'], 3)}")]


_CODE_MEANING = re.compile(r"^(?P<code>`[^`]{1,80}`)\s*(?:=|:|->|→|[-–—]{1,2}|is|means|does)\s+(?P<told>.+)$", re.S)


def code_meaning(point: Point) -> list[Card]:
    """A piece of code, and what it does or means: `‵git clean -nd‵ = a dry run`.

    >>> print(code_meaning(_line("`git clean -nd` = a dry run. do it first"))[0])
    Q: What does `git clean -nd` do?
    A: a dry run. do it first
    >>> lines = "`git log -L :f:x` history of one function", "`git reset --soft HEAD~1` drop the commit, keep changes"
    >>> [code_meaning(_line(line))[0].front for line in lines]
    ['`git log -L :f:x` = ?', 'What does `git reset --soft HEAD~1` do?']
    >>> code_meaning(_line("`x` is set"))
    []
    """
    m = _CODE_MEANING.match(point.text) or _CODE_BESIDE.match(point.text)
    if not m or point.lang != "en" or not 2 <= word_count(m["told"]) <= MAX_BODY_WORDS:
        return []
    told = m["told"].strip()
    if not told[0].isalpha():
        return []  # "-r no quotes", "(the 0 is for blanks)": about a part of it
    if " " not in m["code"] and re.search(r"\s(?:is|means)\s", point.text[: m.start("told")]):
        return []  # "`x` is set": a sentence like others
    verb = "do" if re.match(r"`[a-z./]", m["code"]) else "mean"
    front = f"What does {m['code']} {verb}?" if m.re is _CODE_MEANING or _acts(told) else f"{m['code']} = ?"
    return [basic(point, "code_meaning", front, told, f"define:{key(m['code'])}", exact=True)]


_CODE_BESIDE = re.compile(
    r"^(?P<code>`[^`]*[^`\w][^`]*`)\s+(?P<told>(?!(?:not|and|or|is|are|has|was|then|after|before|but|if|with|w/|vs)\b)"
    r"[^`.:;=]{3,}?)(?:[.;]\s.*|\s/\s`.*)?$",
    re.S,
)
"""A command, and right behind it what it does: `‵git clean -nd‵ list what would go`."""


def _acts(told: str) -> bool:
    """`keep changes staged`, `keeps args apart`: it begins with a verb."""
    first = told.split()[0].lower()
    return first not in words.NOUNS and bool({f.tag for f in verb_form(first)} & {"base", "s"})


_QUOTE = re.compile(r"^[\"“](?P<said>[^\"”]{12,})[\"”]\s*(?:-(?!>)|[–—,(]|by\b)\s*(?P<who>[^\s()][^()]{1,40}?)\)?\.?$")


def quotation(point: Point) -> list[Card]:
    """A quotation with its author: `"The map is drawn" - Amundsen`.

    >>> print(quotation(_line('"Italy is made, now make Italians" - d’Azeglio'))[0])
    Q: Who said: “Italy is made, now make Italians”?
    A: d’Azeglio
    >>> quotation(_line('"soon" - maybe'))
    []
    """
    m = _QUOTE.match(point.text.strip())
    if not m:
        return []
    front = f"Who said: “{m['said'].strip()}”?" if point.lang == "en" else f"“{m['said'].strip()}” – ?"
    return [basic(point, "quotation", front, m["who"], slot=f"quote:{key(m['said'], 4)}")]


def _math(before: str, tex: str) -> Point:
    return Point(tex, Place("x.md", 2, 2), "math", Block("math", tex, 2, 2), before=before)


def _code(before: str, code: str) -> list[Card]:
    block = Block("code", code, 2, 4, info="sql")
    return code_by_purpose(Point(code, Place("x.md", 2, 4), "code", block, before=before))


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

"""Forms for what is shown whole: code asked by its purpose, formulas by their name, quotations by their author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cardgen import tongues, words
from cardgen.addressing import to_reader
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key
from cardgen.labels import bare, label_of, word_count
from cardgen.model import Block, Card, Place, Point
from cardgen.sentences import first_sentence
from cardgen.verbs import verb_tags


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
    front = f"{capital(to_reader(re.split(r'[.;] ', said)[-1].strip(), point.lang))} – {_asked(point, 'how')}"
    fence = f"```{point.block.info}\n{code}\n```"
    return [basic(point, "code_by_purpose", front, fence, slot=f"code:{key(said, 3)}")]


def _asked(point: Point, what: str) -> str:
    """What is asked behind a name, in the language of the note."""
    return tongues.ASKED.get(point.lang, {"how": "how?", "formula": "which formula?"})[what]


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
            f"{capital(to_reader(said, point.lang))}: {_asked(point, 'formula')}",
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
    front = f"{capital(to_reader(m['what'].strip(), point.lang))} – {_asked(point, 'how')}"
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
    >>> print(code_meaning(_line("`df -h` -> the disks and their room"))[0])
    Q: `df -h` → what?
    A: the disks and their room
    >>> code_meaning(_line("`GET /pool` = when the pool runs dry"))[0].front
    'When do you use `GET /pool`?'
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
    first = first_sentence(told)
    told = first if word_count(told) > MOST_TOLD_WORDS else told  # the rest is asked by itself
    verb = "do" if re.match(r"`(?:[a-z./]|[A-Z]{3,}\s)", m["code"]) else "mean"
    front = f"What does {m['code']} {verb}?" if m.re is _CODE_MEANING or _acts(told) else f"{m['code']} = ?"
    if re.match(r"(?:when|if|once|before)\s", told):
        front = f"When do you use {m['code']}?"
    if re.match(r"\s*(?:->|→)", point.text[m.end("code") :]) and not _acts(told):
        front = f"{m['code']} → what?"
    return [basic(point, "code_meaning", front, told, f"define:{key(m['code'])}", exact=True)]


MOST_TOLD_WORDS = 10
_CODE_BESIDE = re.compile(
    r"^(?P<code>`[^`]*[^`\w][^`]*`)\s+(?P<told>(?!(?:not|and|or|is|are|has|was|then|after|before|but|if|with|w/|vs)\b)"
    r"[^`.:;=]{3,}?)(?:[.;]\s.*|\s/\s`.*)?$",
    re.S,
)
"""A command, and right behind it what it does: `‵git clean -nd‵ list what would go`."""


def _acts(told: str) -> bool:
    """`keep changes staged`, `keeps args apart`: it begins with a verb."""
    first = told.split()[0].lower()
    return first not in words.NOUNS and bool(verb_tags(first) & {"base", "s"})


def command_line(point: Point) -> list[Card]:
    """A command that nobody has set as code, and what it does: `git stash -u keeps untracked files, too`.

    >>> [str(card) for card in command_line(_line("tar -x f.tgz unpacks it, -v lists every file"))]
    ['Q: What does `tar -x f.tgz` do?\\nA: unpacks it', 'Q: What does `tar -v` do?\\nA: lists every file']
    >>> print(command_line(_line("git rebase -i HEAD~3 -> squash the last three"))[0])
    Q: What does `git rebase -i HEAD~3` do?
    A: squash the last three
    >>> command_line(_line("it gets -5 in winter")), command_line(_line("the pre-war -ist words keep it"))
    ([], [])
    """
    if point.lang != "en" or "`" in point.text or not _OPTION.search(point.text):
        return []
    pieces = re.split(r",\s(?=-{1,2}[A-Za-z])", point.text.rstrip(" ."))
    found = [_command_and_act(piece.split()) for piece in pieces]
    if not all(found) or not _is_command(found[0][0]) or len(found[0][0]) > MAX_COMMAND_WORDS:
        return []
    program = [*takewhile(lambda word: not word.startswith("-"), found[0][0])]
    whole = [(code if at == 0 else [*program, *code], told) for at, (code, told) in enumerate(found)]
    return [
        basic(
            point, "code_meaning", f"What does `{' '.join(code)}` do?", " ".join(told), f"define:{key(' '.join(code))}"
        )
        for code, told in whole
    ]


def command_behind(point: Point) -> list[Card]:
    """What to do, and behind a colon the command for it, which nobody has set as code: `last lines: tail -n 20 x.log`.

    >>> print(command_behind(_line("unpack into a folder: tar -x f.tgz -C dir (it must exist)"))[0])
    Q: Unpack into a folder: which command?
    A: tar -x f.tgz -C dir (it must exist)
    >>> print(command_behind(_line("roll back my commit: git reset --soft b -> nothing lost"))[0])
    Q: Roll back your commit: which command?
    A: git reset --soft b
    >>> command_behind(_line("weather: it gets -5 in winter")), command_behind(_line("remove: -d, -D = force"))
    ([], [])
    """
    label = label_of(point.text)
    if point.lang != "en" or label is None or label.seam not in ("colon", "equals", "dash") or "`" in point.text:
        return []
    told = re.split(r"\s(?:->|→|=>|#)\s|;\s|\.\s", point.text[label.body :], maxsplit=1)[0].strip(" .,")
    told = re.split(r",\s(?:or|and|then|but|it)\s", told, maxsplit=1)[0]
    code = re.sub(r"\s*\([^()]*\)$", "", told)
    if not _RUNS.match(code) or not _is_command(code.split()) or word_count(told) > MAX_BODY_WORDS:
        return []
    asked = f"{capital(to_reader(bare(label.name)))}: which command?"
    return [basic(point, "code_by_purpose", asked, told, slot=f"code:{key(label.name, 3)}", exact=True)]


_RUNS = re.compile(r"(?:\$\s)?(?:[a-z][\w.-]*)(?:\s[^\s()]+){0,14}?\s--?[A-Za-z][\w-]*(?:[\s=][^\s()]+)*$")
"""A program, and somewhere behind it an option."""
MAX_COMMAND_WORDS = 7
_OPTION = re.compile(r"^(?:[a-z][\w.]*\s){1,3}(?:--[a-z][\w-]*|-[A-Za-z]{1,4})(?:\s|=\S)")
"""A program, perhaps what it is to do, and an option."""
_SEAMS = frozenset({"=", "->", "→", "=>", "-", "–", ":"})


def _command_and_act(tokens: Sequence[str]) -> tuple[list[str], list[str]]:
    """Where a line of words parts into a command and what it does; two empty lists where nobody can tell.

    >>> _command_and_act("git stash -u keeps new files".split()), _command_and_act("git stash -u new".split())
    ((['git', 'stash', '-u'], ['keeps', 'new', 'files']), ([], []))
    """
    options = [at for at, word in enumerate(tokens) if word.startswith("-") and len(word) > 1 and word != "->"]
    for at in range(max(options, default=len(tokens)) + 1, len(tokens) - 1):
        word = tokens[at]
        if word in _SEAMS:
            return [*tokens[:at]], [*tokens[at + 1 :]]
        if word.isalpha() and "s" in verb_tags(word):
            return [*tokens[:at]], [*tokens[at:]]
    return [], []


def _is_command(code: Sequence[str]) -> bool:
    """No words of a sentence: `the relay -v`."""
    return bool(code) and not {word.lower() for word in code} & (words.STOPWORDS | words.PRONOUNS)


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
    if not m or re.search(r",\s|\.\s", m["who"]):
        return []  # what is said to it
    front = f"Who said: “{m['said'].strip()}”?" if point.lang == "en" else f"“{m['said'].strip()}” – ?"
    return [basic(point, "quotation", front, m["who"], slot=f"quote:{key(m['said'], 4)}")]


def _math(before: str, tex: str) -> Point:
    return Point(tex, Place("x.md", 2, 2), "math", Block("math", tex, 2, 2), before=before)


def _code(before: str, code: str) -> list[Card]:
    block = Block("code", code, 2, 4, info="sql")
    return code_by_purpose(Point(code, Place("x.md", 2, 4), "code", block, before=before))


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))

"""Addressing: the writer's "I" is the "you" of the one who is asked."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.verbs import verb_form

_TO_YOU = {
    "i": "you", "i'm": "you're", "i’m": "you’re", "im": "you're", "ive": "you've", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "am": "are",
}  # fmt: skip


_FIRST = re.compile(
    r"(?P<kept>`[^`]*`|\$[^$]+\$|\"[^\"]*\"|“[^”]*”|!\[[^\]]*\]\([^)]*\))|(?<![-\w/.])(?:i['’]?m|ive|I|me|my|mine|myself|am)(?![-\w/]|\.\w)",
    re.I,
)
"""The writer, outside of code, formulas and quotations."""


def to_reader(text: str, lang: str = "en") -> str:
    """The writer's "I" as the "you" of the one who is asked: they are the same person. Of an English text only.

    >>> to_reader("my take on how i work")
    'your take on how you work'
    >>> to_reader("i run `git rebase -i`")
    'you run `git rebase -i`'
    >>> to_reader("im a nurse and ive seen it"), to_reader("an IM injection")
    ("you're a nurse and you've seen it", 'an IM injection')
    >>> to_reader("AM and FM")
    'AM and FM'
    >>> to_reader("Kraft am Ende", "de")
    'Kraft am Ende'
    >>> to_reader("raise i MORE than that"), to_reader("rule i = 2")
    ('raise i MORE than that', 'rule i = 2')
    >>> to_reader("i.e. the paper"), to_reader("MHC class I at 9 am")
    ('i.e. the paper', 'MHC class I at 9 am')
    """

    def told(m: re.Match[str]) -> str:
        return m.group() if m["kept"] or _no_person(m) else _TO_YOU[m.group().lower()]

    return _FIRST.sub(told, text) if lang == "en" else text


def _no_person(m: re.Match[str]) -> bool:
    """`class I`, `type I cells`: a number that stands behind what it numbers; `9 am`: a time."""
    before = re.search(r"([\w.%]+)\s$", m.string[: m.start()])
    if m.group() in ("IM", "AM"):
        return True
    if m.group().lower() == "am":
        return before is not None and before[1][0].isdigit()
    after = re.match(r"\s+([^\s\w]|[A-Z]+\b|=)", m.string[m.end() :])
    if m.group().lower() == "i" and after:
        return True  # "i = r + p", "raise i MORE": a variable
    if m.group() == "i" and before and not m.string[m.end() :].strip() and before[1].lower() not in words.STOPWORDS:
        return True  # "Taylor rule i"
    if m.group() != "I" or before is None or before[1].lower() in words.STOPWORDS | words.ADVERBS:
        return False
    after = re.match(r"(?:['’]|\s+([\w'’-]+))", m.string[m.end() :])
    if after is None:
        return True
    follows = (after[1] or "am").lower()
    return not (verb_form(follows) or follows in words.ADVERBS | words.MODALS | words.BE | words.HAVE | words.DO)

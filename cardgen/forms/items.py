"""How items in running text are told apart: by commas, by slashes, by the letters or the numbers before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen import words
from cardgen.forms.common import tidy
from cardgen.labels import says, word_count
from cardgen.reading import ARROWS, read

MOST_ITEMS = 9
"""Longer lists are not learnt in one piece."""
_PLAIN_COMMA = re.compile(r"\s*,\s*(?:and|or|und|et|y|&)?\s+\s*")
"""Beside commas a plus joins two names to one thing: `full + new moon, range big`."""
_COMMA = re.compile(r"\s*(?:,\s*(?:and|or|und|et|y|&)?\s+|\s\+\s)\s*")


def split_items(text: str, fewest: int = 3, most: int = MOST_ITEMS, promised: bool = False) -> list[str]:
    """The items of a list in running text, [] when it is none: `fewest` to `most` short phrases, none a clause.

    Behind a label that has `promised` a list, its items need not be of one grammatical kind.

    >>> split_items("salt, sugar, flour and yeast")
    ['salt', 'sugar', 'flour', 'yeast']
    >>> split_items("washed, natural, honey process", promised=True), split_items("washed, natural, honey process")
    (['washed', 'natural', 'honey process'], [])
    >>> split_items("light / medium / dark")
    ['light', 'medium', 'dark']
    >>> split_items("ZIP PNG TIFF")
    ['ZIP', 'PNG', 'TIFF']
    >>> split_items("choir led by nuns, without an organ"), split_items("it grew, it fell, it rose")
    ([], [])
    """
    text = re.sub(r"(?:^|\s+)\([^()]*\)", "", text.strip()).rstrip(".")  # "C(i)" is a name
    if not text or any(a in text for a in ARROWS) or re.search(r"\s[-–—=]\s|[:;]\s|\.\s", text):
        return []
    if _CODES.fullmatch(text):
        return text.split()
    if set_apart := slashed(text):
        return set_apart if fewest <= len(set_apart) <= most else []
    joins = re.search(r"[^\s,]\s\+\s", text) and ", " in text and not re.search(r",\s\+\s", text)
    items = [i.strip() for i in (_PLAIN_COMMA if joins else _COMMA).split(text) if i and i.strip()]
    if len(items) >= 3 and all(i.lower().split()[0] in words.WH_WORDS for i in items):
        return items
    if len(items) >= 2:
        tail = re.split(r"\s(?:and|or|&|und|oder|et|ou|y)\s", items[-1])
        if len(tail) >= 2 and word_count(items[-1]) <= 6:
            items[-1:] = tail
    if not fewest <= len(items) <= most or any(word_count(i) > 6 or not re.search(r"\w", i) for i in items):
        return []
    loose = promised and not any(_RUNS_ON.match(i) for i in items)
    if any(says(re.sub(r"\sto\s\w+", "", i)) for i in items) or not (loose or _parallel(items)):
        return []
    return [tidy(i) for i in items] if all(tidy(i) for i in items) else []


_CODES = re.compile(r"[A-Z]{2,5}(?:\s[A-Z]{2,5}){2,8}")
"""`EXW FCA CPT`: nobody needs a comma between short names in capitals."""
_KINDS = {
    "N": "thing", "PN": "thing", "CODE": "thing", "NUM": "thing", "DET": "thing", "ADJ": "thing", "V": "act",
    "VG": "doing",
}  # fmt: skip
"""First tags of list items: things, acts, doings. A list is of one kind; "then ..." or "added to ..." is no item."""


def _parallel(items: Sequence[str]) -> bool:
    """Are the items of one grammatical kind?

    >>> items = ["low latency", "cost"], ["flour", "added to the bowl"], ["bake", "then cool"]
    >>> tuple(_parallel(i) for i in items)
    (True, False, False)
    """
    tags = [read(i).tags for i in items]
    kinds = {_KINDS.get(t[0], "") if t else "" for t in tags}
    loose = any(t[0] in ("VN", "ADV", "P", "SUB", "PRON", "CC") or ("VN" in t[:1]) for t in tags if t)
    return (
        not loose and (len(kinds) == 1 or kinds <= {"thing", "doing"} or kinds <= {"thing", "act"}) and "" not in kinds
    )


def lettered(text: str) -> list[str]:
    """Items with a letter or a number before each, all in one line: `a oak b elm c ash d yew`, `1) sand 2) clay`.

    >>> lettered("a oak b elm c old ash d yew"), lettered("1) sand 2) clay 3) loam")
    (['oak', 'elm', 'old ash', 'yew'], ['sand', 'clay', 'loam'])
    >>> lettered("1 2 3 3 2 1")
    []
    >>> lettered("a boat b"), lettered("a man and a dog"), lettered("1) wet rope 2) dull axe")
    ([], [], ['wet rope', 'dull axe'])
    """
    bracketed = re.match(r"\(?1\)", text.strip())
    for marks, fewest in (("abcdefghi", _FEWEST_LETTERED), ("123456789", 2 if bracketed else 3)):
        items, rest = [], text.strip().rstrip(".")
        for at, mark in enumerate(marks):
            next_one = marks[at + 1 : at + 2] or "$"
            found = re.match(rf"\(?{mark}[).]?\s+(?P<item>\S.*?)(?=[,;]?\s+\(?{next_one}[).]?\s|$)", rest)
            if found is None:
                break
            items.append(tidy(found["item"]))
            rest = rest[found.end() :].lstrip(" ,;")
        few = all(0 < word_count(i) <= _MOST_APART_WORDS and re.search(r"[^\W\d]", i) for i in items)
        if not rest and few and fewest <= len(items) <= MOST_ITEMS:
            return items
    return []


_FEWEST_LETTERED = 4
"""Items; `a` is also an article, and four in a row are no chance."""


def slashed(text: str) -> list[str]:
    """Three pieces or more with a slash in blanks between them: their author has set them apart, clauses or not.

    >>> slashed("light / medium / dark"), slashed("read it aloud / walk, do not run / sleep on it")
    (['light', 'medium', 'dark'], ['read it aloud', 'walk, do not run', 'sleep on it'])
    >>> slashed("light / dark"), slashed("0 to 5 % / 2 % / 10 % over"), slashed("a, b / c, d, e / f, g")
    ([], [], [])
    """
    items = [tidy(i) for i in re.split(r"\s/\s", text)]
    few = all(i and word_count(i) <= _MOST_APART_WORDS for i in items)
    told = not any(re.match(r"[~≈<>]?\d", i) for i in items) and text.count(", ") < len(items)
    return items if len(items) > 2 and few and told else []


_MOST_APART_WORDS = 10
"""Words; an item that is lettered or set apart may be a clause, and no story."""
_RUNS_ON = re.compile(
    r"(?:then|so|but|which|that|who|where|when|because|bc|if|it|they|this|not|also|e\.?g\.?|i\.?e\.?|mostly|usually|added)\b",
    re.I,
)
"""So begins what goes on with the item before it."""

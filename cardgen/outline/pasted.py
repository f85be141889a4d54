"""What a web page, a slide or an exported document leaves in a pasted text and nobody means to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CITED = re.compile(r"(?<=[.,;:!?)”\"])(?:\[(?:\d{1,3}|[a-z]|citation needed|note \d{1,2})\])+(?=\s|$)")
_CITED_WITHIN = re.compile(r"(?<=\w)(?:\[(?:\d{1,3}|citation needed)\])+(?=[\s.,;:]|$)")
_PAGE = re.compile(r"\s*(?:slide|page|folie|seite|p\.?)?\s*\d{1,3}\s*(?:/|of|von)\s*\d{1,3}\s*$", re.I)
_FURNITURE = re.compile(
    r"\s*(?:skip to (?:main )?content|jump to (?:navigation|search|content)|"
    r"(?:share|print|save) this (?:article|page|post)|"
    r"(?:sign|log) in|sign up|subscribe(?: (?:now|to .{1,30}))?|read more|"
    r"accept (?:all )?cookies|(?:cookie|privacy) policy|terms of (?:use|service)|all rights reserved\.?|back to top|"
    r"from wikipedia, the free encyclopedia|advertisement|table of contents|"
    r"home\s*[>›»/].*|(?:©|copyright)\s.{0,60})\s*$",
    re.I,
)
_BULLET, _ROUND = re.compile(r"\s*[•▪●○\uf0b7\uf0a7]"), re.compile(r"^(\s*)o[ \t]+(?=\S)")
"""A word processor's bullets, and its bullet of the second level where that was copied as a letter."""
_FEWEST = 2
"""So many of them show where the text comes from: `list[1]` and `3 / 4` may also be meant."""

Numbered = tuple[int, str]


def cleaned(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The lines of a note (number and text each) without marks of sources behind sentences and numbers of pages.

    >>> cleaned([(1, "Baobabs store water.[1] They are old.[2][3]"), (2, "known as boabs[4] in Australia")])
    [(1, 'Baobabs store water. They are old.'), (2, 'known as boabs in Australia')]
    >>> cleaned([(1, "Tides"), (2, "3 / 40"), (3, "the moon pulls"), (4, "4 / 40")])
    [(1, 'Tides'), (2, ''), (3, 'the moon pulls'), (4, '')]
    >>> cleaned([(1, "Skip to content"), (2, "Loft boards"), (3, "Accept all cookies"), (4, "• dry"), (5, "o flat")])
    [(1, ''), (2, 'Loft boards'), (3, ''), (4, '• dry'), (5, '   ◦ flat')]
    >>> cleaned([(1, "take list[1], not list[0]."), (2, "3 / 4")])
    [(1, 'take list[1], not list[0].'), (2, '3 / 4')]
    """
    out = list(numbered)
    if sum(len(_CITED.findall(text)) for _, text in out) >= _FEWEST:
        out = [(no, _CITED_WITHIN.sub("", _CITED.sub("", text))) for no, text in out]
    if any(_BULLET.match(text) for _, text in out):
        out = [(no, _ROUND.sub(r"\1   ◦ ", text)) for no, text in out]
    for marks in (_PAGE, _FURNITURE):
        if sum(bool(marks.match(text)) for _, text in out) >= _FEWEST:
            out = [(no, "" if marks.match(text) else text) for no, text in out]
    return out

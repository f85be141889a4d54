"""Objects: where a verb's object ends and what a preposition ties to it begins.

`turns vibration into nerve signals`, `protects the skin from uv light`: the thing is known, what is done with it is the
fact, and the verb says which preposition tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cardgen.labels import word_count
from cardgen.reading import Words

_TIES = """into: turn convert change transform translate break split divide digest ferment process melt cut shape inject
secrete release pump pour | to: convert translate attach bind add connect link reduce tie expose | from: keep stop
prevent protect shield save remove extract separate isolate distinguish borrow steal exclude derive release ban | with:
replace supply provide equip fill mix combine compare treat confuse associate swap coat line cover | by: replace |
against: protect defend insulate insure vaccinate | for: swap exchange mistake trade blame | of: rob deprive accuse
remind rid cure convince | on: base blame | as: use know regard treat define classify describe"""

TIES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {p.strip(): frozenset(v.split()) for p, _, v in (part.partition(":") for part in _TIES.split("|"))}
)
"""Preposition → verbs that tie something to their object with it."""
MAX_OBJECT_WORDS = 4
MAX_TOLD_WORDS = 12


def tied(base: str, body: Words) -> tuple[str, str] | None:
    """The object of a verb with the preposition that the verb calls for, and what stands behind it.

    >>> from cardgen.reading import read
    >>> tied("turn", read("vibration into nerve signals")), tied("keep", read("the jam from going bad"))
    (('vibration into', 'nerve signals'), ('the jam from', 'going bad'))
    >>> tied("move", read("memories from here to there")), tied("keep", read("the milk in the fridge"))
    (None, None)
    """
    at = 0
    while at < len(body.tags) and body.tags[at] in _OF_AN_OBJECT:
        at += 1
    if not at or at + 1 >= len(body.tokens) or at > MAX_OBJECT_WORDS or not {"N", "PN", "CODE"} & set(body.tags[:at]):
        return None
    told = body.cut(at + 1, len(body.tokens))
    fits = base in TIES.get(body.lower[at], ()) and word_count(told.text) <= MAX_TOLD_WORDS
    begins = told.tags[0] in ("DET", "N", "PN", "ADJ", "CODE", "VG", "VN", "NUM") and not told.text.startswith("(")
    names = {"N", "PN", "CODE", "VG", "NUM"} & set(told.tags)
    return (body.cut(0, at + 1).text, told.text) if fits and begins and names else None


_OF_AN_OBJECT = frozenset({"DET", "ADJ", "N", "PN", "CODE", "NUM", "VN"})

"""Pasted talk: who said a line, and when, is no part of what the line says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+)?"
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_WHO = r"(?P<who>[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,2})"
_SAID = (
    re.compile(rf"\s*(?:[-*•]\s+)?(?:\[{_DATE}{_TIME}\]|{_DATE}{_TIME})\s*(?:[-–—]\s*)?<?{_WHO}>?\s?:\s+(?=\S)"),
    re.compile(rf"\s*(?:[-*•]\s+)?{_WHO}\s[\[(]?{_DATE}{_TIME}[\])]?\s?(?::\s+(?=\S)|$)"),
)
"""`[10:02] Lea: ...`, `12/03/2024, 10:02 - Lea: ...`, `Lea (10:02): ...`, and `Lea 10:02 AM` above what she says."""
_FEWEST = 3

Numbered = tuple[int, str]


def unsigned(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The lines of a pasted chat (number and text each) without speakers and times; any other note as it is.

    >>> unsigned([(1, "[10:02] Lea: why salt"), (2, "[10:03] Ben: it slows the yeast"), (3, "[10:05] Lea: ok")])
    [(1, 'why salt'), (2, 'it slows the yeast'), (3, 'ok')]
    >>> unsigned([(1, "10:30 Lea: the boiler"), (2, "the relay polls"), (3, "salt"), (4, "Ada: 3"), (5, "flour")])[0]
    (1, '10:30 Lea: the boiler')
    """
    found = [next((m for m in (said.match(text) for said in _SAID) if m), None) for _, text in numbered]
    lines = sum(bool(text.strip()) for _, text in numbered)
    signed = [m for m in found if m]
    speaks = Counter(m["who"] for m in signed)
    if len(signed) < _FEWEST or 3 * len(signed) < lines or len(speaks) == len(signed):
        return list(numbered)
    return [(no, text[m.end() :] if m else text) for (no, text), m in zip(numbered, found, strict=True)]

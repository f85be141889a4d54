"""What the layout of a note hands to the reader of its Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cardgen.outline.lines import Directive

UNDER_BANNER = 8
"""Level of a label among lines that have a bare name above them."""


ANOTHER_LIST = 10
"""Deeper than any section: a list without bullets ends where its lines do, and no section with it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Strict Markdown, and what was known before it was written."""

    lines: tuple[str, ...]
    origin: tuple[int, ...]
    """Of each line its number in the file."""
    labels: Mapping[int, int]
    """File line → level of the section that it opens without being a Markdown heading."""
    returns: Mapping[int, int]
    """File line of a paragraph → level of the section that ends above it."""
    directives: tuple[Directive, ...]

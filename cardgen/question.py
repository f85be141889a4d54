"""A question with its answer, as a frame makes it of a clause."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer in the author's words, and the frame that made it."""

    front: str
    answer: str
    frame: str

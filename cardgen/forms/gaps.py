"""Which words of a clause are worth hiding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cardgen import words
from cardgen.labels import word_count
from cardgen.model import Span
from cardgen.reading import FINITE, Words
from cardgen.verbs import NOUNY

MAX_BLANK_WORDS = 6
_WEAK = words.STOPWORDS | words.VAGUE | {
    "max", "min", "home", "back", "there", "here", "first", "second", "third", "dozens", "hundreds", "thousands",
    "millions",
}  # fmt: skip


def best_phrase(rest: Words, telling: bool = False) -> Span | None:
    """The part of a clause's rest worth hiding: all of it when short, else its most telling noun phrase.

    >>> from cardgen.reading import read
    >>> text = "washing large piles of wool in very many rivers through the whole spring"
    >>> span = best_phrase(read(text))
    >>> text[span.start:span.end]
    'washing large piles of wool'
    """
    start, end = 0, _to_next_clause(rest)
    while start < end and (
        rest.tags[start] in ("P", "DET", "TO", "PUNCT", "CC", "SUB", "ADV") or rest.lower[start] in words.STOPWORDS
    ):
        start += 1
    while end > start and rest.tags[end - 1] in ("PUNCT", "ADV", "CC", "P"):
        end -= 1
    if start >= end:
        return None
    if (
        rest.tokens[start].text.lower() in {"hundred", "thousand", "million", "dozen"}
        and start
        and rest.lower[start - 1] in words.QUANTIFIERS
    ):
        start -= 1  # "few hundred ms"
    whole = rest.cut(start, end)
    if telling:
        return _most_telling(rest, start, end)
    if word_count(whole.text) <= MAX_BLANK_WORDS and _weight(whole) >= 1 and _is_phrase(whole):
        return _balanced(rest.text, Span(rest.tokens[start].start, rest.tokens[end - 1].end))
    chunks = [
        c for c in _whole_series(rest, _chunks(rest, start, end)) if word_count(rest.cut(*c).text) <= MAX_BLANK_WORDS
    ]
    for best in sorted(chunks, key=lambda c: (-_weight(rest.cut(*c)), c[0])):
        if _weight(rest.cut(*best)) < 1:
            return None
        if found := _balanced(rest.text, Span(rest.tokens[best[0]].start, rest.tokens[best[1] - 1].end)):
            return found
    return None


def _most_telling(rest: Words, start: int, end: int) -> Span | None:
    """The last name or figure outside of brackets, with the series that it stands in."""
    named = [
        c
        for c in _chunks(rest, start, end, joined=False)
        if {"PN", "CODE", "NUM"} & set(rest.tags[c[0] : c[1]]) and not _in_brackets(rest, c[0])
    ]
    best = _with_its_series(rest, start, end, named[-1]) if named else None
    if best is None or not best[0] or word_count(rest.cut(*best).text) > MAX_BLANK_WORDS + 2:
        return None
    return _balanced(rest.text, Span(rest.tokens[best[0]].start, rest.tokens[best[1] - 1].end))


def _to_next_clause(rest: Words) -> int:
    """Up to where a clause's own words go, if another one hangs on behind ", and".

    >>> from cardgen.reading import read
    >>> words_read = read("what binds the beams, and drying oak makes them crack")
    >>> words_read.cut(0, _to_next_clause(words_read)).text
    'what binds the beams'
    """
    for i in range(1, len(rest.tokens) - 2):
        joins = rest.tokens[i].text == "," and rest.lower[i + 1] in ("and", "but", "so", "or")
        if joins and FINITE & set(rest.tags[i + 2 : i + 12]):
            return i
    return len(rest.tokens)


def _in_brackets(rest: Words, at: int) -> bool:
    head = rest.text[: rest.tokens[at].start]
    return head.count("(") > head.count(")")


def _is_phrase(words_read: Words) -> bool:
    """One noun phrase, whatever joins its nouns: no second clause, no preposition that ties another thing to it.

    >>> from cardgen.reading import read
    >>> _is_phrase(read("balance of power")), _is_phrase(read("branch you rebase")), _is_phrase(read("ready, stays"))
    (True, False, False)
    """
    return all(
        t in _PHRASE or t == "ADV" or w in _JOINTS for t, w in zip(words_read.tags, words_read.lower, strict=True)
    )


_JOINTS = frozenset({"of", "and", "&", "+", "/", "or", "v", "v.", "vs", "vs.", "de", "der", "von", "du", "no", "not"})
"""Between nouns they make one name of two."""


def _balanced(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    if span.start and not text[span.start - 1].isspace() and text[span.start - 1] not in '("“`[':
        return None  # a piece of a word
    if re.match(r"[-–/]?\w|[-–(\[](?!\s)|[+-](?:\s|$)", text[span.end :]) or len(re.sub(r"\W", "", piece)) < 2:
        return None  # "Cl" of "Cl-", "age" of "age(x)", a letter
    whole = all(piece.count(a) == piece.count(b) for a, b in ("()", "[]", "“”")) and piece.count('"') % 2 == 0
    return span if whole and piece.count("`") % 2 == 0 and piece.count("$") % 2 == 0 else None


_PHRASE = frozenset({"N", "PN", "ADJ", "NUM", "CODE", "VN", "VG"})


def _chunks(rest: Words, start: int, end: int, joined: bool = True) -> list[tuple[int, int]]:
    """Noun phrases as token ranges; `a of b` and `a and b` hang together."""
    out: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = at
        while stop < end and (rest.tags[stop] in _PHRASE or _noun_in_doubt(rest, stop, end)):
            stop += 1
        if stop > at:
            between = rest.lower[out[-1][1] : at] if out else ()
            joins = between == ("of", "the") or (len(between) == 1 and between[0] in _JOINTS)
            if joined and joins and word_count(rest.cut(out[-1][0], stop).text) <= MAX_BLANK_WORDS:
                out[-1] = (out[-1][0], stop)
            else:
                out.append((at, stop))
        at = max(stop, at + 1)
    return out


def _whole_series(rest: Words, chunks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Noun phrases outside of brackets, with those of a series as one: nobody knows which of three is asked for.

    >>> from cardgen.reading import read
    >>> words_read = read("latency, errors and saturation of the disk (nvme, ssd)")
    >>> [words_read.cut(*c).text for c in _whole_series(words_read, _chunks(words_read, 0, len(words_read.tokens)))]
    ['latency, errors and saturation of the disk']
    """
    runs: list[list[tuple[int, int]]] = []
    for chunk in chunks:
        if _in_brackets(rest, chunk[0]):
            continue
        between = set(rest.lower[runs[-1][-1][1] : chunk[0]]) if runs else set()
        if between - words.ARTICLES and between <= _SERIES | words.ARTICLES | {"then"}:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    out: list[tuple[int, int]] = []
    for run in runs:
        whole = (run[0][0], run[-1][1])
        series = sum(w in _SERIES for w in rest.lower[whole[0] : whole[1]]) > 1
        out += [whole] if series else run
    return out


def _with_its_series(rest: Words, start: int, end: int, chunk: tuple[int, int]) -> tuple[int, int]:
    """A noun phrase, or the series of several that it stands in: one of three allies is no answer.

    >>> from cardgen.reading import read
    >>> words_read = read("alliance of Peru, Chile, and the Argentine")
    >>> words_read.cut(*_with_its_series(words_read, 0, 9, (8, 9))).text
    'Peru, Chile, and the Argentine'
    """
    found = _whole_series(rest, _chunks(rest, start, end, joined=False))
    return next((c for c in found if c[0] <= chunk[0] and chunk[1] <= c[1]), chunk)


_SERIES = frozenset({",", "and", "or", "&", "+", "/"})


def _noun_in_doubt(rest: Words, at: int, end: int) -> bool:
    """A word that may be a noun, taken for a verb in the middle of a phrase: `ignoring base rates`."""
    before, after = rest.tags[at - 1 : at], rest.tags[at + 1 : at + 2] if at + 1 < end else ()
    return rest.tags[at] == "V" and rest.lower[at] in NOUNY and before != ("TO",) and after in (("N",), ("PN",))


def _weight(phrase: Words) -> float:
    """How much a phrase tells: names and numbers most, everyday words nothing."""
    total = 0.0
    for word, tag in zip(phrase.lower, phrase.tags, strict=True):
        if word in _WEAK or word in words.FILLERS or not re.search(r"\w", word):
            continue
        if word in words.EVERYDAY or word.removesuffix("s") in words.EVERYDAY:
            total += 1.0  # rather than nothing, where there is nothing better to hide
            continue
        total += {"PN": 1.6, "NUM": 1.8, "CODE": 1.8, "N": 1.0, "VG": 0.5, "ADV": 0.2}.get(tag, 0.6) + min(
            len(word), 12
        ) / 24
    return total


def content_words(text: str) -> int:
    """How many words of a text are more than stop words.

    >>> content_words("the relay writes to kafka")
    3
    """
    return sum(w.lower() not in words.STOPWORDS for w in re.findall(r"[^\W_]+", text))

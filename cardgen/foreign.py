"""Clauses in another language than English: where a sentence falls apart, by its marks and by the words that link.

The tagger knows English only, and would read `die`, `war` and `fast` as verbs. So nothing here looks for subject or
verb: a sentence is cut at arrows, dashes, colons, and before words that say why, what for, and what otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cardgen import tongues, words
from cardgen.labels import Label, label_of
from cardgen.reading import ARROW, ARROWS


@dataclass(frozen=True, slots=True)
class Part:
    """A clause as a stretch of its sentence, and the link that tied it to the clause before, in English."""

    start: int
    end: int
    link: str


_MARK = re.compile(rf"\s(?P<arrow>{ARROW})\s|(?P<tight>(?<=\w){ARROW}(?=\w))|\s(?P<dash>-|--|–|—)\s(?!\d+\s?[-–]\s)"
                   r"|(?P<stop>;|:)\s")  # fmt: skip
_PROTECTED = re.compile(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|`[^`]*`|\$[^$]*\$")
_AFTER_COMMA = frozenset({
    "da", "um", "daher", "darum", "somit", "damit", "car", "si no", "anders", "dus", "logo", "pois", "quindi", "alltså",
})  # fmt: skip
"""Words that are often something else where no comma stands before them."""
_TO_DO = {"um": re.compile(r"\bzu\s?\w+n[.!]?$|\w(?:zu)\w+n[.!]?$"), "om": re.compile(r"\bte\s\w+n[.!]?$")}
"""What shows that such a word says what for: its clause ends with something to do."""


_NEVER = re.compile("(?!)")
_CLAUSE_BEHIND = {
    "car": re.compile(r"(?:\S+\s){2}\S"),
    "damit": re.compile(r"(?:der|die|das|ein|eine|man|sich|es|sie|er|kein|keine|alle)\s"),
}
"""What shows that such a word links, without its comma."""


def clauses_of(text: str, lang: str) -> list[Part]:
    """The clauses of a sentence.

    >>> def told(text, lang): return [(p.link, text[p.start : p.end]) for p in clauses_of(text, lang)]
    >>> told("Salz ins Wasser, weil es so schneller taut", "de")
    [('', 'Salz ins Wasser'), ('because', 'weil es so schneller taut')]
    >>> told("le pont est fermé car il gèle -> détour", "fr")
    [('', 'le pont est fermé'), ('because', 'il gèle'), ('->', 'détour')]
    >>> told("die Lampe war da und blieb da", "de")
    [('', 'die Lampe war da und blieb da')]
    """
    masked = _PROTECTED.sub(lambda m: "x" * len(m.group()), text)
    cuts = sorted({*_at_marks(masked), *_at_links(masked, lang)})
    out, start, link = [], 0, ""
    for end, begin, name in [*cuts, (len(text), len(text), "")]:
        if end >= start:
            first, last = _trimmed(text, start, end)
            if last > first:
                out.append(Part(first, last, link))
            start, link = begin, name
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    begins = len(piece) - len(re.sub(r"^[ ,;:.–—]*(?:-(?!\d)[ ,;:.–—]*)*", "", piece))
    return start + begins, start + len(piece.rstrip(" ,;:-–—!.")) if piece.strip(" ,;:-–—!.") else start


def _at_marks(masked: str) -> list[tuple[int, int, str]]:
    """Where a mark parts two clauses; behind an arrow a comma does so, too, if another arrow follows."""
    out: list[tuple[int, int, str]] = []
    last = ""
    for m in _MARK.finditer(masked):
        kind = m.lastgroup or "stop"
        if kind == "dash" and " = " in masked[: m.start()]:
            continue  # "Puffer = späteste - früheste Lage"
        if kind in ("arrow", "tight") and last == "->":
            comma = masked.rfind(", ", 0, m.start())
            if comma > out[-1][1]:
                out.append((comma, comma + 2, ";"))
        last = "->" if kind in ("arrow", "tight") else "-" if kind == "dash" else m.group().strip()
        out.append((m.start(), m.end(), last))
    return out


def _at_links(masked: str, lang: str) -> list[tuple[int, int, str]]:
    m = _linking(lang).search(masked)
    if not m or masked.rstrip().endswith("?"):
        return []
    phrase = m["link"].lower()
    behind, comma = masked[m.end("link") :].strip(" ,."), masked[: m.start("link")].rstrip().endswith(",")
    needs_verb = _TO_DO.get(phrase)
    adverb = phrase == "damit" and behind.split()[:1] and behind.split()[0] in tongues.HELPING  # "damit kann man ..."
    named = masked[m.end("link") :].startswith(",")  # "weil, dass und wenn": words, no links
    if not behind or named or adverb or (needs_verb and not needs_verb.search(behind)):
        return []
    sure = needs_verb or _CLAUSE_BEHIND.get(phrase, _NEVER).match(behind)
    if phrase in _AFTER_COMMA and not comma and not sure:
        return []
    link = tongues.LINKS[lang][phrase]
    kept = link not in ("so", "otherwise") and re.split(r"[\s'’]", phrase)[0] in tongues.KEPT_LINKS
    return [(m.start("link"), m.start("link") if kept else m.end("link"), link)]


@lru_cache(maxsize=16)
def _linking(lang: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) + ("" if p[-1] in "'’" else r"(?!\w)") for p in tongues.LINKS.get(lang, {}))
    return re.compile(rf"(?<=[\w,).!’'%\"]\s)(?P<link>{phrases or '(?!)'})", re.I)


_NAMED = re.compile(r"(?P<name>[^:;=.?!()–—]{3,60}?)\s?(?:(?P<colon>:)|(?P<equals>=))\s(?=\S)")
MAX_NAME_WORDS = 5


def label_in(sentence: str, lang: str) -> Label | None:
    """The name that a sentence of another language starts with; two things that differ are one name.

    >>> label_in("Ebbe: das Wasser fällt", "de").name
    'Ebbe'
    >>> label_in("Unterschied Ebbe - Flut: sie fällt, sie steigt", "de").name
    'Unterschied Ebbe - Flut'
    """
    abroad = label_abroad(sentence, lang)
    if abroad and {*abroad.name.lower().split()[:1]} & tongues.DIFFERENCE:
        return abroad
    return label_of(sentence) or abroad


def label_abroad(sentence: str, lang: str) -> Label | None:
    """The name before a colon or an equals sign, where an English reader would not take it for one.

    >>> label_abroad("i tre laghi: Como, Garda, Iseo", "it").name
    'i tre laghi'
    >>> label_abroad("er sagte dazu: nein", "de"), label_abroad("wenn x = 0, dann y", "de")
    (None, None)
    """
    m = _NAMED.match(sentence)
    told = m["name"].lower().split() if m else []
    if not m or not 0 < len(told) <= MAX_NAME_WORDS or tongues.HELPING & set(told) or "," in m["name"]:
        return None
    if told[0] in words.FUNCTION_WORDS[lang] - tongues.ARTICLES[lang] or ARROWS & set(told):
        return None
    return Label(m["name"].strip(), m.end(), "colon" if m["colon"] else "equals")

"""Where the sentences of a text stand: abbreviations, ordinals and figures do not end one."""

from __future__ import annotations

import re
from functools import lru_cache

from cardgen import words
from cardgen.model import Span

_SENTENCE_END = re.compile(
    r"(?<=\S)\s+//\s+(?=\S)|(?<=\S)\s+\|\s+(?!(?:tail|head|grep|sort|wc|less|more|awk|sed|xargs|jq|uniq|cut|tee|tr|sh|bash)\b)(?=\S)|(?<=[.!?])[\"”')\]]*\s+(?=[\"“(\[]?(?:[^\s\W]|[<>~≈$€£]\s?\d|--?[a-z]+[\s=]|\+\s[^\W\d]))|(?<=\s)(?:\.\.\.|…)\s+(?!-)|(?<=[a-z])(?:\.\.\.|…)\s+(?=\w)"
)
_WHOLE_MONTHS = frozenset({"may", "june", "july", "mai", "juni", "juli", "mars", "juin", "août", "mayo", "maio"})
"""Short as they are, nothing is left out of them."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|eg|i\.e|ie|etc|vs|approx|ca|cf|dr|mr|mrs|ms|prof|st|nr|fig|art|abs|max|min|vol|"
    r"const|ch|sec|eq|pp?|ed|inc|ltd|z\.b|d\.h|bzw|usw|u\.a|geb|gest|unterschr|av|env|p\.ex|ej|"
    r"neg|pos|conc|incl|excl|resp|esp|temp|avg|approx|prob|prot|mut|subj|obj|dept|govt|tbsp|tsp|inkl|ggf|bspw|evtl|sog|"
    r"vgl|allg|bzgl|mind|entspr|mio|mrd|std|sek|bsp|def|abb|tab|kap|aufg|insb|ehem|urspr|eigtl|stat|dyn|quadr|horiz|techn|"
    r"math|phys|chem|biol|hist|jur|wiss|gleichgew|oberfl|réf|resp|parl|constit|inconstit|ratif|cass|civ|crim|plén|décr|"
    r"dt|engl|frz|franz|lat|griech|röm|europ|österr|preuß|kath|ev|kurzfr|langfr|wirtsch|polit|mögl|natürl|bes|versch|mill|"
    r"jh|jhd|bev|nördl|südl|östl|westl|rel|[vo]\.[aäg]|i\.d\.r|u|"
    r"betw|subst|bilat|unilat|ipsilat|contralat|an(?:a)?esth|phosph|evid|surg|diag|sympt|freq|indiv|signif|"
    r"nat|adm|jurispr|intracell|extracell|mem|func|approx|assoc|lig|ventric|isovol|musc|tend|mand|oesoph|abd|thor|cerv|"
    r"lumb|sympath|parasymp|hydrost|syst|diast|acc|univ|corp|vasc|pulm|umb|prox|metab|anat|physiol|"
    + "|".join(m for m in words.MONTHS if len(m) <= 4 and m.isalpha() and m not in _WHOLE_MONTHS)
    + r")|[a-zäöüß]{2,}(?:schl|chl|tl|dl|pl|fl|vt|bl|gr|pr|tr|dm|mt|cl|gl|kl|sl|br|cr|dr|fr|vr|nv)"
    r"|(?<![°–'’/])(?<!\d\s)\b[A-Z]|\b[IVX]+)\.$",
    re.I,
)


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[Span, ...]:
    """Where each sentence stands; abbreviations and numbers do not end one.

    >>> text = "lasts 7 days. pickup e.g. at 10:30! (Oslo time)"
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['lasts 7 days.', 'pickup e.g. at 10:30!', '(Oslo time)']
    >>> [len(sentences(x)) for x in ("orig. contract: void", "am 3. Oktober 1990", "it needs PG 11. others do not")]
    [1, 1, 2]
    >>> len(sentences("stop at 65°C. over 70 it burns")), len(sentences("fixed works, floating doesn't. so it goes"))
    (2, 2)
    >>> len(sentences("two bells = aboard | cast off")), len(sentences("the gate is shut | the lamp is red"))
    (1, 2)
    >>> len(sentences("that is all we are. 412 boats by now")), len(sentences("see fig. 412"))
    (2, 1)
    >>> len(sentences("late by 12 min. Then I ran")), len(sentences("min. 12"))
    (2, 1)
    >>> len(sentences("the sump floods by night, cause: a stuck float, fix: lift it by hand"))
    3
    >>> len(sentences("yellow leaves -> N. old ones first")), len(sentences("seen by J. Banks"))
    (2, 1)
    >>> len(sentences("up to 300 MB/s. A rack takes 5 kW")), len(sentences("max 90 W. A lamp"))
    (2, 2)
    """
    out, start, begun = [], 0, 0
    parts = [*_PART_TOLD.finditer(text)]
    for m in sorted((*_SENTENCE_END.finditer(text), *parts), key=lambda m: m.start()):
        before, after = text[start : m.start()], text[m.end() :]
        end = m.start() + len(m.group()) - len(m.group().lstrip("\"”')]"))  # what is closed there belongs to it
        if m in parts:
            if _begins_a_part(text[begun:], m) and not _inside(text, m.start()):
                out.append(_trimmed(text, start, m.start()))
                start = m.end()
            continue
        if (
            (m.group().strip() == "|" and _BARRED.fullmatch(text))
            or _is_short(before, after)
            or _is_ordinal(before, after)
            or _inside(text, end)
            or (m.group().strip() != "|" and _closes_aside(text[start:end], after))
        ):
            continue
        out.append(_trimmed(text, start, end))
        start = begun = m.end()
    out.append(_trimmed(text, start, len(text)))
    return tuple(s for s in out if s.end > s.start)


_PART_TOLD = re.compile(r"(?:[,;]|\s[-–—])\s+(?=(?P<part>[^\W\d]+(?:\s[^\W\d]+)?)(?::|\s[-–—])\s\S)")
"""Before what is told of one part of a thing: `..., fix: lift it by hand`."""
_PARTS = words.PARTS_TOLD | {
    "tox", "pro", "con", "common mistake", "main risk", "biggest risk", "indication", "complication", "example",
}  # fmt: skip
"""Beside the nouns for what a thing has: parts that are told of behind a comma and before a colon."""


def _begins_a_part(text: str, m: re.Match[str]) -> bool:
    """Does a label behind a comma tell of a part of what the sentence begins with? A row of parts stays a row.

    >>> def found(text): return [_begins_a_part(text, m) for m in _PART_TOLD.finditer(text)]
    >>> found("the sump floods, cause: a stuck float"), found("cause: a stuck float, fix: lift it"), found("a b, c: d")
    ([True], [False], [False])
    """
    row = re.match(r"(?P<part>[^:,;]+?)(?::|\s[-–—])\s", text)
    return _is_part(m["part"]) and not (row and _is_part(row["part"]))


def _is_part(name: str) -> bool:
    low = name.strip().lower()
    return bool({low, low.removesuffix("s")} & (words.ROLE_NOUNS | _PARTS))


_BARRED = re.compile(r"[^|=:]{1,40}(?:\s=|:)\s[^|=:.]{2,45}(?:\s\|\s[^|=:.]{2,45})+")
"""`two bells = all aboard | cast off`: what something is here and there, and no two sentences."""
_A_TIME = re.compile(r"\d\s?(?:min|sec|hrs?)\.$")
"""Before a capital letter such a measure ends a sentence: `late by 12 min. Then I ran ...`."""
_SHORT_WORD = re.compile(
    r"(?!(?:yes|nope|true|false|okay|done|sure|never|good|bad|nice|right)\.)[a-zäöüß]{3,5}\.", re.I
)
"""No sentence by itself, if a small letter follows."""
_ORDINAL = re.compile(
    r"(?:^|(?:\b(?:am|im|in|der|die|das|den|dem|des|vom|zum|zur|beim|ab|bis|seit|und|nach|vor|the|of|le|la|du|el|il|de)"
    r"|[,(.])\s?)\d{1,2}\.$",
    re.I,
)
"""`am 3. Oktober`, `im 19. Jahrhundert`: a number that a noun follows."""


def _is_short(before: str, after: str) -> bool:
    """A point that ends an abbreviation, and no sentence."""
    number = re.search(r"\bno\.$", before, re.I) and re.match(r"(?:of\b|\d)", after)
    a_time = _A_TIME.search(before) and after[:1].isupper()
    told = re.search(r"(?:->|→|=>|\s=)\s[A-Z]{1,3}\.$", before)  # "lack of it -> K. it shows": a value, no initial
    known = bool(number) or (_ABBREVIATION.search(before) is not None and not a_time and not told)
    if re.search(r"\b[vn]\.(?:\s?Chr\.)?$", before) and re.match(r"Chr\b|[a-zäöü(]", after):
        return True  # "49 v. Chr. den Rubikon"
    last = before.split()[-1]
    counts = last.endswith(".") and after[:1].isdigit() and len(last) <= 4 and not any(c.isdigit() for c in last)
    counts = (
        counts and last.rstrip(".").lower() not in words.BE | words.PRONOUNS | words.PREPOSITIONS
    )  # "where we are. 12"
    return known or (counts and not told) or (_SHORT_WORD.fullmatch(before.strip()) is not None and after[:1].islower())


def _is_ordinal(before: str, after: str) -> bool:
    """A point behind the number of a day, a century, a person."""
    if not re.search(r"(?:^|\D)\d{1,2}\.$", before):
        return False
    month = re.match(r"[A-Za-zäéû]+", after)
    if re.match(r"(?:Grade?s?|Ordnung|Klasse|Art|Ranges|Jh|Jahrhunderts?|Weltkriegs?|Republik|Semester)\b", after):
        return True
    return bool(_ORDINAL.search(before)) or bool(month and month[0].lower() in words.MONTHS)


def _inside(text: str, at: int) -> bool:
    head = text[:at]
    return head.count("(") > head.count(")") or head.count("`") % 2 == 1 or head.count("$") % 2 == 1


def _closes_aside(before: str, after: str) -> bool:
    """`timber was dear (half of the price!) and wet`: the mark ends what stands in the bracket, and no sentence.

    >>> _closes_aside("timber was dear (half of it!)", "and wet"), _closes_aside("(half of it!)", "and wet")
    (True, False)
    """
    return before.endswith(")") and bool(before[: before.rfind("(")].strip()) and after[:1].islower()


def first_sentence(text: str) -> str:
    """The first sentence of a text; "" of an empty one.

    >>> first_sentence("the lock leaks. Oak swells"), first_sentence("")
    ('the lock leaks.', '')
    """
    return next((text[s.start : s.end] for s in sentences(text)), "")


def sentence_at(text: str, at: int) -> Span:
    """The sentence that a place of a text stands in, or the next one; behind all of them what is left.

    >>> text = "the lock leaks. Oak swells"
    >>> [text[s.start : s.end] for s in (sentence_at(text, 4), sentence_at(text, 15))]
    ['the lock leaks.', 'Oak swells']
    """
    return next((s for s in sentences(text) if s.end > at), Span(at, len(text)))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


# ------------------------------------------------------------------ where a sentence falls apart

"""Dates, measures and counts in a text: where they stand, and how one asks for them."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.verbclasses import CHANGES, FOREIGN_TIMES, SCALES
from cardgen.verbs import base_of

_MONTH = "|".join(re.escape(month) for month in sorted(words.MONTHS, key=len, reverse=True))
_DAY = "|".join(sorted(words.WEEKDAYS, key=len, reverse=True))
_TIME_UNIT = "|".join(
    sorted((u for u, kind in words.UNITS.items() if kind == "time" and len(u) > 1), key=len, reverse=True)
)
ABOUT = (
    r"(?:[~≈<>≤≥]\s*)?(?:(?:about|abt\.?|approx\.?|around|up to|at least|at most|roughly|ca\.?|over|under|nearly|below|"
    r"above|less than|more than|max|min)\s+)?[~≈]?\s?"
)
"""What may stand before a figure that is no exact one."""
_COUNT = ABOUT + r"\d[\d.,:]*(?:(?:[–-]|\sto\s)\d[\d.,]*)?"
FIGURE = re.compile(rf"(?:only\s+|just\s+|always\s+)?{ABOUT}[$€£]?\d", re.I)
"""A figure, exact or not, at the start of a text."""
_NUMBER_WORD = "|".join(sorted(words.NUMBER_WORDS, key=len, reverse=True))
_MEASURES = frozenset({
    "time", "length", "mass", "data", "share", "temperature", "energy", "electrical", "volume", "pressure", "force",
    "area", "rate", "amount", "level", "money",
})  # fmt: skip
"""What is measured by units that belong to their number."""
_ALSO_WORDS = frozenset({
    "a", "in", "h", "b", "c", "d", "f", "j", "k", "n", "v", "w", "x", "t", "da", "us", "mo", "s", "au", "ha",
    "bar", "stone", "min", "pa", "second", "quarter", "night", "nights", "mole", "moles", "henry",
})  # fmt: skip
"""Short for units, and common words, names or letters: "1861 a king", "1917 us joins"."""
_PLAIN_UNIT = "|".join(
    sorted((u for u, k in words.UNITS.items() if k in _MEASURES - {"time"} and u not in _ALSO_WORDS and u[0].isalpha()))
)
_YEAR = (
    rf"(?!1024|2048|\d{{4}}(?:[-–]\d{{2,4}})?\s?(?:°|%|(?-i:[CFK])(?!\w)|(?:{_PLAIN_UNIT}|years?|days?|hours?|minutes?|ms)(?!\w)))"
    r"(?:1[0-9]|20)\d\d(?:s|\s?[-–/]\s?\d{2,4}(?:-?ish)?|[-–]\d\b|-?ish)?"
)
_NTH = r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|last)"
_NTH_DAY = rf"{_NTH}\s(?:{_DAY})\s(?:of|in)\s(?:(?:the\s)?month|(?:{_MONTH})\b)"
_ERA = (
    r"\s?(?:B\.C\.(?:E\.)?|BCE?(?!(?<=(?-i:bc))\s(?-i:[a-z]))|(?-i:AD|CE)|"
    r"[vn]\.\s?Chr\.?|av\.\s?J\.?-C\.?|a\.\s?C\.?)(?!\w)"
)
"""`88 bc the army moved`: a cause, and no year before Christ."""
_OLD_YEAR = rf"(?:\d{{1,4}}(?:{_ERA})?\s?[-–]\s?)?\d{{1,4}}{_ERA}"
_ORDINAL = r"(?:st|nd|rd|th|er)?"
_MES = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|"
    "maio|junho|julho|setembro|outubro|novembro|dezembro"
)
_IN_MONTH = (
    rf"(?:\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:{_ORDINAL}|[.°º])\s+)?(?:{_MONTH})\.?"
    rf"(?:\s+{_OLD_YEAR}|(?:\s+\d{{1,2}}{_ORDINAL}\b(?![\d:]))?(?:,?\s+(?:{_OLD_YEAR}|{_YEAR}))?)"
    rf"|(?:\d{{1,2}}\sde\s)?(?:{_MES})\sdel?\s{_YEAR}"
)
DATE = re.compile(
    rf"(?<!\d\.)(?<![a-z]\d,)(?<!(?-i:[A-Z]{{2}})-)\b(?:\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})|{_NTH_DAY}|{_IN_MONTH}|{_OLD_YEAR}|{_YEAR})(?![\w%])",
    re.I,
)
"""A year, a span of years, or a month with what belongs to it; years before Christ have fewer digits."""
_PARTY = r"[A-Z][\w.'’&-]*(?:\s(?:of|and|&|[A-Z][\w.'’&-]*)){0,3}"
CITATION = re.compile(
    rf"(?:(?<![a-z]\s)(?:Re|Ex p)\s[A-Z][\w.'’-]*|(?:The\s)?{_PARTY}\sv\.?\s{_PARTY}(?:/[A-Z]\w+)?)"
    rf"(?:,?\s(?:\((?:{_YEAR})\)|\[(?:{_YEAR})\]|{_YEAR}))?"
)
"""A case as lawyers cite it, with its year: `Adams v Lindsell 1818`."""
_PART_OF_DAY = r"(?:early|mid|late)[\s-](?:morning|afternoon|evening|spring|summer|autumn|fall|winter)\b"
_CENTURY = r"(?:late\s|early\s|mid-?\s?)?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|[a-z]+th)\s(?:century|c\.)"
_WHICH_CENTURY = re.compile(
    r"\b(?:(?:late|early|mid)[\s-])?\d{1,2}(?:st|nd|rd|th)(?:\s?[-–/]\s?\d{1,2}(?:st|nd|rd|th))?[\s-]"
    r"(?:centur(?:y|ies)\b|cent\b\.?|c\.|c\b)(?:\s?(?:BCE?|AD|CE)\b)?",
)
"""`6th c.`, `2nd century BC`: the number alone is half of it."""
WHEN = re.compile(
    rf"(?:{_COUNT}|(?:{_NUMBER_WORD})|an?|a few|several|some)\s*(?:{_TIME_UNIT})\s+(?:ago|later|before|earlier)\b|"
    rf"(?:(?:in|on|at|by|from|since|until|till|around|during|before|after|late|early|mid)\s+)*(?:the\s+)?"
    rf"(?:{DATE.pattern}|(?:{_DAY})\b|\d{{1,2}}:\d\d\b|\d{{1,2}}\s?(?:am|pm)\b|midnight\b|noon\b|night\b|day\s+\d+|{_CENTURY}|{_PART_OF_DAY})",
    re.I,
)
OFTEN = re.compile(
    rf"(?:(?:every|each)\s+(?:[\w.–-]+\s+)?(?:{_TIME_UNIT}|{_DAY}|morning|evening|time)\b|once (?:a|per|every)\b|"
    r"twice (?:a|per)\b|"
    r"(?:daily|weekly|monthly|yearly|hourly|nightly|annually)\b)",
    re.I,
)
HOW_LONG = re.compile(
    rf"(?:for\s+)?(?:{_COUNT}(?:\s(?:to|or)\s\d[\d.,]*)?|(?:{_NUMBER_WORD})|a few|several)\s*(?:{_TIME_UNIT}|h|s)\b",
    re.I,
)
WITHIN = re.compile(
    rf"(?:within|in under|in less than|after|in)\s+(?:{_COUNT}|(?:{_NUMBER_WORD}))[- ]*(?:\w+ )?(?:{_TIME_UNIT}|h|s)\b",
    re.I,
)
HOW_MUCH = re.compile(rf"(?:{_COUNT})\s*(?:%|percent|€|\$|dollars?|euros?|eur|usd)|[$€£]\s?\d", re.I)
BY_DOING = re.compile(r"by\s+\w+ing\b", re.I)
HOW_MANY = re.compile(
    rf"(?:{_COUNT}|{_NUMBER_WORD})\s+(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*)?s)\b(?!\s*(?:{_TIME_UNIT}))", re.I
)
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]000)+(?!\d)|\d[\d.,:/–-]*)"
"""Of a figure; thousands may be set apart by a blank."""
_MINUS = r"(?:(?<=\s)[-−](?=\d+(?:[.,]\d|\s?(?:[°%]|mV\b|[CFK]\b))))?"
"""Before a figure that is measured; `head -20` has an option."""
_PER = "|".join(
    sorted(
        (u for u, kind in words.UNITS.items() if kind in ("time", "length", "mass", "volume", "area", "amount")),
        key=len,
        reverse=True,
    )
)
"""What something is measured by: `29/mo`, `4 g/l`."""
_QUANTITY = re.compile(
    rf"(?<![\w.`/*+=^-])(?<!\d,)(?:[~≈<>≤≥±]\s?)?{_MINUS}[$€£]?{_DIGITS}(?<![.,:/–-])"
    rf"(?:\s?[%€£]|[a-zA-Zµ°]{{1,3}})?(?![\w`^-]|\s?[*=^]|\s?\+(?!/?-)|\s?/(?!\s?(?:{_PER})\b)|\s?x\s\d)"
)
CODE_SPAN = re.compile(
    r"`[^`]*`|(?<![\w.])\d{1,3}(?:\.\d{1,3}){1,3}/\d{1,2}(?![\w.])|'[^'\n]*[{}$][^'\n]*'|\$[^$]*\$|!\[[^\]]*\]\([^)]*\)|https?://\S+|\S*(?:\\[A-Za-z0-9.*+?]|\(\?[:=!<P>]|\[\^|\][*+?{])\S*"
)
"""Code, formulas, pictures, addresses, and patterns that nobody has set as code: no number in them counts anything."""


def quantities(text: str) -> list[tuple[int, int, str]]:
    """The dates, measures and counts of a text: (start, end, how one asks for it); none in code or examples.

    >>> text = "the filter clogs after 90 days, since 2019"
    >>> [(text[a:b], hint) for a, b, hint in quantities(text)]
    [('90 days', 'how long?'), ('2019', 'when?')]
    >>> [text[a:b] for text in ("sow mid apr, 13 weeks ahead",) for a, b, _ in quantities(text)]
    ['mid apr', '13 weeks']
    >>> [(text[a:b]) for text in ("elasticity about -0.3, at rest -70 mV, head -20",) for a, b, _ in quantities(text)]
    ['-0.3', '-70 mV']
    >>> [text[a:b] for text in ("found in the 9th c. BC", "a toll of £7 a barge") for a, b, _ in quantities(text)]
    ['9th c. BC', '£7']
    >>> quantities("see H100, e.g. 17 x 24"), quantities("private: 172.16/12")
    ([], [])
    """
    masked = CODE_SPAN.sub(lambda m: "`" * len(m.group()), text)
    example = _EXAMPLE.search(masked)
    masked = masked[: example.start()] if example else masked
    cited = [(m.start(), m.end()) for m in CITATION.finditer(masked)]
    dates = [m for m in DATE.finditer(masked) if not any(a < m.end() and m.start() < b for a, b in cited)]
    told = [(_opened(masked, m.start()), m.start() + len(m.group().rstrip(" ,"))) for m in dates]
    out = _joined([(start, end, "when?") for start, end in told], masked)
    out += [(m.start(), m.end(), "when?") for m in _WHICH_CENTURY.finditer(masked)]
    taken = [*((a, b) for a, b, _ in out), *cited]
    for start, end in _spans(masked):
        out.append((start, end, _hint(masked[start:end])))
        taken.append((start, end))
    for m in _QUANTITY.finditer(masked):
        if any(a < m.end() and m.start() < b for a, b in taken) or _is_paired(masked, m.start(), m.end()):
            continue
        if m.group().count(".") > 1 or _PLACED.search(masked[: m.start()]) or _is_listed(masked, m.start(), m.end()):
            continue  # an address, a version, a page, one of several bare numbers
        if _IN_FORMULA_NAME.search(masked[: m.start()]):
            continue
        spread = _SPREAD.match(masked, m.end())
        start, end = m.start(), _with_unit(masked, spread.end() if spread else m.end())
        end += 2 * bool(re.fullmatch(r"(?:1\d)?\d0", masked[start:end]) and re.match(r"['’]s\b", masked[end:]))
        decade = re.fullmatch(r"(?:1\d)?\d0['’]?s", masked[start:end]) and _DECADE.search(masked[:start])
        unclear = not masked[:start].strip() and re.match(r"[2-9]0s,", masked[start:])  # a minute, or years
        out.append((start, end, "when?" if decade else "" if unclear else _hint(masked[start:end])))
    return sorted(out)


_IN_FORMULA_NAME = re.compile(r"[^\W\d]\d,$")
"""Chemists count places so: `F2,6BP` is one name."""


def _joined(dates: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Two dates with a dash between them are one span of time.

    >>> _joined([(0, 7, "when?"), (10, 16, "when?")], "June 48 - May 49")
    [(0, 16, 'when?')]
    """
    out: list[tuple[int, int, str]] = []
    for start, end, hint in dates:
        if out and _is_span(text[: out[-1][0]], text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end, hint)
        else:
            out.append((start, end, hint))
    return out


def _opened(text: str, start: int) -> int:
    """Where a month begins with what narrows it down: `mid april`, `end of june`.

    >>> [_opened(text, text.index("june")) for text in ("swarms till end of june", "late june", "in june")]
    [12, 0, 3]
    """
    part = _PART_OF_MONTH.search(text[:start]) if text[start : start + 1].isalpha() else None
    return part.start() if part else start


_PART_OF_MONTH = re.compile(
    r"\b(?:(?:(?:early|mid|late)[-/])?(?:early|mid|late)|(?:the\s)?(?:end|start|beginning|middle)(?:\sof)?)[\s-]$", re.I
)


def _is_span(before: str, between: str) -> bool:
    """Do the words before two dates and between them make one span of time of them?

    >>> _is_span("from ", " to "), _is_span("zwischen ", " und "), _is_span("in ", " und "), _is_span("", " till ")
    (True, True, False, True)
    """
    both = _BETWEEN.search(before) and re.fullmatch(r"\s(?:and|und|et|y|e|en)\s(?:dem\s|il\s|el\s|le\s)?", between)
    return bool(both or re.fullmatch(r"\s?[-–—]\s?|\s(?:to|bis|til|till|until)\s", between))


_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|fra|tussen)\s(?:dem\s|il\s|el\s|le\s)?$", re.I)


def _spans(text: str) -> list[tuple[int, int]]:
    """`12 to 14 bit`, `18 x 9 m`: two figures with one unit are one measure; but `rose from 12 to 14 bit`.

    >>> [_spans(text) for text in ("12 to 14 bit", "from 12 to 14 bit", "18 x 9 m", "between 1 and 2 bar")]
    [[(0, 12)], [], [(0, 8)], [(8, 19)]]
    """
    out = []
    for m in _SPANNED.finditer(text):
        end = _with_unit(text, m.end())
        before = text[: m.start()]
        joined = m["by"] != "and" or re.search(r"\bbetween\s$", before)
        if joined and not re.search(r"\bfrom\s$", before) and (end > m.end() or text[end : end + 1] == "%"):
            out.append((m.start(), end + (text[end : end + 1] == "%")))
    return out


_SPANNED = re.compile(r"(?<![\w.,`/*+=^-])\d[\d.,]*\s(?P<by>to|and|[x×–-])\s\d[\d.,]*(?<![.,])")
_SPREAD = re.compile(r"\s?(?:\+/?-|±)\s?\d[\d.]*")
"""`7 +/- 2`."""
_DECADE = re.compile(r"\b(?:the|in|early|late|mid|since|from|until|till)\s$", re.I)
"""Behind such a word `60s` are years, elsewhere a minute."""
_PLACED = re.compile(
    r"(?:\b(?:ch|chap|chapter|p|pp|page|sec|section|slide|week|lecture|room|part|version|v|q|ex|exercise|sch|para|cl|reg|"
    r"abs|art|figure|artikel|artículo|anm|rn|kap|seite|fig|tab|abb|no|nr|point|points|item|section|row|line|option|xid|code|error|step|phase|grade|stage|class|type|level)\.?\s?|§+\s?|\w\()$",
    re.I,
)
"""Behind such a word a number is a place or a name; `s2(1)` is a place, too."""


def _is_listed(text: str, start: int, end: int) -> bool:
    """`5` in "IL-4 5 13", `22` in "IL17, 22", the halves of "12/24", `1.21` in "since Redis 1.21": names, no counts."""
    figure = text[start:end]
    numbers = re.fullmatch(r"\d", figure) and re.match(r"\)\s", text[end:])
    if numbers and text[:start].count("(") <= text[:start].count(")"):
        return True  # "faults 1) wet rope 2) dull axe"
    if re.fullmatch(r"\d+/\d+", figure):
        return True
    if re.fullmatch(r"\d+(?:\.\d+)+", figure):
        return bool(_RELEASED.search(text[:start])) and not re.match(r"\s?[%a-zµ°]", text[end:])
    return figure.isdigit() and bool(
        re.search(r"\w\d+,?\s$|\s\d+,?\s$", text[:start]) or re.match(r",?\s\d+(?:[,;]|$|\s\d)", text[end:])
    )


_RELEASED = re.compile(r"(?:\b(?:since|from|until|up to|in|as of|before|after)\s)[A-Za-z][\w-]*\s(?:[≥>]=?\s?)?$", re.I)
"""The name of what is released in numbered versions."""


def _is_paired(text: str, start: int, end: int) -> bool:
    """`10 or 65`, `25 vs 45`, `24 -> 19`: one half of a pair is given away or made senseless by the other."""
    pair = r"(?:or|vs?\.?|versus|to|->|→|bis|à)"
    after = re.match(rf"\s*\S{{0,4}}\s{pair}\s[~≈]?\d", text[end:])
    if re.match(r"\s(?:up|down)\sto\s", text[end:]) and re.search(r"[^\W\d]", text[start:end]):
        return False  # "0.5 mg up to 3 mg"
    if _has_changed(text[:start]):
        return False
    return bool(after or re.search(rf"\d\S{{0,3}}\s{pair}\s[~≈]?$", text[:start]))


def _has_changed(before: str) -> bool:
    """`fell from 3.1% to`: what something has become; `ranges from 3 to` is half of a span.

    >>> _has_changed("churn fell from 3.1% to "), _has_changed("it ranges from 3 to ")
    (True, False)
    """
    m = re.search(r"((?:\w+\s){1,2})from\s[^\s\d]?\d\S*(?:\s[^\W\d]+)?\s(?:to|->|→)\s[~≈]?$", before)
    return m is not None and any({base_of(word), word} & CHANGES for word in m[1].lower().split())


_EXAMPLE = re.compile(r"\b(?:e\.?g\.?|for example|for instance|such as|z\.\s?B\.|par ex|p\. ?ex|p\. ?ej)\b", re.I)
"""Behind it stands an illustration, whose numbers nobody needs to know."""


_UNIT_BEHIND = re.compile(r"\s((?:[^\W\d_]|°)+[23²³]?)(?:/\d{0,2}[a-zA-Z]{1,5}[23²³]?[A-Z]?){0,2}(?![\w/])")
_MONEY_BEHIND = re.compile(r"\s[$€£](?!\w)")
_FOLD = re.compile(r"\stimes(?=\s(?:\w{2,}er|more|less|fewer|as|the)\b)")
"""`25 times faster`."""
_ONE_IN = re.compile(r"(?<=\b1)\sin\s(?:every\s)?(?!(?:1\d|20)\d\d\b)\d[\d,]*k?\b(?!\s?(?:%|°|[a-z]{1,3}\b))")
"""`1 in 10,000`."""
_RATE = re.compile(
    rf"\s?/\s?(?:{_PER})\b(?!/)|(?:\sper\s(?:\d+\s?)?(?!solar\b|square\b|cubic\b)[a-z]+\b){{1,2}}|"
    rf"\s(?:an?|each|every)\s(?:{_TIME_UNIT})\b(?!\s(?:ago|before|later|earlier|prior)\b)|\s(?:daily|weekly|yearly)\b",
    re.I,
)
"""What a measure is measured by: `2 cm per year`, `1.5 l a day`."""


def _with_unit(text: str, end: int) -> int:
    """A unit written as the next word belongs to its number: `90 days`, `4 g/24h`; `3 nodes` keeps its noun outside.

    >>> _with_unit("2 a week", 1), _with_unit("90 days", 2), _with_unit("2 cm per year", 1), _with_unit("2% a year", 2)
    (1, 7, 13, 9)
    """
    whole = _with_own_unit(text, end)
    rate = _RATE.match(text, whole)
    measured = whole > end or (rate and rate.group().lstrip()[0] == "/") or not text[end - 1 : end].isdigit()
    return rate.end() if rate and measured else whole


def _with_own_unit(text: str, end: int) -> int:
    if told := _FOLD.match(text, end) or _ONE_IN.match(text, end) or _MONEY_BEHIND.match(text, end):
        return told.end()
    ranked = re.search(r"\d(?:st|nd|rd|th|[^\W\d_]{1,3})$", text[:end])  # "30s w/o": it has its unit
    m = None if ranked else _UNIT_BEHIND.match(text[end:])
    if m and m[1].lower() in SCALES | {"working", "business", "calendar", "consecutive"}:
        scaled = end + m.end()
        behind = scaled + int(re.match(r"\.\s[A-Z]", text[scaled:]) is not None)  # "3,9 Bio. Euro"
        whole = _with_own_unit(text, behind)
        return whole if whole > behind else scaled
    if m and m[1] in ("a", "h") and re.match(rf"\s(?:{_TIME_UNIT})\b", text[end + m.end() :]):
        return end  # "2 a week"
    known = (
        m
        and m[1].lower() != "in"
        and not (m[1] == "a" and re.match(r"\s[a-z]{2}", text[end + m.end() :]))  # "18 a ton"
        and (words.UNITS.get(m[1].lower()) in _MEASURES or m[1].lower() in FOREIGN_TIMES | {"€", "£"})
    )
    return end + m.end() if m and known else end


def _hint(quantity: str) -> str:
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", quantity):
        return "which?"
    if re.search(r"\d:\d\d|\d\s?(?:Ma|Ga|ka|kya|mya|bya|BP)$", quantity):
        return "when?"
    own = re.split(r"\s?(?<!\+)/|\sper\s|\s(?:an?|each|every|daily|weekly|yearly)\b", quantity)[0]  # g/24h is an amount
    if re.search(r"\d(?:\s?x|\stimes)$", own):
        return "how many times?" if own == quantity else "how often?"
    letters = (re.findall(r"[A-Za-z°µ]+[23²³]?$", own) or [""])[0]
    unit = words.UNITS.get(letters.lower()) if letters.islower() or len(letters) > 1 else None
    if re.search(r"\d\.\d+[a-d]$", own):
        return ""  # "5.10d": a grade
    if letters and unit is None and "%" not in quantity:
        return ""  # "70S", "14.4x": letters that only the author can read
    if unit == "time":
        return "how long?"
    if unit == "length" and own == quantity:
        return ""  # how far, how deep, how tall: only the author knows
    if re.search(r"[°º]\s?[CF]$", own):
        return "what temperature?"
    if "%" in quantity or re.search(r"[$€£]", quantity) or unit or own != quantity:
        return "how much?"
    return "how many?"

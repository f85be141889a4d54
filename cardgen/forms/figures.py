"""The form for figures: a number, a measure or a date hidden in the clause that says what it measures."""

from __future__ import annotations

import re
from itertools import takewhile

from cardgen import words
from cardgen.claims import heading_thing
from cardgen.forms.abroad import is_told_by_link
from cardgen.forms.attributes import is_asked
from cardgen.forms.clausal import FLAGS, MIN_SHOWN_WORDS, shown
from cardgen.forms.common import cloze, key
from cardgen.forms.gaps import content_words
from cardgen.labels import bare, has_verb, is_plural, word_count
from cardgen.model import Card, Claim
from cardgen.points import context
from cardgen.quantities import DATE, quantities
from cardgen.reading import read
from cardgen.subjects import clean_subject
from cardgen.themes import theme_before
from cardgen.verbs import verb_tags

MOST_FIGURES = 3
"""More of them in a line are a calculation, and none of them is worth a card."""


def number_or_date(claim: Claim) -> list[Card]:
    """A number, measure or date in a clause that says what it measures.

    >>> print(number_or_date(_claim("the boiler needs a check every 90 days"))[0])
    C: the boiler needs a check {every 90 days|how often?}
    >>> print(number_or_date(_claim("sag = 25%"))[0])
    C: sag = {25%|how much?}
    >>> print(number_or_date(_claim("target yield 18–22"))[0])
    C: target yield {18–22}
    >>> number_or_date(_claim("see H100")), number_or_date(_claim("hemiola: 3 against 2"))
    ([], [])
    >>> number_or_date(_claim("7 times out of 8 it is the fuse")), number_or_date(_claim("pass rate: 20% / 86% / 85%"))
    ([], [])
    """
    text, offset = shown(claim)
    if (
        is_asked(claim)
        or _JOKING.search(claim.point.text)
        or FLAGS.search(text)
        or len(quantities(text)) > MOST_FIGURES
        or len(re.findall(r"\s=\s", text)) > 1
        or _SIDE_BY_SIDE.search(re.sub(r"\([^()]*\)", "", text))
        or _FIGURE_FOLLOWS.match(claim.point.text[claim.span.end :])
        or (claim.point.lang != "en" and is_told_by_link(claim))
    ):
        return []
    for start, end, hint in sorted(
        quantities(claim.text),
        key=lambda found: (_names_more(claim, *found), _is_beside(claim.text, found[0]), _counts_what(claim, *found)),
    ):
        if _tells_nothing(claim, start, end, hint):
            continue
        if claim.point.lang != "en" or not _suits(hint, claim.text[:start], claim.text[start:end], claim.text[end:]):
            hint = ""
        start, end = _with_its_pair(claim.text, start, end)
        named = claim.label and start == 0 and _says_what_it_measures(claim, start, end)
        end += len(same[0]) if (same := _SAME_AGAIN.match(claim.text[end:])) else 0
        slot = f"number:{key(text[max(0, offset + start - 40) : offset + start], 3)}"
        if hint == "which?" and re.search(
            rf"\b(?:on|by|until|till|since|before|after|from)\s(?:the|{'|'.join(words.WEEKDAYS)})\s$",
            claim.text[:start],
        ):
            hint = "when?"
        if hint == "how long?" and re.match(r"\s(?:old|of age)\b", claim.text[end:]):
            hint = "how old?"
        if hint == "how long?" and (often := _EACH.search(claim.text[:start])):
            start, hint = often.start(), "how often?"
        ranked = claim.point.lang == "de" and re.match(r"\.\s[^\W\d]", claim.text[end:])  # "die 5. Stufe"
        first, last = offset + start, offset + end + bool(ranked)
        least = 1 if named or _is_all_told(claim, end) else 2 if _is_measure_of(claim, start, end) else MIN_SHOWN_WORDS
        told, head = content_words(text[:first] + " " + text[last:]), _owner(claim, text[:first])
        if (told < MIN_SHOWN_WORDS or (first == 0 and hint != "when?")) and (thing := _told_of(claim, text)):
            head, least = "" if text.startswith(f"{thing}: ") else f"{thing}: ", 2
            told = content_words(head + text[:first] + " " + text[last:])
        if told >= least:
            head = head or (_year_before(claim, start, end) if hint == "when?" else "")
            text = head + _alone(text, first, last, fewest=1 if named else 2)
            first, last = first + len(head), last + len(head)
            return [cloze(claim.point, "number_or_date", text, first, last, hint, slot)]
    return []


def _with_its_pair(text: str, start: int, end: int) -> tuple[int, int]:
    """`doors 5 and 8 jam`: of two numbers that stand together one gives half an answer.

    >>> [text[slice(*_with_its_pair(text, 6, 7))] for text in ("doors 5 and 8 jam", "doors 5 and locks")]
    ['5 and 8', '5']
    """
    if not text[start:end].isdigit():
        return start, end
    before, behind = re.search(r"(?<![\w.,])\d+\s(?:and|or|&|\+)\s$", text[:start]), _PAIRED.match(text, end)
    return before.start() if before else start, behind.end() if behind else end


_SIDE_BY_SIDE = re.compile(r"(?:\d\S{0,4}\s/\s[~≈]?){2}\d")
"""`20% / 86% / 85%`: nobody knows which is asked."""
_PAIRED = re.compile(r"\s(?:and|or|&|\+)\s\d+(?![\w.,%])")


def _counts_what(claim: Claim, start: int, end: int, hint: str) -> bool:
    """`all 6 within 20 days`: a bare number with nothing behind it that it counts, where a measure follows.

    >>> text = "all 6 within 20 days"
    >>> [_counts_what(_claim(text), *found) for found in quantities(text)]
    [True, False]
    """
    bare = claim.text[start:end].isdigit() and hint != "when?"
    measured = any(asked in ("how long?", "how much?") for _, _, asked in quantities(claim.text))
    return bare and measured and not _suits("how many?", claim.text[:start], claim.text[start:end], claim.text[end:])


def _is_beside(text: str, start: int) -> bool:
    """Does a figure only stand beside the one that matters: in brackets, or as what it was before?

    >>> text = "15 m riders, up from 12 m"
    >>> _is_beside(text, text.index("15")), _is_beside(text, text.index("12")), _is_beside("9 knots (2019: 8)", 15)
    (False, True, True)
    """
    before = text[:start]
    return before.count("(") > before.count(")") or bool(_BEFORE_IT_WAS.search(before))


_BEFORE_IT_WAS = re.compile(r"\b(?:(?:up|down) from|against|compared (?:to|with)|instead of|rather than)\s$", re.I)


def _owner(claim: Claim, before: str) -> str:
    """Whose `age at death: 55` it is, where nothing but the name of a measure stands before the figure."""
    above = context(claim.point)[1:]
    told = re.findall(r"[^\W_]+", before.lower())
    measure = told[:1] and told[0] in words.ROLE_NOUNS and all(w in _OF_A_MEASURE for w in told[1:2])
    if not above or claim.point.lang != "en" or not measure or len(told) > 5:
        return ""
    name = bare(above[-1]).rstrip(" :")
    fits = 0 < word_count(name) <= 4 and not has_verb(name) and name.lower() not in words.GENERIC_LABELS
    return f"{name}: " if fits and name.lower() not in before.lower() else ""


def _year_before(claim: Claim, start: int, end: int) -> str:
    """The year that a day or a month further on in a text belongs to: `In 1950 the north invades. Landing in Sept`.

    >>> told = "May 1950 the north invades. they land in Sept, and the truce comes in Feb"
    >>> from cardgen.claims import claims
    >>> found = claims(_claim(told).point)
    >>> [_year_before(c, *quantities(c.text)[0][:2]) for c in found]
    ['', '1950: ', '']
    """
    before, month = claim.point.text[: claim.span.start + start], _month(claim.text[start:end])
    years = [m for m in DATE.finditer(before) if _DATED_YEAR.search(m.group())]
    if not month or not years or re.search(r"\d{3}|['’]\d\d", claim.text[start:end]) or claim.point.lang != "en":
        return ""
    year = _DATED_YEAR.findall(years[-1].group())[-1]
    earlier = [_month(m.group()) for m in DATE.finditer(before) if m.start() >= years[-1].start()]
    goes_on = all(told <= month for told in earlier if told)
    return f"{year}: " if goes_on and year not in claim.text and year not in claim.label else ""


_DATED_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d|\s?[-–])")


def _month(date: str) -> int:
    """The number of the month that a date names, 0 where it names none."""
    named = re.search(r"[^\W\d]{3,}", date)
    return words.MONTHS.get(named[0].lower(), 0) if named else 0


_EACH = re.compile(r"\b(?:(?:once|twice)\s)?(?:every|each)\s$")
"""`every 20 min`: how often."""


_OF_A_MEASURE = words.PREPOSITIONS | words.BE | {"when", "ca", "about"}


def _names_more(claim: Claim, start: int, end: int, hint: str) -> bool:
    """Does the figure belong to the name of what the clause speaks of, so that another one is the fact?

    >>> text = "proofing at 24 C takes about 5 hours"
    >>> [_names_more(_claim(text), *found) for found in quantities(text)]
    [True, False]
    """
    if hint == "when?":
        others = [found for found in quantities(claim.text) if found[0] > end and found[2] not in ("when?", "which?")]
        return bool(others and re.search(r"\b(?:in|im|en|by)\s$", claim.text[:start]))
    if _EQUALS_LATER.search(claim.text[end:]) or (start == 0 and _IS_ABOUT.match(claim.text, end)):
        return True  # "1k events x 2 KB = 2 MB", "1 knot ~ 1.85 km/h"
    at = claim.text.find(f" {claim.verb} ") if claim.verb else -1
    subject = end <= at and not re.search(r"[,;]|\band\b", claim.text[end:at])
    return subject or _in_a_name(claim, start, end, hint)


_IS_ABOUT = re.compile(r"(?:\s\S{1,6})?\s[~≈=]\s?\d")
_EQUALS_LATER = re.compile(r"\s[=≈]\s?[~≈<>$€£]?\d")


def _in_a_name(claim: Claim, start: int, end: int, hint: str) -> bool:
    """`alu 80 holds 11.1 l`: a bare number right behind the first name is a part of it, where a measure follows.

    >>> text = "alu 80 holds 11.1 l"
    >>> [_in_a_name(_claim(text), *found) for found in quantities(text)]
    [True, False]
    """
    number = re.fullmatch(r"\d+(?:\.\d+)?", claim.text[start:end]) and hint != "when?"
    before, after = read(claim.text[:start]), read(claim.text[end:])
    named = set(before.tags) <= {"N", "PN", "ADJ", "DET"} and before.tags[-1:] in (("N",), ("PN",))
    named = named and before.lower[-1] not in words.ROLE_NOUNS | _LIMITS
    goes_on = after.tags[:1] in (("V",), ("AUX",), ("MOD",), ("N",), ("ADJ",), ("PN",))
    return bool(number) and named and goes_on and not _suits("how many?", claim.text[:start], "", claim.text[end:])


def _says_what_it_measures(claim: Claim, start: int, end: int) -> bool:
    """`sag = 25%`, `age at death: 55`: the name says what the figure measures; "hemiola: 3 against 2" is no measure."""
    unit = re.search(r"[^\d\s.,]", claim.text[start:end])
    measure = words.ROLE_NOUNS & set(claim.label.lower().split())
    return bool(unit) or (bool(measure) and not claim.text[end:].strip(" .!"))


def _is_all_told(claim: Claim, end: int) -> bool:
    """`the option pool is 12%`, `refunds within 30 days`: a name, and nothing told of it but its figure; a measure by
    itself, `depth 7 m`, is nobody's."""
    if claim.text.split()[0].lower() in words.ROLE_NOUNS and len(claim.text.split()) <= 3:
        return False
    line = read(claim.text)
    named = line.tags[0] in ("DET", "ADJ", "N", "PN", "CODE") or (line.tags[0] == "VG" and not claim.verb)
    named = named or line.lower[0] in words.ROLE_NOUNS  # "default port 80": no verb
    return named and not claim.text[end:].strip(" .!") and bool(clean_subject(claim.subject) or not claim.verb)


def _alone(text: str, start: int, end: int, fewest: int = 2) -> str:
    """The text up to where, behind a comma, another figure is told: the gap is asked without it.

    >>> _alone("small claims up to 10 eur, fines to 5 eur", 19, 25), _alone("up to 10 eur, as a rule", 6, 12)
    ('small claims up to 10 eur', 'up to 10 eur, as a rule')
    """
    for m in _NEXT.finditer(text, end):
        inside = text[: m.start()].count("(") > text[: m.start()].count(")")
        told = content_words(text[:start] + text[end : m.start()]) >= fewest
        if told and not inside and (re.search(r"\d", text[m.end() :]) or len(text.split()) > MOST_SHOWN):
            return text[: m.start()]
    return text


_NEXT = re.compile(r"[,;.]\s")
MOST_SHOWN = 14
"""Words; a longer text is not read to its end."""


def _told_of(claim: Claim, text: str) -> str:
    """The thing above a line that is too short to be asked without it: `depth 5-6 m`, under `Inner basin`."""
    thing = theme_before(claim) or heading_thing(claim.point)
    if DATE.search(thing) or {*thing.lower().split()[:1]} & words.WEEKDAYS.keys():
        return ""  # the day of a meeting is nothing that its lines tell of
    told = claim.label and not (len(claim.label.split()) <= 3 and _FIGURE_ALONE.fullmatch(claim.text))
    answers = "?" in claim.point.text[: claim.span.start]
    if told or answers or claim.subject.lower() in words.PRONOUNS:
        return ""
    led = text.startswith(f"{thing}: ") or thing.lower() not in text.lower()
    return thing if content_words(text) and led else ""


_FIGURE_ALONE = re.compile(r"[~≈<>]?\d[\d.,–-]*\s?\S{0,6}")


def _is_measure_of(claim: Claim, start: int, end: int) -> bool:
    """`target yield 18-22`: a name, and at its end a range or a measure; `mast 80 cm above deck`: two words behind.

    >>> [_is_measure_of(_claim(f"mast 80 cm above {x}"), 5, 10) for x in ("deck", "the deck of an old ship")]
    [True, False]
    """
    measured = re.search(r"[~≈%°]|\d\s?[–-]\s?\d|\d\s?[^\W\d]", claim.text[start:end])
    named = read(claim.text[:start]).tags[-1:] in (("N",), ("PN",))
    behind = claim.text[end:].strip(" .,;!")
    return not claim.verb and bool(measured) and (not behind or (named and word_count(behind) <= 2))


def _tells_nothing(claim: Claim, start: int, end: int, hint: str) -> bool:
    """Is the figure a part of a name, of a bigger one, or of what is told of it, so that nobody would ask for it?"""
    figure, before, after = claim.text[start:end], claim.text[:start], claim.text[end:]
    statute = (hint == "when?" and re.match(r"\ss\.?\s?\d", after)) or re.search(
        r"\b(?:\w*[A-Z]){2}\)?[A-Z]?\s$", before
    )
    if statute and re.fullmatch(r"\d{4}", figure):
        return True  # "UCTA 1977 s2": a part of its name
    if (
        _IN_FORMULA.match(after)
        or after.startswith("(")
        or re.search(r"[\w)][−+*/·^]$|\d\s/\s$", before)
        or _SUM.search(before)
    ):
        return True
    may_be_a_word = hint == "when?" and not re.search(r"\d|\s", figure)
    if may_be_a_word and not (figure[0].isupper() and _AT_A_TIME.search(before)):
        return True  # "may" and "march" are words, too, and "Champ de Mars" is a place
    named = _is_name_part(claim.text, start, end, claim.point.lang) and not _is_dated(claim, figure, after)
    named = named or (hint == "which?" and _is_half_a_date(before, after))
    if named or before[-1:] in ("–", "-", "/", "→", ">"):
        return True
    if _is_numbering(figure, before, after) or (re.search(r"\bof\s$", before) and re.match(r"\s[A-Z][a-z]{3,}", after)):
        return True  # "2 let old ones die", "18 Brumaire"
    called = _is_of_a_story(before, figure + after) or (
        before.endswith(('"', "“")) and re.search(r'["”]', after)
    )  # the "6 Rs"
    if called or re.match(r"\.\d|\]", after) or _sets_the_scene(claim, start, end, hint):
        return True  # "3.8e25", "[6]"
    if _TIMES.search(before) or _TIMES_OF.match(after):
        return True  # "7 times out of 8" is "mostly"
    if _FROM.search(before) and _TO.match(after):
        return True  # "moved from 3 to 24 March": where it moved to is asked
    told_above = hint in ("how much?", "how long?") and (claim.point.parent or heading_thing(claim.point))
    if start == 0 and not claim.label and not _stands_alone(claim, hint, after) and not (told_above and claim.first):
        return True  # "5 whys are enough": part of the name; "1911 saw 3 strikes": what it saw is asked
    whole = _OF_MANY.search(before) or _IN_DOUBT.match(after)
    return bool(whole) or _is_count_of(figure, claim.point.text[claim.span.start + end :])


def _is_half_a_date(before: str, after: str) -> bool:
    """`due on the 5th`, `in the 2nd half`: a day without its month, and what the other half gives away.

    >>> _is_half_a_date("due on the ", ", he says"), _is_half_a_date("in the ", " half")
    (True, True)
    >>> _is_half_a_date("on the ", " deck")
    False
    """
    day = re.search(r"\b(?:on|by|until|till|since|before|after|due|back)\s(?:the\s)?$", before)
    counts = read(after).tags[:1] in (("N",), ("PN",), ("ADJ",))
    return bool(day and not counts) or re.match(r"\shalf\b", after) is not None


def _is_of_a_story(before: str, behind: str) -> bool:
    """`(a vat of 1000 l, he offered 950)`: a bracket with several figures tells on the way how it went.

    >>> _is_of_a_story("the sale failed (a vat of ", "1000 l, he offered 950)"), _is_of_a_story("up (", "24 % in May)")
    (True, False)
    """
    opened = before.rfind("(")
    inside = opened > before.rfind(")")
    return inside and len(re.findall(r"\d+", before[opened:] + behind.split(")")[0])) > 1


def _sets_the_scene(claim: Claim, start: int, end: int, hint: str) -> bool:
    """`at 20 m the volume is a third`: what is so there is the fact; a date may be asked."""
    opens = claim.lead and end <= len(claim.lead) and hint != "when?"
    return bool(opens) and read(claim.text[:start]).tags[-1:] == ("P",)


def _stands_alone(claim: Claim, hint: str, after: str) -> bool:
    """Is a figure at the very start of a clause what it tells, or when it was: `1517 Thesen in Wittenberg`?"""
    if claim.point.lang != "en":
        share = re.match(r"\s?(?:der|des|du|de|del|dei|degli|delle|van|av|dos|das)\s", after) and "%" in claim.text[:8]
        return bool(share) or (hint == "when?" and re.match(r"\s[^\W\d]", after) is not None)
    if re.match(r"[~≈]?[$€£]?\d[\d.,]*\s?(?:[kmb]n?\b|%|million|billion)", claim.text, re.I):
        return re.match(r"\s[^\W\d]+\s[^\W\d]", after) is not None  # "15 m riders a year"
    return hint != "how many?" and bool(claim.verb) and len(quantities(claim.text)) == 1


def _is_dated(claim: Claim, figure: str, after: str) -> bool:
    """`four seasons 1725`, under Vivaldi: a few words, and when it was."""
    few = not claim.verb and len(claim.text.split()) <= 4 and not re.search(r"\bet al\b", claim.text)
    return few and not after and bool(_YEAR.fullmatch(figure)) and bool(heading_thing(claim.point))


_YEAR = re.compile(r"1\d{3}|20[0-4]\d")
_OF_MANY = re.compile(
    r"\bof (?:the|all|its|their|our|those|these)\s(?:(?:last|first|past|next|top|other)\s)?(?:~\s?)?$", re.I
)
"""`of the 56 grasses 32 grow here`: how many do is the fact."""
_IN_DOUBT = re.compile(r"\s?\(\s?[~≈]?\d+\s?\?+\)|\s?\?")
_SAME_AGAIN = re.compile(r"\s?\(\s?[~≈=]?\s?\d[\d.,–-]*\s?[^\W\d]{0,3}\)")
"""The same in another unit: `~224 (435F)`."""
_IN_FORMULA = re.compile(r"\s?[−+*/·^×]\s?\w|\s-\s[A-Z]{2}")
_SECTION, _STATUTE = re.compile(r"\ss\.?\s?\d"), re.compile(r"\b(?:\w*[A-Z]){2}\)?[A-Z]?\s$")
_SUM = re.compile(r"(?:^|:\s|\s)[\d.]+(?:\s?[+*/×x−-]\s?[\d.]+)+\s?[=≈]\s?$")
"""`4 + 2 + 1 = 7`: whoever sees the left side knows the right one."""
_FIGURE_FOLLOWS = re.compile(r"\s*(?:->|→|=>)\s*[~≈<>]?\d")
"""`7B -> 112 GB`: the figure that matters comes behind the arrow."""


def _is_count_of(figure: str, after: str) -> bool:
    """Whoever sees `3 estates: clergy, nobility, the rest` can count them.

    >>> _is_count_of("3", " estates: clergy, nobility, the rest"), _is_count_of("3", " estates: all of them, at once")
    (True, False)
    """
    listed = after.partition(": ")[2]
    return figure.isdigit() and bool(listed) and len(re.split(r",\s(?:and\s)?|\sand\s", listed)) == int(figure)


def _suits(hint: str, before: str, figure: str, after: str) -> bool:
    """May a gap at a figure ask so? "587 submission" is no count, nor is 1232 in "a buffer of 1232" a year.

    >>> _suits("how many?", "it has ", "12", " brass valves"), _suits("how many?", "25 smtp, ", "587", " submission")
    (True, False)
    >>> _suits("when?", "Copernicus ", "1543", ""), _suits("when?", "edns0 buffer ", "1232", " recommended")
    (True, False)
    >>> _suits("when?", "renamed ", "2019", ", moved later")
    True
    """
    if hint == "how many?":
        follow = read(after)
        phrase = takewhile(lambda at: follow.tags[at] in ("ADJ", "N", "PN"), range(len(follow.tags)))
        return not before.endswith("/ ") and any(_is_counted(follow.tokens[at].text) for at in phrase)
    if hint == "when?" and re.fullmatch(r"\d{4}", figure):
        return (
            bool(not before or _DATED.search(before) or _ends_with_act(before))
            and not _has_unit(after)
            and not re.match(r"[-–]\d{5}", after)
        )
    return True


def _has_unit(after: str) -> bool:
    """`1232 bytes`, and not `2017 as a bakery`."""
    unit = _UNIT.match(after)
    return unit is not None and unit[0].strip() not in words.PREPOSITIONS | words.STOPWORDS


def _ends_with_act(before: str) -> bool:
    last = read(before).lower[-1:]
    return bool(last) and verb_tags(last[0]) & {"past", "pp"} != set()


def _is_counted(word: str) -> bool:
    return is_plural(word) or word in _PLURALS or (word.isupper() and len(word) > 1)


_PLURALS = frozenset(["people", "men", "women", "children", "feet", "teeth", "mice"])
_DATED = re.compile(
    r"(?:[(,;:–-]\s?|\b[A-Z]\S*\s|\b(?:in|since|by|from|to|until|till|before|after|around|about|circa|ca?\.|of|and|or|"
    r"early|late|mid|year)\s)$"
)
"""Behind such a word, a name or a mark, four digits are a year."""
_TIMES, _TIMES_OF = re.compile(r"\btimes out of\s$", re.I), re.compile(r"\s+times out of\s\w", re.I)
_AT_A_TIME = re.compile(r"(?:^|\b(?:in|since|by|until|till|from|of|early|mid|late|next|last)\s)$", re.I)
_FROM_WHEN = re.compile(r"\s(?:in|from|of)\s\d{4}\b")
_FROM = re.compile(r"\b(?:from|von|van|od)\s$")
_TO = re.compile(r"(?:\s\([^()]*\))?\s(?:to|bis|tot|do)\s\S*\d")
_UNIT = re.compile(r"\s[a-zµ]{1,5}(?:/[a-z]+)?\b")
_JOKING = re.compile(r"\b(?:feels like|lol|haha|lmao|jk|!!+\))", re.I)


def _is_numbering(figure: str, before: str, after: str) -> bool:
    """`1 resend the last ACK 2 let old segments die`: the second of some points, and no figure.

    >>> _is_numbering("2", "1 resend it ", " let them die"), _is_numbering("2", "1 of ", " die")
    (True, False)
    """
    last = (
        re.search(rf"(?:^|\s){int(figure) - 1}\s(?!of\b)(?=[a-z])", before) if re.fullmatch(r"[2-9]", figure) else None
    )
    return bool(last) and {"base"} <= verb_tags(read(after).lower[0] if after.strip() else "")


_LIMITS = frozenset({"port", "default", "limit", "max", "min", "maximum", "minimum", "size"})
"""Behind these four digits are no year: `default 1500`, but `population 1851`."""


def _is_name_part(text: str, start: int, end: int, lang: str = "en") -> bool:
    """`Expo 98`, `GeForce 256 in 1999`, `grade 5`, `signal 9 cannot be caught`, `one full head`: it names, or the
    noun's number gives it away; behind the name of a measure it is the measure: `default 60`."""
    quantity = text[start:end]
    if lang != "en":
        numbered = quantity.isdigit() and not re.fullmatch(r"1\d{3}|20\d\d", quantity)
        counts = re.match(r"\s[A-ZÄÖÜ]" if lang == "de" else r"\s\w", text[end:])  # "Wien 23 Bezirke"
        if quantity == "1" and counts:
            return True  # "1 Taler = 24 Groschen"
        return numbered and bool(re.search(r"(?<!^)\b[A-ZÄÖÜ]\w+\s$", text[:start])) and not counts
    if re.fullmatch(r"\d{4}", quantity) and _STUDY.search(text[:start]):
        return True
    before, after = read(text[:start]), read(text[end:])
    noun = quantity.isdigit() and before.tags[-1:] in (("N",), ("PN",))
    year = re.fullmatch(r"1[0-9]\d\d", quantity) is not None
    measure = bool(before.lower) and before.lower[-1] in (
        _LIMITS if year else words.ROLE_NOUNS | _LIMITS
    )  # "default 60"
    label = noun and ((after.tags[:1] in ((), ("PUNCT",)) and not measure) or after.tags[:1] in (("AUX",), ("MOD",)))
    one = quantity == "1" and after.tags[:1] in (("N",), ("ADJ",), ("VN",)) and not after.lower[0].endswith("s")
    model = quantity.isdigit() and before.tags[-1:] == ("PN",) and bool(_FROM_WHEN.match(text[end:]))
    return label or one or model


_STUDY = re.compile(r"[A-Z][\w'’-]+\s(?:(?:&|\+|and)\s[A-Z][\w'’-]+|et al\.?),?\s\(?$")
"""`Loftus & Palmer 1974`: the year is a part of how a study is cited."""


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

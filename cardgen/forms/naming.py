"""Forms for names and what they mean: definitions, roles, dates of names, glosses in brackets."""

from __future__ import annotations

import re
from itertools import takewhile

from cardgen import tongues, words
from cardgen.addressing import to_reader
from cardgen.forms import roles
from cardgen.forms.abroad import front_of
from cardgen.forms.asked_for import WHAT_IS, ask_for, front_head, has_figure, is_attribute
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, is_equated, key, main_part, tidy
from cardgen.forms.contrasts import told_of_both
from cardgen.forms.dates import without_date
from cardgen.forms.figures import MOST_FIGURES
from cardgen.forms.fronts import (
    KIND,
    MOST_PARTS,
    are_questions,
    by_its_kind,
    by_its_opening,
    happening,
    is_formula,
    is_legend,
    is_name,
    is_worded,
    keys_of,
    leans_on_another,
    listed_of,
    parts_of,
    plain_front,
    says_its_kind,
)
from cardgen.forms.shapes import NUMERAL_FIRST, SHAPES, is_done_to, shape_of
from cardgen.labels import asks_behind, bare, has_verb, is_plural, says, word_count
from cardgen.model import Card, Claim, Point
from cardgen.points import context
from cardgen.quantities import FIGURE, WHEN, quantities
from cardgen.reading import read
from cardgen.sentences import sentence_at
from cardgen.subjects import mid_sentence
from cardgen.verbclasses import EVENT_NOUNS
from cardgen.verbgroup import in_past
from cardgen.verbs import verb_tags


def definition(claim: Claim) -> list[Card]:
    """`X: Y`, `X - Y`, `**X** Y`, `X = Y`, where Y is a phrase that says what X is.

    >>> print(definition(_claim("Penny Post 1840 - a letter service run by the crown"))[0])
    Q: What is Penny Post?
    A: a letter service run by the crown
    >>> definition(_claim("Penny Post 1840 - letter service run by the crown"))[0].front
    'What is Penny Post?'
    >>> definition(_claim("the relay writes to kafka"))        # no label
    []
    >>> definition(_claim("arp: ip->mac, by broadcast"))       # half of it is no answer
    []
    """
    compared = claim.point.lang == "en" and _VERSUS.search(claim.label)
    if not claim.label or not claim.first or (claim.verb and not _explains(claim) and not compared):
        return []
    equal = is_equated(claim)
    if _BROKEN_OFF.match(_rest_of_sentence(claim)) and not (equal and _CALCULATED.search(claim.text)):
        return []
    name = without_date(_last_name(bare(claim.label)))
    name = _equated_name(name) if equal else name
    if _VERSUS.search(name) or {*name.lower().split()[:1]} & tongues.DIFFERENCE:
        return told_of_both(claim, name)
    said = claim.text + _goes_on(claim)
    body = main_part(_COPULA.sub("", tidy(said))) if claim.point.lang == "en" else _told_abroad(claim)
    divided = re.fullmatch(r"[a-z]+", body) and _DASH.match(_rest_of_sentence(claim))  # "gearing: low - for hills"
    if divided or _GOES_ON_AS_LABEL.match(_rest_of_sentence(claim)):
        said, comma, name_of_more = body.rpartition(", ")  # "an uprising in the west, 1793, trigger: conscription"
        body = said if comma or word_count(name_of_more) < 2 else body
    name = re.sub(r"^(?:part|chapter|ch\.?)\s\d+\s+(?=\w)", "", name, flags=re.I)
    if _names_nothing(name) and not (equal and _SYMBOL.fullmatch(name) and word_count(body) > 1):
        return []
    described = claim.point.lang != "en" and (word_count(body) > 3 or equal)  # "1-wertig, nur Kraft zur Bahn"
    if (
        equal
        and re.fullmatch(r"\d+\s?%?", body)
        and (term := re.match(r"\s[-−+*/×]\s?[^,;]+", _rest_of_sentence(claim)))
    ):
        body = tidy(body + term[0])
    reckoned = equal and (
        re.match(r"\d+\s?%?\s?(?:[-−+*/×]|x\s)\s?[^\W\d]", body)
        or (word_count(body) > 4 and not has_verb(body.split(",")[0]))
    )
    if equal and _BARE_NUMBER.fullmatch(body) and not has_verb(name):
        return [basic(claim.point, "definition", f"{to_reader(name)} = ?", body, slot=f"define:{key(name)}")]
    summed = len(quantities(body)) > MOST_FIGURES or bool(keys_of(re.split(r",\s(?![^()]*\))", body)))
    if FIGURE.match(body) and not WHEN.match(body) and not has_figure(name) and not (described or reckoned or summed):
        return []  # a figure is hidden in its line
    described = not claim.verb and is_done_to(body) and not equal and not roles.is_asked(name)
    leans = leans_on_another(name, body)
    if not name or not body or word_count(body) > MAX_BODY_WORDS or described or leans or _ASKED_IN_EXAM.search(body):
        return []
    front, body = _asked(name, body, claim)
    return [basic(claim.point, "definition", _of_degree(front, claim), body, slot=f"define:{key(name)}")]


def _of_degree(front: str, claim: Claim) -> str:
    """`1st = ?` with what it is the first of, where that stands above."""
    above = context(claim.point)[1:]
    opens = re.match(r"\d(?:st|nd|rd|th) = \?$", front) and claim.point.text.startswith(front[:3])
    return f"{capital(above[-1])}: {front}" if opens and above and roles.is_owner(above[-1]) else front


def _asked_abroad(name: str, body: str, claim: Claim, front: str) -> str:
    """The question for a name in another language than English, where its body's shape asks for nothing: `front`."""
    lang = claim.point.lang
    plain = {capital(name), WHAT_IS.get(lang, "").format(name=name).rstrip(" ?")}
    if front.rstrip(" ?") not in plain:
        return front
    if lang == "de" and name.islower() and " " not in name and _has_capitals(claim.point):
        return f"{capital(claim.point.parent)}: {name}?"  # "deklarativ", of what stands above
    return front_of(name, body, lang, is_equated(claim))


MOST_WHOLE_WORDS = 10
"""Words; what is told of a name in another language is not shortened up to this length."""


def _told_abroad(claim: Claim) -> str:
    """All that is told of a name if it is short, else the first of it."""
    told = tidy(claim.text, claim.point.lang)
    return told if word_count(told) <= MOST_WHOLE_WORDS else main_part(told)


def _has_capitals(point: Point) -> bool:
    """Does the name above a point, or what the point says, write its nouns large, as German does?"""
    return bool(point.parent) and point.parent[0].isupper() and bool(re.search(r"\s[A-ZÄÖÜ][a-zäöüß]", point.text))


def _names_nothing(name: str) -> bool:
    """Is what stands before the colon no thing that can be asked for?

    >>> [_names_nothing(name) for name in ("both together", "Tuesday", "first crack ~196C", "`ls`", "Week 4", "relay")]
    [True, True, True, True, True, False]
    """
    first, *more = name.lower().split() or [""]
    return bool(
        first in ("vs", "vs.", "versus", "than", "like", "as")
        or (not more and first in words.ADVERBS - words.NOUNS - words.ADJECTIVES)
        or (not more and first in ("best", "worst", "biggest", "smallest", "latest"))  # which, of what?
        or not re.search(r"[^\W\d]{2}|\W|^[^\W\d]$", name)  # "100 = PANIC"
        or _POINTING & {first, *more[:1]}
        or (not more and first in words.WEEKDAYS.keys() | tongues.MARKS)
        or re.fullmatch(
            r"\d+(?:st|nd|rd|th)|(?:evening|week|day|lecture|lec|session|lesson|class|unit)\s\d+", name, re.I
        )
        or re.search(r"[~≈]\s?\d|\d\s?[°%]|\d[CF]\b", name)  # its figure is hidden
        or name.startswith("`")  # code has its own form
        or re.fullmatch(r"[A-Z]{1,2}\d{1,2}", name)  # a number, no name
    )


_SYMBOL = re.compile(r"[^\W\d]{1,2}\d{1,2}|\d(?:st|nd|rd|th)")
"""`B2 = a vitamin`: what an equals sign tells of is no number of a place in a list."""


def _asked_of_another(name: str, body: str, claim: Claim) -> str:
    """The question for a name that is told of something else: of what stands above it, or before its preposition."""
    if asks_behind(name) and claim.point.lang == "en":
        return capital(f"{front_head(claim)}{name} what?")
    if owner := roles.whole_of(name, claim.point):
        return f"{capital(owner)}: {name}{' = ' if is_equated(claim) else ''}?"
    whose = roles.whose_fact(name, claim) if claim.point.lang == "en" else ""
    return f"{whose}: {name} {'when' if WHEN.match(body) else 'what'}?" if whose else ""


def _asked(name: str, body: str, claim: Claim) -> tuple[str, str]:
    """The question for a name, and how much of its body answers it."""
    if front := _asked_of_another(name, body, claim):
        return front, body
    if asked := _case(name, body, claim):
        return asked
    if asked := _equal_inside(name, body, claim):
        return asked
    if front := roles.asked(name, body, claim, defines=bool(KIND.match(body)) or says_its_kind(body)):
        return front, _of_role(claim, body)
    front = _front(name, body, claim) if claim.link in ("", ":", "-") else f"{capital(name)}: {claim.link} what?"
    if claim.point.lang != "en":
        return _asked_abroad(name, body, claim, front), body
    if front != f"{capital(to_reader(name))}?":
        return front, _all_happened(claim, body) if front.startswith("What happened ") else body
    told = _all_told(claim, body)
    equal = is_equated(claim)
    if equal and not all(map(is_name, parts_of(told))):
        whole_told = tidy((claim.text + _rest_of_sentence(claim)).split("; ")[0])
        fits = word_count(whole_told) <= MAX_TOLD_WORDS and not re.search(r"->|→|=>|;\s", whole_told)
        pieces = re.split(r",\s(?![^()]*\))|\s/\s(?=[^=]*=)", whole_told if fits else body)
        whole = re.split(r",\s(?![^()]*\))", claim.text + _rest_of_sentence(claim))
        names = listed_of(whole) if is_plural(name.lower()) or are_questions(whole) else []
        in_short = word_count(pieces[0]) < 3 and word_count(whole_told) <= MOST_WHOLE_WORDS and fits
        still = is_legend if is_formula(pieces[0]) else _still_of_it
        of_it = (
            whole_told if in_short and still is _still_of_it else ", ".join([pieces[0], *takewhile(still, pieces[1:])])
        )
        told = ", ".join(names) if len(names) > 2 else of_it  # "Ann (CEO), Ben, Cleo, all from trading"
    body = told
    by_article = equal and name.lower().split()[0] in words.DETERMINERS - words.NUMBER_WORDS.keys() - _COMPARING
    if by_article and len(parts_of(body)) == 1:
        return f"What {'are' if is_plural(name) else 'is'} {mid_sentence(to_reader(name))}?", body
    happens = "" if equal else happening(name, claim)
    front = happens or plain_front(name, body, equal=equal)
    above = context(claim.point)[1:]
    quality = set(read(name).tags) == {"ADJ"}
    common = name.islower() and (name in words.EVERYDAY or quality) and not claim.sentence
    if common and front.startswith(f"{capital(name)}?") and above and roles.is_owner(above[-1]):
        return f"{capital(above[-1])}: {name}{front[len(name) :]}", body  # "college", "negative": of what it is a fact
    return front, body


def _equal_inside(name: str, body: str, claim: Claim) -> tuple[str, str] | None:
    """`Fisher: real rate ≈ nominal rate − inflation`: a name, and behind its colon one thing that equals another.

    >>> _equal_inside("Fisher", "real rate ≈ nominal rate − inflation", _claim("Fisher: real rate"))
    ('Fisher: real rate ≈ ?', 'nominal rate − inflation')
    >>> _equal_inside("exits", "a = 1, b = 2", _claim("exits: a")), _equal_inside("x", "y = z", _claim("x = y"))
    (None, None)
    """
    m = _ONE_EQUALS.fullmatch(body) or (_ONE_LIMIT.fullmatch(body) if name not in words.EVERYDAY else None)
    equal = is_equated(claim)
    if (
        m is None
        or equal
        or word_count(m["what"]) > 4
        or says(m["what"])
        or m["what"].count("(") != m["what"].count(")")
    ):
        return None
    return f"{capital(to_reader(name))}: {m['what']} {m['sign']} ?", m["value"]


_ONE_LIMIT = re.compile(r"(?P<what>[^=≈:;,<>≤≥]{1,40}?)\s?(?P<sign>[<>≤≥])\s?(?P<value>[^=≈<>≤≥,;/]{1,30})")
"""`MAP >60`: a limit of what is told of a name, or what is less than another."""
_ONE_EQUALS = re.compile(r"(?P<what>[^=≈:;,]{1,40}?)\s?(?P<sign>[=≈])\s?(?P<value>[^=≈]+)")


def _case(name: str, body: str, claim: Claim) -> tuple[str, str] | None:
    """`drift: when a current moves the ship`: what it is; `drift: when the wind is north`: when it is."""
    if claim.link in ("", ":", "-") or not has_verb(body):
        return None
    if claim.point.lang != "en" or claim.link not in ("when", "where"):
        return plain_front(name, told := f"{claim.link} {body}"), told  # "after coffee i stretch": no thing
    any_one = claim.text.lower().split()[0] in ("a", "an", "you", "one")
    front = f"What is {name}?" if any_one else f"{capital(name)}: {claim.link}?"
    return front, f"{claim.link} {_of_role(claim, body)}"


def _of_role(claim: Claim, body: str) -> str:
    """All that a sentence tells of what something has, up to a piece that tells something else.

    >>> _of_role(_claim("lesson: test the pump before you sail, and a spare"), "test the pump")
    'test the pump before you sail, and a spare'
    >>> _of_role(_claim("capital: Turin, it lies on the Po"), "Turin")
    'Turin'
    """
    told = tidy(claim.text + _rest_of_sentence(claim))
    if re.search(r"->|→|=>|<-|\s=\s|:\s|;\s|\?|\s[-–—]\s", told) or word_count(told) > MAX_TOLD_WORDS:
        return body
    pieces = re.split(r",\s(?![^()]*\))", told)
    return ", ".join([pieces[0], *takewhile(_still_of_it, pieces[1:])])


def _still_of_it(piece: str) -> bool:
    """Does a piece behind a comma go on telling what a name is equal to?

    >>> [_still_of_it(x) for x in ("fewer channels", "NOT = good", "both better stopped down", "blended = one rate")]
    [True, True, False, False]
    """
    first = read(piece)
    if first.tags[:1] in (("V",), ("AUX",)) and _is_third_person(first.lower[0]):
        return True  # "has consequences"
    leans = (
        not first.tags or first.tags[0] in ("PRON", "SUB") or first.lower[0] in words.DEMONSTRATIVES | {"both", "all"}
    )
    equated = "=" in piece and not piece.lower().startswith("not")
    relative = first.lower[1:2] in (("that",), ("which",), ("who",))  # "a law that binds all"
    clause = says(piece) and word_count(piece) > 3 and first.tags[0] in ("N", "PN", "DET", "CODE") and not relative
    return not (leans or equated or clause)


def _is_third_person(verb: str) -> bool:
    return verb in ("is", "has", "was", "does") or verb_tags(verb) == {"s"}


_CALCULATED = re.compile(r"\w\s?[−+*/·^×]\s?[\w(]")


def _all_told(claim: Claim, body: str) -> str:
    """All that the sentence tells of the name, if it is a few short things; else the first of them.

    >>> _all_told(_claim("VACUUM: no block on reads, space reusable"), "no block on reads")
    'no block on reads, space reusable'
    """
    told = tidy((claim.text + _rest_of_sentence(claim)).split("; ")[0])
    plain = re.sub(r"\([^()]*\)", "", told)
    if re.search(r"->|→|=>|<-|\s=\s|:\s|;\s|\?|\s[-–—]\s", plain) or word_count(told) > MAX_TOLD_WORDS:
        return body
    return told if 1 < len(parts_of(told)) <= MOST_PARTS else body


def _all_happened(claim: Claim, body: str) -> str:
    """All of a short story: half of it is none."""
    told = tidy(claim.text + _rest_of_sentence(claim))
    return told if word_count(told) <= MAX_TOLD_WORDS else body


MAX_TOLD_WORDS = 20
"""Words; several things to know of a name are told in one breath up to this length."""


_BARE_NUMBER = re.compile(r"[~≈<>]?\s?\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?")
"""`queen = 16`, under `days to hatch`: what it counts stands above."""


_ASKED_IN_EXAM = re.compile(
    r"\b(?:always|often|usually|every year)\s(?:in|on|comes up in)\s(?:the\s)?(?:exams?|tests?)$", re.I
)
_VERSUS = re.compile(r"\s(?:vs\.?|versus)\s")


def _last_name(label: str) -> str:
    """The name that a colon follows, without a clause before it: `both cut at a signal, 12/23 rule: ...`.

    >>> _last_name("enzymes cut at a signal, 12/23 rule"), _last_name("Kant, Hume")
    ('12/23 rule', 'Kant, Hume')
    """
    before, comma, last = label.rpartition(", ")
    apart = has_verb(before) or re.search(r"\s\d", before)  # "oak 30 mm, pine 40, ash: no limit"
    return last if comma and apart and 1 <= word_count(last) <= 4 else label


def _equated_name(label: str) -> str:
    """What an equals sign tells of: no link to the sentence before, no time of the day, no clause that ends with it.

    >>> _equated_name("otherwise full rinse"), _equated_name("9:00 soak"), _equated_name("started 1913 as Hansa Ltd")
    ('full rinse', 'soak', 'Hansa Ltd')
    """
    name = re.sub(r"^(?:(?:otherwise|else|also|so|then|plus|and|but)[,:]?|\d{1,2}[:.]\d\d)\s+(?=\S{2})", "", label)
    told, _, last = name.rpartition(" as ")
    starts = read(told).tags[:1]
    return last if starts in (("V",), ("VN",)) and re.match(r"[A-Z]", last) else name


_BROKEN_OFF = re.compile(r"\.?\s*(?:->|→|=>)|\s[-+*/×]\s?\d")


_DASH = re.compile(r"\s[-–—]\s")
_GOES_ON_AS_LABEL = re.compile(r"\s?:\s")
_COMPARING = frozenset({"more", "less", "fewer", "most", "too", "no", "not", "all", "each", "every", "any"})
"""`more clerks than desks = the extra ones wait`: a case, and no thing that something could be."""
_POINTING = words.DEMONSTRATIVES | {"both", "all", "rest", "it", "same", "other", "others", "one", "either", "never"}


def _goes_on(claim: Claim) -> str:
    """What still belongs to a phrase that says what a name is: `a table that holds events | until they are sent`."""
    rest = _rest_of_sentence(claim)
    if keys_of([claim.text, *re.split(r";\s", rest.lstrip("; "))]):
        return rest  # "LV thick; RV thin": a value of each
    bound = re.match(
        r"\s(?:until|till|when|while|where|which|that|who|whose|if|unless|because|before|after|so that|to)\b", rest
    )
    of_verb = re.match(r"\s(?:if|unless|until|till|when|while|because|so that)\b", rest)
    fits = bound and (not claim.verb or of_verb) and word_count(claim.text + rest) <= MAX_BODY_WORDS
    return re.split(r"[,;]\s|\s[-–—]\s|\s(?:->|→)\s", rest)[0] if fits else ""


def _rest_of_sentence(claim: Claim) -> str:
    return claim.point.text[claim.span.end : sentence_at(claim.point.text, claim.span.start).end]


def _front(name: str, body: str, claim: Claim) -> str:
    """The question that the body's own shape calls for: a value, a command, a time, a count, or what the name is."""
    said = body.startswith(('"', "“")) and word_count(body) > 2 and set(read(name).tags) == {"PN"}
    if claim.point.lang == "en" and said:
        return f"What did {name} say?"
    if claim.point.lang == "en" and (asked := by_its_kind(name, body)):
        return asked
    equal = is_equated(claim)
    if claim.point.lang == "en" and not equal and (asked := by_its_opening(name, body)):
        return asked
    shape = "" if is_attribute(name) else shape_of(body)
    if shape == "which formula?" and (claim.verb or is_worded(body) or equal or NUMERAL_FIRST.match(body)):
        shape = ""  # "π = ?" asks for it
    if equal and shape.startswith("how many ") and word_count(body) > 2:
        shape = ""  # "= 6 semitones, devil in music": the count is not all of it
    if claim.point.lang != "en":
        shape = SHAPES.get(claim.point.lang, {}).get(shape, "")
    happened = bool(claim.verb) and in_past(claim.verb) and any(w in EVENT_NOUNS for w in name.lower().split())
    if claim.point.lang == "en" and happened:
        shape = "what happened?"
    elif claim.point.lang == "en" and read(body).tags[:1] == ("VG",) and _may_be_person(name) and not equal:
        shape = "which task?"
    return f"{capital(name)}: {shape}" if shape else ask_for(name, claim, body)


def _may_be_person(name: str) -> bool:
    """`Ada`, `Ada Lovelace`, and no letters: `FVE`."""
    return read(name).tags[-1:] == ("PN",) and not name.isupper()


_COPULA = re.compile(r"^(?:it['’]?s|its|it is|this is|is|are|was|were|that['’]?s|thats)\s+(?=\w)", re.I)
"""What a body repeats of the question: "What is X?" needs no "is" in its answer."""


def _explains(claim: Claim) -> bool:
    """A body with its own subject explains the name when the name is a role or stands before a colon or in bold."""
    role = any(w in words.ROLE_NOUNS for w in claim.label.lower().split()) or roles.is_asked(bare(claim.label))
    if is_equated(claim) and claim.lead == "":
        return True  # "Soft decline = issuer says no": what stands there says what it is
    if claim.carried or not claim.subject:
        return role
    role = any(w in words.ROLE_NOUNS for w in claim.label.lower().split()[-2:]) or roles.is_asked(bare(claim.label))
    before = re.sub(r"\s(?:when|where)\s*$", "", claim.point.text[: claim.span.start]).rstrip(" *")
    alone = _rest_of_sentence(claim).strip(" .!") == ""
    if (
        not role
        and (claim.verb.lower() in ("is", "are", "was", "were") or not alone)
        and claim.lead == ""
        and len(claim.text.split()) > 2
    ):
        return claim.point.text.startswith("**") and alone
    if before.endswith(("-", "–", "—")) and word_count(claim.label) <= 3:
        return alone and claim.subject.lower() not in words.PRONOUNS | {"there"}
    return role or (before.endswith((":", "=")) and len(claim.label.split()) <= 4) or claim.point.text.startswith("**")


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

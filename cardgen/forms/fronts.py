"""The question for what stands behind a name: a list, several things to know, one thing.

Behind a colon or a dash people write whatever comes to mind of a name: what it consists of, where it is, what holds for
it. The relation is nowhere in the line, so the question can only say how much there is to tell, and of what shape.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.clauses import expand, parts
from cardgen.forms.common import capital
from cardgen.labels import has_verb, is_plural, says, word_count
from cardgen.model import Claim
from cardgen.quantities import CITATION, DATE, WHEN
from cardgen.reading import Words, read
from cardgen.subjects import agrees
from cardgen.verbclasses import STATES
from cardgen.verbgroup import verb_of
from cardgen.verbs import NOUNY, base_of, verb_tags

MAX_NAME_WORDS = 3
"""Words; a part of a body up to this length, without a verb or a figure, is a name in a list."""
MOST_PARTS, MOST_NAMES = 6, 9
"""Things to know of one name, or names that belong to it, that are recalled at once."""
KIND = re.compile(
    r"(?:an?|the(?!\s(?:more|less|better|worse|sooner|later|higher|lower)\b)|one of|any|some|"
    r"(?:kind|type|sort|form|set|group|family|class|process|method|way|act|state|study|art)"
    r"s? (?:of|to)|ein(?:e[rmns]?)?|der|die|das|une?|les?|la|l['’]|un[ao]?|el|los|il|lo|een|de|het)(?:\s|(?<=['’]))",
    re.I,
)
"""How the answer to "What is X?" starts: with the kind of thing that X is."""
_PART = re.compile(r"\s*(?:,|;)\s+|\s+(?:/|\+)\s+")
_HANGS = re.compile(
    r"(?:and|or|but|so|then|not|no|never|only|ex|ex-|former|formerly|aka|"
    r"without|w/o|with|w/|which|who|that|esp|especially|incl|e\.?g|i\.?e|eg|ie|"
    r"as|if|when|because|bc|since|unless|until|till|though|for|to|in|at|on|of|from|by|via|per)\b",
    re.I,
)
"""How a piece begins that belongs to the one before it."""
_BRACKET = re.compile(r"\s*\([^()]*\)")
_ROW = re.compile(r"\S\s+(?P<sign><|>|≤|≥)\s+\S")


def parts_of(body: str) -> list[str]:
    """What a body tells, piece by piece; what stands in brackets or quotes parts nothing.

    >>> parts_of("no block on reads, space reusable (not given back, ever)")
    ['no block on reads', 'space reusable (not given back, ever)']
    >>> parts_of("mineral oil, never DOT"), parts_of("H+ into lysosomes, endosomes, vesicles")
    (['mineral oil, never DOT'], ['H+ into lysosomes, endosomes, vesicles'])
    """
    if _CALCULATES.search(body):
        return [body]
    listed = ", " in _BRACKET.sub("", body)  # beside commas a plus joins two names to one thing
    masked = re.sub(r"\([^()]*\)|\"[^\"]*\"|“[^”]*”|`[^`]*`", lambda m: "x" * len(m.group()), body)
    pieces, start = [], 0
    for m in _PART.finditer(masked):
        joins = "+" in m.group()
        if joins and (listed or not is_name(body[start : m.start()].rsplit(" + ")[-1]) or not is_name(body[m.end() :])):
            continue
        if _HANGS.match(masked, m.end()) and not re.match(r"(?:and|no)\s\S+", masked[m.end() :], re.I):
            continue
        pieces.append(body[start : m.start()])
        start = m.end()
    pieces.append(body[start:])
    divided = len(pieces) == 2 and " / " in body and ", " not in body  # "bandwidth / size": one through the other
    return [body] if divided or _runs_on(pieces) else pieces


_CALCULATES = re.compile(r"[·×√^∑]|\s[+−*/]\s?\d|\d\s?[*]\s?\w|\)\s?[/*+−]")
"""A formula is one thing, whatever signs it has."""


def _runs_on(pieces: list[str]) -> bool:
    """`H+ into lysosomes, endosomes`: the names behind the comma go with the preposition before it."""
    first, *others = pieces
    return len(others) > 1 and "P" in read(_BRACKET.sub("", first)).tags[1:] and all(is_name(p) for p in others)


def is_name(piece: str) -> bool:
    """A part of a body that only names something.

    >>> is_name("Nebius (the ex-Yandex one)"), is_name("space reusable but small"), is_name("22 ssh")
    (True, False, False)
    """
    plain = _BRACKET.sub("", piece).strip()
    if re.search(r"[,;=:]|\b(?:bc|because|so|but)\b", plain):
        return False
    few = 0 < word_count(plain) <= MAX_NAME_WORDS and not re.search(r"\d|\bnot?\b", plain)
    return few and not has_verb(plain) and not re.match(r"(?:only|never)\b", plain, re.I)


def plain_front(name: str, body: str, equal: bool = False) -> str:
    """The question for a body whose kind nothing tells; `equal` where its author has put an equals sign before it.

    >>> plain_front("systolic murmurs", "aortic stenosis, mitral regurg"), plain_front("four more", "Sahel, Ethiopia")
    ('Systolic murmurs: which? (2)', 'Four more: which?')
    >>> plain_front("decode", "memory bound", equal=True), plain_front("sync", "off < local < on")
    ('decode = ?', 'Sync: in what order?')
    >>> plain_front("paged attention", "kv in fixed blocks"), plain_front("promote", "pg_ctl promote")
    ('Paged attention?', 'Promote: how?')
    """
    state = set(read(name).tags) == {"ADJ"}  # "high: lose reflexes first"
    if not equal and not state and not name.lower().startswith("to ") and is_order(name, body):
        return f"{capital(to_reader(name))}: what do you do?"
    told, asked, first = parts_of(body), capital(to_reader(name)), name.lower().split()[0]
    if first in words.WH_WORDS:
        return f"{asked}?"
    if len(_ROW.findall(body)) > 1:
        return f"{asked}: in what order?"
    if keys := keys_of(told if len(told) > 1 else re.split(r"\s[/|;]\s|;\s", body)):
        return f"{asked}: {' / '.join(keys)}?"
    acts = first not in words.NOUNS | NOUNY | words.ADJECTIVES and verb_tags(first) == {"base"}
    if acts and not equal and word_count(name) == 1 and re.search(r"`|[^\W\d][_.(/]\w|\s-{1,2}\w", body):
        return f"{asked}: how?"
    counted = _COUNTED.match(name) and not re.match(r"(?:1|one)\b", name, re.I)
    fewest = 2 + equal  # behind an equals sign two pieces are mostly one thing and what more there is to say of it
    count = f" ({len(told)})" if fewest <= len(told) <= MOST_NAMES and not counted and all(map(is_name, told)) else ""
    if len(told) > 1 and (counted or (is_plural(name) and not equal)) and all(map(is_name, told)):
        return f"{asked}: which?{count}"
    described = read(told[0]).tags == ("ADJ",) and set(read(name).tags) & {"N", "PN"}  # "slate = dark, splits well"
    if (not equal or described) and (asks := _asks_of_pieces(name, told)):
        return f"{asked}: {asks}?{count}" if asks.startswith("which") else _typical(name, count)
    told_of = re.fullmatch(r"[A-Z][a-z]+", name) and (is_plural(name) or ("," in body and has_verb(body)))
    person = (word_count(name) > 1 and set(read(name).tags) == {"PN"}) or bool(told_of)  # "Romans: pay in salt"
    person = person or bool(counted) or (is_plural(name) and has_verb(body))
    named = name[0] not in "\"“'" and read(name).tags[-1:] not in _NO_NAME
    if says_its_kind(body) and not person and named:
        return f"What {'are' if _are_several(name, body) else 'is'} {to_reader(name)}?"
    return f"{to_reader(name)} = ?{count}" if equal else f"{asked}?{count}"  # "lx = ?": symbols stay as they are


def _asks_of_pieces(name: str, told: Sequence[str]) -> str:
    """What several pieces have in common: they are names, or they describe; "" where they have nothing.

    >>> _asks_of_pieces("second alliance", ["Athens", "Chios", "Rhodes (later)"])
    'which names'
    >>> _asks_of_pieces("upper river", ["steep valley", "waterfalls"]), _asks_of_pieces("pine", ["soft", "rots early"])
    ('what is typical', 'what is typical')
    >>> _asks_of_pieces("palate", ["acid", "body"]), _asks_of_pieces("felling", ["quick", "she left early"])
    ('', '')
    """
    plain = [_BRACKET.sub("", piece).strip() for piece in told]
    if len(plain) < 2 or is_plural(name) or _COUNTLESS_NAME & {*name.lower().split()} or re.search(r"[\d(]", name):
        return ""
    if all(piece[:1].isupper() and is_name(piece) for piece in plain) and set(read(name).tags) != {"VN"}:
        return "which names"
    loose = any((says(piece) and not _goes_on(piece)) or re.search(r"[\d=<>]|\b[^\W\d]\b", piece) for piece in plain)
    return "what is typical" if not loose and any(map(_describes, plain)) else ""


def _goes_on(piece: str) -> bool:
    """`rots early`: what a thing does, behind its qualities."""
    told = read(piece)
    return "s" in verb_tags(told.lower[0])


def _typical(name: str, count: str) -> str:
    """The question for what describes a thing, or goes with a state: `oxidised`.

    >>> _typical("pine", ""), _typical("PVC", "")
    ('What is typical of pine?', 'What is typical of PVC?')
    >>> _typical("rotten", " (2)"), _typical("Van Eyck", "")
    ('Rotten: what is typical? (2)', 'What is Van Eyck known for?')
    """
    state = set(read(name).tags) <= {"ADJ", "VN", "V", "ADV"}
    proper = all(word[0].isupper() and word[1:].islower() for word in name.split())
    if proper and (" " in name or (_is_proper(name) and not _ABSTRACT.search(name))):
        return f"What is {name} known for?{count}"
    return f"{capital(to_reader(name))}: what is typical?{count}" if state else f"What is typical of {name}?{count}"


_ABSTRACT = re.compile(r"(?:ion|ness|ity|ment|ism|ing|ance|ence|ure|age|ology|ics|ia|itis|osis|ate|ide|ine|ol)$")
"""How common nouns end that begin a line with a capital."""


def _describes(piece: str) -> bool:
    """`soft`, `rather soft`, `steep valley`: a quality, or a thing with one."""
    told = read(piece)
    if told.lower[:1] in (("later",), ("now",), ("same",), ("first",), ("last",), ("next",), ("other",)):
        return False  # "wool, later hemp"
    known = told.lower[-1:] != () and (told.lower[-1] in words.ADJECTIVES or _QUALITY.search(told.lower[-1]))
    alone = told.tags in (("ADJ",), ("ADV", "ADJ")) and bool(known)
    return alone or (told.tags[:1] == ("ADJ",) and told.tags[-1] == "N" and set(told.tags) <= {"ADJ", "N"})


_QUALITY = re.compile(r"\w{3}(?:er|y|ous|ful|less|ish|ive)$")
_COUNTLESS_NAME = words.ROLE_NOUNS.union(words.GENERIC_LABELS, words.WH_WORDS, ("main", "other", "usual"))


def keys_of(pieces: Sequence[str]) -> list[str]:
    """What each piece tells a value of: `north 4-5 GW`, `HR same`; [] unless each of them does.

    >>> keys_of(["north 4-5 GW", "south ~27"]), keys_of(["HR same", "BP down"])
    (['north', 'south'], ['HR', 'BP'])
    >>> keys_of(["IL-10", "TGF 5"]), keys_of(["built 1860", "burnt 1890"]), keys_of(["steep", "10 per min"])
    ([], [], [])
    """
    keys = [key for piece in pieces if (key := _key_of(re.sub(r"\s*\([^()]*\)", "", piece).strip()))]
    keys = [re.sub(r"\s(?:at|to|of|by)$", "", key) for key in keys]  # "alarm at 40 bar"
    if all(re.fullmatch(r"[A-Z][a-z]+\s\d{1,2}", piece) for piece in pieces):
        return []  # "Pixel 3, Galaxy 5": models
    names = all(
        k.isupper() or (set(read(k).tags) <= {"N", "PN", "ADJ", "VG", "NUM"} and k.lower() not in _COUNTLESS)
        for k in keys
    )
    return keys if 1 < len(keys) == len(pieces) == len(set(keys)) and names else []


def _key_of(piece: str) -> str:
    """What a value is told of, in one piece: `HR` of `HR same`, `LV` of `LV thick`; "" where none is."""
    if m := _KEYED.fullmatch(piece) or _BY_YEAR.fullmatch(piece):
        return m["key"]
    if m := re.fullmatch(r"(?P<key>[^\W\d][\w ]{0,20}[↑↓])\s[^\d,;=↑↓]{2,30}", piece):
        return m["key"]  # "load↑ slower"
    told = read(piece)
    *named, last = told.tags or ("",)
    described = last == "ADJ" and 0 < len(named) < 3 and set(named) <= {"N", "PN"}
    return piece[: told.tokens[-1].start].strip() if described else ""


_BY_YEAR = re.compile(r"(?P<key>(?:1\d|20)\d\d)\s[^\W\d][^,;=]*")
"""`2024 green`, where each year has its colour."""
_KEYED = re.compile(
    r"(?P<key>[^\W\d][\w.+&'’-]*(?:\s[^\W\d][\w.+&'’-]*){0,2})(?:\s?=\s?(?P<value>\S.*)|"
    r"\s[~≈<>≤≥$€£]?\d(?:[^,;=]|,(?=\d))*|\s(?:is\s)?(?:up|down|same|low|high|lower|higher|normal|unchanged|none|off|on)(?:\s[^,;=]*)?)"
)
_COUNTLESS = frozenset({"max", "min", "about", "approx", "over", "under", "first", "last", "usual", "default"})
"""Beside a number these say which number it is of the same thing."""


def listed_of(pieces: Sequence[str]) -> list[str]:
    """The names that a body begins with; all its pieces, if three names or more come first and the rest is as short.

    >>> listed_of(["oak", "elm", "ash", "2nd growth pine"]), listed_of(["Ann (CEO)", "Ben", "all of them from trading"])
    (['oak', 'elm', 'ash', '2nd growth pine'], ['Ann (CEO)', 'Ben'])
    """
    if are_questions(pieces):
        return [*pieces]
    names = [*takewhile(is_name, pieces)]
    rest = pieces[len(names) :]
    short = len(names) > 2 and all(word_count(p) <= MAX_NAME_WORDS + 1 and not has_verb(p) for p in rest)
    return [*pieces] if short else names


def are_questions(pieces: Sequence[str]) -> bool:
    """`what can break, who breaks it, how do we know`: all that something asks.

    >>> are_questions(["what can break", "who breaks it", "how do we know"]), are_questions(["what broke", "a wheel"])
    (True, False)
    """
    return len(pieces) > 1 and all(p.strip() and p.split()[0].lower() in words.WH_WORDS for p in pieces)


def leans_on_another(name: str, body: str) -> bool:
    """`same method but slower`, `mix of both`: what is told of a name by another that only stands before it.

    >>> [leans_on_another("cava", x) for x in ("same method but slower", "mix of both", "same oars")]
    [True, True, False]
    >>> leans_on_another("tin and zinc", "both soft")
    False
    """
    same = _SAME.fullmatch(body) or re.fullmatch(r"(?:\w+\s){0,3}(?:too|as well|likewise|same|ditto)", body, re.I)
    several = is_plural(name) or re.search(r"\s(?:and|vs\.?|or)\s|[+&/]", name)
    return bool(same) or (not several and re.match(r"both\b|(?:\w+\s){1,3}of\sboth$", body, re.I) is not None)


_SAME = re.compile(
    r"(?:the\s)?same(?:\s(?:method|thing|idea|way|process|effect|kind|deal|story|principle|again))?(?:\s\([^()]*\))?|"
    r"(?:the\s)?same(?:\s[\w-]+)?\s(?:but|only|just|w/o|without)\b.*",
    re.I,
)


def happening(name: str, claim: Claim) -> str:
    """The question for a name that somebody else's act explains: `osmosis: water moves to the salty side`.

    >>> from cardgen.claims import claims
    >>> from cardgen.model import Block, Place, Point
    >>> def told(name, body):
    ...     point = Point(f"{name}: {body}", Place("x.md", 1, 1), "statement", Block("item", "", 1, 1))
    ...     return happening(name, claims(point)[0])
    >>> told("convoy", "merchant ships sail in groups"), told("osmosis", "water moves to the salty side")
    ('Convoy: what happens?', 'Osmosis: what happens?')
    >>> told("matrix", "the rows are numbers"), told("service", "stable ip name for a set"), told("war", "it spreads")
    ('', '', '')
    """
    subject, verb = claim.subject, claim.verb.lower()
    forms = verb_tags(verb) if " " not in verb else set()
    if claim.carried or not subject or "past" in forms or is_order(name, claim.text):
        return ""
    if {base_of(verb)} & (STATES | {"be", "have", "do"}) or not claim.text.startswith(f"{subject} {claim.verb}"):
        return ""
    told = read(subject)
    noun = told.tags[-1:] in (("N",), ("PN",), ("CODE",)) and set(told.tags) <= _OF_A_NOUN
    several = agrees(base_of(verb), subject)
    if "s" in forms:
        fits = not several and not claim.rest.startswith("of ")
    else:
        fits = "base" in forms and several and verb not in NOUNY
    return f"{capital(to_reader(name))}: what happens?" if noun and fits else ""


_OF_A_NOUN = frozenset({"N", "PN", "CODE", "ADJ", "DET", "NUM", "VN", "VG", "P"})


def by_its_kind(name: str, body: str) -> str:
    """What a body that says no more than yes, or names a case, answers.

    >>> by_its_kind("public duty", "no (Collins v Godefroy)"), by_its_kind("reliance", "Anglia TV v Reed 1972")
    ('Public duty: yes or no?', 'Reliance: which case?')
    >>> by_its_kind("public duty", "a duty owed to all")
    ''
    """
    if re.match(r"(?:yes|no|nope|never|always)\b(?!\s\w)", body, re.I):
        return f"{capital(name)}: yes or no?"
    return f"{capital(name)}: which case?" if CITATION.match(body) else ""


def by_its_opening(name: str, body: str) -> str:
    """What a body tells by the word it opens with: what a thing is, what it is for, what it is made from, how.

    >>> [by_its_opening("baffle", x) for x in ("what stops the slosh", "to stop the slosh", "from old tins")]
    ['What is baffle?', 'Baffle: what for?', 'Baffle: from what?']
    >>> by_its_opening("ghee", "by heating butter"), by_its_opening("ghee", "butter")
    ('Ghee: how?', '')
    >>> by_its_opening("fair", "from may on")
    ''
    """
    told = read(body)
    first, second = (*told.lower[:2], "", "")[:2]
    if not told.tags or len(told.tokens) < 2 or WHEN.match(body) or name.lower().split()[0] in words.WH_WORDS:
        return ""
    asked = capital(to_reader(name))
    if first == "what":
        return f"What {'are' if is_plural(name) else 'is'} {to_reader(name)}?"
    if first == "to" and "base" in verb_tags(second) and told.tags[1] == "V":
        return f"{asked}: what for?"
    if first == "from" and told.tags[1] in ("N", "ADJ", "DET", "VN") and " to " not in body:
        return f"{asked}: from what?"
    return f"{asked}: how?" if first == "by" and told.tags[1] == "VG" else ""


def _are_several(name: str, body: str) -> bool:
    """`Aquaporins: channels for water`: the name and its kind both stand for several."""
    both = is_plural(name.lower()) and body.split()[0].endswith("s")
    return is_plural(name) or both or " and " in name


def says_its_kind(body: str) -> bool:
    """`foam on an espresso`, `guild led by weavers`: a noun and what narrows it down.

    >>> [says_its_kind(x) for x in ("foam on an espresso", "guild led by weavers", "SGLT2 in the tubule", "muscle")]
    [True, True, False, False]
    >>> [says_its_kind(x) for x in ("force per area", "cherry liqueur in a cup", "train to Rome")]
    [True, True, False]
    >>> [says_its_kind(x) for x in ("lots of them", "train on rails", "check for 1 min")]
    [False, True, False]
    >>> says_its_kind("planks that are wet"), says_its_kind("weaving wool")
    (True, False)
    >>> [says_its_kind(x) for x in ("pointer to an index", "something that drives both", "fruit, eaten raw")]
    [True, True, False]
    """
    told = read(_BRACKET.sub("", body))
    if told.tags[:2] == ("N", "ADJ") and "base" in verb_tags(told.lower[0]):
        return False  # "kill many kinds of microbes"
    if told.lower and told.lower[0] in words.QUANTIFIERS | {"lots", "loads", "plenty"}:
        return False
    if told.lower[:1] in _SOME and told.lower[1:2] in _THAT:
        return True
    at = 0
    while told.tags[at : at + 1] in (("ADJ",), ("N",), ("VG",)) or (told.tags[at : at + 2] in _DONE_THING and at):
        at += 1
    narrows = (
        told.lower[at : at + 1] in _NARROWS
        or told.lower[at : at + 2] in _NARROWS_A
        or told.tags[at : at + 2] in _NARROWED
    )
    behind = body[told.tokens[at].end :].strip() if at < len(told.tokens) else ""
    counted = told.tags[at + 1 : at + 2] == ("NUM",) or DATE.match(behind)  # "a check for 1 min", "harvest from july"
    return at > 0 and told.tags[at - 1] == "N" and narrows and not counted


_NARROWS = tuple((w,) for w in ("of", "for", "on", "from", "with", "between", "per", "without", "where"))
_NARROWS_A = tuple((w, a) for w in ("in", "to", "at", "around", "inside") for a in ("a", "an", "which"))
"""Behind these a thing in particular says where, and any thing says which kind: `liqueur in a cup`."""
_SOME = tuple((w,) for w in ("something", "anything", "someone", "somebody", "anyone", "anybody", "thing", "things"))
_THAT = tuple((w,) for w in ("that", "which", "who", "you", "whose"))
_NARROWED = (
    ("VN", "P"), ("REL", "V"), ("REL", "MOD"), ("REL", "AUX"), ("VG", "P"), ("VG", "DET"),
)  # fmt: skip
_NO_NAME = (("ADJ",), ("P",), ("ADV",), ("NUM",))
_DONE_THING = (("VN", "N"), ("VN", "ADJ"))


def is_order(name: str, body: str) -> bool:
    """Does a body tell what to do: `pinch out the side shoots`, `never prune in rain`?

    >>> [is_order("tomatoes", x) for x in ("pinch out the shoots", "cut the tops off", "dont water at noon")]
    [True, True, True]
    >>> [is_order("tomatoes", x) for x in ("fruit of a vine", "red when ripe", "water", "harvest from july")]
    [False, False, False, True]
    >>> is_order("yield", "harvest from july"), is_order("beans", "fix nitrogen")
    (False, False)
    """
    told = read(re.sub(r"^(?:always|never|dont|don['’]t|do not|just|better)\s", "", body, flags=re.I))
    forbids = re.match(r"(?:never|dont|don['’]t|do not)\s", body, re.I)
    first = told.lower[0] if told.lower else ""
    forms = verb_tags(first)
    if "base" not in forms or first in words.BE | words.MODALS:
        return False
    if len(told.tokens) < 2 or told.tags[:2] == ("V", "PUNCT"):
        return told.tags[0] == "V" and first not in words.NOUNS | NOUNY and not _is_proper(name)  # "sunk cost: ignore"
    done = first not in _ADVISED or "past" in forms
    if told.lower[1] in _PARTICLES and not (_is_proper(name) and done):
        return True
    if first in words.ADJECTIVES or (_is_proper(name) and done and not forbids):
        return False  # "Vasa: set up by her guns" tells what became of her
    if forbids or _goes_on_as_order(name, body, told):
        return True
    if first in NOUNY - _ADVISED and told.tags[1] in ("N", "ADJ", "PN", "CODE"):
        return False  # "reset button", "permit zone C"
    if told.tags[0] == "V" and "past" not in forms and first not in words.NOUNS and told.tags[1] != "PUNCT":
        return not is_plural(name) or first in _ADVISED  # "beans: fix nitrogen" says what they do
    return False


def _goes_on_as_order(name: str, body: str, told: Words) -> bool:
    """Does what stands behind its first word show that a body is an order: `wait 12 h`, `plant late`, `wrap it`?

    >>> [_goes_on_as_order("cut hand", x, read(x)) for x in ("wait 12 h", "wrap the hand", "wash hand, then wrap")]
    [True, True, True]
    >>> [_goes_on_as_order(x, "plant late", read("plant late")) for x in ("peas", "works")], _goes_on_as_order(
    ...     "reset", "group must stop, then start", read("group must stop, then start"))
    ([True, True], False)
    """
    behind, tag = told.lower[1], told.tags[1]
    advised = told.lower[0] in _ADVISED and tag in ("NUM", "P")
    then = re.search(r"[,;]\s(?:and\s)?(?:then|don['’]?t|do not|never)\s", body)
    acts = then is not None and tag not in ("PUNCT", "V", "VN", "MOD", "AUX")
    timed = told.tags[0] == "N" and is_plural(name) and behind in _HOW_TO
    return advised or acts or timed or tag == "DET" or behind in words.PRONOUNS


def _is_proper(name: str) -> bool:
    """`Vasa`, `Fed`: one word with a capital that is no common noun."""
    low = name.lower()
    common = {low, low.removesuffix("s"), low.removesuffix("es")} & (words.NOUNS | words.EVERYDAY | NOUNY)
    return name.isalpha() and name[0].isupper() and name[1:].islower() and not common


_HOW_TO = frozenset({
    "from", "in", "at", "before", "after", "until", "till", "by", "with", "when", "late", "early",
    "mid", "every", "once",
})  # fmt: skip
"""What stands behind a verb, and seldom behind a noun that looks like it: `plant late`, `harvest from July`."""
_ADVISED = frozenset({
    "use", "avoid", "try", "check", "add", "keep", "ask", "buy", "pick", "choose", "set", "put", "prefer", "watch",
    "remember", "wait", "start", "stop", "go", "take", "leave", "read", "hold", "give",
})  # fmt: skip
"""What people tell each other to do, and seldom say of things."""
_PARTICLES = frozenset({"up", "out", "off", "down", "away", "back"})


_COUNTED = re.compile(rf"(?:the\s|all\s|these\s)?(?:\d{{1,2}}|{'|'.join(words.NUMBER_WORDS)})\s", re.I)


def asked_of(label: str, above: Sequence[str]) -> str:
    """What a label asks of the thing above it; "" if it leans on a thing that nothing above it names.

    >>> asked_of("how it works", ["Canal lock"]), asked_of("how they work", ["brakes", "disc brakes"])
    ('How does Canal lock work?', 'How do disc brakes work?')
    >>> asked_of("how they work", ["Canal lock"]), asked_of("why two nodes", []), asked_of("why it fell", [])
    ('Canal lock: how they work?', 'Why two nodes?', '')
    """
    thing = above[-1] if above and not says(above[-1]) and word_count(above[-1]) <= MOST_OWNER_WORDS else ""
    leans = _IT.search(label)
    if label.lower() in ("why them", "why us"):
        return f"{capital(label)}?"  # those who are talked to: the whole note is about them
    if (leans or " " not in label) and (not above or above[-1].lower().split()[:1] in _DAYS):
        return ""  # of nothing, or of all that a day brought
    if leans and thing and is_plural(thing) == (leans.group().lower() in ("they", "them", "these", "those")):
        return ask_label(label, thing) or f"{capital(above[-1])}: {label}?"
    return ask_label(label) or (
        f"{capital(above[-1])}: {label}?" if leans or " " not in label else f"{capital(label)}?"
    )


def ask_label(label: str, thing: str = "") -> str:
    """A label that is a question in disguise, as the question: `what i bring` → What do you bring?

    A pronoun in it stands for *thing*; where nothing is given and the question would lean on a pronoun, "".

    >>> ask_label("what i bring"), ask_label("how i found it"), ask_label("what lasted"), ask_label("why it failed")
    ('What do you bring?', 'How did you find it?', 'What lasted?', '')
    >>> ask_label("why it failed", "Canal lock"), ask_label("what breaks it", "gateway")
    ('Why did Canal lock fail?', 'What breaks gateway?')
    """
    body = read(expand(label))
    if body.lower[:1] == () or body.lower[0] not in words.WH_WORDS or body.lower[1:2] == ("to",):
        return ""
    if len(body.tokens) < 2 or body.tags[1] in ("V", "AUX", "MOD", "VN"):
        asked = _PRONOUN.sub(lambda m: thing, label) if thing else label
        return capital(to_reader(asked)) + "?" if body.lower[0] in ("what", "who") and len(body.tokens) > 1 else ""
    clause = parts(body.cut(1, len(body.tokens)))
    verb = verb_of(clause.verb, clause.subject)
    if verb is None or not clause.subject:
        return ""
    if clause.subject.lower() in words.PRONOUNS - words.FIRST_PERSON - {"you"}:
        return capital(verb.ask(thing, body.tokens[0].text, clause.rest)) if thing else ""
    rest = _PRONOUN.sub(lambda m: thing, clause.rest) if thing else clause.rest
    return capital(verb.ask(clause.subject, body.tokens[0].text, rest))


_DAYS = [[day] for day in words.WEEKDAYS]
_PRONOUN = re.compile(r"\b(?:it|they|them|this|these)(?=$|\s*[,;]|\s(?:up|down|off|on|in|at|for|to|by|with)\b)", re.I)
_IT = re.compile(r"\b(?:it|this|that|they|them|these|those)\b", re.I)
MOST_OWNER_WORDS = 5
"""Words that the name of what is asked about may have."""


def is_worded(body: str) -> bool:
    """More words than signs: `wheel + chain`, `first default = off` are no formulas.

    >>> is_worded("wheel + chain"), is_worded("a + sqrt(b)")
    (True, False)
    """
    letters = re.findall(r"[^\W\d_]+", body)
    long = [w for w in letters if len(w) > 3 and w.lower() not in _FUNCTIONS]
    return 2 * len(long) > len(letters) or len(long) > 2


def is_formula(piece: str) -> bool:
    """Signs to reckon with, between letters and figures and no words: behind it stands what is remarked of it.

    >>> is_formula("V / R"), is_formula("sqrt(2n)"), is_formula("flour + water"), is_formula("to wear / use")
    (True, True, False, False)
    """
    reckons = re.search(r"\S\s[-−+*/·^×]\s\S|[ΔΣ√½∑²]|\b(?:sqrt|log|ln|exp)\(", piece)
    worded = any(w not in _FUNCTIONS for w in re.findall(r"[a-z]{4,}", piece))
    return reckons is not None and not worded


def is_legend(piece: str) -> bool:
    """What a letter of a formula means, or what holds else: `m the mass`.

    >>> is_legend("m the mass"), is_legend("else biased"), is_legend("measured cold")
    (True, True, False)
    """
    return re.match(r"[^\W\d_]\b(?!['’])|(?:else|otherwise)\b", piece) is not None


_FUNCTIONS = frozenset({"sqrt", "sinh", "cosh", "tanh", "mean", "sigma", "delta", "alpha", "beta", "gamma", "lambda"})

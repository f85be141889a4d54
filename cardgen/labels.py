"""Labels: the name before a colon or a dash, and short names for what stands above a point.

People write a name and then what they have to say of it: `Outbox: a table that ...`, `Penny Post - letter
service`, `**Keel** the beam that ...`, `host = the minister`. This room finds the seam, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cardgen import words
from cardgen.sentences import sentences
from cardgen.tagger import tag, tokenize
from cardgen.verbs import verb_tags

MAX_LABEL_WORDS = 8
"""A longer stretch before a colon is a clause, not a name."""
MAX_DASH_LABEL_WORDS = 7
"""A dash also stands between two clauses, so its label must be shorter."""
MAX_EQUATED_WORDS = 4
"""What stands left of an equals sign is a name even where one of so few words may be a verb: `mixed`, `shared`."""
MAX_INFINITIVE_WORDS = 4
MAX_TRAIL_WORDS = 8
"""What a heading contributes to the context line: more is read by nobody on a phone."""
MIN_ASKED_WORDS = 2
MAX_NAME_WORDS = 5
"""The first words of a sentence name it only when they are few; a cut sentence is no name."""

_BOLD = re.compile(r"^\*\*(?P<name>[^*]{1,80}?)\s*[:.=–—-]?\s*\*\*\s*(?:[:=–—-]+\s*)?(?P<body>\S.*)$", re.S)
_SEAM = re.compile(
    r"(?P<colon>(?<=[^\s:]) ?:(?=\s)(?!:))|(?P<equals>\s(?:=|:=|≙|≈(?=\s[^\d-]))\s)|(?P<arrow>\s(?:->|-->|→|=>)\s)"
    r"|(?P<dash>\s(?:-|--|–|—)\s|(?<=\w)—(?=\w))"
)
_PROTECTED = re.compile(r"`[^`]*`|\$[^$]*\$|!\[[^\]]*\]\([^)]*\)|\([^()]*\)|\"[^\"]*\"|“[^”]*”|\[[^\]]*\]")
_EDGE = " \t:;,.-–—=*_"


@dataclass(frozen=True, slots=True)
class Label:
    """A name, the offset where its body starts, and the kind of seam between them."""

    name: str
    body: int
    seam: str
    """"colon", "equals", "dash" or "bold"."""


def has_verb(text: str) -> bool:
    """Does the text hold a finite verb?

    >>> has_verb("the outbox keeps every event"), has_verb("row of narrower houses")
    (True, False)
    """
    return any(t in ("V", "AUX", "MOD") for t in _tags(text))


@lru_cache(maxsize=4096)
def _tags(text: str) -> tuple[str, ...]:
    return tag([t.text for t in tokenize(_DIE.sub("the", text))])


_DIE = re.compile(r"\bdie(?=\s[A-ZÄÖÜ][a-zäöüß])")
"""A German article, and no English verb: `die Gabel = fork`."""


def word_count(text: str) -> int:
    """Words as people count them.

    >>> word_count("low weight, high strength")
    4
    """
    return len(re.findall(r"[^\W_][^\s]*", text))


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The label that a point starts with, if it starts with one.

    >>> label_of("Outbox: a table that holds events").name
    'Outbox'
    >>> text = "Penny Post 1840 - letter service"
    >>> text[label_of(text).body:]
    'letter service'
    >>> label_of("the roof can take it - we jumped on it") is None    # two clauses
    True
    >>> label_of("meet at 18:00 sharp") is None, label_of("approx 1600 - 1750") is None
    (True, True)
    >>> label_of("die Gabel - fork").name
    'die Gabel'
    >>> label_of("adam mixed prec = 16 bytes").name, label_of("the relay fails = bad")
    ('adam mixed prec', None)
    >>> label_of("tram line 1921 - 28") is None
    True
    >>> label_of("works council: elected").name, label_of("works on: trams") is None
    ('works council', False)
    >>> label_of("known faults 1) wet rope 2) dull axe").name
    'known faults'
    """
    bold = _BOLD.match(text)
    if bold:
        return Label(bold["name"].strip(_EDGE), bold.start("body"), "bold")
    hidden = _PROTECTED.sub(lambda m: "x" * len(m.group()), text)
    counted = _OVER_NUMBERS.match(hidden)
    if counted and _is_name(text[: counted.end("name")], "colon"):
        return Label(text[: counted.end("name")], counted.end(), "colon")
    for seam in _SEAM.finditer(hidden):
        name = _CONNECTS.sub("", text[: seam.start()].strip().rstrip(_EDGE))
        if name.lower() in _SAID_ON_THE_WAY:
            return None
        kind = seam.lastgroup or "colon"
        if not text[seam.end() :].strip():
            return None
        if kind == "dash" and _SPAN_BEFORE.search(text[: seam.start()]) and _SPAN_AFTER.match(text[seam.end() :]):
            continue  # "1921 - 28": one span of time
        if kind == "arrow" and _RANGE_NAMED.match(text[seam.end() :]) and len(name.split()) <= 3:
            continue  # "levels, weak -> strong: ..."
        if kind == "arrow" and name.lower().split()[:1] not in _ASKS_BY_ARROW:
            return None
        if _is_name(name, kind) or (kind == "colon" and asks_behind(name)):
            body = seam.end() + len(text[seam.end() :]) - len(text[seam.end() :].lstrip())
            return Label(name, body, kind)
        return None
    return None


_SAID_ON_THE_WAY = frozenset(
    {"also", "but", "and", "so", "btw", "plus", "fyi", "ps", "p.s", "oh", "anyway", "hence", "thus"}
)
"""Before a colon they name nothing: `also: the mill burnt down`."""
_OVER_NUMBERS = re.compile(r"(?P<name>[^:.;?!()]{3,50}?)\s+(?=\(?1\)\s.+\s\(?2\)\s)")
"""Nobody needs a colon before numbered things in a line: `known faults 1) wet rope 2) dull axe`."""
_RANGE = re.compile(r",?\s[^\W\d]+\s*(?:->|→|⟶)\s*[^\W\d]+$")
"""The two ends that a row runs between: `levels, weak -> strong`."""
_RANGE_NAMED = re.compile(r"[^\W\d]+:\s")
_CONNECTS = re.compile(r"^(?:so|and|but|also|hence|thus|therefore)\s+(?=\S)", re.I)
_SPAN_BEFORE, _SPAN_AFTER = re.compile(r"(?<!\d)\d{3,4}\s*$"), re.compile(r"[\s–—-]*\d{2,4}(?![\w%]|[.,]\d)")


def behind_label(text: str) -> str:
    """What a text says behind its label; "" if it has none.

    >>> behind_label("el perro: dog"), behind_label("el perro")
    ('dog', '')
    """
    label = label_of(text)
    return text[label.body :] if label else ""


def asks_behind(name: str) -> bool:
    """Does a name end with a preposition, so that it asks for what stands behind its colon: `good with: fish`?

    >>> [asks_behind(x) for x in ("good with", "comes from", "found in", "with", "log in", "next up", "soil")]
    [True, True, True, False, False, False, False]
    """
    first, *more = name.lower().split() or [""]
    if name.isupper() or not 0 < len(more) < 4 or first in words.DETERMINERS | words.PRONOUNS:
        return False
    acts = {"base"} == verb_tags(first)
    ordered = re.search(r"\b(?:out|top|outside) to (?:in|bottom|inside)$", name, re.I)  # "layers, out to in"
    return more[-1] in _BEFORE_A_THING or (more[-1] in ("in", "on") and not acts and not ordered)


_BEFORE_A_THING = frozenset({
    "with", "without", "for", "at", "of", "from", "to", "by", "into", "against", "as", "than", "about", "like",
    "between", "per", "via", "under",
})  # fmt: skip
"""Prepositions that are no part of a verb, as "up" and "off" are."""


_ASKS_BY_ARROW = (["what"], ["why"], ["how"], ["who"])
"""Before an arrow "when" and "where" tell a condition."""


def _acts(tags: tuple[str, ...]) -> bool:
    """Three words with a verb in their middle, or a helping verb: a small clause."""
    return bool({"AUX", "MOD", "NEG"} & set(tags)) or (
        len(tags) == 3 and tags[1] == "V" and tags[2] in ("N", "PN", "ADJ")
    )


_OF_A_CLAUSE = frozenset({"P", "DET", "PRON", "ADV"})
"""Behind a verb they show a clause: `stumbled on ...` is no name, `shared memory` is one."""


def _is_name(name: str, seam: str) -> bool:
    if seam == "dash" and (len(name) < 3 or " = " in name):
        return False  # "V - vi", "P = a - b": a dash inside a value, a minus
    if re.fullmatch(r"`[^`]+`", name):
        return True
    limit = MAX_DASH_LABEL_WORDS if seam == "dash" else MAX_LABEL_WORDS
    bare = _RANGE.sub("", re.sub(r"\([^)]*\)", "", name)).strip()
    tokens = [t.text.lower() for t in tokenize(bare)]
    if not tokens or word_count(bare) > limit or not re.search(r"\w", bare):
        return False
    if re.search(r"[!?;]\s|(?<!\b\w{3})(?<!\b\w{2})(?<!\b\w)\.\s", name) or (seam != "colon" and "," in bare):
        return False
    last = tokens[-1]
    tags = _tags(bare)
    asks = tokens[0] in words.WH_WORDS and last not in words.DETERMINERS
    if asks or _is_titled(bare) or (seam == "colon" and (_counts(tokens, tags) or _sets_against(tokens, tags))):
        return True
    if _opens_clause(tokens, tags):
        return False
    infinitive = tokens[0] == "to" and 1 < len(tokens) <= MAX_INFINITIVE_WORDS  # "to pour out - ausgießen"
    if last in words.DETERMINERS | words.COORDINATORS or (last in words.PREPOSITIONS and not infinitive):
        return False
    if tokens[0] in _NO_OPENERS:
        return False
    if seam == "equals" and len(tokens) <= MAX_EQUATED_WORDS:
        return _is_equated(tokens, tags)
    short = seam == "colon" and len(tokens) <= 3 and not _acts(tags)
    return _is_described(tokens, tags) or infinitive or not says(bare) or short or len(tokens) == 1


def _is_described(tokens: list[str], tags: tuple[str, ...]) -> bool:
    """`isolated danger`, `fixed line cost`: what was done to a thing, and the thing, before any sign."""
    forms = verb_tags(tokens[0])
    return 1 < len(tokens) < 4 and "participle" in forms and "base" not in forms and set(tags[1:]) <= {"N"}


def _is_titled(name: str) -> bool:
    """`Data Link Layer`: a few words with a capital each are a name, whatever verb they may hide.

    >>> _is_titled("Data Link Layer"), _is_titled("Data link layer"), _is_titled("It Is Late")
    (True, False, False)
    """
    found = name.split()
    plain = all(w[:1].isupper() and w.lower() not in words.PRONOUNS | words.BE | words.MODALS for w in found)
    return plain and 1 < len(found) <= MAX_TITLED_WORDS


MAX_TITLED_WORDS = 4
_ROUGHLY = frozenset({"approx", "about", "around", "ca", "circa", "roughly", "nearly", "approximately"})
"""Before a figure: `approx 1600 - 1750`, and no name of anything."""


_NO_OPENERS = words.PRONOUNS | words.SUBORDINATORS | _ROUGHLY


def _sets_against(tokens: list[str], tags: tuple[str, ...]) -> bool:
    """`act vs rule`: two names, whatever words they may be besides."""
    return bool({"vs", "versus"} & set(tokens[1:-1])) and not {"AUX", "MOD", "NEG", "PRON"} & set(tags)


def _counts(tokens: list[str], tags: tuple[str, ...]) -> bool:
    """`five lock keeper duties`: a count and what it is of, whatever verb that may hide."""
    several = tokens[-1].endswith("s") or is_plural(tokens[-1]) or tokens[-1] in ("criteria", "phenomena")
    count = tokens[0] in words.NUMBER_WORDS or (tokens[0].isdigit() and len(tokens[0]) < 3)
    return (
        count and several and 2 < len(tokens) < 6 and "V" not in tags[1:2] and set(tags[1:]) <= {"N", "V", "ADJ", "VG"}
    )


def _opens_clause(tokens: list[str], tags: tuple[str, ...]) -> bool:
    """`stops at`, `stumbled on`: a verb first; `works council` begins with a name that looks like one."""
    if tokens[0] in _ONLY_IN_S and tags[1:] == ("N",):
        return False
    acts = (tags[0] == "V" and tokens[0].endswith("s")) or (
        tags[0] in ("V", "VN") and bool(_OF_A_CLAUSE & set(tags[1:2]))
    )
    return len(tokens) > 1 and acts


_ONLY_IN_S = frozenset({
    "arms", "clothes", "customs", "glasses", "goods", "grounds", "lights", "links", "means", "works", "stores",
    "remains", "sports", "sales", "savings", "trousers", "barracks", "waves", "rights", "damages", "minutes",
})  # fmt: skip
"""Names that stand before another one with their "s": `clothes moth`, `means test`."""


def _is_equated(tokens: list[str], tags: tuple[str, ...]) -> bool:
    """A few words before an equals sign: a name even where one of them may be a verb; no clause, and no order."""
    if {"AUX", "MOD", "NEG", "PRON", "SUB"} & set(tags) or (tags[0] == "V" and tokens[0].lower() in _ASSIGNS):
        return False  # "set lock_timeout = 2s"
    return len(tokens) == 1 or not any(t == "V" and w.endswith("s") for t, w in zip(tags, tokens, strict=True))


_ASSIGNS = frozenset({"set", "let", "export", "make", "put", "use", "keep", "have", "say", "take", "choose", "pick"})
"""Behind such an order an equals sign gives a setting its value."""


def says(name: str) -> bool:
    """Is this a clause? A "verb" with nothing behind it is a noun in a name: `Zimmermann telegram july 1917`.

    >>> says("zimmermann telegram july 1917"), says("the relay writes events")
    (False, True)
    """
    tags = [t for t in _tags(re.sub(rf"\b\d[\d./–-]*|\b(?:{words.ANY_MONTH})\b", "", name, flags=re.I)) if t != "PUNCT"]
    return any(t in ("V", "AUX", "MOD") for t in tags[:-1])


def bare(label: str) -> str:
    """A heading or label without its marks and trailing remarks.

    >>> bare("favourite tools -"), bare("why it sank (asked in every oral!!)"), bare("CHECKLIST oven cold:")
    ('favourite tools', 'why it sank', 'CHECKLIST oven cold')
    >>> bare("Knots, which I mix up"), bare("Plankton!! always asked"), bare("sails - stuff i forget")
    ('Knots', 'Plankton', 'sails')
    >>> bare("Jib, main and spanker"), bare("the jib - of cotton")
    ('Jib, main and spanker', 'the jib - of cotton')
    >>> bare("wk 3: Marcus Aurelius"), bare("week 3"), bare("Part 2 of the act")
    ('Marcus Aurelius', 'week 3', 'Part 2 of the act')
    """
    name = re.sub(r"\*\*|==|^(?:§\s*)?\d+(?:\.\d+)*[.)]\s+", "", _ORNAMENT.sub("", label)).strip()
    name = _TALK.sub("", SESSION.sub("", name))
    short = re.sub(r"\s+\([^()]*\)\s*$", "", name.rstrip(_EDGE)).strip()
    if short.count("(") > short.count(")"):
        short = short[: short.rindex("(")].strip()
    return (short or name).strip().rstrip(":;,-–—=*_ ")


_TALK = re.compile(
    r"(?<=\w{3})(?:,\s(?:(?:just|only|which|as|look|see|so|not|i)\s(?:\S+\s)*\S+|"
    r"(?:\S+\s)*(?:(?-i:i)|i['’]ll|i['’]m|me|my)(?:\s\S+)*)|"
    r"\s?!{1,3}\s(?:\S+\s)*\S+|\s(?:[-–—]{1,2}|/)\s(?:\S+\s)*?(?:(?-i:i)|my|mine|own|notes)\b[^:=]*)$",
    re.I,
)
"""What an author says behind a name to themselves: `..., which I mix up`, `... !! always asked`."""
_ORNAMENT = re.compile(r"^(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?\s*)+(?=\w)")
"""A picture before a name: "🔑 Key definitions"."""
SESSION = re.compile(
    r"^(?:wk|week|lecture|lec|session|chapter|ch\.?|part|unit|module|lesson|episode|ep\.?|woche|vorlesung|vl|kapitel|teil)"
    r"\s?\d{1,2}\s?(?:[:.]|\s[-–—]|\b)\s+(?!of\b|to\b|in\b|and\b|is\b|was\b|has\b)(?=[^\W\d])",
    re.I,
)
"""How the parts of a course or a book are counted, before their names: `wk 3: Marcus Aurelius`."""


def is_plural(label: str) -> bool:
    """Does a label name several things? The noun before the first preposition tells.

    >>> is_plural("primary colours"), is_plural("chairs in a row"), is_plural("bus"), is_plural("Paris")
    (True, True, False, False)
    >>> is_plural("sails that need a crew"), is_plural("a sail that needs hands"), is_plural("GPUs")
    (True, False, True)
    """
    label = re.sub(r"[\s(]*\d[\d./–-]*\)?$", "", label)
    head = re.split(r"\s(?:of|in|for|on|at|to|with|from|by|w/|that|which|who)\s", label)[0].split()[-1:]
    word = head[0].strip("():;,.") if head else ""
    if word.lower() in words.DO | words.HAVE | words.BE | _SINGULAR:
        return False
    if re.fullmatch(r"[A-Z]{2,}s", word) or word.lower() in _MANY:
        return True  # "GPUs", "middlemen"
    proper = word[:1].isupper() and len(label.split()) == 1 and word.lower() not in words.GENERIC_LABELS
    return word.lower().endswith("s") and not word.lower().endswith(("ss", "us", "is")) and len(word) > 3 and not proper


_QUOTED = re.compile(r"[\"“][^\"”“]{2,40}[\"”](?=\s(?:is|are|was|means|>|<|=|\()|\s*$)")
"""A saying that a line is about: `"no" is the start`."""
_TOLD_OF_ONE = re.compile(
    r"\b(?:one|an?|the|its|their|single)\s(?:[\w-]+\s)?[\w-]+(?<!s):\s(?P<name>[^\s,;:.]+(?:\s[^\s,;:.]+){0,3})$"
)
"""`they lived on one thing: biscuit`: what is told below is told of the biscuit."""
_MANY = frozenset({
    "men", "women", "children", "people", "mice", "feet", "teeth", "craftsmen", "tradesmen", "middlemen", "freedmen",
    "noblemen", "statesmen", "fishermen", "policemen", "horsemen", "clergymen", "businessmen", "salesmen",
})  # fmt: skip
_SINGULAR = frozenset(
    ["pancreas", "atlas", "gas", "bias", "canvas", "alias", "lens", "series", "species", "news", "physics", "diabetes"]
)


_COUNTED_LAST = re.compile(rf"(?:\d{{1,2}}|{'|'.join(words.NUMBER_WORDS)})\s\w+s$", re.I)
_MEASURED = re.compile(r"(?P<name>[^\W\d][\w-]*(?:\s[^\W\d][\w-]*){0,2})\s[~≈<>≤≥]?\s?\d")
"""A name and its first figure: `RCD 30 mA within 300 ms at rated current`."""
_SEVERAL = re.compile(r"^(?:[\w-]+, )+(?:and|or) [\w-]+ \w+s$|\b(?i:\w+ of (?:them|these|those))\W*$")
"""`strong, weak, and failed states`; `it goes hut by hut, seven of them:`"""
_IS_THIS = re.compile(r"\s(?:is|are|was|were)\s(?:the\s)?(?P<name>[^\s:]+(?:\s[^\s:]+)?):$")
"""So a line ends that announces what the next lines are about."""


def name_for(text: str) -> str:
    """The short name by which a parent point is shown above its children: its label, else its first words.

    >>> name_for("Wolf pack - theres a bond between two siblings")
    'Wolf pack'
    >>> name_for("germination rate is 85% over 10 days")
    'germination rate'
    >>> name_for("Sails. There are three:"), name_for("it tore at sea. Hence two kinds of sails:")
    ('Sails', 'two kinds of sails')
    >>> name_for("the path goes hut by hut, seven of them:")
    ''
    >>> name_for("questions to ask:"), name_for("since that day i wanted to know how the whole thing works")
    ('questions to ask', '')
    >>> name_for('"no" is the start and not the end of it')
    '"no"'
    >>> name_for("error rate on the tagging 2.3%, mostly the wrong barcode")
    'error rate on the tagging'
    >>> name_for("calathea, a diva that needs it moist"), name_for("port red, bow green, stern white")
    ('calathea', 'port red, bow green, stern white')
    >>> name_for("the ship to know is the HMS Beagle:"), name_for("the ship is late:")
    ('HMS Beagle', 'the ship is late')
    >>> name_for("the crew lived on one thing: ship's biscuit"), name_for("the crew ate it: nobody liked it")
    ("ship's biscuit", 'the crew')
    """
    text = re.sub(r"^there (?:are|is|were|was)\s(?=\w)", "", _announcing(SESSION.sub("", text)), flags=re.I)
    label = label_of(text)
    if label:
        return bare(label.name)
    if _SEVERAL.search(text) or _tells_what_was_done(text):
        return ""
    if quoted := _QUOTED.match(text):
        return quoted[0].strip()
    told = _TOLD_OF_ONE.search(text)
    if told and has_verb(text[: told.start()]) and not has_verb(told["name"]):
        return bare(told["name"])
    announced = _IS_THIS.search(text.rstrip())
    if announced and all(word[0].isupper() for word in announced["name"].split()):
        return announced["name"]
    last = re.split(r",\s|\s[-–—]\s", text.rstrip())[-1]
    names = word_count(last) <= 4 and _tags(bare(last))[:1] not in (("P",), ("ADV",), ("VN",)) and not has_verb(last)
    if last != text.rstrip() and last.endswith(":") and has_verb(text) and names:
        return bare(last)  # "a tenth are cells, everything else - fibres:"
    plain = bare(re.split(r"\s(?:-+>|→|=>|=(?!.*\?))\s", text)[0])
    first, *others = plain.split(", ")
    listed = len(others) > 1 and all(word_count(part) <= 3 for part in others)  # "port red, bow green, stern white"
    listed = listed and not _COUNTED_LAST.match(others[-1])  # "Vasa, 64 guns, two decks"
    if others and not listed and word_count(first) <= 4 and not has_verb(first):
        return bare(first)
    named = text.rstrip().endswith((":", "-", "–")) or word_count(plain) <= 4
    if word_count(plain) <= MAX_TRAIL_WORDS and (named or not has_verb(plain)):
        return plain
    subject = _subject(plain)
    if subject:
        return subject
    first = re.split(r"\s[-–—]\s|[;:,(]\s?|\.\s|->|→|=>", plain)[0].strip()
    first = re.sub(r"(?:\s+(?:is|of|at|=|[~≈<>]))?\s+[~≈<>$€£]?\d[\d.,/%]*\S{0,3}$", "", first)
    talks = first.lower().split()[:1] in _SPEAKS
    return "" if talks else bare(first) if word_count(first) <= MAX_NAME_WORDS else measured(plain)


def _tells_what_was_done(text: str) -> bool:
    """`founded 1893 as a school`: the name of whom that is told of stands above.

    >>> _tells_what_was_done("founded 1893 as a school"), _tells_what_was_done("shed in the yard")
    (True, False)
    """
    return bool(_DONE.match(text)) and _tags(text)[:2] in (("VN", "NUM"), ("V", "NUM"), ("VN", "P"), ("V", "P"))


_DONE = re.compile(r"[a-z]+(?:ed|wn|lt|rn)\s(?:\d|(?:in|by|at|as|from|on|to)\s)")
_SPEAKS = tuple([w] for w in words.PRONOUNS - words.POSSESSIVES - words.DEMONSTRATIVES)


def measured(text: str) -> str:
    """The name that a line of figures begins with; "" for any other line.

    >>> measured("RCD 30 mA within 300 ms at rated current"), measured("founded 2011 by two Estonians")
    ('RCD', '')
    """
    found = _MEASURED.match(text)
    tags = _tags(found["name"]) if found else ("",)
    return found["name"] if found and {tags[0], tags[-1]} <= {"N", "PN", "CODE"} else ""


def _announcing(text: str) -> str:
    """Of a text of several sentences the one that names something: the last if it announces what is below it."""
    spans = sentences(text)
    if len(spans) < 2:
        return text
    last = re.sub(r"^(?:hence|so|and|but|thus|then)\s", "", text[spans[-1].start :], flags=re.I)
    ends = re.search(r"(?::|\s[-–—])\s*$", last)
    asks = ends and last.split()[0].lower() in words.WH_WORDS and word_count(last) > MIN_ASKED_WORDS
    names = asks or (ends and not has_verb(last))
    label, first = label_of(text), text[: spans[0].end]
    if label and label.body < spans[0].end and not asks:
        return text
    return last if names else first.rstrip(".! ") if first[-1] in ".!" else text


def _subject(text: str) -> str:
    """The words before the first finite verb, when they are a short noun phrase that names something."""
    tokens = tokenize(text)
    tags = _tags(text)
    verb = next((i for i, t in enumerate(tags) if t in ("V", "AUX", "MOD")), 0)
    head = tokens[:verb]
    if not head or len(head) > 6 or tags[0] in ("P", "SUB", "PRON", "ADV", "CC", "WH", "X"):
        return ""
    if head[-1].text.lower() in words.RELATIVES:
        head = head[:-1]  # "two sails that tear": those
    if not head or head[0].text.lower() in words.PRONOUNS or not any(t in ("N", "PN", "CODE") for t in tags[:verb]):
        return ""
    subject = text[: head[-1].end].strip()
    return "" if subject.lower() in _NOTHING else subject


_NOTHING = frozenset({"things", "stuff", "ones", "those", "people", "ppl", "someone", "something", "everything"})

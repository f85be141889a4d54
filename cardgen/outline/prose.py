"""How lines of text hang together: which one continues the line above, and which works as a heading.

Notes are seldom wrapped by a machine: most people press Enter where a thought ends. And few write `#`: a line that
ends in a colon, stands in bold, or names the list right under it, is their heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cardgen import words
from cardgen.labels import SESSION, is_plural
from cardgen.outline.barelists import is_counted
from cardgen.outline.wraps import UNKNOWN, Habit
from cardgen.tagger import tag, tokenize

MAX_LABEL_WORDS = 9
"""A longer line says something; it does not name something."""
MIN_WRAP, MAX_WRAP = 50, 130
"""Nobody wraps text narrower or wider than this."""


_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1\s*[:：]?$")
_ENDS_AS_LABEL = re.compile(r"(?:\s*[:：]-?|\s[-–—])$")
_BODY = re.compile(r":\s|\w{4}[.!?]\s|\s(?:-|–|—|=|->|=>|→|:=)\s|::")
_QUESTION = re.compile(r"(?:\*\*|__)?(?:Q|Question)(?:\d{0,3})\s?(?::\*\*|:__|\*\*:|__:|:)\s*(?=\S)")
_ANSWER = re.compile(r"(?:\*\*|__)?(?:A|Answer)(?:\d{0,3})\s?(?::\*\*|:__|\*\*:|__:|:)\s*(?=\S)")
_PICTURE = re.compile(r"!\[\[?[^\]]*\]\]?(?:\([^()]*\))?$")
_NOT_A_NAME = re.compile(r"[✗✘❌🚫]|!\[|https?:|<|\$|`|\||(?:#[^\s#]+\s*)+$|\\")
_CONNECTORS = words.COORDINATORS | words.RELATIVES | words.SUBORDINATORS | {
    "of", "to", "in", "on", "with", "by", "from", "for", "at", "into", "than", "between", "per", "via", "very", "will",
    "would", "should", "must", "been",
}  # fmt: skip


def _set(text: str) -> frozenset[str]:
    """Words and phrases written with "|" between them."""
    return frozenset(" ".join(part.split()) for part in text.split("|"))


_FINITE = (
    words.BE
    | words.HAVE
    | words.DO
    | words.MODALS
    | _set("said|says|told|asked|meant|got|went|goes|came|made|took|knew")
)
_SPEAKING = (words.PRONOUNS | words.FIRST_PERSON | words.SECOND_PERSON | words.THIRD_PERSON | words.COORDINATORS) - (
    words.POSSESSIVES | words.DEMONSTRATIVES | {"other", "others"}
)
_ALONE = _set(
    """background|context|note|notes|my notes|intro|introduction|conclusion|conclusions|misc|miscellaneous|other|others
    |todo|to-do|to do|todos|question|questions|open questions|q&a|faq|agenda|resources|links|references|sources|reading
    |further reading|see also|homework|exam|random|stuff|thoughts|logistics|status|updates|log|action items|next steps
    |follow ups"""
)
"""Generic labels that are as often a part of the note as of the topic above: under it only when next to it."""
_GENERIC = frozenset(words.GENERIC_LABELS) | _set(
    "ursachen|ursache|folgen|gründe|ablauf|beispiel|beispiele|vorteile|nachteile|warum|causas|ejemplos|exemples"
)
_WH_CLAUSE = re.compile(
    r"(?:why|how|what|when|where|who)\b(?=.*\b(?:it|they|this|that|these|he|she|happen\w*|went|lasted|changed|to)\b)"
)


# ------------------------------------------------------------------ an author's own cards


def is_question(text: str) -> bool:
    """The front of a card that the author wrote out.

    >>> is_question("Q: What is a pod?"), is_question("**Q:** why"), is_question("Quick: a word")
    (True, True, False)
    """
    return bool(_QUESTION.match(text))


def is_answer(text: str) -> bool:
    """Its back.

    >>> is_answer("A: a group of whales"), is_answer("A group of whales")
    (True, False)
    """
    return bool(_ANSWER.match(text))


def as_card(text: str) -> str:
    """A question or answer line in its plain shape.

    >>> as_card("**Question:** Who?"), as_card("A : she")
    ('Q: Who?', 'A: she')
    """
    for pattern, mark in ((_QUESTION, "Q: "), (_ANSWER, "A: ")):
        if m := pattern.match(text):
            return mark + text[m.end() :]
    return text


# ------------------------------------------------------------------ what continues the line above


def continues(above: str, text: str) -> bool:
    """Does a line at the margin go on with the bullet above it?

    >>> continues("the committee met every second Tuesday of the month in the", "old library")
    True
    >>> continues("buy flour", "and yeast"), continues("buy flour", "call the bank")
    (True, False)
    """
    first = _first_word(text)
    joined = first in _CONNECTORS and not _LABELLED.match(text)  # "why salt late: it slows" stands by itself
    return _flows(above, text) or joined or (is_answer(text) and is_question(above))


def is_wrapped(above: str, text: str) -> bool:
    """Does a line set right under the words of a bullet go on with them, however short the bullet is?

    >>> is_wrapped("the thesis is", "value in the platform"), is_wrapped("our first outside", "customer for racks")
    (True, True)
    >>> is_wrapped("OAI", "big customer"), is_wrapped("the relay is slow.", "why?"), is_wrapped("the relay", "cost: 5")
    (False, False, False)
    """
    unfinished = len(above.split()) > 2 and above[-1] not in ".!?:;"
    return unfinished and text[0].islower() and not _LABELLED.match(text) and not is_question(text)


_LABELLED = re.compile(r"[^\W\d_][\w'’-]{2,}\.?(?:\s[\w'’-]+){0,6}(?:\s?:|\s=|\s(?:->|→|=>))\s+\S")
"""A few words and a colon: a line that starts something of its own."""


def _begins_a_term(above: str, text: str) -> bool:
    """A term in bold, or a few words with a capital and a colon, and what is said of it: a line of its own.

    >>> _begins_a_term("the end you hold", "**Bight**: a bend"), _begins_a_term("the end you hold", "Bight: A bend")
    (True, True)
    >>> _begins_a_term("they call it, in the", "Old Harbour: A place"), _begins_a_term("the end", "**you** hold")
    (False, False)
    """
    return bool(_BOLD_TERM.match(text)) or (bool(_TERM.match(text)) and not must_go_on(above))


_BOLD_TERM = re.compile(
    r"(\*\*|__)(?=\S)[^*_]{2,60}?(?:(?::|\s[-–—])\1|\1\s*(?:\([^()]*\)\s*)?(?::|=|[-–—]{1,2}\s))\s*\S"
)
_TERM = re.compile(r"[A-Z][\w'’-]+(?:\s[\w'’()-]+){0,4}:\s+[A-Z]")


def is_labelled(text: str) -> bool:
    """Does a line start with a name of its own, and tell something of it?

    >>> is_labelled("hiring manager: Ines"), is_labelled("the platform, so they said"), is_labelled("Roles:")
    (True, False, False)
    """
    return bool(_LABELLED.match(text))


def _flows(above: str, text: str, small: bool = False) -> bool:
    """The line above is long and stops in mid-sentence: at a comma, at a word that needs another, or, where sentences
    begin with a capital, before a small letter. Where all is typed in small letters, one tells nothing."""
    open_ended = MIN_WRAP < len(above) <= MAX_WRAP and above[-1] not in ".!?:"
    if _LABELLED.match(text) and not (open_ended and must_go_on(above) and above[-1] not in ",;("):
        return False
    goes_on = _opens_sentence(above) and text[0].islower() and not small
    return open_ended and (goes_on or must_go_on(above))


def _first_word(text: str) -> str:
    m = re.match(r"[^\W\d_]+", text)
    return m[0].lower() if m else ""


def breaks(lines: Sequence[str], indents: Sequence[int] = (), habit: Habit = UNKNOWN) -> list[int]:
    """Where a paragraph's lines part, as indexes: text wrapped by a machine is one piece, thoughts are many.

    `indents` are the columns where the lines start: what stands deeper, or again further out, is a thought of its own.
    `habit` is how the whole note breaks its lines.

    >>> breaks(["Buy milk", "Call the bank", "Read chapter two"])
    [1, 2]
    >>> breaks(["A sourdough needs about twelve hours in a cool kitchen before it is", "ready, and longer in winter."])
    []
    >>> breaks(["The relay polls the outbox every 200 ms and tells kafka", "it may send twice"], [0, 4])
    [1]
    >>> breaks(["the harbour lies at the mouth of the river", "Ahab sails from the quay at dawn", "gulls follow him"])
    [1, 2]
    >>> breaks(["Q: What feeds yeast?", "A: Sugar", "Q: What does it give off?", "A: Gas"])
    [2]
    """
    if is_counted(lines):
        return [*range(1, len(lines))]
    if _flows_on(lines):
        return [n for n, (above, text) in enumerate(pairwise(lines), 1) if _stands_apart(above, text)]
    width = max(len(x) for x in lines)
    wrapped = (
        not habit.never and MIN_WRAP < width <= MAX_WRAP and all(_is_full(a, b, width) for a, b in pairwise(lines))
    )
    sentences = _opens_sentence(lines[0])
    long = wrapped and len(lines) > 2
    if wrapped and len(lines) == 2:  # little to go by: a small letter tells nothing where all begins with one
        wrapped = sentences and lines[1][0].islower()
    small = lines[0][0].islower()  # where all is typed in small letters, a capital begins a name
    out, asked, answered = [], is_question(lines[0]), False
    for n, (above, text) in enumerate(pairwise(lines), 1):
        asked, answered = (True, False) if is_question(text) else (asked, asked and (answered or is_answer(text)))
        filled_up = habit.fills((indents[n - 1] if indents else 0) + len(above), text)
        runs_on = habit.flows and above[-1] not in ".!?:" and len(above) >= _NARROWEST and not is_label(text)
        if (filled_up or runs_on) and not is_question(text) and not _begins_a_term(above, text):
            continue
        shifted = bool(indents) and abs(indents[n] - indents[n - 1]) > 1 and not (long or must_go_on(above))
        filled = sentences and len(above) >= _MOSTLY_FULL * width
        hangs = _hangs_on(above, text, wrapped, filled, habit.never, small)
        if is_question(text) or shifted or not (answered or hangs):
            out.append(n)
            sentences = _opens_sentence(text) and not small
    return out


_LONGER_BY_FAR = 1.3


def _flows_on(lines: Sequence[str]) -> bool:
    """Sentences broken by hand wherever the author felt like it: they end inside of lines, lines end inside of them.

    >>> prose = ["Dunes are born in storms, and the slope collapses if it is too"]
    >>> prose += ["heavy for its own gas to bear. Then the whole of it breaks", "into pieces."]
    >>> _flows_on(prose), _flows_on(["the keel is lead. it hangs low", "ribs are oak", "decks are teak"])
    (True, False)
    """
    if len(lines) < 2 or not any(_SENTENCE_INSIDE.search(line) for line in lines):
        return False
    if len(lines) == 2 and len(lines[1]) > _LONGER_BY_FAR * len(lines[0]):
        return False  # whoever writes lines so long had no need to break the first
    open_ended = [(a, b) for a, b in pairwise(lines) if a.rstrip()[-1:] not in (".", "!", "?", ":", ";")]
    small = [(a, b) for a, b in open_ended if not b[:1].isupper() or must_go_on(a)]
    least = max(_NARROWEST, _NEARLY_FULL * max(map(len, lines)))
    long = len(lines[0]) >= _NARROWEST and all(len(a) >= least for a, _ in small)
    full = len(lines) > 2 and all(len(a) >= _VERY_FULL * max(map(len, lines)) for a in lines[:-1])
    # Where all is typed in small letters every line begins with one.
    shown = lines[0][:1].isupper() or full or any(must_go_on(a) for a, _ in small)
    told = [b for _, b in small if not _LABELLED.match(b) and not _LABELLED_SHORT.match(b)]
    return bool(told) and long and shown and 3 * len(told) >= 2 * len(open_ended)


def _stands_apart(above: str, text: str) -> bool:
    """A line in running prose that is none of it: a label, a question, a name and what it is."""
    ended = above.rstrip()[-1:] in (".", "!", "?", ":", ";")
    return is_loud(text) or is_label(text) or is_question(text) or (ended and bool(_LABELLED.match(text)))


_SENTENCE_INSIDE = re.compile(r"[a-z0-9)\"”][.!?]+\)?\s+[A-Z][a-z']*\s")
_NEARLY_FULL, _VERY_FULL = 0.62, 0.85
_LABELLED_SHORT = re.compile(r"[\w.%/-]{1,12}\s?(?::|=|->|→)\s")
_MOSTLY_FULL = 0.5
"""Share of the longest line: nobody breaks a sentence much before that."""


def are_thoughts(lines: Sequence[str]) -> bool:
    """Lines that somebody has set off, each of which says something by itself, and no saying over several lines.

    >>> are_thoughts(["pg_dump has no roles -> pg_dumpall", "after restore run ANALYZE", "wal = the log"])
    True
    >>> are_thoughts(["Two roads diverged in a wood, and I,", "I took the one less traveled by,"])
    False
    """
    whole = not any(map(must_go_on, lines[:-1]))
    own = sum(bool(_BODY.search(line)) or len(line) > MIN_WRAP for line in lines)
    return (
        len(lines) > 1
        and whole
        and 2 * own >= len(lines)
        and not lines[0][:1].isupper()
        and not lines[0].startswith(('"', "“", "‘"))
    )


def must_go_on(above: str) -> bool:
    """It stops at a comma, or at a word that needs another.

    >>> [must_go_on(x) for x in ("the relay polls the", "the relay polls", "it polls too much", "two refs at once")]
    [True, False, False, False]
    """
    if above.lower().endswith((" once", " though", " tho", " since", " before", " after", " gets in", " get in")):
        return False
    return above[-1] in ",;(" or above.split()[-1].lower() in _CONNECTORS | words.DETERMINERS - _CAN_END


_CAN_END = frozenset({
    "all", "both", "each", "some", "many", "much", "few", "several", "most", "any", "either", "neither", "this", "that",
    "these", "those", "another", "more", "less", "enough",
})  # fmt: skip
"""Determiners that also stand for a thing of their own: "dont degas too much"."""


def _opens_sentence(text: str) -> bool:
    """It begins with a capital as sentences do: `MSS = 1460` begins with a short name, `L2` is no sentence."""
    return text[:1].isupper() and not is_label(text) and not _SHORT_NAME.match(text) and " " in text


_SHORT_NAME = re.compile(r"[A-Z][A-Z\d]+\b|[A-Z][a-z]*[A-Z]")


def _is_full(above: str, text: str, width: int) -> bool:
    """The next word would not have fitted on the line above."""
    return len(above) > MIN_WRAP and len(above) + 1 + len(text.split()[0]) > width


def _hangs_on(above: str, text: str, wrapped: bool, sentences: bool, never: bool = False, small: bool = False) -> bool:
    """Two lines that are one; in a paragraph of `sentences` a small letter shows that the sentence goes on."""
    if _PICTURE.match(above) or _PICTURE.match(text) or is_loud(above) or is_loud(text):
        return False
    if _LABELLED.match(text) and _first_word(above.split()[-1]) not in _CONNECTORS:
        return False
    if _begins_a_term(above, text):
        return False
    if _ASKS.match(text) and not must_go_on(above):
        return False
    if never:
        return _flows(above, text, small) and must_go_on(above)
    if wrapped and not is_label(text) and not is_label(above):
        return True
    if is_label(text) or is_label(above):
        return _flows(above, text, small)
    leans = len(above) >= _NARROWEST or _first_word(text) in _CONNECTORS
    broken = sentences and leans and above[-1] not in ".!?:" and text[0].islower()
    return _flows(above, text, small) or broken


_NARROWEST = 45
"""Characters; no sentence is broken after fewer because the line was full."""
_ASKS = re.compile(
    r"(?:what|why|how|when|where|who|which|warum|wieso|wie|was|wann|wo|wer|pourquoi|comment|quand|perché|cómo|qué)\b"
    r"[^.?!]{3,}\?",
    re.I,
)
"""So begins a question, and a line of its own: "why so many folds? more surface"."""


# ------------------------------------------------------------------ what works as a heading


def is_label(text: str) -> bool:
    """A line that announces what comes under it, by its colon, its dash or its being bold throughout.

    >>> [is_label(x) for x in ("Rock types:", "what they need now -", "**Mitosis**", "why it rises:")]
    [True, True, True, True]
    >>> [is_label(x) for x in ("Knots: (practise them!)", "Buoys (A = Europe, B = Japan):")]
    [True, True]
    >>> [is_label(x) for x in ("part 2 - the ascent (best)", "PART 2 signals !!", "part 2 is about the ascent")]
    [True, True, False]
    >>> [is_label(x) for x in ("Basalt: a rock", "The reasons are:", "He said:", "**Note** that it is late")]
    [False, False, False, False]
    """
    if is_question(text + " x") or is_answer(text + " x") or _NOT_A_NAME.match(text):
        return False
    if is_dated_lead(text):
        return True
    if m := _BOLD.match(text):
        return _is_short(m[2], MAX_LABEL_WORDS + 3) and m[2][-1] not in ".!?,;"
    text = _aside_cut(text)
    if text and _DIVISION.match(text):
        return _is_short(text) and text[-1] not in ".?,;" and not _is_sentence(text)
    m = _ENDS_AS_LABEL.search(text)
    if not m or not text[: m.start()]:
        return False
    name = _aside_cut(text[: m.start()])
    if not name:
        return False
    told = m.group().strip() in (":", "：") and _is_sentence(name)  # nobody ends a sentence with a dash
    return _is_short(name) and name[-1] not in ".!?,;" and not _BODY.search(name) and not told


def opens_in_capitals(text: str) -> bool:
    """Does a line begin with the name of a part in capitals, and go on behind it?

    >>> [opens_in_capitals(x) for x in ("RIOJA reds: 2 yrs", "FIZZ  cava: tank", "NASA flew", "OK: go")]
    [True, True, False, False]
    """
    return _IN_CAPITALS.match(text) is not None


_IN_CAPITALS = re.compile(r"(?=[A-ZÄÖÜ]{4})[A-ZÄÖÜ&/ -]{4,}?(?:(?:\s[a-zäöü]+){0,2}:\s|\s{2,}|\s[=–-]\s)")


def is_dated_lead(text: str) -> bool:
    """A name in bold, and nothing behind it but its date or an aside: a heading, where lines stand right under it.

    >>> is_dated_lead("**Kiel** 3-9 Nov 18 (the mutiny)"), is_dated_lead("**the keel** (of oak)")
    (True, True)
    >>> is_dated_lead("**the keel** of oak, 1628"), is_dated_lead("**Kiel** 1918 mutiny"), is_dated_lead("**Kiel**")
    (False, False, False)
    """
    m = _BOLD_LEAD.match(text)
    return m is not None and not _UNDATED.search(re.sub(r"\([^()]*\)", "", m["behind"]))


def is_bold(text: str) -> bool:
    """A line in bold throughout, which is a heading in all but its `#`.

    >>> is_bold("**the hull**"), is_bold("**the hull** is of oak")
    (True, False)
    """
    return bool(_BOLD.match(text)) and is_label(text)


_BOLD_LEAD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).){2,50}(?<=[^\s:])\1\s+(?P<behind>[(\w'’~].{1,40})$")
_UNDATED = re.compile(rf"\b(?!(?:{'|'.join(re.escape(month) for month in words.MONTHS)})\b)[^\W\d_]{{2,}}", re.I)
_DIVISION = re.compile(
    r"(?:part|chapter|ch\.?|section|unit|lecture|module|session|act|book|teil|kapitel|abschnitt|chapitre|partie|capítulo|"
    r"parte|capitolo|hoofdstuk|deel)\s(?:\d{1,2}|[IVX]{1,4})\b(?!\s*[:=.,]\s*\S|\w)",
    re.I,
)
"""How the parts of a course, a book or a talk are counted."""


def is_name(text: str) -> bool:
    """A short line that names the list or table right under it.

    >>> [is_name(x) for x in ("Treaty of Tordesillas 1494", "glaciers (only half a page)", "how it melts (exam!!)")]
    [True, True, True]
    >>> [is_name(x) for x in ("we talked about budgets", "What is it?", "Mitosis - cell division", "#todo")]
    [False, False, False, False]
    """
    bare = re.sub(r"!{2,}$", "", _aside_cut(text))  # "layers!! (exam)"
    if (
        not bare
        or bare[-1] in ".!?…,;:"
        or text.startswith("(")
        or _NOT_A_NAME.match(text)
        or not re.search(r"\w", bare)
    ):
        return False
    return _is_short(bare) and not _BODY.search(bare) and not _is_sentence(bare)


def is_explained_name(text: str) -> bool:
    """A name right above its list, and behind a comma what the list is for, or behind a dash how much is in it.

    >>> is_explained_name("Inference, what I need to be able to say without thinking about it")
    True
    >>> is_explained_name("we met, what a day"), is_explained_name("Inference, batching")
    (False, False)
    >>> is_explained_name("Slack water - 3 signs"), is_explained_name("Slack water - 3 h after")
    (True, False)
    """
    if counted := _COUNTED_NAME.match(text):
        return is_name(counted["name"]) and is_plural(counted["what"])
    name, comma, told = text.partition(", ")
    return bool(comma) and is_name(name) and len(name.split()) <= 3 and _first_word(told) in words.WH_WORDS


_COUNTED_NAME = re.compile(
    rf"(?P<name>[^-–—,:]+)(?:,|\s[-–—])\s(?:\d{{1,2}}|{'|'.join(words.NUMBER_WORDS)})\s(?P<what>(?:\w+\s)?\w{{3,}})$",
    re.I,
)


def is_loud(text: str) -> bool:
    """A line in capitals, or in square brackets: whoever types it so means a heading.

    >>> is_loud("LOCK PILEUP"), is_loud("STORY 1, the migration (short)"), is_loud("[git]"), is_loud("NATO was founded")
    (True, True, True, False)
    >>> is_loud("H100 SXM: 700 W"), is_loud("OVER (PARTITION BY x)"), is_loud("NATO = a treaty of 1949")
    (False, False, False)
    """
    if re.search(r":\s+\S|\s=\s+\S|\([^()]*\b[A-Z]{2,}\s[A-Z]{2,}\b", text):
        return False
    if re.fullmatch(r"\[[^\]|]{2,40}\]", text):
        return True
    name, *told = re.split(r"[,:(=]|\s[-–—]\s", text)
    if len(" ".join(told).split()) > _MOST_BESIDE_LOUD:
        return False  # "NATO - a treaty of 1949, signed by twelve states"
    name = name.strip()
    letters = [c for c in name if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters) and _is_short(name) and name[-1] not in ".!?;"


_MOST_BESIDE_LOUD = 6


def is_banner(text: str, below: Sequence[str], deeper: bool = False) -> bool:
    """A line at the head of a paragraph that names what the longer lines under it are about.

    A word or two in small letters do so if several lines follow that say more, or if these are set `deeper`.

    >>> is_banner("Ch 2. The checklist", ["The Army is choosing a bomber, and the best one crashes at once"])
    True
    >>> is_banner("calm", ["breathe"]), is_banner("we met on Monday", ["and talked about the plan for the coming year"])
    (False, False)
    >>> is_banner("yeast", ["eats sugar all day", "dies near 60 C", "sleeps in the cold"])
    True
    >>> is_banner("flour", ["yeast", "salt", "water from the tap"])
    False
    >>> is_banner("wk 3: Seneca", ["tutor of nero"]), is_banner("week 3: we met", ["at noon"])
    (True, False)
    >>> is_banner("Week 2. Why tar melts as it does", ["heat"]), is_banner("Week 2. Why does tar melt?", ["heat"])
    (True, False)
    >>> is_banner("orexin pills", ["turn off the wake signal"])
    True
    >>> below = ["Kiel = 4", "Bremen = 6", "Emden = 5"]
    >>> is_banner("Tide hours at full moon", below), is_banner("it rains, and then", below)
    (True, False)
    >>> below = ["built in 1628", "sank on her first trip"]
    >>> is_banner("The Vasa", below), is_banner("the Vasa", below), is_banner("The Vasa sank fast", below)
    (True, False, False)
    >>> is_banner("parts of a hull", ["keel", "ribs", "planks"]), is_banner("planks of oak", ["keel", "ribs", "sails"])
    (True, False)
    >>> is_banner("sails that can be set alone", ["jib", "spanker", "lug"]), is_banner("sails", ["jib", "main", "tar"])
    (True, False)
    >>> is_banner("Signs", ["circle - order", "triangle: warning"]), is_banner("Milk", ["fresh eggs", "white flour"])
    (True, False)
    >>> below = ["ropes", "wet sails"]
    >>> is_banner("where to put it", below, deeper=True), is_banner("where to put it", below)
    (True, False)
    >>> is_banner("no tipping", ["shoes off at the door", "slurping is fine", "never point with chopsticks"])
    False
    """
    if is_loud(text):
        return True
    text = _aside_cut(text)
    if (counted := SESSION.match(text)) and _names_session(text[counted.end() :]):
        return True
    longer = len(below[0]) >= max(40, 2 * len(text)) and not re.match(r"[^\w(\"'“*`\[]", below[0])
    names = is_name(text) and names_only(text)
    if deeper and (names or (is_name(text) and _first_word(text) in words.WH_WORDS)):
        return True
    if names and ((longer and text[:1].isupper()) or _promises_list(text, below)):
        return True
    tell_more = all(len(line.split()) >= 3 for line in below[:3])
    if names and (tell_more or _say_something(below)) and len(below) >= 2 and _stands_out(text, below):
        return True
    if _heads_names(text, below) or _heads_values(text, below) or (names and _heads_pairs(text, below)):
        return True
    bare = len(text.split()) <= _BARE_NAME and not re.search(r"\d", text) and _first_word(text) not in words.DETERMINERS
    if names and bare and len(below[0].split()) >= 4 and len(below[0]) >= 2 * len(text):
        return True
    return names and len(text.split()) <= 2 and tell_more and (deeper or len(below) >= 3)


def _stands_out(text: str, below: Sequence[str]) -> bool:
    """A few words with the only capital at the head of a line."""
    return len(text.split()) <= _CAPITAL_NAME and text[:1].isupper() and not any(line[:1].isupper() for line in below)


def _say_something(below: Sequence[str]) -> bool:
    """Half of the lines and more have a name and what is said of it, or a verb."""
    return 2 * sum(bool(_BODY.search(line)) or _acts(line) for line in below) >= len(below)


def _heads_pairs(text: str, below: Sequence[str]) -> bool:
    """A few words over three lines or more that each set a name and its meaning: `Tide hours` over `Kiel = 4`."""
    pairs = len(below) >= 3 and all(_PAIR.search(line) for line in below[:3])
    return pairs and text[:1].isupper() and "," not in text and len(text.split()) <= MAX_LABEL_WORDS - 3


_PAIR = re.compile(r"^[^=:]{1,30}(?::\s|\s=\s)\S")


def _heads_names(text: str, below: Sequence[str]) -> bool:
    """`sails that can be set alone` over three bare names or more: several things, and which they are."""
    things = re.split(r"\s(?:that|which|who|to|for|not to)\s", text, maxsplit=1)
    names = len(below) >= 3 and all(len(line.split()) <= 2 and not _BODY.search(line) for line in below)
    several = len(things) == 2 and is_plural(things[0]) and not _acts(things[0])
    return names and several and _is_short(text) and text[-1].isalnum()


def _heads_values(text: str, below: Sequence[str]) -> bool:
    """`toll per 10 tons` over lines that each set one value against another.

    >>> below = ["grain = 12.5 d", "coal = 4.5", "salt = 30"]
    >>> _heads_values("toll per 10 tons", below), _heads_values("toll is dear", below)
    (True, False)
    >>> _heads_values("toll per 10 tons", ["mornings = quiet", "we met"]), _heads_values("a = 1", below)
    (False, False)
    """
    rows = below[:3]
    valued = len(rows) > 1 and all(_VALUE_ROW.match(line) and re.search(r"\d", line) for line in rows)
    return valued and names_only(text) and _is_short(text) and text[-1].isalnum() and not _BODY.search(text)


_VALUE_ROW = re.compile(r"[^=:]{1,25}\s=\s(?:\S+\s?){1,6}$")


def _promises_list(text: str, below: Sequence[str]) -> bool:
    """`causes of the war` over three lines or more."""
    kind, *of = text.lower().split()
    return (
        len(below) >= 3 and kind in words.GENERIC_LABELS and kind.endswith("s") and of[:1] in (["of"], ["for"], ["in"])
    )


def names_only(text: str) -> bool:
    """Neither a rule nor a clause.

    >>> names_only("the relay"), names_only("no tipping"), names_only("relays keep events")
    (True, False, False)
    """
    return not _acts(text) and _first_word(text) not in _RULES


def is_over_deeper(text: str, indents: Sequence[int]) -> bool:
    """A name among lines, over two lines or more that are set deeper; `indents` are its own and those below.

    >>> is_over_deeper("sails", [0, 2, 2, 0]), is_over_deeper("sails", [0, 2, 0]), is_over_deeper("we sail", [0, 2, 2])
    (True, False, False)
    """
    below = indents[1:3]
    return len(below) == 2 and min(below) > indents[0] and is_name(text)


def names_several(text: str) -> bool:
    """A label of several things, or of two set against each other.

    >>> names_several("kinds of sails:"), names_several("jib vs genoa"), names_several("rudder")
    (True, True, False)
    """
    name = label_words(text)
    return is_plural(name) or re.search(r"\svs\.?\s", name) is not None


_RULES = frozenset({"no", "not", "never", "dont", "don", "always", "avoid", "only"})
"""So begins what to do or to leave, and no name."""


def _names_session(told: str) -> bool:
    """What stands behind the number of a session: a name, or the question that it answers."""
    asks = _first_word(told) in ("why", "how", "what") and len(told.split()) <= MAX_LABEL_WORDS and told[-1].isalpha()
    return asks or (is_name(told) and names_only(told))


def is_banner_alone(text: str) -> bool:
    """A name between blank lines, in a note whose author sets bare names over what they are about.

    >>> is_banner_alone("my stories"), is_banner_alone("Card payments - need these cold")
    (True, True)
    >>> is_banner_alone("we met on Monday"), is_banner_alone("one platform for gateway, risk and acquiring")
    (False, False)
    """
    name = re.split(r"\s[-–—]\s", text)[0]
    return is_name(name) and not _acts(name) and len(name.split()) <= 4 and len(text.split()) <= MAX_LABEL_WORDS - 1


_CAPITAL_NAME = 4
_BARE_NAME = 3
"""Words; a name in small letters is no longer than that."""


def _acts(text: str) -> bool:
    """It holds a finite verb somewhere before its last word."""
    return any(t in ("V", "AUX", "MOD") for t in tag([t.text for t in tokenize(text)])[:-1])


_GAP = re.compile(r"(?P<left>\S(?:.*?\S)??)(?: {3,}|\t+ *|(?<![.!?:;,]) {2})(?P<right>\S.*)$")
_SYMBOLS = re.compile(r"[/\\$<>|{}\[\]^*@%~#=!]|(?:^|\s)--?\w|\w[._]\w")
_COMMAND = re.compile(r"[a-z][\w-]* \S")


def in_columns(lines: Sequence[str]) -> list[str]:
    """Lines that set a thing and what it does side by side, with blanks between: each as a name and its meaning.

    What looks like a command is set as code. Nothing comes of lines that are not in columns.

    >>> in_columns(["git reflog      where HEAD has been", "git clean -nd   a dry run", "ls -l           details"])
    ['`git reflog` = where HEAD has been', '`git clean -nd` = a dry run', '`ls -l` = details']
    >>> in_columns(["opera seria    in Italian", "opera buffa    for a laugh", "mass      in church"])
    ['opera seria = in Italian', 'opera buffa = for a laugh', 'mass = in church']
    >>> in_columns(["It rained.  We stayed in.", "It cleared.  We went out."])
    []
    """
    found = [_GAP.match(line) for line in lines]
    if len(lines) < 3 or sum(m is not None for m in found) < max(3, len(lines) / 2):
        return []
    names = [m["left"] for m in found if m]
    marked = [bool(_SYMBOLS.search(name)) for name in names]
    typed = [_COMMAND.match(name) for name in names]
    # Where most are code, `prefix d` is code, too; where none is, two words in small letters are a term.
    code = (sum(marked) > len(names) / 2 and all(typed)) or (sum(map(bool, typed)) * 2 > len(names) and any(marked))
    return [
        _as_pair(m["left"], m["right"], code and bool(_COMMAND.match(m["left"]))) if m else line
        for m, line in zip(found, lines, strict=True)
    ]


def _as_pair(left: str, right: str, code: bool) -> str:
    name = f"`{left}`" if (code or _SYMBOLS.search(left)) and "`" not in left else left
    return f"{name} = {right[2:] if right.startswith('= ') else right}"


def is_title(text: str) -> bool:
    """A short line with a gloss, which a generic label right under it shows to be a heading.

    >>> is_title("1815 - the year without a summer"), is_title("1815 - it was cold")
    (True, False)
    """
    return is_name(re.sub(r"\s[-–—]\s", " ", text))


def _aside_cut(text: str) -> str:
    """Without a closing aside in brackets: it is said on the way and does not count."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", text)


def _is_short(text: str, most: int = MAX_LABEL_WORDS) -> bool:
    return len(text) <= 90 and len(re.findall(r"\w[\w'’./-]*", _aside_cut(text))) <= most


def _is_sentence(text: str) -> bool:
    """It speaks to somebody, or holds a finite verb: it says something and names nothing."""
    found = [w.lower() for w in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.replace("’", "'"))]
    if not found:
        return False
    if found[0] in words.WH_WORDS:
        return False
    return found[0] in _SPEAKING or any(w in _FINITE or w.endswith(("n't", "'re", "'ve", "'ll")) for w in found)


def is_generic(text: str, beside: bool) -> bool:
    """A label that names a role (causes, steps, why it failed) and so belongs to the topic above it.

    `beside` says that it stands right under that topic: only then do notes and to-dos belong to it.

    >>> is_generic("causes -", beside=False), is_generic("what happened:", False), is_generic("Tambora:", True)
    (True, True, False)
    >>> is_generic("notes:", beside=False), is_generic("**Notes**", beside=True)
    (False, True)
    """
    name = label_words(_aside_cut(text)).lower()
    if name in _ALONE:
        return beside
    return name in _GENERIC or bool(_WH_CLAUSE.match(name))


def is_of_one_thing(text: str) -> bool:
    """A label that names a thing, so that a role below it (causes, why it failed) is one of that thing.

    >>> [is_of_one_thing(x) for x in ("harbour light:", "harbour stuff, if there is time:", "causes:")]
    [True, False, False]
    """
    return not is_generic(text, beside=True) and not _CATCH_ALL.search(re.split(r",\s", label_words(text))[0])


_CATCH_ALL = re.compile(r"\b(?:stuff|bits|things|facts|numbers|details|odds and ends)$", re.I)
_SAID_BEFORE = re.compile(r"^(?:[^\s.!?]+\s){2,}[^\s.!?]+[.!?]\s+(?:(?:Hence|So|And|But|Thus)\s+)?(?=\S)")
"""A sentence before the label on its line."""


def label_words(text: str) -> str:
    """A label without what marks it as one.

    >>> label_words("**Causes:**"), label_words("flour types -"), label_words("1815")
    ('Causes', 'flour types', '1815')
    >>> label_words("Knots: (practise them!)"), label_words("It is over. Hence two kinds of knots:")
    ('Knots', 'two kinds of knots')
    """
    if m := _BOLD.match(text):
        text = m[2]
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    text = _SAID_BEFORE.sub("", text) if "(" not in text else text
    text = re.sub(r"\*\*|__", "", text) if is_dated_lead(text) else text
    cut = _aside_cut(text)
    return _ENDS_AS_LABEL.sub("", cut if _ENDS_AS_LABEL.search(cut) else text).strip()

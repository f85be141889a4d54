"""Which cards are worth a person's evenings: how likely a careful reader would keep each, where a depth stops, and
which come first where time is short.

A missed fact can be added by hand; a bad card spoils the deck. So the default depth asks what a strict reader would
keep, and leaves the rest for those who ask for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from cardgen import words
from cardgen.common_words import is_common
from cardgen.gates import by_author, silence_of
from cardgen.labels import word_count
from cardgen.model import Card, Depth, Silence
from cardgen.points import ASKING
from cardgen.reading import read
from cardgen.sentences import sentences
from cardgen.verbs import base_of

LINES: Mapping[Depth, float] = MappingProxyType({"essentials": 0.5, "normal": 0.28, "all": 0.0})
"""The least worth that a card must have at each depth."""

BY_FORM: Mapping[str, float] = MappingProxyType({
    # a question whose wording follows from the note's own structure
    "own_definition": 0.95, "table_row": 0.83, "steps_in_order": 0.88, "formula": 0.75, "code_by_purpose": 0.67,
    "picture": 0.7, "code_meaning": 0.66, "question_answered": 0.54, "contrast_pair": 0.6, "enumeration": 0.57,
    "quotation": 0.6, "reply": 0.7, "chain": 0.77, "pair": 0.62,
    # a question for how two clauses hang together
    "rule": 0.43, "cause": 0.6, "way": 0.62, "sign": 0.52, "consequence": 0.51, "condition": 0.09,
    # a question for what a name stands for
    "dated_name": 0.51, "what_it_does": 0.52, "what_it_means": 0.57, "gloss": 0.24, "definition": 0.5,
    # a question from the frame of a verb
    "attribute": 0.38, "attribute_number": 0.41,
    # hidden words in a sentence
    "number_or_date": 0.69, "complement_cloze": 0.57, "case_cited": 0.83,
    "open_question": 0.2, "question_to_ask": 0.25,
})  # fmt: skip
"""How likely a careful reader keeps a card of this form, before its own features are looked at."""

_LEANS = re.compile(
    r"\b(?:(?:it|they|them|he|she|him|her|this|these|those|both|instead|also|else|either|neither|such|here|there|"
    r"the other|another)\b|too(?=\s*(?:[?.,;]|$)))",
    re.I,
)
"""Words that lean on something which the front does not show."""
_LEANS_A_LITTLE = re.compile(r"\b(?:its|their|his|that|others?|one|same|then|now|again|did|so)\b", re.I)
_WRITER = re.compile(r"\b(?:you|your|i|my|we|our|me|us|im|ive)\b", re.I)
_TALE = re.compile(r"\b(?:i|my|me|im|ive)\b", re.I)


def _shown(card: Card) -> str:
    """What the front asks, without what is hidden in it."""
    if card.kind != "cloze":
        return card.front
    out, at = "", 0
    for b in card.blanks:
        out, at = out + card.front[at : b.start], b.end
    return out + card.front[at:]


def _is_cloze(card: Card) -> bool:
    return card.form in ("complement_cloze", "number_or_date")


def _is_glossed(card: Card) -> bool:
    """`el perro: dog`: a word and its meaning, and nothing else in the line."""
    return card.form in _NAMING and word_count(card.source) <= 5


def _answers_everyday(card: Card) -> bool:
    if _is_glossed(card):
        return False
    found = re.findall(r"[^\W_]+", " ".join(card.hidden).lower())
    telling_words = [w for w in found if w not in words.STOPWORDS]
    return len(telling_words) <= 1 and all(w in _COMMON or w.removesuffix("s") in _COMMON for w in found)


_NAMING = frozenset(["definition", "gloss", "pair"])
_COMMON = words.EVERYDAY | words.VAGUE | words.STOPWORDS | words.ADVERBS


def _hides_a_common_word(card: Card) -> bool:
    """One word is hidden, and everybody uses it: `the queue fills up the {memory}`; a name with a capital is none.

    >>> from cardgen.model import Blank, Place
    >>> def card(front):
    ...     start, end = front.index("["), front.index("]") - 1
    ...     text, here = front.replace("[", "").replace("]", ""), Place("x.md", 1, 1)
    ...     return Card("cloze", text, here, "complement_cloze", blanks=(Blank(start, end),), source=text)
    >>> [_hides_a_common_word(card(f"it melts the {x}")) for x in ("[memories]", "[solder]", "[hot memory]")]
    [True, False, False]
    """
    told = [w for w in re.findall(r"[^\W_]+", " ".join(card.hidden)) if w.lower() not in words.STOPWORDS]
    return card.form == "complement_cloze" and len(told) == 1 and told[0].islower() and is_common(told[0])


def _common_words(text: str) -> int:
    """How many words a text tells something with, if everybody uses each of them; 0 where one is rare or a name.

    >>> _common_words("What is the company?"), _common_words("What is the outbox?"), _common_words("the River Wall")
    (1, 0, 0)
    """
    told = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if w.lower() not in words.STOPWORDS]
    plain = all(w.islower() or (at == 0 and text.startswith(w)) for at, w in enumerate(told))
    known = all({w.lower(), w.lower().removesuffix("s")} & _COMMON or is_common(w.lower()) for w in told)
    return len(told) if plain and known else 0


def _asks_of_common_words(card: Card, most: int) -> bool:
    """Nothing but what everybody says: `Company?`; of what is defined, `What is a pump?`, that may be."""
    told = card.form in _TOLD_OF and " / " not in card.front and not _DEFINES.match(card.front)
    return told and not _is_glossed(card) and 0 < _common_words(card.front) <= most


_DEFINES = re.compile(r"What (?:is|are) (?!the\b)", re.I)


_TOLD_OF = frozenset(["definition", "consequence", "what_it_does"])
_QUESTIONS = frozenset(["question_answered", "question_to_ask", "open_question", "reply", "own_definition"])
_BY_A_VERB = frozenset(["attribute", "attribute_number", "what_it_does"])


def _asks_by_common_words(card: Card) -> bool:
    return card.form in _BY_A_VERB and 0 < _common_words(card.front) <= 2


def _answers_common_words(card: Card) -> bool:
    told = card.form in _TOLD_OF | _BY_A_VERB and not _is_glossed(card)
    return told and 0 < _common_words(card.back) <= 2 and not re.search(r"\d", card.back)


def _hides_a_figure(card: Card) -> bool:
    return "NUM" in read(" ".join(card.hidden)).tags


def _follows(card: Card) -> bool:
    return card.form == "consequence" and card.front.endswith(" → what?")


_BARE_NAME = re.compile(r"(?!(?:what|who|which|when|where|why|how)\b)[^:=?]{1,60}\?(?: \(\d\))?$", re.I)
"""`GLUT4?`: nobody can tell what is asked of it."""
_ROLE_OF_NOTHING = re.compile(r"What (?:is|are|was|were) the [a-z -]+\?$")
"""`What is the downside?`"""
_ARTICLE = re.compile(r"\b(?:the|an?)\s$", re.I)


def _names_its_line(card: Card) -> bool:
    """Does the front name what its line begins with? Without it readers seldom know what is meant.

    >>> from cardgen.model import Place
    >>> source = "Cajamarca, 1532. smallpox had killed the heir"
    >>> def card(front): return Card("basic", front, Place("x.md", 1, 1), "attribute", back="the heir", source=source)
    >>> _names_its_line(card("Cajamarca: who had smallpox killed?")), _names_its_line(card("Who had smallpox killed?"))
    (True, False)
    """
    source = _REPORTED.sub("", card.source)
    first = next((w for w in _telling_words(source)), "")
    told = {*_telling_words(_shown(card)), *_telling_words(" ".join(card.hidden))}
    opens = _opening_word(card, source)
    return (
        not first
        or bool({first, opens} & told)
        or bool(base_of(first) and base_of(first) in {base_of(w) for w in told})
    )


def _opening_word(card: Card, source: str) -> str:
    """The first word of the sentence that an answer stands in, where that sentence names what it is about itself."""
    at = source.find(card.back[:20]) if card.kind == "basic" and card.back else -1
    span = next((s for s in sentences(source) if s.start <= at < s.end), None) if at > 0 else None
    opening = source[span.start : span.end] if span and span.start else ""
    named = opening[:1].isupper() and opening.split(" ", 1)[0].lower() not in words.PRONOUNS | words.POSSESSIVES
    return next(iter(_telling_words(opening)), "") if named else ""


def _told_later(card: Card) -> bool:
    """Does the answer stand behind the first sentence of its line?

    >>> from cardgen.model import Place
    >>> here, source = Place("x.md", 1, 1), "oak floats. it rots"
    >>> def card(back): return Card("basic", "?", here, "attribute", back=back, source=source)
    >>> _told_later(card("it rots")), _told_later(card("floats"))
    (True, False)
    """
    first = next(iter(sentences(card.source)), None)
    at = card.source.find(next(iter(card.hidden), "")[:20])
    return first is not None and at >= first.end


_REPORTED = re.compile(
    r"^(?:[\w'’-]+\s){0,3}(?:studies|research|experiments|evidence|data|surveys|trials|findings)\s\w+\sthat\s", re.I
)
"""Before what they found: a line is about that."""


def _telling_words(text: str) -> list[str]:
    return [w for w in re.findall(r"[^\W_]+", text.lower()) if w not in words.STOPWORDS]


def _between_statements(card: Card) -> bool:
    return card.form == "number_or_date" and bool(re.search(r";\s|\s[-–—]\s|\s(?:->|→|=>)\s", card.front))


_POINTS = re.compile(r"\b(?:this|that|these|those|it|them|above|below|same|reverse|ditto|vice versa)\b", re.I)


def _much_of_a_name(card: Card) -> bool:
    """`Oak?`, and a long line behind it: nobody can tell which of all that is asked for."""
    bare = card.form in ("definition", "gloss") and _BARE_NAME.match(card.front)
    return bool(bare) and word_count(card.source) > 10


def _is_bare(card: Card) -> bool:
    return card.form == "definition" and _BARE_NAME.match(card.front) is not None


def _pieces(card: Card) -> int:
    return len(re.split(r",\s(?![^()]*\))", card.back))


def _repeats_its_heading(card: Card) -> bool:
    """`Sinking: what is the cause?`, under the heading `Sinking of the Vasa`."""
    label, colon, _ = card.front.partition(": ")
    return card.kind == "basic" and bool(colon) and len(card.context) > 1 and label.lower() in card.context[-1].lower()


def _begins_small(card: Card) -> bool:
    return card.kind == "cloze" and read(card.front).tags[0] in ("ADV", "P", "DET")


def _begins_with_its_verb(card: Card) -> bool:
    """`gets {two points}`: who does?"""
    return card.kind == "cloze" and ": " not in card.front and read(card.front).tags[0] == "V"


def _answer_above(most: int) -> Callable[[Card], bool]:
    return lambda card: card.form != "enumeration" and max(map(word_count, card.hidden)) > most


def _comes_first(card: Card) -> bool:
    """A condition that its sentence begins with: what stands behind it is what happens.

    >>> from cardgen.model import Place
    >>> def card(source):
    ...     here = Place("x.md", 1, 1)
    ...     return Card("basic", "What happens if it rains?", here, "condition", "we stay", source=source)
    >>> _comes_first(card("if it rains we stay")), _comes_first(card("we stay if it rains"))
    (True, False)
    """
    asked = re.search(r"\b(?:if|when|whenever|once|after) (.*)\?$", card.front)
    if card.form != "condition" or asked is None:
        return False
    return -1 < card.source.find(asked[1].split()[-1]) < card.source.find(card.back)


def _is_collected(card: Card) -> bool:
    """Does a question stand under a heading for such, or behind `ask the keeper:`?"""
    return bool(ASKING.search(" ".join(card.context)) or re.search(r"\bto ask (?!about\b)\w", card.front))


FEATURES: tuple[tuple[str, Callable[[Card], bool], float], ...] = (
    # what is asked
    ("does not name what its line is about", lambda c: not _names_its_line(c), -0.19),
    ("leans on what is not shown", lambda c: bool(_LEANS.search(_shown(c))), -0.08),
    ("leans a little", lambda c: bool(_LEANS_A_LITTLE.search(_shown(c))), -0.06),
    ("only the title above it", lambda c: len(c.context) <= 1, -0.06),
    ("named by its heading once more", _repeats_its_heading, -0.07),
    ("a name in the question", lambda c: bool({"PN", "CODE"} & set(read(_shown(c)).tags)), 0.04),
    ("speaks of the writer", lambda c: bool(_WRITER.search(_shown(c))), -0.06),
    ("from the writer's own tale", lambda c: bool(_TALE.search(c.source)), -0.06),
    ("asks something in its line", lambda c: "?" in c.source and c.form not in _QUESTIONS, -0.08),
    ("told in a later sentence", _told_later, -0.04),
    ("asked of one common word", lambda c: _asks_of_common_words(c, 1), -0.1),
    ("asked of two common words", lambda c: _asks_of_common_words(c, 2), -0.07),
    ("the role of nothing that is named", lambda c: bool(_ROLE_OF_NOTHING.match(c.front)), -0.12),
    ("asked by a verb in common words", _asks_by_common_words, -0.2),
    # by which sign
    ("the other side of an equals sign", lambda c: c.front.endswith(" = ?"), 0.18),
    ("several things behind an equals sign", lambda c: c.front.endswith(" = ?") and _pieces(c) > 2, -0.12),
    ("much behind a bare name and a colon", _much_of_a_name, -0.2),
    ("a figure behind a bare name", lambda c: _is_bare(c) and bool(re.search(r"\d", c.back)), -0.1),
    ("an arrow to one word", lambda c: _follows(c) and word_count(c.back) < 2, -0.15),
    ("one word before an arrow", lambda c: _follows(c) and word_count(c.front) < 3, -0.07),
    ("collected to be asked", lambda c: c.form == "question_to_ask" and _is_collected(c), 0.5),
    ("questions to ask, all at once", lambda c: c.form == "enumeration" and bool(ASKING.search(c.front)), 0.4),
    ("what something hangs on", lambda c: c.front.endswith("only if what?"), 0.4),
    ("a condition that comes first", _comes_first, 0.35),
    # what is hidden
    ("a common word hidden", _hides_a_common_word, -0.26),
    ("a figure hidden as what is said", lambda c: c.form == "complement_cloze" and _hides_a_figure(c), -0.2),
    ("hidden behind an article", lambda c: _is_cloze(c) and bool(_ARTICLE.search(c.front[: c.blanks[0].start])), -0.13),
    ("hidden behind a comma", lambda c: _is_cloze(c) and c.front[: c.blanks[0].start].rstrip().endswith(","), -0.1),
    ("a figure between two statements", _between_statements, -0.08),
    ("a gap with only the title above it", lambda c: _is_cloze(c) and len(c.context) <= 1, -0.1),
    ("a gap in a line that begins with a small word", _begins_small, -0.1),
    ("a gap in a line that begins with its verb", _begins_with_its_verb, -0.09),
    # the answer
    ("an everyday answer", _answers_everyday, -0.14),
    ("told in a common word or two", _answers_common_words, -0.15),
    ("a very long answer", _answer_above(14), -0.06),
    ("an answer of two sentences", lambda c: bool(re.search(r"[.;]\s|\s[-–—]\s", " ".join(c.hidden))), -0.16),
    ("an answer that only points elsewhere", lambda c: word_count(c.back) <= 3 and bool(_POINTS.search(c.back)), -0.2),
    ("an answer with its aside", lambda c: "(" in c.back, 0.06),
)
"""What readers keep or drop a card for, and how much it weighs: rounded from a ridge regression on what strict readers
said of 4169 cards of some sixty notes, two of them set by 4905. Cards of notes that it was not made from are ranked so
with an area under the curve of 0.70."""


def worth(card: Card) -> float:
    """How likely a careful reader would keep the card, 0 to 1; the author's own cards are always worth it.

    >>> from cardgen.model import Place
    >>> def card(front): return Card("basic", front, Place("x.md", 1, 1), "attribute", back="a queue", source="x")
    >>> worth(card("What does the relay need?")) > worth(card("What does it need?"))
    True
    """
    if by_author(card) or card.form == "as_before":  # somebody studies it
        return 1.0
    told = BY_FORM[card.form] + sum(weight for _, has, weight in FEATURES if has(card))
    return round(min(1.0, max(0.0, told)), 3)


DETAILS = frozenset(["table_row", "pair", "number_or_date", "complement_cloze"])
"""Forms that ask for a detail of what others ask as a whole: what something is, does, needs or leads to."""
WHOLES = frozenset([
    "definition", "what_it_does", "what_it_means", "enumeration", "steps_in_order", "chain", "contrast_pair", "cause",
    "consequence", "rule", "way",
])  # fmt: skip
"""Forms that ask for a thing as a whole: what it is, what belongs to it, why it is so and what follows."""
_STRESSED = re.compile(
    r"==\S(?:[^=]*[^\s=])?==|\*\*\S(?:.*?\S)?\*\*|(?<!\w)__\S(?:.*?\S)?__(?!\w)|!!|"
    r"\b(?:important|crucial|essential|key|must[- ]know|remember|exam)\b",
    re.I,
)
"""How people mark what they must not forget."""


def importance(card: Card, line: str) -> int:
    """How early a card should come where time is short; more is earlier, and equal ones come as in the note.

    `line` is the note's own line that it stands on. First comes what the author stressed or wrote as a card, then what
    things are and what follows from them, then what they do and need, then their details. `worth` would not do: it
    tells good questions, and trifles have such, too; on the notes in `tests/notes` it brings the facts that matter
    later than the notes do.

    >>> from cardgen.model import Place
    >>> def card(form): return Card("basic", "Q?", Place("x.md", 1, 1), form, back="A", worth=0.5)
    >>> told = [("table_row", "| 9 bar |"), ("definition", "crema = foam"), ("pair", "**9 bar**")]
    >>> [importance(card(form), line) for form, line in told]
    [0, 3, 4]
    """
    stressed = by_author(card) or bool(_STRESSED.search(line))
    return 4 * stressed + 2 * (card.form not in DETAILS) + (card.form in WHOLES)


def choose(cards: Sequence[Card], depth: Depth) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards that a depth asks for, and those below its line; both in the order of the note.

    >>> from cardgen.model import Place
    >>> here = Place("x.md", 1, 1)
    >>> good, weak = (Card("basic", "Q?", here, "", back="A", worth=worth) for worth in (0.9, 0.01))
    >>> choose([weak, good], "normal") == ((good,), (weak,)), choose([weak, good], "all")[1]
    (True, ())
    """
    line = LINES[depth]
    return tuple(c for c in cards if c.worth >= line), tuple(c for c in cards if c.worth < line)


def unasked(asked: Sequence[Card], spare: Sequence[Card], depth: Depth) -> list[Silence]:
    """Why the lines whose only cards are below the line of the depth stay silent."""
    given = {card.place.line for card in asked}
    why = f"not sure enough to be worth a card at depth {depth} (--depth all asks it)"
    return [silence_of(card, why) for card in spare if card.place.line not in given]

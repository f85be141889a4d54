"""Clauses: where a sentence falls apart, and what is subject, verb and rest in each part.

Knows no Markdown and no cards. Text comes in as people write it: lower case, no full stops, three thoughts in a
line. Every clause keeps its place in the text, so that what is hidden or quoted is always the author's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cardgen import words
from cardgen.fronted import ALSO_DESCRIBE, RELATIVE, lead_and_subject
from cardgen.parentheticals import parenthetical_in
from cardgen.reading import ARROWS, CAUSE, CONDITION, DASHES, FINITE, Words, finite_ahead, finite_between, read, spaced
from cardgen.runons import STARTS_ANEW, Cut, is_in_a_row, main_without_comma, run_on, tells_of_change
from cardgen.verbclasses import GIVING, NAMING, TITLES
from cardgen.verbs import NOUNY, verb_form, verb_tags

_OPEN, _CLOSE = "([{“", ")]}”"
_PHRASE_LINKS = {
    ("so", "that"): "so that", ("in", "order", "to"): "to", ("because", "of"): "because of", ("bc", "of"): "because of",
    ("due", "to"): "because of", ("compared", "to"): "compared to", ("as", "opposed", "to"): "compared to",
    ("rather", "than"): "", ("so", "we"): "so", ("so", "it"): "so", ("so", "they"): "so",
    ("as", "long", "as"): "if", ("or", "else"): "otherwise",
    ("as", "soon", "as"): "when", ("even", "if"): "although", ("even", "though"): "although", ("only", "if"): "only if",
    ("thats", "why"): "that's why", ("that's", "why"): "that's why", ("that", "is", "why"): "that's why",
    ("which", "is", "why"): "that's why", ("this", "is", "why"): "that's why",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause as token range of its sentence, and the word that tied it to the clause before."""

    start: int
    end: int
    link: str


def split(sentence: Words, equated: bool = False) -> list[Piece]:
    """The clauses of a sentence; `equated` is one that stands behind an equals sign.

    >>> text = "we got new racks which makes reads faster and i oversee them since they break"
    >>> sentence = read(text)
    >>> [(p.link, sentence.cut(p.start, p.end).text) for p in split(sentence)]    # doctest: +NORMALIZE_WHITESPACE
    [('', 'we got new racks'), ('which', 'makes reads faster'), ('and', 'i oversee them'), ('since', 'they break')]
    """
    depth = _depths(sentence, parenthetical_in(sentence))
    pieces: list[Piece] = []
    start, link, at = 0, "", 0
    while at < len(sentence.tokens):
        cut = _cut_at(sentence, depth, start, at, link)
        if cut is None or (cut[1] == "-" and _is_minus(sentence, start, at, equated and not pieces)):
            at += 1
            continue
        if at > start:
            pieces.append(Piece(start, at, link))
        start, link = at + cut[0], cut[1]
        at = max(start, at + 1)
    if start < len(sentence.tokens):
        pieces.append(Piece(start, len(sentence.tokens), link))
    found = [p for p in (_without_edges(sentence, p) for p in pieces) if p.end > p.start]
    return _with_last_items(sentence, found)


def _with_last_items(sentence: Words, pieces: Sequence[Piece]) -> list[Piece]:
    """`gravel, warm, drains` is a list to its end: a verb alone behind words without one is no clause."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        lone = piece.link == "," and piece.end - piece.start == 1 and sentence.tags[piece.start] == "V"
        if lone and before is not None and not {"V", "AUX", "MOD"} & set(sentence.tags[before.start : before.end]):
            out[-1] = Piece(before.start, piece.end, before.link)
        else:
            out.append(piece)
    return out


def _without_edges(sentence: Words, piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and sentence.tokens[start].text in ",;:.-–—":
        start += 1
    while end > start and (sentence.tokens[end - 1].text in ",;:.-–—!" or sentence.lower[end - 1] in ("and", "but")):
        end -= 1
    return Piece(start, end, piece.link)


def _depths(sentence: Words, aside: tuple[int, int] | None) -> list[int]:
    """For every token how many brackets and quotes are open around it; an aside between commas is a bracket."""
    out, depth, quoted = [], 0, False
    for t in sentence.tokens:
        if t.text in _CLOSE and t.text:
            depth = max(0, depth - 1)
        out.append(depth + quoted)
        if t.text in _OPEN and t.text:
            depth += 1
        elif t.text == '"':
            quoted = not quoted
    inside = range(*(aside or (0, 0)))
    return [deep + (at in inside) for at, deep in enumerate(out)]


def _cut_at(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    if depth[at] or (at == start and s.tokens[at].text not in DASHES):
        return _opening(s, at) if not depth[at] and at == start and not link else None
    token = s.lower[at]
    if token in ARROWS:
        return (1, "->") if _parts_clauses(s, start, at) else None
    if token in DASHES and at + 1 < len(s.tokens):
        around = s.tokens[at - 1].text, s.tokens[at + 1].text
        short = all(len(t) <= 3 and _FIGURE.fullmatch(t) for t in around)  # "V - I", "3 - 5": a value, no seam
        taken_off = around[1] == "(" and s.lower[at + 3 : at + 4] in (("+",), ("-",), ("*",), ("/",))  # "Na - (Cl + K)"
        return (1, "-") if spaced(s, at) and not short and not taken_off else None
    if token == ";" or (token == ":" and _spaced_after(s, at)):
        return 1, token
    for cut in (_phrase_link, _subordinate, _relative, _coordinate, _comma, run_on, main_without_comma):
        found = cut(s, depth, start, at, link)
        if found:
            return found
    return None


def _is_minus(s: Words, start: int, at: int, equated: bool) -> bool:
    """`profit = sales - costs`: behind an equals sign, between one term and another, a dash takes off.

    >>> def told(text):
    ...     return [_is_minus(read(text), 0, i, True) for i, t in enumerate(read(text).tokens) if t.text == "-"]
    >>> told("LL - PL, high is bad"), told("gross sales - tax"), told("the crew - they sail at dawn")
    ([True], [True], [False])
    """
    signs = [start - 1] * equated + [i for i in range(start, at) if s.tokens[i].text in ("=", "≈")]
    ends = (i for i in range(at + 1, len(s.tokens)) if s.tokens[i].text in ",;.:(" or s.tokens[i].text in ARROWS)
    end = next(ends, len(s.tokens))
    terms = bool(signs) and 0 < at - signs[-1] - 1 <= 2 and 0 < end - at - 1 <= 2
    return terms and "DET" not in s.tags[signs[-1] + 1 : end] and not {"V", "AUX", "MOD"} & set(s.tags[at:end])


MOST_BEFORE_TIGHT = 2
"""Words before an arrow without blanks; behind more of them it is inside a name."""


def _is_tight(s: Words, at: int) -> bool:
    t = s.tokens[at]
    return not s.text[t.start - 1 : t.start].isspace() and not s.text[t.end : t.end + 1].isspace()


def _parts_clauses(s: Words, start: int, at: int) -> bool:
    """`RA→LA → fossa ovalis`: where arrows with blanks part clauses, one without is inside a name.

    >>> sentence = read("foramen ovale RA→LA → fossa ovalis")
    >>> [sentence.cut(p.start, p.end).text for p in split(sentence)], len(split(read("lag→reads get stale")))
    (['foramen ovale RA→LA', 'fossa ovalis'], 2)
    """
    if at - start > MOST_BEFORE_TIGHT and not spaced(s, at) and _is_tight(s, at):
        return False  # "adding partitions breaks key→partition mapping"
    apart = any(t.text in ARROWS and spaced(s, i) for i, t in enumerate(s.tokens) if 0 < i < len(s.tokens) - 1)
    return not apart or spaced(s, at) or s.text[s.tokens[at].end : s.tokens[at].end + 1].isspace()


_FIGURE = re.compile(r"[ivxIVX]+|[A-Z]|\d+")


def _opening(s: Words, at: int) -> Cut | None:
    """A sentence that starts with its link: "if the budget is gone, ..."."""
    word = s.lower[at]
    if word in _ALSO_BEFORE_A_NOUN and s.tags[at] == "P":
        return None  # "after the fire the town rebuilt it"
    if word in CONDITION | {"although", "though", "because", "bc", "so"} and finite_ahead(s, at + 1):
        return 1, word
    if word == "as" and tells_of_change(s, at + 1):
        return 1, "when"  # "as the tide rises, the gate closes"
    return None


_ALSO_BEFORE_A_NOUN = frozenset({"after", "before", "until", "til", "till"})


def _spaced_after(s: Words, at: int) -> bool:
    return s.text[s.tokens[at].end : s.tokens[at].end + 1].isspace()


def _phrase_link(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    comma = s.tokens[at].text == ","
    for phrase, name in _PHRASE_LINKS.items():
        if comma and name == "that's why" and s.plain[at + 1 : at + 1 + len(phrase)] == phrase:
            return 1 + len(phrase), name
        if name and s.plain[at : at + len(phrase)] == phrase:
            if name in ("because of", "compared to", "to"):
                return (len(phrase), name) if at > start else None
            if finite_ahead(s, at + len(phrase) - (name == "so")):
                return (1 if name == "so" else len(phrase)), name
    return None


def _subordinate(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    word = s.lower[at]
    counted = s.tags[at - 1] == "NUM" and not (s.tokens[at].text.islower() and finite_ahead(s, at + 1))
    if word == "bc" and (s.tokens[at].text.isupper() or counted):
        return None  # "640 BC"
    timed = word in ("as", "after", "before", "until", "til", "till") and s.tags[at] != "SUB"
    if timed or (word == "as" and _compares(s, at)):
        return None
    if word == "if" and (s.lower[at - 1] in ("as", "even", "what") or _asks_if(s.lower[at - 1])):
        return None  # "decide if it rains": what is asked, no condition
    if word == "once" and s.lower[at - 1] in ("least", "most", "only", "than", "exactly", "just", "more"):
        return None  # "at least once"
    if word in ("when", "if") and s.lower[at - 1] in words.BE:
        return None  # "skew is when ...": what it is, no condition
    if word in CAUSE | CONDITION | {"although", "though", "whereas"} and at + 1 < len(s.tokens):
        if finite_ahead(s, at + 1):
            return 1, word
        if word in ("because", "bc", "b/c", "cuz"):
            return 1, "because of"
    return None


def _compares(s: Words, at: int) -> bool:
    """`as low as`, `even as it rains`, `as usual`: no reason."""
    twice = "as" in (*s.lower[at + 2 : at + 3], *s.lower[at - 2 : at - 1]) or s.lower[at - 1] == "even"
    return twice or s.lower[at + 1 : at + 2] in (("such",), ("well",), ("usual",), ("always",), ("expected",))


def _asks_if(word: str) -> bool:
    return bool({f.base for f in verb_form(word)} & {"decide", "check", "see", "know", "ask", "wonder", "tell", "test"})


def _relative(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    if s.lower[at] == "which" and at + 1 < len(s.tokens) and s.tags[at - 1] not in ("P", "V"):
        return (1, "which") if finite_ahead(s, at + 1) else None
    return None


def _coordinate(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    word = s.lower[at]
    other = word == "otherwise" or (word == "else" and s.tokens[at - 1].text in (",", "–", "-"))
    if other and at > start and finite_ahead(s, at + 1):
        return 1, "otherwise"
    if word not in ("and", "but", "or", "so", "then", "&", "yet") or at + 1 >= len(s.tokens):
        return None
    if not finite_between(s, start, at):
        return None
    if word == "so" and s.lower[at - 1] in words.BE and s.tags[at + 1] in ("ADJ", "ADV", "VN"):
        return None  # "is so calm"
    if (s.tags[at - 1] == "V" and s.tags[at + 1] != "DET") or _bare_verb(s, at + 1):
        return None  # "grows and shrinks the cluster", "comes and goes"
    if s.tags[at + 1] == "VG" and "VG" in s.tags[start:at] and word == "and" and "AUX" in s.tags[start:at]:
        return 1, word
    if _starts_clause(s, at + 1, depth, subjectless=word != "so") or (word == "so" and _orders(s, at + 1)):
        return 1, word
    return None


def _orders(s: Words, at: int) -> bool:
    """Does an order to the reader begin here? An order has its object, or says "not".

    >>> [_orders(read(x), 0) for x in ("check it after a week", "dont touch it", "check valves", "far nobody came")]
    [True, True, False, False]
    """
    if s.lower[at] in _NO_ORDERS:
        return s.tags[at + 1 : at + 2] == ("V",) or _is_base(s, at + 1)
    if s.lower[at] in _GOES_WITH and s.tags[at + 1 : at + 2] == ("P",):
        return True  # "so check for ice"
    surely = (("N",), ("ADJ",), ("NUM",), ("VG",)) if s.lower[at] not in NOUNY | words.NOUNS | words.ADJECTIVES else ()
    return _is_base(s, at) and s.tags[at + 1 : at + 2] in (*_OBJECTS, *surely)


def _is_base(s: Words, at: int) -> bool:
    return at < len(s.tokens) and "base" in verb_tags(s.lower[at])


_GOES_WITH = frozenset({"check", "look", "wait", "go", "watch", "listen", "ask", "stick", "aim", "stay", "switch"})
_NO_ORDERS = frozenset({"dont", "don't", "don’t", "never", "always"})
_OBJECTS = (("DET",), ("PRON",), ("PN",), ("CODE",))
"""Only a verb stands before them, even where it is as often a noun."""
_RESULTS = {"therefore": "so", "thus": "so", "hence": "so", "otherwise": "otherwise"}


def _bare_verb(s: Words, at: int) -> bool:
    """A verb with nothing behind it: half of a pair of verbs, no clause."""
    return s.tags[at] == "V" and (at + 1 >= len(s.tokens) or s.tags[at + 1] in ("PUNCT", "CC", "SUB"))


def _comma(s: Words, depth: Sequence[int], start: int, at: int, link: str) -> Cut | None:
    if s.tokens[at].text != "," or at + 1 >= len(s.tokens):
        return None
    if s.lower[at + 1] in _RESULTS and at > start and finite_ahead(s, at + 2):
        return 2, _RESULTS[s.lower[at + 1]]
    if link == "->" and _arrow_ahead(s, at + 1):
        return 1, ";"
    if is_in_a_row(s, at + 1):
        return None  # "that you can see, feel, count, or measure"
    if not finite_between(s, start, at):
        acts = s.tags[at + 1] == "V" and "s" in verb_tags(s.lower[at + 1])
        return (1, ",") if acts or (at - start <= 3 and _starts_clause(s, at + 1, depth, subjectless=False)) else None
    if s.lower[at + 1] in ("and", "but", "or", "so", "then", "which", "because", "bc", "if", "since"):
        return None
    if link in CONDITION | {"although", "though"}:
        return 1, ","
    if s.tags[at - 2 : at] == ("DET", "ADJ") and s.tags[at + 1] in ("ADJ", "ADV"):
        return None  # "the tallest, most slender spire the town had seen"
    if _starts_clause(s, at + 1, depth, subjectless=True):
        return 1, ","
    return None


def _arrow_ahead(s: Words, at: int) -> bool:
    """`a -> b, c -> d`: behind the comma a new pair begins."""
    ahead = next((i for i in range(at, len(s.tokens)) if s.lower[i] in ARROWS or s.tokens[i].text in ",;"), None)
    return ahead is not None and s.lower[ahead] in ARROWS


_NAMES = frozenset({"N", "PN"})
_OPENS_NAME = (("N",), ("PN",), ("DET",), ("ADJ",))
MOST_BEFORE_VERB = 8
"""Words within which a clause comes to its verb."""


def _starts_clause(s: Words, at: int, depth: Sequence[int], subjectless: bool) -> bool:
    """Do the words from here begin a clause of their own, with its own verb near its start?"""
    while at < len(s.tokens) and s.tags[at] in ("ADV", "NEG") and s.lower[at] != "not":
        at += 1
    if at >= len(s.tokens):
        return False
    if s.tags[at] in FINITE:
        return subjectless or words.CONTRACTIONS.get(s.lower[at], ("",))[0] in words.PRONOUNS  # "so we're late"
    for i in range(at, min(len(s.tokens), at + MOST_BEFORE_VERB)):
        if i > at and (depth[i] or s.tokens[i].text in ("(", ")")):
            continue  # "the long wave (LW) carries"
        if s.tags[i] in FINITE:
            return True
        if depth[i] or _is_no_subject(s, at, i):
            return False
    return False


def _is_no_subject(s: Words, at: int, i: int) -> bool:
    """Does the word at `i` show that the words from `at` are not the subject of a clause?"""
    if i > at and s.lower[i] in STARTS_ANEW and s.tags[i - 1] == "ADJ":
        return True  # "is sticky and flat it needs": the clause begins behind the adjective
    if i > at and s.tags[i] == "CC" and s.tags[i - 1] in _NAMES and s.tags[i + 1 : i + 2] in _OPENS_NAME:
        return False  # "the clerk and his wife own it"
    if s.tags[i] == "VG":
        return not (i > at and s.tags[i - 1] == "DET")  # "the sinking slows"
    return (
        s.tags[i] in ("PUNCT", "CC", "TO", "REL", "SUB") or s.lower[i] == "otherwise" or (s.tags[i] == "P" and i == at)
    )


# ------------------------------------------------------------------ what stands in a clause


@dataclass(frozen=True, slots=True)
class Parts:
    """A clause taken apart; all strings are the author's words."""

    lead: str
    subject: str
    verb: str
    rest: str


_HELPERS = words.HAVE | words.BE | words.DO | {"get", "gets", "got"}
"""Before a participle these help it, whatever else they are elsewhere."""


def parts(clause: Words) -> Parts:
    """Lead, subject, verb group and rest of a clause; no verb: everything is rest.

    >>> parts(read("after the frost the outer taps must be opened w/ care"))
    Parts(lead='after the frost', subject='the outer taps', verb='must be opened', rest='w/ care')
    >>> parts(read("row of narrower houses")).rest
    'row of narrower houses'
    >>> parts(read("the smith, a man from Ghent who was born deaf, forged the bell")).subject
    'the smith'
    """
    aside = parenthetical_in(clause)
    depth = _depths(clause, aside)
    finite = [
        i
        for i, t in enumerate(clause.tags)
        if (t in FINITE or _is_said(clause, i)) and not depth[i] and not _is_marked(clause, i)
    ]
    finite = [i for i in finite if i == 0 or clause.tags[i - 1] != "TO"] or finite  # "the right to hold it is old"
    verb = next((i for i in finite if not _in_relative(clause, i)), None)
    if verb is None:
        return Parts("", "", "", clause.text)
    end = _verb_end(clause, verb)
    lead, subject = lead_and_subject(clause.cut(0, aside[0] if aside and aside[0] < verb else verb))
    if (lead, subject) == RELATIVE:
        return Parts("", "", "", clause.text)
    tail = clause.cut(end, len(clause.tokens)).text
    return Parts(lead, subject, clause.cut(verb, end).text, tail.strip(" ,"))


def _is_said(clause: Words, at: int) -> bool:
    """`Ada said prices rise`: behind a name this is the verb, whatever it looks like."""
    return at > 0 and clause.lower[at] == "said" and clause.tags[at - 1] in ("N", "PN", "PRON")


def _in_relative(clause: Words, at: int) -> bool:
    """`a table that holds events`: the verb belongs to what the noun is, the phrase says nothing of it."""
    before = at - 1
    while before > 0 and clause.tags[before] in ("ADV", "NEG", "AUX", "MOD"):
        before -= 1
    return before > 0 and clause.tags[before] == "REL" and clause.tags[before - 1] in ("N", "PN", "PRON", "NUM", "ADJ")


def _is_marked(clause: Words, at: int) -> bool:
    """Behind "↑", "↓" or "+" stands a thing, whatever it looks like: `↓ factors II and X`."""
    return at > 0 and clause.tokens[at - 1].text in ("↑", "↓", "+", "&")


def _verb_end(clause: Words, verb: int) -> int:
    """The verb group: auxiliaries, negation, adverbs between, and the main verb.

    >>> parts(read("the relay had often lost mail")).verb, parts(read("twelve of them had early prolonged fever")).verb
    ('had often lost', 'had')
    """
    end = verb + 1
    aux = clause.tags[verb] in ("AUX", "MOD") or clause.lower[verb] in _HELPERS
    while aux and end < len(clause.tokens):
        t = clause.tags[end]
        if t in ("AUX", "MOD", "NEG") or (t in ("V", "VN", "VG") and not _is_modifier(clause, end)):
            end += 1
            if t in ("V", "VN", "VG"):
                break
        elif t == "ADV" and end + 1 < len(clause.tokens) and clause.tags[end + 1] in ("V", "VN", "VG", "AUX", "NEG"):
            if clause.lower[end] in ALSO_DESCRIBE and clause.tags[end + 1 : end + 3] == ("VN", "N"):
                break
            end += 1
        else:
            break
    return end


def _is_modifier(clause: Words, at: int) -> bool:
    """Is this participle part of the noun phrase after it ("is stored procedure", "are preferred shares")?"""
    if clause.tags[at] == "VN" and clause.tags[at + 1 : at + 2] == ("N",) and clause.lower[at - 1] in words.BE:
        bases = {f.base for f in verb_form(clause.lower[at])}
        return clause.lower[at + 1].endswith("s") and not bases & (NAMING | TITLES | GIVING)
    return clause.tags[at] == "VG" and at + 1 < len(clause.tags) and clause.tags[at + 1] in ("N", "PN") and (
        at > 0 and clause.lower[at - 1] in words.BE and clause.lower[at] in words.NOUNS
    )  # fmt: skip


def expand(text: str) -> str:
    """Contractions written out, with or without their apostrophe, so that subject and verb can be told apart.

    >>> expand("im the glue, theyre fast and it doesnt scale")
    'i am the glue, they are fast and it does not scale'
    >>> expand("its our first customer"), expand("its cost")
    ('it is our first customer', 'its cost')
    """

    def one(m: re.Match[str]) -> str:
        pair = words.CONTRACTIONS.get(m.group().lower().replace("’", "'"))
        return " ".join(pair) if pair else m.group()

    text = re.sub(
        r"\bit[’']?s (?=(?:a|an|the|our|my|your|their|not|going|in|on|at|for|very|so|too|just)\b)",
        "it is ",
        text,
        flags=re.I,
    )
    if re.search(r"\bits\s", text, re.I):
        told = read(text)
        for token, tag_ in reversed([*zip(told.tokens, told.tags, strict=True)]):
            if tag_ == "AUX" and token.text.lower() == "its":  # "its wet"
                text = f"{text[: token.start]}it is{text[token.end :]}"
    return re.sub(r"\b[A-Za-z]+(?:['’][a-z]+)?\b", one, text)

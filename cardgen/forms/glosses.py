"""The forms for glosses: a name with its explanation, its date or its default in brackets, or a name in brackets."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.forms.asked_for import WHAT_IS, ask_for
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key
from cardgen.forms.dates import when_was
from cardgen.forms.fronts import plain_front
from cardgen.forms.letters import letters_of
from cardgen.labels import has_verb, word_count
from cardgen.model import Card, Claim
from cardgen.quantities import DATE
from cardgen.reading import ARROW, read
from cardgen.verbclasses import EVENT_NOUNS
from cardgen.verbs import NOUNY, verb_tags

_GLOSS = re.compile(r"(?P<name>[^\s()][^()]*?)\s*\((?P<gloss>[^()]{3,90})\)")


def gloss(claim: Claim) -> list[Card]:
    """A name with its explanation or date in brackets: `oversight (watch what the ministers do)`.

    >>> [str(c) for c in gloss(_claim("oversight (watch what the ministers do)"))]
    ['Q: Oversight?\\nA: watch what the ministers do']
    >>> gloss(_claim("restart it (twice)")), gloss(_claim("food production (the best part imo)"))
    ([], [])
    >>> gloss(_claim("keep_size (13+, default -1)"))[0].front
    'What is the default of keep_size?'
    """
    out = []
    for m in _GLOSS.finditer(claim.text):
        head = read(m["name"])
        start = len(head.tokens)
        while start and head.tags[start - 1] in ("N", "PN", "ADJ", "CODE", "NUM"):
            start -= 1
        name, inside = head.cut(start, len(head.tokens)).text, m["gloss"].strip()
        opens = m.start() == 0 and all(t == "DET" for t in head.tags[:start])
        if re.search(r"\s[~≈]?\s?\d", name) or name.lower() in words.UNITS:
            continue  # "rotor min 1.5 (starts at 1.8)"
        if not name or word_count(name) > 4 or inside.count('"') % 2 or not name[0].isalpha() or _TURNED.search(m[0]):
            continue
        if claim.point.lang == "de" and not name[0].isupper():
            continue  # German writes its nouns large: this is half a phrase
        if DATE.fullmatch(inside):
            if opens or any(w in EVENT_NOUNS for w in name.lower().split()):
                front = when_was(name, claim.point.lang)
                out.append(basic(claim.point, "dated_name", front, inside, f"when:{key(name)}"))
        elif (
            opens
            and (claim.point.lang == "en" or word_count(inside) > 2)
            and _explains_name(inside)
            and not letters_of(m["name"], inside)
            and claim.point.lang in WHAT_IS
            and not DATE.search(inside + name)
        ):
            default = _DEFAULT.search(inside) if claim.point.lang == "en" else None
            asked = ask_for(name, claim, inside)
            if claim.point.lang == "en" and asked == f"{capital(to_reader(name))}?":
                asked = plain_front(name, inside)
            front = f"What is the default of {name}?" if default else _as_deed(asked, name, inside)
            told = (default["value"] or default["before"]) if default else inside
            out.append(basic(claim.point, "gloss", front, told, slot=f"define:{key(name)}"))
    return out[:2]


def turned_in_bracket(claim: Claim) -> list[Card]:
    """`the vat makes rennet (milk -> curd)`: what the thing named before a bracket makes of what.

    >>> [(c.front, c.back) for c in turned_in_bracket(_claim("the mill and its kiln (barley -> malt) burnt"))]
    [('Kiln: barley → ?', 'malt')]
    >>> turned_in_bracket(_claim("sends alerts (at night)")), turned_in_bracket(_claim("moved up (3 -> 5)"))
    ([], [])
    """
    out = []
    for m in _TURNED.finditer(claim.text):
        head = read(m["head"])
        start = len(head.tokens)
        while start and head.tags[start - 1] in ("N", "PN", "CODE", "NUM"):
            start -= 1
        name, before, after = head.cut(start, len(head.tokens)).text, m["before"].strip(), m["after"].strip()
        things = all(word_count(x) <= 3 and not re.search(r"\d", x) and not has_verb(x) for x in (before, after))
        if name and things:
            front = f"{capital(to_reader(name, claim.point.lang))}: {before} → ?"
            out.append(basic(claim.point, "chain", front, after, slot=f"then:{key(name + ' ' + before, 3)}"))
    return out[:2]


_TURNED = re.compile(
    rf"(?P<head>[^\s()][^(),;:]*?)\s*\((?P<before>[^(),;→>]{{2,40}}?)\s*(?:{ARROW})\s*(?P<after>[^(),;→>]{{2,60}})[,;)]"
)


def equated_in_bracket(claim: Claim) -> list[Card]:
    """`watch the gauge (falling glass = a gale), then the sky`: what something in a bracket equals.

    >>> [(c.front, c.back) for c in equated_in_bracket(_claim("watch the gauge (falling glass = a gale), then sail"))]
    [('falling glass = ?', 'a gale')]
    >>> equated_in_bracket(_claim("3 cups (1 cup = 240 ml)")), equated_in_bracket(_claim("the gauge (see p = 4)"))
    ([], [])
    """
    m = _EQUATED_INSIDE.search(claim.text)
    named = m is not None and _may_be_equated(m["name"]) and word_count(m["told"]) <= 8
    if m is None or not named or claim.point.lang != "en":
        return []
    front = f"{to_reader(m['name'].strip())} = ?"
    return [basic(claim.point, "definition", front, m["told"].strip(), slot=f"define:{key(m['name'])}")]


def _may_be_equated(name: str) -> bool:
    """A few words that name something: no clause, and none that begins as one (`kills too fast`)."""
    acts = verb_tags(name.lower().split()[0]) == {"s"}
    return not acts and not has_verb(name) and word_count(name) <= 4


_EQUATED_INSIDE = re.compile(
    r"\((?!(?:def|default|first|second|third|last|one|other|it)\b)"
    r"(?P<name>[^\W\d][^()=,;:]{3,40}?)\s=\s(?P<told>[^\W\d][^()=;]{2,60}?)[;)]"
)


def called_so(claim: Claim) -> list[Card]:
    """`nations kept large armies ready (called militarism)`: what a name is given to.

    >>> print(called_so(_claim("the guild sells wool before it is shorn (called futures)"))[0])
    Q: What is futures?
    A: the guild sells wool before it is shorn
    >>> called_so(_claim("the hall is called the Dome")), called_so(_claim("a hall (called in 1511 the Dome)"))
    ([], [])
    """
    text = claim.point.text[claim.span.start :]
    m = _CALLED.match(text) if claim.first and claim.point.lang == "en" and not claim.label else None
    if m is None or not 4 <= word_count(m["told"]) <= MAX_BODY_WORDS or not has_verb(m["told"]):
        return []
    name = m["name"].strip(" \"'“”")
    if word_count(name) > 4 or read(name).tags[0] in ("P", "ADV", "PRON"):
        return []
    return [basic(claim.point, "definition", f"What is {name}?", m["told"], slot=f"define:{key(name)}")]


_CALLED = re.compile(
    r"(?P<told>[^.;]+?)(?:\s\(|,\s)(?:this is |these are |also |what is )?(?:called|known as|termed)\s"
    r"(?P<name>[^,;()]+)\)?[.!]?$",
    re.I,
)


_DEFAULT = re.compile(
    r"\bdefault(?:s to|:| is| =)?\s+(?P<value>\S[^,;]*)$|"
    r"^(?=[^,;]*\d|on\b|off\b)(?P<before>\S+)\s(?:by )?default$",
    re.I,
)


def _as_deed(asked: str, name: str, inside: str) -> str:
    """The question for a gloss, which may tell what a thing does.

    >>> _as_deed("What is cellar?", "cellar", "keep it dry"), _as_deed("What is cellar?", "cellar", "a cool room")
    ('Cellar: what does it do?', 'What is cellar?')
    """
    deed = asked.startswith("What is ") and _is_deed(inside)
    return f"{capital(to_reader(name))}: what does it do?" if deed else asked


def _is_deed(inside: str) -> bool:
    """`holds two boats`, `keep it dry`: what a thing does, or is there to do, and not what it is."""
    told = read(inside)
    acts = "base" in verb_tags(told.lower[0]) if told.tokens else False
    return acts and (told.tags[1:2] in (("DET",), ("NUM",)) or (told.tags[0] == "V" and told.lower[0] not in NOUNY))


def _explains_name(inside: str) -> bool:
    if (
        word_count(inside) < 2
        or not re.search(r"\b[a-zß-ÿ]{3,}", inside)
        or re.search(r"\d+[*x/=]\d+|!!|\?|https?:", inside)
    ):
        return False
    low = inside.lower()
    if inside.count(",") >= 2 or re.match(
        r"(?:not |never |ca\.? |approx|esp\b|especially|mostly|mainly|[=≈<>]|the \w+$)", low
    ):
        return False
    if set(low.split()) & (words.SUBJECT_PRONOUNS - {"it"}) or _OPINION.search(low):
        return False
    if sum(w.isupper() and len(w) > 1 for w in re.findall(r"[^\W\d_]+", inside)) > 1 and has_verb(low):
        return False  # somebody shouts a remark
    return not low.startswith(
        ("see ", "e.g", "eg ", "i.e", "incl", "with ", "without ", "not ", "but ", "and ", "or ", "aka ")
    ) and (low not in words.FILLERS and not any(w in words.FIRST_PERSON | words.LOGISTICS for w in low.split()))


_OPINION = re.compile(
    r"\b(?:imo|imho|iirc|afaik|ones?|best|worst|learnt|learned|favourite|favorite|boring|skip\w*|again|me|my|lol)\b"
)
"""What the writer thinks of a thing does not explain it."""


def _claim(text: str) -> Claim:
    from cardgen.claims import claims
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

"""Frames: how a clause becomes a question. The tables here are data that a newcomer can extend by a line.

A frame names the relation that a clause states and asks for its object: `X requires Y` → *What does X require?*
Agreement, tense and do-support come from the verb group, the wh-word from what the object is: a time, a length
of time, a number, a reason, a way, a person.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.adjuncts import by_how_much, by_whom, gives_somebody, how, how_long_done, what_for
from cardgen.amounts import amount, measure_at
from cardgen.clauses import Parts
from cardgen.objects import tied
from cardgen.quantities import FIGURE, HOW_LONG, HOW_MANY, HOW_MUCH, OFTEN, WHEN, WITHIN
from cardgen.question import Question
from cardgen.reading import Words, read
from cardgen.reported import SAYING, said_of, tells_somebody
from cardgen.stranding import STRANDED, stranded, what_preposition
from cardgen.subjects import SUPERLATIVE, VAGUE_SUBJECTS, agrees, clean_subject, is_bare_role, is_compound, mid_sentence
from cardgen.subjectwise import MAX_SUBJECT_WORDS, by_its_subject, long_subject, one_of_all, several
from cardgen.verbclasses import (
    ASK_NOTHING,
    ASKS_WHERE,
    COMPARATIVES,
    DONE_TO,
    LETTING,
    LINKING,
    NAMING,
    PARTICLES,
    PLACE_PREPOSITIONS,
    PLACE_VERBS,
    RESULTING,
    TITLES,
    TO_PEOPLE,
    WAYS,
)
from cardgen.verbgroup import Verb, verb_of
from cardgen.verbs import participle, past, third_person, verb_tags

MAX_LEAD_WORDS = 7


# ------------------------------------------------------------------ turning a clause into a question


def questions(clause: Parts, whole: bool = True) -> tuple[Question, ...]:
    """The questions that a clause answers, the best first; none where no frame fits.

    >>> from cardgen.clauses import parts
    >>> [(q.front, q.answer) for q in questions(parts(read("a racing hull is built for speed")))]
    [('What is a racing hull built for?', 'speed')]
    >>> questions(parts(read("the ferry leaves every morning at 04:15")))[0]
    Question(front='When does the ferry leave?', answer='every morning at 04:15', frame='when')
    >>> questions(parts(read("the kettle takes ~30 sec")))[0].front
    'How long does the kettle take?'
    >>> questions(parts(read("it gets stale")))        # names nothing: no question
    ()
    """
    subject = clean_subject(clause.subject)
    verb = verb_of(clause.verb, subject)
    rest = clause.rest.strip(" ,.;!")
    subject = mid_sentence(subject or several(clause)) or long_subject(clause)
    if verb is None and subject:
        verb = verb_of(clause.verb, subject)
    if verb is None or not subject or not rest:
        return ()
    if len(subject.split()) > MAX_SUBJECT_WORDS:
        return by_its_subject(clause, subject)
    if _begins_with_a_verb(subject) or _NOBODY.match(subject) or _is_told_only(verb, subject, rest):
        return ()
    if SUPERLATIVE.match(subject) or (verb.base == "be" and not verb.after and is_bare_role(subject)):
        subject = f"the {subject[0].lower()}{subject[1:]}"
    if verb.before == "do" and not agrees(clause.verb, subject):
        return ()
    if verb.before in ("do", "does") and is_compound(clause.verb, subject, rest):
        return ()
    asked = [q for frame in FRAMES for q in frame(subject, verb, rest)]
    if "not" in verb.after.lower().split():
        asked = [q for q in asked if q.frame == "what to do" and verb.base in ("have", "need")]  # "is not until 1955"
    lead = clause.lead.strip(" ,") if clause.lead and whole else ""
    lead = "" if _lists_before(lead, rest) or _A_MEASURE.fullmatch(lead) else lead
    if len(lead.split()) > MAX_LEAD_WORDS:
        return ()
    return tuple(_with_lead(q, lead) for q in asked[:1] + [q for q in asked[1:] if q.frame != asked[0].frame])


_A_MEASURE = re.compile(r"[~≈<>]?\s?\d\S*(?:\s[^\W\d]\S{0,5})?")


def _lists_before(lead: str, rest: str) -> bool:
    """`cheap timber, long grain, the planks must stay dry`: what was listed before is no part of what is asked.

    >>> _lists_before("cheap timber, long grain", "dry"), _lists_before("in May, after the thaw", "dry")
    (True, False)
    >>> _lists_before("cheap timber", "dry"), _lists_before("cheap timber, long grain", "by half of it")
    (False, False)
    """
    tags = read(lead).tags
    named = tags[:1] in (("N",), ("ADJ",), ("NUM",), ("PN",)) and not {"V", "AUX", "P", "SUB"} & set(tags)
    return named and ", " in lead and not {"it", "them", "this", "these"} & set(rest.lower().split())


def _is_told_only(verb: Verb, subject: str, rest: str) -> bool:
    """`legend is that a monk stole them`, `told them why in 1791`: what is told, and not whether it is so, or why."""
    return bool(_ENDS_ASKING.match(rest)) or (verb.base == "be" and rest.startswith("that ") and subject in _TOLD)


_TOLD = frozenset({"legend", "rumour", "rumor", "story", "word", "myth", "the legend", "the rumour", "the story"})
"""What they tell is asked neither of them nor as if it were so."""
_ENDS_ASKING = re.compile(r"^[^,;]*\s(?:why|how|when|where)(?:\s(?:in|on|at)\s\S+)?$")
"""`told them why in 1791`: what is told is not said."""
_NOBODY = re.compile(r"[~≈<>]?\d[\d.,–-]*\s?%?$|(?:no|none|neither|nobody|nothing|not)\b|(?![iu]$)[a-z]$")
"""Of none of these can be asked what it does; a small letter by itself stands in a formula."""


def _begins_with_a_verb(subject: str) -> bool:
    """An order that was taken for a subject: no noun stands before an adjective.

    >>> _begins_with_a_verb("help innovative orgs"), _begins_with_a_verb("help desks")
    (True, False)
    """
    first = read(subject)
    return first.tags[:2] == ("N", "ADJ") and "base" in verb_tags(first.lower[0])


_EMPTY_LEADS = frozenset({
    "only", "i.e.", "i.e", "ie", "e.g.", "e.g", "eg", "also", "now", "then", "else", "so", "just", "even", "still",
    "again", "less", "more", "too", "mostly", "hence", "thus", "therefore", "basically",
})  # fmt: skip


def _with_lead(q: Question, lead: str) -> Question:
    front = (
        f"{to_reader(lead)}, {q.front[0].lower()}{q.front[1:]}"
        if lead and lead.lower() not in words.FILLERS and lead.lower() not in _EMPTY_LEADS
        else q.front
    )
    return Question(front[0].upper() + front[1:], q.answer, q.frame)


# ------------------------------------------------------------------ the frames, first that fits wins


def when(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`opens 4 may 1902 ...`, `runs every night`, `is at noon`: a time right after the verb."""
    if WITHIN.match(rest):
        return [Question(verb.ask(subject, "How soon" if rest.startswith(("within", "in")) else "When"), rest, "when")]
    if verb.base in ("like", "love", "want", "prefer"):
        return []
    if OFTEN.match(rest):
        wh = "When" if re.search(r"\d:\d\d|\b(?:at|on)\b", rest) else "How often"
        return [Question(verb.ask(subject, wh), rest, "when")]
    told = WHEN.match(rest)
    if not told or told.group().lower() in ("march", "may"):
        return []  # "leads march to the palace"
    return [_in_time(verb, subject, rest)]


def _in_time(verb: Verb, subject: str, rest: str) -> Question:
    """Until when something was so, or when it happened."""
    until = "".join(re.findall(r"^(?:until|till|since)\s", rest, re.I))
    start = "from" if re.match(r"from\s", rest) and verb.base == "be" else ""  # "When is the oven from?"
    return Question(verb.ask(subject, f"{until}when".capitalize(), start), rest[len(until) :], "when")


def how_long(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`takes ~30 sec`, `lasts 7 days`: a length of time right after the verb."""
    if not HOW_LONG.match(rest) or verb.base == "cost":
        return []
    old = verb.base == "be" and re.search(r"\s(?:old|of age)$", rest)
    away = verb.base == "be" and re.search(r"\d\S*\s\w+\s(?:from|away|to|up|down)\b", rest)  # "is 40 min from here"
    asks = "How old" if old else "How far" if away else "How long"
    return [Question(verb.ask(subject, asks), rest, "how long")]


def how_much(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`costs $5`, `drinks 90 l a day`, `holds 12% protein`, `has 39 states`: an amount right after the verb."""
    if told := amount(verb.base, rest):
        return [Question(verb.ask(subject, told.asked, told.tail), told.answer, "how much")]
    asks = HOW_MUCH.match(rest) and verb.base != "be" and not re.search(r"\d.*\s(?:and|or)\s.*\d", rest)
    return [Question(verb.ask(subject, "How much"), rest, "how much")] if asks else []


def how_many(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`has two chambers`: a counted noun; the count is the answer."""
    m = HOW_MANY.match(rest)
    if not m or verb.base == "be" or re.match(r"times\s", m["what"]):
        return []  # "speed is 1,900 items a day": the speed is asked for
    tail = rest[m.end() :].strip(" ,")
    if m["what"].lower().split()[0] in words.PREPOSITIONS:
        return []  # "says 57 at the bridge": of what, nobody knows
    if len(tail.split()) > 6 or re.search(r"\d", tail):
        return []
    count, what = rest[: m.start("what")].strip(), m["what"]
    several = f"{what}es" if what.endswith("ss") else what
    return [Question(verb.ask(subject, f"How many {several}", tail), count, "how many")]


def in_which_way(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`roasts faster than others`, `checks all in one pass`: a way, told by a comparative or by "all in"."""
    body = read(rest)
    first = body.lower[0]
    faster = (first in WAYS and body.lower[1:2] != ("as",)) or (
        first.endswith("er") and body.tags[0] in ("ADJ", "ADV") and first in COMPARATIVES
    )
    if (
        verb.base in LINKING
        or verb.base == "be"
        or body.tags[1:2] == ("N",)
        or not (faster or body.lower[:2] in (("all", "in"), ("all", "at")))
    ):
        return []
    return [Question(verb.ask(subject, "How"), rest, "how")]


def where(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`is stored in redis`, `sits at the border`: a place after a verb of place; `forms where the rock is soft`."""
    if rest.lower().startswith("where ") and verb.base not in ASKS_WHERE and "AUX" not in read(rest).tags[1:2]:
        return [Question(verb.ask(subject, "Where"), rest, "where")]
    first, _, place = rest.partition(" ")
    if re.match(rf"(?:the\s)?(?:[\w-]*)(?:{_TIMES})\b", place, re.I) and first.lower() in ("in", "within"):
        return []
    if verb.base not in PLACE_VERBS or first.lower() not in PLACE_PREPOSITIONS or measure_at(verb.base, first, place):
        return []
    return [Question(verb.ask(subject, "Where"), rest, "where")]


_TIMES = "seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?"


def what_is(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`X is Y`: a noun phrase, a property or a state after a form of "be"."""
    remark = _HOW_OFTEN & set(read(rest).lower[:1]) or _ONE_OF_SOME_KIND.match(rest) or _is_compared(read(rest))
    if "not" in verb.after.lower().split() or read(rest).tags[:1] == ("NEG",) or remark:
        return []
    if subject.lower() == "there" or verb.base != "be" or verb.after not in ("", "be", "been"):
        return []
    body = read(rest)
    if FIGURE.match(rest) and subject.lower().split()[-1] not in words.ROLE_NOUNS:
        return []  # "plasma volume is 3 l": no answer to what it is
    tag = next((t for t in body.tags if t not in ("ADV", "X")), "")
    if body.lower[:1] in (("why",), ("how",), ("where",), ("what",), ("so",), ("such",), ("too",)):
        return []  # "11 july is what set Paris off": what it is stands on the other side
    if body.lower[:1] in (("when",), ("if",)):
        return [Question(verb.ask(subject, "What"), rest, "what is")]  # "skew is when ..."
    if tag == "TO" and subject.lower().split()[-1] in words.ROLE_NOUNS and len(body.tokens) > 2:
        thing = f"the {subject.lower()}" if " " not in subject else subject
        return [Question(verb.ask(thing, "What"), rest, "what is")]  # "goal is to win"
    if tag in ("P", "SUB", "TO"):
        return stranded(subject, verb, body)
    if tag in ("ADJ", "VN", "NEG", "VG", "") and not any(t in ("N", "PN") for t in body.tags[:4]):
        return []
    if tag in ("ADJ", "VN", "VG", "NEG") and "P" in body.tags[:3]:
        return []
    named = set(body.tags) == {"PN"} or bool(re.match(r"[A-Z]\w+(?:\s[A-Z]\w+)+(?:,|$)", rest))
    plain = re.sub(r"\s*\([^()]*\)", "", subject) or subject
    head = re.split(r"\s(?:of|in|at|from|for|behind|with|on)\s", plain.lower())[0].split()[-1]
    said = rest.lstrip()[:1] in "\"“‘'"
    called = re.search(r"\([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+\)", subject)
    person = not said and (_names_a_person(body) or (head in _OFFICES and bool(named or called)))
    wh = "Who" if person and not _plural(subject) else "What"
    return [Question(verb.ask(_with_article(subject, head, person), wh), rest, "what is")]


def _with_article(subject: str, head: str, person: bool) -> str:
    """An office that one person holds, with the article that notes leave out: `new head nurse is ...`.

    >>> _with_article("new head nurse", "nurse", True), _with_article("my nurse", "nurse", True)
    ('the new head nurse', 'my nurse')
    >>> _with_article("CFO (Ada Lund)", "cfo", True), _with_article("Nurse Lund", "lund", True)
    ('the CFO (Ada Lund)', 'Nurse Lund')
    """
    first = read(subject)
    held = (
        person
        and head in _OFFICES
        and not _plural(subject)
        and (first.tags[0] in ("N", "ADJ", "VN") or first.lower[0] == head)
    )
    named = any(token.text[0].isupper() and not token.text.isupper() for token in first.tokens[1:2])
    named = named or (first.lower[0] == head and not first.text[:2].isupper() and first.text[0].isupper())
    return f"the {subject}" if held and first.lower[0] not in words.POSSESSIVES and not named else subject


def _is_compared(body: Words) -> bool:
    """`is shorter`: than what, nobody knows."""
    first = body.lower[0] if body.lower else ""
    return first.endswith("er") and first in COMPARATIVES and body.tags[0] == "ADJ" and "than" not in body.lower


_ONE_OF_SOME_KIND = re.compile(
    r"one(?:,|$)|(?:the|an?)\s(?:\w+\s){0,2}?(?:ones?|example|exception|reason|case|point|problem|bit|part|thing|difference|same|clincher|catch)\b(?!\sof\s)",
    re.I,
)
"""A remark on a thing, which says not what it is."""
_HOW_OFTEN = frozenset({"often", "sometimes", "rarely", "seldom", "also", "still", "already", "frequently", "never"})
_OFFICES = words.PERSON_NOUNS | frozenset({"ceo", "cto", "cfo", "coo", "ciso", "cpo", "vp", "pm", "md", "svp"})


def _names_a_person(body: Words) -> bool:
    """Is one of the first words a person, and no part of the name of a thing?

    >>> _names_a_person(read("the first chancellor of germany")), _names_a_person(read("one skewed customer id"))
    (True, False)
    """
    if body.lower in (("lead",), ("head",), ("count",)):
        return False  # the keel is lead
    nouns = [i for i, word in enumerate(body.lower[:4]) if word in words.PERSON_NOUNS]
    return any(body.tags[i + 1 : i + 2] != ("N",) for i in nouns)


def _plural(subject: str) -> bool:
    named = subject[:1].isupper() and " " in subject and subject.split()[-1][:1].isupper()  # "Thomas Hobbes"
    return not named and subject.lower().endswith("s") and not subject.lower().endswith(("ss", "us", "is"))


def what_property(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`is sensitive to Y`, `stayed loyal to Y`: what a property is directed at."""
    body = read(rest)
    linking = verb.base == "be" or verb.base in LINKING
    at = next((i for i, t in enumerate(body.tags[:3]) if t == "P"), 0)
    if not linking or not at or len(body.tokens) < at + 2 or not _property(body.cut(0, at)):
        return []
    if body.lower[at] not in STRANDED or (body.lower[at] == "to" and body.tags[at + 1] == "ADJ"):
        return []  # "small to medium"
    head, placed = body.cut(0, at).text, body.cut(at, len(body.tokens)).text
    if body.lower[at] in ("in", "on", "at") and WHEN.match(placed):
        return [Question(verb.ask(subject, "When", head), placed, "when")]  # "goes live in June"
    return [
        Question(
            verb.ask(subject, "What", body.cut(0, at + 1).text),
            body.cut(at + 1, len(body.tokens)).text,
            "what property",
        )
    ]


def _property(head: Words) -> bool:
    return all(
        t in ("ADJ", "ADV", "VN") or w in words.ADJECTIVES for t, w in zip(head.tags, head.lower, strict=True)
    ) and bool(
        head.lower[-1:] != ("only",)
        and head.tokens
        and (head.tags[-1] in ("ADJ", "VN") or head.lower[-1] in words.ADJECTIVES)
    )


_NOUN_PHRASE = (("DET",), ("N",), ("PN",), ("NUM",), ("CODE",))


def does_to(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`X makes Y faster`, `X turns Y orange`: what X does to Y."""
    body = read(rest)
    if verb.base not in RESULTING or verb.before not in ("do", "does", "did", "can", "will"):
        return []
    if "not" in verb.after.split():
        return []  # "does not make X better": what it does not do
    at = 0
    while body.tags[at : at + 1] in _NOUN_PHRASE or (at < 2 and body.tags[at : at + 1] == ("ADJ",)):
        at += 1
    turned = [t for t in body.tags[at:] if t != "ADV"][:1]
    if not {"N", "PN", "CODE"} & set(body.tags[:at]) or turned not in (["ADJ"], ["V"], ["VN"], ["VG"]):
        return []
    thing = body.cut(0, at).text
    inflected = {"do": verb.base, "does": third_person(verb.base), "did": past(verb.base)}.get(verb.before, verb.base)
    asked = Verb(verb.before, f"do to {thing}", "do")
    return [Question(asked.ask(subject, "What"), f"{inflected} {rest}", "does to")]


def lets_do(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`lets users share a file`, `helps clay hold water`: what somebody may or can do by it.

    >>> from cardgen.clauses import parts
    >>> questions(parts(read("the lock lets two owners share a boat")))[0].front
    'What does the lock let two owners do?'
    >>> questions(parts(read("the lock lets it rot")))
    ()
    >>> questions(parts(read("the bolt makes sure the door stays shut")))[0].front
    'What does the bolt make sure of?'
    """
    body = read(rest)
    if verb.base == "make" and body.lower[:1] == ("sure",) and len(body.tokens) > 3:
        return [Question(verb.ask(subject, "What", "sure of"), rest.split(" ", 1)[1], "lets do")]
    if verb.base not in LETTING or "not" in verb.after.split() or verb.after.split()[-1:] not in ([verb.base], ["to"]):
        return []
    at = 0
    while at < len(body.tags) and body.tags[at] in ("DET", "ADJ", "N", "PN", "NUM", "CODE", "PRON", "VN"):
        at += 1
    if verb.base == "make" and _acts_in_disguise(body, at):
        at = next(n for n in range(at - 1, 0, -1) if "base" in verb_tags(body.lower[n]))
        return [
            Question(
                verb.ask(subject, "What", f"{body.cut(0, at).text} do"), body.cut(at, len(body.tokens)).text, "lets do"
            )
        ]
    to = body.tags[at : at + 1] == ("TO",)
    acts = body.tags[at + to : at + to + 1] == ("V",) and "base" in verb_tags(body.lower[at + to])
    if (
        not at
        or not acts
        or to != (verb.base in _WITH_TO)
        or body.lower[at - 1] in words.DEMONSTRATIVES | {"it", "them"}
    ):
        return []
    thing, act = body.cut(0, at).text, body.cut(at + to, len(body.tokens)).text
    return [Question(verb.ask(subject, "What", f"{thing}{' to' * to} do"), act, "lets do")]


def _acts_in_disguise(body: Words, at: int) -> bool:
    """`makes the gate stick`: behind a noun and before the end another one is its verb.

    >>> [_acts_in_disguise(read(x), 3) for x in ("the gate stick", "the stone walls", "the old paint")]
    [True, False, False]
    """
    last = at - 1
    while last > 0 and body.lower[last] in _MORE:
        last -= 1
    base = last > 0 and verb_tags(body.lower[last]) == {"base"}
    return base and body.tags[last - 1] in ("N", "PN") and body.tags[at : at + 1] in ((), ("ADV",), ("PUNCT",), ("P",))


_MORE = frozenset({"more", "less", "faster", "slower", "better", "worse", "low", "high", "longer"})
_WITH_TO = LETTING - {"let", "make", "help"}


def called(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`called it "nonsense"`, `was elected president`: the name or title that something is given."""
    body = read(rest)
    if verb.base in NAMING and len(body.tokens) > 1 and (body.tags[0] == "PRON" or body.lower[0] in ("that", "this")):
        return [Question(verb.ask(subject, "What", body.tokens[0].text), body.cut(1, len(body.tokens)).text, "called")]
    owned = body.tags[:1] == ("DET",) and body.tags[-2:] in (("N", "N"), ("N", "PN")) and len(body.tokens) > 2
    if verb.base == "call" and owned and "," not in rest:  # "called his paper geopoetry"
        last = len(body.tokens) - 1
        return [Question(verb.ask(subject, "What", body.cut(0, last).text), body.cut(last, last + 1).text, "called")]
    if verb.base in TITLES and verb.before == "did" and body.tags[:1] == ("N",):
        was = Verb("was", participle(verb.base), verb.base)
        return [Question(was.ask(subject, "What"), rest, "called")]
    return []


def passive_when(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`statue unveiled 4 may 1902`: the helping "was" is left out, as in every hurried note."""
    dated = WHEN.match(re.sub(r"^(?:down|out|up|off)\s", "", rest))
    by_whom = dated and re.match(r"\s+by\s", rest[dated.end() :])
    if verb.before != "did" or not dated or not (verb.base in DONE_TO | _BORN.keys() or by_whom):
        return []
    particle = "".join(re.findall(r"^(?:down|out|up|off)\s", rest))
    told = f"{_BORN.get(verb.base) or participle(verb.base)} {particle}".strip()
    return [_in_time(Verb("was", told, verb.base), subject, rest[len(particle) :].strip())]


_BORN = {"bear": "born"}


def between(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`there is a divide between A and B`: what something that exists stands between, or is made of."""
    if subject.lower() != "there" or verb.base != "be":
        return []
    m = re.match(
        r"(?P<what>(?:an?|the|this|that|some|huge)\s.{3,40}?)\s(?P<prep>between|among|in|for|from)\s(?P<rest>.+)$", rest
    )
    if not m or re.match(r"(?:an?|some)\s(?:\w+\s)?(?:number|lot|couple|few|series|range|variety|host)\b", m["what"]):
        return []  # "there are a number of reasons for it": it names none
    what = re.sub(r"^(?:an?|this|that|some)\s", "the ", m["what"], flags=re.I)
    return [Question(verb.ask(what, "What", m["prep"]), m["rest"], "between")]


def what_to_do(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`needs to keep quorum`, `wants to raise the floor`: an action that is wanted or needed."""
    body = read(rest)
    if body.lower[:1] != ("to",) or body.tags[0] != "TO" or len(body.tokens) < 3 or verb.base == "be":
        return []
    if verb.after == "used" and verb.before in ("is", "are"):
        return [Question(verb.ask(subject, "What", "for"), rest, "what to do")]  # "used to seal gaps"
    return [Question(verb.ask(subject, "What", "to do"), body.cut(1, len(body.tokens)).text, "what to do")]


def behind_object(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`turns X into Y`, `keeps X from Y`: the object stands with the question, what is tied to it is asked."""
    told = tied(verb.base, read(rest))
    if told is None or "not" in verb.after.split() or verb.before not in _ACTIVE:
        return []
    return [Question(verb.ask(subject, "What", told[0]), told[1], "behind object")]


_ACTIVE = words.MODALS | words.DO


def what(subject: str, verb: Verb, rest: str) -> list[Question]:
    """`X requires Y`, `X believes that Y`: the object, whatever it is.

    >>> from cardgen.clauses import parts
    >>> [questions(parts(read(x)))[0].front for x in ("pizarro captured Atahualpa", "pizarro captured the town")]
    ['Who did pizarro capture?', 'What did pizarro capture?']
    """
    if (
        subject.lower() == "there"
        or verb.base == "be"
        or (verb.base in LINKING - {"become", "get"})
        or (verb.base in LINKING and read(rest).tags[0] in ("ADJ", "VN", "ADV", "VG", "V"))
    ):
        return []
    body = read(rest)
    at = next((i for i, t in enumerate(body.tags) if t != "ADV" and body.lower[i] != "that"), len(body.tags))
    if at >= len(body.tags) or body.tags[at] in ("P", "SUB", "CC", "REL", "TO", "PUNCT", "WH"):
        return []
    if _OPENS_NO_OBJECT & set(body.lower[:1]) or (PARTICLES | words.PREPOSITIONS) & set(body.lower[:at]):
        return []  # "broke out in just a few days"
    if body.lower[at] in PARTICLES or body.lower[at] in ("only", "too") or verb.base in ASK_NOTHING | SAYING:
        return []
    if body.tags[at] in ("V", "AUX", "MOD") or rest.lower().startswith(("each other", "one another")):
        return []
    if (
        body.lower[at] in words.REFLEXIVES | {"no", "nothing", "not", "it", "them", "him"}
        or "not" in verb.after.split()
    ):
        return []
    if body.lower[at] in VAGUE_SUBJECTS and len(body.tokens) - at <= 2:
        return []
    if not _names_something(body.cut(at, len(body.tokens))) or re.match(r"[-−+]\d", rest):
        return []  # "crashes -70%": a fall, and no object
    end, tail = len(body.tokens), ""
    if end - at > 1 and body.lower[end - 1] in PARTICLES and end - at <= 5:
        end, tail = end - 1, body.lower[end - 1]
    person = verb.base in TO_PEOPLE and (body.tokens[at].text[:1].isupper() or _names_a_person(body.cut(at, end)))
    return [Question(verb.ask(subject, "Who" if person else "What", tail), body.cut(at, end).text, "what")]


_OPENS_NO_OBJECT = frozenset({"whatever", "whichever", "whoever", "however"})


def _names_something(answer: Words) -> bool:
    """Is it a thing, an act or a figure? "Home", "cheaper", "up" are not."""
    if answer.lower[0] in PARTICLES | {"home", "there", "here", "together", "better", "worse"}:
        return False
    return bool({"N", "PN", "NUM", "CODE", "VG", "V"} & set(answer.tags)) or "that" in answer.lower


FRAMES = (
    between, by_whom, lets_do, tells_somebody, what_for, how_long_done, by_how_much, gives_somebody, does_to,
    passive_when, when, how_long, how_much, how, in_which_way, where, how_many, called, what_to_do, what_property,
    one_of_all, what_is, what_preposition, behind_object, said_of, what,
)  # fmt: skip
"""Every frame, the more telling first: a time asked as "what" is a worse question than "when"."""


FIGURES = frozenset({"when", "how long", "how much", "how many"})
"""Frames that ask for one figure: `takes 21 days, the other 24, the third 16` are three facts, no list."""


def yes_no(clause: Parts) -> str:
    """The clause as the tail of a "why" question: `does X require Y`; "" when it names no subject or verb.

    >>> from cardgen.clauses import parts
    >>> yes_no(parts(read("hannibal feared rome")))
    'did hannibal fear rome'
    """
    subject = mid_sentence(clean_subject(clause.subject) or several(clause))
    verb = verb_of(clause.verb, subject)
    clause = replace(clause, rest=re.sub(r"(?:^|\s)only$", "", clause.rest))  # "could act only, because"
    if verb is None or not subject or len(subject.split()) > MAX_SUBJECT_WORDS or _NOBODY.match(subject):
        return ""
    if verb.before == "do" and " " in subject and not agrees(clause.verb, subject):
        return ""  # "the plan: beat France first": an order, and nothing that the plan does
    lead = f", {mid_sentence(to_reader(clause.lead))}" if clause.lead else ""
    if SUPERLATIVE.match(subject):
        subject = f"the {subject}"
    if verb.before == "did" and is_bare_passive(verb.base, clause.rest):
        verb = Verb("was", participle(verb.base), verb.base)
    return verb.ask(subject, "", clause.rest.strip(" ,.;!"))[:-1].strip() + lead


def is_bare_passive(base: str, rest: str) -> bool:
    """Is the past of a verb, with this behind it, a passive whose "was" is left out: `elected king`, `built in 1922`?

    >>> is_bare_passive("elect", "king"), is_bare_passive("elect", "the king"), is_bare_passive("abolish", "in 1922")
    (True, False, True)
    """
    told = read(rest)
    titled = base in TITLES and told.tags[:1] in (("N",), ("ADJ",)) and told.tokens[0].text.islower()
    return titled or (base in DONE_TO and (told.tags[:1] in ((), ("P",)) or told.lower[0].endswith("ly")))


def imperative(clause: Parts) -> bool:
    """Is this an order or a step: a bare verb first?

    >>> from cardgen.clauses import parts
    >>> imperative(parts(read("restart the relay"))), imperative(parts(read("relay writes events")))
    (True, False)
    """
    first = clause.verb.split()[:1]
    if clause.subject or not first:
        return False
    return "base" in verb_tags(first[0].lower()) or first[0].lower() in ("dont", "don't", "do")

"""The form for clauses: what a subject does, has, needs or is, asked by the frame of its verb."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims, heading_thing, owner_of
from cardgen.clauses import Parts, expand, parts
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, key, main_part, named, tidy, undated
from cardgen.forms.fronts import ask_label
from cardgen.frames import FIGURES, questions
from cardgen.labels import bare, word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.quantities import WHEN
from cardgen.question import Question
from cardgen.reading import ARROW, CONDITION, Words, read
from cardgen.sentences import sentence_at
from cardgen.subjects import agrees, clean_subject, mid_sentence
from cardgen.subjectwise import MAX_SUBJECT_WORDS
from cardgen.verbclasses import ALONE, ASKS_WHERE, ATTITUDES, LIGHT
from cardgen.verbgroup import Verb, verb_of
from cardgen.verbs import base_of, verb_form, verb_tags


def attribute(claim: Claim) -> list[Card]:
    """A clause whose relation a frame can ask: `X requires Y` → What does X require?

    >>> print(attribute(_claim("a racing hull is built for speed"))[0])
    Q: What is a racing hull built for?
    A: speed
    >>> attribute(_claim("it gets stale"))
    []
    """
    if found := _asked_by_itself(claim):
        return found
    if claim.point.lang != "en" or not claim.verb or claim.link in CONDITION | {"as"} or is_asked(claim):
        return []
    clause = _clause(claim)
    if claim.text.count(" / ") > 1 or (claim.carried and is_property(clause)) or _is_label_of_figure(clause):
        return []
    if found := _singled_out(clause, claim):
        return found
    if _has_no_object(claim) or _is_a_change(claim) or _is_measured(claim):
        return []
    if _is_part(clause) and not (claim.label or owner_of(claim.point, claim)):
        thing = heading_thing(claim.point)
        return [_under(thing, c) for c in _asked_by_frame(clause, claim)] if thing else []
    if not claim.carried and clause.subject.lower() in _POINTS_BACK:
        return _asked_behind(clause, claim)
    return _asked_when(clause, claim) or _asked_by_frame(clause, claim) or _asked_what_happens(clause, claim)


def _is_label_of_figure(clause: Parts) -> bool:
    """`FIFA recommended size 105 m`: behind a noun with no article a measure tells how much that is, and nobody acts.

    >>> _is_label_of_figure(parts(read("FIFA recommended size 105 m"))), _is_label_of_figure(parts(read("we ate 5 g")))
    (True, False)
    """
    forms = verb_tags(clause.verb.lower()) if " " not in clause.verb else set[str]()
    named = read(clause.subject).tags[-1:] in (("N",), ("PN",)) and clause.subject.lower() not in words.FIRST_PERSON
    told = re.sub(r"\s*\([^()]*\)$", "", clause.rest)
    measured = re.fullmatch(
        r"(?:[a-z][\w-]*\s){1,2}(?:(?:approx\.?|about|around|ca\.?)\s)?[~≈<>]?\s?\d[\d.,–-]*\s?(?:%|°?[^\W\d]+(?:/[^\W\d]+)?)",
        told,
    )
    thing = read(clause.rest).tags[:1] == ("N",)
    return "participle" in forms and named and thing and measured is not None


_SINGLES_OUT = re.compile(
    r"(?:the\s)?(?:default|(?:by far\s)?(?:the\s)?(?:most|least|only|[a-z]{2,}est|best|worst)\s(?=\S))", re.I
)


def _singled_out(clause: Parts, claim: Claim) -> list[Card]:
    """`tar is the default`, `the keel is hardest to reach`: what alone is so is asked for, and not how it is.

    >>> print(attribute(_claim("the keel is hardest to reach and rots first"))[0])
    Q: What is hardest to reach and rots first?
    A: the keel
    >>> attribute(_claim("it is the oldest"))
    []
    """
    subject = clean_subject(clause.subject) if clause.subject else ""
    if not _SINGLES_OUT.match(clause.rest) or clause.verb.lower() not in _WHICH or claim.carried or clause.lead:
        return []
    if not subject or subject.lower() in words.PRONOUNS | {"there"} | _PARTS | words.ROLE_NOUNS:
        return []
    behind = claim.point.text[max(0, claim.point.text.find(clause.rest, claim.span.start)) :]
    told = tidy(re.split(r",\s|[.;]\s", behind)[0])
    if not says_something(subject) or word_count(told) > MAX_BODY_WORDS // 2 or re.search(r"\s(?:->|→|=)\s", told):
        return []
    article = "the " if told.lower() == "default" else ""
    front = _under_label(f"{_WHICH[clause.verb.lower()]} {article}{told}?", claim)
    return [basic(claim.point, "attribute", front, tidy(claim.subject), slot=f"which:{key(told, 4)}")]


_WHICH = {"is": "What is", "was": "What was", "are": "Which are", "were": "Which were"}


def _under(thing: str, card: Card) -> Card:
    """The question for a part of what the heading names: `Sociology: what is the goal?`."""
    return replace(card, front=f"{thing}: {card.front[0].lower()}{card.front[1:]}")


def _asked_by_frame(clause: Parts, claim: Claim) -> list[Card]:
    for q in questions(clause):
        answer = _answer(q)
        if q.frame == "what is":
            answer = _to_its_end(answer, claim) if answer.lower().startswith("to ") else _with_which(answer, claim)
        if not _tells(answer, clause, claim) or answer.lower().startswith("to be "):
            continue  # "grew up to be a tutor"
        if q.frame == "what" and re.fullmatch(r"\d\d(?:[-–]\d\d)?|\d+\.\d[\d.]*", answer):
            continue  # "sailed 48-52", "removed 1.18": when
        if q.frame == "what" and read(answer).tags[:2] in (("ADJ",), ("ADJ", "P")):
            continue  # "sets hard within 2 weeks": how it becomes, and nothing that it sets
        if re.search(r"(?:^|\s)(?:in|on|up|out|off|down|over|away|back),\s*$", clause.rest.partition(answer)[0]):
            continue  # "must be dug in, no roots showing"
        if _is_too_open(q, answer):
            continue
        if q.frame == "when" and ", " in q.front:
            continue  # "points to Delft, tiles of 1650": of the last piece only
        front = _asked(q, answer, claim)
        if not asks_nothing(front):
            form = "attribute_number" if re.search(r"\d", answer) and q.frame != "what" else "attribute"
            slot = f"{q.frame.split()[0]}:{key(clause.subject, 3)}:{key(clause.verb, 2)}"
            return [basic(claim.point, form, front, answer, slot=slot)]
    return []


def _is_too_open(q: Question, answer: str) -> bool:
    """May the question have many answers, of which the note gives one: `What is tar?`, `What did the guild buy?`

    A kind (`a port`) tells what something is; a name, a bare word or a judgement (`the clincher`) does not. What
    somebody had or got once is better hidden in its sentence.

    >>> _is_too_open(Question("What is the main grape?", "Tempranillo", "what is"), "Tempranillo")
    False
    >>> _is_too_open(Question("What is Rioja?", "Tempranillo", "what is"), "Tempranillo")
    True
    >>> _is_too_open(Question("What is Vlieland?", "an island", "what is"), "an island")
    False
    >>> [_is_too_open(Question(f"What did the guild {x}?", "tar", "what"), "tar") for x in ("buy", "invent")]
    [True, False]
    """
    if q.frame == "what is" and q.front.startswith("What is "):
        told = read(answer)
        judged = answer.startswith("the ") and not _OF_WHICH.search(answer)
        short = len(told.tokens) < 3 and told.tags[0] != "DET" and not re.search(r"\d", answer)
        named = told.tags[0] == "PN" or answer[0].isupper() or (told.tags[0] == "ADJ" and told.lower[0] != "same")
        return (judged or short or named) and not re.match(r"What is the [a-z]", q.front)
    did = re.match(r"What did .+ (?P<verb>\w+)\?$", q.front)
    return did is not None and q.frame == "what" and did["verb"] in _OPEN


_OF_WHICH = re.compile(
    r"^the\s(?!one\b)(?:(?:\S+\s){1,4}?(?:of|that|which|who|for|to|in|on|from|between|by|\w+ing)\s|"
    r"(?:\w+est|last|first|only|main|most)\s)"
)
_OPEN = (LIGHT - {"become"}) | {
    "buy", "say", "check", "run", "teach", "read", "like", "put", "try", "talk", "warn", "change", "lose", "own",
    "join", "keep", "send", "accept", "delete", "bypass",
    "watch", "choose", "play", "visit", "mix", "prefer", "enjoy", "tell",
}  # fmt: skip
"""Everybody does it, to anything."""
_ITSELF = re.compile(r"(?P<asks>what .{3,40}?) (?:is|was|are|were) (?:that )?(?P<told>(?!not\b).{8,})$", re.I)


def _asked_by_itself(claim: Claim) -> list[Card]:
    """`what we need is a bridge`: half of the sentence is a question, half its answer.

    >>> print(attribute(_claim("what the town needs is a second bridge"))[0])
    Q: What does the town need?
    A: a second bridge
    >>> attribute(_claim("what is the town"))
    []
    """
    m = _ITSELF.match(claim.point.text)
    if not m or claim.span.start or claim.point.lang != "en" or "?" in claim.point.text:
        return []
    front, answer = ask_label(m["asks"]), tidy(claim.point.text[m.start("told") : max(claim.span.end, m.end("told"))])
    if (
        not front
        or word_count(answer) > MAX_BODY_WORDS
        or not says_something(answer)
        or not re.search(r"\b(?:do|does|did)\b", front)
    ):
        return []
    return [basic(claim.point, "attribute", front, answer, slot=f"what:{key(m['asks'], 4)}")]


def _clause(claim: Claim) -> Parts:
    clause = unwrapped(read(expand(claim.text)))
    if not clause.verb:
        return Parts(claim.lead, claim.subject, claim.verb, claim.rest)
    same = clause.subject.lower() == claim.subject.lower() or claim.carried or not clause.subject
    subject = bare(claim.subject) if claim.label else claim.subject
    return replace(clause, subject=subject) if same else clause


_POINTS_BACK = {"this": "the matter", "that": "the matter", "it": "the matter", "they": "the matters"}
"""Subjects that stand for what was said before, and a name with which they are asked."""


def _asked_behind(clause: Parts, claim: Claim) -> list[Card]:
    """`the moss dries. that stops the rot`: what was said before stands before the question, so that "this" is clear.

    >>> found = claims(_claim("the keeper opens the store, this stops the rot").point)
    >>> print(attribute(found[1])[0])
    Q: The keeper opens the store: what does this stop?
    A: the rot
    >>> attribute(_claim("this stops the rot"))
    []
    """
    pronoun = clause.subject.lower()
    said = said_before(claim)
    relative = pronoun == "that" and claim.link in (",", "and")  # "a store, that holds grain"
    verb = verb_of(clause.verb, _POINTS_BACK[pronoun])
    told_then = any(
        c.main is not None and c.main.span == claim.span and c.link in CONDITION for c in claims(claim.point)
    )
    if told_then or not said or claim.label or relative or verb is None or verb.base == "be":
        return []
    if verb.base == "make":
        return _asked_what_it_makes(said, "this" if pronoun == "that" else pronoun, verb, claim)
    for q in questions(replace(clause, subject=_POINTS_BACK[pronoun])):
        answer = _answer(q)
        if _tells(answer, clause, claim):
            told = q.front.replace(_POINTS_BACK[pronoun], "this" if pronoun == "that" else pronoun)
            front = f"{capital(to_reader(said))}: {told[0].lower()}{told[1:]}"
            slot = f"{q.frame.split()[0]}:{key(said, 3)}:{key(clause.verb, 2)}"
            return [basic(claim.point, "attribute", front, answer, slot=slot)]
    return []


def _asked_what_it_makes(said: str, pronoun: str, verb: Verb, claim: Claim) -> list[Card]:
    """`this makes loans dearer`: what it makes of a thing is no thing that it makes."""
    at = claim.text.find(claim.verb)
    answer = main_part(tidy(claim.text[at:]))
    if at < 0 or not says_something(answer) or word_count(answer) > MAX_BODY_WORDS or "not" in verb.after:
        return []
    front = f"{capital(to_reader(said))}: {replace(verb, after='do').ask(pronoun, 'what')}"
    return [basic(claim.point, "attribute", front, answer, slot=f"what:{key(said, 3)}:make")]


MOST_SAID_WORDS = 15
"""A longer sentence before a question makes it none that a person reads to its end."""


def said_before(claim: Claim) -> str:
    """The clause or short sentence before a claim, for what leans on it; "" where it would itself lean on another.

    >>> found = claims(_claim("the keeper opens the store, this stops the rot").point)
    >>> said_before(found[1]), said_before(found[0])
    ('the keeper opens the store', '')
    """
    told = [c for c in claims(claim.point) if c.span.end <= claim.span.start]
    before = told[-1] if told else None
    if before is not None and before.sentence != claim.sentence:
        first = next(c for c in told if c.sentence == before.sentence)
        said, subject = claim.point.text[first.span.start : before.span.end], first.subject
    elif before is not None:
        said, subject = named(before), before.subject
    else:
        said = claim.point.before.strip(" .;")
        subject = parts(read(expand(said))).subject
    said = re.sub(r"^(?:and|but|so|also|then)\s", "", said)
    leans = subject.lower() in words.PRONOUNS - words.FIRST_PERSON - {"you"} or not subject
    return "" if leans or word_count(said) > MOST_SAID_WORDS or re.search(r"[.?!:]\s|[?:]$|\n", said) else said


def _with_which(answer: str, claim: Claim) -> str:
    """What a thing is, with the "which" that tells it from others of its kind.

    >>> claim = claims(_claim("an outlier is a value which lies far out").point)[0]
    >>> _with_which("a value", claim), _with_which("a number", claim)
    ('a value which lies far out', 'a number')
    """
    behind = next((c for c in claims(claim.point) if c.span.start >= claim.span.end), None)
    if behind is None or behind.link != "which" or not claim.text.endswith(answer):
        return answer
    between = claim.point.text[claim.span.end : behind.span.start]
    whole = tidy(f"{answer}{between}{behind.text}")
    return whole if between.strip().lower() == "which" and word_count(whole) <= MAX_BODY_WORDS else answer


def _to_its_end(answer: str, claim: Claim) -> str:
    """An aim with what its sentence still says of it: half of a goal is a wrong answer."""
    at = claim.point.text.find(answer, claim.span.start)
    end = sentence_at(claim.point.text, claim.span.start).end
    whole = tidy(claim.point.text[at:end]) if at >= 0 else answer
    return whole if word_count(whole) <= MAX_BODY_WORDS else answer


_LEFT_OPEN = frozenset({"as", "than", "to", "of", "with", "for", "from", "into", "by", "at", "that", "which"})
MOST_SAID_OF_IT = 6
"""Words behind the verb; a longer clause is no question for its condition."""


def _asked_when(clause: Parts, claim: Claim) -> list[Card]:
    """`a colony swarms when it gets crowded`: what somebody does on a condition is asked by the condition.

    >>> found = claims(_claim("a colony swarms when the hive is full").point)
    >>> print(attribute(found[0])[0])
    Q: When does a colony swarm?
    A: when the hive is full
    """
    asks = next((c for c in claims(claim.point) if c.main is not None and c.main.span == claim.span and c.verb), None)
    names = clause.verb.lower() in words.BE and read(clause.rest).tags[:1] == ("DET",)  # "are the rooms that ..."
    if asks is None or names or asks.link not in _TIMES or asks.span.start < claim.span.end:
        return []
    subject = mid_sentence(clean_subject(clause.subject)) if clause.subject else ""
    verb = verb_of(clause.verb, subject) if subject else None
    if verb is None or clause.lead or _is_no_whole_clause(clause, subject, verb) or "TO" in read(clause.rest).tags:
        return []  # "shows will to be bound as soon as it is signed": of what is it told?
    answer = tidy(claim.point.text[claim.span.end : asks.span.end])
    if not 3 <= word_count(answer) <= MAX_BODY_WORDS or answer.lower().split()[-1] in _LEFT_OPEN:
        return []  # "in the same context as when ...": half of it
    front = _under_label(capital(verb.ask(subject, "When", clause.rest.strip(" ,;"))), claim)
    return [basic(claim.point, "attribute", front, answer, slot=f"when:{key(clause.subject, 3)}:{key(clause.verb, 2)}")]


def _asked_what_happens(clause: Parts, claim: Claim) -> list[Card]:
    """`bread above 30 degrees gets mouldy`, `spare parts get thrown away`: what becomes of a thing.

    >>> print(attribute(_claim("mail for the island gets sorted twice"))[0])
    Q: What happens to mail for the island?
    A: gets sorted twice
    >>> attribute(_claim("it gets sorted twice"))
    []
    """
    subject = mid_sentence(clean_subject(clause.subject)) if clause.subject else ""
    group = clause.verb.lower().split()
    if (
        len(group) != 2
        or group[0] not in ("get", "gets")
        or group[1].endswith("ing")
        or not 0 < word_count(subject) <= MAX_SUBJECT_WORDS
    ):
        return []
    if word_count(clause.rest) > MOST_SAID_OF_IT or subject.lower() in words.FIRST_PERSON | {"you"} or clause.lead:
        return []
    front = _under_label(f"What happens to {subject}?", claim)
    answer = main_part(tidy(f"{clause.verb} {clause.rest}"))
    return [basic(claim.point, "attribute", front, answer, slot=f"what:{key(clause.subject, 3)}:{key(clause.verb, 2)}")]


def _is_no_whole_clause(clause: Parts, subject: str, verb: Verb) -> bool:
    """Too much for a question, or half of something: its verb lacks an object, or stands in its subject."""
    much = word_count(subject) > MAX_SUBJECT_WORDS or word_count(clause.rest) > MOST_SAID_OF_IT or "," in clause.rest
    misread = subject[0].isupper() and word_count(subject) > 1 and verb_form(subject.split()[-1].lower())  # "Ed moves"
    passive = verb.before == "did" and verb.base not in ALONE  # "agreements rebutted when ..."
    knows = verb.base in ASKS_WHERE - {"be", "decide"} and not clause.rest  # "find when it was cut"
    unfit = verb.before == "do" and not agrees(clause.verb, subject)
    return much or bool(misread) or passive or knows or unfit or subject.lower() in words.FIRST_PERSON


_TIMES = frozenset({"when", "whenever", "if", "once"})


def _has_no_object(claim: Claim) -> bool:
    """`dose fixed, then ratio`: what stands behind a comma, an equals sign or a plus is no object of the verb.

    >>> _has_no_object(_claim("dose fixed, then ratio")), _has_no_object(_claim("proteins hold the foam"))
    (True, False)
    """
    at = claim.text.find(claim.verb)
    behind = claim.text[at + len(claim.verb) :].lstrip() if at >= 0 else ""
    says = base_of(claim.verb.lower().split()[-1]) in ("say", "state")  # "Ohm's law says U = R * I"
    return bool(re.match(r"[,;=+]", behind)) or (
        not says and bool(re.search(r"\s=\s", _BRACKETS.sub("", main_part(behind))))
    )


_MEASURING = frozenset(
    [
        "need",
        "take",
        "last",
        "cost",
        "weigh",
        "hold",
        "contain",
        "have",
        "give",
        "use",
        "reach",
        "hit",
        "equal",
        "measure",
        "span",
        "cover",
        "require",
        "allow",
        "support",
        "get",
        "make",
        "pay",
        "earn",
        "win",
        "lose",
        "store",
        "keep",
        "return",
    ]
)
"""Behind these verbs a bare figure may stand."""


def _is_measured(claim: Claim) -> bool:
    """`crank pinch bolts 12-14`: a plural and its figure, and no verb.

    >>> _is_measured(_claim("crank pinch bolts 12-14")), _is_measured(_claim("the relay needs 4 cores"))
    (True, False)
    """
    words_in = claim.verb.lower().split()
    bases = {f.base for f in verb_form(words_in[0]) if f.tag == "s"} if len(words_in) == 1 else set()
    return bool(bases - _MEASURING) and bool(re.match(r"[~≈<>]?\d[\d.,–/+-]*(?:$|[,;(]|\s\()", claim.rest))


def _is_part(clause: Parts) -> bool:
    """`default is off`, `the win is memory`: what something has, which is named elsewhere.

    >>> _is_part(parts(read("the reason is rain"))), _is_part(parts(read("the relay is slow")))
    (True, False)
    """
    name = re.sub(r"^(?:the|a|an)\s", "", clause.subject.lower())
    return name in _PARTS or (name in words.ROLE_NOUNS and clause.verb.lower() in words.BE)


_PARTS = frozenset(
    ["default", "win", "point", "trick", "catch", "idea", "rule", "upside", "downside", "rest", "leftover"]
)


def _is_a_change(claim: Claim) -> bool:
    """`int → bigint rewrites the table`: from what to what, and no subject that stands alone."""
    before = claim.point.text[: claim.span.start].rstrip()
    arrow = re.search(rf"(?:^|[.;,:]\s)\S+\s(?:{ARROW})$", before)
    return claim.link == "->" and not claim.carried and bool(arrow) and claim.text.startswith(f"{claim.subject} ")


_BRACKETS = re.compile(r"\([^()]*\)")


def _tells(answer: str, clause: Parts, claim: Claim) -> bool:
    """Is the answer worth asking for, and short enough?"""
    if claim.point.children and only_counts(answer):
        return False  # what they are stands below, and is asked there
    if (
        re.fullmatch(r"\d+", answer)
        and clause.verb.lower().split()[-1:]
        and clause.verb.lower().split()[-1] in words.BE
    ):
        return False  # a bare number: the sentence around it says what it counts
    if _judges(answer) and clause.verb.lower() in words.BE:
        return False  # "theft was normal": no answer to what theft was
    if re.match(r"(?:once|twice|thrice)\b|(?:exactly|just|precisely)\s(?:that|this|it)\b", answer, re.I):
        return False  # "shows up twice": how often, and no thing
    if clause.verb.lower() in words.BE and _MUCH_MORE.match(answer):
        return False  # "is way faster than the old one": no answer to what it is
    return says_something(answer) and word_count(answer) <= MAX_BODY_WORDS


def _judges(answer: str) -> bool:
    """Only says how something is: one adjective or everyday word, brackets aside."""
    plain = re.sub(r"\s*\([^()]*\)", "", answer).lower().split()
    if len(plain) > 1 and plain[0] in _BELITTLING:
        return True  # "was only theory"
    return len(plain) == 1 and (plain[0] in words.EVERYDAY or plain[0] in words.ADJECTIVES or plain[0] in words.VAGUE)


_MUCH_MORE = re.compile(r"(?:way|much|far|slightly|a (?:bit|lot))\s(?:\w+er|more \w+|less \w+)\b", re.I)
_BELITTLING = frozenset({"only", "just", "merely", "still", "never"})


def _asked(q: Question, answer: str, claim: Claim) -> str:
    """The question under the label that it belongs to, with a cue where it speaks of nobody but "you"."""
    front = q.front
    if q.frame == "called" and claim.label:
        front = re.sub(r"\b(?:it|them|him|her)\?$", f"{claim.label}?", front)
    return cued(_under_label(front, claim), answer, claim)


def _under_label(front: str, claim: Claim) -> str:
    told = claim.label.lower() in front.lower() or word_count(claim.label) > 5
    equated = re.search(r"\s=\s", claim.point.text[: claim.span.start]) and not claim.first
    if claim.label and not claim.carried and not told and not equated:
        return f"{capital(bare(claim.label))}: {front[0].lower()}{front[1:]}"
    return front


def only_counts(answer: str) -> bool:
    """Does it say how many things there are, and not which?

    >>> only_counts("for three other things"), only_counts("three layers of dry dead skin")
    (True, False)
    """
    return bool(_ONLY_COUNTS.fullmatch(re.sub(r"^(?:for|of|in|on|by|with)\s", "", answer)))


_ONLY_COUNTS = re.compile(rf"(?:\d+|{'|'.join(words.NUMBER_WORDS)})(?:\s[\w-]+){{1,3}}", re.I)


def _answer(asked: Question) -> str:
    """What the question asks for and no more: of several figures the first, no date unless it is asked for.

    >>> _answer(Question("How long does it take?", "21 days, the other 24", "how long"))
    '21 days'
    >>> _answer(Question("When was it?", "may 5, 1848", "when"))
    'may 5, 1848'
    >>> _answer(Question("When was it proclaimed?", "2 may 1503 chapel of st anne", "when"))
    '2 may 1503'
    """
    answer = undated(main_part(tidy(asked.answer)), asked.frame)
    if asked.frame == "what" and not re.match(r"(?:first|both)\b", answer, re.I):
        answer = re.split(r"\s(?:and|&)\sthen\s", answer)[0]  # "eats the cell and then shows its parts"
    if asked.frame in ("what", "what is"):
        answer = _AND_SO.split(answer)[0]
    if also := _ALSO_DONE.search(answer):
        answer = answer[: also.start()] if "participle" in verb_tags(also["done"]) else answer
    if asked.frame in ("does to", "lets do") and "," in answer and not re.search(r"\b(?:and|or)\b", answer):
        answer = answer.split(",")[0]  # "makes the metal glow, brittle": another matter
    if asked.frame == "when" and (m := WHEN.match(answer)) and not _goes_on(answer[m.end() :]):
        before_what = re.match(r"\s[^,;]+", answer[m.end() :]) if re.search(r"\b(?:before|after)$", m.group()) else None
        return m.group() + (before_what[0] if before_what else "")
    return re.split(r",\s(?!\d{4}\b)", answer)[0] if asked.frame in FIGURES else answer


_AND_SO = re.compile(r",?\s(?:so|but)\s(?=(?:it|they|he|she|we|you|i|the|a|that|this|do not|dont|high|no)\b)", re.I)
"""`three decks, so it rolled`: what follows is another fact."""
_ALSO_DONE = re.compile(r"\s(?:and|&|then)\s(?P<done>[a-z]+)\s(?:by|into|to|with|from|off|out)\s")
"""`tagged with a label and cut by the saw`: what is done next is another fact."""


def _goes_on(behind: str) -> bool:
    """Does a point in time go on: `at 9:30`, and not `by its maker`, `in Paris`?

    >>> [_goes_on(x) for x in (" at 9:30", " to 20 may", " in the morning", " in paris", " by its maker", " hall")]
    [True, True, True, False, False, False]
    """
    place = re.match(r"\s(?:at|on|by|in|from)\s(?!\d)(?:the\s|a\s)?(\w+)", behind, re.I)
    timed = place and (WHEN.match(behind.strip()) or place[1].lower() in _OF_TIME)
    return bool(_GOES_ON.match(behind)) and (place is None or bool(timed))


_OF_TIME = frozenset({
    "morning", "evening", "afternoon", "night", "day", "week", "month", "year", "spring", "summer", "autumn", "fall",
    "winter", "season", "end", "beginning", "start", "middle", "same", "average", "turn", "latest", "eve", "dawn",
})  # fmt: skip
_GOES_ON = re.compile(r"\s*(?:to|until|till|and|or|at|on|by|in|of|after|before|from|[-–—]|,?\s*\d|\(|$)", re.I)
"""What may still belong to a point in time: `tuesdays at 9:30`, `18 to 20 may`."""


_ONCE_DONE = re.compile(r"(?:what|where|how long) did (?:you|we) \w+\?", re.I)
"""Of all that somebody has done once nobody can tell which is meant: *What did you pick?*"""


def asks_nothing(front: str) -> bool:
    """A light verb and "you" or "we": nobody can tell what is meant.

    >>> asks_nothing("What did we get?"), asks_nothing("What do you value?"), asks_nothing("What did we get (GB200s)?")
    (True, False, False)
    >>> asks_nothing("What did you pick?"), asks_nothing("What did you pick for the talk?")
    (True, False)
    """
    told = [w for w in re.findall(r"[^\W_]+", front.lower()) if w not in words.STOPWORDS and w not in words.PRONOUNS]
    if _ONCE_DONE.fullmatch(front):
        return True
    return all(base_of(w) in LIGHT or w in LIGHT or w in words.ADVERBS for w in told)


def cued(front: str, answer: str, claim: Claim) -> str:
    """A question about "you" or "we" from the middle of a long line, with the last name before it as its cue.

    >>> from cardgen.model import Span
    >>> point = _claim("we got the GB200s and i run the buildout").point
    >>> cued("What do you run?", "the buildout", replace(_claim("i run the buildout"), point=point, span=Span(24, 40)))
    'What do you run (GB200s)?'
    """
    if claim.subject.lower() not in words.FIRST_PERSON or claim.label:
        return front
    before = read(claim.point.text[: claim.span.start])
    names = [
        t.text for t, tag in zip(before.tokens, before.tags, strict=True) if tag in ("PN", "CODE") and len(t.text) > 2
    ]
    shown = f"{front} {answer}".lower()
    name = next((n for n in reversed(names) if n.lower() not in shown and n.lower() not in words.MONTHS), "")
    return f"{front.rstrip('?')} ({name})?" if name else front


def is_property(clause: Parts) -> bool:
    """`glazed tiles`, `augmented 4th`: behind a label a participle before a noun describes, it does not act.

    >>> is_property(parts(read("glazed tiles"))), is_property(parts(read("glazed the tiles")))
    (True, False)
    """
    tokens = clause.verb.split()
    forms = verb_tags(tokens[0].lower()) if len(tokens) == 1 else set()
    return (
        "participle" in forms
        and "s" not in forms
        and read(clause.rest).tags[:1] in (("N",), ("PN",), ("NUM",), ("ADJ",))
    )


def says_something(answer: str) -> bool:
    """Is the answer more than everyday words? "A lot", "three other things" are none.

    >>> says_something("three other things"), says_something("low latency")
    (False, True)
    """
    low = [w for w in re.findall(r"[^\W_]+", answer.lower()) if w not in words.STOPWORDS and w not in words.QUANTIFIERS]
    return any(
        (w not in words.VAGUE and w not in words.PRONOUNS and w not in words.NUMBER_WORDS) or w.isdigit() for w in low
    )


def is_asked(claim: Claim) -> bool:
    """Does the clause ask rather than say? It ends its sentence with "?", or starts with a question word.

    >>> is_asked(_claim("how can tools help us")), is_asked(_claim("tools help us"))
    (True, False)
    """
    after = claim.point.text[claim.span.end :].lstrip(" \"')")
    first = claim.text.lower().split()[:1]
    return (
        after.startswith("?")
        or claim.text.endswith("?")
        or bool(first and first[0] in words.WH_WORDS - {"when", "whats"})
    )


def unwrapped(clause: Words) -> Parts:
    """A clause taken apart, without an opinion verb around it: `i think bees need a rest` says that bees need a rest.

    >>> unwrapped(read("i think bees need a rest")).subject
    'bees'
    >>> unwrapped(read("i believe in fairness")).verb, unwrapped(read("many studies show that bees rest")).subject
    ('believe', 'bees')
    """
    got = parts(clause)
    if (
        got.verb.split()[-1:]
        and got.verb.split()[-1].lower() in ATTITUDES
        and got.subject.lower() in ("i", "we", "you")
    ):
        inner = parts(read(re.sub(r"^that\s+", "", got.rest)))
        if inner.verb and inner.subject:
            return inner
    if _STUDIES.search(got.subject) and base_of(got.verb.lower()) in _SHOWING and got.rest.lower().startswith("that "):
        inner = parts(read(got.rest[5:]))
        return inner if inner.verb and inner.subject else got
    return got


_STUDIES = re.compile(r"\b(?:studies|research|experiments|evidence|data|surveys|trials|findings)$", re.I)
_SHOWING = frozenset({"show", "suggest", "find", "indicate", "prove", "demonstrate", "confirm"})


def _claim(text: str) -> Claim:
    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))[0]

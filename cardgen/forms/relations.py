"""Forms for how claims hang together: reasons, conditions, results, rules."""

from __future__ import annotations

import re
from dataclasses import replace

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.clauses import Parts, expand, parts
from cardgen.forms.attributes import is_asked
from cardgen.forms.common import BESIDE, basic, capital, key, main_part, named, tidy
from cardgen.frames import imperative, yes_no
from cardgen.labels import bare, is_plural, says, word_count
from cardgen.model import Card, Claim, Point, Span
from cardgen.reading import ARROW, CAUSE, CONDITION, Words, read
from cardgen.sentences import sentences
from cardgen.verbclasses import ALONE, CHANGES, DONE_TO, MOTION, PARTICLES
from cardgen.verbgroup import in_past
from cardgen.verbs import NOUNY, verb_form, verb_tags

MAX_ASKED_WORDS = 18
"""A clause longer than this is no question any more."""
MAX_TOLD_WORDS = 24
_IF = frozenset({"if", "when", "whenever", "once", "after"})
_RULE = re.compile(
    r"^(?:and |but )?(?P<rule>never|always|don['’]?t ever|do not ever|must not|mustn['’]?t)\b[\s:]+(?P<act>.+)$", re.I
)


def cause(claim: Claim) -> list[Card]:
    """`X because Y`, `X, since Y`, `X bc of Y`, `Y, that's why X`, `Y so X` → Why X?

    >>> print(cause(_claim("hannibal crossed the alps bc rome ruled the sea", 1))[0])
    Q: Why did hannibal cross the alps?
    A: rome ruled the sea
    >>> print(cause(_claim("salt slows the yeast thats why bakers add it late", 1))[0])
    Q: Why do bakers add it late?
    A: salt slows the yeast
    >>> cause(_claim("hannibal has been in spain since 221", 0))
    []
    """
    if claim.main is None or claim.point.lang != "en":
        return []
    if claim.link == "that's why" or _is_told_why(claim):
        asked, answer = claim, tidy(named(claim.main))
    elif claim.link == "since" and _BEGAN & {f.base for f in verb_form(claim.verb.lower())}:
        return []  # "since records began": a time
    elif claim.link == "as" and not claim.main.rest and claim.main.verb:
        return []  # "begins as a barge": what as
    elif claim.link in CAUSE | {"because of"} and (claim.verb or claim.link not in ("since", "as")):
        asked, answer = claim.main, tidy(_with_its_and(claim))
    else:
        return []
    if claim.link in CAUSE and re.search(r"\bnot\s*$", claim.point.text[: claim.span.start - len(claim.link) - 1]):
        return []  # "it works, but not because ...": what is no reason
    asked = _what_was_noticed(asked)
    if not asked.verb and _POINTS_ONLY.search(asked.text):
        return []
    if partly := _PARTLY.search(asked.text):  # "slow, mostly because ...": it is the reason that is not all of it
        rest = asked.rest.removesuffix(partly[0])
        asked = replace(asked, text=asked.text[: partly.start()], rest=rest)
    listed = asked.text.count(", ") > 2 and not asked.subject  # "the weir, 30 ft, oak piles, done"
    front = "" if listed else _why_it_follows(asked) or why(asked)
    if not front or not answer or word_count(answer) > MAX_TOLD_WORDS:
        return []
    return [basic(claim.point, "cause", front, answer, slot=f"why:{key(asked.text, 3)}")]


_POINTS_ONLY = re.compile(r"\b(?:this|that|these|it)$", re.I)


def _what_was_noticed(claim: Claim) -> Claim:
    """`we noticed the valve stuck because it was dry`: the reason is why the valve stuck, not why we noticed.

    >>> why(_what_was_noticed(_claim("we noticed that the valve leaks because it is dry", 0)))
    'Why does the valve leak?'
    """
    bases = {f.base for f in verb_form(claim.verb.lower())}
    inner = re.sub(r"^(?:out\s)?(?:that\s)?", "", claim.rest)
    got = parts(read(expand(inner))) if bases & _NOTICING else None
    if got is None or not got.verb or not got.subject or got.subject.lower() in words.PRONOUNS or got.lead:
        return claim
    at = claim.span.start + claim.text.rfind(inner)
    span = Span(at, at + len(inner))
    return replace(claim, text=inner, span=span, subject=got.subject, verb=got.verb, rest=got.rest, carried=False)


_NOTICING = frozenset({"notice", "see", "find", "realise", "realize", "learn", "discover", "hear", "remember"})


def _why_it_follows(claim: Claim) -> str:
    """`less salt -> flat loaf, because ...`: the reason is why the one follows from the other; "" without an arrow.

    >>> _why_it_follows(_claim("less salt -> flat loaf, because the dough runs", 1))
    'Less salt → flat loaf: why?'
    """
    before = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.end <= claim.span.start]
    if claim.link != "->" or not before or word_count(before[-1].text + claim.text) > MAX_ASKED_WORDS:
        return ""
    label = before[-1].label
    head = f"{label}: " if label and label.lower() not in before[-1].text.lower() else ""
    return f"{capital(to_reader(head + tidy(before[-1].text)))} → {tidy(claim.text)}: why?"


_PARTLY = re.compile(r",?\s(?:mostly|mainly|partly|largely|chiefly|probably|prob|simply)$", re.I)
_BEGAN = frozenset({"begin", "start", "found", "open", "launch", "introduce", "invent"})


def _is_told_why(claim: Claim) -> bool:
    """`fat shortens the strands so brioche is soft`: the clause behind "so" says of whom it speaks, and is no order.

    >>> [_is_told_why(_claim(f"lime eats iron so {x}", 1)) for x in ("the roof leaks", "paint the roof", "it leaks")]
    [True, False, False]
    """
    main, clause = claim.main, read(claim.text)
    if claim.link != "so" or main is None or not main.verb or main.link in CAUSE | _IF or not claim.verb:
        return False
    if named(main).split()[0].lower() in words.PRONOUNS - words.FIRST_PERSON:
        return False  # "they made counts drift": who did?
    if any(c.link in CAUSE and c.main is not None and c.main.span == claim.span for c in claims(claim.point)):
        return False  # "so we are late, partly because ...": the reason follows
    leans = (
        {w for w, tag in zip(clause.lower, clause.tags, strict=True) if tag == "PRON"} - words.FIRST_PERSON - {"you"}
    )
    return not leans and not claim.carried and bool(claim.subject) and not imperative(_clause(claim))


def _with_its_and(claim: Claim) -> str:
    """A reason with the clauses that "and" ties to it: half of a reason is a wrong answer.

    >>> _with_its_and(_claim("it failed because rain fell for days and the bank was weak, so they left", 1))
    'rain fell for days and the bank was weak'
    """
    end = claim.span.end
    for c in claims(claim.point):
        if c.sentence == claim.sentence and c.span.start > end:
            between = claim.point.text[end : c.span.start].strip().lower()
            if not re.fullmatch(r"(?:and|&|or)(?: because| bc| since| as)?|when|where|while|if", between):
                break
            end = c.span.end
    whole = claim.point.text[claim.span.start : end]
    return whole if word_count(whole) <= MAX_TOLD_WORDS else claim.text


def why(claim: Claim) -> str:
    """The question for the reason of a claim; "" when the claim is no clause or too long to ask.

    >>> why(_claim("restart the relay", 0)), why(_claim("no more than 3 nodes", 0))
    ('Why restart the relay?', 'no more than 3 nodes: why?')
    >>> why(_claim("no proton gets through", 0))
    'no proton gets through: why?'
    """
    if word_count(claim.text) > MAX_ASKED_WORDS:
        return ""
    clause = _clause(claim)
    if clause.verb.lower() in words.BE and re.match(r"(?:when|where|if|why|how)\b", clause.rest, re.I):
        return ""  # "skew is when one node is full": no fact with a reason
    asked = (
        "" if "," in clause.subject else yes_no(replace(clause, rest=main_part(clause.rest)))
    )  # of a row of things nobody knows which is asked
    if asked and _may_be_done_to(clause):
        return f"{capital(to_reader(tidy(claim.text)))}: why?"
    if asked:
        return f"Why {asked}?"
    if imperative(clause):
        return f"Why {to_reader(re.sub(r'^(?:and|but|so|also|then) ', '', claim.text, flags=re.I))}?"
    negated = re.match(r"(?:no|none|neither|nobody|nothing)\b", claim.text, re.I)
    if (claim.verb and not negated) or read(claim.text).tags[:1] == ("P",):  # "after dark bc ...": what is so then?
        return ""
    told = f"{claim.label}: {claim.text}" if claim.label and claim.label not in claim.text else claim.text
    return f"{to_reader(tidy(told))}: why?" if word_count(claim.text) >= 2 else ""


def _may_be_done_to(clause: Parts) -> bool:
    """`the tank vented mostly in spring`: did it vent something, or did somebody vent it? The author's words stay.

    >>> [_may_be_done_to(parts(read(x))) for x in ("the tank vented mostly in spring", "the fleet sailed in May")]
    [True, False]
    """
    forms = verb_form(clause.verb.lower())
    base = next((f.base for f in forms if f.tag == "participle"), "")
    alone = base in ALONE | MOTION | CHANGES | DONE_TO or not clause.verb.endswith("ed")
    return bool(base) and not alone and read(clause.rest).tags[:1] in (("P",), ("ADV",))


def _clause(claim: Claim) -> Parts:
    got = parts(read(expand(claim.text)))
    if bool(got.verb) != bool(claim.verb):  # read by itself a clause may look otherwise
        return Parts(claim.lead, claim.subject, claim.verb, claim.rest)
    return replace(got, subject=claim.subject) if claim.carried or not got.subject else got


def condition(claim: Claim) -> list[Card]:
    """`if X, Y`, `X when Y` → What happens when ...? What do you do if ...?

    >>> print(condition(_claim("if the avalanche risk rises, the upper lifts close", 0))[0])
    Q: What happens if the avalanche risk rises?
    A: the upper lifts close
    >>> condition(_claim("he came when he could", 0))
    []
    """
    if claim.link not in _IF or claim.main is None or not claim.verb or claim.point.lang != "en":
        return []
    clause, then = tidy(named(claim)), tidy(_last_said(claim))
    between = claim.point.text[claim.span.end : claim.main.span.start]
    if claim.label and claim.first and "," not in between:
        return []  # "drift: when a ship leaves its course": what drift is
    if is_asked(claim.main) or is_asked(claim):
        return []
    if not then or word_count(clause) > MAX_ASKED_WORDS or word_count(then) > MAX_TOLD_WORDS or word_count(then) < 2:
        return []
    opens = claim.main.span.start > claim.span.start
    if claim.subject.lower() in ("it", "this", "that", "they", "he", "she", "") or word_count(clause) < 3 - opens:
        return []
    main = _clause(claim.main)
    does = (
        "do you do" if imperative(main) and not claim.main.carried else "happened" if in_past(claim.verb) else "happens"
    )
    if does == "do you do" and opens:
        then = _with_other_orders(claim.main, then)
    front = f"What {does} {claim.link} {to_reader(clause)}?"
    if m := re.fullmatch(r"(?:it|that|this) means (?:that )?(.{3,})", then, re.I):
        front, then = f"What does it mean {claim.link} {to_reader(clause)}?", m[1]
    return [basic(claim.point, "condition", front, then, slot=f"if:{key(clause, 3)}")]


def _with_other_orders(main: Claim, then: str) -> str:
    """An order with those behind its comma: `freeze the line, call the master`."""
    behind = [c for c in claims(main.point) if c.sentence == main.sentence and c.span.start >= main.span.end]
    told = tidy(main.point.text[main.span.start : behind[-1].span.end]) if behind else then
    orders = all(c.link in (",", "and", "then") and imperative(_clause(c)) for c in behind)
    return told if orders and word_count(told) <= MAX_TOLD_WORDS else then


def _last_said(claim: Claim) -> str:
    """What a condition at the end of a sentence belongs to: the last thing said before it, not all of a row of things.

    At the start of one it belongs to all that is said behind it.

    >>> _last_said(_claim("25 %, then 100 %, rollback if errors go over 1%", 1))
    'rollback'
    """
    main = claim.main
    if main is None:
        return ""
    if main.span.start > claim.span.start and not main.carried and main.verb:
        return _with_its_and(main)
    told = named(main)
    behind = main.span.start < claim.span.start and not main.verb
    return re.split(r",\s+(?![^()]*\))", told)[-1] if behind else told


def consequence(claim: Claim) -> list[Card]:
    """`X, so Y`, `X so that Y`, `X -> Y`: what follows from X.

    >>> print(consequence(_claim("lag over 30 s -> reads get stale", 1))[0])
    Q: Lag over 30 s: what happens?
    A: reads get stale
    >>> consequence(_claim("so we moved on", 0))
    []
    """
    if claim.link not in ("so", "so that", "->") or claim.main is None or claim.main.link in _IF:
        return []
    asked = tidy(_with_what_it_leans_on(_outermost(claim.main)))
    if _hangs(asked, claim) or asked.endswith("?"):
        return []
    figures = re.search(r"\d\S*(?:\s[^\W\d]+)?$", asked) and re.match(r"\d", claim.text)
    if claim.link == "->" and figures:
        return []
    if claim.point.children and word_count(asked) < 3 and asked.endswith(")"):
        return []  # a label, and a remark behind it
    if word_count(asked) < 3 and all(w in words.STOPWORDS | words.ADVERBS for w in asked.lower().split()):
        return []  # "after → hotline"
    told, slot = _THATS_WHY.sub("", tidy(to_its_end(claim))), f"then:{key(asked, 3)}"
    is_case = re.match(r"(?:wenn|falls|bei|si|se|als|om)\s", asked)  # "wenn x = 0 -> Fehler"
    if claim.link == "->" and _is_example(claim, asked, told) and not is_case:
        return []
    asked = last_of_several(asked) if claim.link == "->" else asked
    alone = claim.point.text.startswith(asked) and told == claim.point.text[claim.span.start :]  # "yeast -> ethanol"
    if (
        not 2 <= word_count(asked) + (len(asked) > 4 or (alone and len(asked) > 2)) <= MAX_ASKED_WORDS
        or not 1 <= word_count(told) <= MAX_TOLD_WORDS
    ):
        return []
    bare_verb = not claim.main.carried and not claim.main.subject and claim.main.verb
    label = bare(claim.main.label) if claim.main.first or bare_verb else ""
    named_above = claim.link == "->" and label and label.lower() not in asked.lower() and word_count(label) <= 5
    head = f"{label}: " if named_above else ""
    if (claim.link == "so that" or _is_what_for(claim)) and why(claim.main):
        return [basic(claim.point, "consequence", why(claim.main), f"{claim.link} {told}", slot=slot)]
    front = _what_follows(asked, told, claim, head)
    if (value := _RECKONED.match(told)) and claim.link == "->":
        front, told = f"{head}{asked} → {value['what']} {value['sign']} ?", value["value"]
    return [basic(claim.point, "consequence", front, told, slot=slot)] if front else []


def _is_what_for(claim: Claim) -> bool:
    """`the monks drained the fen so they could graze sheep`: a purpose, and no consequence.

    >>> text = "the monks drained the fen so {}"
    >>> [_is_what_for(_claim(text.format(x), 1)) for x in ("they could graze sheep", "it sank")]
    [True, False]
    """
    may = claim.verb.lower().split()[:1] in (["could"], ["can"]) and _leans_on_person(claim)
    return claim.link == "so" and may and bool(claim.main and claim.main.verb and claim.main.subject)


def _leans_on_person(claim: Claim) -> bool:
    return claim.text.split()[0].lower() in words.PRONOUNS - {"it", "this", "that", "there"}


_RECKONED = re.compile(r"(?P<what>[^=≈:;,]{2,30}?)\s(?P<sign>[=≈])\s(?P<value>.*\d.*)$")
"""`n = 20 -> P(A) = 0.6`: what comes out has a name."""


def _is_example(claim: Claim, asked: str, told: str) -> bool:
    """What follows a formula is an example of it: `area = a * b, 2 by 3 -> 6`."""
    behind_formula = re.search(r"\s[=≈]\s.*\d", claim.point.text[: claim.span.start]) and re.match(r"\D{0,8}\d", told)
    return bool(behind_formula or (re.search(r"\s[=≈]\s", asked) and re.search(r"\d|[−+·*^]", asked)))


_POINTS_BACK = re.compile(
    r"(?:(?:he|she)(?:['’]?s)?|(?:it|its|it['’](?:d|ll)|this|they)(?!\s(?:is|was|are)\b)|that['’]?s|these|both|"
    r"without (?:it|them|this|that)|(?:why|who|what|how|not)\b)(?:\s|$)",
    re.I,
)
"""What follows then speaks of something that the front may not name, or asks."""
_ASKS_INSIDE = re.compile(r"\b(?:ask(?:s|ed)?|wonder(?:s|ed)?)\s(?:why|how|if|whether|what|when)\b", re.I)


def _hangs(asked: str, claim: Claim) -> bool:
    """Does it depend on what stands elsewhere: `mutated -> spreads`, `she asked why -> ...`, `... -> it stops`?"""
    compared = asked.endswith("er") and read(asked).tags == ("ADJ",)
    alone = " " not in asked and (compared or read(asked).tags == ("VN",))  # "mutated", "weaker": what is?
    arrow = claim.link == "->" and (alone or _POINTS_BACK.match(claim.text))
    return bool(
        arrow or (claim.link == "->" and claim.carried and not _FORBIDS.match(asked)) or _ASKS_INSIDE.search(asked)
    )


def _outermost(claim: Claim) -> Claim:
    """The claim with those before it that it does not stand without: what it is the condition of, the other half of a
    condition, the verbs and short pieces of the same row.

    >>> def told(text):
    ...     found = claims(_claim(text, 0).point)
    ...     return _outermost(found[-2]).text
    >>> told("the crew does not wait till the deck is dry -> mould")
    'the crew does not wait till the deck is dry'
    >>> told("sap rises, cools, hardens -> amber"), told("24 for it, 5 against, 2 away -> adopted")
    ('sap rises, cools, hardens', '24 for it, 5 against, 2 away')
    """
    before = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.end <= claim.span.start]
    start, last = claim.span.start, claim
    for other in reversed(before):
        if not (_is_half(last, other) or _is_in_row(last, other)):
            break
        start, last = other.span.start, other
    if last is claim:
        return claim
    text = claim.point.text[start : claim.span.end]
    return replace(last, text=text, span=Span(start, claim.span.end), rest="", carried=False)


def _is_half(claim: Claim, before: Claim) -> bool:
    """`waits | till it is dry`, `if it is wet | but warm`."""
    return bool(before.verb) and (
        claim.link in _UNTIL or (claim.link in ("and", "but") and before.link in CONDITION and bool(claim.verb))
    )


def _is_in_row(claim: Claim, before: Claim) -> bool:
    """`sap rises | cools | hardens`, `24 for it | 5 against | 2 away`."""
    same = claim.carried and bool(claim.verb) and claim.subject in (before.subject, "") and not claim.label
    counts = all(re.match(r"\d", c.text) and word_count(c.text) <= _ROW_WORDS for c in (claim, before))
    return claim.link == "," and before.link in ("", ",") and (same or counts) and word_count(claim.text) <= _ROW_WORDS


_ROW_WORDS = 4
_UNTIL = frozenset({"until", "till", "til", "before", "after", "while"})


def _with_what_it_leans_on(claim: Claim) -> str:
    """The clause, and before one that starts with a pronoun the clause of its sentence that says what is meant.

    >>> found = claims(_claim("the clerk rounds the bill so it looks wrong -> a call", 0).point)
    >>> [_with_what_it_leans_on(c) for c in found[:2]]
    ['the clerk rounds the bill', 'the clerk rounds the bill so it looks wrong']
    """
    if named(claim).split()[:1] and named(claim).split()[0].lower() not in words.PRONOUNS - words.FIRST_PERSON - {
        "you"
    }:
        return named(claim)
    told = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.end <= claim.span.start]
    if not told:
        return named(claim)
    start = told[-1].span.start
    link = re.search(r"\b(?:if|when|whenever|once)\s+$", claim.point.text[:start])  # "if it rains the roof leaks"
    return claim.point.text[link.start() if link else start : claim.span.end]


def _what_follows(asked: str, told: str, claim: Claim, head: str) -> str:
    """The question for what comes behind an arrow or a "so"; `head` is the label that stands before it."""
    if claim.link == "->":
        return behind_arrow(asked, told, claim.point.lang, head)
    if claim.point.lang != "en":
        return ""
    shown = to_reader(asked, claim.point.lang)
    return f"{capital(shown)}: what to do?" if _is_order(told) else f"{capital(shown)} – consequence?"


def behind_arrow(asked: str, told: str, lang: str = "en", head: str = "") -> str:
    """The question for what an arrow leads to, by what stands there: a reason, an order, a deed, a result.

    >>> behind_arrow("lag too high", "reads get stale"), behind_arrow("long sessions", "less focus")
    ('Lag too high: what happens?', 'long sessions → what?')
    >>> behind_arrow("the outbox", "keeps every event"), behind_arrow("product backlog", "product goal")
    ('What does the outbox do?', 'product backlog → what?')
    """
    shown = to_reader(asked, lang)
    if lang != "en":
        return f"{head}{shown} → ?"
    if _FORBIDS.match(asked):
        return f"{capital(head + shown)}: why?"
    setting = re.search(r"\w[._]\w+=", asked)  # "x.enabled=true" says what it does
    state = not setting and _is_state(asked)
    if word_count(asked) > 1 and not setting and (_is_order(told) or (state and _may_be_order(told))):
        return f"{capital(head + shown)}: what to do?"
    does = "" if setting or word_count(told) < 2 else _does(shown, told)
    if does:
        return f"{capital(head)}{does[0].lower() if head else does[0]}{does[1:]}"
    if not state or ":" in shown or not _happens(told):
        return f"{head}{shown} → what?"
    claimed = word_count(asked) > 3 and parts(read(asked)).subject and says(asked)
    return capital(f"{head}{shown}{' – consequence?' if claimed else ': what happens?'}")


def _does(asked: str, told: str) -> str:
    """The question for what a named thing does; "" where the line does not show that it does anything."""
    names, said = read(re.sub(r"\s*\([^()]*\)$", "", asked)), read(told)
    if not set(names.tags) <= {"N", "PN", "CODE", "ADJ", "DET", "VG"} or names.tags[-1:] == ("ADJ",):
        return ""
    acts = said.tags[0] == "V" and "s" in verb_tags(said.lower[0]) and said.lower[0] not in words.BE
    return f"What does {asked} do?" if acts and not is_plural(asked) else ""


def _happens(told: str) -> bool:
    """Is it told what happens? A tool, a name or a thing to do behind an arrow is no event.

    >>> [_happens(x) for x in ("reads get stale", "shuts the valve", "less sleep", "smem or pmap", "oil spill")]
    [True, True, True, False, False]
    """
    said = read(told)
    changed = said.tags[0] == "ADJ" or _CHANGED.match(told) is not None
    return word_count(told) > 1 and (says(told) or said.tags[0] in ("V", "VN", "AUX", "MOD") or changed)


_CHANGED = re.compile(
    r"(?:less|more|fewer|lower|higher|no|low|high|slow|fast|poor|bad|weak|strong|loss of|lack of|[a-z]{3,}er)\s", re.I
)
"""So begins what is told of a change."""


def _is_state(asked: str) -> bool:
    """Is this something that may be so or not, rather than the name of a thing?

    >>> [_is_state(x) for x in ("over 70 °C", "wip too high", "pH < 5", "files grow daily", "postal rule")]
    [True, True, True, True, False]
    """
    told = read(asked)
    tags, last = told.tags, told.lower[-1]
    known = tags[-1] == "VN" or (tags[-1] == "ADJ" and (last in words.ADJECTIVES or last.endswith("er")))
    predicate = len(tags) > 1 and tags[0] in ("N", "PN") and known
    return bool(_WHEN.search(asked)) or predicate or (tags[0] != "V" and says(asked))


_WHEN = re.compile(
    r"^(?:over|under|below|above|without|not?|if|when)\s|\btoo\s|\w\s(?:up|down|gone|missing)$|"
    r"\s(?:[<>≤≥]|(?:over|under|above|below)\s)\s?\d",
    re.I,
)


MAX_FOLLOWS_WORDS = 12


def to_its_end(claim: Claim) -> str:
    """What follows from something, with what its sentence still says of it, where that is short and is no next step.

    >>> to_its_end(_claim("fixed rates -> fiscal works, monetary does not", 1))
    'fiscal works, monetary does not'
    >>> to_its_end(_claim("rain -> mud and fog, it is worse in May", 1))
    'mud and fog'
    """
    ends = [s.end for s in sentences(claim.point.text) if s.start <= claim.span.start < s.end]
    whole = claim.point.text[claim.span.start : ends[0]] if ends else claim.text
    told = re.sub(r"(?<=\w)[→>](?=\w)", "-", whole)  # "A→B" is a name
    told = told[told.find(" ") + 1 :] if told.lower().startswith(("if ", "when ")) and ", " in told else told
    goes_on = re.search(rf"{ARROW}|;\s|\s[-–—]\s|\b(?:bc|because|since|if|when|unless)\b|\s=\s", told)
    return BESIDE.split(_with_its_and(claim) if goes_on or word_count(whole) > MAX_FOLLOWS_WORDS else whole)[0]


def last_of_several(said: str) -> str:
    """Of several things told before an arrow the last: it is the one that the arrow goes on from.

    >>> last_of_several("veins hold 60% of the blood, capillaries have the biggest cross section")
    'capillaries have the biggest cross section'
    >>> last_of_several("bitter, dry, ashy = over"), last_of_several("in 1848, after the revolt in Paris")
    ('bitter, dry, ashy = over', 'in 1848, after the revolt in Paris')
    """
    *before, last = re.split(r",\s(?![^()]*\))", said)
    apart = before and word_count(last) > 3 and word_count(before[-1]) > 3
    return last if apart and read(last).tags[0] in ("N", "PN", "DET", "ADJ", "NUM", "CODE", "PRON") else said


_FORBIDS = re.compile(r"(?:never|don['’]?t|do not|avoid|always)\s", re.I)
"""Behind an arrow stands why: `never kill -9 a backend -> all connections dropped`."""


def _may_be_order(text: str) -> bool:
    """Behind a state a verb that is as often a noun is an order, if something stands behind it: `switch to another`."""
    told = read(text)
    acts = bool(told.tokens) and "base" in verb_tags(told.lower[0])
    return acts and told.tags[1:2] in [(t,) for t in ("DET", "PRON", "P", "TO", "PN", "CODE", "NUM")]


def _is_order(text: str) -> bool:
    """Does it tell the reader to do something? A verb that is as often a noun needs an object to show it.

    >>> _is_order("usually wrap it in straw")
    True
    >>> [_is_order(x) for x in ("wrap it in a session", "add check (x > 0)", "dont use it", "reads get stale", "lag")]
    [True, True, True, False, False]
    """
    told = read(_HOW_OFTEN.sub("", text, count=1))
    first = told.lower[0] if told.tokens else ""
    if first in ("dont", "don't", "don’t", "never") and told.tags[1:2] == ("V",):
        return True
    acts = "base" in verb_tags(first)
    behind = ("DET", "PRON") if first in NOUNY | words.NOUNS else ("DET", "PRON", "P", "NEG", "ADV", "TO")
    done = told.tags[:1] == ("V",) and told.tags[1:2] != ("PUNCT",)  # "overshoot, oscillation": two things
    surely = (done and first not in NOUNY | words.NOUNS) or told.tags[1:2] in [(t,) for t in behind]
    return acts and first not in words.ADJECTIVES and surely


_HOW_OFTEN = re.compile(r"(?:usually|mostly|always|just|then|first|simply|better)\s(?=\w)", re.I)
_THATS_WHY = re.compile(r"^(?:that['’]?s|that is|which is|this is) why\s+(?=\w)", re.I)


def only_if(claim: Claim) -> list[Card]:
    """`X only if Y`: the condition that X needs.

    >>> print(only_if(_claim("manual override only if the door is shut", 1))[0])
    Q: manual override: only if what?
    A: the door is shut
    >>> only_if(_claim("it is the only one if any", 0))
    []
    """
    if claim.link != "only if" or claim.main is None or not 2 <= word_count(claim.main.text) <= MAX_ASKED_WORDS:
        return []
    front = f"{to_reader(tidy(claim.main.text))}: only if what?"
    return [basic(claim.point, "condition", front, claim.text, slot=f"onlyif:{key(claim.main.text, 3)}")]


def otherwise(claim: Claim) -> list[Card]:
    """`X, otherwise Y`: what happens without X.

    >>> print(otherwise(_claim("young trees need a stake otherwise they lean", 1))[0])
    Q: young trees need a stake – what happens otherwise?
    A: they lean
    >>> otherwise(_claim("otherwise fine", 0))
    []
    """
    before = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.end <= claim.span.start]
    if claim.link != "otherwise" or not before or not claim.verb:
        return []
    said = tidy(claim.point.text[before[0].span.start : before[-1].span.end])
    if not 2 <= word_count(said) <= MAX_ASKED_WORDS:
        return []
    front = f"{to_reader(said)} – what happens otherwise?"
    own = read(claim.text).tags[:1] == ("PRON",)
    return [basic(claim.point, "consequence", front, claim.text if own else named(claim), slot=f"else:{key(said, 3)}")]


_ELSEWHERE = words.DEMONSTRATIVES | {"it", "them", "one", "ones"}
"""Words for what another line names."""


def rule(claim: Claim) -> list[Card]:
    """`NEVER do X`, `always do Y`: an order that holds without exception.

    >>> print(rule(_claim("NEVER shake the bottle", 0))[0])
    Q: What must you never do?
    A: shake the bottle
    >>> rule(_claim("it never fails", 0)), rule(_claim("never mix them", 0))       # mix what?
    ([], [])
    """
    m = _RULE.match(claim.text)
    titled = m is not None and sum(w[:1].isupper() for w in m["act"].split()) > 1  # the title of a book
    if not m or titled or claim.point.lang != "en" or word_count(m["act"]) < 2:
        return []
    act = read(m["act"])
    told = verb_tags(act.lower[0])
    if "base" not in told or act.lower[0] in words.BE or word_count(m["act"]) > MAX_TOLD_WORDS:
        return []
    if _ELSEWHERE & set(read(main_part(m["act"])).lower):
        return []
    always = "always" if m["rule"].lower() == "always" else "never"
    front, answer = f"What must you {always} do?", main_part(m["act"])
    if parted := _in_three(read(answer)):
        does, thing, where = parted
        if always == "never":
            front, answer = f"What must you never {does} {to_reader(where)}?", thing
        elif where.split()[0].lower() in _CIRCUMSTANCES:
            front, answer = f"What must you always do {to_reader(where)}?", f"{does} {thing}"
    return [basic(claim.point, "rule", front, answer, slot=f"rule:{key(m['act'], 3)}")]


_CIRCUMSTANCES = frozenset({
    "in", "on", "under", "over", "above", "below", "during", "without", "w/o", "before", "after", "at", "near", "until",
    "inside", "outside",
})  # fmt: skip
_PARTNERS = frozenset({"to", "with", "w/", "from", "into", "by"})


def _in_three(act: Words) -> tuple[str, str, str] | None:
    """What one does, the thing that it is done to, and where, when or with what; None where that is not all told.

    >>> _in_three(read("open the hive under 10 degrees"))
    ('open', 'the hive', 'under 10 degrees')
    >>> _in_three(read("drive over 50")), _in_three(read("leave the oven alone"))
    (None, None)
    """
    start = 2 if act.lower[1] in PARTICLES else 1
    end = start
    while end < len(act.tokens) and (act.tags[end] in _THING or act.lower[end] == "of"):
        end += 1
    behind = act.lower[end : end + 1]
    if not {"N", "PN", "CODE"} & set(act.tags[start:end]) or not behind or len(act.tokens) - end < 2:
        return None
    if behind[0] not in _CIRCUMSTANCES | _PARTNERS:
        return None
    return act.cut(0, start).text, act.cut(start, end).text, act.cut(end, len(act.tokens)).text


_THING = frozenset({"DET", "ADJ", "N", "PN", "NUM", "CODE", "VN", "CC"})


def _point(text: str) -> Point:
    from cardgen.model import Block, Place

    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))


def _claim(text: str, at: int = 0) -> Claim:
    return claims(_point(text))[at]

"""Forms for views: what the writer thinks of something, as somebody will ask them for it."""

from __future__ import annotations

import re

from cardgen import words
from cardgen.addressing import to_reader
from cardgen.claims import claims
from cardgen.clauses import parts
from cardgen.forms.common import basic, capital, key, tidy
from cardgen.labels import bare, is_plural, word_count
from cardgen.model import Card, Claim, Point
from cardgen.persons import talks_of
from cardgen.reading import ARROW, read
from cardgen.sentences import sentence_at
from cardgen.subjects import clean_subject, mid_sentence

LONGEST = 26
"""Words that a view may have."""
MOST_NAME_WORDS = 7
_TAKE_ON = re.compile(
    r"(?:(?:my|our)\s(?:\w+\s)?(?:take|views?|opinions?|position|stance|thoughts|thinking|beliefs?|line)|"
    r"where (?:i|we) stand)\s(?:on|about|of)\s(?P<about>\S.*)",
    re.I,
)
_MINE = re.compile(
    r"\b(?:(?:my|our)\s(?:\w+\s)?(?:takes?|views?|opinions?|positions?|stances?|beliefs?|convictions?|theses|thesis)|"
    r"hot takes?|what (?:i|we) (?:think|believe|stand for))\b|^(?:beliefs|convictions|opinions|stances)$",
    re.I,
)
"""Headings over what the writer thinks."""
_MAY_BE_MINE = re.compile(r"^(?:views|positions|takes|thoughts|points of view)$", re.I)
"""These, too, in notes for a talk."""
_I_THINK = re.compile(
    r"(?:(?:but|so|and)\s)?i(?:['’]d say|\s(?:(?:do|really|still|honestly|strongly|firmly)\s)?"
    r"(?:think|believe|hold|am convinced))\s(?:that\s)?",
    re.I,
)


def view_on(claim: Claim) -> list[Card]:
    """`my take on tides: build for them`, and what has a name under `my views`: the view, asked as others will ask.

    >>> print(view_on(_found("my take on dredging: i think it only pays where the tide is weak, so wait"))[0])
    [x › my views]
    Q: What is your take on dredging?
    A: it only pays where the tide is weak, so wait
    >>> view_on(_found("On night work: never alone"))[0].front, view_on(_found("the quay: 40 m", "facts"))
    ('What is your view on night work?', [])
    """
    point = claim.point
    if not claim.label or not claim.first or point.lang != "en" or point.asking or point.children:
        return []
    label = bare(claim.label)
    taken = _TAKE_ON.fullmatch(label)
    if not taken and (claim.sentence or not _among_views(point) or _EQUATED.search(point.text[: claim.span.start])):
        return []
    about = taken["about"] if taken else re.sub(r"^(?:on|about|re)\s", "", label, flags=re.I)
    low = about.lower().split()
    if not 0 < len(low) <= MOST_NAME_WORDS or low[0] in words.WH_WORDS | words.PRONOUNS | words.FIRST_PERSON | _DEGREES:
        return []
    told = _I_THINK.sub("", tidy(_to_the_end(claim)), count=1)
    if not 2 <= word_count(told) <= LONGEST or told.endswith("?"):
        return []
    noun = "take" if taken and "take" in label.lower() else "view"
    front = f"What is your {noun} on {to_reader(mid_sentence(about))}?"
    return [basic(point, "question_answered", front, to_reader(told), slot=f"define:{key(about)}")]


def take_on_it(claim: Claim) -> list[Card]:
    """`my take is that both fit - tar below, paint above`: the writer's take on what stands above the line.

    >>> print(take_on_it(_found("my take is both fit - tar below, paint above", "tar vs paint"))[0])
    [x › tar vs paint]
    Q: Tar vs paint: what is your take?
    A: both fit: tar below, paint above
    >>> take_on_it(_found("my take was paint")), take_on_it(_found("my boat is tarred", "tar vs paint"))
    ([], [])
    """
    point = claim.point
    listed = claim.first and not claim.sentence and point.block.kind == "item"  # a paragraph may speak of all above it
    m = _MY_TAKE.match(point.text) if listed and point.lang == "en" else None
    above = bare(point.place.trail[-1]) if len(point.place.trail) > 1 else ""
    if m is None or point.asking or not above or word_count(above) > MOST_NAME_WORDS or _MINE.search(above):
        return []
    end = sentence_at(point.text, 0).end
    told = re.sub(r"\s[-–—]\s", ": ", point.text[m.end() : end].strip(" .!"), count=1)
    if not 2 <= word_count(told) <= LONGEST:
        return []
    front = f"{capital(to_reader(above))}: what is your {m['noun'].lower()}?"
    return [
        basic(point, "question_answered", front, to_reader(told), slot=f"define:my {m['noun'].lower()}", exact=True)
    ]


_MY_TAKE = re.compile(
    r"(?:my|our)\s(?:own\s)?(?P<noun>take|view|opinion|position|stance|answer)(?:\sis\s(?:that\s)?|\s?[:=]\s|\s[-–—]\s)(?=\S)",
    re.I,
)


def believed(claim: Claim) -> list[Card]:
    """`I believe that pilots should live aboard, because ...`: what the writer believes of something.

    >>> print(believed(_found("i believe harbour pilots should live aboard, because fog does not wait"))[0])
    [x › my views]
    Q: What do you believe about harbour pilots?
    A: they should live aboard, because fog does not wait
    >>> believed(_found("a log book is the best pilot"))[0].front
    'What do you believe about a log book?'
    >>> believed(_found("i think it rained")), believed(_found("I think so"))
    ([], [])
    """
    point, start = claim.point, _where_the_view_starts(claim)
    if start < 0 or point.lang != "en" or point.asking:
        return []
    whole = _to_the_end(claim).strip(" .!")
    clause = parts(read(whole[start:]))
    subject = clean_subject(clause.subject)
    at = whole.find(clause.verb, start) if clause.verb else -1
    if (
        not subject
        or at < 0
        or subject.lower().split()[0] in words.PRONOUNS | words.DEMONSTRATIVES | words.FIRST_PERSON
    ):
        return []
    told = whole[at:]
    if word_count(subject) > MOST_NAME_WORDS or not 3 <= word_count(told) <= LONGEST:
        return []
    told = re.sub(r"^(?:is|are)\s", "", told) if re.match(r"(?:is|are)\s", told) else f"{_they(subject)} {told}"
    front = f"What do you believe about {to_reader(mid_sentence(subject))}?"
    return [basic(point, "question_answered", front, to_reader(told), slot=f"define:{key(subject)}")]


def _where_the_view_starts(claim: Claim) -> int:
    """Where it begins what the writer believes: behind "I believe", or at once among their views; -1 elsewhere."""
    if claim.label or claim.point.children:
        return -1
    among = _among_views(claim.point)
    m = _I_THINK.match(_to_the_end(claim)) if claim.subject.lower().split()[:1] == ["i"] else None
    if m:
        return m.end() if among or _BELIEVE.search(m[0]) else -1
    plain = among and claim.first and not claim.sentence and claim.verb and claim.subject and not claim.carried
    return 0 if plain and not _REASONED.search(_to_the_end(claim)) else -1


def less_but_more(claim: Claim) -> list[Card]:
    """`less paint, more tar`: what the writer wants instead.

    >>> print(less_but_more(_found("less paint on the hull but more tar below the line"))[0])
    [x › my views]
    Q: Less paint on the hull, but more of what?
    A: tar below the line
    >>> less_but_more(_found("less paint means more rust"))
    []
    """
    point = claim.point
    m = _LESS_MORE.fullmatch(point.text.rstrip(" .!")) if claim.first and not claim.sentence else None
    if m is None or point.lang != "en" or point.asking or max(word_count(m["less"]), word_count(m["more"])) > 8:
        return []
    front = f"{capital(to_reader(m['less']))}, but more of what?"
    why = re.split(r":\s|,?\s(?:because|bc|since)\s", m["more"])[0]
    return [basic(point, "question_answered", front, to_reader(why), slot=f"define:{key(m['less'])}")]


_LESS_MORE = re.compile(
    r"(?P<less>(?:less|fewer|no)\s[^,;:.]{3,60}?)(?:,\s(?:but\s|and\s)?|\s(?:but|and)\s)(?:rather\s|way\s|much\s)?more\s"
    r"(?P<more>[^,;.]{3,90})",
    re.I,
)
_DEGREES = frozenset({"less", "more", "fewer", "no", "not", "never", "always", "if", "when", "because", "but", "and"})
_OPINES = re.compile(
    r"^(?:on|about|re)\s|\b(?:i(?:['’]d)?\s(?:think|believe|say|would|prefer)|should|better|worse|good|bad|useful|useless|"
    r"dangerous|overrated|underrated|wrong|right|never|always|not before)\b",
    re.I,
)
_REASONED = re.compile(r"\b(?:because|bc|since|so)\b", re.I)
"""Then its reason is asked."""
_BELIEVE = re.compile(r"believe|convinced|hold", re.I)
_EQUATED = re.compile(r"=\s*$")


def _among_views(point: Point) -> bool:
    """Does a line stand among the writer's views? A paragraph under such a heading may have left it behind."""
    heading = bare(point.place.trail[-1]) if point.place.trail else ""
    if point.block.kind == "paragraph" and not _OPINES.search(point.text):
        return False
    talk = bool(_MAY_BE_MINE.search(heading)) and talks_of(point.place.trail[0])
    return bool(_MINE.search(heading)) or talk


def _they(subject: str) -> str:
    return "they" if is_plural(subject) else "it"


def _to_the_end(claim: Claim) -> str:
    """From a claim on to the end of its sentence, or to an arrow."""
    end = sentence_at(claim.point.text, claim.span.start).end
    return re.split(rf";\s|\s(?:{ARROW})\s", claim.point.text[claim.span.start : end])[0]


def _found(text: str, heading: str = "my views") -> Claim:
    from cardgen.model import Block, Place

    return claims(Point(text, Place("x.md", 1, 1, ("x", heading)), "statement", Block("item", text, 1, 1)))[0]

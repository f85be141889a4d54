"""Lines beside the matter: what a note says of the course, of itself, of the day or of somebody's mood.

Nobody wants to be asked in a year when the homework was due. Each such line stays silent, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cardgen import words
from cardgen.forms import listing
from cardgen.labels import has_verb
from cardgen.model import Point
from cardgen.quantities import DATE
from cardgen.sentences import sentences

_META = re.compile(
    r"^\(?last touched\b|"
    r"^\(?(?:date|updated|created|last (?:touched|updated|edited|changed)|author|status|tags?|sources?|version|file|"
    r"readings?|rdgs?|further reading|slides|lektüre|literatur)\s*(?:[:=]|\s[-–—]\s|\d)|"
    r"^\(?(?:re-?)?read(?:ing)?\s(?:ch(?:ap(?:ter)?s?)?\.?|pp?\.?|pages?)\s?\d",
    re.I,
)


def beside_the_matter(point: Point) -> str:
    """Why a line is not asked at all: it is a footnote, a title, who was there, an appointment; "" for any other.

    >>> from cardgen.model import Block, Place
    >>> def why(text):
    ...     return beside_the_matter(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1)))
    >>> why("last updated: 3 May"), why("homework due friday, slides on moodle"), why("the relay writes to kafka")
    ('about the note itself', 'logistics: about the course or the day, not its matter', '')
    """
    if point.block.kind == "footnote":
        return "a footnote"
    if point.role == "label" and point.block.kind == "paragraph" and not point.children:
        return "a title"
    return next((why for tells, why in _REASONS if tells(point.text)), "")


def _is_meeting(text: str) -> bool:
    """`rehearsal with Ada tue 4pm`: something at a day and an hour, without a verb that would say what is so then."""
    return bool(_ENDS_WITH_HOUR.search(text)) and not has_verb(text)


def meets(text: str) -> bool:
    """Does a sentence of a longer line only say when people meet: `crew thurs 2pm, quay`?

    >>> meets("crew thurs 2pm, quay"), meets("the pool opens thurs 2pm"), meets("tide tables for thursday")
    (True, False, False)
    """
    return bool(_DAY_AND_HOUR.search(text)) and not has_verb(text) and len(text.split()) <= MOST_MEETING_WORDS


MOST_MEETING_WORDS = 8
"""A longer sentence tells something, too."""


_EXAM = re.compile(
    r"(?:(?:first|second|next|last)\s(?:sitting|try|attempt)\b|(?:the\s+)?(?:exam|midterm|final|finals|quiz|test|klausur|prüfung|examen|partiel|next|nächste[rs]?|prochaine?)\b)",
    re.I,
)
_ABOUT_EXAM = re.compile(
    r"(?:the\s+)?(?:exam|midterm|final|quiz|test|paper|essay)\s+(?:is|will|has|counts|covers|format|=)\b|"
    r"\W*(?:the\s)?(?:prof|lecturer|teacher|tutor|dr \w+)\s(?:said|says|told us)\b.*\b(?:exam|comes? up|test|always)\b",
    re.I,
)
_CLOCK = re.compile(
    r"(?<!\babout )(?<!\bafter )(?<!\bfor )(?<!\bevery )(?<!\bto )(?<![~≈])"
    r"\b\d{1,2}(?:[:h]\d\d|\.[0-5]\d(?=\s?(?:am|pm|h|uhr)\b|\s*[,;)–-]|\W*$)|\s?(?:am|pm|h|uhr|o'clock))\b",
    re.I,
)
_ONE_DAY = "|".join(day for day in words.WEEKDAYS if not day.endswith("days"))
_SESSION_DAY = re.compile(rf"\W*(?:{_ONE_DAY})\.?,?\s(?:the\s)?(?:{DATE.pattern}|\d{{1,2}})\b", re.I)
"""`tues 16 april, kickoff`: when people met."""
_DAY_AND = rf"\b(?:{_ONE_DAY})\.?,?\s(?:at\s)?\d{{1,2}}"
_ENDS_WITH_HOUR = re.compile(rf"{_DAY_AND}(?:[:.]\d\d\s?(?:am|pm|h)?|\s?(?:am|pm|h))\W*$", re.I)
_DAY_AND_HOUR = re.compile(rf"{_DAY_AND}(?::\d\d|(?::\d\d)?\s?(?:am|pm|h|uhr))(?!\w)", re.I)
_APPOINTMENT = re.compile(
    r"\b(?:room(?!\s(?:temp|for|to)\b|\stemp)|rm|upstairs|downstairs|branch|bring|zoom|meet(?:ing)?|exam|final|midterm|seminar|sync|standup|next|raum|"
    r"hörsaal|c\.?t\.?|s\.?t\.?|salle|amphi)\b",
    re.I,
)


def is_feeling(text: str) -> bool:
    """How somebody liked it, or what is between people, without a figure: no matter to learn.

    >>> [is_feeling(x) for x in ("the host was so annoying", "J liked the orchids most", "Tim owes me 2 euros")]
    [True, True, True]
    >>> [is_feeling(x) for x in ("the relay was late by 3 s", "a nice value is a priority", "rats liked sugar most")]
    [False, False, False]
    """
    told = re.sub(r"\W+(?:lol|btw|tbh|though|tho|haha)\W*$", "", text.strip())
    if _LIVED.match(re.sub(r"^\W*(?:i|I)\s(?:once\s)?", "", told)):
        return True
    return bool(_BETWEEN.search(told) or (_FELT.match(told) and not re.search(r"\d", told)))


def is_own_tale(text: str) -> bool:
    """What befell the writer, in one clause: marks lost, the wrong thing done, what it cost or how it struck them.

    >>> [is_own_tale(x) for x in ("lost 6 marks on this", "in May we checked the wrong pump for an hour")]
    [True, True]
    >>> [is_own_tale(x) for x in ("it surprised me", "took me 3 hours", "by far the best chapter")]
    [True, True, True]
    >>> [is_own_tale(x) for x in ("lost 6 ships", "the wrong pump costs 6 h", "Turner wrote the last chapter")]
    [False, False, False]
    """
    return _BEFELL.search(text) is not None


_BEFELL = re.compile(
    r"^(?:[^,;]*\s)?lost\s(?:\w+\s)?\d+\s(?:pts?|points|marks)\b|"
    r"\b(?:we|i|I|We)\s(?:all\s)?\w+\s(?:at\s|in\s|on\s|up\s)?the\swrong\b|"
    r"\b(?:surprised|confused|annoyed|bored|bothered|impressed|shocked|took)\s(?:me|us)\b|"
    r"\b(?:the|a)\s(?:\w+\s)?(?:best|worst|nicest|hardest|longest|weakest|strongest|dullest|favourite|favorite)\s"
    r"(?:chapter|lecture|section|page|episode|slide|bit|part of (?:the|this) (?:book|course|talk))\b",
)
_LIVED = re.compile(
    r"(?:(?:got|get) (?:this|that|it|these|those|them|it all) (?:wrong|mixed up)|"
    r"mix(?:ed)? (?:these|those|them|this|that|it)(?: two)? up|tried (?:it|this|that)\b|"
    r"(?:gave|give) up\b|(?:always )?(?:forgot|forget)(?: (?:this|that|it|these))?(?: (?:once|again|every time))?\W*$|"
    r"(?:learned|learnt) (?:this|that|it|the)\b.*\b(?:properly|hard way|finally)|dont again\b|cant live without\b)",
    re.I,
)
"""What the writer went through with it."""
_FELT = re.compile(
    r"(?:(?:the|my|our|his|her)\s)?[\w'’]+(?:\s[\w'’]+){0,2}\s(?:was|were|is|are|felt|feels)\s"
    r"(?:(?:so|very|really|super|pretty|quite|rather|a bit|kinda|too|also|again|still|not)\s)*"
    r"(?:nice|great|awesome|amazing|lovely|fun|funny|boring|bored|annoying|annoyed|tired|tiring|exhausting|exhausted|gross|"
    r"yummy|delicious|tasty|cute|lame|grumpy|hungover|late)(?:\s(?:about|at|with|today|again|and|but)\b.*)?[!.,]*$|"
    r"(?-i:i|we|I|We|[A-Z])\s(?:really\s)?(?:liked|loved|hated|enjoyed|disliked|missed)\b",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:owes?|owed|lent|texted|called|emailed|snores?|messaged)\s(?:me|us)\b", re.I)


def is_logistics(text: str) -> bool:
    """About the course, the room, the day or the note itself, and short: no matter to learn.

    >>> is_logistics("homework due friday, slides on moodle"), is_logistics("the relay writes to kafka")
    (True, False)
    >>> [is_logistics(x) for x in ("essay due wk 4, 900 words", "problem set 3 due mon, q4 needs R")]
    [True, True]
    >>> [is_logistics(x) for x in ("library copy, due back on the 19th", "some of this I looked up afterwards")]
    [True, True]
    >>> is_logistics("came in 20 min late, copy the slides off Ada"), is_logistics("the ferry came 20 min late")
    (True, False)
    >>> [is_logistics(x) for x in ("it fell due to rain on monday", "the rent is due on the 1st", "looked up by key")]
    [False, False, False]
    """
    low = [w.strip(".,:;!?()") for w in text.lower().split()]
    if len(low) > MOST_ASIDE_WORDS:
        return False
    if len(sentences(text)) == 1 and (_HANDED_IN.search(text) or _ON_THE_NOTE.search(text)):
        return True
    hits = sum(w in words.LOGISTICS for w in low)
    plainly = any(w in _PLAINLY for w in low)
    return len(low) <= 14 and hits >= (1 if len(low) <= 4 or (plainly and len(low) <= 7) else 2)


MOST_ASIDE_WORDS = 20
_DAY = rf"(?:{'|'.join(words.WEEKDAYS)}|{words.ANY_MONTH}|wk|week|tomorrow|today|tonight|next|\d)"
_HANDED_IN = re.compile(
    rf"\b(?:essay|assignment|homework|hw|problem set|pset|worksheet|lab report|report|coursework|paper|draft|slides|"
    rf"library copy|library book|library|book)\b[^.;]*\bdue\s(?:back\s)?(?:(?:on|by|in)\s)?(?:the\s)?{_DAY}|"
    rf"\b(?:book club|study group|office hours?|tutorial|revision session)\s(?:is|are|=|on|at|moved)\s[^.;]*{_DAY}|"
    r"\b(?:midterm|finals?|exam|quiz)\s?(?:=|:|covers?|is|on)\s?(?:wk|week|ch|chapter|lec|lectures?)s?\b",
    re.I,
)
"""Work with its day, and where the course meets."""
_ON_THE_NOTE = re.compile(
    r"\b(?:some|most|all|part) of (?:this|these|it)\b.*\b(?:I|me|my)\b|"
    r"\bI\s(?:looked|googled|copied|typed|wrote|missed|skimmed|skipped)\b.*\b(?:this|these|up|from|notes?)\b|"
    r"\b(?:beginning|copied|taken|missing|rest) (?:is )?from \w+['’]s notes\b|"
    r"\bmissed (?:the )?(?:first|last)\b|\bget (?:it |them |this )?from [A-Z][a-z]+\W*$|"
    r"\bslides\b[^.;]*\b(?:not|never|missing)\b|"
    r"^\W*(?:I\s)?(?:came|got|arrived|was)\s(?:in\s|here\s|there\s)?(?:~?\d+\s?min(?:utes|s)?\s|a bit\s|too\s)?late\b|"
    r"\b(?:get|got|copy|grab)\s(?:\w+\s){0,3}(?:slides|notes)\s(?:off|from)\s[A-Z]|"
    r"^\W*(?:skimmed|skipped|to be continued|(?:more|continued?) (?:later|next time|tomorrow))\b",
)
"""What a note says of how it came about."""


_PLAINLY = frozenset(
    ["slides", "quiz", "homework", "moodle", "portal", "handout", "handouts", "syllabus", "recording", "attendance"]
)
"""One of these is enough in a short line; a page or a room may also be what the note is about."""


_BY_DAY = (
    r"(?i:(?:due|by|until|till|before)\s(?:the\s)?(?:(?:next|this)\s)?"
    rf"(?:{'|'.join(words.WEEKDAYS)}|tomorrow|next week|end of|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{words.ANY_MONTH})|(?:{words.ANY_MONTH})\s\d{{1,2}})\b(?!\s\d{{4}}))"
)
_TASK_OF = re.compile(
    r"(?P<who>[A-Z][a-z’'-]+(?:\s(?:\+|&|and)\s[A-Z][a-z]+)?|me|we)(?:\s?:|\s[-–—]|\s(?:does|do|will|to|checks?|"
    rf"writes?|sends?|prepares?|calls?|asks?|drafts?|books?|talks? to|follows? up))"
    rf"\s[a-z][^?]*\b{_BY_DAY}[^.;?]{{0,12}}"
)
"""`Ada does the clause by Friday`: who has to do what."""
_NOBODY = (words.NOUNS | words.ROLE_NOUNS | words.EVERYDAY | {*words.GENERIC_LABELS}) - {"me", "we"}


def is_task(text: str) -> bool:
    """Does a line say what somebody has to do by a day?

    >>> [is_task(x) for x in ("Ada writes the clause by fri", "Ada + Bo: noise map, due 3 March", "me - tar by mon")]
    [True, True, True]
    >>> [is_task(x) for x in ("Vasa: sunk by 10 August 1628", "Ada writes clauses", "Price: fixed by 3 May")]
    [False, False, False]
    """
    m = _TASK_OF.fullmatch(text.rstrip(" .!"))
    who = m["who"].lower() if m else ""
    return bool(who) and who not in _NOBODY


_REASONS: tuple[tuple[Callable[[str], object], str], ...] = (
    (_META.match, "about the note itself"),
    (listing.PEOPLE.match, "who was there"),
    (is_task, "a to-do"),
    (re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.!]?").fullmatch, "an aside in brackets"),
    (lambda text: _EXAM.match(text) and DATE.search(text), "an appointment"),
    (_ABOUT_EXAM.match, "about the exam, not its matter"),
    (lambda text: _SESSION_DAY.match(text) and not has_verb(text), "the day of a session"),
    (is_feeling, "a remark, not its matter"),
    (lambda text: (_APPOINTMENT.search(text) and _CLOCK.search(text)) or _is_meeting(text), "an appointment"),
    (is_logistics, "logistics: about the course or the day, not its matter"),
)
"""What shows that a line is beside the matter, and what it then is; the first that fits."""

"""Words that can change without changing the fact, and words that cannot: data only, for comparing two wordings.

English, lower case. What is missing from these lists costs a card its history at worst; what stands in them wrongly
could give one fact the history of another, so they hold only words whose exchange is safe in any note.

>>> "the" in TIES, "usually" in HEDGES, "network" in TIES | HEDGES
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    """Words joined by "/" belong together."""
    return tuple(tuple(group.split("/")) for group in text.split())


def _counted(text: str, start: int, step: int = 1) -> dict[str, str]:
    return {word: str(n) for n, word in zip(range(start, 1_000, step), text.split(), strict=False)}


TIES: Final = _words(
    """
    a about above after again ain't all also am amid among an and any anybody anyone anything are aren't as at
    be because been before being below between both but by can can't cannot concerning could couldn't did
    didn't do does doesn't doing don't done down during each either else etc even ever every everyone
    everything few for from further had hadn't has hasn't have haven't having he her here hers him his how
    however i i'm i've if in inside instead into is isn't it it's its itself just less let's like may me might
    mine more most much must my myself neither never no none nor not of off on once one only onto or other
    others our ours out over own per plus quite rather regarding same shall she should shouldn't since so some
    someone something still such than that that's the their theirs them then there there's these they they're
    thing things this those though through thus to together too toward towards under until unto up upon us
    using very via was wasn't we we're well were weren't what what's whatever when whenever where which while
    who whoever whom whose why will with within without won't would wouldn't yet you you're your yours yourself
    """
)
"""Words that tie a sentence together and name nothing."""

HEDGES: Final = _words(
    """
    actually almost always approximately basic basically broadly certainly clearly commonly constantly
    currently effectively especially essential essentially eventually exactly fairly finally frequently fully
    generally hence indeed largely likely likewise mainly maybe merely mostly namely naturally nearly normally
    nowadays obviously occasionally often ok okay originally particularly perhaps possibly practically
    precisely presumably primarily probably really regularly relatively roughly significantly simply sometimes
    somewhat specifically strictly therefore today truly typically ultimately usually virtually whole
    """
)
"""Words that colour a statement and do not change what it is about."""

PHRASES: Final = (
    "in other words",
    "in practice",
    "in general",
    "in particular",
    "in fact",
    "in short",
    "in essence",
    "in effect",
    "that is",
    "that means",
    "more precisely",
    "more exactly",
    "more or less",
    "put simply",
    "simply put",
    "put differently",
    "as a rule",
    "as well as",
    "as well",
    "worth noting",
    "note that",
    "keep in mind",
    "by default",
    "by and large",
    "for example",
    "for instance",
    "of course",
    "such as",
    "so that",
    "in order to",
    "due to",
    "out of",
    r"e\.g\.",
    r"i\.e\.",
    "serves? as",
    "the way",
)
"""Phrases that only lead from one part of a sentence to the next, as regular expressions."""

SYNONYMS: Final = _groups(
    """
    big/large/huge/sizable small/little/tiny quick/fast/rapid/swift/speedy use/employ/utilise/utilize
    make/create/produce show/display/present help/assist/aid need/require keep/retain/preserve
    begin/start/commence stop/halt/end/finish/cease get/obtain/receive/gain give/provide/supply
    many/numerous/several/multiple good/solid new/fresh/recent first/initial work/operate/function remain/stay
    buy/purchase important/crucial/vital main/primary/principal method/approach/technique part/component/piece
    choose/select/pick change/alter/modify happen/occur join/connect/link send/transmit tell/inform
    let/allow/permit/enable try/attempt lead/cause build/construct fix/repair store/save answer/reply/response
    child/kid doctor/physician db/database bc/cuz/cos config/configuration info/information repo/repository
    app/application env/environment dev/developer admin/administrator auth/authentication max/maximum
    min/minimum vs/versus approx/around kubernetes/k8s
    """
)
"""Words that people exchange freely when they say the same thing again."""

NEGATIONS: Final = _words("cannot hardly neither never no nobody none nor not nothing nowhere without")

OPPOSITES: Final = _groups(
    """
    more/less/fewer most/least high/low higher/lower highest/lowest increase/decrease/reduce grow/shrink
    rise/fall raise/lower before/after above/below over/under up/down first/last early/late earlier/later
    fast/slow faster/slower quick/slow big/small large/small larger/smaller bigger/smaller long/short
    longer/shorter strong/weak stronger/weaker good/bad better/worse best/worst hot/cold warm/cool light/dark
    hard/soft hard/easy cheap/expensive always/never all/none with/without true/false yes/no on/off in/out
    enable/disable allow/forbid/deny/prevent/block accept/reject add/remove insert/delete open/close start/stop
    begin/end win/lose gain/lose push/pull input/output read/write public/private left/right east/west
    north/south top/bottom upper/lower inner/outer positive/negative odd/even male/female maximum/minimum
    max/min pro/con pros/cons attract/repel absorb/emit expand/contract male/female acid/base buy/sell
    import/export create/destroy lock/unlock </> ≤/≥ =/≠ include/exclude near/far thick/thin wide/narrow
    deep/shallow rich/poor safe/dangerous same/different single/double clean/dirty wet/dry full/empty
    clockwise/counterclockwise/anticlockwise/ccw cw/ccw heavy/light sharp/blunt/dull
    tight/loose tighten/loosen smooth/rough
    """
)
"""Words that turn a statement round: the first of a group against each of the others."""

TURNING_PREFIXES: Final = ("un", "non", "in", "im", "il", "ir", "dis", "de", "anti", "mis", "a", "an")
"""Before a word they make its opposite: supervised, unsupervised."""

PAIRED_PREFIXES: Final = _groups(
    """
    in/de in/ex im/ex in/out hyper/hypo inter/intra intro/extro over/under up/down pre/post macro/micro
    endo/exo ab/ad af/ef en/de homo/hetero mono/poly sub/super ana/cata anti/pro maxi/mini iso/aniso eu/pro
    uni/multi uni/bi pro/re ante/post intra/extra meta/para ortho/para as/de em/im ac/de e/im
    """
)
"""Beginnings that set two words with the same ending against each other: hypertension, hypotension."""

NUMBER_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    _counted("two three four five six seven eight nine ten eleven twelve", 2)
    | _counted("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13)
    | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    | _counted("third fourth fifth sixth seventh eighth ninth tenth", 3)
    | {"zero": "0", "hundred": "100", "thousand": "1000", "million": "1000000", "twice": "2"}
)

LOOSE_NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {"one": "1", "first": "1", "once": "1", "single": "1", "second": "2"}
)
"""Words that are a number only beside another number: "one packet" is "a packet", but not "two packets"."""

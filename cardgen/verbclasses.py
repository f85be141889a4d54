"""Classes of verbs, and a few of nouns, that decide how a clause is asked: data only.

A newcomer extends a class by a word, and adds an example to the docstring of the frame that reads it.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOTION: Final = _words(
    """flee move walk march sail fly travel migrate emigrate escape retreat withdraw drive ride swim drift flow leak
    rush hurry sneak advance relocate commute"""
)
"""Verbs whose "to" and "from" tell a place."""
PLACE_VERBS: Final = _words(
    "locate find store live hold keep situate base house bury bear happen take occur sit lie work study"
)
"""Before "in" and its kin they tell a place: *Where ...?*"""
ASKS_WHERE: Final = _words(
    """be know find show see ask tell decide learn remember choose explain define control determine check say mark
    forget understand wonder guess discover notice teach say indicate depend"""
)
"""Behind them "where" is what is asked or known, no place: `knows where it is`."""
PLACE_PREPOSITIONS: Final = _words("in at on inside outside near between under above behind within across")
LINKING: Final = _words("become remain stay seem appear get grow turn look feel sound taste smell go")
"""What follows them is a property, no object."""
PARTICLES: Final = _words("up down out off away back in on over apart together")
"""Behind an object they belong to the verb: *What does kneading line up?*"""
RESULTING: Final = _words("make turn keep leave render let get")
"""`X makes Y faster` says what X does to Y."""
LETTING: Final = _words("let make help allow enable force cause require")
"""`X lets Y do Z`: what Y does is asked; behind the later ones "to" stands before it."""
LIGHT: Final = _words("be have get do see go come take make use give put want need find know think become start keep")
"""With nobody but "you" or "we" beside them they ask nothing: *What did you get?*"""
ASK_NOTHING: Final = _words("have get do see go come take give put find keep")
"""`What does the barrier have?` may ask for anything: their object is better hidden in its sentence."""
NAMING: Final = _words("call name label consider term dub nickname")
TITLES: Final = _words("elect appoint crown declare name make")
"""Behind their past form a bare noun is what somebody was made: `elected president`."""
GIVING: Final = _words(
    """give pay show offer teach send grant award sell deny allow promise ask cost charge fine owe serve feed lend tell
    assign hand bring"""
)
"""Somebody may be given something: `workers were paid wages`."""
ATTITUDES: Final = _words("think guess feel know assume agree believe see say suppose reckon find figure hope mean")
"""`i think that X` says X."""
DONE_TO: Final = _words(
    """pick choose store keep use call base locate design define divide attach adopt enact isolate discard derive add
    proclaim annex found build abolish sign publish discover invent introduce create establish ban crush dissolve elect
    defeat partition write release launch crown kill murder execute pass ratify declare unify occupy conquer complete
    patent deploy ship merge guillotine behead hang arrest imprison exile assassinate sentence convict baptise
    depose overthrow storm capture besiege evacuate repeal amend acquire demolish restore
    cancel remove replace nationalize nationalise sack fire oust topple expel poison shoot deport bomb jail
    reunify impeach announce unveil commission invade liberate rename rebuild award nominate inaugurate lift impose
    outlaw legalise legalize seize raid raze sack excavate decipher coin erect consecrate dedicate install
    discontinue deprecate standardise standardize privatise privatize synthesise synthesize dismantle disband"""
)
"""Their past form without an object is a passive whose "was" is left out: `empire proclaimed 1871`."""
TO_PEOPLE: Final = _words(
    """kill murder assassinate execute behead crown elect appoint defeat exile imprison marry succeed depose overthrow
    betray bribe hire fire convict besiege capture blackmail baptise behead"""
)
"""With a name as their object they are done to somebody: *Who did Pizarro capture?*"""
ALONE: Final = _words(
    """happen occur die live work lead end begin start rise fall go come arrive remain stay move travel grow expire flee
    stand sit lie last belong depend rely differ range vary act react look point refer consist believe agree fight run
    sail march return escape collapse fail succeed emerge appear disappear spread drop sink float focus care talk speak
    write listen wait vote join enter retire resign serve rule reign participate invest"""
)
"""Verbs that stand without an object: their past form is no passive."""
GOVERNS: Final = frozenset(
    tuple(pair.split("/"))
    for pair in [
        "believe/in",
        "result/in",
        "invest/in",
        "specialize/in",
        "specialise/in",
        "participate/in",
        "consist/in",
        "interest/in",
        "involve/in",
        "engage/in",
        "succeed/in",
        "increase/in",
        "differ/in",
        "vary/in",
        "lie/in",
        "end/in",
        "depend/on",
        "rely/on",
        "focus/on",
        "base/on",
        "run/on",
        "build/on",
        "work/on",
        "act/on",
        "insist/on",
        "count/on",
        "concentrate/on",
        "decide/on",
        "agree/on",
        "comment/on",
        "impose/on",
        "dedupe/on",
        "look/at",
        "aim/at",
        "arrive/at",
        "excel/at",
        "draw/on",
        "touch/on",
        "operate/on",
        "feed/on",
        "spend/on",
        "amaze/at",
        "scale/on",
        "train/on",
        "write/in",
        "use/in",
        "express/in",
        "measure/in",
    ]
)
"""Verbs that govern their preposition: with others, "in", "at" and "on" tell a place."""
OF_WHAT: Final = _words("make compose consist build die smell taste accuse convict suspect deprive remind")
"""Behind them "of" is what is asked: *What is the hull made of?*"""
CHANGES: Final = _words(
    """fall went rise grow drop jump cut reduce move increase decrease shrink raise lower climb slip change improve sink
    double bring come decline up down"""
)
"""`fell from 3 to 2`: behind these verbs the second figure is what it has become."""
EVENT_NOUNS: Final = _words(
    """war wars revolution treaty crisis congress reform reforms act battle siege dynasty era movement uprising revolt
    rebellion invasion conference coup famine plague republic empire reign amendment release launch merger election
    strike krieg vertrag schlacht reformation guerre traité bataille révolution guerra batalla tratado"""
)
"""Names of things that happen: a date in brackets behind one is its date."""
SCALES: Final = _words(
    """hundred thousand million millions billion billions bn mn mio mrd trillion millionen milliarden milliarde mille
    milliards millones mil mill bio"""
)
FOREIGN_TIMES: Final = _words(
    """jahr jahre jahren tage tagen stunden minuten sekunden wochen monate an ans années jours heures mois semaines años
    días horas minutos anni giorni ore minuti mesi uur dagen jaar jaren weken maanden anos dias meses år dagar timmar
    minuter uhr grad prozent promille mg/l std wo sek"""
)
WAYS: Final = _words("better worse well badly slowly quickly fast directly together twice")
COMPARATIVES: Final = frozenset({
    "faster", "slower", "earlier", "later", "longer", "sooner", "harder", "deeper", "higher", "lower", "further",
    "quicker", "cheaper", "hotter", "colder", "cooler", "darker", "lighter", "smoother", "quieter", "louder",
})  # fmt: skip
"""Behind a verb they tell the way in which it is done."""
STATES: Final = _words("need require contain include mean cost depend belong consist weigh last own lack")
"""Verbs of what is so, and not of what somebody does."""
MOSTLY_NOUNS: Final = _words(
    """access account age appeal author award back bill block blockade board bomb bond book boot box branch brand breed
    budget bundle cap cash chain channel coach coat code color commission condition conflict contact contest contrast
    core couple crop curve cycle date debate default dust expense experience experiment factor farm feature figure
    film flag flower fork function fund gate grade ground group hand head heap heat host house impact instrument
    interest iron joke key layer level light line loan lobby log market matter mind mine model mortgage murder network
    number object orbit output package page pair panic partner patch patent peak pilot pipe pit plant plate plug point
    poll pool port position power price process profile program proof prospect provision question rank rate ration
    reform refund research result review revolt reward root round route row salt sample scale scar scope screen season
    seed segment sense sentence service shadow shelter ship silence size sketch smoke sort source space staff stage
    stall star station stock storm stream string structure style sum tail tank target team text time title top
    transition trend trial trick trip trouble trust tune type vacuum value version water weather wind wire wound"""
)
"""Verbs that are three times as often nouns, by the counts of sense-tagged texts that come with WordNet 3."""

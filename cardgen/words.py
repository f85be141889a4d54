"""Closed word classes and small vocabularies of everyday English notes: data only.

Everything is lower case. A `frozenset` answers "is it one of these?", a mapping also says what the word stands for,
and a tuple of phrases is sorted longest first, so that the first match is the right one. The apostrophe of a
contraction is always straight (`don't`), and the way hurried people leave it out (`dont`) is listed beside it.

>>> "because" in CAUSE_WORDS, NUMBER_WORDS["twelve"], UNITS["ms"], SHORTHAND["w/o"]
(True, 12, 'time', 'without')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cardgen.lexicon import ADJECTIVES as ADJECTIVES
from cardgen.lexicon import NOUNS as NOUNS


def _words(*texts: str) -> frozenset[str]:
    """The words of some texts, split at blanks."""
    return frozenset(word for text in texts for word in text.split())


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases written with "|" between them, longest (in words) first."""
    found = {" ".join(part.split()) for part in text.split("|")} - {""}
    return tuple(sorted(found, key=lambda phrase: (-phrase.count(" "), phrase)))


def _pairs(text: str) -> Mapping[str, str]:
    """Pairs written "short=long", with "|" between them."""
    pairs = (part.strip().partition("=") for part in text.split("|"))
    return MappingProxyType({short: long for short, _, long in pairs})


def _counted(text: str, start: int = 1) -> dict[str, int]:
    """Groups of words separated by "|", numbered from `start`."""
    return {word: n for n, group in enumerate(text.split("|"), start) for word in group.split()}


def _kinds(**groups: str) -> Mapping[str, str]:
    """Word → name of its group; where groups share a word, the first has it."""
    return MappingProxyType({w: kind for kind, text in reversed(groups.items()) for w in text.split()})


# ------------------------------------------------------------------ determiners and pronouns

ARTICLES: Final = _words("a an the")
DEMONSTRATIVES: Final = _words("this that these those")
POSSESSIVES: Final = _words("my your his her its our their whose")
QUANTIFIERS: Final = _words(
    """all any both each either enough every few fewer fewest half less least little lots many more most much
    neither no none plenty several some couple dozen dozens hundreds thousands millions tons loads various numerous"""
)
DETERMINERS: Final = (
    ARTICLES
    | DEMONSTRATIVES
    | POSSESSIVES
    | _words(
        """all another any both each either enough every few fewer half less many more most much neither no other
        several some such"""
    )
)
SUBJECT_PRONOUNS: Final = _words("i you he she it we they u")
OBJECT_PRONOUNS: Final = _words("me you him her it us them em 'em")
REFLEXIVES: Final = _words("myself yourself himself herself itself ourselves yourselves themselves oneself")
INDEFINITE_PRONOUNS: Final = _words(
    """someone somebody something anyone anybody anything everyone everybody everything noone nobody nothing none
    one ones others another each both either neither all some any most many few several such"""
)
FIRST_PERSON: Final = _words(
    """i me my mine myself we us our ours ourselves im i'm ive i've ill i'll id i'd we're weve we've we'll we'd lets
    let's"""
)
SECOND_PERSON: Final = _words(
    "you your yours yourself yourselves u ur youre you're youll you'll youve you've youd you'd"
)
THIRD_PERSON: Final = _words(
    """he him his himself she her hers herself it its itself they them their theirs themselves he's she's it's
    theyre they're theyll they'll theyve they've he'll she'll it'll"""
)
PRONOUNS: Final = (
    SUBJECT_PRONOUNS
    | OBJECT_PRONOUNS
    | REFLEXIVES
    | _words(
        """mine yours hers ours theirs this that these those there someone somebody something anyone anybody
        anything everyone everybody everything nobody noone nothing none others oneself y'all yall"""
    )
)

# ------------------------------------------------------------------ prepositions and connectives

PREPOSITIONS: Final = _words(
    """about above across after against along alongside amid among amongst around as at atop before behind below
    beneath beside besides between beyond by concerning despite down during except excluding following for from in
    including inside into like minus near of off on onto opposite out outside over past per plus regarding round
    since than through throughout till to toward towards under underneath unlike until unto up upon versus via with
    within without worth abt btw b/w w/ w/o w/in thru vs vs. v v. cf cf. en re til 'til ca circa"""
)
PREPOSITION_PHRASES: Final = _phrases(
    """according to | ahead of | along with | apart from | as a result of | as for | as of | as opposed to | as part
    of | as well as | aside from | at the expense of | away from | based on | because of | bc of | b/c of | by means
    of | by virtue of | by way of | close to | compared to | compared with | due to | except for | followed by | for
    the sake of | in accordance with | in addition to | in case of | in charge of | in comparison to | in contrast
    to | in exchange for | in favor of | in favour of | in front of | in light of | in line with | in order to | in
    place of | in proportion to | in response to | in return for | in spite of | in terms of | in the case of | in
    the middle of | in view of | inside of | instead of | irrespective of | next to | on account of | on behalf of |
    on the basis of | on the part of | on top of | opposed to | other than | out of | outside of | owing to | prior
    to | rather than | regardless of | relative to | separate from | similar to | such as | subject to | thanks to |
    up to | with regard to | with respect to | as far as | depending on | in between | in connection with"""
)
COORDINATORS: Final = _words("and or but nor yet & + n and/or plus")
SUBORDINATORS: Final = _words(
    """after although as because before if lest once provided providing since so than that though tho till unless
    until when whenever where whereas wherever whether while whilst cos coz cuz bc b/c til 'til 'cause altho whereby"""
)
CAUSE_WORDS: Final = _words("because bc b/c cos coz cuz 'cause since as due owing thanks hence therefore thus thereby")
RELATIVES: Final = _words("which that who whom whose where when why whereby wherein")
WH_WORDS: Final = _words("what who whom whose which when where why how whats what's whos who's wheres hows how's why's")

# ------------------------------------------------------------------ auxiliaries and negation

BE: Final = _words(
    "be am is are was were been being isnt isn't arent aren't wasnt wasn't werent weren't ain't aint 's 're"
)
HAVE: Final = _words("have has had having haven't havent hasn't hasnt hadn't hadnt 've")
DO: Final = _words("do does did doing done don't dont doesn't doesnt didn't didnt")
MODALS: Final = _words(
    """can could may might must shall should will would ought cannot cant can't couldnt couldn't mustnt mustn't
    shouldnt shouldn't wont won't wouldnt wouldn't mightnt mightn't shant shan't needn't neednt 'll gonna gotta"""
)
NEGATIONS: Final = _words(
    """not no never none nor neither nothing nobody nowhere without w/o n't hardly barely scarcely cannot isnt isn't
    arent aren't wasnt wasn't werent weren't aint ain't dont don't doesnt doesn't didnt didn't havent haven't hasnt
    hasn't hadnt hadn't cant can't couldnt couldn't shouldnt shouldn't wont won't wouldnt wouldn't mustnt mustn't
    neednt needn't"""
)


# "were", "well", "wed" ... are words of their own: without an apostrophe they are no contraction.
_OWN_WORDS: Final = _words("were well wed hell shell shed its ill id lets")
_HOSTS: Final[Mapping[str, str]] = {
    "i": "'m 've 'll 'd",
    "you they we": "'re 've 'll 'd",
    "he she it that there": "'s 'll 'd",
    "what who where how here when why": "'s",
    "let": "'s",
}
_TAILS: Final = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is"}
_NEGATED: Final = {
    f"{verb}n": verb for verb in _words("is are was were do does did have has had could should would must need might")
} | {"can": "can", "won": "will", "ain": "is", "shan": "shall"}


def _contractions() -> Mapping[str, tuple[str, str]]:
    pairs = {
        host + tail: (host, "us" if host == "let" else _TAILS[tail])
        for hosts, tails in _HOSTS.items()
        for host in hosts.split()
        for tail in tails.split()
    }
    pairs |= {f"{stem}'t": (verb, "not") for stem, verb in _NEGATED.items()}
    bare = {word.replace("'", ""): pair for word, pair in pairs.items()}
    kept = {word: pair for word, pair in bare.items() if word not in _OWN_WORDS}
    return MappingProxyType(pairs | kept | {"cannot": ("can", "not")})


CONTRACTIONS: Final = _contractions()
"""One written word → the two it stands for: `im` → `("i", "am")`, `dont` → `("do", "not")`."""

# ------------------------------------------------------------------ adverbs

ADVERBS: Final = _words(
    """about again ago ahead almost alone along already also altogether always anyhow anymore anyway anywhere apart
    around aside asap away back backwards before beforehand better downstream downward downwards else elsewhere
    enough even eventually ever everywhere far fast first forever forth forward forwards fairly further furthermore
    hard hence here hereafter how however indeed indoors instead just last late lately later least less likewise
    long maybe meanwhile moreover more most much namely near nearby never nevertheless next nonetheless not now
    nowadays nowhere often once only otherwise outdoors outside overall overnight overseas perhaps pretty quite
    rather really roughly second seldom so sometime sometimes somehow somewhat somewhere soon sooner still straight
    such super then there thereafter thereby therefore third thus today together tomorrow tonight too twice up
    upfront upstairs upstream upward upwards very well whatsoever when why yesterday yet online offline onwards
    onward abroad afterwards afterward alike anew apiece ca eg e.g e.g. ie i.e i.e. etc etc. approx approx. aka
    a.k.a a.k.a. esp esp. respectively rn kinda sorta actually halfway sideways clockwise anticlockwise
    inland ashore aboard overland seaward seawards
    counterclockwise per-se vice-versa likely please nope yep yes yeah bit"""
)

# ------------------------------------------------------------------ numbers, dates, units

NUMBER_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    _counted(
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        "|seventeen|eighteen|nineteen|twenty",
        0,
    )
    | {w: 10 * n for w, n in _counted("thirty|forty fourty|fifty|sixty|seventy|eighty|ninety", 3).items()}
    | {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
)
ORDINAL_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    _counted(
        "first 1st firstly|second 2nd secondly|third 3rd thirdly|fourth 4th fourthly|fifth 5th|sixth 6th|seventh 7th"
        "|eighth 8th|ninth 9th|tenth 10th|eleventh 11th|twelfth 12th|thirteenth 13th|fourteenth 14th|fifteenth 15th"
        "|sixteenth 16th|seventeenth 17th|eighteenth 18th|nineteenth 19th|twentieth 20th|twenty-first 21st"
    )
    | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000}
)
MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    _counted(
        "january jan jan. januar jänner janvier janv enero gennaio januari janeiro stycznia"
        "|february feb feb. februar février fevrier févr febrero febbraio februari fevereiro lutego"
        "|march mar mar. märz maerz mars marzo maart março marca"
        "|april apr apr. avril avr abril aprile kwietnia"
        "|may mai mayo maggio maio maja"
        "|june jun jun. juni juin junio giugno junho czerwca"
        "|july jul jul. juli juillet juil julio luglio julho lipca"
        "|august aug aug. août aout agosto augusti sierpnia"
        "|september sep sep. sept sept. septembre septiembre settembre setembro września"
        "|october oct oct. oktober okt octobre octubre ottobre outubro października"
        "|november nov nov. noviembre novembro listopada"
        "|december dec dec. dezember dez décembre decembre diciembre dicembre dezembro grudnia"
    )
)
ANY_MONTH: Final = "|".join(name.replace(".", r"\.") for name in MONTHS)
"""All of these for a pattern: a point is a point."""
WEEKDAYS: Final[Mapping[str, int]] = MappingProxyType(
    _counted(
        "monday mon mondays montag lundi|tuesday tue tues tuesdays dienstag mardi|wednesday wed weds wednesdays"
        " mittwoch mercredi|thursday thu thur thurs thursdays donnerstag jeudi|friday fri fridays freitag vendredi"
        "|saturday sat saturdays samstag sonnabend samedi|sunday sun sundays sonntag dimanche"
    )
)
UNITS: Final = _kinds(
    time="""ns µs us ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days wk wks week
    weeks fortnight month months mo mos quarter quarters yr yrs year years decade decades century centuries
    millennium millennia nanosecond nanoseconds microsecond microseconds millisecond milliseconds sprint sprints
    night nights kyr kyrs myr myrs gyr gyrs""",
    length="""nm µm um mm cm dm m km meter meters metre metres kilometer kilometers kilometre kilometres millimeters
    millimetres centimeters centimetres in inch inches ft foot feet yd yard yards mi mile miles au parsec parsecs
    light-year light-years lightyears ly kpc mpc px pixel pixels nautical angstrom""",
    mass="""microgram micrograms µg mcg ug mg g kg t gram grams kilo kilos kilogram kilograms milligram milligrams
    ton tons tonne tonnes lb lbs oz ounce ounces stone dalton daltons da kda""",
    volume="""ml cl dl l µl ul liter liters litre litres gallon cup cups tbsp tsp tablespoon tablespoons teaspoon
    teaspoons gallons pint pints quart m3 cm3""",
    area="m2 km2 m² km² hectare hectares ha acre acres sqft sqm",
    data="""bit bits kbit mbit gbit tbit byte bytes b kb mb gb tb pb kib mib gib tib kilobytes megabytes gigabytes
    terabytes megabyte gigabyte terabyte kbps mbps gbps kb/s mb/s gb/s tb/s token tokens""",
    rate="""hz khz mhz ghz rps qps tps iops rpm bpm fps mph kmh km/h m/s kt kts knot knots req/s ops/s requests/s per/s
    x""",
    share="% percent pct ‰ ppm ppb bps pp percentage",
    temperature="°c °f °k k c f kelvin celsius fahrenheit degree degrees deg degs °",
    electrical="""v mv kv volt volts a ma µa amp amps ampere amperes ohm ohms ω kω w kw mw gw watt watts kilowatts
    megawatts kwh mwh farad farads µf nf pf henry tesla va""",
    energy="j kj mj joule joules cal kcal calories ev kev mev gev btu",
    pressure="pascal pascals pa kpa mpa hpa bar mbar psi atm mmhg torr",
    force="n kn newton newtons nm",
    amount="mol mmol µmol umol nmol mole moles m µm mm molar osm mosm mosmol meq iu cfu",
    level="db dba lux lumen lumens",
    count="""times people users items requests replicas nodes cores gpus cpus pods shards copies votes seats deaths k mn
    bn""",
    money="usd eur gbp dollar dollars euro euros pound pounds cent cents bucks",
)
"""Unit → what it measures: "time", "length", "mass", "data", "share" ... Read it after a number only ("a", "in")."""

# ------------------------------------------------------------------ talk around the facts

FILLERS: Final = _phrases(
    """ok | okay | ok so | okay so | so yeah | yeah | yep | yup | nah | lol | lmao | haha | hmm | hm | uh | um | uhm
    | er | oh | ah | well | anyway | anyways | anyhow | yk | ykwim | tbh | ngl | imo | imho | iirc | afaik | fwiw |
    irl | btw | idk | omg | wtf | smh | fyi | basically | literally | actually | honestly | obviously | apparently |
    essentially | simply | really | frankly | clearly | of course | you know | you see | i mean | i think | i guess
    | i suppose | i believe | i feel like | i bet | it seems | it seems like | seems like | i dunno | dunno | not
    sure | sort of | kind of | kinda | sorta | or something | or whatever | and stuff | and so on | and so forth |
    and all that | whatever | in a way | more or less | at the end of the day | to be honest | to be fair | in my
    opinion | from what i understand | from what i remember | if i remember correctly | as far as i know | as i said
    | like i said | as mentioned | as we know | believe it or not | needless to say | the thing is | the point is |
    long story short | fun fact | side note | note that | note to self | remember that | remember | keep in mind
    that | keep in mind | recall that | it turns out that | turns out that | turns out | it turns out |
    interestingly | surprisingly | importantly | in fact | as a matter of fact | first of all | by the way | just
    fyi | also | again | plus | maybe | perhaps | i guess so | pretty much | a bit | a little bit | so basically |
    so | like | super"""
)
GREETINGS: Final = _phrases(
    """hi | hello | hey | hi all | hi everyone | hey all | hey folks | hello everyone | good morning | good
    afternoon | good evening | dear all | welcome | thanks | thank you | thx | ty | many thanks | cheers | best |
    best regards | kind regards | regards | bye | see you | see ya | good luck | have fun | happy friday |
    happy new year | sincerely | yours | xoxo | servus | hallo | bonjour"""
)
SHORTHAND: Final = _pairs(
    """bc=because | b/c=because | cuz=because | cos=because | coz=because | 'cause=because | w/=with | w/o=without |
    w/in=within | thru=through | abt=about | ppl=people | rn=right now | til=until | 'til=until | tho=though |
    altho=although | btw=by the way | b/w=between | btwn=between | govt=government | gov=government | yr=year |
    yrs=years | min=minute | mins=minutes | hr=hour | hrs=hours | sec=second | secs=seconds | wk=week | wks=weeks |
    mo=month | approx=approximately | approx.=approximately | esp=especially | esp.=especially | diff=difference |
    def=definition | defn=definition | eg=for example | e.g.=for example | ie=that is | i.e.=that is | aka=also
    known as | a.k.a.=also known as | vs=versus | vs.=versus | cf=compare | cf.=compare | u=you | ur=your | r=are |
    pls=please | plz=please | thx=thanks | tmrw=tomorrow | asap=as soon as possible | info=information |
    intro=introduction | env=environment | config=configuration | prod=production | dev=development |
    infra=infrastructure | repo=repository | db=database | mgmt=management | dept=department | dept.=department |
    temp=temperature | avg=average | max=maximum | no.=number | nr=number | nr.=number | incl=including |
    incl.=including | excl=excluding | pop=population | pop.=population | q=question | qs=questions | ex=example |
    ex.=example | wrt=with respect to | iff=if and only if | s.t.=such that | gonna=going to | gotta=got to |
    wanna=want to | kinda=kind of | sorta=sort of | lotta=lot of | dunno=do not know | idk=i do not know | tbd=to be
    determined | tba=to be announced | n/a=not applicable | mvp=minimum viable product | c.=circa | ca.=circa |
    ca=circa | @=at | &=and | +=plus | n=and"""
)
"""How hurried people write it → how it is read. Only what is safe as a whole word between blanks."""

VAGUE: Final = _words(
    """thing things stuff something smth sth someone somewhere somehow way ways lot lots bit kind kinds sort sorts type
    types case cases fact facts point points idea ideas matter matters part parts area areas aspect aspects issue
    issues problem problems example examples reason reasons result results place places time times people ppl person one
    ones everything nothing anything anyone everyone nobody good bad better best worse worst great nice fine ok okay
    cool important big bigger small smaller huge large little main major minor key many much more most less few several
    some various different same similar other others another such certain specific special new old good real true
    false interesting useful helpful possible likely easy hard simple complex difficult high low long short fast
    slow early late first last next previous general common normal usual typical whole full own only sure able
    available need needs use uses work works make makes get gets do does it this that these those here there now
    then today yesterday tomorrow always never often sometimes very really quite just also even too so well etc yes
    no maybe above below following former latter both all none each every any"""
)
"""Everyday words that answer nothing when they stand alone."""

GENERIC_LABELS: Final = _phrases(
    """background | context | note | notes | my notes | cause | causes | effect | effects | consequence |
    consequences | result | results | outcome | outcomes | reason | reasons | step | steps | pro | pros | con | cons
    | pros and cons | pros & cons | advantage | advantages | disadvantage | disadvantages | benefits | drawbacks |
    downsides | upsides | strengths | weaknesses | limitation | limitations | example | examples | definition |
    definitions | summary | tldr | tl;dr | overview | intro | introduction | conclusion | conclusions | misc |
    miscellaneous | other | others | todo | to do | to-do | todos | question | questions | open questions | q&a |
    faq | why | why it matters | why this matters | why is this important | what | what happened | what it is | what
    is it | what it does | how | how it works | how to | when | where | who | when to use | key point | key points |
    key takeaways | takeaway | takeaways | takeaways for exam | main points | main idea | main ideas | important |
    remember | warning | caution | tip | tips | hint | hints | tricks | gotcha | gotchas | caveat | caveats |
    pitfalls | common mistakes | details | more details | detail | description | facts | quick facts | fun facts |
    terms | key terms | vocab | vocabulary | glossary | formula | formulas | formulae | equations | properties |
    characteristics | features | types | kinds | categories | components | parts | ingredients | method | methods |
    directions | instructions | procedure | process | setup | set up | requirements | prerequisites | goals | goal |
    objectives | agenda | attendees | participants | action items | actions | next steps | follow ups | follow-ups |
    decisions | decision | discussion | resources | links | references | sources | reading | further reading | see
    also | related | appendix | extra | extras | stuff | random | ideas | thoughts | my thoughts | opinion |
    opinions | comments | remarks | observations | findings | symptoms | symptom | diagnosis | treatment | fix |
    fixes | solution | solutions | problem | problems | issue | issues | root cause | impact | timeline | dates |
    key dates | people | key people | figures | events | history | origin | origins | significance | importance |
    legacy | aftermath | usage | use cases | applications | data | numbers | metrics | stats | basics | fundamentals
    | theory | practice | in practice | general | part 1 | part 2 | rules | exceptions | comparison | differences |
    similarities | vs | tradeoffs | trade-offs | options | alternatives | assumptions | risks | mitigation | status
    | updates | update | log | scratch | draft | quotes | quote | list | table | section | lecture | lecture notes |
    class notes | meeting notes | recap | check | checks | rough | roughly | review | homework | exam | logistics"""
)
"""Heading and label words that name a role and not a subject."""

LOGISTICS: Final = _words(
    """homework hw slide slides exam exams midterm midterms quiz quizzes page pages pp chapter chapters recording
    recordings room handout handouts worksheet worksheets syllabus lecture lecturer professor prof ta tas seminar
    semester tutorial deadline submission submit assignment assignments essay essays reading readings textbook
    library moodle canvas zoom link attendance grade grades grading curve rubric coursework classroom office-hours
    whiteboard blackboard photo screenshot scan notebook attended agenda minutes attendees invite calendar
    reschedule rescheduled postponed cancelled canceled standup offsite"""
)
"""Cue words of housekeeping: what to hand in and where to be, not what to know."""

TOLD_BY_NUMBER: Final = _words(
    """codes ports errors statuses articles sections paragraphs clauses chapters amendments questions pins channels
    platforms gates rooms routes lines ids exits registers opcodes"""
)
"""Plural nouns for things whose number is their name."""

ROLE_NOUNS: Final = _words(
    """hometown material host employer lesson takeaway upshot moral gotcha cure exception remedy plan take downside
    trick catch point insight intuition pitfall trap twist analogy metaphor mnemonic workaround verdict
    upside caveat goal aim mission vision thesis purpose objective function role capital cause symptom fix owner
    author founder
    deadline target limit threshold default definition meaning formula unit symbol value size cost price budget rate
    speed length height width depth weight mass volume area population density temperature pressure frequency
    duration interval schedule timeout range maximum minimum average median peak origin source destination location
    headquarters address port path name title nickname abbreviation acronym synonym opposite antonym leader
    president ceo king queen emperor ruler successor predecessor inventor discoverer designer creator maintainer
    sponsor winner loser result outcome consequence effect impact significance importance reason motive trigger risk
    danger drawback disadvantage advantage benefit strength weakness limitation tradeoff trade-off bottleneck
    solution remedy cure treatment therapy dose dosage antidote diagnosis mechanism principle rule law theory
    hypothesis conclusion assumption exception condition requirement prerequisite criterion basis idea concept
    argument claim structure composition product byproduct output input substrate enzyme reactant catalyst precursor
    receptor complexity format language currency religion date year period era age birthplace motto slogan policy
    strategy plan priority metric kpi sla slo retention quota latency throughput capacity version status state color
    colour shape texture taste smell flavor family genus species habitat diet prey predator lifespan half-life
    charge wavelength pka ph density focus topic theme moral message genre setting protagonist difference similarity
    relationship ratio proportion percentage share number amount quantity frequency"""
)
"""Nouns that can be asked as "What is the X of Y?"."""

PARTS_TOLD: Final = frozenset({
    "mistake", "problem", "criticism", "evidence", "sign", "alternative", "penalty", "root cause", "red flag",
    "next step", "worst case", "best case", "counterargument", "side effect", "warning sign", "contraindication",
})  # fmt: skip
"""Beside those nouns: parts of a thing that are told of behind a colon, at the head of a line or inside of it."""
PERSON_NOUNS: Final = _words(
    """king queen emperor empress tsar czar kaiser prince princess duke duchess count baron lord lady knight pope
    bishop cardinal priest monk nun saint prophet president chancellor minister senator governor mayor ambassador
    diplomat politician statesman leader ruler dictator general admiral colonel captain commander officer soldier
    sergeant marshal chief boss founder cofounder co-founder ceo cto cfo coo vp director manager head chair chairman
    chairwoman chairperson secretary treasurer author writer poet novelist playwright journalist editor philosopher
    historian economist scientist physicist chemist biologist mathematician astronomer engineer developer programmer
    architect designer inventor researcher professor teacher lecturer student scholar doctor physician surgeon nurse
    patient lawyer judge attorney artist painter sculptor composer musician singer actor actress explorer merchant
    banker worker peasant farmer citizen reformer revolutionary activist spy traitor heir father mother son daughter
    brother sister uncle aunt nephew niece wife husband owner maintainer customer client user employee employer
    investor lead colleague friend neighbor neighbour man woman boy girl child chef prof dr
    tutor mum dad mentor pilot sailor"""
)

EVERYDAY: Final = _words(
    """access advice again age aim air always amount angry animal answer anything app apps area arm army art ask
    attention autumn average back backend bad bag bank base basis bed begin beginning best better big bill bird
    birth bit black blue body book bored boss bottle bottom box boy bread breakfast brother budget bus business busy
    button buy cake call car careers case cash cat chair chance change child city class clean clear client close
    closed coffee cold colleague college color colour come company complex computer control cool core cost country
    course cow craft cup customer customers dad dark data date daughter day death decrease degree design detail
    device die difference different dinner dirty doctor dog door dream drink drop dry duty ear early earth easy eat
    edge effort email empty end ending error evening event everybody everyone everything exam example experience eye
    face fact fake fall false family fast father fear feedback feel few field file film find fine fire firm first
    fish fit floor flower flyers folder folks food foot force form free friend front frontend fruit full fun future
    gain game gap get girl give glass go goal good graphics grass great green ground group growth gun guy hair half
    hand happy hard hate head health heart height help high history holiday home hood hope horse hot hour house
    husband idea illness images important increase information infra interest issue job joke journey keep key kid
    kind kitchen knife know knowledge labor land large late law learn least leave leg length less lesson let letter
    level lie life light line link list listen little live long look loss lot love low luck lunch machine mail main
    make man manager many market matter meal meat meeting message middle milk mind minute mission mistake model mom
    moment money month moon more morning most mother mountain mouth move movie much music name need never new news
    nice night nobody noise nose note nothing number office often okay old once only open opinion order other page
    pain paper parent part party past path patient pay peace people people's period person phone photo picture place
    plan plane plant plate play point police power practice present price problem professor project put question
    read ready real reason record red region report rest result right rise risk river road role room rule run sad
    salt same say scene school screen sea season second secret see sell sense shape shop short show side sign simple
    sister site size skill skills skin sky sleep slow small soldier solution someone something sometimes son song
    sort sound space speak speech speed sport spring stage star start stay step stop store story street strong
    student study stuff style sugar summer sun support sure table take talk task tea teach teacher team tell test
    thing think third thought thoughts time tired today tomorrow tool top total town track train travel tree trip
    trouble true trust truth try turn twice type university use user users usually vacation version videos view
    village visit voice walk wall want war warm water way weak websites week weekend weight wet white whole wife
    window winter wish woman word work worker workflows world worse worst write year yellow yesterday young"""
)
"""Words so common that a gap in their place teaches nothing: anybody fills it in, or many others fit."""

STOPWORDS: Final = (
    DETERMINERS
    | PRONOUNS
    | POSSESSIVES
    | COORDINATORS
    | SUBORDINATORS
    | RELATIVES
    | WH_WORDS
    | BE
    | HAVE
    | DO
    | MODALS
    | frozenset(CONTRACTIONS)
    | (PREPOSITIONS - _words("opposite minus plus worth versus"))
    | _words(
        """not just also very too then there here so only even still now again ever etc eg ie really quite much many
        lot"""
    )
)

FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": _words(
            """the a an and or but of to in on at by for with from as is are was were be been has have had do does
            did not no it its this that these those which who what when where why how if because so than then they
            them their there he she his her we our you your i my can could will would should may must about into
            over after before only also just all any each more most other some such without between through during
            while until"""
        ),
        "de": _words(
            """der die das den dem des ein eine einer eines einem einen und oder aber von zu im in am an auf bei mit
            für aus nach über unter vor durch gegen ohne um ist sind war waren sein wird werden wurde wurden hat
            haben hatte kann können muss müssen soll nicht kein keine auch nur noch schon sehr mehr als wie wenn
            weil dass daß ob es er sie ich wir ihr man sich zum zur vom beim dann denn doch bis bzw z.b. dieser
            diese dieses welche jeder alle wo was wer warum zwischen damit sowie"""
        ),
        "fr": _words(
            """le la les un une des du de et ou mais à au aux en dans sur sous par pour avec sans chez est sont
            était étaient être a ont avait avoir il elle ils elles on nous vous je tu ce cet cette ces qui que quoi
            dont où ne pas plus moins très aussi comme si car donc leur leurs son sa ses notre votre se s'est c'est
            d'un d'une l'on n'est qu'il entre après avant depuis pendant"""
        ),
        "es": _words(
            """el la los las un una unos unas y o pero de del al en con por para sin sobre entre desde hasta es son
            era eran ser está están fue fueron ha han había hay que quien cual donde cuando como porque si no muy
            más menos también se su sus lo le les este esta estos estas ese esa nos yo tú él ella ellos nosotros ya
            aunque cada según durante"""
        ),
        "it": _words(
            """il lo la i gli le un uno una e o ma di del della dei delle dello a al alla ai alle da dal dalla in
            nel nella nei con su sul per tra fra è sono era erano essere ha hanno aveva avere che chi cui dove
            quando come perché se non più meno molto anche si suo sua suoi loro questo questa questi queste quello
            ci ne io tu lui lei noi dopo prima durante ogni"""
        ),
        "nl": _words(
            """de het een en of maar van te in op aan bij met voor uit naar over onder door tegen zonder om is zijn
            was waren wordt worden werd werden heeft hebben had kan kunnen moet moeten niet geen ook nog al zeer
            meer als dan dat die deze dit wat wie waar wanneer waarom hoe omdat er hij zij ik wij we je ze zich hun
            haar tot tussen na tijdens alleen veel"""
        ),
        "pt": _words(
            """os as um uma uns umas ou mas de do da dos das no na nos nas em com por pelo pela para sem sobre entre
            até é são era eram foi foram ser está estão tem têm há ter que quem onde quando como porque pois se não
            muito mais menos também seu sua seus suas isso este esta esse essa ele ela eles elas nós já cada ao à às"""
        ),
        "pl": _words(
            """na do nie się że jest są był była było byli przez po od dla jak co kto który która które to ten
            ta te za pod nad przed między oraz lub ale czy gdy gdzie jako tylko już tym tego jego jej ich bez"""
        ),
        "sv": _words(
            """en ett den det de och eller att av på från med för om är var blev blir har hade kan ska måste
            inte ingen inget också bara än som när vad vem hur varför eftersom han hon vi ni jag sig sin sitt sina
            mellan efter före över utan genom mot varje denna detta dessa"""
        ),
    }
)
"""Language → its most frequent function words, for guessing what a text is written in."""

SESSIONS: Final = _words(
    """lecture lec lectures week wk session chapter ch part day lesson unit module notes note seminar class course
    talk episode podcast meeting sync standup recap summary overview basics misc vl vorlesung kapitel woche
    cours tema chapitre"""
)
"""Names of what a note was written at, or of its part: nothing is told of them."""

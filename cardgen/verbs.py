"""English verbs as they occur in notes of all kinds: a lexicon, the irregular ones, and their forms.

The tagger asks which forms a word can be; the question writer asks for the form that it needs.

>>> [form.tag for form in verb_form("split")]
['base', 'past', 'participle']
>>> past("commit"), third_person("retry"), gerund("tie"), participle("write")
('committed', 'retries', 'tying', 'written')
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VerbTag = Literal["base", "s", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb: `VerbForm("run", "past")` for "ran"."""

    base: str
    tag: VerbTag


VERBS: Final = _words(
    """
    abandon abbreviate abdicate abduct abet abhor abide abolish abort abound abridge abseil absolve absorb abstain
    abstract abuse accede accelerate accentuate accept access accommodate accompany accomplish accost account accredit
    accrue accumulate accuse accustom ache achieve ack acknowledge acquaint acquiesce acquire acquit act activate
    actuate adapt add address adduct adhere adjoin adjourn adjust administer admire admit admonish adopt adore adorn
    adsorb advance advertise advise advocate aerate affect affirm afflict afford age aggravate aggregate agitate agree
    aid aim alert alienate align allege alleviate allocate allot allow allude ally alter amass amaze ambush amend
    amortize amplify amputate amuse analyse analyze anchor animate anneal annex annihilate annotate announce annoy annul
    anoint answer anticipate apologise apologize appall appeal appear appease append applaud apply appoint apportion
    appreciate apprehend approach approve approximate arbitrate archive argue arouse arraign arrange arrest arrive
    articulate ascend ascertain ascribe ask aspirate aspire assail assassinate assault assemble assert assess assign
    assimilate assist associate assume assure astound atone attach attack attain attempt attend attenuate attest attract
    attribute audit augment auscultate authenticate author authorise authorize automate avail avenge average avert avoid
    await awaken award back backfill backup bake balance balk ban banish bankrupt baptize bar bargain barter base bask
    baste batch bathe bear beckon befit befriend beg beget behave behead belay believe belong benchmark benefit bequeath
    besiege besmirch bestow betray bevel beware bewilder bias bill bind bioaccumulate bisect blacken blacklist blame
    blanch bleach blend bless bloat block blockade blog bloom board boil bolster bolt bomb bombard bond book boost boot
    bootstrap border borrow bother bounce bound bow box boycott braise brake branch brand breach breathe brew bribe
    bridge brief brighten broadcast broaden broil brown browse brush bubble bucket budge budget buffer bulge bumble bump
    bundle burgeon burn bury bypass cache calculate calibrate call calm campaign cancel canonize canvass cap capitalise
    capitalize capitulate captivate capture care carry carve cascade cash catalyse catalyze categorise categorize cater
    caulk cause cavort cease cede celebrate censure centralise centralize centrifuge certify chafe chain challenge
    change channel chant characterise characterize charge chart chase chat cheat check cheer chelate cherish chew chide
    chill choke chop choreograph chunk churn circle circulate circumscribe circumvent cite claim clamber clamp clarify
    clash classify clean cleanse clear cleave clench climb clip clobber clog clone close clot clothe cluster coach
    coalesce coarsen coat coax code coerce coexist cohere coin coincide collaborate collapse collate collect collide
    colonise colonize color colour combine combust comfort command commemorate commence commend comment commission
    commit communicate commute compact compare compel compensate compete compile complain complement complete complicate
    comply compose compound comprehend compress comprise compromise compute concatenate conceal concede conceive
    concentrate concern conclude concoct concur condemn condense condition conduct confer confess confide configure
    confine confirm confiscate conflict conform confound confront confuse congeal congest congratulate congregate
    conjoin conjure connect connote conquer conserve consider consign consist consolidate conspire constitute constrain
    constrict construct construe consult consume contact contain contaminate contemplate contend contest continue
    contract contradict contrast contribute contrive control convene converge converse convert convey convict convince
    convulse cook cool cooperate coordinate cope copy core correct correlate correspond corroborate corrode corrupt cost
    cough count counteract couple cover covet crack crackle cram crash crave crawl creak cream create credit crimp
    cringe cripple crisscross criticise criticize crop cross crown crumble crusade crush cry crystallise crystallize
    cull culminate cultivate curb curdle cure curl curtail curve customise customize cycle dabble damage dampen dance
    dangle dare darken date daunt daydream deactivate deaden debate debit debride debug decay deceive decide decipher
    declare decline decode decolonize decompose decorate decouple decrease decry decrypt dedicate deduce deduct dedupe
    deduplicate deem deepen default defeat defecate defend defer defibrillate define deflate deflect defragment defraud
    defray defrost defy degrade delay delegate delete deliver deload delve demand demarcate demo demolish demonstrate
    demote denature denote denounce deny depart depend depict deplete deplore deploy deport depose deposit deprecate
    depreciate deprive deprotonate derive descend describe desecrate deserialize deserve design designate desire
    destabilise destabilize destine destroy destruct detach detain detect deter deteriorate determine dethrone detonate
    detract devastate develop deviate devolve devour diagnose dialyze dice dictate die differ differentiate diffract
    diffuse digest digress dilate dilute dim diminish dine dip direct disable disagree disappear disarm disband discard
    discern discharge discipline disclose disconnect discount discourage discover discriminate discuss disentangle
    dishearten disinfect dislike dislodge dismantle dismember dismiss disown disparage dispatch dispel dispense disperse
    display dispose disprove dispute disrupt dissect disseminate dissipate dissociate dissolve dissuade distil distill
    distinguish distort distract distribute disturb dive diverge diversify divert divest divide divulge dock document
    dodge domesticate dominate donate double doubt douse downgrade download doze draft drag drain dread dream drench
    dress dribble drift drill drip drizzle drop drown dry dub duck duel dump duplicate dust dwarf dwindle dye earn ease
    eavesdrop echo edit educate efface eject elaborate elapse elect elevate elicit elide eliminate elongate elope elude
    email emanate emancipate embargo embark embarrass embed embellish embezzle embody emboss embrace embroider emerge
    emigrate emit emphasise emphasize employ empower empty emulate emulsify enable enact encamp encapsulate encase
    enchant encircle enclose encode encompass encounter encourage encroach encrust encrypt encumber end endanger endorse
    endow endure enforce engage engender engrave engulf enhance enjoin enjoy enlarge enlighten enlist enliven enmesh
    enqueue enrich enrol enroll enslave ensue ensure entail entangle enter entertain enthrall enthrone entice entitle
    entrust enumerate enunciate envelop envisage envision equal equalise equalize equate equilibrate equip eradicate
    erase erect erode err erupt escalate escape escort espouse establish estimate etch evacuate evade evaluate evaporate
    evict evince evoke evolve exaggerate exalt examine exasperate excavate exceed excel exchange excite exclude
    excommunicate excrete excuse execute exempt exercise exert exfiltrate exhale exhaust exhibit exile exist exit
    exonerate expand expect expedite expel expend expense experience experiment expire explain explode exploit explore
    export expose expound express extend extenuate exterminate extinguish extol extort extract extrapolate extricate
    extrude exude face facilitate factor fade fail fake falsify falter fan farm fascinate fasten fathom fatten favor
    favour fear feature feign ferment fertilise fertilize fetch figure file fill film filter finalise finalize finance
    fine finish fire fit fix fixate flag flash flatten flatter flaunt flee flex flicker flip flirt float flocculate
    flood flourish flout flow flower fluctuate fluoresce flush focus fold follow forage forbear forbid force forecast
    foreclose foreordain forestall forge fork form formalise formalize format formulate forward foster found fractionate
    fracture frame free freelance frighten frustrate fry fuel fulfil fulfill fumble function fund furl furnish fuse fuzz
    gain gallop gamble garnish gate gather gauge gaze generalise generalize generate germinate gestate glaze glean glide
    glint glisten glom glow glue gnaw gouge govern grab grade graduate grant granulate grapple grasp grate gravitate
    graze greet grieve grill grip groom grope ground group guarantee guard guess guide haggle halt halve hammer hamper
    hand handle happen harangue harass harden harm harness harvest hash hasten hatch hate haul haunt head heal heap heat
    hedge heed heighten help herniate hesitate hibernate highlight hijack hike hinder hinge hint hire hoist hook hop
    hope host house hover hug hum humiliate hunker hunt hurry hurtle hydrate hydrolyse hydrolyze identify idle ignite
    ignore illuminate illumine illustrate imagine imbibe imbue imitate immerse immigrate immunize impact impair impale
    impart impeach impede impel impend impersonate implement implicate implore imply import impose impregnate impress
    imprison improve impute inactivate inaugurate incapacitate incentivise incentivize incite incline include
    incorporate increase increment incriminate incubate incur index indicate indict induce induct indulge industrialise
    industrialize infatuate infect infer infest infiltrate inflame inflate inflect inflict influence inform infringe
    infuriate infuse ingest inhabit inhale inherit inhibit initialise initialize initiate inject injure innervate
    innovate inoculate input inquire inscribe insert insist inspect inspire instal install instantiate instigate instill
    instruct instrument insulate insure integrate intend intensify interact intercept interconnect interest interface
    interfere interject interlace interleave intern interpolate interpose interpret interrelate interrogate interrupt
    intersect intersperse intertwine intervene interview interweave intimidate intoxicate introduce introspect intrude
    intubate inure invade invalidate invent invert invest investigate invigorate invite invoice invoke involve iodinate
    ionise ionize iron irrigate irritate irrupt isolate issue itch iterate jail jog join joke journal judge juggle jump
    justify juxtapose key kick kidnap kill kindle kiss knead knit knock label lack lactate lag laminate land languish
    lapse last latch laugh launch layer leach leak lean leap learn lease leave lecture legalise legalize legislate
    lengthen lessen level leverage levy liberate license lick lift ligate lighten like limit line linger link lint
    liquefy liquidate list listen litigate live load loan loathe lobby locate lock lodge log look loom loop loosen loot
    love lower lubricate lunge lure macerate mail maim maintain manage mandate mangle manifest manipulate manufacture
    map march marinate mark market marry marvel mash mask massacre master match materialise materialize matter mature
    maximise maximize meander measure mediate meditate melt memorise memorize mend menstruate mention mentor merge merit
    metabolise metabolize metamorphose methylate migrate mill mimic mince mind mine mingle minify minimise minimize
    mirror misappropriate misconstrue miss mitigate mix moan mobilise mobilize mock model moderate modernise modernize
    modify modulate moisten monitor morph mortgage motivate mount mourn move multiply murder muster mutate mute mutilate
    name narrate narrow nationalise nationalize navigate necessitate need neglect negotiate nest nestle network
    neutralise neutralize nod nominate normalise normalize note notice notify nourish number nurture obey obfuscate
    object oblige obliterate obscure observe obsess obstruct obtain occupy occur offend offer officiate offload offset
    omit onboard ooze open operate oppose oppress opt optimise optimize orbit orchestrate ordain order organise organize
    orient orientate originate oscillate oust outdistance outflank outlaw outline outlive outperform output outrank
    outsource outweigh overarch overcook overestimate overfit overflow overlap overlay overlie overload overlook
    overrule oversee overtake overthrow overwhelm ovulate owe own oxidise oxidize pace pack package page paginate paint
    pair pall palpate pamper pan panic paralyze pardon park parole parse participate partition partner pass paste patch
    patent patrol pause pave peak peddle peel penalise penalize penetrate perceive percolate perform perish perjure
    permeate permit perpetrate perpetuate persecute persist persuade pertain perturb peruse pervade phone phosphorylate
    pick picket pickle pierce pile pillage pilot pin pinch ping pinpoint pioneer pipe pit pitch pivot placate place
    plague plan plant plate play plead please pledge plod plot plough plow pluck plug plunder plunge poach point poison
    poke polish poll pollinate pollute polymerise polymerize ponder pool pop populate port portray pose position possess
    post postpone postulate potentiate pour power practice practise praise pray preach precede precipitate preclude
    predate predict preempt prefer preheat prepare presage prescribe present preserve preside press presume pretend
    prevail prevent price prick prime print prioritise prioritize privatise privatize probe proceed process proclaim
    procure produce profess profile profit program progress prohibit project proliferate prolong promise promote prompt
    promulgate pronate pronounce proof propagate propel propose prosecute prospect prosper protect protest protonate
    protrude prove provide provision provoke prune pry publish pucker pull pulsate pulse pump punch puncture punish
    pupate purchase puree purge purify purport pursue push quake qualify quantify quarantine quarrel quell quench query
    question queue quicken quote race radiate raid rain raise rally ramp randomise randomize range rank ransack rate
    ratify ration rationalise rationalize raze reach react reaffirm realise realize reap rear reassign rebalance rebase
    rebel rebuff rebuild rebut recalculate recall recede receive recharge reciprocate recite reckon reclaim recline
    recognise recognize recommend recompute reconcile reconfigure reconnect record recover recreate recruit rectify
    recuperate recur recycle redden redeem redeploy redirect reduce refactor refer refill refine reflate reflect reform
    refract refrain refresh refrigerate refuel refund refurbish refuse refute regain regard register regress regret
    regulate regurgitate rehabilitate rehearse rehydrate reify reign reimburse reindex reinforce reject rejoice
    rejuvenate relate relax relay release relegate relieve relinquish reload relocate rely remain remark remediate
    remember remind reminisce remit remove rename render renegotiate renew renounce renovate rent reopen reorder
    reorganise reorganize repair repartition repay repeal repeat repel repent replace replay replenish replicate reply
    report represent repress reproduce repudiate request requeue require rerun rescind rescue research resemble reserve
    reset reside resign resile resist resize resolve resonate respect respirate respire respond rest restart restock
    restore restrain restrict result resume resurrect resuscitate retain retaliate rethink retire retort retract retreat
    retrieve retry return reunify reuse revamp reveal reverberate revere reverse revert review revise revisit revive
    revoke revolt revolve reward rewrite rinse riot rip ripen risk roam roast rob roll rollback root rot rotate round
    rouse rout route row rub ruffle ruin rule rush rust rustle sack sacrifice safeguard sag sail salivate salt salvage
    sample sanction sanitise sanitize satisfy saturate saute save savor saw scale scan scar scare scatter scavenge
    schedule scold scope score scour scramble scrape scratch scream screech screen screw scroll scrub sculpt seal search
    season seat secede seclude secrete secularize secure sedate seduce seed seem seep seethe segment segregate seize
    select sense sentence separate sequester serialise serialize serve service settle sever shadow shape shard share
    sharpen shatter shave sheathe shelter shelve shield shift shimmy ship shiver shock shop short shorten shout shove
    shred shrivel shrug shuffle sidestep sieve sift sign signal signify silence simmer simplify simulate sip situate
    size sketch skew skid skim skip slacken slap slice slip slow slump smash smear smell smoke smooth smuggle snap
    snapshot snatch sneak sneeze sniff snooze snow soak soar soften solder solicit solidify solve soothe sort sound sour
    source space span spark sparkle spawn specialise specialize specify speculate spell spike spill splash splice spoil
    sponsor spool spot sprain sprawl spray sprinkle sprint sprout spur spy squash squat squeeze stab stabilise stabilize
    stack staff stage stagnate stain stake stall stamp standardise standardize star stare start startle starve stash
    state station stay steam steer stem step sterilise sterilize stew stiffen stifle stimulate stipulate stir stitch
    stock stoke stoop stop store storm stow straddle strafe straighten strain strangle stream streamline strengthen
    stress stretch strip structure struggle strum stub study stuff stumble stun stupefy style subdivide subduct subdue
    subjugate sublimate submit subpoena subscribe subside subsidise subsidize subsist substantiate substitute subtract
    subvert succeed succumb suck sue suffer suffice suffocate suffuse suggest suit sum summarise summarize summon
    superimpose supersede supervise supinate supplant supplement supply support suppose suppress surf surge surmount
    surpass surprise surrender surround survey survive suspect suspend sustain suture swallow swap swarm sway sweat
    sweeten swirl switch symbolise symbolize sync synchronise synchronize syncopate synthesise synthesize syringe
    tabulate tackle tag tail talk tamper tank tap taper target tariff taste tax taxi team tease teem tempt tend
    terminate test testify text thank thaw thicken thin threaten thresh thrive throttle thwart tick tickle tie tighten
    tilt time tip title titrate toast toggle tolerate top topple toss total touch tour tow trace track trade trail train
    transact transcend transcribe transfer transform transfuse transgress transition translate transliterate transmit
    transmute transpile transpire transplant transport transpose trap travel traverse treat tremble trend triage trial
    triangulate trick trickle trigger trim trip triple trouble troubleshoot truncate trust try tuck tumble tune turn
    tutor tweak tweet twist type unbind unclutter underestimate underfit underlie undermine underwrite unearth unify
    unionize unite unlearn unleash unlock unravel untangle untie unveil unzip update upgrade uphold uplift upload uproot
    upsell upsert urge urinate use usurp utilise utilize utter vacate vaccinate vacuum validate value vanish vaporise
    vaporize variegate vary veer vegetate vendor venerate vent ventilate venture verify version veto vex vibrate vie
    view vindicate violate visit visualise visualize void volunteer vomit vote vouch vow wag wait waive walk wander want
    warm warn warrant wash waste watch water weaken wean weather wed weigh welcome weld whine whip whirl whisk whisper
    whiten widen wield wilt wipe wire wish wither withstand witness wobble wonder work worry worsen worship wound wrap
    wreck wrest wrestle yell yield zip zone zoom
    """
)
"""Base forms of about 2,200 verbs; `IRREGULAR` has some more."""

# base past participle
_IRREGULAR: Final = """
    arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|befall befell
    befallen|begin began begun|behold beheld beheld|bend bent bent|beset beset beset|bet bet bet|bid bid bid
   |bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring
    brought brought|broadcast broadcast broadcast|build built built|burst burst burst|buy bought bought|cast cast
    cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept
    crept|cut cut cut|deal dealt dealt|dig dug dug|draw drew drawn|drink drank drunk|drive drove driven|dwell
    dwelt dwelt|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found
   |fit fit fit|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast
    forecast|forego forewent foregone|foresee foresaw foreseen|foretell foretold foretold|forget forgot forgotten
   |forgive forgave forgiven|forgo forwent forgone|forsake forsook forsaken|freeze froze frozen|get got gotten
   |give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid
    hidden|hit hit hit|hold held held|hurt hurt hurt|inlay inlaid inlaid|input input input|inset inset inset
   |keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|leave left left|lend lent lent
   |let let let|lie lay lain|light lit lit|lose lost lost|make made made|mean meant meant|meet met met|mislead
    misled misled|misread misread misread|mistake mistook mistaken|misunderstand misunderstood misunderstood|mow
    mowed mown|offset offset offset|outbid outbid outbid|outdo outdid outdone|outgrow outgrew outgrown|output
    output output|outrun outran outrun|outsell outsold outsold|overcome overcame overcome|overdo overdid overdone
   |overhear overheard overheard|override overrode overridden|overrun overran overrun|oversee oversaw overseen
   |overshoot overshot overshot|oversleep overslept overslept|overtake overtook overtaken|overthrow overthrew
    overthrown|overwrite overwrote overwritten|partake partook partaken|pay paid paid|preset preset preset|put
    put put|quit quit quit|read read read|rebuild rebuilt rebuilt|redo redid redone|redraw redrew redrawn|remake
    remade remade|repay repaid repaid|reread reread reread|rerun reran rerun|resell resold resold|resend resent
    resent|reset reset reset|rethink rethought rethought|rewrite rewrote rewritten|rid rid rid|ride rode ridden
   |ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold
   |send sent sent|set set set|sew sewed sewn|shake shook shaken|shear sheared shorn|shed shed shed|shine shone
    shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk
   |sit sat sat|slay slew slain|sleep slept slept|slide slid slid|sling slung slung|slit slit slit|sow sowed
    sown|speak spoke spoken|speed sped sped|spend spent spent|spin spun spun|spit spat spat|split split split
   |spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung
    stung|stink stank stunk|stride strode stridden|strike struck struck|string strung strung|strive strove
    striven|swear swore sworn|sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took
    taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|thrust
    thrust thrust|tread trod trodden|undercut undercut undercut|undergo underwent undergone|underwrite underwrote
    underwritten|underlie underlay underlain|understand understood understood|undertake undertook undertaken|undo
    undid undone|unwind unwound unwound|uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn
   |weave wove woven|weep wept wept|wet wet wet|win won won|wind wound wound|withdraw withdrew withdrawn
   |withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written|have had had
   |do did done|be was been
"""

# Second past forms, and spellings of the other side of the ocean: read, never written.
_ALSO: Final = """
    burn burnt|dream dreamt|learn learnt|smell smelt|spell spelt|spill spilt|spoil spoilt|lean leant|leap
    leapt|knit knit|wed wed|light lighted|prove proven|get got|hang hanged|shine shined|speed speeded|dive
    dove|sink sunk|shrink shrunk|spring sprung|ring rung|sneak snuck|plead pled|bear born|beat beat|cost
    costed|fit fitted|quit quitted|wet wetted|saw sawn|show showed|benefit benefitted|focus focussed|bias
    biassed|swell swelled|strike stricken|forget forgot|program programed
"""

NOUNY: Final = _words(
    """compute spend
    abstract abuse access account act address advance age aggregate aid aim alert ambush anchor answer appeal approach
    archive arrest assault attack attempt attribute audit author average award back backup balance ban bar bargain base
    batch bear belay benchmark benefit bid bill bleach block blockade blog bloom board bomb bond book boost boot border
    bounce bound bow box boycott brake branch brand breach break breed brew bridge broadcast brush bubble bucket budget
    buffer build bulge bump bundle burn burst cache call campaign cancel cap care cash cast catch cause censure chain
    challenge change channel charge chart chase chat check churn circle claim clamp clash clip clone clot cluster coach
    coat code coin collapse color colour comfort command comment commission compact compound compromise concern
    condition conduct conflict contact contest contract contrast control cook copy core cost cough count couple cover
    crack crash crawl cream credit crimp crop cross crown crusade cry curb cure curl curve cut cycle damage dance date
    deal debate decay decline decrease default defeat delay demand demo deploy deposit design desire dictate digest dip
    discharge discipline discount dispatch display dispute dive divide dock document double doubt download draft drag
    drain dread dream dress drift drill drink drip drive drop duck duel dump duplicate dust echo edit email embargo end
    equal escape escort estimate exchange excuse exercise exhaust exhibit exile exit expense experience experiment
    exploit export extract face factor fade fake fall fan farm favor favour fear feature feed fight figure file fill
    film filter finance find fine finish fire fit fix flag flash flex flip float flood flow flower flush fly focus fold
    forage force forecast forge fork form format forward found fracture frame freeze fry fuel function fund fuse gain
    gate gauge glow glue grade graduate grant grill grind grip ground group guarantee guard guess guide halt hammer hand
    handle harm harness harvest hash hatch head heap heat hedge help highlight hike hinge hint hire hit hold hook hope
    host house hum hunt hurt impact import increase increment index influence input insert instrument interest interface
    interrupt interview invite invoice iron issue itch jail join joke journal judge jump key kick kill kiss knock label
    lack lag land lapse laugh launch layer lead leak lease leave lecture level levy lie lift light like limit line link
    list load loan lobby lock lodge log look loom loop loot love lure mail mandate map march mark market mask massacre
    master match matter measure melt mention mentor merge merit mill mind mine mirror miss mix model monitor mortgage
    mount move murder name need neglect nest network note notice number object offer offset orbit order outline output
    overflow overlap overlay overload override pace pack package page paint pair pan panic park parole partition partner
    pass paste patch patent patrol pause pay peak peel phone pick pickle pile pilot pin pinch ping pipe pit pitch pivot
    place plague plan plant plate play pledge plot plug point poison polish poll pool pop port pose position post power
    practice praise present press price prime print probe process produce profile profit program progress project
    promise prompt proof prospect protest provision prune pull pulse pump punch purchase purge push quake quarrel query
    question queue quote race raid rain rally ramp range rank rate ration reach read rear rebase rebel recall record
    redirect reform refund regard register regret reign relay release remark rent repair repeat replay reply report
    request rescue research reserve rest restart result retreat retry return reverse review revolt reward rewrite ride
    ring riot rise risk roast roll rollback root round rout route row rub ruin rule run rush rust sack salt sample
    sanction scale scan scar schedule scope score scrape scratch screen screw scroll seal search season seat secrete
    seed segment sense sentence service set shadow shape shard share shed shelter shield shift ship shock shoot shop
    show shuffle sign signal silence sink size sketch skew skip slice slide slip slump smear smell smoke snap snapshot
    sneeze snow solder sort sound source space span spark spawn speed spell spike spill spin splash split sponsor spot
    sprain spray spread spring sprint spur spy squash squat stack staff stage stain stake stall stamp stand star stare
    start stash state station stay steam stem step stew stick sting stock stop store storm strain stream stress stretch
    strike string strip structure struggle stub study stuff style substitute suit sum supplement supply support surge
    surprise surrender survey suspect swallow swarm sweat sweep swing switch sync syringe tag tail talk tank tap taper
    target tariff taste tax taxi team tear test text throw tick tie time tip title toast top toss total touch tour tow
    trace track trade trail train transfer transform transition transplant transport trap travel treat trend triage
    trial trick trigger trim trip triple trouble trust try tune turn tutor tweet twist type undercut update upgrade
    upload upset use vacuum value vendor vent venture version veto view visit void vote vow wait walk want warrant wash
    waste watch water wear weather welcome whip wind wire wish witness wonder work worry worship wound wrap wreck write
    yield zip zone zoom
    """
)
"""Base forms that in notes are nouns more often than verbs, unless what stands around them says otherwise."""

# Verbs of several syllables whose last one is stressed, or that double all the same.
_DOUBLING: Final = _words(
    """
    abet abhor acquit admit allot annul befit begin beset bus cancel channel commit compel concur confer control
    counsel debug defer deter dial dispel embed emit equip excel quit expel extol focus forbid forget format fuel
    fulfil incur infer inset instil input jewel kidnap label level marshal model occur offset omit onset output
    overlap parallel patrol permit pedal prefer program propel quarrel rebel rebut recap recur refer regret relet
    remit repel reset rerun rival sandbag shovel signal sublet submit swivel total towel transfer transmit travel
    tunnel unplug unwrap unzip upset backlog worship zigzag
    """
)
# American writing does not double these; both are read, the single consonant is written.
_SINGLE: Final = _words(
    """
    bus cancel channel counsel dial focus fuel jewel label level marshal model parallel pedal quarrel rival shovel
    signal swivel total towel travel tunnel
    """
)
_VOWELS: Final = "aeiou"
_PREFIXES: Final = (
    "re", "un", "de", "dis", "mis", "pre", "over", "under", "out", "co", "sub", "auto", "cross",
    "back", "fine", "hot", "multi", "self",
)  # fmt: skip
_NOT_ED: Final = _words(
    "bed red shed sled bred hundred kindred sacred naked wicked rugged ragged crooked beloved biped"
)


# ------------------------------------------------------------------ writing forms


def _doubles(base: str) -> bool:
    """The last consonant is doubled before -ed and -ing: stop, commit; not open, fix, wait."""
    if base in _DOUBLING:
        return base not in _SINGLE
    if len(base) < 3 or base[-1] in "aeiouwxy" or base[-2] not in _VOWELS or base[-3] in _VOWELS:
        return False
    return not any(c in "aeiouy" for c in base[:-2])


def _regular_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith("o") else "s")


def _regular_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    if base.endswith("c"):
        return base + "ked"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def _regular_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    if base.endswith("c"):
        return base + "king"
    return base + (base[-1] if _doubles(base) else "") + "ing"


def _irregular() -> Mapping[str, tuple[str, str, str, str]]:
    table = {}
    for entry in _IRREGULAR.split("|"):
        base, past_, participle_ = entry.split()
        table[base] = (_regular_s(base), past_, participle_, _regular_ing(base))
    table |= {"have": ("has", "had", "had", "having"), "be": ("is", "was", "been", "being")}
    return MappingProxyType(table)


IRREGULAR: Final = _irregular()
"""Base → third person singular, past, participle, gerund."""


def third_person(base: str) -> str:
    """The form after he, she, it.

    >>> third_person("dedupe"), third_person("push"), third_person("carry"), third_person("go")
    ('dedupes', 'pushes', 'carries', 'goes')
    """
    return IRREGULAR[base][0] if base in IRREGULAR else _regular_s(base)


def past(base: str) -> str:
    """The simple past.

    >>> past("ship"), past("open"), past("mimic"), past("grow"), past("rely")
    ('shipped', 'opened', 'mimicked', 'grew', 'relied')
    """
    return IRREGULAR[base][1] if base in IRREGULAR else _regular_ed(base)


def participle(base: str) -> str:
    """The past participle.

    >>> participle("freeze"), participle("cancel"), participle("cut")
    ('frozen', 'canceled', 'cut')
    """
    return IRREGULAR[base][2] if base in IRREGULAR else _regular_ed(base)


def gerund(base: str) -> str:
    """The form in -ing.

    >>> gerund("route"), gerund("plan"), gerund("visit"), gerund("see")
    ('routing', 'planning', 'visiting', 'seeing')
    """
    return IRREGULAR[base][3] if base in IRREGULAR else _regular_ing(base)


# ------------------------------------------------------------------ reading forms


def _forms_of(base: str) -> Iterator[tuple[str, VerbTag]]:
    yield base, "base"
    yield third_person(base), "s"
    yield past(base), "past"
    yield participle(base), "participle"
    yield gerund(base), "ing"
    if base in _SINGLE:
        yield base + base[-1] + "ed", "past"
        yield base + base[-1] + "ed", "participle"
        yield base + base[-1] + "ing", "ing"


@lru_cache(maxsize=1)
def _known() -> Mapping[str, tuple[VerbForm, ...]]:
    """Every form of every verb of the lexicon; made at the first question, to keep the import quick."""
    table: dict[str, list[VerbForm]] = {}

    def put(word: str, base: str, tag: VerbTag) -> None:
        form = VerbForm(base, tag)
        if form not in (forms := table.setdefault(word, [])):
            forms.append(form)

    for base in sorted(VERBS | IRREGULAR.keys()):
        for word, tag in _forms_of(base):
            put(word, base, tag)
    for entry in _ALSO.split("|"):
        base, word = entry.split()
        put(word, base, "past")
        put(word, base, "participle")
    put("am", "be", "base")
    put("are", "be", "base")
    put("were", "be", "past")
    return {word: tuple(forms) for word, forms in table.items()}


def _stems(stem: str) -> tuple[str, ...]:
    """What a word can have been before -ed or -ing went on: likeliest first."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
        return (stem[:-1],)
    if stem.endswith(
        (
            "at",
            "iz",
            "is",
            "us",
            "rs",
            "ns",
            "ls",
            "ps",
            "ut",
            "yz",
            "in",
            "ur",
            "iv",
            "uc",
            "v",
            "c",
            "u",
            "dg",
            "rg",
            "bl",
            "pl",
            "tl",
        )
    ):
        return (stem + "e",)
    return (stem,)


def _guess(word: str) -> tuple[VerbForm, ...]:
    """What its ending says of a word outside the lexicon."""
    if word.endswith(("ize", "ise", "ify")) and len(word) > 5:
        return (VerbForm(word, "base"),)
    if word.endswith(("izes", "ises", "ifies")) and len(word) > 6:
        return (VerbForm(word[:-3] + "y" if word.endswith("ifies") else word[:-1], "s"),)
    if word.endswith("ied") and len(word) > 4:
        return (VerbForm(word[:-3] + "y", "past"), VerbForm(word[:-3] + "y", "participle"))
    if word.endswith("ed") and not word.endswith("eed") and _is_stem(word[:-2]):
        base = _stems(word[:-2])[0]
        return (VerbForm(base, "past"), VerbForm(base, "participle"))
    if word.endswith("ing") and _is_stem(word[:-3]):
        return (VerbForm(_stems(word[:-3])[0], "ing"),)
    return ()


def _is_stem(stem: str) -> bool:
    return len(stem) > 1 and any(c in "aeiouy" for c in stem)


@lru_cache(maxsize=20_000)
def verb_form(token: str) -> tuple[VerbForm, ...]:
    """Every reading of a word as a verb; empty if it is none.

    Words outside the lexicon are read by prefix ("redeploys") and by ending ("upserted", "sharding"); a bare unknown
    word or its -s form is no verb.

    >>> verb_form("Keeps")
    (VerbForm(base='keep', tag='s'),)
    >>> [f"{form.base}/{form.tag}" for form in verb_form("found")]
    ['find/past', 'find/participle', 'found/base']
    >>> verb_form("misconfigures"), verb_form("upserting"), verb_form("table"), verb_form("red")
    ((VerbForm(base='misconfigure', tag='s'),), (VerbForm(base='upsert', tag='ing'),), (), ())
    """
    word = token.lower().replace("’", "'")
    if (known := _known().get(word)) is not None:
        return known
    if word in _NOT_ED or not word.replace("-", "").isalpha():
        return ()
    for prefix in _PREFIXES:
        if word.startswith(prefix) and (forms := _known().get(word[len(prefix) :].removeprefix("-"))):
            lead = word[: len(word) - len(word[len(prefix) :].removeprefix("-"))]
            return tuple(VerbForm(lead + form.base, form.tag) for form in forms if len(form.base) > 3)
    return _guess(word)


@lru_cache(maxsize=20_000)
def verb_tags(token: str) -> frozenset[str]:
    """Which forms of a verb a word may be; empty if it is none.

    >>> sorted(verb_tags("found")), sorted(verb_tags("keeps")), sorted(verb_tags("table"))
    (['base', 'participle', 'past'], ['s'], [])
    """
    return frozenset(form.tag for form in verb_form(token))


def base_of(token: str) -> str:
    """The base form of a verb, or the word itself in lower case if it is none.

    >>> base_of("Led"), base_of("retries"), base_of("throttling"), base_of("redis")
    ('lead', 'retry', 'throttle', 'redis')
    """
    forms = verb_form(token)
    return forms[0].base if forms else token.lower()


def is_verb(token: str) -> bool:
    """The word can be a verb form.

    >>> is_verb("throttles"), is_verb("throughput")
    (True, False)
    """
    return bool(verb_form(token))

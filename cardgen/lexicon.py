"""Words whose ending would get them wrong: adjectives without a telling suffix, nouns with a misleading one.

Only the tagger reads them. They need not be complete: what is missing is judged by its ending and its neighbours.

>>> "steep" in ADJECTIVES, "interval" in NOUNS
(True, True)
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADJECTIVES: Final = _words(
    """able abrupt absent absolute abstract accurate active actual acute adequate adjacent adult afraid alive ancient
    angry annual apparent arbitrary asleep available aware awake awful bad bare basic beautiful best better big
    bigger biggest bitter black blank blind blue blunt bold brief bright brittle broad broken brown busy calm
    careful certain cheap cheaper chief clean clear clever close coarse cold common compact complete complex
    concrete constant content cool correct crazy crisp crucial crude cruel current daily damp dangerous dark
    dead deaf dear decent deep deeper default delicate dense different difficult direct dirty discrete distant
    distinct double dry due dull dumb eager early eastern easy easier elder eligible elite empty enough entire
    equal exact excellent exempt expensive explicit extra extreme fair fake false familiar famous far fast
    faster fat federal few final fine firm first fit flat foreign formal former fragile free frequent fresh full
    fun funny future general gentle genuine giant glad global golden good grand great greater green grey gray
    half happy hard harder harsh healthy heavy heavier hidden high higher highest holy honest hot huge human
    humid idle ill illegal immediate immense immune imminent implicit important independent indirect individual
    inert initial inner innocent intact intense internal junior just keen key kind large larger largest last
    late later latest latter lazy lean least left legal less liable light likely linear liquid little live local
    lone long longer longest loose lost loud low lower lowest lucky mad main major male mature maximum mean
    medium mere middle mild minimum minor missing mobile moderate modern moist monthly multiple narrow nasty
    native near neat necessary negative net neutral new newer newest next nice noble noisy normal northern novel
    obsolete obvious odd official okay old older oldest only open opposite optimal ordinary other outer overall
    own pale parallel partial past patient perfect permanent pink plain plural pointless poor poorer popular
    possible potent pregnant present pretty previous primary prime prior private prone proper proud public pure
    quick quicker quiet random rapid rare rarer raw ready real recent red relevant reluctant remote rich richer
    right rigid ripe robust rough round royal rude rural sad safe safer salty same scarce secret secure select
    senior sensitive separate serious severe shallow sharp short shorter shy sick significant silent silly
    similar simple simpler single skinny slight slim slow slower small smaller smallest smart smooth sober soft
    solid sore sorry sour southern spare sparse special specific spicy stable standard stale stark static steady
    steep sticky stiff still straight strange strict strong stronger strongest stupid subsequent subtle sudden
    sufficient suitable super sure sweet swift tall tame tasty tender tense terrible thick thin thirsty thorough
    tight tiny tired top total tough toxic true typical ugly unable unclear uneven uniform unique universal
    unknown upcoming upper urban urgent usable useful useless usual vague valid vast vertical vice viral visible
    vivid vulnerable warm weak weaker weekly weird well western wet white whole wide wider wild willing wise
    wooden worse worst worth wrong yearly yellow young younger youngest zero async sync idempotent ad-hoc hourly
    quarterly nightly friendly costly deadly elderly lively lonely lovely orderly timely scholarly tribal
    bilateral bottom hostile fertile hydrophobic hydrophilic anaerobic aerobic opaque oblique concave convex
    obese divine marine feminine masculine canine routine serene obscene concise precise diverse inverse adverse
    reverse sovereign pagan roman german french english british american dutch spanish italian russian chinese
    japanese prussian austrian catholic protestant jewish muslim christian orthodox medieval feudal socialist
    communist fascist upstream downstream in-memory read-only write-only built-in dry-run multi-tenant
    third-party top-level high-level ok hollow void civil military moral abject ablaze absurd adrift
    affectionate aflame african agile airborne akin alkaline aloof alternate alveolar amiss ample anal anglican
    anterior appellate appropriate asian astute auditory austere avid awestruck awkward barren beloved
    belowground benign bipedal bipolar bivariate bizarre bland bleak blond bloody bodily boolean brave brisk
    buddhist bulky burly bushy candid capillary cardiac carefree catchy caudal chaste cheery chilly circulatory
    clad clammy clandestine cloudy clumsy cocky commensurate commonplace compulsory considerate contradictory
    contributory corporate cosmopolitan covert cozy craven creamy crooked cuban cumbersome cute dainty definite
    defunct derogatory desolate desperate destitute devout dingy discreet discriminatory dishonest disorderly
    disparate dissimilar dizzy docile downcast drab dreamy drunken dual dusky dusty earnest earthly earthy eerie
    eldest erudite ethereal euclidean european excitatory explanatory exploratory exquisite exterior extinct
    facile faint fancy faraway farthest faulty favorite favourite feeble fetid fierce fiery filthy flaky flashy
    fleshy flimsy floppy fluffy foamy foggy fond forlorn forthright fortunate fourfold frank fraught freehand
    frigid frosty furthest fussy futile fuzzy gaudy gaunt ghostly gloomy glossy godly grassroots grassy greasy
    greedy grim grimy gross gruesome gruff guilty gummy haggard hairy handheld handmade handsome handwritten
    hardy hasty hearty heavenly hefty herbal hilly hoarse homely homesick humane hungry husky ignoble iliac
    illicit illiterate illusory immature imperfect impressionist improper inaccurate inadequate inappropriate
    inboard inbound incomplete incorrect indefinite indelicate indeterminate indistinct inept infantile inferior
    infinite inflammatory inhuman inhumane innate insane insincere insipid insoluble intermediate interstellar
    intimate intricate introductory invalid iraqi israeli itchy jerky juicy lacy languid lanky leaden leaky
    leathery legitimate lengthy lethal lewd lifelong lightweight limpid literate loathsome lofty lossy lousy
    lowly loyal lukewarm lunar lurid lush makeshift mandatory marshy masterly meager mellow merry messy
    metropolitan midwestern milky minuscule misshapen modest molten moody morbid moroccan mossy motile muddy
    mundane municipal murky musky naughty newborn nifty nimble northeastern northernmost northwestern noteworthy
    nuclear numb obligatory oblong obscure oily olfactory ornate ornery outdoor outermost outgoing outlying
    overt pakistani pallid papal paramount passionate pasty peculiar peremptory peritoneal perverse petty pithy
    placid polar polite posh posterior predatory prewar pristine profound proportionate puffy putrid ragged
    rainy regulatory resolute respiratory retractile risky rosy rotten rugged runaway rusty sacred sandy
    satisfactory scarlet scrawny semiliterate semisolid senile sensory servile shabby shadowy shady shaggy shaky
    shiny shod shrewd shrill sickly silky silvery sincere sinister sleek sleepy slick slimy slippery sloppy
    slovenly smoky smug snug solemn soluble somber sooty southeastern southwestern speedy splendid spongy
    squalid starchy starry stately statutory staunch stellar sterile stocky stolid stony stormy straightforward
    stubborn stuffy sturdy subterranean suburban succinct sullen sunken sunny superb superior swampy swarthy
    swiss tardy teenage telltale terse thorny tidal tidy timid tiresome topmost tranquil tricky triumphal
    troublesome trustworthy ulterior ultimate unaided unary unaware uncanny uncertain uncommon undue uneasy
    unfair unfamiliar unfit unfortunate unfriendly unhappy unhealthy unjust unkind unlikely unorthodox unpaid
    unquiet unreal unruly unsafe unsatisfactory unseen unsightly unsteady unsure untapped untidy untimely
    untoward untrue unused unwieldy unworthy uppermost upright uric uterine utmost vain vehement verbal
    versatile vile virile volatile vulgar wary watery wavy wealthy weary weighty wholesale wholesome wicked
    widespread windy wiry witty wobbly woolen wordy worldly worthwhile worthy wrought"""
)
NOUNS: Final = _words(
    # Endings that otherwise say adjective, adverb or verb.
    """family supply assembly reply rally ally bully belly jelly anomaly monopoly butterfly folly lily july italy
    animal arrival approval capital cathedral cereal channel chemical coal criminal crystal deal decimal denial
    dial disposal equal festival funeral general goal hospital individual interval journal literal manual
    material meal metal mineral minimal moral mural official oval pal pedal professional proposal principal
    radical refusal removal renewal rehearsal retrieval revival ritual rival scandal seal serial signal survival
    terminal total trial tribunal tutorial vocal withdrawal zeal admiral cardinal cannibal rental betrayal
    burial hormonal integral archive adjective captive collective detective directive drive executive hive
    incentive initiative locomotive motive narrative native negative objective olive perspective preservative
    primitive relative representative additive derivative alternative operative arithmetic arsenic basic
    characteristic clinic comic critic cubic diagnostic epidemic pandemic ethic fabric garlic graphic heretic
    heuristic logic magic mechanic metric mimic music mystic panic physic picnic plastic politic public relic
    republic rhetoric skeptic statistic tactic tonic topic traffic antibiotic apprentice ceiling building
    evening meaning king ring thing string spring wing sing morning nothing something anything everything during
    sibling viking bearing clothing earnings savings wedding pudding icing lightning bed seed weed speed need
    feed deed breed shed sled red hundred kindred creed greed amphibian guardian ocean dish fish fetish polish
    rubbish finish parish radish british table cable vegetable syllable variable constable cannonball handful
    spoonful mouthful virus bus campus bonus census corpus fungus genus nucleus radius stimulus surplus status
    focus chorus consensus process access success address loss class mass glass gas gases lens basis crisis
    analysis thesis synthesis hypothesis axis oasis emphasis diagnosis mitosis meiosis sepsis osmosis series
    species news means physics mathematics maths economics politics ethics mechanics genetics statistics
    logistics analytics headquarters chaos kudos redis kubernetes progress stress congress illness witness
    business harness actress princess duchess data infra infrastructure config prod repo db latency throughput
    backend frontend people men women children feet teeth mice geese police cattle moment document comment
    segment element fragment garment pavement cement life knife wife leaf half half-life time times year years
    day days week weeks month hour minute seconds amazon africa europe england france germany prussia austria
    billing light disease resource retail outcome overview background backlog outlook outbreak overtime prefix
    preview outside income training meeting engineering funding pricing marketing housing warning feeling
    learning spelling lighting owner cleaner primary secondary standby replica agent student client component
    patient parent president content talent accident incident ingredient gradient coefficient constituent
    reagent solvent continent tenant servant plant elephant participant variant constant immigrant infant giant
    merchant protein percent event peasant sergeant lieutenant current torrent precedent accountant consultant
    defendant descendant assistant pollutant coolant lubricant disinfectant equivalent nutrient opponent orient
    quotient recipient resident superintendent adolescent antecedent crescent detergent history memory theory
    factory victory category inventory directory repository laboratory territory summary library salary boundary
    dictionary glossary vocabulary january february army enemy economy anatomy academy diary canary ovary
    capillary secretary missionary military dignitary adversary commentary documentary anniversary dna rna atp
    genome nation station ration memorial editorial credential polynomial extent instant thyroid historian
    effluent tangent musician stranger politician applicant teenager lyric liver theologian corporal registrant
    claimant spiral restaurant physician foreigner disapproval occupant consonant anguish accent serpent portal
    magician consent descent correspondent assent steroid rendezvous periodical pennant inhabitant contraceptive
    comedian testimonial technician surfactant skirmish remnant reactant mammal adhesive adherent opener
    northerner southerner ecliptic ellipsoid apothecary"""
)
"""Words that look like another class and are nouns first."""

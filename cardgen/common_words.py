"""The words that English uses most: whoever finds one of them hidden alone learns nothing by it.

Nouns, verbs and adjectives that stand more often than 16 times in a million words (4.2 on the Zipf scale) in
wordfreq 3.1.1 (R. Speer, https://github.com/rspeer/wordfreq, data under CC BY-SA 4.0), without their inflected
forms, without names, and without those that `words` has in a list of its own.

>>> "memory" in COMMON, "solder" in COMMON
(True, False)
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def is_common(word: str) -> bool:
    """Is it one of them, in any form that `s`, `es` or `ies` makes of it? `word` is lower case.

    >>> [is_common(word) for word in ("memories", "boxes", "rows", "apps", "oxides")]
    [True, False, True, False, False]
    """
    bases = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(bases & COMMON)


COMMON: Final = _words(
    """abandoned ability able abortion absence absolute abuse academic academy accept acceptable accident
    accidentally accompanied according account accuracy accurate accused achieve achievement acid acquired
    acquisition act action active activity actor actress actual add addition additional address administration
    administrative admit adopted ads adult advance advantage adventure advertising advocate affair affect afford
    affordable afraid afternoon aged agency agenda agent aggressive agree agreement agricultural agriculture aid
    aircraft airport alarm album alcohol alert alien alive alleged alliance allies allow alpha alright
    alternative amateur amazing ambassador amendment analysis ancient android anger angle anime anniversary
    announce announcement annoying annual anti anxiety apartment apparent appeal appear appearance application
    appointed appointment appreciate approach appropriate approval approved approximately arc architecture arena
    argue argument arranged arrangement arrest arrival arrive article artificial artist asleep aspect assault
    assembly assessment asset assigned assist assistance assistant associate association assume ate athletes
    atmosphere attached attack attempt attend attitude attorney attract attractive auction audience audio author
    authority auto automatic automatically available avenue avoid award aware awareness awesome awful awkward
    baby background backup balance ball ban band bang bar barely baseball basic basically basketball bass bat
    bath bathroom battery battle bay beach bear beast beat beaten beautiful beauty became become bedroom beef
    beer began begun behalf behavior behaviour belief believe bell belong belt bench benefit bet beta bid
    biggest bike billion bin biological biology birthday bishop bite blame blast blessed blind block blog blood
    bloody blow blown board boat bold bomb bond bone bonus boom boost boots border boring born bought bound
    boundaries bow bowl boyfriend brain branch brand brave break breast breath breathe brick bridge brief bright
    brilliant bring broad broadcast broke broken bronze brought brown brush bug build built bull bullet bunch
    burden bureau buried burn cabinet cable calendar calm came camera camp campaign campus canal cancelled
    cancer candidate candy cap capable capacity capital captain capture carbon card care careful carrier carry
    cast castle casual catch category caught cause cave celebrate celebration celebrity cell cent central centre
    century ceo ceremony certain certificate certified chain chairman challenge chamber champion championship
    channel chaos chapter character characteristics charge charity chart chase chat cheap cheating check cheese
    chef chemical chemistry chest chicken chief childhood children chip chocolate choice choose chose chosen
    chronic church circle circuit circumstances cited citizen civil civilian claim classic classical classified
    clay clever click climate climb clinic clinical clip clock closest clothes clothing cloud club coach coal
    coalition coast coat code coins collaboration colleagues collect collection collective colonel column combat
    combination combined comedy comfort comfortable comic command comment commerce commercial commission commit
    commitment committee common commonwealth communicate communication communist community compare comparison
    compensation compete competition competitive complain complaint complete completion complicated component
    composed composition comprehensive concentration concept concern concert concluded conclusion concrete
    condition conduct conference confidence confident confirm conflict confused congratulations connect
    connection consent consequences conservation conservative consider considerable consideration consistent
    consists conspiracy constant constitution constitutional constructed construction consumer consumption
    contact contain contemporary content contest context continue continuous contract contrast contribute
    contribution controversial controversy convention conventional conversation conversion converted convicted
    convince cook cooperation copy copyright corner corp corporate corporation correct corruption cotton council
    count county couple courage court cousin cover coverage crack crash crazy cream create creation creative
    creator creatures credit creek crew cricket crime criminal crisis criteria critical criticism critics cross
    crowd crown crucial cruise cry crystal cultural culture cure curious currency current custody custom cut
    cute cycle daily damage dance danger dangerous dare darkness database dawn dead deal dealt dear debate debt
    debut decade decent decide decision deck declared decline dedicated deep default defeat defence defend
    defense defensive define definitely definition delay delete delicious deliver delivery demand democracy
    democrat democratic demonstrate density deny department departure depend dependent deposit depression depth
    deputy derived describe description desert deserve designated desire desk desperate destination destroy
    destruction detective determine develop development devil diagnosis dialogue diamond died diet difficult
    difficulty dig digital direct direction director dirt disability disabled disappeared disappointed disaster
    discipline discount discover discovery discrimination discuss discussion disease disgusting dish dismissed
    disorder display dispute distance distinct distinguished distributed distribution district diverse diversity
    divided divine division divorce dna doc document documentary dollar domain domestic dominant dose double
    doubt download downtown dozen draft drag dragon drama dramatic draw drawn dress drew drive driven drove drug
    drunk dual duck dude due duke dumb dust dvd dying dynamic earlier earn ease easier easily east eastern
    economic economy edit edition editor educated education educational effect effective efficiency efficient
    egg eighth elected election electric electrical electricity electronic element elementary eligible elite
    emergency emotional emotions emperor empire employed employee employer employment enable encounter encourage
    enemy energy enforcement engage engagement engine enjoy enormous ensure enter enterprise entertainment
    entire entitled entrance entry environment environmental epic episode equal equality equipment equipped
    equity equivalent era escape especially essay essential establish establishment estate estimate ethnic
    evaluation everyday evidence evil evolution exact examination excellent exception excess exchange excited
    exciting exclusive excuse executed execution executive exercise exhibition exist existence exit expand
    expansion expect expectations expense expensive experiment experimental expert explain explanation explore
    explosion export exposed exposure express expression extend extension extensive extent external extra
    extraordinary extreme facility factor factory faculty fail failure fair faith fallen fame familiar famous
    fan fancy fantastic fantasy farm farmers fashion fastest fat fate fault favor favorite favour favourite
    feature fed federal federation fee feed feet fell fellow felt female fence festival fever fiction fifth
    fight figure fill filter final finance financial finger finish fiscal fitness fix flag flash flat fleet
    flesh flight flip flood flow fluid fly focus folk follow followers fool footage football foreign forest
    forget forgive forgot forgotten formal format formation formula fort fortune forum foster fought found
    foundation fourth fox frame framework franchise fraud freedom frequency frequent fresh friendship frozen
    fuel fully function functional fund fundamental funeral funny furniture galaxy gallery gang garage garden
    gas gate gather gave gear gender gene general generate generation generous genetic genius genuine ghost
    giant gift girlfriend given glad global globe glory goes going gold golden golf gone gorgeous got government
    governor grab grace grade gradually graduate grand grandfather grant graphic grateful grave gravity gray
    greatest grew grey gross grow grown guarantee guard guardian guess guest guidance guide guidelines guilty
    guitar gulf gym habit hall handle handsome hang happen happiness hardware harm hat headquarters healing
    healthcare healthy hear heard heat heaven heavily heavy held hell helpful heritage hero hidden hide highest
    highlight highway hilarious hill hip hire historic historical hit hockey hold hole holy homeless honest
    honey honor honour hook hopefully horrible horror hospital host hotel household human humanity hung hungry
    hunt hurt ice ideal identical identify identity ignore ill illegal image imagination imagine immediate
    immigrants immigration impact imperial implement implementation importance impossible impressed impression
    impressive improve improvement inch incident include income incorporated incredible incredibly independence
    independent index indicate individual industrial industry infection influence info informed infrastructure
    initial initiative injured injury inner innocent innovation input inquiry insane inspector inspiration
    inspired installed instance instant institute institution instructions instrument insurance integrated
    integration integrity intellectual intelligence intelligent intended intense intent intention interaction
    interior internal international internet interpretation intervention interview introduce introduction
    invasion invest investigate investigation investment investors invite involve involvement iron island
    isolated item jacket jail jazz jealous jet join joint journal journalist joy judge judgment juice jump
    junior jury justice kept kick kill king kingdom kiss kit knee knew knight knock known lab label laboratory
    labour lack lady laid lake landscape lane language laptop largest latest latter laugh launch lawyer lay lazy
    lead leadership leaf league leather led left legacy legal legend legendary legislation legislative
    legitimate liberal liberty library license lied lifestyle lifetime lift lightning limit lion lips liquid
    literally literary literature load loan local located location lock log logic logo lonely longest loop loose
    lord lose lost loud lowest loyal lucky luxury lying lyrics mad made magazine magic magical mainstream
    maintain maintenance major majority makeup male mall manage management manual manufacturer manufacturing map
    march margin marine marriage marry mask mass massive master match mate material math mature maximum mayor
    mean meant measure mechanical mechanism medal media medical medicine medium meet member membership memorial
    memory men mental mention menu mercy merely mess met metal meters method mid midnight mile military mill min
    mini minimum minister ministry minor minority mirror miss mix mobile mode moderate modern modified monitor
    monster mood moral mortgage motion motivation motor mount mouse movement multi multiple municipal murder
    muscle museum musical mutual mystery nail narrative narrow nation national native natural nature naval navy
    necessarily necessary neck negative negotiations neighborhood neighbors nervous net network neutral
    newspaper noble nonsense normal north northern notice novel nuclear numerous nurse nuts object objective
    observed obtain obvious occasion occasionally occupation occupied occur ocean odd offense offensive official
    oil oldest olympic one ongoing opera operate operation operational operator opponent opportunity opposed
    opposite opposition option oral orange ordinary organic organisation organization organized origin original
    outcome outdoor outfit output outstanding overcome own ownership oxygen pace pack package paid painful paint
    pair palace palm pan panel panic pants parallel park parliament participants participate participation
    particular partner partnership pass passage passenger passion patch patience pattern payment peaceful peak
    pen penalty pension percent percentage perfect perform performance permanent permission permit personal
    personality personnel perspective pet petition phase philosophy photograph photography phrase physical
    physics piano pic pick piece pilot pin pink pipe pit pitch pizza plain planet plastic platform pleasant
    pleasure plenty plot pocket poem poet poetry pole policy political politicians politics poll pollution pool
    poor pop pope popular popularity population port portion portrait position positive possession possibility
    possible possibly post pot potential pound poverty powder powerful practical praise pray pre precious
    precisely prefer pregnancy pregnant premier premium preparation prepare presence presentation president
    presidential press pressure pretend prevent prevention previous pride priest primarily primary prime
    princess principal principle print prior priority prison privacy private privilege prize pro probably
    procedure process produce product production productive professional profile profit program programme
    progress progressive prominent promise promote promotion proof proper property proposal proposed protect
    protection protein protest proud prove proven provide province psychological psychology pub public
    publication published publishing pull pump punch punishment purchase pure purple purpose pursue push
    qualified quality quarter queen quest quick quiet quit quote race racial radar radiation radical radio rail
    railroad railway rain raise rally ran random range rank rare rate ratio raw reach reaction realise reality
    realize rear reasonable recall receive recent reception recipe recognition recognize recommend
    recommendations recover recovery reduce reduction refer reference reflect reform refugees refuse regard
    regardless regime regional register registration regret regular regulation regulatory rejected relate
    relation relationship relative relax release relevant reliable relief religion religious rely remain
    remarkable remember remind remote removal remove rent repair repeat replace replacement represent
    representation representative republic republican reputation request require requirement rescue research
    researchers reserve residence resident residential resist resistance resolution resort resource respect
    respond response responsibility responsible restaurant restrictions retail retired retirement return reveal
    revenge revenue reverse review revolution reward rice rich rid ride ridiculous ring rip robot rock rocket
    roll romance romantic roof root rose rough route routine row royal rubber rude rugby ruin rural rush sacred
    sacrifice safe safety said saint sake salary sale sample sand sat satellite satisfied sauce save saw scale
    scared scary schedule scheme science scientific scientist scope score screaming screw script seal search
    seat sec secondary secretary section sector secure security seed seek seem seen segment select selection
    self semi senate senator send senior sensitive sent sentence separate sequence serial series serious serve
    service session set settle settlement seventh severe shadow shake shame share sharp shed sheet shell shelter
    shield shift ship shirt shock shoe shoot shore shot shown shut sick sight signal signature significant
    silence silent silly silver similar simply sin sing single sink sit situation sixth skip slave slavery slide
    slight slip smart smell smile smoke smooth snake snap snow soccer social socialist society soft software
    soil solar sold sole solid solo solve sorry sought soul source south southern spare special specialist
    species specific specifically spectrum spell spend spent spider spin spirit spiritual split spoke spoken
    sponsored spot spread spy squad square stability stable stadium staff stand standard state statement station
    statistics stats status steady steal steam steel stem stick stock stole stolen stomach stone stood storage
    storm strange strategic strategy stream strength stress stretch strict strike string strip stroke struck
    structure struggle stuck studio stunning stupid sub subject submit subsequent substance substantial succeed
    success successful sudden sue suffer sufficient suggest suggestion suicide suit suitable sum summary summit
    superior supply supporters suppose supreme surface surgery surprise surrounded surrounding survey survival
    survive suspect suspended suspension swear sweet swim swing switch sword symbol symptoms syndrome system tag
    tail taken tale talent tall tank tap tape target taste taught tax tear tech technical technique technology
    teen teeth telephone television temperature temple temporary tend tennis tension term terminal terrible
    territory terror terrorism terrorist text thank theater theatre theme theory therapy thick thin thread
    threat threatened threw throat throw thrown ticket tie tied tiger tight tiny tip tissue title toilet told
    ton tone tongue took topic touch tough tour tourism tourist tournament tower toxic trade tradition
    traditional traffic trail transaction transfer transformation transit transition translation transmission
    transport transportation trap trash treasury treat treatment treaty trend trial tribute trick tried tries
    trigger triple troops truck truly tube tune tunnel twin twist typical ugly ultimate ultra unable uncle
    underground understand understood unemployment unexpected unfortunately uniform union unique unit unity
    universal universe unknown unusual upcoming update upgrade upper ups upset urban usage used useful useless
    using usual utility valid valley valuable value variety various vary vast vehicle venture venue versus
    vessel veteran vice victim victory video viewers violence violent virtual virus visible vision visitors
    visual vital vol volume volunteer vote voters vulnerable wage wait wake ward warning warrant wash waste
    watch wave wealth wealthy weapon wear weather web website wedding weed weird welcome welfare went west
    western whatever wheel whoever wide wild wildlife win wind wine wing wire wireless wisdom wise witness woke
    wolf women won wonder wonderful wood wooden wore worldwide worn worry worship worth worthy wound wrap
    written wrong wrote yard yoga youth zero zone"""
)

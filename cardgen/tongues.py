"""Small word lists of other languages than English: how they link clauses, ask, and open a phrase. Data only.

A language is named by two letters, as in `Point.lang`. English has its own, much finer tables in `words.py`; what
stands here is what lets a note in another language be asked without reading its words as English ones.

>>> all(set(table) == set(LINKS) for table in (ASKED, BE, ARTICLES, OPENERS, JOINING, KIND))
True
>>> LINKS["de"]["weil"], LINKS["fr"]["parce que"], ASKED["es"]["because"]
('because', 'because', '¿por qué?')
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _links(**groups: str) -> Mapping[str, str]:
    """Phrase → the English link that says the same."""
    names = {"because": "because", "because_of": "because of", "purpose": "so that", "result": "so"}
    found = {phrase.strip(): names.get(kind, kind) for kind, phrases in groups.items() for phrase in phrases.split("|")}
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: -len(pair[0]))))


LINKS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "de": _links(
        because="weil|denn|da", because_of="wegen|wg|wg.|aufgrund", purpose="damit|um",
        result="deshalb|daher|deswegen|darum|folglich|somit", otherwise="sonst|ansonsten|andernfalls",
    ),
    "fr": _links(
        because="parce que|parce qu'|parce qu’|car|puisque|puisqu'|puisqu’", because_of="à cause de|à cause du|"
        "à cause des|en raison de|en raison du",
        purpose="pour que|afin que|afin de|afin d'|afin d’|pour se|pour s'", result="donc|c'est pourquoi",
        otherwise="sinon",
    ),
    "es": _links(
        because="porque|ya que|puesto que|debido a que", purpose="para que|a fin de",
        because_of="a causa de|a causa del|debido a|debido al", result="por eso|por lo tanto|por tanto",
        otherwise="si no|de lo contrario",
    ),
    "it": _links(
        because="perché|poiché|siccome|dato che", because_of="a causa di|a causa del|a causa della",
        purpose="affinché|in modo da", result="quindi|perciò|dunque", otherwise="altrimenti|sennò",
    ),
    "nl": _links(
        because="omdat|want|doordat|aangezien", because_of="vanwege|wegens", purpose="zodat|om",
        result="dus|daarom|daardoor", otherwise="anders",
    ),
    "pt": _links(
        because="porque|pois|já que|uma vez que", because_of="por causa de|por causa do|por causa da|devido a|"
        "devido ao|devido à",
        purpose="para que|a fim de", result="por isso|portanto|logo", otherwise="senão|caso contrário",
    ),
    "pl": _links(
        because="ponieważ|bo|gdyż|dlatego że", because_of="z powodu|przez to że", purpose="żeby|aby",
        result="dlatego|więc|zatem", otherwise="inaczej|w przeciwnym razie",
    ),
    "sv": _links(
        because="eftersom|därför att", because_of="på grund av|pga", purpose="så att|för att",
        result="därför|alltså", otherwise="annars",
    ),
})  # fmt: skip
"""How a clause is tied to the one before it, as the English link that says the same."""

ASKED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({
    "de": {"how": "wie?", "formula": "welche Formel?", "steps": "welche Schritte, der Reihe nach?",
           "because": "warum?", "so that": "wozu?", "so": "Folge?", "otherwise": "was passiert sonst?",
           "versus": "was ist der Unterschied?"},
    "fr": {"how": "comment ?", "formula": "quelle formule ?", "steps": "quelles étapes, dans l'ordre ?",
           "because": "pourquoi ?", "so that": "pour quoi faire ?", "so": "conséquence ?",
           "otherwise": "que se passe-t-il sinon ?", "versus": "quelle différence ?"},
    "es": {"how": "¿cómo?", "formula": "¿qué fórmula?", "steps": "¿qué pasos, en orden?",
           "because": "¿por qué?", "so that": "¿para qué?", "so": "¿consecuencia?", "otherwise": "¿qué pasa si no?",
           "versus": "¿qué diferencia hay?"},
    "it": {"how": "come?", "formula": "quale formula?", "steps": "quali passi, in ordine?",
           "because": "perché?", "so that": "a che scopo?", "so": "conseguenza?",
           "otherwise": "che cosa succede altrimenti?", "versus": "qual è la differenza?"},
    "nl": {"how": "hoe?", "formula": "welke formule?", "steps": "welke stappen, op volgorde?",
           "because": "waarom?", "so that": "waarvoor?", "so": "gevolg?", "otherwise": "wat gebeurt er anders?",
           "versus": "wat is het verschil?"},
    "pt": {"how": "como?", "formula": "qual fórmula?", "steps": "quais passos, em ordem?",
           "because": "por quê?", "so that": "para quê?", "so": "consequência?", "otherwise": "o que acontece senão?",
           "versus": "qual é a diferença?"},
    "pl": {"how": "jak?", "formula": "jaki wzór?", "steps": "jakie kroki, po kolei?",
           "because": "dlaczego?", "so that": "po co?", "so": "skutek?", "otherwise": "co się stanie inaczej?",
           "versus": "jaka jest różnica?"},
    "sv": {"how": "hur?", "formula": "vilken formel?", "steps": "vilka steg, i ordning?",
           "because": "varför?", "so that": "varför?", "so": "följd?", "otherwise": "vad händer annars?",
           "versus": "vad är skillnaden?"},
})  # fmt: skip
"""What is asked of the clause before such a link, behind it: an order of words that is right in every language."""

WHY_FIRST: Final[Mapping[str, str]] = MappingProxyType({
    "fr": "Pourquoi {clause} ?", "es": "¿Por qué {clause}?", "pt": "Por que {clause}?",
})  # fmt: skip
"""Where a clause keeps the order of its words behind a "why"."""

KEPT_LINKS: Final = _words(
    """weil da damit um wegen wg wg. aufgrund parce pour afin à grâce en porque ya puesto debido para a perché poiché
    siccome omdat doordat zodat om vanwege wegens por já eftersom därför så för på
    ponieważ dlatego z przez żeby aby"""
)
"""First words of links that stay with their clause: without them the order of its words is wrong, or it says less."""

BE: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "de": _words("ist sind war waren"), "fr": _words("est sont était étaient"), "es": _words("es son era eran fue"),
    "it": _words("è sono era erano fu"), "nl": _words("is zijn was waren"), "pt": _words("é são era eram foi"),
    "pl": _words("jest są był była było byli"), "sv": _words("är var"),
})  # fmt: skip
WHAT_BE: Final[Mapping[str, str]] = MappingProxyType({
    "de": "Was {be} {name}?", "es": "¿Qué {be} {name}?", "nl": "Wat {be} {name}?", "pt": "O que {be} {name}?",
    "sv": "Vad {be} {name}?",
})  # fmt: skip
"""The question that "X is a Y" answers, where it takes the verb of the sentence as it is."""
HELPING: Final = _words(
    """ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten muss müssen musste
    mussten darf dürfen durfte durften soll sollen sollte sollten gilt gelten is zijn was waren heeft hebben had
    hadden wordt worden werd werden kan kunnen moet moeten mag mogen är var har hade blir blev kan ska måste får"""
)
"""Verbs of German, Dutch and Swedish that nothing else looks like: the subject goes behind them in a question."""

ARTICLES: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "de": _words("der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner"),
    "fr": _words("le la les un une des"), "es": _words("el la los las un una unos unas"),
    "it": _words("il lo la i gli le un uno una"), "nl": _words("de het een geen"),
    "pt": _words("o a os as um uma uns umas"), "pl": _words(""),
    "sv": _words("en ett den det de"),
})  # fmt: skip
OPENERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "de": ARTICLES["de"] | _words(
        """in im an am auf aus bei beim mit von vom zu zum zur nach vor für durch gegen ohne über unter zwischen um bis
        als pro ab seit ins ans"""),
    "fr": ARTICLES["fr"] | _words("l' l’ au aux en dans sur sous par pour avec sans chez vers entre contre comme"),
    "es": ARTICLES["es"] | _words("al en con por para sin sobre entre desde hasta contra como hacia"),
    "it": ARTICLES["it"] | _words(
        "l' l’ un' dell' all' nell' dall' sull' "
        "al allo alla ai agli alle in nel nello nella nei negli nelle con su sul sulla sui per tra fra da dal dalla dai"
    ),
    "nl": ARTICLES["nl"] | _words("in op aan bij met voor uit naar over onder door tegen zonder tot tussen als"),
    "pt": ARTICLES["pt"] | _words("ao à aos às em no na nos nas com por pelo pela para sem sobre entre até como"),
    "pl": _words("w na z do przez od dla po przed nad pod za bez o między u"),
    "sv": ARTICLES["sv"] | _words("i på av med för till från vid under över mellan mot utan genom som"),
})  # fmt: skip
"""Words that a noun phrase stands behind."""
JOINING: Final[Mapping[str, frozenset[str]]] = MappingProxyType({
    "de": _words("der des von vom und & +"), "fr": _words("de du des d' et & + à"), "es": _words("de del y e & +"),
    "it": _words("di del dello della dei degli delle e ed & +"), "nl": _words("van en & +"),
    "pt": _words("de do da dos das e & +"), "pl": _words("i oraz & +"),
    "sv": _words("och & +"),
})  # fmt: skip
"""Words inside a phrase: they make one name of two."""
COUNTS: Final = _words(
    """zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq six sept huit neuf dix dos tres cuatro
    cinco seis siete ocho nueve diez due tre quattro cinque sei sette otto nove dieci twee drie vijf zes zeven
    negen tien dois duas três quatro oito dez två fyra fem sex sju åtta nio tio"""
)
"""Number words from two to ten."""

GENERIC: Final = _words(
    """währung behandlung ernährung verbreitung lebensraum gewicht alter farbe sprache fläche einwohner lage höhe länge
    breite entstehung entdeckung einteilung verlauf prognose ursprung herkunft mechanismus wirkmechanismus
    indikation kontraindikation kontraindikationen nw folge folgen ursache ursachen grund gründe auslöser anlass
    vorteil vorteile nachteil nachteile ziel ziele aufgabe aufgaben merkmal merkmale symptom symptome therapie
    diagnose beispiel beispiele funktion funktionen aufbau definition formel hauptstadt gründer begründer
    erfinder kern ergebnis ergebnisse wirkung nebenwirkung nebenwirkungen dosis risiko risiken bedeutung ablauf
    voraussetzung voraussetzungen ausnahme ausnahmen einheit dauer ort zeit größe preis kosten problem probleme
    lösung lösungen kritik wichtig merke achtung regel nutzen zweck cause conséquence conséquences avantage
    avantages inconvénient inconvénients but buts objectif objectifs rôle exemple exemples définition formule
    capitale fondateur symptôme symptômes traitement résultat résultats effet effets durée lieu exception unité
    fonction causa causas consecuencia consecuencias ventaja ventajas desventaja desventajas objetivo objetivos
    ejemplo ejemplos definición función capital fundador síntomas tratamiento resultado efecto efectos duración
    lugar excepción unidad conseguenza conseguenze vantaggi svantaggi scopo esempio esempi definizione funzione
    capitale fondatore sintomi cura gevolg gevolgen oorzaak oorzaken voordeel voordelen nadeel nadelen doel
    voorbeeld definitie functie hoofdstad consequência consequências vantagens desvantagens exemplo definição
    função sintomas följd följder orsak orsaker fördel fördelar nackdel nackdelar syfte exempel definition
    huvudstad"""
)
"""Labels that name what every thing of a kind has: alone they name nothing."""
DIFFERENCE: Final = _words(
    """unterschied unterschiede différence différences diferencia diferencias differenza differenze verschil verschillen
    diferença diferenças skillnad skillnader"""
)
KIND: Final[Mapping[str, str]] = MappingProxyType({
    "de": r"(?:[a-zäöüß-]+(?:e[rsn]?)\s){0,2}(?P<head>[A-ZÄÖÜ][\w-]+)"
          r"(?:\s(?:der|des|von|vom|für|aus|mit|zwischen|zur|zum)\s[^,=]+(?:,\s(?:der|die|das|den|dem)\s[^,=]+)?$|"
    r",\s(?:der|die|das|(?:in|mit|aus|bei|für|durch|auf|an|zu|ab|nach|von)\s(?:der|dem|denen|die|das))\s\S)",
    "fr": r"(?P<head>[^\W\d]{3,})(?:\s[^\W\d]{4,})?\s(?:qui|que|dont|de|du|des|pour)\s|(?P<h2>[^\W\d]{3,})\sd['’]",
    "es": r"(?P<head>[^\W\d]{3,})(?:\s[^\W\d]{4,})?\s(?:que|de|del|para|entre)\s",
    "it": r"(?P<head>[^\W\d]{3,})(?:\s[^\W\d]{4,})?\s(?:che|di|del|della|dei|delle|per|tra|fra)\s",
    "nl": r"(?:[^\W\d]+e\s)?(?P<head>[^\W\d]{3,})\s(?:die|dat|van|voor|tussen|om)\s",
    "pt": r"(?P<head>[^\W\d]{3,})(?:\s[^\W\d]{4,})?\s(?:que|de|do|da|dos|das|para|entre)\s",
    "pl": r"(?P<head>[^\W\d]{3,})(?:\s[^\W\d]{4,})?\s(?:który|która|które|do|dla|między|z)\s",
    "sv": r"(?:[^\W\d]+\s)?(?P<head>[^\W\d]{3,})\s(?:som|av|mellan|för|mot)\s",
})  # fmt: skip
"""How a phrase starts that says what a thing is: a noun, and what narrows it down."""
NO_KIND: Final = _words(
    """vient dépend permet sert part sort provient consiste commence finit viene depende permite sirve parte sale
    consiste empieza trata consta dipende serve consiste parte esce komt hangt bestaat dient depende serve
    consiste vem kommer består beror alles nichts etwas tout rien todo nada tutto"""
)
"""Verbs and pronouns that look like the noun of such a phrase."""
TELLING_NAMES: Final = (
    r"(?:ismus|theorie|gesetz|prinzip|effekt|regel|satz|paradox|paradoxon|modell|hypothese|these|imperativ|dilemma)$"
)
"""How the German name of something ends that can be put into words: a law, a theory, a rule."""
ABSTRACT: Final = r"(?:ung|heit|keit|schaft|tion|sion|tät|ismus|ik|ie|ur|ose|yse|ing|anz|enz|nis|lehre|kunde)$"
"""How a German noun ends that needs no article."""
PERSONS: Final = (
    r"(?:er|erin|or|ist|istin|ent|ant|mann|frau|könig|königin|graf|herzog|papst|arzt|chef|bischof|kanzler)$"
)
"""How a German noun ends that may name a person: "was" would be the wrong question."""
INFINITIVES: Final[Mapping[str, str]] = MappingProxyType({
    "de": r"\b[a-zäöüß]+(?:en|ern|eln)$", "nl": r"\b[a-z]+en$", "fr": r"^(?:se\s|s['’])?[^\W\d]+(?:er|ir|re)\b",
    "es": r"^[^\W\d]+(?:ar|er|ir)(?:se|l[ao]s?)?\b", "pt": r"^[^\W\d]+(?:ar|er|ir)\b",
    "it": r"^[^\W\d]+(?:are|ere|ire)\b",
})  # fmt: skip
"""What a step looks like: in German and Dutch the verb ends it, in Romance languages it begins it."""
MARKS: Final = _words(
    "wichtig merke achtung hinweis tipp beachte attention nota importante atención attenzione belangrijk obs"
)
"""Labels that only say how much a line matters."""

"""Forms for notes in another language than English: what a link asks, what a thing is, and gaps.

No question here needs to know the verb of its sentence, unless it is one of a few that nothing else looks like. All
others leave the author's words in their order and put what is asked behind them: `Risotto braucht Rundkornreis: warum?`
"""

from __future__ import annotations

import re

from cardgen import tongues, words
from cardgen.claims import claims
from cardgen.forms.attributes import is_asked
from cardgen.forms.clausal import FLAGS, MAX_SHOWN_WORDS, shown
from cardgen.forms.common import MAX_BODY_WORDS, basic, capital, cloze, key, tidy
from cardgen.forms.fronts import MOST_NAMES, is_name, parts_of
from cardgen.forms.gaps import MAX_BLANK_WORDS, content_words
from cardgen.labels import bare, word_count
from cardgen.model import Card, Claim

MAX_ASKED_WORDS = 18
MAX_TOLD_WORDS = 24
_FORMS = {"because": "cause", "because of": "cause", "so that": "consequence", "otherwise": "consequence"}
_LEANING = re.compile(
    r"(?:er|sie|es|das|dies|il|elle|ils|elles|cela|ça|c['’]est|ello|eso|esto|ciò|lui|hij|ze|zij|dit|dat|isso|ele|ela|"
    r"det|den|han|hon)\b",
    re.I,
)
"""A pronoun: of what it speaks stands elsewhere."""


def asked_by_link(claim: Claim) -> list[Card]:
    """`X, weil Y`, `X sinon Y`, `X para que Y`: what the link asks of X, and Y as the answer.

    >>> print(asked_by_link(_claim("Brücke im Winter gesperrt, weil sie vereist", "de", 1))[0])
    Q: Brücke im Winter gesperrt: warum?
    A: weil sie vereist
    >>> asked_by_link(_claim("der Kanal ist im Winter leer, da er sonst friert", "de", 1))[0].front
    'Warum ist der Kanal im Winter leer?'
    >>> asked_by_link(_claim("sie friert, weil es kalt ist", "de", 1))          # wer?
    []
    """
    asks, main = "because" if claim.link == "because of" else claim.link, _told_before(claim)
    if asks not in tongues.ASKED.get(claim.point.lang, {}) or claim.link not in _FORMS or main is None:
        return []
    said, told = _ADVERBS.sub("", tidy(main.text, claim.point.lang)), tidy(claim.text, claim.point.lang)
    if not _may_ask(said, told) or _LEANING.match(said):
        return []
    front = _asked(said, asks, claim.point.lang)
    if main.label and main.first:
        inside = said.split()[0].lower() in words.FUNCTION_WORDS[claim.point.lang] or claim.point.lang != "de"
        front = (
            f"{capital(bare(main.label))}: {front[0].lower() + front[1:] if said[0].islower() and inside else front}"
        )
    elif claim.point.parent and claim.point.parent.lower() not in front.lower() and not main.label:
        front = f"{capital(claim.point.parent)}: {front}"
    slot = {"because": "why", "so that": "then", "otherwise": "else"}[asks]
    return [basic(claim.point, _FORMS[claim.link], front, told, slot=f"{slot}:{key(main.text, 3)}")]


_ADVERBS = re.compile(
    r"[\s,]+(?:v\.\s?a\.?|vor allem|nur|auch|meist(?:ens)?|insb(?:\.|esondere)?|surtout|sobre todo|soprattutto|vooral)$"
)
"""They belong to the reason behind them."""


def _may_ask(said: str, told: str) -> bool:
    long = word_count(said) > MAX_ASKED_WORDS or word_count(told) > MAX_TOLD_WORDS
    broken = re.search(r"\s(?:und|et|y|e|en|och|oder|ou|o)$", said) or said.lower().startswith(_OPENING_LINKS)
    return word_count(said) >= 2 and bool(told) and not long and "?" not in said and not broken


_OPENING_LINKS = tuple(
    f"{link} " for links in tongues.LINKS.values() for link in links if link not in ("um", "om", "a")
)
"""A clause that starts with its own link says why already."""


def _told_before(claim: Claim) -> Claim | None:
    """The clause that a link hangs on: the one before it, if it is no premise of an arrow."""
    before = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.end <= claim.span.start]
    return before[-1] if before else None


def _asked(said: str, asks: str, lang: str) -> str:
    """A clause with what is asked of it.

    >>> _asked("les péniches attendent", "because", "fr"), _asked("sal en la acera", "so that", "es")
    ('Pourquoi les péniches attendent ?', 'Sal en la acera: ¿para qué?')
    """
    if asks == "because" and (turned := _turned(said, lang)):
        return turned
    if asks == "because" and lang in tongues.WHY_FIRST and _opens_with_article(said, lang):
        return tongues.WHY_FIRST[lang].format(clause=said[0].lower() + said[1:])
    seam = " : " if lang == "fr" else ": "
    return f"{capital(said)}{seam}{tongues.ASKED[lang][asks]}"


def _opens_with_article(said: str, lang: str) -> bool:
    first = re.split(r"[\s'’]", said.lower())[0]
    return first in tongues.ARTICLES[lang] | ({"l", "du", "un"} if lang in ("fr", "it") else set())


_VERB_SECOND = {"de": "Warum", "nl": "Waarom", "sv": "Varför"}


def _turned(said: str, lang: str) -> str:
    """A main clause as a question, its verb before its subject; "" where the verb is none of the few sure ones.

    >>> _turned("Die Schleuse ist im Winter zu", "de"), _turned("Schleuse friert ein", "de")
    ('Warum ist die Schleuse im Winter zu?', '')
    >>> _turned("im Winter ist sie zu", "de"), _turned("de sluis is dicht", "nl")
    ('', 'Waarom is de sluis dicht?')
    >>> _turned("Deiche sollte man nie durchstechen", "de")
    'Warum sollte man Deiche nie durchstechen?'
    """
    if lang not in _VERB_SECOND or re.search(r"[,;:()]", said):
        return ""
    before, verb, rest = _around_the_verb(said)
    first = before.split()[:1]
    opener = bool(first) and first[0].lower() in tongues.OPENERS[lang] - tongues.ARTICLES[lang]
    named = _opens_with_article(said, lang) or (first and first[0][0].isupper()) or (lang != "de" and len(first) == 1)
    if m := re.match(r"(man|wir|ich|men|vi|jag)\s", rest):
        return f"{_VERB_SECOND[lang]} {verb} {m[1]} {before} {rest[m.end() :]}?"  # what is done stands first
    if not rest or opener or not named or word_count(before) > 5 or _LEANING.match(before):
        return ""
    subject = before[0].lower() + before[1:] if _opens_with_article(said, lang) else before
    return f"{_VERB_SECOND[lang]} {verb} {subject} {rest}?"


def _around_the_verb(said: str) -> tuple[str, str, str]:
    """What stands before the first helping verb, the verb, and what stands behind it."""
    told = said.split()
    at = next((i for i, w in enumerate(told) if i and w in tongues.HELPING), None)
    return ("", "", "") if at is None else (" ".join(told[:at]), told[at], " ".join(told[at + 1 :]))


def what_follows(claim: Claim) -> list[Card]:
    """`X, deshalb Y`, `X donc Y`: what comes of X.

    >>> print(what_follows(_claim("Eis dehnt sich aus, deshalb platzen Rohre im Winter", "de", 1))[0])
    Q: Eis dehnt sich aus: Folge?
    A: platzen Rohre im Winter
    >>> what_follows(_claim("es dehnt sich aus, deshalb platzen Rohre", "de", 1))
    []
    """
    main = _told_before(claim)
    if claim.link != "so" or main is None or claim.point.lang not in tongues.ASKED:
        return []
    said, told = tidy(main.text, claim.point.lang), tidy(claim.text, claim.point.lang)
    if not _may_ask(said, told) or _LEANING.match(said):
        return []
    front = _asked(f"{bare(main.label)}: {said}" if main.label and main.first else said, "so", claim.point.lang)
    return [basic(claim.point, "consequence", front, told, slot=f"then:{key(main.text, 3)}")]


def what_it_is(claim: Claim) -> list[Card]:
    """`X ist ein Y`, `X est une Y`: a name, the verb, and an article before what it is.

    >>> print(what_it_is(_claim("Basalt ist ein dunkles Gestein aus Lava", "de", 0))[0])
    Q: Basalt: was ist das?
    A: ein dunkles Gestein aus Lava
    >>> what_it_is(_claim("Basalt ist dunkel und hart", "de", 0)), what_it_is(_claim("heute ist ein Feiertag", "de", 0))
    ([], [])
    """
    lang = claim.point.lang
    if claim.label or not claim.first or lang not in tongues.BE or is_asked(claim):
        return []
    m = re.match(rf"(?P<name>[^,;:.!?]+?)\s(?P<be>{'|'.join(tongues.BE[lang])})\s(?P<body>.+)$", claim.text)
    body = _SECOND.split(_EXAMPLES.split(m["body"])[0])[0] if m else ""
    if not m or not _is_thing(m["name"], lang) or not 2 <= word_count(body) <= MAX_BODY_WORDS:
        return []
    if not _opens_with_article(m["body"], lang) or re.match(r"\S+\s\d", m["body"]):
        return []
    name = m["name"][0].lower() + m["name"][1:] if _opens_with_article(m["name"], lang) else m["name"]
    front = _what_is(name, m["be"], lang)
    return [basic(claim.point, "attribute", front, body, slot=f"what:{key(name, 3)}:{m['be']}")] if front else []


_EXAMPLES = re.compile(r",?\s\(?(?:z\.\s?B\.|bspw\.?|p(?:ar|\.)\s?ex|p\.\s?ej|ad es|bijv\.?|p\.\s?ex|t\.\s?ex)")


_SECOND = re.compile(rf",?\s(?:und|en|och|et|y|e)\s(?={'|'.join(sorted(tongues.HELPING | {'est', 'es', 'è', 'é'}))}\s)")
"""Behind it the sentence goes on with another verb."""


def _what_is(name: str, be: str, lang: str) -> str:
    """The question for what something is, with the verb of its sentence; "" in the past of French and Italian.

    >>> _what_is("Hanse", "ist", "de"), _what_is("Schifffahrt", "ist", "de"), _what_is("Erosion", "ist", "de")
    ('Hanse: was ist das?', 'Schifffahrt: was ist das?', 'Was ist Erosion?')
    >>> _what_is("die Hanse", "war", "de"), _what_is("l'écluse", "est", "fr"), _what_is("la chiusa", "era", "it")
    ('Was war die Hanse?', "Qu'est-ce que l'écluse ?", '')
    """
    alone = lang == "de" and be == "ist" and not _opens_with_article(name, lang)
    if alone and not re.search(tongues.ABSTRACT, name):
        return f"{capital(name)}: was ist das?"
    if lang in tongues.WHAT_BE:
        return tongues.WHAT_BE[lang].format(be=be, name=name)
    if lang == "fr" and be in ("est", "sont") and not _opens_with_article(name, lang):
        return f"{capital(name)} : qu'est-ce que c'est ?"
    if lang == "fr" and be in ("est", "sont"):
        return f"Qu'est-ce qu'{name} ?" if re.match(r"[aeiouéèêhœ]", name, re.I) else f"Qu'est-ce que {name} ?"
    if lang == "pl" and be == "jest":
        return f"Co to jest: {name}?"
    return f"Che cosa {be} {name}?" if lang == "it" and be in ("è", "sono") else ""


def _is_thing(name: str, lang: str) -> bool:
    """Is it the name of something, with or without its article?

    >>> [_is_thing(x, "de") for x in ("die Hanse", "Basalt", "heute", "im Norden", "er", "Das")]
    [True, True, False, False, False, False]
    """
    first, *more = re.split(r"[\s]|(?<=[lL]['’])", name)
    article = first.lower() in tongues.ARTICLES[lang] or bool(re.match(r"l['’]$", first, re.I))
    if word_count(name) > 5 or _LEANING.fullmatch(first) or (article and not more):
        return False
    if first.lower() in words.FUNCTION_WORDS[lang] and not article:
        return False
    return article or first[0].isupper() or (lang != "de" and not more)


def front_of(name: str, body: str, lang: str, equal: bool) -> str:
    """The question for what stands behind a name and its colon, or its equals sign.

    >>> front_of("Watt", "Küste, die bei Ebbe trocken fällt", "de", False), front_of("Watt", "bei Ebbe da", "de", True)
    ('Watt: was ist das?', 'Watt = ?')
    >>> front_of("Kant", "Professor aus Königsberg", "de", False), front_of("Deiche", "Sand, Klei, Gras", "de", False)
    ('Kant?', 'Deiche? (3)')
    >>> front_of("digue", "mur qui retient la mer", "fr", False), front_of("Vauban", "ingénieur qui bâtit", "fr", False)
    ("Digue : qu'est-ce que c'est ?", 'Vauban ?')
    """
    mark = " ?" if lang == "fr" else "?"
    if _says_kind(name, body, lang) and (asked := _what_is(name, _is_or_are(lang), lang)):
        return asked
    if lang == "de" and not equal and _is_put_into_words(name, body):
        return f"{capital(name)}: was heißt das?"
    told = parts_of(body)
    short = all(is_name(p) or word_count(p) <= 2 for p in told)
    short = short and not _SUBORDINATE.search(body) and not _EXAMPLES.search(body)
    many = 1 < len(told) <= MOST_NAMES and short and not re.search(r"\s[-+/*]\s", body)
    promised = any(w in tongues.COUNTS or w.isdigit() for w in name.lower().split())
    count = f" ({len(told)})" if many and not promised else ""
    return f"{capital(name)} = ?{count}" if equal else f"{capital(name)}{mark}{count}"


_SUBORDINATE = re.compile(r",\s(?:der|die|das|den|dem|dass|wenn|wo|was|qui|que|dont|où|che|cui|die|dat|som|att)\s")
"""Behind such a comma the same thing goes on, and no second one begins."""


def _is_put_into_words(name: str, body: str) -> bool:
    """A law, a theory, or a noun with its adjective, and what it says: several words that are no list.

    >>> _is_put_into_words("schiefer Wurf", "der Körper fliegt auf einer Parabel")
    True
    >>> _is_put_into_words("Ebene", "weniger Kraft bis oben"), _is_put_into_words("große Seen", "Erie, Huron, Ontario")
    (False, False)
    """
    described = re.fullmatch(r"(?:\d\.\s)?[A-ZÄÖÜ]?[a-zäöüß]{3,}e[rs]?\s[A-ZÄÖÜ][\w-]+", name)
    plural = name.endswith("en") or (name.endswith("e") and not name.endswith("ie"))
    lists = all(map(is_name, parts_of(body))) and len(parts_of(body)) > 1
    telling = re.search(tongues.TELLING_NAMES, name.lower()) or (described and not plural)
    return bool(telling) and word_count(body) > 3 and not lists and not body[0].isdigit()


def _is_or_are(lang: str) -> str:
    return {"de": "ist", "fr": "est", "es": "es", "it": "è", "nl": "is", "pt": "é", "sv": "är", "pl": "jest"}.get(
        lang, ""
    )


def _says_kind(name: str, body: str, lang: str) -> bool:
    """Does a body say what kind of thing it is? Of a person, and of what may be one, it would be the wrong question."""
    m = re.match(tongues.KIND.get(lang, "(?!)"), body)
    if not m or word_count(name) > 4 or re.search(r"[\d/+]|\b(?:vs|und|et|y|e|en|och)\b", name):
        return False
    head = (m["head"] or m.groupdict().get("h2") or "").lower()
    if head in tongues.NO_KIND | words.FUNCTION_WORDS[lang]:
        return False
    return not re.search(tongues.PERSONS, head) if lang == "de" else name.islower()


def is_plain_name(name: str, lang: str) -> bool:
    """May a figure behind it be its own? In a sentence it belongs to a verb that we cannot tell from a noun.

    >>> [is_plain_name(x, "de") for x in ("Mantel", "obere Kruste", "Fluss steigt um", "Pegel bis", "flut")]
    [True, True, False, False, True]
    """
    told = name.split()
    if lang == "de":
        described = all(re.match(r"[A-ZÄÖÜ]|[a-zäöüß]+(?:e[rsn]?)$", w) for w in told[:-1])
        return described and (told[-1][:1].isupper() or len(told) == 1)
    return len(told) <= 2 and not set(name.lower().split()) & words.FUNCTION_WORDS.get(lang, frozenset())


# ------------------------------------------------------------------ gaps

_NAMES = re.compile(
    r"(?<=[\w.,–-]\s)(?P<name>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)*(?:\s(?!1\d{3}\b|20\d\d\b)\d{1,5}\b(?![.,:]\d|\s?[%–-]))?)"
)
_ATTACHED = r"(?:[A-ZÄÖÜ][\w-]+\s(?:der|des|von|vom)\s(?:[a-zäöü]+e[rns]?\s)?)"
_SERIES = r"(?:[A-ZÄÖÜ][\w-]+(?:,\s[A-ZÄÖÜ][\w-]+)*\s(?:und|oder|&|\+)\s|(?:[A-ZÄÖÜ][\w-]+,\s){2,})"
_BEFORE = re.compile(rf"(?:^|\s)(?P<more>{_ATTACHED}|{_SERIES})$")
_NOT_DESCRIBING = r"(?!(?:jed|dies|all|viel|welch|solch|manch|kein|sein|ihr|unser|mein|beid)e[a-z]?\s)"
_DESCRIBED = re.compile(
    rf"(?:^|\s)(?:{'|'.join(sorted(tongues.OPENERS['de']))})\s(?P<more>(?:{_NOT_DESCRIBING}[a-zäöüß]{{3,}}e[nrsm]?\s){{1,2}})$"
)
"""Adjectives between an article or a preposition and their noun: they are a part of its phrase."""


def last_name_cloze(claim: Claim) -> list[Card]:
    """In a language without frames: the last phrase of a clause, hidden in it. German marks its nouns itself.

    >>> print(last_name_cloze(_claim("Elsass-Lothringen geht an Frankreich", "de", 0))[0])
    C: Elsass-Lothringen geht an {Frankreich}
    >>> print(last_name_cloze(_claim("les écluses servent à franchir le dénivelé", "fr", 0))[0])
    C: les écluses servent à franchir le {dénivelé}
    >>> last_name_cloze(_claim("the king went to France", "en", 0))    # English has its frames
    []
    """
    if claim.point.lang == "en" or is_asked(claim) or FLAGS.search(claim.text) or is_told_by_link(claim):
        return []
    text, offset = _shown_with_parent(claim)
    if word_count(text) < 3 + (claim.point.lang != "de") or word_count(text) > MAX_SHOWN_WORDS:
        return []
    found = _last_german_name(claim.text) if claim.point.lang == "de" else None
    found = found or _last_phrase(claim.text, claim.point.lang)
    if found is None:
        return []
    start, end = offset + found[0], offset + found[1]
    if content_words(text[:start]) < 2 or text[:start].count("(") > text[:start].count(")"):
        return []
    return [cloze(claim.point, "complement_cloze", text, start, end, slot=f"cloze:{key(text, 3)}")]


def _shown_with_parent(claim: Claim) -> tuple[str, int]:
    """The sentence with what stands above it in front, where that is a name and is not in it already."""
    text, offset = shown(claim)
    above = claim.point.parent
    if (
        not above
        or above.endswith("?")
        or claim.label
        or above.lower() in text.lower()
        or word_count(text) >= MAX_SHOWN_WORDS - 2
    ):
        return text, offset
    return f"{above}: {text}", offset + len(above) + 2


def is_told_by_link(claim: Claim) -> bool:
    """Is it the clause that a "why" was asked of, or the answer to it?"""
    if asked_by_link(claim) or what_follows(claim):
        return True
    behind = [c for c in claims(claim.point) if c.sentence == claim.sentence and c.span.start >= claim.span.end]
    return bool(behind) and bool(asked_by_link(behind[0]) or what_follows(behind[0]) or behind[0].link == "->")


def _last_german_name(text: str) -> tuple[int, int] | None:
    """The last noun, with what belongs to its phrase: its adjectives, the noun that it is told of, its series.

    >>> def told(x): return x[slice(*_last_german_name(x))]
    >>> told("die Schleuse dient der Regelung des Wasserstands"), told("Moor speichert sehr viel Wasser")
    ('Regelung des Wasserstands', 'Wasser')
    >>> told("Süßwasser gefriert bei null Grad, Salzwasser erst darunter")
    'Grad'
    >>> told("Kalk entsteht aus Schalen und Skeletten"), told("Salz kommt mit dem salzigen Wasser")
    ('Schalen und Skeletten', 'salzigen Wasser')
    """
    found = [m for m in _NAMES.finditer(text) if m.start() > len(text) // 5]
    found = [m for m in found if m["name"].lower().split()[0] not in words.MONTHS and not _is_next_subject(text, m)]
    found = [m for m in found if len(re.findall(rf"\b{re.escape(m['name'])}\b", text)) == 1]
    if not found:
        return None
    start, end = found[-1].span()
    for before in (_BEFORE, _DESCRIBED):
        if m := before.search(text[:start]):
            start = m.start("more")
    return (start, end) if word_count(text[start:end]) <= MAX_BLANK_WORDS else None


def _last_phrase(text: str, lang: str) -> tuple[int, int] | None:
    """What stands behind the last article or preposition, to the end of the clause.

    >>> def told(x, lang): return x[slice(*_last_phrase(x, lang))]
    >>> told("le canal dessert le port de la ville", "fr"), told("de molen maalt water uit de polder", "nl")
    ('port de la ville', 'polder')
    >>> _last_phrase("stroom om water te splitsen", "nl"), _last_phrase("les péniches attendent", "fr")
    (None, None)
    """
    if lang not in tongues.OPENERS:
        return None
    tokens = list(re.finditer(r"[^\s'’]+['’]?", text))
    lower = [m.group().lower().rstrip(".!,") for m in tokens]
    at = len(tokens)
    while at > 1 and not (lower[at - 1] in tongues.OPENERS[lang] and not _is_inside(lower, at - 1, lang)):
        at -= 1
    phrase = text[tokens[at].start() :].rstrip(" .!,;") if 1 < at < len(tokens) else ""
    joined = next((i for i, w in enumerate(phrase.lower().split()) if w in tongues.JOINING[lang]), 1)
    if joined > 1:
        return None  # "reste relève du règlement": there is a verb in it
    if (lang == "de" and " " in phrase) or _HALF.search(phrase):
        return None
    described = re.match(r"[^\W\d]+(?:e|a)\s[^\W\d]+$", phrase)  # "kleine overheid"
    ends_in_verb = lang in _VERB_SECOND and len(phrase.split()) > 1 and phrase.islower() and not described
    if not 1 <= len(phrase.split()) <= MAX_PHRASE_WORDS or ends_in_verb or re.search(r"[,;:()\d=]|\ste\s", phrase):
        return None
    return tokens[at].start(), tokens[at].start() + len(phrase)


def _is_next_subject(text: str, m: re.Match[str]) -> bool:
    """`Ebbe kommt früh, Flut spät`: a noun right behind a comma, of which something is told then."""
    series = re.search(r"(?:[A-ZÄÖÜ][\w-]+,\s){2}$", text[: m.start()])
    return text[: m.start()].endswith(", ") and bool(re.match(r"\s[a-zäöüß]", text[m.end() :])) and not series


MAX_PHRASE_WORDS = 5
_HALF = re.compile(r"^(?:vez|lugar|lieu|cas|caso|base|raison)\b|\s(?:no|non|pas|niet|inte|não|sí|oui)$", re.I)
"""`en vez de timina`, `la otra no`: half of a preposition, half of a contrast."""


def _is_inside(lower: list[str], at: int, lang: str) -> bool:
    """`de la ville`, `und das Meer`: an article behind a word that joins it to the phrase before."""
    return at > 0 and (lower[at] in tongues.JOINING[lang] or lower[at - 1] in tongues.JOINING[lang])


def _claim(text: str, lang: str, at: int) -> Claim:
    from cardgen.model import Block, Place, Point

    return claims(Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1), lang=lang))[at]

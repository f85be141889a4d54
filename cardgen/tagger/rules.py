"""The tagger's rules for verbs, nouns and adjectives: which reading a word has here, judged by what stands around it.

Each rule is named for what it sees, takes a sentence and the place of a word that has several readings, and gives one
tag, or "" for no opinion. Their order is in `tagger.RULES`.
"""

from __future__ import annotations

from typing import Final

from cardgen import words
from cardgen.tagger.sentence import BREAKS, FINITE, SAYING, STARTS_NOUN, Sentence, word_set

_NOMINAL: Final = frozenset({"N", "PN", "NUM", "PRON", "CODE"})
_BE_LIKE: Final = words.BE | frozenset(
    {"get", "gets", "got", "getting", "being", "become", "becomes", "became", "stay", "stays"}
)
_HAVE_OR_DO: Final = frozenset({"have", "has", "had", "do", "does", "did"})
_ALONE: Final = word_set("all both each some many few several most none any either this that these those")
_PLURALS: Final = word_set(
    "people ppl men women children mice feet teeth police cattle fish bacteria fungi algae nuclei mitochondria criteria"
)
_ONE_ONLY: Final = frozenset({"a", "an", "another", "each", "every", "either", "this", "that"})
_MANY_ONLY: Final = frozenset({"these", "those", "both", "many", "few", "several"})

_ON_THEIR_OWN: Final = word_set(
    """act break care change close come cope crash date deal differ drop end fail fall fly focus grow land last lead
    leak lie listen live look march match move peak point range rank reach rely rest result return rise run pay sail
    scale ship sleep spike spread stand start stay stem stop switch sync talk travel turn vary vote wait work fit
    range exit lag default float count form function matter travel check deploy write set map report
    panic hang freeze peak swarm flow flood"""
)
"""Verbs that are mostly nouns in notes, yet verbs before a preposition or at the end: "runs on", "starts at"."""
_NEEDS_NOTHING: Final = word_set("rise fall sink float lapse decay fail burn freeze")
"""Verbs that end a clause even as the only word that can be its verb: "hot air rises"."""
_OFTEN_NOTHING: Final = word_set(
    """melt boil crash collapse divide split contract shrink stall stop start restart drop peak change turn open close
    leak slip spread burst crack swell swing shift halt fade rust sprout cool flood wait retreat return revolt"""
)
"""Verbs that may end a clause, but only behind a noun with its article: "the muscle contracts", not "price drops"."""
_AMOUNTS: Final = word_set("twice half double less more most much enough little")
"""Behind a verb they begin its object: "stores twice as much"."""
_NEEDS_OBJECT: Final = word_set(
    """keep store found build make use call name base locate place put bring produce design discover invent
    introduce create define cache encrypt hash attach assign link measure require contain own cause divide elect
    appoint crown kill defeat publish adopt ratify abolish enact isolate discard derive replace remove add invest
    impose pack serve bake slice chop dice mince season hide catch choose hold give send tax deploy configure
    install"""
)
"""Verbs that hardly stand without an object: "rows kept in memory" is no sentence of its own."""
_LEADS_TO: Final = word_set(
    """access according added addition answer applies apply attached attributed back belong belongs close compared
    connected contrast contribute contributes down due equal equivalent exposed goes go went in key lead leads led
    limited linked lends move moved moves next opposed out over owing prior refer refers regard related relative
    reply respect respond responds response return returned returns send sends sent similar sold subject switch
    switched switches thanks up writes"""
)
"""Before "to" they make it a preposition, even where a verb could follow: "due to load", "switched to cache"."""
_CAUSATIVES: Final = word_set("let lets let's make makes made help helps helped see sees saw watch have has")
_ORDERS: Final = word_set(
    """run restart check test add use set start stop clean open close call ask mark label plan cut mix heat cover
    drain hash pin toast roast season fill fix update upgrade pick sort watch flag log write read plot list sketch
    bake boil fry cook whisk deploy"""
)
"""Verbs that are mostly nouns in notes, yet orders where a note begins with them: "run migrations"."""
_DASHES: Final = frozenset({"-", "–", "—", ":"})
_ARROWS: Final = frozenset({"->", "-->", "→", "=>", "⇒"})


# ------------------------------------------------------------------ around "to", modals and auxiliaries


def infinitive_marker(s: Sentence, i: int) -> str:
    """`to restart` is TO; `to the queue`, `due to load`, `from dry to wet` are P."""
    if s.low[i] != "to":
        return ""
    after = s.after(i)
    if s.word(after) in ("be", "have", "do"):
        return "TO"
    if not s.can(after, "V") or s.form(after) != "base":
        return "P"
    if s.options[after][0] != "V" and (s.word(i - 1) in _LEADS_TO or "from" in s.low[max(0, i - 4) : i]):
        return "P"
    return "TO"


def base_after_to_or_modal(s: Sentence, i: int) -> str:
    """`to scale`, `can cache`, `dont trust`: a base form, even of a verb that is mostly a noun."""
    if not s.can(i, "V") or s.form(i) != "base":
        return ""
    at = s.before(i)
    if s.tag(at) in ("TO", "MOD") or (
        s.word(at) in words.DO and (s.tag(i - 1) == "NEG" or s.word(at) not in _HAVE_OR_DO)
    ):
        return "V"
    return "V" if _asked_about(s, i) else ""


def _asked_about(s: Sentence, i: int) -> bool:
    """`why does bread rise`, `can it scale`: the subject stands between the auxiliary and the verb."""
    at = i - 1
    while at >= 0 and s.tags[at] in ("N", "PN", "PRON", "DET", "ADJ", "CODE", "ADV"):
        at -= 1
    if at < 0 or at == i - 1 or not (s.low[at] in words.DO or s.tags[at] == "MOD"):
        return False
    return s.tag(at - 1) in ("WH", "PUNCT") and s.tag(i - 1) not in ("DET", "ADJ")


def participle_after_auxiliary(s: Sentence, i: int) -> str:
    """`is cached`, `has never shipped`, `gets dropped`, `was it used`."""
    if not s.can(i, "VN"):
        return ""
    at = s.before(i)
    if s.tag(at) == "PRON" and s.tag(at - 1) == "AUX":
        at -= 1
    if s.word(at) in words.HAVE and s.can(i, "N"):
        return ""
    return "VN" if s.tag(at) == "AUX" or s.word(at) in _BE_LIKE or s.word(at) == "having" else ""


def participle_in_parallel(s: Sentence, i: int) -> str:
    """`is shared and cleared`: goes on as the passive before it."""
    if (
        not s.can(i, "VN")
        or s.tag(i - 1) not in ("CC", "PUNCT")
        or (s.tag(i + 1) == "DET" and s.word(i + 1) not in ("every", "each"))
        or s.tag(i + 1) == "PRON"
    ):
        return ""
    at = i - 2
    while at >= 0 and s.tags[at] not in ("V", "VN", "PUNCT"):
        at -= 1
    return "VN" if s.tag(at) == "VN" and s.word(s.before(at)) in words.BE else ""


def main_verb_have_or_do(s: Sentence, i: int) -> str:
    """`has 3 replicas` is V, `has shipped` and `why does it` are AUX."""
    if s.low[i] not in _HAVE_OR_DO:
        return ""
    after = s.after(i)
    if s.low[i] in ("have", "has", "had"):
        if s.tag(after) == "PRON" and s.opens(i):
            after = s.after(after)
        return "AUX" if s.tag(after) in ("VN", "AUX") and not s.can(after, "N") else "V"
    helps = s.tag(i + 1) == "NEG" or (s.tag(after) == "V" and s.form(after) == "base")
    return "AUX" if helps or s.tag(s.before(i)) == "WH" or (s.opens(i) and s.tag(i + 1) in ("DET", "PRON")) else "V"


# ------------------------------------------------------------------ what cannot be a verb here


def noun_after_determiner(s: Sentence, i: int) -> str:
    """`the run`, `its slow path`, `a managed service`; but `all run`, `each costs`, `these cause`."""
    at = i - 1
    while s.tag(at) in ("ADV", "ADJ", "VN") and at >= 0:
        at -= 1
    if s.tag(at) != "DET" or not set(s.options[i]) & {"V", "VN", "VG", "ADJ"} or s.low[i] == "gets":
        return ""
    if at == i - 1 and s.low[at] in _ALONE and _stands_alone(s, at, i):
        return "V"
    if s.can(i, "ADJ") and (
        s.tag(i + 1) in ("N", "PN", "ADJ", "VG", "VN", "CODE") or s.can(i + 1, "N") or s.can(i + 1, "PRON")
    ):
        return "ADJ"
    if s.can(i, "VN") and not s.can(i, "N"):
        return "VN"
    return next((tag for tag in ("N", "VG", "ADJ") if s.can(i, tag)), "N")


def noun_after_owner(s: Sentence, i: int) -> str:
    """`the day's sends`, `the reader's writes`; but `it's fast`."""
    owner = s.word(i - 1).endswith(("'s", "’s")) and s.tag(i - 1) in ("N", "PN")
    return "N" if owner and s.can(i, "V") and s.form(i) == "s" else ""


def _stands_alone(s: Sentence, determiner: int, i: int) -> bool:
    """`each costs`, `these cause`, `all run`: the number does not fit, or the word is nothing but a verb."""
    if not s.can(i, "V") or s.form(i) not in ("base", "s", "past"):
        return False
    word, form = s.low[determiner], s.form(i)
    if s.options[i] == ("V",) or (s.options[i][0] == "V" and form == "s"):
        return True
    return (word in _ONE_ONLY and form == "s") or (word in _MANY_ONLY and form == "base")


def noun_after_adjective(s: Sentence, i: int) -> str:
    """`high cost`, `slow writes`, `second run`."""
    if s.tag(i - 1) != "ADJ" or not s.can(i, "N") or s.can(i - 1, "V"):
        return ""
    # after "is slow" nothing is described any more
    return "" if s.word(s.before(i - 1)) in words.BE and s.form(i) == "s" else "N"


def noun_after_preposition(s: Sentence, i: int) -> str:
    """`for cost`, `at scale`, `of results`, `of used cars`; but after `after` a clause may follow."""
    if s.tag(i - 1) == "P" and s.can(i, "PN"):
        return "PN"
    if s.tag(i - 1) != "P" or not (s.can(i, "V") or s.can(i, "VN")) or s.can(i - 1, "SUB") or s.can(i - 1, "ADV"):
        return ""
    if s.can(i, "N"):
        return "N"
    if s.can(i, "ADJ"):
        return "ADJ"
    return "VN" if s.can(i, "VN") else "N"


def noun_after_number(s: Sentence, i: int) -> str:
    """`3 runs`, `two reads`; but `1848 marks the start`."""
    if s.tag(i - 1) != "NUM" or not s.can(i, "N"):
        return ""
    return "" if s.tag(i + 1) == "DET" and not s.has_finite(i) else "N"


def noun_before_finite(s: Sentence, i: int) -> str:
    """`training runs are`, `read cost has`; `models need`, `misses cost`: a plural before what can be its verb."""
    after = s.after(i)
    if (
        s.options[i] == ("V",)
        and s.form(i) == "s"
        and s.can(after, "V")
        and s.form(after) == "base"
        and not s.can(after, "N")
    ):
        return "" if s.base(i) in ("help", "let", "get") else "N"
    if not s.can(i, "N") or s.tag(s.before(i)) in ("PRON", "REL", "TO", "MOD"):
        return ""
    if s.is_sure(after):
        return "N"
    if s.form(i) != "s" or s.options[i][0] != "N" or not s.can(after, "V") or s.form(after) != "base":
        return ""
    return (
        "N"
        if s.opens(i)
        or s.tag(i - 1) in ("ADJ", "DET", "P")
        or s.tag(after + 1) in ("DET", "N", "PN", "NUM", "ADJ", "CODE")
        or (s.base(after) in _ON_THEIR_OWN and s.word(after + 1) == "with")  # "ticket prices scale with distance"
        else ""
    )


def second_of_two_verbs(s: Sentence, i: int) -> str:
    """`makes use`, `run tests`: after a finite verb comes its object."""
    return "N" if s.can(i, "N") and s.is_sure(i - 1) and s.tag(i - 1) == "V" and s.word(i - 1) not in SAYING else ""


# ------------------------------------------------------------------ what must be a verb here


def verb_after_subject_word(s: Sentence, i: int) -> str:
    """`they cache`, `which costs`, `who ruled`; not the second word of `saw it run`."""
    if not s.can(i, "V") or s.form(i) not in ("base", "s", "past"):
        return ""
    at = s.before(i)
    if s.tag(at) == "REL" and s.word(at) != "whose":
        return "V" if s.word(at) != "that" or s.tag(at - 1) in _NOMINAL | {"ADJ"} else ""
    if s.tag(at) != "PRON" or s.word(at) in words.REFLEXIVES:
        return ""
    if s.word(at) in words.OBJECT_PRONOUNS - words.SUBJECT_PRONOUNS:
        return ""
    never_object = s.word(at) in words.SUBJECT_PRONOUNS - words.OBJECT_PRONOUNS
    is_object = not never_object and s.tag(at - 1) in ("V", "VG") and s.word(at - 1) not in SAYING
    return "" if is_object or (s.tag(at - 1) == "P" and not s.can(at - 1, "SUB")) else "V"


def base_after_causative(s: Sentence, i: int) -> str:
    """`lets users retry`, `let the dough rest`, `help reduce`, `please check`."""
    if not s.can(i, "V") or s.form(i) != "base":
        return ""
    if s.word(i - 1) in ("help", "helps", "helped", "please", "let's"):
        return "V"
    if s.low[i] == "help" and s.form(i + 1) == "base" and s.tag(s.before(i)) in _NOMINAL:
        return "V"
    at = i - 1
    while at > i - 5 and s.tag(at) in ("N", "PN", "PRON", "DET", "ADJ"):
        at -= 1
    if at == i - 1 or s.word(at) not in _CAUSATIVES or s.tag(i - 1) in ("DET", "ADJ"):
        return ""
    return "V" if s.options[i][0] == "V" or s.word(at).startswith("let") else ""


def order_at_start(s: Sentence, i: int) -> str:
    """`check the logs`, `run it twice`, `simmer until thick`; after another order also `fold in the flour`."""
    if not s.can(i, "V") or s.form(i) != "base" or not s.opens(i) or s.tag(s.before(i)) == "REL":
        return ""
    after = s.tag(i + 1)
    if s.can(i, "ADJ"):
        return "V" if after in ("DET", "PRON") or s.word(i + 1) in ("up", "down", "out") else ""
    if s.options[i][0] == "V" or after in ("DET", "PRON"):
        return "V"
    if after not in ("P", "ADV") or s.word(i + 1) == "of":
        return ""
    start = s.clause_start(max(0, s.before(i) - 1))
    return "V" if s.base(i) in _ON_THEIR_OWN or (start < i - 1 and s.is_sure(start) and s.form(start) == "base") else ""


def order_before_noun(s: Sentence, i: int) -> str:
    """`run migrations`, `restart nginx`; but `cache layer`, `read replicas lag`."""
    if not s.can(i, "V") or s.form(i) != "base" or not s.opens(i) or s.base(i) not in _ORDERS or s.has_finite(i):
        return ""
    return "V" if s.tag(i + 1) in ("N", "PN", "CODE", "ADJ", "VN") else ""


def verb_at_start(s: Sentence, i: int) -> str:
    """A note that leaves its subject out: `keeps the session`, `runs every 5 min`, not `results of the vote`."""
    if not s.can(i, "V") or s.form(i) != "s" or not s.opens(i):
        return ""
    if s.options[i][0] == "V":
        return "N" if s.can(i, "N") and s.word(i + 1) == "of" else "V"
    if s.can(i + 1, "VN"):
        return "V" if s.tag(i + 2) == "N" and s.word(i + 2).endswith("s") else ""
    return "V" if _has_object(s, i) and s.finite_after(i) < 0 else ""


def verb_after_plural(s: Sentence, i: int) -> str:
    """`replicas lag behind`, `models need data`: compounds begin with a singular, so a base form here is the verb."""
    at = s.before(i)
    if not s.can(i, "V") or s.form(i) != "base" or s.tag(at) != "N" or not _is_plural(s.low[at]) or s.has_finite(i):
        return ""
    if s.can(i, "ADJ") or s.tag(i + 1) in ("AUX", "MOD") or s.word(i + 1) == "of":
        return ""
    # "tcp guarantees order": the plural can itself be the verb, unless an object follows as in "cache misses cost time"
    verb_before = s.can(at, "V") and s.tag(at - 1) in _NOMINAL and _agrees(s, at - 1, at)
    return "" if verb_before and s.tag(i + 1) not in STARTS_NOUN and not s.can(i + 1, "VN") else "V"


def verb_between_nouns(s: Sentence, i: int) -> str:
    """`the gateway routes calls`, `sharding fixes it`: number agrees, an object follows, no other verb is about."""
    at = s.before(i)
    if not s.can(i, "V") or not s.can(i, "N") or s.tag(at) not in _NOMINAL | {"VG"} or s.has_finite(i):
        return ""
    return "V" if _agrees(s, at, i) and _has_object(s, i) else ""


def verb_of_subordinate(s: Sentence, i: int) -> str:
    """`when pressure drops`, `that the app crashes`: such a clause has a verb, and no other word can be it."""
    at = s.before(i)
    goes_on = s.finite_after(i) >= 0 and s.tag(i + 1) not in ("DET", "PRON")  # "when the bell rings the shop is shut"
    if not s.can(i, "V") or s.tag(at) not in _NOMINAL or goes_on or s.finite_before(i) >= 0 or not _agrees(s, at, i):
        return ""
    opener = s.clause_start(i) - 1
    return "V" if s.tag(opener) in ("SUB", "REL") or (s.can(opener, "SUB") and s.tag(opener + 1) != "NUM") else ""


def main_verb_behind_condition(s: Sentence, i: int) -> str:
    """`when the pump stops the water rises`: behind a condition without a comma comes a clause with its own verb."""
    at = s.before(i)
    if not s.can(i, "V") or not s.can(i, "N") or s.tag(at) != "N" or not _agrees(s, at, i):
        return ""
    alone = s.base(i) in _ON_THEIR_OWN | _NEEDS_NOTHING and s.tag(i + 1) in ("PUNCT", "P", "ADV", "CC")
    if not alone and s.tag(i + 1) not in ("PRON", "DET"):
        return ""
    start = at
    while s.tag(start) in ("N", "ADJ") and start > 0:
        start -= 1
    conditional = s.word(s.clause_start(i) - 1) in ("if", "when", "whenever", "once")
    return "V" if conditional and s.tag(start) == "DET" and 0 <= s.finite_before(i) < start else ""


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in _PLURALS


def _agrees(s: Sentence, subject: int, verb: int) -> bool:
    """A plural goes with a base form, a singular with -s; a past goes with both."""
    form, word = s.form(verb), s.low[subject]
    if form == "past" or word in ("data", "you") or s.tag(subject - 1) == "CC":
        return True
    return (form == "base") == (_is_plural(word) or word in ("we", "they", "i"))


def _has_object(s: Sentence, i: int) -> bool:
    """What follows can be its object or adverbial."""
    after = s.tag(i + 1)
    if s.word(i + 1) in ("up", "down", "off", "away"):
        return True
    if after == "SUB" or s.word(i + 1) in _ARROWS or (after == "PUNCT" and s.word(s.clause_start(i) - 1) in _ARROWS):
        return s.form(i) == "s"
    if s.word(i + 1) in _AMOUNTS:
        return True
    if after == "P" and s.base(i) in _NEEDS_NOTHING:
        return s.word(i + 1) != "of"
    if after in ("P", "TO", "ADV", "WH"):
        return s.base(i) in _ON_THEIR_OWN and s.word(i + 1) != "of"
    if after == "PUNCT":
        return s.base(i) in _NEEDS_NOTHING or (s.base(i) in _OFTEN_NOTHING and _has_article(s, s.before(i)))
    return after in ("DET", "PRON", "N", "PN", "NUM", "ADJ", "CODE", "NEG", "VG")


def _has_article(s: Sentence, noun: int) -> bool:
    """`the muscle`, `a hot engine`: the noun phrase that ends here begins with a determiner."""
    at = noun
    while s.tag(at) in ("N", "ADJ", "VN"):
        at -= 1
    return at < noun and s.tag(at) == "DET"


def by_habit(s: Sentence, i: int) -> str:
    """Nothing else decided: what the word mostly is."""
    return "N" if s.options[i][0] == "N" and s.can(i, "V") else ""


# ------------------------------------------------------------------ -ed, -ing and adjectives


def gerund_with_object(s: Sentence, i: int) -> str:
    """`training the model`: a noun in -ing that has an object is a verb."""
    return "VG" if s.can(i, "VG") and s.can(i, "N") and s.tag(i + 1) in ("DET", "PRON") else ""


def participle_with_by(s: Sentence, i: int) -> str:
    """`league led by merchants`, `rows written by the loader`."""
    return "VN" if s.can(i, "VN") and s.word(i + 1) == "by" and s.tag(s.before(i)) != "PRON" else ""


def verb_behind_aside(s: Sentence, i: int) -> str:
    """`the smith, a man from Ghent, sailed to Riga`: a name, something told of it between commas, then its verb."""
    if not s.can(i, "VN") or s.form(i) != "past" or s.word(s.before(i)) != ",":
        return ""
    commas = [at for at in range(i) if s.low[at] == ","]
    if len(commas) < 2 or "CC" in s.tags[commas[-2] : commas[-2] + 2]:
        return ""
    first = commas[-2] if len(commas) == 2 else commas[0]
    name, told = s.tags[:first], s.tags[first + 1 : commas[-1]]
    in_a_row = any(
        told[at : at + 2] == ["CC", "DET"] for at in range(len(told))
    )  # "the hull, the mast and a sail, tarred"
    opens = (
        len(told) > 1
        and not in_a_row
        and (told[0] in ("DET", "P") or (told[0] == "REL" and s.word(first + 1) != "which"))
    )
    plain = name and name[0] not in ("P", "SUB") and {"V", "AUX", "MOD", "PUNCT"}.isdisjoint(name)
    return "V" if opens and plain and name[-1] in ("N", "PN") else ""


def verb_in_parallel(s: Sentence, i: int) -> str:
    """`lost the ship (the Vasa) and ended as a clerk`: a past behind "and" goes on as the past before it."""
    if not s.can(i, "VN") or s.can(i, "N") or s.form(i) != "past" or s.tag(s.before(i)) != "CC":
        return ""
    at = s.before(i) - 1
    while at >= 0 and s.tags[at] not in FINITE and s.low[at] not in (",", ";", ":") and not s.can(at, "SUB"):
        at = s.text.index("(") - 1 if s.low[at] == ")" and "(" in s.text[:at] else at - 1
    return "V" if s.tag(at) == "V" and s.form(at) == "past" and not s.can(at, "AUX") and s.tag(i + 1) == "P" else ""


def participle_at_start(s: Sentence, i: int) -> str:
    """`founded in 1834`, `kept for 7 days`; but `built the wall`, and `came and stayed in rome`."""
    if not s.can(i, "VN") or s.can(i, "N") or not s.opens(i):
        return ""
    at = s.before(i)
    if s.tag(at) == "CC" and "V" in s.tags[max(0, at - 6) : at]:
        return ""
    return "VN" if s.tag(i + 1) in ("P", "PUNCT", "NUM", "ADV", "TO", "CC") else ""


def participle_without_object(s: Sentence, i: int) -> str:
    """`rows kept in memory`: "keep" has an object, so without one it is no active verb; but `the war ended in 1648`."""
    if not s.can(i, "VN") or s.base(i) not in _NEEDS_OBJECT or s.tag(s.before(i)) in ("PRON", "REL"):
        return ""
    return "VN" if s.tag(i + 1) in ("P", "PUNCT", "CC", "SUB") and s.tag(s.before(i)) in ("N", "PN", "CODE") else ""


def participle_beside_finite(s: Sentence, i: int) -> str:
    """`rows stored in redis expire`: the clause has its verb, so -ed describes; but not `who fled lost their land`."""
    if not s.can(i, "VN") or s.can(i, "N") or s.tag(s.before(i)) in ("PRON", "REL") or s.tag(i + 1) in ("DET", "PRON"):
        return ""
    return "VN" if s.has_finite(i) or _second_past(s, i) else ""


def _second_past(s: Sentence, i: int) -> bool:
    """`grain shipped from egypt fed rome`: a later past form has the object."""
    if s.tag(i + 1) != "P" or s.tag(i - 1) not in ("N", "PN"):
        return False
    at = i + 1
    while at < len(s.tags) and not s.is_break(at):
        if s.can(at, "V") and s.form(at) == "past" and s.tag(at - 1) in _NOMINAL and s.tag(at + 1) in STARTS_NOUN:
            return True
        at += 1
    return False


def participle_before_noun(s: Sentence, i: int) -> str:
    """`hashed passwords`, `a managed cluster`, `uses shared memory`."""
    if not s.can(i, "VN") or s.can(i, "N") or s.tag(i + 1) not in ("N", "PN"):
        return ""
    if (
        s.word(i - 1) in _DASHES
        and s.word(i + 2) == ","
        and not any(s.can(at, "V") for at in range(i + 2, len(s.text)))
    ):
        return "VN"  # "ABCD - displaced tube, kink, leak": what the letters stand for
    if s.tag(i - 1) == "CC" and s.can(i + 2, "V") and s.form(i + 2) == "past" and s.tag(i + 3) not in ("P", "PUNCT"):
        return "VN"  # "and barbed wire slowed people"
    return "VN" if s.tag(i - 1) in ("P", "DET", "ADJ", "V", "NUM", "VG") or s.finite_after(i) >= 0 else ""


def adjective_or_verb(s: Sentence, i: int) -> str:
    """`open the valve`, `enzymes lower the barrier` against `the open valve`, `is empty`."""
    if not s.can(i, "ADJ") or not s.can(i, "V"):
        return ""
    at = s.before(i)
    if s.form(i) == "past" and s.tag(i + 1) in ("DET", "PRON"):
        return "V"
    takes_object = s.tag(i + 1) in ("DET", "PRON") and not s.has_finite(i)
    if (
        s.tag(i + 1) == "P"
        and s.base(i) in _ON_THEIR_OWN
        and s.tag(at) == "N"
        and not s.has_finite(i)
        and _agrees(s, at, i)
    ):
        return "V"
    if takes_object and (s.tag(at) in BREAKS or (s.tag(at) in ("N", "PN", "PRON") and _agrees(s, at, i))):
        return "V"
    return "" if s.can(i, "N") else "ADJ"


def adjective_or_noun(s: Sentence, i: int) -> str:
    """`the primary fails` against `the primary index`, `it is official`."""
    if not s.can(i, "ADJ") or not s.can(i, "N"):
        return ""
    if s.can(i, "ADV"):
        fraction = s.word(i + 1) == "of" or (
            s.low[i] == "second" and s.word(i - 1) in ("per", "a", "every", "each", "one")
        )
        return "N" if fraction else ""
    if s.tag(i + 1) in ("N", "PN", "ADJ") and not s.can(i + 1, "V"):
        return "ADJ"
    return "ADJ" if s.word(s.before(i)) in _BE_LIKE else "N"


def adverb_or_adjective(s: Sentence, i: int) -> str:
    """`runs fast`, `check it first`, `far cheaper` against `fast disks`, `is fast`."""
    if not s.can(i, "ADJ") or not s.can(i, "ADV"):
        return ""
    at = s.before(i)
    if (
        s.word(i + 1) in ("one", "ones")
        or s.tag(i + 1) in ("N", "PN", "VG", "NUM")
        or s.tag(i - 1) == "DET"
        or {s.word(at), s.word(at - 1)} & _BE_LIKE
    ):
        return "ADJ"
    if s.tag(i + 1) in ("ADJ", "ADV", "VN"):
        return "ADV"
    return "ADV" if s.tag(at) == "V" or s.finite_before(i) >= 0 else "ADJ"

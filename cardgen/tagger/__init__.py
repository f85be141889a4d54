"""A coarse part-of-speech tagger for messy notes: lower case, no full stops, apostrophes missing.

A word brings its possible readings (`readings`); small rules, each named for what it sees (`rules`, `wordrules`),
choose among them by what stands around. A rule picks one of a word's readings or says nothing, and the first rule that
answers has the word: their order is the order of `RULES`.

    N noun   PN name, acronym, identifier   V finite or base verb   VG -ing   VN past participle   AUX be, have, do
    MOD modal   TO "to" before a verb   DET   PRON   ADJ   ADV   P preposition   CC coordinator   SUB subordinator
    REL relative   WH question word   NUM   NEG   PUNCT   CODE code, math, links   X the rest

A contraction with its subject ("im", "theyll") counts as its verb, AUX or MOD; `words.CONTRACTIONS` has both parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cardgen.tagger import rules, wordrules
from cardgen.tagger.sentence import FINITE as FINITE
from cardgen.tagger.sentence import Rule, Sentence
from cardgen.tagger.tokens import Token as Token
from cardgen.tagger.tokens import tokenize as tokenize

RULES: Final[tuple[Rule, ...]] = (
    # sure: small words that leave no choice
    rules.infinitive_marker,
    rules.base_after_to_or_modal,
    rules.participle_after_auxiliary,
    rules.main_verb_have_or_do,
    rules.noun_after_determiner,
    rules.noun_after_owner,
    rules.noun_after_adjective,
    rules.noun_after_preposition,
    rules.noun_after_number,
    rules.verb_after_subject_word,
    rules.base_after_causative,
    # the clause's verb, pure forms first, so that what is left knows whether one is there
    rules.order_at_start,
    rules.noun_before_finite,
    rules.second_of_two_verbs,
    rules.gerund_with_object,
    rules.participle_with_by,
    rules.participle_in_parallel,
    rules.verb_after_plural,
    rules.order_before_noun,
    rules.verb_at_start,
    rules.participle_before_noun,
    rules.verb_between_nouns,
    rules.verb_of_subordinate,
    rules.main_verb_behind_condition,
    rules.verb_behind_aside,
    rules.verb_in_parallel,
    rules.participle_at_start,
    rules.participle_without_object,
    rules.participle_beside_finite,
    # what is left
    rules.adjective_or_verb,
    rules.adjective_or_noun,
    rules.by_habit,
    rules.adverb_or_adjective,
    # small words, which need the verbs around them
    wordrules.that,
    wordrules.question_word,
    wordrules.clause_or_phrase,
    wordrules.determiner_or_pronoun,
    wordrules.particle,
    wordrules.single_words,
)
"""In this order: the first rule that answers has the word."""
_ONLY_VERB: Final = ("V",)
# After "the" even a word that is nothing but a verb is a noun: "before the deploy". So the rules see these too.


def tag(tokens: Sequence[str]) -> tuple[str, ...]:
    """The tag of every token.

    >>> " ".join(tag("build cache is shared between runners".split()))
    'N N AUX VN P N'
    >>> " ".join(tag("the gateway routes calls and keeps results for 5m".split()))
    'DET N V N CC V N P NUM'
    >>> " ".join(tag("keep it warm until the leader steps down".split()))
    'V PRON ADJ SUB DET N V ADV'
    """
    s = Sentence(tokens)
    _name_capitals(s)
    _name_hours(s)
    for rule in RULES:
        for i, options in enumerate(s.options):
            if (len(options) > 1 or options == _ONLY_VERB) and (found := rule(s, i)):
                s.settle(i, found)
    return tuple(s.tags)


def finite_verbs(tags: Sequence[str]) -> tuple[bool, ...]:
    """Which tokens are finite verbs: not the base form after "to" or a modal, nor the auxiliary between them.

    >>> finite_verbs(tag("it should not have to wait".split()))
    (False, True, False, False, False, False)
    """
    found = []
    open_group = False
    for name in tags:
        found.append(name in FINITE and not open_group)
        open_group = name in ("TO", "MOD", "AUX") or (open_group and name in ("ADV", "NEG"))
    return tuple(found)


def _name_hours(s: Sentence) -> None:
    """`9 am`: behind a number it is half of a time."""
    for i in range(1, len(s.text)):
        if s.low[i] in ("am", "pm") and s.tags[i - 1] == "NUM":
            s.settle(i, "N")


def _name_capitals(s: Sentence) -> None:
    """A capital inside a sentence makes a name, unless most words have one, as in a title."""
    for i, text in enumerate(s.text):
        if text == "Am" and not s.opens(i) and s.text[i - 1] != "I":
            s.settle(i, "PN")  # "N Am, S Am"
    letters = [text for text in s.text if text[:1].isalpha()]
    if 2 * sum(text[:1].isupper() for text in letters) > len(letters) + 1:
        return
    for i, text in enumerate(s.text):
        if text[:1].isupper() and text[1:].islower() and s.tags[i] in ("N", "V", "ADJ", "VN", "VG") and not s.opens(i):
            s.settle(i, "PN")

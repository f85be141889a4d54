"""The tokenizer and the tagger: notes tagged by hand, each rule with a case it decides and one it leaves alone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.tagger import FINITE, RULES, finite_verbs, tag, tokenize

TAGGED = Path(__file__).parent / "tagged.txt"
TAGS = {
    "N", "PN", "V", "VG", "VN", "AUX", "MOD", "TO", "DET", "PRON", "ADJ", "ADV", "P", "CC", "SUB", "REL", "WH", "NUM",
    "NEG", "PUNCT", "CODE", "X",
}  # fmt: skip
_PAIR = re.compile(r"(`[^`]*`|\S+?)/([A-Z]+)(?=\s|$)")


def hand_tagged() -> Iterator[tuple[list[str], list[str]]]:
    for line in TAGGED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            pairs = _PAIR.findall(line)
            yield [word for word, _ in pairs], [name for _, name in pairs]


def tags_of(text: str) -> dict[str, str]:
    tokens = [token.text for token in tokenize(text)]
    return dict(zip(tokens, tag(tokens), strict=True))


def test_the_fixture_is_well_formed() -> None:
    sentences = list(hand_tagged())
    assert len(sentences) >= 100
    assert {name for _, names in sentences for name in names} <= TAGS


def test_words_are_tagged_as_a_person_would() -> None:
    pairs = [pair for words, names in hand_tagged() for pair in zip(tag(words), names, strict=True)]
    assert sum(ours == theirs for ours, theirs in pairs) / len(pairs) >= 0.97


def test_finite_verbs_are_found() -> None:
    pairs = [pair for words, names in hand_tagged() for pair in zip(tag(words), names, strict=True)]
    assert sum((ours in FINITE) == (theirs in FINITE) for ours, theirs in pairs) / len(pairs) >= 0.98


@pytest.mark.parametrize(
    ("rule", "text", "word", "expected"),
    [
        ("infinitive_marker", "cheap to restart", "to", "TO"),
        ("infinitive_marker", "slow due to load", "to", "P"),
        ("infinitive_marker", "goes from dry to wet", "to", "P"),
        ("base_after_to_or_modal", "replicas can cache rows", "cache", "V"),
        ("base_after_to_or_modal", "dont trust it", "trust", "V"),
        ("base_after_to_or_modal", "why does dough rise ?", "rise", "V"),
        ("base_after_to_or_modal", "the cache is full", "cache", "N"),
        ("participle_after_auxiliary", "rows have never been cached", "cached", "VN"),
        ("participle_after_auxiliary", "the loader cached the rows", "cached", "V"),
        ("main_verb_have_or_do", "it has three nodes", "has", "V"),
        ("main_verb_have_or_do", "it has shipped", "has", "AUX"),
        ("noun_after_determiner", "before the deploy", "deploy", "N"),
        ("noun_after_determiner", "this causes drift", "causes", "V"),
        ("noun_after_determiner", "the causes of drift", "causes", "N"),
        ("noun_after_owner", "the day's sends go out", "sends", "N"),
        ("noun_after_owner", "it's sends that fail", "sends", "V"),
        ("noun_after_adjective", "high cost of reads", "cost", "N"),
        ("noun_after_adjective", "the disk is slow", "slow", "ADJ"),
        ("noun_after_preposition", "waits for work", "work", "N"),
        ("noun_after_preposition", "closed in march", "march", "PN"),
        ("noun_after_number", "fails after 3 runs", "runs", "N"),
        ("noun_after_number", "1848 marks the start", "marks", "V"),
        ("noun_before_finite", "training runs are slow", "runs", "N"),
        ("noun_before_finite", "plants store sugar", "plants", "N"),
        ("noun_before_finite", "ticket prices scale with distance", "prices", "N"),
        ("verb_after_subject_word", "they cache rows", "cache", "V"),
        ("verb_after_subject_word", "a lock which costs time", "costs", "V"),
        ("verb_after_subject_word", "when plants respire they release gas", "release", "V"),
        ("verb_after_subject_word", "keep it warm", "warm", "ADJ"),
        ("base_after_causative", "let the dough rest", "rest", "V"),
        ("base_after_causative", "the rest of the dough", "rest", "N"),
        ("order_at_start", "check the logs", "check", "V"),
        ("order_at_start", "check of the logs", "check", "N"),
        ("order_before_noun", "run migrations twice", "run", "V"),
        ("order_before_noun", "cache layer for reads", "cache", "N"),
        ("second_of_two_verbs", "keeps watch over rows", "watch", "N"),
        ("verb_after_plural", "followers lag behind", "lag", "V"),
        ("verb_after_plural", "replica lag grows", "lag", "N"),
        ("verb_after_plural", "the log guarantees order", "order", "N"),
        ("base_after_causative", "bacteria help digest fiber", "help", "V"),
        ("verb_at_start", "costs $5 a month", "costs", "V"),
        ("verb_at_start", "costs of the war", "costs", "N"),
        ("verb_between_nouns", "the gateway routes calls", "routes", "V"),
        ("verb_between_nouns", "the calf muscle contracts", "contracts", "V"),
        ("verb_between_nouns", "price drops", "drops", "N"),
        ("verb_between_nouns", "error rates in prod", "rates", "N"),
        ("verb_of_subordinate", "close it when pressure drops", "drops", "V"),
        ("verb_of_subordinate", "eye drops", "drops", "N"),
        ("verb_of_subordinate", "when the bell rings the school is out", "rings", "V"),
        ("main_verb_behind_condition", "when the pump stops the water rises", "rises", "V"),
        ("main_verb_behind_condition", "the guide lists the bus stops", "stops", "N"),
        ("gerund_with_object", "training the model is dear", "training", "VG"),
        ("gerund_with_object", "training data is dear", "training", "N"),
        ("participle_with_by", "a league led by merchants", "led", "VN"),
        ("participle_with_by", "merchants led the league", "led", "V"),
        ("participle_at_start", "founded in 1602", "founded", "VN"),
        ("participle_at_start", "founded the bank", "founded", "V"),
        ("verb_behind_aside", "the smith , a man from Ghent , sailed to Riga", "sailed", "V"),
        ("verb_behind_aside", "the hull , the mast and a sail , patched with tar", "patched", "VN"),
        ("verb_in_parallel", "he lost the ship ( a brig ) and settled as a clerk in Riga", "settled", "V"),
        ("verb_in_parallel", "a bell of bronze and polished to a shine", "polished", "VN"),
        ("participle_in_parallel", "rows are hashed and stored twice", "stored", "VN"),
        ("participle_in_parallel", "it hashed the row and stored it", "stored", "V"),
        ("participle_without_object", "rows kept in memory", "kept", "VN"),
        ("participle_without_object", "the war ended in 1648", "ended", "V"),
        ("participle_beside_finite", "rows stored in s3 expire", "stored", "VN"),
        ("participle_beside_finite", "serfs who fled lost their land", "lost", "V"),
        ("participle_before_noun", "uses shared memory", "shared", "VN"),
        ("participle_before_noun", "they shared memory", "shared", "V"),
        ("adjective_or_verb", "open the valve", "open", "V"),
        ("adjective_or_verb", "the open valve leaks", "open", "ADJ"),
        ("adjective_or_noun", "the primary fails", "primary", "N"),
        ("adjective_or_noun", "the primary index fails", "primary", "ADJ"),
        ("adverb_or_adjective", "it runs fast", "fast", "ADV"),
        ("adverb_or_adjective", "it needs fast disks", "fast", "ADJ"),
        ("by_habit", "state of the queue", "state", "N"),
        ("by_habit", "keep of the castle", "keep", "V"),
        ("that", "it shows that rows expire", "that", "SUB"),
        ("that", "a row that expires", "that", "REL"),
        ("that", "that row expires", "that", "DET"),
        ("question_word", "who owns the pager ?", "who", "WH"),
        ("question_word", "the king who fled", "who", "REL"),
        ("clause_or_phrase", "since the leader died", "since", "SUB"),
        ("clause_or_phrase", "in use since 1848", "since", "P"),
        ("clause_or_phrase", "it grew so fast", "so", "ADV"),
        ("clause_or_phrase", "late bc of rain", "bc", "P"),
        ("determiner_or_pronoun", "more memory", "more", "DET"),
        ("determiner_or_pronoun", "more stable", "more", "ADV"),
        ("determiner_or_pronoun", "this is slow", "this", "PRON"),
        ("particle", "the heap grows up", "up", "ADV"),
        ("particle", "up the hill", "up", "P"),
        ("single_words", "its been slow", "its", "AUX"),
        ("single_words", "its size", "its", "DET"),
        ("single_words", "there is a leak", "there", "PRON"),
    ],
)  # fmt: skip
def test_rule(rule: str, text: str, word: str, expected: str) -> None:
    assert rule in {r.__name__ for r in RULES}
    assert tags_of(text)[word] == expected


def test_every_rule_has_a_case() -> None:
    marks = [m for m in test_rule.pytestmark if m.name == "parametrize"]  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == {rule.__name__ for rule in RULES}


def test_hours_are_no_verbs() -> None:
    assert tags_of("most sends go out between 7 and 9 am")["am"] == "N"
    assert tags_of("i am late")["am"] == "AUX"


def test_a_capital_inside_a_sentence_is_a_name_but_a_title_has_capitals_anyway() -> None:
    assert tags_of("the treaty gave Holland a port")["Holland"] == "PN"
    assert tags_of("Cost And Scale Of Storage")["Scale"] == "N"


def test_stressed_words_keep_their_class_and_acronyms_are_names() -> None:
    found = tags_of("league WITHOUT a king, NOT the GPU or IT team")
    assert (found["WITHOUT"], found["NOT"], found["GPU"], found["IT"]) == ("P", "NEG", "PN", "PN")


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("it should not have to wait", "should"),
        ("theyll ship it and weve tested it", "theyll weve"),
        ("rows kept in memory for 2h", ""),
        ("the app crashes because the disk fills up", "crashes fills"),
    ],
)
def test_finite_verbs_of(text: str, verbs: str) -> None:
    tokens = [token.text for token in tokenize(text)]
    found = [token for token, finite in zip(tokens, finite_verbs(tag(tokens)), strict=True) if finite]
    assert found == verbs.split()


@pytest.mark.parametrize(
    "text",
    [
        "72h | 14.4x | $5 | 99.95% | 1853-56 | 02:30 | 18:00–19:00 | ~300ms | $1.2bn | 5km/h | 3rd | 1990s | 37°C",
        "isn't | don’t | read/write | and/or | w/o | b/c | trade-off | Newton's | naïve | Straße | p99 | gb200s",
        "event_id | CamelCase | redis.conf | node.js | src/app.py | ~/notes/x.md | /etc/hosts | retry() | --dry-run",
        "-> | => | → | ... | … | e.g. | vs. | U.S. | `a  b` | ``a`b`` | $x^2 + 1$ | $$y$$ | ![a b](c.png)",
        'https://a.example/b?c=d | me@a.example | a | ( | ) | [ | ] | , | ; | : | ! | ? | " | “ | ”',
    ],
)
def test_one_token_each(text: str) -> None:
    for part in text.split(" | "):
        assert [token.text for token in tokenize(part)] == [part]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("w/cache", "w/|cache"),
        ('"a b"', '"|a|b|"'),
        ("ends.Next", "ends|.|Next"),
        ("$5 or $6", "$5|or|$6"),
        ("f(x)=2", "f|(|x|)|=|2"),
        ("(see https://a.example/b).", "(|see|https://a.example/b|)|."),
        ("a->b", "a|->|b"),
        ("it is 5.", "it|is|5|."),
    ],
)
def test_tokens_are_parted(text: str, parts: str) -> None:
    assert [token.text for token in tokenize(text)] == parts.split("|")


@given(st.text(max_size=200))
def test_any_text_is_covered_and_tagged(text: str) -> None:
    tokens = tokenize(text)
    at = 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()
    names = tag([token.text for token in tokens])
    assert len(names) == len(tokens)
    assert set(names) <= TAGS


def test_importing_it_loads_no_library() -> None:
    libraries = ("markdown_it", "rapidfuzz", "yaml", "click")
    code = f"import sys, cardgen.tagger; print([m for m in {libraries} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"

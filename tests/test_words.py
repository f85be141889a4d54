"""The word lists and the verb tables: they are data, so what is tested is that the data holds together."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen import lexicon, verbs, words
from cardgen.verbs import base_of, gerund, participle, past, third_person, verb_form

LISTS = {
    f"{module.__name__}.{name}": value
    for module in (words, lexicon, verbs)
    for name, value in vars(module).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, Collection) and not isinstance(value, str)
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_are_lower_case_and_have_no_stray_blanks(name: str) -> None:
    entries = list(LISTS[name])
    assert entries
    assert [entry for entry in entries if entry != entry.lower().strip() or "  " in entry] == []


@pytest.mark.parametrize("name", sorted(n for n in LISTS if n.endswith("_PHRASES") or n in ("words.FILLERS",)))
def test_longer_phrases_stand_before_shorter_ones(name: str) -> None:
    blanks = [phrase.count(" ") for phrase in LISTS[name]]
    assert blanks == sorted(blanks, reverse=True)


@pytest.mark.parametrize(
    ("word", "pair"),
    [
        ("im", ("i", "am")),
        ("i'm", ("i", "am")),
        ("dont", ("do", "not")),
        ("wont", ("will", "not")),
        ("theyre", ("they", "are")),
        ("youll", ("you", "will")),
        ("thats", ("that", "is")),
        ("cannot", ("can", "not")),
        ("let's", ("let", "us")),
    ],
)
def test_contractions_with_and_without_apostrophe(word: str, pair: tuple[str, str]) -> None:
    assert words.CONTRACTIONS[word] == pair


@pytest.mark.parametrize("word", ["were", "well", "its", "ill", "id", "hell", "shed", "lets"])
def test_words_of_their_own_are_no_contractions(word: str) -> None:
    assert word not in words.CONTRACTIONS


def test_numbers_months_and_units() -> None:
    assert [words.NUMBER_WORDS[w] for w in ("zero", "seven", "nineteen", "forty", "million")] == [0, 7, 19, 40, 10**6]
    assert [words.ORDINAL_WORDS[w] for w in ("first", "3rd", "twentieth")] == [1, 3, 20]
    assert set(words.MONTHS.values()) == set(range(1, 13))
    assert words.MONTHS["märz"] == words.MONTHS["mar"] == words.MONTHS["mars"] == 3
    assert set(words.WEEKDAYS.values()) == set(range(1, 8))
    assert [words.UNITS[u] for u in ("ms", "kg", "gb", "%", "kw", "°c")] == [
        "time", "mass", "data", "share", "electrical", "temperature",
    ]  # fmt: skip


def test_function_words_tell_languages_apart() -> None:
    assert set(words.FUNCTION_WORDS) == {"en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv"}
    texts = {
        "en": "the cells are small and they have no walls",
        "de": "die zellen sind klein und sie haben keine wände",
        "fr": "les cellules sont petites et elles ont des parois",
        "es": "las celdas son muy frías y no hay pared",
        "it": "le cellule sono piccole e non hanno una parete",
        "nl": "de cellen zijn klein en hebben geen wand",
        "pl": "nie ma tam dla nich ścian jak w roślinach",
        "pt": "as células são pequenas e não têm uma parede",
        "sv": "det är en cell som inte har en vägg",
    }
    for language, text in texts.items():
        score = {code: sum(w in known for w in text.split()) for code, known in words.FUNCTION_WORDS.items()}
        assert max(score, key=lambda code: score[code]) == language, score


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("be", "is was been being"),
        ("have", "has had had having"),
        ("do", "does did done doing"),
        ("go", "goes went gone going"),
        ("write", "writes wrote written writing"),
        ("lead", "leads led led leading"),
        ("lie", "lies lay lain lying"),
        ("pay", "pays paid paid paying"),
        ("forget", "forgets forgot forgotten forgetting"),
        ("cut", "cuts cut cut cutting"),
        ("ship", "ships shipped shipped shipping"),
        ("open", "opens opened opened opening"),
        ("prefer", "prefers preferred preferred preferring"),
        ("carry", "carries carried carried carrying"),
        ("delay", "delays delayed delayed delaying"),
        ("fix", "fixes fixed fixed fixing"),
        ("push", "pushes pushed pushed pushing"),
        ("free", "frees freed freed freeing"),
        ("tie", "ties tied tied tying"),
        ("panic", "panics panicked panicked panicking"),
        ("quit", "quits quit quit quitting"),
        ("conquer", "conquers conquered conquered conquering"),
        ("queue", "queues queued queued queuing"),
        ("wait", "waits waited waited waiting"),
    ],
)
def test_forms_of(base: str, forms: str) -> None:
    assert [third_person(base), past(base), participle(base), gerund(base)] == forms.replace(
        "queueing", "queuing"
    ).split()


@given(st.sampled_from(sorted(verbs.VERBS | verbs.IRREGULAR.keys())))
def test_every_form_is_read_back_as_its_verb(base: str) -> None:
    forms = {"s": third_person, "past": past, "participle": participle, "ing": gerund}
    for name, word in [("base", base), *((name, form(base)) for name, form in forms.items())]:
        assert verbs.VerbForm(base, name) in verb_form(word)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("Led", "lead"),
        ("dedupes", "dedupe"),
        ("cancelled", "cancel"),
        ("canceled", "cancel"),
        ("learnt", "learn"),
        ("sharded", "shard"),
        ("upserted", "upsert"),
        ("containerized", "containerize"),
        ("redeployed", "redeploy"),
        ("were", "be"),
        ("throughput", "throughput"),
        ("speed", "speed"),
        ("kubernetes", "kubernetes"),
        ("king", "king"),
    ],
)
def test_base_of(word: str, base: str) -> None:
    assert base_of(word) == base


@pytest.mark.parametrize(
    "word", ["hundred", "table", "throughput", "event_id", "72h", "sing-song", "", "red", "bring-up"]
)
def test_no_verb(word: str) -> None:
    assert verb_form(word) == ()


def test_nouny_verbs_that_are_asked_for() -> None:
    assert {"run", "cost", "scale", "use", "work", "plan", "design", "need", "cause", "result", "cache"} <= verbs.NOUNY
    assert not {"keep", "require", "contain", "become"} & verbs.NOUNY

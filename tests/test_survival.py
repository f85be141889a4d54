"""Long lives: notes edited over and over, built after each edit, in memory and in a real Anki. No card loses its self.

The edits know nothing of forms or matchers. They work on the lines of a small vault as a person does: insert, delete,
swap, reword, correct a number, rename a heading or a file, move a line to another note, take a note apart, put two
together, go back to an older version.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from anki_collection import Anki
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardgen.build import build
from cardgen.composing import Composed, compose
from cardgen.identity.likeness import plain
from cardgen.model import Card, Entry, Ledger, Note, Settled
from cardgen.words import STOPWORDS

THEN = 1_700_000_000

Vault = Mapping[str, tuple[str, ...]]
"""Path → the lines of a note."""

Shown = dict[tuple[str, str, str], list[str]]
"""Path, words and small print of a card → the GUIDs of the cards that read so."""

START: Vault = {
    "harbour.md": (
        "# Harbour",
        "",
        "## arriving",
        "",
        "- pilot boat: carries the pilot out to an arriving ship",
        "- a tug pushes the bow while the stern line is made fast",
        "- the tide gauge reports to the harbour office every 10 minutes",
        "- dredging is paid by the port authority because silt comes back every winter",
        "- fender :: a cushion between hull and quay",
        "- a ==red== light stands to port, a ==green== one to starboard, a ==white== one shines astern",
        "- three kinds of buoy: lateral, cardinal, safe water, special",
        "",
        "| signal | meaning |",
        "| --- | --- |",
        "| one short blast | turning to starboard |",
        "| five short blasts | doubt about the other vessel |",
    ),
    "bees.md": (
        "# Bees",
        "",
        "- smoker: calms a colony before the lid comes off",
        "- a queen lays up to 2000 eggs a day in June",
        "- drones have no sting",
        "",
        "Q: What do nurse bees feed to a future queen?",
        "A: royal jelly",
        "",
        "## winter",
        "- mouse guard :: a strip of metal that narrows the entrance",
        "- the cluster keeps its core at 34 degrees",
    ),
}
POOL = (
    "- mooring buoy: holds a ship that waits for a free berth",
    "- capstan :: a drum that winds rope",
    "- the pilot boat leaves from pier 4",
    "- a tug pulls the stern while the bow line is made fast",
    "- propolis seals cracks because draughts chill the brood",
    "- swarm: a queen and half of her workers looking for a home",
    "## night",
    "",
    "Q: Who may close the harbour?",
    "A: the harbour master",
    "- fender :: a cushion between two hulls",
    "- a queen lays up to 3 eggs a minute in May",
)
"""Lines that a person may add: new facts, among them some that look much like an old one, and no facts at all."""

# ------------------------------------------------------------------ edits: a vault and two numbers that choose where

Edit = Callable[[Vault, int, int], Vault]


def at(vault: Vault, number: int) -> tuple[str, int]:
    """A note and one of its lines, any of all."""
    places = [(path, line) for path in sorted(vault) for line in range(len(vault[path]))]
    return places[number % len(places)] if places else (min(vault), 0)


def with_line(vault: Vault, path: str, line: int, *new: str, instead: int = 0) -> Vault:
    lines = vault[path]
    return {**vault, path: (*lines[:line], *new, *lines[line + instead :])}


def insert(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    return with_line(vault, path, line, POOL[b % len(POOL)])


def delete(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    return with_line(vault, path, line, instead=1)


def delete_some(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    return with_line(vault, path, line, instead=2 + b % 5)


def duplicate(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    return with_line(vault, path, line, *vault[path][line : line + 1])


def move(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    moved = vault[path][line : line + 1]
    rest = with_line(vault, path, line, instead=1)
    path, line = at(rest, b)
    return with_line(rest, path, line, *moved)


def swap(vault: Vault, a: int, b: int) -> Vault:
    (one, i), (other, j) = at(vault, a), at(vault, b)
    if not vault[one] or not vault[other]:
        return vault
    first, second = vault[one][i], vault[other][j]
    return with_line(with_line(vault, one, i, second, instead=1), other, j, first, instead=1)


def reword(vault: Vault, a: int, b: int) -> Vault:
    """A word becomes another, goes, comes twice, or loses a letter."""
    path, line = at(vault, a)
    words = list(re.finditer(r"[A-Za-z]{3,}", "".join(vault[path][line : line + 1])))
    if not words:
        return vault
    word = words[b % len(words)]
    new = ("usually", "", f"{word[0]} {word[0]}", word[0][1:], word[0].upper())[b // len(words) % 5]
    text = vault[path][line]
    return with_line(vault, path, line, text[: word.start()] + new + text[word.end() :], instead=1)


def renumber(vault: Vault, a: int, b: int) -> Vault:
    places = [(p, i) for p in sorted(vault) for i, text in enumerate(vault[p]) if re.search(r"\d", text)]
    if not places:
        return vault
    path, line = places[a % len(places)]
    text = re.sub(r"\d+", lambda number: str(int(number[0]) + 1 + b % 3), vault[path][line], count=1)
    return with_line(vault, path, line, text, instead=1)


def relist(vault: Vault, a: int, b: int) -> Vault:
    """The things that a line counts up are put in another order, or one of them goes."""
    places = [(p, i) for p in sorted(vault) for i, text in enumerate(vault[p]) if text.count(", ") > 1]
    if not places:
        return vault
    path, line = places[a % len(places)]
    head, colon, rest = vault[path][line].rpartition(": ")
    things = rest.split(", ")
    things = things[1:] + things[: b % 2]
    return with_line(vault, path, line, head + colon + ", ".join(things), instead=1)


def highlight(vault: Vault, a: int, b: int) -> Vault:
    """One of the words that a line hides is hidden no more, or one more is."""
    places = [(p, i) for p in sorted(vault) for i, text in enumerate(vault[p]) if "==" in text]
    if not places:
        return vault
    path, line = places[a % len(places)]
    text = vault[path][line]
    new = re.sub(r"==(\w+)==", r"\1", text, count=1) if b % 2 else re.sub(r" (\w+)( \w+)$", r" ==\1==\2", text)
    return with_line(vault, path, line, new, instead=1)


def rename_heading(vault: Vault, a: int, b: int) -> Vault:
    places = [(p, i) for p in sorted(vault) for i, text in enumerate(vault[p]) if text.startswith("#")]
    if not places:
        return vault
    path, line = places[a % len(places)]
    text = ("# Port", "## coming in", "### cold months", "arriving:")[b % 4]
    return with_line(vault, path, line, text, instead=1)


def indent(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    if not vault[path]:
        return vault
    text = vault[path][line]
    return with_line(vault, path, line, text[2:] if text.startswith("  ") else f"  {text}", instead=1)


def rename(vault: Vault, a: int, b: int) -> Vault:
    path = sorted(vault)[a % len(vault)]
    new = f"{('port', 'apiary', 'sub/harbour', 'bees 2')[b % 4]}.md"
    return vault if new in vault else {new if p == path else p: lines for p, lines in vault.items()}


def split(vault: Vault, a: int, b: int) -> Vault:
    path, line = at(vault, a)
    new = ("part.md", "rest.md", "bees.md")[b % 3]
    if new in vault:
        return vault
    return {**vault, path: vault[path][:line], new: vault[path][line:]}


def merge(vault: Vault, a: int, b: int) -> Vault:
    if len(vault) < 2:
        return vault
    path = sorted(vault)[a % len(vault)]
    into = sorted(p for p in vault if p != path)[b % (len(vault) - 1)]
    return {**{p: lines for p, lines in vault.items() if p != path}, into: (*vault[into], "", *vault[path])}


EDITS: tuple[Edit, ...] = (
    insert, delete, delete_some, duplicate, move, swap, reword, reword, renumber, relist, highlight, rename_heading,
    indent, rename, split, merge,
)  # fmt: skip

# ------------------------------------------------------------------ one life, in memory


def notes_of(vault: Vault) -> list[Note]:
    return [Note(path, "\n".join(lines)) for path, lines in sorted(vault.items())]


def composed(read: Sequence[Note], vault: Vault, known: Ledger, now: int) -> Composed:
    return compose(read, known, now, missing=[path for path in known.decks if path not in vault])


def words(*texts: str) -> set[str]:
    return {w for text in texts for w in re.findall(r"[^\W_]+", text.lower()) if w not in STOPWORDS}


class Life:
    """A vault and all that was ever known of its cards; each build is checked against the one before."""

    def __init__(self, vault: Vault) -> None:
        self.history = [vault]
        self.known = Ledger()
        self.shown: Shown = {}
        self.now = THEN
        self.build(vault)

    @property
    def vault(self) -> Vault:
        return self.history[-1]

    def edit(self, change: Edit, a: int, b: int) -> None:
        self.build(change(self.vault, a, b))

    def restore(self, a: int) -> None:
        self.build(self.history[a % len(self.history)])

    def build(self, vault: Vault, clock: int = 60, alone: int | None = None) -> Composed:
        """All notes, or only one of them, as the person likes."""
        self.history.append(vault)
        self.now += clock
        read = notes_of(vault)
        if alone is not None:
            read = [read[alone % len(read)]]
        before = self.known
        made = composed(read, vault, before, self.now)
        assert_one_card_one_guid(made, [n.path for n in read])
        assert_nothing_forgotten(before, made.ledger)
        assert_no_news_without_a_change(before, made.ledger)
        assert_returned(before, made)
        assert_same_fact(made)
        assert_numbers_stay(made)
        assert_again_changes_nothing(made, read, vault, self.now)
        self.shown = assert_untouched_cards_are_themselves(made, self.shown, before)
        self.known = made.ledger
        return made


def assert_one_card_one_guid(made: Composed, read: Sequence[str]) -> None:
    settled = made.report.settled
    shipped = Counter(note.guid for deck in made.decks.values() for note in deck.notes)
    assert not [guid for guid, count in shipped.items() if count > 1], "a GUID twice in one package"
    assert len({s.guid for s in settled}) == len(settled)
    alive = {e.guid for e in made.ledger.entries if e.retired_at is None and e.note in read}
    assert alive == {s.guid for s in settled}
    assert alive <= set(shipped)
    assert len({e.guid for e in made.ledger.entries}) == len(made.ledger.entries)
    for s in settled:
        assert len(set(s.numbers)) == len(s.numbers)


def assert_nothing_forgotten(before: Ledger, after: Ledger) -> None:
    now = {e.guid: e for e in after.entries}
    for entry in before.entries:
        assert entry.guid in now, f"forgotten: {entry.front}"
        if entry.kind != "basic":  # a cloze number stands for one blank for ever
            taken = {number for number, _ in now[entry.guid].hidden}
            assert {number for number, _ in entry.hidden} <= taken


def assert_no_news_without_a_change(before: Ledger, after: Ledger) -> None:
    now = {e.guid: e for e in after.entries}
    for entry in before.entries:
        same = now[entry.guid].digest == entry.digest
        later = now[entry.guid].changed_at - entry.changed_at
        assert later == 0 if same else later > 0, f"{entry.front}: {later} s later, though same={same}"
    assert all(known[1] >= before.notetypes[kind][1] for kind, known in after.notetypes.items() if before.notetypes)


def verbatim(one: Card | Entry) -> tuple[object, ...]:
    """What a card says, word for word, and where."""
    if isinstance(one, Card):
        return one.place.note, one.kind, one.front, one.hidden, one.place.trail
    return one.note, one.kind, one.front, tuple(text for _, text in one.hidden[: one.living]), one.trail


def assert_returned(before: Ledger, made: Composed) -> None:
    """What was retired and stands there again, word for word, is the old card; at least as often as it was there."""
    retired = Counter(verbatim(e) for e in before.entries if e.retired_at is not None)
    left = Counter(verbatim(e) for e in made.ledger.entries if e.retired_at is not None)
    for s in made.report.settled:
        if s.verdict == "new":
            assert not (retired[verbatim(s.card)] and left[verbatim(s.card)]), f"not recognised:\n{s.card}"


def assert_same_fact(made: Composed) -> None:
    """A card goes on only as a card that says much the same."""
    for s in made.report.settled:
        if s.was is not None:
            then = words(s.was.front, *(text for _, text in s.was.hidden[: s.was.living]), s.was.source)
            now = words(s.card.front, *s.card.hidden, s.card.source)
            assert 3 * len(then & now) >= min(len(then), len(now)), f"{s.matcher}: {s.was.front}\nis now\n{s.card}"


def assert_numbers_stay(made: Composed) -> None:
    """What a card hides word for word as before is under the cloze number that it had."""
    for s in made.report.settled:
        if s.was is not None and s.card.kind != "basic":
            then = {text: number for number, text in s.was.hidden[: s.was.living]}
            now = dict(zip(s.card.hidden, s.numbers, strict=True))
            if len(then) == s.was.living and len(now) == len(s.numbers):
                assert {t: now[t] for t in now.keys() & then} == {t: then[t] for t in now.keys() & then}


def assert_again_changes_nothing(made: Composed, read: Sequence[Note], vault: Vault, now: int) -> None:
    """Built again a while later, and with its notes in another order."""
    again = composed(read[::-1], vault, made.ledger, now + 17)
    assert again.ledger == made.ledger
    assert again.decks == made.decks
    assert not again.report.retired
    assert {s.verdict for s in again.report.settled} <= {"same"}


def assert_untouched_cards_are_themselves(made: Composed, shown: Shown, before: Ledger) -> Shown:
    """A card that reads as before, in its note, where none reads like it, has the GUID that it had, and is no news."""
    now: Shown = {}
    for s in made.report.settled:
        now.setdefault((s.card.place.note, str(s.card), s.card.extra), []).append(s.guid)
    changed_at = {e.guid: e.changed_at for e in made.ledger.entries}
    changed_then = {e.guid: e.changed_at for e in before.entries}
    for key in now.keys() & shown.keys():
        if len(now[key]) == len(shown[key]) == 1:
            assert now[key] == shown[key], f"another GUID, though nothing changed:\n{key[1]}"
            [guid] = now[key]
            assert changed_at[guid] == changed_then[guid], f"sent as news, though nothing changed:\n{key[1]}"
    return now


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 60), st.integers(0, 60)),
        st.tuples(st.just("restore"), st.integers(0, 8), st.just(0)),
        st.tuples(st.just("alone"), st.integers(0, 3), st.integers(0, 60)),
    ),
    min_size=2,
    max_size=8,
)


def live(life: Life, steps: Iterable[tuple[Edit | str, int, int]]) -> None:
    for what, a, b in steps:
        if what == "restore":
            life.restore(a)
        elif what == "alone":
            life.build(reword(life.vault, b, a), alone=a)
        elif callable(what):
            life.edit(what, a, b)


# The same sequences on every machine: a failure is news about the last change, not about luck.
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_any_sequence_of_edits_keeps_one_card_one_guid(steps: list[tuple[Edit | str, int, int]]) -> None:
    live(Life(START), steps)


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([0, 1, -1, -3600, -400 * 86_400, 400 * 86_400]), min_size=2, max_size=5), st.data())
def test_time_moves_on_whatever_the_clock_says(clocks: list[int], data: st.DataObject) -> None:
    life = Life(START)
    for clock in clocks:
        life.build(data.draw(st.sampled_from((reword, renumber, delete, swap)))(life.vault, 4, 7), clock=clock)


def test_words_that_a_card_once_had_are_free_for_another() -> None:
    """A line is reworded and keeps its card; then its old words are written beside it: a card of their own."""
    old, new = "Q: What cushions the hull?\nA: a fender", "Q: What cushions the hull of a ship?\nA: a fender"
    life = Life({"harbour.md": (old,)})
    [first] = life.build({"harbour.md": (new,)}).report.settled
    [kept, other] = life.build({"harbour.md": (new, "", old)}).report.settled
    assert (kept.guid, other.verdict) == (first.guid, "new")
    assert kept.guid != other.guid


def test_notes_in_any_order_are_the_same_notes() -> None:
    """The first build has no ledger to lean on."""
    vault = split(duplicate(START, 8, 0), 5, 0)
    read = notes_of(vault)
    made = compose(read, Ledger(), THEN)
    for seed in range(4):
        random.Random(seed).shuffle(read)
        assert compose(read, Ledger(), THEN).ledger == made.ledger


def test_every_edit_edits() -> None:
    """None of them is idle: a test that changes nothing proves nothing."""
    for change in EDITS:
        assert any(change(START, a, b) != START for a in (4, 7) for b in range(4)), change


# ------------------------------------------------------------------ three lives in a real Anki


def files_as(root: Path, vault: Vault) -> None:
    for old in root.glob("notes/**/*.md"):
        old.unlink()
    for path, lines in vault.items():
        file = root / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", "utf-8")


def reviews(anki: Anki) -> list[tuple[int, ...]]:
    return [tuple(row) for row in anki.col.db.all("select id, cid, ease, ivl, lastIvl, factor, type from revlog")]


def asked(anki: Anki) -> dict[tuple[str, int], str]:
    """What each card asks and answers, as words, by GUID and ordinal."""
    out = {}
    for guid, ordinal in anki.progress():
        front, back, *_ = anki.fields()[guid]
        out[guid, ordinal] = plain(re.sub(r"<[^>]*>|&\w+;", " ", f"{front} {back}"))
    return out


def studied(anki: Anki) -> None:
    config = anki.col.decks.get_config(1)
    config["new"]["perDay"] = config["rev"]["perDay"] = 9999
    anki.col.decks.save(config)
    anki.study(500)


def edits_of(seed: str, count: int) -> list[Vault]:
    """Versions of the vault, each an edit after the one before; now and then an old one comes back."""
    chance, versions = random.Random(seed), [START]
    while len(versions) < count:
        if chance.random() < 0.1:
            versions.append(chance.choice(versions))
        else:
            versions.append(chance.choice(EDITS)(versions[-1], chance.randrange(60), chance.randrange(60)))
    return versions


@pytest.mark.parametrize("seed", ["ebb", "flood", "slack water"])
def test_a_long_life_in_a_real_anki(seed: str, tmp_path: Path) -> None:
    """Build, import, study, edit, twenty times over: every review stays with its card, every card with its fact."""
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    with Anki(tmp_path / "anki") as anki:
        anki.end_the_day_later()
        for at_, vault in enumerate(edits_of(seed, 20)):
            files_as(root, vault)
            [package] = build([root / "notes"], root / "decks" / "all.apkg", clock=THEN + 60 * at_)
            log, before, said = reviews(anki), anki.progress(), asked(anki)
            anki.take(package.target)
            assert reviews(anki) == log
            now = anki.progress()
            assert {key: now.get(key) for key in before} == before
            assert_cards_kept_their_facts(said, asked(anki), {s.guid for s in package.report.settled})
            studied(anki)
        assert len(reviews(anki)) > 20
        assert_all_is_as_for_a_new_reader(anki, package.report.settled, root, tmp_path)


def assert_cards_kept_their_facts(
    before: Mapping[tuple[str, int], str], now: Mapping[tuple[str, int], str], alive: set[str]
) -> None:
    for key, text in before.items():
        if key[0] in alive:
            then, today = words(text), words(now[key])
            assert 3 * len(then & today) >= min(len(then), len(today)), f"{text!r} is now {now[key]!r}"
    for text in {*before.values()} & {now[key] for key in now if key[0] in alive}:
        old = [key for key in before if before[key] == text]
        new = [key for key in now if now[key] == text and key[0] in alive]
        if len(old) == len(new) == 1:
            assert new == old, f"{text!r} is another card, though it reads as before"


def assert_all_is_as_for_a_new_reader(anki: Anki, settled: Sequence[Settled], root: Path, tmp_path: Path) -> None:
    with Anki(tmp_path / "fresh") as fresh:
        fresh.take(root / "decks" / "all.apkg")
        expected = fresh.fields()
    alive = {s.guid for s in settled}
    assert alive
    here = anki.fields()
    shown = slice(4)  # where it stands in the note may have moved without being news
    assert {g: here[g][shown] for g in alive} == {g: expected[g][shown] for g in alive}

"""What `cardgen progress` says of a deck is what the real Anki says of it, card for card and day for day."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from anki_collection import Anki, CardAnswer
from click.testing import CliRunner

from cardgen import packages, reviews
from cardgen.build import build
from cardgen.cli import main
from cardgen.errors import CardgenError
from cardgen.progress import SYNCED, Progress, progress
from cardgen.retention import LEECH_LAPSES, Today, recall, remembered, today
from cardgen.scheduled import Calendar, Scheduled
from cardgen.tallies import Asked, is_due

DAY = 86_400
NOTE = """\
---
deck: Sea
---
# Sea

- tides follow {{c1::the moon}} and {{c2::the sun}}
- golgi ::: ships proteins out of the cell
- bloom :: the first pour, which lets gas escape
hm

## Light

- lens :: what bends the light
- mercury :: what the lens floats on
- keeper :: who winds the clockwork
- fog :: why there is a horn

# Harbour

- buoy :: what marks the way
- quay :: where ships lie
- tug :: what pulls the ships
- dock :: where ships are mended
- pilot :: who knows the harbour
"""
RATINGS = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.GOOD, CardAnswer.EASY)


def studied_for_weeks(anki: Anki) -> None:
    """Answers what is due on some days, each card as chance has it; then some time goes by, and odd things happen."""
    rng = random.Random(7)
    config = anki.col.decks.get_config(1)
    config["new"]["perDay"] = 2
    anki.col.decks.save(config)
    for days in (0, 1, 2, 4, 7, 15):
        anki.wait(days)
        for _ in range(12):
            anki.study(1, rng.choice(RATINGS))
    anki.wait(3)
    assert anki.col.sched.today == 32  # only when it is asked for the day does Anki dig up what was buried before
    every = anki.col.find_cards("-is:new", order="c.id")
    for late, card in enumerate(every[1:6]):  # where chance puts them tells too little
        anki.col.db.execute("update cards set queue = 2, type = 2, due = ? where id = ?", 33 - late, card)
    anki.study(1, CardAnswer.AGAIN)
    calm = anki.col.find_cards("is:review -is:learn", order="c.id")
    anki.col.sched.suspend_cards(calm[:1])
    anki.col.sched.bury_cards(calm[1:3])


@dataclass(frozen=True)
class Story:
    """A note, and the collection in which its cards were studied."""

    note: Path
    folder: Path

    @property
    def collection(self) -> Path:
        return self.folder / "collection.anki2"

    def told(self, source: Path | None = None) -> Progress:
        return progress([self.note], source or self.collection, days=60)


@pytest.fixture(scope="module", params=[True, False], ids=["fsrs", "intervals"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    root = tmp_path_factory.mktemp("story")
    note = root / "notes" / "sea.md"
    note.parent.mkdir()
    note.write_text(NOTE, "utf-8")
    [package] = build([note])
    with Anki(root / "anki") as anki:
        anki.take(package.target)
        anki.col.set_config("fsrs", request.param)
        studied_for_weeks(anki)
    return Story(note, root / "anki")


def cards_of(told: Progress) -> dict[tuple[str, int], Asked]:
    return {(c.guid, c.ordinal): c for note in told.notes for c in note.cards}


# ------------------------------------------------------------------ the numbers are Anki's


def test_every_card_stands_where_anki_says(story: Story) -> None:
    told = story.told()
    cards = cards_of(told)
    with Anki(story.folder) as anki:
        ids = anki.ids()
        assert set(ids) == set(cards)
        found = {name: set(anki.col.find_cards(f"is:{name}")) for name in ("new", "learn", "review", "suspended")}
        for key, card in cards.items():
            stats, now = anki.col.card_stats_data(ids[key]), card.now
            assert now.card is not None
            assert (now.card.lapses, now.card.reps) == (stats.lapses, stats.reviews)
            assert (now.card.interval, now.card.ease) == (stats.interval, stats.ease)
            assert (now.standing == "suspended") == (ids[key] in found["suspended"])
            if now.standing != "suspended":
                assert (now.standing == "unseen") == (ids[key] in found["new"])
                assert (now.standing == "learning") == (ids[key] in found["learn"])
            if stats.HasField("fsrs_retrievability"):
                assert now.measure == "fsrs"
                assert now.recall == pytest.approx(stats.fsrs_retrievability, abs=2e-4)
            else:
                assert now.measure != "fsrs"
    standings = {c.now.standing for c in cards.values()}
    assert {"unseen", "suspended", "learning"} < standings, "the story must tell cards apart"
    assert told.fsrs == any(c.now.measure == "fsrs" for c in cards.values())


def test_what_is_due_today_is_what_the_deck_list_counts(story: Story) -> None:
    told = story.told()
    with Anki(story.folder) as anki:
        ends = anki.col._backend.sched_timing_today().next_day_at
        # the deck list looks ahead by some minutes only; at the end of the day it has seen all of it
        tree = anki.col._backend.deck_tree(now=ends - anki.col.get_config("collapseTime"))
        [deck] = [d for d in tree.children if d.name == "Sea"]
    due = deck.review_uncapped + deck.interday_learning_uncapped + deck.intraday_learning
    assert told.whole.due == due > 0
    assert told.whole.unseen == deck.new_uncapped > 0
    assert told.forecast[0].due == due


def test_the_days_to_come_are_those_of_ankis_own_graph(story: Story) -> None:
    told = story.told()
    with Anki(story.folder) as anki:
        future = dict(anki.col._backend.graphs(search="deck:Sea", days=365).future_due.future_due)
        buried = len(anki.col.find_cards("is:buried -is:new"))
        ends, today_ = anki.col._backend.sched_timing_today().next_day_at, told.day
    assert (today_.ends_at, buried) == (ends, 2)
    ours = [day.due for day in told.forecast]
    assert ours[0] == sum(count for day, count in future.items() if day <= 0)
    # What was buried and is due comes tomorrow; Anki's graph leaves it out.
    buried_cards = [c.now.card for c in cards_of(told).values() if c.now.card and c.now.card.queue in (-2, -3)]
    back = [card for card in buried_cards if card.type == 2 and card.due <= today_.number]
    assert ours[1] == future.get(1, 0) + len(back)
    assert ours[2:] == [future.get(day, 0) for day in range(2, 60)]


def test_what_was_buried_yesterday_is_asked_today(story: Story, tmp_path: Path) -> None:
    with closing(sqlite3.connect(story.collection)) as old, closing(sqlite3.connect(tmp_path / "c.anki2")) as new:
        old.backup(new)
    with Anki(tmp_path / "x"):
        pass
    (tmp_path / "c.anki2").replace(tmp_path / "x" / "collection.anki2")
    with Anki(tmp_path / "x") as anki:
        anki.wait(1)
        anki.col.db.execute("update cards set queue = -3 where queue = 2")  # as if it were not opened since
    told = progress([story.note], tmp_path / "x" / "collection.anki2")
    buried = [c for c in cards_of(told).values() if c.now.card and c.now.card.queue == -3]
    assert any(is_due(c) for c in buried)


def test_a_filtered_deck_asks_its_cards_today(story: Story, tmp_path: Path) -> None:
    copy = tmp_path / "anki"
    copy.mkdir()
    (copy / "collection.anki2").write_bytes(story.collection.read_bytes())
    with Anki(copy) as anki:
        filtered = anki.col.sched.get_or_create_filtered_deck(deck_id=anki.col.decks.new_filtered("Cram"))
        filtered.config.search_terms[0].search = "is:review -is:suspended -is:learn"
        anki.col.sched.add_or_update_filtered_deck(filtered)
        ids, taken = anki.ids(), set(anki.col.find_cards("deck:Cram"))
        days = dict(anki.col._backend.graphs(search="deck:Cram", days=365).future_due.future_due)
    cards, before = cards_of(progress([story.note], copy / "collection.anki2")), cards_of(story.told())
    assert len(taken) > 3 and max(days) > 0
    for key, number in ids.items():
        if number in taken:
            now, was = cards[key].now, before[key].now
            assert is_due(cards[key])
            assert now.card and was.card and now.card.due == was.card.due
            assert now.recall == pytest.approx(was.recall, abs=2e-4)


def test_of_two_notes_with_one_guid_the_one_that_was_studied_counts(story: Story, tmp_path: Path) -> None:
    copy = tmp_path / "collection.anki2"
    copy.write_bytes(story.collection.read_bytes())
    there = cards_of(story.told())
    with closing(sqlite3.connect(copy)) as connection, connection:
        packages.sort_as_told(connection)
        for table, key in (("notes", "id"), ("cards", "nid")):
            names = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            new = {"id": "id + 10000000", key: f"{key} + 10000000", "reps": "0", "type": "0", "queue": "0"}
            values = ", ".join(new.get(name, name) for name in names)
            connection.execute(f"insert into {table} select {values} from {table}")
    assert {k: c.now.card for k, c in cards_of(story.told(copy)).items()} == {k: c.now.card for k, c in there.items()}


@pytest.mark.parametrize("decay", [0.1, 0.154, 0.5, 0.8])
@pytest.mark.parametrize("day_only", [False, True], ids=["to the second", "day only"])
def test_the_forgetting_curve_is_ankis(decay: float, day_only: bool, tmp_path: Path) -> None:
    """Also for cards that were answered before Anki kept the second, and by other versions of FSRS."""
    note = tmp_path / "x.md"
    note.write_text("".join(f"- word{n} :: meaning {n} of it\n" for n in range(20)), "utf-8")
    with Anki(tmp_path / "anki") as anki:
        anki.take(build([note])[0].target)
        anki.col.set_config("fsrs", True)
        anki.wait(400)
        days = anki.col.sched.today
        for n, number in enumerate(anki.col.find_cards("", order="c.id")):
            state = {"s": 1.5**n / 10, "d": 5.0, "decay": decay}
            if not day_only:
                state["lrt"] = int(time.time()) - n * 70_000
            elif decay == 0.5:
                del state["decay"]
            anki.col.db.execute(
                "update cards set type=2, queue=2, reps=3, ivl=?, due=?, data=? where id=?",
                20 + n, days + 20, json.dumps(state), number,
            )  # fmt: skip
        anki.reopen()
        key_of = {number: key for key, number in anki.ids().items()}
        below = {r: {key_of[n] for n in anki.col.find_cards(f"prop:r<{r / 100}")} for r in range(1, 100)}
    ours = cards_of(progress([note], tmp_path / "anki" / "collection.anki2"))
    assert len({len(keys) for keys in below.values()}) > 7, "the cards must differ"
    for r, keys in below.items():
        assert keys == {key for key, card in ours.items() if (card.now.recall or 0) < r / 100 - 1e-6} or any(
            card.now.recall == pytest.approx(r / 100, abs=1e-5) for card in ours.values()
        )
    assert below[90] == {key for key, card in ours.items() if card.now.standing in ("weak", "fair")}
    assert below[80] == {key for key, card in ours.items() if card.now.standing == "weak"}


ASK_ANKI = """
import json, sys, time
from anki.collection import Collection
from cardgen.progress import west_of_utc
from cardgen.retention import today
from cardgen.scheduled import Calendar

path, out = sys.argv[1], []
cases = [(None, hour) for hour in range(24)] + [(west, hour) for west in (0, 300, -330) for hour in (0, 5, 23)]
for west, hour in cases:
    for rollover, days in ((0, 50), (4, 50), (4, 150), (23, 50)):
        col = Collection(path)
        crt = int(time.time()) - days * 86400 - hour * 3600 - 3000
        col.set_config("rollover", rollover)
        col.set_config("creationOffset", west)
        col.db.execute("update col set crt = ?", crt)
        col.close()
        col = Collection(path)
        theirs = col._backend.sched_timing_today()
        col.close()
        now = time.time()
        ours = today(Calendar(crt, west, rollover), now, west_of_utc(now), west_of_utc(crt))
        case = rollover, days, hour, west
        out.append((case, (theirs.days_elapsed, theirs.next_day_at), (ours.number, ours.ends_at)))
print(json.dumps(out))
"""


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland"])
def test_the_day_is_ankis_whatever_the_clock(zone: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ASK_ANKI, str(tmp_path / "collection.anki2")],
        env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    asked = json.loads(ran.stdout)
    assert len({tuple(theirs) for _, theirs, _ in asked}) > 5
    for what, theirs, ours in asked:
        assert theirs == ours, what


# ------------------------------------------------------------------ out of a collection, or out of what Anki exports


@pytest.mark.parametrize("legacy", [True, False], ids=["older format", "newer format"])
@pytest.mark.parametrize("suffix", [".colpkg", ".apkg"])
def test_an_export_says_what_the_collection_says(suffix: str, legacy: bool, story: Story, tmp_path: Path) -> None:
    with Anki(story.folder) as anki:
        export = anki.export(tmp_path / f"out{suffix}", legacy=legacy)
    told, there = cards_of(story.told(export)), cards_of(story.told())
    assert {key: card.now.card for key, card in told.items()} == {key: card.now.card for key, card in there.items()}
    assert {key: (c.now.standing, c.now.due_in) for key, c in told.items()} == {
        key: (c.now.standing, c.now.due_in) for key, c in there.items()
    }
    for key, card in told.items():
        assert card.now.recall == pytest.approx(there[key].now.recall, abs=1e-5)


def test_the_older_schema_is_read_like_the_newer(story: Story, tmp_path: Path) -> None:
    with Anki(story.folder) as anki:
        old, new = (anki.export(tmp_path / f"{x}.colpkg", legacy=x == "old") for x in ("old", "new"))
    versions = []
    for path in (old, new):
        with packages.opened(path) as (connection, exported):
            versions += connection.execute("select ver from col").fetchone()
            assert exported
    assert versions == [11, 18]
    assert replace(reviews.read(old), path=new) == reviews.read(new)


def test_packages_without_reviews_are_told_apart(story: Story, tmp_path: Path) -> None:
    ours = story.note.parent.parent / "decks" / "sea.apkg"
    with Anki(story.folder) as anki:
        bare = anki.export(tmp_path / "bare.apkg", legacy=True, scheduling=False)
    for path in (ours, bare):
        with pytest.raises(CardgenError, match="holds no reviews"):
            reviews.read(path)


def test_a_collection_that_was_not_studied_yet_is_no_error(vault: Callable[..., Path], tmp_path: Path) -> None:
    note = vault(sea=NOTE) / "sea.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(build([note])[0].target)
        export = anki.export(tmp_path / "out.colpkg", legacy=False)
    for source in (export, tmp_path / "anki" / "collection.anki2"):
        told = progress([note], source)
        assert (told.whole.unseen, told.whole.due, told.absent) == (told.whole.cards, 0, 0)


def files_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir()) if p.is_file()}


def test_reading_a_collection_leaves_no_trace(story: Story) -> None:
    before = files_in(story.folder)
    assert "collection.anki2" in before
    story.told()
    assert files_in(story.folder) == before


STUDYING = """
import sys
from pathlib import Path
from anki_collection import Anki
with Anki(Path(sys.argv[1])) as anki:
    anki.study(1)
    anki.col.db.execute("update cards set lapses = 77 where id = (select min(id) from cards)")
    anki.col.set_config("x", 1)
    print("answered", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def open_in_anki(story: Story, tmp_path: Path) -> Iterator[Path]:
    """A collection that Anki, another program, has open, with an answer that is not in the file itself yet."""
    copy = tmp_path / "anki"
    copy.mkdir()
    (copy / "collection.anki2").write_bytes(story.collection.read_bytes())
    with subprocess.Popen(
        [sys.executable, "-c", STUDYING, str(copy)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)}, stdin=PIPE, stdout=PIPE, text=True,
    ) as anki:  # fmt: skip
        assert anki.stdout and anki.stdout.readline() == "answered\n"
        assert (copy / "collection.anki2-wal").stat().st_size > 0
        yield copy / "collection.anki2"
        anki.communicate("\n")


def test_what_anki_has_open_is_read_with_the_last_answer(open_in_anki: Path) -> None:
    before = files_in(open_in_anki.parent)
    assert 77 in {card.lapses for card in reviews.read(open_in_anki).cards}
    assert files_in(open_in_anki.parent) == before


def test_what_was_left_open_by_a_crash_is_read_as_well(open_in_anki: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("collection.anki2", "collection.anki2-wal"):
        (crashed / name).write_bytes((open_in_anki.parent / name).read_bytes())
    before = files_in(crashed)
    assert 77 in {card.lapses for card in reviews.read(crashed / "collection.anki2").cards}
    assert files_in(crashed) == before


def test_a_collection_that_never_rests_is_not_read(
    open_in_anki: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    busy = tmp_path / "collection.anki2"
    for suffix in ("", "-wal"):
        busy.with_name(f"{busy.name}{suffix}").write_bytes(
            open_in_anki.with_name(f"{open_in_anki.name}{suffix}").read_bytes()
        )
    monkeypatch.setattr(reviews, "_PAUSE", 0.01)
    settings = reviews._settings

    def meanwhile(connection: sqlite3.Connection) -> Mapping[str, Any]:
        with busy.with_name(f"{busy.name}-wal").open("ab") as news:
            news.write(b"more")
        return settings(connection)

    monkeypatch.setattr(reviews, "_settings", meanwhile)
    with pytest.raises(CardgenError, match="another program is writing this collection"):
        reviews.read(busy)


def test_a_collection_that_another_program_keeps_writing(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "_PATIENCE", 0.1)
    copy = tmp_path / "collection.anki2"
    copy.write_bytes(story.collection.read_bytes())
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        other.execute("update cards set lapses = 5")
        with pytest.raises(CardgenError, match="another program is writing this collection"):
            reviews.read(copy)


def test_it_is_read_anew_when_it_is_replaced_in_the_middle(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, copy, half = story.collection.read_bytes(), tmp_path / "collection.anki2", tmp_path / "half"
    for path in (copy, half):
        path.write_bytes(whole[: len(whole) // 2])
    monkeypatch.setattr(reviews, "_PAUSE", 0.01)
    opened = reviews._opened

    def meanwhile(path: Path) -> AbstractContextManager[sqlite3.Connection]:
        if copy.stat().st_size == len(whole):
            return opened(path)
        copy.write_bytes(whole)
        return opened(half)

    with pytest.raises(CardgenError):
        reviews.read(half)
    monkeypatch.setattr(reviews, "_opened", meanwhile)
    assert reviews.read(copy).cards == reviews.read(story.collection).cards


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("collection.anki2", b"", "no collection of Anki's, or a damaged one"),
        ("collection.anki2", b"nonsense" * 1000, "no collection of Anki's, or a damaged one"),
        ("out.colpkg", b"nonsense", "this package cannot be read"),
        ("out.apkg", b"", "this package cannot be read"),
    ],
)
def test_what_is_no_collection_is_said(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CardgenError, match=said):
        reviews.read(tmp_path / name)
    with pytest.raises(CardgenError, match="there is no such file"):
        reviews.read(tmp_path / f"no-{name}")


def test_a_collection_without_our_cards(tmp_path: Path) -> None:
    with Anki(tmp_path / "anki") as anki:
        note = anki.col.new_note(anki.col.models.by_name("Basic"))
        note.fields = ["front", "back"]
        anki.col.add_note(note, 1)
        export = anki.export(tmp_path / "out.apkg", legacy=False)
    for path in (tmp_path / "anki" / "collection.anki2", export):
        with pytest.raises(CardgenError, match="no cards that cardgen made"):
            reviews.read(path)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "[]",
        "7",
        '{"s": null}',
        '{"s": -3}',
        '{"s": 1e999, "d": "x"}',
        '{"s": true}',
        '{"lrt": "yesterday"}',
        '{"s": 3, "decay": 1e-9}',
        '{"s": 3, "decay": -1}',
        '{"s": 1e-300, "decay": 0.01}',
        '{"s": 3, "lrt": 1e99}',
    ],
)
def test_what_other_programs_wrote_into_a_card_does_not_trip_it(data: str, story: Story, tmp_path: Path) -> None:
    copy = tmp_path / "collection.anki2"
    copy.write_bytes(story.collection.read_bytes())
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("update cards set data = ?", (data,))
    told = story.told(copy)
    assert told.whole.cards == len(cards_of(told))
    assert all(0 <= (card.now.recall or 0) <= 1 for card in cards_of(told).values())


# ------------------------------------------------------------------ what a person reads

COFFEE = """\
---
topics: [espresso, milk drinks]
---
# espresso

- crema :: foam of CO2 and coffee oils
- pump :: gives 9 bar
- grinder :: crushes the beans
- two clocks: {{c1::30 s}} for a {{c2::double}} espresso
three kinds of roast: light, medium, dark

# milk drinks

- flat white :: espresso with 130 ml of milk
- cortado :: half milk, half espresso

# tea

- sencha :: green tea, steamed
"""


def staged(note: Path, folder: Path) -> Path:
    """A collection in which the cards of the note stand in every way that a card can."""
    [package] = build([note], depth="all")
    of = {s.card.front: s.guid for s in package.report.settled}
    with Anki(folder) as anki:
        anki.take(package.target)
        anki.wait(300)
        days = anki.col.sched.today
        ids = anki.ids()

        def put(front: str, ordinal: int = 0, **values: object) -> None:
            [guid] = {guid for words, guid in of.items() if front in words}
            sets = ", ".join(f"{name} = ?" for name in values)
            anki.col.db.execute(f"update cards set {sets} where id = ?", *values.values(), ids[guid, ordinal])

        put("crema", type=2, queue=2, reps=7, ivl=60, due=days + 40, factor=2500)
        put("pump", type=2, queue=2, reps=19, ivl=3, due=days - 20, factor=1300, lapses=9)
        put("grinder", type=2, queue=2, reps=4, ivl=10, due=days + 3, factor=2500)
        put("two clocks", 0, type=2, queue=2, reps=5, ivl=40, due=days, factor=2500)
        put("flat white", type=2, queue=-1, reps=5, ivl=40, due=days - 9, factor=2500)
        put("cortado", type=3, queue=1, reps=12, ivl=1, due=int(time.time()) + 60, factor=1900, lapses=1)
    return folder / "collection.anki2"


@pytest.fixture
def coffee(vault: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note that was studied; the current folder is its root, and the collection is where a sync would put it."""
    root = vault(coffee=COFFEE)
    staged(root / "coffee.md", root / SYNCED.rpartition("/")[0])
    monkeypatch.chdir(root)
    return root / "coffee.md"


def ran(*args: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["progress", *map(str, args)])
    assert result.exit_code == code, result.output
    return result.output


GOLDEN = """\
coffee.md
   1 |                  | ---
   2 |                  | topics: [espresso, milk drinks]
   3 |                  | ---
   4 |                  | # espresso
   6 | known       ~96% | - crema :: foam of CO2 and coffee oils
   7 | weak        ~59% | - pump :: gives 9 bar
   8 | fair        ~92% | - grinder :: crushes the beans
   9 | never seen       | - two clocks: {{c1::30 s}} for a {{c2::double}} espresso
  10 | never seen       | three kinds of roast: light, medium, dark
  12 |                  | # milk drinks
  14 | suspended   ~88% | - flat white :: espresso with 130 ml of milk
  15 | learning         | - cortado :: half milk, half espresso
  17 |                  | # tea
  19 |                  | - sencha :: green tea, steamed

coffee.md    cards  known  due today  never seen
espresso         6    33%          2           2
milk drinks      2     0%          1           0
all              8    28%          3           2

by topic     cards  known  due today  never seen
espresso         8    28%          3           2
milk drinks      2     0%          1           0

forgotten again and again: reword it
  coffee.md:7: forgotten 9 times: - pump :: gives 9 bar
      pump → gives 9 bar

reviews to come (new cards aside)
  today         3  ###
  DAY 0
  DAY 0
  DAY 1  #
  DAY 0
  DAY 0
  DAY 0

read from decks/.sync/collection.anki2; recall estimated from intervals, as Anki keeps no FSRS memory states
"""


def test_the_note_line_by_line(coffee: Path) -> None:
    printed = ran("coffee.md", "--depth", "all")
    assert re.sub(r"\b[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} +", "DAY ", printed) == GOLDEN


def test_the_tables_alone(coffee: Path) -> None:
    printed = ran("coffee.md", "--depth", "all", "--summary", "--days", "2")
    assert printed.startswith("coffee.md    cards  known")
    assert "foam of CO2" not in printed
    assert len(re.findall(r"^  (?:today|[A-Z][a-z]{2} \d)", printed, re.M)) == 2


def test_a_folder_gives_a_table_for_each_note(coffee: Path) -> None:
    coffee.with_name("tea.md").write_text("# tea\n\n- sencha :: green tea, steamed\n", "utf-8")
    printed = ran(".", "--depth", "all")
    tables = re.findall(r"^(\S[^\n]*?) +cards  known", printed, re.M)
    assert tables == ["coffee.md", "tea.md", "all notes", "by topic"]
    assert " | " not in printed
    assert "1 card is not in decks/.sync/collection.anki2 yet" in printed


def test_a_topic_that_is_named(coffee: Path) -> None:
    printed = ran("coffee.md", "--depth", "all", "--topic", "tea")
    assert re.search(r"^by topic.*\ntea +1 +0% +0 +1$", printed, re.M)
    assert "~96%" not in printed
    assert "no line is about the topic" in ran("coffee.md", "--topic", "zeppelins", code=1)


def test_programs_get_all_of_it(coffee: Path) -> None:
    told = json.loads(ran("coffee.md", "--depth", "all", "--json"))
    assert told["source"] == SYNCED and told["fsrs"] is False
    assert told["cards"] | {"name": ""} == {
        "name": "", "cards": 8, "known": 2, "fair": 1, "weak": 1, "learning": 1, "never_seen": 2, "suspended": 1,
        "due": 3, "share_known": pytest.approx(2 / 7),
    }  # fmt: skip
    [note] = told["notes"]
    for count in ("cards", "known", "weak", "never_seen", "due"):
        assert sum(section[count] for section in note["sections"]) == note["cards"][count] == told["cards"][count]
    lines = {line["line"]: line for line in note["lines"]}
    assert len(lines) == len(COFFEE.splitlines())
    [pump] = lines[7]["cards"]
    assert (pump["standing"], pump["lapses"], pump["leech"], pump["due_in"]) == ("weak", 9, True, -20)
    assert [(c["ordinal"], c["answer"], c["standing"]) for c in lines[9]["cards"]] == [
        (0, "30 s", "known"), (1, "double", "unseen"),
    ]  # fmt: skip
    assert (lines[9]["standing"], lines[5]["standing"]) == ("unseen", None)
    assert told["leeches"] == [{"guid": pump["guid"], "ordinal": 0, "note": "coffee.md", "line": 7}]
    assert [day["due"] for day in told["forecast"]] == [3, 0, 0, 1, 0, 0, 0]
    assert date.fromisoformat(told["forecast"][0]["date"]) == date.fromisoformat(told["today"])


def test_colour_is_for_terminals_that_want_it(coffee: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["progress", "coffee.md"]
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = CliRunner().invoke(main, asked, color=True).output
    assert "\x1b[32mknown       ~96%\x1b[0m | \x1b[32m- crema" in coloured
    assert "\x1b" not in CliRunner().invoke(main, asked).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, asked, color=True).output


def test_the_lines_are_those_of_today(coffee: Path) -> None:
    """Not those of the last build: the note was edited since, and its cards are known again."""
    coffee.write_text(
        COFFEE.replace("# espresso\n", "# espresso\n\nnew at the top\n").replace("foam", "a foam"), "utf-8"
    )
    before = files_in(coffee.parent / "decks")
    printed = ran("coffee.md", "--depth", "all")
    assert "   8 | known       ~96% | - crema :: a foam of CO2" in printed
    assert files_in(coffee.parent / "decks") == before


def test_what_was_dropped_is_not_counted(coffee: Path) -> None:
    from cardgen.desk import Desk

    desk = Desk((coffee,), (), "all")
    [pump] = [sheet for sheet in desk.read().sheets if "pump" in sheet.asks]
    desk.decide(pump.guid, "drop")
    printed = ran("coffee.md", "--depth", "all")
    assert "   7 |                  | - pump :: gives 9 bar" in printed
    assert "forgotten again" not in printed


def test_steps_are_marked_one_by_one(vault: Callable[..., Path], tmp_path: Path) -> None:
    note = vault(x="steps of mitosis\n1. prophase\n2. metaphase\n3. anaphase\n") / "x.md"
    [package] = build([note])
    [second] = [s for s in package.report.settled if s.card.hidden == ("metaphase",)]
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        anki.wait(100)
        anki.col.db.execute(
            "update cards set type=2, queue=2, ivl=50, due=? where id=?",
            anki.col.sched.today + 20, anki.ids()[second.guid, second.numbers[0] - 1],
        )  # fmt: skip
    told = progress([note], tmp_path / "anki" / "collection.anki2")
    standing = {line.number: line.worst.now.standing for line in told.notes[0].lines if line.worst}
    assert standing == {2: "unseen", 3: "known", 4: "unseen"}


def test_what_anki_tags_as_a_leech_is_one(coffee: Path) -> None:
    with Anki(coffee.parent / SYNCED.rpartition("/")[0]) as anki:
        [note] = anki.col.find_notes("cortado")
        anki.col.tags.bulk_add([note], "Leech")
    told = progress([coffee], depth="all")
    assert [(c.line, c.now.card.lapses) for c in told.leeches if c.now.card] == [(7, 9), (15, 1)]
    assert "a leech: reword its line" in str(told.leeches[0].now)


def test_eight_lapses_are_ankis_own_measure(tmp_path: Path) -> None:
    with Anki(tmp_path / "anki") as anki:
        assert anki.col.decks.get_config(1)["lapse"]["leechFails"] == LEECH_LAPSES


def test_without_a_collection_both_ways_are_said(coffee: Path) -> None:
    (coffee.parent / SYNCED).unlink()
    said = ran("coffee.md", code=1)
    assert "cardgen sync" in said and "--from" in said and ".colpkg" in said
    assert "there is no such file" in ran("coffee.md", "--from", "nowhere.colpkg", code=1)
    assert "holds no reviews" in ran("coffee.md", "--from", "decks/coffee.apkg", code=1)


def test_cards_that_were_never_imported(coffee: Path) -> None:
    coffee.write_text("- quay :: where ships lie\n", "utf-8")
    printed = ran("coffee.md")
    assert "   1 | never seen       | - quay" in printed
    assert "none of these cards is in decks/.sync/collection.anki2 yet" in printed


def test_the_help_names_an_export() -> None:
    assert "cardgen progress notes/why-fal.md --from ~/Downloads/collection.colpkg" in ran("--help")


# ------------------------------------------------------------------ the classes


def known(fsrs: bool | None = None, **values: object) -> str:
    day = Today(now=1.7e9, number=1000, ends_at=1.7e9 + 3600, date=date(2023, 11, 14))
    return remembered(Scheduled("g", 0, **{"type": 2, "queue": 2, "due": 1000, **values}), day, fsrs).standing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({"interval": 21, "due": 1005, "ease": 2500}, "known"),
        ({"interval": 21, "due": 1000, "ease": 2500}, "known"),
        ({"interval": 21, "due": 999, "ease": 2500}, "fair"),
        ({"interval": 20, "due": 1005, "ease": 2500}, "fair"),
        ({"interval": 90, "due": 1050, "ease": 1300}, "fair"),
        ({"interval": 90, "due": 850, "ease": 2500}, "weak"),
        ({"interval": 90, "due": 850, "ease": 2500, "queue": -1}, "suspended"),
        ({"type": 0, "queue": 0, "due": 3}, "unseen"),
        ({"type": 0, "queue": -1, "due": 3}, "suspended"),
        ({"type": 1, "queue": 1, "due": 1_700_000_300}, "learning"),
        ({"type": 3, "queue": 3, "due": 1001, "interval": 90}, "learning"),
        ({"interval": 3, "due": 1001, "stability": 3.5, "last_review": 1_699_900_000}, "known"),
        ({"interval": 90, "due": 1050, "stability": 3.5, "last_review": 1_699_000_000}, "weak"),
        ({"interval": 90, "due": 1050, "stability": 3.5, "last_review": 1_699_000_000, "fsrs": False}, "known"),
    ],
)
def test_classes(values: dict[str, object], standing: str) -> None:
    assert known(**values) == standing  # type: ignore[arg-type]


def test_recall_falls_with_time_and_never_leaves_its_bounds() -> None:
    rng = random.Random(1)
    for _ in range(500):
        stability, decay = 10 ** rng.uniform(-3, 4), rng.uniform(0.01, 10)
        chances = [recall(stability, days, decay) for days in (0, 0.1, 1, 10, 100, 10_000)]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
        assert recall(stability, stability, decay) == pytest.approx(0.9)


def test_a_day_has_no_gap_and_no_overlap() -> None:
    calendar = Calendar(1_600_000_000, -60, 4)
    for now in range(1_700_000_000, 1_700_000_000 + 3 * DAY, 1777):
        day = today(calendar, now, -60)
        assert day.ends_at - DAY <= now < day.ends_at
        assert today(calendar, day.ends_at, -60).number == day.number + 1

"""Learning by a day: the numbers, Anki's own simulator, and what the real Anki makes of presets and of the order."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_collection import Anki
from click.testing import CliRunner
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from reach import NOTES, is_reached

from cardgen import pacing, report, simulator
from cardgen.build import Package, build
from cardgen.cli import main
from cardgen.draft import draft
from cardgen.errors import CardgenError
from cardgen.model import Card, Note, Outline, Plan
from cardgen.ranking import importance

TODAY = date(2026, 11, 27)
DAY = date(2026, 12, 12)
THEN = int(datetime(2026, 11, 27, 12).timestamp())
"""Noon of that day."""
ONE_DAY = 86_400


def built(path: Path, clock: int = THEN, **more) -> Package:
    [package] = build([path], clock=clock, **more)
    return package


def words(count: int) -> str:
    return "".join(f"- word{n} :: meaning {n}\n" for n in range(count))


# ------------------------------------------------------------------ which day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-12", DAY),
        (" 2026/12/12 ", DAY),
        ("2026.12.12", DAY),
        ("12 dec", DAY),
        ("12. Dec.", DAY),
        ("12th of December", DAY),
        ("dec 12", DAY),
        ("December 12, 2026", DAY),
        ("12dec2026", DAY),
        ("Sept 3", date(2027, 9, 3)),
        ("27 nov", TODAY),
        ("26 nov", date(2027, 11, 26)),
        ("29 feb", date(2028, 2, 29)),
        ("in 15 days", DAY),
        ("in 1 day", date(2026, 11, 28)),
        ("in  3  Weeks", date(2026, 12, 18)),
        ("2020-01-01", date(2020, 1, 1)),
    ],
)
def test_what_people_type_is_a_day(text: str, day: date) -> None:
    assert pacing.read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["12/11/2026", "12.11.2026", "12-11-26", "31 feb", "2026-13-01", "2026-02-30", "12", "dec", "12 d", "mon", "",
     "soon", "3 weeks", "in 3 months", "2026-12/12", "12 decem 26", "ma 3", "12 xyz", "2026-12-12T10:00"],
)  # fmt: skip
def test_what_may_be_read_in_two_ways_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CardgenError, match="write it as 2026-12-31"):
        pacing.read_day(text, TODAY)


@pytest.mark.parametrize("text", ["2206-12-12", "in 9999 weeks", "in 9999 days"])
def test_a_year_far_away_is_a_slip_of_the_hand(text: str) -> None:
    with pytest.raises(CardgenError, match="check the year"):
        pacing.read_day(text, TODAY)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        pacing.read_day(text, TODAY)
    except CardgenError as error:
        assert "write it as" in str(error) or "check the year" in str(error)


@pytest.mark.parametrize("text", ["12 dec", "in 3 weeks", "Jane Doe", "tomorrow", "true", "12/11/2026", "[2026-12-12]"])
def test_what_a_note_says_must_be_a_whole_date(text: str, vault) -> None:
    note = vault(x=f"---\ntags: [a]\nby: {text}\n---\n{words(3)}") / "x.md"
    package = built(note)
    assert package.plans == ()
    [remark] = package.report.remarks
    assert str(remark).startswith("x.md:3: `by:` does nothing: ")
    assert "2026-12-31" in str(remark)


@pytest.mark.parametrize("text", ["", "~", "false"])
def test_an_empty_day_is_none(text: str) -> None:
    settings = {"": None, "~": None, "false": False}[text]
    assert pacing.days_of_notes([Outline("x.md", "x", (), {"by": settings})], TODAY) == ({}, [])


# ------------------------------------------------------------------ how many a day


@given(st.integers(1, 5000), st.integers(1, 800))
def test_the_number_reaches_all_in_time_and_is_no_larger_than_it_must_be(cards: int, days: int) -> None:
    plan = pacing.planned("Sea", cards, TODAY + timedelta(days=days), TODAY)
    free = days - pacing.reserve(days)
    assert plan.new_per_day * free >= cards
    assert plan.new_per_day == 1 or (plan.new_per_day - 1) * free < cards
    assert plan.spare >= pacing.reserve(days)
    assert pacing.reserve(days) >= min(2, days // 2)
    assert free >= 1


def test_what_was_seen_is_not_counted_again() -> None:
    assert pacing.planned("Sea", 62, DAY, TODAY).new_per_day == 6
    assert pacing.planned("Sea", 62, DAY, TODAY, unseen=24).new_per_day == 2
    assert pacing.planned("Sea", 62, DAY, TODAY, unseen=99).to_learn == 62
    seen = pacing.planned("Sea", 62, DAY, TODAY, unseen=0)
    assert (seen.spare, seen.minutes) == (15, ())
    assert report.planned([seen]) == ["all 62 are seen already, 15 days before 12 Dec"]


@pytest.mark.parametrize("late", [0, 1, 400])
def test_once_the_day_has_come_nothing_is_planned(late: int) -> None:
    plan = pacing.planned("Sea", 62, TODAY - timedelta(days=late), TODAY)
    assert (plan.new_per_day, plan.preset, plan.minutes, plan.spare) == (0, None, (), -late if late else 0) or late
    assert (plan.new_per_day, plan.preset, plan.minutes) == (0, None, ())
    said = report.planned([plan])
    assert said[0].startswith("the day by which to know it " + ("was" if late else "is today"))
    assert "Default" in said[1]


# ------------------------------------------------------------------ how long it takes

AVERAGE_WITHIN, PEAK_WITHIN = 0.1, 0.15
"""How far our formula may be from Anki's simulator, which throws dice for each card."""
COURSES = [
    (1, 1, 1), (42, 4, 15), (62, 8, 15), (62, 62, 1), (80, 2, 62), (300, 10, 30), (300, 13, 30), (100, 15, 7),
    (40, 3, 20), (1000, 20, 60), (2000, 12, 200), (500, 3, 365), (5000, 40, 150),
]  # fmt: skip


@pytest.mark.parametrize(("cards", "new_per_day", "days"), COURSES)
def test_the_formula_says_what_the_simulator_says(cards: int, new_per_day: int, days: int) -> None:
    told = simulator.minutes([(cards, new_per_day, days)])
    assert told is not None
    [simulated] = told
    expected = pacing.expected_minutes(cards, new_per_day, days)
    assert len(simulated) == len(expected) == days
    assert sum(expected) == pytest.approx(sum(simulated), rel=AVERAGE_WITHIN)
    assert max(expected) == pytest.approx(max(simulated), rel=PEAK_WITHIN)


def test_a_limit_that_anki_would_not_take_is_the_highest_that_it_takes(vault, tmp_path: Path) -> None:
    plan = pacing.planned("Sea", 60_000, TODAY + timedelta(days=1), TODAY)
    assert plan.preset is not None
    assert (plan.new_per_day, plan.preset.new_per_day) == (60_000, 9999)


def test_the_simulator_answers_the_same_and_leaves_nothing_behind(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    course = (62, 8, 15)
    assert simulator.minutes([course, course]) == [*(simulator.minutes([course]) or ())] * 2
    assert list(tmp_path.iterdir()) == []


@given(st.integers(1, 3000), st.integers(1, 300), st.integers(1, 400))
def test_every_card_takes_its_time_whenever_it_is_begun(cards: int, new_per_day: int, days: int) -> None:
    minutes = pacing.expected_minutes(cards, new_per_day, days)
    one = pacing.expected_minutes(1, 1, days)
    begun = [min(new_per_day, max(0, cards - new_per_day * day)) for day in range(days)]
    first = sum(count * one[day - at] for at, count in enumerate(begun) for day in [days - 1])
    assert minutes[-1] == pytest.approx(first)
    assert len(minutes) == days


def run(code: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *more], capture_output=True, text=True, check=True)


def test_without_anki_the_formula_is_told(vault) -> None:
    """As on a machine that has no `anki`: importing it fails."""
    note = vault(x=words(30)) / "x.md"
    code = "import sys; sys.modules['anki'] = None; from cardgen.cli import main; main()"
    told = json.loads(run(code, "build", str(note), "--by", "in 3 weeks", "-n", "--json").stdout)
    [plan] = told["packages"][0]["plans"]
    assert plan["minutes"]["from"] == "formula"
    assert plan["minutes"]["average"] > 0


def test_anki_is_only_asked_where_there_is_a_day(vault) -> None:
    note = vault(x=words(3)) / "x.md"
    code = (
        "import sys, pathlib, datetime; from cardgen.build import build; note = [pathlib.Path(sys.argv[1])];"
        "build(note); print('anki' in sys.modules);"
        "build(note, by=datetime.date.today() + datetime.timedelta(9)); print('anki' in sys.modules)"
    )
    assert run(code, str(note)).stdout.split() == ["False", "True"]


# ------------------------------------------------------------------ what the real Anki makes of it


def options(anki: Anki, deck: str) -> dict:
    return anki.col.decks.config_dict_for_deck_id(anki.col.decks.id_for_name(deck))


def new_today(anki: Anki, deck: str) -> int:
    anki.col.decks.select(anki.col.decks.id_for_name(deck))
    return anki.col.sched.counts()[0]


def presets(anki: Anki) -> list[str]:
    return sorted(each["name"] for each in anki.col.decks.all_config())


def test_the_box_is_called_as_we_say(tmp_path: Path) -> None:
    with Anki(tmp_path / "anki") as anki:
        assert anki.col.tr.importing_with_deck_configs() == report.PRESETS_BOX


@pytest.mark.parametrize("there_before", [True, False])
def test_the_preset_comes_along_only_with_the_box(there_before: bool, vault, tmp_path: Path) -> None:
    note = vault(Sea=words(30)) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        if there_before:
            anki.take(built(note).target)
        package = built(note, by=DAY)
        anki.take(package.target)  # the box is not ticked by itself
        assert (presets(anki), options(anki, "Sea")["id"], new_today(anki, "Sea")) == (["Default"], 1, 20)
        anki.take(package.target, presets=True)
        [plan] = package.plans
        assert plan.new_per_day == 3
        assert options(anki, "Sea")["name"] == "cardgen: Sea by 2026-12-12 (3 a day)"
        assert new_today(anki, "Sea") == 3
        assert presets(anki) == ["Default", "cardgen: Sea by 2026-12-12 (3 a day)"]


def test_but_for_its_limits_the_preset_is_as_anki_makes_one(vault, tmp_path: Path) -> None:
    note = vault(Sea=words(30)) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        default = anki.col.decks.get_config(1)
        anki.take(built(note, by=DAY).target, presets=True)
        assert anki.col.decks.get_config(1) == default
        ours = options(anki, "Sea")
        assert (ours["new"].pop("perDay"), ours["rev"].pop("perDay")) == (3, 9999)
        assert (default["new"].pop("perDay"), default["rev"].pop("perDay")) == (20, 200)
        for each in (ours, default):
            for name in ("id", "name", "mod", "usn"):
                del each[name]
        assert ours == default


def test_another_number_takes_effect_with_the_next_import(vault, tmp_path: Path) -> None:
    note = vault(Sea=words(30)) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(note, by=DAY).target, presets=True)
        later = built(note, THEN + 9 * ONE_DAY, by=DAY)
        [plan] = later.plans
        assert plan.new_per_day == 8
        anki.take(later.target, presets=True)
        assert new_today(anki, "Sea") == 8
        anki.study(8)
        before = anki.progress()
        anki.take(built(note, THEN + 9 * ONE_DAY, by=DAY, unseen={"Sea": 22}).target, presets=True)
        assert options(anki, "Sea")["new"]["perDay"] == 6
        assert anki.progress() == before


def a_day_later(anki: Anki, folder: Path) -> None:
    """The collection as it is on the next day."""
    anki.col.db.execute("update col set crt = crt - ?", ONE_DAY)
    anki.col.db.execute("update cards set due = due - ? where queue = 1", ONE_DAY)
    anki.col.close()
    anki.col = Collection(str(folder / "collection.anki2"))


def test_who_learns_day_by_day_has_seen_all_in_time(vault, tmp_path: Path) -> None:
    note = vault(Sea=words(31)) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        package = built(note, by=date(2026, 12, 7))
        [plan] = package.plans
        assert (plan.days, plan.new_per_day, plan.spare) == (10, 4, 2)
        anki.take(package.target, presets=True)
        unseen = []
        for _ in range(plan.days):
            anki.study(500)
            unseen.append(anki.col.db.scalar("select count() from cards where reps = 0"))
            a_day_later(anki, tmp_path / "anki")
        assert unseen == [27, 23, 19, 15, 11, 7, 3, 0, 0, 0]


def test_many_reviews_leave_room_for_new_cards(vault, tmp_path: Path) -> None:
    note = vault(Sea=words(400)) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        package = built(note, by=DAY)
        anki.take(package.target, presets=True)
        anki.col.db.execute(
            "update cards set type = 2, queue = 2, ivl = 1, reps = 1, due = ?"
            " where id in (select id from cards limit 300)",
            anki.col.sched.today,
        )
        with_ours = new_today(anki, "Sea")
        deck = anki.col.decks.get(anki.col.decks.id_for_name("Sea"))
        deck["conf"] = 1
        anki.col.decks.save(deck)
        assert (with_ours, new_today(anki, "Sea")) == (34, 0)


def test_a_deck_that_holds_others_lets_all_of_them_through(vault, tmp_path: Path) -> None:
    deck = "---\ndeck: Exam::{}\nby: 2026-12-12\n---\n{}"
    root = vault(a=deck.format("Sea", words(150)), b=deck.format("Sky", words(170).replace("word", "cloud")))
    with Anki(tmp_path / "anki") as anki:
        package = built(root)
        assert [plan.new_per_day for plan in package.plans] == [13, 15]
        anki.take(package.target)
        assert new_today(anki, "Exam") == 20
        anki.take(package.target, presets=True)
        assert (new_today(anki, "Exam::Sea"), new_today(anki, "Exam::Sky"), new_today(anki, "Exam")) == (13, 15, 28)
        assert options(anki, "Exam")["name"] == "cardgen: Exam by 2026-12-12 (28 a day)"


def test_a_deck_above_is_left_alone_where_its_own_number_will_do(vault, tmp_path: Path) -> None:
    note = vault(a=f"---\ndeck: Languages::Spanish\n---\n{words(60)}") / "a.md"
    with Anki(tmp_path / "anki") as anki:
        package = built(note, by=DAY)
        anki.take(package.target, presets=True)
        assert options(anki, "Languages")["id"] == 1
        assert new_today(anki, "Languages") == package.plans[0].new_per_day == 5


def test_a_deck_of_ours_that_holds_another_gets_their_sum(vault, tmp_path: Path) -> None:
    deck = "---\ndeck: {}\nby: 2026-12-12\n---\n{}"
    root = vault(a=deck.format("Sea", words(60)), b=deck.format("Sea::Fish", words(60).replace("word", "fish")))
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(root).target, presets=True)
        assert (new_today(anki, "Sea::Fish"), new_today(anki, "Sea")) == (5, 10)


def test_after_the_day_the_package_is_as_without_one_and_anki_keeps_what_was_set(vault, tmp_path: Path) -> None:
    text = f"---\nby: 2026-12-12\n---\n{words(30)}"
    note = vault(Sea=text) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(note).target, presets=True)
        over = built(note, THEN + 20 * ONE_DAY)
        assert over.plans[0].preset is None
        dated = over.target.read_bytes()
        note.write_text(text.replace("by: 2026-12-12\n", "tags: []\n"))
        assert not built(note, THEN + 20 * ONE_DAY).changed
        assert over.target.read_bytes() == dated
        for box in (False, True):  # no import gives Default back: so the build says how to do it by hand
            anki.take(over.target, presets=box)
            assert options(anki, "Sea")["name"] == "cardgen: Sea by 2026-12-12 (3 a day)"


# ------------------------------------------------------------------ what a day must not change

MIXED = """# Sea

- the tide table hangs on the door of the shed
| port | high water |
|---|---|
| Brest | 04:12 |
| Cuxhaven | 11:30 |

steps to moor -
1. rig the fenders
2. ready the lines
3. approach against the wind
4. step ashore, never jump

# Signs

- a buoy = a float that marks a channel
- **spring tides come at full and new moon**
- leeway = drift to the side that the wind causes
"""


def test_a_day_changes_no_card_and_is_undone_without_a_trace(vault, tmp_path: Path) -> None:
    note = vault(Sea=MIXED) / "Sea.md"
    plain = built(note)
    bytes_before, known = plain.target.read_bytes(), plain.target.with_name("ledger.json").read_bytes()
    with Anki(tmp_path / "anki") as anki:
        anki.take(plain.target)
        dated = built(note, THEN + 100, by=DAY)
        assert dated.changed
        assert {s.verdict for s in dated.report.settled} == {"same"}
        assert plain.target.with_name("ledger.json").read_bytes() == known
        before, order = anki.progress(), anki.new_order()
        log = anki.take(dated.target)
        assert (len(log.new), len(log.updated)) == (0, 0)
        assert (anki.progress(), anki.new_order()) == (before, order)
    again = built(note, THEN + 200)
    assert again.target.read_bytes() == bytes_before
    assert plain.target.with_name("ledger.json").read_bytes() == known


def test_the_same_day_gives_the_same_bytes(vault) -> None:
    note = vault(Sea=MIXED) / "Sea.md"
    first = built(note, by=DAY).target.read_bytes()
    assert not built(note, by=DAY).changed
    second = built(note, by=DAY, output=note.with_name("other.apkg"))
    assert second.target.read_bytes() == first


def fronts(anki: Anki, guids: Sequence[str]) -> list[str]:
    fields = anki.fields()
    return [" ".join(re.sub(r"<[^>]*>|\{\{c\d+::|\}\}", "", " ".join(fields[guid][:2])).split()) for guid in guids]


def test_what_matters_comes_first_and_steps_stay_in_order(vault, tmp_path: Path) -> None:
    note = vault(Sea=MIXED) / "Sea.md"
    package = built(note, by=DAY, depth="all")
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        shown = fronts(anki, anki.new_order())

    def at(part: str) -> int:
        [found] = [n for n, text in enumerate(shown) if part in text]
        return found

    assert at("spring tides") == 0, shown
    assert at("the wind causes") < at("04:12")
    assert at("marks a channel") < at("04:12") < at("11:30")
    steps = [at(f"::{number} of 4") for number in (1, 2, 3, 4)]
    assert steps == sorted(steps)


def test_a_marked_step_takes_its_list_along(vault, tmp_path: Path) -> None:
    note = vault(Sea=MIXED.replace("approach against", "**approach** against")) / "Sea.md"
    with Anki(tmp_path / "anki") as anki:
        anki.take(built(note, by=DAY, depth="all").target)
        shown = fronts(anki, anki.new_order())
    steps = [
        next(n for n, text in enumerate(shown) if part in text) for part in ("fenders", "lines", "against", "ashore")
    ]
    assert steps == sorted(steps)
    assert max(steps) < next(n for n, text in enumerate(shown) if "marks a channel" in text)


def shares(cards: Sequence[Card], facts: Sequence[dict]) -> list[float]:
    """Of each must-have fact that the cards reach: the share of the deck after which they have reached it."""
    must = [fact for fact in facts if fact["importance"] == 3 and is_reached(fact, cards)]
    return [next(n for n in range(1, len(cards) + 1) if is_reached(fact, cards[:n])) / len(cards) for fact in must]


def test_the_facts_that_matter_come_earlier_than_in_the_notes() -> None:
    """After 47 of 100 cards on average in the order of the notes, after 40 in the order of importance."""
    as_written, by_importance, sooner = [], [], 0
    for path in sorted(NOTES.glob("*.md")):
        text = path.read_text("utf-8")
        facts = json.loads(path.with_suffix(".json").read_text("utf-8"))["facts"]
        cards, lines = draft([Note(path.name, text)]).cards, text.split("\n")
        early = {card: importance(card, lines[card.place.line - 1]) for card in cards}
        plain, dated = shares(cards, facts), shares(sorted(cards, key=early.get, reverse=True), facts)
        sooner += sum(dated) < sum(plain)
        as_written += plain
        by_importance += dated
    assert sum(by_importance) < 0.88 * sum(as_written)
    assert sooner >= 10


# ------------------------------------------------------------------ what is said


@pytest.fixture
def cli(vault, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs cardgen on a vault with one note, a day ahead of its readers."""
    root = vault(Sea=words(30))
    monkeypatch.chdir(root)

    def ran(*args: str, fails: bool = False) -> str:
        result = CliRunner().invoke(main, list(args))
        assert (result.exit_code != 0) == fails, result.output
        return result.output

    return ran


def test_the_build_says_the_number(cli: Callable[..., str]) -> None:
    first, number, how = cli("build", "Sea.md", "--by", "in 15 days").splitlines()
    assert first == "decks/Sea.apkg: 30 cards: 30 new"
    assert re.fullmatch(
        r"  3 new cards a day reach all 30 by \d+ \w{3}( \d{4})? with 5 days to spare, about [2-5] minutes a day, "
        r"at most [4-7] \(if you have seen none yet\)",
        number,
    )
    assert (
        how
        == "  to set it, tick “Import any deck presets” when you import, or write the number into the deck's options"
    )


def test_a_dry_run_says_it_and_writes_nothing(cli: Callable[..., str]) -> None:
    assert "3 new cards a day reach all 30" in cli("build", "Sea.md", "--by", "in 15 days", "--dry-run")
    assert not Path("decks").exists()


def test_json_has_the_plan(cli: Callable[..., str]) -> None:
    [package] = json.loads(cli("build", "Sea.md", "--by", "in 15 days", "--json"))["packages"]
    [plan] = package["plans"]
    day = (date.today() + timedelta(days=15)).isoformat()
    minutes = plan.pop("minutes")
    assert plan == {
        "deck": "Sea", "by": day, "days": 15, "cards": 30, "unseen": None, "new_per_day": 3, "days_to_spare": 5,
        "preset": {"name": f"cardgen: Sea by {day} (3 a day)", "new": 3, "reviews": 9999},
    }  # fmt: skip
    assert minutes["from"] == "anki"
    assert len(minutes["each_day"]) == 15
    assert 0 < minutes["average"] < minutes["most"] == max(minutes["each_day"])
    [package] = json.loads(cli("build", "Sea.md", "--json"))["packages"]
    assert package["plans"] == []


def test_a_day_that_is_none_stops_before_anything_is_written(cli: Callable[..., str]) -> None:
    assert "'12/11/2026' is no day" in cli("build", "Sea.md", "--by", "12/11/2026", fails=True)
    assert not Path("decks").exists()


def test_each_deck_has_its_number_and_all_have_a_sum(cli: Callable[..., str]) -> None:
    Path("Sky.md").write_text("---\nby: 2020-01-01\n---\n" + words(20).replace("word", "cloud"))
    said = cli("build", ".", "--by", "in 15 days")
    assert "  Sea: 3 new cards a day reach all 30 by " in said
    assert "  Sky: 2 new cards a day reach all 20 by " in said
    assert "  together 5 new cards a day, about " in said
    assert said.count("Import any deck presets") == said.count("if you have seen none yet") == 1
    said = cli("build", ".")
    assert said.count("new cards come as without a day") == said.count("the preset Default") == 1
    assert "  the day by which to know it was 1 Jan 2020: " in said


def test_a_note_says_its_day_and_explain_takes_it_as_understood(cli: Callable[..., str]) -> None:
    day = (date.today() + timedelta(days=15)).isoformat()
    Path("Sea.md").write_text(f"---\nby: {day}\n---\n" + words(30))
    assert "3 new cards a day reach all 30" in cli("build", "Sea.md", "--strict")
    told = json.loads(cli("explain", "Sea.md", "--json"))["Sea.md"]
    assert {line["reason"] for line in told[:3]} == {"front matter"}
    assert "10 new cards a day" in cli("build", "Sea.md", "--by", "in 5 days"), "the command line goes first"


def test_notes_that_share_a_deck_share_the_earliest_day(vault) -> None:
    text = "---\ndeck: Sea\nby: {}\n---\n{}"
    root = vault(a=text.format("2026-12-20", words(10)), b=text.format("2026-12-12", words(20).replace("word", "fish")))
    [plan] = built(root).plans
    assert (plan.by, plan.cards, plan.new_per_day) == (DAY, 30, 3)


def test_siblings_count_each(vault) -> None:
    note = vault(Sea="tides follow {{c1::the moon}} and {{c2::the sun}}\n\n- golgi ::: ships proteins\n") / "Sea.md"
    [plan] = built(note, by=DAY).plans
    assert plan.cards == 4


def test_retired_cards_are_not_counted_and_come_last(vault) -> None:
    note = vault(Sea=words(30)) / "Sea.md"
    built(note)
    note.write_text(words(20))
    package = built(note, THEN + 100, by=DAY)
    assert package.plans[0].cards == 20
    assert len(package.report.retired) == 10


def test_without_cards_there_is_no_plan(vault) -> None:
    assert built(vault(Sea="hm\n") / "Sea.md", by=DAY).plans == ()


def test_a_package_without_a_day_has_only_the_preset_of_genanki(vault) -> None:
    import sqlite3

    def kept(package: Package) -> list[str]:
        with zipfile.ZipFile(package.target) as archive:
            connection = sqlite3.connect(":memory:")
            connection.deserialize(archive.read("collection.anki2"))
            (options,) = connection.execute("select dconf from col").fetchone()
            connection.close()
        return sorted(json.loads(options))

    note = vault(Sea=words(30)) / "Sea.md"
    assert kept(built(note)) == ["1"]
    assert len(kept(built(note, by=DAY))) == 2


def test_the_readme_shows_what_is_said(why_fal: Path) -> None:
    package = built(why_fal, by=DAY)
    said = [report.summary("decks/why-fal.apkg", package.report), *(f"  {x}" for x in report.planned(package.plans))]
    assert "".join(f"{line}\n" for line in said) in (PROJECT / "README.md").read_text("utf-8")


def test_the_plan_is_plain_words_for_one_card() -> None:
    plan = Plan("Sea", DAY, TODAY, 1, None, 1, (0.4,))
    said = "1 new card a day reaches all 1 by 12 Dec with 14 days to spare, about 1 minute a day"
    assert report.planned([plan])[0] == f"{said} (if you have seen none yet)"

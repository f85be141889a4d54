"""The promise, kept by the real Anki: build, import, study, edit the note, build, import, and look at every card."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from anki_collection import Anki, Progress
from conftest import PROJECT

from cardgen.build import Package, build
from cardgen.model import Settled
from cardgen.notetypes import RETIRED_TAG

THEN = 1_700_000_000
DAY = 86_400

# ------------------------------------------------------------------ studying


def study(anki: Anki, days: tuple[int, ...] = (0, 1, 3, 8)) -> None:
    """Answers everything that is due on these days, the first time all new cards."""
    config = anki.col.decks.get_config(1)
    config["new"]["perDay"] = config["rev"]["perDay"] = 9999
    anki.col.decks.save(config)
    today = 0
    for day in days:
        if waited := day - today:
            anki.col.db.execute("update cards set due = due - ? where queue in (2, 3)", waited)
            anki.col.db.execute("update cards set due = due - ? where queue = 1", waited * DAY)
            today = day
        anki.study(500)


def review_log(anki: Anki) -> list[list[int]]:
    return anki.col.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id")


def mods(anki: Anki) -> dict[str, int]:
    return dict(anki.col.db.all("select guid, mod from notes"))


def texts(anki: Anki) -> dict[str, tuple[str, ...]]:
    """Every note's fields without the line it stands on, which moves with every line above it, and what only cardgen
    reads."""
    unseen = re.compile(r' data-line="\d+"|^cardgen:[\w+/=]+$')
    return {guid: tuple(unseen.sub("", f) for f in all_) for guid, all_ in anki.fields().items()}


@dataclass(frozen=True)
class Seen:
    """All that Anki knows of a deck at one time."""

    progress: Mapping[tuple[str, int], Progress]
    log: list[list[int]]
    texts: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, tuple[str, ...]]
    mods: Mapping[str, int]

    @classmethod
    def of(cls, anki: Anki) -> Seen:
        return cls(anki.progress(), review_log(anki), texts(anki), anki.tags(), mods(anki))


# ------------------------------------------------------------------ one person, one note


@dataclass(frozen=True)
class Story:
    """A note that was built, imported and studied for some days, ready to be edited."""

    note: Path
    anki: Path
    settled: tuple[Settled, ...]
    text: str

    @property
    def lines(self) -> dict[str, str]:
        """GUID → the line of the first version that the card was made from."""
        lines = self.text.split("\n")
        return {s.guid: lines[s.card.place.line - 1] for s in self.settled}

    def on_line(self, words: str) -> set[str]:
        """The GUIDs of the cards that a line gave."""
        found = {guid for guid, line in self.lines.items() if words in line}
        assert found, f"no card from the line with {words!r}: choose another line for this test"
        return found

    def edited(self, change: Callable[[str], str]) -> None:
        before = self.note.read_text("utf-8")
        after = change(before)
        assert after != before, "the edit did not take"
        self.note.write_text(after, "utf-8")


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    note = folder / "notes" / "why-fal.md"
    note.parent.mkdir()
    sample = (PROJECT / "notes" / "why-fal.md").read_text("utf-8")
    note.write_text(sample.replace("---\n", "---\ndepth: all\n", 1), "utf-8")
    [package] = build([note], clock=THEN)
    with Anki(folder / "anki") as anki:
        log = anki.take(package.target)
        assert len(log.new) == len(package.report.settled) > 40
        study(anki)
        seen = anki.progress().values()
        assert all(p.reps >= 3 and p.interval >= 1 for p in seen)
    return Story(note, folder / "anki", package.report.settled, note.read_text("utf-8"))


@pytest.fixture
def story(studied: Story, tmp_path: Path) -> Story:
    """A copy of the story for one test."""
    home = tmp_path / "copy"
    shutil.copytree(studied.note.parent.parent, home)
    return replace(studied, note=home / "notes" / "why-fal.md", anki=home / "anki")


def built(note: Path, clock: int, **more) -> Package:
    [package] = build([note], clock=clock, **more)
    return package


# ------------------------------------------------------------------ edits

CUSTOMERS = "for the small customers i build prototype workflows in azure myself"
BETWEEN = "i sit between engineers and customers, translator basically"
BRING = "what i bring = technical depth plus customer obsession"
THESIS = "thesis: value will collect in the platform layer"


def line_of(text: str, words: str) -> str:
    [line] = [line for line in text.split("\n") if words in line]
    return line


def swapped(text: str, one: str, other: str) -> str:
    a, b = line_of(text, one), line_of(text, other)
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def moved(text: str, words: str, below: str) -> str:
    line = line_of(text, words)
    return text.replace(line + "\n", "").replace(f"\n{below}\n", f"\n{below}\n{line}\n")


EDITS: dict[str, tuple[Callable[[str], str], tuple[str, ...], str]] = {
    "a typo mended": (lambda t: t.replace("thats the belief", "that's the belief"), (), ""),
    "a typo made": (lambda t: t.replace("i build prototype", "i build protoype"), (CUSTOMERS,), "protoype"),
    "reworded": (
        lambda t: t.replace(CUSTOMERS, "in azure i build workflow prototypes for the small customers myself"),
        (CUSTOMERS,),
        "workflow prototypes",
    ),
    "a number changed": (lambda t: t.replace("run 4x faster", "run 5x faster"), ("run 4x faster",), "5x"),
    "moved to another section": (lambda t: moved(t, BRING, "customers"), (BRING,), "customers"),
    "reordered": (lambda t: swapped(t, BETWEEN, CUSTOMERS), (BETWEEN, CUSTOMERS), ""),
    "a heading renamed": (
        lambda t: t.replace("training vs inference:", "how training and inference differ:"),
        ("training is tuned for", "inference spend grows"),
        "how training and inference differ",
    ),
    "indented": (lambda t: t.replace("\t* " + CUSTOMERS, "\t\t* " + CUSTOMERS), (CUSTOMERS,), "prototype workflows"),
    "another bullet sign and a blank line": (
        lambda t: t.replace("\t* " + CUSTOMERS, "\n\t- " + CUSTOMERS), (CUSTOMERS,), "prototype workflows"
    ),
    "emphasis": (
        lambda t: t.replace(CUSTOMERS, CUSTOMERS.replace("prototype workflows", "**prototype workflows**")),
        (CUSTOMERS,),
        "prototype workflows",
    ),
}  # fmt: skip
"""What was edited → the edit, words of the lines whose cards must live on, and what one of these cards shows now."""


@pytest.mark.parametrize("name", EDITS)
def test_whatever_is_edited_the_cards_keep_their_history(name: str, story: Story, tmp_path: Path) -> None:
    change, touched, shown = EDITS[name]
    story.edited(change)
    package = built(story.note, THEN + 100)
    with Anki(story.anki) as anki:
        before = Seen.of(anki)
        anki.take(package.target)
        after = Seen.of(anki)
    alive = {s.guid for s in package.report.settled}
    for words in touched:
        assert story.on_line(words) <= alive, f"another card for {words!r}"
    assert_history_kept(before, after)
    assert_untouched_cards_are_here(story, alive)
    assert_as_fresh(package, after, alive, tmp_path)
    if shown:
        ours = {guid for words in touched for guid in story.on_line(words)}
        assert any(shown in " ".join(plain(f) for f in after.texts[guid]) for guid in ours)


def plain(field: str) -> str:
    return re.sub(r"<[^>]*>|\{\{c\d+::|::[^{}]*\}\}|\}\}", "", field)


def assert_history_kept(before: Seen, after: Seen) -> None:
    """No card lost, none reset, none answered by anybody; what says the same is untouched."""
    assert {key: after.progress.get(key) for key in before.progress} == dict(before.progress)
    assert after.log == before.log
    for guid, text in before.texts.items():
        if after.texts[guid] == text and after.tags[guid] == before.tags[guid]:
            assert after.mods[guid] == before.mods[guid], f"{text[0]}: not changed, but sent as news"
        else:
            assert after.mods[guid] > before.mods[guid]


def assert_untouched_cards_are_here(story: Story, alive: set[str]) -> None:
    """Every card of a line that still stands as it stood is the card that it was."""
    standing = {line.strip() for line in story.note.read_text("utf-8").split("\n")}
    lost = {guid: line for guid, line in story.lines.items() if line.strip() in standing and guid not in alive}
    assert not lost


def assert_as_fresh(package: Package, after: Seen, alive: set[str], tmp_path: Path) -> None:
    """The old collection shows exactly what a new reader of the package sees."""
    with Anki(tmp_path / "fresh") as fresh:
        fresh.take(package.target)
        expected = texts(fresh)
    assert {guid: after.texts[guid] for guid in alive} == {guid: expected[guid] for guid in alive}


# ------------------------------------------------------------------ facts that come and go


def test_a_new_line_at_the_top_gives_new_cards_and_no_other_change(story: Story) -> None:
    top = "serverless = code that runs on machines of somebody else\n\n"
    story.edited(lambda t: t.replace("ok final prep", top + "ok final prep"))
    package = built(story.note, THEN + 100)
    old = {s.guid for s in story.settled}
    new = [s for s in package.report.settled if s.guid not in old]
    assert new
    assert all("serverless" in str(s.card).lower() and s.verdict == "new" for s in new)
    assert {s.guid for s in package.report.settled} == old | {s.guid for s in new}
    with Anki(story.anki) as anki:
        before = Seen.of(anki)
        log = anki.take(package.target)
        after = Seen.of(anki)
    assert (len(log.new), len(log.updated)) == (len(new), 0)
    assert_history_kept(before, after)
    assert all(p.reps == 0 and p.type == 0 for p in after.progress.values() if p.guid not in old)


def test_a_deleted_line_is_retired_and_comes_back_with_its_history(story: Story) -> None:
    gone = story.on_line(THESIS)
    line = line_of(story.text, THESIS)
    story.edited(lambda t: t.replace(line + "\n", ""))
    package = built(story.note, THEN + 100)
    assert {e.guid for e in package.report.retired} == gone
    assert {s.guid for s in package.report.settled} == {s.guid for s in story.settled} - gone
    with Anki(story.anki) as anki:
        before = Seen.of(anki)
        anki.take(package.target)
        after = Seen.of(anki)
        assert_history_kept(before, after)
        for guid in gone:
            question, _ = anki.rendered(guid)
            assert "This line is gone from your note" in question
            assert RETIRED_TAG in after.tags[guid]
        assert anki.empty() == dict.fromkeys(gone, True)
        # built again, still gone; then the line comes back
        assert not built(story.note, THEN + 150).changed
        story.note.write_text(story.text, "utf-8")
        returned = built(story.note, THEN + 200)
        assert {s.guid for s in returned.report.settled if s.verdict == "returned"} == gone
        anki.take(returned.target)
        again = Seen.of(anki)
        assert again.progress == before.progress
        assert again.log == before.log
        assert again.texts == before.texts
        assert anki.empty() == {}


def test_empty_cards_deletes_what_was_retired_for_good(story: Story) -> None:
    gone = story.on_line(THESIS)
    story.edited(lambda t: t.replace(line_of(t, THESIS) + "\n", ""))
    package = built(story.note, THEN + 100)
    with Anki(story.anki) as anki:
        anki.take(package.target)
        anki.delete_empty()
        anki.take(package.target)
        assert not gone & {guid for guid, _ in anki.progress()}


def test_a_renamed_file_is_the_same_note(story: Story) -> None:
    renamed = story.note.rename(story.note.with_name("fal prep.md"))
    package = built(renamed, THEN + 100)
    assert {s.guid for s in package.report.settled} == {s.guid for s in story.settled}
    assert not package.report.retired
    with Anki(story.anki) as anki:
        before = Seen.of(anki)
        log = anki.take(package.target)
        assert not log.new
        assert_history_kept(before, Seen.of(anki))
        assert {p.deck for p in anki.progress().values()} == {"why fal"}
        assert all("fal prep.md" in "".join(fields) for fields in anki.fields().values())


def test_a_renamed_and_shortened_file_retires_what_it_lost(story: Story) -> None:
    gone = story.on_line(THESIS)
    story.edited(lambda t: t.replace(line_of(t, THESIS) + "\n", ""))
    renamed = story.note.rename(story.note.with_name("fal prep.md"))
    package = built(renamed, THEN + 100)
    assert {e.guid for e in package.report.retired} == gone
    with Anki(story.anki) as anki:
        anki.take(package.target)
        assert set(anki.empty()) == gone


# ------------------------------------------------------------------ clocks and repetitions


def test_two_builds_within_a_second_both_take_effect(story: Story) -> None:
    guids = story.on_line(CUSTOMERS)
    with Anki(story.anki) as anki:
        for words in ("sample workflows", "draft workflows", "trial workflows"):
            now = line_of(story.note.read_text("utf-8"), "in azure myself")
            story.edited(lambda t, now=now, words=words: t.replace(now, re.sub(r"\w+ workflows", words, now)))
            anki.take(built(story.note, THEN).target)
            assert any(words in " ".join(map(plain, texts(anki)[guid])) for guid in guids)


def test_a_clock_that_was_ahead_does_no_harm(story: Story) -> None:
    guids = story.on_line(CUSTOMERS)
    story.edited(lambda t: t.replace("prototype workflows", "sample workflows"))
    with Anki(story.anki) as anki:
        before = anki.progress()
        anki.take(built(story.note, THEN + 400 * DAY).target)
        story.edited(lambda t: t.replace("sample workflows", "draft workflows"))
        anki.take(built(story.note, THEN + 100).target)
        assert any("draft workflows" in " ".join(map(plain, texts(anki)[guid])) for guid in guids)
        assert anki.progress() == before


def test_an_updated_card_is_not_news_twice(story: Story) -> None:
    story.edited(lambda t: t.replace("run 4x faster", "run 5x faster"))
    assert built(story.note, THEN + 100).changed
    assert not built(story.note, THEN + 200).changed


# ------------------------------------------------------------------ parts of a note, and several notes


def test_a_topic_build_retires_nothing_and_the_full_build_after_it_keeps_all(story: Story) -> None:
    part = built(story.note, THEN + 100, named=["training vs inference"])
    assert 0 < len(part.report.settled) < len(story.settled)
    assert {s.guid for s in part.report.settled} <= {s.guid for s in story.settled}
    assert not part.report.retired
    with Anki(story.anki) as anki:
        before = Seen.of(anki)
        anki.take(part.target)
        assert Seen.of(anki) == before
        whole = built(story.note, THEN + 200)
        anki.take(whole.target)
        assert Seen.of(anki) == before
    assert {s.guid for s in whole.report.settled} == {s.guid for s in story.settled}


def test_a_folder_is_one_package_with_a_deck_for_each_note(vault, tmp_path: Path) -> None:
    root = vault(bio="- ribosome :: builds the proteins of a cell", chem="- buffer :: keeps its pH when acid comes in")
    package = built(root, THEN)
    with Anki(tmp_path / "anki") as anki:
        anki.take(package.target)
        study(anki, days=(0,))
        before = anki.progress()
        assert sorted(p.deck for p in before.values()) == ["bio", "chem"]
        # each built by itself: the same cards
        for name in ("bio", "chem"):
            log = anki.take(built(root / f"{name}.md", THEN + 100).target)
            assert not log.new
        assert anki.progress() == before


def test_notes_may_share_a_deck_on_purpose(vault, tmp_path: Path) -> None:
    head = "---\ndeck: Biology\n---\n"
    root = vault(
        cells=head + "- ribosome :: builds proteins\n- lysosome :: digests waste", genes=head + "- codon :: three bases"
    )
    with Anki(tmp_path / "anki") as anki:
        log = anki.take(built(root, THEN).target)
        assert len(log.new) == 3
        assert {p.deck for p in anki.progress().values()} == {"Biology"}
        assert [anki.fields()[guid][1] for guid in anki.new_order()] == [
            "builds proteins",
            "digests waste",
            "three bases",
        ]


def test_a_package_without_cards_can_be_imported(vault, tmp_path: Path) -> None:
    with Anki(tmp_path / "anki") as anki:
        log = anki.take(built(vault(empty="") / "empty.md", THEN).target)
        assert not log.new
        assert not anki.progress()

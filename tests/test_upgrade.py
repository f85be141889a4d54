"""Who updates cardgen keeps every review: today's program on the notes, ledgers and decks of released versions.

The folders in `tests/releases` were made by the versions that they are called after (see the README there).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from anki_collection import Anki
from conftest import PROJECT

import cardgen.roots
from cardgen import ledger
from cardgen.build import Package, build
from cardgen.draft import Drafted
from cardgen.model import Card, Entry, Settled
from cardgen.notetypes import RETIRED_TAG
from cardgen.words import STOPWORDS

RELEASES = sorted(p.parent for p in (PROJECT / "tests" / "releases").glob("*/ledger.json"))
LATER = 1_800_000_000
KEPT = 0.95
"""Of the facts that are still asked, how many must keep their card."""
STILL_ASKED = 0.8
"""Of the facts that a release asked, how many today's program must still ask: else it is another program."""

over_releases = pytest.mark.parametrize("release", RELEASES, ids=lambda p: p.name)


def test_there_is_a_release_to_update_from() -> None:
    assert RELEASES


# ------------------------------------------------------------------ a root as a release left it


def made_root(release: Path, folder: Path) -> Path:
    """Where somebody has used that release."""
    for name, place in {"lighthouse.md": "notes", "ledger.json": "decks", "lighthouse.apkg": "decks"}.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release / name, folder / place / name)
    return folder


def known_to(release: Path) -> tuple[Entry, ...]:
    entries = ledger.loads((release / "ledger.json").read_text("utf-8")).entries
    assert len(entries) > 15
    return tuple(e for e in entries if e.retired_at is None)


def built(root: Path, clock: int = LATER) -> Package:
    [package] = build([root / "notes" / "lighthouse.md"], clock=clock)
    return package


def words(*texts: str) -> set[str]:
    return {w for text in texts for w in re.findall(r"[^\W_]+", text.lower()) if w not in STOPWORDS}


def alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= min(len(one), len(other))


def asks(card: Card, entry: Entry) -> bool:
    """Whether a card of today asks for the fact of an old one: from its line, the same kind, much the same answer."""
    answers = [text for _, text in entry.hidden[: entry.living]]
    return (
        card.place.line == entry.line
        and (card.kind == "basic") == (entry.kind == "basic")
        and alike(words(*card.hidden), words(*answers))
    )


def assert_cards_live_on(old: Iterable[Entry], settled: Iterable[Settled]) -> None:
    """Of the facts that are still asked nearly all keep their GUID, and no GUID stands for another fact."""
    now = {s.guid: s.card for s in settled}
    old = list(old)
    asked = [e for e in old if any(asks(card, e) for card in now.values())]
    assert len(asked) >= STILL_ASKED * len(old), "hardly a fact is still asked"
    lost = [f"{e.note}:{e.line}: {e.front}" for e in asked if e.guid not in now]
    assert len(lost) <= (1 - KEPT) * len(asked), "\n".join(lost)
    assert_no_other_fact(old, now)


def assert_no_other_fact(old: Iterable[Entry], now: Mapping[str, Card]) -> None:
    for entry in old:
        if card := now.get(entry.guid):
            then = words(entry.front, *(text for _, text in entry.hidden[: entry.living]))
            assert alike(then, words(card.front, *card.hidden)), f"“{entry.front}” is now\n{card}"
            assert (card.kind == "basic") == (entry.kind == "basic")


# ------------------------------------------------------------------ the update


@over_releases
def test_every_card_lives_on(release: Path, tmp_path: Path) -> None:
    root = made_root(release, tmp_path)
    package = built(root)
    assert_cards_live_on(known_to(release), package.report.settled)
    assert {e.guid for e in known_to(release)} <= {e.guid for e in ledger.load(root).entries}, "forgotten"
    assert not built(root, LATER + 60).changed


@over_releases
def test_every_card_lives_on_when_the_note_was_edited_as_well(release: Path, tmp_path: Path) -> None:
    """Lines in other words, in other places, and new ones: here only the old ledger can tell who is who."""
    root = made_root(release, tmp_path)
    note = root / "notes" / "lighthouse.md"
    before, edits = note.read_text("utf-8"), (
        ("houses the lamp and the lens", "houses the lens and the lamp"),
        ("60 litres", "65 litres"),
        ("a horn that warns ships", "a loud horn that warns ships"),
        ("Who may enter the lantern room at night?", "Who may go into the lantern room at night?"),
        ("# Lighthouse keeping\n", "# Keeping a lighthouse\n\n- the boat comes on Mondays\n"),
    )  # fmt: skip
    text = before
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    note.write_text(text, "utf-8")
    added = text.count("\n") - before.count("\n")
    settled = [
        replace(s, card=replace(s.card, place=replace(s.card.place, line=s.card.place.line - added)))
        for s in built(root).report.settled
    ]
    assert_cards_live_on(known_to(release), settled)


@over_releases
def test_every_card_lives_on_when_questions_are_worded_otherwise(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a later version may do: other words in every question that a form makes, and other names for the forms."""
    real = cardgen.roots.draft

    def reworded(*given: object, **more: object) -> Drafted:
        drafted = real(*given, **more)  # type: ignore[arg-type]
        return replace(drafted, cards=type(drafted.cards)(map(otherwise, drafted.cards)))

    monkeypatch.setattr(cardgen.roots, "draft", reworded)
    package = built(made_root(release, tmp_path))
    assert any(s.card.front.startswith("Which ") for s in package.report.settled)
    assert_cards_live_on(known_to(release), package.report.settled)


def otherwise(card: Card) -> Card:
    if card.kind != "basic" or card.form.startswith("own"):
        return replace(card, form=f"{card.form}_2")
    front = re.sub(r"^What (is|are|does|do) ", r"Which thing \1 ", card.front)
    return replace(card, front=front, form=f"{card.form}_2", slot=f"{card.slot}?")


@over_releases
def test_the_real_anki_keeps_its_reviews(release: Path, tmp_path: Path) -> None:
    """Import the deck of then, study it, update cardgen, build, import: nothing lost, nothing on another card."""
    root = made_root(release, tmp_path / "root")
    old = known_to(release)
    with Anki(tmp_path / "anki") as anki, Anki(tmp_path / "fresh") as fresh:
        assert len(anki.take(release / "lighthouse.apkg").new) == len(old)
        config = anki.col.decks.get_config(1)
        config["new"]["perDay"] = 9999
        anki.col.decks.save(config)
        assert len(anki.study(200)) >= len(old)
        before, log, shown = anki.progress(), reviews(anki), questions(anki)
        package = built(root)
        anki.take(package.target)
        fresh.take(package.target)
        now = anki.progress()
        assert {key: now.get(key) for key in before} == before
        assert reviews(anki) == log
        alive = {s.guid for s in package.report.settled}
        assert {g: anki.fields()[g][:2] for g in alive} == {g: fresh.fields()[g][:2] for g in alive}
        assert {guid for guid, tags in anki.tags().items() if RETIRED_TAG in tags} == set(anki.fields()) - alive
        for key, text in shown.items():
            if key[0] in alive:
                assert alike(words(text), words(questions(anki)[key])), text
        assert len({guid for guid, _ in before} & alive) >= STILL_ASKED * KEPT * len(old)


def reviews(anki: Anki) -> list[list[int]]:
    return anki.col.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id")


def questions(anki: Anki) -> dict[tuple[str, int], str]:
    """What each card asks and answers, by GUID and ordinal."""
    shown = {guid: re.sub(r"<[^>]*>|&\w+;", " ", " ".join(fields[:2])) for guid, fields in anki.fields().items()}
    return {key: shown[key[0]] for key in anki.progress()}

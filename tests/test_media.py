"""Pictures and sounds on their way from a folder of notes into the real Anki, and again after they have changed."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from anki_collection import Anki

from cardgen.build import Package, build

THEN = 1_700_000_000
PNG = b"\x89PNG\r\n\x1a\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'


def built(path: Path, clock: int = THEN) -> Package:
    [package] = build([path], clock=clock)
    return package


def put(root: Path, name: str, data: bytes) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def carried(package: Package) -> dict[str, bytes]:
    """The files in a package by the names that Anki is told."""
    with zipfile.ZipFile(package.target) as archive:
        return {name: archive.read(number) for number, name in json.loads(archive.read("media")).items()}


def stored(anki: Anki) -> dict[str, bytes]:
    """The files in Anki's media folder."""
    return {path.name: path.read_bytes() for path in Path(anki.col.media.dir()).iterdir()}


def shown(anki: Anki, front: str) -> list[str]:
    """The files that the answer of a card shows or plays, by the names in the field."""
    [fields] = [fields for fields in anki.fields().values() if front in fields[0]]
    return re.findall(r'src="([^"]+)"|\[sound:([^\]]+)\]', fields[1])


def asked(*pictures: str) -> str:
    return "".join(f"Q: picture {n}?\nA: ![]({target})\n\n" for n, target in enumerate(pictures))


@pytest.fixture
def anki(tmp_path: Path):
    with Anki(tmp_path / "anki") as opened:
        yield opened


def test_two_files_of_one_name_both_arrive(anki: Anki, vault) -> None:
    root = vault(x=asked("one/cell.png", "two/cell.png"))
    put(root, "one/cell.png", PNG + b"1")
    put(root, "two/cell.png", PNG + b"2")
    anki.take(built(root / "x.md").target)
    assert sorted(stored(anki).values()) == [PNG + b"1", PNG + b"2"]
    [[first], [second]] = (shown(anki, f"picture {n}") for n in (0, 1))
    assert stored(anki)[first[0]] == PNG + b"1"
    assert stored(anki)[second[0]] == PNG + b"2"


def test_one_file_is_carried_once_whoever_shows_it(anki: Anki, vault) -> None:
    root = vault(a__x=asked("../cell.png", "../cell.png"), a__y=asked("../copy.PNG").replace("picture", "copy"))
    put(root, "cell.png", PNG + b"1")
    put(root, "copy.PNG", PNG + b"1")
    package = built(root / "a")
    assert list(carried(package).values()) == [PNG + b"1"]
    anki.take(package.target)
    assert list(stored(anki).values()) == [PNG + b"1"]
    assert shown(anki, "picture 0") == shown(anki, "picture 1") == shown(anki, "copy 0") != []


NAMES = (
    "two words.png", "Straße Süd.png", unicodedata.normalize("NFD", "é.png"), "CON.png", "what?.png", 'a"b.png',
    "_under.png", "semi;colon.png", "x" * 150 + ".png", "UPPER.SVG", "日本.mp3", "a&b.gif", "100%.webp",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_it_arrives_under_a_short_plain_name(name: str, anki: Anki, vault) -> None:
    root = vault(x=f"Q: picture?\nA: ![[{name}]]\n")
    data = SVG if name.endswith("SVG") else PNG + name.encode()
    put(root, name, data)
    package = built(root / "x.md")
    assert package.report.remarks == ()
    [(as_told, there)] = carried(package).items()
    assert re.fullmatch(r"cg-[0-9a-f]{12}\.[a-z0-9]{2,4}", as_told)
    assert there == data
    anki.take(package.target)
    assert stored(anki) == {as_told: data}, "Anki has renamed it"
    check = anki.col.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])


def test_a_changed_picture_has_a_new_name_and_reaches_who_has_the_old_one(anki: Anki, vault) -> None:
    root = vault(x=asked("cell.png") + "- golgi :: ships proteins\n")
    put(root, "cell.png", PNG + b"old")
    anki.take(built(root / "x.md").target)
    anki.study(5)
    before, [old] = anki.progress(), stored(anki)
    put(root, "cell.png", PNG + b"new")
    package = built(root / "x.md", THEN + 100)
    assert list(carried(package).values()) == [PNG + b"new"]
    log = anki.take(package.target)
    assert (len(log.new), len(log.updated)) == (0, 1)
    [new] = stored(anki).keys() - {old}
    assert stored(anki) == {old: PNG + b"old", new: PNG + b"new"}
    assert [name for names in shown(anki, "picture 0") for name in names if name] == [new]
    assert anki.progress() == before
    assert list(anki.col.media.check().unused) == [old]


def test_only_what_a_card_shows_is_carried(anki: Anki, vault) -> None:
    root = vault(x="hi ![](aside.png)\n\n" + asked("cell.png") + "`![](code.png)`\n")
    for name in ("aside.png", "cell.png", "code.png", "beside.png"):
        put(root, name, PNG + name.encode())
    package = built(root / "x.md")
    anki.take(package.target)
    assert list(carried(package).values()) == list(stored(anki).values()) == [PNG + b"cell.png"]


def test_a_picture_that_its_note_shows_no_more_is_not_carried(anki: Anki, vault) -> None:
    root = vault(x=asked("cell.png") + "- golgi :: ships proteins\n")
    put(root, "cell.png", PNG)
    anki.take(built(root / "x.md").target)
    (root / "x.md").write_text("- golgi :: ships proteins\n")
    package = built(root / "x.md", THEN + 100)
    assert len(package.report.retired) == 1
    assert carried(package) == {}
    anki.take(package.target)
    assert list(anki.col.media.check().missing) == []


def test_what_a_person_writes_about_a_deck_stays(anki: Anki, vault) -> None:
    """A description of ours would replace it at every import: so there is none."""
    root = vault(Sea="- golgi :: ships proteins\n")
    anki.take(built(root / "Sea.md").target)
    deck = anki.col.decks.get(anki.col.decks.id_for_name("Sea"))
    deck["desc"] = "for the exam in room 12"
    anki.col.decks.save(deck)
    (root / "Sea.md").write_text("- golgi :: ships many proteins\n")
    log = anki.take(built(root / "Sea.md", THEN + 100).target)
    assert len(log.updated) == 1
    assert anki.col.decks.get(anki.col.decks.id_for_name("Sea"))["desc"] == "for the exam in room 12"

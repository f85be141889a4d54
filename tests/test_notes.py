"""Notes as they lie on people's disks: found, decoded, mended, with their images."""

from __future__ import annotations

import errno
import os
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cardgen import images, notes
from cardgen.errors import CardgenError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def put(path: Path, data: bytes | str = "- a note\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def text_of(tmp_path: Path, data: bytes | str) -> str:
    return notes.read(put(tmp_path / "x.md", data), tmp_path).text


# ------------------------------------------------------------------ the root


@pytest.mark.parametrize(
    ("marks", "note", "root"),
    [
        ((), "a/b/x.md", "a/b"),
        ((), "a/notes/b/x.md", "a"),
        ((), "a/Notes/x.md", "a"),
        ((), "a/notes/b/notes/x.md", "a/notes/b"),
        (("a/.git/HEAD",), "a/b/notes/x.md", "a"),
        (("a/.git",), "a/b/x.md", "a"),
        (("a/.obsidian/app.json", "a/b/.git/HEAD"), "a/b/c/x.md", "a/b"),
        (("a/decks/ledger.json", "a/b/.git/HEAD"), "a/b/c/x.md", "a"),
        (("a/decks/ledger.json", "a/b/decks/ledger.json"), "a/b/c/x.md", "a/b"),
        (("a/cardgen.toml",), "a/b/notes/x.md", "a"),
        (("a/b/decks/other.json",), "a/b/c/x.md", "a/b/c"),
    ],
)
def test_the_root_of_a_note(tmp_path: Path, marks: tuple[str, ...], note: str, root: str):
    for mark in marks:
        put(tmp_path / mark)
    assert notes.find_root(put(tmp_path / note)) == tmp_path / root


def test_a_project_file_marks_a_root_only_with_a_table_of_ours(tmp_path: Path):
    note = put(tmp_path / "a/b/x.md")
    put(tmp_path / "a/b/pyproject.toml", "[tool.other]\n")
    put(tmp_path / "a/pyproject.toml", "[tool.cardgen]\n")
    assert notes.find_root(note) == tmp_path / "a"
    put(tmp_path / "a/pyproject.toml", "[tool.cardgen\n")
    assert notes.find_root(note) == tmp_path / "a/b"
    put(tmp_path / "a/pyproject.toml", b"\xff")
    assert notes.find_root(note) == tmp_path / "a/b"


def test_the_root_of_a_folder_and_from_elsewhere(tmp_path: Path, monkeypatch):
    put(tmp_path / "a/notes/x.md")
    assert notes.find_root(tmp_path / "a/notes") == tmp_path / "a"
    assert notes.find_root(tmp_path / "a") == tmp_path / "a"
    monkeypatch.chdir(tmp_path / "a/notes")
    assert notes.find_root(Path("x.md")) == tmp_path / "a"
    assert notes.find_root(Path("../notes/x.md")) == tmp_path / "a"


# ------------------------------------------------------------------ finding


def test_a_folder_is_searched_in_order(tmp_path: Path):
    for name in (
        "b.md",
        "a/z.markdown",
        "a/b.TXT",
        "c.rst",
        ".hidden.md",
        ".obsidian/x.md",
        ".trash/y.md",
        "d.md/e.md",
    ):
        put(tmp_path / name)
    for name in ("node_modules/p/README.md", "decks/x.md", "venv/pyvenv.cfg", "venv/lib/x.md", "._b.md"):
        put(tmp_path / name)
    found = [p.relative_to(tmp_path).as_posix() for p in notes.find([tmp_path])]
    assert found == ["a/b.TXT", "a/z.markdown", "b.md", "d.md/e.md"]


def test_files_are_taken_as_given_and_once(tmp_path: Path, monkeypatch):
    put(tmp_path / "a.md")
    put(tmp_path / "n/b.org")
    monkeypatch.chdir(tmp_path)
    assert notes.find([Path("n/b.org"), Path("a.md"), tmp_path / "a.md", Path("n/../a.md"), Path()]) == [
        Path("n/b.org"),
        Path("a.md"),
    ]
    assert notes.find([]) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_lead_into_no_loop_and_nowhere_else(tmp_path: Path):
    put(tmp_path / "outside/secret.md")
    note = put(tmp_path / "in/a.md")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/out").symlink_to(tmp_path / "outside")
    (tmp_path / "in/same.md").symlink_to(note)
    (tmp_path / "in/broken.md").symlink_to(tmp_path / "nothing")
    assert notes.find([tmp_path / "in"]) == [note]
    (tmp_path / "way").symlink_to(tmp_path / "in")
    assert notes.find([tmp_path / "way"]) == [tmp_path / "way/a.md"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nots.md", "did you mean"),
        ("xyz", "check the spelling"),
        ("no/where.md", "check the spelling"),
        ("empty", "holds no notes"),
    ],
)
def test_what_is_not_there_is_said(tmp_path: Path, name: str, said: str):
    put(tmp_path / "notes.md")
    put(tmp_path / "empty/picture.png")
    with pytest.raises(CardgenError, match=said) as caught:
        notes.find([tmp_path / name])
    assert str(caught.value).startswith(str(tmp_path / name))


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="devices of POSIX")
def test_a_device_is_no_note():
    with pytest.raises(CardgenError, match="neither a file nor a folder"):
        notes.find([Path("/dev/null")])


def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch):
    def refused(_path: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(CardgenError, match="cannot be searched: Permission denied"):
        notes.find([tmp_path])


# ------------------------------------------------------------------ decoding

WORDS = "# Café – naïve “quotes”\n- Größe: 5 °C → 8 €\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda e: e
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_unicode_is_recognised(tmp_path: Path, encoding: str, ends: str):
    note = notes.read(put(tmp_path / "x.md", WORDS.replace("\n", ends).encode(encoding)), tmp_path)
    assert note.text == WORDS
    assert note.remarks == ()


def test_big_endian_with_its_mark(tmp_path: Path):
    assert text_of(tmp_path, b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS


def test_western_european_is_guessed_and_said(tmp_path: Path):
    words = WORDS.replace("→", "to")
    note = notes.read(put(tmp_path / "x.md", words.encode("cp1252")), tmp_path)
    assert note.text == words
    (remark,) = note.remarks
    assert str(remark).startswith("x.md:1: this line is not UTF-8")
    assert "save the note as UTF-8" in str(remark)


def test_a_paragraph_pasted_in_another_encoding(tmp_path: Path):
    data = "→ utf-8\n".encode() + "Größe\n".encode("latin-1") + "→ again\n".encode()
    note = notes.read(put(tmp_path / "x.md", data), tmp_path)
    assert note.text == "→ utf-8\nGröße\n→ again\n"
    assert [r.place.line for r in note.remarks] == [2]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"PK\x03\x04" + bytes(99), "a Word"),
        (b"{\\rtf1\\ansi hello}", "rich-text"),
        (PNG, "an image"),
        (bytes(range(256)) * 9, "a binary file"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "a binary file"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, kind: str):
    with pytest.raises(CardgenError, match=kind) as caught:
        text_of(tmp_path, data)
    assert str(caught.value).startswith("x.md: ")


def test_stray_control_characters_go_and_the_lines_stay(tmp_path: Path):
    data = "a\x00b\x07\nc\x0cd\x0be\u2028f\u2029g\x85h\x1ci\tj\ufeff\n" + "plain words\n" * 20
    text = text_of(tmp_path, data)
    assert text.split("\n")[:2] == ["ab", "c d e f g…h i\tj"]
    assert text.splitlines() == text.split("\n")[:-1]


def test_an_empty_note(tmp_path: Path):
    assert text_of(tmp_path, b"") == ""
    assert text_of(tmp_path, b"\xef\xbb\xbf") == ""


def test_what_cannot_be_read_is_said(tmp_path: Path):
    with pytest.raises(CardgenError, match=r"^gone\.md: cannot be read: No such file"):
        notes.read(tmp_path / "gone.md", tmp_path)
    with pytest.raises(CardgenError, match="cannot be read"):
        notes.read(tmp_path, tmp_path)


def test_the_path_is_the_same_on_every_system(tmp_path: Path, monkeypatch):
    decomposed = unicodedata.normalize("NFD", "é.md")
    note = put(tmp_path / "sub" / decomposed)
    assert notes.read(note, tmp_path).path == "sub/\u00e9.md"
    monkeypatch.chdir(tmp_path / "sub")
    assert notes.read(Path(decomposed), tmp_path).path == "sub/\u00e9.md"
    with pytest.raises(CardgenError, match="does not lie below"):
        notes.read(note, tmp_path / "other")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_root_reached_through_a_link(tmp_path: Path):
    note = put(tmp_path / "real/x.md")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert notes.read(note, tmp_path / "link").path == "x.md"


# ------------------------------------------------------------------ mojibake


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        ("- donâ€™t panic", "- don’t panic"),
        ("- FranÃ§ois â€“ cafÃ©", "- François – café"),
        ("- Ã¼ber GrÃ¶ÃŸe", "- über Größe"),
        ("- a `cafÃ©` is a cafÃ©", "- a `cafÃ©` is a café"),
        ("- ``x ` cafÃ©`` cafÃ©", "- ``x ` cafÃ©`` café"),
    ],
)
def test_mojibake_is_mended_outside_code(tmp_path: Path, found: str, mended: str):
    assert text_of(tmp_path, found) == mended


@pytest.mark.parametrize(
    "line",
    [
        "“curly” ‘quotes’ – — …",
        "ﬁt ﬂow Ǆ",
        "ＦＵＬＬ ｗｉｄｔｈ ﾊﾝｶｸ",
        "&amp; &eacute; &lt;b&gt;",
        "e\u0301 is decomposed, é is not",
        "20 °C, 5 µm, §3, £5, ¿qué?, 10³, Ω, →, ✓, 🎉",
        "Ünïcödé ÅÄÖ Čeština Ελληνικά Кириллица 日本語 עברית",
        "À LA CARTE, NAÏVE",
    ],
)
def test_good_text_is_left_alone(tmp_path: Path, line: str):
    assert text_of(tmp_path, line) == line


@pytest.mark.parametrize(
    "fence",
    [
        "```\n{}\n```\n",
        "~~~text\n{}\n~~~\n",
        "- x\n\n    ```py\n    {}\n    ```\n",
        "> ```\n> {}\n> ```\n",
        "1. ```\n   {}\n   ```\n",
        "````\n```\n{}\n````\n",
    ],
)
def test_fenced_code_is_left_alone_and_ends(tmp_path: Path, fence: str):
    text = fence.format("print('cafÃ©')")
    assert text_of(tmp_path, text + "cafÃ©") == text + "café"


@given(data=st.binary(max_size=60) | st.text(max_size=40).map(lambda t: t.encode("utf-8", "replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_and_no_line_is_lost(tmp_path: Path, data: bytes):
    try:
        text = text_of(tmp_path, data)
    except CardgenError:
        return
    assert "\r" not in text
    assert "\0" not in text
    assert text.splitlines() == text.removesuffix("\n").split("\n") or not text
    if not notes._wide(data):
        ends = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
        assert text.count("\n") == ends


# ------------------------------------------------------------------ images


def gallery(tmp_path: Path, text: str, note: str = "n/x.md") -> notes.Note:
    """A note among some files."""
    for name in ("n/a.png", "n/two words.png", "n/img/b.jpg", "n/attachments/c.gif", "top.webp", "far/away/d.png"):
        put(tmp_path / name, PNG + name.encode())
    put(tmp_path / "n/über.png", PNG + b"u")
    put(tmp_path / "n/paren(1).png", PNG + b"p")
    put(tmp_path / "far/e.png", PNG + b"e1")
    put(tmp_path / "away/e.png", PNG + b"e2")
    put(tmp_path / "n/say.mp3", b"ID3")
    return notes.read(put(tmp_path / note, text), tmp_path)


@pytest.mark.parametrize(
    ("written", "target", "data"),
    [
        ("![](a.png)", "a.png", b"n/a.png"),
        ("![alt [x] text](a.png)", "a.png", b"n/a.png"),
        ('![alt](a.png "a title")', "a.png", b"n/a.png"),
        ("![alt](./a.png 'a title')", "./a.png", b"n/a.png"),
        ("[![alt](a.png)](https://example.org)", "a.png", b"n/a.png"),
        ("![alt](<two words.png>)", "two words.png", b"n/two words.png"),
        ("![alt](two%20words.png)", "two%20words.png", b"n/two words.png"),
        ("![alt](%C3%BCber.png)", "%C3%BCber.png", b"u"),
        ("![alt](über.png)", "über.png", b"u"),
        ("![alt](paren(1).png)", "paren(1).png", b"p"),
        ("![alt](img/b.jpg)", "img/b.jpg", b"n/img/b.jpg"),
        ("![alt](img\\b.jpg)", "img\\b.jpg", b"n/img/b.jpg"),
        ("![alt](../top.webp)", "../top.webp", b"top.webp"),
        ("![alt](/top.webp)", "/top.webp", b"top.webp"),
        ("![alt](a.png?raw=1)", "a.png?raw=1", b"n/a.png"),
        ("![[a.png]]", "a.png", b"n/a.png"),
        ("![[a.png|300]]", "a.png", b"n/a.png"),
        ("![[A.PNG]]", "A.PNG", b"n/a.png"),
        ("![[two words.png|alt|300x200]]", "two words.png", b"n/two words.png"),
        ("![[c.gif]]", "c.gif", b"n/attachments/c.gif"),
        ("![[top.webp]]", "top.webp", b"top.webp"),
        ("![[d.png]]", "d.png", b"far/away/d.png"),
        ("![[away/d.png]]", "away/d.png", b"far/away/d.png"),
        ("![[far/e.png]]", "far/e.png", b"e1"),
    ],
)
def test_images_are_found(tmp_path: Path, written: str, target: str, data: bytes):
    note = gallery(tmp_path, f"- see {written} here")
    assert note.remarks == ()
    media = note.images[target]
    assert media.data.endswith(data)
    assert media.name.startswith("cg-")
    assert len(media.name.split(".")[0]) == 15
    assert media.name.isascii()
    assert media.name == media.name.lower()


@pytest.mark.parametrize(
    "written",
    [
        "![](a.png)",
        "![alt](<two words.png>)",
        "![alt](two%20words.png)",
        "![alt](über.png)",
        "![alt](%C3%BCber.png)",
        "![alt](paren(1).png)",
        "![alt](paren\\(1\\).png 'title')",
        "![alt](a.png?raw=1)",
        "![alt](img\\b.jpg)",
    ],
)
def test_the_target_that_a_parser_hands_on_is_known_too(tmp_path: Path, written: str):
    note = gallery(tmp_path, written)
    (inline,) = [t for t in MarkdownIt().parse(written) if t.type == "inline"]
    (image,) = [t for t in inline.children or () if t.type == "image"]
    assert image.attrs["src"] in note.images


def test_sound_is_found_and_equal_content_has_one_name(tmp_path: Path):
    put(tmp_path / "n/copy.PNG", PNG + b"n/a.png")
    note = gallery(tmp_path, "![](say.mp3) ![](a.png) ![](copy.PNG)")
    assert note.images["say.mp3"].name.endswith(".mp3")
    assert note.images["a.png"] == note.images["copy.PNG"]


@pytest.mark.parametrize(
    "text",
    [
        "`![](gone.png)`",
        "```\n![](gone.png)\n```",
        "![[Another note]]",
        "![[Plan v1.2]]",
        "![[x.md#part]]",
        "! [a](b.png)",
    ],
)
def test_what_is_no_image_is_left_alone(tmp_path: Path, text: str):
    note = gallery(tmp_path, text)
    assert note.remarks == ()
    assert note.images == {}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![](gone.png)", "'gone.png' was not found"),
        ("![[gone.png]]", "'gone.png' was not found"),
        ("![[e.png]]", "may be any of away/e.png, far/e.png"),
        ("![](../../out.png)", "lies outside"),
        ("![[../../out.png]]", "lies outside"),
        ("![](https://example.org/a.png)", "is not a file of yours"),
        ("![](//example.org/a.png)", "is not a file of yours"),
        ("![](data:image/png;base64,AAAA)", "is not a file of yours"),
        ("![](file:///etc/x.png)", "is not a file of yours"),
        ("![](/etc/passwd)", "Anki cannot show"),
        ("![[paper.pdf]]", "Anki cannot show"),
        ("![](film.mp4)", "Anki cannot show"),
        (f"![]({'x' * 300}.png)", "was not found"),
        ("![](empty.png)", "is empty"),
    ],
)
def test_what_cannot_come_along_is_said_with_its_line(tmp_path: Path, written: str, said: str):
    put(tmp_path / "v/n/empty.png", b"")
    put(tmp_path / "out.png", PNG)
    note = gallery(tmp_path / "v", f"# Title\n\n- see {written}\n- and {written} again")
    assert note.images == {}
    (remark,) = note.remarks
    assert str(remark).startswith("n/x.md:3: ")
    assert said in str(remark)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_does_not_lead_out_of_the_root(tmp_path: Path):
    put(tmp_path / "secret.png", PNG)
    put(tmp_path / "v/real.png", PNG)
    (tmp_path / "v/n").mkdir()
    (tmp_path / "v/n/out.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "v/n/in.png").symlink_to(tmp_path / "v/real.png")
    (tmp_path / "v/deep").mkdir()
    (tmp_path / "v/deep/hidden.png").symlink_to(tmp_path / "secret.png")
    note = notes.read(put(tmp_path / "v/n/x.md", "![](out.png) ![](in.png) ![[hidden.png]]"), tmp_path / "v")
    assert set(note.images) == {"in.png"}
    assert ["lies outside" in str(r) or "not found" in str(r) for r in note.remarks] == [True, True]


def test_a_huge_image_is_left_out(tmp_path: Path):
    with put(tmp_path / "big.png", PNG).open("r+b") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    note = notes.read(put(tmp_path / "x.md", "![](big.png)"), tmp_path)
    assert "larger than 20 MB" in str(note.remarks[0])


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><script>alert(1)</script></svg>",
        "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></svg>",
        "<svg><SCRIPT href='#x'/></svg>",
        "<svg onload='alert(1)'/>",
        "<svg><a/onclick=alert(1)>x</a></svg>",
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<svg><a href='&#106;avascript:alert(1)'>x</a></svg>",
        "<svg><image href='https://example.org/x.png'/></svg>",
        "<svg><image href=x.png /></svg>",
        "<svg><style>@import 'x.css';</style></svg>",
        "<svg><style>a { fill: url(https://example.org/x) }</style></svg>",
        "<svg><rect fill=\"url('//example.org/x')\"/></svg>",
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>',
        "<?xml-stylesheet href='x.css'?><svg/>",
        "<svg><set attributeName='href' to='x'/></svg>",
        "<svg>\0</svg>",
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_and_not_well_made_is_left_out(tmp_path: Path, svg: str):
    put(tmp_path / "d.svg", svg)
    note = notes.read(put(tmp_path / "x.md", "![](d.svg)"), tmp_path)
    assert note.images == {}
    assert "export it as PNG" in str(note.remarks[0])
    assert not images._is_safe_svg(svg.encode("utf-16"))


@pytest.mark.parametrize(
    "odd",
    [
        "<script>alert(1)</script>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
        "<g onload='alert(1)'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<a xlink:href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<image href='https://example.org/x.png'/>",
        "<use href='other.svg#x'/>",
        "<style>@import 'x.css';</style>",
        "<style>a { fill: url(https://example.org/x) }</style>",
        "<style>a { fill: u\\72l(https://example.org/x) }</style>",
        "<rect fill=\"url('//example.org/x')\"/>",
        "<rect style='fill: url(//example.org/x)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='https://example.org'/>",
    ],
)
def test_a_drawing_comes_along_without_what_is_no_drawing(tmp_path: Path, odd: str):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    put(tmp_path / "d.svg", f'<svg {names} viewBox="0 0 9 9"><path d="M0 0h9"/>{odd}<text>kept</text></svg>')
    note = notes.read(put(tmp_path / "x.md", "![](d.svg)"), tmp_path)
    data = note.images["d.svg"].data.decode()
    assert "M0 0h9" in data
    assert "kept" in data
    assert not re.search(r"script|alert|example|import|other|onload|iframe|foreign|<set|<animate", data, re.I)
    assert "comes along without" in str(note.remarks[0])


@pytest.mark.parametrize(
    "svg",
    [
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><svg/>',
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#a"/><use href = "#b"/></svg>',
        '<svg><defs><g id="a"/></defs><rect fill="url(#a)" style="mask: url( \'#b\' )"/></svg>',
        '<svg><image href="data:image/png;base64,AAAA"/><a href=""/></svg>',
        "<svg><metadata><x resource='http://example.org'/></metadata><text>turn it on</text></svg>",
    ],
)
def test_a_plain_drawing_comes_along(tmp_path: Path, svg: str):
    put(tmp_path / "d.svg", svg)
    assert notes.read(put(tmp_path / "x.md", "![](d.svg)"), tmp_path).images["d.svg"].data == svg.encode()


@pytest.mark.parametrize("text", ["![" * 20_000, "![](" * 20_000, "`" * 20_000 + "a", "![[" * 20_000, "é" * 200_000])
def test_odd_lines_take_no_time(tmp_path: Path, text: str):
    start = time.perf_counter()
    notes.read(put(tmp_path / "x.md", text), tmp_path)
    assert time.perf_counter() - start < 2

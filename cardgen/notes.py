"""Find a person's notes and read them: bytes to text that is as many lines, and the images beside it."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

import ftfy

from cardgen import files, images
from cardgen.errors import CardgenError
from cardgen.model import Note, Place, Remark

# ------------------------------------------------------------------ where notes lie

_NOTES: Final = frozenset({".md", ".markdown", ".txt"})


def find_root(path: Path) -> Path:
    """The root of a note or of a folder of notes: where its ledger and its decks belong.

    The nearest folder above that holds a `cardgen.toml`, a `[tool.cardgen]` in `pyproject.toml` or a
    `decks/ledger.json`; else the nearest with `.obsidian` or `.git`; else the parent of a folder named `notes`;
    else the folder itself. Only the note's place decides: not the current folder, nor what it is built with.
    """
    here = files.absolute(path)
    folder = here if here.is_dir() else here.parent
    above = (folder, *folder.parents)
    for marks in (_is_ours, _is_vault):
        for up in above:
            if marks(up):
                return up
    return next((up.parent for up in above if up.name.casefold() == "notes"), folder)


def _is_ours(folder: Path) -> bool:
    if (folder / "cardgen.toml").is_file() or (folder / "decks" / "ledger.json").is_file():
        return True
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return "cardgen" in project.get("tool", {})


def _is_vault(folder: Path) -> bool:
    return (folder / ".obsidian").is_dir() or (folder / ".git").exists()


def find(paths: Sequence[Path]) -> list[Path]:
    """The notes meant by what a person names: files as they are, folders searched; each note once.

    Raises:
        CardgenError: something named does not exist, or a folder holds no notes.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for note in _notes_at(path):
            found.setdefault(os.path.realpath(note), note)
    return list(found.values())


def _notes_at(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        if notes := sorted(files.walk(path, _NOTES), key=lambda p: unicodedata.normalize("NFC", p.as_posix())):
            return notes
        raise CardgenError("this folder holds no notes: name one whose files end in .md, .markdown or .txt", str(path))
    if path.exists():
        raise CardgenError("this is neither a file nor a folder: name a note", str(path))
    raise CardgenError(f"there is no such file or folder: {_suggestion(path)}", str(path))


def _suggestion(path: Path) -> str:
    try:
        near = [p.name for p in path.parent.iterdir() if p.is_dir() or p.suffix.lower() in _NOTES]
    except OSError:
        near = []
    close = difflib.get_close_matches(path.name, near, n=1)
    return f"did you mean {str(path.parent / close[0])!r}?" if close else "check the spelling, and where you are"


# ------------------------------------------------------------------ reading


def read(path: Path, root: Path) -> Note:
    """Read one note, with the images that it shows.

    UTF-8, UTF-16 and UTF-32 are recognised, and a line that is none of them is read as Western European, with a
    remark. Mojibake is mended outside code. Line n of the text is line n of the file.

    Raises:
        CardgenError: the note cannot be read, is no text, or does not lie below the root.
    """
    name = name_in(path, root)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CardgenError(f"cannot be read: {error.strerror or error}", name) from error
    if kind := _binary(data):
        raise CardgenError(f"this is {kind}, no text: export it as Markdown or plain text first", name)
    text, guessed = _decode(data)
    lines = text.split("\n")
    code = _in_fences(lines)
    lines = [_clean(line if fenced else _mend(line)) for line, fenced in zip(lines, code, strict=True)]
    remarks = [Remark(Place(name, guessed, guessed), _GUESSED)] if guessed else []
    prose = _prose(lines, code)
    shown, left_out = images.collect(prose, images.Beside(files.absolute(path).parent, files.absolute(root)), name)
    remarks = sorted([*remarks, *left_out], key=lambda r: r.place.line)
    return Note(name, "\n".join(lines), shown, tuple(remarks), _link(path))


def _prose(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    return ["" if fenced else _INLINE_CODE.sub(" ", line) for line, fenced in zip(lines, code, strict=True)]


def images_elsewhere(note: Note) -> list[tuple[int, str]]:
    """Line and address of the images that a note shows from the web."""
    lines = note.text.split("\n")
    return images.elsewhere(_prose(lines, _in_fences(lines)))


def _link(path: Path) -> str:
    here = files.absolute(path)
    vault = next((up for up in here.parents if (up / ".obsidian").is_dir()), None)
    if vault is None:
        return ""
    inside = unicodedata.normalize("NFC", here.relative_to(vault).as_posix())
    return f"obsidian://open?vault={quote(vault.name, safe='')}&file={quote(inside, safe='')}"


def name_in(path: Path, root: Path) -> str:
    """The path as the ledger knows it: from the root, the same on every system."""
    for one, other in ((files.absolute(path), files.absolute(root)), (path.resolve(), root.resolve())):
        if one.is_relative_to(other):
            return unicodedata.normalize("NFC", one.relative_to(other).as_posix())
    raise CardgenError(f"this note does not lie below {str(root)!r}: build it on its own", str(path))


_KINDS: Final[Mapping[bytes, str]] = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word, Pages or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich-text file (RTF)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
}
_CONTROLS: Final = bytes(sorted({*range(32), 127} - set(b"\t\n\r\f\v\x1b")))
_GUESSED: Final = (
    "this line is not UTF-8; it was read as Western European (Windows-1252): if letters look wrong, "
    "save the note as UTF-8"
)


def _binary(data: bytes) -> str:
    """What kind of file this is if it is no text; "" for text, even with a stray control character in it."""
    for start, kind in _KINDS.items():
        if data.startswith(start):
            return kind
    if _wide(data):
        return ""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return "a binary file" if controls > 1 + len(data) // 50 else ""


def _wide(data: bytes) -> str:
    """The encoding of two or four bytes a letter, by its mark, or by every other byte being zero."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    zeros = [sample[start::2].count(0) / max(1, len(sample) // 2) for start in (0, 1)]
    if zeros[1] > 0.4 and zeros[0] < 0.1:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.4 and zeros[1] < 0.1 else ""


def _decode(data: bytes) -> tuple[str, int]:
    """The text with LF newlines, and the first line whose encoding was guessed (0: none).

    >>> _decode("\\ufeffa\\r\\nb\\rc".encode())
    ('a\\nb\\nc', 0)
    >>> _decode(b"tea\\ncaf\\xe9 \\x93au lait\\x94")
    ('tea\\ncafé “au lait”', 2)
    """
    if encoding := _wide(data):
        return _lf(data.decode(encoding, "replace").lstrip("\ufeff")), 0
    try:
        return _lf(data.decode("utf-8").lstrip("\ufeff")), 0
    except UnicodeDecodeError:
        pass
    # Line by line: most such files are UTF-8 with a paragraph pasted from elsewhere.
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    decoded = [_decode_line(line) for line in lines]
    first = next(number for number, (_, guessed) in enumerate(decoded, 1) if guessed)
    return "\n".join(text for text, _ in decoded).lstrip("\ufeff"), first


def _decode_line(line: bytes) -> tuple[str, bool]:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding), encoding != "utf-8"
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1"), True


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Encoding and nothing else: the author's quotes, ligatures and wide letters stay.
_FTFY: Final = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    replace_lossy_sequences=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
# Other signs that some programs take for the end of a line, or that part fields: none may change the count.
_BREAKS = re.compile("[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_REMOVED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


def _mend(line: str) -> str:
    """A line with its mojibake mended outside inline code.

    >>> _mend("donâ€™t write `donâ€™t`")
    'don’t write `donâ€™t`'
    >>> _mend("naïve “quotes” ﬁt ｗｉｄｅ &amp; 5 £")
    'naïve “quotes” ﬁt ｗｉｄｅ &amp; 5 £'
    """
    if line.isascii():
        return line
    out, at = "", 0
    for code in _INLINE_CODE.finditer(line):
        out += ftfy.fix_encoding(line[at : code.start()], _FTFY) + code[0]
        at = code.end()
    return out + ftfy.fix_encoding(line[at:], _FTFY)


def _clean(line: str) -> str:
    return _REMOVED.sub("", _BREAKS.sub(" ", line))


_FENCE = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?!.*`)|~{3,})")


def _in_fences(lines: Sequence[str]) -> list[bool]:
    """For each line whether it belongs to fenced code, the fences included.

    >>> _in_fences(["a", "- ```py", "  x", "  ```", "b"])
    [False, True, True, True, False]
    """
    fence, inside = "", []
    for line in lines:
        opened = _FENCE.match(line)
        inside.append(bool(fence or opened))
        if not fence:
            fence = opened[1] if opened else ""
        elif (bare := line.strip(" \t>")).startswith(fence) and not bare.strip(fence[0]):
            fence = ""
    return inside

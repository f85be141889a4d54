"""The images and sounds that a note shows: found below the root, checked, and named by their content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from cardgen import drawings, fetched
from cardgen.errors import CardgenError
from cardgen.files import walk
from cardgen.model import Media, Place, Remark

_SHOWN: Final = frozenset(
    f".{kind}"
    for kinds in ("png jpg jpeg gif webp svg avif bmp", "mp3 ogg oga opus wav m4a flac aac")
    for kind in kinds.split()
)
_NOT_SHOWN: Final = frozenset(
    (".pdf", ".canvas", ".base", ".excalidraw", ".mp4", ".webm", ".mov", ".mkv", ".heic", ".tif", ".tiff", ".psd")
)
"""What an embed may name that is neither shown nor a note."""
_LARGEST: Final = 20 * 1024 * 1024
_IMAGE = re.compile(
    r"""!\[(?:\\.|[^\[\]\\]|\[[^\[\]]{0,99}\]){0,999}\]\(\s*
        (?:<(?P<angle>[^<>]*)>|(?P<plain>(?:\\.|[^\s()\\]|\([^\s()]*\))+))
        (?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)
      |!\[\[(?P<embed>[^\[\]|]{1,999})(?:\|[^\[\]]*)?\]\]""",
    re.VERBOSE,
)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_UNSAFE_SVG = re.compile(
    r"""<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|audio|video)\b
      |[\s"'/]on\w+\s*=
      |attributeName\s*=\s*["']?\s*(?:[\w-]+:)?(?:href|on)
      |javascript:|@import|<!ENTITY|<\?xml-stylesheet
      |(?:href|src)\s*=\s*(?:["']\s*(?!\s|\#|data:image/|["'])|[^\s"'])
      |url\(\s*["']?\s*(?!\s|["']|\#|data:)
      |\\[0-9a-f]  # an escape in a style may spell any of these
    """,
    re.VERBOSE | re.IGNORECASE,
)


class _LeftOutError(Exception):
    """Why an image does not come along, and what to try."""


@dataclass
class Beside:
    """Where a note's images are looked for: beside it, then below its root."""

    folder: Path
    root: Path
    by_name: dict[str, list[Path]] = field(default_factory=dict)
    """File name → where, anywhere below the root; filled when first needed, as it takes a walk."""
    walked: bool = False

    def anywhere(self, name: str) -> list[Path]:
        """Files below the root that a short path may mean, as wikilinks do."""
        if not self.walked:
            self.walked = True
            for path in walk(self.root, _SHOWN):
                self.by_name.setdefault(_folded(path.name), []).append(path)
        wanted = "/" + _folded(name.lstrip("./"))
        return [p for p in self.by_name.get(wanted.rsplit("/", 1)[1], []) if _folded(p.as_posix()).endswith(wanted)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def collect(prose: Sequence[str], beside: Beside, note: str) -> tuple[dict[str, Media], list[Remark]]:
    """The files that a note shows, by the target as written (and as parsers spell it), and what was left out.

    Args:
        prose: the note's lines, with all code blanked.
        beside: where to look.
        note: the note's path, for remarks.
    """
    found: dict[str, Media] = {}
    remarks: dict[str, Remark] = {}
    for number, target, embed in _targets(prose):
        if target in found or target in remarks:
            continue
        try:
            media, tamed = _media(_locate(target, embed, beside))
        except _LeftOutError as left_out:
            remarks[target] = Remark(Place(note, number, number), str(left_out))
        else:
            found.update(dict.fromkeys(_spellings(target), media))
            if tamed:
                remarks[target] = Remark(Place(note, number, number), tamed)
    return found, list(remarks.values())


def elsewhere(prose: Sequence[str]) -> list[tuple[int, str]]:
    """Line and address of the images that a note shows from the web.

    >>> elsewhere(["![a](a.png) ![b](https://example.org/b.png)"])
    [(1, 'https://example.org/b.png')]
    """
    return [(number, target) for number, target, _ in _targets(prose) if fetched.is_elsewhere(target)]


def _targets(prose: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Line, target as written, and whether it is an embed, of all images."""
    for number, line in enumerate(prose, 1):
        for match in _IMAGE.finditer(line):
            embed = match["embed"]
            target = (embed or match["angle"] or match["plain"] or "").strip()
            suffix = _suffix(target)
            if target and (not embed or suffix in _SHOWN or suffix in _NOT_SHOWN):
                yield number, target, bool(embed)


def _spellings(target: str) -> set[str]:
    """A target as the author wrote it, and as Markdown parsers hand it on: escapes read, odd signs encoded."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target)
    return {target, plain, unquote(plain), quote(plain, safe=";/?:@&=+$,-_.!~*'()#%")}


def _suffix(target: str) -> str:
    plain = unquote(target).replace("\\", "/").split("#")[0]
    return (Path(plain.split("?")[0]).suffix or Path(plain).suffix).lower()  # "?" may be part of a file's name


def _locate(target: str, embed: bool, beside: Beside) -> Path:
    """The file that a target means.

    Raises:
        _LeftOutError: there is none, it lies outside the root, or it is of a kind that Anki does not show.
    """
    if _SCHEME.match(target):
        if fetched.is_elsewhere(target) and (here := fetched.known(beside.root, target)):
            return here
        raise _LeftOutError(
            f"the image {_short(target)!r} is not a file of yours and is left out, so that cards need no network and "
            "tell nobody when you study: save it beside the note, or let `cardgen build --fetch-images` do so once"
        )
    if _suffix(target) not in _SHOWN:
        raise _LeftOutError(f"Anki cannot show {_short(target)!r}: export it as PNG or SVG, sound as MP3")
    there = [path for path in _candidates(target, embed, beside) if _is_file(path)]
    root = beside.root.resolve()
    inside = [path for path in there if path.resolve().is_relative_to(root)]
    if inside:
        return inside[0]
    if there:
        raise _LeftOutError(f"the image {_short(target)!r} lies outside {root.name!r}: copy it beside the note")
    matches = _anywhere(target, beside) if embed else []
    matches = [path for path in matches if path.resolve().is_relative_to(root)]
    if len(matches) > 1:
        paths = ", ".join(path.relative_to(beside.root).as_posix() for path in matches[:3])
        raise _LeftOutError(f"the image {_short(target)!r} may be any of {paths}: write more of its path")
    if not matches:
        raise _LeftOutError(f"the image {_short(target)!r} was not found: put it beside the note, or correct the path")
    return matches[0]


def _anywhere(target: str, beside: Beside) -> list[Path]:
    try:
        return beside.anywhere(re.split(r"[?#]", unquote(target))[0].replace("\\", "/"))
    except CardgenError as error:
        raise _LeftOutError(f"the image {_short(target)!r} was not found ({error}): write its path") from error


def _candidates(target: str, embed: bool, beside: Beside) -> Iterator[Path]:
    spellings = [s for one in (target, *sorted(_spellings(target))) for s in (one, re.split(r"[?#]", one)[0])]
    for name in dict.fromkeys(
        s.replace("\\", "/") for one in spellings for s in (one, unicodedata.normalize("NFD", one))
    ):
        if not name.startswith("/"):
            yield beside.folder / name
            if embed:
                yield beside.folder / "attachments" / name
        yield beside.root / name.lstrip("/")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the system takes
        return False


def _media(path: Path) -> tuple[Media, str]:
    """The file as it goes into the deck, under a name made of its content, and what is to be said of it.

    Raises:
        _LeftOutError: it is empty, too large, unsafe, or cannot be read.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise _LeftOutError(f"{path.name!r} is larger than 20 MB: make it smaller")
        data = path.read_bytes()
    except OSError as error:
        raise _LeftOutError(f"{path.name!r} cannot be read: {error.strerror}") from error
    if not data:
        raise _LeftOutError(f"{path.name!r} is empty: save it anew")
    suffix, said = path.suffix.lower(), ""
    if suffix == ".svg" and not _is_safe_svg(data):
        tame = drawings.tamed(data)
        if tame is None or not _is_safe_svg(tame):
            raise _LeftOutError(f"{path.name!r} holds scripts, embedded pages or links to elsewhere: export it as PNG")
        said = (
            f"{path.name!r} comes along without the scripts, embedded pages or links to elsewhere that were in it: if "
            "something is missing on the card, export it as PNG"
        )
        data = tame
    return Media(f"cg-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data), said


def _is_safe_svg(data: bytes) -> bool:
    """Whether a drawing is nothing but a drawing.

    >>> _is_safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><path d="M0 0"/></svg>')
    True
    >>> _is_safe_svg(b'<svg onload="alert(1)"/>'), _is_safe_svg(b'<svg><image href="http://x.org/i.png"/></svg>')
    (False, False)
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not _UNSAFE_SVG.search(text)


def _short(target: str) -> str:
    return target if len(target) <= 80 else f"{target[:77]}..."

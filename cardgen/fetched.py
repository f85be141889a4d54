"""Pictures from elsewhere, fetched once because a person asked for it: afterwards they are files like any other.

Nothing else in cardgen reaches out. What is fetched lies in `ROOT/decks/fetched`, named by its address, so that later
builds need no network and cards tell nobody when they are studied.
"""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final
from urllib.parse import quote, urlsplit

from cardgen import files

LARGEST: Final = 20 * 1024 * 1024
_PATIENCE = 20.0
"""Seconds after which a server that says nothing is given up."""
_KINDS: Final[Mapping[str, str]] = MappingProxyType({
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif",
    "image/svg+xml": ".svg", "image/bmp": ".bmp",
})  # fmt: skip


class FetchError(Exception):
    """Why a picture could not be fetched."""


def is_elsewhere(target: str) -> bool:
    """Whether an image's target is an address that can be fetched.

    >>> is_elsewhere("https://example.org/a.png"), is_elsewhere("a.png"), is_elsewhere("file:///a.png")
    (True, False, False)
    """
    return target.lower().startswith(("http://", "https://"))


def known(root: Path, url: str) -> Path | None:
    """Where the picture at an address lies, if it was fetched."""
    stem = _stem(root, url)
    return next((path for kind in _KINDS.values() if (path := stem.with_suffix(kind)).is_file()), None)


def _stem(root: Path, url: str) -> Path:
    return root / "decks" / "fetched" / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:16]


def fetch(root: Path, url: str) -> Path:
    """Fetch the picture at an address, unless it is here already.

    Raises:
        FetchError: it is not there, too large, no picture, or not answered.
        OSError: it cannot be written.
    """
    here = known(root, url)
    if here is not None:
        return here
    kind, data = _asked(url)
    path = _stem(root, url).with_suffix(kind)
    files.replace(path, data)
    return path


def _asked(url: str) -> tuple[str, bytes]:
    # An opener of its own: no files, no FTP, and on a redirect nothing but the web.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    try:
        asked = urllib.request.Request(_spelt(url), headers={"User-Agent": "cardgen", "Accept": "image/*"})
        with opener.open(asked, timeout=_PATIENCE) as answer:
            return _read(answer)
    except urllib.error.HTTPError as error:
        with error:
            raise FetchError(f"the server says {error.code} {error.reason}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise FetchError(str(getattr(error, "reason", "") or error) or "no answer") from error


def _spelt(url: str) -> str:
    if not urlsplit(url).hostname:
        raise ValueError("this is no address")
    return quote(url, safe="/:?#[]@!$&'()*+,;=%~-._")


def _read(answer: IO[bytes]) -> tuple[str, bytes]:
    kind = _KINDS.get(answer.headers.get_content_type())  # type: ignore[attr-defined]
    if kind is None:
        raise FetchError("what is there is no picture that Anki shows")
    data = answer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FetchError("it is larger than 20 MB")
    return kind, data

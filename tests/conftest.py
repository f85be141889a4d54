"""What several test files share: one flag, and a folder with notes in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen",
        action="store_true",
        help="write what the program gives now into tests/golden and tests/examples: read the diff before a commit",
    )


@pytest.fixture
def regen(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be written anew."""
    return bool(request.config.getoption("--regen"))


@pytest.fixture
def vault(tmp_path: Path) -> Callable[..., Path]:
    """Makes a root of its own with the notes given by path and text (bytes stay as they are)."""

    def made(**texts: str | bytes) -> Path:
        root = tmp_path / "vault"
        (root / ".obsidian").mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            path = root / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return made


@pytest.fixture
def why_fal(tmp_path: Path) -> Path:
    """The first sample note, in a root of its own."""
    note = tmp_path / "notes" / "why-fal.md"
    note.parent.mkdir()
    shutil.copy(PROJECT / "notes" / "why-fal.md", note)
    return note

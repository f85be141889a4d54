"""What the doors share: paths, files that are never seen half written, a lock so that builds take turns."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cardgen.errors import CardgenError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL = 0.05
_BESIDE = re.compile(r"\.cardgen-[0-9a-f]{12}\.tmp")
_LONG_AGO = 3600.0
"""Seconds after which nobody can still be writing a file, where no lock tells."""
_SKIPPED = frozenset({"node_modules", "decks"})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


def stamp(path: Path) -> tuple[int, int]:
    """When a file was last written (ns) and its size (bytes): another pair, another file. Nothing where there is none.

    >>> stamp(Path("nowhere.md"))
    (0, 0)
    """
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def absolute(path: Path) -> Path:
    """The full path without ".." and with its links left as they are: where the person thinks the file is.

    >>> absolute(Path("x/../notes/./a.md")) == Path.cwd() / "notes" / "a.md"
    True
    """
    return Path(os.path.normpath(path.absolute()))


def walk(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """Files below a folder that end in one of `suffixes`; hidden ones, decks and other people's texts are skipped.

    Links to folders are not followed, so that no loop and no way out is taken.

    Raises:
        CardgenError: a folder may not be read.
    """

    def refused(error: OSError) -> None:
        raise CardgenError(f"cannot be searched: {error.strerror}", str(error.filename)) from error

    for top, folders, names in os.walk(folder, onerror=refused):
        if "pyvenv.cfg" in names:  # a Python environment
            folders.clear()
            continue
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in _SKIPPED)
        for name in sorted(names):
            path = Path(top, name)
            if not name.startswith(".") and path.suffix.lower() in suffixes and path.is_file():
                yield path


def replace(target: Path, data: bytes) -> None:
    """Make `data` the content of `target`, all or nothing; its folder is made if need be.

    Written beside the target, synced and renamed, so that neither a crash nor a full disk can harm the old
    content. A link is followed: what it points to is replaced. What a killed build left in the folder is removed.

    Raises:
        OSError: it could not be written; the target is as it was and nothing is left beside it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     replace(Path(folder, "decks", "x.txt"), b"one")
    ...     Path(folder, "decks", "x.txt").read_text()
    'one'
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    beside, file = _new_file(target.parent)
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            if sys.platform != "win32":
                beside.replace(target)  # still locked, so that no other build sweeps it away
        if sys.platform == "win32":  # which moves no open file
            beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _new_file(folder: Path) -> tuple[Path, BinaryIO]:
    """A file to write into before it gets its name, locked as long as it is open: a sign that its writer lives."""
    while True:
        # Short, and not made of the target's name, which may already be as long as a name can be.
        path = folder / f".cardgen-{secrets.token_hex(6)}.tmp"
        file = path.open("xb")
        if sys.platform == "win32" or _taken(file.fileno(), path):
            return path, file
        file.close()  # another build has swept it away before it was locked


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed here left behind: files of ours whose writer is dead."""
    for path in folder.glob(".cardgen-*.tmp"):
        with contextlib.suppress(OSError):  # swept by another, or not ours to touch
            if _BESIDE.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    long_ago = time.time() - path.stat().st_mtime > _LONG_AGO
    if sys.platform == "win32":
        if long_ago:
            path.unlink()
        return
    handle = os.open(path, os.O_RDWR)
    try:
        free = _lock(handle)
        if free or (free is None and long_ago):
            path.unlink()  # while its lock is ours, so that nobody begins to write into it
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make a rename last; not every system can, and the content is safe without."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def why(error: OSError, path: Path) -> str:
    """What an operating system's error means for a person who wants to write `path`, and what to try.

    >>> why(OSError(errno.ENOSPC, "No space left on device"), Path("decks/x.apkg"))
    'cannot be written: the disk is full; free some space and try again'
    >>> why(OSError(errno.EIO, "Input/output error"), Path("decks/x.apkg"))
    'cannot be written: Input/output error'
    """
    if error.errno in _FULL:
        return "cannot be written: the disk is full; free some space and try again"
    if error.errno in _DENIED:
        return (
            f"cannot be written: you may not write to {str(path.parent)!r}, or another program holds the file; "
            "close that program, change the folder's permissions, or choose another place with -o"
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return "cannot be written: a file stands where a folder is needed, or the other way round; choose another place"
    return f"cannot be written: {error.strerror or error}"


@contextlib.contextmanager
def locked(path: Path, wait: float = 30.0, who: str = "another build") -> Iterator[None]:
    """Hold the lock file `path` while the block runs; other builds of the same root wait for it.

    `who` is what is said to hold it.

    The lock belongs to the process: a crash frees it. The file is removed afterwards, and what a crashed build
    left beside it is removed first.

    Raises:
        CardgenError: another one held it for longer than `wait` seconds, or the file cannot be made.
    """
    until = time.monotonic() + wait
    try:
        handle = _open(path)
        while not _taken(handle, path):
            if time.monotonic() >= until:
                os.close(handle)
                raise CardgenError(f"{who} is still running here: wait until it ends, then try again", str(path))
            time.sleep(_POLL)
            os.close(handle)
            handle = _open(path)
    except OSError as error:
        raise CardgenError(why(error, path), str(path)) from error
    try:
        _sweep(path.parent)
        yield
    finally:
        _release(handle, path)


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)


def _taken(handle: int, path: Path) -> bool:
    """Take the lock if it is free; a file that its last holder has just removed is no lock any more."""
    free = _lock(handle)
    if free is None:
        return True  # nothing to wait for
    try:
        return free and os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool | None:
    """Lock an open file without waiting; whether it was free, or None on a file system without locks."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _BUSY else None
    return True


def _release(handle: int, path: Path) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        # Removed while still held, so that nobody can hold a lock on a file that is about to go.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)

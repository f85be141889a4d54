"""What may go wrong while files are written, really: a killed process, a full disk, a locked folder, a wrong clock.

A crew of child processes runs one build each and is killed with SIGKILL before its first call that changes a file,
before its second, and so on, until one gets through. Whatever is left must be good enough for the next build and for
a real Anki that has been studying.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from anki_collection import Anki

from cardgen import files, ledger, notetypes
from cardgen.build import Package, build
from cardgen.errors import CardgenError
from cardgen.model import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL, fork and file size limits are POSIX")

THEN = 1_700_000_000
YEAR = 365 * 86_400

BEFORE = """\
# Harbour

- pilot boat: carries the pilot out to an arriving ship
- fender :: a cushion between hull and quay
- leading lights: two lamps that show the middle of the channel when one stands above the other
- the tide gauge reports to the harbour office every 10 minutes
- dredging is paid by the port authority because silt comes back every winter
- Q: Who may close the harbour?
  A: the harbour master
"""
AFTER = """\
# Harbour

- pilot boat: carries the pilot out to an arriving ship
- fender :: a soft cushion between hull and quay
- the tide gauge reports to the harbour office every 15 minutes
- mooring buoy: holds a ship that waits for a free berth
- dredging is paid by the port authority because silt comes back every winter
- Q: Who may close the harbour?
  A: the harbour master
"""
"""One line in other words, one with another number, one gone, one new, three as they were."""

# ------------------------------------------------------------------ a build that is killed at its n-th step

CREW = r"""
import builtins, io, json, os, signal, sys
from pathlib import Path
from cardgen.build import build

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
AUDITED = {"open": "open", "os.rename": "rename", "os.remove": "unlink", "os.mkdir": "mkdir", "os.rmdir": "rmdir",
           "os.chmod": "chmod", "os.truncate": "truncate", "os.link": "link", "os.symlink": "link"}

class Steps:
    '''Counts the calls that change files below a folder, and dies before the one that is due.'''

    def __init__(self, root, due, told):
        self.root, self.due, self.told, self.seen = os.path.realpath(root), due, told, []
        self.handles, self.audited = {}, []
        sys.addaudithook(self.audit)

    def within(self, path):
        path = os.path.realpath(os.fsdecode(path))
        return os.path.relpath(path, self.root) if path.startswith(self.root + os.sep) else ""

    def audit(self, event, args):
        '''Python's own list of what changes files: nothing may be missing in ours.'''
        kind = AUDITED.get(event)
        if not kind or not isinstance(args[0], (str, bytes, os.PathLike)):
            return
        if (kind != "open" or args[2] & WRITING) and self.within(args[0]):
            self.audited.append(kind)

    def step(self, kind, path, half=None):
        path = self.within(self.handles.get(path, "") if isinstance(path, int) else path)
        if not path:
            return
        os.write(self.told, json.dumps([kind, path]).encode() + b"\n")
        self.seen.append(kind)
        if len(self.seen) == self.due:
            if half is not None:
                half()
            os.kill(os.getpid(), signal.SIGKILL)

class Torn:
    '''An open file; if the process dies in a write, half of it is on the disk.'''

    def __init__(self, file, path, steps):
        self.file, self.path, self.steps = file, path, steps
        steps.handles[file.fileno()] = os.fspath(path)

    def write(self, data):
        def half():
            self.file.write(data[: len(data) // 2])
            self.file.flush()
        self.steps.step("write", self.path, half)
        return self.file.write(data)

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

def watch(steps):
    def watched(kind, real):
        def call(first, *more, **options):
            steps.step(kind, first)
            return real(first, *more, **options)
        return call

    for kind, names in {"rename": "rename replace", "unlink": "unlink remove", "mkdir": "mkdir", "rmdir": "rmdir",
                        "fsync": "fsync fdatasync", "chmod": "chmod", "truncate": "truncate ftruncate",
                        "link": "link symlink"}.items():
        for name in names.split():
            setattr(os, name, watched(kind, getattr(os, name)))

    real_open, real_os_open = io.open, os.open

    def opened(path, mode="r", *more, **options):
        if not set(mode) & set("wxa+") or isinstance(path, int):
            return real_open(path, mode, *more, **options)
        steps.step("open", path)
        return Torn(real_open(path, mode, *more, **options), path, steps)

    def os_opened(path, flags, *more, **options):
        if flags & WRITING:
            steps.step("open", path)
        handle = real_os_open(path, flags, *more, **options)
        steps.handles[handle] = os.fspath(path)
        return handle

    io.open = builtins.open = opened
    os.open = os_opened

def main(root, due, told, note, output, clock):
    steps = Steps(root, due, told)
    watch(steps)
    build([Path(root, note)], Path(root, output) if output else None, clock=clock)
    assert steps.audited == [kind for kind in steps.seen if kind not in ("write", "fsync")], steps.audited

jobs, out = json.load(sys.stdin), []
for job in jobs:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        main(job["root"], job["due"], writing, job["note"], job["output"], job["clock"])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        steps = [json.loads(line) for line in told]
    _, status = os.waitpid(child, 0)
    out.append([os.waitstatus_to_exitcode(status), steps])
print(json.dumps(out))
"""

Step = tuple[str, str]
"""What was called, and on which path below the root."""


def crew(jobs: list[dict[str, object]]) -> list[tuple[int, list[Step]]]:
    """Runs a build in a process of its own for each job: how it ended, and the steps that it came to."""
    run = subprocess.run(
        [sys.executable, "-c", CREW], input=json.dumps(jobs), capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr, run.stderr
    return [(status, [(kind, path) for kind, path in steps]) for status, steps in json.loads(run.stdout)]


def killed_everywhere(
    root: Path, copies: Path, clock: int, note: str = "notes/harbour.md", output: str = ""
) -> tuple[list[Step], list[tuple[Path, list[Step]]]]:
    """Copies of a root in which a build was killed, one for each step, and the steps of a whole build."""

    def job(home: Path, due: int) -> dict[str, object]:
        shutil.copytree(root, home)
        return {"root": str(home), "due": due, "note": note, "output": output, "clock": clock}

    [(status, steps)] = crew([job(copies / "whole", 0)])
    assert status == 0
    homes = [copies / f"killed-{due}" for due in range(1, len(steps) + 2)]
    ends = crew([job(home, due) for due, home in enumerate(homes, 1)])
    # One was killed at each step, there and nowhere else; the one after the last step got through.
    assert [status for status, _ in ends] == [-signal.SIGKILL] * len(steps) + [0]
    named = [[(kind, known(path)) for kind, path in seen] for _, seen in ends]
    assert named[-1] == [(kind, known(path)) for kind, path in steps]
    assert named == [named[-1][:due] for due in range(1, len(steps) + 1)] + [named[-1]]
    return named[-1], list(zip(homes, named, strict=True))


def known(path: str) -> str:
    """A path without the chance in the names of temp files."""
    name = Path(path).name
    return path if not name.endswith(".tmp") else path.replace(name, "TEMP")


def leftovers(root: Path) -> list[str]:
    return sorted(
        p.relative_to(root).as_posix() for p in root.rglob("*") if p.name.endswith((".tmp", ".lock")) and p.is_file()
    )


# ------------------------------------------------------------------ what must hold after each of them


def made_root(folder: Path, text: str) -> Path:
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "harbour.md").write_text(text, "utf-8")
    return folder


def told_by(anki: Anki) -> list[list[int]]:
    return anki.col.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id")


def facts(anki: Anki) -> dict[str, tuple[str, str]]:
    """What each note asks and answers, by GUID."""
    return {guid: (fields[0], fields[1]) for guid, fields in anki.fields().items()}


def guids_in(package: Path, folder: Path) -> set[str]:
    """The GUIDs that the real Anki finds in a package."""
    with Anki(folder) as anki:
        anki.take(package)
        return set(anki.fields())


@pytest.fixture
def crashed(tmp_path: Path) -> dict[str, Path]:
    """A root and a collection that has studied its first build."""
    root = made_root(tmp_path / "root", BEFORE)
    [package] = build([root / "notes" / "harbour.md"], clock=THEN, depth="all")
    with Anki(tmp_path / "anki") as anki:
        assert len(anki.take(package.target).new) >= 6
        anki.study(100)
        assert len(told_by(anki)) >= 6
    return {"root": root, "anki": tmp_path / "anki", "copies": tmp_path / "copies", "fresh": tmp_path / "fresh"}


KINDS = {"open", "write", "fsync", "rename", "unlink", "mkdir"}


def test_killed_at_any_step_of_the_first_build(tmp_path: Path) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    steps, killed = killed_everywhere(root, tmp_path / "copies", THEN)
    assert {kind for kind, _ in steps} == KINDS
    assert len(steps) >= 13, steps
    expected = None
    for home, seen in killed:
        where = f"killed before {seen[-1]}"
        package = home / "decks" / "harbour.apkg"
        known_then = ledger.load(home)
        if package.exists():
            assert known_then.entries, f"{where}: cards were given out that nobody remembers"
        [built] = build([home / "notes" / "harbour.md"], clock=THEN + 60)
        assert leftovers(home) == [], where
        guids = {s.guid for s in built.report.settled}
        expected = expected or guids
        assert guids == expected == {e.guid for e in ledger.load(home).entries}, where
        assert {s.verdict for s in built.report.settled} == {"same" if known_then.entries else "new"}, where
        assert not build([home / "notes" / "harbour.md"], clock=THEN + 120)[0].changed
    assert guids_in(package, tmp_path / "anki") == expected


def test_killed_at_any_step_of_a_build_after_an_edit(crashed: dict[str, Path]) -> None:
    root = crashed["root"]
    old_ledger, old_package = ledger.load(root), (root / "decks" / "harbour.apkg").read_bytes()
    (root / "notes" / "harbour.md").write_text(AFTER, "utf-8")
    steps, killed = killed_everywhere(root, crashed["copies"], THEN + 60)
    assert {kind for kind, _ in steps} == {*KINDS, "chmod"}
    assert Counter(kind for kind, _ in steps)["rename"] == 3, "the ledger before, the ledger, the package"
    assert len(steps) >= 23, steps
    new_ledger, whole = ledger.load(crashed["copies"] / "whole"), crashed["copies"] / "whole" / "decks" / "harbour.apkg"
    assert new_ledger != old_ledger
    wanted = wanted_after(crashed, whole)
    ends: set[tuple[bool, bool]] = set()
    for home, seen in killed:
        package, remembered = home / "decks" / "harbour.apkg", ledger.load(home)
        assert remembered in (old_ledger, new_ledger), f"killed before {seen[-1]}: half a ledger"
        assert package.read_bytes() in (old_package, whole.read_bytes()), f"killed before {seen[-1]}: half a package"
        ends.add((remembered == new_ledger, package.read_bytes() == whole.read_bytes()))
        assert_anki_recovers(crashed["anki"], home, wanted, f"killed before {seen[-1]}")
        assert leftovers(home) == []
        assert ledger.load(home).entries
    # Never a package whose cards the ledger does not know.
    assert ends == {(False, False), (True, False), (True, True)}


def wanted_after(crashed: dict[str, Path], package: Path) -> dict[str, tuple[str, str]]:
    """What the studied collection shows when nothing goes wrong."""
    folder = crashed["fresh"]
    shutil.copytree(crashed["anki"], folder)
    with Anki(folder) as anki:
        anki.take(package)
        return facts(anki)


def assert_anki_recovers(studied: Path, home: Path, wanted: dict[str, tuple[str, str]], where: str) -> None:
    """What a killed build left can be imported, and so can the next build: no review lost, none on another card."""
    package = home / "decks" / "harbour.apkg"
    shutil.copytree(studied, home / "anki")
    with Anki(home / "anki") as anki:
        before, log, were = anki.progress(), told_by(anki), facts(anki)
        anki.take(package)
        assert_nothing_lost(anki, before, log, where)
        assert all(facts(anki)[guid] in (were[guid], wanted[guid]) for guid in were), where
        build([home / "notes" / "harbour.md"], clock=THEN + 120)
        anki.take(package)
        assert_nothing_lost(anki, before, log, where)
        assert facts(anki) == wanted, where


def assert_nothing_lost(anki: Anki, before: dict, log: list[list[int]], where: str) -> None:
    now = anki.progress()
    assert {key: now.get(key) for key in before} == before, where
    assert told_by(anki) == log, where


def test_killed_while_a_package_is_written_elsewhere(tmp_path: Path) -> None:
    """Scraps beside a package that lies in another folder than the ledger are removed, too."""
    root = made_root(tmp_path / "root", BEFORE)
    (root / "shared").mkdir()
    _, killed = killed_everywhere(root, tmp_path / "copies", THEN, output="shared/port.apkg")
    left = [home for home, _ in killed if any(name.startswith("shared/") for name in leftovers(home))]
    assert len(left) >= 3, "no build was killed while it wrote there"
    for home in left:
        build([home / "notes" / "harbour.md"], home / "shared" / "port.apkg", clock=THEN + 60)
        assert leftovers(home) == []


def test_killed_while_a_ledger_below_becomes_part_of_the_root_s(tmp_path: Path) -> None:
    """Wherever it stops, each card has one identity, and in the end there is one ledger."""
    root = made_root(tmp_path / "root", BEFORE)
    below = made_root(root / "school", AFTER)
    [alone] = build([below / "notes" / "harbour.md"], clock=THEN)
    build([root / "notes" / "harbour.md"], clock=THEN)
    steps, killed = killed_everywhere(root, tmp_path / "copies", THEN + 60, note=".")
    assert ("rename", "school/decks/ledger.json") in steps
    for home, seen in killed:
        [whole] = build([home], clock=THEN + 120)
        where = f"killed before {seen[-1]}"
        guids = [s.guid for s in whole.report.settled]
        assert len(set(guids)) == len(guids), where
        assert {s.guid for s in alone.report.settled} < set(guids), where
        assert {e.guid for e in ledger.load(home).entries} == set(guids), where
        assert [p.relative_to(home).as_posix() for p in home.rglob("ledger.json")] == ["decks/ledger.json"], where
        assert leftovers(home) == [], where


# ------------------------------------------------------------------ the order that a power cut must find


def test_all_is_on_the_disk_before_the_next_step_leans_on_it(tmp_path: Path) -> None:
    """What is not synced may be lost in a power cut: a name without its content, a later file without an earlier."""
    root = made_root(tmp_path / "root", BEFORE)
    build([root / "notes" / "harbour.md"], clock=THEN)
    (root / "notes" / "harbour.md").write_text(AFTER, "utf-8")
    home = tmp_path / "home"
    shutil.copytree(root, home)
    job = {"root": str(home), "due": 0, "note": "notes/harbour.md", "output": "", "clock": THEN + 60}
    [(status, steps)] = crew([job])
    assert status == 0
    one_file = ["open", "write", "fsync", "rename", "fsync"]
    written = [step for step in steps if "ledger.lock" not in step[1] and step[0] not in ("mkdir", "chmod")]
    assert [kind for kind, _ in written] == one_file * 3
    for at in range(0, len(written), len(one_file)):
        paths = [path for _, path in written[at : at + len(one_file)]]
        assert len(set(paths[:4])) == 1, "synced was not what was written"
        assert paths[4] == "decks", "the folder is synced after the rename"
    assert steps[-1] == ("unlink", "decks/ledger.lock")


# ------------------------------------------------------------------ scraps: only those that are surely nobody's


def scrap(folder: Path, name: str = ".cardgen-0123456789ab.tmp") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("half")
    return folder / name


def test_a_scrap_is_swept_even_if_nothing_has_changed(tmp_path: Path) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    build([root / "notes" / "harbour.md"], clock=THEN)
    left = scrap(root / "decks")
    [package] = build([root / "notes" / "harbour.md"], clock=THEN + 9)
    assert not package.changed
    assert not left.exists()


def test_what_is_not_surely_ours_is_left_alone(tmp_path: Path) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    names = [".cardgen-notes.tmp", ".cardgen-0123456789ab.tmp.txt", "x.tmp", ".cardgen-0123456789AB.tmp", ".swp"]
    theirs = [scrap(root / "decks", name) for name in names]
    folder = root / "decks" / ".cardgen-00000000000a.tmp"
    folder.mkdir()
    link = root / "decks" / ".cardgen-00000000000b.tmp"
    link.symlink_to(root / "notes" / "harbour.md")
    build([root / "notes" / "harbour.md"], clock=THEN)
    assert all(path.read_text() == "half" for path in theirs)
    assert folder.is_dir()
    assert link.is_symlink()
    assert (root / "notes" / "harbour.md").read_text("utf-8") == BEFORE


def test_what_another_build_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Two builds of two roots may write to one folder: neither sweeps the other's file away."""
    code = (
        "import os, pathlib, sys, time\n"
        "from cardgen import files\n"
        "def slow(handle):\n"
        "    print('writing', flush=True)\n"
        "    sys.stdin.readline()\n"
        "os.fsync = slow\n"
        "files.replace(pathlib.Path(sys.argv[1], 'theirs.apkg'), b'theirs')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        files.replace(tmp_path / "mine.apkg", b"mine")
        assert len(leftovers(tmp_path)) == 1
        other.stdin.write("\n\n")
        other.stdin.close()
        assert other.wait(20) == 0
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"mine.apkg": b"mine", "theirs.apkg": b"theirs"}


def test_where_nothing_can_be_locked_only_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(files.fcntl, "flock", unsupported)
    young, old = scrap(tmp_path), scrap(tmp_path, ".cardgen-ffffffffffff.tmp")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    files.replace(tmp_path / "x", b"x")
    assert young.exists()
    assert not old.exists()


# ------------------------------------------------------------------ a disk that is full, a folder that is read-only

SMALL = """
import json, resource, sys
from pathlib import Path
from cardgen.build import build
from cardgen.errors import CardgenError
out = []
for root, limit in json.load(sys.stdin):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        build([Path(root, "notes/harbour.md")], clock=1_700_000_060)
        out.append("")
    except CardgenError as error:
        out.append(str(error))
print(json.dumps(out))
"""


def test_no_file_may_grow_beyond_a_limit(crashed: dict[str, Path]) -> None:
    """Each write fails half way through, as on a disk that fills up: EFBIG."""
    root = crashed["root"]
    old_ledger, old_package = ledger.load(root), (root / "decks" / "harbour.apkg").read_bytes()
    (root / "notes" / "harbour.md").write_text(AFTER, "utf-8")
    limits = [0, 100, 2000, (root / "decks" / "ledger.json").stat().st_size + 50, 9000, 30_000, 500_000]
    homes = [crashed["copies"] / str(limit) for limit in limits]
    for home in homes:
        shutil.copytree(root, home)
    told = in_child(SMALL, [[str(home), limit] for home, limit in zip(homes, limits, strict=True)])
    assert told[-1] == ""
    failed = [(home, message) for home, message in zip(homes, told, strict=True) if message]
    assert len(failed) >= 3
    for home, message in failed:
        assert "cannot be written" in message
        assert (home / "decks" / "harbour.apkg").read_bytes() == old_package
        assert {e.guid for e in ledger.load(home).entries} >= {e.guid for e in old_ledger.entries}
        assert leftovers(home) == []
    wanted = wanted_after(crashed, homes[-1] / "decks" / "harbour.apkg")
    for home, message in failed:
        assert_anki_recovers(crashed["anki"], home, wanted, message)


def in_child(code: str, told: object, *before: str) -> list[str]:
    """The JSON that code prints in a process of its own, given JSON."""
    command = [*before, sys.executable, "-c", code]
    run = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


MOUNT = ("unshare", "--map-root-user", "--mount")
"""A name space of its own, where anybody may mount: nothing of it is seen outside, nothing stays."""

FULL = """
import json, shutil, subprocess, sys
from pathlib import Path
from cardgen.build import build
from cardgen.errors import CardgenError
root, disk = map(Path, json.load(sys.stdin))
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], check=True)
shutil.copytree(root, disk, dirs_exist_ok=True)
filler, out = disk / "filler", []
for room in (0, 4096, 12288, 20480, 98304):
    free = shutil.disk_usage(disk).free
    filler.write_bytes(bytes(max(0, free - room)))
    try:
        build([disk / "notes/harbour.md"], clock=1_700_000_060)
        out.append("")
    except CardgenError as error:
        out.append(str(error))
    filler.unlink()
    shutil.copytree(disk, root.parent / f"disk-{room}")
print(json.dumps(out))
"""

READ_ONLY = """
import json, subprocess, sys
from pathlib import Path
from cardgen.build import build
from cardgen.errors import CardgenError
root, locked = map(Path, json.load(sys.stdin))
subprocess.run(["mount", "--bind", str(locked), str(locked)], check=True)
subprocess.run(["mount", "-o", "remount,bind,ro", str(locked)], check=True)
try:
    build([root / "notes/harbour.md"], clock=1_700_000_060)
    print(json.dumps([""]))
except CardgenError as error:
    print(json.dumps([str(error)]))
"""


def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    test = [*MOUNT, "sh", "-c", "mount -t tmpfs -o size=64k none /tmp"]
    return subprocess.run(test, capture_output=True, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not can_mount(), reason="this system lets nobody mount in a name space")


@needs_mount
def test_a_disk_that_is_full(crashed: dict[str, Path], tmp_path: Path) -> None:
    root = crashed["root"]
    old_ledger, old_package = ledger.load(root), (root / "decks" / "harbour.apkg").read_bytes()
    (root / "notes" / "harbour.md").write_text(AFTER, "utf-8")
    (tmp_path / "disk").mkdir()
    told = in_child(FULL, [str(root), str(tmp_path / "disk")], *MOUNT)
    assert told[-1] == ""
    failed = [message for message in told if message]
    assert len(failed) >= 2
    assert all("the disk is full; free some space and try again" in message for message in failed)
    homes = [tmp_path / f"disk-{room}" for room in (0, 4096, 12288, 20480, 98304)]
    wanted = wanted_after(crashed, homes[-1] / "decks" / "harbour.apkg")
    for home, message in zip(homes, told, strict=True):
        if message:
            assert (home / "decks" / "harbour.apkg").read_bytes() == old_package
            assert {e.guid for e in ledger.load(home).entries} >= {e.guid for e in old_ledger.entries}
        assert leftovers(home) == []
        assert_anki_recovers(crashed["anki"], home, wanted, message)


@needs_mount
def test_a_folder_that_is_read_only(crashed: dict[str, Path]) -> None:
    root = crashed["root"]
    (root / "notes" / "harbour.md").write_text(AFTER, "utf-8")
    before = {p: p.read_bytes() for p in (root / "decks").iterdir()}
    [told] = in_child(READ_ONLY, [str(root), str(root / "decks")], *MOUNT)
    assert "you may not write to" in told
    assert "change" in told
    assert {p: p.read_bytes() for p in (root / "decks").iterdir()} == before


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    (root / "decks").write_text("a file")
    with pytest.raises(CardgenError, match="is a file, not a folder"):
        build([root / "notes" / "harbour.md"], clock=THEN)
    assert (root / "decks").read_text() == "a file"


# ------------------------------------------------------------------ clocks that jump


JUMPS: dict[str, list[float]] = {
    "within one second": [THEN, THEN, THEN + 0.4, THEN + 0.9],
    "back by a year": [THEN, THEN - YEAR, THEN - 2 * YEAR, THEN],
    "a year ahead, and mended": [THEN + YEAR, THEN + 60, THEN + 120, THEN + 180],
    "a machine that thinks it is 1970": [THEN, 0, 1, 0],
    "first built in 1970": [0, 0, THEN, 5],
}


@pytest.mark.parametrize("name", JUMPS)
def test_every_build_takes_effect_whatever_the_clock_says(name: str, tmp_path: Path) -> None:
    """A line in other words, gone, back; and a new look: each is seen in Anki after its build, and nothing is lost."""
    root = made_root(tmp_path / "root", BEFORE)
    gone = "- fender :: a cushion between hull and quay\n"
    versions = [BEFORE, BEFORE.replace("10 minutes", "12 minutes"), BEFORE.replace(gone, ""), BEFORE]
    shown: dict[str, tuple[str, str]] = {}
    changed_at: dict[str, int] = {}
    with Anki(tmp_path / "anki") as anki:
        for at, (text, clock) in enumerate(zip(versions, JUMPS[name], strict=True)):
            (root / "notes" / "harbour.md").write_text(text, "utf-8")
            [package] = build([root / "notes" / "harbour.md"], clock=clock)
            before, log = anki.progress(), told_by(anki)
            anki.take(package.target)
            assert_nothing_lost(anki, before, log, f"build {at}")
            shown = assert_seen_as_fresh(anki, package, tmp_path / f"fresh-{at}")
            changed_at = assert_time_moves_on(ledger.load(root), changed_at)
            anki.study(100)
        assert len(told_by(anki)) >= 6
        assert "10 minutes" in str(shown)
        assert anki.empty() == {}


def assert_seen_as_fresh(anki: Anki, package: Package, folder: Path) -> dict[str, tuple[str, str]]:
    """The old collection shows what a new reader of the package sees, and what was retired is empty."""
    with Anki(folder) as fresh:
        fresh.take(package.target)
        expected = facts(fresh)
    assert facts(anki) == expected
    assert set(anki.empty()) == set(expected) - {s.guid for s in package.report.settled}
    return expected


def assert_time_moves_on(known: Ledger, before: dict[str, int]) -> dict[str, int]:
    now = {e.guid: e.changed_at for e in known.entries}
    assert all(now[guid] >= changed for guid, changed in before.items())
    return now


def test_a_new_look_takes_effect_whatever_the_clock_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    with Anki(tmp_path / "anki") as anki:
        for at, clock in enumerate((THEN + YEAR, THEN, THEN, THEN - YEAR)):
            css = f".card {{ margin: {at}px }}"
            look = {key: replace(kind, css=css) for key, kind in notetypes.BY_KIND.items()}
            monkeypatch.setattr(notetypes, "BY_KIND", look)
            monkeypatch.setattr("cardgen.apkg.BY_KIND", look)
            [package] = build([root / "notes" / "harbour.md"], clock=clock)
            anki.take(package.target)
            assert anki.css(notetypes.BASIC.id) == css


def test_two_builds_in_a_row_by_the_real_clock(tmp_path: Path) -> None:
    root = made_root(tmp_path / "root", BEFORE)
    note = root / "notes" / "harbour.md"
    edit: Callable[[int], str] = lambda minutes: BEFORE.replace("10 minutes", f"{minutes} minutes")  # noqa: E731
    with Anki(tmp_path / "anki") as anki:
        for minutes in (10, 11, 12, 13):
            note.write_text(edit(minutes), "utf-8")
            anki.take(build([note])[0].target)
            assert f"{minutes} minutes" in str(facts(anki))
        assert len({guid for guid, text in facts(anki).items() if "minutes" in str(text)}) == 1

"""Reads what was learnt of cardgen's cards: out of a collection on this machine, or out of what Anki exported.

Nothing is ever written, and of everybody else's cards nothing is read. Two formats are known: schema 11, where settings
are one text, and the later ones, where they are a table. `cards.data` holds the memory state of FSRS: `s` stability,
`d` difficulty, `decay`, and `lrt`, the time of the last review.
"""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from cardgen import files, packages
from cardgen.errors import CardgenError
from cardgen.scheduled import NEW, Calendar, Scheduled, Studied

PACKAGES: Final = frozenset({".apkg", ".colpkg"})
_ROLLOVER: Final = 4
"""Hour at which a day begins where nobody says otherwise, as in a package."""
_PATIENCE: Final = 5.0
"""Seconds to wait for whoever is writing the collection."""
_TRIES: Final = 4
_PAUSE: Final = 0.5
"""Seconds between two tries, where somebody wrote in the middle of one."""
_BUSY: Final = "another program is writing this collection: wait until its sync is over, or close it, and try again"
_WAL_AT, _WAL = 18, b"\x02"
"""Where in a database it says that its news are kept beside it, and how (https://sqlite.org/fileformat2.html)."""
_LEECH: Final = "leech"
_NO_REVIEWS: Final = (
    "this package holds no reviews: export it out of Anki with File > Export, and tick “Include scheduling "
    "information” (a collection, .colpkg, always has it)"
)


def read(path: Path) -> Studied:
    """What a collection (`.anki2`), or a package exported out of Anki (`.colpkg`, `.apkg`), knows of cardgen's cards.

    Raises:
        CardgenError: it is not there, cannot be read, another program keeps writing it, it holds no cards of
            cardgen's, or it is a package without reviews.
    """
    if path.suffix.lower() not in PACKAGES:
        return _collection(path)
    with packages.opened(path) as (connection, _):
        studied = _studied(connection, path)
    _refuse_none(studied)
    if path.suffix.lower() == ".apkg" and all(card.type == NEW for card in studied.cards):
        raise CardgenError(_NO_REVIEWS, str(path))
    return studied


def stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Something that is another thing once a collection or a package was written anew; what is not there counts as
    nothing.

    >>> stamp(Path("nowhere.anki2"))
    ((0, 0), (0, 0))
    """
    return files.stamp(path), files.stamp(_beside(path))


def _beside(path: Path) -> Path:
    """Where SQLite keeps what was written last, until it goes into the file itself."""
    return path.with_name(f"{path.name}-wal")


# ------------------------------------------------------------------ a collection


def _collection(path: Path) -> Studied:
    if not path.is_file():
        raise CardgenError("there is no such file: check the spelling, and where you are", str(path))
    for tries_left in reversed(range(_TRIES)):
        before = stamp(path)
        try:
            with _opened(path) as connection:
                packages.sort_as_told(connection)
                connection.execute("begin")  # all that follows is of one moment
                studied = _studied(connection, path)
        except (OSError, sqlite3.Error, ValueError, KeyError, TypeError) as error:
            if stamp(path) == before:
                raise CardgenError(_trouble(error), str(path)) from error
        else:
            if stamp(path) == before:
                _refuse_none(studied)
                return studied
        if tries_left:
            time.sleep(_PAUSE)
    raise CardgenError(_BUSY, str(path))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write to the collection, while the block runs. What is read in it is good only if the
    stamp is the same before and after.

    Anki keeps its news in a file beside the collection (WAL), and while it is running lets no other program in; SQLite
    would besides put files of its own there. So it is read as it lies, or, where there are news, in a copy.
    """
    with path.open("rb") as file:
        news_beside = file.read(_WAL_AT + 1)[_WAL_AT:] == _WAL
    with contextlib.ExitStack() as stack:
        if news_beside and files.stamp(_beside(path))[1]:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cardgen-")))
            copy = folder / "collection.db"
            shutil.copyfile(path, copy)
            shutil.copyfile(_beside(path), _beside(copy))
            address = copy.as_uri()
        else:
            address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if news_beside else ''}"
        yield stack.enter_context(closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)))


def _trouble(error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return _BUSY
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return f"this is no collection of Anki's, or a damaged one ({error}): sync again, or give an export with --from"


def _refuse_none(studied: Studied) -> None:
    if not studied.cards:
        raise CardgenError(
            "this holds no cards that cardgen made: import your deck in Anki first, then sync or export again",
            str(studied.path),
        )


# ------------------------------------------------------------------ rows


def _studied(connection: sqlite3.Connection, path: Path) -> Studied:
    (created,) = connection.execute("select crt from col").fetchone()
    said = _settings(connection)
    calendar = Calendar(created, _whole(said.get("creationOffset")), _whole(said.get("rollover"), _ROLLOVER))
    fsrs = said.get("fsrs")
    return Studied(path, calendar, tuple(_cards(connection)), fsrs if isinstance(fsrs, bool) else None)


def _settings(connection: sqlite3.Connection) -> Mapping[str, Any]:
    if packages.has_table(connection, "config"):
        rows = connection.execute("select key, val from config where key in ('creationOffset', 'rollover', 'fsrs')")
        return {key: json.loads(value) for key, value in rows}
    (text,) = connection.execute("select conf from col").fetchone()
    said = json.loads(text)
    return said if isinstance(said, dict) else {}


_ROWS: Final = """
select n.guid, n.tags, c.ord, c.type, c.queue, c.due, c.odue, c.odid, c.ivl, c.factor, c.reps, c.lapses, c.mod, c.data
from cards c join notes n on n.id = c.nid where n.mid in ({}) order by c.reps, c.id
"""


def _cards(connection: sqlite3.Connection) -> Iterator[Scheduled]:
    """Our cards. Of two with one GUID, which an import can make, the one that was studied more is taken."""
    rows = connection.execute(_ROWS.format(",".join(map(str, packages.KINDS))))
    yield from {(row[0], row[2]): _card(*row) for row in rows}.values()


def _card(
    guid: str, tags: str, ordinal: int, kind: int, queue: int, due: int, original: int, home: int, interval: int,
    ease: int, reps: int, lapses: int, changed: int, data: str,
) -> Scheduled:  # fmt: skip
    memory = _memory(data)
    return Scheduled(
        guid, ordinal, kind, queue, original if home and original else due, bool(home), max(0, interval), ease, reps,
        lapses, _LEECH in tags.lower().split(), changed,
        stability=_figure(memory.get("s"), lambda s: s > 0),
        difficulty=_figure(memory.get("d"), lambda d: d > 0),
        decay=_figure(memory.get("decay"), lambda decay: 0.01 <= decay <= 10),
        last_review=_whole(memory.get("lrt")),
    )  # fmt: skip


def _memory(data: str) -> Mapping[str, Any]:
    with contextlib.suppress(ValueError, TypeError):
        found = json.loads(data)
        if isinstance(found, dict):
            return found
    return {}


def _figure(value: Any, fits: Callable[[float], bool]) -> float | None:
    """A number that makes sense; add-ons and other programs write here, too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and fits(value) else None


def _whole(value: Any, otherwise: Any = None) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise

"""What was built goes into the collection of cardgen's, and that is synced with the person's account.

The order is what keeps reviews safe: first fetch what other devices did, then import, then send. A copy of the
collection is made before. Whatever stops us between two steps, the next sync goes on from there to the same end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from cardgen import build, collection, ledger, model, notes, pacing, packages, scheduling, targets
from cardgen.arrivals import Plan, Retiring, meaning_to, planned, remembered
from cardgen.collection import keys, memory, server
from cardgen.collection.hub import Hub
from cardgen.collection.memory import Account
from cardgen.collection.server import Link, LoginRefusedError
from cardgen.errors import CardgenError

ANKIWEB: Final = "ankiweb"
"""What to call it on the command line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of a sync."""

    server: str | None = None
    """Address, or :data:`ANKIWEB`; None for the one of last time, at first AnkiWeb."""
    user: str | None = None
    retiring: Retiring = "suspend"
    overwrite: bool = False
    """Where a card changed in Anki and in the note, the note wins."""
    dry_run: bool = False
    by: date | None = None
    """The day by which the notes that are named are to be known, whatever they say themselves."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a sync may ask, and tell how far it is."""

    password: Callable[[Account], str]
    agrees: Callable[[str], bool]
    """To a question."""
    say: Callable[[str], None]
    built: Callable[[Sequence[build.Package]], None]
    """Told what was built, before anything is asked or synced."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did with one package, or would do."""

    package: Path
    plan: Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync did."""

    root: Path
    account: Account | None
    """None after a dry run that knows none."""
    packages: tuple[Synced, ...]
    reviews: int = 0
    """How many reviews came from other devices."""
    first: Literal["", "download", "upload"] = ""
    """Which way the whole collection went."""
    plans: tuple[model.Plan, ...] = ()
    """Of each deck that was built and is to be known by a day: the number that it has now."""
    remarks: tuple[str, ...] = ()
    """What the server says, and what did not work but stops nothing."""


def sync(given: Sequence[Path], wish: Wish, person: Person, clock: float | None = None) -> Outcome:
    """Build the notes that are named, and sync what was built; packages are taken as they are.

    Args:
        given: notes, folders and packages; none means the package that was built last. With a dry run nothing is
            built: a note means its package of last time.

    Raises:
        CardgenError: whatever a person can mend. Neither side has lost anything then.
    """
    now = time.time() if clock is None else clock
    texts = [path for path in given if not _is_package(path)]
    _refuse_several([notes.find_root(path) for path in texts])
    built = [] if wish.dry_run else build.build(texts, clock=clock, by=wish.by)
    person.built(built)
    meant = [*(p.target for p in built), *_named(given, wish.dry_run)]
    homes = [_home(path) for path in meant]
    _refuse_several(homes)
    root = homes[0]
    read = {path: _ours(path) for path in meant}
    if wish.dry_run:
        return _foretold(root, read, wish)
    with collection.locked(root) as folder:
        before = memory.load_account(folder)
        account = _account(before, wish)
        if not collection.path(root).exists():
            memory.forget(folder)
        with Hub(collection.path(root)) as hub:
            plans = [plan for package in built for plan in package.plans]
            return _synced(_Visit(root, folder, hub, account, before, person, now), read, plans, wish)


# ------------------------------------------------------------------ what is meant


def _is_package(path: Path) -> bool:
    return path.suffix.lower() == ".apkg"


def _named(given: Sequence[Path], dry_run: bool) -> list[Path]:
    if not given:
        return [targets.built(None)]
    return [targets.built(path) for path in given if dry_run or _is_package(path)]


def _refuse_several(roots: Sequence[Path]) -> None:
    """All that is synced at once goes into one collection, and so it has to be of one root."""
    if len(set(roots)) > 1:
        message = "these have several ledgers: sync the notes and decks of one folder at a time"
        raise CardgenError(message, str(roots[-1]))


def _home(package: Path) -> Path:
    for place in (package, Path.cwd()):
        root = notes.find_root(place)
        if ledger.path(root).exists():
            return root
    raise CardgenError(
        "it is not plain whose notes this deck was built from: sync in the folder of the notes", str(package)
    )


def _ours(path: Path) -> packages.Package:
    package = packages.read(path)
    if package.exported or not package.notes:
        raise CardgenError("this is no deck that cardgen built: give one from the folder decks", str(path))
    return package


def _account(known: Account | None, wish: Wish) -> Account:
    if wish.server is None:
        at = known.server if known else ""
    else:
        at = "" if wish.server.casefold() == ANKIWEB else wish.server
    user = wish.user or (known.user if known else "")
    if not user:
        where = at or "AnkiWeb"
        raise CardgenError(f"who are you on {where}? Say it the first time: --user NAME (and --server for your own)")
    return Account(user, server.address(at) if at else "")


# ------------------------------------------------------------------ one sync


@dataclass(frozen=True, slots=True)
class _Visit:
    """What every step of a sync needs."""

    root: Path
    folder: Path
    hub: Hub
    account: Account
    before: Account | None
    """Whose the collection was."""
    person: Person
    now: float

    @property
    def moves_on(self) -> bool:
        """Whether the collection goes over to another account."""
        return self.before is not None and self.before != self.account


def _foretold(root: Path, read: dict[Path, packages.Package], wish: Wish) -> Outcome:
    here, folder = collection.path(root), collection.folder(root)
    if not here.exists():
        plans = [Synced(path, planned(package, {}, {}, wish.retiring)) for path, package in read.items()]
        return Outcome(root, None, tuple(plans))
    with collection.locked(root), Hub(here) as hub:
        held, foreign, shipped = hub.held(), hub.foreign(), memory.load(folder)
    plans = [
        Synced(path, planned(package, held, shipped, wish.retiring, wish.overwrite, foreign))
        for path, package in read.items()
    ]
    return Outcome(root, memory.load_account(folder), tuple(plans))


def _synced(visit: _Visit, read: dict[Path, packages.Package], plans: Sequence[model.Plan], wish: Wish) -> Outcome:
    hub, say = visit.hub, visit.person.say
    link = _link(visit)
    copy = hub.back_up(visit.now)
    before = hub.reviews
    say("fetching what is new")
    link, first = _fetch(visit, link)
    reviews = 0 if first else hub.reviews - before
    hub.check_notetypes()
    structure, known = hub.structure, memory.load(visit.folder)
    done = tuple(_take(visit, path, package, wish) for path, package in read.items())
    paced = _pace(hub, plans)
    if hub.structure != structure:
        hub.bring_back(copy)
        memory.save(visit.folder, known)
        raise CardgenError(
            "bringing these cards in would change the structure of your collection, which other devices could only "
            "take as a whole: nothing was sent, and the collection here is as it was. This should not happen: please "
            "report it",
            str(visit.account),
        )
    say("sending")
    sent = _send(visit, link)
    remarks = [link.said] if link.said else []
    if hub.has_media:
        try:
            link.media()
        except CardgenError as error:
            remarks.append(f"pictures: {error}; what is missing comes with the next sync")
    return Outcome(visit.root, visit.account, done, reviews, first or sent, paced, tuple(remarks))


def _pace(hub: Hub, plans: Sequence[model.Plan]) -> tuple[model.Plan, ...]:
    """Set what the plans say, reckoned anew with the cards that were never answered; the new plans."""
    unseen = hub.unseen()
    known = [pacing.planned(p.deck, p.cards, p.by, p.today, unseen.get(p.deck)) for p in plans]
    paced = tuple(scheduling.with_minutes(known))
    hub.set_pace(pacing.presets(paced), [plan.deck for plan in paced if plan.preset is None])
    return paced


def _link(visit: _Visit) -> Link:
    """A session: with the key of the last one if the keyring has it, else with the password."""
    if key := keys.find(visit.account):
        return Link(visit.hub, visit.account, key, visit.person.say)
    return _login(visit)


def _login(visit: _Visit) -> Link:
    return server.login(visit.hub, visit.account, visit.person.password(visit.account), visit.person.say)


def _fetch(visit: _Visit, link: Link) -> tuple[Link, Literal["", "download"]]:
    """What other devices did; and the session that it took, for an old key may be good no more."""
    try:
        state = link.merge()
    except LoginRefusedError:
        if not keys.find(visit.account):
            raise
        keys.drop(visit.account)
        link = _login(visit)
        state = link.merge()
    keys.keep(visit.account, link.key)
    if state == "apart":
        raise _apart(visit)
    if state == "empty here":
        _ask(visit, _DOWNLOAD)
        visit.person.say("fetching your collection")
        link.download()
        memory.forget(visit.folder)
    if state != "empty account":
        memory.save_account(visit.folder, visit.account)
    return link, "download" if state == "empty here" else ""


def _take(visit: _Visit, path: Path, package: packages.Package, wish: Wish) -> Synced:
    hub, shipped = visit.hub, memory.load(visit.folder)
    visit.person.say(f"bringing in {path.name}")
    plan = planned(package, hub.held(), shipped, wish.retiring, wish.overwrite, hub.foreign())
    if (meant := meaning_to(plan, shipped)) != shipped:
        memory.save(visit.folder, meant)
    hub.change(path, plan.changes, visit.now)
    if (known := remembered(plan, hub.held(), meant)) != meant:
        memory.save(visit.folder, known)
    return Synced(path, plan)


def _send(visit: _Visit, link: Link) -> Literal["", "upload"]:
    state = link.merge()
    if state == "merged":
        return ""
    if state != "empty account":
        raise _apart(visit)
    _ask(visit, _UPLOAD)
    if link.merge() != "empty account":  # somebody filled it while we waited for the answer
        raise _apart(visit)
    visit.person.say("sending your collection")
    link.upload()
    memory.save_account(visit.folder, visit.account)
    return "upload"


_DOWNLOAD: Final = (
    "{account} has cards, and cardgen's own collection has none yet. Fetch all of it, with your other decks and your "
    "reviews? It stays on this computer, where only you can read it ({folder})."
)
_UPLOAD: Final = "{account} has no cards. Send it the {cards} cards that are here{origin}?"


def _ask(visit: _Visit, question: str) -> None:
    origin = f", which are synced with {visit.before}" if visit.moves_on else ""
    asked = question.format(account=visit.account, folder=visit.folder, cards=visit.hub.cards, origin=origin)
    if not visit.person.agrees(asked):
        raise CardgenError("as you said no, nothing was fetched or sent", str(visit.account))


def _apart(visit: _Visit) -> CardgenError:
    hub = visit.hub
    if visit.moves_on:
        return CardgenError(
            f"the collection here is synced with {visit.before}, and both it and this account have cards: cardgen "
            f"sends nothing over them. To go over to this account, delete {str(hub.path)!r} and sync again: then all "
            "that is there is fetched, and your notes are brought in",
            str(visit.account),
        )
    return CardgenError(
        "what is there and what is here can't be merged any more: on another device the structure of the collection "
        "was changed, or a whole collection was put in its place. cardgen sends nothing over it. There is all that "
        f"your devices have synced; here are {hub.cards} cards and {hub.reviews} reviews, all of them from there or "
        f"from your notes. So take what is there: delete {str(hub.path)!r} and sync again (copies of before lie beside "
        "it in backups)",
        str(visit.account),
    )

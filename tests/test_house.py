"""The house holds together: who may import whom, which library lives where, and what every room owes its reader.

Everything is read with the standard library's `ast`, so that a room that cannot be imported is still checked.
"""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cardgen"

# ------------------------------------------------------------------ the tables

FLOORS: dict[str, frozenset[str]] = {
    "ground": frozenset({
        "model", "errors", "notetypes", "words", "verbclasses", "verbs", "lexicon", "common_words", "tongues",
        "scheduled",
    }),
    "language": frozenset({
        "outline", "render",  # Markdown in, HTML out
        # text to claims and questions
        "tagger", "reading", "runons", "parentheticals", "addressing", "labels", "sentences", "clauses", "fronted",
        "foreign", "persons", "claims",
        "quantities", "amounts", "adjuncts", "question", "reported", "stranding", "objects", "subjects", "verbgroup",
        "subjectwise", "frames",
    }),
    "doors": frozenset({
        "files", "drawings", "fetched", "images", "notes", "ledger", "apkg", "packages", "reviews",
        "collection",  # of cardgen's own, synced with the person's account
        "simulator",  # Anki's own, in a collection that is thrown away
    }),
    "judgement": frozenset({
        "points", "themes", "topics", "memory", "forms", "gates", "ranking", "draft",  # what is worth asking
        "headlines",  # what a note is called above its cards
        "identity",  # which card is which
        "pacing",  # how many a day
        "report", "written", "decknames",
        "retention", "tallies",  # what is remembered
    }),
    "stair": frozenset({
        "composing", "scheduling", "build", "looking", "desk", "fetching", "recover", "progress", "syncing",
        "roots", "targets", "arrivals",
    }),
    "top": frozenset({"cli", "review", "preview", "share", "serving", "__main__", "__init__"}),
}  # fmt: skip
"""Every room (a module, or a package as one) and the floor that it is on."""

MAY_IMPORT: dict[str, frozenset[str]] = {
    "ground": FLOORS["ground"],
    "language": FLOORS["ground"] | FLOORS["language"],
    "doors": FLOORS["ground"] | FLOORS["doors"],
    "judgement": FLOORS["ground"] | FLOORS["language"] | FLOORS["judgement"],
    "stair": FLOORS["ground"] | FLOORS["language"] | FLOORS["doors"] | FLOORS["judgement"] | FLOORS["stair"],
    # the front door asks the stair, and knows what it needs to print and to fail politely
    "top": FLOORS["stair"] | FLOORS["top"] | {"model", "errors", "report", "files"},
}

LIBRARY_ROOMS: dict[str, frozenset[str]] = {
    "anki": frozenset(["collection", "simulator"]),
    "click": frozenset(["cli", "review"]),
    "flask": frozenset(["preview", "serving", "share"]),
    "ftfy": frozenset(["notes"]),
    "genanki": frozenset(["apkg"]),
    "jinja2": frozenset(["preview"]),
    "keyring": frozenset(["collection"]),
    "latex2mathml": frozenset(["preview"]),
    "markdown_it": frozenset(["outline", "render"]),
    "mdit_py_plugins": frozenset(["outline", "render"]),
    "nh3": frozenset(["render", "preview"]),
    "pygments": frozenset(["render"]),
    "rapidfuzz": frozenset(["identity", "topics", "gates"]),
    "segno": frozenset(["share"]),
    "Stemmer": frozenset(["identity", "topics"]),
    "werkzeug": frozenset(["preview", "serving"]),
    "yaml": frozenset(["outline"]),
    "zstandard": frozenset(["packages"]),
}
"""The rooms in which a library may be used."""

MOST_LINES = 400
DATA_ROOMS = frozenset(["words", "verbclasses", "verbs", "lexicon", "common_words", "tongues", "notetypes"])
"""Tables rather than logic: long is what they are."""
LONGER_ON_PURPOSE: dict[str, str] = {}
"""Modules above the measure, each with the reason why it is still one noun."""

# ------------------------------------------------------------------ reading the code


def modules() -> list[str]:
    """The package's modules by dotted name below it: `outline`, `forms.lists`, `__init__`."""
    return [".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in sorted(PACKAGE.rglob("*.py"))]


def source_of(module: str) -> str:
    return PACKAGE.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


def room_of(module: str) -> str:
    return module.split(".")[0]


def floor_of(room: str) -> str | None:
    return next((floor for floor, rooms in FLOORS.items() if room in rooms), None)


def run_time_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING:`, which no program ever runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for other in node.orelse:
                yield other
                yield from run_time_nodes(other)
            continue
        yield node
        yield from run_time_nodes(node)


def imported(module: str, source: str) -> set[str]:
    """Dotted names of all that a module imports, at its top or inside a function, relative ones resolved.

    A name imported from a package may be a module of it, so it counts as one.
    """
    parent = ["cardgen", *module.split(".")[:-1]]
    found = set()
    for node in run_time_nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(parent[: len(parent) - node.level + 1]) if node.level else ""
            start = ".".join(part for part in (base, node.module) if part)
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(module: str, source: str) -> set[str]:
    """Rooms of ours that a module imports, without its own.

    What is imported from the package itself is a room if there is one of that name, else one of the front door's names.
    """
    rooms = {room_of(name) for name in modules()}.union(*FLOORS.values())
    found = set()
    for name in imported(module, source):
        first, _, rest = name.partition(".")
        if first == "cardgen":
            room = rest.split(".")[0]
            found.add(room if room in rooms else "__init__")
    return found - {room_of(module)}


def libraries_imported(module: str, source: str) -> set[str]:
    tops = {name.split(".")[0] for name in imported(module, source)}
    return tops - set(sys.stdlib_module_names) - {"cardgen"}


def wrong_imports(module: str, source: str) -> list[str]:
    """What a module imports from a floor it does not stand on, in words that name both modules."""
    floor = floor_of(room_of(module))
    if floor is None:
        return [f"cardgen.{module} is on no floor: give it one in FLOORS"]
    wrong = sorted(rooms_imported(module, source) - MAY_IMPORT[floor])
    return [
        f"cardgen.{module} ({floor}) imports cardgen.{room} ({floor_of(room) or 'on no floor'})"
        f": the {floor} floor may not"
        for room in wrong
    ]


def homeless_libraries(module: str, source: str) -> list[str]:
    """Libraries that a module uses outside their rooms."""
    found = []
    for library in sorted(libraries_imported(module, source)):
        rooms = LIBRARY_ROOMS.get(library)
        if rooms is None:
            found.append(f"cardgen.{module} imports {library}, which has no room: give it one in LIBRARY_ROOMS")
        elif room_of(module) not in rooms:
            at_home = ", ".join(sorted(rooms)) or "the tests"
            found.append(f"cardgen.{module} imports {library}, which belongs in {at_home} only")
    return found


def code_lines(source: str) -> int:
    """Lines that hold code: no blank lines, comments or docstrings."""
    quiet = {
        tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
        tokenize.ENDMARKER,
    }  # fmt: skip
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in quiet:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_names(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Public functions and classes of a module, and the public methods of those classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public_names(node.body, f"{prefix}{node.name}.")


# ------------------------------------------------------------------ floors and rooms


@pytest.mark.parametrize("module", modules())
def test_imports_go_down_only(module: str) -> None:
    wrong = wrong_imports(module, source_of(module))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("module", modules())
def test_libraries_stay_in_their_rooms(module: str) -> None:
    wrong = homeless_libraries(module, source_of(module))
    assert not wrong, "\n".join(wrong)


def test_no_two_rooms_lean_on_each_other() -> None:
    below: dict[str, set[str]] = {}
    for module in modules():
        below.setdefault(room_of(module), set()).update(rooms_imported(module, source_of(module)))
    for room in below:
        path = way_back(room, below)
        assert not path, "in a circle: " + " imports ".join(f"cardgen.{each}" for each in path)


def way_back(room: str, below: dict[str, set[str]]) -> list[str]:
    """A way along the imports from a room back to itself, or nothing."""
    ways = [[room]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for other in sorted(below.get(way[-1], ())):
            if other == room:
                return [*way, other]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def test_no_room_has_two_floors() -> None:
    rooms = [room for each in FLOORS.values() for room in each]
    assert len(rooms) == len(set(rooms))


def test_every_library_of_the_project_is_used() -> None:
    used = {library for module in modules() for library in libraries_imported(module, source_of(module))}
    idle = sorted(library for library, rooms in LIBRARY_ROOMS.items() if rooms and library not in used)
    assert not idle, f"in LIBRARY_ROOMS but imported nowhere: {', '.join(idle)}"


def test_the_only_rooms_named_are_real() -> None:
    real = {room_of(module) for module in modules()}
    named = {room for each in LIBRARY_ROOMS.values() for room in each} | DATA_ROOMS | set(LONGER_ON_PURPOSE)
    assert not named - real, f"named in a table of this file, but no such module: {', '.join(sorted(named - real))}"


# ------------------------------------------------------------------ what every room owes


@pytest.mark.parametrize("module", [name for name in modules() if name not in DATA_ROOMS])
def test_no_room_is_too_large(module: str) -> None:
    lines = code_lines(source_of(module))
    assert lines <= MOST_LINES or module in LONGER_ON_PURPOSE, (
        f"cardgen.{module} has {lines} lines of code, above {MOST_LINES}: is it two nouns?"
    )


@pytest.mark.parametrize("module", modules())
def test_all_that_is_public_says_what_it_is(module: str) -> None:
    tree = ast.parse(source_of(module))
    silent = [name for name, node in public_names(tree.body) if not ast.get_docstring(node)]
    if not ast.get_docstring(tree) and tree.body:
        silent.insert(0, "the module itself")
    assert not silent, f"cardgen.{module}: no docstring: {', '.join(silent)}"


def is_form(node: ast.AST) -> bool:
    """A form takes one claim or point, and gives cards."""
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
        return False
    given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    takes = ast.unparse(given[0].annotation) if len(given) == 1 and given[0].annotation else ""
    gives = ast.unparse(node.returns) if node.returns else ""
    return takes in {"Claim", "Point", "Claim | Point", "Point | Claim"} and bool(re.search(r"\[.*\bCard\b", gives))


def written_forms() -> dict[str, ast.FunctionDef]:
    found = {}
    for module in modules():
        if module.startswith("forms.") and module not in {"forms.__init__", "forms.common"}:
            for node in ast.parse(source_of(module)).body:
                if isinstance(node, ast.FunctionDef) and is_form(node):
                    found[node.name] = node
    return found


def registered_forms() -> list[str]:
    """Names in the tuples that end in FORMS, in the order in which they are tried."""
    found = []
    for node in ast.parse(source_of("forms.__init__")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id.endswith("FORMS") for target in targets):
            for part in ast.walk(getattr(node, "value", None) or node):
                if isinstance(part, ast.Attribute):
                    found.append(part.attr)
                elif isinstance(part, ast.Name):
                    found.append(part.id)
    return found


def test_every_form_is_registered_once() -> None:
    forms, registered = written_forms(), registered_forms()
    assert forms, "no form found under cardgen/forms"
    for name in forms:
        assert registered.count(name) == 1, f"form {name} stands {registered.count(name)} times in FORMS"


def test_every_form_shows_what_it_sees() -> None:
    for name, node in written_forms().items():
        assert ">>>" in (ast.get_docstring(node) or ""), f"form {name} has no example in its docstring"


# ------------------------------------------------------------------ what leaves the house

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w|/tmp/team|[A-Z]:\\Users\\")


def tracked() -> list[Path]:
    """Files that are, or would be, in a commit."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(asked, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        # an unpacked archive has no git: look at what the project ships
        return [path for name in ("cardgen", "tests", "notes") for path in (ROOT / name).rglob("*") if path.is_file()]
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_no_file_speaks_of_one_machine() -> None:
    found = []
    for path in tracked():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
            for number, line in enumerate(lines, 1)
            if path != Path(__file__).resolve() and MACHINE_PATH.search(line)
        ]
    assert not found, "machine paths:\n" + "\n".join(found)


def test_every_command_is_in_the_readme() -> None:
    import click

    cli = importlib.import_module("cardgen.cli")

    def named(command: click.Command, name: str) -> Iterator[str]:
        if isinstance(command, click.Group):
            for child, below in command.commands.items():
                yield from named(below, f"{name} {child}")
        elif not command.hidden:
            yield name

    assert isinstance(cli.main, click.Group)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in named(cli.main, "cardgen") if name not in readme]
    assert not missing, f"not in README.md: {', '.join(missing)}"


# ------------------------------------------------------------------ these checks can fail


@pytest.mark.parametrize(
    ("module", "source", "blamed"),
    [
        ("model", "from cardgen import words, apkg", ["cardgen.model", "cardgen.apkg"]),
        ("points", "from cardgen.ledger import load", ["cardgen.points", "cardgen.ledger"]),
        ("forms.lists", "from ..notes import read", ["cardgen.forms.lists", "cardgen.notes"]),
        ("clauses", "def f():\n    import cardgen.gates", ["cardgen.clauses", "cardgen.gates"]),
        ("cli", "from cardgen.outline import read", ["cardgen.cli", "cardgen.outline"]),
        ("render", "from cardgen import build_everything", ["cardgen.render", "cardgen.__init__"]),
        ("attic", "import re", ["cardgen.attic", "no floor"]),
    ],
)
def test_a_wrong_import_is_named(module: str, source: str, blamed: list[str]) -> None:
    [message] = wrong_imports(module, source)
    assert all(name in message for name in blamed)


def test_what_is_only_for_types_is_no_import() -> None:
    source = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cardgen.build import Built\n    import genanki\n"
    )
    assert wrong_imports("model", source) == []
    assert homeless_libraries("model", source) == []


def test_a_library_out_of_its_room_is_named() -> None:
    assert homeless_libraries("points", "import yaml") == ["cardgen.points imports yaml, which belongs in outline only"]
    assert "give it one" in homeless_libraries("points", "from spacy.tokens import Doc")[0]
    assert homeless_libraries("outline", "import re, yaml") == []


def test_a_circle_is_found() -> None:
    assert way_back("a", {"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert way_back("a", {"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_only_code_counts_as_lines() -> None:
    assert code_lines('"""A\nmodule."""\n\n# why\nx = (\n    1,\n)\n\ndef f():\n    """Says."""\n    return x\n') == 5


def test_machine_paths_are_seen() -> None:
    slash = "/"
    assert MACHINE_PATH.search(f"open('{slash}home{slash}me')")
    assert not MACHINE_PATH.search("see https://example.org/home/page and notes/work/x.md")

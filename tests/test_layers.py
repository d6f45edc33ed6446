"""The layers of the house: a file imports only from lower ones, and only named doors are lazy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sco_cli

PACKAGE = Path(sco_cli.__file__).parent

LAYERS = (
    ("errors", "printable", "progress", "report", "shapes", "vocabulary"),
    ("files", "interval", "numerals", "paragraphs", "period", "positions", "writing"),
    ("quantity",),
    ("change", "hedges"),
    ("wording",),
    ("fields",),
    ("entities",),
    ("models",),
    ("factbase", "schema"),
    ("lookup",),
    ("bibliography", "checks", "citation", "comparison"),
    ("lint", "searching", "selection", "series"),
    ("record",),
    ("difference", "jsonlines"),
    ("reading",),
    ("mistakes",),
    ("loading",),
    ("examining", "seal"),
    ("opening",),
    ("formats/columns", "formats/jsontext", "formats/marks", "formats/terminal"),
    ("formats/drawing", "formats/flat"),
    ("formats/__init__", "formats/*"),
    ("exports/columns",),
    ("exports/kinds",),
    ("exports/tables",),
    ("exports/__init__", "exports/*"),
    ("arranging", "completion", "conversion"),
    ("styles/written",),
    ("styles/__init__", "styles/*"),
    ("charts/measuring", "charts/placing", "charts/words"),
    ("charts/rows", "charts/scales", "charts/theme"),
    ("charts/labels", "charts/levels", "charts/rendering", "charts/years"),
    ("charts/claim", "charts/dumbbell", "charts/lines"),
    ("charts/choosing", "charts/output"),
    ("charts/__init__",),
    ("listings", "options"),
    ("fact_rows", "official"),
    ("answering",),
    ("commands/*",),
    ("cli",),
    ("__main__",),
)
"""From the ground up; files of a layer do not import one another. `/*` is all files of a folder but its `__init__`."""

STANDARD_ONLY = LAYERS[0]
LAZY = {
    ("__init__", "loading"),
    ("opening", "loading"),
    ("seal", "reading"),
    ("loading", "models"),
    ("loading", "pydantic"),
    ("jsonlines", "models"),
    ("charts/__init__", "charts/*"),
    ("formats/__init__", "formats/*"),
    ("commands/schema", "schema"),
    ("options", "period"),
    ("exports/__init__", "exports/*"),
    ("styles/__init__", "styles/*"),
    ("charts/output", "charts/rendering"),
    ("cli", "commands/*"),
    ("cli", "formats/terminal"),
}
"""The doors that open only when used: who imports, and what."""

FILES = sorted(path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py"))


def layer(name: str) -> int:
    """The number of a file's layer."""
    for number, names in enumerate(LAYERS):
        for pattern in names:
            folder, _, star = pattern.partition("/")
            if name == pattern or (star == "*" and name.startswith(f"{folder}/") and not name.endswith("__init__")):
                return number
    raise AssertionError(f"{name} is in no layer")


def imports(name: str) -> Iterator[tuple[str, bool]]:
    """What a file imports at run time, and whether inside a function; imports for types only do not count."""
    tree = ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    in_function = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield named(name, node.args[0]), True
        elif isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in in_function) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if is_file(whole) else node.module), id(node) in in_function


def named(name: str, argument: ast.expr) -> str:
    """The module that is imported by its name; "*" stands for what is put in only as the program runs."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    whole = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
    package = name.removesuffix("/__init__").replace("/", ".")
    return whole.replace("*.*", f"sco_cli.{package}.*")  # the first is __name__


def is_file(module: str) -> bool:
    return (PACKAGE.parent / f"{module.replace('.', '/')}.py").exists()


def own(module: str) -> str | None:
    """The file of one of our modules."""
    if module.split(".", maxsplit=1)[0] != "sco_cli" or module == "sco_cli":
        return None
    name = module.removeprefix("sco_cli.").replace(".", "/")
    return name if is_file(module) or name.endswith("*") else f"{name}/__init__"


@pytest.mark.parametrize("name", [name for name in FILES if name != "__init__"])  # which is the door to all of it
def test_a_file_imports_only_from_lower_layers(name: str) -> None:
    for module, lazy in imports(name):
        target = own(module)
        if lazy and target and target.endswith("*"):
            continue  # a registry, which what it opens may well import
        assert target is None or layer(target) < layer(name), f"{name} imports {target}"


@pytest.mark.parametrize("name", FILES)
def test_only_the_doors_are_lazy(name: str) -> None:
    assert doors(name) <= LAZY


def test_every_door_is_one_that_is_used() -> None:
    assert set().union(*map(doors, FILES)) == LAZY


def doors(name: str) -> set[tuple[str, str]]:
    """What a file imports only when it comes to that."""
    return {(name, own(module) or module) for module, lazy in imports(name) if lazy}


@pytest.mark.parametrize("name", STANDARD_ONLY)
def test_the_ground_stands_on_the_standard_library(name: str) -> None:
    for module, _ in imports(name):
        assert module.split(".")[0] in __import__("sys").stdlib_module_names


@pytest.mark.parametrize("name", FILES)
def test_rich_and_pydantic_are_met_only_where_they_belong(name: str) -> None:
    for module, _ in imports(name):
        root = module.split(".")[0]
        assert root != "rich" or name.startswith("formats/")
        assert root != "pydantic" or name in ("fields", "entities", "models", "schema", "loading")


@pytest.mark.parametrize("name", FILES)
def test_a_file_can_be_read_in_one_sitting(name: str) -> None:
    assert len((PACKAGE / f"{name}.py").read_text("utf-8").splitlines()) <= 250

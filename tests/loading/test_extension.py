"""A base that extends the bundled one has the records of it that it names; here `small.toml` is the bundled base."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.loading import files
from sco_cli.loading.extension import SHARED_TABLES
from sco_cli.loading.loader import load
from sco_cli.loading.problems import BadFactBase
from sco_cli.models.facts import RECORDS

FIGURE = (
    '[[figures]]\nid = "mine"\nmetric = "paved"\ncountries = ["MN"]\nvalue = 50\nevidence = [{ source = "gazette" }]\n'
)

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _small_is_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "bundled", lambda: SMALL)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes a base which extends the bundled one, with these records, and returns its path."""

    def write_base(records: str = FIGURE, name: str = "mine.toml", extends: str = 'extends = "bundled"\n') -> Path:
        path = tmp_path / name
        header = f'[base]\nid = "mine"\ntitle = "Mine"\nas_of = "2020"\nlicence = "CC0"\n{extends}'
        path.write_text(f"{header}{records}", "utf-8")
        return path

    return write_base


def problems(*paths: str | Path) -> list[str]:
    """The problems of the files, each with its place but without its folder."""
    with pytest.raises(BadFactBase) as error:
        load(*paths)
    return [f"{Path(problem.file).name}:{problem.line}: {problem.message}" for problem in error.value.problems]


def test_records_are_taken_over_with_what_they_refer_to_in_turn(write: Write) -> None:
    base = load(write())
    assert base.info.extends == "bundled"
    assert [record.id for record in base.records if not record.is_fact] == ["gazette", "bureau", "MN", "paved"]
    assert base.country("MN") == load("bundled").country("MN")  # the source of its status is taken over too
    assert [fact.id for fact in base.facts] == ["mine"]
    assert base.series == []


def test_what_no_record_names_is_not_taken_over(write: Write) -> None:
    assert list(load(write("")).records) == []


def test_all_kinds_of_record_but_facts_and_series_can_be_taken_over() -> None:
    assert {
        model.kind: model.table for model in RECORDS if not model.is_fact and model.kind != "series"
    } == SHARED_TABLES


def test_a_record_of_the_base_itself_takes_the_place_of_the_bundled_one(write: Write) -> None:
    own = '[[metrics]]\nid = "paved"\nname = "Good roads"\ndefinition = "Roads"\nmaximum = 60\n'
    base = load(write(FIGURE + own))
    assert [metric.name for metric in base.metrics] == ["Good roads"]
    assert problems(write(FIGURE.replace("50", "70") + own)) == [
        'mine.toml:11: figures "mine": value: 70 is outside the range of paved, 60 or less'
    ]


def test_a_number_outside_the_range_of_a_metric_that_is_taken_over_is_a_problem(write: Write) -> None:
    assert problems(write(FIGURE.replace("50", "101"))) == [
        'mine.toml:11: figures "mine": value: 101 is outside the range of paved, 0 to 100'
    ]


def test_facts_are_not_taken_over(write: Write) -> None:
    path = write(FIGURE.replace("value", 'project = "steppe-road"\nvalue'))
    (problem,) = problems(path)
    assert problem == (
        'mine.toml:11: figures "mine": project: the project "steppe-road" is in the bundled base, whose facts are not '
        f"taken over; check both: `sco check bundled {path}`"
    )


def test_a_missing_record_is_not_suggested_to_be_the_one_that_refers_to_it(write: Write) -> None:
    evidence = '{ source = "gazette", figure = "mine-2", stance = "contradicts" }'
    path = write(FIGURE.replace("evidence = [", f"evidence = [{evidence}, "))
    assert [problem for problem in problems(path) if "mine-2" in problem] == [
        'mine.toml:12: figures "mine": evidence 1: figure: there is no figure "mine-2"'
    ]


def test_an_id_that_a_record_of_another_kind_has_in_the_bundled_base_is_given_twice(write: Write) -> None:
    line = SMALL.read_text("utf-8").partition("[[metrics]]\nid")[0].count("\n") + 1
    assert problems(write(FIGURE.replace('"mine"', '"paved"'))) == [
        f'mine.toml:7: figures "paved": this id is used twice, first at bundled:{line}'
    ]


def test_such_an_id_is_reported_where_the_user_can_change_it(write: Write) -> None:
    text = SMALL.read_text("utf-8")
    line = text.partition("[[areas]]")[0].count("\n") + 1
    line_of_area = text.partition('area = "roads"')[0].count("\n") + 1
    source = '[[sources]]\nid = "roads"\ntitle = "R"\npublisher = "P"\nkind = "news"\n'
    figure = FIGURE.replace('metric = "paved"', 'metric = "toll"').replace("50", "5")
    assert sorted(problems(write(source + figure)), reverse=True) == [
        f'mine.toml:7: sources "roads": this id is used twice, first at bundled:{line}',
        f'bundled:{line_of_area}: metrics "toll": area: there is no area "roads"',
    ]


@pytest.mark.parametrize("order", [("mine.toml", "bundled"), ("bundled", "mine.toml")])
def test_the_bundled_base_may_be_joined_with_one_that_extends_it(write: Write, order: tuple[str, str]) -> None:
    paths = [write() if name == "mine.toml" else name for name in order]
    assert len(load(*paths).records) == len(load("bundled").records) + 1


@pytest.mark.parametrize("extends", ["../other.toml", "https://example.org/base.toml", "-", "Bundled"])
def test_no_other_base_can_be_extended(write: Write, extends: str) -> None:
    path = write("", extends=f'extends = "{extends}"\n')
    reason = f'"{extends}" is not allowed; write "bundled"'
    assert problems(path) == [f'mine.toml:6: base "mine": extends: {reason}']


def test_joined_bases_are_extended_if_one_of_them_is(write: Write) -> None:
    other = write('[[areas]]\nid = "walls"\nname = "Walls"\n', "other.toml", extends="")
    other.write_text(other.read_text("utf-8").replace('id = "mine"', 'id = "other"'), "utf-8")
    base = load(other, write())
    assert (base.info.id, base.info.extends, len(base.facts)) == ("other", "bundled", 1)


def test_records_that_are_not_valid_are_reported_as_in_any_base(write: Write) -> None:
    no_code = "[[countries]]\ncode = 3\n"
    assert "mine.toml:8: countries: code: expected text in quotes, found a number" in problems(write(no_code))
    path = write()
    path.write_text(f"places = [1]\nareas = 1\n{path.read_text('utf-8')}", "utf-8")
    assert 'mine.toml:2: "areas" must be a list of tables, each headed [[areas]]' in problems(path)


def test_a_header_that_is_no_table_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "header.toml"
    path.write_text('base = "bundled"\n', "utf-8")
    assert problems(path) == ["header.toml:1: base: expected a table, found text"]


@pytest.mark.parametrize("order", [("mine.toml", "bundled"), ("bundled", "mine.toml")])
def test_a_copy_of_a_bundled_record_is_reported_in_the_file_of_the_user_with_a_way_out(
    write: Write, order: tuple[str, str]
) -> None:
    copy = '[[countries]]\ncode = "MN"\nalpha3 = "MNG"\nname = "Mongolia"\n'
    line = SMALL.read_text("utf-8").partition('[[countries]]\ncode = "MN"')[0].count("\n") + 1
    paths = [write(copy, extends="") if name == "mine.toml" else name for name in order]
    [problem] = problems(*paths)
    assert problem == (
        f'mine.toml:6: countries "MN": this id is used twice, first at bundled:{line}; remove it, or add '
        'extends = "bundled" to [base] and read this file alone'
    )


def test_a_copy_of_a_record_in_two_files_is_reported_with_a_way_out(write: Write) -> None:
    copy = '[[areas]]\nid = "walls"\nname = "Walls"\n'
    paths = [write(copy, name, extends="") for name in ("one.toml", "two.toml")]
    [problem] = problems(*paths)
    assert problem == (
        f'two.toml:6: areas "walls": this id is used twice, first at {paths[0]}:6; remove it from one of the files: '
        "facts can refer to records in the other files"
    )


def test_facts_with_the_same_id_have_no_advice(write: Write) -> None:
    assert problems(write(extends=""), write(name="two.toml"))[-1].endswith("mine.toml:6")


def test_check_reports_nothing_in_what_is_taken_over(write: Write) -> None:
    # The base is as of 2020, and the source of 2024 that it takes over is later.
    result = run_sco("check", write())
    assert (result.code, result.out.strip()) == (0, f"no problems in {write()}")
    alias = '[[countries]]\ncode = "KZ"\nalpha3 = "KAZ"\nname = "Kazakhstan"\naliases = ["Mongolia"]\n'
    assert '"Mongolia" is also a name of "MN"; change one of the two' in run_sco("check", write(FIGURE + alias)).out


def test_the_version_and_completion_know_what_is_taken_over(write: Write) -> None:
    path = write()
    assert "Mine as of 2020, 1 facts" in run_sco("--version", "--facts", path).out
    words = f"sco projects --facts {path} --country M"
    completed = run_sco(_SCO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="5")
    assert completed.out.split() == ["MN"]


def test_the_overview_counts_the_facts_of_the_base_itself_and_says_what_it_extends(write: Write) -> None:
    result = run_sco("--facts", write())
    assert "1 country, 0 projects, 1 figure" in result.out
    assert "It extends the bundled base: records that it does not define itself come from there." in result.out


def test_an_export_has_what_is_taken_over_and_reads_back_the_same(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write()
    assert run_sco("export", tmp_path / "x.jsonl", "--facts", path).code == 0
    assert run_sco("diff", path, tmp_path / "x.jsonl").code == 0
    monkeypatch.setattr(files, "bundled", lambda: write('[[areas]]\nid = "a"\nname = "A"\n', "empty.toml", extends=""))
    assert load(tmp_path / "x.jsonl").country("MN").name == "Mongolia"

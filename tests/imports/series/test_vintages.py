"""A new vintage of a series: what it revises, and how it enters a base without another byte of it changing."""

from __future__ import annotations

import json
import stat
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.paths import EXAMPLES
from support.runner import run_sco
from support.series_files import import_text, points

SERIES = """
# Kept by hand.
[[series]]
metric = "m"
country = "KZ"
source = "s"   # the old vintage
points = { 2019 = 1, 2020 = 2.0, 2021 = 3 } # values
notes = ["By hand."]

[[series]]
metric = "m"
country = "UZ"
source = "s"
points = {
  2020 = 5,
  2021 = 6,
}
breaks = { 2021 = "by hand" }
"""

HEAD = """
[[sources]]
id = "s"
title = "Statistics"
publisher = "Office"
kind = "statistics"

[[sources]]
id = "s-2"
title = "Statistics, again"
publisher = "Office"
kind = "statistics"

[[metrics]]
id = "m"
name = "Measure"
unit = "%"
definition = "A measure"
maximum = 100
"""

SAME = "country,year,value\nUZ,2020,5\nUZ,2021,6.00\n"
NEW = "country,year,value,status\nKZ,2020,2,\nKZ,2021,3.5,\nKZ,2022,4,b\nUZ,2020,5.0,\nUZ,2021,6,\nKG,2020,9,e\n"


def new_base(folder: Path, series: str = SERIES, newline: str = "\n", start: str = "") -> Path:
    """A base with two series of one metric, with these ends of lines."""
    path = folder / "base.toml"
    text = EXAMPLES.read_text("utf-8").partition("[[series]]")[0] + HEAD + series
    path.write_bytes((start + text).replace("\n", newline).encode())
    return path


def run(*options: str, text: str = NEW, source: str = "s") -> tuple[int, str, str]:
    return run_sco("import", "series", "-", "--metric", "m", "--source", source, *options, stdin=text)


def values_in(out: str) -> list[dict[str, Any]]:
    """The rows of an answer in json that are about a value."""
    return [row for row in json.loads(out) if row["kind"] == "point"]


def test_revisions_are_shown_value_by_value(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    code, out, err = run("--against", str(path), "--format", "json")
    rows = [(row["country"], row["year"], row["change"], row["was"], row["now"]) for row in values_in(out)]
    assert rows == [
        ("KZ", 2019, "removed", 1, None),
        ("KZ", 2021, "revised", 3, 3.5),
        ("KZ", 2022, "added", None, 4),
        ("KG", 2020, "added", None, 9),
    ]
    assert code == 1
    assert "m: 1 series without a change" in err
    assert [row["kind"] for row in json.loads(out)] == ["point", "point", "point", "break", "point"]


@pytest.mark.parametrize("name", ["table", "csv", "markdown", "html", "jsonl", "tsv", "svg"])
def test_revisions_have_every_format(name: str, tmp_path: Path) -> None:
    path = new_base(tmp_path)
    assert "3.5" in run("--against", str(path), "--format", name)[1]


def test_the_same_values_are_no_revisions(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    code, out, _ = run("--against", str(path), "--format", "json", text=SAME)
    assert (code, values_in(out)) == (0, [])


def test_values_that_could_not_be_read_are_no_revisions(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    text = "country,year,value\nUZ,2020,5\nUZ,2021,about 6\n"
    code, out, err = run("--against", str(path), "--format", "json", text=text)
    assert (code, values_in(out)) == (1, [])
    assert "UZ 2021" in err


def test_a_new_source_is_compared_with_the_one_that_it_replaces(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    by_name = run("--against", str(path), "--replaces", "s", "--format", "json", source="s-3")
    assert len(values_in(by_name[1])) == 4
    found = run("--against", str(path), "--format", "json", source="s-3")
    assert found[1].replace("s-3", "s") == by_name[1].replace("s-3", "s")
    assert "compared with the series of s" in found[2]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_values_are_rewritten_and_every_other_byte_stays(newline: str, start: str, tmp_path: Path) -> None:
    path = new_base(tmp_path, newline=newline, start=start)
    path.chmod(0o640)
    before = path.read_bytes().decode()
    code, out, err = run("--into", str(path))
    assert (code, out) == (0, "")
    assert f"{path}: 1 series with new values keeps its notes and breaks" in err
    assert err.endswith(f"{path}: 1 series changed, 1 added, 1 unchanged\n")
    after = path.read_bytes().decode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    expected = before.replace(
        "points = { 2019 = 1, 2020 = 2.0, 2021 = 3 } # values",
        f"points = {{ 2019 = 1, 2020 = 2.0, 2021 = 3.5, 2022 = 4 }}{newline}"
        f'breaks = {{ 2022 = "break in time series" }} # values',
    )
    assert after.startswith(expected)
    added = newline.join(
        (
            "",
            "[[series]]",
            'metric = "m"',
            'country = "KG"',
            'source = "s"',
            "points = { 2020 = 9 }",
            'notes = ["2020: estimated"]',
            "",
        )
    )
    assert after == expected + added
    check = run_sco("check", path, "--format", "json")
    assert not [problem for problem in json.loads(check.out) if problem["rule"] in ("syntax", "schema", "reference")]
    assert run("--into", str(path))[2].endswith("0 series changed, 0 added, 3 unchanged\n")
    assert path.read_bytes().decode() == after


def test_years_outside_of_the_selection_and_unread_values_stay(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    run("--into", str(path), "--from", "2021", "--country", "KZ")
    assert points(tomli.loads(path.read_text("utf-8"), parse_float=Decimal))["KZ"] == {
        2019: 1,
        2020: 2,
        2021: Decimal("3.5"),
        2022: 4,
    }
    assert run("--into", str(path), text="country,year,value\nUZ,2020,odd\nUZ,2021,7\n")[0] == 1
    assert points(tomli.loads(path.read_text("utf-8"), parse_float=Decimal))["UZ"] == {2020: 5, 2021: 7}


def test_years_that_a_file_does_not_have_stay_and_are_counted(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    code, _, err = run("--into", str(path), text="country,year,value\nKZ,2020,7\nKZ,2O21,8\n")
    kept = points(tomli.loads(path.read_text("utf-8"), parse_float=Decimal))["KZ"]
    assert code == 1
    assert kept == {2019: 1, 2020: 7, 2021: 3}
    assert "2 values stay" in err


def test_new_breaks_and_notes_are_rows_beside_the_revisions(tmp_path: Path) -> None:
    text = "country,year,value,status\nUZ,2020,5,b\nUZ,2021,6,e\n"
    path = new_base(tmp_path)
    code, out, _ = run("--against", str(path), "--format", "json", text=text)
    rows = [(row["kind"], row["year"], row["change"], row["now"], row["text"]) for row in json.loads(out)[:2]]
    assert code == 1
    assert rows == [
        ("break", 2020, "new break", None, "break in time series"),
        ("note", None, "new note", None, "2021: estimated"),
    ]
    table = run("--against", str(path), text=text)[1]
    assert table.startswith(f"standard input differs from {path} in 1 break and 1 note")
    assert "2021: estimated" in table


def test_no_value_is_said_to_be_removed_where_a_year_could_not_be_read(tmp_path: Path) -> None:
    text = "country,year,value\nUZ,2020,5\nUZ,2O21,6\n"
    code, out, err = run("--against", str(new_base(tmp_path)), "--format", "json", text=text)
    assert (code, values_in(out)) == (1, [])
    assert "no value of UZ is listed as not in the file" in err


def test_one_page_of_several_is_not_written_into_a_base(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    row = {"indicator": {"id": "A"}, "country": {"id": "KZ"}, "date": "2020", "value": 9}
    before = path.read_bytes()
    code, _, err = run("--into", str(path), text=json.dumps([{"page": 1, "pages": 2}, [row]]))
    assert (code, path.read_bytes()) == (2, before)
    assert "is one page of several" in err


def test_a_new_source_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    code, _, err = run("--into", str(path), "--replaces", "s", source="s-2")
    assert code == 0
    assert f"{path}: dropped, because s-2 does not have them: KZ 2019\n" in err
    series = tomli.loads(path.read_text("utf-8"))["series"]
    assert [(record["country"], record["source"]) for record in series] == [("KZ", "s-2"), ("UZ", "s-2"), ("KG", "s-2")]
    assert [*series[0]["points"]] == ["2020", "2021", "2022"]
    assert 'source = "s-2"   # the old vintage' in path.read_text("utf-8")


def test_a_source_that_the_base_lacks_is_added_though_no_series_is(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    assert run("--into", str(path), "--replaces", "s", source="s-3", text=SAME)[0] == 0
    tables = tomli.loads(path.read_text("utf-8"))
    assert [source["id"] for source in tables["sources"]][-1] == "s-3"
    assert [record["source"] for record in tables["series"]] == ["s", "s-3"]


def test_without_a_base_to_write_into_known_series_are_counted_and_not_written_twice(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    result = run_sco("import", "series", "-", "--metric", "m", "--source", "s", "--facts", path, stdin=NEW)
    assert [record["country"] for record in tomli.loads(result.out)["series"]] == ["KG"]
    assert "not written: 1 series already in the base with the same values" in result.err
    assert "--into BASE replaces them" in result.err


def test_values_outside_of_the_range_of_the_metric_are_problems(tmp_path: Path) -> None:
    found = import_text("country,year,value\nKZ,2020,101\nKZ,2021,99\n", facts=new_base(tmp_path, series=""))
    assert (found.code, found.points) == (1, {"KZ": {2021: Decimal(99)}})
    assert found.says("KZ 2020: 101 is outside the range of m")


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (
            'series = [{ metric = "m", country = "KZ", source = "s", points = { 2020 = 7 } }]',
            "series is written inline",
        ),
        ("series = []", "series is written inline"),
        (
            '[[series]]\nmetric = "m"\ncountry = "KZ"\nsource = "s"\n[series.points]\n2020 = 7\n',
            "is a table of its own",
        ),
        ('[[series]]\nmetric = "m"\ncountry = "KZ"\nsource = "s"\npoints.2020 = 7\n', "is a table of its own"),
    ],
)
def test_series_that_are_no_plain_blocks_are_an_error(series: str, message: str, tmp_path: Path) -> None:
    path = new_base(tmp_path)
    text = path.read_text("utf-8").replace(SERIES, "")
    path.write_text(f"{series}\n{text}" if series.startswith("series") else f"{text}\n{series}", "utf-8")
    before = path.read_bytes()
    code, _, err = run("--into", str(path))
    assert (code, path.read_bytes()) == (2, before)
    assert message in err


def test_only_plain_files_that_may_be_written_are_rewritten(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    path.chmod(0o444)
    assert "read-only" in run("--into", str(path))[2]
    for name in ("bundled", "-", str(tmp_path), str(tmp_path / "a.jsonl")):
        assert run("--into", name)[0] == 2
    assert run("--into", str(tmp_path / "none.toml"))[0] == 3


def test_a_base_that_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sco_cli.cli.commands import import_series

    path = new_base(tmp_path)
    check = import_series.check_result

    def change(name: str, content: bytes, others: list[str] | tuple[str, ...]) -> None:
        check(name, content, others)
        path.write_bytes(path.read_bytes() + b"# by hand\n")

    monkeypatch.setattr(import_series, "check_result", change)
    code, _, err = run("--into", str(path))
    assert code == 3
    assert "has changed meanwhile" in err
    assert path.read_bytes().endswith(b"# by hand\n")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["base.toml"]


def test_a_series_that_the_file_does_not_have_is_listed_and_stays(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    text = "country,year,value\nKZ,2019,1\nKZ,2020,2\nKZ,2021,3\n"
    code, out, _ = run("--against", str(path), "--format", "json", text=text)
    [row] = json.loads(out)
    assert (code, row["kind"], row["country"], row["year"], row["change"]) == (
        0,
        "series",
        "UZ",
        None,
        "not in the file",
    )
    title = run("--against", str(path), text=text)[1].splitlines()[0]
    assert title == f"the values of standard input are the same as in {path}; 1 series of {path} is not in the file"
    assert json.loads(run("--against", str(path), "--country", "KZ", "--format", "json", text=text)[1]) == []
    before = path.read_bytes()
    assert "1 series of m stays" in run("--into", str(path), text=text)[2]
    assert path.read_bytes() == before


def test_the_older_vintage_is_named_where_there_are_several(tmp_path: Path) -> None:
    other = '\n[[series]]\nid = "other"\nmetric = "m"\ncountry = "KZ"\nsource = "s-2"\npoints = { 2020 = 9 }\n'
    path = new_base(tmp_path, SERIES + other)
    code, _, err = run("--against", str(path), source="s-3")
    assert code == 2
    assert "name the source that the file replaces with --replaces s or s-2" in err
    assert run("--against", str(path), "--replaces", "s-2", source="s-3")[0] == 1
    assert (
        "several series of m for KZ are from s and s-2" in run("--into", str(path), "--replaces", "s", source="s-2")[2]
    )


def test_metrics_are_named_by_id_name_or_alias(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    for name in ("m", "Measure", "measure"):
        result = run_sco("import", "series", "-", "--metric", name, "--source", "s-4", "--facts", path, stdin=NEW)
        assert {record["metric"] for record in tomli.loads(result.out)["series"]} == {"m"}
    assert "is the id of a source" in run_sco("import", "series", "-", "--metric", "s", "--facts", path, stdin=NEW).err


COMMENTED = """
[[series]]
metric = "m"
country = "KZ"
source = "s"
points = {
  # The office counts from 2019 on.
  2019 = 1, # rounded
  2021=3.0, # see page 7
}
breaks = {
  2021 = "by hand", # asked them
}
notes = [
  "By hand.", # a note on a note
]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_and_layout_of_a_series_that_changes_stay(newline: str, tmp_path: Path) -> None:
    path = new_base(tmp_path, COMMENTED, newline)
    before = path.read_bytes().decode()
    text = "country,year,value,status\nKZ,2019,1,\nKZ,2020,2.5,e\nKZ,2021,4,\nKZ,2022,5,b\n"
    assert run("--into", str(path), text=text)[0] == 0
    expected = (
        before.replace("# rounded", f"# rounded{newline}  2020 = 2.5,")
        .replace("2021=3.0, # see page 7", f"2021=4, # see page 7{newline}  2022=5,")
        .replace("# asked them", f'# asked them{newline}  2022 = "break in time series",')
        .replace("# a note on a note", f'# a note on a note{newline}  "2020: estimated",')
    )
    assert path.read_bytes().decode() == expected


def test_a_value_that_a_new_source_does_not_state_goes_with_its_line(tmp_path: Path) -> None:
    path = new_base(tmp_path, COMMENTED)
    before = path.read_text("utf-8")
    text = "country,year,value\nKZ,2021,3\n"
    assert run("--into", str(path), "--replaces", "s", source="s-2", text=text)[0] == 0
    expected = before.replace("  2019 = 1, # rounded\n", "").replace('source = "s"\n', 'source = "s-2"\n')
    assert path.read_text("utf-8") == expected


def test_long_notes_and_new_breaks_are_added_to_those_of_the_base(tmp_path: Path) -> None:
    path = new_base(tmp_path)
    text = f"country,year,value,note,flag\nUZ,2020,5,{'long words ' * 15},\nUZ,2021,6,b,\nUZ,2022,7,,b\n"
    assert run("--into", str(path), text=text)[0] == 0
    [_, series] = tomli.loads(path.read_text("utf-8"))["series"]
    assert series["breaks"] == {"2021": "by hand", "2022": "break in time series"}
    assert series["notes"] == [f"2020: {'long words ' * 15}".strip(), "2021: b"]

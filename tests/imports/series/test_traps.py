"""What goes wrong in real files: nothing is lost without a word, nothing is guessed, nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import struct
import sys
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
from support.paths import EXAMPLES
from support.runner import run_sco
from support.series_files import FILES, NAMED, import_series, import_text, zipped

from sco_cli.imports.series import tidy
from sco_cli.imports.series.delimited import read_grid
from sco_cli.imports.series.layout import Choice
from sco_cli.imports.series.statistics import Remarks
from sco_cli.models.iso_countries import iso_countries

HEAD = "country,year,value\n"


def test_an_open_quotation_mark_is_a_problem_of_its_line() -> None:
    found = import_text(f'{HEAD}KZ,2020,1\n"UZ,2020,2\nKG,2020,3\n')
    assert (found.code, sorted(found.points)) == (1, ["KG", "KZ"])
    assert found.says("-:3: a quotation mark is opened and not closed")


def test_rows_that_are_too_long_are_problems() -> None:
    found = import_text(f"{HEAD}KZ,2020,1,234\nUZ,2020,2\n")
    assert (found.code, sorted(found.points)) == (1, ["UZ"])
    assert found.says('-:2: the row has 4 cells and the header 3: "234" is in no column')


def test_years_with_marks_are_read_or_counted() -> None:
    found = import_text("country,2019,2020*,2021 (e),2022p,2020Q1,99999,0\nKZ,1,2,3,4,5,6,7\n")
    assert found.points == {"KZ": {2019: Decimal(1), 2020: Decimal(2), 2021: Decimal(3), 2022: Decimal(4)}}
    assert found.says("whose period is a quarter")
    assert found.says("columns not used: 99999, 0")


def test_years_that_are_none_are_named() -> None:
    found = import_text(f"{HEAD}KZ,0,1\nKZ,99999,2\nKZ,2020,3\nKZ,year,4\n")
    assert found.points == {"KZ": {2020: Decimal(3)}}
    assert found.code == 1
    assert all(found.says(f'"{text}" is not a year; the row is left out') for text in ("0", "99999", "year"))


def test_years_after_2100_are_named_with_their_line() -> None:
    found = import_text(f"{HEAD}KZ,2100,1\nKZ,2101,2\nKZ,9999,3\n")
    assert (found.code, found.points) == (1, {"KZ": {2100: Decimal(1)}})
    assert found.says('-:3: "2101" is after 2100; the row is left out')
    assert found.says('-:4: "9999" is after 2100; the row is left out')
    wide = import_text("country,2020,9999\nKZ,1,2\n")
    assert (wide.code, wide.points) == (1, {"KZ": {2020: Decimal(1)}})
    assert wide.says('-:2: "9999" is after 2100')


def test_a_data_package_with_several_files_is_read_one_after_the_other() -> None:
    package = json.dumps({"resources": [{"name": "a", "path": ["1.csv", "2.csv"]}]})
    files = {"datapackage.json": package, "1.csv": f"{HEAD}KZ,2020,1\n", "2.csv": f"{HEAD}KZ,2021,2\nKZ,2022,x\n"}
    found = import_text(zipped(files))
    assert (found.code, found.points) == (1, {"KZ": {2020: Decimal(1), 2021: Decimal(2)}})
    assert found.says('2.csv:3: KZ 2022: "x" is')
    other = import_text(zipped({**files, "2.csv": "country,value,year\nKZ,2,2021\n"}))
    assert (other.code, other.tables) == (2, {})
    assert other.says(
        "its files have different columns: 1.csv has country, year, value, and 2.csv country, value, year"
    )


def test_two_columns_of_one_name_must_be_told_apart() -> None:
    text = "country,year,value,value\nKZ,2020,1,2\n"
    refused = import_text(text)
    assert refused.code == 2
    assert refused.says('2 columns are named "value"')
    assert import_text(text, "--columns", "value=#4").points["KZ"][2020] == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("country,sex,year,value\nKZ,F,2019,50\nUZ,M,2019,60\n", "sex has 2 values (F, M); choose with --where sex=F"),
        ("country,year,value,unit\nKZ,2019,5,thousand\nUZ,2020,6,%\n", "unit has 2 values (thousand, %)"),
        ("country,who,2019\nKZ,Female,5\nUZ,Male,6\n", "who has 2 values (Female, Male)"),
        ("country,sort,year,value\nKZ,x,2019,5\nKZ,y,2020,6\nUZ,y,2019,7\n", "sort has 2 values (x, y)"),
        (
            "DATAFLOW,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE\nA:B(1.0),KZ,F,2019,50\nA:B(1.0),UZ,M,2019,60\n",
            "SEX has 2 values (F, M); choose with --where SEX=F",
        ),
    ],
)
def test_units_and_breakdowns_are_not_mixed_though_no_year_collides(text: str, message: str) -> None:
    refused = import_text(text)
    assert (refused.code, refused.tables) == (2, {})
    assert refused.says(message)


def test_columns_that_follow_from_the_country_or_the_year_are_no_breakdowns() -> None:
    text = (
        "country,region,era,comments,year,value\nKZ,Asia,new,a,2019,1\nKZ,Asia,newer,b,2020,2\nFR,Europe,new,a,2019,3\n"
    )
    assert import_text(text).code == 0


def test_two_values_of_a_year_are_both_left_out() -> None:
    found = import_text("country,2020,2020,2021\nKZ,1,2,3\nUZ,4,4,5\n")
    assert found.code == 1
    assert found.points == {"KZ": {2021: Decimal(3)}, "UZ": {2020: Decimal(4), 2021: Decimal(5)}}
    assert found.says('KZ 2020: "2" here, and another value at -:2')


@pytest.mark.parametrize("cell", ["n.d.", "about 5", "inf", "<0.1", "9" * 5000, "9" * 31, "=1+1"])
def test_one_odd_cell_is_named_and_the_column_stays(cell: str) -> None:
    found = import_text(f"{HEAD}KZ,2020,1\nKZ,2021,{cell}\nKZ,2022,3\n")
    assert (found.code, found.points) == (1, {"KZ": {2020: Decimal(1), 2022: Decimal(3)}})
    [problem] = [message for message in found.messages if message.startswith("-:3: ")]
    assert len(problem) < 200


@pytest.mark.parametrize("cell", ["..", "", "NA", "n/a", ":", "nan", "NaN", "NULL", "-"])
def test_what_is_missing_stays_missing(cell: str) -> None:
    found = import_text(f"{HEAD}KZ,2020,1\nKZ,2021,{cell}\nNA,2020,2\n")
    assert (found.code, found.points["KZ"], found.points["NA"]) == (0, {2020: Decimal(1)}, {2020: Decimal(2)})
    assert found.says("1 cell has no value")


def test_an_ambiguous_number_is_refused_with_the_option_that_decides() -> None:
    text = f"{HEAD}KZ,2020,1.234\n"
    refused = import_text(text)
    assert (refused.code, refused.tables) == (2, {})
    assert refused.says("--decimal-comma or --decimal-point")
    assert import_text(text, "--decimal-comma").points["KZ"][2020] == 1234
    assert import_text(text, "--decimal-point").points["KZ"][2020] == Decimal("1.234")


def test_percent_signs_are_the_unit_and_cells_without_are_named() -> None:
    found = import_text(f"{HEAD}KZ,2020,45.1%\nKZ,2021,46 %\n")
    assert found.tables["metrics"][0]["unit"] == "%"
    mixed = import_text(f"{HEAD}KZ,2020,45.1%\nKZ,2021,46 %\nKZ,2022,0.47\n")
    assert (mixed.code, sorted(mixed.points["KZ"])) == (1, [2020, 2021])
    assert mixed.says("KZ 2022 has no percent sign")


def test_a_code_and_a_name_that_disagree_are_a_problem() -> None:
    found = import_text("code,country,year,value\nKZ,Uzbekistan,2020,1\nUZ,Uzbekistan,2020,2\n")
    assert (found.code, sorted(found.points)) == (1, ["UZ"])
    assert found.says('"KZ" is the code of KZ, and "Uzbekistan" of UZ')


def test_an_unknown_country_is_one_problem_with_the_nearest_name() -> None:
    found = import_text(f"{HEAD}Khazakstan,2020,1\nKhazakstan,2021,1\nUZ,2020,2\n")
    assert (found.code, sorted(found.points)) == (1, ["UZ"])
    assert found.says('-:2: there is no country "Khazakstan" (did you mean Kazakhstan (KZ)?); 2 rows left out')


def test_hundreds_of_problems_are_counted() -> None:
    found = import_text(HEAD + "".join(f"Nowhere {number},2020,1\n" for number in range(300)) + "KZ,2020,1\n")
    assert len(found.messages) < 40
    assert found.says("and 280 problems more")


def test_the_id_of_a_metric_is_checked_before_the_work() -> None:
    for name in ("m" * 100, "m" * 91, "Metric", "m--m", "m\udcff"):
        found = import_series("nowhere.csv", "--metric", name, "--source", "s")
        assert found.code == 2
        assert found.says("a new id may contain only lowercase letters, digits and single hyphens, at most 90")
    assert import_text(f"{HEAD}KZ,2020,1\n", "--metric", "m" * 90, "--source", "s", named=False).code == 0


def test_nothing_is_made_of_brackets_that_are_no_unit() -> None:
    text = (FILES / "world_bank.csv").read_text("utf-8").replace("(% of population)", "(historical)")
    found = import_text(text.replace("IT.NET.USER.ZS", "X.Y"), named=False)
    assert found.tables["metrics"][0]["unit"] == "TODO: unit of the values"


def test_a_table_that_does_not_say_what_it_measures_needs_names() -> None:
    assert import_text(f"{HEAD}KZ,2020,1\n", named=False).says("--metric ID")
    assert import_text(f"{HEAD}KZ,2020,1\n", "--metric", "m", named=False).says("--source ID")


def test_rows_that_other_columns_tell_apart_must_be_chosen() -> None:
    text = "country,year,age,value\nKZ,2020,15+,1\nKZ,2020,6+,2\n"
    refused = import_text(text)
    assert refused.says("age has 2 values (15+, 6+); choose with --where 'age=15+'")
    assert import_text(text, "--where", "age=6+").points["KZ"][2020] == 2
    assert import_text(text, "--where", "age=7").says("the values are 15+, 6+")
    assert import_text(text, "--where", "sex=7").code == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><html></html>", "HTML page"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n\x1a\n123", "picture"),
        (b"a,b\n1,2\n", "no column is recognized as the country column"),
        (b"country,value\nKZ,1\n", "no column has years"),
        (b"country,year,a,b\nKZ,2020,1,2\n", "2 columns have numbers: a, b"),
        (b"c\0o\0u\0n\0", "null bytes"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{", "not JSON"),
        (b"PK\x03\x04broken", "cannot be read"),
        (b'{"resources": []}', "no tables"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, message: str) -> None:
    found = import_text(content)
    assert (found.code, found.tables) == (2, {})
    assert found.says(message), found.messages


def test_a_damaged_file_with_a_byte_order_mark_cannot_be_read() -> None:
    found = import_text(b"\xff\xfea\0\n\xd8")
    assert (found.code, found.tables) == (3, {})
    assert found.says("it begins like UTF-16LE, but is not in that encoding")


@pytest.mark.parametrize("name", ["rot13", "base64", "zip", "nothing", "utf-8\0", "unicode_escape", "x" * 5000, "idna"])
def test_only_encodings_of_files_are_taken(name: str) -> None:
    package = json.dumps({"resources": [{"name": "a", "path": "tidy.csv", "encoding": name}]})
    found = import_text(zipped({"datapackage.json": package, "tidy.csv": f"{HEAD}KZ,2020,1\n"}))
    assert found.code == 2
    if "\0" not in name:
        assert import_text(f"{HEAD}KZ,2020,1\n", "--encoding", name).code == 2


def test_a_zip_bomb_is_refused() -> None:
    found = import_text(zipped({"a.csv": b"0" * (64 * 1024**2 + 1)}))
    assert (found.code, found.says("larger than 64 MiB")) == (2, True)


def test_a_file_over_the_limit_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sco_cli.imports.series.input_files.MAX_BYTES", 1024**2)
    found = import_text(HEAD + "KZ,2020,1\n" * 200_000)
    assert (found.code, found.tables) == (3, {})
    assert found.says("it is larger than 1 MiB; give a part of it, such as one metric, or fewer years")


def test_the_rows_of_a_table_take_no_multiple_of_the_memory_of_the_file() -> None:
    text = HEAD + "".join(f"{code},{year},{year / 7:.4f}\n" for code in iso_countries() for year in range(2050, 2101))
    tracemalloc.start()
    try:
        grid = read_grid("f.csv", text, Remarks())
        _, dataset = tidy.read(grid, Choice({}), Remarks())
        number = sum(1 for _ in dataset.cells)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number == len(iso_countries()) * 51
    assert peak < 12 * len(text)  # lists of cells took 40 times as much


def test_encrypted_and_damaged_archives_are_refused() -> None:
    archive = bytearray(zipped({"a.csv": f"{HEAD}KZ,2020,1\n" * 100}))
    encrypted = bytearray(archive)
    central = encrypted.index(b"PK\x01\x02")
    encrypted[central + 8 : central + 10] = struct.pack("<H", 1)
    assert import_text(bytes(encrypted)).says("is encrypted")
    archive[40:60] = b"x" * 20
    assert import_text(bytes(archive)).says("the archive cannot be read")
    assert import_text(bytes(archive[:-30])).code == 2


@pytest.mark.skipif(os.name == "nt", reason="named pipes and links are those of Unix")
def test_a_data_package_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text(f"{HEAD}KZ,2020,1\n", "utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(folder / "pipe.csv")
    (folder / "folder.csv").mkdir()
    (folder / "data.csv").write_text(f"{HEAD}KZ,2020,1\n", "utf-8")
    bad = (
        "../secret.csv",
        str(tmp_path / "secret.csv"),
        "link.csv",
        "pipe.csv",
        "folder.csv",
        "https://example.org/a.csv",
    )
    for path in (*bad, "", "a\0.csv", "missing.csv", ["data.csv", "data.csv"], 5, "C:\\a.csv"):
        package = folder / "datapackage.json"
        package.write_text(json.dumps({"resources": [{"name": "a", "path": path}]}), "utf-8")
        found = import_series(package, *NAMED)
        assert (found.code, found.tables) in ((2, {}), (3, {})), path
    package.write_text(json.dumps({"resources": [{"name": "a", "path": "data.csv"}]}), "utf-8")
    assert import_series(package, *NAMED).points["KZ"][2020] == 1


@pytest.mark.parametrize(
    "resource",
    [
        {"dialect": {"delimiter": ";;"}},
        {"dialect": {"escapeChar": "\\"}},
        {"dialect": {"header": False}},
        {"dialect": {"headerRows": [0]}},
        {"dialect": "../dialect.json"},
        {"schema": {"missingValues": 5}},
        {"schema": {"fields": [{"name": "value", "type": "number", "decimalChar": "x"}]}},
        {"encoding": 5},
        {"compression": "gz"},
        {"data": 5},
        {"data": [1]},
        {"path": None},
    ],
)
def test_what_sco_does_not_read_of_a_data_package_is_refused(resource: dict[str, object]) -> None:
    package = json.dumps({"resources": [{"name": "a", "path": "a.csv"} | resource]})
    found = import_text(zipped({"datapackage.json": package, "a.csv": f"{HEAD}KZ,2020,1\n"}))
    assert (found.code, found.tables) == (2, {}), found.messages


def test_texts_of_a_file_are_safe_in_toml_and_messages() -> None:
    owid = json.loads((FILES / "owid.metadata.json").read_text("utf-8"))
    owid["chart"]["title"] = 'a "b" \\ \x1b[31m \ud800 ]\n[[metrics]]\nid = "x"'
    archive = zipped({"a.csv": (FILES / "owid.csv").read_bytes(), "a.metadata.json": json.dumps(owid)})
    found = import_text(archive, named=False)
    assert found.tables["sources"][0]["title"] == 'a "b" \\ [31m ] [[metrics]] id = "x"'
    assert not any("\x1b" in message for message in import_text("\x1b[31m,b\n1,2").messages)


def test_years_and_countries_are_selected_by_options() -> None:
    path = FILES / "world_bank.csv"
    found = import_series(path, "--country", "KG", "--country", "JP", "--from", "2019", "--to", "2019")
    assert found.points == {"KG": {2019: Decimal("64.1")}}
    assert found.says("no values for JP")
    assert import_series(path, "--country", "Kyrgyz").code == 2
    known = import_series(path, "--only-known-countries")
    assert "countries" not in known.tables
    assert known.says("not in the base: Afghanistan")


def test_options_that_contradict_one_another_are_refused() -> None:
    for options in (
        ("--decimal-comma", "--decimal-point"),
        ("--against", "a.toml", "--into", "a.toml"),
        ("--replaces", "x"),
        ("--format", "json"),
        ("--columns", "ISO3"),
        ("--columns", "year=a,year=b"),
        ("--where", "SEX"),
        ("--from", "2021", "--to", "2020"),
        ("--facts", "-"),
    ):
        assert import_text(f"{HEAD}KZ,2020,1\n", *options).code == 2, options


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        result = run_sco("import", "series", path, *NAMED)
        assert (result.code, result.out) == (3, "")
        assert "cannot be read" in result.err


def test_a_scale_in_a_column_is_a_part_of_the_unit() -> None:
    found = import_text("country,unit,scale,2019,2020\nKZ,USD,Billions,1,2\n")
    assert found.tables["metrics"][0]["unit"] == "USD, Billions"
    several = import_text("country,unit,scale,2019,2020\nKZ,USD,Billions,1,2\nUZ,USD,Millions,1,2\n")
    assert several.says("scale has 2 values (Billions, Millions)")
    assert several.code == 2
    assert import_text("country,year,value,unit_mult\nKZ,2020,1.5,6\n").points["KZ"][2020] == 1_500_000


def test_footnotes_of_undata_are_no_rows() -> None:
    found = import_text('country,year,value\nKZ,2020,1\n\n"footnoteSeqID","Footnote"\n"1","Estimated"\n')
    assert (found.code, found.points) == (0, {"KZ": {2020: Decimal(1)}})
    assert found.says("footnoteSeqID")


def test_no_two_new_records_get_one_id() -> None:
    text = "Country Name,Country Code,Series Name,Series Code,2019\nKazakhstan,KAZ,S,A.A,1\nKazakhstan,KAZ,S,B.B,2\n"
    found = import_text(text, "--source", "s", named=False)
    ids = [record["id"] for table in ("metrics", "sources") for record in found.tables[table]]
    assert len(ids) == len(set(ids)) == 3
    assert import_text(text, "--metric", "s", "--source", "s", named=False).code == 2
    series = import_text("country,year,value\nKZ,2020,1\n", "--metric", "m", "--source", "m-kz-series", named=False)
    assert series.tables["series"][0]["id"] == "m-kz-m-kz-series"


def test_other_encodings_need_the_extra_or_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    found = import_series(FILES / "cp1251.csv", *NAMED)
    assert (found.code, found.tables) == (2, {})
    assert found.says('needs the extra "text"')
    assert found.says("--encoding")


def test_the_longest_id_of_a_metric_passes_the_check(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    result = run_sco(
        "import", "series", "-", "--metric", "m" * 90, "--source", "s", "--facts", EXAMPLES, stdin=f"{HEAD}KZ,2020,1\n"
    )
    path.write_text(f"{EXAMPLES.read_text('utf-8')}\n{result.out}", "utf-8")
    rules = {problem["rule"] for problem in json.loads(run_sco("check", path, "--format", "json").out)}
    assert not rules & {"schema", "syntax", "reference", "duplicate-id"}


def test_an_id_that_is_not_utf8_is_unknown_in_the_cached_base() -> None:
    assert run_sco("metric", "\udcff").code == 2


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("world_bank.csv", ("--columns", "value=2020")),
        ("world_bank_api.json", ("--where", "a=b")),
        ("owid.csv", ("--columns", "year=Year")),
        ("eurostat.csv", ("--columns", "note=OBS_FLAG")),
        ("tidy_european.csv", ("--columns", "value=2020")),
    ],
)
def test_a_choice_without_an_effect_is_refused(name: str, option: tuple[str, str]) -> None:
    found = import_series(FILES / name, *NAMED, *option)
    assert (found.code, found.tables) == (2, {})


def test_powers_of_ten_count_in_a_table_with_a_column_for_each_year() -> None:
    assert import_text("country,unit_mult,2019,2020\nKZ,3,1.5,2\n").points["KZ"] == {
        2019: Decimal(1500),
        2020: Decimal(2000),
    }

"""Each publisher's layout: values, names, groups, breaks and notes of the files in tests/data/imports/series."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from support.paths import EXAMPLES
from support.runner import run_sco
from support.series_files import FILES, NAMED, import_series, import_text, zipped

WORLD_BANK_ZIP = {
    "API_IT.NET.USER.ZS_DS2_en_csv_v2.CSV": (FILES / "world_bank.csv").read_bytes(),
    "Metadata_Country_API_IT.NET.USER.ZS.csv": (FILES / "Metadata_Country.csv").read_bytes(),
    "Metadata_Indicator_API_IT.NET.USER.ZS.csv": (FILES / "Metadata_Indicator.csv").read_bytes(),
}


def values(**years: str) -> dict[int, Decimal]:
    return {int(year[1:]): Decimal(value) for year, value in years.items()}


def test_a_csv_of_the_world_bank_gives_countries_and_leaves_groups_out() -> None:
    found = import_series(FILES / "world_bank.csv")
    assert found.code == 0
    assert found.points == {
        "AF": values(y2018="16.8", y2019="17.6", y2020="17.0485", y2021="16.50959963"),
        "KG": values(y2018="62.8", y2019="64.1", y2020="72"),
        "KR": values(y2018="95.9", y2019="96.16", y2020="96.51", y2021="97.57"),
        "NA": values(y2019="41.9"),
    }
    assert found.says("a csv of the World Bank")
    assert found.says("left out: 2 groups of countries: East Asia & Pacific, World")
    assert found.says("without an ISO 3166-1 code: Kosovo")
    assert found.says("4 cells have no value")
    [source] = found.tables["sources"]
    assert (source["publisher"], source["published"]) == ("World Bank", "2026-07-13")


def test_the_zip_of_the_world_bank_gives_definition_unit_and_groups() -> None:
    found = import_text(zipped(WORLD_BANK_ZIP), named=False)
    [metric] = found.tables["metrics"]
    assert metric["unit"] == "% of population"
    assert metric["definition"] == "Individuals who used the Internet, from any location, in the last 3 months"
    assert metric["aliases"] == ["IT.NET.USER.ZS"]
    assert "International Telecommunication Union (ITU)" in found.tables["sources"][0]["note"]
    assert sorted(found.points) == ["AF", "KG", "KR", "NA"]


def test_a_zip_with_two_tables_gives_both_or_asks() -> None:
    second = WORLD_BANK_ZIP["API_IT.NET.USER.ZS_DS2_en_csv_v2.CSV"].replace(b"IT.NET.USER.ZS", b"IT.CEL.SETS.P2")
    second = second.replace(
        b"Individuals using the Internet (% of population)", b"Mobile subscriptions (per 100 people)"
    )
    archive = zipped({**WORLD_BANK_ZIP, "second.CSV": second})
    found = import_text(archive, named=False)
    assert [metric["unit"] for metric in found.tables["metrics"]] == ["% of population", "per 100 people"]
    assert len(found.tables["series"]) == 8
    asked = import_text(archive)
    assert (asked.code, asked.tables) == (2, {})
    assert asked.says("IT.NET.USER.ZS, IT.CEL.SETS.P2")
    assert len(import_text(archive, "--resource", "second.CSV").points) == 4


def test_a_csv_of_the_databank_has_its_date_below() -> None:
    found = import_series(FILES / "databank.csv")
    assert found.points == {"KZ": values(y2019="18513673", y2020="18755666"), "UZ": values(y2019="33580350")}
    assert found.tables["sources"][0]["published"] == "2026-07-01"
    assert "unit" in found.tables["metrics"][0]


def test_an_answer_of_the_api_keeps_its_digits() -> None:
    found = import_series(FILES / "world_bank_api.json")
    assert found.points == {"KG": values(y2020="72.00", y2021="77.1199999999999")}
    assert found.tables["series"][0]["notes"] == ["2021: estimated"]
    assert found.says("1 group of countries: East Asia & Pacific (excluding high income)")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ([{"message": [{"id": "120", "value": "The indicator was not found"}]}], "The indicator was not found"),
        ([{"page": 1, "pages": 1}], "has no rows"),
        ([{"page": 1, "pages": 1}, None], "has no rows"),
        ({"a": 1}, "neither an answer of the World Bank's API"),
    ],
)
def test_answers_without_values_are_refused(answer: object, message: str) -> None:
    found = import_text(json.dumps(answer))
    assert (found.code, found.tables) == (2, {})
    assert found.says(message)


def test_a_page_of_several_is_a_problem_and_pages_in_a_row_are_refused() -> None:
    text = (FILES / "world_bank_api.json").read_text("utf-8").replace('"pages":1', '"pages":3')
    found = import_text(text, named=False)
    assert found.code == 1
    assert found.says("page 1 of 3")
    assert import_text(text + text).says("several JSON documents")


def test_a_chart_of_our_world_in_data_comes_with_its_metadata() -> None:
    found = import_series(FILES / "owid.csv")
    assert [(metric["name"], metric.get("unit")) for metric in found.tables["metrics"]] == [
        ("CO₂ emissions per person", "tonnes per person"),
        ("Land area", None),
    ]
    assert found.tables["metrics"][0]["definition"] == "Emissions from burning fossil fuels, without land use"
    source = found.tables["sources"][0]
    assert (source["publisher"], source["via"]) == ("Global Carbon Budget (2025)", "Our World in Data")
    assert (source["published"], source["accessed"]) == ("2025-11-13", "2026-02-16")
    assert found.says("2 groups of countries: World, Asia (excl. China and India)")
    first = found.tables["series"][0]
    assert (first["country"], first["notes"]) == ("KZ", ["2020: Estimated for the second half"])


def test_a_column_of_annotations_of_a_chart_becomes_notes() -> None:
    text = "Entity,Code,Year,Users,annotations\nKazakhstan,KAZ,2020,1,First half\nKazakhstan,KAZ,2021,2,\n"
    found = import_text(text)
    assert found.tables["series"][0]["notes"] == ["2020: First half"]
    assert not found.says("left out")


def test_one_column_of_a_chart_is_chosen_by_name_or_metric() -> None:
    by_column = import_series(FILES / "owid.csv", *NAMED, "--columns", "value=Land area")
    by_metric = import_series(FILES / "owid.csv", "--metric", "land-area", "--source", "s")
    assert (
        by_column.points
        == by_metric.points
        == {
            "KZ": values(y2019="2699700", y2020="2699700"),
            "UZ": values(y2020="440650"),
        }
    )
    assert import_series(FILES / "owid.csv", *NAMED).code == 2


def test_the_zip_of_our_world_in_data_needs_both_files() -> None:
    csv, metadata = ((FILES / name).read_bytes() for name in ("owid.csv", "owid.metadata.json"))
    whole = import_text(zipped({"co2.csv": csv, "co2.metadata.json": metadata, "readme.md": "text"}), named=False)
    assert whole.points == import_series(FILES / "owid.csv").points
    for files in ({"co2.csv": csv}, {"co2.metadata.json": metadata}, {"readme.md": "text"}):
        found = import_text(zipped(files), named=False)
        assert (found.code, found.tables) == (2, {})


def test_eurostat_codes_breaks_and_quarters() -> None:
    found = import_series(FILES / "eurostat.csv")
    assert found.points == {"GR": values(y2019="75.67", y2020="78.12", y2021="78.49"), "GB": values(y2019="95.7")}
    greece = found.tables["series"][0]
    assert greece["breaks"] == {"2020": "break in time series", "2021": "break in time series"}
    assert greece["notes"] == ["2020: estimated", "2021: not applicable"]
    assert found.says('1 value whose period is a quarter: "2020-Q1"')
    assert found.says("EU27_2020")
    assert found.tables["sources"][0]["published"] == "2026-05-22"


def test_dimensions_of_sdmx_must_be_chosen_and_multipliers_are_exact() -> None:
    refused = import_series(FILES / "sdmx_1.csv")
    assert (refused.code, refused.tables) == (2, {})
    assert refused.says("SEX has 2 values (T, F); choose with --where SEX=T")
    found = import_series(FILES / "sdmx_1.csv", "--where", "SEX=T")
    assert found.points == {"KZ": values(y2020="18755666", y2021="19000900"), "UZ": values(y2021="34558900")}
    assert found.tables["series"][0]["breaks"] == {"2021": "break in time series"}
    assert found.tables["sources"][0]["title"] == "Population of the steppe"
    assert found.tables["metrics"][0]["unit"] == "Persons"


def test_sdmx_of_version_two() -> None:
    found = import_series(FILES / "sdmx_2.csv")
    assert found.points == {"KZ": values(y2020="14.1", y2021="14.6")}
    assert found.says("1 row with the action D (delete a value)")
    assert found.says("whose period is a month")
    assert found.tables["sources"][0]["publisher"] == "OECD"


def test_a_plain_table_has_codes_digits_and_names_in_three_scripts() -> None:
    found = import_series(FILES / "tidy.csv", *NAMED)
    assert found.points == {
        "KG": values(y2019="64.1", y2020="72", y2021="77.12"),
        "UZ": values(y2020="71.1", y2021="76.59", y2022="83.9", y2023="89.01"),
    }
    assert found.tables["series"][0]["notes"] == ["2019: marked * in the file", '2020: first half, "H1"']
    assert found.says('above the header: "Internet users by country"')
    assert found.says('"2019*" is read as 2019')


def test_a_table_with_a_column_for_each_year() -> None:
    found = import_series(FILES / "tidy_european.csv", *NAMED)
    assert found.points == {"KZ": values(y2019="1234567.5", y2020="2000.25", y2021="12"), "KG": values(y2021="1000000")}


@pytest.mark.parametrize("name", ["cp1251.csv", "utf16.tsv"])
def test_other_encodings(name: str) -> None:
    encoding = ("--encoding", "cp1251") if name.startswith("cp") else ()
    assert import_series(FILES / name, *NAMED, *encoding).points["KZ"][2020] in (Decimal("85.9"), Decimal("85.94"))


def test_a_data_package_says_how_its_numbers_are_written() -> None:
    package = FILES / "package" / "datapackage.json"
    refused = import_series(package)
    assert refused.says("choose one with --resource broadband")
    found = import_series(package, "--resource", "broadband", "--metric", "m", "--columns", "country=land")
    assert found.points == {"KZ": values(y2020="1234.5", y2021="1234"), "TR": values(y2021="0.5")}
    assert found.code == 1
    assert found.says('there is no country "Kasachstan" (did you mean Kazakhstan (KZ)?)')
    assert found.tables["sources"][0]["publisher"] == "Ministry of the Steppe"
    assert found.tables["sources"][0]["licence"] == "CC-BY-4.0"
    assert found.tables["metrics"][0]["definition"] == "Lines that are in use"
    inline = import_series(package, "--resource", "inline", "--metric", "m")
    assert inline.points == {"KZ": values(y2020="1.50")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("world_bank.csv",),
        ("databank.csv",),
        ("world_bank_api.json",),
        ("owid.csv",),
        ("eurostat.csv",),
        ("sdmx_1.csv", "--where", "SEX=T"),
        ("sdmx_2.csv",),
        ("tidy.csv", *NAMED),
        ("tidy_european.csv", *NAMED),
    ],
)
def test_what_is_written_behind_a_base_lacks_only_what_is_to_be_filled_in(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(re.sub('as_of = ".*"', 'as_of = "2026-12-31"', EXAMPLES.read_text("utf-8")), "utf-8")
    before = {problem["rule"] for problem in json.loads(run_sco("check", path, "--format", "json").out)}
    written = run_sco("import", "series", FILES / arguments[0], *arguments[1:], "--facts", path)
    assert written.code == 0
    path.write_text(f"{path.read_text('utf-8')}\n{written.out}", "utf-8")
    problems = json.loads(run_sco("check", path, "--format", "json").out)
    assert {problem["rule"] for problem in problems} - before <= {"todo"}, problems


LABELLED = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency,MEASURE,Measure,"
    "UNIT_MEASURE,Unit,TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_STATUS,Status,UNIT_MULT,Multiplier\n"
    "DATAFLOW,OECD.STI:DF_X(1.0),Broadband database,I,KAZ,Kazakhstan,A,Annual,BB,Broadband lines,PS,Persons,"
    "2020,,14.1,,B,Break,3,Thousands\n"
)


def test_sdmx_with_columns_of_labels() -> None:
    found = import_text(LABELLED, named=False)
    assert found.points == {"KZ": values(y2020="14100")}
    [metric], [source] = found.tables["metrics"], found.tables["sources"]
    assert (metric["name"], metric["unit"], source["title"]) == ("Broadband lines", "Persons", "Broadband database")


@pytest.mark.parametrize(
    ("header", "cells", "unit"),
    [
        (
            "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,unit,Unit of measure,geo",
            "PC_IND,Percentage of individuals,KZ",
            "words",
        ),
        (
            "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,unit,Unit of measure,geo",
            "A,PC_IND,Percentage of individuals,KZ",
            "words",
        ),
        ("STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,unit,geo,Geopolitical entity", "PC_IND,KZ,Kazakhstan", "code"),
        (
            "STRUCTURE,STRUCTURE_ID,x,UNIT:Unit of measure,geo",
            "PC_IND:Percentage of individuals,KZ:Kazakhstan",
            "words",
        ),
        ("STRUCTURE,STRUCTURE_ID,x,UNIT: Unit of measure,geo", "Percentage of individuals,KZ", "words"),
        ("STRUCTURE,STRUCTURE_ID,x,UNIT,Unit of measure,geo", "Percentage of individuals,PC_IND,KZ", "words"),
        ("DATAFLOW,unit,Unit of measure,geo", "PC_IND,Percentage of individuals,KZ", "words"),
        ("DATAFLOW,unit,geo", "PC_IND,KZ", "code"),
    ],
)
def test_codes_and_labels_of_sdmx_are_told_apart_where_some_columns_have_labels(
    header: str, cells: str, unit: str
) -> None:
    start = "A:B(1.0)" if header.startswith("DATAFLOW") else "dataflow,A:B(1.0),Individuals online"
    text = f"{header},TIME_PERIOD,Time,OBS_VALUE\n" + "".join(
        f"{start},{cells},{year},,{year}\n" for year in (2019, 2020)
    )
    found = import_text(text, named=False)
    assert found.points == {"KZ": values(y2019="2019", y2020="2020")}, found.messages
    is_code = unit == "code"
    expected = "TODO: unit of the values" if is_code else "Percentage of individuals"
    assert found.tables["metrics"][0]["unit"] == expected
    assert found.says("the unit has the code PC_IND") == is_code


def test_a_dimension_of_sdmx_with_a_name_in_words_is_no_label() -> None:
    text = "DATAFLOW,REF_AREA,Sex,TIME_PERIOD,OBS_VALUE\nA:B(1.0),KZ,F,2020,5\nA:B(1.0),UZ,M,2020,6\n"
    assert import_text(text).says("Sex has 2 values (F, M)")


def test_sdmx_of_several_flows_or_without_a_column_is_refused() -> None:
    two = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\nA:B(1.0),KZ,2020,5\nA:C(1.0),KZ,2021,5\n"
    assert import_text(two).says("it has 2 data flows; choose one with --where DATAFLOW=NAME")
    assert import_text(two, "--where", "DATAFLOW=A:C(1.0)").points == {"KZ": values(y2021="5")}
    assert import_text(two.replace("REF_AREA", "PLACE")).says("it has no column REF_AREA")
    assert import_text(two.replace("REF_AREA", "PLACE").replace("A:B", "A:C"), "--columns", "country=PLACE").points


def test_dimensions_among_the_attributes_of_sdmx_are_found() -> None:
    text = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,SEX\nA:B(1.0),KZ,2020,5,F\nA:B(1.0),KZ,2020,6,M\n"
    assert import_text(text).says("choose with --where SEX=F")


def test_metadata_without_regions_make_no_country_a_group() -> None:
    metadata = b'"Country Code","TableName",\n"KGZ","Kyrgyz Republic",\n'
    found = import_text(zipped({"a.csv": (FILES / "world_bank.csv").read_bytes(), "m.csv": metadata}), named=False)
    assert sorted(found.points) == ["AF", "KG", "KR", "NA"]


def test_regions_within_a_country_are_left_out_of_eurostat() -> None:
    text = (FILES / "eurostat.csv").read_text("utf-8").replace(",UK,2019", ",DE11,2019").replace(",UK,2020", ",EL,2018")
    found = import_text(text, named=False)
    assert found.says("1 region of countries: DE11")
    assert sorted(found.points) == ["GR"]


def test_json_in_an_archive_is_recognized() -> None:
    answer = (FILES / "world_bank_api.json").read_bytes()
    assert (
        import_text(zipped({"answer.json": answer}), named=False).points
        == import_series(FILES / "world_bank_api.json").points
    )


def test_a_data_package_in_an_archive() -> None:
    schema = {
        "fields": [
            {"name": "country", "type": "string"},
            {"name": "year", "type": "year"},
            {"name": "value", "type": "number", "bareNumber": False, "groupChar": ","},
        ]
    }
    resource = {
        "name": "a", "path": "data/a.csv", "schema": "schema.json",
        "dialect": {"header": False, "commentChar": "#", "quoteChar": "'"},
    }  # fmt: skip
    package = zipped(
        {
            "x/datapackage.json": json.dumps({"name": "p", "resources": [resource]}),
            "x/schema.json": json.dumps(schema),
            "x/data/a.csv": "# made up\nKZ,2020,'$1,234.5'\nUZ,2020,EUR 7\n",
        }
    )
    found = import_text(package, "--metric", "m", named=False)
    assert found.points == {"KZ": values(y2020="1234.5"), "UZ": values(y2020="7")}
    assert found.tables["sources"][0]["id"] == "p"
    broken = zipped({"datapackage.json": json.dumps({"resources": [resource]})})
    assert import_text(broken).says("which is not in the archive")
    assert import_text(package, "--resource", "b").says('has no table "b"; the tables are a')


def test_a_chart_of_our_world_in_data_without_its_metadata() -> None:
    found = import_text((FILES / "owid.csv").read_bytes(), "--columns", "value=#4", "--source", "s", named=False)
    assert found.says("a csv of Our World in Data, without metadata")
    assert found.tables["metrics"][0]["unit"] == "TODO: unit of the values"
    texts = import_text("Entity,Code,Year,A,B\nKazakhstan,KAZ,2020,yes,1\nKazakhstan,KAZ,2021,no,2\n")
    assert texts.says("columns without a number are left out: A")
    assert import_text("Entity,Code,Year,A\nKazakhstan,KAZ,2020,yes\n").says("no column has numbers")

"""The unit that a file states is set beside that of the metric: no figure of another scale or kind gets in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.paths import EXAMPLES
from support.series_files import FILES, NAMED, import_series, import_text

from sco_cli.imports.series.units import contradiction, in_code, in_header, in_title

ROWS = "KZ,2020,19\nUZ,2020,34\n"


def base_with(unit: str, folder: Path) -> Path:
    """A base with the metric `m` of that unit; empty for none."""
    metric = '\n[[metrics]]\nid = "m"\nname = "Measure"\ndefinition = "A measure"\n'
    path = folder / "base.toml"
    path.write_text(f"{EXAMPLES.read_text('utf-8')}{metric}{f'unit = {json.dumps(unit)}' if unit else ''}\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "unit", "respect"),
    [
        ("country,year,value (millions)", "people", "scale"),
        ('country,year,"users, thousand"', "people", "scale"),
        ("country,year,Millions", "", "scale"),
        ("country,year,users (%)", "people", "kind of unit"),
        ("country,year,USD", "million USD", "scale"),
        ("country,year,USD", "EUR", "currency"),
        ("In thousands of people\ncountry,year,value", "people", "scale"),
        ("Users (%)\ncountry,year,value", "people", "kind of unit"),
    ],
)
def test_a_header_or_title_that_contradicts_the_metric_is_refused(
    header: str, unit: str, respect: str, tmp_path: Path
) -> None:
    found = import_text(f"{header}\n{ROWS}", "--columns", "value=#3", facts=base_with(unit, tmp_path))
    assert (found.code, found.tables) == (2, {})
    assert found.says(f"The {respect} is different, and sco does not convert values")
    assert found.says("--where")


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("country,year,value (millions)", "million people"),
        ("country,year,users (%)", "% of population"),
        ("country,year,value (2020)", "people"),
        ("Cities with over 1 million people\ncountry,year,value", "cities"),
        ("country,year,value (thousands)", "TODO: unit of the values"),
    ],
)
def test_a_unit_that_may_be_the_same_is_taken(header: str, unit: str, tmp_path: Path) -> None:
    found = import_text(f"{header}\n{ROWS}", "--columns", "value=#3", facts=base_with(unit, tmp_path))
    assert (found.code, sorted(found.points)) == (0, ["KZ", "UZ"])


def test_a_column_of_units_and_scales_is_compared(tmp_path: Path) -> None:
    text = "country,unit,scale,2019,2020\nKZ,USD,Billions,1,2\n"
    facts = base_with("USD", tmp_path)
    assert import_text(text, facts=facts).says(
        'the unit of the values is "USD, Billions", but the metric m has the unit'
    )
    two = "country,unit,year,value\nKZ,people,2020,1\nKZ,%,2020,2\n"
    facts = base_with("% of population", tmp_path)
    assert import_text(two, "--where", "unit=people", facts=facts).code == 2
    assert import_text(two, "--where", "unit=%", facts=facts).code == 0


def test_percent_signs_contradict_a_metric_that_counts(tmp_path: Path) -> None:
    found = import_text("country,year,value\nKZ,2020,45%\n", facts=base_with("people", tmp_path))
    assert (found.code, found.tables) == (2, {})


def test_a_metric_is_not_recognized_by_name_if_the_file_has_another_scale(tmp_path: Path) -> None:
    text = "Country Name,Country Code,Indicator Name,Indicator Code,2020\nKazakhstan,KAZ,Measure (thousands),M,19\n"
    found = import_text(text.replace("Measure (thousands),M", "Users (thousands),M"), named=False)
    facts = base_with("people", tmp_path)
    assert import_text(text, named=False, facts=facts).tables["metrics"][0]["id"] != "m"
    assert found.code == 0


def test_the_codes_of_units_of_eurostat_are_compared(tmp_path: Path) -> None:
    header = "DATAFLOW,unit,geo,TIME_PERIOD,OBS_VALUE"
    text = f"{header}\nESTAT:A(1.0),THS_PER,KZ,2020,19\n"
    assert import_text(text, facts=base_with("people", tmp_path)).says("The scale is different")
    assert import_text(text, facts=base_with("thousand people", tmp_path)).code == 0


@pytest.mark.parametrize(
    ("unit", "known", "respect"),
    [
        ("Persons", "million people", "scale"),
        ("Persons", "% of population", "kind of unit"),
        ("per 100 people", "per 1,000 people", "scale"),
        ("Mt", "t", "scale"),
        ("km", "t", "kind of unit"),
        ("rank", "% of population", "kind of unit"),
        ("'000", "people", "scale"),
        ("per 1 million people", "% of population", "kind of unit"),
        ("per thousand people", "people", "kind of unit"),
        ("per 1 million people", "per million people", ""),
        ("per 1 million people", "per 1,000 people", "scale"),
        ("per unit", "people", ""),
        ("Persons", "people", ""),
        ("Mt", "million t", ""),
        ("% of population", "per 100 people", ""),
        ("current US$", "USD", ""),
        ("Index", "on a scale of 0 to 100", ""),
    ],
)
def test_units_contradict_each_other_only_for_certain(unit: str, known: str, respect: str) -> None:
    found = contradiction(unit, (), known)
    assert (found[1] if found else "") == respect


def test_where_a_text_states_a_unit() -> None:
    assert [*in_header("Users (thousands), 2020")] == ["thousands"]
    assert [*in_header("Population of Million Town")] == []
    assert [*in_header("x" * 300)] == [*in_title("(%)" + "x" * 300)] == []
    assert [*in_title("в тыс. человек")] == ["тыс. человек"]
    assert [*in_code("PC_IND")] == ["% IND"]
    assert [*in_code("NR")] == []


def answer(*rows: str) -> str:
    """An answer of the World Bank's API with these ends of rows."""
    start = '{"indicator":{"id":"A.B","value":"Users (% of population)"},"country":{"id":"KZ","value":"Kazakhstan"},'
    body = ",".join(f'{start}"date":"{2019 + number}",{row}}}' for number, row in enumerate(rows))
    return f'[{{"page":1,"pages":1}},[{body}]]'


def test_doubled_keys_of_the_api_are_named_and_their_row_is_left_out() -> None:
    found = import_text(answer('"value":1', '"value":72,"value":73', '"value":3,"unit":""'))
    assert (found.code, sorted(found.points["KZ"])) == (1, [2019, 2021])
    assert found.says('row 2: it has the key "value" twice, with "72" and "73"; the row is left out')
    head = import_text(answer('"value":1').replace('"page":1', '"page":1,"page":2'))
    assert (head.code, head.says('an object has the key "page" twice')) == (1, True)


def test_doubled_keys_of_other_json_are_named() -> None:
    package = '{"resources":[{"name":"a","name":"b","data":[["country","year","value"],["KZ",2020,1]]}]}'
    found = import_text(package)
    assert (found.code, sorted(found.points)) == (1, ["KZ"])
    assert found.says('an object has the key "name" twice, with "a" and "b"; the last one counts')


def test_the_unit_field_of_the_api_is_read_and_compared(tmp_path: Path) -> None:
    named = import_text(answer('"value":1,"unit":"% of adults"', '"value":2,"unit":""'), named=False)
    assert named.tables["metrics"][0]["unit"] == "% of adults"
    other = import_text(answer('"value":1,"unit":"Millions"'), named=False)
    assert (other.code, other.says('the unit of A.B is "Millions", but its name says "% of population"')) == (1, True)
    mixed = import_text(answer('"value":1,"unit":"%"', '"value":2,"unit":"people"'))
    assert (mixed.code, mixed.tables) == (2, {})
    assert mixed.says('A.B has the unit "%" in row 1 and "people" in row 2')
    assert import_series(FILES / "world_bank_api.json", *NAMED, facts=base_with("people", tmp_path)).code == 2

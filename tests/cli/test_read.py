"""`sco read`: the screen and the records of a text, what options choose, and texts that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.paths import DATA, EXAMPLES, SMALL
from support.runner import run_sco
from support.terminal import on_terminal, strip_escapes

from sco_cli.text import UNSAFE

TEXT = """Railways and networks

Internet penetration in Kyrgyzstan reached 41 percent in 2020. It was over 40 percent in 2020, and about 60 percent in
2022.

Internet penetration in Kazakhstan rose by 5 points from 2019 to 2024, said Anna Steppe. Roads cost 5 million dollars.

The share rose from 43% to over 70% in the country.

In Kyrgyzstan, some 43 percent use it.

The cost of transport on the railway in Kazakhstan fell to 1,234.5 dollars a ton in 2024.
"""

KEYS = [
    *("kind", "id", "file", "line", "column", "paragraph", "wording", "sentence", "quantity", "role", "measure"),
    *("direction", "negated", "period", "period_inferred", "countries", "countries_open", "places", "organizations"),
    *("likely_countries", "likely_places", "metric", "speaker", "attribution"),
    *("verdict", "distance", "distance_unit", "year", "year_assumed", "on_record"),
]
KEYS_OF_RECORDS = [
    "kind",
    *("id", "verdict", "quantity", "year", "year_assumed", "distance", "distance_unit", "reason", "standing", "stage"),
]


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a file with the text, in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    return "article.txt"


def rows(*arguments: str | Path, facts: str | Path = EXAMPLES, code: int = 0) -> list[dict[str, Any]]:
    """The records of `sco read`."""
    result = run_sco("read", *arguments, "--facts", facts, "--format", "json")
    assert (result.code, result.err) == (code, "")
    answer: list[dict[str, Any]] = json.loads(result.out)
    return answer


def wordings(*arguments: str | Path) -> list[str]:
    """The wordings of the numbers that `sco read` lists."""
    return [row["wording"] for row in rows(*arguments)]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(("name", "options"), [("read", ()), ("read-all", ("--all",))])
def test_the_screen_equals_its_golden_file(
    name: str, options: tuple[str, ...], width: int, text: str, request: pytest.FixtureRequest
) -> None:
    golden = DATA / "screens" / f"{name}-{width}.txt"
    screen = strip_escapes(on_terminal("read", text, *options, "--facts", EXAMPLES, width=width))
    output = "".join(f"{line.rstrip()}\n" for line in screen.splitlines())
    if request.config.getoption("--update-screens"):
        golden.write_text(output, "utf-8")
    assert output == golden.read_text("utf-8")


def test_a_record_has_its_keys_in_their_order(text: str) -> None:
    answer = rows(text)
    assert all(list(row) == KEYS for row in answer)
    assert all(list(record) == KEYS_OF_RECORDS for row in answer for record in row["on_record"])
    assert [(row["id"], row["paragraph"], row["verdict"]) for row in answer] == [
        ("article.txt:3:44", 1, "same"),
        ("article.txt:3:71", 1, "compatible"),
        ("article.txt:3:100", 1, "differs"),
        ("article.txt:6:44", 2, "not comparable"),
        ("article.txt:6:101", 2, None),
        ("article.txt:8:21", 3, "entered"),
        ("article.txt:8:28", 3, "entered"),
        ("article.txt:10:16", 4, "seen before"),
        ("article.txt:12:60", 5, "compatible"),
    ]


def test_a_record_has_what_was_read_and_what_is_on_record(text: str) -> None:
    row = rows(text)[2]
    quantity = {
        "text": "about 60%",
        "qualifier": "about",
        "about": True,
        "value": 60,
        "low": 60,
        "high": 60,
        "low_included": True,
        "high_included": True,
        "low_fraction": None,
        "high_fraction": None,
        "unit": "%",
    }
    records = row.pop("on_record")
    assert row == {
        "kind": "reading",
        "id": "article.txt:3:100",
        "file": "article.txt",
        "line": 3,
        "column": 100,
        "paragraph": 1,
        "wording": "about 60 percent",
        "quantity": quantity,
        "role": "value",
        "measure": None,
        "sentence": "It was over 40 percent in 2020, and about 60 percent in 2022.",
        "direction": None,
        "negated": False,
        "period": "2022",
        "period_inferred": False,
        "countries": ["KG"],
        "countries_open": False,
        "places": [],
        "organizations": [],
        "likely_countries": ["KG"],
        "likely_places": [],
        "metric": "internet-penetration",
        "speaker": None,
        "attribution": None,
        "verdict": "differs",
        "distance": 15,
        "distance_unit": "points",
        "year": 2022,
        "year_assumed": False,
    }
    assert [(record["id"], record["verdict"], record["distance"], record["reason"]) for record in records] == [
        ("internet-penetration-kg-series", "differs", 15, None),
        ("kg-internet-penetration", "not comparable", None, "the figure states no year"),
    ]


def test_a_change_has_its_measure_and_direction(text: str) -> None:
    row = rows(text)[3]
    assert (row["role"], row["measure"], row["direction"], row["speaker"]) == (
        "change",
        "points",
        "rise",
        "Anna Steppe",
    )
    assert row["on_record"][0]["reason"] == "the series has a break in 2023"


@pytest.mark.parametrize(
    ("sentence", "verdict", "shown"),
    [
        ("Kyrgyzstan's internet penetration reached 72 percent in 2020.", "same", "official 72% in 2020 "),
        ("Kyrgyzstan's internet penetration was over 70 percent in 2020.", "compatible", "official 72% in 2020 "),
        (
            "Kyrgyzstan's internet penetration was about 60 percent in 2020.",
            "differs",
            "; the text is 12 percentage points lower ",
        ),
        (
            "Kyrgyzstan's internet penetration was 43 percent.",
            "differs",
            ", the latest year (the text gives none)",
        ),
        (
            "Kyrgyzstan's Ministry of Roads said internet penetration was 71 percent in 2020.",
            "differs",
            "; the text is 1 percentage point lower ",
        ),
        ("Kyrgyzstan's internet penetration was over 72 percent in 2020.", "differs", "official 72% in 2020  "),
    ],
)
def test_a_sentence_is_set_beside_the_bundled_base(sentence: str, verdict: str, shown: str) -> None:
    result = run_sco("read", "--text", sentence)
    assert (result.code, result.err) == (0, "")
    (row,) = json.loads(run_sco("read", "--text", sentence, "--format", "json").out)
    official = [record for record in row["on_record"] if record["kind"] == "series"]
    assert official[0]["id"] == "internet-penetration-kg-series"
    assert official[0]["verdict"] == verdict
    assert shown in result.out


def test_options_choose_numbers(text: str) -> None:
    assert wordings(text, "--verdict", "differs") == ["about 60 percent"]
    assert wordings(text, "--verdict", "differs", "--verdict", "same") == ["41 percent", "about 60 percent"]
    assert wordings(text, "--metric", "Cost of transport on the railway") == ["1,234.5 dollars"]
    assert wordings(text, "--country", "哈萨克斯坦") == ["5 points", "5 million dollars", "1,234.5 dollars"]
    assert wordings(text, "--country", "KG", "--metric", "internet-penetration", "--limit", "2") == [
        "41 percent",
        "over 40 percent",
    ]
    assert wordings(text, "--sort", "distance", "--limit", "1") == ["about 60 percent"]


def test_the_screen_has_the_chosen_numbers_in_the_chosen_order(text: str) -> None:
    out = run_sco("read", text, "--facts", EXAMPLES, "--sort", "-line", "--limit", "2", "--all").out
    assert out.index("1,234.5 dollars") < out.index("some 43 percent")
    assert "41 percent" not in out


def test_columns_are_those_of_the_records(text: str) -> None:
    result = run_sco(
        "read", text, "--facts", EXAMPLES, "--columns", "wording,verdict", "--format", "csv", "--limit", "1"
    )
    assert (result.code, result.out) == (0, "wording,verdict\r\n41 percent,same\r\n")
    table = run_sco("read", text, "--facts", EXAMPLES, "--columns", "wording,verdict", "--limit", "1").out
    assert table.splitlines()[0].split() == ["9", "numbers", "in", "article.txt"]
    assert "41 percent" in table
    assert "reached" not in table
    table = run_sco("read", text, "--facts", EXAMPLES, "--columns", "wording,on_record", "--limit", "1").out
    assert "internet-penetration-kg-series and kg-internet-penetration" in table
    words = ("read", "--text", "It has 5 km.", "--facts", EXAMPLES)
    assert run_sco(*words, "--columns", "wording,on_record").out.splitlines()[-1].split() == ["5", "km", "none"]


def test_numbers_beside_nothing_are_counted_and_shown_on_demand(text: str) -> None:
    told = "--all shows 1 more, without a verdict"
    out = run_sco("read", text, "--facts", EXAMPLES).out
    assert told in out
    assert "5 million dollars" not in out
    out = run_sco("read", text, "--facts", EXAMPLES, "--all").out
    assert told not in out
    assert "5 million dollars  no metric recognized (Kazakhstan)" in out


def test_more_than_three_records_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    figure = (
        '[[figures]]\nid = "kg-{0}"\nmetric = "internet-penetration"\ncountries = ["KG"]\nvalue = 41\nperiod = "2020"\n'
        'evidence = [{{ source = "eid-2025-08-28" }}]\n'
    )
    path.write_text(EXAMPLES.read_text("utf-8") + "".join(map(figure.format, range(4))), "utf-8")
    sentence = "Internet penetration in Kyrgyzstan was 41 percent in 2020."
    out = run_sco("read", "--text", sentence, "--facts", path).out
    assert [name for name in ("kg-0", "kg-1", "kg-2", "kg-3") if name in out] == ["kg-0", "kg-1"]
    assert "and 3 more records" in out
    assert len(rows("--text", sentence, facts=path)[0]["on_record"]) == 6


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--strict", "--country", "KZ"), 0),
        (("--strict", "--verdict", "same"), 1),
    ],
)
def test_strict_fails_if_a_number_that_was_chosen_differs(text: str, options: tuple[str, ...], code: int) -> None:
    result = run_sco("read", text, *options, "--facts", EXAMPLES)
    assert (result.code, result.err) == (code, "")
    assert result.out


def test_files_and_folders_are_read_in_order(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        (folder / name).write_text("Roads in Kazakhstan have 5 bridges.", "utf-8")
    answer = rows("folder", text)
    files = [str(Path("folder", name)) for name in ("a.txt", "b.txt")]
    assert [row["file"] for row in answer] == [*files, *["article.txt"] * 9]
    assert run_sco("read", "folder", text, "--facts", EXAMPLES).out.startswith(f"11 numbers in {files[0]}, {files[1]}")
    assert run_sco("read", "folder", text, text, "--facts", EXAMPLES).out.startswith("11 numbers in ")


def test_a_text_is_read_from_standard_input() -> None:
    result = run_sco("read", "-", "--facts", EXAMPLES, "--format", "json", stdin=TEXT)
    assert (result.code, len(json.loads(result.out))) == (0, 9)


def test_one_unreadable_file_among_others_is_reported_after_the_answer(text: str, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run_sco("read", text, "picture.png", "missing.txt", "--facts", EXAMPLES, "--strict")
    assert result.code == 3
    assert result.out.startswith("9 numbers in article.txt, picture.png")
    assert "picture.png cannot be read" in result.err
    assert "missing.txt cannot be read: No such file or directory" in result.err
    result = run_sco("read", "missing.txt", "--facts", EXAMPLES)
    assert (result.code, result.out) == (3, "")
    assert result.err == "sco: missing.txt cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give a file, or the text itself with --text WORDS"),
        (("a.txt", "--text", "b"), "give either files or --text WORDS, not both"),
        (("",), "the name of a file is empty"),
        (("--text", "5", "--source", "nowhere"), 'no source "nowhere"'),
        (("--text", "5", "--verdict", "sane"), 'no verdict "sane"; did you mean same?'),
        (("--text", "5", "--country", "Atlantis"), 'no country "Atlantis"'),
        (("--text", "5", "--metric", "salt"), 'no metric "salt"'),
        (("--text", "5", "--date", "yesterday"), "yesterday"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], message: str) -> None:
    result = run_sco("read", *arguments, "--facts", EXAMPLES)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_date_or_a_source_dates_a_text() -> None:
    sentence = "Internet penetration in Kyrgyzstan was 45 percent last year."
    (row,) = rows("--text", sentence)
    assert (row["period"], row["period_inferred"]) == (None, None)
    (row,) = rows("--text", sentence, "--date", "2023-05")
    assert (row["period"], row["period_inferred"], row["year"], row["verdict"]) == ("2022", True, 2022, "same")
    (row,) = rows("--text", sentence, "--source", "eid-2025-08-28")
    assert (row["period"], row["verdict"]) == ("2024", "differs")
    (row,) = rows("--text", f"Roads\n\n28 August 2021\n\n{sentence}")
    assert row["period"] == "2020"


def test_a_text_of_a_source_is_compared_with_its_own_claims() -> None:
    sentence = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nTransport costs 50 percent more."
    assert [row["verdict"] for row in rows("--text", sentence, "--source", "office-of-statistics-2025")][-1] is None
    assert rows("--text", sentence, "--source", "eid-2025-08-28")[-1]["file"] == "text"


def test_a_text_without_numbers_says_so() -> None:
    result = run_sco("read", "--text", "Roads grew.", "--facts", EXAMPLES)
    assert (result.code, result.out) == (0, "no numbers in the text\n")
    assert run_sco("read", "--text", "Roads grew.", "--all", "--columns", "id").out == "no numbers in the text\n"
    assert rows("--text", "") == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It has 5 km.", "no metric or country recognized"),
        ("Kazakhstan has 5 km.", "no metric recognized (Kazakhstan)"),
        ("Internet penetration was 7% in 2022.", "no country recognized (metric: Internet penetration)"),
        (
            "Internet penetration in Kyrgyzstan was not 7% in 2022.",
            "(Kyrgyzstan; metric: Internet penetration): the text denies it, or is about a part of the country",
        ),
    ],
)
def test_a_number_beside_nothing_says_what_the_text_does_not_name(sentence: str, told: str) -> None:
    out = run_sco("read", "--all", "--text", sentence, "--facts", EXAMPLES).out
    assert told in " ".join(out.split())
    assert ("`sco metrics" in out) == ("metric: " not in told)


def test_the_title_of_a_filtered_text_counts_all_its_numbers(text: str) -> None:
    def screen(*options: str) -> str:
        return run_sco("read", text, *options, "--facts", EXAMPLES).out

    assert screen("--verdict", "entered").startswith("2 of 9 numbers in article.txt\n")
    assert screen("--verdict", "nothing on record") == "0 of 9 numbers in article.txt\n  no numbers match\n"


def test_it_is_the_claim_that_is_contested_and_not_the_verdict() -> None:
    words = "The toll in Mongolia was 25 USD per tonne in 2024."
    assert "15 USD/t, contested; the text is 66.7% higher" in run_sco("read", "--text", words, "--facts", SMALL).out


def test_a_base_that_extends_the_bundled_one_has_its_names(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(run_sco("new").out, "utf-8")
    sentence = "Internet penetration in Kyrgyzstan reached 72 percent in 2020."
    (row,) = rows("--text", sentence, facts=path)
    assert row["verdict"] == "same"
    result = run_sco("read", "--text", sentence, "--facts", path, "--facts", "bundled", "--format", "json")
    assert [row["verdict"] for row in json.loads(result.out)] == ["same"]


def test_a_record_that_only_the_bundled_base_has_is_named_with_the_way_to_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(run_sco("new").out, "utf-8")
    for command in ("country KG", "show kyrgyzstan", "metric internet-penetration", "cite kg-internet-penetration"):
        result = run_sco(*command.split(), "--facts", path)
        assert (result.code, result.out) == (2, "")
        assert result.err.endswith(" is in the bundled base; add --facts bundled\n")
        assert run_sco(*command.split(), "--facts", path, "--facts", "bundled").code == 0
    assert run_sco("show", "nothing-of-this-id", "--facts", path).err.endswith(" finds records\n")
    result = run_sco("country", "KG", SCO_FACTS=str(path))
    assert result.err.endswith("; name your file and the bundled base with --facts\n")


HOSTILE_TEXTS = {
    "control characters": "Roads\x1b[31m in Kazakhstan\x07 have 5\x00 percent\u202e in \x9b2020.",
    "quotes": 'Roads "in" \'Kazakhstan\' \\n \\" have 5 "percent" \\ in 2020.',
    "markup": "[red]Roads[/] in Kazakhstan <b>have</b> 5%s {0} percent | = `5`.",
    "digits": "9" * 1_000_000,
    "digits and a unit": f"Roads in Kazakhstan have {'9' * 1_000_000} percent.",
    "decimals": f"Roads in Kazakhstan have 0.{'9' * 100_000} percent.",
    "long line": "Roads in Kazakhstan have 5 percent, " * 300,
    "blanks": " \n" * 10_000 + "5%",
    "soft hyphens": "\u00ad" * 10_000 + "5%",
    "surrogates": "Roads \ud83d have 5%.",
}


@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "markdown", "html"])
@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_a_hostile_text_is_read_and_escaped_in_every_format(name: str, format: str) -> None:
    content = HOSTILE_TEXTS[name].encode("utf-8", "surrogatepass")
    result = run_sco("read", "-", "--all", "--facts", EXAMPLES, "--format", format, stdin=content)
    assert result.code in (0, 2, 3)  # 2 where reading it needs the extra `text`
    assert (result.err == "") == (result.code == 0)
    assert "Traceback" not in result.err
    assert not UNSAFE.search(result.out.replace("\n", "").replace("\r", "").replace("\t", ""))
    assert not UNSAFE.search(result.err.replace("\n", ""))

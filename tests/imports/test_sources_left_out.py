"""`sco import sources`: nothing is lost without a word, and nothing is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from support.bibliographies import HEAD
from support.runner import run_sco
from support.series_files import zipped

LAYOUTS = (
    "@article{a, author = {Li, Na}, title = {T}, journal = {J}, year = 2019, volume = 1, number = 2, pages = {3--4}}",
    "@book(a, author = {{World Bank}}, title = {T}, publisher = {P}, year = {2019})",
    "@inproceedings{a, title = {T}, booktitle = {B}, author = {von A, Jr, B and C D}, month = jan, year = 2020}",
    "@techreport{a, title = {T}, institution = {I}, number = {12}, year = {ca. 2019}}",
    "@online{a, title = {T}, url = {https://example.org/ä b}, urldate = {2024-01-02}, date = {2019/..}}",
    "@phdthesis{a, title = {T \\foo{x}}, school = {S}, year = {n.d.}}",
    "@misc{, title = {No key}}",
    "@misc{Кл, howpublished = {\\url{https://example.org}}, note = {N}}",
    "@dataset{a, title = {[Ours]}, author = {{B}}, doi = {https://doi.org/10.5555/A_b}, date = {2019-21}}",
    "@misc{a, title = {A}} @misc{a, title = {B}} @misc{A, title = {C}}",
    '[{"id": 1, "type": "webpage", "title": "T", "container-title": "Site", "accessed": {"date-parts": [[2024]]}}]',
    '{"items": [{"id": "x", "type": "report", "title": "\\u0000T\\n", "author": [{"literal": "B"}, {"family": "F"}]}]}',
    '[{"id": "x", "type": "dataset", "title": "T", "author": [{"literal": "B"}], "language": "zh-CN"}]',
)


@pytest.mark.parametrize("text", LAYOUTS)
def test_what_is_written_passes_check_but_for_what_is_to_do(text: str, tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(HEAD, "utf-8")
    imported = run_sco("import", "sources", "-", "--facts", str(base), stdin=text)
    base.write_text(HEAD + imported.out, "utf-8")
    checked = run_sco("check", str(base))
    problems = [line for line in checked.out.splitlines() if line.startswith(str(base))]
    assert [line for line in problems if "nothing cites" not in line and "TODO" not in line] == []
    exported = tmp_path / "base.jsonl"
    assert run_sco("export", str(exported), "--facts", str(base)).code == 0
    shown = [run_sco("sources", "--format", "json", "--facts", str(path)).out for path in (base, exported)]
    assert shown[0] == shown[1]


def test_text_outside_entries_is_counted_and_what_looks_like_an_entry_is_a_problem() -> None:
    text = "% Encoding\n\nFree words\n@misc{a, title = {A}}\n@article lost,\nmore\n"
    result = run_sco("import", "sources", "-", stdin=text)
    assert "-:1: left out: 3 lines outside entries" in result.err
    assert '-:5: no entry begins with "@article lost,"' in result.err
    assert result.code == 1
    assert run_sco("import", "sources", "-", stdin="words\n@misc{a, title = {A}}").code == 0


@pytest.mark.parametrize(
    ("tex", "title", "command"),
    [(r"\foo{x} y", r"\foo x y", r"\foo"), (r"\'{ab}", r"\' ab", r"\'"), (r"\v", r"\v", r"\v")],
)
def test_a_command_of_tex_that_is_not_known_is_named(tex: str, title: str, command: str) -> None:
    result = run_sco("import", "sources", "-", stdin=f"@misc{{a, title = {{{tex}}}}}")
    assert tomli.loads(result.out)["sources"][0]["title"] == title
    assert f"title: unknown TeX command {command}; it stays as it is" in result.err
    assert result.code == 1


def test_a_macro_that_cannot_be_read_is_not_defined_and_one_defined_again_is_named() -> None:
    text = '@string{a = nobody}\n@string{b = "B"}\n@string{b = "C"}\n@misc{k, title = b, publisher = a}'
    result = run_sco("import", "sources", "-", stdin=text)
    assert "-:1: the macro nobody is not defined" in result.err
    assert "-:3: the macro b is defined again; the new definition holds from here" in result.err
    assert "publisher: the macro a is not defined" in result.err
    assert tomli.loads(result.out)["sources"][0]["title"] == "C"


def test_only_the_chosen_entries_are_counted() -> None:
    text = "@comment{x} @misc{a, title = {A}, abstract = {x}} @misc{b, title = {B}, keywords = {y}}"
    result = run_sco("import", "sources", "-", "--only", "a", stdin=text)
    assert "abstract (1)" in result.err
    assert "keywords" not in result.err and "@comment" not in result.err


def test_what_the_base_has_is_not_written_again(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    text = """@misc{a, title = {A}, doi = {10.5555/Ab}} @misc{b, title = {B}, url = {https://example.org/b}}
@misc{c, title = {C}}"""
    base.write_text(HEAD + run_sco("import", "sources", "-", stdin=text).out, "utf-8")
    again = """@misc{a2, title = {Other}, doi = {10.5555/aB}} @misc{b2, title = {O}, url = {https://example.org/b}}
@misc{c, title = {C}} @misc{d, title = {D}} @misc{a, title = {New}}"""
    result = run_sco("import", "sources", "-", "--facts", str(base), stdin=again)
    assert [source["id"] for source in tomli.loads(result.out)["sources"]] == ["d", "a-2"]
    assert "2 sources written" in result.err
    assert "already in the base: a2 as a, b2 as b, c" in result.err
    assert result.code == 0
    many = "".join(f"@misc{{k{number}, doi = {{10.5555/Ab}}}}" for number in range(12))
    assert "k9 as a and 2 more" in run_sco("import", "sources", "-", "--facts", str(base), stdin=many).err


def test_sources_sort_by_date_and_show_their_authors(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    text = "".join(
        f"@misc{{{key}, title = {{T}}, publisher = {{P}}, author = {{{names}}}, date = {{{date}}}}}"
        for key, names, date in (
            ("a", "Li, Na", "2019~"),
            ("b", "van Gogh, V and Li, N", "../2018"),
            ("c", "A B and C D and E F", "2018-05"),
        )
    )
    base.write_text(HEAD + run_sco("import", "sources", "-", stdin=text).out, "utf-8")
    result = run_sco("sources", "--sort", "published", "--format", "tsv", "--columns", "id", "--facts", str(base))
    assert result.out.split() == ["id", "b", "c", "a"]
    table = run_sco("sources", "--facts", str(base)).out
    for shown in ("Li, P, about 2019", "van Gogh & Li, P, until 2018", "B et al., P, May 2018"):
        assert shown in table


@pytest.mark.parametrize(("volume", "date"), [("volume = 1, ", "(2019)"), ("", "(2019, March)")])
def test_apa_dates_an_article_with_a_volume_by_its_year(volume: str, date: str) -> None:
    text = f"@article{{a, author = {{Li, Na}}, title = {{T}}, journal = {{J}}, {volume}year = 2019, month = mar}}"
    base = HEAD + run_sco("import", "sources", "-", stdin=text).out
    assert f"Li, N. {date}. T." in run_sco("cite", "a", "--facts", "-", stdin=base).out


def test_a_file_that_is_not_in_the_encoding_named_for_it_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("@misc{a, title = {Путь}}".encode("cp1251"))
    result = run_sco("import", "sources", str(path), "--encoding", "ascii")
    assert (result.code, result.out) == (2, "")
    assert "x.bib:1: it is not in the encoding ascii" in result.err


@pytest.mark.parametrize("command", ["sources", "claims"])
def test_an_archive_is_refused_with_advice(command: str) -> None:
    result = run_sco("import", command, "-", stdin=zipped({"a.json": "{}"}))
    assert (result.code, result.out) == (2, "")
    assert "but an archive (zip); unpack it first" in result.err


def test_keywords_are_counted_and_not_inherited() -> None:
    text = "@book{b, title = {B}, keywords = {y}} @inbook{a, title = {A}, crossref = {b}}"
    assert "keywords (1)" in run_sco("import", "sources", "-", stdin=text).err

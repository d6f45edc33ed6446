"""`sco import sources`: what becomes of the entries of a bibliography, and what is said of the rest."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.bibliographies import HEAD, IN_A_JOURNAL
from support.paths import ROOT
from support.repository import REQUIRES_REPOSITORY
from support.runner import run_sco

SOURCES = f"""
[[sources]]
id = "a"
title = "5G in the UN: what \\"next\\"?"
publisher = "Elsevier"
kind = "research"
published = "2019~"
{IN_A_JOURNAL}doi = "10.1002/(SICI)1097:1<1::A>3.0.CO;2-2"

[[sources]]
id = "r"
title = "Rail & road, 100 % paved"
publisher = "Roads Inc."
accessed = "2024-01-02"
published = "2019/.."
url = "https://example.org/x_y"
kind = "statistics"
authors = [{{ family = "King", given = "Martin Luther", suffix = "Jr." }}, {{ family = "de Souza", given = "A." }}]
"""


def imported(text: str, *options: str) -> tuple[list[dict[str, Any]], str, int]:
    """The sources that a bibliography gives, the messages and the exit code."""
    result = run_sco("import", "sources", "-", *options, stdin=text)
    return tomli.loads(result.out).get("sources", []), result.err, result.code


def entry(fields: str) -> str:
    return f"@article{{k,\n  title = {{T}},\n  {fields}\n}}\n"


@pytest.mark.parametrize("style", ["csl-json", "biblatex", "bibtex"])
def test_what_sco_cites_is_read_again(style: str) -> None:
    cited = run_sco("cite", "a", "r", "--style", style, "--facts", "-", stdin=HEAD + SOURCES)
    assert cited.code == 0, cited.err
    sources, _, code = imported(cited.out)
    expected = tomli.loads(SOURCES)["sources"]
    if style == "bibtex":  # a data set is a @misc, whose kind is not plain
        expected[1]["kind"], expected[1]["note"] = "research", sources[1]["note"]
    assert sources == expected
    assert code == 0


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ('year = 2019, month = mar # "~12"', "2019-03-12"),
        ('year = 2019, month = oct # "~31"', "2019-10-31"),
        ('year = 2019, month = "12~" # mar', "2019-03-12"),
        ("year = 2019, month = {May--June}", "2019-05/2019-06"),
        ("year = 2019, month = 7", "2019-07"),
        ("year = {ca. 2019}", "2019~"),
        ("year = {2019--2020}", "2019/2020"),
        ("date = {2019-21}", "2019-21"),
        ("date = {2019-05-01/..}", "2019-05-01/.."),
    ],
)
def test_a_date_is_read(fields: str, published: str) -> None:
    sources, message, code = imported(entry(fields))
    assert (sources[0].get("published"), code) == (published, 0), message


@pytest.mark.parametrize(
    ("fields", "published", "reason"),
    [
        ("year = 2019, month = 13", "2019", 'month: "13" is not a month of the calendar'),
        ("year = {2020/21}", None, 'year: "2020/21" is not a year'),
        ("year = {n.d.}", None, '"n.d." is not a year'),
        ("year = {in press}", None, '"in press" is not a year'),
        ("publisher = nobody", None, "the macro nobody is not defined"),
        ("author = {A, B and others}", None, '"and others"'),
        ("url = {ftp://example.org/x}", None, '"ftp://example.org/x" is not an http'),
        ("doi = {none}", None, '"none" is not a DOI'),
        ("crossref = {missing}", None, "crossref refers to missing"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_and_left_out(fields: str, published: str | None, reason: str) -> None:
    sources, message, code = imported(entry(fields))
    assert reason in message
    assert (sources[0].get("published"), code) == (published, 1)


def test_a_missing_comma_is_an_error_with_its_line_and_the_next_entry_is_read() -> None:
    text = "@article{a,\n  title = {One}\n  year = 2019\n}\n@article{b, title = {Two}}\n"
    sources, message, code = imported(text)
    assert [source["title"] for source in sources] == ["Two"]
    assert '-:3: the @article of line 1 cannot be read: "," or "}" is missing before "year' in message
    assert code == 1


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"M{\"u}ller, \'{\i}, \c{c}a, na\"ive, \v{Z}", "Müller, í, ça, naïve, Ž"),
        (r"$CO_2$ and $10^{6}$", "CO₂ and 10⁶"),
        ("The {UN} and {{5G}}", "The UN and 5G"),
        (r"A \& B, 5\%, ``x''---y", 'A & B, 5%, "x"—y'),
        (r"\unknown{word}", r"\unknown word"),
    ],
)
def test_tex_becomes_unicode(tex: str, plain: str) -> None:
    sources, _, _ = imported(f"@misc{{k, title = {{{tex}}}}}")
    assert sources[0]["title"] == plain


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("von Last, Jr, First", [{"family": "Last", "given": "First", "particle": "von", "suffix": "Jr"}]),
        ("Ludwig van Beethoven", [{"family": "Beethoven", "given": "Ludwig", "particle": "van"}]),
        ("{{World Bank}} and Li, Na", [{"name": "World Bank"}, {"family": "Li", "given": "Na"}]),
        ("{Barnes and Noble} and A B", [{"name": "Barnes and Noble"}, {"family": "B", "given": "A"}]),
    ],
)
def test_names_have_their_parts(names: str, authors: list[dict[str, str]]) -> None:
    sources, _, _ = imported(f"@article(k, title = {{T}}, publisher = {{P}}, author = {{{names}}})")
    assert sources[0]["authors"] == authors


def test_macros_cross_references_and_comments() -> None:
    text = """@comment{@article{no, title = {No}}} @preamble{"x"} @string{pub = "Road " # "Press"}
@xdata{x, publisher = pub}
@inproceedings{c, crossref = {p}, xdata = {x}, title = {Part}, abstract = {A}}
@proceedings{p, title = {Whole}, year = 2020}
@misc{c, title = {Again}}
"""
    sources, message, code = imported(text)
    assert [source["id"] for source in sources] == ["c", "p", "c-2"]
    assert (sources[0]["container"], sources[0]["publisher"], sources[0]["published"]) == (
        "Whole",
        "Road Press",
        "2020",
    )
    assert "abstract (1)" in message and "another entry has the same key" in message
    assert code == 0


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [["2019", "3", "12"]]}, "2019-03-12"),
        ({"date-parts": [[2019]], "season": "1"}, "2019-21"),
        ({"date-parts": [[2019]], "circa": True}, "2019~"),
        ({"date-parts": [[2019], [0]]}, "2019/.."),
        ({"raw": "../2019"}, "../2019"),
        ({"literal": "March 2019"}, "2019-03"),
        ("2019-05?", "2019-05?"),
    ],
)
def test_a_date_of_csl_json_is_read(issued: object, published: str) -> None:
    sources, message, code = imported(json.dumps([{"id": "k", "type": "book", "title": "T", "issued": issued}]))
    assert (sources[0].get("published"), code) == (published, 0), message


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ('{"id": "k", "type": "book", "title": "T", "volume": NaN}', "volume"),
        ('{"id": "k", "type": "book", "title": "T", "volume": 1e999999999999999999999}', "volume"),
        ('{"id": "k", "type": "book", "title": "\\ud800"}', "half of a surrogate pair"),
        ('{"id": "k", "type": "book", "author": ["Li"]}', "author 1"),
        ('{"id": "k", "title": "T", "issued": {"date-parts": [[2019, 13]]}}', "issued"),
        ('"text"', "item 1 cannot be read"),
    ],
)
def test_a_part_of_csl_json_that_cannot_be_read_is_named(item: str, reason: str) -> None:
    _, message, code = imported(f"[{item}]")
    assert reason in message
    assert "NaN" not in message
    assert code == 1


def test_names_tags_and_dois_of_csl_json() -> None:
    author = {"family": "Gogh", "given": "V.", "non-dropping-particle": "van", "suffix": "Jr."}
    item: dict[str, object] = {
        "id": "Ж" * 300,
        "type": "article-journal",
        "title": "<i>CO<sub>2</sub></i> now!",
        "author": [author],
    }
    item |= {"DOI": "HTTPS://DOI.ORG/10.1002/A<B>", "container-title": "J", "volume": 12}
    sources, _, code = imported(json.dumps({"items": [item]}))
    assert sources[0] == {
        "id": "source",
        "title": "CO₂ now!",
        "publisher": "J",
        "kind": "research",
        "container": "J",
        "volume": "12",
        "authors": [{"family": "Gogh", "given": "V.", "particle": "van", "suffix": "Jr."}],
        "doi": "10.1002/A<B>",
    }
    assert code == 0


@pytest.mark.parametrize("text", ["", "\ufeff", "no bibliography", "{}", "[", '"x"', "[" * 100_000])
def test_a_file_that_is_no_bibliography_is_an_error_of_usage(text: str) -> None:
    result = run_sco("import", "sources", "-", stdin=text)
    assert (result.code, result.out) == (2, "")
    assert "mistake in sco" not in result.err


def test_only_some_entries_and_an_encoding(tmp_path: Any) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("@misc{a, title = {Путь}} @misc{b, title = {Б}}".encode("cp1251"))
    result = run_sco("import", "sources", str(path), "--encoding", "cp1251", "--only", "a")
    assert tomli.loads(result.out)["sources"][0]["title"] == "Путь"
    assert run_sco("import", "sources", str(path), "--encoding", "cp1251", "--only", "z").code == 2
    assert run_sco("import", "sources", str(path), "--encoding", "none").code == 2
    path.write_bytes("@misc{a, title = {Путь}}".encode("utf-16"))
    assert "Путь" in run_sco("import", "sources", str(path)).out


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title = " + "{" * 100_000 + "}" * 100_000 + "}",
        "@a{k, t = {\n" * 20_000,
        '@a{k, t = "\n' * 20_000,
        "".join(f"@string{{m{i} = m{i - 1} # m{i - 1}}}\n" for i in range(1, 200)).replace("m0 # m0", '"ha"'),
        "@misc{k, title = {" + " " * 200_000 + "x}}",
        "@misc{k, author = {" + "a and " * 30_000 + "b}}",
        "@misc{k, title = {" + "\\'{" * 50_000 + "}" * 50_000 + "}}",
    ],
)
def test_hostile_files_take_no_time(text: str) -> None:
    start = time.process_time()
    result = run_sco("import", "sources", "-", stdin=text)
    assert result.code in (0, 1, 2)
    assert "mistake in sco" not in result.err
    assert time.process_time() - start < 5


@REQUIRES_REPOSITORY
def test_the_guide_shows_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "docs" / "import.md").read_text("utf-8")
    library = re.search(r'```bibtex title="library.bib"\n(.*?)```', guide, re.DOTALL)
    shown = re.search(r"```console\n\$ sco (import sources library.bib)\n(.*?)```", guide, re.DOTALL)
    assert library and shown
    (tmp_path / "library.bib").write_text(library[1], "utf-8")
    monkeypatch.chdir(tmp_path)
    result = run_sco(*shown[1].split())
    assert result.out + result.err == shown[2]

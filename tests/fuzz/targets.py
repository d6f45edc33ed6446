"""Targets for fuzzing: each runs a part of sco on some bytes and raises an exception unless what must hold does.

Atheris, through `fuzz.worker`, and Hypothesis, in `test_targets.py`, call the same functions.
"""

from __future__ import annotations

import calendar
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from unittest import mock

from support.completion import SHELLS, ask
from support.toml_places import misplaced

from sco_cli.errors import BadRequest, ScoError, UnknownName
from sco_cli.exports import jsonl
from sco_cli.imports.new_records import make_id
from sco_cli.imports.references import bibtex
from sco_cli.imports.references.drafts import source_block
from sco_cli.imports.series.blocks import blocks, new_series
from sco_cli.imports.series.country_series import Selection
from sco_cli.imports.series.layout import Choice
from sco_cli.imports.series.recognition import read_statistics
from sco_cli.imports.series.series_sets import Names, set_beside
from sco_cli.imports.series.statistics import Remarks
from sco_cli.lint import checker, rules, source_text
from sco_cli.loading import files, loader
from sco_cli.loading.documents import read_documents
from sco_cli.loading.problems import BadFactBase, Problem
from sco_cli.loading.toml_positions import token_length
from sco_cli.models import period
from sco_cli.models.entities import Area, BaseInfo, Organization
from sco_cli.models.factbase import FactBase
from sco_cli.phrases.numbers import find_numbers
from sco_cli.queries import lookup
from sco_cli.queries.search import iter_texts, search
from sco_cli.queries.search_terms import fold_text, read_terms
from sco_cli.queries.year_range import YearRange
from sco_cli.text import MAX_NAME_LENGTH, MAX_SUGGESTIONS, UNSAFE, escape_unsafe, fold, suggest

Target = Callable[[bytes], None]

CORPUS = Path(__file__).resolve().with_name("corpus")
"""A folder for each target with inputs to begin with, and those in which fuzzing has found mistakes."""

SECONDS = 2.0
SECONDS_PER_BYTE = 0.0001
"""The processor time that an input may take; several times what the slowest target takes while atheris watches it."""

REPEATED_BYTES = {"toml": 40_000, "json_lines": 40_000, "export": 40_000, "phrases": 4000}
"""The length of an input that `repeats` makes for a target, if not 10,000: as much as takes some tenths of a second."""

MAX_REREAD = 500
"""Characters of a text that is read again in other forms."""

MAX_PLACED = 2000
"""Characters of a document whose places are all compared; the comparison is not linear."""

TOML_NAME = "facts.toml"
JSONL_NAME = "facts.jsonl"

EMPTY_HEAD = '[base]\nid = "empty"\ntitle = "Empty"\nas_of = "2026"\nlicence = "CC0"\n'
EMPTY = loader.load_contents({TOML_NAME: EMPTY_HEAD.encode()})
"""A base without records."""

MAX_MESSAGE = 2000
"""Most characters of a message about a file of statistics, whatever stands in it."""


def check_time(target: Target, data: bytes) -> None:
    """Run a target and check that the time it takes is in proportion to its input."""
    start = time.thread_time()
    target(data)
    seconds = time.thread_time() - start
    assert seconds < SECONDS + SECONDS_PER_BYTE * len(data), f"{seconds:.1f} s for {len(data):,} bytes"


def seeds(name: str) -> dict[str, bytes]:
    """The inputs of a target in the corpus, by the names of their files."""
    return {path.name: path.read_bytes() for path in sorted((CORPUS / name).iterdir())}


def to_text(data: bytes) -> str:
    """Any bytes as text, as Python decodes arguments: what is not UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


# ---- Files ----


def toml(data: bytes) -> None:
    """A file in TOML has every key at its place, and every problem at a place in its text."""
    check_problems(TOML_NAME, data)
    with given_file(data), suppress(BadFactBase):
        [document] = read_documents(TOML_NAME)
        if len(document.text) <= MAX_PLACED:
            wrong = next(misplaced(document.text, document.tables), "")
            assert not wrong, wrong


def json_lines(data: bytes) -> None:
    """A file in JSON Lines has every problem at a place in its text; a valid one is kept by an export."""
    check_problems(JSONL_NAME, data)
    check_export(JSONL_NAME, data)


def export(data: bytes) -> None:
    """A valid base in TOML is the same after an export to JSON Lines, and so is an export of that."""
    check_export(TOML_NAME, data)


@contextmanager
def given_file(data: bytes) -> Iterator[None]:
    """Let sco read these bytes from any file."""
    with mock.patch.object(files, "read", return_value=data):
        yield


def check_problems(name: str, data: bytes) -> None:
    """Check the places of all problems of a file, and that it is loaded unless it has any but those of lint."""
    with given_file(data):
        problems = checker.check_files(name, texts={})
        errors = load_errors(name)
    assert {*errors} <= {*problems}
    assert errors or {problem.rule for problem in problems} <= {*rules.RULES}
    for problem in problems:
        if not problem.reason.startswith(
            ("this is not a fact base but ", "this file is in UTF-16")
        ):  # what is said of the file as a whole
            check_place(problem, files.decode(data) if not problem.reason.startswith("not UTF-8") else None, data)


def bibliography(data: bytes) -> None:
    """A bibliography in BibTeX gives a fact base that is valid, with a source for every entry that is read."""
    found = bibtex.read(data.decode("utf-8", "replace"), "x.bib")
    taken: set[str] = set()
    lines = ["[base]", 'id = "b"', 'title = "B"', 'as_of = "2030"', 'licence = "x"']
    for draft in found.drafts:
        source_id = make_id(draft.key, taken.__contains__)
        taken.add(source_id)
        lines += source_block(draft, source_id)
    with given_file("\n".join(lines).encode()):
        assert len(loader.load(TOML_NAME).sources) == len(found.drafts)


def load_errors(name: str) -> list[Problem]:
    """The problems for which a file is not loaded."""
    try:
        loader.load(name)
    except BadFactBase as error:
        return error.problems
    return []


def check_place(problem: Problem, text: str | None, data: bytes) -> None:
    """Check that a problem has a line and a column in the text, which is None if the data is not UTF-8."""
    assert problem.file in (TOML_NAME, JSONL_NAME)
    assert problem.reason
    if text is None:
        assert 1 <= problem.line <= data.count(b"\n") + 1
        return
    if problem.reason == "nested too deeply":  # Python does not say where
        return
    lines = text.split("\n")
    assert 1 <= problem.line <= len(lines), problem
    line = lines[problem.line - 1]
    if "too many digits" not in problem.reason:
        assert 1 <= problem.column <= len(line) + 1, problem
    assert problem.text.rstrip("\r") in ("", line.rstrip("\r")), problem
    if problem.column and problem.text:
        assert 1 <= token_length(problem.text, problem.column) <= max(len(line) + 1 - problem.column, 1), problem
    assert not UNSAFE.search(escape_unsafe(str(problem)))


def check_export(name: str, data: bytes) -> None:
    """Check that a base, if the file is a valid one, is the same after an export to JSON Lines, twice."""
    try:
        with given_file(data):
            base = loader.load(name)
    except BadFactBase:
        return
    first = exported(base)
    with given_file(first):
        again = loader.load(JSONL_NAME)
    assert again.info == base.info
    assert again.records == base.records
    assert exported(again) == first


def exported(base: FactBase) -> bytes:
    """The base in JSON Lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, JSONL_NAME)
        jsonl.export(base, base.records, path, force=False)
        return path.read_bytes()


# ---- Texts ----


def phrases(data: bytes) -> None:
    """A number in a text stands where it is said to, in the text's own words, and is found there again."""
    text = to_text(data)
    mentions = find_numbers(text)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.values
        assert len(mention.highs) in (0, len(mention.values))
        assert mention.change_text in text
        assert bool(mention.change_text) == (mention.role == "change")
        assert mention.direction in (-1, 0, 1)
        assert not mention.highs or {*mention.qualifiers} <= {"about"}
    assert mentions == sorted(mentions, key=lambda mention: mention.start)
    if len(text) > MAX_REREAD:
        return
    assert len(find_numbers(text, 2)) <= 2
    shifted = [mention._replace(start=mention.start + 1, end=mention.end + 1) for mention in mentions]
    assert find_numbers(f" {text}") == shifted


def paragraphs(data: bytes) -> None:
    """Any words of a paragraph of a source are found in that paragraph, and those of other texts are not."""
    text = to_text(data)
    source = source_text.parse(text)
    for number, paragraph in enumerate(source.paragraphs[:5], start=1):
        words = paragraph.split(" ")
        assert all(words)
        assert paragraph in source.whole
        middle = len(words) // 2
        for wording in (paragraph, *words[:3], " ".join(words[middle:]), " \t".join(words[: middle + 1])):
            assert source_text.misquote_reason(wording, number, source) == ""
            assert source_text.misquote_reason(wording, None, source) == ""
        assert source_text.misquote_reason(paragraph, len(source.paragraphs) + 1, source)
    assert source_text.misquote_reason(f"{source.whole} x", None, source)


def periods(data: bytes) -> None:
    """A period has the text it was made of, and the days of the calendar that it says."""
    text = to_text(data)
    try:
        found = period.parse(text)
    except ValueError:
        assert not is_day(text)
        return
    assert str(found) == found.text == text
    assert found.first <= found.last
    start, _, end = text.partition("/")
    assert found.first == date(*padded(start, (1, 1)))
    year, month, day = padded(end or start, (12, 0))
    assert found.last == date(year, month, day or calendar.monthrange(year, month)[1])
    assert found.year == (found.first.year if found.first.year == found.last.year else None)


def is_day(text: str) -> bool:
    """Whether the text is a day in the extended format of ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def padded(text: str, missing: tuple[int, int]) -> tuple[int, int, int]:
    """Year, month and day, the last two as in `missing` if the text leaves them out."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, *missing[len(parts) - 1 :])
    return year, month, day


LETTERS = re.compile(r"[ -~а-яА-ЯёЁ\u4e00-\u9fff]*")
"""Text of letters and marks of ASCII, Russian and Chinese."""


def escapes(data: bytes) -> None:
    """Escaped text is safe to print and stays as it is; letters are not changed; folded text is folded once."""
    text = to_text(data)
    escaped = escape_unsafe(text)
    assert not UNSAFE.search(escaped)
    assert escape_unsafe(escaped) == escaped
    assert escaped == text or not LETTERS.fullmatch(text)
    escaped.encode()
    assert fold(fold(text)) == fold(text)


# ---- Names and words ----

MAX_LOOKED_UP = 5
"""Names of a base that are looked up; each lookup takes time in proportion to the base."""

INFO = BaseInfo(id="b", title="B", as_of="2025", licence="x")


def base_of_names(lines: Sequence[str]) -> FactBase | None:
    """A base with an organization for each line: its name and, after tabs, its aliases; None if one is not valid."""
    records: list[Area | Organization] = []
    for number, line in enumerate(lines):
        name, *aliases = line.split("\t")
        try:
            records.append(Organization.model_validate({"id": f"o{number}", "name": name, "aliases": aliases}))
        except ValueError:
            return None
    records.append(Area.model_validate({"id": "a", "name": "Area"}))
    return FactBase(INFO, records, {model.kind: tuple(model.model_fields) for model in (Organization, Area)})


def names(data: bytes) -> None:
    """A record is found by each of its names unless another has it too; an unknown name gets records as suggestions.

    The first line is the unknown name, each other one has the names of a record.
    """
    wanted, *lines = to_text(data).split("\n")
    base = base_of_names(lines)
    if base is None:
        return
    labels = {name: record.id for record in base.organizations for name in lookup.all_names(record)}
    holders: dict[str, set[str]] = {}
    for record in base.organizations:
        for name in lookup.all_names(record):
            holders.setdefault(fold(name), set()).add(record.id)
    ambiguous = {fold(name) for _, name, _ in lookup.ambiguous_names(base.organizations)}
    assert ambiguous == {name for name, ids in holders.items() if len(ids) > 1}
    for name in [*labels][:MAX_LOOKED_UP]:
        try:
            assert lookup.find_id(base, "organization", name) in holders[fold(name)]
        except BadRequest:
            assert fold(name) in ambiguous
    check_suggestions(wanted, labels, suggest(wanted, labels))
    try:
        lookup.find_id(base, "organization", wanted)
        is_known = True
    except BadRequest:
        is_known = True
    except UnknownName:
        is_known = False
    assert is_known or fold(wanted) not in holders  # other spellings of a name may be known too


def check_suggestions(wanted: str, labels: dict[str, str], suggestions: tuple[str, ...]) -> None:
    """Check that the suggestions are different labels, few, and with one for the name itself if it is known."""
    assert len({*suggestions}) == len(suggestions) <= MAX_SUGGESTIONS
    assert {*suggestions} <= {*labels.values()}
    folded = fold(wanted[:MAX_NAME_LENGTH])
    same = {label for name, label in labels.items() if fold(name) == folded}
    is_code = len(folded) <= 2 or re.fullmatch("[A-Z]{3}", wanted.strip()) is not None
    assert not suggestions or not is_code
    assert is_code or not same or suggestions[0] in same


def searches(data: bytes) -> None:
    """A search finds exactly the records that have all the words, and shows each with a match in its own text.

    The first line has the words, each other one the names of a record.
    """
    line, *lines = to_text(data).split("\n")
    base = base_of_names(lines)
    if base is None:
        return
    words = line.split(" ")
    terms = read_terms(words)
    assert bool(terms) == any(map(fold, words))
    hits = search(base, base.records, words)
    texts = {record.id: [text for _, text in iter_texts(base, record)] for record in base.records}
    having = {
        record_id
        for record_id, own in texts.items()
        if terms
        and all(
            term.folded == fold(record_id) or any(term.pattern.search(fold_text(text)) for text in own)
            for term in terms
        )
    }
    assert {hit.record.id for hit in hits} == having
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert hit.before + hit.match + hit.after in (*texts[hit.record.id], hit.record.id)
        # Whole characters are marked, so the marked text may have more than the term: "ß" for the second half of "ss".
        assert hit.field == "id" or any(term.pattern.search(fold_text(hit.match)) for term in terms)


def completion(data: bytes) -> None:
    """Completion answers without an error, on lines that are safe to print.

    The first byte chooses the shell, the first line after it is the command line, the rest is the fact base.
    """
    shell = SHELLS[data[0] % len(SHELLS)] if data else "bash"
    first, _, base = data[1:].partition(b"\n")
    line = to_text(first.replace(b"\0", b""))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, TOML_NAME)
        path.write_bytes(base)
        result = ask(shell, *(line.split(" ")[1:] or [""]), SCO_FACTS=str(path) if base else "")
    assert result.code in (0, 1)
    assert result.err == ""
    assert not UNSAFE.search(result.out.replace("\n", "").replace("\t", ""))


def load_problems(text: str) -> list[Problem]:
    """The problems for which a text is not loaded as a base."""
    try:
        loader.load_contents({TOML_NAME: text.encode()})
    except BadFactBase as error:
        return error.problems
    return []


def statistics(data: bytes) -> None:
    """A file of statistics gives series that a base takes, or is refused in a sentence."""
    remarks = Remarks()
    with suppress(ScoError), mock.patch.object(files, "read_file", return_value=data):
        read = read_statistics(files.STDIN, Choice({}), remarks)
        selection = Selection(None, YearRange(None, None), None)
        sets = set_beside(EMPTY, read, Names(None if len(read.datasets) > 1 else "m", "s"), selection, remarks)
        written = "\n".join([EMPTY_HEAD, *blocks(EMPTY, new_series(EMPTY, sets, remarks))])
        assert not load_problems(written)
    assert all(len(line) < MAX_MESSAGE for line in remarks.all_lines())


LINEAR = (toml, json_lines, export, phrases, paragraphs, periods, escapes, names, searches, bibliography, completion)


def repeats(data: bytes) -> None:
    """However often a part of an input is repeated, the time is in proportion to the length.

    The first byte chooses another target, the next two where the part begins and how long it is.
    """
    if len(data) > 3:
        chosen, start, length = data[:3]
        rest = data[3:]
        start %= len(rest)
        part = rest[start : start + 1 + length % 16]
        target = LINEAR[chosen % len(LINEAR)]
        repeated = part * (REPEATED_BYTES.get(target.__name__, 10_000) // len(part))
        check_time(target, rest[:start] + repeated + rest[start + len(part) :])


TARGETS: dict[str, Target] = {
    **{target.__name__: partial(check_time, target) for target in (*LINEAR, statistics)},
    "repeats": repeats,
}

"""The cache: the answers are the same with and without it, whatever it contains, and start-up imports little."""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.commands import FILE_INVOCATIONS, INVOCATIONS
from support.imports import imported_modules
from support.paths import SMALL
from support.runner import Result, run_process, run_sco
from support.strategies import bases, texts

from sco_cli.cli.commands import show
from sco_cli.formats.registry import FORMATS
from sco_cli.loading import cache, digest, files, loader, record_codec, stored_records, user_cache
from sco_cli.loading.cache import CODE, open_base
from sco_cli.loading.record_codec import CLASS_ATTRIBUTES, PROPERTIES
from sco_cli.loading.stored_records import BLOCK, Damaged, StoredRecords, encode
from sco_cli.loading.stored_records import open_base as open_stored
from sco_cli.models.entities import Area, BaseInfo, BaseRecord
from sco_cli.models.factbase import FactBase, IndexedRecords, is_fact
from sco_cli.models.references import iter_references
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.search import iter_texts, search
from sco_cli.reports.records import to_record

CHOSEN_INVOCATIONS = (
    (),
    ("countries",),
    ("country", "KG"),
    ("compare", "KG", "UZ", "KZ"),
    ("projects", "--country", "KZ"),
    ("metrics",),
    ("metric", "internet-penetration"),
    ("metric", "transport-cost"),
    ("facts", "--standing", "contested"),
    ("search", "5G"),
    ("sources",),
    ("show", "kg-internet-penetration"),
    ("show", "mn-coal-output"),
    ("show", "KG"),
    ("cite", "kg-internet-penetration"),
)
OTHER_COMMANDS = {*INVOCATIONS} - {*FILE_INVOCATIONS} - {" ".join(arguments[:1]) for arguments in CHOSEN_INVOCATIONS}
ALL_INVOCATIONS = (*CHOSEN_INVOCATIONS, *(INVOCATIONS[name] for name in sorted(OTHER_COMMANDS)))
"""One or more invocations of every command that answers from the bundled base."""


QUICK_FORMATS = ("json", "markdown")
"""A format of each part of a report: the records for machines, and the blocks for people."""


@pytest.fixture(scope="session")
def bundled_entry(bundled: FactBase) -> bytes:
    """The entry of the bundled base."""
    return encode(bundled, cache.keys_of(files.read_all([files.BUNDLED])).bundled)


@pytest.fixture
def entry_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled_entry: bytes) -> Path:
    """A valid entry of the bundled base, in a file that a test may change."""
    path = tmp_path / "facts.cache"
    path.write_bytes(bundled_entry)
    monkeypatch.setattr(cache, "BUNDLED_ENTRY", path)
    monkeypatch.setenv("SCO_CACHE", "off")
    return path


def stored(base: FactBase) -> FactBase:
    """The same base, from an entry that has been made of it."""
    return open_stored(StoredRecords(io.BytesIO(encode(base, "key")), "key", None))


def without_classes(value: Any) -> Any:
    """Return a value with every record in it as a dict of its fields."""
    if isinstance(value, tuple):
        return tuple(without_classes(item) for item in value)
    if not hasattr(value, "__dict__"):
        return value
    return {name: without_classes(item) for name, item in vars(value).items() if name not in PROPERTIES[1:]}


# ---- What an entry has ----


def test_an_entry_has_the_values_of_the_models(bundled: FactBase) -> None:
    cached = stored(bundled)
    assert without_classes(cached.info) == without_classes(bundled.info)
    assert dict(cached.fields) == bundled.fields
    for mine, model in zip(cached.records, bundled.records, strict=True):
        assert to_record(cached, mine) == to_record(bundled, model)
        for name in (*bundled.fields[model.kind], *CLASS_ATTRIBUTES, *PROPERTIES):
            value, expected = getattr(mine, name, None), getattr(model, name, None)
            assert without_classes(value) == without_classes(expected), f"{model.id}: {name}"
            if not hasattr(expected, "__dict__"):
                assert type(value) is type(expected)


def test_a_record_of_an_entry_shows_the_name_of_its_model(small: FactBase) -> None:
    cached = stored(small)
    figure = cached.figures[0]
    assert repr(figure).startswith(f"Figure(id={figure.id!r}, ")
    assert ", evidence=(Evidence(source=" in repr(figure)
    assert repr(cached.info).startswith("BaseInfo(id=")


@given(bases())
@settings(max_examples=30)
def test_every_way_to_the_records_of_an_entry_leads_to_those_of_the_base(base: FactBase) -> None:
    cached = stored(base)
    ids = [record.id for record in base.records]
    assert [record.id for record in cached.stream()] == [record.id for record in base.stream()] == ids
    assert [record.id for record in cached.records] == ids
    assert [record.id for record in cached.facts] == [record.id for record in base.facts]
    for kind in (*base.fields, "none"):
        of_kind = base.of_kind(kind)
        assert [record.id for record in cached.of_kind(kind)] == [record.id for record in of_kind]
        assert len(cached.of_kind(kind)) == len(of_kind)
        if of_kind:
            assert cached.of_kind(kind)[-1] is cached.find(of_kind[-1].id)
            assert [record.id for record in cached.of_kind(kind)[1:]] == [record.id for record in of_kind[1:]]
    for record_id in (*ids, "no-such-id", ""):
        record = base.find(record_id)
        assert getattr(cached.find(record_id), "kind", None) == (record and record.kind)
        referring = cached.records.referring_to([record_id]) if isinstance(cached.records, IndexedRecords) else ()
        expected = [
            record.id
            for record in base.records
            if record_id in (record.id, *(target for _, _, target in iter_references(record)))
        ]
        assert [record.id for record in referring] == expected


@pytest.mark.parametrize(
    "words",
    [
        ["Kazakhstan"],
        ["KZ", "railway"],
        ["countries"],
        ["中国"],
        ["казах"],
        ["e-government"],
        ["news"],
        ["kg-internet-penetration"],
        ["stat.gov.kz"],
        ["70 %"],
        ["over", "70", "%", "internet"],
        ["from 43 %"],
        ["nowhere-at-all"],
    ],
    ids=" ".join,
)
def test_a_search_of_an_entry_has_the_hits_of_a_search_of_the_base(bundled: FactBase, words: list[str]) -> None:
    cached = stored(bundled)
    found, expected = search(cached, cached.records, words), search(bundled, bundled.records, words)
    assert [(hit.record.id, *hit[1:]) for hit in found] == [(hit.record.id, *hit[1:]) for hit in expected]


def test_a_streamed_record_has_the_texts_that_it_has_in_the_base(bundled: FactBase) -> None:
    cached = stored(bundled)
    for mine, model in zip(cached.stream(), bundled.records, strict=True):
        assert [*iter_texts(cached, mine)] == [*iter_texts(bundled, model)]


@given(st.lists(texts, min_size=1, max_size=4), st.data())
@settings(max_examples=200)
def test_a_search_of_an_entry_finds_every_text(names: list[str], data: st.DataObject) -> None:
    areas = [Area.model_validate({"id": f"area-{number}", "name": name}) for number, name in enumerate(names)]
    info = BaseInfo.model_validate({"id": "b", "title": "B", "as_of": "2025", "licence": "CC0"})
    base = FactBase(info, areas, {"area": ("id", "name")})
    name = data.draw(st.sampled_from(names))
    start = data.draw(st.integers(0, len(name) - 1))
    word = name[start : start + data.draw(st.integers(1, 5))]
    cached = stored(base)
    found, expected = search(cached, cached.records, [word]), search(base, base.records, [word])
    assert [hit.record.id for hit in found] == [hit.record.id for hit in expected]


def test_a_record_is_decoded_once(bundled: FactBase) -> None:
    cached = stored(bundled)
    assert [*cached.figures][5] is cached.figures[5] is cached.find(cached.figures[5].id)


@pytest.fixture
def decoded_counts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many records are decoded at a time, from now on."""
    counts: list[int] = []
    make_decoder = record_codec.decoder

    def decoder(models: Any) -> Callable[[str], list[Any]]:
        decode = make_decoder(models)

        def count(text: str) -> list[Any]:
            records = decode(text)
            counts.append(len(records))
            return records

        return count

    monkeypatch.setattr(record_codec, "decoder", decoder)
    return counts


def test_a_question_about_one_fact_reads_few_records(bundled: FactBase, decoded_counts: list[int]) -> None:
    cached = stored(bundled)
    report = show.report(cached, cached.get("kg-internet-penetration"))
    assert report.view
    assert report.view() == show.report(bundled, bundled.get("kg-internet-penetration")).records[0]
    assert 0 < sum(decoded_counts) < 60


def test_a_search_reads_few_records_that_are_no_hits(bundled: FactBase, decoded_counts: list[int]) -> None:
    cached = stored(bundled)
    assert search(cached, cached.records, ["railway"])
    assert 0 < sum(decoded_counts) < len(bundled.records) / 3


def test_a_streamed_fact_is_not_kept_but_what_it_refers_to_is(small: FactBase) -> None:
    cached = stored(small)
    for first, second in zip(cached.stream(), cached.stream(), strict=True):
        assert (first is second) is not is_fact(first)


# ---- An answer from the cache ----


@pytest.fixture
def loads_bundled(monkeypatch: pytest.MonkeyPatch, bundled: FactBase) -> None:
    """Make the loader return the bundled base that the tests have loaded already, whatever the file."""
    monkeypatch.setattr(loader, "load_contents", lambda _: bundled)


@pytest.mark.usefixtures("entry_file", "loads_bundled")
@pytest.mark.parametrize(
    "format_name", [pytest.param(name, marks=[] if name in QUICK_FORMATS else [pytest.mark.slow]) for name in FORMATS]
)
@pytest.mark.parametrize("arguments", ALL_INVOCATIONS, ids=" ".join)
def test_an_answer_from_the_cache_is_the_same_to_the_byte(arguments: tuple[str, ...], format_name: str) -> None:
    from_cache = run_sco(*arguments, "--format", format_name)
    from_file = run_sco(*arguments, "--format", format_name, SCO_FACTS=str(files.bundled()))
    assert from_cache == from_file


def test_the_entry_that_ships_is_used_for_the_bundled_base_alone(
    entry_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not isinstance(open_base(None).records[0], BaseRecord)
    assert not isinstance(open_base(["bundled"]).records[0], BaseRecord)
    assert isinstance(loader.load().records[0], BaseRecord)  # Python code gets models
    more = tmp_path / "more.toml"
    more.write_text('[base]\nid = "more"\ntitle = "More"\nas_of = "2026"\nlicence = "CC0"\n')
    assert isinstance(open_base(["bundled", str(more)]).records[0], BaseRecord)
    monkeypatch.setenv("SCO_FACTS", str(files.bundled()))
    assert isinstance(open_base(None).records[0], BaseRecord)
    entry_file.unlink()
    assert not cache.has_bundled_entry()
    monkeypatch.delenv("SCO_FACTS")
    assert isinstance(open_base(None).records[0], BaseRecord)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test, which does not exist yet."""
    path = tmp_path / "below" / "cache"
    monkeypatch.setenv("SCO_CACHE", str(path))
    return path


def entries(folder: Path) -> list[Path]:
    """The entries in a cache folder."""
    return sorted(folder.glob(f"*{user_cache.SUFFIX}"))


@pytest.mark.parametrize("arguments", ALL_INVOCATIONS, ids=" ".join)
def test_the_second_answer_from_an_own_base_is_the_first_one(arguments: tuple[str, ...], folder: Path) -> None:
    results = [
        run_sco(*arguments, "--format", "json", "--facts", SMALL, SCO_CACHE=cache_folder)
        for cache_folder in ("off", str(folder), str(folder))
    ]
    assert results[0] == results[1] == results[2]


def test_a_comparison_of_bases_is_the_same_whichever_of_them_are_in_the_cache(folder: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.toml"
    later.write_text(SMALL.read_text("utf-8").replace("{ over = 70 }", "70").replace("Steppe road", "Road"), "utf-8")
    line = ("diff", SMALL, later, "--format", "json")
    expected = run_sco(*line)
    assert (expected.code, expected.err) == (1, "")
    run_sco("facts", "--facts", later, SCO_CACHE=str(folder))
    assert [run_sco(*line, SCO_CACHE=str(folder)) for _ in range(2)] == [expected, expected]
    assert len(entries(folder)) == 2


def test_an_own_base_is_validated_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(open_base([str(SMALL)]).records[0], BaseRecord)
    monkeypatch.setattr(loader, "load_contents", None)
    assert not isinstance(open_base([str(SMALL)]).records[0], BaseRecord)
    assert len(entries(folder)) == 1


def test_standard_input_is_cached_too(folder: Path) -> None:
    text = SMALL.read_bytes()
    results = [run_sco("facts", "--facts", "-", stdin=text, SCO_CACHE=str(folder)) for _ in range(2)]
    assert results[0] == results[1] == run_sco("facts", "--facts", SMALL)
    assert len(entries(folder)) == 1


def test_a_base_with_a_mistake_is_not_kept(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(SMALL.read_text("utf-8").replace('title = "', 'titel = "', 1), "utf-8")
    results = [run_sco("facts", "--facts", wrong, SCO_CACHE=str(folder)) for _ in range(2)]
    assert results[0] == results[1]
    assert results[0].code == 3
    assert not folder.exists()


def test_check_and_load_validate_always(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_base([str(SMALL)])
    monkeypatch.setattr(StoredRecords, "__init__", None)
    assert run_sco("check", SMALL, SCO_CACHE=str(folder)).code == 0
    assert isinstance(loader.load(SMALL).records[0], BaseRecord)


def test_the_key_is_that_of_the_content_the_way_to_read_it_and_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = b'[base]\nid = "a"', b'[base]\nid = "b"'
    keys = [
        cache.keys_of(contents).user
        for contents in (
            {"a.toml": one},
            {"a.toml": other},
            {"a.jsonl": one},
            {"a.toml": one, "b.toml": other},
            {"a.toml": other, "b.toml": one},
            {"a.toml": one + other},
            {files.BUNDLED: one},
            {"a.toml": b'[base]\nextends = "bundled"'},
        )
    ]
    keys.append(cache.keys_of({"a.toml": one}).bundled)
    assert cache.keys_of({"renamed.toml": one}).user == keys[0]
    changed = tmp_path / "facts.toml"
    changed.write_bytes(b"changed")
    with monkeypatch.context() as patched:
        patched.setattr(files, "bundled", lambda: changed)
        assert cache.keys_of({"a.toml": one}).user == keys[0]
        keys.append(cache.keys_of({"a.toml": b'[base]\nextends = "bundled"'}).user)
    with monkeypatch.context() as patched:
        patched.setattr(sys.implementation, "cache_tag", "cpython-399")
        keys.append(cache.keys_of({"a.toml": one}).user)
    for name in CODE:
        package = tmp_path / name.replace("/", "-")
        for module in CODE:
            copy = package / f"{module}.py"
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = (cache.PACKAGE / f"{module}.py").read_text("utf-8")
            copy.write_text(text + ("# changed\n" if module == name else ""), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(cache, "PACKAGE", package)
            keys.append(cache.keys_of({"a.toml": one}).user)
    assert len({*keys}) == len(keys)


def test_the_key_covers_every_module_that_validates_or_is_kept() -> None:
    covered: set[str] = set()
    queue = ["models/facts", "loading/loader", "loading/record_codec", "loading/cache"]
    while queue:
        name = queue.pop()
        covered.add(name)
        queue += imported_modules(cache.PACKAGE, name) - covered
    # These read bytes, and find and word mistakes.
    others = {"errors", "loading/files", "loading/user_cache", "loading/digest", "loading/problems"}
    others |= {"loading/problem_messages", "loading/toml_positions", "models/toml_types", "models/factbase"}
    assert {*CODE} >= covered - others
    assert {*CODE} <= covered | {"models/period_forms", "text"}


# ---- An entry that is not what it should be ----


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "not text": lambda _: b"\xff\n\xff",
    "without checksum": lambda content: content.partition(b"\n")[2],
    "with another checksum": lambda content: b"0" * 32 + content[32:],
    "with another length": lambda content: content[:33] + b"9" + content[33:],
    "without a length": lambda content: content[:32] + b"\n" + content.partition(b"\n")[2],
    "with one line": lambda _: b"x" * 10_000,
    "truncated": lambda content: content[:20_000],
    "truncated in the records": lambda content: content[:-2000],
    "with another header": lambda content: content.replace(b'"counts"', b'"kounts"'),
    "one character of a record changed": lambda content: content.replace(b"Kazakhstan", b"Kazakhstam"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_changes_no_answer(
    entry_file: Path, bundled: FactBase, damage: Callable[[bytes], bytes]
) -> None:
    content = entry_file.read_bytes()
    assert cache.has_bundled_entry()
    entry_file.write_bytes(damage(content))
    assert entry_file.read_bytes() != content
    base = open_base(None)
    assert [to_record(base, record) for record in base.records] == [
        to_record(bundled, record) for record in bundled.records
    ]
    assert [record.id for record in base.stream()] == [record.id for record in bundled.records]


@pytest.mark.usefixtures("entry_file")
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_changes_neither_the_version_nor_completion(
    entry_file: Path, damage: Callable[[bytes], bytes]
) -> None:
    words = {"_SCO_COMPLETE": "complete_bash", "COMP_CWORD": "3", "COMP_WORDS": "sco projects --country K"}
    expected = run_sco("--version"), run_sco(**words)
    entry_file.write_bytes(damage(entry_file.read_bytes()))
    assert (run_sco("--version"), run_sco(**words)) == expected


def test_a_damaged_block_is_found_when_it_is_read(small: FactBase) -> None:
    assert len(small.records) > BLOCK / 2
    content = encode(small, "key").replace(b"Steppe road", b"Steppe roaf")
    damaged = StoredRecords(io.BytesIO(content), "key", None)
    with pytest.raises(Damaged):
        damaged.find("steppe-road")
    whole = StoredRecords(io.BytesIO(encode(small, "key")), "key", None)
    assert whole.find("steppe-road") is not None
    replaced = StoredRecords(io.BytesIO(content), "key", lambda: small.records)
    assert replaced.find("steppe-road") is small.find("steppe-road")
    assert [*replaced.stream()] == [*small.records]


def test_a_search_of_a_damaged_entry_has_the_hits_of_the_base(small: FactBase) -> None:
    content = encode(small, "key").replace(b"Steppe road", b"Steppe roaf")
    replaced = open_stored(StoredRecords(io.BytesIO(content), "key", lambda: small.records))
    found, expected = search(replaced, replaced.records, ["road"]), search(small, small.records, ["road"])
    assert [hit.record.id for hit in found] == [hit.record.id for hit in expected]
    assert "steppe-road" in {hit.record.id for hit in found}


def test_ids_with_the_same_hash_are_told_apart(small: FactBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_records, "_hash", lambda _: 7)
    cached = stored(small)
    assert [getattr(cached.find(record.id), "id", None) for record in small.records] == [
        record.id for record in small.records
    ]
    assert cached.find("no-such-id") is None
    narrowed = select(cached, cached.figures, Filters(country=("MN",)))
    assert [figure.id for figure in narrowed] == [
        figure.id for figure in select(small, small.figures, Filters(country=("MN",)))
    ]


def test_the_hash_function_is_the_same_from_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = digest.blake2b(b"text", digest_size=16).digest()
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "_blake2", None)
        assert importlib.reload(digest).blake2b(b"text", digest_size=16).digest() == expected
    importlib.reload(digest)


def test_an_entry_under_another_key_is_not_used(small: FactBase) -> None:
    with pytest.raises(Damaged):
        StoredRecords(io.BytesIO(encode(small, "key")), "another", None)


# ---- The folder ----


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/sco"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/var/x"}, "/var/x/sco"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, None),
        ("linux", {}, None),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/sco"),
        ("linux", {"HOME": "/home/a", "SCO_CACHE": "here"}, "here"),
        ("linux", {"HOME": "/home/a", "SCO_CACHE": "off"}, None),
        ("linux", {"HOME": "/home/a", "SCO_CACHE": "OFF"}, None),
        ("win32", {"LOCALAPPDATA": "/c/local"}, "/c/local/sco/Cache"),
        ("win32", {}, None),
    ],
)
def test_the_folder_is_the_usual_one_of_the_platform(
    platform: str, environ: dict[str, str], expected: str | None
) -> None:
    assert user_cache.folder(environ, platform) == (expected and Path(expected))


def test_an_entry_is_a_file_of_the_user_alone(folder: Path) -> None:
    open_base([str(SMALL)])
    (entry,) = entries(folder)
    assert [folder.stat().st_mode & 0o777, entry.stat().st_mode & 0o777] == [0o700, 0o600]
    assert [*folder.iterdir()] == [entry]


@pytest.mark.parametrize("change", ["writable", "owner", "link", "folder", "pipe"])
def test_what_others_may_have_written_is_not_used(change: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_base([str(SMALL)])
    (entry,) = entries(folder)
    if change == "writable":
        entry.chmod(0o660)
    elif change == "owner":
        monkeypatch.setattr(os, "getuid", lambda: entry.stat().st_uid + 1)
    else:
        entry.unlink()
        if change == "folder":
            entry.mkdir()
        elif change == "pipe":
            os.mkfifo(entry, 0o600)
        else:
            entry.symlink_to("/dev/null")
    assert isinstance(open_base([str(SMALL)]).records[0], BaseRecord)


def test_of_two_writers_each_leaves_a_whole_entry(folder: Path) -> None:
    commands = [[sys.executable, "-m", "sco_cli", "facts", "--facts", str(SMALL)]] * 4
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) for command in commands]
    outputs = {process.communicate()[0] for process in running}
    assert outputs == {run_process("facts", "--facts", SMALL).out.encode()}
    assert len(entries(folder)) == len([*folder.iterdir()]) == 1


@pytest.mark.parametrize("obstacle", ["file", "read-only", "full", "nul"])
def test_a_folder_that_cannot_be_written_changes_no_answer(
    obstacle: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run_sco("facts", "--facts", SMALL)
    if obstacle == "file":
        folder.parent.write_text("")
    elif obstacle == "full":

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", fail)
    elif obstacle == "read-only":
        monkeypatch.setattr(os, "open", fail_to_open)
    named = str(folder) if obstacle != "nul" else "/dev/null/x"
    assert run_sco("facts", "--facts", SMALL, SCO_CACHE=named) == expected
    assert not folder.is_dir() or [*folder.iterdir()] == []


def fail_to_open(*_: object) -> int:
    """An opening of a file on a read-only file system."""
    raise OSError(30, "Read-only file system")


def test_entries_that_were_used_least_recently_go_first_and_the_newest_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir(parents=True)
    for age, name in enumerate(("newest", "newer", "old", "oldest")):
        entry = folder / f"{name}{user_cache.SUFFIX}"
        entry.write_bytes(b"x" * 100)
        os.utime(entry, (1_000_000 - age, 1_000_000 - age))
    (folder / ".left-behind").write_text("x")
    os.utime(folder / ".left-behind", (0, 0))
    (folder / "notes.txt").write_text("not ours")
    monkeypatch.setattr(user_cache, "MAX_BYTES", 350)
    user_cache.write("key", lambda: b"y" * 100)
    assert {path.stem for path in entries(folder)} == {"key", "newest", "newer"}
    assert {path.name for path in folder.iterdir()} - {path.name for path in entries(folder)} == {"notes.txt"}
    monkeypatch.setattr(user_cache, "MAX_BYTES", 10)
    user_cache.write("large", lambda: b"y" * 100)
    assert [path.stem for path in entries(folder)] == ["large"]


def test_a_use_makes_an_entry_new(folder: Path) -> None:
    open_base([str(SMALL)])
    (entry,) = entries(folder)
    os.utime(entry, (0, 0))
    open_base([str(SMALL)])
    assert entry.stat().st_mtime > 0


# ---- What is imported ----


def test_version_and_completion_are_the_same_without_the_cache(
    entry_file: Path,
) -> None:
    def results() -> list[Result]:
        words = {"_SCO_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
        return [
            run_sco("--version"),
            *(run_sco(COMP_WORDS=f"sco {line}", **words) for line in ("projects --country K", "facts --area ")),
            run_sco(_SCO_COMPLETE="complete_bash", COMP_WORDS="sco show kg", COMP_CWORD="2"),
        ]

    from_cache = results()
    entry_file.unlink()
    assert results() == from_cache


def modules_imported_by(*arguments: str) -> set[str]:
    """Return the modules that a run of sco imports, according to `python -X importtime`."""
    command = [sys.executable, "-X", "importtime", "-m", "sco_cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_the_version_imports_neither_pydantic_nor_rich_nor_records() -> None:
    names = modules_imported_by("--version")
    roots = {name.partition(".")[0] for name in names}
    assert "typer" in roots
    assert not roots & {"pydantic", "pydantic_core", "rich"}
    assert not names & {"sco_cli.loading.record_codec", "sco_cli.quantities.quantity"}


def test_the_json_format_does_not_import_rich() -> None:
    roots = {name.partition(".")[0] for name in modules_imported_by("projects", "--format", "json")}
    assert "typer" in roots
    assert "rich" not in roots


@pytest.mark.usefixtures("folder")
def test_an_answer_from_the_cache_imports_neither_pydantic_nor_the_parser() -> None:
    if not cache.has_bundled_entry() and "CI" not in os.environ:
        pytest.skip("no valid entry: sco is not installed, or its modules have changed since")
    open_base([str(SMALL)])
    for facts in ("bundled", str(SMALL)):
        names = modules_imported_by("projects", "--country", "KZ", "--facts", facts)
        assert not {name.partition(".")[0] for name in names} & {"pydantic", "pydantic_core", "tomli"}

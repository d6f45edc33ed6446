"""Recognizes by its content which publisher's file of statistics it is, and reads it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.imports.series import data_package, owid, sdmx_csv, tidy, world_bank, world_bank_api
from sco_cli.imports.series.delimited import Grid, read_grid
from sco_cli.imports.series.input_files import METADATA_SUFFIX, InputFile, decode, open_input, read_beside
from sco_cli.imports.series.json_documents import name_doubled, parse_json
from sco_cli.imports.series.layout import Choice, choose_rows
from sco_cli.imports.series.statistics import Dataset, Notation, Remarks, listed, quoted, unknown_format

FORMATS = (world_bank.FORMAT, world_bank_api.FORMAT, owid.FORMAT, sdmx_csv.FORMAT, data_package.FORMAT, tidy.FORMAT)


class Statistics(NamedTuple):
    """What a file holds: its format in words, and its data sets."""

    format: str
    datasets: list[Dataset]


def read_statistics(
    path: str, choice: Choice, remarks: Remarks, encoding: str | None = None, notation: Notation | None = None
) -> Statistics:
    """The data sets of a file, whatever its format. `notation` is what the user says of its numbers.

    Raises BadRequest for a file of no known format, UnreadableText for one that cannot be read.
    """
    file = open_input(path)
    reader = _Reader(file, choice, remarks, encoding)
    found = reader.read_archive() if file.is_archive else reader.read_single()
    if notation:
        found = found._replace(datasets=[replace(dataset, notation=notation) for dataset in found.datasets])
    remarks.lines.insert(0, f"{path}: {found.format}")
    return found


class _Reader:
    """Reads one file, with what the user chose."""

    def __init__(self, file: InputFile, choice: Choice, remarks: Remarks, encoding: str | None) -> None:
        self.file = file
        self.choice = choice
        self.remarks = remarks
        self.encoding = encoding

    def read_single(self) -> Statistics:
        """A file that is no archive."""
        name = self.file.name
        is_json = self.file.content.removeprefix(BOM_UTF8).lstrip()[:1] in (b"{", b"[")
        text = decode(name, self.file.content, None if is_json else self.encoding)
        if text.lstrip()[:1] in ("{", "["):
            return self._read_json(name, parse_json(name, text), partial(read_beside, name))
        metadata: Any = {}
        for member, content in self.file.members.items():
            metadata = parse_json(member, decode(member, content, "utf-8"))
            if not owid.is_metadata(metadata):
                raise unknown_format(member, "it is beside the csv, but is not metadata of Our World in Data")
            name_doubled(member, metadata, self.remarks)
        return self._read_grids([read_grid(name, text, self.remarks)], metadata)

    def read_archive(self) -> Statistics:
        """An archive with a data package, a chart of Our World in Data, or tables of the World Bank or others."""
        if self.file.others:
            self.remarks.add(f"in the archive, but not read: {listed(self.file.others)}")
        texts = {
            name: decode(self.file.place(name), content, self.encoding if not name.lower().endswith(".json") else None)
            for name, content in self.file.members.items()
            if not self._is_package_member(name)
        }
        documents = {
            name: parse_json(self.file.place(name), text)
            for name, text in texts.items()
            if name.lower().endswith(".json")
        }
        for name, document in documents.items():
            if data_package.is_package(document):
                folder = name.rpartition("/")[0]
                return self._read_json(name, document, partial(self._read_member, folder))
        grids = [
            read_grid(self.file.place(name), text, self.remarks)
            for name, text in texts.items()
            if name not in documents
        ]
        metadata: Any = next((document for document in documents.values() if owid.is_metadata(document)), {})
        if not grids:
            if metadata:
                raise unknown_format(self.file.name, "the archive has metadata of Our World in Data, but no csv")
            if len(documents) == 1:
                [(name, document)] = documents.items()
                return self._read_json(self.file.place(name), document, partial(self._read_member, ""))
            raise unknown_format(self.file.name, "the archive has no csv")
        if any(map(owid.is_data, grids)) and not metadata:
            raise unknown_format(
                self.file.name,
                f"the archive has a csv of Our World in Data and no {METADATA_SUFFIX} "
                "for it; unpack the csv to read it alone",
            )
        return self._read_grids(grids, metadata)

    def _is_package_member(self, name: str) -> bool:
        """Whether a file of the archive is read only where a data package names it."""
        has_package = any(member.rpartition("/")[2] == "datapackage.json" for member in self.file.members)
        return has_package and name.rpartition("/")[2] != "datapackage.json"

    def _read_member(self, folder: str, name: str) -> bytes:
        member = f"{folder}/{name}" if folder else name
        if member not in self.file.members:
            raise unknown_format(self.file.name, f'the data package names "{name}", which is not in the archive')
        return self.file.members[member]

    def _read_json(self, place: str, document: Any, read_file: data_package.ReadFile) -> Statistics:
        if world_bank_api.is_answer(document):
            self._refuse_choices(world_bank_api.FORMAT, (), can_choose_rows=False)
            return Statistics(world_bank_api.FORMAT, world_bank_api.read(place, document, self.remarks))
        name_doubled(place, document, self.remarks)
        if data_package.is_package(document):
            dataset = data_package.read(place, document, read_file, self.choice, self.encoding, self.remarks)
            return Statistics(data_package.FORMAT, [dataset])
        if owid.is_metadata(document):
            raise unknown_format(place, "it is the metadata of a chart of Our World in Data; give the csv beside it")
        raise unknown_format(
            place, "it is JSON, but neither an answer of the World Bank's API (version 2) nor a data package"
        )

    def _read_grids(self, grids: Sequence[Grid], metadata: Any) -> Statistics:
        """Tables in text; those that only describe others are read with them."""
        described = [grid for grid in grids if world_bank.is_metadata(grid)]
        grids = [grid for grid in grids if grid not in described]
        if self.choice.resource is not None:
            grids = self._chosen_table(grids)
        if not grids:
            raise unknown_format(self.file.name, "it only describes data")
        for grid in grids:
            self._name_notes(grid)
        if all(map(world_bank.is_data, grids)):
            self._refuse_choices(world_bank.FORMAT, ())
            chosen = [choose_rows(grid, self.choice.where) for grid in grids]
            return Statistics(world_bank.FORMAT, world_bank.read(chosen, described, self.remarks))
        if len(grids) > 1:
            names = [grid.place.removeprefix(f"{self.file.name}:") for grid in grids]
            raise unknown_format(
                self.file.name, f"it has {len(grids)} tables: {listed(names, 10)}; choose one with --resource"
            )
        [grid] = grids
        if sdmx_csv.is_data(grid):
            self._refuse_choices(sdmx_csv.FORMAT, ("country", "year", "value"))
            return Statistics(sdmx_csv.FORMAT, sdmx_csv.read(grid, self.choice, self.remarks))
        if owid.is_data(grid):
            self._refuse_choices(owid.FORMAT, ("value",))
            chosen_rows = choose_rows(grid, self.choice.where)
            words = f"{owid.FORMAT}{' with its metadata' if metadata else ', without metadata'}"
            return Statistics(words, owid.read(chosen_rows, metadata, self.choice, self.remarks))
        format_name, dataset = tidy.read(grid, self.choice, self.remarks)
        return Statistics(format_name, [dataset])

    def _refuse_choices(self, format_name: str, roles: Sequence[str], *, can_choose_rows: bool = True) -> None:
        """Raise BadRequest for a choice that has no effect on a format; `roles` are those that its columns may have."""
        if other := [role for role in self.choice.columns if role not in roles]:
            raise BadRequest(
                f"--columns: {self.file.name} is {format_name}, which always has its {other[0]} in the same place"
            )
        if not can_choose_rows and (self.choice.where or self.choice.resource is not None):
            raise BadRequest(f"--where and --resource: {self.file.name} is {format_name}, which has no columns")

    def _chosen_table(self, grids: Sequence[Grid]) -> list[Grid]:
        names = [grid.place.removeprefix(f"{self.file.name}:") for grid in grids]
        found = [grid for grid, name in zip(grids, names, strict=True) if name == self.choice.resource]
        if not found:
            raise unknown_format(
                self.file.name,
                f"it has no table {quoted(self.choice.resource or '')}; the tables are {listed(names, 10)}",
            )
        return found

    def _name_notes(self, grid: Grid) -> None:
        """Say what stands above and below a table, for it may say what the table does not."""
        for rows, where in ((grid.above, "above the header"), (grid.below, "below the table")):
            texts = [": ".join(filter(None, row.cells)) for row in rows]
            texts = [text for text in texts if not world_bank.is_known_note(text)]
            if texts:
                self.remarks.add(f"{where}: {listed([quoted(text) for text in texts])}")

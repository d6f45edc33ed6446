"""Writing a report to standard output in the format that a user asks for."""

from __future__ import annotations

from collections.abc import Iterable

from sco_cli.cli import streams
from sco_cli.cli.option_groups import TableOptions
from sco_cli.errors import BadRequest
from sco_cli.formats import registry
from sco_cli.reports.report import Report
from sco_cli.reports.table_options import apply_table_options

WITH_BOM = ("csv", "tsv")
"""The formats that may begin with a byte order mark: without one, Excel takes them for the encoding of its system."""

BYTE_ORDER_MARK = "\ufeff"


def write_toml(lines: Iterable[str]) -> None:
    """Write lines of TOML as they are, whatever the terminal, so that they can be copied and appended to a file.

    TOML is always UTF-8. Raises OutputFailed if they cannot be written.
    """
    with streams.answer_stream() as stream:
        stream.buffer.write("".join(f"{line}\n" for line in lines).encode())


def write_blocks(lines: Iterable[str]) -> None:
    """Write blocks of TOML to be appended to a file: after a blank line, and without blank lines at the end.

    Without blocks, nothing is written. Raises OutputFailed as `write_toml` does.
    """
    text = "\n".join(lines).rstrip("\n")
    write_toml(["", text] if text else [])


def write_report(report: Report, format_name: str, table: TableOptions | None = None, *, bom: bool = False) -> None:
    """Write the report in that format; a listing in the order, length and columns of `table`.

    With `bom` a byte order mark comes first. Raises BadRequest for that in a format other than `WITH_BOM`, OutputFailed
    if the report cannot be written.
    """
    if bom and format_name not in WITH_BOM:
        raise BadRequest(f"--bom works with --format {' and '.join(WITH_BOM)}, not with {format_name}")
    if table:
        report = apply_table_options(report, table.sort, table.limit, table.column_names())
    output_format = registry.get(format_name)
    with streams.answer_stream() as stream:
        encoding = output_format.ENCODING or report.encoding
        newline = None if encoding is None else ""  # machine formats are the same bytes on every system
        stream.reconfigure(encoding=encoding or stream.encoding, errors=streams.READABLE, newline=newline)
        if bom:
            stream.write(BYTE_ORDER_MARK)
        output_format.render(report, stream)

"""What exports that need an extra have in common: how to install it."""

from __future__ import annotations

from sco_cli.errors import BadRequest


def missing(what: str, extra: str) -> BadRequest:
    """The error for an export that needs a library of an extra, such as "an Excel workbook"."""
    command = f"pip install 'sco-cli[{extra}]'"
    return BadRequest(f'{what} needs the extra "{extra}": {command}; .db, .jsonl and csv need no extra')

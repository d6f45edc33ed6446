"""What all libraries of the extra `import` have in common: how to install them."""

from __future__ import annotations

from sco_cli.errors import BadRequest

INSTALL_COMMAND = "pip install 'sco-cli[import]'"


def missing(what: str) -> BadRequest:
    """The error for what cannot be had without the extra, such as "the names of countries", a plural."""
    return BadRequest(f'{what} need the extra "import": {INSTALL_COMMAND}')

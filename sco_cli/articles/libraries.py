"""What the libraries of the extra `text` share: how to install them, and how to silence them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sco_cli.errors import BadRequest

INSTALL_COMMAND = "pip install 'sco-cli[text]'"


def missing(what: str) -> BadRequest:
    """The error for a file that cannot be read without the extra, such as "an HTML page"."""
    return BadRequest(f'{what} needs the extra "text": {INSTALL_COMMAND}; plain text in UTF-8 works without it')


@contextmanager
def silent() -> Iterator[None]:
    """Suppress warnings and log messages, which would reach stderr."""
    import logging  # noqa: PLC0415  # few runs need them
    import warnings  # noqa: PLC0415

    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)

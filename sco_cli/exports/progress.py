"""A progress bar on stderr, for exports that take more than a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

SHOW_AFTER = 1.0
"""Seconds until the bar appears."""

REFRESH_INTERVAL = 0.1
"""Seconds between two updates of the bar."""

BAR_WIDTH = 30
"""Width of the bar in terminal cells, without the text beside it."""


@contextmanager
def progress(items: Iterable[T], total: int, description: str) -> Iterator[Iterator[T]]:
    """An iterator over the items that shows how many of the `total` have been taken, if stderr is a terminal.

    The bar appears after `SHOW_AFTER` seconds and is removed at the end of the block.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield iter(items)
        return
    with ExitStack() as cleanup:
        yield _show_progress(items, total, description, sys.stderr, cleanup)


def _show_progress(items: Iterable[T], total: int, description: str, stream: TextIO, cleanup: ExitStack) -> Iterator[T]:
    bar: Progress | None = None
    next_update = time.monotonic() + SHOW_AFTER
    for count, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now < next_update:
            continue
        next_update = now + REFRESH_INTERVAL
        with suppress(OSError):  # the terminal may have been closed; the export goes on
            if bar is None:
                bar = _create_bar(stream)
                bar.add_task(description, total=total)
                cleanup.callback(_remove, bar)
                bar.start()
            bar.update(bar.task_ids[0], completed=count, refresh=True)


def _create_bar(stream: TextIO) -> Progress:
    """A bar without a thread to redraw it, so that none can be left running after an error."""
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    from sco_cli.formats.terminal import console  # noqa: PLC0415

    return Progress(
        TextColumn("{task.percentage:>3.0f}% {task.description}", markup=False),
        BarColumn(BAR_WIDTH, style="sco.dim", complete_style="sco.accent", finished_style="sco.accent"),
        console=console(stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _remove(bar: Progress) -> None:
    with suppress(OSError):
        bar.stop()

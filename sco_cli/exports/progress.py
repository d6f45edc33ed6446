"""A bar on stderr for what takes long: only on a terminal, only after a second, and gone when done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO, TypeVar

T = TypeVar("T")
Track = Callable[[Iterable[T]], Iterator[T]]

SHOW_AFTER = 1.0
"""Seconds before a reader is told that there is something to wait for."""

REDRAWN = 0.1
"""Seconds between two pictures of the bar."""

LONGEST = 30
"""Cells of the bar itself."""


@contextmanager
def progress(
    what: str, total: int, stream: TextIO | None = None, environ: Mapping[str, str] = os.environ
) -> Iterator[Track[Any]]:
    """A function that passes items on and shows how many of the `total` have passed; `what` is said before the bar."""
    stream = sys.stderr if stream is None else stream
    is_shown = stream.isatty() and environ.get("TERM") != "dumb"
    bar = _Bar(what, total, stream)

    def track(items: Iterable[T]) -> Iterator[T]:
        for item in items:
            yield item
            if is_shown:
                bar.step()

    try:
        yield track
    finally:
        bar.clear()


class _Bar:
    """The bar; no colour, so that there is none to ask for or refuse."""

    def __init__(self, what: str, total: int, stream: TextIO) -> None:
        self.what, self.total, self.stream = what, max(total, 1), stream
        self.done = 0
        self.drawn = ""
        self.next_at = time.monotonic() + SHOW_AFTER

    def step(self) -> None:
        """Note that one more is done, and draw that now and then."""
        self.done += 1
        now = time.monotonic()
        if now >= self.next_at:
            self.next_at = now + REDRAWN
            self.draw()

    def draw(self) -> None:
        """Draw the bar as long as the terminal allows, and never to its last cell, where some terminals wrap."""
        share = min(self.done / self.total, 1)
        width = 80
        with suppress(OSError):
            width = os.get_terminal_size(self.stream.fileno()).columns or width
        words = f"{self.what} {share:4.0%} "
        cells = max(min(LONGEST, width - len(words) - 3), 0)
        filled = int(cells * share)
        self.say(f"{words}[{'#' * filled}{'-' * (cells - filled)}]"[: width - 1])

    def clear(self) -> None:
        """Take the bar away."""
        if self.drawn:
            self.say(" " * len(self.drawn))
            self.say("")

    def say(self, line: str) -> None:
        """Put the line where the last one stood."""
        with suppress(OSError):  # no one looks any more
            self.stream.write(f"\r{line}")
            self.stream.flush()
        self.drawn = line

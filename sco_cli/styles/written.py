"""What a style makes of references."""

from __future__ import annotations

from dataclasses import dataclass

from sco_cli.report import Block


@dataclass(frozen=True, slots=True)
class Written:
    """References in a style.

    `entries` has the text of each reference, `in_text` how a text refers to each of its pinpoints, both in the order
    of the references; `blocks` is the whole list as it is shown, `encoding` the one that a notation for programs has.
    """

    entries: tuple[str, ...]
    in_text: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]
    encoding: str | None = None

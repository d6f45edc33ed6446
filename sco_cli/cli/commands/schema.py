"""`sco schema`: the format of fact bases for editors."""

from __future__ import annotations

from sco_cli.cli import streams
from sco_cli.loading import files


def command() -> None:
    """Print the format of fact bases for editors, as JSON Schema.

    Put the line "#:schema ./facts.schema.json" at the top of a fact base beside it: taplo, and editors that read TOML
    by it (in VS Code: Even Better TOML), then check and complete while you write. It is always JSON, without --format.

    \b
    Examples:
      sco schema
      sco schema > facts.schema.json
    """
    # The file that ships, for `sco_cli.models.schema` needs Pydantic and docstrings to make it.
    content = files.read_packaged(files.bundled_schema())
    with streams.answer_stream() as stream:
        stream.buffer.write(content)

"""`sco schema`: the format of fact bases for editors."""

from __future__ import annotations

from sco_cli.cli import streams
from sco_cli.loading import files


def command() -> None:
    """Print the format of fact bases as JSON Schema.

    Save it beside a fact base and put the line "#:schema ./facts.schema.json" at the top of the base. Editors that
    read TOML with taplo, such as VS Code with Even Better TOML, then check and complete what you type. The output is
    always JSON.

    \b
    Examples:
      sco schema
      sco schema > facts.schema.json
      sco schema | jq '.properties | keys'
    """
    # The file that ships, for `sco_cli.models.schema` needs Pydantic and docstrings to make it.
    content = files.read_packaged(files.bundled_schema())
    with streams.answer_stream() as stream:
        stream.buffer.write(content)

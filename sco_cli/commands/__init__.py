"""The commands, one file each: a pure function that makes the report, and the Typer function that asks and emits."""

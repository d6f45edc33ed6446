"""The commands, one a file: a function that makes the report, and the function that Typer runs."""

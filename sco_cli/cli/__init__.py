"""The Typer app: options, completion, output; one command a file in `commands`."""

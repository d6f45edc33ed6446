"""`python -m sco_cli`."""

from sco_cli.cli import main

main()

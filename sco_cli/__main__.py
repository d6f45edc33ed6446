"""The program `sco`, and `python -m sco_cli`."""

from __future__ import annotations

import gc

gc.disable()  # a run ends soon after its answer, and keeps to its end nearly all that it makes

from sco_cli.cli import main  # noqa: E402  # importing makes most of it

if __name__ == "__main__":
    main()

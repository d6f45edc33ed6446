"""The program `sco`, and `python -m sco_cli`."""

from __future__ import annotations

import atexit
import gc

# A run ends soon, and keeps to its end nearly all that it makes: looking for what can be let go is lost on it.
gc.disable()
atexit.register(gc.freeze)

from sco_cli.cli.app import main  # noqa: E402  # importing makes most of it

if __name__ == "__main__":
    main()

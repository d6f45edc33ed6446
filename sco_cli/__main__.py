"""Entry point of the program `sco` and of `python -m sco_cli`."""

from __future__ import annotations

import atexit
import gc

# A run is short and keeps almost all of its objects to the end, so garbage collection would only cost time.
gc.disable()
atexit.register(gc.freeze)

from sco_cli.cli.app import main  # noqa: E402  # after gc.disable(), because imports create most objects

if __name__ == "__main__":
    main()

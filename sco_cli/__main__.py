"""Entry point of the program `sco` and of `python -m sco_cli`. Nothing else imports it, for it handles SIGINT."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 plus the number of SIGINT, by the convention of shells."""


def _exit_at_once(*_: object) -> None:
    os._exit(INTERRUPTED)


# A KeyboardInterrupt while modules are imported, or at exit, would print a traceback. Only the main thread may set a
# handler, and in the background of some shells SIGINT is ignored.
is_interruptible = (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
)
if is_interruptible:
    signal.signal(signal.SIGINT, _exit_at_once)

# A run is short and keeps almost all of its objects to the end, so garbage collection would only cost time.
gc.disable()
atexit.register(gc.freeze)

from sco_cli.cli import app  # noqa: E402  # after gc.disable(), because imports create most objects


def main() -> None:
    """Run the program. Ctrl-C ends it in silence, after what it has begun to write has been removed."""
    try:
        if is_interruptible:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        app.main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        if is_interruptible:
            signal.signal(signal.SIGINT, _exit_at_once)


if __name__ == "__main__":
    main()

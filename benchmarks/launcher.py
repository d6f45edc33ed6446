"""Runs one command and reports its CPU time and peak memory: `launcher.py REPORT OUTPUT COMMAND...`.

The launcher is a small process, because Linux includes the memory of the process that starts a program in the peak of
that program: started from a process of 50 MB, every program would have a peak of at least 50 MB.
"""

import os
import sys
from pathlib import Path

UNIT = 1 if sys.platform == "darwin" else 1024
"""The unit of `ru_maxrss` in bytes: bytes on macOS, KiB on Linux."""


def main() -> None:
    """Run the command with its output in a file, and write CPU seconds, bytes and exit code to the report."""
    report, output, *command = sys.argv[1:]
    to_output = (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[to_output])
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    Path(report).write_text(f"{seconds} {usage.ru_maxrss * UNIT} {os.waitstatus_to_exitcode(status)}", "utf-8")


if __name__ == "__main__":
    main()

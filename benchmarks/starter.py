"""Run one command and write down its wall time and peak memory: `starter.py REPORT OUTPUT COMMAND...`.

It is a process of its own, and a small one, because Linux counts the memory of the process that starts a program to the
peak of that program: from a process of 50 MB no smaller peak could be seen.
"""

import os
import sys
import time
from pathlib import Path

UNIT = 1 if sys.platform == "darwin" else 1024
"""How many bytes the system means by 1 of peak memory."""


def main() -> None:
    """Run the command with its output in a file, and write seconds, bytes and exit code to the report."""
    report, output, *command = sys.argv[1:]
    to_output = (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[to_output])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    Path(report).write_text(f"{seconds} {usage.ru_maxrss * UNIT} {os.waitstatus_to_exitcode(status)}", "utf-8")


if __name__ == "__main__":
    main()

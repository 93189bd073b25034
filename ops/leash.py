"""Becomes the command that it is given, and ends with whoever started it, however that ends.

Ctrl-C is told to all that ops/run started; a kill -9 tells nobody, and what went on would keep the port, and write the queue's file beside
the next queue server. Linux only (prctl's PR_SET_PDEATHSIG); elsewhere the command runs as if it had been started by itself.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before we could ask
            return
    os.execvp(command[0], command)  # noqa: S606 - what our own code names


def leashed(command: list[str]) -> list[str]:
    """The words that start a command on this process's leash. The process that they make is the command's own."""
    return [sys.executable, os.path.abspath(__file__), str(os.getpid()), *command]


if __name__ == "__main__":
    main()

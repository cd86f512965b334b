"""Starts the command line quickly, on a terminal of its own: forked from a process that has
imported everything once, because an import takes most of the time of a short dialogue."""

import atexit
import fcntl
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
_MOST_BYTES = 1 << 20


class Forked:
    """A command that runs in a process of its own."""

    def __init__(self, folder: Path, arguments: tuple[str, ...], env: dict[str, str]) -> None:
        """Start it; `terminal` is our side of its terminal."""
        self.terminal, theirs = os.openpty()
        self._reports, report = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        wish = json.dumps([str(folder), arguments, env]).encode()
        with report:
            socket.send_fds(_nursery(), [wish], [theirs, report.fileno()])
        os.close(theirs)
        self._pid = int(self._reports.recv(100))
        self._code: int | None = None

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        try:
            self.wait(timeout=0)
        except BlockingIOError:
            os.kill(self._pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; return the exit code, negative for a signal. Raises TimeoutError."""
        if self._code is None:
            self._reports.settimeout(timeout)
            self._code = int(self._reports.recv(100))
            self._reports.close()
        return self._code


@functools.cache
def _nursery() -> socket.socket:
    """Start the process that others are forked from; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.init.forks"]
    with theirs:
        process = subprocess.Popen(command, cwd=_ROOT, stdin=theirs, start_new_session=True)
    atexit.register(process.wait)
    atexit.register(ours.close)  # called first
    return ours


def _serve() -> None:
    """Fork for each request, until nobody can ask any more."""
    from bot.init import start  # noqa: F401  (what the command imports)

    with socket.socket(fileno=0) as requests:
        while True:
            wish, numbers, _, _ = socket.recv_fds(requests, _MOST_BYTES, 2)
            if not wish:
                return
            if os.fork() == 0:
                requests.detach()
                _watch(json.loads(wish), *numbers)
                return
            for number in numbers:
                os.close(number)


def _watch(wish: list[Any], terminal: int, report: int) -> None:
    """Fork once more, and report the number of that process and its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if (pid := os.fork()) == 0:
        os.close(report)
        _live(wish, terminal)
    os.close(terminal)
    os.write(report, str(pid).encode())
    _, status = os.waitpid(pid, 0)
    os.write(report, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _live(wish: list[Any], terminal: int) -> None:
    """Run the command as a shell would start it on this terminal."""
    from bot.__main__ import main

    folder, arguments, env = wish
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)  # Ctrl-C then reaches this process
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.exit(main(arguments))


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those who watch leave no traces
    _serve()

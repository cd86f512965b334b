"""A person at a terminal of a booted machine."""

import asyncio
import contextlib
import os
import pty
import signal
import subprocess
from collections.abc import AsyncIterator

from tests.init.install.booted import Booted
from tests.init.typing_person import Typist


@contextlib.asynccontextmanager
async def typing_there(machine: Booted, *command: str, **environ: str) -> AsyncIterator[Typist]:
    """Start a command on a terminal of its own, which Ctrl-C reaches as it does on a real one."""
    ours, process = _started(machine, command, environ)
    typist = Typist(ours, process)
    try:
        yield typist
    finally:
        typist.close()
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(process.wait)
        with contextlib.suppress(OSError):
            os.close(ours)


def _started(
    machine: Booted, command: tuple[str, ...], environ: dict[str, str]
) -> tuple[int, "subprocess.Popen[bytes]"]:
    """Start the command; return our side of its terminal, and its process.

    The session begins in the machine: Ctrl-C isn't for the program that enters it.
    """
    ours, theirs = pty.openpty()
    line = machine.line("setsid", "--ctty", "--wait", *command, TERM="xterm", **environ)
    process = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    return ours, process

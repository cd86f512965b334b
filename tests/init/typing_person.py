"""A person at a terminal: starts `tributary init` in a real pty, reads what it shows, and types."""

import asyncio
import contextlib
import io
import os
import pty
import re
import signal
import termios
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from bot.init.code import Pace
from bot.init.options import Options
from bot.init.start import Surroundings, dialogue
from bot.init.terminal import Terminal
from bot.probes.machine import Machine
from bot.settings.settings import Settings
from bot.texts import Texts
from tests.init.forks import Forked

CTRL_C, CTRL_D = "\x03", "\x04"
_SECONDS = 20
_OF_LOCALES = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "TZ", "COLUMNS", "STATE_DIRECTORY")


def environment(**more: str) -> dict[str, str]:
    """Return this machine's environment without settings, languages and zones of its own."""
    left_out = {*_OF_LOCALES, *(name.upper() for name in Settings.model_fields)}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"LANG": "C.UTF-8", "TZ": "UTC"} | more


class Process(Protocol):
    """A process that runs the command."""

    def send_signal(self, number: signal.Signals, /) -> None: ...

    def wait(self, timeout: float | None = None) -> int: ...


class Typist:
    """Reads and writes the other side of a pty on which the command runs."""

    def __init__(self, number: int, process: Process | None = None) -> None:
        """`number` is our side of the pty; without a process the dialogue runs in this one."""
        self.process = process
        self.patience_seconds: float = _SECONDS
        """How long words are waited for."""
        self.shown = ""
        """Everything that the terminal has shown so far."""
        self._number = number
        self._read_up_to = 0
        self._came = asyncio.Event()
        self._ended = False
        asyncio.get_running_loop().add_reader(number, self._read)

    async def sees(self, words: str) -> str:
        """Wait until the terminal shows these words after what was seen before, however its lines
        are broken; return all that came up to their end."""
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        deadline = asyncio.get_running_loop().time() + self.patience_seconds
        while (found := pattern.search(self.shown, self._read_up_to)) is None:
            if self._ended or asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"no “{words}” in:\n{self.shown}")
            self._came.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), 1)
        before, self._read_up_to = self._read_up_to, found.end()
        return self.shown[before : found.end()]

    def types(self, text: str, end: str = "\n") -> None:
        os.write(self._number, f"{text}{end}".encode())

    async def answers(self, words: str, text: str) -> None:
        """Wait for a prompt with these words, and type the answer."""
        await self.sees(words)
        self.types(text)

    async def ends(self) -> int:
        """Wait until the command has ended; return its exit code."""
        assert self.process is not None
        async with asyncio.timeout(_SECONDS):
            while not self._ended:
                self._came.clear()
                await self._came.wait()
            return await asyncio.to_thread(self.process.wait)

    def _read(self) -> None:
        try:
            more = os.read(self._number, 65536)
        except OSError:  # EIO: nobody has the other side open any more
            more = b""
        if not more:
            self._ended = True
            asyncio.get_running_loop().remove_reader(self._number)
        self.shown += more.decode(errors="replace").replace("\r\n", "\n")
        self._came.set()

    def is_echoing(self) -> bool:
        """Return whether the terminal shows what is typed."""
        return bool(termios.tcgetattr(self._number)[3] & termios.ECHO)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        self.close()
        os.close(self._number)
        self._number = -1

    def close(self) -> None:
        if self._number >= 0:
            asyncio.get_running_loop().remove_reader(self._number)


@contextlib.asynccontextmanager
async def typing(folder: Path, *arguments: str, **env: str) -> AsyncIterator[Typist]:
    """Start `tributary init` in the folder, on a terminal of its own."""
    process = Forked(folder, ("init", *arguments), environment(**env))
    typist = Typist(process.terminal, process)
    try:
        yield typist
    finally:
        typist.close()
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(process.wait)
        with contextlib.suppress(OSError):
            os.close(process.terminal)


@contextlib.asynccontextmanager
async def typing_here(
    folder: Path,
    chosen: Options,
    *,
    machine: Machine | None = None,
    pace: Pace | None = None,
) -> AsyncIterator[Typist]:
    """Run the dialogue in this process, with a machine or a pace of the test's own."""
    ours, theirs = pty.openpty()
    with io.TextIOWrapper(io.FileIO(theirs, "r+"), write_through=True) as out:
        terminal = Terminal(out, out)
        around = Surroundings(
            terminal, folder / ".env", machine or Machine(), pace or Pace(look_seconds=0.05)
        )
        typist = Typist(ours)
        try:
            async with asyncio.TaskGroup() as group:
                task = group.create_task(_dialogue(chosen, around))
                yield typist
                task.cancel()
        finally:
            typist.close()
            os.close(ours)


async def _dialogue(chosen: Options, around: Surroundings) -> None:
    with around.terminal.held():
        await dialogue(chosen, Texts("en"), around)

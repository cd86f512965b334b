"""The dialogue in the terminal: prints, asks, and reads lines without holding up anything else."""

import asyncio
import os
import select
import shutil
import sys
import termios
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

_WIDEST = 96
_BYTES = 65536


class Stopped(Exception):
    """Raised when the owner ends the dialogue: Ctrl-D, or a terminal that was closed."""


class Terminal:
    """Standard input and output. `asks` says whether somebody is there to answer."""

    def __init__(self, source: TextIO | None, out: TextIO) -> None:
        """`source` is None where standard input is closed."""
        self._out = out
        self._number = source.fileno() if source is not None and source.isatty() else -1
        self._before = termios.tcgetattr(self._number) if self._number >= 0 else None
        self._typed = b""
        reconfigure = getattr(out, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal in an old encoding still shows the rest

    @classmethod
    def of_process(cls) -> "Terminal":
        """Return it; where standard output is closed, nothing is shown and nobody is asked."""
        return cls(sys.stdin, sys.stdout or Path(os.devnull).open("w", encoding="utf-8"))

    @property
    def asks(self) -> bool:
        return self._number >= 0 and self._out.isatty()

    def say(self, text: str = "", mark: str = "") -> None:
        """Print a paragraph, broken between words; commands and addresses stay whole.

        Raises Stopped, as everything here, where the terminal is gone.
        """
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        first, rest = (f"{mark} ", " " * (len(mark) + 1)) if mark else ("", "")
        for line in text.split("\n"):
            broken = textwrap.wrap(
                line,
                width,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
            self._print("\n".join(broken or [""]) + "\n")
            first = rest

    @contextmanager
    def held(self) -> Iterator[None]:
        """Show what is typed only where a question may be answered in the open: a secret that is
        pasted early isn't seen, and isn't lost either (as it would be with getpass)."""
        self._echo(shown=False)
        try:
            yield
        finally:
            self._echo(shown=True)

    async def ask(self, prompt: str, *, hidden: bool = False) -> str:
        """Print the prompt and return the line that is typed, trimmed. Raises Stopped."""
        self._echo(shown=not hidden)
        try:
            self._print(f"{prompt} ")
            return await self._line()
        finally:
            self._echo(shown=False)
            if hidden:
                self._print("\n")

    async def typed_within(self, seconds: float) -> str | None:
        """Return a line if one is typed within this time, else None. Raises Stopped.

        The terminal shows letters between two calls too, else some would be missing.
        """
        self._echo(shown=True)
        try:
            async with asyncio.timeout(seconds):
                return await self._line()
        except TimeoutError:
            return None

    def forget_enters(self) -> None:
        """Drop the empty lines that were typed ahead. A secret is often copied with its line end,
        and a second Enter would answer the next question unseen."""
        while self._number >= 0 and select.select([self._number], [], [], 0)[0]:
            self._read()
        self._typed = self._typed.lstrip(b"\n")

    def _print(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError:  # the terminal is gone, and what it can't show would fail again at the exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
            raise Stopped from None

    async def _line(self) -> str:
        while b"\n" not in self._typed:
            await self._wait()
            self._read()
        line, _, self._typed = self._typed.partition(b"\n")
        return line.decode(errors="replace").strip()

    def _read(self) -> None:
        try:
            more = os.read(self._number, _BYTES)
        except OSError:
            more = b""  # the terminal is gone
        if not more:
            raise Stopped
        self._typed += more

    async def _wait(self) -> None:
        loop, readable = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._number, readable.set)
        try:
            await readable.wait()
        finally:
            loop.remove_reader(self._number)

    def _echo(self, *, shown: bool) -> None:
        if self._before is None:
            return
        changed = list(self._before)
        if not shown:
            changed[3] &= ~termios.ECHO
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(self._number, termios.TCSADRAIN, changed)

"""Starts the process that draws a chart, and waits for the picture, 30 seconds at most."""

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from bot.errors import TributaryError

_SCRIPT = Path(__file__).with_name("draw.py")
_SECONDS = 30.0
_NICE = 10
"""The bot itself comes first, from the first of what the process imports."""
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")
"""The only variables that the drawing process gets; the others, which hold secrets, stay here."""


class DrawingFailed(TributaryError):
    """There is no picture this time; the message says why."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: a value for each day, and its texts."""

    kind: Literal["bars", "line"]
    title: str
    y_label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Small charts below each other over the same days; `group` separates thousands."""

    panels: tuple[Panel, ...]
    days: tuple[str, ...]
    x_label: str
    group: str


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws charts, each in a process of its own that may take so many seconds."""

    script: Path = _SCRIPT
    seconds: float = _SECONDS

    async def draw(self, chart: Chart) -> bytes:
        """Return the picture as PNG; raise DrawingFailed where there is none."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # its own folder holds nothing to import
            str(self.script),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(),
        )
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        try:
            async with asyncio.timeout(self.seconds):
                picture, said = await process.communicate(json.dumps(asdict(chart)).encode())
        except TimeoutError:
            raise DrawingFailed(f"the drawing took more than {self.seconds:g} seconds") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
        if process.returncode != 0:
            last = said.decode(errors="replace").strip().rpartition("\n")[2]
            raise DrawingFailed(f"the drawing ended with {process.returncode}: {last[:200]}")
        return picture


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}

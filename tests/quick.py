"""Spares work that thousands of tests repeat and none looks at: a tenth of their time.

Spared are most looks for garbage, memory that is given back to the system, and what Python 3.11
does to name a signal's handler. Garbage and memory have tests in processes without this module.
"""

import gc
import signal
from typing import Any

from storage.engine import database

_YOUNG = 50_000
"""New objects until garbage is looked for. The bot looks ten times as often, in a process with a
tenth of these objects; here a process lives for minutes only."""

read_name = signal._int_to_enum


def install() -> None:
    """Spare memory and signals from now on."""
    database.give_back = _keep_memory
    signal._int_to_enum = name_of_signal


def look_seldom_for_garbage() -> None:
    """Look for garbage when so many objects are new that most of it goes at once."""
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def _keep_memory() -> None:
    """Give nothing back: the next test needs the memory again."""


def name_of_signal(value: Any, kind: Any) -> Any:
    """Return the signal or the usual handler of this number, as Python does from 3.12 on.

    Python 3.11 looks for a handler that is a function among the numbers, too, and then describes it
    in an error that nobody reads: with the task that it stops, and all that the task was given.
    asyncio asks for a handler at each fixture and each test.
    """
    return read_name(value, kind) if isinstance(value, int) else value

"""Breaks in a long look at the file: in them payments have Python, and the log, to themselves."""

import time
from collections.abc import Callable

from storage.engine.tx import Tx

_LONGEST_SECONDS = 0.01
"""Longer ones would help nobody: a payment takes less."""


class Breaks:
    """Rests whenever it is called, as long as was worked since the last time.

    Python runs one thread at a time, and a payment's thread waits for its turn some twenty times.
    The snapshot ends with each break and a new one begins after it: while one is held, SQLite can't
    begin the log again from its start.
    """

    def __init__(self, tx: Tx, sleep: Callable[[float], None] = time.sleep) -> None:
        self._tx = tx
        self._sleep = sleep
        self._since = time.perf_counter()

    def __call__(self) -> None:
        self._tx.execute("ROLLBACK")  # nothing was written
        self._sleep(min(time.perf_counter() - self._since, _LONGEST_SECONDS))
        self._tx.execute("BEGIN")
        self._since = time.perf_counter()

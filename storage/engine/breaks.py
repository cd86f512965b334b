"""Breaks in a long look at the file: in them payments have Python, and the log, to themselves."""

import time

from bot.runtime.rests import Rests
from storage.engine.tx import Tx


class Breaks:
    """Rests whenever it is called, for what was worked since the last time.

    The snapshot ends with each break and a new one begins after it: while one is held, SQLite can't
    begin the log again from its start.
    """

    def __init__(self, tx: Tx, rests: Rests) -> None:
        self._tx = tx
        self._rests = rests
        self._since = time.perf_counter()

    def __call__(self) -> None:
        self._tx.execute("ROLLBACK")  # nothing was written
        self._rests.rest(time.perf_counter() - self._since)
        self._tx.execute("BEGIN")
        self._since = time.perf_counter()

"""The log lines of a storage that fails: one a minute for each cause, with the number of others.

While nothing can be stored, every request and every worker fails, again and again: their tracebacks
would fill what is left of the disk, and hide the first one.
"""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.errors import unavailability

QUIET_SECONDS = 60.0
_GRACE_SECONDS = 5.0
"""While it goes on, the next line of a cause has the number; afterwards there is none."""
_MOST_CAUSES = 100
"""The most causes remembered; their texts come from SQLite, which has some thirty."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Cause:
    logged_at: float
    unlogged: int = 0


class StorageFailures(logging.Filter):
    """Lets the first line of each cause through, and then one a minute.

    It belongs on the log's handler, which every line passes. A line counts as one of the storage's
    if its exception is a StorageUnavailable, or a group of them.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._causes: dict[str, _Cause] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether this line is written."""
        failure = unavailability(_exception(record))
        if failure is not None:
            return self._passes(str(failure), record)
        self.sum_up()
        return True

    def sum_up(self) -> None:
        """Log the number of lines left out, for each cause that doesn't go on."""
        with self._lock:
            over = {
                cause: known
                for cause, known in self._causes.items()
                if self._age_seconds(known) >= QUIET_SECONDS + _GRACE_SECONDS
            }
            for cause in over:
                del self._causes[cause]
        for cause, known in over.items():
            if known.unlogged:
                log.error("storage failures", reason=cause, not_logged=known.unlogged)

    def _passes(self, cause: str, record: logging.LogRecord) -> bool:
        with self._lock:
            known = self._causes.get(cause)
            if known is not None and self._age_seconds(known) < QUIET_SECONDS:
                known.unlogged += 1
                if known.unlogged == 1:
                    self._sum_up_later(known)
                return False
            if known is not None and known.unlogged:
                _add(record, known.unlogged)
            if len(self._causes) >= _MOST_CAUSES:
                self._causes.clear()
            self._causes[cause] = _Cause(self._now())
        return True

    def _age_seconds(self, known: _Cause) -> float:
        return self._now() - known.logged_at

    def _sum_up_later(self, known: _Cause) -> None:
        """Sum up after the minute, also if nothing else is logged then."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # on another thread: the next line of the loop's sums up
            return
        pause = QUIET_SECONDS + _GRACE_SECONDS - self._age_seconds(known)
        loop.call_later(pause, self.sum_up)


def _exception(record: logging.LogRecord) -> object:
    """Return the exception of a line, whether structlog or the standard library wrote it."""
    shown = record.msg.get("exc_info") if isinstance(record.msg, dict) else record.exc_info
    if isinstance(shown, tuple):
        return shown[1]
    return sys.exc_info()[1] if shown is True else shown


def _add(record: logging.LogRecord, unlogged: int) -> None:
    """Add the number of lines left out, for structlog's lines and for the standard library's."""
    if isinstance(record.msg, dict):
        record.msg["not_logged"] = unlogged
    else:
        record.not_logged = unlogged

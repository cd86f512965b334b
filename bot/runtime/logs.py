"""The log: one line an event, to stderr, with every secret masked."""

import json
import logging
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Literal
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.runtime.storage_failures import StorageFailures

_MASK = "***"
_SHORTEST_SECRET = 4  # a shorter one would mask half of every line, and protects nothing
# Libraries that log too much: aiosqlite's DEBUG shows rows, aiogram's INFO every update, access
# logs show people.
_LEAST_LEVELS = {
    "aiosqlite": logging.INFO,
    "aiogram": logging.INFO,
    "aiogram.event": logging.WARNING,
    "aiohttp.access": logging.CRITICAL,
    "asyncio": logging.INFO,
}


def setup(
    level: str = "INFO",
    format: Literal["console", "json"] = "console",  # noqa: A002  (the setting's own word)
    secrets: Iterable[str] = (),
) -> None:
    """Send structlog's and the standard library's records to stderr; safe to call again."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(format),
                Redaction(secrets),
            ],
        )
    )
    handler.addFilter(StorageFailures())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name, least in _LEAST_LEVELS.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    _log_everything_else_too()


class Redaction:
    """The last processor: masks the secrets in the finished line, so that none gets past it.

    It knows each secret as it is and as a URL, JSON and Python would write it; and the second half
    of a bot token alone, which is its secret part.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        whole = {secret.strip() for secret in secrets}
        halves = {secret.partition(":")[2] for secret in whole}
        written = {
            shape
            for secret in whole | {half for half in halves if len(half) >= 16}
            for shape in (secret, quote(secret, safe=""), repr(secret)[1:-1])
        }
        shapes = written | {json.dumps(shape)[1:-1] for shape in written}
        # Longest first: a secret may hold another one.
        usable = (shape for shape in shapes if len(shape) >= _SHORTEST_SECRET)
        self._shapes = tuple(sorted(usable, key=len, reverse=True))

    def __call__(self, _logger: WrappedLogger, _name: str, line: EventDict | str) -> str:
        return self.clean(str(line))

    def clean(self, text: str) -> str:
        for shape in self._shapes:
            text = text.replace(shape, _MASK)
        return text


def _renderers(format: str) -> list[Processor]:  # noqa: A002
    if format == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    # Plain tracebacks: the pretty ones print local variables, which hold people's data.
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def _log_everything_else_too() -> None:
    """Send uncaught errors and warnings through the log, and silence failed log calls: nothing may
    reach stderr unredacted."""
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("tributary").critical("stopped by an error", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)

"""Fixtures for every test: a clock that stands still, the whole app, and logging of its own."""

import functools
import gc
import inspect
import logging
import ssl
import sys
import threading
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from types import FunctionType, MethodType, SimpleNamespace
from typing import Any

import certifi
import pytest
import structlog
from hypothesis import settings

from bot.runtime import lazy_types

lazy_types.install()  # as `python -m bot run` does, before anything imports aiogram

from aiogram.dispatcher.event import handler  # noqa: E402
from aiogram.methods import Response  # noqa: E402
from aiogram.types import Message as TelegramMessage  # noqa: E402

from bot.clock import FixedClock  # noqa: E402
from bot.domain.limits import Limits  # noqa: E402
from bot.sandbox.world import World  # noqa: E402
from tests.invariants import assert_ledger_is_sound  # noqa: E402
from tests.labels import assert_labels_fit  # noqa: E402

# A busy machine may pause anywhere, so no example has a deadline.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Plain tracebacks, as in the bot itself: the pretty ones take seconds and print local variables.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

# Tests write and press faster than people do; the tests of the pace restore the usual limits.
World.limits = Limits(
    seconds_between_answers_to_a_chat=0, messages_a_minute=10_000, presses_a_minute=10_000
)

# A process of the bot starts once, the tests start the app thousands of times. Three things that
# take 20 ms of each start are kept: the certificate authorities, the classes with which aiogram
# reads answers, and the parameters of its handlers and filters.
_read_certificates = ssl.create_default_context
_read_once = functools.cache(lambda: _read_certificates(cafile=certifi.where()))


def _certificates(*args: Any, **options: Any) -> ssl.SSLContext:
    usual = not args and options == {"cafile": certifi.where()}
    return _read_once() if usual else _read_certificates(*args, **options)


ssl.create_default_context = _certificates

ANSWER_KINDS = (Response[Any], Response[TelegramMessage], Response[bool])


def _kind_of_callback(callback: Any) -> Any:
    """Return what decides on the parameters: not what a closure or a filter holds."""
    if isinstance(callback, MethodType):
        return callback.__func__.__code__
    return callback.__code__ if isinstance(callback, FunctionType) else type(callback)


_signatures: dict[Any, inspect.Signature] = {}


def _signature(callback: Any) -> inspect.Signature:
    kind = _kind_of_callback(callback)
    if kind is type or isinstance(callback, functools.partial):
        return inspect.signature(callback)
    if kind not in _signatures:
        _signatures[kind] = inspect.signature(callback)
    return _signatures[kind]


handler.inspect = SimpleNamespace(**vars(inspect) | {"signature": _signature})


def pytest_collection_finish() -> None:
    """Leave what exists already out of the garbage collections to come, as the bot itself does."""
    gc.collect()
    gc.freeze()


NOW = 1_778_623_140
"""12 May 2026, 21:59 UTC: the time at which every test begins."""


@pytest.fixture
def now() -> int:
    return NOW


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the machine into a time zone far from UTC, with a summer time."""
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    """Yield the real app between the simulators, with the people of `bot.sandbox.cast`.

    The ledger and the labels of all buttons are checked at the end.
    """
    async with World.open(clock=clock) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)
        assert_labels_fit(world)


@pytest.fixture
def own_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a test set up logging, and restore everything afterwards."""
    root = logging.getLogger()
    before = root.handlers, root.level
    structured = structlog.get_config()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    yield
    logging.captureWarnings(capture=False)
    root.handlers, root.level = before
    structlog.configure(**structured)

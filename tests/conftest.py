"""Fixtures for every test: a clock that stands still, the whole app, and logging of its own."""

import logging
import sys
import threading
import time
import warnings
from collections.abc import AsyncIterator, Generator, Iterator

import pytest
import structlog
from hypothesis import settings
from structlog.stdlib import LoggerFactory

from bot.runtime import gc_tuning, lazy_types, light_dataclasses

light_dataclasses.install()
lazy_types.install()  # both as `python -m bot run` does, before anything imports aiogram
gc_tuning.slow_down()  # as at the start of the bot: what is imported and collected stays

from bot.clock import FixedClock  # noqa: E402
from bot.domain.limits import Limits  # noqa: E402
from bot.sandbox.world import World  # noqa: E402
from tests import bytecode, kept, late_connections, memory, quick  # noqa: E402
from tests.hard_end import HardEnd  # noqa: E402
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

kept.install()
late_connections.install()
memory.install()
quick.install()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(HardEnd(config))
    bytecode.compile_all(config)


_LONGEST_SECONDS = 300
"""The limit of long tests that name none: on a busy machine two were cut off at 60."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests with a browser as such, and as long but for the path that `make test` walks.
    They come first, where one process gets them all: each process that has one of them starts a
    Chromium, which costs as much as a dozen tests.

    Of a matrix the first case alone runs in `make test`, the others are long.
    """
    items.sort(key=lambda item: not _needs_browser(item))
    for item in filter(_needs_browser, items):
        item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("path") is None:
            item.add_marker(pytest.mark.long)
    for item in filter(_is_a_later_case, items):
        item.add_marker(pytest.mark.long)
    for item in items:
        if item.get_closest_marker("long") and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(_LONGEST_SECONDS))


def _is_a_later_case(item: pytest.Item) -> bool:
    if item.get_closest_marker("matrix") is None:
        return False
    return any(item.callspec.indices.values())  # type: ignore[attr-defined]


def _needs_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


def pytest_collection_finish() -> None:
    """Collect garbage again, but leave out what exists already, as the bot itself does."""
    gc_tuning.resume()
    quick.look_seldom_for_garbage()


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Leave to the next test what it expects, once all apps have stopped.

    A test that leaves logging set up fails: later ones in its process would see another log. (A
    fixture for each test would take a second of 11,000 tests.)
    """
    yield
    kept.take_admins_back()
    if isinstance(structlog.get_config()["logger_factory"], LoggerFactory):
        structlog.reset_defaults()
        pytest.fail("a test that sets up logging needs own_logging")


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

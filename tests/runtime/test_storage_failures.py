"""Log lines of a storage that fails: one a minute for each cause, and the number of the others."""

import asyncio
import logging

import pytest
import structlog

from bot.errors import StorageUnavailable
from bot.runtime import logs, storage_failures
from bot.runtime.storage_failures import StorageFailures

pytestmark = pytest.mark.usefixtures("own_logging")

FULL = "database: database or disk is full"
LOCKED = "database: database is locked"


class Minutes:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> float:
        return self.seconds


def _begin() -> Minutes:
    """Set up the log as the bot does, with a clock that stands still."""
    clock = Minutes()
    logs.setup("DEBUG", "console")
    [handler] = logging.getLogger().handlers
    handler.filters[:] = [StorageFailures(clock.now)]
    return clock


def _fail(cause: str = FULL, event: str = "failed") -> None:
    try:
        raise StorageUnavailable(cause)
    except StorageUnavailable:
        structlog.get_logger("ours").exception(event)


def _tracebacks(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return each traceback that was written since the last call, with the line above it."""
    return capsys.readouterr().err.split("Traceback")[:-1]


def test_five_hundred_failures_in_half_a_minute_are_one_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    minutes = _begin()
    for number in range(528):
        _fail(event=f"failed at {number % 7}")
        minutes.seconds += 35 / 528
    assert len(_tracebacks(capsys)) == 1


def test_the_next_minute_s_line_has_the_number_of_those_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    minutes = _begin()
    for _ in range(10):
        _fail()
    minutes.seconds += 61
    _fail()
    _, second = _tracebacks(capsys)
    assert "not_logged=9" in second


def test_each_cause_has_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    _begin()
    for cause in (FULL, LOCKED, FULL, LOCKED):
        _fail(cause)
    written = capsys.readouterr().err
    assert (written.count(FULL), written.count(LOCKED)) == (1, 1)


def test_once_it_is_over_the_next_line_of_any_kind_is_preceded_by_the_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    minutes = _begin()
    for _ in range(4):
        _fail()
    minutes.seconds += 70
    structlog.get_logger("ours").info("all is well")
    summary, rest = capsys.readouterr().err.splitlines()[-2:]
    assert FULL in summary
    assert "not_logged=3" in summary
    assert "all is well" in rest


async def test_once_it_is_over_the_number_is_logged_without_another_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = _begin()
    monkeypatch.setattr(storage_failures, "QUIET_SECONDS", 0.05)
    monkeypatch.setattr(storage_failures, "_GRACE_SECONDS", 0.0)
    for _ in range(3):
        _fail()
    minutes.seconds += 1
    async with asyncio.timeout(15):
        while "not_logged=2" not in capsys.readouterr().err:
            await asyncio.sleep(0.01)


def test_a_group_of_failures_and_another_library_s_lines_count_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A worker with tasks of its own fails with a group; asyncio logs tasks nobody waits for."""
    minutes = _begin()
    _fail()
    group = BaseExceptionGroup("tasks", [StorageUnavailable(FULL), StorageUnavailable(FULL)])
    structlog.get_logger("ours").error("worker failed", exc_info=group)
    logging.getLogger("asyncio").error("never retrieved", exc_info=StorageUnavailable(FULL))
    assert len(_tracebacks(capsys)) == 1
    minutes.seconds += 61
    logging.getLogger("asyncio").error("never retrieved", exc_info=StorageUnavailable(FULL))
    assert "not_logged=2" in capsys.readouterr().err


def test_other_errors_are_all_logged_also_among_failures_of_the_storage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _begin()
    _fail()
    group = BaseExceptionGroup("tasks", [StorageUnavailable(FULL), ZeroDivisionError("mine")])
    for error in (ZeroDivisionError("mine"), group, ZeroDivisionError("mine")):
        structlog.get_logger("ours").error("failed", exc_info=error)
    assert capsys.readouterr().err.count("ZeroDivisionError: mine") == 3

"""The supervisor restarts a worker that fails, reports it once, and stops workers in time."""

import asyncio

import pytest

from bot.workers.supervisor import Supervisor


@pytest.mark.fault("C4", "a worker that raises twice")
async def test_a_worker_that_fails_is_started_again_and_reported_once():
    reported: list[str] = []
    runs = 0
    third = asyncio.Event()

    async def report(name: str) -> None:
        reported.append(name)

    async def fails_twice(stop: asyncio.Event) -> None:
        nonlocal runs
        runs += 1
        if runs <= 2:
            raise ZeroDivisionError
        third.set()
        await stop.wait()

    supervisor = Supervisor(on_failure=report, first_pause_seconds=0.01)
    supervisor.start("worker", fails_twice)
    await asyncio.wait_for(third.wait(), 5)
    await supervisor.stop()
    assert (runs, reported) == (3, ["worker"])


async def test_a_worker_that_failed_recently_counts_as_failing():
    again = asyncio.Event()

    async def report(name: str) -> None:
        pass

    async def fails_once(stop: asyncio.Event) -> None:
        if supervisor.failing():
            again.set()
            return
        raise ZeroDivisionError

    supervisor = Supervisor(on_failure=report, first_pause_seconds=0.01)
    assert supervisor.failing() == frozenset()
    supervisor.start("worker", fails_once)
    await asyncio.wait_for(again.wait(), 5)
    assert supervisor.failing() == {"worker"}
    await supervisor.stop()


async def test_a_failure_that_cannot_be_reported_does_not_end_the_worker():
    again = asyncio.Event()
    runs = 0

    async def report(name: str) -> None:
        raise ZeroDivisionError

    async def fails_once(stop: asyncio.Event) -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise ZeroDivisionError
        again.set()

    supervisor = Supervisor(on_failure=report, first_pause_seconds=0.01)
    supervisor.start("worker", fails_once)
    await asyncio.wait_for(again.wait(), 5)
    await supervisor.stop()


async def test_a_worker_that_does_not_stop_is_cancelled():
    ended: list[str] = []

    async def stubborn(stop: asyncio.Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    async def report(name: str) -> None:
        raise AssertionError("a worker that is stopped has not failed")

    supervisor = Supervisor(on_failure=report, stop_seconds=0.05)
    supervisor.start("worker", stubborn)
    await asyncio.sleep(0)
    await supervisor.stop()
    assert ended == ["cancelled"]


async def test_stopping_before_any_worker_was_started_is_no_error():
    async def report(name: str) -> None: ...

    await Supervisor(on_failure=report).stop()

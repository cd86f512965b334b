"""The worker asks the servers again where the machine's clock seems to be wrong."""

import pytest

from bot.clock import CheckedClock, FixedClock
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.clock_recheck import ClockRecheckWorker
from tests.conftest import NOW
from tests.usecases.conftest import Shop, shop

__all__ = ["shop"]


@pytest.mark.fault("C9", "a machine that slept for eight hours, as its steady clock doesn't know")
async def test_a_machine_that_slept_is_believed_once_a_server_agrees(shop: Shop) -> None:
    machine = FixedClock(NOW)
    checked = CheckedClock(machine)
    checked.hear("telegram", NOW)
    asked: list[int] = []

    async def ask() -> None:
        asked.append(NOW)
        checked.hear("telegram", NOW + 8 * 3600)

    worker = ClockRecheckWorker(ClockRecheck(shop.db, checked), ask)
    await worker.step()
    assert not asked
    machine.jump(8 * 3600)
    await worker.step()
    assert len(asked) == 1
    assert checked.now() == NOW + 8 * 3600
    assert checked.seconds_ahead() == 0
    await worker.step()
    assert len(asked) == 1


@pytest.mark.fault("C9", "a clock that is wrong for long, and two servers that say so")
async def test_a_machine_that_stays_wrong_is_not_asked_about_all_the_time(shop: Shop) -> None:
    machine = FixedClock(NOW)
    checked = CheckedClock(machine)
    checked.hear("tribute", NOW - 3600)
    asked: list[int] = []

    async def ask() -> None:
        asked.append(NOW)

    worker = ClockRecheckWorker(ClockRecheck(shop.db, checked), ask)
    for _ in range(5):
        await worker.step()
    assert len(asked) == 1
    assert checked.now() == NOW - 3600

"""The worker asks the servers again where the machine's clock seems to be wrong."""

import pytest

from bot.clock import CheckedClock, FixedClock
from bot.domain.models import FIRST_PLAN, PersonId
from bot.domain.records import Revocation
from bot.usecases.operations.clock_recheck import ClockRecheck
from bot.workers.clock_recheck import ClockRecheckWorker
from storage.access import cuts
from tests.bodies import ANNA, purchase
from tests.conftest import NOW
from tests.usecases.conftest import Shop, nobody_asked, shop

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


@pytest.mark.fault(
    "C9", "a start without any server after a cut in the future, then a server answers"
)
async def test_a_cut_in_the_future_is_corrected_once_a_server_names_the_time(shop: Shop) -> None:
    checked = CheckedClock(shop.clock)
    await shop.receive(purchase())
    cut = Revocation(NOW + 86400, 1, None)
    await shop.db.write(lambda tx: cuts.insert(tx, PersonId(ANNA), FIRST_PLAN, cut))

    async def at() -> int:
        return int(await shop.db.read(lambda tx: tx.scalar("SELECT at FROM access_cuts")))

    worker = ClockRecheckWorker(ClockRecheck(shop.db, checked), nobody_asked)
    await worker.step()
    assert await at() == NOW + 86400
    checked.hear("telegram", NOW)
    await worker.step()
    assert await at() == NOW
    found = await shop.subscription(ANNA)
    assert found is not None
    assert found.expires_at == NOW

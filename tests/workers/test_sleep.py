"""A worker sleeps while a look would find nothing, and wakes when one would find something."""

import asyncio
from contextlib import suppress
from itertools import pairwise

from bot.workers.sleep import Sleep
from tests.handlers.telegram.talk import until
from tests.statements import heard_statements
from tests.usecases.conftest import Shop, shop
from tests.workers.sleeper import NEVER, SOON, note, sleeping

__all__ = ["shop"]


async def test_nothing_is_read_while_nothing_is_due_and_nothing_is_written(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
        with heard_statements(shop.db) as statements:
            await asyncio.sleep(8 * SOON)
        assert statements == []
        assert len(sleeper.looks) == 1


async def test_a_write_brings_a_look_and_many_writes_no_more_than_one_in_a_while(
    shop: Shop,
) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=0.4) as sleeper:
        await sleeper.until_asleep()
        for number in range(100):
            await note(shop.db, str(number))
        await sleeper.until_looked(3)
        await sleeper.until_asleep()
        gaps = [later - earlier for earlier, later in pairwise(sleeper.looks)]
        assert min(gaps) >= 0.39


async def test_a_write_during_a_look_brings_another_one(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_looked(1)
        await note(shop.db)
        await sleeper.until_looked(2)


async def test_a_write_during_a_look_brings_the_next_one_no_sooner_than_any_other(
    shop: Shop,
) -> None:
    sleep = Sleep(shop.db, shop.clock, 3 * SOON)
    loop = asyncio.get_running_loop()
    with sleep.watching():
        began = loop.time()
        sleep.begin()
        await note(shop.db)
        assert await sleep.until_due(asyncio.Event(), None)
        assert loop.time() - began >= 3 * SOON - 0.01


async def test_a_write_wakes_no_sleeper_before_its_next_look(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await until(lambda: sleeper.sleep._timer is not None)
        timer = sleeper.sleep._timer
        await note(shop.db)
        assert sleeper.sleep._changed
        assert timer is not None
        assert (timer.when() or 0) >= sleeper.looks[0] + NEVER - SOON
        assert timer is sleeper.sleep._timer


async def test_waking_brings_a_look_at_once(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await sleeper.until_looked(1)
        sleeper.sleep.wake()
        await sleeper.until_looked(2)


async def test_a_write_right_after_waking_puts_the_look_off_no_more(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock, every_seconds=NEVER) as sleeper:
        await until(lambda: sleeper.sleep._timer is not None)
        sleeper.sleep.wake()
        sleeper.sleep._note_change()
        await sleeper.until_looked(2)


async def test_a_write_at_the_moment_when_a_sleep_ends_breaks_nothing(shop: Shop) -> None:
    sleep = Sleep(shop.db, shop.clock, 0.0)
    sleep.begin()
    with suppress(TimeoutError):
        async with asyncio.timeout(0.01) as sleep._timer:
            await asyncio.Event().wait()
    sleep._note_change()
    assert sleep._changed


async def test_waking_during_a_look_brings_another_one(shop: Shop) -> None:
    sleep = Sleep(shop.db, shop.clock, NEVER)
    sleep.begin()
    sleep.wake()
    assert await sleep.until_due(asyncio.Event(), None)


async def test_its_own_limit_ends_the_sleep_and_is_no_reason_to_read(shop: Shop) -> None:
    sleep, stop = Sleep(shop.db, shop.clock, NEVER), asyncio.Event()
    sleep.begin()
    with heard_statements(shop.db) as statements:
        assert not await sleep.until_due(stop, None, at_most=0.01)
        assert not await sleep.until_due(stop, None, at_most=0.01)
    assert statements == []


async def test_a_stop_ends_the_sleep(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
    assert sleeper.outcomes == [False]
    sleeper.sleep.wake()  # signals still come while the others stop


async def test_where_nobody_can_say_what_is_due_it_looks_again_and_again(shop: Shop) -> None:
    async def ask(_since: int) -> int | None:
        return await shop.db.read(lambda tx: tx.scalar("SELECT at FROM nowhere"))

    async with sleeping(shop.db, shop.clock, next_at=ask) as sleeper:
        await sleeper.until_looked(3)
        assert sleeper.looks[2] - sleeper.looks[0] >= 2 * SOON - 0.01


async def test_after_the_end_it_follows_nothing_more(shop: Shop) -> None:
    async with sleeping(shop.db, shop.clock) as sleeper:
        await sleeper.until_asleep()
    await note(shop.db)
    shop.clock.move(-60)
    await asyncio.sleep(0)
    assert not sleeper.sleep._changed
    assert not sleeper.sleep._woken
    assert shop.clock._followers == []

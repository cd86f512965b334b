"""Telegram's list of Stars is read page by page, from where it was left, when that is due."""

from dataclasses import replace

import pytest

from bot.domain.stars_list.faults import ListFault, StarsListError
from bot.usecases.stars.reconcile import StarsReconciliation
from storage.stars import listed
from tests.conftest import NOW
from tests.usecases.stars.telegram_list import (
    GRANTED,
    TelegramList,
    found,
)
from tests.usecases.stars.till import Till


async def test_the_list_is_read_on_from_where_it_was_left(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    for number in range(230):
        telegram.pays(await till.order(), f"charge-{number}")
    assert found(await stars.look()) == {GRANTED: 230}
    assert telegram.asked == [0, 100, 200, 230]
    telegram.asked.clear()
    telegram.pays(await till.order(), "the latest")
    assert found(await stars.look()) == {GRANTED: 1}
    assert telegram.asked == [220, 231]


async def test_a_page_that_is_not_full_does_not_end_the_list(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.page = 3
    for number in range(8):
        telegram.pays(await till.order(), f"charge-{number}")
    assert found(await stars.look()) == {GRANTED: 8}


async def test_a_look_that_fails_goes_on_with_what_it_had_not_read(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.page = 2
    for number in range(6):
        telegram.pays(await till.order(), f"charge-{number}")
    telegram.faults = [None, None, ListFault.LATER]
    with pytest.raises(StarsListError):
        await stars.look()
    assert len(await till.shop.purchases()) == 4
    place = await till.shop.db.read(listed.place)
    assert (place.worked_in, place.read_at) == (4, None)
    assert found(await stars.look()) == {GRANTED: 2}


async def test_a_list_that_only_repeats_itself_is_worked_in_and_reported(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    telegram.ignores_offset = True
    telegram.pays(await till.order())
    for _ in range(2):
        with pytest.raises(StarsListError) as raised:
            await stars.look()
        assert raised.value.fault is ListFault.UNREADABLE
    assert len(await till.shop.purchases()) == 1


async def test_another_bots_list_is_read_from_its_beginning(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    for number in range(30):
        telegram.pays(await till.order(), f"charge-{number}")
    await stars.look()
    telegram.shown.clear()
    telegram.pays(await till.order(), "of the new bot")
    assert found(await stars.look()) == {GRANTED: 1}
    telegram.pays(await till.order(), "of the new bot, 2")
    assert found(await stars.look()) == {GRANTED: 1}


async def test_the_list_is_due_hourly_and_after_a_clock_that_was_ahead(
    till: Till, stars: StarsReconciliation
) -> None:
    assert await stars.is_on()
    assert await stars.next_at(NOW) == NOW
    await stars.look()
    assert await stars.next_at(NOW) == NOW + 3600
    assert await stars.next_at(NOW - 86_400) == NOW - 86_400
    assert await stars.next_at(NOW + 7200) == NOW + 3600


async def test_the_balance_names_what_came_in_lately(
    till: Till, telegram: TelegramList, stars: StarsReconciliation
) -> None:
    await till.pays(await till.order(), "old")
    till.shop.clock.move(30 * 86_400)
    await till.shop.db.write(
        lambda tx: tx.execute("UPDATE purchases SET purchased_at = ?", (NOW - 1,))
    )
    await till.pays(await till.order(), "new")
    await till.pays(await till.order(), "given back")
    later = NOW + 30 * 86_400
    update = "UPDATE purchases SET purchased_at = ? WHERE id > 1"
    await till.shop.db.write(lambda tx: tx.execute(update, (later,)))
    await till.payments.refunded("given back", later)
    telegram.stars = 1000
    found_ = await stars.balance()
    assert (found_.stars, found_.lately) == (1000, 250)
    telegram.stars = 100
    assert replace(found_, stars=100, lately=100) == await stars.balance()

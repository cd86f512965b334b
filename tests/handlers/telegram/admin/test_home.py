"""An admin's /start says what waits; lists of admins end with a way back, also empty ones."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command
from tests.handlers.telegram.talk import ask, labels, words


@pytest.mark.parametrize("admin", [ADMIN.id, SECOND_ADMIN.id])
async def test_an_admin_s_start_says_nothing_of_what_waits_if_nothing_does(
    world: World, admin: int
) -> None:
    message = await command(world, admin, "/start")
    assert "🔔" not in message.text + "".join(labels(message))


async def test_an_admin_s_start_counts_what_waits_and_leads_there(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world, product=512)
    await buy(world, None)
    await ask(world, BUYER.id, "/claim 9 times I paid")
    message = await command(world, ADMIN.id, "/start")
    assert (
        "🔔 Waiting for you\n"
        "⏸ 2 payments that give no access yet\n"
        "🔎 1 claim of somebody who says they paid\n"
    ) in words(message)
    await tap(world, message, "🔔 See what is waiting")
    assert labels(message)[-1] == "‹ Home"
    assert len(labels(message)) == 4
    await tap(world, message, "‹ Home")
    assert "🔔 Waiting for you" in words(message)
    assert "Book Club & Library — 1 month" in words(message)


async def test_a_russian_admin_reads_what_waits_in_russian(world: World) -> None:
    await buy(world, None)
    message = await command(world, SECOND_ADMIN.id, "/start")
    assert "🔔 Ждёт вас\n⏸ 1 платёж, по которому ещё нет доступа\n" in words(message)
    assert labels(message)[0] == "🔔 Посмотреть, что ждёт"


async def test_a_buyer_s_start_says_nothing_of_what_waits_for_admins(world: World) -> None:
    await buy(world, None)
    message = await ask(world, BUYER.id, "/start")
    assert "🔔" not in message.text + "".join(labels(message))


@pytest.mark.parametrize("bought", [0, 9])
@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/attention", "‹ Home"),
        ("/purchases", "‹ Home"),
        ("/tariffs", "‹ Home"),
        ("/products", "‹ What is sold"),
        ("/products digital 1-2 usd", "‹ What is sold"),
        ("/broadcast", "‹ Home"),
    ],
)
async def test_a_list_ends_with_a_way_back(
    world: World, asked: str, back: str, bought: int
) -> None:
    for _ in range(bought):
        await buy(world, None)
    message = await command(world, ADMIN.id, asked)
    assert labels(message)[-1] == back
    await tap(world, message, back)
    if back != "‹ Home":
        await tap(world, message, "‹ Home")
    assert "Book Club & Library — 1 month" in words(message)

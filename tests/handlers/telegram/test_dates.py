"""Dates in messages: each reader sees their own time, and an older server's readers the owner's."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, nothing_due


def moments(message: Message) -> list[int]:
    return [
        entity["unix_time"]
        for entity in message.formatted.entities
        if entity["type"] == "date_time"
    ]


async def end(world: World) -> int | None:
    found = await deps(world).subscriptions.status(BUYER.id)
    assert found.subscription is not None
    return found.subscription.expires_at


@pytest.mark.parametrize("locale", ["en", "ru"])
async def test_a_buyer_reads_the_end_of_access_in_their_own_time(world: World, locale: str) -> None:
    world.telegram.people[BUYER.id].language_code = locale
    await ask(world, BUYER.id, "/start")
    await buy(world)
    thanks = await hear(world, BUYER.id, "2026")
    status = await ask(world, BUYER.id, "/status")

    assert await end(world) in moments(thanks)
    assert await end(world) in moments(status)
    assert "UTC" in status.text, "apps that know no moments show the owner's time"


async def test_an_end_in_ten_years_is_shown_though_telegram_knows_no_such_date(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, f"/grant {BUYER.id} 10 years")

    assert "2036" in message.text
    assert not [at for at in moments(message) if at > 2_000_000_000]
    assert not [call for call in world.telegram.calls if call.status == 400]


async def test_on_an_older_server_the_same_words_arrive_once(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await nothing_due(world)  # two messages in one moment are both refused
    dated = await ask(world, BUYER.id, "/status")
    world.telegram.unknown_features.add("date_time")
    plain = await ask(world, BUYER.id, "/status")
    again = await ask(world, BUYER.id, "/status")

    assert dated.text == plain.text == again.text
    assert moments(dated)
    assert (moments(plain), moments(again)) == ([], [])
    assert [call.status for call in world.telegram.calls_of("sendMessage")].count(400) == 1

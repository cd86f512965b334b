"""Notices about events that give no access: what they say, and the two buttons below them."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from tests.bodies import event
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, hear, labels, words

ON, OFF = "🔔 Notify about these", "🔕 No more notices about these"


async def deliver(world: World, name: str, **payload: object) -> None:
    body = event(name, payload, at=world.clock.now())
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
    world.move(seconds=1)


async def donate(world: World, **payload: object) -> None:
    usual = {"donation_name": "Support my work", "amount": 1000, "currency": "usd"}
    await deliver(world, "new_donation", **usual, **payload)


async def next_notice(world: World, beginning: str, after: Message | None = None) -> Message:
    return await hear(world, ADMIN.id, beginning, after=after.message_id if after else 0)


async def test_notices_about_donations_are_switched_on_and_off_by_the_button(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await donate(world, anonymously=True, telegram_user_id=BUYER.id)
    first = await next_notice(world, "A donation at Tribute")
    assert "“Support my work”, $10" in words(first)
    assert "Anonymous" in first.text
    assert str(BUYER.id) not in first.text
    assert "will be ignored silently" in first.text
    assert labels(first) == [ON]
    assert await tap(world, first, ON) == "Switched on for all admins."
    assert labels(first) == [OFF]
    await donate(world, telegram_user_id=BUYER.id)
    second = await next_notice(world, "A donation at Tribute", first)
    assert str(BUYER.id) in second.text
    assert "ignored" not in second.text
    assert labels(second) == [OFF]
    assert await tap(world, second, OFF) == "Switched off for all admins."
    await donate(world, telegram_user_id=BUYER.id, message="again")
    await deliver(world, "odd_name")
    await next_notice(world, "odd_name", second)
    told = [one for one in world.telegram.messages_to(ADMIN.id) if "donation" in one.text]
    assert len(told) == 2


async def test_these_notices_arrive_without_a_sound_and_in_the_readers_language(
    world: World,
) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    await deliver(
        world,
        "physical_order_shipped",
        telegram_username="@anna",
        total="199000",
        currency="rub",
        product_name="<b>Mug</b>",
    )
    heard = await hear(world, SECOND_ADMIN.id, "Заказ товара в Tribute отправлен")
    assert "@anna" in heard.text
    assert "<b>Mug</b>" in words(heard)
    assert "1 990" in words(heard).replace("\u00a0", " ")
    calls = [one.params for one in world.telegram.calls_of("sendMessage")]
    quiet = [one for one in calls if str(one.get("disable_notification")).lower() == "true"]
    assert [one["text"].split("</b>")[0] for one in quiet if "Заказ" in one["text"]] == [
        "📦 <b>Заказ товара в Tribute отправлен"
    ]


async def test_an_admin_who_was_slower_is_told_so(world: World) -> None:
    for admin in (ADMIN, SECOND_ADMIN):
        await ask(world, admin.id, "/help")
    await deliver(world, "shop_order", amount=5)
    first = await next_notice(world, "News of your shop at Tribute")
    second = await hear(world, SECOND_ADMIN.id, "Новости вашего магазина")
    assert "Tribute didn't say who." in first.text
    await tap(world, first, ON)
    assert await tap(world, second, "🔔", SECOND_ADMIN.id) != "Включено для всех админов."
    assert labels(second) == ["🔕 Больше не сообщать"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("<b>odd</b>\u202ename", "<b>odd</b>name"), ("x" * 100, "x" * 63 + "…")],
)
async def test_an_unknown_name_is_shown_harmless(world: World, name: str, shown: str) -> None:
    await ask(world, ADMIN.id, "/help")
    await deliver(world, name)
    heard = await hear(world, ADMIN.id, "doesn't know")
    assert shown in words(heard)
    assert "newer version" in heard.text

"""A private channel admits people with access and removes the others, and they are notified."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.membership import REQUEST_OPEN_SECONDS
from bot.sandbox.cast import ADMIN, BUYER, CHANNEL_TITLE, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, until
from tests.journeys.channel import (
    ask_to_join,
    calls,
    channel,
    is_inside,
    link,
    open_channel,
    scalar,
    until_idle,
    until_inside,
    until_removed,
)

CHAT_BUTTON = f"🚪 {CHANNEL_TITLE}"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        yield world


async def enter(world: World, person_id: int) -> None:
    """Pay for a month, ask to join, and be let in."""
    await buy(world, person_id)
    ask_to_join(world, person_id)
    await until_inside(world, person_id)
    await until_idle(world)


async def test_a_buyer_gets_a_button_to_the_channel_and_is_let_in(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    paid = await hear(world, BUYER.id, "Thank you")
    assert labels(paid) == [CHAT_BUTTON, "My access"]
    assert paid.button(CHAT_BUTTON).url == link(world)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    assert calls(world, "approveChatJoinRequest", BUYER.id) == 1


@pytest.mark.parametrize("command", ["/start", "/status"])
async def test_the_button_is_shown_only_to_people_with_access(world: World, command: str) -> None:
    assert link(world) not in links(await ask(world, BUYER.id, command))
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    assert labels(await ask(world, BUYER.id, command))[0] == CHAT_BUTTON
    world.move(days=40)
    assert link(world) not in links(await ask(world, BUYER.id, command))


async def test_the_link_only_opens_join_requests_and_is_made_once(world: World) -> None:
    assert list(channel(world).links.values()) == [True]
    await world.restart_app()
    await until_idle(world)
    assert len(channel(world).links) == 1


async def test_a_join_request_made_before_paying_is_approved_by_the_payment(world: World) -> None:
    """The person never pressed Start: for five minutes the bot may still write to them."""
    ask_to_join(world, NEVER_STARTED.id)
    message = await hear(world, NEVER_STARTED.id, "по подписке")
    assert labels(message) == ["Посмотреть тарифы"]
    assert not is_inside(world, NEVER_STARTED.id)
    assert calls(world, "declineChatJoinRequest", NEVER_STARTED.id) == 0
    await buy(world, NEVER_STARTED.id)
    await until_inside(world, NEVER_STARTED.id)


async def test_a_join_request_without_payment_is_declined_after_an_offer_to_buy(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/help")
    ask_to_join(world, BUYER.id)
    message = await hear(world, BUYER.id, "It is for subscribers")
    tariffs = message.button("See the prices").callback_data
    assert tariffs is not None
    assert await world.telegram.press(BUYER.id, message.message_id, tariffs) is not None
    await hear(world, BUYER.id, "Choose how long", after=message.message_id)
    world.move(seconds=REQUEST_OPEN_SECONDS)
    await world.restart_app()  # the lifecycle looks at once after a start
    await until(lambda: BUYER.id not in channel(world).requests)
    assert calls(world, "declineChatJoinRequest", BUYER.id) == 1
    assert not is_inside(world, BUYER.id)
    await until_idle(world)
    await enter(world, BUYER.id)


@pytest.mark.fault("T9", "a stranger asks to join by a leaked link")
async def test_a_leaked_link_lets_no_stranger_in(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.add_person(31, "Stranger")
    assert world.telegram.ask_to_join(31, link(world))
    await hear(world, 31, "It is for subscribers")
    assert not is_inside(world, 31)
    assert calls(world, "approveChatJoinRequest", 31) == 0


@pytest.mark.fault("P9", "the only purchase refunded")
async def test_a_refund_removes_the_buyer_and_notifies_them(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await enter(world, BUYER.id)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await until_removed(world, BUYER.id)
    notice = await hear(world, BUYER.id, f"you are no longer in “{CHANNEL_TITLE}”")
    assert labels(notice) == ["See the prices"]
    assert calls(world, "banChatMember", BUYER.id) == 1


@pytest.mark.fault("P9", "one of two purchases refunded to a person in the channel")
async def test_a_refund_of_one_of_two_purchases_removes_nobody(world: World) -> None:
    await enter(world, BUYER.id)
    second = await buy(world)
    await world.tribute.refund_by_buyer(second.id)
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    assert calls(world, "banChatMember", BUYER.id) == 0


async def test_the_end_of_access_removes_people_and_a_new_purchase_lets_them_return(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/start")
    await enter(world, BUYER.id)
    world.move(days=40)
    await world.restart_app()
    await until_removed(world, BUYER.id)
    await hear(world, BUYER.id, "you are no longer in")
    await until_idle(world)
    await enter(world, BUYER.id)
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    assert calls(world, "banChatMember", BUYER.id) == 1


async def test_people_who_leave_may_return_and_are_not_removed_while_away(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.leave(BUYER.id, channel(world).id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    world.telegram.leave(BUYER.id, channel(world).id)
    await ask(world, BUYER.id, "/help")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await until_idle(world)
    assert calls(world, "banChatMember", BUYER.id) == 0
    assert not any("no longer in" in one.text for one in world.telegram.messages_to(BUYER.id))


async def test_people_added_by_the_owner_are_never_removed(world: World) -> None:
    """The owner added them before or after they paid, so the bot did not let them in."""
    world.telegram.place(BUYER.id, channel(world).id, "member", by=ADMIN.id)
    await buy(world)
    world.telegram.place(REGRETS.id, channel(world).id, "member", by=ADMIN.id)
    world.move(days=40)
    await world.restart_app()
    await until_idle(world)
    assert is_inside(world, BUYER.id)
    assert is_inside(world, REGRETS.id)
    assert not world.telegram.calls_of("banChatMember")


async def test_people_approved_by_an_admin_of_the_channel_are_never_removed(world: World) -> None:
    await ask(world, BUYER.id, "/help")
    ask_to_join(world, BUYER.id)
    await hear(world, BUYER.id, "It is for subscribers")
    world.telegram.place(BUYER.id, channel(world).id, "member", by=ADMIN.id)
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await until_idle(world)
    assert is_inside(world, BUYER.id)


async def test_a_member_who_was_made_administrator_stays_until_they_are_demoted(
    world: World,
) -> None:
    await enter(world, BUYER.id)
    world.telegram.place(BUYER.id, channel(world).id, "administrator", by=ADMIN.id)
    await ask(world, BUYER.id, "/help")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await until_idle(world)
    assert channel(world).members[BUYER.id] == "administrator"
    assert not world.telegram.calls_of("banChatMember")
    world.telegram.place(BUYER.id, channel(world).id, "member", by=ADMIN.id)
    await until_removed(world, BUYER.id)


async def test_a_ban_by_the_owner_is_not_lifted(world: World) -> None:
    await enter(world, BUYER.id)
    channel(world).members.pop(BUYER.id)  # and the update of it never came
    channel(world).banned.add(BUYER.id)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await until_idle(world)
    assert await scalar(world, "SELECT state FROM memberships") == "out"
    assert BUYER.id in channel(world).banned


async def test_a_withdrawn_join_request_does_no_harm(world: World) -> None:
    ask_to_join(world, BUYER.id)
    await until(lambda: bool(world.telegram.calls_of("sendMessage")))
    world.telegram.withdraw(BUYER.id, channel(world).id)
    await buy(world)
    await until_idle(world)
    assert not is_inside(world, BUYER.id)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)


@pytest.mark.long
async def test_a_flood_of_join_requests_gets_one_message_each_and_delays_no_payment(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/help")
    await ask(world, REGRETS.id, "/help")
    for number in range(60):
        world.telegram.add_person(5000 + number, f"Crowd {number}")
        ask_to_join(world, 5000 + number)
    for _ in range(30):
        ask_to_join(world, REGRETS.id)
        world.telegram.withdraw(REGRETS.id, channel(world).id)
    await until(lambda: len(world.telegram.calls_of("sendMessage")) > 5)
    await buy(world)
    await world.telegram.wait_for(BUYER.id, lambda one: "Thank you" in one.text)
    await until(lambda: all(world.telegram.messages_to(5000 + n) for n in range(60)))
    await hear(world, REGRETS.id, "You have asked to join")
    await until_idle(world)
    words = [one.text for one in world.telegram.messages_to(REGRETS.id)]
    assert sum("You have asked to join" in text for text in words) == 1
    assert all(len(world.telegram.messages_to(5000 + number)) == 1 for number in range(60))


async def test_join_requests_to_other_chats_are_ignored(world: World) -> None:
    other = world.telegram.add_group(-100777, "Elsewhere")
    other.links["https://t.me/+elsewhere"] = True
    assert world.telegram.ask_to_join(BUYER.id, "https://t.me/+elsewhere")
    world.telegram.place(REGRETS.id, -100777, "member", by=ADMIN.id)
    world.telegram.set_bot(-100777, "left", ())
    await ask(world, ADMIN.id, "/start")
    await until_idle(world)
    assert await scalar(world, "SELECT COUNT(*) FROM memberships") == 0
    assert not any("🔒" in one.text for one in world.telegram.messages_to(ADMIN.id))


async def test_the_bot_asks_for_member_updates_before_the_first_chat_is_added(
    clock: FixedClock,
) -> None:
    """A chat that an admin adds works at once: no update of its first minute may be lost."""
    async with open_world(clock) as world:
        await ask(world, BUYER.id, "/start")
        allowed = str(world.telegram.calls_of("getUpdates")[-1].params["allowed_updates"])
    for kind in ("my_chat_member", "chat_member", "chat_join_request"):
        assert f'"{kind}"' in allowed

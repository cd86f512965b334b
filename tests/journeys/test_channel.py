"""Stories at the door of a private channel: in with access, out without it, told at each step."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.membership import PATIENCE_SECONDS
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import ask, hear, labels, links, open_world, until
from tests.journeys.channel import (
    calls,
    comes_in,
    goes_out,
    is_inside,
    knock,
    link,
    open_channel,
    room,
    scalar,
    settled,
)

DOOR = "🚪 Book Club: the reading room"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        yield world


async def enter(world: World, person_id: int) -> None:
    """Pay for a month, knock, and be let in."""
    await buy(world, person_id)
    knock(world, person_id)
    await comes_in(world, person_id)
    await settled(world)


async def test_who_buys_gets_a_button_and_is_let_in(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    paid = await hear(world, BUYER.id, "Thank you")
    assert labels(paid) == [DOOR, "My access"]
    assert paid.button(DOOR).url == link(world)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    assert calls(world, "approveChatJoinRequest", BUYER.id) == 1


@pytest.mark.parametrize("command", ["/start", "/status"])
async def test_the_button_is_shown_to_those_with_access_alone(world: World, command: str) -> None:
    assert link(world) not in links(await ask(world, BUYER.id, command))
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    assert labels(await ask(world, BUYER.id, command))[0] == DOOR
    world.move(days=40)
    assert link(world) not in links(await ask(world, BUYER.id, command))


async def test_the_link_only_lets_one_ask_and_is_made_once(world: World) -> None:
    assert list(room(world).links.values()) == [True]
    await world.restart_app()
    await settled(world)
    assert len(room(world).links) == 1


async def test_who_knocks_first_is_let_in_by_paying(world: World) -> None:
    """Somebody who never pressed Start: for five minutes the bot may write to them all the same."""
    knock(world, NEVER_STARTED.id)
    word = await hear(world, NEVER_STARTED.id, "по подписке")
    assert labels(word) == ["Посмотреть тарифы"]
    assert not is_inside(world, NEVER_STARTED.id)
    assert calls(world, "declineChatJoinRequest", NEVER_STARTED.id) == 0
    await buy(world, NEVER_STARTED.id)
    await comes_in(world, NEVER_STARTED.id)


async def test_who_knocks_and_does_not_pay_is_declined_and_knows_how_to_buy(world: World) -> None:
    await ask(world, BUYER.id, "/help")
    knock(world, BUYER.id)
    word = await hear(world, BUYER.id, "It is for subscribers")
    tariffs = word.button("See the tariffs").callback_data
    assert tariffs is not None
    assert await world.telegram.press(BUYER.id, word.message_id, tariffs) is not None
    await hear(world, BUYER.id, "You can buy access here", after=word.message_id)
    world.move(seconds=PATIENCE_SECONDS)
    await world.restart_app()  # its clock looks at once then
    await until(lambda: BUYER.id not in room(world).requests)
    assert calls(world, "declineChatJoinRequest", BUYER.id) == 1
    assert not is_inside(world, BUYER.id)
    await settled(world)
    await enter(world, BUYER.id)


@pytest.mark.fault("T9", "a stranger knocks by the link")
async def test_a_leaked_link_opens_nothing_to_a_stranger(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.add_person(31, "Stranger")
    assert world.telegram.knock(31, link(world))
    await hear(world, 31, "It is for subscribers")
    assert not is_inside(world, 31)
    assert calls(world, "approveChatJoinRequest", 31) == 0


@pytest.mark.fault("P9", "the only one refunded")
async def test_a_refund_removes_and_tells(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await enter(world, BUYER.id)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await goes_out(world, BUYER.id)
    told = await hear(world, BUYER.id, "you are no longer in «Book Club: the reading room»")
    assert labels(told) == ["See the tariffs"]
    assert calls(world, "banChatMember", BUYER.id) == 1


@pytest.mark.fault("P9", "one of two refunded to a person who is in the channel")
async def test_one_of_two_refunded_removes_nobody(world: World) -> None:
    await enter(world, BUYER.id)
    second = await buy(world)
    await world.tribute.refund_by_buyer(second.id)
    await settled(world)
    assert is_inside(world, BUYER.id)
    assert calls(world, "banChatMember", BUYER.id) == 0


async def test_the_end_of_access_removes_and_who_renews_comes_back(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await enter(world, BUYER.id)
    world.move(days=40)
    await world.restart_app()
    await goes_out(world, BUYER.id)
    await hear(world, BUYER.id, "you are no longer in")
    await settled(world)
    await enter(world, BUYER.id)
    await settled(world)
    assert is_inside(world, BUYER.id)
    assert calls(world, "banChatMember", BUYER.id) == 1


async def test_who_leaves_may_return_and_is_not_removed_while_away(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.leave(BUYER.id, room(world).id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)
    world.telegram.leave(BUYER.id, room(world).id)
    await ask(world, BUYER.id, "/help")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await settled(world)
    assert calls(world, "banChatMember", BUYER.id) == 0
    assert not any("no longer in" in one.text for one in world.telegram.messages_to(BUYER.id))


async def test_who_was_inside_already_is_never_removed(world: World) -> None:
    """Added by the owner, before or after paying: not let in by the bot."""
    world.telegram.place(BUYER.id, room(world).id, "member", by=ADMIN.id)
    await buy(world)
    world.telegram.place(REGRETS.id, room(world).id, "member", by=ADMIN.id)
    world.move(days=40)
    await world.restart_app()
    await settled(world)
    assert is_inside(world, BUYER.id)
    assert is_inside(world, REGRETS.id)
    assert not world.telegram.calls_of("banChatMember")


async def test_a_request_that_an_admin_accepted_is_the_admins_matter(world: World) -> None:
    await ask(world, BUYER.id, "/help")
    knock(world, BUYER.id)
    await hear(world, BUYER.id, "It is for subscribers")
    world.telegram.place(BUYER.id, room(world).id, "member", by=ADMIN.id)
    await buy(world)
    await hear(world, BUYER.id, "Thank you")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await settled(world)
    assert is_inside(world, BUYER.id)


async def test_who_was_made_an_administrator_stays_until_they_are_none(world: World) -> None:
    await enter(world, BUYER.id)
    world.telegram.place(BUYER.id, room(world).id, "administrator", by=ADMIN.id)
    await ask(world, BUYER.id, "/help")
    world.move(days=40)
    await world.restart_app()
    await hear(world, BUYER.id, "Your access ended")
    await settled(world)
    assert room(world).members[BUYER.id] == "administrator"
    assert not world.telegram.calls_of("banChatMember")
    world.telegram.place(BUYER.id, room(world).id, "member", by=ADMIN.id)
    await goes_out(world, BUYER.id)


async def test_a_ban_by_the_owner_is_not_lifted(world: World) -> None:
    await enter(world, BUYER.id)
    room(world).members.pop(BUYER.id)  # and the update of it never came
    room(world).banned.add(BUYER.id)
    (purchase,) = world.tribute.purchases.values()
    await world.tribute.refund_by_buyer(purchase.id)
    await settled(world)
    assert await scalar(world, "SELECT state FROM memberships") == "out"
    assert BUYER.id in room(world).banned


async def test_a_withdrawn_request_does_no_harm(world: World) -> None:
    knock(world, BUYER.id)
    await until(lambda: bool(world.telegram.calls_of("sendMessage")))
    world.telegram.withdraw(BUYER.id, room(world).id)
    await buy(world)
    await settled(world)
    assert not is_inside(world, BUYER.id)
    knock(world, BUYER.id)
    await comes_in(world, BUYER.id)


async def test_a_flood_of_requests_reads_one_word_each_and_holds_up_no_payment(
    world: World,
) -> None:
    await ask(world, BUYER.id, "/help")
    await ask(world, REGRETS.id, "/help")
    for number in range(60):
        world.telegram.add_person(5000 + number, f"Crowd {number}")
        knock(world, 5000 + number)
    for _ in range(30):
        knock(world, REGRETS.id)
        world.telegram.withdraw(REGRETS.id, room(world).id)
    await until(lambda: len(world.telegram.calls_of("sendMessage")) > 5)
    await buy(world)
    await world.telegram.wait_for(BUYER.id, lambda one: "Thank you" in one.text, timeout=2)
    await until(lambda: all(world.telegram.messages_to(5000 + n) for n in range(60)))
    await hear(world, REGRETS.id, "You have asked to join")
    await settled(world)
    words = [one.text for one in world.telegram.messages_to(REGRETS.id)]
    assert sum("You have asked to join" in text for text in words) == 1
    assert all(len(world.telegram.messages_to(5000 + number)) == 1 for number in range(60))


async def test_requests_elsewhere_are_nobodys_business(world: World) -> None:
    other = world.telegram.add_group(-100777, "Elsewhere")
    other.links["https://t.me/+elsewhere"] = True
    assert world.telegram.knock(BUYER.id, "https://t.me/+elsewhere")
    world.telegram.place(REGRETS.id, -100777, "member", by=ADMIN.id)
    world.telegram.set_bot(-100777, "left", ())
    await ask(world, ADMIN.id, "/start")
    await settled(world)
    assert await scalar(world, "SELECT COUNT(*) FROM memberships") == 0
    assert not any("🔒" in one.text for one in world.telegram.messages_to(ADMIN.id))


async def test_without_chats_in_the_settings_nobody_is_watched(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        await ask(world, BUYER.id, "/start")
        allowed = str(world.telegram.calls_of("getUpdates")[-1].params["allowed_updates"])
    assert "my_chat_member" in allowed
    assert '"chat_member"' not in allowed
    assert "chat_join_request" not in allowed


async def test_what_the_bot_asks_telegram_for_has_the_doors(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    allowed = str(world.telegram.calls_of("getUpdates")[-1].params["allowed_updates"])
    assert '"chat_member"' in allowed
    assert "chat_join_request" in allowed

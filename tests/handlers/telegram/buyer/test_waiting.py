"""While a payment of theirs waits, buyers read so first, and nothing invites them to pay again."""

from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.shared import ShowStatus, ShowTariffs, ShowTariffsAnyway
from storage import outbox
from storage.outbox import NewMessage
from tests.handlers.telegram.payments import buy, deps
from tests.handlers.telegram.talk import ask, hear, labels, links, press, words

NOTHING_TO_PAY = "You don't have to pay anything again."
NOT_SOLD = 530


async def _unsold(world: World) -> str:
    await buy(world, product=NOT_SOLD)
    return "Your payment is waiting for the owner."


async def _with_access(world: World) -> str:
    await buy(world)
    return await _unsold(world)


async def _unreadable(world: World) -> str:
    facts = {"product_id": 456, "amount": -5, "currency": "usd", "telegram_user_id": BUYER.id}
    event = world.tribute.build_event("new_digital_product", facts)
    assert await world.tribute.deliver(event) == 200
    return "Your payment is waiting for the owner."


async def _long_ago(world: World) -> str:
    said = await _unsold(world)
    for _ in range(21):
        await buy(world)
    return said


async def _claimed(world: World) -> str:
    await ask(world, BUYER.id, "/claim receipt of May")
    return "The owner is comparing your message about a payment: “receipt of May”"


async def _undecided(world: World) -> str:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    return "Your payment is waiting for the owner."


WAITING = [_unsold, _with_access, _unreadable, _long_ago, _claimed, _undecided]


async def _heard(world: World, text: str, expected: str) -> Message:
    sent = await world.telegram.send(BUYER.id, text)
    return await hear(world, BUYER.id, expected, after=sent.message_id)


def _pays(message: Message) -> bool:
    """Return whether a button of the message leads to Tribute."""
    return any("tribute" in (link or "") for link in links(message))


@pytest.mark.matrix
@pytest.mark.parametrize("waits", WAITING)
@pytest.mark.parametrize("command", ["/start", "/buy", "/START"])
async def test_the_shop_says_first_what_waits_and_shows_prices_only_when_asked(
    world: World, waits: Any, command: str
) -> None:
    said = await waits(world)
    message = await _heard(world, command, said)
    assert NOTHING_TO_PAY in words(message)
    assert not _pays(message)
    assert "buy access" not in message.text
    assert labels(message) == ["My access", "Show the prices anyway"]
    assert await press(world, BUYER.id, message.message_id, ShowTariffsAnyway()) == ""
    shop = await hear(world, BUYER.id, "• 1 month", after=message.message_id)
    assert said in words(shop)
    assert _pays(shop)


@pytest.mark.matrix
@pytest.mark.parametrize("waits", WAITING)
async def test_status_says_first_that_nothing_has_to_be_paid_again(
    world: World, waits: Any
) -> None:
    await waits(world)
    message = await _heard(world, "/status", NOTHING_TO_PAY)
    assert "see the prices" not in message.text
    assert labels(message) == ["Show the prices anyway"]
    assert words(message).index(NOTHING_TO_PAY) < words(message).find("Your payments") % 10**6


async def test_old_buttons_to_the_shop_say_what_waits(world: World) -> None:
    before = await ask(world, BUYER.id, "/terms")
    await _unsold(world)
    assert await press(world, BUYER.id, before.message_id, ShowTariffs()) == ""
    assert not _pays(await hear(world, BUYER.id, NOTHING_TO_PAY, after=before.message_id))


async def test_once_the_payment_is_settled_the_shop_is_as_before(world: World) -> None:
    plain = await ask(world, BUYER.id, "/start")
    await _unsold(world)
    await _heard(world, "/start", NOTHING_TO_PAY)
    await deps(world).attention.dismiss(1, "a test", ADMIN.id)  # type: ignore[arg-type]
    again = await _heard(world, "/start", "Hello")
    assert (again.html, labels(again)) == (plain.html, labels(plain))


async def test_a_subscription_that_nobody_has_decided_on_waits_until_it_is(world: World) -> None:
    await _undecided(world)
    status = await _heard(world, "/status", NOTHING_TO_PAY)
    assert "“Book Club: the circle”" in words(status)
    assert "the owner still has to decide" in words(status)
    assert "No payment of yours" not in words(status)
    product = world.tribute.subscriptions.product.id
    await deps(world).recurring.unbind(product, ADMIN.id)
    assert _pays(await _heard(world, "/start", "Hello"))


async def test_nobody_elses_waiting_payment_closes_the_shop(world: World) -> None:
    await buy(world, NEVER_STARTED.id, NOT_SOLD)
    await buy(world, None)
    assert _pays(await ask(world, BUYER.id, "/start"))


async def test_somebody_with_lifetime_access_is_shown_no_prices(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world, product=459)
    await _unsold(world)
    message = await _heard(world, "/start", NOTHING_TO_PAY)
    assert labels(message) == ["My access"]


async def _queue(world: World, kind: str, subject: int | None = None, **detail: Any) -> None:
    message = NewMessage(f"{kind}:test", kind, BUYER.id, subject, detail or None)
    now = world.clock.now()
    await deps(world).outbox.db.write(lambda tx: outbox.enqueue(tx, message, now))


@pytest.mark.parametrize("claimed", [False, True])
async def test_reminders_and_ends_say_that_nothing_has_to_be_paid_again(
    world: World, claimed: bool
) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    await (_claimed if claimed else _unsold)(world)
    status = await deps(world).subscriptions.status(BUYER.id)
    assert status.subscription is not None
    ends = status.subscription.expires_at
    await _queue(world, "reminder", expires_at=ends)
    reminder = await hear(world, BUYER.id, "⏰")
    assert NOTHING_TO_PAY in words(reminder)
    assert "Want to stay" not in reminder.text
    assert labels(reminder) == ["Extend"]
    assert await press(world, BUYER.id, reminder.message_id, ShowTariffs()) == ""
    shop = await hear(world, BUYER.id, NOTHING_TO_PAY, after=reminder.message_id)
    assert not _pays(shop)
    await deps(world).refunds.refund(1, ADMIN.id)  # type: ignore[arg-type]
    refunded = await hear(world, BUYER.id, "↩️")
    assert NOTHING_TO_PAY in words(refunded)


async def test_without_a_waiting_payment_a_reminder_is_as_before(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await buy(world)
    status = await deps(world).subscriptions.status(BUYER.id)
    assert status.subscription is not None
    await _queue(world, "reminder", expires_at=status.subscription.expires_at)
    reminder = await hear(world, BUYER.id, "⏰")
    assert "Want to stay?" in reminder.text
    assert labels(reminder) == ["Extend"]


async def test_a_waiting_payment_is_mentioned_in_russian(world: World) -> None:
    await buy(world, NEVER_STARTED.id, NOT_SOLD)
    sent = await world.telegram.send(NEVER_STARTED.id, "/start")
    hello = await hear(world, NEVER_STARTED.id, "Здравствуйте", after=sent.message_id)
    assert "Платить ещё раз не нужно." in words(hello)
    assert labels(hello) == ["Мой доступ", "Всё равно показать цены"]
    assert await press(world, NEVER_STARTED.id, hello.message_id, ShowStatus()) == ""

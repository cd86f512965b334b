"""Tests for recurring subscriptions of Tribute: the question to admins, the list, the cards."""

from bot.clock import FixedClock
from bot.domain.models import FIRST_PLAN
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.recurring import BindRecurring, ShowRecurringList
from tests.bodies import ABSENT, recurring
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.held_payments import held_card
from tests.handlers.telegram.payments import command, deps, has_access
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words

NAME = "Book Club: the circle"


async def recurring_list(world: World, admin: int = ADMIN.id) -> Message:
    """Open the list of recurring products from /tariffs."""
    sent = await world.telegram.send(admin, "/tariffs")
    message = await world.telegram.wait_for(
        admin, lambda one: any("🔁 " in label for label in labels(one)), after=sent.message_id
    )
    await tap(world, message, "🔁 ", admin)
    return message


async def deliver_recurring(world: World, what: str = "new", **changes: object) -> None:
    """Deliver a webhook about a recurring subscription that is paid for one more day."""
    now = world.clock.now()
    changes = {"telegram_user_id": BUYER.id, **changes}
    body = recurring(what, at=now, until=now + 86400, **changes)
    assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200


async def test_admins_are_asked_once_whether_a_recurring_product_gives_access(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    for person in (BUYER, REGRETS):
        await world.tribute.subscriptions.subscribe(person.id)
    asked = await hear(world, ADMIN.id, "Somebody subscribes to something of yours")
    assert f"“{NAME}” (1644)" in words(asked)
    assert not await has_access(world)
    popped = await tap(world, asked, "Yes, it gives access")
    assert popped == "It counts as access: 2 people have it now."
    assert "✅ It counts as access" in asked.text
    assert await has_access(world)
    assert await has_access(world, REGRETS.id)
    notices = [one for one in world.telegram.messages_to(ADMIN.id) if "Somebody" in one.text]
    assert len(notices) == 0


async def test_admins_can_say_no_and_change_it_to_yes(world: World) -> None:
    await ask(world, SECOND_ADMIN.id, "/help")
    await world.tribute.subscriptions.subscribe(BUYER.id)
    asked = await hear(world, SECOND_ADMIN.id, "Даёт ли это доступ здесь?")
    assert await tap(world, asked, "Нет", SECOND_ADMIN.id) == "Больше она доступа не даёт."
    assert "✖️ Доступа здесь не даёт" in asked.text
    popped = await tap(world, asked, "Да", SECOND_ADMIN.id)
    assert popped == "Засчитана: доступ теперь есть у 1 человека."
    assert await has_access(world)


async def test_an_undecided_recurring_product_waits_in_attention(world: World) -> None:
    await world.tribute.subscriptions.subscribe(BUYER.id)
    await world.tribute.subscriptions.renew(BUYER.id)
    sent = await world.telegram.send(ADMIN.id, "/attention")
    message = await hear(world, ADMIN.id, "Waiting for you", after=sent.message_id)
    assert "1 Tribute subscription: does it give access?" in words(message)
    await tap(world, message, f"🔁 {NAME}")
    assert "It has 1 subscriber now." in words(message)
    assert labels(message) == [
        "Yes, it gives access",
        "No, it is for something else",
        "‹ All subscriptions",
    ]
    await tap(world, message, "No, it")
    sent = await world.telegram.send(ADMIN.id, "/attention")
    await hear(world, ADMIN.id, "All is well", after=sent.message_id)


async def test_each_recurring_product_is_listed_with_its_decision(world: World) -> None:
    message = await recurring_list(world)
    assert "There are none yet." in message.text
    assert labels(message) == ["Type a number…", "‹ Back"]
    await deliver_recurring(world)
    await deliver_recurring(world, subscription_id=2, subscription_name="<b>Courses</b>")
    await deliver_recurring(world, subscription_id=3, subscription_name=ABSENT)
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    await deps(world).recurring.unbind(2, ADMIN.id)
    await press(world, ADMIN.id, message.message_id, ShowRecurringList(page=9))
    said = words(message)
    assert "✓ “Reading circle” — gives access to 1 person" in said
    assert "❔ subscription 3 — not decided yet" in said
    assert "✖️ “<b>Courses</b>” — gives no access" in said
    await tap(world, message, "‹ Back")
    assert "What is sold" in message.text


async def test_a_number_typed_before_the_first_webhook_counts_from_then_on(world: World) -> None:
    message = await recurring_list(world)
    await tap(world, message, "Type a number")
    assert "subscription_id" in (await hear(world, ADMIN.id, "Which subscription?")).text
    for nonsense in ("abc", "0", "-1", "1e3", "9" * 19):
        assert "It looks like 1644" in (await ask(world, ADMIN.id, nonsense)).text
    card = await ask(world, ADMIN.id, " 1644 ")
    assert "It has no subscribers now" in card.text
    assert await tap(world, card, "Yes") == "It counts as access from now on."
    await world.tribute.subscriptions.subscribe(BUYER.id)
    assert await has_access(world)


async def test_cancel_leaves_the_question_for_a_number(world: World) -> None:
    message = await recurring_list(world)
    await tap(world, message, "Type a number")
    await ask(world, ADMIN.id, "/cancel")
    assert "The bot works with buttons and commands" in (await ask(world, ADMIN.id, "1644")).text


async def test_a_recurring_product_no_longer_counted_keeps_the_paid_time(world: World) -> None:
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    await world.tribute.subscriptions.subscribe(BUYER.id)
    message = await recurring_list(world)
    await tap(world, message, f"🔁 {NAME}")
    assert await tap(world, message, "No longer") == "It gives no access from now on."
    assert labels(message) == ["Yes, it gives access", "‹ All subscriptions"]
    assert await has_access(world)
    assert "won't be renewed, paid until" in (await ask(world, BUYER.id, "/status")).text


async def test_the_slower_admin_learns_that_it_is_decided(world: World) -> None:
    message = await recurring_list(world)
    await deps(world).recurring.bind(1644, FIRST_PLAN, SECOND_ADMIN.id)
    popped = await press(world, ADMIN.id, message.message_id, BindRecurring(id=1644))
    assert popped.startswith("This has changed in the meantime.")
    assert "✅ It counts as access" in message.text


async def test_many_recurring_products_are_shown_page_by_page(world: World) -> None:
    for number in range(1, 11):
        await deps(world).recurring.bind(number, FIRST_PLAN, ADMIN.id)
    message = await recurring_list(world)
    assert "›" in labels(message)
    await tap(world, message, "›")
    assert "subscription 10" in message.text
    assert "‹" in labels(message)


async def test_a_subscriber_without_a_telegram_id_becomes_a_held_payment(world: World) -> None:
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    await deliver_recurring(world, telegram_user_id=ABSENT, trb_user_id="W-7")
    message = await held_card(world)
    assert "• The buyer: Tribute sent no Telegram account" in message.text
    assert "“Reading circle”, €10" in message.text


async def test_the_card_of_a_person_shows_their_recurring_subscription(world: World) -> None:
    await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
    await world.tribute.subscriptions.subscribe(NEVER_STARTED.id, kind="trial")
    await world.tribute.subscriptions.renew(NEVER_STARTED.id)
    await world.tribute.subscriptions.cancel(NEVER_STARTED.id)
    said = words(await command(world, ADMIN.id, f"/user {NEVER_STARTED.id}"))
    assert f"began a trial of “{NAME}” in Tribute, until 19 May 2026" in said
    assert f"“{NAME}”, €10 was renewed, until 19 June 2026" in said
    assert f"“{NAME}” won't be renewed, paid until 19 June 2026" in said


async def test_admins_see_that_access_renews_automatically(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        await deps(world).recurring.bind(1644, FIRST_PLAN, ADMIN.id)
        await world.tribute.subscriptions.subscribe(BUYER.id)
        said = words(await command(world, ADMIN.id, f"/user {BUYER.id}"))
        assert "(1 month left); Tribute renews it automatically" in said
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        said = words(await command(world, ADMIN.id, f"/user {BUYER.id}"))
        assert "until 12 July 2026, 21:59 UTC" in said
        assert "a Tribute subscription renews automatically on 12 June 2026" in said
        await world.telegram.wait_for(ADMIN.id, lambda one: "Sale" in one.text)

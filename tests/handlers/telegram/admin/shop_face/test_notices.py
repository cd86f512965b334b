"""Tests for own words in notices: what now after paying, the reminder, the end of access."""

import pytest

from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, REGRETS
from bot.sandbox.telegram import Message
from bot.sandbox.world import World
from handlers.telegram.callbacks.shop_face import WriteButton
from tests.handlers.telegram.admin.plans.test_plans import add
from tests.handlers.telegram.admin.shop_face.face import PREVIEW, begin, open_card, save, write
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, deps
from tests.handlers.telegram.talk import ask, hear, labels, links, nothing_due, press, words

NOW = Place(Slot.WHAT_NOW, "en", FIRST_PLAN)
REMINDER, ENDED = Place(Slot.REMINDER, "en"), Place(Slot.ENDED, "en")


async def add_button(world: World, url: str, label: str, place: Place = NOW) -> Message:
    """Write a button as an admin does, and save it."""
    card = await open_card(world, place)
    await press(world, ADMIN.id, card.message_id, WriteButton.of(place))
    asked = await ask(world, ADMIN.id, url)
    assert "What does the button say" in words(asked)
    sent = await world.telegram.send(ADMIN.id, label)
    preview = await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)
    await tap(world, preview, "Save")
    return preview


async def paid(world: World, person: int = BUYER.id) -> Message:
    """Let somebody pay, and return the thanks."""
    await ask(world, person, "/start")
    after = world.telegram.messages_to(person)[-1].message_id
    await buy(world, person)
    thanks = await hear(world, person, "Your payment has arrived", after=after)
    await nothing_due(world)  # an admin's notice of the sale is no answer to what they write next
    return thanks


async def test_what_now_comes_with_the_thanks_and_has_one_button(world: World) -> None:
    before = words(await paid(world))
    await save(world, "Now open the channel, {name}", NOW)
    saved = await add_button(world, "@the_club", "Open the channel")
    assert "Button: Open the channel → https://t.me/the_club" in words(saved)
    thanks = await paid(world, REGRETS.id)
    assert words(thanks).startswith(words_of_thanks(before))
    assert "\n\nNow open the channel, " in words(thanks)
    assert (labels(thanks)[0], links(thanks)[0]) == ("Open the channel", "https://t.me/the_club")
    assert labels(thanks)[-1] == "My access"


def words_of_thanks(text: str) -> str:
    return text.partition(":")[0]


async def test_the_preview_of_what_now_is_the_thanks_with_the_real_product(world: World) -> None:
    await begin(world, NOW)
    preview = await write(world, "Read the rules")
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    assert words(shown).startswith("✅ Thank you! Your payment has arrived: “Book Club")
    assert words(shown).endswith("\n\nRead the rules")
    assert "are examples" in words(preview)


async def test_words_and_button_can_be_saved_together(world: World) -> None:
    await begin(world, NOW)
    preview = await write(world, "Now open the channel")
    await tap(world, preview, "The button")
    await ask(world, ADMIN.id, "t.me/club")
    sent = await world.telegram.send(ADMIN.id, "Open it")
    preview = await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)
    await tap(world, preview, "Save")
    thanks = await paid(world)
    assert words(thanks).endswith("Now open the channel")
    assert links(thanks)[0] == "https://t.me/club"


async def test_a_button_that_telegram_refuses_is_not_saved(world: World) -> None:
    card = await open_card(world, NOW)
    await press(world, ADMIN.id, card.message_id, WriteButton.of(NOW))
    await ask(world, ADMIN.id, "https://example.org")
    world.telegram.fail("sendMessage", status=400)
    assert "Telegram doesn't take that" in words(await ask(world, ADMIN.id, "Open"))
    assert "What does the button say" in words(await ask(world, ADMIN.id, "https://t.me/club"))
    await paid(world)


async def test_a_button_needs_no_words(world: World) -> None:
    await add_button(world, "https://example.org/a?b=1&c=2", "Read on")
    thanks = await paid(world)
    assert links(thanks)[0] == "https://example.org/a?b=1&c=2"
    card = await open_card(world, NOW)
    await tap(world, card, "Without the button")
    assert "Read on" not in labels(await paid(world, REGRETS.id))


async def test_an_address_that_telegram_does_not_open_is_refused(world: World) -> None:
    card = await open_card(world, NOW)
    await press(world, ADMIN.id, card.message_id, WriteButton.of(NOW))
    for typed in ("channel", "http://example.org", "javascript:alert(1)", "https://localhost"):
        assert "can't be read as a link" in words(await ask(world, ADMIN.id, typed))
    await ask(world, ADMIN.id, "t.me/club")
    said = await ask(world, ADMIN.id, "x" * 35)
    assert "at most 34 characters" in words(said)


async def test_with_several_plans_each_has_its_own(world: World) -> None:
    pro = await add(world, "Pro")
    message = await command(world, ADMIN.id, "/shop")
    await tap(world, message, "What now")
    assert labels(message) == ["Access", "Pro", "‹ Your shop's face"]
    await save(world, "For Pro", Place(Slot.WHAT_NOW, "en", PlanId(pro)))
    assert "For Pro" not in words(await paid(world))
    await save(world, "For the first", NOW)
    assert words(await paid(world, REGRETS.id)).endswith("For the first")
    message = await command(world, ADMIN.id, "/shop")
    assert "What now, after paying: yours, for 2 plans" in words(message)


async def test_words_of_another_language_are_better_than_no_instruction(world: World) -> None:
    await save(world, "Дальше: откройте канал", NOW._replace(locale="ru"))
    assert words(await paid(world)).endswith("Дальше: откройте канал")
    card = await open_card(world, NOW)
    assert "they get what stands in Русский" in words(card)


@pytest.mark.long
async def test_own_words_replace_the_reminder_and_the_facts_stay(world: World) -> None:
    await save(world, "Hey {name}, stay with us", REMINDER)
    await save(world, "Come back soon", ENDED)
    await paid(world)
    await world.pass_time(days=29)
    reminder = await hear(world, BUYER.id, "stay with us")
    assert words(reminder).startswith("Hey Alice Brown, stay with us\n\nYour access")
    assert "friendly reminder" not in words(reminder)
    await world.pass_time(days=5)
    ended = await hear(world, BUYER.id, "Come back soon")
    assert words(ended).startswith("👋 Your access")
    assert words(ended).endswith("\n\nCome back soon")
    assert "Thank you for being here" not in words(ended)


async def test_previews_of_reminder_and_end_have_examples_of_the_facts(world: World) -> None:
    await begin(world, REMINDER)
    await write(world, "Stay")
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    assert words(shown).startswith("Stay\n\nYour access")
    assert labels(shown) == ["Extend"]
    await begin(world, ENDED)
    await write(world, "Bye")
    shown = world.telegram.messages_to(ADMIN.id)[-2]
    assert words(shown).startswith("👋 Your access")
    assert words(shown).endswith("\n\nBye")


async def test_who_pays_before_their_first_start_reads_it_too(world: World) -> None:
    await save(world, "Now read the rules", NOW)
    await buy(world, NEVER_STARTED.id)
    await world.telegram.send(NEVER_STARTED.id, "/start")
    await hear(world, NEVER_STARTED.id, "Now read the rules")


async def test_a_subscription_at_tribute_has_it_when_it_begins_and_not_at_renewals(
    world: World,
) -> None:
    await save(world, "Now open the channel", NOW)
    await ask(world, BUYER.id, "/start")
    subscriptions = world.tribute.subscriptions
    await deps(world).recurring.bind(subscriptions.product.id, FIRST_PLAN, ADMIN.id)
    await subscriptions.subscribe(BUYER.id)
    started = await hear(world, BUYER.id, "Your payment for the subscription")
    assert words(started).endswith("Now open the channel")
    await world.pass_time(days=30)
    await subscriptions.renew(BUYER.id)
    renewed = await hear(world, BUYER.id, "Your subscription goes on")
    assert "Now open the channel" not in words(renewed)

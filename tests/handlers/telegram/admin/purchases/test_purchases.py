"""Tests for /purchases, the card of a purchase, and /user."""

import asyncio

import pytest

from bot.sandbox.cast import ADMIN, BUYER, NEVER_STARTED, SECOND_ADMIN
from bot.sandbox.world import World
from handlers.telegram.callbacks.people import ShowUser
from handlers.telegram.callbacks.purchases import PurchasesPage
from handlers.telegram.callbacks.shared import ShowPurchase
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, card, command, deliver, deps
from tests.handlers.telegram.talk import ask, hear, labels, press, words


async def test_an_empty_list_of_purchases_has_a_next_step(world: World) -> None:
    message = await ask(world, ADMIN.id, "/purchases")
    assert "No purchases yet" in message.text
    assert "/tariffs" in message.text


async def test_purchases_are_listed_newest_first_page_by_page(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    for _ in range(7):
        await buy(world)
    await buy(world, NEVER_STARTED.id, 512)
    message = await command(world, ADMIN.id, "/purchases")
    said = words(message).splitlines()
    assert said[0] == "🧾 Purchases, newest first · page 1 of 2"
    assert said[2] == "1. ⏸ “Книжный клуб «Сова» — 1 месяц”, RUB 790"
    assert said[3:5] == ["700002", "purchase 78908 · 12 May 2026, 21:59 UTC"]
    assert said[6] == "2. ✅ “Book Club & Library — 1 month”, $9.99"
    assert said[7:9] == [
        "Alice Brown @alice_brown · 700001",
        "purchase 78907 · 12 May 2026, 21:59 UTC",
    ]
    assert labels(message) == [
        "1 ⏸",
        "2 ✅",
        "3 ✅",
        "4 ✅",
        "5 ✅",
        "6 ✅",
        "1 / 2",
        "›",
        "‹ Home",
    ]
    await tap(world, message, "›")
    assert "page 2 of 2" in message.text
    assert labels(message) == ["1 ✅", "2 ✅", "‹", "2 / 2", "‹ Home"]
    await tap(world, message, "1 ✅")
    assert "Paid, access given" in message.text
    await tap(world, message, "All purchases")
    assert "page 2 of 2" in message.text


async def test_a_page_out_of_range_shows_the_nearest_one(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/purchases")
    await press(world, ADMIN.id, message.message_id, PurchasesPage(page=-5))
    await press(world, ADMIN.id, message.message_id, PurchasesPage(page=99))
    assert "page 1 of 1" in message.text


async def test_the_card_of_a_sale_shows_all_its_facts(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    await ask(world, ADMIN.id, "/help")
    await buy(world)
    notice = await hear(world, ADMIN.id, "Sale:")
    await tap(world, notice, "Show the purchase")
    assert words(notice) == (
        "✅ Paid, access given\n\n"
        "🎁 “Book Club & Library — 1 month”, $9.99\n"
        "Alice Brown @alice_brown · 700001\n"
        "purchase 78901 · paid 12 May 2026, 21:59 UTC\n"
        "Gives access: 1 month\n"
        "📥 Tribute reported it 12 May 2026, 21:59 UTC\n"
        "🔑 Access now: until 12 June 2026, 21:59 UTC (1 month left)"
    )
    copies = ["📋 Copy number", "📋 Copy buyer id"]
    assert labels(notice) == ["Refund…", "👤 Alice Brown", *copies, "‹ All purchases"]
    await tap(world, notice, "Alice")
    assert notice.text.startswith("👤 Alice Brown @alice_brown")
    assert labels(notice) == [
        "✅ $9.99 · Book Club & Library…",
        "🎁 Give access…",
        "🔒 End access…",
        "📋 Copy the id",
    ]


async def test_the_card_of_a_refund_names_the_admin_who_made_it(world: World) -> None:
    purchase = await buy(world)
    message = await command(world, ADMIN.id, f"/refund {purchase.id}")
    await tap(world, message, "Yes, refund")
    await tap(world, await hear(world, ADMIN.id, "✅ Refunded."), "Show the purchase")
    card_shown = await hear(world, ADMIN.id, "What was done")
    said = words(card_shown)
    assert said.startswith("↩️ Refunded on 12 May 2026, 21:59 UTC\nReason: the owner refunded it")
    assert "Gave access: 1 month, revoked" in said
    who = "12 May 2026, 21:59 UTC · Anna Keller @anna_runs_it · 700004"
    assert said.endswith(f"What was done\n{who}: asked Tribute for a refund\n{who}: refunded")
    assert "Refund…" not in labels(card_shown)


@pytest.mark.parametrize(
    ("reason", "said"),
    [("chargeback <b>", "Reason: chargeback <b>"), (None, "Reason: Tribute gave none")],
)
async def test_an_unknown_refund_reason_is_shown_as_it_is(
    world: World, reason: str | None, said: str
) -> None:
    purchase = await buy(world)
    payload = {"product_id": 456, "purchase_id": purchase.id, "refund_reason": reason}
    await world.tribute.send(world.tribute.build_event("digital_product_refunded", payload))
    message = await command(world, ADMIN.id, "/purchases")
    await tap(world, message, "1 ↩️")
    assert said in message.text


async def test_the_card_of_a_payment_without_a_time_shows_when_the_webhook_came(
    world: World,
) -> None:
    await world.tribute.deliver(
        world.tribute.raw_event(b'{"name":"new_digital_product","payload":{"product_id":1}}')
    )
    message = await command(world, ADMIN.id, "/purchases")
    await tap(world, message, "1 ⏸")
    assert "Waiting for you" in message.text
    assert "an unknown buyer" in message.text
    assert "reached the bot 12 May 2026" in words(message)
    assert labels(message) == ["Resolve", "Refund…", "‹ All purchases"]


@pytest.mark.fault("C5", "names with HTML in them")
async def test_names_of_strangers_are_text_and_never_links(world: World) -> None:
    evil = '<a href="tg://user?id=1">Free</a>\u202e'
    world.telegram.add_person(666, evil, username="eve")
    await ask(world, 666, "/start")
    purchase = await buy(world, 666)
    row = (await card(world, purchase)).purchase.id
    message = await command(world, ADMIN.id, "/purchases")
    await press(world, ADMIN.id, message.message_id, ShowPurchase(id=row))
    assert '<a href="tg://user?id=1">Free</a>' in message.text
    assert 'href="tg://user?id=1"' not in message.html
    assert "\u202e" not in message.text


async def test_an_unknown_purchase_is_answered(world: World) -> None:
    message = await ask(world, ADMIN.id, "/purchases")
    await press(world, ADMIN.id, message.message_id, ShowPurchase(id=99))
    assert "no such purchase" in message.text


@pytest.mark.matrix
@pytest.mark.parametrize("wanted", ["700001", "@alice_brown", "ALICE_BROWN", " @Alice_Brown "])
async def test_a_person_is_found_by_id_or_name(world: World, wanted: str) -> None:
    await ask(world, BUYER.id, "/start")
    message = await command(world, ADMIN.id, f"/user {wanted}")
    assert words(message) == (
        "👤 Alice Brown @alice_brown · 700001\n\n"
        "🔑 Access now: none\n"
        "Known since 12 May 2026, 21:59 UTC\n"
        "Language in Telegram: en\n"
        "💬 The bot may write to them.\n\n"
        "🧾 No purchases."
    )


async def test_an_unknown_person_gets_a_next_step(world: World) -> None:
    message = await ask(world, ADMIN.id, "/user @nobody<b>")
    assert "The bot doesn't know “@nobody<b>”." in message.text
    assert "/purchases" in message.text


async def test_user_alone_asks_for_a_person_and_any_command_leaves_the_question(
    world: World,
) -> None:
    question = await ask(world, ADMIN.id, "/user")
    assert question.force_reply
    assert "@durov" in question.text
    assert "The bot doesn't know" in (await ask(world, ADMIN.id, "who?")).text
    assert (await ask(world, ADMIN.id, "700004")).text.startswith("👤 Anna Keller")
    assert "The bot works with buttons" in (await ask(world, ADMIN.id, "700004")).text
    await ask(world, ADMIN.id, "/user")
    assert "Nothing has changed" in (await ask(world, ADMIN.id, "/cancel")).text
    assert "The bot works with buttons" in (await ask(world, ADMIN.id, "700004")).text
    await ask(world, ADMIN.id, "/user")
    assert "No purchases yet" in (await ask(world, ADMIN.id, "/purchases")).text
    assert "The bot works with buttons" in (await ask(world, ADMIN.id, "700004")).text


async def test_the_card_of_a_person_says_whether_the_bot_may_write_to_them(world: World) -> None:
    await buy(world, NEVER_STARTED.id)
    message = await command(world, ADMIN.id, f"/user {NEVER_STARTED.id}")
    assert "never pressed Start" in message.text
    assert "Language: not known yet" in message.text
    await ask(world, BUYER.id, "/start")
    world.telegram.block(BUYER.id)
    people = deps(world).people
    async with asyncio.timeout(15):  # the update about the block is on its way
        while (person := await people.get(BUYER.id)) is None or person.blocked_at is None:
            await asyncio.sleep(0.01)
    message = await command(world, ADMIN.id, f"/user {BUYER.id}")
    assert "since 12 May 2026, 21:59 UTC: they have blocked it" in words(message)


async def test_the_card_of_a_person_shows_their_language_and_their_access(world: World) -> None:
    await ask(world, BUYER.id, "/start")
    person = await deps(world).people.get(BUYER.id)
    assert person is not None
    await deps(world).people.choose_locale(person.telegram_user_id, "ru")
    await buy(world)
    world.move(months=3)
    message = await command(world, ADMIN.id, f"/user {BUYER.id}")
    assert "Language: Russian (their choice)" in message.text
    assert "none; it ended on 12 June 2026, 21:59 UTC" in words(message)
    await buy(world, product=459)
    message = await command(world, ADMIN.id, f"/user {BUYER.id}")
    assert "Access now: for life" in message.text


async def test_the_card_of_an_unknown_person_is_answered(world: World) -> None:
    message = await ask(world, SECOND_ADMIN.id, "/purchases")
    said = await press(world, SECOND_ADMIN.id, message.message_id, ShowUser(id=1))
    assert "изменилось" in said


async def test_a_held_payment_is_settled_from_its_card(world: World) -> None:
    await deliver(world, product_id=456, purchase_id=5, trb_user_id="W-1")
    message = await command(world, ADMIN.id, "/purchases")
    await tap(world, message, "1 ⏸")
    assert "Tribute buyer W-1 (no Telegram id)" in message.text
    await tap(world, message, "Resolve")
    assert "What is missing:" in message.text

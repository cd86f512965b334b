"""Tests for /products: pages, filters, and the message when Tribute fails."""

import pytest

from bot.clock import FixedClock
from bot.domain.models import TariffId
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.tribute import FaultKind
from bot.sandbox.world import World
from bot.usecases.tariffs.product_list import SortOrder, Wanted
from handlers.telegram.callbacks.products import ShowProduct, ShowProducts
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, open_world, press, words

LATER_SECONDS = 11
"""The time after which the bot asks Tribute for the list again."""


async def test_the_list_shows_each_product_with_its_facts(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    said = words(message)
    assert said.startswith("Products in Tribute · 25\n\n1. Book Club & Library — 1 month\n")
    assert "digital · ✅ approved · $9.99 · 499 ⭐ · ✓ sold as “1 month”" in said
    assert "6. Книжный клуб «Сова» — 3 месяца" in said
    assert "7." not in said
    assert labels(message)[:2] == [
        "1. Book Club & Library — 1 month",
        "2. Book Club & Library — 3 months",
    ]
    assert labels(message)[6:] == ["1 / 5", "›", "Filters", "Cheapest first", "‹ What is sold"]


async def test_the_list_is_in_russian_for_a_russian_speaker(world: World) -> None:
    said = words(await ask(world, SECOND_ADMIN.id, "/products заказные"))
    assert said.startswith("Продукты в Tribute · 4\nФильтр: На заказ\n")
    assert "на заказ · ✅ одобрен · 39 $ · 1 950 ⭐ · ждут 3 заказа" in said


@pytest.mark.fault("C5", "product names with markup")
async def test_names_with_markup_in_them_are_shown_as_text(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products custom")
    assert "A poem for <somebody> & you" in message.text
    assert "A poem for &lt;somebody&gt; &amp; you" in message.html
    assert "3. A poem for <somebody> & you" in labels(message)


async def test_a_product_with_an_invisible_name_shows_its_number(world: World) -> None:
    world.tribute.add_product("\u200b\u202e", id=800, type="custom")
    message = await ask(world, ADMIN.id, "/products custom")
    assert "5. product 800" in labels(message)


async def test_pages_are_turned_in_place(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    for place in ("2 / 5", "3 / 5", "4 / 5", "5 / 5"):
        await tap(world, message, "›")
        assert place in labels(message)
    assert "25. Открытки с совами, набор из 6" in words(message)
    assert "›" not in labels(message)
    await tap(world, message, "‹")
    assert "4 / 5" in labels(message)
    assert len(world.telegram.messages_to(ADMIN.id)) == 1


async def test_pressing_the_same_page_twice_does_no_harm(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    await tap(world, message, "1 / 5")
    await tap(world, message, "1 / 5")
    assert [call.status for call in world.telegram.calls_of("editMessageText")] == [400, 400]
    assert "1 / 5" in labels(message)


async def test_a_page_out_of_range_shows_the_last_one(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    assert await press(world, ADMIN.id, message.message_id, ShowProducts(page=99)) == ""
    assert "5 / 5" in labels(message)


async def test_a_list_that_can_no_longer_be_edited_is_sent_again(world: World) -> None:
    await ask(world, ADMIN.id, "/products")
    assert await press(world, ADMIN.id, LONG_GONE, ShowProducts(page=2)) == ""
    await hear(world, ADMIN.id, "7. Книжный клуб")


async def test_filters_are_tapped_together_in_the_panel(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    await tap(world, message, "Filters")
    assert "● Any type" in labels(message)
    await tap(world, message, "Made to order")
    assert "● Made to order" in labels(message)
    await tap(world, message, "Orders waiting")
    assert "Fitting now: 3." in words(message)
    await tap(world, message, "Without Stars")
    assert "Fitting now: 0." in words(message)
    await tap(world, message, "500–1999\N{NO-BREAK SPACE}⭐")
    await tap(world, message, "Show 2 products")
    assert words(message).startswith(
        "Products in Tribute · 2\nFilter: Made to order · 500–1999 ⭐ · Orders waiting\n"
    )
    assert "12 orders waiting" in words(message)


async def test_every_filter_of_the_panel_can_be_removed(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products 5-20 usd stars 7- approved")
    await tap(world, message, "Filters")
    assert {"● Price 5–20 USD", "● from 7 ⭐", "● Approved"} <= set(labels(message))
    await tap(world, message, "Any price")
    await tap(world, message, "Stars or not")
    await tap(world, message, "Any status")
    assert "Show 25 products" in labels(message)


async def test_tariffs_are_filters(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    await tap(world, message, "Filters")
    await tap(world, message, "1 year")
    assert "● 1 year" in labels(message)
    await tap(world, message, "Show 1 product")
    assert "Filter: 1 year" in words(message)
    assert "Library — 1 year" in words(message)
    gone = ShowProducts.of(Wanted(tariff_id=TariffId(99)))
    await press(world, ADMIN.id, message.message_id, gone)
    assert "this filter: A price without products" in words(message)


async def test_sold_and_unsold_products_are_filters(world: World) -> None:
    assert "· 4\n" in (await ask(world, ADMIN.id, "/products bound")).text
    unsold = await ask(world, ADMIN.id, "/products unbound")
    assert "· 21\n" in unsold.text
    assert "✓" not in unsold.text


async def test_the_order_is_changed_by_a_button(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products usd")
    await tap(world, message, "Cheapest first")
    assert "1. Reading list" in words(message)
    await tap(world, message, "Most expensive first")
    assert "1. Book Club & Library — lifetime" in words(message)
    await tap(world, message, "Tribute's order")
    assert "1. Book Club & Library — 1 month" in words(message)


async def test_a_filter_that_nothing_fits_offers_to_reset_it(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products physical stars")
    assert words(message).startswith("No product fits this filter: Physical · With Stars.")
    await tap(world, message, "Reset filters")
    assert "Products in Tribute · 25" in words(message)


async def test_the_list_can_be_filtered_by_one_exact_price(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products 9.99")
    assert words(message).startswith("Products in Tribute · 1\nFilter: Price 9.99\n")


async def test_an_empty_shop_gets_a_next_step(world: World) -> None:
    world.tribute.products.clear()
    world.move(seconds=LATER_SECONDS)
    message = await ask(world, ADMIN.id, "/products")
    assert "Create one in Tribute" in words(message)
    assert labels(message) == ["Try again", "‹ What is sold"]


async def test_unreadable_filters_are_answered_by_examples(world: World) -> None:
    assert "/products stars 100-500" in (await ask(world, ADMIN.id, "/products huh <b>")).text


async def test_a_filter_outlives_a_restart(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products custom cheapest")
    await world.restart_app()
    await tap(world, message, "Most expensive first")
    assert "Filter: Made to order · Most expensive first" in words(message)


async def test_two_admins_filter_each_for_themselves(world: World) -> None:
    hers = await ask(world, ADMIN.id, "/products custom")
    his = await ask(world, SECOND_ADMIN.id, "/products")
    await tap(world, his, "›", SECOND_ADMIN.id)
    await tap(world, hers, "Cheapest first")
    assert "Filter: Made to order · Cheapest first" in words(hers)
    assert "2 / 5" in labels(his)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "times", "said"),
    [
        (401, 1, "Tribute does not accept the bot's API key."),
        (403, 1, "This belongs to another Tribute account"),
        (500, 3, "Tribute has a problem of its own at the moment."),
        ("timeout", 3, "Tribute is taking too long to answer."),
        ("bad_json", 3, "Tribute's answer was cut off or could not be understood."),
    ],
)
async def test_an_error_of_tribute_is_reported_and_can_be_retried(
    impatient_world: World, fault: FaultKind, times: int, said: str
) -> None:
    world = impatient_world
    await ask(world, ADMIN.id, "/products")
    world.move(seconds=LATER_SECONDS)
    world.tribute.fail_next_api(fault, times=times)
    await world.telegram.send(ADMIN.id, "/products custom")
    message = await hear(world, ADMIN.id, said)
    assert labels(message) == ["Try again"]
    world.move(seconds=LATER_SECONDS)
    await tap(world, message, "Try again")
    assert words(message).startswith("Products in Tribute · 4\nFilter: Made to order")


async def test_an_error_behind_a_button_is_reported_in_the_same_message(world: World) -> None:
    message = await ask(world, ADMIN.id, "/products")
    world.move(seconds=LATER_SECONDS)
    world.tribute.fail_next_api(401)
    await tap(world, message, "›")
    assert words(message).startswith("Tribute does not accept the bot's API key.")
    world.move(seconds=LATER_SECONDS)
    await tap(world, message, "Try again")
    assert "2 / 5" in labels(message)


@pytest.mark.parametrize("command", ["/products", "/products custom", "/product 456", "/tariffs"])
async def test_commands_about_products_are_unknown_to_everyone_else(
    world: World, command: str
) -> None:
    unknown = await ask(world, BUYER.id, "/nonsense")
    assert (await ask(world, BUYER.id, command)).text == unknown.text


async def test_a_forged_button_shows_a_stranger_nothing(world: World) -> None:
    await ask(world, BUYER.id, "/help")
    before = len(world.telegram.messages_to(BUYER.id))
    for forged in (ShowProducts(), ShowProducts(page=0), ShowProduct(id=456)):
        said = await press(world, BUYER.id, LONG_GONE, forged)
        assert said
        assert "Book Club" not in said
    assert len(world.telegram.messages_to(BUYER.id)) == before


@pytest.mark.matrix
@pytest.mark.parametrize("data", ["pl:1:x::::::::", "prod:0", "prod:-1", "prod:x", "prod:456:1"])
async def test_a_malformed_button_is_answered_and_does_nothing(world: World, data: str) -> None:
    message = await ask(world, ADMIN.id, "/products")
    answer = await world.telegram.press(ADMIN.id, message.message_id, data)
    assert answer is not None
    assert answer.text
    assert "1 / 5" in labels(message)


async def test_a_long_shop_with_long_names_still_fits(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        for number in range(200):
            world.tribute.add_product(f"{number} " + "Ж<&>" * 1000, description="я" * 4096)
        message = await ask(world, ADMIN.id, "/products digital")
        assert "1 / 37" in labels(message)
        last = ShowProducts.of(Wanted(type="digital", order=SortOrder.DEAREST), 37)
        await press(world, ADMIN.id, message.message_id, last)
        assert "37 / 37" in labels(message)


async def test_no_row_of_the_filters_is_cut_on_a_phone(world: World) -> None:
    """Four buttons side by side read “Appro… In re… Reje…”."""
    message = await ask(world, ADMIN.id, "/products")
    await tap(world, message, "Filters")
    assert max(len(row) for row in message.keyboard) == 3

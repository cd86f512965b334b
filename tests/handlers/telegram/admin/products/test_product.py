"""Tests for /product: the card of a product, found by its number or any form of its link."""

import pytest

from bot.sandbox.cast import ADMIN, SECOND_ADMIN
from bot.sandbox.tribute import FaultKind
from bot.sandbox.world import World
from handlers.telegram.callbacks.products import BackToProduct, ShowProduct
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import LONG_GONE, ask, hear, labels, links, press, words


async def test_a_card_shows_all_facts_of_a_product(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product 456")
    assert words(card) == (
        "Book Club & Library — 1 month\n"
        "product 456 · digital · ✅ approved\n"
        "$9.99 · 499 ⭐ · cards accepted\n"
        "Every month a new book, the talks and the whole archive.\n\n"
        "✓ Sold as “1 month”: buyers see it under /buy."
    )
    assert labels(card) == [
        "Open in Telegram",
        "In the browser",
        "Sell as something else…",
        "⭐ Price in Stars",
        "Stop selling",
        "Refresh",
    ]
    assert links(card)[:2] == [
        "https://t.me/tribute/app?startapp=pkTz",
        "https://web.tribute.tg/p/kTz",
    ]


async def test_a_card_is_in_russian_for_a_russian_speaker(world: World) -> None:
    card = await ask(world, SECOND_ADMIN.id, "/product 602")
    assert words(card).startswith("Разбор вашего рассказа\nпродукт 602 · на заказ · ✅ одобрен\n")
    assert "ждёт 1 заказ" in words(card)


@pytest.mark.matrix
@pytest.mark.parametrize(
    "pasted",
    [
        "530",
        "#530",
        "  530 ",
        "https://t.me/tribute/app?startapp=pqFw",
        "t.me/tribute/app?startapp=pqFw",
        "https://web.tribute.tg/p/qFw",
        "http://web.tribute.tg/p/qFw/",
        "web.tribute.tg/p/qFw",
    ],
)
async def test_a_product_is_found_by_number_or_link(world: World, pasted: str) -> None:
    card = await ask(world, ADMIN.id, f"/product {pasted}")
    assert card.html.startswith("<b>AI Assistant &lt;Pro&gt; &amp; friends — 1 month</b>")
    assert "longer memory, <b>no</b> queue & no ads." in card.text


async def test_a_link_known_only_by_its_code_is_confirmed_by_tribute(world: World) -> None:
    await ask(world, ADMIN.id, "/products")  # the list from before the product was made
    world.tribute.add_product("Fresh", id=152362, code="DDs")
    card = await ask(world, ADMIN.id, "/product https://t.me/tribute/app?startapp=pDDs")
    assert card.text.startswith("Fresh\nproduct 152362")


async def test_a_decoded_number_whose_product_has_another_link_is_not_believed(
    world: World,
) -> None:
    world.tribute.add_product("Somebody's", id=152362, code="abc")
    card = await ask(world, ADMIN.id, "/product web.tribute.tg/p/DDs")
    assert card.text.startswith("Tribute has no such product.")


@pytest.mark.parametrize(
    "pasted", ["", "hello", "-1", "4 5 6", "9" * 40, "https://example.org/p/kTz", "<b>/</b>"]
)
@pytest.mark.long
async def test_text_that_names_no_product_is_answered_with_an_example(
    world: World, pasted: str
) -> None:
    answer = await ask(world, ADMIN.id, f"/product {pasted}")
    assert "/product https://t.me/tribute/app?startapp=pDDs" in answer.text
    await tap(world, answer, "All products")
    assert words(answer).startswith("Products in Tribute")


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (400, "Tribute did not understand this request."),
        (401, "Tribute does not accept the bot's API key."),
        (403, "This belongs to another Tribute account"),
        (404, "Tribute has no such product."),
        (500, "Tribute has a problem of its own at the moment."),
        ("timeout", "Tribute is taking too long to answer."),
    ],
)
async def test_each_error_of_tribute_has_its_own_message(
    impatient_world: World, fault: FaultKind, said: str
) -> None:
    await ask(impatient_world, ADMIN.id, "/help")
    impatient_world.tribute.fail_next_api(fault, times=3)
    await impatient_world.telegram.send(ADMIN.id, "/product 512")
    assert (await hear(impatient_world, ADMIN.id, said)).text.startswith(said)


async def test_a_bound_product_is_shown_as_last_seen_when_tribute_fails(world: World) -> None:
    await ask(world, ADMIN.id, "/products")
    world.tribute.fail_next_api(401)
    card = await ask(world, ADMIN.id, "/product 456")
    assert "Tribute does not accept the bot's API key." in card.text
    assert "Below is what Tribute last said about this product." in card.text
    assert "✓ Sold as “1 month”" in card.text
    assert labels(card) == ["⭐ Price in Stars", "Stop selling", "Refresh"]
    await tap(world, card, "Refresh")
    assert words(card).startswith("Book Club & Library — 1 month\nproduct 456")


async def test_a_bound_product_that_tribute_does_not_know_is_reported(world: World) -> None:
    del world.tribute.products[459]
    await world.restart_app()
    world.move(seconds=11)
    card = await ask(world, ADMIN.id, "/product 459")
    assert card.text.startswith("⚠️ Tribute has no such product.")


async def test_the_code_at_a_links_end_is_enough(world: World) -> None:
    card = await ask(world, ADMIN.id, "/product pkTz")
    assert "product 456" in card.text


async def test_a_card_opens_below_the_list_and_leaves_it(world: World) -> None:
    listed = await ask(world, ADMIN.id, "/products custom")
    assert await tap(world, listed, "A poem for") == ""
    card = await hear(world, ADMIN.id, "product 603", after=listed.message_id)
    assert card.html.startswith("<b>A poem for &lt;somebody&gt; &amp; you</b>")
    assert "€25 · cards accepted · no Stars\n0 orders waiting" in words(card)
    assert "made to order: access opens with the payment" in card.text
    assert words(listed).startswith("Products in Tribute · 4")


@pytest.mark.parametrize(
    ("product_id", "note"),
    [
        (580, "still reviewing it and doesn't sell it until it is approved"),
        (581, "rejected it and doesn't sell it until it is approved"),
        (701, "reports orders of physical products in its own way"),
    ],
)
async def test_a_card_warns_before_a_product_is_sold(
    world: World, product_id: int, note: str
) -> None:
    assert note in (await ask(world, ADMIN.id, f"/product {product_id}")).text


@pytest.mark.fault("A7", "unknown status, type and currency")
async def test_unknown_facts_of_a_product_are_shown_and_break_nothing(world: World) -> None:
    row = world.tribute.add_product("Odd", id=910)
    row.update({"type": "<b>new", "status": "", "currency": "USDT", "link": "javascript:x"})
    card = await ask(world, ADMIN.id, "/product 910")
    assert words(card).startswith("Odd\nproduct 910 · <b>new · of unknown status\nUSDT 9.99")
    assert "Open in Telegram" not in labels(card)


async def test_a_very_long_description_is_cut(world: World) -> None:
    world.tribute.add_product("Ж" * 4096, id=901, description="&<я>" * 4000)
    card = await ask(world, ADMIN.id, "/product 901")
    assert "…" in card.text
    assert len(card.text) < 1000


async def test_an_unknown_product_is_reported_and_can_be_retried(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await press(world, ADMIN.id, LONG_GONE, ShowProduct(id=999))
    error = await hear(world, ADMIN.id, "Tribute has no such product.")
    assert labels(error) == ["Try again"]
    world.tribute.add_product("Late", id=999)
    await press(world, ADMIN.id, error.message_id, BackToProduct(id=999))
    assert error.text.startswith("Late")

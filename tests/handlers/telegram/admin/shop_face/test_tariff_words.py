"""Tests for own names and descriptions of prices, under /shop."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.models import ProductId, TariffId
from bot.domain.records import TariffWords
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Json
from bot.sandbox.world import World
from bot.usecases.operations.ledger_check import check
from handlers.telegram.callbacks.shared import ShowOffers
from handlers.telegram.callbacks.shop_window import (
    RestoreTariffWords,
    ShowTariffWords,
    WriteTariffWords,
)
from storage import tariff_texts
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.shop_face.face import PREVIEW
from tests.handlers.telegram.admin.shop_face.test_window import window
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words

MONTH = TariffId(1)


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def begin(world: World, what: str = "✏️ Name…", language: str = "") -> Message:
    """Open the question for a month's name or description."""
    message = await window(world, "Basic", "1 month", "✏️ Name and description…")
    if language:
        await tap(world, message, language)
    await tap(world, message, what)
    return message


async def write(world: World, text: str, entities: list[Json] | None = None) -> Message:
    sent = await world.telegram.send(ADMIN.id, text, entities=entities or [])
    return await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)


async def save(world: World, text: str, what: str = "✏️ Name…", language: str = "") -> Message:
    await begin(world, what, language)
    message = await write(world, text)
    await tap(world, message, "✅ Save")
    return message


async def prices(world: World, person: int = BUYER.id) -> Message:
    message = await ask(world, person, "/start")
    await press(world, person, message.message_id, ShowOffers(page=0, plan=BASIC))
    return message


async def test_a_name_is_previewed_saved_and_read_by_buyers(shop: World) -> None:
    await begin(shop)
    below = await write(shop, "  Trial   <b>month</b> ")
    shown = shop.telegram.messages_to(ADMIN.id)[-2]
    assert "• Trial <b>month</b> (1 month) — $9.99" in words(shown)
    assert "Trial" not in words(await prices(shop))
    await tap(shop, below, "✅ Save")
    assert "✅ Saved." in words(below)
    assert "Name: Trial <b>month</b>" in words(below)
    seen = await prices(shop)
    assert "• Trial <b>month</b> (1 month) — $9.99" in words(seen)
    assert labels(seen)[0] == "Pay — Trial <b>month</b> · $9.99"
    await tap(shop, below, "‹ Back")
    assert "named the price “Trial <b>month</b>”" in words(below)


async def test_the_preview_is_what_buyers_get(shop: World) -> None:
    await begin(shop, "📝 Description…")
    below = await write(shop, "All books, no ads")
    shown = shop.telegram.messages_to(ADMIN.id)[-2]
    await tap(shop, below, "✅ Save")
    seen = await prices(shop)
    assert words(seen).endswith(words(shown))
    assert labels(seen)[: len(labels(shown))] == labels(shown)


async def test_each_language_has_its_own_name_and_others_read_the_original(shop: World) -> None:
    await save(shop, "Пробный месяц", language="Русский")
    assert "• 1 month — $9.99" in words(await prices(shop))
    await deps(shop).people.choose_locale(BUYER.id, "ru")
    seen = await prices(shop)
    assert "• Пробный месяц (1 месяц) — " in words(seen)
    assert labels(seen)[0].startswith("Оплатить — Пробный месяц")


async def test_a_description_keeps_its_formatting(shop: World) -> None:
    await begin(shop, "📝 Description…")
    bold = {"type": "bold", "offset": 0, "length": 3}
    spoiler = {"type": "spoiler", "offset": 4, "length": 5}
    quote = {"type": "blockquote", "offset": 0, "length": 9}
    below = await write(shop, "All books & <more>", [quote, bold, spoiler])
    await tap(shop, below, "✅ Save")
    stored = (await deps(shop).arrangement.texts.of(MONTH))["en"].description
    assert stored == "<b>All</b> <tg-spoiler>books</tg-spoiler> &amp; &lt;more&gt;"
    seen = await prices(shop)
    assert "1 month: All books & <more>" in words(seen)
    kinds = {one["type"] for one in seen.formatted.entities}
    assert {"bold", "spoiler", "expandable_blockquote"} <= kinds


async def test_a_description_has_the_hints_of_all_own_words(shop: World) -> None:
    await begin(shop, "📝 Description…")
    emoji = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "1"}
    below = words(await write(shop, "😀 <b>Все</b> книги и встречи", [emoji]))
    for hint in ("may not use custom emoji", "Tags are shown as you typed", "look like English"):
        assert hint in below


async def test_the_original_doesnt_come_back_over_words_of_another_admin(shop: World) -> None:
    texts = deps(shop).arrangement.texts
    saved = await save(shop, "Thirty days")
    shop.move(seconds=3600)
    await press(shop, ADMIN.id, saved.message_id, ShowTariffWords(id=MONTH, locale="en"))
    theirs = TariffWords("A month", None)
    seen = (await texts.of(MONTH))["en"]
    assert await texts.save(MONTH, "en", theirs, seen, SECOND_ADMIN.id) is None
    toast = await tap(shop, saved, "↩️ Back to the original")
    assert toast == "This has changed in the meantime. Here is how it stands now."
    assert "A month" in words(saved)
    assert (await texts.of(MONTH))["en"] == theirs
    older = RestoreTariffWords(id=MONTH, locale="en")
    assert "This has changed" in await press(shop, ADMIN.id, saved.message_id, older)
    await tap(shop, saved, "↩️ Back to the original")
    assert await texts.of(MONTH) == {}


async def test_back_to_the_original_takes_one_tap_and_stands_in_the_history(shop: World) -> None:
    before = words(await prices(shop))
    await save(shop, "Trial")
    saved = await save(shop, "Everything", "📝 Description…")
    assert words(await prices(shop)) != before
    await tap(shop, saved, "↩️ Back to the original")
    assert "↩️ The original is back." in words(saved)
    assert "↩️ Back to the original" not in labels(saved)
    assert words(await prices(shop)) == before
    await tap(shop, saved, "‹ Back")
    for said in ("described the price: “Everything”", "took the price's own name away"):
        assert said in words(saved)


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("what", "typed", "answer"),
    [
        ("✏️ Name…", "x" * 33, "at most 32 characters"),
        ("✏️ Name…", "\N{ZERO WIDTH SPACE}", "nothing to read"),
        ("✏️ Name…", "QUARTER", "Another price of this plan is called that already"),
        ("📝 Description…", "x" * 301, "at most 300 characters"),
        ("📝 Description…", "x" * 4096, "at most 300 characters"),
        ("📝 Description…", "\N{HANGUL FILLER}", "nothing to read"),
    ],
)
async def test_words_that_cannot_stand_there_are_asked_for_again(
    shop: World, what: str, typed: str, answer: str
) -> None:
    named = TariffWords("Quarter")
    await deps(shop).arrangement.texts.save(TariffId(2), "en", named, TariffWords(), ADMIN.id)
    await begin(shop, what)
    assert answer in words(await ask(shop, ADMIN.id, typed))
    await tap(shop, await write(shop, "🙂 Fine"), "✅ Save")
    assert MONTH in await shop_words(shop)


async def shop_words(world: World) -> dict[TariffId, dict[str, TariffWords]]:
    with open_read_only(world.settings.database_path) as tx:
        return tariff_texts.every(tx)


async def test_two_admins_who_write_at_once_see_what_the_other_has_saved(shop: World) -> None:
    await begin(shop)
    mine = await write(shop, "Mine")
    theirs = TariffWords("Theirs")
    await deps(shop).arrangement.texts.save(MONTH, "en", theirs, TariffWords(), SECOND_ADMIN.id)
    await tap(shop, mine, "✅ Save")
    assert "Another admin has changed this meanwhile. Now it is: Name: Theirs" in words(mine)
    assert (await shop_words(shop))[MONTH]["en"] == theirs
    await tap(shop, mine, "Yes, replace theirs")
    assert (await shop_words(shop))[MONTH]["en"] == TariffWords("Mine")


async def test_an_older_preview_saves_nothing(shop: World) -> None:
    await begin(shop)
    older = await write(shop, "First")
    newer = await write(shop, "Second")
    assert "isn't the latest" in await tap(shop, older, "✅ Save")
    assert await tap(shop, newer, "Leave it as it was") == "Nothing has changed."
    assert await shop_words(shop) == {}


async def test_a_price_that_is_gone_meanwhile_saves_nothing(shop: World) -> None:
    await begin(shop)
    below = await write(shop, "Trial")
    await deps(shop).tariffs.stop_offering(ProductId(456), ADMIN.id)
    assert (await tap(shop, below, "✅ Save")).startswith("That price isn't on offer any more")
    assert "isn't on offer any more" in words(await ask(shop, ADMIN.id, "Another"))
    assert await shop_words(shop) == {}


async def test_a_hidden_price_is_previewed_alone(shop: World) -> None:
    await deps(shop).arrangement.hide(MONTH, ADMIN.id)
    message = await window(shop, "Basic", "🙈 1 month", "✏️ Name and description…", "✏️ Name…")
    assert "What is Basic · 1 month called?" in words(message)
    await write(shop, "Trial")
    shown = shop.telegram.messages_to(ADMIN.id)[-2]
    assert "• Trial (1 month) — $9.99" in words(shown)
    assert "3 months" not in words(shown)


async def test_a_language_that_is_gone_answers_clearly(shop: World) -> None:
    message = await window(shop, "Basic", "1 month")
    for pressed in (
        ShowTariffWords(id=1, locale="xx"),
        WriteTariffWords(id=1, locale="xx", what="name"),
    ):
        assert await press(shop, ADMIN.id, message.message_id, pressed)


async def test_a_damaged_description_is_found_and_buyers_get_the_original(shop: World) -> None:
    before = words(await prices(shop))
    broken = TariffWords(description="<b>All")
    await deps(shop).arrangement.db.write(lambda tx: tariff_texts.put(tx, MONTH, "en", broken))
    assert words(await prices(shop)) == before
    with open_read_only(shop.settings.database_path) as tx:
        assert "description of tariff 1 (en) has broken markup" in " ".join(check(tx))
    await deps(shop).arrangement.db.write(
        lambda tx: tariff_texts.put(tx, MONTH, "en", TariffWords())
    )

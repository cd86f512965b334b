"""Tests for names and descriptions of plans: formatted as typed, by two admins, from /shop."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.operations.ledger_check import check
from handlers.telegram.callbacks.plans import RemoveDescription, RemoveName
from storage import plans
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.plans.test_plans import answer, open_card, save
from tests.handlers.telegram.admin.shop_face.face import photo
from tests.handlers.telegram.admin.shop_face.test_window import window
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command, deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, press, words

BOLD = {"type": "bold", "offset": 0, "length": 3}
QUOTE = {"type": "blockquote", "offset": 0, "length": 9}


@pytest.fixture
async def shop(clock: FixedClock) -> AsyncIterator[World]:
    async with open_world(clock, tariffs=TWO_PLANS) as world:
        yield world


async def test_a_description_keeps_its_formatting_wherever_it_is_read(shop: World) -> None:
    card = await open_card(shop, "Pro")
    await tap(shop, card, "📝 Describe…")
    said = "All books\n& <more>"
    described = await save(shop, said, [QUOTE, BOLD])
    assert "bold" in {one["type"] for one in described.formatted.entities}
    assert deps(shop).plans.known[1].descriptions == {"en": "All books & <more>"}
    message = await ask(shop, BUYER.id, "/start")
    assert "Pro: All books\n& <more>" in words(message)
    await tap(shop, message, "Pro", BUYER.id)
    assert words(message).startswith("Pro\nAll books\n& <more>\n\n")
    assert {"type": "bold", "offset": 4, "length": 3} in message.formatted.entities
    await tap(shop, described, "📝 Describe…")
    await tap(shop, described, "Remove the description")
    assert deps(shop).plans.known[1].formatted == {}


async def test_a_long_list_of_plans_has_its_descriptions_cut_as_plain_words(shop: World) -> None:
    said, html = "All " + "word " * 55, f"<b>All</b> {'word ' * 55}"
    assert await deps(shop).plans.describe(PRO, said, "en", ADMIN.id, html)
    message = await ask(shop, BUYER.id, "/start")
    assert "word…" in words(message)
    await tap(shop, message, "Pro", BUYER.id)
    assert words(message).startswith(f"Pro\n{said.strip()}\n")


async def test_damaged_formatting_leaves_the_plain_words(shop: World) -> None:
    await deps(shop).arrangement.db.write(
        lambda tx: plans.set_description(tx, PRO, "en", "All books", "<b>All books")
    )
    await shop.restart_app()
    message = await ask(shop, BUYER.id, "/start")
    assert "Pro: All books" in words(message)
    with open_read_only(shop.settings.database_path) as tx:
        assert "description of plan 2 (en) has broken markup" in " ".join(check(tx))
    await deps(shop).plans.describe(PRO, None, "en", ADMIN.id)


@pytest.mark.parametrize(
    ("what", "most", "kept"),
    [("✏️ Rename…", "Plus", ("Plus", "")), ("📝 Describe…", "Books", ("Pro", "Books"))],
)
async def test_words_count_once_the_admin_has_seen_them_as_buyers_will(
    shop: World, what: str, most: str, kept: tuple[str, str]
) -> None:
    await tap(shop, await open_card(shop, "Pro"), what)
    sent = await shop.telegram.send(ADMIN.id, most)
    shown = await hear(shop, ADMIN.id, f"\n{most}\n" if what[0] == "📝" else f"{most}\n")
    asked = await hear(shop, ADMIN.id, "That is how buyers will see it", after=sent.message_id)
    assert any("1 month" in one for one in labels(shown))
    assert say_of(shop) == ("Pro", "")
    await shop.restart_app()
    await tap(shop, asked, "✅ Save")
    assert "Saved. Buyers read it from now on." in words(asked)
    assert say_of(shop) == kept
    await tap(shop, await open_card(shop, kept[0]), what)
    asked = await answer(shop, "Others")
    assert await tap(shop, asked, "Leave it as it was") == "Nothing has changed."
    assert say_of(shop) == kept


async def test_the_button_of_an_older_preview_saves_nothing(shop: World) -> None:
    await tap(shop, await open_card(shop, "Pro"), "✏️ Rename…")
    first = await answer(shop, "Plus")
    second = await answer(shop, "Max")
    for label in ("✅ Save", "Leave it as it was"):
        assert "isn't the latest any more" in await tap(shop, first, label)
    assert say_of(shop) == ("Pro", "")
    await tap(shop, second, "✅ Save")
    assert say_of(shop) == ("Max", "")
    await tap(shop, await open_card(shop, "Max"), "✏️ Rename…")
    third = await answer(shop, "Top")
    await deps(shop).plans.rename(BASIC, "Top", "en", SECOND_ADMIN.id)
    assert "another plan's name by now" in await tap(shop, third, "✅ Save")
    assert say_of(shop) == ("Max", "")


async def test_a_name_of_one_language_goes_away_by_one_tap(shop: World) -> None:
    remove = "↩️ Without a name of its own"
    card = await open_card(shop, "Pro")
    await tap(shop, card, "✏️ Rename…")
    assert remove not in labels(card)  # nothing would be left
    await tap(shop, card, "🌐 Русский")
    card = await save(shop, "Про")
    await tap(shop, card, "✏️ Rename…")
    await tap(shop, card, "🌐 Русский")
    old = RemoveName(id=PRO, locale="ru")
    await tap(shop, card, remove)
    assert deps(shop).plans.known[1].names == {"en": "Pro"}
    assert "took the plan's name in one language away" in words(card)
    assert "Nothing has changed" in await press(shop, ADMIN.id, card.message_id, old)
    card = await open_card(shop, "Basic")
    await tap(shop, card, "✏️ Rename…")
    await tap(shop, card, remove)
    assert "📦 Access · basic" in words(card)


async def test_a_name_that_another_admin_has_given_meanwhile_isnt_taken_away(shop: World) -> None:
    await deps(shop).plans.rename(PRO, "Про", "ru", ADMIN.id)
    shop.move(seconds=3600)
    card = await open_card(shop, "Pro")
    await tap(shop, card, "✏️ Rename…")
    await tap(shop, card, "🌐 Русский")
    await deps(shop).plans.rename(PRO, "Главный", "ru", SECOND_ADMIN.id)
    toast = await tap(shop, card, "↩️ Without a name of its own")
    assert toast == "This has changed in the meantime. Here is how it stands now."
    assert "Главный" in words(card)
    assert deps(shop).plans.known[1].names == {"en": "Pro", "ru": "Главный"}
    older = RemoveName(id=PRO, locale="ru")  # of a message that was sent before buttons had a tag
    assert "This has changed" in await press(shop, ADMIN.id, card.message_id, older)
    await tap(shop, card, "↩️ Without a name of its own")
    assert deps(shop).plans.known[1].names == {"en": "Pro"}


async def test_a_description_that_another_admin_has_written_meanwhile_stays(shop: World) -> None:
    plans_ = deps(shop).plans
    await plans_.describe(PRO, "All books", "en", ADMIN.id)
    shop.move(seconds=3600)
    card = await open_card(shop, "Pro")
    await tap(shop, card, "📝 Describe…")
    await plans_.describe(PRO, "All books and talks", "en", SECOND_ADMIN.id)
    toast = await tap(shop, card, "Remove the description")
    assert toast == "This has changed in the meantime. Here is how it stands now."
    assert "All books and talks" in words(card)
    assert plans_.known[1].descriptions == {"en": "All books and talks"}
    older = RemoveDescription(id=PRO, locale="en")
    assert "This has changed" in await press(shop, ADMIN.id, card.message_id, older)
    await tap(shop, card, "Remove the description")
    assert plans_.known[1].descriptions == {}


async def test_buttons_of_before_go_on_working_where_nothing_was_decided_since(shop: World) -> None:
    await deps(shop).plans.describe(PRO, "All books", "en", ADMIN.id)
    shop.move(seconds=3600)
    card = await open_card(shop, "Pro")
    older = RemoveDescription(id=PRO, locale="en")
    await press(shop, ADMIN.id, card.message_id, older)
    assert deps(shop).plans.known[1].descriptions == {}


@pytest.mark.matrix
@pytest.mark.parametrize("what", ["✏️ Rename…", "📝 Describe…", "+ Add a plan"])
async def test_what_is_no_text_is_asked_for_once_more(shop: World, what: str) -> None:
    message = await command(shop, ADMIN.id, "/plans")
    if what != "+ Add a plan":
        await tap(shop, message, "Pro")
    await tap(shop, message, what)
    sent = await shop.telegram.send_file(ADMIN.id, photo(), "Max")
    await hear(shop, ADMIN.id, "Only words can stand here", after=sent.message_id)
    assert "Max" in words(await ask(shop, ADMIN.id, "Max"))


async def test_a_description_has_the_hints_of_all_own_words(shop: World) -> None:
    await tap(shop, await open_card(shop, "Pro"), "📝 Describe…")
    emoji = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "1"}
    below = words(await answer(shop, "😀 <b>Все</b> книги и встречи", [emoji]))
    for hint in ("may not use custom emoji", "Tags are shown as you typed", "look like English"):
        assert hint in below


async def test_words_that_no_buyer_reads_yet_are_called_so(clock: FixedClock) -> None:
    async with open_world(clock) as world:
        await tap(world, await open_card(world, "Access"), "✏️ Rename…")
        asked = await answer(world, "Books & <more>")
        assert words(asked).startswith("Books & <more>\n\nBuyers don't read it yet")
        await tap(world, asked, "✅ Save")
        assert "📦 Books & <more> · access" in words(asked)


@pytest.mark.parametrize(("what", "most"), [("✏️ Rename…", "Plus"), ("📝 Describe…", "Books")])
async def test_an_admin_reads_that_another_one_was_quicker(
    shop: World, what: str, most: str
) -> None:
    await tap(shop, await open_card(shop, "Pro"), what)
    asked = await answer(shop, most)
    await deps(shop).plans.rename(PRO, "Theirs", "en", SECOND_ADMIN.id)
    await deps(shop).plans.describe(PRO, "Theirs", "en", SECOND_ADMIN.id)
    await tap(shop, asked, "✅ Save")
    assert "Another admin has changed this meanwhile. Now it is: Theirs" in words(asked)
    assert say_of(shop) == ("Theirs", "Theirs")
    await tap(shop, asked, "Yes, replace theirs")
    assert most in say_of(shop)


async def test_an_admin_reads_that_another_one_has_removed_the_description(shop: World) -> None:
    await deps(shop).plans.describe(PRO, "Books", "en", ADMIN.id)
    await tap(shop, await open_card(shop, "Pro"), "📝 Describe…")
    asked = await answer(shop, "Films")
    await deps(shop).plans.describe(PRO, None, "en", SECOND_ADMIN.id)
    await tap(shop, asked, "✅ Save")
    assert "Another admin has changed this meanwhile. Now it is: nothing" in words(asked)
    await tap(shop, asked, "Yes, replace theirs")
    assert say_of(shop) == ("Pro", "Films")


def say_of(world: World) -> tuple[str, str]:
    plan = deps(world).plans.known[1]
    return plan.names["en"], plan.descriptions.get("en", "")


@pytest.mark.parametrize("what", ["✏️ Rename…", "📝 Describe…"])
async def test_questions_that_began_in_shop_lead_back_there(shop: World, what: str) -> None:
    message = await window(shop, "Basic", what)
    await tap(shop, message, "🌐 Русский")
    await tap(shop, message, "‹ Back")
    assert "Basic · number 1 of 2" in words(message)
    await tap(shop, message, what)
    card = await save(shop, "Основа")
    assert labels(card)[-1] == "‹ Plans and prices"
    await tap(shop, card, "‹ Plans and prices")
    assert "number 1 of 2" in words(card)
    assert "Основа" in words(card)
    assert deps(shop).plans.known[0].id == BASIC
    card = await open_card(shop, "Pro")
    await tap(shop, card, what)
    assert labels(await save(shop, "Plus"))[-1] == "‹ All plans"

"""Tests for names and descriptions of plans: formatted as typed, by two admins, from /shop."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER, SECOND_ADMIN
from bot.sandbox.world import World
from bot.usecases.operations.ledger_check import check
from storage import plans
from storage.engine.database import open_read_only
from tests.handlers.telegram.admin.plans.test_plans import open_card
from tests.handlers.telegram.admin.shop_face.test_window import window
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.plan_shops import BASIC, PRO, TWO_PLANS
from tests.handlers.telegram.talk import ask, hear, labels, open_world, words

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
    sent = await shop.telegram.send(ADMIN.id, said, entities=[QUOTE, BOLD])
    described = await hear(shop, ADMIN.id, "All books", after=sent.message_id)
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


@pytest.mark.parametrize(("what", "most"), [("✏️ Rename…", "Plus"), ("📝 Describe…", "Books")])
async def test_an_admin_reads_that_another_one_was_quicker(
    shop: World, what: str, most: str
) -> None:
    card = await open_card(shop, "Pro")
    await tap(shop, card, what)
    await deps(shop).plans.rename(PRO, "Theirs", "en", SECOND_ADMIN.id)
    await deps(shop).plans.describe(PRO, "Theirs", "en", SECOND_ADMIN.id)
    said = words(await ask(shop, ADMIN.id, most))
    assert "Another admin has changed this meanwhile. Now it is: “Theirs”." in said
    assert say_of(shop) == ("Theirs", "Theirs")
    await ask(shop, ADMIN.id, most)
    assert most in say_of(shop)


async def test_an_admin_reads_that_another_one_has_removed_the_description(shop: World) -> None:
    await deps(shop).plans.describe(PRO, "Books", "en", ADMIN.id)
    await tap(shop, await open_card(shop, "Pro"), "📝 Describe…")
    await deps(shop).plans.describe(PRO, None, "en", SECOND_ADMIN.id)
    said = words(await ask(shop, ADMIN.id, "Films"))
    assert "Another admin has removed this meanwhile." in said
    await ask(shop, ADMIN.id, "Films")
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
    answer = await ask(shop, ADMIN.id, "Основа")
    assert labels(answer)[-1] == "‹ Plans and prices"
    await tap(shop, answer, "‹ Plans and prices")
    assert "number 1 of 2" in words(answer)
    assert "Основа" in words(answer)
    assert deps(shop).plans.known[0].id == BASIC
    card = await open_card(shop, "Pro")
    await tap(shop, card, what)
    assert labels(await ask(shop, ADMIN.id, "Plus"))[-1] == "‹ All plans"

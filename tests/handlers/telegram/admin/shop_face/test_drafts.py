"""Tests for drafts: *Save* closes the question that its preview answers, and no other."""

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import PREVIEW, begin, write
from tests.handlers.telegram.admin.shop_face.test_notices import NOW
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear, words


async def test_saving_an_older_preview_leaves_the_question_of_something_else_open(
    world: World,
) -> None:
    await begin(world)
    preview = await write(world, "Welcome to the club")
    menu = await command(world, ADMIN.id, "/plans")
    await tap(world, menu, "Access")
    await tap(world, menu, "Rename")
    await tap(world, preview, "Save")
    assert "Saved" in words(preview)
    assert words(await ask(world, BUYER.id, "/start")).startswith("Welcome to the club")
    sent = await world.telegram.send(ADMIN.id, "Book Club")
    await hear(world, ADMIN.id, "Book Club", after=sent.message_id)


async def test_leaving_an_older_preview_leaves_it_open_too(world: World) -> None:
    await begin(world)
    preview = await write(world, "Welcome to the club")
    asked = await command(world, ADMIN.id, "/paysupport")
    assert "What is wrong" in words(asked)
    await tap(world, preview, "Leave")
    sent = await world.telegram.send(ADMIN.id, "A question of mine")
    await hear(world, ADMIN.id, "goes to the owner", after=sent.message_id)


async def test_saving_closes_the_question_that_the_preview_answers(world: World) -> None:
    await begin(world)
    preview = await write(world, "Welcome")
    await tap(world, preview, "Save")
    assert PREVIEW not in words(await ask(world, ADMIN.id, "Not a greeting"))


async def test_saving_closes_the_question_for_the_button_below_the_same_words(
    world: World,
) -> None:
    await begin(world, NOW)
    preview = await write(world, "Now read the rules")
    await tap(world, preview, "The button")
    await tap(world, preview, "Save")
    assert "What does the button say" not in words(await ask(world, ADMIN.id, "https://t.me/club"))

"""Tests for what can't be saved, or isn't what the admin meant: each is said at once."""

import pytest

from bot.domain.shop_face.texts import Place, Slot
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Document, Json
from bot.sandbox.world import World
from handlers.telegram.callbacks.shop_face import SaveDraft, ShowSlot
from tests.handlers.telegram.admin.shop_face.face import (
    GREETING,
    PREVIEW,
    begin,
    photo,
    png,
    save,
    write,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import ask, hear, press, words

REMINDER = Place(Slot.REMINDER, "en")
ORIGINAL = "👋 Hello, Alice!"


async def answer(world: World, text: str) -> Message:
    return await ask(world, ADMIN.id, text)


async def send(world: World, document: Document, caption: str = "", **more: object) -> Message:
    sent = await world.telegram.send_file(ADMIN.id, document, caption, **more)  # type: ignore[arg-type]
    return await world.telegram.wait_for(ADMIN.id, lambda _: True, after=sent.message_id)


async def assert_nothing_changed(world: World) -> None:
    assert words(await ask(world, BUYER.id, "/start")).startswith(ORIGINAL)


async def test_too_long_words_are_refused_with_both_numbers(world: World) -> None:
    await begin(world)
    assert "5000 characters, and 4096 fit" in words(await answer(world, "x" * 5000))
    await assert_nothing_changed(world)


async def test_words_that_telegram_has_cut_into_pieces_are_refused_together(world: World) -> None:
    await begin(world)
    await world.telegram.send(ADMIN.id, "x" * 4096)
    await world.telegram.send(ADMIN.id, "x" * 904)
    said = await hear(world, ADMIN.id, "5000 characters together")
    preview = next(one for one in world.telegram.messages_to(ADMIN.id) if PREVIEW in one.text)
    assert "isn't the latest" in await tap(world, preview, "Save")
    assert preview.message_id < said.message_id
    await assert_nothing_changed(world)


async def test_the_longest_words_have_a_message_of_their_own(world: World) -> None:
    await save(world, "x" * 4096)
    await ask(world, BUYER.id, "/start")
    await hear(world, BUYER.id, "Choose how long")
    first, second = world.telegram.messages_to(BUYER.id)
    assert (first.text, words(second)[:6]) == ("x" * 4096, "Choose")


async def test_length_is_counted_as_telegram_counts(world: World) -> None:
    """An emoji takes two units, markup none, and a name as much as the longest one."""
    await begin(world)
    assert "4098 characters" in words(await answer(world, "🎈" * 2049))
    assert "4097 characters" in words(await answer(world, "x" * 4033 + "{name}"))
    bold = ({"type": "bold", "offset": 0, "length": 4096},)
    assert PREVIEW in (await write(world, "x" * 4096, entities=bold)).text


async def test_below_a_picture_there_is_less_space(world: World) -> None:
    await begin(world)
    assert "1025 characters, and Telegram takes 1024" in words(
        await send(world, photo(), "x" * 1025)
    )
    await send(world, photo(), "x" * 1024)
    await hear(world, ADMIN.id, PREVIEW)
    said = await answer(world, "x" * 1025)  # the draft has a picture by now
    assert "1025 characters" in words(said)


async def test_facts_keep_their_space_in_a_notice(world: World) -> None:
    await begin(world, REMINDER)
    assert "3001 characters, and 3000 fit" in words(await answer(world, "x" * 3001))


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("document", "says"),
    [
        (Document("a.tgs", b"x", "application/x-tgsticker", (512, 512), "sticker"), "A sticker"),
        (Document("a.gif", b"x", "video/mp4", (512, 512), "animation"), "An animation"),
        (Document("a.mp4", b"x", "video/mp4", (512, 512), "video"), "A video"),
        (Document("a.pdf", b"x", "application/pdf"), "That file isn't a picture"),
        (Document("a.ogg", b"x", "audio/ogg", None, "voice"), "That can't be used here"),
    ],
)
async def test_what_is_no_picture_is_refused(world: World, document: Document, says: str) -> None:
    await begin(world)
    assert words(await send(world, document, "Hi")).startswith(says)
    await assert_nothing_changed(world)


async def test_a_picture_of_20_mb_is_refused_as_a_file_and_as_a_photo(world: World) -> None:
    await begin(world)
    large = png() + b"\0" * (20 * 1024 * 1024)
    as_file = Document("large.png", large, "image/png")
    assert "too large: 21 MB" in words(await send(world, as_file))
    as_photo = Document("large.png", large, "image/png", (640, 360))
    assert "too large: 21 MB" in words(await send(world, as_photo))
    assert world.telegram.calls_of("getFile") == []


async def test_a_picture_that_came_as_a_file_is_shown_as_a_photo(world: World) -> None:
    await begin(world)
    await send(world, Document("p.png", png(), "image/png"), "Hi")
    preview = await hear(world, ADMIN.id, PREVIEW)
    await tap(world, preview, "Save")
    await ask(world, BUYER.id, "/start")
    await hear(world, BUYER.id, "Choose how long")
    picture = world.telegram.messages_to(BUYER.id)[0]
    assert picture.document is not None
    assert (picture.document.sent_as, picture.document.content) == ("photo", png())
    assert "attach" not in str(world.telegram.calls_of("sendPhoto")[-1].params["photo"])


async def test_what_telegram_refuses_is_refused_before_it_is_stored(world: World) -> None:
    await begin(world)
    torn = Document("torn.png", b"no picture", "image/png")
    assert "Telegram doesn't take that" in words(await send(world, torn, "Hi"))
    await assert_nothing_changed(world)
    thin = Document("thin.png", png(2000, 20), "image/png")
    assert "PHOTO_INVALID_DIMENSIONS" in words(await send(world, thin, "Hi"))


async def test_of_an_album_the_first_picture_is_taken_and_it_is_said_once(world: World) -> None:
    await begin(world)
    await world.telegram.send_file(ADMIN.id, photo(1), "Hi", album="holiday")
    await world.telegram.send_file(ADMIN.id, photo(2), album="holiday")
    preview = await hear(world, ADMIN.id, PREVIEW)
    assert "Of an album only the first picture is taken" in words(preview)
    assert sum(PREVIEW in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1
    await tap(world, preview, "Save")
    await ask(world, BUYER.id, "/start")
    picture = world.telegram.messages_to(BUYER.id)[0]
    assert picture.document is not None
    assert picture.document.content == png(shade=1)


async def test_of_a_forwarded_message_the_words_are_taken(world: World) -> None:
    await begin(world)
    origin: Json = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    await world.telegram.send(ADMIN.id, "Their words", forward_origin=origin)
    await tap(world, await hear(world, ADMIN.id, PREVIEW), "Save")
    assert words(await ask(world, BUYER.id, "/start")).startswith("Their words\n")


async def test_tags_are_shown_as_typed(world: World) -> None:
    await begin(world)
    preview = await write(world, "<b>Hi</b> & <i>you</i>")
    assert "Tags are shown as you typed them" in words(preview)
    await tap(world, preview, "Save")
    assert words(await ask(world, BUYER.id, "/start")).startswith("<b>Hi</b> & <i>you</i>\n")


@pytest.mark.matrix
@pytest.mark.parametrize("slot", [Slot.GREETING, Slot.REMINDER, Slot.TERMS])
async def test_words_that_nobody_can_see_are_refused(world: World, slot: Slot) -> None:
    """Telegram takes a blank of Braille for a sign."""
    await begin(world, Place(slot, "en"))
    assert "nothing to read" in words(await answer(world, "\N{BRAILLE PATTERN BLANK}"))


async def test_another_language_is_a_hint_and_only_emoji_are_fine(world: World) -> None:
    await begin(world)
    assert "don't look like English" in words(await write(world, "Добро пожаловать в клуб"))
    assert "look like" not in words(await write(world, "🎈🎉"))
    preview = await write(world, "Welcome to the book club")
    assert "look like" not in words(preview)


async def test_only_words_can_stand_in_a_notice(world: World) -> None:
    await begin(world, REMINDER)
    assert "a picture belongs to the greeting" in words(await send(world, photo(), "Hi"))


async def test_a_command_in_between_leaves_the_question_and_the_draft_can_be_saved(
    world: World,
) -> None:
    await begin(world)
    preview = await write(world, "Draft")
    await answer(world, "/cancel")
    await answer(world, "No words for the greeting")
    await assert_nothing_changed(world)
    await tap(world, preview, "Save")
    assert words(await ask(world, BUYER.id, "/start")).startswith("Draft\n")


async def test_an_older_preview_saves_nothing(world: World) -> None:
    await begin(world)
    older = await write(world, "Older")
    newer = await write(world, "Newer")
    assert "isn't the latest" in await tap(world, older, "Save")
    assert await tap(world, newer, "Leave it as it was") == "Nothing has changed."
    assert "isn't the latest" in await tap(world, older, "Save")
    await assert_nothing_changed(world)


async def test_forged_buttons_are_answered(world: World) -> None:
    message = await command(world, ADMIN.id, "/shop")
    forged = (
        ShowSlot.of(Place(Slot.WHAT_NOW, "en", None)),
        ShowSlot.of(GREETING._replace(plan_id=1)),  # type: ignore[arg-type]
        ShowSlot.of(Place(Slot.WHAT_NOW, "en", 99)),  # type: ignore[arg-type]
        SaveDraft(draft=7),
    )
    for one in forged:
        assert await press(world, ADMIN.id, message.message_id, one)


async def test_a_picture_that_cannot_be_sent_keeps_nobody_from_the_shop(world: World) -> None:
    await begin(world)
    await world.telegram.send_file(ADMIN.id, photo(), "Hi {name}")
    await tap(world, await hear(world, ADMIN.id, PREVIEW), "Save")
    world.telegram.fail("sendPhoto", status=400)
    world.telegram.fail("sendPhoto", status=400)
    assert words(await ask(world, BUYER.id, "/start")).startswith("Hi Alice\n\nChoose how long")


async def test_words_that_telegram_takes_no_longer_keep_nobody_from_the_shop(world: World) -> None:
    await save(world, "Ours")
    world.telegram.fail("sendMessage", status=400)
    world.telegram.fail("sendMessage", status=400)
    await assert_nothing_changed(world)

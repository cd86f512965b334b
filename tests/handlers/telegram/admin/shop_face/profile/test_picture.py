"""Tests for the bot's own picture: a photo or a file, once for all languages."""

import pytest

from bot.sandbox.cast import ADMIN
from bot.sandbox.telegram import Message
from bot.sandbox.telegram.models import Document
from bot.sandbox.world import World
from tests.handlers.telegram.admin.shop_face.face import PREVIEW, photo, png
from tests.handlers.telegram.admin.shop_face.profile.profile import (
    PICTURE,
    begin,
    open_part,
    seen_by,
)
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.talk import ask, hear, labels, words


def shown(world: World) -> bytes | None:
    """Return the bytes of the picture that people see."""
    name = seen_by(world).picture
    found = world.telegram.file(name) if name else None
    return found.content if found else None


async def send(world: World, document: Document, caption: str = "", **more: object) -> Message:
    sent = await world.telegram.send_file(ADMIN.id, document, caption, **more)  # type: ignore[arg-type]
    return await world.telegram.wait_for(ADMIN.id, lambda _: True, after=sent.message_id)


async def put(world: World, document: Document, caption: str = "") -> Message:
    await begin(world, PICTURE)
    sent = await world.telegram.send_file(ADMIN.id, document, caption)
    preview = await hear(world, ADMIN.id, PREVIEW, after=sent.message_id)
    await tap(world, preview, "Set it in Telegram")
    return preview


async def test_a_photo_becomes_the_picture_and_goes_away_again(world: World) -> None:
    card = await put(world, photo(), "Some words")
    assert shown(world) == png()
    call = world.telegram.calls_of("setMyProfilePhoto")[-1]
    assert "attach://" in str(call.params["photo"])
    assert words(card).startswith("✅ It is in Telegram.")
    assert "In Telegram now: your picture." in words(card)
    await tap(world, card, "Back to the original")
    assert shown(world) is None


async def test_the_picture_before_comes_back(world: World) -> None:
    world.telegram.set_profile_photo(png(shade=7))
    card = await put(world, photo())
    await tap(world, card, "Back to the original")
    assert shown(world) == png(shade=7)


async def test_a_picture_that_was_set_or_removed_elsewhere_is_seen(world: World) -> None:
    assert "In Telegram now: no picture." in words(await open_part(world, PICTURE))
    world.telegram.set_profile_photo(png(shade=7))
    assert "that was set elsewhere" in words(await open_part(world, PICTURE))
    await put(world, photo())
    world.telegram.remove_profile_photo()
    assert "In Telegram now: no picture." in words(await open_part(world, PICTURE))


async def test_the_picture_can_be_taken_away(world: World) -> None:
    world.telegram.set_profile_photo(png(shade=7))
    card = await open_part(world, PICTURE)
    await tap(world, card, "Leave it empty")
    assert shown(world) is None
    await tap(world, card, "Back to the original")
    assert shown(world) == png(shade=7)


async def test_a_picture_outlives_thirty_days_of_clearing_up(world: World) -> None:
    world.telegram.set_profile_photo(png(shade=7))
    await put(world, photo())
    world.move(days=40)
    await put(world, photo(2))
    card = await open_part(world, PICTURE)
    await tap(world, card, "Back to the original")
    assert shown(world) == png(shade=7)


async def test_a_file_is_set_as_telegram_has_made_a_photo_of_it(world: World) -> None:
    await put(world, Document("p.png", png(shade=3), "image/png"))
    assert shown(world) == png(shade=3)


async def test_the_preview_has_the_picture_and_hints(world: World) -> None:
    await begin(world, PICTURE)
    await world.telegram.send_file(ADMIN.id, photo(1), "Words", album="trip")
    await world.telegram.send_file(ADMIN.id, photo(2), album="trip")
    preview = await hear(world, ADMIN.id, PREVIEW)
    assert "Of an album only the first picture" in words(preview)
    assert "The words below the picture are left out" in words(preview)
    seen = next(one for one in world.telegram.messages_to(ADMIN.id) if one.document)
    assert words(seen).startswith("Tributary\nbot")


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("document", "says"),
    [
        (Document("a.tgs", b"x", "application/x-tgsticker", (512, 512), "sticker"), "A sticker"),
        (Document("a.gif", b"x", "video/mp4", (512, 512), "animation"), "An animation"),
        (Document("a.mp4", b"x", "video/mp4", (512, 512), "video"), "A video"),
        (Document("a.pdf", b"x", "application/pdf"), "That file isn't a picture"),
        (Document("t.png", png(100, 300), "image/png", (100, 300)), "too small"),
        (Document("t.png", png(100, 300), "image/png"), "too small"),
        (Document("torn.png", b"no picture", "image/png"), "Telegram doesn't take that"),
    ],
)
async def test_unfit_pictures_are_refused(world: World, document: Document, says: str) -> None:
    await begin(world, PICTURE)
    sent = await world.telegram.send_file(ADMIN.id, document)
    await hear(world, ADMIN.id, says, after=sent.message_id)
    assert world.telegram.calls_of("setMyProfilePhoto") == []


async def test_a_picture_of_20_mb_is_refused(world: World) -> None:
    await begin(world, PICTURE)
    large = Document("large.png", png() + b"\0" * (20 * 1024 * 1024), "image/png")
    assert "too large: 21 MB" in words(await send(world, large))


async def test_a_file_that_telegram_has_lost_is_asked_for_once_more(world: World) -> None:
    await begin(world, PICTURE)
    world.telegram.fail("getFile", status=400, description="Bad Request: wrong file_id")
    assert "can't be fetched from Telegram" in words(await send(world, photo()))


async def test_words_are_no_picture_and_a_picture_is_no_words(world: World) -> None:
    await begin(world, PICTURE)
    assert "Please send a picture" in words(await ask(world, ADMIN.id, "My picture"))
    await begin(world)
    assert "Only words can stand here" in words(await send(world, photo(), "My name"))


async def test_a_server_without_the_method_is_named(world: World) -> None:
    """Bot API servers know the picture since 9.4."""
    world.telegram.unknown_methods |= {"setMyProfilePhoto", "removeMyProfilePhoto"}
    card = await put(world, photo())
    assert "Your Bot API server is too old for this" in words(card)
    assert "Back to the original" not in str(labels(card))


@pytest.mark.long
async def test_a_picture_waits_for_its_time(world: World) -> None:
    world.telegram.fail("setMyProfilePhoto", retry_after=600)
    card = await put(world, photo())
    assert "Wanted, not in Telegram yet:\n🖼 A picture." in words(card)
    await world.restart_app()
    world.move(seconds=600)
    await hear(world, ADMIN.id, "Picture: it is in Telegram now.\n🖼 A picture.")
    assert shown(world) == png()

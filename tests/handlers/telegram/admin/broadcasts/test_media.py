"""Tests for broadcasts with a picture or a video: shown first, the same for all, or refused."""

from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox.cast import ADMIN, BUYER, REGRETS
from bot.sandbox.telegram import Document, Message
from bot.sandbox.world import World
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.broadcast_talk import TEXT, press_start, report
from tests.handlers.telegram.payments import command
from tests.handlers.telegram.talk import hear, labels, words

PHOTO = Document("sea.png", b"picture", "image/png", (800, 600))
VIDEO = Document("sea.mp4", b"video", "video/mp4", (640, 360), kind="video")
GIF = Document("sea.mp4", b"gif", "video/mp4", (640, 360), kind="animation")
EMOJI = "5368324170671202286"
ORIGIN = {"type": "hidden_user", "sender_user_name": "Zoe", "date": 1}


async def begin(world: World, *people: int) -> Message:
    """Let the people press Start, and open the question for the message."""
    await press_start(world, ADMIN.id, *people)
    menu = await command(world, ADMIN.id, "/broadcast")
    await tap(world, menu, "Everyone")
    return await hear(world, ADMIN.id, "Send the message", after=menu.message_id)


async def sent_card(world: World, after: Message) -> tuple[Message, Message]:
    """Return the preview and the card below it."""
    card = await hear(world, ADMIN.id, "☝️", after=after.message_id)
    before = [one for one in world.telegram.messages_to(ADMIN.id) if one is not card]
    return before[-1], card


def shape(message: Message) -> tuple[object, ...]:
    """Return what a reader sees of a message, but for the buttons' data."""
    kind = message.document.sent_as if message.document else None
    buttons = [(one.text, one.url, one.style) for one in message.buttons]
    formatted = (message.formatted.plain, message.formatted.entities)
    return kind, formatted, message.has_spoiler, message.caption_above, buttons


@pytest.mark.parametrize("document", [PHOTO, VIDEO, GIF], ids=lambda one: one.sent_as)
@pytest.mark.parametrize("dressed", [True, False])
@pytest.mark.long
async def test_people_get_the_picture_or_video_as_the_preview_showed_it(
    world: World, document: Document, dressed: bool
) -> None:
    asked = await begin(world, BUYER.id)
    how: dict[str, Any] = {}
    if dressed:
        spoiler = [{"type": "spoiler", "offset": 0, "length": 3}]
        how = {"entities": spoiler, "has_spoiler": True, "caption_above": True}
    caption = TEXT if dressed else ""
    await world.telegram.send_file(ADMIN.id, document, caption, **how)
    preview, card = await sent_card(world, asked)
    await tap(world, card, "Send it to 2 people")
    await report(world)
    received = world.telegram.messages_to(BUYER.id)[-1]
    assert shape(received) == shape(preview)
    assert received.document == document
    assert (received.text, received.has_spoiler, received.caption_above) == (
        *(caption, dressed, dressed),
    )
    assert labels(received) == ["🔕 No more news"]


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("document", "album", "said"),
    [
        (PHOTO, "sea", "An album can't be sent"),
        (Document("a.tgs", b"a", "application/x-tgsticker", kind="sticker"), None, "A sticker"),
        (Document("a.png", b"a" * 20, "image/png"), None, "This picture came as a file"),
        (Document("a.mp4", b"a", "video/mp4"), None, "This video came as a file"),
        (Document("a.pdf", b"a", "application/pdf"), None, "A file can't be sent"),
        (Document("a.mp4", b"a", "video/mp4", (9, 9), kind="video_note"), None, "A round video"),
        (Document("a.ogg", b"a", "audio/ogg", kind="voice"), None, "A recording can't"),
        (Document("a.mp3", b"a", "audio/mpeg", kind="audio"), None, "A recording can't"),
    ],
    ids=lambda one: one.sent_as if isinstance(one, Document) else None,
)
async def test_what_cannot_go_out_is_asked_for_again(
    world: World, document: Document, album: str | None, said: str
) -> None:
    asked = await begin(world)
    await world.telegram.send_file(ADMIN.id, document, album=album)
    await world.telegram.send_file(ADMIN.id, document, album=album)
    await hear(world, ADMIN.id, said, after=asked.message_id)
    await world.telegram.send(ADMIN.id, TEXT)
    await sent_card(world, asked)


async def test_a_text_beside_a_picture_may_have_1024_characters(world: World) -> None:
    asked = await begin(world)
    await world.telegram.send_file(ADMIN.id, PHOTO, "я" * 5000)
    refused = await hear(world, ADMIN.id, "With a picture or video", after=asked.message_id)
    assert "1024 characters at most; this text has 5000" in words(refused)
    await world.telegram.send_file(ADMIN.id, PHOTO, "я" * 1024)
    preview, _ = await sent_card(world, asked)
    assert len(preview.text) == 1024


async def test_hints_name_what_may_not_be_as_the_admin_meant_it(world: World) -> None:
    asked = await begin(world)
    emoji = [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": EMOJI}]
    text = "👍 <b>Sale</b> & more"
    await world.telegram.send(ADMIN.id, text, entities=emoji, forward_origin=ORIGIN)
    preview, card = await sent_card(world, asked)
    assert (preview.text, preview.formatted.entities) == (text, ())
    for hint in ("no custom emoji", "Tags are shown as you typed them", "where you forwarded it"):
        assert hint in words(card)
    await tap(world, card, "Rewrite it")
    asked = await hear(world, ADMIN.id, "Send the message", after=card.message_id)
    world.telegram.allow_custom_emoji()
    await world.telegram.send(ADMIN.id, "👍 2 < 3", entities=emoji)
    preview, card = await sent_card(world, asked)
    assert [one["type"] for one in preview.formatted.entities] == ["custom_emoji"]
    assert "✨" not in card.text
    assert "🔤" not in card.text


async def test_a_text_that_telegram_may_have_cut_is_pointed_out(world: World) -> None:
    """The apps send 5,000 characters as two messages."""
    asked = await begin(world)
    await world.telegram.send(ADMIN.id, "я" * 4096)
    _, card = await sent_card(world, asked)
    assert "Telegram has cut it" in words(card)


async def test_a_message_of_nothing_but_emoji_goes_out(world: World) -> None:
    asked = await begin(world)
    await world.telegram.send(ADMIN.id, "🎉🎉🎉")
    preview, _ = await sent_card(world, asked)
    assert preview.text == "🎉🎉🎉"


async def test_a_picture_that_telegram_lost_stops_the_broadcast_and_says_so(world: World) -> None:
    """Nobody gets it without its picture, and the admin may write to the same people again."""
    asked = await begin(world, BUYER.id, REGRETS.id)
    message = await world.telegram.send_file(ADMIN.id, PHOTO, TEXT)
    _, card = await sent_card(world, asked)
    assert message.file_id is not None
    world.telegram.remove_file(message.file_id)
    await tap(world, card, "Send it to 3 people")
    stopped = await hear(world, ADMIN.id, "Telegram no longer has its picture", after=0)
    assert "wrong file identifier" in words(stopped)
    assert "Not sent, because it was stopped: 3" in words(stopped)
    assert "Couldn't be reached" not in words(stopped)
    assert not any(one.text == TEXT for one in world.telegram.messages_to(BUYER.id))
    await tap(world, stopped, "Write it again")
    await hear(world, ADMIN.id, "Send the message for everyone.", after=stopped.message_id)
    assert "nothing is waiting" in (await command(world, ADMIN.id, "/attention")).text


async def test_a_picture_that_telegram_has_lost_already_is_not_taken(world: World) -> None:
    asked = await begin(world)
    gone = replace(PHOTO, content=b"gone")
    world.telegram.fail(
        "sendPhoto", status=400, description="Bad Request: wrong file identifier/HTTP URL specified"
    )
    await world.telegram.send_file(ADMIN.id, gone, TEXT)
    await hear(world, ADMIN.id, "Telegram doesn't take this message", after=asked.message_id)


async def test_a_reader_who_cannot_be_written_to_stops_nothing(world: World) -> None:
    asked = await begin(world, BUYER.id, REGRETS.id)
    await world.telegram.send_file(ADMIN.id, PHOTO, TEXT)
    _, card = await sent_card(world, asked)
    world.telegram.block(REGRETS.id)
    await tap(world, card, "Send it to 3 people")
    reported = await report(world)
    assert "Sent: 2" in reported
    assert "Couldn't be reached: 1" in reported

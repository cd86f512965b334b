"""Files in the Telegram simulator: sent once, they can be sent again by their identifier."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from bot.sandbox.telegram import Document, TelegramServer
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.photos import guessed_size, photo_size
from bot.sandbox.telegram.typed import as_typed
from tests.sandbox.telegram_cast import ANNA, RawApi, png, raw_api, telegram

PHOTO = Document("sea.png", b"picture", "image/png", (800, 600))
VIDEO = Document("sea.mp4", b"video", "video/mp4", (640, 360), kind="video")
GIF = Document("sea.gif", b"gif", "image/gif", (640, 360), kind="animation")
STICKER = Document("fox.tgs", b"fox", "application/x-tgsticker", kind="sticker")
TABLE = Document("sales.csv", b"1;2", "text/csv")
EMOJI = "5368324170671202286"


@pytest.mark.parametrize("kind", [{}, {"lossless": True}, {"exif": b"Exif"}])
def test_a_webp_of_each_kind_is_a_photo_with_a_size(kind: dict[str, Any]) -> None:
    saved = io.BytesIO()
    Image.new("RGB", (640, 361), "red").save(saved, "WEBP", **kind)
    assert photo_size(saved.getvalue()) == (640, 361)


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[RawApi]:
    async with raw_api(server) as raw:
        yield raw


async def received(api: RawApi) -> dict[str, Any]:
    """Return the message in the next update, as the bot gets it."""
    _, body = await api("getUpdates", timeout=1)
    update = body["result"][-1]
    await api("getUpdates", offset=update["update_id"] + 1, timeout=0)
    message: dict[str, Any] = update["message"]
    return message


def file_id(message: dict[str, Any], kind: str) -> str:
    found = message[kind]
    return str((found[-1] if isinstance(found, list) else found)["file_id"])


@pytest.mark.parametrize(
    ("document", "kind", "method"),
    [
        (PHOTO, "photo", "sendPhoto"),
        (VIDEO, "video", "sendVideo"),
        (GIF, "animation", "sendAnimation"),
        (TABLE, "document", "sendDocument"),
    ],
)
async def test_what_a_person_sent_can_be_sent_by_its_identifier(
    api: RawApi, server: TelegramServer, document: Document, kind: str, method: str
) -> None:
    await server.send_file(ANNA, document, "look")
    message = await received(api)
    assert message["caption"] == "look"
    sent = file_id(message, kind)
    status, body = await api(
        method, chat_id=ANNA, **{kind: sent}, has_spoiler=True, show_caption_above_media=True
    )
    assert status == 200
    assert file_id(body["result"], kind) == sent
    assert body["result"]["has_media_spoiler"]
    assert body["result"]["show_caption_above_media"]
    assert server.messages_to(ANNA)[-1].document == document


async def test_an_animation_is_also_a_document_and_a_sticker_has_no_caption(
    api: RawApi, server: TelegramServer
) -> None:
    await server.send_file(ANNA, GIF)
    assert {"animation", "document"} <= (await received(api)).keys()
    await server.send_file(ANNA, STICKER)
    sticker = (await received(api))["sticker"]
    assert (sticker["is_animated"], sticker["is_video"]) == (True, False)


async def test_a_file_of_another_kind_or_an_unknown_one_is_refused(
    api: RawApi, server: TelegramServer
) -> None:
    await server.send_file(ANNA, VIDEO)
    video = file_id(await received(api), "video")
    wrong_kind = await api.refusal("sendPhoto", chat_id=ANNA, photo=video)
    assert wrong_kind == "Bad Request: can't use file of type Video as Photo"
    unknown = await api.refusal("sendPhoto", chat_id=ANNA, photo="AgACnever")
    assert unknown.startswith("Bad Request: wrong remote file identifier specified")
    missing = await api.refusal("sendPhoto", chat_id=ANNA)
    assert missing == "Bad Request: there is no photo in the request"
    server.remove_file(video)
    gone = await api.refusal("sendVideo", chat_id=ANNA, video=video)
    assert gone == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_caption_is_shorter_than_a_text(api: RawApi, server: TelegramServer) -> None:
    await server.send_file(ANNA, PHOTO)
    photo = file_id(await received(api), "photo")
    too_long = await api.refusal("sendPhoto", chat_id=ANNA, photo=photo, caption="я" * 1025)
    assert too_long == "Bad Request: message caption is too long"
    status, _ = await api("sendPhoto", chat_id=ANNA, photo=photo, caption="я" * 1024)
    assert status == 200


async def test_a_person_may_format_forward_and_send_albums(
    api: RawApi, server: TelegramServer
) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    origin = {"type": "hidden_user", "sender_user_name": "Zoe", "date": 1}
    sent = await server.send(ANNA, "Bold & plain", entities=bold, forward_origin=origin)
    assert sent.html == "<b>Bold</b> &amp; plain"
    message = await received(api)
    assert (message["entities"], message["forward_origin"]) == (bold, origin)
    await server.send_file(ANNA, PHOTO, "words", entities=bold, album="sea", has_spoiler=True)
    message = await received(api)
    assert (message["caption_entities"], message["media_group_id"]) == (bold, "sea")
    assert message["has_media_spoiler"]


async def test_custom_emoji_are_ordinary_ones_unless_the_bot_may_use_them(
    api: RawApi, server: TelegramServer
) -> None:
    text = f'Hi <tg-emoji emoji-id="{EMOJI}">👍</tg-emoji>'
    call = {"chat_id": ANNA, "text": text, "parse_mode": "HTML"}
    _, body = await api("sendMessage", **call)
    assert (body["result"]["text"], "entities" in body["result"]) == ("Hi 👍", False)
    assert server.messages_to(ANNA)[-1].html == "Hi 👍"
    server.allow_custom_emoji()
    _, body = await api("sendMessage", **call)
    assert body["result"]["entities"] == [
        {"type": "custom_emoji", "offset": 3, "length": 2, "custom_emoji_id": EMOJI}
    ]
    call["text"] = '<tg-emoji emoji-id="x">👍</tg-emoji>'
    assert "Invalid custom emoji identifier" in await api.refusal("sendMessage", **call)


def test_a_photo_is_a_png_or_a_jpeg() -> None:
    frame = b"\xff\xc0\x00\x11\x08" + (480).to_bytes(2, "big") + (640).to_bytes(2, "big")
    jpeg = b"\xff\xd8\xff\xe0\x00\x04xx" + frame + b"rest"
    assert photo_size(jpeg) == (640, 480)
    assert photo_size(png(800, 600)) == (800, 600)
    for wrong in (b"nothing", jpeg[:9], b"\xff\xd8\xff\xe0\x00"):
        with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
            photo_size(wrong)
        assert guessed_size(wrong) == (1280, 720)


def test_formatting_is_read_as_it_is_typed_in_the_apps() -> None:
    typed = (
        "😀 **Bold ||and hidden||** `**code**` [site](https://example.com/a) "
        f"![👍](tg://emoji?id={EMOJI}) 2 ** 3 __init"
    )
    plain, entities = as_typed(typed)
    assert plain == "😀 Bold and hidden **code** site 👍 2 ** 3 __init"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 15},
        {"type": "spoiler", "offset": 8, "length": 10},
        {"type": "code", "offset": 19, "length": 8},
        {"type": "text_link", "url": "https://example.com/a", "offset": 28, "length": 4},
        {"type": "custom_emoji", "custom_emoji_id": EMOJI, "offset": 33, "length": 2},
    ]

"""A person and a real aiogram bot talk through the Telegram simulator."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.sandbox.telegram import TelegramServer
from tests.sandbox.telegram_cast import ANNA, GROUP, STRANGER, aiogram_bot, png, telegram

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Yes", callback_data="yes")],
        [InlineKeyboardButton(text="Pay", url="https://t.me/tribute/app?startapp=pDDs")],
    ]
)


def dispatcher() -> Dispatcher:
    """Return a bot that greets, asks, and edits its question when a button is tapped."""
    dp = Dispatcher()

    @dp.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer(f"<b>Hello</b>, {message.from_user.first_name}", reply_markup=BUTTONS)

    @dp.callback_query(F.data == "yes")
    async def yes(query: CallbackQuery) -> None:
        await query.message.edit_text("Done")
        await query.answer("Noted", show_alert=True)

    @dp.message(F.reply_to_message)
    async def replied(message: Message) -> None:
        await message.answer(f"You answered “{message.reply_to_message.text}”: {message.text}")

    return dp


@asynccontextmanager
async def polling(server: TelegramServer) -> AsyncIterator[Bot]:
    dp = dispatcher()
    async with aiogram_bot(server) as bot, asyncio.TaskGroup() as group:
        task = group.create_task(
            dp.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        yield bot
        await dp.stop_polling()
        await task


async def test_start_is_answered_and_a_tap_edits_the_message() -> None:
    async with telegram() as server, polling(server):
        await server.send(STRANGER, "/start")
        greeting = await server.wait_for(STRANGER, lambda m: "Hello" in m.text)
        assert greeting.text == "Hello, Stranger"
        assert greeting.html == "<b>Hello</b>, Stranger"
        assert greeting.button("Pay").url == "https://t.me/tribute/app?startapp=pDDs"

        answer = await server.press(STRANGER, greeting.message_id, "yes")
        assert answer is not None
        assert (answer.text, answer.show_alert) == ("Noted", True)
        assert [m.text for m in server.messages_to(STRANGER)] == ["Done"]
        assert greeting.keyboard == []
        assert [m.text for m in server.chat(STRANGER)] == ["/start", "Done"]


async def test_a_press_that_the_bot_ignores_gives_nothing() -> None:
    async with telegram() as server, polling(server) as bot:
        sent = await bot.send_message(ANNA, "Hm?", reply_markup=BUTTONS)

        assert await server.press(ANNA, sent.message_id, "no such", timeout=0.2) is None


async def test_a_person_answers_a_prompt() -> None:
    async with telegram() as server, polling(server) as bot:
        prompt = await bot.send_message(ANNA, "Who?", reply_markup=ForceReply(selective=True))
        assert server.messages_to(ANNA)[0].force_reply

        await server.send(ANNA, "Me", reply_to_message_id=prompt.message_id)
        reply = await server.wait_for(ANNA, lambda m: "You answered" in m.text)
        assert reply.text == "You answered “Who?”: Me"


async def test_the_bot_may_not_write_first_nor_to_people_who_blocked_it() -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await bot.send_message(STRANGER, "Hi")
        server.block(ANNA)
        with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
            await bot.send_message(ANNA, "Hi")
        server.unblock(ANNA)
        await bot.send_message(ANNA, "Hi again")

        kinds = [(u.event_type, u.event.new_chat_member.status) for u in await bot.get_updates()]
        assert kinds == [("my_chat_member", "kicked"), ("my_chat_member", "member")]


async def test_documents_keep_their_bytes() -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        file = BufferedInputFile(b"a,b\n1,2\n", "sales.csv")
        sent = await bot.send_document(ANNA, file, caption="Your <b>file</b>")
        assert sent.caption == "Your file"
        assert sent.document is not None
        assert sent.document.file_size == 8

        kept = server.messages_to(ANNA)[0]
        assert kept.document is not None
        assert (kept.document.file_name, kept.document.content) == ("sales.csv", b"a,b\n1,2\n")
        assert kept.text == "Your file"


async def test_photos_keep_their_bytes_and_have_a_size() -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        sent = await bot.send_photo(
            ANNA, BufferedInputFile(png(640, 360), "p.png"), caption="<b>See</b>"
        )
        assert sent.caption == "See"
        assert sent.document is None
        assert sent.photo is not None
        assert (sent.photo[-1].width, sent.photo[-1].height) == (640, 360)

        kept = server.messages_to(ANNA)[0]
        assert kept.document is not None
        assert (kept.document.content, kept.document.size) == (png(640, 360), (640, 360))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"GIF89a", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png(0, 10), "PHOTO_INVALID_DIMENSIONS"),
        (png(10, 10) + bytes(10 * 1024 * 1024), "too big for a photo"),
        (b"", "file must be non-empty"),
    ],
)
async def test_a_file_that_telegram_would_not_accept_as_a_photo_is_refused(
    content: bytes, refusal: str
) -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        with pytest.raises(TelegramBadRequest, match=refusal):
            await bot.send_photo(ANNA, BufferedInputFile(content, "p.png"))
        assert server.messages_to(ANNA) == []


async def test_groups_take_messages_from_people_and_the_bot() -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        asked = await server.send(ANNA, "/refund@tributary_bot 7", chat_id=GROUP)
        await bot.send_message(GROUP, "Not here", reply_to_message_id=asked.message_id)
        (update,) = await bot.get_updates()

        assert update.message is not None
        assert update.message.chat.id == GROUP
        assert update.message.entities is not None
        assert (update.message.entities[0].offset, update.message.entities[0].length) == (0, 21)
        assert [m.reply_to for m in server.messages_to(GROUP)] == [asked.message_id]


async def test_waiting_in_vain_quotes_the_last_messages() -> None:
    async with telegram() as server, aiogram_bot(server) as bot:
        await bot.send_message(ANNA, "Something else")

        with pytest.raises(TimeoutError, match="Something else"):
            await server.wait_for(ANNA, lambda m: m.text == "Paid", timeout=0.01)

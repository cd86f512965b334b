"""Telegram's answers to the bot's own calls: a part that can't be read doesn't undo the call."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiohttp import web
from pydantic_core import CoreSchema, core_schema

from bot.telegram.chats import ChatClient, Place
from bot.telegram.sender import TryLater
from bot.telegram.session import Session

_CHAT = {"id": 700001, "type": "private", "first_name": "Ann"}
_SENT = {"message_id": 5, "date": 1, "chat": _CHAT, "text": "Hello"}
_NEW = {"type": "of tomorrow"}


@asynccontextmanager
async def telegram_that_answers(answer: Any, status: int = 200) -> AsyncIterator[Bot]:
    """Yield a bot whose Telegram answers every call like this."""

    async def handle(_: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    bot = Bot("1:token", session=Session(api=api))
    try:
        yield bot
    finally:
        await bot.session.close()
        await runner.cleanup()


@pytest.mark.parametrize(
    "part",
    [
        {"forward_origin": {"type": "hidden_user", "date": 1}},
        {"entities": [_NEW], "sticker": _NEW, "reply_markup": 5},
        {"from": {"id": 1}},
        {"date": "now"},
        {"chat": _NEW},
        {"chat": 7},
        {"reply_to_message": {"message_id": 1}},
    ],
    ids=str,
)
@pytest.mark.fault("T13", "answers to the bot's own calls with parts that can't be read")
async def test_a_message_that_was_sent_counts_as_sent(part: dict[str, Any]) -> None:
    async with telegram_that_answers({"ok": True, "result": _SENT | part}) as bot:
        message = await bot.send_message(700001, "Hello")
        assert (message.message_id, message.chat.id, message.text) == (5, 700001, "Hello")


@pytest.mark.parametrize("result", [{}, "yes", _SENT | {"message_id": "five"}], ids=str)
async def test_what_telegram_says_it_has_done_counts_as_done(result: object) -> None:
    async with telegram_that_answers({"ok": True, "result": result}) as bot:
        assert await bot.answer_callback_query("1") is True
        assert await bot.edit_message_text("Hello", chat_id=700001, message_id=5)


async def test_a_profile_with_something_new_is_read() -> None:
    me = {"id": 1, "is_bot": True, "first_name": "B", "username": "b_bot", "can_join_groups": _NEW}
    async with telegram_that_answers({"ok": True, "result": me}) as bot:
        assert (await bot.get_me()).username == "b_bot"


@pytest.mark.parametrize("result", [5, [], {"name": "nothing that is needed"}], ids=str)
async def test_an_answer_without_anything_that_is_needed_is_still_an_error(result: object) -> None:
    async with telegram_that_answers({"ok": True, "result": result}) as bot:
        with pytest.raises(ClientDecodeError):
            await bot.get_webhook_info()


@pytest.mark.parametrize("part", [{"parameters": 5}, {"parameters": {"retry_after": "soon"}}])
async def test_a_refusal_with_an_unreadable_detail_is_still_a_refusal(part: dict[str, Any]) -> None:
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    async with telegram_that_answers(refusal | part, status=400) as bot:
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(700001, "Hello")


async def test_a_pause_is_kept_beside_an_unreadable_detail() -> None:
    parameters = {"retry_after": 7, "migrate_to_chat_id": "there"}
    refusal = {"ok": False, "description": 5, "parameters": parameters}
    async with telegram_that_answers(refusal, status=429) as bot:
        with pytest.raises(TelegramRetryAfter) as raised:
            await bot.send_message(700001, "Hello")
        assert raised.value.retry_after == 7


@pytest.mark.parametrize("result", [5, None, [], {}, "member"], ids=str)
async def test_a_member_or_chat_that_cannot_be_read_is_asked_for_later(result: object) -> None:
    async with telegram_that_answers({"ok": True, "result": result}) as bot:
        chats = ChatClient(bot)
        assert isinstance(await chats.place(-1001, 700001), TryLater)
        assert isinstance(await chats.look(-1001), TryLater)
        assert isinstance(await chats.invite(-1001), TryLater)


async def test_a_member_with_unknown_parts_is_read() -> None:
    member = {"status": "member", "user": 5, "tag": _NEW}
    async with telegram_that_answers({"ok": True, "result": member}) as bot:
        assert await ChatClient(bot).place(-1001, 700001) is Place.MEMBER


class _Answer:
    """An answer that notes the thread in which its reader is made."""

    made_in: ClassVar[list[int]] = []

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: object) -> CoreSchema:
        cls.made_in.append(threading.get_ident())
        return core_schema.any_schema()


class _Ask(TelegramMethod[Any]):
    __returning__ = _Answer
    __api_method__ = "getSomething"


async def test_what_reads_an_answer_is_made_once_and_not_on_the_loop() -> None:
    """A message's takes a tenth of a second, in which nothing else would be answered."""
    async with telegram_that_answers({"ok": True, "result": 7}) as bot:
        found = await asyncio.gather(*(bot(_Ask()) for _ in range(8)))
        assert found == [7] * 8
        assert len(_Answer.made_in) == 1
        assert threading.get_ident() not in _Answer.made_in
        kept = bot.session._readers
        assert set(kept) == {_Answer}, "pydantic would forget it after the answer"

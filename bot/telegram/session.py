"""The connections to the Bot API, as aiogram makes them, but less strict with Telegram's answers,
and closed without an idle wait."""

import json
import ssl
from collections.abc import Callable
from typing import Any, get_args

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientSession, TCPConnector
from pydantic import ValidationError

from bot.clock import SystemClock
from bot.runtime import lenient_types
from bot.runtime.rests import Rests
from bot.server_time import Asking, listening
from bot.telegram.newer_features import NewerFeatures


class Session(AiohttpSession):
    """aiogram's session, with six differences.

    An answer of which a part can't be read is read without it: the call was carried out, and must
    not look as if it had failed. `asking` is called at each question, and its result gets the time
    in the answer. A feature that an older server refuses is left out (`NewerFeatures`). `close`
    doesn't sleep: aiogram sleeps for a quarter of a second after closing, so that TLS connections
    end; aiohttp itself waits for exactly that since 3.12. And the authorities that the system knows
    are trusted, as by all other sessions: their certificates are in memory already, while aiogram
    reads a list of its own for each session, which takes 0.7 MB and 12 ms. The reader of a kind of
    answer is made in a thread: a message's would keep all else waiting for a tenth of a second. It
    is kept, as pydantic forgets it and would make it again for each answer.
    """

    def __init__(
        self,
        *,
        asking: Asking | None = None,
        now: Callable[[], int] | None = None,
        rests: Rests | None = None,
        **options: Any,
    ) -> None:
        if ssl.get_default_verify_paths().cafile is None:
            super().__init__(**options)  # a system without such a file: aiogram's list helps
        else:
            self._trust_the_system(**options)
        self.middleware(NewerFeatures(now or SystemClock().now))
        self._traces = [listening(asking)] if asking is not None else []
        self._rests = rests or Rests()
        self._readers: dict[Any, type[Response[Any]]] = {}

    def _trust_the_system(self, **options: Any) -> None:
        """Do what aiogram's `__init__` does, apart from the list."""
        BaseSession.__init__(self, **options)
        self._session = None
        self._connector_type = TCPConnector
        self._connector_init = {"ssl": True, "limit": 100, "ttl_dns_cache": 3600}
        self._should_reset_connector = True
        self._proxy = None

    async def create_session(self) -> ClientSession:
        session = await super().create_session()
        # aiogram passes no traces to the session that it makes.
        session.trace_configs[:] = self._traces
        return session

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  (so aiogram names it)
    ) -> TelegramType:
        returning: Any = method.__returning__
        reader = self._readers.setdefault(returning, Response[returning])
        if not reader.__pydantic_complete__:
            await self._rests.in_turns(reader.model_rebuild)
        return await super().make_request(bot, method, timeout)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if not isinstance(error.original, ValidationError) or not isinstance(error.data, dict):
                raise
            readable = _readable(bot, method, error.data)
            if readable is None:
                raise
        return super().check_response(bot, method, status_code, json.dumps(readable))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _readable(
    bot: Bot, method: TelegramMethod[Any], answer: dict[str, Any]
) -> dict[str, Any] | None:
    """Return the answer without what can't be read; None if nothing of it can be."""
    returning: Any = method.__returning__
    done = answer.get("ok") is True
    if done:
        _name_the_chat(method, answer)
    elif not isinstance(answer.get("description"), str):
        answer["description"] = ""
    try:
        lenient_types.read(Response[returning], answer, bot=bot, needed=("ok", "result"))
    except ValidationError:
        if not done or bool not in (returning, *get_args(returning)):
            return None
        answer["result"] = True
    return answer


def _name_the_chat(method: TelegramMethod[Any], answer: dict[str, Any]) -> None:
    """Fill in the chat of a message that was sent: it is the one that the call named."""
    chat_id, result = getattr(method, "chat_id", None), answer.get("result")
    if isinstance(result, dict) and isinstance(chat_id, int) and "message_id" in result:
        chat = result.get("chat")
        if not isinstance(chat, dict) or not isinstance(chat.get("id"), int):
            result["chat"] = {"id": chat_id}

"""A simulator of Telegram that answers everything at once, and notes when each chat got a message;
it also has Tribute's list of products.

python -m benchmarks.telegram PORT
"""

import asyncio
import json
import sys
import time
from urllib.parse import unquote_to_bytes

import uvloop
from aiohttp import web

_PRODUCT = {
    "id": 456,
    "type": "digital",
    "name": "A month",
    "amount": 100,
    "currency": "eur",
    "status": "active",
    "link": "https://t.me/tribute/app?startapp=p456",
}
_MESSAGES = frozenset(("sendMessage", "sendPhoto", "sendDocument", "editMessageText"))
_LARGEST_BYTES = 100_000_000
_POLL_SECONDS = 25
"""As long as the bot asks Telegram to hold a poll that has no news."""
_ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class Telegram:
    """The simulator. `received_at` holds the moment (perf_counter) of the first message to each
    chat."""

    def __init__(self) -> None:
        self.received_at: dict[int, float] = {}
        self._numbers = iter(range(1, sys.maxsize))

    def application(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_BYTES)
        app.router.add_route("*", "/{token}/{method}", self._answer)
        app.router.add_get("/products", self._products)
        return app

    async def _answer(self, request: web.Request) -> web.Response:
        at = time.perf_counter()
        method = request.match_info["method"]
        if method in _MESSAGES:
            chat_id = _chat_id(await request.read())
            self.received_at.setdefault(chat_id, at)
            return _result(self._message(chat_id))
        if method == "getUpdates":
            await asyncio.sleep(_POLL_SECONDS)
            return _result([])
        return _result(_ME if method == "getMe" else True)

    async def _products(self, request: web.Request) -> web.Response:  # noqa: ARG002
        return web.json_response({"rows": [_PRODUCT], "meta": {"total": 1, "offset": 1}})

    def _message(self, chat_id: int) -> dict[str, object]:
        chat = {"id": chat_id, "type": "private", "first_name": "A"}
        return {"message_id": next(self._numbers), "date": 1, "chat": chat, "text": "x"}


def _chat_id(body: bytes) -> int:
    """Return the chat's id in a form as aiogram sends it, multipart or not."""
    marker = b'name="chat_id"\r\n\r\n' if b"\r\n" in body else b"chat_id="
    _, _, rest = body.partition(marker)
    digits = unquote_to_bytes(rest[:20]).split(b"\r")[0].split(b"&")[0]
    return int(digits)


def _result(result: object) -> web.Response:
    return web.Response(text=json.dumps({"ok": True, "result": result}))


async def serve(port: int) -> web.AppRunner:
    runner = web.AppRunner(Telegram().application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


async def _main() -> None:
    await serve(int(sys.argv[1]))
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as _runner:
        _runner.run(_main())

"""Answers health checks: whether the process is alive, and whether it can take payments."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.deps import Deps
from bot.usecases.operations.readiness import StorageState
from handlers.http.answers import answer

TelegramProblem = Callable[[], str | None]
"""Returns why Telegram can't be used at the moment, in one word; None if it can."""


def healthz(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `GET /healthz`: 200 as long as the process is alive.

    It checks nothing outside the process, because an outage elsewhere must not become a restart
    loop here. With `?nonce=` the answer proves to the doctor which process this is (see
    `bot.usecases.operations.identity`).
    """

    async def handle(request: web.Request) -> web.Response:
        proof = deps.identity.prove(request.query.get("nonce", ""))
        shown: dict[str, object] = {"proof": proof} if proof is not None else {}
        return answer(200, {"status": "ok", **shown})

    return handle


def readyz(
    deps: Deps, telegram_problem: TelegramProblem
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return the handler of `GET /readyz`: the disk is writable, Telegram accepts the bot.

    A Telegram that is unreachable for a while doesn't count: payments still come in.
    """

    async def handle(request: web.Request) -> web.Response:  # noqa: ARG001  (aiohttp's signature)
        storage = await deps.readiness.storage()
        telegram = telegram_problem() or "ok"
        ready = storage is StorageState.OK and telegram in {"ok", "unreachable"}
        content: dict[str, object] = {
            "status": "ok" if ready else "not ready",
            "storage": storage.value,
            "telegram": telegram,
        }
        return answer(200 if ready else 503, content)

    return handle

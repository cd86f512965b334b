"""For whoever watches over the process: is it alive, and can it take payments?"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.deps import Deps
from handlers.http.answers import answer

TelegramTrouble = Callable[[], str | None]


def healthz(deps: Deps) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Alive; asks nobody else, or an outage elsewhere would become a restart loop here.

    With `?nonce=` it tells the doctor which process this is (see
    `bot.usecases.operations.identity`).
    """

    async def handle(request: web.Request) -> web.Response:
        proof = deps.identity.prove(request.query.get("nonce", ""))
        shown: dict[str, object] = {"proof": proof} if proof is not None else {}
        return answer(200, {"status": "ok", **shown})

    return handle


def readyz(
    deps: Deps, telegram_trouble: TelegramTrouble
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Able to take payments: the disk takes writes, and Telegram accepts this bot.

    A Telegram that is only out of reach for a while doesn't count: payments come in all the same.
    """

    async def handle(request: web.Request) -> web.Response:  # noqa: ARG001  (aiohttp's signature)
        storage = "ok" if await deps.vitals.can_store() else "not writable"
        telegram = telegram_trouble() or "ok"
        ready = storage == "ok" and telegram in {"ok", "unreachable"}
        content: dict[str, object] = {
            "status": "ok" if ready else "not ready",
            "storage": storage,
            "telegram": telegram,
        }
        return answer(200 if ready else 503, content)

    return handle

"""Measures inside one process: updates through the real dispatcher, ticks, and the access check.

python -m benchmarks.inside FILE… prints JSON: for each file the time of each action in each round,
in microseconds. The files take turns, so that other work of the machine slows them alike.

python -P …/inside.py --turns FILE measures a round for each line of stdin, and prints its figures
as a line of JSON. It imports the build that PYTHONPATH names, which may be another checkout.
"""

import asyncio
import itertools
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, fields
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Chat, Message

from benchmarks.filling import FIRST_PERSON, make_due
from bot.runtime import gc_tuning, logs
from bot.sandbox.tribute import TributeServer
from storage.engine.database import open_database

ADMIN = FIRST_PERSON + 1
_ROUNDS = 15
_UPDATES = itertools.count(1)
"""The updates' numbers, which rise as Telegram's do; aiogram tells updates apart by them."""
_DUE = 50
_PEOPLE = 60
_STRIDE = 7919  # a prime: people far from each other in the file

_CLIENTS = {"profile": "ProfileClient", "stars": "StarsClient", "files": "FilesClient"}
"""The clients of Telegram besides the bot, by the module that has each."""

Taken = dict[str, list[float]]


class _NoNetwork(BaseSession):
    """Answers as Telegram does, without a network; counts the messages."""

    sent = 0

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109  (aiogram's own signature)
    ) -> Any:
        if isinstance(method, SendMessage):
            self.sent += 1
            chat = Chat(id=int(method.chat_id), type="private")
            return Message(message_id=1, date=1, chat=chat, text="x")  # type: ignore[arg-type]
        return True

    async def stream_content(self, *_: Any, **__: Any) -> AsyncIterator[bytes]:
        raise RuntimeError("a shop streams no files")
        yield b""

    async def close(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Shop:
    """One file, and the app's parts around it."""

    path: Path
    purchases: int
    deps: Any
    dispatcher: Dispatcher
    bot: Bot
    session: _NoNetwork
    tick: Callable[[], Awaitable[int]]


@asynccontextmanager
async def _open(path: Path, tribute: TributeServer) -> AsyncIterator[Shop]:
    from bot.clock import CheckedClock, SystemClock
    from bot.runtime.metrics import Metrics
    from bot.settings.settings import IsolatedSettings
    from bot.tribute.client import TributeClient
    from bot.usecases.access.lifecycle import Lifecycle
    from handlers.telegram import build_dispatcher

    settings = IsolatedSettings(
        bot_token="1:x", tribute_api_key="k", admin_ids=(ADMIN,), database_path=path
    )
    clock = CheckedClock(SystemClock())
    async with (
        open_database(path) as db,
        TributeClient(tribute.url, tribute.api_key) as client,
    ):
        session = _NoNetwork()
        bot = Bot("1:x", session=session)
        deps = _build_deps(settings, db, client, bot, clock, Metrics())
        await deps.on_start()
        lifecycle = Lifecycle(db, clock, settings.remind_before)
        purchases = await deps.purchases.db.read(
            lambda tx: tx.scalar("SELECT MAX(id) FROM purchases")
        )
        dispatcher = build_dispatcher(deps)
        gc_tuning.resume()  # as the app does once everything is built
        yield Shop(path, purchases, deps, dispatcher, bot, session, lifecycle.tick)


def _build_deps(settings: Any, db: Any, tribute: Any, bot: Bot, *more: Any) -> Any:
    """Return the use cases of the build that is imported: an older one has fewer parts."""
    clients, app = import_module("bot.clients"), import_module("bot.app")
    outside = {"tribute": tribute, "probes": clients.Probes(bot)}
    for name, client in _CLIENTS.items():
        if name in {one.name for one in fields(clients.Outside)}:
            outside[name] = getattr(import_module(f"bot.telegram.{name}"), client)(bot)
    return app.build_deps(settings, db, clients.Outside(**outside), *more)


async def measure(paths: list[Path]) -> dict[str, Taken]:
    taken: dict[str, Taken] = {str(path): {} for path in paths}
    tribute = TributeServer("k")
    await tribute.start()
    async with AsyncExitStack() as stack:
        shops = [await stack.enter_async_context(_open(path, tribute)) for path in paths]
        # One part after the other: the many pages that /stats and the tick read would push those
        # that buyers need out of memory, which doesn't happen between two real updates.
        for part in (_of_buyers, _of_admins, _of_the_clock):
            for number in range(_ROUNDS + 1):
                for shop in shops:
                    found = await part(shop, number)
                    if number:  # round 0 builds everything that is built only once
                        for name, value in found.items():
                            taken[str(shop.path)].setdefault(name, []).append(value)
    await tribute.stop()
    return taken


async def take_turns(path: Path) -> None:
    """Measure what buyers do, once for each line of stdin. Tribute lists no products: the offers
    stay as they are in the file."""
    tribute = TributeServer("k")
    tribute.shop.products.clear()
    await tribute.start()
    async with _open(path, tribute) as shop:
        for number in itertools.count():
            if not await asyncio.to_thread(sys.stdin.readline):
                break
            sys.stdout.write(f"{json.dumps(await _of_buyers(shop, number))}\n")
            sys.stdout.flush()
    await tribute.stop()


async def _of_buyers(shop: Shop, number: int) -> dict[str, float]:
    buyers = _some_buyers(shop, number)
    return {
        "access, unknown": await _each(buyers, shop.deps.subscriptions.current),
        "access, known": await _each(buyers, shop.deps.subscriptions.current),
        "/start": await _answered(shop, buyers[: _PEOPLE // 2], "/start"),
        "/status": await _answered(shop, buyers[_PEOPLE // 2 :], "/status"),
    }


async def _of_admins(shop: Shop, number: int) -> dict[str, float]:
    about = _some_buyers(shop, number)[0]
    return {
        "/user": await _each([ADMIN] * 10, partial(_say, shop, f"/user {about}")),
        "/stats": await _each([ADMIN] * 2, partial(_say, shop, "/stats")),
    }


def _some_buyers(shop: Shop, number: int) -> list[int]:
    """Return other buyers each round: the bot remembers those it was asked about."""
    first = number * _PEOPLE
    return [FIRST_PERSON + 1 + (first + one) * _STRIDE % shop.purchases for one in range(_PEOPLE)]


async def _each(people: list[int], call: Callable[[int], Awaitable[object]]) -> float:
    """Return the median time of one call, in microseconds."""
    taken = []
    for person in people:
        began = time.perf_counter()
        await call(person)
        taken.append((time.perf_counter() - began) * 1e6)
    return statistics.median(taken)


async def _together(people: list[int], call: Callable[[int], Awaitable[object]]) -> float:
    """Return the time of one update when many come at once, in microseconds. A million divided by
    it is the number of updates a second."""
    began = time.perf_counter()
    await asyncio.gather(*map(call, people))
    return (time.perf_counter() - began) / len(people) * 1e6


async def _answered(shop: Shop, people: list[int], text: str) -> float:
    """Return the time of one of these people's updates when all come at once; a handler that failed
    would have been fast."""
    before = shop.session.sent
    taken = await _together(people, partial(_say, shop, text))
    if shop.session.sent - before != len(people):
        raise AssertionError(f"{shop.session.sent - before} of {len(people)} were answered")
    return taken


async def _say(shop: Shop, text: str, person: int) -> None:
    sender = {"id": person, "is_bot": False, "first_name": "A", "language_code": "en"}
    sender["username"] = f"buyer{person - FIRST_PERSON}"
    message: dict[str, object] = {
        "message_id": 1,
        "date": int(time.monotonic()),
        "text": text,
        "chat": {"id": person, "type": "private", "first_name": "A"},
        "from": sender,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}],
    }
    await shop.dispatcher.feed_raw_update(
        shop.bot, {"update_id": next(_UPDATES), "message": message}
    )


async def _of_the_clock(shop: Shop, number: int) -> dict[str, float]:
    while await shop.tick():
        pass  # the ends of others since the last round, of which a large shop has several
    due_people = range(1 + number * _DUE, 1 + (number + 1) * _DUE)
    await asyncio.to_thread(make_due, shop.path, due_people, shop.deps.clock.now())
    began = time.perf_counter()
    due = await shop.tick()
    taken = (time.perf_counter() - began) * 1e6
    if not _DUE <= due <= _DUE + 5:  # some ends of others may pass meanwhile
        raise AssertionError(f"{due} were due")
    began = time.perf_counter()
    await shop.tick()
    return {"tick, 50 due": taken, "tick, nothing due": (time.perf_counter() - began) * 1e6}


def main() -> None:
    logs.setup("ERROR")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if sys.argv[1] == "--turns":
            runner.run(take_turns(Path(sys.argv[2])))
            return
        found = runner.run(measure([Path(one) for one in sys.argv[1:]]))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

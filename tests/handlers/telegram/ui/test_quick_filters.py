"""No filter of the bot's own is asked in a thread; an owner's own features are left as they are."""

from collections.abc import Iterator

from aiogram import F, Router
from aiogram.dispatcher.event.handler import FilterObject

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import World
from handlers.telegram import build_dispatcher
from tests.handlers.telegram.talk import ask


def filters(router: Router) -> Iterator[FilterObject]:
    for one in router.chain_tail:
        for observer in one.observers.values():
            for handler in observer.handlers:
                yield from handler.filters or ()


async def test_no_filter_of_the_bot_is_asked_in_a_thread(world: World) -> None:
    await ask(world, ADMIN.id, "/start")  # loads the admins' handlers
    found = list(filters(world.app.dispatcher))
    assert len(found) > 100
    assert [one.callback for one in found if not one.awaitable] == []


async def test_the_filters_of_own_features_may_take_long(world: World) -> None:
    own = Router(name="own")
    own.message.register(_hear, F.text == "hello")
    build_dispatcher(world.app.deps, [own])
    assert [one.awaitable for one in filters(own)] == [False]


async def _hear() -> None:
    return

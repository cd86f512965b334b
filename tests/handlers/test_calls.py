"""Telegram's troubles while somebody waits for an answer: waited for, and tried again."""

import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from handlers.telegram import calls
from tests.handlers.admin_talk import tap
from tests.handlers.payments import buy, command, refund_calls
from tests.handlers.talk import ask, hear


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_PAUSE_SECONDS", 0.01)


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 429, "description": "Too Many Requests: retry after 1", "retry_after": 1},
        {"status": 502, "description": "Bad Gateway"},
        {"status": 502, "mode": "html"},
    ],
    ids=["too many", "server error", "HTML"],
)
async def test_an_answer_is_given_all_the_same(world: World, trouble: dict[str, object]) -> None:
    """Without it a person's /start, or the end of a refund, was answered by nothing at all."""
    world.telegram.fail("sendMessage", times=1, **trouble)
    assert "Hello" in (await ask(world, BUYER.id, "/start")).text


async def test_a_refund_is_not_lost_between_two_words(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/refund 78901")
    world.telegram.fail("editMessageText", status=502, description="Bad Gateway", times=1)
    await tap(world, message, "Yes, refund")
    await hear(world, ADMIN.id, "✅ Refunded.")
    assert refund_calls(world) == 1


async def test_what_lasts_is_given_up(world: World) -> None:
    world.telegram.fail("sendMessage", status=502, description="Bad Gateway", times=3)
    await world.telegram.send(BUYER.id, "/start")
    await hear(world, BUYER.id, "Something went wrong")
    assert len(world.telegram.calls_of("sendMessage")) == 4


async def test_nobody_waits_for_minutes(world: World) -> None:
    far = {"description": "Too Many Requests: retry after 99", "retry_after": 99}
    world.telegram.fail("sendMessage", status=429, times=1, **far)
    await world.telegram.send(BUYER.id, "/help")
    await hear(world, BUYER.id, "Something went wrong")
    assert len(world.telegram.calls_of("sendMessage")) == 2

"""Tests that an answer is sent again when Telegram fails while somebody waits for it."""

import pytest

from bot.sandbox.cast import ADMIN, ADMINS, BUYER
from bot.sandbox.world import World
from handlers.telegram.middlewares import retry
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, command, refund_calls
from tests.handlers.telegram.talk import ask, hear


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "_PAUSE_SECONDS", 0.01)


@pytest.mark.parametrize(
    "failure",
    [
        {"status": 429, "description": "Too Many Requests: retry after 1", "retry_after": 1},
        {"status": 502, "description": "Bad Gateway"},
        {"status": 502, "mode": "html"},
    ],
    ids=["too many", "server error", "HTML"],
)
async def test_an_answer_that_telegram_refused_is_sent_again(
    world: World, failure: dict[str, object]
) -> None:
    """Without a second try a /start, or the result of a refund, was never answered."""
    world.telegram.fail("sendMessage", times=1, **failure)
    assert "Hello" in (await ask(world, BUYER.id, "/start")).text


async def test_a_refund_survives_a_failed_edit_of_its_message(world: World) -> None:
    await buy(world)
    message = await command(world, ADMIN.id, "/refund 78901")
    world.telegram.fail("editMessageText", status=502, description="Bad Gateway", times=1)
    await tap(world, message, "Yes, refund")
    await hear(world, ADMIN.id, "✅ Refunded.")
    assert refund_calls(world) == 1


async def test_a_call_that_keeps_failing_is_given_up(world: World) -> None:
    world.telegram.fail("sendMessage", status=502, description="Bad Gateway", times=3)
    await world.telegram.send(BUYER.id, "/start")
    await hear(world, BUYER.id, "Something went wrong")
    assert len(world.telegram.calls_of("sendMessage")) == 4


async def test_a_notice_is_tried_once(world: World) -> None:
    """The outbox tries it again on its own schedule."""
    await ask(world, BUYER.id, "/start")
    world.telegram.fail("sendMessage", status=502, times=1, chat_id=BUYER.id)
    await world.tribute.pay(456, telegram_user_id=BUYER.id)
    chats = [
        int(call.params["chat_id"])
        for call in await world.telegram.wait_for_calls("sendMessage", 4)
    ]
    assert sorted(chats[1:]) == [BUYER.id, *ADMINS]

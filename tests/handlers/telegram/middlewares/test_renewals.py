"""Reports of renewals come by polling and by webhook, each stored before it is acknowledged."""

from pathlib import Path
from typing import Literal

import aiohttp
import pytest

from bot.clients import telegram_secret
from bot.clock import FixedClock
from bot.domain.stars_renewals.renewal import RenewalState
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from tests.handlers.telegram.payments import deps
from tests.handlers.telegram.stars_talk import subscribe
from tests.handlers.telegram.talk import ask, hear, open_world

FEATURE = """
from aiogram import Bot, Router
from aiogram.types import BotSubscriptionUpdated, PreCheckoutQuery


def router() -> Router:
    found = Router(name="tips")
    found.pre_checkout_query.register(allow)
    found.subscription.register(note)
    return found


async def allow(query: PreCheckoutQuery) -> None:
    await query.answer(ok=True)


async def note(changed: BotSubscriptionUpdated, bot: Bot) -> None:
    await bot.send_message(changed.user.id, f"The tip is {changed.state}")
"""


async def state(world: World) -> RenewalState:
    [only] = await deps(world).stars_renewals.of_person(BUYER.id)
    return only.state


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_report_arrives_by_polling_and_by_webhook(
    clock: FixedClock, mode: Literal["polling", "webhook"]
) -> None:
    async with open_world(clock, mode=mode) as world:
        one = await subscribe(world)
        assert world.telegram.cancel_subscription(one) is None
        await hear(world, BUYER.id, "you have stopped it in Telegram")
        assert await state(world) is RenewalState.CANCELED


async def test_a_report_of_no_order_is_said_to_admins_once(world: World) -> None:
    await ask(world, ADMIN.id, "/help")
    await subscribe(world)
    for _ in range(2):
        assert world.telegram.report_renewal(BUYER.id, "unknown", "canceled") is not None
    await hear(world, ADMIN.id, "a renewal that the bot doesn't know")
    await ask(world, ADMIN.id, "/help")
    said = [one.text for one in world.telegram.messages_to(ADMIN.id)]
    assert sum("a renewal that the bot doesn't know" in one for one in said) == 1
    assert await state(world) is RenewalState.ACTIVE


async def test_an_own_feature_keeps_its_renewals(clock: FixedClock, tmp_path: Path) -> None:
    folder = tmp_path / "features"
    folder.mkdir(mode=0o755)
    (folder / "tips.py").write_text(FEATURE, encoding="utf-8")
    (folder / "tips.py").chmod(0o644)
    async with open_world(clock, features_dir=folder) as world:
        one = await subscribe(world)
        world.telegram.report_renewal(BUYER.id, "tip", "canceled")
        await hear(world, BUYER.id, "The tip is canceled")
        assert await state(world) is RenewalState.ACTIVE
        assert world.telegram.cancel_subscription(one) is None
        await hear(world, BUYER.id, "you have stopped it in Telegram")


@pytest.mark.matrix
@pytest.mark.parametrize(
    "report", [{}, [], "x", None, {"user": 5, "invoice_payload": [], "state": {}}, {"state": "a"}]
)
async def test_a_report_that_cannot_be_read_stops_nothing(
    clock: FixedClock, report: object
) -> None:
    async with World.open("webhook", clock=clock) as world, aiohttp.ClientSession() as session:
        secret = telegram_secret(world.settings)
        async with session.post(
            world.app_url + "/webhook/telegram",
            json={"update_id": 1, "subscription": report},
            headers={"X-Telegram-Bot-Api-Secret-Token": secret},
        ) as answer:
            assert answer.status == 200
        await ask(world, BUYER.id, "/status")

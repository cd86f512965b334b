"""The world: the real app between both simulators, started, stopped and moved in time together."""

import json
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.clock import FixedClock
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.tribute import DeliveryState
from bot.sandbox.world import World


async def _get(url: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        return response.status


async def test_a_world_holds_the_running_app_and_leaves_no_file_behind(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        database = world.settings.database_path
        assert await _get(f"{world.app_url}/healthz") == 200
        assert database.exists()
    assert not database.parent.exists()


async def test_a_database_of_the_callers_own_stays(clock: FixedClock, tmp_path: Path) -> None:
    async with World.open(clock=clock, database_path=tmp_path / "kept.db"):
        pass
    assert (tmp_path / "kept.db").exists()


async def test_no_setting_comes_from_the_environment(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "7654321:somebody-elses-token")
    monkeypatch.setenv("API_TOKEN", "from-outside")
    async with World.open(clock=clock) as world:
        assert "not-a-real" in world.settings.bot_token.get_secret_value()
        assert world.settings.api_token is None


async def test_settings_can_be_chosen_by_their_names(clock: FixedClock) -> None:
    async with World.open(clock=clock, admins=(BUYER.id,), timezone="Asia/Tokyo") as world:
        assert world.settings.admin_ids == (BUYER.id,)
        assert world.settings.timezone == "Asia/Tokyo"


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_person_s_message_reaches_the_bot_and_is_answered(
    clock: FixedClock, mode: str
) -> None:
    async with World.open("webhook" if mode == "webhook" else "polling", clock=clock) as world:
        sent = await world.telegram.send(BUYER.id, "/start")
        answer = await world.telegram.wait_for(
            BUYER.id, lambda message: True, after=sent.message_id
        )
        assert answer.text


async def test_a_payment_reaches_the_app(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        assert world.tribute.deliveries[-1].outcome == "applied"


async def test_a_stopped_app_misses_a_webhook_and_gets_it_after_its_start(
    clock: FixedClock,
) -> None:
    async with World.open(clock=clock) as world:
        await world.stop_app()
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        lost = world.tribute.deliveries[-1]
        assert lost.state is DeliveryState.WAITING
        await world.start_app()
        await world.tribute.retry_now(lost)
        assert lost.outcome == "applied"


async def test_a_restart_keeps_the_database(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        await world.restart_app()
        event = world.tribute.deliveries[-1].event
        await world.tribute.send(event)
        assert world.tribute.deliveries[-1].outcome == "duplicate"


async def test_time_moves_for_all_three_and_months_are_calendar_ones() -> None:
    clock = FixedClock(int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp()))
    async with World.open(clock=clock) as world:
        world.move(seconds=3600, months=1)
        assert datetime.fromtimestamp(clock.now(), UTC) == datetime(2026, 2, 28, 13, tzinfo=UTC)
        purchase = await world.tribute.pay(456, telegram_user_id=ADMIN.id)
        assert purchase.created_at == clock.now()


async def test_moving_time_brings_the_retries_that_fall_due(clock: FixedClock) -> None:
    async with World.open(clock=clock) as world:
        world.tribute.webhook_faults.lose_next = 1
        await world.tribute.pay(456, telegram_user_id=BUYER.id)
        lost = world.tribute.deliveries[-1]
        await _get(f"{world.app_url}/healthz")  # lets the retries begin to wait
        world.move(seconds=3600)
        while lost.state is not DeliveryState.DELIVERED:
            await _get(f"{world.app_url}/healthz")
        assert json.loads(lost.attempts[-1].body)["name"] == "new_digital_product"

"""A clock that is wrong and then right: nothing that it decided stays, and no paid time is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PersonId
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder
from storage import subscriptions
from storage.engine.database import open_read_only
from tests.bodies import purchase
from tests.conftest import NOW
from tests.handlers.telegram.payments import buy, card, deps, has_access
from tests.handlers.telegram.talk import ask, hear, open_world, until
from tests.invariants import assert_ledger_is_sound
from tests.journeys.channel import (
    ask_to_join,
    channel,
    open_channel,
    scalar,
    until_inside,
    until_removed,
    until_true,
)
from tests.plans import of_first

DAY = 86400
NOBODY = "http://127.0.0.1:1"
MONTH_SECONDS = 31 * DAY
"""From the tests' day in May to the same day in June."""


@asynccontextmanager
async def _wrong_machine(off: int, **settings: Any) -> AsyncIterator[World]:
    """Open a world whose machine's clock is off, while the servers' clocks are right."""
    machine = FixedClock(NOW + off)
    servers = FixedClock(NOW)
    async with World.open(clock=machine, servers_clock=servers, **settings) as world:
        yield world
        assert_ledger_is_sound(world.settings.database_path)


async def _starts_and_ends(world: World) -> tuple[int, int | None]:
    found = await deps(world).people.db.read(lambda tx: subscriptions.of_any_plan(tx, BUYER.id))
    assert found is not None
    return found.started_at, found.expires_at


def _reports(world: World) -> list[str]:
    """Return the changes that the owner's service was notified of."""
    assert world.service is not None
    return [one.event["type"].partition(".")[2] for one in world.service.received]


async def _reported(world: World, count: int) -> list[str]:
    await until(lambda: len(_reports(world)) >= count)
    return _reports(world)


async def _look(world: World) -> None:
    """Look for what is due now, as the workers do every five seconds."""
    found = deps(world)
    await found.chats.tick()
    await Lifecycle(found.people.db, found.clock, found.settings.remind_before).tick()


def _latest_message(world: World) -> int:
    return max(one.message_id for one in world.telegram.messages_to(BUYER.id))


@pytest.mark.fault("C9", "forty days ahead while the bot runs, then right, with a channel and API")
@pytest.mark.parametrize("times", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.long
async def test_an_end_that_came_too_early_is_undone_and_comes_again_in_time(
    clock: FixedClock, times: int
) -> None:
    async with open_channel(clock, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world, BUYER.id)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        expected = ["started"]
        for _ in range(times):
            read = _latest_message(world)
            clock.move(40 * DAY)
            await _look(world)
            await until_removed(world, BUYER.id)
            await hear(world, BUYER.id, "Your access ended", after=read)
            clock.move(-40 * DAY)
            goes_on = await hear(world, BUYER.id, "Your access is open until", after=read)
            assert any(button.url in channel(world).links for button in goes_on.buttons)
            expected += ["ended", "started"]
            assert await _reported(world, len(expected)) == expected
            ask_to_join(world, BUYER.id)
            await until_inside(world, BUYER.id)
        read = _latest_message(world)
        world.move(days=28)
        await _look(world)
        await hear(world, BUYER.id, "reminder", after=read)
        world.move(days=4)
        await _look(world)
        await until_removed(world, BUYER.id)
        await hear(world, BUYER.id, "Your access ended", after=read)
        assert await _reported(world, len(expected) + 1) == [*expected, "ended"]
        assert world.service is not None
        assert world.service.received[-1].event["data"]["active"] is False


@pytest.mark.long
@pytest.mark.fault("C9", "forty days ahead at the start, right only after a restart")
@pytest.mark.parametrize("bought", ["before", "ahead"])
async def test_a_clock_that_was_ahead_at_a_start_harms_nothing_once_it_is_right(
    clock: FixedClock, bought: str
) -> None:
    async with open_world(clock, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        body = purchase(1, at=NOW, telegram_user_id=BUYER.id)
        if bought == "before":
            await world.tribute.deliver(world.tribute.raw_event(body))
            await hear(world, BUYER.id, "Thank you")
        await world.stop_app()
        clock.move(40 * DAY)
        await world.start_app()
        if bought == "before":
            await hear(world, BUYER.id, "Your access ended")
        else:
            await world.tribute.deliver(world.tribute.raw_event(body))
            await hear(world, BUYER.id, "Thank you")
        await world.stop_app()
        clock.move(-40 * DAY)
        await world.start_app()
        assert await has_access(world)
        read = _latest_message(world)
        world.move(days=28)
        await world.restart_app()
        await hear(world, BUYER.id, "reminder", after=read)
        world.move(days=4)
        await world.restart_app()
        await hear(world, BUYER.id, "Your access ended", after=read)
        await until(lambda: "ended" in _reports(world)[-1:])


@pytest.mark.fault("C9", "a few minutes ahead, so that an end comes too early; then right")
@pytest.mark.parametrize("seconds", [2, 240])
async def test_an_end_that_comes_a_little_too_early_is_looked_at_again(
    clock: FixedClock, seconds: int
) -> None:
    async with open_channel(clock) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world, BUYER.id)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        _, end = await _starts_and_ends(world)
        assert end is not None
        clock.move(end - 1 - clock.now())
        await world.restart_app()
        clock.move(seconds)
        await _look(world)
        await until_true(world, "SELECT COUNT(*) FROM outbox WHERE kind = 'ended'")
        clock.move(-seconds)
        early = "SELECT COUNT(*) FROM outbox WHERE instr(dedupe_key, ':early:')"
        await until_true(world, early)
        assert await has_access(world)
        clock.move(seconds)
        await _look(world)
        await until_removed(world, BUYER.id)
        assert not await has_access(world)
        await until_true(world, "SELECT COUNT(*) = 2 FROM outbox WHERE kind = 'ended'")


@pytest.mark.fault("C9", "hours ahead while somebody asks to join, before and after paying")
async def test_a_join_request_waits_no_longer_than_its_ten_minutes(clock: FixedClock) -> None:
    async with open_channel(clock) as world:
        await ask(world, BUYER.id, "/start")
        clock.move(5 * 3600)
        ask_to_join(world, BUYER.id)
        await until_true(world, "SELECT COUNT(*) FROM memberships WHERE state = 'asking'")
        clock.move(-5 * 3600)
        limit = f"SELECT decline_at <= {NOW + 600} FROM memberships"
        await until_true(world, limit)
        world.move(seconds=601)
        await _look(world)
        await until_true(world, "SELECT state = 'out' FROM memberships")
        ask_to_join(world, BUYER.id)
        await buy(world, BUYER.id)
        await until_inside(world, BUYER.id)


@pytest.mark.fault("C9", "the machine forty days ahead or behind; Telegram and Tribute are right")
@pytest.mark.parametrize("off", [40 * DAY, -40 * DAY, 300])
async def test_a_machine_that_its_servers_contradict_decides_nothing(off: int) -> None:
    async with _wrong_machine(0) as world:
        await ask(world, BUYER.id, "/start")
        await ask(world, ADMIN.id, "/start")
        await buy(world, BUYER.id)
        clock = world.clock
        assert isinstance(clock, FixedClock)
        clock.jump(off)
        await world.restart_app()
        alert = await hear(world, ADMIN.id, "clock is")
        assert ("ahead" if off > 0 else "behind") in alert.text
        assert "timedatectl" in alert.text
        await ask(world, BUYER.id, "/status")
        assert await _starts_and_ends(world) == (NOW, NOW + MONTH_SECONDS)
        clock.jump(-off)
        await world.restart_app()
        await until_true(world, "SELECT ended_at FROM incidents WHERE kind = 'clock'")
        assert sum("clock is" in one.text for one in world.telegram.messages_to(ADMIN.id)) == 1
        assert await scalar(world, "SELECT COUNT(*) FROM outbox WHERE kind = 'ended'") == 0


@pytest.mark.fault("C9", "the machine 30 days behind at a sale, a grant, a held payment, a refund")
@pytest.mark.parametrize(
    "silent", [{}, {"telegram_api_url": NOBODY}, {"tribute_api_url": f"{NOBODY}/api/v1"}]
)
async def test_paid_time_begins_when_it_was_paid_though_the_machine_is_behind(
    silent: dict[str, str],
) -> None:
    async with _wrong_machine(-30 * DAY, **silent) as world:
        await buy(world, BUYER.id)
        assert await _starts_and_ends(world) == (NOW, NOW + MONTH_SECONDS)
        with open_read_only(world.settings.database_path) as tx:
            assert tx.scalar("SELECT granted_at FROM grants") == NOW
            sold_at = "MIN(COALESCE(purchased_at, received_at), received_at)"
            assert tx.scalar(f"SELECT {sold_at} FROM purchases") == NOW
        order = GrantOrder(PersonId(161), FIRST_PLAN, Duration(days=7), NOW + 7 * DAY)
        await deps(world).manual_grants.grant(order, ADMIN.id)
        held = await card(world, await buy(world, 162, 512))
        settled = deps(world).attention.settle_as
        assert await settled(held.purchase.id, of_first(Duration(days=7)), ADMIN.id)
        with open_read_only(world.settings.database_path) as tx:
            assert tx.scalar("SELECT MIN(granted_at) FROM grants") == NOW
            assert tx.scalar("SELECT MAX(granted_at) FROM grants") == NOW
        far = purchase(99, at=NOW + 60 * DAY, telegram_user_id=160)
        assert await world.tribute.deliver(world.tribute.raw_event(far)) == 200
        found = await deps(world).people.db.read(lambda tx: subscriptions.of_any_plan(tx, 160))
        assert found is not None
        assert found.started_at == NOW


@pytest.mark.fault("P18", "hours and a month later than the machine, with no other witness")
@pytest.mark.parametrize(
    ("behind", "begins"), [(3600, 0), (20 * 3600, 0), (DAY, 0), (DAY + 1, -DAY - 1)]
)
async def test_tributes_time_alone_is_believed_up_to_a_day(
    clock: FixedClock, behind: int, begins: int
) -> None:
    async with open_world(clock) as world:
        clock.move(-behind)
        body = purchase(1, at=NOW, telegram_user_id=BUYER.id)
        assert await world.tribute.deliver(world.tribute.raw_event(body)) == 200
        assert (await _starts_and_ends(world))[0] == NOW + begins

"""An admin's acts while the clock is ahead count from the moment at which it is right again."""

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, PersonId, Subscription
from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from bot.usecases.access.manual import GrantOrder
from storage import subscriptions
from tests.conftest import NOW
from tests.handlers.telegram.admin_talk import tap
from tests.handlers.telegram.payments import buy, card, command, deps, has_access
from tests.handlers.telegram.talk import ask, hear, open_world, until, words
from tests.journeys.channel import (
    ask_to_join,
    open_channel,
    scalar,
    until_inside,
    until_removed,
    until_true,
)
from tests.plans import of_first

DAY = 86400
NOBODY = "http://127.0.0.1:1"
_RESTARTS = pytest.mark.parametrize("restarts", [False, pytest.param(True, marks=pytest.mark.long)])


async def _subscription(world: World, person_id: int = BUYER.id) -> Subscription | None:
    return await deps(world).people.db.read(lambda tx: subscriptions.of_any_plan(tx, person_id))


async def _set_right(world: World, clock: FixedClock, ahead: int, *, restarts: bool) -> None:
    if restarts:
        await world.stop_app()
    clock.move(-ahead)
    if restarts:
        await world.start_app()


@pytest.mark.fault(
    "C9", "/revoke while the clock is days ahead, then right, with a channel and API"
)
@_RESTARTS
async def test_access_that_was_ended_by_a_clock_that_was_ahead_stays_ended(
    clock: FixedClock, *, restarts: bool
) -> None:
    async with open_channel(clock, with_service=True) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world)
        ask_to_join(world, BUYER.id)
        await until_inside(world, BUYER.id)
        clock.move(20 * DAY)
        message = await command(world, ADMIN.id, "/revoke 700001 spam")
        await tap(world, message, "Yes, end it now")
        await until_removed(world, BUYER.id)
        await _set_right(world, clock, 20 * DAY, restarts=restarts)
        await until_true(world, f"SELECT expires_at = {NOW} FROM subscriptions")
        assert not await has_access(world)
        sent = await world.telegram.send(BUYER.id, "/status")
        status = await hear(world, BUYER.id, "Your access ended on", after=sent.message_id)
        assert "1 June" not in words(status)
        assert world.service is not None
        reports = world.service.received
        await until(lambda: reports[-1].event["data"]["expires_at"] == "2026-05-12T21:59:00Z")
        assert [one.event["data"]["active"] for one in reports] == [True, False, False]
        ended = "SELECT COUNT(*) FROM outbox WHERE kind IN ('ended', 'ended-early', 'reminder')"
        await until_true(world, f"SELECT ({ended}) = 0")


@pytest.mark.fault("C9", "a grant, a settled payment and a refund while the clock is days ahead")
@_RESTARTS
async def test_access_that_was_given_by_a_clock_that_was_ahead_begins_when_it_is_right(
    clock: FixedClock, *, restarts: bool
) -> None:
    async with open_world(clock) as world:
        await ask(world, BUYER.id, "/start")
        held, returned = await buy(world, product=512), await buy(world, 162)
        clock.move(40 * DAY)
        message = await command(world, ADMIN.id, "/grant 700001 1 month")
        await tap(world, message, "Yes, give it")
        row = (await card(world, held)).purchase.id
        assert await deps(world).attention.settle_as(row, of_first(Duration(days=7)), ADMIN.id)
        message = await command(world, ADMIN.id, f"/refund {returned.id}")
        await tap(world, message, "Yes, refund")
        given = await hear(world, BUYER.id, "You have been given access")
        assert "July 2026" in words(given)
        thanks = await hear(world, BUYER.id, "Thank you")
        read = max(given.message_id, thanks.message_id)
        await _set_right(world, clock, 40 * DAY, restarts=restarts)
        end = add_calendar(NOW, 1, 7)
        await until_true(world, f"SELECT expires_at = {end} FROM subscriptions")
        right = await hear(world, BUYER.id, "An earlier message named another date", after=read)
        assert "until 19 June 2026" in words(right)
        corrections = "SELECT COUNT(*) FROM outbox WHERE kind = 'end-corrected'"
        assert await scalar(world, corrections) == 1
        await until_true(
            world, f"SELECT MAX(refunded_at) = {NOW} AND MAX(settled_at) = {NOW} FROM purchases"
        )


@pytest.mark.fault("C9", "a start thirty days behind, without any server, after a grant and a cut")
@pytest.mark.long
async def test_a_clock_that_is_behind_without_a_witness_moves_no_beginning(
    clock: FixedClock,
) -> None:
    nobody = {"telegram_api_url": NOBODY, "tribute_api_url": f"{NOBODY}/api/v1"}
    async with open_world(clock, **nobody) as world:
        end = add_calendar(NOW, 1, 0)
        order = GrantOrder(PersonId(BUYER.id), FIRST_PLAN, Duration(months=1), end)
        assert await deps(world).manual_grants.grant(order, ADMIN.id)
        await world.stop_app()
        clock.jump(-30 * DAY)
        await world.start_app()
        found = await _subscription(world)
        assert found is not None
        assert (found.started_at, found.expires_at) == (NOW, end)
        await until_true(world, f"SELECT MAX(bound_at) = {NOW} FROM product_bindings")


async def test_an_end_that_was_right_all_the_time_is_not_said_to_have_been_wrong(
    clock: FixedClock,
) -> None:
    async with open_world(clock) as world:
        await ask(world, BUYER.id, "/start")
        await buy(world, product=457)
        clock.move(40 * DAY)
        message = await command(world, ADMIN.id, "/grant 700001 1 month")
        await tap(world, message, "Yes, give it")
        await hear(world, BUYER.id, "You have been given access")
        await _set_right(world, clock, 40 * DAY, restarts=False)
        await until_true(world, f"SELECT MAX(granted_at) = {NOW} FROM grants")
        assert await scalar(world, "SELECT COUNT(*) FROM outbox WHERE kind = 'end-corrected'") == 0

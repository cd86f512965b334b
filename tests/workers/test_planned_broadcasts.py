"""Planned broadcasts through everything that may come between: clocks, restores, other admins."""

import asyncio

import pytest

from bot.domain.broadcasts import Audience, AudienceGroup, BroadcastState, Missed, Reach
from bot.usecases.broadcasts.broadcasts import Broadcasts
from bot.usecases.broadcasts.planned import LATE_SECONDS, PlannedBroadcasts, PlanOutcome
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import PAUSED_SINCE, Pauses
from storage import broadcasts as broadcast_rows
from storage import facts
from tests.usecases.conftest import ADMINS
from tests.workers.conftest import OutboxHarness
from tests.workers.test_broadcasts import add_people, begin, queued, worker

ADMIN, OTHER = ADMINS[0], 999
HOUR = 3600


@pytest.fixture
def planned(harness: OutboxHarness) -> PlannedBroadcasts:
    return PlannedBroadcasts(harness.shop.db, harness.clock, ADMINS)


async def plan(harness: OutboxHarness, planned: PlannedBroadcasts, in_seconds: int = HOUR) -> int:
    """Plan a broadcast to everyone and return its number."""
    drafts = Broadcasts(harness.shop.db, harness.clock)
    draft = await drafts.draft(ADMIN, Audience(AudienceGroup.ALL), "Big news")
    at = harness.clock.now() + in_seconds
    assert await planned.plan(draft.broadcast.id, ADMIN, at) is PlanOutcome.PLANNED
    return draft.broadcast.id


async def state(harness: OutboxHarness, broadcast_id: int) -> tuple[BroadcastState, Missed | None]:
    found = await harness.shop.db.read(lambda tx: broadcast_rows.get(tx, broadcast_id))
    assert found is not None
    return found.state, found.missed_why


async def notices(harness: OutboxHarness, kind: NoticeKind) -> list[int]:
    rows = await harness.shop.db.read(
        lambda tx: tx.all("SELECT chat_id FROM outbox WHERE kind = ? ORDER BY id", (kind,))
    )
    return [row["chat_id"] for row in rows]


async def test_it_starts_once_at_its_time_and_not_a_second_before(harness, planned):
    await add_people(harness, 3)
    one = await plan(harness, planned)
    other = await plan(harness, planned, 2 * HOUR)
    harness.clock.move(HOUR - 1)
    waiting = await planned.start_due()
    assert (waiting.started, waiting.others) == (False, True)
    harness.clock.move(1)
    waiting = await planned.start_due()
    assert (waiting.started, waiting.others) == (True, True)
    assert await state(harness, one) == (BroadcastState.SENDING, None)
    assert await state(harness, other) == (BroadcastState.PLANNED, None)
    assert not (await planned.start_due()).started


async def test_the_worker_starts_it_and_looks_again_soon_while_one_waits(harness, planned):
    await add_people(harness, 3)
    await plan(harness, planned)
    working = worker(harness, Broadcasts(harness.shop.db, harness.clock))
    working._planned = planned
    assert not await working.step()
    assert working._pause_seconds() == 2
    harness.clock.move(HOUR)
    while await working.step():
        pass
    assert await queued(harness) == 3
    working._shown.clear()
    assert working._pause_seconds() == 60


async def test_looking_at_one_changes_something_only_where_its_people_are_others(harness, planned):
    """Each commit lets the open pages of the console read again: a look that commits never ends."""
    one = await plan(harness, planned)
    await add_people(harness, 3)
    changes: list[int] = []
    unfollow = harness.shop.db.follow(lambda: changes.append(1))
    for _ in range(3):
        found = await planned.counted(one)
        assert found is not None
        assert found.broadcast.reach == Reach(3)
        assert changes == [1]
    unfollow()


@pytest.mark.parametrize(("late", "why"), [(LATE_SECONDS, None), (LATE_SECONDS + 1, Missed.LATE)])
async def test_up_to_a_day_late_it_goes_out_and_later_the_admins_are_asked(
    harness, planned, late, why
):
    await add_people(harness, 1)
    one = await plan(harness, planned)
    harness.clock.move(HOUR + late)
    await planned.start_due()
    expected = BroadcastState.PLANNED if why else BroadcastState.SENDING
    assert await state(harness, one) == (expected, why)
    asked = await notices(harness, NoticeKind.ADMIN_BROADCAST_MISSED)
    assert asked == (list(ADMINS) if why else [])
    await planned.start_due()
    assert await notices(harness, NoticeKind.ADMIN_BROADCAST_MISSED) == asked


async def test_one_that_was_missed_by_a_clock_that_was_ahead_goes_out_in_time(harness, planned):
    """Somebody set the clock a year ahead, and right again."""
    await add_people(harness, 1)
    one = await plan(harness, planned)
    harness.clock.jump(365 * 86_400)
    await planned.start_due()
    assert await state(harness, one) == (BroadcastState.PLANNED, Missed.LATE)
    harness.clock.jump(-365 * 86_400)
    assert not (await planned.start_due()).started
    harness.clock.move(HOUR)
    await planned.start_due()
    assert await state(harness, one) == (BroadcastState.SENDING, None)


async def test_a_clock_that_goes_back_after_the_start_sends_nothing_twice(harness, planned):
    found = await add_people(harness, 1)
    await plan(harness, planned)
    harness.clock.move(HOUR)
    working = worker(harness, Broadcasts(harness.shop.db, harness.clock))
    working._planned = planned
    for seconds in (0, -2 * HOUR, 3 * HOUR):
        harness.clock.jump(seconds)
        while await working.step():
            pass
        while await harness.worker.step():
            pass
    texts = [one.text for one in harness.telegram.messages_to(found[0])]
    assert texts == ["Big news"]


async def test_one_whose_admin_is_none_any_more_waits_for_another(harness, planned):
    await add_people(harness, 1)
    one = await plan(harness, planned)
    harness.clock.move(HOUR)
    others = PlannedBroadcasts(harness.shop.db, harness.clock, (OTHER,))
    await others.start_due()
    assert await state(harness, one) == (BroadcastState.PLANNED, Missed.AUTHOR)
    assert await notices(harness, NoticeKind.ADMIN_BROADCAST_MISSED) == [OTHER]
    assert await others.send_now(one, OTHER, 7)
    found = await harness.shop.db.read(lambda tx: broadcast_rows.get(tx, one))
    assert found is not None
    assert (found.admin_id, found.progress_message_id) == (OTHER, 7)
    assert await notices(harness, NoticeKind.ADMIN_BROADCAST_CHANGED) == []


async def test_one_whose_time_comes_after_a_restore_waits_for_an_admin(harness, planned):
    """It may have gone out after the copy was made."""
    await add_people(harness, 1)
    one = await plan(harness, planned)
    harness.clock.move(HOUR)
    now = harness.clock.now()
    await harness.shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(now)))
    await planned.start_due()
    assert await state(harness, one) == (BroadcastState.PLANNED, Missed.RESTORED)
    assert await notices(harness, NoticeKind.ADMIN_BROADCAST_MISSED) == list(ADMINS)


@pytest.mark.parametrize("drop_old", [True, False])
async def test_a_broadcast_that_was_under_way_in_the_copy_is_stopped_with_what_waited(
    harness, drop_old
):
    await add_people(harness, 1)
    broadcasts = Broadcasts(harness.shop.db, harness.clock)
    older = await begin(broadcasts)
    harness.clock.move(HOUR)
    now = harness.clock.now()
    await harness.shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(now)))
    harness.clock.move(1)
    newer = await begin(broadcasts)
    await Pauses(harness.shop.db, harness.clock, ADMINS).lift(ADMIN, drop_old=drop_old)
    expected = BroadcastState.STOPPING if drop_old else BroadcastState.SENDING
    assert (await state(harness, older))[0] is expected
    assert (await state(harness, newer))[0] is BroadcastState.SENDING


async def test_of_a_start_and_a_cancel_at_once_one_counts(harness, planned):
    await add_people(harness, 1)
    one = await plan(harness, planned)
    harness.clock.move(HOUR)
    cancelled, _ = await asyncio.gather(planned.cancel(one, ADMIN), planned.start_due())
    expected = BroadcastState.DROPPED if cancelled else BroadcastState.SENDING
    assert (await state(harness, one))[0] is expected
    assert not await planned.cancel(one, ADMIN)
    assert await planned.plan(one, ADMIN, harness.clock.now() + 9) is PlanOutcome.GONE
    assert not await planned.send_now(one, ADMIN, 1)


async def test_only_the_admin_s_own_draft_can_be_planned(harness, planned):
    drafts = Broadcasts(harness.shop.db, harness.clock)
    draft = await drafts.draft(ADMIN, Audience(AudienceGroup.ALL), "Big news")
    at = harness.clock.now() + HOUR
    assert await planned.plan(draft.broadcast.id, OTHER, at) is PlanOutcome.GONE
    assert await planned.plan(draft.broadcast.id, ADMIN, at - HOUR) is PlanOutcome.PAST
    assert await planned.plan(99, ADMIN, at) is PlanOutcome.GONE
    assert await planned.listed() == []


async def test_a_new_draft_of_the_same_admin_leaves_a_planned_one_alone(harness, planned):
    one = await plan(harness, planned)
    other = await plan(harness, planned, 2 * HOUR)
    assert [found.id for found in await planned.listed()] == [one, other]


async def test_one_whose_admin_is_none_any_more_goes_out_once_another_has_moved_it(
    harness, planned
):
    await add_people(harness, 1)
    one = await plan(harness, planned)
    left = PlannedBroadcasts(harness.shop.db, harness.clock, [OTHER])
    harness.clock.move(HOUR)
    await left.start_due()
    assert await state(harness, one) == (BroadcastState.PLANNED, Missed.AUTHOR)
    later = harness.clock.now() + HOUR
    assert await left.plan(one, OTHER, later) is PlanOutcome.PLANNED
    harness.clock.move(HOUR)
    await left.start_due()
    assert await state(harness, one) == (BroadcastState.SENDING, None)
    found = await harness.shop.db.read(lambda tx: broadcast_rows.get(tx, one))
    assert found is not None
    assert found.admin_id == OTHER
    assert await notices(harness, NoticeKind.ADMIN_BROADCAST_CHANGED) == []


async def test_one_that_another_admin_moves_stays_its_author_s(harness, planned):
    one = await plan(harness, planned)
    other = ADMINS[1]
    assert await planned.plan(one, other, harness.clock.now() + HOUR) is PlanOutcome.PLANNED
    found = await harness.shop.db.read(lambda tx: broadcast_rows.get(tx, one))
    assert found is not None
    assert found.admin_id == ADMIN

"""Steps in private chats that follow from a purchase, a refund, an admin's cut, or the clock."""

import pytest

from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN
from bot.tribute import events
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder, ManualGrants, RevokeOrder
from bot.usecases.chats import sync
from bot.usecases.chats.clock_recheck import recheck_chats
from bot.usecases.outbox.trace import trace_id_of
from storage import people
from tests.bodies import ANNA, BORIS, MOMENT, purchase, refund
from tests.conftest import NOW
from tests.usecases.chats.conftest import CHAT, SECOND, WRITE_TO, Chat, Member, Queued
from tests.usecases.conftest import ADMINS

DAY, OPEN = 86400, 600
MONTH = Duration(months=1)


async def asks_in_both(scene) -> None:
    await scene.ask(ANNA, CHAT)
    await scene.ask(ANNA, SECOND)
    await scene.ask(BORIS, CHAT)


def trace(body: bytes) -> str:
    """Return the log's name of this delivery."""
    return trace_id_of(events.read(body).key)


async def test_a_purchase_lets_the_buyer_into_every_chat_where_they_asked(scene):
    await asks_in_both(scene)
    await scene.shop.receive(purchase())
    event_id = trace(purchase())
    assert await scene.rows() == [
        Queued("chat-access:1:1", event_id=event_id),
        Queued("chat-access:2:1", chat_id=SECOND, subject_id=2, event_id=event_id),
    ]


async def test_a_chat_that_is_not_in_the_settings_is_left_alone(scene):
    await asks_in_both(scene)
    await scene.execute("UPDATE access_chats SET is_listed = 0 WHERE id = 1")
    await scene.shop.receive(purchase())
    assert [one.subject_id for one in await scene.rows()] == [2]
    await scene.execute("UPDATE access_chats SET is_listed = 0")
    await scene.execute("UPDATE memberships SET decline_at = 1")
    await scene.execute("DELETE FROM outbox")
    await scene.chats.tick()
    assert await scene.rows(("chat-access", "chat-look")) == []


async def test_a_refund_removes_the_buyer_once_others_had_their_turn(scene):
    await scene.shop.receive(purchase())
    await scene.enter()
    await scene.shop.receive(refund())
    assert await scene.rows() == [Queued("chat-access:1:1", lane=1, event_id=trace(refund()))]


async def test_a_refund_of_one_of_two_purchases_removes_nobody(scene):
    await scene.shop.receive(purchase(1))
    await scene.shop.receive(purchase(2))
    await scene.enter()
    await scene.shop.receive(refund(2))
    assert await scene.rows() == []


async def test_an_admins_cut_removes_and_their_grant_lets_in(scene):
    manual = ManualGrants(scene.shop.db, scene.shop.clock)
    await scene.ask()
    end = NOW + 5 * DAY
    await manual.grant(GrantOrder(ANNA, FIRST_PLAN, Duration(days=5), end), ADMINS[0])
    assert await scene.rows() == [Queued("chat-access:1:1")]
    await scene.enter()
    await manual.revoke(RevokeOrder(ANNA, FIRST_PLAN, end), ADMINS[0])
    [_, removal] = await scene.rows()
    assert (removal.lane, removal.dedupe_key) == (1, "chat-access:1:3")


async def test_the_end_of_access_removes_the_member_and_a_reminder_nobody(scene):
    lifecycle = Lifecycle(scene.shop.db, scene.shop.clock, (Duration(days=3),))
    await lifecycle.on_start()
    await scene.shop.receive(purchase())
    await scene.enter()
    end = add_calendar(MOMENT, 1, 0)
    for at, jobs in ((end - 3 * DAY, 0), (end - 1, 0), (end, 1)):
        scene.shop.clock.move(at - scene.shop.clock.now())
        await lifecycle.tick()
        assert len(await scene.rows()) == jobs
    assert await scene.rows() == [Queued("chat-access:1:1", lane=1, created_at=end, not_before=end)]


async def test_the_end_of_access_declines_no_request_that_is_open_since(scene):
    lifecycle = Lifecycle(scene.shop.db, scene.shop.clock, ())
    await scene.shop.receive(purchase())
    scene.shop.clock.move(add_calendar(MOMENT, 1, 0) - NOW)
    await scene.ask()
    assert await lifecycle.tick() == 1
    assert await scene.rows() == []


async def test_the_person_of_a_job_is_its_member_and_of_a_notice_its_reader(scene):
    await scene.ask()
    await scene.put("inside")
    await scene.chats.on_start()
    person_of = [
        await scene.shop.db.read(lambda tx, one=one: sync.person_of(tx, one))
        for one in (await scene.job(), await scene.job("chat-knock"))
    ]
    anna = await scene.shop.db.read(lambda tx: people.get(tx, ANNA))
    assert person_of == [anna, None], "nobody has the number that the request may be answered at"
    await scene.execute(f"UPDATE outbox SET chat_id = {ANNA} WHERE chat_id = {WRITE_TO + ANNA}")
    notice = await scene.job("chat-knock")
    assert await scene.shop.db.read(lambda tx: sync.person_of(tx, notice)) == anna


@pytest.mark.parametrize("subject", ["9", "NULL"])
async def test_a_job_without_its_membership_is_nobodys(scene, subject):
    await scene.put("inside")
    await scene.chats.on_start()
    await scene.execute(f"UPDATE outbox SET subject_id = {subject}")
    job = await scene.job()
    assert await scene.shop.db.read(lambda tx: sync.person_of(tx, job)) is None


async def recheck(scene) -> None:
    now = scene.shop.clock.now()
    await scene.shop.db.write(lambda tx: recheck_chats(tx, now))


async def test_a_clock_that_was_ahead_keeps_no_request_open_for_long(scene):
    scene.shop.clock.move(DAY)
    await scene.ask()
    scene.shop.clock.move(-DAY)
    await recheck(scene)
    assert await scene.members() == [Member("asking", NOW + OPEN, asked_at=NOW + DAY)]
    assert await scene.rows() == []


async def test_a_clock_that_was_ahead_puts_no_look_off_for_long(scene):
    await scene.execute(f"UPDATE access_chats SET look_at = {NOW + 3600} + (id = 1)")
    await recheck(scene)
    assert await scene.chat(1) == Chat(look_at=NOW)
    assert await scene.chat(2) == Chat(SECOND, SECOND, look_at=NOW + 3600)


STEPS = [
    ("removing", None, True, [Queued("chat-access:1:1")]),
    ("asking", NOW + OPEN, True, [Queued("chat-access:1:1")]),
    ("inside", None, False, [Queued("chat-access:1:1", lane=1)]),
    ("inside", None, True, []),
]


@pytest.mark.parametrize(("state", "decline_at", "has_access", "jobs"), STEPS)
async def test_after_a_clock_was_ahead_each_person_has_the_step_that_their_access_demands(
    scene, state, decline_at, has_access, jobs
):
    if has_access:
        await scene.shop.receive(purchase())
    await scene.put(state, decline_at)
    for _ in range(2):
        await recheck(scene)
    assert await scene.rows() == jobs


async def test_an_open_request_has_no_step_after_a_clock_was_ahead(scene):
    await scene.put("asking", NOW + 1)
    await recheck(scene)
    assert await scene.rows() == []
    scene.shop.clock.move(1)
    await recheck(scene)
    [row] = await scene.rows()
    assert (row.lane, row.created_at) == (1, NOW + 1)

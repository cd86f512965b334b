"""Jobs in private chats: the step that is due, and what remains of each way that it can end."""

import asyncio

import pytest

from bot.domain.membership import MembershipState, Right, Step
from bot.usecases.chats.jobs import Task
from tests.bodies import ANNA, purchase
from tests.conftest import NOW
from tests.usecases.chats.conftest import (
    CHAT,
    FINE,
    PROBLEM,
    Chat,
    Member,
    Queued,
    Scene,
    notices,
)

HOUR, DAY = 3600, 86400
NOTICES = ("chat-removed", PROBLEM, FINE)
ASKING, LETTING_IN = MembershipState.ASKING, MembershipState.LETTING_IN
INSIDE, REMOVING = MembershipState.INSIDE, MembershipState.REMOVING


async def start(scene: Scene, state: str, *, has_access: bool) -> None:
    """Put Anna into this state, with a job that was queued a minute ago."""
    if has_access:
        await scene.shop.receive(purchase())
    await scene.put(state)
    await scene.execute(
        f"""INSERT INTO outbox (dedupe_key, lane, kind, chat_id, subject_id, not_before, created_at)
        VALUES ('job', 0, 'chat-access', {CHAT}, 1, {NOW}, {NOW})"""
    )
    scene.shop.clock.move(60)


async def task_of(scene: Scene, state: str, *, has_access: bool) -> Task:
    await start(scene, state, has_access=has_access)
    task = await scene.jobs.task(await scene.job())
    assert task is not None
    return task


def job(state: str, error: str | None = None) -> Queued:
    done_at = None if state in {"queued", "waiting"} else NOW + 60
    return Queued("job", state=state, error=error, done_at=done_at)


def next_job(lane: int) -> Queued:
    return Queued("chat-access:1:1", lane=lane, created_at=NOW + 60, not_before=NOW + 60)


STEPS = [
    ("asking", True, Step.APPROVE),
    ("asking", False, Step.DECLINE),
    ("letting_in", True, Step.APPROVE),
    ("letting_in", False, Step.REMOVE),
    ("inside", False, Step.REMOVE),
    ("removing", True, Step.REINSTATE),
    ("removing", False, Step.REMOVE),
]


@pytest.mark.parametrize(("state", "has_access", "step"), STEPS)
async def test_a_job_does_what_the_persons_access_demands_now(scene, state, has_access, step):
    task = await task_of(scene, state, has_access=has_access)
    assert task == Task(await scene.job(), 1, CHAT, ANNA, MembershipState(state), step, 0, NOW)
    assert await scene.rows() == [job("queued")]


@pytest.mark.parametrize(("state", "has_access"), [("inside", True), ("out", True), ("out", False)])
async def test_a_job_with_nothing_left_to_do_is_closed(scene, state, has_access):
    await start(scene, state, has_access=has_access)
    assert await scene.jobs.task(await scene.job()) is None
    assert await scene.rows() == [job("cancelled", "no longer true")]


@pytest.mark.parametrize(
    "gone",
    [
        "UPDATE access_chats SET is_listed = 0",
        "DELETE FROM memberships",
        "UPDATE outbox SET subject_id = NULL",
    ],
)
async def test_a_job_without_its_chat_or_membership_is_closed(scene, gone):
    await start(scene, "inside", has_access=False)
    await scene.execute(gone)
    assert await scene.jobs.task(await scene.job()) is None
    [row] = await scene.rows()
    assert (row.state, row.error) == ("cancelled", "no longer true")


async def test_an_open_request_is_left_alone_until_its_time_is_over(scene):
    await start(scene, "asking", has_access=False)
    await scene.execute(f"UPDATE memberships SET decline_at = {NOW + 61}")
    assert await scene.jobs.task(await scene.job()) is None
    scene.shop.clock.move(1)
    task = await scene.jobs.task(await scene.job())
    assert task is not None
    assert task.step is Step.DECLINE


MISSING = [
    ("asking", "may_invite = 0", "the right to invite is missing"),
    ("inside", "may_remove = 0", "the right to remove is missing"),
    ("inside", "is_gone = 1", "the right to remove is missing"),
]


@pytest.mark.parametrize(("state", "change", "error"), MISSING)
async def test_a_job_waits_for_a_right_that_is_known_to_be_missing(scene, state, change, error):
    await start(scene, state, has_access=False)
    await scene.execute(f"UPDATE access_chats SET {change}")
    assert await scene.jobs.task(await scene.job()) is None
    assert await scene.rows() == [job("waiting", error)]


async def test_a_job_goes_on_if_its_right_comes_back_this_moment(scene):
    await start(scene, "inside", has_access=False)
    await scene.execute("UPDATE access_chats SET may_remove = 0")
    task, _ = await asyncio.gather(
        scene.jobs.task(await scene.job()),
        scene.chats.rights_changed(CHAT, may_invite=True, may_remove=True, is_gone=False),
    )
    assert task is None
    assert await scene.rows() == [job("queued")]


@pytest.mark.parametrize(("seconds", "awaited"), [(15, True), (16, False)])
async def test_telegram_waits_for_a_verdict_for_fifteen_seconds(scene, seconds, awaited):
    task = await task_of(scene, "asking", has_access=True)
    scene.shop.clock.move(seconds - 60)
    assert scene.jobs.is_verdict_awaited(task) is awaited


async def test_a_step_is_an_intent_before_telegram_is_called(scene):
    task = await task_of(scene, "inside", has_access=False)
    assert await scene.jobs.begin(task, INSIDE)
    assert await scene.jobs.begin(task, REMOVING)
    assert await scene.members() == [Member("removing")]


async def test_a_step_is_not_begun_if_the_person_has_left_meanwhile(scene):
    task = await task_of(scene, "inside", has_access=False)
    await scene.update("left")
    assert not await scene.jobs.begin(task, REMOVING)
    assert await scene.members() == [Member("out")]


async def test_a_person_who_was_let_in_is_inside(scene):
    task = await task_of(scene, "letting_in", has_access=True)
    await scene.jobs.finish(task, (LETTING_IN,), INSIDE)
    assert await scene.members() == [Member("inside")]
    assert await scene.rows() == [job("sent")]


async def test_a_person_who_left_at_once_stays_out(scene):
    task = await task_of(scene, "letting_in", has_access=True)
    await scene.update("left")
    await scene.jobs.finish(task, (LETTING_IN,), INSIDE)
    assert await scene.members() == [Member("out")]
    assert await scene.rows() == [job("sent")]


async def test_access_that_ended_during_a_step_has_the_next_one_queued(scene):
    task = await task_of(scene, "letting_in", has_access=True)
    scene.shop.clock.move(40 * DAY)
    await scene.jobs.finish(task, (LETTING_IN,), INSIDE)
    now = scene.shop.clock.now()
    second = Queued("chat-access:1:1", lane=1, created_at=now, not_before=now)
    assert await scene.rows() == [job("sent")._replace(done_at=now), second]


async def test_access_that_began_during_a_step_has_an_urgent_one_queued(scene):
    task = await task_of(scene, "removing", has_access=True)
    await scene.jobs.finish(task, (LETTING_IN,), INSIDE)
    assert await scene.members() == [Member("removing", turn=1)]
    assert await scene.rows() == [job("sent"), next_job(lane=0)]


async def test_a_declined_person_is_out_and_their_job_done(scene):
    task = await task_of(scene, "asking", has_access=False)
    await scene.jobs.declined(task)
    assert await scene.members() == [Member("out")]
    assert await scene.rows() == [job("sent")]


async def test_a_request_that_came_while_the_last_was_declined_is_answered_too(scene):
    task = await task_of(scene, "asking", has_access=False)
    await scene.shop.receive(purchase())
    await scene.execute("UPDATE memberships SET turn = 0")
    await scene.execute("DELETE FROM outbox WHERE dedupe_key <> 'job'")
    await scene.put("asking")
    await scene.jobs.declined(task)
    assert await scene.members() == [Member("asking", turn=2)]
    second = next_job(lane=0)._replace(dedupe_key="chat-access:1:2")
    assert await scene.rows() == [job("sent"), second]


async def test_a_removed_person_is_out_and_reads_of_it(scene):
    task = await task_of(scene, "removing", has_access=False)
    await scene.jobs.removed(task)
    assert await scene.members() == [Member("out")]
    notice = next_job(lane=0)._replace(
        dedupe_key=f"chat-removed:{task.job.id}", kind="chat-removed", chat_id=ANNA
    )
    assert await scene.rows(("chat-access", *NOTICES)) == [job("sent"), notice]


async def test_a_person_who_asked_again_while_being_removed_reads_of_no_removal(scene):
    task = await task_of(scene, "removing", has_access=True)
    await scene.put("asking")
    await scene.jobs.removed(task)
    assert await scene.members() == [Member("asking", turn=2)]
    second = next_job(lane=0)._replace(dedupe_key="chat-access:1:2")
    assert await scene.rows(("chat-access", *NOTICES)) == [job("sent"), second]


async def test_a_request_without_access_that_came_during_a_removal_stays_open(scene):
    task = await task_of(scene, "removing", has_access=False)
    await scene.put("asking", NOW + 61)
    await scene.jobs.removed(task)
    assert await scene.members() == [Member("asking", NOW + 61, turn=1)]
    assert await scene.rows(("chat-access", *NOTICES)) == [job("sent")]


async def test_a_step_whose_membership_is_gone_just_ends(scene):
    task = await task_of(scene, "inside", has_access=False)
    await scene.execute("DELETE FROM memberships")
    await scene.jobs.removed(task)
    assert await scene.rows(("chat-access", *NOTICES)) == [job("sent")]


async def test_a_job_that_the_worker_finds_needless_is_closed(scene):
    await start(scene, "asking", has_access=False)
    await scene.jobs.nothing_to_do(await scene.job())
    assert await scene.rows() == [job("cancelled", "no longer true")]


@pytest.mark.parametrize(
    ("right", "before", "after"),
    [
        (Right.INVITE, "", Chat(may_invite=0)),
        (Right.REMOVE, "", Chat(may_remove=0)),
        (Right.INVITE, ", may_remove = 0", Chat(may_invite=0, may_remove=0)),
        (Right.REMOVE, ", may_invite = 0", Chat(may_invite=0, may_remove=0)),
        (Right.REMOVE, ", is_gone = 1", Chat(may_remove=0)),
    ],
)
async def test_a_right_that_telegram_says_is_missing_is_reported(scene, right, before, after):
    await start(scene, "asking", has_access=False)
    await scene.execute(f"UPDATE access_chats SET turn = 0{before}")
    await scene.jobs.right_missing(await scene.job(), right)
    assert await scene.chat() == after._replace(look_at=NOW + 60 + HOUR)
    assert await scene.rows(NOTICES) == notices(PROBLEM, 1, at=NOW + 60)
    [row] = await scene.rows()
    assert row.error == f"the right to {right} is missing"


@pytest.mark.parametrize("before", ["", ", may_invite = 0", ", may_remove = 0"])
async def test_a_chat_that_the_bot_is_no_longer_in_is_reported(scene, before):
    await start(scene, "inside", has_access=False)
    await scene.execute(f"UPDATE access_chats SET turn = 0{before}")
    rights = await scene.chat()
    await scene.jobs.chat_gone(await scene.job(), "kicked")
    assert await scene.chat() == rights._replace(is_gone=1, look_at=NOW + 60 + HOUR)
    assert await scene.rows(("chat-access", *NOTICES)) == [
        job("waiting", "kicked"), *notices(PROBLEM, 1, at=NOW + 60),
    ]  # fmt: skip


async def test_jobs_of_chats_that_are_in_the_settings_no_more_just_wait(scene):
    await start(scene, "inside", has_access=False)
    await scene.execute("UPDATE access_chats SET is_listed = 0")
    await scene.jobs.right_missing(await scene.job(), Right.REMOVE)
    assert await scene.rows() == [job("waiting", "the right to remove is missing")]
    await scene.jobs.chat_gone(await scene.job(), "kicked")
    assert await scene.rows(("chat-access", *NOTICES)) == [job("waiting", "kicked")]


async def test_a_group_with_another_id_keeps_the_job(scene):
    await start(scene, "inside", has_access=False)
    await scene.jobs.chat_moved(await scene.job(), -10100)
    assert (await scene.chat()).chat_id == -10100
    assert await scene.rows() == [job("queued")._replace(chat_id=-10100)]
    [look] = await scene.rows(("chat-look",))
    assert look.created_at == NOW + 60

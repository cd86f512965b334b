"""Join requests that Telegram asks the bot about: the verdict is given within ten seconds."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clock import FixedClock
from bot.domain.membership import REQUEST_OPEN_SECONDS
from bot.sandbox.cast import BUYER, REGRETS
from bot.sandbox.world import World
from tests.handlers.telegram.payments import buy
from tests.handlers.telegram.talk import hear, until
from tests.journeys.channel import (
    ask_to_join,
    calls,
    channel,
    is_inside,
    open_channel,
    scalar,
    until_idle,
    until_inside,
    until_removed,
    until_true,
)

ANSWER = "answerChatJoinRequestQuery"
INSIDE = "SELECT COUNT(*) = 1 FROM memberships WHERE state = 'inside'"


@pytest.fixture
async def world(clock: FixedClock) -> AsyncIterator[World]:
    async with open_channel(clock) as world:
        channel(world).asks_bot = True
        yield world


def verdicts(world: World) -> list[str]:
    return [str(call.params["result"]) for call in world.telegram.calls_of(ANSWER)]


async def test_a_person_with_access_is_let_in_by_the_verdict_alone(world: World) -> None:
    await buy(world)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    await until_true(world, INSIDE)
    await until_idle(world)
    assert verdicts(world) == ["approve"]
    assert calls(world, "approveChatJoinRequest", BUYER.id) == 0


@pytest.mark.long
async def test_they_are_removed_at_the_end_like_everybody(world: World) -> None:
    await buy(world)
    ask_to_join(world, BUYER.id)
    await until_true(world, INSIDE)
    world.move(days=40)
    await until_removed(world, BUYER.id)


async def test_the_request_of_others_stays_open_until_they_have_paid(world: World) -> None:
    ask_to_join(world, BUYER.id)
    await hear(world, BUYER.id, "You have asked to join")
    await until(lambda: verdicts(world) == ["queue"])
    assert not is_inside(world, BUYER.id)
    await buy(world)
    await until_inside(world, BUYER.id)
    assert calls(world, "approveChatJoinRequest", BUYER.id) == 1


@pytest.mark.long
async def test_the_request_of_somebody_who_does_not_pay_is_declined_later(world: World) -> None:
    ask_to_join(world, BUYER.id)
    await until(lambda: verdicts(world) == ["queue"])
    world.move(seconds=REQUEST_OPEN_SECONDS + 1)
    await world.telegram.wait_for_calls("declineChatJoinRequest")
    await until(lambda: BUYER.id not in channel(world).requests)


async def _until_inside_in_time(world: World) -> None:
    """Let time pass until the buyer is inside."""
    async with asyncio.timeout(15):
        while not is_inside(world, BUYER.id):
            world.move(seconds=5)
            await asyncio.sleep(0.05)


@pytest.mark.matrix
@pytest.mark.parametrize("mode", ["drop", "drop_after", "html", "json"])
async def test_a_verdict_that_is_not_taken_is_made_up_for_by_a_job(world: World, mode: str) -> None:
    """The request is open again once Telegram has stopped waiting."""
    world.telegram.fail(ANSWER, mode=mode, status=400, times=9)
    await buy(world)
    ask_to_join(world, BUYER.id)
    if mode != "drop_after":
        await world.telegram.wait_for_calls("approveChatJoinRequest")
        assert not await scalar(world, INSIDE)  # Telegram still waits, and takes no other answer
    await _until_inside_in_time(world)
    await until_true(world, INSIDE)
    await until_idle(world)


async def test_an_approval_whose_answer_takes_until_telegram_stops_waiting_is_tried_again(
    world: World,
) -> None:
    """Telegram refuses it while it waits for the verdict, and doesn't say so."""
    world.telegram.fail(ANSWER, status=400)
    world.telegram.fail("getChatMember", mode="slow", seconds=0.3)
    await buy(world)
    ask_to_join(world, BUYER.id)
    await world.telegram.wait_for_calls("getChatMember", 2)  # the first looks at the bot itself
    world.move(seconds=60)
    await _until_inside_in_time(world)


async def test_a_query_that_came_too_late_is_approved_in_the_usual_way(world: World) -> None:
    await buy(world)
    await world.stop_app()
    ask_to_join(world, BUYER.id)
    world.move(seconds=60)
    await world.start_app()
    await until_inside(world, BUYER.id)
    await until_true(world, INSIDE)


async def test_a_request_that_is_no_query_is_answered_as_always(world: World) -> None:
    channel(world).asks_bot = False
    await buy(world)
    ask_to_join(world, BUYER.id)
    await until_inside(world, BUYER.id)
    assert verdicts(world) == []


async def test_many_queries_at_once_are_all_answered(world: World) -> None:
    people = [
        world.telegram.add_person(930_000 + number, "Ann", started=True).id for number in range(30)
    ]
    for person in people:
        await buy(world, person)
    for person in people:
        ask_to_join(world, person)
    await until(lambda: len(verdicts(world)) == 30)
    assert set(verdicts(world)) == {"approve"}
    assert all(is_inside(world, person) for person in people)
    assert world.telegram.calls_of("approveChatJoinRequest") == []


async def test_a_query_of_another_chat_is_left_to_its_administrators(world: World) -> None:
    other = world.telegram.add_group(-100999, "Another chat")
    other.asks_bot = True
    other.links["https://t.me/+other"] = True
    await buy(world)
    assert world.telegram.ask_to_join(BUYER.id, "https://t.me/+other")
    await until(lambda: verdicts(world) == ["queue"])
    assert BUYER.id in other.requests
    assert not await scalar(world, "SELECT COUNT(*) FROM memberships")
    assert not is_inside(world, REGRETS.id)

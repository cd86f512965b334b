"""Long work rests for what it has worked, and longer while payments come."""

import asyncio
import sys
import threading
from itertools import pairwise

import pytest

from bot.runtime.rests import Rests


class Time:
    """A clock that each look moves on by a tenth of a millisecond; sleeping is noted."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def look(self) -> float:
        self.now += 0.0001
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def rests(time: Time) -> Rests:
    return Rests(time.look, time.slept.append)


def let_payments_come(rests: Rests) -> None:
    for _ in range(10):
        rests.note_commit()


def calls() -> int:
    return sum(len(str(number)) for number in range(1000))


def test_a_rest_is_as_long_as_the_work(rests: Rests) -> None:
    assert rests.after(0.002) == 0.002


def test_a_rest_is_three_times_as_long_while_payments_come(rests: Rests, time: Time) -> None:
    let_payments_come(rests)
    assert rests.after(0.002) == 0.006
    time.now += 1
    assert rests.after(0.002) == 0.002, "a second after the last ones"


def test_what_an_admin_asks_for_writes_too_little_to_count(rests: Rests) -> None:
    for _ in range(9):
        rests.note_commit()
    assert not rests.payments_come


def test_a_rest_is_never_long(rests: Rests) -> None:
    assert rests.after(5.0) == 0.03


async def test_work_rests_after_each_millisecond_while_payments_come(
    rests: Rests, time: Time
) -> None:
    let_payments_come(rests)
    began = time.now
    assert await rests.in_turns(calls) == 2890
    worked = time.now - began
    assert len(time.slept) >= worked / 0.001 * 0.7
    assert all(0.001 <= one < 0.0015 for one in time.slept)


async def test_work_that_rests_goes_on_without_after_two_seconds(rests: Rests, time: Time) -> None:
    let_payments_come(rests)
    await rests.in_turns(lambda: [calls() for _ in range(10)])
    assert 2.0 / 0.0014 * 0.7 < len(time.slept) < 2.0 / 0.001


async def test_work_rests_at_no_call_where_nobody_waits(rests: Rests, time: Time) -> None:
    assert await rests.in_turns(calls) == 2890
    assert time.slept == []


async def test_work_has_a_thread_and_leaves_it_without_a_hook(rests: Rests) -> None:
    let_payments_come(rests)
    hooks = []

    def fail() -> None:
        hooks.append(sys.getprofile())
        hooks.append(threading.current_thread() is threading.main_thread())
        raise LookupError

    with pytest.raises(LookupError):
        await rests.in_turns(fail)
    assert hooks[0] is not None
    assert hooks[1] is False

    def left() -> object:
        return sys.getprofile()

    for _ in range(10):
        rests.note_commit()
    quiet = Rests()
    assert {await quiet.in_turns(left) for _ in range(20)} == {None}


async def test_work_on_the_loop_leaves_it_to_others_after_each_millisecond(rests: Rests) -> None:
    """A look at the clock is 0.1 ms, and each item has one."""
    seen = await _seen_by_another_task(rests)
    assert seen[-1] == 45
    assert all(later - earlier <= 11 for earlier, later in pairwise(seen)), seen


async def test_work_on_the_loop_rests_only_while_payments_come(rests: Rests) -> None:
    loop = asyncio.get_running_loop()
    let_payments_come(rests)
    began = loop.time()
    seen = await _seen_by_another_task(rests)
    assert loop.time() - began >= 4 * 3 * 0.001, "45 items are four turns"
    assert len(seen) > 5
    quiet = await _seen_by_another_task(Rests(Time().look))
    assert len(quiet) == 5, "where nobody waits, the loop is left for a round alone"


async def _seen_by_another_task(rests: Rests) -> list[int]:
    """Return how many of 45 items were done whenever another task of the loop had its turn."""
    done: list[int] = []
    seen: list[int] = []

    async def look_on() -> None:
        while len(done) < 45:
            seen.append(len(done))
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(look_on())
        await rests.one_by_one(done.append, range(45))
    return [*seen, len(done)]

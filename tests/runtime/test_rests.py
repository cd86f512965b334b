"""Long work rests for what it has worked, and longer while payments come."""

import asyncio
import threading
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.runtime.rests import Rests, awaiting, rest_if_due


class Time:
    """A clock that each look moves on, by a tenth of a millisecond; sleeping is noted."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.step = 0.0001
        self.slept: list[float] = []

    def look(self) -> float:
        self.now += self.step
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


def in_places(number: int) -> str:
    """Work that can be divided in so many places."""
    for _ in range(number):
        rest_if_due()
    return "done"


async def test_work_rests_three_times_as_long_while_payments_come(rests: Rests, time: Time) -> None:
    let_payments_come(rests)
    assert await rests.in_turns(lambda: in_places(60)) == "done"
    assert len(time.slept) >= 5
    assert all(3 * 0.0005 <= one < 3 * 0.0008 for one in time.slept)


async def test_work_that_rests_goes_on_without_after_two_seconds(rests: Rests, time: Time) -> None:
    began = time.now

    def work() -> None:
        while time.now - began < 4.0:
            rests.note_commit()
            rest_if_due()

    await rests.in_turns(work)
    assert 2.0 / 0.0012 * 0.5 < len(time.slept) < 2.0 / 0.0005


async def test_work_rests_nowhere_while_no_payments_come(rests: Rests, time: Time) -> None:
    assert await rests.in_turns(lambda: in_places(60)) == "done"
    assert time.slept == []


async def test_work_rests_as_soon_as_payments_come(rests: Rests, time: Time) -> None:
    def work() -> None:
        in_places(60)
        assert time.slept == []
        let_payments_come(rests)
        in_places(60)

    await rests.in_turns(work)
    assert time.slept != []


async def test_work_rests_before_each_module_that_it_imports(
    rests: Rests, time: Time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        inner = f"import rested{number + 1}\n" if number < 4 else ""
        (tmp_path / f"rested{number}.py").write_text(inner)
    monkeypatch.syspath_prepend(tmp_path)
    time.step = 0.001
    let_payments_come(rests)
    await rests.in_turns(lambda: import_module("rested0"))
    assert len(time.slept) == 5


async def test_work_rests_before_each_class_that_is_built(rests: Rests, time: Time) -> None:
    class Inner(BaseModel):
        number: int

    class Outer(BaseModel, defer_build=True):
        inner: Inner
        others: list[Inner]

    time.step = 0.001
    let_payments_come(rests)
    await rests.in_turns(Outer.model_rebuild)
    assert time.slept != []


async def test_work_has_a_thread_and_nothing_else_rests_meanwhile(rests: Rests, time: Time) -> None:
    let_payments_come(rests)
    threads = []
    begun, looked = threading.Event(), threading.Event()

    def work() -> None:
        threads.append(threading.current_thread())
        begun.set()
        looked.wait(30)

    async def look() -> None:
        await asyncio.to_thread(begun.wait, 30)
        in_places(60)  # of the loop
        await asyncio.to_thread(in_places, 60)  # of a thread whose work isn't done in turns
        looked.set()

    await asyncio.gather(rests.in_turns(work), look())
    assert threads != [threading.main_thread()]
    assert time.slept == []
    for _ in range(20):  # the same thread, afterwards
        let_payments_come(rests)
        await asyncio.to_thread(in_places, 60)
    assert time.slept == []


async def test_work_that_the_loop_waits_for_goes_on_without_rests(rests: Rests, time: Time) -> None:
    let_payments_come(rests)

    def work() -> None:
        with awaiting():  # this thread is in no hurry
            in_places(60)
        before = len(time.slept)
        assert before > 0
        loop.call_soon_threadsafe(wait)
        waiting.wait(30)
        in_places(60)
        assert len(time.slept) == before
        done.set()

    def wait() -> None:
        with awaiting():
            waiting.set()
            done.wait(30)

    loop = asyncio.get_running_loop()
    waiting, done = threading.Event(), threading.Event()
    await rests.in_turns(work)
    assert done.is_set()


async def test_what_nobody_waits_for_rests_at_all_times(rests: Rests, time: Time) -> None:
    assert await rests.beforehand(lambda: in_places(60), asyncio.Event()) == "done"
    assert len(time.slept) >= 5
    assert all(3 * 0.0005 <= one < 3 * 0.0008 for one in time.slept)


async def test_what_nobody_waits_for_rests_as_long_as_may_be_once_something_is_written(
    rests: Rests, time: Time
) -> None:
    rests.note_commit()
    await rests.beforehand(lambda: in_places(60), asyncio.Event())
    assert set(time.slept) == {0.03}
    time.slept.clear()
    time.now += 1
    await rests.beforehand(lambda: in_places(60), asyncio.Event())
    assert max(time.slept) < 0.03


async def test_a_stop_ends_the_rests_of_what_nobody_waits_for(rests: Rests, time: Time) -> None:
    stop = asyncio.Event()
    stop.set()
    await rests.beforehand(lambda: in_places(60), stop)
    assert time.slept == []


async def test_whoever_needs_what_is_made_beforehand_ends_its_rests(
    rests: Rests, time: Time
) -> None:
    """Also where that one's own work is done in turns, as with the first update's."""
    waiting, done = threading.Event(), threading.Event()

    def wait() -> None:
        with awaiting():
            waiting.set()
            done.wait(30)

    def work() -> None:
        in_places(60)
        before = len(time.slept)
        assert before > 0
        waiting.wait(30)
        in_places(60)
        assert len(time.slept) == before
        done.set()

    await asyncio.gather(rests.beforehand(work, asyncio.Event()), Rests().in_turns(wait))
    assert done.is_set()


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

"""Little stays in memory of updates that have been handled, however many people write."""

import asyncio
import gc
from typing import Any

from aiogram import Bot
from aiogram.types import Update

from bot.domain.limits import Limits
from bot.runtime.rests import Rests
from bot.telegram.pace import Pace
from handlers.telegram.middlewares.fair_turns import FairTurns, Verdict
from handlers.telegram.middlewares.lenient_updates import LenientDispatcher

_PEOPLE = 20


def _written(person: int) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "Hello"}
    from_ = {"id": person, "is_bot": False, "first_name": "Ann"}
    return {"update_id": person, "message": message | {"from": from_}}


def _forget_what_is_there() -> None:
    """Leave the million objects of the tests before out of `_alive`: they take a second."""
    gc.collect()
    gc.freeze()


def _alive(*kinds: type) -> int:
    gc.collect()
    # Not isinstance: pydantic asks each object for its own answer.
    return sum(type(one) in kinds for one in gc.get_objects())


async def test_no_update_stays() -> None:
    """aiogram would remember the last 128, of 8 KB each."""
    _forget_what_is_there()
    dispatcher = LenientDispatcher(Rests())
    before = _alive(Update)
    for person in range(_PEOPLE):
        await dispatcher.feed_raw_update(Bot("1:token"), _written(person))
    assert _alive(Update) <= before


async def test_no_lock_stays_for_a_person_but_what_they_sent_counts() -> None:
    _forget_what_is_there()
    limits = Limits(messages_a_minute=2)
    turns = FairTurns(Pace(limits), lambda _: False, limits)
    before = _alive(asyncio.Lock, asyncio.Semaphore, asyncio.Event)
    verdicts = []
    for number in range(3 * _PEOPLE):
        async with turns.turn(_written(number % _PEOPLE)) as turn:
            verdicts.append(turn.verdict)
    assert verdicts == [Verdict.HANDLE] * 2 * _PEOPLE + [Verdict.TOO_MANY] * _PEOPLE
    assert _alive(asyncio.Lock, asyncio.Semaphore, asyncio.Event) <= before

"""A bot that is killed repeatedly in the middle of a broadcast sends it to nobody twice."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, TelegramServer
from tests.faults.forked import ForkedBot
from tests.invariants import assert_ledger_is_sound
from tests.journeys.process import TOKEN

ADMIN = 9001
CROWD = range(5001, 5061)
TEXT = "Big news"
KILLS = 3
AT_ONCE = 8
"""How many messages may be under way when the process dies (bot/workers/outbox.py)."""


async def tap(telegram: TelegramServer, message: Message, label: str) -> None:
    data = message.button(label).callback_data
    assert data is not None
    assert await telegram.press(ADMIN, message.message_id, data) is not None


@pytest.mark.fault("T10", "SIGKILL at three moments of a broadcast")
@pytest.mark.long
@pytest.mark.timeout(180)
async def test_nobody_gets_a_broadcast_twice_however_often_the_bot_is_killed(
    tmp_path: Path,
) -> None:
    telegram = TelegramServer(TOKEN)
    await telegram.start()
    for person in (ADMIN, *CROWD):
        telegram.add_person(person, f"Person {person}")
    bot = ForkedBot(tmp_path, TELEGRAM_API_URL=telegram.url, ADMIN_IDS=str(ADMIN))
    await bot.start()
    try:
        for person in (ADMIN, *CROWD):
            await telegram.send(person, "/start")
        for person in (ADMIN, *CROWD):
            await telegram.wait_for(person, lambda _: True, timeout=20)
        await telegram.send(ADMIN, "/broadcast")
        menu = await telegram.wait_for(ADMIN, lambda one: "Who should get" in one.text, timeout=20)
        await tap(telegram, menu, "Everyone")
        await telegram.send(ADMIN, TEXT)
        card = await telegram.wait_for(ADMIN, lambda one: "☝️" in one.text)
        await tap(telegram, card, "Send it to 61 people")
        for _ in range(KILLS):
            seen = len(received(telegram))
            await until_more(telegram, min(seen + random.randint(1, 12), len(CROWD) - AT_ONCE))
            await bot.kill()
            await bot.start()
        report = await telegram.wait_for(ADMIN, lambda one: "is done" in one.text, timeout=60)
        assert await bot.stop() == 0
    finally:
        await telegram.stop()
    got = received(telegram)
    assert len(got) == len(set(got))
    assert len(got) >= len(CROWD) - KILLS * AT_ONCE
    if len(got) < len(CROWD):
        assert "May or may not have got it" in report.text
    assert_ledger_is_sound(bot.database)


def received(telegram: TelegramServer) -> list[int]:
    return [
        person
        for person in CROWD
        for message in telegram.messages_to(person)
        if message.text == TEXT
    ]


async def until_more(telegram: TelegramServer, number: int) -> None:
    async with asyncio.timeout(30):
        while len(received(telegram)) < number:
            await asyncio.sleep(0.01)

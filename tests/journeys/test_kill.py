"""A bot that is killed at any moment has each delivery that it answered 200 in the ledger, once."""

import asyncio
import random
from collections import Counter

import aiohttp
import pytest

from bot.sandbox.telegram import TelegramServer
from storage.engine.database import open_read_only
from tests.bodies import purchase, sign
from tests.faults.forked import ForkedBot
from tests.invariants import assert_every_buyer_is_notified, assert_ledger_is_sound
from tests.journeys.process import KEY, TOKEN, BotProcess

DELIVERIES = 1000
KILLS = 3
AT_ONCE = 8


class Tribute:
    """A sender that delivers each purchase until it is answered 200, as Tribute does."""

    def __init__(self, bot: ForkedBot) -> None:
        self._bot = bot
        self._todo = iter(range(1, DELIVERIES + 1))
        self.answered: list[int] = []
        self.attempts = 0

    async def deliver_all(self) -> None:
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._deliver_some(session))

    async def _deliver_some(self, session: aiohttp.ClientSession) -> None:
        for number in self._todo:
            body = purchase(number, telegram_user_id=1000 + number % 50)
            while not await self._deliver(session, body):
                await asyncio.sleep(0.02)
            self.answered.append(number)

    async def _deliver(self, session: aiohttp.ClientSession, body: bytes) -> bool:
        self.attempts += 1
        headers = {"trbt-signature": sign(body, KEY)}
        url = self._bot.url + "/webhook/tribute"
        try:
            async with session.post(url, data=body, headers=headers) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@pytest.mark.fault("S5", "SIGKILL at three random moments of 1000 deliveries, 8 at once")
@pytest.mark.long
@pytest.mark.timeout(400)  # five cold starts, on whatever else the machine has to do
async def test_no_answered_delivery_is_lost_and_none_counts_twice(tmp_path):
    telegram = TelegramServer(TOKEN)
    await telegram.start()
    bot = ForkedBot(tmp_path, TELEGRAM_API_URL=telegram.url, TRIBUTE_API_URL=telegram.url)
    await bot.start()
    tribute = Tribute(bot)
    moments = random.Random(20261123)
    async with asyncio.TaskGroup() as tasks:
        delivering = tasks.create_task(tribute.deliver_all())
        for kill in range(1, KILLS + 1):
            until = moments.randint(kill * 200, kill * 200 + 150)
            while len(tribute.answered) < until and not delivering.done():
                await asyncio.sleep(moments.random() * 0.01)
            await bot.kill()
            await bot.start()
    assert await bot.stop() == 0
    await telegram.stop()
    assert sorted(tribute.answered) == list(range(1, DELIVERIES + 1))
    assert tribute.attempts > DELIVERIES
    with open_read_only(bot.database) as tx:
        taken = Counter(row["purchase_id"] for row in tx.all("SELECT purchase_id FROM purchases"))
        grants = tx.scalar("SELECT COUNT(*) FROM grants")
    assert taken == Counter(range(1, DELIVERIES + 1))
    assert grants == DELIVERIES
    assert_ledger_is_sound(bot.database)
    assert_every_buyer_is_notified(bot.database)


@pytest.mark.fault("P3", "SIGKILL while Telegram hangs on the notice")
@pytest.mark.long
@pytest.mark.timeout(300)
async def test_a_notice_cut_off_by_a_kill_goes_out_after_the_restart(tmp_path):
    telegram = TelegramServer(TOKEN)
    await telegram.start()
    telegram.add_person(1001, "Anna", started=True)
    telegram.fail("sendMessage", mode="hang", seconds=30, times=99)
    bot = BotProcess(tmp_path, TELEGRAM_API_URL=telegram.url, TRIBUTE_API_URL=telegram.url)
    await bot.start()
    body = purchase(1)
    async with aiohttp.ClientSession() as session:
        headers = {"trbt-signature": sign(body, KEY)}
        async with session.post(bot.url + "/webhook/tribute", data=body, headers=headers) as answer:
            assert answer.status == 200
    await bot.kill()
    telegram.clear_failures()
    await bot.start()
    await telegram.wait_for(1001, lambda message: "Thank you" in message.text)
    assert await bot.stop() == 0
    await telegram.stop()
    assert "unclosed" not in bot.log().lower()
    assert_ledger_is_sound(bot.database)
    assert_every_buyer_is_notified(bot.database)

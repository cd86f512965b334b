"""The digest: when it is due, in any time zone, and what it leaves out where much was gathered."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from bot.texts import Texts
from bot.usecases.admins.choices import NoticeChoices
from bot.usecases.admins.digest import Digests, latest
from bot.usecases.notices.compose import Notices
from bot.usecases.outbox.clock_recheck import recheck_outbox
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.outbox import Outbox
from bot.usecases.outbox.pause import PAUSED_SINCE, Pauses
from bot.usecases.outbox.topics import Hearing, NoticeTopic
from storage import facts
from storage.queries.due_messages import PassedOver
from tests.bodies import purchase
from tests.usecases.conftest import ADMINS, Shop

UTC, MOSCOW, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
NINE = 9 * 60
DAY = 86400


def at(text: str, zone: ZoneInfo) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


@pytest.mark.parametrize(
    ("now", "minute", "zone", "expected"),
    [
        ("2026-05-12 21:59", NINE, UTC, "2026-05-12 09:00"),
        ("2026-05-12 08:59", NINE, UTC, "2026-05-11 09:00"),
        ("2026-05-12 09:00", NINE, UTC, "2026-05-12 09:00"),
        ("2026-05-12 09:00", NINE, MOSCOW, "2026-05-12 09:00"),
        ("2026-05-12 00:00", 0, MOSCOW, "2026-05-12 00:00"),
        ("2026-01-01 00:30", 23 * 60 + 59, UTC, "2025-12-31 23:59"),
        ("2026-10-25 12:00", NINE, BERLIN, "2026-10-25 09:00"),
        ("2026-10-25 08:00", NINE, BERLIN, "2026-10-24 09:00"),
    ],
)
def test_the_latest_time_of_a_day(now: str, minute: int, zone: ZoneInfo, expected: str) -> None:
    assert latest(at(now, zone), minute, zone) == at(expected, zone)


def test_a_time_that_summer_time_leaves_out_comes_an_hour_later() -> None:
    """On 29 March 2026, 2:30 doesn't exist in Berlin."""
    noon = at("2026-03-29 12:00", BERLIN)
    assert latest(noon, 150, BERLIN) == at("2026-03-29 03:30", BERLIN)


class Desk:
    """One admin's outbox, with their choices and their digest."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.choices = NoticeChoices(shop.db, shop.clock, UTC)
        self.outbox = Outbox(shop.db, shop.clock, ADMINS, hears=self.choices.hears)
        self.digests = Digests(shop.db, shop.clock, UTC)
        self.notices = Notices(shop.db, Texts(), shop.clock)

    async def set_all_aside(self) -> None:
        """Let the outbox set aside what it would, and send the rest."""
        while (message := await self.outbox.next_due(PassedOver())) is not None:
            if not await self.outbox.set_aside(message):
                await self.outbox.sent(message, retry_others=False)

    async def digest(self) -> str | None:
        """Return the text of the digest that is due now; None if none is, or nothing is true."""
        await self.digests.queue_due()
        message = await self.outbox.next_due(PassedOver())
        if message is None:
            return None
        assert message.kind == NoticeKind.ADMIN_DIGEST
        composed = await self.notices.compose(message)
        await self.outbox.sent(message, retry_others=False)
        return composed.text if composed else None

    async def states(self) -> dict[str, int]:
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state")
        )
        return {row["state"]: row["n"] for row in rows}


@pytest.fixture
async def desk(shop: Shop) -> Desk:
    desk = Desk(shop)
    for one in ADMINS:
        await desk.choices.choose(one, NoticeTopic.SALES, Hearing.DIGEST)
    await desk.choices.choose(ADMINS[1], NoticeTopic.SALES, Hearing.OFF)
    return desk


async def test_many_sales_are_counted_and_summed_and_a_few_are_listed(desk: Desk) -> None:
    for number in range(1, 61):
        await desk.shop.receive(purchase(number, telegram_user_id=5000 + number))
    await desk.set_all_aside()
    assert await desk.states() == {"sent": 60, "cancelled": 60, "gathered": 60}
    desk.shop.clock.move(DAY)
    text = await desk.digest()
    assert text is not None
    assert "60 notices" in text
    assert "<b>Sales: 60</b>" in text
    assert "Together: $300" in text
    assert text.count("•") == 8
    assert "… and 52 more" in text
    assert len(text) < 4096
    assert await desk.states() == {"sent": 121, "cancelled": 60}


async def test_a_digest_that_is_late_comes_once(desk: Desk) -> None:
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    desk.shop.clock.move(5 * DAY)
    assert await desk.digest() is not None
    await desk.shop.receive(purchase(2))
    await desk.set_all_aside()
    assert await desk.digest() is None
    desk.shop.clock.move(DAY)
    assert await desk.digest() is not None


async def test_no_second_digest_is_queued_while_one_is_on_its_way(desk: Desk) -> None:
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    desk.shop.clock.move(DAY)
    assert await desk.digests.queue_due() == 1
    await desk.shop.receive(purchase(2))
    desk.shop.clock.move(DAY)
    assert await desk.digests.queue_due() == 0


async def test_during_the_pause_after_a_restore_no_digest_is_queued(desk: Desk) -> None:
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    now = desk.shop.clock.now()
    await desk.shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, str(now)))
    desk.shop.clock.move(DAY)
    assert await desk.digests.queue_due() == 0
    lifted = await Pauses(desk.shop.db, desk.shop.clock, ADMINS).lift(ADMINS[0], drop_old=True)
    assert lifted is not None
    assert lifted.old == 1
    assert await desk.digests.queue_due() == 0
    assert "gathered" not in await desk.states()


async def test_what_a_clock_ahead_has_gathered_comes_with_the_next_digest(desk: Desk) -> None:
    desk.shop.clock.move(300 * DAY)
    await desk.shop.receive(purchase(1))
    await desk.set_all_aside()
    desk.shop.clock.move(-300 * DAY)
    now = desk.shop.clock.now()
    await desk.shop.db.write(lambda tx: recheck_outbox(tx, now))
    desk.shop.clock.move(DAY)
    assert await desk.digest() is not None


async def test_an_admin_without_a_choice_hears_of_everything_at_once(shop: Shop) -> None:
    desk = Desk(shop)
    await shop.receive(purchase(1))
    await desk.set_all_aside()
    assert await desk.states() == {"sent": 3}


async def test_a_topic_of_a_newer_version_is_left_alone(shop: Shop, tmp_path: Path) -> None:
    await shop.db.write(
        lambda tx: tx.execute("INSERT INTO notice_choices VALUES (?, 'stars', 'off')", (ADMINS[0],))
    )
    desk = Desk(shop)
    await desk.choices.on_start()
    assert desk.choices.hears(ADMINS[0], NoticeKind.ADMIN_SALE) is Hearing.NOW


async def test_nothing_is_written_while_no_digest_is_due(desk: Desk, clock: FixedClock) -> None:
    before = await desk.states()
    assert await desk.digests.queue_due() == 0
    assert await desk.states() == before

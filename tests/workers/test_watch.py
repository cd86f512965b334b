"""The monitor alerts admins once an incident; an incident ends and may begin again."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.domain.incidents import Incident, IncidentKind
from bot.texts import LOCALES, Texts
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.incidents import Incidents
from bot.usecases.operations.signature_alarm import SignatureAlarm
from bot.usecases.operations.watch import SPARE_BYTES, Monitor
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import PAUSED_SINCE
from bot.usecases.outbox.waits import TelegramWaits
from bot.workers.watch import WatchWorker
from storage import facts, incidents, outbox
from tests.bodies import purchase
from tests.usecases.conftest import ADMINS, Shop, shop

__all__ = ["shop"]

DAY = 24 * 3600


@dataclass
class MonitorHarness:
    """A shop and its monitor, which makes a round only when a test asks for one."""

    shop: Shop
    signature_alarm: SignatureAlarm
    monitor: Monitor
    worker: WatchWorker
    failing: set[str] = field(default_factory=set)
    free: int = 10 * SPARE_BYTES
    served: bool = True
    """Whether all queued messages are sent before each round."""

    async def round(self) -> list[IncidentKind]:
        """Make a round and return the kinds of all incidents still open."""
        if self.served:
            await self.serve()
        await self.worker.step()
        return [one.kind for one in await self.monitor.incidents.all_open()]

    async def serve(self) -> None:
        """Mark all queued messages as sent."""
        await self.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))

    async def alerts(self) -> int:
        """Return how often the first admin was alerted so far."""
        return (await self.shop.notices(NoticeKind.ADMIN_INCIDENT)).count(ADMINS[0])

    async def text(self, number: int = -1) -> str:
        """Return the text of an alert as it would be sent now."""
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT id FROM outbox WHERE kind = ?", (NoticeKind.ADMIN_INCIDENT,))
        )
        notices = Notices(self.shop.db, Texts(), self.shop.clock)
        queued = await self.shop.db.read(lambda tx: outbox.get(tx, rows[number]["id"]))
        assert queued is not None
        message = await notices.compose(queued)
        assert message is not None
        return message.text


@pytest.fixture
def harness(shop: Shop, tmp_path: Path) -> MonitorHarness:
    found: list[MonitorHarness] = []
    monitor = Monitor(
        shop.db,
        shop.clock,
        Incidents(shop.db, shop.clock, ADMINS),
        SignatureAlarm(),
        tmp_path / "shop.db",
        lambda: frozenset(found[0].failing),
        TelegramWaits(shop.db, shop.clock, ADMINS),
        lambda _: found[0].free,
    )
    found.append(
        MonitorHarness(
            shop,
            monitor.signature_alarm,
            monitor,
            WatchWorker(monitor, monitor.signature_alarm.raised),
        )
    )
    return found[0]


async def test_without_an_incident_nobody_is_alerted(harness: MonitorHarness) -> None:
    await harness.shop.receive(purchase(1))
    assert await harness.round() == []
    assert await harness.alerts() == 0


def _forge(harness: MonitorHarness, times: int) -> None:
    for _ in range(times):
        harness.signature_alarm.wrong(harness.shop.clock.now())


@pytest.mark.fault("P15", "wrong signatures in a row, judged by the monitor")
async def test_wrong_signatures_in_a_row_cause_one_alert(harness: MonitorHarness) -> None:
    for _ in range(3):
        _forge(harness, 200)
        assert await harness.round() == [IncidentKind.SIGNATURES]
    assert await harness.alerts() == 1
    assert "TRIBUTE_API_KEY_PREVIOUS" in await harness.text()


async def test_a_few_wrong_signatures_are_no_incident(harness: MonitorHarness) -> None:
    _forge(harness, 4)
    assert await harness.round() == []


async def test_genuine_deliveries_in_a_flood_begin_no_second_incident(
    harness: MonitorHarness,
) -> None:
    for _ in range(10):
        _forge(harness, 50)
        await harness.round()
        harness.signature_alarm.right()
        await harness.round()
        harness.shop.clock.move(60)
    assert await harness.alerts() == 1


async def test_an_incident_ends_after_a_calm_while_and_may_begin_again(
    harness: MonitorHarness,
) -> None:
    _forge(harness, 5)
    await harness.round()
    harness.signature_alarm.right()
    harness.shop.clock.move(1000)
    assert await harness.round() == []
    assert "it is over" in await harness.text()
    _forge(harness, 5)
    assert await harness.round() == [IncidentKind.SIGNATURES]
    assert await harness.alerts() == 2


async def _sell(harness: MonitorHarness, count: int, every: int) -> None:
    for number in range(count):
        await harness.shop.receive(purchase(number + 1, at=harness.shop.clock.now()))
        harness.shop.clock.move(every)


async def test_silence_is_an_incident_where_sales_are_overdue(harness: MonitorHarness) -> None:
    """After three sales a day for four weeks, two days without any are no coincidence."""
    await _sell(harness, 84, DAY // 3)
    assert await harness.round() == []
    harness.shop.clock.move(int(1.5 * DAY))
    assert await harness.round() == []
    harness.shop.clock.move(DAY)
    assert await harness.round() == [IncidentKind.SILENCE]
    harness.shop.clock.move(DAY)
    await harness.round()
    assert await harness.alerts() == 1
    await harness.shop.receive(purchase(1000))
    assert await harness.round() == []


@pytest.mark.long
async def test_a_night_without_sales_in_a_busy_shop_is_no_incident(harness: MonitorHarness) -> None:
    await _sell(harness, 300, 3600)
    harness.shop.clock.move(22 * 3600)
    assert await harness.round() == []


async def test_a_shop_of_few_sales_is_never_silent(harness: MonitorHarness) -> None:
    await _sell(harness, 5, 4 * DAY)
    harness.shop.clock.move(100 * DAY)
    assert await harness.round() == []


async def test_messages_that_are_not_sent_cause_one_alert(harness: MonitorHarness) -> None:
    harness.served = False
    await harness.shop.receive(purchase(1))
    harness.shop.clock.move(500)
    assert await harness.round() == []
    harness.shop.clock.move(200)
    for _ in range(3):
        assert await harness.round() == [IncidentKind.OUTBOX]
    assert await harness.alerts() == 1
    await harness.serve()
    assert await harness.round() == []


async def test_messages_that_telegram_keeps_refusing_are_stuck_too(harness: MonitorHarness) -> None:
    """Each attempt postpones them further, so that none is ever overdue."""
    harness.served = False
    await harness.shop.receive(purchase(1))
    later = harness.shop.clock.now() + 900
    await harness.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET attempts = 6, not_before = ?", (later,))
    )
    assert await harness.round() == [IncidentKind.OUTBOX]


async def test_a_broadcast_that_takes_its_time_is_not_stuck(harness: MonitorHarness) -> None:
    harness.served = False
    await harness.shop.receive(purchase(1))
    await harness.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET lane = 2"))
    harness.shop.clock.move(3600)
    assert await harness.round() == []


async def test_messages_paused_after_a_restore_are_not_stuck(harness: MonitorHarness) -> None:
    harness.served = False
    await harness.shop.receive(purchase(1))
    await harness.shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, "1"))
    harness.shop.clock.move(3600)
    assert await harness.round() == []


async def test_a_nearly_full_disk_causes_one_alert_and_ends_with_a_margin(
    harness: MonitorHarness,
) -> None:
    harness.free = SPARE_BYTES - 1
    assert await harness.round() == [IncidentKind.DISK]
    harness.free = SPARE_BYTES + 1_000_000  # a file that comes and goes
    assert await harness.round() == [IncidentKind.DISK]
    assert await harness.alerts() == 1
    assert "df -h" in await harness.text()
    harness.free = 2 * SPARE_BYTES
    assert await harness.round() == []


async def test_each_worker_that_restarts_is_an_incident_of_its_own(harness: MonitorHarness) -> None:
    harness.failing = {"outbox"}
    await harness.round()
    harness.failing = {"outbox", "catalog"}
    assert await harness.round() == [IncidentKind.WORKER, IncidentKind.WORKER]
    assert await harness.alerts() == 2
    assert "started again: catalog" in await harness.text()
    harness.failing = set()
    assert await harness.round() == []


async def test_an_incident_outlives_a_restart_and_causes_no_second_alert(
    harness: MonitorHarness,
) -> None:
    await harness.monitor.incidents.begin(IncidentKind.DISK)
    again = Incidents(harness.shop.db, harness.shop.clock, ADMINS)
    await again.begin(IncidentKind.DISK)
    assert await harness.alerts() == 1


async def test_an_incident_can_end_after_the_clock_was_set_back(harness: MonitorHarness) -> None:
    await harness.monitor.incidents.begin(IncidentKind.DISK)
    harness.shop.clock.move(-3600)
    await harness.monitor.incidents.end(IncidentKind.DISK)
    found = await harness.shop.db.read(lambda tx: incidents.get(tx, 1))
    assert isinstance(found, Incident)
    assert found.ended_at == found.began_at


async def test_a_round_that_cannot_write_is_made_up_for_by_the_next(
    harness: MonitorHarness, tmp_path: Path
) -> None:
    harness.free = 0
    harness.served = False
    await harness.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    assert await harness.round() == []
    await harness.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert await harness.round() == [IncidentKind.DISK]


@pytest.mark.parametrize("kind", list(IncidentKind))
async def test_every_incident_has_words_and_a_next_step_in_both_languages(
    harness: MonitorHarness, kind: IncidentKind
) -> None:
    subjects = {IncidentKind.WORKER: "outbox", IncidentKind.CLOCK: "-300"}
    await harness.monitor.incidents.begin(kind, subjects.get(kind, ""))
    assert "👉" in await harness.text()
    for locale in LOCALES:
        assert Texts().plain(f"incident-{kind}-step", locale)

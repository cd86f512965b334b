"""The watchman: one alert an incident, however long it lasts; it ends and may begin again."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.texts import Texts
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.incidents import IncidentKind, Incidents
from bot.usecases.operations.signature_alarm import Knocks
from bot.usecases.operations.watch import SPARE_BYTES, Watching
from bot.usecases.outbox import enqueue
from bot.usecases.outbox.pause import PAUSED_SINCE
from bot.workers.watch import WatchWorker
from storage import facts, incidents, outbox
from storage.incidents import Incident
from tests.bodies import purchase
from tests.usecases.conftest import ADMINS, Shop, shop

__all__ = ["shop"]

DAY = 24 * 3600


@dataclass
class Watch:
    """A round is made when a test asks for one."""

    shop: Shop
    knocks: Knocks
    watching: Watching
    worker: WatchWorker
    failing: set[str] = field(default_factory=set)
    free: int = 10 * SPARE_BYTES
    served: bool = True
    """Whether messages go out as they should."""

    async def round(self) -> list[IncidentKind]:
        """What is going on after it."""
        if self.served:
            await self.serve()
        await self.worker.step()
        return [one.kind for one in await self.watching.incidents.all_open()]

    async def serve(self) -> None:
        await self.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))

    async def alerts(self) -> int:
        """How often the first admin was alerted so far."""
        return (await self.shop.notices(enqueue.ADMIN_INCIDENT)).count(ADMINS[0])

    async def text(self, number: int = -1) -> str:
        """The alert as it would be sent now."""
        rows = await self.shop.db.read(
            lambda tx: tx.all("SELECT id FROM outbox WHERE kind = ?", (enqueue.ADMIN_INCIDENT,))
        )
        notices = Notices(self.shop.db, Texts(), self.shop.clock)
        queued = await self.shop.db.read(lambda tx: outbox.get(tx, rows[number]["id"]))
        assert queued is not None
        message = await notices.compose(queued)
        assert message is not None
        return message.text


@pytest.fixture
def watch(shop: Shop, tmp_path: Path) -> Watch:
    found: list[Watch] = []
    watching = Watching(
        shop.db,
        shop.clock,
        Incidents(shop.db, shop.clock, ADMINS),
        Knocks(),
        tmp_path / "shop.db",
        lambda: frozenset(found[0].failing),
        lambda _: found[0].free,
    )
    found.append(Watch(shop, watching.knocks, watching, WatchWorker(watching)))
    return found[0]


async def test_where_all_is_well_nobody_is_alerted(watch: Watch) -> None:
    await watch.shop.receive(purchase(1))
    assert await watch.round() == []
    assert await watch.alerts() == 0


def _knock(watch: Watch, times: int) -> None:
    for _ in range(times):
        watch.knocks.wrong(watch.shop.clock.now())


@pytest.mark.fault("P15", "wrong signatures in a row, judged by the watch")
async def test_wrong_signatures_in_a_row_are_told_once(watch: Watch) -> None:
    for _ in range(3):
        _knock(watch, 200)
        assert await watch.round() == [IncidentKind.SIGNATURES]
    assert await watch.alerts() == 1
    assert "TRIBUTE_API_KEY_PREVIOUS" in await watch.text()


async def test_a_few_wrong_ones_are_nothing(watch: Watch) -> None:
    _knock(watch, 4)
    assert await watch.round() == []


async def test_in_a_flood_genuine_deliveries_do_not_begin_it_anew(watch: Watch) -> None:
    for _ in range(10):
        _knock(watch, 50)
        await watch.round()
        watch.knocks.right()
        await watch.round()
        watch.shop.clock.move(60)
    assert await watch.alerts() == 1


async def test_when_it_has_been_calm_it_ends_and_may_begin_again(watch: Watch) -> None:
    _knock(watch, 5)
    await watch.round()
    watch.knocks.right()
    watch.shop.clock.move(1000)
    assert await watch.round() == []
    assert "it is over" in await watch.text()
    _knock(watch, 5)
    assert await watch.round() == [IncidentKind.SIGNATURES]
    assert await watch.alerts() == 2


async def _sell(watch: Watch, count: int, every: int) -> None:
    for number in range(count):
        await watch.shop.receive(purchase(number + 1, at=watch.shop.clock.now()))
        watch.shop.clock.move(every)


async def test_silence_is_told_where_sales_were_to_be_expected(watch: Watch) -> None:
    """Three sales a day for four weeks: two days without any are no chance."""
    await _sell(watch, 84, DAY // 3)
    assert await watch.round() == []
    watch.shop.clock.move(int(1.5 * DAY))
    assert await watch.round() == []
    watch.shop.clock.move(DAY)
    assert await watch.round() == [IncidentKind.SILENCE]
    watch.shop.clock.move(DAY)
    await watch.round()
    assert await watch.alerts() == 1
    await watch.shop.receive(purchase(1000))
    assert await watch.round() == []


async def test_a_busy_shop_may_sleep_for_a_night(watch: Watch) -> None:
    await _sell(watch, 300, 3600)
    watch.shop.clock.move(22 * 3600)
    assert await watch.round() == []


async def test_a_shop_of_few_sales_is_never_silent(watch: Watch) -> None:
    await _sell(watch, 5, 4 * DAY)
    watch.shop.clock.move(100 * DAY)
    assert await watch.round() == []


async def test_messages_that_nobody_takes_are_told_once(watch: Watch) -> None:
    watch.served = False
    await watch.shop.receive(purchase(1))
    watch.shop.clock.move(500)
    assert await watch.round() == []
    watch.shop.clock.move(200)
    for _ in range(3):
        assert await watch.round() == [IncidentKind.OUTBOX]
    assert await watch.alerts() == 1
    await watch.serve()
    assert await watch.round() == []


async def test_messages_that_telegram_keeps_refusing_are_stuck_too(watch: Watch) -> None:
    """Each try puts them off further, so that none is ever overdue."""
    watch.served = False
    await watch.shop.receive(purchase(1))
    later = watch.shop.clock.now() + 900
    await watch.shop.db.write(
        lambda tx: tx.execute("UPDATE outbox SET attempts = 6, not_before = ?", (later,))
    )
    assert await watch.round() == [IncidentKind.OUTBOX]


async def test_a_broadcast_that_takes_its_time_is_not_stuck(watch: Watch) -> None:
    watch.served = False
    await watch.shop.receive(purchase(1))
    await watch.shop.db.write(lambda tx: tx.execute("UPDATE outbox SET lane = 2"))
    watch.shop.clock.move(3600)
    assert await watch.round() == []


async def test_what_is_paused_after_a_restore_is_not_stuck(watch: Watch) -> None:
    watch.served = False
    await watch.shop.receive(purchase(1))
    await watch.shop.db.write(lambda tx: facts.put(tx, PAUSED_SINCE, "1"))
    watch.shop.clock.move(3600)
    assert await watch.round() == []


async def test_a_disk_that_is_nearly_full_is_told_once_and_ends_with_a_margin(
    watch: Watch,
) -> None:
    watch.free = SPARE_BYTES - 1
    assert await watch.round() == [IncidentKind.DISK]
    watch.free = SPARE_BYTES + 1_000_000  # a file that comes and goes
    assert await watch.round() == [IncidentKind.DISK]
    assert await watch.alerts() == 1
    assert "df -h" in await watch.text()
    watch.free = 2 * SPARE_BYTES
    assert await watch.round() == []


async def test_each_worker_that_restarts_is_an_incident_of_its_own(watch: Watch) -> None:
    watch.failing = {"outbox"}
    await watch.round()
    watch.failing = {"outbox", "catalog"}
    assert await watch.round() == [IncidentKind.WORKER, IncidentKind.WORKER]
    assert await watch.alerts() == 2
    assert "started again: catalog" in await watch.text()
    watch.failing = set()
    assert await watch.round() == []


async def test_an_incident_outlives_a_restart_and_is_not_told_again(watch: Watch) -> None:
    await watch.watching.incidents.begin(IncidentKind.DISK)
    again = Incidents(watch.shop.db, watch.shop.clock, ADMINS)
    await again.begin(IncidentKind.DISK)
    assert await watch.alerts() == 1


async def test_a_clock_set_back_ends_it_all_the_same(watch: Watch) -> None:
    await watch.watching.incidents.begin(IncidentKind.DISK)
    watch.shop.clock.move(-3600)
    await watch.watching.incidents.end(IncidentKind.DISK)
    found = await watch.shop.db.read(lambda tx: incidents.get(tx, 1))
    assert isinstance(found, Incident)
    assert found.ended_at == found.began_at


async def test_a_round_that_can_not_write_is_made_up_for_by_the_next(
    watch: Watch, tmp_path: Path
) -> None:
    watch.free = 0
    watch.served = False
    await watch.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = ON"))
    assert await watch.round() == []
    await watch.shop.db.read(lambda tx: tx.scalar("PRAGMA query_only = OFF"))
    assert await watch.round() == [IncidentKind.DISK]


@pytest.mark.parametrize("kind", list(IncidentKind))
async def test_every_incident_has_words_and_a_next_step_in_both_languages(
    watch: Watch, kind: IncidentKind
) -> None:
    await watch.watching.incidents.begin(kind, "outbox" if kind is IncidentKind.WORKER else "")
    assert "👉" in await watch.text()
    for locale in Texts.locales:
        assert Texts().plain(f"incident-{kind}-step", locale)


async def test_the_schema_knows_every_kind(watch: Watch) -> None:
    unknown = "INSERT INTO incidents (kind, subject, began_at) VALUES ('weather', '', 1)"
    with pytest.raises(sqlite3.IntegrityError):
        await watch.shop.db.write(lambda tx: tx.execute(unknown))

"""The daily digest: queued for each admin at the time they have chosen, if anything is gathered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.usecases.admins.choices import USUAL_MINUTE
from bot.usecases.outbox.kinds import NoticeKind
from bot.usecases.outbox.pause import paused_since
from storage import outbox
from storage.admins import notice_choices
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import gathered


@dataclass(frozen=True, slots=True)
class Digests:
    """Queues the digests that are due."""

    db: Database
    clock: Clock
    zone: ZoneInfo

    async def queue_due(self) -> int:
        """Queue the digest of each admin whose time has come since something was gathered; return
        how many. Nothing is written where none is due."""
        now = self.clock.now()
        if not await self.db.read(lambda tx: self._due(tx, now)):
            return 0
        return await self.db.write(lambda tx: outbox.enqueue_all(tx, self._due(tx, now), now))

    async def next_at(self, since: int) -> int | None:
        """Return when the next digest is due after `since`, if nothing is gathered until then."""

        def query(tx: Tx) -> int | None:
            readers, times = gathered.readers(tx), notice_choices.times(tx)
            every = (following(since, times.get(one, USUAL_MINUTE), self.zone) for one in readers)
            return min(every, default=None)

        return await self.db.read(query)

    def _due(self, tx: Tx, now: int) -> list[NewMessage]:
        readers = gathered.readers(tx)
        if not readers or paused_since(tx) is not None:
            return []
        times = notice_choices.times(tx)
        found = []
        for reader in readers:
            at = latest(now, times.get(reader, USUAL_MINUTE), self.zone)
            newest = gathered.newest(tx, reader, at)
            if newest is not None and not gathered.is_on_its_way(tx, reader):
                key = f"{NoticeKind.ADMIN_DIGEST}:{reader}:{at}"
                found.append(NewMessage(key, NoticeKind.ADMIN_DIGEST, reader, newest))
        return found


def latest(now: int, minute: int, zone: ZoneInfo) -> int:
    """Return the latest moment, up to now, at which it was this minute of a day in the zone.

    Where a summer time begins and leaves that minute out, it is as much later.
    """
    today = datetime.fromtimestamp(now, zone).date()
    at = _moment(today, minute, zone)
    return at if at <= now else _moment(today - timedelta(days=1), minute, zone)


def following(now: int, minute: int, zone: ZoneInfo) -> int:
    """Return the next moment after `now` at which it is this minute of a day in the zone."""
    today = datetime.fromtimestamp(now, zone).date()
    moments = (_moment(today + timedelta(days=days), minute, zone) for days in range(3))
    return next(at for at in moments if at > now)


def _moment(day: date, minute: int, zone: ZoneInfo) -> int:
    local = datetime.combine(day, time(*divmod(minute, 60)), zone)
    return int(local.astimezone(UTC).timestamp())

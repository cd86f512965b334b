"""Reports deliveries that came to another path than the webhook's: none of them is granted."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from bot.usecases.outbox.kinds import NoticeKind
from storage import outbox
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.outbox import NewMessage
from storage.queries import health

log = structlog.get_logger(__name__)

_DAY_SECONDS = 86400
_LONGEST_PATH = 200
"""In characters: the path of a request may be longer than a message."""


@dataclass(frozen=True, slots=True)
class Misdirected:
    """A signed delivery at the wrong path, and the address where it should have gone."""

    path: str
    right_address: str


@dataclass(frozen=True, slots=True)
class MisdirectedDeliveries:
    """Notifies the admins of wrong webhook addresses."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def report(self, delivery: Misdirected) -> None:
        """Notify the admins once for each path, however often Tribute tries again there.

        It may be reported again after deliveries have come the right way meanwhile: then the
        address was right, and was changed again. Raises StorageUnavailable.
        """
        now = self.clock.now()
        detail: dict[str, object] = {
            "path": delivery.path[:_LONGEST_PATH],
            "address": delivery.right_address,
        }
        kind = NoticeKind.ADMIN_MISDIRECTED
        digest = hashlib.sha256(delivery.path.encode("utf-8", "surrogatepass")).hexdigest()[:16]

        def work(tx: Tx) -> int:
            last = health.last_delivery(tx)
            turn = last.at // _DAY_SECONDS if last is not None else 0
            notices = [
                NewMessage(f"{kind}:{digest}:{turn}:{admin_id}", kind, admin_id, None, detail)
                for admin_id in self.admin_ids
            ]
            return outbox.enqueue_all(tx, notices, now)

        if await self.db.write(work):
            log.warning("a signed delivery at another path", path=detail["path"])

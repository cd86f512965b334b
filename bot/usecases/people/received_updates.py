"""Updates from polling are stored before Telegram forgets them, and handled again after a kill."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.clock import Clock
from bot.domain.conversations import StoredUpdate
from bot.usecases.outbox.pause import paused_since
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import telegram_updates

MOST_TRIES = 3
"""Starts after which an update is left alone: it may be what stops the bot."""
TOO_OLD_SECONDS = 86400
"""Age from which an update isn't handled any more; Telegram keeps them as long."""
_KEPT_SECONDS = 2 * 86400

log = structlog.get_logger(__name__)

Update = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReceivedUpdates:
    """Keeps each update until its handler has ended."""

    db: Database
    clock: Clock

    async def take(self, updates: Sequence[Update]) -> list[Update]:
        """Store these updates, and return those that come for the first time.

        Raises StorageUnavailable if they could not be stored; then none of them was.
        """
        now = self.clock.now()

        def work(tx: Tx) -> list[Update]:
            telegram_updates.forget_before(tx, now - _KEPT_SECONDS)
            return [update for update in updates if _is_new(tx, update, now)]

        return await self.db.write(work)

    async def handled(self, update: Update) -> None:
        """Record that the update's handler has ended, well or not."""
        await self.db.write_together(_set_handled, update["update_id"])

    async def unhandled(self) -> list[Update]:
        """Return the updates that a kill has cut off, to be handled again.

        Left out, and closed, are those that are too old, that were tried too often, or that waited
        in a backup when it was made: all that was long ago, or done since.
        """
        now = self.clock.now()

        def work(tx: Tx) -> list[Update]:
            kept = []
            for one in telegram_updates.unhandled(tx):
                if one.tries >= MOST_TRIES or _is_over(tx, one, now):
                    log.error("update given up", update=one.update_id, tries=one.tries)
                    telegram_updates.set_handled(tx, [one.update_id])
                else:
                    telegram_updates.count_try(tx, one.update_id)
                    kept.append(json.loads(one.body))
            return kept

        return await self.db.write(work)


def _is_new(tx: Tx, update: Update, now: int) -> bool:
    body = json.dumps(update)
    digest = hashlib.sha256(body.encode()).digest()
    return telegram_updates.insert(tx, StoredUpdate(update["update_id"], body, 0, now), digest, now)


def _is_over(tx: Tx, update: StoredUpdate, now: int) -> bool:
    restored_at = paused_since(tx)
    if restored_at is not None and update.received_at <= restored_at:
        return True
    return update.received_at < now - TOO_OLD_SECONDS


def _set_handled(tx: Tx, update_ids: Sequence[int]) -> list[None]:
    telegram_updates.set_handled(tx, update_ids)
    return [None] * len(update_ids)

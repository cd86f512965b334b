"""People's messages that are answered later, because Telegram makes the bot wait."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.domain.models import PersonId
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.inbox import deferred_updates
from storage.inbox.deferred_updates import DeferredUpdate

_MOST_OF_A_PERSON = 20
"""More messages than that nobody answers in a minute either."""


@dataclass(frozen=True, slots=True)
class DeferredUpdates:
    """Keeps the updates on disk, so that they are answered after a restart too."""

    db: Database
    clock: Clock

    async def keep(self, person_id: int, key: str, update: Mapping[str, Any]) -> None:
        """Put an update off; a later one with the same key takes its place."""
        now, person = self.clock.now(), PersonId(person_id)
        body = json.dumps(update, ensure_ascii=True)

        def work(tx: Tx) -> None:
            if deferred_updates.count_others(tx, person, key) < _MOST_OF_A_PERSON:
                deferred_updates.put(tx, person, key, body, now)

        await self.db.write(work)

    async def oldest_of_each(self) -> list[DeferredUpdate]:
        """Return the oldest update of each person that waits."""
        return await self.db.read(deferred_updates.oldest_of_each)

    async def handled(self, update: DeferredUpdate) -> None:
        """Remove an update that was handled, unless it had to be put off again."""
        await self.db.write(lambda tx: deferred_updates.remove(tx, update))

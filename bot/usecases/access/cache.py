"""The cache of subscriptions, so that asking for a known person costs no read from the disk."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeAlias

from bot.domain.models import CurrentSubscription, PlanId
from bot.usecases.access.grants import ACCESS_SIGNAL
from storage import subscriptions
from storage.engine.database import Database

Known: TypeAlias = Mapping[PlanId, CurrentSubscription]
"""A person's subscriptions by plan, ended ones too."""
SIZE = 20_000
"""The most people in the cache, a few megabytes; the least recently used ones are dropped."""


class _Reading:
    """Stands for a read that is under way; a change of the subscription removes it."""

    __slots__ = ()


class SubscriptionCache:
    """Never older than the last finished write: the writer's signal drops that person's entry.

    A subscription that was read while it was being changed is returned, but not kept. The cache
    doesn't decide whether a subscription has ended: compare it with the present at each use.
    """

    def __init__(self, db: Database, size: int = SIZE) -> None:
        self._db = db
        self._size = size
        self._known: OrderedDict[int, Known | _Reading] = OrderedDict()
        db.on_each(ACCESS_SIGNAL, self._forget)

    async def get(self, telegram_user_id: int) -> Known:
        """Return the person's subscriptions, from memory if they are there."""
        known = self._known.get(telegram_user_id, _UNKNOWN)
        if not isinstance(known, _Reading):
            self._known.move_to_end(telegram_user_id)
            return known
        return await self._read(telegram_user_id)

    def __len__(self) -> int:
        return len(self._known)

    async def _read(self, telegram_user_id: int) -> Known:
        reading = _Reading()
        self._known[telegram_user_id] = reading
        if len(self._known) > self._size:
            self._known.popitem(last=False)
        found = await self._db.read(lambda tx: subscriptions.current(tx, telegram_user_id))
        if self._known.get(telegram_user_id) is reading:
            self._known[telegram_user_id] = found
        return found

    def _forget(self, telegram_user_id: int) -> None:
        self._known.pop(telegram_user_id, None)


_UNKNOWN = _Reading()

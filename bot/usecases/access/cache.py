"""The cache of subscriptions, so that asking for a known person costs no read from the disk."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.models import CurrentSubscription, PlanId
from bot.domain.plans import any_of
from bot.usecases.access.grants import ACCESS_SIGNAL
from storage import subscriptions
from storage.engine.database import Database


class Known(NamedTuple):
    """A person's subscriptions, ended ones too."""

    by_plan: Mapping[PlanId, CurrentSubscription]
    last: CurrentSubscription | None
    """The one that ends last: if any is active, it is. Of plans that end together it is the one
    that includes the others."""


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
        by_plan = await self._db.read(lambda tx: subscriptions.current(tx, telegram_user_id))
        found = Known(by_plan, _last(by_plan))
        if self._known.get(telegram_user_id) is reading:
            self._known[telegram_user_id] = found
        return found

    def _forget(self, telegram_user_id: int) -> None:
        self._known.pop(telegram_user_id, None)


def _last(by_plan: Mapping[PlanId, CurrentSubscription]) -> CurrentSubscription | None:
    """Return the first of those that end last: a plan stands before those that it includes."""
    last = any_of(by_plan.values())
    if last is None:
        return None
    return next(one for one in by_plan.values() if one.over_at == last.over_at)


_UNKNOWN = _Reading()

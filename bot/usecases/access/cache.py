"""Subscriptions kept in memory, so that asking for somebody known costs no look at the disk."""

from collections import OrderedDict

from bot.domain.models import CurrentSubscription
from bot.usecases.access import grants as access
from storage import grants
from storage.engine.database import Database

SIZE = 20_000
"""People remembered at once, a few megabytes; those not asked about for longest make room."""


class _Reading:
    """Stands for an answer that is under way; whoever changes the subscription removes it."""

    __slots__ = ()


class KnownSubscriptions:
    """Never older than the last finished write: the writer's signal makes it forget the person.

    An answer that was read while a write went by is given to who asked, but not kept. Whether a
    subscription has ended is not decided here: compare it with the present moment at each use.
    """

    def __init__(self, db: Database, size: int = SIZE) -> None:
        self._db = db
        self._size = size
        self._known: OrderedDict[int, CurrentSubscription | _Reading | None] = OrderedDict()
        db.on_each(access.SIGNAL, self._forget)

    async def get(self, telegram_user_id: int) -> CurrentSubscription | None:
        known = self._known.get(telegram_user_id, _UNKNOWN)
        if not isinstance(known, _Reading):
            self._known.move_to_end(telegram_user_id)
            return known
        return await self._read(telegram_user_id)

    def __len__(self) -> int:
        return len(self._known)

    async def _read(self, telegram_user_id: int) -> CurrentSubscription | None:
        reading = _Reading()
        self._known[telegram_user_id] = reading
        if len(self._known) > self._size:
            self._known.popitem(last=False)
        found = await self._db.read(lambda tx: grants.current(tx, telegram_user_id))
        if self._known.get(telegram_user_id) is reading:
            self._known[telegram_user_id] = found
        return found

    def _forget(self, telegram_user_id: int) -> None:
        self._known.pop(telegram_user_id, None)


_UNKNOWN = _Reading()

"""What a person has: their access now, what they paid, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import Subscription
from bot.domain.periods import Duration
from storage import audit, grants, purchases
from storage.audit import Entry
from storage.database import Database
from storage.purchases import Purchase
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class PaidPurchase:
    """A purchase with the time it gave (None while it is held, or was never granted)."""

    purchase: Purchase
    duration: Duration | None


@dataclass(frozen=True, slots=True)
class Status:
    """Everything /status and /user say. `subscription` may have ended: compare with `now`."""

    now: int
    subscription: Subscription | None
    purchases: tuple[PaidPurchase, ...]

    @property
    def active(self) -> bool:
        return self.subscription is not None and self.subscription.active_at(self.now)

    @property
    def lifetime(self) -> bool:
        return self.subscription is not None and self.subscription.expires_at is None


@dataclass(frozen=True, slots=True)
class Subscriptions:
    db: Database
    clock: Clock

    async def current(self, telegram_user_id: int) -> Subscription | None:
        """The person's subscription if it is active now."""
        found = await self.db.read(lambda tx: grants.subscription(tx, telegram_user_id))
        return found if found is not None and found.active_at(self.clock.now()) else None

    async def current_of(self, people: Sequence[int]) -> dict[int, Subscription]:
        """The subscriptions of these people that are active now; who has none is left out."""
        now = self.clock.now()
        found = await self.db.read(lambda tx: grants.subscriptions(tx, people))
        return {one.telegram_user_id: one for one in found if one.active_at(now)}

    async def status(self, telegram_user_id: int) -> Status:
        now = self.clock.now()
        return await self.db.read(lambda tx: _status(tx, telegram_user_id, now))

    async def history(self, telegram_user_id: int) -> list[Entry]:
        """What admins and the clock did with this person, newest first."""
        return await self.db.read(lambda tx: audit.of_subject(tx, f"person:{telegram_user_id}"))


def _status(tx: Tx, telegram_user_id: int, now: int) -> Status:
    found = purchases.of_person(tx, telegram_user_id)
    return Status(
        now,
        grants.subscription(tx, telegram_user_id),
        tuple(PaidPurchase(one, grants.duration_of_purchase(tx, one.id)) for one in found),
    )

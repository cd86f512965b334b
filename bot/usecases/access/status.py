"""What a person has: their access now, what they paid, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import CurrentSubscription, PersonId, Subscription
from bot.usecases.access.cache import KnownSubscriptions
from bot.usecases.chats.requests import Door, doors_of
from storage import grants, purchases, recurring_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.grants import TakenBack
from storage.purchases import Purchase
from storage.recurring_events import Standing

__all__ = ["PaidPurchase", "Standing", "Status", "Subscriptions"]


@dataclass(frozen=True, slots=True)
class PaidPurchase:
    """A purchase with the time it gave (None while it is held, or was never granted)."""

    purchase: Purchase
    duration: Duration | None
    taken_back: TakenBack | None
    """Where an admin has ended the access it gave."""


@dataclass(frozen=True, slots=True)
class Status:
    """Everything /status and /user say. `subscription` may have ended: compare with `now`."""

    now: int
    subscription: Subscription | None
    purchases: tuple[PaidPurchase, ...]
    recurring: tuple[Standing, ...]
    """Tribute's own subscriptions that count or counted, the latest first."""
    doors: tuple[Door, ...]
    """The private chats that the person may enter now."""

    @property
    def active(self) -> bool:
        return self.subscription is not None and self.subscription.active_at(self.now)

    @property
    def lifetime(self) -> bool:
        return self.subscription is not None and self.subscription.expires_at is None


class Subscriptions:
    def __init__(self, db: Database, clock: Clock) -> None:
        self.db = db
        self.clock = clock
        self._known = KnownSubscriptions(db)

    async def current(self, telegram_user_id: int) -> CurrentSubscription | None:
        """The person's subscription if it is active now; from memory where it is known."""
        found = await self._known.get(telegram_user_id)
        return found if found is not None and found.active_at(self.clock.now()) else None

    async def current_of(self, people: Sequence[int]) -> dict[int, Subscription]:
        """The subscriptions of these people that are active now; who has none is left out."""
        now = self.clock.now()
        found = await self.db.read(lambda tx: grants.subscriptions(tx, people))
        return {one.telegram_user_id: one for one in found if one.active_at(now)}

    async def status(self, telegram_user_id: int) -> Status:
        now = self.clock.now()
        return await self.db.read(lambda tx: _status(tx, telegram_user_id, now))


def _status(tx: Tx, telegram_user_id: int, now: int) -> Status:
    found = purchases.of_person(tx, telegram_user_id)
    return Status(
        now,
        grants.subscription(tx, telegram_user_id),
        tuple(_paid(tx, one) for one in found),
        tuple(recurring_events.standings(tx, telegram_user_id)),
        doors_of(tx, PersonId(telegram_user_id), now),
    )


def _paid(tx: Tx, purchase: Purchase) -> PaidPurchase:
    duration = grants.duration_of_purchase(tx, purchase.id)
    return PaidPurchase(purchase, duration, grants.taken_back(tx, purchase.id))

"""A person's status: their access now, their payments, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.clock import Clock
from bot.domain.access.plan_access import PlanAccess
from bot.domain.models import CurrentSubscription, PersonId, PlanId, Subscription
from bot.domain.plans import any_of
from bot.domain.records import Claim, Purchase, Revocation
from bot.domain.recurring import RecurringEvent, RecurringStanding
from bot.domain.stars_renewals.renewal import Renewal
from bot.usecases.access import cuts
from bot.usecases.access.cache import SubscriptionCache
from bot.usecases.chats.requests import ChatLink, chat_links_by
from bot.usecases.outbox.accesses import accesses_of
from storage import claims, grants, purchases, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.grants import PurchaseGrant
from storage.queries import held_purchases
from storage.recurring import recurring_events
from storage.stars import renewals


@dataclass(frozen=True, slots=True)
class PaidPurchase:
    """A purchase with what it gave (None while it is held, or was never granted)."""

    purchase: Purchase
    granted: PurchaseGrant | None
    revocation: Revocation | None
    """How an admin cut the time it gave; None if no admin did, or if it was used up by then."""


@dataclass(frozen=True, slots=True)
class Status:
    """The content of /status and /user; subscriptions may have ended, compare them with `now`."""

    now: int
    accesses: tuple[PlanAccess, ...]
    """Their access to each plan that they have or had."""
    purchases: tuple[PaidPurchase, ...]
    recurring: tuple[RecurringStanding, ...]
    """Recurring subscriptions that count or counted, the latest first."""
    chat_links: tuple[ChatLink, ...]
    """The private chats that the person may enter now."""
    held: tuple[Purchase, ...]
    """Their payments that wait for the owner, newest first, however many came since."""
    held_recurring: tuple[RecurringEvent, ...]
    """Their recurring subscriptions that wait for the owner's decision."""
    claims: tuple[Claim, ...]
    """Their messages about payments that no admin has compared yet."""
    renewals: tuple[Renewal, ...] = ()
    """Their renewals in Stars, the newest first, those that are over too."""

    @classmethod
    def of_newcomer(cls, now: int) -> Self:
        """Return the status of somebody who has never paid."""
        return cls(now, (), (), (), (), (), (), ())

    @property
    def subscription(self) -> Subscription | None:
        """The one that ends last, whichever plan it is for."""
        return any_of(one.subscription for one in self.accesses)

    @property
    def active(self) -> bool:
        subscription = self.subscription
        return subscription is not None and subscription.active_at(self.now)

    @property
    def something_waits(self) -> bool:
        """Whether they have paid for something that isn't decided yet."""
        return bool(self.held or self.held_recurring or self.claims)

    @property
    def has_paid(self) -> bool:
        """Whether they have ever paid, whatever became of it."""
        return bool(self.purchases or self.held or self.recurring or self.held_recurring)

    @property
    def lifetime(self) -> bool:
        return self.subscription is not None and self.subscription.expires_at is None


class Subscriptions:
    """Reads people's subscriptions; the present one of a person comes from a cache."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db = db
        self.clock = clock
        self._cache = SubscriptionCache(db)

    async def current(
        self, telegram_user_id: int, plan: str | None = None
    ) -> CurrentSubscription | None:
        """Return the person's subscription to the plan of this key if it is active now; without a
        key, the one that ends last of all that are. Of plans that end together it is the one that
        includes the others."""
        known = await self._cache.get(telegram_user_id)
        found = known.last
        if plan is not None:
            found = next((one for one in known.by_plan.values() if one.plan == plan), None)
        return found if found is not None and found.active_at(self.clock.now()) else None

    async def of_person(self, telegram_user_id: int) -> Mapping[PlanId, Subscription]:
        """Return the person's subscriptions by plan, ended ones too."""
        return (await self._cache.get(telegram_user_id)).by_plan

    async def of_people(self, people: Sequence[int]) -> dict[PersonId, dict[PlanId, Subscription]]:
        """Return the subscriptions of these people by plan, ended ones too."""
        return await self.db.read(lambda tx: subscriptions.of_people(tx, people))

    async def status(self, telegram_user_id: int) -> Status:
        now = self.clock.now()
        return await self.db.read(lambda tx: _status(tx, telegram_user_id, now))


def _status(tx: Tx, telegram_user_id: int, now: int) -> Status:
    found = purchases.of_person(tx, telegram_user_id)
    revocations = cuts.revocations(tx, PersonId(telegram_user_id))
    accesses = accesses_of(tx, telegram_user_id, now)
    return Status(
        now,
        accesses,
        tuple(
            PaidPurchase(one, grants.of_purchase(tx, one.id), revocations.get(one.id))
            for one in found
        ),
        tuple(recurring_events.standings(tx, telegram_user_id, now)),
        chat_links_by(tx, [one.plan_id for one in accesses if one.subscription.active_at(now)]),
        tuple(held_purchases.held_of_person(tx, telegram_user_id)),
        tuple(recurring_events.held_of_person(tx, telegram_user_id, now)),
        tuple(claims.open_of(tx, telegram_user_id)),
        tuple(renewals.of_person(tx, telegram_user_id)),
    )

"""Recurring products: shows them to admins, who decide which of them count as access."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import Outcome, PlanId
from bot.domain.records import AuditEntry
from bot.domain.recurring import (
    RecurringBinding,
    RecurringEvent,
    RecurringProduct,
    RecurringStatus,
)
from bot.domain.times import arrival
from bot.usecases.recurring.apply import announce_latest, refold_subscribers, settle
from storage import audit, plans, webhook_events
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.recurring import recurring_events, recurring_plans

_BOUND, _UNBOUND = "bound", "unbound"


@dataclass(frozen=True, slots=True)
class Decided:
    """A recurring product after the decision, and how many people got access by it."""

    product: RecurringProduct
    people: int


@dataclass(frozen=True, slots=True)
class RecurringProducts:
    """The recurring products that a webhook or an admin has named; Tribute has no list of them."""

    db: Database
    clock: Clock
    admin_ids: Collection[int]

    async def every(self) -> list[RecurringProduct]:
        now = self.clock.now()
        return await self.db.read(lambda tx: recurring_plans.every(tx, now))

    async def get(self, subscription_id: int) -> RecurringProduct | None:
        now = self.clock.now()
        return await self.db.read(lambda tx: recurring_plans.get(tx, subscription_id, now))

    async def version(self, subscription_id: int) -> Version:
        """Return how it stands, as a version for the acts; also one that nobody has
        named yet."""
        return await self.db.read(lambda tx: _version(tx, subscription_id))

    async def bind(
        self, subscription_id: int, plan_id: PlanId, actor_id: int, *, seen: str | None = None
    ) -> Decided | None:
        """Count it as access to this plan from now on, and grant held or ignored payments that
        still run; what was granted before stays as it is.

        None if it counted so already, or if with `seen` another admin has decided since.
        """

        def work(tx: Tx) -> Decided | None:
            now = self.clock.now()
            if not self._decide(tx, subscription_id, plan_id, actor_id, seen):
                return None
            refold_subscribers(tx, subscription_id, now)
            settled = self._settle(tx, subscription_id, now)
            people = announce_latest(tx, settled, now)
            return Decided(_product(tx, subscription_id, now), people)

        return await self.db.write(work)

    async def unbind(
        self, subscription_id: int, actor_id: int, *, seen: str | None = None
    ) -> Decided | None:
        """Count it as access no longer, or never; access that was granted stays until its end.

        None if it was so already, or if with `seen` another admin has decided since.
        """

        def work(tx: Tx) -> Decided | None:
            now = self.clock.now()
            if not self._decide(tx, subscription_id, None, actor_id, seen):
                return None
            for event in recurring_events.to_settle(tx, subscription_id):
                _ignore(tx, event)
            refold_subscribers(tx, subscription_id, now)
            return Decided(_product(tx, subscription_id, now), 0)

        return await self.db.write(work)

    def _decide(
        self,
        tx: Tx,
        subscription_id: int,
        plan_id: PlanId | None,
        actor_id: int,
        seen: str | None,
    ) -> bool:
        """Let it open this plan, or none; return False if it does so already, or if it was seen in
        another version."""
        now = self.clock.now()
        state = RecurringBinding.FOREIGN if plan_id is None else RecurringBinding.BOUND
        known = recurring_plans.remember(tx, subscription_id, None, None, now)
        before = (known, recurring_plans.plan_of(tx, subscription_id))
        is_seen = seen in {None, _version(tx, subscription_id).tag}
        if before == (state, plan_id) or not is_seen:
            return False
        recurring_plans.set_state(tx, subscription_id, state, plan_id, now)
        action = _UNBOUND if plan_id is None else _BOUND
        subject = f"recurring:{subscription_id}"
        key = None if plan_id is None or plans.only(tx) is not None else plans.keys(tx)[plan_id]
        audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, subject, key))
        return True

    def _settle(self, tx: Tx, subscription_id: int, now: int) -> list[RecurringEvent]:
        """Settle the open events, and ignore those whose time is over: nobody used that access."""
        settled = []
        for event in recurring_events.to_settle(tx, subscription_id):
            if event.expires_at is not None and event.expires_at <= now:
                _ignore(tx, event)
                continue
            outcome = settle(tx, event, arrival(event.occurred_at, now), self.admin_ids, now)
            webhook_events.set_outcome(tx, event.event_row, outcome)
            if outcome is Outcome.APPLIED:
                settled.append(event)
        return settled


def _version(tx: Tx, subscription_id: int) -> Version:
    """Return the version by the decisions alone, whatever Tribute has reported since."""
    latest = audit.latest(tx, [f"recurring:{subscription_id}"], [_BOUND, _UNBOUND])
    return version_of(latest, recurring_plans.plan_of(tx, subscription_id))


def _ignore(tx: Tx, event: RecurringEvent) -> None:
    recurring_events.set_status(tx, event.id, RecurringStatus.IGNORED)
    webhook_events.set_outcome(tx, event.event_row, Outcome.IGNORED)


def _product(tx: Tx, subscription_id: int, now: int) -> RecurringProduct:
    found = recurring_plans.get(tx, subscription_id, now)
    if found is None:
        raise LookupError(f"recurring product {subscription_id} vanished in its own transaction")
    return found

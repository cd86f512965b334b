"""Which of Tribute's recurring subscriptions count as access: shown to admins, and decided."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import Outcome
from bot.usecases.recurring import apply
from storage import audit, recurring_plans, webhook_events
from storage import recurring_events as rows
from storage.audit import Entry
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.recurring_events import RecurringEvent, RecurringStatus
from storage.recurring_plans import PlanState, RecurringPlan

__all__ = ["Decided", "PlanState", "RecurringPlan", "RecurringPlans"]


@dataclass(frozen=True, slots=True)
class Decided:
    """A plan as it counts from now on, and how many people have access from it by that."""

    plan: RecurringPlan
    people: int


@dataclass(frozen=True, slots=True)
class RecurringPlans:
    """Tribute has no list of them: the bot knows those that a webhook or an admin has named."""

    db: Database
    clock: Clock
    admin_ids: tuple[int, ...]

    async def every(self) -> list[RecurringPlan]:
        now = self.clock.now()
        return await self.db.read(lambda tx: recurring_plans.every(tx, now))

    async def get(self, subscription_id: int) -> RecurringPlan | None:
        now = self.clock.now()
        return await self.db.read(lambda tx: recurring_plans.get(tx, subscription_id, now))

    async def bind(self, subscription_id: int, actor_id: int) -> Decided | None:
        """Count it as access from now on. Who is paid up by what was held or ignored has access
        from this moment. None if it counted before: somebody else was quicker."""

        def work(tx: Tx) -> Decided | None:
            now = self.clock.now()
            if not self._decide(tx, subscription_id, PlanState.BOUND, actor_id):
                return None
            apply.refold_all(tx, subscription_id, now)
            settled = self._settle(tx, subscription_id, now)
            people = apply.announce_latest(tx, settled, now)
            return Decided(_plan(tx, subscription_id, now), people)

        return await self.db.write(work)

    async def unbind(self, subscription_id: int, actor_id: int) -> Decided | None:
        """It is for something else, or no longer for access. What was given stays until its end.
        None if that was so before."""

        def work(tx: Tx) -> Decided | None:
            now = self.clock.now()
            if not self._decide(tx, subscription_id, PlanState.FOREIGN, actor_id):
                return None
            for event in rows.to_settle(tx, subscription_id):
                _ignore(tx, event)
            apply.refold_all(tx, subscription_id, now)
            return Decided(_plan(tx, subscription_id, now), 0)

        return await self.db.write(work)

    def _decide(self, tx: Tx, subscription_id: int, state: PlanState, actor_id: int) -> bool:
        now = self.clock.now()
        before = recurring_plans.remember(tx, subscription_id, None, None, now)
        if before is state:
            return False
        recurring_plans.set_state(tx, subscription_id, state)
        action = "bound" if state is PlanState.BOUND else "unbound"
        subject = f"recurring:{subscription_id}"
        audit.add(tx, Entry(now, f"admin:{actor_id}", action, subject, None))
        return True

    def _settle(self, tx: Tx, subscription_id: int, now: int) -> list[RecurringEvent]:
        """What is over by now gives nothing any more: nobody had access from it."""
        settled = []
        for event in rows.to_settle(tx, subscription_id):
            if event.expires_at is not None and event.expires_at <= now:
                _ignore(tx, event)
                continue
            outcome = apply.settle(tx, event, now, self.admin_ids, now)
            webhook_events.set_outcome(tx, event.event_id, outcome)
            if outcome is Outcome.APPLIED:
                settled.append(event)
        return settled


def _ignore(tx: Tx, event: RecurringEvent) -> None:
    rows.set_status(tx, event.id, RecurringStatus.IGNORED)
    webhook_events.set_outcome(tx, event.event_id, Outcome.IGNORED)


def _plan(tx: Tx, subscription_id: int, now: int) -> RecurringPlan:
    found = recurring_plans.get(tx, subscription_id, now)
    if found is None:
        raise LookupError(f"recurring plan {subscription_id} vanished inside its own transaction")
    return found

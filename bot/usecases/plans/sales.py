"""Which plans are sold: admins retire a plan, and sell it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import PlanId
from bot.domain.records import AuditEntry
from bot.usecases.plans.plans import Plans
from storage import audit, plans
from storage.engine.tx import Tx

_RETIRED, _SOLD_AGAIN = "plan_retired", "plan_sold_again"


class SaleOutcome(StrEnum):
    """How an act on the sale of a plan ended."""

    DONE = "done"
    LAST = "last"
    """It is the last plan that is sold."""
    CHANGED = "changed"
    """It is so already, or another admin has decided since it was seen."""


@dataclass(frozen=True, slots=True)
class PlanSales:
    """Retires plans and sells them again, each time only as the admin has seen the plan."""

    plans: Plans

    async def version(self, plan_id: PlanId) -> Version:
        """Return how a plan that exists is sold, for the acts."""
        return await self.plans.db.report(lambda tx: _version(tx, plan_id))

    async def versions(self) -> Mapping[PlanId, Version]:
        """Return the versions of all plans."""
        return await self.plans.db.report(
            lambda tx: {one.id: _version(tx, one.id) for one in plans.every(tx)}
        )

    async def retire(
        self, plan_id: PlanId, actor_id: int, *, seen: str | None = None
    ) -> SaleOutcome:
        """Offer nothing of the plan any more; people keep their access, and payments by old links
        are granted. The last plan that is sold stays."""

        def work(tx: Tx) -> SaleOutcome:
            sold = [one.id for one in plans.every(tx) if one.retired_at is None]
            if plan_id not in sold or not _is_seen(tx, plan_id, seen):
                return SaleOutcome.CHANGED
            if sold == [plan_id]:
                return SaleOutcome.LAST
            now = self.plans.clock.now()
            plans.set_retired(tx, plan_id, now)
            _note(tx, actor_id, _RETIRED, plan_id, now)
            return SaleOutcome.DONE

        outcome = await self.plans.db.write(work)
        await self.plans.reload()
        return outcome

    async def sell_again(
        self, plan_id: PlanId, actor_id: int, *, seen: str | None = None
    ) -> SaleOutcome:
        """Offer the tariffs of a retired plan again."""

        def work(tx: Tx) -> SaleOutcome:
            found = plans.get(tx, plan_id)
            if found is None or found.retired_at is None or not _is_seen(tx, plan_id, seen):
                return SaleOutcome.CHANGED
            plans.set_retired(tx, plan_id, None)
            _note(tx, actor_id, _SOLD_AGAIN, plan_id, self.plans.clock.now())
            return SaleOutcome.DONE

        outcome = await self.plans.db.write(work)
        await self.plans.reload()
        return outcome


def _version(tx: Tx, plan_id: PlanId) -> Version:
    found = plans.get(tx, plan_id)
    latest = audit.latest(tx, [f"plan:{plan_id}"], [_RETIRED, _SOLD_AGAIN])
    return version_of(latest, found.retired_at if found is not None else None)


def _is_seen(tx: Tx, plan_id: PlanId, seen: str | None) -> bool:
    return seen is None or seen == _version(tx, plan_id).tag


def _note(tx: Tx, actor_id: int, action: str, plan_id: PlanId, now: int) -> None:
    audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, f"plan:{plan_id}", None))

"""Plans as /plans shows them: the counts of what belongs to each, and the acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PlanId
from bot.domain.plans import Inclusions, Plan
from bot.domain.records import AuditEntry, HistoryEntry
from bot.usecases.people.history import Line
from bot.usecases.plans.plans import ALL_PLANS
from storage import access_chats, audit, people, plans, subscriptions, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan with the plans that it includes, and the counts of what belongs to it."""

    plan: Plan
    includes: tuple[PlanId, ...]
    """The plans that it names, in the order of the plans."""
    tariffs: int
    """Its tariffs with a product on offer."""
    chats: int
    people: int
    """The number of people who have it now, their own or by inclusion."""


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """Reads plans for admins."""

    db: Database
    clock: Clock

    async def every(self) -> list[PlanSummary]:
        """Return all plans in their order, retired ones too."""
        now = self.clock.now()
        return await self.db.report(lambda tx: _every(tx, now))

    async def without_people(self) -> list[PlanSummary]:
        """Return the same without the counts of people, which take a tenth of a second for a
        million."""
        return await self.db.report(lambda tx: _with({}, tx))

    async def people(self) -> dict[PlanId, int]:
        """Return how many people have each plan now; plans that nobody has are left out."""
        now = self.clock.now()
        return await self.db.report(lambda tx: subscriptions.count_active(tx, now))

    async def history(self, plan_id: PlanId, limit: int) -> list[Line]:
        """Return the latest acts on a plan, newest first."""
        return await self.db.report(lambda tx: acts_on(tx, f"plan:{plan_id}", limit))

    async def history_of_order(self, limit: int) -> list[Line]:
        """Return who brought the original order of all plans back, newest first."""
        return await self.db.report(lambda tx: acts_on(tx, ALL_PLANS, limit))


def acts_on(tx: Tx, subject: str, limit: int) -> list[Line]:
    """Return the latest acts on a subject of the audit, newest first."""
    return [_line(tx, one) for one in audit.of_subject(tx, subject, limit)]


def _every(tx: Tx, now: int) -> list[PlanSummary]:
    return _with(subscriptions.count_active(tx, now), tx)


def _with(people_now: Mapping[PlanId, int], tx: Tx) -> list[PlanSummary]:
    chats = access_chats.count_by_plan(tx)
    on_offer = {
        (one.tariff.plan_id, one.tariff.id) for one in tariffs.all_bound(tx) if one.is_on_offer
    }
    included, known = plans.inclusions(tx), plans.every(tx)
    return [
        PlanSummary(
            one,
            _named(included, one.id, known),
            sum(plan_id == one.id for plan_id, _ in on_offer),
            chats.get(one.id, 0),
            people_now.get(one.id, 0),
        )
        for one in known
    ]


def _named(inclusions: Inclusions, plan_id: PlanId, known: list[Plan]) -> tuple[PlanId, ...]:
    return tuple(one.id for one in known if (plan_id, one.id) in inclusions.pairs)


def _line(tx: Tx, act: AuditEntry) -> Line:
    entry = HistoryEntry(act.at, act.action, None, act.actor, act.detail)
    role, _, number = act.actor.partition(":")
    if role != "admin":
        return Line(entry, None, None, None)
    return Line(entry, None, int(number), people.get(tx, int(number)))

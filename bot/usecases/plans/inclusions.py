"""Which plans include which: an admin sees whom a change touches, then everybody is folded again
in portions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.domain.access.subscription import fold
from bot.domain.models import PersonId, PlanId, Subscription
from bot.domain.plans import Inclusions
from bot.domain.records import AuditEntry
from bot.usecases.access.grants import ChangeReason, refold_all
from storage import audit, grants, plans, subscriptions
from storage.engine.database import Database
from storage.engine.tx import Tx

SIGNAL = "inclusions"
"""Raised in the transaction that changes them, so that the worker wakes."""
_AT_ONCE = 100
"""The most people of one portion: payments wait for it some tens of milliseconds at most."""


@dataclass(frozen=True, slots=True)
class InclusionChange:
    """A plan is to include another one, or to include it no longer."""

    plan_id: PlanId
    included_id: PlanId
    include: bool

    def applied_to(self, before: Inclusions) -> Inclusions:
        pair = (self.plan_id, self.included_id)
        pairs = before.pairs | {pair} if self.include else before.pairs - {pair}
        return Inclusions(frozenset(pairs))

    def is_possible(self, before: Inclusions) -> bool:
        """Return whether it would change something, and no plan would include itself."""
        pair = (self.plan_id, self.included_id)
        if not self.include:
            return pair in before.pairs
        return pair not in before.pairs and not before.would_be_a_circle(*pair)


@dataclass(frozen=True, slots=True)
class Touched:
    """The people that a change of the inclusions touches: `people` have the including plan or had
    it, and `shortened` of them lose time of the access they have now."""

    people: int
    shortened: int


@dataclass(frozen=True, slots=True)
class PlanInclusions:
    """Shows and changes which plans include which. One change is carried out after the other."""

    db: Database
    clock: Clock

    async def get(self) -> Inclusions:
        return await self.db.read(plans.inclusions)

    async def refolded(self) -> int | None:
        """Return how many people are left to fold again after the last change; None if none is."""
        return await self.db.read(_left)

    async def touched(self, change: InclusionChange) -> Touched:
        """Count whom a change touches, in portions, so that no payment waits for it."""
        now, people, shortened = self.clock.now(), 0, 0
        after = PersonId(0)
        while some := await self.db.read(partial(_portion, plan_ids=[change.plan_id], after=after)):
            after, people = some[-1], people + len(some)
            shortened += await self.db.read(
                partial(_count_shortened, change=change, people=some, now=now)
            )
        return Touched(people, shortened)

    async def change(self, change: InclusionChange, seen: Touched, actor_id: int) -> bool:
        """Carry a change out, and begin to fold everybody again.

        False, and nothing changes, if it would shorten the access of more people than were seen, if
        the last change isn't done yet, or if the plan would include itself.
        """
        if (await self.touched(change)).shortened > seen.shortened:
            return False

        def work(tx: Tx) -> bool:
            before = plans.inclusions(tx)
            if plans.refolded_up_to(tx) is not None or not change.is_possible(before):
                return False
            plans.set_inclusions(tx, change.applied_to(before))
            tx.signal(SIGNAL)
            self._note(tx, change, actor_id)
            return True

        return await self.db.write(work)

    async def step(self) -> bool:
        """Fold the next portion of people again; return whether more are left."""
        now = self.clock.now()
        if await self.db.read(plans.refolded_up_to) is None:
            return False
        return await self.db.write(lambda tx: _refold(tx, now))

    def _note(self, tx: Tx, change: InclusionChange, actor_id: int) -> None:
        action = "plan_includes" if change.include else "plan_excludes"
        key = plans.keys(tx)[change.included_id]
        entry = AuditEntry(
            self.clock.now(), f"admin:{actor_id}", action, f"plan:{change.plan_id}", key
        )
        audit.add(tx, entry)


def _refold(tx: Tx, now: int) -> bool:
    done = plans.refolded_up_to(tx)
    people = _portion(tx, _changed(tx), done) if done is not None else []
    if not people:
        plans.set_refolded_up_to(tx, None)
        return False
    refold_all(tx, dict.fromkeys(people, ChangeReason()), now)
    plans.set_refolded_up_to(tx, people[-1])
    return True


def _changed(tx: Tx) -> list[PlanId]:
    """Return the plans that include other ones than before; none once everybody is folded."""
    before = plans.inclusions_before(tx)
    if before is None:
        return []
    return sorted({plan for plan, _ in plans.inclusions(tx).pairs ^ before.pairs})


def _portion(tx: Tx, plan_ids: Iterable[PlanId], after: PersonId) -> list[PersonId]:
    """Return the next people who have one of these plans, or had it."""
    return subscriptions.people_of_plans(tx, list(plan_ids), after, _AT_ONCE)


def _left(tx: Tx) -> int | None:
    done = plans.refolded_up_to(tx)
    return None if done is None else subscriptions.count_of_plans(tx, _changed(tx), done)


def _count_shortened(tx: Tx, change: InclusionChange, people: list[PersonId], now: int) -> int:
    """Return how many of these people would lose time that they have now."""
    before = plans.inclusions(tx)
    after, live = change.applied_to(before), grants.live_of(tx, people)
    return sum(
        _is_shorter(
            fold(person, live.get(person, ()), before),
            fold(person, live.get(person, ()), after),
            now,
        )
        for person in people
    )


def _is_shorter(
    before: dict[PlanId, Subscription], after: dict[PlanId, Subscription], now: int
) -> bool:
    return any(
        one.active_at(now) and _ends_earlier(after.get(plan), one) for plan, one in before.items()
    )


def _ends_earlier(one: Subscription | None, than: Subscription) -> bool:
    if one is None or one.expires_at is None:
        return one is None
    return than.expires_at is None or one.expires_at < than.expires_at

"""Plans as admins make them: names, descriptions, order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.clock import Clock
from bot.domain.decisions.ordering import Step, reordered, stepped
from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import FIRST_PLAN, PlanId
from bot.domain.plan_names import (
    Description,
    NameProblem,
    description_of,
    key_of,
    problem_of,
    tidy,
)
from bot.domain.plans import Plan
from bot.domain.records import AuditEntry
from storage import audit, plans
from storage.engine.database import Database
from storage.engine.tx import Tx

ALL_PLANS = "plans"
"""The audit's subject of what concerns the order of all plans."""
_ORDERING = ("plans_ordered", "plans_order_restored", "plan_moved", "plan_moved_down")


RENAMED, DESCRIBED = "plan_renamed", "plan_described"
"""The acts on the words of a plan, as they stand in the audit."""


class Seen(NamedTuple):
    """The words that stood there when the admin began to write; None where there were none."""

    words: str | None


@dataclass(slots=True)
class _Memory:
    known: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Plans:
    """Reads and changes plans. All of them are in memory, so that texts can name them."""

    db: Database
    clock: Clock
    first_names: tuple[str, ...] = ()
    """How people read the plan that a shop begins with, until an admin names it."""
    _memory: _Memory = field(default_factory=_Memory)

    async def on_start(self) -> None:
        await self.reload()

    @property
    def known(self) -> tuple[Plan, ...]:
        """All plans in their order, retired ones too."""
        return self._memory.known

    @property
    def sold(self) -> tuple[Plan, ...]:
        """The plans that are not retired, in their order."""
        return tuple(one for one in self.known if one.retired_at is None)

    def get(self, plan_id: int) -> Plan | None:
        return next((one for one in self.known if one.id == plan_id), None)

    def by_key(self, key: str) -> Plan | None:
        return next((one for one in self.known if one.key == key), None)

    def names_of(self, plan: Plan) -> tuple[str, ...]:
        """Return how people read the plan, in every language."""
        return tuple(plan.names.values()) or self.first_names

    async def reload(self) -> None:
        """Read the plans again, after a change by another use case."""
        self._memory.known = tuple(await self.db.read(plans.every))

    async def add(self, typed: str, locale: str, actor_id: int) -> Plan | NameProblem:
        """Add a plan with this name in the language; it is sold once it has a tariff."""
        name = tidy(typed)

        def work(tx: Tx) -> PlanId | NameProblem:
            problem = problem_of(name, self._names(tx, None))
            if problem is not None:
                return problem
            plan_id = plans.insert(tx, key_of(name, plans.keys(tx).values()))
            plans.set_name(tx, plan_id, locale, name)
            self._note(tx, actor_id, "plan_added", plan_id, name)
            return plan_id

        found = await self.db.write(work)
        await self.reload()
        if isinstance(found, NameProblem):
            return found
        return await self.db.read(lambda tx: _of(tx, found))

    def check_name(self, plan_id: PlanId, typed: str) -> NameProblem | None:
        """Return why the plan can't be called so; `rename` decides."""
        others = [one for one in self.known if one.id != plan_id]
        taken = {name for one in others for name in self.names_of(one)}
        return problem_of(tidy(typed), taken)

    async def rename(
        self, plan_id: PlanId, typed: str, locale: str, actor_id: int, seen: Seen | None = None
    ) -> NameProblem | None:
        """Give the plan another name in this language; its key stays. With `seen` it stays as it
        is where another admin has changed it since."""
        name = tidy(typed)

        def work(tx: Tx) -> NameProblem | None:
            if seen is not None and _of(tx, plan_id).names.get(locale) != seen.words:
                return NameProblem.CHANGED
            problem = problem_of(name, self._names(tx, plan_id))
            if problem is None:
                plans.set_name(tx, plan_id, locale, name)
                self._note(tx, actor_id, RENAMED, plan_id, name)
            return problem

        found = await self.db.write(work)
        await self.reload()
        return found

    async def unname(
        self, plan_id: PlanId, locale: str, actor_id: int, seen: Seen | None = None
    ) -> NameProblem | None:
        """Let the plan have no name of its own in this language, so that its readers read another
        one, or of the first plan what a shop begins with; else return why it keeps its name."""

        def work(tx: Tx) -> NameProblem | None:
            found = plans.get(tx, plan_id)
            if found is None or locale not in found.names:
                return NameProblem.EMPTY
            if seen is not None and found.names[locale] != seen.words:
                return NameProblem.CHANGED
            problem = self._without(tx, found.unnamed(locale))
            if problem is None:
                plans.set_name(tx, plan_id, locale, None)
                self._note(tx, actor_id, RENAMED, plan_id, None)
            return problem

        found = await self.db.write(work)
        await self.reload()
        return found

    async def describe(  # noqa: PLR0913  (words, whose they are, and what stood there)
        self,
        plan_id: PlanId,
        typed: str | None,
        locale: str,
        actor_id: int,
        html: str | None = None,
        seen: Seen | None = None,
    ) -> bool:
        """Set what buyers read of the plan in this language, formatted as in `html`; None removes
        it. Return False, and change nothing, for a description that is empty or too long, or with
        `seen` where another admin has changed it since."""
        words = Description(None) if typed is None else description_of(typed, html)
        if words is None:
            return False

        def work(tx: Tx) -> bool:
            if seen is not None and _of(tx, plan_id).descriptions.get(locale) != seen.words:
                return False
            plans.set_description(tx, plan_id, locale, *words)
            self._note(tx, actor_id, DESCRIBED, plan_id, words.plain)
            return True

        done = await self.db.write(work)
        await self.reload()
        return done

    async def move_up(self, plan_id: PlanId, actor_id: int) -> None:
        """Show the plan before the one that is before it now; the first one stays."""
        await self.move(plan_id, Step.UP, actor_id)

    async def move(self, plan_id: PlanId, step: Step, actor_id: int) -> bool:
        """Show the plan before or after its neighbour; return False where there is none."""

        def work(tx: Tx) -> bool:
            order = [one.id for one in plans.every(tx)]
            moved = stepped(order, order, plan_id, step)
            if moved is None:
                return False
            plans.set_order(tx, moved)
            action = "plan_moved" if step is Step.UP else "plan_moved_down"
            self._note(tx, actor_id, action, plan_id, None)
            return True

        done = await self.db.write(work)
        await self.reload()
        return done

    async def reorder(
        self, wanted: Sequence[PlanId], seen: Sequence[PlanId], actor_id: int
    ) -> bool:
        """Show all plans in this order; return False, and change nothing, where they don't stand
        any more as the admin has `seen` them, or where other plans are named."""

        def work(tx: Tx) -> bool:
            order = [one.id for one in plans.every(tx)]
            after = reordered(order, order, wanted)
            if after is None or order != list(seen):
                return False
            if after != order:
                plans.set_order(tx, after)
                now, actor = self.clock.now(), f"admin:{actor_id}"
                audit.add(tx, AuditEntry(now, actor, "plans_ordered", ALL_PLANS, None))
            return True

        done = await self.db.write(work)
        await self.reload()
        return done

    @property
    def is_ordered(self) -> bool:
        """Whether the plans stand otherwise than they were added."""
        order = [one.id for one in self.known]
        return order != sorted(order)

    def order_in(self, tx: Tx) -> Version:
        """Return how the plans stand one after the other, inside a query."""
        order = [one.id for one in plans.every(tx)]
        subjects = [ALL_PLANS, *(f"plan:{one}" for one in order)]
        return version_of(audit.latest(tx, subjects, _ORDERING), *order)

    async def order(self) -> Version:
        """Return the version of the order, for `restore_order`."""
        return await self.db.report(self.order_in)

    async def restore_order(self, actor_id: int, *, seen: str | None = None) -> bool:
        """Show the plans as they were added; return False where they stand so already, or with
        `seen` where they don't stand any more as the admin has seen them."""

        def work(tx: Tx) -> bool:
            order = [one.id for one in plans.every(tx)]
            if order == sorted(order) or seen not in {None, self.order_in(tx).tag}:
                return False
            plans.set_order(tx, sorted(order))
            now, actor = self.clock.now(), f"admin:{actor_id}"
            audit.add(tx, AuditEntry(now, actor, "plans_order_restored", ALL_PLANS, None))
            return True

        done = await self.db.write(work)
        await self.reload()
        return done

    def _without(self, tx: Tx, plan: Plan) -> NameProblem | None:
        """Return why a plan can't stand there without a name that was taken from it."""
        if plan.names:
            return None
        if plan.id != FIRST_PLAN:
            return NameProblem.EMPTY
        others = self._names(tx, plan.id)
        return next((found for one in self.first_names if (found := problem_of(one, others))), None)

    def _names(self, tx: Tx, but: PlanId | None) -> set[str]:
        """Return the names of all plans but one, in every language."""
        others = [one for one in plans.every(tx) if one.id != but]
        return {name for one in others for name in self.names_of(one)}

    def _note(
        self, tx: Tx, actor_id: int, action: str, plan_id: PlanId, detail: str | None
    ) -> None:
        now, subject = self.clock.now(), f"plan:{plan_id}"
        audit.add(tx, AuditEntry(now, f"admin:{actor_id}", action, subject, detail))


def _of(tx: Tx, plan_id: PlanId) -> Plan:
    found = plans.get(tx, plan_id)
    if found is None:
        raise LookupError(f"there is no plan {plan_id}")
    return found

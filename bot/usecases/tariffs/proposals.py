"""Proposals: the tariff that each of Tribute's products could be sold as, read from its name.

Nothing is sold that an admin wasn't shown. Their own choice is kept, for all admins, until the
product is sold.
"""

import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.durations import Duration
from bot.domain.models import PlanId, Product
from bot.domain.plan_names import problem_of, same_name
from bot.domain.plans import Plan
from bot.domain.records import AuditEntry, NewTariff
from bot.usecases.plans.plans import Plans
from bot.usecases.plans.seed import plan_of_seed
from bot.usecases.tariffs.binding import Act, bind_and_settle
from bot.usecases.tariffs.catalog import Catalog
from bot.usecases.tariffs.product_list import Page, page_of
from bot.usecases.tariffs.proposed import Choice, Proposal, Standing, proposals
from bot.usecases.tariffs.tariffs import replaces
from storage import audit, facts, people, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx

PAGE_SIZE = 8
_MOST_NEW_PLANS = 10
"""More names than these are products of their own rather than plans."""
_LATELY_SECONDS = 600
_CHOICE = "setup_product:"
"""The fact with an admin's choice for a product: `out`, or plan (0: none), months and days."""
_OUT = "out"
_MAY_BE_PLANS = frozenset({Standing.READY, Standing.DOUBLE, Standing.PLAN})
"""The standings of products whose names may be plans'."""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A page of the proposals, and what holds for all of them."""

    page: Page[Proposal]
    new_plans: tuple[str, ...]
    """Names that could be plans: two at least, none of which is one yet."""
    skipped: int
    """How many products of Tribute's list can't be read."""
    none_approved: bool
    """Whether Tribute sells none of all these products yet."""

    @property
    def ready(self) -> tuple[Proposal, ...]:
        """The proposals that one tap takes."""
        return tuple(one for one in self.page.items if one.standing is Standing.READY)

    @property
    def seen(self) -> int:
        """The content of the page for a button, as one number."""
        shown = [(one.product.id, one.standing, one.tariff) for one in self.page.items]
        return zlib.crc32(repr(shown).encode())


@dataclass(frozen=True, slots=True)
class Taken:
    """How many products are sold now, and how many held payments that settled; or, where the page
    was another one than the admin saw, who has changed it, if that is known."""

    count: int = 0
    settled: int = 0
    changed: bool = False
    by: int | None = None
    by_name: str | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """Reads what products could be sold as, keeps the admins' choices, and sells what they take."""

    db: Database
    clock: Clock
    catalog: Catalog
    plans: Plans
    admin_ids: Collection[int]

    async def page(self, number: int) -> ProposalPage:
        """Return the page with this number, counted from 1. Raises TributeError."""
        found = await self._all()
        return ProposalPage(
            page_of(found, number, PAGE_SIZE),
            _new_plans(found, self.plans.known, self._taken_names()),
            self.catalog.skipped,
            bool(found) and not any(one.product.sellable for one in found),
        )

    async def find(self, product_id: int) -> tuple[Proposal, int] | None:
        """Return a product's proposal and the page it is on; None if Tribute doesn't list it.
        Raises TributeError."""
        for place, one in enumerate(await self._all()):
            if one.product.id == product_id:
                return one, place // PAGE_SIZE + 1
        return None

    async def choose(self, product_id: int, duration: Duration, plan_id: PlanId | None) -> None:
        """Propose this duration, for all admins, until the product is sold; without a plan, of the
        plan that its name speaks of, or the only one."""
        value = f"{plan_id or 0}:{duration.months}:{duration.days}"
        await self.db.write(lambda tx: facts.put(tx, f"{_CHOICE}{product_id}", value))

    async def keep_out(self, product_id: int) -> None:
        """Propose nothing for the product any more."""
        await self.db.write(lambda tx: facts.put(tx, f"{_CHOICE}{product_id}", _OUT))

    async def read_again(self, product_id: int) -> None:
        """Propose what the name says, whatever was chosen."""
        await self.db.write(lambda tx: facts.remove(tx, f"{_CHOICE}{product_id}"))

    async def take(self, number: int, seen: int, actor_id: int) -> Taken:
        """Sell all that is ready on a page, if it is still what the admin was shown; else nothing.
        Raises TributeError."""
        shown = await self.page(number)
        if shown.seen != seen or not shown.ready:
            return await self._who(shown.page.items, actor_id)
        act = Act(actor_id, self.admin_ids, self.clock.now())
        return await self.db.write(lambda tx: _sell(tx, shown.ready, act))

    async def make_plans(self, names: Sequence[str], locale: str, actor_id: int) -> None:
        """Make a plan of each name; the plan that a shop begins with takes the first one."""
        now = self.clock.now()

        def work(tx: Tx) -> None:
            for name in names:
                plan_id = plan_of_seed(tx, name, locale)
                entry = AuditEntry(now, f"admin:{actor_id}", "plan_added", f"plan:{plan_id}", name)
                audit.add(tx, entry)

        await self.db.write(work)
        await self.plans.reload()

    async def _all(self) -> list[Proposal]:
        products = await self.catalog.products()
        bound, choices = await self.db.read(lambda tx: (tariffs.all_bound(tx), _choices(tx)))
        return proposals(products, bound, choices, self.plans.sold)

    def _taken_names(self) -> set[str]:
        return {name for one in self.plans.known for name in self.plans.names_of(one)}

    async def _who(self, items: Iterable[Proposal], actor_id: int) -> Taken:
        sold = [one.product.id for one in items if one.standing is Standing.SOLD]
        since = self.clock.now() - _LATELY_SECONDS

        def query(tx: Tx) -> Taken:
            latest = [one for id_ in sold for one in audit.of_subject(tx, f"product:{id_}", 1)]
            others = [one for one in latest if one.at >= since and one.actor.startswith("admin:")]
            for one in sorted(others, key=lambda entry: -entry.at):
                by = int(one.actor.removeprefix("admin:"))
                if by != actor_id:
                    person = people.get(tx, by)
                    return Taken(changed=True, by=by, by_name=person.name if person else None)
            return Taken(changed=True)

        return await self.db.read(query)


def _choices(tx: Tx) -> dict[int, Choice]:
    return {
        int(name.removeprefix(_CHOICE)): Choice(None) if value == _OUT else _choice(value)
        for name, value in facts.beginning_with(tx, _CHOICE)
    }


def _choice(value: str) -> Choice:
    """Read a choice; without months and days it is for life."""
    plan, months, days = map(int, value.split(":"))
    duration = Duration(months, days, lifetime=not (months or days))
    return Choice(duration, PlanId(plan) if plan else None)


def _new_plans(
    found: Sequence[Proposal], plans: Sequence[Plan], taken: Collection[str]
) -> tuple[str, ...]:
    """Return the names that are left of products whose plan isn't known; of a shop with one plan,
    where they differ, and where nothing is sold yet whose plan would then be called otherwise."""
    several = len(plans) > 1
    if not several and any(one.is_settled for one in found):
        return ()
    names: list[str] = []
    for one in found:
        open_ = one.is_sure and not one.names_plan and one.standing in _MAY_BE_PLANS
        if not open_ or (several and one.standing is not Standing.PLAN):
            continue
        is_new = not any(same_name(one.rest, name) for name in names)
        if is_new and problem_of(one.rest, taken) is None:
            names.append(one.rest)
    return tuple(names) if (1 if several else 2) <= len(names) <= _MOST_NEW_PLANS else ()


def _sell(tx: Tx, ready: Iterable[Proposal], act: Act) -> Taken:
    """Sell these products, except those that somebody has bound or replaced since they were
    read."""
    count = settled = 0
    for one in ready:
        if one.tariff is None or not _is_free(tx, one.product, one.tariff):
            continue
        settled += bind_and_settle(tx, one.product.id, one.tariff, act).settled
        tariffs.save_snapshot(tx, one.product, act.now)
        tariffs.offer(tx, one.product.id)
        facts.remove(tx, f"{_CHOICE}{one.product.id}")
        count += 1
    return Taken(count, settled)


def _is_free(tx: Tx, product: Product, tariff: NewTariff) -> bool:
    """Return whether the product is unbound, and nothing of its currency is on offer for the
    tariff."""
    if tariffs.bound(tx, product.id) is not None:
        return False
    known = [one for one in tariffs.all_bound(tx) if one.is_on_offer]
    same = [one for one in known if (one.tariff.plan_id, one.tariff.duration) == tariff]
    return not any(replaces(product, one.product) for one in same)

"""How the owner arranges what is sold: the order of the tariffs in a plan, and which of them are
hidden.

A hidden tariff is offered to nobody. Access and payments go on as before: its products stay bound,
and one tap offers it again. A plan is hidden by retiring it (`bot.usecases.plans.plans`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.decisions.ordering import Step, reordered, stepped
from bot.domain.decisions.versions import Version, version_of
from bot.domain.models import PlanId, TariffId
from bot.domain.records import AuditEntry, BoundProduct, NewTariff, Tariff
from bot.usecases.access.noted import noted
from bot.usecases.people.history import Line
from bot.usecases.plans.overview import acts_on
from bot.usecases.tariffs.words import TariffTexts
from storage import audit, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.stars import prices

_HIDDEN, _SHOWN = "tariff_hidden", "tariff_shown"
_ORDERING = ("tariffs_ordered", "tariffs_order_restored", "tariff_moved_up", "tariff_moved_down")


@dataclass(frozen=True, slots=True)
class ListedTariff:
    """A tariff as an owner arranges it, with its products on offer; a hidden one may have none."""

    tariff: Tariff
    products: tuple[BoundProduct, ...]
    stars: int | None = None
    """The price in Stars, where it has one."""
    stars_renew: bool = False
    """Whether that price is charged again every 30 days."""

    @property
    def is_sellable(self) -> bool:
        """Whether Tribute would sell one of its products now, or the bot itself does, in Stars."""
        return self.stars is not None or any(
            one.product is not None and one.product.sellable for one in self.products
        )


@dataclass(frozen=True, slots=True)
class Arranged:
    """The tariffs of a plan in the order of the shop, and whether an admin has ordered them."""

    tariffs: tuple[ListedTariff, ...]
    is_ordered: bool

    def place(self, tariff_id: int) -> int | None:
        """Return where a tariff stands, from 0; None for one that isn't listed."""
        places = [place for place, one in enumerate(self.tariffs) if one.tariff.id == tariff_id]
        return places[0] if places else None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Reads and changes the order of tariffs, and hides and shows them."""

    db: Database
    clock: Clock

    @property
    def texts(self) -> TariffTexts:
        """The own names and descriptions of tariffs."""
        return TariffTexts(self.db, self.clock)

    async def every(self) -> dict[PlanId, tuple[ListedTariff, ...]]:
        """Return the tariffs of each plan that has some on offer or hidden."""
        found = await self.db.read(_listed)
        plan_ids = dict.fromkeys(one.tariff.plan_id for one in found)
        return {
            plan_id: tuple(one for one in found if one.tariff.plan_id == plan_id)
            for plan_id in plan_ids
        }

    async def by_plan(self) -> dict[PlanId, Arranged]:
        """Return the same with whether an admin has ordered them."""
        return await self.db.report(_by_plan)

    async def of_plan(self, plan_id: PlanId) -> Arranged:
        return await self.db.read(lambda tx: _of_plan(tx, plan_id))

    async def tariff(self, tariff_id: int) -> ListedTariff | None:
        """Return a tariff that is on offer or hidden; None for another one."""
        found = await self.db.read(_listed)
        return next((one for one in found if one.tariff.id == tariff_id), None)

    async def history(self, tariff_id: TariffId, limit: int) -> list[Line]:
        """Return the latest acts on a tariff, newest first."""
        return await self.db.read(lambda tx: acts_on(tx, f"tariff:{tariff_id}", limit))

    async def move(self, tariff_id: TariffId, step: Step, actor_id: int) -> bool:
        """Show a tariff before or after its neighbour in the list; return False, and change
        nothing, at the list's end and for a tariff that isn't in it."""

        def work(tx: Tx) -> bool:
            tariff = tariffs.get(tx, tariff_id)
            if tariff is None:
                return False
            listed = [one.tariff.id for one in _of_plan(tx, tariff.plan_id).tariffs]
            order = [one.id for one in tariffs.every(tx) if one.plan_id == tariff.plan_id]
            moved = stepped(order, listed, tariff_id, step)
            if moved is None:
                return False
            _store_order(tx, tariff.plan_id, moved)
            action = "tariff_moved_up" if step is Step.UP else "tariff_moved_down"
            self._note(tx, actor_id, action, tariff)
            return True

        return await self.db.write(work)

    async def reorder(
        self,
        plan_id: PlanId,
        wanted: Sequence[TariffId],
        seen: Sequence[TariffId],
        actor_id: int,
    ) -> bool:
        """Show the tariffs that are listed in this order; return False, and change nothing, where
        they don't stand any more as the admin has `seen` them, or where others are named."""

        def work(tx: Tx) -> bool:
            listed = [one.tariff.id for one in _of_plan(tx, plan_id).tariffs]
            order = [one.id for one in tariffs.every(tx) if one.plan_id == plan_id]
            after = reordered(order, listed, wanted)
            if after is None or listed != list(seen):
                return False
            if after != order:
                _store_order(tx, plan_id, after)
                entry = (f"admin:{actor_id}", "tariffs_ordered", f"plan:{plan_id}", None)
                audit.add(tx, AuditEntry(self.clock.now(), *entry))
            return True

        return await self.db.write(work)

    async def order(self, plan_id: PlanId) -> Version:
        """Return the version of the order of a plan's tariffs, for `restore_order`."""
        return await self.db.report(lambda tx: _order(tx, plan_id))

    async def restore_order(
        self, plan_id: PlanId, actor_id: int, *, seen: str | None = None
    ) -> bool:
        """Show the shortest tariff of a plan first again; return False where it is so already, or
        with `seen` where the tariffs don't stand any more as the admin has seen them."""

        def work(tx: Tx) -> bool:
            if not tariffs.is_ordered(tx, plan_id):
                return False
            if seen not in {None, _order(tx, plan_id).tag}:
                return False
            tariffs.forget_order(tx, plan_id)
            entry = (f"admin:{actor_id}", "tariffs_order_restored", f"plan:{plan_id}", None)
            audit.add(tx, AuditEntry(self.clock.now(), *entry))
            return True

        return await self.db.write(work)

    async def orders(self) -> Mapping[PlanId, Version]:
        """Return the same of each plan that has some."""
        return await self.db.report(_orders)

    async def versions(self) -> Mapping[TariffId, Version]:
        """Return `version` of each tariff."""
        return await self.db.report(
            lambda tx: {one.id: _version(tx, one.id) for one in tariffs.every(tx)}
        )

    async def version(self, tariff_id: TariffId) -> Version:
        """Return whether a tariff is hidden, as a version for `hide` and `show`."""
        return await self.db.report(lambda tx: _version(tx, tariff_id))

    async def hide(self, tariff_id: TariffId, actor_id: int, *, seen: str | None = None) -> bool:
        """Offer a tariff to nobody; return False where that is so already, where it isn't on offer,
        or with `seen` where another admin has decided since."""
        return await self._set_hidden(tariff_id, actor_id, seen, hidden=True)

    async def show(self, tariff_id: TariffId, actor_id: int, *, seen: str | None = None) -> bool:
        """Offer a hidden tariff again; return False where it isn't hidden, or with `seen` where
        another admin has decided since."""
        return await self._set_hidden(tariff_id, actor_id, seen, hidden=False)

    async def _set_hidden(
        self, tariff_id: TariffId, actor_id: int, seen: str | None, *, hidden: bool
    ) -> bool:
        def work(tx: Tx) -> bool:
            tariff = next((one.tariff for one in _listed(tx) if one.tariff.id == tariff_id), None)
            if tariff is None or tariff.is_hidden == hidden:
                return False
            if seen not in {None, _version(tx, tariff_id).tag}:
                return False
            tariffs.set_hidden(tx, tariff_id, self.clock.now() if hidden else None)
            self._note(tx, actor_id, _HIDDEN if hidden else _SHOWN, tariff)
            return True

        return await self.db.write(work)

    def _note(self, tx: Tx, actor_id: int, action: str, tariff: Tariff) -> None:
        detail = noted(tx, NewTariff(tariff.plan_id, tariff.duration))
        subject = f"tariff:{tariff.id}"
        audit.add(tx, AuditEntry(self.clock.now(), f"admin:{actor_id}", action, subject, detail))


def _version(tx: Tx, tariff_id: TariffId) -> Version:
    tariff = tariffs.get(tx, tariff_id)
    latest = audit.latest(tx, [f"tariff:{tariff_id}"], [_HIDDEN, _SHOWN])
    return version_of(latest, int(tariff is not None and tariff.is_hidden))


def _order(tx: Tx, plan_id: PlanId) -> Version:
    order = [one.id for one in tariffs.every(tx) if one.plan_id == plan_id]
    subjects = [f"plan:{plan_id}", *(f"tariff:{one}" for one in order)]
    return version_of(audit.latest(tx, subjects, _ORDERING), *order)


def _orders(tx: Tx) -> dict[PlanId, Version]:
    plan_ids = dict.fromkeys(one.plan_id for one in tariffs.every(tx))
    return {plan_id: _order(tx, plan_id) for plan_id in plan_ids}


def _store_order(tx: Tx, plan_id: PlanId, order: Sequence[TariffId]) -> None:
    """Store the order of a plan's tariffs; the original one isn't an admin's."""
    if list(order) == tariffs.original_order(tx, plan_id):
        tariffs.forget_order(tx, plan_id)
    else:
        tariffs.set_order(tx, order)


def _listed(tx: Tx) -> list[ListedTariff]:
    """Return the tariffs that are on offer or hidden, or sold in Stars, by plan, in the order of
    the shop."""
    found: dict[TariffId, list[BoundProduct]] = {}
    for one in tariffs.all_bound(tx):
        of_tariff = found.setdefault(one.tariff.id, [])
        if one.is_on_offer:
            of_tariff.append(one)
    known = prices.every(tx)
    in_stars = {one: set_.price for one, set_ in known.items() if set_.price is not None}
    return [
        ListedTariff(one, tuple(found.get(one.id, ())), *in_stars.get(one.id, (None, False)))
        for one in tariffs.every(tx)
        if found.get(one.id) or one.is_hidden or one.id in in_stars
    ]


def _by_plan(tx: Tx) -> dict[PlanId, Arranged]:
    found: dict[PlanId, list[ListedTariff]] = {}
    for one in _listed(tx):
        found.setdefault(one.tariff.plan_id, []).append(one)
    return {
        plan_id: Arranged(tuple(listed), tariffs.is_ordered(tx, plan_id))
        for plan_id, listed in found.items()
    }


def _of_plan(tx: Tx, plan_id: PlanId) -> Arranged:
    listed = tuple(one for one in _listed(tx) if one.tariff.plan_id == plan_id)
    return Arranged(listed, tariffs.is_ordered(tx, plan_id))

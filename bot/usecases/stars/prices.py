"""Prices in Stars: an admin asks one for a tariff, changes it, or asks none any more."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.models import PlanId, TariffId
from bot.domain.records import AuditEntry, Tariff
from bot.domain.stars import (
    MOST_RENEWING_STARS,
    RENEWING_DURATION,
    InStars,
    OrderState,
    StarsPrice,
)
from bot.usecases.people.history import Line
from bot.usecases.plans.overview import acts_on
from storage import audit, plans, tariffs
from storage.engine.database import Database
from storage.engine.tx import Tx
from storage.stars import orders, prices

_SET, _RENEWING, _REMOVED = "stars_price_set", "stars_price_renewing", "stars_price_removed"


@dataclass(frozen=True, slots=True)
class TariffInStars:
    """A tariff with what counts for it, and what counted before; None where no admin has decided
    that often."""

    tariff: Tariff
    now: StarsPrice | None
    before: StarsPrice | None
    is_retired: bool
    """Whether its plan isn't sold any more, so that buyers see none of its prices."""

    @property
    def price(self) -> InStars | None:
        return self.now.price if self.now is not None else None

    @property
    def may_renew(self) -> bool:
        """Whether its price may renew: Telegram does that every 30 days, and never else."""
        return self.tariff.duration == RENEWING_DURATION

    @property
    def version(self) -> int:
        """The id of what counts, 0 where no admin has decided anything."""
        return self.now.id if self.now is not None else 0


@dataclass(frozen=True, slots=True)
class StarsPrices:
    """Reads and changes the prices in Stars."""

    db: Database
    clock: Clock

    async def every(self) -> list[TariffInStars]:
        """Return each tariff that has, or had, a product or a price in Stars, in the order of the
        shop."""
        return await self.db.read(_every)

    async def of(self, tariff_id: int) -> TariffInStars | None:
        """Return a tariff; None if there is none with this id."""
        return await self.db.read(lambda tx: _of(tx, tariff_id))

    async def history(self, tariff_id: TariffId, limit: int) -> list[Line]:
        """Return the latest acts on a tariff, newest first."""
        return await self.db.report(lambda tx: acts_on(tx, f"tariff:{tariff_id}", limit))

    async def any_ever(self) -> bool:
        """Return whether the shop has ever had a price in Stars."""
        return await self.db.read(prices.any_ever)

    async def set(
        self, tariff_id: TariffId, price: InStars | None, *, seen: int, admin_id: int
    ) -> bool:
        """Ask this price for a tariff from now on, or none with None.

        Unpaid invoices with another price are closed; what renews already goes on for its own
        price. Return False, and change nothing, where another admin has decided since this one saw
        `seen`, also for the same price, and for a price that can't renew. A second press of one's
        own is no change.
        """
        now = self.clock.now()

        def work(tx: Tx) -> bool:
            found = _of(tx, tariff_id)
            if found is None:
                return False
            if found.price == price:
                is_own = found.now is not None and found.now.admin_id == admin_id
                return is_own or found.version == seen
            if found.version != seen or not _is_possible(found, price):
                return False
            prices.insert(tx, tariff_id, price, now, admin_id)
            for one in orders.open_of_tariff(tx, tariff_id):
                if one.price != price:
                    orders.close(tx, one.id, OrderState.REPRICED, now)
            action, detail = _noted(price)
            actor, subject = f"admin:{admin_id}", f"tariff:{tariff_id}"
            audit.add(tx, AuditEntry(now, actor, action, subject, detail))
            return True

        return await self.db.write(work)


def _is_possible(found: TariffInStars, price: InStars | None) -> bool:
    if price is None or not price.renews:
        return True
    return found.may_renew and price.stars <= MOST_RENEWING_STARS


def _noted(price: InStars | None) -> tuple[str, str | None]:
    """Return the audit's action and detail for a decision."""
    if price is None:
        return _REMOVED, None
    return _RENEWING if price.renews else _SET, str(price.stars)


def sold_for(tx: Tx, tariff_id: int) -> InStars | None:
    """Return the price in Stars for which buyers are offered a tariff now; None for none."""
    tariff = tariffs.get(tx, tariff_id)
    if tariff is None or tariff.is_hidden or is_retired(tx, tariff.plan_id):
        return None
    found = prices.latest(tx, tariff_id)
    return found.price if found is not None else None


def is_retired(tx: Tx, plan_id: PlanId) -> bool:
    plan = plans.get(tx, plan_id)
    return plan is None or plan.retired_at is not None


def _every(tx: Tx) -> list[TariffInStars]:
    known, bound = prices.every(tx), {one.tariff.id for one in tariffs.all_bound(tx)}
    listed = [one for one in tariffs.every(tx) if one.id in bound or one.id in known]
    return [found for one in listed if (found := _of(tx, one.id)) is not None]


def _of(tx: Tx, tariff_id: int) -> TariffInStars | None:
    tariff = tariffs.get(tx, tariff_id)
    if tariff is None:
        return None
    now, before, *_ = [*prices.of_tariff(tx, tariff_id, 2), None, None]
    return TariffInStars(tariff, now, before, is_retired(tx, tariff.plan_id))

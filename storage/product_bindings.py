"""The bindings of products to tariffs over time. Rows are only ever added, and a time later
than now, which a wrong clock has set, is corrected."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.domain.bindings import held_at
from bot.domain.durations import Duration
from bot.domain.models import PlanId, TariffId
from bot.domain.records import Tariff
from storage.engine.tx import Tx, marks


class ProductBinding(NamedTuple):
    """The tariff of a product from `bound_at` on, and the product's name as last seen."""

    bound_at: int
    tariff: Tariff
    product_name: str | None


def add(tx: Tx, product_id: int, tariff_id: int, now: int) -> None:
    tx.execute(
        "INSERT INTO product_bindings (product_id, tariff_id, bound_at) VALUES (?, ?, ?)",
        (product_id, tariff_id, now),
    )


def bound_at_the_latest(tx: Tx, now: int) -> None:
    """Let every binding hold from now on at the latest: a clock that was ahead has made some."""
    tx.execute("UPDATE product_bindings SET bound_at = ?1 WHERE bound_at > ?1", (now,))


def of_payment(tx: Tx, product_id: int | None, paid_at: int) -> ProductBinding | None:
    """Return the binding that counts for a payment of that moment; None if there never was one."""
    if product_id is None:
        return None
    return held_at(of_products(tx, [product_id]).get(product_id, ()), paid_at)


def of_products(tx: Tx, product_ids: Sequence[int]) -> dict[int, list[ProductBinding]]:
    """Return the bindings of these products in the order of time."""
    rows = tx.all(
        f"""SELECT b.product_id, b.bound_at, t.id, t.plan_id, t.months, t.days, t.lifetime,
            p.name
        FROM product_bindings b
        JOIN tariffs t ON t.id = b.tariff_id
        LEFT JOIN tariff_products p ON p.product_id = b.product_id
        WHERE b.product_id IN ({marks(product_ids)})
        ORDER BY b.bound_at, b.id""",
        product_ids,
    )
    found: dict[int, list[ProductBinding]] = {}
    for product_id, bound_at, tariff_id, plan_id, months, days, lifetime, name in rows:
        tariff = _tariff(tariff_id, plan_id, months, days, lifetime)
        found.setdefault(product_id, []).append(ProductBinding(bound_at, tariff, name))
    return found


@lru_cache(maxsize=256)
def _tariff(tariff_id: int, plan_id: int, months: int, days: int, lifetime: int) -> Tariff:
    """Return the tariff of a row. Each batch of sales needs the same few."""
    duration = Duration(months, days, lifetime=bool(lifetime))
    return Tariff(TariffId(tariff_id), duration, PlanId(plan_id))

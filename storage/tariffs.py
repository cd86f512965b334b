"""Tariffs and the Tribute products bound to them: several over time, of which some are on offer."""

from collections.abc import Iterable, Sequence

from bot.domain.durations import Duration
from bot.domain.models import PlanId, Product, ProductId, TariffId
from bot.domain.money import Money
from bot.domain.records import BoundProduct, Tariff
from storage import product_bindings
from storage.engine.tx import Row, Tx, marks
from storage.plans import OFFERS_SIGNAL
from storage.stars.prices import OF_TARIFF


def every(tx: Tx) -> list[Tariff]:
    """Return all tariffs that ever existed, by plan, in it in the owner's order, else shortest
    first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM tariffs t JOIN plans l ON l.id = t.plan_id ORDER BY {_ORDER}"
    )
    return [_tariff(row) for row in rows]


def get(tx: Tx, tariff_id: int) -> Tariff | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM tariffs t WHERE t.id = ?", (tariff_id,))
    return _tariff(row) if row else None


def find_or_create(tx: Tx, plan_id: PlanId, duration: Duration, now: int) -> Tariff:
    key = (plan_id, duration.months, duration.days, int(duration.lifetime))
    tx.execute(
        """INSERT INTO tariffs (plan_id, months, days, lifetime, created_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (plan_id, months, days, lifetime) DO NOTHING""",
        (*key, now),
    )
    [row] = tx.all(
        f"""SELECT {_COLUMNS} FROM tariffs t
        WHERE t.plan_id = ? AND t.months = ? AND t.days = ? AND t.lifetime = ?""",
        key,
    )
    return _tariff(row)


def set_order(tx: Tx, tariff_ids: Iterable[TariffId]) -> None:
    """Put the tariffs of a plan into this order, which has all of them."""
    for position, tariff_id in enumerate(tariff_ids, start=1):
        tx.execute("UPDATE tariffs SET position = ? WHERE id = ?", (position, tariff_id))
    tx.signal(OFFERS_SIGNAL)


def forget_order(tx: Tx, plan_id: PlanId) -> None:
    """Show the shortest tariff of a plan first again."""
    tx.execute("UPDATE tariffs SET position = NULL WHERE plan_id = ?", (plan_id,))
    tx.signal(OFFERS_SIGNAL)


def original_order(tx: Tx, plan_id: PlanId) -> list[TariffId]:
    """Return the tariffs of a plan as they stand where no admin has ordered them."""
    rows = tx.all(
        f"SELECT t.id FROM tariffs t WHERE t.plan_id = ? ORDER BY {_SHORTEST_FIRST}", (plan_id,)
    )
    return [TariffId(row["id"]) for row in rows]


def is_ordered(tx: Tx, plan_id: PlanId) -> bool:
    """Return whether an admin has ordered the tariffs of a plan."""
    return bool(
        tx.scalar(
            """SELECT EXISTS (
                SELECT 1 FROM tariffs WHERE plan_id = ? AND position IS NOT NULL)""",
            (plan_id,),
        )
    )


def set_hidden(tx: Tx, tariff_id: TariffId, hidden_at: int | None) -> None:
    """Offer a tariff to nobody, or again with None; its products stay as they are."""
    tx.execute("UPDATE tariffs SET hidden_at = ? WHERE id = ?", (hidden_at, tariff_id))
    tx.signal(OFFERS_SIGNAL)


def bind(tx: Tx, product_id: int, tariff_id: int, now: int) -> None:
    """Bind (or move) a product to a tariff, without offering it; its snapshot stays.

    Payments made before keep the tariff that it had then.
    """
    product_bindings.add(tx, product_id, tariff_id, now)
    tx.execute(
        """INSERT INTO tariff_products (product_id, tariff_id, is_on_offer, bound_at)
        VALUES (?, ?, 0, ?)
        ON CONFLICT (product_id) DO UPDATE SET
            tariff_id = excluded.tariff_id, is_on_offer = 0, bound_at = excluded.bound_at""",
        (product_id, tariff_id, now),
    )
    tx.signal(OFFERS_SIGNAL)


def offer(tx: Tx, product_id: int) -> None:
    """Offer this product for its tariff from now on, beside those that are on offer."""
    tx.execute("UPDATE tariff_products SET is_on_offer = 1 WHERE product_id = ?", (product_id,))
    tx.signal(OFFERS_SIGNAL)


def on_offer(tx: Tx, tariff_id: int) -> list[BoundProduct]:
    """Return the products that are on offer for a tariff, the one bound last first."""
    rows = tx.all(
        f"""{_SELECT} WHERE p.tariff_id = ? AND p.is_on_offer = 1
        ORDER BY p.bound_at DESC, p.product_id DESC""",
        (tariff_id,),
    )
    return [_bound_product(row) for row in rows]


def stop_offering(tx: Tx, product_id: int) -> None:
    """Stop offering the product; payments by its old link are still granted."""
    tx.execute("UPDATE tariff_products SET is_on_offer = 0 WHERE product_id = ?", (product_id,))
    tx.signal(OFFERS_SIGNAL)


def save_snapshot(tx: Tx, product: Product, now: int) -> None:
    tx.execute(
        """UPDATE tariff_products SET type = ?, name = ?, description = ?, amount_minor = ?,
            currency = ?, stars_amount = ?, accepts_cards = ?, status = ?, link = ?,
            web_link = ?, fetched_at = ?
        WHERE product_id = ?""",
        (
            product.type,
            product.name,
            product.description,
            product.price.amount_minor,
            product.price.currency,
            product.stars_amount,
            int(product.accepts_cards),
            product.status,
            product.link,
            product.web_link,
            now,
            product.id,
        ),
    )
    tx.signal(OFFERS_SIGNAL)


def set_gone(tx: Tx, product_id: int, now: int) -> None:
    """Mark a product that Tribute no longer lists, so that it can't be offered."""
    tx.execute(
        "UPDATE tariff_products SET status = 'gone', fetched_at = ? WHERE product_id = ?",
        (now, product_id),
    )
    tx.signal(OFFERS_SIGNAL)


def bound(tx: Tx, product_id: int) -> BoundProduct | None:
    return bound_of(tx, [product_id]).get(product_id)


def bound_of(tx: Tx, product_ids: Sequence[int]) -> dict[int, BoundProduct]:
    """Return those of the products that are bound, by id."""
    rows = tx.all(f"{_SELECT} WHERE p.product_id IN ({marks(product_ids)})", product_ids)
    return {row["product_id"]: _bound_product(row) for row in rows}


def all_bound(tx: Tx) -> list[BoundProduct]:
    """Return every bound product by plan, its tariffs in their order, in each those on offer, then
    the newest."""
    rows = tx.all(
        f"""{_SELECT} JOIN plans l ON l.id = t.plan_id
        ORDER BY {_ORDER}, p.is_on_offer DESC, p.bound_at DESC, p.product_id DESC"""
    )
    return [_bound_product(row) for row in rows]


def on_sale(tx: Tx) -> list[BoundProduct]:
    """Return the products on offer of the plans that are sold, without hidden tariffs, in the same
    order."""
    rows = tx.all(
        f"""{_SELECT} JOIN plans l ON l.id = t.plan_id
        WHERE p.is_on_offer = 1 AND l.retired_at IS NULL AND t.hidden_at IS NULL
        ORDER BY {_ORDER}, p.bound_at DESC, p.product_id DESC"""
    )
    return [_bound_product(row) for row in rows]


def offered_plans(tx: Tx) -> frozenset[PlanId]:
    """Return the plans of which buyers are offered something."""
    rows = tx.all(
        f"""SELECT DISTINCT t.plan_id FROM tariffs t JOIN plans l ON l.id = t.plan_id
        WHERE {_OFFERED} AND t.hidden_at IS NULL AND l.retired_at IS NULL"""
    )
    return frozenset(PlanId(row["plan_id"]) for row in rows)


def hidden_plans(tx: Tx) -> frozenset[PlanId]:
    """Return the plans with a hidden tariff that would be on offer else."""
    rows = tx.all(
        f"""SELECT DISTINCT t.plan_id FROM tariffs t
        WHERE t.hidden_at IS NOT NULL AND {_OFFERED}"""
    )
    return frozenset(PlanId(row["plan_id"]) for row in rows)


_OFFERED = f"""({OF_TARIFF} IS NOT NULL OR EXISTS (SELECT 1 FROM tariff_products p
    WHERE p.tariff_id = t.id AND p.is_on_offer = 1))"""
"""Whether a tariff has a product on offer, or a price in Stars."""
_SHORTEST_FIRST = "t.lifetime, t.months * 30 + t.days, t.id"
_ORDER = f"l.position, l.id, t.position IS NULL, t.position, {_SHORTEST_FIRST}"

_COLUMNS = "t.id, t.plan_id, t.months, t.days, t.lifetime, t.hidden_at"
_SELECT = f"""SELECT {_COLUMNS}, p.product_id, p.is_on_offer,
    p.type, p.name, p.description, p.amount_minor, p.currency, p.stars_amount, p.accepts_cards,
    p.status, p.link, p.web_link, p.fetched_at
    FROM tariff_products p JOIN tariffs t ON t.id = p.tariff_id"""


def _bound_product(row: Row) -> BoundProduct:
    return BoundProduct(
        ProductId(row["product_id"]),
        _tariff(row),
        bool(row["is_on_offer"]),
        _product(row) if row["name"] is not None else None,
        row["fetched_at"],
    )


def _tariff(row: Row) -> Tariff:
    duration = Duration(row["months"], row["days"], lifetime=bool(row["lifetime"]))
    hidden = row["hidden_at"] is not None
    return Tariff(TariffId(row["id"]), duration, PlanId(row["plan_id"]), is_hidden=hidden)


def _product(row: Row) -> Product:
    return Product(
        id=ProductId(row["product_id"]),
        type=row["type"],
        name=row["name"],
        price=Money(row["amount_minor"], row["currency"]),
        status=row["status"],
        accepts_cards=bool(row["accepts_cards"]),
        link=row["link"],
        web_link=row["web_link"],
        description=row["description"],
        stars_amount=row["stars_amount"],
    )

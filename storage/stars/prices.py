"""Prices in Stars: what admins have decided for tariffs. Rows are only added."""

from bot.domain.models import PersonId, TariffId
from bot.domain.stars import InStars, StarsPrice
from storage.engine.tx import Row, Tx
from storage.plans import OFFERS_SIGNAL

PRICES_SIGNAL = "stars_prices"
"""Raised at each decision about a price: the shop may sell in Stars from then on."""
_LATEST = """(SELECT id FROM stars_prices p WHERE p.tariff_id = t.id
    ORDER BY p.id DESC LIMIT 1)"""
"""The row that counts for the tariff `t`."""
OF_TARIFF = """(SELECT stars FROM stars_prices s WHERE s.tariff_id = t.id
    ORDER BY s.id DESC LIMIT 1)"""
"""The price of the tariff `t`; NULL where it isn't sold in Stars."""
_COLUMNS = "id, tariff_id, stars, set_at, admin_id, renews"


def latest(tx: Tx, tariff_id: int) -> StarsPrice | None:
    """Return what counts for a tariff; None where no admin has decided anything."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM stars_prices WHERE tariff_id = ? ORDER BY id DESC LIMIT 1",
        (tariff_id,),
    )
    return _price(row) if row else None


def every(tx: Tx) -> dict[TariffId, StarsPrice]:
    """Return what counts for each tariff about which an admin has decided."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM stars_prices
        WHERE id IN (SELECT MAX(id) FROM stars_prices GROUP BY tariff_id)"""
    )
    return {found.tariff_id: found for found in map(_price, rows)}


def on_sale(tx: Tx) -> dict[TariffId, InStars]:
    """Return what buyers are asked for tariffs now: not of retired plans, and not hidden ones."""
    rows = tx.all(
        f"""SELECT t.id, s.stars, s.renews FROM tariffs t JOIN plans l ON l.id = t.plan_id
        JOIN stars_prices s ON s.id = {_LATEST}
        WHERE t.hidden_at IS NULL AND l.retired_at IS NULL AND s.stars IS NOT NULL"""
    )
    return {TariffId(row["id"]): InStars(row["stars"], bool(row["renews"])) for row in rows}


def of_tariff(tx: Tx, tariff_id: int, limit: int) -> list[StarsPrice]:
    """Return what was decided for a tariff, newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM stars_prices
        WHERE tariff_id = ? ORDER BY id DESC LIMIT ?""",
        (tariff_id, limit),
    )
    return [_price(row) for row in rows]


def any_ever(tx: Tx) -> bool:
    """Return whether any tariff ever had a price in Stars."""
    return bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM stars_prices)"))


def first_at(tx: Tx) -> int | None:
    """Return since when the shop has sold in Stars; None if it never has."""
    at: int | None = tx.scalar("SELECT MIN(set_at) FROM stars_prices")
    return at


def any_renewing_ever(tx: Tx) -> bool:
    """Return whether any tariff ever had a price that renews."""
    return bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM stars_prices WHERE renews)"))


def insert(tx: Tx, tariff_id: int, price: InStars | None, now: int, admin_id: int) -> int:
    """Let a price count from now on, and return its id."""
    stars, renews = price or (None, False)
    tx.signal(OFFERS_SIGNAL)
    tx.signal(PRICES_SIGNAL)
    return tx.insert(
        """INSERT INTO stars_prices (tariff_id, stars, renews, set_at, admin_id)
        VALUES (?, ?, ?, ?, ?)""",
        (tariff_id, stars, int(renews), now, admin_id),
    )


def _price(row: Row) -> StarsPrice:
    return StarsPrice(
        row["id"],
        TariffId(row["tariff_id"]),
        row["stars"],
        row["set_at"],
        PersonId(row["admin_id"]),
        bool(row["renews"]),
    )

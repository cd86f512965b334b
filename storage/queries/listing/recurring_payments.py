"""Payments for Tribute's recurring subscriptions as the console lists them, the latest to come in
first: those that the sums count.

No page reads more than a bounded number of rows; what is left is read with the next one.
"""

from dataclasses import dataclass

from bot.domain.listing.recurring_payments import Place, SoughtPayments
from bot.domain.models import PersonId
from bot.domain.money import Money
from bot.domain.recurring import RecurringChange
from storage.engine.tx import Row, Tx

MOST_ROWS = 80_000
"""The most payments that one page looks through."""


@dataclass(frozen=True, slots=True)
class RecurringPayment:
    """A payment that gave access, also a trial (`price` None) or a present."""

    row: int
    telegram_user_id: PersonId
    subscription_id: int
    name: str | None
    what: RecurringChange
    type: str | None
    price: Money | None
    occurred_at: int


@dataclass(frozen=True, slots=True)
class RecurringPage:
    """A page, where the next one goes on, and whether it is short because enough was looked
    through."""

    payments: list[RecurringPayment]
    next: Place | None
    is_cut: bool = False


def any_ever(tx: Tx) -> bool:
    """Return whether Tribute ever reported a recurring subscription."""
    return tx.scalar("SELECT 1 FROM recurring_events LIMIT 1") is not None


def page(tx: Tx, sought: SoughtPayments, after: Place | None, limit: int) -> RecurringPage:
    """Return the next payments."""
    low, high = _rows_of(tx, sought)
    before = min(after.row, high + 1) if after else high + 1
    lowest = max(low, before - MOST_ROWS)
    condition, values = _conditions(sought)
    rows = tx.all(
        f"""SELECT e.id, e.telegram_user_id, e.subscription_id, COALESCE(e.name, n.name) AS name,
            e.what, e.type, e.price_minor, e.currency, e.occurred_at
        FROM recurring_events e
        JOIN recurring_plans n ON n.subscription_id = e.subscription_id
        WHERE e.id < ? AND e.id >= ? AND e.status = 'applied' AND e.what <> 'cancelled'{condition}
        ORDER BY e.id DESC LIMIT ?""",
        (before, lowest, *values, limit + 1),
    )
    found = [_payment(row) for row in rows[:limit]]
    if len(rows) > limit:
        return RecurringPage(found, Place(found[-1].row))
    is_cut = lowest > low
    return RecurringPage(found, Place(lowest) if is_cut else None, is_cut)


def _rows_of(tx: Tx, sought: SoughtPayments) -> tuple[int, int]:
    """Return the first and the last row that can be meant: the sums know between which rows the
    payments of a period are."""
    if sought.since is None and sought.until is None:
        return 1, int(tx.scalar("SELECT MAX(id) FROM recurring_events") or 0)
    rows = tx.one(
        """SELECT MIN(first_row) AS first, MAX(last_row) AS last FROM sums
        WHERE area = 0 AND until > ? AND until <= ? AND seconds = 86400 AND kind = ?""",
        (
            sought.since if sought.since is not None else -_NEVER,
            (sought.until if sought.until is not None else _NEVER) + 86_400,
            "again" if sought.again else "recurring",
        ),
    )
    if rows is not None and sought.again:
        rows = tx.one(
            """SELECT MIN(recurring_event) AS first, MAX(recurring_event) AS last
            FROM grants WHERE id BETWEEN ? AND ?""",
            (rows["first"], rows["last"]),
        )
    return (rows["first"], rows["last"]) if rows and rows["first"] is not None else (1, 0)


_NEVER = 1 << 60
_AGAIN = """EXISTS (SELECT 1 FROM grants g
    WHERE g.recurring_event = e.id AND g.revoked_at IS NULL{} AND EXISTS (
        SELECT 1 FROM grants p WHERE p.telegram_user_id = g.telegram_user_id
            AND p.revoked_at IS NULL AND p.source <> 'admin'
            AND (p.granted_at, p.id) < (g.granted_at, g.id)))"""
"""As `counted_newcomers` in the sums counts those that were not the first."""


def _conditions(sought: SoughtPayments) -> tuple[str, list[object]]:
    """Return the conditions beside those of the place, with their values."""
    ends = ((">=", sought.since), ("<", sought.until))
    period = [(sign, end) for sign, end in ends if end is not None]
    values: list[object] = [end for _, end in period]
    if sought.again:
        of_grant = "".join(f" AND g.granted_at {sign} ?" for sign, _ in period)
        condition = f" AND {_AGAIN.format(of_grant)}"
    else:
        condition = "".join(f" AND e.occurred_at {sign} ?" for sign, _ in period)
    if sought.currency is not None:
        condition += " AND e.currency = ? AND COALESCE(e.type, '') <> 'trial'"
        values.append(sought.currency)
    return condition, values


def _payment(row: Row) -> RecurringPayment:
    is_trial = row["type"] == "trial"
    return RecurringPayment(
        row=row["id"],
        telegram_user_id=PersonId(row["telegram_user_id"]),
        subscription_id=row["subscription_id"],
        name=row["name"],
        what=RecurringChange(row["what"]),
        type=row["type"],
        price=None if is_trial else Money.of(row["price_minor"], row["currency"]),
        occurred_at=row["occurred_at"],
    )

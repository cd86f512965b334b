"""Purchases as the console lists them: newest first, filtered, page by page.

No page reads more than a bounded number of rows, so that a filter which fits few purchases costs no
more than one which fits many; what is left is read with the next page.
"""

from typing import NamedTuple

from bot.domain.listing.purchases import ListedKind, ListedStatus, Place, SoughtPurchases
from bot.domain.records import Purchase
from storage.engine.tx import Tx, marks
from storage.purchases import COLUMNS, purchases_of
from storage.queries.guessed_refunds import GUESSED_ROWS
from storage.queries.listing import purchase_rows
from storage.queries.listing.name_patterns import pattern

MOST_ROWS = 300_000
"""The most purchases that one page looks through: some 20 ms on two cores."""
MOST_ROWS_JOINED = 80_000
"""The same where other tables are asked about each."""


class ListedPage(NamedTuple):
    """A page, where the next one goes on, and whether it is short because enough was looked
    through."""

    purchases: list[Purchase]
    next: Place | None
    is_cut: bool = False


class _Keys(NamedTuple):
    """A query of the ids to look through, in the order of the list."""

    sql: str
    values: tuple[object, ...]


def page(tx: Tx, sought: SoughtPurchases, after: Place | None, limit: int) -> ListedPage:
    """Return the next purchases; an order by id, or by the time of the refund."""
    if sought.by_refund:
        return _by_keys(tx, sought, _refunded(sought, after), limit)
    is_renewed = sought.status is ListedStatus.RENEWED
    rows_of = purchase_rows.of_renewals if is_renewed else purchase_rows.of_period
    low, high = rows_of(tx, sought.since, sought.until)
    before = min(after.row, high + 1) if after else high + 1
    key_column = _key_source(sought)
    if key_column is not None:
        column, source = key_column
        sql = f"SELECT {column} AS id, 0 AS refunded_at FROM {source}"
        ranged = f"{sql} AND {column} < ? AND {column} >= ? ORDER BY {column} DESC"
        return _by_keys(tx, sought, _Keys(ranged, (before, low)), limit)
    lowest = low if sought.is_few else max(low, before - _most(sought))
    condition, values = _conditions(sought)
    found = purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM purchases
            WHERE id < ? AND id >= ? {condition}
            ORDER BY id DESC LIMIT ?""",
            (before, lowest, *values, limit + 1),
        )
    )
    if len(found) > limit:
        return ListedPage(found[:limit], Place(found[limit - 1].id))
    is_cut = lowest > low
    return ListedPage(found, Place(lowest) if is_cut else None, is_cut)


def _key_source(sought: SoughtPurchases) -> tuple[str, str] | None:
    """Return the column and the rows of an index that has little but what is sought."""
    if sought.is_few:
        return None
    if sought.status is ListedStatus.HELD:
        return "id", "purchases INDEXED BY held_purchases WHERE status = 'held'"
    if sought.kind is ListedKind.STARS:
        return "purchase_row", "stars_payments WHERE TRUE"
    if sought.kind is ListedKind.RENEWING:
        return "purchase_row", "stars_payments WHERE renewal_id IS NOT NULL"
    return None


def _refunded(sought: SoughtPurchases, after: Place | None) -> _Keys:
    before = (sought.until if sought.until is not None else _NEVER, 0)
    if after is not None:
        before = min(before, (after.refunded_at, after.row))
    since = sought.since if sought.since is not None else -_NEVER
    sql = """SELECT id, refunded_at FROM purchases INDEXED BY purchases_by_refund
        WHERE status = 'refunded' AND refunded_at >= ? AND (refunded_at, id) < (?, ?)
        ORDER BY refunded_at DESC, id DESC"""
    return _Keys(sql, (since, *before))


def _by_keys(tx: Tx, sought: SoughtPurchases, keys: _Keys, limit: int) -> ListedPage:
    """Return the next purchases of these; they come in the order of the keys, one after the other,
    so that reading ends with the page."""
    most, (condition, values) = _most(sought), _conditions(sought)
    found = purchases_of(
        tx.all(
            f"""SELECT {COLUMNS} FROM (SELECT id AS key FROM ({keys.sql} LIMIT ?)) AS keys
            CROSS JOIN purchases ON purchases.id = keys.key
            WHERE TRUE {condition} LIMIT ?""",
            (*keys.values, most, *values, limit + 1),
        )
    )
    if len(found) > limit:
        last = found[limit - 1]
        return ListedPage(found[:limit], Place(last.id, last.refunded_at or 0))
    last_read = tx.one(f"{keys.sql} LIMIT 1 OFFSET ?", (*keys.values, most - 1))
    if last_read is None:
        return ListedPage(found, None)
    return ListedPage(found, Place(*last_read), is_cut=True)


def _most(sought: SoughtPurchases) -> int:
    return MOST_ROWS_JOINED if sought.is_joined else MOST_ROWS


_NEVER = 1 << 62
_BEGAN = "MIN(COALESCE(purchases.purchased_at, purchases.received_at), purchases.received_at)"
_RENEWED = """purchases.status = 'applied' AND EXISTS (SELECT 1 FROM grants g
    WHERE g.purchase_row = purchases.id AND g.revoked_at IS NULL AND EXISTS (
        SELECT 1 FROM grants e WHERE e.telegram_user_id = g.telegram_user_id
            AND e.revoked_at IS NULL AND e.source <> 'admin'
            AND (e.granted_at, e.id) < (g.granted_at, g.id)))"""
"""As `counted_newcomers` in the sums counts those that were not the first."""
_GRANTED_AT = "(SELECT g.granted_at FROM grants g WHERE g.purchase_row = purchases.id)"
_STATUSES = {
    ListedStatus.GRANTED: "purchases.status = 'applied'",
    ListedStatus.RENEWED: _RENEWED,
    ListedStatus.HELD: "purchases.status = 'held'",
    ListedStatus.REFUNDED: "purchases.status = 'refunded' AND purchases.same_as IS NULL",
    ListedStatus.GUESSED: f"purchases.id IN ({GUESSED_ROWS})",
    ListedStatus.DISMISSED: "purchases.status = 'dismissed'",
}
"""Of two refunded purchases that are one, only one counts as refunded."""
_TIMES = {
    ListedStatus.RENEWED: _GRANTED_AT,
    ListedStatus.HELD: "purchases.received_at",
    ListedStatus.GUESSED: "purchases.refunded_at",
}
"""The time by which purchases of a state are in a period, where it isn't that of the payment."""
_KINDS = {
    ListedKind.TRIBUTE: "purchases.event_id IS NOT NULL",
    ListedKind.STARS: "purchases.event_id IS NULL",
    ListedKind.RENEWING: """EXISTS (SELECT 1 FROM stars_payments s
        WHERE s.purchase_row = purchases.id AND s.renewal_id IS NOT NULL)""",
}
_GRANTED = "EXISTS (SELECT 1 FROM grants g WHERE g.purchase_row = purchases.id AND g.{} = ?)"
_WORD = """(purchases.product_name GLOB ? OR purchases.telegram_username GLOB ?
    OR EXISTS (SELECT 1 FROM people p WHERE p.telegram_user_id = purchases.telegram_user_id
        AND (p.name GLOB ? OR p.username GLOB ?)))"""


def _conditions(sought: SoughtPurchases) -> tuple[str, list[object]]:
    """Return the conditions beside those of the place, with their values."""
    found: list[tuple[str, list[object]]] = []
    few = (("purchases.telegram_user_id", sought.people), ("purchases.id", sought.rows))
    meant = [f"{column} IN ({marks(some)})" for column, some in few if some]
    if meant:  # an empty IN () would keep SQLite from the indexes of the other
        found.append((f"({' OR '.join(meant)})", [*sought.people, *sought.rows]))
    if sought.status is not None:
        found.append((_STATUSES[sought.status], []))
    if sought.kind is not None:
        found.append((_KINDS[sought.kind], []))
    if sought.currency is not None:
        found.append(("purchases.currency = ?", [sought.currency]))
    if sought.product_id is not None:
        found.append(("purchases.product_id = ?", [sought.product_id]))
    found += _in_period(sought)
    if sought.plan_id is not None:
        found.append((_GRANTED.format("plan_id"), [sought.plan_id]))
    if sought.tariff_id is not None:
        found.append((_GRANTED.format("tariff_id"), [sought.tariff_id]))
    found += [(_WORD, [pattern(word)] * 4) for word in sought.words]
    return (
        "".join(f"\n            AND {sql}" for sql, _ in found),
        [value for _, values in found for value in values],
    )


def _in_period(sought: SoughtPurchases) -> list[tuple[str, list[object]]]:
    if sought.by_refund:
        return []
    at = _TIMES.get(sought.status, _BEGAN) if sought.status is not None else _BEGAN
    ends = ((">=", sought.since), ("<", sought.until))
    return [(f"{at} {sign} ?", [end]) for sign, end in ends if end is not None]

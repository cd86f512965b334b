"""The rows of the ledger about one purchase: deliveries, messages, refund attempts."""

from bot.domain.listing.life import Delivery, RefundAsked, Sent, StarsReport
from bot.domain.models import EventRow, PurchaseRow
from bot.domain.records import AttemptState, Purchase
from storage.engine.tx import Row, Tx, marks


def deliveries(tx: Tx, purchase: Purchase) -> list[Delivery]:
    """Return the events of a purchase and of its refund, in the order in which they came first."""
    rows = tx.all(
        f"""SELECT name, body, problems, deliveries, first_seen_at, last_seen_at,
            (SELECT COUNT(*) FROM event_conflicts c WHERE c.event_id = e.id) AS conflicts
        FROM webhook_events e WHERE id IN ({marks(_events(tx, purchase))}) ORDER BY id""",
        _events(tx, purchase),
    )
    return [Delivery(*row) for row in rows]


def _events(tx: Tx, purchase: Purchase) -> tuple[EventRow, ...]:
    rows = tx.all("SELECT event_id FROM unmatched_refunds WHERE purchase_row = ?", (purchase.id,))
    found = {row["event_id"] for row in rows}
    if purchase.event_row is not None:
        found.add(purchase.event_row)
    if purchase.purchase_id is not None:
        of_refund = tx.scalar(
            "SELECT id FROM webhook_events WHERE event_key = ?",
            (f"digital_product_refunded:purchase:{purchase.purchase_id}",),
        )
        found |= {of_refund} if of_refund is not None else set()
    return tuple(sorted(found))


def sendings(tx: Tx, kinds: tuple[str, ...], subject_id: int) -> list[Sent]:
    """Return the messages of these kinds about one subject, oldest first; their keys begin with
    both."""
    found: list[Row] = []
    for kind in kinds:
        key = f"{kind}:{subject_id}"
        found += tx.all(
            """SELECT id, kind, chat_id, state, error, attempts, not_before, created_at, done_at
            FROM outbox
            WHERE (dedupe_key = ? OR (dedupe_key > ? AND dedupe_key < ?)) AND subject_id = ?""",
            (key, f"{key}:", f"{key};", subject_id),
        )
    return [Sent(*tuple(row)[1:]) for row in sorted(found, key=lambda row: int(row["id"]))]


def attempts(tx: Tx, row: PurchaseRow) -> list[RefundAsked]:
    """Return how often admins asked for a refund, oldest first."""
    rows = tx.all(
        """SELECT id, actor_id, state, error, created_at, answered_at FROM refund_attempts
        WHERE purchase_row = ? ORDER BY id""",
        (row,),
    )
    return [RefundAsked(*one)._replace(state=AttemptState(one["state"])) for one in rows]


def stars_report(tx: Tx, row: PurchaseRow) -> StarsReport | None:
    """Return Telegram's reports of a payment in Stars; None for another purchase."""
    found = tx.one(
        """SELECT charge_id, reports, first_seen_at, last_seen_at, problems FROM stars_payments
        WHERE purchase_row = ?""",
        (row,),
    )
    return StarsReport(*found) if found else None

"""One person's whole history: payments, claims, and what was done for or with them."""

from dataclasses import dataclass

from bot.domain.models import PurchaseRow
from storage.engine.tx import Row, Tx

PAID, REFUNDED, CLAIMED = "paid", "money_returned", "claimed"
RECURRING = "tribute_subscription"
"""What happened by itself; everything else is an action of the audit."""


@dataclass(frozen=True, slots=True)
class Happening:
    """`purchase_row` where it concerns a purchase; `actor` where it is from the audit, as there."""

    at: int
    what: str
    purchase_row: PurchaseRow | None
    actor: str | None
    detail: str | None


def of_person(tx: Tx, telegram_user_id: int, limit: int, offset: int = 0) -> list[Happening]:
    """Newest first. The audit of the person's purchases belongs to it."""
    rows = tx.all(
        """SELECT COALESCE(purchased_at, received_at) AS at, ?2 AS what, id AS purchase_row,
            NULL AS actor, NULL AS detail, 0 AS place
        FROM purchases WHERE telegram_user_id = ?1
        UNION ALL
        SELECT refunded_at, ?3, id, NULL, NULL, 3
        FROM purchases WHERE telegram_user_id = ?1 AND refunded_at IS NOT NULL
        UNION ALL
        SELECT created_at, ?4, NULL, NULL, text, 1 FROM claims WHERE telegram_user_id = ?1
        UNION ALL
        SELECT occurred_at, ?5, NULL, NULL, CAST(id AS TEXT), 1
        FROM recurring_events WHERE telegram_user_id = ?1 AND status = 'applied'
        UNION ALL
        SELECT at, action, NULL, actor, detail, 2 FROM audit WHERE subject = 'person:' || ?1
        UNION ALL
        SELECT a.at, a.action, p.id, a.actor, a.detail, 2
        FROM purchases p JOIN audit a ON a.subject = 'purchase:' || p.id
        WHERE p.telegram_user_id = ?1 AND a.action <> 'refunded'
        ORDER BY at DESC, place DESC LIMIT ?6 OFFSET ?7""",
        (telegram_user_id, PAID, REFUNDED, CLAIMED, RECURRING, limit, offset),
    )
    return [_happening(row) for row in rows]


def _happening(row: Row) -> Happening:
    return Happening(row["at"], row["what"], row["purchase_row"], row["actor"], row["detail"])

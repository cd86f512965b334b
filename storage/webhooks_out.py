"""Outgoing webhooks, queued in the same transaction as the change that they report."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.models import FIRST_PLAN, PersonId, PlanId
from bot.domain.records import QueuedWebhook
from storage.engine.tx import Row, Tx

SIGNAL = "webhooks-out"
"""Raised in the transaction that queues a row, so that the worker wakes once it is committed."""

_COLUMNS = "id, webhook_id, type, telegram_user_id, body, attempts, error, error_status, done_at"


@dataclass(frozen=True, slots=True)
class NewWebhook:
    webhook_id: str
    type: str
    telegram_user_id: PersonId
    body: str


def enqueue(tx: Tx, new: Sequence[NewWebhook], now: int) -> None:
    tx.insert_rows(
        """INSERT INTO webhooks_out (webhook_id, type, telegram_user_id, body, not_before,
            created_at)
        VALUES ?""",
        [(one.webhook_id, one.type, one.telegram_user_id, one.body, now, now) for one in new],
    )
    tx.signal(SIGNAL)


def next_due(tx: Tx, now: int) -> QueuedWebhook | None:
    """Return the webhook that is overdue longest.

    Webhooks about one person keep their order: while the oldest must wait, the later ones wait too.
    """
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM webhooks_out AS o
        WHERE state = 'queued' AND not_before <= ?
            AND NOT EXISTS (
                SELECT 1 FROM webhooks_out AS earlier
                WHERE earlier.telegram_user_id = o.telegram_user_id
                    AND earlier.state = 'queued' AND earlier.id < o.id)
        ORDER BY not_before, id LIMIT 1""",
        (now,),
    )
    return _webhook(row) if row else None


def next_at(tx: Tx, since: int) -> int | None:
    """Return the earliest time after `since` that a webhook waits for; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(not_before) FROM webhooks_out WHERE state = 'queued' AND not_before > ?",
        (since,),
    )
    return found


def set_delivered(tx: Tx, row_id: int, now: int) -> None:
    tx.execute(
        """UPDATE webhooks_out SET state = 'delivered', error = NULL, error_status = NULL,
            done_at = ?, attempts = attempts + 1
        WHERE id = ?""",
        (now, row_id),
    )


def set_undeliverable(tx: Tx, row_id: int, error: str, status: int | None, now: int) -> None:
    tx.execute(
        """UPDATE webhooks_out SET state = 'undeliverable', error = ?, error_status = ?,
            done_at = ?, attempts = attempts + 1
        WHERE id = ?""",
        (error, status, now, row_id),
    )


def postpone(tx: Tx, row_id: int, error: str, status: int | None, not_before: int) -> None:
    """Count a failed attempt and schedule the next one."""
    tx.execute(
        """UPDATE webhooks_out SET error = ?, error_status = ?, not_before = ?,
            attempts = attempts + 1
        WHERE id = ?""",
        (error, status, not_before, row_id),
    )


def retry_now(tx: Tx, error: str, now: int) -> None:
    """Make webhooks due that were put off because of this error, which is over now."""
    tx.execute(
        """UPDATE webhooks_out SET not_before = ?
        WHERE state = 'queued' AND not_before > ? AND error = ?""",
        (now, now, error),
    )


def attempts_put_off(tx: Tx, now: int) -> list[int]:
    """Return after how many attempts webhooks wait for a later time than now."""
    rows = tx.all(
        "SELECT DISTINCT attempts FROM webhooks_out WHERE state = 'queued' AND not_before > ?",
        (now,),
    )
    return [row["attempts"] for row in rows]


def due_at_the_latest(tx: Tx, attempts: int, latest: int) -> None:
    """Bring webhooks after so many attempts forward that a wrong clock has put off further."""
    changed = tx.execute(
        """UPDATE webhooks_out SET not_before = ?
        WHERE state = 'queued' AND attempts = ? AND not_before > ?""",
        (latest, attempts, latest),
    )
    if changed:
        tx.signal(SIGNAL)


def reported_over(tx: Tx, after: int) -> list[tuple[PersonId, PlanId]]:
    """Return people and plans of which the last webhook was queued after that moment and says that
    there is no access.

    Without any webhook after it this costs one look into an index.
    """
    rows = tx.all(
        f"""SELECT DISTINCT w.telegram_user_id, p.id AS plan_id, p.key FROM webhooks_out w
        JOIN plans p ON p.key = {_PLAN} WHERE w.created_at > ?""",
        (FIRST_PLAN, after),
    )
    return [
        (PersonId(row["telegram_user_id"]), PlanId(row["plan_id"]))
        for row in rows
        if not _last_says_active(tx, row["telegram_user_id"], row["key"])
    ]


_PLAN = """COALESCE(json_extract(w.body, '$.data.plan'), (SELECT key FROM plans WHERE id = ?))"""
"""The key of a webhook's plan; there was one plan only when webhooks didn't name it."""


def _last_says_active(tx: Tx, telegram_user_id: PersonId, plan: str) -> bool:
    return bool(
        tx.scalar(
            f"""SELECT COALESCE(json_extract(w.body, '$.data.plan_state.active'),
                json_extract(w.body, '$.data.active'))
            FROM webhooks_out w
            WHERE w.telegram_user_id = ? AND {_PLAN} = ? ORDER BY w.id DESC LIMIT 1""",
            (telegram_user_id, FIRST_PLAN, plan),
        )
    )


def waiting(tx: Tx) -> int:
    """Return how many webhooks are still to be sent."""
    found: int = tx.scalar("SELECT COUNT(*) FROM webhooks_out WHERE state = 'queued'")
    return found


def last_error(tx: Tx) -> QueuedWebhook | None:
    """Return the oldest webhook that waits after a failure; it has the error."""
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM webhooks_out
        WHERE state = 'queued' AND error IS NOT NULL ORDER BY id LIMIT 1"""
    )
    return _webhook(row) if row else None


def count_undeliverable(tx: Tx) -> int:
    found: int = tx.scalar("SELECT COUNT(*) FROM webhooks_out WHERE state = 'undeliverable'")
    return found


def undeliverable(tx: Tx, limit: int) -> list[QueuedWebhook]:
    """Return abandoned webhooks, the latest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM webhooks_out
        WHERE state = 'undeliverable' ORDER BY id DESC LIMIT ?""",
        (limit,),
    )
    return [_webhook(row) for row in rows]


def requeue_undeliverable(tx: Tx, now: int) -> int:
    """Queue all abandoned webhooks again and return how many there were."""
    tx.signal(SIGNAL)
    return tx.execute(
        """UPDATE webhooks_out SET state = 'queued', attempts = 0, not_before = ?, done_at = NULL
        WHERE state = 'undeliverable'""",
        (now,),
    )


def dismiss_undeliverable(tx: Tx, now: int) -> int:
    """Dismiss all abandoned webhooks and return how many there were."""
    return tx.execute(
        "UPDATE webhooks_out SET state = 'dismissed', done_at = ? WHERE state = 'undeliverable'",
        (now,),
    )


def _webhook(row: Row) -> QueuedWebhook:
    return QueuedWebhook(**dict(row))

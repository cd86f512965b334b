"""Notices that a clock that was ahead has queued too early; found by an index of their own."""

import json
from dataclasses import dataclass

from storage.engine.tx import Tx

_KINDS = """(kind = 'reminder' OR kind = 'ended' OR kind = 'chat-knock' OR kind = 'admin-test'
    OR kind = 'admin-error' OR kind = 'admin-webhooks-fail' OR kind = 'admin-webhooks-lost')"""
"""The kinds whose keys depend on the clock: the exact condition of the index."""


@dataclass(frozen=True, slots=True)
class EarlyNotice:
    """A row of the outbox that was queued later than it is now."""

    id: int
    kind: str
    chat_id: int
    detail: dict[str, object]
    dedupe_key: str


def queued_after(tx: Tx, now: int) -> list[EarlyNotice]:
    """Return the notices that were queued later than now, and still hold their keys."""
    rows = tx.all(
        f"""SELECT id, kind, chat_id, detail, dedupe_key FROM outbox
        WHERE {_KINDS} AND created_at > ? AND instr(dedupe_key, ':early:') = 0
        ORDER BY created_at, id""",
        (now,),
    )
    return [
        EarlyNotice(
            row["id"],
            row["kind"],
            row["chat_id"],
            json.loads(row["detail"]) if row["detail"] else {},
            row["dedupe_key"],
        )
        for row in rows
    ]


def free_key(tx: Tx, notice_id: int) -> None:
    """Free the notice's key, so that the same notice can be queued again at its right time."""
    tx.execute(
        "UPDATE outbox SET dedupe_key = dedupe_key || ':early:' || id WHERE id = ?", (notice_id,)
    )


def cancel(tx: Tx, notice_id: int, now: int) -> None:
    """Cancel the notice if it still waits."""
    tx.execute(
        """UPDATE outbox SET state = 'cancelled', error = 'too early', done_at = ?
        WHERE id = ? AND state IN ('queued', 'waiting')""",
        (now, notice_id),
    )


def was_sent(tx: Tx, notice_id: int) -> bool:
    """Return whether the person has got this notice."""
    return bool(tx.scalar("SELECT state = 'sent' FROM outbox WHERE id = ?", (notice_id,)))


def of_grant_was_sent(tx: Tx, grant_id: int) -> bool:
    """Return whether the person has got the notice that this access was given or paid."""
    return bool(
        tx.scalar(
            """SELECT 1 FROM outbox WHERE state = 'sent' AND dedupe_key IN (
                SELECT 'granted:' || id FROM grants WHERE id = ?1
                UNION ALL SELECT 'paid:' || purchase_row FROM grants
                WHERE id = ?1 AND purchase_row IS NOT NULL)""",
            (grant_id,),
        )
    )

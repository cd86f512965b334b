"""Times at which something was done or came in, where a clock that was ahead dated it later than
now."""

from storage.engine.tx import Tx

_ACTS = (
    ("audit", "at"),
    ("people", "first_seen_at"),
    ("people", "username_seen_at"),
    ("refund_attempts", "created_at"),
    ("refund_attempts", "answered_at"),
)
_ARRIVALS = (("purchases", "purchased_at"), ("recurring_events", "occurred_at"))
"""Where payments are, and the column with Tribute's own time, which may truly be a little later."""


def done_at_the_latest(tx: Tx, now: int) -> None:
    """Let everything have been done, and every payment have come in, by now. Reads these tables."""
    for table, at in _ACTS:
        tx.execute(f"UPDATE {table} SET {at} = ?1 WHERE {at} > ?1", (now,))
    for table, paid_at in _ARRIVALS:
        tx.execute(
            f"""UPDATE {table} SET received_at = MAX(?1, COALESCE({paid_at}, ?1))
            WHERE received_at > MAX(?1, COALESCE({paid_at}, ?1))""",
            (now,),
        )

"""Broadcasts that go out at a planned time: which there are, and what becomes of them."""

from bot.domain.broadcasts import Broadcast, Missed, Reach
from storage.broadcasts import COLUMNS, broadcast_of
from storage.engine.tx import Tx


def listed(tx: Tx) -> list[Broadcast]:
    """Return all planned broadcasts, the next one first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM broadcasts WHERE state = 'planned' ORDER BY planned_at, id"
    )
    return [broadcast_of(row) for row in rows]


def next_at(tx: Tx, since: int) -> int | None:
    """Return the earliest time after `since` for which a broadcast is planned; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(planned_at) FROM broadcasts WHERE state = 'planned' AND planned_at > ?",
        (since,),
    )
    return found


def plan(tx: Tx, broadcast_id: int, admin_id: int, at: int) -> bool:
    """Plan the admin's draft, or give a planned broadcast, whosever it is, another time; return
    False if it is neither any more."""
    changed = tx.execute(
        """UPDATE broadcasts SET state = 'planned', planned_at = ?, missed_at = NULL,
            missed_why = NULL
        WHERE id = ? AND (state = 'planned' OR (state = 'draft' AND admin_id = ?))""",
        (at, broadcast_id, admin_id),
    )
    return changed == 1


def take_over(tx: Tx, broadcast_id: int, admin_id: int) -> None:
    """Make a planned broadcast this admin's, who answers for it from now on."""
    tx.execute(
        "UPDATE broadcasts SET admin_id = ? WHERE id = ? AND state = 'planned'",
        (admin_id, broadcast_id),
    )


def cancel(tx: Tx, broadcast_id: int) -> bool:
    """Drop a planned broadcast; return False if it is planned no more."""
    changed = tx.execute(
        "UPDATE broadcasts SET state = 'dropped' WHERE id = ? AND state = 'planned'",
        (broadcast_id,),
    )
    return changed == 1


def start(tx: Tx, broadcast_id: int, admin_id: int, reach: Reach, now: int) -> bool:
    """Start a planned broadcast for this admin, who gets its report; return False if it is planned
    no more."""
    changed = tx.execute(
        """UPDATE broadcasts SET state = 'sending', started_at = ?, admin_id = ?, expected = ?,
            expected_skipped = ?, expected_declined = ?, missed_at = NULL, missed_why = NULL
        WHERE id = ? AND state = 'planned'""",
        (now, admin_id, *reach, broadcast_id),
    )
    return changed == 1


def miss(tx: Tx, broadcast_id: int, why: Missed, now: int) -> None:
    """Note that it didn't go out at its time, so that an admin has to decide."""
    tx.execute(
        "UPDATE broadcasts SET missed_at = ?, missed_why = ? WHERE id = ? AND state = 'planned'",
        (now, why, broadcast_id),
    )


def recount(tx: Tx, broadcast_id: int, reach: Reach) -> None:
    """Keep how many people a planned broadcast would reach now."""
    tx.execute(
        """UPDATE broadcasts SET expected = ?, expected_skipped = ?, expected_declined = ?
        WHERE id = ? AND state = 'planned'""",
        (*reach, broadcast_id),
    )

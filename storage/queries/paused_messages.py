"""Messages to people that wait while the outbox is paused after a restore."""

from storage.engine.tx import Tx, marks


def cancel_older(tx: Tx, until: int, now: int) -> None:
    """Cancel messages to people that were queued up to then.

    Those that wait for their person are as old. Jobs in groups and channels stay, because
    somebody's access depends on them.
    """
    tx.execute(
        """UPDATE outbox SET state = 'cancelled', error = 'dropped after a restore', done_at = ?
        WHERE state IN ('queued', 'waiting', 'gathered') AND chat_id > 0 AND created_at <= ?""",
        (now, until),
    )


def count_queued(tx: Tx, until: int, but: tuple[str, ...]) -> tuple[int, int]:
    """Return how many messages to people wait: those queued up to `until`, and those since.

    The kinds in `but` aren't counted.
    """
    row = tx.one(
        f"""SELECT COUNT(*) FILTER (WHERE created_at <= ?) AS old,
            COUNT(*) FILTER (WHERE created_at > ?) AS new
        FROM outbox
        WHERE state IN ('queued', 'waiting', 'gathered') AND chat_id > 0
            AND kind NOT IN ({marks(but)})""",
        (until, until, *but),
    )
    return (row["old"], row["new"]) if row else (0, 0)

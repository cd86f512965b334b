"""The topics that admins don't want to hear of at once, and the time of each one's digest."""

from storage.engine.tx import Tx


def every(tx: Tx) -> list[tuple[int, str, str]]:
    """Return each choice: the admin, the topic, and how they hear of it."""
    rows = tx.all("SELECT telegram_user_id, topic, hearing FROM notice_choices")
    return [(row["telegram_user_id"], row["topic"], row["hearing"]) for row in rows]


def put(tx: Tx, telegram_user_id: int, topic: str, hearing: str) -> None:
    tx.execute(
        """INSERT INTO notice_choices (telegram_user_id, topic, hearing) VALUES (?, ?, ?)
        ON CONFLICT (telegram_user_id, topic) DO UPDATE SET hearing = excluded.hearing""",
        (telegram_user_id, topic, hearing),
    )


def remove(tx: Tx, telegram_user_id: int, topic: str) -> None:
    """Let the admin hear of the topic at once."""
    tx.execute(
        "DELETE FROM notice_choices WHERE telegram_user_id = ? AND topic = ?",
        (telegram_user_id, topic),
    )


def times(tx: Tx) -> dict[int, int]:
    """Return the time of each admin's digest who has chosen one, in minutes after midnight."""
    rows = tx.all("SELECT telegram_user_id, minute FROM digest_times")
    return {row["telegram_user_id"]: row["minute"] for row in rows}


def put_time(tx: Tx, telegram_user_id: int, minute: int) -> None:
    tx.execute(
        """INSERT INTO digest_times (telegram_user_id, minute) VALUES (?, ?)
        ON CONFLICT (telegram_user_id) DO UPDATE SET minute = excluded.minute""",
        (telegram_user_id, minute),
    )


def forget(tx: Tx, telegram_user_id: int) -> None:
    """Forget everything that somebody has chosen as an admin."""
    tx.execute("DELETE FROM notice_choices WHERE telegram_user_id = ?", (telegram_user_id,))
    tx.execute("DELETE FROM digest_times WHERE telegram_user_id = ?", (telegram_user_id,))

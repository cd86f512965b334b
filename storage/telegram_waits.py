"""The waits that Telegram asked for: one of each method and chat."""

from bot.domain.records import TelegramWait
from storage.engine.tx import Row, Tx

_COLUMNS = "method, chat_id, asked_at, seconds"
_NO_CHAT = 0


def put(tx: Tx, wait: TelegramWait) -> None:
    """Store a wait in place of an earlier one of the same method and chat."""
    tx.execute(
        """INSERT INTO telegram_waits (method, chat_id, asked_at, seconds) VALUES (?, ?, ?, ?)
        ON CONFLICT (method, chat_id)
        DO UPDATE SET asked_at = excluded.asked_at, seconds = excluded.seconds""",
        (wait.method, wait.chat_id or _NO_CHAT, wait.asked_at, wait.seconds),
    )


def all_kept(tx: Tx) -> list[TelegramWait]:
    return [_wait(row) for row in tx.all(f"SELECT {_COLUMNS} FROM telegram_waits")]


def longest(tx: Tx, method: str) -> TelegramWait | None:
    """Return the wait of this method that ends last."""
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM telegram_waits WHERE method = ?
        ORDER BY asked_at + seconds DESC LIMIT 1""",
        (method,),
    )
    return _wait(row) if row else None


def asked_at_the_latest(tx: Tx, now: int) -> None:
    """Let no wait begin later than now: a clock that was ahead has stored some."""
    tx.execute("UPDATE telegram_waits SET asked_at = ?1 WHERE asked_at > ?1", (now,))


def remove(tx: Tx, wait: TelegramWait) -> None:
    tx.execute(
        "DELETE FROM telegram_waits WHERE method = ? AND chat_id = ?",
        (wait.method, wait.chat_id or _NO_CHAT),
    )


def _wait(row: Row) -> TelegramWait:
    return TelegramWait(row["method"], row["chat_id"] or None, row["asked_at"], row["seconds"])

"""Support messages, and the bot's messages by which they are answered."""

from collections.abc import Sequence

from bot.domain.models import PersonId
from bot.domain.support import SupportKind, SupportMessage, Thread, Written
from storage.engine.tx import Row, Tx

_COLUMNS = """id, telegram_user_id, admin_id, answers, chat_id, message_id, kind, text,
    created_at"""


def insert(  # noqa: PLR0913  (a support message is all of these facts)
    tx: Tx,
    person: PersonId,
    admin_id: int | None,
    answers: int | None,
    written: Written,
    now: int,
) -> int:
    """Store a message, and return its id. An admin's that answers nothing is stored as its own
    answer, because the table knows only answers of admins."""
    begins = admin_id is not None and answers is None
    return tx.insert(
        """INSERT INTO support_messages (telegram_user_id, admin_id, answers, chat_id, message_id,
            kind, text, album, created_at)
        VALUES (?, ?, iif(?, (SELECT COALESCE(MAX(id), 0) + 1 FROM support_messages), ?),
            ?, ?, ?, ?, ?, ?)""",
        (
            person,
            admin_id,
            begins,
            answers,
            written.chat_id,
            written.message_id,
            written.kind,
            written.text,
            written.album,
            now,
        ),
    )


def find(tx: Tx, written: Written) -> int | None:
    """Return the id of this message if it is stored already, as after a kill."""
    found: int | None = tx.scalar(
        "SELECT id FROM support_messages WHERE chat_id = ? AND message_id = ?",
        (written.chat_id, written.message_id),
    )
    return found


def get(tx: Tx, message_id: int) -> SupportMessage | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM support_messages WHERE id = ?", (message_id,))
    return _message(row) if row else None


def latest_of(tx: Tx, person: PersonId, limit: int) -> list[SupportMessage]:
    """Return the latest messages between a person and the admins, the newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM support_messages WHERE telegram_user_id = ?
        ORDER BY created_at DESC, id DESC LIMIT ?""",
        (person, limit),
    )
    return [_message(row) for row in rows]


def has_album(tx: Tx, chat_id: int, album: str) -> bool:
    """Return whether a message of this album is stored."""
    found = tx.scalar(
        "SELECT 1 FROM support_messages WHERE chat_id = ? AND album = ?", (chat_id, album)
    )
    return found is not None


def latest_times(tx: Tx, person: PersonId, since: int, now: int, limit: int) -> list[int]:
    """Return when the person's own latest messages were written, the newest first."""
    rows = tx.all(
        """SELECT created_at FROM support_messages
        WHERE telegram_user_id = ? AND admin_id IS NULL AND created_at > ? AND created_at <= ?
        ORDER BY created_at DESC LIMIT ?""",
        (person, since, now, limit),
    )
    return [row["created_at"] for row in rows]


def add_copies(
    tx: Tx, chat_id: int, message_ids: Sequence[int], support_message: int, *, to_admin: bool
) -> None:
    """Record messages of the bot by which this message can be answered."""
    for message_id in message_ids:
        tx.execute(
            """INSERT INTO support_copies (chat_id, message_id, support_message, to_admin)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (chat_id, message_id)
            DO UPDATE SET support_message = excluded.support_message,
                to_admin = excluded.to_admin""",
            (chat_id, message_id, support_message, int(to_admin)),
        )


def thread(tx: Tx, chat_id: int, message_id: int) -> Thread | None:
    """Return what a reply to this message of the bot is about; None if it isn't about support."""
    row = tx.one(
        """SELECT support_message, to_admin FROM support_copies
        WHERE chat_id = ? AND message_id = ?""",
        (chat_id, message_id),
    )
    found = get(tx, row["support_message"]) if row else None
    return Thread(found, bool(row["to_admin"])) if row and found else None


def _message(row: Row) -> SupportMessage:
    return SupportMessage(**dict(row) | {"kind": SupportKind(row["kind"])})

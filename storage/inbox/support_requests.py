"""Support requests: buyers' messages to the owner since the last answer to them."""

from bot.domain.models import PersonId
from bot.domain.support import SupportRequest
from storage.engine.tx import Row, Tx

_OPEN = """SELECT id, telegram_user_id, text, created_at FROM support_messages m
    WHERE admin_id IS NULL
        AND id > COALESCE((SELECT MAX(a.id) FROM support_messages a
            WHERE a.telegram_user_id = m.telegram_user_id AND a.admin_id IS NOT NULL), 0)
        AND id > COALESCE((SELECT MAX(c.up_to) FROM support_closings c
            WHERE c.telegram_user_id = m.telegram_user_id), 0)"""


def all_open(tx: Tx) -> list[SupportRequest]:
    """Return what waits, one entry a person, the longest waiting first."""
    rows = tx.all(f"{_OPEN} ORDER BY id")
    by_person: dict[PersonId, list[Row]] = {}
    for row in rows:
        by_person.setdefault(PersonId(row["telegram_user_id"]), []).append(row)
    return [_request(person, messages) for person, messages in by_person.items()]


def of_person(tx: Tx, person: PersonId) -> SupportRequest | None:
    rows = tx.all(f"{_OPEN} AND telegram_user_id = ? ORDER BY id", (person,))
    return _request(person, rows) if rows else None


def close(tx: Tx, request: SupportRequest, admin_id: int, now: int) -> None:
    """Let a question wait no longer, though nobody has answered it."""
    tx.execute(
        """INSERT INTO support_closings (telegram_user_id, admin_id, up_to, closed_at)
        VALUES (?, ?, ?, ?)""",
        (request.telegram_user_id, admin_id, request.messages[-1], now),
    )


def _request(person: PersonId, rows: list[Row]) -> SupportRequest:
    ids = tuple(row["id"] for row in rows)
    return SupportRequest(person, ids, rows[-1]["text"], rows[0]["created_at"])

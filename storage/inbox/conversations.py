"""Conversations: the open question to each person, and their answers so far."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.conversations import Conversation
from storage.engine.tx import Tx


def get(tx: Tx, telegram_user_id: int) -> Conversation:
    """Return the conversation; without one, an empty one."""
    row = tx.one(
        "SELECT state, data FROM conversations WHERE telegram_user_id = ?", (telegram_user_id,)
    )
    return Conversation(row["state"], json.loads(row["data"])) if row else Conversation(None, {})


def put(
    tx: Tx, telegram_user_id: int, state: str | None, data: Mapping[str, Any], now: int
) -> None:
    """Store the conversation; one without question and answers leaves no row."""
    if state is None and not data:
        tx.execute("DELETE FROM conversations WHERE telegram_user_id = ?", (telegram_user_id,))
        return
    tx.execute(
        """INSERT INTO conversations (telegram_user_id, state, data, changed_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (telegram_user_id)
        DO UPDATE SET state = excluded.state, data = excluded.data,
            changed_at = excluded.changed_at""",
        (telegram_user_id, state, json.dumps(data), now),
    )


def forget_before(tx: Tx, moment: int) -> None:
    """Delete conversations that nobody has continued since."""
    tx.execute("DELETE FROM conversations WHERE changed_at < ?", (moment,))

"""The outbox: messages and jobs, queued in the same transaction as the change behind them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Self

from bot.domain.models import TraceId
from storage.engine.tx import Row, Tx

SIGNAL = "outbox"
"""Raised in the transaction that queues a row, so that the worker wakes once it is committed."""

COLUMNS = """id, lane, kind, chat_id, subject_id, detail, attempts, error, done_at, event_id,
    (SELECT reachable_at FROM people WHERE telegram_user_id = chat_id) AS reachable_at"""

OPEN = "state IN ('queued', 'waiting')"
"""The exact condition of the index `outbox_open_by_chat`. SQLite uses a partial index only where it
finds its condition; else it would read the whole queue, or the whole table, for one chat."""
GATHERED = "state = 'gathered'"
"""The exact condition of the index `outbox_gathered`: what waits for its reader's digest."""
UNDER_WAY = "under way"
"""The error of a broadcast's message while it is being sent; see `begin_once`."""
NO_NEWS = "no more news"
"""The error of a broadcast's message that was cancelled because its reader wants no more."""
INTERRUPTED = "interrupted"
"""The error after the process ended while it was under way: nobody knows whether it arrived."""


NEWS = (
    "admin-sale",
    "admin-settled",
    "admin-refund",
    "admin-refunded-first",
    "admin-test",
    "admin-recurring-new",
    "admin-recurring-cancelled",
    "admin-stars-renewal",
    "admin-chat-well",
    "admin-support-answered",
    "admin-support-delivered",
    "admin-broadcast",
    "admin-broadcast-changed",
    "admin-roles",
    "admin-digest",
)
"""Notices to admins after which nothing has to be done."""


class Lane(IntEnum):
    """The order of messages when there are more than Telegram's pace allows."""

    ALARMS = -1
    """Something needs an admin: it doesn't wait behind notices of sales."""
    PAYMENTS = 0
    REMINDERS = 1
    BROADCASTS = 2

    @classmethod
    def of(cls, kind: str) -> Self:
        """Return the lane of a notice that names none: every notice to admins but news is an
        alarm."""
        return cls.ALARMS if is_for_admins(kind) and kind not in NEWS else cls.PAYMENTS


def is_for_admins(kind: str) -> bool:
    """Return whether only admins get notices of this kind."""
    return kind.startswith("admin-")


class NewMessage(NamedTuple):
    """One message to one chat; it is queued only once for each `dedupe_key`."""

    dedupe_key: str
    kind: str
    chat_id: int
    subject_id: int | None = None
    detail: dict[str, object] | None = None
    lane: Lane | None = None
    """None: the lane of its kind."""
    trace_id: TraceId | None = None
    """The log's name of the delivery behind it, if it isn't the work's own `trace_id`."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A row of the outbox: a message or a job."""

    id: int
    lane: Lane
    kind: str
    chat_id: int
    subject_id: int | None
    detail: dict[str, object]
    attempts: int
    error: str | None
    done_at: int | None
    """When it was sent, cancelled or abandoned; None while it waits."""
    trace_id: TraceId | None
    """The log's name of the delivery that caused it, if one did."""
    reachable_at: int | None
    """When the person last let the bot write to them, as of this reading; None if never."""

    @property
    def only_once(self) -> bool:
        """Whether a second sending is worse than none, as in a broadcast."""
        return self.lane is Lane.BROADCASTS


def enqueue(tx: Tx, new: NewMessage, now: int) -> bool:
    """Queue a message; return False if its key was queued before."""
    return enqueue_all(tx, [new], now) == 1


def enqueue_all(tx: Tx, new: Sequence[NewMessage], now: int) -> int:
    """Queue the messages whose keys are new, and return how many they are."""
    added = tx.insert_rows(
        """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, subject_id, detail, not_before,
            created_at, event_id)
        VALUES ? ON CONFLICT (dedupe_key) DO NOTHING""",
        [
            (
                one.dedupe_key,
                int(Lane.of(one.kind) if one.lane is None else one.lane),
                one.kind,
                one.chat_id,
                one.subject_id,
                json.dumps(one.detail) if one.detail is not None else None,
                now,
                now,
                one.trace_id or tx.trace_id,
            )
            for one in new
        ],
    )
    tx.signal(SIGNAL)
    return added


def get(tx: Tx, message_id: int) -> QueuedMessage | None:
    row = tx.one(f"SELECT {COLUMNS} FROM outbox WHERE id = ?", (message_id,))
    return message_of(row) if row else None


def sent_at(tx: Tx, dedupe_key: str) -> int | None:
    """Return when the message with this key was sent; None if it wasn't."""
    at: int | None = tx.scalar(
        "SELECT done_at FROM outbox WHERE dedupe_key = ? AND state = 'sent'", (dedupe_key,)
    )
    return at


def begin_once(tx: Tx, message_id: int, now: int) -> bool:
    """Mark a message as undeliverable before it is sent, so that it is never sent again.

    That holds also if the process dies meanwhile. Return False if it no longer waits.
    """
    changed = tx.execute(
        """UPDATE outbox SET state = 'undeliverable', error = ?, done_at = ?
        WHERE id = ? AND state = 'queued'""",
        (UNDER_WAY, now, message_id),
    )
    return changed == 1


def put_back(tx: Tx, message_id: int) -> None:
    """Let a message that certainly was not sent wait again."""
    tx.execute(
        "UPDATE outbox SET state = 'queued', error = NULL, done_at = NULL WHERE id = ?",
        (message_id,),
    )


def cancel_news(tx: Tx, chat_id: int, now: int) -> None:
    """Cancel the broadcasts that are queued for a person who wants no more of them."""
    tx.execute(
        f"""UPDATE outbox SET state = 'cancelled', error = ?, done_at = ?
        WHERE chat_id = ? AND lane = 2 AND {OPEN}""",
        (NO_NEWS, now, chat_id),
    )


def set_sent(tx: Tx, message_id: int, now: int) -> None:
    _finish(tx, message_id, "sent", None, now)


def set_undeliverable(tx: Tx, message_id: int, error: str, now: int) -> None:
    _finish(tx, message_id, "undeliverable", error, now)


def set_cancelled(tx: Tx, message_id: int, error: str, now: int) -> None:
    """Cancel a message whose content is no longer true, unless it was cancelled before."""
    tx.execute(
        f"""UPDATE outbox SET state = 'cancelled', error = ?, done_at = ?, attempts = attempts + 1
        WHERE id = ? AND {OPEN}""",
        (error, now, message_id),
    )


def postpone(tx: Tx, message: QueuedMessage, error: str, not_before: int) -> None:
    """Count a failed attempt and schedule the next one."""
    tx.execute(
        """UPDATE outbox SET state = 'queued', attempts = attempts + 1, error = ?, not_before = ?,
            done_at = NULL
        WHERE id = ?""",
        (error, not_before, message.id),
    )


def wait_for_person(tx: Tx, chat_id: int, error: str, now: int) -> None:
    """Let the chat's messages wait until the person lets the bot write again.

    Broadcasts become undeliverable: they may be long out of date by then.
    """
    tx.execute(
        f"""UPDATE outbox SET error = ?,
            state = CASE lane WHEN 2 THEN 'undeliverable' ELSE 'waiting' END,
            done_at = CASE lane WHEN 2 THEN ? END
        WHERE chat_id = ? AND state = 'queued' AND {OPEN}""",
        (error, now, chat_id),
    )


def wait(tx: Tx, message_id: int, error: str) -> None:
    """Let a job wait until the missing right or chat is back; see `release`."""
    tx.execute("UPDATE outbox SET state = 'waiting', error = ? WHERE id = ?", (error, message_id))


def readdress(tx: Tx, chat_id: int, new_chat_id: int) -> None:
    """Move the open rows of a group to its new id."""
    tx.execute(
        "UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state IN ('queued', 'waiting')",
        (new_chat_id, chat_id),
    )
    tx.signal(SIGNAL)


def release(tx: Tx, chat_id: int, now: int) -> None:
    """Queue the rows that waited for this person, or for the bot's rights in this chat."""
    changed = tx.execute(
        f"""UPDATE outbox SET state = 'queued', attempts = 0, not_before = ?
        WHERE chat_id = ? AND state = 'waiting' AND {OPEN}""",
        (now, chat_id),
    )
    if changed:
        tx.signal(SIGNAL)


def _finish(tx: Tx, message_id: int, state: str, error: str | None, now: int) -> None:
    tx.execute(
        """UPDATE outbox SET state = ?, error = ?, done_at = ?, attempts = attempts + 1
        WHERE id = ?""",
        (state, error, now, message_id),
    )


def message_of(row: Row) -> QueuedMessage:
    """Return the message of a row with `COLUMNS`."""
    return QueuedMessage(
        id=row["id"],
        lane=Lane(row["lane"]),
        kind=row["kind"],
        chat_id=row["chat_id"],
        subject_id=row["subject_id"],
        detail=json.loads(row["detail"]) if row["detail"] else {},
        attempts=row["attempts"],
        error=row["error"],
        done_at=row["done_at"],
        trace_id=row["event_id"],
        reachable_at=row["reachable_at"],
    )

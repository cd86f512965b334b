"""The outbox: messages still to be sent, queued in the transaction that made them true."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from storage.engine.tx import Row, Tx, marks

SIGNAL = "outbox"
"""Raised in the transaction that queues a row, so that the worker wakes once it is committed."""

COLUMNS = """id, lane, kind, chat_id, subject_id, detail, attempts, error, done_at, event_id,
    (SELECT reachable_at FROM people WHERE telegram_user_id = chat_id) AS reachable_at"""

_OPEN = "state IN ('queued', 'waiting')"
"""Word for word the condition of the index `outbox_open_by_chat`: SQLite uses a partial index only
where it finds its condition, and would read the whole queue, or the whole table, for one chat."""
_FURTHEST_SECONDS = 3600
"""No message is ever put off for so long: a time beyond it was told by a clock that was wrong."""

UNDER_WAY = "under way"
"""The error of a broadcast's message while it is being sent: see `begin_once`."""
INTERRUPTED = "interrupted"
"""The process ended while it was under way: whether it arrived isn't known."""


class Lane(IntEnum):
    """What goes first when there is more than Telegram's pace allows."""

    PAYMENTS = 0
    REMINDERS = 1
    BROADCASTS = 2


class NewMessage(NamedTuple):
    """One message to one chat. `dedupe_key` makes it happen once, however often it is asked for."""

    dedupe_key: str
    kind: str
    chat_id: int
    subject_id: int | None = None
    detail: dict[str, object] | None = None
    lane: Lane = Lane.PAYMENTS
    event_id: str | None = None
    """What the log calls the delivery behind it, where that isn't the work's own `event_id`."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    id: int
    lane: Lane
    kind: str
    chat_id: int
    subject_id: int | None
    detail: dict[str, object]
    attempts: int
    error: str | None
    done_at: int | None
    """When it was sent or given up; None while it waits."""
    event_id: str | None
    """What the log calls the delivery that caused it, where one did."""
    reachable_at: int | None
    """When the person had last let the bot write to them, as this was read; None: never."""

    @property
    def only_once(self) -> bool:
        """Of a broadcast: better lost for one person than sent to anybody twice."""
        return self.lane is Lane.BROADCASTS


def enqueue(tx: Tx, new: NewMessage, now: int) -> bool:
    """Queue a message; False where it was asked for before."""
    return enqueue_all(tx, [new], now) == 1


def enqueue_all(tx: Tx, new: Sequence[NewMessage], now: int) -> int:
    """Queue those that weren't asked for before; how many they are."""
    added = tx.insert_rows(
        """INSERT INTO outbox (dedupe_key, lane, kind, chat_id, subject_id, detail, not_before,
            created_at, event_id)
        VALUES ? ON CONFLICT (dedupe_key) DO NOTHING""",
        [
            (
                one.dedupe_key,
                int(one.lane),
                one.kind,
                one.chat_id,
                one.subject_id,
                json.dumps(one.detail) if one.detail is not None else None,
                now,
                now,
                one.event_id or tx.event_id,
            )
            for one in new
        ],
    )
    tx.signal(SIGNAL)
    return added


def next_due(
    tx: Tx, now: int, busy_chats: frozenset[int], only_kinds: tuple[str, ...] = ()
) -> QueuedMessage | None:
    """The most important message that may go now; of `only_kinds`, where some are named.

    A person's messages keep their order: where the oldest one must wait, the later ones wait behind
    it. What is to be done in groups and channels (ids below zero) is about different people and
    doesn't wait for one another. What was queued while the clock was ahead doesn't wait until the
    time has caught up.
    """
    busy = tuple(busy_chats)
    soon = (now, now + _FURTHEST_SECONDS)
    chosen = f"AND o.kind IN ({marks(only_kinds)})" if only_kinds else ""
    before = f"AND earlier.kind IN ({marks(only_kinds)})" if only_kinds else ""
    row = tx.one(
        f"""SELECT {COLUMNS} FROM outbox AS o
        WHERE state = 'queued' AND (not_before <= ? OR not_before > ?)
            AND chat_id NOT IN ({marks(busy)}) {chosen}
            AND (o.chat_id < 0 OR NOT EXISTS (
                SELECT 1 FROM outbox AS earlier
                WHERE earlier.chat_id = o.chat_id AND earlier.state = 'queued'
                    AND earlier.{_OPEN}
                    AND earlier.lane <= o.lane AND earlier.id < o.id
                    AND earlier.not_before > ? AND earlier.not_before <= ? {before}))
        ORDER BY lane, id LIMIT 1""",
        (*soon, *busy, *only_kinds, *soon, *only_kinds),
    )
    return message_of(row) if row else None


def get(tx: Tx, message_id: int) -> QueuedMessage | None:
    row = tx.one(f"SELECT {COLUMNS} FROM outbox WHERE id = ?", (message_id,))
    return message_of(row) if row else None


def begin_once(tx: Tx, message_id: int, now: int) -> bool:
    """Before it is sent, it counts as not sent: a process that dies meanwhile won't send it anew.
    False when it no longer waits to be sent."""
    changed = tx.execute(
        """UPDATE outbox SET state = 'undeliverable', error = ?, done_at = ?
        WHERE id = ? AND state = 'queued'""",
        (UNDER_WAY, now, message_id),
    )
    return changed == 1


def put_back(tx: Tx, message_id: int) -> None:
    """It was surely not sent, and waits as before."""
    tx.execute(
        "UPDATE outbox SET state = 'queued', error = NULL, done_at = NULL WHERE id = ?",
        (message_id,),
    )


def set_sent(tx: Tx, message_id: int, now: int) -> None:
    _finish(tx, message_id, "sent", None, now)


def set_undeliverable(tx: Tx, message_id: int, error: str, now: int) -> None:
    _finish(tx, message_id, "undeliverable", error, now)


def set_cancelled(tx: Tx, message_id: int, error: str, now: int) -> None:
    """What it would have said is no longer true."""
    _finish(tx, message_id, "cancelled", error, now)


def postpone(tx: Tx, message: QueuedMessage, error: str, not_before: int) -> None:
    """Try again later; this attempt counts."""
    tx.execute(
        """UPDATE outbox SET state = 'queued', attempts = attempts + 1, error = ?, not_before = ?,
            done_at = NULL
        WHERE id = ?""",
        (error, not_before, message.id),
    )


def wait_for_person(tx: Tx, chat_id: int, error: str, now: int) -> None:
    """Everything for this chat waits until the person lets the bot write again; broadcasts don't:
    they may be long past by then."""
    tx.execute(
        f"""UPDATE outbox SET error = ?,
            state = CASE lane WHEN 2 THEN 'undeliverable' ELSE 'waiting' END,
            done_at = CASE lane WHEN 2 THEN ? END
        WHERE chat_id = ? AND state = 'queued' AND {_OPEN}""",
        (error, now, chat_id),
    )


def wait(tx: Tx, message_id: int, error: str) -> None:
    """This one waits until what is missing in its chat is back; see `release`."""
    tx.execute("UPDATE outbox SET state = 'waiting', error = ? WHERE id = ?", (error, message_id))


def readdress(tx: Tx, chat_id: int, new_chat_id: int) -> None:
    """A group has another id now: what is still to be done there is done under that."""
    tx.execute(
        "UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state IN ('queued', 'waiting')",
        (new_chat_id, chat_id),
    )
    tx.signal(SIGNAL)


def release(tx: Tx, chat_id: int, now: int) -> None:
    """The person may be written to again, or the chat be worked in: what waited for that goes."""
    changed = tx.execute(
        f"""UPDATE outbox SET state = 'queued', attempts = 0, not_before = ?
        WHERE chat_id = ? AND state = 'waiting' AND {_OPEN}""",
        (now, chat_id),
    )
    if changed:
        tx.signal(SIGNAL)


def hurry(tx: Tx, now: int) -> None:
    """Telegram answers again: don't sit out the delays that its trouble has caused."""
    tx.execute(
        "UPDATE outbox SET not_before = ? WHERE state = 'queued' AND not_before > ?", (now, now)
    )
    tx.signal(SIGNAL)


def cancel_for_subject(tx: Tx, kind: str, subject_id: int, now: int) -> None:
    tx.execute(
        """UPDATE outbox SET state = 'cancelled', done_at = ?
        WHERE kind = ? AND subject_id = ? AND state IN ('queued', 'waiting')""",
        (now, kind, subject_id),
    )


def cancel_older(tx: Tx, until: int, now: int) -> None:
    """Messages to people that were queued up to then are not sent; what is to be done in groups
    and channels stays, for somebody's access hangs on it."""
    tx.execute(
        """UPDATE outbox SET state = 'cancelled', error = 'dropped after a restore', done_at = ?
        WHERE state = 'queued' AND chat_id > 0 AND created_at <= ?""",
        (now, until),
    )


def count_queued(tx: Tx, until: int, but: tuple[str, ...]) -> tuple[int, int]:
    """Messages to people that wait to be sent, `but` those of these kinds: queued up to then, and
    after."""
    row = tx.one(
        f"""SELECT COUNT(*) FILTER (WHERE created_at <= ?) AS old,
            COUNT(*) FILTER (WHERE created_at > ?) AS new
        FROM outbox
        WHERE state = 'queued' AND chat_id > 0 AND kind NOT IN ({marks(but)})""",
        (until, until, *but),
    )
    return (row["old"], row["new"]) if row else (0, 0)


def _finish(tx: Tx, message_id: int, state: str, error: str | None, now: int) -> None:
    tx.execute(
        """UPDATE outbox SET state = ?, error = ?, done_at = ?, attempts = attempts + 1
        WHERE id = ?""",
        (state, error, now, message_id),
    )


def message_of(row: Row) -> QueuedMessage:
    """Of a row with `COLUMNS`."""
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
        event_id=row["event_id"],
        reachable_at=row["reachable_at"],
    )

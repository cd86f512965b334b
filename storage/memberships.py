"""Memberships: people who sent a join request to a private chat, and where each stands there."""

from collections.abc import Sequence

from bot.domain.membership import REQUEST_OPEN_SECONDS, Membership, MembershipState
from bot.domain.models import RENEWAL_GRACE_SECONDS
from storage.engine.tx import Row, Tx, marks

_COLUMNS = """m.id, m.access_chat, m.telegram_user_id, m.state, m.asked_at, m.decline_at, m.turn"""


def get(tx: Tx, membership_id: int) -> Membership | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM memberships AS m WHERE m.id = ?", (membership_id,))
    return _membership(row) if row else None


def of_person_in(tx: Tx, access_chat: int, telegram_user_id: int) -> Membership | None:
    row = tx.one(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        WHERE m.access_chat = ? AND m.telegram_user_id = ?""",
        (access_chat, telegram_user_id),
    )
    return _membership(row) if row else None


def open_of(tx: Tx, people: Sequence[int]) -> list[Membership]:
    """Return memberships that may need a step when the access of these people changes."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        JOIN access_chats AS c ON c.id = m.access_chat AND c.is_listed = 1
        WHERE m.telegram_user_id IN ({marks(people)}) AND m.state <> 'out' ORDER BY m.id""",
        people,
    )
    return [_membership(row) for row in rows]


def of_person(tx: Tx, telegram_user_id: int) -> list[Membership]:
    """Return how somebody stands to each private chat that they ever asked for."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM access_chats AS c
        CROSS JOIN memberships AS m ON m.access_chat = c.id AND m.telegram_user_id = ?
        ORDER BY c.id""",
        (telegram_user_id,),
    )
    return [_membership(row) for row in rows]


def save_request(
    tx: Tx, access_chat: int, telegram_user_id: int, asked_at: int, decline_at: int | None
) -> None:
    """Record an open join request, whatever the state was: people inside can't send one."""
    tx.execute(
        """INSERT INTO memberships (access_chat, telegram_user_id, state, asked_at, decline_at)
        VALUES (?, ?, 'asking', ?, ?)
        ON CONFLICT (access_chat, telegram_user_id) DO UPDATE SET
            state = 'asking', asked_at = excluded.asked_at, decline_at = excluded.decline_at,
            turn = turn + 1""",
        (access_chat, telegram_user_id, asked_at, decline_at),
    )


def next_turn(tx: Tx, membership_id: int) -> int:
    """Count one more step for this membership and return its number."""
    tx.execute("UPDATE memberships SET turn = turn + 1 WHERE id = ?", (membership_id,))
    return int(tx.scalar("SELECT turn FROM memberships WHERE id = ?", (membership_id,)))


def change(
    tx: Tx, membership_id: int, before: Sequence[MembershipState], after: MembershipState
) -> bool:
    """Change the state only if it is one of `before`; a newer one from Telegram stays."""
    changed = tx.execute(
        f"UPDATE memberships SET state = ? WHERE id = ? AND state IN ({marks(before)})",
        (after, membership_id, *before),
    )
    return changed == 1


def set_declined(tx: Tx, membership_id: int, turn: int) -> None:
    """Record a declined request, unless something newer happened, such as another request."""
    tx.execute(
        "UPDATE memberships SET state = 'out' WHERE id = ? AND state = 'asking' AND turn = ?",
        (membership_id, turn),
    )


def to_decline(tx: Tx, now: int, limit: int) -> list[Membership]:
    """Return requests whose time to pay is over, longest waiting first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        WHERE m.state = 'asking' AND m.decline_at <= ? ORDER BY m.decline_at LIMIT ?""",
        (now, limit),
    )
    return [_membership(row) for row in rows]


def next_decline(tx: Tx, since: int) -> int | None:
    """Return when, after `since`, the next request's time to pay is over; None without any."""
    found: int | None = tx.scalar(
        "SELECT MIN(decline_at) FROM memberships WHERE state = 'asking' AND decline_at > ?",
        (since,),
    )
    return found


def limit_requests(tx: Tx, now: int) -> None:
    """Close no request later, and none earlier, than its time to pay allows: a clock that was ahead
    has set the end of some, or let them expire."""
    tx.execute(
        f"""UPDATE memberships SET decline_at = MIN(asked_at, ?1) + {REQUEST_OPEN_SECONDS}
        WHERE state = 'asking' AND (decline_at > ?1 + {REQUEST_OPEN_SECONDS}
            OR (decline_at IS NULL AND asked_at > ?1 - {REQUEST_OPEN_SECONDS}))""",
        (now,),
    )


def expire_request(tx: Tx, membership_id: int) -> None:
    """Let the request be declined at the next step."""
    tx.execute("UPDATE memberships SET decline_at = NULL WHERE id = ?", (membership_id,))


def in_chat(tx: Tx, access_chat: int, after: int, limit: int) -> list[Membership]:
    """Return the next memberships of a chat that aren't out, by Telegram id."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        WHERE m.access_chat = ? AND m.telegram_user_id > ? AND m.state <> 'out'
        ORDER BY m.telegram_user_id LIMIT ?""",
        (access_chat, after, limit),
    )
    return [_membership(row) for row in rows]


def count_without(tx: Tx, access_chat: int, plan_ids: Sequence[int], now: int) -> int:
    """Return how many people whom the bot has let into this chat have none of these plans now."""
    return int(
        tx.scalar(
            f"""SELECT COUNT(*) FROM memberships AS m
            WHERE m.access_chat = ?1 AND m.state IN ('letting_in', 'inside') AND NOT EXISTS (
                SELECT 1 FROM subscriptions AS s
                WHERE s.telegram_user_id = m.telegram_user_id
                    AND (s.expires_at IS NULL OR s.expires_at > ?2
                        OR (s.expires_at = s.renews_at AND s.expires_at > ?3))
                    AND s.plan_id IN ({marks(plan_ids)}))""",
            (access_chat, now, now - RENEWAL_GRACE_SECONDS, *plan_ids),
        )
    )


def without_queued_step(tx: Tx, now: int) -> list[Membership]:
    """Return memberships of listed chats that need a step and have none queued."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        JOIN access_chats AS c ON c.id = m.access_chat AND c.is_listed = 1
        WHERE m.state <> 'out' AND NOT (m.state = 'inside' AND EXISTS (
                SELECT 1 FROM plan_chats AS o
                JOIN subscriptions AS s ON s.telegram_user_id = m.telegram_user_id
                    AND s.plan_id = o.plan_id AND (s.expires_at IS NULL OR s.expires_at > ?)
                WHERE o.access_chat = m.access_chat))
            AND NOT EXISTS (
                SELECT 1 FROM outbox AS o
                WHERE o.dedupe_key > 'chat-access:' || m.id || ':'
                    AND o.dedupe_key < 'chat-access:' || m.id || ';'
                    AND o.state IN ('queued', 'waiting'))""",
        (now,),
    )
    return [_membership(row) for row in rows]


def _membership(row: Row) -> Membership:
    return Membership(
        id=row["id"],
        access_chat=row["access_chat"],
        telegram_user_id=row["telegram_user_id"],
        state=MembershipState(row["state"]),
        asked_at=row["asked_at"],
        decline_at=row["decline_at"],
        turn=row["turn"],
    )

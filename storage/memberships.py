"""Who knocked at a private chat, and whom the bot has let in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.membership import MembershipState
from bot.domain.models import PersonId
from storage.engine.tx import Row, Tx, marks

_COLUMNS = """m.id, m.access_chat, m.telegram_user_id, m.state, m.asked_at, m.decline_at, m.turn"""


@dataclass(frozen=True, slots=True)
class Membership:
    id: int
    access_chat: int
    telegram_user_id: PersonId
    state: MembershipState
    asked_at: int
    decline_at: int | None
    """Until when the request of somebody without access stays open; None for others."""
    turn: int


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
    """Where something may have to be done when the access of these people changes."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        JOIN access_chats AS c ON c.id = m.access_chat AND c.is_listed = 1
        WHERE m.telegram_user_id IN ({marks(people)}) AND m.state <> 'out' ORDER BY m.id""",
        people,
    )
    return [_membership(row) for row in rows]


def ask(
    tx: Tx, access_chat: int, telegram_user_id: int, asked_at: int, decline_at: int | None
) -> None:
    """The person's request is open, whatever was before: who is inside can't knock."""
    tx.execute(
        """INSERT INTO memberships (access_chat, telegram_user_id, state, asked_at, decline_at)
        VALUES (?, ?, 'asking', ?, ?)
        ON CONFLICT (access_chat, telegram_user_id) DO UPDATE SET
            state = 'asking', asked_at = excluded.asked_at, decline_at = excluded.decline_at,
            turn = turn + 1""",
        (access_chat, telegram_user_id, asked_at, decline_at),
    )


def next_turn(tx: Tx, membership_id: int) -> int:
    """Count one more thing to be done for this membership; its number."""
    tx.execute("UPDATE memberships SET turn = turn + 1 WHERE id = ?", (membership_id,))
    return int(tx.scalar("SELECT turn FROM memberships WHERE id = ?", (membership_id,)))


def change(
    tx: Tx, membership_id: int, before: Sequence[MembershipState], after: MembershipState
) -> bool:
    """Only from a state in `before`: what Telegram told meanwhile is newer, and stays."""
    changed = tx.execute(
        f"UPDATE memberships SET state = ? WHERE id = ? AND state IN ({marks(before)})",
        (after, membership_id, *before),
    )
    return changed == 1


def set_declined(tx: Tx, membership_id: int, turn: int) -> None:
    """Unless something has happened since that turn, such as another request."""
    tx.execute(
        "UPDATE memberships SET state = 'out' WHERE id = ? AND state = 'asking' AND turn = ?",
        (membership_id, turn),
    )


def to_decline(tx: Tx, now: int, limit: int) -> list[Membership]:
    """Requests whose time to pay is over, longest waiting first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        WHERE m.state = 'asking' AND m.decline_at <= ? ORDER BY m.decline_at LIMIT ?""",
        (now, limit),
    )
    return [_membership(row) for row in rows]


def patience_over(tx: Tx, membership_id: int) -> None:
    """From here on it is declined as soon as it can be."""
    tx.execute("UPDATE memberships SET decline_at = NULL WHERE id = ?", (membership_id,))


def unattended(tx: Tx, now: int) -> list[Membership]:
    """What isn't as it should be in listed chats, with nothing queued that would change it."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM memberships AS m
        JOIN access_chats AS c ON c.id = m.access_chat AND c.is_listed = 1
        LEFT JOIN subscriptions AS s ON s.telegram_user_id = m.telegram_user_id
            AND (s.expires_at IS NULL OR s.expires_at > ?)
        WHERE m.state <> 'out' AND NOT (m.state = 'inside' AND s.telegram_user_id IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM outbox AS o
                WHERE o.kind = 'chat-access' AND o.subject_id = m.id
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

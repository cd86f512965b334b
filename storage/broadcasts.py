"""Broadcasts: one text to many people, filled into the outbox portion by portion."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.models import TariffId
from storage.engine.tx import Row, Tx
from storage.outbox import INTERRUPTED, UNDER_WAY

SIGNAL = "broadcasts"
"""Raised in the transaction that starts or stops one, so that the worker wakes."""

_COLUMNS = """id, admin_id, audience, tariff_id, text, state, expected, expected_skipped,
    looked_up_to, all_looked_at, recipients, skipped, progress_message_id, started_at"""


class Group(StrEnum):
    """All; those with access; those whose access ended; those whose access is of one tariff."""

    ALL = "all"
    ACTIVE = "active"
    EXPIRED = "expired"
    TARIFF = "tariff"


class State(StrEnum):
    """`draft → sending → sent`, or `draft → dropped`, or `sending → stopping → stopped`."""

    DRAFT = "draft"
    DROPPED = "dropped"
    SENDING = "sending"
    STOPPING = "stopping"
    STOPPED = "stopped"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant; `tariff_id` with Group.TARIFF alone."""

    group: Group
    tariff_id: TariffId | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    id: int
    admin_id: int
    audience: Audience
    text: str
    state: State
    expected: int
    expected_skipped: int
    looked_up_to: int
    all_looked_at: bool
    recipients: int
    skipped: int
    progress_message_id: int | None
    started_at: int | None


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """As shown to the admin before they say yes: `expected` people get it, the others can't."""

    admin_id: int
    audience: Audience
    text: str
    expected: int
    expected_skipped: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Some people of the audience, and the last person looked at; None when nobody was left."""

    reachable: tuple[int, ...]
    skipped: int
    up_to: int | None


@dataclass(frozen=True, slots=True)
class Unsent:
    """Messages of a broadcast that did not arrive (yet), by why."""

    queued: int = 0
    under_way: int = 0
    interrupted: int = 0
    undeliverable: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        return self.queued + self.under_way + self.interrupted + self.undeliverable + self.cancelled


def insert_draft(tx: Tx, new: NewBroadcast, now: int) -> int:
    """A new text replaces what the same admin has not sent: an old button must not send that."""
    tx.execute(
        "UPDATE broadcasts SET state = 'dropped' WHERE admin_id = ? AND state = 'draft'",
        (new.admin_id,),
    )
    return tx.insert(
        """INSERT INTO broadcasts (admin_id, audience, tariff_id, text, state, expected,
            expected_skipped, created_at)
        VALUES (?, ?, ?, ?, 'draft', ?, ?, ?)""",
        (
            new.admin_id,
            new.audience.group,
            new.audience.tariff_id,
            new.text,
            new.expected,
            new.expected_skipped,
            now,
        ),
    )


def drop(tx: Tx, broadcast_id: int, admin_id: int) -> None:
    tx.execute(
        """UPDATE broadcasts SET state = 'dropped'
        WHERE id = ? AND admin_id = ? AND state = 'draft'""",
        (broadcast_id, admin_id),
    )


def get(tx: Tx, broadcast_id: int) -> Broadcast | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM broadcasts WHERE id = ?", (broadcast_id,))
    return _broadcast(row) if row else None


def in_progress(tx: Tx) -> list[Broadcast]:
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM broadcasts
        WHERE state IN ('sending', 'stopping') ORDER BY id"""
    )
    return [_broadcast(row) for row in rows]


def start(tx: Tx, broadcast_id: int, admin_id: int, now: int) -> bool:
    """The admin's yes to their own text; False for the second tap."""
    changed = tx.execute(
        """UPDATE broadcasts SET state = 'sending', started_at = ?
        WHERE id = ? AND admin_id = ? AND state = 'draft'""",
        (now, broadcast_id, admin_id),
    )
    return changed == 1


def stop(tx: Tx, broadcast_id: int, now: int) -> bool:
    """No more goes out: what waits is cancelled. What is under way right now may still arrive."""
    changed = tx.execute(
        "UPDATE broadcasts SET state = 'stopping' WHERE id = ? AND state = 'sending'",
        (broadcast_id,),
    )
    if changed:
        tx.execute(
            """UPDATE outbox SET state = 'cancelled', error = 'stopped', done_at = ?
            WHERE lane = 2 AND subject_id = ? AND state = 'queued' AND state <> 'sent'""",
            (now, broadcast_id),
        )
    return changed == 1


def finish(tx: Tx, broadcast_id: int, state: State, now: int) -> None:
    tx.execute(
        "UPDATE broadcasts SET state = ?, finished_at = ? WHERE id = ?", (state, now, broadcast_id)
    )


def show_progress_in(tx: Tx, broadcast_id: int, message_id: int | None) -> None:
    tx.execute(
        "UPDATE broadcasts SET progress_message_id = ? WHERE id = ?", (message_id, broadcast_id)
    )


def portion(tx: Tx, audience: Audience, now: int, after: int, limit: int) -> Portion:
    """The next `limit` people by id, whether of the audience or not: each look costs the same."""
    up_to = tx.scalar(
        """SELECT MAX(telegram_user_id) FROM (
            SELECT telegram_user_id FROM people WHERE telegram_user_id > ?
            ORDER BY telegram_user_id LIMIT ?)""",
        (after, limit),
    )
    if up_to is None:
        return Portion((), 0, None)
    condition, values = _condition(audience, now)
    rows = tx.all(
        f"""SELECT p.telegram_user_id AS id,
            p.started_at IS NOT NULL AND p.blocked_at IS NULL AS reachable
        FROM people p
        WHERE p.telegram_user_id > ? AND p.telegram_user_id <= ? AND {condition}
        ORDER BY p.telegram_user_id""",
        (after, up_to, *values),
    )
    reachable = tuple(row["id"] for row in rows if row["reachable"])
    return Portion(reachable, len(rows) - len(reachable), up_to)


def save_portion(tx: Tx, broadcast_id: int, looked_at: Portion) -> None:
    tx.execute(
        """UPDATE broadcasts SET looked_up_to = COALESCE(?, looked_up_to), all_looked_at = ?,
            recipients = recipients + ?, skipped = skipped + ?
        WHERE id = ?""",
        (
            looked_at.up_to,
            int(looked_at.up_to is None),
            len(looked_at.reachable),
            looked_at.skipped,
            broadcast_id,
        ),
    )


def unsent(tx: Tx, broadcast_id: int) -> Unsent:
    rows = tx.all(
        """SELECT CASE WHEN state = 'undeliverable' AND error = ? THEN 'under_way'
            WHEN state = 'undeliverable' AND error = ? THEN 'interrupted' ELSE state END AS what,
            COUNT(*) AS number
        FROM outbox WHERE lane = 2 AND subject_id = ? AND state <> 'sent' GROUP BY 1""",
        (UNDER_WAY, INTERRUPTED, broadcast_id),
    )
    return Unsent(**{row["what"]: row["number"] for row in rows})


def give_up_interrupted(tx: Tx, broadcast_id: int) -> None:
    """At start-up: what was under way when the process ended may have arrived, or not."""
    tx.execute(
        """UPDATE outbox SET error = ?
        WHERE lane = 2 AND subject_id = ? AND state = 'undeliverable' AND error = ?
            AND state <> 'sent'""",
        (INTERRUPTED, broadcast_id, UNDER_WAY),
    )


def _condition(audience: Audience, now: int) -> tuple[str, tuple[object, ...]]:
    """What makes person `p` one of the audience. Of several tariffs the latest grant's counts."""
    match audience.group:
        case Group.ALL:
            return "1", ()
        case Group.ACTIVE:
            return _HAS_ACCESS, (now,)
        case Group.EXPIRED:
            return _ACCESS_ENDED, (now,)
        case Group.TARIFF:
            return f"{_HAS_ACCESS} AND {_TARIFF} = ?", (now, audience.tariff_id)


_HAS_ACCESS = """EXISTS (SELECT 1 FROM subscriptions s
    WHERE s.telegram_user_id = p.telegram_user_id AND (s.expires_at IS NULL OR s.expires_at > ?))"""
_ACCESS_ENDED = """EXISTS (SELECT 1 FROM subscriptions s
    WHERE s.telegram_user_id = p.telegram_user_id AND s.expires_at <= ?)"""
_TARIFF = """(SELECT g.tariff_id FROM grants g
    WHERE g.telegram_user_id = p.telegram_user_id AND g.revoked_at IS NULL
        AND g.tariff_id IS NOT NULL
    ORDER BY g.granted_at DESC, g.id DESC LIMIT 1)"""


def _broadcast(row: Row) -> Broadcast:
    columns = dict(row)
    audience = Audience(Group(columns.pop("audience")), columns.pop("tariff_id"))
    columns["state"] = State(columns["state"])
    columns["all_looked_at"] = bool(columns["all_looked_at"])
    return Broadcast(audience=audience, **columns)

"""Subscribers: everyone who has or had access, read in portions for the owner's tables."""

from dataclasses import dataclass

from bot.domain.durations import Duration
from storage.engine.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One subscription with its person's profile; `duration` is that of the latest tariff."""

    telegram_user_id: int
    name: str | None
    username: str | None
    started_at: int
    expires_at: int | None
    duration: Duration | None
    can_be_written_to: bool


def after(tx: Tx, telegram_user_id: int, limit: int) -> list[Subscriber]:
    """Return the next subscribers by Telegram id."""
    rows = tx.all(
        """SELECT s.telegram_user_id, p.name, p.username, s.started_at, s.expires_at,
            t.months, t.days, t.lifetime,
            p.started_at IS NOT NULL AND p.blocked_at IS NULL AS can_be_written_to
        FROM subscriptions s
        JOIN people p ON p.telegram_user_id = s.telegram_user_id
        LEFT JOIN tariffs t ON t.id = (
            SELECT g.tariff_id FROM grants g
            WHERE g.telegram_user_id = s.telegram_user_id AND g.revoked_at IS NULL
                AND g.tariff_id IS NOT NULL
            ORDER BY g.granted_at DESC, g.id DESC LIMIT 1)
        WHERE s.telegram_user_id > ? ORDER BY s.telegram_user_id LIMIT ?""",
        (telegram_user_id, limit),
    )
    return [_subscriber(row) for row in rows]


def count(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM subscriptions")
    return number


def _subscriber(row: Row) -> Subscriber:
    columns = dict(row)
    months, days, lifetime = (columns.pop(name) for name in ("months", "days", "lifetime"))
    columns["duration"] = (
        None if months is None else Duration(months, days, lifetime=bool(lifetime))
    )
    columns["can_be_written_to"] = bool(columns["can_be_written_to"])
    return Subscriber(**columns)

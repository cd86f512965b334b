"""Subscribers: everyone who has or had access, read in portions for the owner's tables."""

from dataclasses import dataclass

from bot.domain.durations import Duration
from bot.domain.models import PersonId, PlanId
from storage.engine.tx import Row, Tx

Place = tuple[PersonId, PlanId]
"""Where a portion ends: the person and the plan of its last subscription."""
BEGINNING: Place = (PersonId(0), PlanId(0))


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One subscription with its person's profile; `duration` is that of its latest tariff."""

    telegram_user_id: PersonId
    plan_id: PlanId
    plan: str
    """The plan's key."""
    name: str | None
    username: str | None
    started_at: int
    expires_at: int | None
    duration: Duration | None
    can_be_written_to: bool
    comes_with: str | None
    """The key of the plan through which it is open now, the one that ends last of several."""

    @property
    def place(self) -> Place:
        return self.telegram_user_id, self.plan_id


def after(tx: Tx, place: Place, limit: int, now: int) -> list[Subscriber]:
    """Return the next subscribers by Telegram id, a row for each of their plans."""
    rows = tx.all(
        """SELECT s.telegram_user_id, s.plan_id, l.key AS plan, p.name, p.username, s.started_at,
            s.expires_at, t.months, t.days, t.lifetime,
            p.started_at IS NOT NULL AND p.blocked_at IS NULL AS can_be_written_to,
            (SELECT a.key FROM subscriptions o
                CROSS JOIN plan_includes i ON i.plan_id = o.plan_id AND i.included_id = s.plan_id
                CROSS JOIN plans a ON a.id = o.plan_id
                WHERE o.telegram_user_id = s.telegram_user_id
                    AND (o.expires_at IS NULL OR o.expires_at > ?3)
                ORDER BY o.expires_at IS NULL DESC, o.expires_at DESC LIMIT 1) AS comes_with
        FROM subscriptions s
        JOIN people p ON p.telegram_user_id = s.telegram_user_id
        JOIN plans l ON l.id = s.plan_id
        LEFT JOIN tariffs t ON t.id = (
            SELECT g.tariff_id FROM grants g
            WHERE g.telegram_user_id = s.telegram_user_id AND g.plan_id = s.plan_id
                AND g.revoked_at IS NULL AND g.tariff_id IS NOT NULL
            ORDER BY g.granted_at DESC, g.id DESC LIMIT 1)
        WHERE (s.telegram_user_id, s.plan_id) > (?1, ?2)
        ORDER BY s.telegram_user_id, s.plan_id LIMIT ?4""",
        (*place, now, limit),
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

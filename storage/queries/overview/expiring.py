"""People whose access ends soon, by the index of ends: the first of them in a shop of any size."""

from dataclasses import dataclass

from bot.domain.models import PersonId, PlanId
from storage.engine.tx import Tx


@dataclass(frozen=True, slots=True)
class Expiring:
    """Somebody's last access that ends in some time; `renews` if Tribute or Telegram renews it."""

    telegram_user_id: PersonId
    name: str | None
    username: str | None
    plan_id: PlanId
    expires_at: int
    renews: bool


def first(tx: Tx, since: int, until: int, limit: int) -> list[Expiring]:
    """Return those whose access ends from `since` up to, not including, `until`, who have no access
    to any plan then; the earliest ones, each person once."""
    rows = tx.all(
        """SELECT s.telegram_user_id, p.name, p.username, s.plan_id, s.expires_at,
            s.renews_at IS NOT NULL AS renews
        FROM subscriptions s
        JOIN people p ON p.telegram_user_id = s.telegram_user_id
        WHERE s.expires_at >= ?1 AND s.expires_at < ?2 AND NOT EXISTS (
            SELECT 1 FROM subscriptions o
            WHERE o.telegram_user_id = s.telegram_user_id AND o.plan_id <> s.plan_id
                AND (o.expires_at IS NULL OR o.expires_at > s.expires_at
                    OR (o.expires_at = s.expires_at AND o.plan_id < s.plan_id)))
        ORDER BY s.expires_at, s.telegram_user_id LIMIT ?3""",
        (since, until, limit),
    )
    return [Expiring(**{**dict(row), "renews": bool(row["renews"])}) for row in rows]

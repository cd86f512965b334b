"""Tribute's recurring subscriptions as things that are sold, and whether they count as access."""

from dataclasses import dataclass
from enum import StrEnum

from storage.engine.tx import Row, Tx


class PlanState(StrEnum):
    UNBOUND = "unbound"
    """Nobody has decided yet; what is paid for it is held."""
    BOUND = "bound"
    FOREIGN = "foreign"
    """It is for something else; what is paid for it is recorded, and gives nothing here."""


@dataclass(frozen=True, slots=True)
class RecurringPlan:
    """`name` and `channel_name` as Tribute's webhooks told them last; None before the first."""

    subscription_id: int
    name: str | None
    channel_name: str | None
    state: PlanState
    people: int
    """Who is paid up now, as far as Tribute told."""


def remember(
    tx: Tx, subscription_id: int, name: str | None, channel_name: str | None, now: int
) -> PlanState:
    """Note that there is this plan, and what it is called now; how it counts."""
    tx.execute(
        """INSERT INTO recurring_plans (subscription_id, name, channel_name, state, created_at)
        VALUES (?, ?, ?, 'unbound', ?)
        ON CONFLICT (subscription_id) DO UPDATE SET
            name = COALESCE(excluded.name, name),
            channel_name = COALESCE(excluded.channel_name, channel_name)""",
        (subscription_id, name, channel_name, now),
    )
    return PlanState(
        tx.scalar("SELECT state FROM recurring_plans WHERE subscription_id = ?", (subscription_id,))
    )


def set_state(tx: Tx, subscription_id: int, state: PlanState) -> None:
    tx.execute(
        "UPDATE recurring_plans SET state = ? WHERE subscription_id = ?", (state, subscription_id)
    )


def get(tx: Tx, subscription_id: int, now: int) -> RecurringPlan | None:
    row = tx.one(f"{_SELECT} WHERE p.subscription_id = ?", (now, subscription_id))
    return _plan(row) if row else None


def every(tx: Tx, now: int) -> list[RecurringPlan]:
    """What counts first, then what is undecided, then the rest."""
    rows = tx.all(
        f"""{_SELECT} ORDER BY
            CASE p.state WHEN 'bound' THEN 0 WHEN 'unbound' THEN 1 ELSE 2 END, p.created_at""",
        (now,),
    )
    return [_plan(row) for row in rows]


def undecided(tx: Tx, now: int) -> list[RecurringPlan]:
    """Those that somebody subscribed to, and of which nobody has said whether they count."""
    rows = tx.all(
        f"""{_SELECT} WHERE p.state = 'unbound' AND EXISTS (
            SELECT 1 FROM recurring_events e
            WHERE e.subscription_id = p.subscription_id AND e.status = 'held')
        ORDER BY p.created_at""",
        (now,),
    )
    return [_plan(row) for row in rows]


_SELECT = """SELECT p.subscription_id, p.name, p.channel_name, p.state, (
        SELECT COUNT(DISTINCT telegram_user_id) FROM recurring_events e
        WHERE e.subscription_id = p.subscription_id AND e.expires_at > ?) AS people
    FROM recurring_plans p"""


def _plan(row: Row) -> RecurringPlan:
    columns = dict(row)
    columns["state"] = PlanState(columns["state"])
    return RecurringPlan(**columns)

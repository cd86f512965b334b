"""Events of Tribute's recurring subscriptions: one row for each, as its delivery had it."""

from bot.domain.models import PersonId
from bot.domain.recurring import (
    NewRecurringEvent,
    RecurringChange,
    RecurringEvent,
    RecurringStanding,
    RecurringStatus,
)
from storage.engine.tx import Row, Tx
from storage.queries import recurring_periods
from storage.queries.recurring_periods import may_concern

_COLUMNS = """id, event_id AS event_row, subscription_id, what, status, telegram_user_id,
    telegram_username, trb_user_id, name, type, period_id, period, price_minor, amount_minor,
    currency, expires_at, cancel_reason, occurred_at, received_at"""


def insert(tx: Tx, new: NewRecurringEvent, status: RecurringStatus) -> int:
    return tx.insert(
        """INSERT INTO recurring_events (event_id, subscription_id, what, status,
            telegram_user_id, telegram_username, trb_user_id, name, type, period_id, period,
            price_minor, amount_minor, currency, expires_at, cancel_reason, occurred_at,
            received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            new.event_row,
            new.subscription_id,
            new.what,
            status,
            new.telegram_user_id,
            new.telegram_username,
            new.trb_user_id,
            new.name,
            new.type,
            new.period_id,
            new.period,
            new.price_minor,
            new.amount_minor,
            new.currency,
            new.expires_at,
            new.cancel_reason,
            new.occurred_at,
            new.received_at,
        ),
    )


def set_status(tx: Tx, row: int, status: RecurringStatus) -> None:
    tx.execute("UPDATE recurring_events SET status = ? WHERE id = ?", (status, row))


def get(tx: Tx, row: int) -> RecurringEvent | None:
    found = tx.one(f"SELECT {_COLUMNS} FROM recurring_events WHERE id = ?", (row,))
    return _event(found) if found else None


def after(tx: Tx, row: int, limit: int) -> list[RecurringEvent]:
    """Return the next events by row, for reading them all in portions."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM recurring_events WHERE id > ? ORDER BY id LIMIT ?", (row, limit)
    )
    return [_event(found) for found in rows]


def count(tx: Tx) -> int:
    number: int = tx.scalar("SELECT COUNT(*) FROM recurring_events")
    return number


def to_settle(tx: Tx, subscription_id: int) -> list[RecurringEvent]:
    """Return the events that gave no access so far, in the order in which they came."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM recurring_events
        WHERE subscription_id = ? AND status IN ('held', 'ignored') ORDER BY id""",
        (subscription_id,),
    )
    return [_event(found) for found in rows]


def is_cut(tx: Tx, event: RecurringEvent) -> bool:
    """Return whether an admin has cut the same period's time up to this end."""
    return (
        tx.scalar(
            """SELECT 1 FROM grants g JOIN recurring_events e ON e.id = g.recurring_event
            WHERE e.telegram_user_id = ?1 AND e.subscription_id = ?2 AND g.fixed_end_at >= ?3
                AND (e.period_id = ?4 OR e.period_id IS NULL OR ?4 IS NULL)
                AND EXISTS (
                    SELECT 1 FROM access_cuts c
                    WHERE c.telegram_user_id = ?1 AND c.last_grant >= g.id) LIMIT 1""",
            (event.telegram_user_id, event.subscription_id, event.expires_at, event.period_id),
        )
        is not None
    )


def is_latest(tx: Tx, event: RecurringEvent) -> bool:
    """Return whether this is Tribute's latest event of this period of the person's subscription."""
    return (
        tx.scalar(
            f"""SELECT 1 FROM recurring_events e JOIN recurring_events n
                ON n.telegram_user_id = e.telegram_user_id
                AND n.subscription_id = e.subscription_id AND n.status = 'applied'
            WHERE e.id = ?
                AND (n.occurred_at, n.what = 'cancelled', n.id)
                    > (e.occurred_at, e.what = 'cancelled', e.id)
                AND {may_concern("n", "e")} AND {may_concern("e", "n")} LIMIT 1""",
            (event.id,),
        )
        is None
    )


def people_with_grants(tx: Tx, subscription_id: int) -> list[PersonId]:
    """Return everyone who has, or had, access from this subscription."""
    rows = tx.all(
        """SELECT DISTINCT g.telegram_user_id FROM recurring_events e
        JOIN grants g ON g.recurring_event = e.id
        WHERE e.subscription_id = ? AND g.revoked_at IS NULL""",
        (subscription_id,),
    )
    return [row["telegram_user_id"] for row in rows]


def standings(tx: Tx, telegram_user_id: int, now: int) -> list[RecurringStanding]:
    """Return the standings of the person's recurring subscriptions that ever counted.

    There is one for each period that isn't over, or for the latest one of a subscription where all
    are over. The one with the latest event comes first.
    """
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM recurring_events
        WHERE telegram_user_id = ? AND status = 'applied'
        ORDER BY occurred_at DESC, what = 'cancelled' DESC, id DESC""",
        (telegram_user_id,),
    )
    subscriptions: dict[int, list[RecurringEvent]] = {}
    for row in rows:
        subscriptions.setdefault(row["subscription_id"], []).append(_event(row))
    found: list[RecurringStanding] = []
    for events in subscriptions.values():
        periods = [_standing(tx, some) for some in _by_period(tx, events)]
        found += [one for one in periods if now < one.over_at] or periods[:1]
    return found


def held_of_person(tx: Tx, telegram_user_id: int, now: int) -> list[RecurringEvent]:
    """Return the latest event of each subscription that is paid now and waits for the owner."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM recurring_events
        WHERE telegram_user_id = ? AND status = 'held' AND expires_at > ?
        ORDER BY occurred_at DESC, id DESC""",
        (telegram_user_id, now),
    )
    latest: dict[int, RecurringEvent] = {}
    for row in rows:
        latest.setdefault(row["subscription_id"], _event(row))
    return list(latest.values())


def _by_period(tx: Tx, events: list[RecurringEvent]) -> list[list[RecurringEvent]]:
    """Return the events of each period of one person's subscription, with those whose period isn't
    known and that may be about it."""
    known = dict.fromkeys(one.period_id for one in events if one.period_id is not None)
    if not known:
        return [events]
    pairs = recurring_periods.unknown_beside(
        tx, events[0].telegram_user_id, events[0].subscription_id
    )
    return [
        [one for one in events if one.period_id == period or (one.id, period) in pairs]
        for period in known
    ]


def _standing(tx: Tx, events: list[RecurringEvent]) -> RecurringStanding:
    latest = events[0]
    paid_until = max(one.expires_at or 0 for one in events)
    is_bound = tx.scalar(
        "SELECT state = 'bound' FROM recurring_plans WHERE subscription_id = ?",
        (latest.subscription_id,),
    )
    renews = latest.what is not RecurringChange.CANCELLED and latest.type != "gift" and is_bound
    return RecurringStanding(latest, paid_until, paid_until if renews else None)


def _event(row: Row) -> RecurringEvent:
    columns = dict(row)
    columns["what"] = RecurringChange(columns["what"])
    columns["status"] = RecurringStatus(columns["status"])
    return RecurringEvent(**columns)

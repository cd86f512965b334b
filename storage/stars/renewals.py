"""Renewals in Stars: one row for each, and its events, of which rows are only added."""

from typing import NamedTuple

from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId
from bot.domain.stars_renewals.renewal import (
    Asked,
    Renewal,
    RenewalChange,
    RenewalState,
    state_after,
)
from storage.engine.tx import Row, Tx, marks

_PAID_UNTIL = """(SELECT MAX(g.fixed_end_at) FROM stars_payments p
    JOIN grants g ON g.purchase_row = p.purchase_row AND g.revoked_at IS NULL
    WHERE p.renewal_id = n.id)"""
_SELECT = f"""SELECT n.id, n.order_id, n.telegram_user_id, n.first_charge, n.started_at, n.state,
    n.asked, n.asked_at, o.title, o.stars, {_PAID_UNTIL} AS paid_until,
    (SELECT e.actor FROM stars_renewal_events e WHERE e.renewal_id = n.id
        ORDER BY e.at DESC, e.id DESC LIMIT 1) AS actor
    FROM stars_renewals n JOIN stars_orders o ON o.id = n.order_id"""


class RenewalEvent(NamedTuple):
    """An event of a renewal; `actor` is `telegram`, `person:ID` or `admin:ID`."""

    what: RenewalChange
    at: int
    actor: str
    update_id: int | None = None


class Reported(NamedTuple):
    """An event with its renewal as it is now, and whether it is the latest of that."""

    renewal: Renewal
    event: RenewalEvent
    is_latest: bool


class Renewing(NamedTuple):
    """The number of renewals, their Stars every 30 days, and how many people pay them."""

    number: int
    stars: int
    people: int


def insert(
    tx: Tx, order_id: int, telegram_user_id: int, first_charge: str | None, started_at: int
) -> int:
    """Store a renewal, and return its id; its first event makes its state true."""
    return tx.insert(
        """INSERT INTO stars_renewals (order_id, telegram_user_id, first_charge, started_at, state)
        VALUES (?, ?, ?, ?, 'active')""",
        (order_id, telegram_user_id, first_charge, started_at),
    )


def get(tx: Tx, renewal_id: int) -> Renewal | None:
    row = tx.one(f"{_SELECT} WHERE n.id = ?", (renewal_id,))
    return _renewal(row) if row else None


def of_person(tx: Tx, telegram_user_id: int) -> list[Renewal]:
    """Return the renewals of somebody, the newest first, those that are over too."""
    rows = tx.all(f"{_SELECT} WHERE n.telegram_user_id = ? ORDER BY n.id DESC", (telegram_user_id,))
    return [_renewal(row) for row in rows]


def of_order(tx: Tx, order_id: int, telegram_user_id: int) -> list[Renewal]:
    """Return the renewals of a person by this order, the one that is due first at the beginning."""
    rows = tx.all(
        f"""{_SELECT} WHERE n.order_id = ? AND n.telegram_user_id = ?
        ORDER BY paid_until IS NULL, paid_until, n.id""",
        (order_id, telegram_user_id),
    )
    return [_renewal(row) for row in rows]


def of_purchase(tx: Tx, purchase_row: int) -> Renewal | None:
    """Return the renewal that a purchase is a payment of; None for another purchase."""
    row = tx.one(
        f"""{_SELECT} WHERE n.id = (SELECT renewal_id FROM stars_payments
            WHERE purchase_row = ?)""",
        (purchase_row,),
    )
    return _renewal(row) if row else None


def paid_near(tx: Tx, renewal_id: int, paid_at: int, seconds: int) -> bool:
    """Return whether a payment of the renewal lies less than so many seconds from this moment."""
    return bool(
        tx.scalar(
            """SELECT EXISTS (SELECT 1 FROM stars_payments p
                JOIN purchases b ON b.id = p.purchase_row
                WHERE p.renewal_id = ?
                    AND abs(COALESCE(b.purchased_at, b.received_at) - ?) < ?)""",
            (renewal_id, paid_at, seconds),
        )
    )


def set_first_charge(tx: Tx, renewal_id: int, charge_id: str, started_at: int) -> None:
    """Record the first payment, which became known later than another one."""
    tx.execute(
        """UPDATE stars_renewals SET first_charge = ?, started_at = MIN(started_at, ?)
        WHERE id = ?""",
        (charge_id, started_at, renewal_id),
    )


def set_asked(tx: Tx, renewal_id: int, asked: Asked | None, now: int) -> None:
    """Record the act that Telegram is asked for; None once its answer is known."""
    at = now if asked is not None else None
    tx.execute(
        "UPDATE stars_renewals SET asked = ?, asked_at = ? WHERE id = ?", (asked, at, renewal_id)
    )


def end_calls(tx: Tx) -> None:
    """Record that no call is under way, so that what has no answer may be asked again."""
    tx.execute("UPDATE stars_renewals SET asked_at = 0 WHERE asked IS NOT NULL")


def knows_update(tx: Tx, update_id: int) -> bool:
    """Return whether this report of Telegram's is stored already."""
    return bool(
        tx.scalar(
            "SELECT EXISTS (SELECT 1 FROM stars_renewal_events WHERE update_id = ?)", (update_id,)
        )
    )


def add_event(tx: Tx, renewal_id: int, event: RenewalEvent) -> int:
    """Store an event, let the state follow from all of them, and return the event's id."""
    event_id = tx.insert(
        """INSERT INTO stars_renewal_events (renewal_id, what, at, actor, update_id)
        VALUES (?, ?, ?, ?, ?)""",
        (renewal_id, *event),
    )
    state = state_after(one.what for one in events_of(tx, renewal_id))
    tx.execute("UPDATE stars_renewals SET state = ? WHERE id = ?", (state, renewal_id))
    return event_id


def events_of(tx: Tx, renewal_id: int) -> list[RenewalEvent]:
    """Return what has happened to a renewal, oldest first."""
    rows = tx.all(
        """SELECT what, at, actor, update_id FROM stars_renewal_events
        WHERE renewal_id = ? ORDER BY at, id""",
        (renewal_id,),
    )
    return [
        RenewalEvent(RenewalChange(row["what"]), row["at"], row["actor"], row["update_id"])
        for row in rows
    ]


def of_event(tx: Tx, event_id: int) -> Reported | None:
    """Return an event with its renewal."""
    row = tx.one(
        """SELECT e.renewal_id, e.what, e.at, e.actor, e.update_id, NOT EXISTS (
            SELECT 1 FROM stars_renewal_events l
            WHERE l.renewal_id = e.renewal_id AND (l.at, l.id) > (e.at, e.id)) AS is_latest
        FROM stars_renewal_events e WHERE e.id = ?""",
        (event_id,),
    )
    renewal = get(tx, row["renewal_id"]) if row else None
    if row is None or renewal is None:
        return None
    event = RenewalEvent(RenewalChange(row["what"]), row["at"], row["actor"], row["update_id"])
    return Reported(renewal, event, bool(row["is_latest"]))


def next_end_at(tx: Tx, after: int, before: int) -> int | None:
    """Return when the first access between these moments ends, of those that Telegram renews."""
    at: int | None = tx.scalar(
        """SELECT MIN(expires_at) FROM subscriptions
        WHERE expires_at > ? AND expires_at < ? AND renews_in_stars""",
        (after, before),
    )
    return at


def any_ever(tx: Tx) -> bool:
    """Return whether there was ever a renewal."""
    return bool(tx.scalar("SELECT EXISTS (SELECT 1 FROM stars_renewals)"))


def renewing(tx: Tx, now: int) -> Renewing:
    """Return the number of renewals now."""
    row = tx.one(
        f"""SELECT COUNT(*) AS number, COALESCE(SUM(o.stars), 0) AS stars,
            COUNT(DISTINCT n.telegram_user_id) AS people
        FROM stars_renewals n
        JOIN stars_orders o ON o.id = n.order_id
        WHERE n.state = 'active' AND {_PAID_UNTIL} > ?""",
        (now - RENEWAL_GRACE_SECONDS,),
    )
    return Renewing(*row) if row else Renewing(0, 0, 0)


def unsound(tx: Tx) -> list[int]:
    """Return renewals whose state isn't what their events say, or whose payments are somebody
    else's or another order's. Events that this version doesn't know are reported elsewhere."""
    rows = tx.all(
        f"""SELECT id, state FROM stars_renewals n WHERE NOT EXISTS (
            SELECT 1 FROM stars_renewal_events e
            WHERE e.renewal_id = n.id AND e.what NOT IN ({marks(list(RenewalChange))}))""",
        list(RenewalChange),
    )
    found = {
        row["id"]
        for row in rows
        if row["state"] != state_after(one.what for one in events_of(tx, row["id"]))
    }
    foreign = tx.all(
        """SELECT n.id FROM stars_renewals n JOIN stars_payments p ON p.renewal_id = n.id
        JOIN purchases b ON b.id = p.purchase_row
        WHERE p.order_id IS NOT n.order_id OR b.telegram_user_id IS NOT n.telegram_user_id"""
    )
    return sorted(found | {row["id"] for row in foreign})


def _renewal(row: Row) -> Renewal:
    values = {
        "telegram_user_id": PersonId(row["telegram_user_id"]),
        "state": RenewalState(row["state"]),
        "asked": Asked(row["asked"]) if row["asked"] is not None else None,
    }
    return Renewal(**{**dict(row), **values})

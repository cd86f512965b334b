"""The income of Tribute's recurring subscriptions: those that renew now, and their prices."""

from collections import Counter
from dataclasses import dataclass

from bot.domain.listing.renewing import Place
from bot.domain.models import RENEWAL_GRACE_SECONDS, PersonId
from bot.domain.money import Money
from bot.domain.recurring import RecurringEvent
from bot.domain.reports.recurring_income import RecurringPrice
from storage.engine.tx import Tx
from storage.queries.recurring_periods import may_concern
from storage.recurring import recurring_events

_LATER = f"""recurring_events l
    WHERE l.telegram_user_id = e.telegram_user_id
        AND l.subscription_id = e.subscription_id AND l.status = 'applied'
        AND (l.occurred_at, l.what = 'cancelled', l.id)
            > (e.occurred_at, e.what = 'cancelled', e.id)
        AND {may_concern("l", "e")} AND {may_concern("e", "l")}"""
_UNPAID_TYPES = ("gift", "trial")
_RENEWS = f"""recurring_plans n
    JOIN recurring_events e ON e.subscription_id = n.subscription_id
    WHERE n.state = 'bound' AND e.expires_at > ? AND e.status = 'applied'
        AND e.what <> 'cancelled' AND COALESCE(e.type, '') NOT IN {_UNPAID_TYPES}
        AND e.price_minor IS NOT NULL AND e.currency IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM {_LATER})"""


@dataclass(frozen=True, slots=True)
class Renewing:
    """Somebody's subscription that renews: what one payment of it costs, and for how long."""

    telegram_user_id: PersonId
    name: str | None
    price: Money
    period: str | None
    seconds: int | None
    """The time that the payment covered; None where that isn't known."""
    place: Place


def renewing(tx: Tx, now: int) -> list[RecurringPrice]:
    """Return the prices that people pay again and again, with how many pay each.

    A payment counts while it is Tribute's latest word of its period, and its time isn't over, as
    `recurring_events.standings` has it. Presents and trials don't count: nobody pays for them
    again, or not yet.
    """
    over = now - RENEWAL_GRACE_SECONDS
    rows = tx.all(
        f"""SELECT e.currency, e.price_minor, e.period, e.expires_at - e.occurred_at AS seconds,
            COUNT(*) AS number
        FROM {_RENEWS}
        GROUP BY 1, 2, 3, 4""",
        (over,),
    )
    found = [
        RecurringPrice(
            Money(row["price_minor"], row["currency"]), row["period"], row["seconds"], row["number"]
        )
        for row in rows
    ]
    counted = Counter((price, one.period) for one, price in _with_an_earlier_end(tx, over, now))
    return [
        *found,
        *(
            RecurringPrice(price, period, None, number)
            for (price, period), number in counted.items()
        ),
    ]


def page(
    tx: Tx, currency: str, after: Place | None, limit: int, now: int
) -> tuple[list[Renewing], Place | None]:
    """Return the subscriptions in a currency that `renewing` counts, by subscription and by end,
    and where the next page goes on. The few with an earlier end are at the end of the last one."""
    over = now - RENEWAL_GRACE_SECONDS
    rows = tx.all(
        f"""SELECT e.id, e.telegram_user_id, e.subscription_id, n.name, e.price_minor, e.period,
            e.expires_at, e.expires_at - e.occurred_at AS seconds
        FROM {_RENEWS} AND e.currency = ?
            AND (n.subscription_id, e.expires_at, e.id) > (?, ?, ?)
        ORDER BY n.subscription_id, e.expires_at, e.id LIMIT ?""",
        (over, currency, *(after or Place(0, 0, 0)), limit + 1),
    )
    found = [
        Renewing(
            PersonId(row["telegram_user_id"]),
            row["name"],
            Money(row["price_minor"], currency),
            row["period"],
            row["seconds"],
            Place(row["subscription_id"], row["expires_at"], row["id"]),
        )
        for row in rows[:limit]
    ]
    if len(rows) > limit:
        return found, found[-1].place
    earlier = _with_an_earlier_end(tx, over, now)
    found += [
        Renewing(person, one.name, price, one.period, None, _place(one))
        for one, price in earlier
        if price.currency == currency and (person := one.telegram_user_id) is not None
    ]
    return found, None


def _place(one: RecurringEvent) -> Place:
    return Place(one.subscription_id, one.expires_at or 0, one.id)


def _with_an_earlier_end(tx: Tx, over: int, now: int) -> list[tuple[RecurringEvent, Money]]:
    """Return those whose latest event names an end that is over, and an earlier event a later one:
    that time is paid all the same. There are few, so that each person is looked at."""
    people = tx.all(
        f"""SELECT DISTINCT e.telegram_user_id
        FROM recurring_plans n
        JOIN recurring_events e ON e.subscription_id = n.subscription_id
        WHERE n.state = 'bound' AND e.expires_at > ?1 AND e.status = 'applied' AND EXISTS (
            SELECT 1 FROM {_LATER} AND COALESCE(l.expires_at, 0) <= ?1)""",
        (over,),
    )
    found = []
    for row in people:
        for one in recurring_events.standings(tx, row["telegram_user_id"], now):
            latest = one.latest
            if one.renews_at is None or now >= one.over_at or (latest.expires_at or 0) > over:
                continue
            if latest.price is not None and latest.type not in _UNPAID_TYPES:
                found.append((latest, latest.price))
    return found

"""The income of Tribute's recurring subscriptions: those that renew now, and their prices."""

from collections import Counter

from bot.domain.models import RENEWAL_GRACE_SECONDS
from bot.domain.money import Money
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
        FROM recurring_plans n
        JOIN recurring_events e ON e.subscription_id = n.subscription_id
        WHERE n.state = 'bound' AND e.expires_at > ? AND e.status = 'applied'
            AND e.what <> 'cancelled' AND COALESCE(e.type, '') NOT IN {_UNPAID_TYPES}
            AND e.price_minor IS NOT NULL AND e.currency IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {_LATER})
        GROUP BY 1, 2, 3, 4""",
        (over,),
    )
    found = [
        RecurringPrice(
            Money(row["price_minor"], row["currency"]), row["period"], row["seconds"], row["number"]
        )
        for row in rows
    ]
    return [*found, *_with_an_earlier_end(tx, over, now)]


def _with_an_earlier_end(tx: Tx, over: int, now: int) -> list[RecurringPrice]:
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
    counted: Counter[tuple[Money, str | None]] = Counter()
    for row in people:
        for one in recurring_events.standings(tx, row["telegram_user_id"], now):
            latest = one.latest
            if one.renews_at is None or now >= one.over_at or (latest.expires_at or 0) > over:
                continue
            if latest.price is not None and latest.type not in _UNPAID_TYPES:
                counted[latest.price, latest.period] += 1
    return [
        RecurringPrice(price, period, None, number) for (price, period), number in counted.items()
    ]

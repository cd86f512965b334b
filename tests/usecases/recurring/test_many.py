"""A decision about a recurring subscription reaches everybody who has it, however many."""

from storage import sums
from storage.engine.tx import Tx
from tests.bodies import recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID
from tests.usecases.written import rows

MORE = 1000
UNTIL = NOW + 20 * 86400
_EACH = "WITH RECURSIVE n (i) AS (SELECT 10001 UNION ALL SELECT i + 1 FROM n LIMIT ?) "
_COPIES = (
    "INSERT INTO people (telegram_user_id, first_seen_at) SELECT i, 0 FROM n",
    """INSERT INTO webhook_events (id, event_key, name, body, outcome, first_seen_at, last_seen_at)
    SELECT i, event_key || i, name, body, outcome, first_seen_at, last_seen_at
    FROM webhook_events, n""",
    """INSERT INTO recurring_events (id, event_id, subscription_id, what, status,
        telegram_user_id, expires_at, occurred_at, received_at)
    SELECT i, i, subscription_id, what, status, i, expires_at, occurred_at, received_at
    FROM recurring_events, n""",
    """INSERT INTO grants (telegram_user_id, plan_id, source, recurring_event, months, days,
        lifetime, fixed_end_at, granted_at)
    SELECT i, plan_id, source, i, months, days, lifetime, fixed_end_at, granted_at
    FROM grants, n""",
)


async def test_a_subscription_that_no_longer_counts_renews_for_none_of_a_thousand_people(bound):
    await bound.receive(recurring(until=UNTIL))

    def copy(tx: Tx) -> None:
        for copies in _COPIES:
            tx.execute(_EACH + copies, (MORE,))
        sums.fill(tx)

    await bound.db.write(copy)
    await bound.recurring.unbind(SUBSCRIPTION_ID, ADMINS[0])
    found = "SELECT expires_at, renews_at, COUNT(*) FROM subscriptions GROUP BY 1, 2"
    assert await rows(bound.db, found) == [(UNTIL, None, MORE + 1)]

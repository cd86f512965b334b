"""One recurring subscription may run in two periods at once; each event is about its own."""

import re

import pytest

from bot.clock import FixedClock
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN
from bot.texts import Texts
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.notices.compose import Notices
from bot.usecases.operations.ledger_check import check
from storage import outbox
from tests.bodies import ABSENT, ANNA, MOMENT, recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID

DAY = 86400
MONTH_END = NOW + 20 * DAY
YEAR_END = NOW + 300 * DAY
MONTHLY, YEARLY = 1547, 1600


def monthly(kind="new", *, at=MOMENT, until=MONTH_END, **changes):
    return recurring(kind, at=at, until=until, **{"period_id": MONTHLY, **changes})


def yearly(kind="new", *, at=MOMENT + 60, until=YEAR_END, **changes):
    return recurring(
        kind, at=at, until=until, **{"period_id": YEARLY, "period": "yearly"} | changes
    )


async def standings(shop):
    status = await shop.subscriptions.status(ANNA)
    return [(one.latest.period_id, one.paid_until, one.renews_at) for one in status.recurring]


@pytest.mark.parametrize("order", ["cancelled last", "cancelled first", "between"])
async def test_a_cancellation_ends_the_renewal_of_its_own_period_only(bound, order):
    month, year, end = monthly(), yearly(), monthly("cancelled", at=MOMENT + 120)
    orders = {
        "cancelled last": (month, year, end),
        "cancelled first": (end, year, month),
        "between": (month, end, year),
    }
    for body in orders[order]:
        await bound.receive(body)
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (YEAR_END, YEAR_END)
    assert sorted(await standings(bound)) == [
        (MONTHLY, MONTH_END, None),
        (YEARLY, YEAR_END, YEAR_END),
    ]


async def test_the_other_period_goes_on_when_the_longer_one_is_cancelled(bound):
    for body in (monthly(), yearly(), yearly("cancelled", at=MOMENT + 120)):
        await bound.receive(body)
    found = await bound.subscription(ANNA)
    assert (found.expires_at, found.renews_at) == (YEAR_END, MONTH_END)
    assert sorted(await standings(bound)) == [
        (MONTHLY, MONTH_END, MONTH_END),
        (YEARLY, YEAR_END, None),
    ]


async def test_a_payment_without_a_period_is_ended_by_any_cancellation(bound):
    await bound.receive(monthly(period_id=ABSENT))
    await bound.receive(monthly("cancelled", at=MOMENT + 120))
    assert (await bound.subscription(ANNA)).renews_at is None


async def test_a_change_of_the_period_leaves_one_line_once_the_old_one_is_over(bound):
    for body in (monthly(), yearly(), monthly("cancelled", at=MOMENT + 120)):
        await bound.receive(body)
    bound.clock.move(21 * DAY)
    assert await standings(bound) == [(YEARLY, YEAR_END, YEAR_END)]
    bound.clock.move(400 * DAY)
    assert len(await standings(bound)) == 1


async def test_a_renewing_year_gets_no_reminders_because_a_month_was_cancelled(bound):
    for body in (monthly(), yearly(), monthly("cancelled", at=MOMENT + 120)):
        await bound.receive(body)
    lifecycle = Lifecycle(bound.db, bound.clock, (Duration(days=3), Duration(days=1)))
    bound.clock.move(299 * DAY)
    while await lifecycle.tick():
        pass
    assert await bound.notices("reminder") == []


async def _composed(shop, kind) -> list[str]:
    """Return the texts of this kind for Anna, as they are composed now."""
    rows = await shop.db.read(
        lambda tx: tx.all(
            "SELECT id FROM outbox WHERE kind = ? AND chat_id = ? ORDER BY id", (kind, ANNA)
        )
    )
    notices = Notices(shop.db, Texts(), FixedClock(shop.clock.now()))
    texts = []
    for row in rows:
        queued = await shop.db.read(lambda tx, id_=row["id"]: outbox.get(tx, id_))
        message = await notices.compose(queued)
        text = message.text if message else ""
        texts.append(re.sub(r"</?tg-time[^>]*>", "", text))
    return texts


async def test_the_notices_are_true_for_both_periods(bound):
    for body in (monthly(), yearly(), monthly("cancelled", at=MOMENT + 30)):
        await bound.receive(body)
    [cancelled] = await _composed(bound, "recurring-cancelled")
    assert "goes on. Only the period paid until 1 June 2026" in cancelled
    assert "Then Tribute renews it automatically." in cancelled
    month, year = await _composed(bound, "recurring-started")
    assert month == ""
    assert "has arrived" in year
    await bound.receive(yearly("cancelled", at=MOMENT + 90))
    texts = await _composed(bound, "recurring-cancelled")
    assert all("won't be renewed. The time that is paid for stays yours." in one for one in texts)


async def test_a_late_binding_notifies_of_each_period_and_counts_the_person_once(shop):
    await shop.receive(monthly())
    await shop.receive(yearly())
    decided = await shop.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert decided.people == 1
    assert await shop.notices("recurring-started") == [ANNA, ANNA]


async def test_a_cut_period_does_not_withhold_the_time_of_another(bound):
    await bound.receive(yearly())
    await bound.db.write(
        lambda tx: tx.execute(
            "INSERT INTO access_cuts VALUES (1, ?, 1, ?, 9001, NULL, 1)", (ANNA, NOW)
        )
    )
    await bound.receive(monthly("cancelled", at=MOMENT + 120))
    assert (await bound.subscription(ANNA)).expires_at == MONTH_END


@pytest.mark.parametrize("days", [19, 21, 200])
async def test_a_subscription_that_no_longer_counts_renews_for_nobody(bound, days):
    """Also for people whose paid time was over by then."""
    await bound.receive(monthly())
    bound.clock.move(days * DAY)
    await bound.recurring.unbind(SUBSCRIPTION_ID, ADMINS[0])
    assert (await bound.subscription(ANNA)).renews_at is None
    assert await bound.db.read(check) == []
    await bound.recurring.bind(SUBSCRIPTION_ID, FIRST_PLAN, ADMINS[0])
    assert (await bound.subscription(ANNA)).renews_at == MONTH_END
    assert await bound.db.read(check) == []

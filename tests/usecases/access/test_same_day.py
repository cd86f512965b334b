"""Ends on one day: which day it is, the owner's time zone decides."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import PlanId
from bot.domain.records import NewTariff
from bot.texts import Texts
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.notices.compose import Notices
from storage import outbox, plans
from tests.bodies import ANNA, purchase
from tests.usecases.conftest import ADMINS

HOUR = 3600
COURSE = PlanId(2)


@pytest.fixture
async def two_ends(shop):
    """Let Anna's month end at 21:59 UTC, and her month of a course an hour later."""

    def add(tx):
        plans.set_name(tx, PlanId(1), "en", "Basic")
        plans.set_name(tx, plans.insert(tx, "course"), "en", "Course")

    await shop.db.write(add)
    assert await shop.tariffs.bind(999, NewTariff(COURSE, Duration(months=1)), ADMINS[0])
    await shop.receive(purchase(1, at=shop.clock.now()))
    shop.clock.move(HOUR)
    await shop.receive(purchase(2, product_id=999, at=shop.clock.now()))
    shop.clock.move(40 * 24 * HOUR)
    lifecycle = Lifecycle(shop.db, shop.clock, ())
    while await lifecycle.tick():
        pass
    return shop


async def said(shop, timezone):
    """Send what is queued about ends, one after the other; return how many plans each names."""
    notices = Notices(shop.db, Texts(timezone=timezone), shop.clock)
    rows = await shop.db.read(
        lambda tx: tx.all("SELECT id FROM outbox WHERE kind = 'ended' AND chat_id = ?", (ANNA,))
    )
    found = []
    for row in rows:
        queued = await shop.db.read(lambda tx, row=row: outbox.get(tx, row["id"]))
        message = await notices.compose(queued)
        if message is not None:
            found.append(message.text.count("ended on"))
            now = shop.clock.now()
            await shop.db.write(lambda tx, row=row, now=now: outbox.set_sent(tx, row["id"], now))
    return found


@pytest.mark.parametrize(
    ("timezone", "named"),
    [
        ("UTC", [2]),
        ("Europe/Berlin", [1, 1]),  # 23:59, and 00:59 on the next day
        ("Europe/Moscow", [2]),  # both after midnight
    ],
)
async def test_the_owner_s_time_zone_says_what_one_day_is(two_ends, timezone, named):
    assert await said(two_ends, timezone) == named

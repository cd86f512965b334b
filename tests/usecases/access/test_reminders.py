"""Reminder rules are stored at the start; other ones than before apply to everybody at once."""

import pytest

from bot.domain.durations import Duration
from bot.usecases.access import reminders
from bot.usecases.access.lifecycle import Lifecycle
from storage import facts
from tests.bodies import ANNA, BORIS, MOMENT, purchase
from tests.conftest import NOW

THREE, DAY = Duration(days=3), Duration(days=1)


async def test_before_the_first_start_the_worker_looks_at_once(shop):
    assert await shop.db.read(reminders.current_rules) is None
    await shop.receive(purchase())
    assert await shop.db.read(lambda tx: tx.scalar("SELECT check_at FROM subscriptions")) == NOW


@pytest.mark.parametrize("rules", [(), (THREE,), (THREE, DAY)])
async def test_rules_are_read_as_they_were_stored(shop, rules):
    assert not await shop.db.write(lambda tx: reminders.store_rules(tx, rules))
    assert await shop.db.read(reminders.current_rules) == rules
    stored = await shop.db.read(lambda tx: facts.get(tx, "remind_before"))
    assert stored == ", ".join(map(str, rules))


@pytest.mark.parametrize(("rules", "again"), [((THREE,), False), ((DAY,), True), ((), True)])
async def test_only_changed_rules_have_every_subscription_looked_at_again(shop, rules, again):
    await Lifecycle(shop.db, shop.clock, (THREE,)).on_start()
    await shop.receive(purchase(1, at=MOMENT))
    await shop.receive(purchase(2, product_id=459, telegram_user_id=BORIS))
    before = await looks(shop)
    assert before[ANNA] > NOW
    await Lifecycle(shop.db, shop.clock, rules).on_start()
    assert await looks(shop) == {ANNA: NOW if again else before[ANNA], BORIS: None}


async def looks(shop) -> dict[int, int | None]:
    rows = await shop.db.read(lambda tx: tx.all("SELECT * FROM subscriptions"))
    return {row["telegram_user_id"]: row["check_at"] for row in rows}

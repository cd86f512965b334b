"""The owner's service gets one webhook for each plan that changed; its old fields are about any."""

import json
from dataclasses import replace

import pytest

from bot.domain.durations import Duration
from bot.domain.models import PersonId
from bot.domain.plans import SeedTariff
from bot.usecases.access.lifecycle import Lifecycle
from bot.usecases.access.manual import GrantOrder, ManualGrants, RevokeOrder, end_of
from bot.usecases.plans.inclusions import InclusionChange, PlanInclusions
from bot.usecases.plans.plans import Plans
from bot.usecases.webhooks_out.deliver import WebhooksOut
from storage import subscriptions
from storage.engine.database import open_database
from tests.bodies import ANNA, BORIS, MOMENT, purchase, recurring, refund, resent
from tests.invariants import assert_ledger_is_sound
from tests.plans import BASIC, PRO
from tests.usecases.conftest import ADMINS, SUBSCRIPTION_ID, build_shop

DAY = 86400
BASIC_PRODUCT, PRO_PRODUCT = 456, 457
JUNE, JULY, AUGUST = (f"2026-{month}-12T15:33:20Z" for month in ("06", "07", "08"))


@pytest.fixture
async def shop(tmp_path, clock):
    """Yield a shop where Pro includes Basic, with a service that wants webhooks."""
    path = tmp_path / "shop.db"
    month = Duration(months=1)
    seed = (
        SeedTariff(month, BASIC_PRODUCT, "Basic"),
        SeedTariff(Duration(lifetime=True), 459, "Basic"),
        SeedTariff(month, PRO_PRODUCT, "Pro"),
    )
    async with open_database(path) as db:
        shop = build_shop(db, clock)
        await replace(shop.tariffs, seed=seed).on_start()
        await change_inclusion(shop, include=True)
        await replace(WebhooksOut(db, clock, ADMINS), enabled=True).on_start()
        yield shop
        assert_ledger_is_sound(path)


async def change_inclusion(shop, *, include):
    """Let Pro include Basic, or no longer, as an admin does who has seen whom it touches."""
    inclusions = PlanInclusions(shop.db, shop.clock)
    change = InclusionChange(PRO, BASIC, include)
    assert await inclusions.change(change, await inclusions.touched(change), ADMINS[0])
    while await inclusions.step():
        pass


async def tick(shop):
    lifecycle = Lifecycle(shop.db, shop.clock, (Duration(days=3),))
    await lifecycle.on_start()
    while await lifecycle.tick():
        pass


async def data(shop):
    """Return the type without its prefix and the data of each webhook since the last call."""
    rows = await shop.db.read(lambda tx: tx.all("SELECT * FROM webhooks_out ORDER BY id"))
    await shop.db.write(lambda tx: tx.execute("DELETE FROM webhooks_out"))
    found = [json.loads(row["body"]) for row in rows]
    assert [row["type"] for row in rows] == [one["type"] for one in found]
    return [(one["type"].removeprefix("subscription."), one["data"]) for one in found]


async def events(shop):
    """Return of each new webhook: what happened to which plan, the plan's end, and whether any plan
    is active, until when."""
    return [
        (
            what,
            one["plan"],
            one["plan_state"]["expires_at"] if one["plan_state"]["active"] else None,
            one["expires_at"] if one["active"] else None,
        )
        for what, one in await data(shop)
    ]


async def test_a_purchase_of_a_plan_that_no_other_includes_is_one_event_with_both_states(shop):
    await shop.receive(purchase(1))
    state = {"active": True, "lifetime": False, "expires_at": JUNE}
    assert await data(shop) == [
        (
            "started",
            {
                "telegram_user_id": ANNA,
                **state,
                "plan": "basic",
                "plan_state": state,
                "tariff": "1 month",
            },
        )
    ]


async def test_the_purchase_of_an_including_plan_starts_the_included_one_too(shop):
    await shop.receive(purchase(1, product_id=PRO_PRODUCT))
    found = await data(shop)
    assert [(what, one["plan"], one.get("tariff")) for what, one in found] == [
        ("started", "pro", "1 month"),
        ("started", "basic", None),
    ]
    for body in (purchase(1, product_id=PRO_PRODUCT), resent(purchase(1, product_id=PRO_PRODUCT))):
        await shop.receive(body)
    assert await data(shop) == []


async def test_the_purchase_of_an_including_plan_extends_an_included_one_that_runs(shop):
    await shop.receive(purchase(1))
    await events(shop)
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    assert await events(shop) == [
        ("started", "pro", JUNE, JULY),
        ("extended", "basic", JULY, JULY),
    ]


async def test_an_included_plan_that_lasts_for_life_has_no_event(shop):
    await shop.receive(purchase(1, product_id=459))
    await events(shop)
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    (what, one), *others = await data(shop)
    assert (what, one["plan"], others) == ("started", "pro", [])
    assert (one["lifetime"], one["plan_state"]["lifetime"]) == (True, False)


async def test_the_end_of_an_including_plan_leaves_active_true_while_the_included_one_runs(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    await tick(shop)
    await events(shop)
    shop.clock.move(31 * DAY)
    await tick(shop)
    (what, one), *others = await data(shop)
    assert (what, one["plan"], others) == ("ended", "pro", [])
    assert one["plan_state"] == {"active": False, "lifetime": False, "expires_at": JUNE}
    assert (one["active"], one["expires_at"]) == (True, JULY)
    shop.clock.move(31 * DAY)
    await tick(shop)
    assert await events(shop) == [("ended", "basic", None, None)]


async def test_plans_that_end_together_are_an_event_each(shop):
    await shop.receive(purchase(1, product_id=PRO_PRODUCT))
    await tick(shop)
    await events(shop)
    shop.clock.move(60 * DAY)
    await tick(shop)
    assert sorted(await events(shop)) == [
        ("ended", "basic", None, None),
        ("ended", "pro", None, None),
    ]


async def test_a_refund_of_the_including_plan_shortens_the_included_one(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    await events(shop)
    await shop.receive(refund(2, product_id=PRO_PRODUCT))
    found = await data(shop)
    assert [(what, one["plan"], one.get("tariff")) for what, one in found] == [
        ("refunded", "pro", "1 month"),
        ("shortened", "basic", None),
    ]
    state = {"active": True, "lifetime": False, "expires_at": JUNE}
    nothing = {"active": False, "lifetime": False, "expires_at": None}
    assert [one["plan_state"] for _, one in found] == [nothing, state]
    assert all({**one, **state} == one for _, one in found)


async def test_a_refund_of_the_only_purchase_ends_the_included_plan_too(shop):
    await shop.receive(purchase(1, product_id=PRO_PRODUCT))
    await events(shop)
    await shop.receive(refund(1, product_id=PRO_PRODUCT))
    assert await events(shop) == [("refunded", "pro", None, None), ("ended", "basic", None, None)]


async def test_a_refund_of_the_included_plan_concerns_that_plan_alone(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    await events(shop)
    await shop.receive(refund(1))
    assert await events(shop) == [("refunded", "basic", JUNE, JUNE)]


async def revoke(shop, plan):
    manual = ManualGrants(shop.db, shop.clock)
    found = await manual.preview_revoke(PersonId(ANNA), plan)
    order = RevokeOrder(PersonId(ANNA), plan, end_of(found.before))
    assert await manual.revoke(order, ADMINS[0])


async def test_a_revoked_including_plan_lets_the_included_one_run_on(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    await events(shop)
    await revoke(shop, PRO)
    (what, plan, end, any_end), (second, *_), *others = await events(shop)
    assert (what, plan, end, second, others) == ("ended", "pro", None, "shortened", [])
    assert JUNE <= str(any_end) < JULY


async def test_a_revoked_included_plan_stays_active_as_long_as_the_including_one(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    await events(shop)
    await revoke(shop, BASIC)
    assert await events(shop) == [("shortened", "basic", JUNE, JUNE)]


async def test_a_manual_grant_of_an_including_plan_starts_both(shop):
    manual, month = ManualGrants(shop.db, shop.clock), Duration(months=1)
    found = await manual.preview_grant(PersonId(ANNA), PRO, month)
    order = GrantOrder(PersonId(ANNA), PRO, month, end_of(found.after))
    assert await manual.grant(order, ADMINS[0])
    assert [one[:2] for one in await events(shop)] == [("started", "pro"), ("started", "basic")]


async def test_a_recurring_subscription_to_an_including_plan_changes_both(shop):
    assert await shop.recurring.bind(SUBSCRIPTION_ID, PRO, ADMINS[0])
    ends = MOMENT + 31 * DAY
    await shop.receive(recurring(until=ends))
    assert await events(shop) == [("started", "pro", JUNE, JUNE), ("started", "basic", JUNE, JUNE)]
    shop.clock.move(ends - shop.clock.now())
    await shop.receive(recurring("renewed", at=ends, until=ends + 30 * DAY))
    assert await events(shop) == [
        ("extended", "pro", JULY, JULY),
        ("extended", "basic", JULY, JULY),
    ]


async def test_whoever_gains_or_loses_by_a_changed_inclusion_is_an_event(shop):
    """Boris has both, so that his Basic goes on after Pro; Anna has Basic by inclusion alone."""
    await shop.receive(purchase(1, product_id=PRO_PRODUCT))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await shop.receive(purchase(3, product_id=PRO_PRODUCT, telegram_user_id=BORIS))
    await events(shop)
    await change_inclusion(shop, include=False)
    found = await data(shop)
    assert [(what, one["telegram_user_id"], one["plan"]) for what, one in found] == [
        ("ended", ANNA, "basic"),
        ("shortened", BORIS, "basic"),
    ]
    assert [(one["active"], one["expires_at"]) for _, one in found] == [(True, JUNE), (True, JUNE)]
    await change_inclusion(shop, include=True)
    assert [
        (what, one["telegram_user_id"], one["plan_state"]["expires_at"])
        for what, one in await data(shop)
    ] == [("started", ANNA, JUNE), ("extended", BORIS, JULY)]


async def test_an_inclusion_that_touches_nobody_is_no_event(shop):
    await shop.receive(purchase(1))
    await events(shop)
    await change_inclusion(shop, include=False)
    assert await events(shop) == []


async def test_the_events_of_one_change_begin_with_the_plan_at_the_top(shop):
    """The order of the plans' ids doesn't matter: Basic includes a third plan here."""
    third = await Plans(shop.db, shop.clock).add("Newsletter", "en", ADMINS[0])
    inclusions = PlanInclusions(shop.db, shop.clock)
    change = InclusionChange(BASIC, third.id, include=True)
    assert await inclusions.change(change, await inclusions.touched(change), ADMINS[0])
    while await inclusions.step():
        pass
    await shop.receive(purchase(1, product_id=PRO_PRODUCT))
    assert [plan for _, plan, *_ in await events(shop)] == ["pro", "basic", "newsletter"]


async def test_an_event_says_what_the_ledger_says(shop):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=PRO_PRODUCT))
    found = await shop.db.read(lambda tx: subscriptions.current(tx, ANNA))
    last = {one["plan"]: one["plan_state"]["expires_at"] for _, one in await data(shop)}
    assert last == {"pro": JUNE, "basic": JULY}
    assert found[PRO].expires_at < found[BASIC].expires_at

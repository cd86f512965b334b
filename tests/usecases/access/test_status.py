"""A person's status has their access, payments and messages, and nothing of anybody else."""

import pytest

from bot.domain.access.plan_access import PlanAccess
from bot.domain.durations import Duration, add_calendar
from bot.domain.models import FIRST_PLAN, BoughtTime, PersonId, PlanId, Subscription
from bot.domain.plans import Inclusions
from bot.domain.records import NewTariff, Revocation
from bot.usecases.access.manual import ManualGrants, RevokeOrder
from bot.usecases.access.status import PaidPurchase, Status
from bot.usecases.chats.requests import ChatLink
from bot.usecases.claims.claims import Claims
from storage import access_chats, plans
from storage.engine.tx import Tx
from storage.grants import PurchaseGrant
from tests.bodies import ANNA, BORIS, CLARA, MOMENT, purchase, recurring
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS

MONTH = Duration(months=1)
DAY = 86400


def add_chat(tx: Tx) -> None:
    access_chats.list_of_settings(tx, [-100])
    access_chats.set_link(tx, 1, "https://t.me/+1")
    access_chats.set_title(tx, 1, "Readers")


async def test_it_has_all_that_concerns_the_person(bound):
    """Anna has paid twice, once for a product that is held, and has a subscription of Tribute. No
    admin has decided about her other one."""
    await bound.db.write(add_chat)
    await bound.receive(recurring(until=NOW + 20 * DAY, subscription_id=7, period_id=8))
    await bound.receive(recurring(until=NOW + 20 * DAY))
    await bound.receive(purchase(1))
    await bound.receive(purchase(2, product_id=999))
    await Claims(bound.db, bound.clock, ADMINS).make(PersonId(ANNA), "receipt")
    bound.clock.move(60)
    found = await bound.subscriptions.status(ANNA)
    held = await bound.purchase(2)
    assert (held.id, held.telegram_user_id) == (2, ANNA)
    [standing], [claim] = found.recurring, found.claims
    [waiting] = found.held_recurring
    assert (waiting.subscription_id, waiting.expires_at) == (7, NOW + 20 * DAY)
    assert (standing.latest.telegram_user_id, standing.paid_until) == (ANNA, NOW + 20 * DAY)
    assert (claim.telegram_user_id, claim.text) == (ANNA, "receipt")
    assert found == Status(
        NOW + 60,
        (PlanAccess(FIRST_PLAN, await bound.subscription(ANNA)),),
        (
            PaidPurchase(held, None, None),
            PaidPurchase(await bound.purchase(1), PurchaseGrant(FIRST_PLAN, MONTH), None),
        ),
        (standing,),
        (ChatLink("Readers", "https://t.me/+1"),),
        (held,),
        (waiting,),
        (claim,),
    )
    assert (found.active, found.lifetime) == (True, False)
    nothing = await bound.subscriptions.status(BORIS)
    assert nothing == Status(NOW + 60, (), (), (), (), (), (), ()) == Status.of_newcomer(NOW + 60)
    assert (nothing.active, nothing.lifetime) == (False, False)


async def test_a_purchase_that_an_admin_cut_names_the_admin(shop):
    await shop.receive(purchase())
    manual = ManualGrants(shop.db, shop.clock)
    await manual.revoke(
        RevokeOrder(ANNA, FIRST_PLAN, add_calendar(MOMENT, 1, 0), "spam"), ADMINS[0]
    )
    found = await shop.subscriptions.status(ANNA)
    cut = Revocation(NOW, ADMINS[0], "spam")
    assert found.purchases == (
        PaidPurchase(await shop.purchase(1), PurchaseGrant(FIRST_PLAN, MONTH), cut),
    )
    assert not found.active


async def test_a_lifetime_is_active_for_ever(shop):
    await shop.receive(purchase(product_id=459))
    shop.clock.move(9999 * DAY)
    found = await shop.subscriptions.status(ANNA)
    assert (found.active, found.lifetime) == (True, True)


@pytest.mark.parametrize(("before_the_end", "people"), [(1, {ANNA, CLARA}), (0, {CLARA})])
async def test_of_several_people_those_are_found_who_have_access(shop, before_the_end, people):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, product_id=459, telegram_user_id=CLARA))
    shop.clock.move(add_calendar(MOMENT, 1, 0) - NOW - before_the_end)
    every = await shop.subscriptions.of_people([ANNA, BORIS, CLARA])
    assert set(every) == {ANNA, CLARA}
    now = shop.clock.now()
    found = {
        person: by_plan[FIRST_PLAN]
        for person, by_plan in every.items()
        if by_plan[FIRST_PLAN].active_at(now)
    }
    assert set(found) == people
    assert found[CLARA] == Subscription(CLARA, MOMENT, None)
    if ANNA in people:
        assert found[ANNA] == Subscription(
            ANNA, MOMENT, add_calendar(MOMENT, 1, 0), bought=BoughtTime(1, 0)
        )


async def test_the_subscriptions_of_a_person_are_theirs(shop):
    await shop.receive(purchase(1))
    [found] = (await shop.subscriptions.of_person(ANNA)).values()
    ends_at = (await shop.subscription(ANNA)).expires_at
    assert (found.telegram_user_id, found.plan, found.expires_at) == (ANNA, "access", ends_at)
    assert await shop.subscriptions.of_person(BORIS) == {}


async def test_a_subscription_is_found_by_its_plan(shop):
    """Pro includes the first plan: both end together, and Pro is named."""
    pro = PlanId(2)

    def work(tx: Tx) -> None:
        for key in ("pro", "course"):
            plans.insert(tx, key)
        plans.set_inclusions(tx, Inclusions(frozenset({(pro, FIRST_PLAN)})))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)
    assert await shop.tariffs.bind(901, NewTariff(pro, MONTH), ADMINS[0])
    await shop.receive(purchase(1, product_id=901, at=NOW))
    current = shop.subscriptions.current
    found = [await current(ANNA, key) for key in (None, "pro", "access", "course", "none")]
    assert [one and one.plan for one in found] == ["pro", "pro", "access", None, None]
    shop.clock.move(32 * DAY)
    assert await current(ANNA, "pro") is None

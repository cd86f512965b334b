"""Admins see purchases by page, newest first, and each with its buyer, access and history."""

import pytest

from bot.domain.access.plan_access import PlanAccess
from bot.domain.durations import Duration
from bot.domain.models import FIRST_PLAN, PlanId, PurchaseRow
from bot.domain.plans import Inclusions
from bot.domain.records import AttemptState, AuditEntry, NewTariff, Revocation
from bot.usecases.access.manual import ManualGrants, RevokeOrder, end_of
from bot.usecases.purchases.lookup import AuditLine, Page, PurchaseCard, Purchases
from storage import audit, people, plans, refund_attempts, subscriptions
from storage.grants import PurchaseGrant
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, purchase
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS

ADMIN = ADMINS[0]


@pytest.fixture
def lookup(shop) -> Purchases:
    return Purchases(shop.db)


async def _person(shop, person: int):
    return await shop.db.read(lambda tx: people.get(tx, person))


@pytest.mark.parametrize(
    ("number", "numbers", "shown"),
    [(0, [5, 4], 0), (1, [3, 2], 1), (2, [1], 2), (9, [1], 2), (-1, [5, 4], 0)],
)
async def test_a_page_out_of_range_is_the_nearest_one(shop, lookup, number, numbers, shown):
    for one in range(1, 6):
        who = {"telegram_user_id": ABSENT} if one == 3 else {}
        await shop.receive(purchase(one, at=MOMENT + one, **who))
    anna = await _person(shop, ANNA)
    found = await lookup.page(number, 2)
    expected = [(await shop.purchase(one), None if one == 3 else anna) for one in numbers]
    assert found == Page(tuple(expected), shown, 3)


async def test_an_empty_ledger_has_one_page(lookup):
    assert await lookup.page(0, 2) == Page((), 0, 1)


async def test_a_full_page_is_the_only_one(shop, lookup):
    await shop.receive(purchase(1))
    assert (await lookup.page(0, 1)).pages == 1


async def test_the_card_of_a_sale_shows_what_it_gave_and_what_is_left_without_it(shop, lookup):
    await shop.receive(purchase(1))
    alone = await shop.subscription(ANNA)
    await shop.receive(purchase(2, product_id=457, at=MOMENT + 9))
    expected = PurchaseCard(
        purchase=await shop.purchase(2),
        buyer=await _person(shop, ANNA),
        granted=PurchaseGrant(FIRST_PLAN, Duration(months=3)),
        revocation=None,
        revoked_by=None,
        subscription=await shop.subscription(ANNA),
        open_attempt=None,
        attempts=0,
        refused_for_good=False,
        history=(),
        accesses=(PlanAccess(FIRST_PLAN, await shop.subscription(ANNA)),),
        accesses_without_it=(PlanAccess(FIRST_PLAN, alone),),
    )
    assert await lookup.card(2) == expected
    assert await lookup.card_by_purchase_id(2) == expected
    assert not expected.only_support_refunds


async def test_the_card_of_a_payment_without_a_buyer_shows_nobodys_access(shop, lookup):
    await shop.receive(purchase(1, telegram_user_id=ABSENT, trb_user_id="W-9"))
    card = await lookup.card(1)
    held = await shop.purchase(1)
    assert card == PurchaseCard(held, *[None] * 6, attempts=0, refused_for_good=False, history=())
    assert card.only_support_refunds


@pytest.mark.parametrize("number", [0, 2, 99])
async def test_there_is_no_card_of_an_unknown_number(shop, lookup, number):
    await shop.receive(purchase(1))
    assert await lookup.card(number) is None
    assert await lookup.card_by_purchase_id(number) is None


async def test_the_card_shows_the_refund_attempts(shop, lookup):
    for number in (1, 2):
        await shop.receive(purchase(number, at=MOMENT + number))
    row = PurchaseRow(1)

    def work(tx) -> None:
        first = refund_attempts.insert_calling(tx, row, ADMIN, NOW)
        refund_attempts.set_state(tx, first, AttemptState.REJECTED, "no", NOW)
        refund_attempts.set_refused_for_good(tx, first)
        refund_attempts.insert_calling(tx, row, ADMIN, NOW)

    await shop.db.write(work)
    card = await lookup.card(1)
    assert (card.attempts, card.refused_for_good, card.only_support_refunds) == (2, True, True)
    assert card.open_attempt is not None
    assert card.open_attempt.purchase_row == row
    other = await lookup.card(2)
    assert (other.attempts, other.open_attempt, other.only_support_refunds) == (0, None, False)


async def test_the_history_of_a_card_names_the_admins_who_are_known(shop, lookup):
    await shop.receive(purchase(1))
    await shop.db.write(lambda tx: people.ensure(tx, ADMIN, "kim", NOW))
    entries = [
        AuditEntry(NOW, actor, "did", "purchase:1", str(number))
        for number, actor in enumerate(
            (f"admin:{ADMIN}", f"admin:{ADMINS[1]}", "ledger", f"webhook:{ADMIN}")
        )
    ]
    await shop.db.write(
        lambda tx: [
            audit.add(tx, one)
            for one in (*entries, AuditEntry(NOW, "ledger", "did", "purchase:2", None))
        ]
    )
    kim = await _person(shop, ADMIN)
    assert kim is not None
    lines = (
        AuditLine(entries[3], None, None),
        AuditLine(entries[2], None, None),
        AuditLine(entries[1], ADMINS[1], None),
        AuditLine(entries[0], ADMIN, kim),
    )
    assert (await lookup.card(1)).history == lines


async def test_the_card_names_the_admin_who_cut_its_time(shop, lookup):
    await shop.receive(purchase(1))
    await shop.receive(purchase(2, telegram_user_id=BORIS))
    await shop.db.write(lambda tx: people.ensure(tx, ADMIN, "kim", NOW))
    order = RevokeOrder(ANNA, FIRST_PLAN, end_of(await shop.subscription(ANNA)), "a test")
    assert await ManualGrants(shop.db, shop.clock).revoke(order, ADMIN)
    card = await lookup.card(1)
    assert card.revocation == Revocation(NOW, ADMIN, "a test")
    assert card.revoked_by == await _person(shop, ADMIN)
    assert (await lookup.card(2)).revocation is None
    assert (await lookup.card(2)).revoked_by is None


async def test_the_card_has_the_access_to_the_plan_of_the_purchase(shop, lookup):
    """Pro includes Basic; of a held purchase the plan isn't known, so any counts."""
    basic, pro = FIRST_PLAN, PlanId(2)

    def work(tx):
        plans.insert(tx, "pro")
        plans.set_inclusions(tx, Inclusions(frozenset({(pro, basic)})))
        plans.set_refolded_up_to(tx, None)

    await shop.db.write(work)
    assert await shop.tariffs.bind(901, NewTariff(pro, Duration(days=90)), ADMIN)
    await shop.receive(purchase(1, at=NOW))
    await shop.receive(purchase(2, at=NOW, product_id=901))
    await shop.receive(purchase(3, at=NOW, product_id=999))
    have = await shop.db.read(lambda tx: subscriptions.of_person(tx, ANNA))
    assert have[basic].expires_at > have[pro].expires_at
    for row, plan in ((1, basic), (2, pro), (3, basic)):
        card = await lookup.card(row)
        assert card.subscription == have[plan]
        assert {one.plan_id: one.subscription for one in card.accesses} == have
    without_pro = {one.plan_id for one in (await lookup.card(2)).accesses_without_it}
    without_basic = {one.plan_id for one in (await lookup.card(1)).accesses_without_it}
    assert (without_pro, without_basic) == ({basic}, {basic, pro})

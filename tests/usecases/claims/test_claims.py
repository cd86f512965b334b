"""Claims: limited in number, silent until decided, and at most one grants a payment."""

import asyncio

import pytest

from bot.domain.models import HeldReason, PurchaseRow, PurchaseStatus
from bot.usecases.claims.claims import MOST_A_DAY, MOST_OPEN, ClaimOutcome, Claims
from tests.bodies import ABSENT, ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.usecases.conftest import ADMINS, Shop

DAY = 86400
ROW = PurchaseRow(1)


@pytest.fixture
def claims(shop) -> Claims:
    return Claims(shop.db, shop.clock, ADMINS)


async def _add_people(shop: Shop, *people: int) -> None:
    for person in people:
        await shop.db.write(
            lambda tx, person=person: tx.execute(
                "INSERT INTO people (telegram_user_id, first_seen_at) VALUES (?, 0)", (person,)
            )
        )


@pytest.fixture(autouse=True)
async def _known_people(shop) -> None:
    await _add_people(shop, ANNA, BORIS)


async def _paid_in_browser(shop: Shop, number: int = 78901, **more: object) -> None:
    facts = {"telegram_user_id": ABSENT, "trb_user_id": f"W-{number}", "transaction_id": number * 7}
    await shop.receive(purchase(number, **facts | more))


async def test_right_and_wrong_claims_are_taken_alike_and_notify_every_admin(shop, claims):
    await _paid_in_browser(shop)
    assert await claims.make(ANNA, "78901") is ClaimOutcome.TAKEN
    assert await claims.make(BORIS, "78902") is ClaimOutcome.TAKEN
    assert await shop.notices("admin-claim") == [*ADMINS, *ADMINS]
    assert (await shop.purchase(78901)).telegram_user_id is None


async def test_the_same_text_sent_again_is_the_same_claim(shop, claims):
    for _ in range(9):
        assert await claims.make(ANNA, "78901") is ClaimOutcome.TAKEN
    assert len(await claims.open_of(ANNA)) == 1


async def test_three_claims_may_be_open_and_five_made_a_day(shop, claims):
    for number in range(MOST_OPEN):
        assert await claims.make(ANNA, str(number)) is ClaimOutcome.TAKEN
    assert await claims.make(ANNA, "more") is ClaimOutcome.TOO_MANY_OPEN
    assert await claims.make(BORIS, "more") is ClaimOutcome.TAKEN
    made = MOST_OPEN
    while made < MOST_A_DAY:
        await claims.deny((await claims.open_of(ANNA))[0].id, ADMINS[0])
        assert await claims.make(ANNA, f"again {made}") is ClaimOutcome.TAKEN
        made += 1
    await claims.deny((await claims.open_of(ANNA))[0].id, ADMINS[0])
    assert await claims.make(ANNA, "and again") is ClaimOutcome.TOO_MANY_TODAY
    shop.clock.move(DAY)
    assert await claims.make(ANNA, "and again") is ClaimOutcome.TAKEN


async def test_many_claims_at_once_do_not_exceed_the_limit(shop, claims):
    made = await asyncio.gather(*(claims.make(ANNA, str(number)) for number in range(50)))
    assert made.count(ClaimOutcome.TAKEN) == MOST_OPEN


@pytest.mark.parametrize(
    "text", ["78901", "№78901!", "My number is 78901, paid today", "552307", "buyer W-78901"]
)
async def test_any_number_on_the_receipt_finds_the_payment(shop, claims, text):
    await _paid_in_browser(shop)
    await claims.make(ANNA, text)
    view = await claims.view(1)
    assert [one.purchase_id for one in view.matches] == [78901]
    assert view.taken == ()


@pytest.mark.parametrize("text", ["7890", "178901", "W-789012", "0", "9" * 40, str(2**63), "W-1"])
async def test_another_number_matches_nothing_but_waiting_payments_are_shown(shop, claims, text):
    await _paid_in_browser(shop)
    await claims.make(ANNA, text)
    view = await claims.view(1)
    assert view.matches == ()
    assert [one.purchase_id for one in view.waiting] == [78901]


async def test_another_buyers_payment_is_shown_but_cannot_be_approved(shop, claims):
    await shop.receive(purchase(1, telegram_user_id=BORIS))
    await claims.make(ANNA, "1")
    view = await claims.view(1)
    assert [(one.purchase_id, owner.telegram_user_id) for one, owner in view.taken] == [(1, BORIS)]
    assert await claims.approve(1, ROW, ADMINS[0]) is None
    assert (await shop.purchase(1)).telegram_user_id == BORIS
    assert len(await claims.open_of(ANNA)) == 1


async def test_approving_a_claim_settles_the_payment_and_sends_one_notice(shop, claims):
    await _paid_in_browser(shop)
    await claims.make(ANNA, "78901")
    purchase = await claims.approve(1, ROW, ADMINS[0])
    assert purchase.status is PurchaseStatus.APPLIED
    assert (await shop.subscription(ANNA)).started_at == NOW
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("claim-found") == []
    assert await claims.open_of(ANNA) == []


async def test_a_claim_approved_for_an_unbound_product_notifies_the_claimant(shop, claims):
    await _paid_in_browser(shop, product_id=999)
    await claims.make(ANNA, "78901")
    purchase = await claims.approve(1, ROW, ADMINS[0])
    assert (purchase.held_reason, purchase.telegram_user_id) == (HeldReason.UNBOUND, ANNA)
    assert await shop.notices("claim-found") == [ANNA]


async def test_a_claim_made_after_its_payment_was_named_theirs_can_only_be_approved(shop, claims):
    await _paid_in_browser(shop)
    await shop.attention.name_buyer(ROW, ANNA, ADMINS[1])
    await claims.make(ANNA, "78901")
    assert [one.id for one in (await claims.view(1)).matches] == [ROW]
    assert not await claims.deny(1, ADMINS[0])
    assert await claims.approve(1, ROW, ADMINS[0])
    assert (await shop.counts())["grants"] == 1
    assert await shop.notices("claim-found") == [ANNA]


async def test_two_claims_for_one_payment_grant_it_once(shop, claims):
    await _paid_in_browser(shop)
    await claims.make(ANNA, "78901")
    await claims.make(BORIS, "78901")
    decided = await asyncio.gather(*(claims.approve(n, ROW, ADMINS[0]) for n in (1, 2, 1, 2)))
    assert sum(one is not None for one in decided) == 1
    assert (await shop.counts())["grants"] == 1


async def test_a_refunded_payment_cannot_be_claimed(shop, claims):
    await _paid_in_browser(shop)
    await shop.receive(refund(78901, telegram_user_id=ABSENT))
    await claims.make(ANNA, "78901")
    assert [one.status for one, _ in (await claims.view(1)).taken] == [PurchaseStatus.REFUNDED]
    assert await claims.approve(1, ROW, ADMINS[0]) is None


async def test_a_claim_denied_by_two_admins_sends_one_notice(shop, claims):
    await claims.make(ANNA, "78901")
    assert await asyncio.gather(*(claims.deny(1, one) for one in ADMINS)) == [True, False]
    assert await shop.notices("claim-denied") == [ANNA]
    assert await claims.approve(1, ROW, ADMINS[0]) is None
    assert (await claims.view(1)).denied_before == 1


async def test_a_claim_that_does_not_exist_can_be_neither_shown_nor_decided(claims):
    assert await claims.view(9) is None
    assert not await claims.deny(9, ADMINS[0])
    assert await claims.approve(9, ROW, ADMINS[0]) is None

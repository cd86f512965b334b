"""Claims close with the payment they name, in the same transaction, whatever settles it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.domain.models import PurchaseRow
from bot.domain.records import ClaimState
from bot.usecases.claims.claims import Claims
from bot.usecases.refunds.apply import refund_purchase
from storage import purchases
from tests.bodies import ABSENT, ANNA, BORIS, purchase, refund
from tests.plans import of_first
from tests.usecases.claims.test_claims import ROW, _add_people, _paid_in_browser
from tests.usecases.conftest import ADMINS, Shop


@pytest.fixture
async def claims(shop: Shop) -> Claims:
    await _add_people(shop, ANNA, BORIS)
    return Claims(shop.db, shop.clock, ADMINS)


async def _state(claims: Claims, claim_id: int = 1) -> ClaimState:
    view = await claims.view(claim_id)
    assert view is not None
    return view.claim.state


async def _name_anna(shop: Shop) -> None:
    await shop.attention.name_buyer(ROW, ANNA, ADMINS[1])


async def _name_boris(shop: Shop) -> None:
    await shop.attention.name_buyer(ROW, BORIS, ADMINS[1])


async def _dismiss(shop: Shop) -> None:
    await shop.attention.dismiss(ROW, "a test", ADMINS[1])


async def _refund_webhook(shop: Shop) -> None:
    await shop.receive(refund(78901, telegram_user_id=ABSENT))


async def _refund_by_admin(shop: Shop) -> None:
    def work(tx):
        refund_purchase(tx, purchases.get(tx, ROW), shop.clock.now(), None, ADMINS, 1)

    await shop.db.write(work)


Settle = Callable[[Shop], Awaitable[None]]


@pytest.mark.fault("P23", "a payment settled, refunded or dismissed beside an open claim")
@pytest.mark.parametrize("text", ["78901", "№ 78 901, paid today", "552307", "buyer w-78901"])
@pytest.mark.parametrize(
    ("settle", "notice"),
    [
        (_name_anna, "paid"),
        (_name_boris, "claim-closed"),
        (_dismiss, "claim-closed"),
        (_refund_webhook, "claim-closed"),
        (_refund_by_admin, "claim-closed"),
    ],
)
async def test_whatever_settles_a_payment_closes_the_claim_that_names_it(
    shop: Shop, claims: Claims, settle: Settle, notice: str, text: str
) -> None:
    await _paid_in_browser(shop)
    await claims.make(ANNA, text)
    await settle(shop)
    assert await _state(claims) is ClaimState.CLOSED
    assert await claims.open_of(ANNA) == []
    assert await shop.notices(notice) == [ANNA]
    assert not await claims.deny(1, ADMINS[0])
    assert await claims.approve(1, ROW, ADMINS[0]) is None
    assert await shop.notices("claim-denied") == []


async def test_a_binding_that_settles_held_payments_closes_their_claims(
    shop: Shop, claims: Claims, one_month
) -> None:
    await shop.receive(purchase(78901, telegram_user_id=ANNA, product_id=999))
    await claims.make(ANNA, "78901")
    await claims.make(BORIS, "it was 78901")
    assert await _state(claims) is ClaimState.OPEN
    await shop.tariffs.bind(999, of_first(one_month), ADMINS[0])
    assert [await _state(claims, one) for one in (1, 2)] == [ClaimState.CLOSED] * 2
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("claim-closed") == [BORIS]


async def test_a_buyer_named_for_a_product_that_is_not_sold_yet_reads_what_is_missing(
    shop: Shop, claims: Claims
) -> None:
    await _paid_in_browser(shop, product_id=999)
    await claims.make(ANNA, "78901")
    await _name_anna(shop)
    assert await _state(claims) is ClaimState.CLOSED
    assert await shop.notices("claim-found") == [ANNA]


async def test_approving_one_claim_closes_the_others_that_name_the_payment(
    shop: Shop, claims: Claims
) -> None:
    await _paid_in_browser(shop)
    for person, text in ((ANNA, "78901"), (ANNA, "buyer W-78901"), (BORIS, "78901")):
        await claims.make(person, text)
    assert await claims.approve(1, ROW, ADMINS[0])
    states = [await _state(claims, one) for one in (1, 2, 3)]
    assert states == [ClaimState.APPROVED, ClaimState.CLOSED, ClaimState.CLOSED]
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("claim-closed") == [BORIS]


@pytest.mark.parametrize("product_id", [456, 999])
async def test_a_payment_that_comes_after_its_claim_closes_it_once_it_is_granted(
    shop: Shop, claims: Claims, product_id: int, one_month
) -> None:
    await claims.make(ANNA, "78901")
    await shop.receive(purchase(78901, telegram_user_id=ANNA, product_id=product_id))
    if product_id == 999:
        assert await _state(claims) is ClaimState.OPEN
        await shop.tariffs.bind(product_id, of_first(one_month), ADMINS[0])
    assert await _state(claims) is ClaimState.CLOSED
    assert await shop.notices("paid") == [ANNA]
    assert await shop.notices("claim-closed") == []


async def test_a_payment_refunded_before_it_came_closes_its_claim_with_one_notice(
    shop: Shop, claims: Claims
) -> None:
    await claims.make(ANNA, "78901")
    await shop.receive(refund(78901, telegram_user_id=ANNA))
    await shop.receive(purchase(78901, telegram_user_id=ANNA))
    assert await _state(claims) is ClaimState.CLOSED
    assert await shop.notices("refunded") == [ANNA]


async def test_a_claim_stays_open_while_another_payment_it_names_waits(
    shop: Shop, claims: Claims
) -> None:
    await _paid_in_browser(shop, 78901)
    await _paid_in_browser(shop, 78902)
    await claims.make(ANNA, "78901 or 78902")
    await _name_boris(shop)
    assert await _state(claims) is ClaimState.OPEN
    assert await shop.notices("claim-closed") == []
    await shop.attention.dismiss(PurchaseRow(2), "a test", ADMINS[0])
    assert await _state(claims) is ClaimState.CLOSED
    assert await shop.notices("claim-closed") == [ANNA]


@pytest.mark.parametrize("text", ["7890", "178901", "the club", "W-7", "W-789012"])
async def test_a_claim_that_names_another_payment_stays_open(
    shop: Shop, claims: Claims, text: str
) -> None:
    await _paid_in_browser(shop)
    await claims.make(ANNA, text)
    await _name_boris(shop)
    assert await _state(claims) is ClaimState.OPEN


@pytest.mark.fault("P23", "a claim approved or denied while the payment's buyer is named")
async def test_a_claim_decided_while_its_payment_is_settled_has_one_effect(
    shop: Shop, claims: Claims
) -> None:
    for number in range(1, 21):
        await _paid_in_browser(shop, number)
        await claims.make(ANNA if number % 2 else BORIS, str(number))
        row = PurchaseRow(number)
        await asyncio.gather(
            claims.deny(number, ADMINS[0]),
            shop.attention.name_buyer(row, ANNA, ADMINS[1]),
            claims.approve(number, row, ADMINS[0]),
        )
        shop.clock.move(86400)
    assert (await shop.counts())["grants"] == 20
    decided = await shop.db.read(
        lambda tx: tx.scalar("SELECT COUNT(*) FROM claims WHERE state <> 'open'")
    )
    assert decided == 20


async def test_a_denial_is_refused_once_the_payment_has_come_in(shop: Shop, claims: Claims) -> None:
    await claims.make(ANNA, "78901")
    await _paid_in_browser(shop)
    assert not await claims.deny(1, ADMINS[0], unmatched=True)
    assert await _state(claims) is ClaimState.OPEN
    assert await claims.deny(1, ADMINS[0])


async def test_claims_that_older_versions_left_open_are_closed_at_the_start(
    shop: Shop, claims: Claims
) -> None:
    await claims.make(BORIS, "78903, older than the claim")
    await _paid_in_browser(shop)
    await claims.make(ANNA, "78901")
    await _name_anna(shop)
    await shop.db.write(
        lambda tx: tx.execute(
            "UPDATE claims SET state = 'open', decided_at = NULL, purchase_row = NULL"
        )
    )
    await claims.on_start()
    assert [await _state(claims, one) for one in (2, 1)] == [ClaimState.CLOSED, ClaimState.OPEN]
    assert await shop.notices("paid") == [ANNA]


@pytest.mark.fault("P23", "a payment settled for whoever has claimed it without any number")
@pytest.mark.parametrize("text", ["I paid by card, please look", "9.99 on 12 May"])
async def test_a_claim_in_words_is_not_denied_once_the_payment_is_settled(
    shop: Shop, claims: Claims, text: str
) -> None:
    await _paid_in_browser(shop)
    await claims.make(ANNA, text)
    view = await claims.view(1)
    assert view is not None
    assert not view.matches
    await _name_anna(shop)
    assert not await claims.deny(1, ADMINS[0])
    view = await claims.view(1)
    assert view is not None
    assert view.names_own_payment
    assert await claims.approve(1, ROW, ADMINS[0]) is not None
    assert await _state(claims) is ClaimState.APPROVED
    assert await shop.notices("claim-denied") == []


async def test_a_claim_that_names_the_transaction_of_an_own_payment_is_not_denied(
    shop: Shop, claims: Claims
) -> None:
    await shop.receive(purchase(1, transaction_id=552307))
    await claims.make(ANNA, "transaction 552307")
    view = await claims.view(1)
    assert view is not None
    assert [one.purchase_id for one in view.matches] == [1]
    assert not await claims.deny(1, ADMINS[0])

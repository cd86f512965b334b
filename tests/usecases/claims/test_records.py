"""Claims and the decisions about them leave full records; the limits hold to the second."""

import pytest

from bot.domain.models import PurchaseRow, PurchaseStatus
from bot.domain.records import Claim, ClaimState, Person
from bot.usecases.claims.claims import ClaimOutcome, Claims, ClaimView
from storage import claims as stored
from tests.bodies import ABSENT, ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.usecases.claims.test_claims import _paid_in_browser
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.written import audited, queued, rows

ADMIN = ADMINS[0]
LATER = NOW + 60
DAY = 86400
OF_ANNA, OF_BORIS = PurchaseRow(1), PurchaseRow(2)
FREE = PurchaseRow(3)
TAKEN = ClaimOutcome.TAKEN


@pytest.fixture
async def claims(shop: Shop) -> Claims:
    """Return the claims of a shop where Anna and Boris have bought, and 78901 has no buyer."""
    await shop.receive(purchase(11, telegram_username="anna"))
    await shop.receive(purchase(12, telegram_user_id=BORIS, telegram_username="boris"))
    await _paid_in_browser(shop)
    return Claims(shop.db, shop.clock, ADMINS)


def person(who: int, username: str) -> Person:
    return Person(who, None, username, None, None, NOW, None, None)


async def claim(claims: Claims, number: int) -> Claim | None:
    return await claims.db.read(lambda tx: stored.get(tx, number))


async def test_a_claim_is_stored_open_and_sent_to_every_admin(shop, claims):
    await claims.make(BORIS, "none")
    shop.clock.move(60)
    assert await claims.make(ANNA, "number 78901") is TAKEN
    expected = Claim(2, ANNA, "number 78901", ClaimState.OPEN, None, LATER, None, None)
    assert await claims.open_of(ANNA) == [expected]
    assert await queued(shop.db, LATER) == [
        (f"admin-claim:2:{admin}", admin, 2) for admin in ADMINS
    ]
    assert await claims.make(ANNA, "number 78901") is TAKEN
    assert await claims.open_of(ANNA) == [expected]


async def test_a_claim_is_shown_with_the_payments_that_it_names(shop, claims):
    for number in range(1, 8):
        await _paid_in_browser(shop, number)
    await claims.make(ANNA, "an old one")
    await claims.deny(1, ADMIN)
    await claims.make(ANNA, "12 or 11 or 78901 or 3")
    all_of_them = {one.purchase_id: one for one in await shop.purchases()}
    view = await claims.view(2)
    assert view == ClaimView(
        claim=await claim(claims, 2),
        person=person(ANNA, "anna"),
        matches=tuple(all_of_them[number] for number in (11, 78901, 3)),
        taken=((all_of_them[12], person(BORIS, "boris")),),
        waiting=tuple(all_of_them[number] for number in (7, 6, 5, 4, 3, 2)),
        denied_before=1,
    )
    assert view.names_own_payment


async def test_a_payment_that_is_closed_without_a_buyer_is_taken_by_nobody(shop, claims):
    await claims.make(ANNA, "78901")
    await shop.receive(refund(78901, telegram_user_id=ABSENT))
    view = await claims.view(1)
    assert [(one.status, who) for one, who in view.taken] == [(PurchaseStatus.REFUNDED, None)]
    assert not view.names_own_payment


async def test_an_approved_claim_gives_the_payment_and_records_who_approved_it(shop, claims):
    await claims.make(BORIS, "none")
    await claims.make(ANNA, "number 78901")
    shop.clock.move(60)
    approved = await claims.approve(2, FREE, ADMIN)
    assert approved == await shop.purchase(78901)
    assert (approved.telegram_user_id, approved.status) == (ANNA, PurchaseStatus.APPLIED)
    assert approved.settled_at == LATER
    assert await claim(claims, 2) == Claim(
        2, ANNA, "number 78901", ClaimState.APPROVED, FREE, NOW, LATER, ADMIN
    )
    assert await audited(shop.db) == [
        (LATER, f"admin:{ADMIN}", "named_buyer", "purchase:3", str(ANNA)),
        (LATER, f"admin:{ADMIN}", "claim_approved", f"person:{ANNA}", "number 78901"),
    ]
    assert await queued(shop.db, LATER) == [
        ("paid:3", ANNA, 3),
        *((f"admin-settled:3:{admin}", admin, 3) for admin in ADMINS),
    ]
    assert await claims.approve(2, FREE, ADMIN) is None
    assert (await claims.view(2)).decided_by == approved


async def test_a_claim_for_ones_own_payment_is_approved_without_naming_a_buyer(shop, claims):
    await claims.make(ANNA, "11")
    shop.clock.move(60)
    assert await claims.approve(1, OF_ANNA, ADMIN) == await shop.purchase(11)
    assert await audited(shop.db) == [
        (LATER, f"admin:{ADMIN}", "claim_approved", f"person:{ANNA}", "11")
    ]
    assert await queued(shop.db, LATER) == [("claim-found:1", ANNA, 1)]


@pytest.mark.parametrize("row", [OF_BORIS, PurchaseRow(99)])
async def test_a_claim_for_a_payment_that_cannot_be_the_claimants_stays_open(shop, claims, row):
    await claims.make(ANNA, "12")
    assert await claims.approve(1, row, ADMIN) is None
    assert await claims.approve(2, FREE, ADMIN) is None
    assert (await claim(claims, 1)).state is ClaimState.OPEN
    assert await audited(shop.db) == []


async def test_a_denied_claim_records_who_denied_it_and_notifies_the_claimant(shop, claims):
    await claims.make(BORIS, "none")
    await claims.make(ANNA, "number 5")
    shop.clock.move(60)
    assert await claims.deny(2, ADMIN, unmatched=True) is True
    assert await claim(claims, 2) == Claim(
        2, ANNA, "number 5", ClaimState.DENIED, None, NOW, LATER, ADMIN
    )
    assert await audited(shop.db) == [
        (LATER, f"admin:{ADMIN}", "claim_denied", f"person:{ANNA}", "number 5")
    ]
    assert await queued(shop.db, LATER) == [("claim-denied:2", ANNA, 2)]
    assert await claims.deny(2, ADMIN) is False
    assert await claims.deny(9, ADMIN) is False


@pytest.mark.parametrize(
    ("text", "unmatched", "denied"),
    [("5", True, True), ("78901", False, True), ("78901", True, False), ("11", False, False)],
)
async def test_a_claim_is_denied_only_while_that_is_true(claims, text, unmatched, denied):
    await claims.make(ANNA, text)
    assert await claims.deny(1, ADMIN, unmatched=unmatched) is denied
    assert ((await claim(claims, 1)).state is ClaimState.DENIED) is denied


async def test_a_day_of_claims_ends_to_the_second(shop, claims):
    for number in range(1, 6):
        assert await claims.make(ANNA, f"claim {number}") is TAKEN
        await claims.deny(number, ADMIN)
        shop.clock.move(1)
    assert await claims.make(ANNA, "one more") is ClaimOutcome.TOO_MANY_TODAY
    shop.clock.move(DAY - 6)
    assert await claims.make(ANNA, "one more") is ClaimOutcome.TOO_MANY_TODAY
    shop.clock.move(1)
    assert await claims.make(ANNA, "one more") is TAKEN
    assert await claims.make(ANNA, "and one more") is ClaimOutcome.TOO_MANY_TODAY


@pytest.mark.parametrize(
    ("settled_at", "refunded_at", "dismissed", "closed"),
    [
        (NOW, None, False, True),
        (NOW - 1, None, False, False),
        (NOW - 1, NOW, False, True),
        (NOW - 9, NOW - 1, False, False),
        (None, NOW, False, True),
        (None, None, True, True),
        (None, None, False, False),
    ],
)
async def test_the_start_closes_claims_whose_payment_was_settled_since(
    shop, claims, settled_at, refunded_at, dismissed, closed
):
    """Older versions left them open."""
    await claims.make(BORIS, "nothing of this shop")
    status = "dismissed" if dismissed else "refunded" if refunded_at else "applied"
    row, number = (OF_BORIS, "12") if status == "applied" else (FREE, "78901")
    await claims.make(ANNA, number)

    await shop.db.write(
        lambda tx: tx.execute(
            """UPDATE purchases SET status = ?, held_reason = NULL, settled_at = ?,
                refunded_at = ?, dismissed_by = 9001 WHERE id = ?""",
            (status, settled_at, refunded_at, row),
        )
    )
    shop.clock.move(60)
    await claims.on_start()
    states = await rows(shop.db, "SELECT state, decided_at FROM claims ORDER BY id")
    assert states == [("open", None), ("closed", LATER) if closed else ("open", None)]

"""The claims about a payment close with it, and each claimant reads once how it ended."""

import pytest

from bot.domain.durations import Duration
from bot.domain.models import PurchaseRow
from bot.domain.receipts import read_receipt
from bot.usecases.claims.claims import Claims
from bot.usecases.purchases.close_claims import close_claims, named_by
from storage import people
from tests.bodies import ABSENT, ANNA, BORIS, purchase, refund
from tests.conftest import NOW
from tests.plans import of_first
from tests.usecases.conftest import ADMINS, Shop
from tests.usecases.rows import AUDIT, column, rows

ADMIN = ADMINS[0]
ROW = PurchaseRow(1)
LATER = NOW + 100
WEB = {"telegram_user_id": ABSENT, "trb_user_id": "W-9", "transaction_id": 777}
STATES = "SELECT state FROM claims ORDER BY id"
CLAIMS = "SELECT state, purchase_row, decided_at, decided_by FROM claims ORDER BY id"
HEARD = """SELECT dedupe_key, kind, chat_id, subject_id FROM outbox
    WHERE created_at > ? AND kind NOT LIKE 'admin-%' ORDER BY id"""


async def _claim(shop: Shop, person: int, text: str) -> None:
    await shop.db.write(lambda tx: people.ensure(tx, person, None, NOW))
    await Claims(shop.db, shop.clock, ADMINS).make(person, text)


async def test_a_closed_claim_keeps_its_payment_and_the_audit_has_its_text(shop):
    await shop.receive(purchase(1, **WEB))
    await _claim(shop, ANNA, "777, I paid today")
    await _claim(shop, BORIS, "778")
    await _claim(shop, BORIS, "777")
    shop.clock.move(100)
    await shop.attention.name_buyer(ROW, ANNA, ADMIN)
    closed = ("closed", 1, LATER, None)
    assert await rows(shop, CLAIMS) == [closed, ("open", None, None, None), closed]
    assert (await rows(shop, AUDIT))[:2] == [
        (LATER, "ledger", "claim_closed", f"person:{ANNA}", "777, I paid today"),
        (LATER, "ledger", "claim_closed", f"person:{BORIS}", "777"),
    ]
    assert await rows(shop, HEARD, NOW) == [
        ("paid:1", "paid", ANNA, 1),
        ("claim-closed:3", "claim-closed", BORIS, 3),
    ]


async def _name(shop: Shop) -> None:
    await shop.attention.name_buyer(ROW, ANNA, ADMIN)


async def _dismiss(shop: Shop) -> None:
    await shop.attention.dismiss(ROW, "a test", ADMIN)


async def _refund(shop: Shop) -> None:
    await shop.receive(refund(1, product_id=999))


@pytest.mark.parametrize(
    ("settle", "heard"),
    [
        (_name, ("claim-found:2", "claim-found", ANNA, 2)),
        (_dismiss, ("claim-closed:2", "claim-closed", ANNA, 2)),
        (_refund, ("refunded:1", "refunded", ANNA, 1)),
    ],
)
async def test_a_claimant_reads_how_a_payment_ended_that_is_not_granted(shop, settle, heard):
    """The product is bound to no tariff; one claim names another payment."""
    buyer = ABSENT if settle is _name else ANNA
    await _claim(shop, BORIS, "12")
    await _claim(shop, ANNA, "1")
    await shop.receive(purchase(1, product_id=999, telegram_user_id=buyer))
    await shop.db.write(lambda tx: tx.execute("UPDATE claims SET state = 'open'"))
    shop.clock.move(100)
    await settle(shop)
    assert await column(shop, STATES) == ["open", "closed"]
    assert await rows(shop, HEARD, NOW) == [heard]


async def test_of_several_payments_each_closes_its_claim_but_those_that_wait(shop):
    """An unknown row closes nothing."""
    for number in (1, 2):
        await shop.receive(purchase(number, **WEB | {"transaction_id": 770 + number}))
    for number in (3, 4):
        await shop.receive(purchase(number, telegram_user_id=BORIS, transaction_id=770 + number))
    for number in (1, 3, 4):
        await _claim(shop, ANNA, f"{770 + number}")
    await shop.db.write(lambda tx: close_claims(tx, [99, 1, 2, 3, 4], LATER))
    found = await rows(shop, CLAIMS)
    assert found == [
        ("open", None, None, None),
        ("closed", 3, LATER, None),
        ("closed", 4, LATER, None),
    ]


async def test_a_claim_that_names_two_settled_payments_closes_with_the_first(shop):
    for number in (1, 2):
        await shop.receive(purchase(number, telegram_user_id=BORIS))
    await _claim(shop, ANNA, "2 and 1")
    await shop.db.write(lambda tx: close_claims(tx, [1, 2], LATER))
    assert await rows(shop, CLAIMS) == [("closed", 1, LATER, None)]


async def test_a_receipt_names_payments_by_number_and_waiting_ones_by_all_they_have(shop):
    await shop.receive(purchase(1, telegram_user_id=ABSENT, trb_user_id="W-11", transaction_id=771))
    await shop.receive(purchase(2, trb_user_id="W-22", transaction_id=772))
    named = {
        "1": [1],
        "2": [2],
        "2 and 1 and 2": [2, 1],
        "771": [1],
        "W-11": [1],
        "1 or 771 or W-11": [1],
        "772 or W-22": [],
        "3": [],
    }
    for text, numbers in named.items():
        receipt = read_receipt(text)
        found = await shop.db.read(lambda tx, receipt=receipt: named_by(tx, receipt))
        assert [one.purchase_id for one in found] == numbers


async def test_a_payment_that_is_settled_in_time_closes_its_claim(shop):
    """The product is bound after the claim, and the buyer is known."""
    await _claim(shop, ANNA, "1")
    await shop.receive(purchase(1, product_id=999))
    shop.clock.move(100)
    await shop.tariffs.bind(999, of_first(Duration(months=1)), ADMIN)
    assert await rows(shop, CLAIMS) == [("closed", 1, LATER, None)]


async def test_a_payment_whose_refund_waited_for_it_is_told_to_the_claimant(shop):
    """Neither has a number, and nobody heard of the refund as long as it was unclear."""
    await _claim(shop, ANNA, "777")
    await shop.receive(refund(None))
    shop.clock.move(100)
    await shop.receive(purchase(None, transaction_id=777))
    assert await rows(shop, CLAIMS) == [("closed", 1, LATER, None)]
    assert await rows(shop, HEARD, NOW) == [("refunded:1", "refunded", ANNA, 1)]

"""A claim's text names payments by their numbers and by Tribute's own ids of buyers."""

from dataclasses import replace

import pytest

from bot.domain.models import EventRow, HeldReason, PersonId, PurchaseId, PurchaseRow
from bot.domain.models import PurchaseStatus as Status
from bot.domain.receipts import Receipt, read_receipt, waits_for_buyer
from bot.domain.records import Purchase

HELD = Purchase(
    id=PurchaseRow(1),
    purchase_id=PurchaseId(78901),
    event_row=EventRow(1),
    status=Status.HELD,
    held_reason=HeldReason.NO_BUYER,
    telegram_user_id=None,
    telegram_username=None,
    trb_user_id="W-90210",
    product_id=None,
    product_name=None,
    amount_minor=500,
    currency="USD",
    transaction_id=234567,
    purchased_at=None,
    received_at=1000,
    settled_at=None,
    refunded_at=None,
    refund_reason=None,
    dismissed_by=None,
    dismissed_reason=None,
)


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        ("Order №78901, paid 5.00", Receipt((78901, 5, 0), ())),
        ("my id is W-90210, not XW-5 or T-7", Receipt((90210, 5, 7), ("W-90210", "T-7"))),
        ("thanks", Receipt((), ())),
        ("78 901", Receipt((78, 901, 78901), ())),
        ("№78\u00a0901", Receipt((78, 901, 78901), ())),
        ("1,078,901 or 78.901", Receipt((1, 78, 901, 78, 901, 1078901, 78901), ())),
        ("78901 78902", Receipt((78901, 78902), ())),
        ("12.05.2026 21:59", Receipt((12, 5, 2026, 21, 59), ())),
        ("w-90210, Т—7", Receipt((90210, 7), ("W-90210", "T-7"))),
        ("1" * 19, Receipt((), ())),
        ("1" * 18, Receipt((int("1" * 18),), ())),
        (" ".join(map(str, range(1, 13))), Receipt(tuple(range(1, 11)), ())),
        (
            " ".join(f"W-{n}" for n in range(1, 13)),
            Receipt(tuple(range(1, 11)), tuple(f"W-{n}" for n in range(1, 11))),
        ),
    ],
)
def test_a_text_is_read_for_its_first_ten_numbers_and_buyers(text: str, receipt: Receipt) -> None:
    assert read_receipt(text) == receipt


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I paid, number 78901", True),
        ("transaction 234567", True),
        ("I am W-90210", True),
        ("I am w-90210", True),
        ("W–90210", True),
        ("purchase 78 901", True),
        ("78902 of W-90211", False),
        ("I paid", False),
    ],
)
def test_a_text_names_a_payment_by_its_number_its_transaction_or_its_buyer(
    text: str, named: bool
) -> None:
    assert read_receipt(text).names(HELD) is named


@pytest.mark.parametrize(
    ("purchase", "waits"),
    [
        (HELD, True),
        (replace(HELD, telegram_user_id=PersonId(5)), False),
        (replace(HELD, status=Status.APPLIED), False),
        (replace(HELD, status=Status.DISMISSED), False),
    ],
)
def test_only_a_held_payment_of_nobody_waits_for_its_buyer(purchase: Purchase, waits: bool) -> None:
    assert waits_for_buyer(purchase) is waits


@pytest.mark.parametrize(
    ("trb_user_id", "on_the_web"),
    [("W-90210", True), ("w-1", True), ("T-31326", False), (None, False)],
)
def test_a_buyer_who_signed_in_by_e_mail_paid_on_the_web(
    trb_user_id: str | None, on_the_web: bool
) -> None:
    assert replace(HELD, trb_user_id=trb_user_id).was_made_on_the_web is on_the_web

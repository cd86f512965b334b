"""A transaction of Telegram's list: what may have been paid, and whether that is known already."""

from dataclasses import replace

import pytest

from bot.domain.models import PersonId, PurchaseRow
from bot.domain.stars import Charge, StarsPayment
from bot.domain.stars_list.entries import Listed, refunds_among
from bot.domain.stars_list.faults import ListFault, StarsListError
from tests.bodies import ANNA
from tests.conftest import NOW

CHARGE = Charge("charge-1", PersonId(ANNA), "Anna", None, "payload", 225, "XTR", NOW, "{}")
_BOTH = (CHARGE, replace(CHARGE, amount=250))
WITH_SHARE = Listed("charge-1", NOW, is_refund=False, readings=_BOTH)


def _known(charge: Charge) -> StarsPayment:
    return StarsPayment(1, charge.charge_id, PurchaseRow(1), 1, charge.facts, None, "{}", 1)


@pytest.mark.parametrize(
    ("changes", "agrees"),
    [
        ({}, True),
        ({"amount": 250}, True),
        ({"amount": 226}, False),
        ({"payer": PersonId(ANNA + 1)}, False),
        ({"payload": "another"}, False),
    ],
)
def test_a_known_payment_agrees_with_each_reading(changes: dict[str, object], agrees: bool) -> None:
    known = _known(replace(CHARGE, **changes))  # type: ignore[arg-type]
    assert WITH_SHARE.agrees_with(known) is agrees


def test_a_transaction_without_a_payload_agrees_with_any() -> None:
    listed = replace(WITH_SHARE, readings=(replace(CHARGE, payload=""),))
    assert listed.agrees_with(_known(CHARGE))
    assert not listed.agrees_with(_known(replace(CHARGE, amount=1)))


def test_the_reading_that_fits_the_order_counts() -> None:
    assert WITH_SHARE.reading(250).amount == 250
    assert WITH_SHARE.reading(225).amount == 225
    assert WITH_SHARE.reading(1).amount == WITH_SHARE.reading(None).amount == 225


def test_refunds_are_found_among_payments() -> None:
    refund = replace(WITH_SHARE, id="charge-2", at=None, is_refund=True)
    assert refunds_among([WITH_SHARE, refund]) == {"charge-2": None}


def test_each_fault_has_a_text() -> None:
    error = StarsListError(ListFault.LATER, "wait", 7)
    assert (error.text_key, error.wait_seconds) == ("stars-list-error-later", 7)

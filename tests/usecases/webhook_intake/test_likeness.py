"""Two bodies are about one payment by their moment, buyer, product, number and amount."""

import pytest

from bot.domain.models import EventRow, PurchaseRow
from bot.tribute import events
from bot.tribute.events import PaymentEvent
from bot.usecases.webhook_intake.likeness import Likeness, likeness, moment, most_alike
from storage.queries.same_payments import Told
from tests.bodies import ABSENT, BORIS, MOMENT, event, purchase, refund

SAME, DOUBTFUL, OTHER = Likeness.SAME, Likeness.DOUBTFUL, Likeness.OTHER
WEB = {"telegram_user_id": ABSENT, "trb_user_id": "W-9"}


def _read(body: bytes) -> PaymentEvent:
    found = events.read(body)
    assert isinstance(found, PaymentEvent)
    return found


def coarse(body: bytes, fraction: str) -> bytes:
    """Return the event with these digits of its second."""
    return body.replace(b".123456789Z", f"{fraction}Z".encode(), 1)


def unread(number: str) -> bytes:
    """Return a purchase whose number can't be read."""
    return purchase(1).replace(b'"purchase_id": 1', f'"purchase_id": "{number}"'.encode())


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (purchase(1), purchase(None), SAME),
        (purchase(1), purchase(1), SAME),
        (purchase(1), purchase(2), OTHER),
        (purchase(1, amount=1), purchase(1), SAME),
        (purchase(1, amount=1), purchase(None), DOUBTFUL),
        (purchase(1, amount=ABSENT), purchase(None), SAME),
        (purchase(1), purchase(None, amount=ABSENT), SAME),
        (purchase(1), purchase(None, at=MOMENT + 1), OTHER),
        (purchase(None), purchase(None, amount=ABSENT), SAME),
        (purchase(None), purchase(None, amount=1), DOUBTFUL),
        (unread("a"), unread("b"), OTHER),
        (unread("a"), purchase(None), OTHER),
        (unread("a"), purchase(1), SAME),
        (purchase(None), coarse(purchase(None), ""), OTHER),
        (purchase(1), coarse(purchase(None), ""), DOUBTFUL),
        (purchase(1), coarse(purchase(None), ".123"), DOUBTFUL),
        (purchase(1), coarse(purchase(None), ".124"), OTHER),
        (coarse(purchase(1), ".5"), coarse(purchase(None), ".123"), OTHER),
        (purchase(1), coarse(purchase(1), ""), SAME),
        (purchase(1), purchase(None, product_id=457), OTHER),
        (purchase(1), purchase(None, telegram_user_id=BORIS), OTHER),
        (purchase(1), purchase(None, telegram_user_id=BORIS, trb_user_id="T-31326"), OTHER),
        (purchase(1, **WEB), purchase(None, **WEB), SAME),
        (purchase(1, **WEB), purchase(None, **WEB | {"trb_user_id": "W-8"}), OTHER),
        (purchase(1, trb_user_id="W-9"), purchase(None, **WEB), SAME),
        (purchase(1, **WEB), purchase(None, trb_user_id="W-9"), SAME),
        (purchase(None, telegram_user_id=ABSENT), purchase(None, telegram_user_id=ABSENT), OTHER),
        (purchase(1, **WEB), purchase(None, telegram_user_id=ABSENT), OTHER),
    ],
)
def test_two_bodies_are_compared_by_their_facts(one, other, found):
    assert likeness(_read(one), _read(other)) is found
    assert likeness(_read(other), _read(one)) is found


def _dated(created_at: object) -> bytes:
    dated = b"null" if created_at is None else f'"{created_at}"'.encode()
    return purchase(1).replace(b'"2026-05-12T15:33:20.123456789Z"', dated, 1)


@pytest.mark.parametrize(
    ("created_at", "at"),
    [
        ("2026-05-12T18:33:20.50+03:00", "2026-05-12T15:33:20.5Z"),
        ("0001-01-01T00:00:00Z", None),
        (None, None),
    ],
)
def test_the_moment_of_an_event_has_one_spelling(created_at, at):
    assert moment(_read(_dated(created_at))) == at


def test_two_bodies_without_a_moment_are_two_payments():
    undated = _read(_dated(None))
    assert likeness(undated, undated) is OTHER
    assert likeness(undated, _read(purchase(1))) is OTHER
    assert most_alike(undated, [_told(1, _dated(None))]) is None


def _told(row: int, body: bytes) -> Told:
    return Told(PurchaseRow(row), EventRow(row), body)


@pytest.mark.parametrize(
    ("stored", "row", "found"),
    [
        ([], None, None),
        ([purchase(None)], 1, SAME),
        ([purchase(None, at=MOMENT + 1), purchase(None)], 2, SAME),
        ([purchase(None, amount=1)], 1, DOUBTFUL),
        ([purchase(None, amount=1), purchase(None)], 2, SAME),
        ([purchase(None), purchase(None, amount=1)], 1, SAME),
        ([purchase(None, amount=1), purchase(None, product_id=457)], 1, DOUBTFUL),
        ([refund(None, at=MOMENT), purchase(None)], 2, SAME),
        ([event("new_donation", {}), purchase(None)], 2, SAME),
        ([purchase(None).replace(b"2026-05-12T15", b"2026-05-12T\\u00315")], 1, SAME),
        ([purchase(None).replace(b'"created_at": ', b'"created_at":')], 1, SAME),
        ([purchase(None).replace(b'"created_at": ', b'"created_at" :\t')], 1, SAME),
        ([purchase(None).replace(b'"created_at": "', b'"created_at": "\xff')], None, None),
    ],
)
def test_the_stored_body_about_the_same_payment_is_found_before_a_doubtful_one(stored, row, found):
    told = [_told(number, body) for number, body in enumerate(stored, start=1)]
    alike = most_alike(_read(purchase(1)), told)
    assert alike == (None if row is None else (told[row - 1], found))

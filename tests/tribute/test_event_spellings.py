"""Numbers, times and currencies of webhook bodies mean the same in any spelling."""

import json

import pytest

from bot.tribute import events
from tests.tribute.bodies import BUYER_ID, purchase, sample


@pytest.mark.parametrize(
    ("field", "number", "spellings"),
    [
        ("telegram_user_id", BUYER_ID, [str(BUYER_ID), float(BUYER_ID), f" {BUYER_ID} "]),
        ("product_id", 456, ["456", 456.0, "0456"]),
        ("purchase_id", 78901, ["78901", 78901.0]),
        ("transaction_id", 234567, ["234567", 234567.0]),
        ("amount", 1000, ["1000", 1000.0, 1e3]),
        ("amount", 0, [0.0, "0", -0.0]),
        ("amount", 2**53 - 1, [2.0**53 - 1]),
    ],
)
def test_digits_as_text_and_floats_without_a_fraction_are_numbers(field, number, spellings):
    plain = events.read(purchase(**{field: number}))
    assert plain.problems == ()
    for spelled in spellings:
        assert events.read(purchase(**{field: spelled})) == plain


@pytest.mark.parametrize(
    "spelled",
    [
        "2025-03-20T01:15:58.332000Z",
        "2025-03-20T01:15:58.332000000Z",
        "2025-03-20T01:15:58.332+00:00",
        "2025-03-20T01:15:58.332-00:00",
        "2025-03-20T04:15:58.332+03:00",
        "2025-03-19T19:45:58.3320-05:30",
        "2025-03-20t01:15:58.332z",
        "2025-03-20 01:15:58.332Z",
        "2025-03-20 01:15:58.332 +0000 UTC",
        "2025-03-20T01:15:58,332Z",
        "20250320T011558.332Z",
    ],
)
@pytest.mark.parametrize("shape", ["new_digital_product.minimal", "new_subscription"])
def test_the_key_has_the_moment_and_not_its_spelling(shape, spelled):
    one = json.loads(sample(shape))
    one["created_at"] = "2025-03-20T01:15:58.332Z"
    other = {**one, "created_at": spelled}
    assert events.read(json.dumps(other).encode()).key == events.read(json.dumps(one).encode()).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025-03-20T01:15:58.332Z", "2025-03-20T01:15:58.332000001Z"),
        ("2025-03-20T01:15:58.332Z", "2025-03-20T01:15:58.332+03:00"),
        ("2025-03-20T01:15:58Z", "2025-03-20T01:15:59Z"),
    ],
)
def test_a_nanosecond_tells_two_purchases_apart(one, other):
    body = json.loads(sample("new_digital_product.minimal"))
    keys = {events.read(json.dumps({**body, "created_at": at}).encode()).key for at in (one, other)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    "spelled", ["stars", "Stars", "STARS", "star", "xtr", "tg_stars", "Telegram Stars", "⭐"]
)
def test_every_spelling_of_stars_is_one_currency(spelled):
    event = events.read(purchase(currency=spelled))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.currency, event.problems) == ("XTR", ())


def test_an_unknown_currency_is_kept():
    event = events.read(purchase(currency="xyz"))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.currency, event.problems) == ("XYZ", ())


@pytest.mark.parametrize(
    "time",
    [
        None,
        1742433358,
        "",
        "yesterday",
        "2025-03-20T01:15:58",
        "2025-13-20T01:15:58Z",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2019-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
    ],
)
def test_an_unusable_time_counts_as_missing_and_is_no_problem(time):
    event = events.read(purchase(purchase_created_at=time))
    assert isinstance(event, events.PurchaseEvent)
    assert (event.purchased_at, event.problems) == (None, ())


@pytest.mark.parametrize(
    "time",
    [
        "2025-03-20T01:15:58Z",
        "2025-03-20T01:15:58.332Z",
        "2025-03-20T01:15:58.542279448Z",
        "2025-03-20T04:15:58.999+03:00",
    ],
)
def test_times_are_read_in_any_zone_and_up_to_nanoseconds(time):
    event = events.read(purchase(purchase_created_at=time))
    assert isinstance(event, events.PurchaseEvent)
    assert event.purchased_at == 1742433358

"""Purchases whose ids can't be read are kept apart; the fault was found by a black-box test."""

import json
from typing import Any

import pytest

from bot.sandbox.cast import BUYER
from bot.sandbox.world import World
from bot.tribute import events
from storage.engine.database import open_read_only
from tests.bodies import event, iso


def _purchase(**changes: Any) -> dict[str, Any]:
    payload = {"product_id": 456, "amount": 500, "currency": "usd", "telegram_user_id": BUYER.id}
    return json.loads(event("new_digital_product", payload | changes))  # type: ignore[no-any-return]


async def test_two_purchases_with_unreadable_numbers_are_both_kept(world: World):
    """The second one counted as a duplicate of the first, and its body was lost."""
    for number in ("no. 78901", "no. 78902"):
        body = _purchase(purchase_id=number)
        for sent_at in (1_778_600_001, 1_778_700_000):  # the second is a retry: the same event
            body["sent_at"] = iso(sent_at)
            delivery = world.tribute.raw_event(json.dumps(body).encode())
            assert await world.tribute.deliver(delivery) == 200
    with open_read_only(world.settings.database_path) as tx:
        assert tx.scalar("SELECT COUNT(*) FROM purchases WHERE status = 'held'") == 2
        assert tx.scalar("SELECT COUNT(*) FROM webhook_events") == 2


@pytest.mark.parametrize("number", ["no. 78901", "-78901", -1, True, 1.5, [], {}])
def test_an_unreadable_number_is_part_of_the_key(number: object):
    with_number = events.read(json.dumps(_purchase(purchase_id=number)).encode())
    without = events.read(json.dumps(_purchase()).encode())
    assert with_number.key != without.key


@pytest.mark.parametrize("number", [None, 0])
def test_an_empty_number_counts_as_a_missing_one(number: object):
    with_number = events.read(json.dumps(_purchase(purchase_id=number)).encode())
    assert with_number.key == events.read(json.dumps(_purchase()).encode()).key


def test_payloads_that_are_no_objects_have_different_keys():
    whole = _purchase()
    keys = {
        events.read(json.dumps(whole | {"payload": payload}).encode()).key
        for payload in (None, [], [1], "text", 5)
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("one", "other"),
    [("9223372036854775808", "9223372036854775809"), ("1e999", "1e998"), ("9" * 5000, "8" * 5000)],
)
def test_numbers_beyond_all_bounds_have_different_keys(one: str, other: str):
    """Both were read as missing, and the second purchase counted as a duplicate of the first."""
    body = json.dumps(_purchase(purchase_id="?"))
    first, second = (events.read(body.replace('"?"', number).encode()) for number in (one, other))
    assert first.key != second.key
    assert first.key == events.read(body.replace('"?"', one).encode()).key

"""The keys of events are stored: a key that changed would grant an old payment a second time."""

import json

import pytest

from bot.tribute import events, keys
from tests.tribute.bodies import BUYER_ID, sample

DIGEST = "f6991a4a9ad901f5052f7115d225e6a8"


@pytest.mark.parametrize(
    ("name", "key", "digest"),
    [
        ("new_digital_product", "new_digital_product:purchase:78901", DIGEST),
        ("digital_product_refunded", "digital_product_refunded:purchase:78901", DIGEST),
        (
            "new_digital_product.minimal",
            "new_digital_product:2025-03-20T01:15:58.332Z:12321321:456:500",
            "d2136641abdebe59d259348d3c15641b",
        ),
        (
            "new_digital_product.web_buyer",
            "new_digital_product:purchase:78902",
            "981d3c1adb5dfde0a37ba0e51ac4a3b0",
        ),
        (
            "new_subscription",
            "new_subscription:2025-03-20T01:15:58.33246Z:12321321:1644:1547:1745111757",
            "b335971d6970f7a6b45daf777802aae5",
        ),
        (
            "new_donation",
            "new_donation:2025-03-20T01:15:58.33246Z:f52de0b5c2162cd50d79a0376ce278a6",
            "",
        ),
        ("test_event", "test:cb029a45226ad7acc9bfdd74d2e98408", ""),
    ],
)
def test_the_keys_and_digests_of_documented_bodies_never_change(name, key, digest):
    event = events.read(sample(name))
    assert (event.key, event.facts_digest) == (key, digest)


def test_the_key_of_an_unreadable_body_never_changes():
    assert events.read(b"").key == (
        "unreadable:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_a_digest_never_changes_and_is_the_same_in_any_spelling():
    plain = {"a": {"c": 2.5, "b": True}, "b": [1, 20, 3, None, "2025-03-20T01:15:58.5Z", "é"]}
    other = {"b": [1.0, "20", "03", None, "2025-03-20T04:15:58.500+03:00", "é"], "a": plain["a"]}
    assert keys.digest(plain) == keys.digest(other) == "c6622ba050273da23279c23a2aeae356"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (2.0**53, 2**53),
        ("1" * 19, int("1" * 19)),
        ("1.0", 1),
        (True, "true"),
        (None, "null"),
        (["a"], ["a", "a"]),
    ],
)
def test_a_number_that_may_be_rounded_or_no_number_has_a_digest_of_its_own(one, other):
    assert keys.digest(one) != keys.digest(other)


def test_a_float_that_is_surely_exact_has_the_digest_of_its_number():
    assert keys.digest(2.0**53 - 1) == keys.digest(2**53 - 1)
    assert keys.digest("1" * 18) == keys.digest(int("1" * 18))


@pytest.mark.parametrize(
    ("payload", "end"),
    [
        ({"product_id": 456, "amount": 0, "telegram_user_id": BUYER_ID}, f"{BUYER_ID}:456:0"),
        ({"product_id": 456, "trb_user_id": "W" * 65}, f"{'W' * 64}:456:"),
        ({"telegram_user_id": BUYER_ID, "trb_user_id": "W-1"}, f"{BUYER_ID}::"),
        ({"purchase_id": "?"}, f":::{keys.digest('?')}"),
        ({"purchase_id": 0}, "::"),
        (5, f":::{keys.digest(5)}"),
        (None, "::"),
    ],
)
def test_a_purchase_without_a_number_has_a_key_of_the_facts_that_can_be_read(payload, end):
    body = {"name": "new_digital_product", "created_at": "2025-03-20T01:15:58Z", "payload": payload}
    event = events.read(json.dumps(body).encode())
    assert event.key == f"new_digital_product:2025-03-20T01:15:58Z:{end}"


@pytest.mark.parametrize(
    ("event", "content"),
    [
        ({"name": "x", "created_at": "y", "sent_at": "z", "payload": {"a": 1}}, {"a": 1}),
        ({"name": "x", "created_at": "y", "sent_at": "z", "a": 1}, {"a": 1}),
    ],
)
def test_the_content_of_an_event_is_its_payload_or_all_members_but_its_name_and_times(
    event, content
):
    assert keys.of_content("x", None, event) == f"x::{keys.digest(content)}"

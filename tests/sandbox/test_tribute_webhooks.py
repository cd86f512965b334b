"""The Tribute simulator's webhooks: the documented bodies, signed, repeated until answered 200."""

import asyncio
import hashlib
import hmac
import json
import re

import pytest

from bot.sandbox.tribute import DeliveryState, TributeServer
from tests.sandbox.tribute_fixtures import API_KEY, BUYER, Inbox, http, inbox, tribute

__all__ = ["http", "inbox", "tribute"]

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z")


async def test_a_purchase_arrives_in_the_documented_shape(tribute: TributeServer, inbox: Inbox):
    purchase = await tribute.pay(456, **BUYER)
    (event,) = inbox.events
    assert list(event) == ["name", "created_at", "sent_at", "payload"]
    assert event["name"] == "new_digital_product"
    assert event["payload"] == {
        "product_id": 456,
        "product_name": "Book Club & Library — 1 month",
        "amount": 999,
        "currency": "usd",
        "user_id": purchase.user_id,
        "trb_user_id": f"T-{purchase.user_id}",
        "telegram_user_id": 12321321,
        "telegram_username": "durov",
        "purchase_id": purchase.id,
        "transaction_id": purchase.transaction_id,
        "purchase_created_at": event["created_at"],
    }


async def test_times_have_nanoseconds_and_never_repeat(tribute: TributeServer, inbox: Inbox):
    for _ in range(3):
        await tribute.pay(456, **BUYER)
    times = [event[key] for event in inbox.events for key in ("created_at", "sent_at")]
    assert all(_TIME.fullmatch(time) for time in times)
    assert len(set(times)) == 6


async def test_the_older_shape_has_no_purchase_id(tribute: TributeServer, inbox: Inbox):
    await tribute.pay(456, **BUYER, minimal=True)
    (event,) = inbox.events
    assert set(event["payload"]) == {
        "product_id",
        "amount",
        "currency",
        "user_id",
        "telegram_user_id",
    }


async def test_a_buyer_signed_in_by_email_has_no_telegram_id(tribute: TributeServer, inbox: Inbox):
    await tribute.pay(456, telegram_user_id=None, method="card")
    payload = inbox.events[0]["payload"]
    assert not {"telegram_user_id", "telegram_username", "user_id"} & set(payload)
    assert re.fullmatch(r"W-\d+", payload["trb_user_id"])


async def test_each_person_keeps_their_number_and_each_email_is_new(tribute: TributeServer):
    first, again = [await tribute.pay(456, **BUYER) for _ in range(2)]
    strangers = [await tribute.pay(456, telegram_user_id=None, method="card") for _ in range(2)]
    assert first.trb_user_id == again.trb_user_id
    assert len({first.user_id, *(stranger.user_id for stranger in strangers)}) == 3


async def test_a_refund_by_the_buyer_names_the_purchase_and_the_reason(
    tribute: TributeServer, inbox: Inbox
):
    purchase = await tribute.pay(457, **BUYER)
    await tribute.refund_by_buyer(purchase.id)
    bought, refunded = inbox.events
    assert refunded["name"] == "digital_product_refunded"
    assert refunded["payload"]["purchase_id"] == bought["payload"]["purchase_id"]
    assert refunded["payload"]["refund_reason"] == "telegram_refund"
    assert refunded["payload"]["refunded_at"] == refunded["created_at"]
    with pytest.raises(ValueError, match="refunded already"):
        await tribute.refund_by_buyer(purchase.id)


async def test_the_signature_is_the_hmac_of_the_raw_body(tribute: TributeServer, inbox: Inbox):
    await tribute.send_test_ping()
    assert inbox.bodies == [b'{"test_event":"test_event"}']
    assert inbox.signatures == [
        hmac.new(API_KEY.encode(), inbox.bodies[0], hashlib.sha256).hexdigest()
    ]


async def test_any_other_event_and_any_bytes_can_be_sent(tribute: TributeServer, inbox: Inbox):
    assert await tribute.deliver(tribute.build_event("new_donation", {"amount": 1000})) == 200
    assert await tribute.deliver(tribute.raw_event(b"\xff[[[")) == 200
    assert json.loads(inbox.bodies[0])["payload"] == {"amount": 1000}
    assert inbox.bodies[1] == b"\xff[[["


async def test_a_refusal_is_repeated_with_a_new_sent_at_only(tribute: TributeServer, inbox: Inbox):
    inbox.answers = [503, 201]
    tribute.retry_delays = (0.01, 0.01, 60)
    await tribute.pay(456, **BUYER)
    (delivery,) = tribute.deliveries
    assert (delivery.state, delivery.status) == (DeliveryState.WAITING, 503)
    await delivery.retries_done()
    assert [attempt.status for attempt in delivery.attempts] == [503, 201, 200]
    assert (delivery.state, delivery.outcome) == (DeliveryState.DELIVERED, "applied")
    assert len({event["sent_at"] for event in inbox.events}) == 3
    assert len({event["created_at"] for event in inbox.events}) == 1


async def test_after_the_last_retry_nothing_more_comes(tribute: TributeServer, inbox: Inbox):
    inbox.answers = [500, 500, 500]
    tribute.retry_delays = (0.01, 0.01)
    await tribute.pay(456, **BUYER)
    await tribute.deliveries[0].retries_done()
    assert tribute.deliveries[0].state is DeliveryState.FAILED
    assert len(inbox.bodies) == 3


async def test_a_faster_speed_shortens_a_wait_that_has_begun(tribute: TributeServer, inbox: Inbox):
    tribute.webhook_faults.lose_next = 1
    await tribute.pay(456, **BUYER)
    await asyncio.sleep(0.01)
    assert inbox.bodies == []
    tribute.speed = 30_000
    await tribute.deliveries[0].retries_done()
    assert len(inbox.bodies) == 1
    assert tribute.deliveries[0].attempts[0].outcome == "lost on the way"


async def test_skipped_time_brings_the_retries_that_fall_in_it(
    tribute: TributeServer, inbox: Inbox
):
    tribute.speed = 0
    tribute.webhook_faults.lose_next = 1
    await tribute.pay(456, **BUYER)
    await asyncio.sleep(0.01)
    tribute.skip_time(299)
    await asyncio.sleep(0.01)
    assert inbox.bodies == []
    tribute.skip_time(2)
    await tribute.deliveries[0].retries_done()
    assert len(inbox.bodies) == 1


async def test_a_lost_delivery_can_be_retried_at_once(tribute: TributeServer, inbox: Inbox):
    tribute.webhook_faults.lose_next = 1
    await tribute.pay(456, **BUYER)
    (delivery,) = tribute.deliveries
    inbox.answers = [503]
    await tribute.retry_now(delivery)
    assert delivery.state is DeliveryState.WAITING
    await tribute.retry_now(delivery)
    await tribute.retry_now(delivery)
    await delivery.retries_done()
    assert delivery.state is DeliveryState.DELIVERED
    assert len(inbox.bodies) == 2


async def test_a_duplicate_is_the_same_event_sent_twice(tribute: TributeServer, inbox: Inbox):
    tribute.webhook_faults.duplicate_next = 1
    await tribute.pay(456, **BUYER)
    await tribute.pay(456, **BUYER)
    first, second, other = inbox.events
    assert first["sent_at"] != second["sent_at"]
    assert first | {"sent_at": ""} == second | {"sent_at": ""}
    assert other["payload"]["purchase_id"] != first["payload"]["purchase_id"]


async def test_a_delivery_that_is_kept_back_waits_until_it_is_retried(
    tribute: TributeServer, inbox: Inbox
):
    tribute.webhook_faults.keep_back_next = 1
    await tribute.pay(456, **BUYER)
    (delivery,) = tribute.deliveries
    assert (delivery.state, inbox.bodies) == (DeliveryState.KEPT_BACK, [])
    inbox.answers = [500]
    tribute.retry_delays = (0.01,)
    await tribute.retry_now(delivery)
    await delivery.retries_done()
    assert delivery.state is DeliveryState.DELIVERED


async def test_events_of_recorded_purchases_can_be_delivered_in_any_order(
    tribute: TributeServer, inbox: Inbox
):
    purchase = tribute.shop.record_purchase(456, **BUYER)
    tribute.shop.record_refund(purchase.id, "telegram_refund")
    await tribute.deliver(tribute.refund_event(purchase.id))
    await tribute.deliver(tribute.purchase_event(purchase.id))
    await tribute.deliver(tribute.purchase_event(purchase.id))
    names = [event["name"] for event in inbox.events]
    assert names == ["digital_product_refunded", "new_digital_product", "new_digital_product"]
    assert inbox.events[1]["created_at"] == inbox.events[2]["created_at"]


async def test_a_bot_that_is_away_is_a_failed_attempt(tribute: TributeServer):
    tribute.webhook_url = "http://127.0.0.1:1/webhook/tribute"
    assert await tribute.deliver(tribute.build_event("new_donation", {})) == 0
    tribute.webhook_url = None
    assert await tribute.deliver(tribute.build_event("new_donation", {})) == 0
    outcomes = [delivery.outcome for delivery in tribute.deliveries]
    assert outcomes == ["no connection", "no webhook address"]


async def test_stopping_drops_waiting_retries_at_once(tribute: TributeServer):
    tribute.webhook_faults.lose_next = 50
    for _ in range(50):
        await tribute.pay(456, **BUYER)
    async with asyncio.timeout(15):
        await tribute.stop()


async def test_traffic_is_logged_without_the_key(tribute: TributeServer):
    await tribute.pay(456, **BUYER)
    (line,) = tribute.webhooks.log.recent()
    assert (line.sender, line.receiver, line.status) == ("tribute", "bot", 200)
    outcome, body = line.detail.split("\n", 1)
    assert (line.what, outcome) == ("webhook new_digital_product", "applied")
    assert json.loads(body)["name"] == "new_digital_product"


async def test_an_attempt_without_an_answer_ends_in_time(inbox: Inbox):
    released = asyncio.Event()

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        writer.close()

    bot = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = bot.sockets[0].getsockname()[1]
    tribute = TributeServer(API_KEY, webhook_url=f"http://127.0.0.1:{port}/")
    tribute.webhooks.timeout_seconds = 0.05
    await tribute.start()
    assert await tribute.deliver(tribute.build_event("new_donation", {})) == 0
    assert tribute.deliveries[0].outcome == "no answer in time"
    await tribute.stop()
    released.set()
    bot.close()
    await bot.wait_closed()


async def test_an_answer_of_another_kind_is_kept_as_it_was(tribute: TributeServer, http):
    tribute.webhook_url = f"{tribute.url}/products"
    assert await tribute.deliver(tribute.build_event("new_donation", {})) == 401
    assert tribute.deliveries[0].outcome.startswith('{"error"')


def test_time_does_not_run_backwards():
    tribute = TributeServer(API_KEY)
    with pytest.raises(ValueError, match="forward"):
        tribute.speed = -1

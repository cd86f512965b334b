"""Deliveries by Tribute, and by senders who pretend to be it, to the webhook of the whole app."""

import asyncio
import json
import logging
from typing import Any

import aiohttp
import pytest

from bot.sandbox.cast import ADMIN, BUYER
from bot.sandbox.world import World
from storage.engine.database import open_read_only
from tests.bodies import ABSENT, ANNA, BORIS, MOMENT, event, iso, purchase, refund, resent, sign
from tests.conftest import NOW
from tests.handlers.http.conftest import HttpClient
from tests.handlers.telegram.admin_talk import open_impatient_world
from tests.handlers.telegram.talk import hear, open_world

DAY = 86400


def rows(client: HttpClient, sql: str) -> list[tuple[Any, ...]]:
    with open_read_only(client.database) as tx:
        return [tuple(row) for row in tx.all(sql)]


async def outcome(client: HttpClient, body: bytes) -> str:
    status, content = await client.post(body)
    assert status == 200
    said: str = content["outcome"]
    return said


def changed(body: bytes, old: str, new: str) -> bytes:
    text = body.decode()
    assert old in text
    return text.replace(old, new).encode("utf-8", "surrogatepass")


@pytest.mark.fault("P4", "the same purchase a year later, when its stored body was pruned")
async def test_the_key_of_an_event_outlives_its_body(client: HttpClient, world: World) -> None:
    assert await outcome(client, purchase(1)) == "applied"
    assert world.app is not None
    await world.app.deps.readiness.db.write(
        lambda tx: tx.execute("UPDATE webhook_events SET body = x''")
    )
    world.move(days=365)
    assert await outcome(client, purchase(1)) == "duplicate"
    assert rows(client, "SELECT COUNT(*) FROM grants") == [(1,)]


@pytest.mark.fault("P5", "a retry with another `sent_at` and its members in another order")
async def test_a_retry_with_other_bytes_is_a_duplicate(client: HttpClient) -> None:
    assert await outcome(client, purchase(1)) == "applied"
    assert await outcome(client, resent(purchase(1))) == "duplicate"
    turned = json.dumps(json.loads(purchase(1)), sort_keys=True).encode()
    assert await outcome(client, turned) == "duplicate"
    assert rows(client, "SELECT COUNT(*) FROM event_conflicts") == [(0,)]


@pytest.mark.fault("P6", "the same purchase number for another person, again and again")
async def test_a_purchase_stays_with_its_first_buyer(client: HttpClient) -> None:
    await outcome(client, purchase(1, telegram_user_id=ANNA))
    for _ in range(3):
        assert await outcome(client, purchase(1, telegram_user_id=BORIS)) == "duplicate"
    assert rows(client, "SELECT telegram_user_id FROM subscriptions") == [(ANNA,)]
    assert rows(client, "SELECT COUNT(*) FROM event_conflicts") == [(1,)]
    notices = "SELECT COUNT(*) FROM outbox WHERE kind = 'admin-conflict' AND chat_id ="
    assert rows(client, f"{notices} {ADMIN.id}") == [(1,)]


@pytest.mark.fault("P8", "a refund of a purchase that never comes, twice")
async def test_a_refund_of_an_unknown_purchase_changes_no_access(
    client: HttpClient, world: World
) -> None:
    stranger = {"telegram_user_id": BUYER.id}
    for body in (refund(77, **stranger), resent(refund(77, **stranger))):
        await outcome(client, body)
    assert rows(client, "SELECT COUNT(*) FROM grants") == [(0,)]
    assert world.telegram.messages_to(BUYER.id) == []
    late = purchase(77, **stranger)
    await outcome(client, late)
    assert rows(client, "SELECT status FROM purchases WHERE purchase_id = 77") == [("refunded",)]
    assert rows(client, "SELECT COUNT(*) FROM subscriptions") == [(0,)]


ODD_BUT_READABLE = [
    purchase(1, something_new={"deep": [1, None]}),
    purchase(2, product_name=ABSENT, telegram_username=ABSENT, trb_user_id=ABSENT, user_id=ABSENT),
    purchase(3, product_name=12, telegram_username=["x"], trb_user_id=False, transaction_id="no"),
    json.dumps(json.loads(purchase(4)), sort_keys=True, indent=3).encode(),
    changed(purchase(5), '"payload"', '"api_version": "2", "payload"'),
    purchase(6, purchase_created_at="yesterday"),
    purchase(7, currency="XTR", amount=0),
]


@pytest.mark.fault("P13", "new, missing, retyped and reordered members; unknown events")
async def test_new_or_missing_members_do_not_prevent_a_purchase(
    client: HttpClient,
) -> None:
    for body in ODD_BUT_READABLE:
        assert await outcome(client, body) == "applied", body
    for name in ("shop_order_created", "новое_событие", "x" * 64):
        assert await outcome(client, event(name, {"what": "ever"})) == "ignored"
    assert rows(client, "SELECT COUNT(*) FROM grants") == [(len(ODD_BUT_READABLE),)]


UNREADABLE = [
    b"",
    b"not json",
    b"[1, 2]",
    b"null",
    purchase(1).decode().encode("utf-16"),
    b"\xff\xfe\x00",
    b"[" * 10_000 + b"]" * 10_000,
    b'{"name": "new_digital_product", "payload": ' + b"[" * 9_000 + b"]" * 9_000 + b"}",
    purchase(2, product_id="NUMBER").replace(b'"NUMBER"', b"9" * 5_000),
    purchase(3, amount="NAN").replace(b'"NAN"', b"NaN"),
    purchase(4, amount=2**63),
    purchase(5, product_id=True),
    changed(purchase(6), '"amount": 500', '"amount": 500, "amount": 1'),
    purchase(7, amount=-1),
    event("new_digital_product", [1]),
    event("new_digital_product", None),
]
STRAY_TEXT = [
    purchase(20, product_name="nul \x00 in it"),
    changed(purchase(21, product_name="SURROGATE"), "SURROGATE", "\\ud800"),
    b"\xef\xbb\xbf" + purchase(22),
]


@pytest.mark.fault("P14", "each of these and more, signed")
async def test_an_unreadable_delivery_is_stored_as_it_came_and_never_answered_500(
    client: HttpClient, world: World
) -> None:
    await world.telegram.send(ADMIN.id, "/start")
    for body in UNREADABLE:
        assert await outcome(client, body) == "held", body
        assert await outcome(client, body) == "duplicate", body
    kept = [body for (body,) in rows(client, "SELECT body FROM webhook_events ORDER BY id")]
    assert kept == UNREADABLE
    assert rows(client, "SELECT COUNT(*) FROM grants") == [(0,)]
    assert rows(client, "SELECT COUNT(*) FROM purchases WHERE status <> 'held'") == [(0,)]
    notices = "SELECT COUNT(*) FROM outbox WHERE kind = 'admin-held' AND chat_id = "
    assert rows(client, f"{notices} {ADMIN.id}") == [(len(UNREADABLE),)]
    for body in STRAY_TEXT:
        await outcome(client, body)
    assert rows(client, "SELECT COUNT(*) FROM webhook_events") == [(len(UNREADABLE + STRAY_TEXT),)]


@pytest.mark.long
@pytest.mark.fault("P15", "a thousand forged deliveries while twenty genuine ones arrive")
async def test_a_flood_of_forged_deliveries_writes_nothing_and_stops_no_payment(
    client: HttpClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)

    async def forge(number: int) -> int:
        headers = {"trbt-signature": sign(purchase(number), "another key")}
        return (await client.post(purchase(number), headers=headers))[0]

    forged = asyncio.gather(*(forge(number) for number in range(1, 1001)))
    genuine = asyncio.gather(*(outcome(client, purchase(number)) for number in range(5001, 5021)))
    assert await genuine == ["applied"] * 20
    assert set(await forged) == {401}
    assert await client.events() == 20
    assert capsys.readouterr().out.count("signature") + caplog.text.count("signature") == 1


@pytest.mark.fault("P17", "the key changed, a retry still signed with the old one")
async def test_after_a_change_of_keys_old_retries_count_and_calls_use_the_new_key(
    clock,
) -> None:
    async with (
        open_world(clock, tribute_api_key_previous="the-old-key") as world,
        aiohttp.ClientSession() as session,
    ):
        client = HttpClient(session, world.app_url, world.settings.database_path)
        assert (await client.post(purchase(1), key="the-old-key"))[0] == 200
        assert await outcome(client, purchase(1)) == "duplicate"
        assert world.app is not None
        await world.app.deps.catalog.refresh()
        assert {call.status for call in world.tribute.calls} == {200}


@pytest.mark.matrix
@pytest.mark.fault("P18", "created a day, a year and five years ago, tomorrow, in ten years")
@pytest.mark.parametrize("days", [-1, -365, -1825, 1, 3650])
async def test_no_delivery_is_too_old_or_too_new(client: HttpClient, days: int) -> None:
    assert await outcome(client, purchase(1, at=NOW + days * DAY)) == "applied"
    (ends,) = rows(client, "SELECT started_at FROM subscriptions")
    assert ends[0] == (NOW if days == 3650 else NOW + days * DAY)  # a day ahead: our clock is late


@pytest.mark.fault("P18", "unreadable times")
async def test_for_an_unreadable_time_the_arrival_counts(client: HttpClient) -> None:
    for number, text in enumerate(("0001-01-01T00:00:00Z", "soon", "", iso(MOMENT)[:-1]), 1):
        body = changed(purchase(number, purchase_created_at=text), iso(MOMENT), text)
        assert await outcome(client, body) == "applied"
    assert rows(client, "SELECT DISTINCT granted_at FROM grants") == [(NOW,)]


@pytest.mark.fault("P19", "each call of Tribute's API cut, or answered with 500 or nonsense")
async def test_payments_are_taken_while_tributes_api_is_down(clock) -> None:
    async with open_impatient_world(clock) as world, aiohttp.ClientSession() as session:
        for kind in ("drop", 500, "bad_json") * 3:
            world.tribute.fail_next_api(kind)
        world.move(days=1)
        assert world.app is not None
        client = HttpClient(session, world.app_url, world.settings.database_path)
        refreshing = asyncio.gather(world.app.deps.catalog.refresh())
        for number in range(1, 6):
            assert await outcome(client, purchase(number, telegram_user_id=BUYER.id)) == "applied"
        await world.telegram.send(BUYER.id, "/start")
        await hear(world, BUYER.id, "Thank you")
        await refreshing
        assert {call.status for call in world.tribute.calls} & {None, 500}

"""Tests that the webhook of Tribute answers as documented and stores nothing unsigned."""

import asyncio
import gzip

import aiohttp
import pytest
from multidict import CIMultiDict

from bot.sandbox.cast import ADMIN
from bot.sandbox.world import PLAY_KEY
from storage.engine.database import open_read_only
from tests.bodies import event, purchase, sign
from tests.handlers.http.conftest import HttpClient
from tests.handlers.http.wire import served
from tests.handlers.telegram.talk import open_world

GOOD = purchase(1)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (GOOD, "applied"),
        (purchase(2, telegram_user_id=None), "held"),
        (event("new_donation", {}), "ignored"),
        (b'{"test_event": "anything"}', "test"),
        (b"", "held"),
        (b"not json", "held"),
        (b"[1, 2]", "held"),
        (b"[" * 10_000 + b"]" * 10_000, "held"),
    ],
)
async def test_a_signed_delivery_is_on_disk_before_its_200(client, body, outcome):
    assert await client.post(body) == (200, {"status": "ok", "outcome": outcome})
    assert await client.events() == 1


async def test_a_repeated_delivery_is_a_duplicate(client):
    await client.post(GOOD)
    assert await client.post(GOOD) == (200, {"status": "ok", "outcome": "duplicate"})


async def test_a_signature_in_capitals_is_accepted(client):
    headers = {"trbt-signature": sign(GOOD, PLAY_KEY).upper()}
    assert (await client.post(GOOD, headers=headers))[0] == 200


@pytest.mark.fault("P15", "forged, cut, doubled, prefixed, non-ASCII, another key's")
@pytest.mark.parametrize(
    "signature",
    [
        "",
        "0" * 64,
        sign(GOOD, PLAY_KEY)[:-1],
        sign(GOOD, PLAY_KEY) * 2,
        sign(GOOD, PLAY_KEY) + "," + sign(GOOD, PLAY_KEY),
        "sha256=" + sign(GOOD, PLAY_KEY),
        "é" * 64,
        sign(GOOD, "another key"),
        sign(GOOD + b" ", PLAY_KEY),
        sign(GOOD, ""),
    ],
)
async def test_a_wrong_signature_is_401_and_writes_nothing(client, signature):
    refused = (401, {"status": "error", "error": "invalid signature"})
    assert await client.post(GOOD, headers={"trbt-signature": signature}) == refused
    assert await client.post(GOOD, headers={}) == refused
    assert await client.events() == 0


@pytest.mark.fault("P15", "two signature headers")
async def test_two_signature_headers_are_401(client):
    right = sign(GOOD, PLAY_KEY)
    headers = CIMultiDict([("trbt-signature", right), ("trbt-signature", right)])
    assert (await client.post(GOOD, headers=headers))[0] == 401


@pytest.mark.fault("P17", "signed with the previous key, and with an older one")
async def test_the_previous_api_key_is_accepted_while_it_is_set(clock):
    async with open_world(clock, tribute_api_key_previous="the-old-key") as world:
        url = world.app_url + "/webhook/tribute"
        async with aiohttp.ClientSession() as session:
            for key, status in (("the-old-key", 200), ("an-older-key", 401)):
                headers = {"trbt-signature": sign(GOOD, key)}
                async with session.post(url, data=GOOD, headers=headers) as answer:
                    assert answer.status == status


@pytest.mark.fault("P16", "64 KiB and a byte: declared, and in chunks")
async def test_a_body_over_64_kib_is_413_with_or_without_a_declared_length(client):
    large = b"x" * (64 * 1024 + 1)

    async def chunks():
        for _ in range(10):
            yield b"x" * 8192

    headers = {"trbt-signature": sign(large, PLAY_KEY)}
    assert (await client.post(large))[0] == 413
    assert (await client.post(chunks(), headers=headers))[0] == 413
    assert (await client.post(large[:-1]))[0] == 200
    assert await client.events() == 1


async def test_a_body_in_chunks_without_a_length_is_read(client):
    async def chunks():
        yield GOOD[:50]
        yield GOOD[50:]

    headers = {"trbt-signature": sign(GOOD, PLAY_KEY)}
    assert await client.post(chunks(), headers=headers) == (
        200,
        {"status": "ok", "outcome": "applied"},
    )


@pytest.mark.fault("P16", "gzip, deflate, identity and others")
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity", "br"])
async def test_any_content_encoding_is_415(client, encoding):
    packed = gzip.compress(GOOD)
    headers = {"Content-Encoding": encoding, "trbt-signature": sign(packed, PLAY_KEY)}
    assert (await client.post(packed, headers=headers))[0] == 415
    assert await client.events() == 0


@pytest.mark.fault("P16", "half a body, then silence")
async def test_a_body_that_stalls_is_408_and_others_are_served_meanwhile(world):
    async with aiohttp.ClientSession() as session, served(world, body_seconds=0.2) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST /webhook/tribute HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nhalf")
        await writer.drain()
        client = HttpClient(session, url, world.settings.database_path)
        assert (await client.post(GOOD))[0] == 200
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
        writer.close()
        await writer.wait_closed()


@pytest.mark.fault("S1", "`max_page_count` during a delivery")
async def test_a_full_disk_is_503_and_the_retry_is_accepted(client, world):
    db = world.app.deps.readiness.db
    pages = await db.read(lambda tx: tx.scalar("PRAGMA page_count"))
    await db.read(lambda tx: tx.scalar(f"PRAGMA max_page_count = {pages}"))
    large = purchase(1, product_name="x" * 60_000)
    assert (await client.post(large))[0] == 503
    assert (await client.get("/healthz"))[0] == 200
    assert await client.events() == 0
    await db.read(lambda tx: tx.scalar("PRAGMA max_page_count = 1000000"))
    assert await client.post(large) == (200, {"status": "ok", "outcome": "applied"})


@pytest.mark.fault("P4", "50 deliveries of it at once over as many connections")
async def test_the_same_event_fifty_times_at_once_is_answered_fifty_times(client):
    answers = await asyncio.gather(*(client.post(GOOD) for _ in range(50)))
    outcomes = sorted(content["outcome"] for _, content in answers)
    assert outcomes == ["applied"] + ["duplicate"] * 49


async def test_the_raw_body_is_kept_as_it_came(client):
    strange = b' {"name" : "new_thing",\n "payload":{}} '
    await client.post(strange)
    with open_read_only(client.database) as tx:
        assert tx.scalar("SELECT body FROM webhook_events") == strange


async def test_other_methods_and_paths_get_a_plain_answer(client):
    assert await client.get("/webhook/tribute") == (
        405,
        {"status": "error", "error": "method not allowed"},
    )
    assert (await client.get("/nowhere"))[0] == 404


async def test_an_internal_error_is_503_with_a_notice_and_the_retry_is_accepted(client, world):
    """A delivery that isn't on the disk never gets 200, whatever the reason."""
    db = world.app.deps.readiness.db
    await db.write(
        lambda tx: tx.execute(
            """CREATE TRIGGER mistake BEFORE INSERT ON purchases
            BEGIN SELECT RAISE(ABORT, 'a mistake'); END"""
        )
    )
    assert (await client.post(GOOD))[0] == 503
    assert await client.events() == 0
    await world.telegram.send(ADMIN.id, "/start")
    notice = await world.telegram.wait_for(ADMIN.id, lambda one: "IntegrityError" in one.text)
    assert "/webhook/tribute" in notice.text
    await db.write(lambda tx: tx.execute("DROP TRIGGER mistake"))
    assert await client.post(GOOD) == (200, {"status": "ok", "outcome": "applied"})

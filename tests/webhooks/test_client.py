"""One attempt to send a webhook, to services that take it, refuse it, are slow, or redirect."""

import asyncio
import contextlib
import socket
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.webhooks import signature
from bot.webhooks.client import NotTaken, Taken, WebhookClient, Why
from tests.webhooks.target import KEY, Target, asking_to_wait, hang, redirect, serving

BODY = '{"type":"subscription.started","data":{"name":"Аня"}}'.encode()


@pytest.fixture
async def target():
    async with serving() as target:
        yield target


async def post(target: Target, **options):
    async with target.client(**options) as client:
        return await client.post("msg_1", 1_778_623_140, BODY)


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_any_2xx_means_that_the_webhook_was_taken(target, status):
    target.answers = [status]
    assert await post(target) == Taken()
    assert target.bodies == [BODY]
    expected = signature.headers(KEY, "msg_1", 1_778_623_140, BODY)
    sent = target.headers[0]
    assert {name: sent[name] for name in expected} == expected
    assert sent["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 502])
async def test_any_other_status_means_that_the_webhook_was_not_taken(target, status):
    target.answers = [status]
    assert await post(target) == NotTaken(Why.STATUS, status)


async def test_status_410_means_that_no_more_webhooks_are_wanted(target):
    target.answers = [410]
    assert await post(target) == NotTaken(Why.GONE, 410)


async def test_a_redirect_is_not_followed(target):
    target.answers = [redirect(f"{target.url}/elsewhere")]
    assert await post(target) == NotTaken(Why.REDIRECT, 307)
    assert target.paths == ["/hook"]


@pytest.mark.parametrize(
    ("asked", "understood"),
    [("120", 120), ("0", 0), ("-1", None), ("soon", None), ("9" * 40, None)],
)
async def test_retry_after_is_read_where_it_is_a_number(target, asked, understood):
    target.answers = [asking_to_wait(asked)]
    assert (await post(target)).retry_after_seconds == understood


async def test_a_service_that_never_answers_times_out(target):
    target.answers = [hang]
    assert await post(target, timeout_seconds=0.3) == NotTaken(Why.TIMEOUT)


async def test_an_endless_answer_is_not_read(target):
    """Only its status matters: the rest costs neither time nor memory."""
    written = 0

    async def endless(request):
        nonlocal written
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)
            written += 65536

    target.answers = [endless]
    async with asyncio.timeout(3):
        assert await post(target) == Taken()
    assert written < 64 * 1024 * 1024


@asynccontextmanager
async def talking(says):
    """Yield the address of a bare TCP server for one connection, whose writer `says` gets."""
    left = asyncio.Event()

    async def meet(reader, writer):
        with contextlib.suppress(ConnectionError):
            await reader.read(10)
            await says(writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        left.set()

    async with await asyncio.start_server(meet, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        await left.wait()  # until it has noticed that nobody listens any more


async def test_a_status_that_arrives_too_slowly_times_out():
    async def dribble(writer):
        for letter in b"HTTP/1.1 200 OK":
            writer.write(bytes([letter]))
            await writer.drain()
            await asyncio.sleep(0.1)

    async with (
        talking(dribble) as url,
        WebhookClient(url, KEY, allow_private=True, timeout_seconds=0.5) as client,
    ):
        assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.TIMEOUT)


async def test_a_service_that_hangs_up_is_broken():
    async def nothing(_writer):
        return

    async with talking(nothing) as url, WebhookClient(url, KEY, allow_private=True) as client:
        assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.BROKEN)


async def test_a_service_that_is_not_there_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for host in ("127.0.0.1", "no-such-host.invalid"):
        async with WebhookClient(f"http://{host}:{port}/", KEY, allow_private=True) as client:
            assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.UNREACHABLE)


async def test_a_service_without_tls_has_no_valid_certificate(target):
    url = target.url.replace("http://", "https://")
    async with WebhookClient(url, KEY, allow_private=True) as client:
        assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.CERTIFICATE)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"])
async def test_a_private_target_is_refused_under_any_name(target, host):
    """The name doesn't count, but the address that it has at the moment of connecting."""
    url = target.url.replace("127.0.0.1", host)
    async with WebhookClient(url, KEY) as client:
        assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.PRIVATE)
    assert target.bodies == []


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f000001"])
async def test_odd_spellings_of_a_private_address_are_not_reached(target, host):
    url = target.url.replace("127.0.0.1", host)
    async with WebhookClient(url, KEY) as client:
        assert isinstance(await client.post("msg_1", 1, b"{}"), NotTaken)
    assert target.bodies == []


async def test_a_proxy_of_the_environment_is_not_used(target, monkeypatch):
    """A proxy would connect to addresses that are forbidden here."""
    monkeypatch.setenv("HTTP_PROXY", target.url)
    monkeypatch.setenv("http_proxy", target.url)
    async with WebhookClient("http://169.254.169.254/", KEY) as client:
        assert await client.post("msg_1", 1, b"{}") == NotTaken(Why.PRIVATE)
    assert target.bodies == []


async def test_a_client_that_is_not_open_raises_an_error():
    with pytest.raises(RuntimeError):
        await WebhookClient("http://127.0.0.1/", KEY).post("msg_1", 1, b"{}")

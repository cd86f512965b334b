"""A read that fails is tried again where that may help, and raises an error of its kind."""

import asyncio
import json
import socket
from collections.abc import Iterator

import pytest
import stamina
from aiohttp import web

from bot.tribute import errors
from bot.tribute.client import MAX_ANSWER_BYTES, Retries, TributeClient
from tests.tribute.conftest import API_KEY, QUICKLY
from tests.tribute.upstream import breaks_off, drops, product, refuses, says


async def never(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    raise AssertionError("the test is over by now")


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """Return the waits before each further try, as the client plans them."""
    planned: list[float] = []
    stamina.instrumentation.set_on_retry_hooks(
        [lambda retry: planned.append(round(retry.wait_for, 9))]
    )
    yield planned
    stamina.instrumentation.set_on_retry_hooks(None)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.TributeBadRequest),
        (401, errors.TributeUnauthorized),
        (403, errors.TributeForbidden),
        (404, errors.TributeNotFound),
        (418, errors.TributeRefused),
    ],
)
async def test_a_refusal_raises_the_error_of_its_kind_and_is_not_repeated(
    tribute, upstream, status, kind
):
    upstream.plan(refuses(status, "no_access"))
    with pytest.raises(kind) as caught:
        await tribute.product(456)
    assert str(caught.value) == f"product 456: Tribute answered {status} (no_access)"
    assert caught.value.status == status
    assert len(upstream.requests) == 1


@pytest.mark.parametrize("failure", [refuses(500), refuses(503), refuses(429), says("<html>", 502)])
async def test_a_temporary_failure_is_tried_again(tribute, upstream, failure):
    upstream.plan(failure, failure, says(product()))
    assert (await tribute.product(456)).id == 456
    assert len(upstream.requests) == 3


async def test_after_three_attempts_the_failure_is_raised(tribute, upstream):
    upstream.plan(refuses(500))
    with pytest.raises(errors.TributeServerError) as caught:
        await tribute.products()
    assert str(caught.value) == "product list: Tribute answered 500 (error_bad_request)"
    assert len(upstream.requests) == 3


async def test_an_answer_without_a_documented_code_is_named_by_its_status(tribute, upstream):
    upstream.plan(says("<html>", 302))
    with pytest.raises(errors.TributeBadAnswer) as caught:
        await tribute.product(456)
    assert str(caught.value) == "product 456: Tribute answered 302"


async def test_a_short_wait_that_tribute_asks_for_is_kept(tribute, upstream):
    upstream.plan(says("", 429, Retry_After="0"), says(product()))
    assert (await tribute.product(456)).id == 456


async def test_the_longest_wait_that_is_kept_is_the_longest_between_two_tries(upstream):
    upstream.plan(says("", 429, Retry_After="0"), says(product()))
    at_once = Retries(first_wait_seconds=0, longest_wait_seconds=0, jitter_seconds=0)
    async with TributeClient(upstream.url, API_KEY, retries=at_once) as tribute:
        assert (await tribute.product(456)).id == 456


async def test_each_wait_is_twice_as_long_with_a_jitter_up_to_the_longest(upstream, waits):
    upstream.plan(refuses(500))
    quickly = Retries(6, first_wait_seconds=0.001, longest_wait_seconds=0.01, jitter_seconds=0.001)
    async with TributeClient(upstream.url, API_KEY, retries=quickly) as tribute:
        with pytest.raises(errors.TributeServerError):
            await tribute.product(456)
    usual = [0.001, 0.002, 0.004, 0.008, 0.01]
    assert len(waits) == len(usual)
    for wait, least in zip(waits, usual, strict=True):
        assert least <= wait <= min(least + 0.001, 0.01)
    assert waits[:4] != usual[:4]


@pytest.mark.parametrize("status", [429, 503])
async def test_when_tribute_asks_for_a_long_wait_the_failure_is_raised_at_once(
    tribute, upstream, status
):
    upstream.plan(says("", status, Retry_After="60"))
    with pytest.raises(errors.TributeError) as caught:
        await tribute.product(456)
    assert caught.value.retry_after_seconds == 60
    assert len(upstream.requests) == 1


async def test_a_date_instead_of_seconds_to_wait_is_ignored(tribute, upstream):
    upstream.plan(says("", 503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), says(product()))
    assert (await tribute.product(456)).id == 456


async def test_a_refusal_is_not_repeated_although_it_names_a_wait(tribute, upstream):
    upstream.plan(says({"error": "error_not_found", "message": ""}, 404, Retry_After="0"))
    with pytest.raises(errors.TributeNotFound):
        await tribute.product(456)
    assert len(upstream.requests) == 1


@pytest.mark.fault("A7", "no answer in time")
async def test_a_missing_answer_is_a_timeout_and_tried_again(hasty, upstream):
    upstream.plan(never, says(product()))
    assert (await hasty.product(456)).id == 456
    upstream.plan(never)
    with pytest.raises(errors.TributeTimeout):
        await hasty.product(456)


@pytest.mark.parametrize("failure", [drops, breaks_off])
async def test_a_connection_cut_after_sending_is_tried_again(tribute, upstream, failure):
    upstream.plan(failure, failure, says(product()))
    assert (await tribute.product(456)).id == 456


async def test_without_a_listening_server_tribute_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api/v1"
    async with TributeClient(url, API_KEY, timeout_seconds=2, retries=QUICKLY) as tribute:
        with pytest.raises(errors.TributeUnreachable) as caught:
            await tribute.products()
    assert str(caught.value) == "product list: no connection (ClientConnectorError)"
    assert not caught.value.outcome_unknown


@pytest.mark.parametrize(
    "body", ["", "<html>", "[]", "null", '{"id": ', "[" * 50_000, "\ufeff{}", '{"id": NaN}']
)
async def test_a_body_that_is_not_the_documented_json_is_a_bad_answer(tribute, upstream, body):
    upstream.plan(says(body))
    with pytest.raises(errors.TributeBadAnswer):
        await tribute.product(456)


async def test_an_answer_falsely_declared_as_compressed_is_a_bad_answer(tribute, upstream):
    upstream.plan(says("{}", Content_Encoding="gzip"))
    with pytest.raises(errors.TributeBadAnswer):
        await tribute.product(456)


async def test_an_answer_over_the_size_limit_is_a_bad_answer(tribute, upstream):
    whole = json.dumps(product()).ljust(MAX_ANSWER_BYTES)
    upstream.plan(says(whole), says(whole + " "))
    assert (await tribute.product(456)).id == 456
    with pytest.raises(errors.TributeBadAnswer) as caught:
        await tribute.product(456)
    assert str(caught.value) == "product 456: the answer is too long"
    assert caught.value.status == 200


async def test_a_redirect_is_not_followed_so_the_key_goes_nowhere_else(tribute, upstream):
    upstream.plan(says("", 302, Location=upstream.url + "/elsewhere"))
    with pytest.raises(errors.TributeBadAnswer):
        await tribute.product(456)
    assert {request.path for request in upstream.requests} == {"/api/v1/products/456"}


async def test_a_slash_at_the_end_of_the_address_makes_no_difference(upstream):
    upstream.plan(says(product()))
    async with TributeClient(upstream.url + "/X//", API_KEY) as tribute:
        await tribute.product(456)
    assert upstream.requests[0].path == "/api/v1/X/products/456"


async def test_a_blank_key_is_refused():
    with pytest.raises(ValueError, match=r"^Tribute's API key is blank$"):
        TributeClient("http://127.0.0.1", " ")


async def test_a_client_that_was_never_opened_or_is_closed_raises_an_error(upstream):
    tribute = TributeClient(upstream.url, API_KEY)
    await tribute.__aexit__(None, None, None)
    async with tribute:
        pass
    with pytest.raises(RuntimeError, match=r"^TributeClient is not open$"):
        await tribute.products()

"""A refund is requested exactly once, and certain only when Tribute confirms this purchase."""

import asyncio
import logging
import socket
import traceback

import pytest
from aiohttp import web

from bot.tribute import errors
from bot.tribute.client import TributeClient
from tests.tribute.conftest import API_KEY, QUICKLY
from tests.tribute.upstream import breaks_off, drops, refuses, says


def confirmed(purchase_id: object = 78901, **changes: object) -> dict[str, object]:
    return {"success": True, "purchaseId": purchase_id, "message": "done", **changes}


async def late(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    raise AssertionError("the test is over by now")


async def test_a_confirmed_refund_returns(tribute, upstream):
    upstream.plan(says(confirmed()))
    await tribute.cancel_purchase(78901)
    (request,) = upstream.requests
    assert (request.method, request.path) == ("POST", "/api/v1/products/purchases/78901/cancel")
    assert request.headers["Api-Key"] == API_KEY
    assert upstream.bodies == [b""]


@pytest.mark.fault("A2", "each refusal by status")
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.TributeBadRequest),
        (401, errors.TributeUnauthorized),
        (403, errors.TributeForbidden),
        (404, errors.TributeNotFound),
        (409, errors.TributeRefused),
        (429, errors.TributeRefused),
    ],
)
async def test_a_refusal_is_certain_and_sent_once(tribute, upstream, status, kind):
    upstream.plan(refuses(status))
    with pytest.raises(kind) as caught:
        await tribute.cancel_purchase(78901)
    assert not caught.value.outcome_unknown
    assert len(upstream.requests) == 1


@pytest.mark.fault("A4", "a page of a firewall with each status")
@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 451])
@pytest.mark.parametrize(
    "page",
    ["<html>Access denied</html>", "", "[]", {"message": "Forbidden"}, {"error": {"code": 5}}],
    ids=str,
)
async def test_a_page_that_is_not_tribute_s_says_nothing_about_the_refund(
    tribute, upstream, status, page
):
    """A firewall's 403 was taken for Tribute's own: “belongs to another Tribute account”."""
    upstream.plan(says(page, status))
    with pytest.raises(errors.TributeForeignAnswer) as caught:
        await tribute.cancel_purchase(78901)
    assert caught.value.outcome_unknown
    assert len(upstream.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        refuses(500),
        says("<html>bad gateway</html>", 502),
        says("", 503, Retry_After="0"),
        says(confirmed(), 201),
        says("", 202),
        says("", 307, Location="/elsewhere"),
        says(""),
        says("not json"),
        says("[true]"),
        says(confirmed(success=False)),
        says(confirmed(success="true")),
        says(confirmed(success=1)),
        says(confirmed(78902)),
        says(confirmed("78901")),
        says(confirmed(None)),
        says({"success": True}),
        drops,
        breaks_off,
    ],
)
async def test_anything_but_the_confirmation_leaves_the_outcome_unknown_after_one_request(
    tribute, upstream, answer
):
    upstream.plan(answer)
    with pytest.raises(errors.TributeError) as caught:
        await tribute.cancel_purchase(78901)
    assert caught.value.outcome_unknown
    assert len(upstream.requests) == 1


async def test_purchase_1_is_not_confirmed_by_true(tribute, upstream):
    upstream.plan(says(confirmed(purchase_id=True)))
    with pytest.raises(errors.TributeBadAnswer):
        await tribute.cancel_purchase(1)


async def test_a_timeout_leaves_the_outcome_unknown_after_one_request(hasty, upstream):
    upstream.plan(late)
    with pytest.raises(errors.TributeTimeout) as caught:
        await hasty.cancel_purchase(78901)
    assert caught.value.outcome_unknown
    assert len(upstream.requests) == 1


async def test_every_refund_is_sent_on_a_connection_of_its_own(tribute, upstream):
    """The server may close an idle connection meanwhile, and the outcome would be unknown."""
    upstream.plan(says(confirmed()))
    for _ in range(2):
        await tribute.cancel_purchase(78901)
    first, second = upstream.callers
    assert first != second


async def test_without_a_listening_server_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with TributeClient(f"http://127.0.0.1:{port}", API_KEY, retries=QUICKLY) as tribute:
        with pytest.raises(errors.TributeUnreachable) as caught:
            await tribute.cancel_purchase(78901)
    assert not caught.value.outcome_unknown


async def test_a_connection_that_is_never_accepted_times_out_before_anything_is_sent():
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        host, port = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.settimeout(0)
            one.connect_ex((host, port))
        async with TributeClient(f"http://{host}:{port}", API_KEY, timeout_seconds=0.4) as tribute:
            with pytest.raises(errors.TributeUnreachable):
                await tribute.cancel_purchase(78901)
        for one in waiting:
            one.close()


@pytest.mark.fault("C7", "every failure of the client, logged")
@pytest.mark.parametrize(
    "answer",
    [
        drops,
        late,
        says("", 302, Location=f"http://127.0.0.1:1/?key={API_KEY}"),
        refuses(500, API_KEY),
        says({"error": f"error_{API_KEY}", "message": API_KEY}, 400),
        says(f'{{"success": true, "purchaseId": "{API_KEY}"}}'),
    ],
)
async def test_neither_key_nor_url_is_in_any_error_or_log(hasty, upstream, caplog, capsys, answer):
    upstream.plan(answer)
    output = ""
    with caplog.at_level(logging.DEBUG):
        for call in (hasty.cancel_purchase(78901), hasty.product(456)):
            with pytest.raises(errors.TributeError) as caught:
                await call
            output += "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    output += caplog.text + "".join(capsys.readouterr()) + repr(hasty)
    assert API_KEY not in output
    assert upstream.url not in output
    assert "127.0.0.1" not in output


@pytest.mark.parametrize(
    ("answer", "said", "status"),
    [
        (says(confirmed(78902)), "Tribute's answer does not confirm it", 200),
        (says("<html>"), "Tribute's answer is not JSON", 200),
        (refuses(503), "Tribute answered 503 (error_bad_request)", 503),
        (late, "Tribute did not answer in time", None),
        (drops, "answer cut off (ServerDisconnectedError)", None),
    ],
)
async def test_the_sentence_of_an_error_names_the_refund_and_what_came_instead(
    hasty, upstream, answer, said, status
):
    upstream.plan(answer)
    with pytest.raises(errors.TributeError) as caught:
        await hasty.cancel_purchase(78901)
    assert str(caught.value) == f"refund of purchase 78901: {said}"
    assert caught.value.status == status

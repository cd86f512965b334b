"""The Tribute simulator's REST API: the answers of the OpenAPI document, and planned faults."""

import asyncio

import aiohttp
import pytest

from bot.sandbox.tribute import TributeServer
from bot.sandbox.tribute.catalog import PRODUCT_TYPES, code_of
from tests.sandbox.tribute_fixtures import BUYER, Inbox, http, inbox, tribute

__all__ = ["http", "inbox", "tribute"]

_REQUIRED = {
    "id": int,
    "type": str,
    "name": str,
    "amount": int,
    "currency": str,
    "status": str,
    "isCustom": bool,
    "acceptCards": bool,
    "acceptWalletPay": bool,
    "protectContent": bool,
    "created": str,
    "updated": str,
    "link": str,
    "webLink": str,
}
_OPTIONAL = {"description": str, "starsAmount": int, "starsAmountEnabled": bool}
_ERROR_CODES = {"error_bad_request", "error_not_found", "error_not_permitted", "no_access"}


async def get(http: aiohttp.ClientSession, tribute: TributeServer, path: str, **headers: str):
    async with http.get(tribute.url + path, headers=headers) as response:
        return response.status, await response.json()


async def cancel(http: aiohttp.ClientSession, tribute: TributeServer, purchase_id: object):
    path = f"{tribute.url}/products/purchases/{purchase_id}/cancel"
    async with http.post(path) as response:
        return response.status, await response.json()


async def test_every_product_has_the_documented_fields(tribute: TributeServer, http):
    _, answer = await get(http, tribute, "/products?size=100")
    for row in answer["rows"]:
        fields = _REQUIRED | _OPTIONAL | ({"pendingOrders": int} if row["isCustom"] else {})
        assert _REQUIRED.keys() <= row.keys() <= fields.keys()
        assert all(type(value) is fields[key] for key, value in row.items())
        assert row["currency"] in {"USD", "EUR", "RUB"}
        assert row["starsAmountEnabled"] == ("starsAmount" in row)


async def test_the_catalogue_has_all_that_a_list_must_cope_with(tribute: TributeServer):
    products = tribute.products.values()
    assert {product["type"] for product in products} == set(PRODUCT_TYPES)
    assert {product["status"] for product in products} == {"pending", "approved", "rejected"}
    assert {456, 457, 458, 459} <= tribute.products.keys()
    assert len(products) > 20
    names = " ".join(product["name"] for product in products)
    assert all(part in names for part in ("<", ">", "&", "Книжный"))


async def test_link_codes_are_unique_and_not_the_ids(tribute: TributeServer):
    for number in range(200):
        tribute.add_product(f"Another {number}")
    codes = [code_of(product["link"]) for product in tribute.products.values()]
    assert len(set(codes)) == len(codes)
    assert codes == [code_of(product["webLink"]) for product in tribute.products.values()]
    assert all(code and len(code) == 3 and code.isalpha() for code in codes)


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://t.me/tribute/app?startapp=pDDs", "DDs"),
        ("web.tribute.tg/p/DDs", "DDs"),
        ("https://web.tribute.tg/p/", None),
        ("https://example.org/p/DDs", None),
    ],
)
def test_the_code_of_a_link_is_read(link: str, code: str | None):
    assert code_of(link) == code


async def test_pages_together_are_the_whole_list_in_order(tribute: TributeServer, http):
    total = len(tribute.products)
    ids = []
    for page in (1, 2, 3, 4):
        _, answer = await get(http, tribute, f"/products?page={page}&size=10")
        assert answer["meta"] == {"total": total, "offset": page, "limit": 10}
        ids += [row["id"] for row in answer["rows"]]
    assert ids == sorted(tribute.products)
    _, answer = await get(http, tribute, "/products?desc=true&type=custom")
    assert [row["id"] for row in answer["rows"]] == [604, 603, 602, 601]
    assert answer["meta"] == {"total": 4, "offset": 1, "limit": 20}


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=-1", "size=0", "size=101", "type=shop", "desc=1", "size="]
)
async def test_a_wrong_query_of_the_list_is_refused(tribute: TributeServer, http, query):
    status, answer = await get(http, tribute, f"/products?{query}")
    assert (status, answer["error"]) == (400, "error_bad_request")


@pytest.mark.parametrize(
    ("product_id", "status", "code"),
    [
        ("abc", 400, "error_bad_request"),
        ("1.5", 400, "error_bad_request"),
        ("900", 403, "error_not_permitted"),
        ("12345", 404, "error_not_found"),
    ],
)
async def test_a_product_that_cannot_be_shown(
    tribute: TributeServer, http, product_id: str, status: int, code: str
):
    answered, answer = await get(http, tribute, f"/products/{product_id}")
    assert (answered, answer["error"]) == (status, code)
    assert answer.keys() == {"error", "message"}


async def test_one_product_is_the_same_as_in_the_list(tribute: TributeServer, http):
    assert await get(http, tribute, "/products/456") == (200, tribute.products[456])


@pytest.mark.parametrize("path", ["/products", "/products/456"])
async def test_a_wrong_key_opens_nothing(tribute: TributeServer, http, path: str):
    status, answer = await get(http, tribute, path, **{"Api-Key": "other"})
    assert (status, answer["error"]) == (401, "no_access")


async def test_an_unknown_path_is_an_error_in_the_same_shape(tribute: TributeServer, http):
    status, answer = await get(http, tribute, "/nothing")
    assert (status, answer["error"]) == (404, "error_not_found")


async def test_a_cancelled_purchase_is_refunded_with_a_webhook(
    tribute: TributeServer, http, inbox: Inbox
):
    purchase = await tribute.pay(456, **BUYER)
    status, answer = await cancel(http, tribute, purchase.id)
    assert status == 200
    assert answer == {
        "success": True,
        "purchaseId": purchase.id,
        "message": "Purchase cancelled",
    }
    assert len(inbox.events) == 1
    await inbox.until(2)
    refund = inbox.events[1]
    assert refund["name"] == "digital_product_refunded"
    assert refund["payload"]["refund_reason"] == "Cancel product purchase from public API"


async def test_the_refund_webhook_may_come_before_the_answer_or_never(
    tribute: TributeServer, http, inbox: Inbox
):
    purchases = [await tribute.pay(456, **BUYER) for _ in range(2)]
    tribute.refunds.webhook = "before"
    await cancel(http, tribute, purchases[0].id)
    assert len(inbox.events) == 3
    tribute.refunds.webhook = "never"
    tribute.refunds.delay_seconds = 0
    await cancel(http, tribute, purchases[1].id)
    await asyncio.sleep(0.05)
    assert len(inbox.events) == 3
    assert all(purchase.refunded for purchase in purchases)


async def test_a_purchase_that_cannot_be_cancelled_is_refused_and_stays(
    tribute: TributeServer, http
):
    by_card = await tribute.pay(456, **BUYER, method="card")
    of_somebody_else = await tribute.pay(900, **BUYER)
    twice = await tribute.pay(456, **BUYER)
    await cancel(http, tribute, twice.id)
    ids = [by_card.id, of_somebody_else.id, twice.id, 1, "x"]
    answers = [await cancel(http, tribute, purchase_id) for purchase_id in ids]
    assert [status for status, _ in answers] == [400, 403, 400, 404, 400]
    assert all(answer["error"] in _ERROR_CODES for _, answer in answers)
    assert [by_card.refunded, of_somebody_else.refunded] == [False, False]


async def test_a_product_unknown_to_tribute_cannot_be_bought(tribute: TributeServer):
    with pytest.raises(LookupError):
        await tribute.pay(12345, **BUYER)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
async def test_a_planned_refusal_hits_the_next_call_only(tribute: TributeServer, http, status):
    purchase = await tribute.pay(456, **BUYER)
    tribute.fail_next_api(status)
    refused, answer = await cancel(http, tribute, purchase.id)
    assert refused == status
    assert answer["error"] in _ERROR_CODES
    assert not purchase.refunded
    assert (await cancel(http, tribute, purchase.id))[0] == 200


async def test_a_failing_call_can_still_be_done_and_a_fault_waits_for_its_call(
    tribute: TributeServer, http
):
    purchase = await tribute.pay(456, **BUYER)
    tribute.faults.add(500, only="cancel", done=True)
    assert (await get(http, tribute, "/products"))[0] == 200
    assert (await cancel(http, tribute, purchase.id))[0] == 500
    assert purchase.refunded


@pytest.mark.parametrize(
    ("kind", "done"),
    [("drop", False), ("drop_but_done", True), ("timeout", False), ("timeout_but_done", True)],
)
async def test_a_cut_connection(tribute: TributeServer, http, kind, done: bool):
    purchase = await tribute.pay(456, **BUYER)
    tribute.faults.add(kind, hang_seconds=0.05)
    with pytest.raises(aiohttp.ClientError):
        await cancel(http, tribute, purchase.id)
    assert purchase.refunded is done
    assert tribute.calls[-1].status is None


async def test_a_hanging_call_does_not_hold_up_the_stop(tribute: TributeServer, http):
    tribute.fail_next_api("timeout")
    with pytest.raises(TimeoutError):
        await http.get(f"{tribute.url}/products", timeout=aiohttp.ClientTimeout(total=0.05))
    async with asyncio.timeout(15):
        await tribute.stop()


async def test_answers_that_cannot_be_trusted(tribute: TributeServer, http):
    first, second, third = [await tribute.pay(456, **BUYER) for _ in range(3)]
    tribute.fail_next_api("success_false")
    tribute.fail_next_api("other_id")
    tribute.fail_next_api("bad_json")
    assert (await cancel(http, tribute, first.id))[1]["success"] is False
    assert (await cancel(http, tribute, second.id))[1]["purchaseId"] == second.id + 1
    with pytest.raises(ValueError, match="Expecting value"):
        await cancel(http, tribute, third.id)
    assert [first.refunded, second.refunded, third.refunded] == [False, True, True]


async def test_calls_are_recorded_as_they_arrive(tribute: TributeServer, http):
    await get(http, tribute, "/products?page=2")
    await cancel(http, tribute, 5)
    calls = [(call.name, call.path.removeprefix("/api/v1"), call.status) for call in tribute.calls]
    assert calls == [
        ("products", "/products?page=2", 200),
        ("cancel", "/products/purchases/5/cancel", 404),
    ]
    assert [line.status for line in tribute.api.log.recent()] == [200, 404]

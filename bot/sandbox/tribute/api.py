"""Tribute's three REST calls, answered as its OpenAPI document specifies them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.sandbox.traffic import TrafficLog
from bot.sandbox.tribute.catalog import PRODUCT_TYPES
from bot.sandbox.tribute.faults import CallName, Fault, Faults
from bot.sandbox.tribute.refunds import RefundError, Refunds
from bot.sandbox.tribute.shop import Shop, whole_number

_NOTED_LETTERS = 4000
_FIREWALL = "<html><head><title>403 Forbidden</title></head><body>Access denied.</body></html>"
_ERROR_CODES = {401: "no_access", 403: "error_not_permitted", 404: "error_not_found"}


@dataclass(slots=True)
class ApiCall:
    """One call that arrived; `status` is None before the answer and for a cut connection."""

    name: CallName
    method: str
    path: str
    at: int
    status: int | None = None


def error(status: int, message: str) -> web.Response:
    """Return an `Error` of the document, which has no code of its own for a server's failure."""
    code = _ERROR_CODES.get(status, "error_bad_request")
    return web.json_response({"error": code, "message": message}, status=status)


class Api:
    """The REST API: it checks the key, fails as planned, and records every call."""

    def __init__(self, shop: Shop, refunds: Refunds, api_key: Callable[[], str]) -> None:
        self.faults = Faults()
        self.calls: list[ApiCall] = []
        self.log: TrafficLog | None = None
        self.stopping = asyncio.Event()
        self._shop = shop
        self._refunds = refunds
        self._api_key = api_key

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._record, self._fail_as_planned, self._authorize])
        app.router.add_get("/products", self._products)
        app.router.add_get("/products/{id}", self._product)
        app.router.add_post("/products/purchases/{id}/cancel", self._cancel)
        return app

    @web.middleware
    async def _record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = ApiCall(
            _name_of(request), request.method, request.path_qs, self._shop.timestamps.now()
        )
        self.calls.append(call)
        detail = ""
        try:
            response = await handler(request)
            call.status = response.status
        except web.HTTPException as refusal:
            call.status = refusal.status
            response = error(refusal.status, refusal.reason)
        except ConnectionAbortedError as cut:
            detail = str(cut)
            response = _cut_off(request)
        answer = response.text if isinstance(response, web.Response) else None
        self._log_call(request, call.status, f"{detail}\n{answer or ''}"[:_NOTED_LETTERS])
        return response

    def _log_call(self, request: web.Request, status: int | None, detail: str) -> None:
        if self.log is not None:
            what = f"{request.method} {request.path_qs}"
            self.log.add("bot", "tribute", what, status=status, detail=detail)

    @web.middleware
    async def _fail_as_planned(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = self.faults.take(_name_of(request))
        if fault is None:
            return await handler(request)
        if fault.done:
            await handler(request)
        if isinstance(fault.kind, int):
            return error(fault.kind, "Planned failure of the sandbox")
        return await self._broken_answer(fault, request)

    async def _broken_answer(self, fault: Fault, request: web.Request) -> web.Response:
        if fault.kind in {"timeout", "timeout_but_done"}:
            self._log_call(request, None, "hangs")
            with suppress(TimeoutError):
                async with asyncio.timeout(fault.hang_seconds):
                    await self.stopping.wait()
            raise ConnectionAbortedError("hung, then cut off")
        if fault.kind in {"drop", "drop_but_done"}:
            raise ConnectionAbortedError("cut off")
        if fault.kind == "firewall":
            return web.Response(text=_FIREWALL, content_type="text/html", status=403)
        if fault.kind == "bad_json":
            return web.Response(text="<html>OK</html>", content_type="application/json")
        purchase_id = whole_number(request.match_info["id"]) or 0
        if fault.kind == "other_id":
            return _cancelled(purchase_id + 1)
        answer = {"success": False, "purchaseId": purchase_id, "message": "Could not refund"}
        return web.json_response(answer)

    @web.middleware
    async def _authorize(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Api-Key") != self._api_key():
            return error(401, "Invalid API key")
        return await handler(request)

    async def _products(self, request: web.Request) -> web.Response:
        page = whole_number(request.query.get("page", "1"))
        size = whole_number(request.query.get("size", "20"))
        kind = request.query.get("type")
        desc = request.query.get("desc", "false")
        if not page or size is None or not 1 <= size <= 100:
            return error(400, "page is 1 or more, size 1 to 100")
        if kind not in (None, *PRODUCT_TYPES) or desc not in {"true", "false"}:
            return error(400, "type is digital, custom or physical; desc is true or false")
        rows = [row for row in self._shop.products.values() if kind in (None, row["type"])]
        rows.sort(key=lambda row: row["id"], reverse=desc == "true")
        meta = {"total": len(rows), "offset": page, "limit": size}
        return web.json_response({"rows": rows[(page - 1) * size : page * size], "meta": meta})

    async def _product(self, request: web.Request) -> web.Response:
        product_id = whole_number(request.match_info["id"])
        if product_id is None:
            return error(400, "Invalid product ID")
        if product_id in self._shop.foreign_products:
            return error(403, "Access denied")
        product = self._shop.products.get(product_id)
        return web.json_response(product) if product else error(404, "Product not found")

    async def _cancel(self, request: web.Request) -> web.Response:
        purchase_id = whole_number(request.match_info["id"])
        if purchase_id is None:
            return error(400, "Invalid purchase ID")
        try:
            await self._refunds.by_api(purchase_id)
        except RefundError as refused:
            return error(refused.status, str(refused))
        return _cancelled(purchase_id)


def _cancelled(purchase_id: int) -> web.Response:
    answer = {"success": True, "purchaseId": purchase_id, "message": "Purchase cancelled"}
    return web.json_response(answer)


def _name_of(request: web.Request) -> CallName:
    if request.method == hdrs.METH_POST:
        return "cancel"
    return "product" if "id" in request.match_info else "products"


def _cut_off(request: web.Request) -> web.Response:
    """Close the connection; aiohttp needs a response, but nobody receives it."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()

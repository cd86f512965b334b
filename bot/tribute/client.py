"""The client of Tribute's API: repeats a read where that may help, sends a refund exactly once."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import stamina
import structlog

from bot.domain.models import Product, ProductId
from bot.http_client import HttpClient
from bot.server_time import Asking, listening
from bot.tribute import answers, strict_json
from bot.tribute.answers import ProductList, ProductPage
from bot.tribute.errors import (
    TributeBadAnswer,
    TributeError,
    TributeTimeout,
    TributeUnreachable,
    error_class,
)

log = structlog.get_logger(__name__)

PAGE_SIZE = 100
MAX_PAGES = 100
MAX_ANSWER_BYTES = 8 * 1024 * 1024
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a read is tried, and how long to wait between the tries; a jitter is added."""

    attempts: int = 3
    first_wait_seconds: float = 0.5
    longest_wait_seconds: float = 5.0
    jitter_seconds: float = 0.5


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    body: bytes
    retry_after: str


class TributeClient(HttpClient):
    """Tribute's API behind one shared session: `async with TributeClient(…) as tribute`.

    Every call raises TributeError and nothing else. The key travels in a header, to this one
    server only: redirects are not followed.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout_seconds: float = 10,
        retries: Retries = Retries(),
        asking: Asking | None = None,
    ) -> None:
        """`asking` is called at each question; its result gets the time in the answer."""
        super().__init__()
        if not api_key.strip():
            raise ValueError("Tribute's API key is blank")
        self._base_url = base_url.rstrip("/")
        self._api_key = api_key
        # Half of the time is for connecting: giving up there means that nothing was sent.
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, connect=timeout_seconds / 2)
        self._longest_wait_seconds = retries.longest_wait_seconds
        self._retrying = stamina.AsyncRetryingCaller(
            attempts=retries.attempts,
            timeout=None,
            wait_initial=retries.first_wait_seconds,
            wait_max=retries.longest_wait_seconds,
            wait_jitter=retries.jitter_seconds,
        )
        self._traces = [listening(asking)] if asking is not None else []

    def _new_session(self) -> aiohttp.ClientSession:
        # One connection for each call: Tribute may close an idle one just as a refund is sent on
        # it, and then nobody knows whether it arrived.
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Api-Key": self._api_key, "User-Agent": "Tributary"},
            timeout=self._timeout,
            trace_configs=self._traces,
        )

    async def products(self) -> ProductList:
        """Return every product once. Stops at a page that is empty, short or has nothing new."""
        found: dict[ProductId, Product] = {}
        skipped = 0
        for number in range(1, MAX_PAGES + 1):
            page = await self.products_page(number, PAGE_SIZE)
            new = {one.id: one for one in page.products if one.id not in found}
            found |= new
            skipped += page.skipped
            if not page.has_more or (page.products and not new):
                break
        else:
            log.warning("product list cut off", pages=MAX_PAGES)
        return ProductList(tuple(found.values()), skipped)

    async def products_page(self, page: int, size: int) -> ProductPage:
        """Return one page, counted from 1; at most 100 rows."""
        params = {"page": str(page), "size": str(size)}
        answer = await self._read("product list", "/products", params)
        found = answers.page(answer, page, size)
        if found.skipped:
            log.warning("products not understood", page=page, count=found.skipped)
        return found

    async def product(self, product_id: int) -> Product:
        """Return one product as it is now."""
        what = f"product {product_id:d}"
        found = answers.product(await self._read(what, f"/products/{product_id:d}"))
        if found is None or found.id != product_id:
            raise TributeBadAnswer(f"{what}: Tribute's answer is not that product", status=200)
        return found

    async def cancel_purchase(self, purchase_id: int) -> None:
        """Refund a purchase paid in Stars; return only when Tribute confirms this refund.

        It is sent exactly once: Tribute documents no idempotency key. After an error whose
        `outcome_unknown` is set the refund may have happened; its webhook will show that.
        """
        what = f"refund of purchase {purchase_id:d}"
        answer = await self._call(what, "POST", f"/products/purchases/{purchase_id:d}/cancel")
        if answers.cancelled(answer) != purchase_id:
            raise TributeBadAnswer(f"{what}: Tribute's answer does not confirm it", status=200)

    async def _read(
        self, what: str, path: str, params: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        return await self._retrying(self._should_retry, self._call, what, "GET", path, params)

    def _should_retry(self, error: Exception) -> bool | float:
        """Return whether to try again, or after how many seconds if Tribute named some."""
        if not isinstance(error, TributeError) or not _is_passing(error):
            return False
        wait = error.retry_after_seconds
        if wait is None:
            return True
        return wait if wait <= self._longest_wait_seconds else False

    async def _call(
        self, what: str, method: str, path: str, params: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        reply = await self._exchange(what, method, path, params)
        content = _content(reply.body)
        if reply.status != 200:
            raise _error(what, reply, content or {})
        if content is None:
            raise TributeBadAnswer(f"{what}: Tribute's answer is not JSON", status=200)
        return content

    async def _exchange(
        self, what: str, method: str, path: str, params: Mapping[str, str] | None
    ) -> _Reply:
        """Send the request and read its answer. aiohttp's own errors hold the URL, so they are
        replaced here, without a chain."""
        try:
            async with self._session.request(
                method, self._base_url + path, params=params, allow_redirects=False
            ) as response:
                body = await _limited(what, response)
                return _Reply(response.status, body, response.headers.get("Retry-After", ""))
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise TributeUnreachable(f"{what}: no connection ({type(error).__name__})") from None
        except TimeoutError:
            raise TributeTimeout(f"{what}: Tribute did not answer in time") from None
        except aiohttp.ClientError as error:
            raise TributeBadAnswer(f"{what}: answer cut off ({type(error).__name__})") from None


async def _limited(what: str, response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(65536):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise TributeBadAnswer(f"{what}: the answer is too long", status=response.status)
    return bytes(body)


def _content(body: bytes) -> dict[str, object] | None:
    try:
        return strict_json.read_object(body).value
    except strict_json.NotReadableError:
        return None


def _error(what: str, reply: _Reply, content: dict[str, object]) -> TributeError:
    """Return the error of an answer; `error` is a text in each of Tribute's own."""
    code = answers.refusal(content)
    said = f" ({code})" if code else ""
    wait = float(reply.retry_after) if reply.retry_after.isdecimal() else None
    return error_class(reply.status, is_tributes=isinstance(content.get("error"), str))(
        f"{what}: Tribute answered {reply.status}{said}",
        status=reply.status,
        retry_after_seconds=wait,
    )


def _is_passing(error: TributeError) -> bool:
    """Return whether another try may succeed, unlike after a refusal."""
    return (
        error.outcome_unknown
        or isinstance(error, TributeUnreachable)
        or error.status == _TOO_MANY_REQUESTS
    )
